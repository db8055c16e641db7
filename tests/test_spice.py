"""Decks of /api/v1/circuit.cir, run by ngspice: the level at the load is the page's, and what is promised holds."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest

from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.common.quantity import Choice, Upload
from app.common.text import plain
from app.files.codes import Curve, encode
from app.main import server
from physics.loads import Driver, TwoWay, driver_impedance, two_way_impedance

RunSpice = Callable[[str], str]

F = np.geomspace(10, 1e5, 201)  # 50 a decade, where the deck's .ac computes
WIDE = np.geomspace(8, 1.2e5, 500)  # rows of a measured load
MODELS = ("c-end", "c-mid", "line")


def get(path: str, query: str, **more: str) -> Any:
    return server.test_client().get(f"/api/v1/{path}?{urlencode(dict(parse_qsl(query)) | more)}")


def deck_of(query: str) -> str:
    answer = get("circuit.cir", query)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def levels(printed: str) -> np.ndarray:
    """20·log₁₀|V(load)| at F, from the table that .print makes of an AC analysis."""
    rows = re.findall(r"^\d+\s+(\S+)\s+(\S+)\s+\S+\s*$", printed, re.MULTILINE)
    frequency, level = np.array(rows, float).T
    np.testing.assert_allclose(frequency, F, rtol=1e-5)
    return level


def page(query: str) -> np.ndarray:
    answer = get("response", query, f=",".join(f"{f:.12g}" for f in F))
    return np.array(answer.get_json()["attenuation_db"])


def promised(deck: str) -> float:
    return float(re.findall(r"within ([\d.]+) dB of the page's", deck)[0])


def cards(deck: str) -> list[list[str]]:
    """Name, nodes and value of each element."""
    return [line.split() for line in deck.splitlines() if line[0] in "RLC"]


def check(query: str, ngspice: RunSpice, near: float = 0.05) -> str:
    deck = deck_of(query)
    off = float(np.max(np.abs(levels(ngspice(deck)) - page(query))))
    assert off < near
    # ngspice prints seven digits; the head is rounded up.
    assert off <= promised(deck) + 1e-4
    assert promised(deck) < near + 0.01
    names = [card[0].lower() for card in cards(deck)]
    assert len(set(names)) == len(names)
    assert all(float(card[3]) > 0 for card in cards(deck))
    return deck


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("preset", PRESETS)
def test_presets(preset: str, model: str, ngspice: RunSpice) -> None:
    # Bi-wired, the tweeter rests on the cable up to 100 kHz.
    check(f"preset={preset}&model={model}", ngspice, near=0.02 if preset == "biwire-4m" else 0.01)


OTHERS = (
    "preset=two-way-4m&zs=pickup&vol=7&tone=4",  # a tone control, a tweeter and a node t1 each
    "preset=two-way-4m&zs=pickup&vol=0&tone=0&bleed=5000",
    "preset=stratocaster&zl=twoway&semi=1&vol=5",
    "preset=two-way-4m&semi=1&df=4",
    "preset=vented-4m&df=4&len=30",
    "preset=three-way-4m&semi=1&df=4&len=30",
    "preset=panel-4m&df=4&len=30",
    "preset=two-way-4m&semi=1&rs=1000&le=5&tle=2&xcz=0&xrs=0",
    "preset=driver-4m&rs=8&len=300",
    "preset=driver-4m&semi=1&le=5&fs=5000&qms=50&rs=1000&model=line",
    "preset=speaker-30m&skin=off&ls=50",
    "preset=speaker-30m&rcontact=300&runs=3&model=line",
    "preset=stratocaster&rcontact=1000&model=c-mid",
    "preset=biwire-4m&branch=woofer&len=30&rcontact=50&model=line&semi=1",
    "preset=headphones-3m&rcommon=5000&df=4&len=30&rcontact=100",
    "preset=headphones-3m&zl=resistor&rcommon=2000&model=line",
    "preset=biwire-4m&df=4&rcontact=200&runs=2",
    "preset=speaker-30m&skin=table&ls=2&model=c-mid",
    "preset=speaker-30m&skin=exact&rs=0.001&load=1",
    "preset=pair-100m&skin=table",
    "preset=pair-100m&formula=paper&model=line",
    "preset=pair-100m&dia=10&gap=10.1&rs=0.001&load=2",
    "preset=quad-100m&len=300&model=line",
    "preset=zip-wall-5m&len=100&tand=0.05&rs=100&load=1000",
    "preset=quad-100m&cable=canare-4s11&len=300&model=line",
    "preset=speaker-4m&cable=coax&dia=5&bore=10&shield=1&len=300&model=line",
    "preset=pin-30m&cable=coax&tand=0.05",
    "preset=cca-5m&clad=15&dia2=1&lay=40&len=100",
    "preset=pin-30m&cable=coax&rsh=30&metal2=aluminium&len=300&rs=50&load=50&model=line",
    "preset=pin-30m&tand=0.2",
    "preset=stratocaster&tand=0.2",
    "preset=guitar-10m-amp&tand=0.2&len=100&model=c-mid",
    "preset=speaker-100m&tand=0.2&len=300&model=line",
    "preset=stratocaster&tand=0.02&len=20&model=line&vol=6",
    "preset=line-10m&zl=input&ci=2000&cs=0.01&len=300&model=line",
    "preset=line-10m&zl=file",  # no file yet: a resistor
    "preset=stratocaster&rloss=300&feddy=3000&bleed=1000&rbleed=150&vol=6",
    "preset=stratocaster&zsemi=200&bleed=680&rbleed=220&bleedmode=parallel&vol=3&wiring=50s&tone=4",
    "preset=measured-gibson-490r&vol=0&wiring=50s&coil=4&model=line",
    "preset=mm-generic&ci=500",
    "preset=mc-generic&lc=0",
)  # fmt: skip


@pytest.mark.parametrize("query", OTHERS)
def test_sources_cables_and_loads(query: str, ngspice: RunSpice) -> None:
    check(query, ngspice)


WOOFER = Driver(
    resistance=5.6, inductance=0.5e-3, resonance=40, mechanical_q=3.5, electrical_q=0.45, semi_inductor=True
)
TWEETER = Driver(
    resistance=5.5, inductance=0.05e-3, resonance=900, mechanical_q=2, electrical_q=1.2, semi_inductor=True
)
SYSTEM = TwoWay(
    woofer=WOOFER,
    tweeter=TWEETER,
    low_pass_inductance=1.2e-3,
    low_pass_capacitance=15e-6,
    equaliser_resistance=6.8,
    equaliser_capacitance=12e-6,
    high_pass_capacitance=6.8e-6,
    high_pass_inductance=0.4e-3,
    pad_series=2.2,
    pad_parallel=10,
)
UNDAMPED = replace(
    SYSTEM,
    tweeter=replace(TWEETER, mechanical_q=6),
    low_pass_inductance=2e-3,
    low_pass_capacitance=30e-6,
    equaliser_capacitance=0,
    high_pass_capacitance=10e-6,
    high_pass_inductance=0.2e-3,
    pad_series=0,
    pad_parallel=1000,
)
S = 2j * np.pi * WIDE
MEASURED = {
    "driver": driver_impedance(WIDE, WOOFER),
    "resonant": driver_impedance(WIDE, replace(WOOFER, mechanical_q=15, electrical_q=0.15)),
    "two-way": two_way_impedance(WIDE, SYSTEM),
    "dips": two_way_impedance(WIDE, UNDAMPED),
    # A panel of 3 µF behind a transformer's leakage, in parallel with its main inductance.
    "electrostatic": 1.5 + S * 20e-6 + 1 / (1 / 300 + S * 3e-6 + 1 / (20 + S * 0.5)),
    "capacitor": 1 + 1 / (S * 1e-6),
}


def code(impedance: np.ndarray, frequency: np.ndarray = WIDE) -> str:
    """A measured load as links carry it, without noise."""
    phase = np.degrees(np.unwrap(np.angle(impedance)))
    return encode(Curve("impedance", frequency, 20 * np.log10(np.abs(impedance)), phase), 3000).code


@pytest.mark.parametrize("bench", ["preset=speaker-4m", "preset=speaker-30m&model=line", "preset=speaker-4m&df=4"])
@pytest.mark.parametrize("load", MEASURED)
def test_measured_loads(load: str, bench: str, ngspice: RunSpice) -> None:
    deck = check(f"{bench}&zl=file&zma={code(MEASURED[load])}", ngspice)
    assert len(cards(deck)) < 85


def test_a_file_of_the_audio_band_will_do(ngspice: RunSpice) -> None:
    """Outside it the page holds the ends, which no loudspeaker does."""
    inside = (WIDE > 20) & (WIDE < 20e3)
    zma = code(MEASURED["two-way"][inside], WIDE[inside])
    check(f"preset=speaker-4m&df=20&zl=file&zma={zma}", ngspice)


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("preset=stratocaster&skin=off", 20),
        ("preset=speaker-30m", 10),
        ("preset=pair-100m", 14),
        ("preset=two-way-4m&semi=1", 75),
        ("preset=pin-30m&tand=0.05", 24),
    ],
)
def test_decks_are_small(query: str, most: int) -> None:
    assert len(cards(deck_of(query))) <= most


def test_engineer_sees_the_cable() -> None:
    """Resistance at DC and, in words, inductance and capacitance: 4 m of 50 mΩ/m, 1 µH/m, 45 pF/m go and return."""
    deck = deck_of("preset=speaker-4m")
    assert "* Cable, 4 m: 200 mΩ go and return and 4.00 µH at DC, 180 pF" in deck
    assert ["Rcable1", "0.2"] in [[card[0], card[3]] for card in cards(deck)]
    assert "preset=speaker-4m" in deck.splitlines()[1]
    japanese = deck_of("preset=speaker-4m&lang=ja")
    assert "* ケーブル 4 m：直流で往復 200 mΩ・4.00 µH、線間 180 pF" in japanese
    assert cards(japanese) == cards(deck)


def test_runs_in_the_time_domain(ngspice: RunSpice) -> None:
    """A sine of 1 kHz, once it has settled, is as large as the page has it."""
    query = "preset=two-way-4m&semi=1&df=4&model=line&tand=0.01"
    deck = deck_of(query).replace("Vemf emf 0 DC 0 AC 1", "Vemf emf 0 SIN(0 1 1k)")
    deck = re.sub(r"\.ac .*\n\.print .*", ".tran 2u 45m 40m 2u\n.print tran v(load)", deck)
    rows = re.findall(r"^\d+\s+(\S+)\s+(\S+)\s*$", ngspice(deck), re.MULTILINE)
    time, voltage = np.array(rows, float).T
    assert time[-1] == pytest.approx(45e-3, rel=1e-3)
    grid = np.linspace(40e-3, 45e-3, 5000, endpoint=False)
    amplitude = 2 * abs(np.mean(np.interp(grid, time, voltage) * np.exp(-2j * np.pi * 1e3 * grid)))
    answer = get("response", query, f="1000").get_json()
    assert 20 * np.log10(amplitude) == pytest.approx(answer["attenuation_db"][0], abs=0.02)


REFUSED = (
    # A comb, from a source that is as high as it: no network is that.
    ("preset=speaker-4m&rs=8&zl=file&zma=" + code(8 * (1 + 0.5 * np.sin(20 * np.log(WIDE))) + 0j), "zl", "file"),
    # A load that gives power.
    ("preset=speaker-4m&rs=8&zl=file&zma=" + code(np.full(500, -8 + 0j)), "zl", "file"),
    ("preset=stratocaster&model=line&len=300&tand=0.2", "tand", "0.2"),
    ("preset=speaker-4m&model=line&len=300&lm=10&cm=10000", "model", "line"),
)  # fmt: skip


@pytest.mark.parametrize(("query", "key", "value"), REFUSED, ids=["comb", "power", "loss", "long line"])
def test_refuses_what_it_cannot_make(query: str, key: str, value: str) -> None:
    english, japanese = get("circuit.cir", query), get("circuit.cir", query, lang="ja")
    assert english.status_code == japanese.status_code == 400
    told, words = english.get_json()["error"], japanese.get_json()["error"]
    assert (told["key"], told["value"]) == (words["key"], words["value"]) == (key, value)
    assert "Use a" in told["message"]
    assert "ください" in words["message"]
    assert get("response", query).status_code == 200


def test_any_state_gives_a_deck_that_runs_or_a_refusal(ngspice: RunSpice) -> None:
    """Ends of ranges of sources, loads and cables, drawn at random."""
    chance = random.Random(7)
    groups = ("source", "cable", "size", "load", "network", "circuit")
    ends = {key: one for key, one in QUANTITIES.items() if not isinstance(one, Upload) and one.group in groups}
    made = 0
    for _ in range(60):
        pairs = {"preset": chance.choice(list(PRESETS))}
        for key in chance.sample(list(ends), 16):
            one = ends[key]
            options = list(one.options) if isinstance(one, Choice) else [plain(one.minimum), plain(one.maximum)]
            pairs[key] = chance.choice(options)
        query = urlencode(pairs)
        answer = get("circuit.cir", query)
        assert answer.status_code in (200, 400), query
        if answer.status_code == 200:
            made += 1
            printed = levels(ngspice(answer.text))
            half_a_digit = 0.5 * 10 ** (np.floor(np.log10(np.abs(printed))) - 5)  # six are printed: -1.45376e+02
            off = np.max(np.abs(printed - page(query)) - half_a_digit)
            # Values eleven decades apart, as a quarter of a milliohm beside the losses of a coil, cost ngspice digits.
            sizes = [float(value) for name, *_, value in cards(answer.text) if name[0] == "R" and name[:4] != "Reddy"]
            own = 5e-4 if max(sizes) > 1e10 * min(sizes) else 1e-4
            assert off <= promised(answer.text) + own, query
            assert off < 0.2, query
    assert made > 20


@pytest.mark.parametrize("seed", range(4))
def test_any_measured_load_gives_a_deck_that_runs_or_a_refusal(seed: int, ngspice: RunSpice) -> None:
    """Noise in magnitude and phase, of every size; also what gives power."""
    random = np.random.default_rng(seed)
    frequency = np.geomspace(*((10, 1e5), (20, 2e4), (300, 500), (1e5, 1e6))[seed], 40)
    for scale in (1e-3, 8.0, 1e8):
        z = scale * 10 ** random.uniform(-0.5, 0.5, 40) * np.exp(1j * random.uniform(-np.pi, np.pi, 40))
        query = f"preset=speaker-4m&rs={plain(random.choice([0.01, 100.0]))}&zl=file&zma={code(z, frequency)}"
        answer = get("circuit.cir", query)
        assert answer.status_code in (200, 400), query
        if answer.status_code == 200:
            assert np.max(np.abs(levels(ngspice(answer.text)) - page(query))) <= promised(answer.text) + 1e-4
