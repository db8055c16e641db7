"""physics.contact against printed work functions, Volta's law, and the closed loop."""

import numpy as np
import pytest

from physics import contact


class TestContactPotential:
    def test_loop_is_exactly_zero(self) -> None:
        random = np.random.default_rng(1)
        rounded = 0
        for _ in range(200):
            loop = random.uniform(0.1, 10, 6)
            closed = [*loop, loop[0]]
            assert contact.chain_potential(closed) == 0.0
            rounded += float(np.diff(closed).sum()) != 0.0
        assert rounded > 0

    def test_the_ends_alone_count(self) -> None:
        assert contact.chain_potential([4.65, 4.26, 3.63, 5.0]) == pytest.approx(0.35, abs=1e-12)

    def test_range(self) -> None:
        """Volta's pair: about 0.9 V, zinc positive; the other way round negative."""
        zinc, copper = contact.WORK_FUNCTIONS["zinc"], contact.WORK_FUNCTIONS["copper"]
        low, high = contact.contact_potential(zinc, copper)
        assert low < 0.9 < high
        assert contact.contact_potential(copper, zinc) == (-high, -low)

    @pytest.mark.parametrize(
        ("name", "printed"),
        [
            # Michaelson 1977, polycrystalline or as preferred there; Rivière 1957.
            ("copper", (4.65, 4.48, 4.94, 4.52)),
            ("silver", (4.26, 4.64, 4.52, 4.74, 4.31)),
            ("gold", (5.1, 5.47, 5.37, 5.31, 4.70)),
            ("aluminium", (4.28, 4.41, 4.06, 4.24, 4.20)),
            ("iron", (4.5, 4.67, 4.81, 4.17)),
            ("nickel", (5.15, 5.22, 5.04, 5.35, 4.74)),
            ("zinc", (4.33, 4.9)),
            ("tin", (4.42,)),
            ("carbon", (5.0, 4.45, 4.81)),
        ],
    )
    def test_ranges_hold_what_is_printed(self, name: str, printed: tuple[float, ...]) -> None:
        material = contact.WORK_FUNCTIONS[name]
        assert material.low <= min(printed)
        assert max(printed) <= material.high
