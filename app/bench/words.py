"""The figures of a state in words: numbers come from app/bench/measures.py, and are only worded here."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from app.bench.catalogue import CABLES, PICKUP_VALUES
from app.bench.measures import TABLE_FREQUENCIES, Comparison, Difference, PerMetre, Summary, biwiring, differ
from app.bench.quantities import LOOKS, QUANTITIES, LevelKind
from app.bench.response import PARTS, Part, load_data
from app.bench.section import Section
from app.bench.state import PINS, State
from app.bench.units import measured
from app.bench.views import VIEWS
from app.common.figures import Figure, band_shape, fade_shape, threshold_shape
from app.common.quantity import Choice, Quantity, Upload
from app.common.text import Language, Text, engineering, fixed, plain, significant, stated
from physics.checks import Real
from physics.circuit import voltage_ratio
from physics.hearing import (
    BANDS,
    BROAD_RESONANCE,
    IMAGE_CHANGES,
    IMAGE_SAFE,
    LEVEL_MATCH,
    SMALLEST_LIMEN,
    Band,
    Grade,
    grade,
)
from physics.pickups import MeasuredPickup, measured_pickups

__all__ = [
    "GRADES",
    "HEADLINES",
    "MEASURED",
    "PINNED",
    "RESIDUAL",
    "TABLE_ROWS",
    "THRESHOLDS",
    "briefly",
    "content_of",
    "curve_names",
    "graph_texts",
    "number_of",
    "pin_texts",
    "shapes_of",
    "texts_of",
    "view_texts",
]

HEADLINES = ("loss", "corner", "phase", "damping", "level", "resonance", "height", "ten", "capacitance")
"""Ids of the key figures; those that a source has not are empty."""
_AT_20K: dict[LevelKind, Text] = {
    "ac": Text("{what} at 20 kHz, relative to {reference}", "20 kHz の{what}（{reference}比）"),
    "abs": Text("{what} at 20 kHz, EMF to load", "20 kHz の{what}（起電力比）"),
    "cable": Text("{what} at 20 kHz by the cable alone", "20 kHz の{what}（ケーブル分）"),
}
_LOSS, _RISE = Text("Loss", "減衰"), Text("Rise", "上昇")
_CORNER = Text("−3 dB, relative to {reference}, at", "−3 dB になる周波数（{reference}比）")
_LAG: dict[LevelKind, Text] = {
    "ac": Text("Phase lag at 20 kHz", "20 kHz の位相の遅れ"),
    "abs": Text("Phase lag at 20 kHz", "20 kHz の位相の遅れ"),
    "cable": Text("Phase lag at 20 kHz by the cable alone", "20 kHz の位相の遅れ（ケーブル分）"),
}
_DAMPING = Text("Effective damping factor", "実効 DF")
_LEVEL = Text("Level at {reference}, EMF to load", "{reference}でのレベル（起電力比）")
_RESONANCE = Text("Resonance at", "共振周波数")
_HEIGHT = Text("Height of the resonance", "共振の高さ")
_TEN = Text("Level at 10 kHz, relative to {reference}", "10 kHz でのレベル（{reference}比）")
_CAPACITANCE = Text("Capacitance that the cartridge sees", "カートリッジから見た容量の合計")
_CANTILEVER = Text(
    "The electrical side only: the resonance of stylus and cantilever is not in it, nor is the RIAA equaliser.",
    "電気回路だけの特性です。針先とカンチレバーの機械共振と RIAA イコライザーは含みません。",
)
_DC = Text("DC", "直流")
_TABLE_NAME = Text("In figures, relative to {reference}", "数値による表示（{reference}比）")
TABLE_ROWS: dict[str, Text] = {
    "total": Text("Total [dB]", "総合 [dB]"),
    "skin": Text("Skin effect alone [dB]", "表皮効果のみ [dB]"),
    "lr": Text("L–R alone [dB]", "L–R のみ [dB]"),
    "cr": Text("C–R alone [dB]", "C–R のみ [dB]"),
    "phase": Text("Phase lag φ [°]", "位相の遅れ φ [°]"),
    "reactance": Text("Reactance ωL [Ω]", "リアクタンス ωL [Ω]"),
}
_DECIMALS = {"total": 4, "skin": 4, "lr": 4, "cr": 4, "phase": 2, "reactance": 3}
_CORNERS = Text(
    "The cable's L alone would take 3 dB at {inductive} (where ωL equals source, cable and load in series), "
    "its C alone at {capacitive} (where 1/ωC equals source and load in parallel).",
    "ケーブルの L だけで −3 dB になるのは {inductive}（ωL と、送り側・ケーブル・負荷の抵抗の和が等しい周波数）、"
    "C だけで −3 dB になるのは {capacitive}（1/ωC と、送り側と負荷の並列抵抗が等しい周波数）。",
)
_FAR_ABOVE = Text("100 MHz or above", "100 MHz 以上")
_BARE_PEAK = Text(
    "Without the cable the resonance would lie at {frequency}, {height} dB high.",
    "ケーブルがなければ共振は {frequency}、高さ {height} dB。",
)
_BARE_FLAT = Text("Without the cable there would be no peak.", "ケーブルがなければ共振のピークはない。")
_NOT_REACHED = Text("not reached", "なし")
_BAND_NAMES: dict[Band, Text] = {
    "full": Text("20 Hz to 20 kHz", "20 Hz〜20 kHz"),
    "adult": Text("20 Hz to 15 kHz", "20 Hz〜15 kHz"),
    "guitar": Text("80 Hz to 6 kHz", "80 Hz〜6 kHz"),
}
_LOWERS, _RAISES = Text("lowers the level", "レベルが下がる"), Text("raises the level", "レベルが上がる")
_BEND = Text(
    "compared with no cable, from {band} it {does} against {reference} by at most {bend} dB ({where})",
    "ケーブルなしと比べて、{band} で{reference}に対して{does}のは最大 {bend} dB（{where}）",
)
_BOTH_HALVES = Text(
    "Bi-wired, each driver counts as much as the current that it draws.",
    "バイワイヤリングでは、各ドライバーに流れる電流の割合に応じて判定しています。",
)
GRADES: dict[Grade, Text] = {
    "none": Text("Inaudible", "聞こえない"),
    "below": Text("Almost inaudible", "まず聞こえない"),
    "possible": Text("Borderline", "聞こえるかも"),
    "likely": Text("Audible", "聞こえる"),
}
"""The verdict in a word."""
THRESHOLDS = (LEVEL_MATCH, SMALLEST_LIMEN, BROAD_RESONANCE)
"""Between the verdicts [dB]."""
_TINY = 0.001  # [dB]
_NEARLY_NOTHING = Text("less than 0.001 dB", "0.001 dB 未満")
_BEND_NUMBER = Text("{bend} dB at {where}", "{bend} dB（{where}）")
_VERDICT: dict[Grade, Text] = {
    "none": Text(
        "You will not hear this cable: {bend}, "
        "less than the 0.1 dB to which careful listening tests match their levels.",
        "このケーブルによる音の差は聞こえません：{bend}で、厳密な聴き比べで音量をそろえる精度 0.1 dB を下回ります。",
    ),
    "below": Text(
        "Nobody has been shown to hear this cable: {bend}, "
        "less than 0.4 dB, the smallest difference that listeners told apart in published tests.",
        "聞き分けられたという報告のない差です：{bend}で、これまでに聞き分けられた最小の差 0.4 dB を下回ります。",
    ),
    "possible": Text(
        "You might hear this cable, under the best conditions: {bend}. "
        "Listeners have told 0.4 dB apart; in music a broad resonance takes about 1.5 dB.",
        "条件がよければ聞こえるかもしれません：{bend}。"
        "聞き分けられた最小の差は 0.4 dB、音楽の中で幅広い共振に気づくのは約 1.5 dB です。",
    ),
    "likely": Text(
        "You will probably hear this cable: {bend}, more than the 1.5 dB at which a broad resonance is heard in music.",
        "おそらく聞こえます：{bend}で、音楽の中で幅広い共振に気づく約 1.5 dB を超えます。",
    ),
}
_ALIKE = Text(
    "Apart from that it takes {lost} dB ({reference}), which is volume, not tone.",
    "このほか全体に {lost} dB（{reference}）下がりますが、これは音量の差で、音色の差ではありません。",
)
_MISMATCH = Text(
    "Source ({source}) and load ({load}) do not belong together: at 1 kHz only {left} of the voltage arrives, "
    "with any cable. The verdict is on the cable alone.",
    "送り側（{source}）と負荷（{load}）の組み合わせが合っていません：1 kHz で負荷に届く電圧は、"
    "どのケーブルでも {left} だけです。判定はケーブルによる差だけについてのものです。",
)
_MISMATCHED = -20.0  # [dB]; a load that takes more than this from its source was not meant for it
MEASURED, RESIDUAL = Text("Measured", "実測"), Text("Measured − computed", "実測 − 計算")
"""The names of the visitor's own curve, and of its difference from ours."""
PINNED = Text(
    "a state to compare with: its own query, percent-encoded, with name= if it has one; "
    "lang, view, range, units, tol, of and further pins stay outside",
    "比べる相手としてピン留めした状態：その状態のクエリをパーセント符号化したもの（名前は name=）。"
    "lang、view、range、units、tol、of とほかのピンは入れられない",
)
"""What the key of a pin holds."""
_TOTAL = Text("Total", "総合")
_PART_NAMES: dict[Part, Text] = {
    "skin": Text("Skin effect", "表皮効果"),
    "lr": Text("L–R", "L–R"),
    "cr": Text("C–R", "C–R"),
}


