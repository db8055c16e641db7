"""Chassis at mains frequency: why their potentials differ, why they meet when wired, what a ground box adds.

Phasors (rms, exp(+jωt)) and nodal analysis, Y·V = I.  The nodes are the chassis of the devices; the body of the person
who holds the meter, if there is one, is a divider by itself.  The reference is true earth, and neutral is taken to be
at its potential; the line is an ideal voltage V_L at phase 0.  A chassis is tied by capacitances: to line (C_H) and
neutral (C_N) through the transformer's windings or Y capacitors, to room and earth (C_E) by coupling [2]_.

References
----------
.. [1] C. A. Desoer, E. S. Kuh, *Basic Circuit Theory*, McGraw-Hill 1969, chapters 10 and 16: (modified) nodal analysis,
   Thévenin's and Norton's theorems.
.. [2] H. W. Ott, *Electromagnetic Compatibility Engineering*, Wiley 2009, chapters 2 and 3: capacitive coupling, ground
   loops, shields.
.. [3] M. A. Haberman, A. Cassino, E. M. Spinelli, Med. Biol. Eng. Comput. 49, 1067-1071, 2011: a person's capacitance
   to earth is hundreds of pF to nF, that to the power line hundredths of a pF to a few pF.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from math import inf
from typing import Literal

import numpy as np
import scipy
from numpy.typing import ArrayLike

from physics.checks import Complex, QuantityError, Real, require_not_negative, require_positive
from physics.materials import EPSILON_0

__all__ = [
    "METERS",
    "PROTECTIVE_EARTH_RESISTANCE",
    "Body",
    "Bond",
    "Device",
    "FloatingNodeError",
    "Mains",
    "Measurement",
    "Meter",
    "Setup",
    "Solution",
    "Stacking",
    "bonded_groups",
    "box_capacitance",
    "common_potential",
    "current_to_earth",
    "disc_capacitance",
    "ground_box_effect",
    "measure",
    "shares",
    "solve",
    "sphere_capacitance",
    "touch_current",
]

PROTECTIVE_EARTH_RESISTANCE = 0.1
"""From chassis to earth pin [Ω]: the most that IEC 60950-1, 2.6.3.4, allows."""


class FloatingNodeError(QuantityError):
    """Nothing ties these nodes to line, neutral or earth: they have no potential.

    Attributes
    ----------
    nodes : tuple of str
        Names of the devices; "body" for the body.
    """

    def __init__(self, nodes: tuple[str, ...]) -> None:
        self.nodes = nodes
        super().__init__(
            f"admittance of {', '.join(nodes)} to line, neutral and earth",
            0.0,
            "it must be above 0; "
            "a capacitance, a resistance, a protective earth or a wire to a device that has one is needed",
        )


def _require_above_zero(**quantities: float) -> None:
    # Unlike `require_positive` it takes inf: a resistance or a floor that is not there.
    for name, value in quantities.items():
        if not value > 0:
            raise QuantityError(name, value, "it must be above 0; inf where there is none")


@dataclass(frozen=True)
class Mains:
    """The supply.

    Attributes
    ----------
    voltage : float
        Line to neutral, rms, above 0 [V].
    frequency : float
        Frequency, above 0 [Hz].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """

    voltage: float = 100.0
    frequency: float = 50.0

    def __post_init__(self) -> None:
        require_positive(voltage=self.voltage, frequency=self.frequency)

    @property
    def s(self) -> complex:
        """The complex frequency jω [rad/s]."""
        return 2j * np.pi * self.frequency


@dataclass(frozen=True)
class Device:
    """A chassis and what ties it.  A speaker or a ground box has no plug: nothing to line or neutral.

    Attributes
    ----------
    name : str
        What errors call it.
    line_capacitance, neutral_capacitance : float
        C_H and C_N, with the plug one way round; 0 or above [F].
    earth_capacitance : float
        C_E, to room and earth, 0 or above [F].
    leakage_resistance : float
        Resistance of the insulation in parallel with C_H, above 0; inf for none [Ω].
    flipped : bool
        Plug turned: what was on the line is on neutral, and the other way round.
    earth_resistance : float
        Protective earth (class I), above 0, for instance `PROTECTIVE_EARTH_RESISTANCE`; inf for none (class II) [Ω].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    name: str
    _: KW_ONLY
    line_capacitance: float = 0.0
    neutral_capacitance: float = 0.0
    earth_capacitance: float = 0.0
    leakage_resistance: float = inf
    flipped: bool = False
    earth_resistance: float = inf

    def __post_init__(self) -> None:
        require_not_negative(
            line_capacitance=self.line_capacitance,
            neutral_capacitance=self.neutral_capacitance,
            earth_capacitance=self.earth_capacitance,
        )
        _require_above_zero(leakage_resistance=self.leakage_resistance, earth_resistance=self.earth_resistance)

    def admittances(self, mains: Mains) -> tuple[complex, complex, complex]:
        """Admittances of the chassis.

        Parameters
        ----------
        mains : Mains
            The supply, for its frequency.

        Returns
        -------
        line, neutral, earth : complex
            To line, to neutral, and to earth with the protective earth [S].
        """
        hot = mains.s * self.line_capacitance + 1 / self.leakage_resistance
        cold = mains.s * self.neutral_capacitance
        earth = mains.s * self.earth_capacitance + 1 / self.earth_resistance
        return (cold, hot, earth) if self.flipped else (hot, cold, earth)


