"""The question on 70 and 100 V lines: numbers of its API against hand and bench, words, refusals."""

import math
import re
from html import unescape
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
import pytest

from app.main import server

API = "/api/v1/advice/line"
LISTED = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
TEN_AT_END = {"speakers": "10", "tap": "10", "spread": "end", "len": "100", "mm2": "1.5"}


def get(path: str, status: int = 200, **keys: str) -> Any:
    answer = server.test_client().get(f"{path}?{urlencode(keys)}")
    assert answer.status_code == status, answer.text
    return answer


def told(**keys: str) -> Any:
    return get(API, **keys).get_json()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


class TestApi:
    def test_all_at_the_end_by_hand(self) -> None:
        """100 Ω behind 200 m of 1.5 mm² of copper, 200/58/1.5 = 2.2989 Ω: 97.753 V; its 0.12 mH adds 0.03 V."""
        answer = told(**TEN_AT_END)
        assert answer["last_voltage_v"] == pytest.approx(97.753, abs=0.004)
        assert answer["loss_db"] == answer["loss_all_at_end_db"] == pytest.approx(-0.1974, abs=4e-4)
        assert answer["cable_power_w"] == pytest.approx(2.2989 * 0.97753**2, rel=1e-3)
        assert answer["last_power_w"] == pytest.approx(10 * 0.97753**2, rel=1e-4)
        assert [one["distance_m"] for one in answer["loudspeakers"]] == [100] * 10

    def test_that_is_what_the_bench_says_of_one_resistor(self) -> None:
        """All loudspeakers at the end are one load; the bench also counts the capacitance, 0.15 % at 10 kHz."""
        answer = told(**TEN_AT_END)
        bench = server.test_client().get(f"/api/v1/response?{urlsplit(answer['link']).query}&f=1000,10000").get_json()
        assert bench["state"]["load"] == 100
        assert bench["cable_db"][0] == pytest.approx(answer["loss_db"], abs=2e-4)
        assert bench["cable_db"][1] == pytest.approx(answer["loss_10k_db"], abs=0.015)

    def test_the_bench_has_the_insulation_that_is_told(self) -> None:
        """0.8 mm, in a link of what differs from the bench's zip cord."""
        assert "copper with 0.8 mm of insulation" in LISTED
        assert dict(parse_qsl(urlsplit(told(**TEN_AT_END)["link"]).query))["wall"] == "0.8"

    def test_spread_evenly(self) -> None:
        """21/40 of the drop and 21·41/2400 of the heat of all at the end, nearly: the drop is not small here."""
        answer = told(len="50")
        assert answer["state"]["spread"] == "even"
        assert answer["loss_db"] / answer["loss_all_at_end_db"] == pytest.approx(21 / 40, rel=0.02)
        assert answer["cable_power_w"] / answer["cable_power_all_at_end_w"] == pytest.approx(861 / 2400, rel=0.05)
        assert [one["distance_m"] for one in answer["loudspeakers"]][::19] == pytest.approx([2.5, 50])

    @pytest.mark.parametrize(("spread", "lengths"), [("even", [20.0, 20.0, 20.0]), ("end", [60.0, 0, 0])])
    def test_of_each_loudspeaker_against_nodal_analysis(self, spread: str, lengths: list[float]) -> None:
        """Three of 40 W at 70.7 V on 2 × 1/58/1.5 Ω/m and (µ₀/π)·(ln(d/a) + 1/4), of wires 1.6 mm more than 2a apart.

        At 10 kHz what the bench says of the same cable.
        """
        answer = told(volts="70.7", speakers="3", tap="40", len="60", mm2="1.5", spread=spread, temp="70")
        radius, load = 1e3 * math.sqrt(1.5e-6 / math.pi), 70.7**2 / 40
        inductance = 4e-7 * (math.log((2 * radius + 1.6) / radius) + 0.25)
        resistance = 2 / 58 / 1.5 * (1 + 0.00393 * 50)

        bench = (
            server.test_client().get(f"/api/v1/response?{urlsplit(answer['link']).query}&f=10000").get_json()["line"]
        )
        low = resistance + 2e3j * math.pi * inductance
        high = bench["resistance_ohm_per_m"][0] + 2e4j * math.pi * bench["inductance_h_per_m"][0]

        def volts(impedance: complex, stretches: list[float]) -> np.ndarray:
            series = [impedance * max(one, 1e-9) for one in stretches]
            nodes = np.diag([1 / load] * 3).astype(complex)
            for n, z in enumerate(series):
                nodes[n, n] += 1 / z
                if n:
                    nodes[n - 1, n - 1] += 1 / z
                    nodes[n, n - 1] -= 1 / z
                    nodes[n - 1, n] -= 1 / z
            return np.abs(np.linalg.solve(nodes, [70.7 / series[0], 0, 0]))

        here, at_end = volts(low, lengths), volts(low, [60.0, 0, 0])
        each = answer["loudspeakers"]
        assert [one["distance_m"] for one in each] == pytest.approx(np.cumsum(lengths).tolist())
        assert [one["voltage_v"] for one in each] == pytest.approx(here, rel=1e-4)
        assert [one["power_w"] for one in each] == pytest.approx(here**2 / load, rel=2e-4)
        assert [one["level_db"] for one in each] == pytest.approx(20 * np.log10(here / 70.7), rel=2e-3)
        assert answer["last_voltage_v"] == each[-1]["voltage_v"]
        assert answer["last_power_w"] == each[-1]["power_w"]
        assert answer["loss_db"] == each[-1]["level_db"]
        assert answer["loss_10k_db"] == pytest.approx(20 * math.log10(volts(high, lengths)[-1] / 70.7), rel=1e-3)
        assert answer["loss_all_at_end_db"] == pytest.approx(20 * math.log10(at_end[-1] / 70.7), rel=2e-3)
        if spread == "end":
            assert answer["cable_power_all_at_end_w"] == pytest.approx(answer["cable_power_w"])

    def test_page_tells_what_the_api_does(self) -> None:
        """Three digits of volts and watts, two decimals of a loss; a row for each loudspeaker."""
        keys = {"volts": "70.7", "speakers": "3", "tap": "40", "len": "60", "mm2": "1.5", "temp": "70"}
        answer, html = told(**keys), get("/advice/line", **keys).get_json()["html"]
        rows = re.findall(r"<tr><th[^>]*>(\d+)</th>" + r"<td>([^<]*)</td>" * 4, html)
        names = ("distance_m", "voltage_v", "power_w")
        assert [int(row[0]) for row in rows] == [1, 2, 3]
        for row, one in zip(rows, answer["loudspeakers"], strict=True):
            assert [float(cell) for cell in row[1:4]] == [float(f"{one[name]:.3g}") for name in names]
            assert row[4] == f"{-one['level_db']:.2f}"
        last = answer["loudspeakers"][-1]
        assert (
            f"It gets {last['voltage_v']:.1f} V of 70.7 V and {last['power_w']:.1f} W of its 40 W; "
            f"at 10 kHz it loses {-answer['loss_10k_db']:.2f} dB. The cable turns {answer['cable_power_w']:.2f} W"
        ) in words(html)
        assert (
            f"With all of them at the far end it would be {-answer['loss_all_at_end_db']:.2f} dB "
            f"and {answer['cable_power_all_at_end_w']:.2f} W"
        ) in words(html)
        assert f"1.5 mm² is enough: the last loudspeaker loses {-last['level_db']:.2f} dB, of 0.5 dB" in words(html)

    def test_where_the_reactance_rules(self) -> None:
        """2 km of 10 mm² into 0.417 Ω at its end: a divider with the bench's R' and L', at 1 and at 10 kHz."""
        keys = {
            "volts": "25",
            "speakers": "3",
            "tap": "500",
            "spread": "end",
            "len": "2000",
            "mm2": "10",
            "temp": "70",
        }
        cable = "preset=zip-5m&cable=pair&metal=copper&wall=0.8&mm2=10&temp=70"
        line = server.test_client().get(f"/api/v1/response?{cable}&f=1000,10000").get_json()["line"]
        resistance, inductance = (np.array(line[f"{name}_per_m"]) for name in ("resistance_ohm", "inductance_h"))
        series = 2000 * (resistance + 2j * math.pi * np.array([1e3, 1e4]) * inductance)
        load = 25**2 / 500 / 3
        level, treble = 20 * np.log10(np.abs(load / (load + series)))
        answer = told(**keys)
        assert answer["loss_db"] == pytest.approx(level, abs=0.01)
        assert answer["loss_10k_db"] == pytest.approx(treble, abs=0.01)

    def test_the_size_is_chosen_warm(self) -> None:
        """Of 2.327 mm² at 20 °C, 19.65 % more at 70 °C: 2.784 mm², which 2.5 mm² and AWG 13 have not."""
        assert told(spread="end", temp="70")["nearest_standard"] == {"mm2": 4, "awg": 12}

    def test_the_thinnest_size(self) -> None:
        """All at the end of 200 m, 50 Ω: 0.5 dB leaves 2.963 Ω, 2.327 mm² of copper."""
        assert told(spread="end")["nearest_standard"] == {"mm2": 2.5, "awg": 13}

    def test_warm_copper_has_more(self) -> None:
        """By 0.393 % a kelvin."""
        cold, warm = (told(**TEN_AT_END, temp=temp)["loss_db"] for temp in ("20", "70"))
        assert warm / cold == pytest.approx(1.1965, rel=3e-3)

    def test_what_no_size_keeps(self) -> None:
        answer = told(volts="25", speakers="100", tap="100", len="2000", drop="0.1")
        assert answer["nearest_standard"] == {"mm2": None, "awg": None}
        assert answer["link"] is None  # 2000 m are beyond the bench

    @pytest.mark.parametrize(
        ("key", "value", "part"),
        [
            ("volts", "110", "100, 70.7, 50, 25"),
            ("speakers", "2.5", "whole number"),
            ("speakers", "0", "from 1 to 100"),
            ("tap", "x", "Not a number"),
            ("len", "3000", "from 1 to 2000 m"),
            ("mm2", "0", "from 0.2 to 120 mm²"),
            ("spread", "star", "even, end"),
            ("gap", "3", "no such key"),
            ("lang", "fr", "en, ja"),
        ],
    )
    def test_refuses_with_what_would_do(self, key: str, value: str, part: str) -> None:
        answer = get(API, 400, **{key: value})
        assert answer.get_json()["error"]["key"] == key
        assert part in answer.get_json()["error"]["message"]


