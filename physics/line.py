"""A cable per metre: series impedance Z'(f) = R'(f) + jωL'(f) and shunt admittance Y'(f) = G' + jωC'."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from physics import geometry, skin
from physics.checks import Complex, QuantityError, Real, require_not_negative, require_positive
from physics.materials import SPEED_OF_LIGHT

__all__ = ["Formula", "Line", "Skin", "coax_line", "given_line", "pair_line"]

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

    def __post_init__(self) -> None:
        require_not_negative(
            frequency=self.frequency,
            resistance=self.resistance,
            inductance=self.inductance,
            dc_resistance=self.dc_resistance,
            dc_inductance=self.dc_inductance,
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
    def shunt_admittance(self) -> Complex:
        """Y'(f) = jωC' [S/m]."""
        return np.asarray(2j * np.pi * self.frequency * self.capacitance)


def given_line(
    frequency: Real,
    conductor_resistance: float,
    inductance: float,
    capacitance: float,
    skin_effect: Skin,
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
    skin_effect : {'off', 'table', 'exact'}
        How R'(f) rises: not at all, by the table of a lone round wire, or by its Bessel functions.
    """
    require_positive(inductance=inductance)
    loop = 2 * conductor_resistance
    resistance = loop * _wire_ratios(frequency, conductor_resistance, skin_effect)[0]
    return Line(frequency, resistance, np.full_like(resistance, inductance), capacitance, loop, inductance)


def pair_line(
    frequency: Real,
    radius: float,
    spacing: float,
    permittivity: float,
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
    permittivity : float
        Relative permittivity of the insulation, 1 or above [–].
    resistivity : float
        Resistivity of the metal [Ω·m].
    skin_effect : {'off', 'table', 'exact'}
        As in `given_line`.
    formula : {'paper', 'exact'}
        The paper's ln(d/a) for L and C, or acosh(d/2a) for C and ln(d/a) with internal inductance for L.
    """
    each = geometry.wire_resistance(radius, resistivity)
    resistance_ratio, inductance_ratio = _wire_ratios(frequency, each, skin_effect)
    outside = geometry.pair_inductance(radius, spacing)
    if formula == "paper":
        capacitance = geometry.pair_capacitance_paper(radius, spacing, permittivity)
        inside = 0.0
    else:
        capacitance = geometry.pair_capacitance(radius, spacing, permittivity)
        inside = 2 * geometry.wire_internal_inductance()
    return Line(
        frequency,
        2 * each * resistance_ratio,
        outside + inside * inductance_ratio,
        capacitance,
        2 * each,
        outside + inside,
    )


def coax_line(
    frequency: Real,
    radius: float,
    inner_radius: float,
    shield_thickness: float,
    permittivity: float,
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
    permittivity, resistivity, skin_effect, formula
        As in `pair_line`.  The skin effect is that of the centre wire; the wall of an audio cable's
        shield is thinner than the skin depth far beyond the audible band, and keeps its DC values.
    """
    centre = geometry.wire_resistance(radius, resistivity)
    shield = geometry.shield_resistance(inner_radius, shield_thickness, resistivity)
    resistance_ratio, inductance_ratio = _wire_ratios(frequency, centre, skin_effect)
    between = geometry.coax_inductance(radius, inner_radius)
    wire = wall = 0.0
    if formula == "exact":
        wire = geometry.wire_internal_inductance()
        wall = geometry.shield_internal_inductance(inner_radius, shield_thickness)
    return Line(
        frequency,
        centre * resistance_ratio + shield,
        between + wall + wire * inductance_ratio,
        geometry.coax_capacitance(radius, inner_radius, permittivity),
        centre + shield,
        between + wall + wire,
    )


def _wire_ratios(frequency: Real, conductor_resistance: float, skin_effect: Skin) -> tuple[Real, Real]:
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
