"""The advice page: what is asked in sentences, the live answers to it, and the tables."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request

from app.advice.cables import Candidate, cables_of, candidates_of, read_prices
from app.advice.limits import LIMITS, NO_DAMPING, Bounds, LimitName, margin
from app.advice.line import LINE_NAME, LINE_START, line_page
from app.advice.solver import GOOD, SIZES, Answer, capacitance_of, flattest, solve
from app.advice.state import KEYS, read_question
from app.advice.tables import Cell, Situation, Table, lookup, situation_of
from app.advice.words import (
    NAMED,
    SPOKEN,
    answer_words,
    bound_words,
    digits,
    figure_words,
    head_words,
    notes_of,
    number_of,
    pieces,
    safe,
    value_words,
)
from app.bench.catalogue import CABLES
from app.bench.measures import summarize
from app.bench.quantities import LOOKS, QUANTITIES, Units
from app.bench.response import opened, problem_of
from app.bench.state import State, parse
from app.bench.units import DIGITS, FOOT, in_units, measured, problem_in, unit_in, words_in
from app.common.frame import FRAME_WORDS, fragment, frame_of, language_of_request, problem_words
from app.common.heavy import heavy
from app.common.quantity import Choice, Number
from app.common.query import Problem, as_text, given_once
from app.common.text import Language, Text, fixed, plain, unbroken
from physics.checks import QuantityError

__all__ = ["WORDS", "blueprint"]

blueprint = Blueprint("advice", __name__)

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: what do I need?", "Cablescope：必要なケーブルは？"),
    "description": Text(
        "How long a cable may be, how thick it must be, and which one will do: "
        "for speakers, line level, guitars and record players.",
        "ケーブルの長さの限度、必要な太さ、使えるケーブルを、"
        "スピーカー・ライン・ギター・レコードプレーヤーについて計算します。",
    ),
    "heading": Text("What do I need?", "必要なケーブルは？"),
    "situation": Text("I connect", "つなぐもの"),
    "question": Text("The question", "使用条件"),
    "sought": Text("What do you want to know?", "何を求めますか？"),
    "limits": Text("What must hold", "守りたい条件"),
    "drag": Text(
        "Drag a number sideways, type it, or use the arrow keys.",
        "数値は左右にドラッグ、入力、または矢印キーで変えられます。",
    ),
    "answer": Text("The answer", "結果"),
    "why": Text("Why", "理由"),
    "limit": Text("limit", "条件"),
    "there": Text("at the answer", "結果の値"),
    "allowed": Text("allowed", "許容値"),
    "alone": Text("this limit alone", "この条件のみの場合"),
    "decides": Text("decides", "決め手"),
    "table": Text("Longest runs", "最長の長さ"),
    "table_binds": Text("What limits it", "何で決まるか"),
    "table_end": Text("no limit up to 300 m", "300 m まで制限なし"),
    "table_none": Text("no length will do, or the wires would touch", "満たす長さなし、または導体が接触"),
    "loading": Text("Computing…", "計算中…"),
    "russell": Text("A well-known table, recomputed", "よく知られた表の検算"),
    "gauge": Text("gauge", "線番"),
    "printed": Text("printed [ft]", "掲載値 [ft]"),
    "ours": Text("ours [ft]", "計算値 [ft]"),
    "ours_metric": Text("ours [m]", "計算値 [m]"),
    "cables": Text("Which cable?", "どのケーブルを使う？"),
    "only_passing": Text("Only those that pass", "条件を満たすものだけ"),
    "use": Text("Sold for", "用途"),
    "all_uses": Text("anything", "すべて"),
    "cable": Text("cable", "ケーブル"),
    "passes": Text("passes", "判定"),
    "yes": Text("yes", "適合"),
    "bend": Text("change of tone [dB]", "音色の変化 [dB]"),
    "loss": Text("loss at 1 kHz [dB]", "1 kHz の損失 [dB]"),
    "damping": Text("damping factor", "ダンピングファクター"),
    "corner": Text("−3 dB at [Hz]", "−3 dB [Hz]"),
    "resonance": Text("resonance [Hz]", "共振 [Hz]"),
    "capacitance": Text("capacitance [pF]", "静電容量 [pF]"),
    "metal": Text("copper [g/m]", "銅 [g/m]"),
    "metal_in_feet": Text("copper [g/ft]", "銅 [g/ft]"),
    "weight": Text("copper, whole run [g]", "銅・全長 [g]"),
    "sureness": Text("sureness and source", "確度と出典"),
    "price": Text("price a metre", "1 m の価格"),
    "price_in_feet": Text("price a foot", "1 ft の価格"),
    "cost": Text("cost", "金額"),
    "share_prices": Text("Put my prices into the link", "価格をリンクに含める"),
    "high": Text("high", "高"),
    "medium": Text("medium", "中"),
    "held": Text("The answer is still for {what}.", "この結果は {what} のときのものです。"),
    "held_without": Text("The answer is still without “{what}”.", "この結果に「{what}」は入っていません。"),
}
SITUATIONS: dict[Situation, Text] = {
    "speaker": Text("Speakers", "スピーカー"),
    "headphones": Text("Headphones", "ヘッドホン"),
    "line": Text("Line level", "ライン"),
    "guitar": Text("A guitar", "ギター"),
    "phono": Text("A record player", "レコードプレーヤー"),
}
STARTS: dict[Situation, dict[str, str]] = {
    "speaker": {
        "preset": "speaker-4m", "cable": "pair", "metal": "copper", "mm2": "2.5", "len": "15",
        "solve": "mm2", "limits": "percent:5,bend:0.5",
    },
    "headphones": {"preset": "headphones-3m", "rs": "1", "solve": "len", "limits": "bend:0.5,damping:8"},
    "line": {"preset": "pin-2m", "len": "10", "solve": "len", "limits": "bend:0.5"},
    "guitar": {"preset": "stratocaster", "solve": "len", "limits": "resonance:3000"},
    "phono": {"preset": "mm-generic", "solve": "ci", "limits": "flat:3"},
}  # fmt: skip
"""What each situation begins with."""
OFFERED: dict[Situation, tuple[LimitName, ...]] = {
    "speaker": ("percent", "damping", "bend", "loss", "loop", "corner"),
    "headphones": ("percent", "damping", "bend", "loss", "loop", "corner"),
    "line": ("bend", "corner", "loss", "loop"),
    "guitar": ("resonance", "bend", "corner", "loss"),
    "phono": ("flat", "resonance", "bend", "corner"),
}
"""Limits that make sense there."""
USUAL: Bounds = {
    "percent": 5, "loop": 0.4, "loss": 0.5, "bend": 0.5, "damping": 20, "corner": 50e3, "resonance": 3e3,
    "flat": 3,
}  # fmt: skip
"""What a limit begins with."""
SPANS: dict[LimitName, tuple[float, float]] = {
    "percent": (0.1, 100), "loop": (0.001, 1e4), "loss": (0.01, 20), "bend": (0.01, 20), "damping": (0.1, 1e4),
    "corner": (1e3, 1e6), "resonance": (500, 20e3), "flat": (0.1, 20),
}  # fmt: skip
"""How far a limit can be dragged."""
SENTENCES: dict[Situation, tuple[Text, ...]] = {
    "speaker": (
        Text("My speakers have {load}.", "スピーカーは {load}。"),
        Text("The cable to them is {len} long.", "ケーブルの長さは片道 {len}。"),
        Text("The amplifier has a damping factor of {df}.", "アンプのダンピングファクターは {df}。"),
    ),
    "headphones": (
        Text("My headphones have {load}.", "ヘッドホンは {load}。"),
        Text("The cable to them is {len} long.", "ケーブルの長さは片道 {len}。"),
        Text("The output that they are plugged into has {rs}.", "接続先の出力インピーダンスは {rs}。"),
    ),
    "line": (
        Text("The output has {rs}, the input {load}.", "出力インピーダンスは {rs}、受け側は {load}。"),
        Text("The cable between them is {len} long.", "ケーブルの長さは {len}。"),
    ),
    "guitar": (
        Text("My pickup has {lp}, {rp} and {cp}.", "ピックアップは {lp}、{rp}、{cp}。"),
        Text("The amplifier's input has {load}.", "アンプの入力は {load}。"),
        Text("The cable is {len} long.", "ケーブルの長さは {len}。"),
    ),
    "phono": (
        Text("My cartridge has {rc} and {lc}.", "カートリッジは {rc}、{lc}。"),
        Text("The phono input has {load} and {ci}.", "フォノ入力は {load}、{ci}。"),
        Text("The cable is {len} long.", "ケーブルの長さは {len}。"),
    ),
}
CABLE_SENTENCES = (
    Text("The cable: {cable}.", "ケーブル：{cable}。"),
    Text("Each conductor has {rdc}.", "導体1本の抵抗は {rdc}。"),
    Text("Its capacitance is {cm}.", "静電容量は {cm}。"),
    Text("Each conductor has {mm2} of metal.", "導体1本の断面積は {mm2}。"),
    Text("Each conductor is {awg}.", "導体は {awg}。"),
    Text("Their centres are {gap} apart.", "線間隔は {gap}。"),
    Text("The shield has a bore of {bore}.", "シールド内径は {bore}。"),
    Text("The metal is at {temp}.", "導体の温度は {temp}。"),
)
CARRIED: Mapping[str, tuple[Text, str | None]] = {
    "runs": (Text("Cables side by side: {runs}.", "並列にするケーブルの本数：{runs}。"), "1"),
    "biwire": (Text("The loudspeaker’s wiring: {biwire}.", "スピーカーの配線：{biwire}。"), "0"),
    "coil": (Text("Coiled, with {coil} m of wire in each metre.", "カールコード（線長は1 m あたり {coil} m）。"), "1"),
    "rcontact": (Text("The contacts at each end have {rcontact}.", "接触抵抗は片端 {rcontact}。"), "0"),
    "rcommon": (Text("Left and right share a return of {rcommon}.", "左右共通の帰路の抵抗は {rcommon}。"), "0"),
    "wall": (Text("The insulation of each wire is {wall} thick.", "各導体の絶縁体の厚さは {wall}。"), None),
}
"""What a question tells only if a link brings it along: its sentence, and the value that a button sets it back to, if
there is one that is usual."""
LIMIT_SENTENCES: dict[LimitName, Text] = {
    "percent": Text(
        "Its resistance, there and back, is at most {bound} of the load.", "往復の抵抗は負荷の {bound} 以下"
    ),
    "loop": Text("Its resistance, there and back, is at most {bound}.", "往復の抵抗は {bound} 以下"),
    "loss": Text("It takes at most {bound} at 1 kHz.", "1 kHz の損失は {bound} 以下"),
    "bend": Text("It changes the tone by at most {bound}.", "音色の変化は {bound} 以下"),
    "damping": Text("It leaves a damping factor of at least {bound}.", "実効ダンピングファクターは {bound} 以上"),
    "corner": Text("The level is down by 3 dB at {bound} or above.", "−3 dB になる周波数は {bound} 以上"),
    "resonance": Text(
        "The resonance of pickup or cartridge stays at {bound} or above.",
        "ピックアップやカートリッジの共振は {bound} 以上",
    ),
    "flat": Text(
        "The level stays within {bound} of that at 1 kHz, 20 Hz to 20 kHz.", "20 Hz〜20 kHz の偏差は {bound} 以内"
    ),
}
RUSSELL = {22: 12, 20: 20, 18: 32, 16: 48, 14: 80, 12: 120, 10: 200}
"""Longest run [ft] into 8 Ω by gauge, as printed by R. Russell, *Speaker Wire: A History* (www.roger-russell.com)."""
PRICE = "price"
PRICE_HELP = Text(
    "what a metre costs, for the page's table of cables: cable:price, separated by commas",
    "1 m あたりの価格（ページのケーブルの表で使用）。ケーブル:価格 をカンマ区切りで",
)
_SHELF: dict[Situation, str] = {
    "speaker": "speaker", "headphones": "", "line": "line", "guitar": "guitar", "phono": "line",
}  # fmt: skip
"""For what the cables of the catalogue are sold that are used there; "" where none is sold for it."""
_TELLING: dict[Situation, LimitName] = {
    "speaker": "damping",
    "headphones": "damping",
    "line": "corner",
    "guitar": "resonance",
    "phono": "resonance",
}
"""Of the figures, the one that tells most of a cable there."""
_UNITS: dict[Units, Text] = {
    "metric": Text("In metres", "メートル"),
    "imperial": Text("In feet, AWG", "フィート・AWG"),
}


class Asked(NamedTuple):
    """A question whole: what the query left open is what the situation begins with."""

    state: State
    solve: str
    limits: Bounds
    prices: dict[str, float]
    price_text: str

    @property
    def query(self) -> str:
        """The shortest query that asks it again, but for the prices."""
        limits = ",".join(f"{name}:{plain(bound)}" for name, bound in self.limits.items())
        return f"{self.state.query}&{urlencode({'solve': self.solve, 'limits': limits}, safe=':,')}"

    @property
    def turned(self) -> tuple[Units, str]:
        """The units that are not shown, and the query that asks the same in them: for a size as it is called there."""
        units: Units = "metric" if self.state.units == "imperial" else "imperial"
        mine, other = ("awg", "mm2") if units == "metric" else ("mm2", "awg")
        solve = other if self.solve == mine else self.solve
        return units, self._replace(state=self.state.with_values(units=units), solve=solve).query


@blueprint.get("/advice")
def page() -> str:
    """The page for the question in the query."""
    language = language_of_request()
    if "volts" in request.args:
        given: Units = "imperial" if request.args.get("units") == "imperial" else "metric"
        return line_page(_situations(None, given, language), WORDS, language)
    pairs = list(request.args.items(multi=True))
    if not [key for key, _ in pairs if key != "lang"]:
        pairs += list(STARTS["speaker"].items())
    asked, problems = _asked(pairs, lenient=True)
    situation, units = situation_of(asked.state), asked.state.units
    other, turned = asked.turned
    content = _content(asked, language)
    return render_template(
        "advice.html",
        problems=[problem_words(problem, language) for problem in problems],
        situations=_situations(situation, units, language),
        other_units=(other, turned, _UNITS[other](language)),
        sentences=[
            (pieces(text(language)), back and _back(*back, language)) for text, back in _told_of(asked.state, situation)
        ],
        fields={key: _field(key, asked.state, language) for key in _keys_of(situation, units)},
        sought=[(key, number_of(key).label(language)) for key in GOOD],
        limits=[_limit(name, asked.limits, language) for name in _offered(situation, asked.limits)],
        russell=_russell() if situation == "speaker" else [],
        uses=[(one, name(language)) for one, name in SITUATIONS.items() if _SHELF[one] == one],
        limit_names=list(LIMITS),
        situation=situation,
        use=_SHELF[situation],
        keys=[
            *((key, meaning(language), accepted) for key, (meaning, accepted) in KEYS.items()),
            (PRICE, PRICE_HELP(language), "…"),
        ],
        told={
            "words": {word: (FRAME_WORDS | WORDS)[word](language) for word in SPOKEN},
            "query": asked.query,
            "drops": {"cable": ["rdc", "lm", "cm"]},
            "price": asked.price_text,
            "unused": content["unused"],
        },
        **content,
        **frame_of("advice", WORDS, language),
    )


@blueprint.get("/advice/answers")
def live() -> Response:
    """What the page's script asks for while a number moves: fragments of the page, or why there are none."""
    language = language_of_request()
    asked, problems = _asked(list(request.args.items(multi=True)), lenient=False)
    if not problems:
        try:
            content = _content(asked, language)
        except QuantityError as error:
            problems = [problem_of(asked.state, error)]
    if problems:
        told = (problem_in(problem, asked.state.units) for problem in problems)
        return jsonify(refusals=[_refusal(problem, language) for problem in told])
    words, language_amp = _words(language), frame_of("advice", {}, language)["language_amp"]
    parts = {
        part: fragment(f"advice_{part}.html", words=words, language_amp=language_amp, **content)
        for part in ("answer", "why", "cables")
    }
    fields = {key: content["shown"][key] for key in _keys_of(situation_of(asked.state), asked.state.units)}
    queries = {"query": asked.query, "turned": asked.turned[1]}
    return jsonify(**queries, fields=fields, unused=content["unused"], rest=content["rest"], **parts)


