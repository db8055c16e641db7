"""Sources: limits, a nodal solution of the guitar's circuit, and where it resonates."""

from dataclasses import replace

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.sources import (
    BleedMode,
    Controls,
    Pickup,
    Wiring,
    coil_impedance,
    eddy_log_gain,
    inductive_impedance,
    line_output_impedance,
    pickup_source,
    resonance,
)

STRAT = Pickup(inductance=2.2, resistance=5.8e3, capacitance=110e-12)


def controls(volume: float = 1.0, tone: float = 1.0, bleed: float = 0.0) -> Controls:
    return Controls(
        volume_resistance=250e3,
        volume=volume,
        tone_resistance=250e3,
        tone=tone,
        tone_capacitance=22e-9,
        bleed_capacitance=bleed,
    )


def test_amplifier() -> None:
    assert inductive_impedance(np.array([0.0, 1e3]), 0.08, 2e-6) == pytest.approx([0.08, 0.08 + 2j * np.pi * 2e-3])


def test_line_output() -> None:
    assert line_output_impedance(100.0, 100.0, 10e-6) == pytest.approx(100 - 1j / (2 * np.pi * 100 * 10e-6))
    with pytest.raises(QuantityError):
        line_output_impedance(0.0, 100.0, 10e-6)


@pytest.mark.parametrize(("volume", "tone", "bleed"), [(1, 1, 0), (0.5, 0.3, 1e-9), (0.8, 0, 680e-12), (0.05, 1, 0)])
@pytest.mark.parametrize("load", [1e6, 20e3])
def test_thevenin_against_nodal_analysis(volume: float, tone: float, bleed: float, load: float) -> None:
    """Voltage across a load at the jack, by nodes: coil, jack."""
    taper = [(81**position - 1) / 80 for position in (volume, tone)]
    lower = 250e3 * max(taper[0], 1e-4)
    upper = 250e3 - lower
    for f in (0.0, 50.0, 3e3, 2e4):
        s = 2j * np.pi * f
        coil = 5.8e3 + s * 2.2
        across = s * 110e-12 + s * 22e-9 / (1 + s * 22e-9 * 250e3 * taper[1])
        link = (1 / upper if upper else 1e3) + s * bleed
        y = np.array([[1 / coil + across + link, -link], [-link, link + 1 / lower + 1 / load]])
        jack = np.linalg.solve(y, [1 / coil, 0])[1]
        impedance, log_open = pickup_source(f, STRAT, controls(volume, tone, bleed))
        assert np.exp(log_open) * load / (load + impedance) == pytest.approx(jack, rel=1e-6)


def test_phase_is_continuous() -> None:
    frequency = np.geomspace(10, 1e6, 2000)
    for position in (1.0, 0.5, 0.1):
        log_open = pickup_source(frequency, STRAT, controls(position, position, 1e-9))[1]
        assert np.max(np.abs(np.diff(log_open.imag))) < 0.3


def test_unloaded_coil_resonates_where_its_lc_does() -> None:
    """With controls far above its reactance the peak lies at 1/(2π√(LC)), and its height is √(L/C)/R."""
    free = replace(controls(), volume_resistance=1e9, tone_resistance=1e9, tone_capacitance=1e-12)
    frequency = np.geomspace(5e3, 20e3, 2000)
    log_open = pickup_source(frequency, STRAT, free)[1]
    peak = resonance(frequency, 20 / np.log(10) * log_open.real)
    assert peak is not None
    assert peak[0] == pytest.approx(1 / (2 * np.pi * np.sqrt(2.2 * 110e-12)), rel=1e-2)
    assert peak[1] == pytest.approx(20 * np.log10(np.sqrt(2.2 / 110e-12) / 5.8e3), abs=0.3)


def test_resonance_between_the_grid_points() -> None:
    """A second-order low-pass of Q = 3: peak at f0·√(1 − 1/2Q²), Q/√(1 − 1/4Q²) high."""
    frequency = np.geomspace(10, 1e5, 400)
    x = frequency / 4321.0
    level = -20 * np.log10(np.abs(1 - x**2 + 1j * x / 3))
    peak = resonance(frequency, level)
    assert peak is not None
    assert peak[0] == pytest.approx(4321 * np.sqrt(1 - 1 / 18), rel=1e-3)
    assert peak[1] == pytest.approx(20 * np.log10(3 / np.sqrt(1 - 1 / 36)), abs=2e-3)


