"""What is told of a state in single figures: loss, corners, resonance, damping, and what may be heard of the cable.

Numbers only, in the units that their names end in; the page words them, the API prints them.  None depends on the
frequencies that are drawn or asked for.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

from app.bench.quantities import QUANTITIES
from app.bench.response import (
    EXACT,
    PARTS,
    Response,
    line_of,
    load_data,
    reference_frequency,
    respond,
    respond_once,
    response_of,
    two_way_of,
)
from app.bench.state import State
from app.common.quantity import Number
from physics import circuit
from physics.checks import Complex, Real
from physics.circuit import HALF_POWER
from physics.hearing import BANDS, Grade, grade
from physics.loads import two_way_branches

__all__ = [
    "FAR",
    "TABLE_FREQUENCIES",
    "BiWiring",
    "Comparison",
    "Difference",
    "PerMetre",
    "Summary",
    "biwiring",
    "compare",
    "differ",
    "input_capacitance",
    "per_metre",
    "summarize",
    "table",
]

Found = TypeVar("Found")
Search = Generator[Real, Complex, Found]
"""Yields frequencies [Hz], takes the curve there, and returns what it found."""

LOWEST, OFTEN, HIGHEST = 1e-3, 2e7, 1e9  # [Hz]; no state has a corner below the first, most have one below the second
RESONANCES = (20.0, 1e6)  # [Hz]; no pickup of the table resonates outside
FAR = 6.0  # from the computed curve, beyond which the level of a measured one is fitted at once [dB]
TABLE_FREQUENCIES = np.array(
    [20, 100, 1e3, 10e3, 20e3, 50e3, 100e3, 200e3]
)  # from 10 kHz those of the paper's tables [Hz]
SHARP = 1e-5  # of a level: where it bends by no more from point to point, a parabola has every digit that is told
CLOSER, ROUNDS = 32, 4  # parts of what is searched closer, and how often it is
LEAST_PEAK = 0.01  # [dB]
MAX_POINTS = 20_000
WHOLE, BARE, CABLE, LEAK = range(4)
"""Curves: of source, cable and load; without the cable; of the cable alone; of what the other channel gets."""


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
        Peak of a pickup with its controls, or of a cartridge, with cable and load, over the level at the reference;
        None without a peak, and
        for other sources.
    bare_resonance_hz, bare_resonance_db : float or None
        The same without the cable.
    level_10k_db, level_20k_db : float or None
        Of a cartridge, over the level at the reference; None for other sources.
    capacitance_f : float or None
        All that a cartridge sees, of the cable and of the input; None for other sources.
    effective_damping_factor : float or None
        Load over source and cable; None for a pickup and a cartridge.
    cable_power_w, cable_power_percent : float or None
        What cable and contacts turn into heat when the load, taken as its nominal resistance, takes `power`, and how
        much that is of this power; None where no power is given, and for sources other than an amplifier.
    crosstalk_1k_db, crosstalk_most_db, crosstalk_most_hz : float or None
        Level at the other, silent channel's load over that at this one's where both share a return: at 1 kHz, and the
        largest within the band; None where they share none.
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
        with its sign, and where.  Bi-wired, of both halves, each by its current.
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
    level_10k_db: float | None
    level_20k_db: float | None
    capacitance_f: float | None
    effective_damping_factor: float | None
    cable_power_w: float | None
    cable_power_percent: float | None
    crosstalk_1k_db: float | None
    crosstalk_most_db: float | None
    crosstalk_most_hz: float | None
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
    reference_hz, band, has_coil = reference_frequency(state), BANDS[state.band], state.has_coil
    frequency = _START
    if data := load_data(state):  # straight between its points: there the curves have corners
        corners = data.frequency
        apart = np.searchsorted(_START, corners * (1 - 1e-9)) == np.searchsorted(_START, corners * (1 + 1e-9))
        frequency = np.union1d(_START, corners[apart])
    response = respond(state, frequency)
    reference = response.reference
    y, leaks = _curves(response, reference), response.crosstalk
    (bend_hz, bend_db), fall, resonance, bare_resonance, leak = _together(
        lambda f: _curves(respond(state, f), reference),
        [
            (CABLE, _most(frequency, y[CABLE], band, np.abs)),
            (WHOLE, _fall(frequency, y[WHOLE], reference_hz)),
            (WHOLE, _peak(frequency, y[WHOLE])) if has_coil else None,
            (BARE, _peak(frequency, y[BARE])) if has_coil else None,
            None if leaks is None else (LEAK, _most(frequency, y[LEAK], band, np.positive)),
        ],
    )
    at_1k, at_20k = np.searchsorted(frequency, [1e3, 20e3])
    length, line, ends = state.si("len"), response.line, response.ends
    loop = response.loop_resistance
    power = state.si("power")
    lost = circuit.power_lost(power, state.si("load"), loop) if state.source_kind == "amp" and power else None
    inductive, capacitive = _corners(state, loop, length * line.dc_inductance, length * line.capacitance)
    is_cartridge = state.source_kind == "cartridge"
    treble = respond(state, np.array([10e3, 20e3])).ac_attenuation if is_cartridge else None
    drawn = response.drawn[at_20k]
    return Summary(
        reference_hz=reference_hz,
        reference_db=reference.attenuation.item(),
        loss_20k_db=float(circuit.decibels(drawn)),
        phase_lag_20k_deg=float(circuit.phase_lag(drawn)),
        minus_3_db_hz=fall,
        resonance_hz=resonance[0] if resonance else None,
        resonance_db=resonance[1] if resonance else None,
        bare_resonance_hz=bare_resonance[0] if bare_resonance else None,
        bare_resonance_db=bare_resonance[1] if bare_resonance else None,
        level_10k_db=None if treble is None else float(treble[0]),
        level_20k_db=None if treble is None else float(treble[1]),
        capacitance_f=length * line.capacitance + input_capacitance(state) if is_cartridge else None,
        effective_damping_factor=None
        if has_coil
        else circuit.effective_damping_factor(state.si("load"), state.si("rs"), loop),
        cable_power_w=lost,
        cable_power_percent=None if lost is None else 100 * lost / power,
        crosstalk_1k_db=None if leaks is None else float(circuit.level(leaks[at_1k])),
        crosstalk_most_db=leak[1] if leak else None,
        crosstalk_most_hz=leak[0] if leak else None,
        inductive_corner_hz=inductive,
        capacitive_corner_hz=capacitive,
        loading_db=float(circuit.decibels(response.without_cable[at_1k] - ends.log_open[at_1k])),
        source_1k_ohm=float(abs(ends.source_impedance[at_1k])),
        load_1k_ohm=float(abs(ends.load_impedance[at_1k])),
        cable_reference_db=circuit.decibels(reference.heard - reference.without_cable).item(),
        bend_db=bend_db,
        bend_hz=bend_hz,
        grade=grade(bend_db),
    )


@dataclass(frozen=True)
class Difference:
    """How a state differs from another: its level at the load less the other's, for the same EMF.

    Attributes
    ----------
    most_db, most_hz : float
        Within the band, the value largest in size, with its sign, and where.
    reference_hz, reference_db : float
        What is volume, not tone: the difference at DC, or at 1 kHz where one of the two has its reference there.
    bend_db, bend_hz : float
        Within the band, over that at the reference: the value largest in size, with its sign, and where.
    grade : str
        What there is to be heard of `most_db`.
    """

    most_db: float
    most_hz: float
    reference_hz: float
    reference_db: float
    bend_db: float
    bend_hz: float
    grade: Grade


def input_capacitance(state: State) -> float:
    """Capacitance of the load [F], where it is told."""
    return state.si("ci") if state.load_kind == "input" else 0.0


def differ(state: State, other: State) -> Difference:
    """Measure how a state differs from another, in the state's band.

    Raises
    ------
    QuantityError
        If the values of one of them cannot be together.
    """
    band = BANDS[state.band]
    reference_hz = max(reference_frequency(state), reference_frequency(other))

    within = _START[_within(_START, band)]
    frequency = np.append(within, reference_hz)
    difference = respond_once(state, frequency).heard - respond_once(other, frequency).heard
    whole, at_reference = np.split(difference, [-1])
    searches: list[tuple[int, Search[tuple[float, float]]]] = [
        (0, _most(within, whole, band, np.abs)),
        (1, _most(within, whole - at_reference, band, np.abs)),
    ]

    def curves(frequency: Real) -> tuple[Complex, ...]:
        y = respond(state, frequency).heard - respond(other, frequency).heard
        return y, y - at_reference

    (most_hz, most_db), (bend_hz, bend_db) = _together(curves, searches)
    return Difference(
        most_db=most_db,
        most_hz=most_hz,
        reference_hz=reference_hz,
        reference_db=circuit.decibels(at_reference).item(),
        bend_db=bend_db,
        bend_hz=bend_hz,
        grade=grade(most_db),
    )


@dataclass(frozen=True)
class BiWiring:
    """What a cable to each half of a two-way loudspeaker changes at their terminals, each where it draws more current.

    Attributes
    ----------
    woofer_db, woofer_hz, tweeter_db, tweeter_hz : float
        Against one such cable to both: within the band, the value largest in size, with its sign, and where.
    woofer_parallel_db, tweeter_parallel_db : float
        What the same two cables side by side, plugs and all, would change there instead.
    """

    woofer_db: float
    woofer_hz: float
    tweeter_db: float
    tweeter_hz: float
    woofer_parallel_db: float
    tweeter_parallel_db: float


def biwiring(state: State) -> BiWiring | None:
    """Measure what bi-wiring changes; None where there is none.

    Raises
    ------
    QuantityError
        If its values cannot be together.
    """
    if not state.is_biwired:
        return None
    one = state.with_values(biwire="0")
    halves = [state.with_values(branch=branch) for branch in ("woofer", "tweeter")]

    def changes(frequency: Real) -> tuple[Complex, ...]:
        line = line_of(state, frequency)
        single = response_of(one, line).log_transfer
        return tuple(response_of(half, line).log_transfer - single for half in halves)

    band = BANDS[state.band]
    x = np.log(np.geomspace(*band, 6001))
    woofer, tweeter = np.abs(two_way_branches(np.exp(x), two_way_of(state)))
    lead = np.log(tweeter / woofer)  # of the woofer's current
    before = np.flatnonzero(np.diff(np.signbit(lead)))
    turns = np.exp(x[before] - lead[before] * np.diff(x)[before] / np.diff(lead)[before])
    frequency = np.union1d(_START, turns)
    y = changes(frequency)
    searches = []
    for part in pairwise([band[0], *turns, band[1]]):
        half = int(np.signbit(np.interp(np.mean(np.log(part)), x, lead)))
        searches.append((half, _most(frequency, y[half], part, np.abs)))
    places = [(band[0], 0.0)], [(band[0], 0.0)]  # where one draws more nowhere
    for (half, _), place in zip(searches, _together(changes, searches), strict=True):
        places[half].append(place)
    (low_hz, low), (high_hz, high) = (max(found, key=lambda place: abs(place[1])) for found in places)
    both = one.with_values(runs=str(2 * int(state.choice("runs"))), rcontact=float(state.shown["rcontact"]) / 2)
    at = np.array([low_hz, high_hz])
    low_both, high_both = (respond(both, at).attenuation - respond(one, at).attenuation).tolist()
    return BiWiring(low, low_hz, high, high_hz, low_both, high_both)


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
    impedance = line.characteristic_impedance.item()
    return PerMetre(
        resistance_ratio=line.resistance.item() / line.dc_resistance,
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


def _corners(
    state: State, resistance: float, inductance: float, capacitance: float
) -> tuple[float | None, float | None]:
    """Corners [Hz] of the cable's L and of its C, given its whole R [Ω], L [H] and C [F]; None between other ends."""
    if state.has_coil or state.load_kind not in ("resistor", "input"):
        return None, None
    source, load = state.si("rs"), state.si("load")
    return (
        circuit.inductive_corner(source + resistance + load, inductance),
        circuit.capacitive_corner(source * load / (source + load), capacitance),
    )


