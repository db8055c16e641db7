"""Loudspeakers along a 70 or 100 V line: what is asked, and the answer as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app.bench.quantities import Units
from app.bench.state import parse
from app.common.quantity import Choice, Number
from app.common.query import Pairs, Problem, as_text, given_once, one_of, read_value
from app.common.text import LANGUAGES, Text, plain
from physics.distribution import GAUGES, Delivery, Speakers, Spread, deliver, least_area, zip_cord_impedance
from physics.wire import STANDARD_AREAS

__all__ = ["QUANTITIES", "Answer", "Asked", "read_line", "solve_line"]

FREQUENCY, TREBLE = 1e3, 10e3  # [Hz]; of the limit, and of what speech and music still need
WALL = 0.8e-3  # [m]; the insulation of flexible cords of these sizes (IEC 60227-5)

QUANTITIES: Mapping[str, Number | Choice] = {
    quantity.key: quantity
    for quantity in (
        Choice(
            "volts",
            Text("Line voltage", "ラインの電圧"),
            Text("nominal voltage of the line [V]; 100 if not given", "ラインの定格電圧 [V]（省略時 100）"),
            {one: Text(f"{one} V", f"{one} V") for one in ("100", "70.7", "50", "25")},
        ),
        Number(
            "speakers",
            Text("Loudspeakers", "スピーカーの台数"),
            Text("how many loudspeakers there are; 20 if not given", "スピーカーの台数（省略時 20）"),
            "", 1, 1, 100, 1, False,
        ),
        Number(
            "tap",
            Text("Tap", "タップ"),
            Text(
                "what the transformer of each is set to; 10 if not given",
                "各スピーカーのトランスの設定電力（省略時 10）",
            ),
            "W", 1, 0.1, 500, 0.01, True,
        ),
        Choice(
            "spread",
            Text("Where they are", "配置"),
            Text(
                "where they are: at equal distances along the cable (if not given), or all at its far end",
                "配置：ケーブルに沿って等間隔（省略時）、またはすべて末端",
            ),
            {
                "even": Text("at equal distances along it", "等間隔"),
                "end": Text("all at its far end", "すべて末端"),
            },
        ),
        Number(
            "len",
            Text("Length", "長さ"),
            Text("one-way length to the last of them; 200 if not given", "末端までの片道の長さ（省略時 200）"),
            "m", 1, 1, 2000, 0.01, True,
        ),
        Number(
            "mm2",
            Text("Conductor size", "導体の断面積"),
            Text("metal area of each conductor of copper; 1.5 if not given", "銅の導体1本の断面積（省略時 1.5）"),
            "mm²", 1e-6, 0.2, 120, 0.01, True,
        ),
        Number(
            "temp",
            Text("Temperature", "温度"),
            Text("temperature of the metal; 20 if not given", "金属の温度（省略時 20）"),
            "°C", 1, -50, 125, 1, False,
        ),
        Number(
            "drop",
            Text("Limit of the loss", "損失の上限"),
            Text(
                "what the last loudspeaker may lose at 1 kHz; 0.5 if not given",
                "末端のスピーカーで許す 1 kHz の損失（省略時 0.5）",
            ),
            "dB", 1, 0.05, 6, 0.01, True,
        ),
        Choice(
            "units",
            Text("Units", "単位"),
            Text("what the page shows: metres and mm², or feet and AWG", "ページの表示（m と mm²、または ft と AWG）"),
            {"metric": Text("In metres", "メートル"), "imperial": Text("In feet, AWG", "フィート・AWG")},
        ),
    )
}  # fmt: skip
"""What a query of this question may give, in shown units."""
USUAL: Mapping[str, float | str] = {
    "volts": "100", "speakers": 20.0, "tap": 10.0, "spread": "even",
    "len": 200.0, "mm2": 1.5, "temp": 20.0, "drop": 0.5,
    "units": "metric",
}  # fmt: skip
"""What is taken where a query says nothing."""


@dataclass(frozen=True)
class Asked:
    """A question whole, in shown units."""

    values: Mapping[str, float | str]

    def number(self, key: str) -> float:
        """A number, or the number that an option is, as shown."""
        return float(self.values[key])

    def si(self, key: str) -> float:
        """A number in SI units, but a temperature in °C and a loss in dB."""
        quantity = QUANTITIES[key]
        assert isinstance(quantity, Number)
        return self.number(key) * quantity.si

    @property
    def units(self) -> Units:
        """What the page shows lengths and sizes in."""
        return "imperial" if self.values["units"] == "imperial" else "metric"

    @property
    def speakers(self) -> Speakers:
        """The loudspeakers."""
        spread: Spread = "end" if self.values["spread"] == "end" else "even"
        return Speakers(self.number("volts"), int(self.si("speakers")), self.si("tap"), spread)

    @property
    def bench(self) -> str | None:
        """The bench's query for the same cable with all loudspeakers at its far end, where its ranges go so far."""
        speakers, length, area = self.speakers, self.number("len"), self.number("mm2")
        load = speakers.resistance / speakers.count
        pairs = {
            "preset": "zip-5m", "cable": "pair", "metal": "copper", "wall": plain(1e3 * WALL), "mm2": plain(area),
            "temp": plain(self.number("temp")), "len": plain(length), "load": plain(load), "rs": "0.001",
        }  # fmt: skip
        state, problems = parse(pairs.items())
        return None if problems else state.query

    @property
    def query(self) -> str:
        """The query that asks it again."""
        told = {key: as_text(value) for key, value in self.values.items()}
        return urlencode(told if self.units == "imperial" else {key: told[key] for key in told if key != "units"})


