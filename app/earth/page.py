"""The earth page: its words, its routes, and the live answers to its controls."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from app.common.frame import FRAME_WORDS, fragment, frame_of, language_of_request, problem_words
from app.common.heavy import heavy
from app.common.quantity import Choice, Number
from app.common.query import Problem
from app.common.text import Language, Text, plain, unbroken
from app.earth.answers import Answers
from app.earth.kinds import KINDS, Kind, kind_of
from app.earth.picture import bars, phasors, picture, touch_bars
from app.earth.state import (
    BOX_WORDS,
    DEVICE_KEYS,
    MAX_DEVICES,
    PRESETS,
    QUANTITIES,
    EarthState,
    Entry,
    Fault,
    Shown,
    keys,
    parse,
    read_device,
)
from app.earth.words import NOTHING_READ, fit_words, misfit_words, note_page, tables, verdict
from physics.earth import PROTECTIVE_EARTH_RESISTANCE

__all__ = ["WORDS", "blueprint"]

blueprint = Blueprint("earth", __name__)

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: earth potential", "Cablescope：アース電位"),
    "description": Text(
        "Why the chassis of audio devices stand at different voltages, why they meet once the devices are connected, "
        "and what a ground box adds.",
        "オーディオ機器のシャシーの E電位がなぜ異なり、結線するとなぜ揃い、仮想アースが何を加えるのかを計算します。",
    ),
    "heading": Text("Earth potential", "アース電位（E電位）"),
    "tagline": Text(
        "Is it dangerous to touch, why does a meter show volts there, and what changes it?",
        "シャシーに触れて危険はないか。電圧計が示す電圧はなぜ生じ、何で変わるのか。",
    ),
    "verdict": Text("Is it safe to touch?", "触れても安全か"),
    "still": Text(
        "Without JavaScript the picture and the figures are those of the address; the controls need it.",
        "JavaScript が無効のため、アドレスどおりの図と数値だけを表示しています。操作には JavaScript が必要です。",
    ),
    "safety": Text("Safety first", "安全のために"),
    "why": Text("Why there are volts on a chassis", "シャシーに電圧が現れるわけ"),
    "devices": Text("Devices", "機器"),
    "name": Text("Name", "名前"),
    "line": Text("to line C_H [pF]", "対ライン C_H [pF]"),
    "neutral": Text("to neutral C_N [pF]", "対ニュートラル C_N [pF]"),
    "ground": Text("to earth C_E [pF, or a size]", "対大地 C_E [pF または寸法]"),
    "kind": Text("Kind", "種類"),
    "own": Text("own values", "任意の値"),
    "flip": Text("Plug turned", "プラグ逆"),
    "protective": Text("R [Ω]", "抵抗 [Ω]"),
    "leakage": Text("Leakage [MΩ]", "漏れ [MΩ]"),
    "earthed": Text("Earthed (PE)", "保護接地"),
    "remove": Text("Remove", "削除"),
    "add": Text("Add a device", "機器を追加"),
    "new": Text("Device", "機器"),
    "wires": Text("Wires, such as 1-2,2-3:0.05 (Ω)", "結線（例：1-2,2-3:0.05、単位 Ω）"),
    "stacks": Text("Stacked devices, such as 1-2:100 (pF)", "重ね置き（例：1-2:100、単位 pF）"),
    "wire_chain": Text("Wire all in a chain", "すべて順に結線"),
    "wire_star": Text("Wire all to 1", "すべて1に結線"),
    "wire_none": Text("Remove all wires", "結線をすべて外す"),
    "read": Text("What did your meter read?", "電圧計の指示値から求める"),
    "volts": Text("Volts", "電圧 [V]"),
    "at": Text("At", "測った機器"),
    "to": Text("to", "相手"),
    "with": Text("with", "計器"),
    "unread": Text("Remove this reading", "この指示値を削除"),
    "add_reading": Text("Another reading", "指示値を追加"),
    "find": Text("Find capacitances", "静電容量を求める"),
    "finding": Text("Searching …", "計算中…"),
    "unfound": Text("The server does not answer; try again.", "サーバーから応答がありません。もう一度お試しください。"),
    "yours": Text("Your readings", "入れた指示値"),
    "reading_at": Text("where", "測ったところ"),
    "reading_shown": Text("you read", "指示値"),
    "reading_here": Text("read here", "この値での指示値"),
    "around": Text("Mains, body, meter", "電源・人体・電圧計"),
    "picture": Text("The circuit", "回路"),
    "picture_note": Text(
        "Press a plug to turn it. Press two devices, one after the other, to wire them or to remove their wire.",
        "プラグを押すと逆挿しになります。機器を2台続けて押すと結線され、結線済みなら外れます。",
    ),
    "more": Text("{count} more →", "あと{count}台 →"),
    "picked": Text("{name}: now press the other device.", "{name}：次にもう1台を押してください。"),
    "answers": Text("Answers", "結果"),
    "open": Text("alone", "機器単独"),
    "reading": Text("meter reads", "指示値"),
    "meter": Text("changed by the meter by", "電圧計による変化"),
    "placed": Text("in place, not wired, to earth", "設置後・結線前（対大地）"),
    "wired": Text("wired", "結線後"),
    "wired_reading": Text("meter reads", "指示値"),
    "flipped": Text("plug turned, alone, to earth", "逆挿し・単独（対大地）"),
    "flipped_wired": Text("plug turned, wired, to earth", "逆挿し・結線後（対大地）"),
    "share": Text("share in the common potential", "共通電位への寄与"),
    "potentials": Text("Potentials and readings", "E電位と指示値"),
    "currents": Text("Currents to earth", "大地への電流"),
    "wire_table": Text("Wires", "結線"),
    "short": Text("into a short circuit, alone", "短絡電流・単独"),
    "touch": Text("through a person, alone, its protective earth open", "接触電流・単独（保護接地が切れた場合）"),
    "wired_touch": Text("through a person, wired, protective earth as it is", "接触電流・結線後（保護接地は正常）"),
    "limit": Text("limit of touch current", "接触電流の限度"),
    "wire": Text("Wire", "結線"),
    "current": Text("Current", "電流"),
    "hum": Text("Hum across its resistance", "抵抗に生じるハム電圧"),
    "hum_note": Text(
        "Where the wire is the shield of an unbalanced cable, this hum is in series with the signal.",
        "結線がアンバランスケーブルのシールドであるとき、このハム電圧は信号と直列に入ります。",
    ),
    "touch_bars": Text("Touch current, its plug either way", "接触電流（プラグはどちら向きでも）"),
    "bars": Text("Readings before and after wiring", "結線前後の指示値"),
    "phasors": Text("Phasors", "フェーザ図"),
    "phasors_note": Text(
        "Thin: each device alone. Thick: wired. Dashed: the body. All to earth.",
        "細線：単独、太線：結線後、破線：人体。いずれも大地に対する値。",
    ),
    "note": Text("The earth note's measurement", "資料の測定"),
    "device": Text("device", "機器"),
    "printed": Text("in the note, alone [V]", "資料・単独 [V]"),
    "model": Text("model, alone [V]", "モデル・単独 [V]"),
    "below": Text("below the body's potential", "人体より電位が低い機器"),
    "predicted": Text("predicted when wired [V]", "結線後の予測 [V]"),
    "range": Text("range that fits as well [V]", "同程度に合う範囲 [V]"),
    "together": Text("when wired, fitted to all seven readings [V]", "7つすべてに合わせた場合の結線後 [V]"),
    "error": Text("largest error alone in that fit [%]", "その場合の単独の誤差（最大）[%]"),
    "parameters": Text("Capacitances: fitted, and how far they can go", "静電容量：当てはめた値と、取り得る範囲"),
    "parameter": Text("capacitance", "静電容量"),
    "fitted": Text("fitted [pF]", "当てはめ [pF]"),
    "low": Text("from [pF]", "下限 [pF]"),
    "high": Text("to [pF]", "上限 [pF]"),
    "contact": Text("Contact potential: a DC matter", "接触電位差は直流の話"),
    "metal": Text("material", "材料"),
    "work": Text("work function [eV]", "仕事関数 [eV]"),
    "source": Text("source", "出典"),
    "limits": Text("Limits of touch current", "接触電流の限度"),
    "measured": Text("how it is measured", "測り方"),
    "cannot": Text("What the model cannot do", "このモデルで扱えないこと"),
}
_SPOKEN = ("lost", "busy", "back", "copied", "copy_failed", "new", "picked", "finding", "unfound", "more")


@blueprint.get("/earth")
def page() -> str:
    """The page for the state in the query."""
    language = language_of_request()
    state, problems = parse(request.args.items(multi=True), language)
    found = Answers(state)
    content = _content(found, language)
    return render_template(
        "earth.html",
        problems=[problem_words(problem, language) for problem in problems],
        presets=[(key, name(language)) for key, (name, _) in PRESETS.items()],
        state=state,
        rows=_rows(state),
        numbers=range(1, MAX_DEVICES + 1),
        kinds=[(key, kind.label(language), kind.words(language)) for key, kind in KINDS.items()],
        unread={"device": 1, "volts": "", "against": "earth", "meter": "dmm"},
        readings_typed=[_reading(one) for one in state.readings],
        fit=fit_words(found, language) if _is_met(found) else [],
        leads=[(key, words(language)) for key, words in _LEADS.items()],
        meters=[(key, name(language)) for key, name in _METERS.items()],
        picofarads=_PICOFARADS,
        blank={
            "name": "",
            "line": "300",
            "neutral": "700",
            "ground": "80",
            "flip": False,
            "pe": "",
            "r": "",
            "kind": "",
        },
        controls=[_control(key, state, language) for key in QUANTITIES],
        most=MAX_DEVICES,
        keys=[(key, meaning(language), accepted) for key, meaning, accepted in keys()],
        told={
            "words": {word: (FRAME_WORDS | WORDS)[word](language) for word in _SPOKEN},
            "said": content["verdict"]["headline"],
            "kinds": {key: _kind(kind, language) for key, kind in KINDS.items()},
            "most": MAX_DEVICES,
            "earth": plain(PROTECTIVE_EARTH_RESISTANCE),
        },
        query=state.query,
        **_wiring(state),
        **content,
        **{f"note_{key}": value for key, value in note_page(language).items()},
        **frame_of("earth", WORDS, language),
    )


@blueprint.get("/earth/fit")
@heavy()
def fit() -> Response:
    """What the page's script asks for when readings were typed: values for the boxes, or why there are none."""
    language = language_of_request()
    state, problems = parse(request.args.items(multi=True), language)
    if not state.readings and not problems:
        problems = [Problem("read", "", NOTHING_READ)]
    found = Answers(state)
    if not problems and not found.fit.met:
        problems = [Problem("read", "", misfit_words(found))]
    if problems:
        return jsonify(refusals=[_refusal(problem, language) for problem in problems])
    fitted = state.with_capacitances(found.fit.setup.devices)
    return jsonify(
        rows=[{"line": row["line"], "neutral": row["neutral"], "ground": row["ground"]} for row in _rows(fitted)],
        html=fragment("earth_fit.html", fit=fit_words(found, language)),
    )


