from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ive

from physics import proximity
from physics.checks import QuantityError
from physics.clad import Solid
from physics.geometry import pair_capacitance
from physics.materials import EPSILON_0, MU_0, SPEED_OF_LIGHT
from physics.proximity import (
    PAIR_POLARITY,
    QUAD_POLARITY,
    current_density,
    pair_impedance,
    pair_positions,
    quad_capacitance,
    quad_impedance,
    quad_positions,
    wires_impedance,
)

Array = NDArray[np.float64]

RHO = 1.7241e-8
A = 0.4e-3
R_DC = RHO / (np.pi * A**2)
RATIOS = (1.01, 1.05, 1.2, 2.0, 7.0)  # D/2a or s/2a
RINGS = {
    2: (pair_impedance, pair_capacitance, pair_positions, PAIR_POLARITY),
    4: (quad_impedance, quad_capacitance, quad_positions, QUAD_POLARITY),
}


def frequency_of(x: float | Array) -> Array:
    """Frequency at which the wires of these tests have the skin parameter x."""
    return np.atleast_1d(np.asarray(x, dtype=float) ** 2 * RHO / (2 * np.pi * MU_0 * A**2))


def ring_solution(count: int, ratio: float, x: Array, order: int) -> tuple[Array, Array]:
    """R'/R'(0) and L'/(µ0/2π) of one wire, solved at every x with any number of harmonics."""
    system = proximity.ring_system(count, 2 * ratio, order)
    inductance = (system.perfect + proximity._penetration(system, [x], [Solid(RHO)]))[:, 0, 0]
    return 1 - x**2 / 2 * inductance.imag, inductance.real


def half_disc_cells(rings: int) -> NDArray[np.complex128]:
    """Centroids of the 2·rings² equal cells in the upper half of a disc of radius 1."""
    centres = []
    for i in range(rings):
        sectors = 2 * (2 * i + 1)
        width = np.pi / sectors
        outer, inner = (i + 1) / rings, i / rings
        centroid = 2 / 3 * (outer**3 - inner**3) / (outer**2 - inner**2) * np.sinc(width / 2 / np.pi)
        centres.append(centroid * np.exp(1j * width * (np.arange(sectors) + 0.5)))
    return np.concatenate(centres)


def filament_solution(count: int, ratio: float, x: float, rings: int) -> complex:
    """Voltage drop over R'(0) I of one wire of a ring, by subdivision into filaments.

    Each wire is cut into 4·rings² cells of equal area, each carrying a uniform current; mutual
    inductance is taken between cell centres, own inductance from the geometric mean distance of
    a square. No harmonics and no Bessel functions: a method of its own.
    """
    local = half_disc_cells(rings)
    cell_side = np.sqrt(np.pi) / (2 * rings)
    ring_radius = ratio / np.sin(np.pi / count)
    point = ring_radius - local
    mutual = np.zeros((local.size, local.size))
    for k in range(count):
        for source in (point, point.conj()):
            distance = np.abs(point[:, None] - source * np.exp(2j * np.pi * k / count))
            if k == 0 and source is point:
                np.fill_diagonal(distance, 0.44705 * cell_side)
            mutual -= (-1) ** k * np.log(distance)
    impedance = 2 * local.size * np.eye(local.size) + 0.5j * x**2 * mutual
    return complex(0.5 / np.linalg.solve(impedance, np.ones(local.size)).sum())


def filament_loop(axes: NDArray[np.complex128], sign: Array, x: float, rings: int) -> complex:
    """Loop voltage over R'(0) I of any wires, paralleled by polarity, by the same method."""
    local = half_disc_cells(rings)
    cells = np.concatenate([local, local.conj()])
    point = (axes[:, None] + cells).ravel()
    distance = np.abs(point[:, None] - point)
    np.fill_diagonal(distance, 0.44705 * np.sqrt(np.pi) / (2 * rings))
    impedance = cells.size * np.eye(point.size) - 0.5j * x**2 * np.log(distance)
    wire_sign = np.repeat(sign, cells.size)
    joined = np.stack([wire_sign > 0, wire_sign < 0], axis=1).astype(float)
    admittance = joined.T @ np.linalg.solve(impedance, joined)
    # The potential of a net current has an arbitrary constant; it leaves the difference alone.
    drop = np.linalg.solve(admittance, np.array([1, -1]))
    return complex(drop[0] - drop[1])


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize(("ratio", "x"), [(1.2, 4.0), (1.05, 2.5), (2.0, 6.0)])
def test_against_filaments(count: int, ratio: float, x: float) -> None:
    coarse, fine = (filament_solution(count, ratio, x, rings) for rings in (10, 20))
    drop = fine + (fine - coarse) / 3  # the error is of second order in the cell size
    resistance, inductance = RINGS[count][0](frequency_of(x), A, 2 * ratio * A, RHO)
    share = 4 / count
    assert resistance[0] / (share * R_DC) == pytest.approx(drop.real, rel=2e-4)
    assert inductance[0] / (share * MU_0 / (2 * np.pi)) == pytest.approx(drop.imag * 2 / x**2, rel=1e-4)


