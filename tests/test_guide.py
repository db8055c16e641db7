"""The recipes of docs/recipes.md, run as they stand against the server in process, and held to the API."""

import io
import re
import shlex
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.bench.catalogue import CABLES
from app.main import server

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
BENCH = "http://127.0.0.1:8050"
client = server.test_client()
PYTHON = re.findall(r"^```python\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
CURL = [line for line in TEXT.splitlines() if line.startswith("curl ")]
FILES = {"@response.frd": b"20 0\n200 1\n2000 2\n", "@stratocaster.cablescope.json": b'{"cablescope": 1, "state": {}}'}


Run = Callable[[str], tuple[dict[str, Any], str]]
"""Runs a program; gives its names and what it prints."""


class Answer(io.BytesIO):
    """What `urlopen` gives."""

    def __init__(self, content: bytes, headers: Any) -> None:
        super().__init__(content)
        self.headers = headers


def urlopen(request: Any, *_: object, **__: object) -> Answer:
    url = getattr(request, "full_url", request)
    assert url.startswith(f"{BENCH}/")
    answer = client.get(url.removeprefix(BENCH))
    assert answer.status_code == 200, answer.text
    return Answer(answer.data, answer.headers)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a program; gives its names and what it prints."""

    def run(program: str) -> tuple[dict[str, Any], str]:
        monkeypatch.setattr(urllib.request, "urlopen", urlopen)
        names: dict[str, Any] = {}
        exec(compile(program, "docs/recipes.md", "exec"), names)
        return names, capsys.readouterr().out

    return run


@pytest.mark.parametrize("command", CURL)
def test_a_command_is_answered(command: str) -> None:
    words = shlex.split(command)
    assert words[0] == "curl"
    assert words[-1].startswith(f"{BENCH}/api/v1/")
    path = words[-1].removeprefix(BENCH)
    data = FILES[words[words.index("--data-binary") + 1]] if "--data-binary" in words else None
    answer = client.get(path) if data is None else client.post(path, data=data)
    assert answer.status_code == 200
    if "-o" in words:
        suffix = Path(words[words.index("-o") + 1]).suffix
        assert answer.data.startswith({".png": b"\x89PNG", ".cir": b"*"}[suffix])


def test_a_spreadsheet_gets_a_row_for_each_frequency() -> None:
    (address,) = re.findall(r'=IMPORTDATA\("([^"]*)"\)', TEXT)
    header, *rows = client.get(urlsplit(address)._replace(scheme="", netloc="").geturl()).text.splitlines()
    assert header.split(",")[:2] == ["frequency_hz", "attenuation_db"]
    assert [row.split(",")[0] for row in rows] == ["20.0", "1000.0", "20000.0"]


def test_pandas_finds_where_the_cable_takes_1_db(run: Run) -> None:
    (program,) = (one for one in PYTHON if "pandas" in one)
    _, printed = run(program)
    answer = client.get("/api/v1/response?preset=guitar-10m&att=cable").get_json()
    beyond = [f for f, loss in zip(answer["frequency_hz"], answer["ac_attenuation_db"], strict=True) if loss < -1]
    assert float(printed) == beyond[0]


def test_the_catalogue_is_swept(run: Run) -> None:
    (program,) = (one for one in PYTHON if "openapi" in one)
    names, printed = run(program)
    assert set(names["longest"]) == set(CABLES)
    for cable, length in names["longest"].items():
        assert cable in printed
        if length is None:
            continue
        query = f"/api/v1/response?preset=speaker-4m&cable={cable}&f=20000&len="
        assert client.get(f"{query}{length}").get_json()["ac_attenuation_db"][0] > -0.1
        longer = length * 100 ** (1 / 64)
        assert longer > 101 or client.get(f"{query}{longer}").get_json()["ac_attenuation_db"][0] <= -0.1
