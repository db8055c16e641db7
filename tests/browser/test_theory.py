"""The theory's page in a browser: typeset from here alone, readable in either theme and on a phone."""

import pytest

from .conftest import Visits
from .driver import PHONE
from .test_access import AXE, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_equations_are_typeset_without_barriers(visit: Visits, language: str, phone: bool) -> None:
    size = PHONE if phone else (1440, 900)
    bench = visit(f"lang={language}", path="theory", size=size, mobile=phone)
    equations = bench.page.locator(".equation")
    assert equations.locator("mjx-container[display=true]").count() == equations.count() > 20
    assert bench.page.locator("mjx-merror, [data-mjx-error], mjx-container [fill=red]").count() == 0
    assert bench.page.locator("text=\\(").count() == 0
    assert bench.page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert bench.page.locator("[data-figure] .js-line").count() >= 8
    bench.page.evaluate(AXE)
    found = {"light": violations(bench)}
    bench.page.locator("#theme").click()
    bench.until("() => document.documentElement.dataset.mantineColorScheme === 'dark'")
    found["dark"] = violations(bench)
    assert found == {"light": [], "dark": []}
    assert bench.seen()["forbidden"] == []


def test_an_example_opens_in_the_bench(visit: Visits) -> None:
    bench = visit("lang=en", path="theory")
    bench.page.get_by_role("link", name="Guitar cable, with the parts").click()
    bench.until("() => document.getElementById('parts') !== null")
    bench.settle()
    assert bench.values()["parts"] == "1"
