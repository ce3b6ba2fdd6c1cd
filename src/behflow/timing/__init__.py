"""Wall clocks, repetition rules and their occurrences: pure, no I/O, ``now`` and zones are arguments."""
