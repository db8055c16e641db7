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
from app.bench.units import measured, rounded_up, unit_in
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
    return {one["key"]: one["message"] for one in answer(request)["refusals"]}


class TestFactors:
    @pytest.mark.parametrize(
        ("metric", "name", "value", "shown"),
        [
            ("m", "ft", 1609.344, 5280),  # a mile
            ("mΩ/m", "Ω/1000 ft", 5.211, 1.588),  # AWG 12, as printed in tables of both kinds
            ("pF/m", "pF/ft", 98.4, 30),
            ("µH/m", "µH/ft", 1.0, 0.3048),
            ("nH/m", "nH/ft", 1000.0, 304.8),
        ],
    )
    def test_factor(self, metric: str, name: str, value: float, shown: float) -> None:
        unit = unit_in("imperial", metric)
        assert unit.name == name
        assert value * unit.factor == pytest.approx(shown, rel=3e-4)
        assert unit_in("metric", metric) == (metric, 1)

    def test_other_units_stay(self) -> None:
        assert all(unit_in("imperial", unit) == (unit, 1) for unit in ("mm", "Ω", "Hz", ""))

    def test_told_with_four_digits(self) -> None:
        assert (measured(4, "m", "metric"), measured(4, "m", "imperial")) == ("4 m", "13.12 ft")
        assert measured(3.048, "m", "imperial") == "10 ft"

    @pytest.mark.parametrize(
        ("value", "up"), [(1.23401, 1.235), (1.234, 1.234), (-984.252, -984.2), (0.09999, 0.09999)]
    )
    def test_rounded_up(self, value: float, up: float) -> None:
        assert rounded_up(value) == up

    def test_every_quantity_per_length_has_feet(self) -> None:
        """Whatever is added to the table in metres must have its unit here."""
        metric = {
            one.key for one in QUANTITIES.values()
            if isinstance(one, Number | Numbers) and (one.unit == "m" or one.unit.endswith("/m"))
        }  # fmt: skip
        assert set(feet_told()) == metric

    def test_sliders_in_feet_are_logarithmic(self) -> None:
        """The page shifts their positions by the logarithm of the factor."""
        sliders = [one for one in map(QUANTITIES.__getitem__, feet_told()) if isinstance(one, Number)]
        assert len(sliders) == 5
        assert all(one.logarithmic for one in sliders)


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
