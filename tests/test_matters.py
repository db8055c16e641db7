"""How sure a verdict is and what a figure rests on, in words, in bars and in the redraw."""

import re
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench.matters import matters, matters_words, sureness
from app.bench.quantities import QUANTITIES
from app.bench.redraw import redraw
from app.bench.response import curve_frequencies
from app.bench.state import State, parse
from app.bench.tolerance import Sensitivity, Spread, sensitivities
from app.common.text import LANGUAGES, significant
from app.main import server


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert problems == []
    return state


class TestSureness:
    def test_the_others_are_counted(self) -> None:
        shares = {"none": 0.25, "below": 0.5, "possible": 0.25, "likely": 0.0}
        words = sureness(state_of("tol=1"), shares, "en", "below")
        assert "another in 50 of 100 cases: Inaudible in 25, Borderline in 25." in words
        shares = {"none": 0.99, "below": 0.01, "possible": 0.0, "likely": 0.0}
        assert "another in 99 of 100 cases" in sureness(state_of("tol=1"), shares, "en", "below")

    def test_fewer_than_one(self) -> None:
        shares = {"none": 255 / 256, "below": 1 / 256, "possible": 0.0, "likely": 0.0}
        assert "another in <1 of 100 cases" in sureness(state_of("tol=1"), shares, "en", "none")

    def test_none(self) -> None:
        shares = {"none": 1.0, "below": 0.0, "possible": 0.0, "likely": 0.0}
        for language in LANGUAGES:
            assert "2.5" in sureness(state_of("tol=2.5"), shares, language, "none")
        assert "stays the same" in sureness(state_of("tol=2.5"), shares, "en", "none")


class TestBars:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_the_effects(self, language) -> None:
        state = state_of("preset=zip-5m&view=matters&of=bend&tol=1&tols=gap:12")
        bars, words = matters(state, language)
        found = sensitivities(state)
        told = [(bar["key"], bar["low"], bar["high"], bar["one"]) for bar in bars["bars"]]
        assert told == [(one.key, one.low, one.high, one.per_percent) for one in found]
        assert {bar["key"]: (bar["percent"], bar["typical"]) for bar in bars["bars"]}["gap"] == ("12", "5")
        assert words

    def test_one_sentence(self) -> None:
        """0.2 of 0.28 ohms are the cable's: its length and resistance count, L and C do not."""
        _, words = matters(state_of("preset=speaker-4m&view=matters&of=damping&tol=1&tols=len:5"), "en")
        assert words.endswith(" Inductance and Capacitance do not matter.")

    def test_in_words(self) -> None:
        bars, _ = matters(state_of("preset=speaker-4m&view=matters&of=damping&tol=1"), "en")
        told = {bar["key"]: (bar["told"], bar["told_one"]) for bar in bars["bars"]}
        # 8/0.27 − 8/0.28, 8/0.29 − 8/0.28; and of L nothing
        assert told["rdc"][0] == "+1.1 / \N{MINUS SIGN}0.99"
        assert told["lm"] == ("0 / 0", "0")

    def test_small_changes_are_written_as_on_the_rest_of_the_page(self) -> None:
        """A headphone's cable: what its capacitance changes at 20 kHz is below a millionth of a decibel."""
        bars, _ = matters(state_of("preset=headphones-3m&view=matters&tol=1"), "en")
        told = [words for bar in bars["bars"] for words in (*bar["told"].split(" / "), bar["told_one"])]
        assert [words for words in told if re.search(r"e-|0\.000", words)] == []
        assert any(re.fullmatch(r"[+−]\d(\.\d)?×10⁻[⁶-⁹] dB", words) for words in told)

    def test_without_tolerances(self) -> None:
        bars, words = matters(state_of("preset=speaker-30m&view=matters"), "en")
        assert not bars["tolerant"]
        assert {bar["told"] for bar in bars["bars"]} == {""}
        assert "decide" in words

    def test_without_the_figure(self) -> None:
        bars, words = matters(state_of("preset=speaker-30m&view=matters&of=resonance&tol=1"), "en")
        assert "none" in words
        assert {bar["told"] for bar in bars["bars"]} == {"– / –"}


def of_effects(*effects: float) -> list[Sensitivity]:
    """Quantities of a pair between resistors, the first with the first effect, and so on."""
    keys = ("len", "dia", "gap", "eps", "df", "load", "rcontact", "tand")
    return [Sensitivity(key, 4, 3, 5, 0.0, effect, 0.0) for key, effect in zip(keys, effects, strict=False)]


