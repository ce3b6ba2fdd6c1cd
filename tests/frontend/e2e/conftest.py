"""One server and one browser for all browser tests; a new account and a new window for each."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.acceptance.instance import Instance, running
from tests.frontend.e2e.stage import Person, Window, open_window

FOLDER = Path(__file__).parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=15_000)


# Fixtures that live as long as this package: while Playwright runs, its event loop is the running one of the
# thread, and no asynchronous test of another package could start.
@pytest.fixture(scope="package")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """A real server with the embedded database."""
    with running(tmp_path_factory.mktemp("e2e") / "data") as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Headless Chromium, the one of the system."""
    found = next((path for path in map(shutil.which, CHROMIUM) if path), None)
    assert found, "Chromium is missing (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def axe_source() -> str:
    """The accessibility checker, fetched once by its lock file."""
    script = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        assert npm, "npm is missing (Debian: apt-get install npm)"
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(FOLDER)]
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
    return script.read_text("utf-8")


@pytest.fixture
def url(instance: Instance) -> str:
    """Where the server answers."""
    return instance.url


@pytest.fixture
def register(url: str) -> Iterator[Callable[..., Person]]:
    """Makes accounts."""
    people: list[Person] = []

    def make(*names: str) -> Person:
        people.append(Person.register(url, *names))
        return people[-1]

    yield make
    for person in people:
        person.http.close()


@pytest.fixture
def sara(register: Callable[..., Person]) -> Person:
    """A new account."""
    return register()


@pytest.fixture
def window(browser: Browser, url: str) -> Iterator[Callable[..., Window]]:
    """Opens windows; each of them must have stayed free of errors at the end."""
    windows: list[Window] = []

    def make(person: Person | None = None, **options: object) -> Window:
        windows.append(open_window(browser, url, person, **options))  # type: ignore[arg-type]
        return windows[-1]

    yield make
    for one in windows:
        one.close()
