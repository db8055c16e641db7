"""Array types, and refusals: what cannot be is named, with its value and with what would be allowed."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "Complex",
    "Log",
    "QuantityError",
    "Real",
    "require_not_negative",
    "require_permittivity",
    "require_positive",
]

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]
Log = Callable[[Complex], Any]
"""A natural logarithm of complex arrays."""


class QuantityError(ValueError):
    """A physical quantity has a value that it cannot have.

    Attributes
    ----------
    quantity : str
        Name of the quantity, as the function's parameter is called.
    value : object
        The value refused, in SI units.
    allowed : str
        What would be accepted, in English.
    limit : float or None
        The bound that was passed, where there is one, in SI units.
    """

    def __init__(self, quantity: str, value: object, allowed: str, limit: float | None = None) -> None:
        self.quantity, self.value, self.allowed, self.limit = quantity, value, allowed, limit
        super().__init__(f"{quantity} = {value!r} is not possible: {allowed}")


def _require(test: Callable[[Any], Any], allowed: str, quantities: dict[str, ArrayLike]) -> None:
    for name, value in quantities.items():
        if isinstance(value, float) and math.isfinite(value) and test(value):
            continue  # as below, without the price of an array
        numbers = np.asarray(value, dtype=float)
        accepted = np.isfinite(numbers) & test(numbers)
        if np.count_nonzero(accepted) < accepted.size:  # sooner known than `all`, which goes through Python
            raise QuantityError(name, float(numbers[~accepted][0]), allowed)


def require_positive(**quantities: ArrayLike) -> None:
    """Let only finite numbers above 0 pass.

    Parameters
    ----------
    quantities : array_like
        Values by the name that an error shall call them, in any unit [–].

    Raises
    ------
    QuantityError
        If a value is anything else; the first such value is named.
    """
    _require(lambda numbers: numbers > 0, "it must be a finite number above 0", quantities)


def require_not_negative(**quantities: ArrayLike) -> None:
    """Let only finite numbers pass that are 0 or above.

    Parameters
    ----------
    quantities : array_like
        Values by the name that an error shall call them, in any unit [–].

    Raises
    ------
    QuantityError
        If a value is anything else; the first such value is named.
    """
    _require(lambda numbers: numbers >= 0, "it must be a finite number, 0 or above", quantities)


def require_permittivity(permittivity: float) -> None:
    """Let only a relative permittivity pass that an insulation can have.

    Parameters
    ----------
    permittivity : float
        Relative permittivity [–].

    Raises
    ------
    QuantityError
        If it is not a finite number, 1 or above.
    """
    require_positive(permittivity=permittivity)
    if permittivity < 1:
        raise QuantityError("permittivity", permittivity, "no insulation is below 1, the vacuum's")