@blueprint.get("/advice/table")
@heavy()
def table() -> str:
    """The table of longest runs, which takes longer than an answer."""
    language = language_of_request()
    asked, _ = _asked(list(request.args.items(multi=True)), lenient=True)
    units = asked.state.units
    found = lookup(asked.state, asked.limits)
    binding = {cell.binding for row in found.cells for cell in row if cell.binding}
    cells = [cell for row in found.cells for cell in row]
    bare = summarize(asked.state).bare_resonance_hz
    return render_template(
        "advice_table.html",
        words=_words(language),
        caption=_TABLE_CAPTIONS[found.situation](language, unit=unit_in(units, "m").name),
        common=" ".join(_remarks(found, asked.state, bare, language)),
        columns=[head_words(head, bare, units) for head in found.columns],
        rows=[
            (head_words(head, bare, units), [_cell(cell, units, language) for cell in row])
            for head, row in zip(found.rows, found.cells, strict=True)
        ],
        legend=[(name, LIMITS[name].mark, LIMITS[name].label(language)) for name in LIMITS if name in binding],
        has_end=any(cell.length is not None and cell.binding is None for cell in cells),
        has_none=any(cell.length is None for cell in cells),
        query=asked.query,
        language_amp=frame_of("advice", {}, language)["language_amp"],
    )


