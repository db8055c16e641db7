"""The query string: app.bench.state and app.bench.response.opened against the contract that docs/api.md lists.

Keys, units and rules are written out here from that contract; limits in messages are read back as numbers.
"""

import math
import random
import re
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest

from app.bench.presets import PRESETS
from app.bench.quantities import ALTERNATIVES, QUANTITIES
from app.bench.response import opened, possible
from app.bench.state import State, parse
from app.common.quantity import Choice, CurveKind, NamedNumbers, Number, Quantity, Upload
from app.common.query import Problem
from app.common.text import Text, plain
from app.files.codes import Curve, encode

# The table of keys of docs/api.md: key → factor from the unit there to SI.
UNITS = {
    "len": 1, "dia": 1e-3, "gap": 1e-3, "bore": 1e-3, "eps": 1,
    "rdc": 1e-3, "lm": 1e-6, "cm": 1e-12, "df": 1, "rs": 1, "load": 1,
}  # fmt: skip
OPTIONS = {
    "cable": ("rlc", "pair", "quad", "coax"),
    "model": ("c-end", "c-mid", "line"),
    "skin": ("off", "table", "exact"),
    "formula": ("paper", "exact"),
    "lang": ("en", "ja"),
}

AXIS = np.array([20.0, 200.0, 2000.0])
CODES: dict[CurveKind, str] = {
    kind: encode(Curve(kind, AXIS, np.array([18.0, 17.0, 20.0]), np.zeros(3)), 100).code
    for kind in ("level", "impedance")
}
NUMBERS = [quantity for quantity in QUANTITIES.values() if isinstance(quantity, Number)]
CHOICES = [quantity for quantity in QUANTITIES.values() if isinstance(quantity, Choice)]
KINDS = tuple(QUANTITIES["cable"].options)
by_key = pytest.mark.parametrize("quantity", NUMBERS, ids=lambda quantity: quantity.key)

NONSENSE = (
    "abc", "", " ", "1,000", "12,345", "1.234,5", "1,234.5", "1,5,2", "5,", ",", "1，000",
    "1 000", "1_000", "nan", "inf", "-inf", "Infinity", "1e999", "-1e999", "0x10", "1e", "--1",
    "1.2.3", "٣", "½", "∞", "NULL", "<b>4</b>", "{low}", "%", "9" * 5000, "x" * 100_000,
)  # fmt: skip


def read(query: str) -> tuple[State, list[Problem]]:
    return parse(parse_qsl(query, keep_blank_values=True))


def sound(query: str) -> State:
    state, problems = read(query)
    assert problems == []
    return state


