"""A slider's whole range in one answer: the page's sweep, and the one that the API gives to scripts.

What is sent is summed up here anew, from the words of docs/architecture.md alone: integers twice, then the Chebyshev
series.  It is held against responses computed at places that are no nodes.
"""

import csv
import io
import json
import math
import random
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import brotli
import numpy as np
import pytest
from numpy.polynomial.chebyshev import chebval
from werkzeug.test import TestResponse

from app.bench.callbacks import Sweep
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.redraw import redraw, unpacked
from app.bench.response import curve_frequencies, line_of, possible, respond
from app.bench.state import State, parse
from app.bench.sweep import _clash as clash
from app.bench.sweep import limits_of, sweep
from app.common.quantity import Choice, Number
from app.files.codes import Curve, encode
from app.main import server
from physics import circuit
from physics.materials import SPEED_OF_LIGHT

API, CSV, RESPONSE = "/api/v1/sweep", "/api/v1/sweep.csv", "/api/v1/response"
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
ROWS = ("attenuation_db", "ac_attenuation_db", "phase_lag_deg")
MOST_BYTES = 30_000

client = server.test_client()


def state_of(**query: str) -> State:
    state, problems = parse(query.items())
    assert problems == []
    assert possible(state) is None
    return state


def number(key: str) -> Number:
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return quantity


def sliders(state: State) -> list[str]:
    """Keys of the sliders that move the curves of a state."""
    return [
        key
        for key, quantity in QUANTITIES.items()
        if isinstance(quantity, Number) and state.matters(key) and quantity.group not in ("display", "field")
    ]


def place_of(key: str, value: float) -> float:
    """Where a value is on its slider."""
    return math.log10(value) if number(key).logarithmic else value


def value_at(key: str, place: float) -> float:
    return 10**place if number(key).logarithmic else place


def decoded(swept: Any, place: float) -> dict[str, list[np.ndarray]]:
    """The curves of each graph at a place of the slider."""
    first, last = swept["window"]
    t = (2 * place - first - last) / (last - first)
    return {
        graph: [
            chebval(t, np.array([np.cumsum(np.cumsum(order)) for order in orders]) * swept["steps"][graph])
            for orders in traces
        ]
        for graph, traces in swept["curves"].items()
    }


def computed(state: State) -> dict[str, list[np.ndarray]]:
    """The same of a state without other lengths and parts, from the physics."""
    response = respond(state, curve_frequencies(state))
    match state.view:
        case "response":
            return {
                "attenuation": [circuit.decibels(response.drawn)],
                "phase": [circuit.phase_lag(response.drawn)],
            }
        case "impedance":
            ends = [response.ends.load_impedance, response.seen_from_load]
            return {"magnitude": [np.log10(abs(z)) for z in ends], "angle": [np.angle(z, deg=True) for z in ends]}
        case _:
            ways = (("exact", "exact"), ("table", "exact"), ("table", "paper"))
            states = [state.with_values(skin=skin, formula=formula) for skin, formula in ways]
            lines = [line_of(one, response.frequency) for one in states]
            return {
                "resistance": [1e3 * line.resistance for line in lines],
                "inductance": [1e9 * line.inductance for line in lines],
            }


OFF = {"attenuation": 0.02, "phase": 0.2, "magnitude": 3e-3, "angle": 0.3}
"""What the page may show beside the truth while a hand drags [dB], [°], decades, [°]: less than a pixel."""


def hold(swept: Any, state: State, key: str, places: list[float]) -> None:
    """The sweep gives the curves of the state at these places of the slider, in their order."""
    low, high = map(float, swept["limits"])
    for place in places:
        there = state.with_values(**{key: min(max(value_at(key, place), low), high)})
        got, expected = decoded(swept, place), computed(there)
        assert list(got) == list(expected)
        for graph, curves in expected.items():
            off = OFF.get(graph, 2e-3 * np.max(curves))  # of an axis from zero
            for one, truth in zip(got[graph], curves, strict=True):
                assert np.max(np.abs(one - truth)) < off, (key, place, graph)


def within(swept: Any, count: int, seed: str) -> list[float]:
    """Places at random in the window."""
    chance = random.Random(seed)
    return [chance.uniform(*swept["window"]) for _ in range(count)]


def covered(swept: Any) -> float:
    """Part of the possible range that the series covers."""
    first, last = swept["window"]
    low, high = (place_of(swept["key"], float(end)) for end in swept["limits"])
    assert low - 1e-9 <= first < last <= high + 1e-9
    return (last - first) / (high - low)


