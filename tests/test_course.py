"""Signals in time of states whose answers are exponentials: what is shown of them, differences, spikes, fronts.

10 kΩ and the 140 pF of 2 m of cable, across a load of 10 MΩ, are a time constant RC of 1.4 µs; L and R of the cable
change less than a thousandth of it.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench import transients
from app.bench.response import causal_line_of
from app.bench.state import State, parse
from app.bench.transients import (
    Course,
    Difference,
    course,
    difference_of,
    edge_figures,
    ends_of_time,
    follower,
    front_moves,
    seconds_of,
    signal_span,
    span_of,
    with_span,
)
from physics.checks import Real

LEVEL = 1000 / 1001
RC = LEVEL * 1.4e-6
CHARGED = "preset=pin-2m&skin=off&zl=input&load=1e7&rs=10000&ci=0"
WITH_INPUT = CHARGED.replace("ci=0", "ci=100")
""" Twice as fast without the cable: 1 µs with 100 pF of the input."""


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


class TestSpans:
    @pytest.mark.parametrize(
        ("signal", "span"),
        [
            ("step", None),
            ("square&f0=50", 600 / 6 / 50),
            ("impulse&fmax=20000", 600 / 2 / 20e3),
            ("burst&f0=2000&cycles=50", 600 / 6 / 2000),
            # Its window is sharper: exp(−5.5²/2) is left at the highest frequency, which falls like 1/ω³.
            ("burst&f0=2000&cycles=5", 5.5 * 6000 / (2 * np.pi * 2000 * (1 + 300 / 5))),
        ],
    )
    def test_the_longest_that_shows_a_signal(self, signal: str, span: float | None) -> None:
        assert signal_span(state_of(f"{CHARGED}&sig={signal}")) == (span and pytest.approx(span, rel=1e-9))

    @pytest.mark.parametrize(
        ("query", "span"),
        [
            ("sig=step", 3e-5),  # 90 % is reached in 2.303 RC: 8 times that is 25.8 µs
            ("sig=impulse&fmax=2000000", 3e-5),
            ("sig=impulse&fmax=20000000", 600 / 2 / 20e6),  # what shows it
            ("sig=impulse&fmax=20000", 20 / 20e3),
            ("sig=square&f0=50", 2.5 / 50),
            ("sig=burst&f0=50&cycles=4", 1.6 * 4 / 50),
            ("sig=burst&f0=2000&cycles=50", 1.6 * 50 / 2000),
            ("sig=burst&f0=10&cycles=50", 1.6 * 50 / 10),
            ("sig=burst&f0=1&cycles=50", 10),  # the longest that can be set
            ("sig=step&span=0.02", 0.02),
            ("sig=burst&f0=2000&span=10", 10),
        ],
    )
    def test_of_the_graphs(self, query: str, span: float) -> None:
        state = state_of(f"{CHARGED}&{query}")
        assert span_of(state) == pytest.approx(span, rel=1e-9)
        assert seconds_of(state) == pytest.approx((np.arange(600) - 59.5) * span / 600, rel=1e-9)

    @pytest.mark.parametrize(("eighth", "span"), [(0.99, 2e-5), (1.01, 3e-5)])
    def test_of_an_edge_is_eight_times_what_it_takes(self, eighth: float, span: float) -> None:
        """90 % of the level is reached in ln 10 time constants, of which 8 are just below 20 µs, and just above."""
        resistance = eighth * 2e-5 / 8 / np.log(10) / 1.4e-10
        state = state_of(CHARGED.replace("rs=10000", f"rs={resistance:.6g}"))
        assert span_of(state) == pytest.approx(span, rel=1e-9)

    @pytest.mark.parametrize("preset", ["stratocaster", "at-vm95", "line-10m"])
    def test_shows_the_edge_of_any_source(self, preset: str) -> None:
        """Of these 50 to 90 % is a small part of it; as long as 90 % takes, but for that, is an eighth or less."""
        state = state_of(f"preset={preset}")
        found = edge_figures(state)
        assert found.delay_s is not None
        assert 8 < span_of(state) / found.delay_s < 24

    def test_is_no_shorter_than_can_be_shown(self) -> None:
        assert span_of(state_of("preset=pin-2m&skin=off&rs=10&len=0.1")) == 1e-7

    def test_ends_are_told_where_they_are_seen(self) -> None:
        assert ends_of_time(state_of("span=0.6")) is None
        assert ends_of_time(state_of("span=0.6&view=time")) == pytest.approx((-0.0595, 0.5395))


class TestCourse:
    SECONDS = np.array([-1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
    CHANGE = np.array([0.0, 0.0, 0.1, 0.2, 0.3, 0.4])

    @pytest.mark.parametrize(
        ("spike", "first", "second"),
        [
            (0.0, 0.1, 0.3),
            (0.05, 0.1, 0.15),
            (0.5, 0.5, -0.3),
            (-0.05, -0.05, 0.3),
            (-0.2, -0.2, 0.4),
        ],
    )
    def test_spikes_are_drawn_at_the_point_after_each_edge(self, spike: float, first: float, second: float) -> None:
        """From the point before it, up at one edge and down at the next, where that is more than the point itself."""
        played = Course(self.SECONDS, self.CHANGE, 1 + self.CHANGE, np.ones(6), np.array([0.0, 2.0]), spike)
        assert played.difference == pytest.approx([0.0, 0.0, first, 0.2, second, 0.4])

    def test_of_a_step(self) -> None:
        played = course(state_of(f"{CHARGED}&span=1e-5"))
        after = played.seconds > 0
        charged = np.where(after, -LEVEL * np.expm1(-np.maximum(played.seconds, 0) / RC), 0)
        assert played.emf == pytest.approx(np.where(after, 1, 0), abs=1e-4)
        assert played.without_cable == pytest.approx(LEVEL * played.emf, abs=1e-4)
        assert played.load == pytest.approx(charged, abs=1e-3)
        assert played.edges.tolist() == [0]
        assert played.spike == pytest.approx(-LEVEL, abs=1e-4)

    def test_of_a_square_wave(self) -> None:
        """Half a period is ten time constants: it is charged and discharged but for 5e-5."""
        f0 = 1 / (20 * RC)
        played = course(state_of(f"{CHARGED}&sig=square&f0={f0:.6g}"))
        assert played.edges == pytest.approx(np.arange(5) * 10 * RC, rel=1e-5)
        since = np.mod(np.maximum(played.seconds, 0), 10 * RC)
        up = np.mod(np.floor(np.maximum(played.seconds, 0) / (10 * RC)), 2) == 0
        expected = np.where(played.seconds > 0, np.where(up, -np.expm1(-since / RC), np.exp(-since / RC)), 0)
        assert played.load == pytest.approx(LEVEL * expected, abs=1e-3)
        far = course(state_of(f"{CHARGED}&sig=square&f0={f0:.6g}&span={110 / f0:.6g}"))
        assert (far.edges.size, far.spike) == (0, 0)

    @pytest.mark.parametrize(("after", "times"), [(539.0, 2), (539.6, 1)])
    def test_an_edge_before_the_last_time_counts(self, after: float, times: int) -> None:
        """The last time is 539.5 steps after the beginning."""
        apart = after * 1e-5 / 600
        played = course(state_of(f"{CHARGED}&sig=square&span=1e-5&f0={0.5 / apart:.8g}"))
        assert played.edges == pytest.approx(np.arange(times) * apart, rel=1e-6)
        assert played.emf[-1] == pytest.approx(times % 2, abs=1e-4)
        assert played.emf[-2] == pytest.approx(1, abs=1e-4)

    @pytest.mark.parametrize(("span", "edges"), [("0.001", 180), ("0.00101", 0)])
    def test_has_edges_where_points_show_them(self, span: str, edges: int) -> None:
        """Six a period: nine tenths of a millisecond have 90 periods of 10 µs."""
        played = course(state_of(f"{CHARGED}&sig=square&f0=100000&span={span}"))
        assert played.edges.size == edges

    @pytest.mark.parametrize(
        ("signal", "of"),
        [
            ("burst&f0=10000&cycles=3", lambda t: tone(t, 1e4, 3)),
            ("impulse&fmax=20000", lambda t: pulse(t, 2e4)),
        ],
    )
    def test_others_have_no_edges(self, signal: str, of: Callable[[Real], Real]) -> None:
        played = course(state_of(f"{CHARGED}&sig={signal}"))
        assert played.emf == pytest.approx(of(played.seconds), abs=2e-4)
        assert (played.edges.size, played.spike) == (0, 0)

    def test_a_spike_is_the_largest_before_the_next_point(self) -> None:
        """Where the input's capacitance keeps all at 0 at first: exp(−t/T₀) − exp(−t/T₁) until half a step."""
        span = 1e-4
        expected = np.exp(-span / 1200 / 1e-6) - np.exp(-span / 1200 / 2.4e-6)
        assert course(state_of(f"{WITH_INPUT}&span={span}")).spike == pytest.approx(expected, rel=0.01)


