"""Hear it: what comes out of the browser is H(f), the sides differ in nothing else, and both tests tell the truth."""

import hashlib
import io
import math
import re
import wave
from typing import Any

import numpy as np
import pytest

from .conftest import Visits
from .driver import PHONE, Bench
from .test_access import AXE, violations

pytestmark = pytest.mark.browser

SIDES = """async ([queries, rate, match, length, seed]) => {
    const { compare, fetchImpulse } = await import(new URL("assets/listen/sides.js", document.baseURI).href);
    const impulses = [];
    for (const query of queries) impulses.push(await fetchImpulse(query, rate));
    const sound = new Float32Array(length);
    if (seed) sound.forEach((_, n) => { sound[n] = Math.sin(n * n * seed); }); // noise enough
    else sound[0] = 1;
    const { sides, gains } = await compare([sound], impulses, match, rate);
    return [sides.map(([channel]) => Array.from(channel)), gains];
}"""


def sides(
    bench: Bench, queries: list[str], rate: int, match: str = "as-is", length: int = 20_011, seed: float = 0
) -> Any:
    """What a sound, an impulse unless there is a seed, becomes on each side, and the gains."""
    heard, gains = bench.page.evaluate(SIDES, [queries, rate, match, length, seed])
    return np.array(heard), np.array(gains)


@pytest.fixture
def bench(visit: Visits) -> Bench:
    """The page with a guitar, which has the largest effect."""
    return visit("preset=stratocaster&lang=en", path="listen")


def test_what_comes_out_is_the_response(bench: Bench) -> None:
    """Level and phase of each side over the other, within 0.05 dB and 0.5°, from 20 Hz to 20 kHz."""
    for preset, rate in (
        ("stratocaster", 44_100), ("stratocaster", 48_000), ("stratocaster", 96_000),
        ("zip-5m", 44_100), ("speaker-100m", 96_000), ("valve-4m", 48_000),
    ):  # fmt: skip
        heard, _ = sides(bench, [f"preset={preset}", f"preset={preset}&times=0", "preset=pin-2m"], rate)
        bins = np.unique(np.geomspace(20, 20e3, 60) * heard.shape[1] / rate).round().astype(int)
        frequency = bins * rate / heard.shape[1]
        kept = (frequency >= 20) & (frequency <= 20e3)
        bins, frequency = bins[kept], frequency[kept]
        found = np.fft.rfft(heard, axis=1)[:, bins]
        asked = ",".join(map(str, frequency))
        told = [
            bench.page.request.get(f"{bench.address}api/v1/response?preset={one}&f={asked}").json()
            for one in (preset, "pin-2m")
        ]
        full, other = (
            10 ** (np.array(one["attenuation_db"]) / 20) * np.exp(-1j * np.radians(one["phase_lag_deg"]))
            for one in told
        )
        ratio = (found[0] / found[2]) / (full / other)
        assert np.abs(20 * np.log10(np.abs(ratio))).max() < 0.05
        assert np.degrees(np.abs(np.angle(ratio))).max() < 0.5
        cable = 20 * np.log10(np.abs(found[0] / found[1]))
        assert cable == pytest.approx(np.array(told[0]["cable_db"]), abs=0.05)


def test_the_sides_differ_in_nothing_else(bench: Bench) -> None:
    """The same twice is the same to the bit; matched, the levels are; and both have the same room before clipping."""
    own, bare = "preset=stratocaster", "preset=stratocaster&times=0"
    heard, _ = sides(bench, [own, own], 48_000, seed=0.37)
    assert np.array_equal(heard[0], heard[1])
    heard, _ = sides(bench, [own, bare], 48_000, "energy", seed=0.37)
    rms = 10 * np.log10((heard**2).mean(axis=1))
    assert abs(rms[0] - rms[1]) < 0.01
    assert np.abs(heard).max() == pytest.approx(0.89, abs=1e-3)
    heard, gains = sides(bench, [own, bare], 48_000, "1k", length=19_200)
    level = 20 * np.log10(np.abs(np.fft.rfft(heard, axis=1)[:, 400]))  # 1 kHz
    assert abs(level[0] - level[1]) < 0.01
    assert gains.max() == 1
    plain, _ = sides(bench, [own, bare], 48_000, length=19_200)
    told = bench.page.request.get(f"{bench.address}api/v1/response?{own}&f=1000").json()
    at_1k = np.abs(np.fft.rfft(plain, axis=1)[:, 400])
    assert 20 * math.log10(at_1k[0] / at_1k[1]) == pytest.approx(told["cable_db"][0], abs=0.05)


