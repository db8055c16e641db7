"""The chassis, wires, body and earth as SVG pictures; colours come from the style sheet, by class."""

from collections.abc import Sequence
from math import inf
from unicodedata import east_asian_width

import numpy as np

from app.common.svg import element, path, text
from app.common.text import Language, Text, engineering
from app.earth.answers import Over
from app.earth.state import EarthState
from app.earth.words import amperes, volts
from physics.checks import Complex, Real
from physics.earth import Device

__all__ = ["bars", "phasors", "picture", "touch_bars"]

_WIDTH = 160  # of one device's column
_LEFT = 46
_LINE_Y, _NEUTRAL_Y, _BOX_Y, _BOX_HEIGHT, _EARTH_Y = 34, 56, 150, 80, 336

_BARS_WIDE, _BARS_X, _LONGEST, _ROW = 340, 126, 132, 32  # near the width that they have, so that 12 px stay 12 px

_LABEL = Text(
    "Devices between line, neutral and earth, and how they are wired", "ライン・ニュートラル・大地の間の機器と結線"
)
_LINE = Text("Line", "ライン")
_NEUTRAL = Text("Neutral", "ニュートラル")
_EARTH = Text("Earth", "大地")
_BODY = Text("Body", "人体")
_TOUCH = Text("touch {current}", "接触 {current}")
_OVER = {
    "alone": Text("{current}: danger", "{current} 危険"),
    "wired": Text("{current} via wires", "結線で {current}"),
}
_LIMIT = Text("limit", "限度")
_TOUCH_BARS = Text("Touch current as part of its limit", "接触電流の限度に対する割合")
_METER = Text("Meter", "電圧計")
_FLIP = Text("Turn the plug of {name}", "{name}のプラグを逆にする")
_ALONE = Text("alone", "単独")
_WIRED = Text("wired", "結線後")
_BARS = Text("Readings before and after wiring", "結線前後の指示値")
_PHASORS = Text("Potentials as phasors, the line's at 0°", "電位のフェーザ（ラインを0°とする）")


def picture(
    state: EarthState, alone: Complex, wired: Complex, touch: Real, over: Sequence[Over], language: Language
) -> str:
    """The circuit: each chassis with its capacitors and plug, wires and stacks between them, body and meter.

    A chassis whose touch current is over its limit is marked by the shape of a warning sign, not by colour alone.
    """
    count = len(state.devices)
    setup = state.setup
    width = _LEFT + _WIDTH * count + (_WIDTH + 10 if setup.body else 34)  # of the meter alone
    parts = [_rail(_LINE_Y, width, _LINE(language), "hot"), _rail(_NEUTRAL_Y, width, _NEUTRAL(language), "cold")]
    parts.append(_rail(_EARTH_Y, width, _EARTH(language), "ground"))
    for n, entry in enumerate(state.devices):
        x = _LEFT + _WIDTH * n + _WIDTH / 2
        device = setup.devices[n]
        parts.append(_plug(n, x, device, language))
        lines = (
            (18, f"{n + 1} {_cut(entry.name, 16)}", "name"),
            (36, f"{_ALONE(language)} {volts(alone[n])}", "note"),
            (53, f"{_WIRED(language)} {volts(wired[n])}", "value"),
            (71, _touch(over[n])(language, current=amperes(touch[n])), "alarm" if over[n] else "note"),
        )
        box = element(
            "rect",
            class_=f"chassis{' over' if over[n] else ''}",
            x=x - 66,
            y=_BOX_Y,
            width=132,
            height=_BOX_HEIGHT,
            rx=6,
        )
        inside = " ".join(text(x, _BOX_Y + down, words, class_=style) for down, words, style in lines)
        joint = {"class_": "joint", "role": "button", "tabindex": 0, "data_joins": n + 1}
        sign = _warning(x + 66, _BOX_Y) if over[n] else ""
        parts.append(element("g", box, inside, sign, **joint, aria_pressed="false", aria_describedby="hint"))
        parts.append(_to_earth(x, device))
    for level, (first, second, _) in enumerate(state.wires):
        parts.append(_arc(first, second, 8 + 6 * (level % 9), "wire"))
    for first, second, size in state.stacks:
        parts.append(_arc(first, second, 64, "stack"))
        x = _LEFT + _WIDTH * (first + 0.5) + 10
        parts.append(text(x, _BOX_Y + _BOX_HEIGHT + 78, engineering(size * 1e-12, "F"), "start", class_="note"))
    if setup.body:
        x = _LEFT + _WIDTH * count + _WIDTH / 2
        parts.append(
            element("circle", class_="body", cx=x, cy=_BOX_Y + 14, r=11)
            + path(f"M{x} {_BOX_Y + 25}v22m-18 -14h36m-18 14l-13 20m13 -20l13 20", class_="body")
            + text(x, _BOX_Y - 6, _BODY(language), class_="name")
            + _coupling(x, _BOX_Y + 67, _EARTH_Y, setup.body.earth_capacitance, setup.body.earth_resistance)
        )
        if setup.body.line_capacitance:
            hand = _BOX_Y + 33
            parts.append(element("circle", class_="dot", cx=x + 30, cy=_LINE_Y, r=3))
            parts.append(_coupling(x + 30, _LINE_Y, hand, setup.body.line_capacitance))
            parts.append(path(f"M{x + 30} {hand}h-12", class_="part"))
    parts.append(_meter(_LEFT + _WIDTH * count + 13, state.values["to"] == "earth", language))
    return element(
        "svg", *parts, class_="earthing", viewBox=f"0 0 {width} 358",
        style=f"min-width:{0.8 * width:.0f}px",  # below that the words are too small
        role="group", aria_label=_LABEL(language),
    )  # fmt: skip


