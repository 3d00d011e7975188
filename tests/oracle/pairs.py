"""What two parties agreed on, how they stand, and whether conditions are met: the rules about pairs, from the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from negtrack.errors import NotationError
from negtrack.gap import contains, gap_between, same_set
from negtrack.model import Proposal, Record, parse_term
from negtrack.values import Gap, Value
from tests.oracle.answers import answers_of, denied_names, named_by, stands, withdrawals
from tests.oracle.records import STRONG, is_later, is_own, last_day, strength_of
from tests.oracle.rules import cache, headline, live, reaches
from tests.oracle.statements import Statement, Talks, basis_of, gap_of, has_set, is_between, is_set, issue_of, value_of

STATUSES = ("apart", "conditional", "not comparable", "unknown", "silent", "overlap", "agreed")
CONTRARY = ("rejected", "countered", "restated", "accepted-with-reservations")
MET, NOT_MET, UNKNOWN = "met", "not met", "unknown"


def status(talks: Talks, issue: str, a: str, b: str) -> tuple[str, Fraction | None]:
    """Agreed, else the status of the least settled of the own claims, and its distance."""
    if agreed(talks, issue, a, b):
        return "agreed", None
    mine, other = claims(talks, issue, a, b), claims(talks, issue, b, a)
    if not mine or not other:
        return "silent", None
    gaps = [(p, q, gap_of(talks, p, q)) for p in mine for q in other]
    gaps = [entry for entry in gaps if not is_of_bases(entry[2])] or gaps
    found = [(word_of(talks, p, q, gap), p, q, gap) for p, q, gap in gaps]
    least = min((word for word, *_ in found), key=STATUSES.index)
    heads = {headline(talks, a, issue, b), headline(talks, b, issue, a)}
    same = [entry for entry in found if entry[0] == least]
    of_heads = [entry for entry in same if {entry[1], entry[2]} == heads]
    widest = min(same, key=lambda entry: (-(entry[3].distance or 0), entry[1].id, entry[2].id))
    return least, (of_heads[0] if of_heads else widest)[3].distance


def claims(talks: Talks, issue: str, party: str, counterpart: str) -> list[Statement]:
    """The live own statements said with a set; without one, the headline."""
    own = [p for p in live(talks, party, issue, counterpart) if p.is_own and is_set(talks, p)]
    head = headline(talks, party, issue, counterpart)
    return own or ([head] if head else [])


def is_of_bases(gap: Gap) -> bool:
    """Whether two statements are not comparable because of their bases alone."""
    return gap.status == "not comparable" and gap.reason in ("basis", "basis not said")


def word_of(talks: Talks, p: Statement, q: Statement, gap: Gap) -> str:
    """Sets that meet while a condition of either is not known to be met are conditional."""
    if gap.status == "overlap" and not (are_met(talks, p) and are_met(talks, q)):
        return "conditional"
    return gap.status


@cache
def agreed(talks: Talks, issue: str, a: str, b: str) -> str | None:
    """The newest proposal on which both agreed and no later word came back."""
    found = [proposal for proposal in talks.proposals if is_agreed(talks, proposal, issue, a, b)]
    newest = max(found, key=lambda proposal: (last_day(talks, proposal), proposal.id), default=None)
    return newest.id if newest else None


def is_agreed(talks: Talks, proposal: Proposal, issue: str, a: str, b: str) -> bool:
    """Both stand by a term with a set, in a proposal between them, and none has come back on it."""
    value = agreed_value(talks, proposal, issue)
    if value is None or not is_between(proposal, a, b) or is_dropped(talks, proposal):
        return False
    bound = {party: binding_record(talks, proposal, party) for party in (a, b)}
    if any(record is None for record in bound.values()):
        return False
    if any(is_answered_back(talks, proposal, party, record) for party, record in bound.items() if record):
        return False
    return not any(
        is_gone_back_on(talks, proposal, issue, value, party, other, bound) for party, other in ((a, b), (b, a))
    )


def agreed_value(talks: Talks, proposal: Proposal, issue: str) -> Value | None:
    """The set of the term; where that is undisclosed or missing, of the disclosures, if all name the same."""
    if proposal.modality != "said":
        return None
    own = [term.value for term in proposal.terms if term.issue == issue]
    if own and has_set(talks, issue, own[0]):
        return value_of(talks, issue, own[0])
    if own and value_of(talks, issue, own[0]).flag == "unspecified":
        return None
    records = [record for record in talks.disclosures if record.discloses == proposal.id and record.modality == "said"]
    terms = [term.value for record in records for term in record.terms if term.issue == issue]
    values = [value_of(talks, issue, text) for text in terms if has_set(talks, issue, text)]
    scale, dates = issue_of(talks, issue).scale, talks.negotiation.event_dates
    is_one = all(same_set(values[0], value, scale, dates) for value in values)
    return values[0] if values and is_one else None


def binding_record(talks: Talks, proposal: Proposal, party: str) -> Record | None:
    """The proposal, where the party tabled it in its own voice, else its latest standing own strong acceptance."""
    if proposal.party == party:
        return proposal if is_own(proposal, party) else None
    accepted = [
        response
        for response in answers_of(talks, proposal.id, party)
        if response.answer == "accepted" and response.modality == "said"
        if strength_of(response, party) == STRONG and stands(talks, response)
        if response.id not in denied_names(talks, party)
    ]
    return max(accepted, key=lambda response: (last_day(talks, response), response.id), default=None)


def is_dropped(talks: Talks, proposal: Proposal) -> bool:
    """Withdrawn or denied by its holder."""
    ending = [
        withdrawal for withdrawal in withdrawals(talks, proposal.party) if proposal.id in named_by(talks, withdrawal)
    ]
    return bool(ending) or proposal.id in denied_names(talks, proposal.party)


def is_answered_back(talks: Talks, proposal: Proposal, party: str, record: Record) -> bool:
    """A live contrary answer, said, by anybody, of the same or a later day than what binds the party."""
    return any(
        response.answer in CONTRARY
        and response.modality == "said"
        and stands(talks, response)
        and (last_day(talks, response) >= last_day(talks, record) or not is_later(talks, record, response))
        for response in answers_of(talks, proposal.id, party)
    )


def is_gone_back_on(
    talks: Talks, proposal: Proposal, issue: str, value: Value, party: str, other: str, bound: dict[str, Record | None]
) -> bool:
    """A live own statement, said with a set, apart from the agreed value, or an own withdrawal on the issue, that is
    certainly later than the proposal and than its own acceptance; a withdrawal also where nobody knows whether it
    followed that acceptance."""
    mine = bound[party]

    def follows(record: Record) -> bool:
        return is_later(talks, record, proposal) and (not mine or is_later(talks, record, mine))

    def may_follow(record: Record) -> bool:
        is_last = not mine or mine is proposal or not is_later(talks, mine, record)
        return is_last and is_later(talks, record, proposal)

    scale, dates = issue_of(talks, issue).scale, talks.negotiation.event_dates
    contrary = [
        p
        for p in live(talks, party, issue, other)
        if p.is_own and is_set(talks, p) and follows(p.record)
        if basis_of(talks, p) == issue_of(talks, issue).basis
        if gap_between(value_of(talks, issue, p.value), value, scale, dates).status == "apart"
    ]
    dropped = [
        withdrawal
        for withdrawal in withdrawals(talks, party)
        if withdrawal.issue == issue and is_own(withdrawal, party) and may_follow(withdrawal)
        if reaches(withdrawal.toward, "", other)
    ]
    return bool(contrary or dropped)


def conditions(talks: Talks, position: Statement) -> list[str]:
    """Whether each condition is met, not met, or unknown."""
    return [judge(talks, position, condition) for condition in position.requires]


def are_met(talks: Talks, position: Statement) -> bool:
    """Whether every condition of a position is known to be met."""
    return all(word == MET for word in conditions(talks, position))


def judge(talks: Talks, position: Statement, condition: str) -> str:
    """Not met towards one counterpart is not met, met towards all is met; prose is unknown."""
    term = read_condition(talks, condition)
    if term is None:
        return UNKNOWN
    parties = counterparts(talks, position, term[0])
    if NOT_MET in [where_lies(talks, position.holder, *term, party) for party in parties]:
        return NOT_MET
    words = [judge_one(talks, position, *term, party) for party in parties]
    return NOT_MET if NOT_MET in words else MET if words and set(words) == {MET} else UNKNOWN


def judge_one(talks: Talks, position: Statement, issue: str, value: Value, party: str) -> str:
    """Met when agreed inside, or when the headline lies inside without an unmet condition of its own; not met when it
    lies outside, or when both wait for each other."""
    where = where_lies(talks, position.holder, issue, value, party)
    if where is not None:
        return where
    head = headline(talks, party, issue, position.holder)
    if head is None or not lies_inside(talks, head, value):
        return UNKNOWN
    if position.id in {waiting.id for waiting in waited_for(talks, head)} | {head.id}:
        return NOT_MET
    return MET if are_met(talks, head) else UNKNOWN


def where_lies(talks: Talks, holder: str, issue: str, value: Value, party: str) -> str | None:
    """What is agreed decides, and a headline outside; None if neither does."""
    scale, dates = issue_of(talks, issue).scale, talks.negotiation.event_dates
    name = agreed(talks, issue, holder, party)
    proposals = [proposal for proposal in talks.proposals if proposal.id == name]
    for deal in (agreed_value(talks, proposal, issue) for proposal in proposals):
        if deal and contains(value, deal, scale, dates) is True:
            return MET
    head = headline(talks, party, issue, holder)
    if not head or not is_set(talks, head) or basis_of(talks, head) != issue_of(talks, issue).basis:
        return None
    gap = gap_between(value_of(talks, issue, head.value), value, scale, dates)
    return NOT_MET if gap.status == "apart" else None


def lies_inside(talks: Talks, head: Statement, value: Value) -> bool:
    """Whether a headline, said with a set on the basis of the issue, lies wholly inside a value."""
    scale, dates = issue_of(talks, head.issue).scale, talks.negotiation.event_dates
    is_comparable = is_set(talks, head) and basis_of(talks, head) == issue_of(talks, head.issue).basis
    return is_comparable and contains(value, value_of(talks, head.issue, head.value), scale, dates) is True


def waited_for(talks: Talks, position: Statement) -> set[Statement]:
    """Every headline that a position waits for, and those that these wait for."""
    found: set[Statement] = set()
    todo = [position]
    while todo:
        new = set(headlines_inside(talks, todo.pop())) - found
        found |= new
        todo += new
    return found


def headlines_inside(talks: Talks, position: Statement) -> Iterator[Statement]:
    """Yield the headlines inside the conditions of a position, where their own conditions decide."""
    for issue, value in filter(None, (read_condition(talks, condition) for condition in position.requires)):
        parties = counterparts(talks, position, issue)
        if NOT_MET in [where_lies(talks, position.holder, issue, value, party) for party in parties]:
            continue
        for party in parties:
            head = headline(talks, party, issue, position.holder)
            is_open = where_lies(talks, position.holder, issue, value, party) is None
            if head and is_open and lies_inside(talks, head, value):
                yield head


def read_condition(talks: Talks, condition: str) -> tuple[str, Value] | None:
    """Return the issue and value of a condition; None for prose."""
    try:
        term = parse_term(condition)
        return term.issue, value_of(talks, term.issue, term.value)
    except (NotationError, KeyError):
        return None


def counterparts(talks: Talks, position: Statement, issue: str) -> Iterable[str]:
    """The one that it is meant for; else all principals that are of no common bloc and can be a counterpart."""
    if position.toward:
        return [position.toward]
    return [
        party.id
        for party in talks.negotiation.principals
        if party.id != position.holder and not are_of_one_bloc(talks, party.id, position.holder)
        if can_be_counterpart(talks, party.id, issue)
    ]


def pairs(talks: Talks, issue: str) -> list[tuple[str, str]]:
    """The principals that must agree on a substance issue, two by two."""
    able = [party.id for party in talks.negotiation.principals if can_be_counterpart(talks, party.id, issue)]
    is_process = issue_of(talks, issue).class_ == "process"
    return [pair for pair in combinations(able, 2) if not is_process and not are_of_one_bloc(talks, *pair)]


def can_be_counterpart(talks: Talks, name: str, issue: str) -> bool:
    """A bloc, or a principal that is a member of one, is a counterpart on the issues on which something is on record as
    its own holding, said by anybody."""
    held = [x for x in talks.statements if (x.holder, x.issue) == (name, issue) and x.value]
    return bool(held) or not (is_bloc(talks, name) or talks.negotiation.parties[name].member_of)


def are_of_one_bloc(talks: Talks, a: str, b: str) -> bool:
    """Whether two parties negotiate as one: both in a bloc, or one in that of the other."""
    one, other = (talks.negotiation.parties[name].member_of for name in (a, b))
    return one == b or other == a or (one != "" and one == other)


def is_bloc(talks: Talks, name: str) -> bool:
    """Whether other principals are members of a party; a member that is none is only a part of it."""
    return any(party.member_of == name for party in talks.negotiation.parties.values() if party.role == "principal")
