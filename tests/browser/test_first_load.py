"""The first visit: little to fetch, all of it from here, and the curve at once."""

from typing import Any

import pytest

from .conftest import Visits

pytestmark = pytest.mark.browser


def test_first_load_is_small_and_draws_without_asking_again(visit: Visits) -> None:
    bench = visit("preset=speaker-30m&len=17")
    assert bench.seen()["asked"] == []
    assert len(bench.page.locator("#attenuation .trace .js-line").first.get_attribute("d")) > 100
    assert bench.curve() == pytest.approx(bench.numbers()["ac_attenuation_db"], abs=1e-4)


def test_first_load_takes_less_than_a_megabyte(visit: Visits) -> None:
    bench = visit()
    session = bench.page.context.new_cdp_session(bench.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: dict[str, int] = {}
    urls: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    bench.page.goto(bench.address)
    bench.settle()
    bench.page.wait_for_load_state("networkidle")
    total = sum(sizes.values())
    for request, size in sorted(sizes.items(), key=lambda item: -item[1])[:8]:
        print(f"{size:8d} {urls.get(request, '?')[:110]}")
    print(f"{total} bytes in {len(sizes)} answers")
    assert len(sizes) > 5
    assert total <= 1_000_000


def test_inputs_of_what_does_not_matter_follow_when_it_does(visit: Visits) -> None:
    bench = visit("units=imperial")
    assert bench.page.locator("#controls .unused input:not([type=radio])").count() == 0
    assert bench.page.locator("#awg input").count() == 0
    bench.choose("cable", "pair")
    bench.settle()
    assert bench.page.locator("#awg-box").input_value() == "18.2019"  # 1 mm
    assert bench.page.locator("#awg .name").inner_text()
    assert bench.page.locator("#gap-box").get_attribute("aria-describedby") == "gap-message"
    bench.press("gap", "End")
    assert bench.page.locator("#gap-slider").get_attribute("aria-valuetext") == "3.937 in"  # of 100 mm, 3.93701 in
    bench.choose("cable", "rlc")  # they stay, and are not put in place twice
    bench.choose("cable", "pair")
    assert bench.page.locator("#gap input").count() == 2
    assert bench.page.locator("#gap .name").count() == 1


def test_security_policy_is_kept(visit: Visits) -> None:
    bench = visit()
    bench.press("len", "End")
    bench.choose("cable", "pair")
    bench.page.locator("#theme").click()
    bench.settle()
    assert bench.seen()["forbidden"] == []


def test_unknown_address_is_told_so(visit: Visits) -> None:
    bench = visit()
    assert bench.page.request.get(f"{bench.address}nowhere").status == 404
