"""physics.earth against hand-made dividers, nodal analysis with 50 digits, ngspice, a moment method and invariants."""

import math
from collections.abc import Callable
from dataclasses import replace

import mpmath
import numpy as np
import pytest

from physics import earth
from physics.checks import QuantityError
from physics.earth import Body, Bond, Device, Mains, Meter, Setup, Stacking
from physics.materials import EPSILON_0
from physics.safety import touch_network

PF = 1e-12
JAPAN = Mains(100, 50)


def plugged(name: str, line: float, neutral: float, ground: float) -> Device:
    """A device by its capacitances to line, neutral and earth [pF]."""
    return Device(name, line_capacitance=line * PF, neutral_capacitance=neutral * PF, earth_capacitance=ground * PF)


A, B, C = plugged("A", 300, 700, 80), plugged("B", 2200, 2200, 50), plugged("C", 100, 60, 40)
BOX = Device("box", earth_capacitance=100 * PF)
CHAIN = (Bond(0, 1, 0.05), Bond(1, 2, 0.05))
THREE = Setup(JAPAN, (A, B, C), Body(), CHAIN)


def some_setup(seed: int, loops: bool = False, protective: bool = True) -> Setup:
    """Devices of every kind, wired as a tree or with rings of wires, stacked, and a body."""
    random = np.random.default_rng(seed)

    def farads(low: float, high: float) -> float:
        return float(10 ** random.uniform(math.log10(low), math.log10(high))) * PF

    count = int(random.integers(2, 9))
    devices = [
        Device(
            f"device {i}",
            line_capacitance=farads(5, 3000),
            neutral_capacitance=farads(5, 3000),
            earth_capacitance=farads(10, 300),
            leakage_resistance=float(10 ** random.uniform(6, 9)) if random.random() < 0.4 else math.inf,
            flipped=bool(random.random() < 0.5),
            earth_resistance=0.1 if protective and random.random() < 0.3 else math.inf,
        )
        if random.random() < 0.7
        else Device(f"device {i}", earth_capacitance=farads(10, 300))
        for i in range(count)
    ]
    bonds = [
        Bond(int(random.integers(i)), i, float(10 ** random.uniform(-3, 1)))
        for i in range(1, count)
        if random.random() < 0.7
    ]
    if loops and count > 2:
        bonds += [Bond(0, 2, 0.02), Bond(1, 2, 0.3), Bond(0, 1, 0.004), Bond(0, 1, 0.04)]
    stackings = (Stacking(0, count - 1, farads(20, 500)),)
    body = Body(
        earth_capacitance=farads(100, 500),
        line_capacitance=farads(0.1, 5),
        earth_resistance=float(10 ** random.uniform(6, 9)),
    )
    return Setup(Mains(230, 60), tuple(devices), body, tuple(bonds), stackings)


def branches(setup: Setup) -> list[tuple[int | str, int | str, complex]]:
    """Every element as (node, node, admittance); nodes are indices, 'line' and 'earth'; the body comes last."""
    omega = 2j * math.pi * setup.mains.frequency
    found: list[tuple[int | str, int | str, complex]] = []
    for i, d in enumerate(setup.devices):
        live, other = ("earth", "line") if d.flipped else ("line", "earth")
        found += [(i, live, omega * d.line_capacitance), (i, other, omega * d.neutral_capacitance)]
        found += [(i, "earth", omega * d.earth_capacitance)]
        found += [(i, live, 1 / d.leakage_resistance), (i, "earth", 1 / d.earth_resistance)]
    if setup.body:
        n = len(setup.devices)
        found += [(n, "earth", omega * setup.body.earth_capacitance), (n, "earth", 1 / setup.body.earth_resistance)]
        found += [(n, "line", omega * setup.body.line_capacitance)]
    found += [(bond.first, bond.second, 1 / bond.resistance) for bond in setup.bonds]
    found += [(stack.first, stack.second, omega * stack.capacitance) for stack in setup.stackings]
    return found


