"""The listening page: what a cable changes, to be heard."""
