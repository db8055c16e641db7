"""What the earth page and its API answer for a state: potentials, readings and currents, as numbers.

Numbers only, in SI units; the page words them, the API prints them.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from app.earth.state import EarthState
from physics import contact, earth, earth_note, earth_readings, safety
from physics.checks import Complex, Real

__all__ = [
    "CONTACT_LOOP",
    "Answers",
    "Box",
    "Grade",
    "Group",
    "NoteCase",
    "Over",
    "limit_of",
    "note_alone",
    "note_cases",
]

Over = Literal["alone", "wired"] | None
"""Whether a device exceeds its limit: by itself, or only by what is wired to it."""
Grade = Literal["over", "felt", "within"]
"""A touch current over its limit; within it, but so that some people feel it; less than that."""


@dataclass(frozen=True)
class Group:
    """Devices that wires join.

    Attributes
    ----------
    devices : list of int
        Which, from 0.
    potential : complex
        Where they meet, to earth, by the closed form [V].
    shares : ndarray of complex
        Weight of each in that, in their order [–].
    dominant : int
        The device of the largest weight.
    guess : int or None
        The one that the earth note would guess, by the lowest impedance to earth; None if none has any.
    """

    devices: list[int]
    potential: complex
    shares: Complex
    dominant: int
    guess: int | None


@dataclass(frozen=True)
class Box:
    """A device without a plug that is wired to another: a ground box, a loudspeaker.

    Attributes
    ----------
    device, beside : int
        Which, and the first of those it is wired to.
    volts, percent : ndarray
        How its capacitance changes the magnitude of each device's potential [V], [%].
    """

    device: int
    beside: int
    volts: Real
    percent: Real


@dataclass(frozen=True)
class Answers:
    """Every answer for a state; arrays are one value a device, phasors rms, the line's at phase 0."""

    state: EarthState

    @cached_property
    def alone(self) -> earth.Solution:
        """Each device by itself."""
        return earth.solve(self.state.setup.apart())

    @cached_property
    def placed(self) -> earth.Solution:
        """In place and stacked, before any wire is connected."""
        return earth.solve(self.state.setup.unwired())

    @cached_property
    def wired(self) -> earth.Solution:
        """As it is."""
        return earth.solve(self.state.setup)

    @cached_property
    def before(self) -> earth.Measurement:
        """What the meter makes of each device alone."""
        return self._readings(self.alone)

    @cached_property
    def after(self) -> earth.Measurement:
        """What the meter makes of all as it is."""
        return self._readings(self.wired)

    def _readings(self, solution: earth.Solution) -> earth.Measurement:
        return earth.measure(solution, earth.METERS[str(self.state.values["meter"])], self.state.against)

    @cached_property
    def meter_change(self) -> Real:
        """How the meter changes the magnitude of what it is held to, each device alone [%]."""
        size, read = np.abs(self.before.open_voltage), np.abs(self.before.reading)
        return np.asarray(100 * np.divide(read - size, size, out=np.zeros_like(size), where=size > 0))

    @cached_property
    def flipped_alone(self) -> Complex:
        """Potential of each device alone with its plug turned [V]."""
        apart = self.state.setup.apart()
        return np.array([earth.solve(apart.flip(n)).potential[n] for n in range(len(self.state.devices))])

    @cached_property
    def flipped_wired(self) -> Complex:
        """Potential of each device, wired, with its own plug turned [V]."""
        setup = self.state.setup
        return np.array([earth.solve(setup.flip(n)).potential[n] for n in range(len(self.state.devices))])

    @cached_property
    def short_current(self) -> Real:
        """Current of each device alone into a short to earth [A]."""
        return np.abs(earth.current_to_earth(self.alone))

    @cached_property
    def touch_current(self) -> Real:
        """Current of each device alone through the standards' model of a person, its protective earth open [A]."""
        setup = self.state.setup
        return np.array([earth.touch_current(setup.mains, device, self.person) for device in setup.devices])

    @cached_property
    def wired_short_current(self) -> Real:
        """Current of each device as it is into a short to earth [A]."""
        return np.abs(earth.current_to_earth(self.wired))

    @cached_property
    def wired_touch_current(self) -> Real:
        """Current of each device as it is, its protective earth closed, through the model of a person [A]."""
        return np.abs(earth.current_to_earth(self.wired, self.person))

    @cached_property
    def touch_current_worst(self) -> Real:
        """The same with its plug either way, as the standards measure it [A]."""
        setup = self.state.setup
        turned = [earth.touch_current(setup.mains, _turned(device), self.person) for device in setup.devices]
        return np.maximum(self.touch_current, turned)

    @cached_property
    def wired_touch_current_worst(self) -> Real:
        """Current of each device as it is, but its own plug either way, through the model of a person [A]."""
        setup = self.state.setup
        turned = [
            np.abs(earth.current_to_earth(earth.solve(setup.flip(n)), self.person))[n]
            for n in range(len(self.state.devices))
        ]
        return np.maximum(self.wired_touch_current, turned)

    @cached_property
    def touch_current_most(self) -> Real:
        """The most of each device through the model of a person: by itself or as it is, its plug either way [A]."""
        return np.maximum(self.touch_current_worst, self.wired_touch_current_worst)

    @cached_property
    def felt_current(self) -> Real:
        """The same with what is earthed staying earthed [A]."""
        earthed = [np.isfinite(device.earth_resistance) for device in self.state.setup.devices]
        return np.where(earthed, self.wired_touch_current_worst, self.touch_current_most)

    @property
    def touch_limit(self) -> Real:
        """The limit that applies to each device [A]."""
        return np.array([limit_of(device)[1].current for device in self.state.setup.devices])

    @property
    def person(self) -> complex:
        """The standards' model of a person [Ω]."""
        return safety.touch_network(self.state.setup.mains.frequency)

    @cached_property
    def over(self) -> list[Over]:
        """Whether each device exceeds its limit, its plug either way: by itself, or only by what is wired to it."""
        return [
            "alone" if alone > limit else "wired" if wired > limit else None
            for alone, wired, limit in zip(
                self.touch_current_worst, self.wired_touch_current_worst, self.touch_limit, strict=True
            )
        ]

    @property
    def grade(self) -> Grade:
        """What the touch currents come to, of all devices together."""
        if any(self.over):
            return "over"
        felt = safety.CURRENT_LIMITS["perception-first"].current
        return "felt" if self.felt_current.max() >= felt else "within"

    @cached_property
    def predicted(self) -> Real:
        """What the meter of each reading that was typed shows here [V]."""
        return earth_readings.predict_readings(self.state.setup, self.state.meter_readings)

    @property
    def readings_met(self) -> bool:
        """Whether that is what was typed, but for the digits of capacitances in a link."""
        shown = np.array([one.volts for one in self.state.readings])
        return bool(np.all(np.abs(self.predicted - shown) <= 0.01 * shown + earth_readings.READING_DIGIT))

    @cached_property
    def fit(self) -> earth_readings.ReadingsFit:
        """What the readings lead to from here; there must be one."""
        return earth_readings.fit_readings(self.state.setup, self.state.meter_readings, self.person)

    @cached_property
    def groups(self) -> list[Group]:
        """Devices that wires join; one without a wire is a group by itself."""
        setup = self.state.setup
        found = []
        for group in earth.bonded_groups(setup):
            members = [setup.devices[n] for n in group]
            total, to_earth = earth.shares(setup.mains, members)
            found.append(
                Group(
                    devices=group,
                    potential=earth.common_potential(setup.mains, members),
                    shares=total,
                    dominant=group[int(np.argmax(np.abs(total)))],
                    guess=None if np.isnan(to_earth).any() else group[int(np.argmax(np.abs(to_earth)))],
                )
            )
        return found

    @cached_property
    def boxes(self) -> list[Box]:
        """Ground boxes and what else has no plug, where it is wired."""
        setup = self.state.setup
        found = []
        for n, device in enumerate(setup.devices):
            beside = [other for group in self.groups if n in group.devices for other in group.devices if other != n]
            ties = (device.line_capacitance, device.neutral_capacitance)
            plug = any(ties) or np.isfinite([device.leakage_resistance, device.earth_resistance]).any()
            if beside and not plug:
                found.append(Box(n, beside[0], *earth.ground_box_effect(setup, n)))
        return found


