"""Loads: the driver's textbook points, networks against nodal arithmetic, limits at both ends."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

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
BOX = VentedBox(tuning=35, compliance_ratio=2, leakage_q=7)
MIDRANGE = Midrange(
    driver=Driver(resistance=5, inductance=0.2e-3, resonance=150, mechanical_q=3, electrical_q=0.7),
    high_pass_capacitance=47e-6,
    high_pass_inductance=3.3e-3,
    low_pass_inductance=0.47e-3,
    low_pass_capacitance=6.8e-6,
    pad_series=1,
)
PANEL = Panel(
    resistance=1.5,
    leakage_inductance=10e-6,
    magnetising_inductance=0.2,
    core_resistance=30,
    turns_ratio=75,
    capacitance=1e-9,
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


Branch = tuple[int, int | None, complex]


def nodal(branches: Sequence[Branch]) -> complex:
    """Voltage at node 0 for 1 A into it; branches go from node to node, or to ground."""
    count = 1 + max(max(a, b or 0) for a, b, _ in branches)
    y = np.zeros((count, count), complex)
    for a, b, z in branches:
        y[a, a] += 1 / z
        if b is not None:
            y[b, b] += 1 / z
            y[a, b] -= 1 / z
            y[b, a] -= 1 / z
    return complex(np.linalg.inv(y)[0, 0])


def two_way_branches(f: float) -> list[Branch]:
    """Nodes: top, woofer, after the high-pass capacitor, tweeter."""
    s = 2j * np.pi * f
    return [
        (0, 1, s * 1.2e-3), (1, None, 1 / (s * 15e-6)), (1, None, 6.8 + 1 / (s * 12e-6)),
        (1, None, complex(driver_impedance(f, WOOFER))), (0, 2, 1 / (s * 6.8e-6)), (2, None, s * 0.4e-3),
        (2, 3, 2.2), (3, None, 10.0), (3, None, complex(driver_impedance(f, TWEETER))),
    ]  # fmt: skip


SOME = (30.0, 150.0, 900.0, 3e3, 2e4)


@pytest.mark.parametrize("f", SOME)
def test_two_way_against_nodal_analysis(f: float) -> None:
    assert two_way_impedance(f, SYSTEM) == pytest.approx(nodal(two_way_branches(f)), rel=1e-10)


@pytest.mark.parametrize("f", SOME)
def test_three_way_against_nodal_analysis(f: float) -> None:
    """Nodes of the midrange: after its first capacitor, after its coil, after its pad; its motion is R, L, C."""
    s, w = 2j * np.pi * f, 2 * np.pi * 150
    motion: list[Branch] = [(7, None, 5 * 3 / 0.7), (7, None, s * 5 / (w * 0.7)), (7, None, 1 / (s * 0.7 / (w * 5)))]
    branches = [
        *two_way_branches(f), (0, 4, 1 / (s * 47e-6)), (4, None, s * 3.3e-3), (4, 5, s * 0.47e-3),
        (5, None, 1 / (s * 6.8e-6)), (5, 6, 1.0), (6, 7, 5 + s * 0.2e-3), *motion,
    ]  # fmt: skip
    assert three_way_impedance(f, SYSTEM, MIDRANGE) == pytest.approx(nodal(branches), rel=1e-10)


@pytest.mark.parametrize("f", [5.0, 20.0, 35.0, 60.0, 2e3])
def test_vented_box_against_nodal_analysis(f: float) -> None:
    """The motion by the elements of Small's circuit: Lces = Re/(ω_s·Qes), Cmes = Qes/(ω_s·Re), Res = Re·Qms/Qes, and
    in series the compliance of the box Lces/α, its losses and its port, which resonate at Fb."""
    s, w = 2j * np.pi * f, 2 * np.pi * 40
    lces, inside = 5.6 / (w * 0.45), 5.6 / (w * 0.45) / 2
    branches: list[Branch] = [
        (0, 1, 5.6 + s * 0.5e-3), (1, None, s * lces), (1, None, w * 5.6 / (s * 0.45)), (1, None, 5.6 * 3.5 / 0.45),
        (1, 2, s * inside), (2, 3, 2 * np.pi * 35 * inside / 7), (3, None, (2 * np.pi * 35) ** 2 * inside / s),
    ]  # fmt: skip
    assert vented_impedance(f, WOOFER, BOX) == pytest.approx(nodal(branches), rel=1e-10)


def test_vented_box_gives_back_what_is_measured_on_it() -> None:
    """Humps fL, fH and dip fM = Fb: α = (fH² − fM²)(fM² − fL²)/(fH²·fL²), Fs = fL·fH/fM (Small 1973)."""
    loss_free = replace(WOOFER, inductance=0, mechanical_q=1e4)
    f = np.geomspace(10, 150, 400_001)
    z = np.abs(vented_impedance(f, loss_free, replace(BOX, leakage_q=1e4)))
    humps = f[1:-1][(z[1:-1] > z[:-2]) & (z[1:-1] > z[2:])]
    inner = (f > humps[0]) & (f < humps[1])
    dip = f[inner][np.argmin(z[inner])]
    low, high = humps
    assert humps.size == 2
    assert dip == pytest.approx(35, rel=1e-3)
    assert (high**2 - dip**2) * (dip**2 - low**2) / (high * low) ** 2 == pytest.approx(2, rel=2e-3)
    assert low * high / dip == pytest.approx(40, rel=1e-3)


def test_vented_box_of_endless_volume_is_no_box_at_all() -> None:
    wide = replace(BOX, compliance_ratio=1e-9)
    assert vented_impedance(EVERYWHERE, WOOFER, wide) == pytest.approx(driver_impedance(EVERYWHERE, WOOFER), rel=1e-6)


@pytest.mark.parametrize("f", SOME)
def test_panel_against_nodal_analysis_of_its_transformer(f: float) -> None:
    """The panel's own current, on its own side, is n times smaller at n times the voltage."""
    s, n = 2j * np.pi * f, 75.0
    secondary = 1 / (s * 1e-9)
    branches: list[Branch] = [(0, 1, 1.5 + s * 10e-6), (1, None, s * 0.2), (1, None, 30.0), (1, None, secondary / n**2)]
    assert panel_impedance(f, PANEL) == pytest.approx(nodal(branches), rel=1e-10)


