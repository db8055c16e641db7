"""Two wires of unlike size or metal against closed forms, filaments, boundary elements and the heat they make."""

import numpy as np
import pytest

from physics import geometry
from physics.checks import QuantityError
from physics.clad import Clad, Solid
from physics.insulation import insulated_capacitance, insulated_pair_capacitance
from physics.line import pair_line
from physics.materials import EPSILON_0, MU_0, SPEED_OF_LIGHT
from physics.proximity import PAIR_POLARITY, current_density, least_spacing, pair_impedance, unlike_pair_impedance

A, B, D = 0.9e-3, 0.4e-3, 1.8e-3
COPPER, ALUMINIUM = 1.7241e-8, 2.8264e-8
METALS = (Solid(COPPER), Solid(ALUMINIUM))
F = np.array([0.0, 50.0, 1e3, 2e4, 1e5, 1e6, 1e7])


def perfect(a: float, b: float, d: float) -> float:
    """Inductance of perfect conductors [H/m], by the circles of Apollonius."""
    return MU_0 / (2 * np.pi) * float(np.arccosh((d**2 - a**2 - b**2) / (2 * a * b)))


def test_at_dc() -> None:
    resistance, inductance = unlike_pair_impedance(np.zeros(1), (A, B), D, METALS)
    assert resistance[0] == pytest.approx(COPPER / (np.pi * A**2) + ALUMINIUM / (np.pi * B**2), rel=1e-12)
    assert inductance[0] == pytest.approx(MU_0 / (2 * np.pi) * (np.log(D**2 / (A * B)) + 0.5), rel=1e-9)


@pytest.mark.parametrize(("b", "d"), [(B, D), (B, 1.4e-3), (0.05e-3, 1.05e-3), (0.9e-3, 1.9e-3), (2e-3, 3e-3)])
def test_with_a_thin_skin(b: float, d: float) -> None:
    """L of perfect conductors, and R by Wheeler's rule: what L gains where the surfaces recede by half a skin depth."""
    frequency, rho, step = 1e12, COPPER, 1e-5
    resistance, inductance = unlike_pair_impedance([frequency], (A, b), d, (Solid(rho), Solid(rho)))
    assert inductance[0] == pytest.approx(perfect(A, b, d), rel=1e-3)
    surface = np.sqrt(np.pi * frequency * MU_0 * rho)
    slope = sum(
        (perfect(A - n * step * A, b - m * step * b, d) - perfect(A + n * step * A, b + m * step * b, d))
        / (2 * step * (n * A + m * b))
        for n, m in ((1, 0), (0, 1))
    )
    assert resistance[0] == pytest.approx(surface * slope / MU_0, rel=3e-3)


@pytest.mark.parametrize("d", [1.01 * 2 * A, 2.5e-3, 9e-3])
def test_like_wires_are_the_pair(d: float) -> None:
    for one, other in zip(
        unlike_pair_impedance(F, (A, A), d, METALS[:1] * 2), pair_impedance(F, A, d, COPPER), strict=True
    ):
        assert one == pytest.approx(other, rel=1e-9)


def test_which_is_first_does_not_count() -> None:
    metals = (Solid(COPPER), Clad(ALUMINIUM, COPPER, 0.1))
    there, back = unlike_pair_impedance(F, (A, B), D, metals), unlike_pair_impedance(F, (B, A), D, metals[::-1])
    for one, other in zip(there, back, strict=True):
        assert one == pytest.approx(other, rel=1e-8)


@pytest.mark.parametrize("frequency", [2e4, 1e5])
def test_filaments(frequency: float) -> None:
    """Each wire cut into equal cells with uniform currents: no harmonics and no Bessel functions."""
    rings, cells = 12, []
    for n in range(rings):
        sectors = 4 * (2 * n + 1)
        outer, inner = (n + 1) / rings, n / rings
        middle = 2 / 3 * (outer**3 - inner**3) / (outer**2 - inner**2) * np.sinc(1 / sectors)
        cells.append(middle * np.exp(2j * np.pi * (np.arange(sectors) + 0.5) / sectors))
    disc = np.concatenate(cells)
    point = np.concatenate([A * disc, D + B * disc])
    radius = np.repeat([A, B], disc.size)
    distance = np.abs(point[:, None] - point)
    np.fill_diagonal(distance, 0.44705 * np.sqrt(np.pi / disc.size) * radius)  # the mean distance in a square
    each = np.repeat([COPPER, ALUMINIUM], disc.size) * disc.size / (np.pi * radius**2)
    impedance = np.diag(each) - 1j * frequency * MU_0 * np.log(distance)
    joined = np.kron(np.eye(2), np.ones((disc.size, 1)))
    drop = np.linalg.solve(joined.T @ np.linalg.solve(impedance, joined), np.array([1, -1]))
    found = complex(drop[0] - drop[1])
    resistance, inductance = unlike_pair_impedance([frequency], (A, B), D, METALS)
    assert resistance[0] == pytest.approx(found.real, rel=0.01)
    assert inductance[0] == pytest.approx(found.imag / (2 * np.pi * frequency), rel=3e-3)


