"""What a round wire is made of: one metal, or a core of one in a coat of another, as of copper-clad aluminium.

The metals are non-magnetic.  In each of two, E and the harmonics of the vector potential go as I_n(kr) and K_n(kr),
k² = jωµ₀/ρ, and E and its slope are continuous where they meet, at the radius c [1]_.  All that the field outside asks
of a wire is, for each harmonic n, the slope η_n = r φ'/φ at its surface: for one metal it is d_n − n, with the
quotients d_n of `physics.penetration`, so that n + η_n takes the place of d_n wherever that stands.  In the coat, with

    α_n = z I_n'/I_n,   β_n = z K_n'/K_n   at both of its radii,   η_n(c) of the core,
    m = (α_n(c) − η_n(c))/(η_n(c) − β_n(c)),   T_n = I_n(kc)/I_n(ka) · K_n(ka)/K_n(kc),
    η_n(a) = (α_n(a) + β_n(a) m T_n)/(1 + m T_n),

in which nothing overflows: α, β and the steps from T_{n−1} to T_n are quotients.

Everything depends on x = a √(ωµ₀/ρ) of the coat's metal, on the core's radius c/a, and on the core's conductivity over
that of the coat.

References
----------
.. [1] S. A. Schelkunoff, Bell Syst. Tech. J. 13, 532-579, 1934: the electromagnetic theory of coaxial transmission
   lines, with laminated conductors.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.polynomial import Chebyshev
from scipy.special import ive, kve

from physics.checks import Complex, QuantityError, Real, require_positive
from physics.geometry import wire_internal_inductance
from physics.materials import MU_0
from physics.penetration import SQRT_J, bessel_quotients

__all__ = ["Clad", "Solid", "WireMetal", "wire_metal"]

# Skin parameter below which the penetration is summed up as a power series, since the Bessel form is there a small
# difference of large terms.
_SERIES_LIMIT = 0.5
_TERMS = 12  # they fall as (x²/14)^n, the first eddy current to decay being at z² = −14 or beyond
_DEGREE = 48  # of polynomials over ln r in the coat, where all is entire


@dataclass(frozen=True)
class Solid:
    """The metal of a round wire of one; what it tells is that of `Clad`.

    Attributes
    ----------
    resistivity : float
        Of the metal, above 0 [Ω·m].

    Raises
    ------
    QuantityError
        If it is not above 0.
    """

    resistivity: float

    core_radius = 0.0
    contrast = 1.0
    conductance = 1.0
    internal_inductance = wire_internal_inductance()

    def __post_init__(self) -> None:
        require_positive(resistivity=self.resistivity)

    @property
    def coat_resistivity(self) -> float:
        """Of the metal at the surface [Ω·m]."""
        return self.resistivity

    def inside(self, x: Real, orders: int) -> tuple[Complex, Complex]:
        """The same as of `Clad`.

        Parameters
        ----------
        x : ndarray, shape (F,)
            Skin parameters a √(ωµ₀/ρ) [–].
        orders : int
            Highest harmonic wanted, at least 1 [–].

        Returns
        -------
        quotients : ndarray of complex, shape (orders, F)
            d_n for n = 1 … orders [–].
        penetration : ndarray of complex, shape (F,)
            S = 1/d_2 [–].
        """
        quotients = bessel_quotients(x, max(orders, 2))
        return quotients[:orders], np.asarray(1 / quotients[1])

    def profiles(self, radius_ratio: Real, x: float, orders: int) -> Complex:
        """The same as of `Clad`.

        Parameters
        ----------
        radius_ratio : ndarray, shape (P,)
            Distances from the axis over the radius, 0 to 1 [–].
        x : float
            Skin parameter [–].
        orders : int
            Highest harmonic wanted, 0 or above [–].

        Returns
        -------
        ndarray of complex, shape (orders + 1, P)
            I_n(kr)/I_n(ka) [–].
        """
        if x == 0:
            return _powers(radius_ratio, orders)
        return _grown(x * radius_ratio, np.array([float(x)]), orders)


@dataclass(frozen=True)
class Clad:
    """The metals of a round wire with a core and a coat.

    Attributes
    ----------
    core_resistivity : float
        Of the core, above 0 [Ω·m].
    coat_resistivity : float
        Of the coat, above 0 [Ω·m].
    coat_share : float
        Share of the cross-section that is coat, between 0 and 1 [–].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """

    core_resistivity: float
    coat_resistivity: float
    coat_share: float

    def __post_init__(self) -> None:
        require_positive(core_resistivity=self.core_resistivity, coat_resistivity=self.coat_resistivity)
        if not 0 < self.coat_share < 1:
            raise QuantityError("coat_share", self.coat_share, "it must be between 0 and 1: else there is one metal")

    @property
    def core_radius(self) -> float:
        """Radius of the core over that of the wire, c/a [–]."""
        return math.sqrt(1 - self.coat_share)

    @property
    def contrast(self) -> float:
        """Conductivity of the core over that of the coat [–]."""
        return self.coat_resistivity / self.core_resistivity

    @property
    def conductance(self) -> float:
        """That of the wire at DC over that of a wire of the coat's metal [–]."""
        return self.coat_share + (1 - self.coat_share) * self.contrast

    @property
    def resistivity(self) -> float:
        """Of the whole cross-section at DC, where the metals lie side by side [Ω·m]."""
        return self.coat_resistivity / self.conductance

    @property
    def internal_inductance(self) -> float:
        """DC inductance of the flux inside the wire, whatever its radius [H/m]."""
        return float(MU_0 / (2 * math.pi) * _series(self.core_radius, self.contrast)[0])

    def inside(self, x: Real, orders: int) -> tuple[Complex, Complex]:
        """What the field outside asks of the wire.

        Parameters
        ----------
        x : ndarray, shape (F,)
            Skin parameters a √(ωµ₀/ρ) of the metal at the surface [–].
        orders : int
            Highest harmonic wanted, at least 1 [–].

        Returns
        -------
        quotients : ndarray of complex, shape (orders, F)
            n + η_n for n = 1 … orders; 2n at DC [–].
        penetration : ndarray of complex, shape (F,)
            Flux inside the wire when no other conductor is near it, S = 1/η_0 less its part that is a resistance at
            DC: see `penetration.lone_wire_penetration` [–].
        """
        n = np.arange(1, orders + 1)[:, None]
        quotients = np.repeat(2.0 * n, x.size, axis=1).astype(np.complex128)
        penetration = np.polynomial.polynomial.polyval(
            1j * np.minimum(x, _SERIES_LIMIT) ** 2, _series(self.core_radius, self.contrast)
        )
        flows = x > 0
        slopes = self._slopes(x[flows], orders)
        quotients[:, flows] = n + slopes[1:]
        high = x > _SERIES_LIMIT
        penetration[high] = 1 / slopes[0, high[flows]] - 2 / (1j * x[high] ** 2 * self.conductance)
        return quotients, np.asarray(penetration)

    def profiles(self, radius_ratio: Real, x: float, orders: int) -> Complex:
        """Field inside the wire, relative to its surface; times the conductivity there it is the current density.

        Parameters
        ----------
        radius_ratio : ndarray, shape (P,)
            Distances from the axis over the radius, 0 to 1 [–].
        x : float
            Skin parameter of the coat's metal [–].
        orders : int
            Highest harmonic wanted, 0 or above [–].

        Returns
        -------
        ndarray of complex, shape (orders + 1, P)
            φ_n(r)/φ_n(a) [–].
        """
        if x == 0:
            return _powers(radius_ratio, orders)
        whole, core_radius = np.array([float(x)]), self.core_radius
        in_core = radius_ratio < core_radius
        surface, meeting, m = self._solved(whole, orders)
        place = np.where(in_core, core_radius, radius_ratio) * x
        shape = (1 + m * _passed(meeting, _Bessel(place, orders))) / (1 + m * _passed(meeting, surface))
        profiles = shape * _grown(place, whole, orders)
        core_x = math.sqrt(self.contrast) * x
        profiles[:, in_core] *= _grown(core_x * radius_ratio[in_core], np.array([core_x * core_radius]), orders)
        return np.asarray(profiles)

    def _slopes(self, x: Real, orders: int) -> Complex:
        """η_n at the surface for n = 0 … orders, shape (orders + 1, F), at skin parameters above 0."""
        surface, meeting, m = self._solved(x, orders)
        through = m * _passed(meeting, surface)
        return np.asarray((surface.alpha + surface.beta * through) / (1 + through))

    def _solved(self, x: Real, orders: int) -> "tuple[_Bessel, _Bessel, Complex]":
        """Bessel functions of the coat at the surface and where the metals meet, and m."""
        surface, meeting = _Bessel(x, orders), _Bessel(self.core_radius * x, orders)
        core = _Bessel(math.sqrt(self.contrast) * self.core_radius * x, orders).alpha
        return surface, meeting, (meeting.alpha - core) / (core - meeting.beta)


