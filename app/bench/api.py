"""The bench's numbers for scripts and spreadsheets, and its results as files."""

from dataclasses import asdict
from itertools import chain
from math import isnan
from typing import Any

import numpy as np
from flask import Blueprint, Response, jsonify, request

from app import __version__
from app.bench.exports import EXPORTS, caption
from app.bench.measures import biwiring, compare, per_metre, summarize
from app.bench.pixels import pixels
from app.bench.presets import DEFAULT_PRESET
from app.bench.preview import preview
from app.bench.quantities import ALTERNATIVES, QUANTITIES
from app.bench.reference import MAX_FREQUENCIES, MAX_FREQUENCY, MAX_SWEPT, MAX_VALUES
from app.bench.response import PARTS, curve_frequencies, pin_problems, possible, respond
from app.bench.response import Response as Computed
from app.bench.share import copies, shared_of
from app.bench.state import Pin, State, parse
from app.bench.sweep import changes_response, responder
from app.bench.time_words import unshown
from app.bench.tolerance import FIGURE_UNITS, POINTS, Spread, figure_of, sensitivities
from app.bench.transients import course, difference_of, edge_figures, signal_span, with_span
from app.common.answers import RefusedError, asked_language, csv_file, refused, text_file
from app.common.heavy import heavy
from app.common.quantity import Number
from app.common.query import Problem, given_once, read_number, read_value
from app.common.settings import root
from app.common.text import LANGUAGES, Text, plain
from physics.circuit import decibels, group_delay, level

__all__ = ["blueprint"]

MAX_SPREAD = MAX_SWEPT // POINTS
"""Frequencies of a band of tolerances."""

blueprint = Blueprint("api", __name__)
blueprint.register_error_handler(RefusedError, refused)

_COLUMNS = ("frequency_hz", "attenuation_db", "ac_attenuation_db", "phase_lag_deg", "group_delay_s")
_PIN_COLUMNS = ("attenuation_db", "phase_lag_deg", "difference_db", "difference_phase_deg")
_TIME_COLUMNS = ("time_s", "emf_v", "load_v", "without_cable_v")
_SHARING = ("shared_alone_db", "shared_alike_db")
_SWEEP_KEYS = ("over", "from", "to", "n")
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
    if answer["crosstalk_db"]:
        columns |= {"crosstalk_db": answer["crosstalk_db"]} | answer["sharing"]
    if answer["tolerance"]:
        columns |= {name: answer["tolerance"][name] for name in ("low_db", "high_db")}
    for other in answer["lengths"]:
        columns |= {f"{name}_{plain(other['length_m'])}m": other[name] for name in _COLUMNS[1:4]}
    for pin in answer["pins"]:
        columns |= {f"{name}_{pin['key']}": pin[name] for name in _PIN_COLUMNS}
    return csv_file("cablescope.csv", columns)


@blueprint.get("/api/v1/time")
@heavy()
def time_json() -> Response:
    """A signal at the load of the state in the query, as JSON."""
    return jsonify(_played())


@blueprint.get("/api/v1/time.csv")
@heavy()
def time_csv() -> Response:
    """The same as CSV, one row a time; it has no place to say that its points do not show the signal."""
    answer = _played()
    longest, span = answer["signal_span_s"], float(answer["state"]["span"])
    if longest and span > longest:
        state = _state()
        raise RefusedError(Problem("span", plain(span), Text(*(unshown(state, one) for one in LANGUAGES))))
    columns = {name: answer[name] for name in _TIME_COLUMNS}
    for pin in answer["pins"]:
        columns |= {f"{name}_{pin['key']}": pin[name] for name in _TIME_COLUMNS[2:]}
    return csv_file("cablescope-time.csv", columns)


@blueprint.get("/api/v1/time.png")
@heavy()
def time_png() -> Response:
    """The picture of time.svg in pixels, two for each of its own."""
    return _as_pixels("time.svg", "cablescope-time.png")


@blueprint.get("/api/v1/crosstalk.png")
@heavy()
def crosstalk_png() -> Response:
    """The picture of crosstalk.svg in pixels, two for each of its own."""
    return _as_pixels("crosstalk.svg", "cablescope-crosstalk.png")


@blueprint.get("/api/v1/sweep")
@heavy()
def sweep_json() -> Response:
    """Responses of the state in the query at several values of one quantity, as JSON."""
    over, values, frequency, columns = _swept()
    axes = {"over": over, "values": values.tolist(), "frequency_hz": frequency.tolist()}
    return jsonify(axes | {name: column.tolist() for name, column in columns.items()})


