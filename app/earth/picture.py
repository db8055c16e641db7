"""The chassis, wires, body and earth as SVG pictures; colours come from the style sheet, by class."""

from html import escape
from math import inf
from unicodedata import east_asian_width

import numpy as np

from app.common.text import Language, Text, engineering
from app.earth.state import EarthState
from physics.checks import Complex
from physics.earth import Device

__all__ = ["bars", "phasors", "picture"]

_WIDTH = 160  # of one device's column
_LEFT = 46
_LINE_Y, _NEUTRAL_Y, _BOX_Y, _BOX_HEIGHT, _EARTH_Y = 34, 56, 150, 62, 318

_LABEL = Text(
    "Devices between line, neutral and earth, and how they are wired", "ライン・ニュートラル・大地の間の機器と結線"
)
_LINE = Text("Line", "ライン")
_NEUTRAL = Text("Neutral", "ニュートラル")
_EARTH = Text("Earth", "大地")
_BODY = Text("Body", "人体")
_METER = Text("Meter", "電圧計")
_FLIP = Text("Turn the plug of {name}", "{name} のプラグを逆にする")
_ALONE = Text("alone", "単独")
_WIRED = Text("wired", "結線後")
_BARS = Text("Readings before and after wiring", "結線前後の指示値")
_PHASORS = Text("Potentials as phasors, the line's at 0°", "電位のフェーザ（ラインを0°とする）")


def picture(state: EarthState, alone: Complex, wired: Complex, language: Language) -> str:
    """The circuit: each chassis with its capacitors and plug, wires and stacks between them, body and meter."""
    count = len(state.devices)
    setup = state.setup
    width = _LEFT + _WIDTH * (count + (1 if setup.body else 0)) + 10
    parts = [_rail(_LINE_Y, width, _LINE(language), "hot"), _rail(_NEUTRAL_Y, width, _NEUTRAL(language), "cold")]
    parts.append(_rail(_EARTH_Y, width, _EARTH(language), "ground"))
    for n, entry in enumerate(state.devices):
        x = _LEFT + _WIDTH * n + _WIDTH / 2
        device = setup.devices[n]
        parts.append(_plug(n, x, device, language))
        lines = (
            (18, f"{n + 1} {_cut(entry.name, 16)}", "name"),
            (36, f"{_ALONE(language)} {_volts(alone[n])}", "note"),
            (53, f"{_WIRED(language)} {_volts(wired[n])}", "value"),
        )
        parts.append(
            f'<g class="joint" role="button" tabindex="0" data-joins="{n + 1}" aria-pressed="false" '
            f'aria-describedby="hint"><rect class="chassis" x="{x - 66}" y="{_BOX_Y}" width="132" '
            f'height="{_BOX_HEIGHT}" rx="6"/>'
            + " ".join(_text(x, _BOX_Y + down, words, style) for down, words, style in lines)
            + "</g>"
        )
        parts.append(_to_earth(x, device))
    for level, (first, second, _) in enumerate(state.wires):
        parts.append(_arc(first, second, 8 + 6 * (level % 9), "wire"))
    for first, second, size in state.stacks:
        parts.append(_arc(first, second, 64, "stack"))
        x = _LEFT + _WIDTH * (first + 0.5) + 10
        parts.append(_text(x, _BOX_Y + _BOX_HEIGHT + 78, engineering(size * 1e-12, "F"), "note", "start"))
    if setup.body:
        x = _LEFT + _WIDTH * count + _WIDTH / 2
        parts.append(
            f'<circle class="body" cx="{x}" cy="{_BOX_Y + 14}" r="11"/>'
            f'<path class="body" d="M{x} {_BOX_Y + 25}v22m-18 -14h36m-18 14l-13 20m13 -20l13 20"/>'
            + _text(x, _BOX_Y - 6, _BODY(language), "name")
            + _coupling(x, _BOX_Y + 67, _EARTH_Y, setup.body.earth_capacitance, setup.body.earth_resistance)
        )
        if setup.body.line_capacitance:
            hand = _BOX_Y + 33
            parts.append(f'<circle class="dot" cx="{x + 30}" cy="{_LINE_Y}" r="3"/>')
            parts.append(_coupling(x + 30, _LINE_Y, hand, setup.body.line_capacitance))
            parts.append(f'<path class="part" d="M{x + 30} {hand}h-12"/>')
    parts.append(_meter(_LEFT + _WIDTH * count + 4, state.values["to"] == "earth", language))
    label = escape(_LABEL(language), quote=True)
    box = f'viewBox="0 0 {width} 340" style="min-width:{0.8 * width:.0f}px"'  # below that the words are too small
    return f'<svg class="earthing" {box} role="group" aria-label="{label}">{"".join(parts)}</svg>'


