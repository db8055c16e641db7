"""What a state makes of a signal in time: curves, and the figures of an edge."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

import numpy as np

from app.bench.axes import rung
from app.bench.quantities import QUANTITIES, SignalKind, SourceKind
from app.bench.response import Response, causal_line_of, ends_of, reference_frequency, response_of
from app.bench.state import State, state_of_query
from app.common.quantity import Numbers
from physics import transient
from physics.checks import Complex, Real
from physics.line import Line, interpolator

__all__ = [
    "POINTS",
    "SHORTEST",
    "Course",
    "Difference",
    "EdgeFigures",
    "course",
    "difference_of",
    "edge_figures",
    "ends_of_time",
    "follower",
    "front_moves",
    "seconds_of",
    "signal_span",
    "span_of",
    "with_span",
]

POINTS, BEFORE = 600, 60
"""Of the curves, and how many of them are before t = 0."""
_SPAN = QUANTITIES["span"]
assert isinstance(_SPAN, Numbers)
SHORTEST, LONGEST = _SPAN.minimum, _SPAN.maximum
"""Spans that can be shown [s]."""
LOWEST = 1e-3  # [Hz] as good as DC
_EDGES_SHOWN = 8  # how many times as long as an edge takes is shown of it
_PERIODS_SHOWN = 2.5
_AFTER_BURST = 1.6  # of a burst's duration
_PULSES_SHOWN = 20
_LIKELY: Mapping[SourceKind, float] = {
    "amp": 3e-6,
    "line": 3e-5,
    "pickup": 5e-4,
    "cartridge": 1e-4,
}  # [s], where an edge is looked for
_KNOWN = np.geomspace(1, 1e11, 177)  # [Hz]; of the cable per metre, with all that skin effect does
_FRONT = 5e-3  # of the EMF, what is seen of a front
_SPIKE, _SPIKE_ROUNDED = 64, 2e-3  # a look at what is between an edge and the next point
_AT_ONCE = 1e6  # times the inverse of that time: frequencies of what passes at once
_PER_PERIOD = 6  # points that show a tone or a square wave
_ON_TOP = 2  # points that show a pulse, while it is above half its height
_LOOK, _LOOK_BEFORE, _LOOK_ROUNDED = 200, 20, 5e-4
_CLOSER = (64, 8, 1)  # looks at an edge: how many times closer than all of it
_PERIODS_LOOKED_AT = 10  # of a square wave: in so many it has settled, or what keeps it from that is in the edge
_LOOKS_PER_PERIOD = 64
_WITH, _WITHOUT, _NOTHING = range(3)  # networks: source, cable and load; without the cable; none, for the EMF


Both = tuple[Complex, Complex]
"""H of networks with the cable and without it, each of shape (k, n); the second may be one for all of the first."""


@dataclass(frozen=True)
class Course:
    """A signal, and what becomes of it.

    Attributes
    ----------
    seconds : ndarray, shape (n,)
        Equally spaced times [s]; the signal begins at 0, which is none of them.
    emf : ndarray, shape (n,)
        The source's EMF [V].
    load : ndarray, shape (n,)
        Voltage at the load [V].
    without_cable : ndarray, shape (n,)
        The same with the load at the source's terminals [V].
    edges : ndarray
        Times of the EMF's edges, one up, one down, and so on [s].
    spike : float
        What the cable adds at its largest within half a step after an edge up [V].
    """

    seconds: Real
    emf: Real
    load: Real
    without_cable: Real
    edges: Real
    spike: float

    @property
    def difference(self) -> Real:
        """What the cable adds [V]: at the first time after an edge what it does between that and the edge, if more."""
        change = self.load - self.without_cable
        at = np.searchsorted(self.seconds, self.edges)
        spikes = self.spike * (-1.0) ** np.arange(at.size)
        tops = change[at - 1] + spikes
        change[at] = np.where(spikes * (tops - change[at]) > 0, tops, change[at])
        return change


@dataclass(frozen=True)
class EdgeFigures:
    """How the load's voltage follows a step of the EMF, and how it would without the cable.

    Attributes
    ----------
    rise_time_s, without_cable_rise_time_s : float or None
        From 10 to 90 % of the level at the reference; None if that is not reached.
    delay_s, without_cable_delay_s : float or None
        From the step to 50 % of it.
    overshoot_percent, without_cable_overshoot_percent : float or None
        By how much the highest value exceeds it.
    """

    rise_time_s: float | None
    delay_s: float | None
    overshoot_percent: float | None
    without_cable_rise_time_s: float | None
    without_cable_delay_s: float | None
    without_cable_overshoot_percent: float | None


@dataclass(frozen=True)
class Difference:
    """The largest difference that the cable makes to a signal, found apart from the points that are drawn.

    Attributes
    ----------
    peak_v : float
        Its magnitude [V].
    peak_s : float
        When it is reached, from the beginning of the signal, from the middle of an impulse; 0 where it is a jump [s].
    half_s : float or None
        For how long the difference then stays above half of that; None if it has not come back in the time in which
        the edge is over [s].
    """

    peak_v: float
    peak_s: float
    half_s: float | None

    @property
    def span_s(self) -> float | None:
        """The longest span whose points show it [s]; None if any does."""
        return None if self.half_s is None else POINTS * self.half_s / _ON_TOP


def course(state: State) -> Course:
    """The signal of a state, and what becomes of it.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    times, networks = _times_of(state), _transfer_of(state)
    curves = transient.respond(networks, _signal_of(state, times), times, [*_near_dc(state), 1.0])
    load, bare, emf = curves
    edges = _edges_in(state, times)

    def both(frequency: Real) -> Both:
        h = networks(frequency)
        return h[:_WITHOUT], h[_WITHOUT:_NOTHING]

    (spike,) = _spikes([state], both, times, edges)
    return Course(times.seconds, emf, load, bare, edges, spike)