def _asked(pairs: list[tuple[str, str]], lenient: bool) -> tuple[Asked, list[Problem]]:
    """Read a query with its prices; leniently, what cannot be is left out."""
    priced, twice = given_once([pair for pair in pairs if pair[0] == PRICE], (PRICE,))
    text = priced.get(PRICE, "")
    prices, wrong = read_prices(text)
    question, problems = read_question([pair for pair in pairs if pair[0] != PRICE], opened if lenient else parse)
    state = replace(question.state, language=None)  # links take the language from the page
    start = STARTS[situation_of(state)]
    limits = question.limits or _usual_limits(start)
    return Asked(state, question.solve or "len", limits, prices, text), [*problems, *twice, *wrong]


def _usual_limits(start: dict[str, str]) -> Bounds:
    given = dict(item.split(":") for item in start["limits"].split(","))
    return {name: float(given[name]) for name in LIMITS if name in given}


@heavy()
def _content(asked: Asked, language: Language) -> dict[str, Any]:
    """What the templates of the answers show."""
    answer = solve(asked.state, asked.solve, asked.limits)
    situation, units = situation_of(asked.state), asked.state.units
    found = candidates_of(asked.state, asked.limits, asked.prices)
    here = [one for one in found if _SHELF[situation] in ("", one.cable.use)]
    passing = sum(not one.failed for one in here)
    shown = {
        key: plain(value, 6) if isinstance(value, float) else str(value) for key, value in asked.state.shown.items()
    }
    laid = _laid(asked.state, language)
    told = answer_words(answer, units, language)
    told["of"] += laid
    return {
        "answer": told,
        "notes": [*_capacitance_words(asked, answer, language), *notes_of(answer, language, units)],
        "reasons": [_reason(name, answer, units, language) for name in answer.limits],
        "solved": None if answer.state is None else answer.state.query,
        "query": asked.query,
        "key": asked.solve,
        "shown": shown,
        "unused": [key for key in _keys_of(situation, units) if not asked.state.matters(key)]
        + [f"solve-{key}" for key in GOOD if not asked.state.matters(key)],
        "rest": _rest(asked, language),
        "cables": [_row(one, situation, units, language) for one in found],
        "imperial": units == "imperial",
        "foot": FOOT,
        "counted": _COUNTED(language, n=cables_of(asked.state)) if cables_of(asked.state) > 1 else "",
        "verdict": _verdict(passing, len(here))(
            language,
            passing=passing,
            all=len(here),
            sold=_SOLD[situation](language),
            length=value_words("len", asked.state.si("len"), units),
            laid=laid,
        ),
    }


