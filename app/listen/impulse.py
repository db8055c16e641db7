"""Impulse responses of states: from the source's voltage to the load's, and with the cable exaggerated."""

from collections.abc import Callable

import numpy as np

from app.bench.response import Response, respond
from app.bench.state import State
from app.common.quantity import Number
from app.common.text import Text
from physics.checks import Complex, Real
from physics.circuit import decibels
from physics.hearing import BANDS
from physics.impulse import impulse_response

__all__ = ["RATE", "TIMES", "impulse_of", "most_times"]

RATE = Number(
    "rate", Text("Sampling rate", "サンプリング周波数"),
    Text("sampling rate; 48000 if not given", "サンプリング周波数（省略時 48000）"),
    "Hz", 1, 8000, 192_000, 1, False, "own",
)  # fmt: skip
TIMES = Number(
    "times", Text("Exaggeration", "誇張"),
    Text(
        "how many times what the cable changes, in decibels and in degrees: 0 for the load at the source's terminals, "
        "1 (if not given) as it is",
        "ケーブルによる変化（dB と位相）を何倍にするか。0 は送り側の端子に負荷を直結、1（省略時）はそのまま",
    ),
    "", 1, 0, 10_000, 1, False, "own",
)  # fmt: skip
"""Keys of the impulse response besides those of the state."""

_MOST_CHANGE = 60.0  # [dB] that an exaggerated cable may change: more is neither heard nor held by 32 bits


def impulse_of(state: State, rate: float, times: float = 1.0) -> Real:
    """Impulse response of V_load/EMF, delayed by half its length.

    Parameters
    ----------
    state : State
        A state whose values can be together.
    rate : float
        Sampling rate [Hz].
    times : float
        How many times what the cable changes, see `TIMES` [–].

    Returns
    -------
    ndarray, shape (n,)
        The samples [–].

    Raises
    ------
    QuantityError
        If it rings on for too long.
    """

    def log_transfer(response: Response) -> Complex:
        return response.without_cable + times * response.cable_log_transfer

    return impulse_response(_from_dc(state, log_transfer), rate)


def most_times(state: State, rate: float) -> float:
    """The greatest exaggeration of a state's cable, up to half a sampling rate [–]."""
    change = decibels(respond(state, np.geomspace(BANDS["full"][0], rate / 2, 301)).cable_log_transfer)
    return float(_MOST_CHANGE / max(np.abs(change).max(), _MOST_CHANGE / TIMES.maximum))


def _from_dc(state: State, log: Callable[[Response], Complex]) -> Callable[[Real], Complex]:
    """A transfer function of a state, also at DC, which a coupling capacitor does not pass."""

    def transfer(frequency: Real) -> Complex:
        passed = frequency > 0 if state.source_kind == "line" else np.ones(frequency.shape, bool)
        values = np.zeros(frequency.shape, complex)
        values[passed] = np.exp(log(respond(state, frequency[passed])))
        return values

    return transfer
