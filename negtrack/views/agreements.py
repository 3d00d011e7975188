"""The list of agreements: when, between whom, how many terms and open items, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.model import Agreement, Milestone, Negotiation
from negtrack.query import Snapshot
from negtrack.views.lists import ListView
from negtrack.views.phrasing import caveat_text, when_text, year_of
from negtrack.views.view import Frame, Row
from negtrack.views.voices import party_name


def build_agreements(snapshot: Snapshot) -> ListView:
    """Build the list of agreements, oldest first."""
    lines = tuple(_row(snapshot, agreement) for agreement in snapshot.agreements)
    columns = ("id", "title", "kind", "date", "between", "follows", "terms", "open_items", "milestones", "status")
    headings = (
        *(("id", "id"), ("what", "title"), ("kind", "kind"), ("when", "date"), ("parties", "between")),
        *(("count", "terms"), ("left", "open items"), ("status", "status")),
    )
    empty = "no agreements on record; add one with add-agreement"
    return ListView("agreements", Frame(snapshot.negotiation.title, snapshot), columns, lines, headings, empty)


def _row(snapshot: Snapshot, agreement: Agreement) -> Row:
    known, year = snapshot.negotiation, year_of(snapshot)
    open_items = [item.issue for item in snapshot.open_items if item.agreement == agreement.id]
    passed = _passed(snapshot, agreement)
    return {
        "id": agreement.id,
        "title": agreement.title,
        "kind": agreement.kind or "",
        "date": agreement.date.text,
        "between": list(agreement.between),
        "follows": list(agreement.follows),
        "terms": [str(term) for term in agreement.terms],
        "open_items": open_items,
        "milestones": [_words(milestone) for milestone in passed],
        "status": _status(known, passed),
        "what": "; ".join(filter(None, (agreement.title, caveat_text(agreement)))),
        "when": when_text(agreement.date, year),
        "parties": ", ".join(party_name(known, party) for party in agreement.between) or "all principals",
        "count": len(agreement.terms),
        "left": len(open_items),
    }


def _passed(snapshot: Snapshot, agreement: Agreement) -> list[Milestone]:
    """Return what became of the whole agreement, oldest first."""
    about = [milestone for milestone in snapshot.milestones if milestone.agreement == agreement.id]
    return [milestone for milestone in about if milestone.is_said and not milestone.is_ahead]


def _words(milestone: Milestone) -> str:
    """Return a milestone, whose act it is and by which vote: `ratified by mlbpa, board, 26 to 12`."""
    act = " by ".join(filter(None, (milestone.milestone, milestone.by)))
    return ", ".join(filter(None, (act, milestone.body, milestone.votes)))


def _status(known: Negotiation, passed: Sequence[Milestone]) -> str:
    """Return the last thing that became of an agreement, and which parties did it; parts of a party are none."""
    acts = [one for one in passed if not one.by or not known.parties[one.by].is_part]
    if not acts:
        return "nothing on record since"
    last = acts[-1].milestone
    names = dict.fromkeys(party_name(known, one.by) for one in acts if one.milestone == last and one.by)
    return " by ".join(filter(None, (last, ", ".join(names))))
