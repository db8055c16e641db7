"""Text of a link to a valid setup of chassis, wires, body and meter, and back."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from numpy.typing import ArrayLike

from app.common.quantity import Choice, Number, Quantity
from app.common.query import Problem, read_number, read_query, read_value, reserved_keys
from app.common.text import LANGUAGES, Language, Text, plain
from physics import earth, earth_note
from physics.checks import QuantityError
from physics.earth_readings import Reading

__all__ = [
    "BOX_WORDS",
    "DEFAULT_PRESET",
    "DEVICE_KEYS",
    "MAX_DEVICES",
    "PRESETS",
    "QUANTITIES",
    "EarthState",
    "Entry",
    "Fault",
    "Shown",
    "keys",
    "named",
    "note_pairs",
    "parse",
    "preset_pairs",
    "read_device",
]

MAX_DEVICES = 12
MAX_READINGS = 24
MAX_NAME = 30
MAX_PICOFARAD = 1e6
LEAST = 1e-6  # of anything that may be absent: less is 0, or a slip
BOND = 0.05  # resistance of a shield where none is given [Ω]
Box = Literal["name", "line", "neutral", "ground", "pe", "r"]
"""Boxes of a device on the page, in the order of a link."""
DEVICE_KEYS = tuple(f"d{n}" for n in range(1, MAX_DEVICES + 1))

QUANTITIES: dict[str, Quantity] = {
    quantity.key: quantity
    for quantity in (
        Number(
            "mains", Text("Mains", "商用電源"), Text("line to neutral, rms", "ライン・ニュートラル間の実効値"),
            "V", 1, 10, 500, 1, False, "source",
        ),
        Number(
            "hz", Text("Frequency", "周波数"), Text("frequency of the mains", "商用電源の周波数"),
            "Hz", 1, 10, 1000, 1, False, "source",
        ),
        Number(
            "body", Text("Body to earth", "人体−大地"),
            Text("capacitance between body and earth; 0 for nobody", "人体と大地の間の静電容量。0で人なし"),
            "pF", 1e-12, 0, 10000, 1, False, "load",
        ),
        Number(
            "bodyh", Text("Body to mains", "人体−電源線"),
            Text(
                "capacitance between body and line, through the wiring of the room",
                "屋内配線などを通じた人体とラインの間の静電容量",
            ),
            "pF", 1e-12, 0, 1000, 0.1, False, "load",
        ),
        Number(
            "bodyr", Text("Body's resistance to earth", "人体の対地抵抗"),
            Text("resistance through shoes and floor; 0 for none", "靴や床を通じた抵抗。0でなし"),
            "MΩ", 1e6, 0, 1e6, 1, False, "load",
        ),
        Choice(
            "meter", Text("Meter", "電圧計"), Text("voltmeter used", "測定に用いる計器"),
            {
                "dmm": Text("Digital, 10 MΩ ∥ 100 pF", "デジタル、10 MΩ ∥ 100 pF"),
                "bench": Text("Bench meter, 1 MΩ ∥ 100 pF", "据置型、1 MΩ ∥ 100 pF"),
                "loz": Text("LoZ, 3 kΩ", "低インピーダンス（LoZ）、3 kΩ"),
                "scope-10": Text("Scope 10:1, 10 MΩ ∥ 15 pF", "オシロ 10:1、10 MΩ ∥ 15 pF"),
                "scope-1": Text("Scope 1:1, 1 MΩ ∥ 120 pF", "オシロ 1:1、1 MΩ ∥ 120 pF"),
                "ideal": Text("Ideal", "理想"),
            },
            "load",
        ),
        Choice(
            "to", Text("Measured against", "測る相手"),
            Text("where the meter's other lead goes", "もう一方のリードの先"),
            {"body": Text("Body", "人体アース"), "earth": Text("True earth", "大地アース")}, "load",
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One device as it is written: C_H, C_N [pF], C_E [pF] or a size, protective earth [Ω], leakage [MΩ]."""

    name: str
    line: float
    neutral: float
    ground: str
    flipped: bool = False
    protective: float = inf
    leakage: float = inf

    @property
    def earth_capacitance(self) -> float:
        """C_E [F]."""
        capacitance = _capacitance_of(self.ground)
        assert capacitance is not None
        return capacitance

    @property
    def device(self) -> earth.Device:
        """The device of the physics."""
        farad = 1e-12
        return earth.Device(
            self.name,
            line_capacitance=self.line * farad,
            neutral_capacitance=self.neutral * farad,
            earth_capacitance=self.earth_capacitance,
            leakage_resistance=self.leakage * 1e6,
            flipped=self.flipped,
            earth_resistance=self.protective,
        )

    def with_capacitances(self, device: earth.Device) -> "Entry":
        """The same with the capacitances of a device, of four digits."""
        picofarad = 1e12
        return replace(
            self,
            line=float(plain(device.line_capacitance * picofarad, 4)),
            neutral=float(plain(device.neutral_capacitance * picofarad, 4)),
            ground=plain(device.earth_capacitance * picofarad, 4),
        )

    @property
    def text(self) -> str:
        """As it stands in a link."""
        fields = [self.name, plain(self.line), plain(self.neutral), self.ground]
        if self.flipped:
            fields.append("flip")
        if self.protective < inf:
            fields.append(
                "pe" if self.protective == earth.PROTECTIVE_EARTH_RESISTANCE else f"pe{plain(self.protective)}"
            )
        if self.leakage < inf:
            fields.append(f"r{plain(self.leakage)}")
        return "~".join(fields)


