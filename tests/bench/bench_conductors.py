"""What an exact 600-point curve costs, as ratios measured in one run: python -m tests.bench.bench_conductors

A new geometry, one already solved, and the direct solution at all 600 frequencies, against the table of a
lone wire.
"""

from functools import partial

import numpy as np

from physics import coaxial, proximity, skin
from physics.materials import COPPER_IACS, MU_0
from physics.penetration import lone_wire_penetration, skin_parameter
from tests.bench.bench_redraw import report

METAL = COPPER_IACS.resistivity_20c
RADIUS = 0.5e-3
FREQUENCY = np.geomspace(10, 1e6, 600)
SHIELD = (2.5e-3, 0.15e-3)
RINGS = {"pair": (2, proximity.pair_impedance), "quad": (4, proximity.quad_impedance)}


def forget() -> None:
    """Make every geometry new again."""
    proximity.ring_system.cache_clear()
    proximity._ring_curve.cache_clear()
    coaxial._shield_curve.cache_clear()
    coaxial._lone_wire_curve.cache_clear()


def ring_direct(count: int, ratio: float) -> np.ndarray:
    """R' and L' of a pair or a quad, solved at each of the frequencies."""
    system = proximity.ring_system(count, ratio, proximity.harmonic_count(ratio))
    inside = proximity._penetration(system, skin_parameter(FREQUENCY, RADIUS, METAL))
    loop = 4 / count * (system.perfect + inside)[:, 0, 0]
    dc_resistance = 4 / count * METAL / (np.pi * RADIUS**2)
    return np.array([dc_resistance - FREQUENCY * MU_0 * loop.imag, MU_0 / (2 * np.pi) * loop.real])


def coaxial_direct() -> np.ndarray:
    """R' and L' of the coaxial cable, solved at each of the frequencies."""
    b, t = SHIELD
    inside = lone_wire_penetration(skin_parameter(FREQUENCY, RADIUS, METAL))
    inside = inside + coaxial.shield_penetration(skin_parameter(FREQUENCY, t, METAL), t / (b + t))
    dc_resistance = METAL / (np.pi * RADIUS**2) + METAL / (np.pi * t * (2 * b + t))
    inductance = np.log(b / RADIUS) + inside.real
    return np.array([dc_resistance - FREQUENCY * MU_0 * inside.imag, MU_0 / (2 * np.pi) * inductance])


def main() -> None:
    """Print every comparison."""
    each = METAL / (np.pi * RADIUS**2)
    table = partial(lambda: skin.table_ratios(skin.skin_abscissa(FREQUENCY, each)))
    cases = [
        (f"{name}, {gap} diameters apart", partial(solve, FREQUENCY, RADIUS, 2 * gap * RADIUS, METAL),
         partial(ring_direct, count, 2 * gap))
        for gap in (1.01, 1.2, 2.0, 4.0)
        for name, (count, solve) in RINGS.items()
    ]  # fmt: skip
    solve = partial(coaxial.coaxial_impedance, FREQUENCY, RADIUS, *SHIELD)
    cases.append(("coaxial", partial(solve, centre_resistivity=METAL, shield_resistivity=METAL), coaxial_direct))
    for title, solve, direct in cases:

        def anew(solve: partial = solve) -> None:
            forget()
            solve()

        rivals = {"table of the lone wire": table, "solved before": solve, "a new geometry": anew, "direct": direct}
        error = np.max(np.abs(np.array(solve()) / direct() - 1))
        report(f"{title} (interpolated against direct: {error:.0e})", rivals, rounds=15)


if __name__ == "__main__":
    main()
