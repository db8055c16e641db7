"""What the page shows of a state, as plain data: curves, figures in words, table cells, schematic.

Every redraw is one such view; the layout's first picture is made from one as well.
"""

from collections.abc import Mapping
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from app.bench.catalogue import CABLES
from app.bench.measures import Summary, summarize
from app.bench.quantities import QUANTITIES, LevelKind
from app.bench.response import (
    PARTS,
    Part,
    Response,
    curve_frequencies,
    ends_of,
    line_of,
    load_data,
    reference_frequency,
    respond,
)
from app.bench.schematic import schematic
from app.bench.section import Section, section
from app.bench.state import State
from app.common.quantity import Number
from app.common.text import Language, Text, engineering, fixed, plain
from physics import circuit
from physics.hearing import BANDS, Band, Grade

__all__ = [
    "HEADLINES",
    "MEASURED",
    "RESIDUAL",
    "STEP",
    "TABLE_FREQUENCIES",
    "TABLE_ROWS",
    "View",
    "packed",
    "unpacked",
    "view",
]

Real = NDArray[np.float64]

FAR = 6.0  # from the computed curve, beyond which the level of a measured one is fitted at once [dB]
STEP = 1e-4  # resolution of the curves drawn [dB] and [°]
TABLE_FREQUENCIES = (10e3, 20e3, 50e3, 100e3, 200e3)

HEADLINES = ("loss", "corner", "phase", "damping", "dc")
_AT_20K: dict[LevelKind, Text] = {
    "ac": Text("{what} at 20 kHz, relative to {reference}", "20kHzの{what}（{reference}比）"),
    "abs": Text("{what} at 20 kHz, EMF to load", "20kHzの{what}（起電力比）"),
    "cable": Text("{what} at 20 kHz by the cable alone", "20kHzの{what}（ケーブル分）"),
}
_LOSS, _RISE = Text("Loss", "減衰"), Text("Rise", "上昇")
_CORNER = Text("−3 dB, relative to {reference}, at", "−3dB になる周波数（{reference}比）")
_LAG: dict[LevelKind, Text] = {
    "ac": Text("Phase lag at 20 kHz", "20kHzの位相の遅れ"),
    "abs": Text("Phase lag at 20 kHz", "20kHzの位相の遅れ"),
    "cable": Text("Phase lag at 20 kHz by the cable alone", "20kHzの位相の遅れ（ケーブル分）"),
}
_DAMPING = Text("Effective damping factor", "実効ダンピングファクター")
_LEVEL = Text("Level at {reference}", "{reference}でのレベル")
_RESONANCE = Text("Resonance at", "共振周波数")
_HEIGHT = Text("Height of the resonance", "共振の高さ")
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
_CORNERS = Text(
    "The cable's L alone would take 3 dB at {inductive} (where ωL equals source, cable and load in series), "
    "its C alone at {capacitive} (where 1/ωC equals source and load in parallel).",
    "ケーブルの L だけで −3dB になるのは {inductive}（ωL と、送り側・ケーブル・負荷の抵抗の和が等しい周波数）、"
    "C だけで −3dB になるのは {capacitive}（1/ωC と、送り側と負荷の並列抵抗が等しい周波数）。",
)
_BARE_PEAK = Text(
    "Without the cable the resonance would lie at {frequency}, {height} dB high.",
    "ケーブルがなければ共振は {frequency}、高さ {height} dB。",
)
_BARE_FLAT = Text("Without the cable there would be no peak.", "ケーブルがなければ共振のピークはない。")
_NOT_REACHED = Text("not reached", "なし")
_BAND_WORDS: dict[Band, Text] = {
    "full": Text("audible band, 20 Hz to 20 kHz", "可聴帯域（20Hz〜20kHz）"),
    "adult": Text("what most adults hear, 20 Hz to 15 kHz", "多くの大人に聞こえる帯域（20Hz〜15kHz）"),
    "guitar": Text("what a guitar loudspeaker plays, 80 Hz to 6 kHz", "ギターアンプのスピーカーの帯域（80Hz〜6kHz）"),
}
_BAND_NAMES: dict[Band, Text] = {
    "full": Text("20 Hz to 20 kHz", "20Hz〜20kHz"),
    "adult": Text("20 Hz to 15 kHz", "20Hz〜15kHz"),
    "guitar": Text("80 Hz to 6 kHz", "80Hz〜6kHz"),
}
_LOWERS, _RAISES = Text("lowers the level", "レベルが下がる"), Text("raises the level", "レベルが上がる")
_VERDICT: dict[Grade, Text] = {
    "none": Text(
        "You will not hear this cable: from {band} it {does} by at most {bend} dB ({where}), "
        "less than the 0.1 dB to which careful listening tests match their levels.",
        "このケーブルによる音の差は聞こえません：{band} でケーブルにより{does}のは最大 {bend} dB（{where}）で、"
        "厳密な聴き比べで音量をそろえる精度 0.1dB を下回ります。",
    ),
    "below": Text(
        "Nobody has been shown to hear this: from {band} the cable {does} by up to {bend} dB ({where}), "
        "less than 0.4 dB, the smallest difference that listeners told apart in published tests.",
        "聞き分けられたという報告のない差です：{band} でケーブルにより{does}のは最大 {bend} dB（{where}）で、"
        "これまでに聞き分けられた最小の差 0.4dB を下回ります。",
    ),
    "possible": Text(
        "You might hear this, under the best conditions: from {band} the cable {does} by up to {bend} dB ({where}). "
        "Listeners have told 0.4 dB apart; in music a broad resonance takes about 1.5 dB.",
        "条件がよければ聞こえるかもしれません：{band} でケーブルにより{does}のは最大 {bend} dB（{where}）。"
        "聞き分けられた最小の差は 0.4dB、音楽の中で幅広い共振に気づくのは約 1.5dB です。",
    ),
    "likely": Text(
        "You will probably hear this: from {band} the cable {does} by up to {bend} dB ({where}), "
        "more than the 1.5 dB at which a broad resonance is heard in music.",
        "おそらく聞こえます：{band} でケーブルにより{does}のは最大 {bend} dB（{where}）で、"
        "音楽の中で幅広い共振に気づく約 1.5dB を超えます。",
    ),
}
_MISMATCH = Text(
    "Source ({source}) and load ({load}) do not belong together: at 1 kHz only {left} of the voltage arrives, "
    "with any cable. The verdict is on the cable alone.",
    "送り側（{source}）と負荷（{load}）の組み合わせが合っていません：1kHz で負荷に届く電圧は、"
    "どのケーブルでも {left} だけです。判定はケーブルによる差だけについてのものです。",
)
MISMATCH = -20.0  # [dB]; a load that takes more than this from its source was not meant for it