@pytest.mark.parametrize("x", [0.0, 0.5, 3.0, 30.0, 1000.0])
@pytest.mark.parametrize(("count", "loop_wires"), [(2, 2.0), (4, 1.0)])
def test_far_apart_is_the_lone_wire(count: int, loop_wires: float, x: float) -> None:
    z = np.sqrt(1j) * max(x, 1e-3)
    internal = z / 2 * ive(0, z) / ive(1, z)
    distance = 1e7 * A
    resistance, inductance = RINGS[count][0](frequency_of(x), A, distance, RHO)
    assert resistance[0] / (loop_wires * R_DC) == pytest.approx(internal.real, rel=1e-9)
    logarithm = np.log(distance / A / (1 if count == 2 else np.sqrt(2)))
    expected = logarithm + (internal.imag * 2 / x**2 if x else 0.25)
    assert inductance[0] / (loop_wires * MU_0 / (2 * np.pi)) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("ratio", RATIOS)
def test_dc_pair(ratio: float) -> None:
    resistance, inductance = pair_impedance(np.zeros(1), A, 2 * ratio * A, RHO)
    assert resistance[0] == pytest.approx(2 * R_DC, rel=1e-15)
    assert inductance[0] == pytest.approx(MU_0 / np.pi * (np.log(2 * ratio) + 0.25), rel=1e-13)


@pytest.mark.parametrize("ratio", RATIOS)
def test_dc_quad(ratio: float) -> None:
    resistance, inductance = quad_impedance(np.zeros(1), A, 2 * ratio * A, RHO)
    assert resistance[0] == pytest.approx(R_DC, rel=1e-15)
    expected = MU_0 / (2 * np.pi) * (np.log(np.sqrt(2) * ratio) + 0.25)
    assert inductance[0] == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("ratio", RATIOS)
def test_thin_skin_pair(ratio: float) -> None:
    x = np.array([1e4, 2e4])
    f = frequency_of(x)
    resistance, inductance = pair_impedance(f, A, 2 * ratio * A, RHO)
    surface = np.sqrt(np.pi * f * MU_0 * RHO)
    resistance_limit = 2 * surface / (2 * np.pi * A) / np.sqrt(1 - 1 / ratio**2)
    resistance_error = resistance / resistance_limit - 1
    inductance_limit = MU_0 / np.pi * np.arccosh(ratio)
    inductance_error = inductance / inductance_limit - 1
    assert abs(resistance_error[0]) < 20 / (x[0] * np.sqrt(ratio - 1))
    assert resistance_error[1] / resistance_error[0] == pytest.approx(0.5, rel=0.02)
    assert inductance_error[1] / inductance_error[0] == pytest.approx(0.5, rel=0.02)
    # Reactance of the flux in the skin and resistance become equal.
    skin_reactance = 2 * np.pi * f * (inductance - inductance_limit)
    assert skin_reactance == pytest.approx(resistance, rel=0.02)


@pytest.mark.parametrize("ratio", RATIOS)
def test_weak_proximity_pair(ratio: float) -> None:
    x = 0.1
    resistance, _ = pair_impedance(frequency_of(x), A, 2 * ratio * A, RHO)
    n = np.arange(1, 400)
    proximity_sum = np.sum((0.5 / ratio) ** (2 * n) / (8 * n**2 * (n + 1)))
    expected = x**4 * (1 / 192 + proximity_sum)
    assert resistance[0] / (2 * R_DC) - 1 == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("ratio", RATIOS)
