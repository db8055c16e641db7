"""What a network makes of a signal in time, from its transfer function at real frequencies.

A causal, stable network with the transfer function H answers an EMF of the spectrum E with

    v(t) = (1/π) Re ∫₀^∞ E(ω)·H(ω)·exp(jωt) dω,

and a step from 0 to 1 V, whose spectrum is 1/jω and half a volt at DC, with

    s(t) = H(0)/2 + (1/π) ∫₀^∞ Im[H(ω)·exp(jωt)]/ω dω

(A. Papoulis, The Fourier Integral and Its Applications, 1962, chapters 2 and 10).  Nothing is periodic here, so nothing
wraps round, whatever the ratio of the slowest to the fastest time constant.  The integral is cut off softly, by the
Gaussian exp(−(ωσ)²/2): the answer is that to the same signal with its edges rounded to an error function of standard
deviation σ, `ROUNDED` of the span.  It is summed by Gauss–Legendre's rule over panels so narrow that neither H nor
exp(jωt) varies more than their `NODES` nodes can follow; where H does, its panel is halved.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, Real

__all__ = ["ROUNDED", "Spectrum", "Times", "burst", "impulse", "respond", "square", "step"]

ROUNDED = 1 / 6000
"""Standard deviation of a rounded edge, as a part of the span."""
NODES = 16
_LOWEST = 1e-4  # [Hz] all that a network does is above it, or a constant
_CUT = 5.5  # where the Gaussian is 3e-7
_TURNS = 8.0  # [rad] of exp(jωt) from the middle of a panel to its end: NODES follow that to 1e-9
_NEARLY = 1e-9  # of the largest |H|: what the last two of a panel's Legendre coefficients may be
_HALVINGS = 14
_AT, _WEIGHT = np.polynomial.legendre.leggauss(NODES)
# Values at the nodes → the two highest Legendre coefficients of the polynomial through them.
_TAIL = np.array(
    [(n + 0.5) * _WEIGHT * np.polynomial.legendre.legval(_AT, np.eye(NODES)[n]) for n in (NODES - 2, NODES - 1)]
)


@dataclass(frozen=True)
class Times:
    """Equally spaced times, none of them 0: an edge there stands between two of them.

    Attributes
    ----------
    span : float
        From the first to the last, and one step more [s].
    points : int
        How many.
    before : int
        How many of them are below 0.
    """

    span: float
    points: int
    before: int

    @property
    def seconds(self) -> Real:
        """The times [s]."""
        return (np.arange(self.points) - self.before + 0.5) * self.span / self.points


@dataclass(frozen=True)
class Spectrum:
    """An EMF.

    Attributes
    ----------
    of : callable
        E [V·s] at angular frequencies [rad/s] above 0.
    at_dc : float
        Of a part that does not end, its mean over all time [V]: of a step one half.
    highest : float
        Frequency [Hz] above which there is as good as nothing; infinite if it has edges.
    """

    of: Callable[[Real], Complex]
    at_dc: float = 0.0
    highest: float = np.inf


def step() -> Spectrum:
    """From 0 to 1 V at t = 0."""
    return Spectrum(lambda w: np.asarray(1 / (1j * w)), 0.5)


def square(fundamental: float, edges: int) -> Spectrum:
    """From 0 to 1 V at t = 0, back after half a period, and so on.

    Parameters
    ----------
    fundamental : float
        Of the square wave [Hz].
    edges : int
        How many edges there are; the last one stays.
    """

    def of(w: Real) -> Complex:
        turn = -np.exp(-0.5j * w / fundamental)
        total = np.zeros_like(turn)
        for _ in range(edges):
            total = total * turn + 1
        return np.asarray(total / (1j * w))

    return Spectrum(of, 0.5 * (edges % 2))


def burst(frequency: float, cycles: float) -> Spectrum:
    """A tone of 1 V from t = 0 on, under a Hann window of so many cycles.

    sin(ω₀t)·(1 − cos(2πt/T))/2 is six exponentials, cut off at 0 and T.
    """
    duration = cycles / frequency
    w0, turn = 2 * np.pi * frequency, 2 * np.pi / duration
    parts = [
        (sign * weight, sign * w0 + shift)
        for sign in (1, -1)
        for weight, shift in ((0.25, 0.0), (-0.125, turn), (-0.125, -turn))
    ]

    def of(w: Real) -> Complex:
        # ∫₀ᵀ exp(j(p − ω)t) dt = T·exp(jx)·sin(x)/x with x = (p − ω)T/2
        total = np.zeros_like(w, dtype=complex)
        for weight, p in parts:
            x = (p - w) * duration / 2
            total += weight / 1j * duration * np.exp(1j * x) * np.sinc(x / np.pi)
        return total

    return Spectrum(of, highest=frequency * (1 + 300 / cycles))  # it falls like 1/ω³: 1e-5 is left


def impulse(highest: float) -> Spectrum:
    """A pulse of 1 V at t = 0 with nothing above a frequency [Hz]: its spectrum falls to there like (1 + cos)/2."""
    top = 2 * np.pi * highest
    return Spectrum(lambda w: np.where(w < top, (1 + np.cos(np.pi * w / top)) * np.pi / top, 0j), highest=highest)


def respond(transfer: Callable[[Real], Complex], signal: Spectrum, times: Times, at_dc: ArrayLike) -> Real:
    """What networks make of an EMF.

    Parameters
    ----------
    transfer : callable
        H of each network at n frequencies [Hz] above 0, shape (k, n); all of them causal and stable.
    signal : Spectrum
        The EMF.
    times : Times
        When.
    at_dc : array_like of float, shape (k,)
        H of each at DC.

    Returns
    -------
    ndarray of float, shape (k, points)
        The voltages [V]: within 1e-4 of the largest those that the EMF with rounded edges gives.  What changes more
        slowly than over 70 · `ROUNDED` of the span is not told from that with sharp edges.
    """
    width = ROUNDED * times.span
    bounded = 2 * np.pi * signal.highest <= _CUT / width
    top = 2 * np.pi * signal.highest if bounded else _CUT / width
    w, weight, h = _nodes(transfer, times, top)
    terms = weight * signal.of(w)
    if not bounded:
        terms = terms * np.exp(-0.5 * (w * width) ** 2)
    constant = np.asarray(at_dc, dtype=float) * signal.at_dc
    return np.asarray(constant[:, None] + _summed(w, terms * h, times) / np.pi)


def _nodes(transfer: Callable[[Real], Complex], times: Times, top: float) -> tuple[Real, Real, Complex]:
    """Angular frequencies, their weights, and H there."""
    widest = 2 * _TURNS / max(times.seconds[-1], -times.seconds[0])
    first = 2 * np.pi * _LOWEST
    doubled = first * 2.0 ** np.arange(int(np.log2(max(min(widest, top) / first, 1))) + 1)
    ends = np.concatenate([[0.0], doubled, np.arange(doubled[-1], top, widest)[1:], [top]])
    low, high = ends[:-1], ends[1:]
    kept: list[tuple[Real, Real, Complex]] = []
    largest = np.zeros(1)
    for halving in range(_HALVINGS + 1):
        middle, half = (low + high)[:, None] / 2, (high - low)[:, None] / 2
        w = middle + half * _AT
        h = np.asarray(transfer((w / (2 * np.pi)).ravel())).reshape(-1, *w.shape)
        largest = np.maximum(largest, np.max(np.abs(h), axis=(1, 2)))
        tail = np.max(np.abs(h @ _TAIL.T), axis=2)
        rough = np.any(tail > _NEARLY * largest[:, None], axis=0) & (halving < _HALVINGS)
        kept.append((w[~rough], (half * _WEIGHT)[~rough], h[:, ~rough]))
        low, high = low[rough], high[rough]
        if not low.size:
            break
        centre = (low + high) / 2
        low, high = np.concatenate([low, centre]), np.concatenate([centre, high])
    frequencies, weights = (np.concatenate([one[n].ravel() for one in kept]) for n in (0, 1))
    return frequencies, weights, np.concatenate([h.reshape(h.shape[0], -1) for *_, h in kept], axis=1)


def _summed(w: Real, terms: Complex, times: Times) -> Real:
    """Real part of the sum of each row of terms·exp(jωt); exp(jωt) is one of a coarse and one of a fine step."""
    fine = int(np.ceil(np.sqrt(times.points)))
    coarse = -(-times.points // fine)
    apart = times.span / times.points
    slow = np.exp(1j * np.outer(times.seconds[0] + apart * fine * np.arange(coarse), w))
    fast = np.exp(1j * np.outer(w, apart * np.arange(fine)))
    return np.array([((slow * row) @ fast).real.ravel()[: times.points] for row in terms])
