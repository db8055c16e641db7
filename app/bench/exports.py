"""Results as files for other programs, one row of `EXPORTS` each."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

import numpy as np

from app.bench.redraw import Redraw, redraw, unpacked
from app.bench.response import cable_of, curve_frequencies, ends_of, line_of, respond
from app.bench.spice import spice
from app.bench.state import State
from app.bench.time_words import unshown
from app.bench.tolerance import Band, band_of
from app.bench.views import VIEWS
from app.bench.words import MEASURED, RESIDUAL, content_of
from app.common.colours import COLOURS, CURVES
from app.common.figures import ATTENUATION, BAND_OPACITY, DASHES, MAX_TRACES, PINNED_DASH, SPREAD_OPACITY
from app.common.query import Problem
from app.common.svg import element, path, text
from app.common.text import Language, Text, engineering
from physics.checks import Real
from physics.hearing import BANDS

__all__ = [
    "EXPORTS",
    "FREQUENCY",
    "Box",
    "Export",
    "Stroke",
    "Trace",
    "caption",
    "edge_of",
    "graph",
    "strokes_of",
    "svg",
    "traces_of",
]

REFERENCE = 50.0  # impedance of the S-parameters [Ω]


def caption(state: State, language: Language) -> str:
    """What a result is of, in one line."""
    return f"Cablescope: {content_of(state, language)}"


def _head(mark: str, lines: list[str]) -> str:
    return "".join(f"{mark} {line}\n" for line in lines)


def _rows(*columns: Real) -> str:
    return "".join("\t".join(f"{value:.6g}" for value in row) + "\n" for row in zip(*columns, strict=True))


def _frd(state: State, frequency: Real, title: list[str], _: Language) -> str:
    """Frequency [Hz], 20·log₁₀|V_load/EMF| [dB] and phase [°], negative where the load lags."""
    response = respond(state, frequency)
    absolute = "Level of the load's voltage over the source's EMF (att=abs)"
    head = _head("*", [*title, absolute, "Freq(Hz)\tSPL(dB)\tPhase(degrees)"])
    return head + _rows(response.frequency, response.attenuation, -response.phase_lag)


def _zma(state: State, frequency: Real, title: list[str], _: Language) -> str:
    """Frequency [Hz], magnitude [Ω] and phase [°] of the load."""
    z = ends_of(state, frequency).load_impedance
    head = _head("*", [*title, "Freq(Hz)\tZ(ohm)\tPhase(degrees)"])
    return head + _rows(frequency, np.abs(z), np.degrees(np.angle(z)))


def _touchstone(state: State, frequency: Real, title: list[str], _: Language) -> str:
    """S-parameters of the cable with its contacts, in 50 Ω, real and imaginary parts.

    Notes
    -----
    S₂₁ is twice the transfer from 50 Ω into 50 Ω; S₁₁ and S₂₂ are the reflection at one end with 50 Ω at the other
    (D. M. Pozar, *Microwave Engineering*, 4.3).  The cable is reciprocal.
    """
    line = line_of(state, frequency)
    cable = cable_of(state, line.series_impedance, line.shunt_admittance)
    s21 = 2 * np.exp(cable.log_transfer(REFERENCE, REFERENCE))
    ends = (1 / cable.input_admittance(REFERENCE), cable.output_impedance(REFERENCE))
    s11, s22 = ((end - REFERENCE) / (end + REFERENCE) for end in ends)
    columns = [part for s in (s11, s21, s21, s22) for part in (s.real, s.imag)]
    head = _head("!", title) + f"# Hz S RI R {REFERENCE:g}\n"
    rows = zip(frequency, *columns, strict=True)
    return head + "".join(" ".join(f"{value:.12g}" for value in row) + "\n" for row in rows)


_WIDTH, _LEFT, _ACROSS, _DOWN = 900, 70, 800, 400  # of the picture; of the axes: left end, width and height
_SHADE = {"fill": COLOURS["band"], "fill_opacity": BAND_OPACITY}
_DASH_LENGTHS = {"solid": "none", "dash": "9 9", "dot": "3 3", "dashdot": "9 3 3 3", "longdash": "15 15",
                 "longdashdot": "15 6 3 6"}  # fmt: skip
FREQUENCY = Text("Frequency", "周波数")
_TIME = Text("Time", "時間")
_BETWEEN = 40  # axes that stand one below the other
_BAND = Text("{low} to {high}", "{low}〜{high}")
_ROW = 18  # height of a line of words
_LINK_LINES, _LINK_LETTERS = 5, 115
_KEY = 45  # length of a line in the legend: the longest dash, its gap, and the next

Stroke = dict[str, object]

Trace = tuple[str, Real, Real]
"""A curve of a picture: its name, frequencies [Hz] and levels [dB], both of shape (n,)."""


def svg(
    curves: Sequence[Trace],
    pins: Mapping[str, Trace],
    measured: Sequence[Trace],
    axis: tuple[float, float],
    span: tuple[float, float],
    band: tuple[float, float],
    title: Sequence[str],
    language: Language,
    spread: Trace | None = None,
) -> str:
    """The attenuation graph as on the screen, with caption and link, as a picture that stands alone.

    Parameters
    ----------
    curves, measured : sequence of Trace
        What is computed, the cable first; the visitor's own curve and its difference from that, if there is one.
    pins : mapping
        The curve of each pin, by its key.
    axis, span : tuple of float
        Limits of the frequencies [Hz] and of the levels [dB].
    band : tuple of float
        Ends of the shaded band [Hz].
    title : sequence of str
        Caption, then the lines under the graph.
    language : Language
        Of the words.
    spread : Trace or None
        The band in which the cable's curve may lie: its edge, there and back.
    """
    traces = (*curves, *pins.values(), *measured)
    strokes = strokes_of(len(curves), pins, len(measured))

    def axes(top: int) -> list[str]:
        box = Box(_LEFT, top, _ACROSS, _DOWN)
        return [*graph(traces, strokes, axis, span, band, box, spread), _title_beside(box, ATTENUATION(language))]

    return _alone(
        [name for name, _, _ in traces], strokes, _band_words(band, language), axes, _DOWN, FREQUENCY(language), title
    )


def _band_words(band: tuple[float, float], language: Language) -> str:
    return _BAND(language, low=engineering(band[0], "Hz", 2), high=engineering(band[1], "Hz", 2))


def _title_beside(box: "Box", words: str) -> str:
    middle = box.top + box.down / 2
    return element("g", _text(18, middle, words), transform=f"rotate(-90 18 {middle})")


def _alone(
    names: Sequence[str],
    strokes: Sequence[Stroke],
    band: str,
    axes: Callable[[int], list[str]],
    height: int,
    across: str,
    title: Sequence[str],
) -> str:
    """A picture that stands alone: caption, legend, axes from a height on, their title, and the lines under them."""
    parts = [_text(_LEFT, 26 + 20 * n, line, "start", 15) for n, line in enumerate(_caption_lines(title[0]))]
    keys, top = _legend(names, strokes, band, 26 + 20 * len(parts))
    base = top + height
    parts += [*keys, *axes(top), _text(_LEFT + _ACROSS / 2, base + 40, across)]
    foot = _cut_to_lines(title[1:])
    parts += [_text(_LEFT, base + 66 + 16 * n, line, "start", 11) for n, line in enumerate(foot)]
    size = {"width": _WIDTH, "height": base + 66 + 16 * len(foot)}
    return element(
        "svg", element("rect", **size, fill=COLOURS["panel"]), *parts,
        xmlns="http://www.w3.org/2000/svg", **size, viewBox=f"0 0 {size['width']} {size['height']}",
        font_family="sans-serif",
    ) + "\n"  # fmt: skip


def strokes_of(curves: int, pins: Iterable[str], measured: int) -> list[Stroke]:
    """Strokes of so many computed curves, of the pins of some keys, and of so many of the visitor's own."""
    # The last traces of the screen are the visitor's, however few come before them.
    places = (*range(curves), *range(MAX_TRACES, MAX_TRACES + measured))
    strokes = [_stroke(n, DASHES[place % len(DASHES)]) for n, place in enumerate(places)]
    strokes[curves:curves] = [_line(f"pin-{key}", 1.8, PINNED_DASH) for key in pins]
    return strokes