def test_no_resonance_where_the_curve_only_falls() -> None:
    frequency = np.geomspace(10, 1e5, 400)
    assert resonance(frequency, -frequency / 1e4) is None
    assert resonance(frequency, frequency / 1e4) is None


def test_refusals() -> None:
    with pytest.raises(QuantityError):
        replace(STRAT, inductance=0)
    with pytest.raises(QuantityError):
        controls(volume=-0.1)


@pytest.mark.parametrize("wiring", ["modern", "50s"])
@pytest.mark.parametrize(("bleed_resistance", "mode"), [(0.0, "series"), (120e3, "series"), (120e3, "parallel")])
def test_bleed_and_wiring_against_nodal_analysis(wiring: Wiring, bleed_resistance: float, mode: BleedMode) -> None:
    """Voltage across a load at the jack, by nodes: coil, jack, and between the parts of a treble bleed in series."""
    taper = (81**0.5 - 1) / 80
    lower, upper, load = 250e3 * taper, 250e3 * (1 - taper), 1e6
    drawn = replace(controls(0.5, 0.5, 1e-9), bleed_resistance=bleed_resistance, bleed_mode=mode, wiring=wiring)
    for f in (50.0, 3e3, 2e4):
        s = 2j * np.pi * f
        coil, tone = 1 / (5.8e3 + s * 2.2), 1 / (250e3 * taper + 1 / (s * 22e-9))
        y = np.diag([coil + s * 110e-12 + 1 / upper, 1 / upper + 1 / lower + 1 / load, 1.0]).astype(complex)
        y[0, 1] = y[1, 0] = -1 / upper
        y[int(wiring == "50s"), int(wiring == "50s")] += tone
        capacitor, resistor = s * 1e-9, 1 / bleed_resistance if bleed_resistance else 1e2
        if mode == "series":  # coil – capacitor – third node – resistor – jack
            y[2, 2] = capacitor + resistor
            y[0, 0] += capacitor
            y[1, 1] += resistor
            y[0, 2] = y[2, 0] = -capacitor
            y[1, 2] = y[2, 1] = -resistor
        else:
            y[:2, :2] += (capacitor + resistor) * np.array([[1, -1], [-1, 1]])
        jack = np.linalg.solve(y, [coil, 0, 0])[1]
        impedance, log_open = pickup_source(f, STRAT, drawn)
        assert np.exp(log_open) * load / (load + impedance) == pytest.approx(jack, rel=1e-6)


def test_coil_with_losses() -> None:
    """R alone at DC; with 100 kΩ across 2 H at the rate at which ωL = 100 kΩ, half of each; above, the losses alone."""
    lossy = replace(STRAT, inductance=2.0, loss_resistance=100e3)
    f = 50e3 / (2 * np.pi)
    assert coil_impedance(np.array([0.0, f]), lossy) == pytest.approx([5.8e3, 5.8e3 + 50e3 + 50e3j])
    semi = replace(STRAT, inductance=1e6, semi_impedance=30e3)  # so large that the semi-inductor is all there is
    assert coil_impedance(np.array([1e3, 4e3]), semi) - 5.8e3 == pytest.approx(
        np.array([30e3, 60e3]) * np.exp(0.25j * np.pi), rel=1e-4
    )


def test_eddies_halve_the_power_at_their_corner() -> None:
    shielded = replace(STRAT, eddy_corner=3000.0)
    assert 20 / np.log(10) * eddy_log_gain(3000.0, shielded).real == pytest.approx(-3.0103, abs=1e-4)
    assert eddy_log_gain(3000.0, STRAT) == 0
    without, behind = (pickup_source(3000.0, one, controls())[1] for one in (STRAT, shielded))
    assert behind - without == pytest.approx(eddy_log_gain(3000.0, shielded))
