"""A hand that drags a slider without waiting for the page, and what then reaches the screen."""

import asyncio
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Page, async_playwright

from .driver import FLAGS, RECORDER

__all__ = ["MOVES", "RATE", "Drag", "Frame", "drag_in_time"]

MOVES = 120
RATE = 60  # [1/s]

# At each frame: the line on screen, the axes that it is drawn on, and the value in the box.
WATCHER = """([key, name]) => {
    Object.assign(seen, { moves: 0, frames: [], shown: 0, released: 0, settled: 0, asked: [] });
    const graph = document.querySelector(`#${name}.js-plotly-plot, #${name} .js-plotly-plot`);
    const box = document.getElementById(`${key}-box`);
    let last = graph.querySelector(".scatterlayer .trace .js-line").getAttribute("d");
    const look = () => {
        seen.shown += 1;
        const line = graph.querySelector(".scatterlayer .trace .js-line").getAttribute("d");
        const { xaxis, yaxis } = graph._fullLayout;
        const axis = ({ range, _length }) => [...range, _length];
        if (line !== last) seen.frames.push([box.value, line, axis(xaxis), axis(yaxis)]);
        last = line;
        if (!seen.done) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    addEventListener("pointermove", () => { seen.moves += 1; }, true);
    addEventListener("pointerup", () => { seen.released = performance.now(); }, true);
    new MutationObserver(() => {
        if (document.documentElement.dataset.settled === "true") seen.settled = performance.now();
    }).observe(document.documentElement, { attributeFilter: ["data-settled"] });
}"""
CALM = """() => {
    seen.calm = document.documentElement.dataset.settled === "true" ? seen.calm + 1 : 0;
    return seen.calm % 5 === 4;
}"""


@dataclass(frozen=True)
class Frame:
    """A curve that reached the screen: the text of its value, its points as the axes have them, and the ends of the
    horizontal axis."""

    text: str
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    across: tuple[float, float]


@dataclass(frozen=True)
class Drag:
    """What was seen of a drag: different curves, frames that the browser showed, moves that the page saw, requests,
    time for all moves and from the release until all had settled [s]."""

    frames: list[Frame]
    shown: int
    moves: int
    requests: int
    took: float
    settling: float

    def __str__(self) -> str:
        return (
            f"{MOVES} moves in {self.took:.2f} s, {self.moves} seen by the page in {self.shown} frames: "
            f"{len(self.frames)} different curves, {self.requests} requests, "
            f"settled {1e3 * self.settling:.0f} ms after release"
        )


def drag_in_time(chromium: str, address: str, delay: int, key: str = "len", graph: str = "attenuation") -> Drag:
    """Drag a slider with 60 moves a second, whether or not the page keeps up, as a hand does, and watch a graph.

    Replies come `delay` [ms] later.

    Playwright's own `mouse.move` waits until the page has dealt with a move, so that a slow page would set
    the pace itself.  Only its asyncio form can go on without waiting; a thread keeps the two forms apart.
    """
    result: list[Drag] = []

    def work() -> None:
        result.append(asyncio.run(_drag_in_time(chromium, address, delay, key, graph)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert result, "the drag failed; see above"
    return result[0]


async def _drag_in_time(chromium: str, address: str, delay: int, key: str, graph: str) -> Drag:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
        await context.add_init_script(RECORDER)
        page = await context.new_page()
        await page.goto(address)
        await _settle(page)
        await page.evaluate(WATCHER, [key, graph])
        await page.evaluate("(delay) => { seen.delay = delay; }", delay)
        track = await page.locator(f"#{key}-slider").bounding_box()
        assert track is not None
        y = track["y"] + track["height"] / 2
        await page.mouse.move(track["x"] + track["width"] / 2, y)
        await page.wait_for_timeout(200)  # a hand takes that long from the slider to the press
        await page.wait_for_function("() => seen.asked.length && !seen.pending", polling="raf")
        await page.mouse.down()
        protocol = await context.new_cdp_session(page)
        clock = asyncio.get_running_loop()
        start, sent = clock.time(), []
        for n in range(MOVES):
            await asyncio.sleep(start + n / RATE - clock.time())
            x = track["x"] + 5 + (track["width"] - 10) * n / MOVES
            move = {"type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1}
            sent.append(asyncio.create_task(protocol.send("Input.dispatchMouseEvent", move)))
        took = clock.time() - start
        await asyncio.gather(*sent)
        await page.mouse.up()
        await _settle(page)
        seen: dict[str, Any] = await page.evaluate("Object.assign(seen, { done: true })")
        await browser.close()
    return Drag(
        [_frame(*frame) for frame in seen["frames"]],
        seen["shown"],
        seen["moves"],
        len(seen["asked"]),
        took,
        (seen["settled"] - seen["released"]) / 1000,
    )


def _frame(text: str, line: str, across: list[float], up: list[float]) -> Frame:
    pixels = np.array([point.split(",") for point in line.removeprefix("M").split("L")], float)
    (left, right, width), (bottom, top, height) = across, up
    x = left + pixels[:, 0] * (right - left) / width
    return Frame(text, x, top - pixels[:, 1] * (top - bottom) / height, (left, right))


async def _settle(page: Page) -> None:
    await page.evaluate("seen.calm = 0")
    await page.wait_for_function(CALM, polling="raf", timeout=10_000)