def numbers_in(words: str) -> set[float]:
    return {float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", words)}


def random_pairs(count: int) -> list[list[tuple[str, str]]]:
    """Queries of valid values, six digits each, in random order."""
    chance = random.Random(7)
    return [
        [("preset", chance.choice(list(PRESETS)))]
        + [(quantity.key, valid_text(quantity, chance)) for quantity in chosen(chance)]
        + ([("lang", chance.choice(OPTIONS["lang"]))] if chance.random() < 0.3 else [])
        for _ in range(count)
    ]


def chosen(chance: random.Random) -> list[Quantity]:
    return chance.sample(list(QUANTITIES.values()), chance.randint(0, len(QUANTITIES)))


def valid_text(quantity: Quantity, chance: random.Random) -> str:
    if isinstance(quantity, Choice):
        return chance.choice(list(quantity.options))
    if isinstance(quantity, Upload):
        return CODES[quantity.kind]
    if isinstance(quantity, NamedNumbers):
        return f"{chance.choice(quantity.names)}:{chance.randint(0, 100)}"
    low, high = quantity.minimum, quantity.maximum
    drawn = low * (high / low) ** chance.random() if low > 0 else chance.uniform(low, high)
    return f"{min(max(float(f'{drawn:.6g}'), low), high):g}"


class TestContract:
    @pytest.mark.parametrize(("key", "factor"), UNITS.items())
    def test_number_in_its_unit(self, key: str, factor: float) -> None:
        quantity = QUANTITIES[key]
        middle = f"{(quantity.minimum * quantity.maximum) ** 0.5:.3g}"
        assert sound(urlencode({key: middle})).si(key) == pytest.approx(float(middle) * factor)

    @pytest.mark.parametrize(("key", "option"), [(key, option) for key in OPTIONS for option in OPTIONS[key]])
    def test_option(self, key: str, option: str) -> None:
        state = sound(f"{key}={option}")
        assert (state.language if key == "lang" else state.choice(key)) == option

    @pytest.mark.parametrize("preset", PRESETS)
    def test_preset(self, preset: str) -> None:
        state = sound(f"preset={preset}")
        assert state.preset.id == preset
        assert state.values == PRESETS[preset].values

    def test_version(self) -> None:
        assert sound("v=1").values == sound("").values
        (problem,) = read("v=2")[1]
        assert problem.key == "v"

    def test_preset_is_only_the_base(self) -> None:
        """Whatever the order of the keys."""
        assert sound("len=7&preset=pin-2m").shown == sound("preset=pin-2m&len=7").shown
        assert sound("preset=pin-2m&len=7").shown["len"] == 7

    @by_key
    def test_ends_of_the_range_are_in_it(self, quantity: Number) -> None:
        for end in (quantity.minimum, quantity.maximum):
            assert sound(f"{quantity.key}={end!r}").shown[quantity.key] == end

    @pytest.mark.parametrize(
        ("text", "value"), [("7", 7), ("7.50", 7.5), (".5", 0.5), ("7.", 7), ("1e1", 10), ("%2B2", 2), (" 7 ", 7)]
    )
    def test_ways_of_writing_a_number(self, text: str, value: float) -> None:
        assert sound(f"len={text}").shown["len"] == value

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("2,5", 2.5),
            ("0,75", 0.75),
            ("0,125", 0.125),
            ("12,3456", 12.3456),
            (",5", 0.5),
            ("2,5e1", 25),
            ("２，５", 2.5),
        ],
    )
    def test_decimal_comma_where_it_leaves_no_doubt(self, text: str, value: float) -> None:
        """And the link says it with a point again."""
        state = sound(urlencode({"len": text}))
        assert state.shown["len"] == value
        assert parse_qsl(state.query)[-1] == ("len", f"{value:g}")

    def test_commas_of_a_list_separate(self) -> None:
        assert sound("lens=2,5").numbers("lens") == (2, 5)

    @pytest.mark.parametrize("text", ["1,000", "1.234,5"])
    def test_a_comma_in_doubt_is_told(self, text: str) -> None:
        (problem,) = read(urlencode({"load": text}))[1]
        assert "thousands or decimals" in problem.message.en
        assert "2,5" in problem.message.ja


class TestSource:
    """Of `df` and `rs`, the one given last rules; the other is shown as what follows from it."""

    @pytest.mark.parametrize(
        ("query", "rs", "df"),
        [
            ("df=10&load=8", 0.8, 10),
            ("rs=0.5&load=8", 0.5, 16),
            ("df=10&rs=0.5&load=8", 0.5, 16),
            ("rs=0.5&df=10&load=8", 0.8, 10),
            ("rs=0.5&load=4", 0.5, 8),
            ("df=10&load=4", 0.4, 10),
            ("preset=pin-2m&df=10", 2000, 10),
            ("preset=pin-2m&load=1000", 1000, 1),
        ],
    )
    def test_the_last_rules(self, query: str, rs: float, df: float) -> None:
        state = sound(query)
        assert (state.si("rs"), state.si("df")) == pytest.approx((rs, df))

    def test_a_refused_one_does_not_rule(self) -> None:
        state, _ = read("df=10&rs=abc&load=8")
        assert state.si("rs") == pytest.approx(0.8)


