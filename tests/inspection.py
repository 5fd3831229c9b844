"""What is looked at on every page a test visits. Findings are sentences, none means sound."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

HIDDEN_KINDS = {"hidden", "submit", "button", "reset", "image"}


@dataclass
class Page:
    """One answer of the server, parsed."""

    path: str
    response: TestResponse
    errors: list[str] = field(default_factory=list)

    @cached_property
    def root(self) -> Element:
        """The parsed page; faults in its HTML go to `errors`."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(self.response.text)
        self.errors += [f"{place}: {code} {values}" for place, code, values in parser.errors]
        return root

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """The words a person sees, spaces made single."""
        body = self.root.find("body")
        return _words(body) if body is not None else ""

    @property
    def title(self) -> str:
        found = self.root.find("head/title")
        return _words(found) if found is not None else ""

    @property
    def h1(self) -> str:
        return _words(next(self.root.iter("h1")))

    @property
    def csrf_token(self) -> str | None:
        tokens = (e.get("value") for e in self.all("input") if e.get("name") == "csrf_token")
        return next(tokens, None)

    def all(self, *tags: str, css: str = "") -> list[Element]:
        """Return the elements of these tags, or of this class."""
        return [
            e
            for e in self.root.iter()
            if (not tags or e.tag in tags) and (not css or css in e.get("class", "").split())
        ]

    def links(self) -> dict[str, str]:
        """Return the words of every link and where it leads."""
        return {_words(a): a.get("href", "") for a in self.all("a")}


def findings(page: Page) -> list[str]:
    """Return every fault of one page, in order of reading."""
    looks = (_html, _words_at_the_top, _language, _labels, _error_summary, _policy, _not_kept)
    return [finding for look in looks for finding in look(page)]


def _html(page: Page) -> Iterator[str]:
    if not page.response.content_type.startswith("text/html"):
        yield f"is {page.response.content_type}, not HTML"
    page.root  # noqa: B018 - parsing finds the errors
    yield from page.errors
    ids = [e.get("id") for e in page.all() if e.get("id")]
    yield from (f"id {one!r} is used twice" for one in sorted(set(ids)) if ids.count(one) > 1)


def _words_at_the_top(page: Page) -> Iterator[str]:
    if not page.title or page.title.startswith("-"):
        yield "has no title"
    headings = [_words(h1) for h1 in page.all("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"has {len(headings)} h1: {headings}"
    if page.all(css="govuk-error-summary") and not page.title.startswith("Error: "):
        yield "shows errors, so its title must begin with 'Error: '"


def _language(page: Page) -> Iterator[str]:
    for attribute in ("lang", "dir"):
        if not page.root.get(attribute):
            yield f"html has no {attribute}"


def _labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label")}
    for control in page.all("input", "select", "textarea"):
        named = control.get("aria-label") or control.get("aria-labelledby")
        if control.get("type") in HIDDEN_KINDS or named or control.get("id") in labelled:
            continue
        yield f"{control.tag} {control.get('name')!r} has no label"


def _error_summary(page: Page) -> Iterator[str]:
    ids = {e.get("id"): e for e in page.all() if e.get("id")}
    for summary in page.all(css="govuk-error-summary"):
        for link in summary.iter("a"):
            target = ids.get(link.get("href", "").removeprefix("#"))
            if target is None:
                yield f"error link {link.get('href')!r} leads nowhere"
            elif target.tag not in {"input", "select", "textarea", "button", "a"}:
                yield f"error link {link.get('href')!r} leads to a {target.tag}: focus cannot move"


def _policy(page: Page) -> Iterator[str]:
    policy = page.response.headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy:
        yield "has no content security policy"
    for element in page.all():
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        yield from (f"{element.tag} has an inline {name}, which is refused" for name in inline)
    yield from ("has a style element, which is refused" for _ in page.all("style"))
    for script in page.all("script"):
        if not script.get("src") and f"'sha256-{_digest(script.text or '')}'" not in policy:
            yield "has an inline script, which is refused"
    for element in page.all("script", "link", "img", "iframe", "form"):
        address = element.get("src") or element.get("action") or element.get("href") or ""
        if element.get("rel") != "canonical" and re.match(r"(https?:)?//", address):
            yield f"asks another site for {address}"


def _not_kept(page: Page) -> Iterator[str]:
    if page.response.headers.get("Cache-Control") != "no-store":
        yield f"may be kept: Cache-Control {page.response.headers.get('Cache-Control')}"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _words(element: Element) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag in {"script", "style"} or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
