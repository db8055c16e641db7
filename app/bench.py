"""What the bench computes for a state: shown values in, response out."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.quantities import QUANTITIES, Number
from app.state import Pairs, Problem, State, parse
from app.text import Text, plain
from physics import circuit, loads, sources
from physics.checks import QuantityError
from physics.line import Line, coax_line, given_line, pair_line, quad_line
from physics.materials import METALS

__all__ = [
    "CURVE_POINTS",
    "PARTS",
    "Ends",
    "Part",
    "Response",
    "controls_of",
    "curve_frequencies",
    "ends_of",
    "line_of",
    "opened",
    "possible",
    "problem_of",
    "respond",
    "response_of",
]

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]
Part = Literal["skin", "lr", "cr"]
PARTS: tuple[Part, ...] = ("skin", "lr", "cr")
CURVE_POINTS = 600


@dataclass(frozen=True)
class Ends:
    """What the cable hangs between, at the frequencies of the line.

    Attributes
    ----------
    source_impedance : ndarray of complex, shape (n,)
        Zs [Ω].
    log_open : ndarray of complex, shape (n,)
        ln of the source's open-circuit voltage over its EMF: 0, but for a pickup behind its controls.
    load_impedance : ndarray of complex, shape (n,)
        ZL [Ω].
    """

    source_impedance: Complex
    log_open: Complex
    load_impedance: Complex

    def log_transfer(self, model: circuit.Circuit, series: ArrayLike, shunt: ArrayLike) -> Complex:
        """ln(V_load/EMF) with a cable of the impedance [Ω] and admittance [S] of its whole length."""
        zs, zl = self.source_impedance, self.load_impedance
        return np.asarray(self.log_open + circuit.log_transfer(model, zs, zl, series, shunt))


@dataclass(frozen=True)
class Response:
    """The response of source, cable and load at the frequencies of the line.

    Attributes
    ----------
    state : State
        The state that it is the response of.
    line : Line
        The cable per metre at these frequencies.
    ends : Ends
        Source and load at these frequencies.
    """

    state: State
    line: Line
    ends: Ends

    @property
    def frequency(self) -> Real:
        """Frequencies [Hz]."""
        return self.line.frequency

    @cached_property
    def log_transfer(self) -> Complex:
        """ln(V_load/EMF)."""
        return self._with(self.line.series_impedance, self.line.shunt_admittance)

    @cached_property
    def without_cable(self) -> Complex:
        """ln(V_load/EMF) with the load at the source's terminals."""
        return self._with(0, 0)

    @property
    def attenuation(self) -> Real:
        """20·log₁₀|V_load/EMF| [dB]."""
        return circuit.decibels(self.log_transfer)

    @cached_property
    def reference(self) -> "Response":
        """The same at DC, or at 1 kHz behind a coupling capacitor, which passes no DC."""
        if self.state.choice("zs") == "line":
            return respond(self.state, np.array([1e3]))
        line = self.line
        at_dc = replace(
            line,
            frequency=np.zeros(1),
            resistance=np.array([line.dc_resistance]),
            inductance=np.array([line.dc_inductance]),
        )
        return response_of(self.state, at_dc)

    @property
    def ac_attenuation(self) -> Real:
        """Attenuation less that at the reference [dB]."""
        return self.attenuation - self.reference.attenuation

    @property
    def phase_lag(self) -> Real:
        """Positive when the load lags [°]."""
        return circuit.phase_lag(self.log_transfer)

    @property
    def cable_log_transfer(self) -> Complex:
        """What the cable alone changes: ln of the voltage with it over that without."""
        return self.log_transfer - self.without_cable

    @property
    def bend(self) -> Real:
        """What the cable alone changes beyond what it changes at the reference [dB]."""
        alone = circuit.decibels(self.cable_log_transfer)
        return alone - circuit.decibels(self.reference.cable_log_transfer)

    @property
    def seen_from_load(self) -> Complex:
        """Impedance of source and cable as the load sees it [Ω]."""
        length, line = self.state.si("len"), self.line
        z, y = line.series_impedance * length, line.shunt_admittance * length
        return circuit.output_impedance(self.state.choice("model"), self.ends.source_impedance, z, y)

    @cached_property
    def parts(self) -> dict[Part, Real]:
        """AC attenuation [dB] of one cause alone, as in the paper's tables.

        `skin` (only R'(f) rises; no L, no C), `lr` (no C, no skin effect), `cr` (no L, no skin effect).  What a real
        source and load do without the cable is not counted.
        """
        line = self.line
        inductive = line.dc_resistance + 2j * np.pi * line.frequency * line.dc_inductance
        alone: dict[Part, Complex] = {
            "skin": self._with(line.resistance, 0),
            "lr": self._with(inductive, 0),
            "cr": self._with(line.dc_resistance, line.shunt_admittance),
        }
        at_reference = circuit.decibels(self.reference.cable_log_transfer)
        return {part: circuit.decibels(log - self.without_cable) - at_reference for part, log in alone.items()}

    @property
    def compared(self) -> list["Response"]:
        """The same at each of the lengths to compare."""
        lengths = self.state.numbers("lens")
        return [Response(self.state.with_values(len=length), self.line, self.ends) for length in lengths]

    def _with(self, series: ArrayLike, shunt: ArrayLike) -> Complex:
        length = self.state.si("len")
        z, y = np.multiply(series, length), np.multiply(shunt, length)
        return self.ends.log_transfer(self.state.choice("model"), z, y)


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
        return given_line(
            frequency,
            conductor_resistance=state.si("rdc"),
            inductance=state.si("lm"),
            capacitance=state.si("cm"),
            loss_tangent=loss,
            skin_effect=skin,
        )
    radius, permittivity = state.si("dia") / 2, state.si("eps")
    metal = float(METALS[state.choice("metal")].resistivity(state.si("temp")))
    matter = {"permittivity": permittivity, "loss_tangent": loss, "resistivity": metal}
    if kind == "coax":
        bore, shield = state.si("bore") / 2, state.si("shield")
        return coax_line(frequency, radius, bore, shield, **matter, skin_effect=skin, formula=formula)
    wires = quad_line if kind == "quad" else pair_line
    return wires(frequency, radius, state.si("gap"), **matter, skin_effect=skin, formula=formula)


