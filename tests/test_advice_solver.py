"""app.advice.solver: closed forms, plain searches, and answers fed back into the bench."""

import math
import random
from urllib.parse import parse_qsl

import numpy as np
import pytest
from scipy.optimize import bisect

from app.advice.limits import LIMITS, LimitName, figures, margin, read_limits
from app.advice.solver import GOOD, Answer, flattest, read_solve, solve
from app.bench.measures import summarize
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.response import possible
from app.bench.state import State, parse
from app.common.quantity import Number
from app.common.query import Problem


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
        assert found.binding == limits.split(",")[-1].split(":")[0]
        assert found.state is not None
        assert found.state.shown["len"] == found.value

    def test_loss_at_1_khz(self) -> None:
        """(8.08 + Z)/8.08 with Z = 50 mΩ + j·2π·1 mΩ a metre; the capacitance adds less than 1e-8 of it."""
        found = answer("preset=speaker-4m&skin=off&cm=12", "len", "loss:0.5")
        metres = bisect(lambda x: 20 * math.log10(abs(8.08 + x * (0.05 + 2e-3j * math.pi)) / 8.08) - 0.5, 1, 100)
        assert found.value == pytest.approx(metres, rel=1e-6)

    def test_change_of_tone(self) -> None:
        """The paper's Fig. 2 (c) between resistances changes the level most at 20 kHz."""
        found = answer("preset=speaker-4m&skin=off", "len", "bend:0.5")

        def bend(x: float) -> float:
            w = 2 * math.pi * 20e3
            whole = abs(1 + (0.08 + x * (0.05 + 1e-6j * w)) * (1 / 8 + 45e-12j * w * x))
            return 20 * math.log10(whole / (1 + (0.08 + 0.05 * x) / 8))

        assert found.value == pytest.approx(bisect(lambda x: bend(x) - 0.5, 1, 100), rel=1e-6)

    def test_corner_of_a_line_cable(self) -> None:
        """Half the power of DC at 100 kHz, between 1 kΩ and 20 kΩ."""
        found = answer("preset=pin-2m&skin=off", "len", "corner:100000")

        def power(x: float) -> float:
            w = 2 * math.pi * 100e3
            whole = abs(1 + (1e3 + x * (0.35 + 0.3e-6j * w)) * (1 / 20e3 + 70e-12j * w * x))
            return (whole / (1 + (1e3 + 0.35 * x) / 20e3)) ** 2

        assert found.value == pytest.approx(bisect(lambda x: power(x) - 2, 1, 100), rel=1e-6)

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


class TestReach:
    def test_everything_holds(self) -> None:
        found = answer("preset=speaker-4m", "len", "percent:1000,resonance:3000")
        assert (found.value, found.binding) == (300, None)
        assert found.candidates == {"percent": 300, "resonance": 300}

    def test_nothing_holds(self) -> None:
        """0.1 m of 50 mΩ a metre are 0.0625 % of 8 Ω."""
        found = answer("preset=speaker-4m", "len", "percent:0.05,damping:20")
        assert (found.value, found.state, found.interval) == (None, None, None)
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
        query, bound = "preset=pin-2m&rs=1&load=1e6&cm=1000&lm=10", 8.0
        bends = [abs(summarize(state_of(f"{query}&len={x:.8g}")).bend_db) for x in np.geomspace(0.1, 300, 200)]
        met = [bend <= bound for bend in bends]
        assert [met[0], *np.diff(met)].count(True) == 4  # met, not met, met, not met
        found = answer(query, "len", f"bend:{bound}")
        assert found.again
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
    @pytest.mark.parametrize(("ohms", "henries"), [(1000, 0.5), (1300, 0.7)])
    def test_against_a_search_by_hand(self, ohms: float, henries: float) -> None:
        """1/(1 + (R + jωL)·(1/47 kΩ + jωC)) relative to 1 kHz, over C in steps of 1 pF; the cable has 50 pF of it."""
        s = 2j * np.pi * np.append(1e3, np.geomspace(20, 20e3, 2000))
        total = np.arange(50, 500)
        level = -20 * np.log10(np.abs(1 + (ohms + s * henries) * (1 / 47e3 + s * total[:, None] * 1e-12)))
        departure = np.abs(level[:, 1:] - level[:, :1]).max(axis=1)
        state = state_of(f"preset=mm-generic&len=0.5&cm=100&rc={ohms}&lc={1e3 * henries}")
        found = flattest(state)
        assert found is not None
        assert 1e12 * found.capacitance == pytest.approx(max(total[departure.argmin()], 50), abs=2)
        assert found.capacitance == pytest.approx(1e-12 * (50 + found.ci))
        assert found.flat == pytest.approx(departure.min(), abs=0.01)

    def test_none_where_it_hardly_counts(self) -> None:
        found = flattest(state_of("preset=mc-generic"))
        assert found is not None
        assert (found.ci, round(found.flat, 2)) == (0, 0)

    @pytest.mark.parametrize("query", ["preset=speaker-4m", "preset=stratocaster", "preset=mm-generic&zl=resistor"])
    def test_only_of_a_cartridge_with_an_input(self, query: str) -> None:
        assert flattest(state_of(query)) is None
