"""Looking closer: zoom, the kinds of cable, the parts, the axes."""

import pytest

from .conftest import Visits
from .driver import PHONE, Bench

pytestmark = pytest.mark.browser


def zoom_in(bench: Bench) -> None:
    """Draw a zoom box on the attenuation graph."""
    area = bench.page.locator("#attenuation .nsewdrag").bounding_box()
    x, y = area["x"], area["y"]
    bench.page.mouse.move(x + 0.5 * area["width"], y + 0.1 * area["height"])
    bench.page.mouse.down()
    bench.page.mouse.move(x + 0.7 * area["width"], y + 0.4 * area["height"], steps=4)
    bench.page.mouse.move(x + 0.9 * area["width"], y + 0.6 * area["height"], steps=4)
    bench.page.mouse.up()
    bench.page.locator("#unzoom").wait_for()


def test_zoom_survives_a_slider_and_is_given_back_by_the_button(visit: Visits) -> None:
    bench = visit()
    whole = bench.range("x"), bench.range("y")
    assert not bench.page.locator("#unzoom").is_visible()
    zoom_in(bench)
    close = bench.range("x"), bench.range("y")
    assert close[0][0] > whole[0][0]
    assert close[0][1] < whole[0][1]
    before = bench.curve()
    bench.press("len", "ArrowRight", "ArrowRight")
    bench.press("load", "ArrowRight")
    assert bench.curve() != before
    assert (bench.range("x"), bench.range("y")) == close
    bench.press("len", "ArrowLeft", "ArrowLeft")
    bench.press("load", "ArrowLeft")
    bench.page.locator("#unzoom").click()
    bench.page.locator("#unzoom").wait_for(state="hidden")
    assert (bench.range("x"), bench.range("y")) == whole


