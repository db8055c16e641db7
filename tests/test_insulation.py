"""physics.insulation against limits in closed form and against a boundary-element solution of its own."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import circulant

from physics.checks import QuantityError
from physics.geometry import pair_capacitance, quad_capacitance_thin
from physics.insulation import insulated_capacitance
from physics.line import pair_line, quad_line
from physics.materials import EPSILON_0
from physics.proximity import quad_capacitance

A = 0.9e-3


def capacitance(wires: int, wall: float, spacing: float, permittivity: float, loss: float = 0.0) -> float:
    return insulated_capacitance(wires, A, wall, spacing, permittivity=permittivity, loss_tangent=loss)[0]


def boundary_elements(
    wires: int, radius: float, wall: float, spacing: float, permittivity: float, points: int
) -> float:
    """C' from charges on metal and coat, point by point: no harmonics and no translation of them.

    The total charge σ on both circles of each wire gives φ = −(1/2πε₀) ∫ σ ln|x − y| ds everywhere.  Metal is at ±1 V;
    at a coat ε E_n inside is E_n outside, with E_n = mean ∓ σ/2ε₀.  A circle's own logarithm is integrated exactly for
    trigonometric polynomials (Kress), its own mean normal field is −Q/(4πε₀ b) of its charge Q; all else by the
    trapezoidal rule, whose error falls exponentially.  By symmetry wire k carries ± the charges of wire 0, turned.
    """
    turn = 2 * np.pi / wires
    ring = spacing / (2 * np.sin(np.pi / wires))
    unit = np.exp(2j * np.pi * np.arange(points) / points)
    radii = (radius, radius + wall)
    order = np.minimum(np.arange(points), points - np.arange(points))
    # ∫ ln|2 sin((θ−t)/2)| cos nt dt = −(π/n) cos nθ, 0 for n = 0
    own = circulant(np.fft.ifft(-np.pi / np.where(order, order, np.inf)).real)
    rows = []
    for target, here in enumerate(radii):
        place = ring + here * unit
        blocks = []
        for source, there in enumerate(radii):
            weight = 2 * np.pi * there / points
            potential = np.zeros((points, points))
            field = np.zeros((points, points))
            for k in range(wires):
                # wire 0 turned into wire k, its frame with it
                away = place[:, None] - (ring + there * unit) * np.exp(1j * turn * k)
                sign = (-1) ** k
                if k == 0 and source == target:
                    potential -= there * own + weight * np.log(there)
                    field += weight / (2 * there)
                    continue
                potential -= sign * weight * np.log(np.abs(away))
                field += sign * weight * np.real(unit[:, None] / away)
            if target == 0:
                blocks.append(potential / (2 * np.pi))
            else:
                own_jump = np.eye(points) * (source == 1) * (permittivity + 1) / 2
                blocks.append((permittivity - 1) * field / (2 * np.pi) - own_jump)
        rows.append(np.hstack(blocks))
    right = np.concatenate([np.ones(points), np.zeros(points)])
    charge = np.linalg.solve(np.vstack(rows), right)[:points].mean() * 2 * np.pi * radius
    return float(EPSILON_0 * permittivity * charge * wires / 2 / 2)  # free charge of half the wires, over 2 V


@pytest.mark.parametrize("ratio", [2.01, 3.0, 20.0])
def test_without_contrast_it_is_the_bare_line(ratio: float) -> None:
    """ε = 1: acosh, whatever the wall is."""
    spacing, wall = ratio * A, (ratio / 2 - 1) * A * 0.999
    assert capacitance(2, wall, spacing, 1) == pytest.approx(pair_capacitance(A, spacing, 1), rel=1e-9)
    assert capacitance(4, wall, spacing, 1) == pytest.approx(quad_capacitance(A, spacing, 1), rel=1e-9)


def test_far_apart_the_coat_is_in_series() -> None:
    """1/C = [ln(b/a)/ε + acosh(D/2b)]/πε₀ for a spacing far above the wall; a quad by its logarithm."""
    wall, spacing, permittivity = 0.5e-3, 0.1, 3.2
    outer = A + wall
    expected = np.pi * EPSILON_0 / (np.log(outer / A) / permittivity + np.arccosh(spacing / 2 / outer))
    # the coats of one pull at the field of the other by (b/D)², 2e-4
    assert capacitance(2, wall, spacing, permittivity) == pytest.approx(expected, rel=1e-4)
    thin = 2 * np.pi * EPSILON_0 / quad_capacitance_thin(outer, spacing, 1)
    expected = 2 * np.pi * EPSILON_0 / (np.log(outer / A) / permittivity + thin)
    assert capacitance(4, wall, spacing, permittivity) == pytest.approx(expected, rel=1e-3)


def test_a_coat_of_huge_permittivity_is_metal() -> None:
    wall, spacing = 0.4e-3, 4e-3
    assert capacitance(2, wall, spacing, 1e9) == pytest.approx(pair_capacitance(A + wall, spacing, 1), rel=1e-6)
    assert capacitance(4, wall, spacing, 1e9) == pytest.approx(quad_capacitance(A + wall, spacing, 1), rel=1e-6)


@pytest.mark.parametrize("permittivity", [1.5, 3.0, 8.0])
@pytest.mark.parametrize("wall", [0.1e-3, 0.8e-3])
@pytest.mark.parametrize("wires", [2, 4])
def test_boundary_elements_agree(wires: int, wall: float, permittivity: float) -> None:
    spacing = 2.1 * (A + wall)
    numerical = boundary_elements(wires, A, wall, spacing, permittivity, 240)
    assert capacitance(wires, wall, spacing, permittivity) == pytest.approx(numerical, rel=1e-6)


def test_boundary_elements_agree_where_coats_touch() -> None:
    """As zip cord: points there are finer than the gap that is left, none."""
    numerical = boundary_elements(2, A, 0.8e-3, 2 * (A + 0.8e-3) * (1 + 1e-4), 3.0, 900)
    assert capacitance(2, 0.8e-3, 2 * (A + 0.8e-3), 3.0) == pytest.approx(numerical, rel=1e-4)


def test_the_numerical_solution_is_one() -> None:
    """Of the same code, a case that is known: no contrast."""
    assert boundary_elements(2, A, 0.3e-3, 3e-3, 1.0, 120) == pytest.approx(pair_capacitance(A, 3e-3, 1), rel=1e-8)


def test_stays_between_air_and_insulation_everywhere() -> None:
    for wires, bare in ((2, pair_capacitance), (4, quad_capacitance)):
        found = capacitance(wires, 0.6e-3, 3.1e-3, 4.0)
        assert bare(A, 3.1e-3, 1) < found < bare(A, 3.1e-3, 4.0)


def test_loss_is_that_of_the_field_in_the_coat() -> None:
    """To first order tan δ times ε ∂C/∂ε over C, by a difference of capacitances."""
    wall, spacing, permittivity, step = 0.8e-3, 3.4e-3, 3.0, 1e-4
    found, loss = insulated_capacitance(2, A, wall, spacing, permittivity=permittivity, loss_tangent=0.01)
    near = (capacitance(2, wall, spacing, permittivity * (1 + sign * step)) for sign in (1, -1))
    share = float(np.subtract(*near)) / (2 * step) / found
    assert 0 < share < 1
    assert loss == pytest.approx(0.01 * share, rel=1e-3)
    assert insulated_capacitance(2, A, wall, spacing, permittivity=permittivity, loss_tangent=0)[1] == 0


@pytest.mark.parametrize("wires", [2, 4])
def test_overlap_is_refused_and_touching_is_not(wires: int) -> None:
    outer = A + 0.8e-3
    assert insulated_capacitance(wires, A, 0.8e-3, 2 * outer, permittivity=3, loss_tangent=0)[0] > 0
    with pytest.raises(QuantityError, match="overlap") as refused:
        insulated_capacitance(wires, A, 0.8e-3, 1.999 * outer, permittivity=3, loss_tangent=0)
    assert (refused.value.quantity, refused.value.limit) == ("coat_spacing", 2 * outer)


@pytest.mark.parametrize("made", [pair_line, quad_line])
@pytest.mark.parametrize("formula", ["paper", "exact"])
def test_of_a_line_only_the_capacitance_knows_of_the_wall(made, formula) -> None:
    frequency: NDArray[np.float64] = np.array([0.0, 1e3, 1e6])
    values = {"permittivity": 3.0, "loss_tangent": 0.02, "resistivity": 1.7e-8, "skin_effect": "exact"}
    bare = made(frequency, A, 4e-3, **values, formula=formula)
    coated = made(frequency, A, 4e-3, **values, formula=formula, wall=0.5e-3)
    np.testing.assert_array_equal(bare.inductance, coated.inductance)
    np.testing.assert_array_equal(bare.resistance, coated.resistance)
    assert coated.capacitance < bare.capacitance
    assert coated.loss_tangent < 0.02


def test_logarithms_are_those_of_thin_wires() -> None:
    """ln(d/b) + ln(b/a)/ε of the paper's kind of formula; with the exact one they meet far apart."""
    wall, spacing = 0.3e-3, 60e-3
    found, _ = insulated_capacitance(2, A, wall, spacing, permittivity=3, loss_tangent=0, thin=True)
    expected = np.pi * EPSILON_0 / (np.log(spacing / (A + wall)) + np.log((A + wall) / A) / 3)
    assert found == pytest.approx(expected, rel=1e-12)
    assert found == pytest.approx(capacitance(2, wall, spacing, 3.0), rel=1e-3)
