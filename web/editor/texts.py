"""New texts of a table: one version rewritten, one begun, its words changed; all else as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.model import Confidence, RuleTable, Status, Version
from web import book as live
from web.yaml_edit import edited


def with_table(text: bytes, table: RuleTable, catalogue: Catalogue) -> bytes:
    """The text, changed to say what a table says; what is put back is as it is in service."""
    like = dict(live.files()).get(f"{table.id}.yaml", b"")
    return edited(text, table, catalogue, like)


def with_version(
    text: bytes, table: RuleTable, place: int, version: Version, catalogue: Catalogue
) -> bytes:
    """The text of a table with one of its versions rewritten."""
    versions = (*table.versions[:place], version, *table.versions[place + 1 :])
    return with_table(text, replace(table, versions=versions), catalogue)


def table_with(table: RuleTable, version: Version) -> RuleTable:
    """A table with a version begun; what is in force ends on its first day."""
    start = version.effective_from
    assert start is not None
    before = tuple(_ended(one, start) for one in table.versions if _is_before(one, start))
    after = tuple(one for one in table.versions if not _is_before(one, start))
    end = next((one.effective_from for one in after if one.effective_from), None)
    return replace(table, versions=(*before, replace(version, effective_to=end), *after))


def _is_before(version: Version, start: date) -> bool:
    return version.effective_from is not None and version.effective_from < start


def _ended(version: Version, start: date) -> Version:
    """A version, ended where the next begins unless it ended before."""
    if version.status is not Status.IN_FORCE:
        return version
    open_ = version.effective_to is None or version.effective_to > start
    return replace(version, effective_to=start) if open_ else version


def begun_from(version: Version, start: date, as_at: date) -> Version:
    """The next version, with the rows of one before it; nobody has confirmed or approved it."""
    return replace(
        version,
        effective_from=start,
        effective_to=None,
        status=Status.IN_FORCE,
        approved=None,
        checked_on=as_at,
        confidence=Confidence.UNCONFIRMED,
        dates_note=None,
    )
