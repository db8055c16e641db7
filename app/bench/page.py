"""The bench as a page: what Dash draws of it, and the frame around that."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from dash import dcc, html

from app.bench.catalogue import CABLES, PICKUP_VALUES
from app.bench.exports import EXPORTS
from app.bench.measures import TABLE_FREQUENCIES
from app.bench.presets import CROSSOVERS, GROUPS, PRESETS
from app.bench.quantities import ALTERNATIVES, QUANTITIES, Group, Units
from app.bench.redraw import STEP, Redraw, needed, on_page, redraw, unpacked
from app.bench.reference import PARAMETERS
from app.bench.response import curve_frequencies
from app.bench.saved import HEAD, MAX_SAVED, SAVED_TOO_LONG
from app.bench.state import LONGEST_NAME, NOT_HELD, PINS, State
from app.bench.units import in_units, unit_in, words_in
from app.bench.views import VIEWS
from app.bench.words import HEADLINES, MEASURED, RESIDUAL, TABLE_ROWS, THRESHOLDS
from app.common.figures import MAX_TRACES, attenuation_figure, line_figure, phase_figure
from app.common.frame import FRAME_WORDS, problem_words
from app.common.quantity import Choice, NamedNumbers, Number, Numbers, Quantity, Upload
from app.common.query import Problem
from app.common.text import Language, Text, engineering, plain
from app.files.reader import MAX_BYTES, TOO_LONG
from physics.hearing import place_on_scale
from physics.materials import INSULATIONS
from physics.pickups import measured_pickups

__all__ = ["WORDS", "feet_told", "frame", "link_keys", "numbers_told", "page"]

Component = Any

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: what an audio cable does", "Cablescope：オーディオケーブルの伝送特性"),
    "tagline": Text(
        "Drag a slider and see what a cable does to the signal.",
        "スライダーを動かすと、ケーブルが信号に与える影響がその場で見えます。",
    ),
    "description": Text(
        "Attenuation and phase of speaker, line and guitar cables, live. "
        "Drag length, spacing or damping factor, and see what changes and whether you would hear it.",
        "スピーカーケーブル、ピンケーブル、ギターケーブルの減衰率と位相を、"
        "長さ・線間隔・ダンピングファクターを動かしながらその場で確かめられます。",
    ),
    "loading": Text("Loading…", "読み込み中…"),
    "advice": Text("How long may it be, how thick must it be?", "どこまで長くできる？どれだけの太さが必要？"),
    "still": Text(
        "Without JavaScript this page shows one state: its curve, verdict and figures, but no controls. "
        "The address decides which.",
        "JavaScript が無効なため、アドレスで指定された状態のグラフ・判定・数値だけを表示しています。",
    ),
    "skip": Text("Skip to the curves", "グラフへ移動"),
    "reset": Text("Reset to preset", "プリセットに戻す"),
    "undo": Text("Undo", "元に戻す"),
    "redo": Text("Redo", "やり直す"),
    "to_preset": Text("Back to the preset's value", "プリセットの値に戻す"),
    "stops": Text("The slider stops here. {why}", "スライダーはここまでです。{why}"),
    "kept_at": Text("{why} Still drawn with {value}.", "{why}図は {value} のままです。"),
    "unzoom": Text("Reset zoom", "拡大を解除"),
    "controls": Text("Controls", "操作部"),
    "source": Text("Source", "送り側"),
    "cable": Text("Cable", "ケーブル"),
    "size": Text("More: insulation, metal, strands, wiring", "詳細：絶縁体・金属・素線・結線"),
    "output": Text("More: coils, capacitors, pots", "詳細：コイル・コンデンサー・ポット"),
    "unit": Text("The loudspeaker's values", "スピーカーの定数"),
    "size_by": Text("Conductor size by", "導体の太さの指定"),
    "field": Text("Picture of the current", "電流分布の図"),
    "insulation": Text("Fill in from an insulation", "絶縁体から入力"),
    "pickup": Text("Fill in from a measured pickup", "実測のピックアップから入力"),
    "pickup_off": Text(
        "Measured by strayr (CC0); how far the fit is off with 200 kΩ and 470 pF, which it has not seen",
        "strayr の実測（CC0）。当てはめに使っていない 200 kΩ ∥ 470 pF での差（実効値）",
    ),
    "pickup_fit": Text("Or fit it to your own measurement", "または自分の実測から求める"),
    "pickup_choose": Text("Choose its response…", "特性のファイルを選ぶ…"),
    "pickup_take": Text("Take over", "この値を使う"),
    "pickup_integrated": Text("its rise of 20 dB a decade is taken off already", "20 dB/decade の上昇を補正済み"),
    "pickup_rp": Text("DC resistance, kΩ", "直流抵抗 kΩ"),
    "pickup_lp": Text("L if known, H", "L（わかれば）H"),
    "pickup_cp": Text("C if known, pF", "C（わかれば）pF"),
    "pickup_losses": Text("Losses as", "損失のモデル"),
    "pickup_semi": Text("semi-inductor (eddy currents)", "半インダクタンス（渦電流）"),
    "pickup_resistor": Text("resistor", "抵抗"),
    "pickup_rtest": Text("Test load, kΩ", "測定時の負荷 kΩ"),
    "pickup_ctest": Text("and pF", "容量 pF"),
    "pickup_fres": Text("Peaks at, Hz", "共振周波数 Hz"),
    "pickup_cres": Text("with nF across it", "そのとき並列にした nF"),
    "drop_pickup": Text("Let go: the pickup is fitted to it.", "放すと、ピックアップの値を求めます。"),
    "load": Text("Load", "負荷"),
    "circuit": Text("Calculation", "計算方法"),
    "display": Text("View", "表示"),
    "attenuation": Text("Attenuation against frequency", "減衰率の周波数特性"),
    "phase": Text("Phase lag against frequency", "位相の遅れの周波数特性"),
    "network": Text("Crossover and other drivers", "ネットワークと中高域ユニット"),
    "choose_file": Text("Choose a file…", "ファイルを選ぶ…"),
    "remove_file": Text("Remove", "取り除く"),
    "tolerances": Text("Where these tolerances come from", "公差の根拠"),
    "fit": Text("Fit its level", "レベルを合わせる"),
    "measured": MEASURED,
    "residual": RESIDUAL,
    "drop_note": Text(
        "Drop a .frd, .txt or .csv file on the graph to compare your own measurement: at most 1 MB and 20,000 rows. "
        "It goes to this server only, and is not kept there; the link carries the curve.",
        ".frd、.txt、.csv のファイル（1 MB・20,000行まで）をグラフにドロップすると、手元の実測値と比べられます。"
        "ファイルはこのサーバーにだけ送られ、保存されません。曲線はリンクに収められます。",
    ),
    "drop_frd": Text("Let go: it is drawn beside the curve.", "放すと、実測値としてグラフに重ねます。"),
    "drop_zma": Text("Let go: it becomes the load.", "放すと、負荷のインピーダンスになります。"),
    "reading": Text("Reading…", "読み込み中…"),
    "upload_failed": Text(
        "The file was not read, because the server could not be reached. Please try again.",
        "サーバーに接続できず、ファイルを読み込めませんでした。もう一度お試しください。",
    ),
    "take_away": Text("Export", "書き出し"),
    "png": Text("Picture, PNG", "図（PNG）"),
    "copy_as": Text("Copy as…", "形式を選んでコピー"),
    "no_frame": Text(
        "No frame (iframe): this server lets no other page show the graph.",
        "埋め込み（iframe）は、このサーバーでは許可されていません。",
    ),
    "copied_as": Text("Copied: {format}", "コピーしました：{format}"),
    "copy_refused": Text("The browser did not allow copying", "ブラウザーがコピーを許可しませんでした"),
    "copy_lost": Text("Not copied: the server could not be reached", "サーバーに接続できず、コピーできませんでした"),
    "save_state": Text("Save this state as a file", "この状態をファイルに保存"),
    "open_state": Text("Open a saved state…", "保存した状態を開く…"),
    "saved_note": Text(
        "A saved state (.cablescope.json) holds what the link does: values, pins, tolerances, measured curves. "
        "It can be dropped anywhere on this page; Undo brings back what was there.",
        "保存した状態（.cablescope.json）にはリンクと同じ内容（設定値、ピン、公差、実測曲線）が入ります。"
        "このページにドロップしても開けます。「元に戻す」で前の状態に戻ります。",
    ),
    "opened_file": Text("Opened. Undo brings back what was there.", "開きました。「元に戻す」で前の状態に戻ります。"),
    "opened_part": Text(
        "Opened, but for what is named at the top of the page. Undo brings back what was there.",
        "一部を除いて開きました。使用できなかったものはページの先頭にあります。「元に戻す」で前の状態に戻ります。",
    ),
    "drop_state": Text("Let go: this saved state is opened.", "放すと、保存した状態を開きます。"),
    "left_out_file": Text("Some of the file could not be used:", "ファイルの一部は使用できませんでした："),
    "sheet": Text("Sheet to print, A4", "印刷用シート（A4）"),
    "frequency": Text("Frequency", "周波数"),
    "section": Text("Current density in the cross-section of the cable", "ケーブル断面の電流密度"),
    "skin_depth": Text("skin depth", "表皮深さ"),
    "not_to_scale": Text("(distance not to scale)", "（間隔は縮尺外）"),
    "of_dc": Text("× DC", "×直流"),
    "play": Text("Play one cycle after another", "1周期を繰り返し再生"),
    "pause": Text("Stop here", "ここで止める"),
    "moment": Text("phase", "位相"),
    "schematic": Text("Equivalent circuit", "等価回路"),
    "headlines": Text("Key figures", "主な数値"),
    "table_note": Text(
        "Skin effect, L–R and C–R: what each alone changes, against the same cable with only its resistance at DC. "
        "They need not add up to the total.",
        "表皮効果、L–R、C–R は、直流抵抗だけのケーブルに対して、それぞれ単独で加えたときの変化です。"
        "和が総合に一致するとは限りません。",
    ),
    "thresholds": Text("Where the thresholds come from", "基準の根拠"),
    "verdict_source": Text(
        "0.1 dB: how closely careful comparisons by ear match their levels "
        "(Lipshitz & Vanderkooy, J. Audio Eng. Soc. 29, 482, 1981). "
        "0.4 dB: the smallest difference of level told apart in published tests: 0.41 dB in wide-band noise "
        "(Miller, J. Acoust. Soc. Am. 19, 609, 1947), 0.50 dB for loud tones "
        "(Jesteadt, Wier & Green, J. Acoust. Soc. Am. 61, 169, 1977). "
        "1.5 dB: a broad resonance (Q = 1) heard in music; a narrow one takes more, 3 dB at Q = 10 "
        "(Toole & Olive, J. Audio Eng. Soc. 36, 122, 1988). "
        "Of headphones with a shared return, −15 dB: crosstalk from which the stereo image suffers "
        "(Adkins & Sorkin, J. Audio Eng. Soc. 33 (4), 1985; −25 dB to be safe). "
        "The figures of all but the first are quoted from secondary sources.",
        "0.1 dB：厳密な聴き比べで音量をそろえる精度（Lipshitz & Vanderkooy, J. Audio Eng. Soc. 29, 482, 1981）。"
        "0.4 dB：発表された実験で聞き分けられた最小のレベル差。広帯域雑音で 0.41 dB"
        "（Miller, J. Acoust. Soc. Am. 19, 609, 1947）、大きな音量の純音で 0.50 dB"
        "（Jesteadt, Wier & Green, J. Acoust. Soc. Am. 61, 169, 1977）。"
        "1.5 dB：音楽の中で幅広い共振（Q = 1）に気づく高さ。鋭い共振ではもっと必要で、Q = 10 では 3 dB"
        "（Toole & Olive, J. Audio Eng. Soc. 36, 122, 1988）。帰路を共有するヘッドホンでは −15 dB："
        "ステレオ感が損なわれ始めるクロストーク（Adkins & Sorkin, J. Audio Eng. Soc. 33 (4), 1985。"
        "余裕をみて −25 dB）。最初の1件以外の数値は二次資料からの引用です。",
    ),
    "api_intro": Text(
        "The address of this page contains everything that is set. Scripts and spreadsheets use the same keys: "
        "/api/v1/response?… as JSON, /api/v1/response.csv?… as CSV; f=10000,20000 asks for frequencies in Hz. "
        "A value that cannot be used gets HTTP\N{NO-BREAK SPACE}400 and a message that says what can.",
        "このページのアドレスに状態のすべてが入っています。同じキーで、スクリプトや表計算から数値を取り出せます："
        "/api/v1/response?…（JSON）、/api/v1/response.csv?…（CSV）。f=10000,20000 で周波数（Hz）を指定します。"
        "誤った値には HTTP\N{NO-BREAK SPACE}400 と、受け付けられる値の説明を返します。",
    ),
    "api_now": Text("These numbers as JSON", "この数値を JSON で"),
    "csv_now": Text("Numbers, CSV", "数値（CSV）"),
    "time_csv": Text("Signal in time, CSV", "時間波形（CSV）"),
    "time_png": Text("Signal in time, PNG", "時間波形（PNG）"),
    "crosstalk_png": Text("Crosstalk, PNG", "クロストーク（PNG）"),
    "left_out": Text("Some of the link could not be used:", "リンクの一部は使用できませんでした："),
    "dismiss": Text("Close", "閉じる"),
    "whole": Text("Show all", "全文を表示"),
    "pin": Text("Pin", "ピン留め"),
    "pin_as": Text("Pin as {letter}", "{letter} にピン留め"),
    "pin_help": Text(
        "Hold this still, and compare it with what you try next", "この状態を固定して、次に試す状態と比べます"
    ),
    "pins_full": Text("Four are pinned: unpin one first", "ピンは4つまでです。どれかを外してください"),
    "pins": Text("Pinned", "ピン留め"),
    "pin_name": Text("Name of {letter}", "{letter} の名前"),
    "swap": Text("Swap", "入れ替え"),
    "swap_help": Text("Make {letter} the live one, and this {letter}", "現在の状態と {letter} を入れ替える"),
    "open": Text("Open", "開く"),
    "open_help": Text("Go on from {letter}, which stays pinned", "{letter} の値から続ける（ピンはそのまま）"),
    "unpin": Text("Unpin {letter}", "{letter} のピンを外す"),
    "pinned_as": Text("Pinned as {letter}.", "{letter} にピン留めしました。"),
    "unpinned": Text("{letter} is no longer pinned.", "{letter} のピンを外しました。"),
    "link_long": Text(
        "This link has {count} characters, and some programs cut links after {most}. Long in it: {what}. "
        "A file holds all of it:",
        "リンクが {count} 文字あり、{most} 文字を超えると途中で切るソフトもあります。長いもの：{what}。"
        "ファイルなら全部入ります：",
    ),
    "letter": Text("pin {letter}", "ピン {letter}"),
    "rlc_skin": Text(
        "R, L and C are given per metre, so the skin effect is computed for lone round wires, "
        "and L stays at the given value.",
        "R・L・C を1 m あたりで与えているため、表皮効果は単独の丸線として計算し、L は与えた値のままとします。",
    ),
}

_INSULATION_NAMES = {
    "air": Text("Air", "空気"),
    "foamed-pe": Text("Foamed PE", "発泡ポリエチレン"),
    "ptfe": Text("PTFE", "PTFE（フッ素樹脂）"),
    "pp": Text("PP", "ポリプロピレン"),
    "pe": Text("PE", "ポリエチレン"),
    "pvc": Text("PVC", "塩化ビニル"),
}
LINK = 2000
"""Characters that a link may have."""
_COPIES = {
    "link": Text("Link", "リンク"),
    "markdown": Text("Markdown", "Markdown 形式"),
    "html": Text("HTML", "HTML 形式"),
    "bbcode": Text("Forum code (BBCode)", "掲示板用（BBCode）"),
    "iframe": Text("Frame (iframe)", "埋め込み（iframe）"),
}
"""Fields of what there is to paste, by their names on the page."""
_COMMON_SIZES: dict[str, dict[float, bool]] = {
    "mm2": {
        0.01: True,
        0.1: True,
        0.5: True,
        0.75: False,
        1: False,
        1.5: True,
        2.5: False,
        4: True,
        6: False,
        10: True,
    },
    "awg": {0: True, 10: True, 12: True, 14: True, 16: True, 18: True, 24: True, 30: True, 36: True, 44: True},
}
"""Sizes that conductors come in: marks on sliders, and whether there is room for their names."""
_SIZES = {"mm2": "mm²", "awg": "AWG", "dia": "mm ⌀"}
_GROUPS: tuple[Group, ...] = (
    "field", "cable", "size", "source", "output", "load", "unit", "network", "circuit", "display",
)  # fmt: skip
_OFFERS = ("play", "telling", "alike")
"""Buttons below the picture of the current; what they are called comes with what they are for."""
_MOST_SEGMENTS = 4  # of a choice: more options make a list
_TABS: tuple[Group, ...] = ("views", "matters")  # side by side, however many there are
_AUTOMATIC = Text("automatic", "自動")  # what an empty box of one number stands for
_STYLES: dict[type, str] = {
    Upload: "file",
    Choice: "choice",
    Number: "number",
    Numbers: "text",
    NamedNumbers: "text",
}
_FOLDED: tuple[Group, ...] = ("size", "output", "unit", "network", "circuit")


def page(state: State, language: Language) -> Component:
    """What Dash draws: the graphs, with the picture of the state already in them, and the controls.

    Of a quantity that does not matter in the state there is only its place; its inputs follow when it does, since
    each costs a slow machine some milliseconds at the start, and most quantities of a link do not matter.
    """
    first = _first(state, language)
    stores = [dcc.Store(id=name) for name in ("request", "reply", "sweep-request", "sweep")]
    later = {key: _inputs(one, first, language) for key, one in QUANTITIES.items() if not one.matters(first["aspects"])}
    stores.append(dcc.Store(id="later", data={key: inputs for key, inputs in later.items() if inputs}))
    return html.Div([*stores, _curves(state, first, language), _controls(first, language)])


def _first(state: State, language: Language) -> Redraw:
    """The first picture; the page asks for what takes longer as soon as it lives."""
    return on_page(redraw(state, language, resting=False))


def frame(state: State, problems: list[Problem], language: Language) -> dict[str, Any]:
    """Everything round the graphs and the controls, for templates/index.html, but what all pages have.

    It is not made of Dash components: each of those listens to every change of any of them, a hundred
    times in a drag.
    """
    picture = _first(state, language)
    other: Language = "ja" if language == "en" else "en"
    return {
        "other_query": replace(state, language=other).query,
        # With the page's language, which may be the browser's: that of the API is English.
        "taken": picture["query"] if language == "en" else replace(state, language=language).query,
        "redraw": picture,
        "size": _size_given(picture),
        "left_out": [problem_words(problem, language) for problem in problems],
        "graphs": ["attenuation", "phase", *(graph.id for one in VIEWS.values() for graph in one.graphs)],
        "views": [
            (kind, [graph.id for graph in one.graphs], one.texts)
            for kind, one in VIEWS.items()
            if kind not in ("response", "matters")
        ],
        "offers": _OFFERS,
        "copies": [(name, words(language)) for name, words in _COPIES.items()],
        "headlines": list(HEADLINES),
        "pin_keys": PINS,
        "pins": {key: {"name": "", "of": ""} for key in PINS} | {pin["key"]: pin for pin in picture["pins"]},
        "longest_name": LONGEST_NAME,
        "thresholds": [(place_on_scale(level), f"{level:g}") for level in THRESHOLDS],
        "take_away": [
            ("response.csv", WORDS["csv_now"](language)),
            *((name, export.label(language)) for name, export in EXPORTS.items()),
        ],
        "frequencies": [engineering(frequency, "Hz", 1) for frequency in TABLE_FREQUENCIES],
        "rows": [(row, name(language)) for row, name in TABLE_ROWS.items()],
        "keys": [(key, meaning(language), accepted) for key, meaning, accepted in link_keys()],
        "first": {"redraw": picture | {"given": needed(state)}} | _for_the_browser(picture, language),
    }


def link_keys() -> list[tuple[str, Text, str]]:
    """Key, meaning and what is accepted, for every key of links and of the API."""
    return [(one.key, one.meaning, one.accepted) for one in PARAMETERS]


def numbers_told() -> dict[str, dict[str, Any]]:
    """What the page's sliders must know of each number: its range and step, in shown units."""
    return {
        key: {
            "low": quantity.minimum,
            "high": quantity.maximum,
            "log": quantity.logarithmic,
            "step": quantity.step,
            "none": quantity.none,
            "unit": quantity.unit,
            "marks": [(str(size) if named else "", size) for size, named in _COMMON_SIZES.get(key, {}).items()],
        }
        for key, quantity in QUANTITIES.items()
        if isinstance(quantity, Number)
    }


