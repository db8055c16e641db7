"""Words in both languages, and numbers as people read them."""

import math
import re
from typing import Literal, NamedTuple, get_args

from markupsafe import Markup, escape

__all__ = [
    "LANGUAGES", "Language", "Text", "engineering", "fixed", "plain", "significant", "stated", "subscripted",
    "unbroken", "unbroken_html", "worded",
]  # fmt: skip

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Text(NamedTuple):
    """One visible string in each language; neither can be left out."""

    en: str
    ja: str

    def __call__(self, language: Language, **values: object) -> str:
        """The string in one language, its {placeholders} filled."""
        words = self.ja if language == "ja" else self.en
        return words.format(**values) if values else words


_PREFIXES = {-12: "p", -9: "n", -6: "µ", -3: "m", 0: "", 3: "k", 6: "M", 9: "G"}


def plain(value: float, digits: int = 12) -> str:
    """A number as it stands in a link or a number box: a dot for decimals, no grouping, no spare zeros."""
    text = f"{value:.{digits}g}"
    if "e" in text and 1e-7 < abs(value) < 1e15:  # 250000, not 2.5e+05
        text = f"{float(text):f}" if abs(value) >= 1 else f"{float(text):.{digits + 6}f}"
        text = text.rstrip("0").rstrip(".")
    return text


def worded(value: float) -> str:
    """A number as it stands in a sentence: as in a link, but for what has an exponent there, as 1×10⁻⁷."""
    text = plain(value)
    mantissa, _, exponent = text.partition("e")
    return _minus(_times_power(mantissa, exponent)) if exponent else text


def engineering(value: float, unit: str, digits: int = 3) -> str:
    """A quantity with an SI prefix, as in '85.3 kHz'; '∞' where it has no bound."""
    if math.isinf(value):
        return f"∞ {unit}".strip()
    if value == 0:
        return f"0 {unit}".strip()
    rounded = float(f"{value:.{digits - 1}e}")
    exponent = min(max(3 * math.floor(math.log10(abs(rounded)) / 3), -12), 9)
    mantissa = rounded / 10.0**exponent
    decimals = max(digits - 1 - math.floor(math.log10(abs(mantissa))), 0)
    number = f"{mantissa:.{decimals}f}"
    return _minus(f"{number} {_PREFIXES[exponent]}{unit}".strip())


def stated(value: float, unit: str) -> str:
    """A given quantity of at most three digits with an SI prefix and without spare zeros, as in '20 kHz'."""
    number, _, prefixed = engineering(value, unit).partition(" ")
    return f"{number.rstrip('0').rstrip('.') if '.' in number else number} {prefixed}"


def fixed(value: float, decimals: int) -> str:
    """A number with fixed decimals and a true minus sign; what would vanish stands as a power of ten."""
    if value == 0 or abs(value) >= 0.5 * 10.0**-decimals:
        return _minus(f"{value:.{decimals}f}")
    mantissa, exponent = f"{value:.0e}".split("e")
    if int(exponent) < -12:  # of a difference of levels the arithmetic keeps 1e-14, so that no digit of it is a result
        return f"{0:.{decimals}f}"
    return _minus(_times_power(mantissa, exponent))


def significant(value: float, digits: int) -> str:
    """A number with a true minus sign to so many digits, without spare zeros; below a thousandth as a power of ten."""
    rounded = float(f"{value:.{digits - 1}e}")
    if rounded == 0 or abs(rounded) >= 1e-3:
        return _minus(plain(rounded))
    mantissa, exponent = f"{rounded:.{digits - 1}e}".split("e")
    return _minus(_times_power(mantissa, exponent)) if int(exponent) >= -15 else "0"


def _times_power(mantissa: str, exponent: str) -> str:
    return f"{mantissa}×10" + str(int(exponent)).translate(_SUPERSCRIPT)


def subscripted(words: str) -> Markup:
    """The words as HTML, what follows an underscore set low: R_AC is R<sub>AC</sub>."""
    return Markup(re.sub(r"\b([A-Z])_([A-Za-z]+)", r"\1<sub>\2</sub>", str(escape(words))))


def unbroken(words: str) -> str:
    """The words with a no-break space between each number and its unit, for what is shown and may be wrapped."""
    return _BEFORE_UNIT.sub(_NO_BREAK, words)


def unbroken_html(html: str) -> str:
    """The same for the words of a piece of HTML; tags, scripts and what can be typed over stay."""
    return _IN_HTML.sub(lambda found: found[0] if found[0] != " " else _NO_BREAK, html)


_NO_BREAK = "\N{NO-BREAK SPACE}"
_UNIT = (
    r"(?:[pnµmkMG]?(?:Hz|F|H|Ω|V|A|W|s|B)|[kcmµ]?m[²³]?|k?g|dB|%|°C?|ft|mils?|AWG|in(?=[),.;:/、。（）]|$))"
    r"(?![A-Za-z])"
)
# A placeholder stands for a number as well: some words are filled by the page's scripts.
_BEFORE_UNIT = re.compile(rf"(?<=[\d∞⁰¹²³⁴-⁹}}]) (?={_UNIT})")
_IN_HTML = re.compile(
    rf"<(script|style|title|textarea|option|pre|code)\b.*?</\1>|<[^>]*>|{_BEFORE_UNIT.pattern}", re.DOTALL
)

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _minus(number: str) -> str:
    return number.replace("-", "\N{MINUS SIGN}")
