import numpy as np
import pytest

from physics.checks import QuantityError
from physics.materials import METALS
from physics.wire import (
    area_to_diameter,
    awg_to_diameter,
    conductor_area,
    conductor_mass,
    diameter_to_area,
    diameter_to_awg,
    next_area,
    next_gauge,
    strands_to_diameter,
)

INCH = 25.4e-3


# ASTM B258 table: nominal diameters in inches.
@pytest.mark.parametrize(
    ("gauge", "inches"),
    [(-3, 0.4600), (0, 0.3249), (10, 0.1019), (18, 0.0403), (24, 0.0201), (36, 0.0050)],
)
def test_awg_of_astm_b258(gauge: float, inches: float) -> None:
    assert awg_to_diameter(gauge) / INCH == pytest.approx(inches, abs=5.1e-5)
    assert diameter_to_awg(inches * INCH) == pytest.approx(gauge, abs=0.1)


def test_awg_there_and_back() -> None:
    gauge = np.arange(-3, 57)
    assert diameter_to_awg(awg_to_diameter(gauge)) == pytest.approx(gauge, abs=1e-10)


def test_area() -> None:
    assert area_to_diameter(2.5e-6) == pytest.approx(1.7841e-3, rel=1e-4)
    assert diameter_to_area(2.0) == pytest.approx(np.pi)


def test_strands_have_the_area_of_the_solid() -> None:
    solid = strands_to_diameter([1, 7, 19], 0.2e-3)
    assert diameter_to_area(solid) == pytest.approx(np.array([1, 7, 19]) * np.pi * 0.01e-6, rel=1e-14)


@pytest.mark.parametrize("gauge", [-4, 57, np.nan])
def test_gauge_out_of_range(gauge: float) -> None:
    with pytest.raises(QuantityError, match="it must be from -3"):
        awg_to_diameter(gauge)


def test_refusals() -> None:
    with pytest.raises(QuantityError, match="strand_count = 0"):
        strands_to_diameter(0, 1e-4)
    with pytest.raises(QuantityError, match="diameter = -1.0"):
        diameter_to_awg(-1.0)


def test_next_sizes_are_not_thinner() -> None:
    """AWG 15 has 1.65 mm², AWG 16 has 1.31 mm²; IEC 60228 goes from 1.5 to 2.5 mm²."""
    just = awg_to_diameter(16)
    assert [next_gauge(just * factor) for factor in (1 - 1e-9, 1 + 1e-9)] == [16, 15]
    one = area_to_diameter(1.5e-6)
    assert [next_area(one * factor) for factor in (1 - 1e-9, 1 + 1e-9)] == [1.5e-6, 2.5e-6]


def test_there_is_no_thicker_size_than_the_thickest() -> None:
    assert next_gauge(0.0116) == -3
    assert next_gauge(0.0118) is None
    assert next_area(0.0123) == pytest.approx(120e-6)
    assert next_area(0.0124) is None
    assert next_gauge(1e-6) == 44


def test_area_of_a_resistance() -> None:
    """IEC 60028: copper of 1 mm² has 1/58 Ω a metre."""
    assert conductor_area(1 / 58, 1e-6 / 58) == pytest.approx(1e-6)


def test_mass_of_a_resistance() -> None:
    """A metre of copper of 1 mm² is 8.89 g; of aluminium of the same resistance, less than half of that."""
    assert conductor_mass([1 / 58, 2 / 58], METALS["copper"]) == pytest.approx([8.89e-3, 4.445e-3])
    assert conductor_mass(1 / 58, METALS["aluminium"]) == pytest.approx(8.89e-3 / 0.61 * 2703 / 8890, rel=1e-4)