class TestSize:
    """Diameter, area, gauge, or strands and their diameter: the one given last rules, the others follow."""

    @pytest.mark.parametrize(
        ("query", "diameter"),
        [
            ("dia=2", 2),
            ("mm2=3.14159265", 2),
            ("awg=36", 0.127),  # ASTM B258: 0.0050 inch
            ("awg=0", 8.252),  # 0.3249 inch
            ("strands=30&strand=0.1", 0.547723),  # √30 · 0.1
            ("strand=0.1&strands=30", 0.547723),
            ("dia=2&mm2=0.785398163", 1),
            ("mm2=0.785398163&dia=2", 2),
            ("strands=30&strand=0.1&awg=36", 0.127),
            ("awg=36&strands=4&strand=0.1", 0.2),
        ],
    )
    def test_the_last_rules(self, query: str, diameter: float) -> None:
        state = sound(query)
        assert state.si("dia") == pytest.approx(diameter * 1e-3, rel=1e-4)
        assert state.si("strands") * state.si("strand") ** 2 == pytest.approx(state.si("dia") ** 2)
        assert float(state.shown["mm2"]) == pytest.approx(math.pi / 4 * float(state.shown["dia"]) ** 2)


class TestRoundTrip:
    @staticmethod
    def assert_same(one: State, other: State) -> None:
        """Links hold twelve digits; what follows from other values may have more."""
        assert (one.preset, one.language, set(one.values)) == (other.preset, other.language, set(other.values))
        for key, value in one.values.items():
            assert other.values[key] == (value if isinstance(value, str) else pytest.approx(value, rel=1e-11))

    def test_link_gives_the_state_back(self) -> None:
        for pairs in random_pairs(300):
            state, problems = parse(pairs)
            assert problems == []
            again = sound(state.query)
            self.assert_same(state, again)
            assert again.query == state.query
            assert len(state.query) < 2000  # what every program takes

    def test_every_value_is_the_one_asked_for(self) -> None:
        elsewhere = {key for row in ALTERNATIVES for keys in row for key in keys}  # the last of these rules
        for pairs in random_pairs(300):
            shown = parse(pairs)[0].shown
            for key, text in pairs:
                quantity = QUANTITIES.get(key)
                if quantity and key not in elsewhere:
                    told = ",".join(plain(float(one)) for one in text.split(",")) if key == "span" else text
                    assert shown[key] == (float(text) if isinstance(quantity, Number) else told)

    def test_given_alone_gives_the_state_back(self) -> None:
        for pairs in random_pairs(300):
            state, _ = parse(pairs)
            again, problems = parse(state.given.items())
            assert problems == []
            self.assert_same(state, again)

    @pytest.mark.parametrize("preset", PRESETS)
    def test_link_of_a_preset_is_short(self, preset: str) -> None:
        assert sound(f"preset={preset}").query == f"v=1&preset={preset}"


