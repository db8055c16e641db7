"""Fourteen pickups as measured: what was fitted to each, and how far that is off with a load that the fit has not seen.

References
----------
.. [1] strayr, *pickupAnalyseR-data*, CC0 1.0: levels by a vector network analyser, unloaded, with 200 kΩ and 470 pF,
   and with 10 nF across the pickup.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from physics.checks import Real
from physics.pickup_fit import Bench, Fit, Losses, Mismatch
from physics.sources import Pickup

__all__ = ["ADDED", "LOADED", "UNLOADED", "MeasuredPickup", "measured_curve", "measured_pickups"]

UNLOADED = Bench(resistance=1e6)
"""The analyser's input."""
LOADED = Bench(resistance=1 / (1 / 1e6 + 1 / 200e3), capacitance=470e-12)
"""200 kΩ and 470 pF beside it."""
ADDED = 10e-9
"""Across the pickup for its inductance [F]."""


@dataclass(frozen=True)
class MeasuredPickup:
    """A pickup of the data set [1]_.

    Attributes
    ----------
    id, name : str
        What it is called.
    is_resistance_known : bool
        Whether a maker gives its DC resistance; else 8 kΩ stand for it, which matters little.
    peak : float
        Frequency of its peak with `ADDED` across it [Hz].
    fits : dict
        What was fitted to that and to the unloaded curve, by what lies across L; the mismatch is that of the unloaded
        curve, from 300 Hz to 10 kHz.
    loaded : dict
        Likewise, how far that is off the loaded curve, from 300 Hz to 6 kHz.
    """

    id: str
    name: str
    is_resistance_known: bool
    peak: float
    fits: dict[Losses, Fit]
    loaded: dict[Losses, Mismatch]


@cache
def measured_pickups() -> dict[str, MeasuredPickup]:
    """The pickups of the data set.

    Returns
    -------
    dict
        By their ids.
    """
    return {row["id"]: _pickup_of(row) for row in csv.DictReader(_lines("pickups.csv"))}


def measured_curve(name: str, kind: Literal["UL", "LD"]) -> tuple[Real, Real]:
    """What was measured of a pickup, means over 3 % of frequency.

    Parameters
    ----------
    name : str
        Its id.
    kind : {'UL', 'LD'}
        Unloaded or loaded.

    Returns
    -------
    frequency : ndarray, shape (n,)
        From 300 Hz to 10 kHz, or as far as was measured [Hz].
    level : ndarray, shape (n,)
        In a flat field, its height arbitrary [dB].
    """
    rows = [(row["hz"], row[f"{name}-{kind}"]) for row in csv.DictReader(_lines("pickup_curves.csv"))]
    frequency, level = np.array([row for row in rows if row[1]], float).T
    return frequency, level


def _pickup_of(row: dict[str, str]) -> MeasuredPickup:
    def fit_of(losses: Losses) -> Fit:
        number = {name.removeprefix(f"{losses}_"): text for name, text in row.items() if name.startswith(losses)}
        loss = 1e3 * float(number["loss_kohm"])
        pickup = Pickup(
            inductance=float(number["l_h"]),
            resistance=1e3 * float(row["r_kohm"]),
            capacitance=1e-12 * float(number["c_pf"]),
            semi_impedance=loss if losses == "semi" else 0.0,
            loss_resistance=loss if losses == "resistor" else 0.0,
            eddy_corner=float(number["eddy_hz"]),
        )
        return Fit(pickup, _mismatch_of(row, f"{losses}_ul"))

    kinds: tuple[Losses, ...] = ("semi", "resistor")
    return MeasuredPickup(
        row["id"],
        row["name"],
        row["r_known"] == "1",
        float(row["peak_hz"]),
        {losses: fit_of(losses) for losses in kinds},
        {losses: _mismatch_of(row, f"{losses}_ld") for losses in kinds},
    )


def _mismatch_of(row: dict[str, str], stem: str) -> Mismatch:
    return Mismatch(*(float(row[f"{stem}_{name}"]) for name in ("db", "most_db", "most_hz")))


def _lines(name: str) -> Iterator[str]:
    text = files("physics").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))
