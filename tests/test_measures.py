"""The figures of a state, against closed forms, dense grids, and circuits worked out here by hand."""

import math
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest

from app.bench.measures import _START, Summary, _extreme, _fall, _peak, _resolved, _together, summarize
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES, LevelKind, LoadKind, SourceKind, ViewKind
from app.bench.redraw import redraw
from app.bench.response import Response, respond
from app.bench.state import State, parse
from app.bench.views import VIEWS
from app.common.quantity import Choice
from app.common.text import LANGUAGES
from app.files.codes import Curve, decode, encode
from app.main import server
from physics.circuit import Circuit
from physics.hearing import BANDS, Band
from physics.line import Formula, Skin


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query, keep_blank_values=True))
    assert not problems
    return state


def summary_of(query: str) -> Summary:
    return summarize(state_of(query))


def answer_to(query: str) -> Any:
    return server.test_client().get(f"/api/v1/response?{query}").get_json()


def texts_of(query: str, language: Any = "en") -> dict[str, str]:
    return redraw(state_of(query), language)["texts"]


def driver_at(frequency: float) -> complex:
    """The woofer of driver-4m (Re 5.6 Ω, Le 0.5 mH at 1 kHz as √(jω), Fs 40 Hz, Qms 3.5, Qes 0.45), by its circuit."""
    w, ws = 2 * math.pi * frequency, 2 * math.pi * 40
    resistance = 5.6 * 3.5 / 0.45
    inductance, capacitance = resistance / (ws * 3.5), 3.5 / (ws * resistance)
    motion = 1 / (1 / resistance + 1 / (1j * w * inductance) + 1j * w * capacitance)
    return complex(5.6 + 0.5e-3 * np.sqrt(2 * math.pi * 1e3) * np.sqrt(1j * w) + motion)


def db_of(log_transfer: np.ndarray) -> np.ndarray:
    return np.asarray(20 / np.log(10) * log_transfer.real)


def db(ratio: complex) -> float:
    return 20 * math.log10(abs(ratio))


class TestParts:
    def test_each_is_against_the_same_cable_with_its_dc_resistance_alone(self) -> None:
        """A real load: what skin effect does is a thousandth of a dB, whatever the load does by itself."""
        f, source, r, ind, cap = 20e3, 0.08, 0.2, 4e-6, 180e-12
        answer = answer_to("preset=driver-4m&f=20000")
        z, w = driver_at(f), 2 * math.pi * f
        rise = answer["line"]["resistance_ohm_per_m"][0] / answer["line"]["dc_resistance_ohm_per_m"]
        assert rise == pytest.approx(1.0207, abs=5e-5)  # NBS Circular 74's series at x = √(2µ₀f/R_dc)

        def level(series: complex, shunt: complex) -> float:
            y = 1 / z + shunt
            return db(1 / (1 + (source + series) * y))

        plain = level(r, 0)
        assert answer["parts"]["skin_db"] == pytest.approx([level(r * rise, 0) - plain], abs=1e-7)
        assert answer["parts"]["lr_db"] == pytest.approx([level(r + 1j * w * ind, 0) - plain], abs=1e-7)
        assert answer["parts"]["cr_db"] == pytest.approx([level(r, 1j * w * cap) - plain], abs=1e-7)
        assert answer["parts"]["skin_db"][0] == pytest.approx(-0.0016, abs=5e-5)

    @pytest.mark.parametrize("length", [4, 30])
    def test_resistive_ends_are_as_in_the_tables_of_the_paper(self, length: int) -> None:
        parts = answer_to(f"preset=speaker-{length}m&f=20000")["parts"]
        assert parts["lr_db"] == pytest.approx([-0.0160 if length == 4 else -0.6253], abs=5e-5)

    def test_curve_of_a_part_is_the_level_with_that_cause_alone(self) -> None:
        """Drawn is a level: parts must leave from where the cable with its resistance alone lies."""
        picture = redraw(state_of("preset=driver-4m&parts=1&att=abs"), "en")
        answer = answer_to("preset=driver-4m&parts=1&att=abs")
        drawn = np.cumsum(np.cumsum(picture["curves"][1])) * 1e-4
        bare = [db(driver_at(f) / (driver_at(f) + 0.28)) for f in answer["frequency_hz"]]
        np.testing.assert_allclose(drawn, np.array(bare) + answer["parts"]["skin_db"], atol=2e-4)


class TestLevelAt20k:
    @pytest.mark.parametrize("kind", get_args(LevelKind))
    def test_is_of_the_curve_drawn(self, kind: str) -> None:
        z, w = driver_at(20e3), 2 * math.pi * 20e3
        answer = answer_to(f"preset=driver-4m&skin=off&att={kind}&f=20000")
        loaded = 1 / (1 + (0.08 + 0.2 + 1j * w * 4e-6) * (1 / z + 1j * w * 180e-12))
        bare = 1 / (1 + 0.08 / z)
        z0 = 5.6
        at_dc = z0 / (z0 + 0.28)
        expected = {"ac": loaded / at_dc, "abs": loaded, "cable": loaded / bare}[kind]
        lag = -math.degrees(np.angle(loaded / bare if kind == "cable" else loaded))
        assert answer["summary"]["loss_20k_db"] == pytest.approx(db(expected), abs=1e-9)
        assert answer["summary"]["phase_lag_20k_deg"] == pytest.approx(lag, abs=1e-9)

    def test_loss_and_rise_are_told_apart(self) -> None:
        """Into a driver's rising impedance the level rises against DC, although the cable takes some."""
        rise = texts_of("preset=driver-4m&att=ac")
        assert rise["headline-name-loss"] == "Rise at 20 kHz, relative to DC"
        assert rise["headline-loss"].startswith("+0.")
        loss = texts_of("preset=driver-4m&att=cable")
        assert loss["headline-name-loss"] == "Loss at 20 kHz by the cable alone"
        assert loss["headline-loss"].startswith("−0.")
        assert texts_of("preset=driver-4m&att=ac", "ja")["headline-name-loss"] == "20 kHz の上昇（直流比）"


