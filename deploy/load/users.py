"""Who visits, for locust: hands that drag, scripts, uploads, and a tenth that means no good.

Run by `make load` (deploy/load/run.py).  A dragger does what the page does while a pointer crosses a slider in two
seconds: it asks for the sweep, then for words every 400 ms, at rest for the whole; in between its user reads.
"""

import json
import os
import random
import time
from typing import Any

from locust import FastHttpUser, constant_pacing, task

COUNTS = json.loads(os.environ["USERS"])
"""How many there are of each kind."""
CALLBACK = "/_dash-update-component"
STATES = {
    "": ("len", "load"),
    "preset=speaker-4m": ("len", "df"),
    "preset=pair-100m": ("len", "gap", "dia"),
    "preset=stratocaster": ("len", "vol", "tone"),
    "preset=two-way-4m": ("len", "rs"),
}
"""What is dragged in which state."""
RANGES = {
    "len": (1, 50),
    "load": (4, 16),
    "dia": (0.5, 1.9),
    "gap": (2.5, 40),
    "df": (1, 200),
    "vol": (1, 10),
    "tone": (1, 10),
    "rs": (0.05, 2),
}
HOSTILE = (
    ("GET", "/api/v1/response?len=1e999", b""),
    ("GET", "/api/v1/response?" + "a=%26" * 500, b""),
    ("GET", "/api/v1/sweep?over=len&from=1&to=30&n=999999999", b""),
    ("GET", "/api/v1/response?f=" + "1," * 3000, b""),
    ("GET", "/?" + "x" * 7000, b""),
    ("GET", "/assets/../../etc/passwd", b""),
    ("GET", "/metrics", b""),
    ("PUT", "/", b"x"),
    ("POST", CALLBACK, b"{"),
    ("POST", CALLBACK, b"[" * 50_000),
    ("POST", CALLBACK, b'{"output": "reply.data", "inputs": [{"id": "request", "property": "data", "value": 1}]}'),
    ("POST", "/api/v1/curve?kind=frd", bytes(range(256)) * 4000),
    ("POST", "/api/v1/curve?kind=frd", b"x" * 2_000_000),
)


class Visitor(FastHttpUser):
    """Someone who obeys a busy server."""

    abstract = True
    connection_timeout = network_timeout = 35.0

    def ask(self, method: str, path: str, name: str, allowed: tuple[int, ...] = (200,), **more: Any) -> None:
        """Ask; whatever is not allowed is an error, a busy server is waited for."""
        with self.client.request(method, path, name=name, catch_response=True, **more) as answer:
            if answer.status_code == 503 and answer.headers.get("Retry-After"):
                answer.request_meta["name"] = "(busy)"
                answer.success()
                time.sleep(float(answer.headers["Retry-After"]))
            elif answer.status_code in allowed:
                answer.success()
            else:
                answer.failure(f"{answer.status_code}")


class Dragger(Visitor):
    """A hand on the bench."""

    fixed_count = COUNTS["Dragger"]

    def on_start(self) -> None:
        """Open the page."""
        self.ask("GET", "/", "page")
        self.take_up()
        time.sleep(5 * random.random())

    def take_up(self) -> None:
        """Choose a preset, which becomes the user's own state with each drag."""
        self.query, self.keys = random.choice(list(STATES.items()))
        self.own: dict[str, str] = {}

    def post(self, output: str, source: str, name: str, **data: object) -> None:
        """A round trip of the page."""
        value = {"id": 1, "language": "en", **data}
        body = {
            "output": f"{output}.data",
            "outputs": {"id": output, "property": "data"},
            "inputs": [{"id": source, "property": "data", "value": value}],
            "changedPropIds": [f"{source}.data"],
        }
        self.ask("POST", CALLBACK, name, json=body)

    @task
    def drag(self) -> None:
        """One slider, once across; then the user looks at it."""
        if random.random() < 0.2:
            self.take_up()
        key = random.choice(self.keys)
        self.post("sweep", "sweep-request", "sweep", query=self.state, key=key)
        low, high = RANGES[key]
        begun = time.monotonic()
        for n in range(6):
            time.sleep(max(0, begun + 0.4 * n - time.monotonic()))
            part = random.random() if n == 5 else (n + random.random()) / 6  # it stays somewhere
            self.own[key] = f"{low + (high - low) * part:.4g}"
            self.post("reply", "request", "redraw", query=self.state, lenient=False, resting=n == 5)
        time.sleep(random.uniform(1, 5))

    @property
    def state(self) -> str:
        """The query of the user's state."""
        return "&".join(filter(None, [self.query, *(f"{key}={text}" for key, text in self.own.items())]))


class Script(Visitor):
    """A user of the API."""

    fixed_count = COUNTS["Script"]

    wait_time = constant_pacing(1)

    @task
    def use(self) -> None:
        """One of its addresses, at a length that nobody asked for before."""
        length = f"len={random.uniform(1, 99):.5f}"
        path = random.choice(("response?f=1000,20000&", "response.csv?", "summary", "preview.png?"))
        if path == "summary":
            path = "sweep?over=load&from=4&to=16&n=9&f=1000,20000&"
        self.ask("GET", f"/api/v1/{path}{length}", f"api {path.partition('?')[0]}")


class Uploader(Visitor):
    """Someone with a measurement of 2,000 rows."""

    fixed_count = COUNTS["Uploader"]

    wait_time = constant_pacing(2)

    @task
    def upload(self) -> None:
        """Send it."""
        rows = "".join(f"{20 * 1.0035**n:.3f} {random.gauss(-1, 0.3):.2f}\n" for n in range(2000))
        self.ask("POST", "/api/v1/curve?kind=frd&room=1900", "upload", data=rows)


class Hostile(Visitor):
    """Someone who sends what no page would."""

    fixed_count = COUNTS["Hostile"]

    wait_time = constant_pacing(0.25)

    @task
    def try_something(self) -> None:
        """Anything but an error of the server's will do."""
        method, path, body = random.choice(HOSTILE)
        self.ask(method, path, "hostile", (200, 304, 400, 404, 405, 413, 414), data=body)
