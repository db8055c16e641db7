"""What a cross-section may be made of: a braid of known resistance, unlike metals and sizes, two metals, twist.

Expected values are written out from the section, or are limits; none comes from the function under test.
"""

import math
import re
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench.quantities import QUANTITIES
from app.bench.response import line_of, possible
from app.bench.section import section
from app.bench.state import State, parse
from app.bench.sweep import sweep
from app.bench.tolerance import uncertain
from app.common.quantity import Number
from app.main import server

MU_0 = 4e-7 * math.pi
COPPER, SILVER, ALUMINIUM = 1e-6 / 58, 1.587e-8, 2.8264e-8
COAX = "cable=coax&metal=copper&dia=0.9&bore=2.95&eps=2.26"
BAND = np.geomspace(10, 1e6, 40)


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert problems == []
    return state


def line(query: str, frequency: Any = BAND) -> Any:
    return line_of(state_of(query), np.asarray(frequency, float))


def surface(frequency: float, resistivity: float, radius: float) -> float:
    """Resistance per metre of a skin that is thin against the radius [Ω/m]."""
    return math.sqrt(math.pi * frequency * MU_0 * resistivity) / (2 * math.pi * radius)


class TestBraidOfKnownResistance:
    def test_is_that_at_dc(self) -> None:
        found = line(f"{COAX}&rsh=13.5").dc_resistance
        assert found == pytest.approx(COPPER / (math.pi * 0.45e-3**2) + 13.5e-3, rel=1e-12)

    def test_is_published_at_20_degrees(self) -> None:
        warm = 1 + 0.00393 * 30
        found = line(f"{COAX}&rsh=13.5&temp=50").dc_resistance
        assert found == pytest.approx(warm * (COPPER / (math.pi * 0.45e-3**2) + 13.5e-3), rel=1e-12)

    @pytest.mark.parametrize("skin", ["off", "table", "exact"])
    def test_is_a_tube_of_its_metal_area(self, skin: str) -> None:
        """Told by the resistance of a tube of 0.2 mm it is that tube."""
        area = math.pi * (1.675e-3**2 - 1.475e-3**2)
        one = line(f"{COAX}&skin={skin}&shield=0.2&temp=35")
        other = line(f"{COAX}&skin={skin}&temp=35&rsh={1e3 * COPPER / area:.15g}")
        assert other.resistance == pytest.approx(one.resistance, rel=1e-10)
        assert other.inductance == pytest.approx(one.inductance, rel=1e-10)

    def test_its_skin_is_that_of_the_metal(self) -> None:
        """Where the skin is thin, how much metal lies behind it does not count."""
        f = 1e9
        found = line(f"{COAX}&rsh=13.5", [f]).resistance[0]
        assert found == pytest.approx(surface(f, COPPER, 0.45e-3) + surface(f, COPPER, 1.475e-3), rel=0.01)

    def test_the_thickness_matters_no_more(self) -> None:
        assert state_of(COAX).matters("shield")
        assert not state_of(f"{COAX}&rsh=13.5").matters("shield")
        assert "shield" not in uncertain(state_of(f"{COAX}&rsh=13.5&tol=1"))
        assert uncertain(state_of(f"{COAX}&rsh=20&tol=1"))["rsh"] == (20, pytest.approx(19), pytest.approx(21))
        assert line(f"{COAX}&rsh=13.5&shield=1").resistance == pytest.approx(line(f"{COAX}&rsh=13.5").resistance)

    @pytest.mark.parametrize(("query", "bound"), [("bore=1&dia=0.1&rsh=0.1", "low"), ("bore=100&rsh=400", "high")])
    def test_what_no_tube_has_is_refused_with_the_limit(self, query: str, bound: str) -> None:
        """A tenth of the outer radius must be left inside; and a wall is no thinner than 1e-4 of that."""
        inner = 0.5e-3 if bound == "low" else 50e-3
        outer = inner / 0.1 if bound == "low" else inner / (1 - 1e-4)
        limit = 1e3 * COPPER / (math.pi * (outer**2 - inner**2))
        problem = possible(state_of(f"cable=coax&metal=copper&{query}"))
        assert problem is not None
        assert problem.key == "rsh"
        assert "bore" in problem.others
        told = float(re.findall(r"limit is ([\d.]+) mΩ/m", problem.message.en)[0])
        assert told == pytest.approx(limit, rel=1e-3)
        assert possible(state_of("cable=coax&metal=copper&" + query.rpartition("=")[0] + f"={told}")) is None
        for beyond, refused in ((0.99, bound == "low"), (1.01, bound == "high")):
            known = query.rpartition("=")[0] + f"={beyond * limit:.6g}"
            assert (possible(state_of(f"cable=coax&metal=copper&{known}")) is not None) == refused
        answer = server.test_client().get("/api/v1/response", query_string=f"cable=coax&metal=copper&{query}&f=1000")
        assert answer.status_code == 400
        assert answer.get_json()["error"]["key"] == "rsh"

    @pytest.mark.parametrize("query", ["cable=coax&dia=0.1&bore=0.3", f"{COAX}&rsh=13.5", COAX])
    def test_its_slider_is_answered(self, query: str) -> None:
        """Also where what is as good as 0 cannot be."""
        rsh = QUANTITIES["rsh"]
        assert isinstance(rsh, Number)
        swept = sweep(state_of(query), rsh, "en")
        assert (swept["window"] is None) == ("bore=0.3" in query)


