"""What limits are held against: figures by dividers worked out here, and estimates by what they estimate."""

import math
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.advice.limits import (
    LIMITS,
    LimitName,
    estimated_margins,
    figures,
    margin,
    read_limits,
    sampled_frequencies,
)
from app.advice.solver import Standard, flattest, read_solve, solve
from app.bench.response import respond
from app.bench.state import State, parse
from app.common.query import Problem

LISTED = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
BAND = np.geomspace(20, 20e3, 4001)


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


def divider(frequency: np.ndarray, source: np.ndarray | float, metres: float, ohms: float, farads: float) -> np.ndarray:
    """Level [dB] at 20 kΩ behind a source and a cable of 0.3 µH a metre, its capacitance at the load."""
    s = 2j * np.pi * frequency
    series = source + metres * (ohms + 0.3e-6 * s)
    return np.asarray(-20 * np.log10(np.abs(1 + series * (1 / 20e3 + s * metres * farads))))


class TestFigures:
    @pytest.mark.parametrize(
        ("query", "rs", "cs", "metres"),
        [("zs=amp&rs=1000", 1e3, math.inf, 300), ("zs=line&rs=1000&cs=0.5", 1e3, 0.5e-6, 5)],
    )
    def test_of_a_line_output(self, query: str, rs: float, cs: float, metres: float) -> None:
        """Flat up to what falls most: at 20 kHz by 300 m of 70 pF, or at 20 Hz by a capacitor of 0.5 µF."""
        found = figures(state_of(f"preset=pin-2m&skin=off&rdc=175&cm=70&lm=0.3&load=20000&len={metres}&{query}"))
        reference = np.array([1e3 if cs < math.inf else 1e-3])

        def level(frequency: np.ndarray) -> np.ndarray:
            return divider(frequency, rs + 1 / cs / (2j * np.pi * frequency), metres, 0.35, 70e-12)

        departure = np.abs(level(BAND) - level(reference))
        assert departure.argmax() == (0 if cs < math.inf else len(BAND) - 1)
        assert found["flat"] == pytest.approx(departure.max(), rel=1e-4)
        assert found["loop"] == pytest.approx(0.35 * metres)
        assert found["percent"] == pytest.approx(100 * 0.35 * metres / 20e3)
        assert found["damping"] == pytest.approx(20e3 / (rs + 0.35 * metres))
        at = np.array([1e3])
        bare = divider(at, rs + 1 / cs / (2j * np.pi * at), 0, 0.35, 70e-12)
        assert found["loss"] == pytest.approx(float((bare - level(at))[0]), rel=1e-6)
        assert list(found) == list(LIMITS)

    def test_a_pickup_has_no_damping_factor(self) -> None:
        found = figures(state_of("preset=stratocaster"))
        assert found["damping"] is None
        assert found["resonance"] is not None
        assert figures(state_of("preset=speaker-4m"))["resonance"] is None

    @pytest.mark.parametrize(
        ("name", "bound", "figure", "left"),
        [
            ("percent", 5.0, 4.0, 0.2), ("percent", 5.0, 6.0, -0.2), ("percent", 5.0, 5.0, 0.0),
            ("damping", 20.0, 25.0, 0.2), ("damping", 20.0, 16.0, -0.25), ("corner", 1e3, None, 1.0),
            *((name, 4.0, 5.0, -0.25) for name in ("percent", "loop", "loss", "bend", "flat")),
            *((name, 4.0, 5.0, 0.2) for name in ("damping", "corner", "resonance")),
        ],
    )  # fmt: skip
    def test_margins(self, name: LimitName, bound: float, figure: float | None, left: float) -> None:
        assert margin(name, bound, figure) == pytest.approx(left, abs=1e-12)


STATES = (
    "preset=speaker-4m&len=40", "preset=pin-2m&len=100", "preset=stratocaster", "preset=stratocaster&load=30000",
    "preset=mm-generic&len=3", "preset=pin-2m&zs=line&cs=0.5&len=200", "preset=pin-2m&rs=1&load=1e6&cm=1000&lm=10",
    "preset=stratocaster&load=80400", "preset=pin-2m&zs=line&cs=10&load=600&rs=100&rdc=1000&len=100",
)  # fmt: skip


