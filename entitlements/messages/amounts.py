"""Amounts in words: one phrase for how much, and lines for what goes with it.

A figure that is not known is said to be none; nothing here ever turns it into £0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from entitlements.evaluate import Decision, Figure
from entitlements.messages.amount_templates import (
    FOR_EACH,
    FORMS,
    LIMIT_PER,
    LINES,
    ONE_IN,
    PER,
    SUMS,
)
from entitlements.messages.speech import (
    RuleText,
    Speech,
    Translate,
    in_english,
    rules_in_english,
    within_a_sentence,
)
from entitlements.money import Per, format_money
from entitlements.plan.sums import PartLeft
from entitlements.rulebook.amounts import (
    Expression,
    FactValue,
    Instalment,
    Kind,
    Limit,
    Pence,
    Percent,
    Steps,
    WholeCount,
)
from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.model import Force, Outcome, RuleTable


def amount_text(
    figure: Figure, translate: Translate = in_english, rule_text: RuleText = rules_in_english
) -> str:
    """How much, in one phrase without a full stop.

    `rule_text` gives the texts of the rules in the reader's language; their context
    is "amount" and the key of the amount.
    """
    return Wording(figure, Speech(Catalogue(), translate, rule_text)).text()


def amount_lines(
    figure: Figure,
    tables: Mapping[str, RuleTable] | None = None,
    translate: Translate = in_english,
    rule_text: RuleText = rules_in_english,
) -> list[str]:
    """What goes with an amount, one sentence or line each: parts, payments, uses, limits."""
    return list(Wording(figure, Speech(Catalogue(), translate, rule_text)).lines(tables or {}))


def amount_of(
    decision: Decision, translate: Translate = in_english, rule_text: RuleText = rules_in_english
) -> str | None:
    """How much a decision comes to, in one phrase; None where it is not a matter of money.

    While the decision is open the phrase says only what it could be.
    """
    figure = decision.figure
    if figure is None:
        return None
    wording = Wording(figure, Speech(Catalogue(), translate, rule_text))
    if decision.outcome is Outcome.UNDECIDED and not wording.is_open:
        return wording.could_be()
    if decision.force is Force.GUIDANCE and not wording.is_open:
        return wording.in_guidance()
    return wording.text()


class Wording:
    """One figure in one language."""

    def __init__(self, figure: Figure, speech: Speech) -> None:
        self.figure, self.amount, self.speech = figure, figure.amount, speech

    def text(self) -> str:
        """The phrase, from the sum outwards."""
        text = self._form(self.sum_() or self._no_sum())
        for wrap in (self._times, self._overall, self._limit, self._caveat, self._repay):
            text = wrap(text)
        return text

    def could_be(self) -> str:
        """The phrase, for what is not decided yet."""
        return self._say(SUMS, "could_be", text=within_a_sentence(self.text()))

    def in_guidance(self) -> str:
        """The phrase, for a sum that guidance names and nobody is bound to."""
        return self._say(SUMS, "in_guidance", text=self.text())

    @property
    def is_open(self) -> bool:
        """Whether the phrase already says that it is not known."""
        words = self.sum_() or self._no_sum()
        return words == self.speech.translate(SUMS["no_figure"]) or not self.figure.is_settled

    # The sum itself.

    def sum_(self) -> str | None:
        """The sum and how often; None where there is none to say."""
        least, most = self.figure.least, self.figure.most
        if self.amount.cost or self.amount.value is None or least is None:
            return None
        if most is None:
            return self.per(self._say(SUMS, "at_least", sum=format_money(least))) if least else None
        if self.amount.pot and self.figure.is_settled and self._left(most):
            return self._left(most)
        if least == most and not self.amount.up_to:
            return self.per(format_money(most))
        if self.amount.up_to or not least:
            return self.per(self.up_to(format_money(most)))
        ends = {"least": format_money(least), "most": format_money(most)}
        return self.per(self._say(SUMS, "between", **ends))

    def _left(self, left: int) -> str:
        """What is left of a pot, once something was had of it."""
        cap = _fixed(self.amount.value)
        if cap is None:
            return self._say(SUMS, "just_left", left=format_money(left))
        if left == cap:
            return ""
        return self._say(SUMS, "left", left=format_money(left), cap=format_money(cap))

    def per(self, sum_: str) -> str:
        """A sum with how often it comes, or what it is for."""
        per = self.amount.per
        if per is Per.BIRTHDAY and isinstance(self.amount.value, Steps):
            return self._say(SUMS, "next_birthday", sum=sum_)
        if self.amount.pot or (self.amount.up_to and per is Per.ONCE):
            return self._say(SUMS, "in_all", sum=sum_) if per in (None, Per.ONCE) else self._a(sum_)
        return self._a(sum_)

    def up_to(self, sum_: str) -> str:
        """A sum as a ceiling."""
        return self._say(SUMS, "up_to", sum=sum_)

    def _a(self, sum_: str) -> str:
        per = self.amount.per
        return sum_ if per is None else self._say(PER, per.value, sum=sum_)

    # No sum: what is said instead.

    def _no_sum(self) -> str:
        amount = self.amount
        if amount.matched:
            return self._say(SUMS, "matched")
        if amount.cost:
            return self._cost()
        if amount.in_kind:
            return self._rule("in_kind", amount.in_kind)
        if amount.agreed_by:
            return self._say(SUMS, "agreed", people=self._list("agreed_by", amount.agreed_by))
        if isinstance(amount.value, Percent) and isinstance(amount.value.of, FactValue):
            return self._share(amount.value.percent)
        open_ = amount.value is not None and self.figure.least is not None
        return self._say(SUMS, "open" if open_ else "no_figure")

    def _cost(self) -> str:
        text = self._share(self.amount.share or "100")
        most = self.figure.most
        if self.amount.value is not None and most is not None:
            return self._say(SUMS, "capped", text=text, sum=format_money(most))
        return self.up_to(text) if self.amount.up_to else text

    def _share(self, share: str) -> str:
        """Part of a cost or of a bill, as a per cent of it."""
        if self.amount.kind is Kind.OFF_BILL:
            return self._say(SUMS, "share_bill", share=share)
        named = {"100": "full_cost", "50": "half_cost", "25": "quarter_cost"}
        return self._say(SUMS, named.get(share, "share_cost"), share=share)

    # What sort of help it is, and its limits.

    def _form(self, text: str) -> str:
        kind, has_sum = self.amount.kind, self.sum_() is not None
        if kind is Kind.LOAN and not has_sum and not self.amount.cost:
            return self._say(FORMS, "loan_open")
        if self.amount.in_kind and has_sum:
            thing = self._rule("in_kind", self.amount.in_kind)
            return self._say(FORMS, "worth", thing=thing, text=text)
        shown_already = kind in (Kind.OFF_BILL, Kind.IN_KIND) and not has_sum
        if kind is Kind.CASH or shown_already:
            return text
        return self._say(FORMS, kind.value, text=text)

    def _times(self, text: str) -> str:
        times = self.amount.times
        if times is None:
            return text
        if not isinstance(times, WholeCount):
            return self._say(FORMS, "for_some_time", text=text)
        return self._say(FORMS, "for_times", text=text, periods=self._periods(times.number))

    def _periods(self, number: int) -> str:
        return self._say(FOR_EACH, (self.amount.per or Per.ONCE).value, number=number)

    def _overall(self, text: str) -> str:
        cap, times = _fixed(self.amount.overall), self.amount.overall_times
        if cap is not None:
            text = self._say(FORMS, "overall", text=text, sum=format_money(cap))
        if times is None:
            return text
        return self._say(FORMS, "overall_times", text=text, periods=self._periods(times))

    def _limit(self, text: str) -> str:
        limit = self.amount.limit
        if limit is None or limit.number == 1:
            return text
        of = self._rule("limit.of", limit.of)
        text = self._say(FORMS, "limit", text=text, number=limit.number, things=of)
        per = limit.per.value if limit.per else ""
        return self._say(LIMIT_PER, per, text=text) if per in LIMIT_PER else text

    def _caveat(self, text: str) -> str:
        """What an unknown fact leaves open; of a pot that is what was already had."""
        if self.figure.is_settled or self.figure.most is None:
            return text
        had = self.amount.pot or self.amount.overall is not None or self.amount.draws_on is not None
        return self._say(SUMS, "less_had" if had else "depends", text=text)

    def _repay(self, text: str) -> str:
        return self._say(FORMS, "repay", text=text) if self.amount.repay else text

    # Lines.

    def lines(self, tables: Mapping[str, RuleTable]) -> Iterator[str]:
        """What goes with the amount."""
        amount = self.amount
        yield from map(self._part, self.figure.parts)
        yield from (self._instalment(n, one) for n, one in enumerate(amount.instalments))
        if amount.uses:
            yield self._say(LINES, "uses", uses=self._list("uses", amount.uses))
        if amount.draws_on:
            yield self._draws_on(amount.draws_on, tables)
        if amount.limit and amount.limit.number == 1:
            yield self._one_only(amount.limit)
        if amount.one_use_at_most:
            yield self._say(LINES, "one_use", percent=amount.one_use_at_most.percent)
        if amount.agreed_by and (self.sum_() is not None or amount.kind is Kind.LOAN):
            yield self._say(LINES, "agreed", people=self._list("agreed_by", amount.agreed_by))

    def _one_only(self, limit: Limit) -> str:
        things = self._rule("limit.of", limit.of)
        per = limit.per.value if limit.per else ""
        if per in ONE_IN:
            return self._say(ONE_IN, per, things=things)
        return self._say(LINES, "limit", things=things)

    def _part(self, left: PartLeft) -> str:
        title = self._rule(f"parts.{left.part.id}.title", left.part.title)
        if left.cap is None or left.left is None:
            return self._say(LINES, "part_open", title=title)
        words = {"title": title, "cap": format_money(left.cap[1])}
        if left.left == left.cap or left.left[0] != left.left[1]:
            return self._say(LINES, "part", **words)
        return self._say(LINES, "part_left", left=format_money(left.left[1]), **words)

    def _instalment(self, number: int, instalment: Instalment) -> str:
        when = self._rule(f"instalments.{number}.when", instalment.when)
        when = when[:1].lower() + when[1:]
        sum_ = _fixed(instalment.value)
        if sum_ is None:
            return self._say(LINES, "instalment_open", when=when)
        return self._say(LINES, "instalment", sum=format_money(sum_), when=when)

    def _draws_on(self, table: str, tables: Mapping[str, RuleTable]) -> str:
        if table not in tables:
            return self._say(LINES, "draws_on_other")
        title = self.speech.title(table, tables[table].title)
        return self._say(LINES, "draws_on", title=title)

    def _list(self, key: str, texts: tuple[str, ...]) -> str:
        return self.speech.all_of(self._rule(f"{key}.{n}", text) for n, text in enumerate(texts))

    def _rule(self, key: str, text: str) -> str:
        return self.speech.rule_text(f"amount.{key}", text)

    def _say(self, group: Mapping[str, str], name: str, **words: object) -> str:
        return self.speech.translate(group[name]).format(**words)


def _fixed(expression: Expression | None) -> int | None:
    """A sum that is written as one; others are worked out for a person."""
    return expression.pence if isinstance(expression, Pence) else None
