"""What of a drag reaches the screen: python -m tests.bench.bench_drag

A hand sends 120 moves in 2 s over the whole length slider, whatever the page does, with a delay added to each reply.
To be reached on a quiet machine: at least 95 different curves at no delay, 90 at 50 and 150 ms, 85 at 300 ms, each
within 0.05 dB of the curve of the value shown; settled 0.15 s and two delays after the release; 12 requests at most.
"""

import tempfile
from pathlib import Path

import numpy as np

from app.bench.response import curve_frequencies, respond
from app.bench.state import parse
from tests.browser.conftest import find_chromium, serving
from tests.browser.hand import drag_in_time

DELAYS = (0, 50, 150, 300)  # [ms]


def main() -> None:
    """Print what was seen at each delay."""
    chromium = find_chromium()
    if chromium is None:
        print("\nNo drag without Chromium.")
        return
    print("\nDrag over the whole length slider")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "output") as address:
        for delay in DELAYS:
            drag = drag_in_time(chromium, f"{address}?preset=speaker-4m", delay)
            off = 0.0
            for frame in drag.frames:
                state, _ = parse([("len", frame.text)])
                exact = respond(state, curve_frequencies(state)).ac_attenuation
                off = max(off, float(np.max(np.abs(frame.level_db - exact))))
            print(f"  {delay:3} ms later: {drag}; at most {off:.4f} dB off")


if __name__ == "__main__":
    main()
