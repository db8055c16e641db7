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


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", r"From (\d+) upwards at 1 m, from (\d+) at 4 m, and from (\d+) at 15 m, it is the cable"),
        ("ja", r"1 m では (\d+)、4 m では (\d+)、15 m では (\d+) を超えると"),
    ],
)
def test_from_where_the_cable_sets_the_damping_factor(language: Language, told: str) -> None:
    """Where the amplifier has as much resistance as the cable: 8 Ω over 2 · 25 mΩ/m (the paper's standard cable)."""
    (found,) = re.findall(told, PAGES[language].replace("\N{NO-BREAK SPACE}", " "))
    assert [int(one) for one in found] == [round(8 / (2 * 25e-3 * length)) for length in (1, 4, 15)]


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
        [("gap=1", "1.1 to 32 mm"), ("f=x", "1000 to 1000000 Hz"), ("len=30", "1 to 20 m"), ("df=5000", "10 to 1000")],
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
