"""`python -m web users`: accounts from the command line, the first administrator above all."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from entitlements.signoff import NotAllowed
from web.access import Role
from web.accounts.forms import check_email, check_name
from web.passwords import ONE_TIME_DAYS, Passwords, one_time_password
from web.settings import Settings
from web.store import Store, account_changes, accounts, open_store, sign_in_failures
from web.store.account_changes import LastAdministrator
from web.store.accounts import Account, EmailTaken
from web.store.migrate import is_current

BY = "the command line"
Action: TypeAlias = Callable[[Store, argparse.Namespace], None]


def add_to(commands: Any) -> None:
    """Add `users` and what can be done with them."""
    people = commands.add_parser("users", help="accounts of staff")
    actions = people.add_subparsers(dest="action", required=True)
    for name, run in ACTIONS.items():
        made = actions.add_parser(name, help=(run.__doc__ or "").lower().rstrip("."))
        made.set_defaults(run=_on_the_store(run))
        if name != "list":
            made.add_argument("email", metavar="EMAIL")
        if name == "add":
            made.add_argument("--name", required=True)
        if name in {"add", "roles"}:
            made.add_argument("--role", action="append", required=True, help=", ".join(Role))


def _on_the_store(run: Action) -> Callable[[argparse.Namespace], int]:
    """Run a command on the store of the settings.

    Raises: NotAllowed, in one line, for what cannot be done
    """

    def on_the_store(args: argparse.Namespace) -> int:
        store = open_store(Settings.from_environment().store_url)
        try:
            if not is_current(store):
                raise NotAllowed("The store is not up to date. Run: python -m web migrate")
            run(store, args)
        except LastAdministrator:
            last = "This is the last administrator. Make somebody else one first."
            raise NotAllowed(last) from None
        finally:
            store.dispose()
        return 0

    return on_the_store


def add(store: Store, args: argparse.Namespace) -> None:
    """Make an account, and print its one-time password."""
    fault = check_email(args.email) or check_name(args.name)
    if fault:
        raise NotAllowed(f"{args.email!r}, {args.name!r}: {fault}")
    secret, now = one_time_password(), int(time.time())
    kept = {"password_hash": Passwords().hash(secret), "one_time_until": _one_time_until(now)}
    roles = _roles(args.role)
    try:
        account_changes.add(store, args.email, args.name, roles, now, BY, **kept)
    except EmailTaken:
        raise NotAllowed(f"{args.email}: there is an account with this email already") from None
    _print_secret(args.email, secret)


def list_all(store: Store, args: argparse.Namespace) -> None:
    """Print every account, one a line."""
    for one in accounts.everyone(store):
        locked = sign_in_failures.seconds_locked(store, one.email, int(time.time()))
        said = "off" if not one.active else "locked" if locked else "on"
        print(f"{one.email}\t{one.name}\t{','.join(sorted(one.roles)) or '-'}\t{said}")


def disable(store: Store, args: argparse.Namespace) -> None:
    """Switch an account off; it is signed out everywhere."""
    account_changes.disable(store, _account(store, args).id, int(time.time()), BY)
    print(f"{args.email}: switched off")


def enable(store: Store, args: argparse.Namespace) -> None:
    """Switch an account on again."""
    account_changes.enable(store, _account(store, args).id, int(time.time()), BY)
    print(f"{args.email}: switched on")


def roles(store: Store, args: argparse.Namespace) -> None:
    """Give an account these roles and no others."""
    given, account, now = _roles(args.role), _account(store, args), int(time.time())
    account_changes.set_roles(store, account.id, given, now, BY, last_may_go=False)
    print(f"{args.email}: {', '.join(sorted(given))}")


def unlock(store: Store, args: argparse.Namespace) -> None:
    """Let somebody try their password again at once."""
    account_changes.unlock(store, _account(store, args), int(time.time()), BY)
    print(f"{args.email}: can try again")


def reset(store: Store, args: argparse.Namespace) -> None:
    """Print a new one-time password; the account is signed out everywhere."""
    account = _account(store, args)
    if account.by_openid or account.demo:
        raise NotAllowed(f"{args.email}: this account signs in without a password")
    secret, now = one_time_password(), int(time.time())
    kept, until = Passwords().hash(secret), _one_time_until(now)
    account_changes.set_password(store, account.id, kept, now, BY, until=until)
    account_changes.unlock(store, account, now, BY)
    _print_secret(args.email, secret)


ACTIONS: dict[str, Action] = {
    "add": add,
    "list": list_all,
    "disable": disable,
    "enable": enable,
    "roles": roles,
    "unlock": unlock,
    "reset": reset,
}


def _roles(given: Sequence[str]) -> set[Role]:
    for role in given:
        if role not in set(Role):
            raise NotAllowed(f"{role!r} is not a role. The roles are: {', '.join(Role)}")
    return {Role(role) for role in given}


def _account(store: Store, args: argparse.Namespace) -> Account:
    found = accounts.by_email(store, args.email)
    if found is None:
        raise NotAllowed(f"{args.email}: there is no account with this email")
    return found


def _one_time_until(now: int) -> int:
    return now + ONE_TIME_DAYS * 86_400


def _print_secret(email: str, secret: str) -> None:
    print(f"{email}: the one-time password is {secret}")
    print(f"It works for {ONE_TIME_DAYS} days and must be changed at the first sign-in.")
