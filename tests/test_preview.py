"""The picture that stands beside a link: what is on it, in which letters, how large, how soon."""

import html
import os
import re
import struct
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from app.bench.pixels import COMMAND, FONT, pixels
from app.bench.presets import PRESETS
from app.bench.preview import SIZE, preview
from app.bench.rasterise import HEAD
from app.bench.redraw import redraw
from app.bench.response import curve_frequencies
from app.bench.state import parse
from app.bench.tolerance import Spread
from app.common.text import LANGUAGES, Language
from app.main import server
from tests.test_architecture import TEXTS

SVG = "{http://www.w3.org/2000/svg}"
client = server.test_client()


def drawn(query: str, language: Language = "en") -> ElementTree.Element:
    state, problems = parse([tuple(pair.split("=")) for pair in query.split("&")])  # type: ignore[misc]
    assert problems == []
    return ElementTree.fromstring(preview(state, language))


def reaches(words: str, size: int, x: float) -> bool:
    """Whether any of the ink of words that begin at 0 is further right than x [px], in the bundled font."""
    shape = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="40" viewBox="{x} 0 900 40" '
        'font-family="sans-serif"><text x="0" y="28" font-size="{}">{}</text></svg>'
    )
    return pixels(shape.format(size, words)) != pixels(shape.format(size, ""))


