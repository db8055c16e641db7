"""Typing a value: what is meant is taken, what is wrong is told, and nothing else suffers."""

import pytest

from .conftest import Visits

pytestmark = pytest.mark.browser


TAKEN = [
    ("len", "12.5", 12.5),
    ("len", "  13.5 ", 13.5),
    ("len", "1.2e2", 120),
    ("len", "１２", 12),
    ("len", ".5", 0.5),
    ("len", "2,5", 2.5),
    ("df", "0,125", 0.125),
    ("load", "1e3", 1000),
    ("df", "0.5", 0.5),
]


def test_number_is_taken(visit: Visits) -> None:
    bench = visit()
    for key, typed, meant in TAKEN:
        before = bench.curve()
        bench.type(key, typed)
        assert bench.message(key) == "", typed
        assert bench.numbers()["state"][key] == pytest.approx(meant)
        assert bench.curve() != before
        assert float(bench.box(key).input_value()) == meant


def test_number_typed_in_full_width_is_taken(visit: Visits) -> None:
    bench = visit("lang=ja")
    bench.type("len", "１２．５ ｍ")  # what a Japanese keyboard types, unit and all
    assert bench.message("len") == ""
    assert bench.numbers()["state"]["len"] == 12.5


WRONG = ["long", "", "1000", "-3", "1,500", "1e999", "0x10", "1 2", "nan"]


def test_wrong_value_is_told_and_kept_and_changes_nothing(visit: Visits) -> None:
    bench = visit()
    before = bench.picture()
    for typed in WRONG:
        bench.type_in_vain("len", typed)
        message = bench.message("len")
        assert "0.1" in message, typed
        assert "300 m" in message, typed
        assert bench.box("len").input_value() == typed
        after = bench.picture()
        assert after["values"].pop("len") == typed
        others = {key: text for key, text in before["values"].items() if key != "len"}
        assert after == before | {"values": others}


def test_comma_is_told_apart_from_other_mistakes(visit: Visits) -> None:
    bench = visit()
    bench.type_in_vain("load", "1,000")
    assert "thousands or decimals" in bench.message("load")


def test_wrong_value_is_told_in_japanese(visit: Visits) -> None:
    bench = visit("lang=ja")
    bench.type_in_vain("len", "長い")
    assert "0.1〜300 m の数値" in bench.message("len")


def test_message_can_be_seen_in_full(visit: Visits) -> None:
    bench = visit(size=(390, 844), mobile=True)
    bench.type_in_vain("len", "1,500")
    shown = bench.page.locator("#len-message").bounding_box()
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 390


@pytest.mark.parametrize(
    ("kind", "key", "typed"), [("pair", "gap", "0.5"), ("coax", "bore", "0.2"), ("rlc", "len", "x")]
)
def test_message_hides_no_other_control(visit: Visits, kind: str, key: str, typed: str) -> None:
    bench = visit(f"cable={kind}")
    bench.type_in_vain(key, typed)
    hidden = bench.page.locator("#controls input[type=range]").evaluate_all(
        """all => all.filter((thumb) => thumb.checkVisibility()).filter((thumb) => {
            thumb.scrollIntoView({ block: "center" });
            const { x, y, width, height } = thumb.getBoundingClientRect();
            return !thumb.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        }).map((thumb) => thumb.closest(".control").id)"""
    )
    assert hidden == []


def test_other_controls_work_beside_a_wrong_value(visit: Visits) -> None:
    bench = visit()
    bench.type_in_vain("len", "long")
    before = bench.curve()
    bench.press("lm", "End")
    bench.type("load", "4")
    bench.choose("att", "abs")
    assert bench.curve() != before
    state = bench.numbers()["state"]
    assert (state["len"], state["lm"], state["load"], state["att"]) == (4, 10, 4, "abs")
    assert bench.box("len").input_value() == "long"
    assert bench.message("len")