def bars(names: list[str], before: Complex, after: Complex, language: Language) -> str:
    """Readings of each device before and after wiring, as bars on a common scale."""
    most = max(float(np.max(np.abs(before))), float(np.max(np.abs(after))), 1e-9)
    parts = []
    for n, name in enumerate(names):
        y = 6 + _ROW * n
        parts.append(text(_BARS_X - 8, y + 18, f"{n + 1} {_cut(name, 15)}", "end", class_="name"))
        for row, (value, style) in enumerate(((before[n], "before"), (after[n], "after"))):
            long = max(_LONGEST * float(abs(value)) / most, 1.0)
            top = y + 13 * row
            parts.append(element("rect", class_=f"bar {style}", x=_BARS_X, y=top, width=long, height=11))
            parts.append(text(_BARS_X + 6 + long, top + 10, volts(value), "start", class_="note"))
    height = 10 + _ROW * len(names) + 22
    for x, style, words in ((_BARS_X, "before", _ALONE), (_BARS_X + 90, "after", _WIRED)):
        parts.append(element("rect", class_=f"bar {style}", x=x, y=height - 20, width=14, height=12))
        parts.append(text(x + 20, height - 10, words(language), "start", class_="note"))
    label = (
        _BARS(language)
        + ": "
        + "; ".join(
            f"{name} {volts(first)} → {volts(second)}" for name, first, second in zip(names, before, after, strict=True)
        )
    )
    return element("svg", *parts, viewBox=f"0 0 {_BARS_WIDE} {height}", role="img", aria_label=label)


