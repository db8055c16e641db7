"""No line ends between a number and its unit, wherever a page is read; programs get plain spaces."""

import json
import re

import pytest

from app.bench.callbacks import answer
from app.common.frame import PAGES
from app.common.text import Language, stated, unbroken, unbroken_html
from app.main import server

client = server.test_client()
PARTED = re.compile(r"\d (?:dB|kHz|Hz|m|mm|mA|Ω|pF|µH|%|W|V)(?!\w)")
UNWRAPPED = re.compile(r"<(script|style|title|textarea|option|pre|code)\b.*?</\1>|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("10 kHz", "10~kHz"), ("4.43 mA,", "4.43~mA,"), ("1.5 mm² of", "1.5~mm² of"), ("−3 dB.", "−3~dB."),
        ("60 pF/m", "60~pF/m"), ("0.5 % more", "0.5~% more"), ("15 m、10 m で", "15~m、10~m で"),
        ("10⁻³ dB", "10⁻³~dB"), ("16 AWG", "16~AWG"), ("80 Ω", "80~Ω"), ("20 °C", "20~°C"),
        ("{a} dB", "{a}~dB"), ("2 to 4 %", "2 to 4~%"),
        ("5 metres", "5 metres"), ("90 of 100 in which", "90 of 100 in which"), ("of 0.1 in.", "of 0.1~in."),
        ("figure 2 made", "figure 2 made"), ("m 5 s", "m 5~s"),
    ],
)  # fmt: skip
def test_a_number_stays_with_its_unit(words: str, kept: str) -> None:
    assert unbroken(words) == kept.replace("~", "\N{NO-BREAK SPACE}")


def test_in_html_only_what_is_read_changes() -> None:
    """Scripts, attributes and what can be copied as code or typed over keep their plain spaces."""
    plain = '<script>"4 m"</script><p title="4 m"><code>4 m</code><textarea>\n4 m</textarea><option>4 m</option>'
    assert unbroken_html(f"{plain}4 m<b>5</b> m") == f"{plain}4\N{NO-BREAK SPACE}m<b>5</b> m"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", ["", *(path for path in PAGES if path)])
def test_no_page_parts_a_number_from_its_unit(path: str, language: Language) -> None:
    shown = UNWRAPPED.sub("|", client.get(f"/{path}?lang={language}").data.decode())
    assert PARTED.findall(shown) == []


@pytest.mark.parametrize("path", ["", *(path for path in PAGES if path)])
def test_no_space_follows_a_japanese_sentence(path: str) -> None:
    shown = UNWRAPPED.sub("", client.get(f"/{path}?lang=ja").data.decode())
    assert "。" in shown
    assert re.findall(r".{9}。[ \N{NO-BREAK SPACE}].{9}", shown) == []


@pytest.mark.parametrize("path", ["", "sheet", *(path for path in PAGES if path)])
def test_a_colon_after_a_japanese_word_is_a_wide_one(path: str) -> None:
    shown = UNWRAPPED.sub("", client.get(f"/{path}?lang=ja").data.decode())
    assert re.findall(r".{0,9}[ぁ-んァ-ヶー一-龠]: .{9}", shown) == []


@pytest.mark.parametrize(
    "path", ["earth/answers?preset=note", "advice/answers?preset=zip-5m&solve=len&limits=percent:5"]
)
def test_nor_does_what_its_script_asks_for(path: str) -> None:
    told = json.loads(client.get(f"/{path}").data)
    html = [words for name, words in told.items() if isinstance(words, str) and "<" in words and name != "picture"]
    shown = [UNWRAPPED.sub("|", words) for words in html]
    assert shown
    assert [found for words in shown for found in PARTED.findall(words)] == []


def test_nor_does_a_redraw_or_a_refusal() -> None:
    asked = {"id": 1, "language": "en", "lenient": False, "resting": True}
    texts = answer(asked | {"query": "preset=speaker-30m"})["redraw"]["texts"].values()
    assert any("\N{NO-BREAK SPACE}dB" in words for words in texts)
    assert [words for words in texts if PARTED.search(words)] == []
    (refusal,) = answer(asked | {"query": "len=500"})["refusals"]
    assert "300\N{NO-BREAK SPACE}m" in refusal["message"]


def test_programs_get_plain_spaces() -> None:
    for path in ("share?preset=zip-5m&len=15", "response?len=500", "paper", "validation"):
        assert "\N{NO-BREAK SPACE}" not in client.get(f"/api/v1/{path}").data.decode()
    assert "300 m" in client.get("/api/v1/response?len=500").data.decode()


def test_what_is_given_is_told_without_spare_zeros() -> None:
    told = [stated(value, "Hz") for value in (20e3, 1600, 242, 100, 0, 5e-3, 0.0125)]
    assert told == ["20 kHz", "1.6 kHz", "242 Hz", "100 Hz", "0 Hz", "5 mHz", "12.5 mHz"]