SHARP = {
    "speaker-4m": {"len", "cm", "rs"},
    "speaker-15m": {"len", "lm", "cm", "ls"},
    "speaker-30m": {"len", "lm", "cm", "coil"},
    "speaker-100m": {"len", "lm", "cm"},
    "speaker-4m-df10": {"len", "cm", "rs"},
    "pair-100m": {"len"},
    "quad-100m": {"len"},
    "two-way-4m": {"xc2"},
    "valve-4m": {"fs", "xc2"},
}
"""Sliders whose window is narrower in the picture of the impedances.

Seen from the load, the cable's L and C resonate with hardly any damping: a peak so sharp, which the slider moves along
the axis, is no short series.  So does the tweeter behind its high-pass, and the woofer.
"""

SHARPER = {"three-way-4m": {"mc2", "ml1"}}
"""Sliders whose window is narrower in the response too.

At one end of theirs the midrange's capacitors and coil are a series resonance that its driver does not damp: nearly a
short, which the slider moves along the axis.
"""


class TestCurves:
    @pytest.mark.parametrize("preset", PRESETS)
    def test_of_every_slider_of_every_preset(self, preset: str) -> None:
        """At random places, wherever it can go; but for the last 2 % before an end where wires touch."""
        state = state_of(preset=preset)
        for key in sliders(state):
            swept = sweep(state, number(key), "en")
            if key in SHARPER.get(preset, ()):
                assert 0.3 < covered(swept) < 0.97, key
            else:
                spared = 0 if state.kind == "rlc" and "" in swept["beyond"] else 0.02 * sum(map(bool, swept["beyond"]))
                assert 0.999 - spared < covered(swept) <= 1.001, key
                assert covered(swept) > 0.9999 or any(swept["beyond"]), key
            hold(swept, state, key, within(swept, 3, preset + key))
            text = json.dumps(swept, separators=(",", ":")).encode()
            assert len(text) < 3 * MOST_BYTES or len(brotli.compress(text, quality=5)) < MOST_BYTES, key

    @pytest.mark.parametrize("preset", PRESETS)
    def test_of_the_impedances(self, preset: str) -> None:
        """Of some presets with every slider, of the others with those whose window is narrower."""
        state = state_of(preset=preset, view="impedance")
        wholly = preset in ("speaker-30m", "line-10m")
        for key in sliders(state) if wholly else SHARP.get(preset, ()):
            swept = sweep(state, number(key), "en")
            assert (covered(swept) < 0.97) == (key in SHARP.get(preset, ())), key
            hold(swept, state, key, within(swept, 1, preset + key))

    @pytest.mark.parametrize("query", [{"preset": "speaker-30m"}, {"preset": "pair-100m"}, {"cable": "coax"}])
    def test_of_the_line_per_metre(self, query: dict[str, str]) -> None:
        state = state_of(view="line", **query)
        for key in {"rdc", "lm", "dia", "gap", "bore", "shield", "temp", "cm", "eps", "len", "df"} & {*sliders(state)}:
            swept = sweep(state, number(key), "en")
            assert covered(swept) > 0.97
            hold(swept, state, key, within(swept, 1, key))
            if number(key).group not in ("cable", "size") or key in ("len", "cm", "tand", "eps"):
                assert all(len(orders) == 1 for traces in swept["curves"].values() for orders in traces), key

    @pytest.mark.parametrize("cable", ["quad", "coax", "canare-4s11"])
    @pytest.mark.parametrize("options", [{}, {"skin": "table", "formula": "paper"}])
    def test_of_other_cables(self, cable: str, options: dict[str, str]) -> None:
        state = state_of(preset="pin-10m", cable=cable, model="c-mid", **options)
        for key in {"dia", "gap", "bore", "shield", "temp", "len", "rdc", "cm"} & {*sliders(state)}:
            swept = sweep(state, number(key), "en")
            hold(swept, state, key, within(swept, 2, key))

    @pytest.mark.parametrize("att", ["abs", "cable"])
    def test_of_other_levels(self, att: str) -> None:
        state = state_of(preset="stratocaster", att=att, fmin="1", fmax="1e5")
        for key in ("len", "tone", "load"):
            swept = sweep(state, number(key), "en")
            hold(swept, state, key, within(swept, 3, key))

    def test_a_value_beyond_its_slider_is_swept_from_the_end(self) -> None:
        """A source impedance that follows from a damping factor need not be on its own slider."""
        state = state_of(load="1e7", df="0.1", zl="resistor")
        assert float(state.shown["rs"]) == 1e8
        swept = sweep(state, number("rs"), "en")
        assert (swept["limits"], swept["beyond"]) == (("0.001", "1000000"), ("", ""))
        hold(swept, state, "rs", within(swept, 3, "rs"))


