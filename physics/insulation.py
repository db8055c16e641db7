"""Exact capacitance of round wires that each wear a coat of insulation, in air.

Each wire has a radius a and a coat of the relative permittivity ε up to the radius b = a + w.  About each wire, in
units of 1/2πε₀ per charge and length, the potential outside the coat is, as in `physics.proximity` with b for a,

    φ = φ_0 − q ln(r/b) + Σ_n [p_n (r/b)^n + b_n (b/r)^n] cos nθ.

In the coat the harmonics go as (r/a)^n − (a/r)^n, which vanishes at the metal.  Continuity of φ and of ε ∂φ/∂r at r = b
gives the reflection [1]_

    b_n = −g_n p_n,   g_n = (κ_n − 1)/(κ_n + 1),   κ_n = ε (1 + u_n)/(1 − u_n),   u_n = (a/b)^{2n}:

(a/b)^{2n} for ε = 1, where there is no coat, and 1 for a thin coat or a large ε, a metal wire of radius b.  The
translation T of multipoles from wire to wire and that of logarithms, H, are those of `physics.proximity`, as is the
system (1 + T G) P = H.  The mean potential of the metal, over the charge, is then

    Λ = Λ_log − Hᵀ G P + ln(b/a)/ε.

A lossy insulation has ε (1 − j tan δ) for ε: the field in the air loses nothing.

References
----------
.. [1] J. C. Clements, C. R. Paul, A. T. Adams, IEEE Trans. Electromagn. Compat. 17, 238-248, 1975: the capacitance
   matrix of dielectric-coated cylindrical conductors, by harmonics.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from physics.checks import Complex, QuantityError, Real, require_not_negative, require_permittivity, require_positive
from physics.materials import EPSILON_0
from physics.proximity import harmonic_count, like_spacing, ring_system, wires_system

__all__ = ["insulated_capacitance", "insulated_pair_capacitance"]

_MOST_HARMONICS = 500
"""Binomials of more would leave the float64 range."""
_LEFT_OUT = 33.0
"""Where coats of wide wires touch, the images of one in the other, each weaker by g = (ε − 1)/(ε + 1), leave harmonics
that fall as exp(−2√(n|ln g|)) and add their squares to Λ: n = 33/|ln g| of them leave 1e-10."""


def insulated_capacitance(
    wires: int,
    radius: float,
    wall: float,
    spacing: float,
    *,
    permittivity: float,
    loss_tangent: float,
    thin: bool = False,
) -> tuple[float, float]:
    """Capacitance per metre of a pair or a star quad of insulated wires in air, and the loss that it has.

    Parameters
    ----------
    wires : {2, 4}
        A pair, or a star quad whose wires are joined along the diagonals [–].
    radius : float
        Radius a of each wire, above 0 [m].
    wall : float
        Thickness w of the coat of each wire, above 0 [m].
    spacing : float
        Distance of the wires' axes, of a quad the side of the square: at least 2(a + w), where coats touch, and at
        least 1.001 diameters of the metal [m].
    permittivity : float
        Relative permittivity ε' of the coats, 1 or above [–].
    loss_tangent : float
        tan δ of the coats, 0 or above [–].
    thin : bool
        Whether wires and coats are taken to be thin against their spacing: logarithms only.

    Returns
    -------
    capacitance : float
        C' [F/m].
    loss_tangent : float
        tan δ of the whole, coats and air: G'/ωC' [–].

    Raises
    ------
    QuantityError
        If a value is outside its range, or coats overlap.

    Notes
    -----
    C' (1 − j tan δ) = (K/2)·πε₀/Λ with K wires.  A pair far apart: 1/C' = [ln(b/a)/ε + acosh(d/2b)]/πε₀.
    """
    require_positive(radius=radius, wall=wall, spacing=spacing)
    require_permittivity(permittivity)
    require_not_negative(loss_tangent=loss_tangent)
    outer = radius + wall
    if spacing < 2 * outer * (1 - 1e-9):
        allowed = f"coats of radius {outer:g} m must not overlap: at least {2 * outer:g} m"
        raise QuantityError("coat_spacing", spacing, allowed, 2 * outer)
    matter = complex(permittivity, -permittivity * loss_tangent)
    admittance = np.pi * EPSILON_0 * wires / 2 / _potential(wires, radius / outer, spacing / outer, matter, thin)
    return float(admittance.real), float(-admittance.imag / admittance.real)


def insulated_pair_capacitance(
    radii: tuple[float, float],
    wall: float,
    spacing: float,
    *,
    permittivity: float,
    loss_tangent: float,
    thin: bool = False,
) -> tuple[float, float]:
    """The same of a pair of wires of unlike size, in coats of one thickness.

    Parameters
    ----------
    radii : tuple of float
        Radius a of each wire, above 0 [m].
    wall : float
        Thickness w of each coat, above 0 [m].
    spacing : float
        Distance d of the wires' axes, where coats at most touch [m].
    permittivity : float
        Relative permittivity ε' of the coats, 1 or above [–].
    loss_tangent : float
        tan δ of the coats, 0 or above [–].
    thin : bool
        Whether wires and coats are taken to be thin against their spacing: logarithms only.

    Returns
    -------
    capacitance : float
        C' [F/m].
    loss_tangent : float
        tan δ of the whole, coats and air: G'/ωC' [–].

    Raises
    ------
    QuantityError
        If a value is outside its range, or coats overlap.

    Notes
    -----
    C' (1 − j tan δ) = 2πε₀/Λ, Λ of one positive and one negative charge.
    """
    first, second = radii
    require_positive(first=first, second=second, wall=wall, spacing=spacing)
    require_permittivity(permittivity)
    require_not_negative(loss_tangent=loss_tangent)
    least = first + second + 2 * wall
    if spacing < least * (1 - 1e-9):
        raise QuantityError("coat_spacing", spacing, f"coats must not overlap: at least {least:g} m", least)
    matter = complex(permittivity, -permittivity * loss_tangent)
    sizes = np.array(radii) / first, (np.array(radii) + wall) / first
    admittance = 2 * np.pi * EPSILON_0 / _pair_potential(*map(tuple, sizes), max(spacing, least) / first, matter, thin)
    return float(admittance.real), float(-admittance.imag / admittance.real)


@lru_cache(maxsize=256)
def _pair_potential(
    metal: tuple[float, ...], coat: tuple[float, ...], spacing: float, permittivity: complex, thin: bool
) -> complex:
    """Λ of a positive and a negative charge."""
    inner, outer, loop = np.array(metal), np.array(coat), np.array([1.0, -1.0])
    order = 1 if thin else _order(like_spacing(spacing, inner, inner[::-1]), permittivity)
    system = wires_system(np.array([0, spacing], dtype=np.complex128), outer, order)
    potential = complex(loop @ system.logarithms @ loop)
    if not thin:
        u = ((inner / outer)[:, None] ** (2.0 * np.arange(1, order + 1))).ravel()
        source = system.source @ loop
        potential -= _scattered(system.coupling, _reflection(u, permittivity), source)
    return complex(potential - np.sum(np.log(inner / outer)) / permittivity)


@lru_cache(maxsize=256)
def _potential(wires: int, metal: float, spacing: float, permittivity: complex, thin: bool) -> complex:
    """Λ, lengths in radii of the coat."""
    order = 1 if thin else _order(spacing / metal, permittivity)
    system = ring_system(wires, max(spacing, 2.0), order)
    potential = complex(system.logarithms[0, 0])
    if not thin:
        reflection = _reflection(metal ** (2.0 * system.harmonics), permittivity)
        potential -= _scattered(system.coupling, reflection, system.source[:, 0])
    return complex(potential - np.log(metal) / permittivity)


def _order(spacing_ratio: float, permittivity: complex) -> int:
    """Number of harmonics for metal at a distance, and for coats that touch."""
    contrast = abs((permittivity - 1) / (permittivity + 1))
    images = int(np.ceil(_LEFT_OUT / -np.log(contrast))) if contrast else 0
    return min(_MOST_HARMONICS, harmonic_count(spacing_ratio) + images)


def _reflection(u: NDArray[np.floating[Any]], permittivity: complex) -> Complex:
    """g_n of coats with u_n = (a/b)^{2n}."""
    kappa = permittivity * (1 + u) / (1 - u)
    return np.asarray((kappa - 1) / (kappa + 1))


def _scattered(coupling: Real, reflection: Complex, source: Real) -> complex:
    """Hᵀ G P."""
    incident = np.linalg.solve(np.eye(source.size) + coupling * reflection, source)
    return complex(source @ (reflection * incident))
