"""Sources, cables and loads as networks of R, L and C: the circuits of the other modules, element by element.

References
----------
.. [1] R. H. Small, J. Audio Eng. Soc. 20, 383-395, 1972: the electrical equivalent circuit of a driver's motion.
.. [2] D. M. Pozar, *Microwave Engineering*, 4th ed., Wiley 2012, section 2.1: a line as many short sections.
"""

import numpy as np

from physics.circuit import Circuit
from physics.ladder import semi_inductor
from physics.loads import INDUCTANCE_FREQUENCY, Driver, TwoWay
from physics.network import Block, Network, element, parallel, scaled, series
from physics.sources import Controls, Pickup

__all__ = [
    "amplifier_block",
    "amplifier_input_network",
    "cable_block",
    "driver_network",
    "line_output_block",
    "pickup_block",
    "two_way_network",
]

BLEEDER = 1e12
"""Across a line output [Ω]: it changes nothing, but gives the far side of the coupling capacitor a potential at DC."""


def amplifier_block(resistance: float, inductance: float) -> Block:
    """Output of an amplifier, R and L in series.

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


def pickup_block(pickup: Pickup, controls: Controls) -> Block:
    """A pickup and its controls.

    Parameters
    ----------
    pickup : Pickup
        The pickup.
    controls : Controls
        Volume and tone control.

    Returns
    -------
    Block
        From the EMF to the jack.
    """
    tone, upper, lower = controls.tracks
    return Block(
        "source",
        (
            ("series", series(element("R", pickup.resistance), element("L", pickup.inductance), name="pickup")),
            ("shunt", element("C", pickup.capacitance)),
            ("shunt", series(element("R", tone), element("C", controls.tone_capacitance), name="tone")),
            ("series", parallel(element("R", upper), element("C", controls.bleed_capacitance), name="volume")),
            ("shunt", element("R", lower)),
        ),
    )


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


def driver_network(driver: Driver, low: float, high: float, name: str = "driver") -> Network:
    """A driver.

    Parameters
    ----------
    driver : Driver
        The driver.
    low, high : float
        Ends of the band in which its semi-inductor, if it has one, is to be met [Hz].
    name : str
        Name of the network.

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
    motion = parallel(element("R", loss), element("L", loss / (rate * q)), element("C", q / (rate * loss)))
    return series(element("R", driver.resistance), coil, motion, name=name)


def two_way_network(system: TwoWay, low: float, high: float) -> Network:
    """A two-way system.

    Parameters
    ----------
    system : TwoWay
        The system.
    low, high : float
        As in `driver_network` [Hz].

    Returns
    -------
    Network
        The load.
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
    return parallel(
        series(element("L", system.low_pass_inductance), woofer, name="lowpass"),
        series(
            element("C", system.high_pass_capacitance),
            parallel(element("L", system.high_pass_inductance), padded),
            name="highpass",
        ),
    )
