"""Pinned states: read, written and compared with, in links and in the API."""

import csv
import io
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import numpy as np
import pytest

from app.bench.exports import EXPORTS
from app.bench.measures import differ
from app.bench.quantities import QUANTITIES
from app.bench.redraw import Redraw, redraw, unpacked
from app.bench.response import curve_frequencies, opened, respond
from app.bench.state import LONGEST_NAME, PINS, State, parse, with_opening
from app.bench.sweep import sweep
from app.bench.words import HEADLINES
from app.common.figures import phase_figure
from app.common.frame import problem_words
from app.common.quantity import Number
from app.main import server
from physics.hearing import grade
from tests.test_state import random_pairs, read, sound

THIN = "preset=speaker-4m&rdc=40&name=Thin"


def refusals(query: str) -> list[tuple[str, str]]:
    return [(problem.key, problem.value) for problem in read(query)[1]]


def answer(query: str, path: str = "response") -> Any:
    reply = server.test_client().get(f"/api/v1/{path}?{query}")
    assert reply.status_code == 200, reply.get_json()
    return reply.get_json() if path == "response" else reply.get_data(as_text=True)


def refusal(query: str) -> dict[str, str]:
    reply = server.test_client().get(f"/api/v1/response?{query}")
    assert reply.status_code == 400
    error: dict[str, str] = reply.get_json()["error"]
    return error


def possible_pairs(count: int) -> list[list[tuple[str, str]]]:
    """Valid random queries whose values can be together, without a language or what is only looked at."""
    found = []
    for pairs in random_pairs(6 * count):
        looks = ("lang", "view", "range", "units", "tol", "tols", "of", "zma", "frd", "fmin", "fmax")
        pairs = [pair for pair in pairs if pair[0] not in looks]
        if not opened(pairs)[1]:
            found.append(pairs)
    return found[:count]


# ---- links


def test_link_gives_its_pins_back() -> None:
    for n, pairs in enumerate(possible_pairs(40)):
        inner = urlencode([*pairs, ("name", "")])
        state = sound(urlencode({"preset": "guitar-10m", PINS[n % 4]: inner, "lang": "ja"}))
        (pin,) = state.pins
        assert (pin.key, pin.state.shown) == (PINS[n % 4], parse(pairs)[0].shown)
        again = sound(state.query)
        assert (again, again.query) == (state, state.query)


def test_pin_in_a_link_is_the_shortest_query_and_its_name() -> None:
    given = {"preset": "speaker-15m", "len": "15", "v": "1", "name": " 細い 線&= "}
    query = sound(urlencode({"c": urlencode(given)})).query
    assert parse_qs(parse_qs(query)["c"][0]) == {"v": ["1"], "preset": ["speaker-15m"], "name": ["細い 線&="]}


def test_pins_are_in_order_whatever_that_of_the_link() -> None:
    state = sound(urlencode({"d": "len=1", "a": "len=2", "b": "len=3"}))
    assert [(pin.key, pin.state.shown["len"]) for pin in state.pins] == [("a", 2), ("b", 3), ("d", 1)]


@pytest.mark.parametrize("key", ["lang", "view", "range", "units", "tol", "tols", "of", "a", "b", "c", "d"])
def test_key_that_is_for_all_curves_is_refused_inside_and_named(key: str) -> None:
    value = {"lang": "en", "view": "line", "range": "ear", "units": "imperial"}.get(key, "1")
    query = urlencode({"b": f"v=1&len=2&{key}={value}"})
    ((problem),) = read(query)[1]
    assert (problem.key, problem.value) == ("b", f"{key}={value}")
    assert f" {key};" in problem.message.en
    assert f" {key} " in problem.message.ja
    assert refusal(query)["key"] == "b"


