"""I8: answers as the page shows them, made by the app's own code, and what their markup would load or run."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from tests.agent.conftest import Json

# What components/message.js and components/receipt.js are made of.
_TAGS = frozenset(
    """
    a b br button details div h3 input label li p section span strong summary svg ul use
""".strip().split(" ")
)
_ATTRIBUTES = frozenset(
    """
    aria-hidden aria-label checked class dir disabled role tabindex title type value
""".strip().split(" ")
)


class _Reader(HTMLParser):
    """Notes what is not part of the components: everything else can only have come out of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.strange.append(f"<{tag}>")
        for name, value in attrs:
            link = (tag, name) == ("a", "href") and str(value).startswith("#/task/")
            icon = (tag, name) == ("use", "href") and "/src/frontend/icons.svg#" in str(value)
            if not (name in _ATTRIBUTES or name.startswith("data-") or link or icon):
                self.strange.append(f'<{tag} {name}="{value}">')


class Page:
    """The app's own code in a process of its own, which stays for all cases."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def shows(self, answers: list[Json], question: str = "") -> str:
        """The markup of a conversation."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"question": question, "answers": answers}) + "\n")
        self._process.stdin.flush()
        found: str = json.loads(self._process.stdout.readline())
        return found


def strange(markup: str) -> list[str]:
    """The elements and attributes in a markup that the components do not make."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.strange


@contextmanager
def page() -> Iterator[Page]:
    """A page while the block runs."""
    node = shutil.which("node")
    assert node, "Node.js is missing (Debian: apt-get install nodejs)"
    script = Path(__file__).with_suffix(".mjs")
    with subprocess.Popen([node, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Page(process)
        finally:
            process.kill()