def potentials(setup: Setup, extra: list[tuple[int | str, int | str, complex]] | None = None) -> list[mpmath.mpc]:
    """Nodal analysis with 50 digits: wires are admittances like all others."""
    size = len(setup.devices) + (setup.body is not None)
    y, current = mpmath.zeros(size), mpmath.zeros(size, 1)
    for first, second, admittance in [*branches(setup), *(extra or [])]:
        for here, there in ((first, second), (second, first)):
            if isinstance(here, int):
                y[here, here] += admittance
                if isinstance(there, int):
                    y[here, there] -= admittance
                elif there == "line":
                    current[here] += admittance * setup.mains.voltage
    return list(mpmath.lu_solve(y, current))


@pytest.fixture(autouse=True)
def _fifty_digits():
    with mpmath.workdps(50):
        yield


def numbers(values: list[mpmath.mpc]) -> np.ndarray:
    return np.array([complex(value) for value in values])


class TestGivenFigures:
    """100 V, 50 Hz: worked by hand as V_L·ΣC_H/Σ(C_H + C_N + C_E)."""

    def test_open(self) -> None:
        alone = earth.solve(THREE.apart()).potential
        np.testing.assert_allclose(alone, [100 * 300 / 1080, 100 * 2200 / 4450, 50], rtol=1e-12)
        np.testing.assert_allclose(alone, [27.78, 49.44, 50.00], atol=0.005)

    def test_flipped(self) -> None:
        flipped = [earth.solve(THREE.apart().flip(i)).potential[i] for i in range(3)]
        np.testing.assert_allclose(flipped, [64.81, 49.44, 30.00], atol=0.005)

    def test_flipping_moves_no_other_that_stands_apart(self) -> None:
        before, after = (earth.solve(setup).potential for setup in (THREE.apart(), THREE.apart().flip(0)))
        np.testing.assert_array_equal(after[1:], before[1:])

    def test_bonded(self) -> None:
        np.testing.assert_allclose(np.abs(earth.solve(THREE).potential), 45.375, atol=0.0005)
        assert earth.common_potential(JAPAN, (A, B, C)) == pytest.approx(100 * 2600 / 5730, rel=1e-12)

    def test_box(self) -> None:
        setup = Setup(JAPAN, (A, BOX), None, (Bond(0, 1, 0.05),))
        np.testing.assert_allclose(np.abs(earth.solve(setup).potential), 25.42, atol=0.005)


class TestAgainstNodalAnalysis:
    @pytest.mark.parametrize("seed", range(25))
    def test_potentials(self, seed: int) -> None:
        setup = some_setup(seed)
        expected = numbers(potentials(setup))
        solution = earth.solve(setup)
        np.testing.assert_allclose(
            np.append(solution.potential, solution.body_potential), expected, rtol=1e-9, atol=1e-12
        )

    # Two earths through one wire make a ring too; a floating ring leaves a wire's current less accurate.
    @pytest.mark.parametrize(("rings", "within"), [(False, 1e-9), (True, 1e-4)])
    @pytest.mark.parametrize("seed", range(15))
    def test_currents(self, seed: int, rings: bool, within: float) -> None:
        setup = some_setup(seed, loops=rings, protective=rings)
        v = potentials(setup)
        solution = earth.solve(setup)
        expected = [(v[bond.first] - v[bond.second]) / mpmath.mpf(bond.resistance) for bond in setup.bonds]
        largest = max((abs(complex(current)) for current in expected), default=0)
        np.testing.assert_allclose(solution.bond_current, numbers(expected), rtol=within, atol=within * largest)
        np.testing.assert_allclose(solution.bond_voltage, solution.bond_current * [b.resistance for b in setup.bonds])
        earths = [complex(v[i]) / d.earth_resistance for i, d in enumerate(setup.devices)]
        np.testing.assert_allclose(solution.earth_current, earths, rtol=within, atol=within * largest)

    @pytest.mark.parametrize("name", earth.METERS)
    @pytest.mark.parametrize("against", ["body", "earth"])
    def test_meter_is_an_element(self, name: str, against: str) -> None:
        """Put into the circuit at each chassis in turn, it shows what Thévenin says."""
        setup, meter = some_setup(3), earth.METERS[name]
        measured = earth.measure(earth.solve(setup), meter, against)
        other = len(setup.devices) if against == "body" else "earth"
        admittance = 1 / meter.resistance + 2j * math.pi * setup.mains.frequency * meter.capacitance
        for y, given in ((0, measured.open_voltage), (admittance, measured.reading)):
            for i in range(len(setup.devices)):
                v = potentials(setup, [(i, other, y)])
                assert given[i] == pytest.approx(complex(v[i] - (v[other] if against == "body" else 0)), rel=1e-9)

    @pytest.mark.parametrize("impedance", [0.0, 1000.0, touch_network(60)])
    def test_current_to_earth(self, impedance: complex) -> None:
        setup = some_setup(4)
        through = impedance or 1e-9
        current = earth.current_to_earth(earth.solve(setup), impedance)
        for i in range(len(setup.devices)):
            assert current[i] == pytest.approx(complex(potentials(setup, [(i, "earth", 1 / through)])[i]) / through)


