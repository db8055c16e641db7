"""Mutation testing: does a slip in what is measured or told go unnoticed?  `make mutants` runs it.

A mutant is one module with one small slip: a sign, a factor, 1 %, a comparison, a constant, swapped arguments, an
index.  It exists in memory only: a forked process imports it in place of the file and runs the tests without browser
that concern it.  Survivors are printed.  Those listed in `EQUIVALENT` do as the original does; they are not made.
What each test reaches without a slip, and how long it takes, is kept in `build/` for as long as nothing has changed.

Of the tools that others keep, mutmut 3 changes nothing outside functions and nothing in a decorated one, which leaves
out tables, properties and dataclasses; cosmic-ray changes the files themselves.  Neither is off by 1 %.
"""

import argparse
import ast
import copy
import gc
import hashlib
import importlib
import inspect
import os
import pickle
import random
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TypeVar

import pytest

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "mutants.pickle"
OUT = os.dup(1)  # where is told what happens; processes of tests are quiet
BENCH = ("test_words.py", "test_measures.py", "test_wiring.py")
DECIDE = ("test_tolerance.py", "test_matters.py", "test_pins.py")
EARTH = ("test_earth_answers.py", "test_earth_page.py", "test_earth_readings.py")
ADVICE = ("test_advice_limits.py", "test_advice_solver.py")
TESTS: dict[str, tuple[str, ...]] = {
    "app/advice/cables.py": ("test_advice_words.py",),
    "app/advice/distribution.py": ("test_advice_line.py",),
    "app/advice/limits.py": ADVICE,
    "app/advice/line.py": ("test_advice_line.py",),
    "app/advice/solver.py": ADVICE,
    "app/advice/words.py": ("test_advice_words.py",),
    "app/bench/axes.py": ("test_axes.py",),
    "app/bench/curves.py": ("test_curves.py",),
    "app/bench/delays.py": ("test_delays.py",),
    "app/bench/measures.py": (*BENCH, "test_extremes.py"),
    "app/bench/matters.py": ("test_matters.py",),
    "app/bench/pickup_fit.py": ("test_pickup_api.py",),
    "app/bench/redraw.py": ("test_redraw.py",),
    "app/bench/time_words.py": ("test_time_words.py",),
    "app/bench/tolerance.py": ("test_tolerance.py",),
    "app/bench/transients.py": ("test_course.py",),
    "app/bench/words.py": BENCH,
    "app/earth/answers.py": EARTH,
    "app/earth/words.py": EARTH,
    "app/listen/impulse.py": ("test_exaggerated.py",),
    "app/paper/ledger.py": ("test_ledger.py",),
    "app/theory/plays.py": ("test_plays.py",),
    "app/validation/ledger.py": ("test_validation.py",),
    "physics/hearing.py": ("test_hearing.py",),
    "physics/pickup_fit.py": ("test_pickup_fit.py", "test_pickup_api.py"),
}
"""The modules that measure or tell figures, and what tests each."""