class TestPicture:
    def test_has_the_size_that_is_asked_for(self) -> None:
        png = client.get("/api/v1/preview.png?preset=speaker-4m").data
        assert struct.unpack(">II", png[16:24]) == SIZE == (1200, 630)

    def test_tells_the_verdict_the_ends_and_three_figures(self) -> None:
        words = [one.text for one in drawn("preset=speaker-4m").iter("{http://www.w3.org/2000/svg}text")]
        assert "Inaudible" in words
        assert "Amplifier 80.0 mΩ → R, L, C per unit length, 4 m → Resistor 8.00 Ω" in words
        assert "−0.020 dB" in words  # table 1 of the paper, with the skin effect exactly

    @pytest.mark.parametrize("preset", PRESETS)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_words_reach_into_others(self, preset: str, language: Language) -> None:
        """A Japanese letter is as wide as it is high, of others 0.62 of that at most in this font."""
        lines: dict[float, list[tuple[float, float]]] = {}
        for one in drawn(f"preset={preset}", language).iter("{http://www.w3.org/2000/svg}text"):
            size, x, words = float(one.get("font-size", 0)), float(one.get("x", 0)), one.text or ""
            width = size * sum(0.62 if ord(letter) < 0x2E80 else 1 for letter in words)
            left = x - width * {"start": 0, "middle": 0.5, "end": 1}[one.get("text-anchor", "start")]
            lines.setdefault(float(one.get("y", 0)), []).append((left, left + width))
        for ends in lines.values():
            ordered = sorted(ends)
            assert ordered[0][0] >= 0
            assert ordered[-1][1] <= SIZE[0]
            assert all(first[1] <= second[0] for first, second in pairwise(ordered))

    @pytest.mark.parametrize("letter", ["W", "長", "i"])
    def test_long_names_are_shortened_where_the_next_begins(self, letter: str) -> None:
        """As wide as the letters are in the font itself, by the picture of each alone."""
        given = [("preset", "speaker-4m"), ("parts", "1"), ("lens", "1,2,5,10,20")]
        given += [(key, f"preset=zip-5m&name={letter * 40}") for key in "abcd"]
        state, problems = parse(given)
        assert problems == []
        legend = [one for one in ElementTree.fromstring(preview(state, "en")).iter(f"{SVG}text")
                  if float(one.get("y", 0)) > 560]  # fmt: skip
        assert len(legend) == 10  # of 13 curves
        assert legend[-1].text == "…"
        assert [one.text[:3] for one in legend[:5] if one.text] == ["4 m", "A: ", "B: ", "C: ", "D: "]
        assert all(letter * 3 in (one.text or "") for one in legend[1:5])
        for one, after in pairwise(legend[:5]):
            x = float(one.get("x", 0))
            assert not reaches(one.text or "", 17, float(after.get("x", 0)) - 53 - x)
            assert float(after.get("x", 0)) > x

    def test_a_nameless_pin_says_what_it_holds(self) -> None:
        state, _ = parse([("preset", "stratocaster"), ("a", "preset=pin-2m")])
        assert ">A: Pin (RCA) cable 2 m<" in preview(state, "en")

    def test_says_in_japanese_what_is_between_the_ends(self) -> None:
        words = [one.text for one in drawn("preset=speaker-4m", "ja").iter(f"{SVG}text")]
        assert "アンプ 80.0 mΩ → R・L・C（単位長さあたり）、4 m → 抵抗 8.00 Ω" in words
        assert "dB" in words  # of the axis

    def test_pins_are_drawn_and_named(self) -> None:
        state, _ = parse([("preset", "stratocaster"), ("a", "preset=humbucker&name=Fat")])
        picture = preview(state, "en")
        assert picture.count("<polyline") == 2
        assert "A: Fat" in picture

    def test_letters_are_drawn(self) -> None:
        """Of both scripts, in the bundled font: a letter that it has not looks like any other that it has not."""
        shape = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="sans-serif">{}</svg>'
        letters = [f'<text x="2" y="30" font-size="24">{letter}</text>' for letter in ("", "a", "b", "聞", "聴")]
        assert len({pixels(shape.format(one)) for one in letters}) == 5

    def test_every_letter_of_ours_is_in_the_font(self) -> None:
        known = letters_of(FONT.read_bytes())
        drawn_from = ("app.bench.words", "app.bench.quantities", "app.bench.presets", "app.bench.catalogue")
        words = "".join("".join(text) for where, text in TEXTS.items() if where.startswith(drawn_from))
        assert sorted(set(words) - known - set("\n\t\u2028")) == []

    @pytest.mark.parametrize(
        "query",
        ["preset=speaker-4m&model=line&fmax=100000000&range=all&tol=3", "preset=zip-5m&range=ear&tol=5&len=30"],
    )
    def test_the_band_is_where_every_state_computed_by_itself_has_it(self, query: str) -> None:
        """To half a pixel, at the corners of its edge."""
        state, problems = parse([tuple(pair.split("=")) for pair in f"{query}&att=abs".split("&")])  # type: ignore[misc]
        assert problems == []
        shape = next(ElementTree.fromstring(preview(state, "en")).iter(f"{SVG}polygon")).get("points")
        y = np.array([float(pair.split(",")[1]) for pair in str(shape).split()])
        picture = redraw(state, "en")
        low, high = picture["axis"]
        curve = curve_frequencies(state)
        frequency = np.array([low, *curve[(low < curve) & (curve < high)], high])
        assert y.size == 2 * frequency.size
        some = slice(1, -1, 7)  # but for the ends, which lie on straight lines
        edge = Spread.of(state).attenuation_band(frequency[some])
        bottom, top = picture["span"]["attenuation"]
        for found, level in ((y[: frequency.size], edge.low), (y[: frequency.size - 1 : -1], edge.high)):
            np.testing.assert_allclose(found[some], 258 + 268 * (top - level) / (top - bottom), rtol=0, atol=0.5)

    def test_is_made_soon(self) -> None:
        """Rasterising takes 70 ms of a core, unless the curves have to be clipped, which none here has."""
        state, _ = parse([("preset", "stratocaster"), ("parts", "1"), ("tol", "1"), ("a", "preset=humbucker")])
        picture = preview(state, "ja")
        assert "clip-path=" not in picture
        asked = picture.encode()
        start = os.times()
        subprocess.run(COMMAND, input=HEAD.pack(len(asked), 1.0) + asked, capture_output=True, check=True)
        end = os.times()
        assert end.children_user + end.children_system - start.children_user - start.children_system < 0.3

    def test_its_process_stays_is_begun_anew_and_ends(self) -> None:
        """Of one server: the process that draws, by whom it has begun."""
        asked = (
            "import os, signal, subprocess\n"
            "from app.bench.pixels import pixels\n"
            "def children(): return subprocess.run(['pgrep', '-f', 'rasterise.py', '-P', str(os.getpid())],"
            " capture_output=True, text=True).stdout.split()\n"
            'picture = \'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>\'\n'
            "first = pixels(picture)\n"
            "one = children()\n"
            "assert pixels(picture) == first and children() == one\n"
            "os.kill(int(one[0]), signal.SIGKILL)\n"
            "os.waitid(os.P_PID, int(one[0]), os.WEXITED | os.WNOWAIT)\n"
            "assert pixels(picture) == first and children() != one\n"
            "print(*one, *children())"
        )
        ended = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, timeout=60)
        assert ended.stderr == ""
        before, after = ended.stdout.split()
        assert before != after
        assert not Path(f"/proc/{after}").exists()

    def test_no_redraw_waits_for_it(self) -> None:
        """The rasteriser holds the lock that all threads of a process share, so a worker must not even load it."""
        asked = (
            "import sys; from app.main import server\n"
            "assert server.test_client().get('/api/v1/preview.png').data.startswith(b'\\x89PNG')\n"
            "assert not {name for name in sys.modules if name.startswith('resvg')}"
        )
        subprocess.run([sys.executable, "-c", asked], check=True, timeout=120)


