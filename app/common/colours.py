"""The colours of the style sheet, for pictures that stand alone."""

import re
from collections.abc import Mapping
from pathlib import Path

__all__ = ["COLOURS", "CURVES"]

_SHEET = (Path(__file__).parents[2] / "assets" / "style.css").read_text(encoding="utf-8")

COLOURS: Mapping[str, str] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", _SHEET.partition("}")[0]))
"""By the names of its first block, which holds them by daylight."""

CURVES = sum(re.fullmatch(r"c\d", name) is not None for name in COLOURS)
"""How many of them are for curves: c0, c1, …"""
