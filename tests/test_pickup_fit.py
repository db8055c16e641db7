"""Pickups fitted to measured curves: what was put in comes out, and how far measured ones are predicted."""

from dataclasses import replace

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.pickup_fit import Bench, fit_pickup, inductance_of, mismatch, peak_of, response_level
from physics.pickups import ADDED, LOADED, UNLOADED, measured_curve, measured_pickups
from physics.sources import Pickup

PICKUP = Pickup(inductance=2.6, resistance=6.5e3, capacitance=120e-12, semi_impedance=600e3, eddy_corner=3400)
F = np.geomspace(100, 15e3, 400)


def nodal(pickup: Pickup, frequency: float, bench: Bench) -> float:
    """The level by node equations: EMF – R – coil with its losses – output."""
    s = 2j * np.pi * frequency
    losses = 1 / (s * pickup.inductance)
    losses += 1 / pickup.loss_resistance if pickup.loss_resistance else 0
    losses += (
        np.sqrt(2j * np.pi * 1e3 / s) / pickup.semi_impedance * np.exp(-1j * np.pi / 4) if pickup.semi_impedance else 0
    )
    g, load = 1 / pickup.resistance, 1 / bench.resistance + s * (bench.capacitance + pickup.capacitance)
    nodes = np.array([[g + losses, -losses], [-losses, losses + load]])
    low_pass = 1 / (1 + 1j * frequency / pickup.eddy_corner) if pickup.eddy_corner else 1
    return float(20 * np.log10(abs(low_pass * np.linalg.solve(nodes, [g, 0])[1])))


@pytest.mark.parametrize("pickup", [PICKUP, replace(PICKUP, semi_impedance=0, loss_resistance=300e3, eddy_corner=0)])
@pytest.mark.parametrize("frequency", [10.0, 1e3, 4e3, 2e4])
def test_level_against_nodal_analysis(pickup: Pickup, frequency: float) -> None:
    assert response_level(frequency, pickup, LOADED) == pytest.approx(nodal(pickup, frequency, LOADED), abs=1e-9)


@pytest.mark.parametrize("losses", ["semi", "resistor"])
def test_what_was_put_in_comes_out(losses) -> None:
    pickup = PICKUP if losses == "semi" else replace(PICKUP, semi_impedance=0, loss_resistance=800e3)
    level = response_level(F, pickup, UNLOADED) + 17.3  # its height is arbitrary
    peak = 1 / (2 * np.pi * np.sqrt(2.6 * (ADDED + 120e-12)))
    fit = fit_pickup(F, level, UNLOADED, resistance=6.5e3, losses=losses, resonance=(peak, ADDED))
    for name in ("inductance", "capacitance", "semi_impedance", "loss_resistance", "eddy_corner"):
        assert getattr(fit.pickup, name) == pytest.approx(getattr(pickup, name), rel=0.02)
    assert fit.mismatch.rms_db < 0.01


def test_without_another_resonance_c_is_what_it_is_taken_for() -> None:
    """The product of L and C is sure, and L then follows."""
    level = response_level(F, PICKUP, UNLOADED)
    fit = fit_pickup(F, level, UNLOADED, resistance=6.5e3, capacitance=150e-12)
    assert fit.pickup.capacitance == 150e-12
    assert fit.pickup.inductance * 150e-12 == pytest.approx(2.6 * 120e-12, rel=0.15)


def test_an_inductance_that_is_known_is_kept() -> None:
    fit = fit_pickup(F, response_level(F, PICKUP, UNLOADED), UNLOADED, resistance=6.5e3, inductance=2.6)
    assert fit.pickup.inductance == 2.6
    assert fit.pickup.capacitance == pytest.approx(120e-12, rel=0.02)


def test_peak_among_noise() -> None:
    """Of a band-pass of Q 3 with 0.1 dB of noise: at its centre to 1 %."""
    f = np.geomspace(40, 1e4, 600)
    level = -10 * np.log10(1 + 9 * (f / 700 - 700 / f) ** 2) + 0.1 * np.random.default_rng(1).standard_normal(600)
    assert peak_of(f, level) == pytest.approx(700, rel=0.01)


def test_inductance_by_its_resonance() -> None:
    """1/√(LC) = 10⁴/s for 1 H and 10 nF."""
    assert inductance_of(1e4 / (2 * np.pi), 10e-9) == pytest.approx(1.0)


def test_what_cannot_be_fitted_is_refused() -> None:
    with pytest.raises(QuantityError, match="two octaves"):
        fit_pickup(np.array([1e3, 2e3]), np.zeros(2), UNLOADED, resistance=1e3)
    with pytest.raises(QuantityError, match="peak"):
        peak_of(F, F)


class TestMeasured:
    @pytest.mark.parametrize("name", ["dimarzio-true-velvet", "gibson-490r", "generic-p90"])
    def test_the_table_is_what_a_fit_gives(self, name: str) -> None:
        """To four digits of what was printed, a few more for where the search ends."""
        one = measured_pickups()[name]
        frequency, level = measured_curve(name, "UL")
        ohms = one.fits["semi"].pickup.resistance
        fit = fit_pickup(frequency, level, UNLOADED, resistance=ohms, resonance=(one.peak, ADDED))
        assert fit.pickup.inductance == pytest.approx(one.fits["semi"].pickup.inductance, rel=1e-3)
        assert fit.pickup.capacitance == pytest.approx(one.fits["semi"].pickup.capacitance, rel=1e-2)
        off = mismatch(*measured_curve(name, "LD"), fit.pickup, LOADED)
        assert off.rms_db == pytest.approx(one.loaded["semi"].rms_db, abs=0.01)

    def test_a_semi_inductor_predicts_better(self) -> None:
        """Than a resistance, of fourteen pickups: in the median, at worst, and for most."""
        pickups = measured_pickups().values()
        semi, resistor = (np.array([one.loaded[kind].rms_db for one in pickups]) for kind in ("semi", "resistor"))
        assert len(pickups) == 14
        assert np.median(semi) < 0.65 < 0.7 < np.median(resistor) < 0.8
        assert semi.max() < 1.2 < resistor.max() < 1.4
        assert np.sum(semi < resistor) >= 11

    def test_losses_are_needed(self) -> None:
        """The Dimebucker's curve misses its own L and C without losses by more than 1 dB."""
        one = measured_pickups()["duncan-dimebucker"]
        bare = replace(one.fits["semi"].pickup, semi_impedance=0, eddy_corner=0)
        assert mismatch(*measured_curve(one.id, "LD"), bare, LOADED).rms_db > 1 > one.loaded["semi"].rms_db
