"""The earth page as its user handles it."""

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
    bench.until("() => document.documentElement.dataset.mantineColorScheme === 'dark'")
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
    bench.page.locator("#wire-all").click()
    bench.settle()
    common = [cell(bench, n, 5) for n in range(4)]
    assert len(set(common)) == 1
    bench.page.locator("#list [data-remove]").nth(1).click()
    bench.settle()
    assert bench.page.locator("#earth-table tbody tr").count() == 3
    assert bench.page.locator('[data-field="w"]').input_value() == "2-3"


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
    assert "capacitances in pF" in bench.page.locator("#list [data-problem]").first.inner_text()
    field(bench, 1, "line").fill("100")
    bench.settle()
    assert cell(bench, 1, 1) == "4.26 V"
    assert field(bench, 0, "line").input_value() == "many"
    field(bench, 0, "line").fill("300")
    bench.settle()
    assert bench.page.locator("#list [data-problem]").first.inner_text() == ""
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
    slider = bench.page.locator('[data-slides="line"]').first
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
