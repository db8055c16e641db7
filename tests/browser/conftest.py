"""The real server, a real browser, and pages in it that may not go wrong unnoticed."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from .driver import FLAGS, RECORDER, Bench

ROOT = Path(__file__).parents[2]


def as_read(text: Callable[..., str]) -> Callable[..., str]:
    """What reads a text, as people do: to whom a no-break space is a space."""
    return lambda *place, **options: text(*place, **options).replace("\N{NO-BREAK SPACE}", " ")


Locator.inner_text = as_read(Locator.inner_text)  # type: ignore[method-assign]


def find_chromium() -> str | None:
    """Path of the system's Chromium, or of the one that CHROMIUM names."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium; without one the tests are skipped, but not in CI."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium; set CHROMIUM to its path")
        pytest.skip("no Chromium; set CHROMIUM to its path")
    return executable


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """The browser of all tests; their pages are apart."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the server of all tests."""
    with serving(tmp_path_factory.mktemp("server") / "output") as address:
        yield address


@contextmanager
def serving(said: Path) -> Iterator[str]:
    """Address of a server as `cablescope` starts it: gunicorn, two workers; what it says goes to a file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = "from app.cli import main; main()"
    command = [sys.executable, "-c", start, "--port", str(port), "--workers", "2"]
    with said.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for_health(f"http://127.0.0.1:{port}/health", server, said)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


def wait_for_health(url: str, server: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until the server answers; fail with what it said if it does not."""
    start = time.monotonic()
    while server.poll() is None and time.monotonic() - start < 60:
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except URLError:
            time.sleep(0.05)
    pytest.fail(f"the server does not answer:\n{said.read_text()}")


class Visits:
    """Opens pages, each in a browser context of its own, and collects what goes wrong in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []

    def __call__(
        self,
        query: str | None = "",
        *,
        path: str = "",
        size: tuple[int, int] = (1440, 900),
        theme: str = "light",
        locale: str = "en-US",
        mobile: bool = False,
        faults: bool = False,
        wait: bool = True,
        script: str = "",
    ) -> Bench:
        """Open the page at a path with a query.

        The bench opens with the standard cable, unless the query names a preset or is None.  `faults` tells that the
        test provokes failed requests, `wait=False` that the page need not be ready;
        `script` runs before the page's own.
        """
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            locale=locale,
            is_mobile=mobile,
            has_touch=mobile,
        )
        context.set_default_timeout(30_000)  # for machines with more to do
        self.contexts.append(context)
        context.add_init_script(RECORDER)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        self.watch(page, faults)
        if not path and query is not None and "preset=" not in query:
            query = f"preset=speaker-4m&{query}".rstrip("&")
        page.goto(self.address + path + (f"?{query}" if query else ""))
        bench = Bench(page, self.address)
        if wait:
            bench.settle()
            bench.unfold()
        return bench

    def watch(self, page: Page, faults: bool) -> None:
        """Note errors, breaches of the content security policy and requests to other hosts."""
        own = (self.address, "data:", "blob:")

        def asked(url: str) -> None:
            if not url.startswith(own):
                self.faults.append(f"asked another host: {url}")

        page.on("request", lambda request: asked(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"error in the page: {error}"))
        if not faults:
            page.on("console", lambda line: self.noticed(line.type, line.text))

    def noticed(self, kind: str, text: str) -> None:
        """Note an error on the console; what the content security policy forbids is told there, too."""
        if kind == "error":
            self.faults.append(f"console: {text}")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visits]:
    """Opens pages; fails the test at its end if anything went wrong in one."""
    visits = Visits(browser, address)
    yield visits
    for context in visits.contexts:
        context.close()
    assert not visits.faults, "\n".join(visits.faults)
