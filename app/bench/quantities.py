"""The one table of what a user can set.

The controls, the parsing of links, the API and the documentation of both are all made from it.
"""

from typing import Literal

from app.bench.catalogue import CABLES
from app.bench.typical import TYPICAL
from app.common.quantity import Choice, NamedNumbers, Number, Numbers, Quantity, Upload, When
from app.common.text import Text
from app.files.codes import is_impedance, is_level

__all__ = [
    "ALTERNATIVES",
    "LOOKS",
    "QUANTITIES",
    "FigureKind",
    "Group",
    "Kind",
    "LevelKind",
    "LoadKind",
    "SignalKind",
    "SourceKind",
    "Units",
    "ViewKind",
]

Group = Literal[
    "cable",
    "size",
    "source",
    "output",
    "load",
    "unit",
    "network",
    "circuit",
    "display",
    "field",
    "views",
    "time",
    "matters",
]
Kind = Literal["rlc", "pair", "quad", "coax"]
SourceKind = Literal["amp", "line", "pickup", "cartridge"]
LoadKind = Literal["resistor", "input", "driver", "vented", "twoway", "threeway", "panel", "file"]
LevelKind = Literal["ac", "abs", "cable"]
ViewKind = Literal["response", "difference", "time", "delay", "line", "impedance", "crosstalk", "field", "matters"]
SignalKind = Literal["step", "square", "burst", "impulse"]
Units = Literal["metric", "imperial"]
FigureKind = Literal["loss", "bend", "corner", "resonance", "damping"]
_GIVEN: When = {"kind": ("rlc",)}
_WIRES: When = {"kind": ("pair", "quad")}
_COAX: When = {"kind": ("coax",)}
_SECTIONS: When = {"kind": ("pair", "quad", "coax")}
_CLAD: When = {"kind": ("pair", "quad", "coax"), "metal": ("cca",)}
_PAIR: When = {"kind": ("pair",)}
_UNLIKE: When = {"kind": ("pair", "coax")}
_TUBE: When = {"kind": ("coax",), "rsh": ("0",)}
_AMPLIFIER: When = {"zs": ("amp",)}
_LINE_OUTPUT: When = {"zs": ("line",)}
_RESISTIVE: When = {"zs": ("amp", "line")}
_PICKUP: When = {"zs": ("pickup",)}
_CARTRIDGE: When = {"zs": ("cartridge",)}
_INPUT: When = {"zl": ("input",)}
_DRIVER: When = {"zl": ("driver", "vented", "twoway", "threeway")}
_VENTED: When = {"zl": ("vented",)}
_WAYS: When = {"zl": ("twoway", "threeway")}
_TWO_WAY: When = {"zl": ("twoway",)}
_THREE_WAY: When = {"zl": ("threeway",)}
_PANEL: When = {"zl": ("panel",)}
_FILE: When = {"zl": ("file",)}
_STEREO: When = {"zs": ("amp",), "zl": ("resistor", "driver", "file")}
_BIWIRED: When = {"zl": ("twoway",), "biwire": ("1",)}
_IN_TIME: When = {"sig": ("step", "square", "burst", "impulse")}
_PERIODIC: When = {"sig": ("square", "burst")}
_BURST: When = {"sig": ("burst",)}
_AT_A_MOMENT: When = {"jshow": ("now",)}
_METALS = {
    "copper-paper": Text("Cu, paper", "銅（論文）"),
    "copper": Text("Cu, IACS", "銅（IACS）"),
    "silver": Text("Ag", "銀"),
    "aluminium": Text("Al", "アルミ"),
}


