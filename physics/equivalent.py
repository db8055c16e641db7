"""Sources, cables and loads as networks of R, L and C: the circuits of the other modules, element by element.

References
----------
.. [1] R. H. Small, J. Audio Eng. Soc. 20, 383-395, 1972: the electrical equivalent circuit of a driver's motion.
.. [2] D. M. Pozar, *Microwave Engineering*, 4th ed., Wiley 2012, section 2.1: a line as many short sections.
"""

from typing import Literal

import numpy as np

from physics.circuit import Circuit
from physics.ladder import semi_inductor
from physics.loads import INDUCTANCE_FREQUENCY, Driver, Midrange, Panel, TwoWay, VentedBox
from physics.network import OPEN, Block, Network, element, parallel, scaled, series
from physics.sources import SEMI_FREQUENCY, Controls, Pickup

__all__ = [
    "amplifier_input_network",
    "cable_block",
    "driver_network",
    "eddy_block",
    "inductive_block",
    "line_output_block",
    "midrange_network",
    "panel_network",
    "pickup_block",
    "two_way_networks",
]

_Arm = tuple[Literal["series", "shunt"], Network]

EDDY_RESISTANCE = 1e3
"""Of the low-pass of `eddy_block` [Ω]: any will do, since nothing is drawn from it."""
BLEEDER = 1e12
"""Across a line output [Ω]: it changes nothing, but gives the far side of the coupling capacitor a potential at DC."""


def inductive_block(resistance: float, inductance: float) -> Block:
    """Output of an amplifier or a cartridge, R and L in series.

    Parameters
    ----------
    resistance : float
        R, 0 or above [Ω].
    inductance : float
        L, 0 or above [H].

    Returns
    -------
    Block
        From the EMF to the terminals.
    """
    return Block("source", (("series", series(element("R", resistance), element("L", inductance))),))


def line_output_block(resistance: float, capacitance: float) -> Block:
    """A line output behind its coupling capacitor, R and C in series.

    Parameters
    ----------
    resistance : float
        R, 0 or above [Ω].
    capacitance : float
        C, above 0 [F].

    Returns
    -------
    Block
        From the EMF to the terminals.
    """
    output = series(element("R", resistance), element("C", capacitance))
    return Block("source", (("series", output), ("shunt", element("R", BLEEDER))))


def eddy_block(pickup: Pickup) -> Block:
    """The low-pass on the EMF of a pickup: R and C, with nothing drawn from them.

    Parameters
    ----------
    pickup : Pickup
        The pickup.

    Returns
    -------
    Block
        From the string's EMF to what is left of it in the coil; nothing without `eddy_corner`.
    """
    if not pickup.eddy_corner:
        return Block("eddy", ())
    capacitance = 1 / (2 * np.pi * pickup.eddy_corner * EDDY_RESISTANCE)
    return Block("eddy", (("series", element("R", EDDY_RESISTANCE)), ("shunt", element("C", capacitance))))


def pickup_block(pickup: Pickup, controls: Controls, low: float, high: float) -> Block:
    """A pickup and its controls.

    Parameters
    ----------
    pickup : Pickup
        The pickup.
    controls : Controls
        Volume and tone control.
    low, high : float
        Ends of the band in which its semi-inductor, if it has one, is to be met [Hz].

    Returns
    -------
    Block
        From the EMF to the jack.
    """
    track, upper, lower = controls.tracks
    winding = parallel(
        element("L", pickup.inductance),
        element("R", pickup.loss_resistance) if pickup.loss_resistance else OPEN,
        semi_inductor(pickup.semi_impedance / float(np.sqrt(2 * np.pi * SEMI_FREQUENCY)), low, high)
        if pickup.semi_impedance
        else OPEN,
    )
    coil: _Arm = ("series", series(element("R", pickup.resistance), winding, name="pickup"))
    tone: _Arm = ("shunt", series(element("R", track), element("C", controls.tone_capacitance), name="tone"))
    above: _Arm = ("series", parallel(element("R", upper), _bleed(controls), name="volume"))
    own: _Arm = ("shunt", element("C", pickup.capacitance))
    below: _Arm = ("shunt", element("R", lower))
    modern = (coil, own, tone, above, below)
    return Block("source", modern if controls.wiring == "modern" else (coil, own, above, below, tone))


def _bleed(controls: Controls) -> Network:
    capacitor = element("C", controls.bleed_capacitance)
    if not controls.bleed_capacitance or not controls.bleed_resistance:
        return capacitor
    resistor = element("R", controls.bleed_resistance)
    return series(resistor, capacitor) if controls.bleed_mode == "series" else parallel(resistor, capacitor)


