"""Exact series impedance of a coaxial line: round centre wire, shield of finite thickness.

The centre is a solid round wire of radius a; the shield fills the radii b to c = b + t and
carries the whole return current, so there is no field outside it. Both metals are non-magnetic
and may differ in resistivity. "Loop" means centre and shield in series.
"""

from functools import lru_cache, partial

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ive, kve

from physics.checks import Complex, QuantityError, Real, require_not_negative, require_positive
from physics.materials import MU_0
from physics.penetration import (
    SQRT_J,
    PenetrationCurve,
    bessel_quotients,
    interpolate_penetration,
    lone_wire_penetration,
    penetration_curve,
    radial_profile,
    skin_parameter,
)

# Wall skin parameter below which the power series replaces the Bessel form. The series is exact
# at DC, where the Bessel form is a difference of nearly equal products.
_SERIES_LIMIT = 2.0

# Wall thickness over outer radius. Below, Bessel arguments pass what the library accepts; above,
# the series needs hundreds of terms. Both ends lie far outside any cable.
_THINNEST, _THICKEST = 1e-4, 0.9


def coaxial_impedance(
    frequency: ArrayLike,
    centre_radius: float,
    shield_inner_radius: float,
    shield_thickness: float,
    centre_resistivity: ArrayLike,
    shield_resistivity: ArrayLike,
) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of a coaxial line.

    Parameters
    ----------
    frequency
        Frequencies, shape (F,) [Hz].
    centre_radius
        Radius a of the centre wire [m].
    shield_inner_radius
        Inner radius b of the shield, greater than a [m].
    shield_thickness
        Wall thickness t of the shield, 1e-4 to 0.9 of its outer radius [m].
    centre_resistivity
        Resistivity of the centre wire, broadcast [Ω·m].
    shield_resistivity
        Resistivity of the shield, broadcast [Ω·m].

    Returns
    -------
    loop_resistance : ndarray
        R'(f), centre plus shield, broadcast shape [Ω/m].
    loop_inductance : ndarray
        L'(f), broadcast shape [H/m].

    Raises
    ------
    ValueError
        If a frequency is negative, a dimension or resistivity not positive, the centre does not
        fit in the shield, or the wall is out of its range.

    Notes
    -----
    Z' = Z_centre + Z_shield + jω (µ0/2π) ln(b/a), with

        Z_centre = (ρ k/2πa) I_0(ka)/I_1(ka),
        Z_shield = (ρ k/2πb) [I_0(kb) K_1(kc) + K_0(kb) I_1(kc)]
                             / [I_1(kc) K_1(kb) − I_1(kb) K_1(kc)],

    each with k² = jωµ0/ρ of its own metal. The penetration of each metal is interpolated over
    its skin parameter (:func:`physics.skin.penetration_curve`).

    References
    ----------
    .. [1] S. A. Schelkunoff, "The electromagnetic theory of coaxial transmission lines and
       cylindrical shields", Bell Syst. Tech. J. 13, 532–579 (1934).
    """
    a, b, t = centre_radius, shield_inner_radius, shield_thickness
    wall_ratio = _wall_ratio(a, b, t)
    require_not_negative(frequency=frequency)
    omega = 2 * np.pi * np.asarray(frequency, float)
    centre_x = skin_parameter(frequency, a, centre_resistivity)
    shield_x = skin_parameter(frequency, t, shield_resistivity)
    inductance = (
        np.log(b / a)
        + interpolate_penetration(_lone_wire_curve(), centre_x)
        + interpolate_penetration(_shield_curve(wall_ratio), shield_x)
    )
    dc_resistance = np.asarray(centre_resistivity, dtype=np.float64) / (np.pi * a**2) + np.asarray(
        shield_resistivity, dtype=np.float64
    ) / (np.pi * t * (2 * b + t))
    loop_resistance = dc_resistance - omega * MU_0 / (2 * np.pi) * inductance.imag
    return loop_resistance, MU_0 / (2 * np.pi) * inductance.real


def coaxial_current_density(
    distance: ArrayLike,
    frequency: float,
    centre_radius: float,
    shield_inner_radius: float,
    shield_thickness: float,
    centre_resistivity: float,
    shield_resistivity: float,
) -> Complex:
    """Current density over the radius of a coaxial line, per ampere of loop current.

    Parameters
    ----------
    distance
        Distances from the axis, any shape [m].
    frequency
        Frequency [Hz].
    centre_radius
        Radius a of the centre wire [m].
    shield_inner_radius
        Inner radius b of the shield, greater than a [m].
    shield_thickness
        Wall thickness t of the shield, 1e-4 to 0.9 of its outer radius [m].
    centre_resistivity
        Resistivity of the centre wire [Ω·m].
    shield_resistivity
        Resistivity of the shield [Ω·m].

    Returns
    -------
    ndarray
        J, shape of ``distance``, 0 outside the metal; integrates to +1 over the centre and to
        −1 over the shield [1/m²].

    Raises
    ------
    ValueError
        As :func:`coaxial_impedance`.

    Notes
    -----
    Centre: J = k I_0(kr)/(2πa I_1(ka)). Shield: J is proportional to
    I_0(kr) K_1(kc) + K_0(kr) I_1(kc), the solution without magnetic field at the outer radius c.

    References
    ----------
    .. [1] S. A. Schelkunoff, Bell Syst. Tech. J. 13, 532–579 (1934).
    """
    a, b, t = centre_radius, shield_inner_radius, shield_thickness
    wall_ratio = _wall_ratio(a, b, t)
    r = np.asarray(distance, dtype=np.float64)
    density = np.zeros(r.shape, dtype=np.complex128)
    centre = r <= a
    x = skin_parameter(frequency, a, centre_resistivity)
    surface = bessel_quotients(x.reshape(1), 1)[0, 0] / (2 * np.pi * a**2)
    density[centre] = surface * radial_profile(r[centre] / a, float(x))
    shield = (r >= b) & (r <= b + t)
    x = skin_parameter(frequency, t, shield_resistivity)
    depth = (b + t - r[shield]) / t
    density[shield] = -_wall_profile(depth, x, wall_ratio) / (np.pi * t * (2 * b + t))
    return density


def shield_penetration(x: Real, wall_ratio: float) -> Complex:
    """Flux inside a hollow cylinder whose current returns inside it.

    Parameters
    ----------
    x
        Skin parameters of the wall, t √(ω µ0/ρ), shape (F,) [1].
    wall_ratio
        Wall thickness over outer radius, t/c [1].

    Returns
    -------
    ndarray
        S, shape (F,) [1].

    Notes
    -----
    S = (Z_shield − R'(0))/(jω µ0/2π). With B of :func:`_wall_series` it is, for thick skins,
    S = 2 ε [B(1) − B̄]/[(2 − ε)(1 + κ² B̄)], κ = x √j, ε = t/c, where B̄ is the mean over the wall:
    no difference of large terms is left, and DC is exact. For thin skins it is Schelkunoff's
    formula.

    References
    ----------
    .. [1] S. A. Schelkunoff, Bell Syst. Tech. J. 13, 532–579 (1934).
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


def _wall_ratio(centre_radius: float, shield_inner_radius: float, shield_thickness: float) -> float:
    a, b, t = centre_radius, shield_inner_radius, shield_thickness
    require_positive(centre_radius=a, shield_inner_radius=b, shield_thickness=t)
    if b <= a:
        allowed = f"it must be above the centre's radius, {a:g} m"
        raise QuantityError("shield_inner_radius", b, allowed, a)
    for limit, beyond in ((_THINNEST, t / (b + t) < _THINNEST), (_THICKEST, t / (b + t) > _THICKEST)):
        if beyond:
            bound = b * limit / (1 - limit)
            allowed = f"it must be {_THINNEST} to {_THICKEST} of the outer radius; the bound is {bound:g} m"
            raise QuantityError("shield_thickness", t, allowed, bound)
    return t / (b + t)
