"""What the one who runs the server sees of it: a line of log for each request, and metrics; both only if asked for.

Links are their users' business: neither tells a query unless the settings say so, and none tells who asked.
"""

import json
import os
import re
import struct
import sys
import time
from datetime import UTC, datetime
from secrets import token_hex

from flask import Flask, Response, abort, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.exceptions import HTTPException

from app.common.settings import settings

__all__ = ["DIRECTORY", "observe", "worker_began"]

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""Variable that names the folder in which the workers' counts meet; prometheus_client reads it when it is imported."""

_LOOKS = 5  # at the workers' counts

REQUEST_ID = re.compile(r"[\w.:@/+=-]{1,128}", re.ASCII)
"""A request id that a proxy in front may have given; any other could not stand in a header or a line of log."""

CALLBACKS = {"reply.data": "redraw", "sweep.data": "sweep"}
"""What the round trips of the bench are for, by their output: they share an address."""

REQUESTS = Counter("cablescope_requests", "Requests answered.", ("endpoint", "status"))
SECONDS = Histogram(
    "cablescope_request_seconds",
    "Time that a request took in the worker.",
    ("endpoint",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
REFUSALS = Counter("cablescope_refusals", "Requests that were not answered as asked.", ("reason",))
REASONS = {400: "value", 405: "method", 413: "size", 503: "busy"}
STARTED = Gauge(
    "cablescope_worker_start_time_seconds",
    "When a worker began, in Unix time; time() less that is its age.",
    ("worker",),  # not the library's own label, which would tell of the process that only watches over the workers too
    multiprocess_mode="livemax",
)


def worker_began() -> None:
    """Note when this worker began."""
    STARTED.labels(str(os.getpid())).set_to_current_time()


def observe(server: Flask, prefix: str) -> None:
    """Number, log and count the server's requests, and answer `metrics` below the prefix."""

    @server.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if REQUEST_ID.fullmatch(given) else token_hex(8)

    @server.after_request
    def note(response: Response) -> Response:
        seconds = time.perf_counter() - g.began
        response.headers["X-Request-ID"] = g.request_id
        if settings().metrics:
            endpoint = _endpoint(prefix)
            REQUESTS.labels(endpoint, str(response.status_code)).inc()
            SECONDS.labels(endpoint).observe(seconds)
            if response.status_code in REASONS:
                REFUSALS.labels(REASONS[response.status_code]).inc()
        if settings().log:
            _write(response, seconds)
        return response

    @server.get(f"{prefix}metrics")
    def metrics() -> Response:
        if not settings().metrics:
            abort(404)
        registry = REGISTRY
        if DIRECTORY in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return Response(_written(registry), content_type=CONTENT_TYPE_LATEST)


def _written(registry: CollectorRegistry) -> bytes:
    """What is counted; looked at again where a worker that starts has only half made its file."""
    for _ in range(_LOOKS - 1):
        try:
            return generate_latest(registry)
        except (OSError, ValueError, struct.error):
            time.sleep(0.05)
    return generate_latest(registry)


def _endpoint(prefix: str) -> str:
    """What was asked for: one of few names, whatever the address."""
    rule = request.url_rule.rule if request.url_rule else ""
    if rule == f"{prefix}_dash-update-component":
        try:
            body = request.get_json(silent=True) if request.content_length else None
        except (HTTPException, RecursionError):  # too much of it, or nested beyond reason: refused
            body = None
        output = body.get("output") if isinstance(body, dict) else None
        return CALLBACKS.get(output, "other") if isinstance(output, str) else "other"
    return f"/{rule.removeprefix(prefix)}" if rule and rule != f"{prefix}<path:path>" else "none"


def _write(response: Response, seconds: float) -> None:
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "id": g.request_id,
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "bytes": response.calculate_content_length(),
        "ms": round(1e3 * seconds, 1),
        "worker": os.getpid(),
    }
    if settings().log == "queries":
        line["query"] = request.query_string.decode("ascii", "replace")
    # In one piece, so that lines of several threads stay apart.
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