def feet_told() -> dict[str, dict[str, Any]]:
    """What the page must know of each number that has another unit in feet: that unit, its number and the range there.

    `factor` is what one of the metric unit is there.
    """
    sized = (quantity for quantity in QUANTITIES.values() if isinstance(quantity, Number | Numbers))
    return {
        quantity.key: {
            "unit": shown.unit,
            "factor": unit_in("imperial", quantity.unit).factor,
            "low": shown.minimum,
            "high": shown.maximum,
        }
        for quantity, shown in ((quantity, in_units(quantity, "imperial")) for quantity in sized)
        if shown.unit != quantity.unit
    }


def _in_feet(language: Language) -> dict[str, dict[str, str]]:
    """Names of presets and cables that are others where lengths are in feet."""
    named = {
        "preset": {one.id: one.name(language) for one in PRESETS.values()},
        "cable": {one.id: one.name(language) for one in CABLES.values()},
    }
    told = {key: {id_: words_in(name, "imperial") for id_, name in names.items()} for key, names in named.items()}
    return {key: {id_: name for id_, name in names.items() if name != named[key][id_]} for key, names in told.items()}


def _for_the_browser(picture: Redraw, language: Language) -> dict[str, Any]:
    """What assets/bench must know of the quantities, and the few words that it says itself."""
    spoken = (
        "pin", "pin_as", "pin_help", "pins_full", "pinned_as", "unpinned", "link_long", "letter",
        "choose_file", "remove_file", "reading", "upload_failed", "drop_frd", "drop_zma", "measured", "residual",
        "to_preset", "stops", "kept_at",
        "lost", "busy", "back", "left_out", "copied", "copy_failed", "section", "skin_depth", "of_dc", "not_to_scale",
        "play", "pause", "moment", "tolerances", "whole", "dismiss",
        "copied_as", "copy_refused", "copy_lost", "opened_file", "opened_part", "drop_state", "left_out_file",
        "pickup_fit", "pickup_choose", "pickup_take", "pickup_integrated", "pickup_rp", "pickup_rtest", "pickup_ctest",
        "pickup_fres", "pickup_cres", "pickup_lp", "pickup_cp", "pickup_losses", "pickup_semi", "pickup_resistor",
        "drop_pickup",
    )  # fmt: skip
    return {
        "numbers": numbers_told(),
        "feet": feet_told(),
        "names_in_feet": _in_feet(language),
        "files": [key for key, quantity in QUANTITIES.items() if isinstance(quantity, Upload)],
        "lists": [key for key, quantity in QUANTITIES.items() if isinstance(quantity, Numbers | NamedNumbers)],
        "options": _options(language),
        "when": {key: quantity.when for key, quantity in QUANTITIES.items() if quantity.when},
        "alternatives": ALTERNATIVES,
        "brings": {
            "cable": {cable.id: list(cable.values) for cable in CABLES.values()},
            "zl": {kind: list(values) for kind, values in CROSSOVERS.items()},
        },
        "insulations": {
            key: {"eps": plain(item.relative_permittivity), "tand": plain(item.loss_tangent)}
            for key, item in INSULATIONS.items()
        },
        "pickups": {id: {key: plain(value) for key, value in values.items()} for id, values in PICKUP_VALUES.items()},
        "graphs": {
            graph.id: line_figure(
                [name(language) for name in graph.names],
                "",
                graph.logarithmic,
                graph.over == "time",
                [(name(language), points) for name, points in graph.limits],
            )
            for one in VIEWS.values()
            for graph in one.graphs
        },
        "titles": {
            units: {graph.id: graph.titled(units, language) for one in VIEWS.values() for graph in one.graphs}
            for units in get_args(Units)
        },
        "texts": ["residual", "telling", "alike", *(name for one in VIEWS.values() for name in one.texts)],
        # The visitor's own measurement outlives a change of preset.
        "kept": ["frd", *(key for key, quantity in QUANTITIES.items() if "frd" in quantity.when)],
        "words": {name: (FRAME_WORDS | WORDS)[name](language) for name in spoken}
        | {
            "too_long": TOO_LONG(language),
            "saved_too_long": SAVED_TOO_LONG(language),
        },
        "most": MAX_BYTES,
        "saved_most": MAX_SAVED,
        "saved_head": HEAD,
        "step": STEP,
        "traces": MAX_TRACES,
        "pins": list(PINS),
        "looks": list(NOT_HELD),
        "link": LINK,
    }