def follower(state: State, key: str) -> Callable[[Sequence[State]], list[Course]]:
    """How the course follows one quantity.

    Parameters
    ----------
    state : State
        A state that says what time it covers.
    key : str
        The quantity's.

    Returns
    -------
    callable
        The courses of states that differ in that quantity alone, as `course` has them.  All of them are summed up over
        the same frequencies, and what does not depend on the quantity is computed once.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    still, times = course(state), _times_of(state)
    signal = _signal_of(state, times)
    is_of_cable = QUANTITIES[key].group in ("cable", "size")
    line_at = None if is_of_cable and key != "len" else _line(state.to_pin)

    def follow(changed: Sequence[State]) -> list[Course]:
        lines = [line_at or _line_at(one) for one in changed]

        def both(frequency: Real) -> Both:
            ends = ends_of(state, frequency) if is_of_cable else None
            responses = [
                Response(one, at(frequency), ends or ends_of(one, frequency))
                for one, at in zip(changed, lines, strict=True)
            ]
            bare = [one.without_cable for one in (responses[:1] if is_of_cable else responses)]
            return np.exp([one.log_transfer for one in responses]), np.exp(bare)

        def networks(frequency: Real) -> Complex:
            with_cable, without = both(frequency)
            return with_cable if is_of_cable else np.concatenate([with_cable, without])

        curves = transient.respond(networks, signal, times, networks(np.array([LOWEST])).real.ravel())
        loads = curves[: len(changed)]
        bares = [still.without_cable] * len(changed) if is_of_cable else curves[len(changed) :]
        spikes = _spikes(changed, both, times, still.edges)
        rows = zip(loads, bares, spikes, strict=True)
        return [Course(times.seconds, still.emf, load, bare, still.edges, spike) for load, bare, spike in rows]

    return follow


def front_moves(state: State, other: State) -> bool:
    """Whether the first front of a distributed line arrives at other points of the curves in another state.

    Between two states of which it does curves over time are no smooth function of what changes.  A front counts where
    an edge has it and what the points can tell of the line lets more than `_FRONT` of it through.

    Raises
    ------
    QuantityError
        If the values of a state cannot be together.
    """
    if state.circuit != "line" or state.signal not in ("step", "square"):
        return False
    apart = span_of(state) / POINTS
    heights = [abs(_transfer_of(one)(np.array([1 / apart]))[_WITH].item()) for one in (state, other)]
    return abs(_arrival(state) - _arrival(other)) > apart and max(heights) > _FRONT


def edge_figures(state: State) -> EdgeFigures:
    """Figures of a state's edge, whatever signal and time are looked at.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    both = _edges(state.to_pin)
    rise, delay, overshoot = ([getattr(edge, name) for edge in both] for name in ("rise_time", "delay", "overshoot"))
    percent = [None if part is None else 100 * part for part in overshoot]
    return EdgeFigures(rise[0], delay[0], percent[0], rise[1], delay[1], percent[1])


