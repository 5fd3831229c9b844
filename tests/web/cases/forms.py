"""The forms of a page as a browser would send them, for tests that send something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from tests.inspection import Page
from tests.visits import Visit

NOT_TYPED = {"csrf_token", "once"}
PRESSED = {"submit", "button", "reset", "image"}


@dataclass(frozen=True)
class Form:
    """One form that is posted: where to, what it holds, and which of that is typed."""

    page: str
    action: str
    fields: tuple[tuple[str, str], ...]
    typed: frozenset[str]
    hidden: frozenset[str]

    def with_(self, value: str, names: frozenset[str] | None = None) -> Form:
        """The form with something else in some fields, or in all that can be typed in."""
        names = self.typed if names is None else names
        kept = [(name, value if name in names else told) for name, told in self.fields]
        return replace(self, fields=tuple(kept))

    @property
    def data(self) -> dict[str, list[str]]:
        """What is sent."""
        found: dict[str, list[str]] = {}
        for name, told in self.fields:
            found.setdefault(name, []).append(told)
        return found


def forms_of(page: Page) -> Iterator[Form]:
    """The forms of a page that are posted."""
    for form in page.all("form"):
        if form.get("method", "").lower() == "post":
            inside = [e for e in form.iter() if e.tag in {"input", "select", "textarea"}]
            named = [e for e in inside if e.get("name")]
            told = [(e.get("name", ""), value) for e in named for value in _values(e)]
            yield Form(
                page.path,
                form.get("action") or page.path,
                tuple(told),
                frozenset(e.get("name", "") for e in named if _is_typed(e)),
                frozenset(e.get("name", "") for e in named if e.get("type") == "hidden"),
            )


def _is_typed(element: Element) -> bool:
    kind = element.get("type", "text")
    free = element.tag == "textarea" or (element.tag == "input" and kind in {"text", "date"})
    return free and element.get("name") not in NOT_TYPED


def _values(element: Element) -> Iterator[str]:
    """What an element sends; a choice that nobody made sends its first."""
    if element.tag == "textarea":
        yield element.text or ""
    elif element.tag == "select":
        options = list(element.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        yield from (o.get("value", o.text or "") for o in chosen)
    elif element.get("type") in {"radio", "checkbox"}:
        if element.get("checked") is not None:
            yield element.get("value", "on")
    elif element.get("type") not in PRESSED | {"file"}:
        yield element.get("value", "")


def token_of(visit: Visit) -> str:
    """The token of a visitor's forms, of a page that any account may open."""
    if visit not in _tokens:
        _tokens[visit] = Page("/", visit.client.get("/staff/account")).csrf_token or ""
    return _tokens[visit]


_tokens: WeakKeyDictionary[Visit, str] = WeakKeyDictionary()
