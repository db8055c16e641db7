"""The longest, thinnest, … that meets all limits: a quantity is walked from its good end to its bad one."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import numpy as np

from app.advice.limits import (
    SLOW,
    Bounds,
    LimitName,
    estimated_margins,
    figures,
    margin,
    sampled_frequencies,
)
from app.bench.quantities import QUANTITIES
from app.bench.response import Response, ends_of, line_of, possible
from app.bench.state import State, parse
from app.common.quantity import Number
from app.common.query import Problem, not_among
from app.common.text import Text, plain
from physics.boundary import boundary
from physics.checks import QuantityError
from physics.materials import COPPER_IACS
from physics.wire import area_to_diameter, awg_to_diameter, conductor_area, next_area, next_gauge

__all__ = ["GOOD", "Answer", "Nearest", "Standard", "read_solve", "solve"]

Side = Literal["low", "high"]

GOOD: Mapping[str, Side] = {
    "len": "low", "rdc": "low", "lm": "low", "cm": "low", "dia": "high", "gap": "low", "bore": "low", "shield": "high",
    "eps": "low", "tand": "low", "temp": "low", "mm2": "high", "awg": "low", "strands": "high", "strand": "high",
    "df": "high", "rs": "low", "ls": "low", "cs": "high", "lp": "low", "cp": "low", "load": "high", "ci": "low",
}  # fmt: skip
"""Quantities that can be solved for, and the end of their range at which a cable does least."""

SIZES = ("dia", "mm2", "awg", "strands", "strand", "rdc")
PLACES = 65
"""Values of the quantity, over its whole range, between which a limit is seen to be crossed."""


@dataclass(frozen=True)
class Nearest:
    """How near a limit comes that is met nowhere: the figure, and the quantity's value there."""

    figure: float
    value: float


@dataclass(frozen=True)
class Standard:
    """Sizes that are sold, on the safe side: the next gauge [AWG] and metal area [mm²]; None if there is none."""

    awg: int | None
    mm2: float | None


@dataclass(frozen=True)
class Answer:
    """What was found.

    Attributes
    ----------
    key : str
        The quantity solved for.
    limits : mapping
        What was to be met.
    value : float or None
        The furthest value from the good end that meets all limits, as shown; None where none does.
    interval : tuple of float or None
        The stretch of values that ends there and meets all limits, the lower first.  Where it begins with what is
        possible at all, as of wires that do not touch, it begins at the first such value tried.
    binding : str or None
        The limit that decides; None if the range, or what is possible, ends first.
    candidates : mapping
        The value for each limit alone.
    missed : mapping
        Of the limits that no value meets alone, how near they come.
    late, again : bool
        Whether the limits fail at the good end of the range, and whether they are met once more beyond the value.
    state : State or None
        The state with that value.
    figures : mapping
        What each limit is held against in that state; empty without a value.
    standard : Standard or None
        The next sizes that are sold, where the size of a conductor is solved for.
    """

    key: str
    limits: Bounds
    value: float | None
    interval: tuple[float, float] | None
    binding: LimitName | None
    candidates: Mapping[LimitName, float | None]
    missed: Mapping[LimitName, Nearest]
    late: bool
    again: bool
    state: State | None
    figures: Mapping[LimitName, float | None]
    standard: Standard | None

    @cached_property
    def unit(self) -> str:
        """Unit of the value."""
        return _number(self.key).unit


def read_solve(key: str, state: State) -> Problem | None:
    """Why a quantity cannot be solved for in a state, or None."""
    known = [one for one in GOOD if state.matters(one)]
    if key not in GOOD:
        return not_among("solve", key, known)
    if not state.matters(key):
        names = ", ".join(known)
        return Problem("solve", key, Text(*(words.format(names=names) for words in _MATTERS_NOT)))
    return None


