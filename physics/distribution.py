"""A cable with loads along it: loudspeakers on a 70 or 100 V line.

References
----------
.. [1] D. Bohn, *Constant-Voltage Audio Distribution Systems: 25, 70.7 & 100 Volts*, RaneNote 136, Rane 1997.
.. [2] JBL Professional, *Sound System Design Reference Manual*, chapter 7: a tap of P watts is V²/P ohms.
.. [3] W. H. Kersting, *Distribution System Modeling and Analysis*, CRC Press 2002, chapter 3: evenly spread loads drop
   half as much as all of them at the end, and heat the line a third as much.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, QuantityError, Real, require_not_negative, require_positive
from physics.materials import COPPER_IACS
from physics.proximity import pair_impedance
from physics.wire import STANDARD_AREAS, area_to_diameter, awg_to_diameter, diameter_to_area

__all__ = ["GAUGES", "Delivery", "Speakers", "Spread", "deliver", "least_area", "zip_cord_impedance"]

Spread = Literal["even", "end"]

GAUGES: dict[int, float] = {gauge: float(diameter_to_area(awg_to_diameter(gauge))) for gauge in range(24, -1, -1)}
"""Metal areas of AWG 24 to 0, the thinnest first [m²]."""


@dataclass(frozen=True)
class Speakers:
    """Equal loudspeakers on a line, each behind its transformer.

    Attributes
    ----------
    voltage : float
        Nominal voltage of the line, that of the amplifier at its rated power, above 0 [V].
    count : int
        How many there are, at least 1 [–].
    power : float
        What the tap of each says that it takes at that voltage, above 0 [W].
    spread : {'even', 'end'}
        At equal distances, the last at the far end; or all at the far end.

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    voltage: float
    count: int
    power: float
    spread: Spread = "even"

    def __post_init__(self) -> None:
        require_positive(voltage=self.voltage, count=self.count, power=self.power)
        if self.count != int(self.count):
            raise QuantityError("count", self.count, "it must be a whole number")

    @property
    def resistance(self) -> float:
        """What each is to the line: V²/P [Ω] [2]_."""
        return self.voltage**2 / self.power

    def stretches(self, length: float) -> Real:
        """Lengths of cable before each of them.

        Parameters
        ----------
        length : float
            Of the line, from the amplifier to the far end [m].

        Returns
        -------
        ndarray
            One for each loudspeaker, from the near end [m].
        """
        if self.spread == "even":
            return np.full(self.count, length / self.count)
        return np.array([length, *[0.0] * (self.count - 1)])


@dataclass(frozen=True)
class Delivery:
    """What comes of a line's nominal voltage at its near end.

    Attributes
    ----------
    voltage : ndarray
        Magnitude of the voltage at each loudspeaker, from the near end [V].
    power : ndarray
        What each takes [W].
    heat : float
        What the cable turns into heat [W].
    level : ndarray
        Level at each over that at the near end: a loss is negative [dB].
    """

    voltage: Real
    power: Real
    heat: float
    level: Real


def zip_cord_impedance(frequency: ArrayLike, area: float, wall: float, temperature: float) -> Complex:
    """Series impedance of two copper wires whose insulations touch, go and return.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    area : float
        Metal area of each, above 0 [m²].
    wall : float
        Thickness of the insulation round each, above 0 [m].
    temperature : float
        Of the metal, from −50 to 125 [°C].

    Returns
    -------
    ndarray of complex
        R'(f) + jωL'(f), of the shape of `frequency` [Ω/m].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_positive(area=area, wall=wall)
    diameter = float(area_to_diameter(area))
    resistivity = COPPER_IACS.resistivity(temperature)
    resistance, inductance = pair_impedance(frequency, diameter / 2, diameter + 2 * wall, resistivity)
    return np.asarray(resistance + 2j * np.pi * np.asarray(frequency) * inductance)


def deliver(impedance: complex, length: float, speakers: Speakers) -> Delivery:
    """Volts and watts of each loudspeaker on a line that is fed with its nominal voltage.

    Parameters
    ----------
    impedance : complex
        Series impedance of the cable, go and return, at one frequency [Ω/m].
    length : float
        From the amplifier to the far end, 0 or above [m].
    speakers : Speakers
        The loudspeakers, as resistances; the cable's capacitance is left out.

    Returns
    -------
    Delivery
        What each of them gets, and what the cable keeps.

    Raises
    ------
    QuantityError
        If the length is below 0.

    Notes
    -----
    The ladder, backwards from 1 V at the far end: each loudspeaker adds V/R to the current, each stretch Z·I to the
    voltage [1]_.  For a drop that is small, and many loudspeakers, evenly spread ones lose half the volts and a third
    of the watts that all of them at the far end would [3]_; exactly, the last of them gets 1/cosh √(Z·n/R).
    """
    require_not_negative(length=length)
    voltage, current = 1 + 0j, 0j
    voltages, heats = [], []
    for stretch in reversed(speakers.stretches(length)):
        voltages.append(abs(voltage))
        current += voltage / speakers.resistance
        heats.append(abs(current) ** 2 * complex(impedance).real * stretch)
        voltage += impedance * stretch * current
    share = np.array(voltages[::-1]) / abs(voltage)
    return Delivery(
        voltage=speakers.voltage * share,
        power=speakers.power * share**2,
        heat=float(sum(heats) * (speakers.voltage / abs(voltage)) ** 2),
        level=20 * np.log10(share),
    )


def least_area(
    frequency: float,
    length: float,
    speakers: Speakers,
    loss: float,
    *,
    wall: float,
    temperature: float,
    areas: Iterable[float] = STANDARD_AREAS,
) -> float | None:
    """The thinnest of some zip cords with which the last loudspeaker loses no more than a limit.

    Parameters
    ----------
    frequency : float
        Where that is asked, 0 or above [Hz].
    length : float
        From the amplifier to the far end, 0 or above [m].
    speakers : Speakers
        The loudspeakers.
    loss : float
        What the last of them may lose, above 0 [dB].
    wall, temperature : float
        As for `zip_cord_impedance` [m], [°C].
    areas : iterable of float
        Metal areas to choose from, the smallest first [m²].

    Returns
    -------
    float or None
        The area; None where even the largest loses more [m²].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_positive(loss=loss)
    for area in areas:
        impedance = complex(zip_cord_impedance(frequency, area, wall, temperature))
        if -deliver(impedance, length, speakers).level[-1] <= loss:
            return area
    return None