@pytest.mark.parametrize(
    ("inner", "blamed"),
    [
        ("len=abc", "len=abc"),
        ("preset=nothing", "preset=nothing"),
        ("v=2", "v=2"),
        ("lnegth=3", "lnegth=3"),
        ("len=2&len=3", "len=2"),
        ("name=x&name=y", "name=x"),
        ("f=1000", "f=1000"),
        ("hello", "hello="),
        ("name=" + "x" * (LONGEST_NAME + 1), "name=" + "x" * (LONGEST_NAME + 1)),
        ("name=a%0Ab", "name=a\nb"),
        ("cable=pair&mm2=80&gap=0.1&formula=exact", "gap=0.1"),
    ],
)
def test_pin_is_read_as_strictly_as_the_rest(inner: str, blamed: str) -> None:
    assert refusal(urlencode({"a": inner})) | {"message": ""} == {"key": "a", "value": blamed, "message": ""}


def test_empty_and_repeated_pins_are_refused() -> None:
    assert refusals("a=") == [("a", "")]
    assert refusals("a=len%3D2&a=len%3D3") == [("a", "len=2")]
    assert read("a=")[0].pins == ()


def test_page_keeps_what_can_be_drawn_of_pins() -> None:
    clash = "cable=pair&mm2=80&gap=0.1&formula=exact"
    state, problems = opened([("len", "7"), ("a", clash), ("b", "len=3&lang=en")])
    assert [(pin.key, pin.state.shown["len"]) for pin in state.pins] == [("b", 3)]
    assert sorted(problem.key for problem in problems) == ["a", "b"]
    assert state.shown["len"] == 7


def test_pin_freezes_what_figures_rest_on_but_not_how_it_is_looked_at() -> None:
    state = sound("preset=stratocaster&len=7&att=abs&band=adult&view=line&range=ear&lens=1,2&parts=1&fmax=1e5&lang=ja")
    assert parse_qs(state.to_pin) == {
        "v": ["1"], "preset": ["stratocaster"], "len": ["7"], "att": ["abs"], "band": ["adult"],
    }  # fmt: skip
    assert refusals(urlencode({"a": state.to_pin})) == []


def test_pin_beside_a_state_is_looked_at_as_that() -> None:
    state = sound(urlencode({"a": "att=abs&fmax=1e5&parts=1&lens=3", "att": "cable", "fmin": "20", "band": "adult"}))
    seen = state.pins[0].beside(state)
    assert [seen.values[key] for key in ("att", "fmin", "fmax", "band", "parts", "lens")] == [
        "cable", 20, 1e6, "adult", "0", "",
    ]  # fmt: skip


# ---- the API


def test_difference_is_that_of_two_responses() -> None:
    pairs = possible_pairs(40)
    for n, (this, other) in enumerate(zip(pairs[::2], pairs[1::2], strict=True)):
        f = "f=20,1000,20000"
        name = "" if n % 2 else "Other"
        ours, theirs = answer(f"{urlencode(this)}&{f}"), answer(f"{urlencode(other)}&{f}")
        (pin,) = answer(f"{urlencode(this)}&{f}&d={quote(urlencode([*other, ('name', name)]))}")["pins"]
        assert (pin["key"], pin["name"]) == ("d", name)
        assert {key: pin[key] for key in ("state", "attenuation_db", "phase_lag_deg", "summary")} == {
            key: theirs[key] for key in ("state", "attenuation_db", "phase_lag_deg", "summary")
        }
        for difference, of in (("difference_db", "attenuation_db"), ("difference_phase_deg", "phase_lag_deg")):
            np.testing.assert_array_equal(pin[difference], np.subtract(ours[of], theirs[of]))


def test_pins_are_evaluated_where_the_response_is() -> None:
    body = answer(urlencode({"fmin": "30", "fmax": "30000", "a": "fmin=10&fmax=1e6", "b": THIN}))
    assert [len(pin["attenuation_db"]) for pin in body["pins"]] == [len(body["frequency_hz"])] * 2
    alone = answer(urlencode({"preset": "speaker-4m", "rdc": "40", "fmin": "30", "fmax": "30000"}))
    assert body["pins"][1]["attenuation_db"] == alone["attenuation_db"]


def test_response_without_pins_has_none() -> None:
    assert answer("len=3&f=1000")["pins"] == []