@blueprint.get("/earth/answers")
def live() -> Response:
    """What the page's script asks for while something moves: fragments of the page, or why there are none."""
    language = language_of_request()
    state, problems = parse(request.args.items(multi=True), language)
    if problems:
        return jsonify(refusals=[_refusal(problem, language) for problem in problems])
    words = {name: text(language) for name, text in WORDS.items()}
    content = _content(Answers(state), language)
    parts = ("verdict", "plots", "answers")
    told, plots, html = (fragment(f"earth_{part}.html", words=words, **content) for part in parts)
    spoken = content["verdict"]["headline"]
    return jsonify(query=state.query, verdict=told, said=spoken, picture=content["picture"], plots=plots, html=html)


def _content(found: Answers, language: Language) -> dict[str, Any]:
    """What the templates of the answers show of a state: words and pictures of the same numbers."""
    state = found.state
    names = [entry.name for entry in state.devices]
    alone, wired = found.alone.potential, found.wired.potential
    touch = found.touch_current_most
    return tables(found, language) | {
        "verdict": verdict(found, language),
        "picture": picture(state, alone, wired, touch, found.over, language),
        "touch_bars": touch_bars(names, touch, found.touch_limit, language),
        "bars": bars(names, found.before.reading, found.after.reading, language),
        "phasors": phasors(names, alone, wired, found.wired.body_potential, language),
    }


