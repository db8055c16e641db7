"""The query of an answer: the bench's keys, and those that say what is asked."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from app.advice.limits import LIMITS, LimitName, read_limits
from app.advice.solver import GOOD, read_solve
from app.bench.state import State, parse
from app.common.query import Pairs, Problem, given_once
from app.common.text import Text

__all__ = ["KEYS", "Question", "read_question"]

KEYS: dict[str, tuple[Text, str]] = {
    "solve": (
        Text("the quantity to find, for the state that the other keys give", "求める量（ほかのキーが表す状態での）"),
        " · ".join(GOOD),
    ),
    "limits": (
        Text(
            "what is to be met, all of it: name:value, separated by commas",
            "すべて満たすべき条件。名前:値 をカンマ区切りで",
        ),
        ", ".join(f"{name}:{limit.unit or '…'}" for name, limit in LIMITS.items()),
    ),
}
"""Meaning of the keys that the bench has not, and what they accept."""


class Question(NamedTuple):
    """What is asked: a state, the quantity to find in it and the limits to meet, each None where none is given."""

    state: State
    solve: str | None
    limits: dict[LimitName, float] | None


def read_question(
    pairs: Iterable[tuple[str, str]], read_state: Callable[[Pairs], tuple[State, list[Problem]]] = parse
) -> tuple[Question, list[Problem]]:
    """Read a query, its state as told: what can be used of it, and what cannot, with reasons."""
    pairs = list(pairs)
    state, problems = read_state([pair for pair in pairs if pair[0] not in KEYS])
    given, twice = given_once([pair for pair in pairs if pair[0] in KEYS], KEYS)
    problems += twice
    key, limits = given.get("solve"), None
    if "limits" in given:
        read = read_limits(given["limits"], state)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            limits = read
    wrong = read_solve(key, state) if key is not None else None
    if wrong is not None:
        problems.append(wrong)
        key = None
    return Question(state, key, limits), problems
