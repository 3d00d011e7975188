"""`proposals ID`: the terms of one proposal next to the parties' positions, and all answers with their voices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from negtrack.frozen import dataclass, replace_fast
from negtrack.model import Issue, Party, Proposal, Response, Term, locator_text
from negtrack.query import (
    Snapshot,
    awaited_from,
    carried_terms,
    concerned,
    contested_responses,
    is_asked,
    is_bloc,
    pairs_of,
    standing_responses,
    term_position,
    withdrawn_responses,
)
from negtrack.values import canonical_text
from negtrack.views.answer_days import delay_text, next_offer, waiting_days
from negtrack.views.deal_findings import NO_TERM
from negtrack.views.deal_words import settled_caveats
from negtrack.views.issue_pairs import least_settled_text
from negtrack.views.party_answer import PartyAnswer, build_party_answer
from negtrack.views.phrasing import (
    SILENT,
    answer_text,
    caveat_text,
    marks_of,
    offer_words,
    provenance,
    when_text,
    withdrawal_text,
    year_of,
)
from negtrack.views.proposal_facts import bloc_has_spoken, fact_fields, proposal_facts
from negtrack.views.silence import NOTHING_SINCE
from negtrack.views.statement import Statement, disclosed_words
from negtrack.views.view import Frame, Row, Table, silent_legend
from negtrack.views.voices import party_name, whose_words

NO_ANSWER = "no answer on record"


@dataclass(frozen=True)
class TermLine:
    """One term: the issue, the offer, and the position of each party."""

    issue: Issue
    term: Term
    value: str
    stands: tuple[PartyAnswer, ...]
    statement: Statement
    disclosed: tuple[str, ...] = ()
    """What others say that it is: `about 700, according to a source, 25 Mar, C2`."""
    marks: tuple[str, ...] = ()
    """That it carries over unchanged, was withdrawn or denied; what agreements leave of its issue."""

    @property
    def offered(self) -> str:
        """Return the offer for the reader: on which basis, and if what."""
        return self.statement.words

    @property
    def least(self) -> str:
        """Return what no view leaves out: our caveat, and whose word it is if it is not the proposal's."""
        return self.statement.least if self.term.side or self.term.speaker else caveat_text(self.term)

    @property
    def is_closed(self) -> bool:
        """Return whether the marks say of all parties what they say themselves: nothing since the deal."""
        said = {stand.value for stand in self.stands}
        return said == {NOTHING_SINCE} and any(NOTHING_SINCE in mark for mark in self.marks)

    @property
    def where(self) -> str:
        """Return where the term stands, and its words."""
        quote = f"“{self.term.quote}”" if self.term.quote else ""
        return "  ".join(part for part in (str(self.term.locator), self.term.text, quote) if part)

    @property
    def words(self) -> str:
        """Return the offer, with what others say that it is and what no view leaves out, then what became of it."""
        parts = (offer_words(self.offered, self.disclosed), self.least, *self.marks)
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True)
class AnswerLine:
    """One answer, which stands or was withdrawn: the party, the voice, and the days that it is pending."""

    party: Party
    response: Response | None
    answer: str
    words: str
    """The voice: `own words`, `in the words of Arab mediators`."""
    provenance: str
    pending: int | None
    """Days since the proposal was tabled, or since the answer was reported as pending, until there is one."""
    awaited: str
    """`pending` in words: `3 days`, `at least 43 days` where the day of the proposal is inexact."""
    contested: bool = False
    """Whether another answer of that day contradicts it."""
    marks: tuple[str, ...] = ()
    """That the party denies it, and that an agreement came before it."""
    when: str = ""
    """The day on which it was given."""
    after: str = ""
    """How long after the proposal it came: `after 15 days`, `after 2 to 3 days` where a day is not known."""