@blueprint.get("/api/v1/sweep.csv")
@heavy()
def sweep_csv() -> Response:
    """The same as CSV, one row a value and frequency."""
    _, values, frequency, columns = _swept()
    axes = {"value": np.repeat(values, frequency.size), "frequency_hz": np.tile(frequency, values.size)}
    return csv_file("cablescope.csv", {name: column.ravel().tolist() for name, column in (axes | columns).items()})


def _title(state: State) -> list[str]:
    """Caption and link of what is taken away."""
    return [caption(state, asked_language()), f"{root()}/?{state.query}"]


@blueprint.get("/api/v1/preview.png")
@heavy()
def preview_png() -> Response:
    """The state as a picture to show beside its link."""
    return Response(pixels(preview(_whole(), asked_language())), mimetype="image/png")


@blueprint.get("/api/v1/share")
def share_json() -> Response:
    """The state to be pasted elsewhere: link, Markdown, HTML, BBCode and frame."""
    return jsonify(copies(shared_of(_whole(), asked_language())))


@blueprint.get("/api/v1/response.png")
@heavy()
def response_png() -> Response:
    """The picture of response.svg in pixels, two for each of its own."""
    return _as_pixels("response.svg", "cablescope.png")


def _as_pixels(picture: str, name: str) -> Response:
    state, frequency = _asked()
    drawn = EXPORTS[picture].write(state, frequency, _title(state), asked_language())
    assert isinstance(drawn, str)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pixels(drawn, 2), mimetype="image/png", headers=headers)


@blueprint.get("/api/v1/<any({names}):name>".format(names=",".join(repr(name) for name in EXPORTS)))
@heavy()
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


@blueprint.get("/health/live")
def live() -> Response:
    """200 as long as the process answers at all."""
    return jsonify(status="ok", version=__version__)


@blueprint.get("/health")
@blueprint.get("/health/ready")
def health() -> tuple[Response, int]:
    """200 when the known curve comes out: the paper's table 1, L-R alone at 20 kHz, printed 0.016 dB."""
    loss = respond(State(DEFAULT_PRESET, DEFAULT_PRESET.values), np.array([20e3])).parts["lr"][0]
    well = bool(round(-loss, 3) == 0.016)
    return jsonify(status="ok" if well else "wrong", version=__version__), 200 if well else 500


def _read(own: tuple[str, ...] = ()) -> tuple[State, dict[str, str]]:
    """State of the query, and what it gives under keys of an address's own."""
    pairs = list(request.args.items(multi=True))
    state, problems = parse([pair for pair in pairs if pair[0] not in (*own, "f")])
    given, more = given_once([pair for pair in pairs if pair[0] in own], own)
    for problem in problems + more:
        raise RefusedError(problem)
    return state, given


def _frequency(state: State) -> np.ndarray:
    """Frequencies of the query [Hz]."""
    asked = request.args.getlist("f")
    frequency = _frequencies(asked) if asked else curve_frequencies(state)
    sources = {state.source_kind, *(pin.state.source_kind for pin in state.pins)}
    if "line" in sources and np.any(frequency == 0):
        raise RefusedError(Problem("f", "0", _NO_DC))
    return frequency


def _asked() -> tuple[State, np.ndarray]:
    """State and frequencies [Hz] of the query."""
    state = _state()
    return state, _frequency(state)


def _whole() -> State:
    """State of a query for what has frequencies of its own."""
    if "f" in request.args:
        raise RefusedError(Problem("f", request.args["f"], _NO_FREQUENCIES))
    return _state()


def _state() -> State:
    state, _ = _read()
    for problem in filter(None, [possible(state), *pin_problems(state)]):
        raise RefusedError(problem)
    return state


