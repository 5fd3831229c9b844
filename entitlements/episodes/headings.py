"""The headings of care records: our own, plain ones, and those of the SSDA903 episodes file.

Source: SSDA903 data reference, section 1
"""

from __future__ import annotations

import re
from enum import StrEnum


class Column(StrEnum):
    """What a column of a care record holds."""

    START = "start"
    END = "end"
    BASIS = "basis"
    AUTHORITY = "authority"
    PLACEMENT = "placement"
    PLACE_CODE = "place code"  #: SSDA903 PLACE: read into a placement
    BEGAN = "why it began"  #: SSDA903 RNE: only checked
    CEASED = "why it ended"  #: SSDA903 REC: only checked
    CHILD = "child"  #: counted, and then forgotten
    BORN = "date of birth"  #: compared with the case, and then forgotten
    LEFT_OUT = "left out"  #: never kept


#: The columns of a row that are kept as they were typed.
KEPT = (
    Column.START,
    Column.END,
    Column.BASIS,
    Column.AUTHORITY,
    Column.PLACEMENT,
    Column.PLACE_CODE,
    Column.BEGAN,
    Column.CEASED,
)

#: Without headings, the columns in this order.
PLAIN_ORDER = (Column.START, Column.END, Column.BASIS, Column.AUTHORITY)

_NAMES: dict[Column, str] = {
    Column.START: "start, starts, started, start date, date started, date start, date of start, "
    "from, from date, date from, began, begins, decom, episode start, episode start date, "
    "episode started, period start, period start date, care start, care start date, first day",
    Column.END: "end, ends, ended, end date, date ended, date end, date of end, to, to date, "
    "date to, until, finish, finished, finish date, left, dec, ceased, date ceased, episode end, "
    "episode end date, episode ended, period end, period end date, care end, care end date, "
    "first day out",
    Column.BASIS: "basis, legal basis, legal status, legal status code, legal status description, "
    "ls, ls code, type, order, legal order, type of care",
    Column.AUTHORITY: "authority, local authority, la, council, responsible council, "
    "responsible authority",
    Column.PLACEMENT: "placement, placement type, placement description, type of placement",
    Column.PLACE_CODE: "place, place code, placement code",
    Column.BEGAN: "rne, reason for new episode, reason new episode",
    Column.CEASED: "rec, reason episode ceased, reason for episode ceasing, reason ended",
    Column.CHILD: "child, child id, childid, child no, child number, child identifier, person id, "
    "client id",
    Column.BORN: "dob, date of birth, birth date, born",
    Column.LEFT_OUT: "cin, cin code, category of need, place provider, placement provider, "
    "provider, reason place change, reason for place change, home post, pl post, home postcode, "
    "placement postcode, postcode, post code, address, urn, ofsted urn, upn, sex, gender, ethnic, "
    "ethnicity, ethnic group, name, child name, first name, forename, last name, surname, "
    "id, row id, episode id, reference, case number, nhs number, mother, mc dob, "
    "carer, carer name, social worker",
}
HEADINGS: dict[str, Column] = {
    name: column for column, names in _NAMES.items() for name in names.split(", ")
}
"""Every heading that is known, in small letters with single spaces."""


def column_of(heading: str) -> Column | None:
    """What a heading names, whatever its case, spaces and underscores; None for unknown."""
    return HEADINGS.get(plain_heading(heading))


def plain_heading(heading: str) -> str:
    """A heading as it stands in `HEADINGS`.

    >>> plain_heading(" PLACE_PROVIDER:"), plain_heading("Legal-status")
    ('place provider', 'legal status')
    """
    return " ".join(re.split(r"[\s_\-./:*()]+", heading.casefold())).strip()