class TestFall:
    @pytest.mark.parametrize("length", [10, 100])
    def test_low_pass_of_c(self, length: float) -> None:
        """Behind 250 kΩ the few microhenries that C demands are nothing: C against source and load in parallel."""
        summary = summary_of(f"preset=guitar-10m&skin=off&len={length}")
        source = 250e3 + 0.35 * length
        parallel = source * 20e3 / (source + 20e3)
        assert summary.minus_3_db_hz == pytest.approx(1 / (2 * math.pi * parallel * 70e-12 * length), rel=1e-5)

    def test_low_pass_of_l(self) -> None:
        """The circuit's own quadratic: (A − ω²LC)² + ω²(L/R_load + R₁C)² = 2A², A = 1 + R₁/R_load."""
        r1, load, ind, cap = 0.08 + 1.5, 8.0, 30e-6, 1.35e-9
        a, slope = 1 + r1 / load, ind / load + r1 * cap
        squared = np.roots([(ind * cap) ** 2, slope**2 - 2 * a * ind * cap, -(a**2)])
        expected = math.sqrt(min(root for root in squared.real if root > 0)) / (2 * math.pi)
        assert summary_of("preset=speaker-30m&skin=off").minus_3_db_hz == pytest.approx(expected, rel=1e-7)

    def test_none_where_it_is_not_reached(self) -> None:
        """Distributed, 0.1 m, matched at both ends: nothing falls by 3 dB up to 1 GHz."""
        query = "preset=speaker-4m&model=line&skin=off&len=0.1&lm=0.25&cm=100&rdc=0.1&rs=50&load=50"
        assert summary_of(query).minus_3_db_hz is None
        assert texts_of(query)["headline-corner"] == "not reached"


class TestCorners:
    def test_resistances_that_each_works_against(self) -> None:
        summary = summary_of("preset=pin-30m")
        assert summary.capacitive_corner_hz == pytest.approx(1 / (2 * math.pi * 2.1e-9 * 1e3 * 20e3 / 21e3))
        assert summary.inductive_corner_hz == pytest.approx((1e3 + 10.5 + 20e3) / (2 * math.pi * 9e-6))
        words = texts_of("preset=pin-30m")["corners"]
        assert "79.6 kHz" in words
        assert "3.79 kHz" not in words

    def test_nearest_is_the_corner_of_the_whole(self) -> None:
        for query in ("preset=speaker-30m", "preset=pin-30m", "preset=guitar-10m-amp"):
            summary = summary_of(query)
            assert summary.inductive_corner_hz is not None
            assert summary.capacitive_corner_hz is not None
            nearest = min(summary.inductive_corner_hz, summary.capacitive_corner_hz)
            assert summary.minus_3_db_hz == pytest.approx(nearest, rel=0.02)

    def test_not_between_other_ends(self) -> None:
        assert summary_of("preset=driver-4m").capacitive_corner_hz is None
        assert texts_of("preset=driver-4m")["corners"] == ""


class TestResonance:
    def test_of_coil_and_capacitances_in_closed_form(self) -> None:
        """Controls of no effect: L and R feed C and the load in parallel; |H| has its maximum where d|1/H|²/dω = 0."""
        query = "preset=stratocaster&vol=10&tone=10&vpot=2000&tpot=2000&ctone=0.1&load=1e7&ci=0&rdc=0.1&lm=0.2&skin=off"
        state = state_of(query)
        frequency = np.geomspace(2e3, 9e3, 100_001)
        s = 2j * np.pi * frequency
        upper, lower = 0.0, 2e6
        coil = 5.8e3 + s * 2.2
        tone = 1 / (2e6 + 1 / (s * 0.1e-9))
        across = s * (110e-12 + 500e-12) + tone + 1 / (upper + lower) + 1e-7
        level = -20 * np.log10(np.abs(1 + coil * across)) + 20 * np.log10(1 + 5.8e3 * (1 / 2e6 + 1e-7))
        top = int(np.argmax(level))
        summary = summarize(state)
        assert summary.resonance_hz == pytest.approx(frequency[top], rel=1e-3)
        assert summary.resonance_db == pytest.approx(level[top], abs=2e-3)

    def test_is_not_bound_by_the_axis(self) -> None:
        near, far = (summary_of(f"preset=stratocaster&fmax={fmax}") for fmax in (20000, 100000000))
        assert asdict(near) == asdict(far)

    def test_of_pickups_alone(self) -> None:
        summary = summary_of("preset=two-way-4m")
        assert (summary.resonance_hz, summary.resonance_db, summary.bare_resonance_hz) == (None, None, None)
        assert summary_of("preset=stratocaster").effective_damping_factor is None


def test_damping_counts_the_cable() -> None:
    assert summary_of("preset=speaker-4m").effective_damping_factor == pytest.approx(8 / 0.28)


class TestBend:
    def test_extreme_between_the_points_of_a_grid(self) -> None:
        """A narrow resonance: 61 points find 0.468 dB of 0.546."""
        summary = summary_of("preset=two-way-4m&len=3.61&qms=8.41&qes=0.38&fs=367.4&df=701.07")
        assert summary.bend_db == pytest.approx(-0.5458, abs=1e-4)
        assert summary.grade == "possible"

    def test_keeps_its_sign(self) -> None:
        assert summary_of("preset=speaker-30m").bend_db == pytest.approx(
            -0.6463, abs=5e-5
        )  # by hand: R' up by 1.0207, L, C
        assert summary_of("preset=speaker-30m").bend_hz == pytest.approx(20e3)
        assert summary_of("preset=stratocaster").bend_db > 4
        assert "raises the level" in texts_of("preset=stratocaster")["verdict"]
        assert "lowers the level" in texts_of("preset=speaker-30m")["verdict"]


