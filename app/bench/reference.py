"""What the bench's API takes and gives, key by key and field by field."""

from typing import Annotated, Any, TypedDict

from app.bench.exports import EXPORTS
from app.bench.measures import BiWiring, PerMetre, Summary
from app.bench.pickup_fit import NUMBERS
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.response import CURVE_POINTS
from app.bench.state import PINS
from app.bench.transients import EdgeFigures
from app.bench.words import PINNED
from app.common.operation import LANGUAGE, Operation, Parameter, code, names, parameter_of, reserved_parameters
from app.common.quantity import Number, Upload
from app.common.schema import Fields
from app.common.text import Text
from physics.hearing import Grade

__all__ = ["MAX_FREQUENCIES", "MAX_FREQUENCY", "MAX_SWEPT", "MAX_VALUES", "OPERATIONS", "PARAMETERS"]

MAX_FREQUENCIES = 10_000
MAX_FREQUENCY = 1e9
MAX_VALUES = 257
MAX_SWEPT = MAX_VALUES * CURVE_POINTS
"""Of a sweep, values times frequencies."""

PARAMETERS: tuple[Parameter, ...] = (
    *reserved_parameters(PRESETS),
    *map(parameter_of, QUANTITIES.values()),
    *(Parameter(key, PINNED, code()) for key in PINS),
)
"""Every key of links, which is one of the API as well."""

_F = Parameter(
    "f",
    Text(
        "frequencies, separated by commas; without it those of the graphs", "周波数（カンマ区切り）。省略時はグラフの値"
    ),
    {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": MAX_FREQUENCY}, "minItems": 1,
     "maxItems": MAX_FREQUENCIES},
    "Hz",
)  # fmt: skip
_NUMBERS_OF = [key for key, quantity in QUANTITIES.items() if isinstance(quantity, Number)]
_SWEEP = (
    Parameter(
        "over",
        Text(
            "key of a number that the response depends on; "
            "neither it nor what says the same (rs beside over=df) is given",
            "応答を左右する数値のキー。そのキー自身や同じ意味のキー（over=df に対する rs など）は同時に指定しない",
        ),
        names(_NUMBERS_OF),
        required=True,
    ),
    Parameter("from", Text("its first value", "その最初の値"), {"type": "number"}, required=True),
    Parameter("to", Text("its last value", "その最後の値"), {"type": "number"}, required=True),
    Parameter(
        "n",
        Text(
            f"number of values, evenly spaced as on the slider; times the frequencies at most {MAX_SWEPT}",
            f"値の数（スライダー上で等間隔）。周波数の数との積は {MAX_SWEPT} まで",
        ),
        {"type": "integer", "minimum": 2, "maximum": MAX_VALUES},
        required=True,
    ),
)
_FILE = (
    Parameter(
        "kind",
        Text("what the file is: a response or an impedance", "ファイルの種類（周波数特性、インピーダンス）"),
        names(key for key, quantity in QUANTITIES.items() if isinstance(quantity, Upload)),
        required=True,
    ),
    Parameter(
        "room",
        Text("characters that the code may take; 1900 if not given", "符号に使える文字数（省略時 1900）"),
        {"type": "integer", "minimum": 0, "maximum": 4000},
    ),
    Parameter("lang", Text("language of the message", "メッセージの言語"), names(("en", "ja"))),
)

_Shown = dict[str, float | str]
_STATE = Text("every quantity as shown, preset included", "すべての設定値（表示単位、preset を含む）")
_FREQUENCIES = Text("frequencies", "周波数")
_ATTENUATION = Text("20·log₁₀ of load voltage over EMF; a loss is negative", "20·log₁₀（負荷電圧 ÷ 起電力）。減衰は負")
_AC = Text("the same less its value at the reference (summary)", "同じく、基準での値（summary）を引いたもの")
_PHASE = Text("positive when the load lags", "負荷が遅れるとき正")


class Complexes(TypedDict):
    """Complex values: real and imaginary parts."""

    re: list[float]
    im: list[float]


class OtherLength(TypedDict):
    """The response with another length."""

    length_m: float
    attenuation_db: list[float]
    ac_attenuation_db: list[float]
    phase_lag_deg: list[float]


