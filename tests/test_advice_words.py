"""The advice in words, and the cables of the catalogue that it lists: sentences and figures by hand, digit for digit.

Answers are made up here, so that nothing is searched for.
"""

import math
from collections.abc import Mapping
from typing import Any

import pytest

from app.advice.cables import Candidate, candidates_of, read_prices
from app.advice.limits import Bounds, LimitName
from app.advice.solver import Answer, Nearest, Standard
from app.advice.tables import Head
from app.advice.words import (
    answer_words,
    bound_words,
    digits,
    figure_words,
    head_words,
    notes_of,
    pieces,
    safe,
    value_words,
)
from app.bench.state import parse


def made_up(
    key: str,
    interval: tuple[float, float] | None,
    *,
    value: float | None = None,
    binding: LimitName | None = "percent",
    limits: Bounds | None = None,
    missed: Mapping[LimitName, Nearest] | None = None,
    late: bool = False,
    again: bool = False,
    standard: Standard | None = None,
) -> Answer:
    """An answer whose value is the upper end of its interval, if not told otherwise."""
    end = value if value is not None or interval is None else interval[1]
    return Answer(key, limits or {}, {}, missed or {}, end, interval, binding, late, again, standard=standard)


class TestLargeType:
    @pytest.mark.parametrize(
        ("answer", "large", "interval"),
        [
            (made_up("len", None), "Nothing in the range will do", ""),
            (made_up("len", (0.1, 7.3099)), "at most 7.30 m", ""),
            (made_up("mm2", (1.2901, 120), value=1.2901), "at least 1.30 mm²", ""),
            (made_up("len", (0.1, 300), binding=None), "Anything in the range will do", "0.100 m to 300 m"),
            (made_up("gap", (1.2, 8.456), late=True), "1.20 mm to 8.46 mm", ""),
            (made_up("bore", (1.2, 8.456)), "1.20 mm to 8.46 mm", ""),
            (made_up("load", (2.3449, 9), value=2.3449, late=True), "at least 2.35 Ω", "2.34 Ω to 9.00 Ω"),
            (made_up("df", (12.34, 2000), value=12.34), "at least 12.4", ""),
        ],
    )
    def test_rounds_to_the_good_side(self, answer: Answer, large: str, interval: str) -> None:
        told = answer_words(answer, "metric", "en")
        assert (told["large"], told["interval"], told["sold"]) == (large, interval, "")

    def test_in_feet(self) -> None:
        """15.24 m are 50 ft, and 0.3048 m is one."""
        told = answer_words(made_up("len", (0.3048, 15.24), late=True), "imperial", "en")
        assert told == {"of": "Length", "large": "at most 50.0 ft", "sold": "", "interval": "1.00 ft to 50.0 ft"}

    @pytest.mark.parametrize(
        ("awg", "mm2", "sold"),
        [
            (16, 1.5, "Next size sold: 1.5 mm² / AWG 16"),
            (None, 1.5, "Next size sold: 1.5 mm²"),
            (0, None, "Next size sold: AWG 0"),
            (None, None, ""),
        ],
    )
    def test_sizes_that_are_sold(self, awg: int | None, mm2: float | None, sold: str) -> None:
        for binding in ("percent", None):
            answer = made_up("dia", (1.2, 10), value=1.2, standard=Standard(awg, mm2), binding=binding)  # type: ignore[arg-type]
            told = answer_words(answer, "metric", "en")["sold"].replace("\N{NO-BREAK SPACE}", " ")
            assert told == (sold if binding else "")


class TestNotes:
    def test_what_is_met_nowhere(self) -> None:
        near = {"percent": Nearest(0.0625, 0.1), "corner": Nearest(20_500.0, 0.3048)}
        answer = made_up("len", None, limits={"percent": 0.05, "corner": 50e3}, missed=near)  # type: ignore[arg-type]
        assert notes_of(answer, "en", "imperial") == [
            "Resistance, share of the load: no value in the range meets 0.05 %. The nearest is 0.0625 %, at 0.328 ft.",
            "−3 dB frequency: no value in the range meets 50.0 kHz. The nearest is 20.5 kHz, at 1.00 ft.",
        ]
        assert notes_of(answer, "en")[1].endswith("at 0.305 m.")

    def test_each_alone_but_not_together(self) -> None:
        (note,) = notes_of(made_up("len", None, limits={"percent": 5}), "en")
        assert note.startswith("Each limit can be met alone")

    def test_stretches(self) -> None:
        assert notes_of(made_up("len", (0.5, 7.3099)), "en") == []
        low, again = notes_of(made_up("len", (0.5, 7.3099), late=True, again=True), "en")
        assert low.startswith("All limits are met from 0.500 m to 7.31 m, but not below")
        assert again.startswith("Beyond 7.31 m the limits fail")
        (high,) = notes_of(made_up("load", (2.34, 9), value=2.34, late=True), "en")
        assert high.startswith("All limits are met from 2.34 Ω to 9.00 Ω, but not above")
        (again,) = notes_of(made_up("len", (0.3048, 15.24), again=True), "en", "imperial")
        assert again.startswith("Beyond 50.0 ft ")