def _capacitance_words(asked: Asked, answer: Answer, language: Language) -> list[str]:
    """What capacitance a cartridge may see in all, and with which it is flattest; nothing for other sources."""
    found = flattest(asked.state)
    if found is None:
        return []
    words = []
    if answer.key in _CAPACITIVE and answer.state is not None and answer.binding is not None:
        most = value_words("ci", 1e12 * capacitance_of(answer.state), side="low")
        words.append(_IN_ALL(language, most=most))
    flat = {"all": fixed(1e12 * found.capacitance, 0), "ci": plain(found.ci), "flat": fixed(found.flat, 1)}
    length = value_words("len", asked.state.si("len"), asked.state.units)
    return [*words, _FLATTEST(language, length=length, **flat), _NO_CANTILEVER(language)]


def _laid(state: State, language: Language) -> str:
    """How the cables lie, in brackets; nothing of a single one."""
    runs = state.choice("runs")
    told = [_SIDE_BY_SIDE(language, n=runs)] if runs != "1" else []
    told += [_BI_WIRED(language)] if state.is_biwired else []
    return _BRACKETS[language].format(words=_AND[language].join(told)) if told else ""


def _rest(asked: Asked, language: Language) -> str:
    """What the answer rests on besides the sentences: the preset, and what else a link has changed of it."""
    state = asked.state
    told = {*_keys_of(situation_of(state), state.units), *SIZES, "df", "rs", "power"}
    changed = [
        f"{quantity.label(language)} {_value(key, state, language)}".strip()
        for key, quantity in QUANTITIES.items()
        if key in state.pairs
        and key not in told
        and state.matters(key)
        and (quantity.group not in LOOKS or key == "band")
    ]
    words = _REST_BUT if changed else _REST
    preset = words_in(state.preset.name(language), state.units)
    return words(language, preset=preset, changed=_LIST[language].join(changed))