_SUMMARY = Fields(
    {
        "reference_hz": Text(
            "frequency that levels are relative to: 0 for DC; 1 kHz behind a coupling capacitor and into a measured "
            "impedance, or the nearest frequency that was measured",
            "レベルの基準とする周波数。直流なら 0、結合コンデンサーの後や実測の負荷では 1 kHz（または最も近い測定点）",
        ),
        "reference_db": Text("attenuation_db there", "そこでの attenuation_db"),
        "loss_20k_db": Text(
            "of the curve drawn (att) at 20 kHz; a loss is negative", "描いた曲線（att）の 20 kHz での値。減衰は負"
        ),
        "phase_lag_20k_deg": Text("of the curve drawn at 20 kHz", "描いた曲線の 20 kHz での位相の遅れ"),
        "minus_3_db_hz": Text(
            "first frequency above the reference at which ac_attenuation_db falls to −3.0103 dB; "
            "null if not up to 1 GHz",
            "ac_attenuation_db が基準より上で最初に −3.0103 dB になる周波数。1 GHz までになければ null",
        ),
        "resonance_hz": Text(
            "peak of a pickup with controls, or of a cartridge, with cable and load; null for other sources, "
            "and without a peak",
            "ピックアップ（コントロールを含む）またはカートリッジとケーブル・負荷の共振周波数。"
            "ほかの送り側や山がないときは null",
        ),
        "resonance_db": Text("its height over the level at the reference", "その高さ（基準比）"),
        "bare_resonance_hz": Text("the same peak without the cable", "ケーブルがないときの共振周波数"),
        "bare_resonance_db": Text("its height", "その高さ"),
        "level_10k_db": Text(
            "of a cartridge, level at 10 kHz over that at the reference; null for other sources",
            "カートリッジの 10 kHz でのレベル（基準比）。ほかの送り側では null",
        ),
        "level_20k_db": Text("the same at 20 kHz", "同じく 20 kHz でのレベル"),
        "capacitance_f": Text(
            "all that a cartridge sees, of the cable and of the input; null for other sources",
            "カートリッジから見た静電容量の合計（ケーブルと入力）。ほかの送り側では null",
        ),
        "effective_damping_factor": Text(
            "load over source and cable, R at DC; null for a pickup and a cartridge",
            "負荷 ÷（送り側＋ケーブル）、直流抵抗。ピックアップとカートリッジでは null",
        ),
        "cable_power_w": Text(
            "what cable and contacts turn into heat at power, R at DC; null without power or an amplifier",
            "power のときケーブルと接点で熱になる電力（直流抵抗）。power が 0 のときやアンプ以外では null",
        ),
        "cable_power_percent": Text("how much of power that is, in per cent", "その power に対する割合 [%]"),
        "crosstalk_1k_db": Text(
            "level at the other, silent channel's load over that at this one's, at 1 kHz; null without rcommon",
            "音を出していない反対側の負荷に現れるレベル（こちら側比、1 kHz）。rcommon がなければ null",
        ),
        "crosstalk_most_db": Text("the largest within band", "band 内での最大値"),
        "crosstalk_most_hz": Text("where", "その周波数"),
        "inductive_corner_hz": Text(
            "where L against source, cable and load in series would take 3 dB; null unless both ends are resistive",
            "L だけで 3 dB 下がる周波数（送り側・ケーブル・負荷の直列に対して）。両端が抵抗でなければ null",
        ),
        "capacitive_corner_hz": Text(
            "where C against source and load in parallel would take 3 dB; null unless both ends are resistive",
            "C だけで 3 dB 下がる周波数（送り側と負荷の並列に対して）。両端が抵抗でなければ null",
        ),
        "loading_db": Text(
            "what the load takes from the source at 1 kHz before any cable",
            "ケーブルがない状態で、負荷をつなぐことによる 1 kHz での低下",
        ),
        "source_1k_ohm": Text("magnitude of the source's impedance at 1 kHz", "1 kHz での送り側インピーダンスの大きさ"),
        "load_1k_ohm": Text("magnitude of the load's impedance at 1 kHz", "1 kHz での負荷インピーダンスの大きさ"),
        "cable_reference_db": Text(
            "what the cable alone changes at the reference: a loss of volume, not of tone",
            "基準でのケーブルだけによる変化（音色ではなく音量の低下）",
        ),
        "bend_db": Text(
            "within band, what the cable alone changes over what it changes at the reference: "
            "the value largest in size; bi-wired, of both halves, each by the current that it draws",
            "band 内で、ケーブルだけによる変化から基準での変化を引いた値のうち、絶対値が最大のもの"
            "（バイワイヤリングでは両ドライバーの電流で重みづけした値）",
        ),
        "bend_hz": Text("where", "その周波数"),
        "grade": Text(
            "what may be heard of that: none (below 0.1 dB), below (every published limen: below 0.4 dB), "
            "possible (below 1.5 dB), likely",
            "それが聞こえるか：none（0.1 dB 未満）、below（公表された弁別限より小さい、0.4 dB 未満）、"
            "possible（1.5 dB 未満）、likely",
        ),
    }
)
_BIWIRING = Fields(
    {
        "woofer_db": Text(
            "at the woofer's terminals, where it draws more current than the tweeter: the largest change in the band "
            "against one such cable to both",
            "ウーファー端子（電流がツイーターより大きい帯域）で、同じケーブル1本のときからの最大の変化",
        ),
        "woofer_hz": Text("where", "その周波数"),
        "tweeter_db": Text("the same at the tweeter's, elsewhere", "同じく、残りの帯域でのツイーター端子の値"),
        "tweeter_hz": Text("where", "その周波数"),
        "woofer_parallel_db": Text(
            "what the same two cables side by side would change at woofer_hz",
            "2本を並列にした場合の、woofer_hz での変化",
        ),
        "tweeter_parallel_db": Text("the same at tweeter_hz", "同じく tweeter_hz での変化"),
    }
)
_PER_METRE = Fields(
    {
        "resistance_ratio": Text("R'(f) over R'(0)", "R'(f) ÷ R'(0)"),
        "impedance_ohm": Text("magnitude of the characteristic impedance", "特性インピーダンスの大きさ"),
        "impedance_deg": Text("its angle", "その角度"),
    }
)
_Summary = Annotated[Summary, Text("the page's figures, whatever f, fmin, fmax and view are",
                                   "ページに出る数値（f・fmin・fmax・view によらない）"), _SUMMARY]  # fmt: skip


