"""A cable per metre: series impedance Z'(f) = R'(f) + jωL'(f) and shunt admittance Y'(f) = G' + jωC'."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from physics import coaxial, geometry, proximity, skin
from physics.checks import Complex, QuantityError, Real, require_not_negative, require_positive
from physics.materials import EPSILON_0, SPEED_OF_LIGHT

__all__ = ["Formula", "Line", "Skin", "coax_line", "given_line", "pair_line", "quad_line"]

Skin = Literal["off", "table", "exact"]
Formula = Literal["paper", "exact"]


@dataclass(frozen=True)
class Line:
    """Primary parameters of a uniform line, per metre of its length, at given frequencies.

    Attributes
    ----------
    frequency : ndarray, shape (n,)
        Frequencies [Hz], 0 or above.
    resistance : ndarray, shape (n,)
        Series resistance R'(f) of the LOOP, go and return together [Ω/m].
    inductance : ndarray, shape (n,)
        Series inductance L'(f) of the loop [H/m].
    capacitance : float
        Shunt capacitance C' [F/m].
    dc_resistance : float
        R'(0) of the loop [Ω/m].
    dc_inductance : float
        L'(0) of the loop [H/m]: what is left when the skin effect is put aside.
    loss_tangent : float
        tan δ of the insulation [–], 0 or above: G' = ωC'·tan δ.

    Raises
    ------
    QuantityError
        If a value is not finite, is negative, or L'C' would carry a wave faster than light.
    """

    frequency: Real
    resistance: Real
    inductance: Real
    capacitance: float
    dc_resistance: float
    dc_inductance: float
    loss_tangent: float = 0.0

    def __post_init__(self) -> None:
        require_not_negative(
            frequency=self.frequency,
            resistance=self.resistance,
            inductance=self.inductance,
            dc_resistance=self.dc_resistance,
            dc_inductance=self.dc_inductance,
            loss_tangent=self.loss_tangent,
        )
        require_positive(capacitance=self.capacitance)
        # L' falls with frequency, towards its value for currents on the surface: the least L' counts.
        least = min(float(np.min(self.inductance, initial=np.inf)), self.dc_inductance)
        if least * self.capacitance * SPEED_OF_LIGHT**2 < 1 - 1e-9:
            floor = 1 / (self.capacitance * SPEED_OF_LIGHT**2)
            raise QuantityError(
                "inductance",
                least,
                f"with C = {self.capacitance:.4g} F/m it must be at least {floor:.4g} H/m, for L·C·c² ≥ 1",
                floor,
            )

    @property
    def series_impedance(self) -> Complex:
        """Z'(f) = R'(f) + jωL'(f), go and return together [Ω/m]."""
        return np.asarray(self.resistance + 2j * np.pi * self.frequency * self.inductance)

    @property
    def conductance(self) -> Real:
        """G' = ωC'·tan δ [S/m]."""
        return np.asarray(2 * np.pi * self.frequency * self.capacitance * self.loss_tangent)

    @property
    def shunt_admittance(self) -> Complex:
        """Y'(f) = G' + jωC' [S/m]."""
        return np.asarray(self.conductance + 2j * np.pi * self.frequency * self.capacitance)

    @property
    def characteristic_impedance(self) -> Complex:
        """Z₀ = √(Z'/Y') [Ω]; not defined at f = 0 of a line without leakage."""
        return np.asarray(np.sqrt(self.series_impedance / self.shunt_admittance))


def given_line(
    frequency: Real,
    conductor_resistance: float,
    inductance: float,
    capacitance: float,
    loss_tangent: float,
    skin_effect: Skin,
    wires: int = 1,
) -> Line:
    """A line whose parameters are given per metre; its cross-section is not known.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Frequencies [Hz].
    conductor_resistance : float
        DC resistance of ONE of two equal conductors [Ω/m].
    inductance : float
        Inductance of the loop [H/m]; taken as given, the same at every frequency.
    capacitance : float
        Capacitance between the conductors [F/m].
    loss_tangent : float
        tan δ of the insulation [–].
    skin_effect : {'off', 'table', 'exact'}
        How R'(f) rises: not at all; as that of lone round wires, by the table or by Bessel functions.
    wires : int
        Equal wires side by side that make up each conductor, 2 in a star quad [–]: the thinner each one, the less its
        skin effect.
    """
    require_positive(inductance=inductance, wires=wires)
    loop = 2 * conductor_resistance
    resistance = loop * _lone_wire(frequency, wires * conductor_resistance, skin_effect)[0]
    constant = np.full_like(resistance, inductance)
    return Line(frequency, resistance, constant, capacitance, loop, inductance, loss_tangent)


