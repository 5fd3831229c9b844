"""Which Chromium the browser tests use. `python -m tests.browsers --install` gets one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ON_PATH = ("chromium", "chromium-browser", "google-chrome")
NONE_FOUND = (
    "No browser found, so browser tests are skipped. Install Chromium, set CHROMIUM_PATH, "
    "or run: .venv/bin/python -m playwright install --with-deps chromium"
)


def executable() -> str | None:
    """Return the browser to start: the one asked for, else one on PATH, else None."""
    return os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, ON_PATH)), None)


def playwright_has_its_own() -> bool:
    """Look where Playwright keeps its downloads, without starting it."""
    default = {
        "darwin": Path.home() / "Library/Caches/ms-playwright",
        "win32": Path.home() / "AppData/Local/ms-playwright",
    }.get(sys.platform, Path.home() / ".cache/ms-playwright")
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    return any(folder.glob("chromium*"))


def available() -> bool:
    """True if a browser test can run here."""
    return executable() is not None or playwright_has_its_own()


def install() -> None:
    """Get Debian's Chromium if that is ours to do; else say, in one line, what would help."""
    if not available() and _is_root() and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests", flush=True)
        for step in (["update"], ["install", "-y", "chromium"]):
            subprocess.run(
                ["apt-get", "-qq", *step],
                check=False,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
    if not available():
        print(NONE_FOUND)


def launch_arguments() -> list[str]:
    """Quiet the browser's own traffic; without a sandbox only where root has none."""
    arguments = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return [*arguments, "--no-sandbox"] if _is_root() else arguments


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    if "--install" in sys.argv:
        install()
    print(executable() or "")
