"""The rule book, read once for as long as the server runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import current_app

from entitlements.evaluate import Engine
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_book


@cache
def _engine(rules_dir: Path) -> Engine:
    return Engine(read_book(rules_dir))


def engine() -> Engine:
    """The rule book of this installation, ready to decide."""
    return _engine(current_app.extensions["entitlements.settings"].rules_dir)


def book() -> RuleBook:
    """The rule book of this installation."""
    return engine().book
