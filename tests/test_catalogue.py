"""app.bench.catalogue against the file of facts that it reads, and app.bench.section against what a current must be."""

import csv
import itertools
import re
from importlib.resources import files
from typing import Any, Literal

import numpy as np
import pytest

from app.bench.catalogue import CABLES
from app.bench.response import line_of, opened, possible, respond
from app.bench.section import RAYS, RINGS, Section, alike_of, section, telling_frequency
from physics.materials import SPEED_OF_LIGHT

LINES = files("app.bench").joinpath("cables.csv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
class TestCable:
    def test_is_no_faster_than_light(self, row) -> None:
        values = CABLES[row["id"]].values
        assert values["lm"] * 1e-6 * values["cm"] * 1e-12 * SPEED_OF_LIGHT**2 >= 1

    def test_says_what_was_published(self, row) -> None:
        cable = CABLES[row["id"]]
        assert cable.values["cm"] == float(row["c_pf_m"])
        assert 2 * cable.values["rdc"] == float(row["r_conductor_mohm_m"]) + float(row["r_return_mohm_m"] or 0)
        if row["l_uh_m"]:
            assert cable.values["lm"] == float(row["l_uh_m"])
        assert row["source"] in cable.reference.en
        assert row["source_ja"] in cable.reference.ja

    def test_is_told_in_japanese(self, row) -> None:
        """Titles and names may stay as they are: three words of them at most in a row."""
        assert re.search(r"([A-Za-z]{2,} ){3,}[a-z]{2,}", CABLES[row["id"]].reference.ja) is None

    def test_says_what_was_not(self, row) -> None:
        reference = CABLES[row["id"]].reference.en
        assert ("estimated" in reference) == (not row["l_uh_m"])
        assert ("shield's resistance is not published" in reference) == (not row["r_return_mohm_m"])

    def test_is_sure_enough_to_ship(self, row) -> None:
        assert row["sureness"] in ("high", "medium")
        assert CABLES[row["id"]].sureness == row["sureness"]

    def test_has_its_conductors(self, row) -> None:
        """Both, unless the shield's is not published."""
        published = [float(row[name]) for name in ("r_conductor_mohm_m", "r_return_mohm_m") if row[name]]
        assert CABLES[row["id"]].conductors == pytest.approx([1e-3 * each for each in published])
        assert CABLES[row["id"]].use in ("speaker", "line", "guitar")

    def test_is_a_base_state(self, row) -> None:
        state, problems = opened([("cable", row["id"])])
        assert problems == []
        assert possible(state) is None
        assert state.kind == "rlc"
        assert {key: state.shown[key] for key in ("rdc", "lm", "cm")} == CABLES[row["id"]].values
        assert f"cable={row['id']}" in state.query
        assert "rdc" not in state.query


def test_value_of_a_cable_can_be_changed() -> None:
    state, _ = opened([("cable", "canare-4s6"), ("cm", "100")])
    assert (state.shown["cm"], state.shown["rdc"]) == (100, 18.5)
    assert opened([pair.split("=") for pair in state.query.split("&")])[0].shown == state.shown


def samples(cut: Section, name: Literal["density", "wall"]) -> Any:
    """The samples of a picture, shape (rings, rays): summed up twice over the rings and once over the rays."""
    steps = np.reshape(cut[name], (2, -1, RINGS)).cumsum(axis=1).cumsum(axis=2).cumsum(axis=2) * cut["step"]
    return (steps[0] + 1j * steps[1]).T


@pytest.mark.parametrize("kind", ["pair", "quad"])
@pytest.mark.parametrize("frequency", ["10", "50000", "1e6"])
def test_current_in_a_wire_is_all_of_it(kind: str, frequency: str) -> None:
    state, _ = opened([("cable", kind), ("gap", "1.2"), ("view", "field"), ("fj", frequency)])
    cut = section(state)
    assert cut is not None
    density = samples(cut, "density")
    assert density.shape == (RINGS, RAYS)
    radius, angle = np.linspace(0, 1, RINGS), np.linspace(0, np.pi, RAYS)
    total = np.trapezoid(np.trapezoid(density * radius[:, None], angle, axis=1), radius) * 2 / np.pi
    assert total == pytest.approx(1, abs=0.02)  # over that of a direct current of the same size
    assert len(cut["wires"]) == {"pair": 2, "quad": 4}[kind]
    assert sum(wire["sign"] for wire in cut["wires"]) == 0


def test_current_crowds_where_the_wires_of_a_pair_face() -> None:
    cut = section(opened([("cable", "pair"), ("gap", "1.2"), ("fj", "1e5")])[0])
    assert cut is not None
    rim = np.abs(samples(cut, "density")[-1])
    assert rim[-1] == max(rim) == pytest.approx(cut["most"], abs=2e-3)
    assert rim[0] < rim[-1]


def test_shield_and_wire_of_a_coax_carry_the_same() -> None:
    cut = section(opened([("cable", "coax"), ("fj", "1000")])[0])
    assert cut is not None
    wall = samples(cut, "wall")
    assert np.mean(wall) == pytest.approx(-1, abs=0.02)
    assert cut["shield"] == pytest.approx((4, 4.2))


def test_unknown_section_is_none() -> None:
    assert section(opened([("cable", "rlc")])[0]) is None


@pytest.mark.parametrize(
    ("given", "kind"), [({}, "pair"), ({"cable": "scp-16-2"}, "pair"), ({"preset": "pin-10m"}, "coax")]
)
def test_a_section_for_a_cable_without_one_gives_its_inductance_and_capacitance(given: dict, kind: str) -> None:
    """Where the current fills the wires, and their R where both are wires; the flux in a shield's wall is left out."""
    state = opened(given.items())[0]
    alike = alike_of(state)
    assert alike["cable"] == kind
    line = line_of(state.with_values(**{key: parse_shown(key, text) for key, text in alike.items()}), np.array([0.1]))
    assert line.inductance[0] == pytest.approx(state.si("lm"), rel=0.01 if kind == "pair" else 0.03)
    assert line.capacitance == pytest.approx(state.si("cm"), rel=0.01)
    if kind == "pair":
        assert line.resistance[0] == pytest.approx(2 * state.si("rdc"), rel=0.01)


@pytest.mark.parametrize("values", list(itertools.product(("0.1", "10000"), ("0.01", "10"), ("1", "10000"))))
def test_any_cable_has_a_section(values: tuple[str, ...]) -> None:
    state = opened(zip(("rdc", "lm", "cm"), values, strict=True))[0]
    alike = {key: parse_shown(key, text) for key, text in alike_of(state).items()}
    assert section(state.with_values(**alike, fj=float(telling_frequency(state)))) is not None


@pytest.mark.parametrize("query", ["cable=pair&mm2=2.5", "cable=quad&dia=0.4", "cable=coax", "cable=rlc"])
def test_current_is_uneven_where_it_is_said_to_be(query: str) -> None:
    state = opened(pair.split("=") for pair in query.split("&"))[0]
    telling = float(telling_frequency(state))
    alike = {key: parse_shown(key, text) for key, text in alike_of(state).items()}
    cut = section(state.with_values(**alike, fj=telling))
    assert cut is not None
    density = np.abs(samples(cut, "density"))
    assert 2 < np.max(density) / np.min(density) < 20


def parse_shown(key: str, text: str) -> float | str:
    return text if key == "cable" else float(text)


def test_star_quad_does_what_the_paper_recommends_it_for() -> None:
    loss = {
        preset: respond(opened([("preset", preset)])[0], np.array([20e3])).ac_attenuation[0]
        for preset in ("pair-100m", "quad-100m")
    }
    assert loss["quad-100m"] > loss["pair-100m"] / 3
