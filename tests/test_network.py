"""physics.network and physics.equivalent against formulas by hand, the circuits' own modules, and invariants."""

from dataclasses import replace

import numpy as np
import pytest

from physics import circuit, equivalent
from physics.checks import QuantityError
from physics.loads import (
    Driver,
    Midrange,
    Panel,
    TwoWay,
    VentedBox,
    amplifier_input_impedance,
    driver_impedance,
    panel_impedance,
    three_way_impedance,
    two_way_impedance,
    vented_impedance,
)
from physics.network import (
    OPEN,
    SHORT,
    Block,
    Element,
    Parallel,
    Series,
    dual,
    element,
    ladder_transfer,
    network_impedance,
    parallel,
    scaled,
    series,
)
from physics.sources import BleedMode, Controls, Pickup, Wiring, pickup_source

F = np.geomspace(10, 1e5, 41)
S = 2j * np.pi * F
TANK = series(element("R", 3.0), parallel(element("L", 2e-3), element("C", 1e-6), element("R", 50.0)))
WOOFER = Driver(
    resistance=5.6, inductance=0.5e-3, resonance=40, mechanical_q=3.5, electrical_q=0.45, semi_inductor=False
)
TWEETER = Driver(
    resistance=5.5, inductance=0.05e-3, resonance=900, mechanical_q=2, electrical_q=1.2, semi_inductor=False
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


class TestNetworks:
    def test_series_and_parallel_by_hand(self) -> None:
        expected = 3 + 1 / (1 / (S * 2e-3) + S * 1e-6 + 1 / 50)
        np.testing.assert_allclose(network_impedance(TANK, F), expected, rtol=1e-12)

    def test_dual_has_the_reciprocal_impedance(self) -> None:
        np.testing.assert_allclose(network_impedance(dual(TANK), F) * network_impedance(TANK, F), 1, rtol=1e-12)
        assert dual(dual(TANK)) == TANK

    def test_scaled_has_so_many_times_the_impedance(self) -> None:
        np.testing.assert_allclose(network_impedance(scaled(TANK, 0.3), F), 0.3 * network_impedance(TANK, F))

    def test_nothing_is_left_out_and_rules_where_it_must(self) -> None:
        r = Element("R", 1.0)
        assert (element("R", 0), element("L", 0), element("C", 0)) == (SHORT, SHORT, OPEN)
        assert series(SHORT, r) == Series((r,))
        assert parallel(r, OPEN) == Parallel((r,))
        assert series(r, OPEN, name="x") == OPEN
        assert parallel(r, SHORT, name="x") == SHORT
        assert series(SHORT, name="x") == SHORT
        assert parallel(OPEN, name="x") == OPEN

    @pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
    def test_no_element_gives_power(self, value: float) -> None:
        with pytest.raises(QuantityError):
            element("R", value)


class TestLadders:
    def test_divider(self) -> None:
        ladder = [Block("source", (("series", element("R", 2.0)),)), Block("load", (("shunt", element("R", 6.0)),))]
        np.testing.assert_allclose(ladder_transfer(ladder, F), 0.75)

    @pytest.mark.parametrize("model", ["c-end", "c-mid"])
    def test_cable_is_that_of_the_circuit(self, model: circuit.Circuit) -> None:
        along, across = series(element("R", 0.5), element("L", 30e-6)), element("C", 2e-9)
        ladder = [
            equivalent.inductive_block(0.1, 2e-6),
            equivalent.cable_block(model, along, across),
            Block("load", (("shunt", element("R", 8.0)),)),
        ]
        expected = np.exp(circuit.log_transfer(model, 0.1 + S * 2e-6, 8.0, 0.5 + S * 30e-6, S * 2e-9))
        np.testing.assert_allclose(ladder_transfer(ladder, F), expected, rtol=1e-12)

    def test_many_sections_are_the_line(self) -> None:
        """Errors fall with the square of the number."""
        along, across = series(element("R", 5.0), element("L", 300e-6)), element("C", 30e-9)
        exact = np.exp(circuit.log_transfer("line", 50.0, 1e4, 5 + S * 300e-6, S * 30e-9))

        def off(sections: int) -> float:
            ladder = [
                equivalent.inductive_block(50.0, 0),
                equivalent.cable_block("line", along, across, sections),
                Block("load", (("shunt", element("R", 1e4)),)),
            ]
            return float(np.max(np.abs(ladder_transfer(ladder, F) / exact - 1)))

        assert off(100) < 1e-3
        assert off(50) / off(100) == pytest.approx(4, rel=0.02)


class TestEquivalents:
    def test_driver(self) -> None:
        ours = network_impedance(equivalent.driver_network(WOOFER, 10, 1e5), F)
        np.testing.assert_allclose(ours, driver_impedance(F, WOOFER), rtol=1e-12)

    @pytest.mark.parametrize("inductance", [0.0, 0.5e-3, 5e-3])
    def test_semi_inductor_of_a_driver(self, inductance: float) -> None:
        driver = replace(WOOFER, inductance=inductance, semi_inductor=True)
        ours = network_impedance(equivalent.driver_network(driver, 10, 1e5), F)
        np.testing.assert_allclose(ours, driver_impedance(F, driver), rtol=2e-3)

    @pytest.mark.parametrize("semi", [False, True])
    @pytest.mark.parametrize("changes", [{}, {"pad_series": 0.0, "equaliser_capacitance": 0.0}])
    def test_two_way(self, semi: bool, changes: dict[str, float]) -> None:
        drivers = {"woofer": replace(WOOFER, semi_inductor=semi), "tweeter": replace(TWEETER, semi_inductor=semi)}
        system = replace(SYSTEM, **drivers, **changes)
        ours = network_impedance(parallel(*equivalent.two_way_networks(system, 10, 1e5)), F)
        np.testing.assert_allclose(ours, two_way_impedance(F, system), rtol=2e-3 if semi else 1e-12)

    def test_vented_box(self) -> None:
        box = VentedBox(tuning=35, compliance_ratio=2, leakage_q=7)
        ours = network_impedance(equivalent.driver_network(WOOFER, 10, 1e5, box=box), F)
        np.testing.assert_allclose(ours, vented_impedance(F, WOOFER, box), rtol=1e-12)

    @pytest.mark.parametrize("pad", [0.0, 1.5])
    def test_three_way(self, pad: float) -> None:
        midrange = Midrange(
            driver=replace(WOOFER, resonance=150),
            high_pass_capacitance=47e-6,
            high_pass_inductance=3.3e-3,
            low_pass_inductance=0.47e-3,
            low_pass_capacitance=6.8e-6,
            pad_series=pad,
        )
        outer = equivalent.two_way_networks(SYSTEM, 10, 1e5)
        ours = network_impedance(parallel(*outer, equivalent.midrange_network(midrange, 10, 1e5)), F)
        np.testing.assert_allclose(ours, three_way_impedance(F, SYSTEM, midrange), rtol=1e-12)

    @pytest.mark.parametrize("leakage", [0.0, 10e-6])
    def test_panel(self, leakage: float) -> None:
        panel = Panel(
            resistance=1.5,
            leakage_inductance=leakage,
            magnetising_inductance=0.2,
            core_resistance=30,
            turns_ratio=75,
            capacitance=1e-9,
        )
        ours = network_impedance(equivalent.panel_network(panel), F)
        np.testing.assert_allclose(ours, panel_impedance(F, panel), rtol=1e-12)

    def test_amplifier_input(self) -> None:
        ours = network_impedance(equivalent.amplifier_input_network(1e6, 150e-12), F)
        np.testing.assert_allclose(ours, amplifier_input_impedance(F, 1e6, 150e-12), rtol=1e-12)

    @pytest.mark.parametrize(("volume", "tone", "bleed"), [(1.0, 1.0, 0.0), (0.7, 0.4, 680e-12), (0.0, 0.0, 0.0)])
    def test_pickup(self, volume: float, tone: float, bleed: float) -> None:
        pickup = Pickup(inductance=2.2, resistance=5.8e3, capacitance=110e-12)
        controls = Controls(
            volume_resistance=250e3,
            volume=volume,
            tone_resistance=250e3,
            tone=tone,
            tone_capacitance=22e-9,
            bleed_capacitance=bleed,
        )
        impedance, log_open = pickup_source(F, pickup, controls)
        block = equivalent.pickup_block(pickup, controls, 10, 1e5)
        np.testing.assert_allclose(ladder_transfer([block], F), np.exp(log_open), rtol=1e-9)
        loaded = ladder_transfer([block, Block("load", (("shunt", element("R", 1e5)),))], F)
        np.testing.assert_allclose(loaded, np.exp(log_open) * 1e5 / (1e5 + impedance), rtol=1e-9)

    @pytest.mark.parametrize("wiring", ["modern", "50s"])
    @pytest.mark.parametrize(("bleed", "mode"), [(0.0, "series"), (150e3, "series"), (150e3, "parallel")])
    @pytest.mark.parametrize("losses", [{}, {"loss_resistance": 300e3}, {"semi_impedance": 400e3}])
    def test_pickup_with_losses(self, wiring: Wiring, bleed: float, mode: BleedMode, losses: dict[str, float]) -> None:
        pickup = Pickup(inductance=2.2, resistance=5.8e3, capacitance=110e-12, **losses)
        controls = Controls(
            volume_resistance=250e3,
            volume=0.6,
            tone_resistance=250e3,
            tone=0.5,
            tone_capacitance=22e-9,
            bleed_capacitance=1e-9,
            bleed_resistance=bleed,
            bleed_mode=mode,
            wiring=wiring,
        )
        impedance, log_open = pickup_source(F, pickup, controls)
        ladder = [equivalent.pickup_block(pickup, controls, 10, 1e5), Block("load", (("shunt", element("R", 1e5)),))]
        expected = np.exp(log_open) * 1e5 / (1e5 + impedance)
        np.testing.assert_allclose(
            ladder_transfer(ladder, F), expected, rtol=4e-3 if "semi_impedance" in losses else 1e-9
        )

    def test_eddy_low_pass(self) -> None:
        pickup = Pickup(inductance=2.2, resistance=5.8e3, capacitance=110e-12, eddy_corner=3000)
        np.testing.assert_allclose(
            ladder_transfer([equivalent.eddy_block(pickup)], F), 1 / (1 + 1j * F / 3000), rtol=1e-12
        )

    def test_line_output(self) -> None:
        ladder = [equivalent.line_output_block(100, 10e-6), Block("load", (("shunt", element("R", 1e4)),))]
        np.testing.assert_allclose(ladder_transfer(ladder, F), 1e4 / (1e4 + 100 + 1 / (S * 10e-6)), rtol=1e-7)
