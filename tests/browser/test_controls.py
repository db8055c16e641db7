"""The controls in the hand: fine and coarse steps, the way back to the preset, undo, and limits beside other values."""

import pytest
from playwright.sync_api import expect

from .conftest import Visits
from .driver import PHONE, Bench

pytestmark = pytest.mark.browser


def test_keys_step_finely_and_coarsely(visit: Visits) -> None:
    bench = visit()
    position = lambda: float(bench.thumb("len").input_value())  # noqa: E731
    start = position()
    for stroke, steps in (("ArrowRight", 1), ("Shift+ArrowRight", 0.1), ("PageUp", 10), ("PageDown", -10)):
        before = position()
        bench.press("len", stroke)
        assert position() - before == pytest.approx(0.01 * steps, abs=1e-9), stroke
    bench.press("len", "Shift+ArrowLeft", "ArrowLeft")
    assert position() == pytest.approx(start)
    bench.press("len", *["Shift+ArrowRight"] * 3)
    assert float(bench.box("len").input_value()) == pytest.approx(4 * 10**0.003, rel=1e-3)


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_track_is_wide_with_name_and_value_above_it(visit: Visits, size: tuple[int, int]) -> None:
    bench = visit(size=size, mobile=size == PHONE)
    for key in ("len", "df", "load"):
        track = bench.thumb(key).bounding_box()
        box = bench.box(key).bounding_box()
        name = bench.page.locator(f"#{key} .name").bounding_box()
        assert track is not None
        assert box is not None
        assert name is not None
        assert track["width"] >= (300 if size == PHONE else 220)
        assert box["y"] + box["height"] <= track["y"] + 2
        assert name["y"] + name["height"] <= track["y"] + 4


def test_changed_value_is_marked_and_goes_back_to_the_presets(visit: Visits) -> None:
    bench = visit("preset=speaker-30m")
    back = bench.page.locator("#len-back")
    assert not back.is_visible()
    bench.type("len", "7")
    assert bench.page.locator("#len").evaluate("(one) => one.classList.contains('changed')")
    back.click()
    bench.settle()
    assert bench.box("len").input_value() == "30"
    assert not back.is_visible()
    bench.press("len", "End")
    place = bench.thumb("len").bounding_box()
    assert place is not None
    bench.page.mouse.dblclick(place["x"] + 20, place["y"] + place["height"] / 2)
    bench.settle()
    assert bench.box("len").input_value() == "30"
    assert "len" not in bench.query()


def test_undo_and_redo_by_button_and_by_key(visit: Visits) -> None:
    bench = visit()
    undo, redo = bench.page.locator("#undo"), bench.page.locator("#redo")
    assert undo.is_disabled()
    assert redo.is_disabled()
    seen = [bench.picture()]
    bench.drag("len", 20)
    bench.settle()
    bench.address_is_current()
    seen.append(bench.picture())
    bench.type("load", "4")
    bench.address_is_current()
    seen.append(bench.picture())
    bench.choose("att", "abs")
    bench.address_is_current()
    seen.append(bench.picture())

    def now(picture: dict) -> None:
        bench.page.wait_for_timeout(100)
        bench.settle()
        assert bench.picture() == picture

    undo.click()
    now(seen[2])
    undo.click()
    now(seen[1])
    bench.page.keyboard.press("Control+z")
    now(seen[0])
    assert undo.is_disabled()
    expect(redo).to_be_focused()  # and not the page as a whole, from whose top Tab would begin
    bench.page.keyboard.press("Control+Shift+Z")
    now(seen[1])
    redo.click()
    now(seen[2])
    bench.page.keyboard.press("Control+y")
    now(seen[3])
    assert redo.is_disabled()
    expect(undo).to_be_focused()


def test_back_undoes_a_drag_rather_than_leave(visit: Visits) -> None:
    bench = visit("preset=speaker-30m")
    first = bench.picture()
    bench.drag("len", 30)
    bench.settle()
    bench.address_is_current()
    assert bench.box("len").input_value() != "30"
    bench.page.go_back()
    bench.settle()
    assert bench.picture() == first


def is_consistent(bench: Bench) -> None:
    """What is drawn and linked is that of the values in the boxes that are not marked as refused."""
    numbers = bench.numbers()
    for key, value in bench.values().items():
        box = bench.page.locator(f"#{key}-box")
        if not box.count() or box.get_attribute("aria-invalid") == "true" or key == "lens":
            continue
        assert float(value) == pytest.approx(numbers["state"][key], rel=1e-5), key
    assert bench.curve() == pytest.approx(numbers["ac_attenuation_db"], abs=1e-4)


