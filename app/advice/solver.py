"""The longest, thinnest, … that meets all limits: a quantity is walked from its good end to its bad one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import dropwhile, pairwise
from typing import Literal

import numpy as np
import scipy

from app.advice.limits import (
    SLOW,
    Bounds,
    LimitName,
    departure,
    estimated_margins,
    figures,
    flat_frequencies,
    margin,
    sampled_frequencies,
)
from app.bench.quantities import QUANTITIES
from app.bench.response import Response, ends_of, line_of, possible
from app.bench.state import State
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
TOLERANCE = 5e-9
"""Of a value, as a share of its range, of decades where that is logarithmic: within a part in a million of itself, so
far that a test of either side of it does not depend on rounding."""
IMPOSSIBLE = -1.0
"""What is left of limits where the values cannot be together."""
LEAST_GAIN = 0.05
"""What a capacitance must gain to be advised [dB]."""


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
    candidates : mapping
        The value for each limit alone.
    missed : mapping
        Of the limits that no value meets alone, how near they come.
    value : float or None
        The furthest value from the good end that meets all limits, as shown; None where none does.
    interval : tuple of float or None
        The stretch of values that ends there and meets all limits, the lower first.  Where it begins with what is
        possible at all, as of wires that do not touch, it begins at the first such value tried.
    binding : str or None
        The limit that decides; None if the range, or what is possible, ends first.
    late, again : bool
        Whether the limits fail at the good end of the range, and whether they are met once more beyond the value.
    state : State or None
        The state with that value.
    standard : Standard or None
        The next sizes that are sold, where the size of a conductor is solved for.
    """

    key: str
    limits: Bounds
    candidates: Mapping[LimitName, float | None]
    missed: Mapping[LimitName, Nearest]
    value: float | None = None
    interval: tuple[float, float] | None = None
    binding: LimitName | None = None
    late: bool = False
    again: bool = False
    state: State | None = None
    standard: Standard | None = None

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
        Its value is good to 1e-6 of itself (on a linear scale to 5e-9 of the range) and meets the limits.

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
        return Answer(key, limits, candidates, missed)
    value = walk.shown(together.far)
    low, high = sorted((walk.shown(together.near), value))
    return Answer(
        key,
        limits,
        candidates,
        missed,
        value=value,
        interval=(low, high),
        binding=walk.binding(together.far),
        late=walk.is_late(together),
        again=walk.again(together.far),
        state=walk.at(together.far),
        standard=_standard(state, key, (low, high)) if key in SIZES else None,
    )


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
    frequency = flat_frequencies()
    line = line_of(state, frequency)

    def departed(ci: float) -> float:
        at = state.with_values(ci=ci)
        return departure(Response(at, line, ends_of(at, frequency)))

    number = _number("ci")
    # The more capacitance the less falls off, until more and more peaks: there is one minimum.
    least = scipy.optimize.minimize_scalar(departed, bounds=(number.minimum, number.maximum))
    ci = float(round(least.x))
    if departed(number.minimum) - departed(ci) < LEAST_GAIN:
        ci = number.minimum
    return Flattest(ci, capacitance_of(state.with_values(ci=ci)), departed(ci))


def capacitance_of(state: State) -> float:
    """What a cartridge sees: the capacitance of the cable and that of the input [F]."""
    cable = line_of(state, np.array([state.si("fmax")])).capacitance
    return state.si("len") * cable + state.si("ci")


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
    """Places between which limits are met, from the good side on."""

    near: float
    far: float