@dataclass(frozen=True, kw_only=True)
class Body:
    """The person who holds the meter's other lead: to earth 100 to 500 pF, to the mains wiring up to a few pF [3]_.

    Attributes
    ----------
    earth_capacitance, line_capacitance : float
        To earth and to the line's wiring, 0 or above [F].
    earth_resistance : float
        Through shoes and floor, above 0; inf for none [Ω].  The skin's kilohms, in series with megohms, do not count.

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    earth_capacitance: float = 150e-12
    line_capacitance: float = 0.0
    earth_resistance: float = inf

    def __post_init__(self) -> None:
        require_not_negative(earth_capacitance=self.earth_capacitance, line_capacitance=self.line_capacitance)
        _require_above_zero(earth_resistance=self.earth_resistance)

    def admittances(self, mains: Mains) -> tuple[complex, complex]:
        """Admittances of the body.

        Parameters
        ----------
        mains : Mains
            The supply, for its frequency.

        Returns
        -------
        line, earth : complex
            To line and to earth [S].
        """
        return mains.s * self.line_capacitance, mains.s * self.earth_capacitance + 1 / self.earth_resistance


@dataclass(frozen=True)
class Meter:
    """An instrument's input, R ∥ C.

    Attributes
    ----------
    resistance : float
        R, above 0; inf for none [Ω].
    capacitance : float
        C, 0 or above [F].
    reference : str
        Source of both.

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    resistance: float
    capacitance: float
    reference: str = ""

    def __post_init__(self) -> None:
        _require_above_zero(resistance=self.resistance)
        require_not_negative(capacitance=self.capacitance)


METERS = {
    "dmm": Meter(10e6, 100e-12, "hand-held digital meter; Fluke 87V manual: AC volts 10 MΩ, < 100 pF"),
    "bench": Meter(1e6, 100e-12, "bench meter; Keysight 34401A manual: AC volts 1 MΩ ± 2 % ∥ 100 pF"),
    "loz": Meter(
        3e3, 0.0, "low-impedance range; Fluke 117 manual: LoZ about 3 kΩ (its capacitance is negligible beside that)"
    ),
    "scope-10": Meter(10e6, 15e-12, "oscilloscope, 10:1 probe; data sheets give 10 MΩ ∥ 10 to 16 pF"),
    "scope-1": Meter(1e6, 120e-12, "oscilloscope, 1:1: 1 MΩ ∥ 20 pF and about 100 pF for 1 m of coaxial lead"),
    "ideal": Meter(inf, 0.0, "draws no current"),
}


@dataclass(frozen=True)
class Bond:
    """A wire between the chassis of two devices: a cable's shield.

    A wire without resistance is refused, because the currents in a ring of such wires are undetermined.  A milliohm
    will do.

    Attributes
    ----------
    first, second : int
        The devices that it joins, by their index [–].
    resistance : float
        Resistance, above 0 [Ω].

    Raises
    ------
    QuantityError
        If the resistance is not above 0.
    """

    first: int
    second: int
    resistance: float

    def __post_init__(self) -> None:
        require_positive(resistance=self.resistance)


