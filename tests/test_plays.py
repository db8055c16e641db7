"""The theory's figures to play with: every step of every slider by hand, and what is drawn around it."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import iv

from app.theory.plays import PLAYS, played, set_to

Real = NDArray[np.float64]
DOCS = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")


class ByHand(NamedTuple):
    """What a step ought to show: curves, x and y of the marks, numbers of the sentence in their order."""

    curves: list[Real]
    x: list[float]
    y: list[float]
    numbers: list[float]


def acosh(spacing: Any) -> Any:
    return np.log(spacing + np.sqrt(spacing**2 - 1))


def spacing_by_hand(x: Real, chosen: float) -> ByHand:
    """L = (µ₀/π)·acosh(D/2a) and C = πε₀·3/acosh(D/2a) of wires of 1 mm, the one over the other's reciprocal."""
    curve, there = acosh(x) / acosh(4.0), acosh(chosen) / acosh(4.0)
    return ByHand(
        [curve, 1 / curve], [chosen, chosen], [there, 1 / there], [0.4 * acosh(chosen), 27.81625 * 3 / acosh(chosen)]
    )


def wire_ratio(diameter: Any, frequency: float) -> Any:
    """R_AC/R_DC of a lone wire [mm] of the paper's copper, Re[z/2·I₀(z)/I₁(z)]."""
    z = diameter / 2e3 * np.sqrt(2j * np.pi * frequency * 4e-7 * np.pi / 1.72e-8)
    return (z / 2 * iv(0, z) / iv(1, z)).real


def skin_by_hand(x: Real, frequency: float) -> ByHand:
    depth = 1e3 * np.sqrt(1.72e-8 / (np.pi * frequency * 4e-7 * np.pi))
    thin, thick = (100 * (wire_ratio(diameter, frequency) - 1) for diameter in (1, 4))
    return ByHand(
        [wire_ratio(x, frequency)], [2 * depth], [wire_ratio(2 * depth, frequency)], [depth, 2, 1, thin, 4, thick]
    )


def guitar_level(frequency: Any, length: float) -> Any:
    """0.35 Ω, 0.3 µH and 70 pF a metre, C at the load, between 250 kΩ and 20 kΩ, over the level at DC [dB]."""
    w = 2j * np.pi * frequency
    series = 250e3 + (0.35 + w * 0.3e-6) * length
    whole = 1 + series * (1 / 20e3 + w * 70e-12 * length)
    return -20 * np.log10(np.abs(whole) / (1 + (250e3 + 0.35 * length) / 20e3))


def guitar_by_hand(x: Real, length: float) -> ByHand:
    corner = brentq(lambda f: guitar_level(f, length) + 10 * np.log10(2), 1e3, 1e6)
    numbers = [70 * length, guitar_level(10e3, length), 10, -3, corner / 1e3]
    return ByHand([guitar_level(x, length)], [corner], [-10 * np.log10(2)], numbers)


def damping_by_hand(x: Real, given: float) -> ByHand:
    """8 Ω over the amplifier's resistance and 0.05 Ω a metre: half where the cable has as much, 16 if it has none."""
    seen = 8 / (8 / given + 0.5)
    return ByHand([8 / (8 / given + 0.05 * x)], [160 / given], [given / 2], [160 / given, 10, seen, 8 / 0.5])


class Shown(NamedTuple):
    """What a figure ought to show: by hand; of the slider its name and words first, at start and last."""

    by_hand: Callable[[Real, float], ByHand]
    slider: str
    told: tuple[str, str, str]
    x: str
    y: str
    names: list[str]


FIGURES = {
    "play-spacing": Shown(
        spacing_by_hand, "Spacing of the wires", ("1.1 mm", "4 mm", "32 mm"),
        "Spacing [mm]", "Relative to 4 mm", ["L", "C", "now"],
    ),
    "play-skin": Shown(
        skin_by_hand, "Frequency", ("1 kHz", "20 kHz", "1 MHz"),
        "Diameter [mm]", "R<sub>AC</sub>/R<sub>DC</sub>", ["R<sub>AC</sub>/R<sub>DC</sub>", "two skin depths"],
    ),
    "play-guitar": Shown(
        guitar_by_hand, "Length", ("1 m", "10 m", "20 m"), "Frequency", "AC attenuation [dB]", ["Level", "−3 dB"],
    ),
    "play-damping": Shown(
        damping_by_hand, "Damping factor of the amplifier", ("10", "100", "1000"),
        "Length [m]", "Effective damping factor", ["Effective", "half of the amplifier’s"],
    ),
}  # fmt: skip


@cache
def figure_of(id_: str) -> dict[str, Any]:
    return played(PLAYS[id_], "en")


def x_of(id_: str) -> Real:
    return np.array(figure_of(id_)["data"][0]["x"])


def value_of(step: dict[str, Any]) -> float:
    """The number of a slider's words, in the unit of its link."""
    number, _, unit = step["value"].partition(" ")
    return float(number) * {"kHz": 1e3, "MHz": 1e6}.get(unit, 1)


def values_of(id_: str) -> list[float]:
    return [value_of(step) for step in figure_of(id_)["steps"]]


def rounded(value: float) -> float:
    """To three digits."""
    return float(f"{value:.2e}")


SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def numbers_in(words: str) -> list[float]:
    found = re.findall(r"−?\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", words)
    return [float(one.replace("×10", "e").replace("−", "-").translate(SUPERSCRIPTS)) for one in found]


