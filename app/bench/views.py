"""The pictures beside the response: which graphs each has, what they draw, and the words below them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.bench.axes import Span, angle_axis, close_level_axis, decade_axis, level_axis, rung, signed_axis, zero_axis
from app.bench.delays import group_delays
from app.bench.quantities import Units, ViewKind
from app.bench.response import EXACT, Response, line_of
from app.bench.transients import Course, course
from app.bench.units import unit_in
from app.common.text import Language, Text
from physics.checks import Real
from physics.circuit import level
from physics.hearing import BLAUERT_LAWS, LISKI

__all__ = ["OVER", "QUIETEST", "VIEWS", "Graph", "Limit", "Over", "View", "time_curves"]

Over = Literal["frequency", "time"]
Limit = tuple[Text, list[tuple[float, float]]]
"""A line of what is heard: its name, and its points: frequency [Hz] and what the axis has, no logarithm."""


@dataclass(frozen=True)
class Graph:
    """A graph.

    Attributes
    ----------
    id : str
        Of its element.
    title : Text
        Its vertical axis, with {unit} where that is not always the same.
    names : tuple of Text
        Of its curves; none if each is that of a pin.
    axis : callable
        The limits of that, of the lowest and the highest value on it.
    logarithmic : bool
        Whether it is: its values are then decimal logarithms.
    unit : str
        Metric unit of its title.
    over : {'frequency', 'time'}
        Its horizontal axis: logarithmic, or linear.
    pinned : int or None
        Which of its curves is drawn of a pin as well.
    limits : tuple of Limit
        What stands still in it.
    """

    id: str
    title: Text
    names: tuple[Text, ...]
    axis: Callable[[float, float], Span]
    logarithmic: bool = False
    unit: str = ""
    over: Over = "frequency"
    pinned: int | None = None
    limits: tuple[Limit, ...] = ()

    def titled(self, units: Units, language: Language) -> str:
        """Its title, in some units."""
        return self.title(language, unit=unit_in(units, self.unit).name)

    def on_axis(self, curve: Real) -> Real:
        """A curve as its axis has it."""
        return np.log10(curve) if self.logarithmic else curve


Curves = dict[str, list[Real]]


@dataclass(frozen=True)
class View:
    """A view.

    Attributes
    ----------
    graphs : tuple of Graph
        Its graphs.
    curves : callable
        The curves of each graph, by its id, of a response: at its frequencies, or at the times of its state.
    texts : tuple of str
        Ids of the texts below them (app/bench/words.py words those).
    """

    graphs: tuple[Graph, ...] = ()
    curves: Callable[[Response], Curves] = lambda _: {}
    texts: tuple[str, ...] = ()

    def on_axes(self, curves: Curves) -> Curves:
        """Those curves as the axis of each graph has them."""
        return {graph.id: [graph.on_axis(curve) for curve in curves[graph.id]] for graph in self.graphs}


# The line per metre: exact, as lone wires, by the paper's formulas.
_WAYS = (EXACT, {"skin": "table", "formula": "exact"}, {"skin": "table", "formula": "paper"})
_WAY_NAMES = (Text("Exact", "厳密"), Text("Lone wire", "単独の丸線"), Text("Paper", "論文の式"))
_LOOP_TITLES = (
    Text("R′ [{unit}], go and return", "R′ [{unit}]（往復）"),
    Text("L′ [{unit}], go and return", "L′ [{unit}]（往復）"),
)
_END_NAMES = (Text("Load", "負荷"), Text("Source and cable, seen from the load", "負荷から見た送り側とケーブル"))


def _differences(response: Response) -> Curves:
    pins = response.pinned
    return {
        "difference": [response.attenuation - pin.attenuation for pin in pins],
        "difference-phase": [response.phase_lag - pin.phase_lag for pin in pins],
    }


def _per_metre(response: Response) -> Curves:
    lines = [line_of(response.state.with_values(**way), response.frequency) for way in _WAYS]
    milliohms, nanohenries = (unit_in(response.state.units, unit).factor for unit in ("mΩ/m", "nH/m"))
    return {
        "resistance": [line.resistance * 1e3 * milliohms for line in lines],
        "inductance": [line.inductance * 1e9 * nanohenries for line in lines],
    }


def _impedances(response: Response) -> Curves:
    ends = response.ends.load_impedance, response.seen_from_load
    return {"magnitude": [np.abs(z) for z in ends], "angle": [np.degrees(np.angle(z)) for z in ends]}


def _shared(response: Response) -> Curves:
    leaks = response.crosstalk
    quiet = np.full(response.frequency.shape, QUIETEST)
    return {
        "crosstalk": [quiet if leaks is None else np.maximum(level(leaks), QUIETEST)],
        "sharing": [level(gain) for gain in response.shared_gains],
    }


def time_curves(played: Course) -> Curves:
    """What the graphs of a signal in time draw of it."""
    return {
        "signal": [played.load, played.emf, played.without_cable],
        "smear": [1e3 * played.difference],
    }


def _delays(response: Response) -> Curves:
    delays = group_delays(response.state, response.frequency)
    return {
        "delay": [1e3 * delay for delay in delays],
        "delay-log": [np.maximum(1e6 * np.abs(delay), _SHORTEST) for delay in delays],
    }


def _delay_axis(low: float, high: float) -> Span:
    """Limits in ms, with room for what is heard."""
    return -1.05 * rung(max(-low, 1.0)), 1.05 * rung(max(high, 3.5))


def _delay_decades(low: float, high: float) -> Span:
    """The same for decimal logarithms of µs."""
    return decade_axis(low, max(high, 3.55))


_SHORTEST = 1e-3  # [µs], the least that is drawn
QUIETEST = -160.0
"""Crosstalk that none at all is drawn as [dB]: what 1 µΩ makes in 100 Ω."""
_SIGNAL_NAMES = (Text("Load", "負荷"), Text("EMF", "起電力"), Text("Load without the cable", "負荷（ケーブルなし）"))
_DELAY_NAMES = (Text("Source, cable and load", "送り側・ケーブル・負荷"), Text("The cable alone", "ケーブル分"))
_HEARD = Text("Heard, Liski et al.", "検知限（Liski ら）")
_HEARD_LATER, _HEARD_EARLIER = (
    Text("Heard if later, Liski et al.", "遅れの検知限（Liski ら）"),
    Text("Heard if earlier", "進みの検知限（同）"),
)
_HEARD_CLICKS = Text("Heard, Blauert & Laws", "検知限（Blauert と Laws）")

VIEWS: Mapping[ViewKind, View] = {
    "response": View(),  # attenuation and phase are redrawn by a way of their own
    "difference": View(
        (
            Graph("difference", Text("This less the pin [dB]", "ピンとのレベル差 [dB]"), (), close_level_axis),
            Graph("difference-phase", Text("Lag less the pin’s [°]", "位相の遅れの差 [°]"), (), angle_axis),
        ),
        _differences,
        ("difference-how",),
    ),
    "time": View(
        (
            Graph("signal", Text("Voltage [V]", "電圧 [V]"), _SIGNAL_NAMES, signed_axis, over="time", pinned=0),
            Graph(
                "smear",
                Text("Difference [mV]", "差 [mV]"),
                (Text("Load less load without the cable", "負荷（ケーブルあり − なし）"),),
                signed_axis,
                over="time",
                pinned=0,
            ),
        ),
        lambda response: time_curves(course(response.state)),
        ("time-words", "time-figures", "time-how"),
    ),
    "delay": View(
        (
            Graph(
                "delay",
                Text("Group delay [ms]", "群遅延 [ms]"),
                _DELAY_NAMES,
                _delay_axis,
                pinned=1,
                limits=(
                    (_HEARD_LATER, [(f, 1e3 * late) for f, _, late in LISKI]),
                    (_HEARD_EARLIER, [(f, 1e3 * early) for f, early, _ in LISKI]),
                    (_HEARD_CLICKS, [(f, 1e3 * late) for f, late in BLAUERT_LAWS]),
                ),
            ),
            Graph(
                "delay-log",
                Text("|Group delay| [µs]", "|群遅延| [µs]"),
                _DELAY_NAMES,
                _delay_decades,
                logarithmic=True,
                pinned=1,
                limits=(
                    (_HEARD, [(f, 1e6 * min(-early, late)) for f, early, late in LISKI]),
                    (_HEARD_CLICKS, [(f, 1e6 * late) for f, late in BLAUERT_LAWS]),
                ),
            ),
        ),
        _delays,
        ("delay-answer", "delay-how"),
    ),
    "line": View(
        (
            Graph(
                "resistance",
                Text("R′ [{unit}], go and return", "R′ [{unit}]（往復）"),
                _WAY_NAMES,
                zero_axis,
                unit="mΩ/m",
                pinned=0,
            ),
            Graph(
                "inductance",
                Text("L′ [{unit}], go and return", "L′ [{unit}]（往復）"),
                _WAY_NAMES,
                zero_axis,
                unit="nH/m",
                pinned=0,
            ),
        ),
        _per_metre,
        ("line-words", "line-how"),
    ),
    "impedance": View(
        (
            Graph("magnitude", Text("|Z| [Ω]", "|Z| [Ω]"), _END_NAMES, decade_axis, logarithmic=True, pinned=1),
            Graph("angle", Text("Phase of Z [°]", "Z の位相 [°]"), _END_NAMES, angle_axis, pinned=1),
        ),
        _impedances,
    ),
    "crosstalk": View(
        (
            Graph(
                "crosstalk",
                Text("Crosstalk [dB]", "クロストーク [dB]"),
                (Text("The other channel over this one", "反対側のチャンネル（こちら側比）"),),
                level_axis,
                pinned=0,
            ),
            Graph(
                "sharing",
                Text("Change by sharing [dB]", "共有による変化 [dB]"),
                (
                    Text("This channel alone", "こちら側だけが鳴るとき"),
                    Text("Both alike (mono)", "左右同じ音（モノラル）"),
                ),
                close_level_axis,
                pinned=1,
            ),
        ),
        _shared,
        ("crosstalk-answer", "crosstalk-how"),
    ),
    "matters": View(texts=("matters-words",)),  # bars, drawn by assets/bench/matters.js
    "field": View(texts=("field-words",)),  # a picture, drawn by assets/bench/section.js
}

OVER: Mapping[str, Over] = {graph.id: graph.over for view in VIEWS.values() for graph in view.graphs}
"""The horizontal axis of each graph of a view."""
