"""Limits of the vertical axes, worked out by hand: on each rung, just beyond, and where something begins to count."""

from itertools import pairwise

import pytest

from app.bench import axes

Span = tuple[float, float]


def close(expected: Span) -> object:
    return pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("value", "rung"),
    [
        (0.9, 1), (1, 1), (1.001, 1.5), (1.5, 1.5), (1.501, 2), (2, 2), (2.001, 3), (3, 3), (3.001, 4), (4, 4),
        (4.001, 6), (6, 6), (6.001, 8), (8, 8), (8.001, 10), (9.999, 10), (10, 10), (10.01, 15), (0.0012, 0.0015),
        (81.0, 100), (250.0, 300), (6.1e5, 8e5),
    ],
)  # fmt: skip
def test_rungs(value: float, rung: float) -> None:
    assert axes.rung(value) == pytest.approx(rung, rel=1e-12)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 0.0, (-3.15, 0.18)),  # at least 3 dB; a fiftieth of it above 0 dB
        (-3.0, 0.02, (-3.15, 0.18)),  # a rise of a fiftieth of a dB needs no room
        (-0.1, 0.0201, (-2.1, 1.05)),  # any other takes 1 dB, of the three
        (-3.001, 0.9, (-4.2, 1.05)),
        (-0.1, 1.5, (-1.575, 1.575)),
        (-0.1, 1.6, (-1.05, 2.1)),
        (-0.1, 9.0, (-1.05, 10.5)),  # a decibel below at least
        (-250.0, 0.5, (-315.0, 18.0)),
    ],
)
def test_of_levels(low: float, high: float, expected: Span) -> None:
    assert axes.level_axis(low, high) == close(expected)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 0.0, (-1.05, 1.05)),
        (-1.0, 1.0, (-1.05, 1.05)),
        (-1.001, 2.5, (-1.575, 3.15)),
        (-4.5, 1.001, (-6.3, 1.575)),
    ],
)
def test_of_levels_seen_closely(low: float, high: float, expected: Span) -> None:
    assert axes.close_level_axis(low, high) == close(expected)


@pytest.mark.parametrize(
    ("value", "top"),
    [
        (0, 15), (15 * 1.01, 15), (15.16, 30), (30.29, 30), (30.31, 60), (60.5, 60), (60.7, 90), (90.8, 90), (91, 180),
        (181, 180), (182, 360), (363, 360), (364, 720), (727, 720), (728, 1440), (1454, 1440), (1455, 2880),
        (5000, 5760), (90_000, 92_160),
    ],
)  # fmt: skip
def test_of_angles(value: float, top: float) -> None:
    """What is on a rung but for a hundredth has room in what is spared; a twentieth to either side is."""
    assert axes.angle_axis(0.0, value) == close((-0.05 * top, 1.05 * top))
    assert axes.angle_axis(-0.5, value) == axes.angle_axis(0.0, value)  # half a degree needs no room
    low, high = axes.angle_axis(-max(value, 0.501), 0.0)
    assert (low, high) == close((-top - 0.05 * (top + 15), 15 + 0.05 * (top + 15)))


@pytest.mark.parametrize(("high", "top"), [(0.43, 0.63), (3.0, 3.15), (3.001, 4.2)])
def test_from_zero(high: float, top: float) -> None:
    assert axes.zero_axis(-7.0, high) == close((0.0, top))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 0.0, (-5e-5, 5e-5)),  # of a thousandth at least
        (-1.0, 3.0, (-2.3, 4.3)),  # 4, and half of it on the other side; a twentieth of 6 to spare
        (-2.019, 4.039, (-2.3, 4.3)),  # a hundredth beyond a rung
        (-2.02, 4.04, (-2.3, 4.3)),
        (0.0, 1.01, (-0.05, 1.05)),
        (0.0, 1.514, (-0.075, 1.575)),
        (0.0, 2.524, (-0.125, 2.625)),
        (-2.021, 4.041, (-3.45, 6.45)),
        (-3.031, 4.041, (-6.6, 6.6)),
        (-0.02, 1.0, (-0.05, 1.05)),  # a fiftieth needs no room
        (-0.0201, 1.0, (-0.575, 1.075)),
        (-1.0, 0.0201, (-1.075, 0.575)),
        (-100.0, 1.9, (-105.0, 5.0)),
        (0.0, 2e-5, (-5e-5, 5e-5)),
        (0.0, 2.01e-5, (-2.5e-5, 5.25e-4)),
        (-4e-4, 0.0, (-5.25e-4, 2.5e-5)),
    ],
)
def test_about_zero(low: float, high: float, expected: Span) -> None:
    assert axes.signed_axis(low, high) == close(expected)


@pytest.mark.parametrize("other", [0.0, 0.1, 0.4, 0.6, 0.9])
def test_about_zero_moves_at_most_ten_times_while_a_curve_grows_tenfold(other: float) -> None:
    """Each move costs a drag some ten curves; and no more than three fifths of the room stay empty."""
    sizes = [10 ** (n / 500) for n in range(500)]
    found = [axes.signed_axis(-other * size, size) for size in sizes]
    assert sum(now != before for before, now in pairwise(found)) <= 10
    for size, (bottom, top) in zip(sizes, found, strict=True):
        assert bottom < -other * size < size < top
        assert size * (1 + other) > 0.4 * (top - bottom)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 2.0, (-0.1, 2.1)),
        (0.1, 0.2, (-1 / 3 - 0.05, 2 / 3 + 0.05)),  # a decade at least, about the third that is seen
        (0.331, 1.336, (1 / 3 - 0.05, 4 / 3 + 0.05)),  # a third of a hundredth of a decade off a third of a decade
        (0.329, 1.338, (-1 / 12, 5 / 3 + 1 / 12)),
        (3.99, 4.0, (10 / 3 - 0.05, 13 / 3 + 0.05)),
        (-1.4, 2.6, (-5 / 3 - 13 / 60, 8 / 3 + 13 / 60)),
    ],
)
def test_of_decades(low: float, high: float, expected: Span) -> None:
    assert axes.decade_axis(low, high) == close(expected)
