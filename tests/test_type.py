"""How pages are set: one scale of type, one face that has what is written in it, one way to write a unit."""

import re
from pathlib import Path

import pytest

from app.common.text import subscripted
from app.main import server

ROOT = Path(__file__).parents[1]
SHEET = (ROOT / "assets" / "style.css").read_text(encoding="utf-8")
SCREEN, _, REST = SHEET.partition("@media print {")
SCREEN += REST.partition("\n}\n")[2]
OF_A_DRAWING = (".schematic", ".earth svg", ".earthing", ".js-plotly")  # type that grows with its picture
OF_PAPER = (".sheet", "background: var(--panel); color: var(--ink); font-size: 9px")  # of A4, on the screen as well
SOURCES = [*(ROOT / "app").rglob("*.py"), *(ROOT / "app" / "templates").glob("*/ja.html")]
UNIT = r"(?:[kMG]?Hz|dB|[mkMµ]?Ω|[pnµ]F|[mµn]?H|mm²?|cm|µ?A|V|m|%|°C)"
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def test_sizes_are_of_one_scale() -> None:
    rules = [line.strip() for line in SCREEN.splitlines() if not line.strip().startswith(OF_A_DRAWING + OF_PAPER)]
    sizes = [size for line in rules for size in re.findall(r"font-size: ([^;}]*)", line)]
    assert len(sizes) > 50
    assert [size for size in sizes if not re.fullmatch(r"var\(--t-\w+\)|inherit|[\d.]+em|clamp\(var.*", size)] == []
    assert len(re.findall(r"--t-\w+: ", SCREEN)) == 6


def test_colours_are_named_once() -> None:
    """In the two themes, and on paper; elsewhere by their names."""
    themes, _, rest = SCREEN.partition("/* One face")
    assert themes.count("#") > 40
    assert re.findall(r":[^;{}]*(#[0-9a-f]{3,6}\b)", rest) == []


def test_the_face_is_small_and_comes_with_its_licence() -> None:
    assert (ROOT / "assets" / "inter.woff2").stat().st_size < 60_000
    assert "SIL OPEN FONT LICENSE" in (ROOT / "assets" / "inter.LICENSE.txt").read_text(encoding="utf-8").upper()
    page = server.test_client().get("/paper").text
    assert re.search(r'rel="preload" href="/assets/\w+/inter.woff2" as="font"', page)
    assert "inter.woff2" in SHEET


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_unit_stands_apart_in_japanese_as_in_english(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    strings = re.findall(r'"(?:[^"\\\n]|\\.)*"', text) if path.suffix == ".py" else text.splitlines()
    close = rf"(?<!表)(?<![\w\-=&?/.~@⁻])(?:[\d.,]*\d|\{{\w+\}}){UNIT}(?![A-Za-z0-9\-=~@²³′_{{₀/])"
    run_on = rf"(?:\d|\}}) {UNIT}[\u3040-\u30fa\u4e00-\u9fff]"
    found = [one for one in strings if JAPANESE.search(one) and re.search(rf"{close}|{run_on}", one, re.ASCII)]
    assert found == []


def test_what_follows_an_underscore_is_set_low() -> None:
    assert subscripted("√(f/R_DC) < 1") == "√(f/R<sub>DC</sub>) &lt; 1"
    assert subscripted("name~C_H, x_min") == "name~C<sub>H</sub>, x_min"