class Pinned(TypedDict):
    """A pin at the frequencies of the response, and that less the pin."""

    key: Annotated[str, Text("its key: a, b, c or d", "ピンのキー（a〜d）")]
    name: Annotated[str, Text("its name, which may be empty", "名前（空のこともある）")]
    state: Annotated[_Shown, _STATE]
    attenuation_db: list[float]
    phase_lag_deg: list[float]
    difference_db: Annotated[
        list[float], Text("the response less the pin, absolute levels", "本体 − ピン（絶対レベル）")
    ]
    difference_phase_deg: list[float]
    summary: _Summary


class Measured(TypedDict):
    """The visitor's measured response beside the curve drawn; null where there is no point to compare."""

    frequency_hz: list[float]
    level_db: Annotated[list[float], Text("as shown", "表示どおりのレベル")]
    residual_db: Annotated[list[float], Text("that less ours", "実測 − 計算")]
    rms_db: Annotated[float | None, Text("root mean square of that over log f", "その二乗平均平方根（対数周波数上）")]
    most_db: Annotated[float | None, Text("the value of it largest in size", "絶対値が最大の差")]
    most_hz: Annotated[float | None, Text("where", "その周波数")]
    shift_db: Annotated[float, Text("what was added to the file's level", "ファイルのレベルに加えた値")]
    fit_db: Annotated[float | None, Text("the shift that fits", "最もよく合うシフト量")]
    away_db: Annotated[float | None, Text("how far above ours it is", "計算値からの高さ")]
    is_far: Annotated[bool, Text("whether that is too far to compare", "比較できないほど離れているか")]


class Parts(TypedDict):
    """Parts of the attenuation."""

    skin_db: Annotated[list[float], Text("skin effect alone", "表皮効果のみ")]
    lr_db: Annotated[list[float], Text("L–R alone", "L–R のみ")]
    cr_db: Annotated[list[float], Text("C–R alone", "C–R のみ")]


