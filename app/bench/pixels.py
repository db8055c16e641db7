"""SVGs in pixels, drawn by a process beside each worker: app/bench/rasterise.py."""

import sys
from atexit import register
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Lock

from app.bench import rasterise
from app.common.scripts import ASSETS

__all__ = ["COMMAND", "FONT", "pixels"]

FONT: Path = ASSETS / "noto-sans-jp.otf"
"""Both scripts: Noto Sans CJK JP, with the letters of JIS X 0208 level 1 and of Europe's languages."""
_FAMILY = "Noto Sans CJK JP"
_PACKAGES = Path(find_spec("resvg_py").origin).parents[1]  # type: ignore[union-attr, arg-type] # it is a dependency
COMMAND = [sys.executable, "-I", "-S", rasterise.__file__, str(_PACKAGES), str(FONT), _FAMILY]
"""What begins the process."""


class _Rasteriser:
    """The process: begun with the first picture, and anew where it has died; it ends as this one does."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: Popen[bytes] | None = None
        register(self._end)

    def draw(self, picture: bytes, zoom: float) -> bytes:
        """One picture, when it is its turn."""
        with self._turn:
            if self._process:
                try:
                    return self._ask(self._process, picture, zoom)
                except OSError:
                    self._end()
            # A session of its own: what a terminal sends to stop the server is not for it.
            self._process = Popen(COMMAND, stdin=PIPE, stdout=PIPE, start_new_session=True)
            return self._ask(self._process, picture, zoom)

    def _ask(self, process: Popen[bytes], picture: bytes, zoom: float) -> bytes:
        assert process.stdin
        assert process.stdout
        process.stdin.write(rasterise.HEAD.pack(len(picture), zoom) + picture)
        process.stdin.flush()
        length = process.stdout.read(rasterise.LENGTH.size)
        if not length:
            raise BrokenPipeError("the rasteriser has ended")
        return process.stdout.read(*rasterise.LENGTH.unpack(length))

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            with suppress(BrokenPipeError), process:  # closes its pipes, with what it was not sent, and waits for it
                pass


_rasteriser = _Rasteriser()


def pixels(picture: str, zoom: float = 1.0) -> bytes:
    """An SVG as PNG, its words in the bundled font."""
    return _rasteriser.draw(picture.encode(), zoom)