class TestWindow:
    def test_many_wavelengths_are_no_series(self) -> None:
        """100 m at 100 MHz: some fifty wavelengths, and at the far end of the slider three times as many."""
        state = state_of(preset="speaker-100m", model="line", fmax="1e8")
        swept = sweep(state, number("len"), "en")
        assert (swept["window"], swept["curves"], swept["spans"]) == (None, {}, {})
        assert swept["limits"] == ("0.1", "300")

    @pytest.mark.parametrize("value", ["37.2", "70", "9000"])
    def test_a_narrower_one_holds_the_value(self, value: str) -> None:
        state = state_of(preset="pin-10m", model="line", fmax="3e7", cm=value)
        swept = sweep(state, number("cm"), "en")
        assert any(covered(swept) == pytest.approx(part) for part in (0.5, 0.25, 0.125))
        first, last = swept["window"]
        assert first <= math.log10(float(value)) <= last
        hold(swept, state, "cm", [*within(swept, 3, value), math.log10(float(value))])

    @pytest.mark.parametrize(("key", "value"), [("gap", "1.05"), ("dia", "3.9"), ("awg", "6.5")])
    def test_there_is_none_from_wires_that_nearly_touch(self, key: str, value: str) -> None:
        """Where each curve takes the server long, so that dozens of them would take it seconds."""
        swept = sweep(state_of(preset="pair-100m", **{key: value}), number(key), "en")
        assert swept["window"] is None
        assert any(swept["beyond"])
        assert sweep(state_of(preset="pair-100m", **{key: value}), number("len"), "en")["window"] is not None

    @pytest.mark.parametrize("key", ["fmin", "fmax", "fj", "ph"])
    def test_what_moves_no_curve_has_none(self, key: str) -> None:
        swept = sweep(state_of(), number(key), "en")
        ends = number(key)
        assert swept["window"] is None
        assert tuple(map(float, swept["limits"])) == (ends.minimum, ends.maximum)

    def test_the_picture_of_the_current_has_limits_alone(self) -> None:
        swept = sweep(state_of(cable="pair", view="field"), number("gap"), "en")
        assert (swept["window"], swept["curves"]) == (None, {})
        assert swept["limits"] == ("1.01", "100")


class TestTraces:
    """Which curves there are, and in which order: those of the redraw."""

    @pytest.mark.parametrize("key", ["len", "cm", "load"])
    def test_other_lengths_and_parts(self, key: str) -> None:
        state = state_of(preset="speaker-30m", lens="4,30,100", parts="1")
        swept, drawn = sweep(state, number(key), "en"), redraw(state, "en")
        got = decoded(swept, place_of(key, float(state.shown[key])))
        assert len(drawn["curves"]) == len(drawn["names"]) == 6  # the own length once
        for graph, curves in (("attenuation", drawn["curves"]), ("phase", drawn["phases"])):
            for one, packed in zip(got[graph], curves, strict=True):
                assert np.max(np.abs(one - unpacked(packed))) < OFF[graph]

    def test_a_length_that_is_met_stays(self) -> None:
        """As a drag passes it: a trace that went would take the colours of the others with it."""
        state = state_of(preset="speaker-30m", lens="4,100")
        swept = sweep(state, number("len"), "en")
        level, four, hundred = decoded(swept, math.log10(4))["attenuation"]
        alone = computed(state_of(preset="speaker-4m"))["attenuation"][0]
        assert np.max(np.abs(level - alone)) < 0.02
        assert np.max(np.abs(four - alone)) < 0.02
        assert hundred[-1] < four[-1] - 5
        assert [len(orders) for orders in swept["curves"]["attenuation"]][1:] == [1, 1]

    def test_the_graphs_of_a_picture(self) -> None:
        for view, graphs in {
            "response": ["attenuation", "phase"],
            "line": ["resistance", "inductance"],
            "impedance": ["magnitude", "angle"],
        }.items():
            state = state_of(preset="line-10m", view=view)
            swept, drawn = sweep(state, number("cm"), "en"), redraw(state, "en")
            assert list(swept["curves"]) == list(swept["spans"]) == graphs
            assert set(drawn["span"]) == {"attenuation", "phase", *graphs}
            assert list(drawn["graphs"]) == ([] if view == "response" else graphs)