class TestBand:
    def test_options_are_those_of_the_physics(self) -> None:
        pairs = {
            "band": Band, "zs": SourceKind, "zl": LoadKind, "att": LevelKind,
            "model": Circuit, "skin": Skin, "formula": Formula, "view": ViewKind,
        }  # fmt: skip
        for key, kind in pairs.items():
            quantity = QUANTITIES[key]
            assert isinstance(quantity, Choice)
            assert set(quantity.options) == set(get_args(kind)), key
        assert set(BANDS) == set(get_args(Band))
        assert set(VIEWS) == set(get_args(ViewKind))

    @pytest.mark.parametrize(("band", "ends"), [("full", (20, 20e3)), ("adult", (20, 15e3)), ("guitar", (80, 6e3))])
    def test_is_what_is_listened_to(self, band: str, ends: tuple[float, float]) -> None:
        """The cable of 30 m falls steadily: most is lost at the upper end of the band."""
        query = f"preset=speaker-30m&band={band}"
        summary = summary_of(query)
        assert summary.bend_hz == pytest.approx(ends[1])
        assert [summary.bend_db] == pytest.approx(answer_to(f"{query}&f={ends[1]}")["ac_attenuation_db"])
        shapes = redraw(state_of(query), "en")["shapes"]
        assert (shapes[0]["x0"], shapes[0]["x1"]) == ends
        words = {"full": "20 kHz", "adult": "15 kHz", "guitar": "6 kHz"}[band]
        assert words in texts_of(query)["verdict"]
        assert words in shapes[0]["name"]

    def test_presets_of_guitars(self) -> None:
        guitars = {name for name, preset in PRESETS.items() if preset.values["band"] == "guitar"}
        assert guitars == {name for name, preset in PRESETS.items() if preset.values["zs"] == "pickup"}
        assert {"stratocaster", "humbucker", "p-90", "strat-coiled", "measured-gibson-490r"} <= guitars


def test_verdict_tells_the_volume_apart_from_the_tone() -> None:
    """15 m of the standard cable: 0.75 Ω beside 8.08 Ω take 0.77 dB at every frequency, 8 Ω alone would have 0.086."""
    words = texts_of("preset=speaker-15m")["verdict"]
    assert "against DC by at most 0.207 dB (20.0 kHz)" in words
    assert f"Apart from that it takes {20 * math.log10(8.83 / 8.08):.2f} dB (DC)" in words
    assert "音量の差" in texts_of("preset=speaker-15m", "ja")["verdict"]
    assert "Apart from that" not in texts_of("preset=pin-2m")["verdict"]
    assert "against 1.00 kHz" in texts_of("preset=line-10m")["verdict"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdict_says_first_whether_it_is_heard(language: Any) -> None:
    begins = {
        "none": ("You will not hear", "このケーブルによる音の差は聞こえません"),
        "below": ("Nobody has been shown to hear", "聞き分けられたという報告のない差です"),
        "possible": ("You might hear", "条件がよければ聞こえるかもしれません"),
        "likely": ("You will probably hear", "おそらく聞こえます"),
    }
    for length, expected in ((1, "none"), (15, "below"), (30, "possible"), (100, "likely")):
        picture = redraw(state_of(f"preset=speaker-4m&len={length}"), language)
        assert picture["verdict"] == expected
        assert picture["texts"]["verdict"].startswith(begins[expected][LANGUAGES.index(language)])


class TestSummary:
    def test_is_in_every_answer_with_every_field(self) -> None:
        for preset in PRESETS:
            summary = answer_to(f"preset={preset}&f=1000")["summary"]
            assert set(summary) == {one.name for one in fields(Summary)}
            assert {"loss_20k_db", "minus_3_db_hz", "resonance_hz", "resonance_db", "phase_lag_20k_deg"} <= set(summary)
            assert {"effective_damping_factor", "bend_db", "bend_hz", "grade", "reference_hz"} <= set(summary)

    def test_depends_on_neither_axis_nor_picture_nor_frequencies(self) -> None:
        base = answer_to("preset=two-way-4m&f=50")["summary"]
        for other in ("", "&f=1,2,3", "&fmin=9000&fmax=20000", "&view=impedance", "&parts=1", "&lens=4,30", "&f=1e9"):
            assert answer_to(f"preset=two-way-4m{other}")["summary"] == base

    def test_page_tells_the_same(self) -> None:
        for preset in PRESETS:
            summary, texts = summary_of(f"preset={preset}"), texts_of(f"preset={preset}")
            told = float(
                texts["headline-loss"].replace("−", "-").removesuffix(" dB").replace("×10", "e").translate(_DIGITS)
            )
            assert told == pytest.approx(summary.loss_20k_db, abs=5e-4 if abs(told) < 10 else 5e-3)
            assert f"{abs(summary.bend_db):.3f}" in texts["verdict"] or abs(summary.bend_db) < 5e-4


_DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def woofer(lowest: float) -> str:
    """Code of the woofer's impedance as if measured from a frequency upwards."""
    frequency = np.geomspace(lowest, 20e3, 200)
    z = np.array([driver_at(f) for f in frequency])
    curve = Curve("impedance", frequency, 20 * np.log10(np.abs(z)), np.degrees(np.unwrap(np.angle(z))))
    return encode(curve, 1900).code


class TestReference:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("preset=speaker-4m", 0), ("preset=line-10m", 1000), ("preset=speaker-4m&zl=file", 0),
            (f"preset=speaker-4m&zl=file&zma={woofer(10)}", 1000),
            (f"preset=speaker-4m&zl=resistor&zma={woofer(10)}", 0),
            (f"preset=line-10m&zl=file&zma={woofer(10)}", 1000),
        ],
        ids=["DC", "capacitor", "no data", "data", "data put aside", "capacitor and data"],
    )  # fmt: skip
    def test_frequency(self, query: str, expected: float) -> None:
        assert answer_to(f"{query}&f=50")["summary"]["reference_hz"] == expected

    def test_is_the_nearest_in_the_data(self) -> None:
        answer = answer_to(urlencode({"preset": "speaker-4m", "zl": "file", "zma": woofer(2000), "f": "2000"}))
        assert answer["summary"]["reference_hz"] == pytest.approx(2000, rel=1e-3)
        assert answer["ac_attenuation_db"] == pytest.approx([0], abs=1e-3)
        texts = texts_of(urlencode({"preset": "speaker-4m", "zl": "file", "zma": woofer(2000)}))
        assert texts["headline-name-level"] == "Level at 2.00 kHz, EMF to load"
        assert "2.00 kHz" in texts["range-note"]
        assert "DC" not in texts["headline-name-corner"] + texts["table-name"]

    @pytest.mark.parametrize("lowest", [10, 200])
    def test_bend_is_over_the_change_at_1_khz(self, lowest: float) -> None:
        """Wherever the data begin; taken at DC, where the lowest value is held, it moved with them."""
        frequency = np.append(np.geomspace(lowest, 20e3, 4001), 1e3)
        z = np.array([driver_at(f) for f in frequency])
        w = 2 * np.pi * frequency
        series = 0.75 + 15e-6j * w
        change = 20 * np.log10(np.abs((1 + 0.08 / z) / (1 + (0.08 + series) * (1 / z + 675e-12j * w))))
        change -= change[-1]
        query = {"preset": "speaker-15m", "zl": "file", "zma": woofer(lowest), "skin": "off"}
        summary = summary_of(urlencode(query))
        assert abs(summary.bend_db) == pytest.approx(np.max(np.abs(change)), abs=0.01)


