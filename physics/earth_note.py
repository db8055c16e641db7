"""The earth note's measurement in the model of `physics.earth`: what its figures tell of the capacitances.

The note gives six readings of a digital AC voltmeter between a chassis and the body, each device alone, and about 1.1 V
everywhere once all are wired together.  Fourteen capacitances stand behind the six.  A fit finds those nearest to the
middle of plausible bounds; a search finds how far each can go, and where the bonded reading can go, while the alone
readings hold.

A reading has no sign: a chassis may lie above the body's potential or below it.  The power amplifier must lie above (a
body is only a few volts from earth) and what has no plug below; the CD player and the preamplifier leave four cases.

References
----------
.. [1] The earth note (in Japanese), section 2, item 1.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import least_squares, minimize

from physics.checks import QuantityError, Real
from physics.earth import METERS, Body, Bond, Device, Mains, Setup

__all__ = [
    "ALONE",
    "BONDED",
    "CASES",
    "MAINS",
    "METER",
    "PARAMETERS",
    "TOLERANCE",
    "NoteCase",
    "fit_note",
    "note_case",
    "note_readings",
    "note_setup",
    "profile_note",
]

MAINS = Mains(100.0, 50.0)
"""Japan's voltage; 50 Hz is that of its east.  The note states neither."""
METER = METERS["dmm"]
"""The note: a digital AC voltmeter, no more."""

ALONE = {
    "CD player": 1.17,
    "Preamplifier": 0.82,
    "Power amplifier": 9.75,
    "Speaker": 0.21,
    "Ground box 1": 0.17,
    "Ground box 2": 0.19,
}
"""The note's readings to the body, each device alone [V]."""
BONDED = 1.1
"""The note's reading once all are wired [V], an average of one that wavers; 1.2 at the speaker."""

PARAMETERS = {
    **{
        f"{name} {to}": bounds
        for name in list(ALONE)[:3]
        for to, bounds in {"line": (10e-12, 3e-9), "neutral": (10e-12, 3e-9), "earth": (20e-12, 300e-12)}.items()
    },
    "Speaker earth": (5e-12, 100e-12),
    "Ground box 1 earth": (10e-12, 100e-12),
    "Ground box 2 earth": (10e-12, 100e-12),
    "Body earth": (100e-12, 500e-12),
    "Body line": (0.05e-12, 5e-12),
}
"""Plausible bounds of each capacitance [F]: windings tens of pF to some nF with Y capacitors; chassis, boxes and
speakers by their size; the body as in `physics.earth`, reference 3."""

CASES = ((), ("Preamplifier",), ("CD player",), ("CD player", "Preamplifier"))
"""Which of the plugged devices lie below the body's potential; the first fits nearest to the middle of the bounds."""

TOLERANCE = 0.05
"""Readings that differ by less fit equally well: the note's figures waver, its last digits are up to 6 % of them."""

_LOW, _HIGH = np.log(np.array(list(PARAMETERS.values())).T)
_NOTED = np.array(list(ALONE.values()))
# A reading off by this much weighs as much as a capacitance at its bound: the fit meets the readings' digits.
_FIT_WEIGHT = 1e-3


def note_setup(capacitances: ArrayLike) -> Setup:
    """The note's devices and body with capacitances [F] ordered as `PARAMETERS`, all wired by shields of 50 mΩ."""
    c = np.asarray(capacitances, float)
    plugged = [Device(name, *c[3 * i : 3 * i + 3]) for i, name in enumerate(list(ALONE)[:3])]
    passive = [Device(name, earth_capacitance=c[9 + i]) for i, name in enumerate(list(ALONE)[3:])]
    bonds = tuple(Bond(first, second, 0.05) for first, second in ((0, 1), (1, 2), (2, 3), (1, 4), (1, 5)))
    return Setup(MAINS, (*plugged, *passive), Body(c[12], c[13]), bonds)


def note_readings(capacitances: ArrayLike) -> tuple[Real, float]:
    """Readings of the note's meter, negative where the chassis is below the body: alone, shape (6,), and bonded [V].

    Notes
    -----
    The closed form of `measure` for capacitances alone: with sums C of a chassis and C_b of the body
    |V_chassis − V_body|/|1 + Y_m·(1/C + 1/C_b)/jω|.  A fit calls it thousands of times.
    """
    c = np.asarray(capacitances, float)
    line = np.concatenate([c[0:9:3], [0, 0, 0]])
    total = np.concatenate([c[0:9].reshape(3, 3).sum(axis=1), c[9:12]])
    line, total = np.append(line, line.sum()), np.append(total, total.sum())
    body = c[12] + c[13]
    meter = METER.capacitance + 1 / (METER.resistance * MAINS.s)
    readings = MAINS.voltage * (line / total - c[13] / body) / np.abs(1 + meter * (1 / total + 1 / body))
    return readings[:-1], float(readings[-1])


