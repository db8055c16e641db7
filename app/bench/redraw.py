"""What the page shows of a state, as plain data: curves, axes, texts, schematic.

Every redraw is one such; the layout's first picture is made from one as well.
"""

from collections.abc import Mapping
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from app.bench.measures import FAR, TABLE_FREQUENCIES, Comparison, compare, per_metre, summarize, table
from app.bench.quantities import QUANTITIES
from app.bench.response import PARTS, curve_frequencies, load_data, respond
from app.bench.schematic import schematic
from app.bench.section import Section, section
from app.bench.state import State
from app.bench.views import VIEWS
from app.bench.words import curve_names, texts_of
from app.common.text import Language, plain
from physics import circuit
from physics.hearing import BANDS, Grade

__all__ = ["STEP", "Redraw", "packed", "redraw", "unpacked"]

Real = NDArray[np.float64]

STEP = 1e-4  # resolution of the curves drawn [dB] and [°]


class Overlay(TypedDict):
    """The visitor's measured response: frequencies [Hz], level [dB], level less ours [dB], shift that fits [dB].

    `away` is how far its level lies above ours [dB], as shown; `far` tells that this is more than 6 dB either way.
    """

    frequency: list[float]
    level: list[float]
    residual: list[float]
    fit: float
    away: float
    far: bool


class Redraw(TypedDict):
    """One picture, ready for JSON.

    `given` holds every key that fixes the state, as text; `shown` what the controls show; `query` the
    shortest link; `unused` the controls that do not matter now; `range` the frequency axis [Hz] and its
    number of points; `curves` the traces of the attenuation (total, other lengths, then the parts if asked
    for), `phases` those of the other graph (without parts), all `packed`, and `names` what they are; `span`
    the limits of both y axes; `band` the ends of the band listened to [Hz]; `texts` the text of each named
    element of the page; `view` the picture chosen, `graphs` or `section` what that picture needs, `measured` the
    visitor's own curve, `known` the range of the load's data [Hz], outside which it is held.
    """

    query: str
    preset: str
    given: Mapping[str, str]
    shown: Mapping[str, str]
    kind: str
    unused: list[str]
    range: tuple[float, float, int]
    curves: list[list[int]]
    phases: list[list[int]]
    names: list[str]
    span: dict[str, tuple[float, float]]
    band: tuple[float, float]
    verdict: Grade
    texts: dict[str, str]
    schematic: str
    view: str
    graphs: dict[str, list[list[int]]]
    measured: Overlay | None
    known: tuple[float, float] | None
    section: Section | None


def redraw(state: State, language: Language) -> Redraw:
    """Compute and word everything that the page shows of a state.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    curve = curve_frequencies(state)
    everything = respond(state, np.concatenate([curve, TABLE_FREQUENCIES]))
    points = slice(0, curve.size)
    compared = [one for one in everything.compared if one.state.shown["len"] != state.shown["len"]]
    drawn = [everything, *compared]
    curves = [circuit.decibels(one.drawn)[points] for one in drawn]
    phases = [circuit.phase_lag(one.drawn)[points] for one in drawn]
    if state.choice("parts") == "1":
        without_parts = circuit.decibels(everything.resistive - everything.base)
        curves += [(without_parts + everything.parts[part])[points] for part in PARTS]
    comparison = compare(state, curve, curves[0])
    own = [_near_enough(comparison)] if comparison and comparison.level_db.size else []
    view, data = state.view, load_data(state)
    cut = section(state) if view == "field" else None
    summary = summarize(state)
    figures = per_metre(state) if view == "line" else None
    return Redraw(
        query=state.query,
        preset=state.preset.id,
        given=state.given,
        shown=_shown(state),
        kind=state.kind,
        unused=[key for key in QUANTITIES if not state.matters(key)],
        range=(state.si("fmin"), state.si("fmax"), curve.size),
        curves=[packed(one) for one in curves],
        phases=[packed(one) for one in phases],
        names=curve_names(state, [one.state for one in compared], language),
        span={"attenuation": _level_span([*curves, *own]), "phase": _phase_span(np.concatenate(phases))},
        band=BANDS[state.band],
        verdict=summary.grade,
        texts=texts_of(state, summary, table(everything), comparison, figures, cut, language),
        schematic=schematic(state, everything, language),
        view=view,
        graphs={
            graph.id: [packed(one[points]) for one in graph.curves(state, everything)] for graph in VIEWS[view].graphs
        },
        measured=_overlay(comparison),
        known=(float(data.frequency[0]), float(data.frequency[-1])) if data else None,
        section=cut,
    )


def _shown(state: State) -> dict[str, str]:
    # What follows from something else, as the source impedance from the damping factor, is rounded.
    given = state.given
    return {key: given[key] if key in given else plain(float(state.shown[key]), 6) for key in QUANTITIES}


def _overlay(comparison: Comparison | None) -> Overlay | None:
    if comparison is None:
        return None
    return Overlay(
        frequency=[float(f"{f:.6g}") for f in comparison.frequency_hz],
        level=np.round(comparison.level_db, 4).tolist(),
        residual=np.round(comparison.residual_db, 4).tolist(),
        fit=comparison.fit_db,
        away=comparison.away_db,
        far=comparison.is_far,
    )


def _near_enough(comparison: Comparison) -> Real:
    """The measured curve as the axis makes room for it: its shape in full, of a mere difference in level only `FAR`."""
    away = comparison.away_db
    return comparison.level_db - away + min(max(away, -FAR), FAR)


def packed(values: Real) -> list[int]:
    """Second differences of the values in steps of 1e-4; the page sums them up twice.

    A smooth curve has tiny second differences: what travels is a third of the rounded values, and the
    sums of integers are exact.  1e-4 dB or degree is far below a pixel.
    """
    steps = np.rint(values / STEP).astype(np.int64)
    differences: list[int] = np.diff(steps, n=2, prepend=[0, 0]).tolist()
    return differences


def unpacked(differences: list[int]) -> Real:
    """Values of a packed curve."""
    return np.asarray(np.cumsum(np.cumsum(differences)) * STEP)


def _level_span(curves: list[Real]) -> tuple[float, float]:
    """Limits of the attenuation axis [dB]: steps of a fixed ladder, so that the axis rarely moves.

    It always shows at least 3 dB, so that a hundredth of a dB looks as small as it is.
    """
    low = min(float(np.min(curve)) for curve in curves)
    high = max(float(np.max(curve)) for curve in curves)
    top = 0.0 if high <= 1e-6 else next(step for step in _LADDER if step >= high)
    floor = next(step for step in _LADDER if step >= max(-low, 3 - top))
    return -1.05 * floor, max(1.05 * top, 0.06 * floor)


def _phase_span(phase: Real) -> tuple[float, float]:
    low, high = float(np.min(phase)), float(np.max(phase))
    top = next(step for step in _PHASE_LADDER if step >= high)
    bottom = 0.0 if low >= -0.5 else -next(step for step in _PHASE_LADDER if step >= -low)
    return bottom - 0.05 * top, 1.05 * top


_LADDER = tuple(base * 10.0**power for power in range(4) for base in (1, 1.5, 2, 3, 4, 6, 8)) + (1e5,)
_PHASE_LADDER = (15.0, 30.0, 60.0, 90.0, 180.0, *(360.0 * 2**power for power in range(30)))
