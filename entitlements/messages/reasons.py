"""The sentences of reasons: one for each kind of test, for yes, no, not known and change.

A `clause` states a test inside a sentence. `holds` says that it is so, `fails`
why it is not: what the person has, then what is needed.
"""

from __future__ import annotations

from entitlements.messages.speech import N_

DIFFERENT = N_("{Label}: {has}. This needs a different answer.")
DIFFERENT_UNSURE = N_("This needs a different answer: {label}.")
IS_SO, AS_ANSWERED = N_("{Clause}."), N_("{Label}: {has}.")

ANSWERS = {
    "yes_no.clause": N_("{needed}"),
    "yes_no.holds": IS_SO,
    "yes_no.fails": N_("{Has}."),
    "choice.clause": N_("{label} is {needed}"),
    "choice.clause_not": N_("{label} is not {needed}"),
    "choice.holds": AS_ANSWERED,
    "choice.holds_unsure": IS_SO,
    "choice.fails": N_("{Label}: {has}. This needs {needed}."),
    "choice.fails_not": DIFFERENT,
    "choice.fails_unsure": N_("This needs {needed}: {label}."),
    "choice.fails_not_unsure": DIFFERENT_UNSURE,
    "choices.clause_any": N_("{label} includes {needed}"),
    "choices.clause_all": N_("{label} includes {needed_all}"),
    "choices.clause_none": N_("{label} does not include {needed}"),
    "choices.clause_not_all": N_("{label} does not include all of {needed_all}"),
    "choices.holds": AS_ANSWERED,
    "choices.holds_unsure": IS_SO,
    "choices.fails_any": N_("{Label}: {has}. This needs {needed}."),
    "choices.fails_all": N_("{Label}: {has}. This needs {needed_all}."),
    "choices.fails_none": DIFFERENT,
    "choices.fails_not_all": DIFFERENT,
    "choices.fails_any_unsure": N_("This needs {needed}: {label}."),
    "choices.fails_all_unsure": N_("This needs {needed_all}: {label}."),
    "choices.fails_none_unsure": DIFFERENT_UNSURE,
    "choices.fails_not_all_unsure": DIFFERENT_UNSURE,
}

AGES = {
    "age.clause_from": N_("you are {low} or over"),
    "age.clause_under": N_("you are under {high}"),
    "age.clause_between": N_("you are aged {low} to {last}"),
    "age.clause_exactly": N_("you are {low}"),
    "age.clause_outside": N_("you are under {low}, or {high} or over"),
    "age.holds": IS_SO,
    "age.fails_young": N_("You are {has}. This starts when you turn {low}."),
    "age.fails_old": N_("You are {has}. This stopped when you turned {high}."),
    "age.fails_inside": N_("You are {has}. This is not for people aged {low} to {last}."),
    "age.fails_young_unsure": N_("You are under {low}. This starts when you turn {low}."),
    "age.fails_old_unsure": N_("You have turned {high}. This stopped then."),
    "age.fails_inside_unsure": N_("This is not for people aged {low} to {last}."),
    "birthday.clause": N_("you turn {needed} on your next birthday"),
    "birthday.clause_not": N_("you do not turn {needed} on your next birthday"),
    "birthday.holds": IS_SO,
    "birthday.fails": N_("You turn {has} on your next birthday. This is for turning {needed}."),
    "birthday.fails_not": N_("You turn {has} on your next birthday. This is for other birthdays."),
    "birthday.fails_unsure": N_("This is for people who turn {needed} on their next birthday."),
    "birthday.fails_not_unsure": N_("Your next birthday is not one that this is for."),
}

RANGE = {
    "clause": N_("{label} is {range}"),
    "clause_not": N_("{label} is not {range}"),
    "holds": AS_ANSWERED,
    "holds_unsure": IS_SO,
    "fails": N_("{Label}: {has}. This needs {range}."),
    "fails_unsure": N_("This needs {range}: {label}."),
    "fails_not": DIFFERENT,
    "fails_not_unsure": DIFFERENT_UNSURE,
}
ON_A_DAY = {"fails": N_("{Label}: {has}. This needs a day {range}.")}
RANGES = {
    **{f"number.{form}": text for form, text in RANGE.items()},
    **{f"money.{form}": text for form, text in RANGE.items()},
    **{f"date.{form}": text for form, text in {**RANGE, **ON_A_DAY}.items()},
}

