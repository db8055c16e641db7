"""What is told of a state in single figures: loss, corners, resonance, damping, and what may be heard of the cable.

Numbers only, in the units that their names end in; the page words them, the API prints them.  None depends on the
frequencies that are drawn or asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.bench.quantities import QUANTITIES
from app.bench.response import EXACT, PARTS, Response, line_of, reference_frequency, respond
from app.bench.state import State
from app.common.quantity import Number
from physics import circuit
from physics.checks import Complex, Real
from physics.circuit import HALF_POWER
from physics.hearing import BANDS, Grade, grade

__all__ = [
    "FAR",
    "TABLE_FREQUENCIES",
    "Comparison",
    "PerMetre",
    "Summary",
    "compare",
    "per_metre",
    "summarize",
    "table",
]

LOWEST, HIGHEST = 1e-3, 1e9  # [Hz]; no source, cable and load of the table has a corner below the one
RESONANCES = (20.0, 1e6)  # [Hz]; no pickup of the table resonates outside
FAR = 6.0  # from the computed curve, beyond which the level of a measured one is fitted at once [dB]
TABLE_FREQUENCIES = np.array([10e3, 20e3, 50e3, 100e3, 200e3])  # of the paper's tables 1 and 2 [Hz]
LEAST_PEAK = 0.01  # [dB]
MAX_POINTS = 20_000


@dataclass(frozen=True)
class Summary:
    """The figures of a state.

    Attributes
    ----------
    reference_hz, reference_db : float
        What levels are relative to: 0 for DC, and 20·log₁₀|V_load/EMF| there.
    loss_20k_db, phase_lag_20k_deg : float
        Of the curve drawn, at 20 kHz; a loss is negative.
    minus_3_db_hz : float or None
        First frequency above the reference at which the level has fallen to half the power there; None if it has not
        up to 1 GHz.
    resonance_hz, resonance_db : float or None
        Peak of a pickup with its controls, cable and load, over the level at the reference; None without a peak, and
        for other sources.
    bare_resonance_hz, bare_resonance_db : float or None
        The same without the cable.
    effective_damping_factor : float or None
        Load over source and cable; None for a pickup.
    inductive_corner_hz, capacitive_corner_hz : float or None
        Where the cable's L and C each alone would take half the power from a resistive source and load; else None.
    loading_db : float
        What the load takes from the source at 1 kHz, before any cable.
    source_1k_ohm, load_1k_ohm : float
        Magnitudes of source and load at 1 kHz.
    cable_reference_db : float
        What the cable alone changes at the reference.
    bend_db, bend_hz : float
        What the cable alone changes within the band, over what it changes at the reference: the value largest in size,
        with its sign, and where.
    grade : str
        What there is to be heard of that.
    """

    reference_hz: float
    reference_db: float
    loss_20k_db: float
    phase_lag_20k_deg: float
    minus_3_db_hz: float | None
    resonance_hz: float | None
    resonance_db: float | None
    bare_resonance_hz: float | None
    bare_resonance_db: float | None
    effective_damping_factor: float | None
    inductive_corner_hz: float | None
    capacitive_corner_hz: float | None
    loading_db: float
    source_1k_ohm: float
    load_1k_ohm: float
    cable_reference_db: float
    bend_db: float
    bend_hz: float
    grade: Grade


def summarize(state: State) -> Summary:
    """Measure a state.

    Raises
    ------
    QuantityError
        If its values cannot be together.
    """
    response = respond(state, np.array([20e3, 1e3]))
    reference = response.reference
    length, line, ends = state.si("len"), response.line, response.ends
    loop = length * line.dc_resistance
    pickup = state.source_kind == "pickup"
    resonance = bare = None
    if pickup:
        resonance = _peak(lambda f: respond(state, f).log_transfer - reference.log_transfer)
        bare = _peak(lambda f: respond(state, f).without_cable - reference.without_cable)
    bend_hz, bend_db = _bend(state, reference.cable_log_transfer)
    inductive, capacitive = _corners(state, loop, length * line.dc_inductance, length * line.capacitance)
    drawn = response.drawn
    loaded = circuit.log_transfer("c-end", ends.source_impedance, ends.load_impedance, 0, 0)
    return Summary(
        reference_hz=reference_frequency(state),
        reference_db=float(reference.attenuation[0]),
        loss_20k_db=float(circuit.decibels(drawn)[0]),
        phase_lag_20k_deg=float(circuit.phase_lag(drawn)[0]),
        minus_3_db_hz=_fall(state, reference.log_transfer),
        resonance_hz=resonance[0] if resonance else None,
        resonance_db=resonance[1] if resonance else None,
        bare_resonance_hz=bare[0] if bare else None,
        bare_resonance_db=bare[1] if bare else None,
        effective_damping_factor=None
        if pickup
        else circuit.effective_damping_factor(state.si("load"), state.si("rs"), loop),
        inductive_corner_hz=inductive,
        capacitive_corner_hz=capacitive,
        loading_db=float(circuit.decibels(loaded)[1]),
        source_1k_ohm=float(abs(ends.source_impedance[1])),
        load_1k_ohm=float(abs(ends.load_impedance[1])),
        cable_reference_db=float(circuit.decibels(reference.cable_log_transfer)[0]),
        bend_db=bend_db,
        bend_hz=bend_hz,
        grade=grade(bend_db),
    )


def table(response: Response) -> dict[str, list[float]]:
    """Rows of the paper's kind of table, from a response whose last frequencies are `TABLE_FREQUENCIES`.

    `total`, `skin`, `lr`, `cr` [dB], `phase` lag [°], `reactance` ωL of the whole cable [Ω].
    """
    reactance = circuit.reactance(response.frequency, response.line.inductance * response.state.si("len"))
    rows: dict[str, Real] = {part: response.parts[part] for part in PARTS}
    rows |= {"total": response.ac_attenuation, "phase": response.phase_lag, "reactance": reactance}
    return {row: values[-TABLE_FREQUENCIES.size :].tolist() for row, values in rows.items()}


@dataclass(frozen=True)
class PerMetre:
    """The line at 20 kHz, exactly: R'(f) over R'(0) [–], and the characteristic impedance [Ω], [°]."""

    resistance_ratio: float
    impedance_ohm: float
    impedance_deg: float


def per_metre(state: State) -> PerMetre:
    """Measure a state's line per metre, whatever its own choice of skin effect is."""
    line = line_of(state.with_values(**EXACT), np.array([20e3]))
    impedance = complex(line.characteristic_impedance[0])
    return PerMetre(
        resistance_ratio=float(line.resistance[0] / line.dc_resistance),
        impedance_ohm=abs(impedance),
        impedance_deg=float(np.degrees(np.angle(impedance))),
    )


