"""A policy lead's desk: a small book in service, a draft in it, and the forms of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from flask import Flask

from tests.inspection import Page
from tests.rulebooks import shipped_files
from tests.visits import Visit
from web.store import Store, changes
from web.store.changes import Change

SIM, HOME = "dorset/sim", "dorset/setting-up-home"
#: Enough of the shipped rules to try people on, and few enough to prove in a moment.
KEPT = ("facts", "sources", "parameters", "floors", "personas", SIM, HOME, "dorset/festival")
DRAFT = "/editor/changes/1"
GRID, TEXT = f"{DRAFT}/grid/{SIM}.yaml", f"{DRAFT}/text/{SIM}.yaml"
BEGIN = f"/editor/table/{SIM}/change"
FROM_APRIL = {"title": "SIM cards", "reason": "Cabinet asked.", "how": "version"}
FROM_APRIL |= {"starts": "2027-04-01"}


def small_rules(folder: Path) -> Path:
    """Write some of the shipped rule files into a folder."""
    for path, text in shipped_files():
        if path.removesuffix(".yaml") in (*KEPT, "england/leaving-care-status"):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(text)
    return folder


def in_service(name: str) -> bytes:
    """The text of a rule file, as it is shipped."""
    return dict(shipped_files())[f"{name}.yaml"]


def store_of(app: Flask) -> Store:
    """The store of an application."""
    found: Store = app.extensions["entitlements.store"]
    return found


def change_of(app: Flask, number: int = 1) -> Change:
    """A change of an application, which must be there."""
    found = changes.get(store_of(app), number)
    assert found is not None
    return found


def text_of(app: Flask, path: str = f"{SIM}.yaml") -> str:
    """The newest text of a file of the first change."""
    return change_of(app).texts[path].text.decode()


def begin(visit: Visit, name: str = SIM, **given: str) -> str:
    """Begin a change through its page; the address of its grid."""
    address = f"/editor/table/{name}/change"
    visit(address)
    page = visit.post(address, {**FROM_APRIL, **given}, status=303, follow=False)
    return page.response.headers["Location"]


def form_with(page: Page, name: str) -> dict[str, str]:
    """The fields, as a browser would send them, of the form that holds a field of a name."""
    for form in page.all("form"):
        fields = dict(_fields(form))
        if name in fields:
            return fields
    raise AssertionError(f"no form has a field {name!r}")


def _fields(form: Element) -> list[tuple[str, str]]:
    found = []
    for element in form.iter():
        name = element.get("name")
        if name and element.tag == "textarea":
            found.append((name, (element.text or "")))
        elif name and element.tag == "select":
            found.append((name, _chosen(element)))
        elif name and element.tag == "input":
            found.append((name, element.get("value", "")))
    return found


def _chosen(select: Element) -> str:
    options = list(select.iter("option"))
    chosen = [one for one in options if "selected" in one.attrib] or options[:1]
    return chosen[0].get("value", chosen[0].text or "") if chosen else ""


def cell(page: Page, label: str) -> str:
    """The name of the cell that is labelled like "Says: moving"."""
    labels = {e.get("aria-label", ""): e.get("name", "") for e in page.all() if e.get("name")}
    return labels[label]


def save(
    visit: Visit, page: Page, typed: Mapping[str, str], act: str = "save", **kw: object
) -> Page:
    """Type into a grid that is open, by the labels of its cells, and press a button."""
    fields = form_with(page, "columns")
    cells = {cell(page, label): text for label, text in typed.items()}
    address = kw.pop("address", GRID)
    return visit.post(str(address), {**fields, **cells, "act": act}, **kw)  # type: ignore[arg-type]


def errors(page: Page) -> dict[str, str]:
    """What the error summary says, and the id of the field that it leads to."""
    found = [link for box in page.all(css="govuk-error-summary") for link in box.iter("a")]
    return {"".join(link.itertext()).strip(): link.get("href", "")[1:] for link in found}
