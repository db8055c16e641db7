"""Refusals: a quantity that cannot be is named, with its value and with what would be allowed."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["QuantityError", "require_not_negative", "require_positive"]


class QuantityError(ValueError):
    """A physical quantity has a value that it cannot have.

    Attributes
    ----------
    quantity : str
        Name of the quantity, as the function's parameter is called.
    value : object
        The value refused [SI].
    allowed : str
        What would be accepted, in English.
    limit : float or None
        The bound that was passed, where there is one [SI].
    """

    def __init__(self, quantity: str, value: object, allowed: str, limit: float | None = None) -> None:
        self.quantity, self.value, self.allowed, self.limit = quantity, value, allowed, limit
        super().__init__(f"{quantity} = {value!r} is not possible: {allowed}")


def _require(test: Callable[[float], bool], allowed: str, quantities: dict[str, ArrayLike]) -> None:
    for name, value in quantities.items():
        for number in np.ravel(np.asarray(value, dtype=float)):
            if not (math.isfinite(number) and test(number)):
                raise QuantityError(name, float(number), allowed)


def require_positive(**quantities: ArrayLike) -> None:
    """Raise `QuantityError` unless each value is a finite number above zero."""
    _require(lambda number: number > 0, "it must be a finite number above 0", quantities)


def require_not_negative(**quantities: ArrayLike) -> None:
    """Raise `QuantityError` unless each value is a finite number, zero or above."""
    _require(lambda number: number >= 0, "it must be a finite number, 0 or above", quantities)
