"""Measured curves as they travel in links: few points, few digits, and how far that is off.

A code is a version, a kind, and the points as differences in base-64 digits, as source maps have them.  Between
points the curve is straight over log f; as many are kept as the tolerance needs.
"""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from app.common.quantity import CurveKind

__all__ = ["MAX_POINTS", "CodeError", "Curve", "Encoded", "decode", "encode", "is_impedance", "is_level"]

Real = NDArray[np.float64]

MAX_POINTS = 2000
_VERSION = "1"
_LETTERS: dict[CurveKind, str] = {"level": "r", "impedance": "z"}
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PLACES = {digit: place for place, digit in enumerate(_DIGITS)}
_CODE = re.compile(rf"{_VERSION}([rz])([A-Za-z0-9_-]+)", re.ASCII)

_OCTAVE_STEP = 2.0**-10  # of log2(f/1 Hz): 0.07 %
_DB_STEP = 0.01  # of a level, and of 20·log10|Z/1 Ω|
_DEGREE_STEP = 0.1
_LIMITS = (-8.0 / _OCTAVE_STEP, 31.0 / _OCTAVE_STEP)
# What the points kept may be off, so that with the steps' halves the promise holds: 0.05 dB, or 1 % and 0.6° (1 %).
_TOLERANCE: dict[CurveKind, tuple[float, float]] = {"level": (0.04, np.inf), "impedance": (0.075, 0.5)}
_PARTS = 12  # of each interval between rows, where it is compared with a smooth curve


class CodeError(ValueError):
    """The text is no code of a curve."""


@dataclass(frozen=True)
class Curve:
    """A measured curve.

    Attributes
    ----------
    kind : {'level', 'impedance'}
        A response's level, or an impedance.
    frequency : ndarray, shape (n,)
        Rising [Hz], n at least 2.
    level : ndarray, shape (n,)
        [dB]; of an impedance 20·log₁₀|Z/1 Ω|.
    phase : ndarray, shape (n,)
        [°], continuous; 0 for a level.
    """

    kind: CurveKind
    frequency: Real
    level: Real
    phase: Real

    def at(self, frequency: Real) -> tuple[Real, Real]:
        """Level [dB] and phase [°] at frequencies [Hz] above 0: straight over log f, held outside the data."""
        here, there = np.log(frequency), np.log(self.frequency)
        return np.interp(here, there, self.level), np.interp(here, there, self.phase)


class Encoded(NamedTuple):
    """A code, and how far the curve that it gives is off at most.

    Attributes
    ----------
    code : str
        For a link.
    points : int
        Kept in it.
    off_db, off_degrees : float
        Off at the rows of the curve that was encoded [dB], [°].
    off_between_db : float
        Off between them [dB], against the smooth curve through them: what the rows do not tell.
    """

    code: str
    points: int
    off_db: float
    off_degrees: float
    off_between_db: float


def encode(curve: Curve, room: int) -> Encoded:
    """Encode a curve in at most `room` characters.

    The tolerance is 0.05 dB, or 1 % and 0.6°, where that fits; else the least that does.

    Raises
    ------
    ValueError
        If not even the two ends fit.
    """
    order = _by_weight(curve, min(room, MAX_POINTS))
    low, high = 2, len(order)  # of points: as many as fit, found by halving
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(_written(curve, order[:middle])) <= room else (low, middle - 1)
    code = _written(curve, order[:low])
    if len(code) > room:
        raise ValueError(f"{room} characters are too few for any curve")
    coded = decode(code)
    level, phase = coded.at(curve.frequency)
    off, turned = (float(np.max(np.abs(a - b))) for a, b in ((level, curve.level), (phase, curve.phase)))
    return Encoded(code, low, off, turned, _off_between(curve, coded))


@lru_cache(maxsize=64)
def decode(code: str) -> Curve:
    """Curve of a code.

    Raises
    ------
    CodeError
        If it is not one that `encode` could have made.
    """
    match = _CODE.fullmatch(code)
    if match is None:
        raise CodeError("unknown form or version")
    kind: CurveKind = "level" if match[1] == "r" else "impedance"
    numbers = list(_numbers(match[2]))
    width = 2 if kind == "level" else 3
    if len(numbers) % width or not 2 * width <= len(numbers) <= MAX_POINTS * width:
        raise CodeError("incomplete, or too long")
    steps = np.cumsum(np.array(numbers, float).reshape(-1, width), axis=0)
    if np.any(np.diff(steps[:, 0]) <= 0) or steps[0, 0] < _LIMITS[0] or steps[-1, 0] > _LIMITS[1]:
        raise CodeError("frequencies do not rise, or are beyond reason")
    if np.max(np.abs(steps[:, 1])) * _DB_STEP > 400 or np.max(np.abs(steps[:, 2:]), initial=0) * _DEGREE_STEP > 1e5:
        raise CodeError("values beyond reason")
    phase = steps[:, 2] * _DEGREE_STEP if kind == "impedance" else np.zeros(len(steps))
    return Curve(kind, 2.0 ** (steps[:, 0] * _OCTAVE_STEP), steps[:, 1] * _DB_STEP, phase)


