"""The API's description of itself: whole, true of what is answered, and the same on its page."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypedDict

import pytest
from werkzeug.test import TestResponse

from app.bench.page import link_keys
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.bench.state import PINS, parse
from app.common.quantity import Choice, Number
from app.common.schema import Fields, schema_of
from app.common.settings import SettingError, Settings
from app.common.text import LANGUAGES, Text
from app.main import server
from app.reference.openapi import OPERATIONS

ROOT = Path(__file__).parents[1]
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
client = server.test_client()
DOCUMENT = client.get("/api/v1/openapi.json").get_json()
CURVE = b"Freq(Hz)\tSPL(dB)\n" + b"".join(b"%d\t%d\n" % (20 * 2**n, -n) for n in range(10))
PICKUP = b"Freq(Hz)\tSPL(dB)\n" + b"".join(b"%d\t%d\n" % (100 * 2**n, 6 * n) for n in range(8))
BODIES = {
    "/api/v1/curve": CURVE,
    "/api/v1/pickup": PICKUP,
    "/api/v1/state": b'{"cablescope": 1, "state": {"len": "3"}}',
}


def resolved(parameter: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in parameter:
        return parameter
    kind, name = parameter["$ref"].removeprefix("#/components/").split("/")
    found: dict[str, Any] = DOCUMENT["components"][kind][name]
    return found


def asked(path: str, query: str) -> TestResponse:
    if "post" in DOCUMENT["paths"][path]:
        return client.post(f"{path}?{query}", data=BODIES[path])
    return client.get(f"{path}?{query}")


class TestDocument:
    def test_every_address_is_in_it(self) -> None:
        """Those that Flask knows; the description does not describe itself."""
        known = set()
        for rule in server.url_map.iter_rules():
            options = re.search(r"<any\((.*?)\):name>", rule.rule)
            names = re.findall(r"'([^']*)'", options[1]) if options else [""]
            known |= {re.sub(r"<any.*?>", name, rule.rule) for name in names}
        known = {path for path in known if path.startswith("/api/v1/")} - {"/api/v1/openapi.json"}
        assert set(DOCUMENT["paths"]) == known
        assert len(DOCUMENT["paths"]) == len(OPERATIONS)

    def test_the_bench_takes_every_key_of_a_link(self) -> None:
        parameters = [resolved(one) for one in DOCUMENT["paths"]["/api/v1/response"]["get"]["parameters"]]
        assert {one["name"] for one in parameters} == {"f", "v", "preset", "lang", *QUANTITIES, *PINS}
        by_name = {one["name"]: one["schema"] for one in parameters}
        assert by_name["len"] == {"type": "number", "minimum": 0.1, "maximum": 300}
        assert by_name["lens"]["maxItems"] == 6
        assert set(by_name["preset"]["enum"]) == set(PRESETS)

    @pytest.mark.parametrize("key", QUANTITIES)
    def test_what_the_schema_of_a_key_allows_is_what_is_taken(self, key: str) -> None:
        """Its ends and options, and nothing beyond."""
        quantity, schema = QUANTITIES[key], resolved({"$ref": f"#/components/parameters/bench-{key}"})["schema"]
        good, bad = [], []
        if isinstance(quantity, Number):
            none, span = schema["anyOf"] if quantity.none == "high" else ({}, schema)
            low, high = span["minimum"], span["maximum"]
            good, bad = [low, high, *none.values()], [low - 0.001 * (high - low), 1.001 * high]
        elif isinstance(quantity, Choice):
            good, bad = schema["enum"], ["nope"]
        for value in good:
            assert parse([(key, str(value))])[1] == []
        for value in bad:
            assert [problem.key for problem in parse([(key, str(value))])[1]] == [key]

    @pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.path)
    def test_its_example_is_answered_in_its_media_type(self, operation: Any) -> None:
        answer = asked(operation.path, operation.example)
        assert answer.status_code == 200
        (media,) = DOCUMENT["paths"][operation.path][operation.method]["responses"]["200"]["content"]
        assert answer.mimetype == media

    @pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.path)
    def test_a_required_key_is_required_and_no_other(self, operation: Any) -> None:
        parameters = DOCUMENT["paths"][operation.path][operation.method]["parameters"]
        pairs = dict(pair.split("=") for pair in operation.example.split("&") if pair)
        for one in map(resolved, parameters):
            if one["name"] in pairs:
                rest = "&".join(f"{key}={value}" for key, value in pairs.items() if key != one["name"])
                needed = one["required"] or (operation.path, one["name"]) == ("/api/v1/earth/fit", "read")
                assert asked(operation.path, rest).status_code == (400 if needed else 200), one["name"]

    def test_says_what_it_is_in_both_languages(self) -> None:
        japanese = client.get("/api/v1/openapi.json?lang=ja").get_json()
        words = {language: list(descriptions(one)) for language, one in (("en", DOCUMENT), ("ja", japanese))}
        assert len(words["en"]) == len(words["ja"]) > 200
        assert [one for one in words["en"] if JAPANESE.search(one)] == []
        assert [one for one in words["ja"] if not JAPANESE.search(one) and re.search(r"[A-Za-z]{3}", one)] == []

    def test_takes_no_other_key(self) -> None:
        assert client.get("/api/v1/openapi.json?len=3").get_json()["error"]["key"] == "len"


def descriptions(node: Any) -> list[str]:
    if isinstance(node, list):
        return [words for one in node for words in descriptions(one)]
    if not isinstance(node, dict):
        return []
    own = [node[key] for key in ("description", "summary") if isinstance(node.get(key), str)]
    return own + [words for one in node.values() for words in descriptions(one)]


class Inner(TypedDict):
    n: int


class Outer(TypedDict):
    a: Annotated[list[float | None], Text("an a", "a です")]
    b: dict[str, Inner]
    c: Literal["x", "y"]
    d: tuple[float, str]


class TestSchema:
    def test_of_a_type(self) -> None:
        schema = schema_of(Outer, "ja")
        assert schema["required"] == ["a", "b", "c", "d"]
        assert schema["additionalProperties"] is False
        assert schema["properties"]["a"] == {
            "type": "array",
            "items": {"anyOf": [{"type": "number"}, {"type": "null"}]},
            "description": "a です",
        }
        assert schema["properties"]["b"]["additionalProperties"]["properties"] == {"n": {"type": "integer"}}
        assert schema["properties"]["c"]["enum"] == ["x", "y"]
        assert schema["properties"]["d"]["maxItems"] == schema["properties"]["d"]["minItems"] == 2

    def test_words_beside_a_class(self) -> None:
        told = Annotated[Inner, Fields({"n": Text("a count", "数")})]
        assert schema_of(told, "en")["properties"]["n"] == {"type": "integer", "description": "a count"}
        with pytest.raises(KeyError):
            schema_of(Annotated[Inner, Fields({"nope": Text("a", "b")})], "en")

    def test_of_no_type(self) -> None:
        with pytest.raises(TypeError):
            schema_of(object, "en")


class TestPage:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_every_address_and_key(self, language: str) -> None:
        text = client.get(f"/api?lang={language}").text
        for operation in OPERATIONS:
            assert f"{operation.method.upper()} {operation.path}</code>" in text
        for key, meaning, _ in link_keys():
            assert f"<code>{key}</code>" in text
            assert server.jinja_env.filters["e"](meaning._asdict()[language]) in text

    def test_names_what_it_does_not_know(self) -> None:
        assert "nope" in client.get("/api?nope=1").text


class TestKept:
    @pytest.mark.parametrize(
        "path", ["response?f=1", "response.csv?f=1", "response.svg", "impulse", "earth", "openapi.json"]
    )
    def test_an_answer_is_sent_once(self, path: str) -> None:
        first = client.get(f"/api/v1/{path}")
        assert first.headers["Cache-Control"] == "public, max-age=3600"
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Cache-Control"] == "public, max-age=3600"
        other = client.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'})
        assert (other.status_code, other.data) == (200, first.data)

    def test_a_packed_answer_is_sent_once(self) -> None:
        headers = {"Accept-Encoding": "br"}
        first = client.get("/api/v1/response", headers=headers)
        assert first.headers["Content-Encoding"] == "br"
        again = client.get("/api/v1/response", headers=headers | {"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")

    def test_another_state_has_another_tag(self) -> None:
        tags = {client.get(f"/api/v1/response?f=1&len={n}").headers["ETag"] for n in (1, 2, 3)}
        assert len(tags) == 3

    def test_a_refusal_and_a_page_are_not_kept(self) -> None:
        assert "Cache-Control" not in client.get("/api/v1/response?len=x").headers
        assert "max-age" not in client.get("/").headers.get("Cache-Control", "")
        assert "Cache-Control" not in client.post("/api/v1/curve?kind=frd", data=CURVE).headers


class TestCors:
    @staticmethod
    def origin_told(monkeypatch: pytest.MonkeyPatch, cors: tuple[str, ...], origin: str, path: str) -> str | None:
        monkeypatch.setitem(server.config, "SETTINGS", replace(Settings(), cors=cors))
        return client.get(path, headers={"Origin": origin}).headers.get("Access-Control-Allow-Origin")

    API = "/api/v1/response?f=1"

    def test_nobody_may_read_unless_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.origin_told(monkeypatch, (), "https://a.example", self.API) is None

    def test_those_who_are_named_may(self, monkeypatch: pytest.MonkeyPatch) -> None:
        some = ("https://a.example", "https://b.example")
        assert self.origin_told(monkeypatch, some, "https://b.example", self.API) == "https://b.example"
        assert self.origin_told(monkeypatch, some, "https://c.example", self.API) is None
        assert "Origin" in client.get(self.API).headers["Vary"]

    def test_everybody_may_where_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.origin_told(monkeypatch, ("*",), "https://c.example", self.API) == "*"
        assert self.origin_told(monkeypatch, ("*",), "https://c.example", f"{self.API}&len=x") == "*"

    def test_only_the_api_and_only_by_get(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.origin_told(monkeypatch, ("*",), "https://c.example", "/") is None
        posted = client.post("/api/v1/curve?kind=frd", data=CURVE, headers={"Origin": "https://c.example"})
        assert "Access-Control-Allow-Origin" not in posted.headers


class TestSettings:
    def test_as_they_are_without_variables(self) -> None:
        assert Settings.of({}) == Settings(prefix="/", url="", proxies=0, cors=())

    def test_as_they_are_told(self) -> None:
        told = {"CABLESCOPE_PREFIX": "cable/", "CABLESCOPE_URL": "https://x.example/cable/", "CABLESCOPE_PROXIES": "2",
                "CABLESCOPE_CORS": "https://a.example/, http://b.example:81"}  # fmt: skip
        cors = ("https://a.example", "http://b.example:81")
        assert Settings.of(told) == Settings("/cable/", "https://x.example/cable", 2, cors)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("URL", "example.org"),
            ("URL", "https://x/?a"),
            ("PROXIES", "yes"),
            ("CORS", "a.example"),
            ("CORS", "'self'"),
        ],
    )
    def test_what_cannot_be_used_is_told(self, name: str, value: str) -> None:
        with pytest.raises(SettingError, match=f"CABLESCOPE_{name}.*use"):
            Settings.of({f"CABLESCOPE_{name}": value})


class TestAddress:
    """Of what is shared: that of the request, unless the settings or a trusted proxy tell another."""

    QUERY = "/api/v1/advice?preset=speaker-4m&solve=len&limits=percent:5"
    FORWARDED: ClassVar = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "x.example", "Host": "inside:8050"}

    def test_of_the_request(self) -> None:
        link = client.get(self.QUERY, headers=self.FORWARDED).get_json()["link"]
        assert link.startswith("http://inside:8050/?v=1&")

    def test_of_the_settings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(server.config, "SETTINGS", Settings(url="https://y.example/cable"))
        assert client.get(self.QUERY).get_json()["link"].startswith("https://y.example/cable/?v=1&")

    def test_of_a_proxy_that_is_trusted(self) -> None:
        program = (
            "import sys; from app.main import server;"
            f"print(server.test_client().get('/cable{self.QUERY}', headers={self.FORWARDED}).get_json()['link'])"
        )
        environment = os.environ | {"CABLESCOPE_PREFIX": "/cable", "CABLESCOPE_PROXIES": "1"}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.startswith("https://x.example/cable/?v=1&")


class TestAddressesWithoutAState:
    """They refuse what they do not know, as all others do; what they answer to else the description tells."""

    ASKED: ClassVar = (
        "get openapi.json",
        "get paper",
        "get validation",
        "post state",
        "post curve?kind=frd",
        "post pickup?rp=6.5",
    )

    @pytest.mark.parametrize("asked", ASKED)
    @pytest.mark.parametrize(("wrong", "key"), [("lang=xx", "lang"), ("lang=ja&lang=en", "lang"), ("foo=1", "foo")])
    def test_refuse_what_they_do_not_know(self, asked: str, wrong: str, key: str) -> None:
        method, _, path = asked.partition(" ")
        address = f"/api/v1/{path}{'&' if '?' in path else '?'}{wrong}"
        bodies = {"state": b'{"cablescope": 1, "state": {}}', "curve": CURVE, "picku": PICKUP}
        answer = client.open(address, method=method.upper(), data=bodies.get(path[:5]))
        assert answer.status_code == 400
        assert answer.get_json()["error"]["key"] == key


def test_japanese_messages_can_be_read_as_they_come() -> None:
    """Without a program that turns \\u6570 into a letter."""
    answer = client.get("/api/v1/response?len=x&lang=ja")
    assert "0.1〜300 m の数値を入れてください" in answer.text
    assert answer.mimetype == "application/json"
