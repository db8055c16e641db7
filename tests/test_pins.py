"""Pinned states: read, written and compared with, in links and in the API."""

import csv
import io
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import numpy as np
import pytest

from app.bench.response import opened
from app.bench.state import LONGEST_NAME, PINS, parse, with_opening
from app.main import server
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
        looks = ("lang", "view", "range", "tol", "tols", "of", "zma", "frd", "fmin", "fmax")
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


@pytest.mark.parametrize("key", ["lang", "view", "range", "tol", "tols", "of", "a", "b", "c", "d"])
def test_key_that_is_for_all_curves_is_refused_inside_and_named(key: str) -> None:
    value = {"lang": "en", "view": "line", "range": "ear"}.get(key, "1")
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
