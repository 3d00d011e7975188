"""What a selection leaves: what was chosen, everything that it names, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from negtrack.exchange.export.selection import select_part
from negtrack.exchange.rows import items_of
from negtrack.model import Item, Negotiation, record_of, references
from negtrack.query import Snapshot

from ..examples import examples
from .generated import START, items, negotiation_of

RECORDS = """
[source.old]
issued = 2024-01-01

[source.new]
issued = 2024-03-02

[position.ask]
value = "at least 9"
stated = 2024-03-01
sources = ["new"]

[position.better]
value = "at least 10"
supersedes = ["ask"]
stated = 2024-03-02

[position.hours]
issue = "hours"
value = "35"
sources = ["old"]

[position.limit]
issue = "mandate"
stance = "statement"
value = "limited"
limits = ["start = 2 weeks"]

[proposal.offer]
party = "state"
terms = ["pay = 8", "hours = 36"]
between = ["union", "employer"]

[response.answer]
proposal = "offer"
answer = "rejected"

[response.other]
party = "employer"
proposal = "offer"
answer = "accepted"

[note.figure]
text = "A figure."

[note.later]
text = "A remark."
stated = 2024-03-05

[retraction.slip]
of = "hours"
"""


def select(
    known: Negotiation, parties: Sequence[str] = (), issues: Sequence[str] = (), **clocks: object
) -> Negotiation:
    """Return what a selection leaves."""
    return select_part(Snapshot(known, **clocks), parties, issues)  # type: ignore[arg-type]


def test_everything(negotiation_of: Callable[..., Negotiation]) -> None:
    """Nothing chosen is all."""
    known = negotiation_of(RECORDS)
    assert list(items_of(select(known))) == list(items_of(known))


def test_a_party(negotiation_of: Callable[..., Negotiation]) -> None:
    """Its records, the proposal that it answers, what takes its records back; all parties and events stay."""
    found = select(negotiation_of(RECORDS), ["union"])
    assert set(found.entries) == {"ask", "better", "hours", "limit", "offer", "answer", "figure", "later", "slip"}
    assert (set(found.parties), set(found.events)) == ({"union", "employer", "state"}, {"signed"})
    assert set(found.sources) == {"old", "new"}


def test_issues(negotiation_of: Callable[..., Negotiation]) -> None:
    """The positions on them, the proposals with a term on them with all their terms, the answers to these."""
    found = select(negotiation_of(RECORDS), issues=["pay"])
    assert set(found.entries) == {"ask", "better", "offer", "answer", "other"}
    assert set(found.issues) == {"pay", "hours"}
    assert set(found.sources) == {"new"}


def test_both(negotiation_of: Callable[..., Negotiation]) -> None:
    """A party's records on some issues; an issue without any record stays, as it was asked for."""
    assert set(select(negotiation_of(RECORDS), ["employer"], ["pay"]).entries) == {"other", "offer"}
    found = select(negotiation_of(RECORDS), ["employer"], ["start"])
    assert (set(found.entries), set(found.issues)) == (set(), {"start"})


def test_limits_name_issues(negotiation_of: Callable[..., Negotiation]) -> None:
    """A mandate's limits keep the issues that they are about."""
    assert set(select(negotiation_of(RECORDS), issues=["mandate"]).issues) == {"mandate", "start"}


def test_as_of(negotiation_of: Callable[..., Negotiation]) -> None:
    """What was stated by then, and what says that it does not hold, of whatever day: a retraction, a better reading."""
    found = select(negotiation_of(RECORDS), as_of=date(2024, 3, 1))
    assert "later" not in found.entries
    assert {"ask", "better", "hours", "slip"} <= set(found.entries)


def test_known_at(negotiation_of: Callable[..., Negotiation]) -> None:
    """What was recorded by then, without the later correction; what it names though it came later stays."""
    day = {number: f"recorded = 2024-06-0{number} 00:00:00+00:00" for number in (1, 2, 3)}
    known = negotiation_of(
        f'[position.late]\nvalue = "1"\n{day[3]}\n'
        f'[position.early]\nvalue = "2"\nsupersedes = ["late"]\n{day[1]}\n'
        f'[position.plain]\nvalue = "3"\n{day[1]}\n'
        f'[retraction.back]\nof = "plain"\n{day[2]}\n'
    )
    assert set(select(known, known_at=datetime(2024, 6, 1, 12, tzinfo=UTC)).entries) == {"early", "late", "plain"}
    assert set(select(known, known_at=datetime(2024, 6, 2, 12, tzinfo=UTC)).entries) == {
        "early",
        "late",
        "plain",
        "back",
    }


@settings(max_examples=examples(40), deadline=None)
@given(
    made=items(),
    parties=st.sets(st.sampled_from(["union", "עובדים", "state"])),
    issues=st.sets(st.sampled_from(["words", "how"])),
    as_of=st.sampled_from([None, date(2023, 12, 31), date(2024, 3, 1)]),
    minutes=st.sampled_from([None, 0, 3, 90]),
)
def test_a_selection_is_whole(
    made: Sequence[Item], parties: set[str], issues: set[str], as_of: date | None, minutes: int | None
) -> None:
    """It links by itself without a fault, holds only what was there, and selecting the same of it changes nothing."""
    known = negotiation_of(made)
    known_at = None if minutes is None else START + timedelta(minutes=minutes)

    def select_same(of: Negotiation) -> Negotiation:
        return select(of, sorted(parties), sorted(issues), as_of=as_of, known_at=known_at)

    found = negotiation_of(list(items_of(select_same(known))))
    assert set(found.entries) <= set(known.entries)
    named = {record_of(name) for entry in found.entries.values() for _, name in references(entry)}
    assert named <= set(found.entries)
    assert set(select_same(found).entries) == set(found.entries)
    taken_back = {
        retraction.of for retraction in known.retractions if known_at is None or retraction.recorded <= known_at
    }
    assert {retraction.of for retraction in found.retractions} == taken_back & set(found.entries)
