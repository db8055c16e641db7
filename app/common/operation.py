"""What an address of the API takes and gives: each page's API says it once, for the server's own description of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.common.quantity import Choice, NamedNumbers, Number, Numbers, Quantity
from app.common.query import RESERVED
from app.common.schema import Schema
from app.common.text import LANGUAGES, Text, plain, worded

__all__ = ["LANGUAGE", "Operation", "Parameter", "code", "names", "parameter_of", "reserved_parameters"]


@dataclass(frozen=True)
class Parameter:
    """A key of a query.

    Attributes
    ----------
    key : str
        Its name.
    meaning : Text
        What it says.
    schema : mapping
        JSON Schema of its value; an array stands in one text, separated by commas.
    unit : str
        Of its numbers; "" if they have none.
    required : bool
        Whether nothing is answered without it.
    form : str
        What its text looks like, where the schema does not tell.
    """

    key: str
    meaning: Text
    schema: Mapping[str, Any]
    unit: str = ""
    required: bool = False
    form: str = "…"

    @property
    def accepted(self) -> str:
        """What it takes, as a table has it."""
        return _accepted(self.schema, self.unit) or self.form


@dataclass(frozen=True)
class Operation:
    """An address and what it does.

    Attributes
    ----------
    path : str
        Address below the server's root.
    summary : Text
        What it gives, in a line.
    parameters : tuple of Parameter
        Keys of its own.
    shared : str
        Name of a group of keys that it takes as well: that of a page's state; "" for none.
    answer : type, optional
        Type of what stands in its JSON; None where it gives a file.
    media : str
        Media type of what it gives.
    example : str
        A query that it answers.
    body : str
        Media type of what it takes; with one it is a POST.
    """

    path: str
    summary: Text
    parameters: tuple[Parameter, ...] = ()
    shared: str = ""
    answer: Any = None
    media: str = "application/json"
    example: str = ""
    body: str = ""

    @property
    def method(self) -> Literal["get", "post"]:
        """How it is asked."""
        return "post" if self.body else "get"


def names(options: Iterable[str]) -> Schema:
    """Schema of one of a few names."""
    return {"type": "string", "enum": list(options)}


def code() -> Schema:
    """Schema of a text with a form of its own."""
    return {"type": "string"}


LANGUAGE = Parameter("lang", RESERVED["lang"], names(LANGUAGES))


def reserved_parameters(presets: Iterable[str]) -> tuple[Parameter, ...]:
    """The keys of every page that has a state."""
    return (
        Parameter("v", RESERVED["v"], names("1")),
        Parameter("preset", RESERVED["preset"], names(presets)),
        LANGUAGE,
    )


def parameter_of(quantity: Quantity) -> Parameter:
    """The key of a quantity."""
    if isinstance(quantity, Choice):
        return Parameter(quantity.key, quantity.help, names(quantity.options))
    if isinstance(quantity, Number | Numbers):
        schema: Schema = {"type": "number", "minimum": _least(quantity), "maximum": quantity.maximum}
        if isinstance(quantity, Numbers):
            schema = {"type": "array", "items": schema, "maxItems": quantity.most}
        elif quantity.none == "high":
            schema = {"type": "number", "anyOf": [{"const": 0}, schema]}
        return Parameter(quantity.key, quantity.help, schema, quantity.unit)
    if isinstance(quantity, NamedNumbers):
        limits = f"{plain(quantity.minimum)} – {plain(quantity.maximum)} {quantity.unit}"
        return Parameter(
            quantity.key, quantity.help, code(), quantity.unit, form=f"{', '.join(quantity.names)}: {limits}"
        )
    return Parameter(quantity.key, quantity.help, code())


def _least(quantity: Number | Numbers) -> float:
    return quantity.least if isinstance(quantity, Number) else quantity.minimum


def _accepted(schema: Mapping[str, Any], unit: str) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "const" in schema:
        return plain(schema["const"])
    if "anyOf" in schema:
        return ", ".join(_accepted(one, unit) for one in schema["anyOf"])
    if schema["type"] == "array":
        several = f"{schema['maxItems']} × " if schema.get("maxItems", 1) > 1 else ""
        return several + _accepted(schema["items"], unit)
    if "minimum" in schema:
        return f"{worded(schema['minimum'])} – {worded(schema['maximum'])} {unit}".strip()
    return ""
