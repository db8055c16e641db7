"""The theory's page: every equation has a source and is right, every example opens."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import numpy as np
import pytest
from math_core import LatexError
from scipy.special import iv

from app.bench.response import opened, respond
from app.common.text import LANGUAGES, Language
from app.main import server
from app.theory.equations import EQUATIONS
from app.theory.page import SECTIONS, content, typeset
from app.theory.plays import PLAYS

PAGES = {language: server.test_client().get(f"/theory?lang={language}").text for language in LANGUAGES}
EXAMPLES = re.findall(r'<p class="example"><a href="\./\?([^"]*)&lang=en"', PAGES["en"].replace("&amp;", "&"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_stand_in_order(language: Language) -> None:
    assert re.findall(r'<section id="([^"]+)"', PAGES[language]) == list(SECTIONS)


def test_unknown_keys_are_told() -> None:
    assert "colour = red" in server.test_client().get("/theory?colour=red").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_equation_stands_once_in_order_with_its_source(language: Language) -> None:
    shown = re.findall(r'<span class="number">\((\d+)\)</span></div>\s*<p class="note source">([^<]*)', PAGES[language])
    assert [int(number) for number, _ in shown] == list(EQUATIONS) == list(range(1, len(EQUATIONS) + 1))
    assert len(shown) > 20
    for _, source in shown:
        assert len(re.split("[:：]", source, maxsplit=1)[1].strip()) > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_says_what_its_letters_are(language: Language) -> None:
    """For the sheet that is printed, where the text around the equations is left out."""
    said = re.findall(r'<h2 id="(\w[\w-]*)-title">.*?</h2>\s*<p class="symbols">(.*?)</p>', PAGES[language], re.DOTALL)
    assert [section for section, _ in said] == list(SECTIONS)
    assert all("<math" in words and re.search(r"[:：]", words) for _, words in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_formulas_are_mathml(language: Language) -> None:
    found = re.findall(r"<math.*?</math>", PAGES[language].replace("&ApplyFunction;", "\N{FUNCTION APPLICATION}"))
    formulas = [ElementTree.fromstring(formula) for formula in found]
    assert sum(formula.get("display") == "block" for formula in formulas) == len(EQUATIONS)
    assert len(formulas) > len(EQUATIONS) + 10
    for formula in formulas:
        assert "".join(formula.itertext()).strip()
        assert formula.find(".//merror") is None
    assert not re.search(r"\\[A-Za-z()\[\]]", PAGES[language].partition("<script id=")[0])


def test_font_has_every_character_of_the_formulas() -> None:
    """A character outside the range would come from whatever font the visitor has."""
    style = (Path(__file__).parents[1] / "assets" / "style.css").read_text("utf-8")
    ranges = re.search(r"math\.woff2.*?unicode-range: ([^;]+);", style, re.DOTALL)
    assert ranges
    known: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges[1]):
        known.update(range(int(first, 16), int(last or first, 16) + 1))
    used = set("".join(re.sub("<.*?>", "", unescape(found)) for found in re.findall(r"<math.*?</math>", PAGES["en"])))
    assert used > set("ωργ0=")
    assert [letter for letter in used - {"\N{FUNCTION APPLICATION}"} if ord(letter) not in known] == []


def test_formulas_in_a_line_and_on_display() -> None:
    line = typeset(r"if \(x &lt; \frac12\), then")
    assert line == "if <math><mi>x</mi><mo>&lt;</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>, then"
    assert typeset(r"\[a\]") == '<math display="block"><mi>a</mi></math>'
    assert typeset("f(x) [dB]") == "f(x) [dB]"


def test_a_slip_in_a_formula_is_not_shown_but_refused() -> None:
    with pytest.raises(LatexError, match="farc"):
        typeset(r"\(\farc12\)")


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 5


@pytest.mark.parametrize("query", EXAMPLES)
def test_example_opens(query: str) -> None:
    assert opened(parse_qsl(query))[1] == []


def test_corrected_equations_2_and_3_are_the_circuit() -> None:
    """As they stand on the page, against nodal arithmetic, for values at which every term counts."""
    w, r1, rsp, ind, cap = 2 * np.pi * 1e4, 5.0, 8.0, 1e-4, 2e-6
    below = (r1 + rsp - w**2 * ind * cap * rsp) ** 2 + w**2 * (cap * r1 * rsp + ind) ** 2
    re_i = (r1 + rsp + w**2 * cap**2 * r1 * rsp**2) / below
    im_i = w * (cap * rsp**2 * (1 - w**2 * ind * cap) - ind) / below
    v = complex(1 - r1 * re_i + w * ind * im_i, -r1 * im_i - w * ind * re_i)
    load = 1 / (1 / rsp + 1j * w * cap)
    assert v == pytest.approx(load / (r1 + 1j * w * ind + load), rel=1e-12)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_lumped_against_distributed(language: Language) -> None:
    """10 m, C at the end, 1 MHz: against the exponentials of the line, written out."""
    curve = content(language)["drawn"]["lumped"]["data"][0]
    w, f = 2 * np.pi * 1e6, curve["x"][-1]
    assert f == pytest.approx(1e6)
    x = 1.5853309 * np.sqrt(1e6 / 25000)
    resistance = 0.05 * (x / 2**1.5 + 0.25 + 3 * 2**0.5 / (32 * x))
    z, y = 10 * (resistance + 1j * w * 1e-6), 10 * 1j * w * 45e-12
    gamma, z0 = np.sqrt(z * y), np.sqrt(z / y)
    plus, minus = (np.exp(gamma) + np.exp(-gamma)) / 2, (np.exp(gamma) - np.exp(-gamma)) / 2
    distributed = 1 / (plus + z0 * minus / 8 + 0.08 * (minus / z0 + plus / 8))
    lumped = 1 / (1 + z * y + z / 8 + 0.08 * (y + 1 / 8))
    assert curve["y"][-1] == pytest.approx(20 * np.log10(abs(lumped / distributed)), abs=1e-4)


def steps(id_: str, language: Language = "en") -> tuple[np.ndarray, list[dict[str, Any]], dict[str, Any]]:
    """A figure's x, what its slider shows, and the figure."""
    figure = content(language)["drawn"][id_]
    return np.array(figure["data"][0]["x"]), figure["steps"], figure