class TestInvariants:
    @pytest.mark.parametrize("seed", range(10))
    def test_reciprocal_and_passive(self, seed: int) -> None:
        impedance = earth.solve(some_setup(seed, loops=True)).impedance
        np.testing.assert_allclose(impedance, impedance.T, rtol=1e-6, atol=1e-12 * np.abs(impedance).max())
        assert np.linalg.eigvalsh((impedance + impedance.conj().T) / 2).min() > -1e-9 * np.abs(impedance).max()

    @pytest.mark.parametrize("seed", range(10))
    def test_power(self, seed: int) -> None:
        """What the line delivers is what the elements take."""
        setup = some_setup(seed)
        solution = earth.solve(setup)
        volts = {"line": setup.mains.voltage, "earth": 0.0, len(setup.devices): solution.body_potential}
        volts |= dict(enumerate(solution.potential))
        wires = {(bond.first, bond.second) for bond in setup.bonds}
        taken = delivered = 0j
        for first, second, admittance in branches(setup):
            drop = volts[first] - volts[second]
            if (first, second) not in wires or admittance.imag:
                taken += abs(drop) ** 2 * np.conj(admittance)
            if second == "line":
                delivered -= setup.mains.voltage * np.conj(admittance * drop)
        taken += sum(abs(solution.bond_current) ** 2 * [bond.resistance for bond in setup.bonds])
        assert delivered == pytest.approx(taken, rel=1e-9)

    def test_current_law_in_a_star(self) -> None:
        """What a wire carries is what its device takes from line, neutral and earth."""
        solution = earth.solve(THREE)
        v, w = solution.potential, JAPAN.s * PF
        assert solution.bond_current[0] == pytest.approx(w * (300 * (100 - v[0]) - 780 * v[0]), rel=1e-9)
        assert solution.bond_current[1] == pytest.approx(-w * (100 * (100 - v[2]) - 100 * v[2]), rel=1e-6)

    def test_superposition(self) -> None:
        """Each device's line connection alone, all others on neutral: the sum is the whole."""
        setup = some_setup(5, protective=False)
        live = replace(setup, body=None)
        parts = np.zeros(len(live.devices), complex)
        for i in range(len(live.devices)):
            devices = tuple(
                d
                if i == j
                else Device(
                    d.name,
                    neutral_capacitance=d.line_capacitance + d.neutral_capacitance,
                    earth_capacitance=d.earth_capacitance,
                )
                for j, d in enumerate(replace(d, leakage_resistance=math.inf) for d in live.devices)
            )
            parts += earth.solve(replace(live, devices=devices)).potential
        whole = replace(live, devices=tuple(replace(d, leakage_resistance=math.inf) for d in live.devices))
        np.testing.assert_allclose(earth.solve(whole).potential, parts, rtol=1e-9)

    @pytest.mark.parametrize("frequency", [16.7, 50, 60, 400])
    def test_capacitances_alone_know_no_frequency(self, frequency: float) -> None:
        at = earth.solve(replace(THREE, mains=Mains(100, frequency), bonds=())).potential
        np.testing.assert_allclose(at, earth.solve(THREE.unwired()).potential, rtol=1e-12)

    def test_linear_in_the_voltage(self) -> None:
        setup = some_setup(6)
        half = replace(setup, mains=Mains(115, 60))
        np.testing.assert_allclose(earth.solve(half).potential * 2, earth.solve(setup).potential, rtol=1e-12)

    @pytest.mark.parametrize("capacitance", [1, 100, 10_000])
    def test_two_that_are_stacked_meet_between(self, capacitance: float) -> None:
        """A stack cannot lift both; C_1·ΔV_1 = −C_2·ΔV_2."""
        setup = Setup(JAPAN, (A, B), None, (), (Stacking(0, 1, capacitance * PF),))
        stacked, alone = (earth.solve(s).potential.real for s in (setup, setup.apart()))
        assert alone[0] < stacked[0] < stacked[1] < alone[1]
        assert 1080 * (stacked[0] - alone[0]) == pytest.approx(4450 * (alone[1] - stacked[1]), rel=1e-9)

    def test_apart_and_unwired(self) -> None:
        setup = Setup(JAPAN, (A, B), Body(), (Bond(0, 1, 1),), (Stacking(0, 1, PF),))
        assert setup.unwired() == replace(setup, bonds=())
        assert setup.apart() == replace(setup, bonds=(), stackings=())
        assert setup.flip(1).flip(1) == setup


