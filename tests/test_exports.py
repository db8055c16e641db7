"""What is taken away, read back: by our own parser, by scikit-rf."""

import html
import random
import re
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
import pytest

from app.bench.exports import EXPORTS, svg
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.redraw import Redraw, redraw
from app.bench.response import respond
from app.bench.state import parse
from app.common.quantity import Choice, Upload
from app.common.text import plain
from app.files.codes import Curve, encode
from app.files.reader import read_curve
from app.main import server


def get(path: str, **keys: str) -> Any:
    return server.test_client().get(f"/api/v1/{path}?{urlencode(keys)}")


@pytest.mark.parametrize(("query", "browser", "told"), [("", "ja", "ja"), ("", "en", None), ("&lang=ja", "en", "ja")])
def test_what_is_taken_away_speaks_as_the_page_does(query: str, browser: str, told: str | None) -> None:
    """Whether the link says in which language, or the browser."""
    page = server.test_client().get(f"/?preset=pin-10m{query}", headers={"Accept-Language": browser}).text
    links = re.findall(r'class="button export" href="([^"]*)"', page)
    assert len(links) > len(EXPORTS)
    for link in links:
        assert dict(parse_qsl(urlsplit(html.unescape(link)).query)).get("lang") == told


FREQUENCIES = "20,100,1000,5000,20000,100000"


@pytest.mark.parametrize("preset", ["speaker-30m", "two-way-4m", "stratocaster", "line-10m"])
def test_frd_and_zma_are_read_back(preset: str) -> None:
    answer = get("response", preset=preset, f=FREQUENCIES).get_json()
    curve, _ = read_curve(get("response.frd", preset=preset, f=FREQUENCIES).data, "level")
    assert curve.frequency == pytest.approx(answer["frequency_hz"])
    assert curve.level == pytest.approx(answer["attenuation_db"], rel=1e-4, abs=1e-6)
    load, has_phase = read_curve(get("load.zma", preset=preset, f=FREQUENCIES).data, "impedance")
    z = np.array(answer["load_impedance_ohm"]["re"]) + 1j * np.array(answer["load_impedance_ohm"]["im"])
    assert has_phase
    assert 10 ** (load.level / 20) == pytest.approx(np.abs(z), rel=1e-5)
    assert load.phase == pytest.approx(np.degrees(np.angle(z)), abs=1e-3)


