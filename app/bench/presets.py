"""Base states, each with where it comes from."""

from dataclasses import dataclass
from typing import Literal

from app.bench.catalogue import CABLES, PICKUP_VALUES
from app.common.text import Text
from physics.pickups import measured_pickups

__all__ = ["CROSSOVERS", "DEFAULT_PRESET", "GROUPS", "OPENING_PRESET", "PRESETS", "Preset", "PresetGroup"]

Values = dict[str, float | str]
PresetGroup = Literal["speaker", "line", "guitar", "phono", "paper"]
GROUPS: dict[PresetGroup, Text] = {
    "speaker": Text("Loudspeaker", "スピーカー"),
    "line": Text("Line", "ライン"),
    "guitar": Text("Guitar", "ギター"),
    "phono": Text("Phono", "レコード"),
    "paper": Text("The paper's cables", "論文のケーブル"),
}
"""What people have."""


CROSSOVERS: dict[str, Values] = {
    "twoway": {"xl1": 1.2, "xc1": 15.0, "xc2": 6.8, "xl2": 0.4},
    "threeway": {"xl1": 3.9, "xc1": 47.0, "xc2": 5.6, "xl2": 0.39},
}
"""Filters of woofer and tweeter that a loudspeaker brings along where another kind of load is in its place: those of a
three-way system cross at about 400 Hz and 3 kHz, of a two-way one at about 3 kHz."""


@dataclass(frozen=True)
class Preset:
    """A named base state: shown values for every quantity, where they come from, and who has it."""

    id: str
    name: Text
    reference: Text
    values: Values
    group: PresetGroup = "paper"


# The paper's "standard cable": its section 1 rounds up the parameters of a = 0.5 mm, d = 4 mm, ε′ = 3.
_SPEAKER: Values = {
    "cable": "rlc", "len": 4.0, "rdc": 25.0, "lm": 1.0, "cm": 45.0,
    "dia": 1.0, "gap": 4.0, "dia2": 0.0, "lay": 0.0,
    "bore": 4.0, "shield": 0.1, "rsh": 0.0, "wall": 0.0, "eps": 3.0, "tand": 0.0,
    "runs": "1", "rcontact": 0.0, "rcommon": 0.0,
    "metal": "copper-paper", "clad": 10.0, "metal2": "same", "temp": 20.0,
    "zs": "amp", "df": 100.0, "ls": 0.0, "cs": 10.0,
    "lp": 2.2, "rp": 5.8, "cp": 110.0, "vol": 10.0, "vpot": 250.0, "bleed": 0.0,
    "rloss": 0.0, "zsemi": 0.0, "feddy": 0.0, "rc": 1000.0, "lc": 500.0,
    "rbleed": 0.0, "bleedmode": "series", "wiring": "modern", "coil": 1.0,
    "tone": 10.0, "tpot": 250.0, "ctone": 22.0,
    "zl": "resistor", "load": 8.0, "power": 0.0, "biwire": "0", "branch": "woofer", "ci": 0.0, "zma": "",
    "fb": 35.0, "alpha": 2.0, "ql": 7.0,
    "esr": 1.5, "esl": 5.0, "esm": 200.0, "esp": 30.0, "esn": 75.0, "esc": 1000.0,
    "mc2": 47.0, "ml2": 3.3, "ml1": 0.47, "mc1": 6.8, "mrs": 1.0,
    "mre": 5.6, "mle": 0.2, "mfs": 150.0, "mqms": 3.0, "mqes": 0.7,
    "re": 5.6, "le": 0.5, "semi": "0", "fs": 40.0, "qms": 3.5, "qes": 0.45,
    "xrz": 6.8, "xcz": 12.0, "xrs": 2.2, "xrp": 10.0, **CROSSOVERS["twoway"],
    "tre": 5.5, "tle": 0.05, "tfs": 900.0, "tqms": 2.0, "tqes": 1.2,
    "model": "c-end", "skin": "exact", "formula": "exact",
    "view": "response", "sig": "step", "f0": 1e3, "cycles": 5.0, "span": "",
    "fj": 20e3, "jshow": "abs", "ph": 0.0, "att": "ac", "parts": "0",
    "band": "full", "range": "all", "units": "metric",
    "tol": 0.0, "of": "loss", "tols": "", "lens": "", "frd": "", "shift": 0.0,
    "fmin": 10.0, "fmax": 1e6,
}  # fmt: skip
# Section 7.1: 350 mΩ/m for core and shield together, so half of it for the mean conductor; 2a = 0.28 mm,
# 2b = 1.4 mm.  0.0517 mm of shield is 30 wires of 0.1 mm; ε′ = 2.02 turns eq. 7 into the 70 pF/m used.
_PIN: Values = _SPEAKER | {
    "rdc": 175.0, "lm": 0.3, "cm": 70.0,
    "dia": 0.28, "gap": 1.4, "bore": 1.4, "shield": 0.0517, "eps": 2.02,
    "rs": 1000.0, "load": 20e3,
}  # fmt: skip
del _PIN["df"]