class Sensitive(TypedDict):
    """What one quantity does to the figure; null where the figure does not exist or the value cannot be."""

    key: Annotated[str, Text("of the quantity", "量のキー")]
    value: Annotated[float, Text("its value", "その値")]
    low_value: Annotated[float, Text("lower end of its tolerance", "公差の下限")]
    high_value: Annotated[float, Text("upper end of its tolerance", "公差の上限")]
    low: Annotated[float | None, Text("by what the figure changes at the lower end", "下限での数値の変化")]
    high: Annotated[float | None, Text("by what it changes at the upper end", "上限での数値の変化")]
    per_percent: Annotated[
        float | None, Text("by what it changes where the value is 1 % larger", "値が 1 % 大きいときの変化")
    ]


class Tolerance(TypedDict):
    """How sure a state is."""

    low_db: Annotated[list[float], Text("percentile 5 of attenuation_db", "attenuation_db の 5 パーセンタイル")]
    high_db: Annotated[list[float], Text("percentile 95", "95 パーセンタイル")]
    grade_share: Annotated[
        dict[Grade, float],
        Text("in what part of these states the verdict is which grade", "判定がそれぞれの段階になる割合"),
    ]
    of: Annotated[str, Text("the figure that sensitivities are of (key of)", "sensitivities の対象（キー of）")]
    figure: Annotated[float | None, Text("that figure; null if there is none", "その数値。なければ null")]
    unit: Annotated[str, Text("its unit", "その単位")]
    sensitivities: Annotated[
        list[Sensitive],
        Text("for each quantity that may be off, the largest effect first", "ばらつく量ごと、影響の大きい順"),
    ]


class LineData(TypedDict):
    """The cable per metre."""

    resistance_ohm_per_m: Annotated[list[float], Text("of the loop, at each f", "往復の抵抗（各 f）")]
    inductance_h_per_m: Annotated[list[float], Text("of the loop, at each f", "往復のインダクタンス（各 f）")]
    capacitance_f_per_m: Annotated[float, Text("between the conductors", "線間静電容量")]
    shunt_conductance_s_per_m: Annotated[list[float], Text("loss of the insulation, at each f", "絶縁体の損失（各 f）")]
    dc_resistance_ohm_per_m: Annotated[float, Text("of the loop", "往復の直流抵抗")]


class Sharing(TypedDict):
    """What a shared return changes at a channel's own load."""

    shared_alone_db: Annotated[list[float], Text("while the other channel is silent", "反対側が無音のとき")]
    shared_alike_db: Annotated[list[float], Text("while both play the same (mono)", "左右が同じ音（モノラル）のとき")]


