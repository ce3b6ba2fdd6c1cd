"""``python -m bench``: measure, print one table, keep it as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
from collections.abc import Sequence
from typing import Protocol

from bench import chat, language, load, quick_add, scale, startup
from bench.report import Figure, table, write


class Part(Protocol):
    """A group of measurements."""

    def __call__(self, *, quick: bool) -> list[Figure]:
        """The figures."""


PARTS: dict[str, Part] = {
    "quick_add": quick_add.measure,
    "language": language.measure,
    "startup": startup.measure,
    "chat": chat.measure,
    "load": load.measure,
    "scale": scale.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts; 1 when one could not run or a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Behflow on its own temporary data.")
    parser.add_argument("--quick", action="store_true", help="short runs and a tenth of the tasks: a first look")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"parts to run, of {', '.join(PARTS)}; all by default")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.names) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    broken = False
    for name in chosen.names or PARTS:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        try:
            figures += PARTS[name](quick=chosen.quick)
        except (RuntimeError, OSError) as error:
            broken = True
            print(f"{name}: {error}", file=sys.stderr)
    facts: dict[str, object] = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
        "quick": chosen.quick,
    }
    print("\n" + table(figures))
    print(f"\nwritten to {os.path.relpath(write(figures, facts))}")
    return int(broken or any(f.met is False for f in figures))


if __name__ == "__main__":
    sys.exit(main())
