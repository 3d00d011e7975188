"""The records: how single fields are read, how a record stands in its file, whose voice it is, what its hash covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.errors import NotationError
from negtrack.model import (
    DEFINITIONS,
    ENTRIES,
    MAX_TEXT,
    Definition,
    Entry,
    Event,
    Issue,
    Negotiation,
    Note,
    Position,
    Proposal,
    Record,
    Response,
    Retraction,
    Source,
    Strength,
    Term,
    digest,
    docs_of,
    key_of,
    keys_of,
    parse_grade,
    parse_instant,
    parse_side,
    parse_term,
    parse_text,
    to_table,
)

RECORDED = datetime(2026, 11, 23, 9, 12, 44, tzinfo=UTC)
POSITION = Position(id="p", party="union", issue="pay", value="40", recorded=RECORDED)


@pytest.mark.parametrize(
    ("parse", "raw", "value"),
    [
        (parse_text, "as  written\n", "as  written\n"),
        (parse_text, "x" * MAX_TEXT, "x" * MAX_TEXT),
        (parse_grade, "B2", "B2"),
        (parse_grade, "F6", "F6"),
        (parse_side, "own", "own"),
        (parse_side, "media", "media"),
        (parse_side, "third-party", "third-party"),
        (parse_side, "egypt", "egypt"),
        (parse_instant, RECORDED, RECORDED),
        (parse_instant, RECORDED.replace(microsecond=999_999), RECORDED),
        (parse_instant, RECORDED.astimezone(timezone(timedelta(hours=-5))), RECORDED),
        (parse_term, "pay = 40", Term("pay", "40")),
        (parse_term, "pay=40", Term("pay", "40")),
        (parse_term, "  pay  =  at least 40  ", Term("pay", "at least 40")),
        (parse_term, "pay = >= 40", Term("pay", ">= 40")),
    ],
)
def test_fields(parse: Callable[[object], object], raw: object, value: object) -> None:
    """A field's raw value is read as what it means."""
    assert parse(raw) == value


@pytest.mark.parametrize(
    ("parse", "raw", "message"),
    [
        (parse_text, "", "empty"),
        (parse_text, " \t\n", "empty"),
        (parse_text, 7, "not a text"),
        (parse_text, "x" * (MAX_TEXT + 1), "longer than"),
        *((parse_grade, raw, "is not a grade") for raw in ("G1", "A7", "A0", "b2", "B", "2B", "B22", "B2\n", "", 2)),
        (parse_side, "", "may not be empty"),
        (parse_side, "Egypt", "write egypt"),
        (parse_side, "reported", "reserved word"),
        (parse_side, None, "an id is a text"),
        (parse_instant, datetime(2026, 11, 23, 9), "not an instant"),
        (parse_instant, date(2026, 11, 23), "not an instant"),
        (parse_instant, "2026-11-23 09:12:44+00:00", "not an instant"),
        (parse_instant, datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "outside the years"),
        (parse_instant, datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-1))), "outside the years"),
        *((parse_term, raw, "is not a term") for raw in ("", "pay", "= 40", "pay =", " = ", 40)),
        (parse_term, "Pay = 40", "write pay"),
    ],
)
def test_refused_fields(parse: Callable[[object], object], raw: object, message: str) -> None:
    """A field that cannot be read is refused with the reason."""
    with pytest.raises(NotationError, match=message):
        parse(raw)


def test_terms_print_as_they_are_written() -> None:
    """A term prints as `issue = value`."""
    assert str(parse_term("pay=at least 40")) == "pay = at least 40"


@pytest.mark.parametrize(
    ("side", "attribution", "strength"),
    [
        ("own", "on-record", Strength.STRONG),
        ("union", "document", Strength.STRONG),
        ("own", "background", Strength.WEAK),
        ("own", None, Strength.WEAK),
        ("state", "on-record", Strength.OTHER),
        ("media", "document", Strength.OTHER),
        ("", None, Strength.OTHER),
    ],
)
def test_strength(side: str, attribution: str | None, strength: Strength) -> None:
    """A party's own words on record or in a document are strong, its other own words weak; the rest is others'."""
    record = replace(POSITION, side=side, attribution=attribution)
    assert record.strength == strength
    assert replace(record, at_most=Strength.OTHER).strength == Strength.OTHER


@pytest.mark.parametrize("model", [Position, Proposal, Response, Note])
def test_order_of_keys(model: type[Record]) -> None:
    """A record's keys are its party, its own ones as declared, then provenance, `recorded` last."""
    derived = {"table", *model.derived, "derived", "has_terms", "former_keys"}
    own, provenance = (
        [key_of(name) for name in kind.__annotations__ if name not in derived] for kind in (model, Record)
    )
    assert list(keys_of(model)) == ["party", *own, *provenance, "recorded"]
    assert provenance[:3] == ["text", "stated", "speaker"]


def test_order_of_keys_without_provenance() -> None:
    """A retraction has no provenance; an issue and a source use the names of their files."""
    assert " ".join(keys_of(Retraction)) == "party of reason recorded"
    assert list(keys_of(Issue))[:3] == ["title", "class", "kind"]
    assert keys_of(Source)["container-title"] == "container_title"
    assert key_of("class_") == "class"


@pytest.mark.parametrize("model", [*DEFINITIONS, *ENTRIES], ids=lambda model: model.table)
def test_keys_are_all_fields(model: type[Definition | Entry]) -> None:
    """Every field but the derived ones has one key."""
    names = {field.name for field in fields(model)}
    assert set(keys_of(model).values()) == names - model.derived
    assert model.derived <= names


