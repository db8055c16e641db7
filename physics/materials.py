"""Constants, metals and insulations, each with its source.  SI units throughout.

References
----------
.. [1] IEC 60028:1925, *International standard of resistance for copper*: 1/58 Ω·mm²/m at 20 °C and, for constant mass,
   0.00393 per kelvin.
.. [2] P. J. Mohr, D. B. Newell, B. N. Taylor, E. Tiesinga, "CODATA recommended values of the fundamental physical
   constants: 2022", *Rev. Mod. Phys.* 97, 025002, 2025.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import QuantityError, Real

__all__ = ["EPSILON_0", "INSULATIONS", "METALS", "MU_0", "SPEED_OF_LIGHT", "Insulation", "Metal"]

SPEED_OF_LIGHT = 299_792_458.0
"""Speed of light in vacuum [m/s], exact by definition."""

MU_0 = 1.25663706127e-6
"""Magnetic constant µ₀ [H/m] [2]_; 4π·10⁻⁷ to nine digits."""

EPSILON_0 = 8.8541878188e-12
"""Electric constant ε₀ [F/m] [2]_."""

# Within these a straight line follows the resistivity of pure copper, silver and aluminium to about 1 %.
LOWEST_TEMPERATURE = -50.0  # [°C]
HIGHEST_TEMPERATURE = 125.0  # [°C]


@dataclass(frozen=True)
class Metal:
    """A non-magnetic conductor whose resistivity is linear in temperature.

    Attributes
    ----------
    name : str
        What it is.
    resistivity_20c : float
        Resistivity at 20 °C [Ω·m].
    temperature_coefficient : float
        Relative change of the resistivity per kelvin, referred to 20 °C [1/K].
    density : float
        Mass over volume at 20 °C [kg/m³].
    reference : str
        Source of these values.
    """

    name: str
    resistivity_20c: float
    temperature_coefficient: float
    density: float
    reference: str

    def resistivity(self, temperature_celsius: ArrayLike) -> Real:
        """Resistivity at a temperature.

        Parameters
        ----------
        temperature_celsius : array_like
            Temperatures from −50 to 125 [°C].

        Returns
        -------
        ndarray
            Resistivity, of the same shape [Ω·m].

        Raises
        ------
        QuantityError
            If a temperature is outside −50 … 125 °C, where a straight line no longer holds.

        Notes
        -----
        ρ(T) = ρ₂₀·(1 + α₂₀·(T − 20 °C)) [1]_.
        """
        temperature = np.asarray(temperature_celsius, dtype=np.float64)
        valid = (temperature >= LOWEST_TEMPERATURE) & (temperature <= HIGHEST_TEMPERATURE)
        if not np.all(valid):
            allowed = f"it must be from {LOWEST_TEMPERATURE} to {HIGHEST_TEMPERATURE} °C"
            raise QuantityError("temperature_celsius", float(temperature[~valid][0]), allowed)
        rise = temperature - 20
        return np.asarray(self.resistivity_20c * (1 + self.temperature_coefficient * rise))


@dataclass(frozen=True)
class Insulation:
    """A dielectric at audio frequencies and room temperature.

    Attributes
    ----------
    name : str
        What it is.
    relative_permittivity : float
        Typical relative permittivity [–].
    loss_tangent : float
        Typical loss tangent [–].
    permittivity_range : tuple of float
        Lowest and highest relative permittivity met in practice [–].
    loss_range : tuple of float
        Lowest and highest loss tangent met in practice [–].
    reference : str
        Source of the values.
    """

    name: str
    relative_permittivity: float
    loss_tangent: float
    permittivity_range: tuple[float, float]
    loss_range: tuple[float, float]
    reference: str


_MATULA = "R. A. Matula, J. Phys. Chem. Ref. Data 8, 1147–1298 (1979)"
_VON_HIPPEL = "typical; A. R. von Hippel (ed.), Dielectric Materials and Applications, MIT Press/Wiley (1954)"
_KAYE_LABY = "typical; G. W. C. Kaye, T. H. Laby, Tables of Physical and Chemical Constants, 16th ed., Longman (1995)"

COPPER_IACS = Metal(
    "annealed copper (100 % IACS)",
    1e-6 / 58,
    0.00393,
    8890.0,
    "IEC 60028 (1925), International standard of resistance for copper: 1/58 Ω·mm²/m, 8.89 g/cm³",
)
PAPER_COPPER = Metal(
    "copper, 1.72e-8 Ω·m",
    1.72e-8,
    0.00393,
    8890.0,
    "the paper's section 1, a rounded value; temperature coefficient and density of IEC 60028",
)
SILVER = Metal("silver", 1.587e-8, 0.0038, 10490.0, f"{_MATULA}; coefficient and density as in common tables")
ALUMINIUM_EC = Metal(
    "hard-drawn aluminium (61 % IACS)",
    2.8264e-8,
    0.00403,
    2703.0,
    "IEC 60889 (1987), Hard-drawn aluminium wire for overhead line conductors",
)
# Copper-clad aluminium is none of them: its two metals carry the current at different depths, so
# that no single resistivity gives both its DC and its skin-effect resistance. See `physics.clad`.
METALS = {
    "copper-paper": PAPER_COPPER,
    "copper": COPPER_IACS,
    "silver": SILVER,
    "aluminium": ALUMINIUM_EC,
}

AIR = Insulation(
    "air",
    1.00054,
    0.0,
    (1.0005, 1.0006),
    (0.0, 0.0),
    "20 °C, 1 atm; L. G. Hector, D. L. Woernley, Phys. Rev. 69, 101–105 (1946)",
)
PTFE = Insulation("PTFE", 2.1, 2e-4, (2.0, 2.1), (1e-4, 3e-4), _VON_HIPPEL)
POLYETHYLENE = Insulation("polyethylene", 2.26, 2e-4, (2.25, 2.35), (1e-4, 5e-4), _VON_HIPPEL)
# Between solid polyethylene and air according to the share of gas; the span is 40 % to 70 % gas.
FOAMED_POLYETHYLENE = Insulation(
    "foamed polyethylene",
    1.5,
    1e-4,
    (1.3, 1.7),
    (5e-5, 3e-4),
    "typical; mixture of the values of polyethylene and air",
)
POLYPROPYLENE = Insulation("polypropylene", 2.25, 3e-4, (2.2, 2.36), (1e-4, 5e-4), _KAYE_LABY)
# Plasticiser, filler and temperature move PVC far more than any other entry, and its
# permittivity falls over the audio band: a single value is an illustration.
PVC = Insulation("plasticised PVC", 4.5, 0.06, (3.0, 8.0), (0.01, 0.15), _VON_HIPPEL)
INSULATIONS = {
    "air": AIR,
    "foamed-pe": FOAMED_POLYETHYLENE,
    "ptfe": PTFE,
    "pp": POLYPROPYLENE,
    "pe": POLYETHYLENE,
    "pvc": PVC,
}
