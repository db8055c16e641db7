"""How sure a state is, given how far its values may be off, and which of them matter.

The values are taken to be anywhere within their tolerances, each independent of the others and evenly distributed: the
states of `POINTS` points of a Sobol sequence stand for all that may be.  Its seed is fixed, so that one link always
gives the same band.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property, partial
from itertools import product
from typing import Any, assert_never, get_args

import numpy as np

from app.bench.measures import Summary, summarize
from app.bench.quantities import QUANTITIES, FigureKind
from app.bench.response import Ends, branches_of, cable_of, line_of, load_of, reference_frequency, respond, source_of
from app.bench.state import State
from app.bench.typical import TYPICAL
from app.common.quantity import Number
from physics.checks import QuantityError, Real
from physics.circuit import Cable, decibels, log_magnitude
from physics.ensemble import interpolate, largest, percentiles, product_interpolation, unit_points
from physics.hearing import BANDS, Grade, grade
from physics.line import Line

__all__ = [
    "FIGURE_UNITS",
    "POINTS",
    "Band",
    "Sensitivity",
    "Spread",
    "band_of",
    "figure_of",
    "sensitivities",
    "tolerances",
    "uncertain",
]

POINTS = 256
PERCENTILES = (5.0, 95.0)
"""Ends of the band: 90 of 100 states lie within."""
SEED = 14
LEAST = 0.1
"""Part of a value that is left at the least, however wide its tolerance: none of them can be 0."""
NODES = 60
"""Frequencies at which the conductors are solved for a picture.  R'(f) and L'(f) are as smooth as √f: a cubic spline
over log f through so many meets them to 1e-5 over seven decades, and the level within 0.01 dB."""
ALONG, NEAR = (3, 4, 6), 1e-5
"""Cross-sections along the tolerance of each measure from which those of a picture are told, where that is so near."""
LINEAR = ("eps", "tand")
"""What the parameters of a line are proportional to."""
HEARD = 81
"""Frequencies at which the change that the cable makes is looked up for a verdict."""
FEW, SMOOTH = (100, 200), 0.002
"""Frequencies at which a picture's levels are computed where a spline through them is off by no more than that [dB]."""
FIGURE_UNITS: dict[FigureKind, str] = {"loss": "dB", "bend": "dB", "corner": "Hz", "resonance": "Hz", "damping": ""}
_FIGURES: dict[FigureKind, Callable[[Summary], float | None]] = {
    "loss": lambda summary: summary.loss_20k_db,
    "bend": lambda summary: summary.bend_db,
    "corner": lambda summary: summary.minus_3_db_hz,
    "resonance": lambda summary: summary.resonance_hz,
    "damping": lambda summary: summary.effective_damping_factor,
}


@dataclass(frozen=True)
class Band:
    """Where the level may lie: percentiles 5 and 95 at each frequency, both of shape (n,) [dB]."""

    low: Real
    high: Real


@dataclass(frozen=True)
class Sensitivity:
    """What one quantity does to a figure.

    Attributes
    ----------
    key : str
        Of the quantity.
    value, low_value, high_value : float
        Its value, and the ends of its tolerance within its range, as shown.
    low, high : float or None
        What the figure changes by at those ends, in its own unit; None where it does not exist, or the value cannot be.
    per_percent : float or None
        The same for a value that is 1 % larger.
    """

    key: str
    value: float
    low_value: float
    high_value: float
    low: float | None
    high: float | None
    per_percent: float | None

    @property
    def effect(self) -> float:
        """The larger change within the tolerance, or else by 1 %, without its sign."""
        within = max(abs(self.low or 0.0), abs(self.high or 0.0))
        return within if self.high_value > self.low_value else abs(self.per_percent or 0.0)


def uncertain(state: State) -> dict[str, tuple[float, float, float]]:
    """Which quantities may be off.

    Returns
    -------
    dict
        By key: value, and the ends of its tolerance within its range, as shown.  Of several ways to say one thing it is
        the one given; a gauge, which has no percentages, is given as the area.
    """
    own = tolerances(state)
    found = {}
    for key in TYPICAL:
        is_given = key in state.values or (key == "mm2" and "awg" in state.values)
        # The nominal impedance of a loudspeaker is a name.
        is_name = key == "load" and state.load_kind not in ("resistor", "input")
        value = float(state.shown[key])
        if is_given and value and state.matters(key) and not is_name:
            number = _number(key)
            part = float(state.shown["tol"]) * own[key] / 100
            low, high = value * max(1 - part, LEAST), value * (1 + part)
            found[key] = value, max(low, number.minimum), min(high, number.maximum)
    return found


def tolerances(state: State) -> dict[str, float]:
    """Tolerance of each quantity that has one [%]: the typical one, or the one given instead."""
    own = dict(item.split(":") for item in str(state.values["tols"]).split(",") if item)
    return {key: float(own.get(key, typical.percent)) for key, typical in TYPICAL.items()}


