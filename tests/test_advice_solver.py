"""app.advice.solver: closed forms, plain searches, and answers fed back into the bench."""

import math
import random
from collections.abc import Callable
from urllib.parse import parse_qsl

import numpy as np
import pytest
from scipy.optimize import bisect

from app.advice.limits import LIMITS, SLOW, Bounds, LimitName, estimated_margins, figures, margin, read_limits
from app.advice.solver import GOOD, Answer, Standard, flattest, longest, read_solve, solve
from app.bench.measures import summarize
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.response import Response, possible
from app.bench.state import State, parse
from app.common.quantity import Number
from app.common.query import Problem
from physics.checks import QuantityError


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


def answer(query: str, key: str, limits: str) -> Answer:
    state = state_of(query)
    bounds = read_limits(limits, state)
    assert not isinstance(bounds, Problem)
    assert read_solve(key, state) is None
    return solve(state, key, bounds)


def over_dc(f: float, source: float, load: float, metres: float, ohms: float, henries: float, farads: float) -> float:
    """Voltage of DC over that at a frequency, of the paper's Fig. 2 (c) between resistances; of the loop per metre."""
    s = 2j * math.pi * f
    whole = abs(1 + (source + metres * (ohms + s * henries)) * (1 / load + s * farads * metres))
    return whole / (1 + (source + ohms * metres) / load)


def bend_of_speaker(source: float, load: float, metres: float) -> float:
    """The change of tone [dB], which is the largest at 20 kHz, where a source without the cable changes none."""
    return 20 * math.log10(over_dc(20e3, source, load, metres, 0.05, 1e-6, 45e-12))


def corner_of_pin(metres: float) -> float:
    """Half the power of DC [Hz], between 1 kΩ and 20 kΩ."""
    return float(bisect(lambda f: over_dc(f, 1e3, 20e3, metres, *PER_METRE) ** 2 - 2, 1e3, 1e8))


PER_METRE = (0.35, 0.3e-6, 70e-12)  # [Ω], [H], [F]; of the line cable
SPEAKER, PIN = "preset=speaker-4m&skin=off", "preset=pin-2m&skin=off"
SEARCHED = [
    *((SPEAKER, f"bend:{bend_of_speaker(0.08, 8, metres):.12g}", metres) for metres in (0.2, 1.7, 12.0, 280.0)),
    *((PIN, f"corner:{corner_of_pin(metres):.12g}", metres) for metres in (0.2, 3.1, 23.0, 280.0)),
]
"""Queries, limits of which estimates are searched first, and the lengths [m] at which just they are reached."""


