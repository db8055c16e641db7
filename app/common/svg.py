"""SVG as text: elements whose words and attributes are escaped."""

from html import escape

__all__ = ["element", "path", "text"]


def element(name: str, *inside: str, **attributes: object) -> str:
    """An element with what it holds, which is SVG already.

    Attributes are called as Python allows: `class_`, `stroke_width`.  Those that are None are left out, and fractions
    stand with two decimals: a hundredth of a pixel is seen by nobody.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def path(commands: str, **attributes: object) -> str:
    """A line by its commands."""
    return element("path", **attributes, d=commands)


def text(x: float, y: float, words: str, anchor: str = "middle", **attributes: object) -> str:
    """Words at a point: their middle, "start" or "end"."""
    return element("text", escape(words, quote=False), **attributes, x=x, y=y, text_anchor=anchor)


def _written(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
