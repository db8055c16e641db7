"""Pickups fitted to measured curves: what was put in comes out, and how far measured ones are predicted."""

from dataclasses import replace

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.pickup_fit import (
    HEARD_BAND,
    Bench,
    fit_pickup,
    in_flat_field,
    inductance_of,
    mismatch,
    peak_of,
    response_level,
)
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


@pytest.mark.parametrize(
    ("sought", "true", "limit"),
    [
        ("inductance", 0.05, 0.1), ("inductance", 30.0, 20.0), ("capacitance", 2e-12, 10e-12),
        ("capacitance", 1.2e-9, 1e-9), ("semi_impedance", 300.0, 1e3), ("semi_impedance", 5e7, 5e6),
        ("eddy_corner", 200.0, 500.0), ("eddy_corner", 1e6, 50e3),
    ],
)  # fmt: skip
def test_what_lies_beyond_the_search_is_told_to_lie_at_its_end(sought: str, true: float, limit: float) -> None:
    """From 0.1 to 20 H, 10 pF to 1 nF, 1 kΩ to 5 MΩ and 500 Hz to 50 kHz; with all else as it is, so is the rest."""
    pickup = replace(PICKUP, **{sought: true})
    if sought == "inductance":
        pickup = replace(pickup, capacitance=1e-9 if true < limit else 7e-12)  # so that it resonates all the same
    known = {"capacitance": pickup.capacitance} if sought == "inductance" else {"inductance": pickup.inductance}
    fit = fit_pickup(F, response_level(F, pickup, UNLOADED), UNLOADED, resistance=6.5e3, **known)
    assert getattr(fit.pickup, sought) == pytest.approx(limit, rel=2e-3)
    assert {"semi_impedance": "loss", "eddy_corner": "corner"}.get(sought, sought) in fit.at_limit


def test_peak_among_noise() -> None:
    """Of a band-pass of Q 3 with 0.1 dB of noise: at its centre to 1 %."""
    f = np.geomspace(40, 1e4, 600)
    level = -10 * np.log10(1 + 9 * (f / 700 - 700 / f) ** 2) + 0.1 * np.random.default_rng(1).standard_normal(600)
    assert peak_of(f, level) == pytest.approx(700, rel=0.01)


def test_inductance_by_its_resonance() -> None:
    """1/√(LC) = 10⁴/s for 1 H and 10 nF."""
    assert inductance_of(1e4 / (2 * np.pi), 10e-9) == pytest.approx(1.0)


def test_in_a_flat_field() -> None:
    """A field that rises by 20 dB a decade from 0 dB at 1 kHz."""
    assert in_flat_field(np.array([100, 1e3, 1e4]), np.array([-20.0, 0, 20])) == pytest.approx(0, abs=1e-12)


class TestMismatch:
    """Of a pickup whose level is flat, a curve that is the square of the octaves from where the band begins.

    Over L octaves the mean of x² is L²/3, the root mean square about it 2·L²/(3·√5), and the most L² − L²/3 at its end:
    of 160 points 0.6 % more and 0.2 % less.
    """

    FLAT = Pickup(inductance=1e-9, resistance=1.0, capacitance=1e-15)
    OPEN = Bench(resistance=1e9)

    @pytest.mark.parametrize(
        ("measured", "band", "ends"),
        [
            ((20, 2e4), HEARD_BAND, (300, 6e3)),
            ((500, 4e3), HEARD_BAND, (500, 4e3)),
            ((20, 2e4), (1e3, 4e3), (1e3, 4e3)),
        ],
    )
    def test_of_a_known_curve(
        self, measured: tuple[float, float], band: tuple[float, float], ends: tuple[float, float]
    ) -> None:
        f = np.geomspace(*measured, 20_001)
        square = np.log2(ends[1] / ends[0]) ** 2
        points = np.linspace(0, 1, 160) ** 2 * square
        found = mismatch(f, np.log2(f / ends[0]) ** 2 - 40, self.FLAT, self.OPEN, band)
        assert found.rms_db == pytest.approx(2 * square / (3 * np.sqrt(5)), rel=1e-2)
        assert found.rms_db == pytest.approx(points.std(), rel=1e-3)
        assert (found.most_db, found.most_hz) == (pytest.approx(2 / 3 * square, rel=5e-3), pytest.approx(ends[1]))
        falling = mismatch(f, np.log2(f / ends[1]) ** 2, self.FLAT, self.OPEN, band)
        assert (falling.most_db, falling.most_hz) == (pytest.approx(2 / 3 * square, rel=5e-3), pytest.approx(ends[0]))

    def test_tells_the_sign_of_the_most(self) -> None:
        """A tilt between points that lie far apart is straight over log f: half of it below at its end."""
        f = np.array([1e2, 3e2, 1e3, 6e3, 1e5])
        found = mismatch(f, np.where(f < 2e3, 0, -np.log2(f / 1e3)), self.FLAT, self.OPEN)
        assert found.most_hz == pytest.approx(6e3)
        octaves, whole = np.log2(6), np.log2(20)
        assert found.most_db == pytest.approx(-octaves + octaves**2 / 2 / whole, rel=1e-2)


