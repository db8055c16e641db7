"""The theory's page: short labels, typesetting, and what the text in templates/theory/ shows computed."""

import re
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
from flask import Blueprint, render_template, request
from markupsafe import Markup
from math_core import LatexToMathML

from app.bench.response import respond
from app.bench.state import State, parse
from app.common.figures import axes_figure
from app.common.frame import FRAME_WORDS, frame_of, language_of_request, problem_words
from app.common.query import Problem, given_once, read_value
from app.common.text import Language, Text, fixed
from app.theory.equations import EQUATIONS
from app.theory.plays import PLAYS, played, set_to

__all__ = ["SECTIONS", "WORDS", "blueprint", "content", "typeset"]

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: the theory", "Cablescope：理論"),
    "description": Text(
        "The equations behind the bench, each with its source, and what they say about speaker and guitar cables.",
        "シミュレーターの計算に用いる式とその出典、"
        "スピーカーケーブルやギターケーブルについてそこからわかることを説明します。",
    ),
    "heading": Text("Theory", "理論"),
    "contents": Text("Contents", "目次"),
    "source": Text("Source", "出典"),
    "equation": Text("Equation", "式"),
}


SECTIONS: dict[str, Text] = {
    "circuit": Text("The paper's circuit", "論文の等価回路"),
    "two-port": Text("The same circuit as a two-port", "四端子回路として"),
    "line": Text("R, L and C per metre", "1 m あたりの R・L・C"),
    "skin": Text("Skin effect", "表皮効果"),
    "proximity": Text("Proximity effect", "近接効果"),
    "capacitance": Text(
        "Why C hardly matters with a loudspeaker, but a great deal with a guitar",
        "C がスピーカーではほとんど効かず、ギターでは大きく効く理由",
    ),
    "damping": Text("What the damping factor does", "ダンピングファクターの働き"),
    "words": Text("What the figures mean", "数値の意味"),
}
"""Title of each section, by its id, in the order of the page."""


blueprint = Blueprint("theory", __name__)


@blueprint.get("/theory")
def page() -> str:
    """The equations behind the bench, with computed examples and figures whose sliders stand as a link has them."""
    language = language_of_request()
    quantities = {play.quantity.key: (id_, play) for id_, play in PLAYS.items()}
    given, problems = given_once(request.args.items(multi=True), ("lang", *quantities))
    told = content(language)
    drawn = dict(told["drawn"])
    for key, (id_, play) in quantities.items():
        if key not in given:
            continue
        value = read_value(play.quantity, given[key])
        if isinstance(value, Problem):
            problems.append(value)
        else:
            drawn[id_] = set_to(drawn[id_], play, float(value))
    return render_template(
        "theory.html",
        problems=[problem_words(problem, language) for problem in problems],
        copied={name: FRAME_WORDS[name](language) for name in ("copied", "copy_failed")},
        **frame_of("theory", WORDS, language),
        **told | {"drawn": drawn},
    )


@cache  # nothing in it depends on the visitor
def content(language: Language) -> dict[str, Any]:
    """Everything that the words in templates/theory/ stand around."""
    return {
        "titles": {id_: title(language) for id_, title in SECTIONS.items()},
        "equations": EQUATIONS,
        "tables": {"causes": _causes(language)},
        "drawn": {"lumped": _lumped(language)} | {id_: played(play, language) for id_, play in PLAYS.items()},
    }


_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_TO_MATHML = LatexToMathML()


@blueprint.app_template_filter()
def typeset(html: str) -> Markup:
    r"""Make MathML of the formulas in a piece of HTML.

    Parameters
    ----------
    html : str
        HTML with LaTeX between \( and \) in a line and between \[ and \] on display, escaped like the text around it.

    Raises
    ------
    LatexError
        For a command that is not known: a mistake in a template never reaches a reader unseen.
    """

    def mathml(found: re.Match[str]) -> str:
        inline, displayed = found.groups()
        return _TO_MATHML.convert_with_local_state(unescape(inline or displayed), displaystyle=inline is None)

    return Markup(_FORMULA.sub(mathml, html))


def _state(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems, problems
    return state


_LENGTHS = (10, 100, 300)
_LUMPED = {"c-end": Text("C at end", "C は負荷端"), "c-mid": Text("C mid", "C は中央")}


def _lumped(language: Language) -> dict[str, Any]:
    frequency = np.geomspace(1e3, 1e6, 200)
    curves = []
    for model, name in _LUMPED.items():
        for length in _LENGTHS:
            levels = [
                respond(_state(f"preset=speaker-4m&len={length}&model={one}"), frequency).attenuation
                for one in (model, "line")
            ]
            curves.append((f"{length} m, {name(language)}", frequency, levels[0] - levels[1]))
    return axes_figure(curves, [], (1e3, 1e6), (-1.5, 1.5), True, _FREQUENCY(language), _DIFFERENCE(language), "Hz")


def _causes(language: Language) -> dict[str, Any]:
    rows = []
    for name, query in _CASES:
        response = respond(_state(query), np.array([20e3]))
        values = [float(response.parts[part][0]) for part in ("lr", "cr")] + [float(response.ac_attenuation[0])]
        rows.append((name(language), query, [fixed(value, 4) for value in values]))
    return {"head": [head(language) for head in _HEADS], "rows": rows}


_FREQUENCY = Text("Frequency", "周波数")
_DIFFERENCE = Text("Lumped less distributed [dB]", "集中定数 − 分布定数 [dB]")
_HEADS = (
    Text("L–R alone [dB]", "L–R のみ [dB]"), Text("C–R alone [dB]", "C–R のみ [dB]"), Text("Total [dB]", "総合 [dB]")
)  # fmt: skip
_CASES = (
    (Text("Speaker cable 4 m", "スピーカーケーブル 4 m"), "preset=speaker-4m"),
    (Text("Speaker cable 30 m", "スピーカーケーブル 30 m"), "preset=speaker-30m"),
    (Text("Pin cable 10 m", "ピンケーブル 10 m"), "preset=pin-10m"),
    (Text("Guitar cable 10 m", "ギターケーブル 10 m"), "preset=guitar-10m"),
)
