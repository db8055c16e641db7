"""physics.line against hand calculation, its limits in frequency, and its own refusals.

Resistances and inductances expected here are written out from the section, not taken from physics.geometry.
"""

import math
from typing import Any

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.line import (
    Line,
    coax_line,
    given_line,
    inner_inductance,
    interpolator,
    is_slower_than_light,
    pair_line,
    quad_line,
)
from physics.materials import PAPER_COPPER, SPEED_OF_LIGHT

COPPER = PAPER_COPPER.resistivity_20c
MU_0, EPSILON_0 = 4e-7 * math.pi, 8.8541878e-12  # to nine digits
RADIUS, SPACING, PERMITTIVITY = 0.5e-3, 4e-3, 3.0
BORE, WALL = 1.5e-3, 0.1e-3  # inner radius of the shield and its thickness
GRID = np.array([0.0, 50.0, 1e3, 20e3, 1e6])
SKINS = ("off", "table", "exact")


MATTER: dict[str, Any] = {"permittivity": PERMITTIVITY, "loss_tangent": 0.0, "resistivity": COPPER}
EXACT: dict[str, Any] = MATTER | {"skin_effect": "exact", "formula": "exact"}


def pair(frequency: np.ndarray = GRID, skin_effect: str = "exact", formula: str = "exact") -> Line:
    return pair_line(frequency, RADIUS, SPACING, **MATTER, skin_effect=skin_effect, formula=formula)


def coax(frequency: np.ndarray = GRID, skin_effect: str = "exact", formula: str = "exact") -> Line:
    return coax_line(frequency, RADIUS, BORE, WALL, **MATTER, skin_effect=skin_effect, formula=formula)


STANDARD: dict[str, Any] = {
    "conductor_resistance": 25e-3,
    "inductance": 1e-6,
    "capacitance": 45e-12,
    "loss_tangent": 0.0,
    "skin_effect": "off",
}


def given(frequency: np.ndarray = GRID, skin_effect: str = "exact", formula: str = "") -> Line:
    return given_line(frequency, **STANDARD | {"skin_effect": skin_effect})


LINES = pytest.mark.parametrize("line", [pair, coax, given])


class TestDirectCurrent:
    def test_pair(self) -> None:
        line = pair()
        assert line.dc_resistance == pytest.approx(2 * COPPER / (math.pi * RADIUS**2))
        assert line.dc_inductance == pytest.approx(MU_0 / math.pi * (math.log(SPACING / RADIUS) + 1 / 4))
        ratio = SPACING / (2 * RADIUS)
        exact = math.pi * PERMITTIVITY * EPSILON_0 / math.log(ratio + math.sqrt(ratio**2 - 1))
        assert line.capacitance == pytest.approx(exact)

    def test_pair_by_the_paper(self) -> None:
        line = pair(formula="paper")
        assert line.dc_resistance == pytest.approx(2 * 21.9e-3, abs=2 * 0.05e-3)
        assert line.dc_inductance == pytest.approx(0.83e-6, abs=0.005e-6)
        assert line.capacitance == pytest.approx(40.1e-12, abs=0.05e-12)

    def test_coax(self) -> None:
        line = coax()
        area = math.pi * ((BORE + WALL) ** 2 - BORE**2)
        assert line.dc_resistance == pytest.approx(COPPER / (math.pi * RADIUS**2) + COPPER / area)
        assert line.capacitance == pytest.approx(2 * math.pi * PERMITTIVITY * EPSILON_0 / math.log(3))
        # Wall: t/3b of µ₀/2π, and a little less as the wall is no sheet.
        between, wire = MU_0 / (2 * math.pi) * math.log(3), MU_0 / (8 * math.pi)
        wall = line.dc_inductance - between - wire
        assert wall == pytest.approx(MU_0 / (2 * math.pi) * WALL / (3 * BORE), rel=WALL / BORE)

    def test_coax_by_the_paper(self) -> None:
        assert coax(formula="paper").dc_inductance == pytest.approx(MU_0 / (2 * math.pi) * math.log(3))

    def test_given(self) -> None:
        line = given()
        assert (line.dc_resistance, line.dc_inductance, line.capacitance) == (50e-3, 1e-6, 45e-12)

    @LINES
    @pytest.mark.parametrize("formula", ["paper", "exact"])
    @pytest.mark.parametrize("skin_effect", SKINS)
    def test_curves_start_there(self, line, skin_effect: str, formula: str) -> None:
        at_zero = line(GRID, skin_effect, formula)
        assert at_zero.resistance[0] == pytest.approx(at_zero.dc_resistance, rel=1e-12)
        assert at_zero.inductance[0] == pytest.approx(at_zero.dc_inductance, rel=1e-12)

    def test_at_dc_a_line_is_what_its_metal_is_also_of_many(self) -> None:
        expected = 2 * COPPER / (math.pi * RADIUS**2)
        many = given_line(
            GRID,
            conductor_resistance=np.array([[0.01], [0.02]]),  # type: ignore[arg-type]
            inductance=np.array([[6e-7], [3e-7]]),  # type: ignore[arg-type]
            capacitance=1e-10,
            loss_tangent=0.0,
            skin_effect="exact",
        ).at_dc
        np.testing.assert_allclose(pair().at_dc.series_impedance, [expected], rtol=1e-9)
        np.testing.assert_array_equal(many.series_impedance, [[0.02], [0.04]])
        np.testing.assert_array_equal(many.inductance, [[6e-7], [3e-7]])