@pytest.mark.parametrize("model", ["c-end", "c-mid", "line"])
def test_touchstone_is_read_by_scikit_rf(model: str, tmp_path: Path) -> None:
    """Against the transfer of a 50 Ω source and load, and against cascading by scikit-rf itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import skrf

    path = tmp_path / "cable.s2p"
    path.write_bytes(get("cable.s2p", preset="pair-100m", model=model, f="1000,20000,1000000").data)
    network = skrf.Network(str(path))
    assert network.f == pytest.approx([1e3, 2e4, 1e6])
    assert network.is_reciprocal()
    assert network.is_passive()
    # S21 is twice the transfer from an EMF behind 50 Ω into 50 Ω.
    state, _ = parse([("preset", "pair-100m"), ("model", model), ("rs", "50"), ("load", "50")])
    assert 2 * np.exp(respond(state, network.f).log_transfer) == pytest.approx(network.s[:, 1, 0], rel=1e-9)
    a = skrf.network.s2a(network.s, network.z0)
    line = respond(state, network.f).line
    if model == "c-end":
        assert a[:, 0, 1] == pytest.approx(line.series_impedance * 100, rel=1e-6)
        assert a[:, 1, 0] == pytest.approx(line.shunt_admittance * 100, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("preset", PRESETS)
def test_picture_is_whole(preset: str, language: str) -> None:
    answer = get("response.svg", preset=preset, lens="4,15", parts="1", lang=language)
    assert answer.mimetype == "image/svg+xml"
    picture = ET.fromstring(answer.data)
    lines = picture.findall(".//{http://www.w3.org/2000/svg}polyline")
    assert len(lines) in (5, 6)
    assert all(len(line.attrib["points"].split()) == 600 for line in lines)
    words = "".join(picture.itertext())
    assert PRESETS[preset].name(language) in words  # type: ignore[arg-type]
    assert f"preset={preset}" in words


SVG = "{http://www.w3.org/2000/svg}"


def scale(picture: ET.Element, anchor: str, unit: float) -> tuple[float, float]:
    """Offset and slope from pixels to a quantity, by the first and last label of an axis: x ("middle") or y ("end")."""
    labels = [one for one in picture.iter(f"{SVG}text") if one.attrib["text-anchor"] == anchor]
    read = []
    for one in labels:
        match = re.fullmatch(r"([−\d.]+) ?(k|M)?(Hz)?", str(one.text))
        if match and one.attrib["font-size"] == "12" and bool(match[3]) == (anchor == "middle"):
            value = float(match[1].replace("−", "-")) * {"k": 1e3, "M": 1e6}.get(match[2], 1)
            read.append((float(one.attrib["x" if match[3] else "y"]), np.log10(value) if match[3] else value))
    (first, low), *_, (last, high) = read
    slope = (high - low) / (last - first)
    return low - slope * (first + unit), slope


@pytest.mark.parametrize("language", ["en", "ja"])
def test_picture_holds_the_measured_curve(language: str) -> None:
    """Read back by the picture's own axes: the file's levels, shifted, and what they exceed ours by."""
    frequency = np.array([12.0, 100, 1e3, 5e3, 2e4, 1e5, 5e5])
    level = np.array([-3.0, 0.5, -1.25, -2, -4, -20, -27])
    content = "".join(f"{f} {y}\n" for f, y in zip(frequency, level, strict=True))
    code = server.test_client().post("/api/v1/curve?kind=frd", data=content).get_json()["code"]
    keys = {"preset": "speaker-30m", "frd": code, "shift": "-1.5", "lang": language}
    picture = ET.fromstring(get("response.svg", **keys).data)
    (x0, per_x), (y0, per_y) = scale(picture, "middle", 0), scale(picture, "end", -4)
    _, measured, difference = (
        np.array([point.split(",") for point in line.attrib["points"].split()], float).T
        for line in picture.iter(f"{SVG}polyline")
    )
    keys["f"] = ",".join(map(str, frequency))
    ours = np.array(get("response", **keys).get_json()["ac_attenuation_db"])
    for drawn, expected in ((measured, level - 1.5), (difference, level - 1.5 - ours)):
        x, y = x0 + per_x * drawn[0], y0 + per_y * drawn[1]
        assert (x[0], x[-1]) == pytest.approx(np.log10(frequency[[0, -1]]), abs=2e-3)
        at_points = np.interp(np.log10(frequency), x, y)
        np.testing.assert_allclose(at_points, expected, atol=0.08)  # the link's 0.05 dB, and a twentieth of a pixel
    words = [one.text for one in picture.iter(f"{SVG}text")]
    assert {"en": "Measured − computed", "ja": "実測 − 計算"}[language] in words
    assert {"en": "Measured", "ja": "実測"}[language] in words
    assert len(list(ET.fromstring(get("response.svg", preset="speaker-30m").data).iter(f"{SVG}polyline"))) == 1


@pytest.mark.parametrize("band", [(20.0, 20e3), (80.0, 6e3), (1.0, 1e9)])
def test_picture_shades_and_names_the_band(band: tuple[float, float]) -> None:
    frequency = np.geomspace(10, 1e6, 50)
    text = svg([("A", frequency, -frequency / 1e5)], {}, [], (10, 1e6), (-10.5, 0.6), band, ["B", "C"], "en")
    picture = ET.fromstring(text)
    offset, slope = scale(picture, "middle", 0)
    (shade,) = picture.iterfind(f".//{SVG}rect[@class='band']")
    start, width = float(shade.attrib["x"]), float(shade.attrib["width"])
    ends = np.clip(np.log10(band), 1, 6)
    assert [offset + slope * x for x in (start, start + width)] == pytest.approx(ends, abs=2e-3)
    named = {20.0: "20 Hz to 20 kHz", 80.0: "80 Hz to 6.0 kHz", 1.0: "1.0 Hz to 1.0 GHz"}[band[0]]
    assert named in [one.text for one in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("path", EXPORTS)
def test_bad_input_is_refused(path: str) -> None:
    assert get(path, len="x").status_code == 400
    assert get(path, colour="red").get_json()["error"]["key"] == "colour"
    assert get(path, f="0,1").status_code in (200, 400)


class TestUpload:
    def post(self, content: bytes, **keys: str) -> Any:
        return server.test_client().post(f"/api/v1/curve?{urlencode(keys)}", data=content)

    def test_load_of_a_file_is_the_load_of_the_bench(self) -> None:
        """A driver's ZMA, taken away and brought back, gives the response of that driver."""
        own = get("load.zma", preset="driver-4m", fmin="10", fmax="100000").data
        code = self.post(own, kind="zma").get_json()
        assert code["off_db"] <= 0.0864
        asked = {"preset": "speaker-4m", "f": FREQUENCIES}
        measured = get("response", zl="file", zma=code["code"], **asked).get_json()
        driver = get("response", preset="driver-4m", f=FREQUENCIES).get_json()
        np.testing.assert_allclose(measured["attenuation_db"], driver["attenuation_db"], atol=0.005)

    @pytest.mark.parametrize(
        ("content", "keys", "key"),
        [
            (b"nonsense", {"kind": "frd"}, "file"), (b"20 1\n30 x", {"kind": "frd"}, "file"),
            (b"20 1\n30 2", {}, "kind"),
            (b"20 1\n30 2", {"kind": "len"}, "kind"), (b"20 1\n30 2", {"kind": "frd", "room": "x"}, "room"),
            (b"20 1\n30 2", {"kind": "frd", "room": "3"}, "file"), (b"1 1\n" * 400_000, {"kind": "frd"}, "file"),
        ],
    )  # fmt: skip
    def test_bad(self, content: bytes, keys: dict[str, str], key: str) -> None:
        answer = self.post(content, **keys)
        assert answer.status_code == 400
        assert answer.get_json()["error"]["key"] == key
        assert answer.get_json()["error"]["message"]

    @pytest.mark.parametrize("asked", ["frd", "zma"])
    @pytest.mark.parametrize(
        ("header", "key"),
        [("* Freq(Hz) Z(ohms) Phase(degrees)", "zma"), ("* Freq(Hz) SPL(dB) Phase(degrees)", "frd"), ("", None)],
    )
    def test_says_where_the_code_belongs(self, header: str, key: str | None, asked: str) -> None:
        """By the header, whatever place was asked for; a file without one stays there."""
        answer = self.post(f"{header}\n20.0 8.0 10.0\n200.0 9.0 10.0".encode(), kind=asked).get_json()
        assert answer["key"] == (key or asked)
        assert parse([(answer["key"], answer["code"])])[1] == []
        assert ("By its header" in answer["message"]) == (answer["key"] != asked)

    def test_warns_of_rows_far_apart(self) -> None:
        """A resonance that falls between the rows; and not where it was the link that had too little room."""
        full = get("load.zma", preset="driver-4m", fmin="10", fmax="100000").text.splitlines(keepends=True)
        sparse = self.post("".join(full[:4] + full[4::12]).encode(), kind="zma").get_json()
        assert sparse["off_db"] < 0.0864
        assert sparse["off_between_db"] > 0.172
        percent = round(100 * (10 ** (sparse["off_between_db"] / 20) - 1))
        assert f"up to {percent} % off" in sparse["message"]
        assert "more rows" not in self.post("".join(full).encode(), kind="zma").get_json()["message"]
        squeezed = self.post("".join(full).encode(), kind="zma", room="40").get_json()
        assert squeezed["off_between_db"] > 0.172
        assert "more rows" not in squeezed["message"]

    def test_names_the_line(self) -> None:
        answer = self.post(b"20 1\n30 2\n40 oops", kind="frd", lang="ja").get_json()
        assert "3行目（40 oops）" in answer["error"]["message"]