def _value(key: str, state: State, language: Language) -> str:
    quantity = QUANTITIES[key]
    if isinstance(quantity, Choice):
        return quantity.options[state.choice(key)](language)
    return measured(float(state.shown[key]), quantity.unit, state.units).strip() if isinstance(quantity, Number) else ""


def _verdict(passing: int, every: int) -> Text:
    return _ALL_PASS if passing == every else _SOME_PASS if passing else _NONE_PASSES


def _reason(name: LimitName, answer: Answer, units: Units, language: Language) -> dict[str, Any]:
    candidate, figure = answer.candidates[name], answer.figures.get(name)
    return {
        "label": LIMITS[name].label(language),
        "figure": figure_words(name, figure) if answer.figures else "–",
        "bound": bound_words(name, answer.limits[name]),
        "at_least": LIMITS[name].at_least,
        "alone": _alone(answer.key, candidate, units, language),
        "used": plain(100 * min(max(1 - margin(name, answer.limits[name], figure), 0), 1), 3)
        if answer.figures
        else "0",
        "decides": name == answer.binding,
    }


def _alone(key: str, candidate: float | None, units: Units, language: Language) -> str:
    """The value for one limit alone; the end of the range says that it does not matter."""
    if candidate is None:
        return "–"
    number, side = number_of(key), GOOD[key]
    if candidate == (number.maximum if side == "low" else number.minimum):
        return _ANY(language)
    return value_words(key, candidate, units, side)


