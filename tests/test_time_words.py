"""What is said of signals in time and of group delay: of figures that are given, digit for digit and at every edge."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest

from app.bench import time_words
from app.bench.delays import DelayFigures
from app.bench.quantities import QUANTITIES
from app.bench.state import State, parse
from app.bench.transients import Difference, EdgeFigures
from app.common.text import LANGUAGES, Language
from physics.hearing import Grade

LABEL = {language: QUANTITIES["span"].label(language) for language in LANGUAGES}


def state_of(query: str = "") -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


Give = Any


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Let functions that measure tell what is given here, whatever the state."""

    def give(**told: Any) -> None:
        for name, value in told.items():
            monkeypatch.setattr(time_words, name, lambda *_, value=value: value)

    return give


EDGE = EdgeFigures(3.214e-6, 1.5e-6, 12.34, 1.2e-6, 0.25e-6, 3.44)
PEAK = Difference(0.12345, 2.345e-6, 1.2345e-6)


def time_texts(give: Give, state: State, grade: Grade = "none", language: Language = "en", **more: Any) -> Any:
    told = {"edge_figures": EDGE, "difference_of": PEAK, "span_of": 1e-6, "signal_span": None} | more
    give(**told)
    return time_words.time_texts(state, grade, [], language)


class TestAnswer:
    def test_is_the_verdict_the_edge_and_the_largest_difference(self, give: Give) -> None:
        """3.214 − 1.2 = 2.014 and 1.5 − 0.25 = 1.25 µs."""
        assert time_texts(give, state_of())["time-words"] == (
            "Does it smear transients? Not so that anyone would hear it. "
            "With the cable an edge rises by 2.01 µs more slowly and comes 1.25 µs later; one cycle of 20 kHz, "
            "the highest tone that is heard, takes 50 µs. "
            "Of this signal of 1 V it changes at most 123 mV (2.34 µs after its beginning), "
            "and more than half of that for 1.23 µs."
        )
        assert time_texts(give, state_of(), language="ja")["time-words"] == (
            "立ち上がりはなまるか？聞こえるほどにはなまりません。"
            "ケーブルにより立ち上がり時間は 2.01 µs 延び、1.25 µs 遅れます"
            "（聞こえる最も高い音 20 kHz の1周期は 50 µs）。"
            "この 1 V の信号での差は最大 123 mV（開始から 2.34 µs 後）で、その半分を超えるのは 1.23 µs の間です。"
        )

    @pytest.mark.parametrize(
        ("grade", "begins"),
        [
            ("none", "Not so that anyone would"),
            ("below", "By less than anyone has"),
            ("possible", "Slightly"),
            ("likely", "Yes"),
        ],
    )
    def test_begins_with_the_verdict(self, grade: Grade, begins: str, give: Give) -> None:
        words = time_texts(give, state_of(), grade)["time-words"]
        assert words.startswith(f"Does it smear transients? {begins}")

    @pytest.mark.parametrize(
        ("missing", "told"),
        [
            ({"rise_time_s": None}, False),
            ({"delay_s": None}, False),
            ({"rise_time_s": None, "delay_s": None}, False),
            ({}, True),
        ],
    )
    def test_an_edge_without_figures_is_left_out(self, missing: dict[str, None], told: bool, give: Give) -> None:
        words = time_texts(give, state_of(), edge_figures=replace(EDGE, **missing))["time-words"]
        assert ("an edge rises" in words) is told

    def test_without_figures_of_the_bare_edge_all_is_the_cables(self, give: Give) -> None:
        bare = replace(EDGE, without_cable_rise_time_s=None, without_cable_delay_s=None)
        words = time_texts(give, state_of(), edge_figures=bare)["time-words"]
        assert "by 3.21 µs more slowly and comes 1.50 µs later;" in words

    def test_what_stays_has_no_end(self, give: Give) -> None:
        words = time_texts(give, state_of(), difference_of=replace(PEAK, half_s=None))["time-words"]
        assert words.endswith("123 mV (2.34 µs after its beginning), and more than half of that stays.")

    @pytest.mark.parametrize(
        ("signal", "peak_s", "where"),
        [
            ("step", 0.0, "right at its beginning"),
            ("step", 1.5e-6, "1.50 µs after its beginning"),
            ("burst", 2e-3, "2.00 ms after its beginning"),
            ("impulse", -2.5e-7, "250 ns before the middle of the pulse"),
            ("impulse", 0.0, "0 s after the middle of the pulse"),
            ("impulse", 2.5e-7, "250 ns after the middle of the pulse"),
        ],
    )
    def test_where_it_is(self, signal: str, peak_s: float, where: str, give: Give) -> None:
        told = time_texts(give, state_of(f"sig={signal}"), difference_of=replace(PEAK, peak_s=peak_s))
        assert f"123 mV ({where})" in told["time-words"]

    def test_ends_with_what_is_not_shown(self, give: Give) -> None:
        more = {"span_of": 0.6, "signal_span": 0.5}
        english, japanese = (time_texts(give, state_of(), language=one, **more)["time-words"] for one in LANGUAGES)
        assert ("for 1.23 µs. The points drawn are 1.00 ms apart, too far" in english) is True
        assert "1.23 µs の間です。描画点の間隔 1.00 ms は" in japanese


