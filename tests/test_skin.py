"""physics.skin against NBS Circular 74, mpmath's Bessel functions, both series, the paper and Pozar.

Tolerance of a printed value: one unit of its last digit, since both prints cut digits instead of rounding.
"""

import math
import runpy
import shutil
from pathlib import Path

import mpmath
import numpy as np
import pytest

from physics import skin
from physics.checks import QuantityError
from physics.materials import MU_0

DATA = Path(skin.__file__).parent / "data"
# x: R_ac/R_dc, NBS Circular 74 (1924).
PRINTED = {1: 1.00519, 2: 1.07816, 5: 2.04272, 10: 3.79857, 100: 35.60666}
# The table has a node every quarter from 0.5 to 20.
BETWEEN_NODES = np.arange(0.5, 20, 0.25) + 0.125
ANYWHERE = 10 ** np.random.default_rng(74).uniform(-4, 4, 400)
SEAMS = np.array([0.0, 0.0999, 0.1, 0.1001, 0.4999, 0.5, 0.5001, 0.51, 19.99, 20.0, 20.0001, 20.5, 1e4])
POINTS = np.sort(np.concatenate([BETWEEN_NODES, ANYWHERE, SEAMS]))


@pytest.fixture(scope="module")
def exact() -> tuple[np.ndarray, np.ndarray]:
    """Both ratios at POINTS, with 40 digits."""
    with mpmath.workdps(40):
        pairs = [internal_impedance(mpmath.mpf(float(x))) for x in POINTS]
    resistance, inductance = np.array(pairs, dtype=float).T
    return resistance, inductance


def internal_impedance(x: mpmath.mpf) -> tuple[mpmath.mpf, mpmath.mpf]:
    """R_ac/R_dc and L/L_dc, from Bessel functions of arbitrary precision."""
    if x == 0:
        return mpmath.mpf(1), mpmath.mpf(1)
    z = x * mpmath.exp(1j * mpmath.pi / 4)
    impedance = z / 2 * mpmath.besseli(0, z) / mpmath.besseli(1, z)
    return impedance.real, 8 * impedance.imag / x**2


class TestRatios:
    @pytest.mark.parametrize("ratios", [skin.bessel_ratios, skin.table_ratios])
    @pytest.mark.parametrize(("x", "printed"), PRINTED.items())
    def test_printed(self, ratios, x: float, printed: float) -> None:
        assert float(ratios(x)[0]) == pytest.approx(printed, abs=1e-5)

    @pytest.mark.parametrize(("ratios", "within"), [(skin.bessel_ratios, 1e-9), (skin.table_ratios, 1e-4)])
    def test_against_arbitrary_precision(self, exact, ratios, within: float) -> None:
        for given, expected in zip(ratios(POINTS), exact, strict=True):
            np.testing.assert_allclose(given, expected, rtol=within)

    @pytest.mark.parametrize("ratios", [skin.bessel_ratios, skin.table_ratios])
    def test_small_x(self, ratios) -> None:
        x = np.array([0.01, 0.1, 0.3])
        resistance, inductance = ratios(x)
        # The next terms of the series are below x⁸/40000.
        np.testing.assert_allclose(resistance - 1, x**4 / 192, rtol=0, atol=x[-1] ** 8 / 4e4)
        np.testing.assert_allclose(1 - inductance, x**4 / 384, rtol=0, atol=x[-1] ** 8 / 4e4)

    @pytest.mark.parametrize("ratios", [skin.bessel_ratios, skin.table_ratios])
    def test_large_x(self, ratios) -> None:
        x = np.array([50.0, 300.0, 1e4, 1e6])
        resistance, inductance = ratios(x)
        expected = x / (2 * math.sqrt(2)) + 1 / 4 + 3 * math.sqrt(2) / (32 * x)
        np.testing.assert_allclose(resistance, expected, rtol=1e-6)
        # Far into the skin effect, R = ωL_internal per metre, and R/R_dc = x²/8 · L/L_dc.
        np.testing.assert_allclose(inductance * x**2 / 8, resistance - 1 / 4, rtol=5e-4)

    @pytest.mark.parametrize("ratios", [skin.bessel_ratios, skin.table_ratios])
    def test_direct_current(self, ratios) -> None:
        resistance, inductance = ratios(0)
        assert (resistance, inductance) == (1, 1)

    @pytest.mark.parametrize("ratios", [skin.bessel_ratios, skin.table_ratios])
    def test_resistance_rises_and_inductance_falls(self, ratios) -> None:
        resistance, inductance = ratios(np.linspace(0, 40, 4001))
        assert np.all(np.diff(resistance) >= 0)
        assert np.all(np.diff(inductance) <= 0)

    @pytest.mark.parametrize("ratios", [skin.bessel_ratios, skin.table_ratios])
    def test_shape_is_kept(self, ratios) -> None:
        assert [ratio.shape for ratio in ratios(np.ones((2, 3)))] == [(2, 3), (2, 3)]
        assert [ratio.shape for ratio in ratios(np.ones(0))] == [(0,), (0,)]

    @pytest.mark.parametrize("ratios", [skin.bessel_ratios, skin.table_ratios])
    @pytest.mark.parametrize("x", [-1.0, math.nan, math.inf])
    def test_refusal(self, ratios, x: float) -> None:
        with pytest.raises(QuantityError, match="x = "):
            ratios(np.array([1.0, x]))


