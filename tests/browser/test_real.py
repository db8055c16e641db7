"""Real sources and loads, files of one's own, and results taken away."""

import json
from pathlib import Path

import numpy as np
import pytest

from .conftest import Visits
from .driver import Bench
from .test_access import AXE, violations

pytestmark = pytest.mark.browser

FRD = "* a measurement\n" + "".join(
    f"{f} {level} 0\n" for f, level in ((20, -3), (200, -3.6), (2000, -3.2), (20000, -4))
)


def drop(bench: Bench, name: str, content: str, on: str, *events: str) -> None:
    """Drop a file on an element; or only what of it the events name."""
    bench.page.evaluate(
        """([name, content, on, events]) => {
            const data = new DataTransfer();
            data.items.add(new File([content], name));
            const target = document.querySelector(on);
            const { left, top } = target.getBoundingClientRect();
            const at = { clientX: left + 20, clientY: top + 20, dataTransfer: data, bubbles: true, cancelable: true };
            for (const event of events) target.dispatchEvent(new DragEvent(event, at));
        }""",
        [name, content, on, events or ("dragover", "drop")],
    )


def own(bench: Bench) -> dict[str, list[float]]:
    """The measured trace and its difference from ours, as they stand in the graph."""
    return json.loads(
        bench.page.evaluate(
            """() => {
                const [own, rest] = document.querySelector("#attenuation .js-plotly-plot").data.slice(-2);
                const of = (trace, axis) => Array.from(trace[axis] || []);
                return JSON.stringify({ visible: own.visible, x: of(own, "x"), y: of(own, "y"), rest: of(rest, "y") });
            }"""
        )
    )


def levels(bench: Bench) -> list[float]:
    """The measured trace at the frequencies of the file dropped: it is drawn from the one end of them to the other."""
    trace = own(bench)
    assert (trace["x"][0], trace["x"][-1]) == pytest.approx((20, 20000), rel=1e-3)
    return np.interp(np.log([20, 200, 2000, 20000]), np.log(trace["x"]), trace["y"]).tolist()


def test_a_dropped_response_is_drawn_fitted_and_travels(visit: Visits) -> None:
    bench = visit("preset=speaker-30m")
    drop(bench, "room.frd", FRD, "#curves")
    bench.until("() => document.getElementById('residual').textContent !== ''")
    bench.settle()
    assert levels(bench) == pytest.approx([-3, -3.6, -3.2, -4], abs=0.05)
    bench.page.locator("#fit").click()
    bench.settle()
    assert abs(np.mean(own(bench)["rest"])) < 0.05
    assert float(bench.box("shift").input_value()) == pytest.approx(3.3, abs=0.2)
    assert bench.query()["frd"].startswith("1r")
    assert len(bench.page.url) <= 2000
    again = visit(bench.page.url.partition("?")[2])
    assert own(again) == own(bench)
    again.page.locator("#frd-remove").click()
    again.settle()
    assert not own(again)["visible"]
    assert "frd" not in again.query()


def test_a_measured_sound_pressure_is_fitted_at_once_and_said_to_be(visit: Visits) -> None:
    """Our curve keeps its axis throughout; the level in the file comes back by hand."""
    bench = visit("preset=speaker-30m")
    axis = bench.range("y")
    louder = FRD.replace(" -3", " 72").replace(" -4", " 71")  # 75 dB more or less
    drop(bench, "room.frd", louder, "#curves")
    bench.until("() => document.getElementById('residual').textContent.includes('moved by')")
    bench.settle()
    assert float(bench.box("shift").input_value()) == pytest.approx(-72, abs=1.5)
    assert bench.range("y")[0] > 3 * axis[0]
    assert bench.range("y")[1] < 8
    assert max(own(bench)["y"]) < 3
    bench.type("shift", "0")
    assert "dB away" in bench.text("residual")
    assert levels(bench) == pytest.approx([72, 72.6, 72.2, 71], abs=1.7)
    assert bench.range("y")[1] < 10
    drop(bench, "near.frd", FRD, "#curves")
    bench.until("() => document.getElementById('frd-told').textContent.includes('near.frd: 4')")
    bench.settle()
    assert float(bench.box("shift").input_value()) == 0


