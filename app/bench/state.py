"""From text to a valid state, and back: the path that links, the API and the sliders share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import cast
from urllib.parse import parse_qsl, urlencode

from app.bench.catalogue import CABLES
from app.bench.presets import CROSSOVERS, DEFAULT_PRESET, OPENING_PRESET, PRESETS, Preset
from app.bench.quantities import (
    ALTERNATIVES,
    LOOKS,
    QUANTITIES,
    FigureKind,
    Kind,
    LevelKind,
    LoadKind,
    SignalKind,
    SourceKind,
    Units,
    ViewKind,
)
from app.common.quantity import Number
from app.common.query import Pairs, Problem, as_text, read_query, read_value
from app.common.text import Text, plain
from app.files.codes import Curve, decode
from physics import wire
from physics.circuit import Circuit
from physics.hearing import Band
from physics.line import Formula, Skin

__all__ = ["LONGEST_NAME", "MAX_QUERY", "NOT_HELD", "PINS", "Pin", "State", "parse", "state_of_query", "with_opening"]

PINS = ("a", "b", "c", "d")
"""Keys of what is pinned."""
LONGEST_NAME = 40
"""Of a pin, in characters."""
MAX_QUERY = 16_000
"""Characters of a query that the page sends: every value, and four pins with measured loads."""
_NOT_PINNED = ("lang", "view", "range", "units", "tol", "tols", "of", *PINS)  # they say how all of it is looked at
NOT_HELD = tuple(key for key, quantity in QUANTITIES.items() if quantity.group in LOOKS and key not in ("att", "band"))
"""What a pin leaves out: how curves are looked at, but for what figures rest on."""


@dataclass(frozen=True)
class State:
    """A validated state of the bench.

    Attributes
    ----------
    preset : Preset
        The base state.
    values : mapping
        Shown value of each quantity that was given or stands in the preset; of alternatives only the one
        that rules.  Without `gap`, insulation touches insulation.
    language : str or None
        Language asked for, if any.
    pins : tuple of Pin
        States to compare this one with, in the order of their keys.
    """

    preset: Preset
    values: Mapping[str, float | str]
    language: str | None = None
    pins: "tuple[Pin, ...]" = ()

    @cached_property
    def shown(self) -> dict[str, float | str]:
        """Value of every quantity as shown, alternatives of what rules included."""
        values = dict(self.values)
        load = float(values["load"])
        if "df" in values:
            values["rs"] = load / float(values["df"])
        else:
            values["df"] = load / float(values["rs"])
        diameter = _diameter(values)
        values["dia"] = diameter
        values.setdefault("mm2", 1e6 * float(wire.diameter_to_area(1e-3 * diameter)))
        values.setdefault("awg", float(wire.diameter_to_awg(1e-3 * diameter)))
        values.setdefault("strands", 1.0)
        values.setdefault("strand", diameter / float(values["strands"]) ** 0.5)
        other = float(values["dia2"]) if self.kind == "pair" else 0.0
        values.setdefault("gap", (diameter + (other or diameter)) / 2 + 2 * float(values["wall"]))
        return {key: values[key] for key in QUANTITIES}

    @property
    def cable(self) -> str:
        """The kind of cable, or the one of the catalogue."""
        return str(self.values["cable"])

    @property
    def kind(self) -> Kind:
        """How the cable is described; a cable of the catalogue is given by R, L and C per metre."""
        return "rlc" if self.cable in CABLES else cast(Kind, self.cable)

    # The options of the table are those of the types: a test holds one against the other.

    @property
    def source_kind(self) -> SourceKind:
        """What drives the cable."""
        return cast(SourceKind, self.values["zs"])

    @property
    def has_coil(self) -> bool:
        """Whether the source is a coil, which resonates with the cable: it has no source resistance to speak of."""
        return self.source_kind in ("pickup", "cartridge")

    @property
    def load_kind(self) -> LoadKind:
        """What the cable feeds."""
        return cast(LoadKind, self.values["zl"])

    @property
    def is_biwired(self) -> bool:
        """Whether each half of a two-way loudspeaker has a cable of its own."""
        return self.load_kind == "twoway" and self.values["biwire"] == "1"

    @property
    def circuit(self) -> Circuit:
        """Where the cable's capacitance sits."""
        return cast(Circuit, self.values["model"])

    @property
    def skin(self) -> Skin:
        """How the resistance rises with frequency."""
        return cast(Skin, self.values["skin"])

    @property
    def formula(self) -> Formula:
        """Which formulas give L and C of a cross-section."""
        return cast(Formula, self.values["formula"])

    @property
    def level_kind(self) -> LevelKind:
        """What the levels drawn are relative to."""
        return cast(LevelKind, self.values["att"])

    @property
    def view(self) -> ViewKind:
        """The picture chosen (`view`)."""
        return cast(ViewKind, self.values["view"])

    @property
    def signal(self) -> SignalKind:
        """What the source plays in the pictures of time (`sig`)."""
        return cast(SignalKind, self.values["sig"])

    @property
    def units(self) -> Units:
        """What the page shows lengths in (`units`)."""
        return cast(Units, self.values["units"])

    @property
    def is_uncertain(self) -> bool:
        """Whether values are taken to be off by their tolerances (`tol`)."""
        return float(self.values["tol"]) > 0

    @property
    def figure_kind(self) -> FigureKind:
        """The figure whose changes are looked at (`of`)."""
        return cast(FigureKind, self.values["of"])

    @property
    def band(self) -> Band:
        """The band that the verdict listens to."""
        return cast(Band, self.values["band"])

    @cached_property
    def aspects(self) -> dict[str, str]:
        """What decides which quantities matter: see `Number.when`."""
        return {
            "kind": self.kind,
            "zs": self.source_kind,
            "zl": self.load_kind,
            "biwire": str(self.values["biwire"]),
            "metal": self.choice("metal"),
            "rsh": "1" if self.values["rsh"] else "0",
            "frd": "1" if self.values["frd"] else "0",
            "sig": self.signal if self.view == "time" else "",
            "jshow": self.choice("jshow"),
        }

    def matters(self, key: str) -> bool:
        """Whether a quantity makes any difference in this state."""
        return self._mattering[key]

    @cached_property
    def _mattering(self) -> Mapping[str, bool]:
        return _mattering(tuple(self.aspects.items()))

    @property
    def base(self) -> Mapping[str, float | str]:
        """What the query changes: the preset, with the values that a cable of the catalogue and a loudspeaker bring."""
        return _base(self.preset, self.cable, self.load_kind)

    def si(self, key: str) -> float:
        """Value of a number in SI units."""
        quantity = QUANTITIES[key]
        assert isinstance(quantity, Number)
        # Of a state of a sweep only what follows from something else needs all that is shown.
        value = self.values[key] if key in self.values else self.shown[key]
        return float(value) * quantity.si

    def numbers(self, key: str) -> tuple[float, ...]:
        """The numbers of a list, as shown."""
        return _numbers_of(str(self.values[key]))

    def curve(self, key: str) -> Curve | None:
        """A measured curve, or None."""
        text = str(self.values[key])
        return decode(text) if text else None

    def with_values(self, **values: float | str) -> "State":
        """This state with other values of some quantities; of several ways to say one thing, the last given rules."""
        changed = dict(self.values)
        for key, value in values.items():
            _take(changed, key, value)
        return replace(self, values=changed)

    def choice(self, key: str) -> str:
        """The option chosen."""
        return str(self.values[key])

    @cached_property
    def given(self) -> dict[str, str]:
        """Every key that fixes this state, as text; a query of these alone gives the state back."""
        given = {"preset": self.preset.id}
        given |= {key: as_text(value) for key, value in self.values.items()}
        given |= {"lang": self.language} if self.language else {}
        return given | {pin.key: pin.query for pin in self.pins}

    @property
    def query(self) -> str:
        """The shortest query string that gives this state back: what differs from the preset."""
        return urlencode(self.pairs)

    @property
    def to_pin(self) -> str:
        """The query of a pin that freezes this state: without what the figures of a response do not rest on."""
        plainly = dict(self.values) | {key: self.preset.values[key] for key in NOT_HELD}
        return State(self.preset, plainly).query

    @property
    def pairs(self) -> dict[str, str]:
        """The shortest query as keys and texts."""
        pairs = {"v": "1", "preset": self.preset.id}
        base = self.preset.values | {key: self.base[key] for key in ("rdc", "lm", "cm", *CROSSOVERS["twoway"])}
        pairs |= {
            key: as_text(self.values[key])
            for key in QUANTITIES
            if key in self.values and self.values[key] != base.get(key)
        }
        if "wall" in pairs and "gap" in self.values:  # which a link with a wall does not take from its preset
            pairs["gap"] = as_text(self.values["gap"])
        if self.language:
            pairs["lang"] = self.language
        return pairs | {pin.key: pin.query for pin in self.pins}


