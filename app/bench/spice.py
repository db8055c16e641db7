"""The bench as a SPICE deck: source, cable and load in resistors, inductors and capacitors, and how near that comes."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

import numpy as np

from app.bench.quantities import QUANTITIES
from app.bench.response import (
    Response,
    cable_of,
    controls_of,
    driver_of,
    load_data,
    midrange_of,
    panel_of,
    pickup_of,
    respond,
    two_way_of,
    vented_box_of,
)
from app.bench.state import State
from app.common.quantity import Choice
from app.common.query import Problem
from app.common.text import Language, Text, engineering, fixed
from physics import equivalent
from physics.checks import Complex, Real
from physics.circuit import decibels
from physics.ladder import SHAPES, Shape, fitted_network, section_count
from physics.network import (
    OPEN,
    SHORT,
    Block,
    Element,
    Network,
    Parallel,
    Series,
    dual,
    element,
    ladder_network,
    ladder_transfer,
    network_impedance,
    parallel,
    series,
)

__all__ = ["BAND", "spice"]

BAND = (10.0, 1e5)
"""Frequencies that a deck is made for [Hz]."""

_WORST_DB = 0.2  # what comes no nearer is refused
_NEAR_DB = 0.04  # what comes no nearer is fitted the other way round as well
_CABLE_GOAL = 2e-4  # deviations [Np]: of the cable's ladders, 0.002 dB; sections for a line; a measured load, 0.02 dB
_LINE_GOAL = 5e-4
_LOAD_GOAL = 2e-3
_MAX_SECTIONS = 200
_RELAXATIONS: tuple[Shape, ...] = ("rising", "high")


@dataclass(frozen=True)
class _Circuit:
    """Source, cable and load in elements.

    `contact` is in series at each end of the cable, `beside` what else hangs on the source: bi-wired, the other cable
    with its load; `common` is the return shared with a silent channel, and that channel beside it.  `alone` holds how
    far the level comes off [dB] by each ladder alone, by the key that asks for it.
    """

    source: Block
    beside: Network
    contact: Network
    cable: Block
    load: Network
    common: Network
    alone: dict[str, float]

    @property
    def blocks(self) -> list[Block]:
        """From the EMF to the load."""
        beside, plug = Block("beside", (("shunt", self.beside),)), Block("contact", (("series", self.contact),))
        shared = Block("common", (("series", self.common),))
        return [self.source, beside, shared, plug, self.cable, plug, Block("load", (("shunt", self.load),))]


def spice(state: State, title: Sequence[str], language: Language) -> str | Problem:
    """The deck with an AC analysis, for ngspice and LTspice; or why there is none.

    Every element is positive, so that the deck runs in a transient analysis too.
    """
    response = respond(state, _frequencies(state, 301))
    circuit = _circuit(response)
    if circuit is None:
        return Problem("model", state.circuit, _TOO_LONG)
    level, phase = _deviation(state, circuit.blocks)
    if level > _WORST_DB:
        key = max(circuit.alone, key=lambda key: circuit.alone[key])
        words, db = _TOO_FAR[key], fixed(level, 2)
        why = Text(words("en", db=db), words("ja", db=db))
        return Problem(key, str(state.shown[key]), why)
    line, length = response.line, state.si("len")
    deck = _Deck(language)
    deck.lines += [f"* {line}" for line in title]
    deck.note(_NEAR, db=_up(level, 3), degrees=_up(phase, 1))
    deck.note(_TRANSIENT)
    deck.note(_SOURCE, kind=_option("zs", state.source_kind)(language))
    eddies = _eddies(state)
    if eddies.arms:
        deck.note(_EDDIES)
        deck.lines.append("Vemf string 0 DC 0 AC 1")
        deck.arms(eddies, "string", "left", "0")
        deck.lines.append("Eemf emf 0 left 0 1")
    else:
        deck.lines.append("Vemf emf 0 DC 0 AC 1")
    deck.arms(circuit.source, "emf", "jack", "0")
    deck.note(
        _CABLE,
        length=f"{length:g}",
        r=engineering(line.dc_resistance * length, "Ω"),
        l=engineering(line.dc_inductance * length, "H"),
        c=engineering(line.capacitance * length, "F"),
    )
    if state.skin != "off":
        deck.note(_SKIN)
    if line.loss_tangent:
        deck.note(_LOSS)
    deck.cable(circuit.cable)
    jack = "jack"
    if circuit.common != SHORT:
        deck.note(_COMMON)
        deck.network(circuit.common, "common", jack, "shared")
        jack = "shared"
    ends = ("plug", "socket") if circuit.contact != SHORT else (jack, "load")
    deck.lines.append(f"Xcable {ends[0]} {ends[1]} 0 cable")
    if circuit.contact != SHORT:
        deck.note(_CONTACTS)
        deck.network(circuit.contact, "contact", jack, "plug")
        deck.network(circuit.contact, "contact", "socket", "load")
    deck.note(_LOAD, kind=_option("zl", state.load_kind)(language))
    deck.network(circuit.load, "load", "load", "0")
    if circuit.beside != OPEN:
        deck.note(_BESIDE)
        deck.network(circuit.beside, "beside", "jack", "0")
    low, high = (f"{end:.0f}" for end in BAND)
    return "\n".join([*deck.lines, f".ac dec 50 {low} {high}", ".print ac vdb(load) vp(load)", ".end", ""])


def _frequencies(state: State, count: int) -> Real:
    """Evenly spaced on the logarithmic axis, and the points of a measured load, where its curve has its corners."""
    even, data = np.geomspace(*BAND, count), load_data(state)
    if data is None:
        return even
    within = (data.frequency > BAND[0]) & (data.frequency < BAND[1])
    return np.union1d(even, data.frequency[within])


def _circuit(response: Response) -> _Circuit | None:
    """The state in elements; None if its line is too long for that."""
    state, ends, line, frequency = response.state, response.ends, response.line, response.frequency
    model, length = state.circuit, state.si("len")
    z, y = line.series_impedance * length, line.shunt_admittance * length
    exact_cable = cable_of(state, line.series_impedance, line.shunt_admittance)
    contact, shared = state.si("rcontact"), float(np.real(exact_cable.common))
    zs, zl = ends.source_impedance, ends.load_impedance

    def with_series(value: Complex) -> Complex:
        return ends.through(replace(exact_cable, series=value))

    def with_shunt(value: Complex) -> Complex:
        return ends.through(replace(exact_cable, shunt=value))

    def with_load(value: Complex, beside: Complex | None = None) -> Complex:
        branches = None if beside is None else (value, beside)
        return replace(ends, load_impedance=value, branches=branches).through(exact_cable)

    times = section_count(z, y, zs, zl, goal=_LINE_GOAL, most=_MAX_SECTIONS) if model == "line" else 1
    if times is None:
        return None
    dc = line.dc_resistance * length
    along = fitted_network(frequency, z, with_series, shapes=_RELAXATIONS, base=dc, goal=_CABLE_GOAL)
    across = dual(fitted_network(frequency, y, with_shunt, shapes=_RELAXATIONS, goal=_CABLE_GOAL))
    load, other = _load(state), _other_half(state)
    exact = decibels(ends.through(exact_cable))

    def off(log: Complex) -> float:
        return float(np.max(np.abs(decibels(log) - exact)))

    def load_off(network: Network) -> float:
        beside = None if other == OPEN else network_impedance(other, frequency)
        return off(with_load(network_impedance(network, frequency), beside))

    if load is None:
        load = fitted_network(frequency, zl, with_load, shapes=SHAPES, goal=_LOAD_GOAL)
        if load_off(load) > _NEAR_DB:  # what resonates in series takes fewer sections side by side
            beside = fitted_network(
                frequency, 1 / zl, lambda value: with_load(1 / value), shapes=SHAPES, goal=_LOAD_GOAL
            )
            load = min(load, dual(beside), key=load_off)
    cable, plug = equivalent.cable_block(model, along, across, times), element("R", contact)
    beside = series(plug, ladder_network(cable, series(plug, other))) if other != OPEN else OPEN
    source = _source(state)
    silent = series(*(network for place, network in source.arms if place == "series"), along, plug, plug, load)
    common = parallel(element("R", shared), silent) if shared else SHORT
    return _Circuit(
        source,
        beside,
        plug,
        cable,
        load,
        common,
        {
            "skin": off(with_series(network_impedance(along, frequency))),
            "tand": off(with_shunt(1 / network_impedance(across, frequency))),
            "zl": load_off(load),
        },
    )


def _source(state: State) -> Block:
    kind, si = state.source_kind, state.si
    match kind:
        case "amp":
            return equivalent.inductive_block(si("rs"), si("ls"))
        case "line":
            return equivalent.line_output_block(si("rs"), si("cs"))
        case "pickup":
            return equivalent.pickup_block(pickup_of(state), controls_of(state), *BAND)
        case "cartridge":
            return equivalent.inductive_block(si("rc"), si("lc"))
        case _:
            assert_never(kind)


def _eddies(state: State) -> Block:
    """What stands between the EMF and the coil without loading either."""
    return equivalent.eddy_block(pickup_of(state)) if state.source_kind == "pickup" else Block("eddy", ())


def _load(state: State) -> Network | None:
    """The load, bi-wired the half at whose terminals the response is taken, or None where it is a measured curve."""
    kind, si = state.load_kind, state.si
    match kind:
        case "resistor":
            return element("R", si("load"))
        case "input":
            return equivalent.amplifier_input_network(si("load"), si("ci"))
        case "driver":
            return equivalent.driver_network(driver_of(state), *BAND)
        case "vented":
            return equivalent.driver_network(driver_of(state), *BAND, box=vented_box_of(state))
        case "threeway":
            outer = equivalent.two_way_networks(two_way_of(state), *BAND)
            return parallel(*outer, equivalent.midrange_network(midrange_of(state), *BAND))
        case "panel":
            return equivalent.panel_network(panel_of(state))
        case "twoway":
            woofer, tweeter = equivalent.two_way_networks(two_way_of(state), *BAND)
            if not state.is_biwired:
                return parallel(woofer, tweeter)
            return woofer if state.choice("branch") == "woofer" else tweeter
        case "file":
            return None if load_data(state) else element("R", si("load"))
        case _:
            assert_never(kind)


def _other_half(state: State) -> Network:
    """What hangs on the other cable of a bi-wired loudspeaker; nothing, where there is none."""
    if not state.is_biwired:
        return OPEN
    woofer, tweeter = equivalent.two_way_networks(two_way_of(state), *BAND)
    return tweeter if state.choice("branch") == "woofer" else woofer


def _deviation(state: State, blocks: Sequence[Block]) -> tuple[float, float]:
    """How far level [dB] and phase [°] at the load are off the page's at most, also between the points of the fit."""
    frequency = _frequencies(state, 1201)
    whole = ladder_transfer([_eddies(state)], frequency) * ladder_transfer(blocks, frequency)
    ratio = whole / np.exp(respond(state, frequency).log_transfer)
    return float(np.max(np.abs(decibels(np.log(ratio))))), float(np.max(np.abs(np.degrees(np.angle(ratio)))))


