"""What a council may set, read once from the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

from web.contrast import contrast

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "ENTITLEMENTS_"
SWITCHES = ("secure_cookie", "local_accounts", "demo")
LOOPBACK = ("http://127.0.0.1:", "http://localhost:")  #: where a provider needs no https
WHOLE_NUMBERS = (
    *("session_idle_minutes", "staff_idle_minutes", "staff_hours", "emergency_days"),
    "case_keep_months",
)
LEAST_CONTRAST = 4.5  # Web Content Accessibility Guidelines 1.4.3, ordinary text


class SettingsError(ValueError):
    """A setting cannot be used; the message names it and says what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting. `ENTITLEMENTS_SERVICE_NAME` sets `service_name`, and so on.

    Raises: SettingsError, for a colour, font or number that cannot be used
    """

    service_name: str = "Check what you can get when you leave care"
    tab_name: str = "Money and help check"  #: in the title, so in the history: does not say care
    council_name: str = ""  #: named in the footer, where a council hosts the service
    brand_colour: str = "#0b5d5e"  #: header and footer line; white text stands on it
    link_colour: str = "#0b5d5e"
    brand_font: str = "system-ui, sans-serif"
    rules_dir: Path = ROOT / "rules"
    translations_dir: Path = ROOT / "translations"
    instance_dir: Path = ROOT / "instance"
    assets_dir: Path = ROOT / "instance" / "assets"
    database_url: str = ""  #: empty: an SQLite file under `instance_dir`
    session_idle_minutes: int = 30
    secure_cookie: bool = False  #: set to true wherever the service is reached by https
    secret_key: str = field(default="", repr=False)  #: empty: made on first run, kept in a file
    exit_address: str = "https://www.bbc.co.uk/weather"
    staff_idle_minutes: int = 60  #: signed out after so long without a visit
    staff_hours: int = 12  #: signed out after so long, visits or not
    emergency_days: int = 14  #: an emergency that nobody countersigns lapses after so long
    local_accounts: bool = True  #: sign in with a password of our own
    help_contact: str = ""  #: whom staff ask who cannot sign in; empty: "an administrator here"
    oidc_metadata_url: str = ""  #: the council's OpenID provider; empty: not used
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_tenant: str = ""  #: only people whose `tid` is this; empty: not looked at
    oidc_roles: str = ""  #: for example Entitlements.PolicyLead=policy_lead,Audit=auditor
    case_key: str = field(default="", repr=False)  #: 64 hexadecimal digits; empty: made, in a file
    case_keep_months: int = 12  #: a closed case is purged after so long; a council's own schedule
    demo: bool = False  #: made-up accounts, chosen with one press; never in service
    fixed_date: date | None = None  #: answer as if today were this day; for tests and fact-checkers

    def __post_init__(self) -> None:
        _check_colour("brand_colour", self.brand_colour)
        _check_colour("link_colour", self.link_colour)
        if not re.fullmatch(r"[\w\s,'\"-]+", self.brand_font):
            raise SettingsError("brand_font: give font names, for example: Arial, sans-serif")
        for name in WHOLE_NUMBERS:
            if getattr(self, name) < 1:
                raise SettingsError(f"{name}: give a whole number of {_unit(name)}, 1 or more")
        _check_sign_in(self)

    @property
    def store_url(self) -> str:
        """Where the store is, as an SQLAlchemy address."""
        return self.database_url or f"sqlite:///{self.instance_dir / 'store.sqlite3'}"

    @classmethod
    def from_environment(cls, environ: dict[str, str] | None = None) -> Self:
        """Read every `ENTITLEMENTS_...` variable that is set.

        Raises: SettingsError, naming the variable
        """
        if environ is None:
            import os

            environ = dict(os.environ)
        given = {f.name: environ.get(PREFIX + f.name.upper()) for f in fields(cls)}
        return cls(**{name: _typed(name, text) for name, text in given.items() if text})


def _typed(name: str, text: str) -> Any:
    try:
        if name.endswith("_dir"):
            return Path(text).resolve()
        if name in WHOLE_NUMBERS:
            return int(text)
        if name in SWITCHES:
            return {"true": True, "false": False}[text.lower()]
        if name == "fixed_date":
            return date.fromisoformat(text)
    except (ValueError, KeyError):
        raise SettingsError(f"{PREFIX}{name.upper()}: cannot read {text!r}") from None
    return text


def _unit(name: str) -> str:
    return name.rpartition("_")[2]


def _check_sign_in(settings: Settings) -> None:
    """Whoever sets up half of a sign-in should hear so at start, not from staff."""
    if settings.oidc_metadata_url:
        if not settings.oidc_metadata_url.startswith(("https://", *LOOPBACK)):
            raise SettingsError("oidc_metadata_url: give an address that begins with https://")
        for name in ("oidc_client_id", "oidc_client_secret", "oidc_roles"):
            if not getattr(settings, name):
                raise SettingsError(f"{name}: is needed too, as oidc_metadata_url is set")
    elif not settings.local_accounts:
        raise SettingsError("local_accounts: without oidc_metadata_url nobody could sign in")


def _check_colour(name: str, colour: str) -> None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise SettingsError(f"{name}: give a colour as # and six digits, for example #0b5d5e")
    if contrast(colour, "#ffffff") < LEAST_CONTRAST:
        raise SettingsError(f"{name}: {colour} is too pale to read on white; choose a darker one")
