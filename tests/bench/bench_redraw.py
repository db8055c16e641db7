"""What a redraw costs, as ratios measured in one run: python -m tests.bench.bench_redraw

Each group of rivals takes turns, so that a slow moment of the machine meets all of them; medians are shown.
Nothing is asserted: times belong to the machine, and agreement is held by the tests.
"""

import time
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from typing import Any

import numpy as np
import skrf
from dash import Dash, Input, Output, dcc, html
from flask import Flask
from flask_compress import Compress
from skrf.media import DefinedGammaZ0

from app.bench.redraw import packed, redraw
from app.bench.response import curve_frequencies, line_of, respond
from app.bench.schematic import schematic
from app.bench.state import State, parse
from app.main import server
from physics import circuit
from physics.line import Line

ROUNDS = 200
HEADERS = {"Accept-Encoding": "br"}


def medians(rivals: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median time of each [s]; they take turns."""
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(rounds + 5):
        for name, run in rivals.items():
            start = time.perf_counter()
            run()
            if number >= 5:  # the first few fill caches
                times[name].append(time.perf_counter() - start)
    return {name: median(taken) for name, taken in times.items()}


def report(title: str, rivals: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> None:
    """Print the rivals' times and their ratios to the first of them."""
    taken = medians(rivals, rounds)
    base = next(iter(taken.values()))
    print(f"\n{title}")
    for name, seconds in taken.items():
        print(f"  {name:<58} {1e3 * seconds:8.3f} ms  {seconds / base:7.2f} ×")


def state_of(**query: str) -> State:
    """A state of the bench, from its query."""
    state, problems = parse(query.items())
    assert not problems, problems
    return state


def bare(source: float, load: float, series: Any, shunt: Any) -> Any:
    """The curve of figure 2 (c) as one would type it into NumPy: no logarithm of factors, no checks."""
    return 20 * np.log10(np.abs(1 / (1 + (source + series) * (shunt + 1 / load))))


def scikit_rf(frequency: Any, source: float, load: float, line: Line, length: float) -> Any:
    """The distributed line's curve by scikit-rf: a two-port of γ and Z₀, its ABCD matrix, then the divider."""
    z, y = line.series_impedance, line.shunt_admittance
    band = skrf.Frequency.from_f(frequency, unit="Hz")
    two_port = DefinedGammaZ0(band, z0=np.sqrt(z / y), gamma=np.sqrt(z * y), z0_port=50).line(length, unit="m")
    a, b, c, d = two_port.a.reshape(-1, 4).T
    return 20 * np.log10(np.abs(1 / (a + b / load + source * (c + d / load))))


def two_port_here(source: float, load: float, line: Line, length: float) -> Any:
    """The same curve by this project."""
    z, y = line.series_impedance * length, line.shunt_admittance * length
    return circuit.decibels(circuit.log_transfer("line", source, load, z, y))


def bench_solver() -> None:
    """The solver against a bare expression for the same curve."""
    state = state_of(preset="speaker-30m")
    frequency = curve_frequencies(state)
    length, source, load = state.si("len"), state.si("rs"), state.si("load")
    line = line_of(state, frequency)
    z, y = line.series_impedance * length, line.shunt_admittance * length
    report(
        f"Solver, {frequency.size} points",
        {
            "bare NumPy expression, C at the load": lambda: bare(source, load, z, y),
            "log_transfer, C at the load": lambda: circuit.log_transfer("c-end", source, load, z, y),
            "log_transfer, C in the middle": lambda: circuit.log_transfer("c-mid", source, load, z, y),
            "log_transfer, distributed": lambda: circuit.log_transfer("line", source, load, z, y),
            "respond: skin effect, total, phase and three parts": lambda: respond(state, frequency),
        },
    )
    ours = circuit.decibels(circuit.log_transfer("c-end", source, load, z, y))
    print(f"  largest difference to the bare expression: {np.max(np.abs(ours - bare(source, load, z, y))):.1e} dB")


def bench_scikit_rf() -> None:
    """The distributed line against scikit-rf's."""
    for query in ({"preset": "speaker-30m"}, {"preset": "guitar-10m"}, {"preset": "pin-30m", "fmax": "1e8"}):
        state = state_of(model="line", **query)
        frequency = curve_frequencies(state)
        length, source, load = state.si("len"), state.si("rs"), state.si("load")
        line = line_of(state, frequency)

        ours = partial(two_port_here, source, load, line, length)
        theirs = partial(scikit_rf, frequency, source, load, line, length)
        report(
            f"Distributed line, {' '.join(query.values())}",
            {"log_transfer": ours, f"scikit-rf {skrf.__version__}, DefinedGammaZ0": theirs},
            rounds=50,
        )
        print(f"  largest difference: {np.max(np.abs(ours() - theirs())):.1e} dB")


def empty_server() -> Flask:
    """A Dash server whose only callback hands back what it gets."""
    empty = Dash("empty")
    Compress(empty.server)
    empty.layout = html.Div([dcc.Store(id="request"), dcc.Store(id="reply")])
    empty.callback(Output("reply", "data"), Input("request", "data"), prevent_initial_call=True)(lambda data: data)
    return empty.server


def bench_callback() -> None:
    """The redraw's round trip through Flask against that of a callback that does nothing."""

    def posting(to: Flask, query: str) -> Callable[[], Any]:
        request = {"id": 1, "query": query, "language": "en", "lenient": False, "resting": True}
        body = {
            "output": "reply.data",
            "outputs": {"id": "reply", "property": "data"},
            "inputs": [{"id": "request", "property": "data", "value": request}],
            "changedPropIds": ["request.data"],
        }
        client = to.test_client()

        def post() -> Any:
            response = client.post("/_dash-update-component", json=body, headers=HEADERS)
            assert response.status_code == 200
            return response

        return post

    plain, worst = "preset=speaker-4m", "preset=guitar-10m&parts=1&model=line&fmax=1e8"
    rivals = {
        "empty callback": posting(empty_server(), plain),
        "redraw, default": posting(server, plain),
        "redraw, all parts of a distributed line to 100 MHz": posting(server, worst),
    }
    report("Round trip through Flask, brotli included", rivals)
    for name, post in rivals.items():
        print(f"  {name:<58} {len(post().data):8d} bytes")


def bench_view() -> None:
    """Where the time of a picture goes."""
    query = {"preset": "speaker-30m", "parts": "1", "model": "line"}
    state = state_of(**query)
    frequency = curve_frequencies(state)
    response = respond(state, frequency)
    curves = [response.ac_attenuation, *response.parts.values(), response.phase_lag]
    report(
        "A picture, and what it is made of",
        {
            "view: everything": lambda: redraw(state, "en"),
            "  reading the query": lambda: parse(query.items()),
            "  the cable per metre": lambda: line_of(state, frequency),
            "  respond: the cable and five curves": lambda: respond(state, frequency),
            "  packing the curves": lambda: [packed(curve) for curve in curves],
            "  the schematic": lambda: schematic(state, response, "en"),
        },
    )


def bench_tolerance() -> None:
    """What it costs to say how sure a picture is: 256 states."""
    for query in ({"preset": "speaker-4m"}, {"preset": "stratocaster"}, {"preset": "zip-5m"}):
        state, unsure = state_of(**query), state_of(tol="1", **query)
        bars = state_of(tol="1", view="matters", **query)
        report(
            f"How sure, {query['preset']}",
            {
                "redraw": partial(redraw, state, "en"),
                "redraw with the band": partial(redraw, unsure, "en"),
                "redraw with the band, while a hand moves": partial(redraw, unsure, "en", resting=False),
                "redraw of what matters": partial(redraw, bars, "en"),
            },
            rounds=20,
        )


def main() -> None:
    """Run and print everything."""
    print(f"Medians of {ROUNDS} runs in turn; × is the ratio to the first of each group.")
    bench_solver()
    bench_scikit_rf()
    bench_callback()
    bench_view()
    bench_tolerance()


if __name__ == "__main__":
    main()
