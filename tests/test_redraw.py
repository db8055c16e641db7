"""What a redraw puts together: each part from what the state has, and of this state, not of what is shown beside it."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest

from app.bench import response
from app.bench.redraw import needed, on_page, packed, redraw, unpacked
from app.bench.response import respond
from app.bench.state import State, parse
from app.bench.tolerance import Band
from app.files.codes import Curve, encode
from app.main import server
from physics import proximity
from physics.circuit import decibels

LENGTHS = "preset=speaker-30m&skin=off&lens=4,30,15"


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


def bands_in(picture: Any) -> list[list[list[float]]]:
    """The corners of the bands that are drawn: [Hz], [dB]."""
    paths = [shape["path"] for shape in picture["shapes"] if shape.get("name") == "spread"]
    return [[[float(one) for one in pair.split(",")] for pair in path.strip("MZ").split("L")] for path in paths]


def measured_of(query: str) -> dict[str, str]:
    """A measurement that is 2.345 dB in the middle of what it covers, where the cable's level is 0 dB, and falls."""
    frequency = np.geomspace(20, 200, 30)
    level = 2.345 - 0.3 * np.log10(frequency**2 / 4000)
    code = encode(Curve("level", frequency, level, np.zeros(30)), 1900).code
    return dict(parse_qsl(query)) | {"frd": code}


def test_a_measurement_is_held_against_this_length_alone() -> None:
    query = measured_of(LENGTHS.replace("30m", "30m&len=90"))
    own = redraw(state_of(urlencode(query)), "en")["measured"]
    assert own is not None
    frequency = np.array(own["frequency"])
    ours = decibels(respond(state_of("preset=speaker-30m&skin=off&len=90"), frequency).drawn)
    np.testing.assert_allclose(np.array(own["level"]) - own["residual"], ours, atol=1.1e-4)
    told = server.test_client().get("/api/v1/response", query_string=query | {"f": "100"}).get_json()["measured"]
    assert (own["fit"], own["away"]) == (told["fit_db"], told["away_db"])
    assert own["fit"] == pytest.approx(-2.345, abs=0.02)
    assert own["away"] == pytest.approx(2.345, abs=0.02)
    assert (min(own["frequency"]), max(own["frequency"])) == pytest.approx((20, 200), rel=2e-3)
    for values in (own["level"], own["residual"]):
        assert [round(value, 4) for value in values] == values
        assert [round(value, 3) for value in values] != values
    for digits, same in ((6, True), (5, False)):
        assert ([float(f"{f:.{digits}g}") for f in own["frequency"]] == own["frequency"]) is same


def test_words_of_the_graphs_are_of_this_length() -> None:
    """At 20 kHz, of 30 m: 8.08 Ω, 1.5 Ω and 3.77 Ω of reactance; and of 15 m, the last, as a state of its own."""
    texts = redraw(state_of(LENGTHS), "en")["texts"]
    lag = np.degrees(np.arctan(2 * np.pi * 20e3 * 30e-6 / 9.58))
    assert "−0.622 dB at 20 kHz" in texts["attenuation-words"]
    assert f"{lag:.1f}° at 20 kHz" in texts["phase-words"]


@pytest.mark.parametrize(
    ("query", "axis", "alike"),
    [
        ("preset=speaker-4m&range=ear", (20, 20e3), False),
        ("preset=speaker-4m&range=all&fmin=50&fmax=300000", (50, 300e3), False),
        ("preset=speaker-4m&range=all&view=field", (10, 1e6), True),
        ("preset=zip-5m&range=all&view=field", (10, 1e6), False),
    ],
)
def test_what_else_the_page_needs(query: str, axis: tuple[float, float], alike: bool) -> None:
    picture = redraw(state_of(query), "en")
    assert picture["axis"] == axis
    assert picture["times"] is None
    assert set(picture["alike"]) == ({"cable", "dia", "gap", "eps"} if alike else set())
    assert 1e3 < float(picture["telling"]) < 1e6
    assert (picture["section"] is not None) is ("zip" in query)  # of R, L and C alone there is none