class Box(NamedTuple):
    """Where the axes of a picture are, how large the words at them are, and the id of what cuts the lines."""

    left: int
    top: int
    across: int
    down: int
    letters: int = 12
    clip: str = "axes"


def graph(
    traces: Sequence[Trace],
    strokes: Sequence[Stroke],
    axis: tuple[float, float],
    span: tuple[float, float],
    band: tuple[float, float] | None,
    box: Box,
    spread: Trace | None,
) -> list[str]:
    """Axes with their numbers, and the curves; parameters as in `svg`, with the stroke of each curve.

    Without a band the horizontal axis is one of time [s], and linear.
    """
    over_time = band is None
    low, high = axis if band is None else np.log10(axis)
    bottom, ceiling = span
    parts: list[str] = []
    end, base = box.left + box.across, box.top + box.down

    def across(f: Real | float) -> Real:
        return np.asarray(box.left + box.across * ((f if over_time else np.log10(f)) - low) / (high - low))

    def down(y: Real | float) -> Real:
        return np.asarray(box.top + box.down * (ceiling - np.asarray(y)) / (ceiling - bottom))

    if band is not None:
        x0, x1 = np.clip(across(np.array(band)), box.left, end).tolist()
        parts.append(element("rect", class_="band", x=x0, y=box.top, width=x1 - x0, height=box.down, **_SHADE))
    apart = _round_step((high - low) / 8) if over_time else 1.0
    for n in range(int(np.ceil(low / apart)), int(np.floor(high / apart)) + 1):
        place = n * apart if over_time else 10.0**n
        words = engineering(place, "s", 2) if over_time else engineering(place, "Hz", 1)
        x = float(across(place))
        parts.append(path(f"M{x:.1f} {box.top}v{box.down}", stroke=COLOURS["line"]))
        parts.append(_text(x, base + 1.5 * box.letters, words, size=box.letters))
    step = _round_step((ceiling - bottom) / 6)
    for n in range(int(np.ceil(bottom / step)), int(np.floor(ceiling / step)) + 1):
        y = float(down(n * step))
        parts.append(path(f"M{box.left} {y:.1f}h{box.across}", stroke=COLOURS["line" if n else "quiet"]))
        parts.append(
            _text(box.left - 8, y + box.letters / 3, f"{n * step:g}".replace("-", "\N{MINUS SIGN}"), "end", box.letters)
        )
    axes = {"x": box.left, "y": box.top, "width": box.across, "height": box.down}
    lines = []
    if spread:
        corners = _points(across(spread[1]), down(spread[2]))
        lines.append(element("polygon", points=corners, fill=COLOURS["c0"], fill_opacity=SPREAD_OPACITY))
    lines += [
        element(
            "polyline",
            points=_points(across(frequency), down(level)),
            fill="none",
            **stroke,
        )
        for stroke, (_, frequency, level) in zip(strokes, traces, strict=True)
    ]
    parts.append(element("clipPath", element("rect", **axes), id=box.clip))
    # Only where it is needed: a rasteriser takes longer for it than for all else together.
    within = all(
        np.all((axis[0] <= frequency) & (frequency <= axis[1]) & (bottom <= level) & (level <= ceiling))
        for _, frequency, level in (*traces, *([spread] if spread else []))
    )
    parts.append(element("g", *lines, clip_path=None if within else f"url(#{box.clip})"))
    parts.append(element("rect", **axes, fill="none", stroke=COLOURS["quiet"]))
    return parts


