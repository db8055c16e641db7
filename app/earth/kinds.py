"""Devices by name: typical capacitances of the kinds that people have, how far they range, and where that is from.

Makers print none of them and few have been measured.  Each source says what a value rests on, and that is mostly an
estimate from the part that makes it: a Y capacitor, or a transformer's windings.
"""

from dataclasses import dataclass
from math import inf

from app.common.text import Language, Text, plain
from app.earth.state import Entry
from physics.earth import PROTECTIVE_EARTH_RESISTANCE

__all__ = ["KINDS", "Kind", "kind_of"]


@dataclass(frozen=True)
class Kind:
    """A kind of device.

    Attributes
    ----------
    label : Text
        What the menu calls it.
    name : Text
        What the picture calls such a device.
    line, neutral, ground : float
        Typical C_H, C_N and C_E [pF].
    low, high : float
        How far C_H and C_N range, or C_E of what has no plug [pF].
    source : Text
        What the values rest on.
    earthed : bool
        Whether its plug has a protective earth.
    """

    label: Text
    name: Text
    line: float
    neutral: float
    ground: float
    low: float
    high: float
    source: Text
    earthed: bool = False

    @property
    def protective(self) -> float:
        """Resistance of its protective earth; inf for none [Ω]."""
        return PROTECTIVE_EARTH_RESISTANCE if self.earthed else inf

    @property
    def sizes(self) -> tuple[str, str, str]:
        """Its capacitances as they stand in the boxes of the page [pF]."""
        return plain(self.line), plain(self.neutral), plain(self.ground)

    def words(self, language: Language) -> str:
        """Its range and its source."""
        plugged = self.line or self.neutral
        between = {"low": plain(self.low), "high": plain(self.high), "source": self.source(language)}
        return (_RANGE if plugged else _GROUND_RANGE)(language, **between)


_RANGE = Text(
    "Typical; to line and neutral {low} to {high} pF. {source}",
    "代表値。対ライン・対ニュートラルは {low}〜{high} pF。{source}",
)
_GROUND_RANGE = Text("Typical; to earth {low} to {high} pF. {source}", "代表値。対大地は {low}〜{high} pF。{source}")
_Y_BRIDGE = Text(
    "Estimated from a Y capacitor of 2.2 nF (1 to 4.7 nF are usual) between the rectified mains and the output, "
    "which acts half from each pole.",
    "整流後の電源と出力の間の Yコンデンサー 2.2 nF（1〜4.7 nF が普通）からの推定。両極から半分ずつ働く。",
)
_MAINS_FILTER = Text(
    "Estimated from a mains filter with a Y capacitor of 2.2 nF from each pole to earth "
    "(Würth Elektronik, filter design note: 2.2 nF chosen, at most 4.7 nF).",
    "両極と保護接地の間に各 2.2 nF の Yコンデンサーをもつ電源フィルターからの推定"
    "（Würth Elektronik のフィルター設計資料：2.2 nF を選定、最大 4.7 nF）。",
)
_SMALL_WINDINGS = Text(
    "Estimated: windings of a small transformer or motor, tens to hundreds of pF; no measurement.",
    "推定：小型トランスやモーターの巻線間容量（数十〜数百pF）。実測なし。",
)

