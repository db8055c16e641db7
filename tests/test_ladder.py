"""physics.ladder against what it is to come near to, in circuits where it matters; and what it may consist of."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from physics import circuit
from physics.ladder import SHAPES, fitted_network, section_count, semi_inductor
from physics.network import Element, Network, element, network_impedance, parallel, series
from physics.skin import bessel_ratios, skin_abscissa

F = np.geomspace(10, 1e5, 201)
BETWEEN = np.geomspace(10, 1e5, 1001)
S = 2j * np.pi * F
DECIBEL = np.log(10) / 20


def elements(network: Network) -> Iterator[Element]:
    if isinstance(network, Element):
        yield network
    else:
        for part in network.parts:
            yield from elements(part)


def divided(source: complex) -> Callable[[np.ndarray], np.ndarray]:
    """Level over a load behind a source."""
    return lambda load: np.log(load / (load + source))


class TestFit:
    def test_wire_with_skin_effect(self) -> None:
        """A lone round wire, 1 mm, 1 m: both its resistance and its inductance, between the frequencies as well."""
        each = 0.0219

        def wire(f: np.ndarray) -> np.ndarray:
            resistance, inside = bessel_ratios(skin_abscissa(f, each))
            return np.asarray(each * resistance + 2j * np.pi * f * (5e-7 + 5e-8 * inside))

        network = fitted_network(
            F, wire(F), lambda z: np.log(0.05 / (0.05 + z)), shapes=("rising", "high"), base=each, goal=1e-4
        )
        np.testing.assert_allclose(network_impedance(network, BETWEEN), wire(BETWEEN), rtol=5e-3)
        kinds = [one.kind for one in elements(network)]
        assert kinds[0] == "R"
        assert next(elements(network)).value == each
        assert len(kinds) <= 12

    @pytest.mark.parametrize("loss", [0.001, 0.02, 0.2])
    def test_constant_loss_angle(self, loss: float) -> None:
        """The level of a guitar cable behind a pickup's impedance; C alone would be off by tan δ's share."""

        def level(y: np.ndarray) -> np.ndarray:
            return -np.log(1 + 60e3 * y)

        target = S * 1e-9 * (1 - 1j * loss)
        network = fitted_network(F, target, level, shapes=("rising", "high"), goal=2e-4)
        off = np.abs((level(network_impedance(network, F)) - level(target)).real)
        assert np.max(off) < 0.02 * DECIBEL

    def test_finds_what_is_a_sum_of_sections(self) -> None:
        """A driver with a resonance: the elements come back, five of them."""
        driver = series(
            element("R", 5.6),
            element("L", 0.5e-3),
            parallel(element("R", 40.0), element("L", 45e-3), element("C", 350e-6)),
        )
        found = fitted_network(F, network_impedance(driver, F), divided(8.0), shapes=SHAPES, goal=1e-6)
        np.testing.assert_allclose(network_impedance(found, BETWEEN), network_impedance(driver, BETWEEN), rtol=1e-4)
        expected = sorted((one.kind, one.value) for one in elements(driver))
        ours = sorted((one.kind, one.value) for one in elements(found))
        assert [kind for kind, _ in ours] == [kind for kind, _ in expected]
        np.testing.assert_allclose([value for _, value in ours], [value for _, value in expected], rtol=1e-3)

    @pytest.mark.parametrize("target", [-8 + 0 * S, -8 - 1e-3 * S, 1j * np.abs(S) ** 2, 8 - 1e9j + 0 * S])
    def test_what_gives_power_has_no_network(self, target: np.ndarray) -> None:
        """Whatever is asked for, what comes is passive: its resistance is nowhere negative."""
        found = fitted_network(F, target, divided(1000.0), shapes=SHAPES, goal=1e-4)
        assert all(one.value > 0 for one in elements(found))
        assert np.min(network_impedance(found, BETWEEN).real) >= 0

    def test_stops_at_the_goal_and_at_the_most(self) -> None:
        target = np.sqrt(S)
        sizes = [
            len(tuple(elements(fitted_network(F, target, np.log, shapes=SHAPES, goal=goal * DECIBEL, most=most))))
            for goal, most in ((1.0, 20), (0.1, 20), (0.01, 20), (0.0, 3))
        ]
        assert sizes[0] < sizes[1] < sizes[2]
        assert sizes[3] <= 9


@pytest.mark.parametrize(("low", "high"), [(10, 1e5), (20, 2e4)])
def test_semi_inductor(low: float, high: float) -> None:
    f = np.geomspace(low, high, 501)
    network = semi_inductor(0.04, low, high)
    np.testing.assert_allclose(network_impedance(network, f), 0.04 * np.sqrt(2j * np.pi * f), rtol=3e-3)
    assert all(one.value > 0 for one in elements(network))


class TestSections:
    Z, Y = 5 + S * 300e-6, S * 30e-9

    def off(self, count: int, source: float = 50.0, load: float = 1e4) -> float:
        """By hand: T section after T section, from the load back to the EMF."""
        voltage, current = np.ones_like(S), 1 / load + 0 * S
        for _ in range(count):
            voltage = voltage + current * self.Z / count / 2
            current = current + voltage * self.Y / count
            voltage = voltage + current * self.Z / count / 2
        ours = -np.log(np.abs(voltage + source * current))
        return float(np.max(np.abs(ours - circuit.log_transfer("line", source, load, self.Z, self.Y).real)))

    @pytest.mark.parametrize("goal", [0.05, 5e-3, 5e-4])
    def test_as_many_as_it_takes(self, goal: float) -> None:
        count = section_count(self.Z, self.Y, 50 + 0 * S, 1e4 + 0 * S, goal=goal, most=500)
        assert count is not None
        assert self.off(count) <= goal * 1.001
        assert self.off(max(int(0.8 * count), 1)) > goal or count == 1

    def test_none_where_it_takes_more(self) -> None:
        count = section_count(self.Z, self.Y, 50 + 0 * S, 1e4 + 0 * S, goal=5e-4, most=500)
        assert count is not None
        assert section_count(self.Z, self.Y, 50 + 0 * S, 1e4 + 0 * S, goal=5e-4, most=count // 2) is None