def test_double_click_gives_the_axes_back(visit: Visits) -> None:
    bench = visit()
    whole = bench.range("x"), bench.range("y")
    zoom_in(bench)
    area = bench.page.locator("#attenuation .nsewdrag").bounding_box()
    for _ in range(4):  # a loaded machine may send the two presses further apart than a double click is
        bench.page.mouse.dblclick(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
        bench.page.wait_for_timeout(1000)
        if not bench.page.locator("#unzoom").is_visible():
            break
    bench.page.locator("#unzoom").wait_for(state="hidden")
    assert (bench.range("x"), bench.range("y")) == whole


OF_A_KIND = {
    "rlc": {"rdc", "lm", "cm"},
    "pair": {"dia", "gap", "eps", "formula"},
    "quad": {"dia", "gap", "eps", "formula"},
    "coax": {"dia", "bore", "shield", "eps", "formula"},
}
ALL_KINDS = {
    "len",
    "zs",
    "df",
    "rs",
    "ls",
    "zl",
    "load",
    "model",
    "skin",
    "att",
    "parts",
    "lens",
    "fmin",
    "fmax",
    "cable",
    "preset",
}


def test_each_kind_of_cable_shows_its_own_controls(visit: Visits) -> None:
    bench = visit()
    curves = []
    any_kind = set().union(*OF_A_KIND.values())
    for kind in ("pair", "quad", "coax", "rlc"):
        bench.choose("cable", kind)
        visible = bench.values()
        assert set(visible) >= ALL_KINDS
        assert set(visible) & any_kind == OF_A_KIND[kind]
        assert bench.page.locator(".only-rlc").is_visible() == (kind == "rlc")
        curves.append(bench.curve())
        assert curves[-1] == pytest.approx(bench.numbers()["ac_attenuation_db"], abs=1e-4)
    assert all(curve not in curves[:n] for n, curve in enumerate(curves))


def test_parts_draw_four_curves_with_a_legend(visit: Visits) -> None:
    bench = visit()
    drawn = bench.page.locator("#attenuation .scatterlayer .trace .js-line")
    assert drawn.count() == 1
    bench.choose("parts", "1")
    bench.until("() => document.querySelectorAll('#attenuation .scatterlayer .trace .js-line').length === 4")
    legend = bench.page.locator("#attenuation .legendtext").all_text_contents()
    assert legend == ["Total", "Skin effect", "L–R", "C–R"]
    parts = bench.numbers()["parts"]
    for trace, part in enumerate(("skin_db", "lr_db", "cr_db"), start=1):
        assert bench.curve(trace=trace) == pytest.approx(parts[part], abs=1e-4)
    bench.press("len", "ArrowRight")
    assert bench.curve(trace=2) != parts["lr_db"]
    bench.choose("parts", "0")
    bench.until("() => document.querySelectorAll('#attenuation .scatterlayer .trace .js-line').length === 1")


def test_the_curve_does_not_strike_out_the_name_of_the_band(visit: Visits) -> None:
    """In either order of what is at the top: 0 dB, and the peak of a pickup."""
    for query, name in (("guitar-10m", "20 Hz to 20 kHz"), ("stratocaster&range=all", "80 Hz to 6 kHz")):
        page = visit(f"preset={query}", size=PHONE).page
        assert page.locator("#attenuation-place .shape-name.right").inner_text() == name
        struck = page.evaluate(
            """() => {
                const name = document.querySelector("#attenuation-place .shape-name.right").getBoundingClientRect();
                const line = document.querySelector("#attenuation .scatterlayer path.js-line");
                const { left, top } = document.querySelector("#attenuation .nsewdrag").getBoundingClientRect();
                const inside = ({ x, y }) =>
                    name.left < left + x && left + x < name.right && name.top < top + y && top + y < name.bottom;
                const length = line.getTotalLength();
                return Array.from({ length: 2000 }, (_, n) => line.getPointAtLength((n * length) / 2000)).some(inside);
            }"""
        )
        assert not struck, query


def test_absolute_and_ac_attenuation(visit: Visits) -> None:
    bench = visit("preset=speaker-30m")
    assert bench.curve()[0] == pytest.approx(0, abs=0.001)
    bench.choose("att", "abs")
    # 0.08 Ω and 60 m of 25 mΩ/m before 8 Ω: 20 log (8 / 9.58)
    assert bench.curve()[0] == pytest.approx(-1.566, abs=0.001)
    assert bench.curve() == pytest.approx(bench.numbers()["attenuation_db"], abs=1e-4)
    low, high = bench.range("y")
    assert low <= min(bench.curve()) < max(bench.curve()) <= high
    bench.choose("att", "ac")
    assert bench.curve() == pytest.approx(bench.numbers()["ac_attenuation_db"], abs=1e-4)


def test_frequency_axis_to_100_megahertz(visit: Visits) -> None:
    bench = visit()
    bench.type("fmax", "1e8")
    bench.type("fmin", "1")
    for graph in ("attenuation", "phase"):
        assert bench.range("x", graph) == pytest.approx([0, 8])
        x = bench.curve(graph, axis="x")
        assert (x[0], x[-1]) == (pytest.approx(1), pytest.approx(1e8))
    assert bench.curve() == pytest.approx(bench.numbers()["ac_attenuation_db"], abs=1e-4)


def number(told: str) -> float:
    """A number as the page tells it, as in −3×10⁻⁷."""
    upright = told.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--"))
    return float(upright.replace("×10", "e"))


def test_table_and_headlines_have_the_numbers_of_the_api(visit: Visits) -> None:
    bench = visit("preset=speaker-30m")
    bench.type("len", "17")
    bench.address_is_current()
    query = bench.page.url.split("?")[1]
    f = "20,100,1000,10000,20000,50000,100000,200000"
    answer = bench.page.request.get(f"{bench.address}api/v1/response?{query}&f={f}").json()
    cells = lambda row: [  # noqa: E731
        number(bench.text(f"cell-{row}-{column}")) for column in range(8)
    ]
    assert cells("total") == pytest.approx(answer["ac_attenuation_db"], abs=0.5e-4)
    assert cells("phase") == pytest.approx(answer["phase_lag_deg"], abs=0.5e-2)
    assert cells("lr") == pytest.approx(answer["parts"]["lr_db"], abs=0.5e-4)
    loss = float(bench.text("headline-loss").replace("−", "-").removesuffix(" dB"))
    assert loss == pytest.approx(answer["ac_attenuation_db"][4], abs=0.5e-3)


def lines(bench: Bench, graph: str) -> int:
    """Number of curves that stand in a graph."""
    return bench.page.locator(f"#{graph} .scatterlayer .js-line").count()


def test_lengths_are_drawn_together(visit: Visits) -> None:
    bench = visit("preset=speaker-4m&lens=4,15,30&att=abs")
    assert (lines(bench, "attenuation"), lines(bench, "phase")) == (3, 3)
    for n, length in ((1, 15), (2, 30)):
        answer = bench.page.request.get(f"{bench.address}api/v1/response?preset=speaker-{length}m").json()
        assert bench.curve(trace=n) == pytest.approx(answer["attenuation_db"], abs=1e-4)
        assert bench.curve("phase", n) == pytest.approx(answer["phase_lag_deg"], abs=1e-4)
    legend = bench.page.locator("#attenuation .legendtext")
    assert legend.all_text_contents() == ["4 m", "15 m", "30 m"]
    bench.press("len", "ArrowRight")
    assert lines(bench, "attenuation") == 4
    bench.choose("parts", "1")
    assert (lines(bench, "attenuation"), lines(bench, "phase")) == (7, 4)
    bench.type("lens", "")
    assert (lines(bench, "attenuation"), lines(bench, "phase")) == (4, 1)
    assert legend.first.text_content() == "Total"
    assert "lens" not in bench.query()


def test_lengths_that_cannot_be_are_refused_beside_the_box(visit: Visits) -> None:
    bench = visit("lens=15")
    bench.type_in_vain("lens", "15, far")
    assert "separated by commas" in bench.message("lens")
    assert bench.box("lens").input_value() == "15, far"
    assert lines(bench, "attenuation") == 2
    bench.type("lens", "15，３０")
    assert bench.message("lens") == ""
    assert bench.query()["lens"] == "15,30"


def test_a_signal_in_time_and_its_controls(visit: Visits) -> None:
    """Both graphs, on a linear axis of their own; what a burst needs comes with it, and goes with Undo."""
    bench = visit("preset=zip-5m&view=time&a=preset%3Dspeaker-30m")
    lines = "(name) => document.querySelectorAll(`#${name} .scatterlayer .js-line`).length"
    assert [bench.page.evaluate(lines, name) for name in ("signal", "smear")] == [4, 2]
    axis = bench.page.evaluate("document.getElementById('signal')._fullLayout.xaxis")
    assert axis["type"] == "linear"
    assert axis["range"] == pytest.approx([-0.8e-6, 7.2e-6], abs=2e-8)
    assert "787 ns" in bench.text("time-words")
    assert not bench.page.locator("#cycles").is_visible()
    bench.choose("sig", "burst")
    assert bench.page.locator("#cycles").is_visible()
    assert bench.query()["sig"] == "burst"
    bench.type("span", "0.002")
    assert bench.page.evaluate("document.getElementById('smear').layout.xaxis.range[1]") == pytest.approx(
        1.8e-3, rel=1e-2
    )
    bench.page.locator("#undo").click()
    bench.settle()
    assert "span" not in bench.query()
    bench.choose("view", "delay")
    assert [bench.page.evaluate(lines, name) for name in ("delay", "delay-log")] == [6, 5]
    assert "times below what is heard" in bench.text("delay-answer")
