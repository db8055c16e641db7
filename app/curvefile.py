"""Measured curves from the files that measuring programs write: .frd, .zma, .txt, .csv.

Columns of numbers between tabs, semicolons, commas or spaces, with a decimal point or comma; comment and header lines.
A response has frequency and level, an impedance frequency, magnitude and phase, or R and X where the header says so.
"""

import codecs
import re

import numpy as np

from app.carried import Curve, Kind
from app.text import Text

__all__ = ["MAX_BYTES", "MAX_ROWS", "TOO_LONG", "FileError", "read_curve"]

MAX_BYTES = 1_000_000
MAX_ROWS = 20_000

_COMMENT = re.compile(r"""[*#;"'!%/]""")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_PARTS = re.compile(
    r"(?<![a-z])(?:r|re|real|resistance)(?![a-z]).*(?<![a-z])(?:x|im|imag|imaginary|reactance)(?![a-z])"
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class FileError(ValueError):
    """A file that cannot be read as a curve.

    Attributes
    ----------
    line : int
        Number of the line that is wrong, from 1; 0 where it is the file as a whole.
    text : str
        That line.
    why : Text
        What is wrong and what would do.
    """

    def __init__(self, line: int, text: str, why: Text) -> None:
        self.line, self.text, self.why = line, text.strip()[:60], why
        super().__init__(why.en)


def read_curve(content: bytes, kind: Kind) -> tuple[Curve, bool]:
    """Read a file.

    Returns
    -------
    curve : Curve
        Sorted by frequency; of equal frequencies the first counts, 0 Hz does not.
    has_phase : bool
        Whether an impedance came with its phase; without, it is taken as a resistance.

    Raises
    ------
    FileError
        If it is no such curve.
    """
    if len(content) > MAX_BYTES:
        raise FileError(0, "", TOO_LONG)
    rows: list[list[float]] = []
    header, columns = "", 0
    for number, line in enumerate(_decoded(content).splitlines(), 1):
        text = line.strip()
        if not text:
            continue
        values = _numbers(text)
        if values is None:
            if rows and not _COMMENT.match(text):
                raise FileError(number, text, _NOT_NUMBERS)
            header = header if rows else text.lower()
            continue
        if len(values) < 2:
            raise FileError(number, text, _ONE_COLUMN)
        columns = columns or len(values)
        if len(values) < columns:
            raise FileError(number, text, _FEWER)
        if not 0 <= values[0] <= 1e9:
            raise FileError(number, text, _BAD_FREQUENCY)
        if len(rows) == MAX_ROWS:
            raise FileError(number, text, _TOO_MANY)
        rows.append(_row(values, kind, bool(_PARTS.search(header)), number, text))
    table = np.array([row for row in rows if row[0] > 0]).reshape(-1, 3)
    if len(table) < 2:
        raise FileError(0, "", _TOO_FEW)
    _, first = np.unique(table[:, 0], return_index=True)
    frequency, level, phase = table[first].T
    if len(frequency) < 2:
        raise FileError(0, "", _TOO_FEW)
    has_phase = kind == "level" or any(not np.isnan(row[2]) for row in rows)
    phase = np.degrees(np.unwrap(np.radians(np.nan_to_num(phase))))
    return Curve(kind, frequency, level, phase if kind == "impedance" else np.zeros_like(phase)), has_phase


def _row(values: list[float], kind: Kind, parts: bool, number: int, text: str) -> list[float]:
    frequency, value = values[:2]
    third = values[2] if len(values) > 2 else float("nan")
    if kind == "level":
        if abs(value) > 300:
            raise FileError(number, text, _BAD_LEVEL)
        return [frequency, value, 0.0]
    if parts and len(values) > 2:
        impedance = complex(value, third)
        value, third = abs(impedance), float(np.degrees(np.angle(impedance)))
    if not 1e-6 < value < 1e12:
        raise FileError(number, text, _BAD_MAGNITUDE)
    if abs(third) > 1e4:
        raise FileError(number, text, _BAD_PHASE)
    return [frequency, 20 * float(np.log10(value)), third]


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    return content.decode("utf-8", errors="replace")


def _numbers(text: str) -> list[float] | None:
    """The numbers of a line, or None if it is words."""
    words = [word.strip("\"' ") for word in _split(text)]
    while words and not words[-1]:  # a separator at the end
        words.pop()
    if not words or not all(_NUMBER.fullmatch(word) for word in words[:3]):
        return None
    return [float(word) for word in words[:3]]


def _split(text: str) -> list[str]:
    for separator in ("\t", ";"):
        if separator in text:
            return [word.strip().replace(",", ".") for word in text.split(separator) if word.strip()]
    spaced = text.split()
    # Between spaces, a comma within a word is a decimal comma; one at its end separates.
    decimal = all(word.count(",") <= 1 and word.strip(",") == word for word in spaced)
    if len(spaced) > 1 and decimal:
        return [word.replace(",", ".") for word in spaced]
    return [word.strip() for word in text.split(",")]


TOO_LONG = Text(
    f"The file is too long: use at most {MAX_BYTES // 1000} kB.",
    f"ファイルが大きすぎます。{MAX_BYTES // 1000}kB までにしてください。",
)
_TOO_MANY = Text(f"Too many rows: use at most {MAX_ROWS}.", f"行数が多すぎます。{MAX_ROWS} 行までにしてください。")
_TOO_FEW = Text(
    "No curve was found: it takes at least two rows of numbers, frequency in Hz first.",
    "曲線が見つかりません。周波数 [Hz] で始まる数値の行が2行以上必要です。",
)
_NOT_NUMBERS = Text(
    "These are not numbers; rows hold frequency, value and phase.",
    "数値ではありません。各行は周波数・値・位相の順に並べてください。",
)
_ONE_COLUMN = Text(
    "There is one number only; a row needs a frequency and a value.",
    "数値が1つしかありません。周波数と値が必要です。",
)
_FEWER = Text("There are fewer columns than in the rows before.", "前の行より列が少なくなっています。")
_BAD_FREQUENCY = Text(
    "The frequency must be from 0 to 1000000000 Hz.", "周波数は 0〜1000000000 Hz の範囲にしてください。"
)
_BAD_LEVEL = Text("A level must be from −300 to 300 dB.", "レベルは −300〜300 dB の範囲にしてください。")
_BAD_MAGNITUDE = Text(
    "The magnitude of an impedance must be above 0 Ω.", "インピーダンスの大きさは 0Ω より大きくしてください。"
)
_BAD_PHASE = Text("A phase is given in degrees.", "位相は度で示してください。")
