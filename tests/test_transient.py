"""Answers in time against closed forms: one pole, two poles, lines whose reflections are counted one by one."""

from collections.abc import Callable

import numpy as np
import pytest

from physics.checks import Complex, Real
from physics.transient import ROUNDED, Spectrum, Times, burst, edge_of, edges, impulse, respond, square, step

RC = 1e-6
DELAY = 2e-7


def answer(transfer: Callable[[Real], Complex], signal: Spectrum, times: Times, at_dc: float) -> Real:
    return respond(lambda f: transfer(f)[None], signal, times, [at_dc])[0]


def low_pass(f: Real) -> Complex:
    return 1 / (1 + 2j * np.pi * f * RC)


def charged(t: Real) -> Real:
    return np.where(t > 0, -np.expm1(-np.maximum(t, 0) / RC), 0)


class TestStep:
    @pytest.mark.parametrize("span", [1e-7, 1e-6, 1e-5, 5e-5, 1, 10])
    def test_capacitor(self, span: float) -> None:
        times = Times(span, 600, 60)
        assert answer(low_pass, step(), times, 1) == pytest.approx(charged(times.seconds), abs=1e-4)

    @pytest.mark.parametrize("corner", [0.1, 10])
    def test_coupling_capacitor(self, corner: float) -> None:
        """Slow things seen for as long as they last, and for 0.1 ms."""
        for span in (1e-4, 1 / corner):
            times = Times(span, 600, 60)
            after = np.where(times.seconds > 0, np.exp(-2 * np.pi * corner * times.seconds), 0)
            found = answer(lambda f: 1j * f / (corner + 1j * f), step(), times, 0)
            assert found == pytest.approx(after, abs=1e-4)

    @pytest.mark.parametrize("q", [0.7, 5, 50])
    @pytest.mark.parametrize("span", [1e-5, 1e-4, 3e-4])
    def test_resonance(self, q: float, span: float) -> None:
        times = Times(span, 600, 60)
        t, w0, damping = np.maximum(times.seconds, 0), 2e5 * np.pi, 1 / (2 * q)
        w1 = w0 * np.sqrt(1 - damping**2)
        ringing = np.exp(-damping * w0 * t) * (np.cos(w1 * t) + damping * w0 / w1 * np.sin(w1 * t))
        found = answer(lambda f: 1 / (1 + 1j * f / 1e5 / q - (f / 1e5) ** 2), step(), times, 1)
        assert found == pytest.approx(np.where(times.seconds > 0, 1 - ringing, 0), abs=6e-4 if span > 1e-4 else 1e-4)

    @pytest.mark.parametrize(("source", "load"), [(0.0, 0.0), (0.6, 0.9), (-0.9, 0.9), (0.5, 1.0)])
    def test_reflections_of_a_line(self, source: float, load: float) -> None:
        """What starts is (1 − ρS)/2; at each pass the load adds ρL of what comes, and ρS·ρL of it comes again."""
        times = Times(5e-6, 600, 60)
        away = np.abs((times.seconds / DELAY - 1 + 1) % 2 - 1) * DELAY  # from where a front arrives

        def transfer(f: Real) -> Complex:
            once = np.exp(-2j * np.pi * f * DELAY)
            return (1 - source) / 2 * (1 + load) * once / (1 - source * load * once**2)

        passes = np.floor((times.seconds / DELAY + 1) / 2)  # that have arrived
        told = source * load
        sums = np.array([sum(told**n for n in range(int(max(count, 0)))) for count in passes])
        found = answer(transfer, step(), times, float(transfer(np.zeros(1))[0].real))
        sharp = away > 5 * ROUNDED * times.span
        assert np.count_nonzero(sharp) > 500
        assert found[sharp] == pytest.approx(((1 - source) / 2 * (1 + load) * sums)[sharp], abs=1e-4)
        assert found[times.seconds < DELAY * 0.95] == pytest.approx(0, abs=1e-6)

    def test_several_networks_at_once(self) -> None:
        times = Times(1e-5, 600, 60)
        found = respond(lambda f: np.stack([low_pass(f), np.full(f.size, 0.5 + 0j)]), step(), times, [1, 0.5])
        assert found[0] == pytest.approx(charged(times.seconds), abs=1e-4)
        assert found[1] == pytest.approx(np.where(times.seconds > 0, 0.5, 0), abs=1e-5)


def test_square_is_steps_after_each_other() -> None:
    times = Times(4e-5, 600, 60)
    steps = sum((-1) ** n * charged(times.seconds - n * 5e-6) for n in range(8))
    assert answer(low_pass, square(1e5, 8), times, 1) == pytest.approx(steps, abs=1e-4)