@pytest.mark.parametrize("query", ["len=x&tap=1&tap=2", "len=x&tap=x"])
def test_the_first_of_what_is_wrong_is_told(query: str) -> None:
    """What is given twice before all else, and the rest in the order of the page's boxes."""
    answer = server.test_client().get(f"{API}?{query}")
    assert (answer.status_code, answer.get_json()["error"]["key"]) == (400, "tap")


BOXES = {
    "speakers": ("1", "100", 1, False, "", "20"),
    "tap": ("0.1", "500", 0.01, True, "W", "10"),
    "len": ("1", "2000", 0.01, True, "m", "200"),
    "mm2": ("0.2", "120", 0.01, True, "mm²", "1.5"),
    "temp": ("-50", "125", 1, False, "°C", "20"),
    "drop": ("0.05", "6", 0.01, True, "dB", "0.5"),
}
"""From, to, step (of the value, or of its decades), whether in decades, unit, and what is taken if nothing is given."""


@pytest.mark.parametrize("key", BOXES)
def test_boxes(key: str) -> None:
    """They end where the API refuses, and begin with what it takes and its words say."""
    low, high, step, in_decades, unit, usual = BOXES[key]
    page = get("/advice", volts="100").text
    box = re.search(rf'<input data-field="{key}"[^>]*>(?:&nbsp;<span class="unit">([^<]*)</span>)?', page)
    assert box is not None
    assert (box[1] or "") == unit
    shown = dict(re.findall(r'([\w-]+)="([^"]*)"', box[0]))
    assert shown["value"] == usual
    assert f"{usual} if not given" in shown["title"]
    assert [float(shown[f"data-{name}"]) for name in ("low", "high", "step")] == [float(low), float(high), step]
    assert ("data-log" in box[0]) is in_decades
    assert told()["state"][key] == float(usual)
    beyond = 1 if key == "speakers" else 1e-3
    for end, away in ((low, -beyond), (high, beyond)):
        get(API, 200, **{key: end})
        get(API, 400, **{key: f"{float(end) + away:.10g}"})