KINDS: dict[str, Kind] = {
    "laptop": Kind(
        Text("Laptop on a two-pin supply", "ノートPC（2ピン電源）"),
        Text("Laptop", "ノートPC"),
        1100,
        1100,
        50,
        500,
        2350,
        _Y_BRIDGE,
    ),
    "set-top-box": Kind(
        Text("Set-top box, TV or streamer, two pins", "チューナー・テレビ（2ピン）"),
        Text("Set-top box", "チューナー"),
        1100,
        1100,
        40,
        500,
        2350,
        _Y_BRIDGE,
    ),
    "charger": Kind(
        Text("DAC on a USB charger", "DAC（USB充電器）"),
        Text("DAC", "DAコンバーター"),
        235,
        235,
        20,
        110,
        500,
        Text(
            "Estimated from a Y capacitor of 470 pF (220 pF to 1 nF) in the charger, which acts half from each pole.",
            "充電器内の Yコンデンサー 470 pF（220 pF〜1 nF）からの推定。両極から半分ずつ働く。",
        ),
    ),
    "wall-wart": Kind(
        Text("DAC on a wall wart with a transformer", "DAC（トランス式アダプター）"),
        Text("DAC", "DAコンバーター"),
        60,
        40,
        30,
        20,
        300,
        _SMALL_WINDINGS,
    ),
    "cd-player": Kind(
        Text("CD player, two pins", "CDプレーヤー（2ピン）"),
        Text("CD player", "CDプレーヤー"),
        40,
        550,
        80,
        10,
        3000,
        Text(
            "A fit to the earth note's reading of 1.17 V; that reading allows 10 to 340 pF to line.",
            "アース資料の指示値 1.17 V への当てはめ。この指示値は対ラインを 10〜340 pF までしか絞らない。",
        ),
    ),
    "amplifier": Kind(
        Text("Amplifier, two pins", "アンプ（2ピン）"),
        Text("Amplifier", "アンプ"),
        140,
        190,
        80,
        10,
        3000,
        Text(
            "A fit to the earth note's reading of 9.75 V at a power amplifier; it allows 38 to 2400 pF to line.",
            "アース資料のパワーアンプの指示値 9.75 V への当てはめ。"
            "この指示値は対ラインを 38〜2400 pF までしか絞らない。",
        ),
    ),
    "turntable": Kind(
        Text("Turntable", "レコードプレーヤー"), Text("Turntable", "プレーヤー"), 50, 50, 60, 10, 300, _SMALL_WINDINGS
    ),
    "powered-speaker": Kind(
        Text("Powered speaker, earthed plug", "アクティブスピーカー（接地プラグ）"),
        Text("Powered speaker", "アクティブスピーカー"),
        2200,
        2200,
        60,
        1000,
        4700,
        _MAINS_FILTER,
        earthed=True,
    ),
    "pc": Kind(
        Text("PC, earthed plug", "PC（接地プラグ）"),
        Text("PC", "PC"),
        2200,
        2200,
        100,
        1000,
        4700,
        _MAINS_FILTER,
        earthed=True,
    ),
    "earthed-amplifier": Kind(
        Text("Amplifier, earthed plug", "アンプ（接地プラグ）"),
        Text("Amplifier", "アンプ"),
        500,
        500,
        120,
        100,
        4700,
        Text(
            "Estimated: windings of a large transformer, some hundreds of pF; a mains filter adds. No measurement.",
            "推定：大型トランスの巻線間容量（数百pF）。電源フィルターがあればさらに大きい。実測なし。",
        ),
        earthed=True,
    ),
    "speaker": Kind(
        Text("Loudspeaker without a plug", "スピーカー（プラグなし）"),
        Text("Speaker", "スピーカー"),
        0,
        0,
        37,
        16,
        100,
        Text("A fit to the earth note's reading of 0.21 V.", "アース資料の指示値 0.21 V への当てはめ。"),
    ),
    "ground-box": Kind(
        Text("Ground box", "仮想アース"),
        Text("Ground box", "仮想アース"),
        0,
        0,
        30,
        13,
        100,
        Text(
            "Fits to the earth note's readings of 0.17 and 0.19 V; a size can be written instead.",
            "アース資料の指示値 0.17 V・0.19 V への当てはめ。寸法でも入力可。",
        ),
    ),
}
"""Kinds by id, in the order of the menu."""


def kind_of(entry: Entry) -> str:
    """The kind whose typical values a device has, or ''; its name, its plug and its leakage do not count."""
    sizes = (plain(entry.line), plain(entry.neutral), entry.ground)
    for key, kind in KINDS.items():
        if (*kind.sizes, kind.protective) == (*sizes, entry.protective):
            return key
    return ""