def content_of(state: State, language: Language) -> str:
    """What a state is, in one line: its preset, and what differs from that."""
    return " · ".join([state.preset.name(language), *_changes(state, language)])


def briefly(state: State, language: Language) -> str:
    """The same for a narrow place, where only the beginning is seen: what differs comes first."""
    return " · ".join([*_changes(state, language), state.preset.name(language)])


def _changes(state: State, language: Language) -> list[str]:
    cable = CABLES.get(state.cable)
    own_cable = [cable.name(language)] if cable and state.cable != state.preset.values["cable"] else []
    return own_cable + [
        _named(QUANTITIES[key], value, language)
        for key, value in state.given.items()
        if key in state.values
        and key not in ("zma", "frd")
        and QUANTITIES[key].group not in LOOKS
        and state.matters(key)
        and state.values[key] != state.base.get(key)
    ]


def _named(quantity: Quantity, text: str, language: Language) -> str:
    """A quantity with its value: 'Damping factor 50'; of lengths and sizes the unit says enough."""
    name = "" if quantity.key in ("len", "mm2") else quantity.label(language)
    match quantity:
        case Choice():
            said = quantity.options[text](language)
        case Upload():
            said = ""
        case _:
            said = f"{text} {quantity.unit}"
    return f"{name} {said}".strip()


