"""The equivalent circuit as it is now, as an SVG picture."""

from typing import assert_never

from app.bench.response import Response
from app.bench.state import State
from app.bench.units import measured
from app.common.svg import element, path, text
from app.common.text import Language, Text, engineering

__all__ = ["schematic"]

_LABEL = Text(
    "Equivalent circuit: source {rs}, cable R {r}, L {l}, C {c}, load {load}",
    "等価回路：出力インピーダンス {rs}、ケーブル R {r}、L {l}、C {c}、負荷 {load}",
)
_SOURCE = Text("Source", "送り側")
_CABLE = Text("Cable", "ケーブル")
_LOAD = Text("Load", "負荷")
_BRANCHES = {"woofer": Text("woofer", "ウーファー"), "tweeter": Text("tweeter", "ツイーター")}
_SHARED = Text("shared return", "共通の帰路")
_BLEED, _FIFTIES = Text("treble bleed", "ブリード"), Text("50s tone", "50年代配線")
_BESIDE = Text("to the {branch}", "{branch}へ")
_DRIVER, _TWO_WAY, _THREE_WAY = Text("driver", "ユニット"), Text("2-way", "2ウェイ"), Text("3-way", "3ウェイ")
_VENTED = Text("vented", "バスレフ")
_UNIFORM = Text("distributed over {length}", "全長 {length} に分布")

_TOP, _BOTTOM = 62, 150
_AT_LOAD = 462  # where the load stands, with room for what it is called beside it

# The controls that a part leads to: the first of them that is there.
_SOURCE_KEYS = "df rs vol lp lc"
_R_KEYS = "rdc mm2 awg dia"
_L_KEYS = "lm gap bore"
_C_KEYS = "cm gap bore"
_LOAD_KEYS = "load zl"


def _source_of(state: State) -> tuple[str, str]:
    """Value and name of the source's impedance."""
    kind = state.source_kind
    match kind:
        case "amp":
            return engineering(state.si("rs"), "Ω"), "Rs"
        case "line":
            return engineering(state.si("rs"), "Ω"), "Rs, C"
        case "pickup":
            return engineering(state.si("lp"), "H"), "L, R, C"
        case "cartridge":
            return engineering(state.si("lc"), "H"), "L, R"
        case _:
            assert_never(kind)


def _load_of(state: State, language: Language) -> str:
    """What the load's box is labelled with."""
    kind = state.load_kind
    match kind:
        case "resistor" | "input":
            return engineering(state.si("load"), "Ω")
        case "driver":
            return _DRIVER(language)
        case "twoway":
            return (_BRANCHES[state.choice("branch")] if state.is_biwired else _TWO_WAY)(language)
        case "vented":
            return _VENTED(language)
        case "threeway":
            return _THREE_WAY(language)
        case "panel":
            return engineering(state.si("esc") * state.si("esn") ** 2, "F")
        case "file":
            return "Z(f)"
        case _:
            assert_never(kind)