def test_table_of_a_record() -> None:
    """A record's table holds what it says as TOML values, in order; neither its id, its party nor what is absent."""
    position = replace(
        POSITION,
        stated=parse_when("2024-03"),
        limits=(Term("pay", "at most 45"),),
        sources=("post", "times"),
        line=7,
        day=date(2024, 3, 31),
    )
    assert list(to_table(position).items()) == [
        ("issue", "pay"),
        ("stance", "demand"),
        ("value", "40"),
        ("limits", ["pay = at most 45"]),
        ("stated", "2024-03"),
        ("sources", ["post", "times"]),
        ("recorded", RECORDED),
    ]


def test_table_of_a_definition() -> None:
    """A definition's table uses the keys of the file; whole days are dates, a mapping stays one."""
    event = Event(id="round", title="Round", date=parse_when("2024-03-25"))
    issue = Issue(id="pay", title="Pay", kind="quantity", wants={"union": "more"})
    assert to_table(event) == {"title": "Round", "date": date(2024, 3, 25)}
    assert to_table(issue) == {"title": "Pay", "class": "substance", "kind": "quantity", "wants": {"union": "more"}}


OTHER: dict[str, Any] = {
    **{doc.attribute: "words" for doc in docs_of(Position).values() if doc.type == "text"},
    **{doc.attribute: ("words",) for doc in docs_of(Position).values() if doc.type == "list"},
    "stated": parse_when("2024-03-25"),
    "stance": "offer",
    "attribution": "leak",
    "limits": (Term("pay", "45"),),
}
"""Another value for every field that the hash covers."""
UNHASHED: dict[str, Any] = {
    "id": "q",
    "recorded": RECORDED + timedelta(days=1),
    "line": 9,
    "day": date(2024, 3, 9),
    "proposal": "x",
    "voice": "x",
    "origin": "x",
    "at_most": Strength.WEAK,
    "expires": parse_when("2024-03-25"),
    "alternatives": frozenset(("x",)),
    "package": ("pay = 45",),
}


def test_tables_name_every_field() -> None:
    """The two tables above name every field of a position."""
    assert OTHER.keys() | UNHASHED.keys() == {field.name for field in fields(Position)}


@given(names=st.sets(st.sampled_from(sorted(OTHER)), min_size=1), unhashed=st.sets(st.sampled_from(sorted(UNHASHED))))
def test_digest(names: set[str], unhashed: set[str]) -> None:
    """The hash covers all that a record says and of whom, not its id nor when it was recorded."""
    changed = replace(POSITION, **{name: OTHER[name] for name in names})
    assert digest(changed) != digest(POSITION)
    assert digest(replace(changed, **{name: UNHASHED[name] for name in unhashed})) == digest(changed)


@given(one=st.text(min_size=1), other=st.text(min_size=1))
def test_digest_knows_words_and_field(one: str, other: str) -> None:
    """Other words, or the same words in another field, are another record."""
    quoted = digest(replace(POSITION, quote=one))
    assert (quoted == digest(replace(POSITION, quote=other))) == (one == other)
    assert quoted != digest(replace(POSITION, note=one))


def test_digest_knows_the_kind() -> None:
    """A note and a position of the same words are two."""
    note = Note(id="n", party="union", recorded=RECORDED, text="Words.")
    assert len({digest(note), digest(replace(POSITION, text="Words.")), digest(replace(note, party="employer"))}) == 3


def test_dates_of_events(negotiation_of: Callable[..., Negotiation]) -> None:
    """Timings count from an event's exact first day; the event itself is over on its last."""
    negotiation = negotiation_of("""
    event.round = { title = "Round", date = 2024-03-18, until = 2024-03-22 }
    event.spring = { title = "Spring", date = "2024-04" }
    """)
    days = {name: event.day for name, event in negotiation.event_dates.items()}
    assert days == {"signed": None, "round": date(2024, 3, 18), "spring": None}
    ends = {name: event.end for name, event in negotiation.events.items()}
    assert ends == {"signed": None, "round": date(2024, 3, 22), "spring": date(2024, 4, 30)}


def test_name_of_a_source() -> None:
    """A source is known by its container's title, else its publisher, its own title, its id."""
    full = Source(id="s", container_title="Post", publisher="Press", title="Talks")
    parts = [full, replace(full, container_title=""), Source(id="s", title="Talks"), Source(id="s")]
    assert [part.name for part in parts] == ["Post", "Press", "Talks", "s"]


def test_negotiation_lists(negotiation_of: Callable[..., Negotiation]) -> None:
    """Entries are found by id; principals are the parties that must agree."""
    negotiation = negotiation_of('position.a = { value = "40" }\nretraction.r = { of = "a" }')
    assert negotiation.entries.keys() == {"a", "r"}
    assert [party.id for party in negotiation.principals] == ["employer", "union"]


def test_issues_stand_under_one_heading() -> None:
    """Issues of one group stand together where its first one stands, those of none by their class."""
    issues = [Issue(id="pay", title="Pay", kind="text"), Issue(id="rota", title="Rota", kind="text", group="hours"),
              Issue(id="chair", title="Chair", kind="text", class_="process"), Issue(id="bonus", title="", kind="text"),
              Issue(id="rest", title="Rest", kind="text", group="hours")]  # fmt: skip
    known = Negotiation("t", "T").with_new(issues)
    assert [(issue.heading, name) for name, issue in known.issues.items()] == [
        ("substance", "pay"), ("substance", "bonus"), ("hours", "rota"), ("hours", "rest"), ("process", "chair"),
    ]  # fmt: skip
