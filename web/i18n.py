"""The words in the reader's language; English where there are none.

Catalogues are read from their text (`messages.po`) at start, so that no compiled
file can be out of step with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, g, session

from web.settings import Settings

ENGLISH = "en"
_CATALOGUES: dict[str, NullTranslations] = {ENGLISH: NullTranslations()}


def read_catalogues(folder: Path) -> dict[str, NullTranslations]:
    """Read every `<locale>/LC_MESSAGES/messages.po` under `folder`."""
    found = {path.parent.parent.name: _read(path) for path in folder.glob("*/LC_MESSAGES/*.po")}
    return {ENGLISH: NullTranslations(), **found}


def _read(path: Path) -> NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as text:
        write_mo(compiled, read_po(text, locale=path.parent.parent.name))
    compiled.seek(0)
    return Translations(compiled)


def locale() -> Locale:
    """Return the language of this page."""
    return Locale.parse(language())


def language() -> str:
    """Return the code of that language."""
    try:
        return str(g.locale)
    except (AttributeError, RuntimeError):  # no page is being made, or none was chosen for it
        return ENGLISH


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are words in, English first."""
    return (ENGLISH, *sorted(_CATALOGUES.keys() - {ENGLISH}))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say what is said inside in another language than that of the page."""
    before = g.get("locale")
    g.locale = code
    try:
        yield
    finally:
        g.locale = before or ENGLISH


def _translations() -> NullTranslations:
    return _CATALOGUES.get(language(), _CATALOGUES[ENGLISH])


def gettext(message: str, **values: object) -> str:
    """Translate one sentence; `%(name)s` in it takes a value."""
    translated = _translations().ugettext(message)
    return translated % values if values else translated


def pgettext(context: str, message: str, **values: object) -> str:
    """Translate one sentence that means this only in this context."""
    translated = str(_translations().upgettext(context, message))
    return translated % values if values else translated


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Translate a sentence that counts; `%(num)s` takes the number."""
    return _translations().ungettext(one, many, num) % {"num": num, **values}


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for translation where it is written; translate it where it is shown."""
    return message


def set_up(app: Flask, settings: Settings) -> None:
    """Read the catalogues, and give templates `_`, `ngettext`, `pgettext` and the direction."""
    _CATALOGUES.update(read_catalogues(settings.translations_dir))
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False, pgettext=pgettext)
    app.jinja_env.globals["_"] = gettext  # its own alias looks the function up at each call
    app.jinja_env.globals["locale"] = locale

    @app.before_request
    def _choose() -> None:
        chosen = session.get("locale", ENGLISH)
        g.locale = chosen if chosen in _CATALOGUES else ENGLISH
