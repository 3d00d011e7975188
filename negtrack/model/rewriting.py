"""Changes of what items name and say, the same in records and in the texts of their files: ids that are renamed, and
values that are written otherwise.

What the text of a field names is in its documentation (`field_docs.Doc.names`); `NOTATIONS` has what becomes of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from negtrack.dates import When
from negtrack.event_dates import rename_base
from negtrack.field_docs import FieldDoc
from negtrack.frozen import dataclass, field, replace_fast
from negtrack.model.definitions import Definition, Delegate, Issue, Item
from negtrack.model.fields import SIDES
from negtrack.model.tables import Model, docs_of
from negtrack.model.terms import FINAL, Term, record_of, term_of
from negtrack.values import KINDS

ThingT = TypeVar("ThingT", bound=Item | Term)
ItemT = TypeVar("ItemT", bound=Item)
Ids = Mapping[tuple[str, str], str]
"""Table and id of a definition -> its new id."""


class Rewriting:
    """A change that changes nothing; `Renaming` and others say what changes."""

    def id_of(self, table: str, name: str) -> str:  # noqa: ARG002  # for others
        """Return what becomes of the id of a definition."""
        return name

    def value_on(self, issue: str, text: str) -> str:  # noqa: ARG002  # for others
        """Return what becomes of a value on an issue, whose id is the one before the change."""
        return text


@dataclass(frozen=True)
class Renaming(Rewriting):
    """Definitions that get other ids; `kinds` are those of the issues, by old or new id."""

    ids: Ids
    kinds: Mapping[str, str] = field(default_factory=dict)

    def id_of(self, table: str, name: str) -> str:
        """Return the new id of a definition, or the one that it keeps."""
        return self.ids.get((table, name), name)

    def value_on(self, issue: str, text: str) -> str:
        """Return a value with the new ids of the events that it names."""
        kind = self.kinds.get(issue) or self.kinds.get(self.id_of("issue", issue))
        return KINDS[kind].rename_event(text, lambda name: self.id_of("event", name)) if kind else text


def _rewrite_id(table: str) -> Callable[[str, str, Rewriting], str]:
    return lambda text, _issue, change: change.id_of(table, text)


def _rewrite_term(text: str, _issue: str, change: Rewriting) -> str:
    """Return a term `ISSUE = VALUE`, with its blanks; prose as it is."""
    left, equals, right = text.partition("=")
    issue, value = left.strip(), right.strip()
    if not equals or not issue or not value:
        return text
    named, said = change.id_of("issue", issue), change.value_on(issue, value)
    return f"{left.replace(issue, named)}={right.replace(value, said)}"


def _rewrite_record(text: str, _issue: str, change: Rewriting) -> str:
    """Return the name of a record, or of a term of it."""
    issue = term_of(text)
    return f"{record_of(text)}#{change.id_of('issue', issue)}" if issue and issue != FINAL else text


NOTATIONS: Mapping[str, Callable[[str, str, Rewriting], str]] = {
    **dict.fromkeys(("PARTY", "PARTY=more|less", SIDES, "BODY"), _rewrite_id("party")),
    "ISSUE": _rewrite_id("issue"),
    "EVENT": _rewrite_id("event"),
    "SOURCE": _rewrite_id("source"),
    "DATE": lambda text, _issue, change: rename_base(text, lambda name: change.id_of("event", name)),
    "VALUE": lambda text, issue, change: change.value_on(issue, text),
    **dict.fromkeys(("ISSUE=VALUE", "CONDITION"), _rewrite_term),
    **dict.fromkeys(("RECORD", "PROPOSAL", "AGREEMENT"), _rewrite_record),
}
"""What a field names (`Doc.names`) -> function of its text, the issue that its item is about ("" for none), and the
change. Of a mapping only the keys are such texts."""

_REFERRING: dict[Model, tuple[FieldDoc, ...]] = {}


def referring_fields(model: Model) -> tuple[FieldDoc, ...]:
    """Return the fields of a class that name definitions, or may hold values that do."""
    if model not in _REFERRING:
        _REFERRING[model] = tuple(doc for doc in docs_of(model).values() if doc.doc.names in NOTATIONS)
    return _REFERRING[model]


def rewrite_item(item: ThingT, change: Rewriting) -> ThingT:
    """Return an item, or a term, after a change."""
    new: dict[str, object] = {}
    issue = getattr(item, "issue", "")
    for doc in referring_fields(cast("Model", type(item))):
        value = getattr(item, doc.attribute)
        rewritten = _rewrite(value, doc.doc.names, issue, change) if value else value
        if rewritten != value:
            new[doc.attribute] = rewritten
    if isinstance(item, Definition) and not isinstance(item, Delegate):
        new["id"] = change.id_of(item.table, item.id)
    elif isinstance(item, Term):
        new["issue"] = change.id_of("issue", item.issue)
    return replace_fast(item, **new) if new else item


def _rewrite(value: Any, names: str, issue: str, change: Rewriting) -> object:
    rewrite = NOTATIONS[names]
    if isinstance(value, str):
        return rewrite(value, issue, change)
    if isinstance(value, When):
        text = rewrite(value.text, issue, change)
        return value if text == value.text else replace_fast(value, text=text, base=change.id_of("event", value.base))
    if isinstance(value, Mapping):
        return {rewrite(key, issue, change): word for key, word in value.items()}
    return tuple(
        rewrite_item(part, change) if isinstance(part, Term) else rewrite(part, issue, change) for part in value
    )


def rewrite_all(items: Iterable[ItemT], names: Renaming) -> list[ItemT]:
    """Return items with the new ids of what they name."""
    return [rewrite_item(item, names) for item in items] if names.ids else list(items)


def former_names(definitions: Iterable[Definition]) -> Renaming:
    """Return the change from the ids that `definitions` had before to those that they have."""
    found = list(definitions)
    ids = former_ids(found)
    return Renaming(ids, {item.id: item.kind for item in found if isinstance(item, Issue)} if ids else {})


def former_ids(definitions: Iterable[Definition]) -> Ids:
    """Return the ids that `definitions` had before, and that none of them has now."""
    found = list(definitions)
    now = {(item.table, item.id) for item in found}
    former = {(item.table, old): item.id for item in found for old in item.formerly if not isinstance(item, Delegate)}
    return {key: new for key, new in former.items() if key not in now}