class TestRefusals:
    """One Problem each, in both languages, with what would be accepted; the rest of the query stands."""

    @staticmethod
    def refused(query: list[tuple[str, str]], key: str) -> Problem:
        before = ("att", "abs") if key != "att" else ("parts", "1")
        after = ("load", "7") if key != "load" else ("fmin", "7")
        state, problems = parse([before, *query, after])
        (problem,) = problems
        assert problem.key == key
        assert isinstance(problem.message, Text)
        assert state == parse([before, after])[0]
        return problem

    @pytest.mark.parametrize("text", NONSENSE, ids=lambda text: ascii(text[:12]))
    def test_nonsense(self, text: str) -> None:
        for quantity in NUMBERS:
            problem = self.refused([(quantity.key, text)], quantity.key)
            assert problem.value == text
            for words in problem.message:
                assert {quantity.least, quantity.maximum} <= numbers_in(words)
                assert quantity.unit in words

    @by_key
    @pytest.mark.parametrize("end", ["below", "above"])
    def test_out_of_range(self, quantity: Number, end: str) -> None:
        outside = 0.001 * (abs(quantity.least) or 1)
        value = quantity.least - outside if end == "below" else 1.001 * quantity.maximum
        problem = self.refused([(quantity.key, repr(value))], quantity.key)
        for words in problem.message:
            assert {quantity.least, quantity.maximum} <= numbers_in(words)

    @pytest.mark.parametrize(
        "text", ["", "nope", "EXACT", "0 ", "{}", "ｅｘａｃｔ", "x" * 100_000], ids=lambda text: text[:8]
    )
    def test_no_such_option(self, text: str) -> None:
        for quantity in CHOICES:
            problem = self.refused([(quantity.key, text)], quantity.key)
            for words in problem.message:
                assert all(option in words for option in quantity.options)

    @pytest.mark.parametrize(("key", "accepted"), [("preset", tuple(PRESETS)), ("lang", ("en", "ja")), ("v", ("1",))])
    def test_no_such_reserved_value(self, key: str, accepted: tuple[str, ...]) -> None:
        problem = self.refused([(key, "nope")], key)
        for words in problem.message:
            assert all(option in words for option in accepted)

    @pytest.mark.parametrize("key", ["nope", "LEN", "", "f", "__proto__", "ｌｅｎ", "len[]", "k" * 100_000], ids=ascii)
    def test_unknown_key(self, key: str) -> None:
        problem = self.refused([(key, "1")], key)
        assert problem.value == "1"
        assert all(problem.message)

    @pytest.mark.parametrize("key", [*QUANTITIES, "preset", "lang", "v"])
    def test_twice(self, key: str) -> None:
        """Even the same value twice: which of two a sender meant cannot be known."""
        reserved = {"preset": "pin-2m", "lang": "ja", "v": "1"}
        value = reserved.get(key) or valid_text(QUANTITIES[key], random.Random(1))
        self.refused([(key, value), (key, value)], key)

    def test_each_mistake_is_told_at_once(self) -> None:
        state, problems = read("len=abc&nope=1&gap=1e9&cable=rope&load=4")
        assert sorted(problem.key for problem in problems) == ["cable", "gap", "len", "nope"]
        assert state.shown["load"] == 4


class TestTogether:
    """What cannot be together is left out of a link, with the reason."""

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("preset", PRESETS)
    def test_every_preset_with_every_kind(self, preset: str, kind: str) -> None:
        assert possible(sound(f"preset={preset}&cable={kind}")) is None

    @pytest.mark.parametrize(
        ("query", "key", "limit", "left_out"),
        [
            ("cable=pair&gap=0.5", "gap", 1, {"gap"}),
            ("cable=pair&dia=5", "gap", 5, {"dia"}),
            ("cable=pair&dia=5&gap=5", "gap", 5, {"dia", "gap"}),
            ("cable=coax&bore=1", "bore", 1, {"bore"}),
            ("cable=coax&dia=6&bore=2", "bore", 6, {"dia", "bore"}),
            ("lm=0.1", "lm", 0.2473, {"lm"}),  # 1/(45 pF/m · c²)
            ("cm=20", "lm", None, set()),
            ("lm=0.5&cm=20", "lm", 0.5563, {"lm", "cm"}),
        ],
    )
    def test_clash(self, query: str, key: str, limit: float | None, left_out: set[str]) -> None:
        state, problems = opened(parse_qsl(f"{query}&len=7"))
        assert possible(state) is None
        assert state.shown["len"] == 7
        if limit is None:
            assert problems == []
            return
        problem, *too = problems
        assert problem.key == key
        assert {other.key for other in too} == set(dict(parse_qsl(query))) & left_out - {key}
        for words in problem.message:
            assert any(number == pytest.approx(limit, rel=1e-3) for number in numbers_in(words))
        base = sound("")
        assert all(state.shown[name] == base.shown[name] for name in left_out)

    def test_what_does_not_matter_for_the_kind_is_not_looked_at(self) -> None:
        assert opened([("cable", "rlc"), ("gap", "0.5")])[1] == []
        assert opened([("cable", "coax"), ("lm", "0.01")])[1] == []

    def test_whatever_a_link_says_what_opens_is_possible(self) -> None:
        for pairs in random_pairs(300):
            state, problems = opened(pairs)
            assert possible(state) is None
            assert len({problem.key for problem in problems}) == len(problems)  # each named once