class Answer(TypedDict):
    """The response of a state."""

    state: Annotated[_Shown, _STATE]
    frequency_hz: Annotated[list[float], _FREQUENCIES]
    attenuation_db: Annotated[list[float], _ATTENUATION]
    ac_attenuation_db: Annotated[list[float], _AC]
    phase_lag_deg: Annotated[list[float], _PHASE]
    group_delay_s: Annotated[list[float], Text("−dφ/dω", "群遅延 −dφ/dω")]
    cable_db: Annotated[
        list[float],
        Text(
            "what the cable alone changes: the level with it less that with the load at the source's terminals",
            "ケーブルだけによる変化：ケーブルありのレベル − 送り側の端子に負荷を直結したときのレベル",
        ),
    ]
    load_impedance_ohm: Annotated[Complexes, Text("of the load", "負荷のインピーダンス")]
    source_impedance_ohm: Annotated[Complexes, Text("of the source", "送り側のインピーダンス")]
    seen_from_load_ohm: Annotated[
        Complexes, Text("of source and cable, as the load sees them", "負荷から見た送り側とケーブルのインピーダンス")
    ]
    lengths: Annotated[list[OtherLength], Text("for each length of lens", "lens の長さごとの結果")]
    pins: Annotated[list[Pinned], Text("for each of a to d", "a〜d のピンごとの結果")]
    summary: _Summary
    crosstalk_db: Annotated[
        list[float] | None,
        Text(
            "level at the other, silent channel's load over that at this one's; null without rcommon",
            "音を出していない反対側の負荷に現れるレベル（こちら側比）。rcommon がなければ null",
        ),
    ]
    sharing: Annotated[
        Sharing | None,
        Text(
            "with a shared return, this channel's level over that with a return of its own; else null",
            "共通の帰路があるとき、帰路が別々の場合に対するこちら側のレベル。なければ null",
        ),
    ]
    biwiring: Annotated[
        Annotated[BiWiring, _BIWIRING] | None,
        Text("bi-wired, what that changes; else null", "バイワイヤのとき、それによる変化。それ以外は null"),
    ]
    per_metre: Annotated[
        Annotated[PerMetre, _PER_METRE] | None,
        Text("with view=line, at 20 kHz; else null", "view=line のとき 20 kHz での値。それ以外は null"),
    ]
    measured: Annotated[
        Measured | None,
        Text("with frd, beside the curve drawn; else null", "frd があるとき、描いた曲線との比較。なければ null"),
    ]
    tolerance: Annotated[
        Tolerance | None, Text("with tol, how sure that is; else null", "tol があるとき、その確かさ。なければ null")
    ]
    parts: Annotated[
        Parts,
        Text(
            "what one cause alone changes, against the same cable with only its resistance at DC; they need not add up "
            "to the total",
            "一つの要因だけによる変化（直流抵抗のみの同じケーブルに対して）。合計は総合と一致しない",
        ),
    ]
    line: Annotated[LineData, Text("the cable per metre", "1 m あたりのケーブルの定数")]


class Copies(TypedDict):
    """A state to be pasted elsewhere."""

    title: Annotated[str, Text("the verdict in a word, and what the state is", "判定と状態を1行で")]
    link: Annotated[str, Text("of the bench, as the server's address is known", "シミュレーターへのリンク")]
    markdown: Annotated[str, Text("the picture in Markdown, leading there", "リンク付きの図（Markdown）")]
    html: Annotated[str, Text("the same in HTML", "同じものの HTML")]
    bbcode: Annotated[str, Text("the same in BBCode, as forums take it", "同じものの BBCode（掲示板用）")]
    iframe: Annotated[
        str | None,
        Text(
            "the live graph in a frame; null where the server lets no other page show it",
            "動くグラフの埋め込み（iframe）。サーバーが埋め込みを許可していなければ null",
        ),
    ]


class StateRead(TypedDict):
    """A state file that was read."""

    query: Annotated[str, Text("the bench's query for what is valid in it", "ファイルのうち有効な内容のクエリ")]
    left_out: Annotated[
        list[str],
        Text("what in it cannot be used, a line each, as of a link", "使えなかった内容（1件1行、リンクの場合と同じ）"),
    ]


_ROWS = Text("a row for each value, as /api/v1/response gives it", "値ごとに1行（/api/v1/response と同じ数値）")


class Swept(TypedDict):
    """Responses over a range of one quantity."""

    over: Annotated[str, Text("its key", "そのキー")]
    values: Annotated[list[float], Text("its values", "その値")]
    frequency_hz: Annotated[list[float], _FREQUENCIES]
    attenuation_db: Annotated[list[list[float]], _ROWS]
    ac_attenuation_db: list[list[float]]
    phase_lag_deg: list[list[float]]


