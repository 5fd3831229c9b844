"""Who may open what: one table, from the endpoint of a page to the roles it is for.

It fails closed: a page that the table does not name is refused to everybody. To add
pages, put their endpoints into TABLE beside the group that may open them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web import staff_log
from web.held import signed_out_page
from web.i18n import N_
from web.store.accounts import Account

RULES = "entitlements.access"  #: where an application keeps its table; a test may add a page


class Role(StrEnum):
    """What somebody does here. An account may have several."""

    ADVISER = "adviser"
    MANAGER = "manager"
    POLICY_LEAD = "policy_lead"
    APPROVER = "approver"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.ADVISER: N_("Adviser"),
    Role.MANAGER: N_("Team manager"),
    Role.POLICY_LEAD: N_("Policy lead"),
    Role.APPROVER: N_("Approver"),
    Role.AUDITOR: N_("Auditor"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
ROLE_HINTS = {
    Role.ADVISER: N_("Helps young people, with their cases"),
    Role.MANAGER: N_("Sees the cases of the teams they manage, and agrees to awards"),
    Role.POLICY_LEAD: N_("Writes changes to the rule tables"),
    Role.APPROVER: N_("Signs and publishes changes that somebody else wrote"),
    Role.AUDITOR: N_("Reads everything, and changes nothing"),
    Role.ADMINISTRATOR: N_("Looks after accounts"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a page: everybody, any account, or accounts with one of some roles."""

    roles: frozenset[Role] = frozenset()  #: none: any account will do
    public: bool = False

    def allows(self, account: Account | None) -> bool:
        """True if this account (None: somebody who is not signed in) may open the page."""
        if self.public or account is None:
            return self.public
        return not self.roles or not self.roles.isdisjoint(account.roles)


def _only(*roles: Role) -> Rule:
    return Rule(frozenset(roles))


EVERYONE = Rule(public=True)
SIGNED_IN = Rule()
READERS = _only(Role.POLICY_LEAD, Role.APPROVER, Role.AUDITOR)  #: look at tables and changes
WRITERS = _only(Role.POLICY_LEAD)  #: begin, write, propose and abandon a change
SIGNERS = _only(Role.APPROVER)  #: sign, send back, publish
PUBLISHERS = _only(Role.POLICY_LEAD, Role.APPROVER)  #: put what is signed into service
AUDIT_READERS = _only(Role.POLICY_LEAD, Role.APPROVER, Role.AUDITOR)  #: the record of events
CASEWORKERS = _only(Role.ADVISER, Role.MANAGER)  #: the cases that are theirs; see web.cases
MANAGERS = _only(Role.MANAGER)  #: approvals, who has which case, who looked
BOARD_READERS = _only(Role.MANAGER, Role.POLICY_LEAD, Role.AUDITOR)  #: counts, never a person
ADMINISTRATORS = _only(Role.ADMINISTRATOR)  #: accounts and their roles


def _pages(face: str, rule: Rule, names: str) -> dict[str, Rule]:
    return {f"{face}.{name}": rule for name in names.split()}


#: The pages of cases, by endpoint, one line for each part of the room.
CASE_PAGES = " ".join(
    (
        # Cases: the list, opening, one case, its facts, its care history, questions, a file.
        "caseload open_case overview add_action action_done edit_case close_case reopen_case",
        "facts change_facts keep_facts settle_facts had_nothing earlier",
        "care keep_care count_care paste_care ask_next question bring_answers",
        # What leaves the room, who looked, and what a publication changes.
        "letter letter_make letter_pdf pathway pathway_pdf looked_at",
        "rechecks_page rechecks_go_on recheck_seen",
        # Answers, and what an adviser puts beside one.
        "answers decision decision_note decision_override decision_withdraw",
        # What if.
        "what_if what_if_worked_out",
        # Awards: the ledger, asking, each step, and the schedule as a spreadsheet.
        "ledger award_choose award_ask award_step approval_take_back",
        "schedule_csv schedules schedules_csv",
        # The savings register.
        "savings savings_add savings_account savings_remove savings_step",
        # Dates, and the calendar file.
        "timeline calendar_first calendar",
        # Checks that were kept.
        "check_keep checks check check_again check_since find_check",
    )
)
MANAGER_PAGES = " ".join(
    (
        "assign_case",  # give a case to another adviser
        "approvals approval",  # what waits to be agreed, and the answer
        "looked_team",  # who looked at the cases of their teams
    )
)
BOARD_PAGES = "board board_file"  # counts only
TEAM_PAGES = "all_teams team member ladder titles"

