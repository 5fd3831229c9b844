"""Texts: facts that no rule uses, sources that nobody read, and sentences that are hard to read.

None of this says who gets what; it says whether a person can trust and understand
the text of a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from entitlements.checks.facts import check_use
from entitlements.dates import add_months
from entitlements.plain_english.scoring import Text, faults, unexplained
from entitlements.plain_english.texts import texts_of
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.rulebook.model import RuleBook, RuleTable, Source, Status, Version
from entitlements.rulebook.walk import with_otherwise
from entitlements.rulebook.write import write_table

METHOD = "text"
#: How old a source, or a check of a version against it, may be. Unit: months
MOST_MONTHS = 12


def unused_facts(book: RuleBook) -> Iterator[Finding]:
    """Facts that are asked for and change nothing."""
    for problem in check_use(book):
        name = problem.what.rstrip(".").rpartition(" ")[2]
        yield Finding(
            *(f"unused_fact:{name}", "unused_fact", Shown.PROVED, Weight.TELLS),
            problem.what,
            problem.fix,
            method=METHOD,
        )


def sources(book: RuleBook, as_at: date, names: frozenset[str] | None = None) -> Iterator[Finding]:
    """Sources that are missing, unread or old, and versions nobody checked for a year."""
    for table in _tables(book, names):
        for version in table.versions:
            if not _is_over(version, as_at):
                yield from _of_version(book, table, version, as_at)


def _tables(book: RuleBook, names: frozenset[str] | None) -> Iterator[RuleTable]:
    yield from (t for t in book.tables.values() if names is None or t.id in names)


def _is_over(version: Version, as_at: date) -> bool:
    return version.effective_to is not None and version.effective_to <= as_at


def _of_version(
    book: RuleBook, table: RuleTable, version: Version, as_at: date
) -> Iterator[Finding]:
    if version.checked_on is not None and _is_old(version.checked_on, as_at):
        what = f"Nobody has checked this version since {version.checked_on}."
        yield _source(table, version, "checked", what, "Read the source again.")
    rows = with_otherwise(version) if version.status is Status.IN_FORCE else ()
    cited = [*version.source, *(citation for row in rows for citation in row.source)]
    for name in dict.fromkeys(citation.source for citation in cited):
        source = book.sources.get(name)
        if source is None:
            what = f"The source {name} is not in sources.yaml."
            yield _source(table, version, name, what, "Add it there.", Weight.STOPS)
        else:
            yield from _of_source(table, version, source, as_at)


def _of_source(
    table: RuleTable, version: Version, source: Source, as_at: date
) -> Iterator[Finding]:
    if not source.read:
        what = f"Nobody has read the source {source.id}: {source.title}."
        yield _source(table, version, source.id, what, "Read it, and write 'read: true'.")
    elif source.seen is not None and _is_old(source.seen, as_at):
        what = f"The source {source.id} was last seen on {source.seen}."
        yield _source(table, version, source.id, what, "Look at it again, and write the day.")


def _is_old(day: date, as_at: date) -> bool:
    return add_months(day, MOST_MONTHS) < as_at


def _source(
    table: RuleTable,
    version: Version,
    rest: str,
    what: str,
    fix: str,
    weight: Weight = Weight.TELLS,
) -> Finding:
    when = str(version.effective_from or "")
    name = ":".join(part for part in ("source", table.id, when, rest) if part)
    return Finding(
        *(name, "source", Shown.DISPROVED, weight, what, fix),
        table=table.id,
        version=when,
        method=METHOD,
    )


def hard_to_read(
    after: RuleBook, names: Iterable[str], before: RuleBook | None = None
) -> Iterator[Finding]:
    """Texts of some tables that are hard to read; those of before were read already."""
    for name in names:
        table = after.tables.get(name)
        if table is None:
            continue
        was = before.tables.get(name) if before is not None else None
        old = {text.words for text in _texts(was)} if was else set()
        texts, found = _texts(table), dict[Text, list[str]]()
        for text in texts:
            found.setdefault(text, []).extend(faults(text))
        for text, fault in unexplained(texts):
            found[text].append(fault)
        for text, wrong in found.items():
            if wrong and text.words not in old:
                yield _hard(table, text, "; ".join(wrong))


def _texts(table: RuleTable) -> list[Text]:
    return list(texts_of(f"rules/{table.id}.yaml", write_table(table)))


def _hard(table: RuleTable, text: Text, fault: str) -> Finding:
    where = text.place.partition(" ")[2]
    return Finding(
        *(f"plain_english:{table.id}:{where}:{text.words}", "plain_english"),
        *(Shown.DISPROVED, Weight.ASKS),
        f"“{text.words}” is hard to read: {fault}.",
        "Shorten the sentence, or use the plainer word.",
        table=table.id,
        method=METHOD,
    )


def untranslated(
    texts: Iterable[tuple[str, str]], translated: Mapping[str, set[tuple[str, str]]]
) -> Iterator[Finding]:
    """Texts, each with its context, that a locale has no translation of.

    A context starts with the id of the table, or with the list it stands in
    ("facts.home.label"). One finding a table and locale.
    """
    held = list(texts)
    for locale, known in sorted(translated.items()):
        missing: dict[str, list[str]] = {}
        for context, text in held:
            if (context, text) not in known:
                missing.setdefault(context.partition(".")[0], []).append(text)
        for place, words in missing.items():
            yield Finding(
                *(f"untranslated:{place}:{locale}", "untranslated", Shown.DISPROVED),
                Weight.TELLS,
                f"Texts with no translation into {locale}: {len(words)}. One is “{words[0]}”.",
                "Ask the translator. Until then the English is shown.",
                table=place if "/" in place else "",
                method=METHOD,
            )