def _row(one: Candidate, situation: Situation, units: Units, language: Language) -> dict[str, Any]:
    def cell(value: float | None) -> tuple[str, str]:
        """A number to sort by, and its words."""
        return ("", "–") if value is None else (plain(value), digits(value))

    return {
        "id": one.cable.id,
        "name": words_in(one.cable.name(language), units),
        "use": one.cable.use,
        "query": one.state.query,
        "failed": ", ".join(LIMITS[name].label(language) for name in one.failed),
        "numbers": [
            ("bend", *cell(one.figures["bend"])),
            ("loss", *cell(one.figures["loss"])),
            (_TELLING[situation], *cell(one.figures[_TELLING[situation]])),
            ("capacitance", *cell(1e12 * one.capacitance)),
            ("metal", *cell(None if one.metal is None else 1e3 * one.metal / unit_in(units, "m").factor)),
            ("weight", *cell(None if one.weight is None else 1e3 * one.weight)),
        ],
        "sureness": WORDS[one.cable.sureness](language),
        "reference": words_in(one.cable.reference(language), units),
        "price": "" if one.price is None else plain(one.price),
        "cost": ("", "–") if one.cost is None or one.failed else (plain(one.cost), fixed(one.cost, 2)),
    }


def _situations(here: Situation | None, units: Units, language: Language) -> list[tuple[str, str, bool]]:
    """Query and name of what may be connected, and whether it is this: last, and None, the 70 or 100 V line."""
    starts = [
        (urlencode(_start(one, units), safe=":,"), name(language), one == here) for one, name in SITUATIONS.items()
    ]
    line = LINE_START if units == "metric" else f"{LINE_START}&units={units}"
    return [*starts, (line, LINE_NAME(language), here is None)]


def _start(situation: Situation, units: Units) -> dict[str, str]:
    """What a situation begins with, in the units of the reader."""
    start = STARTS[situation]
    if units == "metric":
        return start
    return start | ({"solve": "awg"} if start["solve"] == "mm2" else {}) | {"units": units}


def _sentences(situation: Situation, units: Units) -> list[Text]:
    sizes = {"metric": "{awg}", "imperial": "{mm2}"}
    return [text for text in (*SENTENCES[situation], *CABLE_SENTENCES) if sizes[units] not in text.en]


def _told_of(state: State, situation: Situation) -> list[tuple[Text, tuple[str, str] | None]]:
    """The sentences of a question, each with a key that a button sets back, and to what."""
    told: list[tuple[Text, tuple[str, str] | None]] = [(text, None) for text in _sentences(situation, state.units)]
    for key, (text, usual) in CARRIED.items():
        if state.matters(key) and as_text(state.values[key]) != (usual or "0"):
            told.append((text, None if usual is None else (key, usual)))
    return told


def _back(key: str, usual: str, language: Language) -> dict[str, str]:
    """A button that sets a quantity back to what is usual."""
    quantity = QUANTITIES[key]
    if isinstance(quantity, Choice):
        name = quantity.options[usual](language)
    else:
        name = f"{usual} {number_of(key).unit}".strip()
    return {"key": key, "to": usual, "words": _SET_TO(language, value=name)}


def _keys_of(situation: Situation, units: Units) -> list[str]:
    """Keys of the quantities that sentences are made of, those that are told only if a link brings them included."""
    texts = [*_sentences(situation, units), *(text for text, _ in CARRIED.values())]
    return list(dict.fromkeys(key for text in texts for key in re.findall(r"\{(\w+)\}", text.en)))


