"""physics.safety against the network's limits and the standards' printed figures."""

import math

import pytest

from physics.checks import QuantityError
from physics.safety import CURRENT_LIMITS, touch_network


def test_touch_network() -> None:
    """IEC 60990: 2 kΩ for slow currents, 500 Ω for fast ones, corner 1/(2π·1.5 kΩ·0.22 µF) = 482 Hz."""
    assert touch_network(1e-6) == pytest.approx(2000, rel=1e-6)
    assert touch_network(1e9) == pytest.approx(500, rel=1e-3)
    assert touch_network(482.288) == pytest.approx(1250 - 750j, rel=1e-4)


@pytest.mark.parametrize(
    ("key", "milliamperes"),
    [
        ("perception", 0.5),
        ("60950-class-2", 0.25),
        ("60950-class-1", 3.5),
        ("60065", 0.7 / math.sqrt(2)),
        ("62368-class-2", 0.707 / math.sqrt(2)),
        ("62368-class-1", 7.07 / math.sqrt(2)),
        ("japan", 1),
    ],
)
def test_limits_as_printed(key: str, milliamperes: float) -> None:
    assert CURRENT_LIMITS[key].current * 1e3 == pytest.approx(milliamperes, rel=0.02)


def test_frequency_is_refused() -> None:
    with pytest.raises(QuantityError, match="frequency"):
        touch_network(0)
