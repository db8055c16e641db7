"""The exported picture beside the graph on the screen: the same curves, drawn alike, and room for all words."""

from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest

from .conftest import Visits
from .driver import Bench

pytestmark = pytest.mark.browser

# A tilted response with a notch, at frequencies of its own, some of them beyond the axis.
MEASURED = "\n".join(f"{f:.5g} {2 - 1.5 * np.log10(f / 100) ** 2:.3f}" for f in np.geomspace(5, 50e3, 40))
LONG = {"lens": "4,15,50,75,100,150", "parts": "1"}

SCREEN = """() => {
    const graph = document.querySelector("#attenuation .js-plotly-plot");
    const { xaxis, yaxis } = graph._fullLayout;
    const traces = graph.data.filter(({ visible }) => visible);
    const lines = [...graph.querySelectorAll(".scatterlayer .js-line")];
    const place = (axis, value) => (value - axis.range[0]) / (axis.range[1] - axis.range[0]);
    const band = graph.layout.shapes[0];
    return {
        title: yaxis.title.text,
        band: [band.x0, band.x1].map((end) => place(xaxis, Math.log10(end))),
        traces: traces.map(({ name, x, y }, n) => ({
            name, stroke: getComputedStyle(lines[n]).stroke, dash: getComputedStyle(lines[n]).strokeDasharray,
            points: Array.from(x, (value, k) => [place(xaxis, Math.log10(value)), place(yaxis, y[k])]),
        })),
    };
}"""

PICTURE = """() => {
    const svg = document.querySelector("svg");
    const axes = svg.querySelector("#axes rect").getBBox();
    const place = ({ x, y }) => [(x - axes.x) / axes.width, 1 - (y - axes.y) / axes.height];
    const style = (one) => ({ stroke: getComputedStyle(one).stroke, dash: getComputedStyle(one).strokeDasharray });
    const band = svg.querySelector(".band").getBBox();
    const named = (key) => key.nextElementSibling.textContent;
    const keys = [...svg.querySelectorAll("path.key")];
    const box = (one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return { left, top, right, bottom };
    };
    return {
        words: [...svg.querySelectorAll("text")].map((one) => ({ text: one.textContent, ...box(one) })),
        keys: [...svg.querySelectorAll(".key")].map(box), axes: box(svg.querySelector("rect[stroke]")), whole: box(svg),
        band: [band.x, band.x + band.width].map((x) => place({ x, y: 0 })[0]),
        bandName: named(svg.querySelector("rect.key")),
        legend: keys.map((key) => ({ name: named(key), ...style(key) })),
        traces: [...svg.querySelectorAll("polyline")].map((line) => ({
            ...style(line), points: Array.from(line.points, place),
        })),
    };
}"""


def measured_code(bench: Bench) -> str:
    answer = bench.page.request.post(f"{bench.address}api/v1/curve?kind=frd", data=MEASURED)
    return str(answer.json()["code"])


def picture(bench: Bench, query: str) -> dict[str, Any]:
    answer = bench.page.request.get(f"{bench.address}api/v1/response.svg?{query}")
    assert answer.ok, answer.text()
    page = bench.page.context.new_page()
    page.set_content(f"<body style='margin:0'>{answer.text()}</body>")
    return page.evaluate(PICTURE)


def pixels(dashes: str) -> list[float]:
    return [float(length.removesuffix("px")) for length in dashes.split(",") if length != "none"]


@pytest.mark.parametrize(
    ("language", "more"),
    [("en", {}), ("ja", {"parts": "1", "lens": "4,15"}), ("en", {"att": "abs", "fmin": "100"})],
    ids=str,
)
def test_picture_is_what_the_screen_shows(visit: Visits, language: str, more: dict[str, str]) -> None:
    code = measured_code(visit())
    query = urlencode({"preset": "speaker-30m", "frd": code, "shift": "-1.5", "lang": language, **more})
    bench = visit(query)
    screen, file = bench.page.evaluate(SCREEN), picture(bench, query)
    assert [trace["name"] for trace in screen["traces"]] == [key["name"] for key in file["legend"]]
    assert [trace["name"] for trace in screen["traces"]][-2:] == [
        bench.page.evaluate("word => JSON.parse(document.getElementById('first').textContent).words[word]", word)
        for word in ("measured", "residual")
    ]
    assert screen["title"] in [word["text"] for word in file["words"]]
    np.testing.assert_allclose(file["band"], np.clip(screen["band"], 0, 1), atol=1e-3)
    for shown, drawn, key in zip(screen["traces"], file["traces"], file["legend"], strict=True):
        assert shown["stroke"] == drawn["stroke"] == key["stroke"]
        assert pixels(shown["dash"]) == pixels(drawn["dash"]) == pixels(key["dash"])
        np.testing.assert_allclose(shown["points"], drawn["points"], atol=1e-3)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_long_legends_wrap_and_nothing_overlaps(visit: Visits, language: str) -> None:
    bench = visit()
    much = {"cable": "coax", "dia": "0.5", "bore": "3.2", "shield": "0.1", "eps": "1.6", "tand": "0.0005", "temp": "35"}
    much |= {"fmax": "100000000", "att": "abs", "rs": "0.123456", "load": "7.654321", "ls": "2.5"}
    query = {"preset": "speaker-30m", **LONG, **much, "frd": measured_code(bench), "lang": language}
    file = picture(bench, urlencode(query))
    assert len(file["legend"]) == 12
    assert len({key["top"] for key in file["keys"]}) > 1
    boxes = [*file["words"], *file["keys"], file["axes"]]
    for n, one in enumerate(boxes):
        assert 0 <= one["left"] < one["right"] <= file["whole"]["right"], one
        assert 0 <= one["top"] <= one["bottom"] <= file["whole"]["bottom"], one
        for other in boxes[:n]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            # Lines of words may touch: their boxes hold the font's own spacing.
            apart = apart or one["bottom"] <= other["top"] + 3 or other["bottom"] <= one["top"] + 3
            assert apart, (one, other)