class Measured(TypedDict):
    """The visitor's measured response: frequencies [Hz], level [dB], level less ours [dB], shift that fits [dB].

    `away` is how far its level lies above ours [dB], as shown; `far` tells that this is more than 6 dB either way.
    """

    frequency: list[float]
    level: list[float]
    residual: list[float]
    fit: float
    away: float
    far: bool


class View(TypedDict):
    """One picture, ready for JSON.

    `given` holds every key that fixes the state, as text; `shown` what the controls show; `query` the
    shortest link; `unused` the controls that do not matter now; `range` the frequency axis [Hz] and its
    number of points; `curves` the traces of the attenuation (total, other lengths, then the parts if asked
    for), `phases` those of the other graph (without parts), all `packed`, and `names` what they are; `span`
    the limits of both y axes; `band` the ends of the band listened to [Hz]; `texts` the text of each named
    element of the page; `tab` the picture chosen, `graphs` or `section` what that picture needs, `measured` the
    visitor's own curve, `known` the range of the load's data [Hz], outside which it is held.
    """

    query: str
    preset: str
    given: Mapping[str, str]
    shown: Mapping[str, str]
    kind: str
    unused: list[str]
    range: tuple[float, float, int]
    curves: list[list[int]]
    phases: list[list[int]]
    names: list[str]
    span: dict[str, tuple[float, float]]
    band: tuple[float, float]
    verdict: Grade
    texts: dict[str, str]
    schematic: str
    tab: str
    graphs: dict[str, list[list[int]]]
    measured: Measured | None
    known: tuple[float, float] | None
    section: Section | None


