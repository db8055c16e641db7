"""Writes earth_note.csv.  Run it by hand: python -m physics.data.make_earth_note"""

from pathlib import Path

import numpy as np

from physics.earth_note import CASES, PARAMETERS, fit_note, note_readings, profile_note

HEADER = """\
# The earth note's measurement: capacitances that explain it, and how far others explain it as well.
# Columns: plugged devices below the body's potential; what; fit to the readings alone; lowest and highest with every
# alone reading within 5 % of the note's; fit to the bonded reading too.  Capacitances [pF]; bonded reading [V].
# Made by make_earth_note.py from physics/earth_note.py; made again and compared in tests/test_earth_note.py.
"""

lines = []
for below in CASES:
    fitted, refitted = fit_note(below), fit_note(below, bonded=True)
    columns = [
        np.append(fitted * 1e12, note_readings(fitted)[1]),
        *(np.append(end[:-1] * 1e12, end[-1]) for end in profile_note(below)),
        np.append(refitted * 1e12, note_readings(refitted)[1]),
    ]
    for name, *values in zip([*PARAMETERS, "bonded"], *columns, strict=True):
        lines.append(",".join([" and ".join(below), name, *(f"{value:.5g}" for value in values)]) + "\n")
Path(__file__).with_name("earth_note.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