@pytest.mark.parametrize("seed", [0, 7, 11])
def test_ngspice(seed: int, ngspice: Callable[[str], str]) -> None:
    setup = some_setup(seed, loops=True)
    omega = 2 * math.pi * setup.mains.frequency
    names = {"line": "line", "earth": "0"} | {i: f"n{i}" for i in range(len(setup.devices) + 1)}
    cards = ["earth", f"V1 line 0 DC 0 AC {setup.mains.voltage}"]
    for k, (first, second, admittance) in enumerate(branches(setup)):
        ends = f"{names[first]} {names[second]}"
        if admittance.imag:
            cards.append(f"C{k} {ends} {admittance.imag / omega:.17g}")
        elif admittance.real:
            cards.append(f"R{k} {ends} {1 / admittance.real:.17g}")
    cards += [f"Rdc{i} n{i} 0 1e18" for i in range(len(setup.devices) + 1)]
    vectors = [f"v(n{i})" for i in range(len(setup.devices) + 1)]
    frequency = setup.mains.frequency
    cards += [".control", "set numdgt=12", f"ac lin 1 {frequency} {frequency}"]
    cards += [f"print real({vector}) imag({vector})" for vector in vectors] + [".endc", ".end"]
    told = ngspice("\n".join(cards) + "\n")
    printed = [float(line.split("=")[1]) for line in told.splitlines() if line.startswith(("real(", "imag("))]
    assert len(printed) == 2 * len(vectors), told
    solution = earth.solve(setup)
    expected = np.array(printed[::2]) + 1j * np.array(printed[1::2])
    np.testing.assert_allclose(
        np.append(solution.potential, solution.body_potential), expected, rtol=1e-5, atol=1e-6 * np.abs(expected).max()
    )