def curve_names(state: State, compared: Sequence[State], language: Language) -> list[str]:
    """Names of the curves drawn: the total or the lengths, then the parts if they are asked for."""
    lengths = [measured(float(one.shown["len"]), "m", state.units) for one in (state, *compared)]
    parts = [_PART_NAMES[part](language) for part in PARTS] if state.choice("parts") == "1" else []
    return (lengths if state.numbers("lens") else [_TOTAL(language)]) + parts


def shapes_of(state: State, language: Language) -> list[Figure]:
    """What lies behind the curves: the band listened to; a veil beyond it or, seen closely, the thresholds."""
    low, high = BANDS[state.band]
    name = _BAND_NAMES[state.band](language)
    if state.choice("range") == "all":
        first, last = state.si("fmin"), state.si("fmax")
        veils = [fade_shape(*ends) for ends in ((first, low), (high, last)) if ends[0] < ends[1]]
        return [band_shape((low, high), name), *veils]
    if state.level_kind == "abs":
        return [band_shape((low, high))]
    signs = ((-1, "−"), (1, ""))
    lines = [threshold_shape(sign * db, f"{mark}{plain(db)} dB") for db in THRESHOLDS for sign, mark in signs]
    return [band_shape((low, high)), *lines]


def texts_of(
    state: State,
    summary: Summary,
    table: dict[str, list[float]],
    comparison: Comparison | None,
    per_metre: PerMetre | None,
    section: Section | None,
    telling: str,
    alike: Mapping[str, str],
    language: Language,
) -> dict[str, str]:
    """The text of each named element of the page."""
    texts = _headlines(state, summary, language)
    texts["verdict"] = _verdict(state, summary, language)
    texts["verdict-word"] = GRADES[summary.grade](language)
    texts["verdict-number"] = number_of(summary, language)
    texts["mismatch"] = _mismatch(summary, language)
    texts["table-name"] = _TABLE_NAME(language, reference=_reference(summary, language))
    texts |= {
        f"cell-{row}-{column}": fixed(value, _DECIMALS[row])
        for row, values in table.items()
        for column, value in enumerate(values)
    }
    told = (
        _power(state, summary, language),
        _crosstalk(summary, language),
        _biwired(state, language),
        _corners(state, summary, language),
    )
    texts["corners"] = (" " if language == "en" else "").join(filter(None, told))
    texts["range-note"] = _range_note(state, summary, language)
    texts["residual"] = "" if comparison is None else _residual(comparison, language)
    texts["reference"] = _source(state, language)
    if per_metre is not None:
        texts["line-words"] = _per_metre(per_metre, language)
        texts["line-how"] = _LINE_HOW[state.kind == "rlc"](language)
    if state.view == "crosstalk":
        texts["crosstalk-answer"] = _crosstalk(summary, language) or _SEPARATE(language)
        texts["crosstalk-how"] = _CROSSTALK_HOW(language)
    if state.view == "field":
        texts["field-words"] = _field(section, alike, language)
        even = section is not None and section["frequency"] < 0.6 * float(telling)
        texts["telling"] = _TELLING(language, frequency=engineering(float(telling), "Hz")) if even else ""
        texts["alike"] = _SHOW_ALIKE(language) if alike else ""
    return texts


def graph_texts(summary: Summary, level: Real, phase: Real, language: Language) -> dict[str, str]:
    """What the two graphs show, for those who do not see them: level [dB] and lag [°] at `TABLE_FREQUENCIES`."""
    separator = "、" if language == "ja" else ", "

    def walk(values: Real, unit: str, decimals: int) -> str:
        return separator.join(
            _AT(language, value=f"{fixed(value, decimals)}{unit}", where=stated(where, "Hz"))
            for where, value in zip(TABLE_FREQUENCIES.tolist(), values.tolist(), strict=True)
        )

    falls, peaks = summary.minus_3_db_hz, summary.resonance_hz
    ends = []
    if peaks:
        height = fixed(summary.resonance_db or 0, 1)
        ends.append(
            _PEAKS(language, where=engineering(peaks, "Hz"), db=height, reference=_reference(summary, language))
        )
    ends += [_FALLS(language, where=engineering(falls, "Hz"))] if falls else []
    seam = " " if language == "en" else ""
    return {
        "attenuation-words": seam.join([_LEVELS(language, walk=walk(level, " dB", 3)), *ends]),
        "phase-words": _LAGS(language, walk=walk(phase, "°", 1)),
    }


