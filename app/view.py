"""What the page shows of a state, as plain data: curves, figures in words, table cells, schematic.

Every redraw is one such view; the layout's first picture is made from one as well.
"""

from collections.abc import Mapping
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from app.bench import PARTS, Part, Response, curve_frequencies, line_of, respond
from app.catalogue import CABLES
from app.quantities import QUANTITIES, Number
from app.schematic import schematic
from app.section import Section, section
from app.state import State
from app.text import Language, Text, engineering, fixed, plain
from physics import circuit
from physics.sources import resonance

__all__ = ["HEADLINES", "STEP", "TABLE_FREQUENCIES", "TABLE_ROWS", "View", "packed", "unpacked", "view"]

Real = NDArray[np.float64]

AUDIBLE = (20.0, 20e3)
STRICT, STATED = 0.1, 0.5  # thresholds of the verdict [dB]; their sources stand in _VERDICT_SOURCE
FAR = 6.0  # from the computed curve, beyond which the level of a measured one is fitted at once [dB]
STEP = 1e-4  # resolution of the curves drawn [dB] and [°]
TABLE_FREQUENCIES = (10e3, 20e3, 50e3, 100e3, 200e3)

HEADLINES: dict[str, Text] = {
    "loss": Text("Loss at 20 kHz, relative to DC", "20kHzの減衰（直流比）"),
    "corner": Text("−3 dB, relative to DC, at", "−3dB になる周波数（直流比）"),
    "phase": Text("Phase lag at 20 kHz", "20kHzの位相の遅れ"),
    "damping": Text("Effective damping factor", "実効ダンピングファクター"),
    "dc": Text("Level at DC", "直流でのレベル"),
}
# Behind a coupling capacitor there is no DC; with a pickup its resonance is what matters.
_HEADLINES_OF: dict[str, dict[str, Text]] = {
    "amp": HEADLINES,
    "line": HEADLINES
    | {
        "loss": Text("Loss at 20 kHz, relative to 1 kHz", "20kHzの減衰（1kHz比）"),
        "corner": Text("−3 dB, relative to 1 kHz, at", "−3dB になる周波数（1kHz比）"),
        "dc": Text("Level at 1 kHz", "1kHzでのレベル"),
    },
    "pickup": HEADLINES
    | {
        "damping": Text("Resonance at", "共振周波数"),
        "dc": Text("Height of the resonance", "共振の高さ"),
    },
}
TABLE_ROWS: dict[str, Text] = {
    "total": Text("Total [dB]", "総合 [dB]"),
    "skin": Text("Skin effect alone [dB]", "表皮効果のみ [dB]"),
    "lr": Text("L–R alone [dB]", "L–R のみ [dB]"),
    "cr": Text("C–R alone [dB]", "C–R のみ [dB]"),
    "phase": Text("Phase lag φ [°]", "位相の遅れ φ [°]"),
    "reactance": Text("Reactance ωL [Ω]", "リアクタンス ωL [Ω]"),
}
_CORNERS = Text(
    "ωL of the cable reaches the load's resistance at {inductive}, 1/ωC falls to it at {capacitive}.",
    "ケーブルの ωL が負荷抵抗に等しくなるのは {inductive}、1/ωC が等しくなるのは {capacitive}。",
)
_BARE_PEAK = Text(
    "Without the cable the resonance would lie at {frequency}, {height} dB high.",
    "ケーブルがなければ共振は {frequency}、高さ {height} dB。",
)
_BARE_FLAT = Text("Without the cable there would be no peak.", "ケーブルがなければ共振のピークはない。")
_NOT_REACHED = Text("above {limit}", "{limit} 以上")
_VERDICT = {
    "strict": Text(
        "Not to be expected to be heard: from 20 Hz to 20 kHz the cable bends the level by at most {bend} dB "
        "({where}), below the strict threshold of 0.1 dB.",
        "聴いて差がわかるとは考えられません：ケーブルによる 20Hz〜20kHz のレベル変化は最大 {bend} dB（{where}）で、"
        "厳しい基準 0.1dB を下回ります。",
    ),
    "stated": Text(
        "Hardly audible: from 20 Hz to 20 kHz the cable bends the level by up to {bend} dB ({where}), above the strict "
        "threshold of 0.1 dB but below 0.5 dB, about the least that listeners tell apart.",
        "聴いて差がわかる可能性はごく小さい：ケーブルによる 20Hz〜20kHz のレベル変化は最大 {bend} dB（{where}）。"
        "厳しい基準 0.1dB "
        "は超えますが、聴き分けの限界とされる約 0.5dB を下回ります。",
    ),
    "above": Text(
        "May be audible: from 20 Hz to 20 kHz the cable bends the level by up to {bend} dB ({where}), above 0.5 "
        "dB, about "
        "the least that listeners tell apart.",
        "音質に影響が出る可能性があります：ケーブルによる 20Hz〜20kHz のレベル変化は最大 {bend} dB（{where}）で、"
        "聴き分けの限界とされる約 0.5dB を超えます。",
    ),
}


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
    the limits of both y axes; `texts` the text of each named element of the page; `tab` the picture chosen,
    `graphs` or `section` what that picture needs, `measured` the visitor's own curve, `known` the range of the
    load's data [Hz], outside which it is held.
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
    verdict: str
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
    band = np.geomspace(*AUDIBLE, 61)
    everything = respond(state, np.concatenate([curve, table, band]))
    points, rows = slice(0, curve.size), slice(curve.size, curve.size + table.size)
    heard = slice(curve.size + table.size, None)

    compared = [one for one in everything.compared if one.state.shown["len"] != state.shown["len"]]
    drawn = [everything, *compared]
    attenuation = state.choice("att")
    base: Real = np.zeros(1)  # what the levels drawn are relative to
    turned: Real = np.zeros(1)  # and the phase
    if attenuation == "ac":
        base = everything.reference.attenuation
    elif attenuation == "cable":
        base = circuit.decibels(everything.without_cable[points])
        turned = circuit.phase_lag(everything.without_cable[points])
    # Of several lengths each has its own value at DC.
    bases = [one.reference.attenuation if attenuation == "ac" else base for one in drawn]
    curves = [one.attenuation[points] - own for one, own in zip(drawn, bases, strict=True)]
    phases = [one.phase_lag[points] - turned for one in drawn]
    names = [_metres(one.state) for one in drawn] if state.numbers("lens") else [_TOTAL(language)]
    if state.choice("parts") == "1":
        reference = circuit.decibels(everything.reference.cable_log_transfer)
        lift = circuit.decibels(everything.without_cable[points]) + reference - base
        curves += [everything.parts[part][points] + lift for part in PARTS]
        names += [_PART_NAMES[part](language) for part in PARTS]

    bend = everything.bend[heard]
    worst = int(np.argmax(np.abs(bend)))
    most = abs(float(bend[worst]))
    grade = "strict" if most < STRICT else "stated" if most < STATED else "above"
    where = engineering(float(band[worst]), "Hz")
    texts = {"verdict": _VERDICT[grade](language, bend=fixed(most, 3), where=where)}
    texts |= _headlines(state, everything, points, rows, language)
    texts |= _table(state, everything, rows)
    texts |= _line_words(everything, rows, state, language)
    texts["corners"] = _corners(everything, state, points, language)
    texts["range-note"] = _range_note(state, language)
    measured = _measured(state, curve, curves[0])
    shift = float(state.shown["shift"])
    own = [_near_enough(measured)] if measured and measured["level"] else []
    texts["residual"] = _residual_words(measured, shift, language)
    tab = state.choice("view")
    cut = section(state) if tab == "field" else None
    if tab == "field":
        texts["field-words"] = _field_words(cut, language)
    source = CABLES.get(state.choice("cable"), state.preset)
    texts["reference"] = source.reference(language)
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
        verdict=grade,
        texts=texts,
        schematic=schematic(state, everything, language),
        tab=tab,
        graphs=_graphs(state, everything, points),
        measured=measured,
        known=_known(state),
        section=cut,
    )


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
        ways = (
            {"skin": "exact", "formula": "exact"},
            {"skin": "table", "formula": "exact"},
            {"skin": "table", "formula": "paper"},
        )
        lines = [line_of(state.with_values(**way), frequency) for way in ways]
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


