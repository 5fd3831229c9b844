"""Letters that no page can show: each is made the mark for one that is not known."""

from __future__ import annotations

import re

MARK = "\ufffd"
#: Control characters but for tab and new line, and codes that stand for no letter.
_NO_LETTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def shown(text: str) -> str:
    """A text as it was typed, lines ended in one way, with a mark where no letter is."""
    return _NO_LETTER.sub(MARK, text.replace("\r\n", "\n").replace("\r", "\n"))
