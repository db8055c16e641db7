"""Mutation testing: does a slip in what is measured or told go unnoticed?  `make mutants` runs it.

A mutant is one module with one small slip: a sign, a factor, 1 %, a comparison, a constant, swapped arguments, an
index.  It exists in memory only: a forked process imports it in place of the file and runs the tests without browser
that concern it.  Survivors are printed.  Those listed in `EQUIVALENT` do as the original does; they are not made.

Of the tools that others keep, mutmut 3 changes nothing outside functions and nothing in a decorated one, which leaves
out tables, properties and dataclasses; cosmic-ray changes the files themselves.  Neither is off by 1 %.
"""

import argparse
import ast
import copy
import importlib
import os
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

ROOT = Path(__file__).parents[1]
BENCH = ("test_words.py", "test_measures.py")
DECIDE = ("test_tolerance.py", "test_matters.py", "test_pins.py")
EARTH = ("test_earth_answers.py", "test_earth_page.py", "test_earth_readings.py")
TESTS: dict[str, tuple[str, ...]] = {
    "app/bench/axes.py": BENCH,
    "app/bench/curves.py": BENCH,
    "app/bench/measures.py": (*reversed(BENCH), "test_extremes.py"),
    "app/bench/matters.py": DECIDE,
    "app/bench/redraw.py": (*BENCH, *DECIDE),
    "app/bench/tolerance.py": DECIDE,
    "app/bench/words.py": (*BENCH, *DECIDE),
    "app/earth/answers.py": EARTH,
    "app/earth/words.py": EARTH,
    "app/paper/ledger.py": ("test_ledger.py",),
    "physics/hearing.py": BENCH,
}
"""The modules, and what tests each."""

