"""`rounds`: the offers across in the order in which they were tabled, issues down, what each changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from negtrack.frozen import dataclass, replace_fast
from negtrack.gap import same_set
from negtrack.model import ISSUE_COLUMN, Issue, Position, Proposal, is_later, keys_of, term_cells, term_keys, to_plain
from negtrack.query import (
    Pair,
    Snapshot,
    carried_terms,
    has_lapsed,
    least_settled,
    pairs_of,
    standing_responses,
    term_position,
)
from negtrack.values import Value, parse_value
from negtrack.views.asked import asked_title
from negtrack.views.deal_words import settled_notes
from negtrack.views.issue_pairs import is_said, pairs_texts, status_of
from negtrack.views.pair_words import gap_heading
from negtrack.views.phrasing import SILENT, deadline_text, offer_words, when_text, withdrawal_text, year_of
from negtrack.views.proposal_facts import alternatives_in, final_text, followed_by
from negtrack.views.signs import SAME
from negtrack.views.statement import Statement, disclosed_words
from negtrack.views.step_words import step_title
from negtrack.views.view import Frame, Row, Table, silent_legend
from negtrack.views.voices import party_name

FINAL, ENDED = "final", "ended"
ROUND_WORDS = {FINAL: "called final by its speaker", ENDED: "rejected, withdrawn or lapsed"}
"""What a heading says of an offer, with its meaning."""
UNCHANGED = SAME
UNCHANGED_LEGEND = f"{UNCHANGED} unchanged"


@dataclass(frozen=True)
class OfferCell:
    """One term of an offer: in words, with what no view leaves out, and whether it changed what the party had last
    offered on the issue."""

    statement: Statement
    words: str
    is_changed: bool
    is_named: bool = True
    """Whether the offer itself names it; it carries over otherwise."""

    @property
    def short(self) -> str:
        """Return the words for a page; a sign where nothing changed."""
        return self.words if self.is_changed else UNCHANGED

    @property
    def full(self) -> str:
        """Return the words for a document, with what no view leaves out; a sign where nothing changed."""
        least = self.statement.least if self.is_changed else ""
        return f"{self.short}; {least}" if least else self.short


@dataclass(frozen=True)
class Offer:
    """One proposal as a column."""

    proposal: Proposal
    by: str
    short: str
    """Short name of who tabled it; "" for none."""
    tabled: str
    """When, and whether it is one of several alternatives: `5 Mar (alternative 1 of 2)`."""
    endings: tuple[str, ...]
    """What became of it: `rejected by Union`, `withdrawn by the party, 5 Mar`, `lapsed 1 Mar 17:00`."""
    claims: tuple[str, ...] = ()
    """The id of an alternative; that it is called final, by whom, and who denies it; which agreement follows it."""

    @property
    def marks(self) -> Sequence[str]:
        """Return what its heading says of it: whether it was called final, and whether it has ended."""
        return [word for word, holds in ((FINAL, self.proposal.final), (ENDED, self.endings)) if holds]

    @property
    def heading(self) -> str:
        """Return who tabled it and when, and what became of it: `Major League Baseball 1 Mar, final, ended`."""
        return ", ".join((f"{self.by} {self.tabled}".rstrip(), *self.marks))

    @property
    def short_heading(self) -> str:
        """Return the heading with the short name of who tabled it: `MLB 1 Mar, final, ended`."""
        return ", ".join((f"{self.short or self.by} {self.tabled}".rstrip(), *self.marks))


@dataclass(frozen=True)
class RoundRow:
    """One issue: the cell of each offer, None where an offer does not name it, and the gap now, or what is settled."""

    issue: Issue
    cells: tuple[OfferCell | None, ...]
    gap: str
    pair: Pair | None
    """The least settled pair."""
    status: str
    """The status of that pair, or why there is none."""
    notes: str = ""
    """How far apart the pair was before an agreement settled the issue, and our caveats on that."""

    @property
    def is_settled(self) -> bool:
        """Return whether an agreement says anything of the issue."""
        return self.pair is not None and is_said(self.pair)

    @property
    def whole_gap(self) -> str:
        """Return the gap, with what stands beside it."""
        return "; ".join(filter(None, (self.gap, self.notes)))


@dataclass(frozen=True)
class RoundsView:
    """The answer of `rounds`. For programs each offer is one row, with a column for each issue."""

    schema: ClassVar[str] = "rounds"
    id_column: ClassVar[str] = "id"

    snapshot: Snapshot
    offers: tuple[Offer, ...]
    lines: tuple[RoundRow, ...]
    about: str = ""
    """The parties and issues that alone are shown, for the heading."""

    @property
    def frame(self) -> Frame:
        is_silent = any(SILENT in line.gap for line in self.lines)
        step = step_title(line.issue for line in self.lines)
        title = f"{self.snapshot.negotiation.title}: rounds{step}{self.about}"
        return Frame(title, self.snapshot, legend=silent_legend(is_silent))

    @property
    def last_column(self) -> str:
        """Return the heading of the last column."""
        return gap_heading(line.pair for line in self.lines if line.pair)

    @property
    def columns(self) -> tuple[str, ...]:
        return ("table", "id", *_FIELDS, *term_keys(), *(self._column_of(line.issue) for line in self.lines))

    def _column_of(self, issue: Issue) -> str:
        if issue.step:
            return f"{issue.id}:{issue.step}"
        return f"{ISSUE_COLUMN}{issue.id}" if issue.id in ("table", "id", *_FIELDS, *term_keys()) else issue.id

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "gaps": {line.issue.id: line.gap for line in self.lines},
        }

    def rows(self) -> Iterator[Row]:
        named = [(self._column_of(line.issue), line) for line in self.lines]
        for number, offer in enumerate(self.offers):
            fields = {key: to_plain(getattr(offer.proposal, name)) for key, name in _FIELDS.items()}
            terms = {column: _machine_value(line.cells[number]) for column, line in named}
            beside = term_cells(offer.proposal.terms)
            yield {"table": Proposal.table, "id": offer.proposal.id, **fields, **beside, **terms}

    def table(self) -> Table:
        columns = ("issue", *(offer.heading for offer in self.offers), self.last_column)
        rows = [
            (line.issue.id, *(cell.full if cell else "" for cell in line.cells), line.whole_gap) for line in self.lines
        ]
        return Table(columns, rows)


_FIELDS = {key: name for key, name in keys_of(Proposal).items() if key != "terms"}
"""Columns of an offer's own fields; its terms have columns of their own."""


