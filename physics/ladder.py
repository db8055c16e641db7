"""Ladders: networks of R, L and C that come near to what no single element is.

The resistance of a wire that rises with frequency, the loss angle of an insulation, the semi-inductor of a voice coil
and a measured impedance become sums of sections of positive elements: passive by construction.

References
----------
.. [1] R. M. Foster, Bell Syst. Tech. J. 3, 259-267, 1924, and W. Cauer, Arch. Elektrotech. 17, 355-388, 1926:
   an impedance as a sum of partial fractions, each an element or a few.
.. [2] C.-S. Yen, Z. Fazarinc, R. L. Wheeler, Proc. IEEE 70, 750-757, 1982: skin effect in resistors and inductors.
.. [3] C. L. Lawson, R. J. Hanson, *Solving Least Squares Problems*, Prentice-Hall 1974, chapter 23:
   least squares with unknowns that must not be negative.
.. [4] Y. C. Pati, R. Rezaiifar, P. S. Krishnaprasad, Proc. 27th Asilomar Conf., 40-44, 1993:
   orthogonal matching pursuit, one term after the other where it helps most.
.. [5] H. W. Bode, *Network Analysis and Feedback Amplifier Design*, Van Nostrand 1945, chapter 14:
   the real part of an impedance leaves no choice for its imaginary part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal, assert_never, get_args

import numpy as np
import scipy

from physics import circuit
from physics.checks import Complex, Real, require_not_negative, require_positive
from physics.network import Network, element, parallel, series

__all__ = ["SHAPES", "Shape", "fitted_network", "section_count", "semi_inductor"]

Shape = Literal["constant", "rising", "falling", "high", "low", "resonance"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
"""Sections of a sum: R, L, C, R ∥ L, R ∥ C, R ∥ L ∥ C."""

_WEIGHT = 1e-3  # of a relative error of the impedance against one of the response [Np], for that is what counts
_STRIDE = 4  # the impedance is looked at in fewer places
_GAIN = 0.02  # part of the sum of squares that a section must take away, or it is one too many
_BEYOND = 10.0  # how far out of the band a section may lie
_MOST_Q = 40.0  # what is narrower could hide between the frequencies


@dataclass(frozen=True)
class _Section:
    """A term of the sum, with x = s/rate: amplitude times 1, s, 1/s, x/(1 + x), 1/(1 + x) or 1/(1 + q·(x + 1/x))."""

    shape: Shape
    amplitude: float = 1.0
    rate: float = 1.0
    q: float = 1.0

    @property
    def parameters(self) -> tuple[float, ...]:
        """Those that it has."""
        count = {"constant": 1, "rising": 1, "falling": 1, "high": 2, "low": 2, "resonance": 3}[self.shape]
        return (self.amplitude, self.rate, self.q)[:count]

    def term(self, s: Complex) -> Complex:
        x, a = s / self.rate, self.amplitude
        match self.shape:
            case "constant":
                return np.full_like(s, a)
            case "rising":
                return np.asarray(a * s)
            case "falling":
                return np.asarray(a / s)
            case "high":
                return np.asarray(a * x / (1 + x))
            case "low":
                return np.asarray(a / (1 + x))
            case "resonance":
                return np.asarray(a / (1 + self.q * (x + 1 / x)))
            case _:
                assert_never(self.shape)

    def derivatives(self, s: Complex) -> tuple[Complex, ...]:
        """By the logarithm of each parameter; that by the amplitude's is the term itself."""
        x, term = s / self.rate, self.term(s)
        match self.shape:
            case "constant" | "rising" | "falling":
                return (term,)
            case "high":
                return term, -term / (1 + x)
            case "low":
                return term, term * x / (1 + x)
            case "resonance":
                share = term * term * (self.q / self.amplitude)
                return term, share * (x - 1 / x), -share * (x + 1 / x)
            case _:
                assert_never(self.shape)

    @property
    def network(self) -> Network:
        """The elements that have this impedance [1]_."""
        a, rate, q = self.amplitude, self.rate, self.q
        match self.shape:
            case "constant":
                return element("R", a)
            case "rising":
                return element("L", a)
            case "falling":
                return element("C", 1 / a)
            case "high":
                return parallel(element("R", a), element("L", a / rate))
            case "low":
                return parallel(element("R", a), element("C", 1 / (a * rate)))
            case "resonance":
                return parallel(element("R", a), element("L", a / (q * rate)), element("C", q / (a * rate)))
            case _:
                assert_never(self.shape)