class TestRefusals:
    def test_two_octaves_are_enough_and_less_is_not(self) -> None:
        fitted = {"resistance": 1e3, "inductance": 2.6}
        for ends in ((1e3, 4e3), (20, 1200), (2500, 2e4)):
            f = np.geomspace(*ends, 99)
            assert fit_pickup(f, response_level(f, PICKUP, UNLOADED), UNLOADED, **fitted).mismatch.rms_db < 0.1
        for ends, high, least in (((1e3, 3990), 3990, 4e3), ((20, 1190), 1190, 1200), ((2510, 2e4), 1e4, 10040)):
            with pytest.raises(QuantityError, match="two octaves between 300 and 10000 Hz") as refused:
                fit_pickup(np.array(ends, float), np.zeros(2), UNLOADED, **fitted)
            assert refused.value.value == pytest.approx(high)
            assert refused.value.limit == pytest.approx(least)

    def test_a_peak_lies_between_the_ends_and_among_four_points(self) -> None:
        for level in (F, -F, np.abs(np.log(F / 1e3))):
            with pytest.raises(QuantityError, match="peak between its ends") as refused:
                peak_of(F, level)
            assert (refused.value.quantity, refused.value.value) == ("level", F[np.argmax(level)])
        for away, allowed in ((0.0797, True), (0.0803, False)):  # of ln f: four points near, then three
            f = 1e3 * np.exp([-0.5, -away, -0.04, 0, 0.04, 0.5])
            if allowed:
                assert peak_of(f, -(np.log(f / 1.001e3) ** 2)) == pytest.approx(1.001e3)
            else:
                with pytest.raises(QuantityError):
                    peak_of(f, -(np.log(f / 1.001e3) ** 2))

    def test_a_point_that_stands_out_of_a_valley_is_no_peak(self) -> None:
        """The highest of its neighbours, through which a parabola bends upwards."""
        x = np.log(F / F[200])
        level = np.where(np.abs(x) < 0.08, 0.5 * x**2, -1)
        level[200] = 0.00325
        with pytest.raises(QuantityError, match="peak between its ends") as refused:
            peak_of(F, level)
        assert (refused.value.quantity, refused.value.value) == ("level", F[200])

    def test_a_weak_peak_is_one(self) -> None:
        assert peak_of(F, -0.1 * np.log(F / 1e3) ** 2) == pytest.approx(1e3)

    @pytest.mark.parametrize(
        ("values", "name"), [((0, 1e-9), "resonance"), ((1e3, 0), "capacitance"), ((-1, 1e-9), "resonance")]
    )
    def test_what_must_be_above_0(self, values: tuple[float, float], name: str) -> None:
        with pytest.raises(QuantityError) as refused:
            inductance_of(*values)
        assert refused.value.quantity == name

    @pytest.mark.parametrize(("coil", "hung", "name"), [(0, 1e6, "resistance"), (6.5e3, 0, "bench")])
    def test_resistances_must_be_above_0(self, coil: float, hung: float, name: str) -> None:
        with pytest.raises(QuantityError) as refused:
            fit_pickup(F, np.zeros(len(F)), Bench(resistance=hung), resistance=coil)
        assert refused.value.quantity == name


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
