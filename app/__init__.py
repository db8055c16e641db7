"""The dashboard: turns text into physics and physics into pictures."""

__all__ = ["__version__"]

__version__ = "1.0.0"
"""Of the release: in /health, at the foot of each page, in the description of the API, and of the package."""
