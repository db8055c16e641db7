"""Limits of the vertical axes: rungs of a fixed ladder, so that an axis rarely moves while its curves do.

Each takes the lowest and the highest value drawn and leaves a twentieth to spare.  What passes a rung by less than that
finds room there: a curve that lies on a rung must not make the axis jump to and fro.
"""

import math

__all__ = [
    "Span",
    "angle_axis",
    "close_level_axis",
    "decade_axis",
    "level_axis",
    "rung",
    "signed_axis",
    "zero_axis",
]

Span = tuple[float, float]

_RUNGS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0)  # in each decade
_SCALES = (1.0, 1.5, 2.5, 4.0, 6.0, 10.0)  # few: an axis over time that moves costs as much as ten curves
_ANGLES = (15.0, 30.0, 60.0, 90.0, 180.0, *(360.0 * 2.0**power for power in range(30)))
_SPARE = 0.05
_SLACK = 1.01
_LEAST = 1e-3


def level_axis(low: float, high: float) -> Span:
    """Limits for levels [dB].

    It always shows at least 3 dB, so that a hundredth of a dB looks as small as it is.
    """
    top = 0.0 if high <= 0.02 else rung(max(high, 1.0))
    floor = rung(max(-low, 3 - top, 1.0))
    return -(1 + _SPARE) * floor, max((1 + _SPARE) * top, 0.06 * floor)


def close_level_axis(low: float, high: float) -> Span:
    """Limits for levels as the ear hears them [dB]: at least 1 dB either way."""
    return -(1 + _SPARE) * rung(max(-low, 1.0)), (1 + _SPARE) * rung(max(high, 1.0))


def angle_axis(low: float, high: float) -> Span:
    """Limits for angles [°], of which it shows at least 15."""
    top = _angle(high)
    bottom = 0.0 if low >= -0.5 else -_angle(-low)
    spare = _SPARE * (top - bottom)
    return bottom - spare, top + spare


def zero_axis(_: float, high: float) -> Span:
    """Limits for what is positive, in any unit: from zero."""
    return 0.0, (1 + _SPARE) * rung(high)


def signed_axis(low: float, high: float) -> Span:
    """Limits for what swings about zero or to one side of it, in any unit; a fiftieth of the rest needs no room.

    Both sides are parts of one scale, so that they move together.
    """
    size = max(-low, high, _LEAST)
    scale = rung(size / _SLACK, _SCALES)
    bottom, top = (_part(end, scale) if end > size / 50 else 0.0 for end in (-low, high))
    spare = _SPARE * (bottom + top or size)
    return -bottom - spare, top + spare


def _part(end: float, scale: float) -> float:
    """Half of a scale or all of it, as one side needs."""
    return scale / 2 if end <= _SLACK * scale / 2 else scale


def decade_axis(low: float, high: float) -> Span:
    """Limits for decimal logarithms: thirds of a decade, at least one decade in all, so that a label is among them."""
    slack = _SLACK - 1
    bottom, top = math.floor(3 * low + slack) / 3, math.ceil(3 * high - slack) / 3
    spare = max(1 - (top - bottom), 0) / 2 + _SPARE * max(top - bottom, 1)
    return bottom - spare, top + spare


def rung(value: float, rungs: tuple[float, ...] = _RUNGS) -> float:
    """The lowest rung of a ladder that a value above 0 does not exceed."""
    decade = 10.0 ** math.floor(math.log10(value))
    return next(rung * decade for rung in rungs if rung * decade >= value)


def _angle(value: float) -> float:
    return next(angle for angle in _ANGLES if angle * _SLACK >= value)
