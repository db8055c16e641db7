"""Answers in words: numbers come from app/advice/solver.py, and are only worded here."""

from app.advice.limits import LIMITS, LimitName
from app.advice.solver import GOOD, Answer
from app.bench.quantities import QUANTITIES
from app.common.quantity import Number
from app.common.text import Language, Text, engineering, plain

__all__ = ["figure_words", "notes_of", "number_of", "value_words"]


def number_of(key: str) -> Number:
    """The quantity of a key that is a number."""
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return quantity


def value_words(key: str, value: float, digits: int = 3) -> str:
    """A value of a quantity with its unit, as in '8 m'."""
    return f"{plain(value, digits)} {number_of(key).unit}".rstrip()


def figure_words(name: LimitName, figure: float | None) -> str:
    """A figure that a limit is held against, with its unit."""
    if figure is None:
        return "–"
    unit = LIMITS[name].unit
    if unit in ("Hz", "Ω"):
        return engineering(figure, unit)
    return f"{plain(figure, 3)} {unit}".rstrip()


def notes_of(answer: Answer, language: Language) -> list[str]:
    """Why there is no value, or what must be known of one that is the first of several."""
    if answer.value is None:
        return [
            _MISSED(
                language,
                limit=LIMITS[name].label(language),
                bound=figure_words(name, answer.limits[name]),
                figure=figure_words(name, near.figure),
                value=value_words(answer.key, near.value),
            )
            for name, near in answer.missed.items()
        ] or [_APART(language)]
    assert answer.interval is not None
    notes = []
    if answer.late:
        low, high = (value_words(answer.key, value) for value in answer.interval)
        notes.append(_LATE[GOOD[answer.key]](language, low=low, high=high))
    if answer.again:
        notes.append(_AGAIN(language, value=value_words(answer.key, answer.value)))
    return notes


_MISSED = Text(
    "{limit}: no value in the range meets {bound}. The nearest is {figure}, at {value}.",
    "{limit}：範囲内に {bound} を満たす値はありません。最も近いのは {value} のときの {figure} です。",
)
_APART = Text(
    "Each limit can be met alone, but no value meets all of them.",
    "それぞれの制限は単独なら満たせますが、すべてを同時に満たす値はありません。",
)
_LATE = {
    "low": Text(
        "All limits are met from {low} to {high}, but not below: this is the first stretch, seen from the low end.",
        "すべての制限を満たすのは {low} から {high} まで。それより小さいと満たしません（小さい側から最初の区間）。",
    ),
    "high": Text(
        "All limits are met from {low} to {high}, but not above: this is the first stretch, seen from the high end.",
        "すべての制限を満たすのは {low} から {high} まで。それより大きいと満たしません（大きい側から最初の区間）。",
    ),
}
_AGAIN = Text(
    "Beyond {value} the limits fail, and further on they are met once more; only the first stretch counts here.",
    "{value} を越えると満たさなくなり、その先で再び満たします。ここでは最初の区間だけを答えとします。",
)
