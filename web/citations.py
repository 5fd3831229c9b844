"""Sources as lines with links: what an answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entitlements.rulebook.model import Citation, Source
from web.i18n import pgettext


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A text that an answer rests on, and the place in it."""

    title: str
    place: str
    url: str | None


def source_lines(sources: Mapping[str, Source], cited: Iterable[Citation]) -> list[SourceLine]:
    """Citations with the titles and addresses of their sources."""
    return [_line(sources[one.source], one) for one in cited]


def _line(source: Source, one: Citation) -> SourceLine:
    title = pgettext(f"sources.{source.id}.title", source.title)
    return SourceLine(title, one.place, source.url)
