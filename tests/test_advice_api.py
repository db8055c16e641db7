"""The advice API from outside: fields, links that lead to what was promised, refusals, and the tables."""

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from app.advice.solver import GOOD
from app.advice.state import KEYS
from app.main import server

LISTED = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")


def ask(path: str = "/api/v1/advice", **keys: str) -> Any:
    return server.test_client().get(f"{path}?{urlencode(keys)}")


def told(**keys: str) -> Any:
    answer = ask(**keys)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def bench(link: str) -> Any:
    """What the bench's API says of a link."""
    answer = server.test_client().get(f"/api/v1/response?{urlsplit(link).query}&f=1000")
    assert answer.status_code == 200
    return answer.get_json()


class TestAnswer:
    def test_leads_to_the_state_that_meets_the_limits(self) -> None:
        answer = told(preset="speaker-4m", solve="len", limits="percent:5,bend:0.5,damping:20")
        assert answer["binding"] == "damping"
        assert answer["unit"] == "m"
        assert answer["reason"] is None
        assert answer["nearest_standard"] is None
        assert answer["limits"] == {"percent": 5, "bend": 0.5, "damping": 20}
        there = bench(answer["link"])
        assert there["state"] == answer["state"]
        assert there["state"]["len"] == answer["value"]
        assert there["summary"]["effective_damping_factor"] == pytest.approx(20, rel=1e-6)
        assert there["summary"]["effective_damping_factor"] >= 20
        assert answer["figures"]["damping"] == there["summary"]["effective_damping_factor"]
        assert answer["figures"]["bend"] == abs(there["summary"]["bend_db"])
        assert answer["figures"]["corner"] == there["summary"]["minus_3_db_hz"]
        assert answer["figures"]["loss"] == pytest.approx(-there["cable_db"][0])
        assert answer["figures"]["loop"] == pytest.approx(0.05 * answer["value"])
        assert answer["figures"]["percent"] == pytest.approx(100 * 0.05 * answer["value"] / 8)
        assert answer["figures"]["resonance"] is None

    def test_next_sizes(self) -> None:
        answer = told(cable="pair", metal="copper", len="15", solve="mm2", limits="percent:5")
        assert answer["value"] == pytest.approx(30 / 58 / 0.4)
        assert answer["nearest_standard"] == {"awg": 16, "mm2": 1.5}

    def test_no_value(self) -> None:
        answer = told(preset="speaker-4m", solve="len", limits="damping:200", lang="ja")
        assert answer["value"] is answer["state"] is answer["link"] is answer["figures"] is answer["interval"] is None
        assert answer["candidates"] == {"damping": None}
        assert "94.1" in answer["reason"]  # 8/(0.08 + 0.005)
        assert "ダンピングファクター" in answer["reason"]

    def test_a_note_on_what_is_not_monotone(self) -> None:
        answer = told(preset="speaker-4m", solve="load", limits="bend:0.1")
        assert "but not above" in answer["note"]
        assert answer["reason"] is None

    def test_a_state_that_only_some_values_make_possible(self) -> None:
        """Wires of 5 mm would touch at 4 mm; thinner ones do not."""
        answer = told(cable="pair", dia="5", len="15", solve="dia", limits="percent:5")
        assert 1 < answer["value"] < answer["interval"][1] < 4


class TestRefusals:
    @pytest.mark.parametrize(
        ("key", "query", "words"),
        [
            ("solve", {"limits": "percent:5"}, "solve=len"),
            ("limits", {"solve": "len"}, "limits=percent:5"),
            ("limits", {"solve": "len", "limits": ""}, "name:value"),
            ("limits", {"solve": "len", "limits": "percent"}, "name:value"),
            ("limits", {"solve": "len", "limits": "percent:x"}, "name:value"),
            ("limits", {"solve": "len", "limits": "percent:5,"}, "name:value"),
            ("limits", {"solve": "len", "limits": "volume:5"}, "percent"),
            ("limits", {"solve": "len", "limits": "percent:0"}, "above 0"),
            ("limits", {"solve": "len", "limits": "percent:-1"}, "above 0"),
            ("limits", {"solve": "len", "limits": "percent:1e999"}, "above 0"),
            ("limits", {"solve": "len", "limits": "percent:5,percent:6"}, "twice"),
            ("limits", {"solve": "len", "limits": "damping:5", "preset": "stratocaster"}, "resonance:3000"),
            ("solve", {"solve": "colour", "limits": "percent:5"}, "len"),
            ("solve", {"solve": "fmax", "limits": "percent:5"}, "len"),
            ("solve", {"solve": "cable", "limits": "percent:5"}, "len"),
            ("solve", {"solve": "awg", "limits": "percent:5"}, "rdc"),
            ("solve", {"solve": "lp", "limits": "percent:5"}, "rdc"),
            ("len", {"solve": "len", "limits": "percent:5", "len": "x"}, "0.1"),
            ("colour", {"solve": "len", "limits": "percent:5", "colour": "red"}, "no such key"),
            ("gap", {"solve": "len", "limits": "percent:5", "cable": "pair", "gap": "0.5"}, "touch"),
            ("lm", {"solve": "len", "limits": "percent:5", "lm": "0.01"}, "faster than light"),
        ],
    )
    def test_says_what_would_be_accepted(self, key: str, query: dict[str, str], words: str) -> None:
        answer = ask(**query)
        assert answer.status_code == 400
        error = answer.get_json()["error"]
        assert error["key"] == key
        assert words in error["message"]
        japanese = ask(**query, lang="ja").get_json()["error"]["message"]
        assert japanese != error["message"]

    def test_a_key_given_twice(self) -> None:
        answer = server.test_client().get("/api/v1/advice?solve=len&solve=cm&limits=percent:5")
        assert (answer.status_code, answer.get_json()["error"]["key"]) == (400, "solve")

    def test_no_size_that_keeps_the_wires_apart(self) -> None:
        answer = ask(cable="coax", bore="0.1", dia="1", shield="0.1", solve="len", limits="percent:5")
        assert (answer.status_code, answer.get_json()["error"]["key"]) == (400, "bore")

    @pytest.mark.parametrize("path", ["/api/v1/advice/table", "/api/v1/advice/table.csv"])
    def test_a_table_needs_limits_and_a_state(self, path: str) -> None:
        assert ask(path).get_json()["error"]["key"] == "limits"
        assert ask(path, limits="percent:5", len="x").get_json()["error"]["key"] == "len"
        assert ask(path, limits="percent:5", cable="pair", gap="0.5").get_json()["error"]["key"] == "gap"