WireMetal = Solid | Clad


def wire_metal(resistivity: float | WireMetal) -> WireMetal:
    """What a wire is made of, where that may be told by a resistivity alone.

    Parameters
    ----------
    resistivity : float, Solid or Clad
        Resistivity of one metal, above 0, or the metals [Ω·m].

    Returns
    -------
    Solid or Clad
        The metals.

    Raises
    ------
    QuantityError
        If the resistivity is not above 0.
    """
    return resistivity if isinstance(resistivity, Solid | Clad) else Solid(resistivity)


class _Bessel:
    """Quotients of Bessel functions of orders 0 … N on the 45° ray, at skin parameters x above 0, shape (F,).

    Attributes
    ----------
    z : ndarray of complex, shape (F,)
        x √j [–].
    d, kappa : ndarray of complex, shape (N, F)
        z I_{n−1}/I_n and z K_{n−1}/K_n from order 1 on [–].
    alpha, beta : ndarray of complex, shape (N + 1, F)
        z I_n'/I_n and z K_n'/K_n [–].
    """

    def __init__(self, x: Real, orders: int) -> None:
        self.z = z = SQRT_J * x
        count = max(orders, 1)
        n = np.arange(1, count + 1)[:, None]
        self.d = bessel_quotients(x, count)
        self.kappa = np.empty_like(self.d)
        self.kappa[0] = z * kve(0, z) / kve(1, z)
        for order in range(1, count):  # the recurrence of K_n, stable upwards
            self.kappa[order] = z**2 / (self.kappa[order - 1] + 2 * order)
        self.alpha = np.concatenate([z**2 / self.d[:1], self.d - n])[: orders + 1]
        self.beta = np.concatenate([-(z**2) / self.kappa[:1], -self.kappa - n])[: orders + 1]


