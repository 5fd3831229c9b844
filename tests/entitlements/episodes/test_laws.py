"""Laws that hold for every paste and every timeline."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entitlements.care import BASES, CarePeriod
from entitlements.dates import attains_age
from entitlements.episodes import as_table, as_text, joined, read_pasted, recount
from tests.entitlements.episodes.pastes import AS_AT, BORN

births = st.dates(date(2003, 1, 1), date(2009, 12, 31)) | st.just(date(2008, 2, 29))
words = st.none() | st.sampled_from(
    ["foster care", "Aunt's house, in Poole", 'the "Bridge"', "-1", "'tis", "=1+1", "U4"]
)


@st.composite
def periods(draw: st.DrawFn) -> CarePeriod:
    start = draw(st.dates(date(2005, 1, 1), date(2027, 12, 31)))
    length = draw(st.none() | st.integers(1, 30) | st.integers(1, 3000))
    end = None if length is None else start + timedelta(length)
    council = draw(st.sampled_from([None, "dorset", "Kent"]))
    return CarePeriod(start, end, draw(st.sampled_from(BASES)), council, draw(words))


records = st.lists(periods(), max_size=6, unique=True)


@settings(max_examples=100, deadline=None)
@given(records)
def test_a_table_copied_back_gives_the_same_periods(record: list[CarePeriod]) -> None:
    assume(record)
    pasted = read_pasted(as_text(record), born=None, as_at=AS_AT, authority="")
    assert pasted.periods == tuple(record)
    assert pasted.complete


WORDS = '01/05/2019 2/9/20 43588 C2 s20 ongoing =1 start LS DEC CHILD DECOM " S X1 <b> \0 -'
cells = st.sampled_from(["", "section 20", "\u00a0", *WORDS.split(" ")])
grids = st.lists(st.lists(cells, max_size=6).map("\t".join), max_size=8).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | grids, st.none() | births)
def test_no_text_at_all_raises(text: str, born: date | None) -> None:
    pasted = read_pasted(text, born=born, as_at=AS_AT, authority="dorset")
    assert pasted.rows or pasted.problems
    for row in pasted.rows:
        assert row.period is not None or row.problems
    assert len(pasted.periods) == sum(row.period is not None for row in pasted.rows)


@settings(max_examples=100, deadline=None)
@given(births, records, st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_the_count_agrees_with_counting_day_by_day(
    born: date, record: list[CarePeriod], as_at: date
) -> None:
    start, end = attains_age(born, 14), min(as_at, attains_age(born, 18))
    every_day = (start + timedelta(n) for n in range(max((end - start).days, 0)))
    naive = sum(
        any(p.counts and p.start <= day and (p.end is None or day < p.end) for p in record)
        for day in every_day
    )
    found = recount(born, record, as_at)
    assert found.total == naive == sum(stretch.added or 0 for stretch in found.stretches)
    assert found.facts.days_looked_after_since_14 == (naive, naive)
    assert not record or found.stretches[-1].running == naive


@settings(max_examples=100, deadline=None)
@given(records)
def test_joining_moves_no_day_and_is_done_once(record: list[CarePeriod]) -> None:
    stays = joined(record)
    assert joined(stays) == stays
    for basis in BASES:
        before = recount(BORN, [one for one in record if one.basis == basis], AS_AT)
        after = recount(BORN, [one for one in stays if one.basis == basis], AS_AT)
        assert before.total == after.total


@given(records)
def test_a_table_is_as_wide_as_its_headings(record: list[CarePeriod]) -> None:
    assert {len(row) for row in as_table(record)} == {5}
