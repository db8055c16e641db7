"""The layout of the bench: one page, built for one state in one language."""

import math
from typing import Any

import dash_mantine_components as dmc
import numpy as np
from dash import dcc, html

from app.bench import curve_frequencies
from app.figures import attenuation_figure, phase_figure
from app.presets import PRESETS
from app.quantities import QUANTITIES, Choice, Group, Number, Quantity
from app.state import RESERVED, Problem, State
from app.text import Language, Text, engineering, plain
from app.view import HEADLINES, STEP, TABLE_FREQUENCIES, TABLE_ROWS, View, view

__all__ = ["WORDS", "page", "problem_words"]

Component = Any

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: what an audio cable does", "Cablescope：オーディオケーブルの伝送特性"),
    "tagline": Text(
        "Drag a slider and see what a cable does to the signal.",
        "スライダーを動かすと、ケーブルが信号に与える影響がその場で見えます。",
    ),
    "description": Text(
        "Attenuation and phase of speaker, line and guitar cables, live: drag length, spacing or damping "
        "factor and see what changes, and whether it can be heard.",
        "スピーカーケーブル、ピンケーブル、ギターケーブルの減衰率と位相を、長さ・線間隔・ダンピングファクターを動かしながら"
        "その場で確かめられます。",
    ),
    "loading": Text("Loading…", "読み込み中…"),
    "noscript": Text(
        "This page draws with JavaScript; please allow it.",
        "このページの表示には JavaScript が必要です。有効にしてください。",
    ),
    "skip": Text("Skip to the curves", "グラフへ移動"),
    "other_language": Text("日本語", "English"),
    "theme": Text("Light or dark", "明るい表示／暗い表示"),
    "copy": Text("Copy link", "リンクをコピー"),
    "copied": Text("Copied", "コピーしました"),
    "copy_failed": Text("Copy it from the address bar", "アドレスバーからコピーしてください"),
    "reset": Text("Reset to preset", "プリセットに戻す"),
    "preset": Text("Preset", "プリセット"),
    "controls": Text("Controls", "操作部"),
    "source": Text("Source", "送り側"),
    "cable": Text("Cable", "ケーブル"),
    "load": Text("Load", "負荷"),
    "circuit": Text("Calculation", "計算方法"),
    "view": Text("View", "表示"),
    "attenuation": Text("Attenuation against frequency", "減衰率の周波数特性"),
    "phase": Text("Phase lag against frequency", "位相の遅れの周波数特性"),
    "headlines": Text("Key figures", "主な数値"),
    "table": Text("In figures, relative to DC", "数値による表示（直流比）"),
    "table_note": Text(
        "Skin effect, L–R and C–R are each computed alone; they need not add up to the total.",
        "表皮効果、L–R、C–R はそれぞれ単独で計算した値で、和が総合に一致するとは限りません。",
    ),
    "verdict_source": Text(
        "Thresholds: 0.5 dB is about the smallest level difference heard between tones under the best "
        "conditions, and it grows above 4 kHz (Florentine, Buus & Mason, J. Acoust. Soc. Am. 81, 1528, 1987). "
        "0.1 dB is how closely careful blind comparisons match levels (Lipshitz & Vanderkooy, J. Audio Eng. "
        "Soc. 29, 482, 1981).",
        "基準：0.5dB は最良の条件で純音のレベル差を聴き分けられるほぼ最小の値で、4kHz以上では大きくなります"
        "（Florentine, Buus & Mason, J. Acoust. Soc. Am. 81, 1528, 1987）。0.1dB は厳密なブラインド比較で求められる"
        "レベル合わせの精度です（Lipshitz & Vanderkooy, J. Audio Eng. Soc. 29, 482, 1981）。",
    ),
    "about": Text("Link keys and API", "リンクのキーと API"),
    "api_intro": Text(
        "The address of this page holds its whole state. The same keys give the numbers to scripts and "
        "spreadsheets: /api/v1/response?… as JSON, /api/v1/response.csv?… as CSV; f=10000,20000 asks for "
        "frequencies in Hz. A wrong value is answered with HTTP 400 and what would be accepted.",
        "このページのアドレスに状態のすべてが入っています。同じキーで、スクリプトや表計算から数値を取り出せます："
        "/api/v1/response?…（JSON）、/api/v1/response.csv?…（CSV）。f=10000,20000 で周波数（Hz）を指定します。"
        "誤った値には HTTP 400 と、受け付けられる値の説明を返します。",
    ),
    "api_now": Text("These numbers as JSON", "この数値を JSON で"),
    "csv_now": Text("These numbers as CSV", "この数値を CSV で"),
    "key": Text("Key", "キー"),
    "meaning": Text("Meaning", "意味"),
    "accepted": Text("Accepted", "受け付ける値"),
    "lost": Text(
        "No answer from the server; trying again. The picture is the last valid one.",
        "サーバーから応答がないため、再試行しています。表示は直前の有効な結果です。",
    ),
    "back": Text("Connected again.", "接続が回復しました。"),
    "left_out": Text("Not everything in the link could be used:", "リンクの一部は使用できませんでした："),
    "left_out_one": Text("{key} = {value}: {message}", "{key} = {value}：{message}"),
    "dismiss": Text("Close", "閉じる"),
    "rlc_skin": Text(
        "R, L and C are given per metre, so the skin effect is that of a lone round wire, and L stays as given.",
        "R・L・C を1m当りで与えているため、表皮効果は単独の丸線として計算し、L は与えた値のままとします。",
    ),
}