def is_level(code: str) -> bool:
    """Whether a text is the code of a response's level."""
    return _is_code(code, "level")


def is_impedance(code: str) -> bool:
    """Whether a text is the code of an impedance."""
    return _is_code(code, "impedance")


def _is_code(code: str, kind: CurveKind) -> bool:
    try:
        return decode(code).kind == kind
    except CodeError:
        return False


def _off_between(curve: Curve, coded: Curve) -> float:
    """How far a curve is off the smooth one through the rows of another, between these [dB].

    Smooth is the piecewise cubic over log f that has no extremes but those of the rows: F. N. Fritsch, J. Butland,
    SIAM J. Sci. Stat. Comput. 5, 300 (1984).
    """
    x = np.log(curve.frequency)
    parts = np.arange(1, _PARTS) / _PARTS
    between = (x[:-1, np.newaxis] + np.diff(x)[:, np.newaxis] * parts).ravel()
    smooth = scipy.interpolate.PchipInterpolator(x, curve.level)(between)
    return float(np.max(np.abs(coded.at(np.exp(between))[0] - smooth)))


def _by_weight(curve: Curve, most: int) -> list[int]:
    """Indices of the points to keep, those that matter most first, until the rest is within the tolerance.

    U. Ramer (1972), D. Douglas and T. Peucker (1973), but always splitting where the curve is farthest off as a whole.
    """
    x = np.log(curve.frequency)
    columns = tuple(zip((curve.level, curve.phase), _TOLERANCE[curve.kind], strict=True))

    def split(first: int, last: int) -> tuple[float, int, int, int]:
        if last - first < 2:
            return 0.0, first, first, last
        inner = slice(first + 1, last)
        part = (x[inner] - x[first]) / (x[last] - x[first])
        error = np.zeros(last - first - 1)
        for values, tolerance in columns:
            straight = values[first] + part * (values[last] - values[first])
            error = np.maximum(error, np.abs(values[inner] - straight) / tolerance)
        worst = int(np.argmax(error))
        return -float(error[worst]), first, first + 1 + worst, last

    order = [0, len(x) - 1]
    heap = [split(*order)]
    while -heap[0][0] > 1 and len(order) < most:
        _, first, middle, last = heapq.heappop(heap)
        order.append(middle)
        heapq.heappush(heap, split(first, middle))
        heapq.heappush(heap, split(middle, last))
    return order


def _written(curve: Curve, kept: list[int]) -> str:
    columns = [np.log2(curve.frequency) / _OCTAVE_STEP, curve.level / _DB_STEP]
    if curve.kind == "impedance":
        columns.append(curve.phase / _DEGREE_STEP)
    steps = np.rint(np.stack(columns, axis=1)[sorted(kept)]).astype(int)
    steps = steps[np.concatenate([[True], np.diff(steps[:, 0]) > 0])]  # closer than a step: one point
    differences = np.diff(steps, axis=0, prepend=np.zeros((1, steps.shape[1]), int))
    return _VERSION + _LETTERS[curve.kind] + "".join(_digits(int(number)) for number in differences.ravel())


def _digits(number: int) -> str:
    # The sign in the lowest bit, five bits a digit, the sixth tells that more follow.
    rest = 2 * number if number >= 0 else -2 * number + 1
    text = ""
    while True:
        rest, low = divmod(rest, 32)
        text += _DIGITS[low + 32 if rest else low]
        if not rest:
            return text


def _numbers(text: str) -> Iterator[int]:
    value = shift = 0
    for digit in text:
        place = _PLACES[digit]
        value += (place & 31) << shift
        shift += 5
        if shift > 40:
            raise CodeError("a number beyond reason")
        if not place & 32:
            yield -(value >> 1) if value & 1 else value >> 1
            value = shift = 0
    if shift:
        raise CodeError("cut off")
