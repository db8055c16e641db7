"""The pages to read: the paper recomputed, and the theory behind the bench."""

from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from app.common.frame import frame_of, language_of_request, problem_words
from app.common.query import given_once, not_among
from app.paper import page as paper
from app.paper.ledger import SKINS
from app.theory import page as theory

__all__ = ["blueprint"]

MAX_MARKS_TEXT = 4000

blueprint = Blueprint("documents", __name__)


@blueprint.get("/paper")
def paper_page() -> str:
    """Every number and figure of the paper beside ours."""
    language = language_of_request()
    given, problems = given_once(request.args.items(multi=True), ("skin", "marks", "lang"))
    skin = next((skin for skin in SKINS if skin == given.get("skin", SKINS[0])), None)
    if skin is None:
        problems.append(not_among("skin", given["skin"], SKINS))
        skin = SKINS[0]
    marks = given.get("marks", "")[:MAX_MARKS_TEXT]
    kept = {key: given[key] for key in ("marks", "lang") if given.get(key)}
    content = {
        "problems": [problem_words(problem, language) for problem in problems],
        "switch_query": {name: urlencode(kept | {"skin": name}) for name in SKINS},
    } | paper.paper_page(skin, paper.read_marks(marks), language)
    return render_template("paper.html", **frame_of("paper", paper.WORDS, language), **content)


@blueprint.get("/theory")
def theory_page() -> str:
    """The equations behind the bench, with computed examples."""
    language = language_of_request()
    _, unused = given_once(request.args.items(multi=True), ("lang",))
    problems = [problem_words(problem, language) for problem in unused]
    content = theory.theory_page(language)
    return render_template("theory.html", problems=problems, **frame_of("theory", theory.WORDS, language), **content)
