"""Jinja: our templates, the GOV.UK macros, and what every page may use."""

from __future__ import annotations

from flask import Flask
from jinja2 import (
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
)

from web.brand import stamp
from web.settings import Settings


def set_up(app: Flask, settings: Settings) -> None:
    """Find templates, keep them compiled, and trim the blank lines they would leave."""
    env = app.jinja_env
    env.auto_reload = False
    env.trim_blocks = env.lstrip_blocks = True
    env.loader = ChoiceLoader(
        [
            FileSystemLoader(app.root_path + "/templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    cache = settings.instance_dir / "cache"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(cache))
    env.globals["settings"] = settings
    env.globals["brand_stamp"] = stamp(settings)
