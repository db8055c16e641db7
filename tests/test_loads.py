"""Loads: the driver's textbook points, networks against nodal arithmetic, limits at both ends."""

from dataclasses import replace

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.loads import Driver, TwoWay, amplifier_input_impedance, driver_impedance, two_way_impedance

WOOFER = Driver(resistance=5.6, inductance=0.5e-3, resonance=40, mechanical_q=3.5, electrical_q=0.45)
TWEETER = Driver(resistance=5.5, inductance=0.05e-3, resonance=900, mechanical_q=2, electrical_q=1.2)
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
EVERYWHERE = np.geomspace(1, 1e6, 400)


def test_driver_at_dc_is_its_coil() -> None:
    assert driver_impedance(0.0, WOOFER) == pytest.approx(5.6)


def test_driver_at_resonance() -> None:
    """Z = Re·(1 + Qms/Qes) where the coil is left out (Small)."""
    bare = replace(WOOFER, inductance=0)
    assert driver_impedance(40, bare) == pytest.approx(5.6 * (1 + 3.5 / 0.45))


def test_driver_between_the_points_of_thiele() -> None:
    """Where |Z| = Re·√r0 on both sides of resonance, f1·f2 = Fs² and Qms = Fs·√r0/(f2 − f1)."""
    bare = replace(WOOFER, inductance=0)
    frequency = np.geomspace(10, 160, 200_001)
    r0 = 1 + 3.5 / 0.45
    above = np.abs(driver_impedance(frequency, bare)) > 5.6 * np.sqrt(r0)
    f1, f2 = frequency[np.flatnonzero(np.diff(above.astype(int)))]
    assert f1 * f2 == pytest.approx(1600, rel=1e-3)
    assert 40 * np.sqrt(r0) / (f2 - f1) == pytest.approx(3.5, rel=1e-3)


def test_semi_inductor_has_the_size_of_the_inductor_at_1_khz_and_half_its_angle() -> None:
    far = replace(WOOFER, resonance=1e-3, semi_inductor=True)  # resonance out of the way
    coil = driver_impedance(np.array([1e3, 4e3]), far) - 5.6
    assert abs(coil[0]) == pytest.approx(2 * np.pi * 1e3 * 0.5e-3, rel=1e-3)
    assert np.degrees(np.angle(coil)) == pytest.approx([45, 45], abs=0.1)
    assert abs(coil[1] / coil[0]) == pytest.approx(2, rel=1e-3)


def test_input() -> None:
    z = amplifier_input_impedance(np.array([0.0, 1 / (2 * np.pi * 1e6 * 1e-10)]), 1e6, 1e-10)
    assert z == pytest.approx([1e6, 1e6 / (1 + 1j)])


def test_two_way_against_nodal_analysis() -> None:
    """Nodes: top, woofer, after the high-pass capacitor, tweeter; 1 A into the top."""
    for f in (30.0, 900.0, 3e3, 2e4):
        s = 2j * np.pi * f
        branches = [
            (0, 1, s * 1.2e-3), (1, None, 1 / (s * 15e-6)), (1, None, 6.8 + 1 / (s * 12e-6)),
            (1, None, complex(driver_impedance(f, WOOFER))), (0, 2, 1 / (s * 6.8e-6)), (2, None, s * 0.4e-3),
            (2, 3, 2.2), (3, None, 10.0), (3, None, complex(driver_impedance(f, TWEETER))),
        ]  # fmt: skip
        y = np.zeros((4, 4), complex)
        for a, b, z in branches:
            y[a, a] += 1 / z
            if b is not None:
                y[b, b] += 1 / z
                y[a, b] -= 1 / z
                y[b, a] -= 1 / z
        assert two_way_impedance(f, SYSTEM) == pytest.approx(np.linalg.inv(y)[0, 0], rel=1e-10)


def test_two_way_at_dc_is_the_woofer() -> None:
    assert two_way_impedance(0.0, SYSTEM) == pytest.approx(5.6)


@pytest.mark.parametrize("z", [driver_impedance(EVERYWHERE, WOOFER), two_way_impedance(EVERYWHERE, SYSTEM)])
def test_passive(z: np.ndarray) -> None:
    assert np.all(z.real > 0)


@pytest.mark.parametrize(
    ("build", "quantity"),
    [
        (lambda: replace(WOOFER, resistance=0), "resistance"),
        (lambda: replace(WOOFER, inductance=-1), "inductance"),
        (lambda: replace(WOOFER, electrical_q=float("nan")), "electrical_q"),
        (lambda: replace(SYSTEM, low_pass_inductance=0), "low_pass_inductance"),
        (lambda: replace(SYSTEM, pad_series=-1), "pad_series"),
        (lambda: amplifier_input_impedance(1, 0, 0), "resistance"),
    ],
)
def test_refusals(build: object, quantity: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        build()  # type: ignore[operator]
    assert refusal.value.quantity == quantity