def _measured(state: State, frequency: Real, level: Real) -> Measured | None:
    curve = state.curve("frd")
    if curve is None:
        return None
    shift = float(state.shown["shift"])
    ours = np.interp(np.log(curve.frequency), np.log(frequency), level)
    inside = (curve.frequency >= frequency[0]) & (curve.frequency <= frequency[-1])
    measured = curve.level + shift
    residual = (measured - ours)[inside]
    heard = inside & (curve.frequency >= AUDIBLE[0]) & (curve.frequency <= AUDIBLE[1])
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
    measured = state.curve("zma") if state.choice("zl") == "file" else None
    return (float(measured.frequency[0]), float(measured.frequency[-1])) if measured else None


def _range_note(state: State, language: Language) -> str:
    """Where a measured impedance ends, and is held."""
    if state.choice("zl") != "file":
        return ""
    known = _known(state)
    if known is None:
        return _NO_FILE(language)
    low, high = (engineering(end, "Hz") for end in known)
    return _HELD(language, low=low, high=high)


_RESIDUAL = Text(
    "Measured less computed: {rms} dB rms, at most {most} dB, at {where}.",
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
    "No impedance file yet: the load is a resistor of the load impedance. Drop a .zma, .txt or .csv file on the load.",
    "インピーダンスのファイルがないため、負荷インピーダンスの値の抵抗として計算しています。"
    ".zma、.txt、.csv のファイルを負荷の欄にドロップしてください。",
)
_HELD = Text(
    "The impedance was measured from {low} to {high}; outside (grey in its graph) the last value is held.",
    "インピーダンスの実測範囲は {low}〜{high}。範囲外（グラフの灰色の部分）では端の値を保持しています。",
)


