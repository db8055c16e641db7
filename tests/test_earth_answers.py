"""The earth page's numbers and their words, against dividers worked out here by hand: value, unit and sign.

A chassis alone is a divider: V = V_L·Y_H/(Y_H + Y_N + Y_E), behind Z = 1/(Y_H + Y_N + Y_E).  Wires of 50 mΩ join it to
others without loss, to nine digits.
"""

import csv
import io
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest

from app.common.text import Language
from app.earth.answers import CONTACT_LOOP, Answers, limit_of, note_alone, note_cases
from app.earth.state import parse
from app.earth.words import _most_changed, fit_words, misfit_words, note_page, tables, verdict, volts
from app.main import server
from physics.earth_readings import ReadingsFit

PF = 1e-12
W50 = 2 * np.pi * 50
THREE = {"mains": "100", "hz": "50", "d1": "A~300~700~80", "d2": "B~2200~2200~50", "d3": "C~100~60~40"}
SIZES = np.array([[300, 700, 80], [2200, 2200, 50], [100, 60, 40]]) * PF
BODY = {"body": "150", "bodyh": "3", "bodyr": "100"}
CHAIN = {"w": "1-2,2-3"}


def answers(**query: str) -> Answers:
    state, problems = parse(query.items(), "en")
    assert problems == []
    return Answers(state)


def shown(language: Language = "en", **query: str) -> dict[str, Any]:
    return tables(answers(**query), language)


def figures(words: str) -> list[str]:
    """Numbers with their units, as they stand in a sentence."""
    return re.findall(r"[−\d][\d.]* ?(?:%|[pnµmk]?[VA]\b)", words)


def person(hertz: float = 50) -> complex:
    """Figure 4 of IEC 60990: 1.5 kΩ ∥ 0.22 µF, and 500 Ω."""
    return 500 + 1 / (1 / 1500 + 2j * np.pi * hertz * 0.22e-6)


def body() -> tuple[complex, complex]:
    """Potential of `BODY` on 100 V and 50 Hz, and its impedance."""
    line, ground = 1j * W50 * 3 * PF, 1j * W50 * 150 * PF + 1e-8
    return 100 * line / (line + ground), 1 / (line + ground)


class TestPotentials:
    def test_alone_in_place_and_wired(self) -> None:
        found = answers(**THREE, **CHAIN, s="1-3:100")
        np.testing.assert_allclose(found.alone.potential, 100 * SIZES[:, 0] / SIZES.sum(1), rtol=1e-9)
        # In place: A and C with 100 pF between them, by Cramer's rule.
        a, c, k = 1180.0, 300.0, 100.0
        two = np.array([100 * 300 * c + k * 100 * 100, 100 * 100 * a + k * 100 * 300]) / (a * c - k * k)
        np.testing.assert_allclose(found.placed.potential, [two[0], 100 * 2200 / 4450, two[1]], rtol=1e-9)
        np.testing.assert_allclose(found.wired.potential, [100 * 2600 / 5730] * 3, rtol=1e-7)

    def test_with_the_plug_turned(self) -> None:
        found = answers(**THREE, **CHAIN)
        np.testing.assert_allclose(found.flipped_alone, 100 * SIZES[:, 1] / SIZES.sum(1), rtol=1e-9)
        sums = 2600 + (SIZES[:, 1] - SIZES[:, 0]) / PF
        np.testing.assert_allclose(found.flipped_wired, 100 * sums / 5730, rtol=1e-7)

    @pytest.mark.parametrize("against", ["earth", "body"])
    def test_readings(self, against: str) -> None:
        """10 MΩ ∥ 100 pF between the chassis and earth, or the body: Thévenin."""
        found = answers(**THREE, **CHAIN, **BODY, meter="dmm", to=against)
        meter = 1e-7 + 1j * W50 * 100 * PF
        at_body, z_body = body() if against == "body" else (0, 0)
        for measured, v, z in (
            (found.before, 100 * SIZES[:, 0] / SIZES.sum(1), 1 / (1j * W50 * SIZES.sum(1))),
            (found.after, np.full(3, 100 * 2600 / 5730), np.full(3, 1 / (1j * W50 * 5730 * PF))),
        ):
            np.testing.assert_allclose(measured.open_voltage, v - at_body, rtol=1e-7)
            np.testing.assert_allclose(measured.source_impedance, z + z_body, rtol=1e-6)
            np.testing.assert_allclose(measured.reading, (v - at_body) / (1 + meter * (z + z_body)), rtol=1e-6)
        alone = found.before
        change = 100 * (np.abs(alone.reading) / np.abs(alone.open_voltage) - 1)
        np.testing.assert_allclose(found.meter_change, change, rtol=1e-9)
        assert np.all(found.meter_change < -1)

    def test_meter_change_of_less_than_a_volt(self) -> None:
        """0.1 V behind 1001 pF: 100 pF and 1 MΩ take as much of it as they would of 100 V."""
        (change,) = answers(d1="A~1~500~500", to="earth", meter="bench").meter_change
        taken = 1 / abs(1 + (1e-6 + 1j * W50 * 100 * PF) / (1j * W50 * 1001 * PF))
        assert change == pytest.approx(100 * (taken - 1), rel=1e-9)

    def test_a_meter_at_nothing_changes_nothing(self) -> None:
        assert answers(d1="A~0~0~80", to="earth").meter_change.tolist() == [0]


