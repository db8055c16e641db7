"""Wire sizes: gauge, metal area, strands, and the solid wire that stands for them."""

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import QuantityError, Real, require_positive


def awg_to_diameter(gauge: ArrayLike) -> Real:
    """Diameter of a solid wire of an American Wire Gauge number.

    Parameters
    ----------
    gauge
        Gauge numbers, any shape; 0, −1, −2, −3 mean 1/0, 2/0, 3/0, 4/0 [1].

    Returns
    -------
    ndarray
        Diameter, same shape [m].

    Raises
    ------
    ValueError
        If a gauge is outside −3 … 56.

    Notes
    -----
    d = 0.127 mm · 92^((36 − n)/39): a geometric series through 0.005 inch at gauge 36 and
    0.46 inch at gauge 4/0.

    References
    ----------
    .. [1] ASTM B258, "Standard Specification for Standard Nominal Diameters and Cross-Sectional
       Areas of AWG Sizes of Solid Round Wires Used as Electrical Conductors".
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
    diameter
        Metal diameters, any shape [m].

    Returns
    -------
    ndarray
        Gauge number, same shape; 0, −1, −2, −3 mean 1/0, 2/0, 3/0, 4/0 [1].

    Raises
    ------
    ValueError
        If a diameter is not positive.

    Notes
    -----
    Inverse of :func:`awg_to_diameter`: n = 36 − 39 ln(d/0.127 mm)/ln 92.
    """
    require_positive(diameter=diameter)
    return np.asarray(36 - 39 * np.log(np.asarray(diameter, float) / 0.127e-3) / np.log(92))


def area_to_diameter(area: ArrayLike) -> Real:
    """Diameter of the solid round wire of a metal area.

    Parameters
    ----------
    area
        Metal areas, any shape [m²].

    Returns
    -------
    ndarray
        Diameter, same shape [m].

    Raises
    ------
    ValueError
        If an area is not positive.

    Notes
    -----
    d = 2 √(A/π).
    """
    require_positive(area=area)
    return np.asarray(2 * np.sqrt(np.asarray(area, float) / np.pi))


def diameter_to_area(diameter: ArrayLike) -> Real:
    """Metal area of a solid round wire.

    Parameters
    ----------
    diameter
        Metal diameters, any shape [m].

    Returns
    -------
    ndarray
        Area, same shape [m²].

    Raises
    ------
    ValueError
        If a diameter is not positive.

    Notes
    -----
    A = π d²/4.
    """
    require_positive(diameter=diameter)
    return np.asarray(np.pi * np.asarray(diameter, float) ** 2 / 4)


def strands_to_diameter(strand_count: ArrayLike, strand_diameter: ArrayLike) -> Real:
    """Diameter of the solid wire with the metal area of a strand.

    Parameters
    ----------
    strand_count
        Numbers of strands, any shape [1].
    strand_diameter
        Diameter of one strand, broadcast [m].

    Returns
    -------
    ndarray
        Diameter of equal metal area, broadcast shape [m].

    Raises
    ------
    ValueError
        If a count or a diameter is not positive.

    Notes
    -----
    d = √n · d_strand. Bare strands touch, so at DC and wherever the skin is thin the bundle
    conducts nearly as one body, and equal metal area gives the right DC resistance. The limits:
    the lay makes strands longer than the cable (commonly 1 % to 3 % more resistance); the gaps
    make the bundle wider than the solid wire (about √(1/0.75) for a metal share of 0.75), so the
    solid wire overstates the inductance and, at high frequency, understates the perimeter; and
    strands that are insulated from each other (litz) are not described at all.
    """
    require_positive(strand_count=strand_count, strand_diameter=strand_diameter)
    return np.asarray(np.sqrt(np.asarray(strand_count, float)) * strand_diameter)
