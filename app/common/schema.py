"""JSON Schema of what the API answers, from the types of its answers, so that neither is written twice."""

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import numpy as np

from app.common.text import Language, Text

__all__ = ["Fields", "Schema", "schema_of"]

Schema = dict[str, Any]


class Fields:
    """What each field of a class is, told beside a class that has no words of its own."""

    def __init__(self, words: Mapping[str, Text]) -> None:
        self.words = words


_PLAIN: dict[Any, str] = {float: "number", int: "integer", str: "string", bool: "boolean", type(None): "null"}


def schema_of(kind: Any, language: Language) -> Schema:
    """JSON Schema (2020-12) of a type.

    Parameters
    ----------
    kind : type
        Plain values, None, `Literal`, `list`, `dict`, pairs, arrays, unions of those, and `TypedDict` or dataclasses of
        them.  `Annotated` gives words: a `Text` says what the value is, `Fields` what each field of a class is.
    language : Language
        Of the words.

    Raises
    ------
    TypeError
        If the type is none of these.
    """
    origin, inside = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if origin is Annotated:
        return _annotated(inside[0], inside[1:], language)
    if origin is Literal:
        return {"type": "string", "enum": list(inside)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(one, language) for one in inside]}
    if origin is np.ndarray:
        return {"type": "array", "items": {"type": "number"}}
    if origin is list:
        return {"type": "array", "items": schema_of(inside[0], language)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [schema_of(one, language) for one in inside],
                "minItems": len(inside), "maxItems": len(inside)}  # fmt: skip
    if origin is dict or origin is Mapping or getattr(origin, "__name__", "") == "Mapping":
        return {"type": "object", "additionalProperties": schema_of(inside[1], language)}
    if is_typeddict(kind) or is_dataclass(kind):
        fields = get_type_hints(kind, include_extras=True)
        return {
            "type": "object",
            "properties": {name: schema_of(one, language) for name, one in fields.items()},
            "required": list(fields),
            "additionalProperties": False,
        }
    raise TypeError(f"no schema for {kind}")


def _annotated(kind: Any, told: tuple[Any, ...], language: Language) -> Schema:
    schema = schema_of(kind, language)
    for one in told:
        if isinstance(one, Text):
            schema["description"] = one(language)
        elif isinstance(one, Fields):
            for name, meaning in one.words.items():
                schema["properties"][name]["description"] = meaning(language)
    return schema
