"""A state as a picture that a message or a forum shows beside its link."""

import numpy as np

from app.bench.exports import Box, Stroke, Trace, edge_of, graph, strokes_of, traces_of, width_of
from app.bench.quantities import QUANTITIES
from app.bench.redraw import Redraw, redraw
from app.bench.state import State
from app.bench.tolerance import Band, band_of
from app.bench.words import HEADLINES
from app.common.colours import COLOURS
from app.common.quantity import Choice
from app.common.svg import element, path, text
from app.common.text import Language, Text, engineering, plain
from physics.hearing import BANDS, Grade

__all__ = ["SIZE", "ends_in_words", "preview"]

SIZE = (1200, 630)
"""Width and height, as those who show links ask for [px]."""
_COLOURS: dict[Grade, str] = {"none": "good", "below": "good", "possible": "fair", "likely": "bad"}
_FIGURES = 3
_LEFT, _RIGHT = 60, 1140
_AXES = Box(110, 258, 1030, 268, 18)
_COLUMNS, _ROWS = 5, 2  # of the legend, at most
_KEY = 53  # from the line of a curve to its name
_ENDS = Text("{source} → {cable}, {length} m → {load}", "{source} → {cable}、{length} m → {load}")


def ends_in_words(state: State, language: Language) -> str:
    """What drives which cable, and what that feeds, in one line."""

    def name(key: str) -> str:
        quantity = QUANTITIES[key]
        assert isinstance(quantity, Choice)
        return quantity.options[state.choice(key)](language)

    source = name("zs") if state.has_coil else f"{name('zs')} {engineering(state.si('rs'), 'Ω')}"
    load = name("zl") if state.load_kind == "file" else f"{name('zl')} {engineering(state.si('load'), 'Ω')}"
    length = plain(float(state.shown["len"]), 4)
    return _ENDS(language, source=source, cable=name("cable"), length=length, load=load)


def preview(state: State, language: Language) -> str:
    """The verdict, what is at both ends, the first three figures and the curves, as an SVG of `SIZE`."""
    state = state.with_values(view="response")
    band = band_of(state)
    picture = redraw(state, language, resting=False, band=band, beside=False)
    told = picture["texts"]
    colour = COLOURS[_COLOURS[picture["verdict"]]]
    words = [
        _text(_LEFT, 84, told["verdict-word"], 52, fill=colour),
        _text(_RIGHT, 84, "Cablescope", 30, "end"),
        _text(_LEFT, 124, told["verdict-number"], 26),
        _text(_LEFT, 162, ends_in_words(state, language), 20, fill=COLOURS["quiet"]),
    ]
    figures = [key for key in HEADLINES if told[f"headline-{key}"]][:_FIGURES]
    for n, key in enumerate(figures):
        x = _LEFT + n * (_RIGHT - _LEFT) // _FIGURES
        words.append(_text(x, 200, told[f"headline-name-{key}"], 15, fill=COLOURS["quiet"]))
        words.append(_text(x, 234, told[f"headline-{key}"], 27))
    width, height = SIZE
    ground = element("rect", width=width, height=height, fill=COLOURS["panel"])
    return element(
        "svg", ground, *words, *_curves(state, picture, band, language),
        xmlns="http://www.w3.org/2000/svg", width=width, height=height, viewBox=f"0 0 {width} {height}",
        font_family="sans-serif",
    )  # fmt: skip


def _curves(state: State, picture: Redraw, band: Band | None, language: Language) -> list[str]:
    """The graph, and under it what is pinned or compared."""
    curves, pins, measured = traces_of(state, picture, language)
    strokes = strokes_of(len(curves), pins, len(measured))
    axis, span = picture["axis"], picture["span"]["attenuation"]
    traces = [_cut(trace, axis) for trace in (*curves, *pins.values(), *measured)]
    spread = edge_of(band)
    if spread:
        name, edge, level = spread
        there, back = (
            _cut((name, edge[half], level[half]), axis)
            for half in (slice(edge.size // 2), slice(None, edge.size // 2 - 1, -1))
        )
        spread = name, np.append(there[1], back[1][::-1]), np.append(there[2], back[2][::-1])
    parts = graph(traces, strokes, axis, span, BANDS[state.band], _AXES, spread)
    parts.append(_text(24, _AXES.top + _AXES.down // 2, "dB", 15, fill=COLOURS["quiet"]))
    # On the page what a nameless pin holds stands beside its letter.
    held = [pin["label"] if pin["name"] else f"{pin['label']}: {pin['of']}" for pin in picture["pins"]]
    names = [*(name for name, _, _ in curves), *held, *(name for name, _, _ in measured)]
    keys = list(zip(names, strokes, strict=True))
    return parts + _legend([keys[0], *keys[len(curves) :], *keys[1 : len(curves)]])


def _legend(keys: list[tuple[str, Stroke]]) -> list[str]:
    """Names of curves with their lines, in columns, as far as there is room; none where there is but one."""
    if len(keys) == 1:
        return []
    columns = min(max(-(-len(keys) // _ROWS), min(len(keys), 3)), _COLUMNS)
    across = (_RIGHT - _LEFT) // columns
    parts = []
    for n, (name, stroke) in enumerate(keys[: _COLUMNS * _ROWS]):
        x, y = _LEFT + n % columns * across, 590 + n // columns * 27
        if n == _COLUMNS * _ROWS - 1 and len(keys) > n + 1:
            parts.append(_text(x + _KEY, y, "…", 17))
            break
        parts.append(path(f"M{x} {y - 6}h45", **stroke))
        parts.append(_text(x + _KEY, y, _shortened(name, across - _KEY - 12, 17), 17))
    return parts


def _shortened(words: str, width: float, size: int) -> str:
    """Words, or as many of their letters as a width has room for."""
    if width_of(words, size) <= width:
        return words
    fitting = (words[:count].rstrip() + "…" for count in range(len(words), 0, -1))
    return next((one for one in fitting if width_of(one, size) <= width), "…")


def _cut(trace: Trace, axis: tuple[float, float]) -> Trace:
    """A curve between the ends of the axis, so that nothing need be clipped."""
    name, frequency, level = trace
    ends = [end for end in axis if frequency[0] <= end <= frequency[-1]]
    kept = np.union1d(frequency[(axis[0] < frequency) & (frequency < axis[1])], ends)
    return name, kept, np.interp(kept, frequency, level)


def _text(x: float, y: float, words: str, size: int, anchor: str = "start", fill: str = COLOURS["ink"]) -> str:
    return text(x, y, words, anchor, font_size=size, fill=fill)
