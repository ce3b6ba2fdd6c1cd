"""Fuzz targets. ``make fuzz`` runs them for long; ``make test`` runs them on a few fixed inputs."""
