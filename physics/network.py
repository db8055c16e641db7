"""Networks of resistors, inductors and capacitors as trees of series and parallel, and ladders of such networks.

References
----------
.. [1] E. A. Guillemin, *Introductory Circuit Theory*, Wiley 1953: series and parallel, duality, ladder networks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

import numpy as np
from numpy.typing import ArrayLike

from physics.checks import Complex, require_not_negative, require_positive

__all__ = [
    "OPEN",
    "SHORT",
    "Block",
    "Element",
    "ElementKind",
    "Network",
    "Parallel",
    "Series",
    "dual",
    "element",
    "ladder_network",
    "ladder_transfer",
    "network_impedance",
    "parallel",
    "scaled",
    "series",
]

ElementKind = Literal["R", "L", "C"]


@dataclass(frozen=True)
class Element:
    """A resistor, an inductor or a capacitor.

    Attributes
    ----------
    kind : {'R', 'L', 'C'}
        Which of them.
    value : float
        Above 0 [Ω, H or F].

    Raises
    ------
    QuantityError
        If the value is not above 0.
    """

    kind: ElementKind
    value: float

    def __post_init__(self) -> None:
        require_positive(value=self.value)


@dataclass(frozen=True)
class Series:
    """Networks one after the other.

    Attributes
    ----------
    parts : tuple of Network
        The networks.
    name : str
        What they are together.
    """

    parts: "tuple[Network, ...]"
    name: str = ""


@dataclass(frozen=True)
class Parallel:
    """Networks side by side; attributes as in `Series`.

    Attributes
    ----------
    parts : tuple of Network
        The networks.
    name : str
        What they are together.
    """

    parts: "tuple[Network, ...]"
    name: str = ""


Network = Element | Series | Parallel

SHORT = Series(())
"""Nothing in series: no impedance."""
OPEN = Parallel(())
"""Nothing in parallel: no admittance."""


@dataclass(frozen=True)
class Block:
    """A stretch of a ladder, from the source towards the load.

    Attributes
    ----------
    name : str
        What it is.
    arms : tuple of (str, Network)
        Each in `series` with the line, or a `shunt` across it.
    times : int
        How many of it follow each other [–].
    """

    name: str
    arms: tuple[tuple[Literal["series", "shunt"], Network], ...]
    times: int = 1


def element(kind: ElementKind, value: float) -> Network:
    """An element, or nothing in its place: a short circuit for no R or L, an open one for no C.

    Parameters
    ----------
    kind : {'R', 'L', 'C'}
        Resistor, inductor or capacitor.
    value : float
        0 or above [Ω, H or F].

    Returns
    -------
    Network
        The element, `SHORT` or `OPEN`.

    Raises
    ------
    QuantityError
        If the value is below 0.
    """
    require_not_negative(value=value)
    return Element(kind, value) if value else OPEN if kind == "C" else SHORT


def series(*parts: Network, name: str = "") -> Network:
    """Networks in series.

    Parameters
    ----------
    parts : Network
        Of these, short circuits are left out; where one is open, so is the whole.
    name : str
        What they are together.

    Returns
    -------
    Network
        The whole.
    """
    left = tuple(part for part in parts if part != SHORT)
    return OPEN if OPEN in left else Series(left, name) if left else SHORT


def parallel(*parts: Network, name: str = "") -> Network:
    """Networks in parallel.

    Parameters
    ----------
    parts : Network
        Of these, open circuits are left out; where one is a short circuit, so is the whole.
    name : str
        What they are together.

    Returns
    -------
    Network
        The whole.
    """
    left = tuple(part for part in parts if part != OPEN)
    return SHORT if SHORT in left else Parallel(left, name) if left else OPEN


def scaled(network: Network, factor: float) -> Network:
    """A network of so many times the impedance.

    Parameters
    ----------
    network : Network
        The network.
    factor : float
        Above 0 [–].

    Returns
    -------
    Network
        The same, each R and L times the factor, each C divided by it.
    """
    match network:
        case Element(kind, value):
            return Element(kind, value / factor if kind == "C" else value * factor)
        case Series(parts, name):
            return Series(tuple(scaled(part, factor) for part in parts), name)
        case Parallel(parts, name):
            return Parallel(tuple(scaled(part, factor) for part in parts), name)
        case _:
            assert_never(network)


def dual(network: Network) -> Network:
    """The network whose admittance in siemens is the impedance of this one in ohms [1]_.

    Parameters
    ----------
    network : Network
        The network.

    Returns
    -------
    Network
        1/R for R, C for L, L for C, parallel for series, series for parallel.
    """
    match network:
        case Element("R", value):
            return Element("R", 1 / value)
        case Element(kind, value):
            return Element("C" if kind == "L" else "L", value)
        case Series(parts, name):
            return Parallel(tuple(dual(part) for part in parts), name)
        case Parallel(parts, name):
            return Series(tuple(dual(part) for part in parts), name)
        case _:
            assert_never(network)


def network_impedance(network: Network, frequency: ArrayLike) -> Complex:
    """Impedance of a network that is not open.

    Parameters
    ----------
    network : Network
        The network.
    frequency : array_like
        Frequencies, above 0 [Hz].

    Returns
    -------
    ndarray of complex
        Impedance, of the shape of `frequency` [Ω].
    """
    s = np.asarray(2j * np.pi * np.asarray(frequency, float))
    match network:
        case Element("R", value):
            return np.full_like(s, value)
        case Element(kind, value):
            return np.asarray(value * s if kind == "L" else 1 / (value * s))
        case Series(parts):
            return sum((network_impedance(part, frequency) for part in parts), 0 * s)
        case Parallel():
            return 1 / _admittance(network, frequency)
        case _:
            assert_never(network)


def _admittance(network: Network, frequency: ArrayLike) -> Complex:
    if isinstance(network, Parallel):
        parts = (_admittance(part, frequency) for part in network.parts)
        return sum(parts, np.zeros(np.shape(frequency), complex))
    return np.asarray(1 / network_impedance(network, frequency))


def ladder_network(block: Block, end: Network) -> Network:
    """A ladder and what it ends in, as one network.

    Parameters
    ----------
    block : Block
        The ladder, its series arms not open.
    end : Network
        What is across its far end.

    Returns
    -------
    Network
        What is seen at its near end.
    """
    seen = end
    for _ in range(block.times):
        for place, network in reversed(block.arms):
            seen = series(network, seen) if place == "series" else parallel(network, seen)
    return seen


def ladder_transfer(blocks: Sequence[Block], frequency: ArrayLike) -> Complex:
    """Transfer of a ladder with nothing at its end but its own last arms.

    Parameters
    ----------
    blocks : sequence of Block
        From the EMF to the load; series arms are not open, shunt arms no short circuits.
    frequency : array_like
        Frequencies, above 0 [Hz].

    Returns
    -------
    ndarray of complex
        Voltage at the end over the EMF, of the shape of `frequency` [–].

    Notes
    -----
    Backwards from V = 1 and I = 0 at the end [1]_: a series arm adds Z·I to V, a shunt arm Y·V to I.
    """
    voltage = np.ones(np.shape(frequency), complex)
    current = np.zeros(np.shape(frequency), complex)
    for block in reversed(blocks):
        arms = [
            (place, network_impedance(network, frequency) if place == "series" else _admittance(network, frequency))
            for place, network in reversed(block.arms)
        ]
        for _ in range(block.times):
            for place, value in arms:
                if place == "series":
                    voltage = voltage + value * current
                else:
                    current = current + value * voltage
    return np.asarray(1 / voltage)