class TestUnshown:
    """600 points: of 0.6 s they are a millisecond apart, of 600/1024 s a 1024th of a second."""

    SHAPE = (
        "The points drawn are {apart} apart, too far for this signal, and the curves do not have its shape. "
        "Set “{label}” to {span} or less."
    )
    OVER = (
        "The points drawn are {apart} apart and may miss this difference. It is seen with “{label}” at {span} or less."
    )

    @staticmethod
    def unshown(give: Give, signal: str, language: Language = "en", **more: Any) -> str:
        told = {"span": 0.6, "longest": None, "peak_v": 0.5, "peak_s": 1.0, "span_s": 0.25} | more
        difference = SimpleNamespace(**{name: told[name] for name in ("peak_v", "peak_s", "span_s")})
        give(span_of=told["span"], signal_span=told["longest"], difference_of=difference)
        return time_words.unshown(state_of(f"sig={signal}"), language)

    @pytest.mark.parametrize(
        ("span", "apart", "longest", "told"),
        [
            (0.6, "1.00 ms", 0.5, "500 ms"),
            (0.0600001, "100 µs", 0.06, "60 ms"),
            (0.6, "1.00 ms", 0.2999, "290 ms"),  # rounded down
            (0.6, "1.00 ms", 0.29, "290 ms"),  # 0.29/0.01 is below 29 as computers have it
            (0.6, "1.00 ms", 1.2345e-3, "1.2 ms"),
            (0.6, "1.00 ms", 9.99e-6, "9.9 µs"),
            (9.0, "15.0 ms", 1.0, "1.0 s"),
        ],
    )
    def test_a_signal_without_its_shape(self, span: float, apart: str, longest: float, told: str, give: Give) -> None:
        words = self.unshown(give, "burst", span=span, longest=longest)
        assert words == self.SHAPE.format(apart=apart, label=LABEL["en"], span=told)
        assert f"間隔 {apart} は" in self.unshown(give, "burst", "ja", span=span, longest=longest)

    @pytest.mark.parametrize(("span", "longest"), [(0.5, 0.5), (0.5, 0.6), (0.5, None)])
    def test_a_signal_with_its_shape(self, span: float, longest: float | None, give: Give) -> None:
        assert self.unshown(give, "burst", span=span, longest=longest, span_s=None) == ""

    @pytest.mark.parametrize(
        ("more", "told"),
        [
            ({}, "250 ms"),
            ({"span_s": 0.1299}, "120 ms"),
            ({"peak_v": 1e-3}, "250 ms"),
            ({"peak_v": 0.999e-3}, ""),  # below a thousandth of the signal
            ({"span_s": None}, ""),  # it lasts
            ({"span_s": 0.6}, ""),  # what any point shows
            ({"span_s": 0.599}, "590 ms"),
            ({"longest": 0.6}, "250 ms"),
            ({"span_s": 1e-7}, "100 ns"),  # the shortest that can be set
        ],
    )
    def test_a_difference_between_two_points(self, more: dict[str, float | None], told: str, give: Give) -> None:
        words = self.unshown(give, "burst", **more)
        assert words == (self.OVER.format(apart="1.00 ms", label=LABEL["en"], span=told) if told else "")

    def test_a_difference_too_short_to_be_shown(self, give: Give) -> None:
        assert self.unshown(give, "burst", span_s=0.99e-7) == "That is too short to be seen in the graphs."

    @pytest.mark.parametrize(
        ("signal", "peak_s", "told"),
        [
            ("step", 0.0, False), ("step", 2**-11, False), ("step", 1.001 * 2**-11, True),
            ("square", 2**-11, False), ("square", 1.001 * 2**-11, True),
            ("burst", 0.0, True), ("impulse", 0.0, True),
        ],
    )  # fmt: skip
    def test_a_spike_at_an_edge_is_drawn(self, signal: str, peak_s: float, told: bool, give: Give) -> None:
        """That is: within half of what the points are apart."""
        assert bool(self.unshown(give, signal, span=600 / 1024, peak_s=peak_s)) is told


