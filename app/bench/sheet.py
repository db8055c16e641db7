"""A state on a page of paper, A4: the circuit, the curves, the figures, their sources, and the way back."""

from typing import NamedTuple
from urllib.parse import urlencode

import segno
from flask import Blueprint, render_template, request
from markupsafe import Markup

from app.bench.exports import FREQUENCY, Box, Stroke, Trace, edge_of, graph, strokes_of, traces_of
from app.bench.measures import TABLE_FREQUENCIES
from app.bench.page import WORDS as BENCH_WORDS
from app.bench.preview import ends_in_words
from app.bench.redraw import Redraw, redraw, unpacked
from app.bench.response import curve_frequencies, opened
from app.bench.share import shared
from app.bench.state import State, with_opening
from app.bench.tolerance import Band, band_of
from app.bench.words import HEADLINES, TABLE_ROWS, content_of
from app.common.colours import COLOURS
from app.common.figures import ATTENUATION, PHASE
from app.common.frame import frame_of, language_of_request, problem_words
from app.common.heavy import heavy
from app.common.svg import element, path, text
from app.common.text import Language, Text, engineering
from physics.hearing import BANDS

__all__ = ["blueprint"]

blueprint = Blueprint("sheet", __name__)

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: sheet to print", "Cablescope：印刷用シート"),
    "description": Text("One state of the bench on a page of paper.", "シミュレーターの一つの状態を1枚の紙に。"),
    "print": Text("Print", "印刷"),
    "to_bench": Text("Open in the bench", "シミュレーターで開く"),
    "noscript": Text(
        "Print it with your browser; it takes one page A4.", "ブラウザーの印刷機能で A4 1枚に印刷できます。"
    ),
    "sources": Text("Sources", "出典"),
    "values": Text("Values", "値"),
    "formulas": Text("Formulas, each with its source", "計算式と出典"),
    "scan": Text("The same, live", "この状態を開く"),
    "in_code": Text(
        "Its link has {count} characters; the code holds them all.", "リンクは {count} 文字。コードに全部入っています。"
    ),
    "no_code": Text(
        "Its link has {count} characters, too many for a code. Save the state as a file on the bench.",
        "リンクが {count} 文字あり、コードに入りません。シミュレーターで状態をファイルに保存してください。",
    ),
}
WORDS |= {name: BENCH_WORDS[name] for name in ("left_out", "verdict_source", "table_note", "schematic", "headlines")}

PRINTED = 300
"""Characters of a link that are set as words; one that is longer would be typed by nobody."""
_MODULE, _SMALLEST, _LARGEST = 0.33, 28, 60  # of a code [mm]: a square of it, and its width
_WIDTH, _LEFT, _ACROSS = 900, 64, 806  # of a graph, in units of its picture
_TALL, _LOW, _PINNED = 390, 190, 0.08  # heights of the two, and the part of them that each pin takes for its words


class _Key(NamedTuple):
    """A line of the legend: the line, as a picture, and its name."""

    line: str
    name: str


@blueprint.get("/sheet")
@heavy()
def sheet() -> str:
    """The state of the query on a sheet; what cannot be used of it is named above."""
    language = language_of_request()
    state, problems = opened(with_opening(request.args.items(multi=True)))
    state = state.with_values(view="response")
    band = band_of(state)
    picture = redraw(state, language, band=band)
    texts = picture["texts"]
    about = shared(state, texts["verdict"], texts["verdict-word"], language)
    query = urlencode(state.pairs | {"lang": language})
    return render_template(
        "sheet.html",
        **frame_of("sheet", WORDS, language)
        | {"share": about, "query": query, "redraw": picture, "link": about.url, "printed": PRINTED},
        code=code_of(about.url),
        content=content_of(state, language),
        ends=ends_in_words(state, language),
        graphs=[Markup(one) for one in _graphs(state, picture, band, language)],
        keys=_legend(state, picture, language),
        headlines=[key for key in HEADLINES if texts[f"headline-{key}"]],
        frequencies=[engineering(frequency, "Hz", 1) for frequency in TABLE_FREQUENCIES],
        rows=[(row, name(language)) for row, name in TABLE_ROWS.items()],
        problems=[problem_words(problem, language) for problem in problems],
    )


def code_of(link: str) -> Markup | None:
    """A link as a QR code (ISO/IEC 18004) of the size that a phone reads from paper, or None if it holds too much."""
    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    across = min(max(_MODULE * code.symbol_size()[0], _SMALLEST), _LARGEST)
    drawn = code.svg_inline(omitsize=True, svgclass=None, lineclass=None, light="white")
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="QR" style="width: {across:.1f}mm" ', 1))


def _graphs(state: State, picture: Redraw, band: Band | None, language: Language) -> tuple[str, str]:
    """Attenuation and phase as on the screen."""
    frequency = curve_frequencies(state)
    curves, pins, measured = traces_of(state, picture, language)
    levels = [*curves, *pins.values(), *measured]
    strokes = strokes_of(len(curves), pins, len(measured))
    spread = edge_of(band)
    phases: list[Trace] = [
        *(("", frequency, unpacked(phase)) for phase in picture["phases"]),
        *(("", frequency, unpacked(pin["curves"]["phase"])) for pin in picture["pins"]),
    ]
    lagging = strokes_of(len(picture["phases"]), pins, 0)
    tall, low = (round(height * (1 - _PINNED * len(pins))) for height in (_TALL, _LOW))
    return (
        _graph("attenuation", levels, strokes, state, picture, ATTENUATION(language), tall, spread),
        _graph("phase", phases, lagging, state, picture, PHASE(language), low, None, FREQUENCY(language)),
    )


def _graph(
    name: str, traces: list[Trace], strokes: list[Stroke], state: State, picture: Redraw, title: str, down: int,
    spread: Trace | None, below: str = "",
) -> str:  # fmt: skip
    """A graph as a picture as wide as the sheet, `down` units high between its axes."""
    box = Box(_LEFT, 8, _ACROSS, down, clip=f"axes-{name}")
    parts = graph(traces, strokes, picture["axis"], picture["span"][name], BANDS[state.band], box, spread)
    middle, height = box.top + down / 2, box.top + down + (42 if below else 24)
    words = [element("g", text(16, middle, title), transform=f"rotate(-90 16 {middle})")]
    words.append(text(_LEFT + _ACROSS / 2, height - 6, below))
    parts.append(element("g", *words, font_size=12, fill=COLOURS["ink"]))
    return element("svg", *parts, viewBox=f"0 0 {_WIDTH} {height}", role="img", aria_label=title)


def _legend(state: State, picture: Redraw, language: Language) -> list[_Key]:
    """The names of the curves; none where there is but one."""
    curves, pins, measured = traces_of(state, picture, language)
    traces = [*curves, *pins.values(), *measured]
    strokes = strokes_of(len(curves), pins, len(measured))
    return [
        _Key(Markup(element("svg", path("M0 5h45", **stroke), viewBox="0 0 45 10")), name)
        for stroke, (name, _, _) in zip(strokes, traces, strict=True)
        if len(traces) > 1
    ]
