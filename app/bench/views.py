"""The pictures beside the response: which graphs each has, what they draw, and the words below them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from app.bench.quantities import ViewKind
from app.bench.response import EXACT, Response, line_of
from app.bench.state import State
from app.common.text import Text
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
        Its vertical axis.
    names : tuple of Text
        Of its curves.
    curves : callable
        The values of each, of a state and its response, at the response's frequencies.
    logarithmic : bool
        Whether its vertical axis is.
    """

    id: str
    title: Text
    names: tuple[Text, ...]
    curves: Callable[[State, Response], list[Real]]
    logarithmic: bool = False


@dataclass(frozen=True)
class View:
    """A view: its graphs, and the ids of the texts below them (app/bench/words.py words those)."""

    graphs: tuple[Graph, ...] = ()
    texts: tuple[str, ...] = ()


# The line per metre: exact, as lone wires, by the paper's formulas.
_WAYS = (EXACT, {"skin": "table", "formula": "exact"}, {"skin": "table", "formula": "paper"})
_WAY_NAMES = (Text("Exact", "厳密"), Text("Lone wire", "単独の丸線"), Text("Paper", "論文の式"))
_END_NAMES = (Text("Load", "負荷"), Text("Source and cable, seen from the load", "負荷から見た送り側とケーブル"))


def _resistance(state: State, response: Response) -> list[Real]:
    return [line_of(state.with_values(**way), response.frequency).resistance * 1e3 for way in _WAYS]


def _inductance(state: State, response: Response) -> list[Real]:
    return [line_of(state.with_values(**way), response.frequency).inductance * 1e9 for way in _WAYS]


def _magnitude(_: State, response: Response) -> list[Real]:
    return [np.abs(response.ends.load_impedance), np.abs(response.seen_from_load)]


def _angle(_: State, response: Response) -> list[Real]:
    return [np.degrees(np.angle(z)) for z in (response.ends.load_impedance, response.seen_from_load)]


VIEWS: Mapping[ViewKind, View] = {
    "response": View(),  # attenuation and phase are redrawn by a way of their own
    "line": View(
        (
            Graph("resistance", Text("R′ [mΩ/m], go and return", "R′ [mΩ/m]（往復）"), _WAY_NAMES, _resistance),
            Graph("inductance", Text("L′ [nH/m], go and return", "L′ [nH/m]（往復）"), _WAY_NAMES, _inductance),
        ),
        ("line-words", "line-how"),
    ),
    "impedance": View(
        (
            Graph("magnitude", Text("|Z| [Ω]", "|Z| [Ω]"), _END_NAMES, _magnitude, logarithmic=True),
            Graph("angle", Text("Phase of Z [°]", "Z の位相 [°]"), _END_NAMES, _angle),
        ),
    ),
    "field": View(texts=("field-words",)),  # a picture, drawn by assets/bench/section.js
}