class TestMeasured:
    """A visitor's response beside ours."""

    AXIS = np.array([20.0, 200.0, 2000.0, 20e3])

    def picture(self, level: float, shift: str = "0", shape: tuple[float, ...] = (0, 0, 0, 0)) -> Redraw:
        code = encode(Curve("level", self.AXIS, level + np.array(shape), np.zeros(4)), 200).code
        state, problems = parse([("preset", "speaker-4m"), ("att", "abs"), ("frd", code), ("shift", shift)])
        assert problems == []
        return redraw(state, "en")

    @pytest.mark.parametrize("level", [75.0, -75.0, 300.0])
    def test_its_mere_level_does_not_flatten_our_curve(self, level: float) -> None:
        bare = redraw(parse([("preset", "speaker-4m"), ("att", "abs")])[0], "en")["span"]["attenuation"]
        low, high = self.picture(level)["span"]["attenuation"]
        assert bare[0] >= low > bare[0] - 7
        assert bare[1] <= high < bare[1] + 7

    def test_its_shape_is_shown_in_full(self) -> None:
        low, _ = self.picture(0, shape=(0, 0, 0, -40))["span"]["attenuation"]
        assert low < -40
        low, _ = self.picture(75, shape=(0, 0, 0, -40))["span"]["attenuation"]
        # It falls over the last of three decades, so that its mean lies 40/6 dB below its flat part, and 6 dB off ours.
        assert low < -40 + 40 / 6 + 6

    def test_far_off_is_told_with_the_fit_and_near_is_not(self) -> None:
        far = self.picture(75)["measured"]
        assert far is not None
        assert far["far"]
        assert far["fit"] == pytest.approx(-75.4, abs=0.3)  # ours lies some tenths below 0 dB
        assert "dB away" in self.picture(75)["texts"]["residual"]
        near = self.picture(-4)["measured"]
        assert near is not None
        assert not near["far"]
        assert "away" not in self.picture(-4)["texts"]["residual"]

    def test_what_was_moved_is_told(self) -> None:
        words = self.picture(75, "-75.3")["texts"]["residual"]
        assert "moved by \N{MINUS SIGN}75.30 dB" in words
        assert "away" not in words
        assert "moved" not in self.picture(-4)["texts"]["residual"]

    def test_the_fit_can_be_set(self) -> None:
        """Even where it would have to be more than the control takes."""
        measured = self.picture(300)["measured"]
        assert measured is not None
        assert parse([("shift", str(measured["fit"]))])[1] == []


def test_any_state_gives_numbers_or_a_refusal() -> None:
    """Ends of ranges, drawn at random, of sources, loads and cables together: no error of ours, no NaN, no infinity."""
    chance = random.Random(4)
    ends = {key: quantity for key, quantity in QUANTITIES.items() if not isinstance(quantity, Upload)}
    for _ in range(120):
        pairs = {"preset": chance.choice(list(PRESETS))}
        for key in chance.sample(list(ends), 12):
            quantity = ends[key]
            if isinstance(quantity, Choice):
                pairs[key] = chance.choice(list(quantity.options))
            else:
                pairs[key] = plain(chance.choice([quantity.minimum, quantity.maximum]))
        for path in ("response", "response.frd", "load.zma", "cable.s2p", "circuit.cir", "response.svg"):
            answer = get(path, **pairs, **({"f": "1,20000,1e9"} if path == "response" else {}))
            assert answer.status_code in (200, 400), pairs
            assert not re.search(r"\b(nan|inf|infinity)\b", answer.text, re.IGNORECASE), (path, pairs)
