"""What came of reading a file that somebody brought."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.problems import Problem
from entitlements.rulebook.model import RuleTable, Version


class Refused(ValueError):
    """A file that is not read at all: what is wrong, and how to mend it."""

    def __init__(self, what: str, fix: str = "") -> None:
        self.what, self.fix = what, fix
        super().__init__(f"{what} {fix}".strip())


@dataclass(frozen=True)
class Imported:
    """The table as the file would have it, None where there is any problem.

    `versions` holds the versions that the file has, in its order.
    """

    table: RuleTable | None
    versions: tuple[Version, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def version(self) -> Version | None:
        """The only version of the file, or its last."""
        return self.versions[-1] if self.versions else None
