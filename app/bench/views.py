"""The pictures beside the response: which graphs each has, what they draw, and the words below them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from app.bench.axes import Span, angle_axis, close_level_axis, decade_axis, zero_axis
from app.bench.quantities import Units, ViewKind
from app.bench.response import EXACT, Response, line_of
from app.bench.units import unit_in
from app.common.text import Language, Text
from physics.checks import Real

__all__ = ["VIEWS", "Graph", "View"]


@dataclass(frozen=True)
class Graph:
    """A graph over frequency.

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
    """

    id: str
    title: Text
    names: tuple[Text, ...]
    axis: Callable[[float, float], Span]
    logarithmic: bool = False
    unit: str = ""

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
        The curves of each graph, by its id, of a response, at its frequencies.
    texts : tuple of str
        Ids of the texts below them (app/bench/words.py words those).
    pinned : int or None
        Which curve of each graph is drawn of a pin as well.
    """

    graphs: tuple[Graph, ...] = ()
    curves: Callable[[Response], Curves] = lambda _: {}
    texts: tuple[str, ...] = ()
    pinned: int | None = None

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
    "line": View(
        (
            Graph(
                "resistance",
                Text("R′ [{unit}], go and return", "R′ [{unit}]（往復）"),
                _WAY_NAMES,
                zero_axis,
                unit="mΩ/m",
            ),
            Graph(
                "inductance",
                Text("L′ [{unit}], go and return", "L′ [{unit}]（往復）"),
                _WAY_NAMES,
                zero_axis,
                unit="nH/m",
            ),
        ),
        _per_metre,
        ("line-words", "line-how"),
        pinned=0,
    ),
    "impedance": View(
        (
            Graph("magnitude", Text("|Z| [Ω]", "|Z| [Ω]"), _END_NAMES, decade_axis, logarithmic=True),
            Graph("angle", Text("Phase of Z [°]", "Z の位相 [°]"), _END_NAMES, angle_axis),
        ),
        _impedances,
        pinned=1,
    ),
    "matters": View(texts=("matters-words",)),  # bars, drawn by assets/bench/matters.js
    "field": View(texts=("field-words",)),  # a picture, drawn by assets/bench/section.js
}
