"""python -m web rules import | export | status: the rules folder and the register."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from entitlements.rulebook.files import rule_files
from entitlements.signoff import NotAllowed
from web.live_book import LiveBook, NoBook
from web.settings import Settings
from web.store import Store, accounts, changes, open_store, register
from web.store.publishing import check_path, refuse_unreadable, together

POLICY_LEAD = "policy_lead"


def add_to(commands: Any) -> None:
    """Add `rules` and what can be done with them."""
    rules = commands.add_parser("rules", help="the rules folder and the register")
    actions = rules.add_subparsers(dest="action", required=True)
    status = actions.add_parser("status", help="which files are not what is in service")
    taking = actions.add_parser("import", help="make a draft change of the files that differ")
    taking.add_argument("--as", dest="email", required=True, help="the account of a policy lead")
    taking.add_argument("--title", required=True, help="what the change does, in a few words")
    taking.add_argument("--reason", default="Taken in from the rules folder.")
    giving = actions.add_parser("export", help="write the texts in service, byte for byte")
    giving.add_argument("--to", type=Path, help="another folder than the rules folder")
    for parser, run in ((status, _status), (taking, _import), (giving, _export)):
        parser.set_defaults(run=run)


def _status(_args: argparse.Namespace) -> int:
    """Exit 1 if anything is not as it should be."""
    settings = Settings.from_environment()
    store = open_store(settings.store_url)
    told = [*_not_in_service(store), *_differing(store, settings.rules_dir), *_waiting(store)]
    print("\n".join(told) or "The rules folder is what is in service.")
    return 1 if told else 0


def _not_in_service(store: Store) -> list[str]:
    live = LiveBook(store)
    try:
        live.now()
    except NoBook as error:
        return [str(error)]
    return [live.problem] if live.problem else []


def _differing(store: Store, folder: Path) -> list[str]:
    try:
        found = register.compare(store, rule_files(folder))
    except register.RegisterTampered:
        return []  # told already
    different = [f"differs: {path}" for path in found.different]
    return different + [f"not in the folder: {path}" for path in found.missing]


def _waiting(store: Store) -> list[str]:
    waiting = changes.emergencies(store, int(time.time()))
    return [
        f"{'overdue' if one.overdue else 'waits'} for a second signature:"
        f" change {one.change_id}, {one.title}. {one.stays}".rstrip()
        for one in waiting
    ]


def _import(args: argparse.Namespace) -> int:
    """Begin a change with the text of each file that differs, for the usual sign-off."""
    settings = Settings.from_environment()
    store = open_store(settings.store_url)
    there = dict(rule_files(settings.rules_dir))
    different = register.compare(store, list(there.items())).different
    if not different:
        print("The rules folder is what is in service. There is nothing to import.")
        return 0
    texts = [(path, there[path]) for path in different]
    account = _policy_lead(store, args.email)
    for path in different:
        check_path(path)
    refuse_unreadable(together(register.files(store), texts))
    at = int(time.time())
    change = changes.begin(store, args.title, args.reason, account.id, at)
    for path, text in texts:
        changes.save(store, change.id, path, text, 0, account.id, at)
    print(f"Change {change.id} is a draft of {len(texts)} files: {', '.join(different)}")
    print("It comes into service once it is proposed, signed by another person, and published.")
    return 0


def _policy_lead(store: Store, email: str) -> accounts.Account:
    account = accounts.by_email(store, email)
    if account is None or not account.active or POLICY_LEAD not in account.roles:
        raise NotAllowed(f"{email} is not the account of a policy lead. Name one with --as.")
    return account


def _export(args: argparse.Namespace) -> int:
    """Say what was written."""
    settings = Settings.from_environment()
    folder = args.to or settings.rules_dir
    written = register.export_folder(open_store(settings.store_url), folder)
    for path in written:
        print(f"wrote {folder / path}")
    print(f"{len(written)} files written; the others are the same already.", file=sys.stderr)
    return 0
