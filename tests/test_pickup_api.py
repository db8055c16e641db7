"""POST /api/v1/pickup: what a file of a measured pickup gives."""

import numpy as np
import pytest
from werkzeug.test import TestResponse

from app.bench.quantities import QUANTITIES
from app.main import server
from physics.pickup_fit import Bench, response_level
from physics.sources import Pickup

PICKUP = Pickup(inductance=2.6, resistance=6.5e3, capacitance=120e-12, semi_impedance=600e3, eddy_corner=3400)
F, FINE = np.geomspace(50, 15e3, 400), np.geomspace(50, 15e3, 1600)
BENCH = Bench(resistance=1e6)
PEAK = 1 / (2 * np.pi * np.sqrt(2.6 * 10.12e-9))


def file_of(rise: float, header: str = "Frequency [Hz],Magnitude [dB],Phase [deg],Quality") -> bytes:
    """As the analyser writes it, its level rising by so many dB a decade."""
    level = response_level(F, PICKUP, BENCH) + rise * np.log10(F) - 60
    return "\n".join([header, *(f"{f},{y},0,1" for f, y in zip(F, level, strict=True))]).encode()


def columns(frequency: np.ndarray, level: np.ndarray) -> bytes:
    """Frequency and level in a flat field."""
    return "\n".join(f"{f} {y} 0" for f, y in zip(frequency, level, strict=True)).encode()


def post(body: bytes, **query: str) -> TestResponse:
    return server.test_client().post("/api/v1/pickup", query_string={"rp": "6.5"} | query, data=body)


@pytest.mark.parametrize(("rise", "integrated"), [(20, "0"), (0, "1")])
def test_gives_the_values_of_a_link(rise: float, integrated: str) -> None:
    answer = post(file_of(rise), fres=f"{PEAK}", integrated=integrated).get_json()
    expected = {"lp": 2.6, "rp": 6.5, "cp": 120, "rloss": 0, "zsemi": 600, "feddy": 3400}
    assert answer["values"] == pytest.approx(expected, rel=0.02)
    assert answer["separate"]
    assert answer["rms_db"] < 0.02


@pytest.mark.parametrize(
    ("lang", "words", "taken"),
    [("en", "kHz. One curve", "C was taken to be 110 pF"), ("ja", "dB。1本の特性", "C を 110 pF")],
)
def test_says_where_l_and_c_cannot_be_told_apart(lang: str, words: str, taken: str) -> None:
    answer = post(file_of(20), lang=lang).get_json()
    assert answer["separate"] is False
    assert taken in answer["message"]
    assert words in answer["message"]
    assert answer["values"]["cp"] == 110


def test_what_hung_on_it_is_counted() -> None:
    """100 kΩ and 330 pF, and a peak with 22 nF across 120 pF."""
    level = response_level(FINE, PICKUP, Bench(resistance=100e3, capacitance=330e-12))
    peak = 1 / (2 * np.pi * np.sqrt(2.6 * 22.12e-9))
    hung = {"rtest": "100", "ctest": "330", "fres": f"{peak}", "cres": "22", "integrated": "1"}
    answer = post(columns(FINE, level), **hung).get_json()
    expected = {"lp": 2.6, "rp": 6.5, "cp": 120, "rloss": 0, "zsemi": 600, "feddy": 3400}
    assert answer["values"] == pytest.approx(expected, rel=4e-3)
    assert (answer["separate"], answer["losses"]) == (True, "semi")


def test_tells_how_far_the_fit_is_off() -> None:
    """A ripple that no pickup has, 16 waves in the band, is left as it is: its height over √2."""
    waves = 16 * np.log(FINE / 300) / np.log(1e4 / 300)
    body = columns(FINE, response_level(FINE, PICKUP, BENCH) + 6 * np.sin(2 * np.pi * waves))
    answer = post(body, integrated="1", lp="2.6", cp="120").get_json()
    assert answer["rms_db"] == pytest.approx(6 / np.sqrt(2), rel=0.03)
    assert abs(answer["most_db"]) == pytest.approx(6, rel=0.15)
    assert 300 <= answer["most_hz"] <= 1e4
    assert answer["message"].startswith(f"The fit meets the file within {answer['rms_db']:.2f} dB rms from 300 Hz to ")


@pytest.mark.parametrize(
    ("query", "key"),
    [({"rp": "0"}, "rp"), ({"rtest": "x"}, "rtest"), ({"fres": "1"}, "fres"), ({"losses": "none"}, "losses"),
     ({"integrated": "yes"}, "integrated")],
)  # fmt: skip
def test_refuses_what_it_cannot_use(query: dict[str, str], key: str) -> None:
    answer = post(file_of(20), **query)
    assert answer.status_code == 400
    error = answer.get_json()["error"]
    assert (error["key"], error["value"]) == (key, query[key])
    if key in ("losses", "integrated"):
        assert error["message"].endswith({"losses": ": semi, resistor.", "integrated": ": 0, 1."}[key])


@pytest.mark.parametrize(
    ("body", "value", "words"),
    [
        (b"", "", ""),
        (b"nothing", "", ""),
        (b"300 1\n400 x\n500 2\n10000 1", "400 x", ""),
        (b"20 1\n30 2", "", "two octaves between 300 Hz and 10 kHz"),
        (b"Freq(Hz) |Z|(ohm)\n300 8\n10000 9\n", "", "By its header this is an impedance"),
        (b"300 1\n" * 200_000, "", "at most 1000 kB"),
    ],
)
def test_refuses_a_file_that_is_no_response(body: bytes, value: str, words: str) -> None:
    answer = post(body)
    assert answer.status_code == 400
    error = answer.get_json()["error"]
    assert (error["key"], error["value"]) == ("file", value)
    assert error["message"]
    assert words in error["message"]


