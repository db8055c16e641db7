"""Contact potential of metals: work functions, their differences, and their sum round a loop, which is zero.

A DC matter: nothing here enters, or could be added to, the phasors of `physics.earth`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

__all__ = ["WORK_FUNCTIONS", "WorkFunction", "chain_potential", "contact_potential"]


@dataclass(frozen=True)
class WorkFunction:
    """Lowest and highest work function of a material's surfaces [eV], and their source."""

    low: float
    high: float
    reference: str


_MICHAELSON = "H. B. Michaelson, J. Appl. Phys. 48, 4729-4733, 1977"
_RIVIERE = "J. C. Rivière, Proc. Phys. Soc. B 70, 676, 1957 (films)"
_CRC = "CRC Handbook of Chemistry and Physics, section 12, electron work function of the elements"

WORK_FUNCTIONS = {
    "copper": WorkFunction(4.48, 5.10, f"{_MICHAELSON}; {_CRC}"),
    "silver": WorkFunction(4.26, 4.74, f"{_MICHAELSON}; {_CRC}"),
    "gold": WorkFunction(4.70, 5.47, f"{_RIVIERE}; {_MICHAELSON}"),
    "aluminium": WorkFunction(4.06, 4.41, f"{_MICHAELSON}"),
    "iron": WorkFunction(4.17, 4.81, f"{_RIVIERE}; {_MICHAELSON}"),
    "nickel": WorkFunction(4.74, 5.35, f"{_RIVIERE}; {_MICHAELSON}"),
    "zinc": WorkFunction(3.63, 4.90, f"{_MICHAELSON}; {_CRC}"),
    "tin": WorkFunction(4.38, 4.50, f"{_MICHAELSON}: 4.42; others up to 4.50"),
    "carbon": WorkFunction(4.45, 5.00, f"{_MICHAELSON}: 5.0; graphite from 4.45"),
}
"""Ranges over crystal faces and measurements of clean surfaces; air and oxide move them by tenths of a volt more."""


def contact_potential(first: WorkFunction, second: WorkFunction) -> tuple[float, float]:
    """Lowest and highest DC contact potential of two materials that touch, first less second [V].

    Notes
    -----
    V₁ − V₂ = (φ₂ − φ₁)/e in the space just outside: a difference of constants of two surfaces, in equilibrium, without
    current and without frequency.
    """
    return second.low - first.high, second.high - first.low


def chain_potential(work_functions: Sequence[float]) -> float:
    """Sum of the contact potentials along a chain of materials at one temperature [V], from their work functions [eV].

    Notes
    -----
    Volta's law: inner materials cancel, the ends alone count.  Round a loop, where the last is the first again, the sum
    is 0, exactly (it is summed without rounding): no meter, and no ground box, draws anything from it.
    """
    exact = [Fraction(value) for value in work_functions]
    return float(sum((second - first for first, second in pairwise(exact)), Fraction(0)))