def _refusal(problem: Problem, language: Language) -> dict[str, Any]:
    """A problem for the box that it stands in, in words that speak of that box and not of links."""
    fault = read_device(problem.value) if problem.key in DEVICE_KEYS else None
    told = {
        "key": problem.key,
        "box": problem.key,
        "message": unbroken(problem.message(language)),
        "beside": problem.others,
    }
    if isinstance(fault, Fault) and fault.box:
        told |= {"box": fault.box, "message": unbroken(BOX_WORDS[fault.box](language))}
    return told


def _rows(state: EarthState) -> list[dict[str, Any]]:
    return [_row(entry) for entry in state.devices]


def _reading(one: Shown) -> dict[str, Any]:
    against = str(one.against + 1) if isinstance(one.against, int) else one.against
    return {"device": one.device + 1, "volts": plain(one.volts), "against": against, "meter": one.meter}


def _is_met(found: Answers) -> bool:
    """Whether the values shown give the readings that were typed, as they do where a link comes from here."""
    state = found.state
    return bool(state.readings) and found.readings_met and found.fit.met


def _row(entry: Entry) -> dict[str, Any]:
    fields = dict(zip(("name", "line", "neutral", "ground"), entry.text.split("~"), strict=False))
    resistance = plain(entry.protective) if entry.protective < float("inf") else ""
    leakage = plain(entry.leakage) if entry.leakage < float("inf") else ""
    return fields | {"flip": entry.flipped, "pe": resistance, "r": leakage, "kind": kind_of(entry)}


