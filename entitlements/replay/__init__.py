"""Kept answers: what somebody was told, kept so that it can be worked out again years later.

keep(evaluation) -> KeptAnswer -> as_text -> text -> from_text -> KeptAnswer
replay(kept, engine) -> Replay: is it the same, by the rules it was worked out with?
changed_since(kept, engine_now, as_at) -> what the same facts come to now
compare_outcomes(before, after, facts, as_at) -> the same for two books, for many people
"""

from __future__ import annotations

from entitlements.replay.again import Differs, Replay, replay
from entitlements.replay.changed import Changed, changed_since, compare_outcomes
from entitlements.replay.digests import trace_digest
from entitlements.replay.kept import KeptAnswer, keep
from entitlements.replay.texts import as_text, from_text

__all__ = [
    "Changed",
    "Differs",
    "KeptAnswer",
    "Replay",
    "as_text",
    "changed_since",
    "compare_outcomes",
    "from_text",
    "keep",
    "replay",
    "trace_digest",
]
