"""The laws of the register, as migration 0003 put them up. A later law is a later list.

SQLite asks no DELETE trigger when INSERT OR REPLACE removes a row, unless
recursive triggers are on; so every INSERT guard also refuses a row that is there.
"""

from __future__ import annotations

from web.store.guards import Guard, never

TABLES = (
    "change",
    "change_text",
    "change_document",
    "change_answer",
    "audit_event",
    "publication",
    "published_text",
)
#: `entitlements.signoff.STEPS` as they were; a test holds the two together.
STEPS = (
    ("draft", "proposed"),
    ("draft", "abandoned"),
    ("draft", "emergency"),
    ("proposed", "draft"),
    ("proposed", "signed_off"),
    ("proposed", "emergency"),
    ("signed_off", "draft"),
    ("signed_off", "published"),
    ("emergency", "published"),
    ("emergency", "expired"),
)
_STEPS = " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in STEPS)
_CLOSED = "('published', 'abandoned', 'expired')"
_STATE = "(SELECT c.state FROM change c WHERE c.id = {}.change_id)"
_IS_AUTHOR = (
    "(NEW.signed_by_id = NEW.author_id OR NEW.signed_by_id = coalesce(NEW.proposed_by_id, 0)"
    " OR EXISTS (SELECT 1 FROM change_text t"
    " WHERE t.change_id = NEW.id AND t.author_id = NEW.signed_by_id))"
)


def _differs(*columns: str) -> str:
    """True where any of these text or number columns is not what it was."""
    return " OR ".join(
        f"coalesce(CAST(NEW.{c} AS text), '') <> coalesce(CAST(OLD.{c} AS text), '')"
        for c in columns
    )


def _change(name: str, event: str, refused_if: str, sentence: str) -> Guard:
    return Guard(f"change_{name}", "change", event, refused_if, sentence)


