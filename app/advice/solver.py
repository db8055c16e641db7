"""The longest, thinnest, … that meets all limits: a quantity is walked from its good end to its bad one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import numpy as np
import scipy

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

__all__ = [
    "GOOD",
    "SIZES",
    "Answer",
    "Flattest",
    "Nearest",
    "Side",
    "Standard",
    "capacitance_of",
    "flattest",
    "longest",
    "read_solve",
    "solve",
]

Side = Literal["low", "high"]

GOOD: Mapping[str, Side] = {
    "len": "low", "rdc": "low", "lm": "low", "cm": "low", "dia": "high", "gap": "low", "bore": "low", "shield": "high",
    "eps": "low", "tand": "low", "temp": "low", "mm2": "high", "awg": "low", "strands": "high", "strand": "high",
    "df": "high", "rs": "low", "ls": "low", "cs": "high", "lp": "low", "cp": "low", "load": "high", "ci": "low",
}  # fmt: skip
"""Quantities that can be solved for, and the end of their range at which a cable does least."""

SIZES = ("dia", "mm2", "awg", "strands", "strand", "rdc")
PLACES, FEW_PLACES = 65, 17
"""Values of the quantity, evenly over its range, between which a limit is seen to be crossed; in a table, a few."""
PRECISION = 5e-8
"""Of a value: so far within a part in a million that a test of either side of it does not depend on rounding."""


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
    standard: Standard | None

    @property
    def unit(self) -> str:
        """Unit of the value."""
        return _number(self.key).unit

    @cached_property
    def figures(self) -> Mapping[LimitName, float | None]:
        """What limits are held against, in the state with the value; empty without one."""
        return {} if self.state is None else figures(self.state)


def read_solve(key: str, state: State) -> Problem | None:
    """Why a quantity cannot be solved for in a state, or None."""
    known = [one for one in GOOD if state.matters(one)]
    if key not in GOOD:
        return not_among("solve", key, known)
    if not state.matters(key):
        names = ", ".join(known)
        return Problem("solve", key, Text(*(words.format(names=names) for words in _MATTERS_NOT)))
    return None if _shapes_the_line(key) else possible(state)


def solve(state: State, key: str, limits: Bounds) -> Answer:
    """Find the furthest value of a quantity, seen from its good end, that meets all limits.

    The criteria need not be monotone: what is found is the end of the first stretch of values that meets them, seen
    from the good end, as far as stretches, and gaps between them, are wider than the steps of that walk.

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
    together = walk.together(list(alone.values()))
    candidates = {name: None if one is None else walk.shown(one.far) for name, one in alone.items()}
    missed = {name: near for name, one in alone.items() if one is None and (near := walk.nearest(name))}
    if together is None:
        return Answer(key, limits, None, None, None, candidates, missed, False, False, None, None)
    low, value = walk.shown(together.near), walk.shown(together.far)
    interval = (min(low, value), max(low, value))
    solved = walk.state.with_values(**{key: value})
    standard = _standard(walk, interval) if key in SIZES else None
    binding, late, again = walk.binding(together.far), together.late, together.again
    return Answer(key, limits, value, interval, binding, candidates, missed, late, again, solved, standard)


@dataclass(frozen=True)
class Flattest:
    """The input capacitance with which a cartridge is flattest.

    Attributes
    ----------
    ci : float
        That, as shown [pF].
    capacitance : float
        All that the cartridge then sees, of the cable and of the input [F].
    flat : float
        The largest departure from the level at 1 kHz, from 20 Hz to 20 kHz [dB].
    """

    ci: float
    capacitance: float
    flat: float


def flattest(state: State) -> Flattest | None:
    """Find the input capacitance with which the level at the load departs least from that at the reference.

    Parameters
    ----------
    state : State
        All but that capacitance.

    Returns
    -------
    Flattest or None
        Good to 1 pF, and 0 where more gains less than 0.05 dB; None where the source is no cartridge, or there is no
        input to put it across.
    """
    if state.source_kind != "cartridge" or not state.matters("ci"):
        return None
    limits: Bounds = {"flat": 1.0}
    frequency = sampled_frequencies(state, limits)
    line = line_of(state, frequency)

    def departure(ci: float) -> float:
        at = state.with_values(ci=ci)
        return 1 - estimated_margins(Response(at, line, ends_of(at, frequency)), limits)["flat"]

    number = _number("ci")
    tried = np.linspace(number.minimum, number.maximum, FEW_PLACES)
    best = int(np.argmin([departure(ci) for ci in tried]))
    low, high = tried[max(best - 1, 0)], tried[min(best + 1, FEW_PLACES - 1)]
    found = round(
        float(scipy.optimize.minimize_scalar(departure, bounds=(low, high), method="bounded", options={"xatol": 0.2}).x)
    )
    if departure(number.minimum) - departure(found) < 0.05:
        found = round(number.minimum)
    at = state.with_values(ci=float(found))
    return Flattest(float(found), capacitance_of(at), departure(float(found)))


def capacitance_of(state: State) -> float:
    """What a cartridge or a pickup sees: the capacitance of the cable and that of the input [F]."""
    cable = line_of(state, np.array([1e3])).capacitance
    return state.si("len") * cable + (state.si("ci") if state.matters("ci") else 0.0)


