"""What the bench computes for a state: shown values in, response out."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.quantities import QUANTITIES, Number
from app.state import Pairs, Problem, State, parse
from app.text import Text, plain
from physics import circuit
from physics.checks import QuantityError
from physics.line import Line, coax_line, given_line, pair_line, quad_line
from physics.materials import METALS

__all__ = [
    "CURVE_POINTS",
    "PARTS",
    "Part",
    "Response",
    "curve_frequencies",
    "line_of",
    "opened",
    "possible",
    "problem_of",
    "respond",
    "response_of",
    "transfer_of",
]

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]
Part = Literal["skin", "lr", "cr"]
PARTS: tuple[Part, ...] = ("skin", "lr", "cr")
CURVE_POINTS = 600


@dataclass(frozen=True)
class Response:
    """The response of source, cable and load at the frequencies of the line.

    Attributes
    ----------
    state : State
        The state that it is the response of.
    line : Line
        The cable per metre at these frequencies.
    log_transfer : ndarray of complex, shape (n,)
        ln(V_load/EMF).
    """

    state: State
    line: Line
    log_transfer: Complex

    @property
    def frequency(self) -> Real:
        """Frequencies [Hz]."""
        return self.line.frequency

    @property
    def attenuation(self) -> Real:
        """20·log₁₀|V_load/EMF| [dB]."""
        return circuit.decibels(self.log_transfer)

    @cached_property
    def dc_attenuation(self) -> float:
        """The same at DC [dB]."""
        return float(circuit.decibels(_transfer(self.state, self.line.dc_resistance, 0)))

    @property
    def ac_attenuation(self) -> Real:
        """Attenuation less that at DC [dB]."""
        return self.attenuation - self.dc_attenuation

    @property
    def phase_lag(self) -> Real:
        """Positive when the load lags [°]."""
        return circuit.phase_lag(self.log_transfer)

    @cached_property
    def parts(self) -> dict[Part, Real]:
        """AC attenuation [dB] of one cause alone, as in the paper's tables.

        `skin` (only R'(f) rises; no L, no C), `lr` (no C, no skin effect), `cr` (no L, no skin effect).
        """
        line = self.line
        inductive = line.dc_resistance + 2j * np.pi * line.frequency * line.dc_inductance
        alone: dict[Part, Complex] = {
            "skin": _transfer(self.state, line.resistance, 0),
            "lr": _transfer(self.state, inductive, 0),
            "cr": _transfer(self.state, line.dc_resistance, line.shunt_admittance),
        }
        return {part: circuit.decibels(transfer) - self.dc_attenuation for part, transfer in alone.items()}

    @property
    def compared(self) -> list["Response"]:
        """The same at each of the lengths to compare."""
        lengths = self.state.numbers("lens")
        return [response_of(self.state.with_values(len=length), self.line) for length in lengths]


def curve_frequencies(state: State) -> Real:
    """Frequencies of the plotted curves [Hz]: evenly spaced on the logarithmic axis."""
    return np.geomspace(state.si("fmin"), state.si("fmax"), CURVE_POINTS)


def line_of(state: State, frequency: Real) -> Line:
    """The cable of a state, per metre.

    Raises
    ------
    QuantityError
        If its values cannot be together.
    """
    skin, formula = state.choice("skin"), state.choice("formula")
    kind, loss = state.kind, state.si("tand")
    if kind == "rlc":
        return given_line(frequency, state.si("rdc"), state.si("lm"), state.si("cm"), loss, skin)
    radius, permittivity = state.si("dia") / 2, state.si("eps")
    metal = float(METALS[state.choice("metal")].resistivity(state.si("temp")))
    if kind == "coax":
        bore, shield = state.si("bore") / 2, state.si("shield")
        return coax_line(frequency, radius, bore, shield, permittivity, loss, metal, skin, formula)
    wires = quad_line if kind == "quad" else pair_line
    return wires(frequency, radius, state.si("gap"), permittivity, loss, metal, skin, formula)


def transfer_of(state: State, line: Line) -> Complex:
    """ln(V_load/EMF) of a state's circuit with a line."""
    return _transfer(state, line.series_impedance, line.shunt_admittance)


def respond(state: State, frequency: Real) -> Response:
    """Compute a state at frequencies [Hz].

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    return response_of(state, line_of(state, frequency))


def response_of(state: State, line: Line) -> Response:
    """The response of a state's source, circuit and load with a given line."""
    return Response(state, line, transfer_of(state, line))


def problem_of(state: State, error: QuantityError) -> Problem:
    """A refusal of the physics in the words and units of the page."""
    key, message = _REFUSALS[error.quantity]
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    assert error.limit is not None
    rests_on = tuple(other for other in _RESTS_ON[key] if other in state.given)
    limit = plain(error.limit * _LIMIT_FACTOR.get(key, 1) / quantity.si, 4)
    words = Text(*(words.format(limit=limit) for words in message))
    return Problem(key, plain(float(state.shown[key])), words, rests_on)


def possible(state: State) -> Problem | None:
    """What keeps a state's values from being together, or None."""
    try:
        line_of(state, np.array([state.si("fmax")]))
        if state.choice("view") != "response" and state.kind != "rlc":  # the other pictures need the exact solution
            line_of(state.with_values(skin="exact"), np.array([state.si("fmax")]))
    except QuantityError as error:
        return problem_of(state, error)
    return None


def opened(pairs: Pairs) -> tuple[State, list[Problem]]:
    """Read a query leniently: what was valid and can be together, and what was left out, with reasons."""
    pairs = list(pairs)
    state, problems = parse(pairs)
    clash = possible(state)
    if clash is not None:
        left_out = {clash.key, *_RESTS_ON[clash.key]}
        state, _ = parse([(key, value) for key, value in pairs if key not in left_out])
        problems.append(clash)
        with_it = Text(*(words.format(key=clash.key) for words in _LEFT_OUT_TOO))
        problems += [Problem(key, value, with_it) for key, value in pairs if key in left_out - {clash.key}]
    return state, problems


def _transfer(state: State, series: ArrayLike, shunt: ArrayLike) -> Complex:
    length = state.si("len")
    z, y = np.multiply(series, length), np.multiply(shunt, length)
    return circuit.log_transfer(state.choice("model"), state.si("rs"), state.si("load"), z, y)


# The physics speaks of radii and of its own parameters; the page of diameters and of its keys.
_TOUCHING = (
    "gap",
    Text(
        "The conductors would touch. Use a spacing above {limit} mm.",
        "導体どうしが接触します。{limit} mm より大きい線間隔にしてください。",
    ),
)
_REFUSALS = {
    "spacing": _TOUCHING,
    "side": _TOUCHING,
    "shield_thickness": (
        "shield",
        Text(
            "Too thin or too thick against the bore for the exact solution; the bound is {limit} mm.",
            "シールド内径に対して薄すぎる、または厚すぎるため厳密解を計算できません。限界は {limit} mm です。",
        ),
    ),
    "inner_radius": (
        "bore",
        Text(
            "The shield would touch the centre wire. Use a bore above its diameter, {limit} mm.",
            "シールドが中心線に接触します。中心線の直径 {limit} mm より大きい内径にしてください。",
        ),
    ),
    "inductance": (
        "lm",
        Text(
            "With this capacitance a wave would outrun light (L·C·c² < 1). Use at least {limit} µH/m.",
            "この静電容量では波が光速を超えます（L·C·c² < 1）。{limit} µH/m 以上にしてください。",
        ),
    ),
}
_LEFT_OUT_TOO = Text("Left out together with {key}.", "{key} とともに無視しました。")
_SIZE = ("dia", "awg", "mm2", "strands", "strand")
_RESTS_ON = {"gap": _SIZE, "bore": _SIZE, "shield": ("bore",), "lm": ("cm",)}
_LIMIT_FACTOR = {"bore": 2}  # a limit on a radius, shown as a diameter
