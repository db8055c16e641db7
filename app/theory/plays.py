"""Figures of the theory to play with: one slider, one idea each, every step computed before the page is sent.

So a drag asks for nothing, and is as quick far from the server as beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import numpy as np
from numpy.typing import NDArray

from app.bench.measures import summarize
from app.bench.response import line_of, respond
from app.bench.state import State, parse
from app.common.figures import axes_figure
from app.common.quantity import Number
from app.common.text import Language, Text, plain, significant, stated, subscripted, unbroken
from physics import circuit, geometry, skin
from physics.materials import PAPER_COPPER

__all__ = ["PLAYS", "Play", "played", "set_to"]

Real = NDArray[np.float64]
Span = tuple[float, float]
COPPER = PAPER_COPPER.resistivity_20c
DIAMETER, PERMITTIVITY, USUAL = 1e-3, 3.0, 4e-3  # the paper, section 1: wire, insulation, spacing
POINTS = 61  # of each curve
STEP = 0.05  # decades, of each slider
CABLE, GUITAR = "preset=speaker-4m", "preset=guitar-10m"


class Step(NamedTuple):
    """What a figure shows at one place of its slider.

    Attributes
    ----------
    curves : tuple of ndarray
        Over the figure's x, in its units.
    marks : tuple of ndarray
        x and y of the points that stand out.
    numbers : dict
        For the sentence below, which tells three digits of each.
    """

    curves: tuple[Real, ...]
    marks: tuple[Real, Real]
    numbers: dict[str, float]


@dataclass(frozen=True)
class Play:
    """A figure with its slider.

    Attributes
    ----------
    quantity : Number
        What the slider sets, as a link has it.
    start : float
        Where it stands at first: one of its `values`.
    at : callable
        What is shown over x at a value in SI units.
    curves : tuple of Text
        Names of the curves.
    mark, sentence : Text
        What the marked points are; what is to be seen, with {numbers}.
    x : tuple
        Ends of the x axis.
    x_title, y_title : Text
        Their names.
    x_unit : str
        Behind the numbers of the x axis.
    decades : bool
        Whether the y axis is logarithmic, too.
    """

    quantity: Number
    start: float
    at: Callable[[Real, float], Step]
    curves: tuple[Text, ...]
    mark: Text
    sentence: Text
    x: Span
    x_title: Text
    y_title: Text
    x_unit: str = ""
    decades: bool = True

    @property
    def values(self) -> Real:
        """Steps of the slider, in the unit shown: of two digits each, so that what is told is what is computed."""
        first, last = (round(np.log10(end) / STEP) for end in (self.quantity.minimum, self.quantity.maximum))
        return np.array([float(f"{10 ** (STEP * n):.2g}") for n in range(first, last + 1)])

    def told(self, value: float) -> str:
        """Words of a step."""
        unit = self.quantity.unit
        return stated(value, unit) if unit == "Hz" else f"{plain(value)} {unit}".strip()


def _state(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems, problems
    return state


def _resistance_ratio(diameter: Real, frequency: float) -> Real:
    """R_ac/R_dc of a lone copper wire of a diameter [mm]."""
    resistance = np.array([geometry.wire_resistance(one / 2e3, COPPER) for one in diameter])
    return skin.bessel_ratios(skin.skin_abscissa(frequency, resistance))[0]


def _skin(diameter: Real, frequency: float) -> Step:
    depth = 1e3 * float(skin.skin_depth(frequency, COPPER))
    marked = np.array([2 * depth])
    thin, thick = 100 * (_resistance_ratio(np.array([1.0, 4.0]), frequency) - 1)
    return Step(
        (_resistance_ratio(diameter, frequency),), (marked, _resistance_ratio(marked, frequency)),
        {"depth": depth, "thin": thin, "thick": thick},
    )  # fmt: skip


def _pair(spacing: float) -> Real:
    """L [H/m] of a current on the surfaces, and C [F/m], at a spacing of two wires [m]."""
    capacitance = geometry.pair_capacitance(DIAMETER / 2, spacing, PERMITTIVITY)
    return np.array([geometry.outer_inductance(capacitance, PERMITTIVITY), capacitance])


def _spacing(spacing: Real, chosen: float) -> Step:
    usual, there = _pair(USUAL), _pair(chosen)
    inductances, capacitances = np.transpose([_pair(one / 1e3) / usual for one in spacing])
    return Step(
        (inductances, capacitances), (np.full_like(there, 1e3 * chosen), there / usual),
        {"inductance": 1e6 * there[0], "capacitance": 1e12 * there[1]},
    )  # fmt: skip


def _damping(length: Real, given: float) -> Step:
    state = _state(CABLE)
    load, loop = state.si("load"), line_of(state, np.array([])).dc_resistance

    def seen(metres: float) -> float:
        return circuit.effective_damping_factor(load, load / given, loop * metres)

    half = np.array([load / given / loop])
    return Step(
        (np.array([seen(one) for one in length]),), (half, np.array([given / 2])),
        {"half": half.item(), "seen": seen(10), "most": load / (10 * loop)},
    )  # fmt: skip


def _guitar(frequency: Real, length: float) -> Step:
    state = _state(f"{GUITAR}&len={plain(length)}")
    response = respond(state, frequency)
    corner = summarize(state).minus_3_db_hz
    assert corner is not None
    return Step(
        (response.ac_attenuation,), (np.array([corner]), np.array([-circuit.HALF_POWER])),
        {
            "capacitance": 1e12 * response.line.capacitance * length, "corner": corner / 1e3,
            "level": respond(state, np.array([10e3])).ac_attenuation.item(),
        },
    )  # fmt: skip


def _slider(key: str, label: Text, meaning: Text, unit: str, si: float, least: float, most: float) -> Number:
    return Number(key, label, meaning, unit, si, least, most, STEP, True, "theory")


SPACINGS = (1.1, 32.0)  # mm
PLAYS: dict[str, Play] = {
    "play-spacing": Play(
        _slider(
            "gap", Text("Spacing of the wires", "2本の線の間隔"),
            Text("spacing of the two wires of 1 mm, in their figure", "「間隔を変えたときの L と C」の図の線の間隔"),
            "mm", 1e-3, *SPACINGS,
        ),
        1e3 * USUAL, _spacing,
        (Text("L", "L"), Text("C", "C")), Text("now", "現在"),
        Text(
            "{inductance} µH/m and {capacitance} pF/m. "
            "What L loses by wires closer together, C gains: their product, µε, stays.",
            "{inductance} µH/m、{capacitance} pF/m。線を近づけると L が減った割合だけ C が増え、積 µε は変わりません。",
        ),
        SPACINGS, Text("Spacing [mm]", "間隔 [mm]"), Text("Relative to 4 mm", "4 mm のときとの比"),
    ),
    "play-skin": Play(
        _slider(
            "f", Text("Frequency", "周波数"),
            Text("frequency, in the figure of a lone wire", "単独の銅線の図の周波数"),
            "Hz", 1, 1e3, 1e6,
        ),
        20e3, _skin,
        (Text("R_AC/R_DC", "R_AC/R_DC"),), Text("two skin depths", "表皮深さの2倍"),
        Text(
            "The skin depth is {depth} mm. A wire up to twice as thick has hardly 2 % more resistance. "
            "Of 1 mm it has {thin} % more than at DC, of 4 mm {thick} %.",
            "表皮深さは {depth} mm。直径がその2倍までなら、抵抗の増加は約 2 % にとどまります。"
            "直流より、直径 1 mm では {thin} %、4 mm では {thick} % 増えます。",
        ),
        (0.1, 10), Text("Diameter [mm]", "直径 [mm]"), Text("R_AC/R_DC", "R_AC/R_DC"),
    ),
    "play-guitar": Play(
        _slider(
            "len", Text("Length", "長さ"),
            Text("length of the guitar cable, in its figure", "ギターケーブルの図の長さ"),
            "m", 1, 1, 20,
        ),
        10, _guitar,
        (Text("Level", "レベル"),), Text("−3 dB", "−3 dB"),
        Text(
            "{capacitance} pF behind the volume control: {level} dB at 10 kHz, and −3 dB at {corner} kHz.",
            "ボリュームの後ろに {capacitance} pF。10 kHz で {level} dB、−3 dB になるのは {corner} kHz です。",
        ),
        (100, 200e3), Text("Frequency", "周波数"), Text("AC attenuation [dB]", "交流減衰率 [dB]"), "Hz", False,
    ),
    "play-damping": Play(
        _slider(
            "df", Text("Damping factor of the amplifier", "アンプのダンピングファクター"),
            Text("damping factor of the amplifier, in its figure", "実効ダンピングファクターの図のアンプの値"),
            "", 1, 10, 1000,
        ),
        100, _damping,
        (Text("Effective", "実効値"),), Text("half of the amplifier’s", "アンプの半分"),
        Text(
            "After {half} m of cable half of it is left; after 10 m it is {seen}, "
            "and no amplifier makes it more than {most}.",
            "{half} m のケーブルで半分になり、10 m では {seen}。どんなアンプでも {most} を超えません。",
        ),
        (0.1, 100), Text("Length [m]", "長さ [m]"),
        Text("Effective damping factor", "実効ダンピングファクター"),
    ),
}  # fmt: skip
"""The figures, by the id that templates/theory/ names."""


def played(play: Play, language: Language) -> dict[str, Any]:
    """A figure as Plotly draws it at its start, with `steps` for its slider and the place where that starts."""
    x = np.geomspace(*play.x, POINTS)
    shown = [play.at(x, value * play.quantity.si) for value in play.values.tolist()]
    start = play.values.tolist().index(play.start)
    drawn = np.concatenate([curve for step in shown for curve in step.curves])
    y = _with_room(np.log10(drawn) if play.decades else drawn)  # as Plotly has the range of a logarithmic axis
    x_title, y_title = (str(subscripted(title(language))) for title in (play.x_title, play.y_title))
    figure = axes_figure(
        [
            (str(subscripted(name(language))), x, curve)
            for name, curve in zip(play.curves, shown[start].curves, strict=True)
        ],
        [(play.mark(language), *shown[start].marks)],
        play.x, y, True, x_title, y_title, play.x_unit,
    )  # fmt: skip
    if play.decades:
        figure["layout"]["yaxis"] |= {"type": "log", "dtick": "D2", "minorloglabels": "complete"}
    steps = [
        {
            "value": play.told(value),
            "given": plain(value),
            "words": unbroken(play.sentence(language, **_told(step.numbers))),
            "y": [_short(curve) for curve in step.curves],
            "marks": [_short(values) for values in step.marks],
        }
        for value, step in zip(play.values.tolist(), shown, strict=True)
    ]
    told = {"slider": play.quantity.label(language), "key": play.quantity.key}
    return figure | told | {"steps": steps, "start": start, "usual": start}


def set_to(figure: dict[str, Any], play: Play, value: float) -> dict[str, Any]:
    """The figure with its slider at the step that is nearest to a value, as a link gives it."""
    start = int(np.argmin(np.abs(np.log(play.values / value))))
    step = figure["steps"][start]
    *curves, marked = figure["data"]
    data = [trace | {"y": curve} for trace, curve in zip(curves, step["y"], strict=True)]
    x, y = step["marks"]
    return figure | {"data": [*data, marked | {"x": x, "y": y}], "start": start}


def _with_room(drawn: Real) -> Span:
    """Ends of an axis for all that is ever drawn along it, with a twentieth of that free on either side."""
    low, high = float(drawn.min()), float(drawn.max())
    room = (high - low) / 20
    return low - room, high + room


def _told(numbers: dict[str, float]) -> dict[str, str]:
    return {name: significant(number, 3) for name, number in numbers.items()}


def _short(values: Real) -> list[float]:
    # Finer than a pixel of any screen; more digits would only make the page heavier.
    return [float(f"{value:.4g}") for value in values]
