"""What others show of a link: title, words and, where the server lets them, the live graph in a frame of theirs."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, jsonify, request
from markupsafe import escape

from app.bench.redraw import redraw
from app.bench.reference import Copies
from app.bench.response import opened
from app.bench.state import State, with_opening
from app.bench.words import content_of
from app.common.settings import root, settings
from app.common.text import LANGUAGES, Language

__all__ = ["Shared", "blueprint", "copies", "is_embedded", "shared", "shared_of"]

WIDTH, HEIGHT = 800, 520
"""Of a frame for which nobody asks another size [px]."""
LEAST = 200
SHOWN = 600, 315
"""Of the picture in a page of others: half its own size [px]."""

blueprint = Blueprint("share", __name__)


class Shared(NamedTuple):
    """What is told of a page: its title, a sentence, its public address, and that of its picture."""

    title: str
    description: str
    url: str
    image: str


def shared(state: State, verdict: str, word: str, language: Language) -> Shared:
    """The verdict on a state, in a word and in full, and which state that is."""
    query = urlencode(state.pairs | {"lang": language})
    title = f"{word}: {content_of(state, language)}"
    return Shared(title, verdict, f"{root()}/?{query}", f"{root()}/api/v1/preview.png?{query}")


def shared_of(state: State, language: Language) -> Shared:
    """What is told of a state that is not drawn besides."""
    texts = redraw(state, language, resting=False)["texts"]
    return shared(state, texts["verdict"], texts["verdict-word"], language)


def copies(about: Shared) -> Copies:
    """What to paste where others write: the picture, which leads to the bench."""
    url, image, title = (escape(words) for words in (about.url, about.image, about.title))
    width, height = SHOWN
    # BBCode has no way to write a bracket of one's own.
    bare = about.title.translate(str.maketrans("[]", "()"))
    return Copies(
        title=about.title,
        link=about.url,
        markdown=f"[![{_MARKS.sub(_ESCAPED, about.title)}]({about.image})]({about.url})",
        html=f'<a href="{url}"><img src="{image}" alt="{title}" width="{width}" height="{height}"></a>',
        bbcode=f"[url={about.url}][img]{about.image}[/img][/url]\n[url={about.url}]{bare}[/url]",
        iframe=_frame(about, WIDTH, HEIGHT) if settings().embed else None,
    )


# CommonMark's own, and what tables, strikes and formulas of its dialects begin with.
_MARKS, _ESCAPED = re.compile(r"[\\`*_\[\]<>&|~$]"), r"\\\g<0>"


def _frame(about: Shared, width: int, height: int) -> str:
    source, title = escape(f"{about.url}&embed=1"), escape(about.title)
    return f'<iframe src="{source}" width="{width}" height="{height}" title="{title}" style="border:0"></iframe>'


def is_embedded() -> bool:
    """Whether the page is asked for as what stands in a frame of a page that may have it."""
    return bool(settings().embed) and request.args.getlist("embed") == ["1"]


@blueprint.get("/oembed")
def oembed() -> tuple[Response, int] | Response:
    """The answer of oEmbed 1.0 for a link of the bench: its frame, or its title where frames are not let."""
    if request.args.get("format", "json") != "json":
        return Response("501 json only\n", 501, mimetype="text/plain"), 501
    address, _, query = request.args.get("url", "").partition("?")
    if address.rstrip("/") != root():
        return Response("404 url is no link of this bench\n", mimetype="text/plain"), 404
    pairs = [pair for pair in parse_qsl(query.partition("#")[0], keep_blank_values=True) if pair[0] != "embed"]
    state, _ = opened(with_opening(pairs))
    language = next((one for one in LANGUAGES if one == state.language), LANGUAGES[0])
    about = shared_of(state, language)
    answer: dict[str, str | int] = {
        "version": "1.0", "type": "link", "title": about.title, "provider_name": "Cablescope",
        "provider_url": f"{root()}/",
    }  # fmt: skip
    if settings().embed:
        width, height = (_size(name, usual) for name, usual in (("maxwidth", WIDTH), ("maxheight", HEIGHT)))
        answer |= {"type": "rich", "html": _frame(about, width, height), "width": width, "height": height}
    return jsonify(answer)


def _size(name: str, usual: int) -> int:
    """A size that is asked for at most, within reason."""
    text = request.args.get(name, "")
    return min(usual, max(int(text), LEAST)) if re.fullmatch(r"\d{1,5}", text) else usual