_GROUPS: tuple[Group, ...] = ("cable", "source", "load", "circuit", "view")


def problem_words(problem: Problem, language: Language) -> str:
    """One line on something in a link that could not be used."""
    value = problem.value if len(problem.value) <= 40 else problem.value[:40] + "…"
    message = problem.message(language)
    return WORDS["left_out_one"](language, key=problem.key, value=value, message=message)


def page(state: State, problems: list[Problem], language: Language) -> Component:
    """The whole page, with the picture of the state already in it."""
    first = view(state, language)
    return dmc.MantineProvider(
        defaultColorScheme="auto",
        theme={"primaryColor": "blue", "fontFamily": "inherit", "cursorType": "pointer"},
        children=[
            dcc.Store(id="table", data=_client_table(language)),
            dcc.Store(id="reply", data={"id": 0, "view": first}),
            dcc.Store(id="request"),
            dcc.Store(id="busy", data=0),
            html.A(WORDS["skip"](language), href="#curves", className="skip"),
            _header(language),
            html.Main(
                className="bench",
                children=[
                    _messages(problems, language),
                    _picture(state, first, language),
                    _controls(first, language),
                    _numbers(first, language),
                ],
            ),
        ],
    )


def _client_table(language: Language) -> dict[str, Any]:
    """What the client must know of the quantities, and its few own words."""
    numbers = {
        key: {
            "low": quantity.minimum,
            "high": quantity.maximum,
            "log": quantity.logarithmic,
            "step": quantity.step,
            "unit": quantity.unit,
            "kinds": quantity.kinds,
        }
        for key, quantity in QUANTITIES.items()
        if isinstance(quantity, Number)
    }
    choices = {
        key: {"kinds": quantity.kinds} for key, quantity in QUANTITIES.items() if isinstance(quantity, Choice)
    }
    words = {name: WORDS[name](language) for name in ("lost", "back", "left_out", "copied", "copy_failed")}
    keep = [key for key, quantity in QUANTITIES.items() if quantity.group == "view"]
    return {"numbers": numbers, "choices": choices, "words": words, "step": STEP, "keep": keep}


def _header(language: Language) -> Component:
    other = "ja" if language == "en" else "en"
    return html.Header(
        className="top",
        children=[
            html.H1("Cablescope"),
            html.P(WORDS["tagline"](language), className="tagline"),
            html.Div(
                className="actions",
                children=[
                    html.Span("", id="link-status", className="status", role="status"),
                    html.Button(WORDS["copy"](language), id="copy", className="button"),
                    html.A(
                        WORDS["other_language"](language),
                        id="language",
                        href=f"?lang={other}",
                        lang=other,
                        className="button",
                    ),
                    dmc.ColorSchemeToggle(
                        id="theme",
                        lightIcon=html.Span("☀", **{"aria-hidden": "true"}),
                        darkIcon=html.Span("☾", **{"aria-hidden": "true"}),
                        variant="subtle",
                        attributes={"root": {"aria-label": WORDS["theme"](language)}},
                    ),
                ],
            ),
        ],
    )


