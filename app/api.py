"""The HTTP API: the bench's numbers for scripts and spreadsheets."""

import csv
import io
from collections import Counter
from typing import Any

import numpy as np
from flask import Blueprint, Response, jsonify, request

from app.bench import PARTS, curve_frequencies, line_of, possible, respond, transfer_of
from app.ledger import SKINS, VERDICTS, ledger
from app.presets import DEFAULT_PRESET
from app.state import UNKNOWN_KEY, Problem, State, not_among, parse, read_number
from app.text import Language, Text, plain
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
    key, value, message = refusal.problem[:3]
    return jsonify(error={"key": key, "value": value, "message": message(_language())}), 400


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
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    headers = {"Content-Disposition": 'attachment; filename="cablescope.csv"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=headers)


@blueprint.get("/api/v1/paper")
def paper_json() -> Response:
    """The paper's printed numbers beside ours; `skin` as on the page."""
    for key, value in request.args.items(multi=True):
        if key not in ("skin", "lang"):
            raise RefusedError(Problem(key, value, UNKNOWN_KEY))
    language = _language()
    asked = request.args.get("skin", SKINS[0])
    skin = next((skin for skin in SKINS if skin == asked), None)
    if skin is None:
        raise RefusedError(not_among("skin", asked, SKINS))
    entries = ledger(skin)
    counts = Counter(entry.verdict for entry in entries)
    return jsonify(
        skin=skin,
        summary={verdict: counts[verdict] for verdict in VERDICTS},
        items=[
            {
                "id": entry.item.id,
                "where": entry.item.where(language),
                "printed": None if entry.item.rule == "nil" else entry.item.value,
                "printed_text": entry.item.printed,
                "computed": entry.computed,
                "unit": entry.item.unit,
                "verdict": entry.verdict,
                "explanation": entry.explanation(language) if entry.explanation else "",
                "state": entry.item.query,
            }
            for entry in entries
        ],
    )


def _language() -> Language:
    return "ja" if request.args.get("lang") == "ja" else "en"


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
        "lengths": [
            {
                "length_m": other.state.shown["len"],
                "attenuation_db": other.attenuation.tolist(),
                "ac_attenuation_db": other.ac_attenuation.tolist(),
                "phase_lag_deg": other.phase_lag.tolist(),
            }
            for other in response.compared
        ],
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
