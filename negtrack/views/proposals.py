"""The list of proposals: who tabled them, and what the principals answered."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.model import Party, Proposal
from negtrack.query import Snapshot, has_answered, is_bloc
from negtrack.views.lists import ListView, list_frame
from negtrack.views.phrasing import caveat_text, when_text, year_of
from negtrack.views.proposal import answer_lines
from negtrack.views.proposal_facts import alternative_text, amended_by, followed_by, proposal_marks
from negtrack.views.view import Row
from negtrack.views.voices import party_name, voice_beside

_TABLED = "tabled it"


def build_proposals(snapshot: Snapshot) -> ListView:
    """Build the list of proposals: who tabled them, and the standing answers of the principals, of blocs those that
    answered or tabled any."""
    principals = [party for party in snapshot.negotiation.principals if _has_column(snapshot, party)]
    lines = tuple(_line(snapshot, proposal, principals) for proposal in snapshot.proposals)
    columns = (
        *("id", "party", "title", "kind", "tabled", "terms", "between", "marks"),
        *(party.id for party in principals),
    )
    headings = (
        ("id", "id"),
        ("what", "title"),
        ("by", "by"),
        ("when", "tabled"),
        *((_answers_column(party), party.name) for party in principals),
    )
    return ListView(
        "proposals",
        list_frame(snapshot, "proposals"),
        columns,
        lines,
        headings,
        "no proposals on record",
        title=snapshot.negotiation.title,
    )


def _has_column(snapshot: Snapshot, party: Party) -> bool:
    if not is_bloc(snapshot.negotiation, party.id):
        return True
    return any(party.id == one.party or has_answered(snapshot, one.id, party.id) for one in snapshot.proposals)


def _line(snapshot: Snapshot, proposal: Proposal, principals: Sequence[Party]) -> Row:
    answers = {party.id: _answer(snapshot, proposal, party) for party in principals}
    return {
        "id": proposal.id,
        "party": proposal.party,
        "title": proposal.title,
        "marks": list(proposal_marks(snapshot, proposal)),
        "what": _what(snapshot, proposal),
        "kind": proposal.kind,
        "tabled": proposal.tabled.text if proposal.tabled else "",
        "terms": [str(term) for term in snapshot.named_terms(proposal)],
        "between": list(proposal.between),
        "when": when_text(proposal.tabled or proposal.stated, year_of(snapshot)),
        "by": _tabler(snapshot, proposal),
        **answers,
        **{
            _answers_column(party): _TABLED if party.id == proposal.party else answers[party.id] for party in principals
        },
    }


def _answers_column(party: Party) -> str:
    """Return the column of the answers of a party for a reader, to whom `by` says in whose words it was tabled."""
    return f"answers:{party.id}"


def _what(snapshot: Snapshot, proposal: Proposal) -> str:
    """Return the title of a proposal, what it is an alternative to, what ended it, which agreement followed it."""
    facts = (
        *alternative_text(snapshot, proposal),
        *proposal_marks(snapshot, proposal),
        *amended_by(snapshot, proposal),
        *followed_by(snapshot, proposal),
    )
    return "; ".join(filter(None, (proposal.title, *facts, caveat_text(proposal))))


def _tabler(snapshot: Snapshot, proposal: Proposal) -> str:
    """Return who tabled it, and whose word that is unless the party's own on record."""
    name = party_name(snapshot.negotiation, proposal.party)
    return ", ".join(filter(None, (name, voice_beside(snapshot.negotiation, proposal))))


def _answer(snapshot: Snapshot, proposal: Proposal, party: Party) -> str:
    """Return the standing answers of a party with voice, date and days awaited; `tabled it` for the author."""
    if party.id == proposal.party:
        return ", ".join(filter(None, (_TABLED, voice_beside(snapshot.negotiation, proposal))))
    words = []
    for line in answer_lines(snapshot, proposal, party):
        awaited = f"awaited for {line.awaited}" if line.awaited else ""
        caveat = caveat_text(line.response) if line.response else ""
        inside = "; ".join(
            filter(None, (", ".join(filter(None, (line.words, line.when, awaited, *line.marks))), caveat))
        )
        words.append(f"{line.answer} ({inside})" if inside else line.answer)
    return "; ".join(words)