def build_rounds(snapshot: Snapshot, parties: Sequence[str], issues: Collection[Issue]) -> RoundsView:
    """Build the offers of `parties` (empty: of everybody) on those of `issues` that any of them names."""
    chosen = set(parties)
    proposals = _in_order([one for one in snapshot.proposals if not chosen or one.party in chosen])
    terms = [_Terms(snapshot, proposal) for proposal in proposals]
    lines = tuple(_row(snapshot, issue, terms) for issue in issues)
    named = tuple(line for line in lines if any(line.cells))
    kept = [number for number in range(len(proposals)) if any(line.cells[number] for line in named)]
    offers = tuple(_offer(snapshot, proposals[number]) for number in kept)
    rows = (replace_fast(line, cells=tuple(line.cells[number] for number in kept)) for line in named)
    return RoundsView(snapshot, offers, tuple(rows), asked_title(snapshot, issues, parties, ", "))


def _in_order(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals as they were tabled; those of one day by their hours or `after`, else by their ids."""
    left = sorted(proposals, key=lambda proposal: (proposal.day, proposal.id))
    found = []
    while left:
        first = next((one for one in left if not any(is_later(one, other) for other in _of_day(left, one))), left[0])
        left.remove(first)
        found.append(first)
    return found


def _of_day(proposals: Iterable[Proposal], one: Proposal) -> Iterator[Proposal]:
    return (other for other in proposals if other.day == one.day)


def _offer(snapshot: Snapshot, proposal: Proposal) -> Offer:
    by = party_name(snapshot.negotiation, proposal.party)
    claims = (*([final_text(snapshot, proposal)] if proposal.final else []), *followed_by(snapshot, proposal))
    short, tabled = snapshot.negotiation.parties[proposal.party].short, when_text(proposal.when, year_of(snapshot))
    if others := alternatives_in(snapshot, proposal):
        names = sorted((proposal.id, *others))
        tabled += f" (alternative {names.index(proposal.id) + 1} of {len(names)})"
        claims = (proposal.id, *claims)
    return Offer(proposal, by, short, tabled, tuple(_endings(snapshot, proposal)), claims)


def _endings(snapshot: Snapshot, proposal: Proposal) -> Iterator[str]:
    """Yield what ended an offer in words that hold: withdrawn, or rejected in the other side's own words."""
    if proposal.id in snapshot.withdrawn:
        yield next(withdrawal_text(snapshot, proposal.id))
    for party in snapshot.negotiation.principals:
        answers = standing_responses(snapshot, proposal.id, party.id)
        first = answers[0] if answers else None
        is_firm = first and first.is_own and first.is_said and first.id not in snapshot.denied
        if first and is_firm and first.answer == "rejected" and not first.issues:
            yield f"rejected by {party.name}"
    if has_lapsed(snapshot, proposal):
        yield f"lapsed {deadline_text(proposal.expires, year_of(snapshot))}"


class _Terms:
    """The terms of a proposal by their issues, and the issues of those that carry over."""

    def __init__(self, snapshot: Snapshot, proposal: Proposal) -> None:
        self.proposal = proposal
        self.by_issue = {term.issue: term for term in snapshot.terms_of(proposal)}
        self.carried = {term.issue for term, _ in carried_terms(snapshot, proposal)}


def _row(snapshot: Snapshot, issue: Issue, offers: Sequence[_Terms]) -> RoundRow:
    last: dict[str, Position] = {}
    cells = tuple(_cell(snapshot, issue, terms, last) if issue.id in terms.by_issue else None for terms in offers)
    pairs = pairs_of(snapshot, issue)
    pair, about = least_settled(pairs), (snapshot, pairs, issue, snapshot.negotiation.principals)
    gaps = [text.words for text in pairs_texts(*about)]
    notes = settled_notes(snapshot, pair, issue) if len(gaps) == 1 else ""
    return RoundRow(issue, cells, "; ".join(gaps), pair, status_of(*about), notes)


def _cell(snapshot: Snapshot, issue: Issue, terms: _Terms, last: dict[str, Position]) -> OfferCell:
    """Return the term of a proposal on an issue; `last` holds the last offer of each party, and takes this one."""
    proposal = terms.proposal
    term = terms.by_issue[issue.id]
    position = replace_fast(term_position(proposal, term), expires=None)  # the column says that it lapsed
    before = last.get(proposal.party)
    is_named = issue.id not in terms.carried
    if is_named:
        last[proposal.party] = position
    statement = Statement(snapshot, position, issue)
    words = offer_words(statement.words, disclosed_words(snapshot, proposal, issue))
    return OfferCell(statement, words, before is None or _differs(issue, before, position), is_named)


def _differs(issue: Issue, before: Position, now: Position) -> bool:
    """Return whether an offer is another than the one before it: in its outcomes, basis, conditions or caveat."""
    if any(getattr(before, name) != getattr(now, name) for name in ("qualifier", "requires", "caveat", "modality")):
        return True
    values = [parse_value(position.value, issue.scale) for position in (before, now)]
    return any(map(_is_partly_unknown, values)) or not same_set(values[0], values[1], issue.scale)


def _is_partly_unknown(value: Value) -> bool:
    """Return whether nobody knows if it is another than the value before: it, or one of its steps, is undisclosed."""
    return any(part.flag == "undisclosed" for part in value.parts)


def _machine_value(cell: OfferCell | None) -> str:
    return cell.statement.value if cell and cell.is_named else ""
