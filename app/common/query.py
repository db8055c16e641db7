"""The reading of a query, for every page alike: what it gives, and what cannot be used of it, with reasons."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeVar

from app.common.quantity import Choice, NamedNumbers, Number, Numbers, Quantity, Upload
from app.common.text import LANGUAGES, Language, Text, plain, worded

__all__ = [
    "RESERVED",
    "Pairs",
    "Problem",
    "Query",
    "as_text",
    "given_once",
    "not_among",
    "one_of",
    "read_number",
    "read_query",
    "read_value",
    "reserved_keys",
]

Pairs = Iterable[tuple[str, str]]
Name = TypeVar("Name", bound=str)

RESERVED: dict[str, Text] = {
    "v": Text("version of the link format; 1", "リンク形式の版。1のみ"),
    "preset": Text("starting point that the other keys change", "基準とするプリセット"),
    "lang": Text("language of the page and of messages", "表示言語"),
}
"""Keys that are not quantities."""
HINTS = 8
"""Unknown keys of a query that are compared with those that there are: a query may hold thousands."""


class Problem(NamedTuple):
    """Something in a query that could not be used.

    `others` names further keys that the refusal rests on: those of a combination that cannot be.
    """

    key: str
    value: str
    message: Text
    others: tuple[str, ...] = ()


class Query(NamedTuple):
    """What a query gives.

    Attributes
    ----------
    given : dict
        Texts of the keys that are there, in the query's order.
    preset, language : str or None
        The preset and the language that it names, if there are such.
    problems : list of Problem
        What cannot be used of it.
    """

    given: dict[str, str]
    preset: str | None
    language: Language | None
    problems: list[Problem]


def read_query(pairs: Pairs, keys: Iterable[str], presets: Mapping[str, object]) -> Query:
    """Read a query whose values stand under a page's own keys, and under those that every live page has."""
    given, problems = given_once(pairs, {*keys, *RESERVED})
    preset = one_of(presets, "preset", given, problems)
    language = one_of(LANGUAGES, "lang", given, problems)
    one_of(("1",), "v", given, problems)
    return Query(given, preset, language, problems)


def one_of(options: Iterable[Name], key: str, given: Mapping[str, str], problems: list[Problem]) -> Name | None:
    """The one of some names that a query gives under a key, or None; another is added to the problems."""
    options = tuple(options)
    found = next((option for option in options if option == given.get(key)), None)
    if found is None and key in given:
        problems.append(not_among(key, given[key], options))
    return found


def given_once(pairs: Pairs, keys: Collection[str]) -> tuple[dict[str, str], list[Problem]]:
    """What a query gives under the keys that there are, in its order, and what cannot be used of it.

    Of a key that is given more than once no value is used: which of them a sender meant cannot be known.
    """
    pairs = list(pairs)
    counts = Counter(key for key, _ in pairs)
    unknown = [(key, value) for key, value in pairs if key not in keys]
    problems = [Problem(key, value, _unknown(key, keys if n < HINTS else ())) for n, (key, value) in enumerate(unknown)]
    first = dict(reversed(pairs))
    problems += [Problem(key, first[key], _TWICE) for key, count in counts.items() if key in keys and count > 1]
    return {key: value for key, value in pairs if key in keys and counts[key] == 1}, problems


def _unknown(key: str, keys: Collection[str]) -> Text:
    """Why a key cannot be used: what it may have been meant for, or where all of them are listed."""
    near = difflib.get_close_matches(key.lower(), keys) if len(key) <= 2 * max(map(len, keys), default=0) else []
    if not near:
        return _UNKNOWN_KEY
    return Text(*(words.format(names=", ".join(near)) for words in _UNKNOWN_BUT_NEAR))


def reserved_keys(presets: Iterable[str]) -> list[tuple[str, Text, str]]:
    """Key, meaning and what is accepted, for the keys of every page."""
    accepted = {"v": "1", "preset": ", ".join(presets), "lang": ", ".join(LANGUAGES)}
    return [(key, meaning, accepted[key]) for key, meaning in RESERVED.items()]


