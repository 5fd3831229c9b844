"""python -m web rules import | export | status: the rules folder and the register."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from entitlements.rulebook.files import rule_files
from entitlements.signoff import NotAllowed
from web.commands import this_store
from web.live_book import Files, LiveBook, NoBook
from web.store import Store, accounts, changes, register
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
    with this_store() as (store, settings):
        told = [
            *_not_in_service(store),
            *_differing(store, settings.rules_dir),
            *_waiting(store),
        ]
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
    with this_store() as (store, settings):
        texts = _different_texts(store, settings.rules_dir)
        if not texts:
            print("The rules folder is what is in service. There is nothing to import.")
            return 0
        account = _policy_lead(store, args.email)
        number = _begin(store, texts, args.title, args.reason, account.id)
    names = ", ".join(path for path, _ in texts)
    print(f"Change {number} is a draft of {len(texts)} files: {names}")
    print("It comes into service once it is proposed, signed by another person, and published.")
    return 0


def _different_texts(store: Store, folder: Path) -> Files:
    """The files to take in. Raises: NotAllowed, where the rules could not be read with them"""
    there = dict(rule_files(folder))
    paths = register.compare(store, list(there.items())).different
    for path in paths:
        check_path(path)
    texts = [(path, there[path]) for path in paths]
    refuse_unreadable(together(register.files(store), texts))
    return texts


def _begin(store: Store, texts: Files, title: str, reason: str, account_id: int) -> int:
    at = int(time.time())
    change = changes.begin(store, title, reason, account_id, at)
    for path, text in texts:
        changes.save(store, change.id, path, text, 0, account_id, at)
    return change.id


def _policy_lead(store: Store, email: str) -> accounts.Account:
    account = accounts.by_email(store, email)
    if account is None or not account.active or POLICY_LEAD not in account.roles:
        raise NotAllowed(f"{email} is not the account of a policy lead. Name one with --as.")
    return account


def _export(args: argparse.Namespace) -> int:
    """Say what was written."""
    with this_store() as (store, settings):
        folder = args.to or settings.rules_dir
        written = register.export_folder(store, folder)
    for path in written:
        print(f"wrote {folder / path}")
    print(f"{len(written)} files written; any others are the same already.", file=sys.stderr)
    return 0
