"""Pins: frozen, named, swapped, opened and unpinned by hand and by keyboard; they outlive what else changes."""

import re
from typing import Any
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest

from app.bench.response import curve_frequencies, respond
from app.bench.state import parse

from .conftest import Visits
from .driver import Bench
from .hand import drag_in_time
from .test_access import AXE, violations

pytestmark = pytest.mark.browser

FOUR = {"a": "preset=speaker-15m&name=Long", "b": "preset=speaker-30m", "c": "preset=quad-100m", "d": "preset=pin-10m"}
LINES = """(graph) => [...document.querySelectorAll(`#${graph} .scatterlayer .trace`)].map((group) => [
    (group.__data__[0].trace ?? group.__data__[0][0].trace).meta ?? "",
    group.querySelector(".js-line").getAttribute("d"),
    getComputedStyle(group.querySelector(".js-line")).stroke,
])"""


def pins(bench: Bench) -> dict[str, dict[str, list[str]]]:
    """What the address holds of pins."""
    return {key: parse_qs(value) for key, value in bench.query().items() if key in ("a", "b", "c", "d")}


def lines(bench: Bench, graph: str = "attenuation") -> list[list[str]]:
    drawn: list[list[str]] = bench.page.evaluate(LINES, graph)
    return drawn


def step(bench: Bench, key: str, what: str) -> None:
    bench.page.locator(f"#{key} [data-do={what}]").press("Enter")
    bench.settle()
    bench.address_is_current()


def test_pins_by_keyboard_from_the_press_to_the_end(visit: Visits) -> None:
    bench = visit("preset=speaker-4m")
    page = bench.page
    page.locator("#pin").press("Enter")
    bench.settle()
    bench.type("len", "15")
    bench.address_is_current()
    assert pins(bench) == {"a": {"v": ["1"], "preset": ["speaker-4m"]}}
    assert "0.75 dB" in bench.text("worth-a")
    assert bench.text("beside-loss-a") == "−0.020 dB (−0.187)"
    assert [meta for meta, _, _ in lines(bench)] == ["", "a"]

    page.locator("#a-name").fill("細い線 & co")
    page.keyboard.press("Enter")
    bench.settle()
    bench.address_is_current()
    assert pins(bench)["a"]["name"] == ["細い線 & co"]
    bench.page.locator("#preset-choice").select_option("stratocaster")
    bench.settle()
    bench.address_is_current()
    assert bench.query()["preset"] == "stratocaster"
    page.reload()
    bench.settle()
    assert page.locator("#a-name").input_value() == "細い線 & co"
    bench.unfold()

    step(bench, "a", "swap")
    assert (bench.query()["preset"], pins(bench)["a"]["preset"]) == ("speaker-4m", ["stratocaster"])
    step(bench, "a", "open")
    assert (bench.query()["preset"], pins(bench)["a"]["preset"]) == ("stratocaster", ["stratocaster"])
    step(bench, "a", "unpin")
    assert pins(bench) == {}
    assert page.locator("#a").is_hidden()
    assert page.evaluate("document.activeElement.id") == "pin"
    page.locator("#undo").click()
    bench.settle()
    page.wait_for_selector("#a:not([hidden])")
    bench.settle()
    with page.expect_navigation():
        page.locator("#language").click()
    bench.settle()
    assert bench.query()["lang"] == "ja"
    assert pins(bench)["a"]["preset"] == ["stratocaster"]


def test_each_pin_has_its_colour_in_each_picture(visit: Visits) -> None:
    bench = visit(f"preset=speaker-4m&{urlencode(FOUR)}")
    page = bench.page
    colours: set[tuple[str, ...]] = set()
    assert page.locator("#pin").is_disabled()
    for view, graph in (
        ("response", "attenuation"), ("response", "phase"), ("difference", "difference"), ("line", "resistance"),
        ("impedance", "magnitude"),
    ):  # fmt: skip
        page.locator(f"#view-is-{view}").check(force=True)
        bench.settle()
        page.wait_for_function(f"document.querySelectorAll('#{graph} .scatterlayer .trace').length >= 4")
        shown = {meta: stroke for meta, _, stroke in lines(bench, graph) if meta}
        assert list(shown) == ["a", "b", "c", "d"]
        colours.add(tuple(shown.values()))
    assert len(colours) == 1
    assert len(set(*colours)) == 4


def test_four_pins_print_on_one_page_with_their_names(visit: Visits) -> None:
    bench = visit(f"preset=speaker-4m&{urlencode(FOUR)}", theme="dark")
    assert len(re.findall(rb"/Type\s*/Page\b", bench.page.pdf(prefer_css_page_size=True))) == 1
    bench.page.emulate_media(media="print")
    assert bench.page.locator("#a-name").is_visible()
    assert bench.page.locator("#worth-d").is_visible()
    assert bench.page.locator("#a [data-do]").first.is_hidden()


def test_no_barriers_with_four_pins(visit: Visits) -> None:
    bench = visit(f"preset=speaker-4m&{urlencode(FOUR)}")
    bench.page.evaluate(AXE)
    found = {"light": violations(bench)}
    bench.page.locator("#theme").click()
    bench.until("() => document.documentElement.dataset.theme === 'dark'")
    assert found | {"dark": violations(bench)} == {"light": [], "dark": []}


def test_drag_leaves_four_pins_where_they_are(chromium_path: str, address: str) -> None:
    drag = drag_in_time(chromium_path, f"{address}?preset=speaker-4m&{urlencode(FOUR)}", 0)
    assert drag.requests <= 12
    assert len(drag.frames) > 20
    for frame in drag.frames[:: max(len(drag.frames) // 8, 1)]:
        state, _ = parse([("len", frame.text)])
        np.testing.assert_allclose(frame.y, respond(state, curve_frequencies(state)).ac_attenuation, atol=0.05)


def test_difference_moves_with_the_hand_while_pinned_lines_stand(visit: Visits) -> None:
    bench = visit(f"preset=speaker-4m&{urlencode(FOUR)}")
    page = bench.page
    for view, graph, moves in (("response", "attenuation", ""), ("difference", "difference", "abcd")):
        page.locator(f"#view-is-{view}").check(force=True)
        bench.settle()
        page.wait_for_function(f"document.querySelectorAll('#{graph} .scatterlayer .trace').length >= 4")
        bench.press("len", "ArrowLeft")  # once, so that axes have settled
        before = {meta: line for meta, line, _ in lines(bench, graph)}
        thumb = bench.thumb("len")
        thumb.focus()
        page.wait_for_timeout(600)  # the sweep has come
        page.keyboard.down("ArrowRight")
        held: dict[str, Any] = {meta: line for meta, line, _ in lines(bench, graph)}
        page.keyboard.up("ArrowRight")
        bench.settle()
        assert {meta for meta, line in held.items() if meta and line != before[meta]} == set(moves)
        assert moves or held[""] != before[""]


def test_link_beyond_what_programs_take_is_told_with_what_is_long(visit: Visits) -> None:
    every = "&".join(
        f"{key}={value}" for key, value in [("name", "線" * 40), ("rdc", "12.3456789"), ("lm", "0.9876543")]
    )
    bench = visit(f"preset=speaker-4m&{urlencode(dict.fromkeys('abcd', every))}")
    words = bench.text("link-long")
    assert "2000" in words
    assert "pin A" in words
    step(bench, "b", "unpin")
    step(bench, "c", "unpin")
    step(bench, "d", "unpin")
    assert bench.text("link-long") == ""
