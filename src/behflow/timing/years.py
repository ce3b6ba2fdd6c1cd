"""The years the program knows; a module of its own, because everything needs them and most need nothing else."""

YEARS = (1900, 2200)
"""Years a date may lie in: outside, offsets and calendars leave what databases and JSON can carry."""
