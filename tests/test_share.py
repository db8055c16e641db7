"""What a link shows of itself elsewhere, and who may show the graph in a frame."""

import html
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from markdown_it import MarkdownIt

from app import __version__
from app.bench.share import Shared, copies
from app.bench.state import parse
from app.common.frame import PAGES
from app.common.settings import Settings
from app.main import server

ROOT = Path(__file__).parents[1]
SITE = "https://x.example/cable"
client = server.test_client()


def page() -> str:
    return client.get("/").text


def tags(address: str) -> dict[str, str]:
    found = re.findall(r'<meta property="([^"]*)" content="([^"]*)">', client.get(address).text)
    return {name: html.unescape(content) for name, content in found}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        server.config, "SETTINGS", Settings(url=SITE, embed=("https://forum.example", "https://b.example"))
    )


class TestTags:
    def test_tell_of_this_state(self) -> None:
        near, far = tags("/?preset=speaker-4m&len=3&lang=en"), tags("/?preset=speaker-4m&len=150&lang=en")
        assert near["og:title"].startswith("Inaudible: ")
        assert near["og:title"].endswith("· 3 m")
        assert far["og:title"].startswith("Audible: ")
        assert near["og:description"] != far["og:description"]

    def test_are_in_the_language_of_the_link(self) -> None:
        told = tags("/?preset=speaker-4m&lang=ja")
        assert told["og:title"].startswith("聞こえない: ")
        assert told["og:locale"] == "ja_JP"
        assert "lang=ja" in told["og:url"]

    @pytest.mark.usefixtures("site")
    def test_lead_to_the_same_state_at_the_public_address(self) -> None:
        query = "preset=speaker-4m&rs=0.5&a=preset%3Dzip-5m%26name%3DThin+one"
        url = tags(f"/?{query}")["og:url"]
        assert url.startswith(f"{SITE}/?")
        there, problems = parse(parse_qsl(urlsplit(url).query))
        assert problems == []
        assert there.values == parse(parse_qsl(query))[0].values
        assert there.pins[0].name == "Thin one"

    def test_are_another_pages_own(self) -> None:
        titles = [tags(f"/{path}?lang=en")["og:title"] for path in PAGES]
        assert len(set(titles)) == len(PAGES)
        assert tags("/theory?lang=en")["og:url"] == "http://localhost/theory?lang=en"

    def test_what_a_link_says_is_escaped(self) -> None:
        assert "<script>x" not in client.get("/?a=name%3D%22%3E%3Cscript%3Ex&len=%22%3E%3Cscript%3Ex").text


class TestEmbedding:
    @pytest.mark.usefixtures("site")
    def test_is_let_to_those_who_are_named(self) -> None:
        answer = client.get("/?preset=speaker-4m&embed=1")
        assert answer.headers["Content-Security-Policy"].endswith(
            "frame-ancestors https://forum.example https://b.example"
        )
        assert "X-Frame-Options" not in answer.headers
        assert "data-embedded" in answer.text
        assert 'id="messages-title"></p>' in answer.text

    @pytest.mark.usefixtures("site")
    @pytest.mark.parametrize("path", ["/?len=3", "/earth?embed=1", "/?embed=2", "/?embed=1&embed=1", "/health"])
    def test_is_let_for_the_graph_alone(self, path: str) -> None:
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
        assert headers["X-Frame-Options"] == "DENY"

    def test_is_not_let_unless_told(self) -> None:
        answer = client.get("/?preset=speaker-4m&embed=1&lang=en")
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "data-embedded" not in answer.text
        assert "embed = 1: There is no such key." in answer.text


class TestOembed:
    LINK = f"{SITE}/?preset=speaker-4m&len=15"

    @pytest.mark.usefixtures("site")
    def test_gives_the_frame(self) -> None:
        answer = client.get(f"/oembed?url={quote(self.LINK, safe='')}&maxwidth=500").get_json()
        assert (answer["version"], answer["type"], answer["width"], answer["height"]) == ("1.0", "rich", 500, 520)
        source = html.unescape(re.search(r'src="([^"]*)"', answer["html"])[1])  # type: ignore[index]
        assert source.startswith(f"{SITE}/?")
        assert dict(parse_qsl(urlsplit(source).query)).items() >= {"len": "15", "embed": "1"}.items()

    @pytest.mark.usefixtures("site")
    def test_is_found_from_the_page(self) -> None:
        address = re.search(
            r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)"', client.get("/").text
        )
        assert address
        assert html.unescape(address[1]).startswith(f"{SITE}/oembed?url=https%3A")

    def test_gives_the_title_where_frames_are_not_let(self) -> None:
        answer = client.get("/oembed?url=http://localhost/?len=15%26lang=ja").get_json()
        assert answer["type"] == "link"
        assert "html" not in answer
        assert "alternate" not in client.get("/").text

    @pytest.mark.parametrize(
        ("query", "status"),
        [("", 404), ("url=http://other.example/", 404), ("url=http://localhost/earth", 404), ("url=http://[", 404),
         ("url=http://localhost/&format=xml", 501), ("url=http://localhost/?len=x&maxwidth=-1", 200)],
    )  # fmt: skip
    def test_what_is_no_link_of_ours(self, query: str, status: int) -> None:
        assert client.get(f"/oembed?{query}").status_code == status


