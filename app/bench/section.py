"""The cross-section of the cable and the current in it, for the picture of the field."""

from functools import partial
from typing import TypedDict

import numpy as np

from app.bench.quantities import QUANTITIES
from app.bench.response import metal_of, other_radius_of, shield_of
from app.bench.state import State
from app.common.quantity import Number
from app.common.text import plain
from physics import coaxial, geometry, proximity, wire
from physics.checks import Complex, Real
from physics.clad import WireMetal
from physics.skin import depth_to_frequency, skin_depth

__all__ = ["Section", "alike_of", "section", "telling_frequency"]

_COLOURS = 2000  # steps to the largest density: more than colours can tell
RINGS, RAYS = 33, 25  # samples over a radius, and over half a turn: a wire is symmetric about the line to the centre


class Wire(TypedDict):
    """Place and radius of one wire [radii of the first], which way it faces [rad], and the sign of its current.

    Inside of `core`, a part of its radius, the density is so many times what the samples say: another metal is there.
    """

    x: float
    y: float
    radius: float
    facing: float
    sign: int
    core: tuple[float, float] | None


class Section(TypedDict):
    """The metal and the current density in it, over that of a direct current of the same size.

    `wires` share one pattern, `density` (samples ring by ring from the axis, ray by ray from the direction away from
    the centre over half a turn), but for a second wire unlike the first, which has `other`.  `coat` is the thickness of
    the insulation round each wire.  `shield` holds inner and outer radius [radii of the wire] and `wall` the samples
    over its thickness, from the inside.  Samples are integers of `step`: those of the real parts, then those of the
    imaginary ones, a ray after the other, each as second differences from ring to ring less those of the ray before.
    Lengths are in radii of the first wire; `radius` [mm] and `skin` [mm] give the scale.
    """

    radius: float
    skin: float
    frequency: float
    wires: list[Wire]
    rays: int
    step: float
    density: list[int]
    other: list[int]
    coat: float
    shield: tuple[float, float] | None
    wall: list[int]
    most: float


