"""After a rule change: a kept check still comes out the same, and says what has changed since."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import expect

from tests.journeys.cases.almanac import Almanac
from tests.journeys.cases.homes import TITLE, publish
from tests.journeys.cases.room import COL, EXPORT, Worker
from web.settings import ROOT


def test_replay_after_a_rule_change(
    team: int,
    served: Flask,
    almanac: Almanac,
    pat: Worker,
    at_another_desk: Callable[..., Worker],
) -> None:
    number, code = kept(pat)
    nothing_has_changed_since(pat)
    publish(served, almanac.day, almanac.seconds())
    replayed(served, almanac, code)
    worked_out_again_on_the_page(pat, code)
    what_has_changed_since(pat)
    which_of_ones_cases_change(pat, number)
    not_for_a_colleague(at_another_desk(COL))


def kept(pat: Worker) -> tuple[int, str]:
    pat.open_case("LC-40", "Sky", born="2001-03-01", care="01/05/2013\t01/03/2019\tS20\tDorset")
    number = pat.open_case("LC-41", "Ren", born="2007-02-10", care=EXPORT)
    pat.go("Facts")
    pat.act("Change", "Home")
    moving = pat.page.get_by_label("Whether you are moving into your own home", exact=True)
    moving.select_option("Yes")
    pat.press("Save")
    pat.go("Answers")
    pat.press("Keep these answers")
    pat.see("These answers are kept. Their code is ")
    pat.see(TITLE)
    pat.inspect()
    return number, pat.page.url.rpartition("/")[2]


def nothing_has_changed_since(pat: Worker) -> None:
    pat.follow("What has changed since")
    rules = pat.page.get_by_role("region", name="Because the rules or the day moved")
    facts = pat.page.get_by_role("region", name="Because facts of the case changed")
    for part in (rules, facts):
        expect(part).to_contain_text("Nothing is other.")
    pat.inspect()


def replayed(served: Flask, almanac: Almanac, code: str) -> None:
    """On the command line, in a process that knows the store and nothing else."""
    settings = served.extensions["entitlements.settings"]
    around = {
        "ENTITLEMENTS_DATABASE_URL": settings.store_url,
        "ENTITLEMENTS_INSTANCE_DIR": str(settings.instance_dir),
        "ENTITLEMENTS_SECRET_KEY": settings.secret_key,
        "ENTITLEMENTS_FIXED_DATE": almanac.day.isoformat(),
    }
    same, since = (
        subprocess.run(
            [sys.executable, "-m", "web", "replay", code, *more],
            cwd=ROOT,
            env={**os.environ, **around},
            capture_output=True,
            text=True,
        )
        for more in ((), ("--since",))
    )
    assert (same.returncode, same.stdout, same.stderr) == (0, "same\n", "")
    assert since.returncode == 1, since.stderr
    assert "dorset/setting-up-home: was not_published, is may_get" in since.stdout


def worked_out_again_on_the_page(pat: Worker, code: str) -> None:
    pat.follow("Work it out again")
    pat.see("It is the same")
    pat.see("Each answer, each word and each test came out as it was kept.")
    pat.see(code)
    pat.inspect()


def what_has_changed_since(pat: Worker) -> None:
    pat.follow("What has changed since")
    rules = pat.page.get_by_role("region", name="Because the rules or the day moved")
    expect(rules).to_contain_text(TITLE)
    expect(rules).to_contain_text("£3,000")
    facts = pat.page.get_by_role("region", name="Because facts of the case changed")
    expect(facts).to_contain_text("Nothing is other.")
    pat.inspect()


def which_of_ones_cases_change(pat: Worker, number: int) -> None:
    pat.follow("New rules")
    pat.see("Nobody has gone through the cases yet.")
    pat.inspect()
    pat.press("Go through the cases")
    pat.see("2 cases were gone through.")
    changed = pat.page.get_by_role("article", name="Ren")
    expect(changed).to_contain_text(TITLE)
    expect(changed).to_contain_text("£3,000")
    pat.see_not("Sky")
    pat.inspect()
    pat.follow("Cases")
    pat.see("New rules change something in 1 of your cases.")
    pat.inspect()
    pat.follow("New rules")
    pat.act("I have seen this", "Ren")
    pat.see("Seen already (1)")
    pat.see("Nothing new changes for your cases.")
    pat.inspect()
    pat.follow("Cases")
    pat.see_not("New rules change something")


def not_for_a_colleague(col: Worker) -> None:
    """What changes may hang on private facts: only the case's own adviser is told."""
    col.follow("New rules")
    col.see_not("Ren")
