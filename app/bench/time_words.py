"""What the pictures of time and of group delay say: numbers come from app/bench/transients.py and delays.py."""

import math
from collections.abc import Sequence

from app.bench.delays import delay_figures
from app.bench.quantities import QUANTITIES
from app.bench.state import State
from app.bench.transients import (
    POINTS,
    SHORTEST,
    Difference,
    EdgeFigures,
    difference_of,
    edge_figures,
    signal_span,
    span_of,
)
from app.common.text import Language, Text, engineering, fixed, plain
from physics.hearing import Grade

__all__ = ["delay_texts", "time_texts", "unshown"]

_WORTH_SEEING = 1e-3  # [V] a thousandth of the signal


def time_texts(state: State, grade: Grade, pins: Sequence[State], language: Language) -> dict[str, str]:
    """The answer, the figures, and how they are found; `pins` are what is pinned, as looked at."""
    figures = edge_figures(state)
    return {
        "time-words": _answer(state, grade, figures, language),
        "time-figures": "\n".join(_rows(state, figures, pins, language)),
        "time-how": _how(state, language),
    }


def unshown(state: State, language: Language) -> str:
    """What the points drawn are too far apart to show, and the span that would show it; "" if nothing."""
    span, longest = span_of(state), signal_span(state)
    told = {"label": QUANTITIES["span"].label(language), "apart": engineering(span / POINTS, "s")}
    if longest and span > longest:
        return _NOT_ITS_SHAPE(language, **told, span=_rounded_down(longest))
    difference = difference_of(state)
    if difference.peak_v < _WORTH_SEEING or difference.span_s is None or span <= difference.span_s:
        return ""
    if state.signal in ("step", "square") and difference.peak_s <= span / POINTS / 2:
        return ""  # a spike at an edge is drawn: see `Course.difference`
    if difference.span_s < SHORTEST:
        return _TOO_SHORT(language)
    return _STEPPED_OVER(language, **told, span=_rounded_down(difference.span_s))


def _rounded_down(seconds: float) -> str:
    """A time with two digits, which is no longer than it is."""
    digit = 10.0 ** (math.floor(math.log10(seconds)) - 1)
    return engineering(math.floor(seconds / digit * (1 + 1e-9)) * digit, "s", 2)


def _answer(state: State, grade: Grade, figures: EdgeFigures, language: Language) -> str:
    words = [_SMEARS[grade](language)]
    if figures.rise_time_s is not None and figures.delay_s is not None:
        words.append(
            _EDGE(
                language,
                slower=engineering(_less(figures.rise_time_s, figures.without_cable_rise_time_s), "s"),
                later=engineering(_less(figures.delay_s, figures.without_cable_delay_s), "s"),
            )
        )
    difference = difference_of(state)
    words.append(
        (_MOST if difference.half_s else _MOST_STAYS)(
            language,
            most=engineering(difference.peak_v, "V"),
            where=_when(state, difference, language),
            half=_seconds(difference.half_s),
        )
    )
    return (" " if language == "en" else "").join([*words, unshown(state, language)]).strip()


def _when(state: State, difference: Difference, language: Language) -> str:
    if state.signal == "impulse":
        side = _BEFORE_MIDDLE if difference.peak_s < 0 else _AFTER_MIDDLE
        return side(language, time=engineering(abs(difference.peak_s), "s"))
    return _AFTER(language, time=engineering(difference.peak_s, "s")) if difference.peak_s else _AT_ONCE(language)


def _less(value: float, bare: float | None) -> float:
    return value - (bare or 0.0)


def _rows(state: State, figures: EdgeFigures, pins: Sequence[State], language: Language) -> list[str]:
    """A line for each of: this, the same without the cable, the pins."""
    rows = [
        (_THIS(language), figures.rise_time_s, figures.delay_s, figures.overshoot_percent),
        (
            _BARE(language),
            figures.without_cable_rise_time_s,
            figures.without_cable_delay_s,
            figures.without_cable_overshoot_percent,
        ),
    ]
    for pin, other in zip(state.pins, pins, strict=True):
        theirs = edge_figures(other)
        rows.append((pin.label, theirs.rise_time_s, theirs.delay_s, theirs.overshoot_percent))
    return [
        _ROW(
            language,
            name=name,
            rise=_seconds(rise),
            delay=_seconds(delay),
            overshoot="–" if overshoot is None else f"{fixed(overshoot, 1) if overshoot else '0'} %",
        )
        for name, rise, delay, overshoot in rows
    ]


