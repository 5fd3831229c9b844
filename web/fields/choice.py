"""Choosing: yes or no, one of several, any of several."""

from __future__ import annotations

from typing import Any, cast

from entitlements.facts import Value
from web.fields.answer import AnswerField, BadAnswer, Passed
from web.i18n import gettext as _
from web.wording import choice_text

YES, NO = "yes", "no"
ALONE = frozenset({"nothing", "none"})  #: choices that say "none of these"


class ChoiceField(AnswerField):
    """One of several, as radio buttons; "not sure" is one of them."""

    template = "fields/choice.html"

    @property
    def options(self) -> list[tuple[str, str]]:
        """The values and their words."""
        return [(c.value, choice_text(self.fact, c.value)) for c in self.fact.choices]

    @property
    def chosen(self) -> str:
        """The value that is picked now."""
        return self.ticked[0] if self.ticked else self.typed.get("", "")

    def read(self) -> Value | Passed:
        answer = self.typed[""]
        if answer in dict(self.passes):
            return Passed(answer)
        if answer not in dict(self.options):
            raise BadAnswer(self.empty())
        return self.of_option(answer)

    def empty(self) -> str:
        return _("Choose an answer about %(what)s. You can choose “I’m not sure”.", what=self.what)

    def of_option(self, option: str) -> Value:
        """The value that an option stands for."""
        return option

    def show(self, data: Value) -> None:
        self.typed = {"": cast(str, data)}


class YesNoField(ChoiceField):
    """Yes, no, or not sure."""

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(YES, _("Yes")), (NO, _("No"))]

    def of_option(self, option: str) -> Value:
        return option == YES

    def show(self, data: Value) -> None:
        self.typed = {"": YES if data else NO}


class ChoicesField(ChoiceField):
    """Any of several, as boxes to tick; some of them only make sense alone."""

    template = "fields/choices.html"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        if formdata:
            self.ticked = formdata.getlist(self.input_id())
        self.typed = {}

    @property
    def alone(self) -> frozenset[str]:
        """The choices that rule out all others."""
        return ALONE | {value for value, _words in self.passes}

    def read(self) -> Value | Passed:
        known = {*dict(self.options), *dict(self.passes)}
        ticked = [value for value in self.ticked if value in known]
        if not ticked:
            raise BadAnswer(self.empty())
        if len(set(ticked)) > 1 and self.alone & set(ticked):
            raise BadAnswer(self._clash(next(v for v in ticked if v in self.alone)))
        return Passed(ticked[0]) if ticked[0] in dict(self.passes) else frozenset(ticked)

    def _clash(self, value: str) -> str:
        words = {**dict(self.options), **dict(self.passes)}[value]
        return _("Choose “%(words)s” on its own, or take it away.", words=words)

    def show(self, data: Value) -> None:
        self.ticked = sorted(cast("frozenset[str]", data))
