"""The earth page as its user handles it."""

import re

import pytest

from .conftest import Visits
from .driver import PHONE, Bench
from .test_access import AXE, violations

pytestmark = pytest.mark.browser


def field(bench: Bench, device: int, name: str):
    return bench.page.locator("#list [data-device]").nth(device).locator(f'[data-field="{name}"]')


def cell(bench: Bench, row: int, column: int) -> str:
    return bench.page.locator("#earth-table tbody tr").nth(row).locator("td").nth(column).inner_text()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_barriers_and_no_sideways_scrolling(visit: Visits, language: str, phone: bool) -> None:
    size = PHONE if phone else (1440, 900)
    bench = visit(f"lang={language}&colour=red", path="earth", size=size, mobile=phone)
    assert bench.page.evaluate("document.documentElement.scrollWidth") == size[0]
    bench.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    bench.page.evaluate(AXE)
    found = {"light": violations(bench)}
    bench.page.locator("#theme").click()
    bench.until("() => document.documentElement.dataset.theme === 'dark'")
    found["dark"] = violations(bench)
    assert found == {"light": [], "dark": []}
    assert bench.seen()["forbidden"] == []


def test_a_plug_is_turned_by_mouse_and_by_keyboard(visit: Visits) -> None:
    bench = visit("preset=three", path="earth")
    assert cell(bench, 0, 1) == "27.8 V"
    bench.page.locator('[data-flip="1"]').click()
    bench.settle()
    assert cell(bench, 0, 1) == "64.8 V"
    assert field(bench, 0, "flip").is_checked()
    bench.page.locator('[data-flip="1"]').press("Enter")
    bench.settle()
    assert cell(bench, 0, 1) == "27.8 V"
    assert bench.page.evaluate("document.activeElement.dataset.flip") == "1"


def test_devices_are_added_renamed_and_removed(visit: Visits) -> None:
    bench = visit("preset=three", path="earth")
    bench.page.locator("#add").click()
    bench.settle()
    assert bench.page.locator("#earth-table tbody tr").count() == 4
    field(bench, 3, "name").fill("Tuner")
    bench.settle()
    assert "Tuner" in bench.page.locator("#picture").inner_text()
    bench.page.locator("#wire-chain").click()
    bench.settle()
    common = [cell(bench, n, 5) for n in range(4)]
    assert len(set(common)) == 1
    bench.page.locator("#wire-star").click()
    bench.settle()
    assert [cell(bench, n, 5) for n in range(4)] == common
    bench.page.locator("#wire-chain").click()
    bench.page.locator("#list [data-remove]").nth(1).click()
    bench.settle()
    assert bench.page.locator("#earth-table tbody tr").count() == 3
    assert bench.page.locator('[data-field="w"]').input_value() == "2-3"


def test_a_wire_is_made_and_taken_away_in_the_picture(visit: Visits) -> None:
    bench = visit("preset=three&w=", path="earth")
    wires = bench.page.locator('[data-field="w"]')
    assert wires.input_value() == ""
    bench.page.get_by_role("button", name="1 A alone 27.8 V").click()
    assert "A" in bench.text("picked")
    assert bench.page.locator('[data-joins="1"]').get_attribute("aria-pressed") == "true"
    bench.page.locator('[data-joins="2"]').click()
    bench.settle()
    assert wires.input_value() == "1-2"
    assert cell(bench, 0, 5) == cell(bench, 1, 5) == "45.2 V"  # 100 V · 2500/5530
    assert bench.text("picked") == ""
    for key in ("Enter", " "):  # and away, by the keyboard, the other way round
        bench.page.locator(f'[data-joins="{2 if key == "Enter" else 1}"]').press(key)
    bench.settle()
    assert wires.input_value() == ""
    bench.page.locator('[data-joins="2"]').press("Enter")
    bench.page.locator('[data-joins="2"]').press("Escape")
    assert bench.text("picked") == ""
    assert bench.page.evaluate("document.activeElement.dataset.joins") == "2"


def test_protective_earth_is_switched(visit: Visits) -> None:
    bench = visit("preset=three&w=", path="earth")
    switch = bench.page.locator("[data-toggles=pe]").nth(1)
    switch.check()
    bench.settle()
    assert field(bench, 1, "pe").input_value() == "0.1"
    assert cell(bench, 1, 1).endswith("µV")
    field(bench, 1, "pe").fill("")
    bench.settle()
    assert not switch.is_checked()
    assert cell(bench, 1, 1) == "49.4 V"


