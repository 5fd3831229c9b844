"""A copy of the store, its file and its journal tell nobody who anybody is."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select, text

from tests.web.store.cases.desk import CANARIES, KEYS, NAME, WHO, Desk, says
from tests.web.store.small_rules import ADA, AT
from web.store import audit, open_store, verify
from web.store.backup import back_up
from web.store.cases import Vault, facts, records
from web.store.models import Base


def file_of(desk: Desk) -> Path:
    return Path(str(desk.store.url.database))


def readable(data: bytes) -> list[str]:
    """The canaries that stand in some bytes, as any program would write them."""
    ways = ("utf-8", "utf-16-le", "utf-16-be")
    return [
        canary
        for canary in CANARIES
        if any(word.encode(way) in data for word in (canary, canary.split()[-1]) for way in ways)
    ]


def test_the_search_finds_what_is_there() -> None:
    assert readable(b"x" + NAME.encode() + b"x") == [NAME]
    assert readable(b"x" + NAME.encode("utf-16-le")) == [NAME]


def test_the_store_file_tells_nobody_anything(file_desk: Desk) -> None:
    file_desk.full()
    assert readable(file_of(file_desk).read_bytes()) == []


def test_nor_does_its_journal(file_desk: Desk) -> None:
    """While a change is under way, the pages it changes stand in a file beside the store."""
    case = file_desk.full()
    journal = file_of(file_desk).with_name("store.sqlite3-journal")
    with file_desk.store.connect() as connection:
        connection.execute(text("PRAGMA cache_size = 1"))  # so that it is written out at once
        for table in ("held_form", "case_view"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text(f"UPDATE case_file SET number = 9 WHERE id = {case.id}"))
        assert journal.stat().st_size > 4096
        assert readable(journal.read_bytes()) == []
        connection.rollback()


def test_nor_does_a_backup_which_leaves_out_looks_and_typing(
    file_desk: Desk, tmp_path: Path
) -> None:
    case = file_desk.full()
    head = back_up(file_desk.store, tmp_path / "copy.sqlite3")
    assert head == str(audit.head(file_desk.store))
    assert readable((tmp_path / "copy.sqlite3").read_bytes()) == []
    copy = open_store(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    with copy.connect() as connection:
        for table in ("held_form", "case_view"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
    restored = Vault(copy, KEYS)
    assert records.get(restored, case.id) == file_desk.now(case)
    assert facts.current(restored, case) == facts.current(file_desk.vault, case)
    copy.dispose()


def sealed_texts(desk: Desk) -> list[bytes]:
    """Every sealed text of the store, and every key of a case."""
    found: list[bytes] = []
    with desk.store.connect() as connection:
        for table in Base.metadata.tables.values():
            for column in table.c:
                if column.name in ("sealed", "sealed_answer", "data_key", "summary"):
                    found += filter(None, connection.scalars(select(column)))
    return found


def test_after_a_purge_no_sealed_byte_of_the_case_is_left_in_the_file(file_desk: Desk) -> None:
    case = file_desk.full()
    for number in range(1, 30):
        facts.save(file_desk.vault, case.id, number, says(home=NAME * number), ADA, AT + number)
        records.edit(file_desk.vault, case.id, number + 1, WHO, ADA, AT)
    sealed = sealed_texts(file_desk)
    assert len(sealed) > 40
    file_desk.purged(case)
    data = file_of(file_desk).read_bytes()
    assert readable(data) == []
    assert [text for text in sealed if text[:24] in data or text[-24:] in data] == []
    assert sealed_texts(file_desk) == []
    assert verify.everything(file_desk.store) == []


def test_no_event_of_the_chain_tells_anything(desk: Desk) -> None:
    desk.purged(desk.full())
    told = "".join(event.object + event.actor + event.action for event in audit.events(desk.store))
    assert readable(told.encode()) == []
    assert "date_of_birth" not in told
