"""What is installed is whole: a wheel, laid out by itself, serves every page."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.common.frame import PAGES

ROOT = Path(__file__).parents[1]
# Beside the wheel's files stand only the packages that it depends on: none of the checkout's.
PROGRAM = """
import json, sys
sys.path.insert(0, sys.argv[1])
sys.meta_path = [finder for finder in sys.meta_path if "editable" not in repr(finder)]
from app.main import app, server
import assets, physics
client = server.test_client()
pages = {path: client.get(path).status_code for path in sys.argv[2:]}
sources = [app.config.assets_folder, *physics.__path__]
print(json.dumps({"pages": pages, "sources": sources}))
"""
ADDRESSES = (
    *(f"/{path}" for path in PAGES), "/health", "/_dash-layout", "/assets/style.css", "/assets/plotly.min.js",
    "/api/v1/response?cable=canare-4s6", "/api/v1/paper", "/api/v1/earth",
    "/api/v1/advice?solve=len&limits=percent:5",
)  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the files that git knows, so that what lies about does not get in."""
    folder = tmp_path_factory.mktemp("wheel")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in tracked.splitlines():
        if (ROOT / name).is_file():
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "source" / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(folder / "source")], check=True)
    return next(folder.glob("*.whl"))


def test_holds_every_file_that_is_served_or_read(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "app", "assets", "physics"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    needed = {name for name in tracked if (ROOT / name).is_file() and not name.endswith((".md", ".d.ts"))}
    assert needed - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_serves_every_page_by_itself(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path), *ADDRESSES]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer["pages"].values()) == {200}
    assert all(source.startswith(str(tmp_path)) for source in answer["sources"])
