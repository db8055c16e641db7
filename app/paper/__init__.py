"""The paper, recomputed: its printed numbers beside ours."""
