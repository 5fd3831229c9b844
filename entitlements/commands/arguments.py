"""What may be written after `python -m entitlements`, and its help."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path

from entitlements.dates import DateProblem, parse_day

RULES = Path(__file__).resolve().parent.parent.parent / "rules"
PERSON_HELP = "a YAML or JSON file about one person; - for standard input"
ABOUT = """Work out and explain what a care leaver can get.

A person's file:
  authority: dorset
  as_at: 2026-11-22
  facts: {date_of_birth: 2007-02-10, home: own_tenancy}"""


def parser() -> ArgumentParser:
    """The parser of every command."""
    top = ArgumentParser(
        "python -m entitlements", description=ABOUT, formatter_class=RawDescriptionHelpFormatter
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="decide everything for one person, and say why")
    _add_person(check)
    check.add_argument("--json", action="store_true", help="print one JSON object")
    asks = commands.add_parser("questions", help="the questions in the order they would be asked")
    _add_person(asks)
    every = "go on as if each were answered 'not sure'"
    asks.add_argument("--all", action="store_true", help=every)
    ahead = commands.add_parser("timeline", help="the days on which something starts or stops")
    _add_person(ahead)
    until = "the day to stop at (else the 26th birthday)"
    ahead.add_argument("--until", type=day, metavar="DATE", help=until)
    _add_rules(commands.add_parser("rules", help="list, show and check the rule tables"))
    bench = commands.add_parser("bench", help="time the engine; prints one JSON object")
    _add_folder(bench)
    return top


def _add_person(command: ArgumentParser) -> None:
    command.add_argument("person", metavar="PERSON", help=PERSON_HELP)
    command.add_argument(
        "--as-at",
        type=day,
        metavar="DATE",
        help="the day asked about (else the file's, else today)",
    )
    command.add_argument("--authority", metavar="ID", help="the council that looked after them")
    _add_folder(command)


def _add_folder(command: ArgumentParser) -> None:
    command.add_argument(
        "--rules", type=Path, metavar="DIR", default=RULES, help="the folder of rules"
    )


def _add_rules(rules: ArgumentParser) -> None:
    kinds = rules.add_subparsers(dest="rules_command", required=True, metavar="WHAT")
    helps = {
        "list": "every table with its area and versions",
        "show": "one table in plain sentences, with its sources and examples",
        "check": "every problem in the rules; exit 2 if there is one",
        "todo": "what is unconfirmed, and whom to ask",
        "schema": "the JSON Schema of a rule file, for an editor",
        "format": "one table, or every one, as it would be written",
    }
    for name, text in helps.items():
        _add_folder(kinds.add_parser(name, help=text))
    _add_proof(kinds.choices["check"])
    show = kinds.choices["show"]
    show.add_argument("table", metavar="TABLE", help="england/higher-education-bursary")
    show.add_argument(
        "--version", type=day, metavar="DATE", help="the version in force on a day (else all)"
    )
    schema = kinds.choices["schema"]
    files = ("table", "facts", "sources", "parameters", "floors", "personas")
    schema.add_argument("file", nargs="?", choices=files, default="table")
    kinds.choices["format"].add_argument("table", nargs="?", metavar="TABLE")


def _add_proof(check: ArgumentParser) -> None:
    """What `rules check` may be asked to prove."""
    check.add_argument("--prove", action="store_true", help="prove the rules too: gaps, clashes …")
    solver = "ask the solver as well (it takes longer)"
    check.add_argument("--solver", action="store_true", help=solver)
    against = "the rules before a change: prove what the change moves"
    check.add_argument("--against", type=Path, metavar="DIR", help=against)
    check.add_argument(
        "--as-at", type=day, metavar="DATE", help="the day of the proof (else today)"
    )


def day(text: str) -> date:
    """A day among the arguments. Raises: ArgumentTypeError, with what to write instead."""
    try:
        return parse_day(text)
    except DateProblem as problem:
        raise ArgumentTypeError(str(problem)) from problem


__all__ = ["Namespace", "day", "parser"]
