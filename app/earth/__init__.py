"""The earth page: chassis at mains frequency, live."""
