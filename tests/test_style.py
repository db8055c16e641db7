"""How the sources are written: one dialect of docstrings in the physics, and sentences that nobody cut in two.

The dialect is numpydoc's: `name : type`, a description closed by its unit in square brackets, [–] where there is none,
the error that is really raised, and references that are numbered where they stand and cited as [1]_.
"""

import dataclasses
import importlib
import inspect
import pkgutil
import re
import tokenize
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import physics

ROOT = Path(__file__).parents[1]
MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages(physics.__path__, "physics.")
    if ".data." not in info.name
]

Entry = tuple[list[str], str, str]
"""Names, type and description of a line of a section and what is indented below it."""

NUMERIC_TYPE = re.compile(r"\b(float|int|complex|array_like|ndarray)\b")
NUMERIC_ANNOTATION = re.compile(r"\b(float|int|complex|Real|Complex)\b|NDArray")
UNIT = re.compile(r"(?<=\s)\[(?!\d+\]_)([^\[\]]+)\]")
REFUSES = re.compile(r"\brequire_\w+\(|\b_require_\w+\(|raise (?:QuantityError|FloatingNodeError)\(")


def public() -> dict[str, Any]:
    """Functions, classes, methods and properties of the physics that carry no underscore, by their full names."""
    found: dict[str, Any] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
                continue
            if inspect.isfunction(value) or inspect.isclass(value):
                found[f"{module.__name__}.{name}"] = value
            if inspect.isclass(value):
                members = {key: item for key, item in vars(value).items() if not key.startswith("_")}
                for key, item in members.items():
                    if inspect.isfunction(item) or isinstance(item, property):
                        found[f"{module.__name__}.{name}.{key}"] = item
    return found


PUBLIC = public()
DOCUMENTED = pytest.mark.parametrize("name", PUBLIC)
CALLABLES = pytest.mark.parametrize("name", [name for name, value in PUBLIC.items() if inspect.isfunction(value)])
PROPERTIES = pytest.mark.parametrize("name", [name for name, value in PUBLIC.items() if isinstance(value, property)])
DATACLASSES = pytest.mark.parametrize("name", [n for n, value in PUBLIC.items() if dataclasses.is_dataclass(value)])