def view_texts(
    state: State, times: Real | None, curves: Mapping[str, Sequence[Real]], language: Language
) -> dict[str, str]:
    """What the graphs of the view chosen show, in the units shown: each curve at `TABLE_FREQUENCIES`, its last points.

    Those over time, whose points are at `times` [s], are told at a few of those.
    """
    pins = tuple(Text(pin.label, pin.label) for pin in state.pins)
    separator, seam = ("、", "") if language == "ja" else (", ", " ")
    texts = {}
    for graph in VIEWS[state.view].graphs:
        if times is not None:
            taken, places = _TOLD, [engineering(at, "s") for at in times[_TOLD].tolist()]
        else:
            taken = slice(-TABLE_FREQUENCIES.size, None)
            places = [stated(at, "Hz") for at in TABLE_FREQUENCIES.tolist()]
        told = [
            _CURVE(
                language,
                name=name(language),
                walk=separator.join(
                    _AT(language, value=plain(round(value, 4) + 0.0, 4).replace("-", "−"), where=where)
                    for where, value in zip(places, values[taken].tolist(), strict=True)
                ),
            )
            for name, values in zip(graph.names or pins, curves[graph.id], strict=False)
        ]
        texts[f"{graph.id}-words"] = f"{graph.titled(state.units, language)} {seam.join(told)}"
    return texts


_TOLD = slice(59, None, 108)  # of the points over time: the last before the signal begins, and each fifth part after it
_CURVE = Text("{name}: {walk}.", "{name}：{walk}。")
_AT = Text("{value} at {where}", "{where} で {value}")
_LEVELS = Text("The level is {walk}.", "レベルは{walk}。")
_PEAKS = Text(
    "It peaks at {where}, {db} dB above the level at {reference}.",
    "ピークは {where} で、{reference}より {db} dB 高い。",
)
_FALLS = Text("It has fallen by 3 dB at {where}.", "{where} で 3 dB 下がる。")
_LAGS = Text("The load lags by {walk}.", "負荷の位相の遅れは{walk}。")


def number_of(summary: Summary, language: Language) -> str:
    """The number that the verdict is on, and where."""
    if abs(summary.bend_db) < _TINY:
        return _NEARLY_NOTHING(language)
    return _BEND_NUMBER(language, bend=fixed(summary.bend_db, 3), where=engineering(summary.bend_hz, "Hz"))


def _headlines(state: State, summary: Summary, language: Language) -> dict[str, str]:
    """The key figures: name and value of each of `HEADLINES`."""
    told = dict.fromkeys(HEADLINES, _Figure("", None, str)) | _figures(state, summary, language)
    return {f"headline-name-{key}": figure.name for key, figure in told.items()} | {
        f"headline-{key}": figure.text for key, figure in told.items()
    }


class _Figure(NamedTuple):
    """A key figure: its name, its value, how that is written, and what stands where there is none."""

    name: str
    value: float | None
    write: Callable[[float], str]
    absent: str = ""

    @property
    def text(self) -> str:
        return self.absent if self.value is None else self.write(self.value)


def _figures(state: State, summary: Summary, language: Language) -> dict[str, _Figure]:
    reference, loss = _reference(summary, language), summary.loss_20k_db
    what = (_RISE if loss > 0 else _LOSS)(language)
    figures = {
        "loss": _Figure(
            _AT_20K[state.level_kind](language, what=what, reference=reference),
            loss,
            lambda level: f"{'+' if level > 0 else ''}{_level(level)}",
        ),
        "corner": _Figure(
            _CORNER(language, reference=reference), summary.minus_3_db_hz, _hertz, _NOT_REACHED(language)
        ),
        "phase": _Figure(_LAG[state.level_kind](language), summary.phase_lag_20k_deg, lambda lag: f"{fixed(lag, 2)}°"),
    }
    if summary.level_10k_db is not None:
        figures["ten"] = _Figure(_TEN(language, reference=reference), summary.level_10k_db, _level)
        figures["capacitance"] = _Figure(_CAPACITANCE(language), summary.capacitance_f, lambda c: engineering(c, "F"))
        del figures["phase"]
    if summary.effective_damping_factor is None:
        figures["resonance"] = _Figure(_RESONANCE(language), summary.resonance_hz, _hertz, _NO_PEAK(language))
        figures["height"] = _Figure(
            _HEIGHT(language), summary.resonance_db, lambda height: f"{fixed(height, 2)} dB", "–"
        )
    else:
        figures["damping"] = _Figure(
            _DAMPING(language), summary.effective_damping_factor, lambda factor: significant(factor, 3)
        )
        figures["level"] = _Figure(_LEVEL(language, reference=reference), summary.reference_db, _level)
    return figures