@dataclass(frozen=True)
class Stacking:
    """Two devices of which one stands on the other.

    Attributes
    ----------
    first, second : int
        The devices, by their index [–].
    capacitance : float
        Between their chassis, above 0 [F].

    Raises
    ------
    QuantityError
        If the capacitance is not above 0.
    """

    first: int
    second: int
    capacitance: float

    def __post_init__(self) -> None:
        require_positive(capacitance=self.capacitance)


@dataclass(frozen=True)
class Setup:
    """Everything that is plugged in, wired and stacked.

    Attributes
    ----------
    mains : Mains
        The supply.
    devices : tuple of Device
        The devices; elsewhere they are called by their index here.
    body : Body or None
        The person who holds the meter's other lead, if there is one.
    bonds : tuple of Bond
        The wires between chassis.
    stackings : tuple of Stacking
        Which devices stand on each other.

    Raises
    ------
    QuantityError
        If there is no device, or a wire or a stack does not join two different devices of the list.
    """

    mains: Mains
    devices: tuple[Device, ...]
    body: Body | None = None
    bonds: tuple[Bond, ...] = ()
    stackings: tuple[Stacking, ...] = ()

    def __post_init__(self) -> None:
        if not self.devices:
            raise QuantityError("devices", self.devices, "there must be at least one")
        for link in self.links:
            ends = (link.first, link.second)
            if link.first == link.second or not all(0 <= end < len(self.devices) for end in ends):
                allowed = f"it must join two different devices, numbered from 0 to {len(self.devices) - 1}"
                raise QuantityError("stackings" if isinstance(link, Stacking) else "bonds", ends, allowed)

    @property
    def links(self) -> tuple[Bond | Stacking, ...]:
        """Wires and stacks."""
        return (*self.bonds, *self.stackings)

    def apart(self) -> "Setup":
        """The same with each device alone: no wires and no stacks."""
        return replace(self, bonds=(), stackings=())

    def unwired(self) -> "Setup":
        """The same before any wire is connected, stacks as they are."""
        return replace(self, bonds=())

    def flip(self, device: int) -> "Setup":
        """The same with one plug turned round.

        Parameters
        ----------
        device : int
            Index of the device [–].
        """
        return self._with(device, replace(self.devices[device], flipped=not self.devices[device].flipped))

    def without(self, device: int) -> "Setup":
        """The same with nothing left of one device but its wires and stacks.

        Parameters
        ----------
        device : int
            Index of the device [–].
        """
        return self._with(device, Device(self.devices[device].name))

    def _with(self, index: int, device: Device) -> "Setup":
        return replace(self, devices=(*self.devices[:index], device, *self.devices[index + 1 :]))


@dataclass(frozen=True)
class Solution:
    """Potentials and currents of a setup of n devices and m wires, as phasors.

    Attributes
    ----------
    setup : Setup
        What was solved.
    potential : ndarray of complex, shape (n,)
        Of each chassis, to earth [V].
    body_potential : complex or None
        Of the body, to earth [V].
    bond_current : ndarray of complex, shape (m,)
        In each wire, from its first device to its second [A].
    bond_voltage : ndarray of complex, shape (m,)
        The hum that this makes across the wire's resistance, in series with the signal of an unbalanced cable [V].
    earth_current : ndarray of complex, shape (n,)
        From each chassis into its protective earth, 0 where there is none [A].
    impedance : ndarray of complex, shape (n, n)
        Potential of a chassis per current into another, with Thévenin's impedances on the diagonal [Ω].
    """

    setup: Setup
    potential: Complex
    body_potential: complex | None
    bond_current: Complex
    bond_voltage: Complex
    earth_current: Complex
    impedance: Complex