def _messages(problems: list[Problem], language: Language) -> Component:
    lines = [html.Li(problem_words(problem, language)) for problem in problems]
    return html.Div(
        id="messages",
        role="status",
        className="messages" if problems else "messages empty",
        children=[
            html.P(WORDS["left_out"](language) if problems else "", id="messages-title"),
            html.Ul(lines, id="messages-list"),
            html.Button(WORDS["dismiss"](language), id="messages-close", className="button"),
        ],
    )


def _picture(state: State, first: View, language: Language) -> Component:
    frequency = curve_frequencies(state)
    curves = [_unpacked(curve) for curve in first["curves"]]
    phase = _unpacked(first["phase"])
    span = first["span"]
    config = {"displaylogo": False, "responsive": True, "modeBarButtonsToRemove": ["select2d", "lasso2d"]}
    return html.Section(
        id="curves",
        className="picture",
        tabIndex=-1,
        children=[
            html.Div(
                className="headlines",
                role="group",
                **{"aria-label": WORDS["headlines"](language)},
                children=[
                    html.Div(
                        className="headline",
                        children=[
                            html.Span(name(language), className="name"),
                            html.Strong(first["texts"][f"headline-{key}"], id=f"headline-{key}"),
                        ],
                    )
                    for key, name in HEADLINES.items()
                ],
            ),
            html.P(
                first["texts"]["verdict"],
                id="verdict",
                className="verdict",
                role="status",
                **{"data-grade": first["verdict"]},
            ),
            html.P("", id="connection", className="connection", role="alert"),
            html.Div(
                className="graph tall",
                role="group",
                **{"aria-label": WORDS["attenuation"](language)},
                children=dcc.Graph(
                    id="attenuation",
                    figure=attenuation_figure(frequency, curves, span["attenuation"], language),
                    config=config,
                ),
            ),
            html.Div(
                className="graph low",
                role="group",
                **{"aria-label": WORDS["phase"](language)},
                children=dcc.Graph(
                    id="phase",
                    figure=phase_figure(frequency, phase, span["phase"], language),
                    config=config,
                ),
            ),
        ],
    )


def _unpacked(differences: list[int]) -> np.ndarray:
    return np.cumsum(np.cumsum(differences)) * STEP


def _controls(first: View, language: Language) -> Component:
    presets = [{"value": preset.id, "label": preset.name(language)} for preset in PRESETS.values()]
    groups = [
        html.Fieldset(
            className=f"group {group}",
            children=[
                html.Legend(WORDS[group](language)),
                *(
                    _control(quantity, first, language)
                    for quantity in QUANTITIES.values()
                    if quantity.group == group
                ),
            ],
        )
        for group in _GROUPS
    ]
    return html.Section(
        id="controls",
        className="controls",
        **{"aria-label": WORDS["controls"](language)},
        children=[
            html.Div(id="schematic", className="schematic"),
            html.Div(
                id="preset",
                className="control preset",
                children=[
                    dmc.Select(
                        id="preset-choice",
                        label=WORDS["preset"](language),
                        data=presets,
                        value=first["preset"],
                        allowDeselect=False,
                        size="xs",
                        maxDropdownHeight=320,
                    ),
                    html.Button(WORDS["reset"](language), id="reset", className="button"),
                ],
            ),
            html.P(first["texts"]["reference"], id="reference", className="note"),
            *groups,
        ],
    )


def _control(quantity: Quantity, first: View, language: Language) -> Component:
    key, label = quantity.key, quantity.label(language)
    used = first["kind"] in quantity.kinds
    if isinstance(quantity, Choice):
        children = _choice(quantity, first["shown"][key], label, language)
    else:
        children = _number(quantity, first["shown"][key], label)
    return html.Div(
        id=key,
        className="control" if used else "control unused",
        role="group",
        title=quantity.help(language),
        children=[*children, html.Div(id=f"{key}-problem", className="problem", role="alert")],
        **{"aria-label": label},
    )