class TestEdge:
    def test_of_two_poles(self) -> None:
        """40 Ω, 10 µH and 1 nF, all but the load of 10 MΩ: (ω₀, ζ) from s²LC + sRC + 1."""
        found = edge_figures(
            state_of("preset=pin-2m&skin=off&cable=rlc&len=10&lm=1&cm=100&rdc=0.1&load=1e7&rs=40&rcontact=0")
        )
        w, damping = 1e7, 40 / 2 * np.sqrt(1e-9 / 1e-5)
        t = np.linspace(0, 5e-6, 500_001)
        ringing = w * np.sqrt(1 - damping**2)
        answer = 1 - np.exp(-damping * w * t) * (np.cos(ringing * t) + damping * w / ringing * np.sin(ringing * t))
        low, half, high = (t[np.argmax(answer > part)] for part in (0.1, 0.5, 0.9))
        assert found.rise_time_s == pytest.approx(high - low, rel=5e-3)
        assert found.delay_s == pytest.approx(half, rel=5e-3)
        assert found.overshoot_percent == pytest.approx(100 * (answer.max() - 1), rel=5e-3)
        assert (found.without_cable_rise_time_s, found.without_cable_delay_s) == (0, 0)
        assert found.without_cable_overshoot_percent == 0

    def test_of_the_source_alone(self) -> None:
        """10 kΩ with 100 pF of the input, and 140 pF more: ln 9 and ln 2 of each."""
        found = edge_figures(state_of(WITH_INPUT))
        assert found.without_cable_rise_time_s == pytest.approx(np.log(9) * 1e-6, rel=5e-3)
        assert found.without_cable_delay_s == pytest.approx(np.log(2) * 1e-6, rel=5e-3)
        assert found.rise_time_s == pytest.approx(np.log(9) * 2.4e-6, rel=5e-3)
        assert found.delay_s == pytest.approx(np.log(2) * 2.4e-6, rel=5e-3)