def test_pin_that_passes_no_dc_refuses_it() -> None:
    error = refusal(urlencode({"preset": "speaker-4m", "f": "0,1000", "a": "preset=line-10m"}))
    assert (error["key"], error["value"]) == ("f", "0")


def test_csv_has_the_pins() -> None:
    query = urlencode({"preset": "speaker-15m", "f": "1000,20000", "b": THIN})
    rows = list(csv.DictReader(io.StringIO(answer(query, "response.csv"))))
    (pin,) = answer(query)["pins"]
    for name in ("attenuation_db", "phase_lag_deg", "difference_db", "difference_phase_deg"):
        assert [float(row[f"{name}_b"]) for row in rows] == pin[name]


def test_address_with_nothing_but_a_pin_is_a_state_for_page_and_api_alike() -> None:
    assert with_opening([("a", "len=3")]) == [("a", "len=3")]


# ---- figures and words


def apart(this: str, other: str) -> tuple[State, State]:
    return sound(this), sound(other)


@pytest.mark.parametrize(
    ("this", "other"),
    [
        ("preset=speaker-4m", "preset=speaker-30m"),
        ("preset=stratocaster", "preset=stratocaster&len=12"),
        ("preset=two-way-4m&cable=pair&mm2=0.5", "preset=two-way-4m"),
        ("preset=line-10m&cs=0.1", "preset=line-10m"),
    ],
)
def test_largest_difference_is_that_of_a_dense_grid_in_the_band(this: str, other: str) -> None:
    for band, (low, high) in (("full", (20, 20e3)), ("guitar", (80, 6e3))):
        ours, theirs = apart(f"{this}&band={band}", other)
        frequency = np.geomspace(low, high, 20_001)
        level = respond(ours, frequency).attenuation - respond(theirs, frequency).attenuation
        found = differ(ours, theirs)
        assert abs(found.most_db) == pytest.approx(np.max(np.abs(level)), abs=1e-5)
        assert np.interp(found.most_hz, frequency, level) == pytest.approx(found.most_db, abs=1e-5)
        at = 1e3 if this.startswith("preset=line") else 0.0
        volume = respond(ours, np.array([at])).attenuation[0] - respond(theirs, np.array([at])).attenuation[0]
        assert (found.reference_hz, found.reference_db) == (at, pytest.approx(volume, abs=1e-12))
        assert abs(found.bend_db) == pytest.approx(np.max(np.abs(level - volume)), abs=1e-5)
        assert found.grade == grade(found.most_db)


def test_difference_of_sources_is_volume() -> None:
    """Without a cable to speak of the level is RL/(RS + RL): 8 Ω behind 8 Ω loses half, 6.02 dB."""
    bare = "preset=speaker-4m&len=0.1&rdc=0.1&lm=0.1&cm=1000&skin=off&load=8"
    found = differ(*apart(f"{bare}&rs=8", f"{bare}&rs=0.001"))
    assert found.reference_db == pytest.approx(-6.0206, abs=2e-3)
    assert found.most_db == pytest.approx(found.reference_db, abs=2e-3)
    assert abs(found.bend_db) < 2e-3


def picture(query: str, language: str = "en") -> Redraw:
    return redraw(sound(query), "ja" if language == "ja" else "en")


def with_pins(query: str, **pins: str) -> str:
    return f"{query}&{urlencode(pins)}"


@pytest.mark.parametrize(
    ("length", "word"),
    [("4.3", "will not hear"), ("8", "nobody has been shown"), ("15", "might hear"), ("60", "probably hear")],
)
def test_worth_is_told_by_the_thresholds_of_the_verdict(length: str, word: str) -> None:
    shown = picture(with_pins(f"preset=speaker-4m&len={length}", b="preset=speaker-4m"))
    found = differ(*apart(f"preset=speaker-4m&len={length}", "preset=speaker-4m"))
    assert word in shown["texts"]["worth-b"]
    assert shown["texts"]["worth-b"].startswith(
        f"This and B differ by at most {abs(found.most_db):.{2 + (length == '4.3')}f} dB"
    )
    assert shown["texts"]["worth-a"] == ""


