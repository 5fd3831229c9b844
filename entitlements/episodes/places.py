"""SSDA903 placement codes in plain words.

Source: SSDA903 data reference, section 2
"""

from __future__ import annotations

_FROM_CODES = {
    "U1 U2 U3": "foster care with family or friends",
    "U4 U5 U6": "foster care",
    "A3 A4 A5 A6": "placed for adoption",
    "K1": "secure children's home",
    "K2": "children's home",
    "K3": "supported accommodation",
    "H5": "semi-independent living",
    "R1": "care home",
    "R2": "NHS care",
    "R3": "family centre",
    "R5": "custody",
    "S1": "residential school",
    "P1": "with parents",
    "P2": "independent living",
    "P3": "residential employment",
    "T0 T1 T2 T3 T4": "temporary placement",
    "Z1 Z11 Z12 Z13 Z14": "other placement",
}
PLACES = {code: words for codes, words in _FROM_CODES.items() for code in codes.split()}
"""What each PLACE code stands for, in words a person can read."""


def place_words(code: str) -> str:
    """The words for a code; what is no code of the list stays as it was typed.

    >>> place_words("u4"), place_words("Aunt's house")
    ('foster care', "Aunt's house")
    """
    return PLACES.get(code.upper(), code)