class Shown(NamedTuple):
    """What a meter showed [V] at a device, from 0, against another, earth or the body; the meter as `METERS` has it."""

    device: int
    against: int | Literal["earth", "body"]
    volts: float
    meter: str

    @property
    def text(self) -> str:
        """As it stands in a link."""
        against = self.against + 1 if isinstance(self.against, int) else self.against
        other = "" if against == "earth" else f"-{against}"
        return f"{self.device + 1}{other}:{plain(self.volts)}{'' if self.meter == 'dmm' else f'@{self.meter}'}"


@dataclass(frozen=True)
class EarthState:
    """A validated state: shown values, devices, wires (from, to, Ω) and stacks (from, to, pF), from 0; readings."""

    values: Mapping[str, float | str]
    devices: tuple[Entry, ...]
    wires: tuple[tuple[int, int, float], ...]
    stacks: tuple[tuple[int, int, float], ...]
    preset: str = ""
    readings: tuple[Shown, ...] = ()

    @cached_property
    def setup(self) -> earth.Setup:
        """What the physics solves."""
        value = {key: float(self.values[key]) for key in ("mains", "hz", "body", "bodyh", "bodyr")}
        body = earth.Body(
            earth_capacitance=value["body"] * 1e-12,
            line_capacitance=value["bodyh"] * 1e-12,
            earth_resistance=value["bodyr"] * 1e6 or inf,
        )
        return earth.Setup(
            earth.Mains(value["mains"], value["hz"]),
            tuple(entry.device for entry in self.devices),
            body if value["body"] else None,
            tuple(earth.Bond(*wire) for wire in self.wires),
            tuple(earth.Stacking(first, second, size * 1e-12) for first, second, size in self.stacks),
        )

    @property
    def against(self) -> Literal["body", "earth"]:
        """Where the meter's other lead is."""
        return "earth" if self.values["to"] == "earth" else "body"

    @property
    def pairs(self) -> dict[str, str]:
        """Every key that fixes this state, as text."""
        pairs = {"v": "1"}
        pairs |= {key: value if isinstance(value, str) else plain(value) for key, value in self.values.items()}
        pairs |= {key: entry.text for key, entry in zip(DEVICE_KEYS, self.devices, strict=False)}
        for key, links, usual in (("w", self.wires, BOND), ("s", self.stacks, None)):
            if links:
                pairs[key] = ",".join(
                    f"{first + 1}-{second + 1}" + ("" if size == usual else f":{plain(size)}")
                    for first, second, size in links
                )
        if self.readings:
            pairs["read"] = ",".join(reading.text for reading in self.readings)
        return pairs

    @property
    def meter_readings(self) -> list[Reading]:
        """The readings of the physics."""
        return [Reading(one.device, one.volts, one.against, earth.METERS[one.meter]) for one in self.readings]

    def with_capacitances(self, devices: Sequence[earth.Device]) -> "EarthState":
        """The same with other capacitances, of four digits; a size that was written stays where none has changed."""
        entries = [
            entry if entry.device == device else entry.with_capacitances(device)
            for entry, device in zip(self.devices, devices, strict=True)
        ]
        return replace(self, devices=tuple(entries))

    @property
    def query(self) -> str:
        """A link that gives this state back."""
        pairs = self.pairs
        if self.preset and any(preset_pairs(self.preset, language) | {"v": "1"} == pairs for language in LANGUAGES):
            return urlencode({"v": "1", "preset": self.preset})
        return urlencode(pairs, safe="~,:@")