def widest(t: Real, size: Real) -> tuple[float, float]:
    """Height of the largest bump of a curve, and its width at half of that."""
    top = int(np.argmax(size))
    low = np.flatnonzero(size < size[top] / 2)
    return size[top], t[low[low > top][0]] - t[low[low < top][-1]]


def pulse(t: Real, highest: float) -> Real:
    """Its spectrum falls like (1 + cos)/2 to the highest frequency: sinc(x)/(1 − x²) with x = 2·highest·t."""
    x = 2 * highest * t
    return np.asarray(np.sinc(x) / (1 - x**2))


def tone(t: Real, f0: float, cycles: float) -> Real:
    return np.where(
        (t > 0) & (t < cycles / f0), np.sin(2 * np.pi * f0 * t) * (1 - np.cos(2 * np.pi * f0 * t / cycles)) / 2, 0
    )


class TestDifference:
    def test_shows_in_so_many_points(self) -> None:
        """Two of 600 while it is above half its height."""
        assert Difference(0.1, 0.0, 2e-6).span_s == pytest.approx(600e-6)
        assert Difference(0.1, 0.0, None).span_s is None

    @pytest.mark.parametrize("signal", ["step", "square&f0=50", "square&f0=50000"])
    def test_of_an_edge(self, signal: str) -> None:
        """A volt at once, and what is missing falls like exp(−t/RC), whatever comes after."""
        found = difference_of(state_of(f"{CHARGED}&sig={signal}"))
        assert found.peak_v == pytest.approx(LEVEL, rel=1e-3)
        assert found.peak_s == 0
        assert found.half_s == pytest.approx(np.log(2) * RC, rel=0.01)

    def test_of_a_cable_that_stays_behind(self) -> None:
        """30 m of 1 µH and 50 mΩ a metre: 8/8.08 at once, of which 8/9.58 comes after with L/R."""
        found = difference_of(state_of("preset=speaker-30m&skin=off"))
        bare, late = 8 / 8.08, 8 / 9.58
        assert found.peak_v == pytest.approx(bare, rel=2e-3)
        assert found.peak_s == 0
        assert found.half_s == pytest.approx(-np.log(1 - bare / 2 / late) * 30e-6 / 9.58, rel=5e-3)

    @pytest.mark.parametrize("signal", ["step", "square&f0=1000"])
    def test_may_be_largest_later(self, signal: str) -> None:
        """exp(−t/T₁) − exp(−t/T₀) is at its top where both fall alike."""
        slow, fast = LEVEL * 2.4e-6, LEVEL * 1e-6
        t = np.linspace(0, 2e-5, 2_000_001)
        height, width = widest(t, LEVEL * (np.exp(-t / slow) - np.exp(-t / fast)))
        found = difference_of(state_of(f"{WITH_INPUT}&sig={signal}"))
        assert found.peak_v == pytest.approx(height, rel=1e-3)
        assert found.peak_s == pytest.approx(np.log(slow / fast) / (1 / fast - 1 / slow), rel=0.03)
        assert found.half_s == pytest.approx(width, rel=2e-4)

    RINGS = "preset=pin-2m&skin=off&cable=rlc&len=10&lm=10&cm=100&rdc=0.1&load=1e7&rs=120&rcontact=0"
    DAMPING, TURN = 60 * (1e-9 / 1e-4) ** 0.5, 1e6 * 10**0.5  # ζ and ω₀ of 120 Ω, 100 µH and 1 nF

    def test_may_grow_from_period_to_period(self) -> None:
        """A square wave whose fundamental rings: answers to steps up and down, half a period apart each."""
        ringing = self.TURN * (1 - self.DAMPING**2) ** 0.5
        half = np.pi / ringing
        t = np.linspace(0, 20 * half, 400_001)
        load, emf = np.zeros_like(t), np.zeros_like(t)
        for n in range(20):
            since = np.maximum(t - n * half, 0)
            swing = np.cos(ringing * since) + self.DAMPING * self.TURN / ringing * np.sin(ringing * since)
            load += (-1) ** n * (1 - np.exp(-self.DAMPING * self.TURN * since) * swing)
            emf += (-1) ** n * (t >= n * half)
        height, width = widest(t, np.abs(load - emf))
        found = difference_of(state_of(f"{self.RINGS}&sig=square&f0={0.5 / half:.8g}"))
        assert height > 1.3
        assert found.peak_v == pytest.approx(height, rel=0.03)
        assert found.half_s == pytest.approx(width, rel=0.1)
        assert found.peak_s > 6 * half

    def test_of_a_pulse_may_be_after_its_middle(self) -> None:
        """What rings once the pulse is over: the pulse weighed with the answer to a spike."""
        highest = 6e5
        ringing = self.TURN * (1 - self.DAMPING**2) ** 0.5
        u = np.arange(0, 3e-5, 5e-9)
        spike = self.TURN**2 / ringing * np.exp(-self.DAMPING * self.TURN * u) * np.sin(ringing * u)
        t = np.arange(-3e-5, 3e-5, 5e-9) + 1e-9
        change = np.convolve(pulse(t, highest), spike)[: t.size] * 5e-9 - pulse(t, highest)
        found = difference_of(state_of(f"{self.RINGS}&sig=impulse&fmax={highest:.0f}"))
        assert found.peak_v == pytest.approx(np.max(np.abs(change)), rel=0.01)
        assert found.peak_s == pytest.approx(t[np.argmax(np.abs(change))], abs=0.02 / highest)
        assert found.peak_s > 0.2 / highest

    def test_of_a_pulse_may_come_long_after_it(self) -> None:
        """A pickup rings for long once a pulse of a microsecond is over: as its course has it."""
        state = state_of("preset=stratocaster&sig=impulse&fmax=1000000&span=0.0003")
        found, played = difference_of(state), course(state)
        size = np.abs(played.load - played.without_cable)
        assert found.peak_s > 10 / 1e6
        assert found.peak_s == pytest.approx(played.seconds[np.argmax(size)], rel=0.05)
        assert found.peak_v == pytest.approx(size.max(), rel=5e-3)

    @pytest.mark.parametrize(
        "query",
        ["preset=measured-gibson-490r&len=2.5&sig=impulse", "preset=gs-6-5m&len=96.5&sig=square&f0=1330&model=line"],
    )
    def test_lasts_as_long_as_where_it_is_largest(self, query: str) -> None:
        """A closer look sees another bump, of more than half the height: the course has both."""
        state = state_of(f"{query}&span=0.001")
        played = course(state)
        _, width = widest(played.seconds, np.abs(played.load - played.without_cable))
        assert difference_of(state).half_s == pytest.approx(width, rel=0.05)

    @pytest.mark.parametrize(
        ("signal", "of", "end"),
        [
            ("impulse&fmax=20000", lambda t: pulse(t, 20e3), 2e-4),
            ("burst&f0=2000&cycles=5", lambda t: tone(t, 2e3, 5), 3e-3),
            ("burst&f0=1000&cycles=1", lambda t: tone(t, 1e3, 1), 1.5e-3),
            ("burst&f0=2000&cycles=50", lambda t: tone(t, 2e3, 50), 3e-2),
        ],
    )
    def test_of_what_is_slow_against_the_cable(self, signal: str, of: Callable[[Real], Real], end: float) -> None:
        """The signal less itself RC later: RC times its slope, and RC later."""
        t = np.linspace(-end, end, 400_002)
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = np.abs(np.gradient(of(t), t))
        height, width = widest(t, slope)
        found = difference_of(state_of(f"{CHARGED}&sig={signal}"))
        assert found.peak_v == pytest.approx(RC * height, rel=0.02)
        near = slope >= 0.99 * height  # tops that are as good as alike, or flat
        assert np.min(np.abs(t[near] + RC - found.peak_s)) < 0.05 * width
        assert found.half_s == pytest.approx(width, rel=0.03)


