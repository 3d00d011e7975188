"""On which proposals two parties agreed, from the page."""

from __future__ import annotations

from negtrack.gap import same_set
from negtrack.model import Proposal, Record
from negtrack.values import Value
from tests.oracle.answers import CONTRARY, answers_of, concerns, denied_names, named_by, stands, withdrawals
from tests.oracle.leaving import goes_back_on
from tests.oracle.records import STRONG, has_come_too_late, is_later, is_own, last_day, strength_of
from tests.oracle.rules import cache
from tests.oracle.statements import Talks, has_set, is_between, issue_of, read_term, terms_with_carried, value_of


def agreed(talks: Talks, issue: str, a: str, b: str) -> str | None:
    """The newest proposal on which both agreed and no later word came back. While the conditions of a term are judged
    the answer may hang on that very term, so it is not kept."""
    return find_agreed(talks, issue, a, b) if talks.judged else known_agreed(talks, issue, a, b)


@cache
def known_agreed(talks: Talks, issue: str, a: str, b: str) -> str | None:
    """The same, kept."""
    return find_agreed(talks, issue, a, b)


def find_agreed(talks: Talks, issue: str, a: str, b: str) -> str | None:
    """The same, worked out."""
    found = [proposal for proposal in talks.proposals if is_agreed(talks, proposal, issue, a, b)]
    newest = max(found, key=lambda proposal: (last_day(talks, proposal), proposal.id), default=None)
    return newest.id if newest else None


def is_agreed(talks: Talks, proposal: Proposal, issue: str, a: str, b: str) -> bool:
    """Both stand by a term with a set, in a proposal between them, and none has come back on it."""
    value = agreed_value(talks, proposal, issue)
    if (
        value is None
        or not is_between(proposal, a, b)
        or not has_met_conditions(talks, proposal, issue)
        or is_dropped(talks, proposal, issue)
    ):
        return False
    bound = {party: binding_record(talks, proposal, party, issue) for party in (a, b)}
    if any(record is None for record in bound.values()):
        return False
    if any(is_answered_back(talks, proposal, party, record, issue) for party, record in bound.items() if record):
        return False
    every = terms_with_carried(talks, proposal)
    qualifier = next((term.qualifier for term, _ in every if term.issue == issue), "")
    return not any(
        goes_back_on(talks, proposal, bound[party], issue, value, qualifier, party, other)
        for party, other in ((a, b), (b, a))
    )


def has_met_conditions(talks: Talks, proposal: Proposal, issue: str) -> bool:
    """Whether each condition of a term is met, or is what another term of the proposal offers; where that hangs on this
    very term, it is not known."""
    from tests.oracle.conditions import MET, holds_by_term, judge

    every = (term for term, _ in terms_with_carried(talks, proposal) if term.issue == issue)
    terms = [read_term(talks, proposal, proposal, term) for term in every]
    left = [(term, text) for term in terms for text in term.requires if not holds_by_term(talks, proposal, text)]
    key = (proposal.id, issue)
    if not left or key in talks.judged:
        return not left
    talks.judged.add(key)
    try:
        return all(judge(talks, term, text) == MET for term, text in left)
    finally:
        talks.judged.remove(key)


def agreed_value(talks: Talks, proposal: Proposal, issue: str) -> Value | None:
    """The set of the term; where that is undisclosed or missing, of the disclosures, if all name the same. None
    of a paper that was not said as it stands."""
    if proposal.modality != "said":
        return None
    terms = [term for term, _ in terms_with_carried(talks, proposal) if term.issue == issue]
    own = [term.value for term in terms if term.modality in (None, "said")]
    if not own and terms:
        return None
    if own and has_set(talks, issue, own[0]):
        return value_of(talks, issue, own[0])
    if own and value_of(talks, issue, own[0]).flag == "unspecified":
        return None
    records = [record for record in talks.disclosures if record.discloses == proposal.id and record.modality == "said"]
    disclosed = [term.value for record in records for term in record.terms if term.issue == issue]
    values = [value_of(talks, issue, text) for text in disclosed if has_set(talks, issue, text)]
    scale, dates = issue_of(talks, issue).scale, talks.negotiation.event_dates
    is_one = all(same_set(values[0], value, scale, dates) for value in values)
    return values[0] if values and is_one else None


def binding_record(talks: Talks, proposal: Proposal, party: str, issue: str) -> Record | None:
    """The proposal, where the party tabled it in its own voice, else its latest standing own strong acceptance, given
    before it had lapsed."""
    if proposal.party == party:
        return proposal if is_own(proposal, party) else None
    accepted = [
        response
        for response in answers_of(talks, proposal.id, party)
        if response.answer == "accepted" and response.modality == "said" and concerns(response, issue)
        if strength_of(response, party) == STRONG and stands(talks, response, issue)
        if response.id not in denied_names(talks, party) and not has_come_too_late(talks, response, proposal)
    ]
    return max(accepted, key=lambda response: (last_day(talks, response), response.id), default=None)


def is_dropped(talks: Talks, proposal: Proposal, issue: str) -> bool:
    """Withdrawn or denied by its holder, it or its term."""
    names = {proposal.id, f"{proposal.id}#{issue}"}
    ending = [withdrawal for withdrawal in withdrawals(talks, proposal.party) if names & named_by(talks, withdrawal)]
    return bool(ending or names & denied_names(talks, proposal.party))


def is_answered_back(talks: Talks, proposal: Proposal, party: str, record: Record, issue: str) -> bool:
    """A live contrary answer, said, by anybody, of the same or a later day than what binds the party."""
    return any(
        response.answer in CONTRARY
        and concerns(response, issue)
        and response.modality == "said"
        and stands(talks, response, issue)
        and (last_day(talks, response) >= last_day(talks, record) or not is_later(talks, record, response))
        for response in answers_of(talks, proposal.id, party)
    )