class TestTables:
    def test_loudspeakers(self) -> None:
        """2·ρ·l/A = 5 % of the load."""
        table = ask("/api/v1/advice/table", metal="copper", limits="percent:5").get_json()
        assert table["situation"] == "speaker"
        assert [column["value"] for column in table["columns"]] == [2, 4, 6, 8, 16]
        names = {(row["key"], row["value"]): row["cells"] for row in table["rows"]}
        for column, load in enumerate((2, 4, 6, 8, 16)):
            cell = names["mm2", 2.5][column]
            assert cell["length_m"] == pytest.approx(0.05 * load * 2.5 * 58 / 2, rel=1e-3)
            assert cell["binding"] == "percent"
            there = bench(cell["link"])["state"]
            assert (there["len"], there["load"], there["mm2"]) == (cell["length_m"], load, 2.5)
        assert {key for key, _ in names} == {"awg", "mm2"}

    def test_what_binds_changes_with_the_size(self) -> None:
        """A thick wire reaches where its inductance counts."""
        table = ask("/api/v1/advice/table", limits="percent:5,bend:0.5").get_json()
        bindings = {row["cells"][3]["binding"] for row in table["rows"]}
        assert bindings == {"percent", "bend"}

    def test_wires_that_would_touch(self) -> None:
        table = ask("/api/v1/advice/table", cable="pair", gap="2", limits="percent:5").get_json()
        lengths = {(row["key"], row["value"]): row["cells"][0]["length_m"] for row in table["rows"]}
        assert lengths["mm2", 10] is None  # 3.57 mm
        assert lengths["mm2", 1] is not None

    def test_guitar(self) -> None:
        """Twice the capacitance a metre is half the length."""
        table = ask("/api/v1/advice/table", preset="stratocaster", limits="loop:1000").get_json()
        assert table["situation"] == "guitar"
        assert {column["key"] for column in table["columns"]} == {"resonance"}
        lengths = {row["value"]: [cell["length_m"] for cell in row["cells"]] for row in table["rows"]}
        for short, long in zip(lengths[200], lengths[100], strict=True):
            assert 2 * short == pytest.approx(long, rel=3e-3)
        assert bench(table["rows"][2]["cells"][2]["link"])["summary"]["resonance_hz"] == pytest.approx(3000, rel=2e-3)

    def test_line(self) -> None:
        table = ask("/api/v1/advice/table", preset="line-10m", limits="bend:0.5").get_json()
        assert table["situation"] == "line"
        assert {row["key"] for row in table["rows"]} == {"rs"}
        first, *_, last = (row["cells"][0]["length_m"] for row in table["rows"])
        assert first > 10 * last

    def test_csv_has_the_same(self) -> None:
        keys = {"metal": "copper", "limits": "percent:5"}
        table = ask("/api/v1/advice/table", **keys).get_json()
        rows = list(csv.DictReader(io.StringIO(ask("/api/v1/advice/table.csv", **keys).text.lstrip("\ufeff"))))
        assert len(rows) == len(table["rows"])
        for row, other in zip(rows, table["rows"], strict=True):
            assert (row["key"], float(row["value"]), row["unit"]) == (other["key"], other["value"], other["unit"])
            assert float(row["load_8_length_m"]) == other["cells"][3]["length_m"]
            assert row["load_8_binding"] == other["cells"][3]["binding"]


class TestReadme:
    @pytest.mark.parametrize("key", KEYS)
    def test_says_of_the_key_what_the_page_does(self, key: str) -> None:
        assert f"| `{key}` | {KEYS[key][0].en} |" in LISTED

    def test_lists_what_can_be_solved_for(self) -> None:
        row = next(line for line in LISTED.splitlines() if line.startswith("| `solve` |"))
        assert row.endswith(" · ".join(f"`{key}`" for key in GOOD) + " |")

    def test_lists_the_fields(self) -> None:
        answer = told(solve="len", limits="percent:5")
        table = ask("/api/v1/advice/table", limits="percent:5").get_json()
        named = {*answer, *table, *table["columns"][0], *table["rows"][0], *table["rows"][0]["cells"][0]}
        assert [name for name in sorted(named) if f"`{name}`" not in LISTED] == []

    def test_the_example_answers(self) -> None:
        line = next(line for line in LISTED.splitlines() if "/api/v1/advice?" in line)
        query = dict(parse_qsl(urlsplit(line.split("'")[1]).query))
        assert told(**query)["value"] is not None
