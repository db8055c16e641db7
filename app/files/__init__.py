"""Measured curves: files in, codes for links."""
