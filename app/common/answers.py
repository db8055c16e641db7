"""HTTP answers that the pages share: refusals, tables and files, in the language asked for."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, jsonify, request

from app.common.query import Problem
from app.common.text import Language

__all__ = ["RefusedError", "asked_language", "csv_file", "refused", "text_file"]


class RefusedError(Exception):
    """The query cannot be answered as it stands."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message.en)


def refused(refusal: RefusedError) -> tuple[Response, int]:
    """HTTP 400 with the key, the value and what would be accepted."""
    key, value, message = refusal.problem[:3]
    return jsonify(error={"key": key, "value": value, "message": message(asked_language())}), 400


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
