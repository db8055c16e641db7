"""app.observe and app.cli: what is logged and counted, and how a server of several workers ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from app import cli
from app.common.settings import Settings
from app.main import server
from app.observe import DIRECTORY
from app.security import MAX_BODY

ROOT = Path(__file__).parents[1]
SLOW = "/advice/table"


def lines_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def use(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setitem(server.config, "SETTINGS", settings)


def test_a_request_is_a_line_without_its_query(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    use(monkeypatch, Settings(log="requests"))
    answer = server.test_client().get("/api/v1/response?len=15&f=1000", headers={"X-Request-ID": "proxy-7"})
    (line,) = lines_of(capsys.readouterr().out)
    assert set(line) == {"time", "id", "method", "path", "status", "bytes", "ms", "worker"}
    assert (line["id"], line["method"], line["path"], line["status"]) == ("proxy-7", "GET", "/api/v1/response", 200)
    assert line["bytes"] == len(answer.data)
    assert answer.headers["X-Request-ID"] == "proxy-7"


def test_queries_are_told_only_when_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    client = server.test_client()
    client.get("/health?secret=1")
    assert capsys.readouterr().out == ""
    use(monkeypatch, Settings(log="queries"))
    client.get("/health?secret=1")
    (line,) = lines_of(capsys.readouterr().out)
    assert line["query"] == "secret=1"


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, '"}', "é", "a;b"])
def test_a_request_id_that_could_spoil_a_log_is_replaced(given: str) -> None:
    answer = server.test_client().get("/health/live", headers={"X-Request-ID": given})
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-ID"])


def test_even_what_fails_has_a_request_id() -> None:
    for address in ("/nowhere", "/api/v1/response?len=x"):
        assert server.test_client().get(address, headers={"X-Request-ID": "x1"}).headers["X-Request-ID"] == "x1"


def test_metrics_are_not_there_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DIRECTORY, raising=False)
    assert server.test_client().get("/metrics").status_code == 404
    use(monkeypatch, Settings(metrics=True))
    server.test_client().get("/no/such/page")
    answer = server.test_client().get("/metrics")
    assert answer.status_code == 200
    assert 'cablescope_requests_total{endpoint="none",status="404"}' in answer.text
    assert "no/such" not in answer.text  # addresses are without end, names of endpoints are not


@pytest.mark.parametrize(("status", "body"), [(413, b" " * (MAX_BODY + 1)), (400, b"[" * 100_000)])
def test_what_is_refused_unread_is_counted_and_is_no_error_of_the_server(
    monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> None:
    monkeypatch.delenv(DIRECTORY, raising=False)
    use(monkeypatch, Settings(metrics=True))
    refused = "cablescope_requests_total", {"endpoint": "other", "status": str(status)}
    before = REGISTRY.get_sample_value(*refused) or 0
    answer = server.test_client().post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == status
    assert REGISTRY.get_sample_value(*refused) == before + 1


class Served:
    """A server as `cablescope` starts it, with two workers."""

    def __init__(self, said: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.said = said
        start = "from app.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", start, "--port", str(self.port), "--workers", "2"],
            cwd=ROOT, stdout=os.open(said, os.O_WRONLY | os.O_CREAT), stderr=subprocess.STDOUT,
            env=os.environ | {"CABLESCOPE_METRICS": "1", "CABLESCOPE_LOG": "requests"},
        )  # fmt: skip
        start_at = time.monotonic()
        while time.monotonic() - start_at < 60:
            try:
                self.get("/health/live")
                return
            except OSError:
                time.sleep(0.1)
        self.process.kill()
        raise AssertionError(said.read_text())

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer."""
        with closing(self.connection()) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def metric(self, name: str) -> dict[str, float]:
        """Values of a metric, by its labels."""
        found = re.findall(rf"^{name}(\{{.*\}})? (\S+)$", self.get("/metrics")[2], re.MULTILINE)
        return {labels: float(value) for labels, value in found}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    one = Served(tmp_path_factory.mktemp("served") / "said")
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.process.wait(20)


