"""What a redraw puts together: each part from what the state has, and of this state, not of what is shown beside it."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest

from app.bench.redraw import needed, on_page, redraw, unpacked
from app.bench.response import respond
from app.bench.state import State, parse
from app.bench.tolerance import Band
from app.files.codes import Curve, encode
from app.main import server
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
    """A measurement 2.345 dB above 30 m of the standard cable, which is at 0 dB within what it covers."""
    frequency = np.geomspace(20, 200, 30)
    code = encode(Curve("level", frequency, np.full(30, 2.345), np.zeros(30)), 1900).code
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
    assert own["fit"] == pytest.approx(-2.345, abs=0.006)
    assert own["away"] == pytest.approx(2.345, abs=0.01)
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
    texts = redraw(state_of(f"preset=speaker-4m&view={view}"), "en")["texts"]
    for name, of in (("delay-answer", "delay"), ("time-words", "time"), ("matters-words", "matters")):
        assert (name in texts) is (of == view)
    assert ("resistance-words" in texts) is (view == "line")


class TestBand:
    FREQUENCY = np.geomspace(10, 1e6, 31)
    GIVEN = Band(FREQUENCY, np.full(31, -50.0), np.full(31, 40.0))

    def test_that_is_known_is_drawn_and_has_room(self) -> None:
        for resting in (True, False):
            picture = redraw(state_of("preset=speaker-4m&range=all&tol=1"), "en", resting, self.GIVEN)
            (corners,) = bands_in(picture)
            assert {level for _, level in corners} == {-50.0, 40.0}
            low, high = picture["span"]["attenuation"]
            assert low < -50
            assert high > 40

    @pytest.mark.parametrize(("view", "bands"), [("response", 1), ("line", 0), ("matters", 0), ("delay", 0)])
    def test_is_found_where_it_is_seen(self, view: str, bands: int) -> None:
        picture = redraw(state_of(f"preset=speaker-4m&tol=1&view={view}"), "en")
        assert len(bands_in(picture)) == bands
        assert picture["texts"]["sureness"]

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
    for curves, of in (
        (picture["curves"], lambda one: decibels(one.drawn)),
        (picture["phases"], lambda one: one.phase_lag),
    ):
        for curve, length in zip(curves, (30, 4, 15), strict=True):
            alone = respond(state_of(f"preset=speaker-4m&skin=off&len={length}"), np.geomspace(10, 1e6, 600))
            np.testing.assert_allclose(unpacked(curve), of(alone), atol=6e-5)
