"""The server from outside: the HTTP API of docs/api.md, the callback, headers, sizes, and every kind of garbage.

Numbers are held against the paper's values, closed forms, or the physics computed beside the server;
field names and signs are written out here from the contract.
"""

import copy
import csv
import gzip
import io
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import brotli
import numpy as np
import pytest
from werkzeug.test import TestResponse

from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.response import curve_frequencies, respond
from app.bench.state import parse
from app.bench.views import VIEWS
from app.common.quantity import Number
from app.main import app, server

ROOT = Path(__file__).parents[1]
API, CSV, CALLBACK = "/api/v1/response", "/api/v1/response.csv", "/_dash-update-component"
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
LISTS = ("frequency_hz", "attenuation_db", "ac_attenuation_db", "phase_lag_deg", "group_delay_s")
PARTS = ("skin_db", "lr_db", "cr_db")
IMPEDANCES = ("load_impedance_ohm", "source_impedance_ohm", "seen_from_load_ohm")
LINE_LISTS = ("resistance_ohm_per_m", "inductance_h_per_m", "shunt_conductance_s_per_m")
LINE_NUMBERS = ("capacitance_f_per_m", "dc_resistance_ohm_per_m")

client = server.test_client()


def get(path: str, **query: str) -> TestResponse:
    return client.get(path, query_string=urlencode(query))


def good_body(query: str = "len=7", **request: Any) -> dict[str, Any]:
    """A callback body as the page sends it."""
    value = {"id": 1, "query": query, "language": "en", "lenient": False, "resting": True} | request
    return {
        "output": "reply.data",
        "outputs": {"id": "reply", "property": "data"},
        "inputs": [{"id": "request", "property": "data", "value": value}],
        "changedPropIds": ["request.data"],
        "parsedChangedPropsIds": ["request.data"],
    }


def post(body: Any) -> TestResponse:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(CALLBACK, data=text, content_type="application/json")


def reply_to(**arguments: Any) -> dict[str, Any]:
    response = post(good_body(**arguments))
    assert response.status_code == 200
    reply: dict[str, Any] = response.get_json()["response"]["reply"]["data"]
    return reply