@dataclass(frozen=True)
class _Problem:
    """What a sum of sections has to come near to; see `fitted_network`."""

    s: Complex
    target: Complex
    response: Callable[[Complex], Complex]
    base: float

    @cached_property
    def wanted(self) -> Complex:
        return self.response(self.target)

    def value(self, sections: Sequence[_Section]) -> Complex:
        return np.asarray(sum((section.term(self.s) for section in sections), self.base + 0 * self.s))

    def error(self, value: Complex) -> Real:
        """Of the level [Np], then of the impedance, relative and weighted."""
        relative = _WEIGHT * ((value - self.target) / np.abs(self.target))[::_STRIDE]
        return np.concatenate([(self.response(value) - self.wanted).real, relative.real, relative.imag])

    def slopes(self, value: Complex, columns: Complex) -> Real:
        """How the error changes with each column of changes of the value."""
        step = 1e-5 * value
        slope = (self.response(value + step) - self.response(value - step)) / (2 * step)
        relative = _WEIGHT * columns[::_STRIDE] / np.abs(self.target[::_STRIDE, None])
        return np.vstack([(slope[:, None] * columns).real, relative.real, relative.imag])


def fitted_network(
    frequency: Real,
    target: Complex,
    response: Callable[[Complex], Complex],
    *,
    shapes: Sequence[Shape],
    base: float = 0.0,
    goal: float,
    most: int = 24,
) -> Network:
    """A network whose impedance comes near to a target, as far as the response of a circuit rests on it.

    Parameters
    ----------
    frequency : ndarray, shape (n,)
        Frequencies, rising, above 0 [Hz].
    target : ndarray of complex, shape (n,)
        The impedance to come near to, not 0 [Ω].
    response : callable
        Gives ln(V_load/EMF) of a circuit with an impedance of shape (n,) in it; analytic.
    shapes : sequence of Shape
        Sections to use, in series with each other, one of the elements first.
    base : float
        A resistance in series that is given, 0 or above [Ω].
    goal : float
        Deviation of the level that will do, everywhere [Np].
    most : int
        Number of sections at which to stop [–].

    Returns
    -------
    Network
        The best that was found; how near it comes is for the caller to see.

    Raises
    ------
    QuantityError
        If a value is outside its range.

    Notes
    -----
    Partial fractions [1]_, as known for the skin effect [2]_: with amplitudes that are not negative [3]_, one after the
    other where it helps most [4]_, all moved to where they fit best after each.  The squared error of the level is made
    least, and with a small weight that of the impedance.  A resistance that rises over a constant inductance and a loss
    angle over a constant capacitance are no passive network's [5]_: the level is met then, and the phase gives way.
    """
    require_positive(frequency=frequency)
    require_not_negative(base=base)
    problem = _Problem(np.asarray(2j * np.pi * frequency), target, response, base)
    low, high = (2 * np.pi * float(end) for end in frequency[[0, -1]])
    candidates = [section for shape in shapes for section in _candidates(shape, low, high)]
    columns = _columns(problem, candidates)
    plain = [section for section in candidates if len(section.parameters) == 1]
    # Nothing at all is best where the target gives power, as no network does: begin with its mean.
    mean = replace(plain[0], amplitude=float(np.mean(np.abs(target / plain[0].term(problem.s)))))
    sections = _with_amplitudes(problem, plain, target) or [mean]
    value = problem.value(sections)
    error = problem.error(value)
    while len(sections) < most and np.max(np.abs(error[: len(target)])) > goal:
        rows = problem.slopes(value, columns)
        helps = -(rows / np.linalg.norm(rows, axis=0)).T @ error
        # What promises most need not keep it: the best of each shape has its turn.
        best: dict[Shape, _Section] = {}
        for n in np.argsort(-helps):
            best.setdefault(candidates[n].shape, candidates[n])
        for section in best.values():
            more = _with_amplitudes(problem, [*sections, section], value)
            if not more:
                continue
            more = _refined(problem, more, low, high)
            new = problem.value(more)
            left = problem.error(new)
            if left @ left < (1 - _GAIN) * (error @ error):
                sections, value, error = more, new, left
                break
        else:
            break
    return series(element("R", base), *(section.network for section in sections))


def _columns(problem: _Problem, sections: Sequence[_Section]) -> Complex:
    return np.stack([section.term(problem.s) for section in sections], axis=1)


def _candidates(shape: Shape, low: float, high: float) -> list[_Section]:
    """Sections to choose from, all over the band [rad/s] and a little beyond."""
    decades = int(np.ceil(np.log10(high / low)))
    match shape:
        case "constant" | "rising" | "falling":
            return [_Section(shape)]
        case "high" | "low":
            return [_Section(shape, 1.0, rate) for rate in np.geomspace(low / 3, 3 * high, 3 * decades + 4)]
        case "resonance":
            rates = np.geomspace(low / 2, 2 * high, 10 * decades + 7)
            return [_Section(shape, 1.0, rate, q) for rate in rates for q in (0.7, 2.0, 6.0, 18.0)]
        case _:
            assert_never(shape)


