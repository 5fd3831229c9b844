"""Every text of a rule file that a person reads, with its place."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from entitlements.plain_english.scoring import Text

#: Keys whose text is read, wherever they stand. The rest of a rule file is for the machine.
READ = {
    *("title", "summary", "payer", "ask", "how_to_get", "says", "elsewhere", "evidence"),
    *("also_needs", "paid_by", "lead_time", "in_kind", "uses", "agreed_by"),
    *("label", "question", "hint", "never", "yes", "no", "unit", "why"),
}
#: Keys that are read only under another key: `by` is a person under `approval`, else a number.
READ_UNDER = {
    *(("approval", "by"), ("ambiguous", "reading"), ("ambiguous", "other")),
    *(("limit", "of"), ("instalments", "when")),
}
NOT_SHOWN = {"examples", "todo", "note", "dates_note", "approved", "when", "asked_when", "then"}
OWED = {"duty", "national_scheme"}
Node = yaml.Node


def texts_of(name: str, text: str | bytes) -> Iterator[Text]:
    """The texts of a table, of the facts and axioms, or the names of the rates.

    `name` is the path of the file, and what its texts are grouped by: a fact is
    explained by itself, or by the table that decides it.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None:
        return
    if name.endswith("facts.yaml"):
        for kind, listed in root.value:
            for item in listed.value:
                yield from _walk(item, (kind.value,), name, _explained_by(item, name))
    else:
        yield from _walk(root, (), name, name)


def _walk(
    node: Node, path: tuple[str, ...], file: str, group: str, owed: bool = False
) -> Iterator[Text]:
    if isinstance(node, yaml.MappingNode):
        given = {key.value: value.value for key, value in node.value}
        owed = given.get("force") in OWED if "force" in given else owed
        for key, value in node.value:
            if key.value not in NOT_SHOWN or (*path[-1:], key.value) in READ_UNDER:
                yield from _walk(value, (*path, key.value), file, group, owed)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item, path, file, group, owed)
    elif path[-1] in READ or path[-2:] in READ_UNDER:
        place = f"{file}:{node.start_mark.line + 1} {'.'.join(path)}"
        yield Text(place, node.value, group, owed)


def _explained_by(fact: Node, file: str) -> str:
    """A fact that a table decides is explained by that table; any other by itself."""
    given = {key.value: value.value for key, value in fact.value}
    table = next((v.value for k, v in given.get("from") or () if k.value == "table"), None)
    return f"rules/{table}.yaml" if table else f"{file} {given['id']}"
