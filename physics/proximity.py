"""Exact series impedance of parallel round wires: skin and proximity effect together.

The field is quasi-static and two-dimensional, the current flows along the wires, and all wires
are solid, non-magnetic and of one radius a and resistivity ρ. About each wire, in its polar
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
one wire's block and H to one column.

References
----------
.. [1] J. R. Carson, Phil. Mag. (6) 41, 607-633, 1921: wave propagation over parallel wires, the proximity effect.
.. [2] G. S. Smith, J. Appl. Phys. 43, 2196-2203, 1972: proximity effect in systems of parallel conductors.
"""

from dataclasses import dataclass
from functools import lru_cache

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
from physics.materials import EPSILON_0, MU_0
from physics.penetration import (
    PenetrationCurve,
    bessel_quotients,
    interpolate_penetration,
    penetration_curve,
    radial_profile,
    skin_parameter,
)

__all__ = [
    "PAIR_POLARITY",
    "QUAD_POLARITY",
    "System",
    "current_density",
    "harmonic_count",
    "pair_impedance",
    "pair_positions",
    "quad_capacitance",
    "quad_impedance",
    "quad_positions",
    "ring_system",
    "wires_impedance",
]

PAIR_POLARITY = (1, -1)
QUAD_POLARITY = (1, -1, 1, -1)

# Relative size of the first harmonic left out, for perfect conductors.
_TOLERANCE = 1e-12

# In diameters. At this distance 312 harmonics are needed; somewhat above 500 their binomials
# would leave the float64 range.
_CLOSEST = 1.001

# Matrix elements solved in one batch, so that memory stays at some 100 MB.
_BATCH_ELEMENTS = 2**21


def pair_impedance(frequency: ArrayLike, radius: float, spacing: float, resistivity: ArrayLike) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of a pair of equal round wires.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    radius : float
        Radius a of each wire, above 0 [m].
    spacing : float
        Distance d between the wires' axes, at least 1.001 diameters [m].
    resistivity : array_like
        Resistivity of the wires, above 0 [Ω·m].

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


def quad_impedance(frequency: ArrayLike, radius: float, side: float, resistivity: ArrayLike) -> tuple[Real, Real]:
    """Loop resistance and inductance per metre of a star quad whose wires are joined along the diagonals.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    radius : float
        Radius a of each wire, above 0 [m].
    side : float
        Side s of the square of the wires' axes, at least 1.001 diameters [m].
    resistivity : array_like
        Resistivity of the wires, above 0 [Ω·m].

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
    system = _wires_system(axes)
    inductance = system.perfect + _penetration(system, x)
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
    radius: float,
    resistivity: float,
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
    radius : float
        Radius a of each wire, above 0 [m].
    resistivity : float
        Resistivity of the wires, above 0 [Ω·m].

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
    In a wire with share q, with z = ka [2]_,

        J = 1/(2πa²) { q d_1 I_0(kr)/I_0(z) − z² Σ_n (2n/d_n) p_n I_n(kr)/I_n(z) cos nθ }

    and the same with sin nθ, where I_n(kr)/I_n(z) follows from the order below by the factor
    (r/a) d_n(z)/d_n(kr), which neither overflows nor divides 0 by 0.
    """
    axes, sign = _geometry(positions, polarity, radius)
    skin = skin_parameter(frequency, radius, resistivity).reshape(1)
    system = _wires_system(axes)
    inductance = system.perfect + _penetration(system, skin)
    shares = _shares(inductance, sign, skin)[0]
    quotients, incident = _incident(system, skin)
    order = len(quotients)
    scale = 2 * np.sqrt(system.harmonics) / quotients[system.harmonics - 1, 0]
    cosine, sine = (scale * (incident[0] @ shares)).reshape(2, sign.size, order)
    point = (np.asarray(x) + 1j * np.asarray(y)) / radius
    density = np.zeros(point.shape, dtype=np.complex128)
    for wire, axis in enumerate(axes):
        inside = np.abs(point - axis) <= 1
        local = point[inside] - axis
        distance, angle = np.abs(local), np.angle(local)
        local_quotients = bessel_quotients(skin * distance, order)
        profile = radial_profile(distance, float(skin[0]))
        total = shares[wire] * quotients[0, 0] * profile
        for n in range(1, order + 1):
            profile = profile * distance * quotients[n - 1, 0] / local_quotients[n - 1]
            harmonic = cosine[wire, n - 1] * np.cos(n * angle) + sine[wire, n - 1] * np.sin(n * angle)
            total -= 1j * skin**2 * harmonic * profile
        density[inside] = total / (2 * np.pi * radius**2)
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