def pin_texts(
    state: State, summary: Summary, pins: Sequence[tuple[State, Summary]], language: Language
) -> dict[str, str]:
    """What is said of pins, each given as state and summary: beside the key figures, and what they are worth."""
    texts = {f"beside-{figure}-{key}": "" for figure in HEADLINES for key in PINS}
    texts |= {f"worth-{key}": "" for key in PINS}
    ours = _figures(state, summary, language)
    for pin, (other, other_summary) in zip(state.pins, pins, strict=True):
        theirs = _figures(other, other_summary, language)
        for name, figure in ours.items():
            texts[f"beside-{name}-{pin.key}"] = _beside(figure, theirs.get(name))
        difference = differ(state, other)
        texts[f"worth-{pin.key}"] = _worth(difference, pin.key.upper(), language)
    if state.view == "difference":
        texts["difference-how"] = (_DIFFERENCE if state.pins else _NOTHING_PINNED)(language)
    return texts


def _beside(ours: _Figure, theirs: _Figure | None) -> str:
    """A pin's figure, and ours less that."""
    if theirs is None:
        return "–"
    if ours.value is None or theirs.value is None:
        return theirs.text
    less = ours.value - theirs.value
    sign = "+" if less > 0 and not ours.write(less).startswith("+") else ""
    return f"{theirs.text} ({sign}{ours.write(less).removesuffix(' dB')})".replace("-", "−")


def _worth(difference: Difference, letter: str, language: Language) -> str:
    """One sentence on what the difference from a pin is worth."""
    if abs(difference.most_db) < _TINY:
        return _ALIKE_PIN(language, letter=letter)
    words = _WORTH[difference.grade](
        language,
        letter=letter,
        most=fixed(abs(difference.most_db), 2 if abs(difference.most_db) >= LEVEL_MATCH else 3),
        where=engineering(difference.most_hz, "Hz"),
    )
    if abs(difference.reference_db) < LEVEL_MATCH:
        return words
    volume, tone = (fixed(abs(level), 2) for level in (difference.reference_db, difference.bend_db))
    return words + (" " if language == "en" else "") + _VOLUME(language, volume=volume, tone=tone)


def _level(decibels: float) -> str:
    """To a thousandth of a dB where that counts; a figure of six characters finds room at any width."""
    return f"{fixed(decibels, 3 if abs(decibels) < 10 else 2)} dB"


def _reference(summary: Summary, language: Language) -> str:
    """What levels are told against; in Japanese it stays on the line of the word that it is joined to."""
    joint, where = "\N{NO-BREAK SPACE}" if language == "ja" else "", summary.reference_hz
    return f"{engineering(where, 'Hz')}{joint}" if where else _DC(language)


def _hertz(frequency: float) -> str:
    return engineering(frequency, "Hz")


_NO_PEAK = Text("none", "なし")
_ALIKE_PIN = Text(
    "This and {letter} differ by less than 0.001 dB: they are alike.",
    "{letter} との差は 0.001 dB 未満：同じです。",
)
_WORTH: dict[Grade, Text] = {
    "none": Text(
        "This and {letter} differ by at most {most} dB (at {where}): you will not hear that. "
        "Careful listening tests match their levels to 0.1 dB.",
        "{letter} との差は最大 {most} dB（{where}）：聞こえません。"
        "厳密な聴き比べで音量をそろえる精度 0.1 dB を下回ります。",
    ),
    "below": Text(
        "This and {letter} differ by at most {most} dB (at {where}): nobody has been shown to hear that. "
        "The smallest difference told apart in published tests is 0.4 dB.",
        "{letter} との差は最大 {most} dB（{where}）：聞き分けられたという報告はありません。"
        "これまでに聞き分けられた最小の差は 0.4 dB です。",
    ),
    "possible": Text(
        "This and {letter} differ by at most {most} dB (at {where}): "
        "you might hear that, switching between them under the best conditions.",
        "{letter} との差は最大 {most} dB（{where}）：条件よく切り替えて比べれば、聞こえるかもしれません。",
    ),
    "likely": Text(
        "This and {letter} differ by at most {most} dB (at {where}): you will probably hear that.",
        "{letter} との差は最大 {most} dB（{where}）：おそらく聞こえます。",
    ),
}
_VOLUME = Text(
    "{volume} dB of it is volume; in tone they differ by at most {tone} dB.",
    "うち {volume} dB は音量の差で、音色の差は最大 {tone} dB です。",
)
_DIFFERENCE = Text(
    "What is shown now less each pin: level and phase at the load, for the same EMF. Above zero this is louder.",
    "現在の状態から各ピンを引いた差（同じ起電力に対する負荷でのレベルと位相）。0 より上なら現在の状態のほうが大きい。",
)
_NOTHING_PINNED = Text(
    "Nothing is pinned yet. Press “Pin”, then change something to see the difference.",
    "まだピンがありません。「ピン留め」を押してから値を変えると、差が表示されます。",
)


def _verdict(state: State, summary: Summary, language: Language) -> str:
    reference, level = _reference(summary, language), summary.bend_db
    bend = _BEND(
        language,
        band=_BAND_NAMES[state.band](language),
        reference=reference,
        does=(_RAISES if level > 0 else _LOWERS)(language),
        bend=fixed(abs(level), 3),
        where=engineering(summary.bend_hz, "Hz"),
    )
    words = [_VERDICT[summary.grade](language, bend=bend)]
    if summary.cable_reference_db <= -LEVEL_MATCH:
        words.append(_ALIKE(language, lost=fixed(-summary.cable_reference_db, 2), reference=reference))
    if state.is_biwired:
        words.append(_BOTH_HALVES(language))
    if summary.crosstalk_most_db is not None:
        words.append(_image(summary.crosstalk_most_db)(language, most=fixed(summary.crosstalk_most_db, 1)))
    return (" " if language == "en" else "").join(words)


