"""On which proposals two parties agreed, from the page."""

from __future__ import annotations

from negtrack.gap import same_set
from negtrack.model import Proposal, Record, Term
from negtrack.values import Value
from tests.oracle.answers import CONTRARY, answers_of, concerns, denied_names, named_by, stands, withdrawals
from tests.oracle.leaving import goes_back_on
from tests.oracle.records import STRONG, has_come_too_late, is_later, is_own, last_day, strength_of
from tests.oracle.rules import cache
from tests.oracle.statements import (
    Statement,
    Talks,
    has_set,
    is_between,
    issue_of,
    read_term,
    terms_with_carried,
    value_of,
    whole_of,
)


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
    if value is None or not stand_by(talks, proposal, issue, value, a, b):
        return False
    return has_met_conditions(talks, proposal, issue, a, b)


def stand_by(talks: Talks, proposal: Proposal, issue: str, value: Value, a: str, b: str) -> bool:
    """Whether both stand by a term, whatever its conditions, and none has come back on it."""
    if is_dropped(talks, proposal, issue) or not is_between(proposal, a, b):
        return False
    bound = {party: consents(talks, proposal, party, issue) for party in (a, b)}
    if not all(bound.values()):
        return False
    if any(is_answered_back(talks, proposal, party, given, issue) for party, given in bound.items()):
        return False
    said = read_terms_on(talks, proposal, issue)
    qualifier = next((x.qualifier for x in reversed(said) if x.qualifier), "")
    return not any(
        goes_back_on(talks, proposal, bound[party], issue, value, qualifier, party, other)
        for party, other in ((a, b), (b, a))
    )


def has_met_conditions(talks: Talks, proposal: Proposal, issue: str, a: str, b: str) -> bool:
    """Whether each condition of a term is met, or is what another term of the proposal gives that both stand by, with
    its own conditions; where that hangs on this very term, it is not known."""
    from tests.oracle.conditions import MET, judge

    first = next(iter(read_terms_on(talks, proposal, issue)), None)
    left = [(first, text) for text in sorted(left_open(talks, proposal, issue, a, b))] if first else []
    key = (proposal.id, issue)
    if not left or key in talks.judged:
        return not left
    talks.judged.add(key)
    try:
        return all(judge(whole_of(talks), term, text) == MET for term, text in left)
    finally:
        talks.judged.remove(key)


def read_terms_on(talks: Talks, proposal: Proposal, issue: str) -> list[Statement]:
    """What a proposal says on an issue, itself or by what it carries over; where that has no set, what others disclose
    of it too."""
    terms = [term for term, _ in terms_with_carried(talks, proposal) if term.issue == issue]
    if not any(has_set(talks, issue, term.value) for term in terms):
        terms += disclosed_on(talks, proposal, issue)
    return [read_term(talks, proposal, proposal, term) for term in terms]


def disclosed_on(talks: Talks, proposal: Proposal, issue: str) -> list[Term]:
    """What records say, as it stands, of a term of a proposal."""
    return [
        term
        for record in talks.disclosures
        for term in record.terms
        if record.discloses == proposal.id and term.issue == issue
        if (term.modality or record.modality) == "said" and has_set(talks, issue, term.value)
    ]


def left_open(talks: Talks, proposal: Proposal, issue: str, a: str, b: str) -> set[str]:
    """The conditions of a term that the proposal does not fulfil itself, by terms that both stand by; and those of
    these terms."""
    from tests.oracle.conditions import holds_by, read_condition

    texts: set[str] = set()
    while True:
        known = {text: read_condition(talks, text) for text in texts}
        inner = {term[0] for term in known.values() if term and holds_by(talks, proposal, *term, a, b)} | {issue}
        more = {text for name in inner for x in read_terms_on(talks, proposal, name) for text in all_of(x)}
        if more <= texts:
            return {text for text, term in known.items() if not (term and holds_by(talks, proposal, *term, a, b))}
        texts |= more


def all_of(x: Statement) -> tuple[str, ...]:
    """The conditions of a term, and the other terms of an alternative."""
    return (*x.requires, *x.package)


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
    disclosed = disclosed_on(talks, proposal, issue)
    values = [value_of(talks, issue, term.value) for term in disclosed]
    scale, dates = issue_of(talks, issue).scale, talks.negotiation.event_dates
    is_one = all(same_set(values[0], value, scale, dates) for value in values)
    basis = next((term.qualifier for term in terms if term.qualifier), "") or issue_of(talks, issue).basis
    bases = {term.qualifier or basis for term in disclosed}
    return values[0] if values and is_one and len(bases) == 1 else None


def consents(talks: Talks, proposal: Proposal, party: str, issue: str) -> list[Record]:
    """The proposal, where the party tabled it in its own voice, else its standing own strong acceptances, given before
    it had lapsed."""
    if proposal.party == party:
        return [proposal] if is_own(proposal, party) else []
    return [
        response
        for response in answers_of(talks, proposal.id, party)
        if response.answer == "accepted" and response.modality == "said" and concerns(response, issue)
        if strength_of(response, party) == STRONG and stands(talks, response, issue)
        if response.id not in denied_names(talks, party) and not has_come_too_late(talks, response, proposal)
    ]


def is_dropped(talks: Talks, proposal: Proposal, issue: str) -> bool:
    """Withdrawn or denied by its holder, it or its term, or replaced by a better reading."""
    names = {proposal.id, f"{proposal.id}#{issue}"}
    ending = [withdrawal for withdrawal in withdrawals(talks, proposal.party) if names & named_by(talks, withdrawal)]
    return bool(ending or names & (denied_names(talks, proposal.party) | talks.superseded))


def is_answered_back(talks: Talks, proposal: Proposal, party: str, given: list[Record], issue: str) -> bool:
    """A live contrary answer, said, by anybody, of the same or a later day than all that binds the party."""
    return any(
        response.answer in CONTRARY
        and concerns(response, issue)
        and response.modality == "said"
        and stands(talks, response, issue)
        and all(last_day(talks, response) >= last_day(talks, x) or not is_later(talks, x, response) for x in given)
        for response in answers_of(talks, proposal.id, party)
    )
