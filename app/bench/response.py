"""What the bench computes for a state: shown values in, response out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Literal, assert_never, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.bench.catalogue import CABLES
from app.bench.quantities import QUANTITIES, Units
from app.bench.state import State, parse, state_of_query
from app.bench.units import rounded_up, unit_in
from app.common.quantity import Number
from app.common.query import Pairs, Problem
from app.common.text import Text, plain
from app.files.codes import Curve
from physics import circuit, geometry, loads, sources
from physics.checks import Log, QuantityError
from physics.clad import Clad, Solid, WireMetal
from physics.line import (
    Line,
    coax_line,
    given_line,
    inner_inductance,
    pair_line,
    quad_line,
    side_by_side,
)
from physics.materials import ALUMINIUM_EC, COPPER_IACS, METALS

__all__ = [
    "CURVE_POINTS",
    "EXACT",
    "PARTS",
    "Ends",
    "Part",
    "Response",
    "branches_of",
    "cable_of",
    "causal_line_of",
    "controls_of",
    "curve_frequencies",
    "driver_of",
    "ends_of",
    "line_of",
    "load_data",
    "load_of",
    "metal_of",
    "midrange_of",
    "opened",
    "other_radius_of",
    "panel_of",
    "pickup_of",
    "pin_problems",
    "possible",
    "problem_of",
    "reference_frequency",
    "respond",
    "respond_once",
    "response_of",
    "shield_of",
    "source_of",
    "two_way_of",
    "vented_box_of",
    "wire_of",
]

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]
Part = Literal["skin", "lr", "cr"]
PARTS: tuple[Part, ...] = ("skin", "lr", "cr")
CURVE_POINTS = 600
_SKIN_ONLY = 1e12  # [Hz], where all of the current is at the surface
EXACT = {"skin": "exact", "formula": "exact"}
"""Values that give the exact line of any cable."""


@dataclass(frozen=True)
class Ends:
    """Source and load of the cable, at the frequencies of the line.

    Attributes
    ----------
    source_impedance : ndarray of complex, shape (n,)
        Zs [Ω].
    log_open : ndarray of complex, shape (n,)
        ln of the source's open-circuit voltage over its EMF: 0, except for a pickup behind its controls.
    load_impedance : ndarray of complex, shape (n,)
        ZL, bi-wired or not that of the whole [Ω].
    branches : tuple of ndarray of complex, or None
        Bi-wired, the half that the response is taken at and the other one, each at the end of a cable of its own [Ω].
    """

    source_impedance: Complex
    log_open: Complex
    load_impedance: Complex
    branches: tuple[Complex, Complex] | None = None

    def through(self, cable: circuit.Cable, log: Log = circuit.natural_log) -> Complex:
        """ln(V_load/EMF) with a cable."""
        zs, log_open = self.behind(cable, log)
        zl = self.branches[0] if self.branches else self.load_impedance
        return np.asarray(log_open + cable.log_transfer(zs, zl, log))

    def behind(self, cable: circuit.Cable, log: Log = circuit.natural_log) -> tuple[Complex, Complex]:
        """Source impedance [Ω] and ln of the open-circuit voltage over the EMF that the cable starts from.

        Bi-wired, the other cable with what it feeds is a part of the source; so is a return shared with a silent
        channel.
        """
        if np.count_nonzero(cable.common):
            zs = self.source_impedance
            return zs + circuit.shared_return(
                cable.common, cable.channel_impedance(zs, self.load_impedance)
            ), self.log_open
        if not self.branches:
            return self.source_impedance, self.log_open
        zs, lower = circuit.shunted_source(self.source_impedance, cable.input_admittance(self.branches[1]), log)
        return zs, np.asarray(self.log_open + lower)


@dataclass(frozen=True)
class Response:
    """The response of source, cable and load at the frequencies of the line.

    Attributes
    ----------
    state : State
        The state that was computed.
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
        return self._through(self.line.series_impedance, self.line.shunt_admittance)

    @cached_property
    def without_cable(self) -> Complex:
        """ln(V_load/EMF) with the load at the source's terminals."""
        return self.ends.through(circuit.Cable(self.state.circuit, 0, 0))

    @property
    def attenuation(self) -> Real:
        """20·log₁₀|V_load/EMF| [dB]."""
        return circuit.decibels(self.log_transfer)

    @cached_property
    def reference(self) -> "Response":
        """The same at the reference: see `reference_frequency`."""
        frequency = reference_frequency(self.state)
        if frequency:
            return respond(self.state, np.array([frequency]))
        return response_of(self.state, self.line.at_dc)

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

    @cached_property
    def heard(self) -> Complex:
        """`log_transfer` as it is heard: bi-wired, of both halves, each counted by the current that it draws.

        At the terminals of one half there is a level at any frequency, also where that half is silent.
        """
        if self.ends.branches is None:
            return self.log_transfer
        halves = []
        for own, other in (self.ends.branches, self.ends.branches[::-1]):
            change = replace(self, ends=replace(self.ends, branches=(own, other))).cable_log_transfer
            halves.append((np.abs(1 / own) ** 2, np.exp(2 * change.real)))
        currents, changes = np.array(halves).swapaxes(0, 1)
        return np.asarray(self.without_cable + np.log(np.sum(currents * changes, 0) / np.sum(currents, 0)) / 2)

    @property
    def base(self) -> Complex:
        """ln(V/EMF) of what the curves drawn are relative to; with a phase only for `att=cable`."""
        kind = self.state.level_kind
        match kind:
            case "ac":
                return self.reference.log_transfer.real.astype(complex)
            case "abs":
                return np.zeros(1, complex)
            case "cable":
                return self.without_cable
            case _:
                assert_never(kind)

    @property
    def drawn(self) -> Complex:
        """ln of the curve drawn: its level and its phase."""
        return self.log_transfer - self.base

    @property
    def seen_from_load(self) -> Complex:
        """Impedance of source and cable as the load sees it [Ω]."""
        cable = cable_of(self.state, self.line.series_impedance, self.line.shunt_admittance)
        return cable.output_impedance(self.ends.behind(cable)[0])

    @property
    def loop_resistance(self) -> float:
        """Of cable, contacts and shared return at DC [Ω]; with a resistor of the nominal impedance in each channel."""
        si, cable = self.state.si, cable_of(self.state, self.line.dc_resistance, 0)
        loop = float(si("len") * self.line.dc_resistance + 2 * si("rcontact"))
        return loop + float(circuit.shared_return(cable.common, si("rs") + loop + si("load")).real)

    @property
    def crosstalk(self) -> Complex | None:
        """Voltage at the other, silent channel's load over that at this one's; None where they share no return."""
        common, channel = self._channel
        return circuit.crosstalk(common, channel) if np.count_nonzero(common) else None

    @property
    def shared_gains(self) -> tuple[Complex, Complex]:
        """Voltage at the load over that with a return of its own: the other channel silent, and both alike."""
        return circuit.shared_gains(*self._channel)

    @property
    def _channel(self) -> tuple[ArrayLike, Complex]:
        """The return that two channels share, and the impedance of each one's loop without it [Ω]."""
        cable = cable_of(self.state, self.line.series_impedance, self.line.shunt_admittance)
        return cable.common, cable.channel_impedance(self.ends.source_impedance, self.ends.load_impedance)

    @cached_property
    def resistive(self) -> Complex:
        """ln(V_load/EMF) with nothing of the cable but its resistance at DC: what the parts are measured against."""
        return self._through(self.line.dc_resistance, 0)

    @cached_property
    def parts(self) -> dict[Part, Real]:
        """What one cause alone changes [dB], as in the paper's tables, at each frequency.

        `skin` (only R'(f) rises; no L, no C), `lr` (no C, no skin effect), `cr` (no L, no skin effect), each against
        the same cable with nothing but its resistance at DC.
        """
        line = self.line
        alone: dict[Part, Complex] = {
            "skin": self._through(line.resistance, 0),
            "lr": self._through(line.series_impedance_at_dc, 0),
            "cr": self._through(line.dc_resistance, line.shunt_admittance),
        }
        return {part: circuit.decibels(log - self.resistive) for part, log in alone.items()}

    @property
    def compared(self) -> list["Response"]:
        """The same at each of the lengths to compare."""
        lengths = self.state.numbers("lens")
        return [Response(self.state.with_values(len=length), self.line, self.ends) for length in lengths]

    @property
    def pinned(self) -> list["Response"]:
        """What is pinned, at the same frequencies and looked at in the same way."""
        return [respond_once(pin.beside(self.state), self.frequency) for pin in self.state.pins]

    def _through(self, series: ArrayLike, shunt: ArrayLike) -> Complex:
        return self.ends.through(cable_of(self.state, series, shunt))


