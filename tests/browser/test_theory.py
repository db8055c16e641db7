"""The theory's page in a browser: equations drawn as mathematics, readable in either theme and on a phone."""

import pytest

from .conftest import Visits
from .driver import PHONE
from .test_access import AXE, violations

pytestmark = pytest.mark.browser


DRAWN = """
    () => {
        const size = (root, part) => root.querySelector(part).getBoundingClientRect();
        const whole = size(document, "main");
        return [...document.querySelectorAll(".equation")].map((equation) => {
            const [box, math, number] = [".scroll", "math", ".number"].map((part) => size(equation, part));
            const fractions = [...equation.querySelectorAll("mfrac")].map((one) => {
                const [above, below] = [...one.children].map((child) => child.getBoundingClientRect());
                return above.bottom <= below.top + 4 && above.height > 0;
            });
            return {
                high: math.height, aside: number.left >= box.right && number.right <= whole.right, fractions,
                reach: math.width <= box.width || equation.querySelector(".scroll").scrollWidth > math.width - 1,
            };
        });
    }"""
"""What can be measured of each equation: that it has a size, stacks its fractions, and is reached with its number."""


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_equations_are_drawn_without_barriers(visit: Visits, language: str, phone: bool) -> None:
    size = PHONE if phone else (1440, 900)
    bench = visit(f"lang={language}", path="theory", size=size, mobile=phone)
    drawn = bench.page.evaluate(DRAWN)
    assert len(drawn) > 20
    assert sum(len(one["fractions"]) for one in drawn) > 20
    for one in drawn:
        assert one["high"] > 10
        assert one["aside"]
        assert one["reach"]
        assert all(one["fractions"])
    assert bench.page.locator("text=\\(").count() == 0
    assert (
        bench.page.evaluate("document.fonts.ready.then((all) => [...all].map((font) => font.status))") == ["loaded"] * 2
    )
    assert bench.page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert bench.page.locator("[data-figure] .js-line").count() >= 8
    bench.page.evaluate(AXE)
    found = {"light": violations(bench)}
    bench.page.locator("#theme").click()
    bench.until("() => document.documentElement.dataset.theme === 'dark'")
    found["dark"] = violations(bench)
    assert found == {"light": [], "dark": []}
    assert bench.seen()["forbidden"] == []


def test_an_example_opens_in_the_bench(visit: Visits) -> None:
    bench = visit("lang=en", path="theory")
    bench.page.get_by_role("link", name="Guitar cable, with the parts").click()
    bench.until("() => document.getElementById('parts') !== null")
    bench.settle()
    assert bench.values()["parts"] == "1"


def test_figures_are_played_with_by_the_keyboard_and_nothing_jumps(visit: Visits) -> None:
    bench = visit("lang=ja", path="theory", size=PHONE, mobile=True)
    sliders = bench.page.locator("[data-plays]")
    assert sliders.count() == 4
    height = "document.documentElement.scrollHeight"
    for n in range(4):
        slider = sliders.nth(n)
        figure = bench.page.locator("figure.play").nth(n)
        high, line = bench.page.evaluate(height), figure.locator(".points path").first.get_attribute("transform")
        said = figure.locator("p").inner_text()
        for key in ("End", "Home", "ArrowRight", "PageUp", "Shift+ArrowLeft"):
            slider.press(key)
            assert bench.page.evaluate(height) == high, key
        assert slider.input_value() == "10"
        assert slider.get_attribute("aria-valuetext") == figure.locator("output").inner_text()
        assert figure.locator("p").inner_text() != said
        assert figure.locator(".points path").first.get_attribute("transform") != line
    assert bench.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_where_a_slider_stands_is_in_the_address(visit: Visits) -> None:
    """Back takes it back, and a link brings it along in the other language as well."""
    bench = visit("lang=en", path="theory")
    page, slider = bench.page, bench.page.locator("#play-spacing")
    before = slider.input_value()
    slider.press("End")
    bench.until("() => new URLSearchParams(location.search).get('gap') === '32'")
    words = bench.text("play-spacing-words")
    assert "gap=32" in (page.locator("#language").get_attribute("href") or "")
    page.reload()
    bench.settle()
    assert bench.text("play-spacing-words") == words
    page.go_back()
    bench.until("() => !location.search.includes('gap')")
    bench.settle()
    assert slider.input_value() == before