@pytest.mark.parametrize("view", ["response", "delay", "line", "time", "matters"])
def test_words_are_of_the_view(view: str) -> None:
    texts = redraw(state_of(f"preset=speaker-4m&view={view}&span=0.00001"), "en")["texts"]
    for name, of in (("delay-answer", "delay"), ("time-words", "time"), ("matters-words", "matters")):
        assert (name in texts) is (of == view)
    assert ("R′ [mΩ/m], go and return Exact: 50 at 20 Hz," in texts.get("resistance-words", "")) is (view == "line")
    # From the last point before the signal begins, every 108th.
    assert (" Load: 0 at −8.33 ns, " in texts.get("signal-words", "")) is (view == "time")
    assert ("At 20 kHz the resistance is 1.0207 times that at DC" in texts.get("line-words", "")) is (view == "line")


class TestBand:
    FREQUENCY = np.geomspace(10, 1e6, 31)
    GIVEN = Band(FREQUENCY, np.full(31, -50.0), np.full(31, 40.0))

    def test_that_is_known_is_drawn_and_has_room(self) -> None:
        for resting in (True, False):
            picture = redraw(state_of("preset=speaker-4m&range=all&tol=1"), "en", resting, self.GIVEN)
            (corners,) = bands_in(picture)
            assert [level for _, level in corners] == [-50.0] * 11 + [40.0] * 11  # there below, and back above
            low, high = picture["span"]["attenuation"]
            assert low < -50
            assert high > 40

    @pytest.mark.parametrize(("view", "bands"), [("response", 1), ("line", 0), ("matters", 0), ("delay", 0)])
    def test_is_found_where_it_is_seen(self, view: str, bands: int) -> None:
        picture = redraw(state_of(f"preset=speaker-4m&tol=1&view={view}"), "en")
        assert len(bands_in(picture)) == bands
        assert picture["texts"]["sureness"]

    def test_counts_on_the_axis_alone(self) -> None:
        low = np.where(self.FREQUENCY > 20.1e3, -500.0, -5.0)
        given = Band(self.FREQUENCY, low, np.where(self.FREQUENCY < 19.9, 400.0, 4.0))
        picture = redraw(state_of("preset=speaker-4m&range=ear&tol=1"), "en", band=given)
        assert picture["span"]["attenuation"] == pytest.approx((-6.3, 4.2))
        (corners,) = bands_in(picture)
        frequencies = [one for one, _ in corners]
        assert (min(frequencies), max(frequencies)) == pytest.approx((21.5443, 14678.0), rel=1e-3)

    def test_has_every_third_point_and_the_last(self) -> None:
        (corners,) = bands_in(redraw(state_of("preset=speaker-4m&tol=1"), "en"))
        frequency = np.geomspace(10, 1e6, 600)
        there = [*frequency[::3], frequency[-1]]
        assert [one for one, _ in corners] == pytest.approx([*there, *there[::-1]], rel=1e-5)

    def test_of_what_is_sure_there_is_none(self) -> None:
        picture = redraw(state_of("preset=speaker-4m"), "en")
        assert bands_in(picture) == []
        assert picture["texts"]["sureness"] == ""


def test_the_place_has_four_digits() -> None:
    """Of the largest change against no cable, skin effect left out: a logarithm of base 10 over three decades."""
    off = []
    for length in range(5, 60, 5):
        s, series = 2j * np.pi * 20e3, 0.08 + 0.05 * length
        at_dc = 8 / (8 + series)
        change = 20 * np.log10(abs(1 / (1 + (series + s * length * 1e-6) * (1 / 8 + s * length * 45e-12)) / at_dc))
        place = redraw(state_of(f"preset=speaker-4m&skin=off&len={length}"), "en")["place"]
        off.append(abs(place - np.log10(-change / 0.01) / 3))
        assert round(place, 4) == place
    assert max(off) < 1.5e-4


