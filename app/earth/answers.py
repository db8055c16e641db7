"""What the earth page and its API answer for a state: potentials, readings, currents, in numbers and in words."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from app.common.text import Language, Text, engineering, fixed
from app.earth.picture import bars, phasors, picture
from app.earth.state import NAMES, EarthState, named, note_pairs, parse
from physics import contact, earth, earth_note, safety
from physics.checks import Complex, Real

__all__ = ["Answers", "answers", "columns", "note_page", "shown"]


@dataclass(frozen=True)
class Answers:
    """Every answer for a state; arrays are one value a device, phasors rms."""

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

    def readings(self, solution: earth.Solution) -> earth.Measurement:
        """What the meter makes of a solution."""
        return earth.measure(solution, earth.METERS[str(self.state.values["meter"])], self.state.against)

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
        return np.array([_touch_current(setup.mains, device, self.person) for device in setup.devices])

    @cached_property
    def wired_short_current(self) -> Real:
        """Current of each device as it is into a short to earth [A]."""
        return np.abs(earth.current_to_earth(self.wired))

    @cached_property
    def wired_touch_current(self) -> Real:
        """Current of each device as it is, its protective earth closed, through the model of a person [A]."""
        return np.abs(earth.current_to_earth(self.wired, self.person))

    @property
    def person(self) -> complex:
        """The standards' model of a person [Ω]."""
        return safety.touch_network(self.state.setup.mains.frequency)

    @cached_property
    def over(self) -> list[bool]:
        """Whether each device exceeds its limit, alone or by what is wired to it."""
        most = np.maximum(self.touch_current, self.wired_touch_current)
        return [bool(most[n] > limit_of(device)[1].current) for n, device in enumerate(self.state.setup.devices)]

    @cached_property
    def groups(self) -> list[list[int]]:
        """Devices that wires join."""
        return earth.bonded_groups(self.state.setup)

    @property
    def boxes(self) -> list[int]:
        """Devices without a plug that are wired to another: a ground box, a loudspeaker."""
        linked = {end for first, second, _ in self.state.wires for end in (first, second)}
        return [
            n
            for n, device in enumerate(self.state.setup.devices)
            if n in linked
            and device.line_capacitance == 0 == device.neutral_capacitance
            and np.isinf(device.earth_resistance)
        ]


def _touch_current(mains: earth.Mains, device: earth.Device, network: complex) -> float:
    unearthed = replace(device, earth_resistance=np.inf)
    if not any(unearthed.admittances(mains)):
        return 0.0  # nothing but its earth held it
    alone = earth.solve(earth.Setup(mains, (unearthed,)))
    return float(np.abs(earth.current_to_earth(alone, network))[0])


def limit_of(device: earth.Device) -> tuple[str, safety.CurrentLimit]:
    """The limit of touch current that applies to a device, and its key: class II by two pins, class I by its earth."""
    key = "62368-class-2" if np.isinf(device.earth_resistance) else "62368-class-1"
    return key, safety.CURRENT_LIMITS[key]