BOUND = "LtE? → LtE?|GtE? → GtE?"
NEVER_ON_IT = "nothing computed lies on a bound to the last bit"
EFFORT = "how finely it is searched, which is finer than what is told of it"
EQUIVALENT: tuple[tuple[str, str, str, str], ...] = (
    (
        "app/",
        "1e-9)",
        rf"{BOUND}|1e-09 → 1\.01\d*e-09",
        "a margin for rounding: nothing lies as near to the bound as that",
    ),
    ("app/bench/measures.py", "geomspace(", r"(69|121|173|257|601) → \d+", EFFORT),
    ("app/bench/measures.py", "MAX_POINTS = ", r"20000 → \d+", EFFORT),
    (
        "app/bench/measures.py",
        "RESONANCES = ",
        r"20\.0 → 20\.2|1000000\.0 → \S+",
        "no pickup resonates there",
    ),
    ("app/bench/measures.py", "np.full(", "0.003 → 0.00303", EFFORT),
    ("app/bench/measures.py", "lambda y: 0.001 +", "0.001 → 0.00101|35 → 3[46]|abs of 1 % more", EFFORT),
    ("app/bench/measures.py", "inner + HALF_POWER < 0.02", "0.02 → 0.0202", EFFORT),
    ("app/bench/measures.py", "np.diff(x) > 1e-6", "1e-06 → 1.01e-06", EFFORT),
    ("app/bench/measures.py", "SHARP = ", r"1e-05 → 1\.01\d*e-05", EFFORT),
    (
        "app/bench/measures.py",
        "LOWEST, OFTEN, HIGHEST",
        r"0\.001 → 0\.00101|2000*\.0 → 20200*\.0",
        "all corners lie within, nearly all below OFTEN",
    ),
    ("app/bench/measures.py", "HALF_POWER", BOUND, NEVER_ON_IT),
    ("app/bench/measures.py", "LEAST_PEAK", BOUND, NEVER_ON_IT),
    ("app/bench/measures.py", "> tolerance(", f"{BOUND}|abs of 1 % more", EFFORT),
    ("app/bench/measures.py", "effective_damping_factor(", "arguments 2 and 3 swapped", "their sum counts"),
    ("app/bench/measures.py", "np.diff(x)", BOUND, NEVER_ON_IT),
    ("app/bench/measures.py", "<= SHARP", f"{BOUND}|[12] → [0-3]|abs of 1 % more", EFFORT),
    ("app/bench/measures.py", "ROUNDS = ", "4 → [35]|32 → 31", EFFORT),
    ("app/bench/measures.py", "_closer(frequency[", "1 → 2", EFFORT),
    ("app/bench/measures.py", "halved = ", "False → True", EFFORT),
    ("app/bench/measures.py", "geomspace(frequency[dip", "1 → 2|arguments 1 and 2 swapped", EFFORT),
    ("app/bench/measures.py", "np.geomspace(", "arguments 1 and 2 swapped", "they are sorted afterwards"),
    ("app/bench/measures.py", "heard = weighed", BOUND, "one point of hundreds"),
    ("app/bench/measures.py", "frequency >= reference", BOUND, "at the reference itself nothing is lost"),
    ("app/bench/measures.py", "< _FURTHER", BOUND, "the end of the one is the beginning of the other"),
    ("app/bench/measures.py", "MAX_POINTS:", BOUND, "one halving more or less of what has no end"),
    ("app/bench/measures.py", "> FAR", BOUND, NEVER_ON_IT),
    ("app/bench/measures.py", "line.", "0 → -1", "at one frequency: the first is the last"),
    ("app/bench/measures.py", "decibels(reference.", "0 → -1", "at one frequency: the first is the last"),
    ("app/bench/measures.py", "reference.attenuation[0]", "0 → -1", "at one frequency: the first is the last"),
    (
        "app/bench/measures.py",
        "if at.size else -1",
        "1 → [02]|without its sign",
        "where there are no points, none is told",
    ),
    ("app/bench/redraw.py", "top = 0.0 if high <= 1e-6", f"0.0 → 0.01|1e-06 → 1.01e-06|{BOUND}", "there is more room"),
    ("app/bench/redraw.py", "_PHASE_LADDER = ", r"30 → \d+", "no phase turns a billion times"),
    ("app/bench/words.py", "sign * level", "Mult → Div", "the sign is 1 or -1"),
    ("app/bench/words.py", "summary.", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", ">= LEVEL_MATCH", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", "corner < 1e8", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", "< 0.6 * float(telling)", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", "bare_resonance_hz is None or", "and ↔ or", "there are both or neither"),
    ("app/bench/words.py", "inductive_corner_hz is None or", "and ↔ or", "there are both corners or neither"),
    ("app/earth/words.py", ">= ", BOUND, NEVER_ON_IT),
    ("app/earth/words.py", "fixed(CONTACT_LOOP", "fixed of .*", "it is 0"),
    ("app/earth/words.py", "fixed(earth_note.BONDED", "fixed of 1 % more", "a constant of as many digits as are told"),
    ("app/earth/words.py", "_WIDE * low", BOUND, NEVER_ON_IT),
    ("app/earth/answers.py", "0.01 * shown", BOUND, NEVER_ON_IT),
    ("app/earth/answers.py", "limit", BOUND, NEVER_ON_IT),
    ("app/paper/ledger.py", "item.value", BOUND, NEVER_ON_IT),
    ("app/paper/ledger.py", "engineering(self.at", "2 → 1", "the paper's frequencies have one digit"),
    ("app/paper/ledger.py", "np.log10(self.last)", "float of 1 % more", "a power of ten, and rounded"),
    ("app/paper/ledger.py", "item.last", BOUND, NEVER_ON_IT),
    ("app/paper/ledger.py", "[0]", "0 → -1", "a response at one frequency: the first is the last"),
    ("app/paper/ledger.py", "item.at is not None else 0.0", "0.0 → .*", "what has no frequency does not depend on it"),
    ("app/paper/ledger.py", "CHART: ", r"1\.86 → 1\.8786", "the cells that it is worked back from allow both"),
    ("app/paper/ledger.py", "plain(meant", "6 → [57]", "the sums have three digits; more only shows what is not there"),
)
"""Beginnings of modules, parts of lines, patterns of slips, and why those slips change nothing: they are not made."""

PATIENCE = 10  # times what the tests take without a slip, before they count as failed


@dataclass(frozen=True)
class Mutant:
    """A slip: in which module, on which line, at which node of its syntax tree, what it is, and the node instead."""

    module: str
    line: int
    number: int
    what: str
    instead: ast.AST

    @property
    def source(self) -> str:
        return (ROOT / self.module).read_text(encoding="utf-8").splitlines()[self.line - 1].strip()

    @property
    def is_equivalent(self) -> bool:
        return any(
            self.module.startswith(module) and part in self.source and re.fullmatch(pattern, self.what)
            for module, part, pattern, _ in EQUIVALENT
        )


OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
TAKES_A_NUMBER = {"abs", "engineering", "fixed", "float", "plain", "volts"}
"""Functions whose first argument is a figure."""
COMMUTE = {
    "_most_changed", "capacitive_corner", "isclose", "max", "maximum", "min", "minimum", "reactance", "union1d",
}  # fmt: skip
"""Functions that do not care which argument comes first."""
SIZES = ("shape", "size")
"""Attributes of an array that do not care what its numbers are."""
NAMES_A_NUMBER = re.compile(r"_(?:db|hz|deg|factor|percent|current|voltage|change)$")


