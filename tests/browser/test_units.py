"""Feet and AWG: the page shows them, the link stays metric."""

import pytest

from .conftest import Visits

pytestmark = pytest.mark.browser


def test_page_speaks_in_feet_and_links_in_metres(visit: Visits) -> None:
    bench = visit("fmax=2e5")
    before = bench.curve()
    bench.choose("units", "imperial")
    assert bench.curve() == before
    assert bench.query()["units"] == "imperial"
    assert [bench.box(key).input_value() for key in ("len", "rdc", "lm", "cm")] == ["13.12", "7.62", "0.3048", "13.716"]
    units = [bench.text(f"{key} .unit") for key in ("len", "rdc", "lm", "cm", "lens")]
    assert units == ["ft", "Ω/1000 ft", "µH/ft", "pF/ft", "ft"]
    assert bench.page.locator("#len .ticks").inner_text().split() == ["1", "10", "100"]
    assert bench.page.locator("#size-by input:checked").input_value() == "awg"
    assert "13.12 ft" in bench.page.locator("#schematic").inner_text()

    bench.type("len", "50.5 ft")
    assert bench.box("len").input_value() == "50.5"
    assert bench.numbers()["state"]["len"] == pytest.approx(15.3924, rel=1e-11)
    assert bench.thumb("len").get_attribute("aria-valuetext") == "50.5 ft"
    bench.type("lens", "10, 100")
    assert bench.query()["lens"] == "3.048,30.48"
    assert bench.box("lens").input_value() == "10,100"

    bench.type_in_vain("len", "1000")
    assert "984.2 ft" in bench.message("len")
    assert "50.5 ft" in bench.message("len")
    bench.type("len", "20")
    bench.press("len", "End")  # 300 m are 984.25 ft; a slider has three digits
    assert bench.box("len").input_value() == "984"
    assert bench.text("len-message") == ""
    bench.press("lm", "Home")  # as far as is possible beside the capacitance
    assert "µH/ft" in bench.text("lm-message")
    bench.drag("len", 12)
    bench.settle()
    feet = bench.box("len").input_value()
    assert len(feet.replace(".", "").lstrip("0")) <= 3
    assert bench.numbers()["state"]["len"] == pytest.approx(float(feet) * 0.3048, rel=1e-11)

    bench.preset("Speaker cable 98 ft, DF 100")
    assert bench.query()["preset"] == "speaker-30m"
    assert bench.box("len").input_value() == "98.43"  # 30 m, still in feet
    bench.page.reload()
    bench.settle()
    assert bench.box("len").input_value() == "98.43"
    bench.unfold()
    bench.choose("units", "metric")
    assert (bench.box("len").input_value(), bench.text("len .unit")) == ("30", "m")
    assert "units" not in bench.query()
    assert bench.page.locator("#size-by input:checked").input_value() == "mm2"
    chosen = bench.page.locator("#preset-choice option:checked")
    assert chosen.inner_text() == "Speaker cable 30 m, DF 100"
