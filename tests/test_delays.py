"""The group delay of a cable: a closed form, and against what is heard of delays that are given."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench import delays
from app.bench.state import State, parse
from physics.checks import Real


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems
    return state


def test_with_the_source_and_of_the_cable_alone() -> None:
    """Of v = 1 + (R + sL)(G + sC), with and without the cable: −dφ/dω = Im((dv/dω)/v).

    A line output of 100 Ω behind 10 µF into 10 kΩ delays without the cable: its phase is 90° − arctan ωRC.
    """
    f = np.array([30.0, 1e3, 1e5, 3e6])
    whole, cable = delays.group_delays(state_of("preset=speaker-30m&skin=off"), f)
    s, (r, ind, cap, load) = 2j * np.pi * f, (1.58, 30e-6, 1.35e-9, 8.0)
    v = 1 + (r + s * ind) * (1 / load + s * cap)
    slope = 1j * (ind * (1 / load + s * cap) + (r + s * ind) * cap)
    assert whole == pytest.approx(np.imag(slope / v), rel=1e-5)
    assert cable == pytest.approx(whole, rel=1e-6)
    whole, cable = delays.group_delays(state_of("preset=line-10m&skin=off"), f)
    time = (100 + 10e3) * 10e-6
    assert (whole - cable)[:1] == pytest.approx(time / (1 + (2 * np.pi * f[0] * time) ** 2), rel=1e-4)


def peak(height: float, at: float) -> Callable[[Real], Real]:
    """A delay [s] round a frequency [Hz] alone."""
    return lambda f: np.asarray(height * np.exp(-((np.log(f / at) / 0.05) ** 2)))


@pytest.mark.parametrize(
    ("delay", "most", "nearest"),
    [
        (lambda f: 1e-4 * np.ones(f.shape), (1e-4, 20.0), (1e-4 / 0.46e-3, 0.46e-3, 4000)),
        (lambda f: -1e-4 * np.ones(f.shape), (-1e-4, 20.0), (1e-4 / 0.45e-3, -0.45e-3, 500)),
        (peak(2e-3, 500), (2e-3, 500), (2 / 1.09, 1.09e-3, 500)),
        (peak(-2e-3, 1000), (-2e-3, 1000), (2 / 0.49, -0.49e-3, 1000)),
        (peak(1e-3, 2000), (1e-3, 2000), (1 / 0.48, 0.48e-3, 2000)),
        (peak(-1e-3, 4000), (-1e-3, 4000), (1 / 0.76, -0.76e-3, 4000)),
        # 0.3/0.83 is less than 0.2/0.48
        (
            lambda f: peak(3e-4, 1000)(f) + peak(2e-4, 2000)(f) + peak(-5e-3, 20e3)(f),
            (-5e-3, 20e3),
            (0.2 / 0.48, 0.48e-3, 2000),
        ),
        (lambda f: 1e-4 + np.where(f > 20e3, 1.0, 0.0), (1e-4, 20.0), (1e-4 / 0.46e-3, 0.46e-3, 4000)),
    ],
)
def test_is_held_against_the_smallest_that_is_heard(
    delay: Callable[[Real], Real],
    most: tuple[float, float],
    nearest: tuple[float, float, float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it comes nearest to that, of the limit on its own side; the largest lies anywhere in the audible band."""
    monkeypatch.setattr(delays, "group_delays", lambda _, f: (0 * f, delay(f)))
    found = delays.delay_figures(state_of(""))
    assert (found.most_s, found.most_hz) == (pytest.approx(most[0], rel=1e-4), pytest.approx(most[1], rel=3e-4))
    assert (found.share, found.limit_s, found.limit_hz) == (pytest.approx(nearest[0], rel=1e-3), *nearest[1:])


@pytest.mark.parametrize(("height", "at"), [(-2e-3, 752.3), (2e-3, 20.4), (1e-3, 19_700)])
def test_the_largest_and_its_place_are_right_to_three_digits(
    height: float, at: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delays, "group_delays", lambda _, f: (0 * f, peak(height, at)(f)))
    found = delays.delay_figures(state_of(""))
    assert (found.most_s, found.most_hz) == (pytest.approx(height, rel=1e-4), pytest.approx(at, rel=3e-4))


def test_a_cable_without_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delays, "group_delays", lambda _, f: (0 * f, 0 * f))
    found = delays.delay_figures(state_of(""))
    assert (found.most_s, found.share) == (0, 0)
