"""What others measured or published beside ours: rows of validation.csv, each computed from the state of its link.

Nothing of ours is tuned to these numbers.  Where the dimensions of a cable are not told, what was put in their place,
and from what, stands with the group.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl

import numpy as np

from app.bench.catalogue import PICKUP_VALUES
from app.bench.measures import summarize
from app.bench.response import Response, respond
from app.bench.state import State, parse
from app.common.text import Language, Text, plain, stated
from physics import circuit
from physics.pickups import measured_pickups

__all__ = ["GROUPS", "KINDS", "MEASURES", "SAID", "Entry", "ErrorUnit", "Group", "Item", "Kind", "Said", "ledger"]

ErrorUnit = Literal["%", "dB rms"]
Said = Literal["curve", "falls", "flat", "peaks"]
SAID: dict[Said, Text] = {
    "curve": Text("a curve", "特性曲線"),
    "falls": Text("“falls”", "「下がる」"),
    "flat": Text("“about flat”", "「ほぼ平坦」"),
    "peaks": Text("“peaks”", "「ピークが出る」"),
}
"""What is told in place of a number."""
Kind = Literal["measured", "fitted", "listed", "computed"]
KINDS: dict[Kind, Text] = {
    "measured": Text("measured", "実測"),
    "fitted": Text("a model fitted to measurements", "実測に当てはめたモデル"),
    "listed": Text("a maker’s list", "メーカーの公表値"),
    "computed": Text("computed by its author", "著者の計算"),
}
RUN = 0.05  # of the load: what the loop of a longest run may have


@dataclass(frozen=True)
class Group:
    """Numbers of one source: its name, where they stand, what they are, and what our error there comes from."""

    name: Text
    source: Text
    kind: Kind
    words: Text


GROUPS: dict[str, Group] = {
    "telephone": Group(
        Text("A telephone pair, AWG 24 in polyethylene", "電話用ペア線（AWG 24、ポリエチレン絶縁）"),
        Text(
            "BT #1 form of ANSI T1.601, as printed in several public DSL simulators",
            "ANSI T1.601 の BT #1 形式（公開されている複数の DSL シミュレーターによる）",
        ),
        "fitted",
        Text(
            "The spacing (0.923 mm) follows from its inductance at the highest frequencies, "
            "the permittivity (2.15) from its 50 nF/km; resistance, inductance and attenuation are then ours. "
            "Wires in such a cable are twisted, 2 to 4 % longer than the cable, and have others beside them, "
            "which raises the resistance most at 1 MHz.",
            "線間隔（0.923 mm）は最高周波数でのインダクタンスから、比誘電率（2.15）は 50 nF/km から求め、"
            "抵抗・インダクタンス・減衰は当サイトの計算値です。実際は撚りのため導体が 2〜4 % 長く、"
            "隣に他の導体があるため、とくに 1 MHz で抵抗が増えます。",
        ),
    ),
    "local": Group(
        Text("Local telephone cables", "市内電話ケーブル"),
        Text(
            "Losses at 1600 Hz quoted by J. Hearfield (johnhearfield.com, Telephone, Cable)",
            "J. Hearfield（johnhearfield.com, Telephone, Cable）が引用する 1600 Hz の損失",
        ),
        "listed",
        Text(
            "Their resistances are as told; 50 nF/km and 0.65 mH/km are assumed, which is most of the error.",
            "抵抗は公表値。50 nF/km と 0.65 mH/km は仮定で、差の大半はこれによります。",
        ),
    ),
    "coaxial": Group(
        Text("Coaxial cables", "同軸ケーブル"),
        Text(
            "A public fit of the list of Belden 8240; lists of RG-58C/U and RG-174",
            "Belden 8240 の公表値への当てはめ式、RG-58C/U と RG-174 の公表値",
        ),
        "listed",
        Text(
            "Ours is smooth copper: a solid core in a tube. "
            "A stranded core and a braid have more resistance at high frequencies: "
            "of the two stranded ones by a factor of 1.3 to 1.45. It is shown, and not tuned away.",
            "計算は滑らかな銅（単線と管）によります。撚り線の中心導体と編組は高周波で抵抗が大きく、"
            "撚り線の2種では 1.3〜1.45 倍になります。その差をそのまま示しています。",
        ),
    ),
    "utp": Group(
        Text("A pair of a network cable", "LAN ケーブルの1対"),
        Text("A public fit of the list of category 5e", "カテゴリー 5e の公表値への当てはめ式"),
        "listed",
        Text(
            "Computed as the telephone pair above, whose wires are the same. "
            "The list is an upper limit for any such cable, and includes the twist.",
            "同じ導体を使う上の電話用ペア線として計算。公表値はこの種のケーブルの上限で、撚りも含みます。",
        ),
    ),
    "manual": Group(
        Text("Resistance of loudspeaker wire", "スピーカーケーブルの抵抗"),
        Text("Manual of the D.A.S. H series", "D.A.S. H シリーズの取扱説明書"),
        "listed",
        Text(
            "Copper at 20 °C; no more than the metal and its area is in it.",
            "20 °C の銅。金属と断面積だけで決まります。",
        ),
    ),
    "runs": Group(
        Text("Longest runs into 8 Ω", "8 Ω での最長の長さ"),
        Text(
            "R. Russell, Speaker Wire: A History (www.roger-russell.com)",
            "R. Russell, Speaker Wire: A History（www.roger-russell.com）",
        ),
        "computed",
        Text(
            "The rule is a loop resistance of 5 %; the author rounded to what is easily kept in mind.",
            "往復抵抗 5 % という規則によるもので、著者は覚えやすい数に丸めています。",
        ),
    ),
    "blind": Group(
        Text("Cables of a blind test", "ブラインドテストのケーブル"),
        Text("Stereo Review, August 1983, as told later", "Stereo Review 1983年8月号（後年の紹介による）"),
        "measured",
        Text(
            "About 30 ft into 8 Ω; the length is from memory. "
            "In pink noise all 11 listeners told AWG 24 from a heavy cable while levels were not matched; "
            "once they were, 4 of 11 did. Most of what was heard was volume.",
            "約 30 ft、8 Ω（長さは記憶による）。ピンクノイズで、"
            "音量をそろえないときは 11 人全員が AWG 24 と太いケーブルを聞き分け、"
            "そろえると 11 人中 4 人になりました。聞こえたのは主に音量の差です。",
        ),
    ),
    "handbook": Group(
        Text("A line cable behind 1 kΩ", "1 kΩ から送るラインケーブル"),
        Text(
            "Handbook for Sound Engineers: Belden 8241F, 17 pF/ft",
            "Handbook for Sound Engineers：Belden 8241F、17 pF/ft",
        ),
        "computed",
        Text(
            "It says “about 50 kHz”; its own numbers give 46.8 kHz.",
            "「約 50 kHz」とありますが、同書の数値からは 46.8 kHz になります。",
        ),
    ),
    "pickups": Group(
        Text(
            "Guitar pickups with a load that their fit has not seen",
            "当てはめに使っていない負荷でのギターのピックアップ",
        ),
        Text(
            "strayr, pickupAnalyseR-data (CC0 1.0): fourteen pickups on a vector network analyser",
            "strayr, pickupAnalyseR-data（CC0 1.0）：ベクトルネットワークアナライザーで測った14個",
        ),
        "measured",
        Text(
            "L, C and losses are fitted to each without a load and with 10 nF. "
            "Its level with 200 kΩ and 470 pF is then predicted from 300 Hz to 6 kHz, its height left open. "
            "Above the resonance most are measured higher than predicted, "
            "as if there were less capacitance than told. "
            "Metal in covers and plates is more than one semi-inductor and one low-pass. "
            "The pots of the bench, 2 MΩ each, stand for the analyser’s 1 MΩ.",
            "無負荷と 10 nF の実測に L・C・損失を当てはめ、"
            "200 kΩ ∥ 470 pF での 300 Hz〜6 kHz の特性を予測したものです（高さは問わない）。"
            "共振より上では実測が予測より高いものが多く、容量が公表より小さいかのように見えます。"
            "カバーやプレートの金属の影響は、半インダクタンスとローパス1つずつでは表しきれません。"
            "シミュレーターのポット（各 2 MΩ）が測定器の 1 MΩ に当たります。",
        ),
    ),
    "phono": Group(
        Text("Moving magnet cartridges", "MM カートリッジ"),
        Text(
            "Audio-Technica’s data of the AT-VM95 and a L of 550 mH told elsewhere; "
            "a maker’s column on 1 kΩ and 500 mH into 47 kΩ (audiodesign.co.jp)",
            "オーディオテクニカ AT-VM95 の公表値と別資料の 550 mH、"
            "1 kΩ・500 mH・47 kΩ についてのメーカーのコラム（audiodesign.co.jp）",
        ),
        "listed",
        Text(
            "3.3 kΩ at 1 kHz and 485 Ω at DC make 520 mH; with 550 mH it would be 3.5 kΩ, so the two do not agree. "
            "The column tells the shape alone, for all the capacitance together; ours is the level at 10 kHz. "
            "The cantilever’s own resonance is not in ours; the 520 mH are taken from the very impedance shown.",
            "1 kHz の 3.3 kΩ と直流の 485 Ω からは 520 mH。550 mH なら 3.5 kΩ となり、両者は一致しません。"
            "コラムは合計容量と特性の傾向だけを述べており、計算値は 10 kHz のレベルです。"
            "カンチレバーの共振は計算に含みません。520 mH はここに示すインピーダンス自体から求めた値です。",
        ),
    ),
    "nbs": Group(
        Text("Skin effect of a round wire", "丸線の表皮効果"),
        Text(
            "Radio Instruments and Measurements, NBS Circular 74, 1924",
            "Radio Instruments and Measurements, NBS Circular 74, 1924（英語文献）",
        ),
        "computed",
        Text(
            "A table of Bessel functions, and so a check of our arithmetic, not of nature.",
            "ベッセル関数の表なので、自然現象ではなく計算の検証です。",
        ),
    ),
}


@dataclass(frozen=True)
class Item:
    """Something of somebody else's: a row of validation.csv, or a measured pickup.

    Attributes
    ----------
    id, group, label : str
        Its name, whose it is (a key of `GROUPS`), and of what.
    measure : str
        What it is: a key of `MEASURES`.
    at : float or None
        Frequency [Hz].
    value : float or None
        The number, in `unit`; None where there is none.
    unit : str
        Its unit there.
    query : str
        Link that computes it.
    said : str or None
        What is told in place of a number: a key of `SAID`.
    """

    id: str
    group: str
    label: str
    measure: str
    at: float | None
    value: float | None
    unit: str
    query: str
    said: Said | None = None

    def what(self, language: Language) -> str:
        """What it is: of which cable, which quantity, at which frequency."""
        at = [stated(self.at, "Hz")] if self.at is not None and self.measure != "ratio" else []
        words = [*([self.label] if self.label else []), MEASURES[self.measure].name(language), *at]
        return ("、" if language == "ja" else ", ").join(words)


@dataclass(frozen=True)
class Entry:
    """An item with ours beside it.

    Attributes
    ----------
    item : Item
        What is held against.
    computed : float or None
        Our number, in the item's unit; None for a curve.
    rms_db : float or None
        Of a curve, how far ours is off, root mean square [dB].
    """

    item: Item
    computed: float | None
    rms_db: float | None = None

    @property
    def error_percent(self) -> float | None:
        """By how much ours is larger [%]; None where either is no number."""
        if self.item.value is None or self.computed is None:
            return None
        return 100 * (self.computed / self.item.value - 1)

    @property
    def error(self) -> tuple[float, ErrorUnit] | None:
        """By how much ours is off, and in what; None where theirs is told in words alone."""
        if self.rms_db is not None:
            return self.rms_db, "dB rms"
        return None if self.error_percent is None else (self.error_percent, "%")


@dataclass(frozen=True)
class Measure:
    """What an item is: its name, and how its number follows from a state and its response there, in SI units."""

    name: Text
    compute: Callable[[State, Response], float] | None = None


def _corner(state: State, _: Response) -> float:
    found = summarize(state).minus_3_db_hz
    assert found is not None
    return found


MEASURES: dict[str, Measure] = {
    "resistance": Measure(Text("R′ of the loop", "往復の R′"), lambda _, r: r.line.resistance.item()),
    "inductance": Measure(Text("L′ of the loop", "往復の L′"), lambda _, r: r.line.inductance.item()),
    "attenuation": Measure(
        Text("attenuation", "減衰"), lambda _, r: circuit.decibels(r.line.propagation_constant).item()
    ),
    "ratio": Measure(
        Text("R over R at DC", "直流に対する R の比"), lambda _, r: r.line.resistance.item() / r.line.dc_resistance
    ),
    "loop": Measure(Text("loop resistance", "往復抵抗"), lambda s, r: r.line.dc_resistance * s.si("len")),
    "run": Measure(Text("longest run", "最長の長さ"), lambda s, r: RUN * s.si("load") / r.line.dc_resistance),
    "loss": Measure(
        Text("loss", "損失"),
        lambda _, r: (circuit.decibels(r.without_cable) - circuit.decibels(r.log_transfer)).item(),
    ),
    "corner": Measure(Text("−3 dB", "−3 dB の周波数"), _corner),
    "loaded": Measure(Text("level with 200 kΩ and 470 pF", "200 kΩ ∥ 470 pF でのレベル")),
    "impedance": Measure(Text("impedance", "インピーダンス"), lambda _, r: abs(r.ends.source_impedance.item())),
    "level": Measure(Text("level over that at 1 kHz", "1 kHz に対するレベル"), lambda _, r: r.ac_attenuation.item()),
}
_UNITS = {
    "": 1, "Ω/km": 1e3, "µH/km": 1e9, "dB/km": 1e3, "dB/100 ft": 30.48, "dB/100 m": 100, "Ω": 1, "kΩ": 1e-3,
    "ft": 1 / 0.3048, "dB": 1, "kHz": 1e-3,
}  # fmt: skip
"""What one SI unit is in the units of the table."""


@cache
def ledger() -> tuple[Entry, ...]:
    """Every item beside ours, in the order of the groups."""
    with (Path(__file__).parent / "validation.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        items = [
            Item(
                row["id"], row["group"], row["label"], row["measure"], float(row["at"]) if row["at"] else None,
                None if row["value"] in SAID else float(row["value"]), row["unit"], row["state"],
                next((said for said in SAID if said == row["value"]), None),
            )
            for row in rows
        ]  # fmt: skip
    entries = [Entry(item, _computed(item)) for item in items] + _pickups()
    return tuple(entry for group in GROUPS for entry in entries if entry.item.group == group)


def _pickups() -> list[Entry]:
    # 200 kΩ and 470 pF are the load; both pots, fully up, are together the 1 MΩ of the analyser.
    around = "preset=stratocaster&vpot=2000&tpot=2000&ctone=200&len=0.1&lm=10&cm=2&load=200000&ci=470"
    return [
        Entry(
            Item(
                f"pickup-{one.id}", "pickups", one.name, "loaded", None, None, "",
                "&".join([around, *(f"{key}={plain(value)}" for key, value in PICKUP_VALUES[one.id].items())]), "curve",
            ),
            None,
            one.loaded["semi"].rms_db,
        )
        for one in measured_pickups().values()
    ]  # fmt: skip


def _computed(item: Item) -> float:
    state, problems = parse(parse_qsl(item.query))
    assert not problems, (item.id, problems)
    response = respond(state, np.array([] if item.at is None else [item.at]))
    compute = MEASURES[item.measure].compute
    assert compute is not None
    return compute(state, response) * _UNITS[item.unit]
