"""What drives the cable: open-circuit voltage and impedance of real sources, as complex arrays over frequency.

References
----------
.. [1] H. Lemme, *Electric Guitar: Sound Secrets and Technology*, Elektor 2012: the pickup as L and R in series with C
   across, its controls and its cable; 1 to 10 H, 80 to 200 pF, resonances at 2 to 5 kHz with a cable.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, Real, require_not_negative, require_positive

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


@dataclass(frozen=True)
class Pickup:
    """A magnetic pickup: inductance [H] and resistance [Ω] in series with its EMF, capacitance [F] across; above 0."""

    inductance: float
    resistance: float
    capacitance: float

    def __post_init__(self) -> None:
        require_positive(inductance=self.inductance, resistance=self.resistance, capacitance=self.capacitance)


@dataclass(frozen=True)
class Controls:
    """Volume and tone control of a guitar, the tone before the volume.

    Attributes
    ----------
    volume_resistance, tone_resistance : float
        Of the whole tracks [Ω], above 0.
    volume, tone : float
        Positions from 0 to 1; audio taper, with a tenth of the track at half way.
    tone_capacitance : float
        In series with the tone control to ground [F], above 0.
    bleed_capacitance : float
        From the top of the volume control to its wiper [F]; 0 for none.
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
        lower = self.volume_resistance * max(_audio_taper(self.volume), END_RESISTANCE)
        upper = max(self.volume_resistance - lower, 0.0)
        return self.tone_resistance * _audio_taper(self.tone), upper, lower


def amplifier_impedance(frequency: ArrayLike, resistance: float, inductance: float) -> Complex:
    """Output of an amplifier, R + jωL [Ω], at frequencies [Hz]: both 0 or above, [Ω] and [H].

    The inductance is that of the output coil, or what the feedback's falling loop gain looks like: it is why a damping
    factor falls with frequency.
    """
    require_not_negative(frequency=frequency, resistance=resistance, inductance=inductance)
    return np.asarray(resistance + _s(frequency) * inductance)


def line_output_impedance(frequency: ArrayLike, resistance: float, capacitance: float) -> Complex:
    """A line output behind its coupling capacitor, R + 1/(jωC) [Ω], at frequencies [Hz] above 0.

    R [Ω] 0 or above, C [F] above 0.
    """
    require_positive(frequency=frequency, capacitance=capacitance)
    require_not_negative(resistance=resistance)
    return np.asarray(resistance + 1 / (_s(frequency) * capacitance))


def pickup_source(frequency: ArrayLike, pickup: Pickup, controls: Controls) -> tuple[Complex, Complex]:
    """Thévenin equivalent of a pickup behind its controls, at the jack.

    Parameters
    ----------
    frequency : array_like
        Frequencies [Hz], 0 or above.

    Returns
    -------
    impedance : ndarray of complex
        At the jack [Ω].
    log_open : ndarray of complex
        ln of the open-circuit voltage over the pickup's EMF, factor by factor: each is 1 plus a product of passive
        immittances, so that the phase is continuous in frequency.

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
    log_open = -np.log(1 + coil * (across + 1 / (above + lower))) - np.log(1 + above / lower)
    behind = above + 1 / (1 / coil + across)
    return np.asarray(1 / (1 / lower + 1 / behind)), np.asarray(log_open)


def resonance(frequency: Real, level: Real) -> tuple[float, float] | None:
    """Frequency [Hz] and height [dB] of the highest peak within a curve, or None if it has none.

    Parameters
    ----------
    frequency, level : ndarray, shape (n,)
        Evenly spaced in log f [Hz]; relative to the level that the height is measured from [dB].

    Notes
    -----
    A parabola through the highest point and its neighbours.
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
