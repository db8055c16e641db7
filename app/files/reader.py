"""Measured curves from the files that measuring programs and spreadsheets write: .frd, .zma, .txt, .csv.

Columns of numbers between tabs, semicolons, commas or spaces, under a header or none, with lines of words above and
below.  What a comma or a point in a number means is read off the file as a whole; where that leaves two readings, the
file is refused.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from app.common.quantity import CurveKind
from app.common.text import Text
from app.files.codes import Curve
from app.files.columns import BY_POSITION, Column, Layout, column_of, joined, layout_of, named, names_columns
from physics.circuit import level

__all__ = ["MAX_BYTES", "MAX_ROWS", "TOO_LONG", "FileError", "read_curve"]

MAX_BYTES = 1_000_000
MAX_ROWS = 20_000

_COMMENT = re.compile(r"[*#;'!%/]+")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_END = "\x1a\0 \t\r\n"  # DOS ended a text by Ctrl-Z
_MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}", "--")

_EXPONENT = r"([eEdD][+-]?\d{1,4})?"
_SHAPE = re.compile(rf"[+-]?[\d.,'’ \u00a0\u2009\u202f]{{1,40}}{_EXPONENT}", re.ASCII)
_GROUPING = "'’ \u00a0\u2009\u202f"


def _grammar(decimal: str, group: str) -> re.Pattern[str]:
    grouped = rf"[1-9]\d{{0,2}}([{group}{_GROUPING}]\d{{3}})+"
    return re.compile(rf"[+-]?(({grouped}|\d+)([{decimal}]\d*)?|[{decimal}]\d+){_EXPONENT}", re.ASCII)


_READINGS = {".": _grammar(".", ","), ",": _grammar(",", ".")}
"""What is a number, by the sign that marks its decimals; the other one may then group thousands."""


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


class _Line(NamedTuple):
    """A line that is not blank: its number, its text, and the cells that its separators make."""

    number: int
    text: str
    cells: list[str]

    def error(self, why: Text) -> FileError:
        return FileError(self.number, self.text, why)


class _Table(NamedTuple):
    """A file in parts: what separates columns, the lines above the rows of numbers, and those rows.

    `width` is the number of columns, `filled` the places of those that are not empty.
    """

    separator: str
    above: list[_Line]
    rows: list[_Line]
    width: int
    filled: list[int]


def read_curve(content: bytes, kind: CurveKind) -> tuple[Curve, bool]:
    """Read a file.

    Parameters
    ----------
    content : bytes
        The file.
    kind : {'level', 'impedance'}
        What it is taken for unless its header tells.

    Returns
    -------
    curve : Curve
        Of the kind asked for, or of that which the header names.  Sorted by frequency; of equal frequencies the first
        counts, 0 Hz does not.
    has_phase : bool
        Whether an impedance came with its phase; without, it is taken as a resistance.

    Raises
    ------
    FileError
        If it is no such curve, or could be two.
    """
    if len(content) > MAX_BYTES:
        raise FileError(0, "", TOO_LONG)
    if content.startswith(_NO_TEXTS):
        raise FileError(0, "", _NOT_TEXT)
    table = _parted(_decoded(content))
    layout = _layout(table, kind)
    values = _numbers(table.rows, layout.used) * layout.factors
    points = np.array([_point(row, layout, line) for row, line in zip(values, table.rows, strict=True)])
    points = points[points[:, 0] > 0]
    _, first = np.unique(np.log(points[:, 0]), return_index=True)
    if len(first) < 2:
        raise FileError(0, "", _TOO_FEW)
    frequency, level, phase = points[first].T
    has_phase = layout.kind == "level" or len(layout.used) > 2
    return Curve(layout.kind, frequency, level, np.degrees(np.unwrap(np.radians(phase)))), has_phase


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    # ASCII in UTF-16 has a zero in every other place.
    half = len(content) // 2
    if content[1::2].count(0) > 0.7 * half > 10 * content[::2].count(0):
        return content.decode("utf-16-le", errors="replace")
    if content[::2].count(0) > 0.7 * half > 10 * content[1::2].count(0):
        return content.decode("utf-16-be", errors="replace")
    for encoding in ("utf-8", "cp932"):  # the second is what Japanese spreadsheets write
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


# ---- lines and cells


def _parted(text: str) -> _Table:
    lines = [(number, line.strip()) for number, line in enumerate(text.rstrip(_END).splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line]
    if len(lines) > 2 * MAX_ROWS:
        raise FileError(*lines[2 * MAX_ROWS], _TOO_MANY)
    separator = _separator([line.translate(_MINUS) for _, line in lines if _NUMBERS.match(line)])
    above: list[_Line] = []
    rows: list[_Line] = []
    below: _Line | None = None  # a footer, unless rows follow
    for number, words in lines:
        line = _Line(number, words, _cells(words.translate(_MINUS), separator))
        numeric = [_is_number(cell) for cell in islice(filter(None, line.cells), 3)]
        if len(numeric) > 1 and all(numeric):
            if below:
                raise below.error(_NOT_NUMBERS)
            if len(rows) == MAX_ROWS:
                raise line.error(_TOO_MANY)
            rows.append(line)
        elif not rows:
            above.append(line)
        elif not _COMMENT.match(words):
            if numeric and numeric[0]:
                raise line.error(_ONE_COLUMN if len(numeric) == 1 else _NOT_NUMBERS)
            below = below or line
    if not rows:
        for line in above:
            if _FIRST_NUMBER.match(line.text):
                raise line.error(_ONE_COLUMN if _is_number(line.text) else _NOT_NUMBERS)
        raise FileError(0, "", _TOO_FEW)
    for line in above:
        numeric = [_is_number(cell) for cell in line.cells]
        if len(numeric) == len(rows[0].cells) > 2 and numeric[0] and sum(numeric) > 1 and not _COMMENT.match(line.text):
            raise line.error(_NOT_NUMBERS)  # a row among words would be lost without a word
    filled = {place for line in rows for place, cell in enumerate(line.cells) if cell}
    return _Table(separator, above, rows, max(filled) + 1, sorted(filled))


_FIRST_NUMBER = re.compile(r"[+-]?[.,]?\d", re.ASCII)
_NUMBERS = re.compile(r"""["']?[+\-−–]?[.,]?\d[^\s,;]*[\s,;]+[^\w\s]{0,4}\d""", re.ASCII)


