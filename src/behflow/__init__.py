"""Behflow: a self-hosted task manager that you talk to."""

__version__ = "0.1.0"
