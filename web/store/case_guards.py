"""The laws of cases, as migration 0007 put them up. A later law is a later list.

What was said, found, agreed and paid is added and never rewritten. One thing may be
done to a kept row: what is sealed in it is blanked, once its case was purged.
"""

from __future__ import annotations

from web.store.guards import Guard, never

#: Rows of these are never deleted.
NEVER_DELETED = (
    "case_file",
    "kept_check",
    "decision_note",
    "award_entry",
    "award_approval",
    "savings_entry",
)
#: Rows of these go only when their case is purged.
GO_WITH_THE_CASE = ("case_fact", "case_action")
#: No TRUNCATE of these either.
NEVER_EMPTIED = (*NEVER_DELETED, *GO_WITH_THE_CASE)
#: Every table with rows of one case.
OF_A_CASE = (
    *NEVER_DELETED[1:],
    *GO_WITH_THE_CASE,
    "savings_step",
    "case_view",
    "case_change",
    "held_form",
)
#: The columns of what is added and never changed, all but what is sealed.
KEPT = {
    "kept_check": (
        *("code", "case_id", "publication", "rule_book", "as_at", "trace_digest"),
        *("receipt_digest", "account_id", "at", "withheld", "decisions", "once"),
    ),
    "decision_note": (
        *("id", "case_id", "entitlement", "kind", "found", "instead", "amount", "of_note"),
        *("account_id", "at", "once"),
    ),
    "award_entry": (
        *("id", "award", "case_id", "entitlement", "part", "step", "amount", "on_day", "code"),
        *("approval", "account_id", "at", "once"),
    ),
    "savings_entry": (
        *("id", "savings", "case_id", "kind", "account_id", "at", "removed", "once"),
    ),
}
ASKED = (
    *("id", "case_id", "entitlement", "part", "amount", "title", "from_rule", "crisis"),
    *("code", "asked_by", "asked_at", "once"),
)
_ANSWER = ("answer", "answered_by", "answered_at")
_PURGED = "EXISTS (SELECT 1 FROM case_file f WHERE f.id = {}.case_id AND f.purged_at IS NOT NULL)"


def _differs(*columns: str) -> str:
    """True where any of these columns is not what it was, known or not."""
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


def _blanked(*columns: str) -> str:
    """False where what is sealed is as it was, or is blanked and the case was purged."""
    return " OR ".join(
        f"(NEW.{column} IS DISTINCT FROM OLD.{column}"
        f" AND NOT (NEW.{column} IS NULL AND {_PURGED.format('OLD')}))"
        for column in columns
    )


def _case(name: str, event: str, refused_if: str, sentence: str) -> Guard:
    return Guard(f"case_file_{name}", "case_file", event, refused_if, sentence)


CASES = [
    _case(
        "begins_open",
        "INSERT",
        "NEW.data_key IS NULL OR NEW.sealed IS NULL OR NEW.reference_digest IS NULL"
        " OR NEW.closed_at IS NOT NULL OR NEW.purged_at IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM case_file f WHERE f.id = NEW.id)",
        "A case begins open, with a key and what is sealed with it.",
    ),
    _case(
        "stays_purged",
        "UPDATE",
        "OLD.purged_at IS NOT NULL",
        "This case was purged. It is never written again.",
    ),
    _case(
        "is_closed_before_its_purge",
        "UPDATE",
        "NEW.purged_at IS NOT NULL AND (OLD.closed_at IS NULL OR NEW.closed_at IS NULL)",
        "Only a closed case is purged.",
    ),
    _case(
        "is_purged_as_a_whole",
        "UPDATE",
        "(NEW.data_key IS NULL) <> (NEW.purged_at IS NOT NULL) OR (NEW.data_key IS NULL AND"
        " (NEW.sealed IS NOT NULL OR NEW.summary IS NOT NULL"
        " OR NEW.reference_digest IS NOT NULL))",
        "A case without its key is purged, and nothing sealed is left in it.",
    ),
    _case(
        "keeps_what_is_sealed",
        "UPDATE",
        "NEW.data_key IS NOT NULL AND (NEW.sealed IS NULL OR NEW.reference_digest IS NULL)",
        "What a case is about goes only when it is purged.",
    ),
    _case(
        "keeps_its_origin",
        "UPDATE",
        f"NEW.number < OLD.number OR {_differs('id', 'opened_at', 'once')}",
        "When a case was opened stays as it is, and its saves count up.",
    ),
]


def _closed_to_writing(table: str) -> Guard:
    return Guard(
        f"{table}_not_of_a_purged_case",
        table,
        "INSERT",
        _PURGED.format("NEW"),
        "This case was purged. Nothing is added to it.",
    )


