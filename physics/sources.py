"""What drives the cable: open-circuit voltage and impedance of real sources, as complex arrays over frequency.

References
----------
.. [1] H. Lemme, *Electric Guitar: Sound Secrets and Technology*, Elektor 2012: the pickup as L and R in series with C
   across, its controls and its cable; 1 to 10 H, 80 to 200 pF, resonances at 2 to 5 kHz with a cable.
.. [2] J. Vanderkooy, J. Audio Eng. Soc. 37, 119-128, 1989: a coil round a conducting core becomes a semi-inductor,
   Z ∝ √(jω), as eddy currents keep the field out of the metal.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, Log, Real, require_not_negative, require_positive
from physics.circuit import natural_log

__all__ = [
    "SEMI_FREQUENCY",
    "BleedMode",
    "Controls",
    "Pickup",
    "Wiring",
    "coil_impedance",
    "eddy_log_gain",
    "inductive_impedance",
    "line_output_impedance",
    "pickup_source",
    "resonance",
]

BleedMode = Literal["series", "parallel"]
Wiring = Literal["modern", "50s"]

SEMI_FREQUENCY = 1e3
"""At which the impedance of a pickup's semi-inductor is told [Hz]."""
END_RESISTANCE = 1e-4
"""What is left of a volume control's track when it is turned down, as a fraction: no wiper reaches the very end."""


@dataclass(frozen=True, kw_only=True)
class Pickup:
    """A magnetic pickup: an EMF behind L and R in series, with C across the output [1]_, and losses in its metal.

    Attributes
    ----------
    inductance : float
        L, above 0 [H].
    resistance : float
        R, above 0 [Ω].
    capacitance : float
        C, above 0 [F].
    loss_resistance : float
        Across L alone, for what eddy currents take from it; 0 for none [Ω].
    semi_impedance : float
        Magnitude at `SEMI_FREQUENCY` of a semi-inductor ∝ √(jω) across L alone [2]_; 0 for none [Ω].
    eddy_corner : float
        Corner of a first-order low-pass on the EMF: what eddy currents in covers and plates keep from the coil, each a
        turn of some R and L; 0 for none [Hz].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    inductance: float
    resistance: float
    capacitance: float
    loss_resistance: float = 0.0
    semi_impedance: float = 0.0
    eddy_corner: float = 0.0

    def __post_init__(self) -> None:
        require_positive(inductance=self.inductance, resistance=self.resistance, capacitance=self.capacitance)
        require_not_negative(
            loss_resistance=self.loss_resistance, semi_impedance=self.semi_impedance, eddy_corner=self.eddy_corner
        )


@dataclass(frozen=True, kw_only=True)
class Controls:
    """Volume and tone control of a guitar.

    Attributes
    ----------
    volume_resistance : float
        Of the volume control's whole track, above 0 [Ω].
    volume : float
        Position from 0 to 1; audio taper, with a tenth of the track at half way [–].
    tone_resistance : float
        Of the tone control's whole track, above 0 [Ω].
    tone : float
        Position from 0 to 1, with the same taper [–].
    tone_capacitance : float
        In series with the tone control to ground, above 0 [F].
    bleed_capacitance : float
        From the top of the volume control to its wiper; 0 for no treble bleed at all [F].
    bleed_resistance : float
        Beside that capacitor or in series with it; 0 for none [Ω].
    bleed_mode : {'series', 'parallel'}
        Which of them.
    wiring : {'modern', '50s'}
        Where the tone control hangs: on the pickup, before the volume control, or on its wiper.

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    volume_resistance: float
    volume: float
    tone_resistance: float
    tone: float
    tone_capacitance: float
    bleed_capacitance: float = 0.0
    bleed_resistance: float = 0.0
    bleed_mode: BleedMode = "series"
    wiring: Wiring = "modern"

    def __post_init__(self) -> None:
        require_positive(
            volume_resistance=self.volume_resistance,
            tone_resistance=self.tone_resistance,
            tone_capacitance=self.tone_capacitance,
        )
        require_not_negative(
            volume=self.volume,
            tone=self.tone,
            bleed_capacitance=self.bleed_capacitance,
            bleed_resistance=self.bleed_resistance,
        )

    @property
    def tracks(self) -> tuple[float, float, float]:
        """Resistances of the tone control, and of the volume control's track above and below the wiper [Ω]."""
        part = max(_audio_taper(self.volume), END_RESISTANCE)
        lower = self.volume_resistance * part
        upper = self.volume_resistance * max(1 - part, 0.0)
        return self.tone_resistance * _audio_taper(self.tone), upper, lower


def inductive_impedance(frequency: ArrayLike, resistance: float, inductance: float) -> Complex:
    """R + jωL: the output of an amplifier, or the coil of a cartridge.

    An amplifier's inductance is that of the output coil, or what the feedback's falling loop gain looks like: it is why
    a damping factor falls with frequency.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    resistance : float
        R, 0 or above [Ω].
    inductance : float
        L, 0 or above [H].

    Returns
    -------
    ndarray of complex
        Impedance, of the shape of `frequency` [Ω].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_not_negative(frequency=frequency, resistance=resistance, inductance=inductance)
    return np.asarray(resistance + _s(frequency) * inductance)


def line_output_impedance(frequency: ArrayLike, resistance: float, capacitance: float) -> Complex:
    """Impedance of a line output behind its coupling capacitor, R + 1/(jωC).

    Parameters
    ----------
    frequency : array_like
        Frequencies, above 0 [Hz].
    resistance : float
        R, 0 or above [Ω].
    capacitance : float
        C, above 0 [F].

    Returns
    -------
    ndarray of complex
        Impedance, of the shape of `frequency` [Ω].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_positive(frequency=frequency, capacitance=capacitance)
    require_not_negative(resistance=resistance)
    return np.asarray(resistance + 1 / (_s(frequency) * capacitance))


