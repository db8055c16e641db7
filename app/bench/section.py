"""The cross-section of the cable and the current in it, for the picture of the field."""

from functools import partial
from typing import TypedDict

import numpy as np

from app.bench.quantities import QUANTITIES
from app.bench.response import metal_of, shield_of
from app.bench.state import State
from app.common.quantity import Number
from app.common.text import plain
from physics import coaxial, geometry, proximity, wire
from physics.checks import Complex
from physics.skin import depth_to_frequency, skin_depth

__all__ = ["Section", "alike_of", "section", "telling_frequency"]

RINGS, RAYS = 33, 25  # samples over a radius, and over half a turn: a wire is symmetric about the line to the centre


class Wire(TypedDict):
    """Place of one wire [radii], which way it faces [rad], and the sign of its current."""

    x: float
    y: float
    facing: float
    sign: int


class Section(TypedDict):
    """The metal and the current density in it, over that of a direct current of the same size.

    `wires` share one pattern, `density` (real and imaginary part of each sample, ring by ring from the
    axis, ray by ray from the direction away from the centre over half a turn).  `shield` holds inner and
    outer radius [radii of the wire] and `wall` the samples over its thickness, from the inside.
    Lengths are in radii of a wire; `radius` [mm] and `skin` [mm] give the scale.
    """

    radius: float
    skin: float
    frequency: float
    wires: list[Wire]
    rays: int
    density: list[float]
    shield: tuple[float, float] | None
    wall: list[float]
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
    metal = _metal(state)
    area = float(wire.diameter_to_area(2 * radius))
    rings = np.linspace(0, 1, RINGS)
    shield: tuple[float, float] | None = None
    wall = np.zeros(0, complex)
    if kind == "coax":
        bore = state.si("bore") / 2
        outer, thickness = shield_of(state)
        outer_metal = float(outer.resistivity(state.si("temp")))
        current = partial(
            coaxial.coaxial_current_density,
            frequency=frequency,
            radius=radius,
            inner_radius=bore,
            shield_thickness=thickness,
            centre_resistivity=metal,
            shield_resistivity=outer_metal,
        )
        density = current(rings * radius) * area
        across = bore + thickness * np.linspace(0, 1, RINGS)
        across[-1] = (bore + thickness) * (1 - 1e-12)  # rounding must not put it outside
        wall = current(across) * outer_metal / geometry.shield_resistance(bore, thickness, outer_metal)
        shield = (bore / radius, (bore + thickness) / radius)
        wires = [Wire(x=0.0, y=0.0, facing=0.0, sign=1)]
        rays = 1
    else:
        positions, polarity = (
            (proximity.quad_positions(state.si("gap")), proximity.QUAD_POLARITY)
            if kind == "quad"
            else (proximity.pair_positions(state.si("gap")), proximity.PAIR_POLARITY)
        )
        first = complex(*positions[0])
        angle = np.linspace(0, np.pi, RAYS)
        points = first + radius * 0.999999 * rings[:, None] * np.exp(1j * (angle + np.angle(first)))
        parallel = len(polarity) / 2
        density = proximity.current_density(points.real, points.imag, frequency, positions, polarity, radius, metal) * (
            area * parallel
        )
        wires = [
            Wire(x=x / radius, y=y / radius, facing=float(np.arctan2(y, x)), sign=sign)
            for (x, y), sign in zip(positions.tolist(), polarity, strict=True)
        ]
        rays = RAYS
    return Section(
        radius=radius * 1e3,
        skin=float(skin_depth(frequency, metal)) * 1e3,
        frequency=frequency,
        wires=wires,
        rays=rays,
        density=_parts(density.ravel()),
        shield=shield,
        wall=_parts(wall),
        most=float(np.max(np.abs(np.concatenate([density.ravel(), wall])))),
    )


def telling_frequency(state: State) -> str:
    """Frequency at which the current is worth a look, as text [Hz]: there the skin depth is 0.4 of the radius."""
    diameter = float(alike_of(state).get("dia", 0)) * 1e-3 or state.si("dia")
    return _within("fj", float(depth_to_frequency(0.4 * diameter / 2, _metal(state))), 2)


def alike_of(state: State) -> dict[str, str]:
    """Shown values, as texts, of a cable with a cross-section for one that is given by R, L and C; {} for any other.

    It has the same L and C, as far as the ranges of the values allow, and in a pair the same R.  Where L is too small
    for two wires beside each other it is a coaxial cable.  The kind comes last, so that the values are there.
    """
    if state.kind != "rlc":
        return {}
    resistance, inductance, capacitance = state.si("rdc"), state.si("lm"), state.si("cm")
    area = wire.conductor_area(resistance, _metal(state))
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


def _metal(state: State) -> float:
    return float(metal_of(state).resistivity(state.si("temp")))


def _within(key: str, value: float, digits: int) -> str:
    """A shown value, rounded, within the range of its quantity."""
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    return plain(min(max(float(f"{value:.{digits}g}"), quantity.minimum), quantity.maximum))


def _parts(values: Complex) -> list[float]:
    pairs = np.stack([values.real, values.imag], axis=-1)
    return [float(number) for number in np.round(pairs, 3).ravel()]