def _wires_system(axes: Complex) -> System:
    """Equations of wires at axes x + jy in radii; unknowns ordered (cos/sin, wire, harmonic)."""
    count = axes.size
    displacement = axes[:, None] - axes
    distance = np.abs(displacement) + np.diag(np.full(count, np.inf))
    order = harmonic_count(float(distance.min()))
    # Zero on the diagonal: a wire has no multipoles incident on itself.
    inverse = displacement.conj() / distance**2
    harmonics = np.arange(1, order + 1)
    blocks = _translation(inverse, -inverse, order).transpose(0, 2, 1, 3)
    t = blocks.reshape(count * order, count * order)
    powers = (-inverse[..., None]) ** harmonics / np.sqrt(harmonics)
    h = powers.transpose(0, 2, 1).reshape(count * order, count)
    # Harmonics cos nθ and sin nθ are the real parts of v^n and −j v^n.
    coupling = np.block([[t.real, -t.imag], [-t.imag, -t.real]])
    source = np.concatenate([h.real, -h.imag])
    np.fill_diagonal(distance, 1)
    return _system(np.tile(harmonics, 2 * count), coupling, source, -np.log(distance))


def _incident(system: System, x: Real) -> tuple[Complex, Complex]:
    """Bessel quotients d (M, F) and incident harmonics P (F, U, N) at skin parameters x (F,)."""
    quotients = bessel_quotients(x, int(system.harmonics.max()))
    reflection = 1 - 2 * system.harmonics / quotients[system.harmonics - 1].T
    incident = np.empty((x.size, *system.source.shape), dtype=np.complex128)
    identity = np.eye(system.harmonics.size)
    batch = max(1, _BATCH_ELEMENTS // identity.size)
    for first in range(0, x.size, batch):
        part = slice(first, first + batch)
        matrix = identity + system.coupling * reflection[part, None, :]
        incident[part] = np.linalg.solve(matrix, system.source)
    return quotients, incident


def _penetration(system: System, x: Real) -> Complex:
    """S of shape (F, N, N) at skin parameters x (F,)."""
    quotients, incident = _incident(system, x)
    absorbed = 2 * system.harmonics / quotients[system.harmonics - 1].T
    coupled = system.perfect_incident.T @ (absorbed[..., None] * incident)
    own = np.eye(system.perfect.shape[0]) / quotients[1][:, None, None]
    return np.asarray(coupled + own)


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
def _ring_curve(wire_count: int, spacing_ratio: float) -> PenetrationCurve:
    """The sampled S of a ring."""
    system = ring_system(wire_count, spacing_ratio, harmonic_count(spacing_ratio))
    return penetration_curve(lambda x: _penetration(system, x)[:, 0, 0])


def _ring_impedance(
    wire_count: int, frequency: ArrayLike, radius: float, spacing_ratio: float, resistivity: ArrayLike
) -> tuple[Real, Real]:
    x = skin_parameter(frequency, radius, resistivity)
    if not x.size:  # whether the values can be together is known without the curve
        return x, x
    perfect, curve = _ring_perfect(wire_count, spacing_ratio), _ring_curve(wire_count, spacing_ratio)
    inductance = perfect + interpolate_penetration(curve, x)
    # Each wire carries 2/K of the loop current, and the loop holds the drop of two wires.
    share = 4 / wire_count
    dc_resistance = np.asarray(resistivity, dtype=np.float64) / (np.pi * radius**2)
    # ω (µ₀/2π) = R'(0) x²/2 for one wire.
    loop_resistance = share * dc_resistance * (1 - x**2 / 2 * inductance.imag)
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
