"""The API's description of itself, OpenAPI 3.1: nothing stands in it that the pages' own tables do not say."""

from collections.abc import Mapping
from typing import Any

from app.advice.reference import OPERATIONS as ADVICE
from app.bench.reference import OPERATIONS as BENCH
from app.bench.reference import PARAMETERS as BENCH_PARAMETERS
from app.common.operation import Operation, Parameter
from app.common.schema import Schema, schema_of
from app.common.text import Language, Text
from app.earth.reference import OPERATIONS as EARTH
from app.earth.reference import PARAMETERS as EARTH_PARAMETERS
from app.listen.reference import OPERATIONS as LISTEN
from app.paper.reference import OPERATIONS as PAPER
from app.validation.reference import OPERATIONS as VALIDATION

__all__ = ["OPERATIONS", "SHARED", "openapi"]

OPERATIONS: tuple[Operation, ...] = (*BENCH, *LISTEN, *ADVICE, *EARTH, *PAPER, *VALIDATION)
SHARED: Mapping[str, tuple[Parameter, ...]] = {"bench": BENCH_PARAMETERS, "earth": EARTH_PARAMETERS}
"""Keys that several operations take: those of a page's state."""

_ABOUT = Text(
    "What an audio cable does to a signal. The keys are those of the pages' links, in shown units; answers are in the "
    "units that the fields' names end in. A key is given once; one that is not known is refused.",
    "オーディオケーブルが信号に与える影響。キーはページのリンクと同じ（表示単位）、結果の単位はフィールド名の末尾のとおり。"
    "同じキーは1回だけ指定し、未知のキーは受け付けない。",
)
_REFUSED = Text(
    "The query cannot be answered; the message says what can.", "受け付けられないクエリ（message に受け付ける値）"
)
_SAME = Text("Still what the sender of If-None-Match has.", "If-None-Match の内容から変化なし")
_BUSY = Text(
    "The server is computing for many others; Retry-After says in how many seconds to ask again.",
    "サーバーが混雑中（Retry-After の秒数だけ待って再試行）",
)
_GIVEN: Text = Text("The answer", "結果")

_ERROR: Schema = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in ("key", "value", "message")},
            "required": ["key", "value", "message"],
            "additionalProperties": False,
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}


def openapi(language: Language, root: str, version: str) -> dict[str, Any]:
    """The description of every operation.

    Parameters
    ----------
    language : Language
        Of its words.
    root : str
        Address of the server, without a slash at its end.
    version : str
        Of the release.
    """
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation, language)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Cablescope", "version": version, "description": _ABOUT(language),
                 "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {
            "parameters": {
                f"{group}-{one.key}": _parameter(one, language) for group, all_ in SHARED.items() for one in all_
            },
            "schemas": {"Error": _ERROR},
        },
    }  # fmt: skip


def _operation(operation: Operation, language: Language) -> dict[str, Any]:
    shared = [
        {"$ref": f"#/components/parameters/{operation.shared}-{one.key}"} for one in SHARED.get(operation.shared, ())
    ]
    answer = schema_of(operation.answer, language) if operation.answer else {"type": "string"}
    if operation.media in ("image/png", "application/octet-stream"):
        answer = {}
    told: dict[str, Any] = {
        "operationId": operation.path.removeprefix("/api/v1/").replace("/", "-").replace(".", "-"),
        "summary": operation.summary(language),
        "parameters": [*(_parameter(one, language) for one in operation.parameters), *shared],
        "responses": {
            "200": {"description": _GIVEN(language), "content": {operation.media: {"schema": answer}}},
            **{
                status: {
                    "description": words(language),
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                }
                for status, words in (("400", _REFUSED), ("503", _BUSY))
            },
        },
        "x-example": operation.example,
    }
    if operation.body:
        told["requestBody"] = {"required": True, "content": {operation.body: {"schema": {}}}}
    else:
        told["responses"]["304"] = {"description": _SAME(language)}
    return told


def _parameter(parameter: Parameter, language: Language) -> dict[str, Any]:
    unit = f" [{parameter.unit}]" if parameter.unit else ""
    told: dict[str, Any] = {
        "name": parameter.key,
        "in": "query",
        "description": parameter.meaning(language) + unit,
        "required": parameter.required,
        "schema": dict(parameter.schema),
    }
    if parameter.schema.get("type") == "array":
        told |= {"style": "form", "explode": False}
    return told
