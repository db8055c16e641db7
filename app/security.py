"""What leaves and enters the server: headers, sizes, and bodies that are not what a page would send."""

from collections.abc import Callable
from typing import Any

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, NotFound

from app.bench.share import is_embedded
from app.common.answers import busy
from app.common.heavy import BusyError
from app.common.settings import settings

__all__ = ["protect"]

MAX_BODY = 256 * 1024


def protect(app: Dash, no_such_page: Callable[[], str]) -> None:
    """Harden the server; `no_such_page` is what a visitor reads at an address that is none."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    policy = "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",  # no script stands in the page itself
            "style-src 'self' 'unsafe-inline'",  # Plotly and Dash style elements as they draw
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )

    @server.after_request
    def set_headers(response: Response) -> Response:
        embedded = request.path == app.config.routes_pathname_prefix and is_embedded()
        ancestors = " ".join(settings().embed) if embedded else "'none'"
        response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {ancestors}"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not embedded:  # it knows no list
            response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response

    @server.after_request
    def let_other_pages_read(response: Response) -> Response:
        """Let pages of the origins that the settings name read what the API answers to a GET."""
        allowed, origin = settings().cors, request.headers.get("Origin", "")
        if allowed and request.method in ("GET", "HEAD") and request.path.startswith(api_path):
            if "*" in allowed:
                response.headers["Access-Control-Allow-Origin"] = "*"
            else:
                response.vary.add("Origin")
                if origin in allowed:
                    response.headers["Access-Control-Allow-Origin"] = origin
        return response

    api_path = f"{app.config.routes_pathname_prefix}api/v1/"
    callback_path = f"{app.config.routes_pathname_prefix}_dash-update-component"

    @server.before_request
    def refuse_malformed_callback() -> None:
        if request.path == callback_path and request.method == "POST":
            try:
                body = request.get_json(silent=True)
            except RecursionError:  # nested beyond reason
                body = None
            if not _is_callback(app, body):
                abort(400)

    server.register_error_handler(BusyError, busy)

    @server.errorhandler(DependencyException)
    def no_such_script(_: DependencyException) -> tuple[Response, int]:
        return in_plain_words(NotFound())

    @server.errorhandler(HTTPException)
    def in_plain_words(error: HTTPException) -> tuple[Response, int]:
        code = error.code or 500
        if code == 404 and request.accept_mimetypes.best_match(("text/plain", "text/html")) == "text/html":
            return Response(no_such_page(), mimetype="text/html"), code
        return Response(f"{code} {error.name}\n", mimetype="text/plain"), code


def _is_callback(app: Dash, body: Any) -> bool:
    """Whether a body is one that the page's own script could have sent; Dash itself takes that on trust."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known = app.callback_map.get(body["output"])
    if known is None or "callback" not in known:  # those without run in the browser
        return False
    output_id, _, output_property = body["output"].rpartition(".")
    return (
        body.get("outputs") == {"id": output_id, "property": output_property}
        and _are_values(body.get("inputs", []), known["inputs"])
        and _are_values(body.get("state", []), known["state"])
        and isinstance(body.get("changedPropIds", []), list)
        and all(isinstance(item, str) for item in body.get("changedPropIds", []))
    )


def _are_values(given: Any, declared: list[dict[str, str]]) -> bool:
    return (
        isinstance(given, list)
        and len(given) == len(declared)
        and all(
            isinstance(item, dict)
            and set(item) <= {"id", "property", "value"}
            and item.get("id") == wanted["id"]
            and item.get("property") == wanted["property"]
            for item, wanted in zip(given, declared, strict=True)
        )
    )