def test_nobody_is_refused_until_the_meter_goes_to_earth(visit: Visits) -> None:
    bench = visit("preset=note&lang=en", path="earth")
    body = bench.page.locator('[data-key="body"]')
    body.locator("[data-field]").fill("0")
    bench.settle()
    assert "nobody" in body.locator("[data-problem]").inner_text()
    field(bench, 0, "line").fill("100")  # the rest goes on
    bench.settle()
    assert cell(bench, 0, 1) != "1.17 V"
    bench.page.locator("#to").select_option("earth")
    bench.settle()
    assert body.locator("[data-problem]").inner_text() == ""
    bench.until("() => location.search.includes('body=0')")
    assert cell(bench, 0, 1) == "13.6 V"  # 100 V · 100/(100 + 553.8 + 80.465)


def test_what_stands_in_a_box_in_vain_moves_up_with_its_device(visit: Visits) -> None:
    bench = visit("preset=three&lang=en", path="earth")
    field(bench, 2, "line").fill("many")
    bench.settle()
    bench.page.locator("#list [data-remove]").first.click()
    bench.settle()
    assert field(bench, 1, "line").input_value() == "many"
    assert "1000000 pF" in bench.page.locator("#list [data-problem]").nth(1).inner_text()
    assert bench.page.locator('[data-field="w"]').input_value() == "1-2"
    assert cell(bench, 1, 1) == "50.0 V"


def test_twelve_devices_with_long_names(visit: Visits) -> None:
    """The longest there is still goes out, and comes back from its link."""
    name = "仮想アース" * 5 + "その壱"
    bench = visit("preset=box", path="earth")
    while bench.page.locator("#list [data-device]").count() < 12:
        bench.page.locator("#add").click()
    for n in range(12):
        field(bench, n, "name").fill(f"{name}{n}")
    bench.page.locator("#wire-star").click()
    bench.settle()
    assert bench.page.locator("#add").is_disabled()
    assert bench.page.locator("#picture .wire").count() == 11
    assert len({cell(bench, n, 5) for n in range(12)}) == 1
    shown = cell(bench, 0, 5)
    bench.until("() => location.search.includes('1-12')")
    again = visit(bench.page.url.partition("?")[2], path="earth")
    assert cell(again, 11, 5) == shown
    assert again.page.evaluate("document.documentElement.scrollWidth") == 1440


def test_picture_stays_in_sight_while_controls_far_down_are_used(visit: Visits) -> None:
    for size in ((1440, 900), (1024, 768), PHONE):
        bench = visit("preset=three", path="earth", size=size, mobile=size == PHONE)
        last = field(bench, 2, "neutral")
        last.focus()
        top = bench.page.locator("#picture").bounding_box()
        box = last.bounding_box()
        assert top["y"] >= 0
        assert top["y"] + top["height"] <= size[1]
        if size[0] < 1100:
            assert box["y"] >= top["y"] + top["height"]
            assert bench.page.locator(".seen").bounding_box()["height"] < 0.42 * size[1]


def test_copied_link(visit: Visits) -> None:
    bench = visit("preset=three&lang=en", path="earth")
    bench.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bench.page.locator('[data-flip="1"]').click()
    bench.settle()
    bench.page.locator("#copy").click()
    bench.until("() => document.getElementById('link-status').textContent === 'Copied'")
    link = bench.page.evaluate("navigator.clipboard.readText()")
    assert link == bench.page.url
    assert "A~300~700~80~flip" in link


def test_a_lost_answer_is_asked_for_again(visit: Visits) -> None:
    bench = visit("preset=three&lang=en", path="earth", faults=True)
    lost = []
    bench.page.route("**/earth/answers?*", lambda route: (lost.append(1), route.abort())[1], times=1)
    field(bench, 0, "line").fill("500")
    bench.until("() => document.getElementById('connection').textContent.includes('trying again')")
    bench.settle()
    assert lost == [1]
    assert cell(bench, 0, 1) == "39.1 V"  # 100 V · 500/1280