def _curves(state: State, first: Redraw, language: Language) -> Component:
    frequency = curve_frequencies(state)
    curves = [unpacked(curve) for curve in first["curves"]]
    phases = [unpacked(phase) for phase in first["phases"]]
    span = first["span"]
    pins = {
        graph: [(pin["key"], pin["label"], unpacked(pin["curves"][graph])) for pin in first["pins"]]
        for graph in ("attenuation", "phase")
    }
    figures = {
        "attenuation": attenuation_figure(
            frequency,
            curves,
            first["names"],
            pins["attenuation"],
            first["axis"],
            span["attenuation"],
            first["shapes"],
            language,
        ),
        "phase": phase_figure(
            frequency,
            phases,
            first["names"],
            pins["phase"],
            first["axis"],
            span["phase"],
            first["shapes"],
            language,
        ),
    }
    # Plotly's bar of buttons costs a quarter of each redraw; a button and a double click of ours reset the zoom, to
    # the axes of now: Plotly's own double click knows only the first ones.
    config = {"displayModeBar": False, "responsive": True, "doubleClick": False, "showTips": False}
    graphs = [
        html.Div(
            id=f"{graph}-place",
            className=f"graph {size} only-response",
            role="group",
            children=dcc.Graph(id=graph, figure=figures[graph], config=config),
            **{"aria-label": WORDS[graph](language), "aria-describedby": f"{graph}-words"},
        )
        for graph, size in (("attenuation", "tall"), ("phase", "low"))
    ]
    tabs = _control(QUANTITIES["view"], first, language)
    own = html.Div(
        className="only-response own",
        children=[
            html.P(id="residual", role="status"),
            html.Button(WORDS["fit"](language), id="fit", className="button", hidden=True),
        ],
    )
    unzoom = html.Button(WORDS["unzoom"](language), id="unzoom", className="button", hidden=True)
    return html.Section(
        id="curves",
        className="panel curves",
        tabIndex=-1,
        children=[tabs, unzoom, *graphs, own, _signal(first, language), _matters(first, language)],
    )


