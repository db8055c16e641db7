"""What can be heard: bands in which it is listened for, and thresholds of level with what they were measured with.

References
----------
.. [1] S. P. Lipshitz, J. Vanderkooy, J. Audio Eng. Soc. 29, 482-496, 1981: comparisons by ear, with levels matched to
   0.1 dB.
.. [2] G. A. Miller, J. Acoust. Soc. Am. 19, 609-619, 1947: 0.41 dB, the smallest change of level told apart in
   wide-band noise.
.. [3] W. Jesteadt, C. C. Wier, D. M. Green, J. Acoust. Soc. Am. 61, 169-177, 1977: tones; 0.93, 0.69 and 0.50 dB at
   40, 60 and 80 dB above the threshold of hearing.
.. [4] F. E. Toole, S. E. Olive, J. Audio Eng. Soc. 36, 122-142, 1988: resonances in music; about 1.5 dB for a broad one
   (Q = 1), 3 dB at Q = 10, 5 dB at Q = 50.
.. [5] J. Liski, A. Mäkivirta, V. Välimäki, IEEE/ACM Trans. Audio Speech Lang. Process. 29, 2189-2201, 2021: peaks of
   group delay in otherwise unchanged sounds.
.. [6] J. Blauert, P. Laws, J. Acoust. Soc. Am. 63, 1478-1483, 1978: group delay of clicks through all-passes.  Told by
   secondary sources, which round it differently: the smaller value is taken.
.. [7] J. M. Adkins, R. D. Sorkin, J. Audio Eng. Soc. 33 (4), 1985: separation of the channels of headphones, with
   tones, noise and stereophonic music.  Told by headphonetestlab.co.uk, which asks for 10 dB less to be safe.
"""

import math
from collections.abc import Mapping
from typing import Literal

__all__ = [
    "BANDS",
    "BLAUERT_LAWS",
    "BROAD_RESONANCE",
    "IMAGE_CHANGES",
    "IMAGE_SAFE",
    "LEVEL_MATCH",
    "LISKI",
    "SMALLEST_LIMEN",
    "Band",
    "Grade",
    "grade",
    "place_on_scale",
]

Band = Literal["full", "adult", "guitar"]
Grade = Literal["none", "below", "possible", "likely"]

BANDS: Mapping[Band, tuple[float, float]] = {
    "full": (20.0, 20e3),
    "adult": (20.0, 15e3),
    "guitar": (80.0, 6e3),
}
"""Ends [Hz]: of the audible band; of what adults hear; of what a guitar loudspeaker plays."""

LEVEL_MATCH = 0.1
"""How closely careful comparisons by ear match levels [dB] [1]_."""

SMALLEST_LIMEN = 0.4
"""The smallest difference of level that any published test found listeners to tell apart [dB] [2]_, [3]_."""

BROAD_RESONANCE = 1.5
"""Height at which a broad resonance is heard in music [dB] [4]_."""

IMAGE_CHANGES, IMAGE_SAFE = -15.0, -25.0
"""Crosstalk of headphones: from the first on the stereo image suffers; up to the second it does not, to be safe [dB]
[7]_."""

LISKI: tuple[tuple[float, float, float], ...] = (
    (500.0, -0.45e-3, 1.09e-3),
    (1e3, -0.49e-3, 0.83e-3),
    (2e3, -0.46e-3, 0.48e-3),
    (4e3, -0.76e-3, 0.46e-3),
)
"""Frequency [Hz], and the group delay that is just heard there: earlier and later than the rest [s] [5]_."""

BLAUERT_LAWS: tuple[tuple[float, float], ...] = (
    (500.0, 3.2e-3),
    (1e3, 2.0e-3),
    (2e3, 0.9e-3),
    (4e3, 1.3e-3),
    (8e3, 1.9e-3),
)
"""Frequency [Hz], and the group delay that is just heard there [s] [6]_."""


def grade(change: float) -> Grade:
    """What there is to be heard of a change of level, whatever its sign.

    Parameters
    ----------
    change : float
        Largest change within the band [dB].

    Returns
    -------
    {'none', 'below', 'possible', 'likely'}
        Below what comparisons match; below every published limen; between that and a broad resonance in music; above.
    """
    size = abs(change)
    if size < LEVEL_MATCH:
        return "none"
    if size < SMALLEST_LIMEN:
        return "below"
    return "possible" if size < BROAD_RESONANCE else "likely"


_SCALE = (0.01, 10.0)  # ends [dB]


def place_on_scale(change: float) -> float:
    """Place of a change of level, whatever its sign, on a logarithmic scale on which the thresholds stand.

    Parameters
    ----------
    change : float
        Largest change within the band [dB].

    Returns
    -------
    float
        From 0, a hundredth of a dB or less, to 1, ten dB or more [–].
    """
    low, high = _SCALE
    return math.log(min(max(abs(change), low), high) / low) / math.log(high / low)
