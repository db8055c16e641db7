"""How far a quantity may go before a condition fails: a root that is sought on an estimate and held against the truth.

References
----------
.. [1] R. P. Brent, *Algorithms for Minimization without Derivatives*, Prentice-Hall 1973, chapter 4: a bracketed root.
"""

from collections.abc import Callable

import scipy

__all__ = ["boundary"]

_WIDEN = 8.0  # by how much each further step from an estimate that was wrong is longer


def boundary(
    estimate: Callable[[float], float],
    exact: Callable[[float], float],
    *,
    bracket: tuple[float, float],
    within: tuple[float, float],
    tolerance: float,
) -> float | None:
    """Last place at which a condition is met, on the way from where it is met to where it is not.

    Parameters
    ----------
    estimate : callable
        Margin of the condition at a place, not negative where it is met; quick, and good enough to start from [–].
    exact : callable
        The margin itself; it is asked as rarely as can be [–].
    bracket : tuple of float
        A place where the estimate is met, and one where it is not [–].
    within : tuple of float
        Where to stop looking if the estimate was wrong, beyond the first and beyond the second place [–].
    tolerance : float
        How far from the exact boundary the answer may be, above 0 [–].

    Returns
    -------
    float or None
        A place where the condition is met, not further than the tolerance from where it no longer is; the end of
        `within` if it is met up to there, and None if it is met at no place that was tried [–].

    Notes
    -----
    Brent's method [1]_ on the estimate gives a first root; what the exact margin is there corrects the estimate, which
    gives a second.  Where the exact margin has the same sign on either side of that, growing steps lead away until it
    changes, and Brent's method on the exact margin finds the place between.
    """
    start, end = within
    lowest, highest = sorted(within)
    onward = 1.0 if bracket[1] > bracket[0] else -1.0
    step = onward * tolerance / 4

    def kept(place: float) -> float:
        return min(max(place, lowest), highest)

    root = float(scipy.optimize.brentq(estimate, *bracket, xtol=tolerance / 16))
    off = exact(root) - estimate(root)
    if estimate(bracket[0]) + off >= 0 > estimate(bracket[1]) + off:
        root = float(scipy.optimize.brentq(lambda place: estimate(place) + off, *bracket, xtol=tolerance / 16))
    met, failed = kept(root - step), kept(root + step)
    while exact(met) < 0:
        if met == start:
            return None
        step *= _WIDEN
        failed, met = met, kept(met - step)
    while exact(failed) >= 0:
        if failed == end:
            return end
        step *= _WIDEN
        met, failed = failed, kept(failed + step)
    if abs(failed - met) <= tolerance:
        return met
    root = float(scipy.optimize.brentq(exact, met, failed, xtol=tolerance / 4))
    before = root - onward * tolerance / 3
    return before if onward * (before - met) > 0 else met
