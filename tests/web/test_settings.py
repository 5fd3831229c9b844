"""Settings are read once, and what cannot be used is refused by name."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from web.contrast import contrast
from web.security import kept_secret
from web.settings import LEAST_CONTRAST, Settings, SettingsError


def test_the_environment_sets_settings() -> None:
    settings = Settings.from_environment(
        {
            "ENTITLEMENTS_SERVICE_NAME": "Money and help",
            "ENTITLEMENTS_FIXED_DATE": "2026-11-22",
            "ENTITLEMENTS_SECURE_COOKIE": "true",
            "ENTITLEMENTS_SESSION_IDLE_MINUTES": "15",
            "UNRELATED": "ignored",
        }
    )

    assert settings.service_name == "Money and help"
    assert settings.fixed_date == date(2026, 11, 22)
    assert settings.secure_cookie is True
    assert settings.session_idle_minutes == 15


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("FIXED_DATE", "22/11/2026"),
        ("SECURE_COOKIE", "perhaps"),
        ("SESSION_IDLE_MINUTES", "0"),
        ("SESSION_IDLE_MINUTES", "half an hour"),
        ("BRAND_COLOUR", "teal"),
        ("BRAND_COLOUR", "#00ffff"),
        ("LINK_COLOUR", "#fff;}body{display:none"),
        ("BRAND_FONT", "Arial;}body{display:none"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name.lower() + "|" + name):
        Settings.from_environment({f"ENTITLEMENTS_{name}": text})


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_our_own_brand_can_be_read() -> None:
    settings = Settings()

    for colour in (settings.brand_colour, settings.link_colour):
        assert contrast(colour, "#ffffff") >= LEAST_CONTRAST
        assert contrast(colour, "#f3f5f5") >= LEAST_CONTRAST  # the footer


def test_the_brand_reaches_the_page(make_app) -> None:
    app = make_app(brand_colour="#512b70", brand_font="Verdana, sans-serif")
    sheet = app.test_client().get("/brand.css").text

    assert "--govuk-brand-colour:#512b70" in sheet
    assert "--brand-font:Verdana, sans-serif" in sheet


def test_the_secret_is_made_once_and_is_ours_alone(tmp_path: Path) -> None:
    path = tmp_path / "instance" / "secret_key"
    first = kept_secret(path)

    assert len(first) == 64
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