def read_value(quantity: Quantity, text: str, told: Quantity | None = None) -> float | str | Problem:
    """Value of a quantity, or what is wrong with the text; the range and unit told are those of `told`, if given."""
    key = quantity.key
    if isinstance(quantity, Choice):
        return text if text in quantity.options else not_among(key, text, quantity.options)
    if isinstance(quantity, Upload):
        return text if not text or quantity.accepts(text) else Problem(key, text, _BAD_CODE)
    if isinstance(quantity, NamedNumbers):
        return _read_named(quantity, text)
    shown = told if isinstance(told, Number | Numbers) else quantity
    least = shown.least if isinstance(shown, Number) else shown.minimum
    limits = {"low": worded(least), "high": worded(shown.maximum), "unit": shown.unit}
    if isinstance(quantity, Numbers):
        whole = unicodedata.normalize("NFKC", text).strip()
        items = _SEPARATOR.split(whole) if quantity.most > 1 else [whole]  # a comma in one number is that of decimals
        values = [read_number(item) for item in items if item]
        good = all(value is not None and quantity.minimum <= value <= quantity.maximum for value in values)
        if not good or len(set(values)) > quantity.most:
            words = _BAD_LIST if quantity.most > 1 else _BAD_ONE
            return Problem(key, text, _filled(words, limits | {"most": str(quantity.most)}))
        return ",".join(plain(value) for value in dict.fromkeys(values) if value is not None)
    value = read_number(text)
    if value is None:
        hint = _COMMA if re.search(r"\d[,，]\d", text) else _NOT_A_NUMBER
        return Problem(key, text, _filled(hint, limits))
    has_none = quantity.none == "high"
    if not quantity.least <= value <= quantity.maximum and not (has_none and value == 0):
        return Problem(key, text, _filled(_OUT_OF_RANGE_OR_NONE if has_none else _OUT_OF_RANGE, limits))
    return value


def _read_named(quantity: NamedNumbers, text: str) -> str | Problem:
    given: dict[str, float] = {}
    for item in filter(None, _SEPARATOR.split(unicodedata.normalize("NFKC", text).strip())):
        name, _, number = item.partition(":")
        value = read_number(number)
        if name not in quantity.names or name in given or value is None:
            return _bad_named(quantity, text)
        if not quantity.minimum <= value <= quantity.maximum:
            return _bad_named(quantity, text)
        given[name] = value
    return ",".join(f"{name}:{plain(given[name])}" for name in quantity.names if name in given)


def _bad_named(quantity: NamedNumbers, text: str) -> Problem:
    limits = {"low": worded(quantity.minimum), "high": worded(quantity.maximum), "unit": quantity.unit}
    example = ",".join(f"{name}:{plain(quantity.maximum / 10)}" for name in quantity.names[:2])
    told = limits | {"names": ", ".join(quantity.names), "example": example}
    return Problem(quantity.key, text, _filled(_BAD_NAMED, told))


def read_number(text: str) -> float | None:
    """A decimal number as people write it, or None.

    Decimals follow a point, or a comma where that cannot group thousands: 2,5 and 0,125 are numbers, 1,000 is not.
    """
    # NFKC makes the full-width digits of a Japanese keyboard ordinary ones.
    number = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    if _DECIMAL_COMMA.fullmatch(number):
        number = number.replace(",", ".")
    return float(number) if _NUMBER.fullmatch(number) else None


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


def as_text(value: float | str) -> str:
    """A value as it stands in a link."""
    return value if isinstance(value, str) else plain(value)


_UNKNOWN_KEY = Text(
    "There is no such key. The page /api lists all keys.",
    "この名前のキーはありません。すべてのキーは /api のページにあります。",
)
_UNKNOWN_BUT_NEAR = Text(
    "There is no such key. Did you mean one of these: {names}?",
    "この名前のキーはありません。似た名前のキー：{names}",
)
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
_BAD_ONE = Text(
    "Use one number from {low} to {high} {unit}, as in {high}, or none.",
    "{low}〜{high} {unit} の数値を1つ入れてください（例：{high}。空欄も可）。",
)
_BAD_NAMED = Text(
    "Use name:number separated by commas, as in {example}, each name once and each number from {low} to {high} {unit}. "
    "The names: {names}.",
    "{example} のように「名前:数値」をカンマ区切りで指定してください（各名前は1回、数値は {low}〜{high} {unit}）。"
    "使える名前：{names}",
)
_OUT_OF_RANGE_OR_NONE = Text(
    "Out of range. Use 0 for none, or a number from {low} to {high} {unit}.",
    "範囲外です。0（なし）または {low}〜{high} {unit} の数値を入れてください。",
)
_OUT_OF_RANGE = Text(
    "Out of range. Use a number from {low} to {high} {unit}.",
    "範囲外です。{low}〜{high} {unit} の数値を入れてください。",
)