def touch_bars(names: list[str], touch: Real, limit: Real, language: Language) -> str:
    """Touch current of each device over its limit, as bars on a common scale with the limit across them."""
    ratio = touch / limit
    scale = _LONGEST / max(float(ratio.max()), 1.25)
    parts = []
    for n, name in enumerate(names):
        y, over = 20 + _ROW * n, ratio[n] > 1
        words = f"{'▲ ' if over else ''}{amperes(touch[n])}"
        parts.append(text(_BARS_X - 8, y + 15, f"{n + 1} {_cut(name, 15)}", "end", class_="name"))
        style = "over" if over else "safe"
        parts.append(
            element("rect", class_=f"bar {style}", x=_BARS_X, y=y, width=max(scale * ratio[n], 1.0), height=20)
        )
        parts.append(text(_BARS_X + 6 + scale * ratio[n], y + 15, words, "start", class_="alarm" if over else "note"))
    height = 22 + _ROW * len(names)
    parts.append(path(f"M{_BARS_X + scale:.1f} 16V{height - 4}", class_="limit"))
    parts.append(text(_BARS_X + scale, 12, _LIMIT(language), class_="note"))
    label = (
        _TOUCH_BARS(language)
        + ": "
        + "; ".join(f"{name} {100 * part:.0f} %" for name, part in zip(names, ratio.tolist(), strict=True))
    )
    return element("svg", *parts, viewBox=f"0 0 {_BARS_WIDE} {height}", role="img", aria_label=label)


def phasors(names: list[str], alone: Complex, wired: Complex, body: complex | None, language: Language) -> str:
    """Potentials to earth in the complex plane: alone thin, wired thick, the body dashed."""
    everything = [*alone, *wired, *([] if body is None else [body])]
    most = max(max(abs(value) for value in everything), 1e-9)
    scale, middle = 150 / most, 170
    parts = [
        element("circle", class_="axis", cx=middle, cy=middle, r=150),
        path(f"M10 {middle}H330M{middle} 10V330", class_="axis"),
        text(330, 332, f"○ {engineering(most, 'V')}", "end", class_="note"),
    ]
    arrows = [(value, "before") for value in alone] + [(value, "after") for value in wired]
    arrows += [] if body is None else [(body, "person")]
    for value, style in arrows:
        x, y = middle + scale * value.real, middle - scale * value.imag
        parts.append(path(f"M{middle} {middle}L{x:.1f} {y:.1f}", class_=f"arrow {style}"))
        parts.append(element("circle", class_=f"tip {style}", cx=x, cy=y, r=3.5))
    tips: dict[tuple[int, int], list[int]] = {}  # those that would write over each other share a label
    for n, value in enumerate(alone):
        tips.setdefault((round(scale * value.real / 16), round(scale * value.imag / 16)), []).append(n)
    for row, (_, members) in enumerate(sorted(tips.items())):
        value = alone[members[0]]
        x, y = middle + scale * value.real, middle - scale * value.imag
        parts.append(text(x, y - 8 - 12 * (row % 3), ",".join(str(n + 1) for n in members), class_="note"))
    words = (
        f"{name} {volts(value)} {np.degrees(np.angle(value)):.0f}°" for name, value in zip(names, alone, strict=True)
    )
    label = _PHASORS(language) + ": " + "; ".join(words)
    return element("svg", *parts, viewBox="0 0 340 340", role="img", aria_label=label)


def _touch(over: Over) -> Text:
    return _OVER[over] if over else _TOUCH


def _warning(x: float, y: float) -> str:
    """A triangle with an exclamation mark over a point."""
    triangle = path(f"M{x} {y - 18}l17 30h-34z", class_="sign")
    return triangle + text(x, y + 8, "!", class_="bang")


def _cut(name: str, most: int) -> str:
    """A name within a width, of which a Japanese letter takes two."""
    widths = np.cumsum([2 if east_asian_width(letter) in "WF" else 1 for letter in name])
    return name if widths[-1] <= most else name[: int(np.searchsorted(widths, most))] + "…"


def _meter(x: float, against_earth: bool, language: Language) -> str:
    """The meter beside the last chassis; it is held at each in turn."""
    y = _BOX_Y + 45
    lead = f"M{x} {y + 11}V{_EARTH_Y}" if against_earth else f"M{x + 11} {y}H{x + 57}V{_BOX_Y + 36}"
    return (
        element("circle", class_="meter", cx=x, cy=y, r=11)
        + path(f"M{x - 11} {y}h-7{lead}", class_="probe")
        + text(x, y + 4, "V", class_="value")
        + text(x, y - 16, _METER(language), class_="note")
    )


