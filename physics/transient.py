"""What a network makes of a signal in time, from its transfer function at real frequencies.

A causal, stable network with the transfer function H answers an EMF of the spectrum E with

    v(t) = (1/π) Re ∫₀^∞ E(ω)·H(ω)·exp(jωt) dω,

and a step from 0 to 1 V, whose spectrum is 1/jω and half a volt at DC, with

    s(t) = H(0)/2 + (1/π) ∫₀^∞ Im[H(ω)·exp(jωt)]/ω dω

(A. Papoulis, The Fourier Integral and Its Applications, 1962, chapters 2 and 10).  Nothing is periodic here, so nothing
wraps round, whatever the ratio of the slowest to the fastest time constant.  The integral is cut off softly, by the
Gaussian exp(−(ωσ)²/2): the answer is that to the same signal with its edges rounded to an error function of standard
deviation σ, `ROUNDED` of the span.  H is taken at the `NODES` Gauss–Legendre nodes of panels of an octave,
halved where these do not follow it, and between them is the polynomial through them; the integral is summed by that
rule over parts of panels so narrow that as many nodes follow exp(jωt) as well, at all times together by a fast Fourier
transform of unevenly spaced frequencies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy
from numpy.typing import ArrayLike

from physics.checks import Complex, Real

__all__ = [
    "ROUNDED",
    "Edge",
    "Spectrum",
    "Times",
    "Transfer",
    "burst",
    "edge_of",
    "edges",
    "impulse",
    "longest_unrounded",
    "respond",
    "square",
    "step",
]

Transfer = Callable[[Real], Complex]
"""H of each of k networks at n frequencies [Hz] above 0, shape (k, n); all of them causal and stable."""
ROUNDED = 1 / 6000
"""Standard deviation of a rounded edge, as a part of the span."""
NODES = 16
_LOWEST = 1e-4  # [Hz] all that a network does is above it, or a constant
_CUT = 5.5  # where the Gaussian is 3e-7
_TURNS = 9.0  # [rad] of exp(jωt) from the middle of a panel to its end: NODES follow that to 1e-7
_NEARLY = 1e-9  # of the largest |H|: what the last two of a panel's Legendre coefficients may be
_HALVINGS = 14
_SPREAD = 8  # points of a grid that a term is spread over: an error of 1e-7
_ROWS = 16  # summed together: what is at work at once stays near the processor
_ERROR = 1e-4  # of the largest value, within which answers are right
_POINTS, _BEFORE, _EDGE_ROUNDED = 600, 60, 1 / 3000
_LOOKS = 6  # at an edge, each over a time that suits it better
_SHORTEST = 1e-9  # [s]; what comes within a hundredth of that jumps
_LONGER, _EDGE = 8.0, (0.1, 0.9)  # the part of a look by which the edge is to have come
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
        How many [–].
    before : int
        How many of them are below 0 [–].
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
        Of a part that does not end, its mean over all time: of a step one half [V].
    highest : float
        Frequency above which there is as good as nothing; infinite if it has edges [Hz].
    """

    of: Callable[[Real], Complex]
    at_dc: float = 0.0
    highest: float = np.inf


def step() -> Spectrum:
    """From 0 to 1 V at t = 0, and there for good."""
    return Spectrum(lambda w: np.asarray(1 / (1j * w)), 0.5)


def square(fundamental: float, edges: int) -> Spectrum:
    """From 0 to 1 V at t = 0, back after half a period, and so on.

    Parameters
    ----------
    fundamental : float
        Of the square wave [Hz].
    edges : int
        How many edges there are; the last one stays [–].
    """

    def of(w: Real) -> Complex:
        turn = -np.exp(-0.5j * w / fundamental)
        # 1 + x + … + xⁿ⁻¹ by doubling, S(2m) = S(m)·(1 + xᵐ): there may be millions of edges, and where x is 1 the
        # closed form of the sum is 0/0.
        total, power = np.zeros_like(turn), np.ones_like(turn)
        for bit in f"{edges:b}":
            total, power = total * (1 + power), power * power
            if bit == "1":
                total, power = total + power, power * turn
        return np.asarray(total / (1j * w))

    return Spectrum(of, 0.5 * (edges % 2))


