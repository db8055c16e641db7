"""Exact series impedance of a coaxial line: round centre wire, shield of finite thickness.

The centre is a solid round wire of radius a; the shield fills the radii b to c = b + t and
carries the whole return current, so there is no field outside it.  Both metals are non-magnetic
and may differ in resistivity.  "Loop" means centre and shield in series.

References
----------
.. [1] S. A. Schelkunoff, Bell Syst. Tech. J. 13, 532-579, 1934: the electromagnetic theory of coaxial transmission
   lines and cylindrical shields.
"""

from functools import lru_cache, partial

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ive, kve

from physics.checks import Complex, QuantityError, Real, require_not_negative, require_positive
from physics.clad import Clad, Solid, WireMetal
from physics.materials import MU_0
from physics.penetration import (
    SQRT_J,
    PenetrationCurve,
    interpolate_penetration,
    lone_wire_penetration,
    penetration_curve,
    skin_parameter,
)

__all__ = ["coaxial_current_density", "coaxial_impedance", "shield_penetration"]

# Wall skin parameter below which the power series replaces the Bessel form. The series is exact
# at DC, where the Bessel form is a difference of nearly equal products.
_SERIES_LIMIT = 2.0

# Wall thickness over outer radius. Below, Bessel arguments pass what the library accepts; above,
# the series needs hundreds of terms. Both ends lie far outside any cable.
_THINNEST, _THICKEST = 1e-4, 0.9