class TestClosedForms:
    """25 mΩ a metre and conductor into 8 Ω from 0.08 Ω: all by hand."""

    @pytest.mark.parametrize(
        ("limits", "metres"),
        [
            ("percent:5", 0.4 / 0.05),
            ("loop:0.3", 6.0),
            ("damping:20", (0.4 - 0.08) / 0.05),
            ("percent:5,damping:20", (0.4 - 0.08) / 0.05),
        ],
    )
    def test_longest(self, limits: str, metres: float) -> None:
        found = answer("preset=speaker-4m&skin=off", "len", limits)
        assert found.value == pytest.approx(metres, rel=1e-6)
        assert found.interval == (0.1, found.value)
        assert found.unit == "m"
        assert found.figures["percent"] == pytest.approx(5 * metres / 8, rel=1e-6)
        assert found.binding == limits.split(",")[-1].split(":")[0]
        assert found.state is not None
        assert found.state.shown["len"] == found.value

    def test_loss_at_1_khz(self) -> None:
        """(8.08 + Z)/8.08 with Z = 50 mΩ + j·2π·1 mΩ a metre; the capacitance adds less than 1e-8 of it."""
        found = answer("preset=speaker-4m&skin=off&cm=12", "len", "loss:0.5")
        metres = bisect(lambda x: 20 * math.log10(abs(8.08 + x * (0.05 + 2e-3j * math.pi)) / 8.08) - 0.5, 1, 100)
        assert found.value == pytest.approx(metres, rel=1e-6)

    @pytest.mark.parametrize(("query", "limits", "metres"), SEARCHED)
    def test_what_is_searched_for_over_frequency(self, query: str, limits: str, metres: float) -> None:
        assert answer(query, "len", limits).value == pytest.approx(metres, rel=1e-6)

    def test_resonance_of_a_pickup(self) -> None:
        """It is what the bench tells there, and falls with the capacitance."""
        found = answer("preset=stratocaster", "cm", "resonance:3000")
        assert found.state is not None
        assert summarize(found.state).resonance_hz == pytest.approx(3000, rel=1e-6)
        # 2.2 H with 110 pF and 5 m of that: near 3 kHz, which the controls lower a little.
        assert found.value is not None
        assert 1 / (2 * math.pi * math.sqrt(2.2 * (110 + 5 * found.value) * 1e-12)) == pytest.approx(3000, rel=0.05)

    @pytest.mark.parametrize(("key", "size"), [("mm2", 1.0), ("dia", 2 / math.sqrt(math.pi))])
    def test_thinnest(self, key: str, size: float) -> None:
        """30 m of 1/58 Ω·mm²/m take 5 % of 8 Ω in 15 m of 1.293 mm²."""
        found = answer("cable=pair&metal=copper&len=15", key, "percent:5")
        area = 30 / 58 / 0.4
        assert found.value == pytest.approx(area if key == "mm2" else math.sqrt(area) * size, rel=1e-6)
        assert found.standard is not None
        assert (found.standard.awg, found.standard.mm2) == (16, 1.5)  # AWG 16 has 1.31 mm², AWG 17 1.04 mm²

    def test_a_gauge_at_the_end_of_the_range_is_sold(self) -> None:
        """568 m of 1/58 Ω·mm²/m take 2.5 % of 8 Ω in 48.97 mm²: AWG 0 has 53.5 mm², AWG 1 42.4 mm²."""
        found = answer("cable=pair&metal=copper&len=284&gap=20", "awg", "percent:2.5")
        assert found.interval == (0, found.value)
        assert found.standard == Standard(0, 50)

    def test_gauge(self) -> None:
        """A gauge of 1.293 mm²: 36 − 39·ln(1.283/0.127)/ln 92."""
        found = answer("cable=pair&metal=copper&len=15", "awg", "percent:5")
        diameter = math.sqrt(4 / math.pi * 30 / 58 / 0.4)
        assert found.value == pytest.approx(36 - 39 * math.log(diameter / 0.127) / math.log(92), abs=1e-6)
        assert found.standard is not None
        assert found.standard.awg == 16

    def test_resistance_has_a_size_in_copper(self) -> None:
        """13.3 mΩ/m is that of 1.29 mm²."""
        found = answer("preset=speaker-4m&len=15", "rdc", "percent:5")
        assert found.value == pytest.approx(1e3 * 0.2 / 15, rel=1e-6)
        assert found.standard is not None
        assert (found.standard.awg, found.standard.mm2) == (16, 1.5)

    def test_of_alternatives_the_one_solved_for_rules(self) -> None:
        """8 Ω over 0.32 Ω less 4 m of 50 mΩ, as a resistance and as a damping factor of the amplifier."""
        source = 8 / 25 - 0.2
        assert answer("preset=speaker-4m", "rs", "damping:25").value == pytest.approx(source, rel=1e-6)
        assert answer("preset=speaker-4m", "df", "damping:25").value == pytest.approx(8 / source, rel=1e-6)
        assert answer("preset=speaker-4m&rs=1", "df", "damping:25").value == pytest.approx(8 / source, rel=1e-6)


def test_roger_russells_lengths() -> None:
    """R. Russell, *Speaker Wire: A History*, www.roger-russell.com/wire/wire.htm: the longest run into 8 Ω that keeps
    the wire's resistance within 5 %, in feet, as printed, and what it is to more digits."""
    printed = {22: 12, 20: 20, 18: 32, 16: 48, 14: 80, 12: 120, 10: 200}
    ours = [12.4, 19.7, 31.3, 49.8, 79.2, 125.9, 200.2]
    for (gauge, feet), more in zip(printed.items(), ours, strict=True):
        found = answer(f"cable=pair&awg={gauge}&metal=copper&load=8", "len", "percent:5")
        assert found.value is not None
        assert found.value / 0.3048 == pytest.approx(more, abs=0.05)
        assert found.value / 0.3048 == pytest.approx(feet, rel=0.05)  # he rounds


