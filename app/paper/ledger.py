"""The paper's printed numbers beside ours: what is computed, how it compares, and why it differs.

The verdict comes from the numbers: a value agrees if it rounds to the printed digits; it is explained if it
does so under one of the alternatives that its row in ledger.csv names, or if the paper calls its number
approximate and that is within `ABOUT` of ours; it cannot be right if none of this reaches it and the row gives
a reason; else it differs.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import parse_qsl, urlencode

import numpy as np

from app.bench.response import Response, line_of, respond, response_of
from app.bench.state import State, parse
from app.common.text import Language, Text, fixed, plain, stated
from physics import circuit
from physics.skin import chart_abscissa

__all__ = ["CHART", "MEASURES", "PLACES", "SKINS", "VERDICTS", "Entry", "Item", "SkinReading", "Verdict", "ledger"]

Verdict = Literal["agrees", "explained", "cannot be right", "differs"]
SkinReading = Literal["exact", "chart"]
SKINS: tuple[SkinReading, ...] = get_args(SkinReading)

VERDICTS: dict[Verdict, Text] = {
    "agrees": Text("agrees", "一致"),
    "explained": Text("explained", "説明がつく"),
    "cannot be right": Text("cannot be right", "誤りと見られる"),
    "differs": Text("differs", "不一致"),
}
PLACES: dict[str, Text] = {
    "s1": Text("Section 1", "1節"),
    "s2": Text("Section 2", "2節"),
    "fig4": Text("Figure 4, caption", "図4の説明"),
    "s3": Text("Section 3, skin effect", "3節 表皮効果"),
    "s4i": Text("Section 4 (i), capacitance", "4節 (i) 線間容量"),
    "s4ii": Text("Section 4 (ii), inductance", "4節 (ii) 自己インダクタンス"),
    "s5": Text("Section 5, corner frequencies", "5節 遮断周波数"),
    "t1": Text("Table 1 (4 m)", "表1（4 m）"),
    "t2": Text("Table 2 (30 m)", "表2（30 m）"),
    "s6": Text("Section 6", "6節"),
    "s71": Text("Section 7.1, pin cable", "7.1節 ピンケーブル"),
    "s72": Text("Section 7.2, pin cable", "7.2節 ピンケーブル"),
    "s73": Text("Section 7.3, guitar cable", "7.3節 ギターケーブル"),
}

CHART: Mapping[float, float] = {10e3: 1.0115, 20e3: 1.043, 50e3: 1.164, 100e3: 1.38, 200e3: 1.86}
"""R_AC/R_DC of the standard cable as the paper read it off the handbook's chart.

Only that at 20 kHz is printed.  The others are the middle of what its equation 7 makes the skin cells of both tables;
at 50 kHz no value makes both, and table 2's alone is followed, which is nearer to the exact ratio.
"""
CHART_ERROR = 0.03  # how far a reading of R_AC/R_DC off a printed chart may be out
ABOUT = 0.25
"""How far from ours a number that the paper calls approximate may be, as a fraction of it: one bound for all.

It is relative, since one unit of the only digit printed would let a 2 stand for anything from 1 to 3.
"""


@dataclass(frozen=True)
class Item:
    """A printed number: a row of ledger.csv.

    Attributes
    ----------
    id, place, measure : str
        Name, where it stands (a key of `PLACES`), what it is (a key of `MEASURES`).
    at : float or None
        Frequency [Hz].
    printed : str
        As printed.
    value, last : float
        The number and one unit of its last digit, in `unit`.
    unit : str
        As printed; −dB counts losses as positive.
    query : str
        Link that computes it.
    rule : str
        How exact it claims to be.
    because : tuple of str
        Alternatives that may explain it.
    why : str
        Key of the words on it, or ''.
    """

    id: str
    place: str
    measure: str
    at: float | None
    printed: str
    value: float
    last: float
    unit: str
    query: str
    rule: str
    because: tuple[str, ...]
    why: str

    @property
    def state(self) -> State:
        """The state that computes it."""
        state, problems = parse(parse_qsl(self.query))
        assert not problems, (self.id, problems)
        return state

    def where(self, language: Language) -> str:
        """Where it stands and what it is."""
        return _comma(language).join((PLACES[self.place](language), self.what(language)))

    def what(self, language: Language) -> str:
        """What it is: the quantity, the length of the cable where that is not said by the place, the frequency."""
        words = [MEASURES[self.measure].name(language)]
        if self.measure in _LENGTH_MATTERS and self.place not in ("t1", "t2", "fig4"):
            words.append(f"{plain(float(self.state.shown['len']))} m")
        if self.at is not None:
            words.append(stated(self.at, "Hz"))
        return _comma(language).join(words)

    def rounded(self, value: float) -> str:
        """A computed value with two digits more than the printed one."""
        if self.rule in ("power", "nil"):
            return fixed(value, 4)
        decimals = 2 - round(float(np.log10(self.last)))  # no printed digit counts more than hundreds
        return f"{value:.{decimals}f}".replace("-", "\N{MINUS SIGN}")


def _comma(language: Language) -> str:
    return "、" if language == "ja" else ", "


@dataclass(frozen=True)
class Entry:
    """An item with our value, the verdict, and the words on it."""

    item: Item
    computed: float
    verdict: Verdict
    explanation: Text | None


@dataclass(frozen=True)
class Measure:
    """What an item is: its name, and how it follows from a state's response, in SI units."""

    name: Text
    compute: Callable[[State, Response], float]


