"""Metric or imperial: how lengths, thicknesses, and what is per length, are shown.

Links, the API and what is exported are metric; only what the page shows is converted, at its edge.
"""

import math
import re
from dataclasses import replace
from typing import NamedTuple

from app.bench.quantities import QUANTITIES, Units
from app.common.quantity import Number, Numbers
from app.common.query import Problem, read_value
from app.common.text import plain
from physics.wire import area_to_diameter, diameter_to_awg

__all__ = ["DIGITS", "FOOT", "INCH", "Unit", "in_units", "measured", "problem_in", "rounded_up", "unit_in", "words_in"]

FOOT = 0.3048
"""Length of the international foot, exact [m]; NIST SP 811, appendix B.8."""
INCH = FOOT / 12
"""Length of the international inch, 25.4 mm exactly [m]."""
DIGITS = 4
"""Significant digits of what is converted."""


class Unit(NamedTuple):
    """A unit to show something in: its name, and its number for one of the metric unit."""

    name: str
    factor: float


_IMPERIAL = {
    "m": Unit("ft", 1 / FOOT),
    "mm": Unit("in", 1e-3 / INCH),
    "mΩ/m": Unit("Ω/1000 ft", FOOT),  # thousandths of an ohm each foot are ohms each thousand feet
    "µH/m": Unit("µH/ft", FOOT),
    "nH/m": Unit("nH/ft", FOOT),
    "pF/m": Unit("pF/ft", FOOT),
}
"""By the metric unit; what is missing here is shown as it is."""


def unit_in(units: Units, metric: str) -> Unit:
    """What a quantity of a metric unit is shown in."""
    same = Unit(metric, 1.0)
    return _IMPERIAL.get(metric, same) if units == "imperial" else same


def in_units(quantity: Number | Numbers, units: Units) -> Number | Numbers:
    """A quantity as it is shown: its unit, and its range, whose ends are rounded inwards, so that they can be typed."""
    name, factor = unit_in(units, quantity.unit)
    if name == quantity.unit:
        return quantity
    low, high = (rounded_up(float(plain(end))) for end in (factor * quantity.minimum, -factor * quantity.maximum))
    shown = replace(quantity, unit=name, minimum=low, maximum=-high)
    return replace(shown, si=shown.si / factor) if isinstance(shown, Number) else shown


def problem_in(problem: Problem, units: Units) -> Problem:
    """A problem with a value, told with the range that its quantity has in the units of its box."""
    quantity = QUANTITIES.get(problem.key)
    if not isinstance(quantity, Number | Numbers):
        return problem
    told = read_value(quantity, problem.value, in_units(quantity, units))
    return told if isinstance(told, Problem) else problem


def measured(value: float, metric: str, units: Units) -> str:
    """A value of a metric unit with the unit that it is shown in: '13.12 ft' for 4 m."""
    name, factor = unit_in(units, metric)
    return f"{plain(value * factor, DIGITS)} {name}"


def words_in(words: str, units: Units) -> str:
    """Words of ours, as the name of a preset, with the lengths in them in other units, and the gauge beside an area."""
    return _METRIC.sub(_converted, words) if units == "imperial" else words


def _converted(found: re.Match[str]) -> str:
    number, metric = found.groups()
    if metric == "mm²":
        gauge = round(float(diameter_to_awg(area_to_diameter(1e-6 * float(number)))))
        return f"{found[0]} ({gauge if gauge > 0 else f'{1 - gauge}/0'} AWG)"  # 1/0 is next to 1, and 2/0 to that
    name, factor = unit_in("imperial", metric)
    value = factor * float(number)
    return f"{value:.0f} {name}" if value >= 10 else f"{plain(value, 2 if metric == 'm' else 3)} {name}"


_METRIC = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) (mm²|mm|m|pF/m|µH/m|mΩ/m)(?![\w²³/])")


def rounded_up(value: float) -> float:
    """The next number of so many digits that is no less."""
    if value == 0:
        return 0.0
    nearest = float(f"{value:.{DIGITS - 1}e}")
    step = 10.0 ** (math.floor(math.log10(abs(value))) - DIGITS + 1)
    return nearest if nearest >= value else float(f"{nearest + step:.{DIGITS - 1}e}")
