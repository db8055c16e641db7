"""The equivalent circuit as it is now, as an SVG picture."""

from html import escape

from app.bench.response import Response
from app.bench.state import State
from app.common.text import Language, Text, engineering

__all__ = ["schematic"]

_LABEL = Text(
    "Equivalent circuit: source {rs}, cable R {r}, L {l}, C {c}, load {load}",
    "等価回路：出力インピーダンス {rs}、ケーブル R {r}、L {l}、C {c}、負荷 {load}",
)
_SOURCE = Text("Source", "送り側")
_CABLE = Text("Cable", "ケーブル")
_LOAD = Text("Load", "負荷")
_SOURCES = {
    "amp": Text("Rs", "Rs"),
    "line": Text("Rs, C", "Rs, C"),
    "pickup": Text("L, R, C", "L, R, C"),
}
_LOADS = {
    "driver": Text("driver", "ユニット"),
    "twoway": Text("2-way", "2ウェイ"),
    "file": Text("Z(f)", "Z(f)"),
}
_UNIFORM = Text("distributed over {length}", "全長 {length} に分布")

_TOP, _BOTTOM = 62, 150


def schematic(state: State, response: Response, language: Language) -> str:
    """Picture of the circuit with the present values: source, cable and load from left to right.

    R and L are those at DC, of the whole length, go and return together.  Colours come from the page's
    style sheet, by class.
    """
    length = state.si("len")
    line = response.line
    source, load = state.source_kind, state.load_kind
    given = "lp" if source == "pickup" else "rs"
    values = {
        "rs": engineering(state.si(given), "H" if source == "pickup" else "Ω"),
        "r": engineering(line.dc_resistance * length, "Ω"),
        "l": engineering(line.dc_inductance * length, "H"),
        "c": engineering(line.capacitance * length, "F"),
        "load": _LOADS[load](language) if load in _LOADS else engineering(state.si("load"), "Ω"),
    }
    length_text = f"{float(f'{length:.4g}'):g} m"
    model = state.circuit
    parts = [_wire(40, 70), _emf(40), _resistor(70, values["rs"], _SOURCES[source](language)), _wire(118, 150)]
    if model == "c-end":
        parts += [_resistor(160, values["r"], "R"), _wire(208, 240), _coil(240, values["l"], "L")]
        parts += [_wire(150, 160), _wire(290, 480), _capacitor(350, values["c"])]
    elif model == "c-mid":
        half = {
            "r": engineering(line.dc_resistance * length / 2, "Ω"),
            "l": engineering(line.dc_inductance * length / 2, "H"),
        }
        parts += [_resistor(150, half["r"], "R/2"), _wire(198, 204), _coil(204, half["l"], "L/2")]
        parts += [_wire(254, 300), _capacitor(277, values["c"])]
        parts += [_resistor(300, half["r"], "R/2"), _wire(348, 354), _coil(354, half["l"], "L/2")]
        parts += [_wire(404, 480)]
    else:
        uniform = _UNIFORM(language, length=length_text)
        parts += [
            f'<rect class="part" x="150" y="{_TOP - 10}" width="250" height="{_BOTTOM - _TOP + 20}" rx="6"/>',
            _text(275, 84, f"R {values['r']}"),
            _text(275, 103, f"L {values['l']}"),
            _text(275, 122, f"C {values['c']}"),
            _text(275, 141, uniform, "note"),
            _wire(400, 480),
        ]
    parts += [_load(480, values["load"]), _rail(model)]
    names = (
        _text(66, 18, _SOURCE(language), "name")
        + _text(275, 18, f"{_CABLE(language)}  {length_text}", "name")
        + _text(480, 18, _LOAD(language), "name")
    )
    label = escape(_LABEL(language, **values), quote=True)
    return (
        f'<svg viewBox="0 0 560 176" role="img" aria-label="{label}">'
        '<rect class="zone" x="134" y="2" width="282" height="172" rx="8"/>'
        f"{names}{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, words: str, style: str = "value") -> str:
    return f'<text class="{style}" x="{x}" y="{y}" text-anchor="middle">{escape(words)}</text>'


def _path(commands: str) -> str:
    return f'<path class="part" d="{commands}"/>'


def _wire(start: float, end: float) -> str:
    return _path(f"M{start} {_TOP}H{end}")


def _rail(model: str) -> str:
    if model == "line":
        return _path(f"M40 {_BOTTOM}H150") + _path(f"M400 {_BOTTOM}H480")
    return _path(f"M40 {_BOTTOM}H480")


def _emf(x: float) -> str:
    middle = (_TOP + _BOTTOM) / 2
    return (
        f'<circle class="part" cx="{x}" cy="{middle}" r="17"/>'
        + _path(f"M{x - 9} {middle}q4.5 -10 9 0t9 0")
        + _path(f"M{x} {_TOP}V{middle - 17}M{x} {middle + 17}V{_BOTTOM}")
    )


def _resistor(x: float, value: str, name: str) -> str:
    return (
        f'<rect class="part" x="{x}" y="{_TOP - 8}" width="48" height="16"/>'
        + _text(x + 24, _TOP - 16, value)
        + _text(x + 24, _TOP + 24, name, "note")
    )


def _coil(x: float, value: str, name: str) -> str:
    loops = "a6.25 7 0 0 1 12.5 0" * 4
    return _path(f"M{x} {_TOP}{loops}") + _text(x + 25, _TOP - 16, value) + _text(x + 25, _TOP + 24, name, "note")


def _capacitor(x: float, value: str) -> str:
    middle = (_TOP + _BOTTOM) / 2
    plates = f"M{x - 13} {middle - 4}H{x + 13}M{x - 13} {middle + 4}H{x + 13}"
    leads = f"M{x} {_TOP}V{middle - 4}M{x} {middle + 4}V{_BOTTOM}"
    text = f'<text class="value" x="{x + 17}" y="{middle + 5}">{escape(value)}</text>'
    return _path(plates + leads) + text


def _load(x: float, value: str) -> str:
    middle = (_TOP + _BOTTOM) / 2
    return (
        f'<rect class="part" x="{x - 8}" y="{middle - 24}" width="16" height="48"/>'
        + _path(f"M{x} {_TOP}V{middle - 24}M{x} {middle + 24}V{_BOTTOM}")
        + f'<text class="value" x="{x + 14}" y="{middle + 5}">{escape(value)}</text>'
    )