def test_a_file_goes_where_its_header_sends_it(visit: Visits) -> None:
    bench = visit("preset=speaker-4m")
    rows = "20.0 8.0 10.0\n40.0 40.0 0.0\n1000.0 6.0 5.0\n"
    drop(bench, "woofer.txt", f"* Freq(Hz) Z(ohms) Phase(degrees)\n{rows}", "#curves")
    bench.until("() => document.getElementById('zma-told').textContent.includes('3 points')")
    bench.settle()
    assert "By its header this is an impedance" in bench.text("zma-told")
    assert bench.text("frd-told") == ""
    assert bench.values()["zl"] == "file"
    assert "frd" not in bench.query()
    drop(bench, "room.txt", f"* Freq(Hz) SPL(dB) Phase(degrees)\n{rows}", "#zma")
    bench.until("() => document.getElementById('frd-told').textContent.includes('3 points')")
    bench.settle()
    assert "By its header this is a response" in bench.text("frd-told")
    assert "woofer.txt: " in bench.text("zma-told")
    assert bench.query()["frd"].startswith("1r")
    assert bench.query()["zma"].startswith("1z")


def test_words_on_a_file_go_with_it_and_come_back_with_it(visit: Visits) -> None:
    bench = visit("preset=speaker-30m", faults=True)
    drop(bench, "room.frd", FRD, "#curves")
    bench.until("() => document.getElementById('frd-told').textContent.includes('4 points')")
    bench.settle()
    bench.address_is_current()
    bench.page.locator("#reset").click()
    bench.settle()
    assert "frd" not in bench.query()
    assert bench.text("frd-told") == ""
    bench.page.go_back()
    bench.until("() => document.getElementById('frd-told').textContent.includes('room.frd: 4 points')")
    bench.settle()
    assert own(bench)["visible"]
    drop(bench, "woofer.zma", "20 8 10\n40 40 0\n100 7 -30\n", "#controls")
    bench.until("() => document.getElementById('zma-told').textContent.includes('3 points')")
    bench.settle()
    bench.preset("Guitar cable 10 m into 20 kΩ")  # another load, but the measurement stays for comparison
    assert bench.text("zma-told") == ""
    assert "room.frd: 4 points" in bench.text("frd-told")
    assert own(bench)["visible"]
    bench.page.locator("#frd-remove").click()
    bench.settle()
    assert bench.text("frd-told") == ""
    drop(bench, "bad.frd", "20 1\n30 2\n40 oops\n", "#curves")
    bench.until("() => document.getElementById('frd-told').textContent.includes('Line 3')")
    bench.page.locator("#reset").click()
    bench.until("() => document.getElementById('frd-told').textContent === ''")


def test_a_bad_file_is_told_by_line_and_changes_nothing(visit: Visits) -> None:
    bench = visit(faults=True)
    drop(bench, "bad.frd", "20 1\n30 2\n40 oops\n", "#curves")
    bench.until("() => document.getElementById('frd-told').textContent.includes('Line 3')")
    assert "40 oops" in bench.text("frd-told")
    assert not own(bench)["visible"]


def test_a_file_over_the_page_shows_where_it_goes_and_the_answer_stands_there(visit: Visits) -> None:
    bench = visit("preset=speaker-4m", faults=True)
    notice = bench.page.locator("#dropped")
    for on, words in (("#curves", "beside the curve"), ("#zl", "becomes the load")):
        lit = bench.page.locator("#curves" if on == "#curves" else ".group.load")
        bench.page.locator(on).scroll_into_view_if_needed()
        plain = lit.evaluate("(one) => getComputedStyle(one).backgroundColor")
        drop(bench, "a.txt", FRD, on, "dragover")
        assert words in notice.inner_text()
        assert lit.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
        assert lit.evaluate("(one) => getComputedStyle(one).backgroundColor") != plain
        drop(bench, "a.txt", FRD, on, "dragleave")
        assert not notice.is_visible()
        assert lit.evaluate("(one) => getComputedStyle(one).outlineStyle") == "none"
    drop(bench, "bad.frd", "20 1\n30 2\n40 oops\n", "#curves")
    bench.until("() => document.getElementById('dropped').textContent.includes('Line 3')")
    spot, told = bench.page.locator("#curves").bounding_box(), notice.bounding_box()
    assert spot is not None
    assert told is not None
    assert abs(told["x"] - spot["x"] - 20) < 60
    assert abs(told["y"] - spot["y"] - 20) < 60
    bench.page.keyboard.press("Tab")
    assert not notice.is_visible()


