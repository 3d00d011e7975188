"""Tables read without pydantic: the same items as with it, and nothing that it would refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from negtrack.model import DEFINITIONS, ENTRIES, Item, Position, Term, names_of
from negtrack.store.coerce import coerce_item

MODELS: tuple[type[Item] | type[Term], ...] = (*DEFINITIONS, *ENTRIES, Term)
WORDS = st.sampled_from(
    ["demand", "offer", "pay", "own", "media", "today", "B2", "Z9", "", " ", "2024-03", "2024-3-1", "pay = 40", "more"]
)
PLAIN = (
    WORDS
    | st.text(max_size=5)
    | st.integers(-3, 3000)
    | st.booleans()
    | st.none()
    | st.floats(allow_nan=False)
    | st.dates(date(1, 1, 1), date(9999, 12, 31))
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2)), None]))
)
VALUES = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(WORDS, PLAIN, max_size=2)
VALID: dict[str, Any] = {
    "id": "one", "party": "union", "name": "Union", "role": "principal", "title": "Pay", "kind": "quantity",
    "issue": "pay", "recorded": datetime(2024, 3, 1, tzinfo=UTC), "to": "one", "answer": "accepted",
    "of": "one", "reason": "misread", "class_": "process", "ladder": ["low", "high"], "wants": {"union": "more"},
    "stated": date(2024, 3, 1), "date": "2024-03", "terms": ["pay = 40"], "sources": ["one"], "stance": "offer",
    "value": "40", "grade": "B2", "side": "own", "attribution": "leak", "author": ["A", "B"],
    "parties": ["union"], "agreement": "one", "decide_by": date(2024, 4, 1), "milestone": "ratified", "for_": 0,
}  # fmt: skip


def by_pydantic(model: type[Item] | type[Term], values: dict[str, Any]) -> Item | Term | None:
    """Return the item that pydantic makes of `values`, None where it refuses them."""
    try:
        return TypeAdapter(model).validate_python(values)
    except (ValidationError, OverflowError):
        return None


def valid_fields(model: type[Item] | type[Term]) -> dict[str, Any]:
    """Return the fields of a valid item of the class."""
    values = {name: VALID[name] for name in names_of(model) if name in VALID}
    kinds = {"proposal": "package", "agreement": "full"}
    return {**values, "kind": kinds[model.table]} if model.table in kinds else values


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.table)
def test_valid_tables_are_taken(model: type[Item] | type[Term]) -> None:
    """A valid table is taken, and is the item that pydantic makes of it."""
    values = valid_fields(model)
    item = coerce_item(model, values)
    assert item is not None
    assert item == by_pydantic(model, values)


@given(st.sampled_from(MODELS), st.data())
def test_nothing_is_taken_that_pydantic_would_not(model: type[Item] | type[Term], data: st.DataObject) -> None:
    """Whatever a field holds: what is taken is what pydantic makes of it; the rest is left to pydantic."""
    names = [name for name in names_of(model) if name not in model.derived or name == "id"]
    changed = data.draw(st.dictionaries(st.sampled_from([*names, "unknown"]), VALUES, max_size=3))
    values = {**valid_fields(model), **changed}
    for name in data.draw(st.lists(st.sampled_from(names), max_size=1)):
        values.pop(name, None)
    item = coerce_item(model, values)
    assert item is None or item == by_pydantic(model, values)


def test_instants_keep_their_offset() -> None:
    """Two statements of the same instant, written at two offsets, stay as they were written."""
    here, there = (datetime(2024, 3, 1, 12, tzinfo=UTC).astimezone(timezone(timedelta(hours=far))) for far in (0, 5))
    said = [coerce_item(Position, {**valid_fields(Position), "stated": when}) for when in (here, there)]
    assert [item.stated.text for item in said] == [here.isoformat(), there.isoformat()]  # type: ignore[union-attr]
