"""A team at work on cases: Ada is an adviser, Ben manages, Cat is in no team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select

from tests.web.store.small_rules import ADA, AT, BEN
from web.store import Store, case_models
from web.store.case_rows import STAY
from web.store.cases import Keys, Vault, actions, facts, held, looked, records, retention, teams
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, ClosedWhy, Details, SafeContact, Summary
from web.store.cases.steps import step
from web.store.models import Base

KEYS = Keys(bytes(range(32)))
DAY = 86_400
NAME, REFERENCE, BORN = "Zipporah Quillfeather", "QX-77-Canary", "2008-02-29"
NOTE, PAYEE = "Sleeps at Aunt Thistlewood's", "Furniture by Fernwhistle"
DOING, TYPED = "Ring Vicar Oddlestone", "Half a sentenceabo"
SOURCE, CONTACT = "folder of Mrs Quamby", "By text aftersixish"
CANARIES = (NAME, REFERENCE, BORN, NOTE, PAYEE, DOING, TYPED, SOURCE, CONTACT)
WHO = Details(REFERENCE, NAME, "cy", SafeContact.ASK_FIRST, CONTACT)


def said(fact: str, value: Any, state: State = State.KNOWN, **more: Any) -> Said:
    """What somebody said of a fact."""
    return Said(fact, state, value, **more)


def says(**values: Any) -> dict[str, Said]:
    """Known facts, by fact id."""
    return {fact: said(fact, value) for fact, value in values.items()}


@dataclass(frozen=True)
class Desk:
    """A vault with a team."""

    vault: Vault
    team: int

    @classmethod
    def of(cls, store: Store) -> Desk:
        """Set the team up in a store that has its people."""
        team = teams.add(store, "North", ADA, AT)
        teams.put(store, team.id, ADA, False, ADA, AT)
        teams.put(store, team.id, BEN, True, ADA, AT)
        return cls(Vault(store, KEYS), team.id)

    @property
    def store(self) -> Store:
        """Where it is kept."""
        return self.vault.store

    def case(self, reference: str = "R-1", at: int = AT, **values: Any) -> Case:
        """A case of Ada's, with some known facts."""
        return records.open_case(
            self.vault, Details(reference, "Zoë"), self.team, ADA, says(**values), ADA, at
        )

    def full(self, details: Details = WHO) -> Case:
        """A case of Ada's with something in every table, and canaries in all of it."""
        born = said("date_of_birth", BORN, said_by=NAME, source=SOURCE, known_on=date(2026, 1, 2))
        told = {"date_of_birth": born}
        case = records.open_case(self.vault, details, self.team, ADA, told, ADA, AT)
        actions.add(self.vault, case, DOING, date(2026, 12, 1), ADA, AT)
        held.keep(self.vault, case, ADA, "cases.facts", {"note": TYPED}, 1, AT)
        looked.note(self.store, BEN, case.id, "cases.overview", AT)
        summary = Summary(date(2026, 12, 1), DOING, 5, 1, None, 1, 1, 2, 3)
        records.set_summary(self.vault, case.id, summary)
        self._beside(case)
        return case

    def _beside(self, case: Case) -> None:
        """Rows of the tables that other rooms write."""
        money = {"entitlement": "dorset/help", "amount": 5_000}
        day = {"on_day": "2026-11-26", "step": "agreed", "award": 1}
        kept = {
            "code": f"CODE-{case.id}",
            "publication": 1,
            "rule_book": "b",
            "as_at": "2026-11-26",
        }
        digests = {"trace_digest": "t", "receipt_digest": "r", "withheld": False, "decisions": 1}
        self.add(case, case_models.KeptCheck, {"facts": BORN}, **kept, **digests)
        note = {"kind": "override", "found": "entitled", "instead": "may_get", **money}
        self.add(case, case_models.DecisionNote, {"text": NOTE}, **note)
        self.add(case, case_models.AwardEntry, {"payee": PAYEE}, **money, **day)
        asking = {"title": "Team manager", "from_rule": False, "crisis": False, "asked_by": ADA}
        self.add(case, case_models.AwardApproval, {"why": NOTE}, **money, **asking, asked_at=AT)
        savings = {"savings": 1, "kind": "junior_isa", "removed": False}
        self.add(case, case_models.SavingsEntry, {"holder": NAME}, **savings)
        self.add(case, case_models.SavingsStep, {"note": NOTE}, step="find", how="done")
        self.recheck(case)

    def recheck(self, case: Case) -> None:
        """What a publication changes for a case."""
        with self.store.begin() as connection:
            recheck = case_models.Recheck.__table__
            if not connection.execute(select(func.count()).select_from(recheck)).scalar():
                row = {"publication": 1, "before": 1, "begun_at": AT, "reached": 0}
                connection.execute(insert(recheck).values(**row, done=0, total=1))
        self.add(case, case_models.CaseChange, {"what": NOTE}, publication=1)

    def add(self, case: Case, model: type[Base], told: Any, **values: Any) -> None:
        """Add a row to a case as its own room would."""
        table: Any = model.__table__
        row = {"case_id": case.id, "account_id": ADA, "at": AT, **values}
        row["sealed"] = case.seal.close(told, f"{table.name}.sealed")
        row = {name: value for name, value in row.items() if name in table.c}
        with step(self.vault, case.id, ADA, AT) as now:
            made = now.connection.execute(insert(table).values(row)).inserted_primary_key
            if table in STAY:
                now.vouch(table, made[0])
                now.tell("case row added")

    def closed(self, case: Case, purge_at: int = AT + DAY) -> Case:
        """The same, closed by Ben, to be purged a day later."""
        return retention.close(self.vault, case.id, ClosedWhy.MOVED_ON, BEN, AT, purge_at)

    def purged(self, case: Case) -> None:
        """Close it and purge it."""
        self.closed(case)
        retention.purge(self.vault, case.id, BEN, AT + 1)

    def known(self, case: Case) -> dict[str, Any]:
        """The values of the facts that count now."""
        return {f: one.value for f, one in facts.current(self.vault, case).items()}

    def now(self, case: Case) -> Case:
        """The case as it is now."""
        found = records.get(self.vault, case.id)
        assert found is not None
        return found
