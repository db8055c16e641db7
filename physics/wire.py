"""Wire sizes: gauge, metal area, strands, and the solid wire that stands for them.

References
----------
.. [1] ASTM B258, *Standard Specification for Standard Nominal Diameters and Cross-Sectional Areas of AWG Sizes of
   Solid Round Wires Used as Electrical Conductors*.
.. [2] IEC 60228, *Conductors of insulated cables*: nominal cross-sectional areas.
"""

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import QuantityError, Real, require_positive
from physics.materials import Metal

__all__ = [
    "STANDARD_AREAS",
    "area_to_diameter",
    "awg_to_diameter",
    "conductor_area",
    "conductor_mass",
    "diameter_to_area",
    "diameter_to_awg",
    "next_area",
    "next_gauge",
    "strands_to_diameter",
]

STANDARD_AREAS = (
    0.5e-6, 0.75e-6, 1e-6, 1.5e-6, 2.5e-6, 4e-6, 6e-6, 10e-6, 16e-6, 25e-6, 35e-6, 50e-6, 70e-6, 95e-6, 120e-6,
)  # fmt: skip
"""Nominal areas that metric cables are sold in, as far as they matter here [m²] [2]_."""


def awg_to_diameter(gauge: ArrayLike) -> Real:
    """Diameter of a solid wire of an American Wire Gauge number.

    Parameters
    ----------
    gauge : array_like
        Gauge numbers from −3 to 56; 0, −1, −2, −3 mean 1/0, 2/0, 3/0, 4/0 [–].

    Returns
    -------
    ndarray
        Diameter, of the same shape [m].

    Raises
    ------
    QuantityError
        If a gauge is outside −3 … 56.

    Notes
    -----
    d = 0.127 mm · 92^((36 − n)/39) [1]_: a geometric series through 0.005 inch at gauge 36 and 0.46 inch at gauge 4/0.
    """
    n = np.asarray(gauge, dtype=np.float64)
    refused = n[~((n >= -3) & (n <= 56))]
    if refused.size:
        raise QuantityError("gauge", float(refused[0]), "it must be from -3 (4/0) to 56")
    return np.asarray(0.127e-3 * 92 ** ((36 - n) / 39))


def diameter_to_awg(diameter: ArrayLike) -> Real:
    """American Wire Gauge number of a diameter, not rounded.

    Parameters
    ----------
    diameter : array_like
        Diameters of the metal, above 0 [m].

    Returns
    -------
    ndarray
        Gauge number, of the same shape; 0, −1, −2, −3 mean 1/0, 2/0, 3/0, 4/0 [–].

    Raises
    ------
    QuantityError
        If a diameter is not above 0.

    Notes
    -----
    The inverse of `awg_to_diameter`: n = 36 − 39·ln(d/0.127 mm)/ln 92.
    """
    require_positive(diameter=diameter)
    return np.asarray(36 - 39 * np.log(np.asarray(diameter, float) / 0.127e-3) / np.log(92))


def area_to_diameter(area: ArrayLike) -> Real:
    """Diameter 2·√(A/π) of the solid round wire of a metal area.

    Parameters
    ----------
    area : array_like
        Metal areas A, above 0 [m²].

    Returns
    -------
    ndarray
        Diameter, of the same shape [m].

    Raises
    ------
    QuantityError
        If an area is not above 0.
    """
    require_positive(area=area)
    return np.asarray(2 * np.sqrt(np.asarray(area, float) / np.pi))


def diameter_to_area(diameter: ArrayLike) -> Real:
    """Metal area π·d²/4 of a solid round wire.

    Parameters
    ----------
    diameter : array_like
        Diameters d of the metal, above 0 [m].

    Returns
    -------
    ndarray
        Area, of the same shape [m²].

    Raises
    ------
    QuantityError
        If a diameter is not above 0.
    """
    require_positive(diameter=diameter)
    return np.asarray(np.pi * np.asarray(diameter, float) ** 2 / 4)


def strands_to_diameter(strand_count: ArrayLike, strand_diameter: ArrayLike) -> Real:
    """Diameter √n·d of the solid wire with the metal area of n bare strands.

    Parameters
    ----------
    strand_count : array_like
        Numbers n of strands, above 0 [–].
    strand_diameter : array_like
        Diameter d of one strand, above 0 [m].

    Returns
    -------
    ndarray
        Diameter of equal metal area, of the broadcast shape [m].

    Raises
    ------
    QuantityError
        If a number or a diameter is not above 0.

    Notes
    -----
    Bare strands touch, so that the bundle conducts nearly as one body, and equal metal area gives the right DC
    resistance.  The limits: the lay makes strands longer than the cable (commonly by 1 % to 3 %, and the resistance
    with it); gaps make the bundle wider than the solid wire (about √(1/0.75) times for a metal share of 0.75), so that
    the solid wire has too much inductance and, at high frequency, too small a perimeter; strands that are insulated
    from each other (litz) are not described at all.
    """
    require_positive(strand_count=strand_count, strand_diameter=strand_diameter)
    return np.asarray(np.sqrt(np.asarray(strand_count, float)) * strand_diameter)


def conductor_area(resistance: ArrayLike, resistivity: ArrayLike) -> Real:
    """Metal area ρ/R' of a conductor of a DC resistance.

    Parameters
    ----------
    resistance : array_like
        DC resistance R' of the conductor per metre, above 0 [Ω/m].
    resistivity : array_like
        Resistivity ρ of its metal, above 0 [Ω·m].

    Returns
    -------
    ndarray
        Area, of the broadcast shape [m²].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(resistance=resistance, resistivity=resistivity)
    return np.asarray(np.asarray(resistivity, float) / np.asarray(resistance, float))


def conductor_mass(resistance: ArrayLike, metal: Metal) -> Real:
    """Mass per metre of a conductor of a DC resistance.

    Parameters
    ----------
    resistance : array_like
        DC resistance R' of the conductor per metre at 20 °C, above 0 [Ω/m].
    metal : Metal
        What it is made of.

    Returns
    -------
    ndarray
        Density times area δ·ρ/R', of the same shape [kg/m].

    Raises
    ------
    QuantityError
        If a resistance is not above 0.
    """
    return np.asarray(metal.density * conductor_area(resistance, metal.resistivity_20c))


def next_gauge(diameter: float) -> int | None:
    """The thinnest wire of a whole American Wire Gauge number that is not thinner than a diameter.

    Parameters
    ----------
    diameter : float
        Diameter of the metal, above 0 [m].

    Returns
    -------
    int or None
        The gauge number from −3 (4/0) to 44; None where even 4/0 is thinner [–].

    Raises
    ------
    QuantityError
        If the diameter is not above 0.
    """
    gauge = min(int(np.floor(diameter_to_awg(diameter))), 44)
    return gauge if gauge >= -3 else None


def next_area(diameter: float) -> float | None:
    """The smallest of `STANDARD_AREAS` that is not below the metal area of a diameter.

    Parameters
    ----------
    diameter : float
        Diameter of the metal, above 0 [m].

    Returns
    -------
    float or None
        The area; None where all are below [m²].

    Raises
    ------
    QuantityError
        If the diameter is not above 0.
    """
    wanted = diameter_to_area(diameter)
    return next((area for area in STANDARD_AREAS if area >= wanted), None)
