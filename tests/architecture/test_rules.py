"""Rules of the code base that only hold because they are checked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "behflow"
FRONTEND = ROOT / "src" / "frontend"

RANKS = {
    **dict.fromkeys(
        (
            "config",
            "errors",
            "logging",
            "actor",
            "ids",
            "schemas",
            "secretbox",
            "telemetry",
            "reading",
            "language",
            "timing",
        ),
        0,
    ),
    "database": 1,
    "events": 2,
    "auth": 3,
    "tasks": 4,
    "chat": 6,
    "processes": 7,
    "agent": 8,
    **dict.fromkeys(("api", "cli", "evaluation", "mcp", "worker"), 9),
    **dict.fromkeys(("main", "__main__", "__init__"), 10),
}
"""Import ranks of docs/architecture.md: a package imports only lower ranks (and itself)."""

NEVER_EACH_OTHER = {
    frozenset(pair)
    for pair in (
        ("api", "cli"),
        ("api", "mcp"),
        ("api", "worker"),
        ("cli", "mcp"),
        ("cli", "worker"),
        ("mcp", "worker"),
    )
}

FRAMEWORKS = {
    "fastapi": 9,
    "starlette": 9,
    "uvicorn": 9,
    "langgraph": 8,
    "langchain_core": 8,
    "apscheduler": 9,
    "mcp": 9,
    "mcp_types": 9,
}
"""The least rank that may know a framework."""

LANGUAGE = "behflow.language"

SIZE_LIMITS = {".py": 400, ".js": 250, ".css": 300}


def modules() -> list[Path]:
    """Every Python module of the program."""
    return sorted(SOURCE.rglob("*.py"))


def package_of(path: Path) -> str:
    """The first part of a module's name inside the program."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every imported module name with its node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node


def name_of(path: Path) -> str:
    """A readable test id."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_lower_ranks(path: Path) -> None:
    package = package_of(path)
    # The command line starts the whole program.
    own = RANKS["main"] + 1 if package == "cli" else RANKS[package]
    for name, _ in imports(ast.parse(path.read_text())):
        parts = name.split(".")
        if parts[0] == "behflow" and len(parts) > 1 and parts[1] != package:
            lowest = own == 0 and RANKS[parts[1]] == 0  # these may know each other; Python itself refuses circles
            assert RANKS[parts[1]] < own or lowest, f"{name_of(path)} (rank {own}) imports {name}"
            assert frozenset((package, parts[1])) not in NEVER_EACH_OTHER
        if parts[0] in FRAMEWORKS:
            assert own >= FRAMEWORKS[parts[0]], f"{name_of(path)} may not know {parts[0]}"


@pytest.mark.parametrize("path", [p for p in modules() if package_of(p) not in ("cli",)], ids=name_of)
def test_imports_stand_at_the_top_of_a_module(path: Path) -> None:
    tree = ast.parse(path.read_text())
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not inner, f"{name_of(path)}:{inner[0].lineno} imports inside a function"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_engine_and_the_migrations_commit(path: Path) -> None:
    if name_of(path) in ("src/behflow/database/engine.py", "src/behflow/database/migrate.py"):
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            assert node.attr != "commit", f"{name_of(path)}:{node.lineno} commits; only transaction() may"


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*/service.py")), ids=name_of)
def test_a_service_is_built_from_a_session_and_an_actor(path: Path) -> None:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Service"):
            made = next(n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__")
            names = [a.arg for a in made.args.args[1:3]]
            assert names == ["session", "actor"], f"{node.name} takes {names}"


@pytest.mark.parametrize(
    "path",
    sorted(
        p
        for folder in (SOURCE, FRONTEND)
        for p in folder.rglob("*")
        if p.suffix in SIZE_LIMITS and p.parent.name != "versions"  # a schema is one list, however long
    ),
    ids=name_of,
)
def test_a_file_is_no_longer_than_its_limit(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= SIZE_LIMITS[path.suffix], f"{lines} lines; split it"


def test_nine_modules_of_ten_are_small() -> None:
    sizes = sorted(len(p.read_text().splitlines()) for p in modules() if p.name != "__init__.py")
    assert sizes[int(len(sizes) * 0.9)] <= 250


READS_WITHOUT_A_PROFILE = {"src/behflow/reading.py", "src/behflow/cli/parse.py"}
"""The defaults themselves, and ``behflow parse``, which knows no account."""


def test_a_profile_becomes_settings_of_the_language_engine_in_one_place() -> None:
    makers = set()
    for path in modules():
        tree = ast.parse(path.read_text())
        froms = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith(LANGUAGE)]
        known = {alias.asname or alias.name for node in froms for alias in node.names if alias.name == "Settings"}
        called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        if package_of(path) != "language" and known & called:
            makers.add(name_of(path))
    assert makers - READS_WITHOUT_A_PROFILE == {"src/behflow/tasks/reading.py"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_unsafe_is_loaded(path: Path) -> None:
    """No pickle, no LangChain deserialisation: both run what they read."""
    for name, node in imports(ast.parse(path.read_text())):
        assert name not in ("pickle", "shelve", "marshal", "langchain_core.load"), f"line {getattr(node, 'lineno', 0)}"
