"""physics.geometry against the paper's printed values, field integrals, images and limits.

Energies and potentials are integrated here from the fields themselves, so that no closed form of the module
is checked against itself.  Tolerance of a printed value: half a unit of its last digit.
"""

import math

import mpmath
import pytest
from scipy.integrate import dblquad, quad

from physics import geometry
from physics.checks import QuantityError
from physics.materials import (
    EPSILON_0,
    MU_0,
    PAPER_COPPER,
    SPEED_OF_LIGHT,
)

RADIUS, SPACING, PERMITTIVITY = 0.5e-3, 4e-3, 3.0  # the paper, section 1
PIN_RADIUS, PIN_BORE = 0.14e-3, 0.7e-3  # section 7.1
PIN_SHIELD_AREA = 30 * math.pi * 0.05e-3**2  # 30 wires of 0.1 mm
PIN_SHIELD = math.sqrt(PIN_BORE**2 + PIN_SHIELD_AREA / math.pi) - PIN_BORE

# A shield like the pin cable's, a braid like foil, a pipe: thickness over inner radius.
WALLS = (1e-6, 1e-5, 0.99e-4, 1.01e-4, 2e-4, 1e-3, 0.07, 1.0, 20.0)


class TestPrintedValues:
    """The paper, sections 1 and 7.1."""

    def test_resistance_of_the_speaker_wire(self) -> None:
        resistance = geometry.wire_resistance(RADIUS, PAPER_COPPER.resistivity_20c)
        assert resistance == pytest.approx(21.9e-3, abs=0.05e-3)

    def test_capacitance_of_the_speaker_cable(self) -> None:
        capacitance = geometry.pair_capacitance_paper(RADIUS, SPACING, PERMITTIVITY)
        assert capacitance == pytest.approx(40.1e-12, abs=0.05e-12)

    def test_inductance_of_the_speaker_cable(self) -> None:
        assert geometry.pair_inductance(RADIUS, SPACING) == pytest.approx(0.83e-6, abs=0.005e-6)

    def test_loop_resistance_of_the_pin_cable(self) -> None:
        # Printed to two digits; the wires' areas give 354 mΩ/m with the radius rounded to 0.14 mm.
        centre = geometry.wire_resistance(PIN_RADIUS, PAPER_COPPER.resistivity_20c)
        shield = geometry.shield_resistance(PIN_BORE, PIN_SHIELD, PAPER_COPPER.resistivity_20c)
        assert centre + shield == pytest.approx(350e-3, abs=5e-3)

    def test_inductance_of_the_pin_cable(self) -> None:
        assert geometry.coax_inductance(PIN_RADIUS, PIN_BORE) == pytest.approx(0.3e-6, abs=0.05e-6)

    def test_capacitance_of_the_pin_cable(self) -> None:
        # The insulation is not stated; foamed to solid polyethylene is 1.5 to 2.3.
        low, high = (geometry.coax_capacitance(PIN_RADIUS, PIN_BORE, eps) for eps in (1.5, 2.3))
        assert low < 70e-12 < high


class TestResistance:
    """Conduction through the cross-section, summed up ring by ring."""

    def test_wire(self) -> None:
        conductance = quad(lambda r: 2 * math.pi * r / PAPER_COPPER.resistivity_20c, 0, RADIUS)[0]
        assert geometry.wire_resistance(RADIUS, PAPER_COPPER.resistivity_20c) == pytest.approx(1 / conductance)

    @pytest.mark.parametrize("wall", WALLS)
    def test_shield(self, wall: float) -> None:
        outer = PIN_BORE * (1 + wall)
        conductance = quad(lambda r: 2 * math.pi * r / PAPER_COPPER.resistivity_20c, PIN_BORE, outer)[0]
        resistance = geometry.shield_resistance(PIN_BORE, PIN_BORE * wall, PAPER_COPPER.resistivity_20c)
        assert resistance == pytest.approx(1 / conductance, rel=1e-9)