def value_of(step: dict[str, Any]) -> float:
    """The number of a slider's words, in SI units."""
    number, _, unit = step["value"].partition(" ")
    return float(number) * {"": 1, "m": 1, "mm": 1e-3, "Hz": 1, "kHz": 1e3, "MHz": 1e6}[unit]


def test_effective_damping_factor() -> None:
    length, shown, _ = steps("play-damping")
    assert (value_of(shown[0]), value_of(shown[-1])) == (10, 1000)
    for given, step in zip(np.geomspace(10, 1000, 41), shown, strict=True):
        assert value_of(step) == pytest.approx(given, rel=0.05)
        np.testing.assert_allclose(step["y"][0], 8 / (8 / given + 0.05 * length), rtol=1e-3)
        (x,), (y,) = step["marks"]
        assert (x, y) == pytest.approx((160 / given, given / 2), rel=1e-3)


def test_skin_effect_over_the_diameter() -> None:
    """NBS Circular 74: 1.07816 at x = 2, 2.04272 at x = 5; x = a √(ωµ0/ρ), the paper's copper."""
    diameter, shown, _ = steps("play-skin")
    for frequency, step in zip(np.geomspace(1e3, 1e6, 61), shown, strict=True):
        assert value_of(step) == pytest.approx(frequency, rel=6e-3)
        x = diameter / 2e3 * np.sqrt(2 * np.pi * frequency * 4e-7 * np.pi / 1.72e-8)
        for at, ratio in ((2, 1.07816), (5, 2.04272)):
            if x[0] < at < x[-1]:
                assert np.interp(at, x, step["y"][0]) == pytest.approx(ratio, rel=4e-3)
        (two_depths,), (there,) = step["marks"]
        assert two_depths == pytest.approx(2e3 * np.sqrt(1.72e-8 / (np.pi * frequency * 4e-7 * np.pi)), rel=1e-3)
        assert there == pytest.approx(1 + 4 / 192, abs=1e-3)  # x = √2: by the series for small x


def test_closer_wires_trade_inductance_for_capacitance() -> None:
    """acosh(d/2a) over that of 4 mm, written out as a logarithm; and the reciprocal."""
    spacing, shown, _ = steps("play-spacing")
    acosh = np.log(spacing + np.sqrt(spacing**2 - 1)) / np.log(4 + np.sqrt(15))
    for chosen, step in zip(np.geomspace(1.1, 30, 41), shown, strict=True):
        np.testing.assert_allclose(step["y"][0], acosh, rtol=1e-3)
        np.testing.assert_allclose(np.multiply(*step["y"]), 1, rtol=1e-3)
        assert step["marks"][0] == pytest.approx([chosen, chosen], rel=1e-3)
        assert np.prod(step["marks"][1]) == pytest.approx(1, rel=1e-3)