def curve_frequencies(state: State) -> Real:
    """Frequencies of the plotted curves [Hz]: evenly spaced on the logarithmic axis."""
    return _evenly(state.si("fmin"), state.si("fmax"))


@lru_cache(maxsize=64)
def _evenly(first: float, last: float) -> Real:
    return np.geomspace(first, last, CURVE_POINTS)


def load_data(state: State) -> Curve | None:
    """The measured impedance that is the load, or None."""
    return state.curve("zma") if state.load_kind == "file" else None


def reference_frequency(state: State) -> float:
    """Frequency that levels are relative to [Hz]: 0, DC, wherever it is known what happens there.

    Behind a coupling capacitor, which passes no DC, and with a measured load, which has no data there, it is 1 kHz, or
    the nearest frequency in the data; so it is for a cartridge, as makers give its response.
    """
    data = load_data(state)
    if data is not None:
        return float(np.clip(1e3, data.frequency[0], data.frequency[-1]))
    return 1e3 if state.source_kind in ("line", "cartridge") else 0.0


def line_of(state: State, frequency: Real) -> Line:
    """The cable of a state, per metre of its length as worn; all of them, where several lie side by side.

    Raises
    ------
    QuantityError
        If its values cannot be together.
    """
    return _laid(state, wire_of(state, frequency))


