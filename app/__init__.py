"""The dashboard: turns text into physics and physics into pictures."""