class TestFeetAndGauges:
    """AWG n is 0.127 mm · 92^((36 − n)/39) thick (ASTM B258), a foot is 0.3048 m; four digits of what is converted."""

    AREAS: ClassVar = {n: math.pi / 4 * (0.127 * 92 ** ((36 - n) / 39)) ** 2 for n in range(24, -1, -1)}

    def page(self, **keys: str) -> str:
        return str(get("/advice", volts="100", units="imperial", **keys).text)

    @pytest.mark.parametrize(("metres", "feet"), [("30.48", "100"), ("200", "656.2"), ("1", "3.281"), ("2000", "6561")])
    def test_the_length_is_in_feet(self, metres: str, feet: str) -> None:
        """Its range as well, its ends rounded inwards: 3.2808 and 6561.7 ft; what is shown lies within."""
        box = re.search(r'<input data-field="len"[^>]*>&nbsp;<span class="unit">ft</span>', self.page(len=metres))
        assert box is not None
        shown = dict(re.findall(r'([\w-]+)="([^"]*)"', box[0]))
        assert (shown["value"], shown["data-low"], shown["data-high"]) == (feet, "3.281", "6561.0")
        assert float(shown["data-factor"]) == pytest.approx(1 / 0.3048, rel=1e-12)

    def test_what_is_the_same_in_feet_is_not_converted(self) -> None:
        """And has six digits."""
        box = re.search(r'<input data-field="tap"[^>]*>', self.page(tap="12.34567"))
        assert box is not None
        assert 'value="12.3457"' in box[0]
        assert "data-factor" not in box[0]
        assert "data-factor" not in get("/advice", volts="100").text

    @pytest.mark.parametrize(
        ("given", "first"),
        [("1.309", None), ("1.5", "1.5 mm² (15 AWG)"), ("0.2047", None), ("53.48", None), ("120", "120 mm² (4/0 AWG)")],
    )
    def test_conductors_are_gauges(self, given: str, first: str | None) -> None:
        """From 24 to 0, and before them what was given, where that is none of them."""
        box = re.search(r'<select data-field="mm2".*?</select>', self.page(mm2=given))
        assert box is not None
        options = re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)<', box[0].replace("\N{NO-BREAK SPACE}", " "))
        sold = {f"{area:.4g}": f"AWG {n}" for n, area in self.AREAS.items()}
        wanted = {given: first} | sold if first else {given: sold[given]} | sold
        assert {value: name for value, _, name in options} == wanted
        assert [value for value, _, _ in options] == list(wanted)
        assert [value for value, chosen, _ in options if chosen] == [given]

    @pytest.mark.parametrize(
        ("given", "is_sold"), [("1.30739", True), ("1.30738", False), ("1.31", True), ("1.31001", False)]
    )
    def test_a_gauge_is_called_so_within_a_thousandth(self, given: str, is_sold: bool) -> None:
        """AWG 16 has 1.3087 mm²: a thousandth of the larger of both away lie 1.307387 and 1.310006 mm²."""
        html = get("/advice/line", mm2=given, units="imperial", drop="6").get_json()["html"]
        told = words(html).replace("\N{NO-BREAK SPACE}", " ")
        assert ("AWG 16 is enough" if is_sold else f"{given} mm² (16 AWG) is enough") in told

    def test_what_is_far_is_told_in_feet_and_sizes_as_gauges_first(self) -> None:
        """As in metres: three digits of what the API says, over 0.3048 m."""
        keys = {"speakers": "3", "len": "60"}
        html = get("/advice/line", **keys, units="imperial").get_json()["html"]
        rows = re.findall(r"<tr><th[^>]*>\d+</th><td>([^<]*)</td>", html)
        assert rows == [f"{metres / 0.3048:.3g}" for metres in (20, 40, 60)]
        assert "[ft]" in html
        html = get("/advice/line", spread="end", units="imperial").get_json()["html"]
        assert "AWG 13 / 2.5 mm²" in words(html).replace("\N{NO-BREAK SPACE}", " ")

    @pytest.mark.parametrize(
        ("units", "other", "name"), [("imperial", "metric", "In metres"), ("metric", "imperial", "In feet, AWG")]
    )
    def test_a_button_asks_the_same_in_the_other_units(self, units: str, other: str, name: str) -> None:
        page = get("/advice", volts="70.7", tap="5", units=units).text
        button = re.search(r'<a id="units"[^>]*href="advice\?([^"]*)"[^>]*data-units="(\w+)">([^<]*)</a>', page)
        assert button is not None
        assert (button[2], button[3]) == (other, name)
        asked = dict(parse_qsl(unescape(button[1])))
        usual = {"speakers": "20", "len": "200", "mm2": "1.5", "temp": "20", "drop": "0.5", "spread": "even"}
        wanted = usual | {"volts": "70.7", "tap": "5"} | ({"units": "imperial"} if other == "imperial" else {})
        assert asked == wanted

    def test_a_refusal_has_the_range_of_its_box(self) -> None:
        """Metres that are too many, in feet; what is given twice is refused here as well."""
        (refusal,) = get("/advice/line", len="3000", units="imperial").get_json()["refusals"]
        assert "from 3.281 to 6561 ft" in refusal["message"].replace("\N{NO-BREAK SPACE}", " ")
        answer = server.test_client().get("/advice/line?len=3&len=4").get_json()
        assert [one["key"] for one in answer["refusals"]] == ["len"]