class TestMeter:
    @pytest.mark.parametrize("name", earth.METERS)
    def test_divider(self, name: str) -> None:
        meter = earth.METERS[name]
        w = 2j * math.pi * 60
        setup = Setup(Mains(230, 60), (A,))
        reading = earth.measure(earth.solve(setup), meter, "earth").reading[0]
        expected = 230 * w * 300 * PF / (w * (1080 * PF + meter.capacitance) + 1 / meter.resistance)
        assert reading == pytest.approx(expected, rel=1e-12)

    def test_against_the_body(self) -> None:
        """Two dividers joined by the meter, worked by hand in volts and picofarads."""
        setup = Setup(JAPAN, (A,), Body(earth_capacitance=150 * PF, line_capacitance=3 * PF))
        measured = earth.measure(earth.solve(setup), earth.METERS["dmm"])
        difference = 30000 / 1080 - 300 / 153
        meter = 100 + 1e12 / (10e6 * 2j * math.pi * 50)
        assert measured.open_voltage[0] == pytest.approx(difference, rel=1e-12)
        assert measured.reading[0] == pytest.approx(difference / (1 + meter * (1 / 1080 + 1 / 153)), rel=1e-12)

    def test_ideal_changes_nothing(self) -> None:
        measured = earth.measure(earth.solve(some_setup(8)), earth.METERS["ideal"])
        np.testing.assert_array_equal(measured.reading, measured.open_voltage)

    def test_presets(self) -> None:
        shown = {name: (meter.resistance, round(meter.capacitance / PF)) for name, meter in earth.METERS.items()}
        assert shown["dmm"] == (10e6, 100)
        assert shown["loz"] == (3e3, 0)
        assert shown["bench"] == (1e6, 100)
        assert shown["scope-10"] == (10e6, 15)
        assert all(meter.reference for meter in earth.METERS.values())

    def test_body_potential(self) -> None:
        w = JAPAN.s
        body = Body(earth_capacitance=200 * PF, line_capacitance=2 * PF, earth_resistance=50e6)
        solution = earth.solve(Setup(JAPAN, (A,), body))
        assert solution.body_potential == pytest.approx(100 * w * 2 * PF / (w * 202 * PF + 1 / 50e6), rel=1e-12)


class TestCurrents:
    def test_leakage_of_capacitances(self) -> None:
        """Short-circuited, V_L·ωC_H flows: 100 V, 50 Hz, 2200 pF give 69.1 µA."""
        current = earth.current_to_earth(earth.solve(THREE.apart()))
        np.testing.assert_allclose(np.abs(current), [9.4248e-6, 69.115e-6, 3.1416e-6], rtol=1e-4)

    def test_wired_devices_leak_together(self) -> None:
        np.testing.assert_allclose(np.abs(earth.current_to_earth(earth.solve(THREE))), 81.681e-6, rtol=1e-4)

    def test_leakage_resistance(self) -> None:
        setup = Setup(Mains(230, 50), (Device("R", leakage_resistance=1e6, earth_capacitance=PF),))
        assert earth.current_to_earth(earth.solve(setup))[0] == pytest.approx(230e-6, rel=1e-9)
        flipped = earth.solve(setup.flip(0))
        assert flipped.potential[0] == 0

    def test_protective_earth(self) -> None:
        earthed = replace(A, earth_resistance=earth.PROTECTIVE_EARTH_RESISTANCE)
        solution = earth.solve(Setup(Mains(230, 50), (earthed,)))
        leakage = 2 * math.pi * 50 * 300 * PF * 230
        assert abs(solution.potential[0]) == pytest.approx(0.1 * leakage, rel=1e-6)
        assert abs(solution.earth_current[0]) == pytest.approx(leakage, rel=1e-6)
        assert abs(earth.current_to_earth(solution)[0]) == pytest.approx(leakage, rel=1e-6)
        assert abs(earth.current_to_earth(solution, 2000)[0]) < 1e-4 * leakage

    def test_earth_of_one_holds_all_that_are_wired(self) -> None:
        earthed = replace(B, earth_resistance=0.1)
        solution = earth.solve(replace(THREE, devices=(A, earthed, C)))
        assert np.abs(solution.potential).max() < 2e-5
        assert earth.common_potential(JAPAN, (A, earthed, C)) == pytest.approx(solution.potential[1], rel=1e-6)

    def test_ring_of_two_earths_divides_by_resistance(self) -> None:
        """B's leakage goes to earth by its own 0.1 Ω, or by a 50 mΩ shield and the other's 0.1 Ω."""
        quiet = Device("quiet", earth_capacitance=PF, earth_resistance=0.1)
        loud = replace(B, earth_resistance=0.1)
        solution = earth.solve(Setup(JAPAN, (loud, quiet), None, (Bond(0, 1, 0.05),)))
        leakage = 100 * 2 * math.pi * 50 * 2200 * PF
        assert abs(solution.bond_current[0]) == pytest.approx(leakage * 0.1 / 0.25, rel=1e-6)
        assert abs(solution.bond_voltage[0]) == pytest.approx(0.05 * leakage * 0.1 / 0.25, rel=1e-6)


