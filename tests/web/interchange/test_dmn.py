"""DMN: what other tools see, and what of theirs can be taken over."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

import pytest

from entitlements.grid import read_cell
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import Test as FactTest
from entitlements.rulebook.model import Outcome
from tests.rulebooks import shipped
from web.interchange import Imported, export_dmn, import_sheet
from web.interchange.dmn import tag
from web.interchange.feel import feel, text_of

TABLE = shipped().tables["england/higher-education-bursary"]
VERSION = TABLE.versions[0]
DATA = export_dmn(TABLE, None, shipped())


def brought(data: bytes) -> Imported:
    return import_sheet("a.dmn", data, TABLE, shipped())


def said(found: Imported) -> str:
    return "\n".join(map(str, found.problems))


def test_other_tools_see_a_decision_table_of_the_standard() -> None:
    root = Xml.fromstring(DATA)
    table = root.find(f"{tag('decision')}/{tag('decisionTable')}")
    assert table is not None

    assert root.tag == tag("definitions")
    assert table.get("hitPolicy") == "FIRST"
    parts = [child.tag.rpartition("}")[2] for child in table]
    assert re.fullmatch("(input )+(output )+(rule )+", " ".join(parts) + " ")
    for rule in table.iter(tag("rule")):
        entries = rule.findall(tag("inputEntry")), rule.findall(tag("outputEntry"))
        assert tuple(map(len, entries)) == (parts.count("input"), parts.count("output"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("fact", "cell", "written"),
    [
        ("pregnant", "yes", "true"),
        ("home", "custody or hospital", '"custody","hospital"'),
        ("home", "not custody", 'not("custody")'),
        ("doing", "work or college", 'list contains(?, "work") or list contains(?, "college")'),
        ("age", "18 or over and under 25", "[18..25)"),
        ("age", "over 18", "> 18"),
        ("age", "exactly 18", "18"),
        ("savings", "at most £6,000", "<= 6000.00"),
        ("course_start", "on or after 1 April 2023", '>= date("2023-04-01")'),
        ("course_start", "12 months ago or later", '>= as_at - duration("P12M")'),
        ("turned_18_on", "before course_start plus 2 weeks", '< course_start + duration("P14D")'),
        ("birthday", "next birthday 21 or 25", "21,25"),
    ],
)
def test_a_simple_test_is_told_in_feel(fact: str, cell: str, written: str) -> None:
    test = read_cell(cell, fact, shipped())
    assert isinstance(test, FactTest)

    assert feel(test) == written


SIMPLE = [
    ("pregnant", "false", "no"),
    ("home", ' "custody" , "hospital" ', "custody or hospital"),
    ("home", 'not("custody")', "not custody"),
    ("age", "(18..25]", "over 18 and at most 25"),
    ("age", "< 25", "under 25"),
    ("savings", "[16000..20000)", "£16,000 or more and under £20,000"),
    ("course_start", '< @"2024-04-01"', "before 1 April 2024"),
    ("course_start", 'date("2024-04-01")', "on 1 April 2024"),
    ("birthday", "21, 25", "next birthday 21 or 25"),
    ("age", "-", ""),
]


@pytest.mark.parametrize(("fact", "said", "cell"), SIMPLE)
def test_simple_feel_is_read_as_a_cell(fact: str, said: str, cell: str) -> None:
    held = shipped().catalogue.facts.get(fact)
    type_ = held.type if held else {"age": FactType.NUMBER}.get(fact)

    text = text_of(said, type_)
    assert read_cell(text, fact, shipped()) == read_cell(cell, fact, shipped())


FOREIGN = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" name="x" namespace="y">
  <decision id="d" name="Bursary"><decisionTable hitPolicy="FIRST">
    <input label="age"><inputExpression><text>person.age</text></inputExpression></input>
    <input><inputExpression><text>course_level</text></inputExpression></input>
    <output name="outcome"/><output name="force"/><output name="says"/><output name="source"/>
    <rule id="DecisionRule_1"><inputEntry><text>[18..25)</text></inputEntry>
      <inputEntry><text>"higher"</text></inputEntry>
      <outputEntry><text>"may get"</text></outputEntry>
      <outputEntry><text>"policy"</text></outputEntry>
      <outputEntry><text>"You can ask."</text></outputEntry>
      <outputEntry><text>"ca1989 s.23C"</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>"""


def test_the_table_of_another_tool_is_taken_over_as_far_as_it_is_simple() -> None:
    text = with_default(with_default(FOREIGN, "outcome", "not entitled"), "says", "Not for you.")
    found = import_sheet("a.xml", text.encode(), TABLE, shipped())

    assert found.version is not None, said(found)
    (row,) = found.version.rows
    assert (row.id, row.outcome, row.says) == ("decisionrule-1", Outcome.MAY_GET, "You can ask.")
    assert read_cell("18 or over and under 25", "age", shipped()) in row.when.parts  # type: ignore[union-attr]
    assert found.version.otherwise is not None
    assert found.version.otherwise.outcome is Outcome.NOT_ENTITLED


def with_default(text: str, output: str, said: str) -> str:
    held = f'<defaultOutputEntry><text>"{said}"</text></defaultOutputEntry>'
    return text.replace(f'<output name="{output}"/>', f'<output name="{output}">{held}</output>')


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"higher"', "substring(?, 1) = 1", "rule 1, the level of your course"),
        ("course_level", "shoe_size", "'shoe_size' is not a fact."),
        ('name="force"', 'name="colour"', "'colour' is not a part of a row."),
        ('hitPolicy="FIRST"', 'hitPolicy="COLLECT"', "The hit policy COLLECT"),
        ('hitPolicy="FIRST"', 'hitPolicy="RULE ORDER"', "The hit policy RULE ORDER"),
        ("<inputEntry><text>[18..25)</text></inputEntry>", "", "6 entries for 7 columns"),
        ('"may get"', '"perhaps"', "'perhaps' is not one of these."),
        ("decisionTable", "literalExpression", "no decision table"),
        ("</definitions>", "", "This file is not XML"),
    ],
)
def test_what_cannot_be_taken_over_is_named(old: str, new: str, why: str) -> None:
    found = brought(FOREIGN.replace(old, new).encode())

    assert found.table is None
    assert why in said(found)


def test_an_entry_changed_in_another_tool_is_taken_over() -> None:
    found = brought(DATA.replace(b"&gt;= 25<", b"&gt;= 26<"))

    assert found.version is not None, said(found)
    assert read_cell("26 or over", "age", shipped()) in found.version.rows[2].when.parts  # type: ignore[union-attr]
    assert found.version.rows[:2] == VERSION.rows[:2]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
    ],
)
def test_entities_and_outside_parts_are_refused(text: str) -> None:
    assert "declares a document type or entities" in said(brought(text.encode()))


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"<a", b"\xff\xfe<", b'<?xml version="1.0" encoding="moon"?><a/>', b"<a/>"],
)
def test_what_is_not_dmn_is_refused(data: bytes) -> None:
    found = brought(data)

    assert found.table is None
    assert said(found)


def test_a_deep_or_a_large_file_is_refused() -> None:
    assert said(brought(b"<a>" * 50_000 + b"</a>" * 50_000))
    assert "Keep it under" in said(brought(b" " * 10_000_001))


def test_our_own_text_inside_a_row_is_held_to_the_same_rules() -> None:
    found = brought(DATA.replace(b"<rules:row>{id: ", b"<rules:row>{colour: ", 1))

    assert "has no key 'colour'" in said(found)
