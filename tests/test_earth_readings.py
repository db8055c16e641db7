"""physics.earth_readings against forward solutions, searches by chance, dividers by hand and limits."""

import math
from dataclasses import replace

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.earth import METERS, Body, Bond, Device, FloatingNodeError, Mains, Setup, Stacking, measure, solve
from physics.earth_readings import (
    PLAUSIBLE_CAPACITANCES,
    READING_DIGIT,
    READING_TOLERANCE,
    Reading,
    fit_readings,
    predict_readings,
)
from physics.safety import touch_network

PF = 1e-12
EUROPE = Mains(230, 50)
W50 = 2 * math.pi * 50
PERSON = touch_network(50)


def plugged(name: str, line: float, neutral: float, ground: float, **more: float) -> Device:
    """A device by its capacitances to line, neutral and earth [pF]."""
    return Device(
        name, line_capacitance=line * PF, neutral_capacitance=neutral * PF, earth_capacitance=ground * PF, **more
    )


LAPTOP, DAC, AMPLIFIER = plugged("L", 1100, 1100, 50), plugged("D", 100, 50, 30), plugged("A", 300, 700, 80)
BOX = Device("box", earth_capacitance=20 * PF)
SETUP = Setup(EUROPE, (LAPTOP, DAC, AMPLIFIER, BOX), Body(line_capacitance=3 * PF))


def sizes(setup: Setup) -> np.ndarray:
    """Capacitances [pF]."""
    return np.array([[d.line_capacitance, d.neutral_capacitance, d.earth_capacitance] for d in setup.devices]) / PF


def touch(size: np.ndarray) -> np.ndarray:
    """The worse of both ways of the plug [A], of capacitances [pF] alone, shape (…, 3): V_L·Y/|1 + ΣY·Z|."""
    y = 1j * W50 * size * PF
    return 230 * np.abs(y[..., :2]).max(-1) / np.abs(1 + y.sum(-1) * PERSON)


class TestPrediction:
    def test_is_what_the_nodal_analysis_and_the_meter_say(self) -> None:
        """`solve` and `measure`, of setups with everything in them; between two chassis by their impedances."""
        random = np.random.default_rng(3)
        for _ in range(20):
            devices = tuple(
                plugged(
                    str(n), *10 ** random.uniform(1, 3.5, 3),
                    leakage_resistance=float(10 ** random.uniform(5, 8)), flipped=bool(random.random() < 0.5),
                    earth_resistance=0.1 if n == 3 else math.inf,
                )
                for n in range(4)
            )  # fmt: skip
            stacks = (Stacking(0, 1, 80 * PF), Stacking(1, 2, 200 * PF))
            setup = Setup(Mains(120, 60), devices, Body(line_capacitance=3 * PF), (Bond(0, 2, 0.05),), stacks)
            solution = solve(setup.unwired())
            for meter in METERS.values():
                to_earth, to_body = measure(solution, meter, "earth"), measure(solution, meter, "body")
                z = solution.impedance
                source = z[0, 0] + z[2, 2] - z[0, 2] - z[2, 0]
                load = 1 / meter.resistance + setup.mains.s * meter.capacitance
                between = (solution.potential[0] - solution.potential[2]) / (1 + load * source)
                readings = [Reading(1, 0, "earth", meter), Reading(1, 0, "body", meter), Reading(0, 0, 2, meter)]
                expected = np.abs([to_earth.reading[1], to_body.reading[1], between])
                np.testing.assert_allclose(predict_readings(setup, readings), expected, rtol=1e-9, atol=1e-12)

    def test_by_hand(self) -> None:
        """230 V·100/180 at the DAC, and the laptop's 230 V·1100/2250 less that between them, without any load."""
        ideal = METERS["ideal"]
        read = predict_readings(SETUP, [Reading(1, 0, "earth", ideal), Reading(0, 0, 1, ideal)])
        np.testing.assert_allclose(read, [230 * 100 / 180, 230 * (100 / 180 - 1100 / 2250)], rtol=1e-12)


