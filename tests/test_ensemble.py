"""physics.ensemble: many cases at once, against NumPy's own percentiles, known curves and what even points must do."""

import numpy as np
import pytest

from physics.checks import QuantityError
from physics.ensemble import interpolate, largest, percentiles, polynomial_weights, unit_points


class TestUnitPoints:
    def test_every_sixteenth_of_every_side_holds_as_many(self) -> None:
        points = unit_points(9, 256, 1)
        assert points.shape == (256, 9)
        for side in points.T:
            assert np.histogram(side, 16, (0, 1))[0].tolist() == [16] * 16

    def test_every_sixteenth_of_a_face_holds_as_many(self) -> None:
        first, second = unit_points(2, 256, 1).T
        assert np.all(np.histogram2d(first, second, 4, [(0, 1), (0, 1)])[0] == 16)

    def test_the_seed_decides(self) -> None:
        assert np.array_equal(unit_points(3, 64, 5), unit_points(3, 64, 5))
        assert not np.array_equal(unit_points(3, 64, 5), unit_points(3, 64, 6))

    @pytest.mark.parametrize("wrong", [{"dimensions": 0, "count": 4}, {"dimensions": 2, "count": 0}])
    def test_refused(self, wrong: dict[str, int]) -> None:
        with pytest.raises(QuantityError):
            unit_points(**wrong, seed=1)


class TestPercentiles:
    @pytest.mark.parametrize("count", [1, 2, 7, 256])
    def test_are_numpys(self, count: int) -> None:
        curves = np.random.default_rng(count).normal(size=(count, 5))
        parts = (0.0, 5.0, 50.0, 95.0, 100.0)
        np.testing.assert_allclose(percentiles(curves, parts), np.percentile(curves, parts, axis=0), atol=1e-14)


class TestInterpolate:
    def test_a_cubic_over_the_logarithm_is_met(self) -> None:
        nodes, frequency = np.geomspace(10, 1e6, 9), np.geomspace(11, 9e5, 50)
        both = [np.array([x**3 - 4 * x, 2 - x**2]) for x in (np.log(nodes), np.log(frequency))]
        np.testing.assert_allclose(interpolate(nodes, both[0], frequency), both[1], rtol=1e-12)

    def test_the_root_of_the_frequency(self) -> None:
        """What R'(f) is like where the skin effect rules: 64 nodes over seven decades."""
        nodes, frequency = np.geomspace(10, 1e8, 64), np.geomspace(10, 1e8, 1000)
        np.testing.assert_allclose(interpolate(nodes, np.sqrt(nodes), frequency), np.sqrt(frequency), rtol=2e-5)

    def test_what_does_not_change_is_one_column(self) -> None:
        nodes = np.geomspace(1, 10, 5)
        assert interpolate(nodes, np.array([[2.0] * 5, [3.0] * 5]), nodes).tolist() == [[2], [3]]

    def test_refused(self) -> None:
        with pytest.raises(QuantityError):
            interpolate(np.geomspace(1, 10, 5), np.arange(5.0), np.zeros(1))


class TestLargest:
    def test_a_parabola_between_its_points(self) -> None:
        x = np.linspace(0, 1, 11)
        curves = np.array([5 - 3 * (x - place) ** 2 for place in (0.23, 0.5, 0.0, 0.97)])
        np.testing.assert_allclose(largest(curves), 5, rtol=1e-12)

    def test_at_the_ends(self) -> None:
        x = np.linspace(0, 1, 11)
        assert largest(np.array([x, -x, 2 + 0 * x])).tolist() == [1, 0, 2]
        assert largest(np.array([np.exp(x)]))[0] == pytest.approx(np.e)

    def test_refused(self) -> None:
        with pytest.raises(QuantityError):
            largest(np.zeros((2, 2)))


class TestPolynomialWeights:
    @pytest.mark.parametrize("degree", [3, 4])
    def test_a_polynomial_is_met(self, degree: int) -> None:
        known, points = (np.random.default_rng(seed).uniform(3, 5, (count, 3)) for seed, count in ((1, 53), (2, 20)))

        def polynomial(x: np.ndarray) -> np.ndarray:
            return x[:, 0] ** 3 - x[:, 0] * x[:, 1] + 2 * x[:, 2] ** 2 * x[:, 1] - 1

        weights = polynomial_weights(known, points, degree)
        assert weights.shape == (20, 53)
        np.testing.assert_allclose(weights @ polynomial(known), polynomial(points), rtol=1e-10)

    def test_what_is_smooth_comes_nearer_with_more(self) -> None:
        known, points = (np.random.default_rng(seed).random((count, 2)) for seed, count in ((1, 60), (2, 50)))
        off = []
        for degree in (1, 3, 5):
            values, truth = (1 / (3 + np.sum(x, axis=1)) for x in (known, points))
            off.append(np.max(np.abs(polynomial_weights(known, points, degree) @ values - truth)))
        assert off[0] > 20 * off[1] > 400 * off[2]

    def test_of_degree_0_and_without_measures_it_is_the_mean(self) -> None:
        known, points = np.random.default_rng(1).random((4, 2)), np.zeros((3, 2))
        np.testing.assert_allclose(polynomial_weights(known, points, 0), 0.25)
        np.testing.assert_allclose(polynomial_weights(np.empty((4, 0)), np.empty((3, 0)), 2), 0.25)

    def test_what_does_not_change_does_no_harm(self) -> None:
        x = np.linspace(1, 2, 9)[:, None]
        weights = polynomial_weights(np.hstack([x, 0 * x + 7]), np.array([[1.55, 7.0]]), 2)
        assert (weights @ x[:, 0] ** 2)[0] == pytest.approx(1.55**2)

    def test_refused(self) -> None:
        with pytest.raises(QuantityError):
            polynomial_weights(np.zeros((5, 2)), np.zeros((1, 2)), 2)  # of which there are 6 coefficients