def note_pairs(capacitances: ArrayLike) -> dict[str, str]:
    """The note's setup with its devices wired as it did; capacitances [F] as `physics.earth_note` orders them."""
    setup = earth_note.note_setup(capacitances)
    assert setup.body is not None
    pf = 1e12
    pairs = {"mains": "100", "hz": "50", "body": plain(setup.body.earth_capacitance * pf, 5)}
    pairs |= {"bodyh": plain(setup.body.line_capacitance * pf, 5), "bodyr": "0", "meter": "dmm", "to": "body"}
    for key, device in zip(DEVICE_KEYS, setup.devices, strict=False):
        sizes = (device.line_capacitance, device.neutral_capacitance, device.earth_capacitance)
        pairs[key] = "~".join([device.name, *(plain(size * pf, 5) for size in sizes)])
    pairs["w"] = ",".join(f"{bond.first + 1}-{bond.second + 1}" for bond in setup.bonds)
    return pairs


def preset_pairs(preset: str, language: Language) -> dict[str, str]:
    """Every key of a preset, its devices named in the language."""
    return named(PRESETS[preset][1], language)


def named(pairs: Mapping[str, str], language: Language) -> dict[str, str]:
    """The same keys with the presets' devices named in the language."""
    translated = dict(pairs)
    for key in DEVICE_KEYS:
        name, separator, rest = pairs.get(key, "").partition("~")
        if name in NAMES:
            translated[key] = NAMES[name](language) + separator + rest
    return translated


NAMES: dict[str, Text] = {
    "CD player": Text("CD player", "CDプレーヤー"),
    "Preamplifier": Text("Preamplifier", "プリアンプ"),
    "Power amplifier": Text("Power amplifier", "パワーアンプ"),
    "Speaker": Text("Speaker", "スピーカー"),
    "Ground box": Text("Ground box", "仮想アース"),
    "Ground box 1": Text("Ground box 1", "仮想アース1"),
    "Ground box 2": Text("Ground box 2", "仮想アース2"),
}
"""Names of the presets' devices."""


_PLAIN = {"mains": "100", "hz": "50", "body": "150", "bodyh": "0", "bodyr": "0", "meter": "dmm", "to": "earth"}
PRESETS: dict[str, tuple[Text, dict[str, str]]] = {
    "three": (
        Text("Three devices with two-pin plugs", "2ピンプラグの機器3台"),
        _PLAIN | {"d1": "A~300~700~80", "d2": "B~2200~2200~50", "d3": "C~100~60~40", "w": "1-2,2-3"},
    ),
    "box": (
        Text("One device with a ground box", "機器1台と仮想アース"),
        _PLAIN | {"d1": "A~300~700~80", "d2": "Ground box~0~0~100", "w": "1-2"},
    ),
    "note": (Text("The earth note's measurement", "アース資料の測定"), note_pairs(earth_note.note_case().fitted)),
    "pe": (
        Text("An earthed amplifier among other devices, 230 V", "接地されたアンプを含む例（230 V）"),
        _PLAIN
        | {
            "mains": "230",
            "d1": "CD player~470~470~60",
            "d2": "Preamplifier~1000~1000~80",
            "d3": "Power amplifier~2200~2200~120~pe",
            "w": "1-2,2-3",
        },
    ),
}
DEFAULT_PRESET = "note"