def answers(state: EarthState) -> dict[str, Any]:
    """The API's answer: SI units, phasors as re, im and abs, the line's at phase 0."""
    found = Answers(state)
    setup = state.setup
    before, after = found.readings(found.alone), found.readings(found.wired)
    devices = []
    for n, (entry, device) in enumerate(zip(state.devices, setup.devices, strict=True)):
        key, limit = limit_of(device)
        devices.append(
            {
                "name": entry.name,
                "earth_capacitance_f": device.earth_capacitance,
                "alone": _at(found.alone.potential, before, n),
                "in_place": {"potential_v": _phasor(found.placed.potential[n])},
                "connected": _at(found.wired.potential, after, n),
                "flipped_alone": {"potential_v": _phasor(found.flipped_alone[n])},
                "flipped_connected": {"potential_v": _phasor(found.flipped_wired[n])},
                "short_circuit_current_a": float(found.short_current[n]),
                "short_circuit_current_connected_a": float(found.wired_short_current[n]),
                "touch_current_a": float(found.touch_current[n]),
                "touch_current_connected_a": float(found.wired_touch_current[n]),
                "touch_limit_a": limit.current,
                "touch_limit": key,
                "earth_current_a": abs(found.wired.earth_current[n]),
            }
        )
    groups = []
    for group in found.groups:
        members = [setup.devices[n] for n in group]
        total, winner, guess = _winner(setup.mains, members)
        groups.append(
            {
                "devices": [n + 1 for n in group],
                "common_potential_v": _phasor(earth.common_potential(setup.mains, members)),
                "shares": [_phasor(share) for share in total],
                "dominant": group[winner] + 1,
                "lowest_impedance_to_earth": None if guess is None else group[guess] + 1,
            }
        )
    body = found.wired.body_potential
    return {
        "state": state.pairs,
        "devices": devices,
        "body": None if body is None else {"potential_v": _phasor(body)},
        "wires": [
            {
                "from": first + 1,
                "to": second + 1,
                "resistance_ohm": size,
                "current_a": _phasor(found.wired.bond_current[n]),
                "hum_v": _phasor(found.wired.bond_voltage[n]),
            }
            for n, (first, second, size) in enumerate(state.wires)
        ],
        "groups": groups,
        "ground_boxes": [
            {"device": n + 1, "change_v": volts.tolist(), "change_percent": percent.tolist()}
            for n, (volts, percent) in ((n, earth.ground_box_effect(setup, n)) for n in found.boxes)
        ],
        "limits": {
            key: {"current_a": limit.current, "measured": limit.measured, "reference": limit.reference}
            for key, limit in safety.CURRENT_LIMITS.items()
        },
    }


def _winner(mains: earth.Mains, members: list[earth.Device]) -> tuple[Complex, int, int | None]:
    """Shares in the common potential; whose is the largest, and whose the note would guess, if there is one."""
    total, to_earth = earth.shares(mains, members)
    guess = None if np.isnan(to_earth).any() else int(np.argmax(np.abs(to_earth)))
    return total, int(np.argmax(np.abs(total))), guess


def _at(potential: Complex, measurement: earth.Measurement, n: int) -> dict[str, Any]:
    return {
        "potential_v": _phasor(potential[n]),
        "open_v": _phasor(measurement.open_voltage[n]),
        "reading_v": _phasor(measurement.reading[n]),
        "source_impedance_ohm": _phasor(measurement.source_impedance[n]),
    }


def _phasor(value: complex) -> dict[str, float]:
    return {"re": float(np.real(value)), "im": float(np.imag(value)), "abs": float(abs(value))}


def columns(state: EarthState) -> dict[str, list[Any]]:
    """The table of the devices, for a spreadsheet."""
    devices = answers(state)["devices"]
    return {
        "name": [_cell(device["name"]) for device in devices],
        **{
            f"{when}_{what}": [device[when][what]["abs"] for device in devices]
            for when, what in (
                ("alone", "potential_v"), ("alone", "open_v"), ("alone", "reading_v"), ("in_place", "potential_v"),
                ("connected", "potential_v"), ("connected", "open_v"), ("connected", "reading_v"),
                ("flipped_alone", "potential_v"), ("flipped_connected", "potential_v"),
            )
        },
        **{
            name: [device[name] for device in devices]
            for name in (
                "short_circuit_current_a", "short_circuit_current_connected_a", "touch_current_a",
                "touch_current_connected_a", "touch_limit_a", "touch_limit", "earth_current_a",
            )
        },
    }  # fmt: skip


def _cell(name: str) -> str:
    # A spreadsheet would compute what begins like a formula, and a name can come from somebody else's link.
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name