def test_interpolation_against_direct_solution(count: int, ratio: float) -> None:
    u = (np.arange(240) + 0.5) / 240.5
    x = np.concatenate([np.geomspace(1e-3, 1e4, 120), 6 * u / (1 - u)])
    order = proximity.harmonic_count(2 * ratio)
    direct_resistance, direct_inductance = ring_solution(count, ratio, x, order)
    resistance, inductance = RINGS[count][0](frequency_of(x), A, 2 * ratio * A, RHO)
    share = 4 / count
    assert resistance / (share * R_DC) == pytest.approx(direct_resistance, rel=1e-10)
    scale = share * MU_0 / (2 * np.pi)
    assert inductance / scale == pytest.approx(direct_inductance, rel=1e-10)


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("ratio", [1.001, 1.01, 1.2, 7.0])
def test_twice_the_harmonics_change_nothing(count: int, ratio: float) -> None:
    x = np.array([0.3, 3.0, 30.0, 300.0, 1e4])
    order = proximity.harmonic_count(2 * ratio)
    # Twice the harmonics would leave the float64 range of the binomials at the smallest gap.
    more = min(2 * order, 500)
    for some, all_ in zip(ring_solution(count, ratio, x, order), ring_solution(count, ratio, x, more), strict=True):
        assert some == pytest.approx(all_, rel=1e-9)


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("ratio", [1.01, 1.2, 3.0])
def test_any_wires_against_ring(count: int, ratio: float) -> None:
    function, _, positions, polarity = RINGS[count]
    f = frequency_of(np.array([0, 0.7, 5.0, 200.0, 1e4]))
    axes = positions(2 * ratio * A)
    turn = np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
    general = wires_impedance(f, axes @ turn.T + [3e-3, -1e-3], polarity, A, RHO)
    for ring, any_wires in zip(function(f, A, 2 * ratio * A, RHO), general, strict=True):
        assert any_wires == pytest.approx(ring, rel=1e-10)


def test_harmonic_rule_holds_in_a_dense_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    # One wire among six at a gap of 5 %: every wire has images of at least three neighbours.
    around = np.exp(1j * np.pi / 3 * np.arange(6))
    axes = 2.1 * A * np.concatenate([[0], around])
    positions = np.stack([axes.real, axes.imag], axis=1)
    polarity = (1, -1, 1, -1, 1, -1, 1)
    f = frequency_of(np.array([1.0, 10.0, 1e3]))
    some = wires_impedance(f, positions, polarity, A, RHO)
    monkeypatch.setattr(proximity, "_TOLERANCE", 1e-18)
    more = wires_impedance(f, positions, polarity, A, RHO)
    assert np.array(some) == pytest.approx(np.array(more), rel=1e-9)


UNEVEN = A * np.array([[0.0, 0.0], [2.2, 0.0], [4.5, 0.3], [1.0, 2.4]])
UNEVEN_POLARITY = (1, 1, -1, 1)


def test_uneven_bundle_against_filaments() -> None:
    # Three wires in a line: no symmetry makes the two go wires share the current equally.
    axes = np.array([0.0, 2.3, 4.6])
    polarity = np.array([1, 1, -1])
    x = 4.0
    coarse, fine = (filament_loop(axes + 0j, polarity, x, rings) for rings in (6, 12))
    drop = fine + (fine - coarse) / 3
    positions = A * np.stack([axes, np.zeros(3)], axis=1)
    resistance, inductance = wires_impedance(frequency_of(x), positions, polarity, A, RHO)
    assert resistance[0] / R_DC == pytest.approx(drop.real, rel=2e-4)
    assert inductance[0] / (MU_0 / (2 * np.pi)) == pytest.approx(drop.imag * 2 / x**2, rel=1e-4)


def test_uneven_bundle_at_dc() -> None:
    resistance, inductance = wires_impedance(np.zeros(1), UNEVEN, UNEVEN_POLARITY, A, RHO)
    assert resistance[0] == pytest.approx(R_DC * (1 + 1 / 3), rel=1e-14)
    share = np.array([1 / 3, 1 / 3, -1, 1 / 3])
    distance = np.linalg.norm(UNEVEN[:, None] - UNEVEN, axis=-1)
    np.fill_diagonal(distance, A * np.exp(-0.25))  # geometric mean distance of a disc
    expected = -MU_0 / (2 * np.pi) * share @ np.log(distance / A) @ share
    assert inductance[0] == pytest.approx(expected, rel=1e-13)