class TestCurrents:
    def test_into_a_short_and_through_a_person(self) -> None:
        found = answers(**{**THREE, "hz": "60"}, **CHAIN)
        w = 2 * np.pi * 60
        assert found.person == pytest.approx(person(60), rel=1e-12)
        np.testing.assert_allclose(found.short_current, 100 * w * SIZES[:, 0], rtol=1e-9)
        np.testing.assert_allclose(found.wired_short_current, 100 * w * SIZES[:, 0].sum(), rtol=1e-6)
        alone = 100 * SIZES[:, 0] / SIZES.sum(1) / np.abs(1 / (1j * w * SIZES.sum(1)) + person(60))
        np.testing.assert_allclose(found.touch_current, alone, rtol=1e-9)
        wired = 100 * 2600 / 5730 / abs(1 / (1j * w * 5730 * PF) + person(60))
        np.testing.assert_allclose(found.wired_touch_current, wired, rtol=1e-6)

    def test_protective_earth_is_open_for_the_touch_current_alone(self) -> None:
        found = answers(**{**THREE, "d1": "A~300~700~80~pe", "d2": "B~0~0~0~pe"})
        touch = 100 * 300 / 1080 / abs(1 / (1j * W50 * 1080 * PF) + person())
        assert found.touch_current[:2] == pytest.approx([touch, 0], rel=1e-9)
        assert found.wired_touch_current[0] < 1e-9
        assert abs(found.wired.earth_current[0]) == pytest.approx(100 * W50 * 300 * PF, rel=1e-6)

    @pytest.mark.parametrize(("earth", "limit"), [("", 0.5e-3), ("~pe", 5e-3)])
    def test_limit(self, earth: str, limit: float) -> None:
        """One capacitance to line, C: 230 V·ωC/|1 + jωC·Z| just below and just above the limit of its class."""
        for part, over in ((0.99, None), (1.01, "alone")):
            farad = limit * part / (230 * W50)
            for _ in range(20):
                farad *= limit * part / (230 * W50 * farad / abs(1 + 1j * W50 * farad * person()))
            found = answers(mains="230", d1=f"A~{farad / PF:.6f}~0~0{earth}")
            assert found.touch_current[0] == pytest.approx(part * limit, rel=1e-6)
            assert found.over == [over]
            assert limit_of(found.state.setup.devices[0])[1].current == limit

    def test_what_is_wired_to_it_counts(self) -> None:
        query = {"mains": "230", "d1": "A~5000~5000~0", "d2": "B~5000~5000~0"}
        assert answers(**query).over == [None, None]
        assert answers(**query, w="1-2").over == ["wired", "wired"]
        told = verdict(answers(**query, w="1-2"), "en")
        assert told["grade"] == "over"
        assert re.search("^Danger: .*A, B, although each is within the limit by itself", told["headline"])
        most = 230 * W50 * 10e-9 / abs(1 + 1j * W50 * 20e-9 * person())
        assert figures(told["headline"]) == [f"{most * 1e6:.0f} µA"]
        assert told["lines"][0].startswith(f"That is {most / 0.5e-3:.1f} times the limit of 500 µA")
        assert "take the wires off" in told["lines"][1]

    def test_danger_tells_the_limit_of_the_class(self) -> None:
        """72 and 90 nF at 230 V, on protective earth: beyond 5 mA."""
        told = verdict(answers(mains="230", d1="A~90000~72000~0~pe"), "en")
        most = 230 * 90 / 162 / abs(1 / (1j * W50 * 162e-9) + person())
        assert figures(told["headline"]) == [f"{most * 1e3:.2f} mA"]
        assert "limit of 5 mA" in told["lines"][0]

    @pytest.mark.parametrize("flip", ["", "~flip"])
    def test_plug_either_way(self, flip: str) -> None:
        """9 nF to the one and 1 nF to the other pole: 0.65 or 0.07 mA, and the worse of them counts."""
        found = answers(mains="230", d1=f"A~1000~9000~0{flip}", d2="B~10~10~10", w="1-2")
        z = abs(1 / (1j * W50 * 10000 * PF) + person())
        mild, bad = 23 / z, 207 / z
        assert found.touch_current[0] == pytest.approx(bad if flip else mild, rel=1e-9)
        assert found.touch_current_worst[0] == pytest.approx(bad, rel=1e-9)
        together = 230 * 9010 / 10030 / abs(1 / (1j * W50 * 10030 * PF) + person())
        assert found.wired_touch_current_worst[0] == pytest.approx(together, rel=1e-6)
        assert found.over == ["alone", "wired" if flip else None]
        told = verdict(found, "en")
        assert figures(told["headline"]) == [f"{together * 1e6:.0f} µA"]
        assert told["lines"][0].startswith(f"That is {together / 0.5e-3:.1f} times the limit of 500 µA (IEC 62368-1")
        assert ("other way round" in told["headline"]) == (flip == "")

    @pytest.mark.parametrize("nanofarads", [7.1, 9.0, 13.0, 60.0, 80.0])
    def test_how_many_times_the_limit(self, nanofarads: float) -> None:
        """At 230 V over the capacitance and the person: in two digits."""
        told = verdict(answers(mains="230", d1=f"A~{nanofarads * 1e3:g}~0~0", d2="B~10~10~10"), "en")
        times = 230 / abs(1 / (1j * W50 * nanofarads * 1e-9) + person()) / 0.5e-3
        assert told["lines"][0].startswith(f"That is {float(f'{times:.1e}'):g} times the limit of 500 µA")

    def test_a_little_worse_the_other_way_round_is_told(self) -> None:
        """9.03 nF instead of 9 nF: by a third of a percent."""
        for neutral, told in ((9030, True), (9000, False), (8970, False)):
            found = answers(mains="230", d1=f"A~9000~{neutral}~0")
            assert ("other way round" in verdict(found, "en")["headline"]) == told

    def test_an_earth_that_may_break_is_told(self) -> None:
        """100 nF to line: 230 V·ωC is 7.2 mA, over the 5 mA of class I, which is measured with the earth open."""
        told = verdict(answers(mains="230", d1="Amp~100000~0~0~pe"), "en")
        assert "touches Amp, if its protective earth breaks." in told["headline"]
        assert "limit of 5 mA " in told["lines"][0]

    @pytest.mark.parametrize(
        ("microampere", "grade"), [(23.9, "within"), (24.2, "felt"), (173, "felt"), (497, "felt"), (503, "over")]
    )
    def test_grades(self, microampere: float, grade: str) -> None:
        """One woman in 200 feels 24 µA; the limit of class II is 500 µA.  The person's 2 kΩ take 0.2 % of that."""
        found = answers(mains="230", d1=f"A~{microampere / (230 * W50) * 1e6:.3f}~0~0", d2="B~0~0~10")
        assert found.grade == grade
        for language in ("en", "ja"):
            told = verdict(found, language)
            assert told["grade"] == grade
            if grade != "over":
                assert figures(told["lines"][0])[0] == f"{microampere:.3g} µA"
                assert "500 µA" in told["lines"][0]
            assert (" 242 µA" in " ".join(told["lines"])) == (grade == "felt")
            if language == "en" and grade != "over":
                assert ("tingle" in told["headline"]) == (grade == "felt")
            if language == "en" and grade == "felt":
                assert told["lines"][0].startswith(f"The largest is {microampere:.3g} µA, at A")
                assert "one in 200 felt 24 µA." in told["lines"][1]

    def test_what_one_in_200_feels_is_felt(self) -> None:
        """At 24 µA itself."""
        found = answers(d1="A~1~1~1", d2="B~1~1~1")
        vars(found)["felt_current"] = np.array([1e-6, 24e-6])
        assert found.grade == "felt"

    @pytest.mark.parametrize(("picofarad", "grade", "largest"), [(138, "within", "B"), (1380, "felt", "A")])
    def test_the_largest_is_of_what_counts(self, picofarad: int, grade: str, largest: str) -> None:
        """B takes 4.5 of its 5 mA while its earth holds, and nobody feels that; A takes 10 or 100 of its 500 µA."""
        found = answers(mains="230", d1=f"A~{picofarad}~0~0", d2="B~62000~0~0~pe")
        assert found.grade == grade
        assert f"µA, at {largest}" in (line := verdict(found, "en")["lines"][0]) or f"mA, at {largest}" in line

    def test_what_is_earthed_tingles_nobody(self) -> None:
        """2.2 nF: 159 µA if its earth were open, nothing while it holds."""
        assert answers(mains="230", d1="A~2200~2200~0").grade == "felt"
        assert answers(mains="230", d1="A~2200~2200~0~pe").grade == "within"

    def test_all_that_are_at_fault_are_named(self) -> None:
        told = verdict(answers(mains="230", d1="A~9000~0~0", d2="B~22000~0~0", d3="C~1~1~1", w="1-3"), "en")
        assert " touches B." in told["headline"]
        assert any("A (" in line and "themselves as well" in line for line in told["lines"])
        assert any("wired to them: C." in line for line in told["lines"])

    def test_limits_of_the_classes(self) -> None:
        devices = answers(d1="A~1~1~1", d2="B~1~1~1~pe0.2").state.setup.devices
        assert [limit_of(device)[0] for device in devices] == ["62368-class-2", "62368-class-1"]