class TestAnswer:
    def test_fields(self) -> None:
        answer = get(API, f="10000,20000").get_json()
        assert set(answer) == {
            "state",
            *LISTS,
            "cable_db",
            *IMPEDANCES,
            "summary",
            "per_metre",
            "measured",
            "parts",
            "line",
            "lengths",
            "pins",
            "tolerance",
            "biwiring",
            "crosstalk_db",
            "sharing",
        }
        assert all(set(answer[name]) == {"re", "im"} for name in IMPEDANCES)
        assert set(answer["parts"]) == set(PARTS)
        assert set(answer["line"]) == {*LINE_LISTS, *LINE_NUMBERS}
        assert set(answer["state"]) == {"preset", *QUANTITIES}
        lists = [answer[name] for name in LISTS] + [answer["parts"][name] for name in PARTS]
        lists += [answer["line"][name] for name in LINE_LISTS]
        assert all(len(values) == 2 and all(type(value) is float for value in values) for values in lists)
        assert all(type(answer["line"][name]) is float for name in LINE_NUMBERS)

    def test_lengths_are_those_of_a_query_each(self) -> None:
        answer = get(API, lens="4,15,30", len="7", f="1000,20000").get_json()
        assert [other["length_m"] for other in answer["lengths"]] == [4, 15, 30]
        for other in answer["lengths"]:
            alone = get(API, len=str(other.pop("length_m")), f="1000,20000").get_json()
            assert {name: alone[name] for name in other} == other
        table = get(CSV, lens="4,15", f="1000").text.splitlines()
        assert table[0].endswith("attenuation_db_15m,ac_attenuation_db_15m,phase_lag_deg_15m")

    def test_numbers_and_signs(self) -> None:
        # 4 m of the standard cable at 20 kHz: closed forms to four decimals; R' is up by 1.0207.
        answer = get(API, preset="speaker-4m", f="20000").get_json()
        dc = 20 * np.log10(8 / 8.28)
        assert answer["ac_attenuation_db"] == pytest.approx([-0.0202], abs=0.5e-4)
        assert answer["attenuation_db"] == pytest.approx([dc - 0.0202], abs=0.5e-4)
        assert answer["phase_lag_deg"] == pytest.approx([3.47], abs=0.5e-2)
        assert answer["parts"]["lr_db"] == pytest.approx([-0.0160], abs=0.5e-4)
        assert answer["parts"]["skin_db"] == pytest.approx([20 * np.log10(8.28 / (8.28 + 0.2 * 0.0207))], abs=1e-5)
        # C across R_source and load in parallel: −10·log₁₀(1 + (ωRC)²)
        parallel = 0.28 * 8 / 8.28
        assert answer["parts"]["cr_db"] == pytest.approx(
            [-10 / np.log(10) * (2e4 * 2 * np.pi * parallel * 180e-12) ** 2], rel=1e-3
        )
        assert answer["line"]["resistance_ohm_per_m"] == pytest.approx([0.05 * 1.0207], rel=1e-4)
        assert answer["line"]["inductance_h_per_m"] == pytest.approx([1e-6])
        assert answer["line"]["capacitance_f_per_m"] == pytest.approx(45e-12)
        assert answer["line"]["dc_resistance_ohm_per_m"] == pytest.approx(0.05)

    def test_group_delay_of_a_slow_signal(self) -> None:
        # L/R of the loop, less what C takes back: (L − R_amp·R_load·C)/(R + R_load)
        delay = get(API, preset="speaker-4m", f="0,100", skin="off").get_json()["group_delay_s"]
        assert delay == pytest.approx([(4e-6 + 0.28 * 8 * 180e-12) / 8.28] * 2, rel=1e-4)

    def test_order_of_frequencies_is_kept(self) -> None:
        asked = "20000,10,20000,0"
        assert get(API, f=asked).get_json()["frequency_hz"] == [20000, 10, 20000, 0]
        answer = client.get(f"{API}?f=30&f=20,10").get_json()
        assert answer["frequency_hz"] == [30, 20, 10]
        assert np.all(np.diff(get(API, f="1e3,1e4,1e5").get_json()["ac_attenuation_db"]) < 0)

    def test_default_grid_is_the_plotted_one(self) -> None:
        frequency = get(API, fmin="20", fmax="200000").get_json()["frequency_hz"]
        low, high, points = reply_to(query="fmin=20&fmax=200000")["redraw"]["range"]
        assert (low, high, points) == (20, 200000, len(frequency))
        assert (frequency[0], frequency[-1]) == pytest.approx((20, 200000))
        np.testing.assert_allclose(np.diff(np.log(frequency)), np.log(10**4) / (points - 1))

    def test_state_is_canonical(self) -> None:
        answer = get(API, len="7.50", f="1").get_json()
        assert answer["state"]["len"] == 7.5
        assert (answer["state"]["df"], answer["state"]["rs"]) == pytest.approx((100, 0.08))
        again = {key: str(value) for key, value in answer["state"].items() if key != "rs"}
        assert get(API, **again, f="1").get_json() == answer

    def test_lang_does_not_change_numbers(self) -> None:
        assert get(API, f="1e4", lang="ja").get_json() == get(API, f="1e4").get_json()

    @pytest.mark.parametrize("preset", PRESETS)
    @pytest.mark.parametrize("kind", QUANTITIES["cable"].options)
    def test_extremes_are_numbers(self, preset: str, kind: str) -> None:
        for model in ("c-end", "c-mid", "line"):
            lowest = "1" if preset == "line-10m" else "0,1e-300"  # a capacitor passes no DC
            response = get(API, preset=preset, cable=kind, model=model, len="300", f=f"{lowest},1,1e9")
            assert response.status_code == 200
            json.loads(response.text, parse_constant=pytest.fail)  # no NaN, no Infinity

    @pytest.mark.parametrize("query", [{}, {"f": "0,1e3,20000"}, {"preset": "guitar-10m", "model": "line"}])
    def test_csv_is_the_same(self, query: dict[str, str]) -> None:
        response, answer = get(CSV, **query), get(API, **query).get_json()
        assert response.mimetype == "text/csv"
        header, *rows = csv.reader(io.StringIO(response.get_data(as_text=True)))
        assert header == [*LISTS, *PARTS, *LINE_LISTS]
        everything = answer | answer["parts"] | answer["line"]
        for name, column in zip(header, zip(*rows, strict=True), strict=True):
            assert [float(cell) for cell in column] == everything[name]


