"""A measured pickup that comes in: its fit, and how well that meets the file."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import get_args

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.bench.catalogue import PICKUP_VALUES, pickup_values
from app.bench.quantities import QUANTITIES
from app.common.answers import RefusedError, asked_language, given, refused
from app.common.heavy import heavy
from app.common.quantity import Number
from app.common.query import Problem, not_among, read_number
from app.common.text import Language, Text, fixed, plain
from app.files.reader import MAX_BYTES, TOO_LONG, FileError, read_curve
from physics.checks import QuantityError
from physics.pickup_fit import Bench, Losses, Sought, fit_pickup, in_flat_field
from physics.pickups import measured_pickups

__all__ = ["NUMBERS", "blueprint"]

blueprint = Blueprint("pickup", __name__)
blueprint.register_error_handler(RefusedError, refused)

NUMBERS: dict[str, tuple[float, float, str | None]] = {
    "rp": (0.1, 50, None), "rtest": (10, 1e5, "1000"), "ctest": (0, 1e5, "0"), "lp": (0.1, 20, ""),
    "fres": (50, 20e3, ""), "cres": (0.1, 1000, "10"), "cp": (10, 1000, ""),
}  # fmt: skip
"""Range and what is taken if it is not given, by key: nothing for "", and None where it has to be."""


@blueprint.get("/api/v1/pickups")
def pickups_json() -> Response:
    """The measured pickups: their values as links have them, and how far each fit is off."""
    given()
    return jsonify(
        items=[
            {
                "id": one.id,
                "name": one.name,
                "values": PICKUP_VALUES[one.id],
                "resistance_known": one.is_resistance_known,
                "fitted": asdict(one.fits["semi"].mismatch),
                "loaded": asdict(one.loaded["semi"]),
                "source": _SOURCE,
            }
            for one in measured_pickups().values()
        ]
    )


@blueprint.post("/api/v1/pickup")
def pickup_json() -> Response:
    """L, C and losses of the pickup whose response is in the body; nothing of the file is kept."""
    query = given(*NUMBERS, "losses", "integrated")
    number = {key: _number(key, query) for key in NUMBERS}
    losses: Losses | None = next((one for one in get_args(Losses) if one == query.get("losses", "semi")), None)
    if losses is None:
        raise RefusedError(not_among("losses", query["losses"], get_args(Losses)))
    integrated = query.get("integrated", "0")
    if integrated not in ("0", "1"):
        raise RefusedError(not_among("integrated", integrated, ("0", "1")))
    request.max_content_length = MAX_BYTES
    try:
        content = request.get_data()
    except RequestEntityTooLarge:
        raise RefusedError(Problem("file", "", TOO_LONG)) from None
    with heavy():
        try:
            curve, _ = read_curve(content, "level")
        except FileError as error:
            raise RefusedError(Problem("file", error.text, error.why)) from None
        if curve.kind != "level":
            raise RefusedError(Problem("file", "", _NO_LEVEL))
        level = curve.level if integrated == "1" else in_flat_field(curve.frequency, curve.level)
        ohms, farads = number["rtest"], number["ctest"]
        assert ohms is not None
        assert farads is not None
        assert number["rp"]
        assert number["cres"]
        try:
            fit = fit_pickup(
                curve.frequency,
                level,
                Bench(resistance=1e3 * ohms, capacitance=1e-12 * farads),
                resistance=1e3 * number["rp"],
                losses=losses,
                inductance=number["lp"],
                resonance=(number["fres"], 1e-9 * number["cres"]) if number["fres"] else None,
                capacitance=1e-12 * number["cp"] if number["cp"] else None,
            )
        except QuantityError:
            raise RefusedError(Problem("file", "", _TOO_NARROW)) from None
    is_sure = bool(number["lp"] or number["fres"] or number["cp"])
    language, values = asked_language(), pickup_values(fit.pickup)
    at_limit = [_loss_key(losses) if name == "loss" else _KEYS[name] for name in fit.at_limit]
    words = [_FITTED(language, rms=fixed(fit.mismatch.rms_db, 2))]
    if not is_sure:
        words.append(_TOGETHER(language, c=plain(values["cp"])))
    if at_limit:
        words.append(_AT_LIMIT(language, values=", ".join(_worded(key, values[key], language) for key in at_limit)))
    return jsonify(
        values=values,
        losses=losses,
        separate=is_sure,
        at_limit=at_limit,
        **asdict(fit.mismatch),
        message=("" if language == "ja" else " ").join(words),
    )


def _worded(key: str, value: float, language: Language) -> str:
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return f"{quantity.label(language)} {plain(value)} {quantity.unit}"


def _loss_key(losses: Losses) -> str:
    return "zsemi" if losses == "semi" else "rloss"


def _number(key: str, query: Mapping[str, str]) -> float | None:
    low, high, usual = NUMBERS[key]
    text = query.get(key, usual)
    if text == "" == usual:
        return None
    value = None if text is None else read_number(text)
    if value is None or not low <= value <= high:
        limits = {"low": plain(low), "high": plain(high)}
        raise RefusedError(Problem(key, text or "", Text(*(words.format(**limits) for words in _BAD_NUMBER))))
    return value


_SOURCE = "strayr, pickupAnalyseR-data, CC0 1.0"
_BAD_NUMBER = Text("Use a number from {low} to {high}.", "{low}〜{high} の数値を指定してください。")
_NO_LEVEL = Text(
    "By its header this is an impedance. Use a response: frequency and level.",
    "見出しからインピーダンスのデータと判断しました。周波数特性（周波数とレベル）を使ってください。",
)
_TOO_NARROW = Text(
    "Too little of the response is there: use a file that spans at least two octaves between 300 Hz and 10 kHz.",
    "範囲が足りません。300 Hz〜10 kHz のうち 2 オクターブ以上を含むファイルを使ってください。",
)
_KEYS: Mapping[Sought, str] = {"inductance": "lp", "capacitance": "cp", "corner": "feddy"}
_FITTED = Text(
    "The fit meets the file within {rms} dB rms from 300 Hz to 10 kHz.",
    "300 Hz〜10 kHz でファイルとの差は実効値 {rms} dB。",
)
_AT_LIMIT = Text(
    "At the limit of its search: {values}. The file tells no more of it than that it is there or beyond.",
    "探索範囲の端にある値：{values}。このファイルからは、その値かその外側ということしかわかりません。",
)
_TOGETHER = Text(
    "One curve tells the product of L and C, not each: C was taken to be {c} pF. "
    "To tell them apart, give L (lp) or C (cp), or where it peaks (fres) with a known capacitor across it (cres).",
    "1本の特性からは L と C の積しかわからないため、C を {c} pF としました。"
    "L（lp）か C（cp）、または容量のわかるコンデンサー（cres）をつないだときの共振周波数（fres）を"
    "指定すると分けられます。",
)
