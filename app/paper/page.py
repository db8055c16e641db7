"""The paper's page: its figures as data, its words, and how the ledger is laid out."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

import numpy as np
from flask import Blueprint, render_template, request
from numpy.typing import NDArray

from app.bench.response import Response, respond
from app.bench.state import State, parse
from app.common.figures import axes_figure
from app.common.frame import frame_of, language_of_request, problem_words
from app.common.query import given_once, not_among, read_number
from app.common.text import Language, Text, engineering, fixed, subscripted
from app.files.codes import Curve, encode
from app.paper.ledger import CHART, PLACES, SKINS, VERDICTS, Entry, SkinReading, ledger
from physics.printed import printed_attenuation

__all__ = ["WORDS", "Marks", "blueprint", "content", "read_marks"]

Real = NDArray[np.float64]
MAX_MARKS = 60
MAX_MARKS_TEXT = 4000
MAX_CODE = 800  # characters of a link that marks may take: more than as many points as there may be
POINTS = 300

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: the paper, recomputed", "Cablescope：論文の検算"),
    "description": Text(
        "Every number and figure of the paper on the electromagnetics of cables, recomputed and compared one by one.",
        "論文「ケーブルの電磁気学」の数値と図をすべて計算し直し、一つずつ比較します。",
    ),
    "heading": Text("The paper, recomputed", "論文の検算"),
    "contents": Text("On this page", "このページの内容"),
    "summary": Text("Summary", "まとめ"),
    "skin": Text("Skin effect", "表皮効果"),
    "skin_exact": Text("exact", "厳密解"),
    "skin_chart": Text("as the paper read it off the chart", "論文の図からの読み取り値"),
    "printed": Text("printed", "論文"),
    "ours": Text("ours", "計算値"),
    "verdict": Text("verdict", "判定"),
    "item": Text("item", "項目"),
    "explanation": Text("explanation", "説明"),
    "cells": Text("Cells that do not simply agree, and why", "一致しない欄とその説明"),
    "grid_note": Text("In each cell, the paper's number is above and ours below.", "各欄の上段は論文、下段は計算値。"),
    "equations": Text("Equations 2 and 3 as printed", "論文どおりの式2・式3による値"),
    "case": Text("case", "条件"),
    "as_printed": Text("as printed [dB]", "論文どおりの式 [dB]"),
    "right": Text("corrected [dB]", "正しい式 [dB]"),
    "figures": Text("The figures, redrawn", "図の再現"),
    "figures_note": Text(
        "Each axis covers the range that the paper gives for its figure.",
        "軸の範囲は論文の各図についての記述に合わせています。",
    ),
    "marks": Text("Your own measurements", "手元の実測値"),
    "marks_draw": Text("Draw", "描く"),
    "api_now": Text("This list as JSON", "この一覧を JSON で"),
}

VERDICT_SIGNS = {"agrees": "✓", "explained": "≈", "cannot be right": "✗", "differs": "?"}


class Plotted(NamedTuple):
    """One curve of a figure: a link's state, and what of its response is drawn."""

    name: Text
    query: str
    level: Callable[[State, Response], Real]


@dataclass(frozen=True)
class Figure:
    """A figure of the paper; `x` are the limits of its axis, in units of `scale` Hz."""

    id: str
    title: Text
    curves: tuple[Plotted, ...]
    x: tuple[float, float]
    scale: float
    x_title: Text
    y_title: Text
    y: tuple[float, float]
    query: str
    marked: bool = False


def _ac(_: State, response: Response) -> Real:
    return response.ac_attenuation


def _absolute(_: State, response: Response) -> Real:
    return response.attenuation


def _lr(_: State, response: Response) -> Real:
    return response.parts["lr"]


def _cr(_: State, response: Response) -> Real:
    return response.parts["cr"]


def _lr_absolute(_: State, response: Response) -> Real:
    return response.parts["lr"] + response.reference.attenuation


def _skin_absolute(_: State, response: Response) -> Real:
    return response.parts["skin"] + response.reference.attenuation


def _ratio(_: State, response: Response) -> Real:
    return np.asarray(response.line.resistance / response.line.dc_resistance)


def _lengths(level: Callable[[State, Response], Real]) -> tuple[Plotted, ...]:
    return tuple(Plotted(Text(f"{n} m", f"{n}m"), f"preset=speaker-{n}m", level) for n in (4, 15, 30))


_HZ, _MHZ = Text("Frequency", "周波数"), Text("Frequency [MHz]", "周波数 [MHz]")
_AC, _DB = Text("AC attenuation [dB]", "交流減衰率 [dB]"), Text("Attenuation [dB]", "減衰率 [dB]")

