"""Exact series impedance of parallel round wires: skin and proximity effect together.

The field is quasi-static and two-dimensional, the current flows along the wires, and all wires
are solid and non-magnetic, here of one radius a and resistivity ρ. About each wire, in its polar
coordinates and in units of µ₀/2π per ampere, the vector potential outside the metal is [1]_ [2]_

    A = A_0 − q ln(r/a) + Σ_n [p_n (r/a)^n + b_n (a/r)^n] cos nθ   (and sin nθ),

with q the wire's share of the current. Inside, E and hence the harmonics of A go as I_n(kr),
k² = jωµ₀/ρ. Continuity of A and ∂A/∂r at r = a gives the reflection

    b_n = −g_n p_n,   g_n = I_{n+1}(ka)/I_{n−1}(ka) = 1 − 2n/d_n,   d_n = ka I_{n−1}(ka)/I_n(ka).

A multipole of another wire is, by the binomial series, a sum of p_m here; so is its logarithm.
With every p_n and b_n scaled by √n this translation is a real symmetric matrix T, and the
logarithms are a real matrix H, both functions of the geometry alone:

    (1 + T G) P = H,   G = diag g_n.

The mean of A over the wire's surface is the flux of its voltage drop: Λ = Λ_log − Hᵀ G P, plus
1/d_2 for the flux inside the wire itself. Perfect conductors have G = 1, with Λ∞ and P∞; what is
left of Λ is then, without any cancellation,

    S = P∞ᵀ W P + 1/d_2,   W = 1 − G = diag 2n/d_n.

Pair and star quad are rings: K wires evenly spaced on a circle with alternating current. All
wires then have one and the same set of cosine harmonics about the inward direction, T shrinks to
one wire's block and H to one column. Wires of unlike radius or metal have a, g_n and d_n each of its
own, and of two metals the d_n of `physics.clad`.

References
----------
.. [1] J. R. Carson, Phil. Mag. (6) 41, 607-633, 1921: wave propagation over parallel wires, the proximity effect.
.. [2] G. S. Smith, J. Appl. Phys. 43, 2196-2203, 1972: proximity effect in systems of parallel conductors.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import binom

from physics.checks import (
    Complex,
    QuantityError,
    Real,
    require_not_negative,
    require_permittivity,
    require_positive,
)
from physics.clad import Clad, Solid, WireMetal, wire_metal
from physics.materials import EPSILON_0, MU_0
from physics.penetration import PenetrationCurve, interpolate_penetration, penetration_curve, skin_parameter

__all__ = [
    "PAIR_POLARITY",
    "QUAD_POLARITY",
    "System",
    "current_density",
    "harmonic_count",
    "least_spacing",
    "like_spacing",
    "pair_impedance",
    "pair_positions",
    "quad_capacitance",
    "quad_impedance",
    "quad_positions",
    "ring_system",
    "unlike_pair_impedance",
    "wires_impedance",
    "wires_system",
]

PAIR_POLARITY = (1, -1)
QUAD_POLARITY = (1, -1, 1, -1)

# Relative size of the first harmonic left out, for perfect conductors.
_TOLERANCE = 1e-12

# In diameters. At this distance 312 harmonics are needed; somewhat above 500 their binomials
# would leave the float64 range. Of unlike wires, which each have their own, 140 take as long.
_CLOSEST = 1.001
_CLOSEST_UNLIKE = 1.005

# Matrix elements solved in one batch, so that memory stays at some 100 MB.
_BATCH_ELEMENTS = 2**21

# Samples of S where a coat is a second length beside the radius: 1e-10 for a coat of a tenth of the
# cross-section, 1e-6 for one of a hundredth. Unlike wires of one metal each have two scales as well.
_CLAD_NODES, _UNLIKE_NODES = 240, 160
_ANY = Solid(1.0)
_GO_AND_RETURN = np.array([1.0, -1.0])


def pair_impedance(
    frequency: ArrayLike, radius: float, spacing: float, resistivity: ArrayLike | WireMetal
) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of a pair of equal round wires.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    radius : float
        Radius a of each wire, above 0 [m].
    spacing : float
        Distance d between the wires' axes, at least 1.001 diameters [m].
    resistivity : array_like, Solid or Clad
        Resistivity of the wires, above 0, or their metals [Ω·m].

    Returns
    -------
    loop_resistance : ndarray
        R'(f), both wires in series, of the broadcast shape [Ω/m].
    loop_inductance : ndarray
        L'(f), of the broadcast shape [H/m].

    Raises
    ------
    QuantityError
        If a value is outside its range or the wires are too close.

    Notes
    -----
    Z' = 2ρ/(πa²) + jω (µ₀/π) [acosh(d/2a) + S(x)] with S of the module's multipole solution [1]_ [2]_,
    interpolated over x = a √(ω µ₀/ρ).  Limits: R' = 2ρ/(πa²), L' = (µ₀/π)[ln(d/a) + 1/4] at DC;
    R' → 2 R_s/(2πa √(1 − (2a/d)²)), L' → (µ₀/π) acosh(d/2a) for a thin skin, where R_s is ρ over
    the skin depth.
    """
    return _ring_impedance(2, frequency, radius, _spacing_ratio(radius, spacing=spacing), resistivity)


