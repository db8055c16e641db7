"""Feet or metres: what the page shows is converted, what travels is not."""

import re
from typing import Any, cast

import numpy as np
import pytest

from app.bench.callbacks import answer, answer_sweep
from app.bench.page import feet_told, frame
from app.bench.quantities import QUANTITIES
from app.bench.redraw import Redraw, redraw, unpacked
from app.bench.response import opened
from app.bench.state import State, parse
from app.bench.units import measured, rounded_up, unit_in, words_in
from app.common.quantity import Number, Numbers
from app.common.text import Language
from app.main import server

client = server.test_client()


def state_of(**values: str) -> State:
    state, problems = parse({"preset": "speaker-4m", "units": "imperial", **values}.items())
    assert not problems
    return state


def picture_of(language: Language = "en", **values: str) -> Redraw:
    return redraw(state_of(**values), language)


def refusals(query: str, language: Language = "en") -> dict[str, str]:
    request = {"id": 1, "query": query, "language": language, "lenient": False, "resting": True}
    return {one["key"]: one["message"].replace("\N{NO-BREAK SPACE}", " ") for one in answer(request)["refusals"]}


class TestFactors:
    @pytest.mark.parametrize(
        ("metric", "name", "value", "shown"),
        [
            ("m", "ft", 1609.344, 5280),  # a mile
            ("mΩ/m", "Ω/1000 ft", 5.211, 1.588),  # AWG 12, as printed in tables of both kinds
            ("pF/m", "pF/ft", 98.4, 30),
            ("µH/m", "µH/ft", 1.0, 0.3048),
            ("nH/m", "nH/ft", 1000.0, 304.8),
            ("mm", "in", 25.4, 1),
            ("mm", "in", 0.127, 0.005),  # AWG 36, by its definition
        ],
    )
    def test_factor(self, metric: str, name: str, value: float, shown: float) -> None:
        unit = unit_in("imperial", metric)
        assert unit.name == name
        assert value * unit.factor == pytest.approx(shown, rel=3e-4)
        assert unit_in("metric", metric) == (metric, 1)

    def test_other_units_stay(self) -> None:
        assert all(unit_in("imperial", unit) == (unit, 1) for unit in ("mm²", "Ω", "Hz", ""))

    def test_told_with_four_digits(self) -> None:
        assert (measured(4, "m", "metric"), measured(4, "m", "imperial")) == ("4 m", "13.12 ft")
        assert measured(3.048, "m", "imperial") == "10 ft"

    @pytest.mark.parametrize(
        ("value", "up"), [(0.0, 0.0), (1.23401, 1.235), (1.234, 1.234), (-984.252, -984.2), (0.09999, 0.09999)]
    )
    def test_rounded_up(self, value: float, up: float) -> None:
        assert rounded_up(value) == up

    @pytest.mark.parametrize(
        ("metric", "imperial"),
        [
            ("Zip cord 5 m, 2.5 mm²", "Zip cord 16 ft, 2.5 mm² (13 AWG)"),  # 16.4 ft; AWG 13 is 2.62 mm², 14 is 2.08
            ("Pair 100 m, 0.79 mm² per pole", "Pair 328 ft, 0.79 mm² (18 AWG) per pole"),  # AWG 18 is 0.823 mm²
            ("平行スピーカーコード 5 m・2.5 mm²", "平行スピーカーコード 16 ft・2.5 mm² (13 AWG)"),
            ("Pin (RCA) cable 2 m", "Pin (RCA) cable 6.6 ft"),
            ("wires 4 mm apart, 100 pF/m", "wires 0.157 in apart, 30 pF/ft"),
            ("of 85 mm²", "of 85 mm² (3/0 AWG)"),
            ("80.0 mΩ, 20 mm long, 5 metres, 10 m²", "80.0 mΩ, 0.787 in long, 5 metres, 10 m²"),
        ],
    )
    def test_lengths_in_words(self, metric: str, imperial: str) -> None:
        assert words_in(metric, "imperial") == imperial
        assert words_in(metric, "metric") == metric

    def test_every_quantity_per_length_has_feet(self) -> None:
        """Whatever is added to the table in metres must have its unit here."""
        metric = {
            one.key for one in QUANTITIES.values()
            if isinstance(one, Number | Numbers) and (one.unit in ("m", "mm") or one.unit.endswith("/m"))
        }  # fmt: skip
        assert set(feet_told()) == metric