def test_reciprocity() -> None:
    axes = np.asarray(UNEVEN @ [1, 1j] / A, dtype=np.complex128)
    system = proximity.wires_system(axes, np.ones(len(axes)))
    matrix = system.perfect + proximity._penetration(system, [np.array([0.0, 1.0, 10.0, 1e3])], [Solid(RHO)])
    assert np.max(np.abs(matrix - matrix.transpose(0, 2, 1))) < 1e-13


def test_exchange_of_go_and_return_changes_nothing() -> None:
    f = frequency_of(np.array([0.0, 2.0, 50.0]))
    forward = wires_impedance(f, UNEVEN, UNEVEN_POLARITY, A, RHO)
    backward = wires_impedance(f, UNEVEN, -np.array(UNEVEN_POLARITY), A, RHO)
    assert np.array(forward) == pytest.approx(np.array(backward), rel=1e-13)


def wire_quadrature(order: int, angles: int) -> tuple[Array, Array, Array]:
    node, weight = np.polynomial.legendre.leggauss(order)
    r = A * (node + 1) / 2
    theta = 2 * np.pi * np.arange(angles) / angles
    area = (A / 2 * weight * r)[:, None] * np.full(angles, 2 * np.pi / angles)
    return r[:, None] * np.cos(theta), r[:, None] * np.sin(theta), area


BUNDLES = [
    (pair_positions(2.1 * A), PAIR_POLARITY),
    (quad_positions(2.4 * A), QUAD_POLARITY),
    (UNEVEN, UNEVEN_POLARITY),
]


@pytest.mark.parametrize("x", [0.0, 1.5, 10.0])
@pytest.mark.parametrize(("positions", "polarity"), BUNDLES)
def test_current_density(positions: Array, polarity: tuple[int, ...], x: float) -> None:
    f = frequency_of(x)
    local_x, local_y, area = wire_quadrature(40, 128)
    current = np.empty(len(polarity), dtype=complex)
    heat = 0.0
    for wire, (x0, y0) in enumerate(positions):
        density = current_density(x0 + local_x, y0 + local_y, float(f[0]), positions, polarity, A, RHO)
        current[wire] = np.sum(density * area)
        heat += RHO * np.sum(np.abs(density) ** 2 * area)
    sign = np.array(polarity)
    assert current[sign > 0].sum() == pytest.approx(1, abs=1e-11)
    assert current[sign < 0].sum() == pytest.approx(-1, abs=1e-11)
    # Joule heat per square ampere is the loop resistance: a check of R' by another road.
    resistance, _ = wires_impedance(f, positions, polarity, A, RHO)
    assert heat == pytest.approx(resistance[0], rel=1e-9)


def test_current_density_satisfies_the_diffusion_equation() -> None:
    f = float(frequency_of(3.0)[0])
    h = 2e-3 * A
    x = UNEVEN[1, 0] + np.array([[0, h, -h, 0, 0]]).T + A * np.array([0.2, -0.5])
    y = UNEVEN[1, 1] + np.array([[0, 0, 0, h, -h]]).T + A * np.array([0.6, 0.3])
    density = current_density(x, y, f, UNEVEN, UNEVEN_POLARITY, A, RHO)
    laplacian = (density[1:].sum(axis=0) - 4 * density[0]) / h**2
    assert laplacian == pytest.approx(2j * np.pi * f * MU_0 / RHO * density[0], rel=1e-4)


def test_current_density_is_zero_outside_and_keeps_shape() -> None:
    density = current_density(
        np.linspace(-A, A, 5), np.zeros((3, 1)), 1e4, pair_positions(6 * A), PAIR_POLARITY, A, RHO
    )
    assert density.shape == (3, 5)
    assert np.all(density == 0)