def pair_line(
    frequency: Real,
    radius: float,
    spacing: float,
    permittivity: float,
    loss_tangent: float,
    resistivity: float,
    skin_effect: Skin,
    formula: Formula,
) -> Line:
    """Two parallel solid round wires.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Frequencies [Hz].
    radius, spacing : float
        Radius of each wire, distance of their centres [m].
    permittivity, loss_tangent : float
        Relative permittivity, 1 or above, and tan δ of the insulation [–].
    resistivity : float
        Resistivity of the metal [Ω·m].
    skin_effect : {'off', 'table', 'exact'}
        None; that of a lone wire, by the table; skin and proximity effect, exactly.
    formula : {'paper', 'exact'}
        The paper's ln(d/a) for L and C, at any frequency; or C by acosh(d/2a) and L with the flux inside
        the wires.
    """
    each = geometry.wire_resistance(radius, resistivity)
    outside = geometry.pair_inductance(radius, spacing)
    inside = 2 * geometry.wire_internal_inductance()
    if skin_effect == "exact":
        resistance, inductance = proximity.pair_impedance(frequency, spacing, radius, resistivity)
    else:
        resistance_ratio, inductance_ratio = _lone_wire(frequency, each, skin_effect)
        resistance, inductance = 2 * each * resistance_ratio, outside + inside * inductance_ratio
    if formula == "paper":
        capacitance = geometry.pair_capacitance_paper(radius, spacing, permittivity)
        inductance, inside = np.full_like(resistance, outside), 0.0
    else:
        capacitance = geometry.pair_capacitance(radius, spacing, permittivity)
    return Line(frequency, resistance, inductance, capacitance, 2 * each, outside + inside, loss_tangent)


def quad_line(
    frequency: Real,
    radius: float,
    side: float,
    permittivity: float,
    loss_tangent: float,
    resistivity: float,
    skin_effect: Skin,
    formula: Formula,
) -> Line:
    """A star quad: four wires at the corners of a square, those on a diagonal joined.

    Parameters are those of `pair_line`, with the side of the square [m] for the spacing.  The paper has
    no formula for it; `paper` takes the logarithms that its formulas for the pair are, ln(s/(√2·a)).
    """
    each = geometry.wire_resistance(radius, resistivity)  # the loop: two and two wires in parallel
    outside = geometry.quad_inductance(radius, side)
    inside = geometry.wire_internal_inductance()
    if skin_effect == "exact":
        resistance, inductance = proximity.quad_impedance(frequency, side, radius, resistivity)
    else:
        resistance_ratio, inductance_ratio = _lone_wire(frequency, each, skin_effect)
        resistance, inductance = each * resistance_ratio, outside + inside * inductance_ratio
    if formula == "paper":
        capacitance = geometry.quad_capacitance_thin(radius, side, permittivity)
        inductance, inside = np.full_like(resistance, outside), 0.0
    else:
        capacitance = float(proximity.quad_capacitance(side, radius, permittivity * EPSILON_0))
    return Line(frequency, resistance, inductance, capacitance, each, outside + inside, loss_tangent)


def coax_line(
    frequency: Real,
    radius: float,
    inner_radius: float,
    shield_thickness: float,
    permittivity: float,
    loss_tangent: float,
    resistivity: float,
    skin_effect: Skin,
    formula: Formula,
) -> Line:
    """A coaxial pair: round centre wire and tubular shield of the same metal.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Frequencies [Hz].
    radius : float
        Radius a of the centre wire [m].
    inner_radius, shield_thickness : float
        Inner radius b of the shield and thickness of its wall [m].
    permittivity, loss_tangent, resistivity, skin_effect, formula
        As in `pair_line`.  `table` leaves the shield at its DC values; `exact` is Schelkunoff's solution.
    """
    centre = geometry.wire_resistance(radius, resistivity)
    shield = geometry.shield_resistance(inner_radius, shield_thickness, resistivity)
    between = geometry.coax_inductance(radius, inner_radius)
    wire = geometry.wire_internal_inductance()
    wall = geometry.shield_internal_inductance(inner_radius, shield_thickness)
    if skin_effect == "exact":
        resistance, inductance = coaxial.coaxial_impedance(
            frequency, radius, inner_radius, shield_thickness, resistivity, resistivity
        )
    else:
        resistance_ratio, inductance_ratio = _lone_wire(frequency, centre, skin_effect)
        resistance = centre * resistance_ratio + shield
        inductance = between + wall + wire * inductance_ratio
    if formula == "paper":
        inductance, wire, wall = np.full_like(resistance, between), 0.0, 0.0
    capacitance = geometry.coax_capacitance(radius, inner_radius, permittivity)
    dc_inductance = between + wall + wire
    return Line(frequency, resistance, inductance, capacitance, centre + shield, dc_inductance, loss_tangent)


def _lone_wire(frequency: Real, conductor_resistance: float, skin_effect: Skin) -> tuple[Real, Real]:
    """R and internal L over their DC values, of a wire that has no neighbour."""
    if skin_effect == "off":
        require_not_negative(frequency=frequency)
        require_positive(conductor_resistance=conductor_resistance)
        return np.ones_like(frequency), np.ones_like(frequency)
    x = skin.skin_abscissa(frequency, conductor_resistance)
    if skin_effect == "table":
        return skin.table_ratios(x)
    if skin_effect == "exact":
        return skin.bessel_ratios(x)
    raise QuantityError("skin_effect", skin_effect, "it must be one of off, table, exact")
