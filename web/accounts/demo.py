"""Made-up accounts, one for each role, for showing the service to somebody."""

from __future__ import annotations

from web.access import Role
from web.store import Store, account_changes, accounts
from web.store.accounts import Account

#: Nobody is called this. The domain is kept for examples and has no post.
PEOPLE = {
    Role.POLICY_LEAD: "Pat Example",
    Role.APPROVER: "Alex Example",
    Role.AUDITOR: "Ola Example",
    Role.ADVISER: "Val Example",
    Role.MANAGER: "Mel Example",
    Role.ADMINISTRATOR: "Max Example",
}
BY = "the demonstration"


def make_accounts(store: Store, at: int) -> None:
    """Make those that are not there yet, and give each its role back."""
    for role, name in PEOPLE.items():
        email = f"{role.replace('_', '-')}@demo.example"
        found = accounts.by_email(store, email)
        if found is None:
            account_changes.add(store, email, name, [role], at, BY, demo=True)
        elif found.demo:
            _as_before(store, found, role, at)


def _as_before(store: Store, found: Account, role: Role, at: int) -> None:
    if found.roles != {role}:
        account_changes.set_roles(store, found.id, [role], at, BY, last_may_go=True)
    if not found.active:
        account_changes.enable(store, found.id, at, BY)


def accounts_of(store: Store) -> list[Account]:
    """The made-up accounts that can be chosen, in the order of a change's way."""
    found = [one for one in accounts.everyone(store) if one.demo and one.active]
    order = list(PEOPLE.values())
    return sorted(found, key=lambda one: order.index(one.name) if one.name in order else 99)
