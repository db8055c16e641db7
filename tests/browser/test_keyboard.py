"""Everything can be reached and set from the keyboard, and said aloud by a screen reader."""

import pytest

from .conftest import Visits
from .driver import Bench

pytestmark = pytest.mark.browser

FOCUSED = """
() => {
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const drawn = focused.type === "radio" ? focused.parentElement : focused; // drawn with its label
    const outlined = [focused, drawn].some((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    });
    const control = focused.closest(".control");
    return {
        id: focused.id || focused.getAttribute("class") || focused.tagName,
        control: control && control.id,
        role: focused.getAttribute("role") || focused.type || focused.tagName.toLowerCase(),
        visible: outlined,
    };
}
"""


def tab_through(bench: Bench) -> list[dict]:
    """Press Tab until the focus leaves the page, and list where it has been."""
    stops = []
    for _ in range(120):
        bench.page.keyboard.press("Tab")
        stop = bench.page.evaluate(FOCUSED)
        if stop is None:
            return stops
        stops.append(stop)
    pytest.fail(f"the focus never leaves the page; last at {stops[-5:]}")


@pytest.mark.parametrize("kind", ["rlc", "pair", "coax"])
def test_tab_reaches_every_control_and_is_seen(visit: Visits, kind: str) -> None:
    bench = visit(f"cable={kind}")
    stops = tab_through(bench)
    wanted = bench.page.evaluate(
        """() => [...document.querySelectorAll("#controls .control")]
            .filter((control) => control.checkVisibility())
            .flatMap((control) => control.querySelector("[type=range]")
                ? [[control.id, "range"], [control.id, "text"]] : [[control.id, "any"]])"""
    )
    reached = {(stop["control"], role) for stop in stops for role in (stop["role"], "any")}
    assert [(key, role) for key, role in wanted if (key, role) not in reached] == []
    assert {"copy", "language", "theme", "reset", "preset-choice"} <= {stop["id"] for stop in stops}
    assert [stop for stop in stops if not stop["visible"]] == []


def test_hidden_controls_are_not_in_the_way_of_tab(visit: Visits) -> None:
    stops = tab_through(visit("cable=rlc"))
    assert {stop["control"] for stop in stops}.isdisjoint({"dia", "gap", "bore", "shield", "eps", "formula"})


def test_first_tab_offers_the_way_to_the_curves(visit: Visits) -> None:
    bench = visit()
    bench.page.keyboard.press("Tab")
    skip = bench.page.locator("a.skip")
    assert skip.evaluate("(link) => link === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    bench.page.keyboard.press("Enter")
    assert bench.page.evaluate("document.activeElement.id") == "curves"


def test_arrows_and_ends_move_a_slider_and_redraw(visit: Visits) -> None:
    bench = visit()
    start, first = float(bench.box("len").input_value()), bench.curve()
    bench.press("len", "ArrowRight")
    more = float(bench.box("len").input_value())
    assert start < more < 1.1 * start
    assert bench.curve()[-1] < first[-1]
    bench.press("len", "ArrowLeft", "ArrowLeft")
    assert float(bench.box("len").input_value()) < start
    for stroke, end in (("Home", "0.1"), ("End", "300")):
        before = bench.curve()
        bench.press("len", stroke)
        assert bench.box("len").input_value() == end
        assert bench.curve() != before
    assert bench.query()["len"] == "300"


def test_enter_takes_a_typed_value(visit: Visits) -> None:
    bench = visit()
    before = bench.curve()
    bench.box("len").focus()
    bench.page.keyboard.press("Control+A")
    bench.page.keyboard.type("12.5")
    bench.page.keyboard.press("Enter")
    bench.settle()
    assert bench.curve() != before
    assert bench.numbers()["state"]["len"] == 12.5


def test_slider_says_its_value_with_the_unit(visit: Visits) -> None:
    bench = visit()
    said = lambda key: bench.thumb(key).get_attribute("aria-valuetext")  # noqa: E731
    assert (said("len"), said("rdc"), said("rs"), said("df")) == ("4 m", "25 mΩ/m", "0.08 Ω", "100")
    bench.press("len", "End")
    assert said("len") == "300 m"
    bench.type("len", "12.5")
    assert said("len") == "12.5 m"
    sliders = bench.page.locator("#controls input[type=range]")
    names = sliders.evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert all(names)
    assert len(set(names)) == len(names)


def test_arrows_choose_among_options(visit: Visits) -> None:
    bench = visit()
    before = bench.curve()
    bench.page.locator('#model input[value="c-end"]').focus()
    bench.page.keyboard.press("ArrowRight")
    bench.until("() => document.querySelector('#model input:checked').value === 'c-mid'")
    bench.settle()
    assert bench.curve() != before
    assert bench.query()["model"] == "c-mid"


def test_a_button_that_goes_hands_the_keys_on(visit: Visits) -> None:
    """Not to the top of the page, where they would be if nothing had them."""
    bench = visit("len=9&colour=red&view=field")

    def press(button: str) -> str:
        bench.page.locator(button).press("Enter")
        bench.settle()
        assert bench.page.locator(button).is_hidden()
        return bench.page.evaluate("document.activeElement.id")

    assert press("#messages-close") == "curves"
    assert press("#len-back") == "len-slider"
    assert press("#alike") == "view-is-field"
    assert press("#telling") == "view-is-field"


def test_the_volume_of_what_is_heard_has_a_name(visit: Visits) -> None:
    """A label names the first of the elements in it that can be named, and what tells the decibels is one."""
    bench = visit("lang=en", path="listen", wait=False)
    assert bench.page.get_by_role("slider", name="Volume").count() == 1


def test_tab_brings_each_cable_into_sight(visit: Visits) -> None:
    """From the price, at the far end of a row, to the name of the next cable."""
    bench = visit("lang=en", path="advice", size=(844, 390), wait=False)
    prices = bench.page.locator(".cables input")
    for n in (0, 1):
        prices.nth(n).focus()
        bench.page.keyboard.press("Tab")
        name = bench.page.evaluate(
            """() => {
                const [name, room] = [document.activeElement, document.activeElement.closest(".scroll")];
                const [inner, outer] = [name.getBoundingClientRect(), room.getBoundingClientRect()];
                return {
                    tag: name.tagName, wider: room.scrollWidth > room.clientWidth,
                    seen: outer.left <= inner.left && inner.right <= outer.right,
                };
            }"""
        )
        assert name["wider"]  # otherwise this proves nothing
        assert (name["tag"], name["seen"]) == ("A", True)