class TestAxes:
    @pytest.mark.parametrize("view", ["response", "line", "impedance"])
    @pytest.mark.parametrize(
        ("query", "key"),
        [({"preset": "speaker-30m"}, "rdc"), ({"preset": "pair-100m"}, "dia"), ({"preset": "line-10m"}, "load")],
    )
    def test_are_those_of_the_redraw(self, view: str, query: dict[str, str], key: str) -> None:
        """But next to the places where they change, which are known to a hundredth of the window."""
        state = state_of(view=view, **query)
        swept = sweep(state, number(key), "en")
        first, last = swept["window"]
        seen = 0
        for place in within(swept, 12, key + view):
            drawn = redraw(state.with_values(**{key: value_at(key, place)}), "en")["span"]
            for graph, spans in swept["spans"].items():
                places = [span[0] for span in spans]
                assert places[0] == pytest.approx(first)
                assert places == sorted(places)
                if min(abs(place - other) for other in places[1:] or [math.inf]) > (last - first) / 100:
                    there = [span for span in spans if span[0] <= place][-1]
                    assert there[1:] == pytest.approx(drawn[graph])
                    seen += 1
        assert seen > 12

    @pytest.mark.parametrize("seen", ["all", "ear"])
    def test_make_room_for_the_measured_curve(self, seen: str) -> None:
        f = np.geomspace(20, 20e3, 100)
        code = encode(Curve("level", f, np.where(f > 5e3, -14.0, -2.0), np.zeros(100)), 1500).code
        state = state_of(preset="speaker-30m", frd=code, range=seen)
        swept = sweep(state, number("len"), "en")
        bare = sweep(state_of(preset="speaker-30m", range=seen), number("len"), "en")
        assert swept["curves"] == bare["curves"]
        assert swept["spans"]["attenuation"] != bare["spans"]["attenuation"]
        for length in (0.2, 1.3, 290.0):
            drawn = redraw(state.with_values(len=length), "en")["span"]["attenuation"]
            there = [span for span in swept["spans"]["attenuation"] if span[0] <= math.log10(length)][-1]
            assert there[1:] == pytest.approx(drawn)

    def test_stand_still_on_a_rung(self) -> None:
        """The level begins at 0 dB, and the load is 10 kΩ: rounding must not lift the axis to the next rung."""
        swept = sweep(state_of(preset="speaker-4m", fmax="20000"), number("tand"), "en")
        assert [span[1:] for span in swept["spans"]["attenuation"]] == [pytest.approx((-3.15, 0.18))]
        swept = sweep(state_of(preset="line-10m", view="impedance"), number("lm"), "en")
        assert len(swept["spans"]["magnitude"]) == 1


C_MIN = 1e12 / (1e-6 * SPEED_OF_LIGHT**2)  # [pF/m], beside 1 µH/m: L·C·c² = 1
L_MIN = 1e6 / (45e-12 * SPEED_OF_LIGHT**2)  # [µH/m], beside 45 pF/m
PAIR = {"preset": "pair-100m"}  # wires of 1 mm, 4 mm apart


