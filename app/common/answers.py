"""HTTP answers that the pages share: refusals, tables and files, in the language asked for."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, jsonify, request

from app.common.heavy import RETRY_AFTER, BusyError
from app.common.query import Problem, given_once, one_of
from app.common.text import LANGUAGES, Language, Text

__all__ = ["RefusedError", "asked_language", "busy", "csv_file", "given", "refused", "text_file"]


class RefusedError(Exception):
    """The query cannot be answered as it stands."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message.en)


def given(*keys: str) -> dict[str, str]:
    """What the query gives under the keys of an address that takes no state, and under `lang`.

    Raises
    ------
    RefusedError
        If it gives another key, one twice, or a language that is none.
    """
    told, problems = given_once(request.args.items(multi=True), (*keys, "lang"))
    one_of(LANGUAGES, "lang", told, problems)
    for problem in problems:
        raise RefusedError(problem)
    return told


def refused(refusal: RefusedError) -> tuple[Response, int]:
    """HTTP 400 with the key, the value and what would be accepted."""
    key, value, message = refusal.problem[:3]
    return jsonify(error={"key": key, "value": value, "message": message(asked_language())}), 400


def busy(_: BusyError) -> tuple[Response, int, dict[str, str]]:
    """HTTP 503, when to ask again, and the reason in words: a line for whoever opened a page, JSON for a script."""
    told = _BUSY(asked_language())
    if request.accept_mimetypes.best_match(("application/json", "text/html")) == "text/html":
        answer = Response(_BUSY_PAGE.format(language=asked_language(), told=told), mimetype="text/html")
    else:
        answer = jsonify(error={"key": "", "value": "", "message": told})
    return answer, 503, {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}


def csv_file(name: str, columns: Mapping[str, Sequence[Any]]) -> Response:
    """A table as CSV: one row an entry, under a header row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    # Spreadsheets take a file for UTF-8 by its mark; without words beyond ASCII scripts are spared it.
    text = out.getvalue()
    return text_file(name, text if text.isascii() else f"\ufeff{text}", "text/csv")


def text_file(name: str, text: str, kind: str = "text/plain") -> Response:
    """Text to be saved under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, content_type=f"{kind}; charset=utf-8", headers=headers)


def asked_language() -> Language:
    """Language of messages: English, but with lang=ja."""
    return "ja" if request.args.get("lang") == "ja" else "en"


_BUSY = Text(
    "The server is computing for many others. Please try again in a second.",
    "サーバーが混み合っています。1秒ほど待ってからもう一度お試しください。",
)
# Without anything that would have to be computed or asked for.
_BUSY_PAGE = (
    '<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Cablescope</title><p>{told}</p></html>\n"
)
