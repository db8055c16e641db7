"""What may know of what: physics stands alone, figures know no formulas, nothing comes from outside.

Also that every visible text exists in both languages, wherever in the modules of the app it is kept.
"""

import ast
import csv
import dataclasses
import importlib
import json
import pkgutil
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import app
import physics
from app.common.text import Text
from app.main import server
from tests.mutants import SPARED, TESTS

ROOT = Path(__file__).parents[1]


def modules_of(package: ModuleType) -> list[str]:
    return [
        info.name
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if ".data." not in info.name and not info.ispkg
    ]


PHYSICS, APP = modules_of(physics), modules_of(app)


def imports_of(module: str) -> set[str]:
    """Modules that the source of a module imports anywhere, with the names taken from packages."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            within = {f"{node.module}.{alias.name}" for alias in node.names} & {*PHYSICS, *APP}
            found |= within or {str(node.module)}
    return found


WINGS: dict[str, set[str]] = {
    "common": set(),
    "files": {"common"},
    "bench": {"common", "files"},
    "advice": {"common", "bench"},
    "listen": {"common", "bench"},
    "earth": {"common"},
    "paper": {"common", "bench", "files"},
    "theory": {"common", "bench"},
    "examples": {"common", "bench"},
    "validation": {"common", "bench"},
    "reference": {"common", "bench", "listen", "advice", "earth", "paper", "validation"},
}
"""Folders of the app, and which of the others each may know."""


def figures_of(module: str) -> bool:
    """Whether a module computes with arrays, or rounds a number for words."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import) and any(alias.name == "numpy" for alias in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} & {"engineering", "fixed"}:
            return True
    return False


DRAWING = ("app.bench.section", "app.bench.schematic", "app.earth.picture")
"""Modules that draw: their angles are those of a picture."""