@pytest.mark.parametrize("id_", FIGURES)
def test_every_step_is_as_by_hand(id_: str) -> None:
    """Curves and marks to the four digits that are sent, the numbers of the sentence to three."""
    x = x_of(id_)
    for value, step in zip(values_of(id_), figure_of(id_)["steps"], strict=True):
        expected = FIGURES[id_].by_hand(x, value)
        for ours, theirs in zip([*step["y"], *step["marks"]], [*expected.curves, expected.x, expected.y], strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=6e-4, atol=1e-6, err_msg=step["value"])
            assert ours == [float(f"{one:.4g}") for one in ours]
        for ours, theirs in zip(numbers_in(step["words"]), expected.numbers, strict=True):
            assert ours in {rounded(theirs * part) for part in (1 - 1e-4, 1, 1 + 1e-4)}, (step["value"], theirs)


@pytest.mark.parametrize("id_", FIGURES)
def test_steps_are_twenty_a_decade_of_two_digits(id_: str) -> None:
    """From end to end of the range that the documentation names; what a link is given is what is told."""
    play, values = PLAYS[id_], values_of(id_)
    ((least, most, unit),) = re.findall(rf"`{play.quantity.key}` \((\S+) – (\d+) ?(\w*)\)", DOCS)
    assert (play.quantity.minimum, play.quantity.maximum, play.quantity.unit) == (float(least), float(most), unit)
    assert (values[0], values[-1]) == (float(least), float(most))
    assert play.quantity.logarithmic is True
    first = round(20 * np.log10(values[0]))
    for n, (value, step) in enumerate(zip(values, figure_of(id_)["steps"], strict=True)):
        even = 10 ** ((first + n) / 20)
        assert abs(value - even) <= 0.05 * 10 ** np.floor(np.log10(even))
        assert value == float(f"{value:.1e}") == float(step["given"])


@pytest.mark.parametrize("id_", FIGURES)
def test_words_of_a_slider_and_where_it_starts(id_: str) -> None:
    figure, shown = figure_of(id_), FIGURES[id_]
    start = figure["steps"][figure["start"]]
    assert figure["usual"] == figure["start"]
    assert (figure["slider"], figure["key"]) == (shown.slider, PLAYS[id_].quantity.key)
    assert (figure["steps"][0]["value"], start["value"], figure["steps"][-1]["value"]) == shown.told
    assert [trace["name"] for trace in figure["data"]] == shown.names
    expected = shown.by_hand(x_of(id_), value_of(start))
    *curves, marks = figure["data"]
    for trace, curve in zip(curves, expected.curves, strict=True):
        np.testing.assert_allclose(trace["y"], curve, rtol=6e-4, atol=1e-6)
        assert trace["x"] == x_of(id_).tolist()
    np.testing.assert_allclose([marks["x"], marks["y"]], [expected.x, expected.y], rtol=6e-4)


@pytest.mark.parametrize("id_", FIGURES)
def test_axes(id_: str) -> None:
    """The one from the first point of the curves to the last, the other with a twentieth free round all of them."""
    figure, shown, x = figure_of(id_), FIGURES[id_], x_of(id_)
    horizontal, vertical = figure["layout"]["xaxis"], figure["layout"]["yaxis"]
    assert (horizontal["title"]["text"], vertical["title"]["text"]) == (shown.x, shown.y)
    assert horizontal.get("ticksuffix", "") == ("Hz" if id_ == "play-guitar" else "")
    assert horizontal["range"] == pytest.approx(np.log10(x[[0, -1]]))
    np.testing.assert_allclose(np.diff(np.log(x)), np.log(x[-1] / x[0]) / (len(x) - 1))
    if id_ == "play-spacing":
        assert (x[0], x[-1]) == pytest.approx((values_of(id_)[0], values_of(id_)[-1]))
    else:  # where a logarithmic axis has its numbers
        assert all(float(f"{end:.0e}") == pytest.approx(end, rel=1e-9) for end in x[[0, -1]])
        assert all(f"{end:.0e}"[0] in "125" for end in x[[0, -1]])
    drawn = np.concatenate([curve for value in values_of(id_) for curve in shown.by_hand(x, value).curves])
    if id_ != "play-guitar":
        drawn = np.log10(drawn)
        assert [vertical[name] for name in ("type", "dtick", "minorloglabels")] == ["log", "D2", "complete"]
    room = (drawn.max() - drawn.min()) / 20
    assert vertical["range"] == pytest.approx([drawn.min() - room, drawn.max() + room], abs=room / 100)
    assert (vertical["type"] == "linear") == (id_ == "play-guitar")


@pytest.mark.parametrize("id_", FIGURES)
def test_a_link_sets_the_step_that_is_nearest_as_a_ratio(id_: str) -> None:
    figure, play, values = figure_of(id_), PLAYS[id_], values_of(id_)
    for n, (one, other) in enumerate(pairwise(values)):
        middle = np.sqrt(one * other)
        assert [set_to(figure, play, value)["start"] for value in (one, 0.999 * middle, 1.001 * middle)] == [
            n,
            n,
            n + 1,
        ]
    found = set_to(figure, play, values[3])
    *curves, marks = found["data"]
    step = figure["steps"][3]
    assert [trace["y"] for trace in curves] == step["y"]
    assert [marks["x"], marks["y"]] == step["marks"]
    assert [trace["name"] for trace in found["data"]] == FIGURES[id_].names