class TestCornersOfTheData:
    """A measured load is straight between its points; where the lines meet, what the cable does has a corner."""

    @staticmethod
    def kept(frequency: list[float], ohms: list[float]) -> tuple[str, np.ndarray, np.ndarray]:
        """A code of resistances, and what it keeps of them [Hz], [Ω]."""
        given = Curve("impedance", np.array(frequency), 20 * np.log10(ohms), np.zeros(len(ohms)))
        code = encode(given, 1900).code
        curve = decode(code)
        assert np.all(curve.phase == 0)
        return code, curve.frequency, np.asarray(10 ** (curve.level / 20))

    @staticmethod
    def change(frequency: float, ohms: float) -> float:
        """By the cable of speaker-30m [dB], 1.5 Ω, 30 µH and 1350 pF behind 0.08 Ω."""
        w = 2 * math.pi * frequency
        return db((1 + 0.08 / ohms) / (1 + (0.08 + 1.5 + 30e-6j * w) * (1 / ohms + 1350e-12j * w)))

    @pytest.mark.parametrize("side", [1.01, 1.001])
    @pytest.mark.parametrize("place", [43.21, 1776.0, 12345.0])
    def test_a_dip_of_the_impedance_counts_to_its_tip(self, place: float, side: float) -> None:
        """Also one that hides between the points where the search begins, which are 1.2 % apart."""
        code, frequency, ohms = self.kept([20, place / side, place, place * side, 20e3], [8, 8, 4, 8, 8])
        summary = summary_of(urlencode({"preset": "speaker-30m", "skin": "off", "zl": "file", "zma": code}))
        tip = int(np.argmin(ohms))
        assert summary.bend_hz == pytest.approx(frequency[tip], rel=1e-6)
        expected = self.change(frequency[tip], ohms[tip]) - self.change(1e3, ohms[0])
        assert summary.bend_db == pytest.approx(expected, abs=2e-5)

    @pytest.mark.parametrize("off", [0.0, 1e-15, -1e-15])
    def test_a_corner_may_lie_where_the_search_looks_anyway(self, off: float, monkeypatch: pytest.MonkeyPatch) -> None:
        """To the last digit or nearly so: through two points in one place there is no parabola."""
        ohms = np.array([8.0, 8, 4, 8, 8])
        frequency = np.array([20, 14.9e3, 15e3 * (1 + off), 15.1e3, 20e3])
        curve = Curve("impedance", frequency, 20 * np.log10(ohms), np.zeros(5))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "zma" else None)
        summary = summary_of("preset=speaker-30m&skin=off&zl=file")
        assert summary.bend_hz == pytest.approx(15e3, rel=1e-6)
        assert summary.bend_db == pytest.approx(self.change(15e3, 4) - self.change(1e3, 8), abs=2e-5)

    @pytest.mark.parametrize("source", ["amp", "line"])
    def test_a_fall_right_behind_the_reference_is_found(self, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """8 Ω up to 1 kHz, straight to 1 Ω at 1.005 kHz: half the power is lost where Z/(Z + 8 Ω) is 0.5/√2."""
        frequency, ohms = np.array([20, 1000, 1005, 20e3]), np.array([8.0, 8, 1, 1])
        curve = Curve("impedance", frequency, 20 * np.log10(ohms), np.zeros(4))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "zma" else None)
        summary = summary_of(
            f"preset=speaker-4m&skin=off&len=0.1&rdc=0.1&lm=0.2&cm=60&rs=8&zl=file&zs={source}&cs=1000"
        )
        left = 0.5 / math.sqrt(2)
        part = math.log(8 / (8 * left / (1 - left))) / math.log(8)
        assert summary.minus_3_db_hz == pytest.approx(1000 * 1.005**part, rel=1e-5)

    def test_none_is_told_of_before_the_reference(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """1 Ω up to 0.995 kHz, 8 Ω from 1 kHz on: what is less below is no fall."""
        frequency, ohms = np.array([20, 995, 1000, 20e3]), np.array([1.0, 1, 8, 8])
        curve = Curve("impedance", frequency, 20 * np.log10(ohms), np.zeros(4))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "zma" else None)
        found = summary_of("preset=speaker-4m&skin=off&len=0.1&rdc=0.1&lm=0.2&cm=60&rs=8&zl=file").minus_3_db_hz
        assert found is not None
        assert found > 1e8  # 12 mΩ, 20 nH and 6 pF are nothing up to there


