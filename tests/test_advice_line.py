"""The question on 70 and 100 V lines: numbers of its API against hand and bench, words, refusals."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from app.main import server

API = "/api/v1/advice/line"
TEN_AT_END = {"speakers": "10", "tap": "10", "spread": "end", "len": "100", "mm2": "1.5"}


def get(path: str, **keys: str) -> Any:
    return server.test_client().get(f"{path}?{urlencode(keys)}")


def told(**keys: str) -> Any:
    answer = get(API, **keys)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


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

    def test_spread_evenly(self) -> None:
        """21/40 of the drop and 21·41/2400 of the heat of all at the end, nearly: the drop is not small here."""
        answer = told(len="50")
        assert answer["state"]["spread"] == "even"
        assert answer["loss_db"] / answer["loss_all_at_end_db"] == pytest.approx(21 / 40, rel=0.02)
        assert answer["cable_power_w"] / answer["cable_power_all_at_end_w"] == pytest.approx(861 / 2400, rel=0.05)
        assert [one["distance_m"] for one in answer["loudspeakers"]][::19] == pytest.approx([2.5, 50])

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
        ],
    )
    def test_refuses_with_what_would_do(self, key: str, value: str, part: str) -> None:
        answer = get(API, **{key: value})
        assert answer.status_code == 400
        assert answer.get_json()["error"]["key"] == key
        assert part in answer.get_json()["error"]["message"]


class TestPage:
    def test_the_answer_in_words(self) -> None:
        page = words(get("/advice", volts="100", spread="end", lang="en").text)
        assert "Thinnest size sold that is enough: 2.5 mm² / AWG 13" in page
        # 20·log₁₀|1 + (4.598 + 0.86j)/50|, of 400 m of copper and 0.684 µH/m
        assert "1.5 mm² is too thin: the last loudspeaker loses 0.77 dB, more than 0.5 dB." in page

    def test_spread_evenly_it_says_what_that_saves(self) -> None:
        assert "With all of them at the far end it would be 0.77 dB" in words(get("/advice", volts="100").text)

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
        assert "範囲外" in refusals[0]["message"]

    def test_links_keep_the_language(self) -> None:
        html = get("/advice", volts="100", lang="ja").text
        assert all("lang=ja" in link for link in re.findall(r'href="(?:\./|advice)\?[^"]*"', html))
