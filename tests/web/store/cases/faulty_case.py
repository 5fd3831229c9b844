"""A process that is killed while it works on a case.

    python -m tests.web.store.cases.faulty_case URL CASE DEED

Each attempt is one line of JSON on standard output: what it left behind. A deed that is
done to the end is the last one.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from tests.web.store.cases.desk import KEYS, says
from tests.web.store.faulty import in_a_copy, killing
from tests.web.store.small_rules import ADA, AT, BEN
from web.store import Store, case_guards, open_store, verify
from web.store.cases import Vault, facts, records, retention
from web.store.cases.records import Details

DEEDS: dict[str, Callable[[Vault, int], Any]] = {
    "open": lambda vault, _: records.open_case(
        vault, Details("R-9"), 1, ADA, says(home="flat"), ADA, AT
    ),
    "save": lambda vault, case: facts.save(
        vault, case, 99, says(home="flat", doing=["work"]), ADA, AT
    ),
    "purge": lambda vault, case: retention.purge(vault, case, BEN, AT),
}


def kill(url: str, case: int, deed: str) -> None:
    """Do it, killed at the first moment, at the second, and so on until it is done."""
    for moment in range(1, 500):
        code = in_a_copy(lambda n=moment: done(killing(open_store(url), n), case, deed))
        print(json.dumps({"code": code, "left": left_behind(url)}), flush=True)
        if code != -signal.SIGKILL:
            return


def done(store: Store, case: int, deed: str) -> int:
    """Do a deed to the end."""
    DEEDS[deed](Vault(store, KEYS), case)
    return 0


def left_behind(url: str) -> dict[str, Any]:
    """How much there is in each table, what is sealed of it, and what is wrong."""
    store = open_store(url)
    found: dict[str, Any] = {"faults": [str(fault) for fault in verify.everything(store)]}
    with store.connect() as connection:
        for table in ("case_file", *case_guards.OF_A_CASE, "audit_event"):
            sealed = "0" if table in ("case_view", "audit_event") else "count(sealed)"
            counted = connection.execute(text(f"SELECT count(*), {sealed} FROM {table}")).one()
            found[table] = list(counted)
    store.dispose()
    return found


if __name__ == "__main__":
    kill(sys.argv[1], int(sys.argv[2]), sys.argv[3])