def view(state: State, language: Language) -> View:
    """Compute and word everything that the page shows of a state.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    curve, table = curve_frequencies(state), np.array(TABLE_FREQUENCIES)
    everything = respond(state, np.concatenate([curve, table]))
    points, rows = slice(0, curve.size), slice(curve.size, None)

    compared = [one for one in everything.compared if one.state.shown["len"] != state.shown["len"]]
    drawn = [everything, *compared]
    curves = [circuit.decibels(one.drawn)[points] for one in drawn]
    phases = [circuit.phase_lag(one.drawn)[points] for one in drawn]
    names = [_metres(one.state) for one in drawn] if state.numbers("lens") else [_TOTAL(language)]
    if state.choice("parts") == "1":
        without_parts = circuit.decibels(everything.resistive - everything.base)
        curves += [(without_parts + everything.parts[part])[points] for part in PARTS]
        names += [_PART_NAMES[part](language) for part in PARTS]

    summary = summarize(state)
    texts = _headlines(state, summary, everything, language)
    texts["verdict"] = _verdict(state, summary, language)
    texts["table-name"] = _TABLE_NAME(language, reference=_reference_words(summary, language))
    texts["mismatch"] = _mismatch(state, summary, language)
    texts["band-words"] = _BAND_WORDS[state.band](language)
    texts |= _table(state, everything, rows)
    texts |= _line_words(state, language)
    texts["corners"] = _corners(state, summary, language)
    texts["range-note"] = _range_note(state, language)
    measured = _measured(state, curve, curves[0])
    shift = float(state.shown["shift"])
    own = [_near_enough(measured)] if measured and measured["level"] else []
    texts["residual"] = _residual_words(measured, shift, language)
    tab = state.choice("view")
    cut = section(state) if tab == "field" else None
    if tab == "field":
        texts["field-words"] = _field_words(cut, language)
    texts["reference"] = _reference(state, language)
    return View(
        query=state.query,
        preset=state.preset.id,
        given=state.given,
        shown=_shown(state),
        kind=state.kind,
        unused=[key for key in QUANTITIES if not state.matters(key)],
        range=(state.si("fmin"), state.si("fmax"), curve.size),
        curves=[packed(curve) for curve in curves],
        phases=[packed(phase) for phase in phases],
        names=names,
        span={"attenuation": _level_span([*curves, *own]), "phase": _phase_span(np.concatenate(phases))},
        band=BANDS[state.band],
        verdict=summary.grade,
        texts=texts,
        schematic=schematic(state, everything, language),
        tab=tab,
        graphs=_graphs(state, everything, points),
        measured=measured,
        known=_known(state),
        section=cut,
    )


MEASURED, RESIDUAL = Text("Measured", "実測"), Text("Measured − computed", "実測 − 計算")
"""The names of the visitor's own curve, and of its difference from ours."""
_TOTAL = Text("Total", "総合")
_PART_NAMES: dict[Part, Text] = {
    "skin": Text("Skin effect", "表皮効果"),
    "lr": Text("L–R", "L–R"),
    "cr": Text("C–R", "C–R"),
}


def _metres(state: State) -> str:
    return f"{plain(float(state.shown['len']))} m"


def _shown(state: State) -> dict[str, str]:
    # What follows from something else, as the source impedance from the damping factor, is rounded.
    given = state.given
    return {key: given[key] if key in given else plain(float(state.shown[key]), 6) for key in QUANTITIES}


def _graphs(state: State, response: Response, points: slice) -> dict[str, list[list[int]]]:
    """Curves of the picture chosen, `packed`, by the id of their graph.

    The line per metre: R' [mΩ/m] and L' [nH/m], exact, as lone wires, by the paper's formulas.  Impedance: of the load,
    and of source and cable as the load sees them, magnitude [Ω] and phase [°].
    """
    tab, frequency = state.choice("view"), response.frequency[points]
    if tab == "line":
        lines = [line_of(state.with_values(**way), frequency) for way in _WAYS]
        return {
            "resistance": [packed(line.resistance * 1e3) for line in lines],
            "inductance": [packed(line.inductance * 1e9) for line in lines],
        }
    if tab == "impedance":
        impedances = [response.ends.load_impedance[points], response.seen_from_load[points]]
        return {
            "magnitude": [packed(np.abs(z)) for z in impedances],
            "angle": [packed(np.degrees(np.angle(z))) for z in impedances],
        }
    return {}


