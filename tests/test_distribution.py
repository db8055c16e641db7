"""Loudspeakers along a 70 or 100 V line: hand-worked circuits, closed forms, and the limits that textbooks give."""

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.distribution import GAUGES, Speakers, deliver, least_area, zip_cord_impedance

WALL = 0.8e-3


class TestDeliver:
    def test_all_at_the_end_is_one_divider(self) -> None:
        """Ten taps of 10 W at 100 V are 100 Ω; behind 5 Ω they get 100/105 of the volts."""
        found = deliver(0.05, 100, Speakers(100, 10, 10, "end"))
        assert found.voltage == pytest.approx([100 * 100 / 105] * 10)
        assert found.level[-1] == pytest.approx(-0.42379, abs=1e-5)
        assert found.heat == pytest.approx(5 * (100 / 105) ** 2)
        assert sum(found.power) == pytest.approx(100 * (100 / 105) ** 2)

    def test_two_by_hand(self) -> None:
        """1 Ω, 10 Ω across, 1 Ω, 10 Ω: from 10 V at the end back: 1 A, 11 V, 2.1 A, 13.1 V."""
        found = deliver(1.0, 2, Speakers(10, 2, 10))
        assert found.voltage == pytest.approx([10 * 11 / 13.1, 10 * 10 / 13.1])
        assert found.heat == pytest.approx((1**2 + 2.1**2) * (10 / 13.1) ** 2)

    @pytest.mark.parametrize("count", [1, 3, 40])
    @pytest.mark.parametrize("impedance", [0.004, 0.2, 0.05 + 0.3j])
    def test_equal_cells_in_closed_form(self, count: int, impedance: complex) -> None:
        """cosh(θ/2)/cosh((n + ½)θ) with cosh θ = 1 + z/2R: Guillemin's ladder of equal cells, open at its end."""
        speakers = Speakers(70.7, count, 15)
        theta = np.arccosh(1 + impedance * 250 / count / speakers.resistance / 2 + 0j)
        wanted = abs(np.cosh(theta / 2) / np.cosh((count + 0.5) * theta))
        found = deliver(impedance, 250, speakers)
        assert found.voltage[-1] == pytest.approx(70.7 * wanted, rel=1e-9)

    def test_many_approach_the_continuous_line(self) -> None:
        """1/cosh √(R·G), as of a leaky cable."""
        found = deliver(0.02, 500, Speakers(100, 5000, 0.1))
        assert found.voltage[-1] == pytest.approx(100 / np.cosh(np.sqrt(10 * 500 / 100**2)), rel=2e-4)

    def test_spread_evenly_half_the_drop_and_a_third_of_the_heat(self) -> None:
        """Kersting's factors, for a small drop and many loudspeakers."""
        even, end = (deliver(1e-6, 100, Speakers(100, 1000, 1, spread)) for spread in ("even", "end"))  # type: ignore[arg-type]
        assert even.level[-1] / end.level[-1] == pytest.approx(1 / 2, rel=2e-3)
        assert even.heat / end.heat == pytest.approx(1 / 3, rel=2e-3)

    @pytest.mark.parametrize("count", [1, 2, 5, 20])
    def test_few_have_more(self, count: int) -> None:
        """(n + 1)/2n of the drop and (n + 1)(2n + 1)/6n² of the heat, by summing 1 … n and its squares."""
        even, end = (deliver(1e-7, 100, Speakers(100, count, 1, spread)) for spread in ("even", "end"))  # type: ignore[arg-type]
        assert even.level[-1] / end.level[-1] == pytest.approx((count + 1) / (2 * count), rel=1e-4)
        assert even.heat / end.heat == pytest.approx((count + 1) * (2 * count + 1) / (6 * count**2), rel=1e-4)

    @pytest.mark.parametrize("impedance", [0.03, 0.03 + 0.05j])
    def test_what_goes_in_comes_out(self, impedance: complex) -> None:
        """Nodal analysis of the same ladder gives the current that the amplifier supplies."""
        speakers = Speakers(100, 7, 20)
        admittance = 1 / (impedance * 300 / 7)
        nodes = np.diag([2 * admittance + 1 / speakers.resistance] * 7) - admittance * (
            np.eye(7, k=1) + np.eye(7, k=-1)
        )
        nodes[-1, -1] -= admittance
        voltages = np.linalg.solve(nodes, np.array([100 * admittance, *[0] * 6]))
        supplied = 100 * np.real(admittance * (100 - voltages[0]))
        found = deliver(impedance, 300, speakers)
        assert found.voltage == pytest.approx(abs(voltages))
        assert sum(found.power) + found.heat == pytest.approx(supplied)

    def test_no_cable_takes_nothing(self) -> None:
        found = deliver(0.05 + 1j, 0, Speakers(70.7, 3, 5))
        assert found.voltage == pytest.approx([70.7] * 3)
        assert found.power == pytest.approx([5] * 3)
        assert found.heat == 0

    @pytest.mark.parametrize(
        ("name", "values"),
        [("voltage", (0, 1, 1)), ("count", (100, 0, 1)), ("count", (100, 1.5, 1)), ("power", (100, 1, -1))],
    )
    def test_refuses(self, name: str, values: tuple[float, int, float]) -> None:
        with pytest.raises(QuantityError) as refusal:
            Speakers(*values)
        assert refusal.value.quantity == name

    def test_refuses_a_length_below_0(self) -> None:
        with pytest.raises(QuantityError, match="length"):
            deliver(1, -1, Speakers(100, 1, 1))


