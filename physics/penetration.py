"""Penetration of the field into metal, in dimensionless form.

Every exact solution of this package depends on frequency only through a skin parameter
x = a √(ω µ₀/ρ), and splits its series impedance per metre into

    Z'(f) = R'(0) + jω (µ₀/2π) [Λ∞ + S(x)],

where Λ∞ is the external (perfect-conductor) inductance and S(x) the flux inside the metal.  S is
finite at DC, falls as 1/x, and carries the whole excess of R'(f): R' = R'(0) − ω (µ₀/2π) Im S.
Nothing is ever divided by ω, so f = 0 needs no special case, and nothing large cancels, so R'
keeps its relative accuracy however thin the skin.

References
----------
.. [1] NIST Digital Library of Mathematical Functions, §10.29(i), §10.33 and §10.41(ii), https://dlmf.nist.gov/10.
.. [2] W. Gautschi, SIAM Review 9, 24-82, 1967: computational aspects of three-term recurrence relations.
.. [3] S. Ramo, J. R. Whinnery, T. Van Duzer, *Fields and Waves in Communication Electronics*, Wiley: internal
   impedance of round wires.
.. [4] J.-P. Berrut, L. N. Trefethen, SIAM Review 46, 501-517, 2004: barycentric Lagrange interpolation.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ive

from physics.checks import Complex, Real, require_not_negative, require_positive
from physics.materials import MU_0

__all__ = [
    "SQRT_J",
    "PenetrationCurve",
    "bessel_quotients",
    "interpolate_penetration",
    "lone_wire_penetration",
    "penetration_curve",
    "radial_profile",
    "skin_parameter",
]

SQRT_J = np.exp(0.25j * np.pi)

# Orders above the highest one wanted at which the downward recurrence starts. Where it starts
# from the Debye term, x is below half the order and a step divides the error by at least 16.
_EXTRA_ORDERS = 16

# The interpolation variable is u = x/(x + _X_MIDDLE). The middle lies among the first few
# singularities of S, which are at |x| of 3 to 10 on the rays arg x = ±45°.  With it, 80 nodes
# give every S of this package to a few parts in 10¹² for all x from 0 to infinity.
_X_MIDDLE = 6.0
_NODE_COUNT = 80


def skin_parameter(frequency: ArrayLike, length: ArrayLike, resistivity: ArrayLike) -> Real:
    """Ratio of a metal length to the skin depth, times √2.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    length : array_like
        Wire radius or wall thickness, above 0 [m].
    resistivity : array_like
        Resistivity of the metal, above 0 [Ω·m].

    Returns
    -------
    ndarray
        Skin parameter x, of the broadcast shape [–].

    Raises
    ------
    QuantityError
        If a value is outside its range.

    Notes
    -----
    x = a √(ω µ₀/ρ) = √2 a/δ, with δ = √(2ρ/(ω µ₀)) the skin depth; the metal is non-magnetic.  For the radius of a
    wire this is the abscissa of `skin.skin_abscissa`, which takes the wire's resistance instead.
    """
    require_not_negative(frequency=frequency)
    require_positive(length=length, resistivity=resistivity)
    omega = 2 * np.pi * np.asarray(frequency, float)
    return np.asarray(length * np.sqrt(omega * MU_0 / np.asarray(resistivity, float)))


def bessel_quotients(x: Real, orders: int) -> Complex:
    """Quotients of successive modified Bessel functions on the 45° ray.

    Parameters
    ----------
    x : ndarray, shape (F,)
        Skin parameters [–].
    orders : int
        Highest order wanted, at least 1 [–].

    Returns
    -------
    ndarray, shape (orders, F)
        d_n for n = 1 … orders [–].

    Notes
    -----
    d_n = z I_{n−1}(z)/I_n(z) with z = x √j.  The recurrence of I_n [1]_ gives

        d_n = 2n + z²/d_{n+1},

    which is stable downwards because I_n is the minimal solution as n grows [2]_, and is exact at
    z = 0, where d_n = 2n.  Where x is large it starts at the highest order wanted, from scaled Bessel
    functions; elsewhere, where those would underflow, some orders above that, from the leading Debye
    term d_N ≈ N + √(N² + z²), whose error dies out on the way down.
    """
    start = orders + _EXTRA_ORDERS
    z_squared = 1j * x**2
    large = x > start / 2
    squared = z_squared[~large]
    quotient = start + np.sqrt(start**2 + squared)
    for n in range(start - 1, orders - 1, -1):
        quotient = 2 * n + squared / quotient
    z = SQRT_J * x[large]
    quotients = np.empty((orders, x.size), dtype=np.complex128)
    quotients[-1, ~large] = quotient
    quotients[-1, large] = z * ive(orders - 1, z) / ive(orders, z)
    for n in range(orders - 1, 0, -1):
        quotients[n - 1] = 2 * n + z_squared / quotients[n]
    return quotients


def lone_wire_penetration(x: Real) -> Complex:
    """Flux inside a round wire with no other conductor near it.

    Parameters
    ----------
    x : ndarray, shape (F,)
        Skin parameters [–].

    Returns
    -------
    ndarray of complex, shape (F,)
        S = 1/d_2 [–].

    Notes
    -----
    The internal impedance (ρ k/2πa) I_0(ka)/I_1(ka) [3]_, with k² = jωµ₀/ρ, is R'(0) d_1/2, and
    d_1 = 2 + z²/d_2 turns it into R'(0) + jω (µ₀/2π)/d_2.  At DC S is 1/4: the familiar µ₀/8π.
    """
    return np.asarray(1 / bessel_quotients(x, 2)[1])


def radial_profile(radius_ratio: Real, x: float) -> Complex:
    """Zero-order Bessel profile inside a wire, relative to its surface.

    Parameters
    ----------
    radius_ratio : ndarray
        Distance from the axis over the wire radius, 0 to 1 [–].
    x : float
        Skin parameter of the wire [–].

    Returns
    -------
    ndarray of complex
        I_0(kr)/I_0(ka), of the shape of `radius_ratio` [–].

    Notes
    -----
    Scaled Bessel functions carry the decay as one exponential, so a thin skin cannot overflow.
    """
    z = SQRT_J * x
    decay = np.exp(z.real * (radius_ratio - 1))
    return np.asarray(ive(0, z * radius_ratio) / ive(0, z) * decay)


@dataclass(frozen=True)
class PenetrationCurve:
    """Samples of a penetration S(x), from which it is interpolated at any x ≥ 0.

    Attributes
    ----------
    nodes : ndarray, shape (K,)
        Nodes in u [–].
    weights : ndarray, shape (K,)
        Barycentric weights of the nodes [–].
    weighted_values : ndarray, shape (K, 2)
        Weights times real and imaginary part of the interpolated function [–].
    """

    nodes: Real
    weights: Real
    weighted_values: Real


def penetration_curve(penetration: Callable[[Real], Complex], count: int = _NODE_COUNT) -> PenetrationCurve:
    """Sample a penetration S(x) for interpolation over all x from 0 to infinity.

    Parameters
    ----------
    penetration : callable
        Gives S at an array of skin parameters, shape (K,) to shape (K,).
    count : int
        How many samples, K [–].

    Returns
    -------
    PenetrationCurve
        The samples.

    Notes
    -----
    As a function of z², S is finite at 0 and singular only on the negative real axis, where the
    eddy currents have their natural decay rates; for large z it falls as 1/z.  So (1 + z) S, taken
    in u = x/(x + x₀), is smooth on the closed interval 0 ≤ u ≤ 1, and one Chebyshev interpolant
    covers every frequency.  The nodes are the Chebyshev–Radau points u_k = sin²(θ_k/2),
    θ_k = 2πk/(2K − 1): they hold u = 0, so DC is exact, and leave out u = 1, which is x = ∞.
    Their barycentric weights [4]_, from the derivative of cos Kθ − cos (K−1)θ, are
    (−1)^k cos(θ_k/2), and half of that for k = 0.
    """
    k = np.arange(count)
    half_angle = np.pi * k / (2 * count - 1)
    x = _X_MIDDLE * np.tan(half_angle) ** 2
    weights = np.asarray((-1.0) ** k * np.cos(half_angle), dtype=np.float64)
    weights[0] = 0.5
    values = (1 + SQRT_J * x) * penetration(x)
    parts = np.stack([values.real, values.imag], axis=1)
    nodes = np.asarray(np.sin(half_angle) ** 2, dtype=np.float64)
    return PenetrationCurve(nodes, weights, weights[:, None] * parts)


def interpolate_penetration(curve: PenetrationCurve, x: Real) -> Complex:
    """Value of a sampled penetration S(x).

    Parameters
    ----------
    curve : PenetrationCurve
        Samples of S.
    x : ndarray
        Skin parameters, 0 or above [–].

    Returns
    -------
    ndarray of complex
        S(x), of the shape of `x` [–].

    Notes
    -----
    The second (true) barycentric form [4]_; see `penetration_curve`.
    """
    flat = x.ravel()
    difference = (flat / (flat + _X_MIDDLE))[:, None] - curve.nodes
    # On a node one term outweighs all others, and the quotient is that node's value exactly.
    difference[difference == 0] = 1e-300
    # In place: a second matrix of this size would take longer to lay out than all of the arithmetic.
    inverse = np.reciprocal(difference, out=difference)
    parts = (inverse @ curve.weighted_values) / (inverse @ curve.weights)[:, None]
    return np.asarray(((parts[:, 0] + 1j * parts[:, 1]) / (1 + SQRT_J * flat)).reshape(x.shape))