class TestFigures:
    @pytest.mark.parametrize(
        ("name", "figure", "told"),
        [
            ("corner", 20_500.0, "20.5 kHz"), ("resonance", 3141.6, "3.14 kHz"), ("loop", 0.4, "400 mΩ"),
            ("percent", 6.9375, "6.94 %"), ("damping", 94.117, "94.1"), ("bend", 0.5, "0.500 dB"), ("flat", None, "–"),
        ],
    )  # fmt: skip
    def test_of_what_is_held_against_a_limit(self, name: LimitName, figure: float | None, told: str) -> None:
        assert figure_words(name, figure) == told

    @pytest.mark.parametrize(
        ("name", "bound", "told"),
        [
            ("corner", 50e3, "50.0 kHz"), ("loop", 0.3, "0.3 Ω"), ("damping", 20.0, "20"),
            ("percent", 1e-7, "1×10⁻⁷ %"), ("percent", 12.3456, "12.3456 %"),
        ],
    )  # fmt: skip
    def test_of_what_is_allowed(self, name: LimitName, bound: float, told: str) -> None:
        assert bound_words(name, bound) == told

    @pytest.mark.parametrize(
        ("head", "bare", "metric", "imperial"),
        [
            (Head("resonance", 3000.0), None, "3.00 kHz", "3.00 kHz"),
            (Head("resonance", 3000.0), 9000.0, "3.00 kHz (33 %)", "3.00 kHz (33 %)"),
            (Head("resonance", 2500.0), 4000.0, "2.50 kHz (62 %)", "2.50 kHz (62 %)"),
            (Head("resonance", 3000.0), 3100.0, "3.00 kHz (97 %)", "3.00 kHz (97 %)"),
            (Head("awg", 16.0), 4000.0, "AWG 16", "AWG 16"),
            (Head("mm2", 0.75), None, "0.75 mm²", "0.75 mm²"),
            (Head("cm", 100.0), None, "100 pF/m", "30.48 pF/ft"),
            (Head("load", 8.0), None, "8 Ω", "8 Ω"),
            (Head("rs", 999.0), None, "999 Ω", "999 Ω"),
            (Head("rs", 1000.0), None, "1.00 kΩ", "1.00 kΩ"),
            (Head("rs", 1004.0), None, "1.00 kΩ", "1.00 kΩ"),
            (Head("lc", 5000.0), None, "5000 mH", "5000 mH"),
        ],
    )
    def test_of_rows_and_columns(self, head: Head, bare: float | None, metric: str, imperial: str) -> None:
        assert (head_words(head, bare, "metric"), head_words(head, bare, "imperial")) == (metric, imperial)

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (9.994, "9.99"), (9.996, "10.0"), (99.94, "99.9"), (99.96, "100"), (999.6, "1000"), (1234.4, "1234"),
            (0.0999, "0.0999"), (1, "1.00"), (0, "0.00"), (-0.43, "−0.430"),
        ],
    )  # fmt: skip
    def test_three_digits(self, value: float, told: str) -> None:
        assert digits(value) == told

    def test_a_value_is_rounded_to_a_side_only_if_one_is_told(self) -> None:
        """In its own units: 2.001 m are 6.5650 ft."""
        assert [value_words("len", 2.001, "imperial", side) for side in (None, "low", "high")] == [
            "6.56 ft", "6.56 ft", "6.57 ft",
        ]  # fmt: skip
        assert [value_words("len", 2.006, "metric", side) for side in (None, "low", "high")] == [
            "2.01 m", "2.00 m", "2.01 m",
        ]  # fmt: skip
        assert value_words("df", 12.34) == "12.3"

    @pytest.mark.parametrize(
        ("value", "low", "high"),
        [
            # A step of the third digit is 0.01; what is nearer to one than a ten-thousandth of it is taken to be on it.
            (8.000000995, 8.00, 8.00),
            (8.000001005, 8.00, 8.01),
            (7.999999005, 8.00, 8.00),
            (7.999998995, 7.99, 8.00),
            (7.306, 7.30, 7.31),
            (9.9969, 9.99, 10.0),
            (-7.306, -7.31, -7.30),
            (0.0012345, 0.00123, 0.00124),
            (12345.0, 12300.0, 12400.0),
            (1.0, 1.0, 1.0),
            (0.0, 0.0, 0.0),
        ],
    )
    def test_the_safe_side(self, value: float, low: float, high: float) -> None:
        assert safe(value, "low") == pytest.approx(low, rel=1e-12)
        assert safe(value, "high") == pytest.approx(high, rel=1e-12)

    def test_marks_stay_with_the_box_before_them(self) -> None:
        assert pieces("{a}, b {c}. D {e} f") == [
            ("key", "a", ","), ("words", " b ", ""), ("key", "c", "."), ("words", " D ", ""), ("key", "e", ""),
            ("words", " f", ""),
        ]  # fmt: skip