class TestLists:
    @pytest.mark.parametrize(
        "text", ["4,15,30", "4, 15, 30", " 4 15 30 ", "４，１５、３０", "4;15;30", "4,15,30,15", "4,,15,30,"]
    )
    def test_are_read_as_people_write_them(self, text: str) -> None:
        state, problems = parse([("lens", text)])
        assert problems == []
        assert state.numbers("lens") == (4, 15, 30)
        assert dict(parse_qsl(state.query))["lens"] == "4,15,30"

    def test_may_be_empty(self) -> None:
        state, problems = parse([("lens", "")])
        assert problems == []
        assert state.numbers("lens") == ()

    @pytest.mark.parametrize("text", ["x", "4,x", "0.01", "4,301", "1,2,3,4,5,6,7", "nan", "1e999"])
    def test_refuse_what_they_cannot_hold(self, text: str) -> None:
        state, problems = parse([("lens", text)])
        assert [problem.key for problem in problems] == ["lens"]
        assert "at most 6 numbers from 0.1 to 300 m" in problems[0].message.en
        assert state.numbers("lens") == ()


def test_a_line_faster_than_light_is_told_what_l_or_c_would_do() -> None:
    """LC ≥ 1/c²: beside 1 pF/m the 11.13 µH/m are out of reach, beside 1 µH/m the 11.13 pF/m are not."""
    for pairs in ([("cm", "1")], [("cm", "3"), ("lm", "1.7")], [("lm", "0.0123")]):
        state, _ = parse(pairs)
        refused = possible(state)
        assert refused is not None
        least = re.findall(r"(\d+\.?\d*) (?:µH|pF)/m", refused.message.en)
        for key, value in zip(("lm", "cm"), least, strict=True):
            given = dict(pairs) | {key: value}
            if float(value) <= QUANTITIES[key].maximum:
                assert possible(parse(given.items())[0]) is None
                assert possible(parse((given | {key: str(0.999 * float(value))}).items())[0]) is not None


class TestNone:
    """0 says that there is none of it, and lies outside the range."""

    @pytest.mark.parametrize("text", ["0", "500", "50000"])
    def test_is_taken(self, text: str) -> None:
        state, problems = parse([("feddy", text)])
        assert (state.shown["feddy"], problems) == (float(text), [])

    @pytest.mark.parametrize("text", ["0.1", "499", "50001", "-1"])
    def test_what_lies_between_is_told(self, text: str) -> None:
        (problem,) = parse([("feddy", text)])[1]
        assert "Use 0 for none, or a number from 500 to 50000 Hz." in problem.message.en

    def test_a_small_inductance_lies_beyond_its_slider(self) -> None:
        state, problems = parse([("zs", "cartridge"), ("lc", "0.02")])
        assert (state.si("lc"), problems) == (pytest.approx(20e-6), [])