def _signal(first: Redraw, language: Language) -> Component:
    """The controls of the view in time; its graphs, as those of other views, are in templates/index.html."""
    controls = [_control(one, first, language) for one in QUANTITIES.values() if one.group == "time"]
    return html.Div(controls, className="signal only-time")


def _matters(first: Redraw, language: Language) -> Component:
    """The panel of what a figure rests on; assets/bench/matters.js draws its bars."""
    of, tols = (_control(QUANTITIES[key], first, language) for key in ("of", "tols"))
    words = html.P(id="matters-words", className="lead", role="status")
    return html.Div(className="only-matters", children=[of, words, html.Div(id="matters"), tols])


def _controls(first: Redraw, language: Language) -> Component:
    """The native inputs; assets/bench/furniture.js puts names, units, marks and options round them.

    Dash looks at each of its components at every change of any of them, so that only what holds a value is one.
    """
    buttons = (("undo", "↶", True), ("redo", "↷", True), ("reset", WORDS["reset"](language), False))
    steps = html.Div(
        [
            html.Button(sign, id=name, className="button", title=WORDS[name](language), disabled=off)
            for name, sign, off in buttons
        ],
        className="steps",
    )
    preset = _list("preset", FRAME_WORDS["preset"](language), [steps])
    return html.Section(
        id="controls",
        className="panel controls",
        children=[preset, *(_group(group, first, language) for group in _GROUPS)],
        **{"aria-label": WORDS["controls"](language)},
    )


