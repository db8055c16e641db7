"""Base states, each with where it comes from."""

from dataclasses import dataclass

from app.text import Text

__all__ = ["DEFAULT_PRESET", "PRESETS", "Preset"]

Values = dict[str, float | str]


@dataclass(frozen=True)
class Preset:
    """A named base state: shown values for every quantity, and the source of them."""

    id: str
    name: Text
    reference: Text
    values: Values


# The paper's "standard cable": its section 1 rounds the parameters of a = 0.5 mm, d = 4 mm, ε′ = 3 up.
_SPEAKER: Values = {
    "cable": "rlc", "len": 4.0, "rdc": 25.0, "lm": 1.0, "cm": 45.0,
    "dia": 1.0, "gap": 4.0, "bore": 4.0, "shield": 0.1, "eps": 3.0, "tand": 0.0,
    "metal": "copper-paper", "temp": 20.0,
    "df": 100.0, "load": 8.0,
    "model": "c-end", "skin": "exact", "formula": "exact",
    "view": "response", "fj": 20e3, "jshow": "abs", "ph": 0.0, "att": "ac", "parts": "0", "lens": "",
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
        Text(f"Speaker cable {length:g} m, DF 100", f"スピーカーケーブル {length:g}m・DF 100"),
        Text(
            "The paper, section 1: the standard cable, 25 mΩ/m, 1 µH/m, 45 pF/m, into 8 Ω. DF 100 (0.08 Ω) is "
            "what its tables were computed with, although its text says 0.8 Ω.",
            "論文1節の標準ケーブル（25mΩ/m、1µH/m、45pF/m）、負荷8Ω。本文は0.8Ωとするが、"
            "表1・表2の数値は DF 100（0.08Ω）で計算されている。",
        ),
        _SPEAKER | {"len": length},
    )


def _pin(length: float) -> Preset:
    return Preset(
        f"pin-{length:g}m",
        Text(f"Pin (RCA) cable {length:g} m", f"ピンケーブル {length:g}m"),
        Text(
            "The paper, section 7: 350 mΩ/m go and return, 0.3 µH/m, 70 pF/m, from 1 kΩ into 20 kΩ.",
            "論文7節のピンケーブル（往復350mΩ/m、0.3µH/m、70pF/m）、送り出し1kΩ、受け20kΩ。",
        ),
        _PIN | {"len": length},
    )


PRESETS: dict[str, Preset] = {
    preset.id: preset
    for preset in (
        _speaker(4.0),
        _speaker(15.0),
        _speaker(30.0),
        _speaker(100.0),
        Preset(
            "speaker-4m-df10",
            Text("Speaker cable 4 m, DF 10", "スピーカーケーブル 4m・DF 10"),
            Text(
                "The paper's text, section 2: the standard cable from 0.8 Ω (DF 10) into 8 Ω.",
                "論文2節の本文どおり、標準ケーブルを 0.8Ω（DF 10）で 8Ω につないだ場合。",
            ),
            _SPEAKER | {"df": 10.0},
        ),
        Preset(
            "pair-100m",
            Text("Pair 100 m, 0.79 mm² per pole", "平行2芯 100m・片側0.79mm²"),
            Text(
                "The paper's section 1 pair (wires of 1 mm, 4 mm apart, ε′ = 3) over the 100 m of its section 6, "
                "DF 100. Compare with the star quad of the same metal area.",
                "論文1節の平行2芯（直径1mm、間隔4mm、ε′ = 3）を、6節の 100m・DF 100 で使う場合。"
                "同じ断面積のスターカッドと比べられる。",
            ),
            _SPEAKER | {"cable": "pair", "len": 100.0},
        ),
        Preset(
            "quad-100m",
            Text("Star quad 100 m, 0.79 mm² per pole", "スターカッド 100m・片側0.79mm²"),
            Text(
                "What the paper's section 6 recommends for 100 m: the metal of the pair in four wires of 0.707 mm, "
                "their spacing in the same proportion (side 2.83 mm), diagonals joined.",
                "論文6節が 100m で推奨する4芯。平行2芯と同じ断面積を 0.707mm の4本に分け、線径と間隔の比も同じ"
                "（一辺 2.83mm）とし、対角どうしを結線。",
            ),
            _SPEAKER | {"cable": "quad", "len": 100.0, "dia": 0.7071, "gap": 2.8284},
        ),
        _pin(2.0),
        _pin(10.0),
        _pin(30.0),
        Preset(
            "guitar-10m",
            Text("Guitar cable 10 m into 20 kΩ", "ギターケーブル 10m・受け20kΩ"),
            Text(
                "The paper, section 7.3 and figure 11: the pin cable behind a 250 kΩ volume control, into 20 kΩ.",
                "論文7.3節と図11。ピンケーブルを 250kΩ のボリュームにつなぎ、20kΩ で受けた場合。",
            ),
            _PIN | {"len": 10.0, "rs": 250e3},
        ),
        Preset(
            "guitar-10m-amp",
            Text("Guitar cable 10 m into an amplifier, 1 MΩ", "ギターケーブル 10m・ギターアンプ 1MΩ"),
            Text(
                "As in the paper's section 7.3, but into 1 MΩ, the usual input resistance of a guitar amplifier.",
                "論文7.3節と同じ条件で、受けを一般的なギターアンプの入力抵抗 1MΩ とした場合。",
            ),
            _PIN | {"len": 10.0, "rs": 250e3, "load": 1e6},
        ),
    )
}

DEFAULT_PRESET = PRESETS["speaker-4m"]
