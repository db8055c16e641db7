"""The page's scripts against the server: what travels has one name on both sides, and each module is sent once."""

import re
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from app.bench import callbacks, matters, redraw, section
from app.bench.page import frame
from app.bench.response import opened
from app.common.scripts import ASSETS, fingerprint, modules_of
from app.main import AT_LOAD, server

STARTS = {
    "/": "bench/start.js",
    "/advice": "advice/start.js",
    "/advice?volts=100": "advice/line.js",
    "/listen": "listen/start.js",
    "/earth": "earth/start.js",
    "/paper": "pages/start.js",
    "/theory": "pages/start.js",
    "/api": "api/start.js",
    "/sheet": "sheet/start.js",
}
BLOCK = re.compile(r"^export interface (\w+) \{\n(.*?)^\}", re.DOTALL | re.MULTILINE)
FIELD = re.compile(r"^    (\w+)\??:", re.MULTILINE)
WIRE = {name: FIELD.findall(body) for name, body in BLOCK.findall((ASSETS / "wire.d.ts").read_text(encoding="utf-8"))}

client = server.test_client()


def told(path: str, element: str) -> Any:
    """What a page tells its script."""
    page = client.get(path).text
    script = re.search(rf'<script id="{element}" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert script
    return server.json.loads(script[1])


def bench_told() -> dict[str, Any]:
    return frame(opened([])[0], [], "en")["first"]


SENT: dict[str, Any] = {
    "Redraw": lambda: get_type_hints(redraw.Redraw),
    "Overlay": lambda: get_type_hints(redraw.Overlay),
    "Pinned": lambda: get_type_hints(redraw.Pinned),
    "Section": lambda: get_type_hints(section.Section),
    "Wire": lambda: get_type_hints(section.Wire),
    "Matters": lambda: get_type_hints(matters.Matters),
    "Bar": lambda: get_type_hints(matters.Bar),
    "Reply": lambda: get_type_hints(callbacks.Reply),
    "Refusal": lambda: get_type_hints(callbacks.Refusal),
    "Sweep": lambda: get_type_hints(callbacks.Sweep),
    "Told": bench_told,
    "NumberTold": lambda: bench_told()["numbers"]["len"],
    "Feet": lambda: bench_told()["feet"]["len"],
    "AdviceTold": lambda: told("/advice", "told"),
    "AdviceReply": lambda: client.get("/advice/answers").get_json() | client.get("/advice/answers?u=x").get_json(),
    "AdviceRefusal": lambda: client.get("/advice/answers?u=x").get_json()["refusals"][0],
    "LineTold": lambda: told("/advice?volts=100", "told"),
    "LineReply": lambda: client.get("/advice/line").get_json() | client.get("/advice/line?u=x").get_json(),
    "LineRefusal": lambda: client.get("/advice/line?u=x").get_json()["refusals"][0],
    "Copies": lambda: client.get("/api/v1/share").get_json(),
    "StateRead": lambda: (
        client.post("/api/v1/state", data=b'{"cablescope": 1, "state": {}}').get_json()
        | client.post("/api/v1/state", data=b"").get_json()
    ),
    "ListenTold": lambda: told("/listen", "told"),
    "EarthTold": lambda: told("/earth", "told"),
    "EarthKind": lambda: told("/earth", "told")["kinds"]["laptop"],
    "EarthReply": lambda: client.get("/earth/answers").get_json() | client.get("/earth/answers?u=x").get_json(),
    "EarthFit": lambda: (
        client.get("/earth/fit?preset=three&read=1:27").get_json() | client.get("/earth/fit?u=x").get_json()
    ),
    "EarthRefusal": lambda: client.get("/earth/answers?u=x").get_json()["refusals"][0],
}
"""Fields of what the server sends, by the name of its type in assets/wire.d.ts."""


class TestWire:
    @pytest.mark.parametrize("name", SENT)
    def test_the_page_knows_the_fields(self, name: str) -> None:
        assert sorted(WIRE[name]) == sorted(SENT[name]())

    def test_each_type_is_held(self) -> None:
        """But for the answers to files, of which the page takes the part that it needs, and that part of a sweep."""
        assert set(WIRE) == {*SENT, "CurveRead", "PickupRead", "Limits"}

    def test_the_page_knows_fields_of_a_file_that_was_read(self) -> None:
        rows = b"".join(b"%d 0 0\n" % f for f in (100, 1000, 10000))
        good = client.post("/api/v1/curve?kind=frd&room=1500", data=rows).get_json()
        bad = client.post("/api/v1/curve?kind=frd&room=1500", data=b"no rows").get_json()
        assert set(WIRE["CurveRead"]) <= {*good, *bad}
        assert "message" in bad["error"]

    def test_the_page_knows_fields_of_a_pickup_that_was_fitted(self) -> None:
        rows = b"".join(b"%d %d\n" % (f, -f // 1000) for f in range(300, 9000, 100))
        good = client.post("/api/v1/pickup?rp=6", data=rows).get_json()
        bad = client.post("/api/v1/pickup", data=rows).get_json()
        assert set(WIRE["PickupRead"]) <= {*good, *bad}
        assert bad["error"]["key"] == "rp"


class TestModules:
    def test_all_are_of_some_page(self) -> None:
        every = {path.relative_to(ASSETS).as_posix() for path in ASSETS.glob("*/*.js")}
        assert every == {module for start in STARTS.values() for module in (start, *modules_of(start))}

    def test_imports_of_imports_are_found(self) -> None:
        """The slider positions of the bench, by way of start, bench and controls."""
        assert "bench/positions.js" in modules_of("bench/start.js")
        assert "bench/positions.js" not in modules_of("earth/start.js")

    @pytest.mark.parametrize("path", STARTS)
    def test_a_page_loads_its_own(self, path: str) -> None:
        text = client.get(path).text
        early = re.findall(r'<link rel="modulepreload" href="/assets/[0-9a-f]{12}/([^"]*)"', text)
        assert early == list(modules_of(STARTS[path]))
        assert re.findall(r'<script [^>]*type="module" src="/assets/[0-9a-f]{12}/([^"]*)"', text) == [STARTS[path]]

    def test_dash_starts_last(self) -> None:
        """Modules and deferred scripts run in the order in which they stand, and none before them all is parsed."""
        scripts = re.findall(r"<script [^>]*src=[^>]*>", client.get("/").text)
        early, *others, start = scripts
        assert "early.js" in early
        assert "defer" not in early
        assert others
        assert all(" defer " in script for script in others)
        assert "bench/start.js" in start
        assert "async" not in start

    @pytest.mark.parametrize("path", ["bench/start.js", "common/gate.js", "plotly.min.js", "style.css"])
    @pytest.mark.parametrize("accepted", ["gzip, deflate, br, zstd", "gzip", "identity"])
    def test_an_asset_is_sent_once(self, path: str, accepted: str) -> None:
        """A browser asks each time, so that a newer one reaches it, and is told in a few bytes that there is none."""
        headers = {"Accept-Encoding": accepted}
        with client.get(f"/assets/{path}", headers=headers) as first:
            assert first.headers["Cache-Control"] == "no-cache"
            tag = first.headers["ETag"]
            assert len(first.data) > 100
        with client.get(f"/assets/{path}", headers=headers | {"If-None-Match": tag}) as again:
            assert (again.status_code, again.data) == (304, b"")
        with client.get(f"/assets/{path}", headers=headers | {"If-None-Match": '"older"'}) as newer:
            assert (newer.status_code, len(newer.data) > 100) == (200, True)

    @pytest.mark.parametrize("path", ["bench/start.js", "style.css", "math.woff2"])
    def test_an_asset_is_kept_for_good_under_its_fingerprint(self, path: str) -> None:
        """With an older fingerprint, as of a replica that has not been renewed yet, it is asked for each time."""
        with client.get(f"/assets/{fingerprint()}/{path}") as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.data.removeprefix(AT_LOAD) == (ASSETS / path).read_bytes()
        with client.get(f"/assets/0123456789ab/{path}") as older:
            assert older.headers["Cache-Control"] == "no-cache"
            assert older.data.removeprefix(AT_LOAD) == (ASSETS / path).read_bytes()

    def test_scripts_ask_to_be_compiled_while_they_load(self) -> None:
        """Those of Dash too; what is no script, or is not there, is left as it is."""
        named = re.findall(r'<script [^>]*src="([^"]*)"', client.get("/").text)
        assert any("plotly" in path for path in named)
        assert any("react-dom" in path for path in named)
        for path in named:
            with client.get(path) as answer:
                assert answer.status_code == 200
                assert answer.data.startswith(AT_LOAD)
        for path in ("/assets/style.css", "/assets/nope.js", "/api/v1/response"):
            with client.get(path) as answer:
                assert AT_LOAD not in answer.data

    def test_what_dash_brings_for_old_browsers_and_for_tables_is_not_loaded(self) -> None:
        """But for the part of it that Dash's own scripts call, which is there before them."""
        named = re.findall(r'<script [^>]*src="([^"]*)"', client.get("/").text)
        assert [path for path in named if "polyfill" in path or "dash_table" in path] == []
        of_dash = (path for path in named if "_dash-component" in path)
        needed = [path for path in of_dash if b"regeneratorRuntime" in client.get(path).data]
        assert needed
        (here,) = [n for n, path in enumerate(named) if "regenerator.min.js" in path]
        assert here < min(named.index(path) for path in needed)

    def test_pages_name_assets_by_their_fingerprint(self) -> None:
        """All of them, also those that Dash names."""
        for path in STARTS:
            named = re.findall(r'(?:src|href)="(/assets/[^"]*)"', client.get(path).text)
            assert named
            assert [one for one in named if not one.startswith(f"/assets/{fingerprint()}/")] == []

    def test_another_asset_has_another_fingerprint(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("app.common.scripts.ASSETS", tmp_path)
        found = set()
        for name, text in (("a.js", "1"), ("a.js", "2"), ("b.js", "2"), ("c/b.js", "2")):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
            found.add(fingerprint.__wrapped__())
        assert len(found) == 4

    def test_an_asset_is_packed_whole(self) -> None:
        """As a stream it would be packed by zstd, and a tenth larger."""
        with client.get("/assets/plotly.min.js", headers={"Accept-Encoding": "gzip, deflate, br, zstd"}) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert len(answer.data) < 0.31 * (ASSETS / "plotly.min.js").stat().st_size


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*/*.js")), ids=lambda path: path.relative_to(ASSETS).as_posix())
def test_a_module_puts_nothing_on_the_window(path: Path) -> None:
    """But what Dash must find there."""
    put = re.findall(r"\b(?:window|globalThis|self)\.(\w+)\s*=[^=]", path.read_text(encoding="utf-8"))
    allowed = {"bench/start.js": ["dash_clientside", "renderer"]}
    assert put == allowed.get(path.relative_to(ASSETS).as_posix(), [])
