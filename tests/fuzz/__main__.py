"""``python -m tests.fuzz FOLDER [libFuzzer options]``: needs atheris; ``make fuzz`` installs it beside the project."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["behflow.language"]):
    from tests.fuzz.fuzz_language import one_input, seeds


def main() -> None:
    """Fill the folder with seeds once, then search until a law breaks or the time is over."""
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds():
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