def _powers(radius_ratio: Real, orders: int) -> Complex:
    """The harmonics at DC, where they have no sources."""
    return np.asarray(radius_ratio ** np.arange(orders + 1)[:, None], dtype=np.complex128)


def _grown(x: Real, end: Real, orders: int) -> Complex:
    """I_n(x √j)/I_n(x √j at the end) for n = 0 … orders."""
    z, last = SQRT_J * x, SQRT_J * end
    first = ive(0, z) / ive(0, last) * np.exp((z - last).real)
    count = max(orders, 1)
    return _stepped(first, x / end * bessel_quotients(end, count) / bessel_quotients(x, count), orders + 1)


def _passed(inner: _Bessel, outer: _Bessel) -> Complex:
    """T_n = I_n(inner)/I_n(outer) · K_n(outer)/K_n(inner)."""
    depth = outer.z - inner.z
    first = ive(0, inner.z) * kve(0, outer.z) / (ive(0, outer.z) * kve(0, inner.z)) * np.exp(-depth - depth.real)
    return _stepped(first, outer.d * inner.kappa / (inner.d * outer.kappa), len(inner.alpha))


def _stepped(first: Complex, steps: Complex, count: int) -> Complex:
    """Quotients of all orders from that of order 0 and the factors from each to the next."""
    return np.asarray(np.concatenate([first[None], first * np.cumprod(steps, axis=0)])[:count])


@lru_cache(maxsize=512)
def _series(core_radius: float, contrast: float) -> Real:
    """Coefficients of S of a wire of two metals as a power series in jx², the first its value at DC."""
    # E = Σ (jx²)^k e_k and r E' = Σ (jx²)^k h_k, with u = ln r²: dh_{k+1}/du = e^u e_k/2 and de_k/du = h_k/2.
    k = np.arange(_TERMS + 2)
    at_core = (contrast * core_radius**2 / 4) ** k / np.cumprod(np.maximum(k, 1), dtype=float) ** 2
    domain = [2 * math.log(core_radius), 0.0]
    weight = Chebyshev.interpolate(lambda u: np.exp(u) / 2, _DEGREE, domain)
    field = Chebyshev([1.0], domain)
    e, h = [1.0], [0.0]
    for order in k[1:]:
        flux = (weight * field).truncate(_DEGREE).integ(lbnd=domain[0]) + 2 * order * at_core[order]
        field = flux.truncate(_DEGREE).integ(lbnd=domain[0]) / 2 + at_core[order]
        e.append(float(field(0.0)))
        h.append(float(flux(0.0)))
    # S = 1/η − 1/κ = (κE − rE')/(κ rE') with κ = jx² h_1, its leading terms cancelled.
    above = np.array([h[1] * e[order] - h[order + 1] for order in k[1:-1]])
    below = h[1] * np.array(h[1:-1])
    series = np.zeros(_TERMS)
    for order in range(_TERMS):
        series[order] = (above[order] - series[:order] @ below[order:0:-1]) / below[0]
    return series
