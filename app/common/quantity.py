"""The kinds of quantities that a user sets: a number, a choice, several numbers, an uploaded curve.

Values are in the units shown; :attr:`Number.si` turns them into SI at the edge to the physics.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.common.text import Text

__all__ = ["Choice", "CurveKind", "NamedNumbers", "Number", "Numbers", "Quantity", "Upload", "When"]

When = Mapping[str, tuple[str, ...]]
CurveKind = Literal["level", "impedance"]


class _Conditional:
    """What matters only in some states."""

    when: When

    def matters(self, aspects: Mapping[str, str]) -> bool:
        """Whether it makes any difference where a state has these aspects."""
        return all(aspects[name] in options for name, options in self.when.items())


@dataclass(frozen=True)
class Number(_Conditional):
    """A number that the user sets with a slider or by typing.

    Attributes
    ----------
    key : str
        Name in links and in the API; also the id of the control.
    label, help : Text
        What it is called, and what exactly it means.
    unit : str
        Unit shown.
    si : float
        Factor from the unit shown to SI.
    minimum, maximum : float
        Allowed range, ends included, in the unit shown.
    step : float
        Slider step: in the unit shown, or in decades where the slider is logarithmic.
    logarithmic : bool
        Whether the slider is logarithmic: each step multiplies the value.
    group : str
        Part of the circuit that it belongs to; "" where that tells nothing.
    when : mapping
        What it matters for: options that some choices must have, the kind of cable among them (`State.aspects`).
    none : {'low', 'high'} or None
        If 0 says that there is none: the end of the slider that this is like.  At the low end all that is smaller than
        the slider goes is accepted as well; at the high end, where 0 stands for a value without bound, 0 alone.
    """

    key: str
    label: Text
    help: Text
    unit: str
    si: float
    minimum: float
    maximum: float
    step: float
    logarithmic: bool
    group: str = ""
    when: When = field(default_factory=dict)
    none: Literal["low", "high"] | None = None

    def kept(self, value: float) -> float:
        """The value where the slider stands: one beyond it is at its end."""
        if self.none == "high" and value == 0:
            return self.maximum
        return min(max(value, self.minimum), self.maximum)

    @property
    def least(self) -> float:
        """The least value accepted, but for a 0 that stands for none."""
        return 0.0 if self.none == "low" else self.minimum

    def position(self, value: float) -> float:
        """Place of a value on the slider: its decimal logarithm, where that is logarithmic."""
        return math.log10(value) if self.logarithmic else value

    def at(self, position: float) -> float:
        """Value at a place of the slider."""
        return float(10.0**position) if self.logarithmic else position


@dataclass(frozen=True)
class Choice(_Conditional):
    """A choice among named options; attributes as in `Number`, `options` maps each id to its name."""

    key: str
    label: Text
    help: Text
    options: Mapping[str, Text]
    group: str = ""
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Numbers(_Conditional):
    """Several numbers in one box, separated by commas; attributes as in `Number`, at most `most` of them."""

    key: str
    label: Text
    help: Text
    unit: str
    minimum: float
    maximum: float
    most: int
    group: str
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class NamedNumbers(_Conditional):
    """Numbers under names, as in `len:2,gap:10`; attributes as in `Number`, `names` says which names there are."""

    key: str
    label: Text
    help: Text
    unit: str
    minimum: float
    maximum: float
    names: tuple[str, ...]
    group: str
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Upload(_Conditional):
    """A measured curve, encoded for links by app/files/codes.py; attributes as in `Number`, '' for none.

    Attributes
    ----------
    kind : str
        A response's level, or an impedance.
    accepts : callable
        Whether a text is the code of such a curve.
    """

    key: str
    label: Text
    help: Text
    kind: CurveKind
    accepts: Callable[[str], bool]
    group: str
    when: When = field(default_factory=dict)


Quantity = Number | Choice | Numbers | NamedNumbers | Upload
