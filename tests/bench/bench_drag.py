"""What of a drag reaches the screen: python -m tests.bench.bench_drag [--view VIEW] [--over KEY] [QUERY …]

A hand sends 120 moves in 2 s over the whole slider, whatever the page does, with a delay added to each reply.
To be reached on a quiet machine: at least 95 different curves at no delay, 90 at 50 and 150 ms, 85 at 300 ms, each
that of the value shown, within 0.05 dB, 5 mV of a signal of 1 V, or 5 µs; settled 0.15 s and two delays after the
release; 12 requests at most.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.bench.delays import group_delays
from app.bench.response import curve_frequencies, respond
from app.bench.state import parse
from app.bench.transients import POINTS, course
from tests.browser.conftest import find_chromium, serving
from tests.browser.hand import Frame, drag_in_time

DELAYS = (0, 50, 150, 300)  # [ms]
View = Literal["response", "time", "delay"]
GRAPHS: dict[View, tuple[str, str]] = {  # that is watched, and the unit of its axis
    "response": ("attenuation", "dB"),
    "time": ("signal", "V"),
    "delay": ("delay", "ms"),
}


def main(arguments: list[str] | None = None) -> None:
    """Print what was seen of each query at each delay."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("queries", nargs="*", default=["preset=speaker-4m"], help="states, as in a link")
    parser.add_argument("--view", choices=GRAPHS, default="response", help="the picture that is looked at")
    parser.add_argument("--over", default="len", help="key of the slider")
    parser.add_argument("--delays", nargs="*", type=int, default=DELAYS, help="added to each reply [ms]")
    asked = parser.parse_args(arguments)
    chromium = find_chromium()
    if chromium is None:
        print("\nNo drag without Chromium.")
        return
    graph, unit = GRAPHS[asked.view]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "output") as address:
        for query in asked.queries:
            print(f"\nDrag over the whole slider “{asked.over}” of {query}, view={asked.view}")
            for delay in asked.delays:
                link = f"{query}&view={asked.view}"
                drag = drag_in_time(chromium, f"{address}?{link}", delay, asked.over, graph)
                off = [astray(frame, f"{link}&{asked.over}={frame.text}", asked.view) for frame in drag.frames]
                print(f"  {delay:3} ms later: {drag}; at most {max(off, default=0):.4f} {unit} off")


def astray(frame: Frame, query: str, view: View) -> float:
    """How far the curve on screen is from the exact one of the value shown, at the points of that."""
    x, y = exact(frame, query, view)
    seen = (x >= frame.across[0]) & (x <= frame.across[1])
    return float(np.max(np.abs(np.interp(x, frame.x, frame.y) - y)[seen]))


def exact(frame: Frame, query: str, view: View) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The curve of a state, on the axes of its graph; over time between the ends of what is on screen."""
    if view == "time":
        first, last = frame.across
        query += f"&span={(last - first) * POINTS / (POINTS - 1)!r}"
    state, problems = parse([tuple(pair.split("=", 1)) for pair in query.split("&")])  # type: ignore[misc]
    assert not problems, problems
    if view == "time":
        played = course(state)
        return played.seconds, played.load
    frequency = curve_frequencies(state)
    if view == "delay":
        return np.log10(frequency), 1e3 * group_delays(state, frequency)[0]
    return np.log10(frequency), respond(state, frequency).ac_attenuation


if __name__ == "__main__":
    main()