class TestReading:
    KNOWN = "len, rdc, lm, cm, tand, df, rs, ls, load."
    """What counts between an amplifier and a resistor, of a cable given by its R, L and C."""

    @pytest.mark.parametrize("key", ["colour", "awg", "lp", "ci"])
    def test_what_makes_no_difference_is_refused_with_what_does(self, key: str) -> None:
        problem = read_solve(key, state_of("preset=speaker-4m"))
        assert problem is not None
        assert (problem.key, problem.value) == ("solve", key)
        assert problem.message.en.endswith(self.KNOWN)

    @pytest.mark.parametrize(
        ("key", "is_refused"),
        [("len", True), ("load", True), ("df", True), ("dia", False), ("gap", False), ("eps", False), ("temp", False)],
    )
    def test_wires_that_touch_are_in_the_way_of_all_but_the_cable_itself(self, key: str, is_refused: bool) -> None:
        problem = read_solve(key, state_of("cable=pair&gap=0.5"))
        assert (problem is not None and problem.key) == ("gap" if is_refused else False)

    def test_what_no_value_makes_possible_says_why(self) -> None:
        with pytest.raises(QuantityError, match="spacing"):
            solve(state_of("cable=pair&gap=0.5"), "temp", {"percent": 5})


@pytest.fixture
def estimates(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Make the estimates of what is searched for wrong by a margin."""

    def be_wrong(by: float) -> None:
        def wrong(response: Response, limits: Bounds) -> dict[LimitName, float]:
            margins = estimated_margins(response, limits)
            return {name: margin + (by if name in SLOW else 0) for name, margin in margins.items()}

        monkeypatch.setattr("app.advice.solver.estimated_margins", wrong)

    return be_wrong


class TestEstimates:
    """They cost time where they are wrong, but no digit of the answer."""

    @pytest.mark.parametrize("by", [-0.6, -0.1, 0.1, 0.6, 2.0])
    @pytest.mark.parametrize(("query", "limits", "metres"), SEARCHED)
    def test_that_are_wrong(
        self, estimates: Callable[[float], None], by: float, query: str, limits: str, metres: float
    ) -> None:
        """By 2 they take the limit to be met as far as twice what it allows."""
        estimates(by)
        assert answer(query, "len", limits).value == pytest.approx(metres, rel=1e-6)

    @pytest.mark.parametrize("by", [-0.6, 0.0, 0.6, 7.0])
    def test_where_the_stretch_ends_with_the_range(self, estimates: Callable[[float], None], by: float) -> None:
        """The more load a pickup has, the more a cable changes its tone; by 7 all loads seem to be met."""
        estimates(by)
        found = answer("preset=stratocaster", "load", "bend:1")
        assert found.interval is not None
        assert (found.value, found.interval[0], found.binding) == (1, 1, None)
        assert found.late
        assert not found.again
        there = state_of(f"preset=stratocaster&load={found.interval[1]:.12g}")
        assert abs(summarize(there).bend_db) == pytest.approx(1, rel=1e-6)

    @pytest.mark.parametrize(("limits", "by"), [("bend:0.26", 0.0), ("bend:0.26", 2.0), ("corner:100000", 0.8)])
    def test_where_nothing_will_do(self, estimates: Callable[[float], None], limits: str, by: float) -> None:
        """Loss in the insulation makes worse what is a little too much without it."""
        estimates(by)
        found = answer(f"{PIN}&len=30", "tand", limits)
        assert (found.value, list(found.missed)) == (None, [limits.split(":")[0]])
        (near,) = found.missed.values()
        best = corner_of_pin(30) if "corner" in limits else 20 * math.log10(over_dc(20e3, 1e3, 20e3, 30, *PER_METRE))
        assert near.figure == pytest.approx(best, rel=1e-6)
        assert near.value == 0

    def test_for_tables_they_are_enough(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """To three digits."""
        monkeypatch.delattr("app.advice.solver.figures")
        for query, limits, metres in SEARCHED:
            bounds = read_limits(limits, state_of(query))
            assert not isinstance(bounds, Problem)
            assert longest(state_of(query), bounds) == (pytest.approx(metres, rel=1e-3), limits.split(":")[0])
        assert longest(state_of(SPEAKER), {"damping": 99}) == (None, None)
        assert longest(state_of(SPEAKER), {"percent": 1e3}) == (300, None)


class TestReach:
    def test_everything_holds(self) -> None:
        found = answer("preset=speaker-4m", "len", "percent:1000,resonance:3000,bend:70")
        assert (found.value, found.binding) == (300, None)
        assert found.candidates == {"percent": 300, "resonance": 300, "bend": 300}
        assert (found.late, found.again) == (False, False)

    @pytest.mark.parametrize(("metres", "binding"), [(0.1, "loop"), (300, None)])
    def test_what_just_holds_at_an_end_of_the_range(self, metres: float, binding: str | None) -> None:
        """To the last bit of 50 mΩ a metre."""
        found = answer("preset=speaker-4m", "len", f"loop:{0.05 * metres!r}")
        assert (found.value, found.binding) == (metres, binding)

    def test_what_is_possible_ends_first(self) -> None:
        """Wires of 1 mm at a lay of 30 mm stand at 45° where they are 30/π mm apart, which ends nothing that is told.

        They touch up to 1 mm; of 64 equal steps from 0.1 to 100 mm, 22 lead beyond that.
        """
        found = answer("cable=pair&dia=1&lay=30&len=10", "gap", "percent:50,bend:5")
        assert found.interval is not None
        assert found.interval == (pytest.approx(0.1 * 1000 ** (22 / 64), rel=1e-9), found.value)
        assert found.value == pytest.approx(30 / math.pi, rel=1e-6)
        assert (found.binding, found.late, found.again) == (None, False, False)

    def test_what_is_possible_on_the_bench_ends_first(self) -> None:
        """The exact solution that its picture shows wants 1e-4 of the shield's outer radius: 9999 walls of bore."""
        found = answer("cable=coax&dia=1&len=1&shield=0.005&skin=off&view=line", "bore", "percent:90,bend:9")
        assert found.value == pytest.approx(2 * 0.005 * 9999, rel=1e-6)
        assert found.binding is None

    @pytest.mark.parametrize(("own", "middle", "factor"), [(1e3, 1e3, 1.004), (8, 10 ** (7 * 29 / 64), 1.25)])
    def test_a_narrow_stretch(self, own: float, middle: float, factor: float) -> None:
        """Round a load on which it was, or on one of 64 equal steps from 1 Ω to 10 MΩ.

        A high one keeps what the cable takes small, a low one what the capacitance takes.
        """
        low, high = middle / factor, middle * factor
        limits = f"percent:{150 / low:.12g},bend:{bend_of_speaker(1e3, high, 30):.12g}"
        found = answer(f"{SPEAKER}&len=30&load={own}&rs=1000", "load", limits)
        assert found.interval == (pytest.approx(low, rel=1e-6), pytest.approx(high, rel=1e-6))
        assert (found.value, found.binding, found.late, found.again) == (found.interval[0], "percent", True, False)

    def test_an_answer_asked_of_itself_is_the_last_that_will_do(self) -> None:
        """Its own value lies on the edge, where rounding must not make a second stretch."""
        for query, key, limits in (
            (SPEAKER, "len", "percent:5"), (PIN, "len", "bend:0.5"), ("preset=speaker-4m", "load", "damping:25"),
            ("preset=stratocaster", "cm", "resonance:3000"), ("cable=pair&metal=copper&len=15", "mm2", "percent:5"),
            ("cable=pair&metal=copper&len=15", "dia", "percent:3"), (SPEAKER, "rdc", "loss:0.3"),
        ):  # fmt: skip
            first = answer(query, key, limits)
            assert first.state is not None
            again = answer(first.state.query, key, limits)
            assert again.value == pytest.approx(first.value, rel=1e-7)
            assert not again.again

    def test_nothing_holds(self) -> None:
        """0.1 m of 50 mΩ a metre are 0.0625 % of 8 Ω."""
        found = answer("preset=speaker-4m", "len", "percent:0.05,damping:20")
        assert (found.key, found.limits) == ("len", {"percent": 0.05, "damping": 20})
        assert (found.value, found.state, found.interval, found.figures) == (None, None, None, {})
        assert (found.late, found.again) == (False, False)
        assert found.candidates["percent"] is None
        assert found.candidates["damping"] == pytest.approx(6.4, rel=1e-6)
        assert set(found.missed) == {"percent"}
        assert found.missed["percent"].figure == pytest.approx(0.0625)
        assert found.missed["percent"].value == 0.1

    def test_each_alone_but_not_together(self) -> None:
        """A high load keeps the tone from the cable's inductance, a low one its −3 dB from the capacitance."""
        found = answer("preset=speaker-4m&len=30&rs=1000", "load", "percent:1e-3,corner:1000000")
        assert found.value is None
        assert found.missed == {}
        assert None not in found.candidates.values()

    def test_a_stretch_that_does_not_begin_at_the_good_end(self) -> None:
        """At a fixed damping factor a high load means a high source, which the cable's capacitance bends."""
        found = answer("preset=speaker-4m", "load", "bend:0.1")
        assert found.late
        assert found.interval is not None
        low, high = found.interval
        assert low == found.value
        for inside, outside in ((low * (1 + 1e-6), low * (1 - 1e-6)), (high * (1 - 1e-6), high * (1 + 1e-6))):
            assert abs(summarize(state_of(f"preset=speaker-4m&load={inside:.12g}")).bend_db) <= 0.1
            assert abs(summarize(state_of(f"preset=speaker-4m&load={outside:.12g}")).bend_db) > 0.1

    def test_a_stretch_that_begins_within_the_first_step(self) -> None:
        """Of 64 from 10 MΩ down, each of which is a factor of 1.29."""
        found = answer(SPEAKER, "load", f"bend:{bend_of_speaker(9.5e4, 9.5e6, 4):.12g}")
        assert found.interval == (1, pytest.approx(9.5e6, rel=1e-6))
        assert found.late

    def test_spacing_is_an_interval(self) -> None:
        """Too wide has too much inductance; as narrow as it may be, the wires touch."""
        found = answer("cable=pair&len=30", "gap", "bend:0.7")
        assert found.interval is not None
        assert found.value == found.interval[1]
        assert 1 < found.interval[0] < 1.2
        assert not found.late
        assert found.binding == "bend"

    def test_what_cannot_be_is_no_failure(self) -> None:
        """Wires of more than 4 mm would touch."""
        found = answer("cable=pair&len=15", "dia", "percent:5")
        assert found.interval is not None
        assert 3.5 < found.interval[1] < 4
        assert not found.late

    def test_met_once_more_further_on(self) -> None:
        """A resonance of the cable itself passes through the band; a plain scan finds the second stretch."""
        line = "preset=pin-2m&rs=1&load=1e6&lm=10"
        query = f"{line}&cm=1000"
        bends = [abs(summarize(state_of(f"{query}&len={x:.8g}")).bend_db) for x in np.geomspace(0.1, 300, 200)]
        assert answer(f"{query}&len=134", "len", "bend:6.7").again  # it is 6.6 dB there
        further = answer(f"{line}&cm=210", "len", "bend:8")  # where all is √(1000/210) times as far away
        assert further.again
        assert further.value == pytest.approx(math.sqrt(1000 / 210) * 64, rel=0.01)
        for bound, stretches in ((8.0, 2), (5.4, 1)):
            met = [bend <= bound for bend in bends]
            assert np.count_nonzero(np.diff([False, *met, False])) == 2 * stretches
            found = answer(query, "len", f"bend:{bound}")
            assert found.again == (stretches > 1)
            assert found.value == pytest.approx(np.geomspace(0.1, 300, 200)[met.index(False)], rel=0.05)


def random_case(rng: random.Random) -> tuple[State, str, dict[LimitName, float]]:
    """A state, a quantity that matters in it, and limits around what it has."""
    while True:
        pairs = [("preset", rng.choice(list(PRESETS)))]
        if rng.random() < 0.6:
            pairs.append(("cable", rng.choice(("rlc", "pair", "quad", "coax"))))
        if rng.random() < 0.4:
            pairs += [("model", rng.choice(("c-mid", "line"))), ("skin", rng.choice(("off", "table")))]
        state, _ = parse(pairs)
        keys = [key for key in GOOD if state.matters(key)]
        if possible(state) is not None:
            continue
        found = figures(state)
        names = [name for name in LIMITS if name != "damping" or not state.has_coil]
        usual = {"corner": 30e3, "resonance": 3e3}
        limits = {name: abs(found[name] or usual[name]) * 10 ** rng.uniform(-0.7, 0.7) for name in rng.sample(names, 2)}
        return state, rng.choice(keys), limits


# Among them those of quantities that shape the source or the load: coils, and capacitances of a pickup.
@pytest.mark.parametrize("seed", [*range(40), 490, 589, 783, 828, 893, 901, 986])
def test_just_inside_passes_and_just_outside_fails(seed: int) -> None:
    state, key, limits = random_case(random.Random(seed))
    found = solve(state, key, limits)
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)

    def least(value: float) -> float:
        assert found.state is not None
        there = figures(found.state.with_values(**{key: value}))
        return min(margin(name, bound, there[name]) for name, bound in limits.items())

    if found.value is None:
        for value in np.linspace(quantity.minimum, quantity.maximum, 7):  # none of some either
            given = [pair for pair in state.given.items() if pair[0] != key]
            other = parse([*given, (key, f"{value:.6g}")])[0]
            if possible(other) is None:
                there = figures(other)
                assert min(margin(name, bound, there[name]) for name, bound in limits.items()) < 0
        return
    beyond = 1e-6 * found.value if quantity.logarithmic else 1e-8 * (quantity.maximum - quantity.minimum)
    outside = found.value + (beyond if GOOD[key] == "low" else -beyond)
    assert least(found.value) >= 0
    if found.binding is None:
        assert found.value in (quantity.minimum, quantity.maximum)
    elif quantity.minimum <= outside <= quantity.maximum:
        assert least(outside) < 0