def _is_number(cell: str) -> bool:
    return bool(_SHAPE.fullmatch(cell)) and any(sign.isdigit() for sign in cell)


def _separator(lines: list[str]) -> str:
    """What parts the numbers in most of the lines that begin with one."""

    def in_most(pattern: str) -> bool:
        return sum(bool(re.search(pattern, line)) for line in lines) > len(lines) / 2

    for mark in ("\t", ";"):
        if in_most(mark):
            return mark
    if in_most(r"""[\d.]["']? +["']?[-+]?[.,]?\d"""):
        return " "
    # 20,5, 103,4: only those commas separate that have a space.
    spaced = all(re.search(r",\s", line) for line in lines)
    if spaced and any(re.search(r"\d,\d", line) for line in lines) and not any("." in line for line in lines):
        return ", "
    return ","


def _cells(line: str, separator: str) -> list[str]:
    if separator == " ":
        cells = re.split(r"[ \t]+", line, maxsplit=_MAX_CELLS)
    elif separator == ", ":
        cells = re.split(r" ?, | ,", " ".join(line.split()), maxsplit=_MAX_CELLS)
    elif '"' in line and len(line) <= _LONGEST:
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    else:
        cells = line.split(separator, _MAX_CELLS)
    cells = [_unquoted(cell.strip()) for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _unquoted(cell: str) -> str:
    return cell[1:-1].strip() if len(cell) > 1 and cell[0] == cell[-1] and cell[0] in "\"'" else cell


# ---- which column is what


def _layout(table: _Table, kind: CurveKind) -> Layout:
    """The columns to take, by the header or, without one, by their places."""
    rows, filled = table.rows, table.filled
    if table.separator == ",":
        _refuse_torn(rows)
    header = _header(table) or _header_of_another_length(table)
    if header is None:
        if table.separator == ",":
            _refuse_unsure(rows)
        layout = BY_POSITION[kind]
        first = 1 if _is_numbered(table) else 0
        count = min(len(layout.used), len(filled) - first)
        return layout._replace(used=tuple(filled[first : first + count]), factors=layout.factors[:count])
    line, columns = header
    found = layout_of(columns, kind)
    if isinstance(found, Text):
        raise line.error(found)
    return found._replace(used=tuple(filled[place] for place in found.used))


def _header(table: _Table) -> tuple[_Line, list[Column]] | None:
    """The line nearest to the rows that names as many columns as they have, and what it says of those not empty."""
    near = _near(table)
    for number, line in enumerate(near):
        for titles, sure in _titles(line.text, table.separator):
            columns = _of_filled(titles, table)
            if columns is None:
                continue
            if names_columns(columns, not sure):
                return line, _with_names(columns, near[number + 1 : number + 2], table)
            if sure and any(column.unit for column in columns):
                if columns[0].role != "unknown":
                    raise line.error(_NO_FREQUENCY)
                return line, [Column("frequency", "Hz", 1.0), *columns[1:]]
    return None


def _header_of_another_length(table: _Table) -> tuple[_Line, list[Column]] | None:
    """The line that names fewer or more columns than there are, where it is clear which."""
    count = len(table.filled)
    for line in _near(table):
        meant = 0
        for titles, _ in _titles(line.text, table.separator):
            columns = [column_of(title) for title in titles if title]
            if not names_columns(columns, True) or columns[0].role not in ("frequency", "index"):
                continue
            if len(columns) == count - 1 and _counts(table.rows, table.filled[0]):
                return line, [Column("index", "", 1.0), *columns]
            if len(columns) < count and table.separator != "," and columns[0].role == "frequency":
                return line, columns
            if {column.role for column in columns[count:]} == {"phase"}:  # measured without
                return line, columns[:count]
            meant = len(columns)
        if meant:
            raise line.error(_filled(_COUNT, names=meant, cells=count, line=table.rows[0].number))
    return None


def _near(table: _Table) -> list[_Line]:
    """Lines that may be the header, the one nearest to the rows first."""
    return [line for line in table.above[:-100:-1] if len(line.text) <= _LONGEST]


def _titles(text: str, separator: str) -> Iterator[tuple[list[str], bool]]:
    """The ways to part a line into titles, and whether it is sure that they are parted so: as the rows are."""
    for words in dict.fromkeys((text, _COMMENT.sub("", text, count=1).strip())):
        for mark in "\t;,":
            if mark in words:
                yield _cells(words, mark), mark == separator[0]
        wide = re.split(r"\t| {2,}", words)
        if len(wide) > 1:
            yield wide, False
        yield joined(words.split()), False
        yield words.split(), False


def _of_filled(titles: list[str], table: _Table) -> list[Column] | None:
    """What the titles say of the columns that are not empty; None if they are not as many."""
    if len(titles) == table.width:
        titles = [titles[place] for place in table.filled]
    elif len(titles) != len(table.filled):
        titles = [title for title in titles if title]
    return [column_of(title) for title in titles] if len(titles) == len(table.filled) else None


def _with_names(columns: list[Column], above: list[_Line], table: _Table) -> list[Column]:
    """The columns of a line of units together with the names in the line above it."""
    if not all(column.unit for column in columns):
        return columns
    for line in above:
        for titles, sure in _titles(line.text, table.separator):
            names = _of_filled(titles, table)
            if names and names_columns(names, not sure) and not any(name.unit for name in names):
                return [named(name, column) for name, column in zip(names, columns, strict=True)]
    return columns


def _counts(rows: Sequence[_Line], place: int) -> bool:
    """Whether a column holds 1, 2, 3, … or 0, 1, 2, …"""
    cells = [line.cells[place] for line in rows if place < len(line.cells)]
    start = cells[0] if cells else ""
    return start in ("0", "1") and cells == [str(int(start) + n) for n in range(len(rows))]


def _is_numbered(table: _Table) -> bool:
    """Whether the first of columns without names is the number of the row.

    It is for certain where 1, 2, 3, … stands before numbers that rise like frequencies of an audio measurement: over a
    decade and more, to 1 kHz and beyond, and much faster than the rows.
    """
    rows, filled = table.rows, table.filled
    if len(filled) < 3 or not _counts(rows, filled[0]):
        return False
    second = _numbers(rows, filled[1:2])[:, 0]
    if np.any(np.diff(second) <= 0):
        return False
    if second[0] < 1e3 <= second[-1] and second[-1] >= 10 * max(second[0], len(rows)):
        return True
    raise rows[0].error(_NUMBERED)


# ---- what a comma means


def _refuse_torn(rows: list[_Line]) -> None:
    """Refuse rows that their commas tear: 1,000,8 into three, or one row into more than the next."""
    for line in rows:
        torn = any(_is_number(cell) and re.match(r"[+-]?0\d", cell) for cell in line.cells)
        if torn or len(line.cells) != len(rows[0].cells):
            raise line.error(_COMMAS)


def _refuse_unsure(rows: list[_Line]) -> None:
    """Refuse rows whose commas may as well group thousands (all rows like 1,250,8) or mark decimals (20,5,8,2)."""
    points = any("." in line.text for line in rows)
    count = len(rows[0].cells)
    grouped = any(
        all(
            re.fullmatch(r"[1-9]\d{0,2}", line.cells[place]) and re.fullmatch(r"\d{3}(\.\d*)?", line.cells[place + 1])
            for line in rows
        )
        for place in range(count - 1)
    )
    if (grouped and count > 2) or (count > 3 and count % 2 == 0 and not points):
        raise rows[0].error(_COMMAS)


def _numbers(rows: list[_Line], used: Sequence[int]) -> np.ndarray:
    """Numbers of some columns, shape (rows, columns), by the one reading of points and commas that fits all rows."""
    left = list(_READINGS)
    table = []
    for line in rows:
        cells = [line.cells[place] if place < len(line.cells) else "" for place in used]
        if not all(cells):
            raise line.error(_FEWER)
        fitting = [mark for mark in _READINGS if all(_READINGS[mark].fullmatch(cell) for cell in cells)]
        if not fitting:
            raise line.error(_NOT_NUMBERS)
        left = [mark for mark in left if mark in fitting]
        if not left:
            raise line.error(_MIXED)
        table.append(cells)
    if len(left) > 1:
        _refuse_two_readings(rows, table)
    return _values(table, left[0])


def _values(table: list[list[str]], decimal: str) -> np.ndarray:
    group = str.maketrans(
        {sign: None for sign in f"{_GROUPING},." if sign != decimal} | {decimal: ".", "d": "e", "D": "e"}
    )
    return np.array([[float(cell.translate(group)) for cell in cells] for cells in table])


def _refuse_two_readings(rows: list[_Line], table: list[list[str]]) -> None:
    for line, cells in zip(rows, table, strict=True):
        if any("," in cell for cell in cells):
            raise line.error(_EITHER)
    # Points mark decimals, unless only as marks of thousands they let the frequency rise: 500, 1.000, 2.000.
    rising = [bool(np.all(np.diff(_values(table, mark)[:, 0]) > 0)) for mark in ".,"]
    if rising == [False, True]:
        raise next(line for line, cells in zip(rows, table, strict=True) if "." in cells[0]).error(_EITHER)


# ---- values


def _point(values: np.ndarray, layout: Layout, line: _Line) -> list[float]:
    """Frequency [Hz], level [dB] and phase [°] of a row."""
    frequency, value, *rest = (float(one) for one in values)
    if not 0 <= frequency <= 1e9:
        raise line.error(_BAD_FREQUENCY)
    if layout.kind == "level":
        if not abs(value) <= 300:
            raise line.error(_BAD_LEVEL)
        return [frequency, value, 0.0]
    phase = rest[0] if rest else 0.0
    if layout.cartesian:
        value, phase = float(np.hypot(value, phase)), float(np.degrees(np.arctan2(phase, value)))
    if not 1e-6 < value < 1e12:
        raise line.error(_BAD_MAGNITUDE)
    if not abs(phase) <= 1e4:
        raise line.error(_BAD_PHASE)
    return [frequency, float(level(value)), phase]


def _filled(template: Text, **values: object) -> Text:
    return Text(*(words.format(**values) for words in template))


_LONGEST = 4000  # characters of a line that can be a header
_MAX_CELLS = 50  # of a line that are told apart
TOO_LONG = Text(
    f"The file is too long: use at most {MAX_BYTES // 1000} kB.",
    f"ファイルが大きすぎます。{MAX_BYTES // 1000}kB までにしてください。",
)
_TOO_MANY = Text(
    f"Too many rows: use at most {MAX_ROWS} rows of numbers.",
    f"行数が多すぎます。数値の行は {MAX_ROWS} 行までにしてください。",
)
_TOO_FEW = Text(
    "No curve was found: it takes at least two rows of numbers, frequency in Hz first.",
    "曲線が見つかりません。周波数 [Hz] で始まる数値の行が2行以上必要です。",
)
# Pictures, workbooks and archives, PDF, sound.
_NO_TEXTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"RIFF", b"\x1f\x8b")
_NOT_TEXT = Text(
    "This is not a text file, but perhaps a picture or a workbook: export the measurement as text or CSV.",
    "テキストファイルではありません（画像や表計算のブックなど）。測定結果をテキストか CSV で書き出してください。",
)
_NOT_NUMBERS = Text(
    "These are not numbers. Rows hold frequency, value and phase, like 1000 8.5 -12; words may stand above and below "
    "all rows.",
    "数値として読めません。各行は 1000 8.5 -12 のように周波数・値・位相の順に並べ、"
    "説明文は数値の行の前か後に置いてください。",
)
_ONE_COLUMN = Text(
    "There is one number only; a row needs a frequency and a value.",
    "数値が1つしかありません。周波数と値が必要です。",
)
_FEWER = Text(
    "There are fewer columns than in the other rows; every row needs all of them.",
    "他の行より列が少なくなっています。どの行にも同じ数の列が必要です。",
)
_COUNT = Text(
    "This header names {names} columns, but line {line} has {cells}. Give each column its name.",
    "見出しは {names} 列ですが、{line}行目は {cells} 列です。列と見出しの数をそろえてください。",
)
_NO_FREQUENCY = Text(
    "By this header no column is a frequency. It would be understood like this: Freq(Hz), Freq(kHz) or Freq(MHz).",
    "見出しに周波数の列がありません。Freq(Hz)、Freq(kHz)、Freq(MHz) のように書けば読み取れます。",
)
_NUMBERED = Text(
    "The first column may number the rows or be the frequency. Leave it out, or put a line above that names the "
    "columns, like this: No, Freq(Hz), Z(ohm), Phase(deg).",
    "1列目が行番号なのか周波数なのか判断できません。その列を削るか、No, Freq(Hz), Z(ohm), Phase(deg) "
    "のような見出しを付けてください。",
)
_COMMAS = Text(
    "The commas here may part columns, mark decimals or group thousands. Part the columns with semicolons or tabs, "
    "as in 1000.5;8.2 or 1000,5;8,2, and leave thousands ungrouped.",
    "カンマが列の区切りなのか、小数点なのか、桁区切りなのか判断できません。1000.5;8.2 や 1000,5;8,2 "
    "のように列はセミコロンかタブで区切り、桁区切りは付けないでください。",
)
_EITHER = Text(
    "This could be thousands or decimals, and no other row tells. Write thousands without a mark, as in 1000, or "
    "decimals with other than three digits, as in 1.0.",
    "桁区切りとも小数点とも読め、他の行からも判断できません。1000 のように桁区切りを付けないか、"
    "1.0 のように小数を3桁以外で書いてください。",
)
_MIXED = Text(
    "Points and commas are used otherwise here than in the rows before. Use one sign for decimals, as in 1000.5 or "
    "1000,5, and none for thousands.",
    "小数点とカンマの使い方が前の行と違います。小数点は 1000.5 か 1000,5 のどちらかにそろえ、"
    "桁区切りは付けないでください。",
)
_BAD_FREQUENCY = Text(
    "The frequency must be from 0 to 1000000000 Hz.", "周波数は 0〜1000000000 Hz の範囲にしてください。"
)
_BAD_LEVEL = Text("A level must be from −300 to 300 dB.", "レベルは −300〜300 dB の範囲にしてください。")
_BAD_MAGNITUDE = Text(
    "The magnitude of an impedance must be above 0 Ω.", "インピーダンスの大きさは 0 Ω より大きくしてください。"
)
_BAD_PHASE = Text(
    "A phase must be from −10000 to 10000°; it is in degrees unless the header says rad.",
    "位相は −10000〜10000° の範囲にしてください（見出しに rad とない限り度で示します）。",
)
