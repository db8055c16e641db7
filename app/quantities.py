"""The one table of what a user can set.

Controls, the parsing of links, the API and the documentation of both are all made from it.  Values are
in the units shown; :attr:`Number.si` turns them into SI at the edge to the physics.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.catalogue import CABLES
from app.text import Text

__all__ = ["ALTERNATIVES", "KINDS", "QUANTITIES", "Choice", "Group", "Kind", "Number", "Numbers", "Quantity"]

Group = Literal["source", "cable", "size", "load", "circuit", "view", "field", "tabs"]
Kind = Literal["rlc", "pair", "quad", "coax"]
KINDS: tuple[Kind, ...] = ("rlc", "pair", "quad", "coax")
_WIRES: tuple[Kind, ...] = ("pair", "quad")
_SECTIONS: tuple[Kind, ...] = ("pair", "quad", "coax")


@dataclass(frozen=True)
class Number:
    """A number that the user sets with a slider or by typing.

    Attributes
    ----------
    key : str
        Name in links and in the API; also the id of the control.
    label, help : Text
        What it is called, and what exactly it means.
    unit : str
        Unit shown.
    si : float
        What the shown number is multiplied by to be in SI units.
    minimum, maximum : float
        Allowed range, ends included, in the unit shown.
    step : float
        Slider step: in the unit shown, or in decades where the slider is logarithmic.
    logarithmic : bool
        Whether equal ways of the slider are equal ratios.
    group : str
        Part of the circuit that it belongs to.
    kinds : tuple of str
        Kinds of cable that it matters for.
    """

    key: str
    label: Text
    help: Text
    unit: str
    si: float
    minimum: float
    maximum: float
    step: float
    logarithmic: bool
    group: Group
    kinds: tuple[Kind, ...] = KINDS


@dataclass(frozen=True)
class Choice:
    """A choice among named options; attributes as in `Number`, `options` maps each id to its name."""

    key: str
    label: Text
    help: Text
    options: Mapping[str, Text]
    group: Group
    kinds: tuple[Kind, ...] = KINDS


@dataclass(frozen=True)
class Numbers:
    """Several numbers in one box, separated by commas; attributes as in `Number`, at most `most` of them."""

    key: str
    label: Text
    help: Text
    unit: str
    minimum: float
    maximum: float
    most: int
    group: Group
    kinds: tuple[Kind, ...] = KINDS


Quantity = Number | Choice | Numbers

_TABLE: tuple[Quantity, ...] = (
    Choice(
        "cable",
        Text("Kind of cable", "ケーブルの種類"),
        Text(
            "how the cable is given: R, L and C per metre, or its cross-section",
            "ケーブルの与え方：1m当りの R・L・C、または断面の寸法",
        ),
        {
            "rlc": Text("R, L, C per metre", "R・L・C（1m当り）"),
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
        Text("DC resistance of ONE conductor per metre", "導体1本・1m当りの直流抵抗"),
        "mΩ/m", 1e-3, 0.1, 10000, 0.01, True, "cable", ("rlc",),
    ),
    Number(
        "lm",
        Text("Inductance", "自己インダクタンス"),
        Text("inductance of the loop per metre", "往復1m当りの自己インダクタンス"),
        "µH/m", 1e-6, 0.01, 10, 0.01, True, "cable", ("rlc",),
    ),
    Number(
        "cm",
        Text("Capacitance", "線間静電容量"),
        Text("capacitance between the conductors per metre", "1m当りの線間静電容量"),
        "pF/m", 1e-12, 1, 10000, 0.01, True, "cable", ("rlc",),
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
        "bore",
        Text("Shield bore", "シールド内径"),
        Text("inner diameter of the shield", "シールドの内径"),
        "mm", 1e-3, 0.1, 100, 0.01, True, "cable", ("coax",),
    ),
    Number(
        "shield",
        Text("Shield thickness", "シールドの厚さ"),
        Text("thickness of the shield's metal", "シールド金属の厚さ"),
        "mm", 1e-3, 0.005, 2, 0.01, True, "cable", ("coax",),
    ),
    Number(
        "eps",
        Text("Permittivity ε′", "比誘電率 ε′"),
        Text("effective relative permittivity of the insulation", "絶縁体の実効比誘電率"),
        "", 1, 1, 10, 0.05, False, "cable", _SECTIONS,
    ),
    Number(
        "tand",
        Text("Loss tangent", "誘電正接"),
        Text("tan δ of the insulation", "絶縁体の tan δ"),
        "", 1, 0, 0.2, 0.0005, False, "cable",
    ),
    Choice(
        "metal",
        Text("Metal", "導体の金属"),
        Text("metal of the conductors, and of the shield", "導体とシールドの金属"),
        {
            "copper-paper": Text("Cu, paper", "銅（論文）"),
            "copper": Text("Cu, IACS", "銅（IACS）"),
            "silver": Text("Ag", "銀"),
            "aluminium": Text("Al", "アルミ"),
        },
        "size",
        _SECTIONS,
    ),
    Number(
        "temp",
        Text("Temperature", "温度"),
        Text("temperature of the metal", "金属の温度"),
        "°C", 1, -50, 125, 1, False, "size", _SECTIONS,
    ),
    Number(
        "mm2",
        Text("Metal area", "断面積"),
        Text("metal area of each conductor, instead of its diameter", "各導体の断面積（直径の代わりに指定）"),
        "mm²", 1, 0.002, 80, 0.01, True, "size", _SECTIONS,
    ),
    Number(
        "awg",
        Text("Gauge", "線番（AWG）"),
        Text(
            "American wire gauge of each conductor, instead of its diameter", "各導体のAWG番号（直径の代わりに指定）"
        ),
        "AWG", 1, 0, 44, 1, False, "size", _SECTIONS,
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
    Number(
        "df",
        Text("Damping factor", "ダンピングファクター"),
        Text("load resistance over source resistance", "負荷抵抗 ÷ 出力インピーダンス"),
        "", 1, 0.001, 1e6, 0.01, True, "source",
    ),
    Number(
        "rs",
        Text("Source impedance", "出力インピーダンス"),
        Text("output resistance of the source", "送り側（アンプなど）の出力抵抗"),
        "Ω", 1, 1e-3, 1e6, 0.01, True, "source",
    ),
    Number(
        "load",
        Text("Load impedance", "負荷インピーダンス"),
        Text("resistance of the load", "負荷（スピーカーや受け側の入力）の抵抗"),
        "Ω", 1, 1, 1e7, 0.01, True, "load",
    ),
    Choice(
        "model",
        Text("Circuit", "等価回路"),
        Text(
            "where the cable's capacitance sits: at the load (the paper's choice), in the middle, or spread",
            "線間容量の置き方：負荷端（論文）、中央、分布定数",
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
        Text("L and C by", "LとCの式"),
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
        Text("what is drawn: the response, the line per metre, or the current in the metal",
             "表示する図：周波数特性、1m当りの線路定数、導体内の電流分布"),
        {
            "response": Text("Response", "周波数特性"),
            "line": Text("Line per metre", "線路定数"),
            "field": Text("Current in the metal", "電流分布"),
        },
        "tabs",
    ),
    Number(
        "fj",
        Text("Frequency", "周波数"),
        Text("frequency of the picture of the current", "電流分布を表示する周波数"),
        "Hz", 1, 10, 1e7, 0.02, True, "field",
    ),
    Choice(
        "jshow",
        Text("Shown", "表示"),
        Text("magnitude of the current density, or its value at one moment of the cycle",
             "電流密度の大きさ、またはある位相での瞬時値"),
        {"abs": Text("Magnitude", "大きさ"), "now": Text("At a moment", "瞬時値")},
        "field",
    ),
    Number(
        "ph",
        Text("Phase", "位相"),
        Text("moment of the cycle, as phase of the cable's current", "ケーブル電流の位相で表した瞬間"),
        "°", 1, 0, 360, 5, False, "field",
    ),
    Choice(
        "att",
        Text("Attenuation", "減衰率"),
        Text(
            "absolute, or relative to the value at DC", "絶対値、または直流での値との比（交流減衰率）"
        ),
        {"ac": Text("AC (relative to DC)", "交流（直流比）"), "abs": Text("Absolute", "絶対値")},
        "view",
    ),
    Choice(
        "parts",
        Text("Contributions", "各要因の寄与"),
        Text(
            "draw skin effect, L–R and C–R alone as well; they need not add up to the total",
            "表皮効果、L–R、C–R 単独の減衰も描く（和が総合に一致するとは限らない）",
        ),
        {"0": Text("Total only", "総合のみ"), "1": Text("With parts", "要因別も")},
        "view",
    ),
    Numbers(
        "lens",
        Text("Compare lengths", "長さの比較"),
        Text("lengths drawn together with that of the cable, separated by commas", "重ねて描く長さ（カンマ区切り）"),
        "m", 0.1, 300, 6, "view",
    ),
    Number(
        "fmin",
        Text("From", "下限周波数"),
        Text("left end of the frequency axis", "周波数軸の左端"),
        "Hz", 1, 1, 1e4, 0.1, True, "view",
    ),
    Number(
        "fmax",
        Text("To", "上限周波数"),
        Text("right end of the frequency axis", "周波数軸の右端"),
        "Hz", 1, 2e4, 1e8, 0.1, True, "view",
    ),
)  # fmt: skip

QUANTITIES: dict[str, Quantity] = {quantity.key: quantity for quantity in _TABLE}

ALTERNATIVES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("df",), ("rs",)),
    (("dia",), ("mm2",), ("awg",), ("strands", "strand")),
)
"""Keys that are different ways to say one thing: of each row the one given last rules, the others follow."""