def _swept() -> tuple[str, np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """Key, its values, frequencies [Hz], and by name what is computed, of shape (values, frequencies)."""
    state, given = _read(_SWEEP_KEYS)
    number = _number_swept(state, given)
    first, last = (_end(number, key, given) for key in ("from", "to"))
    if first == last:
        raise RefusedError(Problem("to", given["to"], _NO_RANGE))
    frequency = _frequency(state)
    count = read_number(_given(given, "n"))
    if count is None or not 2 <= count <= MAX_VALUES or count % 1:
        raise RefusedError(Problem("n", given["n"], _BAD_COUNT))
    if count * frequency.size > MAX_SWEPT:
        most = str(MAX_SWEPT // frequency.size)
        raise RefusedError(Problem("n", given["n"], Text(*(words.format(most=most) for words in _TOO_MUCH))))
    spaced = np.geomspace if number.logarithmic else np.linspace
    values = spaced(first, last, int(count))
    for value in values.tolist():
        problem = possible(state.with_values(**{number.key: value}))
        if problem:
            told = {"key": number.key, "value": plain(value)}
            words = (at.format(**told, message=why) for at, why in zip(_AT, problem.message, strict=True))
            raise RefusedError(problem._replace(message=Text(*words)))
    respond_to = responder(state, number.key, frequency)
    responses = [respond_to(value) for value in values.tolist()]
    columns = {
        "attenuation_db": [response.attenuation for response in responses],
        "ac_attenuation_db": [response.ac_attenuation for response in responses],
        "phase_lag_deg": [response.phase_lag for response in responses],
    }
    return number.key, values, frequency, {name: np.array(rows) for name, rows in columns.items()}


def _number_swept(state: State, given: dict[str, str]) -> Number:
    """The number that is swept; its value is not given as well, in whatever way."""
    key = _given(given, "over")
    numbers = {
        name: quantity
        for name, quantity in QUANTITIES.items()
        if isinstance(quantity, Number) and changes_response(quantity) and state.matters(name)
    }
    if key not in numbers:
        message = Text(*(words.format(keys=", ".join(numbers)) for words in _NOT_SWEPT))
        raise RefusedError(Problem("over", key, message))
    others = {other for ways in ALTERNATIVES if key in chain(*ways) for way in ways if key not in way for other in way}
    for other, value in request.args.items():
        if other in (key, *others):
            raise RefusedError(Problem(other, value, Text(*(words.format(key=key) for words in _GIVEN_TOO))))
    return numbers[key]


def _end(number: Number, key: str, given: dict[str, str]) -> float:
    """Where a sweep begins or ends, as shown."""
    value = read_value(number, _given(given, key))
    if isinstance(value, Problem):
        raise RefusedError(value._replace(key=key))
    if number.none and value == 0:
        raise RefusedError(
            Problem(key, given[key], Text(*(words.format(low=plain(number.minimum)) for words in _NO_END)))
        )
    return float(value)


def _given(given: dict[str, str], key: str) -> str:
    if key not in given:
        raise RefusedError(Problem(key, "", _MISSING))
    return given[key]


def _answer() -> dict[str, Any]:
    state, frequency = _asked()
    response = respond(state, frequency)
    line, halves = response.line, biwiring(state)
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
        "pins": [_pinned(pin, response) for pin in state.pins],
        "summary": asdict(summarize(state)),
        "crosstalk_db": None if response.crosstalk is None else level(response.crosstalk).tolist(),
        "sharing": None
        if response.crosstalk is None
        else dict(zip(_SHARING, (level(gain).tolist() for gain in response.shared_gains), strict=True)),
        "biwiring": asdict(halves) if halves else None,
        "per_metre": asdict(per_metre(state)) if state.view == "line" else None,
        "measured": _measured(state),
        "tolerance": _tolerance(state, frequency),
        "parts": {f"{part}_db": response.parts[part].tolist() for part in PARTS},
        "line": {
            "resistance_ohm_per_m": line.resistance.tolist(),
            "inductance_h_per_m": line.inductance.tolist(),
            "capacitance_f_per_m": line.capacitance,
            "shunt_conductance_s_per_m": line.conductance.tolist(),
            "dc_resistance_ohm_per_m": line.dc_resistance,
        },
    }


def _played() -> dict[str, Any]:
    """The signal of the query at the load, with and without the cable, and at that of each pin."""
    if "f" in request.args:
        raise RefusedError(Problem("f", request.args["f"], _NO_FREQUENCIES_IN_TIME))
    state, _ = _asked()
    state = with_span(state.with_values(view="time"))
    played = course(state)
    return {
        "state": {"preset": state.preset.id} | state.shown,
        "time_s": played.seconds.tolist(),
        "emf_v": played.emf.tolist(),
        "load_v": played.load.tolist(),
        "without_cable_v": played.without_cable.tolist(),
        "figures": asdict(edge_figures(state)),
        "difference": _differing(state),
        "signal_span_s": signal_span(state),
        "pins": [_pin_played(pin, state) for pin in state.pins],
    }


def _pin_played(pin: Pin, state: State) -> dict[str, Any]:
    beside = pin.beside(state)
    played = course(beside)
    return {
        "key": pin.key,
        "name": pin.name,
        "load_v": played.load.tolist(),
        "without_cable_v": played.without_cable.tolist(),
        "figures": asdict(edge_figures(beside)),
        "difference": _differing(beside),
    }


def _differing(state: State) -> dict[str, float | None]:
    """The largest difference, and the longest span that shows it."""
    difference = difference_of(state)
    return asdict(difference) | {"span_s": difference.span_s}


def _pinned(pin: Pin, response: Computed) -> dict[str, Any]:
    """A pin at the frequencies of a response, and that less the pin."""
    other = respond(pin.state, response.frequency)
    return {
        "key": pin.key,
        "name": pin.name,
        "state": {"preset": pin.state.preset.id} | pin.state.shown,
        "attenuation_db": other.attenuation.tolist(),
        "phase_lag_deg": other.phase_lag.tolist(),
        "difference_db": (response.attenuation - other.attenuation).tolist(),
        "difference_phase_deg": (response.phase_lag - other.phase_lag).tolist(),
        "summary": asdict(summarize(pin.state)),
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


def _tolerance(state: State, frequency: np.ndarray) -> dict[str, Any] | None:
    if not state.is_uncertain:
        return None
    if frequency.size > MAX_SPREAD:
        raise RefusedError(Problem("f", f"{frequency.size} values", _TOO_MANY_SPREAD))
    with heavy():
        spread = Spread.of(state)
        band = spread.attenuation_band(frequency)
        return {
            "low_db": band.low.tolist(),
            "high_db": band.high.tolist(),
            "grade_share": spread.grade_shares(),
            "of": state.figure_kind,
            "figure": figure_of(state),
            "unit": FIGURE_UNITS[state.figure_kind],
            "sensitivities": [asdict(one) for one in sensitivities(state)],
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


_NO_END = Text(
    "0 says that there is none of it, and is no end of a range. Use {low} or more.",
    "0 は「なし」を表すため、範囲の端にはできません。{low} 以上にしてください。",
)
_MISSING = Text(
    "A sweep needs over, from, to and n: over=len&from=1&to=30&n=33 gives 33 lengths from 1 to 30 m.",
    "掃引には over、from、to、n が必要です。over=len&from=1&to=30&n=33 で長さ 1〜30 m の 33 点になります。",
)
_NOT_SWEPT = Text(
    "Use the key of a number that the response depends on in this state: {keys}.",
    "この状態の応答を左右する数値のキーを指定してください：{keys}",
)
_GIVEN_TOO = Text(
    "This is what the sweep sets (over={key}); leave it out.",
    "この値は掃引（over={key}）で決まります。指定から外してください。",
)
_NO_RANGE = Text("Use two different values in from and to.", "from と to には異なる値を指定してください。")
_BAD_COUNT = Text(f"Use a whole number from 2 to {MAX_VALUES}.", f"2〜{MAX_VALUES} の整数を指定してください。")
_TOO_MUCH = Text(
    f"n times the number of frequencies may be {MAX_SWEPT} at most. Use at most {{most}} values, or fewer frequencies.",
    f"n と周波数の数の積は {MAX_SWEPT} までです。n を {{most}} 以下にするか、周波数を減らしてください。",
)
_AT = Text("With {key}={value}: {message}", "{key}={value} のとき：{message}")
_NO_DC = Text(
    "A line output behind a capacitor passes no DC: use frequencies above 0 Hz.",
    "結合コンデンサーのあるライン出力は直流を通しません。0 Hz より高い周波数を指定してください。",
)
_NO_FREQUENCIES = Text(
    "No frequencies can be asked for here; fmin and fmax set the axis.",
    "ここでは周波数を指定できません。軸の範囲は fmin と fmax で決まります。",
)
_NO_FREQUENCIES_IN_TIME = Text(
    "Signals in time take no frequencies; sig, f0, cycles and span say what is played and for how long.",
    "時間波形に周波数のリストは指定できません。信号と長さは sig、f0、cycles、span で指定します。",
)
_NO_ZERO = Text("Use frequencies above 0 Hz.", "0 Hz より高い周波数を指定してください。")
_TOO_MANY = Text(f"Use at most {MAX_FREQUENCIES} frequencies.", f"周波数は {MAX_FREQUENCIES} 個までにしてください。")
_TOO_MANY_SPREAD = Text(
    f"With tolerances (tol) use at most {MAX_SPREAD} frequencies.",
    f"公差（tol）を使うときは、周波数は {MAX_SPREAD} 個までにしてください。",
)
_BAD_FREQUENCY = Text(
    "Use frequencies in Hz from 0 to 1000000000, separated by commas: f=10000,20000.",
    "0〜1000000000 Hz の周波数をカンマ区切りで指定してください：f=10000,20000",
)