class TestFollower:
    LINE = "preset=speaker-4m&skin=off&model=line&rs=30&load=200&span=1e-5"

    @pytest.mark.parametrize(
        ("query", "key", "values"),
        [
            (WITH_INPUT, "rs", (5000.0, 7000.0, 9000.0)),
            (WITH_INPUT, "len", (3.0, 4.0, 1.0)),
            (f"{WITH_INPUT}&sig=burst&f0=10000", "rs", (5000.0,)),
            (LINE, "rs", (50.0,)),
            (LINE, "lm", (4.0, 2.0, 3.0)),
        ],
    )
    def test_gives_what_each_state_alone_has(self, query: str, key: str, values: tuple[float, ...]) -> None:
        state = with_span(state_of(f"{query}&view=time"))
        changed = [state.with_values(**{key: value}) for value in values]
        for found, other in zip(follower(state, key)(changed), changed, strict=True):
            alone = course(other)
            assert found.seconds.tolist() == alone.seconds.tolist()
            assert found.edges.tolist() == alone.edges.tolist()
            for name in ("emf", "load", "without_cable"):
                assert getattr(found, name) == pytest.approx(getattr(alone, name), abs=3e-4)
            assert found.spike == pytest.approx(alone.spike, abs=1e-3)

    @pytest.mark.parametrize(("key", "values", "lines"), [("rs", (1, 2), 0), ("len", (1, 2), 0), ("lm", (1, 2), 2)])
    def test_solves_as_few_cables_as_differ(
        self, key: str, values: tuple[float, ...], lines: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        state = with_span(state_of(f"{CHARGED}&view=time&span=1e-5"))
        follow, solved = follower(state, key), []
        monkeypatch.setattr(transients, "causal_line_of", lambda *of: solved.append(of) or causal_line_of(*of))
        follow([state.with_values(**{key: value}) for value in values])
        assert len(solved) == lines


class TestFronts:
    """A line of 1 µH and 45 pF a metre: 6.708 ns a metre; points that are 16.7 ns apart."""

    LINE = "preset=speaker-4m&skin=off&model=line&span=1e-5"

    @pytest.mark.parametrize(
        ("query", "length", "moves"),
        [
            ("rs=150&load=150", 6.47, False),  # 16.6 ns
            ("rs=150&load=150", 6.5, True),  # 16.8 ns
            ("rs=150&load=150", 1.4, True),
            ("rs=150&load=150&sig=square&f0=1e5", 6.5, True),
            ("rs=150&load=150&sig=burst&f0=1e5", 6.5, False),
            ("rs=150&load=150&sig=impulse", 6.5, False),
            ("rs=150&load=150&model=c-end", 6.5, False),
            # Of a front 149.5/(149 + rs) comes through: 0.00503, and 0.00497.
            ("rs=29600&load=150", 6.5, True),
            ("rs=29950&load=150", 6.5, False),
        ],
    )
    def test_move(self, query: str, length: float, moves: bool) -> None:
        pairs: dict[str, Any] = dict(parse_qsl(f"{self.LINE}&{query}"))
        state, problems = parse(list(pairs.items()))
        assert not problems
        other = state.with_values(len=length)
        assert [bool(front_moves(state, other)), bool(front_moves(other, state))] == [moves, moves]

    @pytest.mark.parametrize(("length", "moves"), [(0.75, False), (0.6, True)])
    def test_come_with_the_speed_of_the_insulation(self, length: float, moves: bool) -> None:
        """3.25 m take 16.26 ns, 3.4 m 17.01, by √2.25/c; where current is in all of the metal 3.25 m take 17.5."""
        query = "preset=speaker-4m&cable=pair&dia=2&gap=4&eps=2.25&skin=exact&model=line&span=1e-5&rs=150&load=150"
        state = state_of(query)
        assert front_moves(state, state.with_values(len=length)) == moves

    @pytest.mark.parametrize("capacitance", [20, 100, 190, 220])
    def test_that_come_through_move(self, capacitance: int) -> None:
        """What of 60 MHz, one over what the points are apart, comes through a line without losses, 2 or 30 m long."""
        query = "preset=pin-2m&skin=off&model=line&zl=input&load=1e7&rs=10000&rcontact=0&rdc=0.1&lm=1&cm=45&span=1e-5"
        w = 2 * np.pi * 600e5
        wave, zl = (1e-6 / 45e-12) ** 0.5, 1 / (1e-7 + 1j * w * capacitance * 1e-12)
        through = []
        for length in (2, 30):
            angle = w * length * (1e-6 * 45e-12) ** 0.5
            through.append(
                1 / ((1 + 1e4 / zl) * np.cos(angle) + 1j * (wave / zl + 1e4 / wave) * np.sin(angle)),
            )
        state = state_of(f"{query}&ci={capacitance}&len=2")
        assert front_moves(state, state.with_values(len=30)) == (max(np.abs(through)) > 5e-3)

    def test_that_do_not_come_through_do_not_move(self) -> None:
        """2 nF behind 100 kΩ let next to nothing of 60 MHz through, and a third of what is slow."""
        state = state_of("preset=pin-2m&skin=off&model=line&zl=input&rs=100000&ci=2000&span=1e-5&len=4")
        assert not front_moves(state, state.with_values(len=30))
