"""Which curves are drawn, over which frequencies, between which limits: against a circuit worked out by hand."""

from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench import curves
from app.bench.measures import Comparison
from app.bench.response import curve_frequencies, respond
from app.bench.state import State, parse
from app.bench.views import VIEWS
from physics.checks import Real

# 8 Ω behind 0.08 Ω, and a cable of 50 mΩ, 1 µH and 45 pF a metre: the paper's, but for the skin effect.
PAPERS = "preset=speaker-30m&skin=off"


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


def transfer(f: Real, length: float, alone: str = "rlc") -> Any:
    """V_load/EMF with some of what the cable has."""
    s = 2j * np.pi * f
    r, ind, cap = ((part in alone) * length * each for part, each in zip("rlc", (0.05, 1e-6, 45e-12), strict=True))
    return 1 / (1 + (0.08 + r + s * ind) * (1 / 8 + s * cap))


def level(ratio: Any) -> Any:
    return 20 * np.log10(np.abs(ratio))


F = np.geomspace(100, 1e6, 9)


class TestTraces:
    def test_are_the_cable_and_other_lengths(self) -> None:
        """Relative to DC: with a level of its own each."""
        traces = curves.traces_of(respond(state_of(f"{PAPERS}&lens=1,30,4"), F))
        assert [one.state.shown["len"] for one in traces] == [30, 1, 4]
        levels, phases = curves.levels_of(traces), curves.phases_of(traces)
        for length, drawn, lag in zip((30, 1, 4), levels, phases, strict=True):
            expected = transfer(F, length)
            assert drawn == pytest.approx(level(expected / transfer(np.zeros(1), length)), abs=1e-9)
            assert lag == pytest.approx(-np.degrees(np.angle(expected)), abs=1e-9)

    @pytest.mark.parametrize("kind", ["ac", "abs", "cable"])
    def test_parts_follow_where_they_are_asked_for(self, kind: str) -> None:
        """Of the first trace: its resistance with nothing (no skin effect here), with L, with C."""
        query = f"{PAPERS}&lens=4&att={kind}"
        base = {"ac": transfer(np.zeros(1), 30), "abs": 1.0, "cable": transfer(F, 0)}[kind]
        assert len(curves.levels_of(curves.traces_of(respond(state_of(query), F)))) == 2
        _, _, *parts = curves.levels_of(curves.traces_of(respond(state_of(f"{query}&parts=1"), F)))
        for drawn, alone in zip(parts, ("r", "rl", "rc"), strict=True):
            assert drawn == pytest.approx(level(transfer(F, 30, alone) / base) * np.ones(F.size), abs=1e-9)


@pytest.mark.parametrize(
    ("query", "span"),
    [
        ("fmin=10&fmax=1000000", (10, 1e6)),
        ("fmin=10&fmax=1000000&range=ear", (20, 20e3)),
        ("fmin=50&fmax=20000&range=ear", (50, 20e3)),
    ],
)
def test_frequency_axis(query: str, span: tuple[float, float]) -> None:
    """What lies on it, to a part in 10⁹, and of the curves the next point beyond either end."""
    state, (low, high) = state_of(query), span
    assert curves.frequency_span(state) == pytest.approx(span)
    ends = np.array([low * (1 - 1e-8), low * (1 - 1e-10), low, high, high * (1 + 1e-10), high * (1 + 1e-8)])
    assert curves.is_seen(state, ends).tolist() == [False, True, True, True, True, False]
    every = curve_frequencies(state)
    on_axis = [n for n, f in enumerate(every) if low * (1 - 1e-9) <= f <= high * (1 + 1e-9)]
    shown = every[max(on_axis[0] - 1, 0) : on_axis[-1] + 2]
    assert curves.frequencies_shown(state).tolist() == shown.tolist()
    assert curves.is_on_axis("phase", state, ends).tolist() == [False, True, True, True, True, False]
    assert curves.is_on_axis("delay", state, ends).tolist() == [False, True, True, True, True, False]
    assert curves.is_on_axis("signal", state, ends).all()


def test_vertical_axes() -> None:
    """Each graph has its own; attenuation another one where it is looked at closely."""
    whole, closely, falls = state_of(""), state_of("range=ear"), [np.array([-0.5, -2.5]), np.array([0.0, -1.0])]
    assert curves.span_of("attenuation", falls, whole) == pytest.approx((-3.15, 0.18))
    assert curves.span_of("attenuation", falls, closely) == pytest.approx((-3.15, 1.05))
    assert curves.span_of("attenuation", [np.array([-3.0, 0.0])], whole) == pytest.approx((-3.15, 0.18))  # on a rung
    assert curves.span_of("resistance", [np.array([1.0, 3.0])], whole) == pytest.approx((0, 3.15))
    for state in (whole, closely):
        assert curves.span_of("phase", [np.array([-20.0, 0.0]), np.array([0.0, 50.0])], state) == (-34.5, 64.5)
        for graph in (graph for view in VIEWS.values() for graph in view.graphs):
            assert curves.axis_of(graph.id, state) is graph.axis
    # Without curves it is about zero.
    assert curves.span_of("signal", [], whole) == (-5e-5, 5e-5)


class TestMeasured:
    @staticmethod
    def compared(away: float, *levels: float) -> Comparison:
        shown = np.array(levels)
        return Comparison(np.arange(1.0, shown.size + 1), shown, shown, 0, 0, 0, 0, 0, away, False)

    @pytest.mark.parametrize(
        ("away", "room"),
        [(0.0, [-3, -1]), (2.0, [-3, -1]), (6.0, [-3, -1]), (9.0, [-6, -4]), (-6.0, [-3, -1]), (-9.5, [0.5, 2.5])],
    )
    def test_gets_room_for_its_shape_and_6_db_of_a_mere_difference(self, away: float, room: list[float]) -> None:
        (found,) = curves.room_for(self.compared(away, -3.0, -1.0))
        assert found == pytest.approx(room)

    def test_gets_none_without_points(self) -> None:
        assert curves.room_for(None) == curves.room_for(self.compared(0.0)) == []
