"""From text to a valid state, and back: the path that links, the API and the sliders share."""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, cast
from urllib.parse import urlencode

from app.bench.catalogue import CABLES
from app.bench.presets import DEFAULT_PRESET, PRESETS, Preset
from app.bench.quantities import (
    ALTERNATIVES,
    QUANTITIES,
    Choice,
    Kind,
    LevelKind,
    LoadKind,
    Measured,
    Number,
    Numbers,
    Quantity,
    SourceKind,
)
from app.common.text import LANGUAGES, Text, plain
from app.files.codes import CodeError, Curve, decode
from physics import wire
from physics.circuit import Circuit
from physics.hearing import Band
from physics.line import Formula, Skin

__all__ = ["RESERVED", "Problem", "State", "given_once", "not_among", "parse", "read_number", "read_value"]

Pairs = Iterable[tuple[str, str]]

RESERVED: dict[str, Text] = {
    "v": Text("version of the link format; 1", "リンク形式の版。1のみ"),
    "preset": Text("starting point that the other keys change", "基準とするプリセット"),
    "lang": Text("language of the page and of messages", "表示言語"),
}
"""Keys that are not quantities."""


class Problem(NamedTuple):
    """Something in a query that could not be used.

    `others` names further keys that the refusal rests on: those of a combination that cannot be.
    """

    key: str
    value: str
    message: Text
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """A validated state of the bench.

    Attributes
    ----------
    preset : Preset
        The base state.
    values : mapping
        Shown value of each quantity that was given or stands in the preset; of alternatives only the one
        that rules.
    language : str or None
        Language asked for, if any.
    """

    preset: Preset
    values: Mapping[str, float | str]
    language: str | None = None

    @cached_property
    def shown(self) -> dict[str, float | str]:
        """Value of every quantity as shown, alternatives of what rules included."""
        values = dict(self.values)
        load = float(values["load"])
        if "df" in values:
            values["rs"] = load / float(values["df"])
        else:
            values["df"] = load / float(values["rs"])
        diameter = _diameter(values)
        values["dia"] = diameter
        values.setdefault("mm2", 1e6 * float(wire.diameter_to_area(1e-3 * diameter)))
        values.setdefault("awg", float(wire.diameter_to_awg(1e-3 * diameter)))
        values.setdefault("strands", 1.0)
        values.setdefault("strand", diameter / float(values["strands"]) ** 0.5)
        return {key: values[key] for key in QUANTITIES}

    @property
    def cable(self) -> str:
        """The kind of cable, or the one of the catalogue."""
        return str(self.values["cable"])

    @property
    def kind(self) -> Kind:
        """How the cable is described; a cable of the catalogue is given by R, L and C per metre."""
        return "rlc" if self.cable in CABLES else cast(Kind, self.cable)

    # The options of the table are those of the types: a test holds one against the other.

    @property
    def source_kind(self) -> SourceKind:
        """What drives the cable."""
        return cast(SourceKind, self.values["zs"])

    @property
    def load_kind(self) -> LoadKind:
        """What the cable feeds."""
        return cast(LoadKind, self.values["zl"])

    @property
    def circuit(self) -> Circuit:
        """Where the cable's capacitance sits."""
        return cast(Circuit, self.values["model"])

    @property
    def skin(self) -> Skin:
        """How the resistance rises with frequency."""
        return cast(Skin, self.values["skin"])

    @property
    def formula(self) -> Formula:
        """Which formulas give L and C of a cross-section."""
        return cast(Formula, self.values["formula"])

    @property
    def level_kind(self) -> LevelKind:
        """What the levels drawn are relative to."""
        return cast(LevelKind, self.values["att"])

    @property
    def band(self) -> Band:
        """The band that the verdict listens to."""
        return cast(Band, self.values["band"])

    @property
    def aspects(self) -> dict[str, str]:
        """What decides which quantities matter: see `Number.when`."""
        return {
            "kind": self.kind,
            "zs": self.source_kind,
            "zl": self.load_kind,
            "frd": "1" if self.values["frd"] else "0",
        }

    def matters(self, key: str) -> bool:
        """Whether a quantity makes any difference in this state."""
        aspects = self.aspects
        return all(aspects[name] in options for name, options in QUANTITIES[key].when.items())

    @property
    def base(self) -> Mapping[str, float | str]:
        """What the query changes: the preset, with the values of a catalogue cable where one is chosen."""
        return _base(self.preset, self.cable)

    def si(self, key: str) -> float:
        """Value of a number in SI units."""
        quantity = QUANTITIES[key]
        assert isinstance(quantity, Number)
        return float(self.shown[key]) * quantity.si

    def numbers(self, key: str) -> tuple[float, ...]:
        """The numbers of a list, as shown."""
        return _numbers_of(str(self.values[key]))

    def curve(self, key: str) -> Curve | None:
        """A measured curve, or None."""
        text = str(self.values[key])
        return decode(text) if text else None

    def with_values(self, **values: float | str) -> "State":
        """This state with other values of some quantities; of alternatives, only the one that rules may be given."""
        return replace(self, values={**self.values, **values})

    def choice(self, key: str) -> str:
        """The option chosen."""
        return str(self.values[key])

    @property
    def given(self) -> dict[str, str]:
        """Every key that fixes this state, as text; a query of these alone gives the state back."""
        given = {"preset": self.preset.id}
        given |= {key: _as_text(value) for key, value in self.values.items()}
        return given | ({"lang": self.language} if self.language else {})

    @property
    def query(self) -> str:
        """The shortest query string that gives this state back: what differs from the preset."""
        pairs = {"v": "1", "preset": self.preset.id}
        base = self.preset.values | {key: self.base[key] for key in ("rdc", "lm", "cm")}
        pairs |= {
            key: _as_text(self.values[key])
            for key in QUANTITIES
            if key in self.values and self.values[key] != base.get(key)
        }
        if self.language:
            pairs["lang"] = self.language
        return urlencode(pairs)


