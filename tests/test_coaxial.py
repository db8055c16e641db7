from collections.abc import Callable

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad

from physics.checks import QuantityError
from physics.coaxial import (
    coaxial_current_density,
    coaxial_impedance,
    shield_penetration,
)
from physics.materials import MU_0

A, B, T = 0.4e-3, 2.4e-3, 0.12e-3
CENTRE_RHO, SHIELD_RHO = 1.7241e-8, 2.8264e-8
METALS = {"centre_resistivity": CENTRE_RHO, "shield_resistivity": SHIELD_RHO}


def exact(f: float, a: float, b: float, t: float) -> tuple[float, float]:
    """R' and L' by the Bessel formulas in 60 digits."""
    with mpmath.workdps(60):
        mp = mpmath.mp
        i, k_ = mpmath.besseli, mpmath.besselk
        omega = 2 * mp.pi * mp.mpf(f)
        a, b, t, mu = (mp.mpf(v) for v in (a, b, t, MU_0))
        c = b + t
        k = mp.sqrt(1j * omega * mu / mp.mpf(CENTRE_RHO))
        centre = mp.mpf(CENTRE_RHO) * k / (2 * mp.pi * a) * i(0, k * a) / i(1, k * a)
        k = mp.sqrt(1j * omega * mu / mp.mpf(SHIELD_RHO))
        numerator = i(0, k * b) * k_(1, k * c) + k_(0, k * b) * i(1, k * c)
        denominator = i(1, k * c) * k_(1, k * b) - i(1, k * b) * k_(1, k * c)
        shield = mp.mpf(SHIELD_RHO) * k / (2 * mp.pi * b) * numerator / denominator
        impedance = centre + shield + 1j * omega * mu / (2 * mp.pi) * mp.log(b / a)
        return float(impedance.real), float(impedance.imag / omega)


@pytest.mark.parametrize(("b", "t"), [(B, T), (B, 1e-6), (B, 5e-3), (B, 0.01), (0.41e-3, 2e-3), (2e-3, 2.1e-7)])
@pytest.mark.parametrize("f", [1e-3, 50.0, 1e4, 1e6, 1e7, 1e10])
def test_impedance_against_mpmath(f: float, b: float, t: float) -> None:
    resistance, inductance = coaxial_impedance([f], A, b, t, **METALS)
    expected_resistance, expected_inductance = exact(f, A, b, t)
    assert resistance[0] == pytest.approx(expected_resistance, rel=1e-10)
    assert inductance[0] == pytest.approx(expected_inductance, rel=1e-10)


@pytest.mark.parametrize("ratio", [1e-4, 1e-2, 0.3, 0.8, 0.9])
def test_series_and_bessel_formula_agree_where_they_meet(ratio: float) -> None:
    below, above = shield_penetration(np.array([2 - 1e-9, 2.0]), ratio)
    assert below == pytest.approx(above, rel=1e-8)


@pytest.mark.parametrize("t", [1e-6, T, 5e-3])
def test_dc(t: float) -> None:
    resistance, inductance = coaxial_impedance(np.zeros(1), A, B, t, **METALS)
    c = B + t
    expected_resistance = CENTRE_RHO / (np.pi * A**2) + SHIELD_RHO / (np.pi * (c**2 - B**2))
    assert resistance[0] == pytest.approx(expected_resistance, rel=1e-12)

    # Energy of the field of a uniform return current, rather than the closed formula, which
    # cancels for a thin wall.
    def square_of_enclosed(r: float) -> float:
        return float(((c**2 - r**2) / (c**2 - B**2)) ** 2 / r)

    hollow = quad(square_of_enclosed, B, c, epsrel=1e-13)[0]
    expected_inductance = MU_0 / (2 * np.pi) * (0.25 + np.log(B / A) + hollow)
    assert inductance[0] == pytest.approx(expected_inductance, rel=1e-12)


def test_dc_inductance_of_hollow_cylinder_in_print() -> None:
    ratio = 0.4
    b, c = 1 - ratio, 1.0
    expected = c**4 / (c**2 - b**2) ** 2 * np.log(c / b) - (3 * c**2 - b**2) / (4 * (c**2 - b**2))
    assert shield_penetration(np.zeros(1), ratio)[0] == pytest.approx(expected, rel=1e-13)


def test_thin_skin() -> None:
    f = np.array([1e11, 4e11])
    resistance, inductance = coaxial_impedance(f, A, B, T, **METALS)
    surface = np.sqrt(np.pi * f * MU_0)
    expected = surface / (2 * np.pi) * (np.sqrt(CENTRE_RHO) / A + np.sqrt(SHIELD_RHO) / B)
    error = resistance / expected - 1
    assert abs(error[0]) < 1e-3
    assert error[1] / error[0] == pytest.approx(0.5, rel=0.01)
    external = MU_0 / (2 * np.pi) * np.log(B / A)
    assert 2 * np.pi * f * (inductance - external) == pytest.approx(resistance, rel=1e-3)


@pytest.mark.parametrize("t", [1e-5, T, 5e-3])
def test_passive_and_monotone(t: float) -> None:
    f = np.geomspace(1e2, 1e10, 700)
    resistance, inductance = coaxial_impedance(f, A, B, t, **METALS)
    assert np.all(resistance > 0)
    assert np.all(np.diff(resistance) > 0)
    assert np.all(np.diff(inductance) < 0)


@pytest.mark.parametrize("f", [0.0, 1e3, 1e5, 1e7])
def test_current_density(f: float) -> None:
    node, weight = np.polynomial.legendre.leggauss(60)

    def integrals(inner: float, outer: float) -> tuple[complex, float]:
        r = inner + (outer - inner) * (node + 1) / 2
        area = np.pi * (outer - inner) * weight * r
        density = coaxial_current_density(r, f, A, B, T, **METALS)
        return complex(density @ area), float(np.abs(density) ** 2 @ area)

    centre, centre_square = integrals(0, A)
    shield, shield_square = integrals(B, B + T)
    assert centre == pytest.approx(1, abs=1e-10)
    assert shield == pytest.approx(-1, abs=1e-10)
    resistance, _ = coaxial_impedance([f], A, B, T, **METALS)
    heat = CENTRE_RHO * centre_square + SHIELD_RHO * shield_square
    assert heat == pytest.approx(resistance[0], rel=1e-9)


def test_current_density_is_zero_between_and_outside() -> None:
    assert np.all(coaxial_current_density([1e-3, 2e-3, 3e-3], 1e4, A, B, T, **METALS) == 0)


def test_resistivities_broadcast() -> None:
    rho = np.array([[1.7e-8], [2.8e-8]])
    resistance, inductance = coaxial_impedance(
        np.ones(5), A, B, T, centre_resistivity=rho, shield_resistivity=SHIELD_RHO
    )
    assert resistance.shape == inductance.shape == (2, 5)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: coaxial_impedance([1.0], B, A, T, **METALS), "inner_radius = "),
        (lambda: coaxial_impedance([1.0], A, B, 1e-9, **METALS), "shield_thickness = 1e-09"),
        (lambda: coaxial_impedance([1.0], A, B, 0.0, **METALS), "shield_thickness = 0.0"),
    ],
)
def test_refusals(call: Callable[[], object], message: str) -> None:
    with pytest.raises(QuantityError, match=message):
        call()
