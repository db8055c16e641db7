"""What the measures search for, sought here by brute force: slower than what stands in test_measures.py."""

import math
import random
from typing import get_args
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench.measures import summarize
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.response import possible, respond
from app.bench.state import State, parse
from app.common.quantity import Choice, Number
from physics.hearing import BANDS, Grade, grade


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query, keep_blank_values=True))
    assert not problems
    return state


LONG_LINES = (
    "preset=quad-100m&model=line&len=45.738&load=8353.6&rs=0.23077&zl=driver",
    "preset=speaker-15m&model=line&len=212.89057&load=1575041&rs=0.23752&zl=driver",
    "preset=speaker-30m&model=line&len=177.24&load=504.023&rs=3.72069",
    "preset=speaker-4m&model=line&len=81.4304&load=148445&rs=0.1063",
    "preset=speaker-4m&model=line&len=67.743&load=7258.2&rs=0.0716741",
    "preset=speaker-30m&model=line&len=54.3712&load=41025.2&rs=2.41847",
    "preset=speaker-4m&model=line&len=47.4041&load=1064.82&rs=0.0266876",
)
"""They first fall far up, by a shallow dip between two points: the level hardly falls where it passes the threshold."""


@pytest.mark.parametrize("query", [*(f"preset={preset}" for preset in PRESETS), *LONG_LINES])
def test_is_the_first_half_of_the_power_on_the_response_itself(query: str) -> None:
    state = state_of(query)
    found = summarize(state).minus_3_db_hz
    assert found is not None
    level = respond(state, found * np.array([1, 1 - 1e-5])).ac_attenuation
    assert level[0] == pytest.approx(-10 * math.log10(2), abs=1e-6)
    assert level[1] > level[0]
    before = respond(state, np.linspace(max(1e-3 * found, summarize(state).reference_hz), 0.99999 * found, 20_001))
    assert np.all(before.ac_attenuation > level[0])


def test_first_dip_of_a_long_line_counts() -> None:
    """Narrow dips at 0.5 MHz steps: the first that is deep enough, sought here on 200,001 points."""
    query = (
        "preset=pair-100m&zs=line&rs=0.00708&ls=0&model=line&formula=paper&load=2736878&strands=2.54313629&strand=1"
        "&eps=9.07360529&skin=exact"
    )
    state = state_of(query)
    found = summarize(state).minus_3_db_hz
    assert found is not None
    frequency = np.linspace(0.9 * found, 1.02 * found, 200_001)
    level = respond(state, frequency).ac_attenuation
    first = frequency[np.flatnonzero(level <= -10 * math.log10(2))[0]]
    assert found == pytest.approx(first, rel=1e-5)


def decibels_heard(state: State, frequency: np.ndarray) -> np.ndarray:
    """What the cable changes [dB]; bi-wired, the power that both halves take, over that without the cable."""
    if not state.is_biwired:
        return 20 * np.log10(np.abs(np.exp(respond(state, frequency).cable_log_transfer)))
    taken = without = 0
    for branch in ("woofer", "tweeter"):
        half = respond(state.with_values(branch=branch), frequency)
        assert half.ends.branches is not None
        current = 1 / np.abs(half.ends.branches[0])
        taken += (current * np.abs(np.exp(half.log_transfer))) ** 2
        without += (current * np.abs(np.exp(half.without_cable))) ** 2
    return 10 * np.log10(taken / without)


def random_state(chance: random.Random) -> State:
    """A state that can be, with random values of random quantities, ends of their ranges included."""
    free = [key for key, one in QUANTITIES.items() if isinstance(one, Number | Choice) and key != "cable"]
    while True:
        pairs = {"preset": chance.choice(list(PRESETS))}
        for key in chance.sample(free, chance.choice([3, 6, 12, 30])):
            quantity = QUANTITIES[key]
            if isinstance(quantity, Choice):
                pairs[key] = chance.choice(list(quantity.options))
            else:
                assert isinstance(quantity, Number)
                low, high = quantity.minimum, quantity.maximum
                part = chance.choice([0, 1, chance.random(), chance.random(), chance.random()])
                value = low * (high / low) ** part if quantity.logarithmic else low + (high - low) * part
                pairs[key] = repr(min(max(value, low), high))
        state, problems = parse(pairs.items())
        if not problems and not possible(state):
            return state


def test_no_state_is_graded_too_mildly() -> None:
    """On 20,001 points."""
    chance = random.Random(10)
    mildness = get_args(Grade)
    for _ in range(150):
        state = random_state(chance)
        summary = summarize(state)
        frequency = np.geomspace(*BANDS[state.band], 20_001)
        response = respond(state, frequency)
        change = decibels_heard(state, frequency) - decibels_heard(state, response.reference.frequency)
        worst = float(np.max(np.abs(change)))
        assert abs(summary.bend_db) == pytest.approx(worst, rel=1e-3, abs=1e-3), state.query
        assert mildness.index(summary.grade) >= mildness.index(grade(worst)), state.query


def decibels(ratio: object) -> np.ndarray:
    return np.asarray(20 * np.log10(np.abs(ratio)))