class TestAbscissa:
    def test_paper(self) -> None:
        # √(f/R_dc) = 0.894 at 20 kHz for 25000 µΩ/m; in SI the factor is 1.5853, √(8π·10⁻⁷·10⁶).
        assert math.sqrt(20e3 / 25_000) == pytest.approx(0.894, abs=0.5e-3)
        assert float(skin.skin_abscissa(20e3, 25e-3)) == pytest.approx(1.5853 * 0.894, abs=1.5853 * 0.5e-3)

    @pytest.mark.parametrize(("frequency", "microohms"), [(50.0, 400.0), (1e5, 25_000.0), (1e6, 1.0)])
    def test_factor(self, frequency: float, microohms: float) -> None:
        x = float(skin.skin_abscissa(frequency, microohms * 1e-6))
        assert x / math.sqrt(frequency / microohms) == pytest.approx(1.5853, abs=0.5e-4)

    def test_from_radius_and_metal(self) -> None:
        radius, resistivity, frequency = 0.4e-3, 2.8e-8, 30e3
        x = radius * math.sqrt(2 * math.pi * frequency * MU_0 / resistivity)
        resistance = resistivity / (math.pi * radius**2)
        assert float(skin.skin_abscissa(frequency, resistance)) == pytest.approx(x)

    def test_broadcasts(self) -> None:
        x = skin.skin_abscissa(np.array([0.0, 1e3, 4e3]), np.array([[0.01], [0.04]]))
        assert x.shape == (2, 3)
        np.testing.assert_allclose(x[:, 0], 0)
        np.testing.assert_allclose(x[0], 2 * x[1])  # four times the resistance
        np.testing.assert_allclose(x[:, 2], 2 * x[:, 1])  # four times the frequency

    @pytest.mark.parametrize(
        ("arguments", "quantity"),
        [((-1, 1), "frequency"), ((math.nan, 1), "frequency"), ((1, 0), "conductor_resistance")],
    )
    def test_refusal(self, arguments: tuple[float, float], quantity: str) -> None:
        with pytest.raises(QuantityError) as refusal:
            skin.skin_abscissa(*arguments)
        assert refusal.value.quantity == quantity


class TestDepth:
    # D. M. Pozar, Microwave Engineering, 4th ed., example 1.2, at 10 GHz: conductivity [S/m], depth [m].
    # The print cuts its factor to 5.03e-3.
    @pytest.mark.parametrize(
        ("conductivity", "depth"),
        [(3.816e7, 8.14e-7), (5.813e7, 6.60e-7), (4.098e7, 7.86e-7), (6.173e7, 6.40e-7)],
        ids=["aluminium", "copper", "gold", "silver"],
    )
    def test_printed(self, conductivity: float, depth: float) -> None:
        assert float(skin.skin_depth(10e9, 1 / conductivity)) == pytest.approx(depth, abs=0.01e-7)

    def test_by_hand(self) -> None:
        # √(2·1.72e-8/(2π·10⁶·4π·10⁻⁷)) = √(4.357e-9) m = 66.0 µm
        assert float(skin.skin_depth(1e6, 1.72e-8)) == pytest.approx(66.0e-6, abs=0.05e-6)

    def test_frequency_of_a_depth(self) -> None:
        assert float(skin.depth_to_frequency(6.60e-7, 1 / 5.813e7)) == pytest.approx(10e9, rel=0.002)

    @pytest.mark.parametrize("depth", [0.0, -1.0, math.inf])
    def test_refusal_of_a_depth(self, depth: float) -> None:
        with pytest.raises(QuantityError, match="depth"):
            skin.depth_to_frequency(depth, 1.72e-8)

    def test_thick_wire_conducts_in_a_shell_of_that_depth(self) -> None:
        radius, resistivity, frequency = 10e-3, 1.72e-8, 1e6
        depth = float(skin.skin_depth(frequency, resistivity))
        dc = resistivity / (math.pi * radius**2)
        shell = resistivity / (2 * math.pi * radius * depth)
        ratio = float(skin.bessel_ratios(skin.skin_abscissa(frequency, dc))[0])
        assert ratio * dc == pytest.approx(shell, rel=depth / radius)

    @pytest.mark.parametrize("frequency", [0.0, -1.0, math.inf])
    def test_refusal(self, frequency: float) -> None:
        with pytest.raises(QuantityError, match="frequency"):
            skin.skin_depth(frequency, 1.72e-8)


class TestDataFile:
    def test_header_tells_how_it_was_made(self) -> None:
        text = (DATA / "skin_effect.csv").read_text(encoding="utf-8")
        header = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
        for said in ("make_skin_effect.py", "mpmath", "I0(z)/I1(z)", "R_ac/R_dc", "NBS Circular 74"):
            assert said in header

    def test_made_again_it_is_the_same(self, tmp_path: Path) -> None:
        script = Path(shutil.copy(DATA / "make_skin_effect.py", tmp_path))
        with mpmath.workdps(mpmath.mp.dps):
            runpy.run_path(str(script))
        made = (tmp_path / "skin_effect.csv").read_bytes()
        assert made == (DATA / "skin_effect.csv").read_bytes()