@pytest.mark.parametrize("frequency", [0.0, 1e4, 1e6])
def test_current_and_its_heat(frequency: float) -> None:
    heat, angle = 0.0, 2 * np.pi * np.arange(128) / 128
    nodes, weights = np.polynomial.legendre.leggauss(80)
    for axis, radius, rho, sign in ((0.0, A, COPPER, 1), (D, B, ALUMINIUM, -1)):
        r = radius * (1 - 1e-12) * (1 + nodes) / 2
        point = axis + r[:, None] * np.exp(1j * angle)
        here = current_density(point.real, point.imag, frequency, [[0, 0], [D, 0]], PAIR_POLARITY, (A, B), METALS)
        area = (np.pi * radius * weights * r)[:, None] / angle.size
        assert np.sum(area * here) == pytest.approx(sign, rel=1e-9)
        heat += float(rho * np.sum(area * np.abs(here) ** 2))
    assert heat == pytest.approx(unlike_pair_impedance([frequency], (A, B), D, METALS)[0][0], rel=1e-7)


def test_how_near_they_may_come() -> None:
    assert least_spacing(A, A) == pytest.approx(2.01 * A, rel=1e-9)
    for a, b in ((A, B), (0.01e-3, 5e-3)):
        least = least_spacing(a, b)
        assert a + b < least < 1.11 * max(a, b) + b
        unlike_pair_impedance(F, (a, b), least * (1 + 1e-9), METALS)
        with pytest.raises(QuantityError, match="spacing") as refusal:
            unlike_pair_impedance(F, (a, b), least * (1 - 1e-9), METALS)
        assert refusal.value.limit == pytest.approx(least)