class TestInductance:
    """From the energy of the field, L = ∫B²/µ₀ dS for 1 A; the closed forms are the module's alone."""

    def test_inside_of_a_wire(self) -> None:
        assert geometry.wire_internal_inductance() == pytest.approx(
            field_energy(lambda r: (r / RADIUS) ** 2, 0, RADIUS)
        )

    def test_between_wire_and_shield(self) -> None:
        expected = field_energy(lambda r: 1.0, PIN_RADIUS, PIN_BORE)
        assert geometry.coax_inductance(PIN_RADIUS, PIN_BORE) == pytest.approx(expected)

    @pytest.mark.parametrize("wall", WALLS)
    def test_wall_of_a_shield(self, wall: float) -> None:
        # 1e-4: what the module states of its thin-wall form; with 40 digits nothing cancels here.
        mpmath.mp.dps = 40
        inner = mpmath.mpf(1)
        outer = inner + mpmath.mpf(wall)

        def energy(r: mpmath.mpf) -> mpmath.mpf:
            enclosed = (outer**2 - r**2) / (outer**2 - inner**2)
            return MU_0 / (2 * mpmath.pi) * enclosed**2 / r

        expected = float(mpmath.quad(energy, [inner, outer]))
        given = geometry.shield_internal_inductance(PIN_BORE, wall * PIN_BORE)
        assert given == pytest.approx(expected, rel=1e-4)

    def test_wall_is_continuous_where_the_formula_changes(self) -> None:
        below, above = (geometry.shield_internal_inductance(1.0, wall) for wall in (0.999e-4, 1.001e-4))
        assert above / below == pytest.approx(1.001 / 0.999, rel=1e-4)

    @pytest.mark.parametrize("ratio", [2.001, 3.0, 8.0, 100.0])
    def test_pair_with_even_currents(self, ratio: float) -> None:
        # L = ∫A·J: the potential of the wire itself, and that of the other, averaged over the section.
        spacing = ratio * RADIUS
        own = quad(lambda r: (1 - (r / RADIUS) ** 2) / 2 * 2 * r / RADIUS**2, 0, RADIUS)[0]

        def other(angle: float, r: float) -> float:
            distance = math.hypot(spacing - r * math.cos(angle), r * math.sin(angle))
            return math.log(distance / RADIUS) * r / (math.pi * RADIUS**2)

        mutual = dblquad(other, 0, RADIUS, 0, 2 * math.pi)[0]
        expected = MU_0 / math.pi * (own + mutual)
        outside, inside = geometry.pair_inductance(RADIUS, spacing), geometry.wire_internal_inductance()
        assert outside + 2 * inside == pytest.approx(expected, rel=1e-7)


class TestRoom:
    """The distance that an inductance takes, by the even currents above and the field of a coaxial pair."""

    @pytest.mark.parametrize("ratio", [2.5, 9.0])
    def test_pair(self, ratio: float) -> None:
        inductance = MU_0 / math.pi * (math.log(ratio) + 1 / 4)
        assert geometry.pair_spacing(RADIUS, inductance) == pytest.approx(ratio * RADIUS)

    def test_coax(self) -> None:
        inside = field_energy(lambda r: (r / PIN_RADIUS) ** 2, 0, PIN_RADIUS)
        between = field_energy(lambda r: 1.0, PIN_RADIUS, PIN_BORE)
        assert geometry.coax_inner_radius(PIN_RADIUS, inside + between) == pytest.approx(PIN_BORE)