def solve(state: State, key: str, limits: Bounds) -> Answer:
    """Find the furthest value of a quantity, seen from its good end, that meets all limits.

    The criteria need not be monotone: what is found is the end of the first stretch of values that meets them, seen
    from the good end, as far as stretches and gaps are wider than 1/64 of the range.

    Parameters
    ----------
    state : State
        All but the quantity.
    key : str
        One that `read_solve` lets pass.
    limits : mapping
        What is to be met.

    Returns
    -------
    Answer
        Its value is good to 1e-6 of itself (on a linear scale to 1e-9 of the range) and meets the limits.

    Raises
    ------
    QuantityError
        If the state's values cannot be together, whatever the quantity is.
    """
    walk = _Walk(state, key, limits)
    alone = {name: walk.stretch({name}) for name in limits}
    together = walk.stretch(limits) if len(limits) > 1 else next(iter(alone.values()))
    candidates = {name: None if one is None else walk.shown(one.far) for name, one in alone.items()}
    missed = {name: walk.nearest(name) for name, one in alone.items() if one is None}
    if together is None:
        return Answer(key, limits, None, None, None, candidates, missed, False, False, None, {}, None)
    low, value = walk.shown(together.near), walk.shown(together.far)
    interval = (min(low, value), max(low, value))
    solved = walk.state.with_values(**{key: value})
    return Answer(
        key, limits, value, interval, walk.binding(together.far), candidates, missed, together.late, together.again,
        solved, figures(solved), _standard(walk, interval) if key in SIZES else None,
    )  # fmt: skip


@dataclass(frozen=True)
class _Stretch:
    """Places between which limits are met, from the good side on, and what lies on either side."""

    near: float
    far: float
    late: bool
    again: bool


