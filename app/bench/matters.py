"""How sure a verdict is and what a figure rests on, in words and as bars; the numbers are those of tolerance.py."""

from typing import TypedDict

from app.bench.quantities import QUANTITIES, FigureKind
from app.bench.state import State
from app.bench.tolerance import FIGURE_UNITS, Sensitivity, figure_of, sensitivities, tolerances
from app.bench.typical import TYPICAL
from app.bench.words import GRADES
from app.common.quantity import Choice
from app.common.text import Language, Text, engineering, fixed, plain, significant
from physics.hearing import Grade

__all__ = ["Bar", "Matters", "matters", "matters_words", "sureness"]

DECIDES, IDLE = 0.5, 0.02
"""Parts of the largest effect: from the one on a quantity decides as well, below the other it does not matter."""
MOST_NAMED = 3


class Bar(TypedDict):
    """What one quantity does to the figure.

    `low`, `high` and `one` are what it changes by at the ends of the tolerance and by 1 % more, `told` and `told_one`
    the same in words; `percent` is the tolerance and `typical` that of the table [%], as text; `reason` is why so much.
    """

    key: str
    name: str
    low: float | None
    high: float | None
    one: float | None
    told: str
    told_one: str
    percent: str
    typical: str
    reason: str


class Matters(TypedDict):
    """The bars of a figure, the largest first, and whether they are of tolerances, or else only of 1 %."""

    bars: list[Bar]
    tolerant: bool


def sureness(state: State, shares: dict[Grade, float], language: Language, own: Grade) -> str:
    """In how many of 100 cases the verdict would be another."""
    times = plain(float(state.shown["tol"]))
    others = {grade: share for grade, share in shares.items() if grade != own and share}
    if not others:
        return _SURE(language, times=times)
    listed = (_SEPARATOR[language]).join(
        _CASES(language, grade=GRADES[grade](language), count=_of_100(share)) for grade, share in others.items()
    )
    return _UNSURE(language, times=times, count=_of_100(sum(others.values())), listed=listed)


def matters(state: State, language: Language) -> tuple[Matters, str]:
    """What the chosen figure rests on: its bars, and a sentence."""
    found, own, kind = sensitivities(state), tolerances(state), state.figure_kind

    def bar(one: Sensitivity) -> Bar:
        typical = TYPICAL[one.key]
        ends = [_change(kind, change) for change in (one.low, one.high)]
        return Bar(
            key=one.key,
            name=QUANTITIES[one.key].label(language),
            low=one.low,
            high=one.high,
            one=one.per_percent,
            told=" / ".join(ends) if state.is_uncertain else "",
            told_one=_change(kind, one.per_percent),
            percent=plain(own[one.key]),
            typical=plain(typical.percent),
            reason=typical.reason(language),
        )

    return Matters(bars=[bar(one) for one in found], tolerant=state.is_uncertain), matters_words(state, found, language)


def matters_words(state: State, found: list[Sensitivity], language: Language) -> str:
    """One sentence on what decides the chosen figure, and what does not matter."""
    figure, kind = figure_of(state), state.figure_kind
    choice = QUANTITIES["of"]
    assert isinstance(choice, Choice)
    if figure is None:
        return _NO_FIGURE(language, figure=choice.options[kind](language))
    parts = [_HEAD(language, figure=choice.options[kind](language), value=_value(kind, figure))]
    most = max((one.effect for one in found), default=0.0)
    decisive = [one for one in found if one.effect >= DECIDES * most][:MOST_NAMED] if most else []
    idle = [one for one in found if one.effect < IDLE * most]
    if not decisive:
        parts.append(_NOTHING(language))
    else:
        parts.append(_DECIDES[len(decisive) > 1](language, names=_names(decisive, language)))
    if len(idle) > MOST_NAMED:
        named = _SEPARATOR[language].join(QUANTITIES[one.key].label(language) for one in idle[:MOST_NAMED])
        parts.append(_MANY_IDLE(language, names=named, count=len(idle) - MOST_NAMED))
    elif idle:
        parts.append(_IDLE[len(idle) > 1](language, names=_names(idle, language)))
    return ("" if language == "ja" else " ").join(parts)


def _names(several: list[Sensitivity], language: Language) -> str:
    names = [QUANTITIES[one.key].label(language) for one in several]
    if language == "ja":
        return "・".join(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _of_100(share: float) -> str:
    count = round(100 * share)
    return str(count) if count else "<1"


def _value(kind: FigureKind, value: float) -> str:
    if kind == "damping":
        return plain(value, 3)
    return f"{fixed(value, 3)} dB" if FIGURE_UNITS[kind] == "dB" else engineering(value, "Hz")


def _change(kind: FigureKind, change: float | None) -> str:
    if change is None:
        return "–"
    unit = FIGURE_UNITS[kind]
    number = significant(change, 2)
    plus = "+" if change > 0 and number != "0" else ""
    return plus + (engineering(change, unit) if unit == "Hz" and abs(change) >= 1 else f"{number} {unit}".strip())


_SEPARATOR = {"en": ", ", "ja": "、"}
_CASES = Text("{grade} in {count}", "「{grade}」{count}")
_SURE = Text(
    "With all parts off by their tolerances (× {times}), the verdict stays the same.",
    "部品の公差（×{times}）を考えても、判定は変わりません。",
)
_UNSURE = Text(
    "With parts off by their tolerances (× {times}), it would be another in {count} of 100 cases: {listed}.",
    "部品の公差（×{times}）を考えると、100回のうち {count} 回は別の判定になります：{listed}。",
)
_HEAD = Text("{figure}: {value}.", "{figure}：{value}。")
_NO_FIGURE = Text(
    "{figure}: there is none in this state, so that nothing changes it.", "{figure}：この状態にはありません。"
)
_NOTHING = Text("Nothing here changes it.", "変化させる値はありません。")
_DECIDES = (
    Text("{names} decides.", "決め手は{names}です。"),
    Text("{names} decide.", "決め手は{names}です。"),
)
_IDLE = (
    Text("{names} does not matter.", "{names}はほとんど影響しません。"),
    Text("{names} do not matter.", "{names}はほとんど影響しません。"),
)
_MANY_IDLE = Text("{names} and {count} more do not matter.", "{names}ほか{count}つはほとんど影響しません。")