@pytest.mark.parametrize("seed", range(60))
def test_every_figure_is_read_off_the_curves(seed: int) -> None:
    """By its definition, from voltages and impedances at single frequencies, or on a dense grid."""
    state = random_state(random.Random(seed))
    found, si = summarize(state), state.si
    at_reference = respond(state, np.array([found.reference_hz]))
    at = respond(state, np.array([1e3, 10e3, 20e3]))
    line, zs, zl = at.line, at.ends.source_impedance, at.ends.load_impedance

    def levels(frequency: np.ndarray, bare: bool = False) -> np.ndarray:
        """With the cable or without, over that at the reference."""
        one = respond(state, frequency)
        logs = (
            (one.without_cable, at_reference.without_cable) if bare else (one.log_transfer, at_reference.log_transfer)
        )
        return decibels(np.exp(logs[0] - logs[1]))

    def is_close(figure: float | None, expected: float, off: float = 1e-9) -> bool:
        return figure == pytest.approx(expected, rel=off, abs=1e-9)

    assert found.reference_hz == (1e3 if state.source_kind in ("line", "cartridge") else 0)
    assert is_close(found.reference_db, decibels(np.exp(at_reference.log_transfer[0])))
    assert is_close(found.cable_reference_db, decibels_heard(state, at_reference.frequency)[0])
    curve = np.exp(at.log_transfer[2]) / {
        "ac": abs(np.exp(at_reference.log_transfer[0])), "abs": 1, "cable": np.exp(at.without_cable[2])
    }[state.level_kind]  # fmt: skip
    assert is_close(found.loss_20k_db, decibels(curve))
    assert math.remainder(found.phase_lag_20k_deg + math.degrees(np.angle(curve)), 360) == pytest.approx(0, abs=1e-6)
    assert is_close(found.loading_db, decibels(zl / (zl + zs))[0])
    assert is_close(found.source_1k_ohm, abs(zs[0]))
    assert is_close(found.load_1k_ohm, abs(zl[0]))

    # What the cable does at the place that is told, and nowhere in the band more; the grade is that of it.
    there = np.array([found.bend_hz, *np.geomspace(*BANDS[state.band], 301)])
    change = decibels_heard(state, there) - decibels_heard(state, at_reference.frequency)
    assert is_close(found.bend_db, change[0], 1e-5)
    assert np.all(np.abs(change) <= abs(found.bend_db) * (1 + 1e-5) + 1e-9)
    assert found.grade == grade(found.bend_db)

    if found.minus_3_db_hz is None:
        assert np.all(levels(np.geomspace(max(found.reference_hz, 1), 1e9, 2001)) > -10 * math.log10(2))
    else:
        before, fallen = levels(found.minus_3_db_hz * np.array([1 - 1e-5, 1]))
        assert before > fallen == pytest.approx(-10 * math.log10(2), abs=1e-5)

    has_coil = state.source_kind in ("pickup", "cartridge")
    for bare, hertz, height in (
        (False, found.resonance_hz, found.resonance_db),
        (True, found.bare_resonance_hz, found.bare_resonance_db),
    ):
        grid = levels(np.geomspace(20, 1e6, 3001), bare)
        if hertz is not None:
            assert has_coil
            top = levels(hertz * np.array([1, 1 - 1e-2, 1 + 1e-2]), bare)
            assert is_close(height, top[0], 1e-5)
            assert top[0] == max(top) >= max(grid) - 1e-5
        elif has_coil:
            assert grid.max() < 0.0101 or grid.argmax() in (0, 3000)
    treble = levels(np.array([10e3, 20e3]))
    whole = line.capacitance * si("len") + (si("ci") if state.load_kind == "input" else 0)
    for figure, value in (
        (found.level_10k_db, treble[0]),
        (found.level_20k_db, treble[1]),
        (found.capacitance_f, whole),
    ):
        assert figure is None if state.source_kind != "cartridge" else is_close(figure, value)

    # Two contacts, and a shared return beside the other channel's loop.
    loop = si("len") * line.dc_resistance + 2 * si("rcontact")
    common = si("rcommon") if at.crosstalk is not None else 0.0
    loop += common / (1 + common / (si("rs") + loop + si("load")))
    if has_coil:
        assert found.effective_damping_factor is None
    else:
        assert is_close(found.effective_damping_factor, si("load") / (si("rs") + loop))
    if state.source_kind == "amp" and si("power"):
        assert is_close(found.cable_power_w, si("power") * loop / si("load"))
        assert is_close(found.cable_power_percent, 100 * loop / si("load"))
    else:
        assert found.cable_power_w is found.cable_power_percent is None
    if not has_coil and state.load_kind in ("resistor", "input"):
        inductance, capacitance = (si("len") * one for one in (line.dc_inductance, line.capacitance))
        assert is_close(found.inductive_corner_hz, (si("rs") + loop + si("load")) / (2 * math.pi * inductance))
        parallel = 1 / (1 / si("rs") + 1 / si("load"))
        assert is_close(found.capacitive_corner_hz, 1 / (2 * math.pi * parallel * capacitance))
    else:
        assert found.inductive_corner_hz is found.capacitive_corner_hz is None
    if at.crosstalk is None:
        assert found.crosstalk_1k_db is found.crosstalk_most_db is found.crosstalk_most_hz is None
    else:
        assert found.crosstalk_most_hz is not None
        leaks = decibels(respond(state, np.append(there, found.crosstalk_most_hz)).crosstalk)
        assert is_close(found.crosstalk_1k_db, decibels(at.crosstalk)[0])
        assert is_close(found.crosstalk_most_db, leaks[-1])
        assert leaks[-1] >= leaks.max() - 1e-3