def test_a_longer_guitar_cable_takes_more_treble() -> None:
    """The corner of a first-order low-pass, 70 pF/m behind 250 kΩ parallel to 20 kΩ (the paper, section 7.3)."""
    frequency, shown, _ = steps("play-guitar")
    for length, step in zip(np.arange(1, 20.5, 0.5), shown, strict=True):
        assert value_of(step) == length
        corner = 1 / (2 * np.pi * 70e-12 * length * 250e3 * 20e3 / 270e3)
        assert step["marks"][0] == pytest.approx([corner], rel=0.01)
        assert step["marks"][1] == pytest.approx([-3.01], abs=0.01)
        np.testing.assert_allclose(step["y"][0], -10 * np.log10(1 + (frequency / corner) ** 2), rtol=2e-3, atol=1e-3)


def wire_ratio(diameter: float, frequency: float) -> float:
    """R_AC/R_DC of a lone wire [mm] of the paper's copper, Re[z/2·I₀(z)/I₁(z)]."""
    z = diameter / 2e3 * np.sqrt(2j * np.pi * frequency * 4e-7 * np.pi / 1.72e-8)
    return float((z / 2 * iv(0, z) / iv(1, z)).real)


def sentence_of_spacing(spacing: float) -> list[str]:
    """(µ₀/π)·acosh(D/2a), and πε₀·3 over that logarithm."""
    acosh = np.log(spacing + np.sqrt(spacing**2 - 1))
    return [f"{0.4 * acosh:.2f}", f"{27.8163 * 3 / acosh:.0f}"]


def sentence_of_skin(frequency: float) -> list[str]:
    depth = 1e3 * np.sqrt(1.72e-8 / (np.pi * frequency * 4e-7 * np.pi))
    thin, thick = (100 * (wire_ratio(diameter, frequency) - 1) for diameter in (1, 4))
    small = f"{thin:.1f}" if thin >= 0.05 else f"{thin:.0e}"
    return [f"{depth:.3g}", "2", "1", small, "4", f"{thick:.0f}" if thick >= 10 else f"{thick:.1f}"]


def sentence_of_guitar(length: float) -> list[str]:
    """70 pF/m and 0.35 Ω/m behind 250 kΩ, into 20 kΩ."""
    source = 250e3 + 0.35 * length
    corner = (1 / source + 1 / 20e3) / (2 * np.pi * 70e-12 * length)
    level = -10 * np.log10(1 + (10e3 / corner) ** 2)
    small = f"{level:.1f}" if level <= -0.05 else f"{level:.0e}"
    decimals = 0 if corner >= 99.95e3 else 1 if corner >= 9.995e3 else 2
    return [f"{70 * length:.0f}", small, "10", "-3", f"{corner / 1e3:.{decimals}f}"]


def sentence_of_damping(given: float) -> list[str]:
    """8 Ω over the amplifier and 0.05 Ω a metre: half at as much cable as amplifier; and after 10 m."""
    return [f"{160 / given:.2g}", "10", f"{8 / (8 / given + 0.5):.2g}"]


@pytest.mark.parametrize(
    ("id_", "values", "numbers"),
    [
        ("play-spacing", np.geomspace(1.1, 30, 41), sentence_of_spacing),
        ("play-skin", np.geomspace(1e3, 1e6, 61), sentence_of_skin),
        ("play-guitar", np.arange(1, 20.5, 0.5), sentence_of_guitar),
        ("play-damping", np.geomspace(10, 1000, 41), sentence_of_damping),
    ],
)
def test_numbers_of_the_sentence_at_every_step(id_: str, values: np.ndarray, numbers: Any) -> None:
    """As closed forms give them, digit for digit at most steps, and by one of the last digit off where it is near."""
    same = []
    for value, step in zip(values, steps(id_)[1], strict=True):
        written = re.findall(r"−?\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", step["words"])
        told = [one.replace("×10", "e").replace("−", "-").translate(SUPERSCRIPTS) for one in written]
        expected = numbers(float(value))
        same.append([float(one) for one in told] == [float(one) for one in expected])
        for ours, theirs in zip(told, expected, strict=True):
            digits, exponent = (theirs.partition("e")[n] for n in (0, 2))
            digit = 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))
            assert abs(float(ours) - float(theirs)) < 1.01 * digit, (step["words"], expected)
            assert len(ours.partition(".")[2]) == len(theirs.partition(".")[2]) or "e" in theirs, step["words"]
    assert np.mean(same) > 0.6


SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@pytest.mark.parametrize("id_", PLAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_to_play_with_starts_on_one_of_its_steps(language: Language, id_: str) -> None:
    """What the page shows before a hand is on the slider is the step on which that stands; numbers fill the words."""
    _, shown, figure = steps(id_, language)
    start = shown[figure["start"]]
    for trace, curve in zip(figure["data"], start["y"], strict=False):
        np.testing.assert_allclose(trace["y"], curve, rtol=1e-3, atol=1e-3)
    assert len({step["value"] for step in shown}) == len(shown)
    assert not any(re.search(r"[{}]|nan|inf", step["words"]) for step in shown)
    words = start["words"].replace("\N{NO-BREAK SPACE}", " ")
    assert f'id="{id_}-words">{words}</p>' in unescape(PAGES[language])


@pytest.mark.parametrize(
    ("id_", "x", "y", "level", "names"),
    [
        ("play-spacing", "Spacing [mm]", "Relative to 4 mm", (0.2, 5), ["L", "C", "now"]),
        ("play-skin", "Diameter [mm]", "R<sub>AC</sub>/R<sub>DC</sub>", (0.9, 30), [None, "two skin depths"]),
        ("play-guitar", "Frequency", "AC attenuation [dB]", (-20, 1), ["Level", "−3 dB"]),
        ("play-damping", "Length [m]", "Effective damping factor", (1, 1000), ["Effective", "half of the amplifier’s"]),
    ],
)
def test_axes_of_a_figure_to_play_with(
    id_: str, x: str, y: str, level: tuple[float, float], names: list[str | None]
) -> None:
    """Named for what they show, from the first point of a curve to the last, a logarithmic one in decades."""
    place, _, figure = steps(id_)
    horizontal, vertical = figure["layout"]["xaxis"], figure["layout"]["yaxis"]
    assert (horizontal["title"]["text"], vertical["title"]["text"]) == (x, y)
    assert horizontal["range"] == pytest.approx(np.log10(place[[0, -1]]))
    in_decades = vertical.get("type") == "log"
    assert in_decades == (id_ != "play-guitar")
    assert vertical["range"] == pytest.approx(np.log10(level) if in_decades else level)
    assert all(name is None or name == trace["name"] for name, trace in zip(names, figure["data"], strict=True))


def test_table_of_causes() -> None:
    """C alone behind 250 kΩ into 20 kΩ is a first-order low-pass; L alone into 8 Ω is one, too."""
    rows = content("en")["tables"]["causes"]["rows"]
    guitar = -10 * np.log10(1 + (2 * np.pi * 20e3 * 700e-12 / (1 / 250003.5 + 1 / 20e3)) ** 2)
    speaker = -10 * np.log10(1 + (2 * np.pi * 20e3 * 30e-6 / 9.58) ** 2)
    assert float(rows[3][2][1].replace("−", "-")) == pytest.approx(guitar, abs=1e-4)
    assert float(rows[1][2][0].replace("−", "-")) == pytest.approx(speaker, abs=1e-4)


def test_lumped_circuits_differ_by_thousandths_at_100_m() -> None:
    """What the page says of the audible band."""
    for curve in content("en")["drawn"]["lumped"]["data"]:
        if curve["name"].startswith("100 m"):
            level = np.interp(np.log(20e3), np.log(curve["x"]), curve["y"])
            assert 0.001 < abs(level) < 0.01


def losses(query: str) -> dict[str, float]:
    """Attenuation at 20 kHz by each circuit, a loss positive [dB]."""
    levels = {}
    for model in ("c-end", "c-mid", "line"):
        state, problems = opened(parse_qsl(f"{query}&model={model}"))
        assert not problems
        levels[model] = -float(respond(state, np.array([20e3])).attenuation[0])
    return levels


def test_capacitance_at_the_load_is_not_always_the_worst_case() -> None:
    """What the page says of figure 2 (c) beside (a) and (b)."""
    short, long, guitar = (losses(f"preset={name}") for name in ("speaker-4m", "speaker-100m", "guitar-10m"))
    assert min(short, key=short.__getitem__) == "c-end"
    assert 0 < max(short.values()) - short["c-end"] < 1e-4
    assert max(long, key=long.__getitem__) == "c-end"
    assert max(guitar, key=guitar.__getitem__) == "c-mid"


@pytest.mark.parametrize(("source", "load"), [(0.08, 8.0), (250e3, 20e3), (10.0, 15.2), (10.0, 14.8)])
def test_capacitance_alone_is_worst_where_it_sees_the_most_resistance(source: float, load: float) -> None:
    """R = 10 Ω, no L: at the load if R_sp > R_amp + R/2, in the middle otherwise; by the divider, written out."""
    y = 2j * np.pi * 20e3 * 1e-6
    end = abs(1 / (1 + (source + 10) * (y + 1 / load)))
    middle = 1 / (1 / (load + 5) + y)
    mid = abs(middle / (middle + source + 5) * load / (load + 5))
    assert (end < mid) == (load > source + 10 / 2)


def test_what_a_capacitance_sees_differs_by_tens_of_thousands() -> None:
    """R1 ∥ R_load of 10 m behind a volume control, over that of 4 m behind an amplifier."""
    guitar, speaker = 1 / (1 / 250003.5 + 1 / 20e3), 1 / (1 / 0.28 + 1 / 8)
    assert speaker < 1
    assert 1e4 < guitar < 1e5
    assert 2e4 < guitar / speaker < 1e5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_id_stands_twice(language: Language) -> None:
    ids = re.findall(r'<[^>]* id="([^"]+)"', PAGES[language])
    assert len(ids) == len(set(ids))


def test_small_numbers_of_an_axis_have_no_prefix() -> None:
    """Plotly writes a logarithmic axis in the format of its hover: "s" makes 100m of 0.1, which reads as metres."""
    axes = {id_: figure["layout"]["xaxis"] for id_, figure in content("en")["drawn"].items()}
    assert {id_: axis["hoverformat"][-1] for id_, axis in axes.items()} == {
        "lumped": "s", "play-spacing": "g", "play-skin": "g", "play-guitar": "s", "play-damping": "g",
    }  # fmt: skip


def test_an_axis_of_few_decades_has_numbers_between_them_in_full() -> None:
    spacing = content("en")["drawn"]["play-spacing"]["layout"]
    for axis in (spacing["xaxis"], spacing["yaxis"]):
        assert (axis["dtick"], axis["minorloglabels"]) == ("D2", "complete")
    assert content("en")["drawn"]["play-damping"]["layout"]["xaxis"]["dtick"] == 1  # four numbers are enough there


class TestLink:
    """Where the sliders stand is in the link."""

    def test_a_slider_stands_where_the_link_says(self) -> None:
        """At 10 m and 20 kΩ ∥ 250 kΩ the corner is 12.3 kHz, at 5 m twice that (70 pF/m: the paper, section 7.3)."""
        page = server.test_client().get("/theory?lang=en&len=5").text
        assert 'aria-valuetext="5 m"' in page
        assert "350 pF behind the volume control" in page
        drawn = re.findall(r'<script id="drawn" type="application/json">(.*?)</script>', page)[0]
        figure = json.loads(drawn)["play-guitar"]
        assert figure["steps"][figure["start"]]["given"] == "5"
        assert figure["data"][-1]["x"] == pytest.approx([1 / (2 * np.pi * 350e-12 * 250e3 * 20e3 / 270e3)], rel=0.01)
        falls = -10 * np.log10(1 + (np.array(figure["data"][0]["x"]) / figure["data"][-1]["x"][0]) ** 2)
        np.testing.assert_allclose(figure["data"][0]["y"], falls, rtol=3e-3, atol=2e-3)
        assert 'aria-valuetext="10 m"' in PAGES["en"]  # as it usually does

    @pytest.mark.parametrize(
        ("query", "told"),
        [("gap=1", "1.1 to 30 mm"), ("f=x", "1000 to 1000000 Hz"), ("len=30", "1 to 20 m"), ("df=5000", "10 to 1000")],
    )
    def test_what_it_cannot_be_is_told(self, query: str, told: str) -> None:
        page = server.test_client().get(f"/theory?lang=en&{query}").text
        assert told in re.findall(r"<li>(.*?)</li>", page)[0]

    def test_every_step_can_be_given(self) -> None:
        """What the address tells of a step leads to that step again."""
        client = server.test_client()
        for id_, play in PLAYS.items():
            for n in (0, 7, len(play.values) - 1):
                given = content("en")["drawn"][id_]["steps"][n]["given"]
                page = client.get(f"/theory?lang=en&{play.quantity.key}={given}").text
                assert re.findall(rf'<input id="{id_}".*? value="(\d+)"', page) == [str(n)], (id_, given)
