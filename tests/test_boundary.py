"""physics.boundary: a boundary that is found from an estimate, however wrong that is, and one that is not there."""

import math
from collections.abc import Callable

import pytest

from physics.boundary import boundary

Margin = Callable[[float], float]


def sought(estimate: Margin, exact: Margin, bracket: tuple[float, float], within: tuple[float, float]) -> float | None:
    return boundary(estimate, exact, bracket=bracket, within=within, tolerance=1e-7)


@pytest.mark.parametrize("off", [0.0, 1e-9, 1e-6, 1e-4, 0.01, -1e-6, -1e-4, -0.01])
@pytest.mark.parametrize("turned", [False, True])
def test_the_exact_margin_decides(off: float, turned: bool) -> None:
    """x² = 2, by an estimate that is off by so much, seen from either side."""
    sign = -1.0 if turned else 1.0
    ends = (2.5, 0.5) if turned else (0.5, 2.5)
    found = sought(lambda x: sign * (2 - (x - off) ** 2), lambda x: sign * (2 - x * x), ends, ends)
    assert found == pytest.approx(math.sqrt(2), abs=1e-7)
    assert sign * (2 - found**2) >= 0  # where it is met, never just beyond


def test_a_jump_is_found_from_the_side_where_it_is_met() -> None:
    found = sought(lambda x: 1 - x, lambda x: 1.0 if x < 0.9 else -1.0, (0, 2), (0, 2))
    assert found == pytest.approx(0.9, abs=1e-7)
    assert found < 0.9


def test_met_to_the_end() -> None:
    """Beyond the bracket, as far as there is something."""
    assert sought(lambda x: 1 - x, lambda x: 1.0, (0.5, 1.5), (0.0, 7.0)) == 7.0
    assert sought(lambda x: x - 1, lambda x: 1.0, (1.5, 0.5), (7.0, -3.0)) == -3.0


def test_met_nowhere() -> None:
    assert sought(lambda x: 1 - x, lambda x: -1.0, (0.5, 1.5), (0.0, 7.0)) is None


def test_the_exact_margin_is_rarely_asked_where_the_estimate_is_good() -> None:
    asked = []

    def exact(x: float) -> float:
        asked.append(x)
        return 2 - x * x

    assert sought(lambda x: 2 - x * x, exact, (0, 2), (0, 2)) == pytest.approx(math.sqrt(2), abs=1e-7)
    assert len(asked) == 3
