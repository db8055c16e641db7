"""The page as its user handles it, for short tests."""

import json
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

__all__ = ["CALLBACK", "FLAGS", "PHONE", "RECORDER", "Bench"]

PHONE = (390, 844)
CALLBACK = "**/_dash-update-component*"

# Before the page's own scripts: what it asks the server (and a way to slow the answers down), how far its
# contents jump, and what the content security policy forbids.
RECORDER = """
window.seen = { asked: [], pending: 0, out: 0, mostOut: 0, delay: 0, jumps: [], forbidden: [], calm: 0 };
const plainFetch = window.fetch;
const slowed = async (resource, options) => {
    seen.pending += 1;
    try {
        const response = await plainFetch(resource, options);
        if (seen.delay) await new Promise((go) => setTimeout(go, seen.delay));
        return response;
    } finally {
        seen.pending -= 1;
    }
};
window.fetch = async (resource, options) => {
    const url = String(resource.url || resource);
    if (!url.includes("_dash-update-component")) return plainFetch(resource, options);
    seen.asked.push(performance.now());
    if (!String(options.body).includes('"reply.data"')) return slowed(resource, options); // a sweep may be out beside
    seen.mostOut = Math.max(seen.mostOut, ++seen.out);
    try {
        return await slowed(resource, options);
    } finally {
        seen.out -= 1;
    }
};
new PerformanceObserver((list) => {
    // By its definition the layout-shift score leaves out what follows a press or a release within 0.5 s.
    for (const { value, hadRecentInput } of list.getEntries()) seen.jumps.push({ value, hadRecentInput });
}).observe({ type: "layout-shift", buffered: true });
addEventListener("securitypolicyviolation", (event) => seen.forbidden.push(event.violatedDirective));
"""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Graph = Literal["attenuation", "phase"]


