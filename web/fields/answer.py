"""What every answer has in common: it may be a value, or "not sure", or "rather not say".

A field keeps what was typed, so that a page with an error shows it again, and knows
which of its inputs the error is about, so that focus can go there.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from entitlements.facts import Value
from entitlements.rulebook.catalogue import FactDef, Sensitivity
from web.i18n import gettext as _
from web.wording import fact_text

LONGEST = 200  # characters of one answer; anything longer is a slip of the hand


class Passed(StrEnum):
    """Two ways to leave a fact unknown."""

    NOT_SURE = "not_sure"
    RATHER_NOT_SAY = "rather_not_say"


class BadAnswer(ValidationError):
    """An answer that cannot be used: why, and which input to look at (a part of the field)."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


class AnswerField(Field):
    """One fact asked on a page. `data` is a value, a `Passed`, or None before it is read.

    `typed` holds the text of each input by its part; the part "" is the field itself.
    """

    parts: tuple[str, ...] = ("",)
    template = ""

    def __init__(self, label: str = "", *, fact: FactDef, **kwargs: Any) -> None:
        self.fact = fact
        self.typed: dict[str, str] = {}
        self.ticked: list[str] = []
        self.bad_part = ""
        super().__init__(label or fact_text(fact, "question"), **kwargs)

    @property
    def what(self) -> str:
        """The fact as it reads in a sentence."""
        return fact_text(self.fact, "label")

    @property
    def passes(self) -> list[tuple[str, str]]:
        """The ways to leave this fact unknown, with their words."""
        ways = [(str(Passed.NOT_SURE), _("I’m not sure"))]
        if self.fact.sensitivity is Sensitivity.SENSITIVE:
            ways.append((str(Passed.RATHER_NOT_SAY), _("I’d rather not say")))
        return ways

    @property
    def instead(self) -> list[tuple[str, str]]:
        """What may be ticked in place of a value, with its words."""
        return self.passes

    @property
    def focus(self) -> str:
        """The id of the input that an error is about."""
        return self.input_id(self.bad_part)

    def input_id(self, part: str = "") -> str:
        """The id, and the name, of one input."""
        return f"{self.id}-{part}" if part else str(self.id)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was typed, or show again what was answered before."""
        self.process_errors, self.errors, self.data = [], (), data
        if formdata:
            self.typed = {p: formdata.get(self.input_id(p), "").strip() for p in self.parts}
            self.ticked = formdata.getlist(self.input_id("instead"))
        elif isinstance(data, Passed):
            self.ticked = [str(data)]
        elif data is not None:
            self.show(data)

    def pre_validate(self, form: Any) -> None:
        """Read the answer. Raises BadAnswer, which says what to do."""
        try:
            if any(len(text) > LONGEST for text in self.typed.values()):
                raise BadAnswer(_("Your answer is too long. Make it shorter."), self.parts[0])
            self.data = self.read()
        except BadAnswer as problem:
            self.bad_part = problem.part
            raise

    def refuse(self, message: str) -> None:
        """Add an error found by comparing this answer with others."""
        self.errors = [*self.errors, message]
        self.bad_part = self.parts[0]

    def read(self) -> Value | Passed:
        """Read a ticked box, or what was typed; never both."""
        ticked = [value for value, _words in self.instead if value in self.ticked]
        typed = any(self.typed.values())
        if typed and ticked:
            raise BadAnswer(_("Give an answer or tick a box, not both."), self.parts[0])
        if len(ticked) > 1:
            raise BadAnswer(_("Tick one box only."), "instead")
        if ticked:
            skipped = ticked[0] in set(Passed)
            return Passed(ticked[0]) if skipped else self.of_tick(ticked[0])
        if not typed:
            raise BadAnswer(self.empty(), self.parts[0])
        return self.value(self.typed)

    def of_tick(self, ticked: str) -> Value:
        """The value that a box other than "not sure" stands for."""
        raise NotImplementedError

    def empty(self) -> str:
        """What to say to somebody who left it empty."""
        return _("Enter %(what)s. If you do not know, tick “I’m not sure”.", what=self.what)

    def value(self, typed: Mapping[str, str]) -> Value:
        """Read what was typed. Raises BadAnswer."""
        raise NotImplementedError

    def show(self, data: Value) -> None:
        """Fill `typed` or `ticked` with an earlier answer."""
        raise NotImplementedError