def _laid(state: State, wire: Line) -> Line:
    factor = state.si("coil")
    if state.matters("lay") and state.si("lay"):
        across = state.si("gap") * (2**0.5 if state.kind == "quad" else 1)
        factor *= geometry.lay_factor(across, state.si("lay"))
    return side_by_side(wire.repeated(factor), int(state.choice("runs")))


def cable_of(state: State, series: ArrayLike, shunt: ArrayLike) -> circuit.Cable:
    """A cable of a state's length and contacts, of a series impedance [Ω/m] and shunt admittance [S/m] per metre."""
    length, common = state.si("len"), state.si("rcommon") if state.matters("rcommon") else 0.0
    z, y = np.multiply(series, length), np.multiply(shunt, length)
    return circuit.Cable(state.circuit, z, y, state.si("rcontact"), common)


def wire_of(state: State, frequency: Real) -> Line:
    """The same per metre of its wire, which is longer in a coiled cable.

    Raises
    ------
    QuantityError
        If its values cannot be together.
    """
    make, values = _made_of(state)
    return make(frequency, **values)


def _made_of(state: State) -> tuple[Callable[..., Line], dict[str, Any]]:
    """What makes the wire's line at frequencies, and of what values."""
    loss, skin, kind = state.si("tand"), state.skin, state.kind
    if kind == "rlc":
        return given_line, {
            "conductor_resistance": state.si("rdc"),
            "inductance": state.si("lm"),
            "capacitance": state.si("cm"),
            "loss_tangent": loss,
            "skin_effect": skin,
            "wires": CABLES[state.cable].wires if state.cable in CABLES else 1,
        }
    metal = metal_of(state)
    common = {
        "radius": state.si("dia") / 2,
        "permittivity": state.si("eps"),
        "loss_tangent": loss,
        "resistivity": metal,
        "skin_effect": skin,
        "formula": state.formula,
    }
    match kind:
        case "coax":
            outer, thickness = shield_of(state)
            return coax_line, common | {
                "inner_radius": state.si("bore") / 2,
                "shield_thickness": thickness,
                "shield_resistivity": outer.resistivity,
            }
        case "quad":
            return quad_line, common | {"side": state.si("gap"), "wall": state.si("wall")}
        case "pair":
            return pair_line, common | {
                "spacing": state.si("gap"),
                "wall": state.si("wall"),
                "other_radius": other_radius_of(state),
                "other_resistivity": metal_of(state, "metal2"),
            }
        case _:
            assert_never(kind)


