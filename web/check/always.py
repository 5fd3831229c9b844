"""The pages that need no answers, and use them where there are some."""

from __future__ import annotations

from flask import g, render_template

from web.areas import area_name
from web.asked.asking import evaluation_of
from web.book import book
from web.check import urgent
from web.check.contents import contents
from web.check.views import answers_now, bp


@bp.get("/help-today")
def help_today() -> str:
    """Say what to do by tonight."""
    found = evaluation_of(answers_now(), g.as_at)
    others = urgent.elsewhere(found, "emergency")
    return render_template("check/help_today.html", items=urgent.emergency(found), others=others)


@bp.get("/disagree")
def disagree() -> str:
    """Say what to do when somebody says no."""
    found = evaluation_of(answers_now(), g.as_at)
    names = (urgent.ADVOCATES, urgent.COMPLAINTS, urgent.RECORDS)
    advocates, complaints, records = (urgent.named(found, its) for its in names)
    page = {"advocates": advocates, "complaints": complaints, "records": records}
    return render_template("check/disagree.html", **page)


@bp.get("/what-this-checks")
def what_this_checks() -> str:
    """List every entitlement, with its sources."""
    areas = contents(book(), g.as_at)
    return render_template("check/what_this_checks.html", areas=areas, area_name=area_name)
