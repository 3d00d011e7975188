"""Items as a cache keeps them: what comes out is what went in."""

from __future__ import annotations

import io
import os
import pickle
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.frozen import dataclass
from negtrack.model import DEFINITIONS, ENTRIES, Delegate, Item, Note, Passage, Term, to_table
from negtrack.store.cache.kept import (
    FORM,
    MODELS,
    CacheError,
    form_of,
    pack,
    pack_positions,
    unpack,
    unpack_positions,
)
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place

SHIPPED = Path(__file__).resolve().parents[2] / "data"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
WHENS = st.sampled_from(["2024-03-25", "2024-03", "2024", "../2024-03-25", "2024-03-01/2024-03-10"]).map(parse_when)
INSTANTS = st.datetimes(
    datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5))])
)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "When": WHENS | INSTANTS.map(parse_when),
    "Term": st.builds(Term, TEXT, TEXT),
    "Passage": TEXT | st.builds(Passage, TEXT, TEXT, TEXT, TEXT, st.integers(0, 10**6), st.none(), TEXT),
    "Delegate": st.builds(Delegate, id=TEXT, party=TEXT, name=TEXT, line=st.integers(0, 10**6)),
}


def of_field(name: str, kind: str) -> st.SearchStrategy[Any]:
    """Return what a field may hold."""
    if name in ("recorded", "retrieved"):
        return st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)).map(
            lambda when: when.replace(microsecond=0, tzinfo=UTC)
        )
    if name == "line":
        return st.integers(0, 10**6)
    if name == "day":
        return st.dates(date.min, date.max)
    if "tuple" in kind:
        inner = "Term" if "Term" in kind else "Delegate" if "Delegate" in kind else ""
        return st.lists(KINDS.get(inner, TEXT), max_size=3).map(tuple)
    if "Passage" in kind:
        return KINDS["Passage"]
    if "When" in kind:
        return st.none() | KINDS["When"] if "None" in kind else KINDS["When"]
    if "int" in kind:
        return st.integers(0, 10**12) | st.none()
    if "Mapping" in kind:
        return st.dictionaries(TEXT, TEXT, max_size=2)
    return TEXT


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Draw an item of any class."""
    model = draw(st.sampled_from([*DEFINITIONS, *ENTRIES]))
    return model(**{field.name: draw(of_field(field.name, str(field.type))) for field in fields(model)})


def restore(item: Item) -> Item:
    """Return an item that was packed and unpacked."""
    pack(item, body := io.BytesIO())
    body.seek(0)
    back: Item = unpack(body)
    return back


def values(item: Item) -> dict[str, object]:
    """Return all fields, also those that no comparison looks at."""
    found = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: [vars(v) for v in value] if name == "delegates" else value for name, value in found.items()}


@given(items())
def test_round_trip(item: Item) -> None:
    """Every field comes back as it was, also those that no comparison looks at."""
    assert values(restore(item)) == values(item)


@pytest.mark.parametrize("place", sorted(path.name for path in SHIPPED.iterdir() if path.is_dir()))
def test_shipped_negotiations(place: str) -> None:
    """Everything that the shipped negotiations hold comes back."""
    known = load_negotiation(Place(SHIPPED, SHIPPED / place)).negotiation
    definitions = (known.parties, known.issues, known.events, known.sources)
    for item in (*(item for group in definitions for item in group.values()), *known.entries.values()):
        assert values(restore(item)) == values(item)


@pytest.mark.parametrize("place", sorted(path.name for path in SHIPPED.iterdir() if path.is_dir()))
def test_positions_in_rows(place: str) -> None:
    """Positions that are packed together come back with every field, and are written as before."""
    known = load_negotiation(Place(SHIPPED, SHIPPED / place)).negotiation
    for group in known.groups.values():
        back = unpack_positions(pack_positions(group))
        assert [values(position) for position in back] == [values(position) for position in group]
        assert [to_table(position) for position in back] == [to_table(position) for position in group]


def test_positions_hold_what_any_of_them_gives() -> None:
    """Of positions that are packed together those fields are kept in which any differs from the default; what the
    others do not hold they have from their class."""
    known = load_negotiation(Place(SHIPPED, SHIPPED / "gaza-ceasefire-2024")).negotiation
    first, second, *_ = known.positions
    one, other = replace(first, toward="", coder=""), replace(second, toward="hamas", coder="")
    back = unpack_positions(pack_positions([one, other]))
    assert [values(position) for position in back] == [values(one), values(other)]
    assert all("toward" in vars(position) and "coder" not in vars(position) for position in back)
    assert unpack_positions(pack_positions([])) == ()


@pytest.mark.parametrize(("name", "default"), [("topic", ""), ("note", "none")])
def test_other_fields_are_another_form(name: str, default: str) -> None:
    """A cache holds only what differs from the default of a field, so that it is of another form, and ignored, where a
    field is added or has another default."""
    changed = type("Changed", (Note,), {"__annotations__": {name: "str"}, name: default})
    same = type("Same", (Note,), {})
    forms = [form_of([dataclass(frozen=True, kw_only=True)(model)]) for model in (Note, same, changed)]
    assert forms[0] == forms[1] != forms[2]
    assert str(form_of(MODELS)) in FORM.split()


@pytest.mark.parametrize("foreign", [os.system, Path, Place])
def test_what_is_not_ours_is_not_called(foreign: object) -> None:
    """A file that names anything but what a cache holds is refused before anything of it is called."""
    with pytest.raises(CacheError):
        unpack(io.BytesIO(pickle.dumps(foreign)))
