"""What can be heard: as the papers have it that physics/hearing.py names, and the verdicts on either side of it."""

import math

import pytest

from physics import hearing


def test_thresholds_are_as_published() -> None:
    """0.1 dB: Lipshitz and Vanderkooy; 0.41 dB, here to be safe 0.4: Miller; 1.5 dB: Toole and Olive, Q = 1."""
    assert (hearing.LEVEL_MATCH, hearing.SMALLEST_LIMEN, hearing.BROAD_RESONANCE) == (0.1, 0.4, 1.5)
    assert (hearing.IMAGE_CHANGES, hearing.IMAGE_SAFE) == (-15, -25)  # Adkins and Sorkin, and 10 dB more


def test_bands() -> None:
    assert hearing.BANDS == {"full": (20, 20_000), "adult": (20, 15_000), "guitar": (80, 6_000)}


def test_delays_are_as_published() -> None:
    """Liski et al.: −0.45/+1.09, −0.49/+0.83, −0.46/+0.48, −0.76/+0.46 ms; of what is told of Blauert, the less."""
    told = [(frequency, round(1e6 * early), round(1e6 * late)) for frequency, early, late in hearing.LISKI]
    assert told == [(500, -450, 1090), (1000, -490, 830), (2000, -460, 480), (4000, -760, 460)]
    clicks = [(frequency, round(1e6 * late)) for frequency, late in hearing.BLAUERT_LAWS]
    one, other = (3200, 2100, 900, 1300, 1900), (3200, 2000, 1000, 1500, 2000)
    assert clicks == list(zip((500, 1000, 2000, 4000, 8000), map(min, one, other), strict=True))


@pytest.mark.parametrize(
    ("least", "expected"), [(0.0, "none"), (0.1, "below"), (0.4, "possible"), (1.5, "likely"), (40.0, "likely")]
)
def test_each_grade_begins_at_its_threshold(least: float, expected: str) -> None:
    assert hearing.grade(least) == hearing.grade(-least) == expected
    if 0 < least < 10:
        below = {"below": "none", "possible": "below", "likely": "possible"}[expected]
        assert hearing.grade(math.nextafter(least, 0)) == hearing.grade(-math.nextafter(least, 0)) == below


@pytest.mark.parametrize(
    ("size", "place"), [(0.0, 0), (0.005, 0), (0.01, 0), (0.1, 1 / 3), (-1.0, 2 / 3), (10.0, 1), (-40.0, 1)]
)
def test_place_on_a_scale_of_three_decades(size: float, place: float) -> None:
    assert hearing.place_on_scale(size) == pytest.approx(place, abs=1e-12)