@lru_cache(maxsize=256)
def _mattering(aspects: tuple[tuple[str, str], ...]) -> Mapping[str, bool]:
    """Which quantities matter: a redraw asks for each of them several times, a sweep in each of its states."""
    return {key: quantity.matters(dict(aspects)) for key, quantity in QUANTITIES.items()}


@dataclass(frozen=True)
class Pin:
    """A state held still to compare another with.

    Attributes
    ----------
    key : str
        One of `PINS`.
    name : str
        What it is called; "" if that is only its letter.
    state : State
        The state itself.
    """

    key: str
    name: str
    state: State

    @property
    def query(self) -> str:
        """The query that it is in a link."""
        return urlencode(self.state.pairs | ({"name": self.name} if self.name else {}))

    @property
    def label(self) -> str:
        """Its letter, and its name if it has one."""
        return f"{self.key.upper()}: {self.name}" if self.name else self.key.upper()

    def beside(self, state: State) -> State:
        """The pinned state, looked at as another one is: over its frequencies, with its kind of level, in its band."""
        looks = {key: state.values[key] for key, quantity in QUANTITIES.items() if quantity.group in LOOKS}
        return replace(self.state, values=dict(self.state.values) | looks | {"parts": "0", "lens": "", "frd": ""})


def with_opening(pairs: Pairs) -> list[tuple[str, str]]:
    """The query of a page's address: one that names neither a preset nor a quantity opens with the opening preset."""
    pairs = list(pairs)
    names_state = any(key == "preset" or key in QUANTITIES or key in PINS for key, _ in pairs)
    return pairs if names_state else [*pairs, ("preset", OPENING_PRESET.id)]


