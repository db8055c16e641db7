"""`cablescope`: serve the dashboard with gunicorn."""

import argparse
import gc
import os
import shutil
import socket
import tempfile
import time
from contextlib import suppress

from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi
from gunicorn.workers.gthread import TConn, ThreadWorker

from app import __version__

__all__ = ["main"]

THREADS = 8
"""Of a worker; half of them at most are with heavy work (app/common/heavy.py)."""
READ_WITHIN = 10.0
"""A request is there as a whole so soon, or it is not answered [s]."""
DONE_WITHIN = 60.0
"""Its answer is taken so soon, or the rest is not sent [s]."""
STOP_WITHIN = 6
"""A worker that is told to stop finishes what it has begun so soon [s]."""
IN_MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
"""A folder for what must not need a disk that can be written to."""


class _Server(BaseApplication):
    def __init__(self, options: dict[str, object]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        gc.disable()  # what is made now stays: to look through it again and again took a seventh of the start
        from app.main import server  # here, so that `cablescope --help` need not build the app

        gc.freeze()  # nor need the workers look through it, who share it
        gc.enable()
        return server


class _Worker(ThreadWorker):
    """A threaded worker whose threads no client can keep by being slow, be it with its headers, its body or its answer.

    gunicorn looks after the time before a request's first byte, and between two requests, but not after it began.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.begun: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> object:
        """Answer a request, in a thread."""
        self.begun[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            del self.begun[conn]

    def notify(self) -> None:
        """Once a second: no more is read from clients that are too slow, and then nothing written to them."""
        super().notify()
        now = time.monotonic()
        for conn, began in list(self.begun.items()):
            if now - began > READ_WITHIN:
                with suppress(OSError):  # gone meanwhile
                    conn.sock.shutdown(socket.SHUT_RDWR if now - began > DONE_WITHIN else socket.SHUT_RD)


_default_headers = wsgi.Response.default_headers


def _added_headers(response: wsgi.Response) -> list[str]:
    """Headers that gunicorn adds, but the one that says that it is gunicorn.

    Of a body that was refused unread gunicorn takes 64 kB out of the way and then closes the connection.  A proxy that
    had not been told would send the next request, somebody else's, over it.
    """
    if getattr(response.req.body.reader, "length", 0):
        response.force_close()
    return [line for line in _default_headers(response) if not line.startswith("Server:")]


def _worker_began(_arbiter: object, _worker: object) -> None:
    from app.observe import worker_began

    worker_began()


def _worker_ended(_arbiter: object, worker: ThreadWorker) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def main() -> None:
    """Read host, port and workers from options or the environment, and serve until stopped."""
    environment = os.environ.get
    parser = argparse.ArgumentParser(
        prog="cablescope", description="Serve the Cablescope dashboard: what an audio cable does to a signal."
    )
    parser.add_argument("--version", action="version", version=f"cablescope {__version__}")
    parser.add_argument("--host", default=environment("HOST", "127.0.0.1"), help="address to listen on [$HOST]")
    parser.add_argument("--port", type=int, default=environment("PORT", "8050"), help="port to listen on [$PORT]")
    parser.add_argument(
        "--workers",
        type=int,
        default=environment("WEB_CONCURRENCY", "2"),
        help="number of worker processes [$WEB_CONCURRENCY]",
    )
    arguments = parser.parse_args()
    shown = "127.0.0.1" if arguments.host == "0.0.0.0" else arguments.host

    def say_where(_: object) -> None:
        print(f"Cablescope is at http://{shown}:{arguments.port}", flush=True)

    wsgi.Response.default_headers = _added_headers
    # The workers are what runs in parallel: threads of the linear algebra within them only get in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    options: dict[str, object] = {
        "bind": f"{arguments.host}:{arguments.port}",
        "workers": arguments.workers,
        "worker_class": _Worker,
        "threads": THREADS,
        "preload_app": True,
        "timeout": 30,
        "graceful_timeout": STOP_WITHIN,
        "limit_request_line": 8190,  # twelve devices with long Japanese names are more than the usual 4094
        "keepalive": 5,
        "worker_tmp_dir": IN_MEMORY,
        "control_socket_disable": True,
        "when_ready": say_where,
    }
    if environment("CABLESCOPE_METRICS") == "1":
        counts = tempfile.mkdtemp(prefix="cablescope-", dir=IN_MEMORY)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts
        options |= {
            "post_fork": _worker_began,
            "child_exit": _worker_ended,
            "on_exit": lambda _: shutil.rmtree(counts, ignore_errors=True),  # unlike a `finally`, not in each worker
        }
    _Server(options).run()