def _goes_with_the_case(table: str) -> Guard:
    return Guard(
        f"{table}_goes_with_the_case",
        table,
        "DELETE",
        f"NOT {_PURGED.format('OLD')}",
        f"Rows of {table} are deleted only when their case is purged.",
    )


def _kept_as_written(table: str, columns: tuple[str, ...]) -> list[Guard]:
    key = columns[0]
    return [
        Guard(
            f"{table}_never_rewritten",
            table,
            "UPDATE",
            f"{_differs(*columns)} OR {_blanked('sealed')}",
            f"Rows of {table} are never rewritten.",
        ),
        Guard(
            f"{table}_is_new",
            table,
            "INSERT",
            f"NEW.sealed IS NULL OR EXISTS (SELECT 1 FROM {table} t WHERE t.{key} = NEW.{key})",
            f"A new row of {table} is sealed, and takes the place of no other.",
        ),
    ]


ROWS = [
    *(guard for table in NEVER_DELETED for guard in never(table, "DELETE")),
    *(_goes_with_the_case(table) for table in GO_WITH_THE_CASE),
    *(_closed_to_writing(table) for table in OF_A_CASE),
    *(guard for table, columns in KEPT.items() for guard in _kept_as_written(table, columns)),
    *never("case_fact", "UPDATE"),
    *never("case_view", "UPDATE"),
    Guard(
        "case_fact_is_new",
        "case_fact",
        "INSERT",
        "NEW.sealed IS NULL OR EXISTS (SELECT 1 FROM case_fact f WHERE f.id = NEW.id)",
        "A new row of case_fact is sealed, and takes the place of no other.",
    ),
    Guard(
        "case_action_is_done_once",
        "case_action",
        "UPDATE",
        f"{_differs('id', 'case_id', 'account_id', 'at', 'once', 'sealed')}"
        f" OR (OLD.done_at IS NOT NULL AND ({_differs('done_at', 'done_by')}))",
        "An action stays as it was written, and is done once.",
    ),
]
NOTES = [
    Guard(
        "decision_note_override_says_why",
        "decision_note",
        "INSERT",
        "NEW.kind = 'override' AND (NEW.sealed IS NULL OR NEW.instead IS NULL)",
        "An override says what it puts in the place of what was found, and why.",
    ),
    Guard(
        "decision_note_withdraws_its_own",
        "decision_note",
        "INSERT",
        "(NEW.kind = 'withdrawn') <> (NEW.of_note IS NOT NULL) OR (NEW.of_note IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM decision_note n WHERE n.id = NEW.of_note"
        " AND n.case_id = NEW.case_id AND n.kind <> 'withdrawn'))",
        "What is withdrawn is a note of the same case.",
    ),
]
APPROVALS = [
    Guard(
        "award_approval_begins_unanswered",
        "award_approval",
        "INSERT",
        "NEW.answer IS NOT NULL OR NEW.answered_by IS NOT NULL OR NEW.answered_at IS NOT NULL"
        " OR NEW.sealed_answer IS NOT NULL OR NEW.sealed IS NULL"
        " OR EXISTS (SELECT 1 FROM award_approval a WHERE a.id = NEW.id)",
        "An approval begins as a question.",
    ),
    Guard(
        "award_approval_needs_another",
        "award_approval",
        "UPDATE",
        "NEW.answer IN ('agreed', 'refused')"
        " AND (NEW.answered_by IS NULL OR NEW.answered_by = NEW.asked_by)",
        "Whoever asks for a sum does not answer.",
    ),
    Guard(
        "award_approval_is_answered_whole",
        "award_approval",
        "UPDATE",
        "(NEW.answer IS NULL AND (NEW.answered_by IS NOT NULL OR NEW.answered_at IS NOT NULL"
        " OR (NEW.sealed_answer IS NOT NULL)))"
        " OR (NEW.answer IS NOT NULL AND NEW.answered_at IS NULL)"
        " OR (NEW.answer IS NOT NULL AND NEW.answer NOT IN ('agreed', 'refused', 'taken_back'))",
        "An answer says what, who and when.",
    ),
    Guard(
        "award_approval_is_answered_once",
        "award_approval",
        "UPDATE",
        f"OLD.answer IS NOT NULL AND ({_differs(*_ANSWER)} OR {_blanked('sealed_answer')})",
        "An answer is written once.",
    ),
    Guard(
        "award_approval_keeps_the_question",
        "award_approval",
        "UPDATE",
        f"{_differs(*ASKED)} OR {_blanked('sealed')}"
        f" OR (OLD.award IS NOT NULL AND ({_differs('award')}))",
        "What was asked for stays as it was asked.",
    ),
]
GUARDS = (*CASES, *ROWS, *NOTES, *APPROVALS)
