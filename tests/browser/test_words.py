"""Languages and themes: chosen by the browser, changed by a button, complete in each."""

import re

import pytest

from physics.pickups import measured_pickups

from .conftest import Visits
from .driver import Bench

pytestmark = pytest.mark.browser

EVERYTHING = """
() => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
    const words = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (!data.trim() || parentElement.closest("script, style, noscript, code, #language")) continue;
        words.push(data);
    }
    for (const element of document.querySelectorAll("body *")) {
        if (element.closest("#language")) continue;
        for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"]) {
            if (element.hasAttribute(name)) words.push(element.getAttribute(name));
        }
    }
    return [...words, document.title, document.querySelector("meta[name=description]").content];
}
"""
# What stands in Latin letters in a Japanese text, too: names, symbols, units.
LATIN = set(
    """
    Cablescope API JSON CSV HTTP JavaScript DC DF AC RCA EMF API Rs
    Hz kHz MHz dB mm pF nF µF µH mH nH Ω mΩ kΩ MΩ m s
    ac dc Cat Mogami Canare AMC CFB GS SCP OFC PTFE IACS tan
    FRD ZMA PNG SVG SPICE Touchstone csv frd zma txt MB Re Le Fs Qms Qes PAF
    Lemme Electric Guitar Sound Secrets and Technology Amp Adkins Sorkin
    RG AT VM MC MM Squier Affinity Stratocaster Classic Vibe Telecaster Gibson Seymour Duncan Dimebucker
    ASTM CCA HTML Markdown BBCode iframe ABX cablescope json decade LAN Fb QL Vas
    Acoust Soc Am Lipshitz Vanderkooy Audio Eng Miller Jesteadt Wier Green Toole Olive
    """.split()  # noqa: SIM905
)
KANA_KANJI = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def shown_words(bench: Bench) -> list[str]:
    """Every text of the page, also where only a screen reader or a hover shows it."""
    return bench.page.evaluate(EVERYTHING)


def test_japanese_page_is_in_japanese(visit: Visits) -> None:
    bench = visit("lang=ja&len=abc&parts=1&cable=pair&colour=red")
    bench.type_in_vain("gap", "nonsense")
    bench.type_in_vain("dia", "99")
    cells = bench.page.locator("details td:last-child, details th code").all_text_contents()
    options = {word for cell in cells for word in re.findall("[A-Za-z]+", cell)}  # ids, as they stand in links
    foreign = set()
    for text in shown_words(bench):
        # Out of account: addresses, formulas, and what the link itself asked for.
        plain = re.sub(r"/api/\S*?…|f=[\d,]+|name=|ln\(|acosh\(|R_[ad]c|(colour|len) = \w+", " ", text)
        foreign |= set(re.findall(r"[A-Za-zµΩ]{2,}", plain))
    names = {word for pickup in measured_pickups().values() for word in re.findall("[A-Za-z]+", pickup.name)}
    assert foreign - LATIN - options - names == set()
    assert [text for text in shown_words(bench) if re.search(rf"{KANA_KANJI.pattern}\. ", text)] == []  # a stop is 。


def test_english_page_is_in_english(visit: Visits) -> None:
    bench = visit("lang=en&len=abc&parts=1&cable=pair&colour=red")
    bench.type_in_vain("gap", "nonsense")
    assert [text for text in shown_words(bench) if KANA_KANJI.search(text)] == []


@pytest.mark.parametrize(
    ("locale", "language", "title"),
    [
        ("ja", "ja", "ケーブル"),
        ("ja-JP", "ja", "ケーブル"),
        ("en-US", "en", "cable"),
        ("fr", "en", "cable"),
    ],
)
def test_first_visit_is_in_the_language_of_the_browser(visit: Visits, locale: str, language: str, title: str) -> None:
    bench = visit(locale=locale)
    assert bench.page.locator("html").get_attribute("lang") == language
    assert title in bench.page.title()
    label = bench.page.locator("#cable").get_attribute("aria-label")
    assert label == {"ja": "ケーブルの種類", "en": "Kind of cable"}[language]


def test_link_decides_the_language_over_the_browser(visit: Visits) -> None:
    bench = visit("lang=en", locale="ja")
    assert bench.page.locator("html").get_attribute("lang") == "en"


def test_changing_the_language_keeps_the_state(visit: Visits) -> None:
    bench = visit("preset=guitar-10m")
    bench.press("len", "End")
    bench.choose("att", "abs")
    before = bench.picture()
    bench.page.locator("#language").click()
    bench.page.wait_for_url("**lang=ja*")
    bench.settle()
    bench.unfold()
    after = bench.picture()
    assert bench.page.locator("html").get_attribute("lang") == "ja"
    assert after["values"] == before["values"]
    assert after["curves"] == before["curves"]
    assert bench.query()["lang"] == "ja"
    assert KANA_KANJI.search(bench.text("verdict"))
    bench.page.locator("#language").click()
    bench.page.wait_for_url("**lang=en*")
    bench.settle()
    bench.unfold()
    assert bench.picture() == before
    bench.preset("Speaker cable 30 m, DF 100")
    assert bench.query()["lang"] == "en"  # once chosen, it stays


def is_dark(bench: Bench) -> bool:
    """Whether text is lighter than its ground, on the page and in the boxes."""
    lighter = bench.page.evaluate(
        """() => [document.body, document.getElementById("len-box")].map((element) => {
            element.getAnimations().forEach((animation) => animation.finish());
            const { color, backgroundColor } = getComputedStyle(element);
            const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
            const light = (colour) => parts(colour).reduce((sum, part) => sum + part, 0);
            return light(color) > light(backgroundColor);
        })"""
    )
    assert len(set(lighter)) == 1
    return lighter[0]


def test_theme_is_that_of_the_system_until_the_button_is_pressed(visit: Visits) -> None:
    for theme in ("light", "dark"):
        bench = visit(theme=theme)
        assert is_dark(bench) == (theme == "dark")
        bench.page.locator("#theme").click()
        bench.until(
            "(theme) => document.documentElement.dataset.theme !== theme",
            theme,
        )
        assert is_dark(bench) == (theme == "light")
        bench.page.reload()
        bench.settle()
        assert is_dark(bench) == (theme == "light")
        bench.page.locator("#theme").click()
        bench.until("(theme) => document.documentElement.dataset.theme === theme", theme)
        assert is_dark(bench) == (theme == "dark")
