"""Currents from a chassis through a person: what standards allow, how they measure it, and what people feel.

The figures of IEC 60065, 60950-1 and the Japanese rules, and IEC 60479-1's 0.5 mA, agree with public sources that quote
them.  IEC 62368-1's clauses and IEC 60479-1's 5 mA could not be compared with any print.  What people felt is quoted
from the abstract of the study.

References
----------
.. [1] IEC 60990:2016, *Methods of measurement of touch current and protective conductor current*, figures 3 to 5.
"""

from dataclasses import dataclass
from math import pi

from physics.checks import require_positive

__all__ = ["CURRENT_LIMITS", "CurrentLimit", "touch_network"]


def touch_network(frequency: float) -> complex:
    """Impedance of a touching person in the standards' model [1]_: skin 1.5 kΩ ∥ 0.22 µF, in series with body 500 Ω.

    Parameters
    ----------
    frequency : float
        Frequency, above 0 [Hz].

    Returns
    -------
    complex
        Impedance [Ω].

    Raises
    ------
    QuantityError
        If the frequency is not above 0.
    """
    require_positive(frequency=frequency)
    return 1 / (1 / 1500 + 2j * pi * frequency * 0.22e-6) + 500


@dataclass(frozen=True)
class CurrentLimit:
    """A limit of a sinusoidal current of 50 or 60 Hz.

    Attributes
    ----------
    current : float
        The limit, rms [A].
    measured : str
        From where and through what the current flows.
    reference : str
        Its source.
    """

    current: float
    measured: str
    reference: str


CURRENT_LIMITS = {
    "perception": CurrentLimit(
        0.5e-3, "through a person", "IEC 60479-1:2018: threshold of perception and reaction (line a), for any duration"
    ),
    "perception-half": CurrentLimit(
        0.242e-3,
        "through electrodes of 3.14 cm² on the forearm, felt by half of 359 women (by half of 349 men: 0.349 mA)",
        "N. Leitgeb, J. Schröttner, J. Med. Eng. Technol. 26, 168-172, 2002",
    ),
    "perception-first": CurrentLimit(
        24e-6,
        "through electrodes of 3.14 cm² on the forearm, felt by one of 200 women (by one of 200 men: 0.053 mA)",
        "N. Leitgeb, J. Schröttner, J. Med. Eng. Technol. 26, 168-172, 2002",
    ),
    "let-go": CurrentLimit(
        5e-3, "through a person, hand to hand or hand to feet", "IEC 60479-1:2018: everybody can still let go (line b)"
    ),
    "60950-class-2": CurrentLimit(
        0.25e-3,
        "accessible part without protective earth, to earth, network of IEC 60990 figure 4",
        "IEC 60950-1:2005, 5.1.6, table 5A",
    ),
    "60950-class-1": CurrentLimit(
        3.5e-3,
        "earthing terminal with its protective conductor open, to earth, network of IEC 60990 figure 4",
        "IEC 60950-1:2005, 5.1.6, table 5A: movable and pluggable equipment",
    ),
    "60065": CurrentLimit(
        0.5e-3,
        "accessible part, to earth, network of IEC 60990 figure 4",
        "IEC 60065:2014, 9.1.1.2: 0.7 mA peak; allowed above it if the open voltage is at most 35 V peak",
    ),
    "62368-class-2": CurrentLimit(
        0.5e-3,
        "accessible part without protective earth, to earth, network of IEC 60990 figure 4",
        "IEC 62368-1:2018, 5.2.2.2, table 4: ES1, 0.5 mA rms, 0.707 mA peak",
    ),
    "62368-class-1": CurrentLimit(
        5e-3,
        "earthed accessible part with its protective conductor open, to earth, network of IEC 60990 figure 5",
        "IEC 62368-1:2018, 5.7.5 and table 4: ES2",
    ),
    "japan": CurrentLimit(
        1e-3,
        "accessible surface, to earth, 1 kΩ",
        "電気用品の技術上の基準を定める省令の解釈, 別表第八 (Japan's Electrical Appliance and Material Safety Act)",
    ),
}
"""Limits of touch current and effects on people.  Class II: two pins; class I: with protective earth.

A limit keeps people from harm, not from feeling: the threshold of perception depends on the area and the conditions of
the contact (IEC 60479-1), and a few people feel a twentieth of 0.5 mA.
"""
