"""POST /api/v1/pickup: what a file of a measured pickup gives."""

import numpy as np
import pytest
from werkzeug.test import TestResponse

from app.main import server
from physics.pickup_fit import Bench, response_level
from physics.sources import Pickup

PICKUP = Pickup(inductance=2.6, resistance=6.5e3, capacitance=120e-12, semi_impedance=600e3, eddy_corner=3400)
F = np.geomspace(50, 15e3, 400)
BENCH = Bench(resistance=1e6)
PEAK = 1 / (2 * np.pi * np.sqrt(2.6 * 10.12e-9))


def file_of(rise: float, header: str = "Frequency [Hz],Magnitude [dB],Phase [deg],Quality") -> bytes:
    """As the analyser writes it, its level rising by so many dB a decade."""
    level = response_level(F, PICKUP, BENCH) + rise * np.log10(F) - 60
    return "\n".join([header, *(f"{f},{y},0,1" for f, y in zip(F, level, strict=True))]).encode()


def post(body: bytes, **query: str) -> TestResponse:
    return server.test_client().post("/api/v1/pickup", query_string={"rp": "6.5"} | query, data=body)


@pytest.mark.parametrize(("rise", "integrated"), [(20, "0"), (0, "1")])
def test_gives_the_values_of_a_link(rise: float, integrated: str) -> None:
    answer = post(file_of(rise), fres=f"{PEAK}", integrated=integrated).get_json()
    expected = {"lp": 2.6, "rp": 6.5, "cp": 120, "rloss": 0, "zsemi": 600, "feddy": 3400}
    assert answer["values"] == pytest.approx(expected, rel=0.02)
    assert answer["separate"]
    assert answer["rms_db"] < 0.02


def test_says_where_l_and_c_cannot_be_told_apart() -> None:
    answer = post(file_of(20)).get_json()
    assert not answer["separate"]
    assert "C was taken to be 110 pF" in answer["message"]
    assert answer["values"]["cp"] == 110


@pytest.mark.parametrize(
    ("query", "key"),
    [({"rp": "0"}, "rp"), ({"rtest": "x"}, "rtest"), ({"fres": "1"}, "fres"), ({"losses": "none"}, "losses"),
     ({"integrated": "yes"}, "integrated")],
)  # fmt: skip
def test_refuses_what_it_cannot_use(query: dict[str, str], key: str) -> None:
    answer = post(file_of(20), **query)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["key"] == key


@pytest.mark.parametrize("body", [b"", b"20 1\n30 2", b"nothing", b"Freq(Hz) |Z|(ohm)\n300 8\n10000 9\n"])
def test_refuses_a_file_that_is_no_response(body: bytes) -> None:
    answer = post(body)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["key"] == "file"


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
        level = response_level(F, bare, BENCH)
        body = "\n".join(f"{f} {y} 0" for f, y in zip(F, level, strict=True)).encode()
        answer = post(body, lp="2.6", integrated="1", lang=lang).get_json()
        assert answer["at_limit"] == ["feddy"]
        assert words in answer["message"]
        assert "50000 Hz" in answer["message"]

    def test_a_resistor_is_named_as_such(self) -> None:
        answer = post(file_of(20), losses="resistor", lp="2.6").get_json()
        assert answer["values"]["zsemi"] == 0 < answer["values"]["rloss"]