class TestShieldOfAnotherMetal:
    def test_at_dc(self) -> None:
        area = math.pi * (1.575e-3**2 - 1.475e-3**2)
        found = line("cable=coax&metal=silver&metal2=aluminium&dia=0.9&bore=2.95&shield=0.1").dc_resistance
        assert found == pytest.approx(SILVER / (math.pi * 0.45e-3**2) + ALUMINIUM / area, rel=1e-9)

    def test_with_a_thin_skin(self) -> None:
        f = 1e9
        found = line(f"{COAX}&metal2=aluminium", [f]).resistance[0]
        assert found == pytest.approx(surface(f, COPPER, 0.45e-3) + surface(f, ALUMINIUM, 1.475e-3), rel=0.01)

    def test_of_the_same_metal_nothing_changes(self) -> None:
        assert np.array_equal(line(f"{COAX}&metal2=copper").resistance, line(COAX).resistance)
        assert np.array_equal(line(f"{COAX}&metal2=same").resistance, line(COAX).resistance)

    def test_a_braid_by_its_resistance_is_thicker_of_a_worse_metal(self) -> None:
        """With its resistance known the metal counts only where the skin is thin."""
        of_copper, of_aluminium = (line(f"{COAX}&rsh=15&metal2={metal}", [0, 1e7]) for metal in ("copper", "aluminium"))
        assert of_aluminium.dc_resistance == pytest.approx(of_copper.dc_resistance, rel=1e-12)
        assert of_aluminium.resistance[1] > 1.03 * of_copper.resistance[1]


PAIR = "cable=pair&metal=copper&dia=1.8&gap=3.5&eps=3"


class TestCopperCladAluminium:
    @pytest.mark.parametrize("cable", [PAIR, f"{PAIR}&wall=0.5".replace("pair", "quad"), COAX])
    @pytest.mark.parametrize("skin", ["off", "table", "exact"])
    def test_at_both_ends_it_is_one_metal(self, cable: str, skin: str) -> None:
        for clad, metal in ((0, "aluminium"), (100, "copper")):
            one = line(f"{cable}&skin={skin}&temp=40".replace("=copper", f"=cca&clad={clad}"))
            other = line(f"{cable}&skin={skin}&temp=40".replace("=copper", f"={metal}"))
            assert one.resistance == pytest.approx(other.resistance, rel=1e-12)
            assert one.inductance == pytest.approx(other.inductance, rel=1e-12)

    def test_at_dc(self) -> None:
        """Both metals side by side, each at the temperature."""
        copper, aluminium = COPPER * (1 + 0.00393 * 20), ALUMINIUM * (1 + 0.00403 * 20)
        each = 1 / (math.pi * 0.9e-3**2 * (0.15 / copper + 0.85 / aluminium))
        found = line(PAIR.replace("=copper", "=cca&clad=15&temp=40"))
        assert found.dc_resistance == pytest.approx(2 * each, rel=1e-12)

    def test_what_is_told_of_the_preset(self) -> None:
        """As much resistance as 1.6 mm² of copper, and at 20 kHz within the limits of the two metals."""
        state = state_of("preset=cca-5m")
        found = line_of(state, np.array([20e3]))
        assert 2 * COPPER / 1.65e-6 < found.dc_resistance < 2 * COPPER / 1.55e-6
        copper, aluminium = (
            line_of(state.with_values(metal=metal), np.array([20e3])).resistance[0] for metal in ("copper", "aluminium")
        )
        assert copper < found.resistance[0] < aluminium

    def test_its_share_matters_to_it_alone(self) -> None:
        assert state_of("preset=cca-5m").matters("clad")
        assert not state_of(PAIR).matters("clad")
        assert uncertain(state_of("preset=cca-5m&tol=1"))["clad"] == (10, pytest.approx(8), pytest.approx(12))


