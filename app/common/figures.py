"""The two graphs, built from arrays; colours of text and grid come from the style sheet."""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.common.colours import COLOURS
from app.common.text import Language, Text
from physics.hearing import BANDS

__all__ = [
    "ATTENUATION",
    "BAND_OPACITY",
    "DASHES",
    "MAX_TRACES",
    "PHASE",
    "PINNED_DASH",
    "SPREAD_OPACITY",
    "Figure",
    "Pinned",
    "attenuation_figure",
    "axes_figure",
    "band_shape",
    "decade_ticks",
    "fade_shape",
    "line_figure",
    "phase_figure",
    "spread_shape",
    "threshold_shape",
]

Real = NDArray[np.float64]
Figure = dict[str, Any]
Span = tuple[float, float]
Pinned = tuple[str, str, Real]
"""A pin's key, name and curve."""

MAX_TRACES = 10  # the cable, six more lengths, three parts
PINNED_TRACES = 4
MEASURED_TRACES = 2  # the visitor's own curve, and its difference from ours
_FREQUENCY = Text("Frequency [Hz]", "周波数 [Hz]")
ATTENUATION = Text("Attenuation [dB]", "減衰率 [dB]")
PHASE = Text("Phase lag [°]", "位相の遅れ [°]")
_PHASE_SHORT = Text("Lag [°]", "遅れ [°]")
BAND_OPACITY = 0.08
"""Of the shade on the band that is listened to."""
PINNED_DASH = "longdash"
SPREAD_OPACITY = 0.25
"""Of the band in which a level may lie."""
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
"""Of the traces, one after the other; the computed ones first."""


def attenuation_figure(
    frequency: Real,
    curves: list[Real],
    names: list[str],
    pins: list[Pinned],
    axis: Span,
    span: Span,
    shapes: list[Figure],
    language: Language,
) -> Figure:
    """Attenuation [dB] against frequency [Hz]: the total and, where given, other lengths and the parts.

    `axis` [Hz] and `span` [dB] limit what is shown; `shapes` lie behind.
    """
    measured = [_trace(frequency[:0], None, MAX_TRACES + n, "", " dB") for n in range(MEASURED_TRACES)]
    return {
        "data": [*_traces(frequency, curves, names, " dB"), *_pinned(frequency, pins, " dB"), *measured],
        "layout": _layout(axis, span, ATTENUATION(language), shapes),
    }


def phase_figure(
    frequency: Real,
    phases: list[Real],
    names: list[str],
    pins: list[Pinned],
    axis: Span,
    span: Span,
    shapes: list[Figure],
    language: Language,
) -> Figure:
    """Phase lag [°] against frequency [Hz], of the first curves of the attenuation."""
    layout = _layout(axis, span, PHASE(language), [shape for shape in shapes if shape["yref"] == "paper"])
    layout["meta"] = {"short": _PHASE_SHORT(language)}  # on a phone the axis is shorter than its name
    layout["showlegend"] = False
    layout["margin"] |= {"t": 8, "b": 40}
    layout["xaxis"]["title"] = {"text": _FREQUENCY(language), "standoff": 6}
    return {"data": [*_traces(frequency, phases, names, "°"), *_pinned(frequency, pins, "°")], "layout": layout}


def _traces(frequency: Real, curves: list[Real], names: list[str], unit: str) -> list[Figure]:
    """As many traces as there can be: to add one in a redraw would cost more than all the rest."""
    given = list(zip(names, curves, strict=False))
    unused = [_trace(frequency[:0], None, n, "", unit) for n in range(len(given), MAX_TRACES)]
    return [_trace(frequency, curve, n, name, unit) for n, (name, curve) in enumerate(given)] + unused