class TestCapacitance:
    """From the potential of line charges, and from the coaxial field."""

    @pytest.mark.parametrize("ratio", [2.001, 3.0, 8.0, 100.0])
    def test_pair_by_images(self, ratio: float) -> None:
        spacing = ratio * RADIUS
        charge_at = math.sqrt((spacing / 2) ** 2 - RADIUS**2)

        def potential(x: float, y: float) -> float:
            near, far = math.hypot(x - charge_at, y), math.hypot(x + charge_at, y)
            return math.log(far / near) / (2 * math.pi * PERMITTIVITY * EPSILON_0)

        centre = spacing / 2
        inward, outward = potential(centre - RADIUS, 0), potential(centre + RADIUS, 0)
        assert inward == pytest.approx(outward)
        assert potential(centre, RADIUS) == pytest.approx(outward)  # the wire is an equipotential
        capacitance = geometry.pair_capacitance(RADIUS, spacing, PERMITTIVITY)
        assert capacitance == pytest.approx(1 / (2 * outward), rel=1e-9)

    def test_coax_by_its_field(self) -> None:
        permittivity = PERMITTIVITY * EPSILON_0
        voltage = quad(lambda r: 1 / (2 * math.pi * permittivity * r), PIN_RADIUS, PIN_BORE)[0]
        assert geometry.coax_capacitance(PIN_RADIUS, PIN_BORE, PERMITTIVITY) == pytest.approx(1 / voltage)


class TestInvariants:
    """LC = µε for perfect conductors, and what far conductors tend to."""

    @pytest.mark.parametrize("permittivity", [1.0, 2.3, 10.0])
    @pytest.mark.parametrize("ratio", [2.01, 8.0, 1e4])
    def test_speed_of_waves(self, ratio: float, permittivity: float) -> None:
        expected = permittivity / SPEED_OF_LIGHT**2
        spacing = ratio * RADIUS
        perfect = MU_0 / math.pi * math.acosh(spacing / (2 * RADIUS))
        products = (
            perfect * geometry.pair_capacitance(RADIUS, spacing, permittivity),
            geometry.pair_inductance(RADIUS, spacing) * geometry.pair_capacitance_paper(RADIUS, spacing, permittivity),
            geometry.coax_inductance(RADIUS, spacing) * geometry.coax_capacitance(RADIUS, spacing, permittivity),
        )
        assert products == pytest.approx((expected,) * 3, rel=1e-9)

    @pytest.mark.parametrize("ratio", [2.001, 4.0, 8.0, 1e3])
    def test_paper_underestimates_capacitance_and_is_right_far_apart(self, ratio: float) -> None:
        # acosh(x) = ln(2x) − 1/(4x²) − …, x = d/2a
        exact = geometry.pair_capacitance(RADIUS, ratio * RADIUS, PERMITTIVITY)
        paper = geometry.pair_capacitance_paper(RADIUS, ratio * RADIUS, PERMITTIVITY)
        assert paper < exact
        if ratio > 100:
            assert exact / paper - 1 == pytest.approx(1 / (ratio**2 * math.log(ratio)), rel=1e-3)

    @pytest.mark.parametrize("scale", [1e-3, 10.0])
    def test_only_proportions_count(self, scale: float) -> None:
        for function, arguments in (
            (geometry.pair_inductance, (RADIUS, SPACING)),
            (geometry.coax_inductance, (PIN_RADIUS, PIN_BORE)),
            (geometry.shield_internal_inductance, (PIN_BORE, PIN_SHIELD)),
        ):
            scaled = function(*(scale * argument for argument in arguments))
            assert scaled == pytest.approx(function(*arguments), rel=1e-9)