def shown(state: EarthState, language: Language) -> dict[str, Any]:
    """What templates/earth_answers.html shows of a state."""
    found = Answers(state)
    setup = state.setup
    before, after = found.readings(found.alone), found.readings(found.wired)
    names = [entry.name for entry in state.devices]
    share = {
        n: f"{100 * abs(weight):.0f} %" if abs(weight) >= 0.005 else "< 1 %"
        for group in found.groups
        if len(group) > 1
        for n, weight in zip(group, earth.shares(setup.mains, [setup.devices[n] for n in group])[0], strict=True)
    }
    rows = []
    for n, device in enumerate(setup.devices):
        key, limit = limit_of(device)
        rows.append(
            {
                "name": names[n],
                "ground": engineering(device.earth_capacitance, "F"),
                "open": _volts(before.open_voltage[n]),
                "reading": _volts(before.reading[n]),
                "meter": _change(before.reading[n], before.open_voltage[n]),
                "placed": _volts(found.placed.potential[n]),
                "wired": _volts(after.open_voltage[n]),
                "wired_reading": _volts(after.reading[n]),
                "share": share.get(n, "–"),
                "flipped": _volts(found.flipped_alone[n]),
                "flipped_wired": _volts(found.flipped_wired[n]),
                "short": _amperes(found.short_current[n]),
                "touch": _amperes(found.touch_current[n]),
                "wired_touch": _amperes(found.wired_touch_current[n]),
                "limit": f"{engineering(limit.current, 'A', 2)} ({_LIMITS[key](language)})",
                "over": found.over[n],
            }
        )
    wires = [
        (
            f"{names[first]} – {names[second]}",
            engineering(abs(found.wired.bond_current[n]), "A"),
            engineering(abs(found.wired.bond_voltage[n]), "V"),
        )
        for n, (first, second, _) in enumerate(state.wires)
    ]
    body = found.wired.body_potential
    return {
        "answer_rows": rows,
        "wires": wires,
        "comma": _and(language),
        "against": _AGAINST[state.against](language),
        "body": None if body is None else _BODY(language, volts=_volts(body)),
        "sentences": _sentences(found, language),
        "picture": picture(state, found.alone.potential, found.wired.potential, language),
        "bars": bars(names, before.reading, after.reading, language),
        "phasors": phasors(names, found.alone.potential, found.wired.potential, body, language),
    }


def _change(value: complex, of: complex) -> str:
    percent = 100 * (abs(value) / abs(of) - 1) if of else 0.0
    return f"{round(percent)} %".replace("-", "\N{MINUS SIGN}")


def _amperes(value: float) -> str:
    return engineering(float(value), "A") if value >= 1e-12 else "0 A"


def _and(language: Language) -> str:
    return "、" if language == "ja" else ", "


def _volts(value: complex) -> str:
    size = abs(value)
    return engineering(size, "V") if size >= 1e-6 else "0 V"


def _sentences(found: Answers, language: Language) -> list[str]:
    """What joins which, who wins, what a plug and a ground box change."""
    state, setup = found.state, found.state.setup
    names = [entry.name for entry in state.devices]
    lines = []
    for group in found.groups:
        if len(group) < 2:
            continue
        members = [setup.devices[n] for n in group]
        total, winner, guess = _winner(setup.mains, members)
        lines.append(
            _GROUP(
                language,
                names=_and(language).join(names[n] for n in group),
                volts=_volts(earth.common_potential(setup.mains, members)),
                winner=names[group[winner]],
                share=fixed(100 * float(abs(total[winner])), 0),
            )
        )
        if guess is not None:
            agree = _GUESS_RIGHT if winner == guess else _GUESS_WRONG
            lines.append(agree(language, guess=names[group[guess]]))
    for box in found.boxes:
        volts, percent = earth.ground_box_effect(setup, box)
        first = next(n for group in found.groups if box in group for n in group if n != box)
        lines.append(
            _BOX(
                language,
                box=names[box],
                volts=f"{fixed(float(volts[first]), 3)} V",
                percent=fixed(float(percent[first]), 2),
            )
        )
    readings = found.readings(found.alone)
    before, after = readings.open_voltage, readings.reading
    most = _most_changed(before, after)
    if most is not None:
        change = _change(after[most], before[most])
        words = {"name": names[most], "before": _volts(before[most]), "after": _volts(after[most])}
        lines.append(_METER(language, **words, change=change))
    before, after = found.wired.potential, found.flipped_wired
    most = _most_changed(before, after)
    if most is not None:
        lines.append(_FLIP(language, name=names[most], before=_volts(before[most]), after=_volts(after[most])))
    if any(found.over):
        lines.append(_OVER(language))
    return lines