class _Walk:
    """The way along a quantity, in places from 0, its good end, to 1, its bad one; what was computed is kept."""

    def __init__(self, state: State, key: str, limits: Bounds) -> None:
        # As if the query had given it last: of alternatives, it rules.
        given = [*state.given.items(), (key, plain(float(state.shown[key])))]
        self.state, _ = parse([(name, value) for name, value in given if name != key] + given[-1:])
        self.key, self.limits, self.number = key, limits, _number(key)
        self._frequency = sampled_frequencies(state, limits)
        self._moves_line = self.number.group in ("cable", "size") and key != "len"
        self._line = None if self._moves_line else line_of(state, self._frequency)
        self._ends = None if self.number.group in ("source", "load") else ends_of(state, self._frequency)
        self._estimates: dict[float, dict[LimitName, float]] = {}
        self._figures: dict[float, Mapping[LimitName, float | None]] = {}
        self.places = np.linspace(0, 1, PLACES).tolist()
        low, high = self.number.minimum, self.number.maximum
        span = np.log(high / low) if self.number.logarithmic else 1.0
        # Far within a part in a million of the value; on a linear scale, which may end at 0, of the range.
        self.tolerance = 5e-8 / span if self.number.logarithmic else 1e-9
        if not any(map(self._possible, self.places)):
            line_of(state, self._frequency)  # says why

    def shown(self, place: float) -> float:
        """Value at a place."""
        low, high = self.number.minimum, self.number.maximum
        start, end = (low, high) if GOOD[self.key] == "low" else (high, low)
        if self.number.logarithmic:
            value = start * (end / start) ** place
        else:
            value = start + (end - start) * place
        return min(max(float(plain(value)), low), high)

    def at(self, place: float) -> State:
        """State at a place."""
        return self.state.with_values(**{self.key: self.shown(place)})

    def _possible(self, place: float) -> bool:
        return bool(self._estimated(place))

    def _estimated(self, place: float) -> dict[LimitName, float]:
        """Margins at a place, as estimated; empty where the values cannot be together."""
        if place not in self._estimates:
            state = self.at(place)
            try:
                line = self._line or line_of(state, self._frequency)
                ends = self._ends or ends_of(state, self._frequency)
                self._estimates[place] = estimated_margins(Response(state, line, ends), self.limits)
            except QuantityError:
                self._estimates[place] = {}
        return self._estimates[place]

    def _estimate(self, place: float, names: Collection[LimitName]) -> float:
        margins = self._estimated(place)
        return min(margins[name] for name in names) if margins else -1.0

    def _exact(self, place: float, names: Collection[LimitName]) -> float:
        swift = self._estimate(place, names)
        if swift < 0 and not SLOW.intersection(names):
            return swift
        if self._moves_line and possible(self.at(place)) is not None:
            return -1.0
        if not SLOW.intersection(names):
            return swift
        if place not in self._figures:
            self._figures[place] = figures(self.at(place))
        found = self._figures[place]
        return min(margin(name, self.limits[name], found[name]) for name in names)

    def stretch(self, names: Collection[LimitName]) -> _Stretch | None:
        """The first stretch, seen from the good end, on which some limits are met; None if they are met nowhere."""
        met = [self._estimate(place, names) >= 0 for place in self.places]
        first = 0
        while True in met[first:]:
            first = met.index(True, first)
            after = met.index(False, first) if False in met[first:] else PLACES
            found = self._between(first, after, names)
            if found is not None:
                near, far = found
                late = any(self._possible(place) for place in self.places[:first])
                return _Stretch(near, far, late, True in met[after:] and far < self.places[after])
            first = after
        return None

    def _between(self, first: int, after: int, names: Collection[LimitName]) -> tuple[float, float] | None:
        """Ends of a stretch that begins at the place of a number, and ends before that of another."""
        places = self.places

        def exact(place: float) -> float:
            return self._exact(place, names)

        def edge(inside: float, outside: float | None, start: float, end: float) -> float | None:
            estimate: Callable[[float], float] = partial(self._estimate, names=names)
            if outside is not None:
                bracket = inside, outside
            elif exact(end) >= 0:
                return end
            elif exact(inside) >= 0:  # an estimate that saw no crossing is of no use
                bracket, estimate = (inside, end), exact
            else:
                return None
            return boundary(estimate, exact, bracket=bracket, within=(start, end), tolerance=self.tolerance)

        last = places[after - 1]
        far = edge(last, places[after] if after < PLACES else None, places[first], 1.0)
        if far is None:
            return None
        if first and not self._possible(places[first - 1]):  # wires that all but touch take long to compute
            return places[first], far
        near = edge(places[first], places[first - 1] if first else None, min(last, far), 0.0)
        return None if near is None else (near, far)

    def binding(self, place: float) -> LimitName | None:
        """The limit that fails first beyond a place."""
        beyond = place + 2 * self.tolerance
        if beyond > 1 or not self._possible(beyond) or self._exact(beyond, self.limits) >= 0:
            return None
        return min(self.limits, key=lambda name: self._exact(beyond, {name}))

    def nearest(self, name: LimitName) -> Nearest:
        """How near a limit comes that is met nowhere."""
        best = max((place for place in self.places if self._possible(place)), key=lambda p: self._estimate(p, {name}))
        figure = figures(self.at(best))[name]
        assert figure is not None  # what does not exist meets its limit
        return Nearest(figure, self.shown(best))


def _standard(walk: _Walk, interval: tuple[float, float]) -> Standard:
    """The next sizes that are sold, of those within what meets the limits."""
    low, high = (_diameter(walk.state.with_values(**{walk.key: value})) for value in interval)
    thinnest, thickest = min(low, high), max(low, high)
    gauge, area = next_gauge(thinnest), next_area(thinnest)
    return Standard(
        awg=gauge if gauge is not None and awg_to_diameter(gauge) <= thickest else None,
        mm2=float(plain(1e6 * area)) if area is not None and area_to_diameter(area) <= thickest else None,
    )


def _diameter(state: State) -> float:
    """Diameter of the metal of one conductor [m]: of copper, where only its resistance is known."""
    if state.kind != "rlc":
        return state.si("dia")
    return float(area_to_diameter(conductor_area(state.si("rdc"), float(COPPER_IACS.resistivity(20)))))


def _number(key: str) -> Number:
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return quantity


_MATTERS_NOT = Text(
    "This makes no difference in this state. Use one of: {names}.",
    "この状態では結果に関係しません。次のいずれかを指定してください：{names}",
)