GARBAGE = (
    "", "abc", "nan", "inf", "-inf", "1e999", "1,500", "1_0", "\0", "\ud7ff", "\U0001f50c", "ケーブル",
    "a\r\nX: y", "' OR 1=1", "<script>", "{0}", "%s%n", "..", "x" * 5000, "[]", "null", "-1", "1e-400",
)  # fmt: skip


class TestBadInput:
    @staticmethod
    def refused(response: TestResponse) -> dict[str, str]:
        assert response.status_code == 400
        body = response.get_json()
        assert set(body) == {"error"}
        error: dict[str, str] = body["error"]
        assert set(error) == {"key", "value", "message"}
        assert all(isinstance(part, str) for part in error.values())
        assert error["message"]
        return error

    @pytest.mark.parametrize("path", [API, CSV])
    @pytest.mark.parametrize("key", [*QUANTITIES, "preset", "v", "lang", "nope", "f"])
    def test_each_key(self, path: str, key: str) -> None:
        error = self.refused(get(path, **{key: "abc"}))
        assert (error["key"], error["value"]) == (key, "abc")

    @pytest.mark.parametrize("key", [*QUANTITIES, "preset", "v", "nope", "f"])
    def test_in_japanese(self, key: str) -> None:
        assert JAPANESE.search(self.refused(get(API, **{key: "abc"}, lang="ja"))["message"])
        assert not JAPANESE.search(self.refused(get(API, **{key: "abc"}))["message"])

    @pytest.mark.parametrize(
        "value", ["", ",", "1,", "1,,2", "-1", "1e10", "nan", "inf", "1 2", "1;2", "1_000", "10k", "1e3,x"]
    )
    def test_frequencies(self, value: str) -> None:
        error = self.refused(get(API, f=value))
        assert error["key"] == "f"
        assert "1000000000" in error["message"]

    @pytest.mark.parametrize("count", [10_001, 200_000])
    def test_too_many_frequencies(self, count: int) -> None:
        error = self.refused(get(API, f=",".join(["1"] * count)))
        assert error["key"] == "f"
        assert "10000" in error["message"]
        assert len(error["value"]) < 100

    def test_as_many_as_allowed(self) -> None:
        assert len(get(API, f=",".join(["1"] * 10_000)).get_json()["frequency_hz"]) == 10_000

    @pytest.mark.parametrize(
        ("query", "key"),
        [
            ({"cable": "pair", "gap": "0.5"}, "gap"),
            ({"cable": "coax", "bore": "0.5"}, "bore"),
            ({"lm": "0.1"}, "lm"),
        ],
    )
    def test_values_that_cannot_be_together(self, query: dict[str, str], key: str) -> None:
        assert self.refused(get(API, **query))["key"] == key
        assert JAPANESE.search(self.refused(get(API, **query, lang="ja"))["message"])

    @pytest.mark.parametrize("path", [API, CSV, "/", "/_dash-layout"])
    def test_random_garbage_is_never_an_error_of_ours(self, path: str) -> None:
        chance = random.Random(path)
        keys = [*QUANTITIES, "preset", "v", "lang", "f", "", "nope", "ｌｅｎ", "len[]", "\0"]
        for _ in range(150 if path in (API, CSV) else 25):
            pairs = [(chance.choice(keys), chance.choice(GARBAGE)) for _ in range(chance.randint(1, 6))]
            status = client.get(path, query_string=urlencode(pairs, errors="surrogatepass")).status_code
            assert status == 200 if path not in (API, CSV) else status in (200, 400), pairs

    @pytest.mark.parametrize("query", ["%", "%zz", "%ff%fe", "len=%ff", "&&&", "=", "len", "len=4&len=4", "f=%00", "+"])
    @pytest.mark.parametrize("path", [API, CSV, "/", "/_dash-layout"])
    def test_broken_encoding(self, path: str, query: str) -> None:
        assert client.get(f"{path}?{query}").status_code in (200, 400)


