"""What a proposal says of itself as a whole: who tabled it jointly, what it amends, when it lapses, if it is final,
which agreement follows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negtrack.model import FINAL, Party, Proposal
from negtrack.query import Snapshot, has_answered, has_lapsed, speaks_for_itself
from negtrack.views.answer_days import delay_text
from negtrack.views.phrasing import deadline_text, when_text, withdrawal_text, year_of
from negtrack.views.voices import party_name, said_by


def proposal_facts(snapshot: Snapshot, proposal: Proposal) -> Iterator[str]:
    """Yield each fact in words: `with UAW`, `amends p`, `alternative to q`, `expires 1 Mar 17:00`, `final, ...`."""
    if proposal.with_:
        yield f"with {', '.join(party_name(snapshot.negotiation, name) for name in proposal.with_)}"
    if proposal.amends:
        yield f"amends {proposal.amends}"
    yield from alternative_text(snapshot, proposal)
    if proposal.expires:
        verb = "lapsed" if has_lapsed(snapshot, proposal) else "expires"
        yield f"{verb} {deadline_text(proposal.expires, year_of(snapshot))}"
    if proposal.final:
        yield final_text(snapshot, proposal)
    yield from amended_by(snapshot, proposal)
    yield from followed_by(snapshot, proposal)


def amended_by(snapshot: Snapshot, proposal: Proposal) -> Iterator[str]:
    """Yield which later proposals amend it: `amended by p3, 8 Nov`."""
    for other in snapshot.proposals:
        if other.amends == proposal.id:
            yield f"amended by {other.id}, {when_text(other.when, year_of(snapshot))}"


def alternative_text(snapshot: Snapshot, proposal: Proposal) -> Iterator[str]:
    """Yield which proposals it excludes: `alternative to mlb-2022-02-12-tiers`."""
    if others := alternatives_in(snapshot, proposal):
        yield f"alternative to {', '.join(others)}"


def followed_by(snapshot: Snapshot, proposal: Proposal) -> Iterator[str]:
    """Yield which agreement follows a proposal: `became agreement-2022-03-10`, `became deal after 233 days`."""
    for agreement in snapshot.agreements:
        if proposal.id in agreement.follows:
            yield " ".join(filter(None, ("became", agreement.id, delay_text(proposal, agreement))))


def proposal_marks(snapshot: Snapshot, proposal: Proposal) -> Iterator[str]:
    """Yield what ended a proposal, and that it is called final."""
    yield from withdrawal_text(snapshot, proposal.id)
    if has_lapsed(snapshot, proposal):
        yield f"lapsed {deadline_text(proposal.expires, year_of(snapshot))}"
    if proposal.final:
        yield final_text(snapshot, proposal)


def alternatives_in(snapshot: Snapshot, proposal: Proposal) -> list[str]:
    """Return the proposals that it is an alternative to, named by it or by them."""
    named = [other.id for other in snapshot.proposals if proposal.id in other.alternative_to]
    return list(dict.fromkeys((*proposal.alternative_to, *named)))


def final_text(snapshot: Snapshot, proposal: Proposal) -> str:
    """Return who calls a proposal final, and who denies that: `final, in the words of an official; denied by MLB`."""
    negotiation, label = snapshot.negotiation, f"{proposal.id}#{FINAL}"
    who = proposal.speaker or party_name(negotiation, proposal.voice)
    texts = [f"final, in the words of {who}"]
    if label in snapshot.denied:
        texts.append(f"denied by {party_name(negotiation, proposal.party)}")
    texts += [f"denied {said_by(negotiation, claim)}" for claim in snapshot.claims.get(label, ())]
    return "; ".join(texts)


def fact_fields(snapshot: Snapshot, proposal: Proposal) -> Mapping[str, object]:
    """Return the same for machines."""
    return {
        "with": list(proposal.with_),
        "amends": proposal.amends,
        "alternative_to": alternatives_in(snapshot, proposal),
        "expires": proposal.expires.text if proposal.expires else None,
        "lapsed": has_lapsed(snapshot, proposal),
        "final": proposal.final,
        "facts": list(proposal_facts(snapshot, proposal)),
    }


def bloc_has_spoken(snapshot: Snapshot, proposal: Proposal, bloc: Party) -> bool:
    """Return whether a bloc has a word of its own beside those of its members: an answer, or a position on a term."""
    issues = (snapshot.negotiation.issues[term.issue] for term in snapshot.terms_of(proposal))
    return has_answered(snapshot, proposal.id, bloc.id) or any(
        speaks_for_itself(snapshot, bloc, issue) for issue in issues
    )