@lru_cache(maxsize=256)
def _solved(make: Callable[..., Line], frequency: bytes, **values: Any) -> Line:
    """A wire's line, kept for the next time: while the length or an end moves, the conductors stand still."""
    return make(np.frombuffer(frequency), **values)


def metal_of(state: State, key: str = "metal", temperature: float | None = None) -> WireMetal:
    """What conductors are made of, or shield or second wire (`metal2`), at the state's temperature or another [°C]."""
    at = state.si("temp") if temperature is None else temperature
    name = state.choice(key)
    if name == "same":
        return metal_of(state, "metal", temperature)
    if name != "cca":
        return Solid(float(METALS[name].resistivity(at)))
    share = state.si("clad")
    copper, aluminium = (float(metal.resistivity(at)) for metal in (COPPER_IACS, ALUMINIUM_EC))
    return Clad(aluminium, copper, share) if 0 < share < 1 else Solid(copper if share else aluminium)


def other_radius_of(state: State) -> float:
    """Radius of the second wire of a pair [m]."""
    return (state.si("dia2") or state.si("dia")) / 2


def shield_of(state: State) -> tuple[WireMetal, float]:
    """Metal of a coaxial cable's shield, and its thickness [m]; given by its resistance, that of a solid tube."""
    metal, resistance = metal_of(state, "metal2"), state.si("rsh")
    if not resistance:
        return metal, state.si("shield")
    cold = metal_of(state, "metal2", 20).resistivity
    return metal, geometry.shield_thickness(state.si("bore") / 2, resistance, cold)


def causal_line_of(state: State, frequency: Real) -> Line:
    """The cable of a state per metre, such that it answers nothing before it is asked.

    Where L' is the same at all frequencies while skin effect raises R', the inductance inside the conductors is added
    to it: a resistance that rises alone would be heard before the signal (Kramers and Kronig).  That inductance falls
    to nothing where the resistance rises most, so that it changes the response by less than a hundredth.

    Raises
    ------
    QuantityError
        If its values cannot be together.
    """
    wire = wire_of(state, frequency)
    if state.skin != "off" and state.kind == "rlc":
        wires = CABLES[state.cable].wires if state.cable in CABLES else 1
        inside = inner_inductance(frequency, state.si("rdc"), state.skin, wires)
        wire = replace(wire, inductance=wire.inductance + inside)
    elif state.skin != "off" and state.formula == "paper":
        exact = wire_of(state.with_values(formula="exact"), np.append(frequency, _SKIN_ONLY)).inductance
        wire = replace(wire, inductance=wire.inductance + exact[:-1] - exact[-1])
    return _laid(state, wire)


def ends_of(state: State, frequency: Real) -> Ends:
    """Source and load of a state."""
    zs, log_open = source_of(state, frequency)
    ones = np.ones_like(frequency)
    return Ends(zs * ones, log_open * ones, load_of(state, frequency) * ones, branches_of(state, frequency))