def quad_impedance(
    frequency: ArrayLike, radius: float, side: float, resistivity: ArrayLike | WireMetal
) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of a star quad whose wires are joined along the diagonals.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    radius : float
        Radius a of each wire, above 0 [m].
    side : float
        Side s of the square of the wires' axes, at least 1.001 diameters [m].
    resistivity : array_like, Solid or Clad
        Resistivity of the wires, above 0, or their metals [Ω·m].

    Returns
    -------
    loop_resistance : ndarray
        R'(f), two wires in parallel out and two back, of the broadcast shape [Ω/m].
    loop_inductance : ndarray
        L'(f), of the broadcast shape [H/m].

    Raises
    ------
    QuantityError
        If a value is outside its range or the wires are too close.

    Notes
    -----
    Z' = ρ/(πa²) + jω (µ₀/2π) [Λ∞ + S(x)] [2]_.  By symmetry each wire carries half the loop current.
    At DC L' = (µ₀/2π) [ln(s/(√2 a)) + 1/4].
    """
    return _ring_impedance(4, frequency, radius, _spacing_ratio(radius, side=side), resistivity)


def unlike_pair_impedance(
    frequency: ArrayLike, radii: tuple[float, float], spacing: float, metals: tuple[WireMetal, WireMetal]
) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of two round wires of unlike size or metal.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    radii : tuple of float
        Radius of each wire, above 0 [m].
    spacing : float
        Distance d between the wires' axes, above `least_spacing` [m].
    metals : tuple of Solid or Clad
        What each wire is made of.

    Returns
    -------
    loop_resistance : ndarray
        R'(f), both wires in series, of the shape of `frequency` [Ω/m].
    loop_inductance : ndarray
        L'(f), likewise [H/m].

    Raises
    ------
    QuantityError
        If a value is outside its range or the wires are too close.

    Notes
    -----
    Z' = R_1'(0) + R_2'(0) + jω (µ₀/2π) [Λ∞ + S(x)], both of one going and one returning ampere, with S of the module's
    multipole solution [2]_ interpolated over the x of the first wire.  Limits: L' = (µ₀/2π) [ln(d²/ab) + 1/2] at DC,
    (µ₀/2π) acosh((d² − a² − b²)/2ab) for a thin skin.
    """
    first, second = radii
    least = least_spacing(*radii)
    require_positive(spacing=spacing)
    if spacing < least:
        raise QuantityError("spacing", spacing, f"the axes must be at least {least:g} m apart", least)
    x = skin_parameter(frequency, first, metals[0].coat_resistivity)
    if not x.size:
        return x, x
    loop = _Loop(spacing / first, second / first, *metals)
    if x.size < _UNLIKE_NODES:  # sooner solved than sampled
        inductance = loop.perfect + loop.penetration(x.ravel()).reshape(x.shape)
    else:
        inductance = loop.perfect + interpolate_penetration(_loop_curve(loop), x)
    dc_resistance = sum(metal.resistivity / (np.pi * radius**2) for radius, metal in zip(radii, metals, strict=True))
    omega = 2 * np.pi * np.asarray(frequency, float)
    return dc_resistance - omega * MU_0 / (2 * np.pi) * inductance.imag, MU_0 / (2 * np.pi) * inductance.real