def schematic(state: State, response: Response, language: Language) -> str:
    """Picture of the circuit with the present values: source, cable and load from left to right.

    R and L are those at DC, of the whole length, go and return together.  Colours come from the page's
    style sheet, by class.
    """
    length = state.si("len")
    line = response.line
    source, source_name = _source_of(state)
    values = {
        "rs": source,
        "r": engineering(line.dc_resistance * length, "Ω"),
        "l": engineering(line.dc_inductance * length, "H"),
        "c": engineering(line.capacitance * length, "F"),
        "load": _load_of(state, language),
    }
    length_text = measured(length, "m", state.units)
    model = state.circuit
    parts = [_wire(40, 70), _emf(40), _to(_SOURCE_KEYS, _source(state, source, source_name))]
    if model == "c-end":
        parts += [_to(_R_KEYS, _resistor(160, values["r"], "R")), _wire(208, 240)]
        parts += [_to(_L_KEYS, _coil(240, values["l"], "L")), _wire(150, 160), _wire(290, _AT_LOAD)]
        parts += [_to(_C_KEYS, _capacitor(330, values["c"]))]
    elif model == "c-mid":
        half = {
            "r": engineering(line.dc_resistance * length / 2, "Ω"),
            "l": engineering(line.dc_inductance * length / 2, "H"),
        }
        parts += [_to(_R_KEYS, _resistor(150, half["r"], "R/2"), _resistor(296, half["r"], "R/2"))]
        parts += [_to(_L_KEYS, _coil(212, half["l"], "L/2"), _coil(358, half["l"], "L/2"))]
        parts += [_to(_C_KEYS, _capacitor(277, values["c"]))]
        parts += [_wire(198, 212), _wire(262, 296), _wire(344, 358), _wire(408, _AT_LOAD)]
    else:
        uniform = _UNIFORM(language, length=length_text)
        parts += [
            # Bi-wired it leaves room for the other cable.
            _box(150, _TOP - 10, 250, 54 if state.is_biwired else _BOTTOM - _TOP + 20, rx=6),
            _wire(400, _AT_LOAD),
        ]
        at = [(190, 76), (275, 76), (360, 76)] if state.is_biwired else [(275, 84), (275, 103), (275, 122)]
        for (x, y), keys, name in zip(at, (_R_KEYS, _L_KEYS, _C_KEYS), ("r", "l", "c"), strict=True):
            parts.append(_to(keys, text(x, y, f"{name.upper()} {values[name]}", class_="value")))
        parts.append(text(275, 96 if state.is_biwired else 141, uniform, class_="note"))
    if state.source_kind == "pickup":
        parts.append(_controls(state, language))
    if state.is_biwired:
        parts.append(_to("biwire", _beside(state, language)))
    if state.si("rcontact"):
        parts.append(_to("rcontact", _contacts(engineering(state.si("rcontact"), "Ω"))))
    is_shared = state.matters("rcommon") and state.si("rcommon") > 0
    if is_shared:
        parts.append(_to("rcommon", _shared(engineering(state.si("rcommon"), "Ω"), language)))
    parts += [
        _to(_LOAD_KEYS, _load(state, _AT_LOAD, values["load"])),
        _rail(model == "line" and not state.is_biwired, is_shared),
    ]
    times = "" if state.choice("runs") == "1" else f"  × {state.choice('runs')}"
    cable = f"{_CABLE(language)}  {length_text}{times}"
    zone = element("rect", class_="zone", x=134, y=2, width=282, height=172, rx=8)  # all of it leads to the length
    names = (
        text(66, 18, _SOURCE(language), class_="name"),
        _to("len", zone, text(275, 18, cable, class_="name")),
        text(488, 18, _LOAD(language), class_="name"),
    )
    label = _LABEL(language, **values)
    return element("svg", *names, *parts, viewBox="0 0 560 176", role="group", aria_label=label)


def _to(keys: str, *parts: str) -> str:
    """Parts that lead to the first of some controls that is there, by mouse or keyboard."""
    return element("g", *parts, class_="to", data_keys=keys, tabindex="0", role="button")


def _source(state: State, value: str, name: str) -> str:
    """The source's impedance, as what it is: a resistance, with its coupling capacitor, or a coil."""
    kind = state.source_kind
    match kind:
        case "amp":
            return _resistor(70, value, name) + _wire(118, 150)
        case "line":
            plates = f"M127 {_TOP - 11}V{_TOP + 11}M134 {_TOP - 11}V{_TOP + 11}"
            return _resistor(70, value, name) + _wire(118, 127) + _path(plates) + _wire(134, 150)
        case "pickup":
            return _pickup(state, value, name)
        case "cartridge":
            return _coil(70, value, name) + _wire(120, 150)
        case _:
            assert_never(kind)