def _line_words(response: Response, rows: slice, state: State, language: Language) -> dict[str, str]:
    at_20k = TABLE_FREQUENCIES.index(20e3)
    line = response.line
    impedance = complex(line.characteristic_impedance[rows][at_20k])
    ratio = float(line.resistance[rows][at_20k] / line.dc_resistance)
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
        "Exact: skin and proximity effect together. Lone wire: skin effect of a wire without neighbours. Paper: "
        "the same resistance, and L by ln(d/a).",
        "厳密：表皮効果と近接効果。単独の丸線：隣の導体を無視した表皮効果。"
        "論文の式：抵抗は単独の丸線と同じ、L は ln(d/a)。",
    ),
    Text(
        "The cross-section is not known (R, L and C are given per metre): all three are the lone round wire, and L "
        "stays as given.",
        "断面がわからない（R・L・C を1m当りで与えている）ため、3つとも単独の丸線の表皮効果で、L は与えた値のまま。",
    ),
)
_NO_SECTION = Text(
    "The cross-section of this cable is not known: it is given by R, L and C. Choose a pair, a star quad or a "
    "coaxial cable to see where its current flows.",
    "このケーブルは R・L・C で与えられており、断面がわかりません。"
    "平行2芯、スターカッド、同軸を選ぶと電流の流れ方が見えます。",
)
_FIELD_WORDS = Text(
    "{frequency}: skin depth {skin} mm, wire radius {radius} mm. The strongest current density is {most} times that of "
    "a direct current.",
    "{frequency}：表皮厚さ {skin} mm、導体半径 {radius} mm。最大の電流密度は直流の {most} 倍。",
)


def packed(values: Real) -> list[int]:
    """Second differences of the values in steps of 1e-4, which the page sums up again.

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

    It never shows less than 3 dB: a hundredth of a dB must look like one.
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


def _headlines(state: State, response: Response, points: slice, rows: slice, language: Language) -> dict[str, str]:
    at_20k = TABLE_FREQUENCIES.index(20e3)
    level, phase = response.ac_attenuation[rows], response.phase_lag[rows]
    names = _HEADLINES_OF[state.choice("zs")]
    texts = {
        "loss": f"{fixed(float(level[at_20k]), 3)} dB",
        "corner": _corner(response, points, language),
        "phase": f"{fixed(float(phase[at_20k]), 2)}°",
    }
    if state.choice("zs") == "pickup":
        peak = resonance(response.frequency[points], response.ac_attenuation[points])
        texts["damping"] = engineering(peak[0], "Hz") if peak else _NO_PEAK(language)
        texts["dc"] = f"{fixed(peak[1], 2)} dB" if peak else "–"
    else:
        loop = response.line.dc_resistance * state.si("len")
        damping = circuit.effective_damping_factor(state.si("load"), state.si("rs"), loop)
        texts["damping"] = plain(damping, 3)
        texts["dc"] = f"{fixed(float(response.reference.attenuation[0]), 3)} dB"
    return {f"headline-{key}": text for key, text in texts.items()} | {
        f"headline-name-{key}": name(language) for key, name in names.items()
    }


_NO_PEAK = Text("none", "なし")


def _corner(response: Response, points: slice, language: Language) -> str:
    """First frequency at which the level is 3 dB below that at DC, from the plotted curve."""
    frequency, level = response.frequency[points], response.ac_attenuation[points]
    if response.state.choice("zs") == "line":  # below the reference it falls towards DC as well
        frequency, level = frequency[frequency >= 1e3], level[frequency >= 1e3]
    below = np.flatnonzero(level <= -3)
    if below.size == 0:
        return _NOT_REACHED(language, limit=engineering(float(frequency[-1]), "Hz"))
    after = int(below[0])
    if after == 0:
        return f"< {engineering(float(frequency[0]), 'Hz')}"
    pair = slice(after - 1, after + 1)
    # Between neighbours, 2 % apart, the level is straight over log f to far more than three digits.
    log_f = np.interp(3.0, -level[pair], np.log(frequency[pair]))
    return engineering(float(np.exp(log_f)), "Hz")


def _corners(response: Response, state: State, points: slice, language: Language) -> str:
    length, load, line = state.si("len"), state.si("load"), response.line
    if state.choice("zs") == "pickup":
        bare = circuit.decibels(response.without_cable - response.reference.without_cable)[points]
        peak = resonance(response.frequency[points], bare)
        if peak is None:
            return _BARE_FLAT(language)
        return _BARE_PEAK(language, frequency=engineering(peak[0], "Hz"), height=fixed(peak[1], 2))
    if state.choice("zl") not in ("resistor", "input"):
        return ""
    return _CORNERS(
        language,
        inductive=engineering(circuit.inductive_corner(load, line.dc_inductance * length), "Hz"),
        capacitive=engineering(circuit.capacitive_corner(load, line.capacitance * length), "Hz"),
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