def _speaker(length: float) -> Preset:
    return Preset(
        f"speaker-{length:g}m",
        Text(f"Speaker cable {length:g} m, DF 100", f"スピーカーケーブル {length:g} m・DF 100"),
        Text(
            "The paper, section 1: the standard cable, 25 mΩ/m, 1 µH/m, 45 pF/m, into 8 Ω. "
            "Its tables rest on DF 100 (0.08 Ω) but for C–R, although its text says 0.8 Ω.",
            "論文1節の標準ケーブル（25 mΩ/m、1 µH/m、45 pF/m）、負荷8 Ω。"
            "本文は0.8 Ω とするが、表1・表2は C–R を除き DF 100（0.08 Ω）で計算されている。",
        ),
        _SPEAKER | {"len": length},
    )


def _pin(length: float) -> Preset:
    return Preset(
        f"pin-{length:g}m",
        Text(f"Pin (RCA) cable {length:g} m", f"ピンケーブル {length:g} m"),
        Text(
            "The paper, section 7: 350 mΩ/m go and return, 0.3 µH/m, 70 pF/m, from 1 kΩ into 20 kΩ.",
            "論文7節のピンケーブル（往復350 mΩ/m、0.3 µH/m、70 pF/m）、送り出し1 kΩ、受け20 kΩ。",
        ),
        _PIN | {"len": length},
    )


# Into the 1 MΩ of a guitar amplifier; the 500 pF of the cable lower the resonance.
_GUITAR: Values = _PIN | {
    "zs": "pickup", "zl": "input", "load": 1e6, "len": 5.0, "cm": 100.0, "rdc": 175.0, "skin": "off",
    "band": "guitar", "of": "resonance", "fmin": 20.0, "fmax": 1e5, "range": "ear",
}  # fmt: skip


def _guitar(name: str, title: Text, inductance: float, resistance: float, capacitance: float, pot: float) -> Preset:
    return Preset(
        name,
        title,
        Text(
            f"Typical values ({inductance:g} H, {resistance:g} kΩ, {capacitance:g} pF, {pot:g} kΩ controls), "
            "through 5 m of cable with 100 pF/m into 1 MΩ. "
            "Individual pickups differ by 20 % or more "
            "(H. Lemme, Electric Guitar: Sound Secrets and Technology, 2012).",
            f"代表値（{inductance:g} H、{resistance:g} kΩ、{capacitance:g} pF、ポット {pot:g} kΩ）。"
            "100 pF/m のケーブル 5 m で 1 MΩ へつなぐ。"
            "個体差は2割以上（H. Lemme, Electric Guitar: Sound Secrets and Technology, 2012）。",
        ),
        _GUITAR | {"lp": inductance, "rp": resistance, "cp": capacitance, "vpot": pot, "tpot": pot},
        "guitar",
    )


_AS_MEASURED = {
    "squier-affinity-strat": "canare-gs6",
    "squier-classic-vibe-tele-bridge": "mogami-2524",
    "gibson-490r": "canare-gs6",
    "duncan-dimebucker": "mogami-3368",
}
"""Measured pickups with presets of their own, and the cable of the catalogue that each has there."""


