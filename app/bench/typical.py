"""How far real parts are from their values: the one table of tolerances, each with its reason."""

from typing import NamedTuple

from app.common.text import Text

__all__ = ["TYPICAL", "Tolerance"]


class Tolerance(NamedTuple):
    """How far a value may be off, either way [%], and why so much."""

    percent: float
    reason: Text


_LENGTH = Text("measured with a tape, plugs included", "巻尺で測った誤差（プラグ部分を含む）")
_CARTRIDGE = Text("cartridges of one model differ by this", "同じ型のカートリッジの個体差")
_RESISTANCE = Text("drawing of the wire, and 10 °C of temperature (4 %)", "線径のばらつきと 10 °C の温度差（4 %）")
_HALF_OF_IT = Text("half of what the area has, which goes with its square", "面積の半分（面積は直径の2乗）")
_PER_METRE = Text(
    "what makers give is typical, and moves with how the cable lies", "公表値は代表値で、敷設のしかたでも変わる"
)
_MADE = Text("how closely cables are extruded and wound", "押出しや撚りの寸法精度")
_CLAD = Text("8 to 12 % is sold as 10 % (ASTM B566)", "10 % 品で 8〜12 % が許容される（ASTM B566）")
_INSULATION = Text("grades of one plastic, and the share of air", "樹脂の品種と空気の割合による差")
_LOSS = Text("published values of one plastic differ by half and more", "同じ樹脂でも公表値が半分以上違う")
_AMPLIFIER = Text("seldom published at the frequency and level in question", "使う周波数・レベルでの公表値はまれ")
_COIL = Text("coils in audio are made to 5–10 %", "オーディオ用コイルは 5〜10 % 品")
_CAPACITOR = Text("film capacitors are made to 5–10 %", "フィルムコンデンサーは 5〜10 % 品")
_POT = Text("potentiometers are made to 20 %", "可変抵抗器は 20 % 品")
_PICKUP = Text("pickups of one model differ by this", "同じ型のピックアップの個体差")
_DRIVER = Text("drivers of one model differ by this", "同じ型のユニットの個体差")
_BOX = Text("drivers of one model, the box's filling and its leaks", "同じ型のユニットの個体差、箱の吸音材と空気漏れ")
_PANEL = Text("seldom published, so only roughly known", "公表値がまれで、おおよその値しかわからない")
_CONTACT = Text("clean or oxidised, tight or loose", "酸化や締め付けの状態による差")
_RESISTOR = Text("ordinary resistors, and the input they belong to", "一般的な抵抗器と受け側の入力抵抗")

TYPICAL: dict[str, Tolerance] = {
    "len": Tolerance(1, _LENGTH),
    "rdc": Tolerance(5, _RESISTANCE),
    "lm": Tolerance(10, _PER_METRE),
    "cm": Tolerance(10, _PER_METRE),
    **dict.fromkeys(("mm2", "rsh"), Tolerance(5, _RESISTANCE)),
    **dict.fromkeys(("dia", "dia2"), Tolerance(2.5, _HALF_OF_IT)),
    "strand": Tolerance(2.5, _HALF_OF_IT),
    "gap": Tolerance(5, _MADE),
    "bore": Tolerance(5, _MADE),
    **dict.fromkeys(("shield", "wall", "lay"), Tolerance(10, _MADE)),
    "clad": Tolerance(20, _CLAD),
    "eps": Tolerance(10, _INSULATION),
    "tand": Tolerance(50, _LOSS),
    **dict.fromkeys(("rcontact", "rcommon"), Tolerance(50, _CONTACT)),
    "df": Tolerance(20, _AMPLIFIER),
    "rs": Tolerance(20, _AMPLIFIER),
    "ls": Tolerance(10, _COIL),
    "cs": Tolerance(10, _CAPACITOR),
    **dict.fromkeys(("lp", "rp", "cp", "rloss", "zsemi", "feddy"), Tolerance(10, _PICKUP)),
    **dict.fromkeys(("rc", "lc"), Tolerance(10, _CARTRIDGE)),
    **dict.fromkeys(("vpot", "tpot"), Tolerance(20, _POT)),
    **dict.fromkeys(("bleed", "ctone"), Tolerance(10, _CAPACITOR)),
    "rbleed": Tolerance(5, _RESISTOR),
    "load": Tolerance(5, _RESISTOR),
    "ci": Tolerance(10, _CAPACITOR),
    **dict.fromkeys(("re", "le", "fs", "qms", "qes"), Tolerance(10, _DRIVER)),
    **dict.fromkeys(("fb", "alpha", "ql"), Tolerance(10, _BOX)),
    **dict.fromkeys(("esr", "esl", "esm", "esp", "esc"), Tolerance(10, _PANEL)),
    **dict.fromkeys(("xl1", "xl2", "ml1", "ml2"), Tolerance(10, _COIL)),
    **dict.fromkeys(("xc1", "xcz", "xc2", "mc1", "mc2"), Tolerance(10, _CAPACITOR)),
    **dict.fromkeys(("xrz", "xrs", "xrp", "mrs"), Tolerance(5, _RESISTOR)),
    **dict.fromkeys(("tre", "tle", "tfs", "tqms", "tqes", "mre", "mle", "mfs", "mqms", "mqes"), Tolerance(10, _DRIVER)),
}
"""By key of the quantity: those without a row are exact, as what a hand sets is."""
