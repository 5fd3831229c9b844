"""Why a question is asked, in one line."""

from __future__ import annotations

from entitlements.evaluate import Evaluation
from entitlements.money import format_money
from entitlements.questions import COUNCIL, NextQuestion
from entitlements.rulebook.catalogue import FactDef
from web.answers import Answers
from web.asked.asking import asked_next
from web.book import book
from web.i18n import gettext as _
from web.i18n import ngettext
from web.wording import table_text


def why(answers: Answers, fact: FactDef, found: Evaluation) -> str:
    """Say what an answer decides; "" for a question that is not the next one."""
    if fact.id == COUNCIL:
        return _("Each council has its own rules. We use the rules of yours.")
    if fact.id in answers.order:
        return ""
    coming = asked_next(answers, found)
    return _why(coming) if coming is not None and coming.fact.id == fact.id else ""


def _why(coming: NextQuestion) -> str:
    if coming.entitlement is None:
        return ""
    title = table_text(book().tables[coming.entitlement], "title")
    if coming.most is None:
        says = _("This decides “%(title)s”", title=title)
    else:
        most = format_money(coming.most)
        says = _("This decides up to %(most)s of “%(title)s”", most=most, title=title)
    if not coming.others:
        return f"{says}."
    others = ngettext("and %(num)s other thing", "and %(num)s other things", coming.others)
    return f"{says}, {others}."