def solve(setup: Setup) -> Solution:
    """Potentials of the chassis and the body, and the currents in wires and protective earths.

    Parameters
    ----------
    setup : Setup
        What to solve.

    Returns
    -------
    Solution
        Potentials and currents.

    Raises
    ------
    FloatingNodeError
        If nothing ties a device, or a group that is joined, to line, neutral or earth.

    Notes
    -----
    Modified nodal analysis [1]_: the currents of wires and protective earths are unknowns beside the potentials.
    Milliohms as admittances beside picofarads would cost nine of the sixteen digits of Y.
    """
    mains, n = setup.mains, len(setup.devices)
    line, neutral, earth = np.array([replace(d, earth_resistance=inf).admittances(mains) for d in setup.devices]).T
    outward = line + neutral + earth
    y = np.diag(outward)
    for stack in setup.stackings:
        pair = np.ix_((stack.first, stack.second), (stack.first, stack.second))
        y[pair] += mains.s * stack.capacitance * np.array([[1, -1], [-1, 1]])

    earthed = [i for i, device in enumerate(setup.devices) if device.earth_resistance < inf]
    # Only a meter joins the body to the devices: by itself it is a divider.
    body_line, body_earth = setup.body.admittances(mains) if setup.body else (0, 0)
    _require_held(setup, outward != 0, earthed, body_line + body_earth != 0)
    bonds = len(setup.bonds)
    incidence = np.zeros((n, bonds + len(earthed)))
    for k, bond in enumerate(setup.bonds):
        incidence[[bond.first, bond.second], k] = 1, -1
    incidence[earthed, bonds + np.arange(len(earthed))] = 1
    resistance = np.array(
        [bond.resistance for bond in setup.bonds] + [setup.devices[i].earth_resistance for i in earthed]
    )

    # In units of the largest admittance, all that decides the answer is of the order of 1.
    unit = np.abs(y).max() or 1.0
    system = np.block([[y / unit, incidence], [incidence.T, -np.diag(resistance * unit)]])
    known = np.zeros((len(system), 1 + n), complex)
    known[:n, 0] = line * mains.voltage / unit
    known[:n, 1:] = np.eye(n) / unit
    found: Complex = np.linalg.solve(system, known)
    currents = found[n:, 0] * unit
    earth_current = np.zeros(n, complex)
    earth_current[earthed] = currents[bonds:]
    return Solution(
        setup=setup,
        potential=found[:n, 0],
        body_potential=mains.voltage * body_line / (body_line + body_earth) if setup.body else None,
        bond_current=np.asarray(currents[:bonds], complex),
        bond_voltage=np.asarray(currents[:bonds] * resistance[:bonds]),
        earth_current=earth_current,
        impedance=found[:n, 1:],
    )


def _require_held(setup: Setup, held: ArrayLike, earthed: Sequence[int], body_held: bool) -> None:
    # Decided by the graph, not by the numbers; its last node is the reference, line included.
    n = len(setup.devices)
    joined = np.zeros((n + 1, n + 1), bool)
    joined[:n, n] = held
    joined[list(earthed), n] = True
    for link in setup.links:
        joined[link.first, link.second] = True
    _, group = scipy.sparse.csgraph.connected_components(joined, directed=False)
    floating = [setup.devices[i].name for i in np.flatnonzero(group[:n] != group[n])]
    if setup.body and not body_held:
        floating.append("body")
    if floating:
        raise FloatingNodeError(tuple(floating))


@dataclass(frozen=True)
class Measurement:
    """What a meter does at each of n chassis in turn, as phasors.

    Attributes
    ----------
    open_voltage, reading : ndarray of complex, shape (n,)
        Between the chassis and the other lead, without and with the meter; a meter shows the magnitude [V].
    source_impedance : ndarray of complex, shape (n,)
        What the meter loads: Thévenin's impedance between its leads [Ω].
    """

    open_voltage: Complex
    reading: Complex
    source_impedance: Complex


