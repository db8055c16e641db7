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


def test_no_state_is_graded_too_mildly() -> None:
    """Random values of random quantities, on 20,001 points; ends of the ranges included."""
    chance = random.Random(10)
    free = [key for key, one in QUANTITIES.items() if isinstance(one, Number | Choice) and key != "cable"]
    mildness = get_args(Grade)
    done = 0
    while done < 150:
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
        if problems or possible(state):
            continue
        done += 1
        summary = summarize(state)
        frequency = np.geomspace(*BANDS[state.band], 20_001)
        response = respond(state, frequency)
        change = decibels_heard(state, frequency) - decibels_heard(state, response.reference.frequency)
        worst = float(np.max(np.abs(change)))
        assert abs(summary.bend_db) == pytest.approx(worst, rel=1e-3, abs=1e-3), state.query
        assert mildness.index(summary.grade) >= mildness.index(grade(worst)), state.query