@dataclass(frozen=True)
class Comparison:
    """The visitor's measured response beside the curve drawn.

    Attributes
    ----------
    frequency_hz, level_db, residual_db : ndarray, shape (n,)
        At the measured points within the axis, and wherever ours is drawn between them (straight over log f): where,
        the level as shown, and that less ours.
    rms_db, most_db, most_hz : float
        Of the residual: root mean square over log f, the value largest in size, and where; nan without points.
    shift_db, fit_db, away_db : float
        What was added to the file's level; what would fit it to ours, as far as it may be shifted; how far it is above.
    is_far : bool
        Whether that is further than a comparison makes sense.
    """

    frequency_hz: Real
    level_db: Real
    residual_db: Real
    rms_db: float
    most_db: float
    most_hz: float
    shift_db: float
    fit_db: float
    away_db: float
    is_far: bool


def compare(state: State, frequency: Real, level: Real) -> Comparison | None:
    """Compare the visitor's measured response with a level [dB] drawn at frequencies [Hz]; None if there is none."""
    curve = state.curve("frd")
    if curve is None:
        return None
    shift, data = float(state.shown["shift"]), curve.frequency
    # As wide as the axis, but for the rounding of its ends; between the file's points where ours is drawn as well.
    known = data[(data >= frequency[0] * (1 - 1e-9)) & (data <= frequency[-1] * (1 + 1e-9))]
    even = frequency[(frequency >= data[0]) & (frequency <= data[-1])]
    at = np.union1d(known, even)
    measured = curve.at(at)[0]
    ours = np.interp(np.log(at), np.log(frequency), level)
    low, high = BANDS[state.band]
    weighed = np.isin(at, even) if even.size else np.full(at.shape, True)  # every octave alike
    heard = weighed & (at >= low) & (at <= high)
    chosen = heard if heard.any() else weighed
    fit = float(np.mean((ours - measured)[chosen])) if at.size else shift
    limits = QUANTITIES["shift"]
    assert isinstance(limits, Number)
    residual = measured + shift - ours
    worst = int(np.argmax(np.abs(residual))) if at.size else -1
    return Comparison(
        frequency_hz=at,
        level_db=measured + shift,
        residual_db=residual,
        rms_db=float(np.sqrt(np.mean(residual[weighed] ** 2))) if at.size else np.nan,
        most_db=float(residual[worst]) if at.size else np.nan,
        most_hz=float(at[worst]) if at.size else np.nan,
        shift_db=shift,
        fit_db=round(min(max(fit, limits.minimum), limits.maximum), 2),
        away_db=shift - fit,
        is_far=abs(shift - fit) > FAR,
    )


def _bend(state: State, at_reference: Complex) -> tuple[float, float]:
    """Where in the band [Hz] the cable alone changes the level most, and by how much [dB] over the reference."""

    def change(frequency: Real) -> Complex:
        return respond(state, frequency).cable_log_transfer - at_reference

    low, high = BANDS[state.band]
    frequency, level = _resolved(change, np.geomspace(low, high, 600), _fine)
    return _extreme(change, frequency, level, np.abs)


