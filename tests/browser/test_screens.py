"""Small and large screens: the curve stays in sight, nothing jumps, nothing sticks out."""

import re

import pytest

from app.common.frame import PAGES

from .conftest import Visits
from .driver import PHONE, Bench

pytestmark = pytest.mark.browser


def test_curve_stays_in_sight_while_a_finger_moves_a_slider_far_down(visit: Visits) -> None:
    bench = visit(size=PHONE, mobile=True)
    before = bench.curve()
    thumb = bench.thumb("load")
    thumb.evaluate("(thumb) => thumb.scrollIntoView({ block: 'center' })")
    bench.until("() => scrollY > 300")
    finger = bench.page.context.new_cdp_session(bench.page)
    place = thumb.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    assert thumb.evaluate(
        "(thumb, [x, y]) => thumb.contains(document.elementFromPoint(x, y))",
        [x, y],
    )
    scrolled = bench.page.evaluate("scrollY")
    curve = before
    gesture = [("touchStart", 0), ("touchMove", 12), ("touchMove", 30), ("touchMove", 60), ("touchEnd", None)]
    for kind, dx in gesture:
        points = [] if dx is None else [{"x": x + dx, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        if kind == "touchMove":
            bench.settle()
            assert bench.curve() != curve
            curve = bench.curve()
        graph = bench.page.locator("#attenuation .js-plotly-plot").bounding_box()
        assert graph["y"] >= 0
        assert graph["y"] + graph["height"] <= PHONE[1]
        assert graph["height"] >= 150
    assert bench.page.evaluate("scrollY") == scrolled


@pytest.mark.parametrize(("path", "slider"), [("", "#len-slider"), ("earth", "input[data-slides]")])
def test_finger_that_scrolls_the_page_moves_no_slider(visit: Visits, path: str, slider: str) -> None:
    bench = visit(path=path, size=PHONE, mobile=True)
    thumb = bench.page.locator(slider).first
    thumb.evaluate("(thumb) => thumb.scrollIntoView({ block: 'center' })")
    bench.page.evaluate("addEventListener('pointercancel', () => { seen.cancelled = true; })")
    value, text = thumb.input_value(), thumb.get_attribute("aria-valuetext")
    scrolled = bench.page.evaluate("scrollY")
    place = thumb.bounding_box()
    x, y = place["x"] + 0.1 * place["width"], place["y"] + place["height"] / 2
    finger = bench.page.context.new_cdp_session(bench.page)
    for kind, dy in [("touchStart", 0), *(("touchMove", dy) for dy in range(10, 130, 10)), ("touchEnd", None)]:
        points = [] if dy is None else [{"x": x, "y": y - dy}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    bench.until("() => seen.cancelled")
    bench.settle()
    assert bench.page.evaluate("scrollY") > scrolled + 50
    assert (thumb.input_value(), thumb.get_attribute("aria-valuetext")) == (value, text)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_page_does_not_scroll_sideways(visit: Visits, language: str, width: int) -> None:
    bench = visit(f"lang={language}&len=abc&cable=coax&parts=1", size=(width, 844), mobile=width < 700)
    bench.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for kind in ("coax", "pair", "rlc"):
        bench.choose("cable", kind)
        wide, room = bench.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room == width


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_label_is_cut_off(visit: Visits, language: str, width: int) -> None:
    bench = visit(f"lang={language}&cable=pair", size=(width, 844), mobile=width < 700)
    cut = bench.page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll(
                ".segments, .segments > *, #controls .name, #controls legend, .headline dt, .headline dd, "
                + ".actions .button")];
            return boxes.filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1
                && getComputedStyle(box).overflowX !== "auto" && getComputedStyle(box).display !== "inline")
                .map((box) => box.textContent);
        }"""
    )
    assert cut == []


def test_rows_on_a_phone_keep_what_is_chosen_in_sight(visit: Visits) -> None:
    """The pages and the views: one line each, in which the keyboard reaches all of them."""
    bench = visit("view=matters", size=PHONE, mobile=True)
    for row, one in ((".pages", "a"), ("#view .segments", ".segment")):
        place = "(all) => all.map((one) => Math.round(one.getBoundingClientRect().top))"
        tops = bench.page.locator(f"{row} {one}:visible").evaluate_all(place)
        assert len(set(tops)) == 1
    chosen = bench.page.locator("#view .segment:has(:checked)")
    room, box = (place.bounding_box() for place in (bench.page.locator("#view .segments"), chosen))
    assert room["x"] <= box["x"]
    assert box["x"] + box["width"] <= room["x"] + room["width"]
    last = bench.page.locator(".pages a").last
    last.focus()
    assert last.bounding_box()["x"] + last.bounding_box()["width"] <= PHONE[0]


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_jumps_while_loading(visit: Visits, size: tuple[int, int], language: str) -> None:
    bench = visit(f"lang={language}", size=size, mobile=size == PHONE)
    jumps = bench.seen()["jumps"]
    print(f"layout shift while loading: {sum(jump['value'] for jump in jumps):.4f}")
    assert sum(jump["value"] for jump in jumps) < 0.1


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_nothing_jumps_in_a_drag(visit: Visits, size: tuple[int, int]) -> None:
    bench = visit(size=size, mobile=size == PHONE)
    bench.thumb("len").scroll_into_view_if_needed()
    before = len(bench.seen()["jumps"])
    bench.drag("len", 40)
    bench.settle()
    assert bench.box("len").input_value() != "4"
    jumps = bench.seen()["jumps"][before:]
    print(f"layout shifts in a drag: {jumps}")
    assert sum(jump["value"] for jump in jumps if not jump["hadRecentInput"]) == 0


@pytest.mark.parametrize("size", [PHONE, (1024, 768), (1440, 900)])
def test_controls_of_the_current_have_room(visit: Visits, size: tuple[int, int]) -> None:
    """Labels, sliders and boxes side by side, within their panel, as those of every other group."""
    bench = visit("preset=pair-100m&view=field&jshow=now", size=size, mobile=size == PHONE)
    panel = bench.page.locator("#controls").bounding_box()
    usual = bench.page.locator("#len-slider").bounding_box()
    assert panel is not None
    assert usual is not None
    for key in ("fj", "ph"):
        track = bench.page.locator(f"#{key}-slider").bounding_box()
        assert track is not None
        assert track["width"] == pytest.approx(usual["width"], abs=1)
    for key in ("fj", "jshow", "ph"):
        control = bench.page.locator(f"#{key}").bounding_box()
        assert control is not None
        assert control["x"] + control["width"] <= panel["x"] + panel["width"]


@pytest.mark.parametrize("query", ["preset=speaker-100m&att=abs", "preset=speaker-15m&att=abs&lang=ja"])
@pytest.mark.parametrize("width", [900, 1024, 1100, 1440])
def test_key_figures_keep_to_their_columns(visit: Visits, query: str, width: int) -> None:
    bench = visit(query, size=(width, 800))
    over = bench.page.evaluate(
        "() => [...document.querySelectorAll('.headline dd')].filter((one) => one.scrollWidth > one.clientWidth).length"
    )
    assert over == 0


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_answer_prints_on_one_page(visit: Visits, language: str) -> None:
    """A4, from the dark theme as well: the bench in its fullest views, and every other page."""
    benches = [("", f"preset=pair-100m&tol=1&view={view}") for view in ("response", "matters")]
    others = [(path, "") for path in PAGES if path not in ("", "earth")]  # the earth's is held in its own tests
    for path, query in [*benches, *others]:
        bench = visit(f"{query}&lang={language}", path=path, theme="dark")
        assert leaves(bench) == 1, path or query
        bench.page.emulate_media(media="print")
        assert bench.page.evaluate("getComputedStyle(document.querySelector('main')).color") == "rgb(0, 0, 0)"
        assert bench.page.locator(".actions").is_hidden()
        if path in ("paper", "theory", "validation", "api"):
            assert bench.page.locator("footer").inner_text().endswith(f"{bench.address}{path}")
            bench.page.set_viewport_size({"width": 703, "height": 1030})  # A4 less its margins
            assert bench.page.evaluate(OVER) == [], path
        bench.page.context.close()


OVER = """() => [...document.querySelectorAll("main :is(td, th, math, .number)")].filter((one) => {
    const column = one.closest("section").getClientRects();
    const { left, right } = one.getBoundingClientRect();
    return one.checkVisibility() && ![...column].some((part) => part.left <= left + 1 && right <= part.right + 1);
}).map((one) => one.textContent)"""
"""What stands out of its column of a printed sheet."""


def leaves(bench: Bench) -> int:
    """How many leaves of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", bench.page.pdf(prefer_css_page_size=True)))