def longest(state: State, limits: Bounds) -> tuple[float | None, LimitName | None]:
    """The longest cable [m] that meets all limits, and the limit that decides: `solve` for many states at once.

    With longer steps of the walk and by estimates alone, which are good to three digits.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    walk = _Walk(state, "len", limits, swift=True)
    found = walk.stretch(limits)
    return (None, None) if found is None else (walk.shown(found.far), walk.binding(found.far))


@dataclass(frozen=True)
class _Stretch:
    """Places between which limits are met, from the good side on, and what lies on either side."""

    near: float
    far: float
    late: bool
    again: bool


class _Walk:
    """The way along a quantity, in places from 0, its good end, to 1, its bad one; what was computed is kept."""

    def __init__(self, state: State, key: str, limits: Bounds, swift: bool = False) -> None:
        # As if the query had given it last: of alternatives, it rules.
        given = [*state.given.items(), (key, plain(float(state.shown[key])))]
        self.state, _ = parse([(name, value) for name, value in given if name != key] + given[-1:])
        self.key, self.limits, self.number, self._swift = key, limits, _number(key), swift
        self._frequency = sampled_frequencies(state, limits)
        self._line = None if _shapes_the_line(key) else line_of(state, self._frequency)
        # Only what belongs to the cable leaves source and load as they are.
        self._ends = ends_of(state, self._frequency) if self.number.group in ("cable", "size") else None
        self._estimates: dict[float, dict[LimitName, float]] = {}
        self._figures: dict[float, Mapping[LimitName, float | None]] = {}
        ends = [self.number.position(end) for end in (self.number.minimum, self.number.maximum)]
        self._start, self._end = ends if GOOD[key] == "low" else reversed(ends)
        # Relative to the value; on a linear scale, which may end at 0, to the range.
        self.tolerance = PRECISION / (2.3 * (ends[1] - ends[0]) if self.number.logarithmic else 50)
        own = self._place(float(state.shown[key]))
        self.places = np.unique(np.append(np.linspace(0, 1, FEW_PLACES if swift else PLACES), own)).tolist()
        if not any(map(self._possible, self.places)):
            self._margins(own)  # says why

    def shown(self, place: float) -> float:
        """Value at a place."""
        value = self.number.at(self._start + (self._end - self._start) * place)
        return min(max(float(plain(value)), self.number.minimum), self.number.maximum)

    def _place(self, value: float) -> float:
        place = (self.number.position(value) - self._start) / (self._end - self._start)
        return min(max(place, 0.0), 1.0)

    def at(self, place: float) -> State:
        """State at a place."""
        return self.state.with_values(**{self.key: self.shown(place)})

    def _possible(self, place: float) -> bool:
        return bool(self._estimated(place))

    def _estimated(self, place: float) -> dict[LimitName, float]:
        """Margins at a place, as estimated; empty where the values cannot be together."""
        if place not in self._estimates:
            try:
                self._estimates[place] = self._margins(place)
            except QuantityError:
                self._estimates[place] = {}
        return self._estimates[place]

    def _margins(self, place: float) -> dict[LimitName, float]:
        state = self.at(place)
        line = self._line or line_of(state, self._frequency)
        ends = self._ends or ends_of(state, self._frequency)
        return estimated_margins(Response(state, line, ends), self.limits)

    def _estimate(self, place: float, names: Collection[LimitName]) -> float:
        margins = self._estimated(place)
        return min(margins[name] for name in names) if margins else -1.0

    def _exact(self, place: float, names: Collection[LimitName]) -> float:
        margins = self._estimated(place)
        if not margins:
            return -1.0
        if self._swift:
            return min(margins[name] for name in names)
        swift = min((margins[name] for name in names if name not in SLOW), default=1.0)
        if swift < 0:
            return swift
        if self._line is None and possible(self.at(place)) is not None:
            return -1.0
        slow = SLOW.intersection(names)
        if slow and place not in self._figures:
            self._figures[place] = figures(self.at(place))
        return min([swift, *(margin(name, self.limits[name], self._figures[place][name]) for name in slow)])

    def stretch(self, names: Collection[LimitName]) -> _Stretch | None:
        """The first stretch, seen from the good end, on which some limits are met; None if they are met nowhere."""
        met = [self._estimate(place, names) >= 0 for place in self.places]
        first = 0
        while True in met[first:]:
            first = met.index(True, first)
            after = met.index(False, first) if False in met[first:] else len(met)
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
        far = edge(last, places[after] if after < len(places) else None, places[first], 1.0)
        if far is None:
            return None
        if first and not self._possible(places[first - 1]):  # wires that all but touch take long to compute
            return places[first], far
        near = edge(places[first], places[first - 1] if first else None, min(last, far), 0.0)
        return None if near is None else (near, far)

    def together(self, alone: Sequence[_Stretch | None]) -> _Stretch | None:
        """The first stretch on which all limits are met, given that of each alone."""
        stretches = [one for one in alone if one is not None]
        if len(stretches) < len(alone):
            return None
        if any(one.late for one in stretches):
            return self.stretch(self.limits)
        far = min(one.far for one in stretches)
        again = any(self._estimate(place, self.limits) >= 0 for place in self.places if place > far)
        return _Stretch(stretches[0].near, far, late=False, again=again)

    def binding(self, place: float) -> LimitName | None:
        """The limit that fails first beyond a place; None if the range ends there, or what is possible."""
        beyond = self._estimated(place + 2 * self.tolerance) if place < 1 else {}
        return min(beyond.items(), key=lambda item: item[1])[0] if beyond else None

    def nearest(self, name: LimitName) -> Nearest | None:
        """How near a limit comes that is met nowhere; None if there the figure does not exist."""
        best = max((place for place in self.places if self._possible(place)), key=lambda p: self._estimate(p, {name}))
        figure = figures(self.at(best))[name]
        return None if figure is None else Nearest(figure, self.shown(best))


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


def _shapes_the_line(key: str) -> bool:
    """Whether a quantity changes the cable per metre."""
    return _number(key).group in ("cable", "size") and key != "len"


def _number(key: str) -> Number:
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return quantity


_MATTERS_NOT = Text(
    "This makes no difference in this state. Use one of: {names}.",
    "この状態では結果に関係しません。次のいずれかを指定してください：{names}",
)