def _curves(response: Response, reference: Response) -> tuple[Complex, ...]:
    """`WHOLE`, `BARE` and `CABLE`, each ln of a voltage over that at the reference; with a shared return also `LEAK`.

    What leaks is upside down: the phase of its opposite does not jump.
    """
    whole = response.log_transfer - reference.log_transfer
    bare = response.without_cable - reference.without_cable
    cable, leak = response.heard - reference.heard - bare, response.crosstalk
    return (whole, bare, cable) if leak is None else (whole, bare, cable, np.log(-leak))


def _together(
    curves: Callable[[Real], tuple[Complex, ...]], searches: Sequence[tuple[int, Search[Any]] | None]
) -> list[Any]:
    """What searches find, each on one of the curves; what they ask for next is computed for all of them at once."""
    found: list[Any] = [None for _ in searches]
    todo = {n: search for n, search in enumerate(searches) if search}
    answers: dict[int, Any] = dict.fromkeys(todo)
    while True:
        asked: dict[int, Real] = {}
        for n, answer in answers.items():
            _, search = todo[n]
            try:
                asked[n] = search.send(answer)
            except StopIteration as end:
                found[n] = end.value
        if not asked:
            return found
        y = curves(np.concatenate(list(asked.values())))
        parts = np.cumsum([frequency.size for frequency in asked.values()])
        answers = {n: np.split(y[todo[n][0]], parts)[k] for k, n in enumerate(asked)}


