"""Items as the index keeps them: what comes out is what went in."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.model import DEFINITIONS, ENTRIES, Delegate, Item, Term
from negtrack.store.index import database
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.store.packing import packed, unpacked

SHIPPED = Path(__file__).resolve().parents[2] / "data"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
WHENS = st.sampled_from(["2024-03-25", "2024-03", "2024", "../2024-03-25", "2024-03-01/2024-03-10"]).map(parse_when)
INSTANTS = st.datetimes(
    datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5))])
)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "When": WHENS | INSTANTS.map(parse_when),
    "Term": st.builds(Term, TEXT, TEXT),
    "Delegate": st.builds(Delegate, id=TEXT, party=TEXT, name=TEXT),
}


def of_field(name: str, kind: str) -> st.SearchStrategy[Any]:
    """What a field may hold."""
    if name == "recorded":
        return st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)).map(
            lambda when: when.replace(microsecond=0, tzinfo=UTC)
        )
    if name == "day":
        return st.dates(date.min, date.max)
    if "tuple" in kind:
        inner = "Term" if "Term" in kind else "Delegate" if "Delegate" in kind else ""
        return st.lists(KINDS.get(inner, TEXT), max_size=3).map(tuple)
    if "When" in kind:
        return st.none() | KINDS["When"]
    if "Mapping" in kind:
        return st.dictionaries(TEXT, TEXT, max_size=2)
    return st.integers(0, 10**6) if name == "line" else TEXT


@st.composite
def items(draw: st.DrawFn) -> Item:
    model = draw(st.sampled_from([*DEFINITIONS, *ENTRIES]))
    return model(**{each.name: draw(of_field(each.name, str(each.type))) for each in fields(model)})


@given(items())
def test_round_trip(item: Item) -> None:
    """Every field comes back as it was, also those that no comparison looks at."""
    back = unpacked(item.table, packed(item))
    assert {each.name: getattr(back, each.name) for each in fields(item)} == {
        each.name: getattr(item, each.name) for each in fields(item)
    }


@pytest.mark.parametrize("name", ["gaza-ceasefire-2024", "uaw-detroit-2023"])
def test_shipped_negotiations(name: str) -> None:
    """Everything that the shipped negotiations hold comes back."""
    known = load_negotiation(Place(SHIPPED, SHIPPED / name)).negotiation
    definitions = (known.parties, known.issues, known.events, known.sources)
    for item in (*(each for group in definitions for each in group.values()), *known.entries.values()):
        assert unpacked(item.table, packed(item)) == item


def test_other_fields_are_another_form() -> None:
    """An index holds fields by their places alone, so that whoever adds, moves or renames one has to give the form of
    an index another number, and writes both here."""
    names = " ".join(f"{model.table} {each.name}" for model in (*DEFINITIONS, *ENTRIES) for each in fields(model))
    assert (database._FORM.split()[0], crc32(names.encode())) == ("6", 4270893116)