class TestEstimates:
    @pytest.mark.parametrize("query", STATES)
    def test_are_near_what_the_bench_measures(self, query: str) -> None:
        """To the last digits, but for what peaks between the frequencies of an estimate: that to three digits.

        With 80.4 kΩ across it a pickup peaks by no more than 0.035 dB.
        """
        state = state_of(query)
        found = figures(state)
        limits: dict[LimitName, float] = {name: 0.8 * value for name, value in found.items() if value}
        del limits["corner"]
        response = respond(state, sampled_frequencies(state, limits))
        assert response.frequency[0] == 1e3
        estimated = estimated_margins(response, limits)
        assert list(estimated) == list(limits)
        for name, bound in limits.items():
            near = 5e-4 if name in ("bend", "resonance") else 1e-9
            assert estimated[name] == pytest.approx(margin(name, bound, found[name]), abs=near), name

    @pytest.mark.parametrize("query", STATES)
    def test_of_a_corner_are_what_is_left_of_half_the_power(self, query: str) -> None:
        """By the level there over that at the reference, of all below what falls most: nothing at the corner itself."""
        state = state_of(query)
        corner = figures(state)["corner"]
        if corner is None:
            return
        for part in (0.5, 1.0, 1.1):
            limits: dict[LimitName, float] = {"corner": part * corner}
            left = estimated_margins(respond(state, sampled_frequencies(state, limits)), limits)["corner"]
            low = 1e3 if state.source_kind in ("line", "cartridge") else 1e-3
            curve = respond(state, np.append(low, np.geomspace(max(low, part * corner / 1e3), part * corner, 800)))
            fall = (curve.attenuation[0] - curve.attenuation).max()
            assert left == pytest.approx(1 - fall / (10 * math.log10(2)), abs=5e-3)
            assert (part < 1) == (left > 1e-6) or part == 1

    def test_of_a_corner_are_those_of_what_falls_before_it_rises(self) -> None:
        """An electrostatic panel at the end of 100 m loses most near 34 kHz, and gains 21 dB at 1 MHz."""
        state = state_of("preset=panel-4m&len=100&rs=50")
        curve = respond(state, np.append(1e-3, np.geomspace(20e3, 50e3, 800)))
        fall = (curve.attenuation[0] - curve.attenuation).max()
        assert fall > 0.3
        limits: dict[LimitName, float] = {"corner": 1e6}
        left = estimated_margins(respond(state, sampled_frequencies(state, limits)), limits)["corner"]
        assert left == pytest.approx(1 - fall / (10 * math.log10(2)), abs=0.01)

    @pytest.mark.parametrize("query", STATES)
    def test_of_one_limit_do_not_depend_on_others(self, query: str) -> None:
        """Though others bring frequencies along, beyond the bands and above the corner."""
        state = state_of(query)
        limits: dict[LimitName, float] = {"bend": 1.0, "flat": 1.0, "corner": 300.0, "resonance": 3e3, "loss": 1.0}

        def estimated(asked: dict[LimitName, float]) -> dict[LimitName, float]:
            return estimated_margins(respond(state, sampled_frequencies(state, asked)), asked)

        alone = {name: estimated({name: bound})[name] for name, bound in limits.items()}
        assert estimated(limits) == pytest.approx(alone, rel=0.01, abs=1e-3)

    @pytest.mark.parametrize(
        "query",
        [
            "preset=stratocaster&load=10000",
            "preset=stratocaster&load=78870",
            "preset=mm-generic&load=1000",
            "preset=mm-generic&lc=0.1&len=0.1&lm=1&ci=0",
        ],
    )
    def test_without_a_peak_no_resonance_is_in_the_way(self, query: str) -> None:
        """Nor where it stands out by 0.005 dB, half of what makes a peak, or all that is looked at falls or rises."""
        state = state_of(query)
        assert figures(state)["resonance"] is None
        limits: dict[LimitName, float] = {"resonance": 3000.0}
        assert estimated_margins(respond(state, sampled_frequencies(state, limits)), limits) == {"resonance": 1.0}


