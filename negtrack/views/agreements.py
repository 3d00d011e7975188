"""The answer of `agreements`: when and between whom each was made, its terms, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Agreement
from negtrack.query import Deal, Snapshot, deals_of, milestones_of
from negtrack.views.agreement_cards import AgreementCard, build_card
from negtrack.views.deal_states import deal_status, milestone_text
from negtrack.views.lists import list_frame
from negtrack.views.phrasing import when_text, year_of
from negtrack.views.view import Frame, Row, Table
from negtrack.views.voices import said_by

_COLUMNS = ("id", "title", "kind", "date", "between", "follows", "terms", "open_items", "milestones", "status")
_LEGEND = ("`negtrack agreements ID`: what else is on record of each term",)


@dataclass(frozen=True)
class AgreementsView:
    """The answer of `agreements`: a row and a card for each."""

    schema: ClassVar[str] = "agreements"
    id_column: ClassVar[str] = "id"
    columns: ClassVar[tuple[str, ...]] = _COLUMNS

    frame: Frame
    lines: tuple[Row, ...]
    cards: tuple[AgreementCard, ...]
    is_whole: bool
    """Whether the cards are to be shown with all that is on record."""

    def head(self) -> Mapping[str, object]:
        snapshot = self.frame.snapshot
        return {"title": snapshot.negotiation.title if snapshot else self.frame.title}

    def rows(self) -> Iterator[Row]:
        yield from self.lines

    def table(self) -> Table:
        return Table(("agreement", "on", "what", "remarks"), [row for card in self.cards for row in _table_rows(card)])


def _table_rows(card: AgreementCard) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of a card for a document: the whole, its terms and open items, and what happened to it."""
    yield card.id, "", "; ".join((card.title, card.facts)), card.status
    for term in (*card.terms, *card.items):
        yield card.id, term.issue.id, term.value, term.remarks
    for event in card.events:
        yield card.id, event.when, event.words, ""


def build_agreements(snapshot: Snapshot, names: Collection[str] = ()) -> AgreementsView:
    """Build the agreements, oldest first, with their terms and what happened to each; only those that `names` names,
    and then with all that is on record of them."""
    deals = {deal.agreement.id: deal for deal in deals_of(snapshot)}
    found = [agreement for agreement in snapshot.agreements if not names or agreement.id in names]
    lines = tuple(_row(snapshot, agreement, deals.get(agreement.id)) for agreement in found)
    cards = tuple(build_card(snapshot, agreement, deals.get(agreement.id)) for agreement in found)
    frame = list_frame(snapshot, "agreements", legend=_LEGEND if lines and not names else ())
    return AgreementsView(frame, lines, cards, bool(names))


def _row(snapshot: Snapshot, agreement: Agreement, deal: Deal | None) -> Row:
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
    }


def _milestones(snapshot: Snapshot, agreement: Agreement) -> list[str]:
    """Return what became of the whole agreement, oldest first: each with its day and whose word it is."""
    year = year_of(snapshot)
    return [
        f"{milestone_text(snapshot, one)}, {when_text(one.when, year)}, {said_by(snapshot.negotiation, one)}"
        for one in milestones_of(snapshot, agreement.id)
    ]
