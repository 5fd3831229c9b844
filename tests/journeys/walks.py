"""Walking the self-check as a person: answer by fact, follow whatever is asked next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import yaml

from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.read import read_book
from web.settings import ROOT

PEOPLE = Path(__file__).parent / "people"
NAMES = sorted(path.stem for path in PEOPLE.glob("*.yaml") if not path.stem.endswith(".expect"))
NOT_SURE = "not_sure"
LONGEST_WALK = 70  # questions; more would be a circle
HEAPS = ("get", "ask", "elsewhere", "coming", "need", "not-now", "not-published")

Pairs = list[tuple[str, str]]


@cache
def the_book():
    return read_book(ROOT / "rules")


def text_of(name: str) -> str:
    return (PEOPLE / f"{name}.yaml").read_text(encoding="utf-8")


def read(name: str) -> dict[str, Any]:
    return yaml.load(text_of(name), yaml.BaseLoader) or {}


def answers_of(name: str) -> dict[str, Any]:
    """What a person answers: their facts, and the council; anything else is "not sure"."""
    person = read(name)
    council = {"authority": person["authority"]} if "authority" in person else {}
    return {**person["facts"], **council}


def typed(fact: FactDef, answer: Any) -> Pairs:
    """The inputs that somebody would fill or tick for this answer, by name."""
    if fact.type is FactType.YES_NO:
        return [("answer", {"true": "yes", "false": "no"}.get(answer, answer))]
    if fact.type is FactType.CHOICE:
        return [("answer", answer)]
    if fact.type is FactType.CHOICES:
        return [("answer", one) for one in ([answer] if answer == NOT_SURE else answer)]
    if answer in (NOT_SURE, "never"):
        return [("answer-instead", answer)]
    if fact.type is FactType.AWARDS:
        return [("answer-instead", "none")]
    if fact.type is FactType.DATE:
        year, month, day = answer.split("-")
        return [("answer-day", day), ("answer-month", month), ("answer-year", year)]
    return [("answer", answer)]


def typed_for(fact_id: str, answers: dict[str, Any]) -> Pairs:
    return typed(the_book().catalogue.facts[fact_id], answers.get(fact_id, NOT_SURE))


def asked_at(address: str) -> str | None:
    """The fact that the page at this address asks for."""
    path = address.partition("?")[0]
    return path.rpartition("/question/")[2] if "/question/" in path else None


@dataclass(frozen=True)
class Shown:
    """One item on a results page: its group, and its words with spaces made single."""

    heap: str
    words: str


def shown(html: str) -> dict[str, Shown]:
    """Every item of a results page by entitlement."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    ids = {table.replace("/", "-"): table for table in the_book().tables}
    return {
        ids[item.get("id")]: Shown(heap, _words(item))
        for heap in HEAPS
        for section in root.iter("section")
        if section.get("aria-labelledby") == heap
        for item in section.iter()
        if item.get("id") in ids
    }


def status_words(html: str) -> str:
    root = html5lib.parse(html, namespaceHTMLElements=False)
    sections = [s for s in root.iter("section") if s.get("aria-labelledby") == "status"]
    return _words(sections[0])


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def expected(name: str) -> Iterator[tuple[str, str, list[str]]]:
    """Table, group, and the words to find: from `NAME.expect.yaml`."""
    for table, said in read(f"{name}.expect").items():
        if table != "status":
            heap, *words = [said] if isinstance(said, str) else said
            yield table, heap, words


def mismatches(name: str, html: str) -> list[str]:
    """What a results page does not show as the law and the council's pages say it must."""
    found = shown(html)
    wrong = []
    for table, heap, words in expected(name):
        item = found.get(table)
        if item is None or item.heap != heap:
            wrong.append(f"{table}: under {item.heap if item else 'nothing'}, expected {heap}")
            continue
        wrong += [f"{table}: no {w!r} in {item.words!r}" for w in words if w not in item.words]
    status = read(f"{name}.expect").get("status", "")
    if status not in status_words(html):
        wrong.append(f"status: {status_words(html)[:150]!r}, expected {status!r}")
    return wrong
