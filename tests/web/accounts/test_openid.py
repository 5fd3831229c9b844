"""The council's own sign-in, end to end against a provider on this machine."""

from __future__ import annotations

import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from tests.staff import new_account
from tests.visits import Visit
from web.access import Role
from web.accounts import openid
from web.store import account_changes, accounts

# The provider is built on parts of Authlib that are about to go, and says so.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ROLES = "Entitlements.PolicyLead=policy_lead,Entitlements.Approver=approver"
TENANT = "the-council"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import run_server_in_thread

        with run_server_in_thread() as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def app(make_app: Callable[..., Flask], provider: str) -> Flask:
    return make_app(
        oidc_metadata_url=f"{provider}/.well-known/openid-configuration",
        oidc_client_id="entitlements",
        oidc_client_secret="not so secret",
        oidc_tenant=TENANT,
        oidc_roles=ROLES,
        help_contact="the service desk",
    )


@pytest.fixture
def person(provider: str) -> Callable[..., str]:
    """Tell the provider about somebody; returns the subject."""

    def tell(subject: str = "kim", **claims: object) -> str:
        said = {"email": f"{subject}@council.example", "name": "Kim", "tid": TENANT}
        said |= {"roles": ["Entitlements.PolicyLead"], **claims}
        said = {name: value for name, value in said.items() if value is not None}
        requests.put(f"{provider}/users/{subject}", json=said, timeout=5).raise_for_status()
        return subject

    return tell


def go_there(visit: Visit, then: str = "") -> str:
    """Press the link; returns the address of the provider."""
    page = visit("/staff/openid", query_string={"next": then}, status=303)
    return page.response.headers["Location"]