class TestPaths:
    def test_health(self) -> None:
        response = get("/health")
        assert response.status_code == 200
        assert response.get_json()["status"] == "ok"

    def test_health_tells_when_numbers_are_wrong(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("physics.circuit.decibels", lambda transfer: 10 * np.real(transfer))  # 15 % too much
        assert get("/health").status_code == 500

    @pytest.mark.parametrize(
        "path",
        [
            "/nope", "/index.html", "/api/nope", "/api/v1", "/assets/nope.css", "/assets/../app/main.py",
            "/api/v2/response", "/assets/%2e%2e/app/main.py", "/_dash-component-suites/nope/nope.js",
            "/_dash-component-suites/dash/nope.js", "/_dash-component-suites/dash/../dash.py", "/_nope",
        ],
    )  # fmt: skip
    def test_unknown(self, path: str) -> None:
        assert get(path).status_code == 404

    @pytest.mark.parametrize(("language", "words"), [("en", "no page at this address"), ("ja", "ページはありません")])
    def test_a_visitor_is_told_which_pages_there_are(self, language: str, words: str) -> None:
        answer = client.get("/nope/deep", headers={"Accept": "text/html", "Accept-Language": language})
        assert answer.status_code == 404
        assert words in answer.text
        for path in ("/", "/examples", "/earth", "/paper", "/theory"):
            assert f'href="{path}"' in answer.text

    @pytest.mark.parametrize("page", ["/earth", "/paper", "/theory"])
    @pytest.mark.parametrize("query", ["", "?lang=ja", "?d1=A~300~700~80&w=1-2:0.1&name=%E3%83%97%ff+x", "?\xff"])
    def test_a_slash_at_the_end_leads_to_the_page_with_its_query(self, page: str, query: str) -> None:
        answer = client.get(f"{page}/{query}")
        assert answer.status_code == 308
        assert answer.headers["Location"].removeprefix("http://localhost") == page + query.replace("\xff", "%C3%BF")
        assert client.get(f"{page}/{query}", follow_redirects=True).status_code == 200

    @pytest.mark.parametrize("path", ["/earth//", "/earth/nope/", "/nope/", "/health/"])
    def test_no_other_slash_leads_anywhere(self, path: str) -> None:
        assert get(path).status_code == 404

    @pytest.mark.parametrize("path", ["/", API, CSV, "/health", "/_dash-layout"])
    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    def test_other_methods(self, path: str, method: str) -> None:
        assert getattr(client, method)(path).status_code == 405


class TestHeaders:
    @pytest.mark.parametrize(
        ("make", "status"),
        [
            (lambda: get("/"), 200),
            (lambda: get("/", lang="ja", len="abc"), 200),
            (lambda: get(API), 200),
            (lambda: get(API, len="abc"), 400),
            (lambda: get(CSV), 200),
            (lambda: get("/health"), 200),
            (lambda: get("/nope"), 404),
            (lambda: get("/assets/nope.js"), 404),
            (lambda: get("/assets/bench/start.js"), 200),
            (lambda: get("/_dash-layout"), 200),
            (lambda: get("/_dash-dependencies"), 200),
            (lambda: client.post("/"), 405),
            (lambda: client.options(API), 200),
            (lambda: post(good_body()), 200),
            (lambda: post("{"), 400),
            (lambda: post(" " * 300_000), 413),
        ],
    )
    def test_every_kind_of_response(self, make, status: int) -> None:
        with make() as response:  # a file is closed with its response
            assert response.status_code == status
            headers = response.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["object-src"] == "'none'"
        scripts = policy["script-src"].split()
        assert scripts[0] == "'self'"
        assert all(source.startswith("'sha256-") for source in scripts[1:])
        assert "http" not in headers["Content-Security-Policy"]

    def test_no_script_stands_in_the_page_or_is_allowed_to(self) -> None:
        response = get("/")
        scripts = re.findall(r"<script([^>]*)>(.*?)</script>", response.text, re.DOTALL)
        assert [text for attributes, text in scripts if text.strip() and "application/json" not in attributes] == []
        assert "script-src 'self';" in response.headers["Content-Security-Policy"]


def mutated(body: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    """Every copy of a body in which one value is left out or has another type: where, what for, the copy."""
    nodes = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, node in nodes:
        for wrong in (None, 0, -1.5, "", "x", True, [], {}, [[]], {"a": 1}, [None], 10**400):
            if type(wrong) is not type(node):
                changed = copy.copy(body)
                changed[key] = wrong
                yield (*path, key), wrong, changed
        if isinstance(body, dict):
            yield (*path, key), "left out", {name: value for name, value in body.items() if name != key}
        for where, wrong, inner in mutated(node, (*path, key)):
            changed = copy.copy(body)
            changed[key] = inner
            yield where, wrong, changed


class TestCallback:
    def test_reply_holds_the_physics_numbers(self) -> None:
        query = "preset=pin-30m&len=7&parts=1&model=line"
        redrawn = reply_to(query=query)["redraw"]
        state, _ = parse([pair.split("=") for pair in query.split("&")])
        response = respond(state, curve_frequencies(state))
        expected = [response.ac_attenuation, *response.parts.values()]
        # Packed as second differences of steps of 1e-4; half a step is lost.
        curves = [np.cumsum(np.cumsum(curve)) * 1e-4 for curve in redrawn["curves"]]
        assert len(curves) == 4
        for curve, values in zip(curves, expected, strict=True):
            np.testing.assert_allclose(curve, values, rtol=0, atol=0.5001e-4)
        np.testing.assert_allclose(
            np.cumsum(np.cumsum(redrawn["phases"][0])) * 1e-4, response.phase_lag, atol=0.5001e-4
        )

    def test_reply_tells_no_value_twice(self) -> None:
        """What the controls show is in `given`, but for what follows from it: of DF 20 into 8 Ω, 0.4 Ω."""
        redrawn = reply_to(query="preset=speaker-4m&df=20")["redraw"]
        assert redrawn["shown"]["rs"] == "0.4"
        assert not redrawn["given"].items() & redrawn["shown"].items()

    @pytest.mark.parametrize("query", ["preset=stratocaster&dia=2&rs=5", "cable=canare-4s6&zl=driver", "preset=zip-5m"])
    def test_reply_gives_the_state_back(self, query: str) -> None:
        """Without what makes no difference and is the preset's."""
        redrawn = reply_to(query=query)["redraw"]
        asked, back = (parse(pairs)[0] for pairs in (parse_qsl(query), redrawn["given"].items()))
        assert back == asked
        assert len(redrawn["given"]) < len(asked.given)

    def test_reply_draws_what_the_api_tells(self) -> None:
        redrawn = reply_to(query="len=30&att=abs")["redraw"]
        answer = get(API, len="30").get_json()
        np.testing.assert_allclose(
            np.cumsum(np.cumsum(redrawn["curves"][0])) * 1e-4, answer["attenuation_db"], atol=0.5001e-4
        )

    def test_reply_bears_the_number_of_its_request(self) -> None:
        assert reply_to(id=41)["id"] == 41

    def test_edit_is_taken_whole_or_refused(self) -> None:
        reply = reply_to(query="len=abc&gap=7", language="ja")
        assert set(reply) == {"id", "refusals"}
        (refusal,) = reply["refusals"]
        assert refusal["key"] == "len"
        assert JAPANESE.search(refusal["message"])

    @pytest.mark.parametrize("view", VIEWS)
    def test_what_cannot_be_together_is_refused_in_each_view(self, view: str) -> None:
        """Wires of 2 mm: 1.9 mm apart they would be in each other, as in a state that is pinned; 2.5 mm apart not."""
        for query, refused in (
            ("preset=pair-100m&dia=2&gap=2.5", []),
            ("preset=pair-100m&dia=2&gap=1.9", ["gap"]),
            ("preset=pair-100m&dia=2&gap=2.5&a=preset%3Dpair-100m%26dia%3D2%26gap%3D1.9", ["a"]),
        ):
            reply = reply_to(query=f"{query}&view={view}")
            assert [refusal["key"] for refusal in reply.get("refusals", [])] == refused
            assert ("redraw" in reply) != bool(refused)

    def test_link_is_drawn_as_far_as_it_goes(self) -> None:
        reply = reply_to(query="len=abc&load=4", lenient=True)
        assert reply["redraw"]["given"]["load"] == "4"
        (line,) = reply["left_out"]
        assert "len" in line
        assert "abc" in line

    @pytest.mark.parametrize("text", GARBAGE, ids=lambda text: ascii(text[:10]))
    @pytest.mark.parametrize("lenient", [False, True])
    def test_garbage_in_the_query_is_told(self, text: str, lenient: bool) -> None:
        query = urlencode({"len": text}, errors="surrogatepass")
        response = post(good_body(query, lenient=lenient))
        assert response.status_code == (200 if len(query) <= 16_000 else 400)

    @pytest.mark.parametrize("query", ["len=\ud800", "\ud800=1", "len=%ED%A0%80", "&" * 3000, "=" * 3000, "%" * 3000])
    @pytest.mark.parametrize("lenient", [False, True])
    def test_broken_query(self, query: str, lenient: bool) -> None:
        assert post(good_body(query, lenient=lenient)).status_code == (400 if "\ud800" in query else 200)

    def test_wrong_types_at_each_position(self) -> None:
        optional = {"changedPropIds", "parsedChangedPropsIds"}
        count = 0
        for where, wrong, body in mutated(good_body()):
            status = post(body).status_code
            allowed = (200, 400) if where[0] in optional else (400,)
            assert status in allowed, (where, wrong, status)
            count += 1
        assert count > 150

    @pytest.mark.parametrize("key", ["state", "background", "cancelJob", "oldJob", "job", "changedPropIds", "nope"])
    @pytest.mark.parametrize("value", [None, 0, "x", [], {}, [{"id": "x"}], [1], {"a": [1]}], ids=repr)
    def test_further_keys(self, key: str, value: Any) -> None:
        assert post(good_body() | {key: value}).status_code in (200, 400)

    @pytest.mark.parametrize("query", ["cancelJob=1", "job=1", "cacheKey=x", "oldJob=1&oldJob=2"])
    def test_further_keys_in_the_address(self, query: str) -> None:
        response = client.post(f"{CALLBACK}?{query}", json=good_body())
        assert response.status_code in (200, 400)

    @pytest.mark.parametrize(
        "text",
        ["", " ", "{", "null", "1", '"x"', "[]", "{}", "NaN", "[" * 100_000, '{"a":' * 40_000, b"\xff\xfe", "1" * 5000],
        ids=lambda text: ascii(text[:8]),
    )
    def test_no_callback_at_all(self, text: str | bytes) -> None:
        assert post(text).status_code == 400

    @pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
    def test_other_content_type(self, content_type: str) -> None:
        assert client.post(CALLBACK, data="{}", content_type=content_type).status_code in (400, 415)

    @pytest.mark.parametrize(
        "output", [*(key for key in app.callback_map if key != "reply.data"), "nope.data", "", "."]
    )
    def test_outputs_that_are_not_the_servers(self, output: str) -> None:
        identity, _, name = output.rpartition(".")
        known = app.callback_map.get(output, {"inputs": good_body()["inputs"]})
        inputs = [{"id": item["id"], "property": item["property"], "value": "x"} for item in known["inputs"]]
        body = good_body() | {"output": output, "outputs": {"id": identity, "property": name}, "inputs": inputs}
        assert post(body).status_code == 400

    @pytest.mark.parametrize("body", [good_body("x" * 300_000), good_body() | {"nope": "x" * 300_000}])
    def test_oversized(self, body: dict[str, Any]) -> None:
        assert post(body).status_code == 413

    @pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
    @pytest.mark.parametrize("preset", PRESETS)
    def test_a_redraw_is_small(self, preset: str, encoding: str, unpack) -> None:
        for language in ("en", "ja"):
            query = f"preset={preset}&parts=1&fmax=1e8&model=line"
            response = client.post(
                CALLBACK, json=good_body(query, language=language), headers={"Accept-Encoding": encoding}
            )
            assert response.headers["Content-Encoding"] == encoding
            assert len(response.data) <= 6000
            assert len(json.loads(unpack(response.data))["response"]["reply"]["data"]["redraw"]["curves"]) == 4

    @pytest.mark.parametrize("query", ["preset=zip-wall-5m&dia2=1&fj=100000", "preset=quad-100m", "preset=zip-5m"])
    def test_so_is_one_of_the_current(self, query: str) -> None:
        response = client.post(CALLBACK, json=good_body(f"{query}&view=field"), headers={"Accept-Encoding": "gzip"})
        assert len(response.data) <= 6000
        assert json.loads(gzip.decompress(response.data))["response"]["reply"]["data"]["redraw"]["section"]

    def test_dash_lays_out_little(self) -> None:
        """Each component costs a phone 1 ms at the start, and a look at every redraw."""

        def count(node: Any) -> int:
            if isinstance(node, list):
                return sum(map(count, node))
            return 1 + count(node["props"].get("children")) if isinstance(node, dict) else 0

        assert 100 < count(client.get("/_dash-layout").get_json()) < 240


class TestPage:
    @pytest.mark.parametrize(
        ("query", "accepted", "language"),
        [
            ("", "", "en"),
            ("", "ja,en;q=0.5", "ja"),
            ("lang=en", "ja", "en"),
            ("lang=ja", "en", "ja"),
            ("lang=fr", "de", "en"),
        ],
    )
    def test_language(self, query: str, accepted: str, language: str) -> None:
        text = client.get(f"/?{query}", headers={"Accept-Language": accepted}).text
        assert f'<html lang="{language}"' in text
        assert bool(JAPANESE.search(text.partition("<title>")[2].partition("</title>")[0])) == (language == "ja")

    def test_what_a_link_says_is_escaped(self) -> None:
        attack = '"><img src=x onerror=alert(1)></script><script>alert(1)</script>'
        text = get("/", len=attack, nope=attack).text
        assert "<img src=x" not in text
        assert "<script>alert" not in text

    def test_values_are_in_the_page_before_any_script_runs(self) -> None:
        # 30 m at 20 kHz: 0.6463 dB and 21.44°, by hand with R' up by 1.0207.
        text = get("/", preset="speaker-30m").text
        assert "−0.646 dB" in text
        assert "21.44°" in text

    def test_scripts_are_served_by_a_worker_that_has_drawn_no_page(self) -> None:
        """Each script and style that the index names, from another process that was never asked for the index."""
        urls = re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]*)"', get("/").text)
        assert len(urls) > 5
        program = (
            "import json, sys; from app.main import server; client = server.test_client();"
            "print(json.dumps([client.get(url).status_code for url in json.load(sys.stdin)]))"
        )
        assert json.loads(run(program, json.dumps(urls))) == [200] * len(urls)

    def test_prefix(self) -> None:
        """Behind a path of a shared host, every address carries it."""
        program = (
            "from app.main import server; client = server.test_client(); paths = ['/cable/', '/cable/health',"
            "'/cable/api/v1/response', '/cable/nope', '/health', '/cable/earth/?lang=ja'];"
            "answers = [client.get(path) for path in paths];"
            "print([answer.status_code for answer in answers]); print(answers[-1].headers['Location'], answers[0].text)"
        )
        statuses, _, text = run(program, "", CABLESCOPE_PREFIX="/cable/").partition("\n")
        assert json.loads(statuses) == [200, 200, 200, 404, 404, 308]
        assert text.startswith("/cable/earth?lang=ja ")
        addresses = re.findall(r'(?:src|href)="(/[^"]*)"', text)
        assert len(addresses) > 5
        assert all(address.startswith("/cable/") for address in addresses)


def run(program: str, given: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=given,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_numbers_have_a_test_value() -> None:
    """The range of each number holds the preset's value, so that every key can be tested from it."""
    for preset in PRESETS.values():
        for key, value in preset.values.items():
            quantity = QUANTITIES[key]
            if isinstance(quantity, Number):
                assert quantity.minimum <= quantity.kept(float(value)) <= quantity.maximum
                assert quantity.least <= float(value) or quantity.none
