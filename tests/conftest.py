"""What tests of several modules need."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

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
