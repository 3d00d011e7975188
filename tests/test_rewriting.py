"""What is renamed in records: every field that can name a party, an issue, an event or a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_args

import pytest

from negtrack.event_dates import parse_event_date
from negtrack.ids import parse_id
from negtrack.model import DEFINITIONS, ENTRIES, Checked, Term, docs_of, parse_side
from negtrack.model.rewriting import NOTATIONS, Renaming, Rewriting, rewrite_item
from negtrack.model.tables import Model
from negtrack.model.terms import parse_name, parse_names, parse_term

from .negotiations import build_negotiation

MODELS: tuple[Model, ...] = (*DEFINITIONS, *ENTRIES, Term)
NAMING = (parse_id, parse_side, parse_name, parse_names, parse_term, parse_event_date)
"""The checks of fields that hold ids."""
NO_NAMES = {"", "NAME", "STEP", "NUMBER", "CODER"}
"""What fields can be about that is no definition."""
OWN_WORDS = {"tags", "ladder", "options", "steps", "formerly", "coder"}
"""Fields of ids that mean no definition, or none of today."""


def checks_of(hint: Any) -> Iterator[object]:
    """Yield the checks in the type of a field."""
    yield from (part.parse for part in getattr(hint, "__metadata__", ()) if isinstance(part, Checked))
    for part in get_args(hint):
        yield from checks_of(part)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.table)
def test_every_field_that_holds_ids_is_renamed(model: Model) -> None:
    """A new field with an id in it says what it names, and so is renamed; one that names anything else says that."""
    types = {field.name: field.type for field in fields(model)}
    for key, doc in docs_of(model).items():
        assert doc.doc.names in NOTATIONS.keys() | NO_NAMES, f"{model.table}.{key} names {doc.doc.names}"
        holds_ids = any(check in NAMING for check in checks_of(types[doc.attribute]))
        assert not holds_ids or doc.doc.names in NOTATIONS or key in OWN_WORDS, f"{model.table}.{key}"


class Marking(Rewriting):
    """Every id with its table before it, every value with its issue after it."""

    def id_of(self, table: str, name: str) -> str:
        """Return the table and the id."""
        return f"{table}-{name}" if name else ""

    def value_on(self, issue: str, text: str) -> str:
        """Return the issue and the value."""
        return f"{text} on {issue}"


WHOLE = """
[position.one]
issue = "start"
value = "2 weeks"
toward = "employer"
requires = ["pay = 3", "no strikes = none at all", "a word"]
sources = ["gazette"]
side = "state"
speaker = "somebody"
supersedes = ["plan#pay", "plan#final", "two"]
[position.two]
issue = "mandate"
value = "limited"
limits = ["pay = 3"]
[proposal.plan]
terms = ["pay = 4"]
between = ["union"]
"""


def test_each_notation_is_renamed_by_itself() -> None:
    """Values know their issue, conditions and limits their own, names of terms the issue alone; prose stays."""
    known = build_negotiation(WHOLE.replace('sources = ["gazette"]\n', ""))
    one, two = known.positions
    changed = rewrite_item(one, Marking())
    assert (changed.party, changed.issue, changed.toward, changed.side) == (
        *("party-union", "issue-start", "party-employer", "party-state"),
    )
    assert changed.value == "2 weeks on start"
    assert changed.requires == (*("issue-pay = 3 on pay", "issue-no strikes = none at all on no strikes", "a word"),)
    assert changed.supersedes == ("plan#issue-pay", "plan#final", "two")
    assert [str(limit) for limit in rewrite_item(two, Marking()).limits] == ["issue-pay = 3 on pay"]
    (plan,) = (rewrite_item(proposal, Marking()) for proposal in known.proposals)
    assert ([str(term) for term in plan.terms], plan.between) == (["issue-pay = 4 on pay"], ("party-union",))


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("2 weeks after signed", "2 weeks after done"),
        ("At least 2 weeks  After Signed", "At least 2 weeks  After done"),
        ("a: 2 weeks after signed; b: 3 weeks after signed-2", "a: 2 weeks after done; b: 3 weeks after signed-2"),
        ("2 weeks", "2 weeks"),
    ],
)
def test_an_event_is_renamed_in_a_timing(text: str, renamed: str) -> None:
    """After the word alone that it follows, in each step, and only on an issue whose values count from an event."""
    names = Renaming({("event", "signed"): "done"}, {"start": "timing", "words": "text"})
    assert names.value_on("start", text) == renamed
    assert names.value_on("words", text) == text
    assert names.value_on("unknown", text) == text
