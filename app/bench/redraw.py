"""What the page shows of a state, as plain data: curves, axes, texts, schematic.

Every redraw is one such; the layout's first picture is made from one as well.
"""

from collections.abc import Mapping
from typing import TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from app.bench.axes import Span
from app.bench.curves import (
    frequencies_shown,
    frequency_span,
    is_on_axis,
    is_seen,
    levels_of,
    phases_of,
    room_for,
    span_of,
    traces_of,
)
from app.bench.matters import Matters, matters, sureness
from app.bench.measures import TABLE_FREQUENCIES, Comparison, compare, per_metre, summarize, table
from app.bench.pins import Held, held, held_on_axes
from app.bench.quantities import QUANTITIES, Units
from app.bench.response import curve_frequencies, load_data, respond
from app.bench.schematic import schematic
from app.bench.section import Section, alike_of, section, telling_frequency
from app.bench.state import Pin, State
from app.bench.time_words import delay_texts, time_texts
from app.bench.tolerance import Band, Spread
from app.bench.transients import ends_of_time, seconds_of
from app.bench.units import words_in
from app.bench.views import VIEWS
from app.bench.words import briefly, curve_names, graph_texts, pin_texts, shapes_of, texts_of, view_texts
from app.common.figures import Figure, spread_shape
from app.common.heavy import heavy
from app.common.text import Language, plain, unbroken
from physics.hearing import Grade, place_on_scale

__all__ = ["STEP", "Redraw", "needed", "on_page", "packed", "redraw", "unpacked"]

Real = NDArray[np.float64]

COARSER = 3  # every so many points of the curves make the band round them
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


class Pinned(TypedDict):
    """A pin: its key, its typed name, what the graphs call it, what it is of, and its curve in each graph, `packed`."""

    key: str
    name: str
    label: str
    of: str
    curves: dict[str, list[int]]


class Redraw(TypedDict):
    """One picture, ready for JSON.

    `given` holds every key that fixes the state, as text; `shown` what the controls show; `query` the
    shortest link; `aspects` what decides which controls matter (`Number.when`); `range` the frequencies [Hz] of the
    curves and their number; `curves` the traces of the attenuation (total, other lengths, then the parts if asked
    for), `phases` those of the other graph (without parts), all `packed`, and `names` what they are; `span`
    the limits of their y axes and of those of `graphs`, which are decimal logarithms where such an axis is
    logarithmic; `axis` the limits of the frequency axes [Hz]; `times` the first and the last time of curves over time
    [s], if there are such; `shapes` what lies behind the curves; `place` where the
    verdict stands on the scale of its thresholds, from 0 to 1; `texts` the text of each named element of the
    page; `view` the picture chosen, `graphs` or `section` what that picture needs, `measured` the visitor's
    own curve, `pins` what is pinned and `to_pin` the query that would pin this state, `known` the range of the
    load's data [Hz], outside which it is held; `telling` the frequency at which there is something to see of the
    current, and `alike` the values of a cable with a cross-section in place of one that has none, as texts; `matters`
    the bars of what a figure rests on; `whole` is false where what was left out as a hand moves is still to come: bars,
    or how sure all of it is.
    """

    query: str
    preset: str
    given: Mapping[str, str]
    shown: Mapping[str, str]
    kind: str
    aspects: Mapping[str, str]
    range: tuple[float, float, int]
    curves: list[list[int]]
    phases: list[list[int]]
    names: list[str]
    span: dict[str, Span]
    axis: Span
    times: tuple[float, float] | None
    shapes: list[Figure]
    verdict: Grade
    place: float
    texts: dict[str, str]
    schematic: str
    view: str
    graphs: dict[str, list[list[int]]]
    measured: Overlay | None
    pins: list[Pinned]
    to_pin: str
    known: tuple[float, float] | None
    section: Section | None
    telling: str
    alike: Mapping[str, str]
    matters: Matters | None
    whole: bool