@dataclass(frozen=True)
class Answer:
    """What a line gives its loudspeakers.

    Attributes
    ----------
    delivered, treble : Delivery
        At 1 kHz and at 10 kHz.
    at_end : Delivery
        At 1 kHz, were all loudspeakers at the far end.
    distances : list of float
        Of each loudspeaker from the amplifier [m].
    mm2, awg : float, int or None
        The thinnest size sold that keeps the limit, as metal area [mm²] and as gauge; None where none does.
    """

    delivered: Delivery
    treble: Delivery
    at_end: Delivery
    distances: list[float]
    mm2: float | None
    awg: int | None


def read_line(pairs: Pairs) -> tuple[Asked, list[Problem]]:
    """Read a query: what can be used of it, and what cannot, with reasons."""
    given, problems = given_once(pairs, {*QUANTITIES, "lang"})
    one_of(LANGUAGES, "lang", given, problems)
    values = dict(USUAL)
    for key, quantity in QUANTITIES.items():
        if key not in given:
            continue
        value = read_value(quantity, given[key])
        if isinstance(value, Problem):
            problems.append(value)
        elif key == "speakers" and value != int(value):
            problems.append(Problem(key, given[key], _WHOLE))
        else:
            values[key] = value
    return Asked(values), problems


def solve_line(asked: Asked) -> Answer:
    """Volts, watts and the size that is needed."""
    speakers, length, area, temperature = asked.speakers, asked.si("len"), asked.si("mm2"), asked.si("temp")
    near, treble = (complex(zip_cord_impedance(f, area, WALL, temperature)) for f in (FREQUENCY, TREBLE))
    all_at_end = Speakers(speakers.voltage, speakers.count, speakers.power, "end")
    sold, gauge = (
        least_area(FREQUENCY, length, speakers, asked.si("drop"), wall=WALL, temperature=temperature, areas=areas)
        for areas in (STANDARD_AREAS, GAUGES.values())
    )
    return Answer(
        delivered=deliver(near, length, speakers),
        treble=deliver(treble, length, speakers),
        at_end=deliver(near, length, all_at_end),
        distances=[float(place) for place in speakers.stretches(length).cumsum()],
        mm2=None if sold is None else float(plain(1e6 * sold)),
        awg=next((name for name, area in GAUGES.items() if area == gauge), None),
    )


_WHOLE = Text("Use a whole number of loudspeakers.", "スピーカーの台数は整数にしてください。")