def _measured(id: str, cable: str) -> Preset:
    measured = measured_pickups()[id]
    off = measured.loaded["semi"]
    return Preset(
        f"measured-{id}",
        Text(f"{measured.name}, as measured", f"{measured.name}（実測）"),
        Text(
            "Fitted to a measured pickup (strayr, pickupAnalyseR-data, CC0), unloaded and with 10 nF. "
            f"With another load, 200 kΩ and 470 pF, it is off by {off.rms_db:.2f} dB rms from 300 Hz to 6 kHz. "
            "The controls and the cable are our own choice.",
            "実測データ（strayr, pickupAnalyseR-data, CC0）の無負荷と 10 nF 負荷の特性に合わせた値。"
            f"別の負荷（200 kΩ ∥ 470 pF）の実測との差は 300 Hz〜6 kHz で実効値 {off.rms_db:.2f} dB。"
            "コントロールとケーブルは本サイトの設定例。",
        ),
        {**_GUITAR, **PICKUP_VALUES[id], "cable": cable, "vpot": 500.0, "tpot": 500.0, **CABLES[cable].values},
        "guitar",
    )


_COILED = Preset(
    "strat-coiled",
    Text("Stratocaster pickup, coiled cable", "ストラトキャスターとカールコード"),
    Text(
        "The Stratocaster pickup through a coiled cable worn 4 m long. "
        "Its wire, with 130 pF/m (Mogami W2524), is three times as long. "
        "That is 1560 pF in all, as much as 16 m of an ordinary cable of 100 pF/m. "
        "The 3 is typical, with no source found; measure your own. "
        "B. Lawrence (wildepickups.com) tells 2400 pF of such cords.",
        "使用時 4 m のカールコード。その3倍の長さの線（130 pF/m、Mogami W2524）を巻いたもので、合計 1560 pF。"
        "100 pF/m のまっすぐなケーブルなら 16 m に相当する。3 は代表値（出典は見つからなかった）で、"
        "手元のケーブルで測るとよい。B. Lawrence（wildepickups.com）はこの種のコードを 2400 pF としている。",
    ),
    {**_GUITAR, "cable": "mogami-2524", "len": 4.0, "coil": 3.0, **CABLES["mogami-2524"].values},
    "guitar",
)

# Cables of a turntable have some 100 pF/m, inputs 50 to 200 pF.
_PHONO: Values = _PIN | {
    "zs": "cartridge", "rc": 1000.0, "lc": 500.0, "zl": "input", "load": 47e3, "ci": 100.0,
    "len": 1.2, "cm": 100.0, "range": "ear", "of": "bend", "fmin": 20.0, "fmax": 1e5,
}  # fmt: skip
_PHONOS = (
    Preset(
        "mm-generic",
        Text("Moving magnet cartridge, generic", "MMカートリッジ（一般的）"),
        Text(
            "1 kΩ and 500 mH, as in a maker's column (audiodesign.co.jp), into 47 kΩ. "
            "1.2 m of cable with 100 pF/m and an input of 100 pF are our own choice.",
            "メーカーのコラム（audiodesign.co.jp）にある 1 kΩ・500 mH、負荷 47 kΩ。"
            "ケーブル 1.2 m（100 pF/m）と入力容量 100 pF は本サイトの設定例。",
        ),
        _PHONO,
        "phono",
    ),
    Preset(
        "at-vm95",
        Text("Audio-Technica AT-VM95", "オーディオテクニカ AT-VM95"),
        Text(
            "The maker gives 485 Ω at DC and 3.3 kΩ at 1 kHz, so √(3300² − 485²)/(2π·1 kHz) = 520 mH; "
            "550 mH is also told, but no source of it was found. Into 47 kΩ; cable and input are our own choice.",
            "メーカー値は直流抵抗 485 Ω、1 kHz のインピーダンス 3.3 kΩ。√(3300² − 485²)/(2π·1 kHz) = 520 mH となる"
            "（550 mH とも言われるが、出典は見つからなかった）。負荷 47 kΩ。ケーブルと入力容量は本サイトの設定例。",
        ),
        _PHONO | {"rc": 485.0, "lc": 520.0, "ci": 50.0},
        "phono",
    ),
    Preset(
        "mc-generic",
        Text("Moving coil cartridge, generic", "MCカートリッジ（一般的）"),
        Text(
            "10 Ω and 20 µH into 100 Ω: typical values, our own choice. "
            "Its coil is so small that capacitance hardly counts.",
            "10 Ω・20 µH、負荷 100 Ω（本サイトが選んだ代表値）。コイルが小さいので容量はほとんど影響しない。",
        ),
        _PHONO | {"rc": 10.0, "lc": 0.02, "load": 100.0},
        "phono",
    ),
)

