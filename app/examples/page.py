"""The way in: questions that people have, each answered by the bench, with its curve and its verdict computed now."""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import numpy as np
from flask import Blueprint, render_template, request
from markupsafe import Markup

from app.bench.measures import summarize
from app.bench.presets import GROUPS
from app.bench.response import respond
from app.bench.state import State, parse
from app.bench.words import GRADES, number_of
from app.common.frame import frame_of, language_of_request, problem_words
from app.common.query import given_once
from app.common.svg import element
from app.common.text import Language, Text
from physics.hearing import BANDS, place_on_scale

__all__ = ["CARDS", "WORDS", "blueprint"]

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: examples", "Cablescope：こんなとき"),
    "description": Text(
        "Questions about speaker, line and guitar cables, each answered with a curve and a verdict.",
        "スピーカーケーブル、ラインケーブル、ギターケーブルについてのよくある疑問に、グラフと判定で答えます。",
    ),
    "heading": Text("What do you want to know?", "何を知りたいですか？"),
    "intro": Text(
        "Each card is the bench in one state: open it, and drag.",
        "どのカードもシミュレーターの一つの状態です。開いて、スライダーを動かしてみてください。",
    ),
    "own": Text("My own measurement", "手元の実測値"),
    "earth": Text("Earth and touch", "アースと感電"),
}


class Card(NamedTuple):
    """A question, and the state of the bench that answers it; `path` is that of another page."""

    question: Text
    words: Text
    query: str = ""
    path: str = ""


CARDS: dict[str, tuple[Card, ...]] = {
    "speaker": (
        Card(
            Text("Will my 15 m of zip cord matter?", "スピーカーコード 15 m は音に影響する？"),
            Text("2.5 mm², 8 Ω, a good amplifier.", "2.5 mm²、8 Ω、ダンピングファクター 100 のアンプ。"),
            "preset=zip-5m&len=15",
        ),
        Card(
            Text("Is bell wire good enough?", "細いベル線でも大丈夫？"),
            Text("0.5 mm² over 5 m into a two-way loudspeaker.", "0.5 mm² を 5 m、2ウェイスピーカーで。"),
            "preset=zip-5m&mm2=0.5&zl=twoway&att=cable",
        ),
        Card(
            Text("Thick cable on a valve amplifier?", "真空管アンプに太いケーブルは必要？"),
            Text(
                "Its 2 Ω change more than any cable; the verdict is on the cable alone.",
                "アンプの 2 Ω のほうが、どのケーブルよりも大きく効きます（判定はケーブル分のみ）。",
            ),
            "preset=valve-4m",
        ),
    ),
    "line": (
        Card(
            Text("Do 10 m between preamp and amplifier lose treble?", "プリとパワーの間 10 m で高音は落ちる？"),
            Text("100 Ω into 10 kΩ, as usual today.", "出力 100 Ω、受け 10 kΩ の一般的な機器。"),
            "preset=line-10m",
        ),
        Card(
            Text("And from an old valve preamplifier?", "古い真空管プリアンプなら？"),
            Text("10 kΩ behind the same kind of cable.", "出力インピーダンス 10 kΩ で同種のケーブル。"),
            "preset=pin-10m&rs=10000&load=100000&range=ear",
        ),
        Card(
            Text("Does the cable of my record player matter?", "レコードプレーヤーのケーブルで音は変わる？"),
            Text(
                "Its capacitance moves the cartridge's resonance.",
                "ケーブルの静電容量がカートリッジの共振を動かします。",
            ),
            "preset=mm-generic",
        ),
    ),
    "guitar": (
        Card(
            Text("Why is my guitar dull with 10 m?", "10 m のシールドでギターの音がこもるのはなぜ？"),
            Text(
                "The cable's capacitance moves the pickup's resonance down.",
                "ケーブルの静電容量がピックアップの共振を下げるからです。",
            ),
            "preset=stratocaster&len=10",
        ),
        Card(
            Text("Why does it lose treble when I turn down?", "ボリュームを絞ると高音が落ちるのはなぜ？"),
            Text("Volume at 5: the pot and the cable together.", "ボリューム 5：ポットの抵抗とケーブルの組み合わせ。"),
            "preset=stratocaster&vol=5",
        ),
        Card(
            Text("What does a short cable do for a humbucker?", "ハムバッカーに短いシールドは効く？"),
            Text(
                "The verdict is on 3 m against no cable; the bench draws 6 m beside it.",
                "判定は、ケーブルなしと比べた 3 m のものです。シミュレーターでは 6 m の曲線も並びます。",
            ),
            "preset=humbucker&len=3&lens=6",
        ),
    ),
    "own": (
        Card(
            Text("Does my measurement agree?", "手元の実測値と合う？"),
            Text(
                "Drop your .frd or .zma file on the page, or choose it under “Load”.",
                ".frd や .zma のファイルをページにドロップするか、「負荷」から選んでください。",
            ),
            "preset=driver-4m",
        ),
    ),
    "earth": (
        Card(
            Text("Why do my chassis tingle?", "シャーシに触るとピリピリするのはなぜ？"),
            Text(
                "Class II devices float; what flows through you, and what joins them.",
                "クラスII機器のシャーシは浮いています。人体に流れる電流と、接続したときの変化。",
            ),
            path="earth",
        ),
        Card(
            Text("What does a ground box do?", "仮想アースで何が変わる？"),
            Text(
                "The potential and the touch current of one device, with the box and without it.",
                "仮想アースの有無で、機器の電位と接触電流がどう変わるか。",
            ),
            "preset=box",
            "earth",
        ),
    ),
    "paper": (
        Card(
            Text("The paper's 30 m of speaker cable", "論文のスピーカーケーブル 30 m"),
            Text("Its table 2, recomputed exactly.", "論文の表2を厳密に再計算。"),
            "preset=speaker-30m",
        ),
        Card(
            Text("Pair or star quad, over 100 m?", "100 m なら平行2芯とスターカッドのどちら？"),
            Text("The paper's section 6; drag the spacing.", "論文6節。線間隔も動かせます。"),
            "preset=quad-100m",
        ),
        Card(
            Text("Was the paper right?", "論文の数値は正しかった？"),
            Text("Each of its numbers beside ours.", "すべての数値を当サイトの計算と並べました。"),
            path="paper",
        ),
    ),
}
"""By what people have, in the order of the page."""

