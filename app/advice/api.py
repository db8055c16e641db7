"""The answers' numbers for scripts and spreadsheets."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request

from app.advice.solver import Answer, flattest, solve
from app.advice.state import Question, read_question
from app.advice.tables import Table, head_unit, lookup
from app.advice.words import notes_of
from app.bench.response import possible, problem_of
from app.bench.state import State
from app.common.answers import RefusedError, asked_language, csv_file, refused
from app.common.heavy import heavy
from app.common.query import Problem
from app.common.settings import root
from app.common.text import Text, plain
from physics.checks import QuantityError

__all__ = ["blueprint"]

blueprint = Blueprint("advice-api", __name__)
blueprint.register_error_handler(RefusedError, refused)


@blueprint.get("/api/v1/advice")
@heavy()
def advice_json() -> Response:
    """The longest, thinnest, … that meets all limits."""
    state, key, limits = _asked()
    if key is None:
        raise RefusedError(Problem("solve", "", _NO_SOLVE))
    if limits is None:
        raise RefusedError(Problem("limits", "", _NO_LIMITS))
    try:
        answer = solve(state, key, limits)
    except QuantityError as error:
        raise RefusedError(problem_of(state, error)) from error
    flat = flattest(state)
    return jsonify(_told(answer) | {"flattest": None if flat is None else asdict(flat)})


@blueprint.get("/api/v1/advice/table")
@heavy()
def table_json() -> Response:
    """Longest cables by what is usual in the situation."""
    table = _table()
    return jsonify(
        situation=table.situation,
        state=_shown(table.base),
        columns=[{"key": head.key, "value": head.value, "unit": head_unit(head)} for head in table.columns],
        rows=[
            {
                "key": head.key,
                "value": head.value,
                "unit": head_unit(head),
                "cells": [
                    {"length_m": cell.length, "binding": cell.binding, "link": _link(cell.state)} for cell in cells
                ],
            }
            for head, cells in zip(table.rows, table.cells, strict=True)
        ],
    )


@blueprint.get("/api/v1/advice/table.csv")
@heavy()
def table_csv() -> Response:
    """The same as CSV: a row for each of its rows."""
    table = _table()
    columns: dict[str, list[Any]] = {
        "key": [head.key for head in table.rows],
        "value": [plain(head.value) for head in table.rows],
        "unit": [head_unit(head) for head in table.rows],
    }
    for n, head in enumerate(table.columns):
        name = f"{head.key}_{plain(head.value)}"
        columns[f"{name}_length_m"] = [cells[n].length for cells in table.cells]
        columns[f"{name}_binding"] = [cells[n].binding for cells in table.cells]
    return csv_file("cablescope-advice.csv", columns)


def _asked() -> Question:
    question, problems = read_question(request.args.items(multi=True))
    if problems:
        raise RefusedError(problems[0])
    return question


def _table() -> Table:
    state, _, limits = _asked()
    if limits is None:
        raise RefusedError(Problem("limits", "", _NO_LIMITS))
    problem = possible(state)
    if problem is not None:
        raise RefusedError(problem)
    return lookup(state, limits)


def _told(answer: Answer) -> dict[str, Any]:
    notes = " ".join(notes_of(answer, asked_language())) or None
    found = answer.state is not None
    return {
        "solve": answer.key,
        "value": answer.value,
        "unit": answer.unit,
        "interval": answer.interval,
        "limits": answer.limits,
        "binding": answer.binding,
        "candidates": answer.candidates,
        "figures": answer.figures or None,
        "reason": None if found else notes,
        "note": notes if found else None,
        "nearest_standard": None
        if answer.standard is None
        else {"awg": answer.standard.awg, "mm2": answer.standard.mm2},
        "state": None if answer.state is None else _shown(answer.state),
        "link": None if answer.state is None else _link(answer.state),
    }


def _shown(state: State) -> dict[str, float | str]:
    return {"preset": state.preset.id} | state.shown


def _link(state: State) -> str:
    """Address of the bench in a state."""
    return f"{root()}/?{state.query}"


_NO_SOLVE = Text(
    "Say what to find, as in solve=len for the longest cable.",
    "求める量を指定してください（例：最長の長さは solve=len）。",
)
_NO_LIMITS = Text(
    "Give at least one limit, as in limits=percent:5.", "条件を1つ以上指定してください（例：limits=percent:5）。"
)
