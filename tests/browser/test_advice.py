"""The advice page in a browser: numbers dragged, stepped and typed, the answer that follows, the tables."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import Visits
from .driver import PHONE, Bench
from .test_access import AXE, violations

pytestmark = pytest.mark.browser

SPEAKER = "preset=speaker-4m&solve=len&limits=percent:5"


def field(bench: Bench, key: str):
    return bench.page.locator(f'[data-field="{key}"]')


def bound(bench: Bench, name: str):
    return bench.page.locator(f'[data-bound="{name}"]')


def large(bench: Bench) -> str:
    return bench.page.locator("#answer .large strong").inner_text()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_barriers_and_no_sideways_scrolling(visit: Visits, language: str, phone: bool) -> None:
    size = PHONE if phone else (1440, 900)
    bench = visit(f"lang={language}&colour=red&{SPEAKER},bend:0.5", path="advice", size=size, mobile=phone)
    assert bench.page.evaluate("document.documentElement.scrollWidth") == size[0]
    bench.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    bench.page.evaluate(AXE)
    found = {"light": violations(bench)}
    bench.page.locator("#theme").click()
    bench.until("() => document.documentElement.dataset.theme === 'dark'")
    found["dark"] = violations(bench)
    assert found == {"light": [], "dark": []}
    assert bench.seen()["forbidden"] == []


def test_a_number_is_dragged(visit: Visits) -> None:
    """A decade of the load is a decade of the length."""
    bench = visit(SPEAKER, path="advice")
    assert large(bench) == "at most 8.00 m"
    box = field(bench, "load").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = bench.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 80, y, steps=8)
    mouse.move(x + 160, y, steps=8)
    mouse.up()
    bench.settle()
    assert field(bench, "load").input_value() == "80"
    assert large(bench) == "at most 80.0 m"
    assert bench.page.evaluate("document.activeElement.dataset.field ?? ''") == ""
    bench.until("() => location.search.includes('load=80')")


def test_a_number_is_typed_stepped_and_refused(visit: Visits) -> None:
    bench = visit(SPEAKER, path="advice")
    field(bench, "load").fill("4")
    bench.settle()
    assert large(bench) == "at most 4.00 m"
    field(bench, "load").press("ArrowUp")
    bench.settle()
    assert float(field(bench, "load").input_value()) == pytest.approx(4 * 10 ** (4 / 160), rel=5e-3)
    field(bench, "load").fill("4x")
    bench.settle()
    assert "Not a number" in bench.text("problem")
    assert field(bench, "load").get_attribute("aria-invalid") == "true"
    assert bench.page.locator(".sentence:has([data-field=load]) #problem").inner_text().startswith("Load impedance: ")
    assert bench.text("held").startswith("The answer is still for Load impedance 4.")
    stood = large(bench)
    bound(bench, "percent").fill("10")  # the rest goes on with the last good load
    bench.settle()
    assert large(bench) != stood
    assert "Not a number" in bench.text("problem")
    field(bench, "load").fill("8")
    bench.settle()
    assert (bench.text("problem"), bench.text("held"), large(bench)) == ("", "", "at most 16.0 m")
    assert field(bench, "load").get_attribute("aria-invalid") == "false"


def test_what_a_link_brings_along_is_set_back_in_one_click(visit: Visits) -> None:
    bench = visit(f"{SPEAKER}&runs=2", path="advice")
    assert large(bench) == "at most 16.0 m"
    bench.page.locator("[data-back=runs]").click()
    bench.settle()
    assert large(bench) == "at most 8.00 m"
    assert field(bench, "runs").input_value() == "1"
    assert not bench.page.locator("[data-back=runs]").is_visible()


def test_limits_are_switched_and_the_answer_says_which_decides(visit: Visits) -> None:
    bench = visit(SPEAKER, path="advice")
    bound(bench, "damping").fill("25")  # typing one switches it on
    bench.settle()
    assert bench.page.locator('[data-limit="damping"]').is_checked()
    assert large(bench) == "at most 4.80 m"  # (0.32 − 0.08)/0.05
    assert "Damping factor" in bench.page.locator("#why .decides th").inner_text()
    bench.page.locator('[data-limit="damping"]').uncheck()
    bench.settle()
    assert large(bench) == "at most 8.00 m"
    bench.page.locator('[data-limit="percent"]').uncheck()
    bench.settle()
    assert "Tick at least one limit" in bench.text("problem")
    bench.page.locator('[data-limit="percent"]').check()
    bench.settle()
    assert bench.text("problem") == ""


def test_another_quantity_is_sought(visit: Visits) -> None:
    """5 % of 8 Ω over 2 · 4 m, then the size of a pair, whose sentences come with it."""
    bench = visit(SPEAKER, path="advice")
    assert not field(bench, "len").is_visible()
    bench.page.locator("#sought").select_option("rdc")
    bench.settle()
    assert large(bench) == "at most 50.0 mΩ/m"
    assert field(bench, "len").is_visible()
    assert not field(bench, "rdc").is_visible()
    field(bench, "cable").select_option("pair")
    bench.settle()
    assert bench.page.locator("#sought").input_value() == "len"  # of a pair no R per metre can be sought
    assert bench.text("problem") == ""
    assert field(bench, "gap").is_visible()
    assert not field(bench, "rdc").is_visible()
    field(bench, "mm2").fill("2.5")
    bench.settle()
    length = float(re.findall(r"[\d.]+", large(bench))[0])
    assert length == pytest.approx(0.2 * 2.5e-6 / 1.72e-8, rel=5e-3)


def test_what_was_typed_is_in_the_link_and_back(visit: Visits) -> None:
    bench = visit(f"{SPEAKER}&lang=ja", path="advice")
    field(bench, "load").fill("4")
    bound(bench, "percent").fill("10")
    bench.settle()
    bench.until("() => location.search.includes('percent:10')")
    query = parse_qs(urlsplit(bench.page.url).query)
    assert (query["load"], query["limits"], query["solve"], query["lang"]) == (["4"], ["percent:10"], ["len"], ["ja"])
    again = visit(urlsplit(bench.page.url).query, path="advice")
    assert large(again) == large(bench)
    again.page.locator("#answer .button").click()
    again.page.wait_for_url("**/?*len=*")
    assert float(parse_qs(urlsplit(again.page.url).query)["len"][0]) == pytest.approx(8, rel=1e-6)


def test_the_table_follows_and_leads_to_the_bench(visit: Visits) -> None:
    bench = visit(f"{SPEAKER}&metal=copper", path="advice")
    cell = bench.page.locator("#runs tbody tr", has_text="2.5 mm²").locator("td").nth(3)
    assert cell.inner_text().split() == ["29.0", "%"]  # 0.4 · 58 · 2.5/2
    bound(bench, "percent").fill("10")
    bench.settle()
    assert cell.inner_text().split()[0] == "58.0"
    assert "mm2=2.5" in (cell.locator("a").get_attribute("href") or "")


def test_cables_are_sorted_filtered_and_priced(visit: Visits) -> None:
    bench = visit(f"{SPEAKER}&len=15", path="advice")
    rows = bench.page.locator("#cables tbody tr")
    bench.page.set_viewport_size({"width": 1024, "height": 768})  # narrow enough to part a mark from its word
    summaries = bench.page.locator("#cables summary")
    assert max(summaries.evaluate_all("(all) => all.map((one) => one.clientHeight)")) < 30
    assert rows.locator("visible=true").count() > 0
    names = (
        "() => [...document.querySelectorAll('#cables tbody tr:not([hidden]) th')]"
        ".map((one) => one.innerText.replace('\\u00a0', ' '))"
    )
    assert len(bench.page.evaluate(names)) == 14
    bench.page.locator("#use").select_option("")
    assert len(bench.page.evaluate(names)) == rows.count()
    bench.page.locator("#use").select_option("speaker")
    bench.page.locator('[data-sort="metal"]').click()
    assert bench.page.evaluate(names)[0] == "zip cord 2 x 0.75 mm² (pair)"
    bench.page.locator('[data-sort="metal"]').click()
    assert bench.page.evaluate(names)[0] == "zip cord 2 x 4 mm² (pair)"
    bench.page.locator("#passing").check()
    assert len(bench.page.evaluate(names)) == 8
    price = bench.page.locator('[data-price="canare-4s11"]')
    price.press_sequentially("3.5")
    bench.settle()
    assert bench.page.evaluate("document.activeElement.dataset.price") == "canare-4s11"
    cost = bench.page.locator('#cables tr:has([data-price="canare-4s11"]) [data-by="cost"]')
    assert cost.inner_text() == "52.50"
    assert bench.page.evaluate(names)[0] == "zip cord 2 x 4 mm² (pair)"  # still sorted
    price.fill("x")
    bench.settle()
    assert "price is a number" in bench.text("problem")
    price.fill("2")
    bench.settle()
    assert cost.inner_text() == "30.00"
    assert "price" not in bench.page.url
    bench.page.locator("#share-prices").check()
    bench.until("() => location.search.includes('price=canare-4s11:2')")


def test_prices_stay_in_the_browser(visit: Visits) -> None:
    bench = visit(SPEAKER, path="advice", script="localStorage.setItem('cablescope-prices', 'canare-4s11:3')")
    assert bench.page.locator('[data-price="canare-4s11"]').input_value() == "3"
    bench.settle()
    cost = bench.page.locator('#cables tr:has([data-price="canare-4s11"]) [data-by="cost"]')
    assert cost.inner_text() == "12.00"
    linked = visit(f"{SPEAKER}&price=canare-4s11:5", path="advice")
    assert linked.page.locator('[data-price="canare-4s11"]').input_value() == "5"


def test_on_a_phone_the_answer_stays(visit: Visits) -> None:
    bench = visit(f"{SPEAKER}&lang=ja", path="advice", size=PHONE, mobile=True)
    bench.page.evaluate("document.querySelector('#sought').scrollIntoView({ block: 'end' })")
    answer, asked = (bench.page.locator(place).bounding_box() for place in ("#answer .large", '[data-bound="damping"]'))
    assert answer is not None
    assert asked is not None
    assert 0 <= answer["y"] < 60 < 200 < asked["y"]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_lost_answer_is_told_without_covering_the_last(visit: Visits, phone: bool) -> None:
    bench = visit(f"{SPEAKER}&lang=en", path="advice", faults=True, size=PHONE if phone else (1366, 768), mobile=phone)
    bench.page.route("**/advice/answers?*", lambda route: route.abort())
    field(bench, "load").fill("4")
    bench.until("() => document.getElementById('connection').textContent.includes('trying again')")
    told, answer = (bench.page.locator(place).bounding_box() for place in ("#connection", "#answer"))
    assert told is not None
    assert answer is not None
    assert answer["y"] + answer["height"] <= told["y"] <= bench.page.viewport_size["height"] - told["height"]
    bench.page.unroute("**/advice/answers?*")
    bench.settle()
    assert large(bench) == "at most 4.00 m"


def test_feet_are_typed_and_the_link_stays_metric(visit: Visits) -> None:
    bench = visit("cable=pair&awg=16&metal=copper&units=imperial&solve=awg&limits=percent:5&len=3", path="advice")
    field(bench, "len").fill("50")
    bench.settle()
    assert float(parse_qs(urlsplit(bench.page.url).query)["len"][0]) == pytest.approx(15.24)
    field(bench, "load").click()
    field(bench, "load").fill("4")
    bench.settle()
    assert field(bench, "len").input_value() == "50"
    bench.page.locator("#units").click()
    bench.settle()
    assert field(bench, "len").input_value() == "15.24"
    assert bench.page.locator("#runs caption").inner_text().startswith("Longest cable [m]")


def test_loudspeakers_along_a_line(visit: Visits) -> None:
    """All at the end of 200 m, 50 Ω, want 2.33 mm² for 0.5 dB; at half the length, half of that."""
    bench = visit("volts=100&spread=end&lang=en", path="advice")
    assert large(bench) == "2.5 mm² / AWG 13"
    field(bench, "len").fill("100")
    bench.settle()
    assert large(bench) == "1.5 mm² / AWG 16"
    field(bench, "tap").fill("x")
    bench.settle()
    assert "Not a number" in bench.page.locator("#problem").inner_text()
    assert large(bench) == "1.5 mm² / AWG 16"
    field(bench, "tap").fill("10")
    field(bench, "spread").select_option("even")
    bench.settle()
    assert large(bench) == "0.75 mm² / AWG 19"
    bench.until("() => location.search.includes('len=100') && location.search.includes('spread=even')")
    bench.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    bench.page.evaluate(AXE)
    assert violations(bench) == []
