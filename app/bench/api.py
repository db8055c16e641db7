"""The bench's numbers for scripts and spreadsheets, and its results as files."""

from dataclasses import asdict
from math import isnan
from typing import Any

import numpy as np
from flask import Blueprint, Response, jsonify, request

from app.bench.exports import EXPORTS, caption
from app.bench.measures import compare, per_metre, summarize
from app.bench.presets import DEFAULT_PRESET
from app.bench.response import PARTS, curve_frequencies, possible, respond
from app.bench.state import State, parse
from app.common.answers import RefusedError, asked_language, csv_file, refused, text_file
from app.common.query import Problem, read_number
from app.common.text import Text, plain
from physics.circuit import decibels, group_delay

__all__ = ["MAX_FREQUENCIES", "blueprint"]

MAX_FREQUENCIES = 10_000
MAX_FREQUENCY = 1e9

blueprint = Blueprint("api", __name__)
blueprint.register_error_handler(RefusedError, refused)

_COLUMNS = ("frequency_hz", "attenuation_db", "ac_attenuation_db", "phase_lag_deg", "group_delay_s")
_LINE_COLUMNS = ("resistance_ohm_per_m", "inductance_h_per_m", "shunt_conductance_s_per_m")


@blueprint.get("/api/v1/response")
def response_json() -> Response:
    """Response of the state in the query, as JSON."""
    return jsonify(_answer())


@blueprint.get("/api/v1/response.csv")
def response_csv() -> Response:
    """The same as CSV, one row a frequency."""
    answer = _answer()
    parts, line = answer["parts"], answer["line"]
    columns = {name: answer[name] for name in _COLUMNS} | parts
    columns |= {name: line[name] for name in _LINE_COLUMNS}
    for other in answer["lengths"]:
        columns |= {f"{name}_{plain(other['length_m'])}m": other[name] for name in _COLUMNS[1:4]}
    return csv_file("cablescope.csv", columns)


def _title(state: State) -> list[str]:
    """Caption and link of what is taken away."""
    root = request.url_root.rstrip("/") + request.path.partition("/api/")[0]
    return [caption(state, asked_language()), f"{root}/?{state.query}"]


@blueprint.get("/api/v1/<any({names}):name>".format(names=",".join(repr(name) for name in EXPORTS)))
def export(name: str) -> Response:
    """A result as a file: one of `EXPORTS`."""
    state, frequency = _asked()
    if frequency[0] == 0:
        raise RefusedError(Problem("f", "0", _NO_ZERO))
    kind = EXPORTS[name]
    text = kind.write(state, np.unique(frequency), _title(state), asked_language())
    if isinstance(text, Problem):
        raise RefusedError(text)
    return text_file(f"cablescope.{name.partition('.')[2]}", text, kind.mime)


@blueprint.get("/health")
def health() -> tuple[Response, int]:
    """200 when the known curve comes out: the paper's table 1, L-R alone at 20 kHz, printed 0.016 dB."""
    loss = respond(State(DEFAULT_PRESET, DEFAULT_PRESET.values), np.array([20e3])).parts["lr"][0]
    well = bool(round(-loss, 3) == 0.016)
    return jsonify(status="ok" if well else "wrong"), 200 if well else 500


def _asked() -> tuple[State, np.ndarray]:
    """State and frequencies [Hz] of the query."""
    pairs = list(request.args.items(multi=True))
    state, problems = parse([pair for pair in pairs if pair[0] != "f"])
    problem = problems[0] if problems else possible(state)
    if problem:
        raise RefusedError(problem)
    asked = request.args.getlist("f")
    frequency = _frequencies(asked) if asked else curve_frequencies(state)
    if state.source_kind == "line" and np.any(frequency == 0):
        raise RefusedError(Problem("f", "0", _NO_DC))
    return state, frequency


def _answer() -> dict[str, Any]:
    state, frequency = _asked()
    response = respond(state, frequency)
    line = response.line
    delay = group_delay(lambda f: respond(state, f).log_transfer, frequency)
    return {
        "state": {"preset": state.preset.id} | state.shown,
        "frequency_hz": frequency.tolist(),
        "attenuation_db": response.attenuation.tolist(),
        "ac_attenuation_db": response.ac_attenuation.tolist(),
        "phase_lag_deg": response.phase_lag.tolist(),
        "group_delay_s": delay.tolist(),
        "cable_db": decibels(response.cable_log_transfer).tolist(),
        "load_impedance_ohm": _complex(response.ends.load_impedance),
        "source_impedance_ohm": _complex(response.ends.source_impedance),
        "seen_from_load_ohm": _complex(response.seen_from_load),
        "lengths": [
            {
                "length_m": other.state.shown["len"],
                "attenuation_db": other.attenuation.tolist(),
                "ac_attenuation_db": other.ac_attenuation.tolist(),
                "phase_lag_deg": other.phase_lag.tolist(),
            }
            for other in response.compared
        ],
        "summary": asdict(summarize(state)),
        "per_metre": asdict(per_metre(state)) if state.view == "line" else None,
        "measured": _measured(state),
        "parts": {f"{part}_db": response.parts[part].tolist() for part in PARTS},
        "line": {
            "resistance_ohm_per_m": line.resistance.tolist(),
            "inductance_h_per_m": line.inductance.tolist(),
            "capacitance_f_per_m": line.capacitance,
            "shunt_conductance_s_per_m": line.conductance.tolist(),
            "dc_resistance_ohm_per_m": line.dc_resistance,
        },
    }


def _measured(state: State) -> dict[str, Any] | None:
    curve = curve_frequencies(state)
    comparison = compare(state, curve, decibels(respond(state, curve).drawn))
    if comparison is None:
        return None
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else None if isnan(value) else value
        for name, value in vars(comparison).items()
    }


def _complex(values: np.ndarray) -> dict[str, list[float]]:
    return {"re": values.real.tolist(), "im": values.imag.tolist()}


def _frequencies(asked: list[str]) -> np.ndarray:
    text = ",".join(asked)
    items = text.split(",")
    if len(items) > MAX_FREQUENCIES:
        raise RefusedError(Problem("f", f"{len(items)} values", _TOO_MANY))
    values = []
    for item in items:
        value = read_number(item)
        if value is None or not 0 <= value <= MAX_FREQUENCY:
            raise RefusedError(Problem("f", item, _BAD_FREQUENCY))
        values.append(value)
    return np.array(values)


_NO_DC = Text(
    "A line output behind a capacitor passes no DC: use frequencies above 0 Hz.",
    "結合コンデンサーのあるライン出力は直流を通しません。0Hz より高い周波数を指定してください。",
)
_NO_ZERO = Text("Use frequencies above 0 Hz.", "0Hz より高い周波数を指定してください。")
_TOO_MANY = Text(f"Use at most {MAX_FREQUENCIES} frequencies.", f"周波数は {MAX_FREQUENCIES} 個までにしてください。")
_BAD_FREQUENCY = Text(
    "Use frequencies in Hz from 0 to 1000000000, separated by commas: f=10000,20000.",
    "0〜1000000000 Hz の周波数をカンマ区切りで指定してください：f=10000,20000",
)