def cable_block(circuit: Circuit, along: Network, across: Network, sections: int = 1) -> Block:
    """A cable; the distributed line as T sections in a row [2]_.

    Parameters
    ----------
    circuit : {'c-end', 'c-mid', 'line'}
        As in `physics.circuit.chain_matrix`.
    along, across : Network
        Its whole impedance, and its whole admittance.
    sections : int
        Of the distributed line, 1 or above [–].

    Returns
    -------
    Block
        From end to end.
    """
    if circuit == "c-end":
        return Block("cable", (("series", along), ("shunt", across)))
    half = scaled(along, 0.5 / sections)
    return Block("cable", (("series", half), ("shunt", scaled(across, sections)), ("series", half)), sections)


def amplifier_input_network(resistance: float, capacitance: float) -> Network:
    """Input of an amplifier, R ∥ C.

    Parameters
    ----------
    resistance : float
        R, above 0 [Ω].
    capacitance : float
        C, 0 or above [F].

    Returns
    -------
    Network
        The load.
    """
    return parallel(element("R", resistance), element("C", capacitance))


def driver_network(
    driver: Driver, low: float, high: float, name: str = "driver", box: VentedBox | None = None
) -> Network:
    """A driver, on a large baffle or in a box with a port.

    Parameters
    ----------
    driver : Driver
        The driver.
    low, high : float
        Ends of the band in which its semi-inductor, if it has one, is to be met [Hz].
    name : str
        Name of the network.
    box : VentedBox, optional
        The box, which is a series resonance across the motion.

    Returns
    -------
    Network
        The load.

    Notes
    -----
    The motion R·p/(1 + p + (s/ω_s)²) with p = s/(ω_s·Qms) and R = Re·Qms/Qes is R ∥ L ∥ C with L = R/(ω_s·Qms) and
    C = Qms/(ω_s·R) [1]_.
    """
    rate, q = 2 * np.pi * driver.resonance, driver.mechanical_q
    loss = driver.resistance * q / driver.electrical_q
    coil = element("L", driver.inductance)
    if driver.semi_inductor and driver.inductance:
        coil = semi_inductor(driver.inductance * float(np.sqrt(2 * np.pi * INDUCTANCE_FREQUENCY)), low, high)
    compliance = loss / (rate * q)
    motion = parallel(element("R", loss), element("L", compliance), element("C", q / (rate * loss)))
    if box:
        inside, tuning = compliance / box.compliance_ratio, 2 * np.pi * box.tuning
        losses, port = element("R", tuning * inside / box.leakage_q), element("C", 1 / (tuning**2 * inside))
        motion = parallel(motion, series(element("L", inside), losses, port, name="box"))
    return series(element("R", driver.resistance), coil, motion, name=name)


def two_way_networks(system: TwoWay, low: float, high: float) -> tuple[Network, Network]:
    """The two halves of a two-way system; it is both in parallel.

    Parameters
    ----------
    system : TwoWay
        The system.
    low, high : float
        As in `driver_network` [Hz].

    Returns
    -------
    woofer, tweeter : Network
        Low-pass and woofer; high-pass and tweeter.
    """
    woofer = parallel(
        element("C", system.low_pass_capacitance),
        series(element("R", system.equaliser_resistance), element("C", system.equaliser_capacitance), name="equaliser"),
        driver_network(system.woofer, low, high, "woofer"),
    )
    padded = series(
        element("R", system.pad_series),
        parallel(element("R", system.pad_parallel), driver_network(system.tweeter, low, high, "tweeter")),
        name="pad",
    )
    return (
        series(element("L", system.low_pass_inductance), woofer, name="lowpass"),
        series(
            element("C", system.high_pass_capacitance),
            parallel(element("L", system.high_pass_inductance), padded),
            name="highpass",
        ),
    )


def midrange_network(midrange: Midrange, low: float, high: float) -> Network:
    """The midrange of a three-way system, beside the two halves of a two-way one.

    Parameters
    ----------
    midrange : Midrange
        The midrange with its filters.
    low, high : float
        As in `driver_network` [Hz].

    Returns
    -------
    Network
        Its branch.
    """
    padded = series(
        element("R", midrange.pad_series), driver_network(midrange.driver, low, high, "midrange"), name="pad"
    )
    inside = series(
        element("L", midrange.low_pass_inductance),
        parallel(element("C", midrange.low_pass_capacitance), padded),
    )
    return series(
        element("C", midrange.high_pass_capacitance),
        parallel(element("L", midrange.high_pass_inductance), inside),
        name="bandpass",
    )


def panel_network(panel: Panel) -> Network:
    """An electrostatic panel, its capacitance as seen through the transformer.

    Parameters
    ----------
    panel : Panel
        The panel and its transformer.

    Returns
    -------
    Network
        The load.
    """
    behind = parallel(
        element("L", panel.magnetising_inductance),
        element("R", panel.core_resistance),
        element("C", panel.turns_ratio**2 * panel.capacitance),
    )
    return series(element("R", panel.resistance), element("L", panel.leakage_inductance), behind, name="panel")
