"""The application: `app.main:server` is what gunicorn serves."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from dash import Dash
from flask import Response, abort, has_request_context, redirect, render_template, request, send_from_directory
from flask.json.provider import DefaultJSONProvider
from flask_compress import Compress
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from app import __version__, security
from app.advice import api as advice_api
from app.advice import line as advice_line
from app.advice import page as advice_page
from app.bench import api, callbacks, pickup_fit, saved, share, sheet, upload
from app.bench.page import WORDS, frame, page
from app.bench.response import opened
from app.bench.share import is_embedded, shared
from app.bench.state import with_opening
from app.common.frame import PAGES, frame_of, language_of_request
from app.common.scripts import ASSETS, fingerprint, modules_of
from app.common.settings import Settings, settings
from app.common.text import Text, subscripted, unbroken_html
from app.earth import api as earth_api
from app.earth import page as earth_page
from app.examples import page as examples_page
from app.listen import api as listen_api
from app.listen import page as listen_page
from app.observe import observe
from app.paper import api as paper_api
from app.paper import page as paper_page
from app.reference import page as reference_page
from app.theory import page as theory_page
from app.validation import api as validation_api
from app.validation import page as validation_page

__all__ = ["app", "server"]

MISSING: dict[str, Text] = {
    "title": Text("Cablescope: no such page", "Cablescope：ページが見つかりません"),
    "description": Text("There is no page at this address.", "このアドレスにページはありません。"),
    "heading": Text("There is no page at this address", "このアドレスにページはありません"),
    "what_now": Text(
        "It may have been cut when it was copied. These pages are there:",
        "コピーの途中で切れたのかもしれません。次のページがあります：",
    ),
}

SETTINGS = Settings.of(os.environ)
PREFIX = SETTINGS.prefix
ASSETS_PATH = f"assets/{fingerprint()}"
KEPT = {"_dash_assets.static": "public, max-age=31536000, immutable", "any_assets": "no-cache"}
"""How long assets may be kept: for good under an address that bears their fingerprint."""
API_KEPT = "public, max-age=3600"
"""An answer of the API is the same as long as the release is."""
NOT_NEEDED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>\n?')
"""Scripts of Dash that do nothing here: for tables, and for browsers too old for the modules of the page itself.

Of the latter Dash calls one part, `regeneratorRuntime`, which is assets/regenerator.min.js.
"""
AT_LOAD = b"//# allFunctionsCalledOnLoad\n"
"""Tells a browser to compile a script while it loads, beside the page, and not piece by piece while it runs."""


class Cablescope(Dash):
    """Dash, with an index page that speaks the visitor's language before any script runs."""

    def interpolate_index(self, **parts: str) -> str:
        """The index page, from a template of our own; what Dash looks at as it starts is its own."""
        if not has_request_context():
            return str(super().interpolate_index(**parts))
        language = language_of_request()
        embedded = is_embedded()
        asked = (pair for pair in request.args.items(multi=True) if not (embedded and pair[0] == "embed"))
        state, problems = opened(with_opening(asked))
        told = frame(state, problems, language)
        texts = told["redraw"]["texts"]
        return render_template(
            "index.html",
            dash={name: Markup(part) for name, part in parts.items() if name != "scripts"},
            scripts=Markup(NOT_NEEDED.sub("", parts["scripts"]).replace("<script src=", "<script defer src=")),
            embedded=embedded,
            oembed=bool(settings().embed),
            **frame_of("", WORDS, language)
            | told
            | {"share": shared(state, texts["verdict"], texts["verdict-word"], language)},
        )


def layout() -> Any:
    """The page for the state in the query, which assets/early.js hands on from the address bar."""
    if not has_request_context():  # Dash asks once at the start, to know every id
        return page(opened(with_opening([]))[0], "en")
    state, _ = opened(with_opening(request.args.items(multi=True)))
    return page(state, language_of_request())


app = Cablescope(
    "cablescope",
    assets_folder=str(ASSETS),
    assets_url_path=ASSETS_PATH,
    assets_ignore=r"^early\.js$",  # pages load it themselves, and modules
    assets_path_ignore=["."],  # which are all that is in folders
    url_base_pathname=PREFIX,
    update_title="",
    serve_locally=True,
    suppress_callback_exceptions=True,  # else the whole layout stands in the index page as well
)
server = app.server
server.config["SETTINGS"] = SETTINGS
observe(server, PREFIX)  # before all else, so that it sees what each answer is in the end
if SETTINGS.proxies:
    server.wsgi_app = ProxyFix(
        server.wsgi_app, x_for=SETTINGS.proxies, x_proto=SETTINGS.proxies, x_host=SETTINGS.proxies
    )