def test_a_dropped_impedance_becomes_the_load(visit: Visits) -> None:
    bench = visit("preset=speaker-4m&view=impedance")
    drop(bench, "woofer.zma", "20 8 10\n40 40 0\n100 7 -30\n1000 6 5\n20000 20 50\n", "#controls")
    bench.until("() => document.getElementById('zma-told').textContent.includes('5 points')")
    bench.settle()
    assert bench.values()["zl"] == "file"
    answer = bench.numbers()
    peak = max(abs(complex(*z)) for z in zip(*answer["load_impedance_ohm"].values(), strict=True))
    assert peak == pytest.approx(40, rel=0.02)
    assert bench.page.locator("#magnitude .scatterlayer .js-line").count() == 2
    assert "20.0 Hz to 20.0 kHz" in bench.text("range-note")
    assert bench.page.locator("#magnitude .shapelayer path").count() == 5  # the band, its veils, both ends held


def test_the_current_opens_where_it_crowds_and_plays(visit: Visits) -> None:
    bench = visit("preset=speaker-4m")
    canvas, play = bench.page.locator("#section"), bench.page.locator("#play")
    picture = "document.getElementById('section').toDataURL()"
    bench.choose("view", "field")
    assert not canvas.is_visible()
    assert not play.is_visible()
    bench.page.locator("#alike").click()
    bench.settle()
    assert bench.values()["cable"] == "pair"
    assert float(bench.box("fj").input_value()) > 50e3
    assert canvas.is_visible()
    assert not bench.page.locator("#telling").is_visible()
    bench.type("fj", "1000")
    bench.page.locator("#telling").click()
    bench.settle()
    assert float(bench.box("fj").input_value()) > 50e3

    assert not bench.page.locator("#ph").is_visible()  # a magnitude has no phase
    play.click()
    bench.settle()
    assert bench.values()["jshow"] == "now"
    assert bench.page.locator("#ph").is_visible()
    first = bench.page.evaluate(picture)
    bench.until(f"() => {picture} !== '{first}'")
    bench.page.emulate_media(reduced_motion="reduce")
    play.wait_for(state="hidden")  # the page is told of it in its own time
    stopped = bench.page.evaluate(picture)
    bench.page.wait_for_timeout(300)
    assert bench.page.evaluate(picture) == stopped
    bench.page.emulate_media(reduced_motion="no-preference")
    play.click()
    bench.page.wait_for_timeout(600)
    play.click()
    bench.settle()
    assert int(bench.query()["ph"]) % 5 == 0
    assert bench.page.evaluate(picture) != stopped


def test_the_current_is_drawn_for_its_room(visit: Visits) -> None:
    """Wires stay round where pins take some of it."""
    bench = visit("preset=zip-5m&view=field")
    canvas = "document.getElementById('section')"
    height = bench.page.evaluate(f"{canvas}.clientHeight")
    bench.page.locator("#pin").click()
    bench.settle()
    bench.until(f"() => {canvas}.clientHeight !== {height} && {canvas}.height === {canvas}.clientHeight")
    assert bench.page.evaluate(f"{canvas}.width === {canvas}.clientWidth")


def test_a_pickup_shows_its_resonance_and_the_cable_moves_it(visit: Visits) -> None:
    bench = visit("preset=humbucker")
    assert bench.text("headline-name-resonance") == "Resonance at"
    near = float(bench.text("headline-resonance").split()[0])
    bench.press("len", "End")
    far = float(bench.text("headline-resonance").split()[0])
    assert bench.text("headline-resonance").endswith("Hz")
    assert far != near
    assert "Without the cable" in bench.text("corners")
    assert set(bench.values()) >= {"lp", "rp", "cp", "vol", "tone", "ci"}
    assert not set(bench.values()) & {"df", "rs", "fs"}