FIGURES: tuple[Figure, ...] = (
    Figure(
        "3",
        Text(
            "Figure 3: skin effect of a round wire, and the paper's readings",
            "図3 円形断面の導線の表皮係数と論文の読み取り値",
        ),
        (Plotted(Text("exact", "厳密解"), "preset=speaker-4m", _ratio),),
        (0, 6), 25e3, Text("√(f/R_DC), f in Hz, R_DC in µΩ/m", "√(f/R_DC)（f：Hz、R_DC：µΩ/m）"),
        Text("R_AC/R_DC", "R_AC/R_DC"), (0.9, 4), "preset=speaker-4m&view=line",
    ),
    Figure(
        "4",
        Text("Figure 4: the standard cable, 4 m", "図4 4 m の標準ケーブルの交流減衰率"),
        (Plotted(Text("4 m", "4m"), "preset=speaker-4m", _ac),),
        (100, 1e6), 1, _HZ, _AC, (-12, 0.5), "preset=speaker-4m&fmin=100",
    ),
    Figure(
        "5",
        Text("Figure 5: C–R alone, 4 m", "図5 線間容量 C による4 m の標準ケーブルの交流減衰率"),
        (
            Plotted(Text("DF 100", "DF 100"), "preset=speaker-4m", _cr),
            Plotted(Text("DF 10", "DF 10"), "preset=speaker-4m-df10", _cr),
        ),
        (1, 100), 1e6, _MHZ, _AC, (-0.12, 0.005), "preset=speaker-4m&parts=1&fmax=100000000",
    ),
    Figure(
        "6",
        Text("Figure 6: L–R alone, 4 m", "図6 自己インダクタンス L による4 m の標準ケーブルの交流減衰率"),
        (Plotted(Text("4 m", "4m"), "preset=speaker-4m", _lr),),
        (100, 1e6), 1, _HZ, _AC, (-12, 0.5), "preset=speaker-4m&parts=1&fmin=100",
    ),
    Figure(
        "7",
        Text(
            "Figure 7: L–R including the loss at DC; 4, 15 and 30 m",
            "図7 直流抵抗を含む自己インダクタンスによる減衰率（4 m、15 m、30 m）",
        ),
        _lengths(_lr_absolute),
        (100, 1e6), 1, _HZ, _DB, (-26, 1), "preset=speaker-4m&lens=4,15,30&att=abs&fmin=100", True,
    ),
    Figure(
        "8",
        Text(
            "Figure 8: skin effect including the loss at DC; 4, 15 and 30 m",
            "図8 直流抵抗を含む表皮効果による減衰率（4 m、15 m、30 m）",
        ),
        _lengths(_skin_absolute),
        (100, 1e6), 1, _HZ, _DB, (-26, 1), "preset=speaker-30m&parts=1&att=abs&fmin=100", True,
    ),
    Figure(
        "10",
        Text("Figure 10: pin cable, 2 m, 1 kΩ into 20 kΩ", "図10 2 m のピンケーブル（1 kΩ → 20 kΩ）の減衰率"),
        (Plotted(Text("2 m", "2m"), "preset=pin-2m", _absolute),),
        (100, 1e6), 1, _HZ, _DB, (-4, 0.2), "preset=pin-2m&att=abs&fmin=100",
    ),
    Figure(
        "11",
        Text(
            "Figure 11: guitar cable, 10 m, 250 kΩ into 20 kΩ",
            "図11 10 m のギターケーブル（250 kΩ → 20 kΩ）の交流減衰率",
        ),
        (Plotted(Text("10 m", "10m"), "preset=guitar-10m", _ac),),
        (100, 1e5), 1, _HZ, _AC, (-20, 1), "preset=guitar-10m&fmin=100&fmax=100000",
    ),
)  # fmt: skip


class Marks(NamedTuple):
    """Measured points of the visitor.

    Attributes
    ----------
    frequency, level : list of float
        Of the points, as they stand in the text [Hz], [dB].
    text : str
        What they were read from.
    problem : Text or None
        What is wrong with the text; then there are no points.
    wrong : tuple of int
        Where in the text that is: its first character, and the one after its last.
    """

    frequency: list[float]
    level: list[float]
    text: str
    problem: Text | None = None
    wrong: tuple[int, int] = (0, 0)

    @property
    def code(self) -> str:
        """The points as the bench's measured curve, those at one frequency by their mean; '' for fewer than two."""
        frequency, place = np.unique(self.frequency, return_inverse=True)
        if len(frequency) < 2:
            return ""
        level = np.bincount(place, self.level) / np.bincount(place)
        return encode(Curve("level", frequency, level, np.zeros(len(level))), MAX_CODE).code