def test_loops_have_no_seam_and_sounds_are_safe(bench: Bench) -> None:
    found = bench.page.evaluate(
        """async () => {
            const { sound, SOUNDS } = await import(new URL("assets/listen/sounds.js", document.baseURI).href);
            return SOUNDS.flatMap((name) => [44100, 96000].map((rate) => {
                const [channel] = sound(name, rate);
                const peak = channel.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
                const mean = channel.reduce((sum, value) => sum + value, 0) / channel.length;
                const steps = channel.slice(1).map((value, n) => Math.abs(value - channel[n]));
                const step = steps.reduce((most, value) => Math.max(most, value), 0);
                const seam = Math.abs(channel[0] - channel[channel.length - 1]);
                return { name, rate, seconds: channel.length / rate, peak, mean, calm: seam <= step };
            }));
        }"""
    )
    assert [one["name"] for one in found[::2]] == ["pink", "string", "cymbal", "castanets", "sweep"]
    for one in found:
        assert one["peak"] == pytest.approx(0.5, abs=1e-6)
        assert (2 <= one["seconds"] <= 5, abs(one["mean"]) < 0.02, one["calm"]) == (True, True, True), one


def song(seconds: float = 2.0) -> bytes:
    """A file of two channels."""
    time = np.arange(int(44_100 * seconds)) / 44_100
    samples = (8000 * np.sin(2 * np.pi * np.outer(time, [440, 660]))).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def test_compared_by_keyboard_with_a_file_that_stays_here(bench: Bench) -> None:
    page, sent = bench.page, []
    asked = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name for name in asked if "impulse" in name] == []  # nothing begins by itself
    assert bench.text("play") == "Play"
    page.on("request", lambda request: sent.append((request.method, request.url)))
    page.keyboard.press("p")
    bench.until("() => document.getElementById('play').textContent === 'Stop'")
    assert re.search(r"A −?\d+\.\d\d dB, B −?\d+\.\d\d dB", bench.text("said"))
    page.keyboard.press("b")
    assert page.locator("#hear-1").get_attribute("aria-pressed") == "true"
    page.locator("#file").set_input_files({"name": "song.wav", "mimeType": "audio/wav", "buffer": song()})
    bench.until("() => document.getElementById('sound').value === 'file'")
    bench.settle()
    assert page.locator("#from").is_visible()
    for typed in ("5", "1.9", ""):
        page.locator("#from").fill(typed)
        page.locator("#from").blur()
        bench.until("() => document.getElementById('said').textContent.includes('0 to 1.5\\u00a0s')")
    page.locator("#from").fill("０．５")
    page.locator("#from").blur()
    bench.until("() => !document.getElementById('said').textContent.trim()")
    page.locator("#file").set_input_files({"name": "text.wav", "mimeType": "audio/wav", "buffer": b"no sound"})
    bench.until("() => document.getElementById('said').textContent.includes('in text.wav. Use a WAV')")
    assert bench.text("file-name") == "song.wav"
    assert {method for method, _ in sent} == {"GET"}
    assert {url.partition("?")[0].removeprefix(bench.address) for _, url in sent} == {"api/v1/impulse"}


def test_a_blind_test_is_sealed_and_told_to_the_end(bench: Bench) -> None:
    page = bench.page
    page.locator("#trials").select_option("10")
    page.locator("#b").select_option("none")
    page.locator("#start-blind").click()
    bench.until("() => document.getElementById('said').textContent.includes('the same')")
    page.locator("#b").select_option("this")
    page.locator("#start-blind").click()
    bench.until("() => !document.getElementById('running').hidden")
    hash_ = re.search(r"[0-9a-f]{64}", bench.text("seal"))
    assert hash_
    assert page.evaluate("document.getElementById('setup').disabled")
    for n in range(1, 11):
        assert bench.text("trial") == f"Trial {n} of 10"
        assert page.locator("#outcome").is_hidden()
        page.keyboard.press("x")
        assert page.locator("#hear-x").get_attribute("aria-pressed") == "true"
        page.keyboard.press("1")
    result = bench.text("result")
    opening = re.search(r"[AB]{10} [0-9a-f]{32}", result)
    assert opening
    assert hashlib.sha256(opening[0].encode()).hexdigest() == hash_[0]
    right = opening[0][:10].count("A")  # as always was answered
    assert f"{right} of 10 right" in result
    p = sum(math.comb(10, k) for k in range(right, 11)) / 1024
    told = float(re.search(r"probability of ([\d.e−]+?)\.?$", result, re.MULTILINE)[1].replace("−", "-"))  # type: ignore[index]
    assert told == pytest.approx(p, abs=6e-4)
    assert ("speaks for a difference" in result) == (right >= 9)
    assert page.url in result
    page.evaluate(AXE)
    assert violations(bench) == []


def test_what_is_compared_stands_in_the_link(visit: Visits) -> None:
    """Chosen on the page, read back on load, in the other language and in what is copied; a file is not in it."""
    bench = visit("preset=zip-5m&a=preset%3Dspeaker-30m%26name%3DLong&lang=en", path="listen")
    choices = {"a": "a", "b": "none", "sound": "string", "level": "energy"}
    for name, value in choices.items():
        bench.page.locator(f"#{name}").select_option(value)
    assert {"sides=a,none", "sound=string", "match=energy"} <= set(bench.page.url.partition("?")[2].split("&"))
    bench.page.reload()
    bench.settle()
    assert {name: bench.page.locator(f"#{name}").input_value() for name in choices} == choices
    bench.page.locator("#sound").select_option("sweep")
    bench.page.locator("#language").click()
    bench.until("() => document.documentElement.lang === 'ja' && document.documentElement.dataset.settled === 'true'")
    assert bench.page.locator("#sound").input_value() == "sweep"
    bench.page.locator("#file").set_input_files({"name": "song.wav", "mimeType": "audio/wav", "buffer": song()})
    bench.until("() => document.getElementById('sound').value === 'file'")
    assert "sound=" not in bench.page.url
    assert "リンクにも含まれません" in bench.text("file-note")
    bench.page.locator("#a").select_option("none")
    bench.page.locator("#b").select_option("this")
    assert "sides=" not in bench.page.url