def parse(pairs: Pairs) -> tuple[State, list[Problem]]:
    """Read a query.

    Parameters
    ----------
    pairs : iterable of (key, value)
        The query string, in its order: of `df` and `rs` the later one rules.

    Returns
    -------
    state : State
        What was valid, on the preset asked for.
    problems : list of Problem
        What was not, each with a message that says what would be.
    """
    given, problems = given_once(pairs, QUANTITIES | RESERVED)
    preset = DEFAULT_PRESET
    if "preset" in given:
        if given["preset"] in PRESETS:
            preset = PRESETS[given["preset"]]
        else:
            problems.append(not_among("preset", given["preset"], PRESETS))
    language = given.get("lang")
    if language is not None and language not in LANGUAGES:
        problems.append(not_among("lang", language, LANGUAGES))
        language = None
    if given.get("v", "1") != "1":
        problems.append(not_among("v", given["v"], ("1",)))

    values = dict(_base(preset, given.get("cable", "")))
    for key, text in given.items():
        if key in QUANTITIES:
            read = read_value(QUANTITIES[key], text)
            if isinstance(read, Problem):
                problems.append(read)
                continue
            _take(values, key, read)
    return State(preset, values, language), problems


def given_once(pairs: Pairs, keys: Container[str]) -> tuple[dict[str, str], list[Problem]]:
    """What a query gives under the keys that there are, in its order, and what cannot be used of it.

    Of a key that is given more than once no value is used: which of them a sender meant cannot be known.
    """
    pairs = list(pairs)
    counts = Counter(key for key, _ in pairs)
    problems = [Problem(key, value, _UNKNOWN_KEY) for key, value in pairs if key not in keys]
    first = dict(reversed(pairs))
    problems += [Problem(key, first[key], _TWICE) for key, count in counts.items() if key in keys and count > 1]
    return {key: value for key, value in pairs if key in keys and counts[key] == 1}, problems


def _base(preset: Preset, cable: str) -> Mapping[str, float | str]:
    return preset.values | {"cable": cable} | CABLES[cable].values if cable in CABLES else preset.values


def _take(values: dict[str, float | str], key: str, value: float | str) -> None:
    """Set a value; of several ways to say one thing, the one given last rules."""
    for row in ALTERNATIVES:
        ruling = next((keys for keys in row if key in keys), ())
        if ruling == ("strands", "strand") and not set(ruling) <= set(values):
            values |= {"strands": 1.0, "strand": float(plain(_diameter(values)))}  # as a link would keep it
        if ruling:
            for keys in row:
                for other in set(keys) - set(ruling):
                    values.pop(other, None)
    values[key] = value


def _diameter(values: Mapping[str, float | str]) -> float:
    """Diameter of each conductor [mm], whichever way it is given."""
    if "mm2" in values:
        return 1e3 * float(wire.area_to_diameter(1e-6 * float(values["mm2"])))
    if "awg" in values:
        return 1e3 * float(wire.awg_to_diameter(float(values["awg"])))
    if "strands" in values:
        return 1e3 * float(wire.strands_to_diameter(float(values["strands"]), 1e-3 * float(values["strand"])))
    return float(values["dia"])


