"""What is shipped, as a CycloneDX bill of materials: the locked packages with their licences, and what lies in assets/.

    python deploy/sbom.py PYTHON TOOL > cablescope.cdx.json

PYTHON is that of an environment with the runtime packages alone, TOOL is cyclonedx-py.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUNDLED = (
    ("plotly.js", "MIT", "assets/plotly.min.js"),
    ("regenerator-runtime", "MIT", "assets/regenerator.min.js"),
    ("Inter", "OFL-1.1", "assets/inter.woff2"),
    ("Noto Sans JP", "OFL-1.1", "assets/noto-sans-jp.otf"),
    ("STIX Math (a part)", "OFL-1.1", "assets/math.woff2"),
)
"""What the pages bring along: name, licence (SPDX), file."""
UNDECLARED = {"resvg_py": "MIT"}
"""Licences (SPDX) of packages that tell theirs by a file alone."""


def main() -> None:
    """Print the bill."""
    python, tool = sys.argv[1:]
    made = subprocess.run(
        [tool, "environment", "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", python],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    bill = json.loads(made.stdout)
    components = [*map(licensed, bill["components"]), *bundled()]
    print(json.dumps(bill | {"components": components}, indent=2, ensure_ascii=False))


def licensed(component: dict[str, object]) -> dict[str, object]:
    """A package with its licence; ends the program if nobody has said which."""
    if component.get("licenses"):
        return component
    name = component["name"]
    if name not in UNDECLARED:
        raise SystemExit(f"{name} declares no licence; read the file that it brings, and add it to UNDECLARED")
    return component | {"licenses": [{"license": {"id": UNDECLARED[name]}}]}


def bundled() -> list[dict[str, object]]:
    """What lies in assets/, as components."""
    found = re.match(r"/\*\*\s*\* plotly\.js.*? v([\d.]+)", (ROOT / BUNDLED[0][2]).read_text(encoding="utf-8")[:2000])
    version = {"plotly.js": found[1]} if found else {}
    return [
        {
            "type": "library" if path.endswith(".js") else "file",
            "name": name,
            **({"version": version[name]} if name in version else {}),
            "licenses": [{"license": {"id": licence}}],
            "bom-ref": path,
        }
        for name, licence, path in BUNDLED
    ]


if __name__ == "__main__":
    main()
