"""The round trips of the page: a redraw, and the sweep of a slider that a hand comes near.

The browser keeps at most one redraw out (assets/common/gate.js): Dash would send every event of a drag and
drop each reply that a newer request overtakes, so that over a slow network nothing would be drawn at all.
"""

import re
from typing import Any, TypedDict
from urllib.parse import parse_qsl

from dash import ClientsideFunction, Dash, Input, Output
from dash import State as Given
from flask import abort

from app.bench.quantities import QUANTITIES
from app.bench.redraw import Redraw, needed, on_page, redraw
from app.bench.response import opened, pin_problems, possible
from app.bench.state import MAX_QUERY, State, parse, with_opening
from app.bench.sweep import Swept, sweep
from app.bench.units import problem_in
from app.common.frame import problem_words
from app.common.heavy import heavy
from app.common.quantity import Number
from app.common.query import Problem
from app.common.text import LANGUAGES, Language, unbroken
from physics.checks import QuantityError

__all__ = ["register"]

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character: JSON can bring one, but no text has it, and no reply could name it."""


class Refusal(TypedDict):
    """Why the value of a control is refused; beside other values of the keys `beside` it might be good."""

    key: str
    message: str
    beside: list[str]


class Reply(TypedDict, total=False):
    """Answer to request `id`: a redraw, or the reasons for which there is none.

    `left_out` says, line by line, what in a link could not be used. The redraw leaves out of `given` what makes no
    difference and is the preset's, and of what the controls show (`shown`) what makes none or is the same in `given`.
    """

    id: int
    redraw: Redraw
    refusals: list[Refusal]
    left_out: list[str]


class Sweep(Swept):
    """Answer to sweep request `id`; `query` is the state that it was asked for."""

    id: int
    query: str


def register(app: Dash) -> None:
    """Connect the page's controls and graphs."""
    app.clientside_callback(ClientsideFunction("bench", "replied"), Input("reply", "data"), Given("later", "data"))
    app.clientside_callback(ClientsideFunction("bench", "swept"), Input("sweep", "data"))
    app.callback(Output("reply", "data"), Input("request", "data"), prevent_initial_call=True)(answer)
    app.callback(Output("sweep", "data"), Input("sweep-request", "data"), prevent_initial_call=True)(answer_sweep)


def answer(request: Any) -> Reply:
    """Compute one picture.

    Parameters
    ----------
    request : dict
        `id` (int) numbers the request; `query` (str) holds the wanted values; `language`; `lenient` (bool)
        is true for a link, of which the valid part is drawn, and false for an edit, which is
        drawn whole or refused; `resting` (bool) is false while a hand moves a slider: what takes longer then waits.

    Raises
    ------
    werkzeug.exceptions.BadRequest
        If the request is anything else.
    """
    if not _well_formed(request, {"lenient": bool, "resting": bool}):
        abort(400)
    language: Language = request["language"]
    pairs = parse_qsl(request["query"], keep_blank_values=True)
    if request["lenient"]:
        state, problems = opened(with_opening(pairs))
        left_out = [unbroken(problem_words(problem, language)) for problem in problems]
        return Reply(id=request["id"], redraw=_lean(state, language, request["resting"]), left_out=left_out)
    state, problems = parse(pairs)
    if not problems:
        try:
            return Reply(id=request["id"], redraw=_lean(state, language, request["resting"]))
        except QuantityError:  # asked afterwards what clashes: asking before takes a tenth of a redraw's time
            problems = _clash(state)
            if not problems:
                raise
    return Reply(
        id=request["id"], refusals=[_refusal(problem_in(problem, state.units), language) for problem in problems]
    )


def answer_sweep(request: Any) -> Sweep:
    """Compute what a drag of one slider needs.

    Parameters
    ----------
    request : dict
        `id` (int) numbers the request; `query` (str) holds every value that is given; `key` (str) is the
        slider's quantity; `language`.

    Raises
    ------
    werkzeug.exceptions.BadRequest
        If the request is anything else: also for values that cannot be together, or a slider that does not matter.
    """
    if not _well_formed(request, {"key": str}):
        abort(400)
    state, problems = parse(parse_qsl(request["query"], keep_blank_values=True))
    number = QUANTITIES.get(request["key"])
    if problems or not isinstance(number, Number) or not state.matters(number.key) or possible(state):
        abort(400)
    with heavy():
        return Sweep(id=request["id"], query=request["query"], **sweep(state, number, request["language"]))


def _lean(state: State, language: Language, resting: bool) -> Redraw:
    """A redraw without what the page has, or needs not have."""
    picture = on_page(redraw(state, language, resting))
    own = needed(state)
    shown = {key: text for key, text in picture["shown"].items() if state.matters(key) and own.get(key) != text}
    return {**picture, "given": own, "shown": shown}


def _clash(state: State) -> list[Problem]:
    return [*filter(None, [possible(state, state.units)]), *pin_problems(state)]


def _refusal(problem: Problem, language: Language) -> Refusal:
    return Refusal(key=problem.key, message=unbroken(problem.message(language)), beside=list(problem.others))


def _well_formed(request: Any, own: dict[str, type]) -> bool:
    """Whether a request has what every request has, and its own fields."""
    kinds = {"id": int, "query": str, "language": str, **own}
    return (
        isinstance(request, dict)
        and set(request) == set(kinds)
        and all(type(request[name]) is kind for name, kind in kinds.items())
        and len(request["query"]) <= MAX_QUERY
        and not SURROGATE.search(request["query"])
        and request["language"] in LANGUAGES
    )
