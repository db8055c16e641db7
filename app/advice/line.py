"""The advice page's question on 70 and 100 V lines: its sentences, its live answer in words, and its API."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from app.advice.distribution import QUANTITIES, Asked, read_line, solve_line
from app.advice.words import NAMED, SPOKEN, digits, pieces
from app.bench.quantities import Units
from app.bench.units import DIGITS, in_units, unit_in, words_in
from app.common.answers import RefusedError, refused
from app.common.frame import FRAME_WORDS, fragment, frame_of, language_of_request, problem_words
from app.common.heavy import heavy
from app.common.quantity import Choice, Number
from app.common.query import Problem, read_value
from app.common.settings import root
from app.common.text import Language, Text, fixed, plain, unbroken
from physics.distribution import GAUGES

__all__ = ["LINE_NAME", "LINE_START", "LINE_WORDS", "blueprint", "line_page"]

blueprint = Blueprint("advice-line", __name__)
blueprint.register_error_handler(RefusedError, refused)

LINE_NAME = Text("A 70 or 100 V line", "70/100 V ライン")
LINE_START = "volts=100"
LINE_WORDS: dict[str, Text] = {
    "line_intro": Text(
        "Many loudspeakers on one line, each behind a transformer: what arrives at the last of them, "
        "what the cable keeps for itself, and which size is enough?",
        "1本のラインにトランス付きスピーカーを何台もつなぐとき、末端に届く電圧、ケーブルの損失、必要な太さは？",
    ),
    "each": Text("At each loudspeaker", "各スピーカーでは"),
    "which": Text("loudspeaker", "スピーカー"),
    "distance": Text("distance", "距離"),
    "volt": Text("voltage [V]", "電圧 [V]"),
    "watt": Text("power [W]", "電力 [W]"),
    "level": Text("level [dB]", "レベル [dB]"),
    "line_how": Text(
        "Each loudspeaker is taken as the resistance V²/P of its tap, "
        "and the ladder of cable and loudspeakers is solved exactly, "
        "with the cable’s resistance at its temperature and its inductance. "
        "The cable is a zip cord of copper with 0.8 mm of insulation. Its capacitance, "
        "and what the transformers lose, are left out. Sources: D. Bohn, RaneNote 136, 1997; W. H. Kersting, "
        "Distribution System Modeling and Analysis, 2002.",
        "各スピーカーをタップの抵抗 V²/P とみなし、ケーブルとスピーカーのはしご形回路を、"
        "温度に応じた抵抗とインダクタンスを含めて厳密に解きます。ケーブルは絶縁体の厚さ 0.8 mm の銅の平行線。"
        "静電容量とトランスの損失は含みません。出典：D. Bohn, RaneNote 136, 1997、W. H. Kersting, "
        "Distribution System Modeling and Analysis, 2002。",
    ),
    "line_api": Text("The API takes the same keys:", "API は同じキーを受け取ります："),
    "bench_end": Text("All at the end, in the bench", "すべて末端とした場合をシミュレーターで開く"),
}
SENTENCES = (
    Text("The amplifier feeds a line of {volts}.", "アンプの出力は {volts} ライン。"),
    Text(
        "On it are {speakers} loudspeakers, each tapped at {tap}, {spread}.",
        "スピーカーは {speakers} 台、タップは各 {tap}、配置は {spread}。",
    ),
    Text("The last of them is {len} away.", "末端までの距離は {len}。"),
    Text("Each conductor has {mm2} of copper, at {temp}.", "導体1本の断面積は {mm2}（銅、{temp}）。"),
    Text("The last loudspeaker may lose {drop} at 1 kHz.", "末端で許す 1 kHz の損失は {drop}。"),
)


def line_page(situations: Sequence[tuple[str, str, bool]], words: Mapping[str, Text], language: Language) -> str:
    """The page for the question in the query, with the advice page's own words; what cannot be used is named."""
    asked, problems = read_line(request.args.items(multi=True))
    return render_template(
        "advice_line.html",
        problems=[problem_words(problem, language) for problem in problems],
        situations=situations,
        sentences=[pieces(text(language)) for text in SENTENCES],
        other_units=_other_units(asked, language),
        fields={key: _field(key, asked, language) for key in QUANTITIES},
        keys=[(key, one.help(language)) for key, one in QUANTITIES.items()],
        told={
            "words": {word: {**FRAME_WORDS, **words}[word](language) for word in SPOKEN},
            "query": asked.query,
            "units": asked.units,
        },
        **_content(asked, language),
        **frame_of("advice", {**words, **LINE_WORDS}, language),
    )


