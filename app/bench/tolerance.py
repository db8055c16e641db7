"""How sure a state is, given how far its values may be off, and which of them matter.

The values are taken to be anywhere within their tolerances, each independent of the others and evenly distributed: the
states of `POINTS` points of a Sobol sequence stand for all that may be.  Its seed is fixed, so that one link always
gives the same band.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property, partial
from itertools import product
from typing import Any, assert_never, get_args

import numpy as np
from numpy.typing import NDArray

from app.bench.curves import frequencies_shown
from app.bench.measures import Summary, summarize
from app.bench.quantities import QUANTITIES, FigureKind
from app.bench.response import (
    Ends,
    branches_of,
    cable_of,
    curve_frequencies,
    line_of,
    load_of,
    reference_frequency,
    source_of,
)
from app.bench.state import State
from app.bench.typical import TYPICAL
from app.common.quantity import Number
from physics.checks import QuantityError, Real
from physics.circuit import Cable, decibels, log_magnitude
from physics.ensemble import interpolate, largest, percentiles, polynomial_weights, unit_points
from physics.hearing import BANDS, Grade, grade
from physics.line import Line, is_slower_than_light

__all__ = [
    "FIGURE_UNITS",
    "POINTS",
    "Band",
    "Sensitivity",
    "Spread",
    "band_of",
    "figure_of",
    "sensitivities",
    "tolerances",
    "uncertain",
]

POINTS = 256
PERCENTILES = (5.0, 95.0)
"""Ends of the band: 90 of 100 states lie within."""
SEED = 14
LEAST = 0.1
"""Part of a value that is left at the least, however wide its tolerance: none of them can be 0."""
NODES = 60
"""Frequencies at which the conductors are solved for a picture.  R'(f) and L'(f) are as smooth as √f: a cubic spline
over log f through so many meets them to 1e-5 over seven decades, and the level within 0.01 dB."""
NOT_PER_METRE = ("len", "rcontact", "rcommon")
"""Of what belongs to the cable, that which a metre of it does not have."""
PROPORTIONAL = {"capacitance": "eps", "loss_tangent": "tand"}
"""Parameters of a line that one quantity alone is a factor of, where the insulation fills the field."""
DEGREES, SPARE = range(1, 7), 1.5
"""Polynomials that tell the lines of all states from those of some, and how many more of these than they need."""
PROBES = 6
"""States that are computed exactly to see how near others come to them."""
SMOOTH = 0.002
"""How far a picture's levels may be off [dB]."""
APART = (8, 4, 2, 1)
"""Of the frequencies of a picture, the levels are computed at one in so many: at the more, the more they bend there."""
NEARBY = 33
"""How many frequencies round one at which a spline through some is off count as bent."""
HEARD = 81
"""Frequencies at which the change that the cable makes is looked up for a verdict."""
FIGURE_UNITS: dict[FigureKind, str] = {"loss": "dB", "bend": "dB", "corner": "Hz", "resonance": "Hz", "damping": ""}
_FIGURES: dict[FigureKind, Callable[[Summary], float | None]] = {
    "loss": lambda summary: summary.loss_20k_db,
    "bend": lambda summary: summary.bend_db,
    "corner": lambda summary: summary.minus_3_db_hz,
    "resonance": lambda summary: summary.resonance_hz,
    "damping": lambda summary: summary.effective_damping_factor,
}


@dataclass(frozen=True)
class Band:
    """Where the level may lie: percentiles 5 and 95 [dB] at each frequency [Hz], all of shape (n,)."""

    frequency: Real
    low: Real
    high: Real


@dataclass(frozen=True)
class Sensitivity:
    """What one quantity does to a figure.

    Attributes
    ----------
    key : str
        Of the quantity.
    value, low_value, high_value : float
        Its value, and the ends of its tolerance within its range, as shown.
    low, high : float or None
        What the figure changes by at those ends, in its own unit; None where it does not exist, or the value cannot be.
    per_percent : float or None
        The same for a value that is 1 % larger.
    """

    key: str
    value: float
    low_value: float
    high_value: float
    low: float | None
    high: float | None
    per_percent: float | None

    @property
    def effect(self) -> float:
        """The larger change within the tolerance, or else by 1 %, without its sign."""
        within = max(abs(self.low or 0.0), abs(self.high or 0.0))
        return within if self.high_value > self.low_value else abs(self.per_percent or 0.0)