def _most(
    frequency: Real, y: Complex, band: tuple[float, float], size: Callable[[Real], Real]
) -> Search[tuple[float, float]]:
    """Where in a band [Hz] a level is of the largest `size`, and the level [dB]."""
    within = _within(frequency, band)
    frequency, level = yield from _resolved(frequency[within], y[within], _fine)
    return (yield from _extreme(frequency, level, size))


def _peak(frequency: Real, y: Complex) -> Search[tuple[float, float] | None]:
    """Frequency [Hz] and height [dB] of the highest point between the ends, or None if nothing there rises."""
    place, height = yield from _most(frequency, y, RESONANCES, np.positive)
    return None if place in RESONANCES or height <= LEAST_PEAK else (place, height)


def _fall(frequency: Real, y: Complex, reference: float) -> Search[float | None]:
    """First frequency [Hz] above the reference at which the level is down to half the power there, or None."""
    above = frequency >= reference
    frequency, y = frequency[above], y[above]
    fallen = _fallen(circuit.decibels(y))
    if fallen == frequency.size:
        further = _FURTHER[frequency.max() < _FURTHER]
        frequency, y = np.append(frequency, further), np.append(y, (yield further))
        fallen = _fallen(circuit.decibels(y))
    # Before that, or the end, a dip may hide between two points: the likelier, the nearer they are to the level sought.
    frequency, level = yield from _resolved(
        frequency[: fallen + 1], y[: fallen + 1], lambda y: 0.001 + np.abs(circuit.decibels(y) + HALF_POWER) / 35
    )
    level = level[: _fallen(level) + 1]
    inner = level[1:-1]
    dips = (inner <= np.minimum(level[:-2], level[2:])) & (inner + HALF_POWER < 0.02)
    for dip in np.flatnonzero(dips) + 1:  # so near that it may reach it between its neighbours
        closer = np.geomspace(frequency[dip - 1], frequency[dip + 1], 257)
        finer = circuit.decibels((yield closer))
        if _fallen(finer) < finer.size:
            frequency, level = closer, finer
            break
    if _fallen(level) == level.size:
        return None
    for _ in range(ROUNDS):
        after = 1 + _fallen(level[1:-1])  # between the ends, of which it is known, whatever rounding makes of them now
        frequency = _closer(frequency[after - 1 : after + 1])
        level = circuit.decibels((yield frequency))
        before = max(_fallen(level[1:-1]), 1)
        x, slope, bend, is_sharp = _parabola(frequency, level, before)
        if is_sharp:
            break
    over = level[before] + HALF_POWER
    return float(np.exp(x + 2 * over / (np.sqrt(slope**2 - 4 * bend * over) - slope)))