class TestRows:
    def test_of_this_without_the_cable_and_of_pins(self, give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
        state = state_of("a=preset%3Dpin-10m%26name%3DLong&b=preset%3Dzip-5m")
        others = [pin.state for pin in state.pins]
        give(difference_of=PEAK, span_of=1e-6, signal_span=None)
        figures = {
            state.query: EDGE,
            others[0].query: EdgeFigures(None, 4.5e-9, None, 1.0, 1.0, 1.0),
            others[1].query: EdgeFigures(7e-3, None, 0.0, 1.0, 1.0, 1.0),
        }
        monkeypatch.setattr(time_words, "edge_figures", lambda one: figures[one.query])
        assert time_words.time_texts(state, "none", others, "en")["time-figures"].splitlines() == [
            "With the cable: rises from 10 to 90 % in 3.21 µs, delayed by 1.50 µs (50 %), overshoot 12.3 %",
            "Without the cable: rises from 10 to 90 % in 1.20 µs, delayed by 250 ns (50 %), overshoot 3.4 %",
            "A: Long: rises from 10 to 90 % in –, delayed by 4.50 ns (50 %), overshoot –",
            "B: rises from 10 to 90 % in 7.00 ms, delayed by – (50 %), overshoot 0 %",
        ]


@pytest.mark.parametrize(
    ("query", "noted"),
    [
        ("", ""),
        ("sig=impulse", "pulse"),
        ("preset=pin-10m&tand=0.02", "tan"),
        ("preset=pin-10m&tand=0.02&sig=impulse", "pulse tan"),
        ("zl=file", ""),  # with no file yet
        ("zl=file&zma=x", "load"),
        ("zma=x", ""),  # a file that another load stands in for
        ("zl=file&zma=x&sig=impulse", "pulse load"),
    ],
)
def test_notes_what_is_particular(query: str, noted: str, give: Give) -> None:
    zma = "zma=x" in query
    state = state_of(query.replace("&zma=x", "").replace("zma=x", ""))
    if zma:
        state = replace(state, values={**state.values, "zma": "x"})
    starts = {
        "pulse": "The pulse has no frequency above fmax",
        "load": "A measured load is known at its points only",
        "tan": "A tan δ that is the same at all frequencies",
    }
    how = time_texts(give, state)["time-how"]
    assert how.startswith("The figures are those of a step")
    sentences = [words for words in noted.split() if words]
    places = [how.find(f" {starts[words]}") for words in sentences]
    assert places == sorted(places)
    assert -1 not in places
    assert [words for words, start in starts.items() if start in how] == [one for one in starts if one in sentences]
    assert ". " not in time_texts(give, state, language="ja")["time-how"]


class TestDelay:
    @pytest.mark.parametrize(
        ("figures", "words"),
        [
            (
                DelayFigures(4.831e-7, 123.4, 0.0010502, 0.46e-3, 4000.0),
                "The cable’s group delay is 950 times below what is heard: at 4 kHz, where it comes nearest, "
                "listeners needed 460 µs. "
                "From 20 Hz to 20 kHz the cable alone delays by at most 483 ns (at 123 Hz).",
            ),
            (
                DelayFigures(-1.2345e-3, 19_990.0, 2.744, -0.45e-3, 500.0),
                "The cable’s group delay is 2.7 times above what is heard: at 500 Hz listeners needed 450 µs. "
                "From 20 Hz to 20 kHz the cable alone delays by at most 1.23 ms (at 20.0 kHz).",
            ),
            (
                DelayFigures(0.83e-3, 1000.0, 1.0, 0.8349e-3, 1490.0),
                "The cable’s group delay is 1 times above what is heard: at 1 kHz listeners needed 830 µs. "
                "From 20 Hz to 20 kHz the cable alone delays by at most 830 µs (at 1.00 kHz).",
            ),
            (DelayFigures(0.0, 20.0, 0.0, 1.09e-3, 500.0), "The cable alone adds no group delay."),
        ],
    )
    def test_is_so_many_times_what_is_heard(self, figures: DelayFigures, words: str, give: Give) -> None:
        give(delay_figures=figures)
        told = time_words.delay_texts(state_of(), "en")
        assert told["delay-answer"] == words
        assert told["delay-how"].startswith("Group delay: −dφ/dω")