def read_marks(text: str) -> Marks:
    """Read marks, one a line or separated by semicolons; a problem names the first that cannot be read."""
    text = text.replace("\r\n", "\n")
    found = list(_MARK.finditer(text))
    if len(found) > MAX_MARKS or len(text) > MAX_MARKS_TEXT:
        return Marks([], [], text, _TOO_MANY_MARKS)
    frequency, level = [], []
    for mark in found:
        values = [read_number(word) for word in mark[0].replace(",", " ").split()]
        if (
            len(values) != 2
            or None in values
            or not 1 <= float(values[0] or 0) <= 1e9
            or abs(float(values[1] or 0)) > 200
        ):
            number = text.count("\n", 0, mark.start()) + 1
            problem = Text(*(words.format(number=number, line=mark[0].strip()[:40]) for words in _BAD_MARK))
            return Marks([], [], text, problem, mark.span())
        frequency.append(float(values[0] or 0))
        level.append(float(values[1] or 0))
    return Marks(frequency, level, text)


_MARK = re.compile(r"[^;\n]*[^;\s][^;\n]*")


blueprint = Blueprint("paper", __name__)


@blueprint.get("/paper")
def page() -> str:
    """Every number and figure of the paper beside ours."""
    language = language_of_request()
    given, problems = given_once(request.args.items(multi=True), ("skin", "marks", "lang"))
    skin = next((skin for skin in SKINS if skin == given.get("skin", SKINS[0])), None)
    if skin is None:
        problems.append(not_among("skin", given["skin"], SKINS))
        skin = SKINS[0]
    marks = read_marks(given.get("marks", ""))
    kept = {key: given[key] for key in ("marks", "lang") if given.get(key)}
    return render_template(
        "paper.html",
        problems=[problem_words(problem, language) for problem in problems],
        switch_query={name: urlencode(kept | {"skin": name}) for name in SKINS},
        **frame_of("paper", WORDS, language),
        **content(skin, marks, language),
    )


def content(skin: SkinReading, marks: Marks, language: Language) -> dict[str, Any]:
    """Everything that templates/paper.html shows."""
    entries = ledger(skin)
    counts = Counter(entry.verdict for entry in entries)
    places = [place for place in PLACES if place not in _GRIDS]
    return {
        "skin": skin,
        "counts": [
            (verdict, VERDICT_SIGNS[verdict], name(language), counts[verdict]) for verdict, name in VERDICTS.items()
        ],
        "total": len(entries),
        "grids": [_grid(place, [e for e in entries if e.item.place == place], language) for place in _GRIDS],
        "places": [
            (PLACES[place](language), [_row(entry, language) for entry in entries if entry.item.place == place])
            for place in places
        ],
        "equations": _equations(language),
        "marks": marks,
        "marks_problem": marks.problem(language) if marks.problem else "",
        "marks_drawn": _marks_drawn(marks, language),
        "too_many_marks": _TOO_MANY_MARKS(language),
        "figures": [(figure.id, figure.title(language), _link(figure, marks)) for figure in FIGURES],
        "drawn": {figure.id: _drawn(figure, marks, language) for figure in FIGURES},
    }


_LOST = Text("{value} dB lost", "損失 {value} dB")
_GRIDS = ("t1", "t2")
_GRID_ROWS = {
    "total": Text("Total [−dB]", "総合 [−dB]"),
    "skin": Text("Skin effect [−dB]", "表皮 [−dB]"),
    "lr": Text("L–R [−dB]", "L–R [−dB]"),
    "cr": Text("C–R [−dB]", "C–R [−dB]"),
    "phase": Text("φ [°]", "φ [°]"),
    "reactance": Text("ωL [Ω]", "ωL [Ω]"),
}


def _row(entry: Entry, language: Language) -> dict[str, str]:
    item = entry.item
    return {
        "id": item.id,
        "what": item.what(language),
        "printed": _LOST(language, value=item.printed) if item.unit == "−dB" else f"{item.printed} {item.unit}".strip(),
        "short": item.printed,
        "ours": item.rounded(entry.computed),
        "verdict": entry.verdict,
        "verdict_name": VERDICTS[entry.verdict](language),
        "sign": VERDICT_SIGNS[entry.verdict],
        "explanation": entry.explanation(language) if entry.explanation else "",
        "query": item.query,
        "remark": _REMARK(language, printed=item.printed, ours=item.rounded(entry.computed)),
    }


def _grid(place: str, entries: list[Entry], language: Language) -> dict[str, Any]:
    """One of the paper's two tables, as it is laid out there."""
    frequencies = sorted({entry.item.at for entry in entries if entry.item.at})
    rows = [
        (name(language), [_row(entry, language) for entry in entries if entry.item.measure == measure])
        for measure, name in _GRID_ROWS.items()
    ]
    return {
        "title": PLACES[place](language),
        "frequencies": [engineering(frequency, "Hz", 2) for frequency in frequencies],
        "rows": rows,
        "remarks": [_row(entry, language) for entry in entries if entry.verdict != "agrees"],
    }