def roots(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


class TestPhysics:
    def test_needs_no_part_of_the_page(self) -> None:
        """In a process of its own: importing all of it loads neither Dash nor the app."""
        program = (
            f"import importlib, json, sys; [importlib.import_module(name) for name in {PHYSICS!r}];"
            "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
        )
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        loaded = set(json.loads(done.stdout))
        assert {"physics", "numpy", "scipy"} <= loaded
        assert not loaded & {"app", "dash", "plotly", "flask", "werkzeug", "gunicorn"}

    def test_a_server_is_ready_without_what_few_ask_for(self) -> None:
        """These parts of SciPy take as long to load as all else: `scipy` loads each when it is first used."""
        program = (
            "import sys; from app.main import server\n"
            "assert server.test_client().get('/health/ready').status_code == 200\n"
            "print(*sorted(name for name in sys.modules if name.startswith('scipy.') and name.count('.') == 1))"
        )
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        loaded = set(done.stdout.split())
        assert "scipy.special" in loaded
        assert not loaded & {f"scipy.{part}" for part in ("constants", "interpolate", "optimize", "sparse", "stats")}

    @pytest.mark.parametrize("module", PHYSICS)
    def test_imports_numpy_scipy_and_itself(self, module: str) -> None:
        assert roots(imports_of(module)) <= sys.stdlib_module_names | {"physics", "numpy", "scipy"}


class TestApp:
    @pytest.mark.parametrize(
        ("module", "may"),
        [
            ("app.common.text", set()),
            ("app.common.quantity", {"app.common.text"}),
            ("app.common.query", {"app.common.quantity", "app.common.text"}),
            ("app.common.svg", set()),
            ("app.common.colours", set()),
            ("app.common.figures", {"app.common.colours", "app.common.text", "physics.hearing"}),
            ("app.files.codes", {"app.common.quantity"}),
            ("app.files.columns", {"app.common.quantity", "app.common.text"}),
        ],
    )
    def test_knows_no_more_of_the_project(self, module: str, may: set[str]) -> None:
        assert {name for name in imports_of(module) if name.startswith(("app", "physics"))} <= may

    @pytest.mark.parametrize("module", ["app.bench.presets", "app.bench.state"])
    def test_text_to_state_is_far_from_the_page(self, module: str) -> None:
        known = reached(module)
        assert not known & {
            "app.bench.page",
            "app.bench.callbacks",
            "app.common.figures",
            "app.bench.redraw",
            "app.main",
            "app.bench.api",
        }

    @pytest.mark.parametrize(
        "module", [name for name in APP if name not in ("app.bench.callbacks", "app.main", "app.cli")]
    )
    def test_callbacks_are_known_to_the_server_alone(self, module: str) -> None:
        assert not imports_of(module) & {"app.bench.callbacks", "app.main"}

    @pytest.mark.parametrize(
        "module",
        [
            "app.common.text",
            "app.bench.quantities",
            "app.bench.presets",
            "app.bench.state",
            "app.bench.response",
            "app.bench.redraw",
            "app.common.figures",
        ],
    )
    def test_is_usable_without_a_server(self, module: str) -> None:
        for name in {module, *reached(module)}:
            assert not roots(imports_of(name)) & {"dash", "flask", "werkzeug", "gunicorn"}

    @pytest.mark.parametrize("module", [name for name in APP if name.count(".") > 1])
    def test_wings_stand_apart(self, module: str) -> None:
        """Every page stands on the shared ground, those to be read on the bench as well, and none on another."""
        wing = module.split(".")[1]
        assert wing in WINGS, "say in WINGS which of the other folders the new one may know"
        beside = {name.split(".")[1] for name in imports_of(module) if name in APP} - {wing}
        assert beside <= WINGS[wing]

    def test_arrows_point_one_way(self) -> None:
        graph = {module: imports_of(module) & {*APP, *PHYSICS} for module in (*APP, *PHYSICS)}
        tuple(TopologicalSorter(graph).static_order())  # raises CycleError

    @pytest.mark.parametrize("module", [name for name in APP if name not in DRAWING])
    def test_formulas_are_in_the_physics(self, module: str) -> None:
        """No module of the app knows a constant of nature, π, or how levels, roots and exponentials are taken."""
        searches = ("app.files.codes", "app.advice.solver")  # for a number, by a general method
        assert roots(imports_of(module)) & {"scipy"} <= ({"scipy"} if module in searches else set())
        path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        assert not names & {"pi", "MU_0", "EPSILON_0", "SPEED_OF_LIGHT", "sinh", "cosh", "tanh", "jv", "acosh"}
        for node in ast.walk(tree):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
                # A power whose exponent is computed is a decade of an axis or of digits, never a level.
                assert not any(isinstance(part, ast.Constant) and part.value == 20 for part in ast.walk(node.right))
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.Constant):
                taken = {part.attr for part in ast.walk(node.right) if isinstance(part, ast.Attribute)}
                assert not (node.left.value in (10, 20) and "log10" in taken)


def reached(module: str) -> set[str]:
    """Modules of the app that a module imports, directly or through others."""
    found: set[str] = set()
    todo = {module}
    while todo:
        todo = {name for one in todo for name in imports_of(one) if name in APP} - found
        found |= todo
    return found


ELSEWHERE = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)