SPARED: dict[str, tuple[str, ...]] = {
    "lays out or sends what those modules measure": (
        "app/advice/page.py", "app/bench/api.py", "app/bench/page.py", "app/bench/sheet.py", "app/bench/views.py",
        "app/common/schema.py", "app/examples/page.py", "app/listen/api.py", "app/paper/page.py", "app/theory/page.py",
        "app/validation/page.py",
    ),
    "draws, and writes the values of the state beside it": (
        "app/bench/preview.py", "app/bench/schematic.py", "app/bench/section.py", "app/common/figures.py",
        "app/earth/picture.py",
    ),
    "writes or reads files, which come back as they were": (
        "app/bench/exports.py", "app/bench/spice.py", "app/bench/upload.py", "app/files/codes.py",
        "app/files/reader.py",
    ),
    "is held whole against another solver, or against what is drawn afresh": (
        "app/bench/response.py", "app/bench/sweep.py",
    ),
}  # fmt: skip
"""Other modules that compute or round, by why a slip there is no wrong figure that is told, or is noticed elsewhere."""

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
    ("app/bench/measures.py", "geomspace(", r"(69|121|173|257|601|6001) → \d+", EFFORT),
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
    ("app/bench/measures.py", "np.diff(x) > 1e-6", r"1e-06 → 1\.0\d+e-06", EFFORT),
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
    ("app/", "effective_damping_factor(", "arguments 2 and 3 swapped", "their sum counts"),
    ("app/bench/measures.py", "np.diff(x)", BOUND, NEVER_ON_IT),
    ("app/bench/measures.py", "<= SHARP", f"{BOUND}|[12] → [0-3]|abs of 1 % more", EFFORT),
    ("app/bench/measures.py", "ROUNDS = ", "4 → [35]|32 → 3[13]", EFFORT),
    ("app/bench/measures.py", "_closer(frequency[", "1 → 2|2 → 3", EFFORT),
    (
        "app/bench/measures.py",
        "before = max(_fallen(level[1:-1])",
        "1 → 2",
        "where a parabola is sharp, that through the next points is the same",
    ),
    ("app/bench/measures.py", "halved = ", "False → True", EFFORT),
    ("app/bench/measures.py", "geomspace(frequency[dip", "1 → 2|arguments 1 and 2 swapped", EFFORT),
    ("app/bench/measures.py", "np.geomspace(", "arguments 1 and 2 swapped", "they are sorted afterwards"),
    ("app/bench/measures.py", "heard = weighed", BOUND, "one point of hundreds"),
    ("app/bench/measures.py", "frequency >= reference", BOUND, "at the reference itself nothing is lost"),
    ("app/bench/measures.py", "< _FURTHER", BOUND, "the end of the one is the beginning of the other"),
    ("app/bench/measures.py", "MAX_POINTS:", BOUND, "one halving more or less of what has no end"),
    ("app/bench/measures.py", "> FAR", BOUND, NEVER_ON_IT),
    (
        "app/bench/measures.py",
        "if at.size else -1",
        "1 → [02]|without its sign",
        "where there are no points, none is told",
    ),
    ("app/bench/measures.py", "level = level[: _fallen(level) + 1]", "1 → 2", "what is found ends before that"),
    ("app/bench/delays.py", "late if delay > 0", "Gt → GtE", "of no delay nothing is told"),
    ("app/bench/delays.py", "closer = np.geomspace(", "1 → 2", EFFORT),
    ("app/bench/delays.py", "_POINTS = ", r"241 → \d+", EFFORT),
    ("app/bench/matters.py", "default=0.0", r"0\.0 → 0\.01", "of no effects none is the largest"),
    ("app/bench/matters.py", "change > 0 and number", BOUND, "what is 0 is told as 0"),
    ("app/bench/tolerance.py", "NODES = ", r"60 → \d+", EFFORT),
    (
        "app/bench/tolerance.py",
        'in (("dia", 1.0), ("strand", 1.0), ("mm2", 0.5))',
        r"1\.0 → 1\.01|0\.5 → 0\.505",
        "how few cross-sections are solved: what they tell of the others is compared with some of these",
    ),
    ("app/bench/tolerance.py", "DEGREES, SPARE = ", r"1 → [02]|7 → [68]|1\.5 → 1\.51\d*", EFFORT),
    ("app/bench/tolerance.py", "PROBES = ", "6 → [57]", EFFORT),
    ("app/bench/tolerance.py", "SMOOTH = ", r"0\.002 → 0\.00202", EFFORT),
    ("app/bench/tolerance.py", "APART = ", "8 → [79]|4 → [35]|2 → [13]", EFFORT),
    ("app/bench/tolerance.py", "NEARBY = ", "33 → 3[24]", EFFORT),
    ("app/bench/tolerance.py", "HEARD = ", "81 → 8[02]", EFFORT),
    ("app/bench/tolerance.py", "off = np.abs(", "abs of 1 % more", EFFORT),
    ("app/bench/tolerance.py", " SMOOTH", f"{BOUND}|abs of 1 % more", EFFORT),
    ("app/bench/tolerance.py", "finer = np.arange(0", "0 → 1", EFFORT),
    ("app/bench/tolerance.py", "np.geomspace(low, high, HEARD)", "arguments 1 and 2 swapped", "the same points"),
    ("app/bench/tolerance.py", "needed + PROBES >=", "GtE → Gt", "as many are computed either way"),
    ("app/bench/tolerance.py", "_comes_near(probes, ", "arguments 2 and 3 swapped", "their difference counts"),
    ("app/bench/tolerance.py", "frequency.size - 1", "1 → 2", "one point beyond a spline is as good as on it"),
    ("app/bench/tolerance.py", "np.union1d(np.arange(0", "0 → 1|arguments 2 and 3 swapped", EFFORT),
    ("app/bench/tolerance.py", "np.clip(", "arguments 1 and 2 swapped", "the larger of both"),
    ("app/bench/tolerance.py", "is_slower_than_light(", "arguments 1 and 2 swapped", "their product counts"),
    ("app/bench/transients.py", "LOWEST = ", r"0\.001 → 0\.00101", "as good as DC"),
    ("app/bench/transients.py", '": ', r"\S+ → [^-]\S*", "where a search begins that ends at the same place"),
    ("app/bench/transients.py", "_KNOWN = ", r"1 → 2|100000000000\.0 → 101\S+|177 → 17[68]", EFFORT),
    ("app/bench/transients.py", "_SPIKE, _SPIKE_ROUNDED = ", r"64 → 6[35]|0\.002 → 0\.00202", EFFORT),
    ("app/bench/transients.py", "_AT_ONCE = ", r"1000000\.0 → 1010000\.0", EFFORT),
    (
        "app/bench/transients.py",
        "_LOOK, _LOOK_BEFORE, _LOOK_ROUNDED = ",
        r"200 → (199|201)|20 → (19|21)|0\.0005 → 0\.000505",
        EFFORT,
    ),
    ("app/bench/transients.py", "_CLOSER = ", "64 → 6[35]|8 → [79]", EFFORT),
    (
        "app/bench/transients.py",
        "_CLOSER = ",
        "1 → 2",
        "the largest of an edge, and the half of that, are in its first half",
    ),
    ("app/bench/transients.py", "_PERIODS_LOOKED_AT = ", "10 → (9|11)", EFFORT),
    ("app/bench/transients.py", "_LOOKS_PER_PERIOD = ", "64 → 6[35]", EFFORT),
    ("app/bench/transients.py", "points, 1)", "1 → [02]", "nothing comes before the beginning"),
    ("app/bench/transients.py", "_LOOKS_PER_PERIOD, 1)", "1 → [02]", "nothing comes before the beginning"),
    (
        "app/bench/transients.py",
        "points // 2",
        "2 → [13]",
        "next to nothing of a pulse comes before; what is largest after its middle is in the look at the edge",
    ),
    ("app/bench/transients.py", "_SPIKE, 0)", "0 → -?1", EFFORT),
    ("app/bench/transients.py", "points = int(", "int of 1 % more", EFFORT),
    ("app/bench/transients.py", "self.spike * (-1.0) **", "Mult → Div", "the sign is 1 or -1"),
    ("app/bench/transients.py", "spikes * (tops - change[at])", "Mult → Div", "its sign counts"),
    ("app/bench/transients.py", "lasting = ", r"0\.9 → 0\.909|Gt → GtE", "as good as the top, either way"),
    ("app/bench/transients.py", "signal_span(state) or 0", "0 → .*", "a square wave has one"),
    ("app/bench/transients.py", "return asked[0]", "0 → -1", "there is one"),
    ("app/bench/transients.py", "np.broadcast_arrays(", "arguments 1 and 2 swapped", "the largest of both"),
    ("app/bench/transients.py", "< half", BOUND, NEVER_ON_IT),
    ("app/bench/transients.py", "passed[passed", BOUND, NEVER_ON_IT),
    ("app/bench/transients.py", "apart and max(heights)", BOUND, NEVER_ON_IT),
    ("app/bench/transients.py", "< look.span", BOUND, NEVER_ON_IT),
    ("app/bench/transients.py", "np.abs(difference[0])", "0 → -1", "there is one: the first is the last"),
    ("app/advice/line.py", "answer.at_end.level[-1]", "1 → 0", "all at the end get the same: the first is the last"),
    ("app/advice/line.py", "sold[0]", "0 → -1", "no two gauges are so near: the first is the last"),
    ("app/advice/line.py", '<= asked.number("drop")', BOUND, NEVER_ON_IT),
    ("app/advice/solver.py", "evenly = np.linspace(", "arguments 1 and 2 swapped", "they are sorted afterwards"),
    ("app/advice/solver.py", "PLACES, FEW_PLACES = ", r"(65|17) → \d+", EFFORT),
    ("app/advice/solver.py", ".reshape(-1, 2)", "1 → 2", "NumPy takes any number below 0 for what is left"),
    ("app/advice/solver.py", "TOLERANCE = ", r"5e-09 → 5\.0\d+e-09", EFFORT),
    ("app/advice/solver.py", "IMPOSSIBLE = ", r"1\.0 → 1\.01", "only its sign counts"),
    ("app/advice/solver.py", "exact(last) >= 0", BOUND, "what is 0 there is sought, and found there"),
    ("app/advice/solver.py", "self.limits) >= 0", BOUND, NEVER_ON_IT),
    ("app/advice/solver.py", "exact(start) < 0", BOUND, NEVER_ON_IT),
    ("app/advice/solver.py", "< LEAST_GAIN", BOUND, NEVER_ON_IT),
    ("app/advice/solver.py", "if place > far", "Gt → GtE", "what is met at that place is met before it as well"),
    ("app/advice/solver.py", "area_to_diameter(area) <= thickest", BOUND, "no range ends at an area that is sold"),
    ("app/advice/words.py", "answer.value is None or", "and ↔ or", "there are both or neither"),
    ("app/advice/limits.py", "FLAT_POINTS = ", r"241 → \d+", EFFORT),
    ("app/advice/limits.py", "geomspace(", r"(41|81|801) → \d+|10000\.0 → 10100\.0", EFFORT),
    ("app/advice/limits.py", "geomspace(", "arguments 1 and 2 swapped", "they are sorted afterwards"),
    ("app/advice/limits.py", "> reference_frequency(", "Gt → GtE", "at the reference itself nothing is lost"),
    ("app/advice/limits.py", "min(initial=0)", "0 → 1", "where all of it rises, the limit is met either way"),
    ("app/advice/limits.py", "<= LEAST_PEAK", BOUND, NEVER_ON_IT),
    ("app/advice/limits.py", "HIGHEST = ", r"1000000000\.0 → 1010000000\.0", "no cable has a corner there"),
    ("app/listen/impulse.py", "301)", r"301 → \d+", EFFORT),
    ("app/listen/impulse.py", "geomspace(", "arguments 1 and 2 swapped", "the same points"),
    ("app/listen/impulse.py", " = Number(", "arguments (8 and 9|9 and 10) swapped", "no slider has it"),
    ("app/listen/impulse.py", ', 1, False, "own"', "1 → [02]|False → True", "no slider has it, and it is in SI units"),
    (
        "app/bench/axes.py",
        "top = 0.0 if high",
        r"0\.0 → 0\.01",
        "a fiftieth of what lies below, 3 dB at least, is more",
    ),
    ("app/bench/axes.py", "_ANGLES = ", r"30 → \d+", "no phase turns a billion times"),
    ("app/bench/words.py", "sign * db", "Mult → Div", "the sign is 1 or -1"),
    ("app/bench/words.py", "summary.", BOUND, NEVER_ON_IT),
    (
        "app/bench/words.py",
        "difference = differ(state, other)",
        "arguments 1 and 2 swapped",
        "the other way round it has the other sign, and only its size is told",
    ),
    ("app/bench/words.py", "< _TINY", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", "lost is None or", "and ↔ or", "there are both or neither"),
    ("app/bench/words.py", "most is None or where is None", "and ↔ or", "there are all or none"),
    ("app/bench/words.py", "summary.resonance_db or 0", "0 → .*", "what peaks has a height"),
    ("app/bench/words.py", ">= LEVEL_MATCH", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", "corner < 1e8", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", "< 0.6 * float(telling)", BOUND, NEVER_ON_IT),
    ("app/bench/words.py", "where is None or height is None", "and ↔ or", "there are both or neither"),
    ("app/bench/words.py", "inductive is None or capacitive is None", "and ↔ or", "there are both corners or neither"),
    ("app/earth/words.py", ">= ", BOUND, NEVER_ON_IT),
    ("app/earth/words.py", "argmax(found.felt_current", "felt_current 1 % more", "the largest stays the largest"),
    ("app/earth/words.py", "fixed(CONTACT_LOOP", "fixed of .*", "it is 0"),
    ("app/earth/words.py", "fixed(earth_note.BONDED", "fixed of 1 % more", "a constant of as many digits as are told"),
    ("app/earth/words.py", "_WIDE * low", BOUND, NEVER_ON_IT),
    ("app/earth/answers.py", "0.01 * shown", BOUND, NEVER_ON_IT),
    ("app/earth/answers.py", "limit", BOUND, NEVER_ON_IT),
    ("app/paper/ledger.py", "item.value", BOUND, NEVER_ON_IT),
    ("app/paper/ledger.py", "np.log10(self.last)", "float of 1 % more", "a power of ten, and rounded"),
    ("app/paper/ledger.py", "item.last", BOUND, NEVER_ON_IT),
    ("app/paper/ledger.py", "plain(meant", "6 → [57]", "the sums have three digits; more only shows what is not there"),
    ("app/theory/plays.py", "POINTS = ", r"61 → \d+", EFFORT),
    ("physics/pickup_fit.py", "key=lambda one: float(one.cost)", "float of 1 % more", "the least stays the least"),
    (
        "physics/pickup_fit.py",
        '"inductance": (4.0,)',
        r"\S+ → [^-]\S*",
        "where a search begins that ends at the same place",
    ),
    ("physics/pickup_fit.py", "_AT_LIMIT = ", r"0\.001 → 0\.00101", "what ends at its limit ends far nearer to it"),
    ("physics/pickup_fit.py", "_POINTS = ", r"160 → \d+", EFFORT),
    ("physics/pickup_fit.py", "bend >= 0", BOUND, NEVER_ON_IT),
    ("physics/pickup_fit.py", "< _AROUND", BOUND, NEVER_ON_IT),
    ("physics/pickup_fit.py", "np.geomspace(low, high, _POINTS)", "arguments 1 and 2 swapped", "the same points"),
)
"""Beginnings of modules, parts of lines, patterns of slips, and why those slips change nothing: they are not made."""