class TestWordsOnTheCircuit:
    def test_load_that_does_not_belong_to_its_source(self) -> None:
        words = texts_of("preset=stratocaster&zl=resistor&load=8")["mismatch"]
        assert "do not belong together" in words
        assert "verdict is on the cable alone" in words
        assert "合っていません" in texts_of("preset=stratocaster&zl=resistor&load=8", "ja")["mismatch"]
        for preset in set(PRESETS) - {"guitar-10m"}:  # the paper's 250 kΩ into 20 kΩ
            assert texts_of(f"preset={preset}")["mismatch"] == ""
        assert texts_of("preset=stratocaster&vol=1")["mismatch"] == ""  # turned down is not mismatched

    def test_reference_tells_what_was_changed(self) -> None:
        untouched = texts_of("preset=speaker-4m")["reference"]
        assert untouched.startswith("The paper, section 1")
        changed = texts_of("preset=speaker-4m&len=7&load=4&parts=1&fmax=20000")["reference"]
        assert changed.startswith("Based on “Speaker cable 4 m, DF 100”, with your own: Length, Load impedance.")
        bought = texts_of("cable=canare-4s6&len=4")["reference"]
        assert bought.startswith("Cable: Canare 4S6 (star quad);")
        assert "musica-corporation" in bought
        assert "The paper, section 1" in bought
        assert "with your own" not in bought
        assert "R of one conductor" in texts_of("cable=canare-4s6&rdc=20")["reference"]
        assert "長さ" in texts_of("preset=speaker-4m&len=7", "ja")["reference"]

    def test_line_per_metre_tells_of_its_own_first_curve(self) -> None:
        """A pickup's preset has the skin effect off, but its picture per metre draws it."""
        words = texts_of("preset=stratocaster&view=line&cable=pair&dia=1&gap=4")["line-words"]
        ratio = float(words.split("resistance is ")[1].split(" times")[0])
        alone = answer_to("preset=pair-100m&f=20000")["line"]
        assert ratio == pytest.approx(alone["resistance_ohm_per_m"][0] / alone["dc_resistance_ohm_per_m"], abs=5e-5)
        assert ratio > 1.02


def test_both_coils_of_a_two_way_are_semi_inductors() -> None:
    """Far above the crossover the tweeter alone is left: its coil must rise as √f, by half of what an inductor does."""
    query = "preset=two-way-4m&semi=1&tle=2&xrs=0&xrp=1000&xc2=200&xl2=20&xl1=20&f=100000,400000"
    z = answer_to(query)["load_impedance_ohm"]
    size = [abs(complex(*parts) - 5.5) for parts in zip(z["re"], z["im"], strict=True)]
    assert size[1] / size[0] == pytest.approx(2, rel=0.1)


def test_quad_of_the_catalogue_has_wires_of_half_the_metal() -> None:
    """Two wires to a pole: each has twice the resistance of the pole, x = √(2µ₀f/R) is smaller by √2."""
    frequency = 200e3
    answer = answer_to(f"cable=canare-4s11&f={frequency}")["line"]
    ratio = answer["resistance_ohm_per_m"][0] / answer["dc_resistance_ohm_per_m"]
    x = math.sqrt(8e-7 * math.pi * frequency / (2 * 4.5e-3))
    # The handbook's law for large x, x/(2√2) + 1/4 + 3√2/(32x).
    assert ratio == pytest.approx(x / (2 * math.sqrt(2)) + 0.25 + 3 * math.sqrt(2) / (32 * x), rel=2e-3)


