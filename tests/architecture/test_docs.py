"""Documentation that is checked: every setting and every route is described, and nothing that is gone."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from scripts.docs import rendered

from behflow.auth.scopes import SCOPES
from behflow.config import PREFIX, Settings
from behflow.language import Chip, QuickAdd, When
from behflow.language import Settings as LanguageSettings
from behflow.main import create_app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = ("README", "architecture", "API", "AGENT", "DATABASE", "FRONTEND", "INTEGRATION", "LANGUAGE", "CONFIGURATION",
         "TESTING", "automated_processes", "DEPLOYMENT")  # fmt: skip


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_described(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in (DOCS / "CONFIGURATION.md").read_text()


def test_every_route_is_described() -> None:
    app = create_app(Settings(_env_file=None))  # type: ignore[call-arg]
    text = (DOCS / "API.md").read_text()
    routes = [f"{m.upper()} {path}" for path, methods in app.openapi()["paths"].items() for m in methods]
    assert [r for r in routes if f"`{r}`" not in text] == []


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_of_a_token_is_described(scope: str) -> None:
    assert f"\n| `{scope}` | " in (DOCS / "INTEGRATION.md").read_text()


@pytest.mark.parametrize("field", dataclasses.fields(LanguageSettings), ids=lambda f: f.name)
def test_every_reading_that_is_a_setting_is_described_with_its_default(field: dataclasses.Field[object]) -> None:
    assert f"| `{field.name}` | `{field.default!r}` |" in (DOCS / "LANGUAGE.md").read_text()


@pytest.mark.parametrize("answer", [QuickAdd, Chip, When], ids=lambda c: c.__name__)
def test_every_field_of_what_the_language_engine_answers_is_described(answer: type) -> None:
    _, _, table = (DOCS / "LANGUAGE.md").read_text().partition(f"\n`{answer.__name__}`\n\n")
    described = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| ([^|]*) \|", table.split("\n\n")[0], re.M)))
    assert described == [field.name for field in dataclasses.fields(answer)]


@pytest.mark.parametrize("path", list(rendered()), ids=lambda p: p.name)
def test_the_generated_parts_are_up_to_date(path: Path) -> None:
    assert path.read_text() == rendered()[path], "run 'make docs'"


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_there(name: str) -> None:
    assert (DOCS / f"{name}.md").is_file()


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda p: p.name)
def test_every_link_between_the_pages_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
        assert (path.parent / target).exists(), target