def slips(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may be done to a node, and the node that it becomes."""
    if isinstance(node, ast.Constant):
        yield from ((f"{node.value!r} → {value!r}", ast.Constant(value)) for value in other_constants(node.value))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield "without its " + ("sign" if isinstance(node.op, ast.USub) else "not"), node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        op = OPERATORS[type(node.op)]
        yield f"{type(node.op).__name__} → {op.__name__}", ast.BinOp(node.left, op(), node.right)
    elif isinstance(node, ast.Compare):
        for n, old in enumerate(node.ops):
            for new in COMPARISONS[type(old)]:
                ops = [*node.ops[:n], new(), *node.ops[n + 1 :]]
                yield f"{type(old).__name__} → {new.__name__}", ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield "and ↔ or", ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    elif isinstance(node, ast.IfExp) and not isinstance(node.test, ast.Compare | ast.BoolOp):
        yield "the other way round", ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.Call):
        yield from slips_of_call(node)
    elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        spec = ast.unparse(node.format_spec)[2:-1]
        if digits := re.search(r"[0-9](?=[a-z]$)", spec):
            other = spec[: digits.start()] + str(int(digits[0]) + 1) + spec[digits.end() :]
            yield f"{spec} → {other}", ast.FormattedValue(node.value, -1, ast.JoinedStr([ast.Constant(other)]))
    elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        if NAMES_A_NUMBER.search(name):
            yield f"{name} 1 % more", more(node)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
        first, second, *rest = node.value.elts
        yield "swapped results", ast.Return(ast.Tuple([second, first, *rest], ast.Load()))


def other_constants(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        return [value * 1.01, -value] if value else [0.01]
    return []


def slips_of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    name = called(node)
    if name == "Text":
        return  # words
    if name in TAKES_A_NUMBER and node.args:
        first, *rest = node.args
        yield f"{name} of 1 % more", ast.Call(node.func, [more(first), *rest], node.keywords)
        if name not in ("abs", "volts"):
            yield f"{name} of the opposite", ast.Call(node.func, [ast.UnaryOp(ast.USub(), first), *rest], node.keywords)
    for n in range(0 if name in COMMUTE else len(node.args) - 1):
        if not isinstance(node.args[n], ast.Starred) and not isinstance(node.args[n + 1], ast.Starred):
            args = [*node.args[:n], node.args[n + 1], node.args[n], *node.args[n + 2 :]]
            yield f"arguments {n + 1} and {n + 2} swapped", ast.Call(node.func, args, node.keywords)
    for one, other in zip(node.keywords, node.keywords[1:], strict=False):
        if one.arg and other.arg and ast.dump(one.value) != ast.dump(other.value):
            swapped = {one.arg: other.value, other.arg: one.value}
            keywords = [ast.keyword(word.arg, swapped.get(word.arg or "", word.value)) for word in node.keywords]
            yield f"{one.arg} and {other.arg} swapped", ast.Call(node.func, node.args, keywords)


def more(node: ast.expr) -> ast.expr:
    return ast.BinOp(node, ast.Mult(), ast.Constant(1.01))


def computing(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes of a tree without annotations, decorators, the list of names, guards, and what makes no difference."""
    if isinstance(tree, ast.keyword) and tree.arg == "strict":
        return  # a guard, which matters only where something else has slipped
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for node in value if isinstance(value, list) else [value]:
            names = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            if isinstance(node, ast.AST) and not names:
                if not makes_no_difference(tree, node):
                    yield node
                yield from computing(node)


def makes_no_difference(around: ast.AST, node: ast.AST) -> bool:
    """Whether only the size of an array is asked for, or which of several magnitudes is the largest."""
    if isinstance(around, ast.Attribute):
        return around.attr in SIZES
    if not (isinstance(node, ast.Call) and called(node) == "abs"):
        return False
    return isinstance(around, ast.Lambda) or (isinstance(around, ast.Call) and called(around) == "argmax")


def called(node: ast.Call) -> str:
    """Name of the function that is called."""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def mutants_of(module: str) -> list[Mutant]:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    numbers = {node: number for number, node in enumerate(ast.walk(tree))}
    return [
        Mutant(module, getattr(node, "lineno", 0), numbers[node], what, instead)
        for node in computing(tree)
        for what, instead in slips(node)
    ]


class Replace(ast.NodeTransformer):
    """Puts the node of a mutant in its place in the tree of its module."""

    def __init__(self, tree: ast.AST, mutant: Mutant) -> None:
        self.old = list(ast.walk(tree))[mutant.number]
        self.new = ast.copy_location(copy.deepcopy(mutant.instead), self.old)

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().visit(node)


class Loader(SourceFileLoader):
    """Imports a mutant in place of its module, and leaves no bytecode of it behind."""

    mutant: Mutant

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(self.get_data(self.path))
        changed = ast.fix_missing_locations(Replace(tree, self.mutant).visit(tree))
        return compile(changed, self.path, "exec")  # type: ignore[arg-type]


class Finder:
    """Finds the mutant before the module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name.replace(".", "/") + ".py" != self.mutant.module:
            return None
        spec = PathFinder.find_spec(name, path)  # type: ignore[arg-type]
        assert spec is not None
        assert spec.origin is not None
        spec.loader = Loader(name, spec.origin)
        spec.loader.mutant = self.mutant
        return spec


def begin(module: str, mutant: Mutant | None) -> int:
    """Start the tests of a module in a process of their own; its id."""
    child = os.fork()
    if child:
        return child
    os.setpgid(0, 0)
    os.chdir(ROOT)
    quiet = os.open(os.devnull, os.O_WRONLY)
    if mutant:
        sys.meta_path.insert(0, Finder(mutant))  # type: ignore[arg-type]
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
    files = [f"tests/{name}" for name in TESTS[module]]
    os._exit(
        pytest.main(
            ["-x", "-q", "--no-header", "--no-summary", "--disable-plugin-autoload", "-p", "no:cacheprovider", *files]
        )
    )


def wait(child: int, limit: float) -> int | None:
    """Exit code of a process, or None while it runs; one that runs for longer than it may is ended."""
    done, status = os.waitpid(child, os.WNOHANG)
    if not done and time.monotonic() > limit:
        os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        done = child
    return os.waitstatus_to_exitcode(status) if done else None


def survivors(mutants: list[Mutant], patience: dict[str, float], at_once: int) -> list[Mutant]:
    """Those that no test notices."""
    todo, running, found = list(mutants), dict[int, tuple[Mutant, float]](), []
    while todo or running:
        while todo and len(running) < at_once:
            mutant = todo.pop(0)
            running[begin(mutant.module, mutant)] = mutant, time.monotonic() + patience[mutant.module]
        for child, (mutant, limit) in list(running.items()):
            code = wait(child, limit)
            if code is not None:
                del running[child]
                if code == pytest.ExitCode.OK:
                    found.append(mutant)
                    print(f"\n{mutant.module}:{mutant.line} survived: {mutant.what}\n    {mutant.source}")
                print(end="." if code else "", flush=True)
        time.sleep(0.02)
    return found


def main() -> int:
    """Make mutants, run them, print who survives; 1 if one does."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Mutation testing.")
    parser.add_argument("--number", type=int, default=100, help="how many to try, chosen by chance; 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="of that chance")
    parser.add_argument("--only", default="", help="modules whose path holds this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    asked = parser.parse_args()
    modules = [module for module in TESTS if asked.only in module]
    all_of_them = [mutant for module in modules for mutant in mutants_of(module)]
    known = [mutant for mutant in all_of_them if mutant.is_equivalent]
    everyone = [mutant for mutant in all_of_them if not mutant.is_equivalent]
    number = min(asked.number or len(everyone), len(everyone))
    chosen = random.Random(asked.seed).sample(everyone, number)

    # What no mutant is of is imported once, before the processes part.
    for name in ("dash", "flask_compress", "mpmath", "plotly", "scipy.optimize"):
        importlib.import_module(name)
    patience = {}
    for tests in {TESTS[mutant.module] for mutant in chosen}:
        start = time.monotonic()
        same = [module for module in modules if TESTS[module] == tests]
        if (code := os.waitstatus_to_exitcode(os.waitpid(begin(same[0], None), 0)[1])) != 0:
            print(f"Without any slip the tests must pass: {' '.join(tests)}", file=sys.stderr)
            return code
        patience |= dict.fromkeys(same, PATIENCE * (time.monotonic() - start) + 10)
    left = survivors(chosen, patience, asked.jobs)
    print(
        f"\nSeed {asked.seed}: {number} of {len(everyone)} mutants made, {number - len(left)} killed, "
        f"{len(left)} survived; {len(known)} more are known to be equivalent."
    )
    return 1 if left else 0


if __name__ == "__main__":
    # Warnings of threads and forks are no concern of the modules; nothing else runs here.
    sys.exit(main())
