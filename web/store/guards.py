"""Laws of a table that hold whoever writes to it: triggers, in SQLite's words and PostgreSQL's.

A `Guard` refuses a statement where its condition is true. The condition is SQL
that both databases read, with OLD and NEW for the row; the sentence is what the
writer is told.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuse `event` (INSERT, UPDATE or DELETE) on `table` where `refused_if` is true."""

    name: str
    table: str
    event: str
    refused_if: str
    sentence: str

    def create(self, dialect: str) -> list[str]:
        """The statements that put it up."""
        return self._for_postgresql() if dialect == "postgresql" else [self._for_sqlite()]

    def drop(self, dialect: str) -> list[str]:
        """The statements that take it down."""
        if dialect == "postgresql":
            return [f"DROP TRIGGER {self.name} ON {self.table}", f"DROP FUNCTION {self.name}()"]
        return [f"DROP TRIGGER {self.name}"]

    def body(self, dialect: str) -> str:
        """Its words as the database keeps them, to see whether it still stands."""
        return self._body_for_postgresql() if dialect == "postgresql" else self._for_sqlite()

    def _for_sqlite(self) -> str:
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table}"
            f" WHEN {self.refused_if}"
            f" BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END"
        )

    def _body_for_postgresql(self) -> str:
        row = "OLD" if self.event == "DELETE" else "NEW"
        return (
            f" BEGIN IF {self.refused_if} THEN RAISE EXCEPTION '{self.sentence}'"
            f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END "
        )

    def _for_postgresql(self) -> list[str]:
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $${self._body_for_postgresql()}$$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


def never(table: str, *events: str) -> list[Guard]:
    """Guards that refuse these events on every row of a table."""
    done = {"UPDATE": "rewritten", "DELETE": "deleted"}
    return [
        Guard(
            f"{table}_never_{done[event]}",
            table,
            event,
            "1 = 1",
            f"Rows of {table} are never {done[event]}.",
        )
        for event in events
    ]


def never_emptied(table: str) -> list[str]:
    """PostgreSQL only: refuse TRUNCATE, which asks no trigger of a row."""
    name = f"{table}_never_emptied"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION 'Rows of {table} are never deleted.'"
        f" USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {name}()",
    ]