# Each function with arguments that it accepts, by parameter name.
POSSIBLE = {
    "wire_resistance": {"radius": RADIUS, "resistivity": 1.72e-8},
    "shield_resistance": {"inner_radius": PIN_BORE, "shield_thickness": PIN_SHIELD, "resistivity": 1.72e-8},
    "lay_factor": {"diameter": SPACING, "lay": 40e-3},
    "unlike_pair_inductance": {"radius": RADIUS, "other": 2 * RADIUS, "spacing": SPACING},
    "unlike_pair_capacitance": {
        "radius": RADIUS,
        "other": 2 * RADIUS,
        "spacing": SPACING,
        "permittivity": PERMITTIVITY,
    },
    "unlike_pair_capacitance_thin": {
        "radius": RADIUS,
        "other": 2 * RADIUS,
        "spacing": SPACING,
        "permittivity": PERMITTIVITY,
    },
    "shield_thickness": {"inner_radius": PIN_BORE, "resistance": 20e-3, "resistivity": 1.72e-8},
    "shield_internal_inductance": {"inner_radius": PIN_BORE, "shield_thickness": PIN_SHIELD},
    "pair_inductance": {"radius": RADIUS, "spacing": SPACING},
    "pair_spacing": {"radius": RADIUS, "inductance": 1e-6},
    "coax_inner_radius": {"radius": PIN_RADIUS, "inductance": 0.3e-6},
    "outer_inductance": {"capacitance": 40e-12, "permittivity": PERMITTIVITY},
    "pair_capacitance": {"radius": RADIUS, "spacing": SPACING, "permittivity": PERMITTIVITY},
    "pair_capacitance_paper": {"radius": RADIUS, "spacing": SPACING, "permittivity": PERMITTIVITY},
    "quad_inductance": {"radius": RADIUS, "side": SPACING},
    "quad_capacitance_thin": {"radius": RADIUS, "side": SPACING, "permittivity": PERMITTIVITY},
    "coax_inductance": {"radius": PIN_RADIUS, "inner_radius": PIN_BORE},
    "coax_capacitance": {"radius": PIN_RADIUS, "inner_radius": PIN_BORE, "permittivity": PERMITTIVITY},
}
NEVER = (0.0, -1e-3, math.nan, math.inf, -math.inf)
REFUSED = [
    *((name, quantity, value) for name in POSSIBLE for quantity in POSSIBLE[name] for value in NEVER),
    *((name, "spacing", 2 * RADIUS) for name in POSSIBLE if "spacing" in POSSIBLE[name]),
    *((name, "spacing", 1.5 * RADIUS) for name in POSSIBLE if "spacing" in POSSIBLE[name]),
    *((name, "inner_radius", PIN_RADIUS) for name in ("coax_inductance", "coax_capacitance")),
    *((name, "permittivity", 0.999) for name in POSSIBLE if "permittivity" in POSSIBLE[name]),
]


@pytest.mark.parametrize(("function", "quantity", "value"), REFUSED)
def test_impossible_values_are_refused_by_name(function: str, quantity: str, value: float) -> None:
    with pytest.raises(QuantityError) as refusal:
        getattr(geometry, function)(**POSSIBLE[function] | {quantity: value})
    assert refusal.value.quantity == quantity
    assert refusal.value.value == pytest.approx(value, nan_ok=True)
    assert quantity in str(refusal.value)
    assert refusal.value.allowed in str(refusal.value)


@pytest.mark.parametrize("name", sorted(set(geometry.__all__) - {"wire_internal_inductance"}))
def test_every_function_is_held(name: str) -> None:
    """A function added to the module must be added to the table of refusals."""
    assert name in POSSIBLE
    assert getattr(geometry, name)(**POSSIBLE[name]) > 0


def field_energy(enclosed, start: float, end: float) -> float:
    """Inductance per metre of the field between two radii, from the part of the current enclosed [H/m]."""

    def twice_energy(r: float) -> float:
        b = MU_0 * enclosed(r) / (2 * math.pi * r) if r else 0.0
        return b**2 / MU_0 * 2 * math.pi * r

    return quad(twice_energy, start, end)[0]


def test_outer_inductance_is_that_of_the_geometry() -> None:
    """LC = µε for thin wires: a coaxial cable's L of the field between its conductors, from its C alone."""
    capacitance = geometry.coax_capacitance(0.5e-3, 2e-3, 2.3)
    assert geometry.outer_inductance(capacitance, 2.3) == pytest.approx(
        geometry.coax_inductance(0.5e-3, 2e-3), rel=1e-9
    )
