"""The one table of what a user can set.

Controls, the parsing of links, the API and the documentation of both are all made from it.  Values are
in the units shown; :attr:`Number.si` turns them into SI at the edge to the physics.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.text import Text

__all__ = ["KINDS", "QUANTITIES", "Choice", "Group", "Kind", "Number", "Quantity"]

Group = Literal["source", "cable", "load", "circuit", "view"]
Kind = Literal["rlc", "pair", "coax"]
KINDS: tuple[Kind, ...] = ("rlc", "pair", "coax")


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


Quantity = Number | Choice

_TABLE: tuple[Quantity, ...] = (
    Choice(
        "cable",
        Text("Kind of cable", "ケーブルの種類"),
        Text(
            "how the cable is given: R, L and C per metre, or its cross-section",
            "ケーブルの与え方：1m当りの R・L・C、または断面の寸法",
        ),
        {
            "rlc": Text("R, L, C", "R・L・C"),
            "pair": Text("Pair", "平行2芯"),
            "coax": Text("Coaxial", "同軸"),
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
        Text("diameter of the conductor (coaxial: of the centre wire)", "導体（同軸では中心線）の直径"),
        "mm", 1e-3, 0.05, 10, 0.01, True, "cable", ("pair", "coax"),
    ),
    Number(
        "gap",
        Text("Spacing", "線間隔"),
        Text("distance between the centres of the two conductors", "2本の導体の中心間隔"),
        "mm", 1e-3, 0.1, 100, 0.01, True, "cable", ("pair",),
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
        "", 1, 1, 10, 0.05, False, "cable", ("pair", "coax"),
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
        ("pair", "coax"),
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
