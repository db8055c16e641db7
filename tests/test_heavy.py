"""app.common.heavy: a worker does little heavy work at once, says so to those who come then, and recovers."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from app.cli import THREADS
from app.common import heavy as module
from app.common.heavy import AT_ONCE, WAITING, BusyError, heavy
from app.main import server

HEAVY = (
    "/api/v1/sweep?over=len&from=1&to=30&n=3&f=1000",
    "/api/v1/sweep.csv?over=len&from=1&to=30&n=3&f=1000",
    "/api/v1/preview.png",
    "/api/v1/response.png",
    "/api/v1/response.svg",
    "/api/v1/circuit.cir",
    "/api/v1/response?tol=1&f=1000",
    "/api/v1/advice",
    "/api/v1/advice/table",
    "/advice/table",
    "/advice/answers",
    "/advice",
    "/advice?volts=100",
    "/advice/line",
    "/api/v1/advice/line",
    "/api/v1/earth/fit?read=1:115",
    "/earth/fit?read=1:115",
    "/?preset=pair-100m&view=field",
)
LIGHT = ("/", "/?tol=1", "/api/v1/response?f=1000", "/earth", "/health", "/health/live", "/examples", "/api")


def callback(output: str, source: str, **request: object) -> dict[str, object]:
    """Body of a round trip of the bench."""
    data = {"id": 1, "language": "en", **request}
    return {
        "output": f"{output}.data",
        "outputs": {"id": output, "property": "data"},
        "inputs": [{"id": source, "property": "data", "value": data}],
        "changedPropIds": [f"{source}.data"],
    }


def redraw(query: str, resting: bool = True) -> dict[str, object]:
    return callback("reply", "request", query=query, lenient=False, resting=resting)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker that has all the heavy work that it takes."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    release, begun = threading.Event(), threading.Barrier(AT_ONCE + 1)

    def work() -> None:
        with heavy():
            begun.wait(10)
            release.wait(60)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in range(AT_ONCE):
            pool.submit(work)
        begun.wait(10)
        yield
        release.set()


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("address", HEAVY)
def test_heavy_work_is_refused_by_a_full_worker(address: str) -> None:
    answer = server.test_client().get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "try again" in answer.get_json()["error"]["message"]


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    "accepted",
    [  # of Firefox, and of Chrome, which names a kind with a parameter as well
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
        "application/signed-exchange;v=b3;q=0.7",
    ],
)
def test_a_full_worker_tells_in_japanese_and_in_plain_words(accepted: str) -> None:
    client = server.test_client()
    assert "混み合って" in client.get("/api/v1/preview.png?lang=ja").get_json()["error"]["message"]
    page = client.get("/?preset=pair-100m&view=field", headers={"Accept": accepted})
    assert (page.status_code, page.mimetype) == (503, "text/html")
    assert "try again in a second." in page.text
    assert 'name="viewport"' in page.text


@pytest.mark.usefixtures("full")
def test_what_the_page_asks_of_a_full_worker() -> None:
    def status(body: dict[str, object]) -> int:
        return server.test_client().post("/_dash-update-component", json=body).status_code

    assert status(callback("sweep", "sweep-request", query="", key="len")) == 503
    assert status(redraw("tol=1")) == 503
    assert status(redraw("view=matters")) == 503
    assert status(redraw("preset=pair-100m&view=field")) == 503
    assert status(redraw("tol=1", resting=False)) == 200  # a hand moves on
    assert status(redraw("")) == 200
    assert server.test_client().post("/api/v1/curve?kind=frd", data=b"20 1\n30 2").status_code == 503
    assert server.test_client().post("/api/v1/pickup?rp=6.5", data=b"300 1\n3000 2").status_code == 503


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("address", LIGHT)
def test_a_full_worker_still_does_what_is_light(address: str) -> None:
    assert server.test_client().get(address).status_code == 200


def test_a_place_is_free_again_after_each_kind_of_end() -> None:
    def refuse() -> None:
        with heavy():
            raise ValueError

    for _ in range(3 * (AT_ONCE + WAITING)):
        with pytest.raises(ValueError, match="^$"):
            refuse()
        assert server.test_client().get("/api/v1/sweep").status_code == 400
    assert server.test_client().get("/api/v1/preview.png").status_code == 200


def test_within_heavy_work_no_further_place_is_taken() -> None:
    with ExitStack() as stack:
        for _ in range(5 * (AT_ONCE + WAITING)):
            stack.enter_context(heavy())


def test_some_wait_for_their_turn_and_the_rest_is_sent_away_at_once() -> None:
    """As many threads as a worker has: none of them computes beside the others, and half of them stays free."""
    release, counted = threading.Event(), threading.Lock()
    together, most, told = 0, 0, []

    def work() -> str:
        nonlocal together, most
        try:
            with heavy():
                with counted:
                    together += 1
                    most = max(most, together)
                release.wait(10)
                with counted:
                    together -= 1
        except BusyError:
            told.append("busy")
            if len(told) == THREADS - AT_ONCE - WAITING:
                release.set()
            return "busy"
        return "done"

    start: Callable[[], str] = work
    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = [one.result() for one in [pool.submit(start) for _ in range(THREADS)]]
    assert sorted(outcomes) == ["busy"] * (THREADS - AT_ONCE - WAITING) + ["done"] * (AT_ONCE + WAITING)
    assert most == AT_ONCE
    assert AT_ONCE + WAITING <= THREADS // 2