def _kind(kind: Kind, language: Language) -> dict[str, str]:
    """A kind as its boxes take it, with the words below them."""
    line, neutral, ground = kind.sizes
    boxes = {"line": line, "neutral": neutral, "ground": ground, "pe": plain(kind.protective) if kind.earthed else ""}
    return boxes | {"name": kind.name(language), "words": kind.words(language)}


def _wiring(state: EarthState) -> dict[str, str]:
    return {key: state.pairs.get(key, "") for key in ("w", "s", "read")}


def _control(key: str, state: EarthState, language: Language) -> dict[str, Any]:
    quantity, value = QUANTITIES[key], state.values[key]
    control: dict[str, Any] = {"key": key, "label": quantity.label(language), "help": quantity.help(language)}
    if isinstance(quantity, Choice):
        options = [(option, name(language)) for option, name in quantity.options.items()]
        return control | {"options": options, "value": value}
    assert isinstance(quantity, Number)
    slides = {"body": _PICOFARADS, "bodyh": _PICOFARADS | {"low": -2, "high": 2}, "mains": _VOLTS}.get(key)
    return control | {"value": plain(float(value)), "unit": quantity.unit, "slides": slides}


_LEADS = {"earth": Text("earth", "大地"), "body": Text("the body", "人体")}
_METERS = QUANTITIES["meter"].options if isinstance(QUANTITIES["meter"], Choice) else {}
_PICOFARADS = {"unit": "pF", "low": 0, "high": 4, "step": 0.01}
_VOLTS = {"unit": "V", "low": 10, "high": 500, "step": 1, "linear": True}
"""Sliders: decades, or steps."""
