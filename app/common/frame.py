"""What every page of the site has: its place among the others, its language, and the words around it."""

from typing import Any
from urllib.parse import urlencode

from flask import render_template, request

from app.common.query import Problem
from app.common.settings import root
from app.common.text import LANGUAGES, Language, Text, unbroken_html

__all__ = ["FRAME_WORDS", "PAGES", "fragment", "frame_of", "language_of_request", "problem_words"]

PAGES: dict[str, Text] = {
    "": Text("Bench", "シミュレーター"),
    "examples": Text("Examples", "こんなとき"),
    "advice": Text("What do I need?", "必要なケーブル"),
    "listen": Text("Hear it", "試聴"),
    "earth": Text("Earth potential", "アース電位"),
    "paper": Text("Paper", "論文の検算"),
    "theory": Text("Theory", "理論"),
    "validation": Text("Measured", "実測比較"),
    "api": Text("API", "API 仕様"),
}
"""Path of each page, below the prefix, and its name in the navigation."""

FRAME_WORDS: dict[str, Text] = {
    "listen": PAGES["listen"],
    "pages": Text("Pages", "ページ"),
    "skip": Text("Skip to content", "本文へ移動"),
    "other_language": Text("日本語", "English"),
    "left_out_one": Text("{key} = {value}: {message}", "{key} = {value}：{message}"),
    "copy_link": Text("Copy link", "リンクをコピー"),
    "copied": Text("Copied", "コピーしました"),
    "copy_failed": Text("Copy it from the address bar", "アドレスバーからコピーしてください"),
    "preset": Text("Preset", "プリセット"),
    "colon": Text(":", "："),
    "about": Text("Link keys and API", "リンクのキーと API"),
    "key": Text("Key", "キー"),
    "meaning": Text("Meaning", "意味"),
    "accepted": Text("Accepted", "受け付ける値"),
    "choose": Text("Choose a file", "ファイルを選択"),
    "back": Text("Connected again.", "接続が回復しました。"),
    "lost": Text(
        "The server does not answer; trying again. What you see is the last valid result.",
        "サーバーから応答がないため、再試行しています。表示は直前の有効な結果です。",
    ),
    "busy": Text(
        "The server is busy; trying again. What you see is the last valid result.",
        "サーバーが混み合っているため、再試行しています。表示は直前の有効な結果です。",
    ),
    "open": Text("Open in the bench", "シミュレーターで開く"),
    "in_full": Text("Open in Cablescope", "Cablescope で開く"),
    "print_whole": Text("Print the whole text", "全文を印刷"),
    "whole_text": Text("The whole text:", "全文："),
    "theme": Text("Light or dark", "明るい表示／暗い表示"),
    "noscript": Text(
        "This page needs JavaScript. Please allow it in your browser.",
        "このページの表示には JavaScript が必要です。有効にしてください。",
    ),
}


def language_of_request() -> Language:
    """Language asked for in the query, else the browser's, else English."""
    asked = request.args.getlist("lang")  # given twice, neither is used, as of any key
    if len(asked) == 1 and asked[0] in LANGUAGES:
        return "ja" if asked[0] == "ja" else "en"
    return "ja" if request.accept_languages.best_match(LANGUAGES, "en") == "ja" else "en"


def frame_of(here: str, words: dict[str, Text], language: Language) -> dict[str, Any]:
    """What templates/base.html needs for the page at a path, with that page's own words among them."""
    other: Language = "ja" if language == "en" else "en"
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return {
        "here": here,
        "language": language,
        "other_language": other,
        "other_query": urlencode([*kept, ("lang", other)]),
        "language_query": f"?lang={language}" if "lang" in request.args else "",
        "language_amp": f"&lang={language}" if "lang" in request.args else "",
        "pages": [(path, name(language)) for path, name in PAGES.items()],
        "words": {name: text(language) for name, text in (FRAME_WORDS | words).items()},
        "preview": f"{root()}/api/v1/preview.png?preset=zip-5m&lang={language}",
        "address": f"{root()}/{here}?{urlencode([*kept, ('lang', language)])}",
    }


def fragment(template: str, **content: Any) -> str:
    """A piece of a page that its script asks for, as it would stand in the whole page."""
    return unbroken_html(render_template(template, **content))


def problem_words(problem: Problem, language: Language) -> str:
    """One line on something in a link that could not be used."""
    key, value = (_legible(text if len(text) <= 40 else f"{text[:40]}…") for text in (problem.key, problem.value))
    if "=" in value:  # a key of a pin, with its own value
        value = _QUOTED(language, words=value)
    message = problem.message(language)
    return FRAME_WORDS["left_out_one"](language, key=key, value=value, message=message)


def _legible(text: str) -> str:
    """A text with a mark for each character that has no shape."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


_QUOTED = Text("“{words}”", "「{words}」")
