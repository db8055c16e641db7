"""What a cross-section may be made of: a braid of known resistance, a shield of another metal.

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