def test_reads_without_scripts(visit: Visits) -> None:
    context = visit.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{visit.address}earth?d1=A~300~700~80&d2=B~2200~2200~50&w=1-2")
    row = page.locator("#earth-table tbody tr").first
    assert row.locator("td").nth(1).inner_text() == "27.8 V"
    assert page.locator("#picture svg").is_visible()
    context.close()


def test_link_gives_the_page_back(visit: Visits) -> None:
    bench = visit("preset=three", path="earth")
    field(bench, 0, "line").fill("500")
    bench.settle()
    bench.until("() => location.search.includes('500')")
    shown = cell(bench, 0, 1)
    again = visit(bench.page.url.partition("?")[2], path="earth")
    assert cell(again, 0, 1) == shown != "27.8 V"
    assert field(again, 0, "line").input_value() == "500"


def test_refused_text_stays_with_its_reason_while_the_rest_goes_on(visit: Visits) -> None:
    bench = visit("preset=three&lang=en", path="earth")
    field(bench, 0, "line").fill("many")
    bench.settle()
    told = bench.page.locator("#list [data-problem]").first.inner_text()
    assert "C_H, to line" in told
    assert "1000000 pF" in told
    assert "~" not in told
    marked = bench.page.locator("[aria-invalid=true]")
    assert (marked.count(), marked.get_attribute("data-field")) == (1, "line")
    field(bench, 1, "line").fill("100")
    bench.settle()
    assert cell(bench, 1, 1) == "4.26 V"
    assert field(bench, 0, "line").input_value() == "many"
    field(bench, 0, "line").fill("300")
    bench.settle()
    assert bench.page.locator("#list [data-problem]").first.inner_text() == ""
    assert marked.count() == 0
    assert cell(bench, 0, 1) == "27.8 V"


def test_a_slider_redraws_with_one_request_out(visit: Visits) -> None:
    bench = visit("preset=three", path="earth")
    bench.page.evaluate(
        """() => {
            window.live = { out: 0, most: 0, count: 0 };
            const plain = window.fetch;
            window.fetch = async (...what) => {
                live.most = Math.max(live.most, ++live.out);
                live.count += 1;
                try { return await plain(...what); } finally { live.out -= 1; }
            };
        }"""
    )
    slider = bench.page.locator("[data-slides]").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    bench.page.mouse.move(box["x"] + 5, y)
    bench.page.mouse.down()
    for n in range(40):
        bench.page.mouse.move(box["x"] + 5 + (box["width"] - 10) * n / 40, y)
    bench.page.mouse.up()
    bench.settle()
    live = bench.page.evaluate("live")
    assert live["most"] == 1
    assert live["count"] > 5
    assert slider.get_attribute("aria-valuetext") == f"{field(bench, 0, 'line').input_value()} pF"
    size = field(bench, 0, "line").input_value()
    answer = bench.page.request.get(f"{bench.address}api/v1/earth?d1=A~{size}~700~80").json()
    assert cell(bench, 0, 1).startswith(f"{answer['devices'][0]['alone']['potential_v']['abs']:.3g}"[:3])


def test_presets_are_entries_of_the_history(visit: Visits) -> None:
    bench = visit("preset=three", path="earth")
    bench.page.get_by_role("link", name="One device with a ground box").click()
    bench.until("() => location.search.includes('preset=box')")
    bench.settle()
    assert cell(bench, 0, 5) == "25.4 V"
    bench.page.go_back()
    bench.until("() => location.search.includes('preset=three')")
    bench.settle()
    assert cell(bench, 0, 5) == "45.4 V"


FAULT = "mains=230&to=earth&d1=Laptop~2200~2200~150~r0.05&d2=DAC~100~300~50&d3=C~100~60~40&w=1-2,2-3"
WELL = FAULT.replace("~r0.05", "")