@dataclass(frozen=True)
class Spread(State):
    """Many states at once: `si` is of shape (m, 1) for what differs among them.

    What the physics is asked then broadcasts: it answers with arrays of shape (m, n) at n frequencies.
    """

    columns: Mapping[str, Real] = field(default_factory=dict)  # as shown, of shape (m, 1)

    @classmethod
    def of(cls, state: State) -> "Spread":
        """The states within the tolerances of one."""
        ranges = uncertain(state)
        unit = _points(len(ranges))
        columns = {key: low + (high - low) * unit[:, [n]] for n, (key, (_, low, high)) in enumerate(ranges.items())}
        spread = cls(state.preset, state.values, columns=columns)
        rows = spread._possible()
        return spread if rows is None else replace(spread, columns={key: one[rows] for key, one in columns.items()})

    def si(self, key: str) -> Any:
        """Value of a number in SI units, of shape (m, 1) where it differs."""
        if key == "rs" and "df" in self.columns:
            return self.si("load") / self.columns["df"]
        if key in self.columns:
            return self.columns[key] * _number(key).si
        return super().si(key)

    @property
    def state(self) -> State:
        """The state that they are round."""
        return State(self.preset, self.values)

    @cached_property
    def states(self) -> list[State]:
        """Each of them alone."""
        rows = zip(*(column[:, 0].tolist() for column in self.columns.values()), strict=True)
        return [self.state.with_values(**dict(zip(self.columns, row, strict=True))) for row in rows]

    def attenuation_band(self, frequency: Real) -> Band:
        """Where the attenuation may lie at frequencies [Hz], exactly."""
        return _band(self._level(self._line(frequency), self._ends(frequency)))

    def drawn_band(self, frequency: Real) -> Band:
        """Where the curve drawn may lie at frequencies [Hz], even over log f between the ends of the axis.

        Within 0.01 dB: where a spline through fewer frequencies meets the curve itself, only those are computed.
        """
        curve = decibels(respond(self.state, frequency).drawn)
        for count in FEW:
            few = np.geomspace(frequency[0], frequency[-1], count)
            off = interpolate(few, decibels(respond(self.state, few).drawn), frequency) - curve
            if np.max(np.abs(off)) < SMOOTH:
                return _band(interpolate(few, self._drawn_level(few), frequency))
        return _band(self._drawn_level(frequency))

    def _drawn_level(self, frequency: Real) -> Real:
        ends = self._ends(frequency)
        level = self._level(self._smooth_line(frequency), ends)
        match self.level_kind:
            case "ac":
                return level - self._reference[0]
            case "abs":
                return level
            case "cable":
                return level - self._bare_level(ends)
            case unknown:
                assert_never(unknown)

    def grade_shares(self) -> dict[Grade, float]:
        """In what part of them the verdict is which."""
        low, high = BANDS[self.band]
        frequency = np.geomspace(low, high, HEARD)
        ends = self._ends(frequency)
        cable = self._level(self._smooth_line(frequency), ends) - self._bare_level(ends)
        whole, bare = self._reference
        grades = [grade(bend) for bend in largest(np.abs(cable - (whole - bare))).tolist()]
        return {each: grades.count(each) / len(grades) for each in get_args(Grade)}

    @cached_property
    def _reference(self) -> tuple[Real, Real]:
        """Level with and without the cable at the reference [dB]."""
        frequency = np.array([reference_frequency(self)])
        line, ends = self._smooth_line(frequency) if frequency[0] else _at_dc(self._nodes), self._ends(frequency)
        return self._level(line, ends), self._bare_level(ends)

    def _level(self, line: Line, ends: Ends) -> Real:
        return decibels(ends.through(cable_of(self, line.series_impedance, line.shunt_admittance), log_magnitude))

    def _bare_level(self, ends: Ends) -> Real:
        return decibels(ends.through(Cable(self.circuit, 0, 0), log_magnitude))

    def _line(self, frequency: Real) -> Line:
        """Their cables per metre; each cross-section has to be solved by itself."""
        if self.kind == "rlc":
            return line_of(self, frequency)
        return _line_from(frequency, _columns([line_of(one, frequency) for one in self.states]))

    @cached_property
    def _measures(self) -> dict[str, tuple[float, float]]:
        """Ends of the tolerances, as shown, of what makes the cable but its length; without those that have none."""
        return {
            key: (low, high)
            for key, (_, low, high) in uncertain(self.state).items()
            if QUANTITIES[key].group in ("cable", "size") and key != "len" and low < high
        }

    @cached_property
    def _nodes(self) -> Line:
        low, high = BANDS["full"]
        frequency = np.geomspace(min(low, self.si("fmin")), max(high, self.si("fmax")), NODES)
        if self.kind != "rlc":
            for count in ALONG:
                line = self._from_few_sections(frequency, count)
                if line is not None:
                    return line
        return self._line(frequency)

    def _from_few_sections(self, frequency: Real, count: int) -> Line | None:
        """Their cables from a few cross-sections, `count` along the tolerance of each measure; None if too far off."""
        ranges = self._measures
        # The insulation of single wires shares the field with the air.
        linear = () if float(self.values["wall"]) else LINEAR
        counts = [2 if key in linear else count for key in ranges]
        if math.prod(counts) >= POINTS:
            return None
        low, high = np.reshape(list(ranges.values()), (-1, 2)).T
        several = np.hstack([self.columns[key] for key in ranges]) if ranges else np.empty((POINTS, 0))
        probe = low + (high - low) / 4  # between the nodes, however many there are
        nodes, weights = product_interpolation((np.vstack([several, probe]) - low) / (high - low), counts)

        def line_at(values: list[float]) -> Line:
            return line_of(self.state.with_values(**dict(zip(ranges, values, strict=True))), frequency)

        try:
            exact = _columns([line_at(probe.tolist())])
            known = _columns([line_at(values) for values in (low + (high - low) * nodes).tolist()])
        except QuantityError:
            return None
        found = {name: np.einsum("mk,kn->mn", weights, column) for name, column in known.items()}
        if any(np.max(np.abs(found[name][-1:] - exact[name])) > NEAR * np.max(exact[name]) for name in exact):
            return None
        return _line_from(frequency, {name: column[:-1] for name, column in found.items()})

    def _smooth_line(self, frequency: Real) -> Line:
        """Their cables per metre, between the nodes."""
        line = self._nodes
        least, most = line.inductance.min(axis=-1, keepdims=True), line.inductance.max(axis=-1, keepdims=True)
        resistance, inductance = (interpolate(line.frequency, y, frequency) for y in (line.resistance, line.inductance))
        # L' only falls, and must not pass what is possible.
        return replace(line, frequency=frequency, resistance=resistance, inductance=np.clip(inductance, least, most))

    def _ends(self, frequency: Real) -> Ends:
        """Their sources, of which only the gain is known, and loads."""
        zs, log_open = source_of(self, frequency, log_magnitude)
        return Ends(zs, log_open, load_of(self, frequency), branches_of(self, frequency))

    def _possible(self) -> list[int] | None:
        """Which of them can be, where not all can: others lie, for instance, where wires would touch."""
        if self.kind == "rlc":
            all_can = _has_line(self)
        else:  # each measure is limited one way by the others: if all corners of the tolerances can be, so can the rest
            corners = (dict(zip(self._measures, corner, strict=True)) for corner in product(*self._measures.values()))
            all_can = all(_has_line(self.state.with_values(**corner)) for corner in corners)
        if all_can:
            return None
        return [n for n, one in enumerate(self.states) if _has_line(one)]


