"""The tables that people look up: the longest cable that keeps limits, by its size and by what is at its ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.advice.limits import Bounds, LimitName
from app.advice.solver import longest
from app.bench.quantities import QUANTITIES
from app.bench.state import State, parse
from app.common.quantity import Number
from app.common.text import plain
from physics.checks import QuantityError

__all__ = ["Axis", "Cell", "Head", "Situation", "Table", "lookup", "situation_of"]

Situation = Literal["speaker", "headphones", "line", "guitar", "phono"]
"""What somebody connects: an amplifier and loudspeakers, headphones, line level, a pickup and an amplifier, or a record
player."""

LOUDSPEAKER = 16.0  # the highest nominal impedance of a loudspeaker; above, it is that of headphones [Ω]
LINE_LEVEL = 600.0  # load from which on it is neither's [Ω]


def situation_of(state: State) -> Situation:
    """What a state is about."""
    if state.source_kind == "pickup":
        return "guitar"
    if state.source_kind == "cartridge":
        return "phono"
    is_line = state.source_kind == "line" or state.load_kind == "input" or state.si("load") >= LINE_LEVEL
    if is_line:
        return "line"
    # As where a return may be shared: what drives headphones is one unit, or known as a resistance or by measurement.
    return "headphones" if state.si("load") > LOUDSPEAKER and state.matters("rcommon") else "speaker"


@dataclass(frozen=True)
class Head:
    """What a row or a column stands for: a value of a quantity, or of the limit of the resonance."""

    key: str
    value: float


Axis = tuple[Head, ...]


def _axis(key: str, *values: float) -> Axis:
    return tuple(Head(key, value) for value in values)


AXES: Mapping[Situation, tuple[Axis, Axis]] = {
    "speaker": (
        _axis("awg", *range(10, 25, 2)) + _axis("mm2", 0.5, 0.75, 1, 1.5, 2.5, 4, 6, 10),
        _axis("load", 2, 4, 6, 8, 16),
    ),
    "headphones": (
        _axis("awg", *range(22, 33, 2)) + _axis("mm2", 0.05, 0.08, 0.14, 0.25, 0.5),
        _axis("load", 16, 32, 64, 150, 300),
    ),
    "line": (_axis("rs", 50, 100, 200, 600, 1e3, 2.2e3, 10e3), _axis("cm", 50, 70, 100, 150, 200, 300)),
    "guitar": (_axis("cm", 50, 70, 100, 130, 160, 200), _axis("resonance", 2e3, 2.5e3, 3e3, 4e3, 5e3)),
    "phono": (_axis("cm", 50, 70, 100, 150, 200), _axis("lc", 100, 300, 400, 500, 600, 700)),
}
"""Rows and columns; the load in question is added to those of a table that has loads."""


@dataclass(frozen=True)
class Cell:
    """A length [m] and the limit that binds there, if any; None where no length will do, and the state to look at."""

    length: float | None
    binding: LimitName | None
    state: State


@dataclass(frozen=True)
class Table:
    """Longest cables.

    Attributes
    ----------
    situation : str
        What it is about, which decides on rows and columns.
    base : State
        What all cells have in common.
    rows, columns : tuple of Head
        What they stand for.
    cells : tuple of tuple of Cell
        Row by row.
    """

    situation: Situation
    base: State
    rows: Axis
    columns: Axis
    cells: tuple[tuple[Cell, ...], ...]


def lookup(state: State, limits: Bounds) -> Table:
    """Find the longest cable for each size of its conductors and each load, or what else is usual in the situation.

    What rows and columns could not vary in the state as it is, is set so that they can: a cable given by R, L and C is
    a pair where sizes are compared, and any other one given by R, L and C where capacitances are; a loudspeaker is a
    resistor, since its impedance is more than a number of ohms.  The load of the state has a column of its own.
    """
    situation = situation_of(state)
    rows, columns = AXES[situation]
    if columns[0].key == "load":
        columns = tuple(sorted({*columns, Head("load", float(state.shown["load"]))}, key=lambda head: head.value))
    base = _varied(state, _common(state, situation))
    cells = tuple(tuple(_cell(base, limits, row, column) for column in columns) for row in rows)
    return Table(situation, base, rows, columns, cells)


def _common(state: State, situation: Situation) -> dict[str, str]:
    if situation in ("speaker", "headphones"):
        common = {"cable": "pair" if state.kind == "rlc" else state.cable, "zl": "resistor"}
        # An amplifier is known by its damping factor, what headphones are plugged into by its resistance.
        return common if situation == "speaker" else common | {"rs": plain(float(state.shown["rs"]))}
    return {} if state.kind == "rlc" else {"cable": "rlc"}


def _cell(base: State, limits: Bounds, row: Head, column: Head) -> Cell:
    state, bounds = base, dict(limits)
    for head in (row, column):
        if head.key == "resonance":
            bounds["resonance"] = head.value
        else:
            state = _varied(state, {head.key: plain(head.value)})
    try:
        length, binding = longest(state, bounds)
    except QuantityError:  # conductors so thick would touch
        return Cell(None, None, state)
    return Cell(length, binding, state if length is None else state.with_values(len=length))


def _varied(state: State, pairs: Mapping[str, str]) -> State:
    """A state as if a query had gone on with these."""
    return parse([(key, value) for key, value in state.given.items() if key not in pairs] + list(pairs.items()))[0]


def head_unit(head: Head) -> str:
    """Unit of what a row or a column stands for."""
    if head.key == "resonance":
        return "Hz"
    quantity = QUANTITIES[head.key]
    assert isinstance(quantity, Number)
    return quantity.unit