def parse(pairs: Pairs) -> tuple[State, list[Problem]]:
    """Read a query.

    Parameters
    ----------
    pairs : iterable of (key, value)
        The query string, in its order: of `df` and `rs` the later one rules.

    Returns
    -------
    state : State
        What was valid, on the preset asked for.
    problems : list of Problem
        What was not, each with a message that says what would be.
    """
    given, name, language, problems = read_query(pairs, (*QUANTITIES, *PINS), PRESETS)
    state = _read_state(given, name, problems)
    pins = tuple(_read_pin(key, given[key], problems) for key in PINS if given.get(key))
    problems += [Problem(key, "", _EMPTY_PIN) for key in PINS if given.get(key) == ""]
    return replace(state, language=language, pins=pins), problems


def state_of_query(query: str) -> State:
    """The state that a query of a state's own says, as `State.query` and `State.to_pin` are: there is nothing wrong."""
    return parse(parse_qsl(query, keep_blank_values=True))[0]


def _read_state(given: Mapping[str, str], name: str | None, problems: list[Problem]) -> State:
    preset = PRESETS[name] if name else DEFAULT_PRESET
    values = dict(_base(preset, given.get("cable", ""), given.get("zl", str(preset.values["zl"]))))
    for key, text in given.items():
        if key in QUANTITIES:
            read = read_value(QUANTITIES[key], text)
            if isinstance(read, Problem):
                problems.append(read)
                continue
            _take(values, key, read)
    if "gap" not in given and float(values["wall"]) and "wall" in given:
        values.pop("gap", None)
    return State(preset, values)


def _read_pin(key: str, text: str, problems: list[Problem]) -> Pin:
    """Read a query within the query; what is wrong with it is told under the pin's key, with the pair to blame."""
    pairs = parse_qsl(text, keep_blank_values=True)
    inside = [pair for pair in pairs if pair[0] not in _NOT_PINNED]
    given, preset, _, wrong = read_query(inside, (*QUANTITIES, "name"), PRESETS)
    state = _read_state(given, preset, wrong)
    name = given.get("name", "").strip()
    if len(name) > LONGEST_NAME or not name.isprintable():
        wrong.append(Problem("name", name, _BAD_NAME))
        name = ""
    wrong += [
        Problem(other, value, Text(*(words.format(key=other) for words in _NOT_IN_A_PIN)))
        for other, value in pairs
        if other in _NOT_PINNED
    ]
    problems += [Problem(key, f"{one.key}={one.value}", one.message) for one in wrong]
    return Pin(key, name, state)


def _base(preset: Preset, cable: str, load: str) -> Mapping[str, float | str]:
    values = dict(preset.values)
    if cable in CABLES:
        values |= {"cable": cable, **CABLES[cable].values}
    if load != preset.values["zl"]:
        values |= CROSSOVERS.get(load, {})
    return values


def _take(values: dict[str, float | str], key: str, value: float | str) -> None:
    """Set a value; of several ways to say one thing, the one given last rules."""
    for row in ALTERNATIVES:
        ruling = next((keys for keys in row if key in keys), ())
        if ruling == ("strands", "strand") and not set(ruling) <= set(values):
            values |= {"strands": 1.0, "strand": float(plain(_diameter(values)))}  # as a link would keep it
        if ruling:
            for keys in row:
                for other in set(keys) - set(ruling):
                    values.pop(other, None)
    values[key] = value


def _diameter(values: Mapping[str, float | str]) -> float:
    """Diameter of each conductor [mm], whichever way it is given."""
    if "mm2" in values:
        return 1e3 * float(wire.area_to_diameter(1e-6 * float(values["mm2"])))
    if "awg" in values:
        return 1e3 * float(wire.awg_to_diameter(float(values["awg"])))
    if "strands" in values:
        return 1e3 * float(wire.strands_to_diameter(float(values["strands"]), 1e-3 * float(values["strand"])))
    return float(values["dia"])


def _numbers_of(text: str) -> tuple[float, ...]:
    return tuple(float(item) for item in text.split(",") if item)


_EMPTY_PIN = Text(
    "A pin holds the query of a state, percent-encoded: a=preset%3Dspeaker-4m%26len%3D10.",
    "ピンには状態のクエリをパーセント符号化して入れてください：a=preset%3Dspeaker-4m%26len%3D10",
)
_NOT_IN_A_PIN = Text(
    "A pin cannot hold {key}; leave it out there.",
    "ピンの中に {key} は入れられません。取り除いてください。",
)
_BAD_NAME = Text(
    f"Use a name of at most {LONGEST_NAME} characters, in one line.",
    f"名前は改行なしで {LONGEST_NAME} 文字までにしてください。",
)