def _group(group: Group, first: Redraw, language: Language) -> Component:
    members = (quantity for quantity in QUANTITIES.values() if quantity.group == group)
    controls = [_control(quantity, first, language) for quantity in members]
    if group == "size":
        controls.insert(0, _list("insulation", WORDS["insulation"](language)))
    if group == "output":
        controls = [_list("pickup", WORDS["pickup"](language)), html.Div(id="pickup-fit"), *controls]
    if group == "cable":
        # Which of the ways to give the conductor's size has its slider here; the size itself is the same.
        controls.insert(2, _place("size-by", "choice", WORDS["size_by"](language)))
    title, style = WORDS[group](language), f"group {group}"
    if group in _FOLDED:
        return html.Details([html.Summary(title), *controls], className=style)
    return html.Fieldset([html.Legend(title), *controls], className=style)


def _size_given(first: Redraw) -> str:
    if first["shown"]["units"] == "imperial":
        return "awg"
    return next((key for key in _SIZES if key in first["given"]), "mm2")


def _control(quantity: Quantity, first: Redraw, language: Language) -> Component:
    style = next(style for kind, style in _STYLES.items() if isinstance(quantity, kind))
    if isinstance(quantity, Choice) and _is_listed(quantity):
        style = "list"
    told = {"title": quantity.help(language)}
    if isinstance(quantity, Number | Numbers | NamedNumbers):
        told["data-unit"] = quantity.unit
    if isinstance(quantity, Numbers):
        told["data-most"] = str(quantity.most)
    unused = not quantity.matters(first["aspects"])
    inputs = [] if unused else _inputs(quantity, first, language)
    return _place(quantity.key, f"{style} unused" if unused else style, quantity.label(language), inputs, **told)


