"""axe finds nothing to complain about, in any theme, language, size or state."""

from pathlib import Path
from typing import Any

import pytest

from .conftest import Visits
from .driver import PHONE, Bench

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def violations(bench: Bench) -> list[str]:
    """Rules of axe that the page breaks, each with the first elements that do."""
    bench.page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    found: list[dict[str, Any]] = bench.page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: "
        + "; ".join(str(node["target"]) + " " + node["html"][:120] for node in rule["nodes"][:4])
        for rule in found
    ]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_barriers_in_either_theme(visit: Visits, language: str, phone: bool) -> None:
    bench = visit(f"lang={language}&parts=1", size=PHONE if phone else (1440, 900), mobile=phone)
    bench.page.evaluate(AXE)
    found = {"light": violations(bench)}
    bench.page.locator("#theme").click()
    bench.until("() => document.documentElement.dataset.theme === 'dark'")
    found["dark"] = violations(bench)
    assert found == {"light": [], "dark": []}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barriers_with_messages_and_details_open(visit: Visits, theme: str) -> None:
    bench = visit("cable=coax&len=abc&colour=red", theme=theme)
    bench.page.evaluate(AXE)
    bench.type_in_vain("load", "nonsense")
    bench.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(bench) == []


def test_no_barriers_with_the_presets_open(visit: Visits) -> None:
    bench = visit()
    bench.page.evaluate(AXE)
    bench.page.locator("#preset-choice").focus()
    assert violations(bench) == []