def _choice(quantity: Choice, value: str, label: str, language: Language) -> list[Component]:
    options = [{"value": option, "label": name(language)} for option, name in quantity.options.items()]
    return [
        html.Span(label, className="label", **{"aria-hidden": "true"}),
        dmc.SegmentedControl(id=f"{quantity.key}-choice", data=options, value=value, size="xs"),
    ]


def _number(quantity: Number, text: str, label: str) -> list[Component]:
    key = quantity.key
    low, high, value = quantity.minimum, quantity.maximum, float(text)
    if quantity.logarithmic:
        low, high, value = (math.log10(number) for number in (low, high, value))
    unit = html.Span(quantity.unit, className="unit")
    return [
        html.Label([label], htmlFor=f"{key}-box", className="label"),
        dmc.Slider(
            id=f"{key}-slider",
            min=low,
            max=high,
            step=quantity.step,
            value=min(max(value, low), high),
            precision=6,
            thumbLabel=label,
            label=None,
            updatemode="drag",
            size="sm",
        ),
        dmc.TextInput(
            id=f"{key}-box",
            value=text,
            size="xs",
            debounce=400,
            rightSection=unit if quantity.unit else None,
            rightSectionWidth=46 if quantity.unit else None,
            rightSectionPointerEvents="none",
            spellCheck=False,
            inputProps={"inputMode": "decimal"},
        ),
    ]


def _numbers(first: View, language: Language) -> Component:
    heads = [html.Th("", scope="col")]
    heads += [html.Th(engineering(f, "Hz", 2), scope="col") for f in TABLE_FREQUENCIES]
    rows = [
        html.Tr(
            [html.Th(name(language), scope="row")]
            + [
                html.Td(first["texts"][f"cell-{row}-{column}"], id=f"cell-{row}-{column}")
                for column in range(len(TABLE_FREQUENCIES))
            ]
        )
        for row, name in TABLE_ROWS.items()
    ]
    return html.Section(
        className="numbers",
        children=[
            html.H2(WORDS["table"](language)),
            html.Div(
                className="scroll",
                tabIndex=0,
                role="group",
                **{"aria-label": WORDS["table"](language)},
                children=html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)]),
            ),
            html.P(WORDS["table_note"](language), className="note"),
            html.P(WORDS["rlc_skin"](language), className="note only-rlc"),
            html.P(WORDS["verdict_source"](language), className="note"),
            html.Details(
                className="about",
                children=[
                    html.Summary(WORDS["about"](language)),
                    html.P(WORDS["api_intro"](language)),
                    html.P(
                        [
                            html.A(WORDS["api_now"](language), id="api-json", href="api/v1/response"),
                            " · ",
                            html.A(WORDS["csv_now"](language), id="api-csv", href="api/v1/response.csv"),
                        ]
                    ),
                    html.Div(
                        className="scroll",
                        tabIndex=0,
                        role="group",
                        **{"aria-label": WORDS["about"](language)},
                        children=_key_table(language),
                    ),
                ],
            ),
        ],
    )


def _key_table(language: Language) -> Component:
    names = ("key", "meaning", "accepted")
    head = html.Tr([html.Th(WORDS[name](language), scope="col") for name in names])
    reserved = {"v": "1", "preset": ", ".join(PRESETS), "lang": "en, ja"}
    rows = [
        html.Tr([html.Th(html.Code(key), scope="row"), html.Td(text(language)), html.Td(reserved[key])])
        for key, text in RESERVED.items()
    ]
    rows += [
        html.Tr(
            [
                html.Th(html.Code(key), scope="row"),
                html.Td(quantity.help(language)),
                html.Td(_accepted(quantity)),
            ]
        )
        for key, quantity in QUANTITIES.items()
    ]
    return html.Table([html.Thead(head), html.Tbody(rows)])


def _accepted(quantity: Quantity) -> str:
    if isinstance(quantity, Choice):
        return ", ".join(quantity.options)
    return f"{plain(quantity.minimum)} – {plain(quantity.maximum)} {quantity.unit}".strip()
