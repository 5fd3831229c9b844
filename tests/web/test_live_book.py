"""The book in service: moved with the register, by every worker, without a wait or a restart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from sqlalchemy import text

from entitlements.evaluate import Engine
from tests.visits import Visit
from tests.web.store import databases
from tests.web.store.small_rules import AT, DAY, FILES, HELP, Office, table
from web import book, live_book
from web.live_book import LiveBook, NoBook
from web.store import Store, changes, open_store, register


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = float(AT)

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("live") / "store.sqlite3"
    databases.fill(f"sqlite:///{path}")
    return path


@pytest.fixture
def store(full: Path, tmp_path: Path) -> Iterator[Store]:
    store = open_store(databases.sqlite(full, tmp_path))
    yield store
    store.dispose()


def pounds(live: LiveBook) -> int:
    """What the table gives in the book that is in service."""
    row = live.now().engine.book.tables["dorset/help"].versions[0].rows[0]
    pence: int = row.amount.value.pence  # type: ignore[union-attr]
    return pence // 100


def tamper(store: Store) -> None:
    """What only an owner of the database can do."""
    with store.begin() as connection:
        connection.execute(text("DROP TRIGGER published_text_never_rewritten"))
        connection.execute(text("UPDATE published_text SET text = :t WHERE path = :p"), OTHER_TEXT)


OTHER_TEXT = {"t": table(999), "p": HELP}


def test_every_worker_follows_the_register(store: Store) -> None:
    one, other = LiveBook(store), LiveBook(store)
    assert (pounds(one), pounds(other)) == (10, 10)
    Office(store).published(20)
    assert (pounds(one), pounds(other)) == (20, 20)
    assert one.now() is one.now()
    assert one.now().files == register.files(store)


def test_a_text_that_was_tampered_with_never_comes_into_service(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    live = LiveBook(store, clock)
    assert pounds(live) == 10
    Office(store).published(20)
    tamper(store)
    assert pounds(live) == 10, "the last good book stays"
    assert live.problem is not None
    assert HELP in live.problem
    assert HELP in caplog.text
    with store.begin() as connection:
        for number, right in ((1, 10), (2, 20)):
            row = {"t": table(right), "n": number, "p": HELP}
            sql = "UPDATE published_text SET text = :t WHERE publication = :n AND path = :p"
            connection.execute(text(sql), row)
    assert pounds(live) == 10, "not tried again at once"
    clock.now += live_book.TRY_AGAIN
    assert pounds(live) == 20
    assert live.problem is None


def test_without_a_last_good_book_there_is_none(store: Store) -> None:
    tamper(store)
    with pytest.raises(NoBook, match=HELP):
        LiveBook(store).now()


def test_while_one_reads_the_new_book_the_others_use_the_old(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, read, go_on = LiveBook(store), threading.Event(), threading.Event()
    assert pounds(live) == 10
    Office(store).published(20)

    def slowly(files: Any) -> Engine:
        read.set()
        assert go_on.wait(10)
        return Engine(live_book.book_of(list(files)))

    monkeypatch.setattr(live_book, "_engine_of", slowly)
    reader = threading.Thread(target=live.now)
    reader.start()
    assert read.wait(10)
    assert pounds(live) == 10
    go_on.set()
    reader.join(10)
    assert pounds(live) == 20


def test_the_first_book_is_read_once_however_many_ask(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, built = LiveBook(store), []

    def counted(files: Any) -> Engine:
        built.append(1)
        return Engine(live_book.book_of(list(files)))

    monkeypatch.setattr(live_book, "_engine_of", counted)
    threads = [threading.Thread(target=live.now) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(built), pounds(live)) == (1, 10)


def test_an_overdue_emergency_gives_way_without_anybody_asking(store: Store) -> None:
    clock = Clock()
    live = LiveBook(store, clock)
    Office(store).emergency(20)
    assert pounds(live) == 20
    clock.now += 14 * DAY
    assert pounds(live) == 10
    assert changes.emergencies(store, int(clock.now)) == []


@pytest.fixture
def small_app(make_app: Any, tmp_path: Path) -> Flask:
    for path, text_ in FILES:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text_)
    app: Flask = make_app(rules_dir=tmp_path)
    return app


def test_one_page_sees_one_book_and_the_next_page_the_new_one(small_app: Flask) -> None:
    store = small_app.extensions["entitlements.store"]
    databases.add_people(store)
    with small_app.app_context():
        before = book.engine()
        Office(store).published(20, at=AT)
        assert book.engine() is before
        assert book.publication() == 1
    with small_app.app_context():
        assert book.engine() is not before
        assert book.publication() == 2
        assert dict(book.files())[HELP] == table(20)
        assert "held_book" in g


def test_without_a_book_a_page_says_so_and_guesses_nothing(small_app: Flask) -> None:
    tamper(small_app.extensions["entitlements.store"])
    page = Visit(small_app.test_client())("/question/home", status=503)
    assert "We will not guess" in page.text
