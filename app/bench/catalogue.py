"""Real things: cables with their source and how sure that is, from cables.csv; pickups as measured."""

import csv
from dataclasses import dataclass
from importlib.resources import files

from app.common.text import Text
from physics.geometry import outer_inductance, wire_internal_inductance
from physics.pickups import measured_pickups
from physics.sources import Pickup

__all__ = ["CABLES", "PICKUP_VALUES", "Cable", "pickup_values"]


@dataclass(frozen=True)
class Cable:
    """A cable on the market, by its parameters per metre.

    Attributes
    ----------
    id : str
        Value of the key `cable`.
    name : Text
        Maker and model.
    values : dict
        Shown values of `rdc` [mΩ/m], `lm` [µH/m] and `cm` [pF/m].
    wires : int
        Wires side by side that make up each conductor.
    reference : Text
        Source, how sure it is, and what is estimated.
    use : str
        What it is sold for: `speaker`, `line` or `guitar`.
    conductors : tuple of float
        DC resistance of go and return [Ω/m]; of a shield only where it is published.
    sureness : str
        How sure these facts are: `high` or `medium`.
    """

    id: str
    name: Text
    values: dict[str, float]
    wires: int
    reference: Text
    use: str
    conductors: tuple[float, ...]
    sureness: str


# Effective permittivity assumed where a maker gives C but not L: a middle value for the usual insulation.
_ASSUMED_PERMITTIVITY = {"pair": 3.0, "quad": 3.0, "coax": 2.3}
# Wires side by side in each conductor.
_WIRES = {"pair": 1, "quad": 2, "coax": 1}
# Solid wires in series round the loop, for the flux inside them: a pair has two, a coaxial cable one (its core); of a
# quad's four, two by two in parallel count as one.
_INSIDE = {"pair": 2, "quad": 1, "coax": 1}


def _read(row: dict[str, str]) -> Cable:
    go = float(row["r_conductor_mohm_m"])
    back = float(row["r_return_mohm_m"] or 0)
    capacitance = float(row["c_pf_m"])
    notes = []
    if row["l_uh_m"]:
        inductance = float(row["l_uh_m"])
    else:
        assumed = _ASSUMED_PERMITTIVITY[row["kind"]]
        outside = outer_inductance(capacitance * 1e-12, assumed)
        inductance = float(f"{(outside + _INSIDE[row['kind']] * wire_internal_inductance()) * 1e6:.2g}")
        notes.append(_ESTIMATED_L)
    if not row["r_return_mohm_m"]:
        notes.append(_UNKNOWN_SHIELD)
    values = {"rdc": float(f"{(go + back) / 2:.6g}"), "lm": inductance, "cm": capacitance}
    reference = Text(
        " ".join([f"{row['source']}. {_SURENESS[row['sureness']].en}", *(note.en for note in notes)]),
        "".join([f"出典：{row['source_ja']}。{_SURENESS[row['sureness']].ja}", *(note.ja for note in notes)]),
    )
    name, kind = f"{row['maker']} {row['model']}".strip(), _KINDS[row["kind"]]
    japanese = name
    for english, word in _WORDS.items():
        japanese = japanese.replace(english, word)
    return Cable(
        row["id"],
        Text(f"{name} ({kind.en})", f"{japanese}（{kind.ja}）"),
        values,
        _WIRES[row["kind"]],
        reference,
        use=row["use"],
        conductors=tuple(1e-3 * each for each in (go, back) if each),
        sureness=row["sureness"],
    )


_WORDS = {
    "generic": "汎用",
    " one pair": "",
    "zip cord": "平行コード",
    "phono cable": "フォノケーブル",
    "RG-59 with foam": "RG-59（発泡ポリエチレン）",
    "installation cable": "屋内配線ケーブル",
    " x ": "×",
}
"""Of names, in Japanese."""
_KINDS = {
    "pair": Text("pair", "平行2芯"),
    "quad": Text("star quad", "スターカッド"),
    "coax": Text("coaxial", "同軸"),
}
_SURENESS = {
    "high": Text("Reliability: high.", "確度：高。"),
    "medium": Text("Reliability: medium (one secondary source).", "確度：中（二次資料1件）。"),
}
_ESTIMATED_L = Text(
    "L is not published; it is estimated from C, a typical insulation and the flux inside the wires.",
    "L は未公表のため、C・一般的な絶縁体・導体内部の磁束から推定。",
)
_UNKNOWN_SHIELD = Text(
    "The shield's resistance is not published and is left out.", "シールドの抵抗は未公表のため含まない。"
)

_TEXT = files("app.bench").joinpath("cables.csv").read_text(encoding="utf-8")
_ROWS = csv.DictReader(line for line in _TEXT.splitlines() if not line.startswith("#"))
CABLES: dict[str, Cable] = {cable.id: cable for cable in map(_read, _ROWS)}


def pickup_values(pickup: Pickup) -> dict[str, float]:
    """Shown values of a pickup, to four digits: L [H], R [kΩ], C [pF], its losses [kΩ] and its corner [Hz]."""
    values = {
        "lp": pickup.inductance,
        "rp": pickup.resistance / 1e3,
        "cp": pickup.capacitance * 1e12,
        "rloss": pickup.loss_resistance / 1e3,
        "zsemi": pickup.semi_impedance / 1e3,
        "feddy": pickup.eddy_corner,
    }
    return {key: float(f"{value:.4g}") for key, value in values.items()}


PICKUP_VALUES = {one.id: pickup_values(one.fits["semi"].pickup) for one in measured_pickups().values()}
"""Of the measured pickups, by their ids: with a semi-inductor, which predicts better than a resistance."""