def measure(solution: Solution, meter: Meter, against: Literal["body", "earth"] = "body") -> Measurement:
    """Readings of a meter between each chassis in turn and the body, or true earth.

    Parameters
    ----------
    solution : Solution
        Potentials without the meter.
    meter : Meter
        The meter's input.
    against : {'body', 'earth'}
        Where the other lead is.

    Returns
    -------
    Measurement
        Voltages without and with the meter.

    Raises
    ------
    QuantityError
        If the other lead is to be in somebody's hand and there is nobody.

    Notes
    -----
    V = V_open/(1 + Y_m·Z), Z = Z_ii + 1/Y_body, Y_m = 1/R + jωC (Thévenin [1]_).  A mains-powered oscilloscope
    has its lead at protective earth: it measures against earth, never against the body.
    """
    mains, body = solution.setup.mains, solution.setup.body
    open_voltage, source = solution.potential, np.diag(solution.impedance)
    if against == "body":
        if body is None or solution.body_potential is None:
            raise QuantityError("against", against, "it must be earth, because nobody holds the other lead")
        open_voltage = open_voltage - solution.body_potential
        source = source + 1 / sum(body.admittances(mains))
    elif against != "earth":
        raise QuantityError("against", against, "it must be one of body, earth")
    admittance = 1 / meter.resistance + mains.s * meter.capacitance
    reading = open_voltage / (1 + admittance * source)
    return Measurement(open_voltage=open_voltage, reading=reading, source_impedance=source)


def current_to_earth(solution: Solution, impedance: complex = 0.0) -> Complex:
    """Current from each chassis in turn to earth through an impedance.

    Parameters
    ----------
    solution : Solution
        Potentials without the impedance.
    impedance : complex
        Z; 0 for a short circuit, which takes the leakage current [Ω].

    Returns
    -------
    ndarray of complex, shape (n,)
        V/(Z_ii + Z) [A].

    Notes
    -----
    A short circuit takes from an earthed chassis what its protective earth carries otherwise, which is also what the
    chassis would deliver if that earth were lost; `safety.touch_network` takes almost nothing from it.
    """
    return np.asarray(solution.potential / (np.diag(solution.impedance) + impedance))


def touch_current(mains: Mains, device: Device, network: complex) -> float:
    """Current of a device alone through a person to earth, its protective earth open.

    Parameters
    ----------
    mains : Mains
        The supply.
    device : Device
        The device.
    network : complex
        Impedance of the person, `safety.touch_network` [Ω].

    Returns
    -------
    float
        V_L·|Y_H|/|1 + (Y_H + Y_N + Y_E)·Z|, rms [A].

    Notes
    -----
    Thévenin's source of the chassis, V_L·Y_H/ΣY behind 1/ΣY, into Z; 0 for what hangs on its protective earth alone.
    """
    line, neutral, earth = replace(device, earth_resistance=inf).admittances(mains)
    return abs(mains.voltage * line / (1 + (line + neutral + earth) * network))


def common_potential(mains: Mains, devices: Sequence[Device]) -> complex:
    """Potential of devices wired together without loss, or of one alone.

    Parameters
    ----------
    mains : Mains
        The supply.
    devices : sequence of Device
        The devices.

    Returns
    -------
    complex
        Their common potential to earth [V].

    Raises
    ------
    FloatingNodeError
        If nothing ties the devices to line, neutral or earth.

    Notes
    -----
    V = V_L·ΣY_H/Σ(Y_H + Y_N + Y_E); of capacitances alone V_L·ΣC_H/Σ(C_H + C_N + C_E).  The currents into the group sum
    to 0; stacks within it carry none.
    """
    line, neutral, earth = np.array([device.admittances(mains) for device in devices]).sum(axis=0)
    if not line + neutral + earth:
        raise FloatingNodeError(tuple(device.name for device in devices))
    return complex(mains.voltage * line / (line + neutral + earth))


def shares(mains: Mains, devices: Sequence[Device]) -> tuple[Complex, Complex]:
    """Which device decides the common potential: each one's weight in it, and by the earth note's guess.

    Parameters
    ----------
    mains : Mains
        The supply, for its frequency.
    devices : sequence of Device
        The n devices.

    Returns
    -------
    total, earth : ndarray of complex, shape (n,)
        Y_i/ΣY with the admittance Y to line, neutral and earth, and with that to earth alone; each sums to 1, is real
        for capacitances alone, and is NaN where no device has any [–].

    Notes
    -----
    The common potential is Σ total_i·V_i exactly (Millman), with V_i the potential of each device alone: the one with
    the largest capacitance, that is the lowest source impedance, weighs most.  The earth note guesses "the lowest
    impedance to earth", which holds only if every path counts: a capacitance to line or neutral ties a chassis as
    firmly as one to earth.
    """
    admittances = np.array([device.admittances(mains) for device in devices])
    total, earth = admittances.sum(axis=1), admittances[:, 2]
    with np.errstate(invalid="ignore"):
        return total / total.sum(), earth / earth.sum()