class TestTwist:
    def test_wires_are_as_long_as_a_helix(self) -> None:
        """Its length by chords; R, L and C of each metre of cable grow with it."""
        turn = np.linspace(0, 2 * np.pi, 20001)
        helix = np.stack([1.75 * np.cos(turn), 1.75 * np.sin(turn), 40 * turn / (2 * np.pi)])
        longer = float(np.sum(np.linalg.norm(np.diff(helix, axis=1), axis=0))) / 40
        straight, twisted = line(PAIR), line(f"{PAIR}&lay=40")
        assert twisted.dc_resistance == pytest.approx(longer * straight.dc_resistance, rel=1e-7)
        assert twisted.resistance == pytest.approx(longer * straight.resistance, rel=1e-7)
        assert twisted.inductance == pytest.approx(longer * straight.inductance, rel=1e-7)
        assert twisted.capacitance == pytest.approx(longer * straight.capacitance, rel=1e-7)

    def test_a_quad_turns_about_its_middle(self) -> None:
        """Its wires lie on a circle through the corners of the square; a coil comes on top."""
        quad = PAIR.replace("pair", "quad")
        longer = 2 * math.hypot(1, math.pi * 3.5 * math.sqrt(2) / 60)
        assert line(f"{quad}&lay=60&coil=2").dc_resistance == pytest.approx(
            longer * line(quad).dc_resistance, rel=1e-12
        )

    def test_without_one_nothing_changes(self) -> None:
        assert np.array_equal(line(f"{PAIR}&lay=0").resistance, line(PAIR).resistance)

    def test_too_tight_is_refused(self) -> None:
        problem = possible(state_of(f"{PAIR}&lay=10"))
        assert problem is not None
        assert (problem.key, problem.others) == ("lay", ("gap",))
        assert "at least 11 mm" in problem.message.en
        assert possible(state_of(f"{PAIR}&lay=11")) is None
        assert possible(state_of(f"{COAX}&lay=1")) is None  # it does not matter there


class TestUnlikeWires:
    def test_at_dc(self) -> None:
        found = line(f"{PAIR}&dia2=1&metal2=aluminium", [0])
        expected = COPPER / (math.pi * 0.9e-3**2) + ALUMINIUM / (math.pi * 0.5e-3**2)
        assert found.dc_resistance == pytest.approx(expected, rel=1e-9)
        assert found.inductance[0] == pytest.approx(
            MU_0 / (2 * math.pi) * (math.log(3.5**2 / (0.9 * 0.5)) + 0.5), rel=1e-6
        )

    def test_of_the_same_size_nothing_changes(self) -> None:
        for more in ("dia2=0", "dia2=1.8", "metal2=copper"):
            assert np.array_equal(line(f"{PAIR}&{more}").resistance, line(PAIR).resistance)
            assert np.array_equal(line(f"{PAIR}&{more}").inductance, line(PAIR).inductance)

    def test_insulation_touches_insulation(self) -> None:
        """Without gap."""
        state = state_of("preset=zip-wall-5m&dia=2&dia2=1")
        assert state.shown["gap"] == pytest.approx(1 + 0.5 + 2 * 0.8)
        assert state_of(state.query).shown == state.shown

    def test_too_near_is_refused(self) -> None:
        problem = possible(state_of(f"{PAIR}&dia2=5.3"))
        assert problem is not None
        assert problem.key == "gap"
        assert "dia2" in problem.others
        assert possible(state_of(f"{PAIR}&dia2=5.3&skin=off")) is not None
        assert possible(state_of("cable=quad&dia=1&gap=3&dia2=9")) is None  # it does not matter there

    def test_drawn(self) -> None:
        """The picture has each wire with its own size, pattern, core and sign; lengths in radii of the first."""
        cut = section(state_of("preset=zip-wall-5m&dia=2&dia2=1&metal=cca&metal2=aluminium&view=field&fj=1000"))
        assert cut is not None
        first, second = cut["wires"]
        assert (first["radius"], second["radius"], cut["coat"]) == (1, pytest.approx(0.5), pytest.approx(0.8))
        assert first["core"] == (pytest.approx(math.sqrt(0.9)), pytest.approx(COPPER / ALUMINIUM))
        assert second["core"] is None
        # At 1 kHz it is nearly direct current: over its mean, the density is the conductivity over its mean.
        mean = 0.1 + 0.9 * COPPER / ALUMINIUM
        assert cut["density"][0] * cut["step"] == pytest.approx(1 / mean, rel=0.01)
        assert cut["other"][0] * cut["step"] == pytest.approx(1, rel=0.01)
        assert cut["most"] == pytest.approx(1 / mean, rel=0.05)
        assert section(state_of(f"{PAIR}&view=field"))["other"] == []  # type: ignore[index]