class TestWords:
    """With effects that are given: from half of the largest on a quantity decides, below a fiftieth it is idle."""

    @pytest.mark.parametrize(
        ("effects", "decide", "idle"),
        [
            ((1.0, 0.5, 0.4999, 0.02, 0.0199), "Length and Conductor diameter decide.", "{df} does not matter."),
            ((1.0, 0.4999, 0.02), "Length decides.", ""),
            ((1.0, 0.9, 0.8, 0.7), "Length, Conductor diameter and Spacing decide.", ""),
            ((1.0, 0.01, 0.01, 0.01), "Length decides.", "Conductor diameter, Spacing and {eps} do not matter."),
            ((1.0, *[0.0] * 5), "Length decides.", "Conductor diameter, Spacing, {eps} and 2 more do not matter."),
            ((0.0, 0.0), "Nothing here changes it.", ""),
            ((), "Nothing here changes it.", ""),
        ],
    )  # fmt: skip
    def test_who_decides_and_who_is_idle(self, effects: tuple[float, ...], decide: str, idle: str) -> None:
        state = state_of("cable=pair&dia=1&gap=4&of=damping&tol=1")
        names = {key: one.label.en for key, one in QUANTITIES.items()}
        words = matters_words(state, of_effects(*effects), "en").partition(". ")[2]
        assert words == " ".join(filter(None, [decide, idle.format(**names)]))

    def test_in_japanese(self) -> None:
        state = state_of("cable=pair&dia=1&gap=4&of=damping&tol=1")
        words = matters_words(state, of_effects(1.0, 0.6, 0.0, 0.0, 0.0, 0.0), "ja")
        assert words.endswith(
            "。決め手は長さ・導体の直径です。線間隔、比誘電率 ε′、ダンピングファクターほか1つはほとんど影響しません。"
        )
        assert "。 " not in words

    @pytest.mark.parametrize(
        ("of", "figure", "value"),
        [
            ("loss", -0.64631, "−0.646 dB"), ("bend", 0.12345, "0.123 dB"), ("damping", 28.571, "28.6"),
            ("corner", 43_210.0, "43.2 kHz"), ("resonance", 4_321.0, "4.32 kHz"),
        ],
    )  # fmt: skip
    def test_the_figure_is_told_first(
        self, of: str, figure: float, value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.bench.matters.figure_of", lambda _: figure)
        assert matters_words(state_of(f"of={of}"), [], "en").startswith(
            f"{QUANTITIES['of'].options[of].en}: {value}. "  # type: ignore[union-attr]
        )

    @pytest.mark.parametrize(
        ("of", "changes", "told", "one"),
        [
            ("loss", (-0.0123, 0.5678, 0.0), "−0.012 dB / +0.57 dB", "0 dB"),
            ("loss", (None, 1e-17, -1e-17), "– / 0 dB", "0 dB"),
            ("corner", (-1.0, 1_234.0, 0.999), "−1.00 Hz / +1.23 kHz", "+1 Hz"),
            ("corner", (-0.994, 0.0, None), "−0.99 Hz / 0 Hz", "–"),
            ("damping", (-2.345, 3.456, 0.01), "−2.3 / +3.5", "+0.01"),
        ],
    )
    def test_changes_are_told_with_their_sign_and_two_digits(
        self, of: str, changes: tuple[float, float, float], told: str, one: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = Sensitivity("len", 4, 3.5, 5, *changes)
        monkeypatch.setattr("app.bench.matters.sensitivities", lambda _: [given])
        for tol, words in (("1", told), ("0", "")):
            (bar,) = matters(state_of(f"of={of}&tol={tol}"), "en")[0]["bars"]
            assert (bar["told"], bar["told_one"], bar["percent"], bar["typical"]) == (words, one, "1", "1")
            assert (bar["low"], bar["high"], bar["one"]) == changes
            assert (bar["key"], bar["name"]) == ("len", "Length")

    def test_a_case_in_two_hundred_is_none_and_a_half_more_is_one(self) -> None:
        shares = {"none": 0.9, "below": 0.0951, "possible": 0.0049, "likely": 0.0}
        words = sureness(state_of("tol=1"), shares, "en", "none")
        assert words.endswith(
            "(× 1), it would be another in 10 of 100 cases: Almost inaudible in 10, Borderline in <1."
        )
        words = sureness(state_of("tol=1"), shares, "ja", "none")
        assert words.endswith("100回のうち 10 回は別の判定になります：「まず聞こえない」10、「聞こえるかも」<1。")


class TestRedraw:
    def test_the_band_is_drawn_at_rest_only(self) -> None:
        state = state_of("preset=speaker-30m&tol=1")
        bands = [
            [shape for shape in redraw(state, "en", resting)["shapes"] if shape.get("name") == "spread"]
            for resting in (True, False)
        ]
        assert [len(several) for several in bands] == [1, 0]
        corners = [[float(one) for one in pair.split(",")] for pair in bands[0][0]["path"].strip("MZ").split("L")]
        frequency = curve_frequencies(state)
        band = Spread.of(state).drawn_band(frequency)
        x, y = np.transpose(corners)
        some = [*range(0, 600, 3), 599]  # to the very end
        np.testing.assert_allclose(x[:201], frequency[some], rtol=1e-5)
        np.testing.assert_allclose(y[:201], band.low[some], atol=1e-4)
        np.testing.assert_allclose(y[:200:-1], band.high[some], atol=1e-4)

    def test_the_axis_has_room_for_it(self) -> None:
        for query in ("preset=speaker-30m&tol=5", "preset=stratocaster&tol=3&range=all"):
            state = state_of(query)
            low, high = redraw(state, "en")["span"]["attenuation"]
            band = Spread.of(state).drawn_band(curve_frequencies(state))
            assert low <= np.min(band.low)
            assert high >= np.max(band.high)

    @pytest.mark.parametrize(
        ("query", "resting", "whole"),
        [("", False, True), ("tol=1", False, False), ("tol=1", True, True), ("view=matters", False, False)],
    )
    def test_what_is_left_out_is_told(self, query: str, resting: bool, whole: bool) -> None:
        picture = redraw(state_of(query), "en", resting)
        assert picture["whole"] is whole
        assert (picture["matters"] is not None) is (resting and "matters" in query)
        assert ("sureness" in picture["texts"]) is (resting or "tol" not in query)

    def test_svg_has_the_band(self) -> None:
        client = server.test_client()
        assert "<polygon" in client.get("/api/v1/response.svg?tol=1&view=matters").text
        assert "<polygon" not in client.get("/api/v1/response.svg").text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2460, "2500"),
        (-0.994, "−0.99"),
        (0.00099999, "0.001"),
        (-1.6e-8, "−1.6×10⁻⁸"),
        (7.9e-5, "7.9×10⁻⁵"),
        (1e-17, "0"),
    ],
)
def test_two_significant_digits(value: float, words: str) -> None:
    assert significant(value, 2) == words