TABLE: dict[str, Rule] = {
    **_pages(
        "check",
        EVERYONE,
        "start question go_on results how help_today disagree what_this_checks your_answers"
        " keep save_file",
    ),
    **_pages("pages", EVERYONE, "accessibility privacy delete delete_now deleted leave"),
    **_pages("brand", EVERYONE, "css"),
    **_pages(
        "accounts",
        EVERYONE,
        "sign_in sign_in_now sign_in_demo openid_begin openid_back sign_out signed_out",
    ),
    **_pages(
        "accounts",
        SIGNED_IN,
        "home mine password password_now browsers sign_out_everywhere",
    ),
    **_pages(
        "accounts",
        ADMINISTRATORS,
        "people person add add_now roles_now disable enable unlock reset",
    ),
    # The editor's pages: name each beside the group that may open it.
    **_pages(
        "editor",
        READERS,
        "tables table export compare compare_versions changes_list change saves person"
        " open_person personas solve preview document",
    ),
    **_pages(
        "editor",
        WRITERS,
        "begin go_back name_change abandon undo grid save_grid keep_typing text save_text"
        " version table_words examples bring bring_in new_table add_table new_fact new_rate"
        " new_source answer propose emergency",
    ),
    # Cases: the table lets a role in; web.cases.face then asks whose case it is.
    **_pages("cases", CASEWORKERS, CASE_PAGES),
    **_pages("cases", MANAGERS, MANAGER_PAGES),
    **_pages("cases", BOARD_READERS, BOARD_PAGES),
    **_pages("cases", ADMINISTRATORS, TEAM_PAGES),
    **_pages("editor", SIGNERS, "sign send_back countersign"),
    **_pages("editor", PUBLISHERS, "publish"),
    **_pages("editor", AUDIT_READERS, "audit_trail audit_verify"),
}

#: All that an account may open before it has a password of its own.
BEFORE_A_PASSWORD = {"accounts.password", "accounts.password_now", "accounts.sign_out"}


def rule_of(endpoint: str) -> Rule | None:
    """The rule of a page of this application, or None if nobody has written one."""
    found: Rule | None = current_app.extensions[RULES].get(endpoint)
    return found


def on_staff_page() -> bool:
    """True on a page that belongs to the council's people, the way in to it included."""
    rule = rule_of(request.endpoint or "")
    return request.blueprint == "accounts" or (rule is not None and not rule.public)


def may_open(endpoint: str) -> bool:
    """True if such a page exists and whoever is here may open it; for links."""
    rule, account = rule_of(endpoint), g.get("account")
    if rule is None or endpoint not in current_app.view_functions:
        return False
    waits = account and account.must_change and endpoint not in BEFORE_A_PASSWORD
    return rule.allows(account) and not (waits and not rule.public)


def set_up(app: Flask) -> None:
    """Ask the table before every page, and let templates ask it too."""
    app.extensions[RULES] = dict(TABLE)
    app.before_request(_check)
    asked = {"on_staff_page": on_staff_page, "may_open": may_open, "role_hints": ROLE_HINTS}
    app.jinja_env.globals.update(asked)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such page: Flask says so
    rule, account = rule_of(request.endpoint), g.account
    if rule is None:
        staff_log.note("no_rule", page=request.endpoint)
        abort(HTTPStatus.FORBIDDEN)
    if not rule.allows(account):
        return _to_sign_in() if account is None else _refused(rule)
    if account and account.must_change and request.endpoint not in BEFORE_A_PASSWORD:
        return None if rule.public else redirect(url_for("accounts.password"), 303)
    return None


def _to_sign_in() -> ResponseReturnValue:
    """Ask who it is, and lead back here. What a form sent is held, not lost."""
    if request.method == "POST":
        return signed_out_page()
    asked = request.full_path if request.query_string else request.path
    return redirect(url_for("accounts.sign_in", next=asked), 303)


def _refused(rule: Rule) -> ResponseReturnValue:
    """Say which role the page is for; never what is on it."""
    staff_log.note("refused", account=g.account.id, page=request.endpoint)
    needed = [name for role, name in ROLE_NAMES.items() if role in rule.roles]
    return render_template("no_role.html", needed=needed), HTTPStatus.FORBIDDEN