class TestNothingFromOutside:
    @pytest.mark.parametrize("query", ["", "lang=ja", "preset=guitar-10m&parts=1", "len=abc"])
    def test_page(self, query: str) -> None:
        text = server.test_client().get(f"/?{query}").text
        addresses = re.findall(r"""(?:src|href|action|srcset|poster)\s*=\s*["']?([^"'\s>]*)""", text)
        assert len(addresses) > 10
        assert [address for address in addresses if ELSEWHERE.match(address)] == []

    @pytest.mark.parametrize("query", ["", "lang=ja"])
    def test_layout(self, query: str) -> None:
        layout = server.test_client().get(f"/_dash-layout?{query}").get_json()
        assert [address for address in addresses_in(layout) if ELSEWHERE.match(address)] == []

    @pytest.mark.parametrize("path", sorted(ROOT.glob("assets/*.css")), ids=lambda path: path.name)
    def test_style(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert "@import" not in text
        assert not re.search(r"url\(\s*[\"']?(?:[a-z]+:)?//", text, re.IGNORECASE)

    @pytest.mark.parametrize(
        "path", sorted(set(ROOT.glob("assets/**/*.js")) - set(ROOT.glob("assets/*.min.js"))), ids=lambda path: path.name
    )
    def test_scripts(self, path: Path) -> None:
        assert not re.search(r"https?://", path.read_text(encoding="utf-8"))


def addresses_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("src", "href", "url") and isinstance(value, str):
                yield value
            yield from addresses_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from addresses_in(value)


def texts_in(node: Any, seen: set[int]) -> Iterator[Text]:
    """Every Text in a value, however deep."""
    if id(node) in seen or isinstance(node, type | ModuleType | str | bytes):
        return
    seen.add(id(node))
    if isinstance(node, Text):
        yield node
        return
    inner: Any = ()
    if dataclasses.is_dataclass(node):
        inner = [getattr(node, field.name) for field in dataclasses.fields(node)]
    elif isinstance(node, Mapping):
        inner = [*node.keys(), *node.values()]
    elif isinstance(node, list | tuple | set | frozenset):
        inner = node
    for value in inner:
        yield from texts_in(value, seen)


def test_whatever_computes_or_rounds_is_searched_for_slips() -> None:
    """By `make mutants`, or it is said why not."""
    spared = [module for modules in SPARED.values() for module in modules]
    assert not set(spared) & set(TESTS)
    assert {f"{module.replace('.', '/')}.py" for module in APP if figures_of(module)} <= {*spared, *TESTS}
    assert set(spared) <= {f"{module.replace('.', '/')}.py" for module in APP if figures_of(module)}
    assert all((ROOT / "tests" / name).exists() for names in TESTS.values() for name in names)


def all_texts() -> dict[str, Text]:
    """Texts by where they are kept, for the names of tests."""
    found = {}
    seen: set[int] = set()
    for module in APP:
        for name, value in vars(importlib.import_module(module)).items():
            for number, text in enumerate(texts_in(value, seen)):
                found[f"{module}.{name}[{number}]"] = text
    return found


TEXTS = all_texts()


class TestTexts:
    def test_they_are_found(self) -> None:
        """As many as are written in the sources, less those made inside functions."""
        written = sum(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"
            for module in APP
            for node in ast.walk(ast.parse(ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text("utf-8")))
        )
        assert len(TEXTS) >= 0.9 * written > 100

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
    def test_in_both_languages(self, text: Text) -> None:
        assert text.en.strip() == text.en != ""
        assert text.ja.strip() == text.ja != ""
        assert placeholders(text.en) == placeholders(text.ja)
        only_symbols = not re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", text.en))
        assert text.ja != text.en or only_symbols or text.en in PRODUCTS


with (ROOT / "app" / "bench" / "cables.csv").open(encoding="utf-8") as table:
    ROWS = csv.DictReader(line for line in table if not line.startswith("#"))
    PRODUCTS = {f"{row['maker']} {row['model']}" for row in ROWS if row["maker"]}
"""Makers' names for their cables; a generic cable has no maker, and a name in each language."""


def placeholders(words: str) -> set[str]:
    words = re.sub(r"\\\(.*?\\\)", "", words)  # a formula's braces are its own
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def test_words_of_several_pages_are_written_once() -> None:
    """What two pages say alike stands in the frame that they share."""
    from app.advice.line import LINE_WORDS
    from app.advice.page import WORDS as ADVICE
    from app.bench.page import WORDS as BENCH
    from app.common.frame import FRAME_WORDS
    from app.earth.page import WORDS as EARTH
    from app.listen.page import WORDS as LISTEN
    from app.paper.page import WORDS as PAPER
    from app.theory.page import WORDS as THEORY

    pages = [set(words.values()) for words in (FRAME_WORDS, ADVICE, LINE_WORDS, BENCH, EARTH, LISTEN, PAPER, THEORY)]
    twice = [words for n, page in enumerate(pages) for other in pages[n + 1 :] for words in page & other]
    assert twice == []