RANGES = {
    "rp": ("0.1", "50"), "rtest": ("10", "100000"), "ctest": ("0", "100000"), "lp": ("0.1", "20"),
    "fres": ("50", "20000"), "cres": ("0.1", "1000"), "cp": ("10", "1000"),
}  # fmt: skip
"""What docs/api.md tells of the numbers: kΩ, pF, H, Hz and nF."""


@pytest.mark.parametrize("key", RANGES)
def test_numbers_within_their_ranges(key: str) -> None:
    """What is accepted meets the next refusal, that of an empty file."""
    low, high = RANGES[key]
    for end, beyond in ((low, f"{float(low) - 1e-3:g}"), (high, f"{float(high) * (1 + 1e-6):.9g}")):
        assert post(b"", **{key: end}).get_json()["error"]["key"] == "file"
        error = post(b"", **{key: beyond}).get_json()["error"]
        assert error == {"key": key, "value": beyond, "message": f"Use a number from {low} to {high}."}
    if key in ("lp", "fres", "cp"):
        assert post(b"", **{key: ""}).get_json()["error"]["key"] == "file"
    else:
        assert post(b"", **{key: ""}).get_json()["error"]["key"] == key


def test_the_resistance_has_to_be_given() -> None:
    error = server.test_client().post("/api/v1/pickup", data=file_of(20)).get_json()["error"]
    assert error == {"key": "rp", "value": "", "message": "Use a number from 0.1 to 50."}


def test_lists_the_measured_pickups() -> None:
    """As many as were measured; what the list tells of one is what its rows of physics/data/pickups.csv say."""
    items = {one["id"]: one for one in server.test_client().get("/api/v1/pickups").get_json()["items"]}
    assert len(items) == 14
    one = items["dimarzio-true-velvet"]
    assert one["values"] == {"lp": 2.64, "rp": 6.5, "cp": 389, "rloss": 0, "zsemi": 798.3, "feddy": 3350}
    assert (one["resistance_known"], one["fitted"]["rms_db"], one["loaded"]["rms_db"]) == (True, 0.1185, 0.156)
    assert "CC0" in one["source"]
    assert server.test_client().get("/api/v1/pickups?x=1").status_code == 400


class TestWhatIsKnown:
    def test_both_are_kept(self) -> None:
        """With L and C typed, only the losses are sought; they are those of the pickup that made the file."""
        answer = post(file_of(20), lp="2.6", cp="120").get_json()
        assert (answer["values"]["lp"], answer["values"]["cp"]) == (2.6, 120)
        assert answer["values"]["zsemi"] == pytest.approx(600, rel=1e-2)
        assert answer["values"]["feddy"] == pytest.approx(3400, rel=1e-2)
        assert answer["separate"]
        assert answer["at_limit"] == []

    def test_c_tells_l(self) -> None:
        answer = post(file_of(20), cp="120").get_json()
        assert answer["values"]["lp"] == pytest.approx(2.6, rel=1e-2)
        assert answer["separate"]

    def test_c_and_the_loaded_peak_tell_l(self) -> None:
        answer = post(file_of(20), cp="120", fres=f"{PEAK}").get_json()
        assert answer["values"]["lp"] == pytest.approx(2.6, rel=1e-3)
        assert answer["values"]["cp"] == 120


class TestAtTheLimit:
    @pytest.mark.parametrize(("lang", "words"), [("en", "At the limit of its search"), ("ja", "探索範囲の端")])
    def test_a_pickup_without_shielding_says_so(self, lang: str, words: str) -> None:
        """A corner of 1 MHz lies beyond the 50 kHz that are sought."""
        bare = Pickup(inductance=2.6, resistance=6.5e3, capacitance=120e-12, semi_impedance=600e3, eddy_corner=1e6)
        body = columns(F, response_level(F, bare, BENCH))
        answer = post(body, lp="2.6", integrated="1", lang=lang).get_json()
        assert answer["at_limit"] == ["feddy"]
        assert words in answer["message"]
        assert "50000 Hz" in answer["message"]

    def test_a_resistor_is_named_as_such(self) -> None:
        answer = post(file_of(20), losses="resistor", lp="2.6").get_json()
        assert answer["values"]["zsemi"] == 0 < answer["values"]["rloss"]

    @pytest.mark.parametrize(("losses", "key"), [("semi", "zsemi"), ("resistor", "rloss")])
    def test_a_pickup_without_losses_says_so(self, losses: str, key: str) -> None:
        """Neither across L nor before it, where 5 MΩ and 50 kHz are the most that is sought: those two, in words."""
        bare = Pickup(inductance=2.6, resistance=6.5e3, capacitance=120e-12)
        answer = post(columns(F, response_level(F, bare, BENCH)), lp="2.6", integrated="1", losses=losses).get_json()
        assert answer["at_limit"] == [key, "feddy"]
        assert answer["values"][key] == pytest.approx(5000, rel=2e-3)
        ends = [
            f"{QUANTITIES[one].label.en} {answer['values'][one]:g} {unit}"
            for one, unit in ((key, "kΩ"), ("feddy", "Hz"))
        ]
        assert f"search: {', '.join(ends)}. The file" in answer["message"]
