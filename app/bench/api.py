"""The HTTP API: the bench's numbers for scripts and spreadsheets."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.bench import exports
from app.bench.measures import summarize
from app.bench.presets import DEFAULT_PRESET
from app.bench.quantities import QUANTITIES
from app.bench.response import PARTS, curve_frequencies, possible, respond
from app.bench.response import Response as BenchResponse
from app.bench.state import State, parse
from app.bench.view import MEASURED, RESIDUAL, unpacked, view
from app.common.quantity import Upload
from app.common.query import Problem, given_once, not_among, read_number
from app.common.text import Language, Text, fixed, plain
from app.files.codes import Curve, Encoded, encode
from app.files.reader import MAX_BYTES, TOO_LONG, FileError, read_curve
from app.paper.ledger import SKINS, VERDICTS, ledger
from physics.circuit import decibels, group_delay

__all__ = ["MAX_FREQUENCIES", "RefusedError", "asked_language", "blueprint", "csv_file", "refused"]

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
    return jsonify(error={"key": key, "value": value, "message": message(asked_language())}), 400


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


def csv_file(name: str, columns: Mapping[str, Sequence[Any]]) -> Response:
    """A table as CSV: one row an entry, under a header row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    # Spreadsheets take a file for UTF-8 by its mark; without words beyond ASCII scripts are spared it.
    text = out.getvalue()
    return _file(name, text if text.isascii() else f"\ufeff{text}", "text/csv")


def _file(name: str, text: str, kind: str = "text/plain") -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, content_type=f"{kind}; charset=utf-8", headers=headers)


def _title(state: State) -> list[str]:
    """Caption and link of what is taken away."""
    root = request.url_root.rstrip("/") + request.path.partition("/api/")[0]
    return [exports.caption(state, asked_language()), f"{root}/?{state.query}"]


def _taken() -> tuple[State, list[str], BenchResponse]:
    """State in the query, its title, and its response at the frequencies asked for."""
    state, frequency = _asked()
    if frequency[0] == 0:
        raise RefusedError(Problem("f", "0", _NO_ZERO))
    return state, _title(state), respond(state, np.unique(frequency))


@blueprint.get("/api/v1/response.frd")
def response_frd() -> Response:
    """The response as FRD."""
    _, title, response = _taken()
    return _file("cablescope.frd", exports.frd(response, title))


@blueprint.get("/api/v1/load.zma")
def load_zma() -> Response:
    """The load's impedance as ZMA."""
    _, title, response = _taken()
    return _file("cablescope.zma", exports.zma(response, title))


@blueprint.get("/api/v1/cable.s2p")
def cable_s2p() -> Response:
    """The cable as Touchstone."""
    _, title, response = _taken()
    return _file("cablescope.s2p", exports.touchstone(response, title))


@blueprint.get("/api/v1/circuit.cir")
def circuit_cir() -> Response:
    """Source, lumped cable and load for SPICE."""
    _, title, response = _taken()
    return _file("cablescope.cir", exports.spice(response, title))


@blueprint.get("/api/v1/response.svg")
def response_svg() -> Response:
    """The attenuation graph as a picture."""
    state, _ = _asked()
    language = asked_language()
    picture = view(state, language)
    frequency, own = curve_frequencies(state), picture["measured"]
    curves = [
        (name, frequency, unpacked(curve)) for name, curve in zip(picture["names"], picture["curves"], strict=True)
    ]
    measured = []
    if own and own["frequency"]:
        at = np.array(own["frequency"])
        measured = [(MEASURED(language), at, np.array(own["level"]))]
        measured.append((RESIDUAL(language), at, np.array(own["residual"])))
    axis, span = picture["range"][:2], picture["span"]["attenuation"]
    text = exports.svg(curves, measured, axis, span, picture["band"], _title(state), language)
    return _file("cablescope.svg", text, "image/svg+xml")


@blueprint.post("/api/v1/curve")
def curve_code() -> Response:
    """Code for links of the measured curve in the body: `kind` is its key, `room` the characters it may take.

    The answer's `key` is where the code belongs: that of `kind`, or the other one if the file's header says so.
    Nothing is kept: the code is all that there is of the file.
    """
    asked, room = request.args.get("kind", ""), read_number(request.args.get("room", "1900"))
    quantity = QUANTITIES.get(asked)
    if not isinstance(quantity, Upload):
        raise RefusedError(not_among("kind", asked, [key for key, q in QUANTITIES.items() if isinstance(q, Upload)]))
    if room is None or not room <= 4000:
        raise RefusedError(Problem("room", request.args["room"], _BAD_ROOM))
    language = asked_language()
    request.max_content_length = MAX_BYTES
    try:
        content = request.get_data()
    except RequestEntityTooLarge:
        return _refusal("file", "", TOO_LONG(language))
    try:
        curve, has_phase = read_curve(content, quantity.kind)
    except FileError as error:
        where = _LINE(language, number=error.line, text=error.text) + " " if error.line else ""
        return _refusal("file", error.text, where + error.why(language))
    try:
        encoded = encode(curve, int(room))
    except ValueError:
        return _refusal("file", "", _NO_ROOM(language))
    key = next(key for key, q in QUANTITIES.items() if isinstance(q, Upload) and q.kind == curve.kind)
    return jsonify(
        key=key,
        code=encoded.code,
        rows=len(curve.frequency),
        points=encoded.points,
        off_db=encoded.off_db,
        off_degrees=encoded.off_degrees,
        off_between_db=encoded.off_between_db,
        message=" ".join(_read_words(curve, encoded, has_phase, key != asked, language)),
    )


