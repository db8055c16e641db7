"""The limits that an answer keeps: what each is held against, how a query gives them, and how far a state is from them.

Each figure is that of the bench (`app.bench.measures`).  Those that take long are estimated at a few frequencies first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from app.bench.measures import LEAST_PEAK, RESONANCES, summarize
from app.bench.response import Response, reference_frequency, respond
from app.bench.state import State
from app.common.query import Problem, not_among, read_number
from app.common.text import Text
from physics import circuit
from physics.checks import Real
from physics.circuit import HALF_POWER
from physics.hearing import BANDS

__all__ = [
    "LIMITS",
    "NO_DAMPING",
    "Bounds",
    "Limit",
    "LimitName",
    "departure",
    "estimated_margins",
    "figures",
    "flat_frequencies",
    "margin",
    "read_limits",
    "sampled_frequencies",
    "swift_figures",
]

LimitName = Literal["percent", "loop", "loss", "bend", "damping", "corner", "resonance", "flat"]
Bounds = Mapping[LimitName, float]
"""What is allowed, by the limit, in the units of `LIMITS`."""

FLAT_BAND = (20.0, 20e3)  # [Hz]
FLAT_POINTS = 241  # evenly over log f: a peak of Q 5 lies within 0.01 dB of one
HIGHEST = 1e9  # [Hz]; beyond, the bench looks for no corner


@dataclass(frozen=True)
class Limit:
    """Something that a state may be asked to keep.

    Attributes
    ----------
    label, help : Text
        What it is called, and what exactly is held against it.
    unit : str
        Unit of what is allowed.
    at_least : bool
        Whether it is a lower bound.
    mark : str
        One character that stands for it in a table.
    """

    label: Text
    help: Text
    unit: str
    at_least: bool
    mark: str


LIMITS: dict[LimitName, Limit] = {
    "percent": Limit(
        Text("Resistance, share of the load", "負荷に対する抵抗の割合"),
        Text(
            "DC resistance of the whole cable, go and return, over the load impedance, at most",
            "ケーブル全長・往復の直流抵抗の、負荷インピーダンスに対する割合（上限）",
        ),
        "%", False, "%",
    ),
    "loop": Limit(
        Text("Loop resistance", "往復抵抗"),
        Text("DC resistance of the whole cable, go and return, at most", "ケーブル全長・往復の直流抵抗（上限）"),
        "Ω", False, "Ω",
    ),
    "loss": Limit(
        Text("Loss at 1 kHz", "1 kHz の損失"),
        Text("level that the cable takes at 1 kHz, at most", "ケーブルによる 1 kHz でのレベル低下（上限）"),
        "dB", False, "L",
    ),
    "bend": Limit(
        Text("Change of tone", "音色の変化"),
        Text(
            "largest change of level that the cable makes within the band of the verdict, over that at the reference, "
            "at most",
            "判定の帯域でケーブルが生む、基準に対するレベル変化の最大値（上限）",
        ),
        "dB", False, "B",
    ),
    "damping": Limit(
        Text("Damping factor", "ダンピングファクター"),
        Text("load over source and cable together, at least", "負荷 ÷（出力抵抗とケーブルの和）（下限）"),
        "", True, "D",
    ),
    "corner": Limit(
        Text("−3 dB frequency", "−3 dB の周波数"),
        Text(
            "frequency at which half the power is lost, at least; met where there is none",
            "電力が半分になる周波数（下限）。なければ満たすとみなす",
        ),
        "Hz", True, "C",
    ),
    "resonance": Limit(
        Text("Resonance of the pickup or cartridge", "ピックアップ・カートリッジの共振"),
        Text(
            "peak of a pickup or cartridge with its cable, at least; met where there is none",
            "ピックアップやカートリッジとケーブルの共振周波数（下限）。なければ満たすとみなす",
        ),
        "Hz", True, "R",
    ),
    "flat": Limit(
        Text("Flatness, 20 Hz to 20 kHz", "平坦さ（20 Hz〜20 kHz）"),
        Text(
            "largest departure of the level at the load from that at the reference, from 20 Hz to 20 kHz, at most",
            "20 Hz〜20 kHz での、負荷でのレベルの基準に対する偏差の最大値（上限）",
        ),
        "dB", False, "F",
    ),
}  # fmt: skip
SLOW: frozenset[LimitName] = frozenset(("bend", "corner", "resonance", "flat"))
"""Limits whose figure is searched for over frequency."""


def read_limits(text: str, state: State) -> dict[LimitName, float] | Problem:
    """Read `name:value` separated by commas, for a state in which they are to be kept."""
    limits: dict[LimitName, float] = {}
    for item in text.split(","):
        name, colon, number = (part.strip() for part in item.partition(":"))
        known = next((one for one in get_args(LimitName) if one == name), None)
        if known is None:
            return not_among("limits", name, LIMITS) if colon else Problem("limits", item, _UNREADABLE)
        if known in limits:
            return Problem("limits", text, Text(*(words.format(name=name) for words in _TWICE)))
        value = read_number(number)
        if value is None:
            return Problem("limits", item, _UNREADABLE)
        if not 0 < value < np.inf:
            return Problem("limits", item, Text(*(words.format(name=name) for words in _NOT_POSITIVE)))
        limits[known] = value
    if "damping" in limits and state.has_coil:
        return Problem("limits", text, NO_DAMPING)
    return limits


def swift_figures(response: Response) -> dict[LimitName, float | None]:
    """Figures that need no search, of a response whose first frequency is 1 kHz."""
    state = response.state
    loop, load = response.loop_resistance, state.si("load")
    return {
        "percent": 100 * loop / load,
        "loop": loop,
        "loss": -float(circuit.decibels(response.cable_log_transfer)[0]),
        "damping": None if state.has_coil else circuit.effective_damping_factor(load, state.si("rs"), loop),
    }


def figures(state: State) -> dict[LimitName, float | None]:
    """What each limit is held against; None where there is no such thing.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    summary = summarize(state)
    found = swift_figures(respond(state, np.array([1e3])))
    found |= {"bend": abs(summary.bend_db), "corner": summary.minus_3_db_hz, "resonance": summary.resonance_hz}
    found["flat"] = departure(respond(state, flat_frequencies()))
    return {name: found[name] for name in LIMITS}


