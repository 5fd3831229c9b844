"""Two teams at work: who is in them, a case to work on, and answers to keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any

from sqlalchemy import insert

from entitlements.evaluate import Engine, evaluate
from entitlements.facts import Facts
from entitlements.replay import KeptAnswer, keep
from entitlements.signoff import Digests
from tests.web.store.small_rules import ACCOUNT, ADA, AT, BEN, DAY, table
from web.live_book import book_of
from web.store import Store, audit, changes, register
from web.store.case_models import Team, TeamMember
from web.store.cases import Keys, Vault, approvals, records, retention, teams
from web.store.cases.approvals import Approval
from web.store.cases.model import Said, State
from web.store.cases.records import Case, ClosedWhy, Details

#: An adviser, two managers of her team, a manager of another, and somebody who has left.
DEE, MAX, MIA, ODA, LEO = 11, 12, 13, 14, 15
NORTH, SOUTH = 101, 102  #: Dee's team, and another
HEAD = "Head of service"
NATIONAL = "england/help.yaml"
TODAY = date(2026, 11, 26)


@dataclass
class Room:
    """A vault, the teams, and short ways to where a test begins."""

    vault: Vault
    team: int = NORTH
    other_team: int = SOUTH
    numbers: count = field(default_factory=lambda: count(1))

    @classmethod
    def with_people(cls, store: Store) -> Room:
        """Dee is an adviser, Max and Mia manage her team, Oda manages another, Leo has left."""
        people = ((DEE, "Dee"), (MAX, "Max"), (MIA, "Mia"), (ODA, "Oda"), (LEO, "Leo"))
        accounts = [
            {"id": number, "email": f"{name.lower()}@council.example", "name": name}
            | {"roles": "adviser", "yes": name != "Leo", "no": False}
            for number, name in people
        ]
        members = [(NORTH, DEE, False), (NORTH, MAX, True), (NORTH, MIA, True), (SOUTH, ODA, True)]
        with store.begin() as connection:  # one transaction, as every test begins with it
            connection.execute(ACCOUNT, accounts)
            teams = [{"id": NORTH, "name": "North"}, {"id": SOUTH, "name": "South"}]
            connection.execute(insert(Team), teams)
            named = ("team_id", "account_id", "manages")
            rows = [dict(zip(named, one, strict=True)) for one in members]
            connection.execute(insert(TeamMember), rows)
        return cls(Vault(store, Keys(bytes(32))))

    @property
    def store(self) -> Store:
        """The store of the vault."""
        return self.vault.store

    def case(
        self, home: str | None = "flat", team: int | None = None, by: int = DEE, at: int = AT
    ) -> Case:
        """A new case of Dee's, about somebody who lives in a flat."""
        details = Details(f"CL-{next(self.numbers):04}", "Sam Canary")
        says = {} if home is None else {"home": Said("home", State.KNOWN, home)}
        return records.open_case(self.vault, details, team or self.team, by, says, by, at)

    def purged(self, case: Case) -> Case:
        """The same case, closed and purged."""
        retention.close(self.vault, case.id, ClosedWhy.MOVED_ON, DEE, AT, None)
        retention.purge(self.vault, case.id, DEE, AT + DAY)
        found = records.get(self.vault, case.id)
        assert found is not None
        return found

    def events(self, case: Case) -> list[str]:
        """What the record says was done in a case, oldest first."""
        mine = f'"case":{case.id}'
        found = audit.events(self.store)
        return [event.action for event in reversed(found) if mine in event.object]

    def actions(self) -> list[str]:
        """What the record says was done, oldest first."""
        return [event.action for event in reversed(audit.events(self.store))]

    def publish(self, pounds: int) -> int:
        """Publish that a flat gives so many pounds; the number of the publication."""
        text = table(pounds).replace(b"dorset/", b"england/")
        change = changes.begin(self.store, f"Pay £{pounds}", "Prices rose.", ADA, AT)
        changes.save(self.store, change.id, NATIONAL, text, 0, ADA, AT)
        found = changes.get(self.store, change.id)
        assert found is not None
        digests = Digests(found.text_digest, "b" * 64, "c" * 64)
        papers = {"pack.pdf": b"%PDF", "proof.json": b"[]"}
        changes.propose(self.store, change.id, ADA, digests, papers, AT)
        changes.sign(self.store, change.id, BEN, digests, AT)
        changes.publish(self.store, change.id, BEN, AT)
        return register.latest(self.store)

    def answer(self, home: str = "flat", publication: int = 1) -> KeptAnswer:
        """What somebody is told by the rules of a publication."""
        return keep(evaluate(engine_of(self.store, publication), Facts({"home": home}), TODAY))

    def ask(self, case: Case, **more: Any) -> Approval:
        """Dee asks any manager of the team for £50."""
        said = {"entitlement": "dorset/help", "amount": 5_000, "title": "", "from_rule": False}
        return approvals.ask(self.vault, case, **{**said, "by": DEE, "at": AT, **more})

    def titled(self, account: int, title: str = HEAD) -> None:
        """Give an account a title to agree under."""
        teams.set_titles(self.store, account, [title], DEE, AT)


def engine_of(store: Store, publication: int) -> Engine:
    """The engine of a publication."""
    return _engine(tuple(register.files(store, publication)))


@lru_cache(maxsize=4)
def _engine(files: tuple[tuple[str, bytes], ...]) -> Engine:
    return Engine(book_of(list(files)))