def test_the_whole_of_a_long_page_is_printed_when_asked_for(visit: Visits) -> None:
    """For that time only; what is asked for by the browser's own menu is the sheet."""
    script = "window.printed = []; window.print = () => window.printed.push(document.body.className);"
    bench = visit("lang=en", path="theory", script=script)
    prose, play = bench.page.locator("#circuit > p:not([class])"), bench.page.locator(".play")
    bench.page.emulate_media(media="print")
    assert (prose.first.is_visible(), play.first.is_visible()) == (False, False)
    bench.page.emulate_media(media="screen")
    bench.page.locator("#print-whole").click()
    assert bench.page.evaluate("printed") == ["whole"]
    bench.page.emulate_media(media="print")
    assert (prose.first.is_visible(), play.first.is_visible()) == (True, True)
    assert leaves(bench) > 1
    bench.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert prose.first.is_hidden()


def test_colours_of_the_user_keep_chosen_options_and_tracks(visit: Visits) -> None:
    bench = visit("view=response")
    bench.page.emulate_media(forced_colors="active")
    ground = "(place) => getComputedStyle(document.querySelector(place)).backgroundColor"
    container = "#view .segment"
    chosen = bench.page.evaluate(ground, f"{container}:has(:checked)")
    other = bench.page.evaluate(ground, f"{container}:not(:has(:checked))")
    assert chosen != other
    told = bench.page.locator("#attenuation").evaluate(
        "(graph) => document.getElementById(graph.closest('[role=group]').getAttribute('aria-describedby')).textContent"
    )
    assert "at 20\N{NO-BREAK SPACE}Hz" in told


