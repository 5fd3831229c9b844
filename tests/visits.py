"""Opening pages in tests: every visit is an inspection."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.inspection import Page, findings

_titles: dict[str, str] = {}  # title -> the path that has it


class Visit:
    """A visitor who looks at each page: `page = visit("/privacy")`."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.last: Page | None = None

    def __call__(self, path: str, *, status: int = 200, follow: bool = False, **kw: Any) -> Page:
        """Get a page and inspect it. `follow` goes where redirects lead."""
        return self.look(path, status, self.client.get(path, follow_redirects=follow, **kw))

    def post(
        self,
        path: str,
        data: dict[str, Any] | None = None,
        *,
        status: int = 200,
        follow: bool = True,
        **kw: Any,
    ) -> Page:
        """Post a form as the page last visited would, with its token; inspect the result."""
        token = self.last.csrf_token if self.last else None
        data = {**({"csrf_token": token} if token else {}), **(data or {})}
        response = self.client.post(path, data=data, follow_redirects=follow, **kw)
        return self.look(path, status, response)

    def look(self, path: str, status: int, response: Any) -> Page:
        """Inspect an answer as the page of a path."""
        page = Page(response.request.path, response)
        assert page.status == status, f"{path}: {page.status}, expected {status}\n{response.text}"
        if 300 <= status < 400:
            return page
        found = findings(page) + _title_of_its_own(page)
        if found:
            pytest.fail(f"{page.path}:\n  " + "\n  ".join(found), pytrace=False)
        self.last = page
        return page


def _title_of_its_own(page: Page) -> list[str]:
    title = page.title.removeprefix("Error: ")
    if page.status != 200 or _titles.setdefault(title, page.path) == page.path:
        return []
    return [f"title {title!r} is also that of {_titles[title]}"]
