"""A whole slider in one answer, so that a hand that drags it sees curves without a round trip.

While one value moves, each curve is a smooth function of the slider's place p.  Its values at a few tens of Chebyshev
points of a window of places, computed as for a redraw, give a short series [1]_

    y(f, p) = Σ c_k(f) T_k(t),   t = (2p − from − to)/(to − from),

that the page sums up at each frame.  Analytic functions converge geometrically, which also tells early that a line of
many wavelengths would not: then a narrower window is taken.

References
----------
.. [1] L. N. Trefethen, *Approximation Theory and Approximation Practice*, SIAM 2013, chapters 2 and 8.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple, TypedDict

import numpy as np
from numpy.polynomial.chebyshev import chebpts2, chebvander

from app.bench.curves import AXES, axis_of, is_on_axis, levels_of, phases_of, room_for, traces_of
from app.bench.measures import compare
from app.bench.pins import held_on_axes
from app.bench.quantities import QUANTITIES
from app.bench.redraw import packed
from app.bench.response import Response, curve_frequencies, ends_of, line_of, problem_of, respond
from app.bench.state import State
from app.bench.transients import ends_of_time, follower, front_moves, with_span
from app.bench.views import OVER, VIEWS, time_curves
from app.common.quantity import Number
from app.common.query import Problem
from app.common.text import Language, plain, unbroken
from physics.checks import QuantityError, Real

__all__ = ["STEP", "Limit", "Swept", "changes_response", "limits_of", "responder", "sweep"]

STEP = 3e-4
"""Resolution of the coefficients, in the unit of a graph's axis: many of them add up to a pixel's part."""
COARSER = {"phase": 3e-3, "angle": 3e-3, "difference-phase": 3e-3}
"""That of other graphs: a degree is less than a decibel."""
TOLERANCE = {"attenuation": 0.005, "phase": 0.05}
"""How far it may be off there [dB], [°]; elsewhere it is off by two or three times that at most."""
PART_OF_AXIS, PART_OF_TIME_AXIS = 1e-3, 2e-3
"""The same for other graphs, of what their axis shows."""
TOUCHING = 0.02
"""Part of the range that is left out where wires are about to touch: each curve takes up to half a second there."""
JUMPS, BESIDE = ("wall",), 1e-3
"""What means something else at 0 (a wall of 0 is insulation everywhere), and the part of the range left out there."""
PLACES = 129
"""At so many places of a window it is looked up how the axes are to be: every other pixel of a slider."""
HALVINGS = 20
"""In search of a limit: of nine decades, 1e-5 of a decade is left."""


class Effort(NamedTuple):
    """How far a series is tried.

    Attributes
    ----------
    windows : tuple of float
        Parts of the range that are tried.
    nodes : tuple of int
        Chebyshev points of a window; each set holds the one before it.
    probes : ndarray
        Places between the nodes of every set, from −1 to 1, at which the series has to meet computed curves.
    """

    windows: tuple[float, ...]
    nodes: tuple[int, ...]
    probes: Real


OVER_FREQUENCY = Effort((1.0, 0.5, 0.25, 0.125), (17, 33, 65, 129), chebpts2(12)[1:-1])
OVER_TIME = Effort((1.0, 0.5, 0.25), (17, 33, 65, 129), chebpts2(12)[1:-1:2])
"""Of these each curve takes as long as ten over frequency."""


class Limit(NamedTuple):
    """How far a slider goes towards one end: the last value [as shown], and why no further, if not to the end."""

    value: float
    problem: Problem | None

    def reason(self, language: Language) -> str:
        """Why no further; "" at the slider's own end."""
        return self.problem.message(language) if self.problem else ""


class Swept(TypedDict):
    """The curves over a slider's range, ready for JSON.

    `key` is the quantity; `limits` the ends of what is possible beside the other values, as text, and `beyond` why the
    slider stops there, "" at its own ends; `window` the places of the slider that the series cover (decimal logarithms
    of the shown value where it is logarithmic), or None if there is no series; `times` the first and last time of
    curves over time [s]; `curves` the traces of each graph, in
    the order of the redraw and as its axis has them (decimal logarithms where that is logarithmic): coefficients of
    orders 0, 1, 2 …, each a curve over the redraw's frequencies, `packed` in `steps` of the graph, without the last
    that are nothing; `spans` the limits of each graph's vertical axis from a place on: place, low, high.
    """

    key: str
    limits: tuple[str, str]
    beyond: tuple[str, str]
    window: tuple[float, float] | None
    times: tuple[float, float] | None
    steps: dict[str, float]
    curves: dict[str, list[list[list[int]]]]
    spans: dict[str, list[tuple[float, float, float]]]