class TestWall:
    """`wall` without `gap` in the link: insulation touches insulation."""

    def test_sets_the_spacing(self) -> None:
        state = sound("preset=zip-5m&dia=2&wall=0.75")
        assert state.shown["gap"] == pytest.approx(3.5)
        assert "gap" not in state.given
        assert sound("preset=zip-5m&dia=2&wall=0.75&awg=12").shown["gap"] == pytest.approx(2.0525 + 1.5, abs=1e-3)

    @pytest.mark.parametrize("query", ["wall=0.75&gap=4", "gap=4&wall=0.75", "wall=0&gap=4"])
    def test_a_given_spacing_stands(self, query: str) -> None:
        assert sound(f"preset=zip-5m&dia=2&{query}").shown["gap"] == 4

    def test_none_leaves_the_spacing_alone(self) -> None:
        assert sound("preset=zip-5m&wall=0").shown == sound("preset=zip-5m").shown

    @pytest.mark.parametrize(
        "query",
        [
            "preset=zip-5m&wall=0.5&gap=3.5",  # the preset's own spacing, given
            "preset=zip-5m&wall=0.5",
            "preset=zip-wall-5m",
            "preset=zip-wall-5m&gap=5",
            "preset=zip-wall-5m&wall=1.2",
        ],
    )  # fmt: skip
    def test_the_link_gives_it_back(self, query: str) -> None:
        state = sound(query)
        assert sound(state.query).shown == state.shown
        assert sound(urlencode(state.given)).shown == state.shown
        assert sound(state.with_values(len=7.0).query).shown["gap"] == state.shown["gap"]

    def test_overlap_is_refused_with_what_would_do(self) -> None:
        problem = possible(sound("preset=zip-5m&dia=2&wall=0.75&gap=3.4"))
        assert problem is not None
        assert problem.key == "gap"
        assert "at least 3.5 mm" in problem.message("en")
        assert {"dia", "wall"} <= set(problem.others)
        assert possible(sound("preset=zip-5m&dia=2&wall=0.75")) is None


THREE = {"xl1": 3.9, "xc1": 47.0, "xc2": 5.6, "xl2": 0.39}  # as the preset of a three-way loudspeaker has it
TWO = {"xl1": 1.2, "xc1": 15.0, "xc2": 6.8, "xl2": 0.4}


class TestCrossovers:
    """A three-way system by hand is not one with a two-way's filter in front of its woofer."""

    @pytest.mark.parametrize(
        ("query", "wanted"),
        [
            ("preset=zip-5m&zl=threeway", THREE),
            ("preset=two-way-4m&zl=threeway", THREE),
            ("preset=three-way-4m&zl=twoway", TWO),
            ("preset=three-way-4m", THREE),
            ("preset=two-way-4m", TWO),
            ("preset=zip-5m&zl=threeway&xl1=2", THREE | {"xl1": 2}),
            ("preset=zip-5m&xl1=2&zl=threeway", THREE | {"xl1": 2}),
        ],
    )
    def test_each_kind_brings_its_own(self, query: str, wanted: dict[str, float]) -> None:
        state, problems = parse(parse_qsl(query))
        assert problems == []
        assert {key: state.shown[key] for key in wanted} == wanted

    @pytest.mark.parametrize("kind", ["twoway", "threeway", "driver"])
    @pytest.mark.parametrize("preset", ["zip-5m", "two-way-4m", "three-way-4m"])
    def test_links_give_the_state_back(self, preset: str, kind: str) -> None:
        state, _ = parse([("preset", preset), ("zl", kind)])
        assert "xl1" not in state.query
        for one in (state, state.with_values(xl1=1.2), state.with_values(xl1=3.9), state.with_values(zl="threeway")):
            assert parse(parse_qsl(one.query))[0].shown == one.shown
            assert parse(one.given.items())[0].shown == one.shown


@pytest.mark.parametrize(
    ("key", "told"),
    [("lod", "load"), ("length", "len"), ("LEN", "len"), ("foo", "/api"), ("x" * 5000, "/api")],
    ids=lambda one: one[:9],
)
def test_an_unknown_key_is_answered_with_what_would_work(key: str, told: str) -> None:
    (problem,) = parse([(key, "1")])[1]
    assert problem.message.en.startswith("There is no such key. ")
    assert all(told in message for message in problem.message)