_DEVICE_HELP = Text(
    "a device as name~C_H~C_N~C_E: its capacitances to line, neutral and earth in pF. "
    "Then, where wanted: flip (plug turned), pe or pe0.2 (protective earth, Ω), r10 (leakage, MΩ). "
    "C_E may be a size in cm: sphere10, disc10 (radius), box20x20x10, box20x20x10@2 (2 cm above the floor). "
    "Empty: no such device",
    "機器：名前~C_H~C_N~C_E（ライン・ニュートラル・大地に対する pF）。"
    "必要に応じて flip（プラグ逆）、pe または pe0.2（保護接地、Ω）、r10（漏れ抵抗、MΩ）を続ける。"
    "C_E は寸法（cm）でもよい：sphere10、disc10（半径）、box20x20x10、box20x20x10@2（床から 2 cm）。空欄でなし",
)
_WIRES_HELP = Text(
    "wires between devices, their Ω after a colon: 1-2,2-3:0.05", "機器間の結線。コロンの後に Ω：1-2,2-3:0.05"
)
_READINGS_HELP = Text(
    "what a meter showed before any wire was connected, in V: 1:115 (device 1 to earth), 1-2:60 (to the chassis of 2), "
    "1-body:0.8; with another meter than dmm, 1:0.3@loz. The page and /api/v1/earth/fit find capacitances for them",
    "結線前の電圧計の指示値（V）：1:115（機器1と大地）、1-2:60（機器2のシャシーと）、1-body:0.8（人体と）。"
    "dmm 以外の計器なら 1:0.3@loz。ページと /api/v1/earth/fit が、これに合う静電容量を求める",
)
_STACKS_HELP = Text(
    "devices stacked on each other, their pF after a colon: 1-2:100", "重ね置きの機器間の静電容量（pF）：1-2:100"
)


def keys() -> list[tuple[str, Text, str]]:
    """Key, meaning and what is accepted, for every key of links and of the API."""
    rows = reserved_keys(PRESETS)
    for key, quantity in QUANTITIES.items():
        if isinstance(quantity, Choice):
            accepted = ", ".join(quantity.options)
        else:
            assert isinstance(quantity, Number)
            accepted = f"{plain(quantity.minimum)} – {plain(quantity.maximum)} {quantity.unit}"
        rows.append((key, quantity.help, accepted))
    rows += [("d1 … d12", _DEVICE_HELP, "…"), ("w", _WIRES_HELP, "…"), ("s", _STACKS_HELP, "…")]
    rows.append(("read", _READINGS_HELP, "…"))
    return rows


def parse(pairs: Iterable[tuple[str, str]], language: Language) -> tuple[EarthState, list[Problem]]:
    """Read a query: what was valid, on the preset asked for, and what was not, with reasons."""
    given, named_preset, _, problems = read_query(pairs, (*QUANTITIES, *DEVICE_KEYS, "w", "s", "read"), PRESETS)
    # A link that names devices stands for itself; another one changes a preset.
    whole = "preset" not in given and any(key in given for key in DEVICE_KEYS)
    preset = named_preset or ("" if whole else DEFAULT_PRESET)
    base = preset_pairs(preset, language) if preset else _PLAIN

    values: dict[str, float | str] = {}
    for key, quantity in QUANTITIES.items():
        read = read_value(quantity, given.get(key, base[key]))
        if isinstance(read, float) and 0 < read < LEAST:
            read = Problem(key, given[key], _TOO_SMALL)
        if isinstance(read, Problem):
            problems.append(read)
            read = read_value(quantity, base[key])
        assert not isinstance(read, Problem)
        values[key] = read
    numbers: dict[str, int] = {}  # of a device as the links count it → its place in the list
    devices: list[Entry] = []
    for key in DEVICE_KEYS:
        text = given.get(key, base.get(key, ""))
        entry = _device(key, text)
        if isinstance(entry, Problem):
            problems.append(entry)
            entry = _device(key, base.get(key, ""))
        if isinstance(entry, Entry):
            numbers[key[1:]] = len(devices)
            devices.append(entry)
    if not devices:
        if not any(problem.key in DEVICE_KEYS for problem in problems):  # else that is why there is none
            problems.append(Problem("d1", given.get("d1", ""), _NO_DEVICE))
        devices, numbers = [Entry("A", 300, 700, "80")], {"1": 0}
    refused = {problem.key[1:] for problem in problems if problem.key in DEVICE_KEYS}
    links = {}
    for key, usual, most in (("w", BOND, 1e6), ("s", None, MAX_PICOFARAD)):
        may_miss = refused if key in given else {key[1:] for key in DEVICE_KEYS}
        read_links = _links(key, given.get(key, base.get(key, "")), numbers, usual, most, may_miss)
        if isinstance(read_links, Problem):
            problems.append(read_links)
            read_links = ()
        links[key] = read_links
    shown = _readings(given.get("read", ""), numbers, values, refused)
    if isinstance(shown, Problem):
        problems.append(shown)
        shown = ()
    if values["to"] == "body" and not values["body"]:
        problems.append(Problem("body", given.get("body", base["body"]), _NOBODY, ("to",)))
        values["to"] = "earth"
    return EarthState(values, tuple(devices), links["w"], links["s"], preset, shown), problems


