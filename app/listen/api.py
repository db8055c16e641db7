"""The impulse response as bare samples, for the listening page and for other convolvers."""

import numpy as np
from flask import Blueprint, Response, request

from app.bench.response import possible
from app.bench.state import State, parse
from app.common.answers import RefusedError, refused
from app.common.heavy import heavy
from app.common.quantity import Number
from app.common.query import Problem, given_once, read_value
from app.common.text import Text, plain
from app.listen.impulse import RATE, TIMES, impulse_of, most_times
from physics.checks import QuantityError

__all__ = ["blueprint"]

blueprint = Blueprint("listen-api", __name__)
blueprint.register_error_handler(RefusedError, refused)

_USUAL = {RATE.key: 48_000.0, TIMES.key: 1.0}


@blueprint.get("/api/v1/impulse")
@heavy()
def impulse() -> Response:
    """Impulse response of the state in the query: little-endian floats of 32 bits, nothing else."""
    state, rate, times = _asked()
    most = most_times(state, rate)
    if times > max(most, 1.0):
        shown = plain(np.floor(most * 10) / 10)
        raise RefusedError(Problem(TIMES.key, plain(times), Text(*(words.format(most=shown) for words in _TOO_MANY))))
    try:
        response = impulse_of(state, rate, times)
    except QuantityError as error:
        raise RefusedError(Problem(RATE.key, plain(rate), _RINGS)) from error
    answer = Response(response.astype("<f4").tobytes(), mimetype="application/octet-stream")
    answer.headers["X-Latency-Samples"] = str(response.size // 2)
    answer.headers["Access-Control-Expose-Headers"] = "X-Latency-Samples"
    return answer


def _asked() -> tuple[State, float, float]:
    """State, sampling rate [Hz] and exaggeration of the query."""
    pairs = list(request.args.items(multi=True))
    state, problems = parse([pair for pair in pairs if pair[0] not in _USUAL])
    given, more = given_once([pair for pair in pairs if pair[0] in _USUAL], _USUAL)
    for problem in problems + more:
        raise RefusedError(problem)
    clash = possible(state)
    if clash is not None:
        raise RefusedError(clash)
    return state, _number(RATE, given), _number(TIMES, given)


def _number(number: Number, given: dict[str, str]) -> float:
    if number.key not in given:
        return _USUAL[number.key]
    value = read_value(number, given[number.key])
    if isinstance(value, Problem):
        raise RefusedError(value)
    return float(value)


_TOO_MANY = Text(
    "So much of this cable would change the level by more than 60 dB. Use at most {most}.",
    "この倍率ではレベルの変化が 60 dB を超えます。{most} 以下にしてください。",
)
_RINGS = Text(
    "At a frequency that is heard, this state rings on for longer than the 1.5 s that an impulse response may last. "
    "Damp the resonance: less source resistance, or a lower Q (qms, qes).",
    "可聴域の共振が、インパルス応答に入れられる 1.5 秒を超えて続きます。"
    "送り側の抵抗を下げるか、Q（qms、qes）を下げて共振を抑えてください。",
)