class TestComparison:
    def test_is_of_the_measured_curve_with_the_drawn_one(self) -> None:
        """A file that lies 2 dB above a flat response, with a bump of 1 dB at 1 kHz."""
        frequency = np.array([100.0, 500, 1000, 2000, 10000])
        curve = Curve("level", frequency, np.array([2.0, 2, 3, 2, 2]), np.zeros(5))
        code = encode(curve, 1900).code
        answer = answer_to(urlencode({"preset": "pin-2m", "frd": code, "shift": "-1.5", "f": "1000"}))["measured"]
        at, level = np.array(answer["frequency_hz"]), np.array(answer["level_db"])
        expected = 0.5 + np.clip(1 - np.abs(np.log2(at / 1000)), 0, None)
        np.testing.assert_allclose(level, expected, atol=0.015)
        np.testing.assert_allclose(answer["residual_db"], expected, atol=0.02)
        assert len(at) > 100
        # Of 6.6 octaves two rise from 0.5 to 1.5 dB and fall again: ∫x² of a slope is (a² + ab + b²)/3.
        octaves = math.log2(100)
        square = (0.25 * (octaves - 2) + 2 * (0.25 + 0.75 + 2.25) / 3) / octaves
        assert answer["rms_db"] == pytest.approx(math.sqrt(square), abs=0.01)
        assert (answer["most_db"], answer["most_hz"]) == (pytest.approx(1.5, abs=0.01), pytest.approx(1000, rel=1e-3))
        assert answer["fit_db"] == pytest.approx(-2 - 1 / octaves, abs=0.015)  # the bump has one octave's area
        assert answer["fit_db"] == round(answer["fit_db"], 2)  # as its box shows it
        assert answer["away_db"] == pytest.approx(0.5 + 1 / octaves, abs=0.015)
        assert answer["is_far"] is False
        words = texts_of(urlencode({"preset": "pin-2m", "frd": code, "shift": "-1.5"}))["residual"]
        assert "0.71 dB rms" in words
        assert "1.50 dB, at 1.00 kHz" in words

    @pytest.mark.parametrize(("band", "ends"), [("full", (20, 20e3)), ("adult", (20, 15e3)), ("guitar", (80, 6e3))])
    def test_its_level_is_fitted_where_it_is_listened_to(
        self, band: str, ends: tuple[float, float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """2.004 dB above a flat response within the band, 7 dB more below and 9 dB more above."""
        low, high = ends
        frequency = np.array([10, 0.9999 * low, low, high, 1.0001 * high, 1e6])
        curve = Curve("level", frequency, np.array([9.0, 9, 2.004, 2.004, 11, 11]), np.zeros(6))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "frd" else None)
        answer = answer_to(f"preset=pin-2m&skin=off&band={band}&shift=-1&f=1000")["measured"]
        assert answer["fit_db"] == -2.0  # as its box shows it
        assert answer["away_db"] == pytest.approx(1.004, abs=0.001)

    def test_where_nothing_is_listened_to_all_of_it_is_fitted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Beyond what a guitar loudspeaker plays, up to 6 kHz."""
        curve = Curve("level", np.array([100.0, 6e3, 6001, 1e6]), np.array([2.0, 2, 11, 11]), np.zeros(4))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "frd" else None)
        answer = answer_to("preset=pin-2m&skin=off&rs=1&band=guitar&fmin=7000&fmax=70000&f=1000")["measured"]
        assert answer["fit_db"] == -11.0

    def test_points_at_the_ends_of_the_axis_are_within_it(self) -> None:
        curve = Curve("level", np.array([1024.0, 2.0**19]), np.zeros(2), np.zeros(2))
        code = encode(curve, 1900).code
        answer = answer_to(urlencode({"frd": code, "fmin": "1024", "fmax": str(2**19), "f": "1000"}))["measured"]
        assert answer["frequency_hz"][0] == pytest.approx(1024)
        assert answer["frequency_hz"][-1] == pytest.approx(2**19)

    def test_points_between_the_first_two_of_the_axis_and_the_last_two_count(self) -> None:
        curve = Curve("level", np.array([500.0, 1003, 19950, 40000]), np.array([0.0, 3, 3, 0]), np.zeros(4))
        kept = decode(encode(curve, 1900).code)
        assert kept.frequency[1:3] == pytest.approx([1003, 19950], rel=1e-3)
        query = {"frd": encode(curve, 1900).code, "fmin": "1000", "fmax": "20000", "f": "1000"}
        answer = answer_to(urlencode(query))["measured"]
        for frequency, level in zip(kept.frequency[1:3], kept.level[1:3], strict=True):
            at = answer["frequency_hz"].index(pytest.approx(frequency, rel=1e-5))
            assert answer["level_db"][at] == pytest.approx(level, abs=1e-3)
        assert (min(answer["frequency_hz"]), max(answer["frequency_hz"])) == pytest.approx((1000, 20000))

    @pytest.mark.parametrize("ends", [(512.0, 1024 * (1 - 1e-12)), (2.0**19 * (1 + 1e-12), 2.0**20)])
    def test_a_file_that_touches_the_axis_has_one_point_on_it(
        self, ends: tuple[float, float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        curve = Curve("level", np.array(ends), np.zeros(2), np.zeros(2))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "frd" else None)
        answer = answer_to(f"fmin=1024&fmax={2**19}&f=1000")["measured"]
        assert answer["frequency_hz"] == pytest.approx([1024 if ends[0] == 512 else 2**19])

    def test_every_octave_counts_alike(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """10 dB within 1 % of 1 kHz, however many points are there: 100 dB² over 0.02 of ln 100."""
        near = np.linspace(990, 1010, 400)
        frequency = np.concatenate([[100, 989.9], near, [1010.1, 10000]])
        curve = Curve("level", frequency, np.where(np.isin(frequency, near), 10.0, 0.0), np.zeros(404))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "frd" else None)
        answer = answer_to("preset=pin-2m&f=1000&fmin=100&fmax=20000")["measured"]
        assert answer["rms_db"] == pytest.approx(math.sqrt(100 * 0.02 / math.log(100)), rel=0.25)

    @pytest.mark.parametrize("end", [0, -1])
    def test_the_ends_of_the_file_count_as_any_point(self, end: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """10 dB at one end alone, which is one of 600 points."""
        frequency, level = np.array([1e3, 1e3 * (1 + 1e-6), 20e3 * (1 - 1e-6), 20e3]), np.zeros(4)
        level[end] = 10
        curve = Curve("level", frequency, level, np.zeros(4))
        monkeypatch.setattr(State, "curve", lambda _, key: curve if key == "frd" else None)
        answer = answer_to("preset=pin-2m&skin=off&f=1000&fmin=1000&fmax=20000")["measured"]
        assert answer["rms_db"] == pytest.approx(10 / math.sqrt(600), rel=1e-3)

    def test_none_without_a_file_and_empty_beyond_the_axis(self) -> None:
        assert answer_to("f=1000")["measured"] is None
        curve = Curve("level", np.array([30e6, 40e6]), np.zeros(2), np.zeros(2))
        answer = answer_to(urlencode({"frd": encode(curve, 1900).code, "f": "1000"}))["measured"]
        assert (answer["frequency_hz"], answer["rms_db"]) == ([], None)


def test_per_metre_is_the_exact_line_whatever_is_drawn() -> None:
    """NBS Circular 74's series for the ratio of a lone wire, 25 mΩ/m; Z₀ = √((R + jωL)/jωC)."""
    answer = answer_to("preset=speaker-4m&skin=off&view=line&f=1000")["per_metre"]
    assert answer["resistance_ratio"] == pytest.approx(1.0207, abs=5e-5)
    w = 2 * math.pi * 20e3
    impedance = np.sqrt((0.05 * 1.0207 + 1j * w * 1e-6) / (1j * w * 45e-12))
    assert answer["impedance_ohm"] == pytest.approx(abs(impedance), rel=1e-4)
    assert answer["impedance_deg"] == pytest.approx(math.degrees(np.angle(impedance)), abs=1e-2)
    assert answer_to("preset=speaker-4m&f=1000")["per_metre"] is None


def bump(centre: float, height: float, width: float = 0.3) -> Callable[[np.ndarray], np.ndarray]:
    """A rise of so many dB at a frequency, Gaussian over log f, as a log transfer."""
    return lambda f: height * np.log(10) / 20 * np.exp(-((np.log(f / centre) / width) ** 2)) + 0j


def searched(search: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    """What a search finds on a curve."""
    return _together(lambda f: (change(f),), [(0, search)])[0]


def peak_of(change: Callable[[np.ndarray], np.ndarray]) -> tuple[float, float] | None:
    found: tuple[float, float] | None = searched(_peak(_START, change(_START)), change)
    return found


def resolved(change: Any, frequency: np.ndarray, tolerance: Any) -> tuple[np.ndarray, np.ndarray]:
    result: tuple[np.ndarray, np.ndarray] = searched(_resolved(frequency, change(frequency), tolerance), change)
    return result


class TestPeak:
    """Of rises whose place and height are known beforehand."""

    @pytest.mark.parametrize(("centre", "height"), [(440.0, 6.0), (21.5, 0.05), (980e3, 3.0)])
    def test_is_found(self, centre: float, height: float) -> None:
        found = peak_of(bump(centre, height, 0.01))
        assert found is not None
        assert found == (pytest.approx(centre, rel=1e-7), pytest.approx(height, rel=1e-6))

    @pytest.mark.parametrize(("height", "there"), [(0.00997, False), (0.01005, True)])
    def test_a_hundredth_of_a_decibel_is_the_least(self, height: float, there: bool) -> None:
        assert (peak_of(bump(1e3, height)) is not None) == there

    @pytest.mark.parametrize(
        ("centre", "there"), [(19.9, False), (20.1, True), (0.995e6, True), (1.005e6, False), (5.0, False)]
    )
    def test_is_sought_from_20_hz_to_1_mhz(self, centre: float, there: bool) -> None:
        assert (peak_of(bump(centre, 1.0, 0.01)) is not None) == there

    def test_nothing_that_only_falls(self) -> None:
        assert peak_of(lambda f: -f / 1e3 + 0j) is None
        assert peak_of(lambda f: f / 1e6 + 0j) is None
        assert peak_of(lambda f: 1 - f / 1e6 + 0j) is None
        assert peak_of(bump(1e3, -5.0)) is None


@pytest.mark.parametrize("preset", PRESETS)
def test_few_frequencies_are_computed(preset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drag waits for these: one look over all frequencies, and a closer one at everything sought, or two.

    A cartridge's level at 10 and at 20 kHz are two frequencies more.
    """
    asked = []

    def counted(state: State, frequency: np.ndarray) -> Response:
        asked.append(frequency.size)
        return respond(state, frequency)

    monkeypatch.setattr("app.bench.measures.respond", counted)
    summary_of(f"preset={preset}")
    assert len([size for size in asked if size != 2]) <= 3
    assert sum(asked) < 1200


HALF_POWER = 10 * math.log10(2)  # [dB]


def fall_of(change: Callable[[np.ndarray], np.ndarray]) -> float | None:
    found: float | None = searched(_fall(_START, change(_START), 0.0), change)
    return found


class TestFallOfACurve:
    """Of levels whose fall is known beforehand."""

    @pytest.mark.parametrize("part", np.linspace(0, 1, 13))
    def test_a_dip_that_hides_between_two_points_counts(self, part: float) -> None:
        """It passes half the power by a fifty-thousandth of it, over less than lies between two points, wherever."""
        width, depth = 0.1, HALF_POWER * (1 + 2e-5)
        step = math.log(1000) / 600 / 4  # of the points there, where what lies between them is closed in to that
        centre = 1e3 * math.exp(part * step)
        first = centre * math.exp(-width * math.sqrt(math.log(depth / HALF_POWER)))
        assert fall_of(bump(centre, -depth, width)) == pytest.approx(first, rel=1e-6)

    def test_none_where_a_dip_is_not_deep_enough(self) -> None:
        assert fall_of(bump(1e3, -HALF_POWER * (1 - 1e-6), 0.1)) is None

    @pytest.mark.parametrize("off", [1e-14, -1e-14])
    @pytest.mark.parametrize("at", [1e3, 20e3])
    def test_where_it_lies_on_a_point_rounding_does_no_harm(self, off: float, at: float) -> None:
        """Computed among others, a level may be another one in its last digit, and lie beyond what is sought."""
        sign = iter([1])

        def change(f: np.ndarray) -> np.ndarray:
            return HALF_POWER * np.log(10) / 20 * (next(sign, -1) * off - f / at) + 0j

        assert fall_of(change) == pytest.approx(at, rel=1e-9)


class TestExtreme:
    @staticmethod
    def found(change: Any, size: Any) -> tuple[float, float]:
        grid = np.array([100.0, 200.0, 400.0, 800.0])
        place, value = searched(_extreme(grid, db_of(change(grid)), size), change)
        return place, value

    @pytest.mark.parametrize("centre", [185.0, 215.0, 230.0, 370.0])
    @pytest.mark.parametrize("height", [2.0, -2.0, 1e-3])
    def test_on_either_side_of_the_nearest_point(self, centre: float, height: float) -> None:
        change = bump(centre, height, 1.0)
        assert self.found(change, np.abs) == (pytest.approx(centre, rel=1e-6), pytest.approx(height, rel=1e-9))

    def test_at_the_ends(self) -> None:
        for change, end in ((lambda f: f / 1e3 + 0j, 800.0), (lambda f: -f / 1e3 + 0j, 100.0)):
            level = 20 / math.log(10) * change(np.array(end)).real
            assert self.found(change, np.positive) == pytest.approx((end, level))

    def test_by_its_size_or_its_value(self) -> None:
        def change(f: np.ndarray) -> np.ndarray:
            return bump(150.0, 1.0, 0.3)(f) + bump(700.0, -2.0, 0.3)(f)

        assert self.found(change, np.abs)[1] < -1.9
        assert self.found(change, np.positive)[1] > 0.9


class TestResolved:
    def test_a_narrow_resonance_is_not_missed(self) -> None:
        """A pole of Q = 1000 between two points an octave apart: its top to a hundredth of a decibel, 1000 times up."""
        pole = 1234.5

        def change(f: np.ndarray) -> np.ndarray:
            return np.asarray(-np.log(1 - (f / pole) ** 2 + 1j * f / pole / 1e3))

        frequency, level = resolved(change, np.geomspace(100, 10e3, 8), lambda y: np.full(y.shape, 0.003))
        assert np.all(np.diff(frequency) > 0)
        assert (frequency[0], frequency[-1]) == pytest.approx((100, 10e3))
        assert frequency[np.argmax(level)] == pytest.approx(pole, rel=2e-4)
        assert np.max(level) == pytest.approx(60, abs=0.05)
        np.testing.assert_allclose(level, db_of(change(frequency)), atol=1e-9)

    def test_a_straight_line_is_left_as_it_is(self) -> None:
        """Over log f, at whatever points; it is bent where a tolerance is passed, and there alone."""
        uneven = np.array([10.0, 11.0, 40.0, 3000.0, 3100.0])
        frequency, level = resolved(lambda f: 0.2 * np.log(f) + 0j, uneven, lambda y: np.full(y.shape, 1e-9))
        np.testing.assert_allclose(frequency, uneven)
        np.testing.assert_allclose(level, 0.2 * 20 * np.log10(uneven), rtol=1e-12)

    def test_is_as_close_as_the_tolerance_asks(self) -> None:
        """A parabola a·x²: the middle of three even points h apart lies a·h² off the line, so h = √(t/a) at most."""

        def change(f: np.ndarray) -> np.ndarray:
            return 0.5 * np.log(f) ** 2 + 0j

        frequency, _ = resolved(change, np.geomspace(1, 100, 9), tiny)
        step = np.diff(np.log(frequency))
        assert math.sqrt(1e-3 / 0.5) / 2.2 < np.max(step) <= math.sqrt(1e-3 / 0.5) * (1 + 1e-9)
        assert np.allclose(step, step[0])

    def test_ends_somewhere(self) -> None:
        """A step has no width: it is closed in to a millionth, and no further."""
        frequency, _ = resolved(lambda f: np.where(f > 50.0, 1.0, 0.0) + 0j, np.array([1.0, 10, 100, 1000]), tiny)
        assert 0.4e-6 < np.min(np.diff(np.log(frequency))) < 1.1e-6
        assert frequency.size < 200


def tiny(y: np.ndarray) -> np.ndarray:
    return np.full(y.shape, 1e-3)


class TestEnds:
    """Where a search begins and ends."""

    @pytest.mark.parametrize(("part", "there"), [(0.995, True), (1.005, False)])
    def test_a_fall_is_sought_up_to_1_ghz(self, part: float, there: bool) -> None:
        """Between resistances, without losses: the source is chosen so that half the power is lost at about 1 GHz."""
        load, ind, cap, r = 25.0, 25e-9, 0.1 * 45e-12, 0.2e-3
        w = 2 * np.pi * 1e9 * part
        sources = np.linspace(100.0, 300.0, 200_001)
        whole = np.abs(1 + (sources + r + 1j * w * ind) * (1 / load + 1j * w * cap))
        off = np.abs(whole / (1 + (sources + r) / load) - math.sqrt(2))
        assert np.min(off) < 1e-4
        rs = float(sources[np.argmin(off)])
        query = f"preset=speaker-4m&skin=off&len=0.1&rdc=1&lm=0.25&cm=45&rs={rs:.6f}&load={load}"
        found = summary_of(query).minus_3_db_hz
        assert (found is not None) == there
        if found is not None:
            assert found == pytest.approx(part * 1e9, rel=1e-4)

    @pytest.mark.parametrize(("beyond", "far"), [(-0.02, False), (0.02, True)])
    def test_a_measurement_is_far_beyond_6_db(self, beyond: float, far: bool) -> None:
        f = np.geomspace(20, 20e3, 50)
        code = encode(Curve("level", f, np.full(50, 1.0), np.zeros(50)), 1900).code
        fit = answer_to(urlencode({"preset": "pin-2m", "frd": code, "f": "1000"}))["measured"]["fit_db"]
        for sign in (1, -1):
            query = {"preset": "pin-2m", "frd": code, "shift": f"{fit + sign * (6 + beyond):.3f}", "f": "1000"}
            measured = answer_to(urlencode(query))["measured"]
            assert measured["is_far"] is far
            assert measured["away_db"] == pytest.approx(sign * (6 + beyond), abs=0.006)


class TestCartridge:
    @pytest.mark.parametrize(
        ("capacitance", "ten", "twenty"), [(0, -1.53, -4.32), (100, -0.36, -2.54), (200, 0.84, -3.19)]
    )
    def test_of_a_kilohm_and_half_a_henry(self, capacitance: float, ten: float, twenty: float) -> None:
        """Into 47 kΩ, with so many pF in all: |1/(1 + (R + jωL)(1/47 kΩ + jωC))| over that at 1 kHz, by hand."""
        summary = summarize(phono(capacitance))
        assert summary.reference_hz == 1e3
        assert summary.level_10k_db == pytest.approx(ten, abs=0.01)
        assert summary.level_20k_db == pytest.approx(twenty, abs=0.01)
        assert summary.capacitance_f == pytest.approx(capacitance * 1e-12, abs=3e-13)

    @pytest.mark.parametrize(("capacitance", "hertz", "height"), [(300, 10.25e3, 1.99), (500, 8.85e3, 3.63)])
    def test_peaks(self, capacitance: float, hertz: float, height: float) -> None:
        summary = summarize(phono(capacitance))
        assert summary.resonance_hz == pytest.approx(hertz, abs=10)
        assert summary.resonance_db == pytest.approx(height, abs=0.01)

    def test_other_sources_have_no_such_figures(self) -> None:
        summary = summarize(parse([("preset", "stratocaster")])[0])
        assert (summary.level_10k_db, summary.level_20k_db, summary.capacitance_f) == (None, None, None)

    def test_a_coiled_cable_counts_by_its_wire(self) -> None:
        """100 pF/m and 1.2 m of cable, wound three to one, beside 100 pF of the input: 460 pF."""
        state, _ = parse([("preset", "mm-generic"), ("coil", "3")])
        assert summarize(state).capacitance_f == pytest.approx(460e-12)


def phono(capacitance: float) -> State:
    """A cartridge of 1 kΩ and 500 mH into 47 kΩ, beside so many pF [pF], 0.2 pF of them in the cable."""
    cable = {"len": "0.1", "cm": "2", "lm": "10"}
    return parse({"preset": "mm-generic", **cable, "ci": f"{max(capacitance - 0.2, 0)}"}.items())[0]
