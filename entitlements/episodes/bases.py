"""Legal bases as care records write them: SSDA903 codes and plain words.

Source: SSDA903 data reference, sections 2 and 4; law reference, section 1.2
"""

from __future__ import annotations

import re

from entitlements.problems import nearest

CODES = {
    "C1": "interim_care_order",
    "C2": "care_order",
    "D1": "placement_order",
    "E1": "placement_order",
    "V2": "section_20",
    "V3": "short_breaks",
    "V4": "short_breaks",
    "L1": "emergency",
    "L2": "emergency",
    "L3": "emergency",
    "J1": "remand",
    "J2": "remand",
    "J3": "remand",
}
"""SSDA903 legal status codes. D1, a freeing order, came before the placement order."""

WORDS = {
    "care_order": "care order",
    "interim_care_order": "interim care order",
    "section_20": "section 20",
    "placement_order": "placement order",
    "remand": "remand",
    "emergency": "emergency",
    "short_breaks": "short breaks",
}
"""Each basis in words that `read_basis` reads back."""

_ALSO = {
    "care_order": "full care order, co, fco, section 31, s31, section 31 care order",
    "interim_care_order": "ico, interim, section 38, s38, interim care",
    "section_20": "s20, sec 20, accommodated, voluntary, voluntarily accommodated, "
    "voluntary accommodation, voluntary care, section 20 accommodation, "
    "accommodated under section 20, single period of accommodation under section 20, "
    "single period under s20",
    "placement_order": "po, freeing order, placement order granted, freeing order granted",
    "remand": "remanded, on remand, youth remand, remand to youth detention accommodation, "
    "remand to local authority accommodation, yda, pace, yro, youth rehabilitation order",
    "emergency": "police protection, epo, emergency protection order, emergency protection, "
    "child assessment order, under police protection",
    "short_breaks": "short break, respite, respite care, short break care, "
    "series of short breaks, short term breaks",
}
BASIS_OF = {words: basis for basis, words in WORDS.items()} | {
    words: basis for basis, listed in _ALSO.items() for words in listed.split(", ")
}
"""Plain words for a basis, in small letters."""

NOT_CARE = {
    "section 17": "Section 17 help",
    "s17": "Section 17 help",
    "sec 17": "Section 17 help",
    "private fostering": "Private fostering",
    "special guardianship": "Special guardianship",
    "special guardianship order": "Special guardianship",
    "sgo": "Special guardianship",
    "adoption order": "An adoption order",
    "adopted": "An adoption order",
    "child arrangements order": "A child arrangements order",
    "cao": "A child arrangements order",
    "custody": "A custodial sentence",
    "custodial sentence": "A custodial sentence",
}
"""What is not being looked after, though records list it beside what is."""

_CODE = re.compile(r"([A-Za-z][0-9])(?:[ :–—-]+(.*))?")


class NotABasis(ValueError):
    """Text that is no legal basis; `what` says why and `fix` what to write."""

    def __init__(self, what: str, fix: str) -> None:
        self.what, self.fix = what, fix
        super().__init__(f"{what} {fix}")


def read_basis(text: str) -> str:
    """Read a legal basis. Raises `NotABasis`.

    >>> read_basis("C2"), read_basis("S.20"), read_basis("V3 - respite")
    ('care_order', 'section_20', 'short_breaks')
    """
    code = _CODE.fullmatch(text)
    if code and code[1].upper() in CODES:
        return _of_code(code[1].upper(), code[2] or "", text)
    words = plain_words(text)
    if words in BASIS_OF:
        return BASIS_OF[words]
    raise _no_basis(words, text)


def plain_words(text: str) -> str:
    """Words for a basis as they stand in `BASIS_OF`.

    >>> plain_words("S. 20 (Children Act 1989)"), plain_words("care_order")
    ('s20', 'care order')
    """
    small = re.sub(r"\(.*?\)|\bchildren act 1989\b|\bca 1989\b", " ", text.casefold())
    spaced = " ".join(re.split(r"[\s_\-.,:;/]+", small)).strip()
    return re.sub(r"\bs (?=[0-9])", "s", spaced)


def _of_code(code: str, rest: str, text: str) -> str:
    said = BASIS_OF.get(plain_words(rest), CODES[code])
    if said != CODES[code]:
        raise NotABasis(
            f'"{text[:40]}" says two things: {code} is {WORDS[CODES[code]]}.',
            "Keep the one that is right.",
        )
    return CODES[code]


def _no_basis(words: str, text: str) -> NotABasis:
    if not words:
        what = "The legal basis is missing. It decides if these days count."
        return NotABasis(what, "Add it: for example care order, or section 20.")
    if words in NOT_CARE:
        fix = "Leave this row out. If the record may be wrong, ask the legal team."
        return NotABasis(f"{NOT_CARE[words]} is not being looked after.", fix)
    what = f'"{text[:40]}" is not a legal basis that we know.'
    return NotABasis(what, nearest(words, WORDS.values()))