def _field(key: str, state: State, language: Language) -> dict[str, Any]:
    quantity = QUANTITIES[key]
    field: dict[str, Any] = {"label": quantity.label(language), "help": quantity.help(language)}
    if isinstance(quantity, Choice):
        options = [(option, words_in(name(language), state.units)) for option, name in quantity.options.items()]
        return field | {"options": options, "value": state.choice(key)}
    metric, number = number_of(key), in_units(number_of(key), state.units)
    assert isinstance(number, Number)
    span = {"low": number.minimum, "high": number.maximum, "log": number.logarithmic, "step": number.step}
    value = plain(float(state.shown[key]), 6)
    if number.unit == metric.unit:
        return field | span | {"unit": number.unit, "value": value}
    factor = unit_in(state.units, metric.unit).factor
    return field | span | {"unit": number.unit, "value": plain(float(value) * factor, DIGITS), "factor": factor}


def _offered(situation: Situation, limits: Bounds) -> list[LimitName]:
    return [*OFFERED[situation], *(name for name in limits if name not in OFFERED[situation])]


def _limit(name: LimitName, limits: Bounds, language: Language) -> dict[str, Any]:
    before, mark, after = re.split(r"\{bound\}(\.?)", LIMIT_SENTENCES[name](language))
    low, high = SPANS[name]
    limit = LIMITS[name]
    return {
        "name": name, "before": before, "mark": mark, "after": after, "on": name in limits, "unit": limit.unit,
        "value": plain(limits.get(name, USUAL[name])), "label": limit.label(language), "help": limit.help(language),
        "low": low, "high": high, "log": True, "step": 0.01,
    }  # fmt: skip


def _cell(cell: Cell, units: Units, language: Language) -> dict[str, Any]:
    length = None if cell.length is None else cell.length * unit_in(units, "m").factor
    return {
        "length": "–" if length is None else digits(safe(length, "low")),
        "binding": cell.binding or ("end" if cell.length is not None else "none"),
        "mark": LIMITS[cell.binding].mark if cell.binding else ("∞" if cell.length is not None else ""),
        "label": LIMITS[cell.binding].label(language) if cell.binding else "",
        "query": cell.state.query,
    }


def _remarks(table: Table, state: State, bare_resonance: float | None, language: Language) -> list[str]:
    cable = _cable_name(table.base, language) + _laid(table.base, language)
    remarks = [_COMMON[table.situation](language, cable=cable)]
    remarks += [_NOT_BI_WIRED(language)] if state.is_biwired else []
    return [*remarks, _PERCENT(language)] if table.situation == "guitar" and bare_resonance else remarks


def _cable_name(state: State, language: Language) -> str:
    cable = QUANTITIES["cable"]
    assert isinstance(cable, Choice)
    return words_in(cable.options[state.cable](language), state.units)


def _russell() -> list[tuple[str, str, str, str]]:
    rows = []
    for gauge, feet in RUSSELL.items():
        pairs = {"cable": "pair", "awg": str(gauge), "metal": "copper", "load": "8"}
        state, _ = opened(pairs.items())
        length = solve(state, "len", {"percent": 5}).value
        assert length is not None
        rows.append((f"AWG {gauge}", str(feet), f"{length / FOOT:.1f}", digits(length)))
    return rows


def _words(language: Language) -> dict[str, str]:
    return {name: text(language) for name, text in (FRAME_WORDS | WORDS).items()}


def _refusal(problem: Problem, language: Language) -> dict[str, Any]:
    """A problem for the box that it stands in, by that box's name."""
    box, name, message = problem.key, "", problem.message
    if problem.key in QUANTITIES:
        name = QUANTITIES[problem.key].label(language)
    elif problem.key == PRICE and problem.others:
        name = f"{WORDS['price'](language)}, {CABLES[problem.others[0]].name(language)}"
    elif problem.key == "limits":
        box = problem.value.partition(":")[0].strip() if "," not in problem.value else ""
        limit = next((one for one in LIMITS if one == box), None)
        if limit is not None and problem.message is not NO_DAMPING:
            name = LIMITS[limit].label(language)
            usual, unit = plain(USUAL[limit]), LIMITS[limit].unit
            message = Text(*(words.format(usual=f"{usual} {unit}".strip()) for words in _BAD_BOUND))
        elif not problem.value:
            message = _NO_BOUND
    told = NAMED(language, name=name, message=message(language)) if name else message(language)
    return {"key": problem.key, "box": box, "name": name, "message": unbroken(told), "beside": problem.others}