def _points(x: Real, y: Real) -> str:
    return " ".join(["%.1f,%.2f"] * x.size) % tuple(np.column_stack([x, y]).ravel().tolist())  # sooner than one by one


def _caption_lines(words: str) -> list[str]:
    pieces = words.split(" · ")
    rows: dict[int, list[str]] = {}
    for piece, (row, _) in zip(pieces, _flow([width_of(f"{piece} · ", 15) for piece in pieces]), strict=True):
        rows.setdefault(row, []).append(piece)
    return [" · ".join(row) for row in rows.values()]


def _legend(names: Sequence[str], strokes: Sequence[Stroke], band: str, start: int) -> tuple[list[str], int]:
    """The legend from a height on, the band at its end, and the height at which the axes may begin under it."""
    parts, row = [], 0
    words = [*names, band] if band else [*names]
    for n, (row, x) in enumerate(_flow([width_of(name, 12) + _KEY + 24 for name in words])):
        x, y = _LEFT + x, start + _ROW * row
        if n < len(names):
            parts.append(path(f"M{x:.1f} {y - 4}h{_KEY}", class_="key", **strokes[n]))
        else:
            parts.append(element("rect", class_="key", x=x, y=y - 10, width=_KEY, height=12, **_SHADE))
        parts.append(_text(x + _KEY + 6, y, words[n], "start"))
    return parts, start + _ROW * row + 14