def redraw(
    state: State, language: Language, resting: bool = True, band: Band | None = None, beside: bool = True
) -> Redraw:
    """Compute and word everything that the page shows of a state.

    Parameters
    ----------
    state : State
        The state.
    language : Language
        Of the words.
    resting : bool
        Whether to say how sure it is and what a figure rests on, as is done while no hand moves anything.
    band : Band or None
        Where the curve may lie, if that is known already.
    beside : bool
        Whether to say of pins what stands beside the live state's figures.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    BusyError
        If too much of what takes long is under way: the current in the metal, or how sure all of it is.
    """
    curve = curve_frequencies(state)
    everything = respond(state, np.concatenate([curve, TABLE_FREQUENCIES]))
    points = slice(0, curve.size)
    traces = traces_of(everything)
    curves = [one[points] for one in levels_of(traces)]
    phases = [one[points] for one in phases_of(traces)]
    comparison = compare(state, curve, curves[0])
    view, data = VIEWS[state.view], load_data(state)
    viewed = view.curves(everything)
    graphs = {graph: [one[points] for one in several] for graph, several in viewed.items()}
    on_axes = {"attenuation": curves, "phase": phases, **view.on_axes(graphs)}
    on_axes = {graph: [one[is_on_axis(graph, state, curve)] for one in several] for graph, several in on_axes.items()}
    on_axes["attenuation"] += room_for(comparison)
    pins = [(pin, held(pin, state)) for pin in state.pins]
    for graph, several in held_on_axes(state).items():
        on_axes[graph] += [one[is_on_axis(graph, state, curve)] for one in several]
    cut = None
    if state.view == "field":
        with heavy():
            cut = section(state)
    alike, telling = alike_of(state) if state.view == "field" else {}, telling_frequency(state)
    summary = summarize(state)
    figures = per_metre(state) if state.view == "line" else None
    texts = texts_of(state, summary, table(everything), comparison, figures, cut, telling, alike, language)
    texts |= graph_texts(summary, levels_of(traces)[0][curve.size :], phases_of(traces)[0][curve.size :], language)
    times = seconds_of(state) if state.view == "time" else None
    texts |= view_texts(state, times, viewed, language)
    if state.view == "time":
        texts |= time_texts(state, summary.grade, [one.state for _, one in pins], language)
    if state.view == "delay":
        texts |= delay_texts(state, language)
    if beside:
        texts |= pin_texts(state, summary, [(one.state, one.summary) for _, one in pins], language)
    shapes, bars = shapes_of(state, language), None
    is_unsure, looks_at_bars = state.is_uncertain, state.view == "matters"
    if is_unsure and resting:
        with heavy():
            spread = Spread.of(state)
            if state.view == "response" and band is None:
                band = spread.drawn_band(frequencies_shown(state))
            texts["sureness"] = sureness(state, spread.grade_shares(), language, summary.grade)
    elif not is_unsure:
        texts["sureness"] = ""
    if band is not None:
        on_axis = np.flatnonzero(is_seen(state, band.frequency))
        some = np.union1d(on_axis[::COARSER], on_axis[-1])
        shapes.append(spread_shape(band.frequency[some], band.low[some], band.high[some]))
        on_axes["attenuation"] += [band.low[on_axis], band.high[on_axis]]
    if looks_at_bars and resting:
        with heavy():
            bars, texts["matters-words"] = matters(state, language)
    return Redraw(
        query=state.query,
        preset=state.preset.id,
        given=state.given,
        shown=_shown(state),
        kind=state.kind,
        aspects=state.aspects,
        range=(state.si("fmin"), state.si("fmax"), curve.size),
        curves=[packed(one) for one in curves],
        phases=[packed(one) for one in phases],
        names=curve_names(state, [one.state for one in traces[1:]], language),
        span={graph: span_of(graph, several, state) for graph, several in on_axes.items()},
        axis=frequency_span(state),
        times=ends_of_time(state),
        shapes=shapes,
        verdict=summary.grade,
        place=round(place_on_scale(summary.bend_db), 4),
        texts=texts,
        schematic=schematic(state, everything, language),
        view=state.view,
        graphs={graph: [packed(one) for one in several] for graph, several in graphs.items()},
        measured=_overlay(comparison),
        pins=[_pinned(pin, one, language) for pin, one in pins],
        to_pin=state.to_pin,
        known=(float(data.frequency[0]), float(data.frequency[-1])) if data else None,
        section=cut,
        telling=telling,
        alike=alike,
        matters=bars,
        whole=resting or not (is_unsure or looks_at_bars),
    )


def on_page(picture: Redraw) -> Redraw:
    """A picture as the page shows it: its words in the units of the page, no number in them parted from its unit."""
    units = cast(Units, picture["shown"]["units"])
    texts = {name: unbroken(words_in(words, units)) for name, words in picture["texts"].items()}
    pins: list[Pinned] = [{**pin, "of": words_in(pin["of"], units)} for pin in picture["pins"]]
    return {**picture, "texts": texts, "pins": pins}


def needed(state: State) -> dict[str, str]:
    """Of what fixes a state, as text, that which makes a difference or is not the preset's: all that travels of it.

    The page compares what it asks for with what it has, so that it has to be this from the beginning.
    """
    return {key: text for key, text in state.given.items() if key not in QUANTITIES or _is_needed(state, key)}


def _is_needed(state: State, key: str) -> bool:
    return state.matters(key) or state.values[key] != state.preset.values.get(key)


def _shown(state: State) -> dict[str, str]:
    # What follows from something else, as the source impedance from the damping factor, is rounded.
    given = state.given
    return {key: given[key] if key in given else plain(float(state.shown[key]), 6) for key in QUANTITIES}


def _pinned(pin: Pin, one: Held, language: Language) -> Pinned:
    return Pinned(
        key=pin.key,
        name=pin.name,
        label=pin.label,
        of=briefly(pin.state, language),
        curves={graph: packed(curve) for graph, curve in one.curves.items()},
    )


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


def packed(values: Real, step: float = STEP) -> list[int]:
    """Second differences of the values in steps of that size; the page sums them up twice.

    A smooth curve has tiny second differences: what travels is a third of the rounded values, and the
    sums of integers are exact.  1e-4 dB or degree is far below a pixel.
    """
    steps = np.rint(values / step).astype(np.int64)
    differences: list[int] = np.diff(steps, n=2, prepend=[0, 0]).tolist()
    return differences


def unpacked(differences: list[int]) -> Real:
    """Values of a packed curve."""
    return np.asarray(np.cumsum(np.cumsum(differences)) * STEP)