def _other_units(asked: Asked, language: Language) -> tuple[Units, str, str]:
    """The units that are not shown: their name in links, the same question in them, and the words of a button."""
    other: Units = "metric" if asked.units == "imperial" else "imperial"
    choice = QUANTITIES["units"]
    assert isinstance(choice, Choice)
    return other, replace(asked, values={**asked.values, "units": other}).query, choice.options[other](language)


@blueprint.get("/advice/line")
def live() -> Response:
    """What the page's script asks for while a number moves: the answer as HTML, or why there is none."""
    language = language_of_request()
    asked, problems = read_line(request.args.items(multi=True))
    if problems:
        return jsonify(refusals=[_refusal(_in_units(one, asked.units), language) for one in problems])
    frame = frame_of("advice", LINE_WORDS, language)
    return jsonify(query=asked.query, html=fragment("advice_line_answer.html", **_content(asked, language), **frame))


@blueprint.get("/api/v1/advice/line")
@heavy()
def line_json() -> Response:
    """What a 70 or 100 V line gives its loudspeakers, and the size that is needed."""
    asked, problems = read_line(request.args.items(multi=True))
    if problems:
        raise RefusedError(problems[0])
    answer = solve_line(asked)
    here, bench = answer.delivered, asked.bench
    return jsonify(
        state=dict(asked.values),
        loudspeakers=[
            {"distance_m": place, "voltage_v": volts, "power_w": watts, "level_db": level}
            for place, volts, watts, level in zip(
                answer.distances, here.voltage.tolist(), here.power.tolist(), here.level.tolist(), strict=True
            )
        ],
        last_voltage_v=float(here.voltage[-1]),
        last_power_w=float(here.power[-1]),
        loss_db=float(here.level[-1]),
        loss_10k_db=float(answer.treble.level[-1]),
        loss_all_at_end_db=float(answer.at_end.level[-1]),
        cable_power_w=here.heat,
        cable_power_all_at_end_w=answer.at_end.heat,
        nearest_standard={"awg": answer.awg, "mm2": answer.mm2},
        link=None if bench is None else f"{root()}/?{bench}",
    )


def _refusal(problem: Problem, language: Language) -> dict[str, str]:
    """A problem for the box that it stands in, by that box's name."""
    quantity = QUANTITIES.get(problem.key)
    name, message = quantity.label(language) if quantity else "", problem.message(language)
    told = NAMED(language, name=name, message=message) if name else message
    return {"key": problem.key, "box": problem.key, "name": name, "message": unbroken(told)}


def _in_units(problem: Problem, units: Units) -> Problem:
    """A problem with a number, told with the range that its box has."""
    quantity = QUANTITIES.get(problem.key)
    if not isinstance(quantity, Number):
        return problem
    told = read_value(quantity, problem.value, in_units(quantity, units))
    return told if isinstance(told, Problem) else problem