def test_beside_is_left_out_where_it_is_not_asked_for() -> None:
    state = state_of("preset=speaker-4m&a=preset%3Dspeaker-30m")
    assert redraw(state, "en")["texts"]["beside-loss-a"]
    assert not any(name.startswith("beside") for name in redraw(state, "en", beside=False)["texts"])


def test_on_the_page_words_are_in_its_units_and_numbers_stay_with_them() -> None:
    query = "preset=speaker-4m&a=preset%3Dspeaker-30m&units={}"
    imperial, metric = (on_page(redraw(state_of(query.format(units)), "en")) for units in ("imperial", "metric"))
    assert [one["pins"][0]["of"] for one in (imperial, metric)] == [
        "Speaker cable 98 ft, DF 100",
        "Speaker cable 30 m, DF 100",
    ]
    for picture in (imperial, metric):
        assert picture["texts"]["headline-name-loss"] == "Loss at 20\N{NO-BREAK SPACE}kHz, relative to DC"
    assert "4 m" not in imperial["texts"]["reference"].replace("\N{NO-BREAK SPACE}", " ").partition(" mΩ")[0]
    assert metric["pins"][0]["key"] == "a"


def test_only_what_makes_a_difference_travels() -> None:
    """What matters, what is not the preset's though it does not matter, and what is no quantity."""
    found = needed(state_of("preset=speaker-4m&len=7&eps=3&lang=ja"))
    assert found.items() >= {"preset": "speaker-4m", "len": "7", "lang": "ja", "df": "100"}.items()
    assert "gap" not in found
    assert "vpot" not in found
    left = needed(state_of("preset=stratocaster&zs=amp&vpot=300"))
    assert left["vpot"] == "300"
    assert "tpot" not in left


def test_curves_are_of_all_lengths_and_phases_too() -> None:
    picture = redraw(state_of(LENGTHS), "en")
    assert picture["names"] == ["30 m", "4 m", "15 m"]
    for curve, lag, length in zip(picture["curves"], picture["phases"], (30, 4, 15), strict=True):
        alone = respond(state_of(f"preset=speaker-4m&skin=off&len={length}"), np.geomspace(10, 1e6, 600))
        np.testing.assert_allclose(unpacked(curve), decibels(alone.drawn), atol=6e-5)
        np.testing.assert_allclose(unpacked(lag), alone.phase_lag, atol=6e-5)


def test_packing() -> None:
    """Second differences, of steps of 1e-4, from nothing."""
    assert packed(np.array([1.0, 1.5, 2.5, -0.00016])) == [10000, -5000, 5000, -35002]
    assert packed(np.array([0.00004, 0.00006])) == [0, 1]
    assert unpacked([10000, -5000, 5000]).tolist() == [1.0, 1.5, 2.5]