class Bench:
    """One open page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    # ---- waiting

    def until(self, condition: str, argument: Any = None) -> None:
        """Wait until a JavaScript function returns true, asked at every frame."""
        self.page.wait_for_function(condition, arg=argument, polling="raf")

    def settle(self) -> None:
        """Wait until what is drawn belongs to the values shown.

        For four frames together: an event reaches the page's script a frame after the browser's input.
        """
        self.until("() => window.seen !== undefined")
        self.page.evaluate("seen.calm = 0")
        self.until(
            "() => { seen.calm = document.documentElement.dataset.settled === 'true' ? seen.calm + 1 : 0;"
            " return seen.calm > 3; }"
        )

    def unfold(self) -> None:
        """Open what is folded away among the controls."""
        self.page.evaluate("document.querySelectorAll('#controls details').forEach((one) => { one.open = true; })")

    # ---- reading

    def text(self, id_: str) -> str:
        """Text of an element."""
        return self.page.locator(f"#{id_}").inner_text()

    def seen(self) -> dict[str, Any]:
        """What RECORDER has noted."""
        return self.page.evaluate("seen")

    def curve(self, graph: Graph = "attenuation", trace: int = 0, axis: str = "y") -> list[float]:
        """One curve as it stands in a graph."""
        return self.page.evaluate(
            "([graph, trace, axis]) => Array.from("
            "document.querySelector(`#${graph} .js-plotly-plot`).data[trace][axis])",
            [graph, trace, axis],
        )

    def range(self, axis: str, graph: Graph = "attenuation") -> list[float]:
        """Limits of a graph's axis."""
        return self.page.evaluate(
            "([graph, axis]) => document.querySelector(`#${graph} .js-plotly-plot`)._fullLayout[axis].range.slice()",
            [graph, f"{axis}axis"],
        )

    def values(self) -> dict[str, str]:
        """Values of the visible controls: the boxes' texts, and the ids of the options chosen."""
        return self.page.evaluate(
            """() => {
                const controls = [...document.querySelectorAll("#controls .control")];
                const chosen = (control) => control.querySelector("input[id$=-box], input:checked, select");
                const seen = controls.filter((control) => control.checkVisibility() && chosen(control));
                return Object.fromEntries(seen.map((control) => [control.id, chosen(control).value]));
            }"""
        )

    def picture(self) -> dict[str, Any]:
        """All that is shown of a state."""
        words = self.page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll(
                "[id^=headline-], [id^=cell-], #verdict, #reference, #schematic svg")].map(
                    (element) => [element.id || "schematic", element.ariaLabel || element.textContent]))"""
        )
        curves = {"attenuation": self.curve("attenuation"), "phase": self.curve("phase")}
        return {"words": words, "values": self.values(), "curves": curves}

    def message(self, key: str) -> str:
        """The message at a control's box, as a screen reader finds it; empty if there is none."""
        return self.page.evaluate(
            """(id) => {
                const box = document.getElementById(id);
                if (box.getAttribute("aria-invalid") !== "true") return "";
                const ids = (box.getAttribute("aria-describedby") || "").split(" ");
                const notes = ids.map((id) => document.getElementById(id));
                const visible = notes.filter((note) => note?.checkVisibility());
                return visible.map((note) => note.textContent).join(" ").replaceAll("\u00a0", " ");
            }""",
            f"{key}-box",
        )

    def address_is_current(self) -> None:
        """Wait until the address bar holds what is drawn; a page just opened keeps the address it has."""
        self.until(
            "() => !seen.asked.length"
            " || document.getElementById('api-json').href.split('?')[1] === location.search.slice(1)"
        )

    def query(self) -> dict[str, str]:
        """The keys in the address bar, when it has followed."""
        self.address_is_current()
        return {key: values[-1] for key, values in parse_qs(urlsplit(self.page.url).query).items()}

    def numbers(self) -> dict[str, Any]:
        """The API's numbers for the address bar's query."""
        self.address_is_current()
        answer = self.page.request.get(f"{self.address}api/v1/response?{urlsplit(self.page.url).query}")
        assert answer.ok, answer.text()
        return json.loads(answer.text())

    # ---- handling

    def box(self, key: str) -> Locator:
        """The box of a control."""
        return self.page.locator(f"#{key}-box")

    def thumb(self, key: str) -> Locator:
        """The slider of a control."""
        return self.page.locator(f"#{key} input[type=range]")

    def type(self, key: str, text: str) -> None:
        """Type into a box and press Enter."""
        self.box(key).fill(text)
        self.box(key).press("Enter")
        self.settle()

    def type_in_vain(self, key: str, text: str) -> None:
        """Type what is refused, and wait for the message.

        Not for the page to settle: while a box shows what is not drawn, it need not.
        """
        asked = len(self.seen()["asked"])
        self.box(key).fill(text)
        self.box(key).press("Enter")
        self.until(
            "([asked, id]) => seen.asked.length > asked && !seen.out"
            " && document.getElementById(id).getAttribute('aria-invalid') === 'true'",
            [asked, f"{key}-box"],
        )

    def press(self, key: str, *strokes: str) -> None:
        """Press keys on a slider."""
        for stroke in strokes:
            self.thumb(key).press(stroke)
        self.settle()

    def choose(self, key: str, option: str) -> None:
        """Choose an option: of a row of them, or of a list."""
        segment = self.page.locator(f'#{key} input[type=radio][value="{option}"]')
        if segment.count():
            segment.check()
        else:
            self.page.locator(f"#{key}-choice").select_option(option)
        self.settle()

    def preset(self, name: str) -> None:
        """Choose a preset by its name."""
        self.page.locator("#preset-choice").select_option(label=name)
        self.settle()

    def drag(self, key: str, moves: int) -> None:
        """Take a slider over its whole width; each move waits until the page has dealt with it."""
        track = self.thumb(key).bounding_box()
        assert track is not None
        y = track["y"] + track["height"] / 2
        self.page.mouse.move(track["x"] + track["width"] / 2, y)
        self.page.mouse.down()
        for n in range(moves):
            self.page.mouse.move(track["x"] + 5 + (track["width"] - 10) * n / moves, y)
        self.page.mouse.up()
