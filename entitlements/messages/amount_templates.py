"""The phrases that amounts are put together from."""

from __future__ import annotations

from entitlements.messages.speech import N_

#: What a sum is paid for, or how often.
PER = {
    "once": N_("{sum}, once"),
    "day": N_("{sum} a day"),
    "week": N_("{sum} a week"),
    "fortnight": N_("{sum} every two weeks"),
    "month": N_("{sum} a month"),
    "term": N_("{sum} a term"),
    "half_year": N_("{sum} every six months"),
    "year": N_("{sum} a year"),
    "academic_year": N_("{sum} for each year of your course"),
    "tax_year": N_("{sum} a tax year"),
    "birthday": N_("{sum} for each birthday"),
    "festival": N_("{sum} for each festival"),
    "child": N_("{sum} for each child"),
    "visit": N_("{sum} for each visit"),
    "lesson": N_("{sum} for each lesson"),
}
FOR_EACH = {
    "once": N_("{number} times"),
    "day": N_("{number} days"),
    "week": N_("{number} weeks"),
    "fortnight": N_("{number} times"),
    "month": N_("{number} months"),
    "term": N_("{number} terms"),
    "half_year": N_("{number} times"),
    "year": N_("{number} years"),
    "academic_year": N_("{number} course years"),
    "tax_year": N_("{number} tax years"),
    "birthday": N_("{number} birthdays"),
    "festival": N_("{number} festivals"),
    "child": N_("{number} children"),
    "visit": N_("{number} visits"),
    "lesson": N_("{number} lessons"),
}
SUMS = {
    "next_birthday": N_("{sum} for your next birthday"),
    "in_all": N_("{sum} in all"),
    "up_to": N_("up to {sum}"),
    "at_least": N_("at least {sum}"),
    "between": N_("between {least} and {most}"),
    "depends": N_("{text}, depending on your answers"),
    "less_had": N_("{text}, less anything you have already had"),
    "left": N_("{left} of {cap} left"),
    "just_left": N_("{left} left"),
    "no_figure": N_("no set amount"),
    "could_be": N_("it could be {text}"),
    "in_guidance": N_("{text}, in government guidance"),
    "open": N_("an amount that depends on your answers"),
    "agreed": N_("agreed by {people}"),
    "matched": N_("the council adds as much as you put in"),
    "full_cost": N_("the full cost"),
    "half_cost": N_("half of the cost (50%)"),
    "quarter_cost": N_("a quarter of the cost (25%)"),
    "share_cost": N_("{share}% of the cost"),
    "share_bill": N_("{share}% off your bill"),
    "capped": N_("{text}, up to {sum}"),
}
FORMS = {
    "loan": N_("a loan of {text}"),
    "loan_open": N_("a loan, with no set amount"),
    "off_bill": N_("{text} off your bill"),
    "in_kind": N_("{text}, not as cash"),
    "worth": N_("{thing} (worth {text})"),
    "saved": N_("{text}, saved for you"),
    "third_party": N_("{text}, paid for you"),
    "for_times": N_("{text} for {periods}"),
    "for_some_time": N_("{text}, for a time that depends on your answers"),
    "overall": N_("{text}, and no more than {sum} in all"),
    "overall_times": N_("{text}, for up to {periods}"),
    "limit": N_("{text}, for up to {number} {things}"),
    "repay": N_("{text}. You have to pay it back"),
}
ONE_IN = {
    "week": N_("No more than one a week: {things}."),
    "month": N_("No more than one a month: {things}."),
    "year": N_("No more than one a year: {things}."),
    "academic_year": N_("No more than one in each year of your course: {things}."),
    "half_year": N_("No more than one every six months: {things}."),
    "term": N_("No more than one a term: {things}."),
}
LIMIT_PER = {
    "week": N_("{text} a week"),
    "month": N_("{text} a month"),
    "year": N_("{text} a year"),
    "academic_year": N_("{text} in each year of your course"),
    "half_year": N_("{text} every six months"),
    "term": N_("{text} a term"),
}
LINES = {
    "part": N_("{title}: up to {cap}"),
    "part_left": N_("{title}: {left} of {cap} left"),
    "part_open": N_("{title}: no set amount"),
    "instalment": N_("{sum} {when}"),
    "instalment_open": N_("a payment {when}"),
    "uses": N_("You can use it for {uses}."),
    "draws_on": N_("It comes out of “{title}”."),
    "draws_on_other": N_("It comes out of another sum for you."),
    "one_use": N_("No more than {percent}% can go on one thing."),
    "agreed": N_("These people agree it: {people}."),
    "limit": N_("No more than one: {things}."),
}

AMOUNTS = {
    f"amount.{group}.{name}": text
    for group, texts in (
        *(("per", PER), ("for", FOR_EACH), ("sum", SUMS), ("form", FORMS)),
        *(("limit", LIMIT_PER), ("one", ONE_IN), ("line", LINES)),
    )
    for name, text in texts.items()
}