def least_spacing(first: float, second: float) -> float:
    """Distance of the axes of two wires, of unlike size perhaps, from which on the multipole solution holds.

    Parameters
    ----------
    first, second : float
        Their radii, above 0 [m].

    Returns
    -------
    float
        1.005 diameters of wires of one size; of a thin one a tenth of the other's radius is left free [m].

    Raises
    ------
    QuantityError
        If a radius is not above 0.

    Notes
    -----
    The images of the larger wire a gather at a e^{−ξ} from its axis, where 2ad cosh ξ = d² + a² − b²; the least ξ is
    that of like wires.
    """
    require_positive(first=first, second=second)
    a, b = max(first, second), min(first, second)
    return float(_CLOSEST_UNLIKE * a + np.sqrt((_CLOSEST_UNLIKE**2 - 1) * a**2 + b**2))


def quad_capacitance(radius: float, side: float, permittivity: float) -> float:
    """Exact capacitance per metre of a star quad in a uniform insulation, its wires joined along the diagonals.

    Parameters
    ----------
    radius : float
        Radius a of each wire, above 0 [m].
    side : float
        Side s of the square of the wires' axes, at least 1.001 diameters [m].
    permittivity : float
        Relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        C' [F/m].

    Raises
    ------
    QuantityError
        If a value is outside its range or the wires are too close.

    Notes
    -----
    C' = 2πε'ε₀/Λ∞ with Λ∞ of the multipole solution, every g_n = 1: a perfect conductor holds its surface at constant
    A just as at constant potential, so that L'∞ C' = µ₀ε.
    """
    ratio = _spacing_ratio(radius, side=side)
    require_permittivity(permittivity)
    return 2 * np.pi * permittivity * EPSILON_0 / _ring_perfect(4, ratio)


def pair_positions(spacing: float) -> Real:
    """Axes of a pair, in the order of `PAIR_POLARITY`.

    Parameters
    ----------
    spacing : float
        Distance d between the wires' axes [m].

    Returns
    -------
    ndarray, shape (2, 2)
        x and y of each wire [m].
    """
    return spacing / 2 * np.array([[1.0, 0.0], [-1.0, 0.0]])


def quad_positions(side: float) -> Real:
    """Axes of a star quad, in the order of `QUAD_POLARITY`.

    Parameters
    ----------
    side : float
        Side s of the square of the wires' axes [m].

    Returns
    -------
    ndarray, shape (4, 2)
        x and y of each wire [m].
    """
    return side / 2 * np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])


