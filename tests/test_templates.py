"""The pages' text in both languages: the same parts in the same order, each in its own language, nothing left out."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.advice.page import WORDS as ADVICE_WORDS
from app.common.text import LANGUAGES, Language
from app.earth.page import WORDS as EARTH_WORDS
from app.main import server
from app.paper.page import WORDS as PAPER_WORDS
from app.theory.page import WORDS as THEORY_WORDS

TEMPLATES = Path(__file__).parents[1] / "app" / "templates"
PAGES = ("theory", "paper", "earth?preset=note", "advice", "advice?volts=100", "listen")
FRAGMENTS = ("paper", "earth", "advice")
JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
PROSE = {"p", "li", "h1", "h2", "h3", "caption", "figcaption", "summary", "legend", "button"}
VOID = {"input", "br", "meta", "link", "img"}


class Outline(HTMLParser):
    """What stands in <main>: its tags, the formulas of each block, and the words of each block."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.formulas: list[list[str]] = [[]]
        self.words: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._blocks: list[list[str]] = []
        self._formula: list[str] | None = None
        self.feed(untitled(re.search(r"<main.*?</main>", page, re.DOTALL)[0]))  # type: ignore[index]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            self._formula = []
        if self._formula is not None:
            self._formula.append(tag)
            return
        kept = tuple(
            (name, links(value or "")) for name, value in attrs if name in ("id", "class", "href", "data-figure")
        )
        self.tags.append((tag, kept))
        if tag not in VOID:
            self._open.append(tag)
        if tag in PROSE:
            self._blocks.append([])
            self.formulas.append([])

    def handle_endtag(self, tag: str) -> None:
        if self._formula is not None:
            if tag == "math":
                self.formulas[-1].append(" ".join(self._formula))
                self._formula = None
                if self._blocks:
                    self._blocks[-1].append("∎")  # a formula is no word, but no gap either
            return
        while self._open and self._open.pop() != tag:
            pass
        if tag in PROSE and self._blocks:
            self.words.append((tag, "".join(self._blocks.pop())))

    def handle_data(self, data: str) -> None:
        if self._formula is not None:
            self._formula.append(data)
        elif self._blocks:
            self._blocks[-1].append(data)


def untitled(html: str) -> str:
    """HTML without the titles of works, which stand in their own language on every page."""
    return re.sub(r'<cite lang="ja">.*?</cite>', "<cite></cite>", html)


def links(value: str) -> str:
    """An attribute without what a link hands on in words: the language, and the names of devices."""
    return re.sub(r"[?&]lang=(en|ja)|(?<=[?&]d\d=)[^~&]*", "", value)


@pytest.fixture(scope="module")
def outlines() -> dict[tuple[str, str], Outline]:
    client = server.test_client()
    joined = {page: page + ("&" if "?" in page else "?") for page in PAGES}
    return {(page, one): Outline(client.get(f"/{joined[page]}lang={one}").text) for page in PAGES for one in LANGUAGES}


@pytest.mark.parametrize("page", PAGES)
class TestPage:
    def test_has_the_same_parts_in_both_languages(self, outlines: dict[tuple[str, str], Outline], page: str) -> None:
        en, ja = (outlines[page, language] for language in LANGUAGES)
        assert len(en.tags) > 80
        assert en.tags == ja.tags

    def test_has_the_same_formulas_in_both_languages(self, outlines: dict[tuple[str, str], Outline], page: str) -> None:
        """Within a paragraph they may change places, as the words do."""
        en, ja = ([sorted(block) for block in outlines[page, language].formulas] for language in LANGUAGES)
        assert en == ja
        assert any(en) == (page == "theory")

    def test_has_no_japanese_in_its_english(self, outlines: dict[tuple[str, str], Outline], page: str) -> None:
        assert [words for _, words in outlines[page, "en"].words if JAPANESE.search(words)] == []

    def test_has_no_english_paragraph_in_its_japanese(
        self, outlines: dict[tuple[str, str], Outline], page: str
    ) -> None:
        words = [words for _, words in outlines[page, "ja"].words]
        assert sum(bool(JAPANESE.search(one)) for one in words) > (14 if page == "advice?volts=100" else 15)
        assert [one for one in words if re.search(r"[a-z]{3}.*[a-z]{3}", one) and not JAPANESE.search(one)] == []

    def test_leaves_nothing_empty_in_one_language(self, outlines: dict[tuple[str, str], Outline], page: str) -> None:
        """What a script fills stands empty in both."""
        en, ja = ([(tag, bool(words.strip())) for tag, words in outlines[page, one].words] for one in LANGUAGES)
        assert en == ja
        assert all(filled for tag, filled in en if tag != "p")


@pytest.mark.parametrize("page", FRAGMENTS)
class TestFragments:
    """Words that a page's template takes one by one from the file of its language."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_those_that_the_page_takes(self, page: str, language: Language) -> None:
        taken = re.findall(r"prose\.(\w+)", (TEMPLATES / f"{page}.html").read_text("utf-8"))
        assert fragments(page, language).keys() == set(taken)
        assert len(taken) > 4

    def test_are_told_in_both_languages(self, page: str) -> None:
        en, ja = (fragments(page, language) for language in LANGUAGES)
        assert list(en) == list(ja)
        for name in en:
            assert len(en[name].split()) > 5
            assert not JAPANESE.search(en[name])
            assert len(JAPANESE.findall(ja[name])) > 10


@pytest.mark.parametrize("page", ["theory", *FRAGMENTS])
def test_no_line_breaks_within_a_japanese_sentence(page: str) -> None:
    """It would show as a space."""
    source = (TEMPLATES / page / "ja.html").read_text("utf-8")
    assert re.findall(r"[\u3001-\u30ff\u3400-\u9fff（）].*\n\s*[\u3001-\u30ff\u3400-\u9fff（）]", source) == []


def fragments(page: str, language: Language) -> dict[str, str]:
    source = (TEMPLATES / page / f"{language}.html").read_text("utf-8")
    return dict(re.findall(r"{% set (\w+) %}(.*?){% endset %}", untitled(source), re.DOTALL))


@pytest.mark.parametrize(
    "words", [ADVICE_WORDS, EARTH_WORDS, PAPER_WORDS, THEORY_WORDS], ids=["advice", "earth", "paper", "theory"]
)
def test_what_takes_more_than_a_line_is_in_a_template(words: dict[str, tuple[str, str]]) -> None:
    assert [name for name, (en, ja) in words.items() if len(en) > 160 or len(ja) > 80] == []