def _fallen(level: Real) -> int:
    """Index of the first level [dB] at which half the power is lost, or how many there are if there is none."""
    return int(np.argmax(np.append(level <= -HALF_POWER, True)))


def _resolved(frequency: Real, y: Complex, tolerance: Callable[[Complex], Real]) -> Search[tuple[Real, Real]]:
    """Frequencies [Hz] and levels [dB] so close that nothing narrower is missed.

    Those intervals are halved whose ends lie off the straight line over log f between their neighbours by more than the
    tolerance there [Np, rad]: the phase tells of a resonance before the level does.
    """
    while frequency.size < MAX_POINTS:
        x = np.log(frequency)
        part = (x[1:-1] - x[:-2]) / (x[2:] - x[:-2])
        bent = np.abs(y[1:-1] - y[:-2] - part * (y[2:] - y[:-2])) > tolerance(y[1:-1])
        if not bent.any():
            break
        halved = np.append(bent, False) | np.append(False, bent)
        halved &= np.diff(x) > 1e-6
        if not halved.any():
            break
        between = np.sqrt(frequency[:-1][halved] * frequency[1:][halved])
        places = np.flatnonzero(halved) + 1
        frequency, y = np.insert(frequency, places, between), np.insert(y, places, (yield between))
    return frequency, circuit.decibels(y)