def _pinned(frequency: Real, pins: list[Pinned], unit: str, dash: str = PINNED_DASH) -> list[Figure]:
    """The same for pins: `meta` is the key of each, which has a colour of its own."""
    lines: list[tuple[str, str, Real | None]] = [*pins, *[("", "", None)] * (PINNED_TRACES - len(pins))]
    traces = []
    for key, name, curve in lines:
        # Plotly would take what a visitor wrote for markup: "<b>" vanishes, and <a href> leads out of the page.
        words = escape(name, quote=False)
        trace = _trace(frequency[:0] if curve is None else frequency, curve, 1, words, unit)
        traces.append(trace | {"meta": key, "line": trace["line"] | {"dash": dash}})
    return traces


def line_figure(
    names: list[str],
    title: str,
    logarithmic: bool,
    over_time: bool = False,
    limits: Sequence[tuple[str, Sequence[tuple[float, float]]]] = (),
) -> Figure:
    """A graph of a view, empty: assets/bench fills it when it is looked at.

    Its lines are those of some names, then those of pins, which alone are there where nothing has a name, then the
    limits, each a name and points that stand still.
    """
    empty = np.array([10.0, 1e6])
    traces = [_trace(empty, empty, n, name, "") for n, name in enumerate(names)]
    traces += _pinned(empty, [], "", PINNED_DASH if names else "solid")
    traces += [_limit(name, points) for name, points in limits]
    layout = _layout((10.0, 1e6), (0.0, 1.0), title)
    if logarithmic:
        layout["yaxis"] |= {"type": "log", "exponentformat": "SI", "dtick": 1}
    if over_time:
        layout["xaxis"] = {
            "type": "linear",
            "range": [0.0, 1.0],
            "exponentformat": "SI",
            "minexponent": 1,
            "ticksuffix": "s",
            "nticks": 8,
            "unifiedhovertitle": {"text": "%{x:.4~s}s"},
        }
        layout["shapes"] = []
    return {"data": traces, "layout": layout}


def _limit(name: str, points: Sequence[tuple[float, float]]) -> Figure:
    x, y = np.array(points).T
    trace = _trace(x, y, 1, name, "")
    return trace | {"meta": "limit", "mode": "lines+markers", "marker": {"size": 5, "color": COLOURS["mark"]}}


def axes_figure(
    curves: list[tuple[str, Real, Real]],
    points: list[tuple[str, Real, Real]],
    x_span: tuple[float, float],
    y_span: tuple[float, float],
    logarithmic: bool,
    x_title: str,
    y_title: str,
    x_unit: str,
) -> Figure:
    """Named curves and marked points (name, x, y) between fixed limits, for the pages to read."""
    traces = [_trace(x, y, n, name, "") for n, (name, x, y) in enumerate(curves)]
    traces += [_marks(x, y, name) for name, x, y in points]
    layout = _layout(x_span if logarithmic else (1.0, 10.0), y_span, y_title)
    layout["showlegend"] = len(traces) > 1
    layout["margin"] |= {"b": 44}
    layout["xaxis"] |= {"title": {"text": x_title, "standoff": 6}, "ticksuffix": x_unit}
    del layout["xaxis"]["unifiedhovertitle"]
    layout["xaxis"] |= {"hoverformat": ".4~s"}
    if x_unit != "Hz":
        layout["shapes"] = []
        # Plotly writes a logarithmic axis' numbers as it does those of the hover: 0.1 would be 100m.
        layout["xaxis"] |= {"exponentformat": "none", "hoverformat": ".4~g"}
    if logarithmic:
        layout["xaxis"]["dtick"] = decade_ticks(x_span)
    else:
        layout["xaxis"] |= {"type": "linear", "range": list(x_span), "dtick": 1}
    return {"data": traces, "layout": layout}


def decade_ticks(span: Span) -> int | str:
    """Where a logarithmic axis has its numbers, as Plotly's `dtick`: at each decade, or 1, 2 and 5 over few of them."""
    return 1 if np.log10(span[1] / span[0]) > FEW_DECADES else "D2"


def _marks(x: Real, y: Real, name: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": x.tolist(),
        "y": y.tolist(),
        "marker": {"size": 9, "symbol": "diamond", "color": COLOURS["mark"]},
        "cliponaxis": False,  # whole at the end of an axis as well
        "hovertemplate": f"%{{y:.4~f}}<extra>{name}</extra>",
    }


