"""What is taken away and brought back: frames, copies, files, the sheet, and the API's own form."""

import json
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Route

from .conftest import Visits, serving
from .driver import PHONE

pytestmark = pytest.mark.browser

PINNED = "&a=preset%3Dzip-5m%26name%3DThin&b=preset%3Dhumbucker&c=preset%3Dspeaker-4m%26len%3D20&d=preset%3Dpin-2m"
DROP = """([name, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], name, { type: "application/json" }));
    for (const type of ["dragover", "drop"]) {
        document.getElementById("curves").dispatchEvent(
            new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true, clientX: 600, clientY: 400 }));
    }
}"""


@pytest.fixture
def embedding(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visits]:
    """Pages of a server that lets any other page show its graph."""
    monkeypatch.setenv("CABLESCOPE_EMBED", "*")
    with serving(tmp_path / "output") as address:
        visits = Visits(browser, address)
        yield visits
        for context in visits.contexts:
            context.close()
    assert not visits.faults, "\n".join(visits.faults)


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_a_state_is_copied_in_the_form_that_is_chosen(visit: Visits, size: tuple[int, int]) -> None:
    """By keyboard on the one, by touch on the other; nothing on the page moves for it."""
    mobile = size == PHONE
    bench = visit("preset=pin-10m&lang=ja", size=size, mobile=mobile)
    page = bench.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bench.type("len", "7.5")
    bench.address_is_current()
    menu = page.locator("#copy-as")
    assert page.locator('[data-format="iframe"]').count() == 0
    assert "許可されていません" in menu.locator("p").text_content()
    told = {}
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    page.evaluate("seen.jumps.length = 0")
    for name in ("link", "markdown", "html", "bbcode"):
        button = menu.locator(f'[data-format="{name}"]')
        if mobile:
            menu.locator("summary").tap()
            button.tap()
        else:
            menu.locator("summary").press("Enter")
            button.press("Enter")
        page.locator("#link-status", has_text="コピーしました").wait_for()
        bench.until("() => !document.getElementById('copy-as').open")
        bench.until("() => document.activeElement === document.querySelector('#copy-as summary')")
        bench.until("(name) => document.getElementById('link-status').textContent.includes(name)",
                    {"link": "", "markdown": "Markdown", "html": "HTML", "bbcode": "BBCode"}[name])  # fmt: skip
        told[name] = page.evaluate("navigator.clipboard.readText()")
    assert told["link"] == page.url
    for name in ("markdown", "html", "bbcode"):
        assert "聞こえない: ピンケーブル 10 m · 7.5 m" in told[name]
        assert "api/v1/preview.png?v=1&" in told[name].replace("&amp;", "&")
    # The word that it was copied is anchored at its right end, so that a longer one moves itself, and nothing else.
    assert [jump for jump in bench.seen()["jumps"] if jump["value"] > 0.005] == []
    menu.locator("summary").press("Enter")
    menu.locator("summary").press("Escape")
    assert not page.evaluate("document.getElementById('copy-as').open")
    menu.locator("summary").click()
    page.mouse.click(5, size[1] - 5)
    assert not page.evaluate("document.getElementById('copy-as').open")


