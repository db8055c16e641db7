"""Measured curves that come in: a file in the body of a request, its code for links in the answer."""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.bench.quantities import QUANTITIES
from app.common.answers import RefusedError, asked_language, given, refused
from app.common.heavy import heavy
from app.common.quantity import Upload
from app.common.query import Problem, not_among, read_number
from app.common.text import LANGUAGES, Language, Text, fixed
from app.files.codes import Curve, Encoded, encode
from app.files.reader import MAX_BYTES, TOO_LONG, FileError, read_curve
from physics.circuit import voltage_ratio

__all__ = ["blueprint"]

blueprint = Blueprint("upload", __name__)
blueprint.register_error_handler(RefusedError, refused)


@blueprint.post("/api/v1/curve")
def curve_code() -> Response:
    """Code for links of the measured curve in the body: `kind` is its key, `room` the characters it may take.

    The answer's `key` is where the code belongs: that of `kind`, or the other one if the file's header says so.
    Nothing is kept: the code is all that there is of the file.
    """
    query = given("kind", "room")
    asked, room = query.get("kind", ""), read_number(query.get("room", "1900"))
    quantity = QUANTITIES.get(asked)
    if not isinstance(quantity, Upload):
        raise RefusedError(not_among("kind", asked, [key for key, q in QUANTITIES.items() if isinstance(q, Upload)]))
    if room is None or not room <= 4000:
        raise RefusedError(Problem("room", query["room"], _BAD_ROOM))
    language = asked_language()
    request.max_content_length = MAX_BYTES
    try:
        content = request.get_data()
    except RequestEntityTooLarge:
        raise RefusedError(Problem("file", "", TOO_LONG)) from None
    with heavy():
        try:
            curve, has_phase = read_curve(content, quantity.kind)
        except FileError as error:
            raise RefusedError(Problem("file", error.text, _where(error))) from None
        try:
            encoded = encode(curve, int(room))
        except ValueError:
            raise RefusedError(Problem("file", "", _NO_ROOM)) from None
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
        percent = fixed(100 * (float(voltage_ratio(between)) - 1), 0)
        yield (_SPARSE if is_level else _SPARSE_IMPEDANCE)(language, db=fixed(between, 1), percent=percent)
    if not has_phase:
        yield _NO_PHASE(language)


def _where(error: FileError) -> Text:
    """What is wrong with a file, and in which line."""
    if not error.line:
        return error.why
    return Text(
        *(f"{_LINE(language, number=error.line, text=error.text)} {error.why(language)}" for language in LANGUAGES)
    )


_BAD_ROOM = Text("Use a number of characters up to 4000.", "4000 までの文字数を指定してください。")
_NO_ROOM = Text(
    "There is no room for it in the link; remove the other curve first.",
    "リンクに収まりません。先にもう一方の曲線を取り除いてください。",
)
_LINE = Text("Line {number} (“{text}”):", "{number}行目（{text}）：")
_TAKEN = Text(
    "{rows} points read; {points} of them in the link give the same curve.",
    "{rows} 点を読み込みました（リンク中の {points} 点で同じ曲線になります）。",
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
    "測定点の間ではインピーダンスが最大 {percent} % ずれている可能性があります。測定点を増やすと確かになります。",
)
_NO_PHASE = Text(
    "The file has no phase: the load is taken as a resistance at each frequency.",
    "位相の列がないため、各周波数で純抵抗として扱います。",
)
_IS_RESPONSE = Text(
    "By its header this is a response, so it is taken as your measured response.",
    "見出しから周波数特性のデータと判断し、実測の周波数特性として読み込みました。",
)
_IS_IMPEDANCE = Text(
    "By its header this is an impedance, so it is taken as that of the load.",
    "見出しからインピーダンスのデータと判断し、負荷のインピーダンスとして読み込みました。",
)
