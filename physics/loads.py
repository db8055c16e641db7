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
.. [4] R. H. Small, *Vented-Box Loudspeaker Systems, Part I: Small-Signal Analysis*, J. Audio Eng. Soc. 21, 363-372,
   1973: the box as a branch across the driver's motion; Part III, 635-639: a QL of 7 to begin with.
.. [5] P. J. Baxandall in J. Borwick (ed.), *Loudspeaker and Headphone Handbook*, 3rd ed., 2001, chapter 3,
   *Electrostatic loudspeakers*: the panel as a capacitor behind its transformer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, require_not_negative, require_positive

__all__ = [
    "Driver",
    "Midrange",
    "Panel",
    "TwoWay",
    "VentedBox",
    "amplifier_input_impedance",
    "driver_impedance",
    "panel_impedance",
    "three_way_impedance",
    "two_way_branches",
    "two_way_impedance",
    "vented_impedance",
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
class VentedBox:
    """A box with a port, as its driver sees it [4]_.

    Attributes
    ----------
    tuning : float
        Fb, where box and port resonate, above 0 [Hz].
    compliance_ratio : float
        α, Vas of the driver over the volume of the box, above 0 [–].
    leakage_q : float
        QL of the losses of the box at its tuning, above 0 [–].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    tuning: float
    compliance_ratio: float
    leakage_q: float

    def __post_init__(self) -> None:
        require_positive(tuning=self.tuning, compliance_ratio=self.compliance_ratio, leakage_q=self.leakage_q)


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


@dataclass(frozen=True, kw_only=True)
class Midrange:
    """A midrange driver behind a second-order high-pass and a second-order low-pass, to go with a two-way system [3]_.

    Attributes
    ----------
    driver : Driver
        The driver.
    high_pass_capacitance : float
        In series with the branch, above 0 [F].
    high_pass_inductance : float
        Across what follows, above 0 [H].
    low_pass_inductance : float
        In series after the high-pass, above 0 [H].
    low_pass_capacitance : float
        Across the driver and its pad, above 0 [F].
    pad_series : float
        In series with the driver, 0 or above [Ω].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    driver: Driver
    high_pass_capacitance: float
    high_pass_inductance: float
    low_pass_inductance: float
    low_pass_capacitance: float
    pad_series: float

    def __post_init__(self) -> None:
        require_positive(
            high_pass_capacitance=self.high_pass_capacitance,
            high_pass_inductance=self.high_pass_inductance,
            low_pass_inductance=self.low_pass_inductance,
            low_pass_capacitance=self.low_pass_capacitance,
        )
        require_not_negative(pad_series=self.pad_series)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """An electrostatic panel behind its step-up transformer, all but the panel as seen at the terminals [5]_.

    Attributes
    ----------
    resistance : float
        Of the windings and of a resistor in series, above 0 [Ω].
    leakage_inductance : float
        In series, 0 or above [H].
    magnetising_inductance : float
        Of the primary, above 0 [H].
    core_resistance : float
        Across the primary: losses of the core and of the panel, above 0 [Ω].
    turns_ratio : float
        Secondary over primary, above 0 [–].
    capacitance : float
        Of the panel itself, on the secondary, above 0 [F].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    resistance: float
    leakage_inductance: float
    magnetising_inductance: float
    core_resistance: float
    turns_ratio: float
    capacitance: float

    def __post_init__(self) -> None:
        require_positive(
            resistance=self.resistance,
            magnetising_inductance=self.magnetising_inductance,
            core_resistance=self.core_resistance,
            turns_ratio=self.turns_ratio,
            capacitance=self.capacitance,
        )
        require_not_negative(leakage_inductance=self.leakage_inductance)


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
    return _driver(frequency, driver, 0.0)


def vented_impedance(frequency: ArrayLike, driver: Driver, box: VentedBox) -> Complex:
    """Impedance of a driver in a box with a port: two humps, and between them a dip at the tuning.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    driver : Driver
        Its data sheet.
    box : VentedBox
        Its box.

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
    As `driver_impedance`, with α·τ²/(1 + τ/QL + τ²), τ = jω/ω_b, added to the motion's denominator: across the motion
    lie L = Lces/α, R = ω_b·L/QL and C = 1/(ω_b²·L) in series [4]_.
    """
    tau = _s(frequency) / (2 * np.pi * box.tuning)
    return _driver(frequency, driver, box.compliance_ratio * tau**2 / (1 + tau / box.leakage_q + tau**2))


def _driver(frequency: ArrayLike, driver: Driver, box: Complex | float) -> Complex:
    """A driver, with what its box adds to the denominator of its motion."""
    require_not_negative(frequency=frequency)
    s = _s(frequency)
    relative = s / (2 * np.pi * driver.resonance)
    damping = relative / driver.mechanical_q
    motion = driver.resistance * driver.mechanical_q / driver.electrical_q * damping / (1 + damping + relative**2 + box)
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


def three_way_impedance(frequency: ArrayLike, outer: TwoWay, midrange: Midrange) -> Complex:
    """Impedance of a three-way system: a two-way system with a midrange beside its woofer and tweeter.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    outer : TwoWay
        Woofer and tweeter with their filters.
    midrange : Midrange
        The midrange with its filters.

    Returns
    -------
    ndarray of complex
        Impedance, of the shape of `frequency` [Ω].

    Raises
    ------
    QuantityError
        If a frequency is negative.
    """
    s = _s(frequency)
    padded = midrange.pad_series + driver_impedance(frequency, midrange.driver)
    low = s * midrange.low_pass_inductance + 1 / (1 / padded + s * midrange.low_pass_capacitance)
    shunt = s * midrange.high_pass_inductance
    series, behind = s * midrange.high_pass_capacitance, shunt * low / (shunt + low)
    return np.asarray(1 / (1 / two_way_impedance(frequency, outer) + series / (1 + series * behind)))


def panel_impedance(frequency: ArrayLike, panel: Panel) -> Complex:
    """Impedance of an electrostatic panel.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    panel : Panel
        The panel and its transformer.

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
    Z = R + jωL_σ + (jωL_m ∥ R_c ∥ 1/jωn²C) [5]_.
    """
    require_not_negative(frequency=frequency)
    s = _s(frequency)
    primary = s * panel.magnetising_inductance
    reflected = s * panel.turns_ratio**2 * panel.capacitance
    behind = primary / (1 + primary / panel.core_resistance + primary * reflected)
    return np.asarray(panel.resistance + s * panel.leakage_inductance + behind)


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