_Drawn = dict[str, list[Real]]
"""Curves of each graph, as its axis has them."""


@dataclass(frozen=True)
class _Series:
    """Chebyshev series of curves over a window of slider places.

    Attributes
    ----------
    window : tuple of float
        First and last place.
    numbers : ndarray, shape (orders, rows, frequencies)
        Coefficients in the step of the graph, whole numbers.
    steps : dict
        Of each graph, that step.
    rows : dict
        Of each graph, which rows are its traces.
    """

    window: tuple[float, float]
    numbers: Real
    steps: dict[str, float]
    rows: dict[str, slice]

    def at(self, graph: str, t: Real) -> Real:
        """Curves of a graph where t, from −1 to 1, is in the window: shape (places, rows of the graph, frequencies)."""
        return _summed(self.numbers[:, self.rows[graph]] * self.steps[graph], t)


def sweep(state: State, number: Number, language: Language) -> Swept:
    """Compute the curves over the range of a quantity's slider.

    Parameters
    ----------
    state : State
        A state whose values can be together.
    number : Number
        A quantity that matters in it.
    language : {'en', 'ja'}
        Of the reasons at the ends.

    Returns
    -------
    Swept
        Without curves where the quantity moves none, or none that some tens of nodes would do for.
    """
    state = with_span(state)  # the hand that drags sees all on one axis
    low, high = limits_of(state, number)
    series = _series(state, number, low, high) if changes_response(number) else None
    return Swept(
        key=number.key,
        limits=(plain(low.value), plain(high.value)),
        beyond=(unbroken(low.reason(language)), unbroken(high.reason(language))),
        window=series.window if series else None,
        times=ends_of_time(state),
        steps=series.steps if series else {},
        curves={graph: _coefficients(series.numbers[:, rows]) for graph, rows in series.rows.items()} if series else {},
        spans=_spans(state, series) if series else {},
    )


def changes_response(number: Number) -> bool:
    """Whether a quantity changes the response at given frequencies: not its axis, nor how something is shown."""
    return number.group not in ("display", "time", "field", "matters")


def responder(state: State, key: str, frequency: Real) -> Callable[[float], Response]:
    """How the response follows one number.

    Parameters
    ----------
    state : State
        Everything else.
    key : str
        The number's.
    frequency : ndarray, shape (n,)
        Frequencies [Hz].

    Returns
    -------
    callable
        The response at the frequencies for a value as shown, as `respond` gives it; what does not depend on the number
        is computed once.  It raises `QuantityError` for a value that cannot be beside the others.

    Raises
    ------
    QuantityError
        If the values of a cable that the number is no part of cannot be together.
    """
    is_of_cable = QUANTITIES[key].group in ("cable", "size")
    line = None if is_of_cable and key != "len" else line_of(state, frequency)
    ends = ends_of(state, frequency) if is_of_cable else None

    def respond_to(value: float) -> Response:
        changed = state.with_values(**{key: value})
        return Response(changed, line or line_of(changed, frequency), ends or ends_of(changed, frequency))

    return respond_to


# ---- how far a slider goes


def limits_of(state: State, number: Number) -> tuple[Limit, Limit]:
    """The part of a slider's range that is possible beside the other values.

    Parameters
    ----------
    state : State
        A state whose values can be together; so can those between its own value of the quantity and each limit.
    number : Number
        The quantity.

    Returns
    -------
    tuple of Limit
        Towards the low end and towards the high one: that end, or the last value of three digits, as a slider gives
        them, that is possible; at least the present value.
    """
    return _limit(state, number, number.minimum), _limit(state, number, number.maximum)


def _limit(state: State, number: Number, end: float) -> Limit:
    def problem_at(value: float) -> Problem | None:
        return _clash(state.with_values(**{number.key: value}))

    problem = problem_at(end)
    if problem is None:
        return Limit(end, None)
    present = _present(state, number)
    inside, outside = number.position(present), number.position(end)
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        found = problem_at(number.at(middle))
        if found:
            outside, problem = middle, found
        else:
            inside = middle
    last = float(f"{number.at(inside):.2e}")
    if problem_at(last):  # rounded to the wrong side
        digit = 10.0 ** (math.floor(math.log10(last)) - 2)
        last = float(f"{last + math.copysign(digit, present - end):.2e}")
    return Limit(min(last, present) if end < present else max(last, present), problem)