@pytest.mark.parametrize(("decibels", "told"), [(0.0995, False), (0.1005, True)])
def test_volume_is_told_apart_from_tone_where_levels_are_matched_to(decibels: float, told: bool) -> None:
    """Resistances alone, RS + RL = 10 Ω and more: the level falls by 20·log₁₀ of the sum's growth; 0.1 dB counts."""
    bare = "preset=speaker-4m&len=0.1&rdc=0.1&lm=0.1&cm=1000&skin=off&load=8"
    grown = 10 * 10 ** (decibels / 20) - 8
    words = picture(with_pins(f"{bare}&rs={grown:.9f}", a=f"{bare}&rs=2"))["texts"]["worth-a"]
    assert (" dB of it is volume" in words) == told


def test_alike_is_told() -> None:
    shown = picture(with_pins("preset=speaker-4m", a="preset=speaker-4m"))
    assert "alike" in shown["texts"]["worth-a"]
    assert shown["texts"]["beside-loss-a"] == shown["texts"]["headline-loss"] + " (0.000)"


def test_pin_without_a_name_begins_with_what_is_its_own() -> None:
    shown = picture(with_pins("preset=speaker-4m", a="preset=speaker-4m&len=7&df=50", b="preset=speaker-4m"))
    assert [pin["of"] for pin in shown["pins"]] == [
        "7 m · Damping factor 50 · Speaker cable 4 m, DF 100",
        "Speaker cable 4 m, DF 100",
    ]


def test_pin_of_a_cable_of_the_catalogue_is_named_by_it() -> None:
    """In words, and not by what the preset had."""
    pins = {"a": "preset=zip-5m&cable=zip-075&len=15", "b": "preset=zip-5m&cable=zip-400"}
    first, second = (pin["of"] for pin in picture(with_pins("preset=zip-5m", **pins))["pins"])
    assert first == "zip cord 2 x 0.75 mm² (pair) · 15 m · Zip cord 5 m, 2.5 mm²"
    assert second.startswith("zip cord 2 x 4 mm² (pair) · ")


def test_figures_of_pins_stand_beside_ours_with_the_difference() -> None:
    texts = picture(with_pins("preset=speaker-15m", a="preset=speaker-4m", c="preset=stratocaster"))["texts"]
    alone = picture("preset=speaker-4m")["texts"]
    for name, unit in (("loss", " dB"), ("phase", "°"), ("damping", ""), ("level", " dB")):
        ours, theirs = (float(one[f"headline-{name}"].removesuffix(unit).replace("−", "-")) for one in (texts, alone))
        value, less = texts[f"beside-{name}-a"].rstrip(")").split(" (")
        assert value == alone[f"headline-{name}"]
        digits = 0.1 if name == "damping" else 0.011 if unit == "°" else 0.0011
        assert float(less.removesuffix("°").replace("−", "-")) == pytest.approx(ours - theirs, abs=digits)
    assert texts["beside-corner-a"].startswith(alone["headline-corner"])
    assert texts["beside-damping-c"] == "–"  # a pickup has none
    assert [texts[f"beside-{name}-b"] for name in HEADLINES] == [""] * len(HEADLINES)


# ---- pictures


@pytest.mark.parametrize("view", ["response", "line", "impedance"])
def test_pins_are_drawn_as_they_would_be_alone(view: str) -> None:
    other = "preset=quad-100m&len=40"
    shown = picture(with_pins(f"preset=speaker-15m&view={view}&att=abs&fmax=1e5", d=f"{other}&name=Q"))
    alone = picture(f"{other}&view={view}&att=abs&fmax=1e5")
    (pin,) = shown["pins"]
    assert (pin["key"], pin["name"], pin["label"]) == ("d", "Q", "D: Q")
    expected = {"attenuation": alone["curves"][0], "phase": alone["phases"][0]}
    which = {"line": 0, "impedance": 1}
    expected |= {graph: curves[which[view]] for graph, curves in alone["graphs"].items()}
    assert {graph: pin["curves"][graph] for graph in pin["curves"]} == expected
    assert shown["curves"] == picture(f"preset=speaker-15m&view={view}&att=abs&fmax=1e5")["curves"]