def branches_of(state: State, frequency: Real) -> tuple[Complex, Complex] | None:
    """Bi-wired, the impedances of the half that the response is taken at and of the other one [Ω]; else None."""
    if not state.is_biwired:
        return None
    woofer, tweeter = loads.two_way_branches(frequency, two_way_of(state))
    return (woofer, tweeter) if state.choice("branch") == "woofer" else (tweeter, woofer)


def source_of(state: State, frequency: Real, log: Log = circuit.natural_log) -> tuple[Complex, Complex]:
    """Impedance of a state's source [Ω], and ln of its open-circuit voltage over its EMF, one element if the same.

    With `circuit.log_magnitude` only the gain of the source is known.
    """
    kind, si = state.source_kind, state.si
    nothing = np.zeros(1, complex)
    match kind:
        case "amp":
            return sources.inductive_impedance(frequency, si("rs"), si("ls")), nothing
        case "line":
            return sources.line_output_impedance(frequency, si("rs"), si("cs")), nothing
        case "pickup":
            return sources.pickup_source(frequency, pickup_of(state), controls_of(state), log)
        case "cartridge":
            return sources.inductive_impedance(frequency, si("rc"), si("lc")), nothing
        case _:
            assert_never(kind)


def pickup_of(state: State) -> sources.Pickup:
    """The pickup of a state's guitar."""
    si = state.si
    return sources.Pickup(
        inductance=si("lp"),
        resistance=si("rp"),
        capacitance=si("cp"),
        loss_resistance=si("rloss"),
        semi_impedance=si("zsemi"),
        eddy_corner=si("feddy"),
    )


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
        bleed_resistance=si("rbleed"),
        bleed_mode=cast(sources.BleedMode, state.choice("bleedmode")),
        wiring=cast(sources.Wiring, state.choice("wiring")),
    )


def load_of(state: State, frequency: Real) -> Complex:
    """Impedance of a state's load [Ω], of one element where the same at all frequencies."""
    kind, si = state.load_kind, state.si
    match kind:
        case "resistor":
            return np.asarray(si("load"), complex)
        case "input":
            return loads.amplifier_input_impedance(frequency, si("load"), si("ci"))
        case "driver":
            return loads.driver_impedance(frequency, driver_of(state))
        case "vented":
            return loads.vented_impedance(frequency, driver_of(state), vented_box_of(state))
        case "twoway":
            return loads.two_way_impedance(frequency, two_way_of(state))
        case "threeway":
            return loads.three_way_impedance(frequency, two_way_of(state), midrange_of(state))
        case "panel":
            return loads.panel_impedance(frequency, panel_of(state))
        case "file":
            data = load_data(state)
            if data is None:  # until there is one
                return np.asarray(si("load"), complex)
            return circuit.phasor(*data.at(np.maximum(frequency, 1e-3)))
        case _:
            assert_never(kind)


def two_way_of(state: State) -> loads.TwoWay:
    """The two-way system of a state's load; of a three-way one all but the midrange."""
    si = state.si
    return loads.TwoWay(
        woofer=driver_of(state),
        tweeter=driver_of(state, "t"),
        low_pass_inductance=si("xl1"),
        low_pass_capacitance=si("xc1"),
        equaliser_resistance=si("xrz"),
        equaliser_capacitance=si("xcz"),
        high_pass_capacitance=si("xc2"),
        high_pass_inductance=si("xl2"),
        pad_series=si("xrs"),
        pad_parallel=si("xrp"),
    )


def midrange_of(state: State) -> loads.Midrange:
    """The midrange of a state's three-way load, with its filters."""
    si = state.si
    return loads.Midrange(
        driver=driver_of(state, "m"),
        high_pass_capacitance=si("mc2"),
        high_pass_inductance=si("ml2"),
        low_pass_inductance=si("ml1"),
        low_pass_capacitance=si("mc1"),
        pad_series=si("mrs"),
    )


def vented_box_of(state: State) -> loads.VentedBox:
    """The box of the driver that is a state's load."""
    si = state.si
    return loads.VentedBox(tuning=si("fb"), compliance_ratio=si("alpha"), leakage_q=si("ql"))