def test_a_frame_names_what_it_cannot_use(embedding: Visits) -> None:
    """Else it would show another state than its link means, without a word."""
    bench = embedding("preset=pin-10m&len=x&lang=en&embed=1", size=(800, 520), wait=False)
    bench.settle()
    assert "len = x: Not a number" in bench.page.locator("#messages").inner_text()
    bench.page.locator("#messages-close").click()
    assert not bench.page.locator("#messages").is_visible()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """Address of another server, with the files of the test."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_frame_shows_the_live_graph(embedding: Visits, elsewhere: str, tmp_path: Path) -> None:
    bench = embedding("preset=pin-10m&len=15&lang=en")
    page = bench.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#copy-as summary").click()
    page.locator('[data-format="iframe"]').click()
    page.locator("#link-status", has_text="iframe").wait_for()
    code = page.evaluate("navigator.clipboard.readText()")
    (tmp_path / "other.html").write_text(f"<!DOCTYPE html><title>Other</title><body>{code}</body>", encoding="utf-8")
    outside = page.context.new_page()
    outside.goto(f"{elsewhere}other.html")
    frame = outside.frame_locator("iframe")
    frame.locator("html[data-settled=true]").wait_for()
    assert frame.locator("#attenuation .js-line").first.is_visible()
    assert frame.locator("#verdict-word").inner_text() == "Inaudible"
    for hidden in ("#copy", "#controls", "#schematic", ".pages"):
        assert not frame.locator(hidden).first.is_visible()
    link = frame.locator(".whole a")
    assert "len=15" in (link.get_attribute("href") or "")
    assert link.get_attribute("target") == "_blank"


def test_a_state_is_saved_and_opened_again(visit: Visits, tmp_path: Path) -> None:
    """By button and by drop; undo takes it back, and what is no state changes nothing."""
    bench = visit(f"preset=stratocaster&len=7.5&tol=1&lang=en{PINNED}")
    page = bench.page
    with page.expect_download() as download:
        page.locator("#save-state").click()
    assert download.value.suggested_filename == "stratocaster.cablescope.json"
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    there, query = bench.picture(), bench.query()

    other = visit("preset=speaker-30m&len=9&lang=en", faults=True)  # what is refused stands on the console
    before = other.picture()
    with other.page.expect_file_chooser() as chooser:
        other.page.locator("#open-state").click()
    chooser.value.set_files(saved)
    other.until("() => document.getElementById('state-told').textContent.includes('Opened')")
    other.settle()
    assert other.picture() == there
    assert other.query() == query
    other.page.locator("#undo").click()
    other.settle()
    assert other.picture() == before

    content = json.loads(saved.read_text(encoding="utf-8"))
    other.page.evaluate(DROP, ["mine.cablescope.json", json.dumps(content | {"state": {"len": "11", "colour": "red"}})])
    other.until("() => document.getElementById('dropped').textContent.includes('Opened')")
    other.settle()
    assert other.values()["len"] == "11"
    assert "Some of the file" in other.text("messages-title")
    assert "colour = red" in other.text("messages")
    assert "but for what is named at the top" in other.text("state-told")  # beside the button, far below
    for text, why in (("nonsense", "not JSON"), (json.dumps(content | {"cablescope": 9}), "another version"),
                      (saved.read_text().ljust(70_000), "too long")):  # fmt: skip
        other.page.evaluate(DROP, ["wrong.json", text])
        other.until("(why) => document.getElementById('dropped').textContent.includes(why)", why)
        assert why in other.text("state-told")
        assert other.values()["len"] == "11"


def test_a_link_too_long_offers_the_file(visit: Visits) -> None:
    bench = visit()
    assert not bench.page.locator("#link-save").is_visible()
    pin = "preset%3Dspeaker-4m%26zl%3Dfile%26zma%3D"
    rows = "\n".join(f"{20 + n} {8 + n * 7919 % 13} 0" for n in range(500))
    code = bench.page.request.post(f"{bench.address}api/v1/curve?kind=zma", data=rows).json()["code"]
    long = visit(f"preset=speaker-4m&lang=en&a={pin}{code}&b={pin}{code}")
    assert "A file holds all of it" in long.text("link-long")
    with long.page.expect_download() as download:
        long.page.locator("#link-save").click()
    state = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["state"]
    assert code in state["a"]


def test_the_sheet_is_one_page(visit: Visits) -> None:
    """As short and as full as it gets; its own button prints it, and without scripts it is there as well."""
    script = "window.printed = 0; window.print = () => { window.printed += 1; };"
    noise = "\n".join(f"{20 + n} {8 + n * 7919 % 13}" for n in range(2000))
    first = visit("preset=pin-10m&lang=en", path="sheet", script=script, wait=False)
    page = first.page
    page.locator("#print").click()
    assert page.evaluate("printed") == 1
    code = page.request.post(f"{first.address}api/v1/curve?kind=frd&room=1900", data=noise).json()["code"]
    named = f"{PINNED}&tol=1&parts=1&lens=4,15,50,75".replace("Thin", "W" * 40)
    for query in (
        "preset=pin-10m&lang=en",
        f"preset=guitar-10m&lang=ja{named}",
        f"preset=two-way-4m&lang=en&frd={code}{named}",
    ):
        page.goto(f"{first.address}sheet?{query}")
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1, query
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 703, "height": 1030})  # A4 less its margins
        for part in (".sheet", ".sheet-graphs"):
            inside, needed, across = page.evaluate(
                "(part) => { const one = document.querySelector(part);"
                " return [one.clientHeight, one.scrollHeight, one.scrollWidth - one.clientWidth]; }", part
            )  # fmt: skip
            assert needed <= inside + 1, (query, part)
            assert across <= 0
        assert page.locator(".sheet-graphs").bounding_box()["height"] > 200  # type: ignore[index]
        page.emulate_media(media="null")
    bare = visit.browser.new_context(java_script_enabled=False)
    visit.contexts.append(bare)
    plain = bare.new_page()
    plain.goto(f"{first.address}sheet?preset=pin-10m&lang=en")
    assert plain.locator(".sheet-graphs svg").count() == 2
    assert not plain.locator("#print").is_visible()
    assert "Print it with your browser" in plain.locator(".noscript").inner_text()


def test_an_address_of_the_api_is_tried_on_its_page(visit: Visits) -> None:
    bench = visit("lang=en", path="api", wait=False, faults=True)
    page = bench.page

    def tried(operation: str, query: str | None = None) -> str:
        form = page.locator(f"section[aria-labelledby='{operation}'] form")
        if query is not None:
            form.locator("[name=query]").fill(query)
        form.locator("button").click()
        outcome = page.locator(f"section[aria-labelledby='{operation}'] .outcome")
        outcome.locator("pre, img").wait_for()
        return outcome.inner_text()

    assert '"frequency_hz"' in tried("response")
    said = tried("response-csv", "len=x")
    assert "400" in said
    assert "Not a number" in said
    tried("preview-png")
    assert page.locator("section[aria-labelledby=preview-png] img").evaluate("(one) => one.naturalWidth") == 1200
    state = page.locator("section[aria-labelledby=state] form")
    state.locator("[name=file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": b'{"cablescope": 1, "state": {"len": 3}}'}
    )
    assert "len=3" in tried("state")


def test_an_answer_of_the_api_that_comes_late_is_not_shown(visit: Visits) -> None:
    """What stands below a form is of what was asked last."""
    bench = visit("lang=en", path="api", wait=False, faults=True)
    page = bench.page
    held: list[Route] = []
    page.route("**/api/v1/response?*len=4*", lambda route: held.append(route))
    form = page.locator("section[aria-labelledby=response] form")
    for query in ("len=4", "len=5"):
        form.locator("[name=query]").fill(query)
        form.locator("button").click()
    outcome = page.locator("section[aria-labelledby=response] .outcome")
    outcome.locator("pre").wait_for()
    with page.expect_response("**/api/v1/response?*len=4*"):
        held[0].continue_()
    page.wait_for_timeout(300)
    assert "len=5" in outcome.locator("a").inner_text()
