"""States as files: what is written opens again, and what is none is refused with what would be."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

import pytest
from werkzeug.test import TestResponse

from app.bench.presets import PRESETS
from app.bench.saved import HEAD, MAX_SAVED
from app.bench.state import MAX_QUERY, parse
from app.common.text import LANGUAGES
from app.main import server

client = server.test_client()
EVERYTHING = (
    "preset=speaker-30m&len=12.5&df=50&tol=1&tols=len:3&units=imperial&lens=4,15"
    "&a=preset%3Dzip-5m%26len%3D7%26name%3D%E7%B4%B0%E3%81%84&b=preset%3Dstratocaster"
)


def opened(content: bytes | str, query: str = "") -> TestResponse:
    return client.post(f"/api/v1/state?{query}", data=content)


def file_of(query: str, **more: Any) -> str:
    return json.dumps({"cablescope": 1, "state": dict(parse_qsl(query)), **more}, ensure_ascii=False)


def refusal(content: bytes | str) -> dict[str, str]:
    answer = opened(content)
    assert answer.status_code == 400
    error: dict[str, str] = answer.get_json()["error"]
    return error


class TestOpening:
    @pytest.mark.parametrize("query", [EVERYTHING, *(f"preset={preset}" for preset in PRESETS)])
    def test_gives_the_state_of_the_link(self, query: str) -> None:
        told = opened(file_of(query)).get_json()
        assert told["left_out"] == []
        there, problems = parse(parse_qsl(told["query"]))
        assert problems == []
        state, _ = parse(parse_qsl(query))
        assert (there.values, there.pins) == (state.values, state.pins)

    def test_measured_curves_travel_in_it(self) -> None:
        code = client.post("/api/v1/curve?kind=frd", data=b"20 1\n200 2\n2000 3").get_json()["code"]
        told = opened(file_of(f"preset=speaker-4m&frd={code}&shift=2")).get_json()
        assert dict(parse_qsl(told["query"]))["frd"] == code

    def test_numbers_are_read_as_they_are_typed(self) -> None:
        told = opened('{"cablescope": 1, "state": {"preset": "speaker-4m", "len": 2.50, "df": 1e2}}').get_json()
        assert dict(parse_qsl(told["query"]))["len"] == "2.5"

    def test_a_mark_of_utf_8_is_no_fault(self) -> None:
        assert opened(b"\xef\xbb\xbf" + file_of("len=3").encode()).status_code == 200

    @pytest.mark.parametrize("query", ["len=x&rdc=30", "colour=red", "cable=pair&dia=5&gap=3", "a=preset%3Dnope"])
    def test_what_cannot_be_used_is_left_out_as_of_a_link(self, query: str) -> None:
        """In the words of the page that opens with that link."""
        told = opened(file_of(f"preset=speaker-4m&{query}")).get_json()
        page = client.get(f"/?preset=speaker-4m&{query}&lang=en").text
        lines = re.findall(r"<li>(.*?)</li>", re.search(r'id="messages-list">(.*?)</ul>', page)[1])  # type: ignore[index]
        assert [server.jinja_env.filters["e"](line) for line in told["left_out"]] == lines
        assert lines

    def test_of_a_key_given_twice_neither_value_is_used(self) -> None:
        told = opened('{"cablescope": 1, "state": {"preset": "speaker-4m", "len": "3", "len": "5"}}').get_json()
        assert "len=" not in told["query"]
        assert "more than once" in told["left_out"][0]


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "key"),
        [
            ("", "file"), ("nonsense", "file"), (file_of("len=3")[:-5], "file"), (b"\xff\xfe\x00", "file"),
            (b"\x89PNG\r\n\x1a\n", "file"), ('{"cablescope":1,"state":{"a":"name=\\ud800"}}', "file"),
            ("[" * 30_000, "file"), ("3", "file"), ("null", "file"), ("[]", "file"), ("{}", "file"),
            ('{"state": {"len": "3"}}', "file"),
            ('{"cablescope": 2, "state": {}}', "cablescope"), ('{"cablescope": "1.0", "state": {}}', "cablescope"),
            ('{"cablescope": [1], "state": {}}', "cablescope"), ('{"cablescope": true, "state": {}}', "cablescope"),
            ('{"cablescope": 1}', "file"), ('{"cablescope": 1, "state": {}, "state": {}}', "file"),
            ('{"cablescope": 1, "state": {}, "len": "3"}', "file"),
            ('{"cablescope": 1, "state": []}', "state"), ('{"cablescope": 1, "state": "len=3"}', "state"),
            ('{"cablescope": 1, "state": {"len": [3]}}', "len"), ('{"cablescope": 1, "state": {"len": null}}', "len"),
            ('{"cablescope": 1, "state": {"len": {"m": 3}}}', "len"),
            ('{"cablescope": 1, "state": {"len": true}}', "len"),
        ],
    )  # fmt: skip
    def test_name_what_would_be_taken(self, content: bytes | str, key: str) -> None:
        error = refusal(content)
        assert error["key"] == key
        assert re.search(r'open|"len": "15"|belong in "state"', error["message"], re.IGNORECASE)

    def test_a_newer_version_is_named(self) -> None:
        assert refusal('{"cablescope": 7, "state": {}}')["value"] == "7"

    @pytest.mark.parametrize("size", [MAX_SAVED, MAX_SAVED + 1, 10_000_000])
    def test_a_file_too_large(self, size: int) -> None:
        answer = opened(file_of("len=3").ljust(size))
        assert answer.status_code == (200 if size <= MAX_SAVED else 400)
        if answer.status_code == 400:
            assert "64 kB" in answer.get_json()["error"]["message"]

    def test_a_state_that_the_page_could_not_send(self) -> None:
        noise = b"".join(b"%d %d 0\n" % (20 + n, 8 + n * 7919 % 13) for n in range(2000))
        code = client.post("/api/v1/curve?kind=zma&room=4000", data=noise).get_json()["code"]
        assert 3 * len(code) < MAX_QUERY - 3000 < MAX_QUERY < 5 * len(code)
        for keys, status in (("ab", 200), ("abcd", 400)):
            state = dict.fromkeys(keys, f"preset=speaker-4m&zl=file&zma={code}") | {"zl": "file", "zma": code}
            assert opened(json.dumps({"cablescope": 1, "state": state})).status_code == status

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_in_the_language_asked_for(self, language: str) -> None:
        message = opened("nonsense", f"lang={language}").get_json()["error"]["message"]
        assert bool(re.search(r"[\u3041-\u30ff]", message)) == (language == "ja")

    def test_it_takes_no_other_key(self) -> None:
        assert opened(file_of("len=3"), "len=4").get_json()["error"]["key"] == "len"


def test_the_page_writes_what_is_read_here() -> None:
    assert HEAD == {"cablescope": 1}
    told = re.search(r'<script id="first" type="application/json">(.*?)</script>', client.get("/").text, re.DOTALL)
    assert told
    first = json.loads(told[1])
    assert (first["saved_head"], first["saved_most"]) == (HEAD, MAX_SAVED)
