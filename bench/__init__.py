"""Measurements of Behflow against a floor server, on its own temporary instances."""