class TestSkinEffect:
    @LINES
    def test_off_is_flat(self, line) -> None:
        flat = line(skin_effect="off")
        assert np.all(flat.resistance == flat.dc_resistance)
        assert np.all(flat.inductance == flat.dc_inductance)

    def test_table_is_exact_within_its_tolerance(self) -> None:
        f = np.geomspace(10, 1e8, 500)
        table, exact = given(f, "table"), given(f, "exact")
        np.testing.assert_allclose(table.resistance, exact.resistance, rtol=1e-4)
        np.testing.assert_allclose(table.inductance, exact.inductance, rtol=1e-4)
        assert np.any(table.resistance != exact.resistance)

    @LINES
    def test_resistance_rises_and_inductance_does_not(self, line) -> None:
        rising = line(np.geomspace(1, 1e8, 200))
        assert np.all(np.diff(rising.resistance) > 0)
        assert np.all(np.diff(rising.inductance) <= 0)

    def test_paper_20_khz(self) -> None:
        # Of one conductor of 25 mΩ/m, x = 1.5853·0.894; x⁴/192 less x⁸/46080 is 2.07 %.
        assert given(np.array([20e3])).resistance[0] == pytest.approx(50e-3 * 1.0207, abs=50e-3 * 0.5e-4)

    def test_pair_far_into_it_and_far_apart(self) -> None:
        # 40 radii apart, the neighbour counts for 0.13 % of R and 0.02 % of L.
        f, spacing = np.array([1e8]), 40 * RADIUS
        line = pair_line(f, RADIUS, spacing, **EXACT)
        depth = math.sqrt(COPPER / (math.pi * f[0] * MU_0))
        shells = 2 * COPPER / (2 * math.pi * RADIUS * depth)
        assert line.resistance[0] == pytest.approx(shells, rel=depth / RADIUS)
        # Only the outside is left, and of the inside what is in the skin, R/ω.
        left = MU_0 / math.pi * math.log(spacing / RADIUS) + shells / (2 * math.pi * f[0])
        assert line.inductance[0] == pytest.approx(left, rel=3e-4)

    def test_coax_far_into_it_carries_on_its_surfaces(self) -> None:
        f = np.array([1e8])
        depth = math.sqrt(COPPER / (math.pi * f[0] * MU_0))
        surfaces = COPPER / (2 * math.pi * depth) * (1 / RADIUS + 1 / BORE)
        assert coax(f).resistance[0] == pytest.approx(surfaces, rel=depth / RADIUS)

    def test_pair_far_into_it_crowds_where_the_wires_face(self) -> None:
        f = np.array([1e8])
        depth = math.sqrt(COPPER / (math.pi * f[0] * MU_0))
        crowding = 1 / math.sqrt(1 - (2 * RADIUS / SPACING) ** 2)
        surfaces = 2 * COPPER / (2 * math.pi * depth * RADIUS) * crowding
        assert pair(f).resistance[0] == pytest.approx(surfaces, rel=2 * depth / RADIUS)
        assert pair(f).inductance[0] == pytest.approx(MU_0 / math.pi * math.acosh(SPACING / 2 / RADIUS), rel=0.01)

    def test_quad_is_two_pairs_side_by_side_with_half_the_metal_apart(self) -> None:
        line = quad_line(GRID, RADIUS, SPACING, **EXACT)
        assert line.dc_resistance == pytest.approx(COPPER / (math.pi * RADIUS**2))
        logarithm = math.log(SPACING / (math.sqrt(2) * RADIUS)) + 1 / 4
        assert line.dc_inductance == pytest.approx(MU_0 / (2 * math.pi) * logarithm)
        assert line.inductance[0] == pytest.approx(line.dc_inductance)
        assert line.resistance[0] == pytest.approx(line.dc_resistance)

    def test_loss_tangent_gives_the_conductance(self) -> None:
        line = pair_line(GRID, RADIUS, SPACING, **EXACT | {"loss_tangent": 0.02, "skin_effect": "off"})
        ratio = line.shunt_admittance[1:].real / line.shunt_admittance[1:].imag
        np.testing.assert_allclose(ratio, 0.02)
        assert line.shunt_admittance[0] == 0

    @LINES
    def test_unknown_is_refused(self, line) -> None:
        with pytest.raises(QuantityError, match="off, table, exact"):
            line(skin_effect="some")


