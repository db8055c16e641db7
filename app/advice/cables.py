"""Which cable will do: those of the catalogue in a state, held against the limits, with what they weigh and cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.advice.limits import LIMITS, Bounds, LimitName, figures, margin
from app.bench.catalogue import CABLES, Cable
from app.bench.state import State
from app.common.query import Problem, read_number
from app.common.text import Text
from physics.materials import COPPER_IACS
from physics.wire import conductor_mass

__all__ = ["Candidate", "cables_of", "candidates_of", "read_prices"]

MOST_EXPENSIVE = 1e6  # a metre, in whatever money


@dataclass(frozen=True)
class Candidate:
    """A cable of the catalogue in a state.

    Attributes
    ----------
    cable : Cable
        The cable.
    state : State
        The state with it.
    figures : mapping
        What the limits are held against.
    failed : tuple of str
        The limits that it does not meet.
    capacitance : float
        Of the whole length, of all cables [F].
    metal : float or None
        Mass of go and return, as copper of their resistance [kg/m]; None where one of them is not known.
    price : float or None
        What a metre costs, in the user's money.
    """

    cable: Cable
    state: State
    figures: Mapping[LimitName, float | None]
    failed: tuple[LimitName, ...]
    capacitance: float
    metal: float | None
    price: float | None

    @property
    def weight(self) -> float | None:
        """Mass of the metal of the whole length, of all cables [kg]."""
        return None if self.metal is None else self.metal * metres_of(self.state)

    @property
    def cost(self) -> float | None:
        """Of the whole length, of all cables, in the user's money."""
        return None if self.price is None else self.price * metres_of(self.state)


def cables_of(state: State) -> int:
    """How many cables lie from the source to the load: those side by side, to each half of a bi-wired loudspeaker."""
    return int(state.choice("runs")) * (2 if state.is_biwired else 1)


def metres_of(state: State) -> float:
    """Cable that it takes in all [m]; a coiled one has more of it than its length as worn."""
    return cables_of(state) * state.si("coil") * state.si("len")


def candidates_of(state: State, limits: Bounds, prices: Mapping[str, float]) -> list[Candidate]:
    """Hold every cable of the catalogue against limits, in a state whose own cable does not matter."""
    return [_candidate(cable, state, limits, prices.get(cable.id)) for cable in CABLES.values()]


def _candidate(cable: Cable, state: State, limits: Bounds, price: float | None) -> Candidate:
    with_it = state.with_values(cable=cable.id, **cable.values)
    found = figures(with_it)
    masses = [float(conductor_mass(resistance, COPPER_IACS)) for resistance in cable.conductors]
    return Candidate(
        cable,
        with_it,
        found,
        failed=tuple(name for name in LIMITS if name in limits and margin(name, limits[name], found[name]) < 0),
        capacitance=metres_of(with_it) * with_it.si("cm"),
        metal=sum(masses) if len(masses) == 2 else None,
        price=price,
    )


def read_prices(text: str) -> tuple[dict[str, float], list[Problem]]:
    """Read prices a metre, `cable:price` separated by commas: those that can be used, and what cannot."""
    prices: dict[str, float] = {}
    problems = []
    for item in text.split(",") if text else ():
        name, _, number = (part.strip() for part in item.partition(":"))
        value = read_number(number)
        if name not in CABLES or name in prices:
            problems.append(Problem("price", item, _UNREADABLE))
        elif value is None or not 0 <= value <= MOST_EXPENSIVE:
            problems.append(Problem("price", item, _NO_PRICE, (name,)))
        else:
            prices[name] = value
    return prices, problems


_UNREADABLE = Text(
    "Give each price a metre once, as cable:price, separated by commas, as in price=canare-4s6:3.2.",
    "1 m あたりの価格は「ケーブル:価格」をカンマ区切りで1回ずつ指定してください（例：price=canare-4s6:3.2）。",
)
_NO_PRICE = Text(
    "A price is a number from 0 to 1000000, with a point for decimals, as in 3.2.",
    "価格は 0〜1000000 の数値で、小数点にはピリオドを使ってください（例：3.2）。",
)
