"""Dragging a slider: the curve follows at once, over a slow network too, and lost answers are made up for."""

import numpy as np
import pytest

from app.bench.response import curve_frequencies, respond
from app.bench.state import parse
from app.bench.transients import POINTS, course

from .conftest import Visits
from .driver import CALLBACK, Bench
from .hand import MOVES, RATE, drag_in_time

pytestmark = pytest.mark.browser


def assert_picture_is_of_the_values(bench: Bench) -> None:
    """The curves drawn are the API's, for the link in the address bar and the length in the box."""
    numbers = bench.numbers()
    assert float(bench.box("len").input_value()) == numbers["state"]["len"]
    assert bench.curve("attenuation", axis="x") == pytest.approx(numbers["frequency_hz"], rel=1e-9)
    assert bench.curve("attenuation") == pytest.approx(numbers["ac_attenuation_db"], abs=1e-4)
    assert bench.curve("phase") == pytest.approx(numbers["phase_lag_deg"], abs=1e-4)


@pytest.mark.parametrize("delay", [0, 150])
def test_curve_follows_a_drag_at_sixty_moves_a_second(chromium_path: str, address: str, delay: int) -> None:
    drag = drag_in_time(chromium_path, f"{address}?preset=speaker-4m", delay)
    print(drag)
    assert drag.took < 1.2 * MOVES / RATE  # or else it was not that drag
    # How many of the moves are drawn is a matter of the machine (told above); that none queue up is not.
    assert drag.settling < 10 * (0.15 + 2 * delay / 1000)  # ten times the aim, for a loaded machine
    assert drag.requests <= 12
    assert len(drag.frames) > 20
    for frame in drag.frames[:: max(len(drag.frames) // 8, 1)]:
        state, _ = parse([("len", frame.text)])
        np.testing.assert_allclose(frame.y, respond(state, curve_frequencies(state)).ac_attenuation, atol=0.05)


def test_signal_in_time_follows_a_drag_over_the_whole_slider(chromium_path: str, address: str) -> None:
    """By the series of one answer: without them a delay of 0.3 s would leave a few curves."""
    drag = drag_in_time(chromium_path, f"{address}?preset=stratocaster&view=time", 300, graph="signal")
    print(drag)
    assert drag.requests <= 12
    assert len(drag.frames) > 12
    lengths = [float(frame.text) for frame in drag.frames]
    assert min(lengths) < 0.3
    assert max(lengths) > 100
    for frame in drag.frames[:: max(len(drag.frames) // 8, 1)]:
        first, last = frame.across
        span = (last - first) * POINTS / (POINTS - 1)
        query = {"preset": "stratocaster", "view": "time", "len": frame.text, "span": repr(span)}
        exact = course(parse(query.items())[0])
        np.testing.assert_allclose(np.interp(exact.seconds, frame.x, frame.y), exact.load, atol=5e-3)


@pytest.mark.parametrize("delay", [0, 150])
def test_picture_after_a_drag_is_that_of_the_last_value(visit: Visits, delay: int) -> None:
    bench = visit()
    bench.page.evaluate("(delay) => { seen.delay = delay; }", delay)
    bench.drag("len", MOVES)  # each move waits until the page has dealt with it
    bench.settle()
    assert bench.seen()["mostOut"] == 1
    assert_picture_is_of_the_values(bench)


@pytest.mark.parametrize(
    ("language", "lost", "back"),
    [
        ("en", "The server does not answer", "Connected again"),
        ("ja", "サーバーから応答がない", "接続が回復しました"),
    ],
)
@pytest.mark.parametrize("failure", ["killed", "500"])
def test_lost_answer_is_told_and_made_up_for(visit: Visits, language: str, lost: str, back: str, failure: str) -> None:
    bench = visit(f"lang={language}", faults=True)
    before = bench.curve()
    fail = {
        "killed": lambda route: route.abort("connectionreset"),
        "500": lambda route: route.fulfill(status=500, body="no"),
    }
    bench.page.route(CALLBACK, fail[failure])
    bench.thumb("len").press("End")
    message = bench.page.locator("#connection")
    message.filter(has_text=lost).wait_for(timeout=5000)
    bench.thumb("load").press("ArrowRight")  # the controls still move
    assert bench.page.locator("html").get_attribute("data-settled") == "false"
    assert bench.curve() == before
    bench.page.unroute(CALLBACK)
    message.filter(has_text=back).wait_for()
    bench.settle()
    assert bench.box("len").input_value() == "300"
    assert float(bench.box("load").input_value()) > 8
    assert_picture_is_of_the_values(bench)


def test_curves_and_words_agree_when_the_server_goes_during_a_drag(visit: Visits) -> None:
    """Once the hand has let go: what is shown is said to be the last valid result, and is all of one."""
    bench = visit("lang=en", faults=True)
    track = bench.thumb("len").bounding_box()
    assert track is not None
    x, y = track["x"] + track["width"] / 2, track["y"] + track["height"] / 2
    bench.page.mouse.move(x, y)
    bench.page.mouse.down()
    bench.page.mouse.move(x + 20, y)
    bench.settle()
    line = bench.page.locator("#attenuation .js-line").first
    valid = line.get_attribute("d")
    bench.page.route(CALLBACK, lambda route: route.abort())
    for step in range(21, 80):
        bench.page.mouse.move(x + step, y)
    bench.page.locator("#connection", has_text="does not answer").wait_for()
    assert line.get_attribute("d") != valid
    bench.page.mouse.up()
    bench.until("(valid) => document.querySelector('#attenuation .js-line').getAttribute('d') === valid", valid)
    bench.page.unroute(CALLBACK)
    bench.settle()
    assert_picture_is_of_the_values(bench)


def test_answers_lost_during_a_drag_leave_no_trace(visit: Visits) -> None:
    bench = visit(faults=True)
    answers = iter(range(10_000))
    bench.page.route(CALLBACK, lambda route: route.abort() if next(answers) % 3 == 1 else route.continue_())
    bench.drag("len", MOVES // 2)
    bench.page.unroute(CALLBACK)
    bench.settle()
    assert bench.seen()["mostOut"] == 1
    assert_picture_is_of_the_values(bench)


def test_answer_that_never_comes_is_asked_for_again(visit: Visits) -> None:
    bench = visit(faults=True)
    held = []
    bench.page.route(CALLBACK, lambda route: held.append(route))
    bench.page.clock.install()
    bench.thumb("len").press("End")
    bench.until("() => seen.out === 1")
    bench.page.clock.fast_forward(21_000)
    bench.page.locator("#connection", has_text="The server does not answer").wait_for()
    bench.page.unroute(CALLBACK)
    bench.page.clock.fast_forward(1_000)
    bench.settle()
    assert_picture_is_of_the_values(bench)
