"""The pages' scripts: ES modules in assets/, each page's from its own `start.js`."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from posixpath import normpath

__all__ = ["ASSETS", "fingerprint", "modules_of"]

ASSETS = Path(__file__).parents[2] / "assets"

_IMPORT = re.compile(r'^import (?:[^;"]* from )?"([^"]+)";', re.MULTILINE)


@cache
def fingerprint() -> str:
    """Twelve digits that are others as soon as any asset is another: modules name each other by their plain names."""
    digest = sha256()
    for path in sorted(path for path in ASSETS.rglob("*") if path.is_file()):
        digest.update(path.relative_to(ASSETS).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def modules_of(start: str) -> tuple[str, ...]:
    """Modules that a page's script imports, directly or through others.

    The page names them in its head: a browser that met one import after the other would make a round trip for each
    level.

    Parameters
    ----------
    start : str
        Path of the page's script below assets/, as all paths here.

    Returns
    -------
    tuple of str
        Paths, in the order of the imports.
    """
    found = [start]
    for path in found:
        folder = PurePosixPath(path).parent
        for name in _IMPORT.findall((ASSETS / path).read_text(encoding="utf-8")):
            imported = normpath(folder / name)
            if imported not in found:
                found.append(imported)
    return tuple(found[1:])