def _with_amplitudes(problem: _Problem, sections: Sequence[_Section], value: Complex) -> list[_Section]:
    """The sections with the amplitudes that are best to first order about a value; those of none are left out."""
    rows = problem.slopes(value, _columns(problem, sections))
    rest = problem.slopes(value, (value - problem.base)[:, None])[:, 0] - problem.error(value)
    scale = np.linalg.norm(rows, axis=0)
    factors = scipy.optimize.nnls(rows / scale, rest)[0] / scale
    return [
        replace(section, amplitude=section.amplitude * float(factor))
        for section, factor in zip(sections, factors, strict=True)
        if factor > 0
    ]


def _refined(problem: _Problem, sections: list[_Section], low: float, high: float) -> list[_Section]:
    """Sections moved towards where they fit best: Levenberg and Marquardt's method on logarithms within bounds."""
    rate = 0.5 * np.log(low * high), 0.5 * np.log(high / low) + np.log(_BEYOND)
    q = 0.5 * np.log(0.4 * _MOST_Q), 0.5 * np.log(_MOST_Q / 0.4)
    bounds = [((np.log(section.amplitude), 5.0), rate, q)[: len(section.parameters)] for section in sections]
    centre, width = np.array([pair for pairs in bounds for pair in pairs]).T
    logs = np.log([number for section in sections for number in section.parameters])

    def moved(free: Real) -> list[_Section]:
        numbers = iter(np.exp(centre + width * np.tanh(free)).tolist())
        return [_Section(section.shape, *islice(numbers, len(section.parameters))) for section in sections]

    def error(free: Real) -> Real:
        return problem.error(problem.value(moved(free)))

    def slopes(free: Real) -> Real:
        changed = moved(free)
        columns = np.stack([part for section in changed for part in section.derivatives(problem.s)], axis=1)
        return np.asarray(problem.slopes(problem.value(changed), columns) * width * (1 - np.tanh(free) ** 2))

    start = np.arctanh(np.clip((logs - centre) / width, -0.99, 0.99))
    return moved(scipy.optimize.least_squares(error, start, jac=slopes, method="lm", max_nfev=12).x)


def semi_inductor(coefficient: float, low: float, high: float) -> Network:
    """The impedance k·√(jω) to 0.3 %: R ∥ L in series.

    Parameters
    ----------
    coefficient : float
        k, above 0 [Ω·√s].
    low, high : float
        Ends of the band in which it is that, above 0 [Hz].

    Returns
    -------
    Network
        The ladder.

    Raises
    ------
    QuantityError
        If a value is outside its range.

    Notes
    -----
    Two sections to a decade, from a third of the lowest to three times the highest frequency, with amplitudes that make
    the relative error least [3]_.
    """
    require_positive(coefficient=coefficient, low=low, high=high)
    s = np.asarray(2j * np.pi * np.geomspace(low, high, 161))
    rates = 2 * np.pi * np.geomspace(low / 3, 3.3 * high, 2 * int(np.ceil(np.log10(high / low))) + 2)
    sections = [_Section("constant"), _Section("rising"), *(_Section("high", 1.0, float(rate)) for rate in rates)]
    columns = np.stack([section.term(s) / np.sqrt(s) for section in sections], axis=1)
    rows = np.vstack([columns.real, columns.imag])
    scale = np.linalg.norm(rows, axis=0)
    amplitudes = coefficient * scipy.optimize.nnls(rows / scale, np.repeat([1.0, 0.0], len(s)))[0] / scale
    fitted = zip(sections, amplitudes, strict=True)
    return series(*(replace(section, amplitude=float(a)).network for section, a in fitted if a > 0))


def section_count(
    impedance: Complex,
    admittance: Complex,
    source_impedance: Complex,
    load_impedance: Complex,
    *,
    goal: float,
    most: int,
) -> int | None:
    """How many equal T sections in a row stand for a line.

    Parameters
    ----------
    impedance : ndarray of complex, shape (n,)
        Of the whole line [Ω].
    admittance : ndarray of complex, shape (n,)
        Of the whole line [S].
    source_impedance, load_impedance : ndarray of complex, shape (n,)
        What it hangs between [Ω].
    goal : float
        Deviation of the level at the load that will do, everywhere [Np].
    most : int
        The largest number to try [–].

    Returns
    -------
    int or None
        About the smallest number that will do; None if none up to `most` does [–].

    Notes
    -----
    The deviation falls with the square of the number, once the sections are short.
    """
    line = circuit.log_transfer("line", source_impedance, load_impedance, impedance, admittance)
    count = 1
    while count <= most:
        chain = circuit.chain_matrix("c-mid", impedance / count, admittance / count)
        section = np.moveaxis(np.reshape(chain, (2, 2, -1)), -1, 0)
        (a, b), (c, d) = np.moveaxis(np.linalg.matrix_power(section, count), 0, -1)
        ratio = a + b / load_impedance + source_impedance * (c + d / load_impedance)
        off = float(np.max(np.abs(np.log(np.abs(ratio)) + line.real)))
        if off <= goal:
            return count
        count = max(count + 1, int(np.ceil(count * min(np.sqrt(off / goal), 4.0))))
    return None