class Fault(NamedTuple):
    """What is wrong with a device: the box of the page that it is in ('' if in none), and the words for a link."""

    box: Box | Literal[""]
    message: Text


def _device(key: str, text: str) -> Entry | Problem | None:
    read = read_device(text)
    return Problem(key, text, read.message) if isinstance(read, Fault) else read


def read_device(text: str) -> Entry | Fault | None:
    """The device of a text as it stands in a link, or what is wrong with it; None if it is empty."""
    if not text.strip():
        return None
    name, *fields = (field.strip() for field in text.split("~"))
    if _starts_late(fields):
        return Fault("name", _TILDE)
    if not name or len(name) > MAX_NAME:
        return Fault("name", _BAD_DEVICE)
    if len(fields) < 3:
        return Fault("", _BAD_DEVICE)
    line, neutral = (read_number(field) for field in fields[:2])
    capacitance = _capacitance_of(fields[2])
    sizes: dict[Box, float | None] = {"line": line, "neutral": neutral}
    sizes["ground"] = None if capacitance is None else capacitance * 1e12
    for box, size in sizes.items():
        if size is None:
            return Fault(box, _BAD_DEVICE)
        if size != 0 and not LEAST <= size <= MAX_PICOFARAD:
            return Fault(box, _BAD_CAPACITANCE)
    assert line is not None
    assert neutral is not None
    flipped, protective, leakage = False, inf, inf
    for field in fields[3:]:
        match = re.fullmatch(r"(pe|r)(.+)", field)
        number = read_number(match[2]) if match else None
        if field == "flip":
            flipped = True
        elif field == "pe":
            protective = earth.PROTECTIVE_EARTH_RESISTANCE
        elif match and number is not None and 1e-3 <= number <= 1e6:
            protective, leakage = (number, leakage) if match[1] == "pe" else (protective, number)
        elif field:
            # Where the page puts no more than three numbers, a name with the separator in it has brought one of them.
            unmarked: Box | Literal[""] = "" if _capacitance_of(field) is None else "name"
            return Fault(("pe" if match[1] == "pe" else "r") if match else unmarked, _BAD_OPTION)
    if not any(sizes.values()) and protective == leakage == inf:
        return Fault("", _FLOATING)
    # A size stays as it was written, a number in its plain form.
    number = read_number(fields[2])
    return Entry(name, line, neutral, fields[2] if number is None else plain(number), flipped, protective, leakage)


def _starts_late(fields: list[str]) -> bool:
    """Whether the capacitances begin later than they should: what is before them was a piece of the name."""

    def sizes_at(n: int) -> bool:
        return None not in (read_number(fields[n]), read_number(fields[n + 1]), _capacitance_of(fields[n + 2]))

    return next((n for n in range(len(fields) - 2) if sizes_at(n)), 0) > 0


def _capacitance_of(text: str) -> float | None:
    """C_E [F] of a number in pF or of a size in cm; None if it is neither."""
    number = read_number(text)
    if number is not None:
        return number * 1e-12
    match = re.fullmatch(r"(sphere|disc|box)([\d.x]+)(?:@([\d.]+))?", text)
    if match is None:
        return None
    sizes = [read_number(size) for size in match[2].split("x")]
    above = read_number(match[3]) if match[3] else inf
    metres = [size / 100 for size in sizes if size is not None]
    if above is None or len(metres) != len(sizes) or len(metres) != (3 if match[1] == "box" else 1):
        return None
    try:
        if match[1] == "box":
            return earth.box_capacitance(metres[0], metres[1], metres[2], above / 100)
        return earth.sphere_capacitance(metres[0]) if match[1] == "sphere" else earth.disc_capacitance(metres[0])
    except QuantityError:
        return None


