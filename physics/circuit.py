"""From source, line and load to attenuation and phase: the circuits of the paper's figure 2.

Time factor exp(+jωt).  Source and load impedances are complex arrays (or scalars) at the frequencies of
the line: a resistor, a loudspeaker and a measured curve are the same thing here.  The circuits and their
equations are the paper's [1]_; `c-mid` and the distributed line are written as chain matrices [2]_.

References
----------
.. [1] The paper: *The electromagnetics of cables* (in Japanese), section 2, figure 2, equations 1-6.
.. [2] D. M. Pozar, *Microwave Engineering*, 4th ed., Wiley 2012, sections 2.1, 2.3, 4.4: lossy line,
   its chain (ABCD) matrix, reflection coefficients.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, Log, QuantityError, Real, require_not_negative, require_positive

__all__ = [
    "HALF_POWER",
    "Cable",
    "Circuit",
    "capacitive_corner",
    "chain_matrix",
    "crosstalk",
    "decibels",
    "effective_damping_factor",
    "group_delay",
    "inductive_corner",
    "input_impedance",
    "level",
    "log_magnitude",
    "log_transfer",
    "natural_log",
    "output_impedance",
    "phase_lag",
    "phasor",
    "power_lost",
    "reactance",
    "shared_gains",
    "shared_return",
    "shunted_source",
    "voltage_ratio",
]

HALF_POWER: float = float(10 * np.log10(2))
"""By how much a level falls when the power is halved, "3 dB" to all its digits [dB]."""

Circuit = Literal["c-end", "c-mid", "line"]


def chain_matrix(circuit: Circuit, series: ArrayLike, shunt: ArrayLike) -> tuple[Complex, Complex, Complex, Complex]:
    """Chain parameters A, B, C, D of the cable: V₁ = A·V₂ + B·I₂, I₁ = C·V₂ + D·I₂.

    Parameters
    ----------
    circuit : {'c-end', 'c-mid', 'line'}
        Figure 2 (c): C across the load; (b): C in the middle; (a): distributed.
    series : array_like of complex
        Impedance of the whole length Z = Z'·l, go and return together [Ω].
    shunt : array_like of complex
        Admittance of the whole length Y = Y'·l [S].

    Returns
    -------
    A, D : ndarray of complex
        Voltage and current ratio, of the broadcast shape; A·D − B·C = 1 [–].
    B : ndarray of complex
        Transfer impedance [Ω].
    C : ndarray of complex
        Transfer admittance [S].

    Raises
    ------
    QuantityError
        If the circuit is unknown.

    Notes
    -----
    Distributed [2]_: A = D = cosh γl, B = Z·sinh(γl)/γl, C = Y·sinh(γl)/γl with γl = √(ZY).
    """
    z, y = np.broadcast_arrays(np.asarray(series, complex), np.asarray(shunt, complex))
    one = np.ones_like(z)
    if circuit == "c-end":
        return 1 + z * y, z.copy(), y.copy(), one
    if circuit == "c-mid":
        arm = 1 + z * y / 2
        return arm, z + z * z * y / 4, y.copy(), arm.copy()
    if circuit == "line":
        gamma = np.sqrt(z * y)
        cosh, sinhc = np.cosh(gamma), _sinhc(gamma)
        return cosh, z * sinhc, y * sinhc, cosh.copy()
    raise _unknown_circuit(circuit)


def natural_log(ratio: Complex) -> Complex:
    """Natural logarithm, part by part: `numpy.log` of complex numbers takes three to nine times as long.

    Parameters
    ----------
    ratio : ndarray of complex
        Not 0 [–].

    Returns
    -------
    ndarray of complex
        ln|r| + j·arg r, of the same shape [Np + j·rad].
    """
    logarithm = np.empty(np.shape(ratio), complex)
    logarithm.real = np.log(np.abs(ratio))
    logarithm.imag = np.arctan2(ratio.imag, ratio.real)
    return logarithm


def log_magnitude(ratio: Complex) -> Real:
    """Real part of the natural logarithm alone, without the time that the angle takes.

    Parameters
    ----------
    ratio : ndarray of complex
        Not 0 [–].

    Returns
    -------
    ndarray
        ln|r| = ½·ln(Re² r + Im² r), of the same shape [Np].
    """
    return np.asarray(np.log(ratio.real**2 + ratio.imag**2) / 2)


def log_transfer(
    circuit: Circuit,
    source_impedance: ArrayLike,
    load_impedance: ArrayLike,
    series: ArrayLike,
    shunt: ArrayLike,
    log: Log = natural_log,
) -> Complex:
    """Natural logarithm of V_load/EMF: its real part is the gain in neper, its imaginary part the phase.

    Parameters
    ----------
    circuit : {'c-end', 'c-mid', 'line'}
        As in `chain_matrix`.
    source_impedance : array_like of complex
        Zs; 0 is an ideal source [Ω].
    load_impedance : array_like of complex
        ZL, not 0; `numpy.inf` is an open end [Ω].
    series : array_like of complex
        Impedance of the whole length [Ω].
    shunt : array_like of complex
        Admittance of the whole length [S].
    log : callable
        Natural logarithm of a complex array; `log_magnitude` where only the gain is wanted.

    Returns
    -------
    ndarray of complex
        ln(V_load/EMF), of the broadcast shape [Np + j·rad].

    Raises
    ------
    QuantityError
        If the load is a short circuit, or the circuit is unknown.

    Notes
    -----
    V_load/EMF = 1/(A + B/ZL + Zs·(C + D/ZL)).  The logarithm is taken factor by factor, each of which is
    1 plus a product of two passive immittances (or 1 + exp(−2γl)) and so stays off the negative real
    axis: the phase is continuous in frequency without unwrapping, and a line of many wavelengths or
    many neper neither wraps nor overflows.  For the line [2]_, with T = tanh(γl)/γl and its input
    admittance Y_in = (1/ZL + Y·T)/(1 + Z·T/ZL),

    EMF/V_load = (1 + Zs·Y_in)·(1 + Z·T/ZL)·cosh γl,   cosh γl = exp(γl)·(1 + exp(−2γl))/2.
    """
    zs = np.asarray(source_impedance, complex)
    yl = _admittance(load_impedance)
    z, y = np.asarray(series, complex), np.asarray(shunt, complex)
    if circuit == "c-end":
        return np.asarray(-log(1 + (zs + z) * (y + yl)))
    if circuit == "c-mid":
        # The right arm and the load divide the voltage of the middle; seen from there they are
        # yl/(1 + yl·Z/2).
        right = 1 + yl * z / 2
        return np.asarray(-log(right) - log(1 + (zs + z / 2) * (y + yl / right)))
    if circuit == "line":
        gamma, fall, tanhc = _along(z, y)
        through = 1 + z * tanhc * yl
        into = 1 + zs * (yl + y * tanhc) / through
        return np.asarray(-gamma - log(1 + fall / 2) - log(through) - log(into))
    raise _unknown_circuit(circuit)


@dataclass(frozen=True)
class Cable:
    """A cable of some length between its plugs.

    Attributes
    ----------
    circuit : {'c-end', 'c-mid', 'line'}
        As in `chain_matrix`.
    series : array_like of complex
        Impedance of the whole length [Ω].
    shunt : array_like of complex
        Admittance of the whole length [S].
    contact : array_like
        Resistance of the contacts at each end, both poles together, 0 or above [Ω].
    common : array_like
        Resistance of the return that a second, equal channel shares, as in headphones with three contacts; 0 or above
        [Ω].
    """

    circuit: Circuit
    series: ArrayLike
    shunt: ArrayLike
    contact: ArrayLike = 0.0
    common: ArrayLike = 0.0

    def log_transfer(self, source_impedance: ArrayLike, load_impedance: ArrayLike, log: Log = natural_log) -> Complex:
        """ln(V_load/EMF) [Np + j·rad] between a source and a load [Ω], as `log_transfer` of this module has it.

        Contacts at the near end add to the source; at the far end load and contacts divide the voltage.

        Parameters
        ----------
        source_impedance, load_impedance : array_like of complex
            Zs and ZL [Ω].
        log : callable
            As in `log_transfer`.
        """
        if not np.count_nonzero(self.contact):
            return log_transfer(self.circuit, source_impedance, load_impedance, self.series, self.shunt, log)
        yl, contact = _admittance(load_impedance), np.asarray(self.contact)
        divider = 1 + contact * yl
        behind = np.where(yl == 0, np.inf, divider / np.where(yl == 0, 1, yl))
        before = np.asarray(source_impedance) + contact
        through = log_transfer(self.circuit, before, behind, self.series, self.shunt, log)
        return np.asarray(through - log(divider))

    def channel_impedance(self, source_impedance: ArrayLike, load_impedance: ArrayLike) -> Complex:
        """Impedance of a channel's loop but for the return that it shares [Ω]; its capacitance is left out.

        Parameters
        ----------
        source_impedance, load_impedance : array_like of complex
            Zs and ZL of the channel [Ω].
        """
        loop = np.asarray(source_impedance) + np.asarray(self.series) + 2 * np.asarray(self.contact)
        return np.asarray(loop + np.asarray(load_impedance), complex)

    def input_admittance(self, load_impedance: ArrayLike) -> Complex:
        """What a source sees of cable and load [S].

        Parameters
        ----------
        load_impedance : array_like of complex
            ZL; `numpy.inf` is an open end [Ω].
        """
        yl = _admittance(load_impedance)
        yl = yl / (1 + np.asarray(self.contact) * yl)
        z, y = np.asarray(self.series, complex), np.asarray(self.shunt, complex)
        if self.circuit == "line":  # as in `_through_line`
            _, _, tanhc = _along(z, y)
            seen = (yl + y * tanhc) / (1 + z * tanhc * yl)
        else:
            a, b, c, d = chain_matrix(self.circuit, z, y)
            seen = (c + d * yl) / (a + b * yl)
        return np.asarray(seen / (1 + np.asarray(self.contact) * seen))

    def output_impedance(self, source_impedance: ArrayLike) -> Complex:
        """What a load sees of source and cable [Ω].

        Parameters
        ----------
        source_impedance : array_like of complex
            Zs [Ω].
        """
        before = np.asarray(source_impedance) + np.asarray(self.contact)
        return np.asarray(output_impedance(self.circuit, before, self.series, self.shunt) + np.asarray(self.contact))


def shunted_source(
    source_impedance: ArrayLike, admittance: ArrayLike, log: Log = natural_log
) -> tuple[Complex, Complex]:
    """A source with something across its terminals, as a source (Thévenin).

    Parameters
    ----------
    source_impedance : array_like of complex
        Zs [Ω].
    admittance : array_like of complex
        Y of what is across it [S].
    log : callable
        As in `log_transfer`.

    Returns
    -------
    source_impedance : ndarray of complex
        Zs/(1 + Zs·Y) [Ω].
    log_open : ndarray of complex
        ln of its open-circuit voltage over that without Y, −ln(1 + Zs·Y) [Np + j·rad].
    """
    divider = 1 + np.asarray(source_impedance) * np.asarray(admittance)
    return np.asarray(source_impedance / divider), np.asarray(-log(divider))


def shared_return(common: ArrayLike, channel: ArrayLike) -> Complex:
    """What a return shared with a second, silent channel adds to a channel's loop.

    Parameters
    ----------
    common : array_like
        Resistance of the shared return R_c, 0 or above [Ω].
    channel : array_like of complex
        Impedance Z of each channel's loop without it, not 0 [Ω].

    Returns
    -------
    ndarray of complex
        R_c ∥ Z, of the broadcast shape [Ω].
    """
    return np.asarray(np.multiply(common, channel) / np.add(common, channel), complex)


def crosstalk(common: ArrayLike, channel: ArrayLike) -> Complex:
    """Voltage at a silent channel's load over that at the driven one's, where both share a return.

    Parameters
    ----------
    common : array_like
        Resistance of the shared return R_c, 0 or above [Ω].
    channel : array_like of complex
        Impedance Z of each channel's loop without it: source, cable and load, not 0 [Ω].

    Returns
    -------
    ndarray of complex
        −R_c/(R_c + Z), of the broadcast shape [–].

    Notes
    -----
    The two loops I₁(Z + R_c) + I₂R_c = E and I₁R_c + I₂(Z + R_c) = 0; equal loads have I₂/I₁.  With Z = R_load alone
    the level is −20·log₁₀(1 + R_load/R_c).
    """
    return np.asarray(-np.asarray(common) / np.add(common, channel), complex)


def shared_gains(common: ArrayLike, channel: ArrayLike) -> tuple[Complex, Complex]:
    """Voltage at a channel's load over what it would be with a return of its own.

    Parameters
    ----------
    common, channel : array_like
        As for `crosstalk` [Ω].

    Returns
    -------
    alone, alike : ndarray of complex
        Where the other channel is silent, and where both play the same (mono), of the broadcast shape [–].

    Notes
    -----
    Of the two loops of `crosstalk`: (Z + R_c)/(Z + 2R_c) and Z/(Z + 2R_c).  What is opposite in both sends no current
    through R_c and stays as it is, so that left and right seem further apart.
    """
    z, alike = np.asarray(channel, complex), np.asarray(channel) / (np.asarray(channel) + 2 * np.asarray(common))
    return np.asarray((z + common) / (z + 2 * np.asarray(common))), np.asarray(alike, complex)


def output_impedance(circuit: Circuit, source_impedance: ArrayLike, series: ArrayLike, shunt: ArrayLike) -> Complex:
    """Impedance of source and cable as the load sees it.

    Parameters
    ----------
    circuit : {'c-end', 'c-mid', 'line'}
        As in `chain_matrix`.
    source_impedance : array_like of complex
        Zs; 0 is an ideal source [Ω].
    series : array_like of complex
        Impedance of the whole length [Ω].
    shunt : array_like of complex
        Admittance of the whole length [S].

    Returns
    -------
    ndarray of complex
        (B + Zs·D)/(A + Zs·C), of the broadcast shape [Ω].

    Raises
    ------
    QuantityError
        If the circuit is unknown.

    Notes
    -----
    With the EMF at 0, V₁ = −Zs·I₁ in the chain matrix.
    """
    zs = np.asarray(source_impedance, complex)
    if circuit == "line":
        return _through_line(zs, series, shunt)
    a, b, c, d = chain_matrix(circuit, series, shunt)
    return np.asarray((b + zs * d) / (a + zs * c))


def input_impedance(circuit: Circuit, load_impedance: ArrayLike, series: ArrayLike, shunt: ArrayLike) -> Complex:
    """Impedance of cable and load as the source sees them.

    Parameters
    ----------
    circuit : {'c-end', 'c-mid', 'line'}
        As in `chain_matrix`.
    load_impedance : array_like of complex
        ZL, finite [Ω].
    series : array_like of complex
        Impedance of the whole length [Ω].
    shunt : array_like of complex
        Admittance of the whole length [S].

    Returns
    -------
    ndarray of complex
        (A·ZL + B)/(C·ZL + D), of the broadcast shape [Ω].

    Raises
    ------
    QuantityError
        If the circuit is unknown.
    """
    zl = np.asarray(load_impedance, complex)
    if circuit == "line":
        return _through_line(zl, series, shunt)
    a, b, c, d = chain_matrix(circuit, series, shunt)
    return np.asarray((a * zl + b) / (c * zl + d))


def _through_line(end: Complex, series: ArrayLike, shunt: ArrayLike) -> Complex:
    """A line looks the same from both ends; with tanh instead of cosh and sinh a long one does not overflow."""
    z, y = np.asarray(series, complex), np.asarray(shunt, complex)
    _, _, tanhc = _along(z, y)
    return np.asarray((end + z * tanhc) / (1 + end * y * tanhc))


def decibels(log_transfer: ArrayLike) -> Real:
    """Level of a logarithmic transfer; a loss is negative.

    Parameters
    ----------
    log_transfer : array_like of complex
        ln(V_load/EMF) [Np + j·rad].

    Returns
    -------
    ndarray
        20·log₁₀|V_load/EMF| [dB].
    """
    return np.asarray(np.real(log_transfer) * (20 / np.log(10)))


def level(ratio: ArrayLike) -> Real:
    """Level 20·log₁₀|r| of a ratio of voltages, or of a quantity over its unit.

    Parameters
    ----------
    ratio : array_like of complex
        Not 0 [–].

    Returns
    -------
    ndarray
        Same shape [dB].
    """
    return np.asarray(20 * np.log10(np.abs(ratio)))


def voltage_ratio(level: ArrayLike) -> Real:
    """Magnitude of a ratio of voltages, or of a quantity over its unit, of a level: the inverse of `level`.

    Parameters
    ----------
    level : array_like
        20·log₁₀ of it [dB].

    Returns
    -------
    ndarray
        Same shape [–].
    """
    return np.asarray(10 ** (np.asarray(level, float) / 20))


def phasor(level: ArrayLike, phase: ArrayLike) -> Complex:
    """Ratio of voltages, or quantity over its unit, of a level and a phase.

    Parameters
    ----------
    level : array_like
        20·log₁₀ of its magnitude [dB].
    phase : array_like
        Positive when it leads [°].

    Returns
    -------
    ndarray of complex
        Of the broadcast shape [–].
    """
    return np.asarray(voltage_ratio(level) * np.exp(1j * np.radians(phase)))


def reactance(frequency: ArrayLike, inductance: ArrayLike) -> Real:
    """Reactance ωL of an inductance.

    Parameters
    ----------
    frequency : array_like
        Frequencies, 0 or above [Hz].
    inductance : array_like
        Broadcast, 0 or above [H].

    Returns
    -------
    ndarray
        Of the broadcast shape [Ω].

    Raises
    ------
    QuantityError
        If a value is negative or not finite.
    """
    require_not_negative(frequency=frequency, inductance=inductance)
    return np.asarray(2 * np.pi * np.asarray(frequency, float) * np.asarray(inductance, float))


def phase_lag(log_transfer: ArrayLike) -> Real:
    """Phase lag of a logarithmic transfer, positive when the load lags (the paper's eq. 6).

    Parameters
    ----------
    log_transfer : array_like of complex
        ln(V_load/EMF) [Np + j·rad].

    Returns
    -------
    ndarray
        Phase lag [°].
    """
    return np.asarray(-np.degrees(np.imag(log_transfer)))


def group_delay(transfer: Callable[[Real], Complex], frequency: ArrayLike) -> Real:
    """Group delay −dφ/dω.

    Parameters
    ----------
    transfer : callable
        Gives ln(V_load/EMF) at an array of frequencies [Hz], as `log_transfer` does.
    frequency : array_like
        Frequencies, 0 or above [Hz].

    Returns
    -------
    ndarray
        Group delay, of the shape of `frequency` [s].

    Raises
    ------
    QuantityError
        If a frequency is negative.

    Notes
    -----
    Central difference over ±0.01 % of the frequency (at least ±0.01 Hz): the error is of the order of
    1e-8 of the delay for a phase that changes over an octave.  At 0 the difference is one-sided.
    """
    require_not_negative(frequency=frequency)
    f = np.asarray(frequency, float)
    step = np.maximum(1e-4 * f, 0.01)
    below = np.maximum(f - step, 0)
    change = np.imag(transfer(f + step)) - np.imag(transfer(below))
    return np.asarray(-change / (2 * np.pi * (f + step - below)))


def inductive_corner(load_resistance: float, inductance: float) -> float:
    """Frequency at which the reactance ωL of the cable reaches the load's resistance.

    Parameters
    ----------
    load_resistance : float
        R of the load, above 0 [Ω].
    inductance : float
        L of the whole cable, above 0 [H].

    Returns
    -------
    float
        R/(2πL) [Hz].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(load_resistance=load_resistance, inductance=inductance)
    return load_resistance / (2 * np.pi * inductance)


def capacitive_corner(load_resistance: float, capacitance: float) -> float:
    """Frequency at which the reactance 1/ωC of the cable falls to the load's resistance.

    Parameters
    ----------
    load_resistance : float
        R of the load, above 0 [Ω].
    capacitance : float
        C of the whole cable, above 0 [F].

    Returns
    -------
    float
        1/(2πRC) [Hz].

    Raises
    ------
    QuantityError
        If a value is not above 0.
    """
    require_positive(load_resistance=load_resistance, capacitance=capacitance)
    return 1 / (2 * np.pi * load_resistance * capacitance)


def effective_damping_factor(load_resistance: float, source_resistance: float, loop_resistance: float) -> float:
    """Damping factor as the load sees it.

    Parameters
    ----------
    load_resistance : float
        R_load, above 0 [Ω].
    source_resistance : float
        R_source, 0 or above [Ω].
    loop_resistance : float
        R_cable at DC of the whole cable, go and return together, 0 or above [Ω].

    Returns
    -------
    float
        R_load/(R_source + R_cable), infinite where both are 0 [–].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_positive(load_resistance=load_resistance)
    require_not_negative(source_resistance=source_resistance, loop_resistance=loop_resistance)
    seen = source_resistance + loop_resistance
    return load_resistance / seen if seen else np.inf


def power_lost(power: float, load_resistance: float, loop_resistance: float) -> float:
    """What a cable turns into heat.

    Parameters
    ----------
    power : float
        What the load takes, 0 or above [W].
    load_resistance : float
        R_load, above 0 [Ω].
    loop_resistance : float
        R of the whole cable, go and return together, 0 or above [Ω].

    Returns
    -------
    float
        P·R/R_load: both carry one current [W].

    Raises
    ------
    QuantityError
        If a value is outside its range.
    """
    require_positive(load_resistance=load_resistance)
    require_not_negative(power=power, loop_resistance=loop_resistance)
    return power * loop_resistance / load_resistance


def _admittance(load_impedance: ArrayLike) -> Complex:
    impedance = np.asarray(load_impedance, complex)
    finite = np.isfinite(impedance)
    if np.count_nonzero(finite) == np.count_nonzero(impedance) == impedance.size:
        return np.asarray(1 / impedance)
    if np.any(impedance == 0) or np.any(np.isnan(impedance)):
        raise QuantityError("load_impedance", load_impedance, "it must not be 0: a short circuit has no voltage")
    return np.asarray(np.where(finite, 1 / np.where(finite, impedance, 1), 0))


def _along(z: Complex, y: Complex) -> tuple[Complex, Complex, Complex]:
    """Of a line: g = γl; exp(−2g) − 1, which costs more than all else; and tanh(g)/g, 1 at g = 0."""
    gamma = np.sqrt(z * y)
    fall = np.expm1(-2 * gamma)
    exists = gamma != 0
    tanhc = np.where(exists, -fall / ((2 + fall) * np.where(exists, gamma, 1)), 1)
    return gamma, fall, tanhc


def _sinhc(gamma: Complex) -> Complex:
    # sinh(g)/g; below 1e-3 the series is exact to rounding and includes g = 0.
    small = np.abs(gamma) < 1e-3
    g = np.where(small, 1, gamma)
    return np.asarray(np.where(small, 1 + gamma**2 / 6, np.sinh(g) / g))


def _unknown_circuit(circuit: str) -> QuantityError:
    return QuantityError("circuit", circuit, "it must be one of c-end, c-mid, line")
