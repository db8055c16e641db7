"""Skin effect of a lone solid round wire.

Both conductors of a cable are treated here as if the other were far away; what the neighbour adds
(proximity effect) is in `physics.proximity`.

Everything follows from one complex ratio [1]_, the internal impedance of the wire over its DC resistance,

    F(x) = (z/2)·I₀(z)/I₁(z),   z = x·exp(jπ/4),   x = a·√(ωμ₀/ρ) = √(2μ₀f/R_dc),

with a the radius of the wire and R_dc the DC resistance per metre of ONE conductor.  Its values are those of a
printed table [2]_.

References
----------
.. [1] F. E. Terman, *Radio Engineers' Handbook*, McGraw-Hill 1943, section 2: skin effect.
.. [2] *Radio Instruments and Measurements*, NBS Circular 74, 1924: table of R/R₀ against x.
.. [3] M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions*, 1964, 9.6.10 and 9.7.1: the
   series of I₀ and I₁ for small and for large arguments.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from physics.checks import Real, require_not_negative, require_positive
from physics.materials import MU_0
from physics.penetration import lone_wire_penetration

__all__ = ["bessel_ratios", "depth_to_frequency", "skin_abscissa", "skin_depth", "table_ratios"]


def chart_abscissa(frequency: ArrayLike, conductor_resistance: ArrayLike) -> Real:
    """The abscissa √(f/R_dc) of the paper's chart, with R_dc in µΩ/m (its figure 3).

    Parameters
    ----------
    frequency : array_like
        Frequency, 0 or above [Hz].
    conductor_resistance : array_like
        DC resistance per metre of ONE conductor, above 0 [Ω/m].

    Returns
    -------
    ndarray
        Of the broadcast shape [√(Hz·m/µΩ)].

    Raises
    ------
    QuantityError
        If a frequency is negative or a resistance is not above 0.
    """
    require_not_negative(frequency=frequency)
    require_positive(conductor_resistance=conductor_resistance)
    return np.asarray(np.sqrt(np.asarray(frequency, float) / (1e6 * np.asarray(conductor_resistance))))


def skin_abscissa(frequency: ArrayLike, conductor_resistance: ArrayLike) -> Real:
    """Dimensionless abscissa x of the skin effect in a solid round wire.

    Parameters
    ----------
    frequency : array_like
        Frequency, 0 or above [Hz].
    conductor_resistance : array_like
        DC resistance per metre of ONE conductor, not of the loop [Ω/m].

    Returns
    -------
    ndarray
        x = √(2μ₀f/R_dc) = a·√(ωμ₀/ρ), of the broadcast shape [–].

    Raises
    ------
    QuantityError
        If a frequency is negative or a resistance is not above 0.

    Notes
    -----
    R_dc = ρ/(πa²) turns a√(ωμ₀/ρ) into √(2μ₀f/R_dc): the metal and the radius need not be known.
    The paper's abscissa √(f/R_dc), with R_dc in µΩ/m, is x/1.5853.
    """
    require_not_negative(frequency=frequency)
    require_positive(conductor_resistance=conductor_resistance)
    f, r = np.asarray(frequency, float), np.asarray(conductor_resistance, float)
    return np.asarray(np.sqrt(2 * MU_0 * f / r))


def skin_depth(frequency: ArrayLike, resistivity: float) -> Real:
    """Textbook skin depth √(2ρ/(ωμ₀)) of a non-magnetic metal (the paper's section 3).

    Parameters
    ----------
    frequency : array_like
        Frequency, above 0; at 0 the depth is infinite [Hz].
    resistivity : float
        Resistivity of the metal, above 0 [Ω·m].

    Returns
    -------
    ndarray
        Depth, of the shape of `frequency` [m].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(frequency=frequency, resistivity=resistivity)
    omega = 2 * np.pi * np.asarray(frequency, float)
    return np.asarray(np.sqrt(2 * resistivity / (omega * MU_0)))


def depth_to_frequency(depth: ArrayLike, resistivity: float) -> Real:
    """Frequency at which the textbook skin depth of a non-magnetic metal is a given one.

    Parameters
    ----------
    depth : array_like
        Skin depth δ, above 0 [m].
    resistivity : float
        Resistivity ρ of the metal, above 0 [Ω·m].

    Returns
    -------
    ndarray
        ρ/(πµ₀δ²), of the shape of `depth` [Hz].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(depth=depth, resistivity=resistivity)
    return np.asarray(resistivity / (np.pi * MU_0 * np.asarray(depth, float) ** 2))


def bessel_ratios(x: ArrayLike) -> tuple[Real, Real]:
    """Resistance and internal inductance over their DC values, exactly.

    Parameters
    ----------
    x : array_like
        Abscissa of `skin_abscissa`, 0 or above [–].

    Returns
    -------
    resistance_ratio, inductance_ratio : ndarray
        R_ac/R_dc = Re F and L_internal(f)/L_internal(0) = 8·Im F/x² [–].

    Raises
    ------
    QuantityError
        If an abscissa is negative.
    """
    require_not_negative(x=x)
    x = np.asarray(x, float)
    inside = lone_wire_penetration(x.ravel()).reshape(x.shape)
    return 1 - x**2 / 2 * inside.imag, 4 * inside.real


def table_ratios(x: ArrayLike) -> tuple[Real, Real]:
    """The same two ratios by interpolation in a table, continued by series [3]_ below and above it.

    This is what a reader of a handbook's chart does, without the thickness of the chart's line.

    Parameters
    ----------
    x : array_like
        Abscissa of `skin_abscissa`, 0 or above [–].

    Returns
    -------
    resistance_ratio, inductance_ratio : ndarray
        Those of `bessel_ratios` to a relative 1e-4 at any x [–].

    Raises
    ------
    QuantityError
        If an abscissa is negative.
    """
    require_not_negative(x=x)
    x = np.asarray(x, float)
    first, last, spline = _table()
    resistance, inductance = np.moveaxis(spline(np.clip(x, first, last)), -1, 0)
    above = _choose(x > last, _large_series(x), (resistance, inductance))
    return _choose(x < first, _small_series(x), above)


@cache
def _table() -> tuple[float, float, Callable[[Real], Real]]:
    text = files("physics").joinpath("data/skin_effect.csv").read_text(encoding="utf-8")
    rows = np.loadtxt(text.splitlines(), delimiter=",", comments="#")
    x = rows[:, 0]
    return float(x[0]), float(x[-1]), scipy.interpolate.CubicSpline(x, rows[:, 1:])


Ratios = tuple[Real, Real]


def _choose(where: NDArray[np.bool_], one: Ratios, other: Ratios) -> Ratios:
    return np.where(where, one[0], other[0]), np.where(where, one[1], other[1])


def _small_series(x: Real) -> Ratios:
    # F = 1 + z²/8 − z⁴/192 + z⁶/3072 − z⁸/46080 + …, z² = jx²
    fourth = np.minimum(x, 1.0) ** 4
    return 1 + fourth / 192 - fourth**2 / 46080, 1 - fourth / 384


def _large_series(x: Real) -> Ratios:
    # F → z/2 + 1/4 + 3/(16z) + 3/(16z²) + …
    z = np.maximum(x, 1.0) * np.exp(0.25j * np.pi)
    ratio = z / 2 + 0.25 + 3 / (16 * z) + 3 / (16 * z**2)
    return ratio.real, 8 * ratio.imag / np.abs(z) ** 2
