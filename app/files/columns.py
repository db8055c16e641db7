"""What the columns of a measured curve's file are, by the words and units of its header."""

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from app.common.quantity import CurveKind
from app.common.text import Text

__all__ = ["BY_POSITION", "Column", "Layout", "column_of", "joined", "layout_of", "named", "names_columns"]

Role = Literal[
    "frequency", "level", "impedance", "resistance", "reactance", "phase", "value", "index", "unknown", "other"
]
Unit = Literal["Hz", "ohm", "dB", "degree", "else", ""]


class Column(NamedTuple):
    """One column.

    Attributes
    ----------
    role : str
        What it is by its name and unit; 'value' is a magnitude of either kind, 'unknown' has a name that says nothing,
        'other' is known and neither a response nor an impedance: an inductance, a distortion, a voltage.
    unit : str
        Its unit without prefix; '' where none is given.
    factor : float
        To Hz, Ω, dB or degrees.
    """

    role: Role
    unit: Unit
    factor: float


class Layout(NamedTuple):
    """Which columns make the curve.

    Attributes
    ----------
    kind : {'level', 'impedance'}
        What they give.
    used : tuple of int
        Frequency; level or magnitude; of an impedance its phase, where there is one.  With `cartesian` frequency, R, X.
    factors : tuple of float
        To Hz, dB, Ω and degrees.
    cartesian : bool
        Whether the impedance is given by its parts.
    """

    kind: CurveKind
    used: tuple[int, ...]
    factors: tuple[float, ...]
    cartesian: bool = False


BY_POSITION: dict[CurveKind, Layout] = {
    "level": Layout("level", (0, 1), (1.0, 1.0)),
    "impedance": Layout("impedance", (0, 1, 2), (1.0, 1.0, 1.0)),
}
"""Without a header: frequency in Hz first, then dB; or ohms and degrees."""