class TestState:
    QUERY = "preset=speaker-4m&df=30&len=7.5&range=ear&a=preset%3Dspeaker-30m%26name%3DLong"

    def test_is_told(self) -> None:
        state = state_of(self.QUERY)
        picture = redraw(state, "en")
        assert (picture["query"], picture["preset"], picture["kind"]) == (state.query, "speaker-4m", "rlc")
        assert (picture["given"], picture["aspects"]) == (state.given, state.aspects)
        assert picture["to_pin"] == "v=1&preset=speaker-4m&len=7.5&df=30"
        assert picture["shown"]["len"] == picture["given"]["len"] == "7.5"
        assert picture["shown"]["rs"] == "0.266667"  # 8 Ω/30, of which six digits
        assert picture["range"] == (10, 1e6, 600)
        assert (picture["view"], picture["graphs"], picture["known"]) == ("response", {}, None)
        assert (picture["measured"], picture["matters"], picture["whole"]) == (None, None, True)
        assert picture["names"] == ["Total"]
        assert picture["schematic"].startswith("<svg")
        assert picture["shapes"][0]["type"] == "rect"
        assert picture["span"]["attenuation"] == pytest.approx((-1.05, 1.05))  # as the ear hears, beside the pin

    def test_with_pins(self) -> None:
        (pin,) = redraw(state_of(self.QUERY), "en")["pins"]
        assert {name: pin[name] for name in ("key", "name", "label", "of")} == {
            "key": "a",
            "name": "Long",
            "label": "A: Long",
            "of": "Speaker cable 30 m, DF 100",
        }
        assert set(pin["curves"]) == {"attenuation", "phase"}
        alone = respond(state_of("preset=speaker-30m"), np.geomspace(10, 1e6, 600))
        np.testing.assert_allclose(unpacked(pin["curves"]["attenuation"]), decibels(alone.drawn), atol=6e-5)
        texts = redraw(state_of(self.QUERY), "en")["texts"]
        assert texts["beside-loss-a"].startswith("−0.646 dB")

    def test_has_a_verdict(self) -> None:
        picture = redraw(state_of("preset=speaker-30m&range=all"), "en")
        assert picture["verdict"] == "possible"
        assert picture["texts"]["verdict-word"] == "Borderline"
        assert picture["texts"]["cell-total-4"] == "−0.6463"
        assert picture["span"]["attenuation"] == pytest.approx((-31.5, 1.8))  # 26.8 dB at 1 MHz

    def test_has_graphs_of_the_view(self) -> None:
        graphs = redraw(state_of("preset=speaker-4m&view=line&fmin=10&fmax=20000"), "en")["graphs"]
        for graph, start, end in (("resistance", 50, 50 * 1.0207), ("inductance", 1000, 1000)):
            for curve in graphs[graph]:
                assert unpacked(curve)[[0, -1]] == pytest.approx([start, end], rel=5e-5)

    def test_knows_a_load_where_it_was_measured(self) -> None:
        frequency = np.geomspace(15, 18e3, 100)
        code = encode(Curve("impedance", frequency, 18 + 3 * np.sin(np.log(frequency)), np.zeros(100)), 1900).code
        picture = redraw(state_of(urlencode({"preset": "speaker-4m", "zl": "file", "zma": code})), "en")
        assert picture["known"] == pytest.approx((15, 18e3), rel=1e-3)

    @pytest.mark.parametrize(
        ("query", "resting", "whole"),
        [("", False, True), ("tol=1", False, False), ("tol=1", True, True), ("view=matters", False, False)],
    )
    def test_is_whole_where_nothing_is_to_come(self, query: str, resting: bool, whole: bool) -> None:
        picture = redraw(state_of(f"preset=speaker-4m&{query}"), "en", resting)
        assert picture["whole"] is whole
        assert ("sureness" in picture["texts"]) is (resting or "tol" not in query)
        bars = redraw(state_of("preset=speaker-4m&view=matters"), "en")["matters"]
        assert bars is not None
        assert bars["bars"][0]["key"] in ("len", "rdc", "lm", "df", "load")


@pytest.mark.parametrize(("changed", "anew"), [("df=30", 0), ("len=7", 1), ("load=6", 1), ("temp=45", 3)])
def test_conductors_are_solved_anew_only_where_they_change(
    changed: str, anew: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For curves and table, for the verdict, and round the fall by 3 dB: that alone moves with the length."""
    query = "preset=speaker-4m&cable=pair"
    response._solved.cache_clear()
    redraw(state_of(query), "en")
    solved, solve = [], proximity.pair_impedance
    monkeypatch.setattr(proximity, "pair_impedance", lambda *given: (solved.append(given), solve(*given))[1])
    moved = redraw(state_of(f"{query}&{changed}"), "en")
    assert len(solved) == anew
    response._solved.cache_clear()
    assert redraw(state_of(f"{query}&{changed}"), "en") == moved
