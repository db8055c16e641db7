"""Constants and materials.  SI units throughout."""

from scipy.constants import c as SPEED_OF_LIGHT
from scipy.constants import epsilon_0 as VACUUM_PERMITTIVITY
from scipy.constants import mu_0 as VACUUM_PERMEABILITY

__all__ = [
    "PAPER_COPPER_RESISTIVITY",
    "SPEED_OF_LIGHT",
    "VACUUM_PERMEABILITY",
    "VACUUM_PERMITTIVITY",
]

PAPER_COPPER_RESISTIVITY = 1.72e-8
"""Resistivity of copper at room temperature as the paper's section 1 takes it [Ω·m]."""
