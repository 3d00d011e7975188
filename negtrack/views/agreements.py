"""The list of agreements: when, between whom, how many terms and open items, and what became of each."""

from __future__ import annotations

from negtrack.model import Agreement
from negtrack.query import Deal, Snapshot, deals_of, milestones_of
from negtrack.views.deal_states import deal_status, milestone_text
from negtrack.views.lists import ListView
from negtrack.views.phrasing import caveat_text, when_text, year_of
from negtrack.views.view import Frame, Row
from negtrack.views.voices import party_name, said_by

_LEGEND = ("`negtrack show ID`: the terms with their values, the open items, and the votes",)


def build_agreements(snapshot: Snapshot) -> ListView:
    """Build the list of agreements, oldest first."""
    deals = {deal.agreement.id: deal for deal in deals_of(snapshot)}
    lines = tuple(_row(snapshot, agreement, deals.get(agreement.id)) for agreement in snapshot.agreements)
    columns = ("id", "title", "kind", "date", "between", "follows", "terms", "open_items", "milestones", "status")
    headings = (
        *(("id", "id"), ("what", "title"), ("kind", "kind"), ("when", "date"), ("parties", "between")),
        *(("count", "terms"), ("left", "open items"), ("status", "status")),
    )
    empty = "no agreements on record; add one with add-agreement"
    frame = Frame(snapshot.negotiation.title, snapshot, legend=_LEGEND if lines else ())
    return ListView("agreements", frame, columns, lines, headings, empty)


def _row(snapshot: Snapshot, agreement: Agreement, deal: Deal | None) -> Row:
    known, year = snapshot.negotiation, year_of(snapshot)
    open_items = [item.issue for item in snapshot.open_items if item.agreement == agreement.id]
    milestones = _milestones(snapshot, agreement)
    return {
        "id": agreement.id,
        "title": agreement.title,
        "kind": agreement.kind or "",
        "date": agreement.date.text,
        "between": list(agreement.between),
        "follows": list(agreement.follows),
        "terms": [str(term) for term in agreement.terms],
        "open_items": open_items,
        "milestones": milestones,
        "status": deal_status(snapshot, deal) if deal else agreement.modality,
        "what": "; ".join(filter(None, (agreement.title, caveat_text(agreement)))),
        "when": when_text(agreement.date, year),
        "parties": ", ".join(party_name(known, party) for party in agreement.between) or "all principals",
        "count": len(agreement.terms),
        "left": len(open_items),
    }


def _milestones(snapshot: Snapshot, agreement: Agreement) -> list[str]:
    """Return what became of the whole agreement, oldest first: each with its day and whose word it is."""
    year = year_of(snapshot)
    return [
        f"{milestone_text(snapshot, one)}, {when_text(one.when, year)}, {said_by(snapshot.negotiation, one)}"
        for one in milestones_of(snapshot, agreement.id)
    ]
