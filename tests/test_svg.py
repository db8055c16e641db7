"""Pictures: what is drawn is well-formed whatever the words are, and every colour comes from the style sheet."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest

from app.bench.exports import svg
from app.bench.presets import PRESETS
from app.bench.redraw import redraw
from app.bench.response import respond
from app.bench.schematic import schematic
from app.bench.state import parse
from app.common.colours import COLOURS, CURVES
from app.common.figures import MAX_TRACES, axes_figure, band_shape
from app.common.svg import element, path, text
from app.main import server

ROOT = Path(__file__).parents[1]
SHEET = (ROOT / "assets" / "style.css").read_text(encoding="utf-8")
HOSTILE = '<b>&amp; "it\'s" ∥ µ'


class TestElements:
    def test_words_and_attributes_come_back_as_they_were(self) -> None:
        drawn = ET.fromstring(element("g", text(1, 2, HOSTILE), class_="a b", aria_label=HOSTILE, data_joins=3))
        assert drawn.attrib == {"class": "a b", "aria-label": HOSTILE, "data-joins": "3"}
        assert drawn[0].text == HOSTILE
        assert drawn[0].attrib == {"x": "1", "y": "2", "text-anchor": "middle"}

    def test_numbers(self) -> None:
        """Two decimals and no idle zeros; what is a whole number stays one, zeros and all."""
        drawn = ET.fromstring(element("rect", x=1 / 3, y=-2.0, width=100, height=np.float64(30.504), rx=0.0))
        assert drawn.attrib == {"x": "0.33", "y": "-2", "width": "100", "height": "30.5", "rx": "0"}

    def test_none_is_left_out(self) -> None:
        assert element("rect", x=1, rx=None) == '<rect x="1"/>'

    def test_path(self) -> None:
        assert path("M1 2H3", class_="wire") == '<path class="wire" d="M1 2H3"/>'

    @pytest.mark.parametrize("language", ["en", "ja"])
    def test_every_picture_is_xml(self, language: str) -> None:
        query = {"d1": f"{HOSTILE}~300~700~80~r10", "d2": "B~0~0~50~pe", "w": "1-2", "bodyh": "2", "lang": language}
        answer = server.test_client().get(f"/earth/answers?{urlencode(query)}").get_json()
        drawn = [answer["picture"], *re.findall("<svg.*?</svg>", answer["plots"] + answer["html"], re.DOTALL)]
        assert len(drawn) == 4
        labels = [ET.fromstring(one).attrib["aria-label"] for one in drawn]
        assert sum(HOSTILE in label for label in labels) == 3
        for model in ("c-end", "c-mid", "line"):
            state, _ = parse(parse_qsl(f"preset=speaker-4m&model={model}"))
            picture = ET.fromstring(redraw(state, language)["schematic"])  # type: ignore[arg-type]
            assert "8.00 Ω" in picture.attrib["aria-label"]


SIZES = {"name": 13, "note": 12, "value": 14}
"""Of the type in a schematic, as the style sheet sets it [px]."""


def width(words: str) -> float:
    """At least what words take, in sizes of their type: Inter's digits have 0.62, its narrowest letters some 0.3."""
    wide = {"W": 1.0, "F": 1.0}
    return sum(
        wide.get(unicodedata.east_asian_width(one), 0.34 if one in " .,:'ijlftr" else 0.92 if one in "mMW∥" else 0.64)
        for one in words
    )