def _bare(text: str) -> str:
    """Text without accents and widths."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


_WORDS: dict[Role, str] = {
    "other": """
        thd distortion noise floor coherence delay group excess min minimum smoothed error target inductance
        capacitance admittance conductance susceptance ls lp cs cp rp xp quality voltage current time harmonic
        klirr induktivität kapazität ひずみ 歪 歪み インダクタンス 容量 静電容量 遅延 群遅延 電圧 電流 時間
    """,
    "phase": "phase ph phi φ theta θ th angle arg argument winkel phasenwinkel fase zphase zphz 位相 位相角 相位 фаза",
    "reactance": """
        x xs im imag imaginary imz zim zimag reactance reaktanz imaginärteil réactance reactancia
        リアクタンス 虚部
    """,
    "resistance": """
        r rs re real rez zre zreal resistance resistanz wirkwiderstand realteil résistance resistencia
        esr 抵抗 実部
    """,
    "impedance": """
        z zmag zmod zabs impedance impedances impedanz impedancia impedenza impedans scheinwiderstand
        インピーダンス 阻抗 импеданс
    """,
    "level": "level spl pegel gain niveau nivel livello attenuation レベル 音圧 利得 減衰 減衰量 減衰率 уровень",
    "value": """
        mag magn magnitude modulus module mod abs amplitude ampl amp betrag value values data raw response
        wert 振幅 大きさ 値
    """,
    "index": "no nr n num number idx index point pt row 番号",
    "frequency": """
        f fr freq frequency frequencies frequenz fréquence frecuencia frequenza frequência fmes
        周波数 频率 頻率 частота
    """,
}
# Of several roles in one name the first rules: the phase of an impedance is a phase.
_NAMES: dict[Role, set[str]] = {role: set(_bare(words).casefold().split()) for role, words in _WORDS.items()}
_TOKEN = re.compile(r"[^\W\d_]+|[°%]")
_SECOND_PART = re.compile(r"[zZ]\s*(''|\"|\N{PRIME}\N{PRIME})")
_FIRST_PART = re.compile(r"[zZ]\s*['\N{PRIME}]")
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)")
_AMOUNT = re.compile(r"\d[.,]?\s*([^\W\d_]+|[°%])")  # the unit in "at 1 kHz" is not that of the column
_LOOSE_PREFIX = re.compile(r"\b([kKMm])\s+(?=(?:[oO]hms?|Ω|[hH]z)\b)")
_HERTZ = re.compile(r"([Kk]ilo|[Mm]ega|[Gg]iga|[kKMGm]?)((?i:hz|hertz))")
_OHM = re.compile(r"([Kk]ilo?|[Mm]ega?|[Mm]illi|[kKMmμu]?)(?i:ohms?|Ω)")
_DECIBEL = re.compile(r"dB(spl|v|u|r|fs|m|a|c|pa)?", re.IGNORECASE)
_DEGREE = re.compile(r"degs?|degrees?|degres?|grad|gradi|grados|°|度", re.IGNORECASE)
_RADIAN = re.compile(r"(m?)(?:rads?|radians?)", re.IGNORECASE)
_ELSE = re.compile(r"[mμunp][HFSVA]|(?i:percent|pct|henry|henries|farads?|volts?|vrms|dbohms?|seconds?|sec)|%")
_ELSE_IN_BRACKETS = re.compile(r"[HFSVAWs]|[mμun]s|Pa")
_PREFIXES = {"": 1.0, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "m": 1e-3, "μ": 1e-6, "u": 1e-6}


def column_of(title: str) -> Column:
    """What a column is by its title."""
    text = _AMOUNT.sub(lambda found: "" if _unit_of(found[1], True) else found[0], _bare(title))
    text = _LOOSE_PREFIX.sub(r"\1", text)
    within = " ".join(_BRACKETS.findall(text)) or (text.rpartition("/")[2] if "/" in text else "")
    inner, tokens = _TOKEN.findall(within), _TOKEN.findall(text)
    units = [found for token in inner if (found := _unit_of(token, True))]
    units = units or [found for token in tokens if (found := _unit_of(token, False))][-1:]
    words = {token.casefold() for token in tokens if not _unit_of(token, token in inner)}
    name: Role = next((role for role, names in _NAMES.items() if names & words), "unknown" if tokens else "index")
    if name in ("unknown", "impedance"):
        name = "reactance" if _SECOND_PART.search(text) else "resistance" if _FIRST_PART.search(text) else name
    unit, factor = units[0] if len(units) == 1 else ("else", 1.0) if units else ("", 1.0)
    role = _role(name, unit)
    # Words beside the name make it a sentence, not the title of a column, unless a unit tells.
    if role == "frequency" and not unit and not words <= _NAMES["frequency"]:
        role = "unknown"
    mirrored = role in ("reactance", "phase") and text.lstrip("( ").startswith(("-", "\N{MINUS SIGN}"))
    return Column(role, unit, -factor if mirrored else factor)


def _role(name: Role, unit: Unit) -> Role:
    return name if name in ("other", "index") else _ROLES.get((name, unit), "other")


def _unit_of(token: str, bracketed: bool) -> tuple[Unit, float] | None:
    if match := _HERTZ.fullmatch(token):
        prefix = match[1][0].upper() if len(match[1]) > 1 else match[1]
        if prefix == "m":  # mhz is sloppy for MHz; mHz is a thousandth, or just as sloppy
            return ("Hz", 1e6) if match[2] == "hz" else ("else", 1.0)
        return "Hz", _PREFIXES[prefix]
    if match := _OHM.fullmatch(token):
        prefix = match[1] if len(match[1]) < 2 else "m" if match[1].lower() == "milli" else match[1][0].upper()
        return "ohm", _PREFIXES[prefix]
    if _DECIBEL.fullmatch(token):
        return "dB", 1.0
    if _DEGREE.fullmatch(token):
        return "degree", 1.0
    if match := _RADIAN.fullmatch(token):
        return "degree", math.degrees(1) * (1e-3 if match[1] else 1.0)
    if _ELSE.fullmatch(token) or (bracketed and _ELSE_IN_BRACKETS.fullmatch(token)):
        return "else", 1.0
    return None


_ROLES: dict[tuple[str, str], Role] = {
    ("frequency", ""): "frequency",
    ("frequency", "Hz"): "frequency",
    ("phase", ""): "phase",
    ("phase", "degree"): "phase",
    ("resistance", ""): "resistance",
    ("resistance", "ohm"): "resistance",
    ("reactance", ""): "reactance",
    ("reactance", "ohm"): "reactance",
    ("impedance", ""): "impedance",
    ("impedance", "ohm"): "impedance",
    ("level", ""): "level",
    ("level", "dB"): "level",
    ("value", ""): "value",
    ("value", "ohm"): "impedance",
    ("value", "dB"): "level",
    ("unknown", ""): "unknown",
    ("unknown", "Hz"): "frequency",
    ("unknown", "ohm"): "impedance",
    ("unknown", "dB"): "level",
    ("unknown", "degree"): "phase",
}
"""Role by what the name says and the unit; whatever contradicts itself is something else."""


def named(name: Column, unit: Column) -> Column:
    """A column whose name and unit stand in two lines."""
    return Column(_role(name.role, unit.unit), unit.unit, name.factor * unit.factor)


def joined(words: Sequence[str]) -> list[str]:
    """Words between single spaces as titles: a unit belongs to the name before it."""
    titles: list[str] = []
    for word in words:
        bare = word.strip("()[]{}")
        tokens = _TOKEN.findall(bare)
        is_unit = len(tokens) == 1 and _unit_of(tokens[0], word != bare) is not None
        if titles and (is_unit or word[0] in "([{"):
            titles[-1] += f" {word}"
        else:
            titles.append(word)
    return titles


def names_columns(columns: Sequence[Column], strict: bool) -> bool:
    """Whether columns with these titles make a header, not a sentence; `strict` where only spaces part the titles."""
    roles = [column.role for column in columns]
    if strict and "unknown" in roles:
        return False
    return "frequency" in roles and len(columns) > 1 and any(role not in ("frequency", "index") for role in roles)


def layout_of(columns: Sequence[Column], kind: CurveKind) -> Layout | Text:
    """The columns to take: those of the kind asked for, or of the other kind if the header tells that it is that.

    Returns
    -------
    Layout or Text
        Or what is wrong with the header, and what would do.
    """
    found: dict[Role, list[int]] = {role: [] for role in (*_NAMES, "unknown")}
    for place, column in enumerate(columns):
        found[column.role].append(place)
    parts = found["resistance"] + found["reactance"]
    in_ohms = any(column.unit == "ohm" for column in columns)
    of_impedance = bool(found["impedance"] or (found["resistance"] and found["reactance"]) or (parts and in_ohms))
    if found["level"] and not of_impedance:
        kind = "level"
    elif of_impedance and not found["level"]:
        kind = "impedance"
    frequencies = _alone(found["frequency"], columns)
    if frequencies is None:
        return _SEVERAL["frequency"]
    taken = _level(found) if kind == "level" else _impedance(found, columns)
    if isinstance(taken, Text):
        return taken
    used = (*frequencies, *taken)
    cartesian = kind == "impedance" and columns[taken[0]].role == "resistance"
    return Layout(kind, used, tuple(columns[place].factor for place in used), cartesian)


def _level(found: dict[Role, list[int]]) -> list[int] | Text:
    for places in (found["level"], found["value"], sorted(found["unknown"] + found["resistance"])):
        if places:
            return places if len(places) == 1 else _SEVERAL["level"]
    return _NONE["level"]


def _impedance(found: dict[Role, list[int]], columns: Sequence[Column]) -> list[int] | Text:
    magnitudes = _alone(found["impedance"] or found["value"], columns)
    phases = _alone(found["phase"], columns)
    both = found["resistance"] + found["reactance"]
    has_parts = len(found["resistance"]) == len(found["reactance"]) == 1
    if magnitudes and phases:
        return magnitudes + phases
    if has_parts:
        return both
    if magnitudes is None or phases is None or len(both) > 1:
        return _SEVERAL["impedance"]
    if magnitudes:
        return magnitudes
    if len(found["unknown"]) == 1 and not both and not found["other"]:
        return found["unknown"] + phases
    return _NONE["impedance"]


def _alone(places: list[int], columns: Sequence[Column]) -> list[int] | None:
    """The one of several columns to take: they say the same if each has a unit of its own; else None."""
    units = {(columns[place].unit, columns[place].factor) for place in places}
    return places[:1] if len(units) == len(places) else None


_LIKE: dict[CurveKind, str] = {
    "level": "Freq(Hz), SPL(dB)",
    "impedance": "Freq(Hz), |Z|(ohm), Phase(deg) / Freq(Hz), R(ohm), X(ohm)",
}
_NONE: dict[CurveKind, Text] = {
    "level": Text(
        f"No column of this header is a level in dB. It would be understood like this: {_LIKE['level']}.",
        f"見出しに dB 単位のレベルの列がありません。読み取れる見出しの例：{_LIKE['level']}",
    ),
    "impedance": Text(
        "By this header the file holds no impedance: that takes the magnitude in ohms, or R and X. It would be "
        f"understood like this: {_LIKE['impedance']}.",
        "見出しにインピーダンスの列がありません（Ω 単位の絶対値、または R と X が必要です）。読み取れる見出しの例："
        f"{_LIKE['impedance']}",
    ),
}
_SEVERAL: dict[str, Text] = {
    "frequency": Text(
        "More than one column may be the frequency. Keep one, and name it like this: Freq(Hz).",
        "周波数とみなせる列が2つ以上あります。1つだけ残し、Freq(Hz) のように名前を付けてください。",
    ),
    "level": Text(
        f"More than one column may be the level. Keep one, and name the columns like this: {_LIKE['level']}.",
        f"レベルとみなせる列が2つ以上あります。1つだけ残し、次のように名前を付けてください：{_LIKE['level']}",
    ),
    "impedance": Text(
        "More than one column may be the impedance or its phase. Keep one of each, and name the columns like this: "
        f"{_LIKE['impedance']}.",
        "インピーダンスまたは位相とみなせる列が2つ以上あります。1つずつ残し、次のように名前を付けてください："
        f"{_LIKE['impedance']}",
    ),
}
