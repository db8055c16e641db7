"""Impedances of real loads, as complex arrays over frequency: what the cable feeds.

Time factor exp(+jωt).  Networks are written with admittances where a capacitor stands in series, so that f = 0
is as good as any other frequency.

References
----------
.. [1] R. H. Small, J. Audio Eng. Soc. 20, 383-395, 1972: direct-radiator loudspeaker systems; the electrical equivalent
   circuit of a driver from Re, Fs, Qms, Qes.
.. [2] J. Vanderkooy, J. Audio Eng. Soc. 37, 119-128, 1989: eddy currents in the pole piece make the voice coil a
   semi-inductor, Z ∝ √(jω).
.. [3] V. Dickason, *The Loudspeaker Design Cookbook*, 7th ed., 2006: second-order networks, impedance equaliser, pad.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, require_not_negative, require_positive

__all__ = [
    "Driver",
    "TwoWay",
    "amplifier_input_impedance",
    "driver_impedance",
    "two_way_branches",
    "two_way_impedance",
]

INDUCTANCE_FREQUENCY = 1e3
"""Frequency at which data sheets give the voice coil's inductance [Hz]."""


@dataclass(frozen=True, kw_only=True)
class Driver:
    """A moving-coil driver, by its data sheet.

    Attributes
    ----------
    resistance : float
        Re, of the voice coil at DC, above 0 [Ω].
    inductance : float
        Le, of the voice coil at 1 kHz, 0 or above [H].
    resonance : float
        Fs, above 0 [Hz].
    mechanical_q, electrical_q : float
        Qms and Qes, above 0 [–].
    semi_inductor : bool
        Whether the coil's impedance rises as √(jω) (eddy currents in the pole piece) instead of jω.

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    resistance: float
    inductance: float
    resonance: float
    mechanical_q: float
    electrical_q: float
    semi_inductor: bool = False

    def __post_init__(self) -> None:
        require_positive(
            resistance=self.resistance,
            resonance=self.resonance,
            mechanical_q=self.mechanical_q,
            electrical_q=self.electrical_q,
        )
        require_not_negative(inductance=self.inductance)


@dataclass(frozen=True, kw_only=True)
class TwoWay:
    """Woofer and tweeter behind second-order filters in parallel [3]_.

    Attributes
    ----------
    woofer, tweeter : Driver
        The drivers.
    low_pass_inductance : float
        In series with the woofer, above 0 [H].
    low_pass_capacitance : float
        Across the woofer, above 0 [F].
    equaliser_resistance : float
        Of the impedance equaliser, R and C in series across the woofer; above 0 [Ω].
    equaliser_capacitance : float
        Of the impedance equaliser; 0 for none [F].
    high_pass_capacitance : float
        In series with the tweeter's branch, above 0 [F].
    high_pass_inductance : float
        Across the tweeter's branch, above 0 [H].
    pad_series : float
        After the filter, in series with the tweeter, 0 or above [Ω].
    pad_parallel : float
        Across the tweeter, above 0 [Ω].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    woofer: Driver
    tweeter: Driver
    low_pass_inductance: float
    low_pass_capacitance: float
    equaliser_resistance: float
    equaliser_capacitance: float
    high_pass_capacitance: float
    high_pass_inductance: float
    pad_series: float
    pad_parallel: float

    def __post_init__(self) -> None:
        require_positive(
            low_pass_inductance=self.low_pass_inductance,
            low_pass_capacitance=self.low_pass_capacitance,
            equaliser_resistance=self.equaliser_resistance,
            high_pass_capacitance=self.high_pass_capacitance,
            high_pass_inductance=self.high_pass_inductance,
            pad_parallel=self.pad_parallel,
        )
        require_not_negative(equaliser_capacitance=self.equaliser_capacitance, pad_series=self.pad_series)


def amplifier_input_impedance(frequency: ArrayLike, resistance: float, capacitance: float) -> Complex:
    """Impedance of an amplifier's input, R ∥ C.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    resistance : float
        R, above 0 [Ω].
    capacitance : float
        C, 0 or above [F].

    Returns
    -------
    ndarray of complex
        Impedance, of the shape of `frequency` [Ω].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_positive(resistance=resistance)
    require_not_negative(frequency=frequency, capacitance=capacitance)
    return np.asarray(resistance / (1 + _s(frequency) * resistance * capacitance))


def driver_impedance(frequency: ArrayLike, driver: Driver) -> Complex:
    """Impedance of a driver on a large baffle.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    driver : Driver
        Its data sheet.

    Returns
    -------
    ndarray of complex
        Impedance, of the shape of `frequency` [Ω].

    Raises
    ------
    QuantityError
        If a frequency is negative.

    Notes
    -----
    Z = Re + Z_coil + Re·(Qms/Qes)·p/(1 + p + (jω/ω_s)²) with p = (jω/ω_s)/Qms [1]_.  Z_coil is jω·Le, or the
    semi-inductor Le·√(ω₁)·√(jω), of the same magnitude at ω₁ = 2π·1 kHz [2]_.
    """
    require_not_negative(frequency=frequency)
    s = _s(frequency)
    relative = s / (2 * np.pi * driver.resonance)
    damping = relative / driver.mechanical_q
    motion = driver.resistance * driver.mechanical_q / driver.electrical_q * damping / (1 + damping + relative**2)
    rise = np.sqrt(2 * np.pi * INDUCTANCE_FREQUENCY * s) if driver.semi_inductor else s
    coil = driver.inductance * rise
    return np.asarray(driver.resistance + coil + motion)


def two_way_impedance(frequency: ArrayLike, system: TwoWay) -> Complex:
    """Impedance of a two-way system.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    system : TwoWay
        Drivers and network.

    Returns
    -------
    ndarray of complex
        Impedance, of the shape of `frequency` [Ω].

    Raises
    ------
    QuantityError
        If a frequency is negative.
    """
    low, series, behind = _two_way_parts(frequency, system)
    return np.asarray(1 / (1 / low + series / (1 + series * behind)))


def two_way_branches(frequency: ArrayLike, system: TwoWay) -> tuple[Complex, Complex]:
    """Impedances of the two halves of a two-way system, each at terminals of its own, as for bi-wiring.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    system : TwoWay
        Drivers and network.

    Returns
    -------
    woofer, tweeter : ndarray of complex
        Low-pass and woofer; high-pass and tweeter, infinite at DC [Ω].

    Raises
    ------
    QuantityError
        If a frequency is negative.
    """
    low, series, behind = _two_way_parts(frequency, system)
    passes = series != 0
    return low, np.where(passes, 1 / np.where(passes, series, 1) + behind, np.inf)


def _two_way_parts(frequency: ArrayLike, system: TwoWay) -> tuple[Complex, Complex, Complex]:
    """Impedance of the low half, admittance of the high-pass capacitor, and the impedance behind that."""
    s = _s(frequency)
    woofer, tweeter = driver_impedance(frequency, system.woofer), driver_impedance(frequency, system.tweeter)
    capacitor = s * system.equaliser_capacitance
    equaliser = capacitor / (1 + capacitor * system.equaliser_resistance)
    low = s * system.low_pass_inductance + 1 / (1 / woofer + s * system.low_pass_capacitance + equaliser)
    padded = system.pad_series + 1 / (1 / tweeter + 1 / system.pad_parallel)
    shunt = s * system.high_pass_inductance
    behind = shunt * padded / (shunt + padded)
    return np.asarray(low), np.asarray(s * system.high_pass_capacitance), np.asarray(behind)


def _s(frequency: ArrayLike) -> Complex:
    return np.asarray(2j * np.pi * np.asarray(frequency, float))