class TestFlattest:
    @pytest.mark.parametrize(
        ("ohms", "henries", "load"),
        [(1000, 0.5, 47e3), (1300, 0.7, 47e3), (600, 0.3, 68e3), (1500, 1.5, 100e3), (1800, 0.08, 15e3)],
    )
    def test_against_a_search_by_hand(self, ohms: float, henries: float, load: float) -> None:
        """1/(1 + (R + jωL)·(1/load + jωC)) relative to 1 kHz, over C in steps of 1 pF; the cable has 50 pF of it."""
        s = 2j * np.pi * np.append(1e3, np.geomspace(20, 20e3, 961))
        total = np.arange(50, 2051)
        level = -20 * np.log10(np.abs(1 + (ohms + s * henries) * (1 / load + s * total[:, None] * 1e-12)))
        departure = np.abs(level[:, 1:] - level[:, :1]).max(axis=1)
        found = flattest(state_of(f"preset=mm-generic&len=0.5&cm=100&rc={ohms}&lc={1e3 * henries}&load={load}"))
        assert found is not None
        assert 1e12 * found.capacitance == pytest.approx(total[departure.argmin()], abs=1)
        assert found.capacitance == pytest.approx(1e-12 * (50 + found.ci))
        assert found.ci % 1 == 0
        assert found.flat == pytest.approx(departure.min(), abs=0.01, rel=5e-3)

    def test_none_where_it_hardly_counts(self) -> None:
        found = flattest(state_of("preset=mc-generic"))
        assert found is not None
        assert (found.ci, round(found.flat, 2)) == (0, 0)

    @pytest.mark.parametrize("query", ["preset=speaker-4m", "preset=stratocaster", "preset=mm-generic&zl=resistor"])
    def test_only_of_a_cartridge_with_an_input(self, query: str) -> None:
        assert flattest(state_of(query)) is None
