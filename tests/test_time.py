"""Signals in time and group delay of a state: against ngspice, closed forms, the response itself, and causality."""

import re
from collections.abc import Callable
from typing import Any, get_args
from urllib.parse import parse_qsl

import numpy as np
import pytest
from numpy.polynomial.chebyshev import chebval

from app.bench.delays import delay_figures
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES, SignalKind
from app.bench.redraw import redraw, unpacked
from app.bench.response import causal_line_of, line_of
from app.bench.state import State, parse
from app.bench.sweep import sweep
from app.bench.transients import course, span_of, with_span
from app.bench.views import VIEWS
from app.common.quantity import Number
from app.common.text import LANGUAGES
from app.main import server
from physics.checks import Real
from physics.hearing import BLAUERT_LAWS, LISKI

RunSpice = Callable[[str], str]
client = server.test_client()


def played(query: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/time?{query}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()
    return told | {name: np.array(told[name]) for name in ("time_s", "emf_v", "load_v", "without_cable_v")}


def state_of(query: str) -> State:
    state, problems = parse([tuple(pair.split("=", 1)) for pair in query.split("&")])  # type: ignore[misc]
    assert not problems
    return state


def run(deck: str, seconds: Real, ngspice: RunSpice) -> Real:
    """Voltage at the load at times above 0, after a step at t = 0, of a deck without its source and analysis."""
    end = seconds[-1]
    step = f"Vemf emf 0 PWL(0 0 {end * 1e-7:.6g} 1)\n.tran {end / 4e3:.6g} {end:.9g} 0 {end / 4e3:.6g}\n"
    printed = ngspice(f"* time\n{deck}\n{step}.print tran v(load)\n.end\n")
    rows = np.array(re.findall(r"^\d+\s+(\S+)\s+(\S+)\s*$", printed, re.MULTILINE), float).T
    return np.interp(seconds, *rows)


class TestSpice:
    """Within a thousandth of the step."""

    @pytest.mark.parametrize(
        "query",
        [
            "preset=speaker-4m&skin=off",
            "preset=speaker-30m&skin=off&model=c-mid&df=10",
            "preset=line-10m&skin=off",
            "preset=stratocaster",
            "preset=two-way-4m&skin=off&span=0.0001",
        ],
    )
    def test_lumped(self, query: str, ngspice: RunSpice) -> None:
        """By the elements of our own deck, which another test holds against the response."""
        deck = client.get(f"/api/v1/circuit.cir?{query}").text
        elements = re.sub(r"^(Vemf|\.ac|\.print|\.end$).*\n?", "", deck, flags=re.MULTILINE)
        told = played(query)
        after = told["time_s"] > 0
        found = run(elements, told["time_s"][after], ngspice)
        assert np.max(np.abs(found - told["load_v"][after])) < 1e-3

    @pytest.mark.parametrize(("rs", "load"), [("30", "200"), ("5", "1000"), ("150", "150")])
    def test_distributed(self, rs: str, load: str, ngspice: RunSpice) -> None:
        """30 m with 50 mΩ/m, 1 µH/m and 45 pF/m go and return, but for the two points beside each front."""
        told = played(f"preset=speaker-4m&skin=off&model=line&len=30&rs={rs}&load={load}&span=3e-6")
        after = told["time_s"] > 0
        seconds, delay = told["time_s"][after], 30 * (1e-6 * 45e-12) ** 0.5
        line = "Oline jack 0 load 0 cable\n.model cable LTRA(R=0.05 L=1u C=45p LEN=30)"
        found = run(f"Rs emf jack {rs}\nRl load 0 {load}\n{line}", seconds, ngspice)
        away = np.abs((seconds / delay) % 2 - 1) * delay
        smooth = away > 2 * (seconds[1] - seconds[0])
        assert np.count_nonzero(smooth) > 450
        assert np.max(np.abs(found - told["load_v"][after])[smooth]) < 1e-3


class TestCausality:
    @pytest.mark.parametrize("preset", PRESETS)
    def test_nothing_comes_before_the_signal(self, preset: str) -> None:
        """Also where the skin effect raises the resistance of a cable that is given by R, L and C."""
        told = played(f"preset={preset}")
        before = told["time_s"] < 0
        for name in ("emf_v", "load_v", "without_cable_v"):
            assert np.max(np.abs(told[name][before])) < 1e-5
        assert np.count_nonzero(before) == 60
        assert told["emf_v"][~before] == pytest.approx(1, abs=1e-5)

    @pytest.mark.parametrize(
        "query",
        ["preset=zip-5m&len=50", "preset=zip-5m&formula=paper", "preset=speaker-30m", "preset=pin-10m&cable=coax"],
    )
    def test_nothing_comes_before_the_delay(self, query: str) -> None:
        """The length over the speed of a wave whose current is at the surface."""
        query += "&model=line"
        answer = client.get(f"/api/v1/response?{query}&f=1e9").get_json()
        line = answer["line"]
        delay = answer["state"]["len"] * (line["inductance_h_per_m"][0] * line["capacitance_f_per_m"]) ** 0.5
        told = played(f"{query}&span={5 * delay:.3g}")
        early = told["time_s"] < 0.98 * delay
        assert np.count_nonzero(early) > 150
        assert np.max(np.abs(told["load_v"][early])) < 1e-5
        assert told["load_v"][-1] > 0.1


def test_pulse_has_the_response_as_its_spectrum() -> None:
    """Of a pulse the discrete Fourier transform tells what /api/v1/response does, level and phase."""
    query = "preset=speaker-4m&skin=off&sig=impulse&span=1e-4"
    told = played(query)
    frequency = np.fft.rfftfreq(600, 1e-4 / 600)[5:60]
    ratio = np.fft.rfft(told["load_v"])[5:60] / np.fft.rfft(told["emf_v"])[5:60]
    listed = ",".join(f"{f:.12g}" for f in frequency)
    answer = client.get(f"/api/v1/response?preset=speaker-4m&skin=off&f={listed}").get_json()
    assert 20 * np.log10(np.abs(ratio)) == pytest.approx(np.array(answer["attenuation_db"]), abs=0.01)
    assert -np.degrees(np.angle(ratio)) == pytest.approx(np.array(answer["phase_lag_deg"]), abs=0.1)


def test_figures_of_a_cable_that_is_a_resistor_and_a_capacitor() -> None:
    """1 kΩ and 140 pF: 2.197 and 0.693 time constants; what L and the load change is below a hundredth."""
    figures = played("preset=pin-2m&skin=off&load=1e7&rs=1000")["figures"]
    assert figures["rise_time_s"] == pytest.approx(np.log(9) * 1.4e-7, rel=0.01)
    assert figures["delay_s"] == pytest.approx(np.log(2) * 1.4e-7, rel=0.01)
    assert figures["overshoot_percent"] == 0
    assert (figures["without_cable_rise_time_s"], figures["without_cable_delay_s"]) == (0, 0)


def test_figures_rest_on_neither_signal_nor_time() -> None:
    step = played("preset=stratocaster")["figures"]
    for more in ("sig=burst&f0=4000", "sig=square", "sig=impulse", "span=1", "span=1e-7", "fmax=20000"):
        assert played(f"preset=stratocaster&{more}")["figures"] == step
    assert step["overshoot_percent"] > 10 * step["without_cable_overshoot_percent"] / 3


class TestLine:
    """The cable of the pictures of time is the response's, but for the inductance that goes with its skin effect."""

    F = np.geomspace(1e3, 1e9, 25)

    @pytest.mark.parametrize("query", ["preset=zip-5m", "preset=speaker-4m&skin=off", "preset=stratocaster"])
    def test_is_the_same_where_that_is_causal(self, query: str) -> None:
        ours, pages = causal_line_of(state_of(query), self.F), line_of(state_of(query), self.F)
        assert np.array_equal(ours.series_impedance, pages.series_impedance)

    @pytest.mark.parametrize(("query", "most"), [("preset=speaker-4m", 1e-7), ("preset=zip-5m&formula=paper", 3e-7)])
    def test_has_more_inductance_where_the_skin_effect_is_weak(self, query: str, most: float) -> None:
        """Of two lone wires µ₀/4π more at most, which is 0.1 µH/m; nothing where all current is at the surface."""
        ours, pages = causal_line_of(state_of(query), self.F), line_of(state_of(query), self.F)
        more = ours.inductance - pages.inductance
        assert np.array_equal(ours.resistance, pages.resistance)
        assert 0.9e-7 < more[0] < most * (1 + 1e-9)
        assert np.all(np.diff(more) < 0)
        assert 0 < more[-1] < 0.01 * most


class TestSpan:
    @pytest.mark.parametrize("preset", PRESETS)
    def test_shows_the_edge(self, preset: str) -> None:
        """90 % of the level is reached between a fiftieth and half of what is shown."""
        told = played(f"preset={preset}")
        span = told["time_s"][-1] - told["time_s"][0]
        assert 0.02 * span < told["figures"]["delay_s"] + told["figures"]["rise_time_s"] < 0.5 * span

    @pytest.mark.parametrize("signal", get_args(SignalKind))
    @pytest.mark.parametrize("asked", ["1e-7", "0.002", "10"])
    def test_is_what_is_asked_for(self, signal: str, asked: str) -> None:
        told = played(f"preset=zip-5m&sig={signal}&span={asked}")
        steps = np.diff(told["time_s"])
        assert steps == pytest.approx(float(asked) / 600, rel=1e-6)
        assert told["time_s"][60] == pytest.approx(float(asked) / 1200, rel=1e-6)
        assert float(told["state"]["span"]) == float(asked)
        assert np.all(np.isfinite(told["load_v"]))

    def test_covers_periods_bursts_and_pulses(self) -> None:
        """Two periods and a half, a burst and 0.6 of it after, twenty times the shortest period of a pulse."""
        assert span_of(state_of("preset=zip-5m&sig=square&f0=50")) == pytest.approx(0.05)
        assert span_of(state_of("preset=zip-5m&sig=burst&f0=50&cycles=4")) == pytest.approx(1.6 * 4 / 50)
        assert span_of(state_of("preset=zip-5m&sig=impulse&fmax=20000")) == pytest.approx(1e-3)

    def test_is_said_to_pins_in_this_picture_only(self) -> None:
        assert with_span(state_of("preset=zip-5m&sig=square&f0=50&view=time")).numbers("span") == (0.05,)
        assert with_span(state_of("preset=zip-5m&sig=square&f0=50")).numbers("span") == ()

    @pytest.mark.parametrize(("typed", "seconds"), [("2,5", 2.5), ("０，００５", 0.005), ("", None)])
    def test_has_decimals_as_people_write_them(self, typed: str, seconds: float | None) -> None:
        answer = client.get("/api/v1/time", query_string={"preset": "zip-5m", "sig": "step", "span": typed})
        times = answer.get_json()["time_s"]
        automatic = client.get("/api/v1/time?preset=zip-5m&sig=step").get_json()["time_s"]
        if seconds is None:
            assert times == automatic
        else:
            assert times[-1] - times[0] == pytest.approx(seconds * 599 / 600)

    @pytest.mark.parametrize("wrong", ["5e-8", "11", "1;2", "1 2", "x"])
    def test_of_another_length_is_refused(self, wrong: str) -> None:
        answer = client.get(f"/api/v1/time?span={wrong}")
        assert answer.status_code == 400
        assert "1×10⁻⁷ to 10 s" in answer.get_json()["error"]["message"]


class TestDifference:
    """The largest difference is that of the signal, not of the points that happen to be drawn."""

    JUMP = 8 / (8 + 0.08)  # an amplifier of 0.08 Ω alone answers at once, with its cable not yet

    @pytest.mark.parametrize("more", ["sig=step", "sig=square&f0=20000", "sig=square&f0=20000&span=1", "span=10"])
    def test_of_an_edge_is_the_jump(self, more: str) -> None:
        difference = played(f"preset=zip-5m&{more}")["difference"]
        assert difference["peak_v"] == pytest.approx(self.JUMP, rel=2e-3)
        assert difference["peak_s"] == 0

    @pytest.mark.parametrize(("f0", "cycles"), [("20000", "5"), ("2000", "50")])
    def test_of_a_burst_is_near_that_of_its_tone(self, f0: str, cycles: str) -> None:
        """|H − H₀| at f0, which a Hann window of so many cycles reaches within some per cent."""
        answer = client.get(f"/api/v1/response?preset=zip-5m&f={f0}").get_json()
        with_cable = 10 ** (answer["attenuation_db"][0] / 20) * np.exp(-1j * np.radians(answer["phase_lag_deg"][0]))
        without = with_cable / 10 ** (answer["cable_db"][0] / 20)  # whose source and load are resistors: no phase
        tone = abs(with_cable - abs(without))
        for span in ("", "&span=0.1", "&span=1"):
            found = played(f"preset=zip-5m&sig=burst&f0={f0}&cycles={cycles}{span}")["difference"]
            assert found["peak_v"] == pytest.approx(tone, rel=0.05)
            assert found["half_s"] == pytest.approx(1 / 3 / float(f0), rel=0.05)  # of a sine from 30° to 150°

    def test_lasts_as_long_as_the_load_takes_to_its_half(self) -> None:
        """1 kΩ and 140 pF: what is missing falls like exp(−t/RC)."""
        difference = played("preset=pin-2m&skin=off&load=1e7&rs=1000")["difference"]
        assert difference["half_s"] == pytest.approx(np.log(2) * 1.4e-7, rel=0.02)

    def test_of_a_pulse_may_be_before_its_middle(self) -> None:
        """The difference of a pulse and the same a little later is its slope: steepest before its middle."""
        difference = played("preset=zip-5m&sig=impulse")["difference"]
        fine = played("preset=zip-5m&sig=impulse&span=2e-6")
        change = np.abs(fine["load_v"] - fine["without_cable_v"])
        seen = fine["time_s"] < difference["peak_s"] + 1e-7
        assert -3e-7 < difference["peak_s"] < -1e-7
        assert difference["peak_v"] >= 0.999 * np.max(change[seen])
        words = redraw(state_of("preset=zip-5m&view=time&sig=impulse"), "en")["texts"]["time-words"]
        assert "before the middle of the pulse" in words

    @pytest.mark.parametrize(
        "query", ["sig=burst&f0=20000", "sig=burst&f0=1e6&cycles=3", "sig=square&f0=20000", "sig=impulse"]
    )
    def test_what_the_points_cannot_show_is_told(self, query: str) -> None:
        """At the longest span that is told a point of the EMF is near its volt; beyond it page, picture and CSV say so.

        A sixth of a period has a point within 30° of a tone's top, cos 30° = 0.87; a pulse with such a spectrum is at
        sinc(½)/(1 − ¼) = 0.849 half a step from its top.
        """
        longest = played(f"preset=zip-5m&{query}")["signal_span_s"]
        at_most = played(f"preset=zip-5m&{query}&span={longest:.12g}")
        assert np.max(np.abs(at_most["emf_v"])) > 0.84
        for language, words in (("en", "do not have its shape"), ("ja", "実際の形になっていません")):
            for span, told in ((0.99 * longest, False), (1.1 * longest, True)):
                state = state_of(f"preset=zip-5m&view=time&{query}&span={span:.6g}")
                assert (words in redraw(state, language)["texts"]["time-words"]) == told  # type: ignore[arg-type]
        # What is told to set is two digits of it, rounded down, so that a curve of that span has its shape.
        words = redraw(state_of(f"preset=zip-5m&view=time&{query}&span={2 * longest:.6g}"), "en")["texts"]["time-words"]
        shown = re.search(r"” to ([\d.]+) ([mµ]?)s or less", words)
        assert shown is not None
        assert len(shown[1].replace(".", "").lstrip("0")) == (3 if float(shown[1]) >= 100 else 2)
        told_span = float(shown[1]) * {"": 1, "m": 1e-3, "µ": 1e-6}[shown[2]]
        digits = float(f"{longest:.1e}")
        assert told_span == pytest.approx(digits if digits <= longest * (1 + 1e-9) else digits - told_step(digits))
        beyond = f"preset=zip-5m&{query}&span={2 * longest:.6g}"
        refused = client.get(f"/api/v1/time.csv?{beyond}")
        assert (refused.status_code, refused.get_json()["error"]["key"]) == (400, "span")
        assert "do not have its shape" in client.get(f"/api/v1/time.svg?{beyond}").text

    @pytest.mark.parametrize(
        "query",
        ["preset=zip-5m&span=1", "preset=zip-5m&span=1e-3&model=line", "preset=line-10m&span=0.01",
         "preset=zip-5m&sig=square&f0=1000", "preset=pair-100m&span=1e-3&sig=square&f0=20000"],
    )  # fmt: skip
    def test_a_spike_between_two_points_is_drawn(self, query: str) -> None:
        """As high as the figure says, at each edge the way that it goes; all other points are those of the API."""
        told = played(query)
        picture = redraw(state_of(f"{query}&view=time"), "en")
        drawn = unpacked(picture["graphs"]["smear"][0]) / 1e3
        points = told["load_v"] - told["without_cable_v"]
        assert np.max(np.abs(drawn)) == pytest.approx(told["difference"]["peak_v"], rel=0.02)
        edges = np.flatnonzero(np.abs(np.diff(told["emf_v"])) > 0.5) + 1
        others = np.setdiff1d(np.arange(600), edges)
        assert drawn[others] == pytest.approx(points[others], abs=1e-6)
        assert (
            len(edges) == len(np.arange(0, told["time_s"][-1], 0.5 / float(told["state"]["f0"])))
            or "square" not in query
        )
        spikes = drawn[edges] - drawn[edges - 1]
        assert np.sign(spikes) == pytest.approx(-np.sign(np.diff(told["emf_v"])[edges - 1]))
        assert np.abs(spikes) == pytest.approx(self.JUMP if "preset=zip" in query else 0.99, rel=0.02)
        assert "may miss" not in picture["texts"]["time-words"]

    def test_a_difference_that_comes_later_and_is_over_between_two_points_is_told(self) -> None:
        """Of a tone burst, which has no edge."""
        query = "preset=stratocaster&sig=burst&f0=4000&cycles=50"
        difference = played(query)["difference"]
        assert difference["span_s"] is not None
        words = redraw(state_of(f"{query}&view=time&span={1.1 * difference['span_s']:.6g}"), "en")["texts"][
            "time-words"
        ]
        assert "may miss this difference" in words or "do not have its shape" in words


def told_step(value: float) -> float:
    """One of the second digit of a number."""
    return float(f"1e{int(f'{value:e}'.partition('e')[2]) - 1}")


def test_pins_are_played_at_the_same_times() -> None:
    told = played("preset=zip-5m&a=preset%3Dspeaker-30m%26name%3DLong")
    alone = played(f"preset=speaker-30m&span={told['state']['span']}")
    pin = told["pins"][0]
    assert (pin["key"], pin["name"], pin["figures"]) == ("a", "Long", alone["figures"])
    assert np.array(pin["load_v"]) == pytest.approx(alone["load_v"], abs=1e-6)
    header = client.get("/api/v1/time.csv?preset=zip-5m&a=preset%3Dspeaker-30m").text.partition("\r\n")[0]
    assert header == "time_s,emf_v,load_v,without_cable_v,load_v_a,without_cable_v_a"


def test_picture_has_both_graphs() -> None:
    text = client.get("/api/v1/time.svg?preset=zip-5m&a=preset%3Dspeaker-30m").text
    assert text.count("<polyline") == 4 + 2
    assert "Voltage [V]" in text
    assert client.get("/api/v1/time.png?preset=zip-5m").data.startswith(b"\x89PNG")


def shown_in(words: str) -> list[float]:
    """The seconds and volts in words, in SI units."""
    units = {"": 1, "m": 1e-3, "µ": 1e-6, "n": 1e-9, "p": 1e-12}
    return [float(number) * units[prefix] for number, prefix in re.findall(r"(\d[\d.]*)\s([mµnp]?)[sV]\b", words)]


class TestPage:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_draws_what_the_api_tells(self, language: Any) -> None:
        told = played("preset=zip-5m")
        picture = redraw(state_of("preset=zip-5m&view=time"), language)
        ends = picture["times"]
        assert ends is not None
        assert np.linspace(*ends, 600) == pytest.approx(told["time_s"])
        load, emf, bare = (unpacked(curve) for curve in picture["graphs"]["signal"])
        for curve, name in ((load, "load_v"), (emf, "emf_v"), (bare, "without_cable_v")):
            assert curve == pytest.approx(told[name], abs=1e-4)
        difference, smear = 1e3 * (told["load_v"] - told["without_cable_v"]), unpacked(picture["graphs"]["smear"][0])
        edge = 60  # the spike there has a test of its own
        assert np.delete(smear, edge) == pytest.approx(np.delete(difference, edge), abs=1e-3)
        assert "787 ns" in picture["texts"]["time-words"]
        assert "787 ns" in picture["texts"]["time-figures"]

    def test_its_words_are_the_figures_and_the_curves(self) -> None:
        """As the API tells them, of this state and of what is pinned, to the three digits that are shown."""
        query = "preset=stratocaster&a=preset%3Dpin-10m%26rs%3D5000"
        told = played(query)
        figures, pin, seconds = told["figures"], told["pins"][0]["figures"], told["time_s"]
        texts = redraw(parse(parse_qsl(f"{query}&view=time"))[0], "en")["texts"]
        slower, later, cycle, signal, most, where, half = shown_in(texts["time-words"].partition("?")[2])
        assert (cycle, signal) == (pytest.approx(50e-6), 1)
        for shown, name in ((slower, "rise_time_s"), (later, "delay_s")):
            assert figures[f"without_cable_{name}"] > 0
            assert shown == pytest.approx(figures[name] - figures[f"without_cable_{name}"], rel=5e-3)
        change = np.abs(told["load_v"] - told["without_cable_v"])
        assert most == pytest.approx(change.max(), rel=1e-2)
        assert where == pytest.approx(seconds[np.argmax(change)], rel=1e-2)
        low = np.flatnonzero(change < most / 2)  # a run of its own around the peak
        first, last = low[low < np.argmax(change)][-1], low[low > np.argmax(change)][0]
        assert half == pytest.approx(seconds[last] - seconds[first], rel=5e-2)
        rows = texts["time-figures"].splitlines()
        assert [row.partition(":")[0] for row in rows] == ["With the cable", "Without the cable", "A"]
        for row, of, prefix in zip(rows, (figures, figures, pin), ("", "without_cable_", ""), strict=True):
            rise, delay = shown_in(row)[:2]
            assert rise == pytest.approx(of[f"{prefix}rise_time_s"], rel=5e-3)
            assert delay == pytest.approx(of[f"{prefix}delay_s"], rel=5e-3)
            percent = of[f"{prefix}overshoot_percent"]
            assert row.endswith(f"overshoot {percent:.1f} %" if percent else "overshoot 0 %")

    def test_notes_what_is_particular(self) -> None:
        notes = {"The pulse": "sig=impulse", "A tan δ": "tand=0.02", "A measured load": None}
        for query in ("preset=pin-10m", *(f"preset=pin-10m&{value}" for value in notes.values() if value)):
            how = redraw(state_of(f"{query}&view=time"), "en")["texts"]["time-how"]
            assert how.startswith("The figures are those of a step")
            for words, value in notes.items():
                assert (words in how) is (value is not None and value in query)

    def test_sends_times_in_this_picture_only(self) -> None:
        assert redraw(state_of("preset=zip-5m"), "en")["times"] is None
        assert redraw(state_of("preset=zip-5m&view=delay"), "en")["times"] is None

    @pytest.mark.parametrize(("query", "answer"), [("preset=zip-5m", "Not so"), ("preset=stratocaster", "Yes")])
    def test_says_whether_transients_are_smeared(self, query: str, answer: str) -> None:
        words = redraw(state_of(f"{query}&view=time"), "en")["texts"]["time-words"]
        assert words.startswith(f"Does it smear transients? {answer}")


class TestDelay:
    def test_of_resistors_an_inductor_and_a_capacitor(self) -> None:
        """At low frequencies (L + R·C·RL)/(R + RL), with R of source and cable."""
        figures = delay_figures(state_of("preset=speaker-4m&skin=off"))
        expected = (4e-6 + 0.28 * 180e-12 * 8) / 8.28
        assert figures.most_s == pytest.approx(expected, rel=1e-5)

    def test_is_held_against_the_smallest_that_is_heard(self) -> None:
        """0.46 ms at 4 kHz, where the delay of a short speaker cable is what it is at DC, but for 1e-4."""
        figures = delay_figures(state_of("preset=speaker-4m&skin=off"))
        assert (figures.limit_s, figures.limit_hz) == (0.46e-3, 4e3)
        assert figures.share == pytest.approx(4.831e-7 / 0.46e-3, rel=1e-3)
        words = redraw(state_of("preset=speaker-4m&skin=off&view=delay"), "en")["texts"]["delay-answer"]
        assert words.startswith("The cable’s group delay is 950 times below what is heard: at 4 kHz")

    @pytest.mark.parametrize(
        ("query", "share"),
        [
            ("preset=pin-2m&skin=off&load=1e7&rs=1000", 1.4e-7 / 0.46e-3),
            ("preset=speaker-4m&skin=off", 4.831e-7 / 0.46e-3),
        ],
    )
    def test_its_words_are_its_figures(self, query: str, share: float) -> None:
        """Of 1 kΩ and 140 pF, and of 4 µH in 8.28 Ω: a delay that is the same at all frequencies that are heard."""
        words = redraw(state_of(f"{query}&view=delay"), "en")["texts"]["delay-answer"]
        factor, at, limit, most = re.findall(r"\d[\d.]*", re.sub("20 Hz to 20 kHz", "", words))[:4]
        assert float(factor) == pytest.approx(1 / share, rel=0.05)
        assert (at, limit) == ("4", "460")
        assert float(most) == pytest.approx(1e9 * share * 0.46e-3, rel=0.02)
        assert delay_figures(state_of(query)).share == pytest.approx(share, rel=0.02)

    def test_its_answer_and_the_words_of_its_graph_stand_apart(self) -> None:
        texts = redraw(state_of("preset=zip-5m&view=delay"), "en")["texts"]
        assert texts["delay-words"].startswith("Group delay [ms]")
        names = [*(graph.id + "-words" for view in VIEWS.values() for graph in view.graphs)]
        assert not set(names) & {name for view in VIEWS.values() for name in view.texts}

    def test_what_is_heard_is_as_published(self) -> None:
        told = redraw(state_of("preset=zip-5m&view=delay"), "en")["texts"]["delay-how"]
        for frequency, early, late in LISKI:
            where = f"{frequency / 1e3:g} kHz" if frequency >= 1e3 else f"{frequency:g} Hz"
            assert f"\N{MINUS SIGN}{-1e3 * early:.2f}/+{1e3 * late:.2f} ms at {where}" in told
        assert [1e3 * late for _, late in BLAUERT_LAWS] == pytest.approx([3.2, 2, 0.9, 1.3, 1.9])


class TestSweep:
    @pytest.mark.parametrize(
        ("query", "key"),
        [
            ("preset=zip-5m", "len"),
            ("preset=zip-5m", "df"),
            ("preset=stratocaster", "tone"),
            ("preset=speaker-4m", "lm"),
            ("preset=line-10m", "rs"),
            ("preset=zip-5m&sig=square&f0=20000", "len"),
            ("preset=speaker-4m", "df"),
            ("preset=stratocaster&model=line", "len"),  # its fronts are long gone when the pickup begins
            ("preset=zip-5m&model=line", "df"),  # these stay where they are
        ],
    )
    def test_is_within_half_a_percent_of_the_step(self, query: str, key: str) -> None:
        """At places that are no nodes; sums of integers twice, then of the Chebyshev series."""
        state, quantity = with_span(state_of(f"{query}&view=time")), QUANTITIES[key]
        assert isinstance(quantity, Number)
        swept = sweep(state, quantity, "en")
        assert swept["window"] == pytest.approx([quantity.position(float(end)) for end in swept["limits"]], abs=1e-3)
        assert swept["times"] == pytest.approx((-0.1 * span_of(state), 0.9 * span_of(state)), rel=0.02)
        first, last = swept["window"]
        for t in (-0.52, 0.11, 0.93):
            place = first + (last - first) * (t + 1) / 2
            exact = course(state.with_values(**{key: quantity.at(place)}))
            curves = [exact.load, exact.emf, exact.without_cable, exact.difference]
            drawn = [(graph, orders) for graph in ("signal", "smear") for orders in swept["curves"][graph]]
            for (graph, orders), curve, volts in zip(drawn, curves, (1, 1, 1, 1e-3), strict=True):
                summed = chebval(t, np.cumsum(np.cumsum(orders, axis=1), axis=1)) * swept["steps"][graph] * volts
                assert summed == pytest.approx(curve, abs=5e-3)

    def test_fronts_that_move_have_no_series(self) -> None:
        quantity = QUANTITIES["len"]
        assert isinstance(quantity, Number)
        assert sweep(with_span(state_of("preset=zip-5m&view=time&model=line")), quantity, "en")["window"] is None

    def test_what_is_shown_moves_no_curve(self) -> None:
        state = state_of("preset=zip-5m&view=time&sig=burst")
        for key in ("f0", "cycles"):
            quantity = QUANTITIES[key]
            assert isinstance(quantity, Number)
            assert sweep(state, quantity, "en")["window"] is None