class TestZipCord:
    def test_resistance_at_dc_and_with_temperature(self) -> None:
        """58 m of 1 mm² of annealed copper have 1 Ω at 20 °C (IEC 60028), and 0.393 % more for each kelvin."""
        assert zip_cord_impedance(0, 1e-6, WALL, 20) == pytest.approx(2 / 58)
        assert zip_cord_impedance(0, 1e-6, WALL, 70) == pytest.approx(2 / 58 * 1.1965)

    def test_inductance(self) -> None:
        """(µ₀/π)·(ln(d/a) + 1/4) while the skin is thick: 1.1284 mm across, 2.7284 mm apart."""
        wanted = 4e-7 * (np.log(2.7284 / 0.5642) + 0.25)
        assert zip_cord_impedance(100, 1e-6, WALL, 20).imag / (200 * np.pi) == pytest.approx(wanted, rel=1e-4)


class TestLeastArea:
    def test_by_hand(self) -> None:
        """100 W at 100 V at the end of 100 m, 0.5 dB: 5.925 Ω, so 200/58/5.925 = 0.582 mm²; 0.75 mm² is sold."""
        assert least_area(0, 100, Speakers(100, 10, 10, "end"), 0.5, wall=WALL, temperature=20) == 0.75e-6

    def test_spread_evenly_thinner_will_do(self) -> None:
        assert least_area(0, 100, Speakers(100, 10, 10), 0.5, wall=WALL, temperature=20) == 0.5e-6

    def test_the_gauge(self) -> None:
        """AWG 19 has 0.653 mm², AWG 20 0.518 mm²."""
        found = least_area(0, 100, Speakers(100, 10, 10, "end"), 0.5, wall=WALL, temperature=20, areas=GAUGES.values())
        assert found == GAUGES[19] == pytest.approx(0.6527e-6, rel=1e-3)

    def test_none_will_do(self) -> None:
        assert least_area(1e3, 2000, Speakers(25, 100, 500), 0.1, wall=WALL, temperature=20) is None

    def test_refuses_no_loss(self) -> None:
        with pytest.raises(QuantityError, match="loss"):
            least_area(1e3, 10, Speakers(100, 1, 1), 0, wall=WALL, temperature=20)
