"""Resistance, inductance and capacitance per metre from the cross-section of a cable.

Two parallel round wires (radius a, centre spacing d) and a coaxial pair (centre wire of radius a, shield
of inner radius b), in an insulation of relative permittivity ε'.  Two formulas are kept for the pair:

- the paper's [1]_: ln(d/a) for both L and C, good when d ≫ a;
- the exact one: acosh(d/2a) for C, and ln(d/a) for the flux outside, to which the internal inductance
  of the wires is added (`wire_internal_inductance`).  acosh must not be used there: it is the
  inductance of perfect conductors, whose current has already moved to the surface.

Arguments come in one order: radius, then spacing, side or inner radius, then relative permittivity.

References
----------
.. [1] The paper: *The electromagnetics of cables* (in Japanese), sections 1 and 7.1.
.. [2] F. W. Grover, *Inductance Calculations*, Van Nostrand 1946, chapter 5.
.. [3] S. Ramo, J. R. Whinnery, T. Van Duzer, *Fields and Waves in Communication Electronics*, table of
   transmission lines: parallel wires and coaxial line.
"""

import math

from physics.checks import QuantityError, require_permittivity, require_positive
from physics.materials import EPSILON_0, MU_0

__all__ = [
    "coax_capacitance",
    "coax_inductance",
    "coax_inner_radius",
    "lay_factor",
    "outer_inductance",
    "pair_capacitance",
    "pair_capacitance_paper",
    "pair_inductance",
    "pair_spacing",
    "quad_capacitance_thin",
    "quad_inductance",
    "shield_internal_inductance",
    "shield_resistance",
    "shield_thickness",
    "unlike_pair_capacitance",
    "unlike_pair_capacitance_thin",
    "unlike_pair_inductance",
    "wire_internal_inductance",
    "wire_resistance",
]


def outer_inductance(capacitance: float, permittivity: float) -> float:
    """Inductance of the flux outside the conductors of a line of known capacitance, µ₀ε₀ε'/C: LC = µε [3]_.

    Parameters
    ----------
    capacitance : float
        Capacitance per metre, above 0 [F/m].
    permittivity : float
        Effective relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        Inductance of the loop per metre, the flux inside the conductors left out [H/m].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_positive(capacitance=capacitance)
    require_permittivity(permittivity)
    return MU_0 * EPSILON_0 * permittivity / capacitance


def wire_resistance(radius: float, resistivity: float) -> float:
    """DC resistance ρ/(πa²) of ONE solid round conductor.

    Parameters
    ----------
    radius : float
        Radius a of the conductor, above 0 [m].
    resistivity : float
        Resistivity ρ of the metal, above 0 [Ω·m].

    Returns
    -------
    float
        Resistance per metre of the conductor; a loop of two has twice that [Ω/m].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(radius=radius, resistivity=resistivity)
    return resistivity / (math.pi * radius**2)