_TABLE: tuple[Quantity, ...] = (
    Choice(
        "cable",
        Text("Kind of cable", "ケーブルの種類"),
        Text(
            "how the cable is described: by R, L and C per metre, or by its cross-section",
            "ケーブルの与え方：1 m あたりの R・L・C、または断面の寸法",
        ),
        {
            "rlc": Text("R, L, C per unit length", "R・L・C（単位長さあたり）"),
            "pair": Text("Parallel pair", "平行2芯"),
            "quad": Text("Star quad", "スターカッド（4芯）"),
            "coax": Text("Coaxial", "同軸"),
            **{cable.id: cable.name for cable in CABLES.values()},
        },
        "cable",
    ),
    Number(
        "len",
        Text("Length", "長さ"),
        Text("one-way length of the cable", "ケーブルの片道の長さ"),
        "m", 1, 0.1, 300, 0.01, True, "cable",
    ),
    Number(
        "rdc",
        Text("R of one conductor", "導体1本の直流抵抗"),
        Text("DC resistance of ONE conductor per metre", "導体1本・1 m あたりの直流抵抗"),
        "mΩ/m", 1e-3, 0.1, 10000, 0.01, True, "cable", _GIVEN,
    ),
    Number(
        "lm",
        Text("Inductance", "自己インダクタンス"),
        Text("inductance of the loop per metre", "往復1 m あたりの自己インダクタンス"),
        "µH/m", 1e-6, 0.01, 10, 0.01, True, "cable", _GIVEN,
    ),
    Number(
        "cm",
        Text("Capacitance", "線間静電容量"),
        Text("capacitance between the conductors per metre", "1 m あたりの線間静電容量"),
        "pF/m", 1e-12, 1, 10000, 0.01, True, "cable", _GIVEN,
    ),
    Number(
        "mm2",
        Text("Conductor size", "導体の断面積"),
        Text("metal area of each conductor, instead of its diameter", "各導体の断面積（直径の代わりに指定）"),
        "mm²", 1, 0.002, 80, 0.01, True, "cable", _SECTIONS,
    ),
    Number(
        "awg",
        Text("Wire gauge", "線番（AWG）"),
        Text(
            "American wire gauge of each conductor, instead of its diameter", "各導体のAWG番号（直径の代わりに指定）"
        ),
        "AWG", 1, 0, 44, 1, False, "cable", _SECTIONS,
    ),
    Number(
        "dia",
        Text("Conductor diameter", "導体の直径"),
        Text(
            "diameter of each conductor (coaxial: of the centre wire)", "各導体（同軸では中心線）の直径"
        ),
        "mm", 1e-3, 0.05, 10, 0.01, True, "cable", _SECTIONS,
    ),
    Number(
        "gap",
        Text("Spacing", "線間隔"),
        Text(
            "distance between the centres of the conductors (star quad: side of the square)",
            "導体の中心間隔（スターカッドでは正方形の一辺）",
        ),
        "mm", 1e-3, 0.1, 100, 0.01, True, "cable", _WIRES,
    ),
    Number(
        "dia2",
        Text("Second wire", "2本目の直径"),
        Text(
            "diameter of the second wire of a pair, if it is not that of the first; 0 for the same",
            "平行2芯の2本目の導体の直径（1本目と異なる場合）。0 なら同じ",
        ),
        "mm", 1e-3, 0.05, 10, 0.01, True, "size", _PAIR, none="low",
    ),
    Number(
        "lay",
        Text("Twist, lay length", "撚りピッチ"),
        Text(
            "length in which the wires go once round each other; they are longer than the cable then; 0 for no twist",
            "導体が1回りする長さ（撚りピッチ）。導体はケーブルより長くなる。0 なら撚りなし",
        ),
        "mm", 1e-3, 1, 1000, 0.01, True, "size", _WIRES, none="high",
    ),
    Number(
        "bore",
        Text("Shield bore", "シールド内径"),
        Text("inner diameter of the shield", "シールドの内径"),
        "mm", 1e-3, 0.1, 100, 0.01, True, "cable", _COAX,
    ),
    Number(
        "shield",
        Text("Shield thickness", "シールドの厚さ"),
        Text("thickness of the shield's metal", "シールド金属の厚さ"),
        "mm", 1e-3, 0.005, 2, 0.01, True, "size", _TUBE,
    ),
    Number(
        "rsh",
        Text("Shield resistance", "シールドの直流抵抗"),
        Text(
            "measured DC resistance of the shield per metre at 20 °C, as of a braid, instead of its thickness; "
            "0 to go by the thickness",
            "シールド（編組など）の直流抵抗の実測値（1 m あたり、20 °C）。厚さの代わりに指定し、0 なら厚さから計算",
        ),
        "mΩ/m", 1e-3, 1, 1000, 0.01, True, "size", _COAX, none="low",
    ),
    Number(
        "wall",
        Text("Insulation thickness", "絶縁体の厚さ"),
        Text(
            "thickness of the insulation round each wire, with air beyond; 0 for insulation everywhere. "
            "Without gap, insulation touches insulation",
            "各導体を包む絶縁体の厚さ（その外側は空気）。0 なら全体が絶縁体。gap を省くと、隣の絶縁体に接する",
        ),
        "mm", 1e-3, 0, 5, 0.05, False, "size", _WIRES,
    ),
    Number(
        "eps",
        Text("Permittivity ε′", "比誘電率 ε′"),
        Text(
            "relative permittivity of the insulation; with wall=0 effective, air and all",
            "絶縁体の比誘電率（wall=0 では空気も含めた実効値）",
        ),
        "", 1, 1, 10, 0.05, False, "size", _SECTIONS,
    ),
    Number(
        "tand",
        Text("Loss tangent", "誘電正接"),
        Text("tan δ of the insulation", "絶縁体の tan δ"),
        "", 1, 0, 0.2, 0.0005, False, "size",
    ),
    Number(
        "coil",
        Text("Coiled: wire per metre", "カール：1 m あたりの線長"),
        Text(
            "metres of wire in a metre of the cable as worn; 1 for a straight cable",
            "使用時の長さ 1 m あたりの線の長さ [m]。まっすぐなケーブルは 1",
        ),
        "", 1, 1, 8, 0.1, False, "size",
    ),
    Choice(
        "metal",
        Text("Metal", "導体の金属"),
        Text("metal of the conductors, and of the shield", "導体とシールドの金属"),
        {**_METALS, "cca": Text("Cu-clad Al", "CCA（銅クラッドアルミ）")},
        "size",
        _SECTIONS,
    ),
    Number(
        "clad",
        Text("Copper in it", "銅の割合"),
        Text(
            "share of the cross-section of copper-clad aluminium that is copper; 10 and 15 are usual (ASTM B566)",
            "銅クラッドアルミの断面積に占める銅の割合。10 と 15 が一般的（ASTM B566）",
        ),
        "%", 1e-2, 0, 100, 1, False, "size", _CLAD,
    ),
    Choice(
        "metal2",
        Text("Other metal", "もう一方の金属"),
        Text(
            "metal of the shield, or of the second wire of a pair, if not that of the first conductor",
            "シールドまたは平行2芯の2本目の金属（1本目・中心線と異なる場合）",
        ),
        {"same": Text("Same", "同じ"), **_METALS},
        "size",
        _UNLIKE,
    ),
    Number(
        "temp",
        Text("Temperature", "温度"),
        Text("temperature of the metal", "金属の温度"),
        "°C", 1, -50, 125, 1, False, "size", _SECTIONS,
    ),
    Number(
        "strands",
        Text("Strands", "素線数"),
        Text(
            "number of strands of each conductor; with their diameter, instead of that of the conductor",
            "各導体の素線数（素線径とともに、導体の直径の代わりに指定）",
        ),
        "", 1, 1, 2000, 0.01, True, "size", _SECTIONS,
    ),
    Number(
        "strand",
        Text("Strand diameter", "素線径"),
        Text("diameter of each strand", "素線1本の直径"),
        "mm", 1e-3, 0.01, 10, 0.01, True, "size", _SECTIONS,
    ),
    Choice(
        "runs",
        Text("Cables side by side", "並列の本数"),
        Text(
            "equal cables joined at both ends, lying apart from each other",
            "両端でつないだ同じケーブルの本数（互いに離して敷設）",
        ),
        {"1": Text("1", "1"), "2": Text("2", "2"), "3": Text("3", "3"), "4": Text("4", "4")},
        "size",
    ),
    Number(
        "rcontact",
        Text("Contacts, each end", "接触抵抗（片端）"),
        Text(
            "resistance of plugs and terminals at each end, both poles together",
            "プラグや端子の接触抵抗。片端につき、往復の合計",
        ),
        "mΩ", 1e-3, 0, 1000, 1, False, "size",
    ),
    Number(
        "rcommon",
        Text("Shared return", "左右共通の帰路"),
        Text(
            "resistance that the returns of two equal channels share, as in a headphone plug with three contacts; "
            "0 for separate returns",
            "左右のチャンネルが共有する帰路の抵抗（3極プラグのヘッドホンなど）。0 なら帰路は別々",
        ),
        "mΩ", 1e-3, 0, 5000, 1, False, "size", _STEREO,
    ),
    Choice(
        "zs",
        Text("Kind of source", "送り側の種類"),
        Text(
            "what drives the cable: an amplifier, a line output behind its coupling capacitor, a guitar pickup, or a "
            "phono cartridge",
            "ケーブルを駆動するもの：アンプ、結合コンデンサーのあるライン出力、ギターのピックアップ、"
            "レコードのカートリッジ",
        ),
        {
            "amp": Text("Amplifier", "アンプ"),
            "line": Text("Line output", "ライン"),
            "pickup": Text("Pickup", "ピックアップ"),
            "cartridge": Text("Cartridge", "カートリッジ"),
        },
        "source",
    ),
    Number(
        "df",
        Text("Damping factor", "ダンピングファクター"),
        Text("load resistance divided by source resistance", "負荷抵抗 ÷ 出力インピーダンス"),
        "", 1, 0.001, 1e6, 0.01, True, "source", _AMPLIFIER,
    ),
    Number(
        "rs",
        Text("Source impedance", "出力インピーダンス"),
        Text("output resistance of the source", "送り側（アンプなど）の出力抵抗"),
        "Ω", 1, 1e-3, 1e6, 0.01, True, "source", _RESISTIVE,
    ),
    Number(
        "ls",
        Text("Output inductor", "出力コイル"),
        Text(
            "inductance in series with the output; it makes the damping factor fall as frequency rises",
            "出力に直列のインダクタンス。周波数とともにダンピングファクターを下げる",
        ),
        "µH", 1e-6, 0, 50, 0.1, False, "output", _AMPLIFIER,
    ),
    Number(
        "cs",
        Text("Coupling capacitor", "結合コンデンサー"),
        Text("capacitor in series with the line output", "ライン出力に直列のコンデンサー"),
        "µF", 1e-6, 0.01, 1000, 0.01, True, "source", _LINE_OUTPUT,
    ),
    Number(
        "lp",
        Text("Pickup L", "ピックアップの L"),
        Text("inductance of the pickup", "ピックアップのインダクタンス"),
        "H", 1, 0.1, 20, 0.01, True, "output", _PICKUP,
    ),
    Number(
        "rp",
        Text("Pickup R", "ピックアップの R"),
        Text("DC resistance of the pickup", "ピックアップの直流抵抗"),
        "kΩ", 1e3, 0.1, 50, 0.01, True, "output", _PICKUP,
    ),
    Number(
        "cp",
        Text("Pickup C", "ピックアップの C"),
        Text("winding capacitance of the pickup", "ピックアップの巻線容量"),
        "pF", 1e-12, 10, 1000, 0.01, True, "output", _PICKUP,
    ),
    Number(
        "rloss",
        Text("Pickup loss R", "ピックアップの損失 R"),
        Text(
            "resistance across the inductance alone, for eddy currents in poles and plates; 0 for none",
            "インダクタンスだけに並列の抵抗（ポールピースやプレートの渦電流による損失）。0でなし",
        ),
        "kΩ", 1e3, 0.1, 5000, 0.01, True, "output", _PICKUP, none="high",
    ),
    Number(
        "zsemi",
        Text("Pickup semi-inductor", "ピックアップの半インダクタンス"),
        Text(
            "magnitude at 1 kHz of a semi-inductor √(jω) across the inductance alone, for eddy currents in metal; "
            "0 for none",
            "インダクタンスだけに並列の半インダクタンス √(jω) の、1 kHz での大きさ（塊状の金属の渦電流による損失）。"
            "0でなし",
        ),
        "kΩ", 1e3, 1, 5000, 0.01, True, "output", _PICKUP, none="high",
    ),
    Number(
        "feddy",
        Text("Shielding by the cover", "カバーの遮蔽"),
        Text(
            "corner of a first-order low-pass on the EMF: what eddy currents in cover and plates keep from the coil; "
            "0 for none",
            "起電力にかかる1次ローパスの遮断周波数（カバーやプレートの渦電流で磁界の変化がコイルに届きにくくなる）。"
            "0でなし",
        ),
        "Hz", 1, 500, 50e3, 0.01, True, "output", _PICKUP, none="high",
    ),
    Number(
        "rc",
        Text("Cartridge R", "カートリッジの R"),
        Text("DC resistance of the cartridge", "カートリッジの直流抵抗"),
        "Ω", 1, 1, 5000, 0.01, True, "source", _CARTRIDGE,
    ),
    Number(
        "lc",
        Text("Cartridge L", "カートリッジの L"),
        Text("inductance of the cartridge; 0 for none", "カートリッジのインダクタンス。0でなし"),
        "mH", 1e-3, 0.1, 2000, 0.01, True, "source", _CARTRIDGE, none="low",
    ),
    Number(
        "vol",
        Text("Volume", "ボリューム"),
        Text("position of the volume control", "ボリュームの位置"),
        "", 1, 0, 10, 0.1, False, "source", _PICKUP,
    ),
    Number(
        "vpot",
        Text("Volume pot", "ボリューム抵抗"),
        Text("resistance of the volume control", "ボリュームの抵抗値"),
        "kΩ", 1e3, 25, 2000, 0.01, True, "output", _PICKUP,
    ),
    Number(
        "bleed",
        Text("Treble bleed", "トレブルブリード"),
        Text(
            "capacitor from input to wiper of the volume control; 0 for none",
            "ボリュームの入力と摺動子の間のコンデンサー。0でなし",
        ),
        "pF", 1e-12, 0, 5000, 10, False, "output", _PICKUP,
    ),
    Number(
        "rbleed",
        Text("Bleed resistor", "ブリードの抵抗"),
        Text(
            "resistor of the treble bleed; 0 for none; it counts only with its capacitor",
            "トレブルブリードの抵抗。0でなし（コンデンサーがあるときだけ有効）",
        ),
        "kΩ", 1e3, 1, 2000, 0.01, True, "output", _PICKUP, none="high",
    ),
    Choice(
        "bleedmode",
        Text("Bleed wired in", "ブリードの接続"),
        Text(
            "resistor and capacitor of the treble bleed one after the other, or side by side",
            "トレブルブリードの抵抗とコンデンサーのつなぎ方：直列または並列",
        ),
        {"series": Text("Series", "直列"), "parallel": Text("Parallel", "並列")},
        "output", _PICKUP,
    ),
    Choice(
        "wiring",
        Text("Tone wiring", "トーンの配線"),
        Text(
            "where the tone control hangs: on the pickup, or as in the 50s on the wiper of the volume control",
            "トーンのつなぎ先：ピックアップ側、または50年代風にボリュームの摺動子側",
        ),
        {"modern": Text("Modern", "現行"), "50s": Text("50s", "50年代")},
        "output", _PICKUP,
    ),
    Number(
        "tone",
        Text("Tone", "トーン"),
        Text("position of the tone control", "トーンの位置"),
        "", 1, 0, 10, 0.1, False, "source", _PICKUP,
    ),
    Number(
        "tpot",
        Text("Tone pot", "トーン抵抗"),
        Text("resistance of the tone control", "トーンの抵抗値"),
        "kΩ", 1e3, 25, 2000, 0.01, True, "output", _PICKUP,
    ),
    Number(
        "ctone",
        Text("Tone capacitor", "トーンコンデンサー"),
        Text("capacitor of the tone control", "トーンのコンデンサー"),
        "nF", 1e-9, 0.1, 200, 0.01, True, "output", _PICKUP,
    ),
    Choice(
        "zl",
        Text("Kind of load", "負荷の種類"),
        Text(
            "what the cable feeds: a resistor, an amplifier's input, a loudspeaker driver, on a baffle or in a vented "
            "box, a two-way or three-way system, an electrostatic panel, or a measured impedance",
            "ケーブルがつながるもの：抵抗、アンプの入力、スピーカーユニット（バッフルまたはバスレフ箱）、"
            "2ウェイ・3ウェイシステム、静電型パネル、インピーダンスの実測値",
        ),
        {
            "resistor": Text("Resistor", "抵抗"),
            "input": Text("Amplifier input, R ∥ C", "アンプ入力（R ∥ C）"),
            "driver": Text("Loudspeaker driver", "スピーカーユニット"),
            "vented": Text("Driver in a vented box", "バスレフ箱のユニット"),
            "twoway": Text("Two-way loudspeaker", "2ウェイスピーカー"),
            "threeway": Text("Three-way loudspeaker", "3ウェイスピーカー"),
            "panel": Text("Electrostatic panel", "静電型パネル"),
            "file": Text("Measured impedance", "インピーダンスの実測値"),
        },
        "load",
    ),
    Number(
        "load",
        Text("Load impedance", "負荷インピーダンス"),
        Text(
            "resistance of the load; for a loudspeaker its nominal impedance, which the damping factor refers to",
            "負荷（スピーカーや受け側の入力）の抵抗。スピーカーでは公称インピーダンス（ダンピングファクターの基準）",
        ),
        "Ω", 1, 1, 1e7, 0.01, True, "load",
    ),
    Number(
        "power",
        Text("Power at the load", "負荷の電力"),
        Text(
            "for the power lost in the cable: that at the load, taken as its nominal resistance; 0 not to tell it",
            "ケーブルの損失電力を求めるための、負荷（公称抵抗とみなす）での電力。0 なら表示しない",
        ),
        "W", 1, 0, 2000, 1, False, "load", _AMPLIFIER,
    ),
    Choice(
        "biwire",
        Text("Wiring", "配線"),
        Text(
            "one cable to both halves of a two-way loudspeaker, or to each its own (bi-wiring)",
            "2ウェイの両方を1本のケーブルで駆動するか、低域・高域を別々のケーブルで駆動するか（バイワイヤリング）",
        ),
        {"0": Text("One cable", "シングル"), "1": Text("Bi-wired", "バイワイヤ")},
        "load", _TWO_WAY,
    ),
    Choice(
        "branch",
        Text("At the terminals of", "見る端子"),
        Text(
            "bi-wired: at which half's terminals the response is taken",
            "バイワイヤのとき、どちらの端子での特性を見るか",
        ),
        {"woofer": Text("Woofer", "ウーファー"), "tweeter": Text("Tweeter", "ツイーター")},
        "load", _BIWIRED,
    ),
    Number(
        "ci",
        Text("Input capacitance", "入力容量"),
        Text("capacitance across the amplifier's input", "アンプ入力の並列容量"),
        "pF", 1e-12, 0, 2000, 10, False, "load", _INPUT,
    ),
    Number(
        "re",
        Text("Re, voice coil", "Re（直流抵抗）"),
        Text("DC resistance of the voice coil (of the woofer)", "ボイスコイル（ウーファー）の直流抵抗"),
        "Ω", 1, 0.5, 100, 0.01, True, "unit", _DRIVER,
    ),
    Number(
        "le",
        Text("Le, voice coil", "Le（コイル）"),
        Text("inductance of the voice coil at 1 kHz", "1 kHz でのボイスコイルのインダクタンス"),
        "mH", 1e-3, 0, 5, 0.01, False, "unit", _DRIVER,
    ),
    Choice(
        "semi",
        Text("Coil", "コイル"),
        Text(
            "voice coils as inductors, or as semi-inductors √(jω), whose eddy currents make them lossy",
            "ボイスコイルを純インダクタンスとするか、渦電流損のある √(jω) の半インダクタンスとするか",
        ),
        {"0": Text("Inductor", "インダクタンス"), "1": Text("Semi-inductor", "半インダクタンス")},
        "unit", _DRIVER,
    ),
    Number(
        "fs",
        Text("Fs, resonance", "Fs（共振）"),
        Text("resonance frequency of the driver", "ユニットの最低共振周波数"),
        "Hz", 1, 10, 5000, 0.01, True, "unit", _DRIVER,
    ),
    Number(
        "qms",
        Text("Qms, mechanical", "Qms（機械系）"),
        Text("mechanical Q of the driver", "ユニットの機械的 Q"),
        "", 1, 0.2, 50, 0.01, True, "unit", _DRIVER,
    ),
    Number(
        "qes",
        Text("Qes, electrical", "Qes（電気系）"),
        Text("electrical Q of the driver", "ユニットの電気的 Q"),
        "", 1, 0.05, 20, 0.01, True, "unit", _DRIVER,
    ),
    Number(
        "fb",
        Text("Fb, box tuning", "Fb（箱の共振）"),
        Text("resonance of box and port", "箱とポートの共振周波数"),
        "Hz", 1, 5, 500, 0.01, True, "unit", _VENTED,
    ),
    Number(
        "alpha",
        Text("Vas / box volume", "Vas ÷ 箱の容積"),
        Text("the driver's equivalent volume Vas over the volume of the box", "ユニットの等価容積 Vas と箱の容積の比"),
        "", 1, 0.05, 50, 0.01, True, "unit", _VENTED,
    ),
    Number(
        "ql",
        Text("QL, box losses", "QL（箱の損失）"),
        Text(
            "Q of the box at its tuning; 7 is usual, and leaks make it smaller",
            "箱の共振での Q（通常は 7。空気漏れで下がる）",
        ),
        "", 1, 1, 100, 0.01, True, "unit", _VENTED,
    ),
    Number(
        "esr",
        Text("Resistance", "抵抗分"),
        Text(
            "resistance of the transformer's windings and in series with them, at the terminals",
            "変圧器の巻線抵抗と直列抵抗（端子側）",
        ),
        "Ω", 1, 0.05, 50, 0.01, True, "unit", _PANEL,
    ),
    Number(
        "esl",
        Text("Leakage inductance", "漏れインダクタンス"),
        Text("leakage inductance of the transformer, at the terminals", "変圧器の漏れインダクタンス（端子側）"),
        "µH", 1e-6, 0, 1000, 1, False, "unit", _PANEL,
    ),
    Number(
        "esm",
        Text("Primary inductance", "1次インダクタンス"),
        Text("inductance of the transformer's primary", "変圧器の1次側のインダクタンス"),
        "mH", 1e-3, 1, 10000, 0.01, True, "unit", _PANEL,
    ),
    Number(
        "esp",
        Text("Core losses", "鉄損抵抗"),
        Text("resistance across the primary, for losses of core and panel", "1次側に並列の抵抗（鉄心とパネルの損失）"),
        "Ω", 1, 1, 10000, 0.01, True, "unit", _PANEL,
    ),
    Number(
        "esn",
        Text("Step-up ratio", "昇圧比"),
        Text("turns of the secondary over those of the primary", "変圧器の巻数比（2次 ÷ 1次）"),
        "", 1, 1, 1000, 0.01, True, "unit", _PANEL,
    ),
    Number(
        "esc",
        Text("Panel C", "パネルの容量"),
        Text("capacitance of the panel itself", "パネルそのものの静電容量"),
        "pF", 1e-12, 10, 100e3, 0.01, True, "unit", _PANEL,
    ),
    Number(
        "xl1",
        Text("Low-pass L", "ローパスの L"),
        Text("coil of the low-pass, in series with the woofer", "ウーファーに直列のコイル"),
        "mH", 1e-3, 0.01, 20, 0.01, True, "network", _WAYS,
    ),
    Number(
        "xc1",
        Text("Low-pass C", "ローパスの C"),
        Text("capacitor of the low-pass, across the woofer", "ウーファーに並列のコンデンサー"),
        "µF", 1e-6, 0.1, 200, 0.01, True, "network", _WAYS,
    ),
    Number(
        "xrz",
        Text("Zobel R", "インピーダンス補正 R"),
        Text("resistor of the impedance equaliser across the woofer", "ウーファーのインピーダンス補正回路の抵抗"),
        "Ω", 1, 0.1, 1000, 0.01, True, "network", _WAYS,
    ),
    Number(
        "xcz",
        Text("Zobel C", "インピーダンス補正 C"),
        Text("capacitor of the impedance equaliser; 0 for none", "インピーダンス補正回路のコンデンサー。0でなし"),
        "µF", 1e-6, 0, 100, 0.5, False, "network", _WAYS,
    ),
    Number(
        "xc2",
        Text("High-pass C", "ハイパスの C"),
        Text("capacitor of the high-pass, in series with the tweeter", "ツイーターに直列のコンデンサー"),
        "µF", 1e-6, 0.1, 200, 0.01, True, "network", _WAYS,
    ),
    Number(
        "xl2",
        Text("High-pass L", "ハイパスの L"),
        Text("coil of the high-pass, across the tweeter", "ツイーターに並列のコイル"),
        "mH", 1e-3, 0.01, 20, 0.01, True, "network", _WAYS,
    ),
    Number(
        "xrs",
        Text("Pad, series", "アッテネーター直列"),
        Text("resistor in series with the tweeter; 0 for none", "ツイーターに直列の抵抗。0でなし"),
        "Ω", 1, 0, 50, 0.1, False, "network", _WAYS,
    ),
    Number(
        "xrp",
        Text("Pad, parallel", "アッテネーター並列"),
        Text("resistor across the tweeter", "ツイーターに並列の抵抗"),
        "Ω", 1, 0.5, 1000, 0.01, True, "network", _WAYS,
    ),
    Number(
        "tre",
        Text("Tweeter Re", "ツイーターの Re"),
        Text("DC resistance of the tweeter", "ツイーターの直流抵抗"),
        "Ω", 1, 0.5, 100, 0.01, True, "network", _WAYS,
    ),
    Number(
        "tle",
        Text("Tweeter Le", "ツイーターの Le"),
        Text("inductance of the tweeter at 1 kHz", "1 kHz でのツイーターのインダクタンス"),
        "mH", 1e-3, 0, 2, 0.005, False, "network", _WAYS,
    ),
    Number(
        "tfs",
        Text("Tweeter Fs", "ツイーターの Fs"),
        Text("resonance frequency of the tweeter", "ツイーターの最低共振周波数"),
        "Hz", 1, 100, 5000, 0.01, True, "network", _WAYS,
    ),
    Number(
        "tqms",
        Text("Tweeter Qms", "ツイーターの Qms"),
        Text("mechanical Q of the tweeter", "ツイーターの機械的 Q"),
        "", 1, 0.2, 50, 0.01, True, "network", _WAYS,
    ),
    Number(
        "tqes",
        Text("Tweeter Qes", "ツイーターの Qes"),
        Text("electrical Q of the tweeter", "ツイーターの電気的 Q"),
        "", 1, 0.05, 20, 0.01, True, "network", _WAYS,
    ),
    Number(
        "mc2",
        Text("Midrange, high-pass C", "中域ハイパスの C"),
        Text("capacitor of the midrange's high-pass, in series", "中域ハイパスの直列コンデンサー"),
        "µF", 1e-6, 0.1, 500, 0.01, True, "network", _THREE_WAY,
    ),
    Number(
        "ml2",
        Text("Midrange, high-pass L", "中域ハイパスの L"),
        Text("coil of the midrange's high-pass, across what follows", "中域ハイパスの並列コイル"),
        "mH", 1e-3, 0.01, 20, 0.01, True, "network", _THREE_WAY,
    ),
    Number(
        "ml1",
        Text("Midrange, low-pass L", "中域ローパスの L"),
        Text("coil of the midrange's low-pass, in series", "中域ローパスの直列コイル"),
        "mH", 1e-3, 0.01, 20, 0.01, True, "network", _THREE_WAY,
    ),
    Number(
        "mc1",
        Text("Midrange, low-pass C", "中域ローパスの C"),
        Text("capacitor of the midrange's low-pass, across the driver", "中域ローパスの並列コンデンサー"),
        "µF", 1e-6, 0.1, 200, 0.01, True, "network", _THREE_WAY,
    ),
    Number(
        "mrs",
        Text("Midrange pad", "中域アッテネーター"),
        Text("resistor in series with the midrange; 0 for none", "中域ユニットに直列の抵抗。0でなし"),
        "Ω", 1, 0, 50, 0.1, False, "network", _THREE_WAY,
    ),
    Number(
        "mre",
        Text("Midrange Re", "中域の Re"),
        Text("DC resistance of the midrange", "中域ユニットの直流抵抗"),
        "Ω", 1, 0.5, 100, 0.01, True, "network", _THREE_WAY,
    ),
    Number(
        "mle",
        Text("Midrange Le", "中域の Le"),
        Text("inductance of the midrange at 1 kHz", "1 kHz での中域ユニットのインダクタンス"),
        "mH", 1e-3, 0, 2, 0.005, False, "network", _THREE_WAY,
    ),
    Number(
        "mfs",
        Text("Midrange Fs", "中域の Fs"),
        Text("resonance frequency of the midrange", "中域ユニットの最低共振周波数"),
        "Hz", 1, 20, 2000, 0.01, True, "network", _THREE_WAY,
    ),
    Number(
        "mqms",
        Text("Midrange Qms", "中域の Qms"),
        Text("mechanical Q of the midrange", "中域ユニットの機械的 Q"),
        "", 1, 0.2, 50, 0.01, True, "network", _THREE_WAY,
    ),
    Number(
        "mqes",
        Text("Midrange Qes", "中域の Qes"),
        Text("electrical Q of the midrange", "中域ユニットの電気的 Q"),
        "", 1, 0.05, 20, 0.01, True, "network", _THREE_WAY,
    ),
    Upload(
        "zma",
        Text("Impedance file", "インピーダンスのファイル"),
        Text(
            "measured impedance of the load, encoded by the page for links",
            "負荷インピーダンスの実測値（ページがリンク用に符号化したもの）",
        ),
        "impedance", is_impedance, "load", _FILE,
    ),
    Choice(
        "model",
        Text("Circuit", "等価回路"),
        Text(
            "where the cable's capacitance sits: all at the load (the paper's choice), in the middle, or spread evenly",
            "線間容量の置き方：すべて負荷端（論文）、中央、分布定数",
        ),
        {
            "c-end": Text("C at end", "Cは負荷端"),
            "c-mid": Text("C mid", "Cは中央"),
            "line": Text("Distributed", "分布定数"),
        },
        "circuit",
    ),
    Choice(
        "skin",
        Text("Skin effect", "表皮効果"),
        Text("how the resistance rises with frequency", "周波数による抵抗の増加"),
        {
            "off": Text("Off", "なし"),
            "table": Text("Table", "数表"),
            "exact": Text("Exact", "厳密"),
        },
        "circuit",
    ),
    Choice(
        "formula",
        Text("L and C from", "LとCの式"),
        Text(
            "the paper's ln(d/a), or the exact acosh(d/2a) for C and internal inductance for L",
            "論文の ln(d/a)、または C は厳密式 acosh(d/2a)、L は内部インダクタンス込み",
        ),
        {"paper": Text("Paper", "論文の式"), "exact": Text("Exact", "厳密式")},
        "circuit",
        _SECTIONS,
    ),
    Choice(
        "view",
        Text("Picture", "表示する図"),
        Text("what is drawn: the response, that less the pins, a signal in time, the group delay, the line per metre, "
             "the impedances, what a shared return leaks into the other channel, the current in the metal, "
             "or what a figure rests on",
             "表示する図：周波数特性、ピンとの差、時間波形、群遅延、線路定数、インピーダンス、"
             "左右共通の帰路によるクロストーク、導体内の電流分布、数値を左右するもの"),
        {
            "response": Text("Response", "周波数特性"),
            "difference": Text("Difference", "ピンとの差"),
            "time": Text("Time", "時間波形"),
            "delay": Text("Delay", "群遅延"),
            "line": Text("Per metre", "線路定数"),
            "impedance": Text("Impedance", "インピーダンス"),
            "crosstalk": Text("Crosstalk", "クロストーク"),
            "field": Text("Current", "電流分布"),
            "matters": Text("What matters", "何が効くか"),
        },
        "views",
    ),
    Choice(
        "sig",
        Text("Signal", "信号"),
        Text(
            "what the source plays: a step or a square wave from 0 to 1 V, a tone burst of 1 V under a Hann window, "
            "or a pulse of 1 V with nothing above fmax",
            "送り側の信号：0→1 V のステップ、0–1 V の方形波、振幅 1 V のトーンバースト（ハン窓）、"
            "fmax までに帯域を制限した 1 V のインパルス",
        ),
        {
            "step": Text("Step", "ステップ"),
            "square": Text("Square wave", "方形波"),
            "burst": Text("Tone burst", "バースト"),
            "impulse": Text("Impulse", "インパルス"),
        },
        "time", _IN_TIME,
    ),
    Number(
        "f0",
        Text("Its frequency", "信号の周波数"),
        Text("frequency of the tone burst; fundamental of the square wave", "バーストの周波数、方形波の基本周波数"),
        "Hz", 1, 1, 1e6, 0.01, True, "time", _PERIODIC,
    ),
    Number(
        "cycles",
        Text("Cycles", "波数"),
        Text("cycles of the tone burst", "バーストの波数"),
        "", 1, 1, 50, 1, False, "time", _BURST,
    ),
    Numbers(
        "span",
        Text("Time shown", "表示する時間"),
        Text(
            "time that the graph covers, a tenth of it before the signal begins; "
            "left empty, as long as shows the edge, or the whole of a square wave or burst",
            "グラフに表示する時間（その1割は信号の始まる前）。空欄なら、立ち上がり、または方形波・バースト全体が見える長さ",
        ),
        "s", 1e-7, 10, 1, "time", _IN_TIME,
    ),
    Number(
        "fj",
        Text("Frequency", "周波数"),
        Text("frequency for which the current is drawn", "電流分布を表示する周波数"),
        "Hz", 1, 10, 1e7, 0.02, True, "field",
    ),
    Choice(
        "jshow",
        Text("Show", "表示"),
        Text("magnitude of the current density, or its value at one moment of the cycle",
             "電流密度の大きさ、またはある位相での瞬時値"),
        {"abs": Text("Magnitude", "大きさ"), "now": Text("At a moment", "瞬時値")},
        "field",
    ),
    Number(
        "ph",
        Text("Phase", "位相"),
        Text("moment of the cycle, given as the phase of the cable's current", "ケーブル電流の位相で表した瞬間"),
        "°", 1, 0, 360, 5, False, "field", _AT_A_MOMENT,
    ),
    Choice(
        "att",
        Text("Attenuation", "減衰率"),
        Text(
            "absolute; relative to DC (to 1 kHz behind a coupling capacitor or into a measured impedance); "
            "or what the cable alone changes",
            "絶対値、直流での値との比（交流減衰率。結合コンデンサーや実測の負荷では1 kHz との比）、"
            "またはケーブルなしとの差",
        ),
        {
            "ac": Text("AC", "交流"),
            "abs": Text("Absolute", "絶対値"),
            "cable": Text("Cable alone", "ケーブル分"),
        },
        "display",
    ),
    Choice(
        "parts",
        Text("Contributions", "各要因の寄与"),
        Text(
            "also draw skin effect, L–R and C–R, each alone; they need not add up to the total",
            "表皮効果、L–R、C–R 単独の減衰も描く（和が総合に一致するとは限らない）",
        ),
        {"0": Text("Total only", "総合のみ"), "1": Text("With parts", "要因別も")},
        "display",
    ),
    Choice(
        "band",
        Text("What is heard", "聴く帯域"),
        Text(
            "band that the verdict listens to: 20 Hz–20 kHz; 20 Hz–15 kHz, what most adults hear; "
            "80 Hz–6 kHz, what a guitar loudspeaker plays",
            "判定の対象とする帯域：20 Hz〜20 kHz、多くの大人の耳（20 Hz〜15 kHz）、"
            "ギターアンプのスピーカー（80 Hz〜6 kHz）",
        ),
        {
            "full": Text("to 20 kHz", "20 kHz まで"),
            "adult": Text("to 15 kHz", "15 kHz まで"),
            "guitar": Text("Guitar", "ギター"),
        },
        "display",
    ),
    Choice(
        "range",
        Text("Frequencies", "周波数の範囲"),
        Text(
            "what the graphs show: all that is computed, with what nobody hears faded; "
            "or what the ear hears, closely: 20 Hz–20 kHz, at least ±1 dB, with the thresholds of the verdict",
            "グラフの範囲：計算した全体（聞こえない部分は淡色）、"
            "または耳に聞こえる範囲の拡大（20 Hz〜20 kHz、±1 dB 以上、判定の基準線つき）",
        ),
        {"all": Text("All", "全体"), "ear": Text("What the ear hears", "耳に聞こえる範囲")},
        "display",
    ),
    Choice(
        "units",
        Text("Units", "単位系"),
        Text(
            "what lengths and values per length are shown in: metres, or feet with AWG for conductors; "
            "links and the API stay metric",
            "長さと単位長さあたりの値の表示：メートル、またはフィート（導体は AWG）。リンクと API は常にメートル法",
        ),
        {"metric": Text("Metric", "メートル法"), "imperial": Text("Feet, AWG", "フィート・AWG")},
        "display",
    ),
    Number(
        "tol",
        Text("Tolerances ×", "公差の倍率"),
        Text(
            "how far real parts may be off, as a factor on typical tolerances; 0 for not at all. "
            "The graph shows where 90 of 100 curves lie",
            "部品のばらつきを、一般的な公差の何倍とするか（0 でなし）。グラフには 100 本中 90 本が入る帯を描く",
        ),
        "", 1, 0, 5, 0.5, False, "display",
    ),
    Choice(
        "of",
        Text("What matters for", "対象の数値"),
        Text("figure whose changes are shown by view=matters", "view=matters で変化を見る数値"),
        {
            "loss": Text("Loss at 20 kHz", "20 kHz の減衰"),
            "bend": Text("Change of tone", "音色の変化"),
            "corner": Text("−3 dB", "−3 dB"),
            "resonance": Text("Resonance", "共振周波数"),
            "damping": Text("Damping", "ダンピング"),
        },
        "matters",
    ),
    NamedNumbers(
        "tols",
        Text("Other tolerances", "公差の変更"),
        Text(
            "tolerances other than the typical ones, by key; 0 for what is known exactly",
            "一般的な値とは別の公差を、キーごとに指定（正確にわかっているものは 0）",
        ),
        "%", 0, 100, tuple(TYPICAL), "matters",
    ),
    Numbers(
        "lens",
        Text("Compare lengths", "長さの比較"),
        Text("other lengths to draw beside the cable's own, separated by commas", "重ねて描く長さ（カンマ区切り）"),
        "m", 0.1, 300, 6, "display",
    ),
    Upload(
        "frd",
        Text("Measured response", "周波数特性の実測値"),
        Text(
            "your measured response, encoded by the page for links",
            "手元の周波数特性の実測値（ページがリンク用に符号化したもの）",
        ),
        "level", is_level, "display",
    ),
    Number(
        "shift",
        Text("Shift the measurement by", "実測値のレベル補正"),
        Text("added to the measured response; the page can fit it", "実測値に加えるレベル。自動でも合わせられる"),
        "dB", 1, -150, 150, 0.1, False, "display", {"frd": ("1",)},
    ),
    Number(
        "fmin",
        Text("From", "下限周波数"),
        Text("left end of the frequency axis", "周波数軸の左端"),
        "Hz", 1, 1, 1e4, 0.1, True, "display",
    ),
    Number(
        "fmax",
        Text("To", "上限周波数"),
        Text("right end of the frequency axis", "周波数軸の右端"),
        "Hz", 1, 2e4, 1e8, 0.1, True, "display",
    ),
)  # fmt: skip

QUANTITIES: dict[str, Quantity] = {quantity.key: quantity for quantity in _TABLE}

LOOKS = ("display", "views", "time", "field", "matters")
"""Groups that change the picture, not the circuit."""

ALTERNATIVES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("df",), ("rs",)),
    (("dia",), ("mm2",), ("awg",), ("strands", "strand")),
)
"""Rows of keys that are different ways to say one thing: the one given last rules, the others follow from it."""