def bonded_groups(setup: Setup) -> list[list[int]]:
    """Indices of the devices that wires join, group by group; a device without a wire is a group by itself.

    Parameters
    ----------
    setup : Setup
        Devices and wires.

    Returns
    -------
    list of list of int
        Indices of the devices of each group [–].
    """
    joined = np.zeros((len(setup.devices), len(setup.devices)), bool)
    for bond in setup.bonds:
        joined[bond.first, bond.second] = True
    count, group = scipy.sparse.csgraph.connected_components(joined, directed=False)
    return [np.flatnonzero(group == k).tolist() for k in range(count)]


def ground_box_effect(setup: Setup, box: int) -> tuple[Real, Real]:
    """How a ground box's own capacitance changes the magnitude of each chassis' potential.

    Parameters
    ----------
    setup : Setup
        The setup with the box.
    box : int
        Index of the box among its devices [–].

    Returns
    -------
    volts : ndarray, shape (n,)
        With the box less without it [V].
    percent : ndarray, shape (n,)
        The same relative to without it [%].

    Raises
    ------
    FloatingNodeError
        If a device is tied to nothing, with the box or without it.

    Notes
    -----
    The box's wires and stacks are there in both cases; a box without any changes nothing.  To a group of total
    capacitance ΣC a box only adds its C_B: the change is −C_B/(ΣC + C_B).
    """
    linked = any(box in (link.first, link.second) for link in setup.links)
    after = np.abs(solve(setup).potential)
    before = np.abs(solve(setup.without(box)).potential) if linked else after
    volts = after - before
    return volts, 100 * np.divide(volts, before, out=np.zeros_like(volts), where=before > 0)


def sphere_capacitance(radius: float) -> float:
    """Capacitance of a sphere alone in space; the room round it only adds to this.

    Parameters
    ----------
    radius : float
        r, above 0 [m].

    Returns
    -------
    float
        4πε₀r [F].

    Raises
    ------
    QuantityError
        If the radius is not above 0.
    """
    require_positive(radius=radius)
    return 4 * np.pi * EPSILON_0 * radius


def disc_capacitance(radius: float) -> float:
    """Capacitance of a thin disc alone in space (J. D. Jackson, *Classical Electrodynamics*, 3rd ed., §3.13).

    Parameters
    ----------
    radius : float
        r, above 0 [m].

    Returns
    -------
    float
        8ε₀r [F].

    Raises
    ------
    QuantityError
        If the radius is not above 0.
    """
    require_positive(radius=radius)
    return 8 * EPSILON_0 * radius


# 0.66067815·4π/√(4π·6): C.-O. Hwang, M. Mascagni, J. Appl. Phys. 95, 3798-3802, 2004.
_CUBE_SHAPE_FACTOR = 0.66067815 * np.sqrt(4 * np.pi / 6)


def box_capacitance(width: float, depth: float, height: float, clearance: float = inf) -> float:
    """Capacitance of a conducting box in space or over a conducting floor.

    Parameters
    ----------
    width, depth, height : float
        Sides, above 0 [m].
    clearance : float
        From floor to bottom, above 0; inf for no floor [m].

    Returns
    -------
    float
        Capacitance [F].

    Raises
    ------
    QuantityError
        If a value is not above 0.

    Notes
    -----
    c·ε₀·√(4πA) of the surface A, plus the bottom as a plate, ε₀·(width·depth)/clearance.  c hardly depends on the
    shape (Y. L. Chow, M. M. Yovanovich, J. Appl. Phys. 53, 8470-8475, 1982) and is the cube's here: within 3 % where
    the sides differ up to 6 times (a rod of 10:1 has 13 % more).  Over a floor the sum leaves out the edges: it is low
    by up to a quarter.
    """
    require_positive(width=width, depth=depth, height=height)
    _require_above_zero(clearance=clearance)
    surface = 2 * (width * depth + depth * height + height * width)
    alone = _CUBE_SHAPE_FACTOR * EPSILON_0 * np.sqrt(4 * np.pi * surface)
    return float(alone + EPSILON_0 * width * depth / clearance)