class _Walk:
    """The way along a quantity, in places from 0, its good end, to 1, its bad one; what was computed is kept.

    Those that are tried begin where the values can be together: before, as of wires that all but touch, each one takes
    long.
    """

    def __init__(self, state: State, key: str, limits: Bounds, swift: bool = False) -> None:
        self.state, self.key, self.limits, self.number, self._swift = state, key, limits, _number(key), swift
        self._frequency = sampled_frequencies(state, limits)
        self._line = None if _shapes_the_line(key) else line_of(state, self._frequency)
        # Only what belongs to the cable leaves source and load as they are.
        self._ends = ends_of(state, self._frequency) if self.number.group in ("cable", "size") else None
        self._estimates: dict[float, dict[LimitName, float]] = {}
        self._figures: dict[float, Mapping[LimitName, float | None]] = {}
        ends = [self.number.position(end) for end in (self.number.minimum, self.number.maximum)]
        start, end = ends if GOOD[key] == "low" else reversed(ends)
        self._start, self._way = start, end - start
        own = (self.number.position(self.number.kept(float(state.shown[key]))) - start) / self._way
        evenly = np.linspace(0, 1, FEW_PLACES if swift else PLACES)
        places: list[float] = np.unique([*evenly, own]).tolist()
        self.places = list(dropwhile(lambda place: not self._estimated(place), places))
        if not self.places:
            self._margins(own)  # says why

    def shown(self, place: float) -> float:
        """Value at a place."""
        return self.number.kept(float(plain(self.number.at(self._start + self._way * place))))

    def at(self, place: float) -> State:
        """State at a place: of alternatives, the quantity rules."""
        return self.state.with_values(**{self.key: self.shown(place)})

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
        return min(margins[name] for name in names) if margins else IMPOSSIBLE

    def _can_be(self, place: float) -> bool:
        """Whether the values can be together, at the highest frequency of the bench as well."""
        return bool(self._estimated(place)) and possible(self.at(place)) is None

    def _exact(self, place: float, names: Collection[LimitName]) -> float:
        if not self._can_be(place):
            return IMPOSSIBLE
        if self._swift or SLOW.isdisjoint(names):
            return self._estimate(place, names)
        if place not in self._figures:
            self._figures[place] = figures(self.at(place))
        return min(margin(name, self.limits[name], self._figures[place][name]) for name in names)

    def stretch(self, names: Collection[LimitName]) -> _Stretch | None:
        """The first stretch, seen from the good end, on which some limits are met; None if they are met nowhere."""
        places = self.places
        met = [self._estimate(place, names) >= 0 for place in places]
        for first, after in np.flatnonzero(np.diff([False, *met, False])).reshape(-1, 2):
            far = self._edge(places[first:after], places[after:], names)
            if far is None:
                continue
            near = self._edge([far, places[first]], [*reversed(places[:first])], names)
            if near is not None:
                return _Stretch(near, far)
        return None

    def _edge(self, inside: Sequence[float], outside: Sequence[float], names: Collection[LimitName]) -> float | None:
        """Where limits cease to be met on the way through places, by an estimate from the first one outside on."""

        def exact(place: float) -> float:
            return self._exact(place, names)

        start, last = inside[0], inside[-1]
        if outside:
            estimate = partial(self._estimate, names=names)
            bracket, within = (last, outside[0]), (start, outside[-1])
            return boundary(estimate, exact, bracket=bracket, within=within, tolerance=TOLERANCE)
        if exact(last) >= 0:
            return last
        if exact(start) < 0:
            return None
        return boundary(exact, exact, bracket=(start, last), within=(start, last), tolerance=TOLERANCE)

    def together(self, alone: Sequence[_Stretch | None]) -> _Stretch | None:
        """The first stretch on which all limits are met, given that of each alone."""
        stretches = [one for one in alone if one is not None]
        if len(stretches) < len(alone):
            return None
        if any(map(self.is_late, stretches)):
            return self.stretch(self.limits)
        return _Stretch(max(one.near for one in stretches), min(one.far for one in stretches))

    def is_late(self, stretch: _Stretch) -> bool:
        """Whether limits that a stretch meets fail before it, where the values can be together."""
        return stretch.near > self.places[0]

    def again(self, far: float) -> bool:
        """Whether all limits are met once more, beyond places where they are not."""
        beyond = [self._estimate(place, self.limits) >= 0 for place in self.places if place > far]
        return (False, True) in pairwise(beyond)

    def binding(self, place: float) -> LimitName | None:
        """The limit that fails first beyond a place; None if the range ends there, or what is possible."""
        beyond = place + TOLERANCE
        if place == 1 or not self._can_be(beyond):
            return None
        return min(self._estimated(beyond).items(), key=lambda item: item[1])[0]

    def nearest(self, name: LimitName) -> Nearest | None:
        """How near a limit comes that is met nowhere; None if there the figure does not exist."""
        best = max(filter(self._estimated, self.places), key=lambda place: self._estimate(place, {name}))
        figure = figures(self.at(best))[name]
        return None if figure is None else Nearest(figure, self.shown(best))


def _standard(state: State, key: str, interval: tuple[float, float]) -> Standard:
    """The next sizes that are sold, of those within what meets the limits."""
    thinnest, thickest = sorted(_diameter(state.with_values(**{key: value})) for value in interval)
    gauge, area = next_gauge(thinnest), next_area(thinnest)
    return Standard(
        awg=gauge if gauge is not None and awg_to_diameter(gauge) <= thickest else None,
        mm2=float(plain(1e6 * area)) if area is not None and area_to_diameter(area) <= thickest else None,
    )


def _diameter(state: State) -> float:
    """Diameter of the metal of one conductor [m]: of copper, where only its resistance is known."""
    if state.kind != "rlc":
        return state.si("dia")
    return float(area_to_diameter(conductor_area(state.si("rdc"), COPPER_IACS.resistivity_20c)))


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