def difference_of(state: State) -> Difference:
    """The largest difference that the cable makes to a state's signal, whatever time is looked at.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    return _difference(state.to_pin, state.signal, *(state.si(key) for key in ("f0", "cycles", "fmax")))


def signal_span(state: State) -> float | None:
    """The longest span whose points show a state's signal [s]; of a step any does.

    That is `_PER_PERIOD` points for each period, and for the impulse `_ON_TOP` while it is above half its height. The
    edges of a burst's window are no sharper than what is rounded away.
    """
    kind = state.signal
    match kind:
        case "step":
            return None
        case "square":
            return POINTS / _PER_PERIOD / state.si("f0")
        case "burst":
            sharpest = transient.longest_unrounded(transient.burst(state.si("f0"), state.si("cycles")))
            return min(POINTS / _PER_PERIOD / state.si("f0"), sharpest)
        case "impulse":
            return POINTS / _ON_TOP / state.si("fmax")
        case _:
            assert_never(kind)


def seconds_of(state: State) -> Real:
    """The times of a state's course [s], shape (n,)."""
    return _times_of(state).seconds


def ends_of_time(state: State) -> tuple[float, float] | None:
    """The first and the last of them, where they are looked at."""
    if state.view != "time":
        return None
    first, *_, last = seconds_of(state).tolist()
    return first, last


def _times_of(state: State) -> transient.Times:
    return transient.Times(span_of(state), POINTS, BEFORE)


def span_of(state: State) -> float:
    """Time that the graphs cover [s]: what is asked for, or what shows the edge, the periods or the burst."""
    asked = state.numbers("span")
    if asked:
        return asked[0]
    kind = state.signal
    match kind:
        case "step":
            span = _edge_span(state.to_pin)
        case "impulse":
            span = max(_edge_span(state.to_pin), _PULSES_SHOWN / state.si("fmax"))
        case "square":
            span = _PERIODS_SHOWN / state.si("f0")
        case "burst":
            span = _AFTER_BURST * state.si("cycles") / state.si("f0")
        case _:
            assert_never(kind)
    return min(max(min(span, signal_span(state) or span), SHORTEST), LONGEST)


def with_span(state: State) -> State:
    """The same state with the time that it covers said, so that a pin beside it covers the same."""
    return state.with_values(span=repr(span_of(state))) if state.view == "time" else state


def _edge_span(query: str) -> float:
    reached = _edges(query)[_WITH].reached
    return max(rung(_EDGES_SHOWN * reached), SHORTEST) if reached else SHORTEST