def _clash(state: State) -> Problem | None:
    """What keeps a state's values from being together, as `possible` has it, but without solving a field for it.

    That would take half a second where wires nearly touch, and it is there that limits are.
    """
    skins = ("exact", state.skin) if state.view in ("line", "field") else (state.skin,)  # in the order of `possible`
    try:
        for skin in skins:
            line_of(state.with_values(skin=skin), np.empty(0))
    except QuantityError as error:
        return problem_of(state, error, state.units)
    return None


def _present(state: State, number: Number) -> float:
    """The present value; the slider's end, if it follows from others and lies beyond."""
    return number.kept(float(state.shown[number.key]))


# ---- the series


def _series(state: State, number: Number, low: Limit, high: Limit) -> _Series | None:
    """The curves over as much of the possible range as a series does for, if any."""
    in_time = state.view == "time"
    draw, present = (_in_time if in_time else _over_frequency)(state, number), _present(state, number)
    if number.none and _clash(state.with_values(**{number.key: present})):
        return None  # none can be, and what the slider has in its place cannot
    rows = _rows(draw([present])[0])

    def curves_at(places: Real) -> Real:
        values = [min(max(number.at(place), low.value), high.value) for place in places]
        return np.array([[*chain(*drawn.values())] for drawn in draw(values)])

    first, last = number.position(low.value), number.position(high.value)
    # Metal about to touch; where insulation keeps it apart only the wall itself can bring it there.
    if state.kind != "rlc" and (number.key == "wall" or not float(state.values["wall"])):
        spare = TOUCHING * (last - first)
        first, last = first + spare * bool(low.problem), last - spare * bool(high.problem)
    place = number.position(present)
    if number.key in JUMPS:
        first += BESIDE * (last - first)
        place = max(place, first)
    if not rows or not first <= place <= last:
        return None
    effort = OVER_TIME if in_time else OVER_FREQUENCY
    for part in effort.windows:
        width = part * (last - first)
        start = min(max(place - width / 2, first), last - width)
        window = (start, start + width)
        if in_time and front_moves(*(state.with_values(**{number.key: number.at(end)}) for end in window)):
            continue
        found = _fitted(curves_at, window, rows, effort)
        if found:
            return found
    return None


def _over_frequency(state: State, number: Number) -> Callable[[list[float]], list[_Drawn]]:
    """What draws the curves over frequency for values of a number."""
    frequency = curve_frequencies(state)
    # While the length itself moves the others stand still, each of them drawn even where the two meet.
    others = traces_of(respond(state, frequency))[1:] if number.key == "len" else None
    respond_to = responder(state, number.key, frequency)
    return lambda values: [_drawn(respond_to(value), others) for value in values]


def _in_time(state: State, number: Number) -> Callable[[list[float]], list[_Drawn]]:
    """What draws the curves over time for values of a number."""
    follow = follower(state, number.key)

    def draw(values: list[float]) -> list[_Drawn]:
        courses = follow([state.with_values(**{number.key: value}) for value in values])
        return [VIEWS["time"].on_axes(time_curves(one)) for one in courses]

    return draw


def _drawn(response: Response, others: list[Response] | None) -> dict[str, list[Real]]:
    """Curves of each graph of the picture chosen, as its axis has them; `others` are the other lengths, if known."""
    if response.state.view == "response":
        traces = traces_of(response) if others is None else [response, *others]
        return {"attenuation": levels_of(traces), "phase": phases_of(traces)}
    view = VIEWS[response.state.view]
    return view.on_axes(view.curves(response))


def _rows(drawn: dict[str, list[Real]]) -> dict[str, slice]:
    """Where the curves of each graph are when all stand one below the other."""
    bounds = accumulate((len(curves) for curves in drawn.values()), initial=0)
    return {graph: slice(*ends) for graph, ends in zip(drawn, pairwise(bounds), strict=True) if drawn[graph]}


def _places(window: tuple[float, float], t: Real) -> Real:
    """Slider places where t, from −1 to 1, is in a window."""
    first, last = window
    return np.asarray((first + last) / 2 + (last - first) / 2 * t)