def coaxial_impedance(
    frequency: ArrayLike,
    radius: float,
    inner_radius: float,
    shield_thickness: float,
    *,
    centre_resistivity: ArrayLike | WireMetal,
    shield_resistivity: ArrayLike,
) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of a coaxial line.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    radius : float
        Radius a of the centre wire, above 0 [m].
    inner_radius : float
        Inner radius b of the shield, above a [m].
    shield_thickness : float
        Thickness t of the shield's wall, 1e-4 to 0.9 of its outer radius [m].
    centre_resistivity : array_like, Solid or Clad
        Resistivity of the centre wire, above 0, or its metals [Ω·m].
    shield_resistivity : array_like
        That of the shield, above 0 [Ω·m].

    Returns
    -------
    loop_resistance : ndarray
        R'(f), centre plus shield, of the broadcast shape [Ω/m].
    loop_inductance : ndarray
        L'(f), of the broadcast shape [H/m].

    Raises
    ------
    QuantityError
        If a value is outside its range or the wire does not fit into the shield.

    Notes
    -----
    Z' = Z_centre + Z_shield + jω (µ₀/2π) ln(b/a), with [1]_

        Z_centre = (ρ k/2πa) I_0(ka)/I_1(ka),
        Z_shield = (ρ k/2πb) [I_0(kb) K_1(kc) + K_0(kb) I_1(kc)]
                             / [I_1(kc) K_1(kb) − I_1(kb) K_1(kc)],

    each with k² = jωµ₀/ρ of its own metal.  The penetration of each metal is interpolated over
    its skin parameter (`penetration.penetration_curve`).
    """
    a, b, t = radius, inner_radius, shield_thickness
    wall_ratio = _wall_ratio(a, b, t)
    require_not_negative(frequency=frequency)
    omega = 2 * np.pi * np.asarray(frequency, float)
    if isinstance(centre_resistivity, Clad):
        centre_x = skin_parameter(frequency, a, centre_resistivity.coat_resistivity)
        centre = centre_resistivity.inside(centre_x, 1)[1]
    else:
        single = centre_resistivity.resistivity if isinstance(centre_resistivity, Solid) else centre_resistivity
        centre = interpolate_penetration(_lone_wire_curve(), skin_parameter(frequency, a, single))
    mean = centre_resistivity.resistivity if isinstance(centre_resistivity, Solid | Clad) else centre_resistivity
    shield_x = skin_parameter(frequency, t, shield_resistivity)
    inductance = np.log(b / a) + centre + interpolate_penetration(_shield_curve(wall_ratio), shield_x)
    dc_resistance = np.asarray(mean, dtype=np.float64) / (np.pi * a**2) + np.asarray(
        shield_resistivity, dtype=np.float64
    ) / (np.pi * t * (2 * b + t))
    loop_resistance = dc_resistance - omega * MU_0 / (2 * np.pi) * inductance.imag
    return loop_resistance, MU_0 / (2 * np.pi) * inductance.real


def coaxial_current_density(
    distance: ArrayLike,
    frequency: float,
    radius: float,
    inner_radius: float,
    shield_thickness: float,
    *,
    centre_resistivity: float | WireMetal,
    shield_resistivity: float,
) -> Complex:
    """Current density over the radius of a coaxial line, per ampere of loop current.

    Parameters
    ----------
    distance : array_like
        Distances from the axis, 0 or above [m].
    frequency : float
        Frequency, 0 or above [Hz].
    radius : float
        Radius a of the centre wire, above 0 [m].
    inner_radius : float
        Inner radius b of the shield, above a [m].
    shield_thickness : float
        Thickness t of the shield's wall, 1e-4 to 0.9 of its outer radius [m].
    centre_resistivity : float, Solid or Clad
        Resistivity of the centre wire, above 0, or its metals [Ω·m].
    shield_resistivity : float
        That of the shield, above 0 [Ω·m].

    Returns
    -------
    ndarray of complex
        J, of the shape of `distance`, 0 outside the metal; it integrates to +1 over the centre and to
        −1 over the shield [1/m²].

    Raises
    ------
    QuantityError
        If a value is outside its range or the wire does not fit into the shield.

    Notes
    -----
    Centre: J = k I_0(kr)/(2πa I_1(ka)), or as in `physics.clad`.  Shield: J is proportional to
    I_0(kr) K_1(kc) + K_0(kr) I_1(kc), the solution without magnetic field at the outer radius c [1]_.
    """
    a, b, t = radius, inner_radius, shield_thickness
    wall_ratio = _wall_ratio(a, b, t)
    r = np.asarray(distance, dtype=np.float64)
    density = np.zeros(r.shape, dtype=np.complex128)
    centre = r <= a
    metal = centre_resistivity if isinstance(centre_resistivity, Solid | Clad) else Solid(centre_resistivity)
    x = skin_parameter(frequency, a, metal.coat_resistivity)
    surface = (1 / metal.conductance + 0.5j * x**2 * metal.inside(x.reshape(1), 1)[1][0]) / (np.pi * a**2)
    profile = metal.profiles(r[centre] / a, float(x), 0)[0]
    density[centre] = surface * profile * np.where(r[centre] < metal.core_radius * a, metal.contrast, 1)
    shield = (r >= b) & (r <= b + t)
    x = skin_parameter(frequency, t, shield_resistivity)
    depth = (b + t - r[shield]) / t
    density[shield] = -_wall_profile(depth, x, wall_ratio) / (np.pi * t * (2 * b + t))
    return density


def shield_penetration(x: Real, wall_ratio: float) -> Complex:
    """Flux inside a hollow cylinder whose current returns inside it.

    Parameters
    ----------
    x : ndarray, shape (F,)
        Skin parameters of the wall, t √(ω µ₀/ρ) [–].
    wall_ratio : float
        Wall thickness over outer radius, t/c [–].

    Returns
    -------
    ndarray of complex, shape (F,)
        S [–].

    Notes
    -----
    S = (Z_shield − R'(0))/(jω µ₀/2π).  With B of `_wall_series` it is, for thick skins,
    S = 2 ε [B(1) − B̄]/[(2 − ε)(1 + κ² B̄)], κ = x √j, ε = t/c, where B̄ is the mean over the wall:
    no difference of large terms is left, and DC is exact.  For thin skins it is Schelkunoff's
    formula [1]_.
    """
    result = np.empty(x.shape, dtype=np.complex128)
    uniform = 2 * wall_ratio / (2 - wall_ratio)
    low = x < _SERIES_LIMIT
    series = _wall_series(x[low], wall_ratio)
    mean = _wall_mean(wall_ratio, len(series)) @ series
    result[low] = uniform * (series.sum(axis=0) - mean) / (1 + 1j * x[low] ** 2 * mean)
    high = x[~low]
    result[~low] = uniform * (_bessel_profile(np.ones(()), high, wall_ratio) - 1) / (1j * high**2)
    return result


def _wall_profile(depth: Real, x: Real, wall_ratio: float) -> Complex:
    """Current density over its mean, at depths (c − r)/t of shape (P,), for one x."""
    if x >= _SERIES_LIMIT:
        return _bessel_profile(depth, x, wall_ratio)
    series = _wall_series(x.reshape(1), wall_ratio)[:, 0]
    kappa_squared = 1j * x**2
    profile = 1 + kappa_squared * np.polynomial.polynomial.polyval(depth, series)
    return np.asarray(profile / (1 + kappa_squared * (_wall_mean(wall_ratio, series.size) @ series)))


def _wall_series(x: Real, wall_ratio: float) -> Complex:
    """Coefficients of B(s), shape (terms, F), where J(s)/J(0) = 1 + κ² B(s) and s = (c − r)/t.

    J'' + J'/r = k² J with J' = 0 at r = c becomes (1 − εs) B'' − ε B' = (1 − εs)(1 + κ² B).
    The series converges as ε^m for the pole at the axis, and as κ^m/m!.
    """
    terms = 30 + int(np.ceil(np.log(1e-17) / np.log(wall_ratio)))
    kappa_squared = 1j * x**2
    b = np.zeros((terms, x.size), dtype=np.complex128)
    b[2] = 1 / 2
    b[3] = wall_ratio / 6
    for m in range(2, terms - 2):
        b[m + 2] = (wall_ratio * (m + 1) ** 2 * b[m + 1] + kappa_squared * (b[m] - wall_ratio * b[m - 1])) / (
            (m + 1) * (m + 2)
        )
    return b


def _wall_mean(wall_ratio: float, terms: int) -> Real:
    """Mean of s^m over the wall's area, shape (terms,)."""
    m = np.arange(terms)
    return np.asarray((1 / (m + 1) - wall_ratio / (m + 2)) / (1 - wall_ratio / 2))


def _bessel_profile(depth: Real, x: Real, wall_ratio: float) -> Complex:
    """Current density over its mean by Schelkunoff's formula, depth and x broadcast.

    Products are scaled by exp(kb − Re kc), so that no factor grows with frequency.
    """
    kappa = SQRT_J * x
    kc = kappa / wall_ratio
    kb = kc - kappa
    kr = kc - kappa * depth
    through = np.exp(-kappa - kappa.real)
    profile = ive(1, kc) * kve(0, kr) * np.exp(kb - kr) + kve(1, kc) * ive(0, kr) * through * (np.exp((kr - kb).real))
    inner_field = ive(1, kc) * kve(1, kb) - ive(1, kb) * kve(1, kc) * through
    return np.asarray(kappa * (2 - wall_ratio) / (2 - 2 * wall_ratio) * profile / inner_field)


@lru_cache(maxsize=1)
def _lone_wire_curve() -> PenetrationCurve:
    return penetration_curve(lone_wire_penetration)


@lru_cache(maxsize=256)
def _shield_curve(wall_ratio: float) -> PenetrationCurve:
    return penetration_curve(partial(shield_penetration, wall_ratio=wall_ratio))


def _wall_ratio(radius: float, inner_radius: float, shield_thickness: float) -> float:
    require_positive(radius=radius, inner_radius=inner_radius, shield_thickness=shield_thickness)
    a, b, t = radius, inner_radius, shield_thickness
    if b <= a:
        raise QuantityError("inner_radius", b, f"it must be above the wire's radius, {a:g} m", a)
    for limit, beyond in ((_THINNEST, t / (b + t) < _THINNEST), (_THICKEST, t / (b + t) > _THICKEST)):
        if beyond:
            bound = b * limit / (1 - limit)
            allowed = f"it must be {_THINNEST} to {_THICKEST} of the outer radius; the bound is {bound:g} m"
            raise QuantityError("shield_thickness", t, allowed, bound)
    return t / (b + t)
