"""The house rules that a program can see, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 300  # lines
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}
CLOCKS |= {("time", name) for name in ("time", "time_ns", "localtime", "gmtime")}
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
DRAWERS = {"sqlalchemy", "alembic"}
FACES = ("accounts", "check", "cases", "editor", "api")
NOT_FOR_THE_DOMAIN = {"web", "flask", "flask_wtf", "wtforms", "werkzeug", "jinja2", "babel"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def every_source() -> list[Path]:
    return [
        path for package in ("entitlements", "web", "tests", "tools") for path in sources(package)
    ]


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules a file imports, at any depth of it."""
    package = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: -node.level]) + "." if node.level else ""
            base = above + (node.module or "")
            yield from (f"{base}.{name.name}" for name in node.names)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_under(module: str, package: str) -> bool:
    return f"{module}.".startswith(f"{package}.")


@pytest.mark.parametrize("path", sources("entitlements"), ids=named)
def test_the_domain_knows_no_face_and_no_store(path: Path) -> None:
    assert not {m.partition(".")[0] for m in imports(path)} & (NOT_FOR_THE_DOMAIN | DRAWERS)


@pytest.mark.parametrize("path", sources("web"), ids=named)
def test_only_the_store_knows_the_database(path: Path) -> None:
    if not path.is_relative_to(ROOT / "web/store"):
        assert not {m.partition(".")[0] for m in imports(path)} & DRAWERS


@pytest.mark.parametrize("face", [f for f in FACES if (ROOT / "web" / f).exists()])
def test_faces_never_import_each_other(face: str) -> None:
    others = [f"web.{other}" for other in FACES if other != face]
    for path in sources(f"web/{face}"):
        crossed = [m for m in imports(path) for other in others if is_under(m, other)]
        assert not crossed, f"{named(path)} imports {crossed}"


@pytest.mark.parametrize("path", sources("entitlements"), ids=named)
def test_no_clock_is_read_below_the_pages(path: Path) -> None:
    if path.name == "bench.py" or path == ROOT / "entitlements/__main__.py":
        return  # one has time as its only subject; the other is the door, and passes the day in
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            assert (owner, node.attr) not in CLOCKS, f"line {node.lineno}: {owner}.{node.attr}"


@pytest.mark.parametrize("path", every_source(), ids=named)
def test_a_file_is_about_one_idea(path: Path) -> None:
    lines = path.read_text().count("\n")
    assert lines <= LONGEST_FILE, f"{lines} lines: split it by idea"
    assert path.stem not in EMPTY_NAMES, "name the idea"


@pytest.mark.parametrize("path", sources("entitlements"), ids=named)
def test_money_is_never_a_float(path: Path) -> None:
    """No float() at all where money is named, and no literal with a point in money.py."""
    text = path.read_text()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            near_money = node.func.id == "float" and "money" in text.lower()
            assert not near_money, f"line {node.lineno}: float()"
        if path.name == "money.py" and isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), f"line {node.lineno}: {node.value}"


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Public functions, classes and methods, but not what a class takes over from its base."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef) and not node.bases:
                yield from public(node.body)


@pytest.mark.parametrize("path", sources("entitlements"), ids=named)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "the module has no docstring"
    for node in public(tree(path).body):
        assert ast.get_docstring(node), f"line {node.lineno}: {node.name} has no docstring"


@pytest.mark.parametrize("path", sources("entitlements"), ids=named)
def test_what_is_public_has_types(path: Path) -> None:
    for node in public(tree(path).body):
        if isinstance(node, ast.FunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            bare = [a.arg for a in given if a.annotation is None and a.arg not in {"self", "cls"}]
            assert node.returns is not None, f"line {node.lineno}: {node.name} returns what?"
            assert not bare, f"line {node.lineno}: {node.name}: {bare} have no types"
