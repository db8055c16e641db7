"""What drives the cable: open-circuit voltage and impedance of real sources, as complex arrays over frequency.

References
----------
.. [1] H. Lemme, *Electric Guitar: Sound Secrets and Technology*, Elektor 2012: the pickup as L and R in series with C
   across, its controls and its cable; 1 to 10 H, 80 to 200 pF, resonances at 2 to 5 kHz with a cable.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, Log, Real, require_not_negative, require_positive

__all__ = [
    "Controls",
    "Pickup",
    "amplifier_impedance",
    "line_output_impedance",
    "pickup_source",
    "resonance",
]

END_RESISTANCE = 1e-4
"""What is left of a volume control's track when it is turned down, as a fraction: no wiper reaches the very end."""


@dataclass(frozen=True, kw_only=True)
class Pickup:
    """A magnetic pickup: an EMF behind L and R in series, with C across the output [1]_.

    Attributes
    ----------
    inductance : float
        L, above 0 [H].
    resistance : float
        R, above 0 [Ω].
    capacitance : float
        C, above 0 [F].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """

    inductance: float
    resistance: float
    capacitance: float

    def __post_init__(self) -> None:
        require_positive(inductance=self.inductance, resistance=self.resistance, capacitance=self.capacitance)


@dataclass(frozen=True, kw_only=True)
class Controls:
    """Volume and tone control of a guitar, the tone before the volume.

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
        From the top of the volume control to its wiper; 0 for none [F].

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

    def __post_init__(self) -> None:
        require_positive(
            volume_resistance=self.volume_resistance,
            tone_resistance=self.tone_resistance,
            tone_capacitance=self.tone_capacitance,
        )
        require_not_negative(volume=self.volume, tone=self.tone, bleed_capacitance=self.bleed_capacitance)

    @property
    def tracks(self) -> tuple[float, float, float]:
        """Resistances of the tone control, and of the volume control's track above and below the wiper [Ω]."""
        part = max(_audio_taper(self.volume), END_RESISTANCE)
        lower = self.volume_resistance * part
        upper = self.volume_resistance * max(1 - part, 0.0)
        return self.tone_resistance * _audio_taper(self.tone), upper, lower


def amplifier_impedance(frequency: ArrayLike, resistance: float, inductance: float) -> Complex:
    """Impedance of an amplifier's output, R + jωL.

    The inductance is that of the output coil, or what the feedback's falling loop gain looks like: it is why a damping
    factor falls with frequency.

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


def pickup_source(
    frequency: ArrayLike, pickup: Pickup, controls: Controls, log: Log = np.log
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
    The pickup's R + jωL feeds its C, the tone control's R + 1/(jωC) and the volume control's track side by side; the
    wiper divides what is there [1]_.
    """
    require_not_negative(frequency=frequency)
    s = _s(frequency)
    coil = pickup.resistance + s * pickup.inductance
    tone_track, upper, lower = controls.tracks
    capacitor = s * controls.tone_capacitance
    tone = capacitor / (1 + capacitor * tone_track)
    above: Complex = np.asarray(upper / (1 + s * upper * controls.bleed_capacitance))
    across = s * pickup.capacitance + tone
    log_open = -log(1 + coil * (across + 1 / (above + lower))) - log(1 + above / lower)
    behind = above + 1 / (1 / coil + across)
    return np.asarray(1 / (1 / lower + 1 / behind)), np.asarray(log_open)


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
