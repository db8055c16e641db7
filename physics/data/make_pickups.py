"""Writes pickup_curves.csv and pickups.csv from the data set's files.

Run it by hand: python -m physics.data.make_pickups FOLDER
"""

import csv
import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np

from physics.checks import Real
from physics.pickup_fit import Losses, fit_pickup, in_flat_field, mismatch, peak_of
from physics.pickups import ADDED, LOADED, UNLOADED

CURVES = """\
# Pickups measured by strayr (pickupAnalyseR-data, CC0 1.0) with a vector network analyser: level [dB] in a flat field
# (20 dB a decade taken off), its height arbitrary; means over 3 % of frequency. UL: the instrument's 1 Mohm; LD: 200
# kohm and 470 pF as well. Made by make_pickups.py.
"""
FITS = """\
# Those pickups, each fitted to its unloaded curve (UL) and its peak with 10 nF (peak_hz) alone, and held against its
# loaded curve (LD) from 300 Hz to 6 kHz. r_kohm: DC resistance, from a maker's list, or 8 where none was found. semi_*:
# with a semi-inductor across L (loss_kohm at 1 kHz); resistor_*: with a resistance. Made by make_pickups.py; fitted
# again from pickup_curves.csv and compared in tests/test_pickup_fit.py.
"""
NAMES = {
    "dimarzio-air-norton": ("DiMarzio Air Norton", None),
    "dimarzio-tone-zone": ("DiMarzio Tone Zone", None),
    "dimarzio-true-velvet": ("DiMarzio True Velvet", 6.5),
    "duncan-aph2-bridge": ("Seymour Duncan APH-2 bridge", 8.8),
    "duncan-dimebucker": ("Seymour Duncan Dimebucker", 16.2),
    "duncan-jazz": ("Seymour Duncan Jazz", 7.5),
    "emg-hz-neck": ("EMG HZ neck", 12.0),
    "generic-p90": ("P-90, generic", 10.6),
    "gibson-490r": ("Gibson 490R", 7.8),
    "ibanez-dx5-front": ("Ibanez DX5 front", None),
    "ibanez-v7": ("Ibanez V7", None),
    "squier-affinity-strat": ("Squier Affinity Stratocaster", None),
    "squier-classic-vibe-tele-bridge": ("Squier Classic Vibe Telecaster bridge", 7.35),
    "westfield-bass": ("Westfield bass", None),
}
"""By id: name, and DC resistance [kΩ] where a maker gives it."""
ASSUMED = 8.0
GRID = np.geomspace(300, 10e3, 120)  # 3 % apart


def read(folder: Path, name: str) -> tuple[Real, Real]:
    """Frequency [Hz] and level [dB] of a file, as measured."""
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        rows = [(float(row[0]), float(row[1])) for row in list(csv.reader(file))[1:]]
    frequency, level = np.array(rows).T
    return frequency, level


def evened(frequency: Real, level: Real) -> Real:
    """Means over a grid's steps of a level, in a flat field [dB]; nan where nothing was measured."""
    flat = in_flat_field(frequency, level)
    step = np.log(GRID[1] / GRID[0])
    near = [np.abs(np.log(frequency / f)) < step / 2 for f in GRID]
    return np.array([flat[one].mean() if one.any() else np.nan for one in near])


def main(folder: Path) -> None:
    """Write both files."""
    here = Path(__file__).parent
    names = [f"{name}-{kind}" for name in NAMES for kind in ("UL", "LD")]
    columns = {name: np.round(evened(*read(folder, name)), 2) for name in names}
    lines = [",".join(["hz", *columns])]
    lines += [
        ",".join([f"{f:.6g}", *("" if np.isnan(column[n]) else f"{column[n]:.2f}" for column in columns.values())])
        for n, f in enumerate(GRID)
    ]
    (here / "pickup_curves.csv").write_text(CURVES + "\n".join(lines) + "\n", encoding="utf-8")
    kinds: tuple[Losses, ...] = ("semi", "resistor")
    misses = [f"{kind}_{one}" for kind in ("ul", "ld") for one in ("db", "most_db", "most_hz")]
    heads = ("l_h", "c_pf", "loss_kohm", "eddy_hz", *misses)
    head = ["id", "name", "r_kohm", "r_known", "peak_hz", *(f"{kind}_{one}" for kind in kinds for one in heads)]
    lines = [",".join(head)]
    for name, (title, resistance) in NAMES.items():
        peak = round(peak_of(*read(folder, f"{name}-IT")), 1)
        row = [name, f'"{title}"', f"{resistance or ASSUMED:g}", str(int(resistance is not None)), f"{peak:g}"]
        for losses in kinds:
            known = [~np.isnan(columns[f"{name}-{kind}"]) for kind in ("UL", "LD")]
            ul, ld = (columns[f"{name}-{kind}"][one] for kind, one in zip(("UL", "LD"), known, strict=True))
            ohms = 1e3 * (resistance or ASSUMED)
            fit = fit_pickup(GRID[known[0]], ul, UNLOADED, resistance=ohms, losses=losses, resonance=(peak, ADDED))
            off = mismatch(GRID[known[1]], ld, fit.pickup, LOADED)
            one = fit.pickup
            loss = one.semi_impedance or one.loss_resistance
            numbers = (one.inductance, 1e12 * one.capacitance, loss / 1e3, one.eddy_corner)
            row += [f"{value:.4g}" for value in (*numbers, *astuple(fit.mismatch), *astuple(off))]
        lines.append(",".join(row))
    (here / "pickups.csv").write_text(FITS + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
