"""The application: `app.main:server` is what gunicorn serves."""

import html
import os
from pathlib import Path
from typing import Any

from dash import Dash
from flask import abort, has_request_context, request
from flask_compress import Compress

from app import api, callbacks, security
from app.bench import opened
from app.page import WORDS, page
from app.text import LANGUAGES, Language

__all__ = ["app", "server"]

PREFIX = "/" + os.environ.get("CABLESCOPE_PREFIX", "").strip("/") + "/"
PREFIX = "/" if PREFIX == "//" else PREFIX

_INDEX = """<!DOCTYPE html>
<html lang="{language}" data-settled="false">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{description}">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{favicon}
{css}
<script src="{early}"></script>
</head>
<body>
{app_entry}
<noscript>{noscript}</noscript>
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""


def language_of_request() -> Language:
    """Language asked for in the query, else the browser's, else English."""
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return "ja" if asked == "ja" else "en"
    return "ja" if request.accept_languages.best_match(LANGUAGES, "en") == "ja" else "en"


class Cablescope(Dash):
    """Dash, with an index page that speaks the visitor's language before any script runs."""

    def interpolate_index(self, **parts: Any) -> str:
        """Fill the index page."""
        language = language_of_request()
        words = {name: html.escape(WORDS[name](language), quote=True) for name in _INDEX_WORDS}
        return _INDEX.format(
            language=language,
            early=self.get_asset_url("early.js"),
            description=words["description"],
            title=words["title"],
            noscript=words["noscript"],
            app_entry=_ENTRY.format(**words),
            **{name: parts[name] for name in ("favicon", "css", "config", "scripts", "renderer")},
        )


_INDEX_WORDS = ("title", "description", "noscript", "tagline", "loading")
# Dash replaces this as soon as its scripts are there; it has the shape of the page to come.
_ENTRY = """<div id="react-entry-point"><header class="top"><h1>Cablescope</h1>
<p class="tagline">{tagline}</p></header><p class="loading">{loading}</p></div>"""


def layout() -> Any:
    """The page for the state in the query, which assets/early.js hands on from the address bar."""
    if not has_request_context():  # Dash asks once at the start, to know every id
        return page(*opened([]), "en")
    state, problems = opened(request.args.items(multi=True))
    return page(state, problems, language_of_request())


app = Cablescope(
    "cablescope",
    assets_folder=str(Path(__file__).parents[1] / "assets"),
    assets_ignore=r"early\.js",
    url_base_pathname=PREFIX,
    update_title="",
    serve_locally=True,
    suppress_callback_exceptions=True,  # else the whole layout stands in the index page as well
)
server = app.server
app.layout = layout
callbacks.register(app)
server.register_blueprint(api.blueprint, url_prefix=PREFIX.rstrip("/") or None)
Compress(server)
security.protect(app)


@server.before_request
def refuse_unknown_pages() -> None:
    """Dash answers any path with its index page; a path that is no page is not found."""
    if request.endpoint == f"{PREFIX}<path:path>":
        abort(404)