def burst(frequency: float, cycles: float) -> Spectrum:
    """A tone of 1 V from t = 0 on, under a Hann window of so many cycles.

    sin(ω₀t)·(1 − cos(2πt/T))/2 is six exponentials, cut off at 0 and T.

    Parameters
    ----------
    frequency : float
        Of the tone [Hz].
    cycles : float
        How many of its cycles the window holds [–].
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
    """A pulse of 1 V at t = 0 with nothing above a frequency: its spectrum falls to there like (1 + cos)/2.

    Parameters
    ----------
    highest : float
        That frequency [Hz].
    """
    top = 2 * np.pi * highest
    return Spectrum(lambda w: np.where(w < top, (1 + np.cos(np.pi * w / top)) * np.pi / top, 0j), highest=highest)


def longest_unrounded(signal: Spectrum) -> float:
    """The longest span in which `respond` rounds nothing of an EMF without edges.

    Parameters
    ----------
    signal : Spectrum
        The EMF.

    Returns
    -------
    float
        Shorter, the higher its highest frequency; 0 if it has edges [s].
    """
    return _CUT / (2 * np.pi * signal.highest * ROUNDED)


def respond(transfer: Transfer, signal: Spectrum, times: Times, at_dc: ArrayLike, rounded: float = ROUNDED) -> Real:
    """What networks make of an EMF.

    Parameters
    ----------
    transfer : callable
        H of the networks.
    signal : Spectrum
        The EMF.
    times : Times
        When.
    at_dc : array_like of float, shape (k,)
        H of each at DC [–].
    rounded : float
        Standard deviation of a rounded edge, as a part of the span; the time that it takes goes with its inverse [–].

    Returns
    -------
    ndarray of float, shape (k, points)
        The voltages [V]: within 1e-4 of the largest those that the EMF with rounded edges gives.  What changes more
        slowly than over 70 · `rounded` of the span is not told from that with sharp edges.
    """
    width = rounded * times.span
    bounded = 2 * np.pi * signal.highest <= _CUT / width
    top = 2 * np.pi * signal.highest if bounded else _CUT / width
    w, weight, h = _nodes(transfer, times, top)
    terms = weight * signal.of(w)
    if not bounded:
        terms = terms * np.exp(-0.5 * (w * width) ** 2)
    constant = np.asarray(at_dc, dtype=float) * signal.at_dc
    return np.asarray(constant[:, None] + _summed(w, terms * h, times) / np.pi)


@dataclass(frozen=True)
class Edge:
    """How a network answers a step; each of its attributes is None where that is not reached.

    Attributes
    ----------
    rise_time : float or None
        From 10 to 90 % of the final level [s].
    overshoot : float or None
        By how much the highest value exceeds the final level, as a part of that; 0 where that is within the method's
        error [–].
    delay : float or None
        From the step to 50 % of the final level [s].
    reached : float or None
        From the step to 90 % of it [s].
    """

    rise_time: float | None
    overshoot: float | None
    delay: float | None
    reached: float | None


def edge_of(seconds: Real, answer: Real, final: float) -> Edge:
    """Measure the answer to a step as IEEE Std 181-2011 does.

    Parameters
    ----------
    seconds : ndarray, shape (n,)
        Ascending times, some below 0, none of them 0 [s].
    answer : ndarray, shape (n,)
        The answer to a step at t = 0 [V].
    final : float
        The level that it goes to, above 0; of 0 nothing is reached [V].

    Returns
    -------
    Edge
        What is reached before the first time above 0 is reached at once; between times the answer is taken as straight.
    """
    if not final:
        return Edge(None, None, None, None)
    share = answer / final
    start = int(np.searchsorted(seconds, 0))

    def first(part: float) -> float | None:
        over = np.flatnonzero(share[start:] >= part)
        if not over.size:
            return None
        n = start + int(over[0])
        if n == start:
            return 0.0
        return float(np.interp(part, share[n - 1 : n + 1], seconds[n - 1 : n + 1]))

    low, half, high = first(0.1), first(0.5), first(0.9)
    if low is None or high is None:
        return Edge(None, None, half, high)
    over = float(np.max(share)) - 1
    return Edge(high - low, over if over > _ERROR else 0.0, half, high)


def edges(transfer: Transfer, at_dc: ArrayLike, final: ArrayLike, span: float) -> tuple[list[Edge], float]:
    """Measure how networks answer a step, over a time in which that of the first one is seen well.

    Parameters
    ----------
    transfer : callable
        As in `respond`.
    at_dc : array_like of float, shape (k,)
        H of each at DC [–].
    final : array_like of float, shape (k,)
        The level that counts as that which each goes to, above 0 [V].
    span : float
        A first guess of that time [s].

    Returns
    -------
    found : list of Edge
        Of each network; times are right to 1e-3 of that in which the first one rises, or to 1/600 of the span if that
        is more.
    span : float
        The time looked at in the end [s].
    """
    least, most = _EDGE
    for _ in range(_LOOKS):
        times = Times(span, _POINTS, _BEFORE)
        answers = respond(transfer, step(), times, at_dc, _EDGE_ROUNDED)
        found = [edge_of(times.seconds, *one) for one in zip(answers, np.asarray(final, float), strict=True)]
        reached = found[0].reached
        if reached is None:
            span *= _LONGER
        elif reached < least * span and span > _SHORTEST:
            span = max(_LONGER * reached / 2, span / 50)
        elif reached > most * span:
            span *= 2
        else:
            break
    return found, span


def _nodes(transfer: Transfer, times: Times, top: float) -> tuple[Real, Real, Complex]:
    """Angular frequencies, their weights, and H there."""
    widest = 2 * _TURNS / max(times.seconds[-1], -times.seconds[0])
    octaves = 2.0 ** np.arange(np.ceil(np.log2(max(top / (2 * np.pi * _LOWEST), 2))))
    ends = np.concatenate([[0.0], octaves[:-1] / octaves[-1] * top / 2, [top / 2, top]])
    low, high = ends[:-1], ends[1:]
    kept: list[tuple[Real, Real, Complex]] = []  # middles and halves of panels, and H at their nodes
    largest = np.zeros(1)
    for halving in range(_HALVINGS + 1):
        middle, half = (low + high)[:, None] / 2, (high - low)[:, None] / 2
        w = middle + half * _AT
        h = np.asarray(transfer((w / (2 * np.pi)).ravel())).reshape(-1, *w.shape)
        largest = np.maximum(largest, np.max(np.abs(h), axis=(1, 2)))
        tail = np.max(np.abs(h @ _TAIL.T), axis=2)
        rough = np.any(tail > _NEARLY * largest[:, None], axis=0) & (halving < _HALVINGS)
        kept.append((middle[~rough, 0], half[~rough, 0], h[:, ~rough]))
        low, high = low[rough], high[rough]
        if not low.size:
            break
        centre = (low + high) / 2
        low, high = np.concatenate([low, centre]), np.concatenate([centre, high])
    middles, halves = (np.concatenate([one[n] for one in kept]) for n in (0, 1))
    values = np.concatenate([h for *_, h in kept], axis=1)
    parts = np.maximum(np.ceil(2 * halves / widest), 1).astype(int)
    pieces = []
    for count in np.unique(parts):
        chosen = parts == count
        at, weight, through = _divided(int(count))
        half = halves[chosen, None]
        pieces.append((middles[chosen, None] + half * at, half * weight, values[:, chosen] @ through))
    frequencies, weights = (np.concatenate([one[n].ravel() for one in pieces]) for n in (0, 1))
    return frequencies, weights, np.concatenate([h.reshape(h.shape[0], -1) for *_, h in pieces], axis=1)


@lru_cache(maxsize=64)
def _divided(count: int) -> tuple[Real, Real, Real]:
    """Of a panel in so many parts: nodes from −1 to 1, their weights, and what takes values at its own nodes there."""
    if count == 1:
        return _AT, _WEIGHT, np.eye(NODES)
    middles = (2 * np.arange(count) + 1) / count - 1
    at = (middles[:, None] + _AT / count).ravel()
    legendre = np.polynomial.legendre.legvander
    to_coefficients = (np.arange(NODES) + 0.5) * _WEIGHT[:, None] * legendre(_AT, NODES - 1)
    return at, np.tile(_WEIGHT / count, count), to_coefficients @ legendre(at, NODES - 1).T


def _summed(w: Real, terms: Complex, times: Times) -> Real:
    """Real part of the sum of each row of terms·exp(jωt), right to 1e-7 of the sum of their magnitudes.

    exp(jωt) is the same at equally spaced times for phases ω·Δt that differ by whole turns.  Each term is spread over
    the next few of a grid of phases, twice as many as times; a fast Fourier transform sums up the grid, and what the
    kernel, exp β(√(1 − z²) − 1), does to its result is divided out (A. H. Barnett, J. Magland, L. af Klinteberg, SIAM
    J. Sci. Comput. 41, C479, 2019).
    """
    apart = times.span / times.points
    middle = times.points // 2
    grid = scipy.fft.next_fast_len(2 * times.points)
    place = np.mod(w * apart / (2 * np.pi), 1.0) * grid
    first = np.ceil(place - _SPREAD / 2)
    z = (first - place)[:, None] + np.arange(_SPREAD)
    kernel = scipy.sparse.csr_array(
        (
            _kernel(2 / _SPREAD * z).ravel(),
            ((first.astype(int)[:, None] + np.arange(_SPREAD)) % grid).ravel(),
            np.arange(0, z.size + 1, _SPREAD),
        ),
        shape=(w.size, grid),
    ).T
    at_middle = np.exp(1j * w * times.seconds[middle])
    turns = np.arange(times.points) - middle
    height = _SPREAD / 2 * _kernel(_AT) * _WEIGHT @ np.cos(np.pi * _SPREAD / grid * _AT[:, None] * turns)
    total = np.empty((len(terms), times.points))
    for start in range(0, len(terms), _ROWS):
        rows = slice(start, start + _ROWS)
        spread = kernel @ np.ascontiguousarray((terms[rows] * at_middle).T).view(float)
        total[rows] = np.fft.ifft(spread.view(complex), axis=0, norm="forward")[turns].real.T / height
    return total


def _kernel(z: Real) -> Real:
    return np.asarray(np.exp(2.3 * _SPREAD * (np.sqrt(np.maximum(1 - z * z, 0)) - 1)))
