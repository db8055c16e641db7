"""The API's page: every address with its keys, its fields and a form to try it, from its description of itself."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import Blueprint, Response, jsonify, render_template, request

from app import __version__
from app.common.answers import RefusedError, asked_language, given, refused
from app.common.frame import frame_of, language_of_request, problem_words
from app.common.operation import Operation, Parameter
from app.common.query import given_once
from app.common.schema import Schema, schema_of
from app.common.settings import root
from app.common.text import Language, Text
from app.reference.openapi import OPERATIONS, SHARED, openapi

__all__ = ["WORDS", "blueprint"]

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: API", "Cablescope：API 仕様"),
    "description": Text(
        "Everything that the pages compute, as JSON, CSV and files, for scripts and spreadsheets.",
        "ページの計算結果を JSON・CSV・各種ファイルで。スクリプトや表計算から使えます。",
    ),
    "heading": Text("API", "API 仕様"),
    "intro": Text(
        "The keys are those of the links: what the address bar of a page holds can be asked for here. "
        "A value that cannot be used gets HTTP\N{NO-BREAK SPACE}400 and a message that says what can.",
        "キーはリンクと同じです。ページのアドレスにあるクエリをそのまま使えます。"
        "使えない値には HTTP\N{NO-BREAK SPACE}400 と、受け付ける値の説明を返します。",
    ),
    "machine": Text("The same for programs: OpenAPI 3.1", "プログラム向けの定義：OpenAPI 3.1"),
    "try": Text("Try it", "試す"),
    "query": Text("Query", "クエリ"),
    "asking": Text("Asking…", "問い合わせ中…"),
    "unanswered": Text("The server does not answer.", "サーバーから応答がありません。"),
    "cut": Text("… and {more} characters more", "…ほか {more} 文字"),
    "own_keys": Text("Keys of its own", "固有のキー"),
    "fields": Text("Fields of the answer", "結果のフィールド"),
    "field": Text("Field", "フィールド"),
    "kind": Text("Kind", "型"),
    "also": Text("It also takes", "このほかに使えるキー："),
    "bench": Text("The bench's keys", "シミュレーターのキー"),
    "earth": Text("The earth page's keys", "アース電位ページのキー"),
    "required": Text("required", "必須"),
}


class Field(NamedTuple):
    """A field of an answer, as a table has it: its path, its kind, what it is."""

    name: str
    kind: str
    meaning: str


blueprint = Blueprint("reference", __name__)
blueprint.register_error_handler(RefusedError, refused)


@blueprint.get("/api")
def page() -> str:
    """Every address, to be read and tried."""
    language = language_of_request()
    _, problems = given_once(request.args.items(multi=True), ("lang",))
    return render_template(
        "api.html",
        operations=[_told(operation, language) for operation in OPERATIONS],
        groups={group: _keys(keys, language) for group, keys in SHARED.items()},
        spoken={name: WORDS[name](language) for name in ("asking", "unanswered", "cut")},
        problems=[problem_words(problem, language) for problem in problems],
        **frame_of("api", WORDS, language),
    )


@blueprint.get("/api/v1/openapi.json")
def description() -> Response:
    """The API's description of itself."""
    given()
    return jsonify(openapi(asked_language(), root(), __version__))


def _told(operation: Operation, language: Language) -> dict[str, Any]:
    return {
        "operation": operation,
        "address": operation.path.removeprefix("/"),
        "id": operation.path.removeprefix("/api/v1/").replace("/", "-").replace(".", "-"),
        "summary": operation.summary(language),
        "keys": _keys(operation.parameters, language),
        "fields": list(_fields(schema_of(operation.answer, language))) if operation.answer else [],
    }


def _keys(parameters: tuple[Parameter, ...], language: Language) -> list[tuple[str, str, str, bool]]:
    return [(one.key, one.meaning(language), one.accepted, one.required) for one in parameters]


def _fields(schema: Schema, before: str = "") -> Iterator[Field]:
    """Fields of an object and of those within it, in their order."""
    for name, inner in schema.get("properties", {}).items():
        within, kind = _within(inner)
        yield Field(before + name, kind, inner.get("description", ""))
        yield from _fields(within, f"{before}{name}.")


def _within(schema: Schema) -> tuple[Schema, str]:
    """The object that a value is or holds, and its kind: number, number[], number | null, …"""
    if "anyOf" in schema:
        inner = [_within(one) for one in schema["anyOf"]]
        return next((within for within, _ in inner if within), {}), " | ".join(kind for _, kind in inner)
    if schema["type"] == "array" and "items" in schema:
        within, kind = _within(schema["items"])
        return within, f"({kind})[]" if " " in kind else f"{kind}[]"
    if schema["type"] == "array":
        kinds = ", ".join(_within(one)[1] for one in schema["prefixItems"])
        return {}, f"[{kinds}]"
    if isinstance(schema.get("additionalProperties"), dict):
        within, kind = _within(schema["additionalProperties"])
        return within, f"{{…: {kind}}}"
    if "enum" in schema:
        return {}, " | ".join(schema["enum"])
    return schema if "properties" in schema else {}, schema["type"]
