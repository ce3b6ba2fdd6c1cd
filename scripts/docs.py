"""Write the generated parts of the documentation: settings, routes, grammar, and the example environment."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from pathlib import Path

from pydantic_core import PydanticUndefined
from tests.language.tables import STRETCHES, Row, rows

from behflow.config import PREFIX, Settings
from behflow.language import Settings as LanguageSettings
from behflow.main import create_app

ROOT = Path(__file__).parents[1]
MARK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.S)


def _default(name: str) -> str:
    field = Settings.model_fields[name]
    if field.default_factory is not None:
        return "~/.local/share/behflow"
    value = field.default
    if value is None or value is PydanticUndefined or value == ():
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def settings_table() -> str:
    """A row for every setting."""
    rows = ["| Setting | Default | Meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = f"`{_default(name)}`" if _default(name) else "(unset)"
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"


def routes_table() -> str:
    """A row for every route."""
    rows = ["| Route | What it does | Answers |", "| --- | --- | --- |"]
    app = create_app(Settings(_env_file=None))  # type: ignore[call-arg]
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            codes = ", ".join(c for c in operation["responses"] if c != "422")
            what = " ".join(operation.get("description", operation["summary"]).split())
            rows.append(f"| `{method.upper()} {path}` | {what} | {codes} |")
    return "\n".join(rows) + "\n"


EXAMPLES = 4
CHAPTERS = {
    "Dates and times": ("dates",),
    "Repeats": ("repeats",),
    "Signs": ("signs",),
    "Persian": ("persian",),
    "Stretches of days, in filters and questions": (STRETCHES,),
}


def grammar() -> str:
    """Some sentences of every topic of the language tables, spread over its rows."""
    parts = []
    for chapter, names in CHAPTERS.items():
        lines = [f"### {chapter}\n", "| | You type | What is read |", "| --- | --- | --- |"]
        for topic, found in _topics(*names).items():
            name = topic.removeprefix(f"{chapter}: ").capitalize()
            title = f"**{name}** ({len(found)}){_under(found[0].settings)}"
            for row in _spread(found, EXAMPLES):
                lines.append(f"| {title} | {row.sentence} | {row.read or 'nothing'} |")
                title = ""
        parts.append("\n".join(lines) + "\n")
    parts.append("### What is left alone\n\nNothing is read in these, though their words or numbers look like it.\n")
    for topic, found in _topics("plain").items():
        parts.append(f"- **{topic}** ({len(found)}): {'; '.join(row.sentence for row in _spread(found, EXAMPLES + 2))}")
    return "\n".join(parts) + "\n"


def _topics(*names: str) -> dict[str, list[Row]]:
    topics: dict[str, list[Row]] = {}
    for row in rows(*names):
        topics.setdefault(row.topic, []).append(row)
    return topics


def _spread(found: list[Row], count: int) -> list[Row]:
    return [found[n * len(found) // count] for n in range(count)] if len(found) > count else found


def _under(settings: LanguageSettings) -> str:
    usual = asdict(LanguageSettings())
    return "".join(f"<br>`{name}={value}`" for name, value in asdict(settings).items() if value != usual[name])


def example() -> str:
    """The example environment file."""
    lines = ["# Settings of Behflow. Copy this file to .env and take the # away from what you change.", ""]
    for name, field in Settings.model_fields.items():
        lines += [f"# {field.description}", f"#{PREFIX}{name.upper()}={_default(name)}", ""]
    return "\n".join(lines)


def rendered() -> dict[Path, str]:
    """Every file with generated parts, as it should be."""
    parts = {"settings": settings_table, "routes": routes_table, "grammar": grammar}
    files = {ROOT / ".env.example": example()}
    for name in ("CONFIGURATION", "API", "LANGUAGE"):
        path = ROOT / "docs" / f"{name}.md"
        files[path] = MARK.sub(lambda m: m[1] + parts[m[2]]() + m[3], path.read_text())
    return files


def main() -> int:
    """Write what differs."""
    for path, text in rendered().items():
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