def ends_of(state: State, frequency: Real) -> Ends:
    """Source and load of a state."""
    zs, log_open = _source_of(state, frequency)
    ones = np.ones_like(frequency)
    return Ends(zs * ones, log_open * ones, _load_of(state, frequency) * ones)


def _source_of(state: State, frequency: Real) -> tuple[Complex, Complex]:
    kind, si = state.choice("zs"), state.si
    nothing = np.zeros(1, complex)
    if kind == "amp":
        return sources.amplifier_impedance(frequency, si("rs"), si("ls")), nothing
    if kind == "line":
        return sources.line_output_impedance(frequency, si("rs"), si("cs")), nothing
    pickup = sources.Pickup(inductance=si("lp"), resistance=si("rp"), capacitance=si("cp"))
    return sources.pickup_source(frequency, pickup, controls_of(state))


def controls_of(state: State) -> sources.Controls:
    """Volume and tone control of a state's guitar."""
    si = state.si
    return sources.Controls(
        volume_resistance=si("vpot"),
        volume=si("vol") / 10,
        tone_resistance=si("tpot"),
        tone=si("tone") / 10,
        tone_capacitance=si("ctone"),
        bleed_capacitance=si("bleed"),
    )


def _load_of(state: State, frequency: Real) -> Complex:
    kind, si = state.choice("zl"), state.si
    if kind == "input":
        return loads.amplifier_input_impedance(frequency, si("load"), si("ci"))
    if kind == "driver":
        return loads.driver_impedance(frequency, _driver(state))
    if kind == "twoway":
        tweeter = loads.Driver(
            resistance=si("tre"),
            inductance=si("tle"),
            resonance=si("tfs"),
            mechanical_q=si("tqms"),
            electrical_q=si("tqes"),
        )
        system = loads.TwoWay(
            woofer=_driver(state),
            tweeter=tweeter,
            low_pass_inductance=si("xl1"),
            low_pass_capacitance=si("xc1"),
            equaliser_resistance=si("xrz"),
            equaliser_capacitance=si("xcz"),
            high_pass_capacitance=si("xc2"),
            high_pass_inductance=si("xl2"),
            pad_series=si("xrs"),
            pad_parallel=si("xrp"),
        )
        return loads.two_way_impedance(frequency, system)
    measured = state.curve("zma") if kind == "file" else None
    if measured is not None:
        level, phase = measured.at(np.maximum(frequency, 1e-3))
        return np.asarray(10 ** (level / 20) * np.exp(1j * np.radians(phase)))
    return np.full(1, si("load"), complex)


def _driver(state: State) -> loads.Driver:
    si = state.si
    return loads.Driver(
        resistance=si("re"),
        inductance=si("le"),
        resonance=si("fs"),
        mechanical_q=si("qms"),
        electrical_q=si("qes"),
        semi_inductor=state.choice("semi") == "1",
    )


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
    return Response(state, line, ends_of(state, line.frequency))


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
        if (
            state.choice("view") in ("line", "field") and state.kind != "rlc"
        ):  # the other pictures need the exact solution
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