def _trace(x: Real, y: Real | None, number: int, name: str, unit: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x.tolist(),
        "y": [] if y is None else y.tolist(),
        "visible": y is not None,
        "line": {
            "color": COLOURS["c0"],  # the style sheet gives each trace its own, by theme
            "width": 2.5 if number == 0 else 1.8,
            "dash": DASHES[number % len(DASHES)],
            "simplify": False,
        },
        "hovertemplate": f"%{{y:.4~f}}{unit}<extra>%{{fullData.name}}</extra>",
    }


FEW_DECADES = 2.0

_UNMEASURED: Figure = {"tickangle": 0, "ticklabeloverflow": "allow"}
"""Ticks whose labels Plotly need not measure, to turn or to hide them, at each redraw: they have room."""


def _layout(axis: Span, span: Span, title: str, shapes: list[Figure] | None = None) -> Figure:
    return {
        "margin": {"l": 58, "r": 26, "t": 26, "b": 24},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "inherit", "size": 12},
        "hovermode": "x unified",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "maxheight": 1.0},
        "xaxis": {
            "type": "log",
            "range": [float(np.log10(axis[0])), float(np.log10(axis[1]))],
            "exponentformat": "SI",
            "minexponent": 2,
            "nticks": 8,  # 20, 50, 100 over several decades; each digit over one
            "minorloglabels": "complete",  # between decades as well: 20, 50, 100
            "ticklabelstandoff": 7,  # clear of the lowest number of the other axis
            "unifiedhovertitle": {"text": "%{x:.4~s}Hz"},
        }
        | _UNMEASURED,
        "yaxis": {
            "type": "linear",  # said, so that Plotly need not look through the data at every redraw
            "range": list(span),
            "title": {"text": title, "standoff": 6},
            "zeroline": True,
            "nticks": 8,
        }
        | _UNMEASURED,
        "shapes": [band_shape(BANDS["full"])] if shapes is None else shapes,
    }


def band_shape(band: Span, label: str = "") -> Figure:
    """The shade on the frequencies that are listened to [Hz]; the page writes its name on it."""
    return {
        "type": "rect", "xref": "x", "yref": "paper", "layer": "below", "name": label,
        "x0": band[0], "x1": band[1], "y0": 0, "y1": 1,
        "line": {"width": 0}, "fillcolor": COLOURS["band"], "opacity": BAND_OPACITY,
    }  # fmt: skip


def fade_shape(low: float, high: float) -> Figure:
    """A veil over frequencies [Hz] that nobody hears; the style sheet gives it the colour of the ground."""
    return {
        "type": "rect", "xref": "x", "yref": "paper", "layer": "above",
        "x0": low, "x1": high, "y0": 0, "y1": 1, "line": {"width": 0}, "fillcolor": COLOURS["panel"], "opacity": 0.5,
    }  # fmt: skip


def spread_shape(frequency: Real, low: Real, high: Real) -> Figure:
    """The band in which a level [dB] may lie, from its low edge and its high one."""
    x, y = np.concatenate([frequency, frequency[::-1]]), np.concatenate([low, high[::-1]])
    corners = (f"{one:.6g},{other:.4f}" for one, other in zip(x, y, strict=True))
    return {
        "type": "path", "xref": "x", "yref": "y", "layer": "below", "name": "spread",
        "path": f"M{'L'.join(corners)}Z", "line": {"width": 0}, "fillcolor": COLOURS["c0"], "opacity": SPREAD_OPACITY,
    }  # fmt: skip


def threshold_shape(level: float, label: str) -> Figure:
    """A line at a level [dB]; the page writes its name beside it where there is room."""
    return {
        "type": "line", "xref": "paper", "yref": "y", "layer": "below", "name": label,
        "x0": 0, "x1": 1, "y0": level, "y1": level,
        "line": {"width": 1, "dash": "dot", "color": COLOURS["track"]},
    }  # fmt: skip