@pytest.mark.parametrize("size", [PHONE, (1024, 768), (1440, 900)], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_verdict_is_seen_without_scrolling(visit: Visits, language: str, size: tuple[int, int]) -> None:
    for query, grade in ((FAULT, "over"), (WELL, "felt"), ("preset=three", "felt"), ("d1=A~10~10~10", "within")):
        bench = visit(f"{query}&lang={language}", path="earth", size=size, mobile=size == PHONE)
        verdict = bench.page.locator(f'#verdict [data-grade="{grade}"]')
        place = verdict.bounding_box()
        assert place["y"] >= 0
        assert place["y"] + place["height"] <= size[1]
        assert verdict.locator("svg.grade").is_visible()
        headline = verdict.locator(".headline-words").inner_text()
        bench.until("([words]) => document.getElementById('said').textContent === words", [headline])
        assert bench.page.locator("#hint").is_visible()


def test_the_verdict_follows_and_is_spoken_once_the_hand_rests(visit: Visits) -> None:
    bench = visit(f"{FAULT}&lang=en", path="earth")
    assert bench.page.locator("#picture .sign").count() == 3
    bench.until("() => document.getElementById('said').textContent.startsWith('Danger: 4.43 mA')")
    field(bench, 0, "r").fill("")
    bench.settle()
    assert bench.page.locator("#picture .sign").count() == 0
    assert "may feel a tingle" in bench.page.locator("#verdict").inner_text()
    bench.until("() => document.getElementById('said').textContent.includes('tingle')")


def test_a_phone_shows_that_there_are_more_devices_and_reaches_them(visit: Visits) -> None:
    bench = visit(f"{WELL}&lang=en", path="earth", size=PHONE, mobile=True)
    more, third = bench.page.locator("#more"), bench.page.locator('[data-joins="3"]')
    assert more.inner_text() == "1 more →"
    assert third.bounding_box()["x"] + third.bounding_box()["width"] > PHONE[0]
    more.click()
    bench.until("() => document.getElementById('more').hidden")
    assert third.bounding_box()["x"] + third.bounding_box()["width"] <= PHONE[0]
    wide = visit(f"{WELL}&lang=en", path="earth")
    assert wide.page.locator("#more").is_hidden()


def test_readings_become_capacitances_and_a_link(visit: Visits) -> None:
    bench = visit("mains=230&to=earth&d1=Laptop~1100~1100~50&d2=DAC~100~50~30&lang=en", path="earth")
    rows = bench.page.locator("[data-reading]")
    rows.nth(0).locator("[data-part=volts]").fill("80")
    bench.page.locator("#add-reading").click()
    assert rows.nth(1).locator("[data-part=device]").input_value() == "2"
    assert rows.nth(1).locator("option:checked").first.inner_text() == "2 DAC"
    rows.nth(1).locator("[data-part=volts]").fill("1,5")
    rows.nth(1).locator("[data-part=meter]").select_option("loz")
    bench.page.locator("#find").click()
    bench.page.locator("#fit li").first.wait_for()
    bench.settle()
    assert cell(bench, 0, 2) == "80.0 V"  # the page's meter, 10 MΩ
    assert float(field(bench, 0, "line").input_value()) != 1100
    assert "Laptop: " in bench.text("fit")
    readings = bench.page.locator("#earth-readings tbody tr").nth(1)
    assert readings.inner_text().split("\t") == ["DAC – earth", "1.50 V", "1.50 V"]
    found = field(bench, 0, "line").input_value()
    bench.until("([found]) => location.search.includes(`Laptop~${found}~`)", [found])
    assert "read=1:80,2:1.5@loz" in bench.page.url
    again = visit(bench.page.url.partition("?")[2], path="earth")
    assert again.text("fit") != ""
    assert cell(again, 0, 2) == "80.0 V"
    assert again.page.locator("[data-part=volts]").nth(1).input_value() == "1.5"
    field(again, 0, "line").fill("300")  # what was found is about other values now
    again.settle()
    assert again.text("fit") == ""


def test_what_is_found_too_late_is_not_filled_in(visit: Visits) -> None:
    """Nor is the page settled while the search is out; a search that is lost is told."""
    bench = visit("mains=230&to=earth&d1=Laptop~1100~1100~50&lang=en", path="earth", faults=True)
    held = []
    bench.page.route("**/earth/fit?*", lambda route: held.append(route), times=1)
    bench.page.locator("[data-part=volts]").first.fill("80")
    bench.settle()
    bench.page.locator("#find").click()
    assert bench.page.locator("html").get_attribute("data-settled") == "false"
    field(bench, 0, "line").fill("900")
    bench.page.wait_for_timeout(100)
    held[0].continue_()
    bench.settle()
    assert field(bench, 0, "line").input_value() == "900"
    assert bench.text("fit") == ""
    bench.page.route("**/earth/fit?*", lambda route: route.abort(), times=1)
    bench.page.locator("#find").click()
    bench.until("() => document.getElementById('fit').textContent.includes('try again')")


def test_a_reading_that_cannot_be_is_told_beside_it(visit: Visits) -> None:
    bench = visit("mains=230&d1=Laptop~1100~1100~50&d2=DAC~100~50~30&lang=en", path="earth")
    volts = bench.page.locator("[data-part=volts]").first
    volts.fill("300")
    bench.settle()
    told = bench.page.locator('[data-key="read"] [data-problem]')
    assert "more than the mains voltage" in told.inner_text()
    field(bench, 1, "line").fill("200")  # the rest goes on
    bench.settle()
    assert "200 pF" in bench.page.locator("#picture").inner_html()
    volts.fill("100")
    bench.settle()
    assert told.inner_text() == ""
    bench.page.locator("#list [data-remove]").first.click()  # and its reading goes with it
    bench.settle()
    bench.until("() => !location.search.includes('read=')")
    assert volts.input_value() == ""


def test_a_kind_fills_its_values_and_says_what_they_rest_on(visit: Visits) -> None:
    bench = visit("d1=A~300~700~80&lang=en", path="earth")
    bench.page.locator("#add").click()
    for n, key, name in ((0, "pc", "A"), (1, "laptop", "Laptop")):
        bench.page.locator("#list [data-kind]").nth(n).select_option(key)
        bench.settle()
        assert field(bench, n, "name").input_value() == name  # what somebody has called it stays
    assert [field(bench, 0, box).input_value() for box in ("line", "neutral", "pe")] == ["2200", "2200", "0.1"]
    words = bench.page.locator("#list [data-kind-words]")
    assert "Estimated from a Y capacitor" in words.nth(1).inner_text()
    field(bench, 1, "line").fill("900")
    bench.settle()
    assert bench.page.locator("#list [data-kind]").nth(1).input_value() == ""
    assert words.nth(1).inner_text() == ""


def test_a_name_keeps_its_tilde_until_it_is_mended(visit: Visits) -> None:
    bench = visit("preset=three&lang=en", path="earth")
    field(bench, 0, "name").fill("A~1")
    bench.settle()
    assert "without ~" in bench.page.locator("#list [data-problem]").first.inner_text()
    assert field(bench, 0, "name").input_value() == "A~1"
    wires = bench.page.locator('[data-field="w"]')
    wires.fill("1-2、2-3：0.1")
    bench.settle()
    assert bench.page.locator('[data-key="w"] [data-problem]').inner_text() == ""
    assert bench.page.locator("#picture .wire").count() == 2


@pytest.mark.parametrize("language", ["en", "ja"])
def test_prints_on_one_page_in_ink(visit: Visits, language: str) -> None:
    """A4, from the dark theme as well: text is dark, and nothing runs over to a second page."""
    for query in (FAULT, "preset=note"):
        bench = visit(f"{query}&lang={language}", path="earth", theme="dark")
        pages = bench.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pages)) == 1
        bench.page.emulate_media(media="print")
        ink = "(place) => getComputedStyle(document.querySelector(place)).color"
        assert bench.page.evaluate(ink, "#verdict p:last-child") == "rgb(0, 0, 0)"
        assert bench.page.locator("#picture svg").is_visible()
        assert bench.page.locator("#controls").is_hidden()


def test_colours_of_the_user_keep_what_is_marked(visit: Visits) -> None:
    bench = visit(f"{FAULT}&lang=en", path="earth")
    bench.page.emulate_media(forced_colors="active")
    bench.page.locator('[data-joins="2"]').press("Enter")
    width = "(place) => getComputedStyle(document.querySelector(place)).strokeWidth"
    strokes = "(place) => getComputedStyle(document.querySelector(place)).stroke"
    assert bench.page.evaluate(width, '[data-joins="1"] .chassis') == "5px"
    chosen, other = (bench.page.evaluate(strokes, f'[data-joins="{n}"] .chassis') for n in (2, 1))
    assert chosen != other