def band_of(state: State, frequency: Real) -> Band | None:
    """Where the curve drawn of a state may lie at frequencies [Hz], as `Spread.drawn_band`; None where it is sure."""
    return Spread.of(state).drawn_band(frequency) if state.is_uncertain else None


def _has_line(state: State) -> bool:
    try:
        line_of(state, np.empty(0))
    except QuantityError:
        return False
    return True


def _columns(lines: list[Line]) -> dict[str, Real]:
    """The parameters of several lines, a row each."""
    names = [one.name for one in fields(Line) if one.name != "frequency"]
    return {name: np.array([np.atleast_1d(getattr(line, name)) for line in lines]) for name in names}


def _line_from(frequency: Real, columns: Mapping[str, Any]) -> Line:
    return Line(frequency=frequency, **columns)


def _at_dc(line: Line) -> Line:
    at_dc: dict[str, Any] = {"resistance": line.dc_resistance, "inductance": line.dc_inductance}
    return replace(line, frequency=np.zeros(1), **at_dc)


def _band(level: Real) -> Band:
    return Band(*percentiles(level, PERCENTILES))


# The same points for every state of so many values that may be off.
_points = cache(partial(unit_points, count=POINTS, seed=SEED))


def _number(key: str) -> Number:
    number = QUANTITIES[key]
    assert isinstance(number, Number)
    return number


def figure_of(state: State) -> float | None:
    """The figure that `of` names, in its unit (`FIGURE_UNITS`); None where there is no such thing."""
    return _FIGURES[state.figure_kind](summarize(state))


def sensitivities(state: State) -> list[Sensitivity]:
    """What each quantity that may be off does to the figure that `of` names, the largest effect first."""
    figure = figure_of(state)

    def change(key: str, value: float) -> float | None:
        try:
            moved = figure_of(state.with_values(**{key: value}))
        except QuantityError:
            return None
        return None if moved is None or figure is None else moved - figure

    found = [
        Sensitivity(key, value, low, high, change(key, low), change(key, high), change(key, 1.01 * value))
        for key, (value, low, high) in uncertain(state).items()
    ]
    return sorted(found, key=lambda one: one.effect, reverse=True)