_COAXIAL = {"rg-58": "50 Ω", "rg-59": "75 Ω"}
"""Coaxial cables of the catalogue with presets of their own, and the wave impedance that they are sold by."""


def _coaxial(cable: str, wave: str) -> Preset:
    name = cable.upper()
    return Preset(
        f"{cable}-10m",
        Text(f"{name} as a line cable, 10 m", f"ラインケーブルに {name}、10 m"),
        Text(
            f"{name}, a coaxial cable of {wave}, from an output of 100 Ω into 10 kΩ. "
            f"At audio frequencies its {wave} do not matter; its capacitance does. "
            "The cable is that of the catalogue, the rest our own choice.",
            f"{wave} 同軸の {name} で 100 Ω の出力から 10 kΩ へ。可聴帯域で効くのは、{wave} ではなく静電容量。"
            "ケーブルの値はカタログのもの、ほかは本サイトの設定例。",
        ),
        {**_PIN, "cable": cable, "rs": 100.0, "load": 10e3, "len": 10.0, "range": "ear", **CABLES[cable].values},
        "line",
    )


_FEEDS_SPEAKER = _SPEAKER | {"att": "cable", "fmin": 10.0, "fmax": 1e5, "range": "ear"}

_ZIP: Values = _SPEAKER | {"cable": "pair", "mm2": 2.5, "gap": 3.5, "eps": 3.0, "len": 5.0, "range": "ear"}
del _ZIP["dia"]

# By what is printed on it: the metal, the thickness and the kind of its insulation.  Insulation touches insulation.
_COATED: Values = _ZIP | {"wall": 0.8, "eps": 4.5, "metal": "copper"}
del _COATED["gap"]

_TWISTED: Values = _PIN | {
    "cable": "pair", "awg": 24.0, "wall": 0.2, "eps": 2.3, "lay": 8.5, "metal": "copper",
    "rs": 100.0, "load": 10e3, "len": 30.0, "range": "ear",
}  # fmt: skip
del _TWISTED["dia"], _TWISTED["gap"]

_STRATOCASTER = _guitar(
    "stratocaster", Text("Stratocaster pickup", "ストラトキャスターのピックアップ"), 2.2, 5.8, 110, 250
)
# 18 and 25 mΩ/m and 160 pF/m are printed: a core of so much copper, and the bore that gives the capacitance.
_GS6 = Preset(
    "gs-6-5m",
    Text("Canare GS-6 by its braid, a Stratocaster, 5 m", "Canare GS-6（編組の抵抗から）ストラト 5 m"),
    Text(
        "A guitar cable as a coaxial one: core 18 mΩ/m, braid 25 mΩ/m, 160 pF/m, the maker's figures as two sources "
        "quote them. The core's diameter follows from its resistance, the bore from the capacitance with polyethylene "
        "(ε′ 2.3). Pickup as in the Stratocaster preset.",
        "ギターケーブルを同軸として計算：芯線 18 mΩ/m、編組 25 mΩ/m、160 pF/m（メーカー値。2つの資料からの引用）。"
        "芯線径は抵抗から、シールド内径は静電容量とポリエチレン（ε′ 2.3）から求めた。"
        "ピックアップはストラトキャスターのプリセットと同じ。",
    ),
    _STRATOCASTER.values
    | {"cable": "coax", "metal": "copper", "dia": 1.104, "bore": 2.457, "rsh": 25.0, "eps": 2.3, "skin": "exact"},
    "guitar",
)