CHANGE = [
    *never("change", "DELETE"),
    _change(
        "begins_as_draft",
        "INSERT",
        "NEW.state <> 'draft' OR NEW.signed_by_id IS NOT NULL OR NEW.text_digest IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM change c WHERE c.id = NEW.id)",
        "A change begins as a draft, unsigned.",
    ),
    _change(
        "goes_by_steps",
        "UPDATE",
        f"NEW.state <> OLD.state AND NOT ({_STEPS})",
        "A change goes from state to state by the steps there are.",
    ),
    _change(
        "is_closed",
        "UPDATE",
        f"OLD.state IN {_CLOSED}",
        "A change that was published, abandoned or has expired stays as it is.",
    ),
    _change(
        "keeps_its_origin",
        "UPDATE",
        _differs("id", "base_publication", "author_id", "created_at"),
        "Who began a change, when and from what stays as it is.",
    ),
    _change(
        "is_frozen",
        "UPDATE",
        f"OLD.state <> 'draft' AND ({_differs('title', 'reason')}"
        f" OR (NEW.state <> 'draft' AND ({_differs('proposed_by_id', 'proposed_at')})))",
        "What a change says it is, and who proposed it, is frozen once it is proposed.",
    ),
    _change(
        "is_signed_for_its_digests",
        "UPDATE",
        "OLD.state <> 'draft' AND NEW.state <> 'draft'"
        f" AND ({_differs('text_digest', 'proof_digest', 'pack_digest')})",
        "The digests of a change are frozen once it is proposed.",
    ),
    _change(
        "needs_digests",
        "UPDATE",
        "NEW.state NOT IN ('draft', 'abandoned') AND NEW.text_digest IS NULL",
        "Only a draft may be without the digest of its text.",
    ),
    _change(
        "is_signed_in_a_step",
        "UPDATE",
        f"({_differs('signed_by_id', 'signed_at')}) AND NOT ("
        "(OLD.state = 'proposed' AND NEW.state = 'signed_off')"
        " OR (OLD.state = 'emergency' AND NEW.state = 'published')"
        " OR (NEW.state = 'draft' AND NEW.signed_by_id IS NULL))",
        "A signature is given only when a change is signed off or countersigned.",
    ),
    _change(
        "draft_is_unsigned",
        "UPDATE",
        "NEW.state = 'draft' AND (NEW.signed_by_id IS NOT NULL OR NEW.text_digest IS NOT NULL)",
        "A draft has no signature: editing makes a signature void.",
    ),
    _change(
        "has_four_eyes",
        "UPDATE",
        f"NEW.state IN ('signed_off', 'published') AND (NEW.signed_by_id IS NULL OR {_IS_AUTHOR})",
        "A change is signed by somebody who had no hand in it.",
    ),
    _change(
        "is_countersigned_by_another",
        "UPDATE",
        "OLD.state = 'emergency' AND NEW.state = 'published'"
        " AND NEW.signed_by_id = coalesce(OLD.published_by_id, 0)",
        "An emergency is countersigned by somebody who did not publish it.",
    ),
    _change(
        "is_an_emergency",
        "UPDATE",
        "NEW.state = 'emergency' AND (NEW.emergency_until IS NULL OR NEW.published_by_id IS NULL"
        f" OR (OLD.state = 'emergency' AND ({_differs('emergency_until', 'published_by_id')})))",
        "An emergency has one person and one end, and keeps them.",
    ),
    _change(
        "is_in_the_register",
        "UPDATE",
        "OLD.state IN ('signed_off', 'emergency') AND NEW.state = 'published' AND NOT EXISTS"
        " (SELECT 1 FROM publication p WHERE p.change_id = NEW.id AND p.reverts IS NULL)",
        "A change is published only with a publication of its texts.",
    ),
]
TEXTS = [
    *never("change_text", "UPDATE", "DELETE"),
    Guard(
        "change_text_only_in_draft",
        "change_text",
        "INSERT",
        f"coalesce({_STATE.format('NEW')}, '') <> 'draft'",
        "Texts are saved only in a draft: a proposed change is frozen.",
    ),
    Guard(
        "change_text_in_order",
        "change_text",
        "INSERT",
        "NEW.number <> 1 + coalesce((SELECT max(t.number) FROM change_text t"
        " WHERE t.change_id = NEW.change_id AND t.path = NEW.path), 0)"
        " OR EXISTS (SELECT 1 FROM change_text t WHERE t.id = NEW.id)",
        "Saves are numbered one after the other.",
    ),
]
BESIDE = [
    *never("change_document", "UPDATE"),
    Guard(
        "change_document_only_in_draft",
        "change_document",
        "INSERT",
        f"coalesce({_STATE.format('NEW')}, '') <> 'draft' OR EXISTS (SELECT 1 FROM"
        " change_document d WHERE d.change_id = NEW.change_id AND d.name = NEW.name)",
        "The documents of a proposal are frozen with it.",
    ),
    Guard(
        "change_document_stays",
        "change_document",
        "DELETE",
        f"{_STATE.format('OLD')} <> 'draft'",
        "The documents of a proposal are frozen with it.",
    ),
    *never("change_answer", "UPDATE", "DELETE"),
    Guard(
        "change_answer_only_in_draft",
        "change_answer",
        "INSERT",
        f"coalesce({_STATE.format('NEW')}, '') <> 'draft'"
        " OR EXISTS (SELECT 1 FROM change_answer a WHERE a.id = NEW.id)",
        "Findings are answered only in a draft.",
    ),
]
CHAIN = [
    *never("audit_event", "UPDATE", "DELETE"),
    Guard(
        "audit_event_follows",
        "audit_event",
        "INSERT",
        "NEW.sequence <> 1 + coalesce((SELECT max(e.sequence) FROM audit_event e), 0)"
        " OR NEW.previous <> coalesce((SELECT e.hash FROM audit_event e"
        f" ORDER BY e.sequence DESC LIMIT 1), '{'0' * 64}')",
        "An event follows from the one before it.",
    ),
]
PUBLICATIONS = [
    *never("publication", "UPDATE", "DELETE"),
    Guard(
        "publication_in_order",
        "publication",
        "INSERT",
        "NEW.number <> 1 + coalesce((SELECT max(p.number) FROM publication p), 0)",
        "Publications are numbered one after the other.",
    ),
    Guard(
        "publication_is_allowed",
        "publication",
        "INSERT",
        "NOT ((NEW.change_id IS NULL AND NEW.reverts IS NULL AND NEW.number = 1)"
        " OR (NEW.change_id IS NOT NULL AND NEW.reverts IS NULL"
        f" AND {_STATE.format('NEW')} IN ('signed_off', 'emergency')"
        " AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.change_id = NEW.change_id))"
        f" OR (NEW.reverts IS NOT NULL AND {_STATE.format('NEW')} = 'expired'"
        " AND EXISTS (SELECT 1 FROM publication p"
        " WHERE p.number = NEW.reverts AND p.change_id = NEW.change_id AND p.reverts IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.reverts = NEW.reverts)))",
        "Only a signed change or an emergency is published, and once.",
    ),
    *never("published_text", "UPDATE", "DELETE"),
    Guard(
        "published_text_is_new",
        "published_text",
        "INSERT",
        "(SELECT count(*) FROM published_text t WHERE t.publication = NEW.publication)"
        " >= (SELECT p.texts FROM publication p WHERE p.number = NEW.publication)"
        " OR EXISTS (SELECT 1 FROM published_text t"
        " WHERE t.publication = NEW.publication AND t.path = NEW.path)",
        "No text is added to a publication that has all of its texts.",
    ),
    Guard(
        "published_text_was_signed",
        "published_text",
        "INSERT",
        "EXISTS (SELECT 1 FROM publication p WHERE p.number = NEW.publication"
        " AND p.change_id IS NOT NULL AND p.reverts IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM change_text t WHERE t.change_id = p.change_id AND t.path = NEW.path"
        " AND t.text = NEW.text AND NOT EXISTS (SELECT 1 FROM change_text n"
        " WHERE n.change_id = t.change_id AND n.path = t.path AND n.number > t.number)))",
        "Only the texts of the change itself are published.",
    ),
    Guard(
        "published_text_was_before",
        "published_text",
        "INSERT",
        "EXISTS (SELECT 1 FROM publication p WHERE p.number = NEW.publication"
        " AND p.reverts IS NOT NULL AND NOT EXISTS (SELECT 1 FROM published_text b"
        " WHERE b.path = NEW.path AND b.publication < p.reverts AND b.text = NEW.text"
        " AND b.publication = (SELECT max(x.publication) FROM published_text x"
        " WHERE x.path = NEW.path AND x.publication < p.reverts)))",
        "When an emergency lapses, only the text before it comes back.",
    ),
]
GUARDS = (*CHANGE, *TEXTS, *BESIDE, *CHAIN, *PUBLICATIONS)
