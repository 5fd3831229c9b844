"""Fixtures of the domain's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep books where nobody else looks for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENTITLEMENTS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