def section(text: str, title: str) -> list[Entry] | None:
    """Entries of a section of a docstring, or None where it has no such section."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=^[A-Z]\w+\n---|\Z)", inspect.cleandoc(text), re.DOTALL | re.MULTILINE)
    if found is None:
        return None
    entries: list[Entry] = []
    for line in found[1].splitlines():
        if line and not line.startswith(" "):
            names, colon, kind = line.partition(" : ")
            entries.append((names.split(", "), kind, "") if colon else ([line], "", ""))
        elif line and entries:
            entries[-1] = (*entries[-1][:2], f"{entries[-1][2]} {line.strip()}".strip())
    return entries


def closes_with_unit(description: str) -> bool:
    """Whether a sentence of a description ends in a unit; [1] and [-] are none, [–] says that there is none."""
    units = re.findall(r"\s\[([^\[\]]+)\][.](?:\s|$)", description)
    return bool(units) and not {"1", "-"} & set(units)


def parameters_of(function: Callable[..., object]) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]


class TestDocstrings:
    @DOCUMENTED
    def test_is_there(self, name: str) -> None:
        assert inspect.getdoc(PUBLIC[name])

    @CALLABLES
    def test_every_parameter_has_a_type_and_a_unit(self, name: str) -> None:
        function = PUBLIC[name]
        entries = section(function.__doc__, "Parameters") or []
        assert [one for names, _, _ in entries for one in names] == parameters_of(function)
        for names, kind, description in entries:
            assert kind, names
            assert closes_with_unit(description) or not NUMERIC_TYPE.search(kind), (names, description)

    @CALLABLES
    def test_every_number_that_it_returns_has_a_unit(self, name: str) -> None:
        function = PUBLIC[name]
        if not NUMERIC_ANNOTATION.search(str(inspect.signature(function).return_annotation)):
            return
        if not parameters_of(function):
            assert UNIT.search(function.__doc__)
            return
        entries = section(function.__doc__, "Returns")
        assert entries
        for names, kind, description in entries:
            assert kind or len(entries) == 1, names  # one value alone goes without a name
            assert closes_with_unit(description) or not NUMERIC_TYPE.search(kind or names[0]), (names, description)

    @PROPERTIES
    def test_property_has_a_unit(self, name: str) -> None:
        getter = PUBLIC[name].fget
        if NUMERIC_ANNOTATION.search(str(inspect.signature(getter).return_annotation)):
            assert UNIT.search(getter.__doc__)

    @DATACLASSES
    def test_every_field_has_a_type_and_a_unit(self, name: str) -> None:
        entries = section(PUBLIC[name].__doc__, "Attributes") or []
        fields = [field.name for field in dataclasses.fields(PUBLIC[name])]
        assert [one for names, _, _ in entries for one in names] == fields
        for names, kind, description in entries:
            assert kind, names
            assert closes_with_unit(description) or not NUMERIC_TYPE.search(kind), (names, description)

    @DOCUMENTED
    def test_promises_the_error_that_is_raised(self, name: str) -> None:
        value = PUBLIC[name]
        if isinstance(value, property):
            return
        promised = [one for names, _, _ in section(value.__doc__, "Raises") or [] for one in names]
        source = inspect.getsource(importlib.import_module(value.__module__))
        for error in promised:
            assert f"raise {error}(" in source or error == "QuantityError"
        checks = value if inspect.isfunction(value) else vars(value).get("__post_init__")
        if checks is not None and REFUSES.search(inspect.getsource(checks)):
            assert {"QuantityError", "FloatingNodeError"} & set(promised)

    @pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
    def test_references_are_numbered_and_cited(self, module: Any) -> None:
        """The head of a module lists its references, and what stands below it cites them all and no others."""
        source = inspect.getsource(module)
        listed = re.findall(r"^ *\.\. \[(\d+)\]", source, re.MULTILINE)
        assert listed == re.findall(r"^\.\. \[(\d+)\]", module.__doc__, re.MULTILINE)
        assert listed == [str(number + 1) for number in range(len(listed))]
        assert set(re.findall(r"\[(\d+)\]_", source)) == set(listed)


MAX_BY_POSITION = 4
"""Numbers that a call may give by position: in a longer run, a swap goes unnoticed."""

ORDER = ("frequency", "radius", "spacing", "side", "inner_radius", "shield_thickness", "permittivity", "resistivity")
"""Quantities of a cross-section, in the order in which every function takes them."""


class TestSignatures:
    def test_one_name_is_one_function(self) -> None:
        """Functions of modules; methods stand behind the name of their class."""
        names = [name.rpartition(".")[2] for name in PUBLIC if name.count(".") == 2]
        assert sorted(names) == sorted(set(names))

    @pytest.mark.parametrize("name", [name for name, value in PUBLIC.items() if callable(value)])
    def test_long_runs_of_numbers_are_given_by_name(self, name: str) -> None:
        by_position = [
            parameter.name
            for parameter in inspect.signature(PUBLIC[name]).parameters.values()
            if parameter.kind is parameter.POSITIONAL_OR_KEYWORD
            and re.search(r"\bfloat\b", str(parameter.annotation))
            and not re.search(r"\btuple\b", str(parameter.annotation))
        ]
        assert len(by_position) <= MAX_BY_POSITION

    @CALLABLES
    def test_a_cross_section_comes_in_one_order(self, name: str) -> None:
        taken = [parameter for parameter in parameters_of(PUBLIC[name]) if parameter in ORDER]
        assert taken == sorted(taken, key=ORDER.index)


LINE = 120
"""Columns of a line, where a Japanese character takes two."""

CLAUSE_ENDS = (*".,;:!?…)>", *"。、；：？！）」", "\\n")
"""What a literal may end in, before another continues it; a bracket may open the next."""


class Literal:
    """A string literal on one line of a source: where it stands and what is between its quotes."""

    def __init__(self, line: str, row: int, start: int, end: int) -> None:
        self.row, self.end = row, width(line[:end])
        self.prefix, self.text = re.findall(r"^(\w*)(?:\"{3}|'{3}|[\"'])(.*?)(?:\"{3}|'{3}|[\"'])$", line[start:end])[0]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def literals(path: Path) -> Iterator[Literal | None]:
    """The literals of a source in turn, and None for whatever stands between two of them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    depth, start = 0, (0, 0)
    with tokenize.open(path) as source:
        for token in tokenize.generate_tokens(source.readline):
            kind = tokenize.tok_name[token.type]
            if kind in ("NL", "COMMENT"):
                continue
            # From Python 3.12 on, an f-string is more than one token.
            opens, closes = kind in ("STRING", "FSTRING_START"), kind in ("STRING", "FSTRING_END")
            start = token.start if opens and not depth else start
            depth += opens - closes
            if closes and not depth and start[0] == token.end[0]:
                yield Literal(lines[start[0] - 1], start[0], start[1], token.end[1])
            elif not depth:
                yield None


def first_word(text: str) -> str:
    """What would have to come along onto the line before: a word, or a Japanese phrase of up to a dozen characters."""
    found = re.match(r"[\x21-\u2fff]+|[\u3000-\uffef]{1,12}", text)
    return re.split(r"(?<=[。、])", found[0])[0] if found else ""


def cuts(path: Path) -> list[str]:
    """Where a literal ends within a clause although the next word would have fitted on its line."""
    found = []
    for one, other in pairwise(literals(path)):
        if one is None or other is None or "r" in one.prefix.lower():
            continue
        same_line = one.row == other.row
        whole = one.text.rstrip().endswith(CLAUSE_ENDS) or other.text.startswith(("(", "（"))
        if same_line or not (whole or one.end + width(first_word(other.text)) > LINE):
            found.append(f"{path.name}:{one.row}: {one.text[-30:]!r} + {other.text[:30]!r}")
    return found


SOURCES = [path for folder in ("app", "physics") for path in sorted((ROOT / folder).rglob("*.py"))]


class TestLiterals:
    def test_a_cut_is_found(self, tmp_path: Path) -> None:
        source = tmp_path / "cut.py"
        source.write_text(
            'A = ("Single pickups differ " "by a fifth.")\n'
            'B = (\n    "Single pickups differ "\n    f"by {1} fifth."\n)\n'
            'C = (\n    "単体のピックアップは"\n    "2割ほど異なる。"\n)\n'
            'D = (\n    "Single pickups differ, "\n    "by a fifth."\n)\n'
            f'E = (\n    "{"x" * 113} "\n    "by a fifth."\n)\n',
            encoding="utf-8",
        )
        assert [line.split(":")[1] for line in cuts(source)] == ["1", "3", "7"]

    @pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_end_where_a_clause_does(self, path: Path) -> None:
        found = cuts(path)
        assert found == []