class TestFit:
    @pytest.mark.parametrize("seed", [*range(8), 17, 50, 74, 170])  # in the last four a search once went astray
    def test_gives_back_what_meters_showed(self, seed: int) -> None:
        """Other devices, solved forward, rounded to a meter's digits, and sought from quite other values."""
        random = np.random.default_rng(seed)
        true = tuple(
            plugged(str(n), *10 ** random.uniform(1.5, 3.3, 2), 10 ** random.uniform(1, 2.5)) for n in range(3)
        )
        setup = Setup(EUROPE, true, Body(line_capacitance=3 * PF))
        where = [Reading(0, 0), Reading(1, 0, "earth", METERS["bench"]), Reading(2, 0, 1), Reading(2, 0, "body")]
        shown = np.round(predict_readings(setup, where), 2)
        readings = [replace(one, voltage=float(v)) for one, v in zip(where, shown, strict=True)]
        fit = fit_readings(replace(setup, devices=(LAPTOP, DAC, AMPLIFIER)), readings, PERSON)
        assert fit.met
        np.testing.assert_allclose(fit.predicted, shown, atol=0.005)
        np.testing.assert_allclose(predict_readings(fit.setup, readings), fit.predicted, rtol=1e-12)
        low, high = np.array(PLAUSIBLE_CAPACITANCES).T / PF
        assert np.all(sizes(fit.setup) >= low * (1 - 1e-9))
        assert np.all(sizes(fit.setup) <= high * (1 + 1e-9))
        found = touch(sizes(fit.setup))
        assert np.all(fit.touch_low <= found * (1 + 1e-6))
        assert np.all(found <= fit.touch_high * (1 + 1e-6))

    def test_what_is_presumed_and_read_stays(self) -> None:
        """Readings of the very setup change nothing."""
        readings = [
            Reading(n, float(v)) for n, v in enumerate(predict_readings(SETUP, [Reading(n, 0) for n in range(3)]))
        ]
        np.testing.assert_allclose(sizes(fit_readings(SETUP, readings, PERSON).setup), sizes(SETUP), rtol=1e-6)

    def test_changes_least_of_all_that_read_the_same(self) -> None:
        """An ideal meter reads C_H/ΣC: of other splits with the same ratio, none is nearer to what was presumed."""
        fit = fit_readings(SETUP, [Reading(1, 80, "earth", METERS["ideal"])], PERSON)
        found, presumed = sizes(fit.setup)[1], sizes(SETUP)[1]
        assert found[0] / found.sum() == pytest.approx(80 / 230, rel=1e-5)
        random = np.random.default_rng(1)
        others = found[1:] * np.exp(random.normal(0, 0.1, (5000, 2)))
        line = others.sum(1) * 80 / (230 - 80)
        change = np.sum(np.log(np.column_stack([line, others]) / presumed) ** 2, axis=1)
        least = np.sum(np.log(found / presumed) ** 2)
        assert change.min() >= least * (1 - 1e-6)
        assert change.min() < least * 1.01

    def test_only_what_was_read_moves(self) -> None:
        """Nor does a capacitance of 0 come into being."""
        fit = fit_readings(SETUP, [Reading(0, 90), Reading(3, 1.2, "body")], PERSON)
        assert fit.met
        assert fit.setup.devices[1:3] == SETUP.devices[1:3]
        assert sizes(fit.setup)[3, :2].tolist() == [0, 0]
        assert (fit.touch_low[3], fit.touch_high[3]) == (0, 0)
        assert np.isnan([*fit.touch_low[1:3], *fit.touch_high[1:3]]).all()

    def test_a_low_impedance_determines_the_current(self) -> None:
        """3 kΩ beside megohms: V_L·ωC_H·R.  0.21 V are 1 nF; and what 5 % and a digit leave is all that is left."""
        capacitance = 0.21 / (230 * W50 * 3e3) / PF
        readings = [Reading(0, 0.21, "earth", METERS["loz"])]
        fit = fit_readings(SETUP, readings, PERSON)
        assert sizes(fit.setup)[0, 0] == pytest.approx(capacitance, rel=1e-3)
        wide = fit_readings(SETUP, [Reading(0, 110)], PERSON)
        both = fit_readings(SETUP, [Reading(0, 110), *readings], PERSON)
        allowed = READING_TOLERANCE + READING_DIGIT / 0.21
        assert both.touch_low[0] == pytest.approx(70e-6 * (1 - allowed), rel=0.01)
        assert wide.touch_high[0] / wide.touch_low[0] > 20 > 2 > both.touch_high[0] / both.touch_low[0]

    @pytest.mark.parametrize("volts", [20.0, 80.0, 110.0, 200.0])
    def test_no_split_goes_beyond_the_range(self, volts: float) -> None:
        """By chance over all plausible capacitances: none that reads the same goes beyond it, and some come near."""
        fit = fit_readings(SETUP, [Reading(0, volts)], PERSON)
        random = np.random.default_rng(2)
        low, high = np.log(np.array(PLAUSIBLE_CAPACITANCES).T / PF)
        size = np.exp(random.uniform(low, high, (400_000, 3)))
        size[:, 0] = np.where(random.random(len(size)) < 0.5, size[:, 0], size[:, 1:].sum(1) * volts / (230 - volts))
        load = 1e-7 + 1j * W50 * 100 * PF
        read = 230 * W50 * size[:, 0] * PF / np.abs(1j * W50 * size.sum(1) * PF + load)
        inside = np.all((size >= np.exp(low)) & (size <= np.exp(high)), axis=1)
        currents = touch(size[inside & (np.abs(read - volts) <= READING_TOLERANCE * volts + READING_DIGIT)])
        assert len(currents) > 500
        assert currents.min() >= fit.touch_low[0] * (1 - 1e-4)
        assert currents.max() <= fit.touch_high[0] * (1 + 1e-4)
        assert currents.min() < 1.5 * fit.touch_low[0]
        assert currents.max() > 0.8 * fit.touch_high[0]

    def test_a_reading_between_two_has_no_sign(self) -> None:
        """Two alike: one must go up or down, and either gives the reading."""
        twins = Setup(EUROPE, (AMPLIFIER, AMPLIFIER))
        fit = fit_readings(twins, [Reading(0, 30, 1)], PERSON)
        assert fit.met
        assert fit.predicted[0] == pytest.approx(30, abs=1e-3)

    def test_stacked_devices_are_sought_together(self) -> None:
        """The reading of the one contains the other; a divider of three by Cramer's rule."""
        setup = Setup(EUROPE, (LAPTOP, DAC, AMPLIFIER), stackings=(Stacking(1, 2, 400 * PF),))
        fit = fit_readings(setup, [Reading(2, 90, "earth", METERS["ideal"])], PERSON)
        (_, second, third) = sizes(fit.setup)
        assert second.tolist() == pytest.approx([100, 50, 30])
        a, b, k = second.sum() + 400, third.sum() + 400, 400
        assert 230 * (third[0] * a + second[0] * k) / (a * b - k * k) == pytest.approx(90, rel=1e-4)