class TestCommonPotential:
    @pytest.mark.parametrize("seed", range(8))
    def test_is_what_lossless_wires_give(self, seed: int) -> None:
        setup = replace(some_setup(seed, protective=False), body=None)
        n = len(setup.devices)
        wired = replace(setup, bonds=tuple(Bond(0, i, 1e-3) for i in range(1, n)))
        common = earth.common_potential(setup.mains, setup.devices)
        np.testing.assert_allclose(earth.solve(wired).potential, common, rtol=1e-7)

    @pytest.mark.parametrize("seed", range(8))
    def test_is_the_weighted_mean_of_those_alone(self, seed: int) -> None:
        setup = some_setup(seed)
        total, _ = earth.shares(setup.mains, setup.devices)
        alone = earth.solve(setup.apart()).potential
        assert total.sum() == pytest.approx(1)
        common = earth.common_potential(setup.mains, setup.devices)
        assert (total * alone).sum() == pytest.approx(common, rel=1e-9)

    def test_the_largest_wins_not_the_best_earthed(self) -> None:
        """B has 4450 of 5730 pF, but A has more to earth: 80 of 170 pF."""
        total, by_earth = earth.shares(JAPAN, (A, B, C))
        np.testing.assert_allclose(total, [1080 / 5730, 4450 / 5730, 200 / 5730], rtol=1e-12)
        np.testing.assert_allclose(by_earth, [80 / 170, 50 / 170, 40 / 170], rtol=1e-12)
        alone = np.abs(earth.solve(THREE.apart()).potential)
        common = abs(earth.common_potential(JAPAN, (A, B, C)))
        assert np.argmin(np.abs(alone - common)) == np.argmax(np.abs(total)) != np.argmax(np.abs(by_earth))

    def test_groups(self) -> None:
        five = Setup(JAPAN, (A, B, C, BOX, A), None, (Bond(3, 0, 1), Bond(2, 4, 1)))
        assert sorted(earth.bonded_groups(five)) == [[0, 3], [1], [2, 4]]


class TestGroundBox:
    def test_effect(self) -> None:
        """On A: 25.42 − 27.78 V, −100/1180."""
        volts, percent = earth.ground_box_effect(Setup(JAPAN, (A, BOX), None, (Bond(0, 1, 0.05),)), 1)
        np.testing.assert_allclose(volts, -100 * 300 / 1080 * 100 / 1180, rtol=1e-6)
        np.testing.assert_allclose(percent, -100 * 100 / 1180, rtol=1e-6)

    def test_as_the_hub_of_all_wires(self) -> None:
        setup = Setup(JAPAN, (BOX, A, B, C), Body(), tuple(Bond(0, i, 0.05) for i in (1, 2, 3)))
        volts, percent = earth.ground_box_effect(setup, 0)
        np.testing.assert_allclose(percent, -100 * 100 / 5830, rtol=1e-6)
        np.testing.assert_allclose(volts, 100 * 2600 / 5830 - 100 * 2600 / 5730, rtol=1e-6)

    def test_unwired_it_does_nothing(self) -> None:
        volts, percent = earth.ground_box_effect(Setup(JAPAN, (A, BOX)), 1)
        assert not volts.any()
        assert not percent.any()

    def test_beside_devices_without_a_plug_it_does_nothing(self) -> None:
        _, percent = earth.ground_box_effect(Setup(JAPAN, (BOX, BOX), None, (Bond(0, 1, 1),)), 1)
        assert not percent.any()