def letters_of(font: bytes) -> set[str]:
    """Characters in an OpenType font's table `cmap`, formats 4 and 12."""
    count = struct.unpack(">H", font[4:6])[0]
    tables = {font[n : n + 4]: struct.unpack(">I", font[n + 8 : n + 12])[0] for n in range(12, 12 + 16 * count, 16)}
    cmap = tables[b"cmap"]
    found: set[str] = set()
    for n in range(struct.unpack(">H", font[cmap + 2 : cmap + 4])[0]):
        at = cmap + struct.unpack(">I", font[cmap + 8 + 8 * n : cmap + 12 + 8 * n])[0]
        form = struct.unpack(">H", font[at : at + 2])[0]
        if form == 12:
            groups = struct.unpack(">I", font[at + 12 : at + 16])[0]
            for start, end, _ in struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * groups]):
                found |= {chr(code) for code in range(start, end + 1)}
        elif form == 4:
            half = struct.unpack(">H", font[at + 6 : at + 8])[0]
            ends = struct.unpack(f">{half // 2}H", font[at + 14 : at + 14 + half])
            starts = struct.unpack(f">{half // 2}H", font[at + 16 + half : at + 16 + 2 * half])
            found |= {chr(code) for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1)}
    return found


class TestAddress:
    def test_is_refused_like_any_other(self) -> None:
        assert client.get("/api/v1/preview.png?len=x").get_json()["error"]["key"] == "len"
        assert client.get("/api/v1/preview.png?cable=pair&gap=0.5").get_json()["error"]["key"] == "gap"
        assert client.get("/api/v1/preview.png?f=1").get_json()["error"]["key"] == "f"

    def test_is_in_the_tags_of_a_link(self) -> None:
        text = client.get("/?preset=speaker-4m&len=15&lang=ja").text
        address = html.unescape(re.search(r'<meta property="og:image" content="([^"]*)">', text)[1])  # type: ignore[index]
        assert address.startswith("http://localhost/api/v1/preview.png?")
        assert "len=15" in address
        assert "lang=ja" in address
        assert client.get(address).mimetype == "image/png"

    def test_the_picture_can_be_had_in_pixels(self) -> None:
        png = client.get("/api/v1/response.png?preset=speaker-4m")
        width, height = struct.unpack(">II", png.data[16:24])
        svg = client.get("/api/v1/response.svg?preset=speaker-4m").text
        own = [float(size) for size in re.findall(r'(?:width|height)="(\d+)"', svg)[:2]]
        assert [width, height] == [2 * size for size in own]
        assert png.headers["Content-Disposition"] == 'attachment; filename="cablescope.png"'