_TYPED = {
    "rp": Text("DC resistance of the pickup [kΩ]", "ピックアップの直流抵抗 [kΩ]"),
    "rtest": Text(
        "resistance across it, the instrument's own included [kΩ]; 1000 if not given",
        "測定時の負荷抵抗（測定器の入力を含む）[kΩ]。省略時 1000",
    ),
    "ctest": Text("capacitance across it [pF]; 0 if not given", "測定時の負荷容量 [pF]。省略時 0"),
    "lp": Text("its inductance, if it is known [H]", "わかっていればインダクタンス [H]"),
    "fres": Text(
        "where the raw curve peaks with the capacitor cres across it [Hz]",
        "コンデンサー cres をつないだときの、補正前の特性のピーク周波数 [Hz]",
    ),
    "cres": Text("that capacitor [nF]; 10 if not given", "そのコンデンサー [nF]。省略時 10"),
    "cp": Text(
        "winding capacitance where L and C cannot be told apart [pF]; 110 if not given",
        "L と C を分けられないときの巻線容量 [pF]。省略時 110",
    ),
}
_PICKUP = (
    *(
        Parameter(
            key,
            meaning,
            {"type": "number", "minimum": NUMBERS[key][0], "maximum": NUMBERS[key][1]},
            required=key == "rp",
        )
        for key, meaning in _TYPED.items()
    ),
    Parameter(
        "integrated",
        Text(
            "1 where the rise of the field by 20 dB a decade is taken off already",
            "20 dB/decade の上昇を補正済みなら 1",
        ),
        names(("0", "1")),
    ),
    Parameter(
        "losses",
        Text("what lies across L; semi if not given", "L に並列の損失。省略時 semi"),
        names(("semi", "resistor")),
    ),
    Parameter("lang", Text("language of the message", "メッセージの言語"), names(("en", "ja"))),
)


class PickupRead(TypedDict):
    """A pickup that was fitted."""

    values: Annotated[
        dict[str, float],
        Text("lp, rp, cp, rloss, zsemi and feddy, as links have them", "lp・rp・cp・rloss・zsemi・feddy（リンクの値）"),
    ]
    losses: Annotated[str, Text("what lies across L", "L に並列の損失")]
    separate: Annotated[bool, Text("whether L and C could be told apart", "L と C を分けられたか")]
    at_limit: Annotated[
        list[str],
        Text(
            "of the values, those at the limit of their search, which the file does not tell",
            "探索範囲の端にある値（ファイルからは定まらない）",
        ),
    ]
    rms_db: Annotated[
        float,
        Text(
            "how far the fit is off the file from 300 Hz to 10 kHz, rms", "300 Hz〜10 kHz でのファイルとの差（実効値）"
        ),
    ]
    most_db: Annotated[float, Text("the largest difference", "最大の差")]
    most_hz: Annotated[float, Text("where that is", "その周波数")]
    message: Annotated[str, Text("the same in words", "同じことの説明")]


_EDGE = Fields(
    {
        "rise_time_s": Text(
            "of the load's voltage after a step, whatever sig is: from 10 to 90 % of the level at the reference "
            "(IEEE Std 181); null where that is not reached",
            "ステップに対する負荷電圧の立ち上がり時間（sig によらず、基準でのレベルの 10 → 90 %、IEEE Std 181）。"
            "届かなければ null",
        ),
        "delay_s": Text("from the step to 50 % of it", "ステップからその 50 % まで"),
        "overshoot_percent": Text("by how much the highest value exceeds it", "最大値がそれを超える割合"),
        "without_cable_rise_time_s": Text(
            "the same with the load at the source's terminals", "送り側の端子に負荷を直結したときの同じ数値"
        ),
        "without_cable_delay_s": Text("the same", "同上"),
        "without_cable_overshoot_percent": Text("the same", "同上"),
    }
)
_DIFFERENCE = Fields(
    {
        "peak_v": Text(
            "the largest difference that the cable makes to this signal, found apart from the points of time_s",
            "この信号に対するケーブルの有無による差の最大値（time_s の点によらず求める）",
        ),
        "peak_s": Text(
            "when; 0 where the difference jumps there at the beginning, below 0 before the middle of an impulse",
            "その時刻。開始と同時に跳ぶなら 0、インパルスの中心より前なら負",
        ),
        "half_s": Text(
            "for how long it then stays above half of that; null if more than half stays",
            "その半分を超え続ける時間。半分以上が残るなら null",
        ),
        "span_s": Text(
            "the longest span of which two points are in that time, so that time_s shows it; null if any does",
            "その間に2点が入る最大の span（これ以下なら time_s の点に現れる）。span によらなければ null",
        ),
    }
)
_LOAD_V = Text(
    "voltage at the load, within 1e-4 of the largest, for an EMF whose edges are rounded by an error function of "
    "standard deviation span/6000; nothing before the cable's delay",
    "負荷の電圧。誤差は最大値の 1e-4 以内（起電力のエッジは標準偏差 span/6000 の誤差関数で丸める）。"
    "ケーブルの遅延より前には現れない",
)
_BARE_V = Text("the same with the load at the source's terminals", "送り側の端子に負荷を直結したときの電圧")
_Edge = Annotated[EdgeFigures, Text("of an edge", "立ち上がりの数値"), _EDGE]


