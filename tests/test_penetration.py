import mpmath
import numpy as np
import pytest

from physics.checks import QuantityError
from physics.materials import MU_0
from physics.penetration import (
    PenetrationCurve,
    bessel_quotients,
    interpolate_penetration,
    lone_wire_penetration,
    penetration_curve,
    radial_profile,
    skin_parameter,
)


@pytest.fixture(scope="module")
def curve() -> PenetrationCurve:
    return penetration_curve(lone_wire_penetration)


# National Bureau of Standards Circular 74: ratio of AC to DC resistance of round wires.
@pytest.mark.parametrize(
    ("x", "printed"),
    [(0, 1.0), (1, 1.00519), (2, 1.07816), (5, 2.04272), (10, 3.79857), (100, 35.60666)],
)
def test_resistance_ratio_of_nbs_circular_74(curve: PenetrationCurve, x: float, printed: float) -> None:
    penetration = interpolate_penetration(curve, np.array([x], dtype=float))
    ratio = 1 - x**2 / 2 * penetration.imag
    # Half a digit of the last printed place, and one for the rounding of the 1930s.
    assert ratio[0] == pytest.approx(printed, abs=1.1e-5)


@pytest.mark.parametrize("x", [1e-6, 0.03, 1.0, 4.0, 8.9, 9.1, 14.0, 30.0, 300.0, 1e4])
@pytest.mark.parametrize("n", [1, 2, 17, 90])
def test_bessel_quotients_against_mpmath(x: float, n: int) -> None:
    with mpmath.workdps(40):
        z = mpmath.mpf(x) * mpmath.sqrt(1j)
        expected = complex(z * mpmath.besseli(n - 1, z) / mpmath.besseli(n, z))
    quotient = bessel_quotients(np.array([x]), n)[n - 1, 0]
    assert abs(quotient / expected - 1) < 3e-14


def test_bessel_quotients_are_exact_at_zero() -> None:
    assert np.array_equal(bessel_quotients(np.zeros(1), 5)[:, 0], 2.0 * np.arange(1, 6))


def test_interpolation_between_nodes(curve: PenetrationCurve) -> None:
    u = np.linspace(0, 1, 3001)[:-1]
    x = 6 * u / (1 - u)
    direct = lone_wire_penetration(x)
    assert np.max(np.abs(interpolate_penetration(curve, x) / direct - 1)) < 1e-11


def test_interpolation_holds_far_above_any_cable(curve: PenetrationCurve) -> None:
    x = np.array([1e6, 1e9])
    assert interpolate_penetration(curve, x) * x * np.sqrt(1j) == pytest.approx(1, abs=1e-5)


def test_interpolation_at_zero_is_the_sample_itself(curve: PenetrationCurve) -> None:
    assert interpolate_penetration(curve, np.zeros(1))[0] == pytest.approx(0.25, abs=1e-16)


def test_interpolation_keeps_shape(curve: PenetrationCurve) -> None:
    assert interpolate_penetration(curve, np.ones((3, 4))).shape == (3, 4)


def test_radial_profile_against_mpmath() -> None:
    ratio = np.array([0.0, 0.3, 0.9, 1.0])
    for x in (0.0, 2.0, 50.0):
        z = mpmath.mpf(x) * mpmath.sqrt(1j)
        expected = [complex(mpmath.besseli(0, z * r) / mpmath.besseli(0, z)) for r in ratio]
        assert radial_profile(ratio, x) == pytest.approx(np.array(expected), rel=1e-12)


def test_radial_profile_survives_a_thin_skin() -> None:
    profile = radial_profile(np.array([0.0, 1.0]), 1e5)
    assert np.all(np.isfinite(profile))
    assert profile[1] == pytest.approx(1)


def test_skin_parameter_is_root_two_radius_over_skin_depth() -> None:
    depth = np.sqrt(1.7e-8 / (np.pi * 1e4 * MU_0))
    x = skin_parameter(1e4, 1e-3, 1.7e-8)
    assert x == pytest.approx(np.sqrt(2) * 1e-3 / depth, rel=1e-14)


@pytest.mark.parametrize(
    ("frequency", "radius", "resistivity", "message"),
    [
        (-1.0, 1e-3, 1e-8, "frequency = -1.0"),
        (np.inf, 1e-3, 1e-8, "frequency = inf"),
        (1.0, 0.0, 1e-8, "length = 0.0"),
        (1.0, 1e-3, np.nan, "resistivity = nan"),
    ],
)
def test_skin_parameter_refuses(frequency: float, radius: float, resistivity: float, message: str) -> None:
    with pytest.raises(QuantityError, match=message):
        skin_parameter(frequency, radius, resistivity)