# The redraw in the page has its fields in the order of those in replies, so that the browser can tell what is the same.
server.jinja_env.policies["json.dumps_kwargs"] = {"sort_keys": False}
# Japanese messages are read by those who ask with curl or the form of /api as well.
assert isinstance(server.json, DefaultJSONProvider)
server.json.ensure_ascii = False
server.template_folder = str(Path(__file__).parent / "templates")
server.jinja_env.filters["subscripted"] = subscripted
server.jinja_env.globals |= {"version": __version__, "asset": app.get_asset_url, "modules": modules_of}
app.layout = layout
callbacks.register(app)
for module in (
    api, upload, pickup_fit, saved, share, sheet, advice_page, advice_api, advice_line, earth_page, earth_api,
    paper_page, paper_api, theory_page, examples_page, reference_page, validation_page, validation_api,
    listen_page, listen_api,
):  # fmt: skip
    server.register_blueprint(module.blueprint, url_prefix=PREFIX.rstrip("/") or None)
# Brotli at 5 costs what it does at 4, the default, and makes scripts a tenth smaller than that or zstd.
# gzip at 5 packs a sweep in three fifths of the time of 6, its default, and a twentieth larger.
server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
server.config["COMPRESS_BR_LEVEL"] = server.config["COMPRESS_LEVEL"] = 5
Compress(server)
security.protect(
    app, lambda: render_template("missing.html", root=PREFIX, **frame_of("missing", MISSING, language_of_request()))
)


@server.after_request
def send_once(response: Response) -> Response:
    """Say how long an asset or an answer of the API may be kept; send it whole, which packs best, or not at all.

    Whoever has it asks whether that is still good by a tag, to which the compression has added its own name.
    """
    if response.status_code == 200 and response.mimetype == "text/javascript":
        response.direct_passthrough = False
        response.set_data(AT_LOAD + response.get_data())
    of_api = request.path.startswith(f"{PREFIX}api/v1/") and request.method in ("GET", "HEAD")
    if response.status_code != 200 or not (of_api or request.endpoint in KEPT):
        return response
    response.headers["Cache-Control"] = API_KEPT if of_api else KEPT[str(request.endpoint)]
    if of_api:
        response.add_etag()
    tag, _ = response.get_etag()
    for name in (tag, *(f"{tag}:{algorithm}" for algorithm in server.config["COMPRESS_ALGORITHM"])):
        if name and request.if_none_match.contains(name):
            response.set_etag(name)
            response.make_conditional(request)
            return response
    response.direct_passthrough = False
    response.make_sequence()
    return response


@server.after_request
def keep_units(response: Response) -> Response:
    """Let no number of a page be parted from its unit at the end of a line; programs get plain spaces."""
    if response.mimetype == "text/html" and not response.direct_passthrough:
        response.set_data(unbroken_html(response.get_data(as_text=True)))
    return response


@server.get(f"{PREFIX}assets/<path:name>")
def any_assets(name: str) -> Response:
    """An asset by its plain name, or by that with the fingerprint of a release that is still open somewhere."""
    return send_from_directory(ASSETS, re.sub(r"^[0-9a-f]{12}/", "", name))


@server.get(f"{PREFIX}<any({', '.join(filter(None, PAGES))}):name>/")
def without_the_slash(name: str) -> BaseResponse:
    """A page's address with a slash at its end leads to the page, which stands without; the query goes along."""
    query = quote_from_bytes(request.query_string, safe="!$%&'()*+,/:;=?@~")
    return redirect(PREFIX + name + (f"?{query}" if query else ""), 308)


@server.before_request
def refuse_unknown_pages() -> None:
    """Dash answers any path with its index page; a path that is no page is not found."""
    if request.endpoint == f"{PREFIX}<path:path>":
        abort(404)


# Dash learns which scripts it may serve when it first renders the page; a worker, or a replica, that
# is asked for a script before it was asked for the page must know them too.
app.index()
