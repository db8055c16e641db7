"""What others measured or published beside ours: the numbers as given, ours by another way, the page and its API."""

import re
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench.response import respond
from app.bench.state import parse
from app.main import server
from app.validation.ledger import GROUPS, MEASURES, Entry, ledger
from physics.pickups import measured_curve, measured_pickups


@cache
def entries() -> dict[str, Entry]:
    """By their ids."""
    return {entry.item.id: entry for entry in ledger()}


def get(path: str) -> Any:
    answer = server.test_client().get(path)
    assert answer.status_code == 200, answer.text
    return answer


def bt(frequency: float) -> tuple[float, float]:
    """R [Ω/km] and L [µH/km] of the telephone pair, by the form and the constants that others print."""
    x = (frequency / 553.76063e3) ** 1.1529766
    return (174.55888**4 + 0.053073481 * frequency**2) ** 0.25, (617.29593 + 478.97099 * x) / (1 + x)


class TestTheirNumbers:
    @pytest.mark.parametrize("name", ["20k", "100k", "1m"])
    def test_telephone_pair(self, name: str) -> None:
        """Its three rows follow from its form, with 50 nF/km; so they are not mistyped."""
        resistance, inductance, loss = (entries()[f"bt-{of}-{name}"].item for of in "rla")
        assert resistance.at is not None
        assert resistance.value is not None
        ohms, henries = bt(resistance.at)
        assert (resistance.value, inductance.value) == (pytest.approx(ohms, abs=0.01), pytest.approx(henries, abs=0.01))
        w = 2 * np.pi * resistance.at
        gamma = np.sqrt((ohms + 1j * w * henries * 1e-6) * 1j * w * 50e-9)
        assert loss.value == pytest.approx(20 * np.log10(np.e) * gamma.real, abs=2e-3)

    def test_each_is_of_a_group_and_a_measure(self) -> None:
        assert {entry.item.group for entry in entries().values()} == set(GROUPS)
        assert {entry.item.measure for entry in entries().values()} == set(MEASURES)
        for entry in entries().values():
            assert parse(parse_qsl(entry.item.query))[1] == [], entry.item.id