class TestFormulas:
    @pytest.mark.parametrize("line", [pair, coax])
    def test_paper_leaves_out_the_inside(self, line) -> None:
        paper, exact = line(formula="paper"), line(formula="exact")
        assert np.all(paper.inductance < exact.inductance)
        np.testing.assert_array_equal(paper.resistance, exact.resistance)
        # In the paper's, L is that of the field between the conductors at every frequency.
        assert np.all(paper.inductance == paper.dc_inductance)

    def test_paper_carries_waves_at_the_speed_of_its_insulation(self) -> None:
        for line in (pair(formula="paper"), coax(formula="paper")):
            speed = 1 / math.sqrt(line.dc_inductance * line.capacitance)
            assert speed == pytest.approx(SPEED_OF_LIGHT / math.sqrt(PERMITTIVITY), rel=1e-8)

    @pytest.mark.parametrize("formula", ["paper", "exact"])
    @pytest.mark.parametrize("line", [pair_line, coax_line])
    def test_vacuum_is_possible(self, line, formula: str) -> None:
        section = (RADIUS, SPACING) if line is pair_line else (RADIUS, BORE, WALL)
        vacuum = EXACT | {"permittivity": 1.0, "formula": formula}
        for f in (0.0, 1e9):
            assert line(np.array([f]), *section, **vacuum).capacitance > 0


class TestImpedance:
    @LINES
    def test_series_and_shunt(self, line) -> None:
        made = line()
        w = 2 * np.pi * GRID
        np.testing.assert_allclose(made.series_impedance, made.resistance + 1j * w * made.inductance)
        np.testing.assert_allclose(made.shunt_admittance, 1j * w * made.capacitance)


SOUND: dict[str, Any] = {
    "frequency": GRID,
    "resistance": np.full(GRID.size, 50e-3),
    "inductance": np.full(GRID.size, 1e-6),
    "capacitance": 45e-12,
    "dc_resistance": 50e-3,
    "dc_inductance": 1e-6,
}