class TestGroups:
    def test_weights(self) -> None:
        joined, single = sorted(answers(**THREE, w="1-3").groups, key=lambda group: -len(group.devices))
        assert (joined.devices, single.devices) == ([0, 2], [1])
        assert joined.potential == pytest.approx(100 * 400 / 1280)
        assert single.potential == pytest.approx(100 * 2200 / 4450)
        np.testing.assert_allclose(joined.shares, [1080 / 1280, 200 / 1280], rtol=1e-12)
        assert (joined.dominant, joined.guess) == (0, 0)
        assert (single.dominant, single.guess, single.shares.tolist()) == (1, 1, [1])

    def test_guess_by_the_impedance_to_earth(self) -> None:
        (group,) = answers(d1="A~300~700~10", d2="B~10~10~90", w="1-2").groups
        assert (group.dominant, group.guess) == (0, 1)
        (group,) = answers(d1="A~300~700~0", d2="B~10~10~0", w="1-2").groups
        assert (group.dominant, group.guess) == (0, None)
        (group,) = answers(d1="A~10~10~0", d2="B~0~0~0~r1", d3="C~0~0~9", w="1-2,2-3").groups
        leak = 1e-6 / abs(1e-6 + 1j * W50 * 29 * PF)
        assert abs(group.shares[1]) == pytest.approx(leak, rel=1e-9)

    def test_boxes(self) -> None:
        """ΣC = 1080 + 60 pF without the 100 pF of the box, which takes 100/1240 of what was there."""
        found = answers(d1="Box~0~0~100", d2="A~300~700~80", d3="S~0~0~60", d4="B~5~5~5", w="2-1,2-3")
        box, speaker = found.boxes
        assert (box.device, box.beside, speaker.device, speaker.beside) == (0, 1, 2, 0)
        before, after = 30000 / 1140, 30000 / 1240
        np.testing.assert_allclose(box.volts, [after - before] * 3 + [0], rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(box.percent, [-100 * 100 / 1240] * 3 + [0], rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(speaker.percent[:3], -100 * 60 / 1240, rtol=1e-6)

    @pytest.mark.parametrize("tied", ["1~0~100", "0~1~100", "0~0~100~r20", "0~0~100~pe"])
    def test_what_has_a_plug_is_no_box(self, tied: str) -> None:
        assert answers(d1="A~300~700~80", d2=f"B~{tied}", w="1-2").boxes == []

    def test_a_box_beside_nothing_is_none(self) -> None:
        assert answers(d1="A~300~700~80", d2="B~0~0~100").boxes == []


class TestTables:
    def test_potentials(self) -> None:
        """All columns of A, by hand; what is not joined has no share."""
        found = shown(**THREE, w="1-2", s="1-3:100", to="earth", meter="dmm")
        meter = 1e-7 + 1j * W50 * 100 * PF
        read = 30000 / 1080 / abs(1 + meter / (1j * W50 * 1080 * PF))
        a, c, k = 1180.0, 300.0, 100.0
        placed = (100 * 300 * c + k * 100 * 100) / (a * c - k * k)
        pair = (100 * 2500 * c + k * 100 * 100) / ((5530 + k) * c - k * k)
        # Behind the pair with C beside it: 5530 pF and 100 pF in series with 200 pF.
        reading = pair / abs(1 + meter / (1j * W50 * (5530 + 100 * 200 / 300) * PF))
        turned = (100 * 2900 * c + k * 100 * 100) / ((5530 + k) * c - k * k)
        row = found["answer_rows"][0]
        assert [row[name] for name in ("name", "ground", "open", "reading", "meter", "placed")] == [
            "A", "80.0 pF", "27.8 V", f"{read:.1f} V", f"−{100 * (1 - read * 1080 / 30000):.0f} %", f"{placed:.1f} V",
        ]  # fmt: skip
        assert [row[name] for name in ("wired", "wired_reading", "share", "flipped", "flipped_wired")] == [
            f"{pair:.1f} V", f"{reading:.1f} V", f"{100 * 1080 / 5530:.0f} %", "64.8 V", f"{turned:.1f} V",
        ]  # fmt: skip
        assert [row["share"] for row in found["answer_rows"]] == ["20 %", "80 %", "–"]

    def test_change_by_a_meter(self) -> None:
        """3 kΩ across 9 nF, 354 kΩ at 50 Hz: 0.85 % is left."""
        row = shown(d1="A~3000~3000~3000", to="earth", meter="loz")["answer_rows"][0]
        left = 1 / abs(1 + 1 / (3e3j * W50 * 9e-9))
        assert row["meter"] == f"−{100 * (1 - left):.0f} %" == "−99 %"

    @pytest.mark.parametrize(("ground", "share"), [("0.0049", "< 1 %"), ("0.00502", "1 %"), ("0.0149", "1 %")])
    def test_small_shares(self, ground: str, share: str) -> None:
        """Of a whole of 1 − x."""
        part = float(ground)
        row = shown(d1=f"A~{1000 * (1 - part)}~0~0", d2=f"B~0~0~{1000 * part}", w="1-2")["answer_rows"][1]
        assert row["share"] == share

    def test_currents(self) -> None:
        query = {**THREE, "d2": "B~2200~2200~50~pe"}
        first, second, _ = shown(**query)["answer_rows"]
        micro = 100 * W50 * 300 * PF * 1e6
        assert [first[name] for name in ("short", "touch", "wired_touch", "limit", "over")] == [
            f"{micro:.2f} µA", f"{micro:.2f} µA", f"{micro:.2f} µA", "500 µA (IEC 62368-1, no protective earth)", "",
        ]  # fmt: skip
        # Through the person beside 0.1 Ω: what the earth leaves, 69.1 µA·0.1 Ω/|Z|.
        left = 100 * W50 * 2200 * PF * 0.1 / abs(person() + 0.1)
        assert (second["short"], second["touch"]) == ("69.1 µA", "69.1 µA")
        assert second["wired_touch"] == f"{left * 1e9:.2f} nA"
        assert second["limit"] == "5 mA (IEC 62368-1, protective earth open)"

    def test_nothing_is_said_to_be_nothing(self) -> None:
        """Less than a microvolt or a picoampere is the arithmetic's."""
        row = shown(d1="A~0~0~80", to="earth")["answer_rows"][0]
        assert (row["open"], row["short"], row["touch"], row["meter"]) == ("0 V", "0 A", "0 A", "0 %")
        assert [volts(value) for value in (1.006e-6, 0.99e-6, -2.5, 3 + 4j)] == ["1.01 µV", "0 V", "2.50 V", "5.00 V"]
        for picofarad, told in ((0.00159, "0 A"), (0.0016, "1.01 pA")):  # of 2π·100 A/F: 0.999 and 1.005 pA
            row = shown(mains="10", hz="10", d1=f"A~{picofarad}~0~80")["answer_rows"][0]
            assert row["short"] == row["touch"] == told

    def test_wires(self) -> None:
        """What flows is what the first takes beyond its own share; its hum is that times the resistance."""
        common = 100 * 2500 / 5530
        current = W50 * abs(300 * PF * (100 - common) - 780 * PF * common)
        found = shown(**THREE, w="1-2:0.2")
        assert found["wires"] == [("A – B", f"{current * 1e6:.2f} µA", f"{0.2 * current * 1e6:.2f} µV")]

    def test_body(self) -> None:
        found = shown(**THREE, **BODY, to="body")
        assert found["body"] == f"The body itself is at {abs(body()[0]):.2f} V to earth."
        assert (found["against"], found["comma"]) == ("to the body", ", ")
        found = shown("ja", **THREE, body="0", to="earth")
        assert (found["body"], found["against"], found["comma"]) == (None, "対大地アース", "、")


class TestSentences:
    def test_group_meter_and_plug(self) -> None:
        """A wins by 1080 of 1280 pF; turned, 800 instead of 400 of 1280 pF are at the line."""
        group, guess, meter, plug = shown(**{**THREE, "d2": "B~1~1~1"}, w="1-3", to="earth", meter="bench")["sentences"]
        assert re.search(r"\bA, C\b.*\bA counts most", group)
        assert figures(group) == ["31.2 V", "84 %"]
        assert guess.endswith(" A.")
        admittance = 1e-6 + 1j * W50 * 100 * PF
        read = 50 / abs(1 + admittance / (1j * W50 * 200 * PF))
        less = 100 * (read / 50 - 1)
        assert " C " in meter
        assert figures(meter) == ["50.0 V", f"{read:.2f} V", f"−{-less:.0f} %"]
        assert "plug of A " in plug
        assert figures(plug) == ["31.2 V", "62.5 V"]

    def test_group_in_japanese(self) -> None:
        group, guess, *_, plug = shown("ja", **THREE, **CHAIN, to="earth")["sentences"]
        assert re.search("A、B、Cの.*影響が大きいのはB", group)
        assert figures(group) == ["45.4 V", "78 %"]
        assert "ではAになります" in guess
        assert "B" not in guess
        assert plug.startswith("Aの")
        assert figures(plug) == ["45.4 V", "52.4 V"]

    def test_two_groups_are_two_sentences(self) -> None:
        told = shown(**THREE, d4="D~100~100~1", w="1-2,3-4")["sentences"]
        groups = [words for words in told if "together" in words]
        assert ["A, B" in groups[0], "C, D" in groups[1], len(groups)] == [True, True, 2]
        assert [figures(words)[0] for words in groups] == [f"{250000 / 5530:.1f} V", f"{20000 / 401:.1f} V"]

    def test_box(self) -> None:
        """100 pF beside 1080: from 27.778 to 25.424 V."""
        told = shown(d1="A~300~700~80", d2="Box~0~0~100", w="1-2")["sentences"]
        fall, part = 30000 / 1080 - 30000 / 1180, 10000 / 1180
        (box,) = (words for words in told if words.startswith("Box "))
        assert figures(box) == [f"−{fall:.3f} V", f"−{part:.2f} %"]

    def test_the_guess_that_fails_is_explained(self) -> None:
        told = shown(**THREE, **CHAIN)["sentences"][1]
        assert "would be A. But" in told

    def test_the_largest_change_is_told(self) -> None:
        """Not that of the largest share, nor of the first or the last: B's reading falls most by a LoZ meter."""
        told = shown(d1="A~100~900~0", d2="B~900~100~0", d3="C~500~500~0", to="earth", meter="loz")["sentences"]
        assert "changes B most" in told[0]
        assert figures(told[0])[::2] == ["90.0 V", "−100 %"]
        assert told[1].startswith(("Turning the plug of A", "Turning the plug of B"))
        assert len(told) == 2

    @pytest.mark.parametrize(
        ("before", "after", "most"),
        [
            ((50, 10), (40, 0.05), 0),  # by 10 and 9.95 V
            ((10, 50), (0.05, 40.1), 0),  # by 9.95 and 9.9 V
            ((10, 50), (0.05, 40), 1),
            ((3 + 4j, 5), (5, 5.1), 1),  # a phase alone is no change
            ((1, 2), (1.0001, 2), None),  # nor what the digits do not show
        ],
    )
    def test_most_is_by_the_difference_of_the_magnitudes(self, before: Any, after: Any, most: int | None) -> None:
        for turn in (1, 1j):
            assert _most_changed(np.array(before) * turn, np.array(after)) == most


class TestReadings:
    """What is said of readings and of what a fit makes of them: here of a fit with known figures."""

    NAN = float("nan")

    @staticmethod
    def fitted(
        read: str, sizes: Any = SIZES, low: Any = (0, 0, 0), high: Any = (0, 0, 0), predicted: Any = (), **query: str
    ) -> Answers:
        """Readings at three devices on 230 V, capacitances [F], ranges of touch currents [A], what they read [V]."""
        found = answers(**{**THREE, **BODY, "mains": "230", "read": read, **query})
        devices = tuple(
            replace(device, line_capacitance=line, neutral_capacitance=neutral, earth_capacitance=ground)
            for device, (line, neutral, ground) in zip(found.state.setup.devices, np.array(sizes).tolist(), strict=True)
        )
        setup = replace(found.state.setup, devices=devices)
        vars(found)["fit"] = ReadingsFit(setup, np.array(predicted), True, np.array(low), np.array(high))
        return found

    def told(self, read: str, language: Language = "en", **fit: Any) -> list[str]:
        return fit_words(self.fitted(read, **fit), language)

    def test_capacitances_and_ranges_of_what_was_read(self) -> None:
        """Three digits of the ones, two of the others; of B nothing was read."""
        sizes = np.array([[123.4, 1546, 40.26], [1, 1, 1], [67.83, 0, 9123]]) * PF
        fit = {"sizes": sizes, "low": [10.49e-6, self.NAN, self.NAN], "high": [234.6e-6, self.NAN, 1e-3]}
        first, third, *rest = self.told("1:80,1-3:20", **fit)
        assert first == (
            "A: 123 pF to line, 1.55 nF to neutral and 40.3 pF to earth give your readings. "
            "The readings alone leave its touch current anywhere from 10 µA to 230 µA."
        )
        assert third == (
            "C: 67.8 pF to line, 0 F to neutral and 9.12 nF to earth give your readings. "
            "How far the readings leave its touch current open was not found."
        )
        assert [words.split()[0] for words in rest] == ["Assumed:", "What"]
        assert re.match("A：対ライン 123 pF、.*合います。指示値だけからは", self.told("1:80", "ja", **fit)[0])

    @pytest.mark.parametrize(
        ("low", "high", "ranged", "undecided"),
        [
            (0, 0, False, False), (100, 500, True, False), (100, 501, True, True), (500, 600, True, True),
            (501, 600, True, False),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize(("earth", "limit"), [("", "500 µA"), ("~pe", "5 mA")])
    def test_over_is_above_the_limit(
        self, low: float, high: float, ranged: bool, undecided: bool, earth: str, limit: str
    ) -> None:
        """500 µA, or ten times that with a protective earth."""
        unit = 1e-5 if earth else 1e-6
        ends = {"low": np.full(3, low * unit), "high": np.full(3, high * unit)}
        words = self.told("1:80", d1=f"A~300~700~80{earth}", **ends)[0]
        assert ("anywhere from" in words) == ranged
        assert words.endswith(f"whether it is within its limit of {limit}.") == undecided
        assert not re.search("NaN|nan|was not found", words)

    @pytest.mark.parametrize(("high", "wide"), [(200, False), (200.5, True)])
    def test_more_than_twice_is_wide(self, high: float, wide: bool) -> None:
        """Of any device, the last as well as the first."""
        for n in range(3):
            ends = np.full((2, 3), 1e-6)
            ends[:, n] = 1e-4, high * 1e-6
            told = self.told("1:80,2:70,3:60", low=ends[0], high=ends[1])
            assert any("LoZ" in words for words in told) == wide

    def test_from_nine_tenths_of_the_mains_it_may_be_damage(self) -> None:
        """Each such device once; what is read to anything but earth tells nothing of its insulation."""
        for read, names in (
            ("1:206.9", []), ("1:207", ["A"]), ("1-body:220", []), ("1-2:220", []),
            ("3:210,1:80,2:220,3:208@ideal", ["C", "B"]),
        ):  # fmt: skip
            damaged = [words.split()[0] for words in self.told(read) if "insulation may be damaged" in words]
            assert damaged == names, read

    def test_beside_what_is_read_here(self) -> None:
        """10 MΩ ∥ 100 pF and 3 kΩ at A; the body's other lead; between A and C, whose impedances add."""
        rows = shown(**THREE, **BODY, read="1:20,3-body:33.3,1-3:40,1:0.1234@loz")["readings"]
        dmm, v, y = 1e-7 + 1j * W50 * 100 * PF, 100 * SIZES[:, 0] / SIZES.sum(1), 1j * W50 * SIZES.sum(1)
        at_body, z_body = body()
        expected = [
            ("A – earth", "20.0 V", f"{v[0] / abs(1 + dmm / y[0]):#.3g} V"),
            ("C – body", "33.3 V", f"{abs(v[2] - at_body) / abs(1 + dmm * (1 / y[2] + z_body)):#.3g} V"),
            ("A – C", "40.0 V", f"{abs(v[0] - v[2]) / abs(1 + dmm * (1 / y[0] + 1 / y[2])):#.3g} V"),
            ("A – earth", "123 mV", f"{1e3 * v[0] / abs(1 + 1 / 3e3 / y[0]):#.3g} mV"),
        ]
        assert rows == expected

    def test_what_misses_is_told_with_the_nearest(self) -> None:
        """Where the digits told are others: 1 % is enough, and whichever is larger."""
        read, predicted = "1:100,2:101,3:50,1-3:7.777", [101, 100, 50.02, 8.888]
        words = misfit_words(self.fitted(read, predicted=predicted))
        assert words.en.startswith(
            "No plausible capacitances give these readings. The nearest: A – earth 101 V instead of 100 V, "
            "B – earth 100 V instead of 101 V, A – C 8.89 V instead of 7.78 V. Check the readings"
        )
        assert "A – 大地は 100 V でなく 101 V、B" in words.ja
        assert re.search("。指示値、電源電圧", words.ja)

    @pytest.mark.parametrize(
        ("devices", "predicted", "hint"),
        [
            (("300~700~80", "100~60~40"), (60, 70), "Check"),
            (("300~700~80~pe", "100~60~40"), (40, 90), "A device entered as earthed"),
            (("300~700~80~pe", "100~60~40"), (60, 70), "Check"),  # what is earthed is not the one that reads too high
            (("300~700~80~pe", "100~60~40"), (50, 70), "Check"),
            (("0~0~80", "100~60~40"), (40, 80), "A device without a plug"),
            (("100~0~80", "0~60~40"), (40, 70), "Check"),
            (("300~0~80~pe", "0~0~40"), (40, 70), "A device entered as earthed"),
        ],
    )
    def test_why_it_may_miss(self, devices: tuple[str, str], predicted: tuple[float, float], hint: str) -> None:
        """By what reads more, 50 and 80 V, than any capacitances let it."""
        one, other = devices
        found = answers(mains="230", d1=f"A~{one}", d2=f"B~{other}", read="1:50,2:80", to="earth")
        fit = ReadingsFit(found.state.setup, np.array(predicted), False, np.zeros(2), np.zeros(2))
        vars(found)["fit"] = fit
        assert f" V. {hint}" in misfit_words(found).en


class TestNote:
    def test_readings_alone(self) -> None:
        """As the note prints them, and the model's, which meets them."""
        found = note_alone()
        printed = {
            "CD player": 1.17, "Preamplifier": 0.82, "Power amplifier": 9.75,
            "Speaker": 0.21, "Ground box 1": 0.17, "Ground box 2": 0.19,
        }  # fmt: skip
        assert {name: noted for name, noted, _ in found} == printed
        assert [modelled for _, _, modelled in found] == pytest.approx(list(printed.values()), abs=0.005)
        page = note_page("en")
        assert page["readings"] == [(name, f"{value:.2f}", f"{value:.2f}") for name, value in printed.items()]
        assert (page["bonded"], page["loop"]) == ("1.1", "0.0")
        assert CONTACT_LOOP == 0

    def test_cases(self) -> None:
        """physics/README.md's table; each fit's query, solved by the page's own way, reads the same."""
        expected = [("neither", 3.30, 1.12, 9.9), ("Preamplifier", 1.16, 0, 9.0), ("CD player", 0.46, 0, 7.4)]
        expected.append(("CD player, Preamplifier", 0.0005, 0, 6.8))
        page, cases = note_page("en")["cases"], note_cases()
        assert len(page) == len(cases) == len(expected)
        for words, case, (below, predicted, low, high) in zip(page, cases, expected, strict=True):
            assert words["below"] == below
            assert case.predicted == pytest.approx(predicted, abs=0.005)
            assert (case.low, case.high) == pytest.approx((low, high), abs=0.051)
            assert words["range"] == f"{case.low:.2f} – {case.high:.2f}"
            for link, told, number in (
                ("state", "predicted", case.predicted), ("together_state", "together", case.together),
            ):  # fmt: skip
                answer = server.test_client().get(f"/api/v1/earth?{words[link]}").get_json()
                read = answer["devices"][0]["connected"]["reading_v"]["abs"]
                assert number == pytest.approx(read, rel=2e-3, abs=1e-4)
                assert words[told] == (f"{number:.2f}" if number > 0.005 else "5×10⁻⁴")
                alone = [device["alone"]["reading_v"]["abs"] for device in answer["devices"]]
                off = np.max(np.abs(np.array(alone) / [1.17, 0.82, 9.75, 0.21, 0.17, 0.19] - 1))
                assert off < 5e-3 or (below, told) == ("neither", "together")
                if told == "together":
                    assert case.error == pytest.approx(off, abs=2e-4)
            error = 100 * case.error
            assert float(words["error"]) == float(f"{error:.1e}")

    def test_capacitances(self) -> None:
        """As physics/data/earth_note.csv has them, in pF, three digits of each."""
        rows = {name: sizes for name, *sizes in note_page("en")["parameters"]}
        assert len(rows) == 14
        assert rows["CD player, to line C_H"] == ["39.5", "10", "338"]
        assert rows["Power amplifier, to line C_H"] == ["141", "38", "2410"]
        assert rows["Power amplifier, to neutral C_N"] == ["192", "10", "3000"]
        assert rows["Body, to earth C_E"] == ["161", "100", "500"]
        assert rows["Body, to line C_H"] == ["3.94", "1.41", "5"]
        assert note_page("ja")["parameters"][0][0] == "CDプレーヤー, 対ライン C_H"

    def test_work_functions_and_limits(self) -> None:
        page = note_page("en")
        assert [row[:2] for row in page["work"] if row[0] in ("Copper", "Tin")] == [
            ("Copper", "4.48 – 5.10"), ("Tin", "4.38 – 4.50"),
        ]  # fmt: skip
        assert [row[0] for row in page["limits"]] == [
            "500 µA", "242 µA", "24 µA", "5 mA", "250 µA", "3.5 mA", "500 µA", "500 µA", "5 mA", "1 mA",
        ]  # fmt: skip
        assert all(re.search("IEC|電気用品|J. Med. Eng.", row[2]) for row in page["limits"])

    def test_sources_of_limits_are_japanese_where_they_are_sentences(self) -> None:
        japanese = re.compile("[ぁ-んァ-ヶ一-龠]")
        english = [row[2] for row in note_page("en")["limits"]]
        assert [one for one in english if japanese.search(one)] == [
            one for one in english if one.startswith("電気用品")
        ]
        sources = [row[2] for row in note_page("ja")["limits"]]
        assert sum(bool(japanese.search(one)) for one in sources) == 8
        assert [one for one in sources if re.search(r"[a-z]{3,} (and|if|of|can|for) ", one)] == []
        assert len(sources) == 10


QUERY = {
    **THREE,
    **BODY,
    "mains": "230",
    "d3": "C~22000~60~40",
    "d5": "E~300~0~0~pe",
    "w": "1-2,2-4",
    "s": "1-3:100",
    "d4": "Box~0~0~100",
    "to": "body",
    "meter": "dmm",
}


class TestApi:
    def test_prints_the_numbers_that_are_measured(self) -> None:
        found = answers(**QUERY)
        answer = server.test_client().get(f"/api/v1/earth?{urlencode(QUERY)}").get_json()
        for n, device in enumerate(answer["devices"]):
            phasors = {
                ("alone", "potential_v"): found.alone.potential,
                ("alone", "open_v"): found.before.open_voltage,
                ("alone", "reading_v"): found.before.reading,
                ("alone", "source_impedance_ohm"): found.before.source_impedance,
                ("in_place", "potential_v"): found.placed.potential,
                ("connected", "potential_v"): found.wired.potential,
                ("connected", "open_v"): found.after.open_voltage,
                ("connected", "reading_v"): found.after.reading,
                ("connected", "source_impedance_ohm"): found.after.source_impedance,
                ("flipped_alone", "potential_v"): found.flipped_alone,
                ("flipped_connected", "potential_v"): found.flipped_wired,
            }
            for (when, what), values in phasors.items():
                assert device[when][what] == {
                    "re": values[n].real, "im": values[n].imag, "abs": abs(values[n]),
                }, (when, what)  # fmt: skip
            numbers = {
                "meter_change_percent": found.meter_change,
                "short_circuit_current_a": found.short_current,
                "short_circuit_current_connected_a": found.wired_short_current,
                "touch_current_a": found.touch_current,
                "touch_current_connected_a": found.wired_touch_current,
                "touch_current_worst_a": found.touch_current_worst,
                "touch_current_connected_worst_a": found.wired_touch_current_worst,
                "over_limit": [over is not None for over in found.over],
                "over_limit_alone": [over == "alone" for over in found.over],
                "earth_current_a": np.abs(found.wired.earth_current),
            }
            for name, values in numbers.items():
                assert device[name] == values[n], name
        assert [box["device"] for box in answer["ground_boxes"]] == [4]
        assert answer["groups"][0]["devices"] == [1, 2, 4]
        assert [(wire["from"], wire["to"], wire["resistance_ohm"]) for wire in answer["wires"]] == [
            (1, 2, 0.05), (2, 4, 0.05),
        ]  # fmt: skip
        assert answer["limits"]["62368-class-2"]["current_a"] == answer["devices"][0]["touch_limit_a"] == 0.5e-3

    def test_table_is_of_the_same_numbers(self) -> None:
        client = server.test_client()
        answer = client.get(f"/api/v1/earth?{urlencode(QUERY)}").get_json()
        text = client.get(f"/api/v1/earth.csv?{urlencode(QUERY)}").text
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
        assert len(rows) == 5
        for device, row in zip(answer["devices"], rows, strict=True):
            for name, value in row.items():
                nested = re.fullmatch(r"(alone|in_place|connected|flipped_\w+?)_(potential_v|open_v|reading_v)", name)
                expected = device[nested[1]][nested[2]]["abs"] if nested else device[name]
                assert value == str(expected), name
