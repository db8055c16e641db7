"""Impulse responses of states, as they are and with the cable exaggerated: against a circuit worked out by hand."""

from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench.state import State, parse
from app.listen.impulse import RATE, TIMES, impulse_of, most_times
from physics.checks import Real

# 8 Ω behind 0.08 Ω, and 30 m of 50 mΩ, 1 µH and 45 pF a metre: the paper's, but for the skin effect.
PAPERS = "preset=speaker-30m&skin=off"


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


def transfer(f: Real, length: float = 30) -> Any:
    s = 2j * np.pi * f
    return 1 / (1 + (0.08 + length * (0.05 + s * 1e-6)) * (1 / 8 + s * length * 45e-12))


@pytest.mark.parametrize("times", [None, 0, 0.5, 1, 3])
def test_is_the_change_of_the_cable_so_many_times(times: float | None) -> None:
    """In level and phase, at DC as well: bare·(with the cable/bare)^times."""
    state, rate = state_of(PAPERS), 48e3
    samples = impulse_of(state, rate) if times is None else impulse_of(state, rate, times)
    f = np.array([0, 20.3, 1234.5, 9999, 19_900])
    seconds = (np.arange(samples.size) - samples.size // 2) / rate
    found = np.exp(-2j * np.pi * np.outer(f, seconds)) @ samples
    bare = transfer(f, 0)
    assert found == pytest.approx(bare * (transfer(f) / bare) ** (1 if times is None else times), rel=1e-4)


def test_a_capacitor_passes_no_dc() -> None:
    """100 Ω behind it into 10 kΩ; at 1 kHz it is 16 Ω at a right angle, and the cable 4 Ω."""
    samples = impulse_of(state_of("preset=line-10m"), 48e3)
    assert abs(samples.sum()) < 0.01
    turns = np.exp(-2j * np.pi * 1e3 * np.arange(samples.size) / 48e3)
    assert abs(turns @ samples) == pytest.approx(10 / 10.1, rel=1e-3)


@pytest.mark.parametrize("rate", [8e3, 48e3, 192e3])
def test_the_most_changes_60_db(rate: float) -> None:
    """From 20 Hz up to half the rate; this cable takes the more, the higher the frequency."""
    change = 20 * np.log10(abs(transfer(rate / 2) / transfer(rate / 2, 0)))
    assert change < -1
    assert most_times(state_of(PAPERS), rate) == pytest.approx(-60 / change, rel=1e-9)


def test_what_changes_nothing_goes_to_the_end() -> None:
    assert most_times(state_of("preset=pin-2m&len=0.1"), 48e3) == TIMES.maximum


def test_what_can_be_asked_for() -> None:
    assert (RATE.key, RATE.label.en, RATE.minimum, RATE.maximum) == ("rate", "Sampling rate", 8000, 192_000)
    assert (RATE.unit, TIMES.unit) == ("Hz", "")
    assert (TIMES.key, TIMES.label.en, TIMES.minimum, TIMES.maximum) == ("times", "Exaggeration", 0, 10_000)