# The curves per metre: exact, as lone wires, by the paper's formulas.
_WAYS = (
    {"skin": "exact", "formula": "exact"},
    {"skin": "table", "formula": "exact"},
    {"skin": "table", "formula": "paper"},
)


def _measured(state: State, frequency: Real, level: Real) -> Measured | None:
    curve = state.curve("frd")
    if curve is None:
        return None
    shift = float(state.shown["shift"])
    ours = np.interp(np.log(curve.frequency), np.log(frequency), level)
    inside = (curve.frequency >= frequency[0]) & (curve.frequency <= frequency[-1])
    measured = curve.level + shift
    residual = (measured - ours)[inside]
    low, high = BANDS[state.band]
    heard = inside & (curve.frequency >= low) & (curve.frequency <= high)
    chosen = heard if heard.any() else inside
    fit = float(np.mean((ours - curve.level)[chosen])) if chosen.any() else shift
    limits = QUANTITIES["shift"]
    assert isinstance(limits, Number)
    return Measured(
        frequency=[float(f"{f:.6g}") for f in curve.frequency[inside]],
        level=np.round(measured[inside], 4).tolist(),
        residual=np.round(residual, 4).tolist(),
        fit=round(min(max(fit, limits.minimum), limits.maximum), 2),
        away=shift - fit,
        far=abs(shift - fit) > FAR,
    )


def _near_enough(measured: Measured) -> Real:
    """The measured curve as the axis makes room for it: its shape in full, of a mere difference in level only `FAR`."""
    away = measured["away"]
    return np.array(measured["level"]) - away + min(max(away, -FAR), FAR)


def _residual_words(measured: Measured | None, shift: float, language: Language) -> str:
    if measured is None or not measured["residual"]:
        return ""
    residual = np.array(measured["residual"])
    worst = int(np.argmax(np.abs(residual)))
    words = _RESIDUAL(
        language,
        rms=fixed(float(np.sqrt(np.mean(residual**2))), 2),
        most=fixed(float(residual[worst]), 2),
        where=engineering(measured["frequency"][worst], "Hz"),
    )
    if measured["far"]:
        words = f"{_FAR(language, away=fixed(abs(measured['away']), 1))} {words}"
    if shift:
        label = QUANTITIES["shift"].label(language)
        words = f"{_MOVED(language, shift=fixed(shift, 2), label=label)} {words}"
    return words


def _known(state: State) -> tuple[float, float] | None:
    measured = load_data(state)
    return (float(measured.frequency[0]), float(measured.frequency[-1])) if measured else None


def _range_note(state: State, language: Language) -> str:
    """Where a measured impedance ends, and is held."""
    if state.load_kind != "file":
        return ""
    known = _known(state)
    if known is None:
        return _NO_FILE(language)
    low, high = (engineering(end, "Hz") for end in known)
    return _HELD(language, low=low, high=high, reference=engineering(reference_frequency(state), "Hz"))


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


def _line_words(state: State, language: Language) -> dict[str, str]:
    """What the first of the curves per metre says at 20 kHz; for their picture alone."""
    if state.choice("view") != "line":
        return {}
    line = line_of(state.with_values(**_WAYS[0]), np.array([20e3]))
    impedance = complex(line.characteristic_impedance[0])
    ratio = float(line.resistance[0] / line.dc_resistance)
    size = engineering(abs(impedance), "Ω")
    angle = fixed(float(np.degrees(np.angle(impedance))), 1)
    return {
        "line-words": _LINE_WORDS(language, ratio=f"{ratio:.4f}", impedance=f"{size} ∠ {angle}°"),
        "line-how": _LINE_HOW[state.kind == "rlc"](language),
    }


def _field_words(cut: Section | None, language: Language) -> str:
    if cut is None:
        return _NO_SECTION(language)
    return _FIELD_WORDS(
        language,
        frequency=engineering(cut["frequency"], "Hz"),
        skin=f"{cut['skin']:.3g}",
        radius=f"{cut['radius']:.3g}",
        most=f"{cut['most']:.2f}",
    )