_BAD_BOUND = Text(
    "Use a number above 0, with a point for decimals, as in {usual}.",
    "0 より大きい数値を入れてください（小数点はピリオド。例：{usual}）。",
)
_NO_BOUND = Text("Tick at least one limit.", "条件を1つ以上選んでください。")
_SET_TO = Text("Set to {value}", "{value} にする")
_SIDE_BY_SIDE = Text("{n} side by side", "{n} 本並列")
_BI_WIRED = Text("bi-wired", "バイワイヤ")
_AND = {"en": ", ", "ja": "・"}
_LIST = {"en": ", ", "ja": "、"}
_BRACKETS = {"en": " ({words})", "ja": "（{words}）"}
_COUNTED = Text(
    "Copper of the whole run, capacitance and cost count {n} cables; copper per metre is that of one.",
    "銅（全長）・静電容量・金額は {n} 本の合計です。1 m あたりの銅は1本の値です。",
)
_NOT_BI_WIRED = Text(
    "A resistor has no halves to bi-wire: these lengths are for one cable to the whole loudspeaker.",
    "負荷が抵抗のためバイワイヤは考えず、スピーカー全体を1本で駆動したときの長さです。",
)
_REST = Text("All else is as in “{preset}”.", "その他は「{preset}」のとおり。")
_REST_BUT = Text(
    "All else is as in “{preset}”, but for: {changed}.",
    "その他は「{preset}」のとおり。ただし、{changed}。",
)
_TABLE_CAPTIONS: dict[Situation, Text] = {
    "speaker": Text("Longest cable [{unit}] by size and load", "太さと負荷による最長の長さ [{unit}]"),
    "headphones": Text("Longest cable [{unit}] by size and load", "太さと負荷による最長の長さ [{unit}]"),
    "line": Text(
        "Longest cable [{unit}] by output and capacitance", "出力インピーダンスと静電容量による最長の長さ [{unit}]"
    ),
    "guitar": Text(
        "Longest cable [{unit}] by capacitance and the resonance to keep",
        "静電容量と保ちたい共振による最長の長さ [{unit}]",
    ),
    "phono": Text(
        "Longest cable [{unit}] by its capacitance and the L of the cartridge",
        "ケーブルの静電容量とカートリッジの L による最長の長さ [{unit}]",
    ),
}
_COMMON: dict[Situation, Text] = {
    "speaker": Text("{cable}, into resistors; otherwise as above.", "{cable}、負荷は抵抗。ほかは上の条件のとおり。"),
    "headphones": Text("{cable}, into resistors; otherwise as above.", "{cable}、負荷は抵抗。ほかは上の条件のとおり。"),
    "line": Text("{cable}; otherwise as above.", "{cable}。ほかは上の条件のとおり。"),
    "guitar": Text("{cable}; otherwise as above.", "{cable}。ほかは上の条件のとおり。"),
    "phono": Text("{cable}; otherwise as above.", "{cable}。ほかは上の条件のとおり。"),
}
_PERCENT = Text(
    "The percentages are of the resonance without the cable.", "百分率はケーブルなしの共振に対する割合です。"
)
_CAPACITIVE = ("len", "cm", "ci")
_IN_ALL = Text("At most {most} in all, cable and input.", "ケーブルと入力を合わせて {most} まで。")
_FLATTEST = Text(
    "Flattest with {length} of this cable: {all} pF in all, {ci} pF at the input. "
    "The level then stays within {flat} dB of that at 1 kHz, from 20 Hz to 20 kHz.",
    "このケーブル {length} で最も平坦になるのは合計 {all} pF（入力容量 {ci} pF）。"
    "そのとき 20 Hz〜20 kHz のレベルは 1 kHz に対し {flat} dB 以内です。",
)
_NO_CANTILEVER = Text("The cantilever’s own resonance is not in it.", "カンチレバー自体の共振は含みません。")
_ANY = Text("any", "制限なし")
_SOLD: dict[Situation, Text] = {
    "speaker": Text("speaker cables", "スピーカーケーブル"),
    "headphones": Text("cables", "ケーブル"),
    "line": Text("line cables", "ラインケーブル"),
    "guitar": Text("guitar cables", "ギターケーブル"),
    "phono": Text("line cables", "ラインケーブル"),
}
_ALL_PASS = Text(
    "All {all} {sold} of the catalogue pass at {length}{laid}: buy the cheapest that fits your terminals.",
    "長さ {length} では{laid}、カタログの{sold} {all} 本すべてが条件を満たします。端子に合う最も安いもので十分です。",
)
_SOME_PASS = Text(
    "{passing} of the {all} {sold} in the catalogue pass at {length}{laid}.",
    "長さ {length} では{laid}、カタログの{sold} {all} 本のうち {passing} 本が条件を満たします。",
)
_NONE_PASSES = Text(
    "None of the {all} {sold} in the catalogue passes at {length}{laid}: relax a limit, or make the run shorter.",
    "長さ {length} では{laid}、カタログの{sold} {all} 本はいずれも条件を満たしません。"
    "条件を緩めるか、短くしてください。",
)
