"""The words of the ledger: steps, routes, what an award is for and which part of it."""

from __future__ import annotations

from collections.abc import Callable

from entitlements.awards import Balance, Step, balance_words
from entitlements.evaluate import Decision
from entitlements.money import format_money
from entitlements.rulebook.amounts import Part
from entitlements.rulebook.model import Approval, Row, RuleTable, Version
from web.book import book
from web.i18n import N_, pgettext
from web.i18n import gettext as _
from web.wording import row_place, table_text

STEPS = {
    Step.AGREED: N_("Agreed"),
    Step.PAID: N_("Paid"),
    Step.REFUSED: N_("Refused"),
    Step.RETURNED: N_("Came back"),
}
#: How councils pay, as their policies write it. What stands in the store is the code.
ROUTES = {
    "bank": N_("Into a bank account"),
    "voucher": N_("By voucher"),
    "prepaid_card": N_("On a prepaid card"),
    "shopping": N_("The adviser shops with them"),
    "third_party": N_("Straight to the shop, landlord or other payee"),
    "prison": N_("Prison account or postal order"),
    "carer": N_("Through a carer or provider"),
}


def route_words(route: str) -> str:
    """How it was paid; what is no code is shown as it was kept."""
    return _(ROUTES[route]) if route in ROUTES else route


def title_of(entitlement: str) -> str:
    """What an award is for; its id where the book does not have it now."""
    table = book().tables.get(entitlement)
    return entitlement if table is None else table_text(table, "title")


def parts_of(entitlement: str) -> dict[str, str]:
    """The named parts of an entitlement, in any version of it, with their titles."""
    table = book().tables.get(entitlement)
    if table is None:
        return {}
    found: dict[str, str] = {}
    for version in table.versions:
        for row in version.rows:
            for part in row.amount.parts if row.amount else ():
                found.setdefault(part.id, _part_title(table, version, row, part))
    return found


def _part_title(table: RuleTable, version: Version, row: Row, part: Part) -> str:
    place = f"{row_place(table, version, row)}.amount.parts.{part.id}.title"
    return pgettext(place, part.title)


def part_title(entitlement: str, part: str | None) -> str:
    """The title of one part; "" for the whole."""
    return parts_of(entitlement).get(part, part) if part else ""


def in_words(balance: Balance, decision: Decision | None) -> str:
    """A balance as a sentence in the reader's language."""
    words = balance_words(balance, _, _rule_text(decision))
    return f"{words[:1].upper()}{words[1:]}."


def _rule_text(decision: Decision | None) -> Callable[[str, str], str]:
    def translate(context: str, text: str) -> str:
        if decision is None or decision.row is None or decision.version is None:
            return text
        return pgettext(
            f"{row_place(decision.table, decision.version, decision.row)}.{context}", text
        )

    return translate


def sum_words(amount: int | None) -> str:
    """A sum; no sum written is not nothing."""
    return _("no sum written down") if amount is None else format_money(amount)


def tiers_in_words(approvals: tuple[Approval, ...], ladder: tuple[Approval, ...]) -> list[str]:
    """Who has to agree, by sum: the rule's own tiers, else the council's."""
    tiers = approvals or ladder
    if not tiers:
        return [_("Any sum: any manager of the team")]
    return [_tier(tier) for tier in tiers]


def _tier(tier: Approval) -> str:
    if tier.up_to is None:
        return _("Any sum: %(who)s", who=tier.by)
    return _("Up to %(sum)s: %(who)s", sum=format_money(tier.up_to), who=tier.by)


def who_agrees(title: str) -> str:
    """Whose agreement is asked for."""
    return title or _("any manager of the team")
