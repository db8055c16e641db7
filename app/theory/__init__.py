"""The equations behind the bench, with computed examples."""