def read_value(quantity: Quantity, text: str) -> float | str | Problem:
    """Value of a quantity as shown, or what is wrong with the text."""
    key = quantity.key
    if isinstance(quantity, Choice):
        return text if text in quantity.options else not_among(key, text, quantity.options)
    if isinstance(quantity, Measured):
        return text if _is_code(quantity, text) else Problem(key, text, _BAD_CODE)
    limits = {"low": plain(quantity.minimum), "high": plain(quantity.maximum), "unit": quantity.unit}
    if isinstance(quantity, Numbers):
        values = [read_number(item) for item in _SEPARATOR.split(unicodedata.normalize("NFKC", text).strip()) if item]
        good = all(value is not None and quantity.minimum <= value <= quantity.maximum for value in values)
        if not good or len(set(values)) > quantity.most:
            return Problem(key, text, _filled(_BAD_LIST, limits | {"most": str(quantity.most)}))
        return ",".join(plain(value) for value in dict.fromkeys(values) if value is not None)
    value = read_number(text)
    if value is None:
        hint = _COMMA if re.search(r"\d[,，]\d", text) else _NOT_A_NUMBER
        return Problem(key, text, _filled(hint, limits))
    if not quantity.minimum <= value <= quantity.maximum:
        return Problem(key, text, _filled(_OUT_OF_RANGE, limits))
    return value


def _is_code(quantity: Measured, text: str) -> bool:
    try:
        return not text or decode(text).kind == quantity.kind
    except CodeError:
        return False


def read_number(text: str) -> float | None:
    """A decimal number as people write it, or None.

    Decimals follow a point, or a comma where that cannot group thousands: 2,5 and 0,125 are numbers, 1,000 is not.
    """
    # NFKC makes the full-width digits of a Japanese keyboard ordinary ones.
    number = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    if _DECIMAL_COMMA.fullmatch(number):
        number = number.replace(",", ".")
    return float(number) if _NUMBER.fullmatch(number) else None


def _numbers_of(text: str) -> tuple[float, ...]:
    return tuple(float(item) for item in text.split(",") if item)


_SEPARATOR = re.compile(r"[,;、\s]+")
_DECIMAL_COMMA = re.compile(r"[+-]?(?![1-9]\d{0,2},\d{3}(?!\d))\d*,\d+([eE].*)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def _filled(template: Text, limits: dict[str, str]) -> Text:
    # A quantity without a unit leaves a space behind.
    return Text(*(words.format(**limits).replace("  ", " ").replace(" .", ".") for words in template))


def not_among(key: str, value: str, options: Iterable[str]) -> Problem:
    """The problem of a value that is none of a few names."""
    names = ", ".join(options)
    return Problem(key, value, Text(f"Use one of: {names}.", f"次のいずれかを指定してください：{names}"))


def _as_text(value: float | str) -> str:
    return value if isinstance(value, str) else plain(value)


_UNKNOWN_KEY = Text("There is no such key, so it was ignored.", "この名前のキーはないため、無視しました。")
_TWICE = Text(
    "Given more than once, so none of its values was used; give it once.",
    "2回以上指定されているため、どの値も使いません。1回だけ指定してください。",
)
_NOT_A_NUMBER = Text(
    "Not a number. Use a number from {low} to {high} {unit}.",
    "数値ではありません。{low}〜{high} {unit} の数値を入れてください。",
)
_COMMA = Text(
    "The comma may mean thousands or decimals. Write thousands without a mark, as in 1000, and decimals as in 2.5 or "
    "2,5: a number from {low} to {high} {unit}.",
    "カンマが桁区切りなのか小数点なのか判断できません。桁区切りは付けず（例：1000）、小数は 2.5 か 2,5 のように、"
    "{low}〜{high} {unit} の数値を入れてください。",
)
_BAD_CODE = Text(
    "This is not the code of a measured curve, or part of it is missing. Copy the link again, or drop the file again.",
    "実測値の符号として読み取れません（途中で切れている可能性があります）。リンクをコピーし直すか、"
    "ファイルを読み込み直してください。",
)
_BAD_LIST = Text(
    "Use at most {most} numbers from {low} to {high} {unit}, separated by commas, or none.",
    "{low}〜{high} {unit} の数値を {most} 個まで、カンマ区切りで入れてください（空欄も可）。",
)
_OUT_OF_RANGE = Text(
    "Out of range. Use a number from {low} to {high} {unit}.",
    "範囲外です。{low}〜{high} {unit} の数値を入れてください。",
)