def _image(crosstalk: float) -> Text:
    """What crosstalk [dB] does to the stereo image: its grade has none of that, which is of the tone alone."""
    if crosstalk >= IMAGE_CHANGES:
        return _IMAGE_CHANGES
    return _IMAGE_STAYS if crosstalk <= IMAGE_SAFE else _IMAGE_NEARLY


def _mismatch(summary: Summary, language: Language) -> str:
    """A word on a load that takes nearly all of the source's voltage."""
    if summary.loading_db > _MISMATCHED:
        return ""
    source, load = (engineering(size, "Ω", 2) for size in (summary.source_1k_ohm, summary.load_1k_ohm))
    left = f"{plain(100 * float(voltage_ratio(summary.loading_db)), 2)} %"
    return _MISMATCH(language, load=load, source=source, left=left)


def _power(state: State, summary: Summary, language: Language) -> str:
    """What the cable turns into heat."""
    lost, percent = summary.cable_power_w, summary.cable_power_percent
    if lost is None or percent is None:
        return ""
    return _LOST(
        language,
        power=engineering(state.si("power"), "W"),
        load=engineering(state.si("load"), "Ω"),
        lost=engineering(lost, "W"),
        percent=plain(percent, 2),
    )


def _crosstalk(summary: Summary, language: Language) -> str:
    """What the other channel hears of this one."""
    level, most, where = summary.crosstalk_1k_db, summary.crosstalk_most_db, summary.crosstalk_most_hz
    if level is None or most is None or where is None:
        return ""
    return _LEAKS(language, level=fixed(level, 1), most=fixed(most, 1), where=engineering(where, "Hz"))


def _biwired(state: State, language: Language) -> str:
    """What two cables to a two-way loudspeaker change against one, and what of that is their copper."""
    found = biwiring(state)
    if found is None:
        return ""
    words = _BIWIRED(
        language,
        woofer=_signed(found.woofer_db),
        woofer_at=engineering(found.woofer_hz, "Hz"),
        tweeter=_signed(found.tweeter_db),
        tweeter_at=engineering(found.tweeter_hz, "Hz"),
        woofer_both=_signed(found.woofer_parallel_db),
        tweeter_both=_signed(found.tweeter_parallel_db),
    )
    most = max(abs(found.woofer_db), abs(found.tweeter_db))
    return (
        words
        + (" " if language == "en" else "")
        + (_UNHEARD if most < LEVEL_MATCH else _SMALL)(language, grade=GRADES[grade(most)](language).lower())
    )


def _signed(level: float) -> str:
    return f"{'+' if level > 0 else ''}{fixed(level, 3)} dB"


_LOST = Text(
    "With {power} in {load}, the cable turns {lost} into heat, {percent} % of that.",
    "{load} に {power} を送ると、ケーブルで {lost}（{percent} %）が熱になる。",
)
_LEAKS = Text(
    "Through the shared return the other channel gets this one at {level} dB (1 kHz), at most {most} dB ({where}); "
    "with separate returns it would get nothing.",
    "左右共通の帰路により、反対側のチャンネルに {level} dB（1 kHz）、最大 {most} dB（{where}）で漏れる。"
    "帰路を別々にすれば漏れない。",
)
_IMAGE_STAYS = Text(
    "The shared return does not change the stereo image: its crosstalk is {most} dB at most, "
    "and in a listening test with headphones it took about −15 dB.",
    "左右共通の帰路による漏れは最大 {most} dB で、"
    "ステレオ感は変わりません（ヘッドホンの試聴実験での限界は約 −15 dB）。",
)
_IMAGE_NEARLY = Text(
    "The shared return comes near to changing the stereo image: its crosstalk is {most} dB at most, "
    "and in a listening test with headphones it took about −15 dB.",
    "左右共通の帰路による漏れは最大 {most} dB で、"
    "ステレオ感が変わり始める約 −15 dB（ヘッドホンの試聴実験）に近い値です。",
)
_IMAGE_CHANGES = Text(
    "That is the tone of one channel. The stereo image changes audibly: "
    "the shared return makes a crosstalk of {most} dB, "
    "and in a listening test with headphones about −15 dB was enough.",
    "これは片チャンネルの音色についての判定です。左右共通の帰路による漏れが最大 {most} dB あり、"
    "ステレオ感の変化は聞こえます（ヘッドホンの試聴実験での限界は約 −15 dB）。",
)
_SEPARATE = Text(
    "Each channel has a return of its own here, so nothing leaks this way (drawn at −160 dB). "
    "A plug with three contacts has a shared return, one with four or more can do without.",
    "ここでは左右の帰路が別々なので、この経路での漏れはない（図では −160 dB）。"
    "3極プラグは帰路が共通になり、4極以上なら分けられる。",
)
_CROSSTALK_HOW = Text(
    "Exact for two equal channels: both loops solved together, with the load’s impedance as it is, model or file; "
    "the cable’s capacitance is left out. What is opposite in both channels sends no current through the shared return "
    "and stays as it is; what is alike in both gets softer.",
    "左右が等しい2つのループを連立させた厳密解（負荷のインピーダンスはモデルまたは実測値のまま、"
    "ケーブルの静電容量は除く）。左右逆相の成分は共通の帰路に電流を流さないため変わらず、同相の成分だけが小さくなる。",
)
_BIWIRED = Text(
    "Bi-wiring against one such cable, each half where it draws more current than the other: at most {woofer} at the "
    "woofer's terminals ({woofer_at}) and {tweeter} at the tweeter's ({tweeter_at}). "
    "The same two cables side by side would change {woofer_both} and {tweeter_both} there.",
    "同じケーブル1本のときとの差（それぞれ電流が相手より大きい帯域での最大値）："
    "ウーファー端子 {woofer}（{woofer_at}）、"
    "ツイーター端子 {tweeter}（{tweeter_at}）。2本を並列にした場合は、同じ周波数で {woofer_both} と {tweeter_both}。",
)
_UNHEARD = Text(
    "That is less than the 0.1 dB to which careful listening tests match their levels: you will not hear it.",
    "厳密な聴き比べで音量をそろえる精度 0.1 dB を下回り、聞こえません。",
)
_SMALL = Text("As a difference heard: {grade}.", "聞こえ方の目安：{grade}。")