def shield_resistance(inner_radius: float, shield_thickness: float, resistivity: float) -> float:
    """DC resistance of a tubular shield of inner radius b and thickness t.

    Parameters
    ----------
    inner_radius : float
        Inner radius b, above 0 [m].
    shield_thickness : float
        Thickness t of the wall, above 0 [m].
    resistivity : float
        Resistivity ρ of the metal, above 0 [Ω·m].

    Returns
    -------
    float
        ρ/(π·((b + t)² − b²)) = ρ/(π·t·(2b + t)) [Ω/m].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(inner_radius=inner_radius, shield_thickness=shield_thickness, resistivity=resistivity)
    return resistivity / (math.pi * shield_thickness * (2 * inner_radius + shield_thickness))


def lay_factor(diameter: float, lay: float) -> float:
    """How much longer than their cable wires are that are twisted round each other: the length of a helix.

    Parameters
    ----------
    diameter : float
        Diameter D of the circle of the wires' axes, the spacing of a pair or the diagonal of a quad, above 0 [m].
    lay : float
        Length of the cable in which they go round once, at least πD [m].

    Returns
    -------
    float
        √(1 + (πD/lay)²) [–].

    Raises
    ------
    QuantityError
        If a value is not above 0, or the twist is so tight that the wires would come nearer to each other than their
        spacing: lay below πD, where they stand at 45°.

    Notes
    -----
    The resistance grows by just that; so do the logarithms of L and C.  What the tilt of the wires changes beside the
    logarithms, of the second order in πD/lay as well, is left out.
    """
    require_positive(diameter=diameter, lay=lay)
    if lay < math.pi * diameter:
        least = math.pi * diameter
        raise QuantityError("lay", lay, f"wires {diameter:g} m apart need at least {least:g} m", least)
    return math.hypot(1, math.pi * diameter / lay)


def shield_thickness(inner_radius: float, resistance: float, resistivity: float) -> float:
    """Thickness of the tube that has the DC resistance of a shield, as of a braid: the tube of its metal area.

    Parameters
    ----------
    inner_radius : float
        Inner radius b, above 0 [m].
    resistance : float
        DC resistance R' of the shield per metre, above 0 [Ω/m].
    resistivity : float
        Resistivity ρ of the metal, above 0 [Ω·m].

    Returns
    -------
    float
        √(b² + ρ/(πR')) − b, the inverse of `shield_resistance` [m].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(inner_radius=inner_radius, resistance=resistance, resistivity=resistivity)
    square = resistivity / (math.pi * resistance)
    return square / (math.hypot(inner_radius, math.sqrt(square)) + inner_radius)


def wire_internal_inductance() -> float:
    """DC inductance µ₀/8π of the flux inside ONE solid round wire [H/m], whatever its radius [2]_."""
    return MU_0 / (8 * math.pi)


def shield_internal_inductance(inner_radius: float, shield_thickness: float) -> float:
    """DC inductance of the flux inside the wall of a tubular shield that carries the return.

    Parameters
    ----------
    inner_radius : float
        Inner radius b, above 0 [m].
    shield_thickness : float
        Thickness t of the wall, above 0 [m].

    Returns
    -------
    float
        Inductance per metre [H/m].

    Raises
    ------
    QuantityError
        If a value is not above 0.

    Notes
    -----
    With c = b + t: µ₀/2π·[c⁴/(c² − b²)²·ln(c/b) − (3c² − b²)/(4(c² − b²))] [2]_.  A thin wall loses all
    digits in that difference; below t = b/10000 its first term µ₀t/(6πb) is taken, which is as exact there.
    """
    require_positive(inner_radius=inner_radius, shield_thickness=shield_thickness)
    b, c = inner_radius, inner_radius + shield_thickness
    if shield_thickness < 1e-4 * b:
        return MU_0 * shield_thickness / (6 * math.pi * b)
    area = c**2 - b**2
    return MU_0 / (2 * math.pi) * (c**4 / area**2 * math.log(c / b) - (3 * c**2 - b**2) / (4 * area))


def pair_inductance(radius: float, spacing: float) -> float:
    """Inductance of the flux outside two parallel wires, go and return, (µ₀/π)·ln(d/a).

    Parameters
    ----------
    radius : float
        Radius a of each wire, above 0 [m].
    spacing : float
        Distance d of the centres, above 2a [m].

    Returns
    -------
    float
        Inductance per metre of the cable [H/m].

    Raises
    ------
    QuantityError
        If a value is not above 0 or the wires touch.

    Notes
    -----
    In the paper (section 1 (iii)) it is the whole inductance.  Exactly it is the part outside the wires
    while the current is spread evenly; 2·µ₀/8π for the inside of both wires comes on top.
    """
    _require_apart(radius, spacing=spacing)
    return MU_0 / math.pi * math.log(spacing / radius)


def pair_spacing(radius: float, inductance: float) -> float:
    """Spacing of the pair of a given inductance at DC, the flux inside its wires included [2]_.

    Parameters
    ----------
    radius : float
        Radius a of each wire, above 0 [m].
    inductance : float
        Inductance L of the loop per metre, above 0 [H/m].

    Returns
    -------
    float
        d = a·exp(π(L − 2L_i)/µ₀), L_i the internal inductance of a wire; two wires have room if it is above 2a [m].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(radius=radius, inductance=inductance)
    return radius * math.exp(math.pi * (inductance - 2 * wire_internal_inductance()) / MU_0)


def pair_capacitance(radius: float, spacing: float, permittivity: float) -> float:
    """Exact capacitance of two parallel wires πε'ε₀/acosh(d/2a) [3]_.

    Parameters
    ----------
    radius : float
        Radius a of each wire, above 0 [m].
    spacing : float
        Distance d of the centres, above 2a [m].
    permittivity : float
        Relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        Capacitance per metre [F/m].

    Raises
    ------
    QuantityError
        If a value is not possible or the wires touch.
    """
    _require_apart(radius, spacing=spacing)
    require_permittivity(permittivity)
    return math.pi * permittivity * EPSILON_0 / math.acosh(spacing / (2 * radius))


def pair_capacitance_paper(radius: float, spacing: float, permittivity: float) -> float:
    """The paper's capacitance of two parallel wires πε'ε₀/ln(d/a) (section 1 (ii)), right for d ≫ a.

    Parameters
    ----------
    radius : float
        Radius a of each wire, above 0 [m].
    spacing : float
        Distance d of the centres, above 2a [m].
    permittivity : float
        Relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        Capacitance per metre [F/m].

    Raises
    ------
    QuantityError
        If a value is not possible or the wires touch.
    """
    _require_apart(radius, spacing=spacing)
    require_permittivity(permittivity)
    return math.pi * permittivity * EPSILON_0 / math.log(spacing / radius)


def unlike_pair_inductance(radius: float, other: float, spacing: float) -> float:
    """Inductance of the flux outside two parallel wires of unlike size, go and return, (µ₀/2π)·ln(d²/ab) [2]_.

    Parameters
    ----------
    radius, other : float
        Radii a and b of the wires, above 0 [m].
    spacing : float
        Distance d of the centres, above a + b [m].

    Returns
    -------
    float
        Inductance per metre of the cable, with the current spread evenly; the inside of the wires comes on top [H/m].

    Raises
    ------
    QuantityError
        If a value is not above 0 or the wires touch.
    """
    _require_clear(radius, other, spacing)
    return MU_0 / (2 * math.pi) * math.log(spacing**2 / (radius * other))


def unlike_pair_capacitance(radius: float, other: float, spacing: float, permittivity: float) -> float:
    """Exact capacitance of two parallel wires of unlike size 2πε'ε₀/acosh((d² − a² − b²)/2ab) [3]_.

    Parameters
    ----------
    radius, other : float
        Radii a and b of the wires, above 0 [m].
    spacing : float
        Distance d of the centres, above a + b [m].
    permittivity : float
        Relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        Capacitance per metre [F/m].

    Raises
    ------
    QuantityError
        If a value is not possible or the wires touch.
    """
    _require_clear(radius, other, spacing)
    require_permittivity(permittivity)
    clear = (spacing**2 - radius**2 - other**2) / (2 * radius * other)
    return 2 * math.pi * permittivity * EPSILON_0 / math.acosh(clear)


def unlike_pair_capacitance_thin(radius: float, other: float, spacing: float, permittivity: float) -> float:
    """Capacitance of two thin parallel wires of unlike size 2πε'ε₀/ln(d²/ab), right for d ≫ a, b.

    Parameters
    ----------
    radius, other : float
        Radii a and b of the wires, above 0 [m].
    spacing : float
        Distance d of the centres, above a + b [m].
    permittivity : float
        Relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        Capacitance per metre [F/m].

    Raises
    ------
    QuantityError
        If a value is not possible or the wires touch.
    """
    _require_clear(radius, other, spacing)
    require_permittivity(permittivity)
    return 2 * math.pi * permittivity * EPSILON_0 / math.log(spacing**2 / (radius * other))


def quad_inductance(radius: float, side: float) -> float:
    """Inductance of the flux outside the wires of a star quad (µ₀/2π)·ln(s/(√2·a)).

    Parameters
    ----------
    radius : float
        Radius a of each of the four wires, above 0 [m].
    side : float
        Side s of the square of their centres, above 2a; wires on a diagonal are joined [m].

    Returns
    -------
    float
        Inductance per metre of the cable [H/m].

    Raises
    ------
    QuantityError
        If a value is not above 0 or the wires touch.

    Notes
    -----
    By the geometric mean distances of the four wires, with the current spread evenly [2]_; µ₀/8π for the
    inside of the wires comes on top.
    """
    _require_apart(radius, side=side)
    return MU_0 / (2 * math.pi) * math.log(side / (math.sqrt(2) * radius))


def quad_capacitance_thin(radius: float, side: float, permittivity: float) -> float:
    """Capacitance of a star quad of thin wires 2πε'ε₀/ln(s/(√2·a)); `proximity.quad_capacitance` has it exactly.

    Parameters
    ----------
    radius : float
        Radius a of each of the four wires, above 0 [m].
    side : float
        Side s of the square of their centres, above 2a; wires on a diagonal are joined [m].
    permittivity : float
        Relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        Capacitance per metre [F/m].

    Raises
    ------
    QuantityError
        If a value is not possible or the wires touch.
    """
    _require_apart(radius, side=side)
    require_permittivity(permittivity)
    return 2 * math.pi * permittivity * EPSILON_0 / math.log(side / (math.sqrt(2) * radius))


def coax_inductance(radius: float, inner_radius: float) -> float:
    """Inductance of the flux between wire and shield (µ₀/2π)·ln(b/a) (the paper's eq. 7).

    Parameters
    ----------
    radius : float
        Radius a of the centre wire, above 0 [m].
    inner_radius : float
        Inner radius b of the shield, above a [m].

    Returns
    -------
    float
        Inductance per metre [H/m].

    Raises
    ------
    QuantityError
        If a value is not above 0 or the shield does not clear the wire.
    """
    _require_inside(radius, inner_radius)
    return MU_0 / (2 * math.pi) * math.log(inner_radius / radius)


def coax_inner_radius(radius: float, inductance: float) -> float:
    """Inner radius of the shield of the coaxial pair of a given inductance at DC, the flux in its wall left out [3]_.

    Parameters
    ----------
    radius : float
        Radius a of the centre wire, above 0 [m].
    inductance : float
        Inductance L of the loop per metre, above 0 [H/m].

    Returns
    -------
    float
        b = a·exp(2π(L − L_i)/µ₀), L_i the internal inductance of the wire; there is room if it is above a [m].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(radius=radius, inductance=inductance)
    return radius * math.exp(2 * math.pi * (inductance - wire_internal_inductance()) / MU_0)


def coax_capacitance(radius: float, inner_radius: float, permittivity: float) -> float:
    """Exact capacitance of a coaxial pair 2πε'ε₀/ln(b/a) (the paper's eq. 7).

    Parameters
    ----------
    radius : float
        Radius a of the centre wire, above 0 [m].
    inner_radius : float
        Inner radius b of the shield, above a [m].
    permittivity : float
        Relative permittivity ε' of the insulation, 1 or above [–].

    Returns
    -------
    float
        Capacitance per metre [F/m].

    Raises
    ------
    QuantityError
        If a value is not possible or the shield does not clear the wire.
    """
    _require_inside(radius, inner_radius)
    require_permittivity(permittivity)
    return 2 * math.pi * permittivity * EPSILON_0 / math.log(inner_radius / radius)


def _require_apart(radius: float, **distance: float) -> None:
    require_positive(radius=radius, **distance)
    ((name, value),) = distance.items()
    if value <= 2 * radius:
        raise QuantityError(name, value, f"it must be above the diameter, {2 * radius:g} m", 2 * radius)


def _require_clear(radius: float, other: float, spacing: float) -> None:
    require_positive(radius=radius, other=other, spacing=spacing)
    if spacing <= radius + other:
        least = radius + other
        raise QuantityError("spacing", spacing, f"it must be above both radii together, {least:g} m", least)


def _require_inside(radius: float, inner_radius: float) -> None:
    require_positive(radius=radius, inner_radius=inner_radius)
    if inner_radius <= radius:
        raise QuantityError("inner_radius", inner_radius, f"it must be above the wire's radius, {radius:g} m", radius)