def test_counts_of_all_workers_meet(served: Served) -> None:
    for _ in range(20):
        assert served.get("/health/live")[0] == 200
    served.get("/api/v1/response?len=x")
    assert served.metric("cablescope_requests_total")['{endpoint="/health/live",status="200"}'] >= 20
    assert served.metric("cablescope_refusals_total")['{reason="value"}'] == 1
    assert served.metric("cablescope_request_seconds_count")['{endpoint="/health/live"}'] >= 20
    began = served.metric("cablescope_worker_start_time_seconds")
    assert len(began) == 2
    assert all(0 <= time.time() - value < 300 for value in began.values())


def test_the_server_does_not_tell_what_it_is(served: Served) -> None:
    assert "Server" not in served.get("/health/live")[1]


@pytest.mark.parametrize(
    ("path", "size", "says"),
    [
        ("/api/v1/curve?kind=frd", 1_024_000, "close"),
        ("/api/v1/curve?kind=frd", 900_000, "keep-alive"),
        ("/_dash-update-component", 50_000, "close"),  # its type says that it is no JSON
        ("/_dash-update-component", 300_000, "close"),
    ],
)
def test_whoever_sends_too_much_is_told_that_the_connection_ends(
    served: Served, path: str, size: int, says: str
) -> None:
    """A proxy that was told to keep it would send somebody else's request over it."""
    with closing(served.connection()) as connection:
        connection.request("POST", path, b"[" * size)
        answer = connection.getresponse()
        assert answer.status in (400, 413)
        assert answer.headers["Connection"] == says
        answer.read()
        if says == "keep-alive":
            connection.request("GET", "/health/live")
            assert connection.getresponse().status == 200


def test_a_worker_that_is_killed_is_replaced(served: Served) -> None:
    before = set(served.metric("cablescope_worker_start_time_seconds"))
    pid = int(re.findall(r"\d+", min(before))[0])
    os.kill(pid, signal.SIGKILL)
    start = time.monotonic()
    after = before
    while after & before == before or len(after) < 2:
        assert time.monotonic() - start < 20
        after = set(served.metric("cablescope_worker_start_time_seconds"))
    assert len(after & before) == 1


def test_stops_gracefully(served: Served) -> None:
    """What is under way is answered, kept-alive connections end, and all of it in less than 10 s."""
    with closing(served.connection()) as idle, closing(served.connection()) as slow:
        idle.request("GET", "/health/live")
        assert idle.getresponse().read()
        slow.request("GET", SLOW)
        time.sleep(0.3)  # until a worker has taken it
        start = time.monotonic()
        served.process.terminate()
        assert served.process.wait(30) == 0
        assert time.monotonic() - start < 10
        answer = slow.getresponse()
        assert answer.status == 200
        assert "</table>" in answer.read().decode()
        assert idle.sock.recv(1) == b""  # closed by the server
    assert len(lines_of(served.said.read_text())) > 20
    assert "Traceback" not in served.said.read_text()


class Socket:
    """What becomes of a connection's socket."""

    def __init__(self) -> None:
        self.shut: list[int] = []

    def shutdown(self, how: int) -> None:
        self.shut.append(how)


def test_no_thread_waits_for_a_slow_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading ends after 10 s, also of a client that sends a byte now and then; writing ends after 60 s."""
    monkeypatch.setattr(cli.ThreadWorker, "notify", lambda _: None)
    worker = cli._Worker.__new__(cli._Worker)
    ages = {0.0: [], 9.0: [], 11.0: [socket.SHUT_RD], 61.0: [socket.SHUT_RDWR]}
    connections = {age: type("Connection", (), {"sock": Socket()})() for age in ages}
    worker.begun = {connection: time.monotonic() - age for age, connection in connections.items()}
    worker.notify()
    assert {age: connection.sock.shut for age, connection in connections.items()} == ages