def _corners(state: State, summary: Summary, language: Language) -> str:
    if state.source_kind == "cartridge":
        return f"{_bare(summary, language)}{' ' if language == 'en' else ''}{_CANTILEVER(language)}"
    if state.source_kind == "pickup":
        return _bare(summary, language)
    inductive, capacitive = summary.inductive_corner_hz, summary.capacitive_corner_hz
    if inductive is None or capacitive is None:
        return ""

    def told(corner: float) -> str:
        # Beyond it the line is no lump any more, and nobody needs the figure.
        return engineering(corner, "Hz") if corner < 1e8 else _FAR_ABOVE(language)

    return _CORNERS(language, inductive=told(inductive), capacitive=told(capacitive))


def _bare(summary: Summary, language: Language) -> str:
    """Where the resonance would be without the cable."""
    where, height = summary.bare_resonance_hz, summary.bare_resonance_db
    if where is None or height is None:
        return _BARE_FLAT(language)
    return _BARE_PEAK(language, frequency=engineering(where, "Hz"), height=fixed(height, 2))


def _source(state: State, language: Language) -> str:
    """Where the values come from, and which of them have been changed since."""
    cable, pickup = CABLES.get(state.cable), _measured_pickup(state)
    elsewhere = PICKUP_VALUES[pickup.id].keys() if pickup else ()
    changed = [
        quantity.label(language)
        for key, quantity in QUANTITIES.items()
        if quantity.group not in LOOKS
        and key not in elsewhere
        and state.matters(key)
        and key in state.values
        and state.values[key] != state.base.get(key)
    ]
    words = state.preset.reference(language)
    if cable:
        words = _WITH_CABLE(language, cable=cable.name(language), of=cable.reference(language), rest=words)
    if pickup:
        off = f"{pickup.loaded['semi'].rms_db:.2f}"
        words = _WITH_PICKUP(language, pickup=pickup.name, off=off, rest=words)
    if changed:
        separator = "、" if language == "ja" else ", "
        name, own = state.preset.name(language), separator.join(changed)
        words = _CHANGED(language, name=name, changed=own, source=words)
    return words


def _measured_pickup(state: State) -> MeasuredPickup | None:
    """The measured pickup whose values have all been chosen in place of the preset's, if there is one."""
    if state.source_kind != "pickup":
        return None

    def is_all(values: Mapping[str, float | str], pickup: MeasuredPickup) -> bool:
        return all(float(values[key]) == float(plain(value)) for key, value in PICKUP_VALUES[pickup.id].items())

    chosen = (one for one in measured_pickups().values() if is_all(state.shown, one))
    return next((one for one in chosen if not is_all(state.preset.values, one)), None)


_WITH_PICKUP = Text(
    "Pickup: {pickup}, fitted to its measurement by strayr, within {off} dB rms under another load. The rest: {rest}",
    "ピックアップ：{pickup}（strayr の実測への当てはめ。別の負荷での誤差は実効値 {off} dB）。そのほか：{rest}",
)
_WITH_CABLE = Text("Cable: {cable}; {of} The rest: {rest}", "ケーブル：{cable}。{of}そのほか：{rest}")
_CHANGED = Text(
    "Based on “{name}”, with your own: {changed}. The original: {source}",
    "「{name}」から次の値を変更：{changed}。元の値について：{source}",
)