def test_good_value_clears_the_message(visit: Visits) -> None:
    bench = visit()
    bench.type_in_vain("len", "long")
    bench.type("len", "7")
    assert bench.message("len") == ""
    assert bench.numbers()["state"]["len"] == 7
    bench.type_in_vain("len", "long")
    bench.press("len", "End")
    assert bench.message("len") == ""
    assert bench.box("len").input_value() == "300"


def test_typing_need_not_be_ended(visit: Visits) -> None:
    bench = visit()
    bench.box("len").fill("9")
    bench.settle()
    assert bench.numbers()["state"]["len"] == 9


def test_conductors_that_touch_are_told_and_healed_from_either_side(visit: Visits) -> None:
    bench = visit("cable=pair")
    before = bench.curve()
    bench.type_in_vain("gap", "0.5")
    assert "touch" in bench.message("gap")
    assert "1 mm" in bench.message("gap")
    assert bench.curve() == before
    bench.type("dia", "0.4")
    assert bench.message("gap") == ""
    assert bench.box("gap").input_value() == "0.5"
    state = bench.numbers()["state"]
    assert (state["dia"], state["gap"]) == (0.4, 0.5)
    assert bench.curve() == pytest.approx(bench.numbers()["ac_attenuation_db"], abs=1e-4)


def test_conductors_may_be_made_to_touch_by_the_diameter(visit: Visits) -> None:
    bench = visit("cable=pair")
    bench.type_in_vain("dia", "8")
    assert "8 mm" in bench.message("dia")
    assert "Still drawn with 1 mm" in bench.message("dia")
    bench.type("gap", "20")
    assert bench.message("gap") == bench.message("dia") == ""
    state = bench.numbers()["state"]
    assert (state["dia"], state["gap"]) == (8, 20)


def test_cable_faster_than_light_is_told(visit: Visits) -> None:
    bench = visit()
    bench.type_in_vain("lm", "0.01")  # with 45 pF/m; at least 1/(c²·45 pF) = 0.247 µH/m
    assert "light" in bench.message("lm")
    assert "0.24" in bench.message("lm")
    bench.type("cm", "5000")
    assert bench.message("lm") == ""
    assert bench.numbers()["state"]["lm"] == 0.01


def test_damping_factor_and_source_impedance_follow_each_other(visit: Visits) -> None:
    bench = visit()
    both = lambda: (float(bench.box("df").input_value()), float(bench.box("rs").input_value()))  # noqa: E731
    assert both() == (100, 0.08)
    bench.type("df", "10")
    assert both() == (10, 0.8)
    bench.type("load", "4")  # the damping factor was moved last: it stays
    assert both() == (10, 0.4)
    bench.type("rs", "2")
    assert both() == (2, 2)
    bench.type("load", "8")  # now the impedance stays
    assert both() == (4, 2)
    assert "df" not in bench.query()
    bench.press("df", "ArrowRight")
    df, rs = both()
    assert df > 4
    assert rs == pytest.approx(8 / df, rel=1e-5)
    assert "rs" not in bench.query()
    bench.press("rs", "End")
    assert both()[1] == 1e6
    assert float(bench.thumb("df").input_value()) == pytest.approx(-3, abs=0.01)  # its least


def test_answer_leaves_what_is_being_typed(visit: Visits) -> None:
    bench = visit()
    bench.page.evaluate("seen.delay = 300")  # ms: of the two pauses here, the first is read and the second is not yet
    bench.page.focus("#len-box")
    bench.page.keyboard.press("Control+a")
    bench.page.keyboard.type("12")
    bench.until("() => seen.out === 1")
    bench.page.keyboard.type("3")
    bench.until("() => seen.out === 0")
    for digit in ".5":
        bench.page.keyboard.type(digit)
    bench.settle()
    assert bench.page.input_value("#len-box") == "123.5"
    assert bench.text("schematic").count("123.5 m") == 1