def test_name_is_no_markup_for_plotly() -> None:
    curve = np.zeros(2)
    name = "A: 1 < 2 & <b>"  # as a pin of a link may be named
    figure = phase_figure(np.array([20.0, 2e4]), [curve], ["Total"], [("a", name, curve)], (20, 2e4), (0, 1), [], "en")
    (trace,) = (trace for trace in figure["data"] if trace.get("meta") == "a")
    assert "<" not in trace["name"]
    assert unescape(trace["name"]) == name


def test_axes_have_room_for_pins() -> None:
    small, large = (picture(f"preset=speaker-{length}")["span"] for length in ("4m", "100m"))
    both = picture(with_pins("preset=speaker-4m", a="preset=speaker-100m"))["span"]
    assert small["attenuation"] != large["attenuation"]
    assert both == large


def test_difference_is_drawn_of_each_pin() -> None:
    query = with_pins("preset=speaker-15m&view=difference", b="preset=speaker-4m", d="preset=speaker-30m")
    shown = picture(query)
    frequency = curve_frequencies(sound(query))
    ours = respond(sound("preset=speaker-15m"), frequency)
    for n, preset in enumerate(("speaker-4m", "speaker-30m")):
        theirs = respond(sound(f"preset={preset}"), frequency)
        np.testing.assert_allclose(
            unpacked(shown["graphs"]["difference"][n]), ours.attenuation - theirs.attenuation, atol=6e-5
        )
        np.testing.assert_allclose(
            unpacked(shown["graphs"]["difference-phase"][n]), ours.phase_lag - theirs.phase_lag, atol=6e-5
        )
    assert "less each pin" in shown["texts"]["difference-how"]


def test_difference_without_a_pin_says_how_to_get_one() -> None:
    shown = picture("view=difference")
    assert shown["graphs"] == {"difference": [], "difference-phase": []}
    assert "Nothing is pinned" in shown["texts"]["difference-how"]
    assert moving("view=difference")["window"] is None


def moving(query: str) -> Any:
    number = QUANTITIES["len"]
    assert isinstance(number, Number)
    return sweep(sound(query), number, "en")


def test_pins_stand_still_in_a_sweep_and_differences_move() -> None:
    pins = {"a": "preset=speaker-100m", "c": "preset=stratocaster"}
    with_them, without = moving(with_pins("preset=speaker-4m", **pins)), moving("preset=speaker-4m")
    assert with_them["curves"] == without["curves"]
    lowest = picture("preset=speaker-100m")["span"]["attenuation"][0]
    assert max(low for _, low, _ in without["spans"]["attenuation"]) > lowest
    assert max(low for _, low, _ in with_them["spans"]["attenuation"]) <= lowest
    differences = moving(with_pins("preset=speaker-4m&view=difference", **pins))
    assert {graph: len(curves) for graph, curves in differences["curves"].items()} == {
        "difference": 2, "difference-phase": 2,
    }  # fmt: skip


def test_picture_to_take_away_has_the_pins() -> None:
    query = with_pins("preset=speaker-4m", a="preset=speaker-30m&name=Long", b="preset=speaker-15m")
    text = EXPORTS["response.svg"].write(sound(query), np.array([1.0]), ["T", "L"], "en")
    assert isinstance(text, str)
    assert (text.count("<polyline"), ">A: Long<" in text, ">B<" in text) == (3, True, True)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("foo", "a = “foo=”: There is no such key. The page /api lists all keys."),
        ("len=5&\0", "a = “\N{REPLACEMENT CHARACTER}=”: There is no such key. The page /api lists all keys."),
    ],
)
def test_what_a_pin_cannot_hold_is_quoted(value: str, told: str) -> None:
    _, problems = parse([("a", value)])
    assert [problem_words(problem, "en") for problem in problems] == [told]