def _residual(comparison: Comparison, language: Language) -> str:
    if not comparison.residual_db.size:
        return ""
    words = _RESIDUAL(
        language,
        rms=fixed(comparison.rms_db, 2),
        most=fixed(comparison.most_db, 2),
        where=engineering(comparison.most_hz, "Hz"),
    )
    if comparison.is_far:
        words = f"{_FAR(language, away=fixed(abs(comparison.away_db), 1))} {words}"
    if shift := comparison.shift_db:
        label = QUANTITIES["shift"].label(language)
        words = f"{_MOVED(language, shift=fixed(shift, 2), label=label)} {words}"
    return words


def _range_note(state: State, summary: Summary, language: Language) -> str:
    """Where a measured impedance ends, and is held."""
    if state.load_kind != "file":
        return ""
    data = load_data(state)
    if data is None:
        return _NO_FILE(language)
    low, high = (engineering(float(end), "Hz") for end in data.frequency[[0, -1]])
    return _HELD(language, low=low, high=high, reference=_reference(summary, language))


_RESIDUAL = Text(
    "Measured minus computed: {rms} dB rms; the largest difference is {most} dB, at {where}.",
    "実測 − 計算：実効値 {rms} dB、最大 {most} dB（{where}）。",
)
_FAR = Text(
    "The measured curve lies {away} dB away, beyond this picture: fit its level to compare.",
    "実測値は計算値から {away} dB 離れていて、このグラフに収まりません。レベルを合わせると比べられます。",
)
_MOVED = Text(
    "The measured curve is moved by {shift} dB to compare it; “{label}” at 0 shows it as in the file.",
    "比べやすいよう実測値を {shift} dB ずらして表示しています（「{label}」を 0 にするとファイルどおりになります）。",
)
_NO_FILE = Text(
    "No impedance file yet, so the load is a resistor with the value of the load impedance. "
    "Drop a .zma, .txt or .csv file on the load.",
    "インピーダンスのファイルがないため、負荷インピーダンスの値の抵抗として計算しています。"
    ".zma、.txt、.csv のファイルを負荷の欄にドロップしてください。",
)
_HELD = Text(
    "The impedance was measured from {low} to {high}. Outside this range (grey in its graph) it keeps its last value. "
    "Levels are relative to {reference}, where there is data.",
    "インピーダンスの実測範囲は {low}〜{high}。範囲外（グラフの灰色の部分）では端の値を保持しています。"
    "レベルの基準は、データのある {reference} です。",
)


def _per_metre(figures: PerMetre, language: Language) -> str:
    impedance = f"{engineering(figures.impedance_ohm, 'Ω')} ∠ {fixed(figures.impedance_deg, 1)}°"
    return _LINE_WORDS(language, ratio=f"{figures.resistance_ratio:.4f}", impedance=impedance)


def _field(section: Section | None, alike: Mapping[str, str], language: Language) -> str:
    if section is None:
        kind = _ALIKE_KINDS[alike["cable"]](language, apart=alike.get("gap") or alike.get("bore"))
        return _NO_SECTION(language, dia=alike["dia"], kind=kind)
    return _FIELD_WORDS(
        language,
        frequency=engineering(section["frequency"], "Hz"),
        skin=f"{section['skin']:.3g}",
        radius=f"{section['radius']:.3g}",
        most=f"{section['most']:.2f}",
    )


_LINE_WORDS = Text(
    "At 20 kHz the resistance is {ratio} times that at DC; the characteristic impedance is {impedance}.",
    "20 kHz での抵抗は直流の {ratio} 倍、特性インピーダンスは {impedance}。",
)
_LINE_HOW = (
    Text(
        "Exact: skin and proximity effect together. Lone wire: skin effect only, as if the other wire were far away. "
        "Paper: the lone wire's resistance, with L from ln(d/a).",
        "厳密：表皮効果と近接効果。単独の丸線：隣の導体を無視した表皮効果。"
        "論文の式：抵抗は単独の丸線と同じ、L は ln(d/a)。",
    ),
    Text(
        "The cross-section is not known, because R, L and C are given per metre. "
        "All three curves are those of a lone round wire, and L is the given value at every frequency.",
        "R・L・C を1 m あたりで与えており断面がわからないため、"
        "3本とも単独の丸線の表皮効果で、L はどの周波数でも与えた値です。",
    ),
)
_NO_SECTION = Text(
    "This cable is given by R, L and C, so its cross-section is not known. "
    "{kind} and wire of {dia} mm comes close to its L and C.",
    "このケーブルは R・L・C で与えられており、断面がわかりません。"
    "導体径 {dia} mm、{kind}なら、L と C がほぼ同じになります。",
)
_ALIKE_KINDS = {
    "pair": Text("A pair with {apart} mm from centre to centre", "間隔 {apart} mm の平行2芯"),
    "coax": Text("A coaxial cable with a bore of {apart} mm", "シールド内径 {apart} mm の同軸"),
}
_SHOW_ALIKE = Text("Give it this cross-section", "この断面にする")
_TELLING = Text("Go to {frequency}, where the current crowds", "電流が偏る {frequency} を見る")
_FIELD_WORDS = Text(
    "{frequency}: skin depth {skin} mm, wire radius {radius} mm. "
    "At its strongest, the current density is {most} times that of direct current.",
    "{frequency}：表皮深さ {skin} mm、導体半径 {radius} mm。最大の電流密度は直流の {most} 倍。",
)