def test_current_density_of_a_thin_skin_is_finite() -> None:
    f = float(frequency_of(1e4)[0])
    grid = np.linspace(-3 * A, 3 * A, 41)
    density = current_density(grid, grid[:, None], f, quad_positions(2.4 * A), QUAD_POLARITY, A, RHO)
    assert np.all(np.isfinite(density))


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("ratio", RATIOS)
def test_passive_and_monotone(count: int, ratio: float) -> None:
    f = np.concatenate([np.zeros(1), np.geomspace(1, 1e9, 900)])
    resistance, inductance = RINGS[count][0](f, A, 2 * ratio * A, RHO)
    assert np.all(resistance > 0)
    assert np.all(np.diff(resistance) >= -1e-15 * resistance[:-1])
    assert np.all(np.diff(inductance) <= 1e-13 * inductance[:-1])
    audible = f > 1e3
    assert np.all(np.diff(resistance[audible]) > 0)
    assert np.all(np.diff(inductance[audible]) < 0)


@pytest.mark.parametrize("ratio", RATIOS)
def test_perfect_conductors_have_the_inductance_of_the_closed_form(ratio: float) -> None:
    """What the quad's capacitance is taken from, for a pair, where acosh(d/2a) is known."""
    perfect = proximity._ring_perfect(2, 2 * ratio)
    assert perfect == pytest.approx(np.arccosh(ratio), rel=1e-11)


@pytest.mark.parametrize("ratio", [1.2, 2.0, 7.0])
def test_quad_capacitance_against_charge_simulation(ratio: float) -> None:
    # Line charges inside the wires, fitted to a potential of ±1 on the surfaces.
    theta = 2 * np.pi * (np.arange(200) + 0.5) / 200
    axes = quad_positions(2 * ratio) @ [1, 1j]
    surface = axes[:, None] + np.exp(1j * theta)
    charges = axes[:, None] + 0.75 * np.exp(1j * theta[::2] + 0.01j)
    potential = -np.log(np.abs(surface.reshape(-1, 1) - charges.ravel())) / (2 * np.pi)
    voltage = np.repeat(QUAD_POLARITY, theta.size)
    charge = np.linalg.lstsq(potential, voltage, rcond=None)[0].reshape(axes.size, -1).sum(axis=1)
    expected = EPSILON_0 * (charge[0] + charge[2]) / 2
    assert quad_capacitance(A, 2 * ratio * A, 1.0) == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("ratio", RATIOS)
def test_thin_skin_wave_runs_at_the_speed_of_light(count: int, ratio: float) -> None:
    impedance, capacitance, _, _ = RINGS[count]
    f = frequency_of(1e8)
    _, inductance = impedance(f, A, 2 * ratio * A, RHO)
    product = inductance[0] * capacitance(A, 2 * ratio * A, 1.0)
    # The flux in the skin, Re S ≈ 1/(√2 x), is all that is left of the wire.
    assert product * SPEED_OF_LIGHT**2 == pytest.approx(1, abs=1e-6)


def test_depends_on_frequency_only_through_the_skin_parameter() -> None:
    f = np.geomspace(10, 1e6, 20)
    resistance, inductance = pair_impedance(f, A, 3 * A, RHO)
    scaled_resistance, scaled_inductance = pair_impedance(f / 4, 2 * A, 6 * A, RHO)
    assert resistance == pytest.approx(4 * scaled_resistance, rel=1e-13)
    assert inductance == pytest.approx(scaled_inductance, rel=1e-13)


def test_resistivity_broadcasts() -> None:
    f = np.geomspace(10, 1e6, 7)
    rho = np.array([[1.7e-8], [2.8e-8]])
    resistance, inductance = quad_impedance(f, A, 3 * A, rho)
    assert resistance.shape == inductance.shape == (2, 7)
    single = quad_impedance(f, A, 3 * A, 2.8e-8)
    assert np.array([resistance[1], inductance[1]]) == pytest.approx(np.array(single), rel=1e-14)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: pair_impedance([1.0], A, 2 * A, RHO), "at least 1.001 diameters"),
        (lambda: quad_impedance([1.0], A, -A, RHO), "side = -0.0004"),
        (lambda: pair_impedance([-1.0], A, 3 * A, RHO), "frequency = -1.0"),
        (lambda: quad_capacitance(A, 3 * A, 0.9), "permittivity = 0.9"),
        (lambda: wires_impedance([1.0], UNEVEN, (1, 1, 1, 1), A, RHO), "polarity = "),
        (lambda: wires_impedance([1.0], UNEVEN, (1, -1), A, RHO), "positions = "),
    ],
)
def test_refusals(call: Callable[[], object], message: str) -> None:
    with pytest.raises(QuantityError, match=message):
        call()