class Differing(TypedDict):
    """The largest difference that a cable makes to a signal."""

    peak_v: float
    peak_s: float
    half_s: float | None
    span_s: float | None


_Differing = Annotated[
    Differing, Text("of this signal, with and without the cable", "この信号でのケーブルの有無の差"), _DIFFERENCE
]


class PinPlayed(TypedDict):
    """The signal at the load of a pin, at the same times."""

    key: Annotated[str, Text("its key: a, b, c or d", "ピンのキー（a〜d）")]
    name: Annotated[str, Text("its name, which may be empty", "名前（空のこともある）")]
    load_v: Annotated[list[float], _LOAD_V]
    without_cable_v: Annotated[list[float], _BARE_V]
    figures: _Edge
    difference: _Differing


class Played(TypedDict):
    """A signal of 1 V, and what becomes of it."""

    state: Annotated[_Shown, _STATE]
    time_s: Annotated[
        list[float],
        Text("times, equally spaced over span; the signal begins at 0", "時刻（span を等分）。信号は 0 に始まる"),
    ]
    emf_v: Annotated[
        list[float],
        Text(
            "the source's EMF, from 0 to 1 V at t = 0; step and square hold all frequencies, impulse none above fmax",
            "送り側の起電力（t = 0 で 0→1 V）。ステップと方形波は全周波数、インパルスは fmax までを含む",
        ),
    ]
    load_v: Annotated[list[float], _LOAD_V]
    without_cable_v: Annotated[list[float], _BARE_V]
    figures: _Edge
    difference: _Differing
    signal_span_s: Annotated[
        float | None,
        Text(
            "the longest span whose points show this signal; with a longer one the voltages are not its shape. "
            "null: any does",
            "この信号の形を表せる最大の span。これより長いと電圧の列は実際の波形にならない。span によらなければ null",
        ),
    ]
    pins: Annotated[list[PinPlayed], Text("for each of a to d", "a〜d のピンごとの結果")]


class Off(TypedDict):
    """How far a fit is off a measured curve, each octave alike and the level fitted."""

    rms_db: float
    most_db: Annotated[float, Text("the largest difference, measured less computed", "最大の差（実測 − 計算）")]
    most_hz: Annotated[float, Text("where that is", "その周波数")]


class MeasuredPickup(TypedDict):
    """A pickup of the catalogue."""

    id: str
    name: str
    values: Annotated[
        dict[str, float],
        Text("lp, rp, cp, rloss, zsemi and feddy, as links have them", "lp・rp・cp・rloss・zsemi・feddy（リンクの値）"),
    ]
    resistance_known: Annotated[
        bool, Text("whether a maker gives rp; else 8 kΩ stand for it", "rp がメーカー値か。違えば 8 kΩ とした")
    ]
    fitted: Annotated[Off, Text("off the unloaded curve, 300 Hz to 10 kHz", "無負荷の特性との差（300 Hz〜10 kHz）")]
    loaded: Annotated[
        Off,
        Text(
            "off the curve with 200 kΩ and 470 pF, which the fit has not seen, 300 Hz to 6 kHz",
            "当てはめに使っていない 200 kΩ ∥ 470 pF の特性との差（300 Hz〜6 kHz）",
        ),
    ]
    source: str


class MeasuredPickups(TypedDict):
    """The measured pickups."""

    items: list[MeasuredPickup]