@cache
def items() -> tuple[Item, ...]:
    """Every item, in the paper's order."""
    with (Path(__file__).parent / "ledger.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(
            Item(
                row["id"], row["place"], row["measure"], float(row["at"]) if row["at"] else None, row["printed"],
                float(row["value"]), float(row["last"]), row["unit"], row["state"], row["rule"],
                tuple(row["because"].split()), row["why"],
            )
            for row in rows
        )  # fmt: skip


@cache
def ledger(skin: SkinReading) -> tuple[Entry, ...]:
    """The whole ledger, with the exact skin effect or with the paper's readings off the chart."""
    return tuple(_entry(item, skin) for item in items())


def _entry(item: Item, skin: SkinReading) -> Entry:
    computed = _compute(item, item.state, skin)
    if skin == "chart" and _was_read_back(item):
        return Entry(item, computed, "explained", _READ_BACK)
    if _fits(item, computed):
        return Entry(item, computed, "agrees", WHY.get(item.why) if item.why in _NOTES else _note(item))
    for name in item.because:
        alternative = _ALTERNATIVES[name]
        if alternative.fits(item, computed):
            return Entry(item, computed, "explained", alternative.words)
    if item.rule == "about" and abs(computed - item.value) <= ABOUT * abs(item.value):
        return Entry(item, computed, "explained", WHY.get(item.why, _ABOUT))
    if item.why == "misprint" and (misprint := _misprint(item)):
        return Entry(item, computed, "cannot be right", misprint[1])
    if item.why in WHY and item.why not in _NOTES:
        return Entry(item, computed, "cannot be right", WHY[item.why])
    return Entry(item, computed, "differs", None)


def _note(item: Item) -> Text | None:
    # The reader of the paper's text expects 0.8 Ω; only what the source matters for needs the remark.
    return _WITH_DF_100 if item.place in ("t1", "t2") and item.measure in ("total", "lr", "phase", "skin") else None


def _was_read_back(item: Item) -> bool:
    of_table = item.place in ("t1", "t2") and item.measure == "skin"
    return of_table and item.at != 20e3 and not (item.place == "t1" and item.at == 50e3)


def _fits(item: Item, value: float) -> bool:
    """Whether a value is what is printed, as exactly as it is printed."""
    if item.rule == "nil":
        return value < item.value
    if item.rule == "below":
        return value <= item.value
    if item.rule == "power":
        return 10**-0.5 < value / item.value < 10**0.5
    return abs(value - item.value) <= item.last / 2


def _compute(item: Item, state: State, skin: SkinReading) -> float:
    frequency = np.array([] if item.at is None else [item.at])
    response = respond(state, frequency)
    reading = None if item.at is None else CHART.get(item.at)
    standard = state.shown["rdc"] == 25 and state.kind == "rlc"
    if skin == "chart" and standard and reading is not None:
        line = line_of(state.with_values(skin="off"), frequency)
        response = response_of(state, replace(line, resistance=line.resistance * reading))
    return MEASURES[item.measure].compute(state, response) * _UNITS[item.unit]


_UNITS = {
    "": 1, "dB": 1, "−dB": -1, "°": 1, "Ω": 1, "mΩ/m": 1e3, "pF/m": 1e12, "µH/m": 1e6, "pF": 1e12, "µH": 1e6,
    "kHz": 1e-3, "MHz": 1e-6, "mm": 1e3, "%": 100,
}  # fmt: skip


def _abscissa(state: State, response: Response) -> float:
    return float(chart_abscissa(response.frequency.item(), state.si("rdc")))


def _ratio(_: State, response: Response) -> float:
    return response.line.resistance.item() / response.line.dc_resistance