def panel_of(state: State) -> loads.Panel:
    """The electrostatic panel of a state's load."""
    si = state.si
    return loads.Panel(
        resistance=si("esr"),
        leakage_inductance=si("esl"),
        magnetising_inductance=si("esm"),
        core_resistance=si("esp"),
        turns_ratio=si("esn"),
        capacitance=si("esc"),
    )


def driver_of(state: State, prefix: Literal["", "m", "t"] = "") -> loads.Driver:
    """A driver of a state's load: the only one or the woofer, the midrange (`m`) or the tweeter (`t`)."""
    si = state.si
    return loads.Driver(
        resistance=si(f"{prefix}re"),
        inductance=si(f"{prefix}le"),
        resonance=si(f"{prefix}fs"),
        mechanical_q=si(f"{prefix}qms"),
        electrical_q=si(f"{prefix}qes"),
        semi_inductor=state.choice("semi") == "1",
    )


def respond(state: State, frequency: Real) -> Response:
    """Compute a state at frequencies [Hz].

    Raises
    ------
    QuantityError
        If the state's values cannot be together.
    """
    make, values = _made_of(state)
    return response_of(state, _laid(state, _solved(make, frequency.tobytes(), **values)))


def respond_once(state: State, frequency: Real) -> Response:
    """The same, kept for the next time: a pin stands still while all else moves."""
    return _kept(state.query, frequency.tobytes())


@lru_cache(maxsize=64)
def _kept(query: str, frequency: bytes) -> Response:
    return respond(state_of_query(query), np.frombuffer(frequency))


def response_of(state: State, line: Line) -> Response:
    """The response of a state's source, circuit and load with a given line."""
    return Response(state, line, ends_of(state, line.frequency))


def problem_of(state: State, error: QuantityError, units: Units = "metric") -> Problem:
    """A refusal of the physics in the words of the page, its limits in some units."""
    key, message = _REFUSALS[error.quantity]
    assert error.limit is not None
    limit_si = error.limit * _LIMIT_FACTOR.get(key, 1)
    if key == "shield" and state.si("rsh"):
        key, message = _REFUSALS["shield_resistance"]
        limit_si = geometry.shield_resistance(
            state.si("bore") / 2, error.limit, metal_of(state, "metal2", 20).resistivity
        )
    quantity = QUANTITIES[key]
    assert isinstance(quantity, Number)
    rests_on = tuple(other for other in _RESTS_ON[key] if other in state.given)
    limit_shown = limit_si / quantity.si
    limit = _told(limit_shown, quantity.unit, units, at_most=float(state.shown[key]) > limit_shown)
    # The product of L and C counts: what L lacks, C may bring.
    other = _told(float(state.shown["cm"]) * error.limit / state.si("lm"), "pF/m", units)
    words = Text(*(words.format(limit=limit, other=other) for words in message))
    return Problem(key, plain(float(state.shown[key])), words, rests_on)


def _told(limit: float, metric: str, units: Units, *, at_most: bool = False) -> str:
    """Four digits on the possible side: rounded to the nearest they might just fail."""
    name, factor = unit_in(units, metric)
    sign = -1 if at_most else 1
    return f"{plain(sign * rounded_up(sign * limit * factor))} {name}"


def possible(state: State, units: Units = "metric") -> Problem | None:
    """What keeps a state's values from being together, its limits in some units, or None."""
    try:
        # The pictures of the line and of the current need the exact solution, which wants wires further apart.
        if state.view in ("line", "field") and state.kind != "rlc":
            line_of(state.with_values(skin="exact"), np.array([state.si("fmax")]))
        line_of(state, np.array([state.si("fmax")]))
    except QuantityError as error:
        return problem_of(state, error, units)
    return None