class TestLimits:
    @pytest.mark.parametrize(
        ("query", "key", "low", "high"),
        [
            ({}, "lm", L_MIN, 10),
            ({}, "cm", C_MIN, 10000),
            ({"lm": "9"}, "cm", 1.2363, 10000),
            (PAIR, "gap", 1.001, 100),  # 1.001 diameters
            (PAIR, "dia", 0.05, 4 / 1.001),
            (PAIR, "mm2", 0.002, np.pi / 4 * (4 / 1.001) ** 2),
            (PAIR, "strand", 0.01, 4 / 1.001),
            (PAIR, "strands", 1, (4 / 1.001) ** 2),
            (PAIR, "awg", 36 - 39 * math.log(4 / 1.001 / 0.127, 92), 44),  # ASTM B258
            (PAIR | {"skin": "table"}, "gap", 1, 100),
            (PAIR | {"skin": "table", "view": "line"}, "gap", 1.001, 100),  # which shows the exact line
            ({"cable": "quad"}, "gap", 1.001, 100),
            ({"cable": "quad", "skin": "off", "formula": "paper"}, "dia", 0.05, 4),
            ({"cable": "coax"}, "bore", 1, 100),
            ({"cable": "coax"}, "dia", 0.05, 4),
            ({"cable": "coax", "bore": "0.1", "dia": "0.05"}, "shield", 0.005, 0.45),  # 0.9 of the outer radius
            ({"cable": "coax", "bore": "100"}, "shield", 50 * 1e-4 / (1 - 1e-4), 2),  # 1e-4 of it
            ({"cable": "coax", "shield": "2", "dia": "0.05"}, "bore", 4 / 9, 100),
            ({}, "len", 0.1, 300),
            ({}, "tand", 0, 0.2),
        ],
    )
    def test_are_the_last_three_digits_that_are_possible(
        self, query: dict[str, str], key: str, low: float, high: float
    ) -> None:
        state, ends = state_of(**query), number(key)
        limits = limits_of(state, ends)
        for limit, bound, end in zip(limits, (low, high), (ends.minimum, ends.maximum), strict=True):
            if bound == end:
                assert limit == (end, None)
                continue
            inward = 1 if limit is limits[0] else -1
            digit = 10.0 ** (math.floor(math.log10(bound)) - 2)
            assert -1e-9 <= inward * (limit.value - bound) <= digit * 1.001
            assert float(f"{limit.value:.2e}") == limit.value
            assert limit.problem is not None
            assert clash(state.with_values(**{key: limit.value})) is None  # as `possible`, see below
            assert possible(state.with_values(**{key: limit.value - 1.01 * inward * digit})) is not None

    def test_say_why(self) -> None:
        english = sweep(state_of(**PAIR), number("dia"), "en")["beyond"]
        assert english[0] == ""
        assert re.fullmatch(r"The conductors would touch\. Use a spacing above 4\.00\d?\s?mm\.", english[1])
        assert JAPANESE.search(sweep(state_of(**PAIR), number("dia"), "ja")["beyond"][1])
        low, _ = limits_of(state_of(), number("lm"))
        assert low.problem is not None
        assert low.problem.key == "lm"
        assert "at least 0.2473 µH/m" in low.problem.message.en

    @pytest.mark.parametrize("what", ["cable=pair", "cable=quad", "cable=pair&dia2=1.5"])
    @pytest.mark.parametrize("how", ["skin=exact", "skin=off", "skin=off&view=field", "formula=paper&view=line"])
    def test_name_a_spacing_that_is_enough(self, what: str, how: str) -> None:
        """However far too near the wires are."""
        pairs = parse_qsl(f"{what}&{how}&dia=2")
        for gap in ("1", "1.75", "2"):
            state, _ = parse([*pairs, ("gap", gap)])
            clash = possible(state)
            if clash is None:  # 2 mm apart are wires of 2 and 1.5 mm
                assert gap == "2"
                continue
            (told,) = re.findall(r"above ([\d.]+)\smm", clash.message.en)
            assert possible(state.with_values(gap=float(told) * 1.0001)) is None

    def test_hold_a_value_that_lies_between_the_last_digits(self) -> None:
        for key, value, side in (("gap", 1.0015, 0), ("dia", 3.9955, 1)):
            state, _ = parse([("cable", "pair"), (key, str(value))])
            assert limits_of(state, number(key))[side].value == value

    def test_are_known_without_a_field(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Which takes half a second where wires nearly touch."""
        monkeypatch.setattr("physics.proximity.penetration_curve", lambda _: pytest.fail("a field is solved"))
        for cable in ("pair", "quad"):
            state, problems = parse([("cable", cable), ("dia", "0.7654321"), ("view", "line")])
            assert problems == []
            assert limits_of(state, number("gap"))[0].value == 0.767  # 1.001 · 0.7654 = 0.7662

    def test_are_those_of_every_other_check(self) -> None:
        """Of states at random, whether a value can be told at no frequency just as at all of them."""
        chance = random.Random(12)
        refused = 0
        for _ in range(150):
            query = {
                "cable": chance.choice(["rlc", "pair", "quad", "coax"]),
                "skin": chance.choice(["off", "table", "exact"]),
                "formula": chance.choice(["paper", "exact"]),
                "view": chance.choice(["response", "line", "impedance", "field"]),
                "lm": f"{10 ** chance.uniform(-2, 1):.4g}",
                "cm": f"{10 ** chance.uniform(0, 4):.4g}",
                "gap": f"{10 ** chance.uniform(-1, 2):.4g}",
                "bore": f"{10 ** chance.uniform(-1, 2):.4g}",
                "shield": f"{10 ** chance.uniform(-2.3, 0.3):.4g}",
                "dia": f"{10 ** chance.uniform(-1.3, 1):.4g}",
            }
            state, problems = parse(query.items())
            assert problems == []
            refused += possible(state) is not None
            assert clash(state) == possible(state), query
        assert 20 < refused < 130


CALLBACK = "/_dash-update-component"
REQUEST = {"id": 7, "query": "preset=speaker-4m&len=7", "key": "len", "language": "en"}


def asked(request: Any, **headers: str) -> TestResponse:
    body = {
        "output": "sweep.data",
        "outputs": {"id": "sweep", "property": "data"},
        "inputs": [{"id": "sweep-request", "property": "data", "value": request}],
        "changedPropIds": ["sweep-request.data"],
    }
    return client.post(CALLBACK, json=body, headers=headers)


class TestCallback:
    def test_answers_what_was_asked(self) -> None:
        response = asked(REQUEST)
        assert response.status_code == 200
        reply: Sweep = response.get_json()["response"]["sweep"]["data"]
        assert (reply["id"], reply["query"], reply["key"]) == (7, REQUEST["query"], "len")
        hold(reply, state_of(preset="speaker-4m"), "len", [0.3])

    def test_takes_a_redraws_given_values(self) -> None:
        given = redraw(state_of(preset="pair-100m", awg="20", lang="ja"), "ja")["given"]
        reply = asked(REQUEST | {"query": urlencode(given), "key": "dia", "language": "ja"}).get_json()
        assert "線間隔" in reply["response"]["sweep"]["data"]["beyond"][1]

    @pytest.mark.parametrize("encoding", ["br", "gzip"])
    @pytest.mark.parametrize(("preset", "key"), [("valve-4m", "xl1"), ("stratocaster", "len"), ("valve-4m", "xc2")])
    def test_the_largest_are_small(self, preset: str, key: str, encoding: str) -> None:
        response = asked(REQUEST | {"query": f"preset={preset}", "key": key}, **{"Accept-Encoding": encoding})
        assert response.headers["Content-Encoding"] == encoding
        assert len(response.data) < MOST_BYTES

    @pytest.mark.parametrize(
        "change",
        [
            {"id": "7"}, {"id": True}, {"id": None}, {"id": 7.0}, {"query": None}, {"query": []}, {"query": "len=x"},
            {"query": "len=7&len=8"}, {"query": "nope=1"}, {"query": "lm=0.1"}, {"query": "cable=pair&gap=0.5"},
            {"query": "preset=nope"}, {"query": "x" * 5000}, {"key": "nope"}, {"key": ""}, {"key": None}, {"key": 1},
            {"key": []}, {"key": "cable"}, {"key": "lens"}, {"key": "frd"}, {"key": "gap"}, {"key": "vol"},
            {"key": "shift"}, {"key": "preset"}, {"language": "fr"}, {"language": None}, {"language": ["en"]},
            {"lenient": False}, {"extra": 1},
        ],
        ids=str,
    )  # fmt: skip
    def test_refuses_anything_else(self, change: dict[str, Any]) -> None:
        assert asked(REQUEST | change).status_code == 400

    @pytest.mark.parametrize("request_", [None, [], "x", 1, {}, [REQUEST], {"id": 1}], ids=repr)
    def test_refuses_what_is_no_request(self, request_: Any) -> None:
        assert asked(request_).status_code == 400

    @pytest.mark.parametrize("name", REQUEST)
    def test_refuses_half_a_request(self, name: str) -> None:
        assert asked({key: value for key, value in REQUEST.items() if key != name}).status_code == 400

    @pytest.mark.parametrize("seed", range(30))
    def test_any_state_has_an_answer(self, seed: int) -> None:
        """Of values at random: a sweep, or a refusal where they cannot be together."""
        chance = random.Random(seed)
        query = {}
        for key in chance.sample(sorted(QUANTITIES), 12):
            quantity = QUANTITIES[key]
            if isinstance(quantity, Choice):
                query[key] = chance.choice(sorted(quantity.options))
            elif isinstance(quantity, Number):
                low, high = (place_of(key, end) for end in (quantity.minimum, quantity.maximum))
                query[key] = f"{value_at(key, chance.uniform(low, high)):.4g}"
        state, problems = parse(query.items())
        assert problems == []
        key = chance.choice(
            [name for name in QUANTITIES if isinstance(QUANTITIES[name], Number) and state.matters(name)]
        )
        response = asked(REQUEST | {"query": urlencode(query), "key": key})
        assert response.status_code == (200 if possible(state) is None else 400), (query, key)


def get(path: str, **query: str) -> TestResponse:
    return client.get(path, query_string=urlencode(query))


LENGTHS = {"over": "len", "from": "1", "to": "30", "n": "5"}


class TestApi:
    def test_fields(self) -> None:
        answer = get(API, **LENGTHS, f="20,20000").get_json()
        assert set(answer) == {"over", "values", "frequency_hz", *ROWS}
        assert (answer["over"], answer["frequency_hz"]) == ("len", [20, 20000])
        assert all(np.shape(answer[name]) == (5, 2) for name in ROWS)

    def test_numbers(self) -> None:
        """4 m and 30 m of the standard cable at 20 kHz: L-R-C-R by hand, with R' up by 1.0207."""
        answer = get(API, **(LENGTHS | {"from": "4", "n": "2"}), f="20000").get_json()
        assert np.ravel(answer["ac_attenuation_db"]) == pytest.approx([-0.0202, -0.6463], abs=0.5e-4)
        assert np.ravel(answer["phase_lag_deg"]) == pytest.approx([3.47, 21.44], abs=0.5e-2)

    @pytest.mark.parametrize(
        ("over", "first", "last"), [("len", 0.3, 77.7), ("len", 77.7, 0.3), ("rs", 0.001, 1e6), ("rdc", 0.1, 10000)]
    )
    def test_values_of_a_logarithmic_slider(self, over: str, first: float, last: float) -> None:
        query = {"over": over, "from": str(first), "to": str(last), "n": "7", "f": "1000"}
        values = get(API, **query).get_json()["values"]
        assert (values[0], values[-1]) == (first, last)
        np.testing.assert_allclose(np.array(values[1:]) / values[:-1], (last / first) ** (1 / 6), rtol=1e-12)

    def test_values_of_a_linear_slider(self) -> None:
        query = {"preset": "stratocaster", "over": "tone", "from": "0.3", "to": "9.1", "n": "8", "f": "1000"}
        values = get(API, **query).get_json()["values"]
        assert (values[0], values[-1]) == (0.3, 9.1)
        np.testing.assert_allclose(np.diff(values), 8.8 / 7, rtol=1e-12)

    @pytest.mark.parametrize(
        ("query", "over", "first", "last"),
        [
            ({"preset": "speaker-30m"}, "len", "0.1", "300"),
            ({"preset": "speaker-30m", "model": "line"}, "len", "1", "30"),
            ({"preset": "speaker-4m"}, "rdc", "1", "300"),
            ({"preset": "speaker-4m"}, "lm", "0.3", "2"),
            ({"preset": "speaker-4m", "tand": "0.02"}, "cm", "50", "500"),
            ({"preset": "speaker-4m"}, "df", "1", "1000"),
            ({"preset": "speaker-4m"}, "rs", "0.01", "10"),
            ({"preset": "speaker-4m"}, "load", "4", "16"),
            ({"preset": "pair-100m"}, "dia", "0.3", "2"),
            ({"preset": "pair-100m"}, "gap", "2", "40"),
            ({"preset": "pair-100m"}, "awg", "14", "28"),
            ({"preset": "pair-100m"}, "mm2", "0.5", "2.5"),
            ({"preset": "pair-100m", "strand": "0.1"}, "strands", "7", "200"),
            ({"preset": "pair-100m"}, "strands", "1", "7"),
            ({"preset": "pair-100m"}, "temp", "-20", "60"),
            ({"preset": "quad-100m"}, "eps", "1", "4"),
            ({"cable": "coax"}, "bore", "2", "20"),
            ({"cable": "coax"}, "shield", "0.01", "0.5"),
            ({"cable": "canare-4s11"}, "len", "2", "20"),
            ({"preset": "stratocaster"}, "tone", "0", "10"),
            ({"preset": "line-10m"}, "cs", "0.1", "100"),
            ({"preset": "driver-4m"}, "fs", "20", "80"),
        ],
    )
    def test_it_is_so_many_responses(self, query: dict[str, str], over: str, first: str, last: str) -> None:
        """To the last digit."""
        f = "30,1234.5,20000,600000"
        answer = get(API, **query, over=over, **{"from": first, "to": last}, n="4", f=f).get_json()
        for number_of, value in enumerate(answer["values"]):
            alone = get(RESPONSE, **query, **{over: repr(value)}, f=f).get_json()
            assert {name: alone[name] for name in ROWS} == {name: answer[name][number_of] for name in ROWS}

    def test_the_default_grid_is_the_plotted_one(self) -> None:
        query = {"preset": "line-10m", "fmin": "20", "fmax": "200000"}
        answer = get(API, **query, **(LENGTHS | {"n": "2"})).get_json()
        alone = get(RESPONSE, **query, len="30").get_json()
        assert answer["frequency_hz"] == alone["frequency_hz"]
        assert answer["attenuation_db"][1] == alone["attenuation_db"]

    def test_csv_has_a_row_for_each_value_and_frequency(self) -> None:
        response, answer = get(CSV, **LENGTHS, f="20,2e3,20e3"), get(API, **LENGTHS, f="20,2e3,20e3").get_json()
        assert response.mimetype == "text/csv"
        header, *rows = csv.reader(io.StringIO(response.get_data(as_text=True)))
        assert header == ["value", "frequency_hz", *ROWS]
        expected = [
            [value, frequency, *(answer[name][row][column] for name in ROWS)]
            for row, value in enumerate(answer["values"])
            for column, frequency in enumerate(answer["frequency_hz"])
        ]
        assert [[float(cell) for cell in row] for row in rows] == expected

    def test_as_much_as_is_allowed(self) -> None:
        answer = get(API, **(LENGTHS | {"n": "257"})).get_json()
        assert np.shape(answer["phase_lag_deg"]) == (257, 600)
        answer = get(API, **(LENGTHS | {"n": "15"}), f=",".join(["1"] * 10_000)).get_json()
        assert np.shape(answer["phase_lag_deg"]) == (15, 10_000)


class TestBadSweeps:
    @pytest.mark.parametrize("path", [API, CSV])
    @pytest.mark.parametrize(
        ("change", "key", "value", "told"),
        [
            ({"over": None}, "over", "", "over=len&from=1&to=30&n=33"),
            ({"from": None}, "from", "", "over=len&from=1&to=30&n=33"),
            ({"to": None}, "to", "", "over=len&from=1&to=30&n=33"),
            ({"n": None}, "n", "", "over=len&from=1&to=30&n=33"),
            ({"over": "nope"}, "over", "nope", "tand, coil, rcontact, rcommon, df, rs, ls, load, power"),
            ({"over": ""}, "over", "", "len, rdc"),
            ({"over": "cable"}, "over", "cable", "len, rdc"),
            ({"over": "lens"}, "over", "lens", "len, rdc"),
            ({"over": "gap"}, "over", "gap", "len, rdc"),  # a cable given by R, L and C has none
            ({"over": "vol"}, "over", "vol", "len, rdc"),
            ({"over": "fmin"}, "over", "fmin", "len, rdc"),
            ({"over": "fj"}, "over", "fj", "len, rdc"),
            ({"from": "x"}, "from", "x", "0.1 to 300 m"),
            ({"from": "0"}, "from", "0", "0.1 to 300 m"),
            ({"to": "301"}, "to", "301", "0.1 to 300 m"),
            ({"to": "nan"}, "to", "nan", "0.1 to 300 m"),
            ({"to": "1,000"}, "to", "1,000", "0.1 to 300 m"),
            ({"to": "1"}, "to", "1", "two different values"),
            ({"n": "1"}, "n", "1", "2 to 257"),
            ({"n": "258"}, "n", "258", "2 to 257"),
            ({"n": "2.5"}, "n", "2.5", "2 to 257"),
            ({"n": "x"}, "n", "x", "2 to 257"),
            ({"n": "1e999"}, "n", "1e999", "2 to 257"),
            ({"n": "100", "f": ",".join(["1"] * 2000)}, "n", "100", "154200 at most. Use at most 77 values"),
            ({"f": "x"}, "f", "x", "1000000000"),
            ({"preset": "line-10m", "f": "0"}, "f", "0", "above 0 Hz"),
            ({"len": "4"}, "len", "4", "leave it out"),
            ({"over": "df", "rs": "1"}, "rs", "1", "leave it out"),
            ({"cable": "pair", "over": "dia", "mm2": "1"}, "mm2", "1", "leave it out"),
            ({"cable": "pair", "over": "strands", "awg": "9"}, "awg", "9", "leave it out"),
            ({"rdc": "x"}, "rdc", "x", "0.1 to 10000"),
            ({"nope": "1"}, "nope", "1", "no such key"),
            ({"lm": "0.1"}, "lm", "0.1", "With len=1: "),
            ({"over": "lm", "from": "2", "to": "0.1"}, "lm", "0.2", "With lm=0.2"),
            ({"cable": "pair", "over": "dia", "from": "1", "to": "10"}, "gap", "4", "Use a spacing above"),
        ],
    )  # fmt: skip
    def test_each_is_told(self, path: str, change: dict[str, str | None], key: str, value: str, told: str) -> None:
        query = {name: text for name, text in (LENGTHS | change).items() if text is not None}
        response = get(path, **query)
        assert response.status_code == 400
        error = response.get_json()["error"]
        assert error["key"] == key
        assert error["value"].startswith(value)
        assert told in error["message"]
        assert JAPANESE.search(get(path, **query, lang="ja").get_json()["error"]["message"])

    @pytest.mark.parametrize("key", LENGTHS)
    def test_given_twice(self, key: str) -> None:
        error = client.get(f"{API}?{urlencode([*LENGTHS.items(), (key, LENGTHS[key])])}").get_json()["error"]
        assert error["key"] == key
        assert "more than once" in error["message"]

    def test_the_keys_are_the_sweeps_own(self) -> None:
        for key in LENGTHS:
            assert get(RESPONSE, **{key: LENGTHS[key]}).get_json()["error"]["key"] == key

    def test_a_range_between_impossible_values_is_possible(self) -> None:
        """The preset's own value need not be possible beside the others."""
        query = {"cable": "pair", "dia": "5", "over": "gap", "from": "6", "to": "60", "n": "3", "f": "1000"}
        assert get(RESPONSE, cable="pair", dia="5").status_code == 400
        assert get(API, **query).status_code == 200

    @pytest.mark.parametrize("path", [API, CSV])
    def test_garbage_is_never_an_error_of_ours(self, path: str) -> None:
        chance = random.Random(path)
        garbage = ("", "abc", "nan", "1e999", "-1", "\0", "\ud7ff", "x" * 3000, "{0}", "%s", "1,5", "len", "2")
        for _ in range(200):
            query = [*LENGTHS.items(), ("f", "100")]
            for _ in range(chance.randint(1, 3)):
                query[chance.randrange(len(query))] = (
                    chance.choice([*LENGTHS, *QUANTITIES, "f", "", "nope"]),
                    chance.choice(garbage),
                )
            status = client.get(path, query_string=urlencode(query, errors="surrogatepass")).status_code
            assert status in (200, 400), query