@dataclass(frozen=True)
class ProposalView:
    """The answer of `proposals ID`."""

    schema: ClassVar[str] = "proposal"
    id_column: ClassVar[str] = "issue"
    columns: ClassVar[tuple[str, ...]] = (
        *("part", "issue", "offered", "party", "value", "gap", "mandate", "answer", "words", "pending_days"),
        *("stated", "speaker", "side", "grade", "sources", "reservations", "id"),
        *("disclosed", "modality", "caveat", "no_counter", "contested", "remark", "qualifier"),
        *("offered_qualifier", "offered_remark", "offered_locator", "marks", "to", "delay"),
    )

    snapshot: Snapshot
    proposal: Proposal
    by: str
    tabled: str
    provenance: str
    facts: tuple[str, ...]
    """What it says of itself: `amends p`, `expires 1 Mar 17:00`, `final, in the words of an official`."""
    marks: tuple[str, ...]
    """Withdrawals and denials."""
    parties: tuple[Party, ...]
    terms: tuple[TermLine, ...]
    answers: tuple[AnswerLine, ...]

    @property
    def frame(self) -> Frame:
        is_silent = any(stand.value == SILENT for line in self.terms for stand in line.stands)
        return Frame(self.proposal.title, self.snapshot, legend=silent_legend(is_silent))

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "id": self.proposal.id,
            "title": self.proposal.title,
            "kind": self.proposal.kind,
            "party": self.proposal.party,
            "tabled": self.proposal.tabled.text if self.proposal.tabled else None,
            "between": list(self.proposal.between),
            "marks": list(self.marks),
            **fact_fields(self.snapshot, self.proposal),
        }

    def rows(self) -> Iterator[Row]:
        for line in self.terms:
            for stand in line.stands:
                yield {
                    "part": "term",
                    "issue": line.issue.id,
                    "offered": line.value,
                    "party": stand.party.id,
                    "value": stand.statement.said if stand.statement else "",
                    "gap": stand.gap,
                    "mandate": stand.breach,
                    "remark": stand.statement.remark if stand.statement else "",
                    "qualifier": stand.statement.position.qualifier if stand.statement else "",
                    "disclosed": list(line.disclosed),
                    "offered_qualifier": line.term.qualifier,
                    "offered_remark": line.statement.remark,
                    "offered_locator": locator_text(line.term.locator),
                    "marks": list(line.marks),
                }
        yield from map(_answer_row, self.answers)

    def table(self) -> Table:
        columns = ("term", "offered", *(party.name for party in self.parties))
        terms = [(line.issue.id, line.words, *(stand.words for stand in line.stands)) for line in self.terms]
        answers = ("answer", "", *(_answers_of(self.answers, party) for party in self.parties))
        return Table(columns, [*terms, answers])


def build_proposal(snapshot: Snapshot, proposal: Proposal) -> ProposalView:
    """Build one proposal next to the positions of the parties that it concerns."""
    negotiation = snapshot.negotiation
    parties = tuple(
        party
        for party in negotiation.principals
        if _concerns(proposal, party)
        and (not is_bloc(negotiation, party.id) or bloc_has_spoken(snapshot, proposal, party))
    )
    carried = {term.issue: by for term, by in carried_terms(snapshot, proposal)}
    terms = tuple(
        _term_line(snapshot, proposal, term, parties, carried.get(term.issue)) for term in snapshot.terms_of(proposal)
    )
    answers = tuple(line for party in negotiation.parties.values() for line in answer_lines(snapshot, proposal, party))
    tabled = when_text(proposal.tabled or proposal.stated, year_of(snapshot))
    by = party_name(negotiation, proposal.party)
    words, marks = provenance(snapshot, proposal, whole=True), tuple(withdrawal_text(snapshot, proposal.id))
    facts = tuple(proposal_facts(snapshot, proposal))
    return ProposalView(snapshot, proposal, by, tabled, words, facts, marks, parties, terms, answers)


def _concerns(proposal: Proposal, party: Party) -> bool:
    return party.id in concerned(proposal, party.id) or party.id == proposal.party