class TestWords:
    def test_names_of_lengths(self) -> None:
        assert picture_of(lens="10,3.048")["names"] == ["13.12 ft", "32.81 ft", "10 ft"]

    @pytest.mark.parametrize("language", ["en", "ja"])
    @pytest.mark.parametrize("model", ["c-end", "line"])
    def test_circuit(self, model: str, language: Language) -> None:
        drawn = picture_of(language, model=model)["schematic"]
        assert "13.12 ft" in drawn
        assert "4 m<" not in drawn

    def test_line_in_feet(self) -> None:
        """The same curves over 0.3048 of a metre: R in ohms for 1000 ft are thousandths of an ohm for one."""
        there = picture_of(view="line")["graphs"]
        here = redraw(state_of(view="line", units="metric"), "en")["graphs"]
        for graph in ("resistance", "inductance"):
            for feet, metres in zip(there[graph], here[graph], strict=True):
                assert unpacked(feet) == pytest.approx(unpacked(metres) * 0.3048, abs=2e-4)

    def test_titles_of_the_line(self) -> None:
        titles = cast(dict[str, Any], frame(opened([])[0], [], "ja")["first"])["titles"]
        assert titles["metric"]["resistance"] == "R′ [mΩ/m]（往復）"
        assert titles["imperial"]["resistance"] == "R′ [Ω/1000 ft]（往復）"
        assert titles["imperial"]["inductance"] == "L′ [nH/ft]（往復）"
        assert titles["imperial"]["angle"] == titles["metric"]["angle"]

    def test_opens_the_gauge(self) -> None:
        assert frame(state_of(cable="pair", mm2="2.5"), [], "en")["size"] == "awg"
        assert frame(state_of(cable="pair", mm2="2.5", units="metric"), [], "en")["size"] == "mm2"


class TestMessages:
    @pytest.mark.parametrize("language", ["en", "ja"])
    @pytest.mark.parametrize(
        ("key", "value", "low", "high"),
        [
            ("len", "500", "0.3281", "984.2 ft"),
            ("len", "long", "0.3281", "984.2 ft"),
            ("len", "1,500", "0.3281", "984.2 ft"),
            ("rdc", "0", "0.03048", "3048 Ω/1000 ft"),
            ("lm", "99", "0.003048", "3.048 µH/ft"),
            ("cm", "1e6", "0.3048", "3048 pF/ft"),
            ("lens", "4,1000", "0.3281", "984.2 ft"),
            ("gap", "500", "0.003938", "3.937 in"),
            ("wall", "9", "0", "0.1968 in"),
        ],
    )
    def test_range(self, key: str, value: str, low: str, high: str, language: Language) -> None:
        message = refusals(f"units=imperial&{key}={value}", language)[key]
        assert low in message
        assert high in message

    def test_range_of_what_has_no_feet(self) -> None:
        assert refusals("units=imperial&load=0") == refusals("units=metric&load=0")

    def test_limit_of_values_together(self) -> None:
        """L·C·c² = 1 at 45 pF/m is 0.24726 µH/m, 0.075365 µH/ft; at 0.1 µH/m, 111.27 pF/m, 33.914 pF/ft."""
        message = refusals("preset=speaker-4m&units=imperial&lm=0.1")["lm"]
        assert "0.07537 µH/ft" in message
        assert "33.92 pF/ft" in message
        assert "0.2473 µH/m" in refusals("preset=speaker-4m&lm=0.1")["lm"]

    def test_slider_stops_with_a_reason_in_feet(self) -> None:
        request = {"id": 1, "query": "preset=speaker-4m&units=imperial", "key": "lm", "language": "en"}
        swept = answer_sweep(request)
        assert "µH/ft" in swept["beyond"][0]
        assert swept["limits"] == answer_sweep(request | {"query": "preset=speaker-4m"})["limits"]

    def test_link_is_told_of_in_its_own_units(self) -> None:
        """What stands in a link is metric, so are the words on it."""
        _, (problem,) = opened({"preset": "speaker-4m", "units": "imperial", "len": "500"}.items())
        assert "300 m." in problem.message.en


