"""The self-check: a care leaver's own questions and answers."""

from web.check import always, keep
from web.check.views import bp

__all__ = ["always", "bp", "keep"]
