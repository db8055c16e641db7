"""What tests of several modules need."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.main import server

RunSpice = Callable[[str], str]
"""Runs a deck in ngspice's batch mode and gives what it prints."""


@pytest.fixture
def ngspice(tmp_path: Path) -> RunSpice:
    """ngspice, an independent solver; without it the test is skipped (`make test` says so, and fails where CI=true)."""
    program = shutil.which("ngspice")
    if program is None:
        pytest.skip("no ngspice")

    def run(deck: str) -> str:
        path = tmp_path / "deck.cir"
        path.write_text(deck, encoding="utf-8")
        done = subprocess.run([program, "-b", str(path)], capture_output=True, text=True, timeout=60, check=False)
        printed = done.stdout + done.stderr
        assert not re.search(r"error|singular|warning: .* timestep|aborted", printed, re.IGNORECASE), printed
        return done.stdout

    return run


class AsRead(TestResponse):
    """An answer as people read it, to whom a space is a space; `data` has the bytes (tests/test_unbroken.py)."""

    def get_data(self, as_text: bool = False) -> Any:
        data = super().get_data(as_text)
        return data.replace("\N{NO-BREAK SPACE}", " ") if as_text else data

    def get_json(self, *args: Any, **options: Any) -> Any:
        return _read(super().get_json(*args, **options))


class Reader(FlaskClient):
    """A client of the server whose answers are read so."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.response_wrapper = type("Answer", (AsRead, self.response_wrapper), {})


def _read(found: Any) -> Any:
    if isinstance(found, str):
        return found.replace("\N{NO-BREAK SPACE}", " ")
    if isinstance(found, list):
        return [_read(one) for one in found]
    return {key: _read(one) for key, one in found.items()} if isinstance(found, dict) else found


server.test_client_class = Reader
