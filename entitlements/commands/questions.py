"""`questions`: what the engine would ask next, in order, and why."""

from __future__ import annotations

from argparse import Namespace

from entitlements.commands.loading import asked
from entitlements.commands.printing import paragraph
from entitlements.commands.run import Today
from entitlements.messages import why_asked
from entitlements.questions import next_question


def run(arguments: Namespace, today: Today) -> int:
    """Print the next question, or with --all each in turn as if answered "not sure"."""
    evaluation = asked(arguments, today).evaluation()
    passed: list[str] = []
    question = next_question(evaluation)
    while question is not None:
        number = len(passed) + 1
        paragraph(f"{number}. {question.fact.question} [{question.fact.id}]", 0, 3)
        paragraph(why_asked(question, evaluation.book.tables), 3)
        passed.append(question.fact.id)
        question = next_question(evaluation, passed) if arguments.all else None
    if not passed:
        print("Nothing left to ask could change any outcome.")
    return 0
