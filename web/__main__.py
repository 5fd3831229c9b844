"""python -m web serve | migrate | bench."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable, Sequence

from flask import Flask

from web import STORE, create_app
from web.settings import Settings, SettingsError
from web.store import open_store

LARGEST_READ = 8 * 1024 * 1024  # bytes waitress will take in before our own page can answer


def serve(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    import waitress

    from web.store.migrate import is_current

    app = create_app()
    if not is_current(app.extensions[STORE]):
        print("The store is not up to date. Run: python -m web migrate", file=sys.stderr)
        return 2
    _keep_purging(app)
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


def _keep_purging(app: Flask) -> None:
    """Delete idle answers even when nobody comes by: a person who left is still owed it."""

    def purge() -> None:
        while not threading.Event().wait(60):
            app.session_interface.purge(now=True)

    app.session_interface.purge(now=True)
    threading.Thread(target=purge, daemon=True).start()


def migrate(args: argparse.Namespace) -> int:
    """Bring the store up to date."""
    from web.store.migrate import migrate

    migrate(open_store(Settings.from_environment().store_url))
    return 0


def bench(args: argparse.Namespace) -> int:
    """Print figures of speed and weight as one JSON object."""
    from web.bench import print_figures

    return print_figures()


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve": serve,
    "migrate": migrate,
    "bench": bench,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit 2 for a setting that cannot be used or an address in use."""
    parser = argparse.ArgumentParser(prog="python -m web")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    args = parser.parse_args(argv)
    try:
        return COMMANDS[args.command](args)
    except KeyboardInterrupt:
        return 0
    except (SettingsError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