def section(state: State) -> Section | None:
    """Cross-section of a state's cable and the current in it at `fj`; None where it is not known.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    kind = state.kind
    if kind == "rlc":
        return None
    frequency, radius = state.si("fj"), state.si("dia") / 2
    metal = metal_of(state)
    area = float(wire.diameter_to_area(2 * radius))
    rings = np.linspace(0, 1, RINGS)
    others: list[Complex] = []
    shield: tuple[float, float] | None = None
    wall = np.zeros(0, complex)
    if kind == "coax":
        bore = state.si("bore") / 2
        outer, thickness = shield_of(state)
        outer_metal = outer.resistivity
        current = partial(
            coaxial.coaxial_current_density,
            frequency=frequency,
            radius=radius,
            inner_radius=bore,
            shield_thickness=thickness,
            centre_resistivity=metal,
            shield_resistivity=outer_metal,
        )
        density = current(rings * radius)[:, None] * area
        across = bore + thickness * np.linspace(0, 1, RINGS)
        across[-1] = (bore + thickness) * (1 - 1e-12)  # rounding must not put it outside
        wall = current(across) * outer_metal / geometry.shield_resistance(bore, thickness, outer_metal)
        shield = (bore / radius, (bore + thickness) / radius)
        metals = [metal]
        wires = [Wire(x=0.0, y=0.0, radius=1.0, facing=0.0, sign=1, core=_core(metal))]
        rays = 1
    else:
        positions, polarity = (
            (proximity.quad_positions(state.si("gap")), proximity.QUAD_POLARITY)
            if kind == "quad"
            else (proximity.pair_positions(state.si("gap")), proximity.PAIR_POLARITY)
        )
        radii, metals = [radius], [metal]
        if kind == "pair" and (other_radius_of(state), metal_of(state, "metal2")) != (radius, metal):
            radii, metals = [radius, other_radius_of(state)], [metal, metal_of(state, "metal2")]
        angle = np.linspace(0, np.pi, RAYS)

        def density_in(n: int) -> Complex:
            axis = complex(*positions[n])
            points = axis + radii[n] * 0.999999 * rings[:, None] * np.exp(1j * (angle + np.angle(axis)))
            found = proximity.current_density(points.real, points.imag, frequency, positions, polarity, radii, metals)
            return np.asarray(found * polarity[n] * float(wire.diameter_to_area(2 * radii[n])) * len(polarity) / 2)

        density = density_in(0)
        others = [density_in(1)] if len(radii) > 1 else []
        wires = [
            Wire(
                x=x / radius,
                y=y / radius,
                radius=radii[n % len(radii)] / radius,
                facing=float(np.arctan2(y, x)),
                sign=sign,
                core=_core(metals[n % len(metals)]),
            )
            for n, ((x, y), sign) in enumerate(zip(positions.tolist(), polarity, strict=True))
        ]
        rays = RAYS
    most = float(np.max(np.abs(np.concatenate([*(one.ravel() for one in (density, *others)), wall]))))
    step = most / _COLOURS
    return Section(
        radius=radius * 1e3,
        skin=float(skin_depth(frequency, metal.coat_resistivity)) * 1e3,
        frequency=frequency,
        wires=wires,
        rays=rays,
        step=step,
        density=_packed(density / _more(rings, metals[0]), step),
        other=[number for one in others for number in _packed(one / _more(rings, metals[1]), step)],
        coat=state.si("wall") / radius if kind != "coax" else 0.0,
        shield=shield,
        wall=_packed(wall[:, None], step),
        most=most,
    )


def telling_frequency(state: State) -> str:
    """Frequency at which the current is worth a look, as text [Hz]: there the skin depth is 0.4 of the radius."""
    diameter = float(alike_of(state).get("dia", 0)) * 1e-3 or state.si("dia")
    return _within("fj", float(depth_to_frequency(0.4 * diameter / 2, metal_of(state).coat_resistivity)), 2)


def alike_of(state: State) -> dict[str, str]:
    """Shown values, as texts, of a cable with a cross-section for one that is given by R, L and C; {} for any other.

    It has the same L and C, as far as the ranges of the values allow, and in a pair the same R.  Where L is too small
    for two wires beside each other it is a coaxial cable.  The kind comes last, so that the values are there.
    """
    if state.kind != "rlc":
        return {}
    resistance, inductance, capacitance = state.si("rdc"), state.si("lm"), state.si("cm")
    area = wire.conductor_area(resistance, metal_of(state).resistivity)
    diameter = _within("dia", 1e3 * float(wire.area_to_diameter(area)), 3)
    radius = 1e-3 * float(diameter) / 2
    spacing = geometry.pair_spacing(radius, inductance)
    if spacing >= _TOUCHING * radius:
        key, kind = "gap", "pair"
        apart = _within(key, 1e3 * spacing, 3)
        in_air = geometry.pair_capacitance(radius, 1e-3 * float(apart), 1)
    else:
        key, kind = "bore", "coax"
        apart = _within(key, 2e3 * max(geometry.coax_inner_radius(radius, inductance), 1.1 * radius), 3)
        in_air = geometry.coax_capacitance(radius, 1e-3 * float(apart) / 2, 1)
    return {"dia": diameter, key: apart, "eps": _within("eps", capacitance / in_air, 3), "cable": kind}


_TOUCHING = 2.05  # radii between the centres of two wires that nearly touch


def _core(metal: WireMetal) -> tuple[float, float] | None:
    return (metal.core_radius, metal.contrast) if metal.core_radius else None


def _more(rings: Real, metal: WireMetal) -> Real:
    """How much more current a field drives at the samples than in the metal at the surface, shape (rings, 1)."""
    return np.where(rings < metal.core_radius, metal.contrast, 1.0)[:, None]


def _within(key: str, value: float, digits: int) -> str:
    """A shown value, rounded, within the range of its quantity."""
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return plain(min(max(float(f"{value:.{digits}g}"), quantity.minimum), quantity.maximum))


def _packed(samples: Complex, step: float) -> list[int]:
    """Samples of shape (rings, rays) as `Section` has them: neighbours are alike, and what travels is near 0."""
    steps = np.rint(np.stack([samples.real.T, samples.imag.T]) / step).astype(np.int64)
    over_rings = np.diff(steps, n=2, axis=2, prepend=np.zeros((*steps.shape[:2], 2), np.int64))
    differences: list[int] = np.diff(over_rings, axis=1, prepend=np.zeros_like(over_rings[:, :1])).ravel().tolist()
    return differences