def _seconds(value: float | None) -> str:
    return "–" if value is None else engineering(value, "s")


def _how(state: State, language: Language) -> str:
    notes = [_HOW, *([_PULSE] if state.signal == "impulse" else [])]
    notes += [_MEASURED_LOAD] if state.load_kind == "file" and state.values["zma"] else []
    notes += [_LOSSY] if state.si("tand") else []
    return (" " if language == "en" else "").join(note(language) for note in notes)


def delay_texts(state: State, language: Language) -> dict[str, str]:
    """By what factor the delay is below what is heard, and where that is known from."""
    figures = delay_figures(state)
    least = engineering(abs(figures.most_s), "s")
    if not figures.share:
        words = _NO_DELAY(language)
    else:
        below = figures.share < 1
        words = (_BELOW if below else _ABOVE)(
            language,
            factor=plain(1 / figures.share if below else figures.share, 2),
            limit=engineering(abs(figures.limit_s), "s", 2),
            at=engineering(figures.limit_hz, "Hz", 1),
            most=least,
            where=engineering(figures.most_hz, "Hz"),
        )
    return {"delay-answer": words, "delay-how": _DELAY_HOW(language)}


_SMEARS: dict[Grade, Text] = {
    "none": Text(
        "Does it smear transients? Not so that anyone would hear it.",
        "立ち上がりはなまるか？聞こえるほどにはなまりません。",
    ),
    "below": Text(
        "Does it smear transients? By less than anyone has been shown to hear.",
        "立ち上がりはなまるか？聞き分けられたという報告のない程度です。",
    ),
    "possible": Text(
        "Does it smear transients? Slightly; under the best conditions it may be heard, as a change of tone.",
        "立ち上がりはなまるか？わずかになまり、条件がよければ音色の変化として聞こえるかもしれません。",
    ),
    "likely": Text(
        "Does it smear transients? Yes; it will probably be heard, as a change of tone.",
        "立ち上がりはなまるか？なまります。おそらく音色の変化として聞こえます。",
    ),
}
_EDGE = Text(
    "With the cable an edge rises by {slower} more slowly and comes {later} later; one cycle of 20 kHz, "
    "the highest tone that is heard, takes 50 µs.",
    "ケーブルにより立ち上がり時間は {slower} 延び、{later} 遅れます（聞こえる最も高い音 20 kHz の1周期は 50 µs）。",
)
_MOST = Text(
    "Of this signal of 1 V it changes at most {most} ({where}), and more than half of that for {half}.",
    "この 1 V の信号での差は最大 {most}（{where}）で、その半分を超えるのは {half} の間です。",
)
_MOST_STAYS = Text(
    "Of this signal of 1 V it changes at most {most} ({where}), and more than half of that stays.",
    "この 1 V の信号での差は最大 {most}（{where}）で、その半分以上が残ります。",
)
_AT_ONCE = Text("right at its beginning", "開始と同時")
_AFTER = Text("{time} after its beginning", "開始から {time} 後")
_BEFORE_MIDDLE = Text("{time} before the middle of the pulse", "パルスの中心の {time} 前")
_AFTER_MIDDLE = Text("{time} after the middle of the pulse", "パルスの中心の {time} 後")
_NOT_ITS_SHAPE = Text(
    "The points drawn are {apart} apart, too far for this signal, and the curves do not have its shape. "
    "Set “{label}” to {span} or less.",
    "描画点の間隔 {apart} はこの信号には粗すぎ、波形は実際の形になっていません。"
    "「{label}」を {span} 以下にしてください。",
)
_STEPPED_OVER = Text(
    "The points drawn are {apart} apart and may miss this difference. It is seen with “{label}” at {span} or less.",
    "描画点の間隔が {apart} のため、この差はグラフに現れないことがあります。「{label}」が {span} 以下なら見えます。",
)
_TOO_SHORT = Text("That is too short to be seen in the graphs.", "短すぎるため、グラフには現れません。")
_THIS, _BARE = Text("With the cable", "ケーブルあり"), Text("Without the cable", "ケーブルなし")
_ROW = Text(
    "{name}: rises from 10 to 90 % in {rise}, delayed by {delay} (50 %), overshoot {overshoot}",
    "{name}：立ち上がり時間（10–90 %）{rise}、遅延（50 %）{delay}、オーバーシュート {overshoot}",
)
_HOW = Text(
    "The figures are those of a step, whatever signal is shown. "
    "The curves are the Fourier integral of the exact response, skin effect and distributed line included, "
    "within 1/10,000 of the signal; edges are rounded over 1/6000 of the time shown. "
    "The largest difference is computed apart from the points drawn; "
    "a spike between an edge and the next point is drawn at that point. "
    "Step and square wave hold all frequencies, whatever fmax is.",
    "数値は、表示中の信号によらずステップに対する値です。波形は、"
    "表皮効果や分布定数線路を含む厳密な応答のフーリエ積分で、"
    "誤差は信号の1万分の1以内です（エッジは表示時間の 1/6000 だけ丸めています）。"
    "最大の差は、描画点によらず計算しています。エッジと次の描画点の間にある鋭い山は、その描画点に描いています。"
    "ステップと方形波は fmax によらず全周波数を含みます。",
)
_PULSE = Text(
    "The pulse has no frequency above fmax, so it begins before t = 0.",
    "インパルスは fmax より高い周波数を含まないため、t = 0 より前から始まります。",
)
_MEASURED_LOAD = Text(
    "A measured load is known at its points only; what its curve shows before t = 0 is the error of that.",
    "実測の負荷は測定点でしかわからないため、t = 0 より前に現れる波形はその誤差です。",
)
_LOSSY = Text(
    "A tan δ that is the same at all frequencies lets a little arrive before t = 0, up to a third of tan δ.",
    "全周波数で一定の tan δ を仮定しているため、t = 0 より前にわずかな電圧（tan δ の3分の1まで）が現れます。",
)
_NO_DELAY = Text("The cable alone adds no group delay.", "ケーブルによる群遅延はありません。")
_BELOW = Text(
    "The cable’s group delay is {factor} times below what is heard: at {at}, where it comes nearest, "
    "listeners needed {limit}. From 20 Hz to 20 kHz the cable alone delays by at most {most} (at {where}).",
    "ケーブルによる群遅延は、聞こえる限界の {factor} 分の1です（最も近づく {at} での検知限は {limit}）。"
    "20 Hz〜20 kHz でのケーブル分は最大 {most}（{where}）です。",
)
_ABOVE = Text(
    "The cable’s group delay is {factor} times above what is heard: at {at} listeners needed {limit}. "
    "From 20 Hz to 20 kHz the cable alone delays by at most {most} (at {where}).",
    "ケーブルによる群遅延は、聞こえる限界の {factor} 倍です（{at} での検知限は {limit}）。"
    "20 Hz〜20 kHz でのケーブル分は最大 {most}（{where}）です。",
)
_DELAY_HOW = Text(
    "Group delay: −dφ/dω, by a central difference of the exact phase over ±0.01 % of the frequency, right to 1e-7. "
    "The whole of it is held against the thresholds, "
    "although a delay that is the same at all frequencies is no change at all. Thresholds: Liski, "
    "Mäkivirta & Välimäki (IEEE/ACM Trans. Audio Speech Lang. Process. 29, 2189, 2021): −0.45/+1.09 ms at 500 Hz, "
    "−0.49/+0.83 ms at 1 kHz, −0.46/+0.48 ms at 2 kHz, −0.76/+0.46 ms at 4 kHz. Blauert & Laws (J. Acoust. Soc. Am. "
    "63, 1478, 1978), from secondary sources, which give 3.2, 2.1, 0.9, 1.3, 1.9 ms or 3.2, 2, 1, 1.5, 2 ms at 0.5, "
    "1, 2, 4, 8 kHz; the smaller values are drawn.",
    "群遅延は −dφ/dω で、厳密な位相の中心差分（周波数の ±0.01 %、誤差 1e-7 以下）で求めています。"
    "全周波数で同じ遅れは音を変えませんが、ここではそれも含めて検知限と比べています。検知限：Liski, "
    "Mäkivirta & Välimäki（IEEE/ACM Trans. Audio Speech Lang. Process. 29, 2189, 2021）500 Hz で −0.45/+1.09 ms、"
    "1 kHz で −0.49/+0.83 ms、2 kHz で −0.46/+0.48 ms、4 kHz で −0.76/+0.46 ms。Blauert & Laws（J. Acoust. Soc. Am. "
    "63, 1478, 1978）は二次資料からの引用で、"
    "0.5・1・2・4・8 kHz に対して 3.2・2.1・0.9・1.3・1.9 ms とするものと 3.2・2・1・1.5・2 ms とするものがあり、"
    "小さいほうを描いています。",
)