def _pickup(state: State, value: str, name: str) -> str:
    """A coil, what eddy currents make of it across it, and the corner that they give its EMF."""
    losses = [engineering(state.si(key), "Ω") for key in ("rloss", "zsemi") if state.si(key)]
    parts = _wire(120, 150)
    if losses:
        top = _TOP - 14
        words = text(130, top - 9, " ∥ ".join(losses), "end", class_="value")
        words += text(88, _TOP + 24, f"L {value}, R, C", class_="note")
        parts += _turns(70) + _box(80, top - 5, 30, 10) + _path(f"M70 {_TOP}V{top}H80M110 {top}H120V{_TOP}") + words
    else:
        parts += _coil(70, value, name)
    if state.si("feddy"):
        parts += text(40, _BOTTOM + 18, f"≤ {engineering(state.si('feddy'), 'Hz')}", class_="note")
    return parts


def _controls(state: State, language: Language) -> str:
    """What of the guitar's controls is not as usual: its treble bleed, and tone control in the manner of the 50s."""
    parts = []
    if state.si("bleed"):
        sign = "∥" if state.choice("bleedmode") == "parallel" else "+"
        resistor = f"{sign} {engineering(state.si('rbleed'), 'Ω')}" if state.si("rbleed") else ""
        values = text(94, 101, engineering(state.si("bleed"), "F"), class_="value")
        values += text(94, 115, resistor, class_="value") if resistor else ""
        parts.append(_to("bleed", values, text(94, 128, _BLEED(language), class_="note")))
    if state.choice("wiring") == "50s":
        parts.append(_to("wiring", text(94, 143, _FIFTIES(language), class_="note")))
    return "".join(parts)


def _path(commands: str) -> str:
    return path(commands, class_="part")


def _box(x: float, y: float, width: float, height: float, rx: float | None = None) -> str:
    return element("rect", class_="part", x=x, y=y, width=width, height=height, rx=rx)


def _wire(start: float, end: float) -> str:
    return _path(f"M{start} {_TOP}H{end}")


def _rail(is_open: bool, is_shared: bool) -> str:
    """The lower wire, open where a box reaches down to it, or for the resistance of a shared return."""
    start = f"M40 {_BOTTOM}H70M114 {_BOTTOM}" if is_shared else f"M40 {_BOTTOM}"
    return _path(f"{start}H150M400 {_BOTTOM}H{_AT_LOAD}" if is_open else f"{start}H{_AT_LOAD}")


def _emf(x: float) -> str:
    middle = (_TOP + _BOTTOM) // 2
    return (
        element("circle", class_="part", cx=x, cy=middle, r=17)
        + _path(f"M{x - 9} {middle}q4.5 -10 9 0t9 0")
        + _path(f"M{x} {_TOP}V{middle - 17}M{x} {middle + 17}V{_BOTTOM}")
    )


def _resistor(x: float, value: str, name: str) -> str:
    return _box(x, _TOP - 8, 48, 16) + _named(x + 24, value, name)


def _coil(x: float, value: str, name: str) -> str:
    return _turns(x) + _named(x + 25, value, name)


def _turns(x: float) -> str:
    return _path(f"M{x} {_TOP}" + "a6.25 7 0 0 1 12.5 0" * 4)


def _named(x: float, value: str, name: str) -> str:
    """The value over a part in the upper wire, and its name under it."""
    return text(x, _TOP - 16, value, class_="value") + text(x, _TOP + 24, name, class_="note")


def _capacitor(x: float, value: str) -> str:
    middle = (_TOP + _BOTTOM) // 2
    plates = f"M{x - 13} {middle - 4}H{x + 13}M{x - 13} {middle + 4}H{x + 13}"
    leads = f"M{x} {_TOP}V{middle - 4}M{x} {middle + 4}V{_BOTTOM}"
    return _path(plates + leads) + text(x + 17, middle + 5, value, "start", class_="value")