class _Deck:
    """Lines of a deck, with names for elements and nodes that are never given twice.

    A name is a stem and a number; the nodes without a number (emf, jack, load, in, out, back) are the ends of blocks.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.lines: list[str] = []
        self._given: Counter[str] = Counter()

    def note(self, words: Text, **values: object) -> None:
        """A comment."""
        self.lines.append(f"* {words(self.language, **values)}")

    def cable(self, block: Block) -> None:
        """The subcircuit of the cable; of sections in a row one is written, and used again and again."""
        name = "cable" if block.times == 1 else "section"
        self.lines.append(f".subckt {name} in out back")
        self.arms(block, "in", "out", "back")
        self.lines.append(".ends")
        if block.times > 1:
            self.note(_SECTIONS, times=block.times)
            nodes = ["in", *(self._new("between") for _ in range(block.times - 1)), "out"]
            self.lines.append(".subckt cable in out back")
            pairs = pairwise(nodes)
            self.lines += [f"X{n} {first} {second} back section" for n, (first, second) in enumerate(pairs, 1)]
            self.lines.append(".ends")

    def arms(self, block: Block, start: str, end: str, ground: str) -> None:
        """The arms of a block one after the other, the last series arm up to its end."""
        arms = [(place, network) for place, network in block.arms if network not in (SHORT, OPEN)]
        left, node = sum(place == "series" for place, _ in arms), start
        for place, network in arms:
            if place == "shunt":
                self.network(network, block.name, node, ground)
                continue
            left -= 1
            following = self._new(block.name) if left else end
            self.network(network, block.name, node, following)
            node = following

    def network(self, network: Network, stem: str, top: str, bottom: str) -> None:
        """Elements of a network between two nodes, named after what they belong to."""
        match network:
            case Element(kind, value):
                self.lines.append(f"{self._new(kind + stem)} {top} {bottom} {value:.9g}")
            case Series(parts, name):
                stem = self._entered(name) or stem
                nodes = [top, *(self._new(stem) for _ in parts[1:]), bottom]
                for part, (above, below) in zip(parts, pairwise(nodes), strict=True):
                    self.network(part, stem, above, below)
            case Parallel(parts, name):
                stem = self._entered(name) or stem
                for part in parts:
                    self.network(part, stem, top, bottom)
            case _:
                assert_never(network)

    def _entered(self, name: str) -> str:
        if name:
            self.note(_PARTS[name])
        return name

    def _new(self, stem: str) -> str:
        self._given[stem] += 1
        return f"{stem}{self._given[stem]}"


def _option(key: str, option: str) -> Text:
    choice = QUANTITIES[key]
    assert isinstance(choice, Choice)
    return choice.options[option]


def _up(value: float, decimals: int) -> str:
    """Rounded up: it is promised."""
    return f"{math.ceil(value * 10**decimals) / 10**decimals:.{decimals}f}"


_NEAR = Text(
    "From 10 Hz to 100 kHz the level at the load is within {db} dB of the page's, its phase within {degrees}°.",
    "10 Hz〜100 kHz で、負荷でのレベルとページの値との差は最大 {db} dB、位相の差は最大 {degrees}° です。",
)
_TRANSIENT = Text(
    "For a transient analysis give the source a waveform, as in: Vemf emf 0 SIN(0 1 1k)",
    "過渡解析では電源に波形を与えてください。例：Vemf emf 0 SIN(0 1 1k)",
)
_SOURCE = Text("Source: {kind}", "送り側：{kind}")
_LOAD = Text("Load: {kind}", "負荷：{kind}")
_CABLE = Text(
    "Cable, {length} m: {r} go and return and {l} at DC, {c}", "ケーブル {length} m：直流で往復 {r}・{l}、線間 {c}"
)
_CONTACTS = Text("Contacts at either end, go and return together", "両端の接触抵抗（往復の合計）")
_COMMON = Text(
    "Return shared by both channels, and beside it the silent one: its source, cable and load",
    "左右共通の帰路と、それに並列な無信号側のチャンネル（送り側・ケーブル・負荷）",
)
_BESIDE = Text(
    "The other cable of the bi-wired loudspeaker, and what it feeds", "バイワイヤのもう一方のケーブルと、その負荷"
)
_SKIN = Text(
    "Skin effect: R and L side by side, in series with these, as far as the level rests on it",
    "表皮効果：レベルに効く範囲を、直列に加えた R ∥ L で表現",
)
_LOSS = Text(
    "Loss of the insulation: R and C in series, beside the capacitance", "絶縁体の損失：線間容量に並列の R–C 直列"
)
_SECTIONS = Text("Distributed: {times} sections in a row", "分布定数線路：{times} 区間の縦続接続")
_EDDIES = Text(
    "Eddy currents in cover and plates keep part of the EMF from the coil: a low-pass, which loads nothing",
    "カバーやプレートの渦電流による起電力の低下：負荷にならないローパス",
)
_PARTS = {
    "pickup": Text("Coil of the pickup, with its losses", "ピックアップのコイルと損失"),
    "tone": Text("Tone control", "トーン"),
    "volume": Text("Volume control, above the wiper", "ボリューム（摺動子より上）"),
    "lowpass": Text("Low-pass", "ローパス"),
    "highpass": Text("High-pass", "ハイパス"),
    "bandpass": Text("Band-pass of the midrange: high-pass, then low-pass", "中域のバンドパス：ハイパス、ローパス"),
    "equaliser": Text("Impedance equaliser", "インピーダンス補正"),
    "pad": Text("Pad", "アッテネーター"),
    "woofer": Text(
        "Woofer: voice coil, then motion (R, L and C side by side)", "ウーファー：ボイスコイル、運動系（R ∥ L ∥ C）"
    ),
    "tweeter": Text(
        "Tweeter: voice coil, then motion (R, L and C side by side)", "ツイーター：ボイスコイル、運動系（R ∥ L ∥ C）"
    ),
    "midrange": Text(
        "Midrange: voice coil, then motion (R, L and C side by side)", "中域：ボイスコイル、運動系（R ∥ L ∥ C）"
    ),
    "panel": Text(
        "Panel and transformer: resistance, leakage, then primary ∥ losses ∥ panel seen through the transformer",
        "パネルと変圧器：抵抗、漏れインダクタンス、1次インダクタンス ∥ 鉄損 ∥ 1次側換算のパネル容量",
    ),
    "box": Text("Box, its losses and its port", "箱、その損失、ポート"),
    "driver": Text(
        "Driver: voice coil, then motion (R, L and C side by side)", "ユニット：ボイスコイル、運動系（R ∥ L ∥ C）"
    ),
}
_TOO_LONG = Text(
    f"The line is too long against the wavelength: up to 100 kHz it takes more than {_MAX_SECTIONS} sections. "
    "Use a shorter cable, or model=c-end or model=c-mid.",
    f"波長に対して線路が長すぎ、100 kHz まで合わせるには {_MAX_SECTIONS} 区間を超える回路が必要です。"
    "ケーブルを短くするか、model=c-end または model=c-mid を指定してください。",
)
_TOO_FAR = {
    "skin": Text(
        "With this rise of the resistance the nearest circuit of R, L and C found is {db} dB off. Use skin=off.",
        "この抵抗上昇では、見つかった最も近い R・L・C の回路でも {db} dB ずれます。skin=off を指定してください。",
    ),
    "tand": Text(
        "With this loss of the insulation the nearest circuit of R, L and C found is {db} dB off. Use a smaller tan δ.",
        "この絶縁体の損失では、見つかった最も近い R・L・C の回路でも {db} dB ずれます。tan δ を小さくしてください。",
    ),
    "zl": Text(
        "With this measured impedance the nearest circuit of R, L and C found is {db} dB off. "
        "Use a file with phase, little noise and more of the band, or a load of another kind.",
        "この実測インピーダンスでは、見つかった最も近い R・L・C の回路でも {db} dB ずれます。"
        "位相を含み、ノイズが少なく、より広い帯域のファイルか、ほかの種類の負荷を使ってください。",
    ),
}