X_IS_A = "crypto.getRandomValues = (bytes) => bytes.fill(0);"


ANSWER = """async (key) => {
    const running = document.getElementById("running");
    for (let count = 0; ; count += 1) {
        while (document.documentElement.dataset.settled === "false") await new Promise(requestAnimationFrame);
        if (running.hidden) return count;
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }
}"""


def answered(bench: Bench, key: str) -> int:
    """Answer a search to its end by one key; how many answers that took."""
    bench.page.locator("#start-search").click()
    bench.until("() => !document.getElementById('running').hidden")
    return int(bench.page.evaluate(ANSWER, key))


def test_a_threshold_is_searched_and_none_is_told_as_none(visit: Visits) -> None:
    """One who is always wrong at the largest effect, and one who is always right, on a phone where nothing moves."""
    bench = visit("preset=humbucker&sound=castanets&lang=en", path="listen", size=PHONE, mobile=True, script=X_IS_A)
    page = bench.page
    assert answered(bench, "2") == 5
    asked = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name).filter((n) => n.includes('times='))"
    )
    assert any(re.search(r"times=\d{1,2}(\.\d+)?&", name) for name in asked)
    assert "You did not hear it reliably even at 3.7 times this cable: 0 of 5 right." in bench.text("result")
    impulse = np.eye(1, 64, 32, dtype="<f4").tobytes()  # forty levels are not worth a server's time
    page.route("**/api/v1/impulse*", lambda route: route.fulfill(body=impulse, headers={"X-Latency-Samples": "32"}))
    page.evaluate(
        """() => {
            window.tops = new Set();
            const look = () => {
                const button = document.getElementById("answer-0");
                if (button.checkVisibility()) tops.add(Math.round(button.getBoundingClientRect().top + scrollY));
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    assert answered(bench, "1") == 80
    assert "Your threshold was not found in 80 trials, 80 of them right." in bench.text("result")
    assert "did not hear" not in bench.text("result")
    assert len(page.evaluate("[...tops]")) == 1


def test_what_disturbs_a_test(visit: Visits) -> None:
    """Silence, a key held down, a server that does not answer, leaving, giving up."""
    bench = visit("preset=stratocaster&lang=en", path="listen", size=(844, 390), script=X_IS_A, faults=True)
    page = bench.page
    page.locator("#start-search").click()
    bench.settle()
    seen = "(id) => { const { top, bottom } = document.getElementById(id).getBoundingClientRect();"
    for control in ("play", "hear-x", "answer-0", "give-up"):
        assert page.evaluate(f"{seen} return top >= 0 && bottom <= innerHeight; }}", control), control
    assert "B: this cable, exaggerated" in bench.text("compared")
    page.keyboard.press("p")
    page.keyboard.press("1")
    assert (bench.text("said"), bench.text("trial")) == ("Press Play first, and listen to X.", "Trial 1")
    page.keyboard.press("p")
    bench.settle()
    page.locator("#answer-0").focus()
    for _ in range(3):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    assert bench.text("trial") == "Trial 2"
    left = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(left) is False
    page.route("**/api/v1/impulse*", lambda route: route.abort())
    page.keyboard.press("1")
    bench.settle()
    assert (bench.text("said"), bench.text("trial")) == (
        "The server does not answer. Try again in a moment.",
        "Trial 3",
    )
    page.unroute("**/api/v1/impulse*")
    page.keyboard.press("p")
    page.keyboard.press("p")  # while it is computed, or played
    bench.settle()
    page.keyboard.press("b")
    page.locator("#give-up").click()
    assert bench.text("play") == "Play", "the exaggerated side is none of those chosen"
    assert page.evaluate("document.activeElement.id") == "start-search"
    assert page.evaluate(left) is True
    bench.settle()


def test_from_the_verdict_and_back_on_a_phone(visit: Visits) -> None:
    bench = visit("preset=zip-5m&len=12&lang=ja", size=PHONE, mobile=True)
    bench.page.locator("#listen").click()
    bench.until(
        "() => document.querySelector('.listen') !== null && document.documentElement.dataset.settled === 'true'"
    )
    assert bench.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    bench.page.evaluate(AXE)
    assert violations(bench) == []
    bench.page.locator("main p a").first.click()
    bench.until("() => document.getElementById('len') !== null")
    bench.settle()
    assert bench.values()["len"] == "12"