def _transmission(state: State, response: Response) -> float:
    others, length = state.si("rs") + state.si("load"), state.si("len")
    line = response.line
    return (others + length * line.dc_resistance) / (others + length * line.resistance.item())


MEASURES: dict[str, Measure] = {
    "total": Measure(Text("AC attenuation", "交流減衰率（総合）"), lambda _, r: r.ac_attenuation.item()),
    "skin": Measure(Text("skin effect alone", "表皮効果のみ"), lambda _, r: r.parts["skin"].item()),
    "lr": Measure(Text("L–R alone", "L–R のみ"), lambda _, r: r.parts["lr"].item()),
    "cr": Measure(Text("C–R alone", "C–R のみ"), lambda _, r: r.parts["cr"].item()),
    "phase": Measure(Text("phase lag φ", "位相の遅れ φ"), lambda _, r: r.phase_lag.item()),
    "reactance": Measure(
        Text("reactance ωL", "リアクタンス ωL"),
        lambda s, r: float(circuit.reactance(r.frequency.item(), r.line.dc_inductance * s.si("len"))),
    ),
    "conductor_resistance": Measure(
        Text("R of one conductor", "単線の直流抵抗"), lambda _, r: r.line.dc_resistance / 2
    ),
    "loop_resistance": Measure(
        Text("R of core and shield together", "中心線とアース線の直流抵抗の合計"), lambda _, r: r.line.dc_resistance
    ),
    "capacitance": Measure(Text("capacitance", "線間静電容量"), lambda _, r: r.line.capacitance),
    "inductance": Measure(Text("inductance", "自己インダクタンス"), lambda _, r: r.line.dc_inductance),
    "cable_resistance": Measure(
        Text("R of the cable", "ケーブルの R"), lambda s, r: r.line.dc_resistance * s.si("len")
    ),
    "cable_capacitance": Measure(Text("C of the cable", "ケーブルの C"), lambda s, r: r.line.capacitance * s.si("len")),
    "cable_inductance": Measure(
        Text("L of the cable", "ケーブルの L"), lambda s, r: r.line.dc_inductance * s.si("len")
    ),
    "source": Measure(Text("source impedance", "出力インピーダンス"), lambda s, _: s.si("rs")),
    "abscissa": Measure(Text("abscissa √(f/R_DC)", "横軸 √(f/R_DC)"), _abscissa),
    "ratio": Measure(Text("R_AC/R_DC", "表皮係数 R_AC/R_DC"), _ratio),
    "rise": Measure(Text("rise of the resistance", "抵抗値の増加"), lambda s, r: _ratio(s, r) - 1),
    "transmission": Measure(Text("transmission e, eq. 7", "透過率 e（式7）"), _transmission),
    "capacitive_corner": Measure(
        Text("where 1/ωC reaches R_sp", "1/ωC が R_sp に等しくなる周波数"),
        lambda s, r: circuit.capacitive_corner(s.si("load"), r.line.capacitance * s.si("len")),
    ),
    "inductive_corner": Measure(
        Text("where ωL reaches R_sp", "ωL が R_sp に等しくなる周波数"),
        lambda s, r: circuit.inductive_corner(s.si("load"), r.line.dc_inductance * s.si("len")),
    ),
    "conductor_radius": Measure(Text("radius of the core", "中心線の半径"), lambda s, _: s.si("dia") / 2),
    "voltage_ratio": Measure(
        Text("voltage relative to DC", "直流に対する電圧比"),
        lambda _, r: float(circuit.voltage_ratio(r.ac_attenuation.item())),
    ),
}
_LENGTH_MATTERS = {"total", "skin", "lr", "cr", "reactance", "capacitive_corner", "inductive_corner", "voltage_ratio"}


@dataclass(frozen=True)
class Alternative:
    """Another way in which the paper may have come by a number, and whether that gives what is printed."""

    words: Text
    fits: Callable[[Item, float], bool]


def _is_cut(item: Item, computed: float) -> bool:
    """Whether the printed digits are ours with the rest cut off instead of rounded."""
    return round(abs(item.value) / item.last) == int(abs(computed) / item.last)


def _column(cell: Item) -> dict[str, Item]:
    """The total, skin and L–R cells in a cell's column of its table, by measure."""
    column = (other for other in items() if (other.place, other.at) == (cell.place, cell.at))
    return {other.measure: other for other in column if other.measure in ("total", "skin", "lr")}