_LINE_WORDS = Text(
    "At 20 kHz: R_ac/R_dc = {ratio}, characteristic impedance {impedance}.",
    "20kHz で R_ac/R_dc = {ratio}、特性インピーダンス {impedance}。",
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
        "R・L・C を1m当りで与えており断面がわからないため、"
        "3本とも単独の丸線の表皮効果で、L はどの周波数でも与えた値です。",
    ),
)
_NO_SECTION = Text(
    "The cross-section of this cable is not known, because it is given by R, L and C. "
    "Choose a pair, a star quad or a coaxial cable to see where its current flows.",
    "このケーブルは R・L・C で与えられており、断面がわかりません。"
    "平行2芯、スターカッド、同軸を選ぶと電流の流れ方が見えます。",
)
_FIELD_WORDS = Text(
    "{frequency}: skin depth {skin} mm, wire radius {radius} mm. "
    "At its strongest, the current density is {most} times that of direct current.",
    "{frequency}：表皮厚さ {skin} mm、導体半径 {radius} mm。最大の電流密度は直流の {most} 倍。",
)


def packed(values: Real) -> list[int]:
    """Second differences of the values in steps of 1e-4; the page sums them up twice.

    A smooth curve has tiny second differences: what travels is a third of the rounded values, and the
    sums of integers are exact.  1e-4 dB or degree is far below a pixel.
    """
    steps = np.rint(values / STEP).astype(np.int64)
    differences: list[int] = np.diff(steps, n=2, prepend=[0, 0]).tolist()
    return differences


def unpacked(differences: list[int]) -> Real:
    """Values of a packed curve."""
    return np.asarray(np.cumsum(np.cumsum(differences)) * STEP)


def _level_span(curves: list[Real]) -> tuple[float, float]:
    """Limits of the attenuation axis [dB]: steps of a fixed ladder, so that the axis rarely moves.

    It always shows at least 3 dB, so that a hundredth of a dB looks as small as it is.
    """
    low = min(float(np.min(curve)) for curve in curves)
    high = max(float(np.max(curve)) for curve in curves)
    top = 0.0 if high <= 1e-6 else next(step for step in _LADDER if step >= high)
    floor = next(step for step in _LADDER if step >= max(-low, 3 - top))
    return -1.05 * floor, max(1.05 * top, 0.06 * floor)


def _phase_span(phase: Real) -> tuple[float, float]:
    low, high = float(np.min(phase)), float(np.max(phase))
    top = next(step for step in _PHASE_LADDER if step >= high)
    bottom = 0.0 if low >= -0.5 else -next(step for step in _PHASE_LADDER if step >= -low)
    return bottom - 0.05 * top, 1.05 * top


_LADDER = tuple(base * 10.0**power for power in range(4) for base in (1, 1.5, 2, 3, 4, 6, 8)) + (1e5,)
_PHASE_LADDER = (15.0, 30.0, 60.0, 90.0, 180.0, *(360.0 * 2**power for power in range(30)))


def _headlines(state: State, summary: Summary, response: Response, language: Language) -> dict[str, str]:
    """The key figures: name and value of each of `HEADLINES`."""
    reference = _reference_words(summary, language)
    what = (_RISE if summary.loss_20k_db > 0 else _LOSS)(language)
    sign = "+" if summary.loss_20k_db > 0 else ""
    fall = summary.minus_3_db_hz
    told = {
        "loss": (
            _AT_20K[state.level_kind](language, what=what, reference=reference),
            f"{sign}{_level(summary.loss_20k_db)}",
        ),
        "corner": (
            _CORNER(language, reference=reference),
            _NOT_REACHED(language) if fall is None else engineering(fall, "Hz"),
        ),
        "phase": (_LAG[state.level_kind](language), f"{fixed(summary.phase_lag_20k_deg, 2)}°"),
    }
    if summary.effective_damping_factor is None:
        frequency, height = summary.resonance_hz, summary.resonance_db
        told["damping"] = (
            _RESONANCE(language),
            _NO_PEAK(language) if frequency is None else engineering(frequency, "Hz"),
        )
        told["dc"] = _HEIGHT(language), "–" if height is None else f"{fixed(height, 2)} dB"
    else:
        told["damping"] = _DAMPING(language), plain(summary.effective_damping_factor, 3)
        level = float(response.reference.attenuation[0])
        told["dc"] = _LEVEL(language, reference=reference), _level(level)
    return {f"headline-name-{key}": name for key, (name, _) in told.items()} | {
        f"headline-{key}": value for key, (_, value) in told.items()
    }