def moment_method(width: float, depth: float, height: float, clearance: float, n: int = 12) -> float:
    """Capacitance of a box over an earthed plane (clearance inf: none) from point-matched rectangles of charge."""
    finest = max(width, depth, height) / n
    points, sides = [], []
    for axis, sizes in enumerate(((depth, height), (width, height), (width, depth))):
        edges = []
        for size in sizes:
            count = max(round(size / finest), 2)
            edges.append(size * (1 - np.cos(np.pi * np.arange(count + 1) / count)) / 2)
        mids = np.meshgrid(*((edge[1:] + edge[:-1]) / 2 for edge in edges), indexing="ij")
        lengths = np.stack(np.meshgrid(*(np.diff(edge) for edge in edges), indexing="ij"), axis=-1).reshape(-1, 2)
        for place in (0, (width, depth, height)[axis]):
            face = [mid.ravel() for mid in mids]
            face.insert(axis, np.full(face[0].shape, float(place)))
            points.append(np.stack(face, axis=-1))
            sides.append(lengths)
    at, (a, b) = np.concatenate(points), np.concatenate(sides).T
    distance = np.linalg.norm(at[:, None] - at[None], axis=2)
    np.fill_diagonal(distance, 1)
    potential = 1 / distance
    np.fill_diagonal(potential, 2 * (np.arcsinh(b / a) / b + np.arcsinh(a / b) / a))
    if np.isfinite(clearance):
        at[:, 2] += clearance
        potential -= 1 / np.linalg.norm(at[:, None] - at[None] * [1, 1, -1], axis=2)
    return 4 * np.pi * EPSILON_0 * float(np.linalg.solve(potential, np.ones(len(at))).sum())


class TestCapacitances:
    def test_printed(self) -> None:
        """A sphere of 1 m: 111.265 pF; a disc: 2/π of it; a cube of side 1 m: 73.5 pF."""
        assert earth.sphere_capacitance(1) == pytest.approx(111.265e-12, rel=1e-5)
        assert earth.disc_capacitance(1) == pytest.approx(111.265e-12 * 2 / math.pi, rel=1e-5)
        assert earth.box_capacitance(1, 1, 1) == pytest.approx(73.51e-12, rel=1e-4)

    @pytest.mark.parametrize("sides", [(1, 1, 1), (0.3, 0.2, 0.1), (0.45, 0.35, 0.15), (0.3, 0.3, 0.05)])
    def test_box_alone(self, sides: tuple[float, float, float]) -> None:
        assert earth.box_capacitance(*sides) == pytest.approx(moment_method(*sides, math.inf), rel=0.03)

    def test_rod(self) -> None:
        given, true = earth.box_capacitance(1, 0.1, 0.1), moment_method(1, 0.1, 0.1, math.inf, n=20)
        assert 1.10 < true / given < 1.16

    @pytest.mark.parametrize("sides", [(0.3, 0.2, 0.1), (0.45, 0.35, 0.15), (0.3, 0.3, 0.05)])
    @pytest.mark.parametrize("clearance", [0.03, 0.1, 0.5, 3])
    def test_box_over_a_floor(self, sides: tuple[float, float, float], clearance: float) -> None:
        true = moment_method(*sides, clearance, n=16)
        assert 0.75 * true < earth.box_capacitance(*sides, clearance) < 1.03 * true

    @pytest.mark.parametrize("bad", [0, -1, math.nan])
    def test_refused(self, bad: float) -> None:
        for refused in (
            lambda: earth.sphere_capacitance(bad),
            lambda: earth.disc_capacitance(bad),
            lambda: earth.box_capacitance(1, bad, 1),
            lambda: earth.box_capacitance(1, 1, 1, bad),
        ):
            with pytest.raises(QuantityError):
                refused()