def _peak(change: Callable[[Real], Complex]) -> tuple[float, float] | None:
    """Frequency [Hz] and height [dB] of the highest point between the ends, or None if nothing there rises."""
    frequency, level = _resolved(change, np.geomspace(*RESONANCES, 400), _fine)
    highest = int(np.argmax(level))
    if highest in (0, len(level) - 1) or level[highest] <= LEAST_PEAK:
        return None
    return _extreme(change, frequency, level, np.positive)


def _fall(state: State, at_reference: Complex) -> float | None:
    """First frequency [Hz] above the reference at which the level is down to half the power there, or None."""

    def change(frequency: Real) -> Complex:
        return respond(state, frequency).log_transfer - at_reference

    frequency = np.geomspace(reference_frequency(state) or LOWEST, HIGHEST, 481)
    level = circuit.decibels(change(frequency))
    below = np.flatnonzero(level <= -HALF_POWER)
    # Before that, or the end, a dip may hide between two points: the likelier, the nearer they are to the level sought.
    searched = frequency[: below[0] + 1] if below.size else frequency
    frequency, level = _resolved(change, searched, lambda y: 0.001 + np.abs(circuit.decibels(y) + HALF_POWER) / 35)
    inner = level[1:-1]
    dips = (inner < level[:-2]) & (inner <= level[2:]) & (inner + HALF_POWER < 0.02)
    fallen = np.append(level <= -HALF_POWER, True)
    for dip in np.flatnonzero(dips) + 1:  # so near that it may reach it between its neighbours
        if dip > np.argmax(fallen):
            break
        closer = np.geomspace(frequency[dip - 1], frequency[dip + 1], 257)
        within = circuit.decibels(change(closer))
        if np.any(within <= -HALF_POWER):
            frequency, level = closer, within
            break
    while True:
        below = np.flatnonzero(level <= -HALF_POWER)
        if not below.size:
            return None
        around = slice(max(below[0] - 1, 0), max(below[0], 1) + 1)
        ends = np.log(frequency[around])
        if np.ptp(ends) < 1e-4:  # straight between two so close, to more than six digits
            return float(np.exp(np.interp(HALF_POWER, -level[around], ends)))
        frequency = np.geomspace(frequency[around][0], frequency[around][-1], 65)
        level = circuit.decibels(change(frequency))


def _corners(
    state: State, resistance: float, inductance: float, capacitance: float
) -> tuple[float | None, float | None]:
    """Corners [Hz] of the cable's L and of its C, given its whole R [Ω], L [H] and C [F]; None between other ends."""
    if state.source_kind == "pickup" or state.load_kind not in ("resistor", "input"):
        return None, None
    source, load = state.si("rs"), state.si("load")
    return (
        circuit.inductive_corner(source + resistance + load, inductance),
        circuit.capacitive_corner(source * load / (source + load), capacitance),
    )


def _fine(log_transfer: Complex) -> Real:
    return np.full(log_transfer.shape, 0.003)


def _resolved(
    change: Callable[[Real], Complex], frequency: Real, tolerance: Callable[[Complex], Real]
) -> tuple[Real, Real]:
    """Frequencies [Hz] and levels [dB] so close that nothing narrower is missed.

    Those intervals are halved whose ends lie off the straight line over log f between their neighbours by more than the
    tolerance there [Np, rad]: the phase tells of a resonance before the level does.
    """
    x, y = np.log(frequency), change(frequency)
    while x.size < MAX_POINTS:
        part = (x[1:-1] - x[:-2]) / (x[2:] - x[:-2])
        bent = np.abs(y[1:-1] - y[:-2] - part * (y[2:] - y[:-2])) > tolerance(y[1:-1])
        halved = np.append(bent, False) | np.append(False, bent)
        halved &= np.diff(x) > 1e-6
        if not halved.any():
            break
        between = x[:-1][halved] + np.diff(x)[halved] / 2
        places = np.flatnonzero(halved) + 1
        x, y = np.insert(x, places, between), np.insert(y, places, change(np.exp(between)))
    return np.exp(x), circuit.decibels(y)


def _extreme(
    change: Callable[[Real], Complex], frequency: Real, level: Real, size: Callable[[Real], Real]
) -> tuple[float, float]:
    """Frequency [Hz] and level [dB] of the largest `size` on a resolved curve, sought once more around it."""
    largest = int(np.argmax(size(level)))
    left, right = max(largest - 1, 0), min(largest + 1, len(level) - 1)
    closer = np.geomspace(frequency[left], frequency[right], 33)
    finer = circuit.decibels(change(closer))
    largest = int(np.argmax(size(finer)))
    return float(closer[largest]), float(finer[largest])
