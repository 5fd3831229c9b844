"""Pastes of invented people, and the short way to read one."""

from __future__ import annotations

from datetime import date

from entitlements.episodes import Pasted, read_pasted

BORN = date(2007, 2, 10)
AS_AT = date(2026, 11, 22)

#: The episodes file of a return: foster care, a full order, a move, staying put at 18.
EPISODES = """\
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
D123,01/05/2019,S,C1,N1,U4,PR1,02/09/2019,X1,,DT1 1,BH1 2,
D123,02/09/2019,L,C2,N1,U4,PR1,11/01/2021,X1,,DT1 1,BH1 2,
D123,11/01/2021,P,C2,N1,K2,PR4,10/02/2025,E17,PLACE,DT1 1,BH1 2,SC000001
"""

#: What a spreadsheet gives when cells are copied: tabs, Windows line ends, odd spaces.
SPREADSHEET = (
    "\ufeffDate Started\tDate Ended\tLegal Status\tPlacement Type\tSocial Worker\r\n"
    "3 May 2019\t 2-Sep-2020 \tS.20\tFoster\u00a0care\tSomebody\r\n"
    "\t\t\t\t\r\n"
    "02/09/2020\tongoing\tfull care order\t\tSomebody\r\n"
)


def read(
    text: str, born: date | None = BORN, as_at: date = AS_AT, council: str = "dorset"
) -> Pasted:
    return read_pasted(text, born=born, as_at=as_at, authority=council)


def read_rows(*rows: str, headings: str = "start,end,basis,authority") -> Pasted:
    return read("\n".join((headings, *rows)))


def said(pasted: Pasted) -> list[str]:
    """What was found, with the line in front."""
    return [f"{problem.line}: {problem.what}" for problem in pasted.problems]