def coil_impedance(frequency: ArrayLike, pickup: Pickup) -> Complex:
    """Impedance of a pickup's coil: R in series with L, which its losses lie across.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    pickup : Pickup
        The pickup.

    Returns
    -------
    ndarray of complex
        Impedance without C, of the shape of `frequency` [Ω].

    Raises
    ------
    QuantityError
        If a frequency is negative.

    Notes
    -----
    R + jωL/(1 + jωL·Y) with Y = 1/R_loss + √(ω₁/jω)/Z_semi, ω₁ = 2π·`SEMI_FREQUENCY`.
    """
    require_not_negative(frequency=frequency)
    s = _s(frequency)
    inductive = s * pickup.inductance
    shunted: Complex = np.zeros_like(s)
    if np.count_nonzero(pickup.loss_resistance):  # of an ensemble it is an array, of which no value is 0 if one is not
        shunted = shunted + inductive / pickup.loss_resistance
    if np.count_nonzero(pickup.semi_impedance):
        rate = 2 * np.pi * SEMI_FREQUENCY
        shunted = shunted + pickup.inductance * np.sqrt(rate * s) / pickup.semi_impedance
    return np.asarray(pickup.resistance + inductive / (1 + shunted))


def eddy_log_gain(frequency: ArrayLike, pickup: Pickup, log: Log = natural_log) -> Complex:
    """ln of what covers and plates leave of the EMF, −ln(1 + jf/f_eddy).

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    pickup : Pickup
        The pickup.
    log : callable
        As in `pickup_source`.

    Returns
    -------
    ndarray of complex
        Of the shape of `frequency`; 0 without `eddy_corner` [Np + j·rad].

    Raises
    ------
    QuantityError
        If a frequency is negative.
    """
    require_not_negative(frequency=frequency)
    f = np.asarray(frequency, float)
    is_there = np.count_nonzero(pickup.eddy_corner)
    return np.asarray(-log(1 + 1j * f / pickup.eddy_corner)) if is_there else np.zeros(f.shape, complex)


def pickup_source(
    frequency: ArrayLike, pickup: Pickup, controls: Controls, log: Log = natural_log
) -> tuple[Complex, Complex]:
    """Thévenin equivalent of a pickup behind its controls, at the jack.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    pickup : Pickup
        The pickup.
    controls : Controls
        Volume and tone control.
    log : callable
        Natural logarithm of a complex array; `circuit.log_magnitude` where only the gain is wanted.

    Returns
    -------
    impedance : ndarray of complex
        At the jack [Ω].
    log_open : ndarray of complex
        ln of the open-circuit voltage over the pickup's EMF, factor by factor: each is 1 plus a product of passive
        immittances, so that the phase is continuous in frequency [Np + j·rad].

    Raises
    ------
    QuantityError
        If a frequency is negative.

    Notes
    -----
    The coil feeds the pickup's C and the volume control's track, which the wiper divides [1]_; the tone control's
    R + 1/(jωC) lies across the whole track, or with `wiring` '50s' across its lower part.
    """
    coil = coil_impedance(frequency, pickup)
    s = _s(frequency)
    tone_track, upper, lower = controls.tracks
    capacitor = s * controls.tone_capacitance
    tone = capacitor / (1 + capacitor * tone_track)
    across = s * pickup.capacitance
    above = _above_wiper(s, upper, controls)
    if controls.wiring == "modern":
        across, below = across + tone, np.asarray(lower, complex)
    else:
        below = np.asarray(lower / (1 + lower * tone))
    log_open = eddy_log_gain(frequency, pickup, log) - log(1 + coil * (across + 1 / (above + below)))
    log_open = log_open - log(1 + above / below)
    behind = above + 1 / (1 / coil + across)
    return np.asarray(1 / (1 / below + 1 / behind)), np.asarray(log_open)


def _above_wiper(s: Complex, upper: float, controls: Controls) -> Complex:
    # The track above the wiper with the treble bleed beside it.
    if not np.count_nonzero(controls.bleed_capacitance):
        return np.asarray(upper * np.ones_like(s))
    bleed = controls.bleed_resistance
    if controls.bleed_mode == "parallel" and np.count_nonzero(bleed):
        upper, bleed = upper * bleed / (upper + bleed), 0.0
    damped = 1 + s * controls.bleed_capacitance * bleed
    return np.asarray(upper / (1 + s * upper * controls.bleed_capacitance / damped))


def resonance(frequency: Real, level: Real) -> tuple[float, float] | None:
    """The highest peak within a curve, or None if it has none.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Frequencies, evenly spaced in log f [Hz].
    level : ndarray, shape (n,)
        Level relative to that which the height is measured from [dB].

    Returns
    -------
    frequency : float
        Where the peak is, between the points by a parabola through the highest and its neighbours [Hz].
    height : float
        How high it is [dB].
    """
    n = int(np.argmax(level))
    if n in (0, len(level) - 1) or level[n] <= 0.01:
        return None
    before, at, after = level[n - 1 : n + 2]
    bend = before - 2 * at + after
    offset = 0.5 * (before - after) / bend if bend else 0.0
    step = np.log(frequency[n + 1] / frequency[n])
    return float(frequency[n] * np.exp(offset * step)), float(at - 0.25 * (before - after) * offset)


def _audio_taper(position: float) -> float:
    # An exponential through 0, a tenth at half way, and 1.
    return float((81.0**position - 1) / 80)


def _s(frequency: ArrayLike) -> Complex:
    return np.asarray(2j * np.pi * np.asarray(frequency, float))