class TestCapacitance:
    def test_with_the_inductance_of_perfect_conductors(self) -> None:
        found = geometry.unlike_pair_capacitance(A, B, D, 1.0)
        assert found * perfect(A, B, D) * SPEED_OF_LIGHT**2 == pytest.approx(1, rel=1e-9)

    def test_of_like_wires(self) -> None:
        assert geometry.unlike_pair_capacitance(A, A, 3e-3, 2) == pytest.approx(geometry.pair_capacitance(A, 3e-3, 2))
        assert geometry.unlike_pair_inductance(A, A, 3e-3) == pytest.approx(geometry.pair_inductance(A, 3e-3))
        thin = geometry.unlike_pair_capacitance_thin(A, A, 3e-3, 2)
        assert thin == pytest.approx(geometry.pair_capacitance_paper(A, 3e-3, 2))

    def coated(self, a: float, b: float, wall: float, d: float, permittivity: float, thin: bool = False) -> float:
        return insulated_pair_capacitance((a, b), wall, d, permittivity=permittivity, loss_tangent=0, thin=thin)[0]

    def test_without_a_coat(self) -> None:
        for d in (A + B + 0.4e-3, 9e-3):
            found = self.coated(A, B, 0.2e-3, d, 1)
            assert found == pytest.approx(geometry.unlike_pair_capacitance(A, B, d, 1), rel=1e-9)

    def test_with_a_coat_as_good_as_metal(self) -> None:
        expected = geometry.unlike_pair_capacitance(A + 0.2e-3, B + 0.2e-3, 3e-3, 1)
        assert self.coated(A, B, 0.2e-3, 3e-3, 1e9) == pytest.approx(expected, rel=1e-6)

    @pytest.mark.parametrize("d", [2.2e-3, 3e-3])
    def test_of_like_coats(self, d: float) -> None:
        expected = insulated_capacitance(2, A, 0.2e-3, d, permittivity=3, loss_tangent=0.02)
        found = insulated_pair_capacitance((A, A), 0.2e-3, d, permittivity=3, loss_tangent=0.02)
        assert found == pytest.approx(expected, rel=1e-9)

    def test_far_apart(self) -> None:
        d, wall = 0.2, 0.5e-3
        inner = sum(np.log((a + wall) / a) for a in (A, B)) / 3.2
        expected = 2 * np.pi * EPSILON_0 / (inner + np.log(d**2 / ((A + wall) * (B + wall))))
        assert self.coated(A, B, wall, d, 3.2) == pytest.approx(expected, rel=1e-4)
        assert self.coated(A, B, wall, d, 3.2, thin=True) == pytest.approx(expected, rel=1e-12)

    def test_boundary_elements(self) -> None:
        """Charges on metal and coat, point by point, neutral in all: see tests/test_insulation.py."""
        wall, permittivity, count = 0.3e-3, 3.0, 160
        d = 1.05 * (A + B + 2 * wall)
        unit = np.exp(2j * np.pi * np.arange(count) / count)
        circles = [(axis, radius) for axis, a in ((0.0, A), (d, B)) for radius in (a, a + wall)]
        n = np.minimum(np.arange(count), count - np.arange(count))
        own = np.fft.ifft(-np.pi / np.where(n, n, np.inf)).real
        rows = np.zeros((4 * count + 1, 4 * count + 1))
        right = np.zeros(4 * count + 1)
        for i, (here, radius) in enumerate(circles):
            part = slice(i * count, (i + 1) * count)
            for j, (there, other) in enumerate(circles):
                block, weight = slice(j * count, (j + 1) * count), 2 * np.pi * other / count
                away = here - there + radius * unit[:, None] - other * unit
                if i == j:
                    index = (np.arange(count)[:, None] - np.arange(count)) % count
                    potential = -(other * own[index] + weight * np.log(other))
                    field = np.full((count, count), weight / (2 * other))
                else:
                    potential, field = -weight * np.log(np.abs(away)), weight * np.real(unit[:, None] / away)
                if i % 2 == 0:
                    rows[part, block] = potential / (2 * np.pi)
                else:
                    jump = np.eye(count) * (i == j) * (permittivity + 1) / 2
                    rows[part, block] = (permittivity - 1) * field / (2 * np.pi) - jump
                rows[-1, block] = weight
            if i % 2 == 0:
                rows[part, -1], right[part] = -1, 0.5 if i == 0 else -0.5
        charge = np.linalg.solve(rows, right)[:count].mean() * 2 * np.pi * A
        expected = float(EPSILON_0 * permittivity * charge)
        assert self.coated(A, B, wall, d, permittivity) == pytest.approx(expected, rel=1e-6)

    def test_coats_must_not_overlap(self) -> None:
        with pytest.raises(QuantityError) as refusal:
            self.coated(A, B, 0.3e-3, A + B + 0.5e-3, 3)
        assert refusal.value.quantity == "coat_spacing"
        assert refusal.value.limit == pytest.approx(A + B + 0.6e-3)
        assert self.coated(A, B, 0.3e-3, A + B + 0.6e-3, 3) > 0


@pytest.mark.parametrize("formula", ["paper", "exact"])
@pytest.mark.parametrize("skin", ["off", "table", "exact"])
def test_line(skin: str, formula: str) -> None:
    values = {"permittivity": 2.0, "loss_tangent": 0.0, "resistivity": COPPER, "skin_effect": skin, "formula": formula}
    line = pair_line(F, A, D, **values, other_radius=B, other_resistivity=ALUMINIUM)  # type: ignore[arg-type]
    assert line.dc_resistance == pytest.approx(COPPER / (np.pi * A**2) + ALUMINIUM / (np.pi * B**2), rel=1e-12)
    outside = np.log(D**2 / (A * B)) + (0.5 if formula == "exact" else 0)
    assert line.dc_inductance == pytest.approx(MU_0 / (2 * np.pi) * outside, rel=1e-9)
    assert line.resistance[0] == pytest.approx(line.dc_resistance, rel=1e-9)
    assert line.inductance[0] == pytest.approx(line.dc_inductance, rel=1e-6)