def _term_line(
    snapshot: Snapshot, proposal: Proposal, term: Term, parties: tuple[Party, ...], carried: Proposal | None
) -> TermLine:
    issue = snapshot.negotiation.issues[term.issue]
    offered = term_position(proposal, term)
    stands = tuple(build_party_answer(snapshot, proposal, term, party) for party in parties)
    value = canonical_text(term.value, issue.scale)
    disclosed = disclosed_words(snapshot, proposal, issue)
    marks = tuple(_term_marks(snapshot, proposal, term, carried))
    statement = Statement(snapshot, replace_fast(offered, expires=None), issue)  # the head says that it lapsed
    return TermLine(issue, term, value, stands, statement, disclosed, marks)


def _term_marks(snapshot: Snapshot, proposal: Proposal, term: Term, carried: Proposal | None) -> Iterator[str]:
    if carried:
        yield f"unchanged since {when_text(carried.when, year_of(snapshot))}, {carried.id}"
    yield from withdrawal_text(snapshot, f"{proposal.id}#{term.issue}")
    issue = snapshot.negotiation.issues[term.issue]
    pairs = [pair for pair in pairs_of(snapshot, issue) if pair.settlement and pair.settlement.deal]
    if pairs and all(pair.settlement and pair.settlement.state == NO_TERM for pair in pairs):
        yield NO_TERM
    elif pairs:
        notes = settled_caveats(pairs[0].settlement) if len(pairs) == 1 and pairs[0].settlement else ()
        yield "; ".join((least_settled_text(snapshot, pairs, issue, snapshot.negotiation.principals), *notes))


def answer_lines(snapshot: Snapshot, proposal: Proposal, party: Party) -> Iterator[AnswerLine]:
    """Yield the standing answers of a party, and those that it withdrew and gave no other since; for a principal
    without one, a line that no answer is on record."""
    standing = standing_responses(snapshot, proposal.id, party.id)
    answers = (*standing, *withdrawn_responses(snapshot, proposal.id, party.id))
    contested = {answer.id for answer in contested_responses(standing)}
    is_awaited = party in awaited_from(snapshot, proposal)
    for answer in answers:
        words = whose_words(snapshot.negotiation, answer)
        is_pending = is_awaited and answer.answer == "pending"
        pending = waiting_days(snapshot, proposal, answer) if is_pending else (None, "")
        said = provenance(snapshot, answer, whole=True)
        yield AnswerLine(
            party,
            answer,
            answer_text(answer),
            words,
            said,
            *pending,
            contested=answer.id in contested,
            marks=marks_of(snapshot, answer),
            when=when_text(answer.stated, year_of(snapshot)),
            after=delay_text(proposal, answer),
        )
    if not answers and is_asked(snapshot, proposal, party):
        pending = waiting_days(snapshot, proposal, None) if is_awaited else (None, "")
        yield AnswerLine(party, None, NO_ANSWER, next_offer(snapshot, proposal, party), "", *pending)


def _answer_row(line: AnswerLine) -> Row:
    response = line.response
    return {
        "part": "answer",
        "party": line.party.id,
        "answer": line.answer,
        "words": line.words,
        "pending_days": line.pending,
        "stated": response.stated.text if response and response.stated else "",
        "speaker": response.speaker if response else "",
        "side": response.side if response else "",
        "grade": response.grade if response else "",
        "sources": list(response.sources) if response else [],
        "reservations": response.reservations if response else "",
        "modality": response.modality if response else "",
        "caveat": response.caveat if response else "",
        "no_counter": response.no_counter if response else False,
        "to": list(response.to) if response else [],
        "contested": line.contested,
        "marks": list(line.marks),
        "delay": line.after,
        "id": response.id if response else "",
    }


def _answers_of(answers: tuple[AnswerLine, ...], party: Party) -> str:
    lines = (line for line in answers if line.party is party)
    words = ((line.answer, ", ".join(filter(None, (line.words, line.when, *line.marks)))) for line in lines)
    return "; ".join(f"{answer} ({remarks})" if remarks else answer for answer, remarks in words)