@heavy()
def _content(asked: Asked, language: Language) -> dict[str, Any]:
    """What the templates of the answer show."""
    answer = solve_line(asked)
    here = answer.delivered
    meets = -here.level[-1] <= asked.number("drop")
    told = {
        "size": _size_words(asked.number("mm2"), asked.units),
        "volts": plain(asked.number("volts")),
        "tap": plain(asked.number("tap")),
        "last": digits(float(here.voltage[-1])),
        "watts": digits(float(here.power[-1])),
        "loss": _decibels(here.level[-1]),
        "treble": _decibels(answer.treble.level[-1]),
        "heat": digits(here.heat),
        "end_loss": _decibels(answer.at_end.level[-1]),
        "end_heat": digits(answer.at_end.heat),
        "drop": plain(asked.number("drop")),
    }
    sizes = [] if answer.mm2 is None else [f"{plain(answer.mm2)}\N{NO-BREAK SPACE}mm²"]
    sizes += [] if answer.awg is None else [f"AWG\N{NO-BREAK SPACE}{answer.awg}"]
    foot = unit_in(asked.units, "m")
    spread = _SPREAD(language, **told) if asked.values["spread"] == "even" and len(answer.distances) > 1 else ""
    return {
        "large": " / ".join(reversed(sizes) if asked.units == "imperial" else sizes) or _NO_SIZE(language, **told),
        "of": _LEAST(language),
        "lines": [
            line for line in ((_MEETS if meets else _FAILS)(language, **told), _LAST(language, **told), spread) if line
        ],
        "rows": [
            (n, digits(place * foot.factor), digits(volts), digits(watts), _decibels(level))
            for n, (place, volts, watts, level) in enumerate(
                zip(answer.distances, here.voltage.tolist(), here.power.tolist(), here.level.tolist(), strict=True),
                1,
            )
        ],
        "bench": asked.bench,
        "query": asked.query,
        "foot": foot.name,
    }


def _size_words(area: float, units: Units) -> str:
    """A metal area [mm²]; where gauges are usual, that of the size sold with this area, if it is one."""
    sold = [gauge for gauge, size in GAUGES.items() if math.isclose(1e6 * size, area, rel_tol=1e-3)]
    return f"AWG {sold[0]}" if sold and units == "imperial" else words_in(f"{plain(area)} mm²", units)


def _decibels(level: float) -> str:
    return fixed(-level, 2)


def _field(key: str, asked: Asked, language: Language) -> dict[str, Any]:
    quantity = QUANTITIES[key]
    field: dict[str, Any] = {"label": quantity.label(language), "help": quantity.help(language)}
    if not isinstance(quantity, Number):
        options = [(option, name(language)) for option, name in quantity.options.items()]
        return field | {"options": options, "value": asked.values[key]}
    if key == "mm2" and asked.units == "imperial":
        area = plain(asked.number(key))
        sizes = {plain(1e6 * size, DIGITS): f"AWG {gauge}" for gauge, size in GAUGES.items()}
        return field | {"options": list(({area: _size_words(float(area), "imperial")} | sizes).items()), "value": area}
    shown, factor = in_units(quantity, asked.units), unit_in(asked.units, quantity.unit).factor
    assert isinstance(shown, Number)
    converted = {} if factor == 1 else {"factor": factor}
    rounded = float(plain(asked.number(key) * factor, DIGITS if converted else 6))
    return field | converted | {
        "low": shown.minimum, "high": shown.maximum, "step": shown.step, "log": shown.logarithmic, "unit": shown.unit,
        "value": plain(shown.kept(rounded)),  # what is shown may be typed
    }  # fmt: skip


_LEAST = Text("Thinnest size sold that is enough:", "足りる最小の市販サイズ：")
_NO_SIZE = Text("none up to 120 mm² keeps within {drop} dB", "120 mm² までに {drop} dB 以内のものはありません")
_MEETS = Text(
    "{size} is enough: the last loudspeaker loses {loss} dB, of {drop} dB allowed.",
    "{size} で足ります。末端の損失は {loss} dB（許容 {drop} dB）。",
)
_FAILS = Text(
    "{size} is too thin: the last loudspeaker loses {loss} dB, more than {drop} dB.",
    "{size} では細すぎます。末端の損失は {loss} dB で、{drop} dB を超えます。",
)
_LAST = Text(
    "It gets {last} V of {volts} V and {watts} W of its {tap} W; at 10 kHz it loses {treble} dB. "
    "The cable turns {heat} W into heat.",
    "届くのは {volts} V のうち {last} V、{tap} W のうち {watts} W。10 kHz での損失は {treble} dB。"
    "ケーブルで熱になるのは {heat} W。",
)
_SPREAD = Text(
    "With all of them at the far end it would be {end_loss} dB and {end_heat} W: spread evenly, "
    "many loudspeakers lose about half the decibels and a third of the watts.",
    "すべて末端なら {end_loss} dB、{end_heat} W。台数が多ければ、等間隔に置いたときの損失は dB で約半分、"
    "電力で約3分の1です。",
)