def uncertain(state: State) -> dict[str, tuple[float, float, float]]:
    """Which quantities may be off.

    Returns
    -------
    dict
        By key: value, and the ends of its tolerance within its range, as shown.  Of several ways to say one thing it is
        the one given; a gauge, which has no percentages, is given as the area.
    """
    own = tolerances(state)
    found = {}
    for key in TYPICAL:
        is_given = key in state.values or (key == "mm2" and "awg" in state.values)
        # The nominal impedance of a loudspeaker is a name.
        is_name = key == "load" and state.load_kind not in ("resistor", "input")
        value = float(state.shown[key])
        if is_given and value and state.matters(key) and not is_name:
            number = _number(key)
            part = float(state.shown["tol"]) * own[key] / 100
            low, high = value * max(1 - part, LEAST), value * (1 + part)
            found[key] = value, max(low, number.minimum), min(high, number.maximum)
    return found


def tolerances(state: State) -> dict[str, float]:
    """Tolerance of each quantity that has one [%]: the typical one, or the one given instead."""
    own = dict(item.split(":") for item in str(state.values["tols"]).split(",") if item)
    return {key: float(own.get(key, typical.percent)) for key, typical in TYPICAL.items()}


@dataclass(frozen=True)
class Spread(State):
    """Many states at once: `si` is of shape (m, 1) for what differs among them.

    What the physics is asked then broadcasts: it answers with arrays of shape (m, n) at n frequencies.
    """

    columns: Mapping[str, Real] = field(default_factory=dict)  # as shown, of shape (m, 1)
    solved: Line | None = None  # their cables at the nodes, if these are known

    @classmethod
    def of(cls, state: State) -> "Spread":
        """The states within the tolerances of one."""
        ranges = uncertain(state)
        unit = _points(len(ranges))
        columns = {key: low + (high - low) * unit[:, [n]] for n, (key, (_, low, high)) in enumerate(ranges.items())}
        spread = cls(state.preset, state.values, columns=columns)
        rows = spread._possible()
        return spread if rows is None else replace(spread, columns={key: one[rows] for key, one in columns.items()})

    def si(self, key: str) -> Any:
        """Value of a number in SI units, of shape (m, 1) where it differs."""
        if key == "rs" and "df" in self.columns:
            return self.si("load") / self.columns["df"]
        if key in self.columns:
            return self.columns[key] * _number(key).si
        return super().si(key)

    @property
    def state(self) -> State:
        """The state that they are round."""
        return State(self.preset, self.values)

    @property
    def states(self) -> list[State]:
        """Each of them alone."""
        return [self._alone(row, self.columns) for row in range(self._count)]

    def _alone(self, row: int, keys: Iterable[str]) -> State:
        """One of them alone, as far as some quantities go."""
        return self.state.with_values(**{key: self.columns[key][row].item() for key in keys})

    @cached_property
    def _count(self) -> int:
        return len(next(iter(self.columns.values())))

    def attenuation_band(self, frequency: Real) -> Band:
        """Where the attenuation may lie at frequencies [Hz], exactly."""
        return _band(frequency, self._level(self._line(frequency), self._ends(frequency)))

    def drawn_band(self, frequency: Real) -> Band:
        """Where the curve drawn may lie at frequencies [Hz], even over log f; within 0.01 dB."""
        some = self._first(PROBES)._bent(frequency)
        level = self._drawn_level(frequency[some])
        return _band(frequency, interpolate(frequency[some], level, frequency))

    def _bent(self, frequency: Real) -> NDArray[np.intp]:
        """Which of some frequencies tell the levels drawn at all: few, where a spline through them meets these."""
        level, last = self._drawn_level(frequency), frequency.size - 1
        coarsely, *finely = APART
        some = np.union1d(np.arange(0, last, coarsely), last)
        for step in finely:
            off = np.abs(interpolate(frequency[some], level[:, some], frequency) - level).max(axis=0)
            # Others bend nearby, at frequencies of their own.
            wrong = np.convolve(off > SMOOTH, np.ones(NEARBY), "same") > 0
            finer = np.arange(0, last, step)
            some = np.union1d(some, finer[wrong[finer]])
        return some

    def _first(self, count: int) -> "Spread":
        """The first of them, which are spread as evenly as all are."""
        columns = {key: column[:count] for key, column in self.columns.items()}
        return replace(self, columns=columns, solved=_rows(self._nodes, slice(count)))

    def _drawn_level(self, frequency: Real) -> Real:
        ends = self._ends(frequency)
        level = self._level(self._smooth_line(frequency), ends)
        match self.level_kind:
            case "ac":
                return level - self._reference[0]
            case "abs":
                return level
            case "cable":
                return level - self._bare_level(ends)
            case unknown:
                assert_never(unknown)

    def grade_shares(self) -> dict[Grade, float]:
        """In what part of them the verdict is which."""
        low, high = BANDS[self.band]
        frequency = np.geomspace(low, high, HEARD)
        ends = self._ends(frequency)
        cable = self._level(self._smooth_line(frequency), ends) - self._bare_level(ends)
        whole, bare = self._reference
        grades = [grade(bend) for bend in largest(np.abs(cable - (whole - bare))).tolist()]
        return {each: grades.count(each) / len(grades) for each in get_args(Grade)}

    @cached_property
    def _reference(self) -> tuple[Real, Real]:
        """Level with and without the cable at the reference [dB]."""
        reference = reference_frequency(self)
        frequency = np.array([reference])
        line, ends = self._smooth_line(frequency) if reference else self._nodes.at_dc, self._ends(frequency)
        return self._level(line, ends), self._bare_level(ends)

    def _level(self, line: Line, ends: Ends) -> Real:
        return decibels(ends.through(cable_of(self, line.series_impedance, line.shunt_admittance), log_magnitude))

    def _bare_level(self, ends: Ends) -> Real:
        return decibels(ends.through(Cable(self.circuit, 0, 0), log_magnitude))

    def _line(self, frequency: Real) -> Line:
        """Their cables per metre; each cross-section has to be solved by itself."""
        if self.kind == "rlc":
            return line_of(self, frequency)
        return _line_from(frequency, _columns([line_of(one, frequency) for one in self.states]))

    @cached_property
    def _measures(self) -> dict[str, tuple[float, float]]:
        """Ends of the tolerances, as shown, of what makes a metre of the cable; without those that have none."""
        return {
            key: (low, high)
            for key, (_, low, high) in uncertain(self.state).items()
            if QUANTITIES[key].group in ("cable", "size") and key not in NOT_PER_METRE and low < high
        }

    @cached_property
    def _nodes(self) -> Line:
        if self.solved:
            return self.solved
        low, high = BANDS["full"]
        frequency = np.geomspace(min(low, self.si("fmin")), max(high, self.si("fmax")), NODES)
        return line_of(self, frequency) if self.kind == "rlc" else self._told(frequency)

    def _told(self, frequency: Real) -> Line:
        """Their cables, of which as few are computed as tell the others.

        Measures and parameters go with powers of each other, more or less: a polynomial of low degree joins their
        logarithms.  It is taken where it leads to the levels of some others.
        """
        # The insulation of single wires shares the field with the air.
        proportional = {} if self.values["wall"] else PROPORTIONAL
        factors = {
            name: self.columns[key] / float(self.shown[key])
            for name, key in proportional.items()
            if key in self.columns
        }
        free = [key for key in self._measures if key not in proportional.values()]
        measures = np.log(np.hstack([np.empty((self._count, 0)), *(self._clear(key) for key in free)]))
        solved: dict[int, Line] = {}

        def parameters(rows: Sequence[int]) -> dict[str, Real]:
            """Of some of their cables, all that does not go with the factors."""
            solved.update({row: line_of(self._alone(row, free), frequency) for row in rows if row not in solved})
            return _columns([solved[row] for row in rows])

        def lines(columns: Mapping[str, Real]) -> Line:
            return _line_from(frequency, {name: column * factors.get(name, 1.0) for name, column in columns.items()})

        for degree in DEGREES:
            needed = math.ceil(SPARE * math.comb(len(free) + degree, degree))
            if needed + PROBES >= self._count:
                break
            known = sorted({*range(needed), *solved})
            weight = polynomial_weights(measures[known], measures, degree)
            told = {
                name: np.exp(weight @ np.log(column)) if column.all() else weight @ column
                for name, column in parameters(known).items()
            }
            # Those that errors of the known ones would reach most.
            probes = np.argsort(np.einsum("mk,mk->m", weight, weight))[-PROBES:].tolist()
            exact = _line_from(frequency, parameters(probes))
            with suppress(QuantityError):  # on the verge of what can be
                near = _line_from(frequency, {name: column[probes] for name, column in told.items()})
                if self._comes_near(probes, near, exact):
                    return lines(told)
        return lines(parameters(range(self._count)))

    def _clear(self, key: str) -> Real:
        """A measure; of the distance to other metal what is free of the wire, as fields crowd where that is little."""
        column = self.columns[key]
        if key not in ("gap", "bore"):
            return column
        across: Real | float = float(self.shown["dia"])
        for size, power in (("dia", 1.0), ("strand", 1.0), ("mm2", 0.5)):
            if size in self.columns:
                across = across * (self.columns[size] / float(self.shown[size])) ** power
        return column - across if np.all(column > across) else column

    def _comes_near(self, rows: list[int], *lines: Line) -> bool:
        """Whether some of them have the same levels with two kinds of lines."""
        frequency = curve_frequencies(self.state)
        columns = {key: column[rows] for key, column in self.columns.items()}
        one, other = (replace(self, columns=columns, solved=line)._drawn_level(frequency) for line in lines)
        return bool(np.max(np.abs(one - other)) < SMOOTH)

    def _smooth_line(self, frequency: Real) -> Line:
        """Their cables per metre, between the nodes."""
        line = self._nodes
        most, least = line.inductance[..., :1], line.inductance[..., -1:]
        resistance, inductance = (interpolate(line.frequency, y, frequency) for y in (line.resistance, line.inductance))
        # L' only falls, and must not pass what is possible.
        return replace(line, frequency=frequency, resistance=resistance, inductance=np.clip(inductance, least, most))

    def _ends(self, frequency: Real) -> Ends:
        """Their sources, of which only the gain is known, and loads."""
        zs, log_open = source_of(self, frequency, log_magnitude)
        return Ends(zs, log_open, load_of(self, frequency), branches_of(self, frequency))

    def _possible(self) -> list[int] | None:
        """Which of them can be, where not all can: others lie, for instance, where wires would touch."""
        if self.kind == "rlc":
            can = is_slower_than_light(self.si("lm"), self.si("cm"))
            rows: list[int] = np.flatnonzero(np.broadcast_to(can, (self._count, 1))).tolist()
            return None if len(rows) == self._count else rows
        # Each measure is limited one way by the others: if all corners of the tolerances can be, so can the rest.
        corners = (dict(zip(self._measures, corner, strict=True)) for corner in product(*self._measures.values()))
        if all(_has_line(self.state.with_values(**corner)) for corner in corners):
            return None
        return [row for row in range(self._count) if _has_line(self._alone(row, self._measures))]