def pin_problems(state: State) -> list[Problem]:
    """What keeps the values of pins from being together, over the frequencies of the state."""
    found = [(pin.key, possible(pin.beside(state))) for pin in state.pins]
    return [Problem(key, f"{clash.key}={clash.value}", clash.message) for key, clash in found if clash]


def opened(pairs: Pairs) -> tuple[State, list[Problem]]:
    """Read a query leniently: what was valid and can be together, and what was left out, with reasons."""
    pairs = list(pairs)
    state, problems = parse(pairs)
    refused = pin_problems(state)
    pairs = [(key, value) for key, value in pairs if key not in {problem.key for problem in refused}]
    state, problems = parse(pairs)[0], problems + refused
    while clash := possible(state):  # without the first, what rests on it may clash with what the preset has
        left_out = {clash.key, *_RESTS_ON[clash.key]}
        problems.append(clash)
        with_it = Text(*(words.format(key=clash.key) for words in _LEFT_OUT_TOO))
        problems += [Problem(key, value, with_it) for key, value in pairs if key in left_out - {clash.key}]
        kept = [(key, value) for key, value in pairs if key not in left_out]
        assert len(kept) < len(pairs), clash  # what a preset has can be together
        pairs = kept
        state, _ = parse(pairs)
    return state, problems


# The physics speaks of radii and of its own parameters; the page of diameters and of its keys.
_TOUCHING = (
    "gap",
    Text(
        "The conductors would touch. Use a spacing above {limit}.",
        "導体どうしが接触します。{limit} より大きい線間隔にしてください。",
    ),
)
_REFUSALS = {
    "coat_spacing": (
        "gap",
        Text(
            "The insulation of one wire would reach into that of the next. "
            "Use a spacing of at least {limit}, or thinner insulation.",
            "隣り合う導体の絶縁体が重なります。線間隔を {limit} 以上にするか、絶縁体を薄くしてください。",
        ),
    ),
    "spacing": _TOUCHING,
    "side": _TOUCHING,
    "shield_thickness": (
        "shield",
        Text(
            "Too thin or too thick, compared with the bore, for the exact solution. The limit is {limit}.",
            "シールド内径に対して薄すぎる、または厚すぎるため厳密解を計算できません。限界は {limit} です。",
        ),
    ),
    "shield_resistance": (
        "rsh",
        Text(
            "Too small or too large, compared with the bore, for the exact solution. The limit is {limit}.",
            "シールド内径に対して小さすぎる、または大きすぎるため厳密解を計算できません。限界は {limit} です。",
        ),
    ),
    "lay": (
        "lay",
        Text(
            "Twisted so tightly, the wires would come nearer to each other than their spacing. "
            "Use at least {limit}, or 0 for no twist.",
            "撚りがきつすぎ、導体どうしが線間隔より近づきます。{limit} 以上にするか、0（撚りなし）にしてください。",
        ),
    ),
    "inner_radius": (
        "bore",
        Text(
            "The shield would touch the centre wire. Use a bore above its diameter, {limit}.",
            "シールドが中心線に接触します。中心線の直径 {limit} より大きい内径にしてください。",
        ),
    ),
    "inductance": (
        "lm",
        Text(
            "With this capacitance, waves on the cable would be faster than light (L·C·c² < 1). "
            "Use at least {limit}, or a capacitance of at least {other}.",
            "この静電容量では波が光速を超えます（L·C·c² < 1）。"
            "インダクタンスを {limit} 以上、または静電容量を {other} 以上にしてください。",
        ),
    ),
}
_LEFT_OUT_TOO = Text("Ignored together with {key}.", "{key} とともに無視しました。")
_SIZE = ("dia", "awg", "mm2", "strands", "strand")
_RESTS_ON = {
    "gap": (*_SIZE, "wall", "dia2"),
    "lay": ("gap",),
    "bore": _SIZE,
    "shield": ("bore",),
    "rsh": ("bore",),
    "lm": ("cm",),
}
_LIMIT_FACTOR = {"bore": 2}  # a limit on a radius, shown as a diameter
