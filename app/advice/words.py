"""Answers in words: numbers come from app/advice/solver.py, and are only worded here."""

import math
import re

from app.advice.limits import LIMITS, LimitName
from app.advice.solver import GOOD, Answer, Side
from app.advice.tables import Head
from app.bench.quantities import QUANTITIES, Units
from app.bench.units import measured, unit_in
from app.common.quantity import Number
from app.common.text import Language, Text, engineering, fixed, plain, worded

__all__ = [
    "NAMED",
    "SPOKEN",
    "answer_words",
    "bound_words",
    "digits",
    "figure_words",
    "head_words",
    "notes_of",
    "number_of",
    "pieces",
    "safe",
    "value_words",
]


NAMED = Text("{name}: {message}", "{name}：{message}")
"""Why something cannot be used, by the name of its box."""
SPOKEN = ("lost", "busy", "back", "copied", "copy_failed", "held", "held_without")
"""Words of the pages that their scripts say."""


def number_of(key: str) -> Number:
    """The quantity of a key that is a number."""
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return quantity


def digits(value: float) -> str:
    """A number with three significant digits, as in a column: 9.10, 91.0, 910."""
    decimals = 2 - math.floor(math.log10(abs(float(f"{value:.2e}")))) if value else 2
    return fixed(value, max(decimals, 0))


def value_words(key: str, value: float, units: Units = "metric", side: Side | None = None) -> str:
    """A value of a quantity with the unit that it is shown in, as '8.00 m', rounded to the good side if one is told."""
    unit, factor = unit_in(units, number_of(key).unit)
    shown = value * factor
    return f"{digits(shown if side is None else safe(shown, side))} {unit}".rstrip()


def figure_words(name: LimitName, figure: float | None) -> str:
    """A figure that a limit is held against, with its unit."""
    if figure is None:
        return "–"
    unit = LIMITS[name].unit
    if unit in ("Hz", "Ω"):
        return engineering(figure, unit)
    return f"{digits(figure)} {unit}".rstrip()


def bound_words(name: LimitName, bound: float) -> str:
    """What a limit allows, with its unit."""
    unit = LIMITS[name].unit
    return engineering(bound, unit) if unit == "Hz" else f"{worded(bound)} {unit}".rstrip()


def head_words(head: Head, bare_resonance: float | None, units: Units) -> str:
    """What a row or a column of a table stands for; of a resonance also its share of the one without a cable [Hz]."""
    if head.key == "resonance":
        share = f" ({100 * head.value / bare_resonance:.0f} %)" if bare_resonance else ""
        return engineering(head.value, "Hz") + share
    if head.key == "awg":
        return f"AWG {plain(head.value)}"
    unit = number_of(head.key).unit
    return engineering(head.value, unit) if unit == "Ω" and head.value >= 1e3 else measured(head.value, unit, units)


def answer_words(answer: Answer, units: Units, language: Language) -> dict[str, str]:
    """The answer in large type, what it is of, and the sizes that are sold."""
    told = {"of": number_of(answer.key).label(language), "large": _NONE(language), "sold": "", "interval": ""}
    if answer.value is None or answer.interval is None:
        return told
    low, high = (value_words(answer.key, value, units) for value in answer.interval)
    if answer.binding is None:
        told["large"] = _ANY(language)
        told["interval"] = _INTERVAL(language, low=low, high=high)
    elif answer.key in ("gap", "bore"):
        told["large"] = _INTERVAL(language, low=low, high=high)
    else:
        side = GOOD[answer.key]
        told["large"] = _BOUND[side](language, value=value_words(answer.key, answer.value, units, side))
    if answer.late and answer.key not in ("gap", "bore"):
        told["interval"] = _INTERVAL(language, low=low, high=high)
    if answer.standard is not None and answer.binding is not None:
        sizes = [f"{plain(answer.standard.mm2)}\N{NO-BREAK SPACE}mm²"] if answer.standard.mm2 is not None else []
        sizes += [f"AWG\N{NO-BREAK SPACE}{answer.standard.awg}"] if answer.standard.awg is not None else []
        told["sold"] = _SOLD(language, sizes=" / ".join(sizes)) if sizes else ""
    return told


def notes_of(answer: Answer, language: Language, units: Units = "metric") -> list[str]:
    """Why there is no value, or what must be known of one that is the first of several."""
    if answer.value is None:
        return [
            _MISSED(
                language,
                limit=LIMITS[name].label(language),
                bound=bound_words(name, answer.limits[name]),
                figure=figure_words(name, near.figure),
                value=value_words(answer.key, near.value, units),
            )
            for name, near in answer.missed.items()
        ] or [_APART(language)]
    assert answer.interval is not None
    notes = []
    if answer.late:
        low, high = (value_words(answer.key, value, units) for value in answer.interval)
        notes.append(_LATE[GOOD[answer.key]](language, low=low, high=high))
    if answer.again:
        notes.append(_AGAIN(language, value=value_words(answer.key, answer.value, units)))
    return notes


def safe(value: float, side: Side) -> float:
    """A value with three digits, rounded to the good side, but for what is far below the last of them."""
    if value == 0:
        return value
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - 2)
    steps = value / unit
    return unit * (math.floor(steps + 1e-4) if side == "low" else math.ceil(steps - 1e-4))


_NONE = Text("Nothing in the range will do", "範囲内に満たす値はありません")
_ANY = Text("Anything in the range will do", "範囲内のどの値でも満たします")
_INTERVAL = Text("{low} to {high}", "{low} 〜 {high}")
_BOUND = {"low": Text("at most {value}", "{value} まで"), "high": Text("at least {value}", "{value} 以上")}
_SOLD = Text("Next size sold: {sizes}", "市販の太さ：{sizes}")
_MISSED = Text(
    "{limit}: no value in the range meets {bound}. The nearest is {figure}, at {value}.",
    "{limit}：範囲内に {bound} を満たす値はありません。最も近いのは {value} のときの {figure} です。",
)
_APART = Text(
    "Each limit can be met alone, but no value meets all of them.",
    "それぞれの条件は単独なら満たせますが、すべてを同時に満たす値はありません。",
)
_LATE = {
    "low": Text(
        "All limits are met from {low} to {high}, but not below: this is the first stretch, seen from the low end.",
        "すべての条件を満たすのは {low} から {high} まで。それより小さいと満たしません（小さい側から最初の区間）。",
    ),
    "high": Text(
        "All limits are met from {low} to {high}, but not above: this is the first stretch, seen from the high end.",
        "すべての条件を満たすのは {low} から {high} まで。それより大きいと満たしません（大きい側から最初の区間）。",
    ),
}
_AGAIN = Text(
    "Beyond {value} the limits fail, and further on they are met once more; only the first stretch counts here.",
    "{value} を越えると満たさなくなり、その先で再び満たします。ここでは最初の区間だけを答えとします。",
)


def pieces(sentence: str) -> list[tuple[str, str, str]]:
    """The words of a sentence and the {keys} in it, in turn: what it is, itself, and the mark that stays behind it.

    A browser may break a line after a box, and a line must not begin with a full stop or a comma.
    """
    words, *rest = re.split(r"\{(\w+)\}([.,。、]?)", sentence)
    found = [("words", words, "")]
    for key, mark, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        found += [("key", key, mark), ("words", after, "")]
    return [piece for piece in found if piece[1]]
