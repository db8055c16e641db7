"""`cablescope`: serve the dashboard with gunicorn."""

import argparse
import os

from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi

from app import __version__

__all__ = ["main"]


class _Server(BaseApplication):
    def __init__(self, options: dict[str, object]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        from app.main import server  # here, so that `cablescope --help` need not build the app

        return server


_default_headers = wsgi.Response.default_headers


def _without_the_server(response: wsgi.Response) -> list[str]:
    """Headers that gunicorn adds, but the one that says that it is gunicorn."""
    return [line for line in _default_headers(response) if not line.startswith("Server:")]


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

    wsgi.Response.default_headers = _without_the_server
    _Server(
        {
            "bind": f"{arguments.host}:{arguments.port}",
            "workers": arguments.workers,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "timeout": 30,
            "limit_request_line": 8190,  # twelve devices with long Japanese names are more than the usual 4094
            "keepalive": 5,
            # Neither may need a disk that can be written to.
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,
            "control_socket_disable": True,
            "when_ready": say_where,
        }
    ).run()