def test_refused_value_freezes_nothing(visit: Visits) -> None:
    """A capacitance that makes waves faster than light, then another length: the rest goes on."""
    bench = visit()
    bench.type_in_vain("cm", "2")
    assert "faster than light" in bench.message("cm")
    assert "Still drawn with 45 pF/m" in bench.message("cm")
    assert bench.message("lm") == ""
    bench.type("len", "132")
    is_consistent(bench)
    assert bench.query()["len"] == "132"
    assert "cm" not in bench.query()
    bench.choose("view", "impedance")
    bench.choose("zl", "driver")
    assert bench.query()["zl"] == "driver"
    bench.choose("view", "response")
    bench.type("lm", "10")  # now it can be
    assert bench.message("cm") == ""
    is_consistent(bench)
    assert bench.query()["cm"] == "2"


def test_slider_stops_where_wires_would_touch(visit: Visits) -> None:
    bench = visit("cable=pair&dia=2&gap=4")
    track = bench.thumb("gap").bounding_box()
    assert track is not None
    y = track["y"] + track["height"] / 2
    bench.page.mouse.move(track["x"] + track["width"] / 2, y)
    bench.until("() => seen.asked.length > 0 && !seen.pending")  # its range is known
    bench.page.mouse.down()
    bench.page.mouse.move(track["x"] + 4, y, steps=20)
    bench.page.mouse.up()
    bench.settle()
    assert 2 < float(bench.box("gap").input_value()) < 2.1
    assert "stops here" in bench.text("gap-message")
    assert bench.box("gap").get_attribute("aria-invalid") is None
    is_consistent(bench)
    bench.type("dia", "1")
    bench.press("gap", "ArrowLeft")
    assert bench.text("gap-message") == ""
    is_consistent(bench)


def test_hiding_a_trace_recolours_no_other(visit: Visits) -> None:
    bench = visit("preset=speaker-4m&parts=1")
    colours = """() => Object.fromEntries([...document.querySelectorAll('#attenuation .scatterlayer .trace')].map(
        (one) => [one.__data__[0].trace.name, getComputedStyle(one.querySelector('.js-line')).stroke]))"""
    before = bench.page.evaluate(colours)
    assert len(set(before.values())) == 4
    bench.page.locator("#attenuation .legendtoggle").nth(1).click()
    bench.until("() => document.querySelectorAll('#attenuation .scatterlayer .trace .js-line').length === 3")
    bench.page.wait_for_timeout(200)
    after = bench.page.evaluate(colours)
    assert after == {name: colour for name, colour in before.items() if name in after}


def test_zoom_of_one_graph_is_that_of_the_other(visit: Visits) -> None:
    bench = visit()
    area = bench.page.locator("#phase .nsewdrag").bounding_box()
    assert area is not None
    bench.page.mouse.move(area["x"] + 0.5 * area["width"], area["y"] + 10)
    bench.page.mouse.down()
    bench.page.mouse.move(area["x"] + 0.62 * area["width"], area["y"] + 12, steps=5)
    bench.page.mouse.up()
    bench.page.locator("#unzoom").wait_for()
    assert bench.range("x") == bench.range("x", "phase") != [1, 6]
    labels = bench.page.locator("#attenuation .xaxislayer-above text").all_text_contents()
    assert len(labels) >= 3, labels
    bench.page.locator("#unzoom").click()
    assert bench.range("x") == bench.range("x", "phase") == pytest.approx([1, 6])


def test_double_click_gives_the_axes_of_now(visit: Visits) -> None:
    bench = visit()
    bench.type("len", "300")
    now = bench.range("y")
    area = bench.page.locator("#attenuation .nsewdrag").bounding_box()
    assert area is not None
    bench.page.mouse.dblclick(area["x"] + 200, area["y"] + 100)
    bench.page.wait_for_timeout(600)
    assert bench.range("y") == now


def test_tap_on_a_phone_leaves_the_axes(visit: Visits) -> None:
    bench = visit(size=PHONE, mobile=True)
    bench.type("len", "300")
    now = bench.range("x"), bench.range("y")
    area = bench.page.locator("#attenuation .nsewdrag").bounding_box()
    assert area is not None
    bench.page.touchscreen.tap(area["x"] + 100, area["y"] + 40)
    bench.page.wait_for_timeout(600)
    assert (bench.range("x"), bench.range("y")) == now
