"""The paper's page as a reader meets it."""

import pytest

from .conftest import Visits
from .driver import PHONE
from .test_access import AXE, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_barriers_and_no_sideways_scrolling(visit: Visits, language: str, phone: bool) -> None:
    size = PHONE if phone else (1440, 900)
    bench = visit(f"lang={language}&marks=nonsense&colour=red", path="paper", size=size, mobile=phone)
    assert bench.page.evaluate("document.documentElement.scrollWidth") == size[0]
    bench.page.evaluate(AXE)
    found = {"light": violations(bench)}
    bench.page.locator("#theme").click()
    bench.until("() => document.documentElement.dataset.theme === 'dark'")
    found["dark"] = violations(bench)
    assert found == {"light": [], "dark": []}


def test_figures_are_drawn(visit: Visits) -> None:
    bench = visit(path="paper")
    figures = bench.page.locator("figure")
    assert figures.count() == 8
    for n in range(8):
        assert figures.nth(n).locator(".scatterlayer .js-line").count() >= 1


def test_marks_are_drawn_and_travel_in_the_link(visit: Visits) -> None:
    bench = visit("skin=chart", path="paper")
    bench.page.locator("#marks").fill("20000 -0.5\n100000 -3")
    bench.page.get_by_role("button", name="Draw").click()
    bench.until("() => location.search.includes('marks=')")
    bench.settle()
    assert "skin=chart" in bench.page.url
    assert bench.page.locator("#figure-7 .points path").count() == 2
    assert bench.page.locator("#figure-8 .points path").count() == 2
    assert bench.page.locator("#marks").input_value().split() == ["20000", "-0.5", "100000", "-3"]


def test_a_bad_mark_is_seen_where_it_was_typed_and_mended_there(visit: Visits) -> None:
    bench = visit("lang=ja", path="paper", size=PHONE, mobile=True)
    box, problem = bench.page.locator("#marks"), bench.page.locator("#marks-problem")
    typed = "20000 -0.5\n\n100000 x"
    box.fill(typed)
    bench.page.get_by_role("button", name="描く").click()
    bench.until("() => location.search.includes('marks=')")
    bench.settle()
    assert box.input_value() == typed
    assert "3行目" in problem.inner_text()
    chosen = "((box) => box.value.slice(box.selectionStart, box.selectionEnd))(document.activeElement)"
    assert bench.page.evaluate(chosen) == "100000 x"
    for one in (box, problem):
        seen = one.bounding_box()
        assert seen
        assert 0 <= seen["y"] < seen["y"] + seen["height"] <= PHONE[1]
    page = bench.page.url
    box.fill("20000 -0.5\n" * 800)  # more than an address can carry
    bench.page.get_by_role("button", name="描く").click()
    assert "60" in problem.inner_text()
    assert bench.page.url == page
    box.fill("20000 -0.5\n100000 -3")
    bench.page.get_by_role("button", name="描く").click()
    bench.until("() => !document.getElementById('marks').hasAttribute('aria-invalid')")
    bench.settle()
    bench.page.locator("#figure-7 a").click()
    bench.until("() => location.search.includes('frd=')")
    bench.settle()
    assert bench.page.locator("#attenuation .legendtext", has_text="実測").count() > 0


HEAD_AND_CELLS = """
    (id) => {
        const table = document.getElementById(id).closest("table");
        const middle = (cell) => cell.getBoundingClientRect().right;
        const heads = [...table.tHead.rows[0].cells];
        const rows = [...table.tBodies[0].rows];
        scrollTo(0, scrollY + rows.at(-1).getBoundingClientRect().top - 120);
        const head = heads[1].getBoundingClientRect();
        return {
            top: head.top, low: head.bottom, last: rows.at(-1).getBoundingClientRect().top,
            aside: rows.flatMap((row) => [1, 2].map((n) => Math.abs(middle(row.cells[n]) - middle(heads[n])))),
        };
    }"""
"""Where the head is while the last row is near the top, and how far the columns' right ends are from the heads'."""


@pytest.mark.parametrize("size", [PHONE, (844, 390), (1440, 900)])
def test_heads_stay_over_their_columns(visit: Visits, size: tuple[int, int]) -> None:
    bench = visit("lang=en", path="paper", size=size, mobile=size[0] < 900)
    for cell in ("s3-ratio", "s1-r", *(["t1-lr-20k"] if size[0] > 700 else [])):
        seen = bench.page.evaluate(HEAD_AND_CELLS, cell)
        assert 0 <= seen["top"] < seen["low"] <= seen["last"] + 1
        assert seen["low"] < size[1] * 0.4
        assert max(seen["aside"]) <= 1


def test_switch_of_the_skin_effect(visit: Visits) -> None:
    bench = visit(path="paper")
    before = bench.page.locator("#s3-ratio td").nth(1).inner_text()
    bench.page.get_by_role("link", name="as the paper read it").click()
    bench.until("() => location.search.includes('skin=chart')")
    assert float(before) == pytest.approx(1.0207, abs=1e-4)
    assert float(bench.page.locator("#s3-ratio td").nth(1).inner_text()) == 1.043


def test_a_cell_opens_in_the_bench_and_leads_back(visit: Visits) -> None:
    bench = visit("lang=ja", path="paper")
    bench.page.locator("#t1-lr-20k a").click()
    bench.until("() => document.getElementById('cell-lr-4') !== null")
    bench.settle()
    assert bench.page.evaluate("document.documentElement.lang") == "ja"
    assert bench.text("cell-lr-4") == "−0.0160"


def test_bench_is_found_as_it_was_left(visit: Visits) -> None:
    bench = visit()
    bench.type("len", "17")
    bench.page.get_by_role("link", name="Paper", exact=True).click()
    bench.until("() => location.pathname.endsWith('/paper')")
    bench.settle()
    bench.page.get_by_role("link", name="Bench", exact=True).click()
    bench.until("() => location.search.includes('len=17')")
    bench.settle()
    assert bench.box("len").input_value() == "17"


def test_pages_have_titles_of_their_own(visit: Visits) -> None:
    pages = [(path, language) for path in ("", "paper") for language in ("en", "ja")]
    titles = {page: visit(f"lang={page[1]}", path=page[0]).page.title() for page in pages}
    assert len(set(titles.values())) == 4