def _turned(device: earth.Device) -> earth.Device:
    return replace(device, flipped=not device.flipped)


def limit_of(device: earth.Device) -> tuple[str, safety.CurrentLimit]:
    """The limit of touch current that applies to a device, and its key: class II by two pins, class I by its earth."""
    key = "62368-class-2" if np.isinf(device.earth_resistance) else "62368-class-1"
    return key, safety.CURRENT_LIMITS[key]


@dataclass(frozen=True)
class NoteCase:
    """The earth note's readings in the model, with some of its devices below the body's potential.

    Attributes
    ----------
    below : tuple of str
        Which those are.
    fitted, refitted : ndarray
        Capacitances by the six readings alone, and by all seven [F].
    predicted : float
        What is read when all is wired, by the first [V].
    low, high : float
        How far that can go where each device alone still reads as noted [V].
    together : float
        What is read when all is wired, by the second [V].
    error : float
        By how much that misses a reading alone, at the most; of the reading [–].
    """

    below: tuple[str, ...]
    fitted: Real
    refitted: Real
    predicted: float
    low: float
    high: float
    together: float
    error: float


def note_cases() -> list[NoteCase]:
    """The note's measurement in every case that its readings, which have no sign, leave open."""
    noted = np.array(list(earth_note.ALONE.values()))
    found = []
    for below in earth_note.CASES:
        case = earth_note.note_case(below)
        alone, together = earth_note.note_readings(case.refitted)
        error = float(np.max(np.abs(np.abs(alone) / noted - 1)))
        low, high = case.predicted_range
        found.append(
            NoteCase(below, case.fitted, case.refitted, case.predicted, low, high, float(abs(together)), error)
        )
    return found


def note_alone() -> list[tuple[str, float, float]]:
    """Devices of the note, its reading of each alone, and the model's [V]."""
    alone, _ = earth_note.note_readings(earth_note.note_case().fitted)
    return [(name, noted, float(abs(alone[n]))) for n, (name, noted) in enumerate(earth_note.ALONE.items())]


CONTACT_LOOP = contact.chain_potential(
    [contact.WORK_FUNCTIONS[metal].low for metal in ("copper", "tin", "iron", "copper")]
)
"""Sum of the contact potentials round a loop of these metals [V]."""
