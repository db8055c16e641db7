"""The earth note's measurement in the model of `physics.earth`: what its figures say about the capacitances.

The note [1]_ gives six readings of a digital AC voltmeter between a chassis and the body, each device alone, and about
1.1 V everywhere once all are wired together.  The six readings depend on fourteen capacitances.  A fit finds those
nearest to the middle of plausible bounds; a search finds how far each of them, and the bonded reading, can go while
each device alone still reads as noted.

A reading has no sign: a chassis may be above the body's potential or below it.  The power amplifier must be above (a
body is only a few volts from earth) and what has no plug below; the CD player and the preamplifier leave four cases.

References
----------
.. [1] The earth note (in Japanese), section 2, item 1.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import scipy
from numpy.typing import ArrayLike

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
"""Japan's voltage, and the frequency of its eastern half.  The note states neither."""
METER = METERS["dmm"]
"""The note says only that it was a digital AC voltmeter."""

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
"""Which of the plugged devices are below the body's potential; the first case needs the least unusual capacitances."""

TOLERANCE = 0.05
"""A relative difference below this counts as a fit: the note's figures waver, and a last digit is up to 6 % of them."""

_LOW, _HIGH = np.log(np.array(list(PARAMETERS.values())).T)
_NOTED = np.array(list(ALONE.values()))
# An error of this size weighs as much as a capacitance at its bound, so that the fit meets the readings' digits.
_FIT_WEIGHT = 1e-3


def note_setup(capacitances: ArrayLike) -> Setup:
    """The note's devices and body, all wired by shields of 50 mΩ.

    Parameters
    ----------
    capacitances : array_like, shape (14,)
        Capacitances, ordered as `PARAMETERS` [F].

    Returns
    -------
    Setup
        Devices, body and wires.
    """
    c = np.asarray(capacitances, float)
    plugged = [
        Device(name, line_capacitance=c[3 * i], neutral_capacitance=c[3 * i + 1], earth_capacitance=c[3 * i + 2])
        for i, name in enumerate(list(ALONE)[:3])
    ]
    passive = [Device(name, earth_capacitance=c[9 + i]) for i, name in enumerate(list(ALONE)[3:])]
    bonds = tuple(Bond(first, second, 0.05) for first, second in ((0, 1), (1, 2), (2, 3), (1, 4), (1, 5)))
    return Setup(MAINS, (*plugged, *passive), Body(earth_capacitance=c[12], line_capacitance=c[13]), bonds)


def note_readings(capacitances: ArrayLike) -> tuple[Real, float]:
    """Readings of the note's meter, negative where the chassis is below the body.

    Parameters
    ----------
    capacitances : array_like, shape (14,)
        Capacitances, ordered as `PARAMETERS` [F].

    Returns
    -------
    alone : ndarray, shape (6,)
        Each device alone [V].
    bonded : float
        All wired together [V].

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
    """Capacitances nearest to the middle of their bounds with which each device alone reads as in the note.

    Parameters
    ----------
    below : tuple of str
        Plugged devices that lie below the body's potential, one of `CASES`.
    bonded : bool
        Whether to fit the bonded reading, above the body's potential, as well; otherwise it is a prediction.

    Returns
    -------
    ndarray, shape (14,)
        Capacitances, ordered as `PARAMETERS` [F].

    Notes
    -----
    Least squares of the readings' relative errors over 0.001 and of each capacitance's place between its bounds on a
    logarithmic scale from −1 to 1.  The search starts in the middle.
    """
    noted = _signed(below)

    def residuals(place: Real) -> Real:
        alone, together = note_readings(_capacitances(place))
        errors = alone / noted - 1
        return np.concatenate([np.append(errors, together / BONDED - 1) if bonded else errors, place * _FIT_WEIGHT])

    found = scipy.optimize.least_squares(
        residuals, np.zeros(len(PARAMETERS)), bounds=(-1, 1), xtol=1e-12, ftol=1e-12, gtol=1e-14
    )
    return _capacitances(found.x)


def profile_note(below: tuple[str, ...] = ()) -> tuple[Real, Real]:
    """How far each capacitance, and the bonded reading, can go while each alone reading stays within `TOLERANCE`.

    Parameters
    ----------
    below : tuple of str
        Plugged devices that lie below the body's potential, one of `CASES`.

    Returns
    -------
    low, high : ndarray, shape (15,)
        Capacitances, ordered as `PARAMETERS` [F].  Last, the bonded reading, negative below the body [V].

    Raises
    ------
    QuantityError
        If `below` is none of `CASES`.
    RuntimeError
        If a search finds no end.

    Notes
    -----
    Each is the end of a constrained search (SLSQP) that starts at the fit and leaves all others free in their bounds.
    Its slopes are central differences: with those to one side it hung on the processor's rounding whether it ended.
    """
    noted, start = _signed(below), _place(fit_note(below))

    def errors(place: Real) -> Real:
        return note_readings(_capacitances(place))[0] / noted - 1

    within = scipy.optimize.NonlinearConstraint(errors, -TOLERANCE, TOLERANCE, jac="3-point")

    def reach(index: int, sign: int) -> float:
        def goal(place: Real) -> float:
            return sign * float(place[index] if index < len(place) else note_readings(_capacitances(place))[1])

        end = scipy.optimize.minimize(
            goal,
            start,
            method="SLSQP",
            jac="3-point",
            bounds=[(-1, 1)] * len(start),
            constraints=within,
            options={"maxiter": 300, "ftol": 1e-9},
        )
        if not end.success or np.abs(errors(end.x)).max() > TOLERANCE + 1e-6:
            raise RuntimeError(end.message)
        return float(np.append(_capacitances(end.x), note_readings(_capacitances(end.x))[1])[index])

    indices = range(len(PARAMETERS) + 1)
    return np.array([reach(i, 1) for i in indices]), np.array([reach(i, -1) for i in indices])


@dataclass(frozen=True, kw_only=True)
class NoteCase:
    """One way to read the note's figures; arrays are ordered as `PARAMETERS`.

    Attributes
    ----------
    below : tuple of str
        Plugged devices below the body's potential.
    fitted : ndarray, shape (14,)
        Of `fit_note`: each device alone reads as in the note [F].
    low, high : ndarray, shape (14,)
        Of `profile_note`: how far each can go and fit equally well [F].
    predicted : float
        The bonded reading of `fitted`, a magnitude [V].
    predicted_range : tuple of float
        Lowest and highest bonded reading among what fits equally well, magnitudes [V].
    refitted : ndarray, shape (14,)
        Of `fit_note` with the bonded reading fitted as well [F].
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

    Parameters
    ----------
    below : tuple of str
        Plugged devices that lie below the body's potential, one of `CASES`.

    Returns
    -------
    NoteCase
        The stored results.

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
        below=below,
        fitted=fitted,
        low=low,
        high=high,
        predicted=abs(predicted),
        predicted_range=(0.0 if ends[0] < 0 < ends[1] else smallest, largest),
        refitted=refitted,
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
