"""The bench: a cable between a source and a load, live."""