class TestOurs:
    """Each measure once by hand, and what is told of the groups."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("nbs-5", 2.04272),
            ("handbook", 1e-3 / (2 * np.pi * 1000 * 60.96 * 55.77e-12)),
            ("das-18-5", 2 * 5 * 1.7241e-8 / (np.pi * (0.127e-3 * 92 ** (18 / 39) / 2) ** 2)),
            ("run-14", 0.05 * 8 / (2 * 1.7241e-8 / (np.pi * (0.127e-3 * 92 ** (22 / 39) / 2) ** 2)) / 0.3048),
            (
                "blind-24",
                20 * np.log10(1 + 2 * 9.144 * 1.7241e-8 / (np.pi * (0.127e-3 * 92 ** (12 / 39) / 2) ** 2) / 8),
            ),
            ("bt-l-1m", 525.44),
            ("rg58-10m", 1.055),
        ],
    )
    def test_value(self, name: str, value: float) -> None:
        close = {"bt-l-1m": 0.03, "rg58-10m": 0.02, "handbook": 2e-3, "blind-24": 0.01}.get(name, 1.5e-4)
        assert entries()[name].computed == pytest.approx(value, rel=close)

    def test_each_is_what_the_api_gives_in_the_unit_of_the_table(self) -> None:
        """From resistance, inductance, capacitance and levels of the state of its link, each measure by its meaning."""
        units = {
            "": 1, "Ω/km": 1000, "µH/km": 1e6 * 1000, "dB/km": 1000, "dB/100 ft": 30.48, "dB/100 m": 100, "Ω": 1,
            "kΩ": 1 / 1000, "ft": 1 / 0.3048, "dB": 1, "kHz": 1 / 1000,
        }  # fmt: skip
        for name, entry in entries().items():
            if (item := entry.item).group == "pickups":
                continue
            assert entry.computed is not None
            at = 1e3 * entry.computed if item.measure == "corner" else item.at or 1e3
            answer = get(f"/api/v1/response?{item.query}&f={at:.12g}").get_json()
            line, state = answer["line"], answer["state"]
            (ohms,), (henries,) = line["resistance_ohm_per_m"], line["inductance_h_per_m"]
            (z,) = answer["source_impedance_ohm"]["re"] + 1j * np.array(answer["source_impedance_ohm"]["im"])
            series, dc = ohms + 2j * np.pi * at * henries, line["dc_resistance_ohm_per_m"]
            gamma = np.sqrt(series * 2j * np.pi * at * line["capacitance_f_per_m"])
            expected = {
                "resistance": ohms,
                "inductance": henries,
                "attenuation": 20 * np.log10(np.e) * gamma.real,
                "ratio": ohms / dc,
                "loop": dc * state["len"],
                "run": 0.05 * state["load"] / dc,
                "loss": 20 * np.log10(state["load"] / (state["load"] + state["rs"])) - answer["attenuation_db"][0],
                "corner": at,
                "impedance": abs(z),
                "level": answer["ac_attenuation_db"][0],
            }[item.measure]
            assert entry.computed == pytest.approx(expected * units[item.unit], rel=1e-6), name
            if item.measure == "corner":
                assert answer["ac_attenuation_db"][0] == pytest.approx(-10 * np.log10(2), abs=1e-3)

    def test_a_pickup_in_its_link_is_the_one_that_was_fitted(self) -> None:
        """To the four digits of a link."""
        for one in measured_pickups().values():
            state, problems = parse(parse_qsl(entries()[f"pickup-{one.id}"].item.query))
            fitted = one.fits["semi"].pickup
            assert problems == []
            assert state.si("lp") == pytest.approx(fitted.inductance, rel=6e-4)
            assert state.si("cp") == pytest.approx(fitted.capacitance, rel=6e-4)
            assert state.si("rp") == pytest.approx(fitted.resistance, rel=6e-4)

    def test_each_says_what_it_is(self) -> None:
        """Of which cable, if its group has several, and at which frequency, but for a ratio that has none."""
        told = {name: entries()[name].item.what("en") for name in entries()}
        assert told["bt-r-20k"] == "R′ of the loop, 20 kHz"
        assert told["local-32"] == "0.32 mm, attenuation, 1.6 kHz"
        assert told["das-18-2"] == "AWG 18, 2.5 m, loop resistance"
        assert told["nbs-5"].endswith("R over R at DC")
        assert entries()["local-40"].item.what("ja") == "0.40 mm、減衰、1.6 kHz"

    def test_attenuation_of_a_line_whose_resistance_is_small(self) -> None:
        """R/(2·Z₀) nepers [m⁻¹]: the local cables at 1600 Hz are far from it, the coaxial one at 100 MHz near."""
        item = entries()["rg58c-100m"]
        skin = np.sqrt(1.7241e-8 / (np.pi * 100e6 * 4e-7 * np.pi))
        ring = 1.7241e-8 / (np.pi * skin) * (1 / 0.9e-3 + 1 / 2.95e-3)
        z0 = 60 / np.sqrt(2.25) * np.log(2.95 / 0.9)
        assert item.computed == pytest.approx(100 * 20 * np.log10(np.e) * ring / (2 * z0), rel=0.02)

    def test_what_is_told_of_the_misses(self) -> None:
        stranded = [entries()[name] for name in entries() if name.startswith(("rg58c", "rg174"))]
        factors = [entry.item.value / entry.computed for entry in stranded]
        assert min(factors) == pytest.approx(1.3, abs=0.05)
        assert max(factors) == pytest.approx(1.45, abs=0.05)
        percent = {name: entry.error_percent for name, entry in entries().items() if entry.error_percent is not None}
        assert max(abs(percent[name]) for name in percent if name.startswith("local")) < 7
        assert max(abs(percent[name]) for name in percent if name.startswith("nbs")) < 1e-3
        assert min(percent, key=lambda name: percent[name]) == "rg174-100m"

    def test_pickups_miss_by_as_much_as_the_bench_does_in_the_state_of_their_link(self) -> None:
        """Its circuit and load, laid over the measured curve: 160 points, even over log f, their mean taken off."""
        pickups = [entry for entry in entries().values() if entry.item.group == "pickups"]
        assert len(pickups) == 14
        f = np.geomspace(300, 6000, 160)
        for entry in pickups:
            state, _ = parse(parse_qsl(entry.item.query))
            measured = np.interp(np.log(f), *_log_first(measured_curve(entry.item.id.removeprefix("pickup-"), "LD")))
            off = measured - respond(state, f).attenuation
            assert entry.error == (pytest.approx(np.std(off), abs=0.02), "dB rms")

    def test_cartridges(self) -> None:
        """√(R² + (ωL)²) at 1 kHz; 1 kΩ and 500 mH into 47 kΩ as computed by hand for each capacitance."""
        for name, henries in (("vm95-520", 0.52), ("vm95-550", 0.55)):
            assert entries()[name].computed == pytest.approx(np.hypot(485, 2e3 * np.pi * henries) / 1e3, rel=1e-6)
        for name, level in (("column-0", -1.53), ("column-200", 0.84), ("column-300", 1.99)):
            assert entries()[name].computed == pytest.approx(level, abs=0.02)
            assert entries()[name].error is None

    def test_error_is_of_theirs(self) -> None:
        assert Entry(entries()["bt-r-20k"].item, 2 * 175.55).error_percent == pytest.approx(100)


def _log_first(curve: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return np.log(curve[0]), curve[1]


class TestPage:
    @pytest.mark.parametrize("language", ["en", "ja"])
    def test_shows_every_number(self, language: str) -> None:
        page = get(f"/validation?lang={language}").get_data(as_text=True)
        words = unescape(page)
        for entry in entries().values():
            assert entry.item.what(language) in words  # type: ignore[arg-type]
            assert f"?{entry.item.query}&lang={language}" in words
        assert page.count("<tr>") == len(entries()) + len(GROUPS)
        telephone = re.search(r'id="telephone".*?</table>', words, re.DOTALL)
        assert telephone is not None
        assert ("from −13.3 % to +2.8 %" if language == "en" else "−13.3〜+2.8 %") in telephone[0].replace(
            " % to", " % to"
        )
        assert "−12.2 %" in telephone[0]
        pickups = re.search(r'id="pickups".*?</table>', words, re.DOTALL)
        assert pickups is not None
        expected = ("off by 0.60 dB rms in the middle, from 0.14 to 1.18 dB", "中央値 0.60 dB、0.14〜1.18 dB")
        assert expected[language == "ja"] in pickups[0]
        assert "0.16 dB rms" in pickups[0]

    def test_each_group_says_whose_it_is_below_what_it_is(self) -> None:
        """By whom or where it was printed; the heading names the thing."""
        whose = {
            "telephone": "ANSI T1.601", "local": "Hearfield", "coaxial": "RG-174", "utp": "category 5e",
            "manual": "D.A.S.", "runs": "Russell", "blind": "Stereo Review", "handbook": "Handbook for Sound Engineers",
            "pickups": "strayr", "phono": "audiodesign.co.jp", "nbs": "NBS Circular 74",
        }  # fmt: skip
        page = unescape(get("/validation?lang=en").get_data(as_text=True))
        told = re.findall(r'<h2 id="([^"]+)">([^<]*)<.*?<p class="note">Source: ([^<]*)<', page, re.DOTALL)
        assert {name for name, heading, source in told if whose[name] in source and whose[name] not in heading} == set(
            GROUPS
        )

    def test_one_number_is_told_as_one(self) -> None:
        page = server.test_client().get("/validation?lang=en").text
        assert "One number, off by" in page
        assert not re.search(r"\b1 (numbers|curves):", page)

    def test_tells_what_it_cannot_use(self) -> None:
        assert "colour = red" in unescape(get("/validation?colour=red").get_data(as_text=True))

    def test_api(self) -> None:
        items = get("/api/v1/validation").get_json()["items"]
        assert [item["id"] for item in items] == list(entries())
        first = items[0]
        assert first["ours"] == entries()["bt-r-20k"].computed
        assert (first["error"], first["error_unit"]) == (first["error_percent"], "%")
        assert first["kind"] == "fitted"
        curve, words = (next(one for one in items if one["id"] == id) for id in ("pickup-duncan-jazz", "column-0"))
        assert (curve["theirs"], curve["said"], curve["ours"], curve["error_percent"]) == (None, "a curve", None, None)
        assert curve["error_unit"] == "dB rms"
        assert (words["theirs"], words["said"], words["error"]) == (None, "“falls”", None)
        answer = get(f"/api/v1/response?{first['state']}&f=20000").get_json()
        assert answer["frequency_hz"] == [20000]
        assert server.test_client().get("/api/v1/validation?x=1").status_code == 400