def _inputs(quantity: Quantity, first: Redraw, language: Language) -> list[Component]:
    """What of a control holds a number or a text; options and the buttons of a file are none of Dash's."""
    key, text = quantity.key, first["shown"][quantity.key]
    if isinstance(quantity, Number):
        return [_box(key, text, "decimal"), _slider(quantity, text)]
    if isinstance(quantity, Numbers):
        return [_box(key, text, "text", "4, 15, 30" if quantity.most > 1 else _AUTOMATIC(language))]
    if isinstance(quantity, NamedNumbers):
        return [_box(key, text, "text", "len:2, gap:10")]
    return []


def _is_listed(quantity: Choice) -> bool:
    return len(quantity.options) > _MOST_SEGMENTS and quantity.group not in _TABS


def _place(key: str, style: str, label: str, children: Sequence[Component] = (), **told: Any) -> Component:
    """The place of a control, named by its key."""
    told["aria-label"] = label
    return html.Div(list(children), id=key, className=f"control {style}", role="group", **told)


def _list(key: str, label: str, below: Sequence[Component] = ()) -> Component:
    return _place(key, "list", label, below)


def _options(language: Language) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """The options of each choice, in groups with a title, which may be empty."""
    insulations = {
        key: f"{_INSULATION_NAMES[key](language)}: ε′ {item.permittivity_range[0]:g}–{item.permittivity_range[1]:g}"
        for key, item in INSULATIONS.items()
    }
    choices = (quantity for quantity in QUANTITIES.values() if isinstance(quantity, Choice))
    return {
        "preset": [
            (title(language), {one.id: one.name(language) for one in PRESETS.values() if one.group == group})
            for group, title in GROUPS.items()
        ],
        "insulation": [("", {"": "…"} | insulations)],
        "pickup": [
            ("", {"": "…"}),
            (
                WORDS["pickup_off"](language),
                {one.id: f"{one.name}: {one.loaded['semi'].rms_db:.2f} dB" for one in measured_pickups().values()},
            ),
        ],
        "size-by": [("", _SIZES)],
        **{one.key: [("", {option: name(language) for option, name in one.options.items()})] for one in choices},
    }


def _box(key: str, text: str, keyboard: Literal["decimal", "text"], placeholder: str = "") -> Component:
    # Of type text, so that what is no number can be typed, told, and is not lost.
    return dcc.Input(
        id=f"{key}-box", type="text", value=text, placeholder=placeholder, spellCheck=False, inputMode=keyboard
    )


def _slider(quantity: Number, text: str) -> Component:
    low, high = slider_range(quantity)
    value = quantity.kept(float(text))
    return dcc.Input(
        id=f"{quantity.key}-slider",
        type="range",
        min=low,
        max=high,
        step="any",
        value=math.log10(value) if quantity.logarithmic else value,
    )


def slider_range(quantity: Number) -> tuple[float, float]:
    """Ends of a slider: of the quantity as shown, or of its common logarithm."""
    low, high = quantity.minimum, quantity.maximum
    return (math.log10(low), math.log10(high)) if quantity.logarithmic else (low, high)