_CASES = (
    (Text("Speaker cable 30 m, 200 kHz", "スピーカーケーブル30 m、200 kHz"), "preset=speaker-30m&skin=off", 200e3),
    (Text("Pin cable 30 m, 20 kHz", "ピンケーブル30 m、20 kHz"), "preset=pin-30m&skin=off", 20e3),
    (Text("Guitar cable 10 m, 10 kHz", "ギターケーブル10 m、10 kHz"), "preset=guitar-10m&skin=off", 10e3),
    (Text("Guitar cable 10 m, 20 kHz", "ギターケーブル10 m、20 kHz"), "preset=guitar-10m&skin=off", 20e3),
)


def _equations(language: Language) -> list[tuple[str, str, str]]:
    rows = []
    for name, query, frequency in _CASES:
        state, _ = parse(parse_qsl(query))
        response = respond(state, np.array([frequency]))
        line, length = response.line, state.si("len")
        printed = printed_attenuation(
            frequency,
            source_resistance=state.si("rs"),
            loop_resistance=line.dc_resistance * length,
            inductance=line.dc_inductance * length,
            capacitance=line.capacitance * length,
            load_resistance=state.si("load"),
        )
        rows.append((name(language), fixed(float(printed), 3), fixed(float(response.ac_attenuation[0]), 3)))
    return rows


def _drawn(figure: Figure, marks: Marks, language: Language) -> dict[str, Any]:
    low, high = figure.x
    of_ratio = figure.id == "3"  # its axis is the root of the frequency over that of R_DC
    x = np.linspace(low, high, POINTS) if of_ratio else np.geomspace(low, high, POINTS)
    frequency = x**2 * figure.scale if of_ratio else x * figure.scale
    curves = []
    for curve in figure.curves:
        state, _ = parse(parse_qsl(curve.query))
        curves.append((curve.name(language), x, curve.level(state, respond(state, frequency))))
    points = []
    if of_ratio:
        readings = np.array(list(CHART))
        points.append((_READINGS(language), np.sqrt(readings / figure.scale), np.array(list(CHART.values()))))
    if figure.marked and marks.frequency:
        points.append((_MARKS(language), np.array(marks.frequency) / figure.scale, np.array(marks.level)))
    x_title, y_title = (str(subscripted(title(language))) for title in (figure.x_title, figure.y_title))
    return axes_figure(
        curves, points, figure.x, figure.y, not of_ratio, x_title, y_title,
        "Hz" if figure.x_title is _HZ else "",
    )  # fmt: skip


def _link(figure: Figure, marks: Marks) -> str:
    """The figure's link to the bench, with the marks that are drawn in it."""
    return f"{figure.query}&frd={marks.code}" if figure.marked and marks.code else figure.query


def _marks_drawn(marks: Marks, language: Language) -> str:
    """What became of the marks, if there are any."""
    if not marks.frequency:
        return ""
    return _MARKS_DRAWN(language, count=len(marks.frequency)) if marks.code else _ONE_MARK(language)


_REMARK = Text(": printed {printed}, ours {ours}.", "：論文 {printed}、計算値 {ours}。")
_READINGS = Text("the paper's readings", "論文の読み取り値")
_MARKS = Text("measured", "実測")
_BAD_MARK = Text(
    "Line {number} (“{line}”) is not a point. "
    "Write a frequency from 1 to 1000000000 Hz and a level from -200 to 200 dB, for example: 20000 -0.5",
    "{number}行目（{line}）を読み取れません。"
    "1〜1000000000 Hz の周波数と -200〜200 dB のレベルを「20000 -0.5」のように入れてください。",
)
_TOO_MANY_MARKS = Text(
    f"That is too much to be kept in the link. Use at most {MAX_MARKS} points, one a line, without any other text. "
    "A whole file can be dropped on the bench.",
    f"リンクに収まりません。実測値は1行に1点、{MAX_MARKS} 点までにし、ほかの文字は入れないでください。"
    "ファイル全体は、シミュレーターにドロップすれば読み込めます。",
)
_MARKS_DRAWN = Text(
    "Points drawn in Figures 7 and 8: {count}. “Open in the bench” takes them along.",
    "図7・図8に {count} 点を描きました。「シミュレーターで開く」で引き継がれます。",
)
_ONE_MARK = Text(
    "Drawn in Figures 7 and 8. The bench takes measurements along from two frequencies on.",
    "図7・図8に描きました。シミュレーターに引き継ぐには、2つ以上の周波数が必要です。",
)
