"""The HTTP API: the bench's numbers for scripts and spreadsheets."""

import csv
import io
from typing import Any

import numpy as np
from flask import Blueprint, Response, jsonify, request

from app.bench import PARTS, curve_frequencies, line_of, possible, respond, transfer_of
from app.presets import DEFAULT_PRESET
from app.state import Problem, State, parse, read_number
from app.text import Language, Text
from physics.circuit import group_delay

__all__ = ["MAX_FREQUENCIES", "blueprint"]

MAX_FREQUENCIES = 10_000
MAX_FREQUENCY = 1e9

blueprint = Blueprint("api", __name__)

_COLUMNS = ("frequency_hz", "attenuation_db", "ac_attenuation_db", "phase_lag_deg", "group_delay_s")
_LINE_COLUMNS = ("resistance_ohm_per_m", "inductance_h_per_m", "shunt_conductance_s_per_m")


class RefusedError(Exception):
    """The query cannot be answered as it stands."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message.en)


@blueprint.errorhandler(RefusedError)
def refused(refusal: RefusedError) -> tuple[Response, int]:
    """HTTP 400 with the key, the value and what would be accepted."""
    asked = request.args.get("lang")
    language: Language = "ja" if asked == "ja" else "en"
    key, value, message = refusal.problem[:3]
    return jsonify(error={"key": key, "value": value, "message": message(language)}), 400


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
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    headers = {"Content-Disposition": 'attachment; filename="cablescope.csv"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=headers)


@blueprint.get("/health")
def health() -> tuple[Response, int]:
    """200 when the known curve comes out: the paper's table 1, L-R alone at 20 kHz, printed 0.016 dB."""
    loss = respond(State(DEFAULT_PRESET, DEFAULT_PRESET.values), np.array([20e3])).parts["lr"][0]
    well = bool(round(-loss, 3) == 0.016)
    return jsonify(status="ok" if well else "wrong"), 200 if well else 500


def _answer() -> dict[str, Any]:
    pairs = list(request.args.items(multi=True))
    state, problems = parse([pair for pair in pairs if pair[0] != "f"])
    problem = problems[0] if problems else possible(state)
    if problem:
        raise RefusedError(problem)
    asked = request.args.getlist("f")
    frequency = _frequencies(asked) if asked else curve_frequencies(state)
    response = respond(state, frequency)
    line = response.line
    delay = group_delay(lambda f: transfer_of(state, line_of(state, f)), frequency)
    return {
        "state": {"preset": state.preset.id} | state.shown,
        "frequency_hz": frequency.tolist(),
        "attenuation_db": response.attenuation.tolist(),
        "ac_attenuation_db": response.ac_attenuation.tolist(),
        "phase_lag_deg": response.phase_lag.tolist(),
        "group_delay_s": delay.tolist(),
        "parts": {f"{part}_db": response.parts[part].tolist() for part in PARTS},
        "line": {
            "resistance_ohm_per_m": line.resistance.tolist(),
            "inductance_h_per_m": line.inductance.tolist(),
            "capacitance_f_per_m": line.capacitance,
            "shunt_conductance_s_per_m": line.conductance.tolist(),
            "dc_resistance_ohm_per_m": line.dc_resistance,
        },
    }


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


_TOO_MANY = Text(f"Use at most {MAX_FREQUENCIES} frequencies.", f"周波数は {MAX_FREQUENCIES} 個までにしてください。")
_BAD_FREQUENCY = Text(
    "Use frequencies in Hz from 0 to 1000000000, separated by commas: f=10000,20000.",
    "0〜1000000000 Hz の周波数をカンマ区切りで指定してください：f=10000,20000",
)