def _most_changed(before: Complex, after: Complex) -> int | None:
    """Whose magnitude changes most, or None if none changes in the digits shown."""
    changed = [n for n in range(len(before)) if _volts(before[n]) != _volts(after[n])]
    return max(changed, key=lambda n: abs(abs(after[n]) - abs(before[n])), default=None)


def note_page(language: Language) -> dict[str, Any]:
    """The note's readings beside the model's, and how little they fix it; work functions."""
    case = earth_note.note_case()
    alone, _ = earth_note.note_readings(case.fitted)
    cases = []
    for below in earth_note.CASES:
        one = earth_note.note_case(below)
        together = abs(earth_note.note_readings(one.refitted)[1])
        errors = np.abs(earth_note.note_readings(one.refitted)[0]) / np.array(list(earth_note.ALONE.values())) - 1
        low, high = one.predicted_range
        cases.append(
            {
                "below": _and(language).join(NAMES[name](language) for name in below) or _NEITHER(language),
                "state": _note_link(one.fitted, language),
                "together_state": _note_link(one.refitted, language),
                "predicted": fixed(one.predicted, 2),
                "range": f"{fixed(low, 2)} – {fixed(high, 2)}",
                "together": fixed(float(together), 2),
                "error": fixed(100 * float(np.max(np.abs(errors))), 1),
            }
        )
    parameters = []
    for n, label in enumerate(earth_note.PARAMETERS):
        name, _, end = label.rpartition(" ")
        what = f"{NAMES[name](language) if name in NAMES else _BODY_NAME(language)}, {_ENDS[end](language)}"
        sizes = (case.fitted[n], case.low[n], case.high[n])
        parameters.append((what, *(f"{size * 1e12:.3g}" for size in sizes)))
    loop = contact.chain_potential([4.65, 4.5, 4.7, 4.65])
    return {
        "readings": [
            (NAMES[name](language), fixed(printed, 2), fixed(float(abs(alone[n])), 2))
            for n, (name, printed) in enumerate(earth_note.ALONE.items())
        ],
        "bonded": fixed(earth_note.BONDED, 1),
        "cases": cases,
        "parameters": parameters,
        "work": [
            (_METALS[key](language), f"{function.low:.2f} – {function.high:.2f}", function.reference)
            for key, function in contact.WORK_FUNCTIONS.items()
        ],
        "loop": fixed(loop, 1),
        "limits": [
            (engineering(limit.current, "A", 2), _MEASURED[key](language), limit.reference)
            for key, limit in safety.CURRENT_LIMITS.items()
        ],
    }


def _note_link(capacitances: Real, language: Language) -> str:
    """Query of the note's setup with other capacitances [F]."""
    return parse(named(note_pairs(capacitances), language).items(), language)[0].query