@lru_cache(maxsize=64)
def _difference(query: str, kind: SignalKind, fundamental: float, cycles: float, highest: float) -> Difference:
    """The largest difference, looked for over times that suit the edge and the signal.

    A look that is too coarse for what there is to see averages it, since edges are rounded: none tells too much, and
    the one that tells most is right.
    """
    state = state_of_query(query)
    edge = _edge_span(query)
    whole = transient.Times(edge, _LOOK, _LOOK_BEFORE)
    match kind:
        case "step":
            looks = _looks_at_edge(edge)
        case "square":
            periods = _PERIODS_LOOKED_AT / fundamental
            looks = [*_looks_at_edge(edge), transient.Times(periods, _PERIODS_LOOKED_AT * _LOOKS_PER_PERIOD, 1)]
        case "burst":
            points = int(_AFTER_BURST * cycles * _LOOKS_PER_PERIOD)
            looks = [transient.Times(_AFTER_BURST * cycles / fundamental, points, 1), whole]
        case "impulse":
            points = _PULSES_SHOWN * _LOOKS_PER_PERIOD
            looks = [transient.Times(_PULSES_SHOWN / highest, points, points // 2), whole]
        case _:
            assert_never(kind)
    looks.sort(key=lambda times: times.span)
    seen = [(times, _looked_at(state, _signal(kind, fundamental, cycles, highest, times), times)) for times in looks]
    times, closest = max(seen, key=lambda look: look[1].max())
    place, peak = np.argmax(closest), float(np.max(closest))
    jumps = place == times.before and kind in ("step", "square")
    lasting = (_width(times.seconds, size, peak / 2) for times, size in seen if np.max(size) > 0.9 * peak)
    return Difference(peak, 0.0 if jumps else float(times.seconds[place]), next(filter(None, lasting), None))


def _looks_at_edge(span: float) -> list[transient.Times]:
    return [transient.Times(span / closer, _LOOK, _LOOK_BEFORE) for closer in _CLOSER]


def _looked_at(state: State, signal: transient.Spectrum, times: transient.Times) -> Real:
    """Magnitude of the difference [V]."""
    networks = _transfer_of(state)
    load, bare = _near_dc(state)
    difference = transient.respond(
        lambda f: -np.diff(networks(f)[:_NOTHING], axis=0), signal, times, [load - bare], rounded=_LOOK_ROUNDED
    )
    return np.asarray(np.abs(difference[0]))


def _width(seconds: Real, size: Real, half: float) -> float | None:
    """For how long a curve is above a level around its top; None if it is so at an end."""
    passes = (size[:-1] < half) != (size[1:] < half)
    here, there, start, end = (one[passes] for one in (size[:-1], size[1:], seconds[:-1], seconds[1:]))
    passed, top = start + (end - start) * (half - here) / (there - here), seconds[np.argmax(size)]
    before, after = passed[passed < top], passed[passed > top]
    return float(after.min() - before.max()) if before.size and after.size else None


@lru_cache(maxsize=64)
def _edges(query: str) -> list[transient.Edge]:
    """How a state answers a step with and without the cable, kept for the next time."""
    state = state_of_query(query)
    networks = _transfer_of(state)
    final = np.abs(networks(np.array([max(reference_frequency(state), LOWEST)])).ravel()[:_NOTHING])
    found, _ = transient.edges(lambda f: networks(f)[:_NOTHING], _near_dc(state), final, _LIKELY[state.source_kind])
    return found


def _transfer_of(state: State) -> transient.Transfer:
    """Of the load's voltage, of that without the cable, and of the EMF itself."""

    line_at = _line(state.to_pin)

    def transfer(frequency: Real) -> Complex:
        response = response_of(state, line_at(frequency))
        logs = np.stack([response.log_transfer, response.without_cable, np.zeros_like(response.without_cable)])
        return np.asarray(np.exp(logs))

    return transfer


@lru_cache(maxsize=64)
def _line(query: str) -> Callable[[Real], Line]:
    """A state's cable at any frequencies, kept for the next time."""
    return _line_at(state_of_query(query))


def _line_at(state: State) -> Callable[[Real], Line]:
    """The same, interpolated between `_KNOWN`."""
    return interpolator(causal_line_of(state, _KNOWN))


def _near_dc(state: State) -> list[float]:
    """The same of the load's voltage at DC, with and without the cable."""
    values: list[float] = _transfer_of(state)(np.array([LOWEST])).real.ravel()[:_NOTHING].tolist()
    return values


def _edges_in(state: State, times: transient.Times) -> Real:
    """Times of the edges of a state's EMF before the last time [s], if points are there to show them."""
    match state.signal:
        case "step":
            return np.zeros(1)
        case "square" if times.span <= (signal_span(state) or 0):
            return np.arange(_edges_of_square(state.si("f0"), times)) / (2 * state.si("f0"))
        case _:
            return np.zeros(0)


def _edges_of_square(fundamental: float, times: transient.Times) -> int:
    """How many edges a square wave has before the last time."""
    last: float = times.seconds.max()
    return math.ceil(2 * fundamental * last)


def _between(times: transient.Times) -> float:
    """From an edge to the next of some times, at the middle of whose step it stands [s]."""
    return times.span / times.points / 2


def _arrival(state: State) -> float:
    """When the first front of a distributed line arrives; 0 of any other [s]."""
    if state.circuit != "line":
        return 0.0
    line = _line(state.to_pin)(np.array([_KNOWN.max()]))  # where all current is at the surface
    return state.si("len") * math.sqrt(line.inductance.item() * line.capacitance)


def _spikes(states: Sequence[State], both: Callable[[Real], Both], times: transient.Times, edges: Real) -> list[float]:
    """What cables add at their largest within half a step of the times after an edge up [V]; 0 without edges.

    H of a cable is 0 where nothing has come through it by then: a line of many wavelengths takes long to sum up.
    What is over sooner than that look shows is what passes at once without the cable: nothing does with it.
    """
    if not edges.size:
        return [0.0] * len(states)
    look = transient.Times(_between(times), _SPIKE, 0)
    soon = np.array([[_arrival(state) < look.span] for state in states])

    def change(frequency: Real) -> Complex:
        with_cable, without = both(frequency)
        return np.asarray(with_cable * soon - without)

    _, late = both(np.array([_AT_ONCE / look.span]))
    seen = transient.respond(change, transient.step(), look, change(np.array([LOWEST])).real.ravel(), _SPIKE_ROUNDED)
    every = np.concatenate(np.broadcast_arrays(-late.real, seen), axis=1)
    return [float(row[np.argmax(np.abs(row))]) for row in every]


def _signal_of(state: State, times: transient.Times) -> transient.Spectrum:
    return _signal(state.signal, state.si("f0"), state.si("cycles"), state.si("fmax"), times)


def _signal(
    kind: SignalKind, fundamental: float, cycles: float, highest: float, times: transient.Times
) -> transient.Spectrum:
    match kind:
        case "step":
            return transient.step()
        case "square":
            return transient.square(fundamental, _edges_of_square(fundamental, times))
        case "burst":
            return transient.burst(fundamental, cycles)
        case "impulse":
            return transient.impulse(highest)
        case _:
            assert_never(kind)