class TestRefusals:
    @pytest.mark.parametrize(
        ("setup", "nodes"),
        [
            (Setup(JAPAN, (A, Device("loose"))), ("loose",)),
            (Setup(JAPAN, (Device("P"), A, Device("Q")), None, (Bond(0, 2, 1),)), ("P", "Q")),
            (Setup(JAPAN, (A, Device("P"), Device("Q")), None, (), (Stacking(1, 2, PF),)), ("P", "Q")),
            (Setup(JAPAN, (A,), Body(earth_capacitance=0.0)), ("body",)),
            (Setup(JAPAN, (Device("P"),), Body(earth_capacitance=0.0)), ("P", "body")),
        ],
    )
    def test_floating_nodes_are_named(self, setup: Setup, nodes: tuple[str, ...]) -> None:
        with pytest.raises(earth.FloatingNodeError) as refusal:
            earth.solve(setup)
        assert refusal.value.nodes == nodes
        assert all(node in str(refusal.value) for node in nodes)

    @pytest.mark.parametrize(
        "setup",
        [
            Setup(JAPAN, (A, Device("wired")), None, (Bond(0, 1, 1),)),
            Setup(JAPAN, (A, Device("stacked")), None, (), (Stacking(0, 1, PF),)),
            Setup(JAPAN, (Device("on line", line_capacitance=PF),)),
            Setup(JAPAN, (Device("earthed", earth_resistance=0.1),)),
            Setup(JAPAN, (Device("leaking", leakage_resistance=1e9),)),
            Setup(JAPAN, (A,), Body(earth_capacitance=0.0, earth_resistance=1e9)),
            Setup(JAPAN, (Device("tiny", earth_capacitance=1e-21),)),
        ],
    )
    def test_one_path_is_enough(self, setup: Setup) -> None:
        assert np.isfinite(earth.solve(setup).potential).all()

    def test_a_group_of_nothing_has_no_common_potential(self) -> None:
        with pytest.raises(earth.FloatingNodeError, match="P"):
            earth.common_potential(JAPAN, (Device("P"),))

    @pytest.mark.parametrize("link", [Bond, Stacking])
    @pytest.mark.parametrize("value", [0.0, -1.0, math.inf, math.nan])
    def test_wires_and_stacks_have_a_value(self, link: type, value: float) -> None:
        with pytest.raises(QuantityError, match="above 0"):
            link(0, 1, value)

    @pytest.mark.parametrize("ends", [(0, 0), (0, 2), (-1, 0)])
    def test_ends(self, ends: tuple[int, int]) -> None:
        with pytest.raises(QuantityError, match="bonds.*two different devices"):
            Setup(JAPAN, (A, B), None, (Bond(*ends, 1),))
        with pytest.raises(QuantityError, match="stackings.*two different devices"):
            Setup(JAPAN, (A, B), None, (), (Stacking(*ends, PF),))

    @pytest.mark.parametrize("bad", [-1.0, math.nan])
    def test_values(self, bad: float) -> None:
        for name in ("line_capacitance", "neutral_capacitance", "earth_capacitance", "leakage_resistance"):
            with pytest.raises(QuantityError, match=name):
                Device("D", **{name: bad})
        for refused in (
            lambda: Mains(bad),
            lambda: Mains(100, bad),
            lambda: Body(earth_capacitance=bad),
            lambda: Body(line_capacitance=bad),
            lambda: Body(earth_resistance=bad),
            lambda: Meter(bad, 0),
            lambda: Meter(1, bad),
        ):
            with pytest.raises(QuantityError):
                refused()
        for name in ("leakage_resistance", "earth_resistance"):
            with pytest.raises(QuantityError, match=name):
                Device("D", **{name: 0.0})

    def test_nobody_holds_the_meter(self) -> None:
        solution = earth.solve(Setup(JAPAN, (A,)))
        assert solution.body_potential is None
        with pytest.raises(QuantityError, match="earth"):
            earth.measure(solution, earth.METERS["dmm"])
        with pytest.raises(QuantityError, match="body, earth"):
            earth.measure(solution, earth.METERS["dmm"], "ground")

    def test_no_devices(self) -> None:
        with pytest.raises(QuantityError, match="at least one"):
            Setup(JAPAN, ())


def test_touch_current_is_that_of_the_device_alone_without_its_earth() -> None:
    """`solve` and `current_to_earth` with the protective earth off; and nothing where it was all that held it."""
    network = touch_network(60)
    for seed in range(6):
        setup = some_setup(seed)
        for device in setup.devices:
            alone = Setup(setup.mains, (replace(device, earth_resistance=math.inf),))
            through = abs(earth.current_to_earth(earth.solve(alone), network)[0])
            assert earth.touch_current(setup.mains, device, network) == pytest.approx(through, rel=1e-12)
    assert earth.touch_current(JAPAN, Device("held by its earth", earth_resistance=0.1), network) == 0