def _read_words(curve: Curve, encoded: Encoded, has_phase: bool, moved: bool, language: Language) -> Iterator[str]:
    """What to say of a file that was read."""
    is_level = curve.kind == "level"
    if moved:
        yield (_IS_RESPONSE if is_level else _IS_IMPEDANCE)(language)
    # What the link promises: 0.05 dB, or 1 % of an impedance in magnitude and angle.
    exact = encoded.off_db <= (0.05 if is_level else 0.0864) and encoded.off_degrees <= 0.6
    yield (_TAKEN if exact else _REDUCED if is_level else _REDUCED_IMPEDANCE)(
        language,
        rows=len(curve.frequency),
        points=encoded.points,
        db=fixed(encoded.off_db, 2),
        degrees=fixed(encoded.off_degrees, 1),
    )
    # 0.2 dB, or 2 %; but what was lost for want of room in the link, more rows would not bring back.
    between = encoded.off_between_db
    if between > max(0.2 if is_level else 0.172, 2 * encoded.off_db):
        percent = fixed(100 * (10 ** (between / 20) - 1), 0)
        yield (_SPARSE if is_level else _SPARSE_IMPEDANCE)(language, db=fixed(between, 1), percent=percent)
    if not has_phase:
        yield _NO_PHASE(language)


def _refusal(key: str, value: str, message: str) -> Response:
    answer = jsonify(error={"key": key, "value": value, "message": message})
    answer.status_code = 400
    return answer


@blueprint.get("/api/v1/paper")
def paper_json() -> Response:
    """The paper's printed numbers beside ours; `skin` as on the page."""
    given, problems = given_once(request.args.items(multi=True), ("skin", "lang"))
    if problems:
        raise RefusedError(problems[0])
    language = asked_language()
    asked = given.get("skin", SKINS[0])
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


def asked_language() -> Language:
    """Language of messages: English, but with lang=ja."""
    return "ja" if request.args.get("lang") == "ja" else "en"


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
        "parts": {f"{part}_db": response.parts[part].tolist() for part in PARTS},
        "line": {
            "resistance_ohm_per_m": line.resistance.tolist(),
            "inductance_h_per_m": line.inductance.tolist(),
            "capacitance_f_per_m": line.capacitance,
            "shunt_conductance_s_per_m": line.conductance.tolist(),
            "dc_resistance_ohm_per_m": line.dc_resistance,
        },
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
_BAD_ROOM = Text("Use a number of characters up to 4000.", "4000 までの文字数を指定してください。")
_NO_ROOM = Text(
    "There is no room for it in the link; remove the other curve first.",
    "リンクに収まりません。先にもう一方の曲線を取り除いてください。",
)
_LINE = Text("Line {number} (“{text}”):", "{number}行目（{text}）：")
_TAKEN = Text(
    "{rows} points read, {points} kept in the link.", "{rows} 点を読み込み、リンクには {points} 点を残しました。"
)
_REDUCED = Text(
    "The link carries a reduced curve: {points} of {rows} points, at most {db} dB off.",
    "リンクに収めるため曲線を間引きました：{rows} 点中 {points} 点、誤差は最大 {db} dB。",
)
_REDUCED_IMPEDANCE = Text(
    "The link carries a reduced curve: {points} of {rows} points, at most {db} dB and {degrees}° off.",
    "リンクに収めるため曲線を間引きました：{rows} 点中 {points} 点、誤差は最大 {db} dB・{degrees}°。",
)
_SPARSE = Text(
    "Between its rows the curve may be up to {db} dB off; a measurement with more rows would settle it.",
    "測定点の間では最大 {db} dB ずれている可能性があります。測定点を増やすと確かになります。",
)
_SPARSE_IMPEDANCE = Text(
    "Between its rows the impedance may be up to {percent} % off; a measurement with more rows would settle it.",
    "測定点の間ではインピーダンスが最大 {percent}% ずれている可能性があります。測定点を増やすと確かになります。",
)
_IS_IMPEDANCE = Text(
    "By its header this is an impedance, so it is taken as that of the load.",
    "見出しからインピーダンスのデータと判断し、負荷のインピーダンスとして読み込みました。",
)
_IS_RESPONSE = Text(
    "By its header this is a response, so it is taken as your measured response.",
    "見出しから周波数特性のデータと判断し、実測の周波数特性として読み込みました。",
)
_NO_PHASE = Text(
    "The file has no phase: the load is taken as a resistance at each frequency.",
    "位相の列がないため、各周波数で純抵抗として扱います。",
)
_TOO_MANY = Text(f"Use at most {MAX_FREQUENCIES} frequencies.", f"周波数は {MAX_FREQUENCIES} 個までにしてください。")
_BAD_FREQUENCY = Text(
    "Use frequencies in Hz from 0 to 1000000000, separated by commas: f=10000,20000.",
    "0〜1000000000 Hz の周波数をカンマ区切りで指定してください：f=10000,20000",
)
