"""Constants and materials.  SI units throughout."""

from scipy import constants

__all__ = [
    "EPSILON_0",
    "MU_0",
    "PAPER_COPPER_RESISTIVITY",
    "SPEED_OF_LIGHT",
]

SPEED_OF_LIGHT: float = constants.c
"""Speed of light in vacuum [m/s], exact by definition."""

MU_0: float = constants.mu_0
"""Magnetic constant µ₀ [H/m] (CODATA); 4π·10⁻⁷ to nine digits."""

EPSILON_0: float = constants.epsilon_0
"""Electric constant ε₀ [F/m] (CODATA)."""

PAPER_COPPER_RESISTIVITY = 1.72e-8
"""Resistivity of copper at room temperature as the paper's section 1 takes it [Ω·m]."""