def _extreme(frequency: Real, level: Real, size: Callable[[Real], Real]) -> Search[tuple[float, float]]:
    """Frequency [Hz] and level [dB] of the largest `size` on a resolved curve, sought closer until it is sharp."""
    for _ in range(ROUNDS):
        largest = int(np.argmax(size(level)))
        frequency = _closer(frequency[max(largest - 1, 0) : largest + 2])
        level = circuit.decibels((yield frequency))
        largest = int(np.argmax(size(level)))
        if largest in (0, CLOSER):
            return float(frequency[largest]), float(level[largest])
        x, slope, bend, is_sharp = _parabola(frequency, level, largest)
        if is_sharp:
            break
    return float(np.exp(x - slope / (2 * bend))), float(level[largest] - slope**2 / (4 * bend))


def _closer(frequency: Real) -> Real:
    """A few frequencies [Hz] and others between them, even over log f."""
    steps = CLOSER // (frequency.size - 1)
    places = np.arange(CLOSER + 1) / steps
    closer = np.exp(np.interp(places, np.arange(frequency.size), np.log(frequency)))
    closer[::steps] = frequency  # to the last digit
    return np.asarray(closer)


def _parabola(frequency: Real, level: Real, n: int) -> tuple[float, float, float, bool]:
    """The parabola over ln f through a point and its neighbours.

    The point's ln f, the slope and half the curvature there, and whether they are so close that no digit is missing.
    """
    x, y = np.log(frequency[n - 1 : n + 2]), level[n - 1 : n + 2]
    before, after = np.diff(x)
    left, right = np.diff(y) / np.diff(x)
    bend = (right - left) / (before + after)
    is_sharp = abs(bend) * ((before + after) / 2) ** 2 <= SHARP * abs(y[1])
    return x[1], left + bend * before, bend, is_sharp


def _within(frequency: Real, ends: tuple[float, float]) -> slice:
    return slice(int(np.searchsorted(frequency, ends[0])), int(np.searchsorted(frequency, ends[1], "right")))


def _fine(log_transfer: Complex) -> Real:
    return np.full(log_transfer.shape, 0.003)


# Where every search begins [Hz]: even over log f, closer where it is heard, with the ends of all searches.
_LOW, _HIGH = BANDS["full"]
_START = np.unique(
    np.concatenate(
        [
            np.geomspace(LOWEST, _LOW, 173),
            np.geomspace(_LOW, _HIGH, 601),
            np.geomspace(_HIGH, OFTEN, 121),
            [1e3, *RESONANCES],
            *BANDS.values(),
        ]
    )
)
_FURTHER = np.geomspace(OFTEN, HIGHEST, 69)