class TestValidation:
    @pytest.mark.parametrize("quantity", sorted(SOUND))
    @pytest.mark.parametrize("value", [-1e-9, math.nan, math.inf])
    def test_impossible_value(self, quantity: str, value: float) -> None:
        bad = np.append(SOUND[quantity][:-1], value) if np.ndim(SOUND[quantity]) else value
        with pytest.raises(QuantityError, match=quantity) as refusal:
            Line(**SOUND | {quantity: bad})
        assert refusal.value.quantity == quantity
        assert refusal.value.value == pytest.approx(value, nan_ok=True)

    def test_no_capacitance_at_all_is_no_cable(self) -> None:
        with pytest.raises(QuantityError, match="capacitance"):
            Line(**SOUND | {"capacitance": 0.0})

    @pytest.mark.parametrize("where", ["inductance", "dc_inductance"])
    def test_nothing_outruns_light(self, where: str) -> None:
        floor = 1 / (45e-12 * 299_792_458**2)  # 0.247 µH/m
        for value in (floor * 1.001, floor):
            Line(**SOUND | {where: filled(where, value)})
        with pytest.raises(QuantityError) as refusal:
            Line(**SOUND | {where: filled(where, 0.999 * floor)})
        assert refusal.value.quantity == "inductance"
        assert refusal.value.value == pytest.approx(0.999 * floor)
        assert refusal.value.limit == pytest.approx(floor)
        assert "at least 2.473e-07 H/m" in refusal.value.allowed

    @pytest.mark.parametrize(
        ("make", "quantity"),
        [
            (lambda: given_line(GRID, **STANDARD | {"inductance": 0.1e-6}), "inductance"),
            (lambda: given_line(GRID, **STANDARD | {"conductor_resistance": 0}), "conductor_resistance"),
            (lambda: given_line(GRID, **STANDARD | {"capacitance": 0}), "capacitance"),
            (lambda: pair_line(GRID, 1e-3, 2e-3, **EXACT), "spacing"),
            (lambda: pair_line(GRID, 1e-3, 4e-3, **EXACT | {"permittivity": 0.5}), "permittivity"),
            (lambda: coax_line(GRID, 1e-3, 1e-3, 1e-4, **EXACT), "inner_radius"),
            (lambda: coax_line(GRID, 1e-3, 2e-3, 0, **EXACT), "shield_thickness"),
            (lambda: pair(np.array([-1.0])), "frequency"),
        ],
    )
    def test_builders_refuse_by_name(self, make, quantity: str) -> None:
        with pytest.raises(QuantityError) as refusal:
            make()
        assert refusal.value.quantity == quantity

    def test_no_frequency_is_no_mistake(self) -> None:
        assert pair(np.array([])).resistance.shape == (0,)


def filled(name: str, value: float) -> Any:
    return np.full(GRID.size, value) if np.ndim(SOUND[name]) else value


class TestInterpolated:
    """A line at 16 frequencies a decade, against the same computed between them."""

    @pytest.mark.parametrize("spacing", [1.1e-3, 4e-3])
    def test_between_its_frequencies(self, spacing: float) -> None:
        def line(frequency: np.ndarray) -> Line:
            return pair_line(frequency, RADIUS, spacing, **EXACT)

        known = np.geomspace(1, 1e9, 145)
        between = np.sqrt(known[1:] * known[:-1])
        found, exact = interpolator(line(known))(between), line(between)
        assert found.resistance == pytest.approx(exact.resistance, rel=1e-5)
        assert found.inductance == pytest.approx(exact.inductance, rel=1e-5)
        assert found.capacitance == exact.capacitance

    def test_inductance_inside_two_wires(self) -> None:
        """At DC µ₀/8π each, of two side by side half of that; at high frequencies their resistance over ω."""
        dc, high = inner_inductance(np.array([0.0, 1e9]), 0.025, "exact")
        assert dc == pytest.approx(1e-7, rel=1e-9)
        assert inner_inductance(np.zeros(1), 0.025, "exact", wires=2)[0] == pytest.approx(0.5e-7, rel=1e-9)
        given: dict[str, Any] = {"inductance": 1e-6, "capacitance": 45e-12, "loss_tangent": 0.0, "skin_effect": "exact"}
        resistance = given_line(np.array([1e9]), conductor_resistance=0.025, **given).resistance[0]
        assert high == pytest.approx(resistance / (2e9 * np.pi), rel=0.01)


def test_no_wave_is_faster_than_light() -> None:
    """Of perfect conductors in air, L' = µ₀ and C' = ε₀ of a strip as wide as it is high: exactly at the limit."""
    mu, epsilon = MU_0, 8.8541878177e-12
    assert is_slower_than_light(mu, epsilon)
    assert not is_slower_than_light(0.999 * mu, epsilon)
    factors = np.array([[0.5], [1.0], [2.0]])
    assert is_slower_than_light(factors * mu, epsilon * np.array([1.0, 2.1])).tolist() == [
        [False, True],
        [True, True],
        [True, True],
    ]