def _misprint(part: Item) -> tuple[float, Text] | None:
    """What a part of a total must have been if it is a misprint, and the words on it; else None.

    It is one if ours, rounded as the cell is, makes the printed total together with the other part printed.
    """
    column = _column(part)
    total, other = column["total"], column["lr" if part.measure == "skin" else "skin"]
    for skin in SKINS:
        meant = round(_compute(part, part.state, skin) / part.last) * part.last
        if _fits(part, meant) or not _fits(total, meant + other.value):
            continue
        numbers = {"meant": plain(meant, 6), "other": other.printed, "sum": plain(meant + other.value, 6)}
        numbers |= {"total": total.printed, "exact": part.rounded(_compute(part, part.state, "exact"))}
        return meant, Text(*(words.format(**numbers) for words in _MISPRINTS[skin]))
    return None


def _mended_sum(total: Item) -> float:
    """The skin and L–R cells printed under a total, with what was meant where one is a misprint."""
    parts = [cell for cell in _column(total).values() if cell.measure != "total"]
    misprints = [_misprint(part) if part.why == "misprint" else None for part in parts]
    return sum(found[0] if found else part.value for part, found in zip(parts, misprints, strict=True))


def _fits_with(item: Item, **values: float) -> bool:
    query = {**dict(parse_qsl(item.query)), **{key: plain(value) for key, value in values.items()}}
    return _fits(item, _compute(item, replace(item, query=urlencode(query)).state, "exact"))


_ALTERNATIVES: dict[str, Alternative] = {
    "cut": Alternative(
        Text("Cut off after the last printed digit instead of rounded.", "四捨五入ではなく切り捨て。"), _is_cut
    ),
    "chart": Alternative(
        Text(
            "Follows from the skin effect as the paper read it off the handbook's chart, which is too high.",
            "便覧の図から読み取った（大きすぎる）表皮係数で計算した値。",
        ),
        lambda item, _: _fits(item, _compute(item, item.state, "chart")),
    ),
    "chart-cut": Alternative(
        Text(
            "The paper's chart reading of 1.043, which is too high, gives 0.058 dB. "
            "It is cut off here, and rounded in section 3.",
            "図の読み取り値 1.043（大きすぎる）からは 0.058 dB となる。ここでは切り捨て、3節では四捨五入している。",
        ),
        lambda item, _: _is_cut(item, _compute(item, item.state, "chart")),
    ),
    "reading": Alternative(
        Text(
            "Read off the handbook's chart; the exact ratio is 1.0207.",
            "便覧の図からの読み取り値。厳密な値は 1.0207。",
        ),
        lambda item, computed: abs(computed - item.value) <= CHART_ERROR,
    ),
    "sum": Alternative(
        Text("The sum of the skin and L–R cells printed below it.", "下に示された表皮と L–R の値の和。"),
        lambda item, _: _fits(item, sum(_column(item)[part].value for part in ("skin", "lr"))),
    ),
    "mended": Alternative(
        Text(
            "The sum of the skin and L–R cells printed below it, once the misprint there is put right.",
            "下に示された表皮と L–R の値の和（誤植を正した場合）。",
        ),
        lambda item, _: _fits(item, _mended_sum(item)),
    ),
    "df10": Alternative(
        Text(
            "This order of magnitude follows from DF 10 (0.8 Ω), as in the paper's text; DF 100 gives less.",
            "本文の DF 10（0.8 Ω）で計算した場合の桁。DF 100 ではより小さい。",
        ),
        lambda item, _: _fits_with(item, df=10),
    ),
    "eps202": Alternative(
        Text(
            "The paper does not say which permittivity it used here. "
            "With ε′ = 2.02 the formula gives 70 pF/m; with the ε′ = 3 of section 1 it gives 104 pF/m.",
            "ここでの比誘電率は示されていない。ε′ = 2.02 なら式から 70 pF/m となる（1節の ε′ = 3 では 104 pF/m）。",
        ),
        lambda item, _: _fits_with(item, eps=2.02),
    ),
}