_AGAINST = {"body": Text("to the body", "対人体アース"), "earth": Text("to true earth", "対大地アース")}
_NEITHER = Text("neither", "なし")
_BODY_NAME = Text("Body", "人体")
_BODY = Text("The body itself is at {volts} to earth.", "人体自身は大地に対して {volts}。")
_ENDS = {
    "line": Text("to line C_H", "対ライン C_H"),
    "neutral": Text("to neutral C_N", "対ニュートラル C_N"),
    "earth": Text("to earth C_E", "対大地 C_E"),
}
_GROUP = Text(
    "Wired together, {names} meet at {volts}. {winner} counts most, with {share} % of the whole admittance.",
    "結線された {names} の E電位は {volts} に平準化されます。"
    "もっとも影響が大きいのは {winner}（全アドミタンスの {share}%）。",
)
_GUESS_RIGHT = Text(
    "The earth note expects the device with the lowest impedance to earth to count most; that, too, is {guess}.",
    "資料の推測（大地アースに対して最も低いインピーダンスの機器）も同じ機器 {guess} になります。",
)
_GUESS_WRONG = Text(
    "The earth note expects the device with the lowest impedance to earth to count most, which would be {guess}. "
    "But what ties a chassis to line and neutral holds it as firmly as what ties it to earth.",
    "資料の推測（大地アースに対して最も低いインピーダンスの機器）では {guess} になりますが、"
    "ラインやニュートラルに対する静電容量も、大地に対するものと同じだけシャシーの電位を引き寄せます。",
)
_BOX = Text(
    "{box} changes the potential of what it is wired to by {volts} ({percent} %).",
    "{box} による、結線先の電位の変化は {volts}（{percent}%）。",
)
_METER = Text(
    "The meter itself changes {name} most: alone, from {before} without the meter to {after} with it ({change}).",
    "電圧計自体の影響がもっとも大きいのは {name}：単独で、つながなければ {before}、つなぐと {after}（{change}）。",
)
_FLIP = Text(
    "Turning the plug of {name} changes its potential to earth from {before} to {after}.",
    "{name} の電源プラグを逆に挿すと、大地に対する電位は {before} から {after} になります。",
)
_OVER = Text(
    "At least one device exceeds the limit of touch current. "
    "Have it checked, and do not touch it and earthed metal at the same time.",
    "接触電流の限度を超える機器があります。点検を受け、接地された金属と同時に触れないでください。",
)
_LIMITS = {
    "62368-class-2": Text("IEC 62368-1, no protective earth", "IEC 62368-1・保護接地なし"),
    "62368-class-1": Text("IEC 62368-1, protective earth open", "IEC 62368-1・保護接地を開いて"),
}
_CLASS_2 = Text(
    "touchable part without protective earth, to earth, through the network of IEC 60990, figure 4",
    "保護接地のない可触部と大地の間、IEC 60990 図4の回路網",
)
_MEASURED = {
    "perception": Text("through a person: threshold of perception", "人体通過：感知の閾値"),
    "let-go": Text("through a person: everybody can still let go", "人体通過：誰でも離脱できる限度"),
    "60950-class-2": _CLASS_2,
    "60950-class-1": Text(
        "earth terminal with its conductor open, to earth, through the network of IEC 60990, figure 4",
        "保護導体を開いた接地端子と大地の間、IEC 60990 図4の回路網",
    ),
    "60065": Text(
        "touchable part, to earth, through the network of IEC 60990, figure 4",
        "可触部と大地の間、IEC 60990 図4の回路網",
    ),
    "62368-class-2": _CLASS_2,
    "62368-class-1": Text(
        "earthed part with its conductor open, to earth, through the network of IEC 60990, figure 5",
        "保護導体を開いた接地可触部と大地の間、IEC 60990 図5の回路網",
    ),
    "japan": Text("touchable surface, to earth, through 1 kΩ", "可触面と大地の間、1kΩ"),
}
_METALS = {
    "copper": Text("Copper", "銅"),
    "silver": Text("Silver", "銀"),
    "gold": Text("Gold", "金"),
    "aluminium": Text("Aluminium", "アルミ"),
    "iron": Text("Iron, steel", "鉄・鋼"),
    "nickel": Text("Nickel", "ニッケル"),
    "zinc": Text("Zinc", "亜鉛"),
    "tin": Text("Tin", "スズ"),
    "carbon": Text("Carbon, graphite", "炭素・黒鉛"),
}