def test_colours_of_the_user_leave_no_theme_to_choose(visit: Visits) -> None:
    """Drawings keep the theme's colours, so that only the system's can be told from the system's ground."""
    bench = visit()
    theme = "() => document.documentElement.dataset.theme"
    bench.page.locator("#theme").click()
    assert bench.page.evaluate(theme) == "dark"
    bench.page.emulate_media(forced_colors="active")
    bench.until(f"() => ({theme})() === 'light'")
    assert bench.page.locator("#theme").is_hidden()
    bench.page.reload()
    bench.settle()
    assert bench.page.evaluate(theme) == "light"
    bench.page.emulate_media(forced_colors="active", color_scheme="dark")
    bench.until(f"() => ({theme})() === 'dark'")


def test_colours_of_the_user_hide_no_text_behind_an_equation(visit: Visits) -> None:
    """The system paints a ground under each text; under an equation's tall box it would lie over the line above."""
    bench = visit("lang=en", path="theory", wait=False)
    bench.page.emulate_media(forced_colors="active")
    first = bench.page.locator("p:not(.symbols):has(math)").first
    above = first.bounding_box()
    above["height"] = first.locator("mi").first.bounding_box()["y"] - above["y"]
    assert above["height"] > 20  # the equation is not in the first line
    picture = bench.page.screenshot(clip=above)
    first.locator("math").first.evaluate("(equation) => { equation.style.visibility = 'hidden'; }")
    assert bench.page.screenshot(clip=above) == picture