_WITH_DF_100 = Text(
    "With DF 100 (0.08 Ω), on which this row rests; the text says 0.8 Ω.",
    "DF 100（0.08 Ω）での値。本文は 0.8 Ω とするが、この行は DF 100 で計算されている。",
)
_ABOUT = Text(
    "The paper says “about”, and ours is within a quarter of it.",
    "論文では「程度」「くらい」「ほぼ」などとしており、差はその4分の1以内。",
)
_READ_BACK = Text(
    "The chart reading was worked out from this very cell, so its agreement proves nothing.",
    "図の読み取り値をこの欄から逆算したため、検証にはならない。",
)
_MISPRINTS: dict[SkinReading, Text] = {
    "exact": Text(
        "Most likely a misprint of {meant}: our value rounds to that, "
        "and {meant} + {other} = {sum} makes the total of {total} printed above it.",
        "{meant} の誤植と見られる。計算値を丸めると {meant} になり、"
        "{meant} + {other} = {sum} は総合の {total} に合う。",
    ),
    "chart": Text(
        "Most likely a misprint of {meant}: the paper's chart reading of 1.043 gives that, "
        "and {meant} + {other} = {sum} makes the total of {total} printed above it. The exact value is {exact}.",
        "{meant} の誤植と見られる。図の読み取り値 1.043 からは {meant} となり、"
        "{meant} + {other} = {sum} は総合の {total} に合う。厳密な値は {exact}。",
    ),
}
WHY: dict[str, Text] = {
    "acosh": Text(
        "By the paper's ln(d/a). The exact acosh(d/2a) gives 40.4 pF/m.",
        "論文の ln(d/a) による。厳密な acosh(d/2a) では 40.4 pF/m。",
    ),
    "inside": Text(
        "By the paper's ln(d/a). With the magnetic flux inside the wires it is 0.93 µH/m at DC.",
        "論文の ln(d/a) による。導体内部の磁束を含めると直流で 0.93 µH/m。",
    ),
    "caption": Text(
        "The caption gives DF 100 as well, but into 8 Ω that is 0.08 Ω; 0.8 Ω is DF 10.",
        "図の説明は DF 100 ともしているが、8 Ω に対する DF 100 は 0.08 Ω で、0.8 Ω なら DF 10。",
    ),
    "itself": Text(
        "The paper says “about”; its own Table 2 has 0.5.", "論文では「くらい」としている。論文の表2では 0.5。"
    ),
    "own-table": Text(
        "The paper's own Table 1 has 0.38 dB at 100 kHz; 0.1 dB is reached at 50 kHz.",
        "論文の表1では 100 kHz で 0.38 dB。0.1 dB になるのは 50 kHz。",
    ),
    "less": Text(
        "The loss is even smaller: 0.004 dB with DF 100, 0.04 dB with DF 10.",
        "実際の減衰はさらに小さく、DF 100 では 0.004 dB、DF 10 でも 0.04 dB。",
    ),
    "beyond-sum": Text(
        "Exact is 1.49. Parts need not add up to the total, "
        "but even those printed below it make less (0.2 + 1.36 = 1.56).",
        "厳密には 1.49。各要因の和は総合と一致するとは限らないが、"
        "下に示された表皮と L–R の和（0.2 + 1.36 = 1.56）でもこれより小さい。",
    ),
    "beyond-parts": Text(
        "Exact is 0.17. Parts need not add up to the total, "
        "but even those printed below it make less (0.02 + 0.16 = 0.18). "
        "The skin cell of 20 kHz (0.05) would make it 0.21.",
        "厳密には 0.17。各要因の和は総合と一致するとは限らないが、"
        "下に示された表皮と L–R の和（0.02 + 0.16 = 0.18）でもこれより小さい。"
        "20 kHz の表皮の値 0.05 を足すと 0.21 になる。",
    ),
    "of-the-text": Text(
        "This is DF 10, as the text has it. The tables rest on 0.08 Ω, but for their C–R rows.",
        "本文どおりの DF 10 の値。表は C–R の行を除き 0.08 Ω で計算されている。",
    ),
    "chart-high": Text(
        "The handbook's chart was read too high; the exact skin effect of a round wire is smaller.",
        "便覧の図を大きめに読み取っている。円形導線の厳密な表皮効果はこれより小さい。",
    ),
    "two-readings": Text(
        "The chart was read too high, and not the same way twice. "
        "This cell needs a skin effect of 1.22, that of Table 2 one of 1.16; the exact ratio is 1.12.",
        "便覧の図を大きめに読み取り、しかも表2と一致しない（この値には 1.22、表2には 1.16 が必要）。厳密には 1.12。",
    ),
    "proportion": Text(
        "At these frequencies the lag is proportional to frequency: it should be half of the 3.5° printed for 20 kHz.",
        "この範囲で位相の遅れは周波数に比例するため、20 kHz の 3.5° の半分になるはず。",
    ),
    "hundred": Text(
        "At 100 m, ωL (12.6 Ω) nearly equals all the resistance in the circuit (13.1 Ω). "
        "That is the corner, where the loss is 3 dB; the 4.3 dB lost at DC are not counted.",
        "100 m では ωL（12.6 Ω）が回路全体の抵抗（13.1 Ω）にほぼ等しい。"
        "これは遮断周波数であり、減衰は約 3 dB になる（直流での 4.3 dB は含まない）。",
    ),
}
_NOTES = {"of-the-text", "acosh", "inside", "itself"}
