"""The paper's equations 1 to 6 exactly as they are printed, slips included; for comparison only.

Equation 2 subtracts ω·C·R₁·R_sp in Im(I), although the circuit of figure 2 (c) asks for −ω·L alone, and equation 3 has
the sign of Im(V_out) reversed [1]_.  A speaker cable hardly shows either; a guitar cable does.  `physics.circuit` has
the right equations.

References
----------
.. [1] The paper: *The electromagnetics of cables* (in Japanese), section 3, equations 1-6.
"""

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Real, require_not_negative, require_positive

__all__ = ["printed_attenuation"]


def printed_attenuation(
    frequency: ArrayLike,
    *,
    source_resistance: float,
    loop_resistance: float,
    inductance: float,
    capacitance: float,
    load_resistance: float,
) -> Real:
    """AC attenuation by the printed equations.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    source_resistance : float
        R_amp, above 0 [Ω].
    loop_resistance : float
        R of the whole cable, 0 or above [Ω].
    inductance : float
        L of the whole cable, 0 or above [H].
    capacitance : float
        C of the whole cable, above 0 [F].
    load_resistance : float
        R_sp, above 0 [Ω].

    Returns
    -------
    ndarray
        20·log₁₀(e(f)/e(0)), positive for a gain [dB].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_not_negative(frequency=frequency, loop_resistance=loop_resistance, inductance=inductance)
    require_positive(source_resistance=source_resistance, capacitance=capacitance, load_resistance=load_resistance)
    w = 2 * np.pi * np.asarray(frequency, float)
    r1, rsp, l, c = source_resistance + loop_resistance, load_resistance, inductance, capacitance  # noqa: E741
    below = (r1 + rsp - w**2 * c * l * rsp) ** 2 + w**2 * (c * r1 * rsp + l) ** 2
    re_i = (r1 + rsp + w**2 * c**2 * r1 * rsp**2) / below
    im_i = w * (c * rsp**2 * (1 - w**2 * c * l) - (c * r1 * rsp + l)) / below
    re_v = 1 - r1 * re_i + w * l * im_i
    im_v = r1 * im_i + w * l * re_i
    return np.asarray(20 * np.log10(np.hypot(re_v, im_v) * (r1 + rsp) / rsp))
