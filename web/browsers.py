"""What a browser calls itself, in words that its owner knows it by."""

from __future__ import annotations

#: The first that is found names it: most browsers also claim to be the ones after them.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"CriOS": "Chrome", "FxiOS": "Firefox", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"CrOS": "Chromebook", "Mac OS": "Mac", "Linux": "Linux"}


def browser_words(user_agent: str) -> str:
    """Return for example "Firefox on Windows"; "" where it does not say.

    Only words of ours come back, never any of what was sent.
    """
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return " on ".join(filter(None, (browser, system)))