def _links(
    key: str, text: str, numbers: dict[str, int], usual: float | None, most: float, may_miss: set[str]
) -> tuple[tuple[int, int, float], ...] | Problem:
    found: dict[tuple[int, int], float] = {}
    for item in filter(None, re.split(r"[,;\s]+", _plain_signs(text))):
        match = re.fullmatch(r"(\d{1,2})-(\d{1,2})(?::(.+))?", item)
        size = read_number(match[3]) if match and match[3] else usual
        if match is None or size is None or not LEAST <= size <= most or match[1] == match[2]:
            return Problem(key, text, _BAD_LINK[key])
        missing = {match[1], match[2]} - set(numbers)
        if missing - may_miss:
            return Problem(key, text, _BAD_LINK[key])
        if missing:
            continue  # its device was refused, and that is told; or the query takes it away from a preset
        first, second = sorted((numbers[match[1]], numbers[match[2]]))
        found[first, second] = size
    return tuple((*ends, size) for ends, size in found.items())


# A comma is a separator only where another reading follows: 1:2,5 is 2.5 V.
_NEXT_READING = re.compile(r"[,;\s]+(?=\d{1,2}(?:-\w+)?:)")
_READING = re.compile(r"(\d{1,2})(?:-(\d{1,2}|body))?:([^@]+)(?:@(.+))?")


def _readings(
    text: str, numbers: dict[str, int], values: Mapping[str, float | str], may_miss: set[str]
) -> tuple[Shown, ...] | Problem:
    found = []
    for item in filter(None, _NEXT_READING.split(_plain_signs(text).strip(" ,;"))):
        match = _READING.fullmatch(item)
        volts = read_number(match[3]) if match else None
        if match is None or volts is None or volts < 0 or (match[4] or "dmm") not in earth.METERS:
            return Problem("read", text, _BAD_READING)
        if volts > float(values["mains"]):
            return Problem("read", text, _ABOVE_MAINS, ("mains",))
        if match[2] == "body" and not values["body"]:
            return Problem("read", text, _NOBODY_READ, ("body",))
        ends = {match[1]} | ({match[2]} if match[2] and match[2] != "body" else set())
        missing = ends - set(numbers)
        if missing - may_miss or match[1] == match[2]:
            return Problem("read", text, _BAD_READING)
        if not missing:
            against: int | Literal["earth", "body"] = "earth"
            if match[2]:
                against = "body" if match[2] == "body" else numbers[match[2]]
            found.append(Shown(numbers[match[1]], against, volts, match[4] or "dmm"))
    if len(found) > MAX_READINGS:
        return Problem("read", text, _TOO_MANY_READINGS)
    return tuple(found)


def _plain_signs(text: str) -> str:
    """What a Japanese keyboard gives for digits, commas, colons and hyphens, as a link has them."""
    return unicodedata.normalize("NFKC", text).translate(_SIGNS)


_SIGNS = str.maketrans({"、": ",", "ー": "-", "‐": "-", "–": "-", "\N{MINUS SIGN}": "-"})

