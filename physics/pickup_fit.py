"""What a pickup is, from its measured response: L, C and its losses, and how well they predict another load.

A coil in front of the pickup gives it a flat field, and its level is measured with a known load. One such curve tells
the product of L and C, but hardly either alone; so L is taken from the resonance with a known capacitor across the
pickup, or is known, or C is assumed.

References
----------
.. [1] strayr, *pickupAnalyseR-data*, CC0 1.0: pickups measured by a vector network analyser unloaded, with 200 kΩ and
   470 pF, and with 10 nF.
"""

from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

import numpy as np
import scipy
from numpy.typing import ArrayLike

from physics.checks import QuantityError, Real, require_positive
from physics.circuit import decibels
from physics.sources import Pickup, coil_impedance, eddy_log_gain

__all__ = [
    "FITTED_BAND",
    "HEARD_BAND",
    "Bench",
    "Fit",
    "Losses",
    "Mismatch",
    "Sought",
    "fit_pickup",
    "in_flat_field",
    "inductance_of",
    "mismatch",
    "peak_of",
    "response_level",
]

Losses = Literal["semi", "resistor"]
Sought = Literal["inductance", "capacitance", "loss", "corner"]
"""What a fit may look for: L, C, what lies across L, and the corner of the EMF."""

FITTED_BAND = (300.0, 10e3)
"""Frequencies that are fitted [Hz]: below there is hum and noise, above there is little left."""
HEARD_BAND = (300.0, 6e3)
"""Frequencies on which a prediction is held against a measurement [Hz]."""

_POINTS = 160  # even over log f, so that each octave counts alike
_LEAST_SPAN = 4.0  # of a curve's highest and lowest frequency: two octaves, or nothing can be told
_AROUND = 0.08  # of ln f, either side of a peak, through which a parabola is laid
_TYPICAL_WINDING = 110e-12  # [F]
# Where the fit of each value begins, and how far it may go, in SI units.
_STARTS: dict[Sought, tuple[float, ...]] = {
    "inductance": (4.0,), "capacitance": (80e-12, 300e-12), "loss": (400e3,), "corner": (4e3, 15e3),
}  # fmt: skip
_LIMITS: dict[Sought, tuple[float, float]] = {
    "inductance": (0.1, 20.0), "capacitance": (10e-12, 1e-9), "loss": (1e3, 5e6), "corner": (500.0, 50e3),
}  # fmt: skip
_AT_LIMIT = 1e-3  # of ln of a value, from its limit


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What hangs on the pickup while it is measured.

    Attributes
    ----------
    resistance : float
        Across it, the instrument's own input included, above 0 [Ω].
    capacitance : float
        Across it, 0 or above [F].
    """

    resistance: float
    capacitance: float = 0.0


@dataclass(frozen=True)
class Mismatch:
    """How far a model is off a measured curve, each octave alike and the level fitted.

    Attributes
    ----------
    rms_db : float
        Measured less computed, root mean square [dB].
    most_db : float
        The value of that largest in size, with its sign [dB].
    most_hz : float
        Where that is [Hz].
    """

    rms_db: float
    most_db: float
    most_hz: float


@dataclass(frozen=True)
class Fit:
    """A pickup fitted to a measured curve.

    Attributes
    ----------
    pickup : Pickup
        What fits best.
    mismatch : Mismatch
        What is left of the curve that was fitted, within `FITTED_BAND`.
    at_limit : tuple of str
        What of it lies where its search ends: the curve tells of it no more than that it is there or beyond.
    """

    pickup: Pickup
    mismatch: Mismatch
    at_limit: tuple[Sought, ...] = ()


def response_level(frequency: ArrayLike, pickup: Pickup, bench: Bench) -> Real:
    """Level of a pickup in a flat field over that of its EMF at DC.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    pickup : Pickup
        The pickup.
    bench : Bench
        What hangs on it.

    Returns
    -------
    ndarray
        Of the shape of `frequency` [dB].

    Notes
    -----
    As the data of [1]_ are levelled: EMF·1/(1 + jf/f_eddy)/(1 + Z_coil·(1/R + jω·(C + C_pickup))).
    """
    s = 2j * np.pi * np.asarray(frequency, float)
    across = 1 / bench.resistance + s * (bench.capacitance + pickup.capacitance)
    return decibels(eddy_log_gain(frequency, pickup) - np.log(1 + coil_impedance(frequency, pickup) * across))


def in_flat_field(frequency: Real, level: Real) -> Real:
    """A level measured in a field that rises with frequency, as in one that does not.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Above 0 [Hz].
    level : ndarray, shape (n,)
        As measured, of a coil driven with the same current at all frequencies [dB].

    Returns
    -------
    ndarray, shape (n,)
        The level less 20·log₁₀(f/1 kHz) [dB].
    """
    return np.asarray(level - 20 * np.log10(frequency / 1e3))


def peak_of(frequency: Real, level: Real) -> float:
    """Frequency of a curve's highest peak, by a parabola through the points around it, so that noise evens out.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Rising, above 0 [Hz].
    level : ndarray, shape (n,)
        As measured: of a field that rises with frequency it is not levelled, so that the peak lies where L and C
        resonate [dB].

    Returns
    -------
    float
        Where it is [Hz].

    Raises
    ------
    QuantityError
        If the highest point lies at an end, or too few points lie around it.
    """
    top = int(np.argmax(level))
    x = np.log(frequency / frequency[top])
    near = np.abs(x) < _AROUND
    if top in (0, len(level) - 1) or near.sum() < 4:
        raise QuantityError("level", float(frequency[top]), "it must have a peak between its ends")
    bend, slope, _ = np.polyfit(x[near], level[near], 2)
    if bend >= 0:
        raise QuantityError("level", float(frequency[top]), "it must have a peak between its ends")
    return float(frequency[top] * np.exp(-slope / (2 * bend)))


def inductance_of(resonance: float, capacitance: float) -> float:
    """L that resonates with a capacitance, 1/((2πf)²·C).

    Parameters
    ----------
    resonance : float
        f, above 0 [Hz].
    capacitance : float
        C, all that lies across the coil, above 0 [F].

    Returns
    -------
    float
        L [H].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(resonance=resonance, capacitance=capacitance)
    return float(1 / ((2 * np.pi * resonance) ** 2 * capacitance))


