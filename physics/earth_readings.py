"""Capacitances from volts: what a meter showed at each chassis, and how far that fixes the setup of `physics.earth`.

A chassis has three capacitances and a reading is one equation.  So readings leave most of it open, above all the
current that a person would feel, and what they leave open is told along with the capacitances that are found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal

import numpy as np
import scipy
from numpy.typing import NDArray

from physics.checks import QuantityError, Real, require_not_negative
from physics.earth import METERS, Meter, Setup, solve

__all__ = [
    "PLAUSIBLE_CAPACITANCES",
    "READING_DIGIT",
    "READING_TOLERANCE",
    "Reading",
    "ReadingsFit",
    "fit_readings",
    "predict_readings",
]

PLAUSIBLE_CAPACITANCES = ((10e-12, 10e-9), (10e-12, 10e-9), (5e-12, 1e-9))
"""Where a search looks for C_H, C_N and C_E [F]: from a small transformer's windings to two Y capacitors of 4.7 nF side
by side, the largest in common use; from a small case in free space to a large one on the floor."""
READING_TOLERANCE = 0.05
"""Relative part of how far a reading may be off [–]: a few per cent of the meter and of a voltage that wavers."""
READING_DIGIT = 0.01
"""Absolute part of it: the last digit of a meter [V]."""


@dataclass(frozen=True)
class Reading:
    """What a meter showed at a chassis, everything plugged in, in place and stacked, but no wire connected.

    Attributes
    ----------
    device : int
        The device whose chassis one lead was at, by its index [–].
    voltage : float
        The reading, 0 or above [V].
    against : int or {'earth', 'body'}
        Where the other lead was: at another chassis, by its index, at true earth, or in the hand of the body [–].
    meter : Meter
        The meter's input.

    Raises
    ------
    QuantityError
        If the voltage is below 0.
    """

    device: int
    voltage: float
    against: int | Literal["earth", "body"] = "earth"
    meter: Meter = METERS["dmm"]

    def __post_init__(self) -> None:
        require_not_negative(voltage=self.voltage)


@dataclass(frozen=True)
class ReadingsFit:
    """Capacitances that readings lead to, and how far those leave the touch currents open.

    Attributes
    ----------
    setup : Setup
        The setup with the capacitances that were found; all else as it was.
    predicted : ndarray, shape (m,)
        What it reads, for each reading [V].
    met : bool
        Whether that is within `READING_TOLERANCE` and `READING_DIGIT` of all readings.  If not, no plausible
        capacitances give them all, these come nearest, and there are no ranges.
    touch_low, touch_high : ndarray, shape (n,)
        The least and the most touch current of each device, its plug either way, among all plausible capacitances that
        give the readings; NaN for a device without a reading, and where a search found no end [A].
    """

    setup: Setup
    predicted: Real
    met: bool
    touch_low: Real
    touch_high: Real


def predict_readings(setup: Setup, readings: Sequence[Reading]) -> Real:
    """What meters show at the chassis of a setup before any wire is connected.

    Parameters
    ----------
    setup : Setup
        The setup; its wires do not count.
    readings : sequence of Reading
        Where the meters are; what they showed does not count.

    Returns
    -------
    ndarray, shape (m,)
        Magnitudes [V].

    Raises
    ------
    QuantityError
        If a reading is at a device that is not there, or at a body that is not, or if nothing ties a device, or those
        stacked with it, to line, neutral or earth (`FloatingNodeError`).
    """
    _require_readable(setup, readings)
    return _read(setup, readings, _capacitances(setup))[0]


def fit_readings(setup: Setup, readings: Sequence[Reading], network: complex) -> ReadingsFit:
    """Capacitances with which each meter reads what it did, and the touch currents that such readings allow.

    Parameters
    ----------
    setup : Setup
        Devices with their presumed capacitances; the body's, leakages, protective earths and plugs are taken as given.
    readings : sequence of Reading
        What was read, at least one.
    network : complex
        Impedance of a person, for the touch currents: `safety.touch_network` [Ω].

    Returns
    -------
    ReadingsFit
        What was found.

    Raises
    ------
    QuantityError
        If a reading is above the mains voltage, at a device or a body that is not there, or there is none; or if
        nothing ties a device, or those stacked with it, to line, neutral or earth (`FloatingNodeError`).

    Notes
    -----
    One reading is one equation for three capacitances.  Chosen is what differs least from what was presumed: the least
    Σ ln²(C/C_presumed), over the devices with a reading, that gives the readings (least squares of both, the readings
    weighing far more).  A capacitance of 0 stays 0.  Readings that contradict each other are met as nearly as can be.

    How far the readings leave the touch current open is found by its least and largest value (SLSQP) over all
    capacitances within `PLAUSIBLE_CAPACITANCES`, widened to what was presumed, that keep to the readings.  A meter of
    low impedance determines it: R_m ≪ 1/ωΣC reads V_L·ωC_H·R_m.  A reading between two chassis, or to the body, has no
    sign: of one above and one below the other the nearer to what was presumed is taken, and the ranges are of that one.
    """
    if not readings:
        raise QuantityError("readings", readings, "there must be at least one")
    _require_readable(setup, readings)
    for reading in readings:
        if reading.voltage > setup.mains.voltage:
            allowed = f"it must be at most the mains voltage, {setup.mains.voltage:g} V"
            raise QuantityError("voltage", reading.voltage, allowed)
    found = _capacitances(setup)
    low, high = np.full((2, len(setup.devices)), np.nan)
    met = True
    for group in _reading_groups(setup, readings):
        part = _part(setup, readings, group)
        place = part.nearest()
        found[group] = part.capacitances(place)
        met &= part.meets(place)
        for n in part.read if met else ():
            low[group[n]], high[group[n]] = part.touch_range(place, n, network)
    if not met:
        low[:] = high[:] = np.nan
    devices = tuple(
        replace(device, line_capacitance=line, neutral_capacitance=neutral, earth_capacitance=earth)
        for device, (line, neutral, earth) in zip(setup.devices, found.tolist(), strict=True)
    )
    return ReadingsFit(replace(setup, devices=devices), _read(setup, readings, found)[0], met, low, high)


def _require_readable(setup: Setup, readings: Sequence[Reading]) -> None:
    for reading in readings:
        ends = [end for end in (reading.device, reading.against) if not isinstance(end, str)]
        if not all(0 <= end < len(setup.devices) for end in ends) or len(set(ends)) < len(ends):
            allowed = (
                f"it must name two different devices, numbered from 0 to {len(setup.devices) - 1}, or one and earth"
            )
            raise QuantityError("readings", ends, allowed)
        if reading.against == "body" and setup.body is None:
            raise QuantityError("against", "body", "it must be earth or a chassis, because nobody holds the other lead")
    solve(setup.unwired())  # refuses what nothing holds


def _capacitances(setup: Setup) -> Real:
    return np.array([[d.line_capacitance, d.neutral_capacitance, d.earth_capacitance] for d in setup.devices])


def _read(setup: Setup, readings: Sequence[Reading], capacitances: Real) -> tuple[Real, Real]:
    """What meters show with other capacitances, shape (n, 3), and its slope by each, shape (m, n, 3) [V/F].

    The equations of `solve` and `measure`, which a search needs hundreds of times and with their slopes.  Without wires
    there are only potentials to be found: v = Y⁻¹·i, and for a change of Y and i δv = Y⁻¹·(δi − δY·v).
    """
    mains, devices = setup.mains, setup.devices
    leakage, earthed = np.array([[1 / d.leakage_resistance, 1 / d.earth_resistance] for d in devices]).T
    hot, cold, ground = mains.s * capacitances.T
    hot = hot + leakage
    flipped = np.array([d.flipped for d in devices])
    y = np.diag(hot + cold + ground + earthed)
    for stack in setup.stackings:
        pair = np.ix_((stack.first, stack.second), (stack.first, stack.second))
        y[pair] += mains.s * stack.capacitance * np.array([[1, -1], [-1, 1]])
    leads = np.zeros((len(readings), len(devices)))
    open_voltage, source = np.zeros((2, len(readings)), complex)
    for k, reading in enumerate(readings):
        leads[k, reading.device] = 1
        if isinstance(reading.against, int):
            leads[k, reading.against] = -1
        elif reading.against == "body" and setup.body:
            line, earth = setup.body.admittances(mains)
            open_voltage[k], source[k] = -mains.voltage * line / (line + earth), 1 / (line + earth)
    inverse = np.linalg.inv(y)
    potential = inverse @ (mains.voltage * np.where(flipped, cold, hot))
    transfer = leads @ inverse
    open_voltage += leads @ potential
    source += (transfer * leads).sum(axis=1)
    meter = np.array([1 / r.meter.resistance + mains.s * r.meter.capacitance for r in readings])
    loaded = open_voltage / (1 + meter * source)

    at_line = np.stack([~flipped, flipped, np.zeros_like(flipped)], axis=1)
    open_slope = transfer[..., np.newaxis] * mains.s * (mains.voltage * at_line - potential[:, np.newaxis])
    source_slope = -mains.s * transfer[..., np.newaxis] ** 2
    by_meter = (meter / (1 + meter * source))[:, np.newaxis, np.newaxis]
    slope = open_slope / (1 + meter * source)[:, np.newaxis, np.newaxis]
    slope -= loaded[:, np.newaxis, np.newaxis] * by_meter * source_slope
    size = np.abs(loaded)
    direction = np.divide(loaded.conj(), size, out=np.ones_like(loaded), where=size > 0)
    return size, np.asarray((direction[:, np.newaxis, np.newaxis] * slope).real)


def _reading_groups(setup: Setup, readings: Sequence[Reading]) -> list[list[int]]:
    # Devices that readings or stacks join are searched together, all others apart.
    joined = np.zeros((len(setup.devices), len(setup.devices)), bool)
    for stack in setup.stackings:
        joined[stack.first, stack.second] = True
    for reading in readings:
        if isinstance(reading.against, int):
            joined[reading.device, reading.against] = True
    count, group = scipy.sparse.csgraph.connected_components(joined, directed=False)
    read = {group[reading.device] for reading in readings}
    return [np.flatnonzero(group == k).tolist() for k in range(count) if k in read]


@dataclass(frozen=True)
class _Part:
    # A group of devices by itself.  A place is ln(C/C_presumed) of the p capacitances that are sought.
    setup: Setup
    readings: list[Reading]

    @cached_property
    def read(self) -> list[int]:
        ends = [end for reading in self.readings for end in (reading.device, reading.against)]
        return sorted({end for end in ends if isinstance(end, int)})

    @cached_property
    def sought(self) -> NDArray[np.bool_]:
        sought = _capacitances(self.setup) > 0
        sought[[n for n in range(len(sought)) if n not in self.read]] = False
        return sought

    @cached_property
    def bounds(self) -> tuple[Real, Real]:
        presumed = _capacitances(self.setup)[self.sought]
        low, high = (np.broadcast_to(end, self.sought.shape)[self.sought] for end in np.array(PLAUSIBLE_CAPACITANCES).T)
        return np.log(np.minimum(low / presumed, 1)), np.log(np.maximum(high / presumed, 1))

    def capacitances(self, place: Real) -> Real:
        found = _capacitances(self.setup)
        found[self.sought] *= np.exp(place)
        return found

    def misfit(self, place: Real) -> tuple[Real, Real]:
        # 1 at the end of what is allowed; with its slope by the place, shape (m, p).
        shown = np.array([reading.voltage for reading in self.readings])
        allowed = READING_TOLERANCE * shown + READING_DIGIT
        capacitances = self.capacitances(place)
        read, slope = _read(self.setup, self.readings, capacitances)
        return (read - shown) / allowed, (slope * capacitances)[:, self.sought] / allowed[:, np.newaxis]

    def meets(self, place: Real) -> bool:
        return bool(np.all(np.abs(self.misfit(place)[0]) <= 1))

    def nearest(self) -> Real:
        start = np.zeros(np.count_nonzero(self.sought))
        if not start.size:
            return start
        starts = [start]
        if any(reading.against != "earth" for reading in self.readings):
            # Such a reading has no sign, and no slope where both are alike: from where one lies higher or lower.
            device, pole = np.nonzero(self.sought)
            pushes = [np.where(device == n, np.array([1.0, -1.0, 0.0])[pole], 0.0) for n in self.read]
            starts += [np.clip(sign * push, *self.bounds) for push in pushes for sign in (1, -1)]
        fits = []
        for one in starts:
            fits.append(
                scipy.optimize.least_squares(self.residuals, one, self.residual_slopes, self.bounds, max_nfev=200)
            )
            if self.meets(fits[-1].x):
                break
        return np.asarray(min(fits, key=lambda fit: float(fit.cost)).x)

    def residuals(self, place: Real) -> Real:
        return np.concatenate([self.misfit(place)[0], _PRESUMED_WEIGHT * place])

    def residual_slopes(self, place: Real) -> Real:
        return np.concatenate([self.misfit(place)[1], _PRESUMED_WEIGHT * np.eye(place.size)])

    def log_touch(self, place: Real, n: int, network: complex) -> tuple[Real, Real]:
        # ln of the touch current both ways of the plug, −∞ where there is none, and its slope, shape (2, p).
        mains, device = self.setup.mains, self.setup.devices[n]
        own = mains.s * self.capacitances(place)[n]
        leakage = np.array([1 / device.leakage_resistance, 0])
        poles, loop = own[:2] + leakage, 1 + (own.sum() + leakage.sum()) * network
        slope = np.zeros((2, *self.sought.shape))
        slope[:, n] = -(own * network / loop).real
        slope[[0, 1], n, [0, 1]] += np.divide(own[:2], poles, out=np.zeros(2, complex), where=poles != 0).real
        with np.errstate(divide="ignore"):
            return np.log(np.abs(mains.voltage * poles / loop)), slope[:, self.sought]

    def touch_range(self, place: Real, n: int, network: complex) -> tuple[float, float]:
        logs, _ = self.log_touch(place, n, network)
        ways = np.flatnonzero(np.isfinite(logs))
        if not ways.size:
            return 0.0, 0.0

        def within(x: Real) -> tuple[Real, Real]:
            misfit, slope = self.misfit(x)
            return np.concatenate([1 - misfit, 1 + misfit]), np.concatenate([-slope, slope])

        def less(way: int, x: Real) -> tuple[float, Real]:
            logs, slope = self.log_touch(x, n, network)
            return -float(logs[way]), -slope[way]

        # The least of the larger of both is that of one more unknown, which neither exceeds.
        def beneath(x: Real) -> tuple[Real, Real]:
            (room, slope), (logs, rise) = within(x[:-1]), self.log_touch(x[:-1], n, network)
            of_last = np.concatenate([np.zeros(room.size), np.ones(ways.size)])
            slopes = np.column_stack([np.concatenate([slope, -rise[ways]]), of_last])
            return np.concatenate([room, x[-1] - logs[ways]]), slopes

        ends = [_least(partial(less, way), within, place, self.bounds) for way in ways.tolist()]
        most = np.max([np.nan if end is None else self.log_touch(end, n, network)[0].max() for end in ends])
        last = np.eye(place.size + 1)[-1]
        bounds = (np.append(self.bounds[0], -np.inf), np.append(self.bounds[1], np.inf))
        end = _least(lambda x: (x[-1], last), beneath, np.append(place, logs.max()), bounds)
        least = np.nan if end is None else end[-1]
        return float(np.exp(least)), float(np.exp(most))


_PRESUMED_WEIGHT = 1e-2
# What is presumed gives way to the readings: a factor e weighs as much as a hundredth of what a reading may be off.


_RADII = (np.inf, 1.0, 0.3)
"""How far one search may go: a line search that leaves what is kept far behind does not find back."""
_MOVES = 40


def _least(
    goal: Callable[[Real], tuple[float, Real]],
    kept: Callable[[Real], tuple[Real, Real]],
    start: Real,
    bounds: tuple[Real, Real],
) -> Real | None:
    """Where a goal is least while something is kept at or above 0; None if the search ends elsewhere.

    Both give their value and its slope.
    """
    for radius in _RADII:
        here = start
        for _ in range(_MOVES):
            low, high = np.maximum(bounds[0], here - radius), np.minimum(bounds[1], here + radius)
            end = scipy.optimize.minimize(
                goal,
                here,
                jac=True,
                method="SLSQP",
                bounds=list(zip(low, high, strict=True)),
                constraints={"type": "ineq", "fun": lambda x: kept(x)[0], "jac": lambda x: kept(x)[1]},
                options={"maxiter": 200, "ftol": 1e-8},
            )
            if not end.success or kept(end.x)[0].min() <= -1e-4:
                break
            if np.all(np.abs(end.x - here) < radius * (1 - 1e-6)):
                return np.asarray(end.x)
            here = end.x
    return None


def _part(setup: Setup, readings: Sequence[Reading], group: list[int]) -> _Part:
    # The devices are numbered anew.
    place = {n: k for k, n in enumerate(group)}
    stackings = tuple(
        replace(stack, first=place[stack.first], second=place[stack.second])
        for stack in setup.stackings
        if stack.first in place
    )
    own = [
        replace(
            reading,
            device=place[reading.device],
            against=place[reading.against] if isinstance(reading.against, int) else reading.against,
        )
        for reading in readings
        if reading.device in place
    ]
    return _Part(Setup(setup.mains, tuple(setup.devices[n] for n in group), setup.body, stackings=stackings), own)