class TestSchematic:
    def drawn(self, query: str, language: str = "en") -> ET.Element:
        state, problems = parse(parse_qsl(query))
        assert problems == []
        return ET.fromstring(schematic(state, respond(state, np.array([1e3])), language))  # type: ignore[arg-type]

    def boxes(self, drawn: ET.Element) -> list[tuple[str, float, float, float, float]]:
        """Each text, its left and right, its top and its line."""
        found = []
        for one in drawn.iterfind(".//text"):
            size, at, low = SIZES[one.attrib["class"]], float(one.attrib["x"]), float(one.attrib["y"])
            wide = width(one.text or "") * size
            left = at - {"start": 0.0, "middle": 0.5, "end": 1.0}[one.attrib["text-anchor"]] * wide
            found.append((one.text or "", left, left + wide, low - 0.75 * size, low))
        return found

    @pytest.mark.parametrize("language", ["en", "ja"])
    @pytest.mark.parametrize(
        "query",
        [f"preset={preset}" for preset in PRESETS]
        + [f"preset={preset}&model=c-mid" for preset in ("quad-100m", "measured-gibson-490r", "three-way-4m")]
        + ["preset=biwire-4m&model=line", "preset=quad-100m&rcontact=999&runs=4", "preset=zip-5m&model=line"]
        + ["preset=stratocaster&bleed=680&rbleed=150&wiring=50s&rloss=466&zsemi=120&feddy=3000"],
    )
    def test_words_are_whole_and_clear_of_each_other_and_of_the_cable_s_border(self, query: str, language: str) -> None:
        drawn = self.drawn(query, language)
        right = float(drawn.attrib["viewBox"].split()[2])
        (zone,) = drawn.iterfind(".//rect[@class='zone']")
        borders = [float(zone.attrib["x"]), float(zone.attrib["x"]) + float(zone.attrib["width"])]
        boxes = self.boxes(drawn)
        assert len(boxes) >= 7
        for words, start, end, *_ in boxes:
            assert start >= 0, words
            assert end <= right, words
            assert not any(start < border < end for border in borders), words
        for one, other in combinations(boxes, 2):
            apart = max(one[1], other[1]) >= min(one[2], other[2]) or max(one[3], other[3]) >= min(one[4], other[4])
            assert apart, (one[0], other[0])

    @pytest.mark.parametrize(("preset", "drivers"), [("two-way-4m", 2), ("three-way-4m", 3)])
    def test_drivers_stand_apart_between_the_wires(self, preset: str, drivers: int) -> None:
        drawn = ET.tostring(self.drawn(f"preset={preset}"), encoding="unicode")
        horns = re.findall(r"M[\d.]+ ([\d.]+)l[\d.]+ (-[\d.]+)v([\d.]+)", drawn)
        tops = sorted(float(start) + float(up) for start, up, _ in horns)
        height = float(horns[0][2])
        assert len(tops) == drivers
        assert all(after - before > height + 4 for before, after in pairwise(tops))
        assert tops[0] > 62
        assert tops[-1] + height < 150


class TestColours:
    def test_are_those_of_the_style_sheet_by_daylight(self) -> None:
        day = SHEET[: SHEET.index('theme="dark"')]
        for name, colour in COLOURS.items():
            assert f"--{name}: {colour};" in day
        assert COLOURS["c0"] == COLOURS["accent"] != COLOURS["c1"]
        assert {"ink", "quiet", "line", "panel", "band", "mark"} <= set(COLOURS)

    def test_there_is_one_for_each_trace(self) -> None:
        assert CURVES == MAX_TRACES
        night = SHEET[SHEET.index('theme="dark"') :]
        for n in range(CURVES):
            assert f"--c{n}: #" in night
            assert f"{{ --trace: var(--c{n}); }}" in night
        assert f"var(--c{CURVES})" not in SHEET

    @pytest.mark.parametrize("path", sorted((ROOT / "app").rglob("*.py")), ids=lambda path: path.name)
    def test_no_module_holds_one_of_its_own(self, path: Path) -> None:
        assert (
            re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\((?!0,0,0,0\))|\bhsla?\(", path.read_text(encoding="utf-8")) == []
        )

    def test_of_a_picture_to_take_away(self) -> None:
        """Each line in the colour that the screen gives the trace of its place; the eleventh begins anew."""
        frequency = np.array([10.0, 1e6])
        curves = [(str(n), frequency, np.array([0.0, -n])) for n in range(11)]
        picture = ET.fromstring(svg(curves, {}, [], (10, 1e6), (-12, 1), (20, 20e3), ["A", "B"], "en"))
        strokes = [one.attrib["stroke"] for one in picture.iter("{http://www.w3.org/2000/svg}polyline")]
        assert strokes == [*re.findall(r"--c\d: (#\w{6})", SHEET)[:10], re.findall(r"--c0: (#\w{6})", SHEET)[0]]
        (shade,) = picture.iterfind(".//{*}rect[@class='band']")
        layout = band_shape((20, 20e3))
        assert shade.attrib["fill"] == layout["fillcolor"] == re.findall(r"--band: (#\w{6})", SHEET)[0]
        assert float(shade.attrib["fill-opacity"]) == layout["opacity"]

    def test_of_marks(self) -> None:
        point = ("P", np.array([1.0]), np.array([2.0]))
        figure = axes_figure([], [point], (0, 1), (0, 1), False, "x", "y", "")
        assert figure["data"][0]["marker"]["color"] == re.findall(r"--mark: (#\w{6})", SHEET)[0]
