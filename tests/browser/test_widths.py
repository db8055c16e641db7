"""From 320 to 2560 px, in both languages: nothing overlaps, nothing sticks out, nothing is too small to be hit."""

from typing import Any

import pytest

from app.bench.presets import PRESETS

from .conftest import Visits
from .test_earth import FAULT

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 600, 860, 861, 1024, 1101, 1240, 1366, 1600, 2560)

# Texts that lie over each other or stick out of their panel, and targets below 24 px; links within a sentence may be.
MEASURE = """
window.faults = (panels) => {
    const found = [];
    const name = (one) => `${one.id || one.className?.baseVal || one.className || one.tagName}: `
        + (one.textContent || one.value || "").trim().slice(0, 40);
    const text = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const boxOf = (one) => {
        if (one.children.length || one instanceof HTMLButtonElement) return one.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(one);
        return range.getBoundingClientRect();
    };
    // What a finger moves in its row may lie beyond its end.
    const moves = (one) => {
        const row = one.closest(".pages, .segments");
        return row && getComputedStyle(row).overflowX === "auto";
    };
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) found.push(`the page is ${wide} px too wide`);
    for (const panel of document.querySelectorAll(panels)) {
        const parts = [...panel.querySelectorAll("*")].filter((one) => one.checkVisibility({ visibilityProperty: true })
            && (text(one) || one.matches("input:not([type=radio]), select, button"))
            && !one.closest(".unseen, .hidden, .graph, option, math, .ticks, .scroll, .rowed")
            && !moves(one)
            && one.id !== "reference-whole" // as wide as the text that goes on under it, and opens it
            && !one.closest("details:not([open]) > :not(summary)")
            && !one.parentElement.closest("p, li, td, th, text, button, summary, dd, h1, h2, h3, label.check"));
        const boxes = parts.map(boxOf);
        const room = panel.getBoundingClientRect();
        parts.forEach((one, n) => {
            const box = boxes[n];
            if (!box.width || !box.height) return;
            if (box.right > room.right + 1 || box.left < room.left - 1) found.push(`sticks out: ${name(one)}`);
            const picture = one.ownerSVGElement?.getBoundingClientRect(); // which cuts what is beyond it
            const beyond = picture && (box.right > picture.right + 1 || box.left < picture.left - 1);
            if (beyond) found.push(`cut: ${name(one)}`);
            for (let m = n + 1; m < parts.length; m++) {
                const [other, its] = [parts[m], boxes[m]];
                if (one.contains(other) || other.contains(one) || !its.width || !its.height) continue;
                const [x, y] = [Math.min(box.right, its.right) - Math.max(box.left, its.left),
                    Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top)];
                if (x > 2 && y > 3) found.push(`${name(one)} | overlaps | ${name(other)}`);
            }
        });
        for (const one of panel.querySelectorAll(":is(h1, h2, h3, p, li, dt):lang(ja)")) {
            if (!one.checkVisibility() || one.matches(".verdict, :has(math, input, select)")) continue;
            const range = document.createRange();
            range.selectNodeContents(one);
            const letters = [...range.getClientRects()].filter((box) => box.width);
            const last = letters.filter((box) => box.bottom > Math.max(...letters.map(({ bottom }) => bottom)) - 10);
            const width = last.reduce((sum, box) => sum + box.width, 0);
            const size = parseFloat(getComputedStyle(one).fontSize);
            const alone = last.length < letters.length && width < 2.2 * size;
            if (alone) found.push(`ends with a letter alone: ${name(one)}`);
        }
        for (const one of panel.querySelectorAll("a[href], button, input, select, summary, [role=button]")) {
            if (!one.checkVisibility({ visibilityProperty: true }) || one.closest(".js-plotly-plot, .unseen")) continue;
            if (one.matches("a") && getComputedStyle(one).display === "inline") continue;
            const target = (one.matches("[type=checkbox]") && one.closest("label")) || one;
            const { width, height } = target.getBoundingClientRect();
            if (width < 23.9 || height < 23.9) found.push(`${width | 0} × ${height | 0} px: ${name(target)}`);
        }
    }
    return [...new Set(found)];
};
"""

# The texts of a preset as they stand, to be put back at any width without a redraw.
KEEP = """() => {
    const ids = ["schematic", "reference", "verdict", ...[...document.querySelectorAll(".grade, .headlines")].map(
        (one) => (one.id ||= one.className))];
    return { texts: Object.fromEntries(ids.map((id) => [id, document.getElementById(id).innerHTML])),
        grade: document.getElementById("verdict").dataset.grade, kind: document.body.dataset.kind,
        unused: [...document.querySelectorAll(".control.unused")].map((one) => one.id) };
}"""
SHOW = """({ texts, grade, kind, unused }) => {
    for (const [id, html] of Object.entries(texts)) document.getElementById(id).innerHTML = html;
    document.getElementById("verdict").dataset.grade = grade;
    document.body.dataset.kind = kind;
    for (const one of document.querySelectorAll("#controls .control")) {
        one.classList.toggle("unused", unused.includes(one.id));
    }
}"""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_bench_has_room_at_every_width(visit: Visits, language: str) -> None:
    bench = visit(f"lang={language}&preset={next(iter(PRESETS))}")
    kept: dict[str, Any] = {}
    for preset in PRESETS:
        bench.page.locator("#preset-choice").select_option(preset)
        bench.settle()
        kept[preset] = bench.page.evaluate(KEEP)
    bench.page.evaluate(MEASURE)
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        bench.page.set_viewport_size({"width": width, "height": 900})
        for preset, texts in kept.items():
            bench.page.evaluate(SHOW, texts)
            for fault in bench.page.evaluate("faults('.top, .summary, .circuit, .controls, .curves, .numbers')"):
                found.setdefault(fault, []).append(f"{width} px with {preset}")
    assert not found, told(found)
    assert bench.page.locator("main").evaluate("(main) => main.clientWidth") <= 1640


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "path",
    [
        f"earth?{FAULT}",
        "advice",
        "advice?volts=100",
        "examples",
        "listen",
        "paper",
        "theory",
        "validation",
        "api",
    ],
)
def test_page_has_room_at_every_width(visit: Visits, path: str, language: str) -> None:
    bench = visit(f"lang={language}", path=path, wait=False)
    bench.page.wait_for_load_state()
    bench.page.evaluate(MEASURE)
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        bench.page.set_viewport_size({"width": width, "height": 900})
        for fault in bench.page.evaluate("faults('.top, main')"):
            found.setdefault(fault, []).append(f"{width} px")
    assert not found, told(found)
    assert bench.page.locator("main").evaluate("(main) => main.clientWidth") <= 1640


def told(found: dict[str, list[str]]) -> str:
    """Each fault with where it was seen first and how often."""
    return "\n".join(f"{fault}; {len(places)} times, first at {places[0]}" for fault, places in found.items())