OTHERS = {
    "outcome.clause": N_("the answer on “{title}” is {needed}"),
    "outcome.clause_not": N_("the answer on “{title}” is not {needed}"),
    "outcome.holds": IS_SO,
    "outcome.fails": N_("The answer on “{title}” is {has}. This needs {needed}."),
    "outcome.fails_not": N_("The answer on “{title}” is {has}. This needs a different answer."),
    "outcome.fails_unsure": N_("This needs {needed} as the answer on “{title}”."),
    "outcome.fails_not_unsure": N_("This needs a different answer on “{title}”."),
}

HAD = {
    "had.holds": IS_SO,
    "had.clause_none": N_("you have not had “{title}” before"),
    "had.clause_none_within": N_("you have not had “{title}” in the last {duration}"),
    "had.clause_some": N_("you have had “{title}” before"),
    "had.clause_some_within": N_("you have had “{title}” in the last {duration}"),
    "had.clause_times": N_("the number of times you have had “{title}” is {range}"),
    "had.clause_times_within": N_(
        "the number of times you have had “{title}” in the last {duration} is {range}"
    ),
    "had.clause_times_not": N_("the number of times you have had “{title}” is not {range}"),
    "had.clause_times_not_within": N_(
        "the number of times you have had “{title}” in the last {duration} is not {range}"
    ),
    "had.clause_amount": N_("what you have had of “{title}” is {range}"),
    "had.clause_amount_within": N_(
        "what you have had of “{title}” in the last {duration} is {range}"
    ),
    "had.clause_amount_not": N_("what you have had of “{title}” is not {range}"),
    "had.clause_amount_not_within": N_(
        "what you have had of “{title}” in the last {duration} is not {range}"
    ),
    "had.fails_none": N_("You have already had “{title}”."),
    "had.fails_none_within": N_("You have already had “{title}” in the last {duration}."),
    "had.fails_some": N_("You have not had “{title}” yet."),
    "had.fails_some_within": N_("You have not had “{title}” in the last {duration}."),
    "had.fails_times": N_("Times you have had “{title}”: {has}. This needs {range}."),
    "had.fails_times_within": N_(
        "Times you have had “{title}” in the last {duration}: {has}. This needs {range}."
    ),
    "had.fails_times_not": N_("Times you have had “{title}”: {has}. This is for other numbers."),
    "had.fails_times_not_within": N_(
        "Times you have had “{title}” in the last {duration}: {has}. This is for other numbers."
    ),
    "had.fails_amount": N_("You have already had {has} of “{title}”. This needs {range}."),
    "had.fails_amount_within": N_(
        "You have had {has} of “{title}” in the last {duration}. This needs {range}."
    ),
    "had.fails_amount_not": N_("You have already had {has} of “{title}”. This is for other sums."),
    "had.fails_amount_not_within": N_(
        "You have had {has} of “{title}” in the last {duration}. This is for other sums."
    ),
}

GROUPS = {
    "group.clause_all": N_("{parts_and}"),
    "group.clause_any": N_("either {parts_or}"),
    "group.clause_at_least": N_("at least {number} of these are so: {parts}"),
    "group.fails_all": N_("These are not all so: {parts}."),
    "group.fails_any": N_("None of these is so: {parts}."),
    "group.fails_at_least": N_("Fewer than {number} of these are so: {parts}."),
    "group.heading_any": N_("At least one of these:"),
    "group.heading_at_least": N_("At least {number} of these:"),
}

REST = {
    "on": N_("Time alone changes this, on {day}."),
    "change": N_("This could change if {clause}."),
    "unknown.fact": N_("This depends on {label}."),
    "unknown.derived": N_("This depends on {label}. Tell us {asks}."),
    "unknown.outcome": N_("This depends on the answer on “{title}”."),
    "unknown.had": N_("This depends on what you have already had."),
    "care.days": N_("We count {days} days in care since you turned 14."),
    "version.dated": N_("{Label}: {has}. The rules for that day are used."),
    "version.outside": N_("{Label}: {has}. We hold no rule for that day."),
    "version.starts": N_("This starts on {day}."),
    "version.ended": N_("This ended on {day}."),
    "version.announced": N_("This has been announced. It has no start date yet."),
    "version.announced_for": N_("This has been announced for {day}. It has not started."),
}

REASONS = {**ANSWERS, **AGES, **RANGES, **OTHERS, **HAD, **GROUPS, **REST}
