"""The page that shows the misses: what others measured or published, ours beside it, and why they differ."""

from typing import Any

import numpy as np
from flask import Blueprint, render_template, request

from app.common.frame import frame_of, language_of_request, problem_words
from app.common.query import given_once
from app.common.text import Language, Text, fixed, plain
from app.validation.ledger import GROUPS, KINDS, SAID, Entry, ErrorUnit, ledger

__all__ = ["WORDS", "blueprint"]

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: held against measurements", "Cablescope：実測・公表値との比較"),
    "description": Text(
        "What others measured or published about cables beside what Cablescope computes, with every miss.",
        "ケーブルについて他者が測定・公表した数値と Cablescope の計算値を、誤差もすべて含めて並べます。",
    ),
    "heading": Text("Held against measurements", "実測・公表値との比較"),
    "intro": Text(
        "How right is it? Here is what others measured or published, ours beside it, and where we miss. "
        "Nothing is tuned to these numbers; each row opens the bench in the state that computes it.",
        "どこまで正しいのか。他者が測定・公表した数値と計算値を並べ、外れたところも示します。"
        "これらに合わせた調整はしていません。各行から、計算に使った状態をシミュレーターで開けます。",
    ),
    "what": Text("What", "項目"),
    "theirs": Text("theirs", "他者の値"),
    "ours": Text("ours", "計算値"),
    "error": Text("ours is off by", "差"),
    "source": Text("Source", "出典"),
    "missing": Text("What is missing, and how to send it", "足りないもの、提供のお願い"),
    "none_found": Text(
        "No measured R(f) and L(f) of a real loudspeaker cable was found. If you have a bridge or an analyser, "
        "yours would be the first here.",
        "実際のスピーカーケーブルの R(f)・L(f) の実測値は見つかりませんでした。ブリッジやアナライザーをお持ちなら、"
        "最初の一件になります。",
    ),
    "how_to_send": Text(
        "Short one end, measure the other: a text file with frequency [Hz], "
        "resistance [Ω] and inductance [H] or |Z| [Ω] and phase [°] in columns, from 20 Hz to at least 100 kHz, "
        "and once more with the far end open. Note the cable’s name, its length, metal, size and spacing, "
        "the temperature, how it lay (straight, coiled, near metal), and the instrument with its last calibration. "
        "Send it as an issue of the project, under a licence that lets others use it.",
        "片端を短絡し、もう一端で測ります。周波数 [Hz]、抵抗 [Ω]、"
        "インダクタンス [H]（または |Z| [Ω] と位相 [°]）を並べたテキストファイルを 20 Hz から 100 kHz 以上まで。"
        "次に片端を開放してもう一度。ケーブル名、長さ、金属、太さ、線間隔、温度、敷き方（直線、巻いた状態、"
        "金属の近くなど）、測定器と校正日を添え、再利用できるライセンスでプロジェクトの issue としてお送りください。",
    ),
}
_ONE: dict[ErrorUnit, Text] = {
    "%": Text("One number, off by {median} %.", "1 個：差は {median} %。"),
    "dB rms": Text("One curve, off by {median} dB rms.", "1 本：差の実効値は {median} dB。"),
}
_SPREAD: dict[ErrorUnit, Text] = {
    "%": Text(
        "{count} numbers: in the middle {median} %, from {low} % to {high} %.",
        "{count} 個：中央値 {median} %、{low}〜{high} %。",
    ),
    "dB rms": Text(
        "{count} curves: off by {median} dB rms in the middle, from {low} to {high} dB.",
        "{count} 本：差の実効値は中央値 {median} dB、{low}〜{high} dB。",
    ),
}

blueprint = Blueprint("validation", __name__)


@blueprint.get("/validation")
def page() -> str:
    """Every number of others, with ours."""
    language = language_of_request()
    _, problems = given_once(request.args.items(multi=True), ("lang",))
    entries = ledger()
    return render_template(
        "validation.html",
        problems=[problem_words(problem, language) for problem in problems],
        groups=[_group(key, [one for one in entries if one.item.group == key], language) for key in GROUPS],
        **frame_of("validation", WORDS, language),
    )


def _group(key: str, entries: list[Entry], language: Language) -> dict[str, Any]:
    group, errors = GROUPS[key], [entry.error for entry in entries if entry.error is not None]
    unit, values = errors[0][1], [value for value, _ in errors]  # one unit in a group
    figures = {"median": np.median(values), "low": min(values), "high": max(values)}
    return {
        "id": key,
        "name": group.name(language),
        "source": group.source(language),
        "kind": KINDS[group.kind](language),
        "words": group.words(language),
        "spread": (_SPREAD if len(values) > 1 else _ONE)[unit](
            language, count=len(values), **{name: _error_words(float(value), unit) for name, value in figures.items()}
        ),
        "rows": [_row(entry, language) for entry in entries],
    }


def _row(entry: Entry, language: Language) -> dict[str, str]:
    item = entry.item
    if item.value is not None:
        theirs, decimals = f"{plain(item.value)} {item.unit}".rstrip(), len(plain(item.value).partition(".")[2]) + 1
    else:
        assert item.said is not None
        theirs, decimals = SAID[item.said](language), 2
    return {
        "query": item.query,
        "what": item.what(language),
        "theirs": theirs,
        "ours": SAID["curve"](language)
        if entry.computed is None
        else f"{fixed(entry.computed, decimals)} {item.unit}".rstrip(),
        "error": "–" if entry.error is None else f"{_error_words(*entry.error)} {entry.error[1]}",
    }


def _error_words(error: float, unit: ErrorUnit) -> str:
    """A percentage with its sign, to a tenth; decibels, which have none, to a hundredth."""
    if unit == "dB rms":
        return fixed(error, 2)
    rounded = round(error, 1) + 0.0
    return ("+" if rounded > 0 else "") + fixed(rounded, 1)