def test_what_the_cable_alone_changes(visit: Visits) -> None:
    bench = visit("preset=two-way-4m")
    assert bench.curve() == pytest.approx(bench.numbers()["cable_db"], abs=1e-4)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("query", ["preset=stratocaster", "preset=two-way-4m&view=impedance", "zl=file"])
def test_no_barriers(visit: Visits, query: str, theme: str) -> None:
    bench = visit(query, theme=theme)
    bench.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    bench.page.evaluate(AXE)
    assert violations(bench) == []


def test_results_are_taken_away(visit: Visits, tmp_path: Path) -> None:
    bench = visit("preset=two-way-4m&len=7")
    names = ["response.csv", "response.frd", "load.zma", "cable.s2p", "circuit.cir", "response.svg"]
    bench.press("len", "ArrowRight")
    bench.address_is_current()
    for name in names:
        with bench.page.expect_download() as waiting:
            bench.page.locator(f'.export[data-path$="{name}"]').click()
        content = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert "two-way" in content or name == "response.csv"
    with bench.page.expect_download() as waiting:
        bench.page.locator("#png").click()
    picture = tmp_path / "picture.png"
    waiting.value.save_as(picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 20_000


def test_a_measured_pickup_is_chosen_or_fitted_and_taken_over(visit: Visits) -> None:
    """A response of 1/(1 − (f/6 kHz)² + jf/18 kHz), its rise on it: L·C is that of 6 kHz, and C is assumed."""
    bench = visit("preset=stratocaster", faults=True)
    bench.page.evaluate("document.querySelector('.group.output').open = true")
    bench.page.locator("#pickup-choice").select_option("dimarzio-true-velvet")
    bench.settle()
    assert {key: bench.query()[key] for key in ("lp", "rp", "cp", "zsemi", "feddy")} == {
        "lp": "2.64", "rp": "6.5", "cp": "389", "zsemi": "798.3", "feddy": "3350",
    }  # fmt: skip
    f = np.geomspace(200, 12000, 200)
    level = 20 * np.log10(f / np.abs(1 - (f / 6000) ** 2 + 1j * f / 18000))
    rows = "Frequency [Hz],Magnitude [dB]\n" + "".join(f"{x:.2f},{y:.3f}\n" for x, y in zip(f, level, strict=True))
    place = bench.page.locator("#pickup-fit")
    drop(bench, "mine.csv", rows, ".group.source")
    place.locator(".take").wait_for()
    assert "mine.csv" in place.locator("[role=status]").inner_text()
    assert "C was taken to be 110 pF" in bench.page.locator("#dropped").inner_text()
    field = place.locator("[name=rtest]")
    field.fill("much")
    field.press("Enter")
    bench.until("() => document.querySelector('#pickup-fit [aria-invalid]')?.name === 'rtest'")
    assert not place.locator(".take").is_visible()
    field.fill("1000")
    field.press("Enter")
    place.locator(".take").click()
    bench.settle()
    assert "cp" not in bench.query()  # 110 pF, as the preset has it
    product = float(bench.query()["lp"]) * 110e-12
    assert 1 / (2 * np.pi * np.sqrt(product)) == pytest.approx(6000, rel=0.15)
    bench.page.locator("#undo").click()
    bench.settle()
    assert bench.query()["lp"] == "2.64"
    assert visit("preset=speaker-4m").page.locator("#pickup").is_hidden()


def test_crosstalk_has_a_tab_where_a_return_is_shared(visit: Visits) -> None:
    bench = visit("preset=headphones-3m&lang=en")
    tab = bench.page.locator("#view .segment", has=bench.page.locator("[value=crosstalk]"))
    assert tab.is_visible()
    tab.locator("input").check(force=True)
    bench.settle()
    assert "at most" in bench.page.locator("#crosstalk-answer").inner_text()
    assert bench.page.locator("#crosstalk .scatterlayer path.js-line").count() == 1
    assert bench.page.locator("#sharing .scatterlayer path.js-line").count() == 2
    other = visit("preset=zip-5m")
    assert not other.page.locator("#view .segment", has=other.page.locator("[value=crosstalk]")).is_visible()