class Links(HTMLParser):
    """What HTML leads to and shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {f"{tag}.{name}": value or "" for name, value in attrs}


TITLES = [
    "聞こえる: ピンケーブル 10 m · 15 m",
    'a]b [c](d) | "e" <f> &amp; `g` *h* _i_ ~~j~~ $k$ \\ !l',
    "[/url][img]x[/img]",
]


class TestCopies:
    URL, IMAGE = f"{SITE}/?v=1&preset=zip-5m&lang=ja&copy=1", f"{SITE}/api/v1/preview.png?v=1&lang=ja"

    def of(self, title: str) -> dict[str, Any]:
        with server.test_request_context():
            return dict(copies(Shared(title, "", self.URL, self.IMAGE)))

    @pytest.mark.parametrize("title", TITLES)
    @pytest.mark.parametrize("dialect", ["commonmark", "gfm-like"])
    def test_markdown_is_the_picture_that_leads_to_the_bench(self, title: str, dialect: str) -> None:
        """By a reader of Markdown; in a table as well, where a bar would end the cell."""
        options = {"linkify": False}
        for text in [self.of(title)["markdown"]] + (
            [f"| a |\n|---|\n| {self.of(title)['markdown']} |"] if dialect == "gfm-like" else []
        ):
            found = Links(MarkdownIt(dialect, options).render(text)).found
            assert (found["a.href"], found["img.src"], found["img.alt"]) == (self.URL, self.IMAGE, title)

    @pytest.mark.parametrize("title", TITLES)
    def test_html_is_the_same(self, title: str) -> None:
        found = Links(self.of(title)["html"]).found
        assert (found["a.href"], found["img.src"], found["img.alt"]) == (self.URL, self.IMAGE, title)

    @pytest.mark.parametrize("title", TITLES)
    def test_bbcode_is_the_same_with_the_title_below(self, title: str) -> None:
        lines = self.of(title)["bbcode"].split("\n")
        assert lines[0] == f"[url={self.URL}][img]{self.IMAGE}[/img][/url]"
        told = re.fullmatch(r"\[url=([^\]]*)\]([^\[\]]*)\[/url\]", lines[1])
        assert told
        assert told[1] == self.URL
        assert re.sub(r"[()\[\]]", "", told[2]) == re.sub(r"[()\[\]]", "", title)

    @pytest.mark.usefixtures("site")
    def test_are_of_the_state_at_the_public_address(self) -> None:
        told = client.get("/api/v1/share?preset=speaker-4m&len=15&a=preset%3Dzip-5m&lang=ja").get_json()
        assert told["title"] == tags("/?preset=speaker-4m&len=15&lang=ja")["og:title"]
        there = dict(parse_qsl(urlsplit(told["link"]).query))
        assert told["link"].startswith(f"{SITE}/?")
        assert (there["len"], there["a"]) == ("15", "v=1&preset=zip-5m")
        for form in ("markdown", "bbcode"):
            assert f"{SITE}/api/v1/preview.png?{urlsplit(told['link']).query}" in told[form]
        frame = Links(told["iframe"]).found
        assert frame["iframe.src"] == f"{told['link']}&embed=1"
        assert frame["iframe.title"] == told["title"]

    def test_hold_no_frame_where_none_is_let(self) -> None:
        assert client.get("/api/v1/share?len=3").get_json()["iframe"] is None
        assert 'data-format="iframe"' not in page()
        assert "this server lets no other page show the graph" in client.get("/?lang=en").text

    @pytest.mark.usefixtures("site")
    def test_are_offered_with_the_frame_where_it_is_let(self) -> None:
        offered = re.findall(r'data-format="(\w+)"', page())
        told = client.get("/api/v1/share").get_json()
        assert sorted(offered) == sorted(name for name in told if name != "title")
        assert "iframe" in offered

    @pytest.mark.parametrize(("query", "key"), [("len=x", "len"), ("cable=pair&gap=0.5", "gap"), ("f=1", "f")])
    def test_are_refused_like_any_other(self, query: str, key: str) -> None:
        assert client.get(f"/api/v1/share?{query}").get_json()["error"]["key"] == key


class TestVersion:
    def test_is_told_everywhere(self) -> None:
        for path in ("/health", "/health/live", "/health/ready"):
            assert client.get(path).get_json() == {"status": "ok", "version": __version__}
        assert f">Cablescope {__version__}" in client.get("/theory").text
        assert client.get("/api/v1/openapi.json").get_json()["info"]["version"] == __version__
        start = [sys.executable, "-c", "from app.cli import main; main()", "--version"]
        done = subprocess.run(start, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout == f"cablescope {__version__}\n"

    def test_of_the_changelog_and_the_citation(self) -> None:
        assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    def test_life_does_not_depend_on_the_numbers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("physics.circuit.decibels", lambda transfer: 0 * abs(transfer))
        assert client.get("/health/ready").status_code == 500
        assert client.get("/health/live").status_code == 200