def _stroke(n: int, dash: str) -> Stroke:
    return _line(f"c{n % CURVES}", 1.8 if n else 2.5, dash)


def _line(colour: str, width: float, dash: str) -> Stroke:
    return {"stroke": COLOURS[colour], "stroke_width": width, "stroke_dasharray": _DASH_LENGTHS[dash]}


def _flow(widths: Sequence[float]) -> list[tuple[int, float]]:
    """Row and place in it of pieces of some widths, set one after the other as wide as the axes are."""
    places, row, x = [], 0, 0.0
    for width in widths:
        if x and x + width > _ACROSS:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += width
    return places


def width_of(words: str, size: float) -> float:
    """At most how wide words are in any usual font; a Japanese letter is square, and so are the widest of ours."""

    def squares(letter: str) -> float:
        if east_asian_width(letter) in "WFA" or letter in "MWmw@%":
            return 1.0
        return 0.75 if letter.isupper() else 0.6

    return size * sum(map(squares, words))


def _cut_to_lines(texts: Sequence[str]) -> list[str]:
    """Lines that fit under the axes: a link longer than that is cut, and says so."""
    lines = [text[n : n + _LINK_LETTERS] for text in texts for n in range(0, len(text), _LINK_LETTERS)]
    return lines if len(lines) <= _LINK_LINES else [*lines[: _LINK_LINES - 1], "…"]


def _round_step(rough: float) -> float:
    power = 10.0 ** np.floor(np.log10(rough))
    return float(power * next(step for step in (1, 2, 5, 10) if step * power >= rough))


def _text(x: float, y: float, words: str, anchor: str = "middle", size: int = 12) -> str:
    return text(x, y, words, anchor, font_size=size, fill=COLOURS["ink"])


def _picture(state: State, _: Real, title: list[str], language: Language) -> str:
    """The attenuation graph as the screen has it, but metric, as all that is exported."""
    state = state.with_values(view="response", units="metric")
    band = band_of(state)
    picture = redraw(state, language, resting=False, band=band, beside=False)
    curves, pins, measured = traces_of(state, picture, language)
    axis, span = picture["axis"], picture["span"]["attenuation"]
    return svg(curves, pins, measured, axis, span, BANDS[state.band], title, language, edge_of(band))


def _time_picture(state: State, _: Real, title: list[str], language: Language) -> str:
    """The graphs of a signal in time as the screen has them, one below the other."""
    picture = redraw(state.with_values(view="time", units="metric"), language)
    ends = picture["times"]
    assert ends is not None
    seconds = np.linspace(*ends, picture["range"][2])
    graphs = VIEWS["time"].graphs
    strokes = strokes_of(len(graphs[0].names), [pin["key"] for pin in picture["pins"]], 0)

    def axes(top: int) -> list[str]:
        parts: list[str] = []
        for n, one in enumerate(graphs):
            box = Box(_LEFT, top + n * (_DOWN + _BETWEEN), _ACROSS, _DOWN, clip=f"axes{n}")
            curves = [
                *picture["graphs"][one.id],
                *(pin["curves"][one.id] for pin in picture["pins"]),
            ]
            traces = [("", seconds, unpacked(curve)) for curve in curves]
            own = strokes if n == 0 else [strokes[0], *strokes[len(graphs[0].names) :]]
            parts += graph(traces, own, ends, picture["span"][one.id], None, box, None)
            parts.append(_title_beside(box, one.title(language)))
        return parts

    names = [*(name(language) for name in graphs[0].names), *(pin["label"] for pin in picture["pins"])]
    note = re.split(r"(?<=\.) |(?<=。)", unshown(state, language))  # a line for each sentence
    foot = [title[0], *filter(None, note), *title[1:]]
    return _alone(names, strokes, "", axes, 2 * _DOWN + _BETWEEN, _TIME(language), foot)