def margin(name: LimitName, bound: float, figure: float | None) -> float:
    """How much of a limit is left, at most 1; negative where it is exceeded.  What does not exist meets its limit."""
    if figure is None:
        return 1.0
    return 1 - bound / figure if LIMITS[name].at_least else 1 - figure / bound


def sampled_frequencies(state: State, limits: Bounds) -> Real:
    """Frequencies [Hz] at which the figures can be estimated; the first is 1 kHz."""
    found = [np.zeros(0)]
    if "bend" in limits:
        found.append(np.geomspace(*BANDS[state.band], 81))
    if "flat" in limits:
        found.append(flat_frequencies())
    if "corner" in limits:
        highest = min(limits["corner"], HIGHEST)
        found.append(np.geomspace(min(max(reference_frequency(state), highest / 1e4), highest), highest, 41))
    if "resonance" in limits:
        found.append(np.geomspace(*RESONANCES, 801))
    return np.append(1e3, np.unique(np.concatenate(found)))


def estimated_margins(response: Response, limits: Bounds) -> dict[LimitName, float]:
    """Margins of a response at `sampled_frequencies`: exact for what needs no search, for the rest near the truth."""
    state, frequency = response.state, response.frequency
    swift = swift_figures(response)
    found = {name: margin(name, bound, swift[name]) for name, bound in limits.items() if name not in SLOW}
    if "bend" in limits:
        low, high = BANDS[state.band]
        reference = response.reference
        whole, bare = response.heard - reference.heard, response.without_cable - reference.without_cable
        change = circuit.decibels(whole - bare)
        found["bend"] = margin("bend", limits["bend"], np.abs(change[(frequency >= low) & (frequency <= high)]).max())
    if "corner" in limits:
        heard = (frequency > reference_frequency(state)) & (frequency <= limits["corner"])
        fall = -response.ac_attenuation[heard].min(initial=0)
        found["corner"] = 1 - float(fall) / HALF_POWER
    if "resonance" in limits:
        found["resonance"] = margin("resonance", limits["resonance"], _estimated_peak(response))
    if "flat" in limits:
        found["flat"] = margin("flat", limits["flat"], departure(response))
    return {name: found[name] for name in limits}


def flat_frequencies() -> Real:
    return np.geomspace(*FLAT_BAND, FLAT_POINTS)


def departure(response: Response) -> float:
    """How far the level departs from that at the reference within `FLAT_BAND` [dB]."""
    low, high = FLAT_BAND
    heard = (response.frequency >= low) & (response.frequency <= high)
    return float(np.abs(response.ac_attenuation[heard]).max())


def _estimated_peak(response: Response) -> float | None:
    """Frequency [Hz] of the highest point, by a parabola through it and its neighbours, or None."""
    if not response.state.has_coil:
        return None
    order = np.argsort(response.frequency)
    x, level = np.log(response.frequency[order]), response.attenuation[order]
    top = int(np.argmax(level))
    if top in (0, len(level) - 1) or level[top] - response.reference.attenuation.item() <= LEAST_PEAK:
        return None
    a, b, _ = np.polyfit(x[top - 1 : top + 2] - x[top], level[top - 1 : top + 2], 2)
    return float(np.exp(x[top] - b / (2 * a))) if a else None


_UNREADABLE = Text(
    "Give each limit as name:value, separated by commas, as in limits=percent:5,bend:0.5.",
    "条件は「名前:値」をカンマ区切りで指定してください（例：limits=percent:5,bend:0.5）。",
)
_TWICE = Text("{name} is given twice; give each limit once.", "{name} が2回あります。1回だけ指定してください。")
_NOT_POSITIVE = Text(
    "A limit must be above 0, as in {name}:1.", "条件の値は 0 より大きくしてください（例：{name}:1）。"
)
NO_DAMPING = Text(
    "A pickup or a cartridge has no damping factor. Use another limit, such as resonance:3000 or bend:1.",
    "ピックアップやカートリッジにダンピングファクターはありません。"
    "resonance:3000 や bend:1 など、別の条件を指定してください。",
)
