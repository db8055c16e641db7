"""What leaves and enters the server: headers, sizes, and bodies that are not what a page would send."""

from typing import Any

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, NotFound

__all__ = ["protect"]

MAX_BODY = 256 * 1024


def protect(app: Dash) -> None:
    """Harden the server."""
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
            "frame-ancestors 'none'",
        )
    )

    @server.after_request
    def set_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response

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

    @server.errorhandler(DependencyException)
    def no_such_script(_: DependencyException) -> tuple[Response, int]:
        return in_plain_words(NotFound())

    @server.errorhandler(HTTPException)
    def in_plain_words(error: HTTPException) -> tuple[Response, int]:
        words = f"{error.code} {error.name}\n"
        return Response(words, mimetype="text/plain"), error.code or 500


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
