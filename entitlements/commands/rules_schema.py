"""`rules schema`: the JSON Schema of a rule file, for an editor."""

from __future__ import annotations

from argparse import Namespace

from entitlements.commands.loading import book_in
from entitlements.commands.printing import as_json
from entitlements.rulebook import schema


def run(arguments: Namespace) -> int:
    """Print one schema; that of a table names the facts of the catalogue."""
    if arguments.file == "table":
        as_json(schema.schema(book_in(arguments.rules).catalogue))
    else:
        as_json(getattr(schema, f"{arguments.file}_schema")())
    return 0
