"""Sources: limits, a nodal solution of the guitar's circuit, and where it resonates."""

from dataclasses import replace

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.sources import (
    Controls,
    Pickup,
    amplifier_impedance,
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
    assert amplifier_impedance(np.array([0.0, 1e3]), 0.08, 2e-6) == pytest.approx([0.08, 0.08 + 2j * np.pi * 2e-3])


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
