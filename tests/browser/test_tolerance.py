"""How sure, and what matters: hidden under the hand, there when it rests; bars that lead to their sliders."""

import pytest

from .conftest import Visits
from .driver import Bench
from .test_access import AXE, violations

pytestmark = pytest.mark.browser

BAND = '#attenuation .shapelayer path[style*="fill: rgb(24, 100, 171)"]'


def band_of(bench: Bench) -> str:
    """The outline of the band, "" while it is hidden."""
    return str(
        bench.page.evaluate(
            """(band) => {
                const path = document.querySelector(band);
                return path && getComputedStyle(path).visibility === "visible" ? path.getAttribute("d") : "";
            }""",
            BAND,
        )
    )


def test_the_band_waits_for_the_hand(visit: Visits) -> None:
    bench = visit("preset=speaker-30m")
    assert (band_of(bench), bench.text("sureness")) == ("", "")
    bench.type("tol", "2")
    first, words = band_of(bench), bench.text("sureness")
    assert first.startswith("M")
    assert "100" in words
    bench.thumb("len").scroll_into_view_if_needed()
    place = bench.thumb("len").bounding_box()
    assert place is not None
    y = place["y"] + place["height"] / 2
    bench.page.mouse.move(place["x"] + 0.72 * place["width"], y)
    bench.page.mouse.down()
    bench.page.mouse.move(place["x"] + 0.4 * place["width"], y, steps=8)
    bench.until("() => document.documentElement.dataset.settled === 'false'")
    assert band_of(bench) == ""
    assert not bench.page.locator("#sureness").is_visible()
    bench.page.mouse.up()
    bench.settle()
    assert band_of(bench) not in ("", first)
    assert bench.page.locator("#sureness").is_visible()
    bench.press("len", "ArrowRight")  # a key that is let go is a hand that rests
    assert band_of(bench) != ""
    bench.type("tol", "0")
    assert (band_of(bench), bench.text("sureness")) == ("", "")


def test_a_bar_leads_to_its_slider_and_its_tolerance_can_be_changed(visit: Visits) -> None:
    bench = visit("preset=zip-5m&tol=1&view=matters&of=damping")
    rows = bench.page.locator("#matters li")
    names = rows.locator("button").all_text_contents()
    assert len(names) == 6
    assert names[0] in bench.text("matters-words")
    rows.nth(names.index("Permittivity ε′")).locator("button").click()
    assert bench.page.evaluate("document.activeElement.id") == "eps-slider"
    rows.nth(names.index("Spacing")).locator(".line").click()
    assert bench.page.evaluate("document.activeElement.id") == "gap-slider"
    length = rows.nth(names.index("Length"))
    told = length.locator(".told").inner_text()
    length.locator("input").fill("50")
    length.locator("input").press("Enter")
    bench.until("() => document.getElementById('tols-box').value === 'len:50'")
    bench.settle()
    assert rows.first.locator("button").inner_text() == "Length"
    assert rows.first.locator(".told").inner_text() != told
    bench.address_is_current()
    assert bench.query()["tols"] == "len:50"
    bench.choose("of", "loss")
    assert bench.text("matters-words").startswith("Loss at 20 kHz: ")
    bench.press("len", "ArrowRight")
    assert rows.first.locator("button").inner_text() == "Length"
    bench.page.evaluate(AXE)
    assert violations(bench) == []


def test_of_the_ways_to_give_a_size_a_bar_leads_to_its_own(visit: Visits) -> None:
    bench = visit("preset=zip-5m&awg=14&view=matters")
    bench.page.locator("#matters button", has_text="Conductor size").click()
    assert bench.page.evaluate("document.activeElement.id") == "mm2-slider"