_SPARK = (240, 64)  # width and height of a card's curve
_SPARK_SPAN = 6.0  # [dB] that its height shows at least

blueprint = Blueprint("examples", __name__)


@blueprint.get("/examples")
def page() -> str:
    """Cards with a question each."""
    language = language_of_request()
    _, problems = given_once(request.args.items(multi=True), ("lang",))
    titles = {**{str(key): title for key, title in GROUPS.items()}, "own": WORDS["own"], "earth": WORDS["earth"]}
    groups = [(titles[group](language), [_card(card, language) for card in cards]) for group, cards in CARDS.items()]
    return render_template(
        "examples.html",
        groups=groups,
        problems=[problem_words(problem, language) for problem in problems],
        **frame_of("examples", WORDS, language),
    )


def _card(card: Card, language: Language) -> dict[str, Any]:
    told = {"question": card.question(language), "words": card.words(language), "path": card.path, "query": card.query}
    if card.path:
        return told
    state, _ = parse(parse_qsl(card.query))
    summary = summarize(state)
    return told | {
        "grade": summary.grade,
        "word": GRADES[summary.grade](language),
        "number": number_of(summary, language),
        "place": place_on_scale(summary.bend_db),
        "curve": Markup(_spark(state)),
    }


def _spark(state: State) -> str:
    """The curve from 20 Hz to 20 kHz, small."""
    width, height = _SPARK
    response = respond(state, np.geomspace(*BANDS["full"], 121))
    level = response.attenuation - response.reference.attenuation
    top = max(float(level.max()), 1.0)
    bottom = min(float(level.min()), top - _SPARK_SPAN)
    x = np.linspace(0, width, level.size)
    y = 4 + (height - 8) * (top - level) / (top - bottom)
    zero = 4 + (height - 8) * top / (top - bottom)
    return element(
        "svg",
        element("path", d=f"M0 {zero:.1f}H{width}", class_="zero"),
        element("polyline", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True)), class_="curve"),
        viewBox=f"0 0 {width} {height}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