def _crosstalk_picture(state: State, _: Real, title: list[str], language: Language) -> str:
    """The graphs of what a shared return leaks, as the screen has them, one below the other."""
    state = state.with_values(view="crosstalk", units="metric")
    picture, frequency, graphs = (
        redraw(state, language, resting=False),
        curve_frequencies(state),
        VIEWS["crosstalk"].graphs,
    )
    own = [name(language) for one in graphs for name in one.names]
    strokes = strokes_of(len(own), [pin["key"] for pin in picture["pins"]], 0)

    def axes(top: int) -> list[str]:
        parts: list[str] = []
        first = 0
        for n, one in enumerate(graphs):
            box = Box(_LEFT, top + n * (_DOWN + _BETWEEN), _ACROSS, _DOWN, clip=f"axes{n}")
            curves = [*picture["graphs"][one.id], *(pin["curves"][one.id] for pin in picture["pins"])]
            traces = [("", frequency, unpacked(curve)) for curve in curves]
            taken = [*strokes[first : first + len(one.names)], *strokes[len(own) :]]
            parts += graph(traces, taken, picture["axis"], picture["span"][one.id], BANDS[state.band], box, None)
            parts.append(_title_beside(box, one.title(language)))
            first += len(one.names)
        return parts

    band = _band_words(BANDS[state.band], language)
    names = [*own, *(pin["label"] for pin in picture["pins"])]
    return _alone(names, strokes, band, axes, 2 * _DOWN + _BETWEEN, FREQUENCY(language), title)


def traces_of(state: State, picture: Redraw, language: Language) -> tuple[list[Trace], dict[str, Trace], list[Trace]]:
    """What the attenuation graph of a redraw has: computed curves, those of pins by their keys, the visitor's own."""
    frequency, own = curve_frequencies(state), picture["measured"]
    curves = [
        (name, frequency, unpacked(curve)) for name, curve in zip(picture["names"], picture["curves"], strict=True)
    ]
    measured: list[Trace] = []
    if own and own["frequency"]:
        at = np.array(own["frequency"])
        measured = [
            (MEASURED(language), at, np.array(own["level"])),
            (RESIDUAL(language), at, np.array(own["residual"])),
        ]
    pins = {pin["key"]: (pin["label"], frequency, unpacked(pin["curves"]["attenuation"])) for pin in picture["pins"]}
    return curves, pins, measured


def edge_of(band: Band | None) -> Trace | None:
    """The edge of the band in which the cable's curve may lie, there and back."""
    if band is None:
        return None
    there_and_back = np.concatenate([band.frequency, band.frequency[::-1]])
    return "", there_and_back, np.concatenate([band.low, band.high[::-1]])


def _deck(state: State, _: Real, title: list[str], language: Language) -> str | Problem:
    """The circuit for a simulator, from 10 Hz to 100 kHz."""
    return spice(state, title, language)


class Export(NamedTuple):
    """A format: what its button says, its media type, and its text; or the problem for which there is none.

    `write` takes the state, rising frequencies above 0 [Hz], caption and link, and the language of what it says.
    """

    label: Text
    mime: str
    write: Callable[[State, Real, list[str], Language], str | Problem]


EXPORTS: dict[str, Export] = {
    "response.frd": Export(Text("Response, FRD", "周波数特性（FRD）"), "text/plain", _frd),
    "load.zma": Export(Text("Load, ZMA", "負荷のインピーダンス（ZMA）"), "text/plain", _zma),
    "cable.s2p": Export(Text("Cable, Touchstone .s2p", "ケーブル（Touchstone .s2p）"), "text/plain", _touchstone),
    "circuit.cir": Export(Text("Circuit, SPICE", "回路（SPICE）"), "text/plain", _deck),
    "response.svg": Export(Text("Picture, SVG", "図（SVG）"), "image/svg+xml", _picture),
    "crosstalk.svg": Export(Text("Crosstalk, SVG", "クロストーク（SVG）"), "image/svg+xml", _crosstalk_picture),
    "time.svg": Export(Text("Signal in time, SVG", "時間波形（SVG）"), "image/svg+xml", _time_picture),
}
"""Files under /api/v1/: the end of each name is that of the file."""