class TestRefusals:
    @pytest.mark.parametrize(
        ("reading", "named"),
        [
            (Reading(0, 231), "voltage = 231.*at most the mains voltage, 230 V"),
            (Reading(0, 10, 0), "readings"),
            (Reading(4, 10), "readings"),
            (Reading(0, 10, 7), "readings"),
            (Reading(-1, 10), "readings"),
        ],
    )
    def test_no_such_reading(self, reading: Reading, named: str) -> None:
        with pytest.raises(QuantityError, match=named):
            fit_readings(SETUP, [reading], PERSON)

    def test_nothing_to_go_by(self) -> None:
        with pytest.raises(QuantityError, match="at least one"):
            fit_readings(SETUP, [], PERSON)
        with pytest.raises(QuantityError, match="nobody holds"):
            fit_readings(replace(SETUP, body=None), [Reading(0, 1, "body")], PERSON)
        with pytest.raises(QuantityError, match="voltage"):
            Reading(0, -1)
        floating = Setup(EUROPE, (LAPTOP, Device("bare")), bonds=(Bond(0, 1, 0.05),))
        with pytest.raises(FloatingNodeError, match="bare"):
            predict_readings(floating, [Reading(0, 1)])

    @pytest.mark.parametrize(
        ("setup", "readings", "nearest"),
        [
            (SETUP, [Reading(3, 1.0)], [0.0]),  # no plug, no volts
            (replace(SETUP, devices=(replace(LAPTOP, earth_resistance=0.1),)), [Reading(0, 50.0)], [0.0]),
            (SETUP, [Reading(0, 60.0), Reading(0, 120.0)], None),  # the same lead at the same place
            (SETUP, [Reading(0, 20.0), Reading(1, 30.0), Reading(0, 200.0, 1)], None),
        ],
    )
    def test_what_no_capacitance_gives_is_told_as_such(
        self, setup: Setup, readings: list[Reading], nearest: list[float] | None
    ) -> None:
        fit = fit_readings(setup, readings, PERSON)
        assert not fit.met
        assert np.isnan([*fit.touch_low, *fit.touch_high]).all()
        if nearest is not None:
            np.testing.assert_allclose(fit.predicted, nearest, atol=1e-3)