def test_the_page_says_of_each_key_what_the_documentation_does() -> None:
    """In its table, and at its box, which has a name as well; in the order of the documentation."""
    table = LISTED.partition("/api/v1/advice/line?")[2].partition("| field |")[0]
    listed = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", table, re.MULTILINE)
    page = get("/advice", volts="100", lang="en").text
    told = re.findall(r'<th scope="row"><code>(\w+)</code></th><td>(.*?)</td>', page)
    assert [(key, unescape(meaning)) for key, meaning in told] == [(key, meaning) for key, meaning, _ in listed]
    boxes = dict(re.findall(r'data-field="(\w+)"[^>]*?title="([^"]*)"', page))
    for key, meaning, accepted in listed:
        assert key == "units" or unescape(boxes[key]) == meaning
        for option in re.findall(r"`(.*?)`", accepted):
            get(API, **{key: option})


class TestPage:
    def test_the_answer_in_words(self) -> None:
        page = words(get("/advice", volts="100", spread="end", lang="en").text)
        assert "Thinnest size sold that is enough: 2.5 mm² / AWG 13" in page
        # 20·log₁₀|1 + (4.598 + 0.86j)/50|, of 400 m of copper and 0.684 µH/m
        assert "1.5 mm² is too thin: the last loudspeaker loses 0.77 dB, more than 0.5 dB." in page

    def test_spread_evenly_it_says_what_that_saves(self) -> None:
        assert "With all of them at the far end it would be 0.77 dB" in words(get("/advice", volts="100").text)

    def test_the_last_of_them_decides(self) -> None:
        """With a limit between what the last of two loses and what the first does."""
        first, last = (-one["level_db"] for one in told(speakers="2", tap="100")["loudspeakers"])
        between = f"{(first + last) / 2:.4f}"
        page = words(get("/advice/line", speakers="2", tap="100", drop=between).get_json()["html"])
        assert f"1.5 mm² is too thin: the last loudspeaker loses {last:.2f} dB, more than {between} dB." in page

    @pytest.mark.parametrize(("units", "size"), [("imperial", "AWG 16"), ("metric", "1.309 mm²")])
    def test_a_size_is_called_what_it_is_sold_as(self, units: str, size: str) -> None:
        """AWG 16 has 1.309 mm²."""
        page = words(get("/advice/line", mm2="1.309", units=units, drop="6").get_json()["html"])
        assert f"{size} is enough" in page.replace("\N{NO-BREAK SPACE}", " ")

    def test_what_is_given_twice_is_named(self) -> None:
        page = server.test_client().get("/advice?volts=100&tap=1&tap=2").text
        assert "tap = 1: Given more than once" in words(page)

    def test_two_are_spread_as_well(self) -> None:
        assert "With all of them at the far end" in words(get("/advice", volts="100", speakers="2").text)

    def test_a_single_loudspeaker_reads_well(self) -> None:
        assert "With all of them" not in words(get("/advice", volts="100", speakers="1").text)

    def test_every_situation_leads_here_and_back(self) -> None:
        assert 'href="advice?volts=100"' in get("/advice").text
        assert "aria-current" in get("/advice", volts="100").text.partition('href="advice?volts=100"')[2][:30]

    def test_what_cannot_be_used_is_named(self) -> None:
        assert "tap = x: Not a number" in words(get("/advice", volts="100", tap="x").text)

    def test_live(self) -> None:
        assert "2.5 mm²" in words(get("/advice/line", spread="end").get_json()["html"])
        refusals = get("/advice/line", tap="0", lang="ja").get_json()["refusals"]
        assert [one["key"] for one in refusals] == ["tap"]
        assert refusals[0]["message"].startswith("タップ：範囲外")

    def test_links_keep_the_language(self) -> None:
        html = get("/advice", volts="100", lang="ja").text
        assert all("lang=ja" in link for link in re.findall(r'href="(?:\./|advice)\?[^"]*"', html))