def bars(names: list[str], before: Complex, after: Complex, language: Language) -> str:
    """Readings of each device before and after wiring, as bars on a common scale."""
    most = max(float(np.max(np.abs(before))), float(np.max(np.abs(after))), 1e-9)
    parts = []
    for n, name in enumerate(names):
        y = 6 + 32 * n
        parts.append(_text(118, y + 18, f"{n + 1} {_cut(name, 14)}", "name", "end"))
        for row, (value, style) in enumerate(((before[n], "before"), (after[n], "after"))):
            long = max(300 * abs(value) / most, 1)
            top = y + 13 * row
            parts.append(f'<rect class="bar {style}" x="126" y="{top}" width="{long:.1f}" height="11"/>')
            parts.append(_text(132 + long, top + 10, _volts(value), "note", "start"))
    height = 10 + 32 * len(names) + 22
    legend = (
        f'<rect class="bar before" x="126" y="{height - 20}" width="14" height="12"/>'
        + _text(146, height - 10, _ALONE(language), "note", "start")
        + f'<rect class="bar after" x="226" y="{height - 20}" width="14" height="12"/>'
        + _text(246, height - 10, _WIRED(language), "note", "start")
    )
    label = (
        _BARS(language)
        + ": "
        + "; ".join(
            f"{name} {_volts(first)} → {_volts(second)}"
            for name, first, second in zip(names, before, after, strict=True)
        )
    )
    head = f'<svg viewBox="0 0 500 {height}" role="img" aria-label="{escape(label, quote=True)}">'
    return f"{head}{''.join(parts)}{legend}</svg>"


def phasors(names: list[str], alone: Complex, wired: Complex, body: complex | None, language: Language) -> str:
    """Potentials to earth in the complex plane: alone thin, wired thick, the body dashed."""
    everything = [*alone, *wired, *([] if body is None else [body])]
    most = max(max(abs(value) for value in everything), 1e-9)
    scale, middle = 150 / most, 170
    parts = [
        f'<circle class="axis" cx="{middle}" cy="{middle}" r="150"/>',
        f'<path class="axis" d="M10 {middle}H330M{middle} 10V330"/>',
        _text(330, 332, f"○ {engineering(most, 'V')}", "note", "end"),
    ]
    arrows = [(value, "before") for value in alone] + [(value, "after") for value in wired]
    arrows += [] if body is None else [(body, "person")]
    for value, style in arrows:
        x, y = middle + scale * value.real, middle - scale * value.imag
        parts.append(f'<path class="arrow {style}" d="M{middle} {middle}L{x:.1f} {y:.1f}"/>')
        parts.append(f'<circle class="tip {style}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>')
    tips: dict[tuple[int, int], list[int]] = {}  # those that would write over each other share a label
    for n, value in enumerate(alone):
        tips.setdefault((round(scale * value.real / 16), round(scale * value.imag / 16)), []).append(n)
    for row, (_, members) in enumerate(sorted(tips.items())):
        value = alone[members[0]]
        x, y = middle + scale * value.real, middle - scale * value.imag
        parts.append(_text(x, y - 8 - 12 * (row % 3), ",".join(str(n + 1) for n in members), "note"))
    words = (
        f"{name} {_volts(value)} {np.degrees(np.angle(value)):.0f}°" for name, value in zip(names, alone, strict=True)
    )
    label = _PHASORS(language) + ": " + "; ".join(words)
    return f'<svg viewBox="0 0 340 340" role="img" aria-label="{escape(label, quote=True)}">{"".join(parts)}</svg>'


def _volts(value: complex) -> str:
    return engineering(abs(value), "V") if abs(value) >= 1e-6 else "0 V"


def _cut(name: str, most: int) -> str:
    """A name within a width, of which a Japanese letter takes two."""
    widths = np.cumsum([2 if east_asian_width(letter) in "WF" else 1 for letter in name])
    return name if widths[-1] <= most else name[: int(np.searchsorted(widths, most))] + "…"


