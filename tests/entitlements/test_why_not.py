"""Why not: for each kind of test, what the person has and what is needed."""

from __future__ import annotations

import pytest

from tests.entitlements.small_book import quoted, rule, why_not

BORN = "date_of_birth: 2007-02-10"  # 19 on 22 November 2026
HAD = "already_had: [{entitlement: england/thing, amount: £70, on: 2026-06-01}]"


@pytest.mark.parametrize(
    ("when", "facts", "sentence"),
    [
        ("{pregnant: true}", "pregnant: false", "You are not pregnant."),
        ("{pregnant: false}", "pregnant: true", "You are pregnant."),
        (
            "{home: [flat, hostel]}",
            "home: custody",
            "Where you live: “Prison”. This needs “A flat” or “A hostel”.",
        ),
        (
            "{home: {not: custody}}",
            "home: custody",
            "Where you live: “Prison”. This needs a different answer.",
        ),
        (
            "{doing: [work, college]}",
            "doing: caring",
            "What you do: “Caring”. This needs “A job” or “College”.",
        ),
        (
            "{doing: {all_of: [work, college]}}",
            "doing: work",
            "What you do: “A job”. This needs “A job” and “College”.",
        ),
        (
            "{doing: {not: work}}",
            "doing: work",
            "What you do: “A job”. This needs a different answer.",
        ),
        (
            "{not: {doing: {all_of: [work, college]}}}",
            "doing: [work, college]",
            "What you do: “A job” and “College”. This needs a different answer.",
        ),
        ("{age: {from: 21}}", BORN, "You are 19. This starts when you turn 21."),
        ("{age: {under: 18}}", BORN, "You are 19. This stopped when you turned 18."),
        ("{age: {from: 16, under: 18}}", BORN, "You are 19. This stopped when you turned 18."),
        (
            "{not: {age: {from: 18, under: 21}}}",
            BORN,
            "You are 19. This is not for people aged 18 to 20.",
        ),
        ("{birthday: 18}", BORN, "You turn 20 on your next birthday. This is for turning 18."),
        (
            "{not: {birthday: 20}}",
            BORN,
            "You turn 20 on your next birthday. This is for other birthdays.",
        ),
        ("{hours: 12}", "hours: 5", "How many hours you do: 5. This needs 12."),
        ("{hours: {from: 12}}", "hours: 5", "How many hours you do: 5. This needs 12 or more."),
        ("{hours: {over: 12}}", "hours: 5", "How many hours you do: 5. This needs more than 12."),
        ("{hours: {under: 4}}", "hours: 5", "How many hours you do: 5. This needs less than 4."),
        ("{hours: {up_to: 4}}", "hours: 5", "How many hours you do: 5. This needs 4 or less."),
        (
            "{hours: {from: 12, under: 20}}",
            "hours: 5",
            "How many hours you do: 5. This needs 12 or more and less than 20.",
        ),
        (
            "{not: {hours: {from: 4}}}",
            "hours: 5",
            "How many hours you do: 5. This needs less than 4.",
        ),
        (
            "{not: {hours: {over: 4}}}",
            "hours: 5",
            "How many hours you do: 5. This needs 4 or less.",
        ),
        (
            "{not: {hours: 5}}",
            "hours: 5",
            "How many hours you do: 5. This needs a different answer.",
        ),
        (
            "{savings: {under: {parameter: wage}}}",
            "savings: £57.90",
            "Your savings: £57.90. This needs less than £8 (the minimum wage).",
        ),
        (
            "{course_start: {from: 2027-01-01}}",
            "course_start: 2026-10-01",
            "The day your course starts: 1 October 2026. "
            "This needs a day on or after 1 January 2027.",
        ),
        (
            "{course_start: {after: as_at}}",
            "course_start: 2026-10-01",
            "The day your course starts: 1 October 2026. This needs a day after today.",
        ),
        (
            "{course_start: {before: {ago: 12 months}}}",
            "course_start: 2026-10-01",
            "The day your course starts: 1 October 2026. This needs a day before 22 November 2025.",
        ),
        (
            "{course_start: {by: as_at}}",
            "course_start: never",
            "The day your course starts: “I have no course”. This needs a day on or before today.",
        ),
        (
            "{course_end: {before: {fact: course_start, plus: 60 days}}}",
            "course_start: 2026-10-01, course_end: 2027-10-01",
            "The day your course ends: 1 October 2027. This needs a day before "
            "60 days after the day your course starts (30 November 2026).",
        ),
        (
            "{status: none}",
            BORN,
            "Your status: “a full care leaver”. This needs “not a care leaver”.",
        ),
        (
            "{england/status: may_get}",
            BORN,
            "The answer on “Your status in law” is “you should get this”. "
            "This needs “you can ask for this”.",
        ),
        (
            "{already_had: {entitlement: england/thing, times: {under: 1}}}",
            HAD,
            "You have already had “The thing”.",
        ),
        (
            "{already_had: {entitlement: england/thing, times: {under: 1}, within: 12 months}}",
            HAD,
            "You have already had “The thing” in the last 12 months.",
        ),
        (
            "{already_had: {entitlement: england/thing, times: {from: 1}}}",
            "already_had: []",
            "You have not had “The thing” yet.",
        ),
        (
            "{already_had: {entitlement: england/thing, times: {from: 3}}}",
            HAD,
            "Times you have had “The thing”: 1. This needs 3 or more.",
        ),
        (
            "{already_had: {entitlement: england/thing, amount: {under: £50}}}",
            HAD,
            "You have already had £70 of “The thing”. This needs less than £50.",
        ),
        (
            "{any: [{pregnant: true}, {home: flat}]}",
            "pregnant: false, home: hostel",
            "None of these is so: you are pregnant; where you live is “A flat”.",
        ),
        (
            "{at_least: {number: 2, of: [{pregnant: true}, {home: flat}, {hours: 1}]}}",
            "pregnant: true, home: hostel, hours: 2",
            "Fewer than 2 of these are so: you are pregnant; where you live is “A flat”; "
            "how many hours you do is 1.",
        ),
    ],
)
def test_what_fails_says_what_you_have_and_what_is_needed(
    when: str, facts: str, sentence: str
) -> None:
    assert why_not(rule(quoted(when)), quoted(facts)) == [sentence]