PATIENCE = 10  # times what the tests compute without a slip, before they count as failed


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
TAKES_A_NUMBER = {"abs", "engineering", "fixed", "float", "plain", "significant", "stated", "volts"}
"""Functions whose first argument is a figure."""
COMMUTE = {
    "_most_changed", "capacitive_corner", "convolve", "given", "isclose", "max", "maximum", "min", "minimum",
    "reactance", "union1d",
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
        if ast.dump(first) != ast.dump(second):
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
        one, other = node.args[n : n + 2]
        starred = isinstance(one, ast.Starred) or isinstance(other, ast.Starred)
        if not starred and ast.dump(one) != ast.dump(other):
            args = [*node.args[:n], other, one, *node.args[n + 2 :]]
            yield f"arguments {n + 1} and {n + 2} swapped", ast.Call(node.func, args, node.keywords)
    for left, right in zip(node.keywords, node.keywords[1:], strict=False):
        if left.arg and right.arg and ast.dump(left.value) != ast.dump(right.value):
            swapped = {left.arg: right.value, right.arg: left.value}
            keywords = [ast.keyword(word.arg, swapped.get(word.arg or "", word.value)) for word in node.keywords]
            yield f"{left.arg} and {right.arg} swapped", ast.Call(node.func, node.args, keywords)


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
    """Whether only the size of an array is asked for, or which of several magnitudes is the largest or the least."""
    if isinstance(around, ast.Attribute):
        return around.attr in SIZES
    if not (isinstance(node, ast.Call) and called(node) == "abs"):
        return False
    return isinstance(around, ast.Lambda) or (isinstance(around, ast.Call) and called(around) in ("argmax", "argmin"))


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


def compiled(module: str, mutant: Mutant | None) -> CodeType:
    """Code of a module, with a slip or without."""
    path = ROOT / module
    tree: ast.AST = ast.parse(path.read_text(encoding="utf-8"))
    if mutant:
        tree = ast.fix_missing_locations(Replace(tree, mutant).visit(tree))
    return compile(tree, str(path), "exec")  # type: ignore[call-overload, no-any-return]


class Loader(SourceFileLoader):
    """Imports a mutant in place of its module, and leaves no bytecode of it behind."""

    mutant: Mutant

    def get_code(self, fullname: str) -> CodeType:
        return compiled(self.mutant.module, self.mutant)


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


def say(text: str) -> None:
    os.write(OUT, text.encode())


class Tracer:
    """Notes which lines of some modules are run, and with a function its first line."""

    def __init__(self, modules: Iterable[str]) -> None:
        self.paths = {str(ROOT / module): module for module in modules}
        self.lines: set[tuple[str, int]] = set()

    def __call__(self, frame: FrameType, event: str, arg: object) -> "Tracer | None":
        module = self.paths.get(frame.f_code.co_filename)
        if module is None or not frame.f_code.co_flags & inspect.CO_NEWLOCALS:
            return None
        self.lines.add((module, frame.f_lineno))
        return self


def changed(old: CodeType, new: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """The outermost functions that differ, before and after; None if more than functions does."""
    if old.co_flags & inspect.CO_NEWLOCALS:
        return [(old, new)] if old != new else []
    bare = [
        code.replace(co_consts=tuple(c for c in code.co_consts if not isinstance(c, CodeType))) for code in (old, new)
    ]
    inner = [[c for c in code.co_consts if isinstance(c, CodeType)] for code in (old, new)]
    within = [changed(*pair) for pair in zip(*inner, strict=True)] if bare[0] == bare[1] else [None]
    return None if None in within else [pair for pairs in within for pair in pairs or ()]


@dataclass(frozen=True)
class Alone:
    """What a test does without a slip, in a process of its own: how long it computes [s], and what lines it reaches."""

    passed: bool
    seconds: float
    lines: set[tuple[str, int]]


def kept() -> dict[str, tuple[str, Alone]]:
    """What tests did when last run alone, by their ids, each with the digest of what it was run on."""
    if not KEPT.exists():
        return {}
    with KEPT.open("rb") as file:
        found: dict[str, tuple[str, Alone]] = pickle.load(file)
    return found


def keep(found: dict[str, tuple[str, Alone]]) -> None:
    """Keep what tests did, and no longer what was run on what their files no longer are."""
    digest = {file_of(test): of for test, (of, _) in found.items()}
    others = {test: one for test, one in kept().items() if digest.get(file_of(test), one[0]) == one[0]}
    KEPT.parent.mkdir(exist_ok=True)
    whole = KEPT.with_suffix(f".{os.getpid()}")  # another run may read or write as well
    with whole.open("wb") as file:
        pickle.dump(others | found, file)
    whole.replace(KEPT)


def digests(files: Iterable[str]) -> dict[str, str]:
    """For files of tests, the digest of all that they can depend on: the product, what is shared, what they import."""
    shared = [path for top in ("app", "physics", "assets", "docs") for path in (ROOT / top).rglob("*")]
    shared += [ROOT / name for name in ("pyproject.toml", "README.md", "tests/conftest.py")]
    product = hashlib.sha256()
    for path in sorted(path for path in shared if path.is_file() and "__pycache__" not in path.parts):
        product.update(path.read_bytes())
    found = {}
    for file in files:
        digest, todo = product.copy(), [file]
        for name in todo:  # grows
            text = (ROOT / "tests" / name).read_text(encoding="utf-8")
            digest.update(text.encode())
            todo += {f"{other}.py" for other in re.findall(r"^from tests\.(\w+) import", text, re.MULTILINE)} - {*todo}
        found[file] = digest.hexdigest()
    return found


class Swift:
    """A pytest plugin that tries slips in forks of one process, in which all is imported and all tests are collected.

    Such a fork exchanges the code of a function and runs the tests that reach the line, the fastest first.  What is
    run by importing, as tables are, cannot be tried so: it is left for `afresh`.

    Attributes
    ----------
    alone : dict
        What each test does without any slip, by its id.
    found, left : list of Mutant
        Those that no test notices, and those that are left.
    """

    def __init__(self, mutants: list[Mutant], at_once: int) -> None:
        self.mutants, self.at_once = mutants, at_once
        self.alone: dict[str, Alone] = {}
        self.found: list[Mutant] = []
        self.left: list[Mutant] = []
        self.tracer = Tracer(TESTS)

    def pytest_collection(self) -> None:
        sys.settrace(self.tracer)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        sys.settrace(None)
        by_importing, self.tracer.lines = self.tracer.lines, set()
        live = functions(self.tracer.paths)
        gc.freeze()  # hides what lives, and spares its pages from being copied by forks
        self.alone = self.all_alone(session.items)
        reached: dict[tuple[str, int], list[pytest.Item]] = {}
        for item in session.items:
            for line in self.alone[item.nodeid].lines:
                reached.setdefault(line, []).append(item)
        trials = []
        original = {module: compiled(module, None) for module in {mutant.module for mutant in self.mutants}}
        for mutant in self.mutants if all(one.passed for one in self.alone.values()) else []:
            pairs = changed(original[mutant.module], compiled(mutant.module, mutant))
            if (
                pairs is None
                or (mutant.module, mutant.line) in by_importing
                or any(old not in live for old, _ in pairs)
            ):
                self.left.append(mutant)
                continue
            tests: list[pytest.Item] = []
            for old, _ in pairs:
                calls = reached.get((mutant.module, old.co_firstlineno), [])
                tests = reached.get((mutant.module, mutant.line), calls)
            tests = [item for item in tests if concerns(item.nodeid, mutant.module)]
            if not tests:  # run by importing what all tests share
                self.left.append(mutant)
                continue
            tests.sort(key=lambda item: self.alone[item.nodeid].seconds)
            limit = patience(self.alone[item.nodeid] for item in tests)
            new = [(function, code) for old, code in pairs for function in live[old]]
            trials.append(Trial(mutant, limit, partial(exchanged, new, tests)))
        self.found = survivors(trials, self.at_once)
        return True

    def all_alone(self, items: list[pytest.Item]) -> dict[str, Alone]:
        """What tests do without a slip: as it was kept, or found now."""
        digest = digests({file_of(item.nodeid) for item in items})
        known = {test: one for test, (of, one) in kept().items() if of == digest.get(file_of(test))}
        missing = [item for item in items if item.nodeid not in known]
        while missing:  # kept a few at a time, so that a run that is broken off was not for nothing
            some, missing = missing[: 20 * self.at_once], missing[20 * self.at_once :]
            shares = [some[n :: self.at_once] for n in range(self.at_once)]
            for found in forked([partial(self.run_alone, share) for share in shares]):
                keep({test: (digest[file_of(test)], one) for test, one in found.items() if one.passed})
                known |= found
        return {item.nodeid: known[item.nodeid] for item in items}

    def run_alone(self, items: list[pytest.Item]) -> dict[str, Alone]:
        """What tests do without a slip, each in a process of its own, so that nothing is computed in advance."""
        return {item.nodeid: forked([partial(self.traced, item)])[0] for item in items}

    def traced(self, item: pytest.Item) -> Alone:
        start = time.process_time()
        sys.settrace(self.tracer)
        passed = run([item]) == pytest.ExitCode.OK
        sys.settrace(None)
        return Alone(passed, time.process_time() - start, self.tracer.lines)


def patience(tests: Iterable[Alone]) -> int:
    """How many seconds tests may compute, of which it is known how long they take without a slip."""
    return round(PATIENCE * sum(test.seconds for test in tests)) + 30


def file_of(test: str) -> str:
    """File of a test, by its id."""
    return Path(test.partition("::")[0]).name


def functions(paths: Container[str]) -> dict[CodeType, list[FunctionType]]:
    """The functions that live, by their code, of files."""
    found: dict[CodeType, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in paths:
            found.setdefault(thing.__code__, []).append(thing)
    return found


def concerns(test: str, module: str) -> bool:
    """Whether a test, by its id, is of a file that concerns a module."""
    return file_of(test) in TESTS[module]


def exchanged(new: list[tuple[FunctionType, CodeType]], tests: list[pytest.Item]) -> int:
    """Give functions other code, and run tests."""
    for function, code in new:
        function.__code__ = code
    return run(tests)


def run(tests: list[pytest.Item]) -> int:
    """Run collected tests until one fails."""
    for item, following in zip_longest(tests, tests[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            return pytest.ExitCode.TESTS_FAILED
    return pytest.ExitCode.OK


class FastestFirst:
    """A pytest plugin that brings tests that reach the line of a mutant before others, the fastest of them first."""

    def __init__(self, mutant: Mutant, alone: dict[str, Alone]) -> None:
        self.line = (mutant.module, mutant.line)
        self.alone = alone

    def order(self, item: pytest.Item) -> tuple[bool, float]:
        alone = self.alone.get(item.nodeid)  # a slip in a table may rename one
        return (self.line not in alone.lines, alone.seconds) if alone else (True, 0.0)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=self.order)


def afresh(mutant: Mutant, alone: dict[str, Alone]) -> int:
    """Import a mutant in place of its module, and run the tests that concern it."""
    sys.meta_path.insert(0, Finder(mutant))  # type: ignore[arg-type]
    return tested(TESTS[mutant.module], FastestFirst(mutant, alone))


def swiftly(mutants: list[Mutant], at_once: int) -> tuple[dict[str, Alone], list[Mutant], list[Mutant]]:
    """Try mutants with the tests of their modules: what each does without a slip, who survives, who is left."""
    plugin = Swift(mutants, at_once)
    code = tested(sorted({name for mutant in mutants for name in TESTS[mutant.module]}), plugin)
    assert code == pytest.ExitCode.OK, code
    return plugin.alone, plugin.found, plugin.left


def tested(files: Iterable[str], plugin: object) -> int:
    options = ["-x", "-q", "-s", "--disable-plugin-autoload", "-p", "no:cacheprovider"]
    return pytest.main([*options, *(f"tests/{name}" for name in files)], plugins=[plugin])


def child_of(do: Callable[[], int], limit: int = resource.RLIM_INFINITY) -> int:
    """Do something in a process of its own, quietly, with what it gives as its exit code; its id.

    One that computes for longer than a limit [s] is ended: time on the clock would count what else the machine does.
    """
    child = os.fork()
    if child:
        return child
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        code = do()
    except BaseException:
        say(traceback.format_exc())
    finally:
        os._exit(code)


def forked(tasks: list[Callable[[], T]]) -> list[T]:
    """What tasks give that are done at once, each in a process of its own."""

    def tell(do: Callable[[], T], write: int) -> int:
        with os.fdopen(write, "wb") as pipe:
            pickle.dump(do(), pipe)
        return pytest.ExitCode.OK

    running = []
    for do in tasks:
        read, write = os.pipe()
        running.append((child_of(partial(tell, do, write)), read))
        os.close(write)
    told = []
    for child, read in running:
        with os.fdopen(read, "rb") as pipe:
            told.append(pickle.load(pipe))
        os.waitpid(child, 0)
    return told


KILLED: dict[int, str] = {
    pytest.ExitCode.TESTS_FAILED: ".",
    pytest.ExitCode.INTERRUPTED: "i",
    pytest.ExitCode.USAGE_ERROR: "i",
    -signal.SIGXCPU: "t",
}
"""How processes end in which a mutant is noticed, and what is printed: a test fails, a file of tests or `conftest.py`
cannot import it, it has no end."""


@dataclass(frozen=True)
class Trial:
    """A mutant, how many seconds its tests may compute, and how they are run."""

    mutant: Mutant
    limit: int
    run: Callable[[], int]


def survivors(trials: list[Trial], at_once: int) -> list[Mutant]:
    """Those that no test notices."""
    todo, running, found = list(trials), dict[int, Mutant](), []
    while todo or running:
        while todo and len(running) < at_once:
            trial = todo.pop(0)
            running[child_of(trial.run, trial.limit)] = trial.mutant
        child, status = os.wait()
        mutant, code = running.pop(child), os.waitstatus_to_exitcode(status)
        if code == pytest.ExitCode.OK:
            found.append(mutant)
            say(f"\n{mutant.module}:{mutant.line} survived: {mutant.what}\n    {mutant.source}\n")
        elif code in KILLED:
            say(KILLED[code])
        else:  # no test has failed: this says nothing of the mutant
            raise RuntimeError(f"{mutant.module}:{mutant.line}, {mutant.what}: tests ended with {code}")
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
    os.chdir(ROOT)
    alone, found, left = forked([partial(swiftly, chosen, asked.jobs)])[0]
    if failed := [test for test, one in alone.items() if not one.passed]:
        print(f"Without any slip these must pass: {' '.join(failed)}", file=sys.stderr)
        return 1
    limits = {module: patience(alone[test] for test in alone if concerns(test, module)) for module in modules}
    trials = [Trial(one, limits[one.module], partial(afresh, one, alone)) for one in left]
    say(f"\n{len(trials)} afresh\n")
    found += survivors(trials, asked.jobs)
    print(
        f"\nSeed {asked.seed}: {number} of {len(everyone)} mutants made, {number - len(found)} killed, "
        f"{len(found)} survived; {len(known)} more are known to be equivalent."
    )
    return 1 if found else 0


if __name__ == "__main__":
    # Warnings of threads and forks are no concern of the modules; nothing else runs here.
    sys.exit(main())