PRESETS: dict[str, Preset] = {
    preset.id: preset
    for preset in (
        Preset(
            "zip-5m",
            Text("Zip cord 5 m, 2.5 mm²", "平行スピーカーコード 5 m・2.5 mm²"),
            Text(
                "A common flat speaker cord: two conductors of 2.5 mm², 3.5 mm apart, in PVC (ε′ 3, as effective for a "
                "pair half in air), from an amplifier with a damping factor of 100 into 8 Ω. "
                "Typical values, our own choice.",
                "よくある平行スピーカーコード：2.5 mm² の2芯、間隔 3.5 mm、塩化ビニル（一部は空気なので実効 ε′ = 3）。"
                "ダンピングファクター 100 のアンプから 8 Ω へ。本サイトが選んだ代表値。",
            ),
            _ZIP,
            "speaker",
        ),
        Preset(
            "zip-wall-5m",
            Text("Zip cord 5 m, by metal area and insulation", "平行コード 5 m・断面積と絶縁体の厚さから"),
            Text(
                "Two conductors of 2.5 mm², each in 0.8 mm of PVC (ε′ 4.5), insulation touching, air around: "
                "the capacitance follows from that, without guessing an effective permittivity. "
                "Typical values, our own choice; makers print 50 to 95 pF/m, "
                "because strands take more room than solid wire and PVC differs.",
                "2.5 mm² の導体2本をそれぞれ厚さ 0.8 mm の塩化ビニル（ε′ 4.5）で包み、絶縁体どうしが接する平行コード。"
                "まわりは空気で、実効比誘電率を仮定せずに線間容量が決まる。本サイトが選んだ代表値。"
                "より線は同じ断面積の単線より太く、塩化ビニルにも差があるため、公表値は 50〜95 pF/m に広がる。",
            ),
            _COATED,
            "speaker",
        ),
        Preset(
            "cca-5m",
            Text("Zip cord 5 m, copper-clad aluminium", "平行コード 5 m・CCA（銅クラッドアルミ）"),
            Text(
                "The cord of 2.5 mm² by metal area and insulation, but of aluminium in a coat of copper. "
                "The coat is a tenth of the cross-section (ASTM B566). "
                "Much cord that is sold as speaker cable is of that kind. "
                "Its resistance is that of 1.6 mm² of copper.",
                "断面積と絶縁体の厚さで与えた 2.5 mm² の平行コードで、導体が銅クラッドアルミ（CCA）の場合。"
                "断面積の1割が銅（ASTM B566 の 10 % 級）。安価なスピーカーコードによく使われる。"
                "抵抗は銅の 1.6 mm² に相当する。",
            ),
            _COATED | {"metal": "cca"},
            "speaker",
        ),
        Preset(
            "unlike-5m",
            Text("Unlike wires, 2.5 mm² and 1 mm², 5 m", "太さの違う2線（2.5 mm² と 1 mm²）5 m"),
            Text(
                "There through 2.5 mm² of copper, back through 1 mm², each in 0.8 mm of PVC (ε′ 4.5) that touches: "
                "what happens if one wire of a pair is the thinner. It brings more than two thirds of the resistance. "
                "Our own choice.",
                "行きが 2.5 mm²、帰りが 1 mm² の銅線で、厚さ 0.8 mm の塩化ビニル（ε′ 4.5）どうしが接する場合。"
                "抵抗の7割以上を細い方の線が占める。本サイトの設定例。",
            ),
            _COATED | {"dia2": 1.128},
            "speaker",
        ),
        Preset(
            "cat5-5m",
            Text("Network cable 5 m, four pairs in parallel", "LANケーブル 5 m・4対を並列"),
            Text(
                "The four pairs of a Cat 5e network cable (24 AWG), joined at both ends, as a speaker cable into 8 Ω: "
                "a quarter of the resistance and inductance of one pair, four times its capacitance. "
                "What the pairs couple to each other is left out; their unlike twists keep it small.",
                "Cat 5e の LAN ケーブル（24 AWG）の4対を両端でまとめ、8 Ω のスピーカーケーブルとして使う場合。"
                "抵抗とインダクタンスは1対の 1/4、静電容量は4倍。対どうしの結合は小さく、含めていない。",
            ),
            {**_SPEAKER, "cable": "cat5e-pair", "len": 5.0, "runs": "4", "range": "ear", **CABLES["cat5e-pair"].values},
            "speaker",
        ),
        _speaker(4.0),
        _speaker(15.0),
        _speaker(30.0),
        _speaker(100.0),
        Preset(
            "speaker-4m-df10",
            Text("Speaker cable 4 m, DF 10", "スピーカーケーブル 4 m・DF 10"),
            Text(
                "As the text of the paper's section 2 has it: the standard cable from 0.8 Ω (DF 10) into 8 Ω.",
                "論文2節の本文どおり、標準ケーブルを 0.8 Ω（DF 10）で 8 Ω につないだ場合。",
            ),
            _SPEAKER | {"df": 10.0},
        ),
        Preset(
            "pair-100m",
            Text("Pair 100 m, 0.79 mm² per pole", "平行2芯 100 m・片側0.79 mm²"),
            Text(
                "The pair of the paper's section 1 (wires of 1 mm, 4 mm apart, ε′ = 3) "
                "over the 100 m of its section 6, with DF 100. "
                "Compare it with the star quad of the same metal area.",
                "論文1節の平行2芯（直径1 mm、間隔4 mm、ε′ = 3）を、6節の 100 m・DF 100 で使う場合。"
                "同じ断面積のスターカッドと比べられる。",
            ),
            _SPEAKER | {"cable": "pair", "len": 100.0},
        ),
        Preset(
            "quad-100m",
            Text("Star quad 100 m, 0.79 mm² per pole", "スターカッド 100 m・片側0.79 mm²"),
            Text(
                "What the paper's section 6 recommends for 100 m: the metal of the pair in four wires of 0.707 mm, "
                "with their spacing in the same proportion (side 2.83 mm) and their diagonals joined.",
                "論文6節が 100 m で推奨する4芯。平行2芯と同じ断面積を 0.707 mm の4本に分け、"
                "線径と間隔の比も同じ（一辺 2.83 mm）とし、対角どうしを結線。",
            ),
            _SPEAKER | {"cable": "quad", "len": 100.0, "dia": 0.7071, "gap": 2.8284},
        ),
        _pin(2.0),
        _pin(10.0),
        _pin(30.0),
        Preset(
            "guitar-10m",
            Text("Guitar cable 10 m into 20 kΩ", "ギターケーブル 10 m・受け20 kΩ"),
            Text(
                "The paper, section 7.3 and figure 11: the pin cable behind a 250 kΩ volume control, into 20 kΩ.",
                "論文7.3節と図11。ピンケーブルを 250 kΩ のボリュームにつなぎ、20 kΩ で受けた場合。",
            ),
            _PIN | {"len": 10.0, "rs": 250e3},
        ),
        Preset(
            "guitar-10m-amp",
            Text("Guitar cable 10 m into an amplifier, 1 MΩ", "ギターケーブル 10 m・ギターアンプ 1 MΩ"),
            Text(
                "As in the paper's section 7.3, but into 1 MΩ, the usual input resistance of a guitar amplifier.",
                "論文7.3節と同じ条件で、受けを一般的なギターアンプの入力抵抗 1 MΩ とした場合。",
            ),
            _PIN | {"len": 10.0, "rs": 250e3, "load": 1e6},
        ),
        _STRATOCASTER,
        _guitar("humbucker", Text("PAF-type humbucker", "PAFタイプのハムバッカー"), 4.4, 7.8, 97, 500),
        _guitar("p-90", Text("P-90 pickup", "P-90 ピックアップ"), 6.6, 8.2, 95, 500),
        *(_measured(id, cable) for id, cable in _AS_MEASURED.items()),
        _COILED,
        _GS6,
        *_PHONOS,
        Preset(
            "driver-4m",
            Text("Speaker cable 4 m, a woofer", "スピーカーケーブル 4 m・ウーファー"),
            Text(
                "The standard cable into a generic 20 cm woofer "
                "(Re 5.6 Ω, Le 0.5 mH as a semi-inductor, Fs 40 Hz, Qms 3.5, Qes 0.45). "
                "The graph shows what the cable alone changes.",
                "標準ケーブルに一般的な20 cm ウーファーをつないだ場合"
                "（Re 5.6 Ω、Le 0.5 mH の半インダクタンス、Fs 40 Hz、Qms 3.5、Qes 0.45）。"
                "ケーブルだけによる変化を表示。",
            ),
            _FEEDS_SPEAKER | {"zl": "driver", "semi": "1"},
            "speaker",
        ),
        Preset(
            "two-way-4m",
            Text("Speaker cable 4 m, a two-way loudspeaker", "スピーカーケーブル 4 m・2ウェイ"),
            Text(
                "The standard cable into a generic two-way loudspeaker: second-order filters at about 2.5 kHz, "
                "impedance equaliser and tweeter pad. "
                "The component values are our own, and each can be changed.",
                "標準ケーブルに一般的な2ウェイをつないだ場合"
                "（約2.5 kHz の2次ネットワーク、インピーダンス補正、アッテネーター付き）。"
                "素子の値は本サイトの設定例で、すべて変えられる。",
            ),
            _FEEDS_SPEAKER | {"zl": "twoway"},
            "speaker",
        ),
        Preset(
            "vented-4m",
            Text("Speaker cable 4 m, a vented box", "スピーカーケーブル 4 m・バスレフ箱"),
            Text(
                "The standard cable into the generic 20 cm woofer in a vented box tuned to 35 Hz, of half its Vas, "
                "with losses of QL 7. Its impedance has two humps, and between them a dip at the tuning. "
                "Typical values, our own choice.",
                "一般的な20 cm ウーファーを、容積が Vas の半分で 35 Hz に同調したバスレフ箱（QL 7）に入れた場合。"
                "インピーダンスには2つの山があり、その間の谷が箱の同調周波数にあたる。本サイトが選んだ代表値。",
            ),
            _FEEDS_SPEAKER | {"zl": "vented", "semi": "1"},
            "speaker",
        ),
        Preset(
            "three-way-4m",
            Text("Speaker cable 4 m, a three-way loudspeaker", "スピーカーケーブル 4 m・3ウェイ"),
            Text(
                "The standard cable into a generic three-way loudspeaker: "
                "second-order filters at about 400 Hz and 3 kHz, impedance equaliser, pads. "
                "The component values are our own, and each can be changed.",
                "標準ケーブルに一般的な3ウェイをつないだ場合"
                "（約400 Hz と約3 kHz の2次ネットワーク、インピーダンス補正、アッテネーター付き）。"
                "素子の値は本サイトの設定例で、すべて変えられる。",
            ),
            _FEEDS_SPEAKER | {"zl": "threeway"} | CROSSOVERS["threeway"],
            "speaker",
        ),
        Preset(
            "panel-4m",
            Text("Speaker cable 4 m, an electrostatic panel", "スピーカーケーブル 4 m・静電型パネル"),
            Text(
                "The standard cable into an electrostatic panel of 1000 pF behind a transformer of 1:75, which shows "
                "5.6 µF to the amplifier. From some 30 Ω in the bass the impedance falls to below 2 Ω at 20 kHz, "
                "so that the cable's inductance counts. Typical values, our own choice.",
                "1000 pF の静電型パネルを 1:75 の変圧器を介してつないだ場合（アンプからは 5.6 µF に見える）。"
                "インピーダンスは低域の数十 Ω から20 kHz では 2 Ω 以下まで下がり、ケーブルのインダクタンスが効く。"
                "本サイトが選んだ代表値。",
            ),
            _FEEDS_SPEAKER | {"zl": "panel"},
            "speaker",
        ),
        Preset(
            "biwire-4m",
            Text("Bi-wired two-way loudspeaker, 4 m", "バイワイヤリングの2ウェイ 4 m"),
            Text(
                "The standard cable twice: one run for the woofer, one for the tweeter of the generic two-way "
                "loudspeaker, seen at the tweeter. Each run carries only its own current. "
                "What that changes in dB is told below the curves, "
                "beside what the same two runs side by side would.",
                "標準ケーブルを2本使い、一般的な2ウェイのウーファーとツイーターを別々に駆動した場合（ツイーター端子での特性）。"
                "各ケーブルは自分の電流だけを運ぶ。それによる変化（dB）を、2本を並列にした場合とともにグラフの下に示す。",
            ),
            _FEEDS_SPEAKER | {"zl": "twoway", "biwire": "1", "branch": "tweeter"},
            "speaker",
        ),
        Preset(
            "headphones-3m",
            Text("Headphones of 32 Ω, 3 m", "ヘッドホン 32 Ω・3 m"),
            Text(
                "Headphones with a voice coil of 30 Ω and a resonance at 90 Hz, on an output of 1 Ω, through 3 m of "
                "thin wire (150 mΩ/m, 0.6 µH/m, 100 pF/m). In a plug of three contacts both share 30 mΩ of return: "
                "that makes crosstalk. Typical values, our own choice.",
                "ボイスコイル 30 Ω、共振 90 Hz のヘッドホンを、1 Ω の出力から 3 m の細い線"
                "（150 mΩ/m、0.6 µH/m、100 pF/m）でつないだ場合。"
                "3極プラグでは左右が帰路の 30 mΩ を共有し、クロストークが生じる。本サイトが選んだ代表値。",
            ),
            _FEEDS_SPEAKER
            | {"zl": "driver", "load": 32.0, "df": 32.0, "len": 3.0, "rdc": 150.0, "lm": 0.6, "cm": 100.0}
            | {"re": 30.0, "le": 0.05, "fs": 90.0, "qms": 2.0, "qes": 1.5, "rcommon": 30.0},
            "speaker",
        ),
        Preset(
            "valve-4m",
            Text("Valve amplifier, a two-way loudspeaker", "真空管アンプ・2ウェイ"),
            Text(
                "The same two-way loudspeaker on a valve amplifier with an output impedance of 2 Ω "
                "(damping factor 4), which is usual where there is little feedback.",
                "同じ2ウェイを、出力インピーダンス 2 Ω（ダンピングファクター 4）の真空管アンプで駆動した場合。"
                "負帰還の少ないアンプでは一般的な値。",
            ),
            _FEEDS_SPEAKER | {"zl": "twoway", "df": 4.0, "att": "abs"},
            "speaker",
        ),
        Preset(
            "line-10m",
            Text("Line output behind 10 µF, 10 m", "ライン出力（10 µF）10 m"),
            Text(
                "The pin cable of the paper's section 7 into 10 kΩ, "
                "from an output of 100 Ω behind a coupling capacitor of 10 µF.",
                "論文7節のピンケーブルを、結合コンデンサー 10 µF と 100 Ω の出力から 10 kΩ へつないだ場合。",
            ),
            _PIN | {"zs": "line", "rs": 100.0, "load": 10e3, "len": 10.0, "range": "ear"},
            "line",
        ),
        Preset(
            "twisted-30m",
            Text("One pair of a network cable, twisted, 30 m", "LANケーブルの撚り対1本 30 m"),
            Text(
                "A pair of 24 AWG copper in 0.2 mm of polyethylene (ε′ 2.3) as a line cable, from 100 Ω into 10 kΩ. "
                "Secondary sources tell of three turns an inch in Cat 5, a lay of 8.5 mm: "
                "the wires are 5 % longer than the cable. The insulation's thickness is a typical value.",
                "24 AWG の銅線を厚さ 0.2 mm のポリエチレン（ε′ 2.3）で包んだ撚り対を、100 Ω の出力から 10 kΩ へ。"
                "撚りは Cat 5 で1インチに3回とされ（二次資料）、撚りピッチは約 8.5 mm、線はケーブルより 5 % 長い。"
                "絶縁体の厚さは代表値。",
            ),
            _TWISTED,
            "line",
        ),
        *(_coaxial(cable, wave) for cable, wave in _COAXIAL.items()),
    )
}

DEFAULT_PRESET = PRESETS["speaker-4m"]
"""Of links and of the API without one."""
OPENING_PRESET = PRESETS["zip-5m"]
"""Of the page, when its address says nothing."""