def _fitted(
    curves_at: Callable[[Real], Real], window: tuple[float, float], rows: dict[str, slice], effort: Effort
) -> _Series | None:
    """A series that meets the curves between its nodes; None if too many would be needed."""
    nodes, probes = effort.nodes, effort.probes
    probed = curves_at(_places(window, probes))
    allowed = _tolerances(probed, rows)
    steps = {graph: _step(graph, allowed[:, part]) for graph, part in rows.items()}
    step = np.concatenate([np.full((part.stop - part.start, 1), steps[graph]) for graph, part in rows.items()])
    values = curves_at(_places(window, chebpts2(nodes[0])))
    before, last_error = 0, math.inf
    for count in nodes:
        if before:
            coarse = values
            values = np.empty((count, *coarse.shape[1:]))
            values[::2], values[1::2] = coarse, curves_at(_places(window, chebpts2(count)[1::2]))
        numbers = np.rint(np.tensordot(_to_coefficients(count), values, 1) / step)
        error = float(np.max(np.abs(_summed(numbers * step, probes) - probed).max(axis=-1) / allowed))
        if error <= 1:
            return _Series(window, numbers, steps, rows)
        # It falls as ρ⁻ⁿ with the number n of nodes [1]: what would be left with the most of them?
        if before and error * (error / last_error) ** ((nodes[-1] - count) / (count - before)) > 1:
            break
        before, last_error = count, error
    return None


@cache
def _to_coefficients(count: int) -> Real:
    """What turns values at the nodes into coefficients."""
    return np.asarray(np.linalg.inv(chebvander(chebpts2(count), count - 1)))


def _step(graph: str, allowed: Real) -> float:
    """Resolution of a graph's coefficients: over time a tenth of what the series may be off."""
    return float(allowed.min()) / 10 if OVER.get(graph) == "time" else COARSER.get(graph, STEP)


def _summed(coefficients: Real, t: Real) -> Real:
    """Curves where t, from −1 to 1, is in the window: shape (places, rows, frequencies)."""
    return np.asarray(np.tensordot(chebvander(t, len(coefficients) - 1), coefficients, 1))


def _tolerances(probed: Real, rows: dict[str, slice]) -> Real:
    """How far a series may be off, shape (places, rows)."""
    allowed = np.empty(probed.shape[:2])
    for graph, part in rows.items():
        for place, curves in enumerate(probed[:, part]):
            low, high = AXES[graph](float(curves.min()), float(curves.max()))
            of_axis = PART_OF_TIME_AXIS if OVER.get(graph) == "time" else PART_OF_AXIS
            allowed[place, part] = TOLERANCE.get(graph, of_axis * (high - low))
    return allowed


# ---- what is sent


def _coefficients(steps: Real) -> list[list[list[int]]]:
    """Packed coefficients of each trace, without those at the end that are nothing."""
    counts = [max(np.flatnonzero(trace.any(axis=-1)), default=0) + 1 for trace in steps.swapaxes(0, 1)]
    return [[packed(order, 1) for order in steps[:count, trace]] for trace, count in enumerate(counts)]


def _spans(state: State, series: _Series) -> dict[str, list[tuple[float, float, float]]]:
    """Limits of each graph's axis: place from which on they hold, low, high."""
    t = np.linspace(-1, 1, PLACES)
    places = _places(series.window, t)
    frequency = curve_frequencies(state)
    pinned = held_on_axes(state)
    spans: dict[str, list[tuple[float, float, float]]] = {}
    for graph in series.rows:
        curves, seen = series.at(graph, t), is_on_axis(graph, state, frequency)
        low, high = curves[..., seen].min(axis=(1, 2)), curves[..., seen].max(axis=(1, 2))
        for curve in pinned.get(graph, []):
            low, high = np.minimum(low, curve[seen].min()), np.maximum(high, curve[seen].max())
        if graph == "attenuation" and state.choice("frd"):
            room = [[*room_for(compare(state, frequency, level)), level[seen]] for level in curves[:, 0]]
            low = np.minimum(low, [min(map(np.min, levels)) for levels in room])
            high = np.maximum(high, [max(map(np.max, levels)) for levels in room])
        axis = axis_of(graph, state)
        limits = [axis(float(least), float(most)) for least, most in zip(low, high, strict=True)]
        starts = [n for n in range(PLACES) if n == 0 or limits[n] != limits[n - 1]]
        spans[graph] = [(float(places[n]), *limits[n]) for n in starts]
    return spans