def mismatch(
    frequency: Real, level: Real, pickup: Pickup, bench: Bench, band: tuple[float, float] = HEARD_BAND
) -> Mismatch:
    """Hold a pickup against a measured curve.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Rising, above 0 [Hz].
    level : ndarray, shape (n,)
        In a flat field, its absolute height unknown [dB].
    pickup : Pickup
        The pickup.
    bench : Bench
        What hung on it.
    band : tuple of float
        Frequencies to look at [Hz].

    Returns
    -------
    Mismatch
        Measured less computed.

    Raises
    ------
    QuantityError
        If less than two octaves of the band were measured.
    """
    f, measured = _even(frequency, level, band)
    off = _off(f, measured, pickup, bench)
    worst = int(np.argmax(np.abs(off)))
    return Mismatch(float(np.sqrt(np.mean(off**2))), float(off[worst]), float(f[worst]))


def fit_pickup(
    frequency: Real,
    level: Real,
    bench: Bench,
    *,
    resistance: float,
    losses: Losses = "semi",
    inductance: float | None = None,
    resonance: tuple[float, float] | None = None,
    capacitance: float | None = None,
) -> Fit:
    """Fit a pickup to a measured curve: its losses, the corner of its EMF, and of L and C what is not known.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Rising, above 0 [Hz].
    level : ndarray, shape (n,)
        In a flat field, its absolute height unknown [dB].
    bench : Bench
        What hung on it.
    resistance : float
        Of the pickup at DC, above 0 [Ω].
    losses : {'semi', 'resistor'}
        What lies across L: a semi-inductor, or a resistance.
    inductance : float or None
        L, if it is known [H].
    resonance : tuple of float or None
        Where the pickup peaks with another, large capacitor across it, in a field that rises with frequency [Hz], and
        that capacitor, which tells L [F].
    capacitance : float or None
        C, if it is known; where nothing tells L or C, 110 pF are assumed and L is fitted [F].

    Returns
    -------
    Fit
        The best of several beginnings.

    Raises
    ------
    QuantityError
        If a value is outside its range, or less than two octaves of `FITTED_BAND` were measured.
    """
    require_positive(resistance=resistance, bench=bench.resistance)
    f, measured = _even(frequency, level, FITTED_BAND)
    tells_inductance = inductance is not None or resonance is not None
    if capacitance is None and not tells_inductance:
        capacitance = _TYPICAL_WINDING
    sought: list[Sought] = [] if tells_inductance else ["inductance"]
    sought += [] if capacitance is not None else ["capacitance"]
    sought += ["loss", "corner"]

    def pickup_at(log_values: Real) -> Pickup:
        found = dict(zip(sought, np.exp(log_values).tolist(), strict=True))
        winding = found.get("capacitance", capacitance)
        assert winding is not None
        if inductance is not None:
            coil = inductance
        elif resonance is not None:
            coil = inductance_of(resonance[0], resonance[1] + winding)
        else:
            coil = found["inductance"]
        plain = Pickup(inductance=coil, resistance=resistance, capacitance=winding, eddy_corner=found["corner"])
        loss = found["loss"]
        return replace(plain, semi_impedance=loss) if losses == "semi" else replace(plain, loss_resistance=loss)

    def off(log_values: Real) -> Real:
        return _off(f, measured, pickup_at(log_values), bench)

    bounds = np.log([_LIMITS[name] for name in sought]).T
    starts = product(*(_STARTS[name] for name in sought))
    tried = [scipy.optimize.least_squares(off, np.log(start), bounds=bounds) for start in starts]
    log_best = min(tried, key=lambda one: float(one.cost)).x
    best, is_near = pickup_at(log_best), np.abs(log_best - bounds).min(axis=0) < _AT_LIMIT
    at_limit = tuple(name for name, near in zip(sought, is_near, strict=True) if near)
    return Fit(best, mismatch(frequency, level, best, bench, FITTED_BAND), at_limit)


def _even(frequency: Real, level: Real, band: tuple[float, float]) -> tuple[Real, Real]:
    # Even over log f, between the ends of what was measured within the band.
    low, high = max(band[0], float(frequency[0])), min(band[1], float(frequency[-1]))
    if high < _LEAST_SPAN * low:
        words = f"it must span two octaves between {band[0]:g} and {band[1]:g} Hz"
        raise QuantityError("frequency", high, words, _LEAST_SPAN * low)
    even = np.geomspace(low, high, _POINTS)
    return even, np.interp(np.log(even), np.log(frequency), level)


def _off(frequency: Real, measured: Real, pickup: Pickup, bench: Bench) -> Real:
    off = measured - response_level(frequency, pickup, bench)
    return np.asarray(off - np.mean(off))
