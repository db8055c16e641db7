"""States that were saved as files: what a link says, where a link would be too long."""

import json
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.bench.response import opened
from app.bench.state import MAX_QUERY, with_opening
from app.common.answers import RefusedError, asked_language, given, refused
from app.common.frame import problem_words
from app.common.query import Problem
from app.common.text import Text

__all__ = ["HEAD", "MAX_SAVED", "SAVED_TOO_LONG", "blueprint", "read_saved"]

HEAD = {"cablescope": 1}
"""What such a file begins with: whose it is, and in which version of the format; `state` holds a link's keys."""
MAX_SAVED = 64_000
"""Bytes of a file: four times what a state can take."""

blueprint = Blueprint("saved", __name__)
blueprint.register_error_handler(RefusedError, refused)


@blueprint.post("/api/v1/state")
def state_query() -> Response:
    """Query of the state file in the body; what cannot be used of it is left out and named, as of a link."""
    given()
    request.max_content_length = MAX_SAVED
    try:
        content = request.get_data()
    except RequestEntityTooLarge:
        raise RefusedError(Problem("file", "", SAVED_TOO_LONG)) from None
    pairs = read_saved(content)
    if isinstance(pairs, Problem):
        raise RefusedError(pairs)
    state, problems = opened(with_opening(pairs))
    if len(urlencode(state.given)) > MAX_QUERY:
        raise RefusedError(Problem("file", "", SAVED_TOO_LONG))
    language = asked_language()
    return jsonify(query=state.query, left_out=[problem_words(problem, language) for problem in problems])


def read_saved(content: bytes) -> list[tuple[str, str]] | Problem:
    """The keys and texts in a state file, in its order and each as often as it stands there, as in a link."""
    try:
        # Numbers are read as they are typed, and objects as their pairs, so that no value stands for another.
        top = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=str
        )
        json.dumps(top, ensure_ascii=False).encode()  # half a letter, as in "\ud800", is no text
    except (ValueError, RecursionError):
        return Problem("file", "", _NOT_JSON)
    if not isinstance(top, tuple) or "cablescope" not in dict(top):
        return Problem("file", "", _NOT_OURS)
    fields = dict(top)
    if fields["cablescope"] != str(HEAD["cablescope"]):
        return Problem("cablescope", str(fields["cablescope"])[:40], _OTHER_VERSION)
    if sorted(name for name, _ in top) != ["cablescope", "state"]:
        return Problem("file", "", _OTHER_FIELDS)
    if not isinstance(fields["state"], tuple):
        return Problem("state", "", _NO_OBJECT)
    for key, value in fields["state"]:
        if not isinstance(value, str):
            return Problem(key, "", _NO_TEXT)
    return list(fields["state"])


SAVED_TOO_LONG = Text(
    f"This is too long for a saved state: at most {MAX_SAVED // 1000} kB, with values that make a link of at most "
    f"{MAX_QUERY} characters. Open a file that was saved here, one whose name ends in .cablescope.json.",
    f"保存した状態としては大きすぎます（{MAX_SAVED // 1000}kB まで、リンクにして {MAX_QUERY} 文字まで）。"
    "ここで保存した .cablescope.json ファイルを開いてください。",
)
_NOT_JSON = Text(
    "This is not JSON, or part of it is missing. Open a file that was saved here, one whose name ends in "
    ".cablescope.json.",
    "JSON として読み取れません（途中で切れている可能性があります）。"
    "ここで保存した .cablescope.json ファイルを開いてください。",
)
_NOT_OURS = Text(
    'This is no saved state: it does not say "cablescope": 1. Open a file that was saved here, one whose name ends in '
    ".cablescope.json.",
    '保存した状態ではありません（"cablescope": 1 がありません）。'
    "ここで保存した .cablescope.json ファイルを開いてください。",
)
_OTHER_VERSION = Text(
    'This file is of another version; "cablescope": 1 can be opened here. A newer release may open it.',
    'ファイルの版が違います。ここで開けるのは "cablescope": 1 です。新しいリリースなら開けるかもしれません。',
)
_OTHER_FIELDS = Text(
    'A saved state has "cablescope" and "state", each once, and nothing besides; all values belong in "state".',
    '保存した状態には "cablescope" と "state" が1回ずつだけ入ります。値はすべて "state" の中に入れてください。',
)
_NO_OBJECT = Text(
    '"state" holds keys of a link with their values, as in {"preset": "speaker-4m", "len": "15"}.',
    '"state" にはリンクのキーと値を {"preset": "speaker-4m", "len": "15"} のように入れてください。',
)
_NO_TEXT = Text(
    'Each value is a text or a number, as in "len": "15".',
    '値は "len": "15" のように、文字列か数値にしてください。',
)