def test_colours_of_the_user_mark_what_is_chosen(visit: Visits) -> None:
    outline = "(one) => getComputedStyle(one).outlineStyle"
    for path, chosen, other in (
        ("listen", "#hear-0", "#hear-1"),
        ("advice", ".button[aria-current]", ".button:not([aria-current])"),
    ):
        bench = visit("lang=en", path=path, wait=False)
        bench.page.emulate_media(forced_colors="active")
        found = [bench.page.locator(one).first.evaluate(outline) for one in (chosen, other)]
        assert found == ["solid", "none"], path


@pytest.mark.parametrize("size", [PHONE, (1440, 900)])
def test_where_the_values_come_from_can_be_read_whole(visit: Visits, size: tuple[int, int]) -> None:
    """By a button that is there only where the text is longer than its room; nothing moves for it."""
    bench = visit("preset=zip-wall-5m", size=size, mobile=size == PHONE)
    text, button, preset = (bench.page.locator(f"#{name}") for name in ("reference", "reference-whole", "preset"))
    in_sight = """(text) => {
        const { x, width, bottom } = text.getBoundingClientRect();
        return text.contains(document.elementFromPoint(x + width / 4, bottom - 12));
    }"""
    bench.page.locator(".reference").evaluate("(room) => room.scrollIntoView({ block: 'center' })")
    assert not text.evaluate(in_sight)
    before = preset.bounding_box()
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert text.evaluate(in_sight)
    assert preset.bounding_box() == before
    button.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert not text.evaluate(in_sight)
    bench.page.locator("#preset-choice").select_option("speaker-4m")
    bench.settle()
    bench.until("() => document.getElementById('reference-whole').hidden")


def test_mark_on_the_scale_is_whole_and_in_its_middle(visit: Visits) -> None:
    bench = visit("preset=rg-58-10m")  # at the very start
    mark, bar, scale = (bench.page.locator(one).bounding_box() for one in ("#place", ".zones", ".scale"))
    assert mark["x"] + mark["width"] / 2 == pytest.approx(bar["x"], abs=1)
    assert mark["y"] + mark["height"] / 2 == pytest.approx(bar["y"] + bar["height"] / 2, abs=0.5)
    assert mark["y"] >= scale["y"]
    assert bench.page.locator(".scale").evaluate("(scale) => getComputedStyle(scale).overflowX") == "visible"


def test_four_pins_leave_a_graph_on_the_first_screen(visit: Visits) -> None:
    """Of a small tablet on its side."""
    pins = "&".join(
        f"{key}=preset%3Dtwo-way-4m%26len%3D{length}" for key, length in zip("abcd", (4, 8, 16, 32), strict=True)
    )
    bench = visit(f"preset=two-way-4m&len=64&{pins}", size=(1024, 768))
    graph = bench.page.locator("#attenuation").bounding_box()
    assert graph["y"] + graph["height"] <= 768
    last = bench.page.locator("#worth-d")
    last.scroll_into_view_if_needed()  # the rows that have no room are reached
    assert last.is_visible()


def test_the_circuit_can_be_read_on_the_smallest_screen(visit: Visits) -> None:
    """Its smallest letters, of 12 in its own units, have 9 px; it goes on at a side, and the page does not."""
    bench = visit("lang=ja", size=(320, 640), mobile=True)
    width = bench.page.locator("#schematic svg").bounding_box()["width"]
    assert 12 * width / 560 >= 9
    assert bench.page.evaluate("document.documentElement.scrollWidth") == 320
    parts = bench.page.locator("#schematic .to")
    parts.last.scroll_into_view_if_needed()
    room, load = bench.page.locator("#schematic").bounding_box(), parts.last.bounding_box()
    assert load["x"] + load["width"] <= room["x"] + room["width"] + 1