def band_of(state: State) -> Band | None:
    """Where the curve drawn of a state may lie, from one end of its graph to the other; None where it is sure."""
    return Spread.of(state).drawn_band(frequencies_shown(state)) if state.is_uncertain else None


def _has_line(state: State) -> bool:
    try:
        line_of(state, np.array([]))
    except QuantityError:
        return False
    return True


def _columns(lines: Iterable[Line]) -> dict[str, Real]:
    """The parameters of several lines, a row each."""
    names = [one.name for one in fields(Line) if one.name != "frequency"]
    return {name: np.array([np.atleast_1d(getattr(line, name)) for line in lines]) for name in names}


def _rows(line: Line, rows: slice | NDArray[np.intp]) -> Line:
    """Some of several lines."""
    columns: dict[str, Any] = {one.name: getattr(line, one.name) for one in fields(Line)}
    return replace(line, **{name: column[rows] for name, column in columns.items() if np.ndim(column) > 1})


def _line_from(frequency: Real, columns: Mapping[str, Any]) -> Line:
    return Line(frequency=frequency, **columns)


def _band(frequency: Real, level: Real) -> Band:
    return Band(frequency, *percentiles(level, PERCENTILES))


# The same points for every state of so many values that may be off.
_points = cache(partial(unit_points, count=POINTS, seed=SEED))


def _number(key: str) -> Number:
    number = QUANTITIES[key]
    assert isinstance(number, Number)
    return number


def figure_of(state: State) -> float | None:
    """The figure that `of` names, in its unit (`FIGURE_UNITS`); None where there is no such thing."""
    return _FIGURES[state.figure_kind](summarize(state))


def sensitivities(state: State) -> list[Sensitivity]:
    """What each quantity that may be off does to the figure that `of` names, the largest effect first."""
    figure = figure_of(state)

    def change(key: str, value: float) -> float | None:
        try:
            moved = figure_of(state.with_values(**{key: value}))
        except QuantityError:
            return None
        return None if moved is None or figure is None else moved - figure

    found = [
        Sensitivity(key, value, low, high, change(key, low), change(key, high), change(key, 1.01 * value))
        for key, (value, low, high) in uncertain(state).items()
    ]
    return sorted(found, key=lambda one: one.effect, reverse=True)
