"""A small rule book for tests of words: one fact of each type, rows given as text."""

from __future__ import annotations

import re
from datetime import date

from entitlements.answers import read_person
from entitlements.evaluate import Decision, Engine, evaluate
from entitlements.explain import Explanation, explain
from entitlements.messages import say
from entitlements.rulebook.model import RuleBook
from tests.rulebooks import book_of

AS_AT = date(2026, 11, 22)
FACTS = """
facts:
  - {id: date_of_birth, type: date, section: about_you, label: your date of birth,
     question: When were you born?}
  - id: home
    type: choice
    section: home
    label: where you live
    question: Where do you live?
    choices:
      - {value: flat, label: A flat}
      - {value: hostel, label: A hostel}
      - {value: custody, label: Prison}
  - id: doing
    type: choices
    section: work
    label: what you do
    question: What do you do?
    changeable: true
    choices:
      - {value: work, label: A job}
      - {value: college, label: College}
      - {value: caring, label: Caring}
  - {id: pregnant, type: yes_no, section: family, label: whether you are pregnant,
     question: Are you?, yes: you are pregnant, no: you are not pregnant}
  - {id: in_plan, type: yes_no, section: learning,
     label: whether your course is in your plan, question: Is it?, changeable: true,
     yes: your course is in your plan, no: your course is not in your plan}
  - {id: hours, type: number, section: work, label: how many hours you do,
     question: How many?, changeable: true, least: 0, most: 100}
  - {id: savings, type: money, section: money, label: your savings, question: How much?}
  - {id: course_start, type: date, section: learning, label: the day your course starts,
     question: When?, never: I have no course}
  - {id: course_end, type: date, section: learning, label: the day your course ends,
     question: When?, never: I have no course}
  - {id: already_had, type: awards, section: money, label: what you have had,
     question: What have you had?}
derived:
  - id: status
    type: choice
    label: your status
    choices: [{value: full, label: a full care leaver}, {value: none, label: not a care leaver}]
    from: {table: england/status}
"""
PARAMETERS = """
parameters:
  - {id: wage, title: the minimum wage, type: money,
     values: [{from: 2026-04-01, value: "£8.00", source: act, confidence: confirmed}]}
  - {id: unset, title: the rate to come, type: money, values: []}
"""
HEAD = """id: england/{name}
title: {title}
area: work
summary: A thing.
payer: Your council
ask: Your adviser
how_to_get: Ask.
match: {match}
{extra}versions:
  - effective_from: 2020-01-01
    status: in_force
    checked_on: 2026-11-22
    confidence: confirmed
    rows:
"""
OTHERWISE = "    otherwise: {outcome: not_entitled, says: Not now.}\n"
STATUS_ROWS = """
      - {id: adult, when: {age: {from: 18}}, outcome: entitled, force: duty, value: full,
         says: Yes., source: act s.1}
"""
STATUS_OTHERWISE = "    otherwise: {outcome: not_entitled, value: none, says: No.}\n"


def table(
    rows: str, name: str = "thing", title: str = "The thing", match: str = "first", extra: str = ""
) -> str:
    """The text of a table from its rows."""
    return HEAD.format(name=name, title=title, match=match, extra=extra) + rows + OTHERWISE


def rule(when: str, outcome: str = "entitled", rest: str = "", id: str = "yes") -> str:
    """One row that rests on a condition."""
    force = "" if outcome == "not_entitled" else "force: policy, "
    return (
        f"      - {{id: {id}, when: {when}, outcome: {outcome}, {force}says: Because., "
        f"source: act s.2{rest}}}\n"
    )


def small_book(rows: str, **tables: str) -> RuleBook:
    """A book with `england/thing` made of these rows, a status table, and any others."""
    status = HEAD.format(
        name="status", title="Your status in law", match="first", extra="decides: status\n"
    )
    texts = {
        "england/thing.yaml": rows if rows.startswith("id:") else table(rows),
        "england/status.yaml": status + STATUS_ROWS + STATUS_OTHERWISE,
        **{f"england/{name}.yaml": text for name, text in tables.items()},
    }
    book, problems = book_of(FACTS, texts, parameters=PARAMETERS)
    assert not problems, "\n".join(map(str, problems))
    return book


def decide(book: RuleBook, facts: str, as_at: date = AS_AT) -> Decision:
    """What `england/thing` comes to for somebody."""
    person = read_person(f"facts: {{{facts}}}", book.catalogue, "test")
    return evaluate(Engine(book), person.facts, as_at)["england/thing"]


def explained(rows: str, facts: str, **tables: str) -> Explanation:
    """The explanation of `england/thing` for somebody."""
    return explain(decide(small_book(rows, **tables), facts))


def because(rows: str, facts: str, **tables: str) -> list[str]:
    """What is said to hold, or not to be known."""
    book = small_book(rows, **tables)
    return [say(reason, book.catalogue) for reason in explain(decide(book, facts)).reasons]


def why_not(rows: str, facts: str, **tables: str) -> list[str]:
    """What is said to fail of the nearest better row."""
    book = small_book(rows, **tables)
    return [say(reason, book.catalogue) for reason in explain(decide(book, facts)).failing]


def quoted(text: str) -> str:
    """Sums as the rule language has them: quoted, with their pence."""
    return re.sub(r"£(\d+)(\.\d\d)?", lambda found: f'"£{found[1]}{found[2] or ".00"}"', text)
