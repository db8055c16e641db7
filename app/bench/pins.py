"""What is pinned, as curves and figures to set beside the live ones.

A pin stands still while everything else moves, so what is computed of it is kept for the next redraw.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.bench.curves import levels_of, phases_of
from app.bench.measures import Summary, summarize
from app.bench.response import curve_frequencies, respond
from app.bench.state import Pin, State, state_of_query
from app.bench.transients import with_span
from app.bench.views import VIEWS
from physics.checks import Real

__all__ = ["Held", "held", "held_on_axes"]


@dataclass(frozen=True)
class Held:
    """A pin, looked at as the live state is: `state`, its `summary`, and its curve in each graph that shows it."""

    state: State
    curves: Mapping[str, Real]

    @cached_property
    def summary(self) -> Summary:
        """Its key figures, which pictures have no room for."""
        return summarize(self.state)


def held(pin: Pin, state: State) -> Held:
    """What is pinned, beside a state.

    Raises
    ------
    QuantityError
        If the pin's values cannot be together at the state's frequencies.
    """
    return _held(pin.beside(with_span(state)).query)


def held_on_axes(state: State) -> dict[str, list[Real]]:
    """The curves of all pins of a state, by graph, as the axis of each has them."""
    on_axis = {graph.id: graph.on_axis for graph in VIEWS[state.view].graphs}
    curves: dict[str, list[Real]] = {}
    for pin in state.pins:
        for graph, curve in held(pin, state).curves.items():
            curves.setdefault(graph, []).append(on_axis[graph](curve) if graph in on_axis else curve)
    return curves


@lru_cache(maxsize=64)
def _held(query: str) -> Held:
    state = state_of_query(query)
    response = respond(state, curve_frequencies(state))
    view = VIEWS[state.view]
    curves = {"attenuation": levels_of([response])[0], "phase": phases_of([response])[0]}
    drawn = view.curves(response)
    curves |= {graph.id: drawn[graph.id][graph.pinned] for graph in view.graphs if graph.pinned is not None}
    return Held(state, curves)