def _rail(y: float, width: float, name: str, style: str) -> str:
    return path(f"M6 {y}H{width - 6}", class_=f"rail {style}") + text(8, y - 5, name, "start", class_="note")


def _plug(n: int, x: float, device: Device, language: Language) -> str:
    """Both blades with what is behind each; turned, their leads cross.  A device with nothing there has no plug."""
    if not (device.line_capacitance or device.neutral_capacitance or device.leakage_resistance < inf):
        return ""
    flipped = device.flipped
    ends = (
        (x - 20, _LINE_Y if not flipped else _NEUTRAL_Y, device.line_capacitance, device.leakage_resistance),
        (x + 20, _NEUTRAL_Y if not flipped else _LINE_Y, device.neutral_capacitance, inf),
    )
    parts = [
        element("rect", class_="hit", x=x - 34, y=_LINE_Y - 4, width=68, height=96 - _LINE_Y),
        element("rect", class_="grip", x=x - 34, y=66, width=68, height=26, rx=7),
    ]
    for at, rail, _, _ in ends:
        start = x - 12 if (at < x) != flipped else x + 12
        parts.append(path(f"M{start} {rail}V70", class_="lead"))
        parts.append(element("circle", class_="dot", cx=start, cy=rail, r=3))
        parts.append(path(f"M{start} 70L{at} 88", class_="lead"))
    plug = element(
        "g", *parts, class_="plug", role="button", tabindex=0, data_flip=n + 1, aria_pressed=str(flipped).lower(),
        aria_label=_FLIP(language, name=device.name),
    )  # fmt: skip
    return plug + "".join(
        _coupling(at, 92, _BOX_Y, capacitance, resistance, "end" if at < x else "start")
        for at, _, capacitance, resistance in ends
    )


def _to_earth(x: float, device: Device) -> str:
    top = _BOX_Y + _BOX_HEIGHT
    parts = [_coupling(x - 16, top, _EARTH_Y, device.earth_capacitance, side="end")]
    if device.earth_resistance < inf:
        parts.append(
            path(f"M{x + 22} {top}V{_EARTH_Y}", class_="protective")
            + text(x + 27, _EARTH_Y - 8, "PE", "start", class_="note")
        )
    return "".join(parts)


def _coupling(
    x: float, top: float, bottom: float, capacitance: float, resistance: float = inf, side: str = "start"
) -> str:
    """A capacitor, or a resistor where there is none, with its value and that of the resistor beside it."""
    middle = top + (bottom - top) * (0.5 if bottom - top < 80 else 0.72)
    at = x - 11 if side == "end" else x + 12
    if capacitance:
        drawn = f"M{x} {top}V{middle - 3}M{x - 9} {middle - 3}h18M{x - 9} {middle + 3}h18M{x} {middle + 3}V{bottom}"
        words = [engineering(capacitance, "F")] + ([f"∥ {engineering(resistance, 'Ω')}"] if resistance < inf else [])
    elif resistance < inf:
        drawn = f"M{x} {top}V{middle - 11}M{x - 5} {middle - 11}h10v22h-10zM{x} {middle + 11}V{bottom}"
        words = [engineering(resistance, "Ω")]
    else:
        return ""
    values = (text(at, middle + 4 + 13 * n, word, side, class_="note") for n, word in enumerate(words))
    return path(drawn, class_="part") + "".join(values)


def _arc(first: int, second: int, depth: float, style: str) -> str:
    y = _BOX_Y + _BOX_HEIGHT
    start, end = (_LEFT + _WIDTH * n + _WIDTH / 2 + 4 for n in (first, second))
    return path(f"M{start} {y}v{depth}H{end}v{-depth}", class_=style)