def _load(state: State, x: float, value: str) -> str:
    """The load, as what it is: a box, a box beside a capacitor, one loudspeaker driver or two."""
    kind = state.load_kind
    middle = (_TOP + _BOTTOM) // 2
    leads = _path(f"M{x} {_TOP}V{middle - 24}M{x} {middle + 24}V{_BOTTOM}")
    box = _box(x - 8, middle - 24, 16, 48) + leads
    words = text(x + 14, middle + 5, value, "start", class_="value")
    match kind:
        case "resistor" | "file":
            return box + words
        case "input":
            plates = f"M{x + 18} {middle - 4}h24M{x + 18} {middle + 4}h24"
            across = f"M{x} {_TOP + 10}H{x + 30}V{middle - 4}M{x + 30} {middle + 4}V{_BOTTOM - 10}H{x}"
            return box + _path(plates + across) + text(x + 14, _BOTTOM + 18, value, class_="value")
        case "panel":
            ends = _path(f"M{x} {_TOP}V{middle - 5}M{x} {middle + 5}V{_BOTTOM}M{x - 13} {middle - 5}h26")
            ends += _path(f"M{x - 13} {middle + 5}h26M{x - 13} {middle}h26")  # the diaphragm between its stators
            return ends + text(x + 18, middle + 5, value, "start", class_="value")
        case "driver" | "vented":
            ends = _path(f"M{x} {_TOP}V{middle - 12}M{x} {middle + 12}V{_BOTTOM}")
            return ends + _speaker(x, middle) + text(x + 30, middle + 5, value, "start", class_="value")
        case "twoway" if state.is_biwired:
            ends = _path(f"M{x} {_TOP}V{middle - 12}M{x} {middle + 12}V{_BOTTOM}")
            return ends + _speaker(x, middle) + text(x, _BOTTOM + 18, value, class_="value")
        case "twoway":
            between = _path(f"M{x} {_TOP}V{middle - 33}M{x} {middle - 9}V{middle + 9}M{x} {middle + 33}V{_BOTTOM}")
            both = _speaker(x, middle - 21) + _speaker(x, middle + 21)
            return between + both + text(x + 30, middle + 5, value, "start", class_="value")
        case "threeway":
            ways = (middle - 29, middle, middle + 29)
            joints = f"M{x} {_TOP}V{middle - 38}M{x} {middle - 20}v11M{x} {middle + 9}v11M{x} {middle + 38}V{_BOTTOM}"
            drivers = "".join(_speaker(x, y, 0.75) for y in ways)
            return _path(joints) + drivers + text(x + 30, middle + 5, value, "start", class_="value")
        case _:
            assert_never(kind)


def _beside(state: State, language: Language) -> str:
    """The other cable of a bi-wired loudspeaker, from the source's terminals to the other half."""
    other = "tweeter" if state.choice("branch") == "woofer" else "woofer"
    words = _BESIDE(language, branch=_BRANCHES[other](language))
    return (
        _path(f"M126 {_TOP}V130H158M248 130H256V{_BOTTOM}")
        + _box(158, 120, 90, 20, rx=4)
        + text(203, 134, words, class_="note")
    )


def _contacts(value: str) -> str:
    """The contacts at both ends: a pair of points that touch in the upper wire, and what they have at each end."""
    points = (element("circle", class_="part", cx=x, cy=_TOP, r=3) for x in (134, 144, 430, 440))
    return "".join(points) + text(421, _TOP - 16, value, "start", class_="value")


def _shared(value: str, language: Language) -> str:
    """The return that both channels share, in the lower wire next to the source."""
    return (
        _box(70, _BOTTOM - 6, 44, 12)
        + text(92, _BOTTOM - 12, value, class_="value")
        + text(92, _BOTTOM + 20, _SHARED(language), class_="note")
    )


def _speaker(x: float, y: float, scale: float = 1) -> str:
    coil = _box(x - 7 * scale, y - 12 * scale, 14 * scale, 24 * scale)
    return coil + _path(
        f"M{x + 7 * scale} {y - 6 * scale}l{13 * scale} {-9 * scale}v{30 * scale}l{-13 * scale} {-9 * scale}"
    )
