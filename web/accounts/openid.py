"""The council's own sign-in: OpenID Connect, code flow with PKCE, through Authlib.

What must be the same on the way back (state, nonce, verifier) waits in a signed cookie
of ten minutes, because there is no session before somebody is signed in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from joserfc.errors import JoseError
from requests import RequestException

from web import staff_log
from web.access import Role
from web.i18n import N_
from web.settings import Settings, SettingsError

CLIENT, ROLES = "entitlements.openid", "entitlements.openid.roles"
PATIENCE = 10  # seconds for one answer of the provider
LASTS = 600  # seconds between going there and coming back
#: What a provider may say wrongly, or not at all.
FAULTS = (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, RuntimeError)


class Refusal(Exception):
    """Nobody was signed in; `says` is a sentence that tells why."""

    def __init__(self, says: str, log: str) -> None:
        super().__init__(says)
        self.says, self.log = says, log


@dataclass(frozen=True, slots=True)
class Person:
    """Who came back, in the provider's words. `roles` are ours."""

    subject: str
    email: str
    name: str
    roles: frozenset[Role]


def set_up(app: Flask, settings: Settings) -> None:
    """Register the provider. It is not asked anything before somebody signs in.

    Raises: SettingsError, where roles are mapped to something that is none
    """
    app.extensions[ROLES] = roles_from(settings.oidc_roles)
    app.extensions[CLIENT] = OAuth(app).register(
        "council",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=settings.oidc_metadata_url,
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )


def roles_from(text: str) -> dict[str, Role]:
    """Read `Entitlements.PolicyLead=policy_lead,Audit=auditor`.

    Raises: SettingsError
    """
    found = {}
    for pair in text.split(","):
        theirs, equals, ours = pair.strip().rpartition("=")
        if not equals or not theirs or ours not in set(Role):
            known = ", ".join(Role)
            raise SettingsError(
                f"oidc_roles: cannot read {pair.strip()!r}; write THEIRS=OURS, ours being {known}"
            )
        found[theirs.strip()] = Role(ours)
    return found


def start(back: str, then: str | None) -> tuple[str, str]:
    """Return where to send the browser, and what its cookie must bring back.

    Raises: Refusal, if the provider cannot be reached
    """
    try:
        made = current_app.extensions[CLIENT].create_authorization_url(back)
    except FAULTS as fault:
        raise Refusal(_UNREACHABLE, type(fault).__name__) from fault
    kept = {name: made[name] for name in ("state", "nonce", "code_verifier")}
    return made["url"], _signer().dumps({**kept, "back": back, "then": then})


def finish(cookie: str) -> tuple[Person, str | None]:
    """Return who came back, and where they wanted to go.

    Raises: Refusal
    """
    if error := request.args.get("error"):  # not every provider sends the state with it
        raise Refusal(_CANCELLED if error == "access_denied" else _PROVIDER, error)
    kept = _kept(cookie)
    try:
        claims = _claims(kept)
    except FAULTS as fault:
        raise Refusal(_PROVIDER, type(fault).__name__) from fault
    return _person(claims), kept["then"]


def _kept(cookie: str) -> dict[str, Any]:
    """What we sent the browser away with, if this is the way back from that."""
    try:
        kept: dict[str, Any] = _signer().loads(cookie, max_age=LASTS)
    except BadData:
        raise Refusal(_NOT_BEGUN, "no_start") from None
    if not secrets.compare_digest(
        request.args.get("state", "").encode(), str(kept["state"]).encode()
    ):
        raise Refusal(_NOT_BEGUN, "wrong_state")
    return kept


def _claims(kept: dict[str, Any]) -> dict[str, Any]:
    """Trade the code for a token, and check whose it is, for whom, and from whom."""
    client = current_app.extensions[CLIENT]
    token = client.fetch_access_token(
        code=request.args["code"], redirect_uri=kept["back"], code_verifier=kept["code_verifier"]
    )
    must_be = {
        "iss": {"essential": True, "value": client.load_server_metadata()["issuer"]},
        "aud": {"essential": True, "value": client.client_id},
        "nonce": {"essential": True, "value": kept["nonce"]},
    }
    found = client.parse_id_token(token, nonce=kept["nonce"], claims_options=must_be)
    if not found or not found.get("sub"):
        raise ValueError("no id_token")
    return dict(found)


def _person(claims: dict[str, Any]) -> Person:
    tenant = current_app.extensions["entitlements.settings"].oidc_tenant
    if tenant and claims.get("tid") != tenant:
        raise Refusal(_WRONG_TENANT, "wrong_tenant")
    email = str(claims.get("email") or claims.get("preferred_username") or "").strip()
    if "@" not in email or len(email) > 254 or len(str(claims["sub"])) > 255:
        raise Refusal(_NO_EMAIL, "no_email")
    theirs = claims.get("roles") or []
    theirs = [theirs] if isinstance(theirs, str) else theirs
    ours = current_app.extensions[ROLES]
    roles = frozenset(ours[role] for role in theirs if role in ours)
    name = "".join(c for c in str(claims.get("name") or email) if c.isprintable())[:100]
    staff_log.note("openid_back", roles=len(roles))
    return Person(str(claims["sub"]), email, name, roles)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="openid start")


_UNREACHABLE = N_("The council's sign-in did not answer. Wait a few minutes, then try again.")
_PROVIDER = N_("The council's sign-in did not let you in. Try again from the start.")
_CANCELLED = N_("You stopped on the council's page, so you are not signed in.")
_NOT_BEGUN = N_("It took too long, or began in another browser. Try again from the start.")
_WRONG_TENANT = N_("That account is not from this council. Use your council account.")
_NO_EMAIL = N_("Your council account has no email. Ask whoever looks after your account.")
