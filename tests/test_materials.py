import numpy as np
import pytest
import scipy

from physics import materials
from physics.checks import QuantityError
from physics.materials import (
    ALUMINIUM_EC,
    COPPER_IACS,
    EPSILON_0,
    INSULATIONS,
    METALS,
    MU_0,
    SPEED_OF_LIGHT,
)


def test_constants() -> None:
    assert SPEED_OF_LIGHT == 299792458
    assert (scipy.constants.mu_0, scipy.constants.epsilon_0) == (MU_0, EPSILON_0)  # of CODATA 2022
    assert pytest.approx(4e-7 * np.pi, rel=1e-9) == MU_0
    assert pytest.approx(1 / SPEED_OF_LIGHT**2, rel=1e-9) == MU_0 * EPSILON_0


def test_copper_of_iec_60028() -> None:
    assert COPPER_IACS.resistivity(20.0) == pytest.approx(1e-6 / 58, rel=1e-15)
    # The standard's coefficient is 1/254.45 K, so copper extrapolates to zero at −234.45 °C.
    assert COPPER_IACS.resistivity(100.0) == pytest.approx(1e-6 / 58 * (234.45 + 100) / 254.45, rel=1e-4)


def test_aluminium_is_61_percent_iacs() -> None:
    assert COPPER_IACS.resistivity_20c / ALUMINIUM_EC.resistivity_20c == pytest.approx(0.61, rel=1e-4)


@pytest.mark.parametrize("temperature", [-50.1, 125.1, np.nan])
def test_temperature_out_of_range(temperature: float) -> None:
    with pytest.raises(QuantityError, match="temperature_celsius = "):
        COPPER_IACS.resistivity([20.0, temperature])


def test_every_metal_names_its_source() -> None:
    assert len({metal.name for metal in METALS.values()}) == len(METALS)
    assert all(metal.reference for metal in METALS.values())


@pytest.mark.parametrize("insulation", INSULATIONS.values())
def test_typical_values_lie_in_their_ranges(insulation: materials.Insulation) -> None:
    low, high = insulation.permittivity_range
    assert 1 <= low <= insulation.relative_permittivity <= high
    low, high = insulation.loss_range
    assert 0 <= low <= insulation.loss_tangent <= high
    assert insulation.reference


def test_densities() -> None:
    """IEC 60028 and IEC 60889; silver as in common tables."""
    found = {name: metal.density for name, metal in METALS.items()}
    assert found == {"copper-paper": 8890, "copper": 8890, "silver": 10490, "aluminium": 2703}