def _text(x: float, y: float, words: str, style: str, anchor: str = "middle") -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _meter(x: float, against_earth: bool, language: Language) -> str:
    """The meter beside the last chassis; it is held at each in turn."""
    y = _BOX_Y + 45
    lead = f"M{x} {y + 11}V{_EARTH_Y}" if against_earth else f"M{x + 11} {y}H{x + 66}V{_BOX_Y + 36}"
    return (
        f'<circle class="meter" cx="{x}" cy="{y}" r="11"/><path class="probe" d="M{x - 11} {y}h-7{lead}"/>'
        + _text(x, y + 4, "V", "value")
        + _text(x, y - 16, _METER(language), "note")
    )


def _rail(y: float, width: float, name: str, style: str) -> str:
    return f'<path class="rail {style}" d="M6 {y}H{width - 6}"/>' + _text(8, y - 5, name, "note", "start")


def _plug(n: int, x: float, device: Device, language: Language) -> str:
    """Both blades with what is behind each; turned, their leads cross.  A device with nothing there has no plug."""
    if not (device.line_capacitance or device.neutral_capacitance or device.leakage_resistance < inf):
        return ""
    flipped = device.flipped
    label = escape(_FLIP(language, name=device.name), quote=True)
    ends = (
        (x - 20, _LINE_Y if not flipped else _NEUTRAL_Y, device.line_capacitance, device.leakage_resistance),
        (x + 20, _NEUTRAL_Y if not flipped else _LINE_Y, device.neutral_capacitance, inf),
    )
    parts = [
        f'<g class="plug" role="button" tabindex="0" data-flip="{n + 1}" aria-pressed="{str(flipped).lower()}" '
        f'aria-label="{label}"><rect class="hit" x="{x - 34}" y="{_LINE_Y - 4}" width="68" height="{96 - _LINE_Y}"/>'
        f'<rect class="grip" x="{x - 34}" y="66" width="68" height="26" rx="7"/>'
    ]
    for at, rail, _, _ in ends:
        start = x - 12 if (at < x) != flipped else x + 12
        parts.append(f'<path class="lead" d="M{start} {rail}V70"/><circle class="dot" cx="{start}" cy="{rail}" r="3"/>')
        parts.append(f'<path class="lead" d="M{start} 70L{at} 88"/>')
    parts.append("</g>")
    for at, _, capacitance, resistance in ends:
        parts.append(_coupling(at, 92, _BOX_Y, capacitance, resistance, "end" if at < x else "start"))
    return "".join(parts)


def _to_earth(x: float, device: Device) -> str:
    top = _BOX_Y + _BOX_HEIGHT
    parts = [_coupling(x - 16, top, _EARTH_Y, device.earth_capacitance, side="end")]
    if device.earth_resistance < inf:
        parts.append(
            f'<path class="protective" d="M{x + 22} {top}V{_EARTH_Y}"/>'
            + _text(x + 27, _EARTH_Y - 8, "PE", "note", "start")
        )
    return "".join(parts)


def _coupling(
    x: float, top: float, bottom: float, capacitance: float, resistance: float = inf, side: str = "start"
) -> str:
    """A capacitor, or a resistor where there is none, with its value and that of the resistor beside it."""
    middle = top + (bottom - top) * (0.5 if bottom - top < 80 else 0.72)
    at = x - 11 if side == "end" else x + 12
    if capacitance:
        path = f"M{x} {top}V{middle - 3}M{x - 9} {middle - 3}h18M{x - 9} {middle + 3}h18M{x} {middle + 3}V{bottom}"
        words = [engineering(capacitance, "F")] + ([f"∥ {engineering(resistance, 'Ω')}"] if resistance < inf else [])
    elif resistance < inf:
        path = f"M{x} {top}V{middle - 11}M{x - 5} {middle - 11}h10v22h-10zM{x} {middle + 11}V{bottom}"
        words = [engineering(resistance, "Ω")]
    else:
        return ""
    values = (_text(at, middle + 4 + 13 * n, word, "note", side) for n, word in enumerate(words))
    return f'<path class="part" d="{path}"/>' + "".join(values)


def _arc(first: int, second: int, depth: float, style: str) -> str:
    y = _BOX_Y + _BOX_HEIGHT
    start, end = (_LEFT + _WIDTH * n + _WIDTH / 2 + 4 for n in (first, second))
    return f'<path class="{style}" d="M{start} {y}v{depth}H{end}v{-depth}"/>'