class CurveRead(TypedDict):
    """A file that was read."""

    key: Annotated[
        str,
        Text(
            "where the code belongs: kind, unless the file's header says otherwise",
            "符号を入れるキー（見出しにより kind と異なることがある）",
        ),
    ]
    code: Annotated[str, Text("for links: frd=…, or zl=file&zma=…", "リンク用の符号：frd=…、または zl=file&zma=…")]
    rows: Annotated[int, Text("rows in the file", "ファイルの行数")]
    points: Annotated[int, Text("how many of them the code keeps", "符号に残した点の数")]
    off_db: Annotated[float, Text("how far the code is off at the file's rows", "測定点での符号の誤差")]
    off_degrees: Annotated[float, Text("the same of the phase", "同じく位相の誤差")]
    off_between_db: Annotated[
        float,
        Text(
            "how far it may be off between them, against a smooth curve",
            "測定点の間での誤差の目安（滑らかな曲線に対して）",
        ),
    ]
    message: Annotated[str, Text("the same in words", "以上を文で述べたもの")]


def _bench(path: str, summary: Text, *own: Parameter, **more: Any) -> Operation:
    return Operation(f"/api/v1/{path}", summary, own, shared="bench", **more)


_SWEPT_EXAMPLE = "preset=speaker-4m&over=len&from=1&to=30&n=5&f=10000,20000"

OPERATIONS: tuple[Operation, ...] = (
    _bench(
        "response", Text("Response of a state", "ある状態の周波数特性"), _F,
        answer=Answer, example="preset=speaker-4m&len=15&f=10000,20000",
    ),
    _bench(
        "response.csv", Text("The same as CSV, a row for each frequency", "同じ内容の CSV（周波数ごとに1行）"), _F,
        media="text/csv", example="preset=guitar-10m&f=1000,5000,20000",
    ),
    _bench(
        "time", Text("A signal in time, with and without the cable", "時間波形（ケーブルあり・なし）"),
        answer=Played, example="preset=zip-5m&sig=square&f0=10000",
    ),
    _bench(
        "time.csv", Text("The same as CSV, a row for each time", "同じ内容の CSV（時刻ごとに1行）"),
        media="text/csv", example="preset=zip-5m",
    ),
    _bench(
        "time.png", Text("Its picture, PNG", "その図（PNG）"), _F, media="image/png", example="preset=zip-5m",
    ),
    _bench(
        "crosstalk.png", Text("What a shared return leaks, PNG", "左右共通の帰路による漏れの図（PNG）"), _F,
        media="image/png", example="preset=headphones-3m",
    ),
    _bench(
        "sweep", Text("Responses at many values of one quantity", "一つの量を変えたときの周波数特性"), *_SWEEP, _F,
        answer=Swept, example=_SWEPT_EXAMPLE,
    ),
    _bench(
        "sweep.csv",
        Text("The same as CSV, a row for each value and frequency", "同じ内容の CSV（値と周波数ごとに1行）"),
        *_SWEEP, _F, media="text/csv", example=_SWEPT_EXAMPLE,
    ),
    *(
        _bench(name, export.label, _F, media=export.mime, example="preset=speaker-4m&len=15")
        for name, export in EXPORTS.items()
    ),
    _bench(
        "response.png", Text("Picture, PNG", "図（PNG）"), _F, media="image/png", example="preset=speaker-4m&len=15",
    ),
    _bench(
        "preview.png", Text("Picture to show beside a link", "リンクに添える画像（PNG）"),
        media="image/png", example="preset=speaker-4m&len=15",
    ),
    _bench(
        "share",
        Text("A state to be pasted elsewhere: link, Markdown, HTML, BBCode, frame", "貼り付け用コード"),
        answer=Copies, example="preset=speaker-4m&len=15",
    ),
    Operation(
        "/api/v1/state", Text("Query of a state that was saved as a file", "保存した状態ファイルのクエリ"), (LANGUAGE,),
        answer=StateRead, body="application/json",
    ),
    Operation(
        "/api/v1/curve", Text("Code for links of a measured curve", "実測曲線のリンク用の符号"), _FILE,
        answer=CurveRead, example="kind=frd", body="application/octet-stream",
    ),
    Operation(
        "/api/v1/pickups", Text("Measured pickups, each with its fit", "実測のピックアップとその当てはめ"), (LANGUAGE,),
        answer=MeasuredPickups, example="",
    ),
    Operation(
        "/api/v1/pickup", Text("L, C and losses of a measured pickup", "実測したピックアップの L・C・損失"), _PICKUP,
        answer=PickupRead, example="rp=6.5", body="application/octet-stream",
    ),
)  # fmt: skip