def fit_note(below: tuple[str, ...] = (), bonded: bool = False) -> Real:
    """Capacitances nearest to the middle of their bounds whose alone readings are the note's.

    Parameters
    ----------
    below : tuple of str
        Plugged devices that lie below the body's potential, one of `CASES`.
    bonded : bool
        Whether the bonded reading, above the body's potential, is asked of the fit too; else it is a prediction.

    Returns
    -------
    ndarray, shape (14,)
        Capacitances [F], ordered as `PARAMETERS`.

    Notes
    -----
    Least squares of the readings' relative errors over 0.001 and of the logarithmic places within the bounds, −1 to 1;
    the start is the middle.
    """
    noted = _signed(below)

    def residuals(place: Real) -> Real:
        alone, together = note_readings(_capacitances(place))
        errors = alone / noted - 1
        return np.concatenate([np.append(errors, together / BONDED - 1) if bonded else errors, place * _FIT_WEIGHT])

    found = least_squares(residuals, np.zeros(len(PARAMETERS)), bounds=(-1, 1), xtol=1e-12, ftol=1e-12, gtol=1e-14)
    return _capacitances(found.x)


def profile_note(below: tuple[str, ...] = ()) -> tuple[Real, Real]:
    """How far each capacitance and the bonded reading go with every alone reading within `TOLERANCE` of the note's.

    Returns
    -------
    low, high : ndarray, shape (15,)
        Capacitances [F], ordered as `PARAMETERS`, and last the bonded reading, negative below the body [V].

    Notes
    -----
    Each is the end of a constrained search (SLSQP) from the fit; all others are free within their bounds.
    """
    noted, start = _signed(below), _place(fit_note(below))

    def within(place: Real) -> Real:
        errors = note_readings(_capacitances(place))[0] / noted - 1
        return np.concatenate([TOLERANCE - errors, TOLERANCE + errors])

    def reach(index: int, sign: int) -> float:
        def goal(place: Real) -> float:
            return sign * float(place[index] if index < len(place) else note_readings(_capacitances(place))[1])

        end = minimize(
            goal,
            start,
            method="SLSQP",
            bounds=[(-1, 1)] * len(start),
            constraints={"type": "ineq", "fun": within},
            options={"maxiter": 300, "ftol": 1e-9},
        )
        if not end.success or within(end.x).min() < -1e-6:
            raise RuntimeError(end.message)
        return float(np.append(_capacitances(end.x), note_readings(_capacitances(end.x))[1])[index])

    indices = range(len(PARAMETERS) + 1)
    return np.array([reach(i, 1) for i in indices]), np.array([reach(i, -1) for i in indices])


@dataclass(frozen=True)
class NoteCase:
    """One way to read the note's figures: arrays are ordered as `PARAMETERS` [F].

    Attributes
    ----------
    below : tuple of str
        Plugged devices below the body's potential.
    fitted : ndarray, shape (14,)
        `fit_note`: the alone readings are the note's.
    low, high : ndarray, shape (14,)
        `profile_note`: what fits equally well.
    predicted : float
        The bonded reading of `fitted` [V], a magnitude.
    predicted_range : tuple of float
        Lowest and highest bonded reading among what fits equally well [V], magnitudes.
    refitted : ndarray, shape (14,)
        `fit_note` with the bonded reading asked for as well.
    """

    below: tuple[str, ...]
    fitted: Real
    low: Real
    high: Real
    predicted: float
    predicted_range: tuple[float, float]
    refitted: Real


@lru_cache
def note_case(below: tuple[str, ...] = ()) -> NoteCase:
    """A case of `CASES` from the stored results of `fit_note` and `profile_note`.

    Raises
    ------
    QuantityError
        If it is none of `CASES`.
    """
    _signed(below)
    text = files("physics").joinpath("data/earth_note.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines() if not line.startswith("#")]
    numbers = np.array([row[2:] for row in rows if row[0] == " and ".join(below)], float)
    fitted, low, high, refitted = numbers[:-1].T * 1e-12
    predicted, *ends = numbers[-1, :3]
    smallest, largest = sorted(abs(end) for end in ends)
    return NoteCase(
        below, fitted, low, high, abs(predicted), (0.0 if ends[0] < 0 < ends[1] else smallest, largest), refitted
    )


def _signed(below: tuple[str, ...]) -> Real:
    if below not in CASES:
        raise QuantityError("below", below, f"it must be one of {CASES}")
    signs = [-1 if name in below or index > 2 else 1 for index, name in enumerate(ALONE)]
    return _NOTED * signs


def _capacitances(place: Real) -> Real:
    return np.asarray(np.exp((_LOW + _HIGH) / 2 + place * (_HIGH - _LOW) / 2))


def _place(capacitances: Real) -> Real:
    return np.asarray((2 * np.log(capacitances) - _LOW - _HIGH) / (_HIGH - _LOW))
