"""The curves drawn of a response, in the order of their names: what a redraw shows and a sweep interpolates."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.bench.axes import Span, angle_axis, close_level_axis, level_axis
from app.bench.measures import FAR, Comparison
from app.bench.response import PARTS, Response, curve_frequencies
from app.bench.state import State
from app.bench.views import OVER, VIEWS
from physics import circuit
from physics.checks import Real
from physics.hearing import BANDS

__all__ = [
    "AXES",
    "axis_of",
    "frequencies_shown",
    "frequency_span",
    "is_on_axis",
    "is_seen",
    "levels_of",
    "phases_of",
    "room_for",
    "span_of",
    "traces_of",
]


Bools = NDArray[np.bool_]


def traces_of(response: Response) -> list[Response]:
    """The cable, and the same at each of the other lengths to compare."""
    length = response.state.shown["len"]
    return [response, *(other for other in response.compared if other.state.shown["len"] != length)]


def levels_of(traces: list[Response]) -> list[Real]:
    """Level of each trace, then of each part of the first if they are asked for [dB]."""
    response = traces[0]
    levels = [circuit.decibels(trace.drawn) for trace in traces]
    if response.state.choice("parts") == "1":
        without_parts = circuit.decibels(response.resistive - response.base)
        levels += [without_parts + response.parts[part] for part in PARTS]
    return levels


def phases_of(traces: list[Response]) -> list[Real]:
    """Phase lag of each trace [°]."""
    return [circuit.phase_lag(trace.drawn) for trace in traces]


def room_for(comparison: Comparison | None) -> list[Real]:
    """Levels that the attenuation's axis makes room for besides ours [dB].

    The measured curve's shape in full; of a mere difference in level only `FAR`.
    """
    if comparison is None or not comparison.level_db.size:
        return []
    away = comparison.away_db
    return [comparison.level_db - away + min(max(away, -FAR), FAR)]


def frequency_span(state: State) -> Span:
    """Limits of the frequency axis [Hz]: all that is computed, or what of it the ear hears."""
    low, high = state.si("fmin"), state.si("fmax")
    if state.choice("range") == "all":
        return low, high
    first, last = BANDS["full"]
    return max(low, first), min(high, last)


def is_seen(state: State, frequency: Real) -> Bools:
    """Which of the frequencies lie on the axis."""
    low, high = frequency_span(state)
    return (frequency >= low * (1 - 1e-9)) & (frequency <= high * (1 + 1e-9))


def frequencies_shown(state: State) -> Real:
    """Frequencies of the plotted curves [Hz] that lie on the axis, and the next beyond either end."""
    frequency = curve_frequencies(state)
    return frequency[np.convolve(is_seen(state, frequency), np.ones(3), "same") > 0]


def is_on_axis(graph: str, state: State, frequency: Real) -> Bools:
    """Which points of a graph's curves lie on its axis: those over time are all there."""
    return np.ones(frequency.shape, bool) if OVER.get(graph) == "time" else is_seen(state, frequency)


def axis_of(graph: str, state: State) -> Callable[[float, float], Span]:
    """What gives the limits of a graph's vertical axis, of the lowest and the highest value on it."""
    return close_level_axis if graph == "attenuation" and state.choice("range") == "ear" else AXES[graph]


def span_of(graph: str, curves: list[Real], state: State) -> Span:
    """Limits of the vertical axis of a graph, for curves as that has them."""
    drawn = np.concatenate(curves or [np.array([0.0])])
    return axis_of(graph, state)(float(drawn.min()), float(drawn.max()))


AXES = {"attenuation": level_axis, "phase": angle_axis} | {
    graph.id: graph.axis for view in VIEWS.values() for graph in view.graphs
}
"""Of each graph, but for attenuation that is looked at closely."""
