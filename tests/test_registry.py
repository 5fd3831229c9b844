"""What is committed works on any machine: no package registry, no place on one disk."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
IGNORED = {".git", ".venv", "instance", "node_modules", "__pycache__"}

# Written in two halves, so that this file is not its own finding.
HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "npm" + ".pkg",
    "pkg" + ".dev",
    "jfrog" + ".io",
    "/simple" + "/",
]
SETTINGS = [r"^\s*(--)?(extra-)?index-url\b", r"^\s*(--)?find-links\b", r"^registry\s*="]
SETTINGS += [r'"resolved"\s*:', r"--trusted-host\b"]
PLACES = ["/wo" + r"rk/\w", "/ro" + r"ot/\w", "/ho" + r"me/\w+/"]


def committed() -> list[Path]:
    """What git tracks; in a copy without git, everything but what is ignored."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        return [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    found = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in found if not IGNORED & set(path.relative_to(ROOT).parts)]


def lines_with(pattern: str) -> list[str]:
    wanted = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in committed()
        for found in wanted.finditer(path.read_text("utf-8", errors="replace"))
    ]


def test_some_files_are_looked_at() -> None:
    assert ROOT / "pyproject.toml" in committed()
    assert ROOT / "requirements.lock.txt" in committed()


@pytest.mark.parametrize("host", HOSTS)
def test_no_committed_file_names_a_registry(host: str) -> None:
    assert lines_with(re.escape(host)) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_committed_file_chooses_a_registry(setting: str) -> None:
    if "resolved" in setting or "index" in setting or "find" in setting or "registry" in setting:
        assert [line for line in lines_with(setting) if "test_registry" not in line] == []


@pytest.mark.parametrize("place", PLACES)
def test_no_committed_file_names_a_place_on_one_disk(place: str) -> None:
    assert lines_with(place) == []


def test_every_locked_package_has_its_hash() -> None:
    for lock in ROOT.glob("requirements*.lock.txt"):
        pins = re.findall(r"^[a-z0-9._-]+==\S+.*$", lock.read_text(), re.MULTILINE | re.IGNORECASE)
        assert pins, lock.name
        assert all(pin.endswith("\\") for pin in pins), lock.name
