"""Group delay of a state, and how far it is from what is heard."""

from dataclasses import dataclass

import numpy as np

from app.bench.response import respond
from app.bench.state import State
from physics.checks import Complex, Real
from physics.circuit import group_delay
from physics.hearing import BANDS, LISKI

__all__ = ["DelayFigures", "delay_figures", "group_delays"]

_POINTS = 241  # among which the largest delay is sought, and again between the neighbours of the one that has it


@dataclass(frozen=True)
class DelayFigures:
    """The group delay of the cable alone.

    Attributes
    ----------
    most_s, most_hz : float
        From 20 Hz to 20 kHz, the value largest in size, and where.
    share : float
        What it is of the smallest delay that is heard, at the frequency tested where it comes nearest to that.
    limit_s, limit_hz : float
        That smallest delay and that frequency.
    """

    most_s: float
    most_hz: float
    share: float
    limit_s: float
    limit_hz: float


def group_delays(state: State, frequency: Real) -> tuple[Real, Real]:
    """Group delay of a state, and of the cable alone: what that adds to the same without it.

    Parameters
    ----------
    state : State
        The state.
    frequency : ndarray, shape (n,)
        Frequencies above 0 [Hz].

    Returns
    -------
    tuple of ndarray, shape (n,)
        Both [s].

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """

    def both(f: Real) -> Complex:
        response = respond(state, f)
        return np.stack([response.log_transfer, response.cable_log_transfer])

    whole, cable = group_delay(both, frequency)
    return whole, cable


def delay_figures(state: State) -> DelayFigures:
    """How large the group delay of the cable alone is, and against what is heard.

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    tested = np.array([frequency for frequency, _, _ in LISKI])
    band = np.geomspace(*BANDS["full"], _POINTS)
    _, cable = group_delays(state, np.concatenate([tested, band]))
    at_tested, within = cable[: tested.size], np.abs(cable[tested.size :])
    limits = np.array([late if delay > 0 else early for (_, early, late), delay in zip(LISKI, at_tested, strict=True)])
    nearest, most = int(np.argmax(at_tested / limits)), int(np.argmax(within))
    # Three digits are told of the largest and of where it is, which is between two of those points.
    closer = np.geomspace(band[max(most - 1, 0)], band[min(most + 1, _POINTS - 1)], _POINTS)
    _, cable = group_delays(state, closer)
    most = int(np.argmax(np.abs(cable)))
    return DelayFigures(
        most_s=float(cable[most]),
        most_hz=float(closer[most]),
        share=float(at_tested[nearest] / limits[nearest]),
        limit_s=float(limits[nearest]),
        limit_hz=float(tested[nearest]),
    )