_BAD_READING = Text(
    "A reading takes its volts as a number, 0 or above, such as 115 or 0.8. In a link it is device, colon, volts: "
    "1:115 to earth, 1-2:60 to the chassis of 2, 1-body:0.8 to the body; "
    "meters are dmm, bench, loz, scope-10, scope-1, ideal, as in 1:0.3@loz.",
    "電圧は 0 以上の数値で入れてください（例：115、0.8）。リンクでは機器の番号・コロン・電圧の形にします："
    "1:115（大地に対して）、1-2:60（機器2のシャシーに対して）、1-body:0.8（人体に対して）。"
    "計器は 1:0.3@loz のように、dmm、bench、loz、scope-10、scope-1、ideal。",
)
_ABOVE_MAINS = Text(
    "A chassis cannot stand at more than the mains voltage: check the reading, the meter's range (AC volts), "
    "and the mains voltage entered here.",
    "シャシーの電圧が電源電圧を超えることはありません。指示値、電圧計のレンジ（交流電圧）、電源電圧の設定を確認してください。",
)
_NOBODY_READ = Text(
    "There is nobody to hold the meter's other lead: give the body a capacitance above 0 pF, or read against earth.",
    "電圧計のもう一方のリードを持つ人がいません。"
    "人体の静電容量を 0 pF より大きくするか、大地に対する値を入れてください。",
)
_TOO_MANY_READINGS = Text("Give at most 24 readings.", "指示値は24個までにしてください。")
_NO_DEVICE = Text("There must be at least one device: d1=A~300~700~80.", "機器が1台以上必要です：d1=A~300~700~80")
_NOBODY = Text(
    "There is nobody to hold the meter's other lead: "
    "give the body a capacitance above 0 pF, or measure against true earth.",
    "電圧計のもう一方のリードを持つ人がいません。"
    "人体の静電容量を 0 pF より大きくするか、大地アースに対して測ってください。",
)
_FLOATING = Text(
    "Nothing holds this chassis to line, neutral or earth: "
    "give it a capacitance, a leakage resistance or a protective earth.",
    "このシャシーはライン・ニュートラル・大地のどれともつながりがありません。"
    "静電容量、漏れ抵抗、保護接地のいずれかを与えてください。",
)
_BAD_DEVICE = Text(
    "Use name~C_H~C_N~C_E: a name of at most 30 characters, then capacitances in pF. "
    "C_E may be a size such as sphere10 or box20x20x10.",
    "名前~C_H~C_N~C_E の形で入れてください。名前は30文字まで、静電容量は pF。"
    "C_E は sphere10 や box20x20x10 のような寸法（cm）も可。",
)
_TILDE = Text(
    "A name must not contain ~, which separates the parts of a device in links; write A-B or A/B.",
    "名前に ~ は使えません（リンクの中で機器の項目を区切る記号です）。A-B や A/B のように書いてください。",
)
_BAD_CAPACITANCE = Text(
    "Use 0, or capacitances from 0.000001 to 1000000 pF.",
    "静電容量は 0、または 0.000001〜1000000 pF の範囲で入れてください。",
)
_TOO_SMALL = Text("Use 0, or at least 0.000001.", "0、または 0.000001 以上にしてください。")
_BAD_OPTION = Text(
    "After the capacitances use flip, pe, pe0.2 or r10 (numbers from 0.001 to 1000000).",
    "静電容量の後に使えるのは flip、pe、pe0.2、r10 です（数値は 0.001〜1000000）。",
)
BOX_WORDS: dict[Box, Text] = {
    "name": Text("Name: use 1 to 30 characters, without ~.", "名前は1〜30文字で、~ を使わずに入れてください。"),
    "line": Text(
        "C_H, to line: use 0, or a number from 0.000001 to 1000000 pF, such as 300 or 4.7.",
        "対ライン C_H には、0、または 0.000001〜1000000 pF の数値を入れてください（例：300、4.7）。",
    ),
    "neutral": Text(
        "C_N, to neutral: use 0, or a number from 0.000001 to 1000000 pF, such as 300 or 4.7.",
        "対ニュートラル C_N には、0、または 0.000001〜1000000 pF の数値を入れてください（例：300、4.7）。",
    ),
    "ground": Text(
        "C_E, to earth: use 0, a number from 0.000001 to 1000000 pF, "
        "or a size in cm such as sphere10, disc10, box20x20x10 or box20x20x10@2.",
        "対大地 C_E には、0、0.000001〜1000000 pF の数値、"
        "または sphere10・disc10・box20x20x10・box20x20x10@2 のような寸法（cm）を入れてください。",
    ),
    "pe": Text(
        "R of the protective earth: use a number from 0.001 to 1000000 Ω, or leave it empty.",
        "保護接地の抵抗には、0.001〜1000000 Ω の数値を入れるか、空欄にしてください。",
    ),
    "r": Text(
        "Leakage: use a number from 0.001 to 1000000 MΩ, or leave it empty.",
        "漏れ抵抗には、0.001〜1000000 MΩ の数値を入れるか、空欄にしてください。",
    ),
}
"""What each box of a device takes."""
_BAD_LINK = {
    "w": Text(
        "Write pairs of different devices by their numbers, such as 1-2,2-3:0.05. "
        "What may follow a colon is the wire's resistance, from 0.000001 to 1000000 Ω.",
        "一覧にある異なる機器の番号の組を、1-2,2-3:0.05 のように入れてください。"
        "コロンの後は結線の抵抗で、0.000001〜1000000 Ω です。",
    ),
    "s": Text(
        "Write pairs of different devices by their numbers, such as 1-2:100. "
        "What follows the colon is their capacitance, from 0.000001 to 1000000 pF.",
        "一覧にある異なる機器の番号の組を、1-2:100 のように入れてください。"
        "コロンの後は静電容量で、0.000001〜1000000 pF です。",
    ),
}
