"""Where to go after signing in: a page of this website, and nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import url_for

from web.access import may_open

LONGEST = 1_000  # characters


def local_path(asked: str | None) -> str | None:
    r"""Return a path of this website as it was asked for; None for anything else.

    Browsers read `//other.example`, `/\other.example` and an address with a tab in it
    as another site.
    """
    if not asked or len(asked) > LONGEST or not asked.startswith("/"):
        return None
    if not asked.isprintable() or "\\" in asked or asked.startswith("//"):
        return None
    return None if urlsplit(asked).netloc else asked


def first_page(asked: str | None) -> str:
    """The page that was asked for, or else the first that is of use to whoever is here."""
    found = local_path(asked)
    if found is None:
        pages = (
            "editor.tables",
            "cases.caseload",
            "accounts.people",
            "accounts.mine",
            "accounts.password",
        )
        found = next(url_for(page) for page in pages if may_open(page))
    return found
