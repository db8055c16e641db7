"""Contact potential of metals: work functions, their differences, and their sum round a loop, which is zero.

It is direct voltage: nothing here enters the phasors of `physics.earth` or may be added to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

__all__ = ["WORK_FUNCTIONS", "WorkFunction", "chain_potential", "contact_potential"]


@dataclass(frozen=True)
class WorkFunction:
    """Range in which the work functions of a material's surfaces lie.

    Attributes
    ----------
    low, high : float
        Lowest and highest value [eV].
    reference : str
        Source of both.
    """

    low: float
    high: float
    reference: str


_MICHAELSON = "H. B. Michaelson, J. Appl. Phys. 48, 4729-4733, 1977"
_RIVIERE = "J. C. Rivière, Proc. Phys. Soc. B 70, 676, 1957 (films)"
_GARTLAND = "P. O. Gartland et al., Phys. Rev. Lett. 28, 738, 1972 (crystal faces)"
_CRC = "CRC Handbook of Chemistry and Physics, section 12, electron work function of the elements"

WORK_FUNCTIONS = {
    "copper": WorkFunction(4.48, 5.10, f"{_GARTLAND}: 4.48 to 4.94; {_CRC}"),
    "silver": WorkFunction(4.26, 4.74, f"{_MICHAELSON}; {_CRC}"),
    "gold": WorkFunction(4.70, 5.47, f"{_RIVIERE}: 4.70; {_MICHAELSON}"),
    "aluminium": WorkFunction(4.06, 4.41, f"{_MICHAELSON}"),
    "iron": WorkFunction(4.17, 4.81, f"{_RIVIERE}: 4.17; {_MICHAELSON}"),
    "nickel": WorkFunction(4.74, 5.35, f"{_RIVIERE}: 4.74; {_MICHAELSON}"),
    "zinc": WorkFunction(3.63, 4.90, f"{_MICHAELSON}; {_CRC}"),
    "tin": WorkFunction(4.38, 4.50, f"{_MICHAELSON}: 4.42; others from 4.38 to 4.50"),
    "carbon": WorkFunction(4.45, 5.00, f"{_MICHAELSON}: 5.0; graphite from 4.45"),
}
"""Ranges over crystal faces and measurements of clean surfaces; air and oxide add tenths of a volt.

Rivière's and Gartland's values agree with the abstracts of their papers.  Michaelson's table and the handbook are
quoted as others quote them; the single crystal faces in them have not been compared with print.
"""


def contact_potential(first: WorkFunction, second: WorkFunction) -> tuple[float, float]:
    """Range of the contact potential between two materials that touch.

    Parameters
    ----------
    first, second : WorkFunction
        The two materials.

    Returns
    -------
    low, high : float
        Lowest and highest potential of the first less that of the second [V].

    Notes
    -----
    V₁ − V₂ = (φ₂ − φ₁)/e in the space just outside: a difference of two constants, in equilibrium, without current and
    without frequency.
    """
    return second.low - first.high, second.high - first.low


def chain_potential(work_functions: Sequence[float]) -> float:
    """Sum of the contact potentials along a chain of materials at one temperature.

    Parameters
    ----------
    work_functions : sequence of float
        Work function of each material in turn [eV].

    Returns
    -------
    float
        The sum [V].

    Notes
    -----
    Volta's law: the inner materials cancel and only the two ends count.  Round a loop, where the last is the first
    again, the sum is exactly 0 (it is taken without rounding): no meter, and no ground box, can draw anything from it.
    """
    exact = [Fraction(value) for value in work_functions]
    return float(sum((second - first for first, second in pairwise(exact)), Fraction(0)))
