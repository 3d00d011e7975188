"""What is decided once of the positions of a large negotiation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from negtrack.dates import parse_when
from negtrack.model import Issue, Negotiation, Party, Position, Source
from negtrack.model.words import Stance
from negtrack.store.definition_checks import FieldError
from negtrack.store.plain_positions import PlainPositions
from negtrack.store.references import References
from negtrack.store.term_links import TermLinks


def position(value: str, stance: Stance = "demand", toward: str = "", supersedes: tuple[str, ...] = ()) -> Position:
    """Return a position of the north on its pay."""
    return Position(
        id="a",
        party="north",
        issue="pay",
        stance=stance,
        value=value,
        toward=toward,
        supersedes=supersedes,
        sources=("wire",),
        recorded=datetime(2024, 1, 1, tzinfo=UTC),
    )


def test_a_value_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a value is valid on an issue is decided once for the positions of all parties, and by itself for a
    refusal."""
    looks: list[tuple[str, str]] = []
    real = TermLinks.value_errors

    def watch(links: TermLinks, field: str, issue: str, text: str, stance: str = "") -> Iterator[FieldError]:
        looks.append((text, stance))
        return real(links, field, issue, text, stance)

    monkeypatch.setattr(TermLinks, "value_errors", watch)
    north = Party(id="north", name="North", role="principal")
    wire = Source(id="wire", title="Wire", issued=parse_when("2024-01-01"))
    pay = Issue(id="pay", title="Pay", kind="yes-no")
    known = Negotiation("t", "T", parties={"north": north}, issues={"pay": pay}, sources={"wire": wire})
    for part in (known, known.part(parties={**known.parties})):
        plain = PlainPositions(part, TermLinks(part, References((), (), ())))
        assert plain.is_valid(position("yes"))
        assert plain.is_valid(position("yes", stance="offer"))
        assert not plain.is_valid(position("maybe so"))
        assert not plain.is_valid(position("yes", stance="refusal"))
        assert not plain.is_valid(position("yes", toward="north"))
        assert not plain.is_valid(position("yes", supersedes=("b",)))
    assert looks == [("yes", "demand"), ("maybe so", "demand"), ("yes", "refusal")]