@pytest.mark.parametrize("name", get_args(LimitName))
def test_the_documentation_lists_the_limit(name: LimitName) -> None:
    help = LIMITS[name].help.en
    row = next(line for line in LISTED.splitlines() if line.startswith(f"| `{name}` | {help[:30]}"))
    assert row.replace(f" [{LIMITS[name].unit}]", "") == f"| `{name}` | {help} |"


def test_each_limit_has_a_character_of_its_own() -> None:
    assert [len(limit.mark) for limit in LIMITS.values()] == [1] * 8
    assert len({limit.mark for limit in LIMITS.values()}) == 8


def test_limits_are_read() -> None:
    state = state_of("preset=speaker-4m")
    assert read_limits(" percent : 5 ,bend:0.5", state) == {"percent": 5, "bend": 0.5}
    for text, value, part in (
        ("percent:5,bend", "bend", "name:value"), ("percent:5,wow", "wow", "name:value"),
        ("percent:5,wow:1", "wow", "percent, loop"),
        ("percent:5,bend:x", "bend:x", "name:value"), ("bend:0", "bend:0", "as in bend:1"),
        ("bend:1e999", "bend:1e999", "as in bend:1"), ("bend:1,bend:2", "bend:1,bend:2", "bend is given twice"),
    ):  # fmt: skip
        problem = read_limits(text, state)
        assert isinstance(problem, Problem)
        assert (problem.key, problem.value) == ("limits", value)
        assert part in problem.message.en
    problem = read_limits("damping:3", state_of("preset=stratocaster"))
    assert isinstance(problem, Problem)
    assert (problem.key, problem.value) == ("limits", "damping:3")


@pytest.mark.parametrize(
    ("most", "sold"), [(1.39, Standard(16, 1.5)), (1.3, Standard(16, None)), (1.287, Standard(None, None))]
)
def test_a_size_that_is_sold_has_to_fit(most: float, sold: Standard) -> None:
    """15 m into 8 Ω need 1.283 mm; AWG 16 has 1.291 mm, 1.5 mm² 1.382 mm, and what is a little thicker touches."""
    state = state_of(f"cable=pair&metal=copper&skin=off&len=15&dia={most}&gap={most + 0.01:g}")
    assert read_solve("dia", state) is None
    found = solve(state, "dia", {"percent": 5})
    assert found.value == pytest.approx(math.sqrt(4 / math.pi * 30 / 58 / 0.4), rel=1e-6)
    assert found.standard == sold


@pytest.mark.parametrize(("gain", "is_worth"), [(0.0497, False), (0.0503, True)])
def test_no_capacitance_is_advised_that_gains_less_than_a_twentieth_of_a_decibel(gain: float, is_worth: bool) -> None:
    """Of a cartridge of 1 kΩ at 47 kΩ, whose L is sought by halving so that the best capacitance gains just so much."""
    s = 2j * np.pi * np.append(1e3, np.geomspace(20, 20e3, 241))
    total = np.arange(50, 200)

    def departures(henries: float) -> np.ndarray:
        level = -20 * np.log10(np.abs(1 + (1000 + s * henries) * (1 / 47e3 + s * total[:, None] * 1e-12)))
        return np.asarray(np.abs(level[:, 1:] - level[:, :1]).max(axis=1))

    low, high = 0.5, 2.0
    for _ in range(24):
        middle = (low + high) / 2
        there = departures(middle)
        low, high = (low, middle) if there[0] - there.min() < gain else (middle, high)
    found = flattest(state_of(f"preset=mm-generic&skin=off&len=0.5&cm=100&rc=1000&lc={1e3 * low:.9g}"))
    assert found is not None
    assert (found.ci > 0) == is_worth
