"""Impulse responses of given length, for sounds that are convolved: from samples of H(f), of known error between them.

The response to an impulse sampled at a rate is the transform of H(f) up to half that rate.  Taken from equally spaced
samples it meets H at these, and between them only where it has died away within its length.  It dies away slowly on
both sides of its peak: after it because of slow filters, before and after it because H is cut off at half the rate.  So
it is delayed by half its length [1]_ and faded out towards both ends, and its length is doubled until it holds H, at
the samples and half-way between them.

References
----------
.. [1] A. V. Oppenheim, R. W. Schafer, *Discrete-Time Signal Processing*, 3rd ed., Pearson 2010, section 7.6
   (frequency sampling, linear phase of half the length) and chapter 8 (sampling the transform).
"""

from collections.abc import Callable

import numpy as np

from physics.checks import Complex, QuantityError, Real, require_positive
from physics.hearing import BANDS

__all__ = ["LONGEST", "TOLERANCE", "impulse_response"]

TOLERANCE = 1e-4
"""How far the response may be off, relative to H [–]: 0.0009 dB, 0.006°."""
LONGEST = 3.0
"""A response is never longer than this [s]."""
_SHORTEST = 1024  # samples


def impulse_response(transfer: Callable[[Real], Complex], rate: float) -> Real:
    """Response to an impulse, delayed by half its length.

    Parameters
    ----------
    transfer : callable
        Gives H at an array of frequencies, 0 among them [Hz].
    rate : float
        Sampling rate [Hz].

    Returns
    -------
    ndarray, shape (n,)
        The samples [–], n a power of two; the impulse comes at n/2.

    Raises
    ------
    QuantityError
        If H cannot be held within `TOLERANCE` by a response of at most `LONGEST`: it rings on for too long.

    Notes
    -----
    h[m] = w[m]·Σ H(k·rate/n)·exp(2πj·k·(m − n/2)/n)/n, with w = 1 over the half in the middle and half a period of
    a cosine to either side.  H is held in the audible band; at a rate below 44.1 kHz, up to the same part of the rate.
    """
    require_positive(rate=rate)
    low, high = BANDS["full"][0], BANDS["full"][1] * min(1.0, rate / 44.1e3)
    size = _SHORTEST
    samples = transfer(_spaced(size // 2 + 1, rate / size))
    while size <= LONGEST * rate:
        between = transfer(_spaced(size // 2, rate / size, 0.5))
        finer = np.insert(between, np.arange(size // 2 + 1), samples)
        response = _faded(samples)
        frequency = _spaced(size + 1, rate / (2 * size))
        found = np.fft.rfft(response, 2 * size) * 1j ** (np.arange(size + 1) % 4)  # its delay taken back
        heard = (frequency >= low) & (frequency <= high)
        if np.all(np.abs(found - finer)[heard] <= TOLERANCE * np.abs(finer[heard])):
            return response
        size, samples = 2 * size, finer
    raise QuantityError("transfer", f"{rate:g} Hz", f"it must die away within {LONGEST / 2:g} s")


def _faded(samples: Complex) -> Real:
    """Response of the samples of H at 0, …, rate/2, faded out from a quarter of its length on either side."""
    size = 2 * (samples.size - 1)
    centred = np.fft.irfft(samples * (-1.0) ** np.arange(samples.size), size)
    away = np.abs(np.arange(size) / size - 0.5)
    window = 0.5 + 0.5 * np.cos(np.clip(4 * away - 1, 0, 1) * np.pi)
    return np.asarray(centred * window)


def _spaced(count: int, step: float, first: float = 0.0) -> Real:
    """Equally spaced frequencies [Hz]; `first` in steps."""
    return np.asarray((np.arange(count) + first) * step, np.float64)