def test_square_of_millions_of_edges_is_the_sum_of_a_geometric_series() -> None:
    """(1 − xⁿ)/(1 − x)/jω with x = −exp(−jπf/f₀); at odd harmonics, where x is 1, that is n/jω."""
    f, edges_ = np.array([1.7e3, 2.31e5, 9.99e5]), 2_000_001
    x = -np.exp(-1j * np.pi * f / 1e5)
    w = 2 * np.pi * f
    assert square(1e5, edges_).of(w) * 1j * w == pytest.approx((1 - x**edges_) / (1 - x), rel=1e-6)
    assert square(1e5, edges_).of(np.array([2e5 * np.pi])) * 2e5j * np.pi == pytest.approx(edges_, rel=1e-6)


def test_burst_is_a_tone_under_a_window() -> None:
    times = Times(1e-2, 600, 60)
    t = times.seconds
    tone = np.where((t > 0) & (t < 5e-3), np.sin(2e3 * np.pi * t) * (1 - np.cos(400 * np.pi * t)) / 2, 0)
    assert answer(lambda f: np.ones(f.size, complex), burst(1e3, 5), times, 1) == pytest.approx(tone, abs=1e-4)


def test_burst_through_a_resonance_by_convolution() -> None:
    """With the impulse response in closed form, by the trapezoidal rule."""
    w0, damping = 2e3 * np.pi, 0.05
    w1 = w0 * np.sqrt(1 - damping**2)
    fine = np.arange(400_000) * 5e-8
    ring = w0**2 / w1 * np.exp(-damping * w0 * fine) * np.sin(w1 * fine)
    tone = np.where(fine < 5e-3, np.sin(2e3 * np.pi * fine) * (1 - np.cos(400 * np.pi * fine)) / 2, 0)
    whole = np.fft.irfft(np.fft.rfft(ring, 2**20) * np.fft.rfft(tone, 2**20))[: fine.size] * 5e-8
    times = Times(2e-2, 600, 60)
    found = answer(lambda f: 1 / (1 + 1j * f / 1e3 * 2 * damping - (f / 1e3) ** 2), burst(1e3, 5), times, 1)
    seen = times.seconds > 0
    assert found[seen] == pytest.approx(np.interp(times.seconds[seen], fine, whole), abs=2e-4 * np.max(whole))
    assert found[~seen] == pytest.approx(0, abs=1e-4)


def test_impulse_has_a_volt_at_its_top_and_ends_where_it_is_told() -> None:
    """1 V at t = 0, its first zero at 1/f, and no more than the window's 2.7 % of ripple beyond."""
    times = Times(2e-3, 20_000, 10_000)
    found = answer(lambda f: np.ones(f.size, complex), impulse(1e4), times, 1)
    assert np.max(found) == pytest.approx(1, abs=1e-4)
    assert np.interp(1e-4, times.seconds, found) == pytest.approx(0, abs=1e-4)
    assert np.max(np.abs(found[np.abs(times.seconds) > 1e-4])) < 0.03
    level = np.abs(np.fft.rfft(found))
    assert np.max(level[np.fft.rfftfreq(times.points, 1e-7) > 1.05e4]) < 1e-3 * np.max(level)


class TestEdge:
    def test_capacitor(self) -> None:
        """ln 9 time constants from 10 to 90 %, ln 2 to the half, ln 10 to 90 %."""
        times = Times(2e-5, 600, 60)
        edge = edge_of(times.seconds, 2 * charged(times.seconds), 2)
        assert edge.rise_time == pytest.approx(np.log(9) * RC, rel=1e-3)
        assert edge.delay == pytest.approx(np.log(2) * RC, rel=1e-3)
        assert edge.reached == pytest.approx(np.log(10) * RC, rel=1e-3)
        assert edge.overshoot == 0

    @pytest.mark.parametrize("q", [0.7, 1, 5])
    def test_overshoot_of_a_resonance(self, q: float) -> None:
        """exp(−π·ζ/√(1 − ζ²)) with ζ = 1/2Q."""
        zeta = 1 / (2 * q)
        found, _ = edges(lambda f: 1 / (1 + 1j * f / 1e5 / q - (f / 1e5) ** 2)[None], [1], [1], 1e-5)
        assert found[0].overshoot == pytest.approx(np.exp(-np.pi * zeta / np.sqrt(1 - zeta**2)), abs=2e-3)

    def test_a_jump_takes_no_time(self) -> None:
        times = Times(1e-5, 600, 60)
        edge = edge_of(times.seconds, np.where(times.seconds > 0, 0.5, 0), 0.5)
        assert (edge.rise_time, edge.delay, edge.overshoot) == (0, 0, 0)

    def test_what_is_not_reached_is_not_told(self) -> None:
        times = Times(1e-7, 600, 60)
        edge = edge_of(times.seconds, charged(times.seconds), 1)
        assert (edge.rise_time, edge.overshoot, edge.delay, edge.reached) == (None, None, None, None)

    @pytest.mark.parametrize("guess", [1e-9, 1e-7, 1e-5, 1e-3, 1e-1])
    def test_is_found_from_any_guess(self, guess: float) -> None:
        found, span = edges(lambda f: low_pass(f)[None], [1], [1], guess)
        assert found[0].rise_time == pytest.approx(np.log(9) * RC, rel=2e-3)
        assert 1e-6 < span < 1e-4
