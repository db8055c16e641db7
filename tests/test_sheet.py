"""The sheet to print: what is on it, in both languages, for any link; the browser tells that it is one page."""

import html
import re
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree

import pytest

from app.bench.presets import PRESETS
from app.bench.sheet import code_of
from app.common.text import LANGUAGES
from app.main import server

client = server.test_client()
PINS = {"a": "preset=zip-5m&name=Thin", "b": "preset=humbucker", "c": "preset=speaker-4m&len=20", "d": "preset=pin-2m"}
SVG = "{http://www.w3.org/2000/svg}"


def sheet(**keys: str) -> str:
    answer = client.get(f"/sheet?{urlencode(keys)}")
    assert answer.status_code == 200
    return re.search(r"<main.*?</main>", answer.text, re.DOTALL)[0]  # type: ignore[index]


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_what_the_bench_says(language: str) -> None:
    keys = {"preset": "speaker-4m", "len": "15", "lang": language}
    told, bench = words(sheet(**keys)), client.get(f"/?{urlencode(keys)}").text
    for id_ in (
        "verdict",
        "verdict-word",
        "verdict-number",
        "headline-loss",
        "table-name",
        "cell-total-4",
        "reference",
    ):
        text = re.search(rf'id="{id_}"[^>]*>(.*?)</', bench)
        assert text
        assert text[1]
        assert html.unescape(text[1]) in told, id_


@pytest.mark.parametrize("preset", PRESETS)
def test_is_drawn_for_every_preset(preset: str) -> None:
    page = sheet(preset=preset, tol="1", **PINS)
    assert not re.search(r"\bnan\b", page)
    graphs = re.findall(r'<svg viewBox="0 0 900.*?</svg>', page, re.DOTALL)
    assert len(graphs) == 2
    for graph in graphs:
        assert len(list(ElementTree.fromstring(graph).iter("polyline"))) == 5
    assert "<polygon" in graphs[0]
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_pins_and_measured_curves_are_named() -> None:
    code = client.post("/api/v1/curve?kind=frd", data=b"20 1\n200 2\n2000 3").get_json()["code"]
    told = words(sheet(preset="speaker-4m", frd=code, lang="en", **PINS))
    for name in ("Total", "A: Thin", "B", "Measured − computed", "Measured minus computed"):
        assert name in told


def test_leads_back_to_the_same_state() -> None:
    text = client.get(f"/sheet?{urlencode({'preset': 'pin-10m', 'len': '15', **PINS})}").text
    back = re.search(r'<a class="button" href="\./\?([^"]*)"', text)
    assert back
    given = dict(parse_qsl(html.unescape(back[1])))
    assert (given["preset"], given["len"], given["a"]) == ("pin-10m", "15", "v=1&preset=zip-5m&name=Thin")


def test_names_what_it_cannot_use() -> None:
    assert "len = x: Not a number" in words(client.get("/sheet?preset=pin-10m&len=x&lang=en").text)


def test_is_reached_from_the_bench() -> None:
    page = client.get("/?preset=pin-10m&len=15").text
    link = re.search(r'<a id="to-sheet" class="button export" href="([^"]*)" data-path="sheet"', page)
    assert link
    assert dict(parse_qsl(urlsplit(html.unescape(link[1])).query))["len"] == "15"


class TestCode:
    """Versions and their sizes are those of ISO/IEC 18004, table 1 and table 7: 17 + 4·version modules across."""

    @pytest.mark.parametrize(
        ("length", "modules"), [(17, 21), (18, 25), (78, 33), (79, 37), (1273, 117), (1274, 121), (2953, 177)]
    )
    def test_is_as_small_as_it_can_be(self, length: int, modules: int) -> None:
        code = code_of("x" * length)
        assert code
        picture = ElementTree.fromstring(code)
        assert picture.get("viewBox") == f"0 0 {modules + 8} {modules + 8}"  # with its quiet zone of 4 on each side

    def test_a_larger_one_has_larger_squares_no_more(self) -> None:
        across = [float(re.search(r"width: ([\d.]+)mm", str(code_of("x" * n)))[1]) for n in (17, 1000, 2953)]  # type: ignore[index]
        assert across[0] == 28 < across[1] < across[2] == 60

    def test_there_is_none_for_what_is_too_long(self) -> None:
        assert code_of("x" * 2954) is None

    def test_a_link_too_long_is_told(self) -> None:
        noise = b"".join(b"%d %d 0\n" % (20 + n, 8 + n * 7919 % 13) for n in range(2000))
        code = client.post("/api/v1/curve?kind=zma&room=3000", data=noise).get_json()["code"]
        told = words(sheet(preset="speaker-4m", zl="file", zma=code, lang="en"))
        assert re.search(r"Its link has 3\d\d\d characters, too many for a code. Save the state as a file", told)
        short = words(sheet(preset="speaker-4m", lang="en"))
        assert "http://localhost/?v=1&preset=speaker-4m&lang=en" in short
