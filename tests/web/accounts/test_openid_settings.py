"""Settings of the council's own sign-in: whole, or refused by name; or not used at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.visits import Visit
from web.accounts import openid
from web.settings import Settings, SettingsError


def test_without_a_provider_there_is_no_such_page(make_app: Callable[..., Flask]) -> None:
    visit = Visit(make_app().test_client())

    visit("/staff/openid", status=404)
    visit("/staff/openid/back", status=404)
    assert "council account" not in visit("/staff/sign-in").text


@pytest.mark.parametrize("text", ["", "PolicyLead", "x=boss", "=auditor", "a=auditor,,b=approver"])
def test_roles_that_cannot_be_read_are_refused_at_start(text: str) -> None:
    with pytest.raises(SettingsError, match="oidc_roles"):
        openid.roles_from(text)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"oidc_metadata_url": "http://sign-in.example/"}, "oidc_metadata_url"),
        ({"oidc_metadata_url": "https://sign-in.example/"}, "oidc_client_id"),
        ({"local_accounts": False}, "local_accounts"),
        ({"staff_hours": 0}, "staff_hours"),
    ],
)
def test_half_a_sign_in_is_refused_at_start(given: dict, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings(**given)
