"""The impulse response: it is H(f) at any frequency that is heard, whatever the rate; sizes, refusals, headers."""

from itertools import product

import numpy as np
import pytest

from app.bench.presets import PRESETS
from app.main import server
from physics.checks import Complex, QuantityError, Real
from physics.impulse import LONGEST, impulse_response

client = server.test_client()
RATES = (44_100, 48_000, 96_000)


def samples(query: str) -> tuple[Real, int]:
    answer = client.get(f"/api/v1/impulse?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/octet-stream"
    return np.frombuffer(answer.data, "<f4").astype(float), int(answer.headers["X-Latency-Samples"])


def transform(response: Real, latency: int, rate: float, frequency: Real) -> Complex:
    """By its definition, at any frequency, the delay taken back."""
    time = (np.arange(response.size) - latency) / rate
    return np.exp(-2j * np.pi * np.outer(frequency, time)) @ response


def off(found: Complex, expected: Complex) -> tuple[float, float]:
    """Largest differences of level [dB] and phase [°]."""
    ratio = found / expected
    return float(np.abs(20 * np.log10(np.abs(ratio))).max()), float(np.degrees(np.abs(np.angle(ratio))).max())


class TestAgainstClosedForms:
    @pytest.mark.parametrize(("rate", "corner"), list(product(RATES, (1e3, 15e3, 200e3))))
    def test_a_low_pass(self, rate: float, corner: float) -> None:
        response = impulse_response(lambda f: 1 / (1 + 1j * f / corner), rate)
        frequency = np.linspace(20.3, 20e3, 300)
        found = transform(response, response.size // 2, rate, frequency)
        level, phase = off(found, 1 / (1 + 1j * frequency / corner))
        assert (level < 1e-3, phase < 0.01) == (True, True)

    def test_a_slow_high_pass_is_long_and_a_very_slow_one_is_not(self) -> None:
        """A corner of 0.1 Hz is told from none only below what is heard."""
        sizes = [
            impulse_response(lambda f, c=corner: 1j * f / (c + 1j * f), 48e3).size for corner in (0.01, 1.0, 200.0)
        ]
        assert sizes[0] >= sizes[1] > 4 * sizes[2]

    def test_a_delay_is_kept(self) -> None:
        response = impulse_response(lambda f: np.exp(-2j * np.pi * f * 10 / 48e3), 48e3)
        assert np.argmax(np.abs(response)) - response.size // 2 == 10

    def test_it_has_died_away_at_both_ends(self) -> None:
        response = impulse_response(lambda f: 1 / (1 + 1j * f / 5e3), 48e3)
        edge = np.r_[response[:16], response[-16:]]
        assert np.abs(edge).max() < 1e-5 * np.abs(response).max()

    def test_what_rings_on_is_refused(self) -> None:
        """A resonance at 50 Hz with a Q of 1000 falls to 1e-4 in 59 s."""

        def resonance(f: Real) -> Complex:
            return 1 / (1 - (f / 50.001) ** 2 + 1j * f / 50.001 / 1000)

        with pytest.raises(QuantityError):
            impulse_response(resonance, 48e3)

    def test_the_rate_is_positive(self) -> None:
        with pytest.raises(QuantityError):
            impulse_response(lambda f: np.ones(f.size, complex), 0.0)


class TestOfStates:
    @pytest.mark.parametrize(("preset", "rate"), list(product(PRESETS, RATES)))
    def test_it_is_the_response(self, preset: str, rate: int) -> None:
        """From 20 Hz to 20 kHz, between the samples of H as well; a tenth of what is promised."""
        frequency = np.r_[np.geomspace(20, 19.9e3, 30) * 1.00037, 20e3]
        told = client.get(f"/api/v1/response?preset={preset}&f={','.join(map(str, frequency))}").get_json()
        expected = 10 ** (np.array(told["attenuation_db"]) / 20)
        expected = expected * np.exp(-1j * np.radians(told["phase_lag_deg"]))
        response, latency = samples(f"preset={preset}&rate={rate}")
        level, phase = off(transform(response, latency, rate, frequency), expected)
        assert (level < 0.005, phase < 0.05) == (True, True)
        assert response.size <= LONGEST * rate

    @pytest.mark.parametrize("times", [0, 0.5, 1, 20])
    @pytest.mark.parametrize("preset", ["zip-5m", "stratocaster", "valve-4m"])
    def test_the_cable_is_exaggerated_in_level_and_phase(self, preset: str, times: float) -> None:
        times = min(times, 3) if preset == "stratocaster" else times
        frequency = np.geomspace(20, 20e3, 40)
        query = f"f={','.join(map(str, frequency))}"
        told = client.get(f"/api/v1/response?preset={preset}&{query}").get_json()
        source, load = (told[f"{end}_impedance_ohm"] for end in ("source", "load"))
        response, latency = samples(f"preset={preset}&times={times}")
        level = 20 * np.log10(np.abs(transform(response, latency, 48e3, frequency)))
        with_cable, cable = np.array(told["attenuation_db"]), np.array(told["cable_db"])
        assert level == pytest.approx(with_cable + (times - 1) * cable, abs=0.005)
        if preset != "stratocaster" and times == 0:  # its controls divide the voltage as well
            zs, zl = (np.array(end["re"]) + 1j * np.array(end["im"]) for end in (source, load))
            bare, _ = samples(f"preset={preset}&times=0")
            assert max(off(transform(bare, latency, 48e3, frequency), zl / (zl + zs))) < 0.05

    def test_a_capacitor_passes_no_dc(self) -> None:
        """As far as a response of finite length can tell it: what it holds is heard, and DC is not."""
        response, _ = samples("preset=line-10m")
        assert abs(response.sum()) < 0.01
        assert samples("preset=zip-5m")[0].sum() == pytest.approx(0.98, abs=0.01)

    def test_pins_and_looks_make_no_difference(self) -> None:
        plain = client.get("/api/v1/impulse?preset=zip-5m").data
        looked = "view=line&range=all&fmax=1e7&a=preset%3Dspeaker-4m&units=imperial"
        assert client.get(f"/api/v1/impulse?preset=zip-5m&{looked}").data == plain


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "key", "words"),
        [
            ("rate=7999", "rate", "8000"),
            ("rate=192001", "rate", "192000"),
            ("rate=fast", "rate", "8000 to 192000"),
            ("times=-1", "times", "0"),
            ("preset=stratocaster&times=500", "times", "Use at most"),
            ("len=0", "len", "300"),
            ("f=1000", "f", "no such key"),
            ("rate=48000&rate=44100", "rate", "once"),
            ("cable=pair&dia=5&gap=4", "gap", "touch"),
            ("preset=driver-4m&rs=100000&fs=25&qms=50&qes=20&semi=0&le=0", "rate", "resonance"),
        ],
    )
    def test_says_what_would_do(self, query: str, key: str, words: str) -> None:
        answer = client.get(f"/api/v1/impulse?{query}")
        assert answer.status_code == 400
        error = answer.get_json()["error"]
        assert error["key"] == key
        assert words in error["message"]

    @pytest.mark.parametrize("rate", [8000, 48000])
    @pytest.mark.parametrize("preset", ["stratocaster", "speaker-100m"])
    def test_the_most_changes_60_db(self, preset: str, rate: int) -> None:
        """Wherever from 20 Hz up to half the rate the cable changes most."""
        frequency = np.geomspace(20, rate / 2, 500)
        told = client.get(f"/api/v1/response?preset={preset}&f={','.join(map(str, frequency))}").get_json()
        expected = 60 / np.abs(told["cable_db"]).max()
        message = client.get(f"/api/v1/impulse?preset={preset}&rate={rate}&times=9999").get_json()["error"]["message"]
        assert float(message.rpartition(" ")[2].rstrip(".")) == pytest.approx(expected, rel=2e-3, abs=0.5)

    def test_a_cable_that_changes_nothing_may_be_exaggerated_to_the_end(self) -> None:
        assert client.get("/api/v1/impulse?preset=pin-2m&len=0.1&times=10000").status_code == 200
        assert client.get("/api/v1/impulse?preset=pin-2m&len=0.1&times=10001").status_code == 400

    def test_the_most_that_is_told_is_answered(self) -> None:
        message = client.get("/api/v1/impulse?preset=stratocaster&times=500").get_json()["error"]["message"]
        most = message.rpartition(" ")[2].rstrip(".")
        assert samples(f"preset=stratocaster&times={most}")[0].size
