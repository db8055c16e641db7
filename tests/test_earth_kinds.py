"""Devices by name: their values against what they rest on, and what the page makes of them."""

import re
from typing import Any

import numpy as np
import pytest

from app.earth.answers import Answers
from app.earth.kinds import KINDS, kind_of
from app.earth.state import MAX_NAME, parse, read_device
from app.main import server
from physics.earth_note import note_case


def entry(text: str) -> Any:
    return read_device(text)


def text_of(key: str, name: str = "A") -> str:
    kind = KINDS[key]
    return "~".join([name, *kind.sizes, *(["pe"] if kind.earthed else [])])


class TestTable:
    @pytest.mark.parametrize("key", KINDS)
    def test_typical_lies_in_its_range(self, key: str) -> None:
        kind = KINDS[key]
        sizes = [kind.line, kind.neutral] if kind.line else [kind.ground]
        assert all(kind.low <= size <= kind.high for size in sizes)
        assert all(len(word) <= MAX_NAME for word in kind.name)
        assert re.search("[Ee]stimated|fits?", kind.source.en, re.IGNORECASE)
        assert re.search("推定|当てはめ", kind.source.ja)

    @pytest.mark.parametrize("volts", ["100", "230"])
    @pytest.mark.parametrize("key", KINDS)
    def test_none_is_dangerous_when_in_order(self, key: str, volts: str) -> None:
        """What is sold keeps to IEC 62368-1; a typical value beyond it would be none."""
        state, problems = parse([("d1", text_of(key)), ("mains", volts), ("to", "earth")], "en")
        assert problems == []
        assert Answers(state).grade != "over"

    @pytest.mark.parametrize(
        ("key", "first", "digits"),
        [("cd-player", 0, 10), ("amplifier", 6, 10), ("speaker", 9, 1), ("ground-box", 10, 5)],
    )
    def test_what_is_fitted_to_the_note_is_that_fit(self, key: str, first: int, digits: int) -> None:
        """physics/data/earth_note.csv, rounded; its range is the least and the most of both poles."""
        case, kind = note_case(), KINDS[key]
        fitted = case.fitted[first : first + 3] * 1e12 if kind.line else case.fitted[first : first + 1] * 1e12
        ours = [kind.line, kind.neutral, kind.ground] if kind.line else [kind.ground]
        np.testing.assert_allclose(ours, fitted, atol=digits / 2 + 0.5)
        poles = slice(first, first + (2 if kind.line else 1))
        low, high = case.low[poles].min() * 1e12, case.high[poles].max() * 1e12
        assert kind.low == pytest.approx(low, rel=0.05)
        assert kind.high == pytest.approx(high, rel=0.16)  # boxes: 86 and 100 pF

    def test_a_y_capacitor_acts_half_from_each_pole(self) -> None:
        for key, nominal in (("laptop", 2200), ("charger", 470)):
            assert KINDS[key].line == KINDS[key].neutral == nominal / 2


class TestKindOf:
    @pytest.mark.parametrize("key", KINDS)
    def test_is_found_by_its_values(self, key: str) -> None:
        assert kind_of(entry(text_of(key, "any name") + "~flip~r10")) == key

    @pytest.mark.parametrize("text", ["A~300~700~80", "A~1100~1100~51", "A~2200~2200~100", "A~2200~2200~100~pe0.2"])
    def test_other_values_are_of_none(self, text: str) -> None:
        assert kind_of(entry(text)) == ""


class TestPage:
    @pytest.mark.parametrize(("language", "told"), [("en", "Typical; to line and neutral"), ("ja", "代表値")])
    def test_menu_shows_the_kind_and_what_it_rests_on(self, language: str, told: str) -> None:
        query = {"d1": text_of("laptop"), "d2": "B~300~700~80", "lang": language}
        page = server.test_client().get("/earth", query_string=query).text
        first, second, blank = re.findall(r"<select data-kind.*?</p>", page, re.DOTALL)
        assert 'value="laptop" selected' in first
        assert told in first
        for other in (second, blank):
            assert "selected" not in other
            assert told not in other
