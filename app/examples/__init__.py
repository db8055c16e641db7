"""Questions that people have, answered by the bench."""
