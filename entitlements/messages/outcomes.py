"""Outcomes and legal force in plain words."""

from __future__ import annotations

from entitlements.messages.speech import N_

OUTCOMES = {
    "entitled": N_("you should get this"),
    "may_get": N_("you can ask for this"),
    "elsewhere": N_("someone else pays or decides"),
    "not_entitled": N_("not for you right now"),
    "not_provided": N_("your council does not do this"),
    "not_published": N_("nothing is published"),
    "undecided": N_("we need to know more"),
    "not_in_force": N_("not in force on this day"),
}
FORCES = {
    "duty": N_("The law says they must."),
    "duty_to_assess": N_("The law says they must look at what you need."),
    "guidance": N_("Government guidance says they should."),
    "policy": N_("It is your council's own policy."),
    "discretion": N_("Someone decides each time."),
    "national_scheme": N_("It is a national scheme with set rules."),
    "signpost": N_("It is run by someone else. We point you to it."),
}