def wires_impedance(
    frequency: ArrayLike,
    positions: ArrayLike,
    polarity: ArrayLike,
    radius: float,
    resistivity: float,
) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of any parallel wires, solved at each frequency.

    Parameters
    ----------
    frequency : array_like, shape (F,)
        Frequencies, 0 or above [Hz].
    positions : array_like, shape (N, 2)
        x and y of each wire's axis, at least 1.001 diameters apart [m].
    polarity : array_like, shape (N,)
        +1 for each go wire and −1 for each return wire [–].
    radius : float
        Radius a of each wire, above 0 [m].
    resistivity : float
        Resistivity of the wires, above 0 [Ω·m].

    Returns
    -------
    loop_resistance : ndarray, shape (F,)
        R'(f) [Ω/m].
    loop_inductance : ndarray, shape (F,)
        L'(f) [H/m].

    Raises
    ------
    QuantityError
        If a value is outside its range, two wires are too close, shapes disagree, or there is not at
        least one wire of each polarity.

    Notes
    -----
    All go wires are joined at both ends, and all return wires likewise: the shares q of the loop
    current add up to +1 and −1, and the shares of one polarity are those of equal voltage drop [2]_.
    With q_0 the equal shares and Q the differences of wires of one polarity,

        q = q_0 + Q y,   Qᵀ (1 + τ Λ) q = 0,   τ = j x²/2,
        Z' = (ρ/πa²) q_0ᵀ q_0 + jω (µ₀/2π) q_0ᵀ Λ q.
    """
    axes, sign = _geometry(positions, polarity, radius)
    require_not_negative(frequency=frequency)
    f = np.asarray(frequency, float)
    x = skin_parameter(f, radius, resistivity)
    system = wires_system(axes, np.ones(sign.size))
    inductance = system.perfect + _penetration(system, [x], [Solid(resistivity)])
    shares = _shares(inductance, sign, x)
    equal = _equal_shares(sign)
    loop = np.einsum("i,fij,fj->f", equal, inductance, shares)
    dc_resistance = resistivity / (np.pi * radius**2) * (equal @ equal)
    return dc_resistance - f * MU_0 * loop.imag, MU_0 / (2 * np.pi) * loop.real


def current_density(
    x: ArrayLike,
    y: ArrayLike,
    frequency: float,
    positions: ArrayLike,
    polarity: ArrayLike,
    radius: float | Sequence[float],
    resistivity: float | WireMetal | Sequence[WireMetal],
) -> Complex:
    """Current density over the cross-section, per ampere of loop current.

    Parameters
    ----------
    x, y : array_like
        Coordinates of the points, broadcast [m].
    frequency : float
        Frequency, 0 or above [Hz].
    positions : array_like, shape (N, 2)
        x and y of each wire's axis, at least 1.001 diameters apart [m].
    polarity : array_like, shape (N,)
        +1 for each go wire and −1 for each return wire [–].
    radius : float or sequence of float, shape (2,)
        Radius a of each wire, above 0; of two wires perhaps each its own [m].
    resistivity : float, Solid or Clad, or a sequence of the latter two, shape (2,)
        Resistivity of the wires, above 0, or their metals, likewise [Ω·m].

    Returns
    -------
    ndarray of complex
        J, of the broadcast shape, 0 outside the metal; its phase is that against the loop current [1/m²].

    Raises
    ------
    QuantityError
        As in `wires_impedance`.

    Notes
    -----
    In a wire with share q, with z = ka and φ_n the field of the harmonic n inside, I_n(kr) in one metal [2]_,

        J = 1/(2πa²) { q d_1 I_0(kr)/I_0(z) − z² Σ_n (2n/d_n) p_n φ_n(r)/φ_n(a) cos nθ }

    and the same with sin nθ; in the core of a wire of two metals times its conductivity over that of the coat.
    """
    radii = np.atleast_1d(np.asarray(radius, dtype=np.float64))
    unit = float(radii[0])
    axes, sign = _geometry(positions, polarity, unit)
    metals = list(resistivity) if isinstance(resistivity, Sequence) else [wire_metal(resistivity)]
    count = max(radii.size, len(metals))
    if count not in (1, sign.size) or (count > 1 and sign.size > 2):
        raise QuantityError("radius", radius, "it must be one number, or of two wires two")
    radii, metals = np.broadcast_to(radii, sign.shape), metals * (sign.size // len(metals))
    skins = [
        skin_parameter(frequency, a, metal.coat_resistivity).reshape(1) for a, metal in zip(radii, metals, strict=True)
    ]
    system = wires_system(axes, radii / unit)
    inductance = system.perfect + _penetration(system, skins, metals)
    shares = _shares(inductance, sign, skins[0] / np.sqrt(metals[0].conductance))[0]
    order = int(system.harmonics.max())
    quotients, own, incident = _incident(system, skins, metals)
    scale = 2 * np.sqrt(system.harmonics) / quotients[:, 0]
    multipoles = (scale * (incident[0] @ shares)).reshape(-1, sign.size, order)
    point = (np.asarray(x) + 1j * np.asarray(y)) / unit
    density = np.zeros(point.shape, dtype=np.complex128)
    n = np.arange(1, order + 1)[:, None]
    for wire, (axis, a, metal, skin) in enumerate(zip(axes, radii, metals, skins, strict=True)):
        local = (point - axis) * unit / a
        inside = np.abs(local) <= 1
        distance, angle = np.abs(local[inside]), np.angle(local[inside])
        profiles = metal.profiles(distance, float(skin[0]), order)
        surface = 2 / metal.conductance + 1j * skin**2 * own[wire, 0]
        waves = zip(multipoles[:, wire], (np.cos(n * angle), np.sin(n * angle)), strict=False)
        harmonics = sum(part[:, None] * wave * profiles[1:] for part, wave in waves)
        total = shares[wire] * surface * profiles[0] - 1j * skin**2 * np.sum(harmonics, axis=0)
        density[inside] = total * np.where(distance < metal.core_radius, metal.contrast, 1) / (2 * np.pi * a**2)
    return density


def harmonic_count(spacing_ratio: float) -> int:
    """Number of harmonics that makes the multipole solution exact to about 1e-12.

    Parameters
    ----------
    spacing_ratio : float
        Smallest distance of wires' axes over the radius, d/a [–].

    Returns
    -------
    int
        Number of harmonics M [–].

    Raises
    ------
    QuantityError
        If the wires are closer than 1.001 diameters.

    Notes
    -----
    With cosh ξ = d/2a, the images of two perfectly conducting wires in each other gather at
    a e^{−ξ} from each axis (the poles of bipolar coordinates), so b_n and p_n fall as e^{−nξ} and
    the terms of Λ as e^{−2nξ}: M = ln(10¹²)/2ξ, and two more. A real metal reflects less
    (|g_n| < 1), so the rule is safe at every frequency.
    """
    if not spacing_ratio >= 2 * _CLOSEST:
        raise QuantityError("spacing_ratio", spacing_ratio, f"it must be at least {2 * _CLOSEST}")
    return 2 + int(np.ceil(-np.log(_TOLERANCE) / (2 * np.arccosh(spacing_ratio / 2))))


def like_spacing(distance: ArrayLike, first: ArrayLike, second: ArrayLike) -> float:
    """At which distance, over the radius, like wires need as many harmonics as unlike ones.

    Parameters
    ----------
    distance : array_like
        Distances of axes, broadcast [m].
    first, second : array_like
        Radii of a wire and of its neighbour there [m].

    Returns
    -------
    float
        The least of (d² + a² − b²)/(ad): 2 cosh ξ where the images of a gather at a e^{−ξ} [–].
    """
    d, a, b = (np.asarray(value, dtype=np.float64) for value in (distance, first, second))
    return float(np.min((d + (a**2 - b**2) / d) / a))


@dataclass(frozen=True)
class System:
    """The multipole equations of a geometry, frequency apart, with U unknowns and N independent wires.

    Attributes
    ----------
    harmonics : ndarray of int, shape (U,)
        Order n of each unknown [–].
    coupling : ndarray, shape (U, U)
        T, what the multipoles of one wire are at another [–].
    source : ndarray, shape (U, N)
        H, what the wires' own currents or charges are there [–].
    logarithms : ndarray, shape (N, N)
        Λ_log, of wires thin against their distances [–].
    perfect : ndarray, shape (N, N)
        Λ∞, of perfect conductors [–].
    perfect_incident : ndarray, shape (U, N)
        P∞, the incident multipoles there [–].
    """

    harmonics: NDArray[np.int64]
    coupling: Real
    source: Real
    logarithms: Real
    perfect: Real
    perfect_incident: Real


def _system(
    harmonics: NDArray[np.int64],
    coupling: Real,
    source: Real,
    logarithms: Real,
) -> System:
    perfect_incident = np.asarray(np.linalg.solve(np.eye(harmonics.size) + coupling, source), dtype=np.float64)
    perfect = logarithms - source.T @ perfect_incident
    return System(harmonics, coupling, source, logarithms, perfect, perfect_incident)


def _translation(outgoing: Complex, incident: Complex, order: int) -> Complex:
    """Blocks T_mn that turn multipoles n of one wire into incident harmonics m at another.

    (a/w)^n = Σ_m (a/d)^n C(n+m−1, m) (−a/d)^m (v/a)^m for w = d + v; `outgoing` is a/d seen in
    the frame of the emitting wire and `incident` −a/d seen in that of the receiving wire, both
    of shape (...). The factor √(m/n) makes the matrix symmetric. No power or binomial leaves
    the float64 range for wires at least 1.001 diameters apart.
    """
    n = np.arange(1, order + 1)
    m = n[:, None]
    scale = np.sqrt(m / n) * binom(n + m - 1, m)
    return np.asarray(scale * incident[..., None, None] ** m * outgoing[..., None, None] ** n)


@lru_cache(maxsize=1)  # what is asked of a ring is asked at once
def ring_system(wire_count: int, spacing_ratio: float, order: int) -> System:
    """Equations of one wire of a ring, in a frame whose x axis points to the ring's centre.

    Parameters
    ----------
    wire_count : {2, 4}
        A pair or a star quad; the sign of the current alternates round the ring [–].
    spacing_ratio : float
        Distance of neighbouring axes over the radius of what reflects, 2 or above [–].
    order : int
        Number of harmonics, 1 to 500 [–].

    Returns
    -------
    System
        The equations.
    """
    turns = np.arange(1, wire_count)
    sign = (-1.0) ** turns
    ring_radius = spacing_ratio / (2 * np.sin(np.pi / wire_count))
    inverse = 1 / (ring_radius * (1 - np.exp(-2j * np.pi * turns / wire_count)))
    harmonics = np.arange(1, order + 1)
    coupling = np.tensordot(sign, _translation(inverse, inverse.conj(), order).real, axes=1)
    powers = sign @ (inverse[:, None] ** harmonics).real
    source = (powers / np.sqrt(harmonics))[:, None]
    return _system(harmonics, coupling, source, np.full((1, 1), sign @ np.log(np.abs(inverse))))


def wires_system(axes: Complex, radii: Real, order: int | None = None) -> System:
    """Equations of any wires; unknowns ordered (cos/sin, wire, harmonic), cosines alone if all lie on the x axis.

    Parameters
    ----------
    axes : ndarray of complex, shape (N,)
        Their axes, x + jy [–].
    radii : ndarray, shape (N,)
        Radii of what reflects, in the same unit [–].
    order : int or None
        Number of harmonics, 1 to 500; None for as many as metal needs [–].

    Returns
    -------
    System
        The equations.
    """
    count = axes.size
    displacement = axes[:, None] - axes
    distance = np.abs(displacement) + np.diag(np.full(count, np.inf))
    order = order or harmonic_count(like_spacing(distance, radii[:, None], radii))
    # Zero on the diagonal: a wire has no multipoles incident on itself.
    inverse = displacement.conj() / distance**2
    harmonics = np.arange(1, order + 1)
    blocks = _translation(inverse * radii, -inverse * radii[:, None], order).transpose(0, 2, 1, 3)
    t = blocks.reshape(count * order, count * order)
    powers = (-inverse[..., None] * radii[:, None, None]) ** harmonics / np.sqrt(harmonics)
    h = powers.transpose(0, 2, 1).reshape(count * order, count)
    np.fill_diagonal(distance, radii)
    if not np.any(axes.imag):  # in a row nothing has sines
        return _system(np.tile(harmonics, count), t.real, h.real, -np.log(distance))
    # Harmonics cos nθ and sin nθ are the real parts of v^n and −j v^n.
    coupling = np.block([[t.real, -t.imag], [-t.imag, -t.real]])
    source = np.concatenate([h.real, -h.imag])
    return _system(np.tile(harmonics, 2 * count), coupling, source, -np.log(distance))


def _incident(system: System, skins: Sequence[Real], metals: Sequence[WireMetal]) -> tuple[Complex, Complex, Complex]:
    """Quotients d (U, F), flux inside each kind of wire (K, F) and incident harmonics P (F, U, N).

    Of the skin parameters (F,) and metals there are as many as of unlike wires, or one of each.
    """
    order = int(system.harmonics.max())
    inside = [metal.inside(x, order) for x, metal in zip(skins, metals, strict=True)]
    kinds = np.concatenate([quotients for quotients, _ in inside])
    quotients = np.tile(kinds, (system.harmonics.size // len(kinds), 1))
    reflection = 1 - 2 * system.harmonics / quotients.T
    count = reflection.shape[0]
    incident = np.empty((count, *system.source.shape), dtype=np.complex128)
    identity = np.eye(system.harmonics.size)
    batch = max(1, _BATCH_ELEMENTS // identity.size)
    for first in range(0, count, batch):
        part = slice(first, first + batch)
        matrix = identity + system.coupling * reflection[part, None, :]
        incident[part] = np.linalg.solve(matrix, system.source)
    return quotients, np.array([own for _, own in inside]), incident


def _penetration(system: System, skins: Sequence[Real], metals: Sequence[WireMetal]) -> Complex:
    """S of shape (F, N, N) at skin parameters (F,) of each kind of wire."""
    quotients, own, incident = _incident(system, skins, metals)
    absorbed = 2 * system.harmonics / quotients.T
    coupled = system.perfect_incident.T @ (absorbed[..., None] * incident)
    return np.asarray(coupled + np.eye(system.perfect.shape[0]) * own.T[:, None, :])


def _equal_shares(sign: Real) -> Real:
    return np.asarray(sign / np.where(sign > 0, np.sum(sign > 0), np.sum(sign < 0)))


def _shares(inductance: Complex, sign: Real, x: Real) -> Complex:
    """Shares (F, N) of the loop current with equal voltage drop in each polarity."""
    equal = _equal_shares(sign)
    identity = np.eye(sign.size)
    differences = [
        identity[wires[0]] - identity[wire]
        for wires in (np.flatnonzero(sign > 0), np.flatnonzero(sign < 0))
        for wire in wires[1:]
    ]
    q = np.reshape(differences, (-1, sign.size))
    drop = 0.5j * (x**2)[:, None, None] * (q @ inductance)
    shift = np.linalg.solve(q @ q.T + drop @ q.T, -(drop @ equal)[..., None])[..., 0]
    return np.asarray(equal + shift @ q)


@lru_cache(maxsize=256)
def _ring_perfect(wire_count: int, spacing_ratio: float) -> float:
    """Λ∞ of a ring."""
    return float(ring_system(wire_count, spacing_ratio, harmonic_count(spacing_ratio)).perfect[0, 0])


@lru_cache(maxsize=256)
def _ring_curve(wire_count: int, spacing_ratio: float, metal: WireMetal) -> PenetrationCurve:
    """The sampled S of a ring."""
    system = ring_system(wire_count, spacing_ratio, harmonic_count(spacing_ratio))
    return _sampled(lambda x: _penetration(system, [x], [metal])[:, 0, 0], metal)


@dataclass(frozen=True)
class _Loop:
    """A going wire of radius 1 and a returning one of radius `size`, over x of the first."""

    spacing: float
    size: float
    first: WireMetal
    second: WireMetal

    @cached_property
    def _system(self) -> System:
        return wires_system(np.array([0, self.spacing], dtype=np.complex128), np.array([1, self.size]))

    @property
    def perfect(self) -> float:
        """Λ∞."""
        return float(_GO_AND_RETURN @ self._system.perfect @ _GO_AND_RETURN)

    def penetration(self, x: Real) -> Complex:
        """S."""
        other = self.size * np.sqrt(self.first.coat_resistivity / self.second.coat_resistivity) * x
        matrix = _penetration(self._system, [x, other], [self.first, self.second])
        return np.asarray(_GO_AND_RETURN @ matrix @ _GO_AND_RETURN)


@lru_cache(maxsize=256)
def _loop_curve(loop: _Loop) -> PenetrationCurve:
    return _sampled(loop.penetration, loop.first, loop.second)


def _sampled(penetration: Callable[[Real], Complex], *metals: WireMetal) -> PenetrationCurve:
    if any(isinstance(metal, Clad) for metal in metals):
        return penetration_curve(penetration, _CLAD_NODES)
    return penetration_curve(penetration, _UNLIKE_NODES) if len(metals) > 1 else penetration_curve(penetration)


def _ring_impedance(
    wire_count: int,
    frequency: ArrayLike,
    radius: float,
    spacing_ratio: float,
    resistivity: ArrayLike | WireMetal,
) -> tuple[Real, Real]:
    metal: WireMetal = _ANY  # a curve over x is that of any single metal
    least = 1.0
    if isinstance(resistivity, Clad):
        metal, least = resistivity, 1 / resistivity.conductance
    at_surface = resistivity.coat_resistivity if isinstance(resistivity, Solid | Clad) else resistivity
    x = skin_parameter(frequency, radius, at_surface)
    if not x.size:  # whether the values can be together is known without the curve
        return x, x
    perfect = _ring_perfect(wire_count, spacing_ratio)
    if isinstance(metal, Clad) and x.size < _CLAD_NODES:  # sooner solved than sampled
        system = ring_system(wire_count, spacing_ratio, harmonic_count(spacing_ratio))
        inductance = perfect + _penetration(system, [x.ravel()], [metal])[:, 0, 0].reshape(x.shape)
    else:
        inductance = perfect + interpolate_penetration(_ring_curve(wire_count, spacing_ratio, metal), x)
    # Each wire carries 2/K of the loop current, and the loop holds the drop of two wires.
    share = 4 / wire_count
    dc_resistance = np.asarray(at_surface, dtype=np.float64) / (np.pi * radius**2)
    # ω (µ₀/2π) = R'(0) x²/2 for one wire of the metal at its surface.
    loop_resistance = share * dc_resistance * (least - x**2 / 2 * inductance.imag)
    return loop_resistance, share * MU_0 / (2 * np.pi) * inductance.real


def _spacing_ratio(radius: float, **distance: float) -> float:
    require_positive(radius=radius, **distance)
    ((name, value),) = distance.items()
    least = 2 * _CLOSEST * radius
    if value < least:
        allowed = f"the axes must be at least {_CLOSEST} diameters apart, {least:g} m"
        raise QuantityError(name, value, allowed, least)
    return value / radius


def _geometry(positions: ArrayLike, polarity: ArrayLike, radius: float) -> tuple[Complex, Real]:
    """Wire axes x + jy in radii and signs of the current, both of shape (N,)."""
    require_positive(radius=radius)
    axes = np.asarray(positions, dtype=np.float64)
    sign = np.asarray(polarity, dtype=np.float64)
    if axes.shape != (sign.size, 2) or sign.ndim != 1:
        raise QuantityError("positions", axes.shape, f"it must be ({sign.size}, 2), one row a wire")
    if set(sign) != {1.0, -1.0}:
        raise QuantityError("polarity", polarity, "it must hold +1 and -1, each at least once")
    return np.asarray((axes[:, 0] + 1j * axes[:, 1]) / radius, dtype=np.complex128), sign