def come_back(there: str, **pressed: str) -> str:
    """Press a button on the provider's page; returns the path it leads back to."""
    answer = requests.post(there, data=pressed, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(visit: Visit, subject: str, status: int = 200):
    return visit(come_back(go_there(visit), sub=subject), follow=True, status=status)


def store(app: Flask):
    return app.extensions["entitlements.store"]


def test_a_first_sign_in_makes_an_account_with_the_roles_of_the_token(
    app: Flask, visit: Visit, person
) -> None:
    page = sign_in(visit, person(roles=["Entitlements.PolicyLead", "Something.Else"]))

    assert "Signed in as Kim" in page.text
    made = accounts.by_subject(store(app), "kim")
    assert made.roles == {Role.POLICY_LEAD}
    assert made.email == "kim@council.example"


def test_it_asks_with_code_and_proof_and_sends_the_verifier(
    app: Flask, visit: Visit, person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = parse_qs(urlsplit(there := go_there(visit)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["nonce"]
    assert asked["state"]

    sent = []
    client = app.extensions[openid.CLIENT]
    real = client.fetch_access_token
    monkeypatch.setattr(client, "fetch_access_token", lambda **kw: sent.append(kw) or real(**kw))
    visit(come_back(there, sub=person()), follow=True)
    assert len(sent[0]["code_verifier"]) >= 43


def test_the_page_that_was_asked_for_opens(visit: Visit, person) -> None:
    page = visit("/staff/account/browsers", follow=True)
    link = page.links()["Sign in with your council account"]
    there = visit(link, status=303).response.headers["Location"]

    assert visit(come_back(there, sub=person()), follow=True).path == "/staff/account/browsers"


def test_a_forged_way_on_is_not_followed(visit: Visit, person) -> None:
    there = go_there(visit, "//other.example/")
    page = visit(come_back(there, sub=person()), status=303)

    assert page.response.headers["Location"] == "/editor/"  # where a policy lead begins


def test_people_are_known_by_their_subject_not_by_their_email(
    app: Flask, visit: Visit, person
) -> None:
    sign_in(visit, person())
    sign_in(Visit(app.test_client()), person(email="married@council.example"))

    assert [one.email for one in accounts.everyone(store(app))] == ["kim@council.example"]


def test_an_email_of_another_account_opens_nothing(app: Flask, visit: Visit, person) -> None:
    new_account(app, Role.ADMINISTRATOR, email="boss@council.example")
    page = sign_in(visit, person("mallory", email="Boss@council.example"), status=403)

    assert "belongs to another account" in page.text
    assert visit.client.get("/staff/account").status_code == 303


def test_roles_are_those_of_each_sign_in_and_older_sessions_end(
    app: Flask, visit: Visit, person
) -> None:
    sign_in(visit, person())
    later = Visit(app.test_client())
    sign_in(later, person(roles=["Entitlements.Approver"]))

    assert accounts.by_subject(store(app), "kim").roles == {Role.APPROVER}
    assert visit.client.get("/staff/account").status_code == 303


@pytest.mark.parametrize("roles", [None, [], ["Something.Else"], "policy_lead"])
def test_whoever_has_no_role_is_told_whom_to_ask(visit: Visit, person, roles: object) -> None:
    page = sign_in(visit, person("norole", roles=roles), status=403)

    assert "has no role here yet" in page.text
    assert "ask the service desk" in page.text


def test_whoever_lost_every_role_is_out_in_every_browser(app: Flask, visit: Visit, person) -> None:
    sign_in(visit, person())
    sign_in(Visit(app.test_client()), person(roles=[]), status=403)

    assert accounts.by_subject(store(app), "kim").roles == frozenset()
    assert visit.client.get("/staff/account").status_code == 303


def test_an_account_that_is_off_stays_out(app: Flask, visit: Visit, person) -> None:
    sign_in(visit, person())
    account = accounts.by_subject(store(app), "kim")
    account_changes.disable(store(app), account.id, 1, "a test")

    assert "switched off" in sign_in(visit, person(), status=403).text


@pytest.mark.parametrize("tenant", [None, "another-council"])
def test_another_organisation_is_kept_out(visit: Visit, person, tenant: str | None) -> None:
    page = sign_in(visit, person("stranger", tid=tenant), status=403)

    assert "not from this council" in page.text


def test_somebody_without_an_email_is_told_so(visit: Visit, person) -> None:
    assert "has no email" in sign_in(visit, person("nomail", email=None), status=403).text


def test_stopping_on_the_providers_page_says_so(visit: Visit) -> None:
    page = visit(come_back(go_there(visit), action="deny"), status=403)

    assert "You stopped on the council's page" in page.text
    assert page.links()["Try again"] == "/staff/sign-in"


def test_a_wrong_state_signs_nobody_in(visit: Visit, person) -> None:
    """Somebody else's way back, in this browser."""
    there = go_there(visit)
    back = come_back(there, sub=person()).replace("state=", "state=x")

    assert "Try again from the start" in visit(back, status=403).text


def test_a_way_back_is_of_use_once_and_in_the_browser_it_began_in(
    app: Flask, visit: Visit, person
) -> None:
    back = come_back(go_there(visit), sub=person())
    assert "began in another browser" in Visit(app.test_client())(back, status=403).text

    visit(back, follow=True)
    assert visit.client.get_cookie("staff-start") is None
    visit(back, status=403)


@pytest.mark.parametrize("wrong", [{"nonce": "another"}, {"back": "http://localhost/other"}])
def test_a_token_of_another_sign_in_signs_nobody_in(
    visit: Visit, person, wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    back, real = come_back(go_there(visit), sub=person()), openid._kept
    monkeypatch.setattr(openid, "_kept", lambda cookie: {**real(cookie), **wrong})

    assert "did not let you in" in visit(back, status=403).text


def test_a_token_for_another_service_signs_nobody_in(
    app: Flask, visit: Visit, person, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = come_back(go_there(visit), sub=person())
    client = app.extensions[openid.CLIENT]
    real = client.fetch_access_token

    def then_become_another(**sent: str) -> dict:
        token = real(**sent)
        monkeypatch.setattr(client, "client_id", "another service")
        return token

    monkeypatch.setattr(client, "fetch_access_token", then_become_another)
    assert "did not let you in" in visit(back, status=403).text


@pytest.mark.parametrize("rest", ["error=server_error&error_description=<b>x", "code=no", ""])
def test_a_provider_that_fails_has_a_page(visit: Visit, rest: str) -> None:
    state = parse_qs(urlsplit(go_there(visit)).query)["state"][0]
    page = visit(f"/staff/openid/back?state={state}&{rest}", status=403)

    assert "did not let you in" in page.text
    assert "<b>x" not in page.text


def test_a_provider_that_is_away_has_a_page(make_app: Callable[..., Flask]) -> None:
    with nobody_listening() as port:
        app = make_app(
            oidc_metadata_url=f"http://127.0.0.1:{port}/",
            oidc_client_id="us",
            oidc_client_secret="secret",
            oidc_roles=ROLES,
        )
        page = Visit(app.test_client())("/staff/openid", status=403)

    assert "did not answer" in page.text


@contextmanager
def nobody_listening() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_https_is_asked_back_to_where_cookies_are_secure(make_app, provider: str) -> None:
    app = make_app(
        secure_cookie=True,
        oidc_metadata_url=f"{provider}/.well-known/openid-configuration",
        oidc_client_id="us",
        oidc_client_secret="secret",
        oidc_roles=ROLES,
    )
    answer = app.test_client().get("/staff/openid")

    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["redirect_uri"] == ["https://localhost/staff/openid/back"]
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-staff-start=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