def candidate(cable: str, limits: Bounds | None = None, price: float | None = None, **query: str) -> Candidate:
    state, problems = parse(query.items())
    assert problems == []
    found = candidates_of(state, limits or {}, {} if price is None else {cable: price})
    return next(one for one in found if one.cable.id == cable)


class TestCables:
    @pytest.mark.parametrize(
        ("more", "metres"),
        [
            ({}, 10.0),
            ({"coil": "3"}, 30.0),
            ({"runs": "2", "coil": "3"}, 60.0),
            ({"runs": "2", "zl": "twoway", "biwire": "1", "coil": "3"}, 120.0),
        ],
    )
    def test_counts_every_metre(self, more: dict[str, str], metres: float) -> None:
        """SCP 16/2: 15.5 mΩ/m of 1/58 Ω·mm²/m and 8.89 g/cm³, twice; 75 pF/m; two units of money a metre."""
        one = candidate("scp-16-2", price=2.0, preset="speaker-4m", len="10", **more)
        area = 1 / 58 / 15.5e-3
        assert one.metal == pytest.approx(2 * area * 8.89e-3, rel=1e-3)
        assert one.weight == pytest.approx(metres * 2 * area * 8.89e-3, rel=1e-3)
        assert one.cost == pytest.approx(2 * metres)
        assert one.capacitance == pytest.approx(75e-12 * metres)

    def test_what_is_not_known_is_none(self) -> None:
        """Of Mogami 2524 no resistance of the shield is published; a price may be 0."""
        one = candidate("mogami-2524", preset="stratocaster")
        assert one.metal is one.weight is one.price is one.cost is None
        assert candidate("mogami-2524", price=0.0, preset="stratocaster").cost == 0

    def test_a_limit_just_reached_is_kept(self) -> None:
        """4 m of twice 15.5 mΩ; each limit that is not kept is told, in their usual order."""
        query: dict[str, Any] = {"preset": "speaker-4m", "len": "4"}
        loop = candidate("scp-16-2", **query).figures["loop"]
        assert loop is not None
        assert loop == pytest.approx(0.124)
        assert candidate("scp-16-2", {"loop": loop}, **query).failed == ()
        assert candidate("scp-16-2", {"loop": math.nextafter(loop, 0)}, **query).failed == ("loop",)
        assert candidate("scp-16-2", {"damping": 1e6, "bend": 20, "percent": 1e-3}, **query).failed == (
            "percent", "damping",
        )  # fmt: skip

    def test_prices(self) -> None:
        assert read_prices("") == ({}, [])
        assert read_prices(" scp-16-2 : 0 ,canare-4s6:1000000") == ({"scp-16-2": 0, "canare-4s6": 1e6}, [])
        for text, others in (
            ("scp-16-2:1000000.1", ("scp-16-2",)), ("scp-16-2:-1e-9", ("scp-16-2",)), ("scp-16-2:x", ("scp-16-2",)),
            ("nothing:1", ()), ("scp-16-2", ("scp-16-2",)),
        ):  # fmt: skip
            found, (problem,) = read_prices(text)
            assert (found, problem.key, problem.value, problem.others) == ({}, "price", text, others)
        found, (problem,) = read_prices("scp-16-2:1,scp-16-2:2,canare-4s6:3")
        assert (found, problem.value) == ({"scp-16-2": 1, "canare-4s6": 3}, "scp-16-2:2")
