"""python -m web serve | migrate | rules | audit | backup | users | cases | bench."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from flask import Flask

from entitlements.problems import DataProblems
from entitlements.signoff import NotAllowed
from web import SETTINGS, STORE, book, create_app, staff_log
from web.accounts import demo
from web.cases import demo as cases_demo
from web.commands import audit, backup, cases, replay, rules, users
from web.live_book import NoBook
from web.prepare import prepare
from web.settings import Settings, SettingsError
from web.store import StoreError
from web.store.register import RegisterTampered

LARGEST_READ = 8 * 1024 * 1024  # bytes waitress will take in before our own page can answer


def serve(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    import waitress

    from web.store.migrate import is_current

    app = create_app()
    if not is_current(app.extensions[STORE]):
        print("The store is not up to date. Run: python -m web migrate", file=sys.stderr)
        return 2
    _read_book(app)
    _keep_purging(app)
    staff_log.to_standard_error()
    if app.extensions[SETTINGS].demo:
        demo.make_accounts(app.extensions[STORE], int(time.time()))
        cases_demo.make_cases(app, int(time.time()))
    print(f"Serving on http://{args.host}:{args.port} - press Ctrl and C to stop", flush=True)
    waitress.serve(
        app,
        host=args.host,
        port=args.port,
        threads=4,
        ident=None,
        max_request_body_size=LARGEST_READ,
    )
    return 0


def _read_book(app: Flask) -> None:
    """Read the book before the first visitor asks; without one, pages say that there is none."""
    with suppress(NoBook):  # logged already
        book.live(app).now()


def _keep_purging(app: Flask) -> None:
    """Delete idle answers even when nobody comes by: a person who left is still owed it."""

    def purge() -> None:
        while not threading.Event().wait(60):
            app.session_interface.purge(now=True)

    app.session_interface.purge(now=True)
    threading.Thread(target=purge, daemon=True).start()


def migrate(args: argparse.Namespace) -> int:
    """Bring the store up to date, and import the rules into it if it is new."""
    for told in prepare(Settings.from_environment()):
        print(told, file=sys.stderr)
    return 0


def bench(args: argparse.Namespace) -> int:
    """Print figures of speed and weight as one JSON object."""
    from web.bench import print_figures

    return print_figures()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m web")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="serve until stopped")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.set_defaults(run=serve)
    commands.add_parser("migrate", help="bring the store up to date").set_defaults(run=migrate)
    commands.add_parser("bench", help="print figures of speed").set_defaults(run=bench)
    for more in (rules, audit, backup, users, cases, replay):
        more.add_to(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit 2 for what cannot be used or may not be done; 1 as the command says."""
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
        return code
    except KeyboardInterrupt:
        return 0
    except (SettingsError, OSError, DataProblems, NotAllowed, RegisterTampered) as error:
        print(error, file=sys.stderr)
        return 2
    except StoreError as error:
        print(f"The store: {getattr(error, 'orig', None) or error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