class TestNames:
    """What the page calls presets, cables and sizes; links and the API call them by their metric names."""

    def test_presets_and_cables(self) -> None:
        told = cast(dict[str, Any], frame(state_of(), [], "en")["first"])["names_in_feet"]
        assert told["preset"]["zip-5m"] == "Zip cord 16 ft, 2.5 mm² (13 AWG)"
        assert "cca-5m" in told["preset"]
        assert "stratocaster" not in told["preset"]
        assert "(" in told["cable"]["zip-250"]

    def test_where_the_values_come_from(self) -> None:
        asked = {"id": 1, "language": "en", "lenient": True, "resting": True}
        texts = answer(asked | {"query": "preset=zip-5m&len=4&units=imperial"})["redraw"]["texts"]
        plain = texts["reference"].replace("\N{NO-BREAK SPACE}", " ")
        assert "Zip cord 16 ft, 2.5 mm² (13 AWG)" in plain
        assert not re.search(r"\d (m|mm)(?!\w|²)", plain)
        assert "2.5 mm², 3.5 mm" in redraw(state_of(preset="zip-5m"), "en")["texts"]["reference"]  # as files have it

    def test_the_catalogue_with_its_prices(self) -> None:
        query = "preset=speaker-4m&solve=len&limits=percent:5&price=zip-250:3&len=10&units="
        feet, metres = (client.get(f"/advice?{query}{units}").text for units in ("imperial", "metric"))
        assert "price a foot" in feet
        assert "copper [g/ft]" in feet
        assert 'data-factor="0.3048"' in re.findall(r'<input data-price="zip-250".*?>', feet)[0]
        assert "zip cord 2 x 2.5 mm² (13 AWG)" in feet
        assert "price a metre" in metres
        assert "data-factor" not in re.findall(r'<input data-price="zip-250".*?>', metres)[0]
        cost = [re.findall(r'data-by="cost" data-value="([\d.]+)"', text) for text in (feet, metres)]
        assert cost[0] == cost[1] == ["30"]


class TestLine:
    """The question on 70 and 100 V lines."""

    def test_boxes(self) -> None:
        page = client.get("/advice?volts=100&units=imperial&len=304.8&mm2=3.309").text
        box = re.findall(r'<input data-field="len".*?>', page)[0]
        assert 'value="1000"' in box
        assert 'data-factor="3.28' in box
        assert '<option value="3.309" selected>AWG 12</option>' in page  # 3.31 mm², as printed in tables
        assert "distance [ft]" in page
        assert "AWG 12 is" in page
        assert "units=" not in re.findall(r'<a id="units".*?href="(.*?)"', page)[0]  # metres are the usual

    def test_refusals_speak_of_feet(self) -> None:
        (refusal,) = client.get("/advice/line?volts=100&units=imperial&len=9999").get_json()["refusals"]
        assert "6561 ft" in refusal["message"]  # 2000 m are 6561.68 ft

    def test_the_api_is_metric(self) -> None:
        ours, theirs = (
            client.get(f"/api/v1/advice/line?volts=100&units={units}").get_json() for units in ("imperial", "metric")
        )
        assert ours["state"].pop("units") == "imperial"
        assert theirs["state"].pop("units") == "metric"
        assert ours == theirs


class TestMetric:
    """Links, the API and what is exported are metric."""

    def test_curves_are_the_same(self) -> None:
        ours, theirs = picture_of(), redraw(state_of(units="metric"), "en")
        assert ours["curves"] == theirs["curves"]
        assert (ours["shown"]["len"], ours["given"]["len"]) == ("4", "4")

    @pytest.mark.parametrize(
        "query",
        [
            "response?lens=10,20&parts=1",
            "response?view=line&f=20000",
            "response.csv?lens=10",
            "response.svg?lens=10&view=line",
            "circuit.cir?",
            "sweep?over=len&from=1&to=30&n=3&f=1000",
            "response?len=500",
            "response?lm=0.1",
            "advice?solve=len",
        ],
    )
    def test_api(self, query: str) -> None:
        imperial, metric = (
            client.get(f"/api/v1/{query}&preset=speaker-4m&units={units}") for units in ("imperial", "metric")
        )
        assert imperial.status_code == metric.status_code
        assert imperial.status_code in (200, 400)
        if not imperial.is_json:
            named = re.compile(r"(&amp;|&| · )units=(imperial|metric)")  # in the link that an export carries
            assert named.sub("", imperial.text) == named.sub("", metric.text)
            return
        ours, theirs = imperial.get_json(), metric.get_json()
        for one in (ours, theirs):
            one.get("state", {}).pop("units", None)
        assert ours == theirs

    def test_is_kept_by_links_and_refused_if_there_is_no_such(self) -> None:
        assert "units=imperial" in state_of().query
        assert "units" not in state_of(units="metric").query
        assert client.get("/api/v1/response?units=feet").status_code == 400

    def test_differences_from_a_pin(self) -> None:
        state = state_of(a="preset=speaker-30m", view="line")
        (pin,) = redraw(state, "en")["pins"]
        there, here = unpacked(pin["curves"]["resistance"]), unpacked(redraw(state, "en")["graphs"]["resistance"][0])
        assert np.allclose(there, here)  # the same cable, in the same unit