def _level(decibels: float) -> str:
    """To a thousandth of a dB where that counts; a figure of six characters finds room at any width."""
    return f"{fixed(decibels, 3 if abs(decibels) < 10 else 2)} dB"


def _reference_words(summary: Summary, language: Language) -> str:
    return engineering(summary.reference_hz, "Hz") if summary.reference_hz else _DC(language)


_NO_PEAK = Text("none", "なし")


def _verdict(state: State, summary: Summary, language: Language) -> str:
    return _VERDICT[summary.grade](
        language,
        band=_BAND_NAMES[state.band](language),
        does=(_RAISES if summary.bend_db > 0 else _LOWERS)(language),
        bend=fixed(abs(summary.bend_db), 3),
        where=engineering(summary.bend_hz, "Hz"),
    )


def _mismatch(state: State, summary: Summary, language: Language) -> str:
    """A word on a load that takes nearly all of the source's voltage."""
    if summary.loading_db > MISMATCH:
        return ""
    ends = ends_of(state, np.array([1e3]))
    source, load = (engineering(abs(complex(z[0])), "Ω", 2) for z in (ends.source_impedance, ends.load_impedance))
    return _MISMATCH(language, load=load, source=source, left=_share(10 ** (summary.loading_db / 20)))


def _share(ratio: float) -> str:
    return f"{plain(100 * ratio, 2)} %"


def _corners(state: State, summary: Summary, language: Language) -> str:
    if state.source_kind == "pickup":
        if summary.bare_resonance_hz is None or summary.bare_resonance_db is None:
            return _BARE_FLAT(language)
        height = fixed(summary.bare_resonance_db, 2)
        return _BARE_PEAK(language, frequency=engineering(summary.bare_resonance_hz, "Hz"), height=height)
    if summary.inductive_corner_hz is None or summary.capacitive_corner_hz is None:
        return ""
    inductive, capacitive = (
        # Beyond it the line is no lump any more, and nobody needs the figure.
        engineering(corner, "Hz") if corner < 1e8 else "> 100 MHz"
        for corner in (summary.inductive_corner_hz, summary.capacitive_corner_hz)
    )
    return _CORNERS(language, inductive=inductive, capacitive=capacitive)


def _reference(state: State, language: Language) -> str:
    """Where the values come from, and which of them have been changed since."""
    cable = CABLES.get(state.cable)
    changed = [
        quantity.label(language)
        for key, quantity in QUANTITIES.items()
        if quantity.group not in _LOOKS
        and state.matters(key)
        and key in state.values
        and state.values[key] != state.base.get(key)
    ]
    source = cable.reference(language) if cable else state.preset.reference(language)
    # A cable of the catalogue brings its own R, L and C; where the ends come from is the preset's name.
    name = f"{state.preset.name(language)}, {cable.name(language)}" if cable else state.preset.name(language)
    if not changed:
        return source
    separator = "、" if language == "ja" else ", "
    return _CHANGED(language, name=name, changed=separator.join(changed), source=source)


_LOOKS = ("view", "tabs", "field")  # groups that change the picture, not the circuit
_CHANGED = Text(
    "Based on “{name}”, with your own: {changed}. The original: {source}",
    "「{name}」から次の値を変更：{changed}。元の値について：{source}",
)


def _table(state: State, response: Response, rows: slice) -> dict[str, str]:
    reactance = 2 * np.pi * response.frequency * response.line.inductance * state.si("len")
    named: dict[str, tuple[Real, int]] = {
        "total": (response.ac_attenuation, 4),
        "phase": (response.phase_lag, 2),
        "reactance": (reactance, 3),
    }
    parts: dict[Part, tuple[Real, int]] = {part: (response.parts[part], 4) for part in PARTS}
    return {
        f"cell-{row}-{column}": fixed(float(value), decimals)
        for row, (values, decimals) in (named | parts).items()
        for column, value in enumerate(values[rows])
    }