def test_panel_between_its_limits() -> None:
    """At DC the winding; where the primary's inductance and the panel resonate, the losses; then falling as 1/f."""
    resonance = 1 / (2 * np.pi * np.sqrt(0.2 * 75**2 * 1e-9))
    bare = replace(PANEL, leakage_inductance=0)
    assert panel_impedance(np.array([0.0, resonance]), bare) == pytest.approx([1.5, 31.5])
    assert abs(panel_impedance(1e4, bare).imag) == pytest.approx(1 / (2 * np.pi * 1e4 * 5.625e-6), rel=0.01)


def test_two_way_at_dc_is_the_woofer() -> None:
    assert two_way_impedance(0.0, SYSTEM) == pytest.approx(5.6)
    assert three_way_impedance(0.0, SYSTEM, MIDRANGE) == pytest.approx(5.6)
    assert vented_impedance(0.0, WOOFER, BOX) == pytest.approx(5.6)


@pytest.mark.parametrize(
    "z",
    [
        driver_impedance(EVERYWHERE, WOOFER),
        vented_impedance(EVERYWHERE, WOOFER, BOX),
        two_way_impedance(EVERYWHERE, SYSTEM),
        three_way_impedance(EVERYWHERE, SYSTEM, MIDRANGE),
        panel_impedance(EVERYWHERE, PANEL),
    ],
)
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
        (lambda: replace(BOX, compliance_ratio=0), "compliance_ratio"),
        (lambda: replace(MIDRANGE, low_pass_capacitance=0), "low_pass_capacitance"),
        (lambda: replace(PANEL, turns_ratio=0), "turns_ratio"),
        (lambda: panel_impedance(-1, PANEL), "frequency"),
        (lambda: vented_impedance(-1, WOOFER, BOX), "frequency"),
        (lambda: amplifier_input_impedance(1, 0, 0), "resistance"),
    ],
)
def test_refusals(build: object, quantity: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        build()  # type: ignore[operator]
    assert refusal.value.quantity == quantity
