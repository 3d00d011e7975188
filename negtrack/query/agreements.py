"""Terms that two principals both stand by; `conditions` says which are agreed: those whose conditions are met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from negtrack.frozen import dataclass, field, replace, replace_fast
from negtrack.gap import same_set
from negtrack.model import Agreement, Issue, Position, Proposal, Record, Response, Strength, is_later
from negtrack.query.answers import CONTRARY, standing_responses
from negtrack.query.deadlines import is_too_late
from negtrack.query.derived import concerned, term_position
from negtrack.query.live import live_positions
from negtrack.query.offers import carried_terms
from negtrack.query.positions import position_gap
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set, holds
from negtrack.values import flag_of, parse_value, print_value


@dataclass(frozen=True)
class AgreedTerm:
    """A term that two parties stand by: the proposal or agreement that has it, its value in canonical words, and who
    disclosed it, where only others did."""

    record: Proposal | Agreement
    value: str
    offer: Position
    according_to: tuple[Position, ...] = ()
    steps: tuple[str, ...] = ()
    """The steps of the issue that it settles, where it leaves others open."""
    consents: tuple[Record, ...] = field(default=(), compare=False)
    """By what the two stand by a proposal: itself, where one of them tabled it, and acceptances."""


def accepted_terms(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Iterator[AgreedTerm]:
    """Yield the terms on `issue` that two principals stand by, newest first, whatever their conditions: of a proposal
    meant for both, with a disclosed term on it, that each tabled in its own voice or accepted in its own strong voice,
    and that no contrary answer of that day or later, and no later contrary word of either, has ended."""
    for proposal in _proposals_between(snapshot, issue, one, other):
        if not _is_gone(snapshot, proposal, issue):
            words = _words_of(snapshot, proposal, issue, (one, other))
            offers = _offers(snapshot, proposal, issue) if words else ()
            if offers and not _is_left(snapshot, proposal, offers[0], issue, words):
                consents = tuple(chain.from_iterable(words.values()))
                yield replace(_agreed_term(proposal, offers, issue), consents=consents)


def left_terms(
    snapshot: Snapshot, issue: Issue, one: str, other: str
) -> Iterator[tuple[AgreedTerm, tuple[Position | Response, ...]]]:
    """Yield the terms on `issue` that two principals stood by until one of them went back on it, newest first, with the
    contrary words and answers, and the withdrawal of the proposal, by which it did, oldest first."""
    for proposal in _proposals_between(snapshot, issue, one, other):
        stood = {party: _last_word_of(snapshot, proposal, party, issue) for party in (one, other)}
        words = [proposal, *(word for word in stood.values() if word)]
        offers = _offers(snapshot, proposal, issue) if len(words) > len(stood) else ()
        against = _words_against(snapshot, proposal, issue, (one, other), offers[0]) if offers else []
        if against and all(_is_after(later, words) for later in against):
            yield _agreed_term(proposal, offers, issue), tuple(sorted(against, key=lambda one: (one.day, one.id)))


def _proposals_between(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Iterator[Proposal]:
    """Yield the proposals on an issue, meant for two principals, that each tabled or answered at all, newest first."""
    known = snapshot.negotiation.parties
    if any(name not in known or not known[name].is_principal for name in (one, other)):
        return
    for proposal in _proposals_on(snapshot, issue):
        is_answered = all(_may_stand_by(snapshot, proposal, party) for party in (one, other))
        if is_answered and {one, other} <= {*concerned(proposal, one, other)}:
            yield proposal


def _last_word_of(snapshot: Snapshot, proposal: Proposal, party: str, issue: Issue) -> Record | None:
    """Return by what a party stood by a term of a proposal last, whatever it said since; None if it never did."""
    if proposal.party == party:
        return proposal if proposal.is_own else None
    return max(_acceptances(snapshot, proposal, party, issue), key=lambda one: (one.day, one.id), default=None)


def _acceptances(snapshot: Snapshot, proposal: Proposal, party: str, issue: Issue) -> Iterator[Response]:
    """Yield by what a party accepted a term of a proposal, whatever it said since."""
    for answer in snapshot.responses.get((proposal.id, party), ()):
        if answer.concerns(issue.id) and _counts(snapshot, answer, proposal):
            yield answer


def _words_against(
    snapshot: Snapshot, proposal: Proposal, issue: Issue, pair: tuple[str, str], offer: Position
) -> list[Position | Response]:
    """Return what two parties said against a term of a proposal after it was tabled."""
    found: list[Position | Response] = []
    for party, other in (pair, pair[::-1]):
        found += [one for one in contrary_words(snapshot, issue, party, other, offer) if is_later(one, proposal)]
        answers = standing_responses(snapshot, proposal.id, party, issue.id)
        found += [one for one in answers if one.is_said and one.answer in CONTRARY]
    accepted = (answer.id for party in pair for answer in _acceptances(snapshot, proposal, party, issue))
    names = (proposal.id, f"{proposal.id}#{issue.id}", *accepted)
    withdrawals = {one.id: one for name in names if (one := snapshot.withdrawn.get(name))}
    return [*found, *(one for name, one in withdrawals.items() if name not in {other.id for other in found})]


def _is_after(later: Record, words: Sequence[Record]) -> bool:
    return all(is_later(later, word) for word in words)


def _proposals_on(snapshot: Snapshot, issue: Issue) -> Sequence[Proposal]:
    """Return the proposals that have a term on an issue, of their own, carried over, or as later records tell; the
    newest first."""
    key = ("proposals by issue",)
    if key not in snapshot.day_memo:
        found: dict[str, list[Proposal]] = {}
        for proposal in reversed(snapshot.proposals):
            for term in snapshot.terms_of(proposal):
                found.setdefault(term.issue, []).append(proposal)
        snapshot.day_memo[key] = found
    known: Mapping[str, Sequence[Proposal]] = snapshot.day_memo[key]
    return known.get(issue.id, ())


def _may_stand_by(snapshot: Snapshot, proposal: Proposal, party: str) -> bool:
    """Return whether a party tabled a proposal or answered it at all."""
    return proposal.party == party or (proposal.id, party) in snapshot.responses


def _agreed_term(proposal: Proposal, offers: Sequence[Position], issue: Issue) -> AgreedTerm:
    value = parse_value(offers[0].value, issue.scale)
    disclosed = tuple(offer for offer in offers if offer.origin != proposal.id)
    settled = tuple(step.name for step in value.steps if step.value.has_set)
    is_whole = len(settled) == len(value.steps)
    return AgreedTerm(proposal, print_value(value, issue.scale), offers[0], disclosed, () if is_whole else settled)


def _is_gone(snapshot: Snapshot, proposal: Proposal, issue: Issue) -> bool:
    names = {proposal.id, f"{proposal.id}#{issue.id}"}
    gone = (snapshot.withdrawn, snapshot.denied, snapshot.superseded)
    return any(name in by for by in gone for name in names)


def _offers(snapshot: Snapshot, proposal: Proposal, issue: Issue) -> Sequence[Position]:
    """Return what a proposal offers on `issue`: its own term, else what all who disclose it say alike; nothing if they
    differ or nobody says, and of what the paper itself does not say as it stands."""
    terms = (*proposal.terms, *(term for term, _ in carried_terms(snapshot, proposal)))
    own = [term_position(proposal, term) for term in terms if term.issue == issue.id]
    if not proposal.is_said or any(not offer.is_said or flag_of(offer.value) == "unspecified" for offer in own):
        return ()
    disclosed = [offer for offer in snapshot.disclosed(proposal, issue.id) if _has_outcomes(offer, issue)]
    offers = [offer for offer in own if _has_outcomes(offer, issue)] or [
        _with_what_is_known(offer, (*own, *disclosed)) for offer in disclosed
    ]
    values = [parse_value(offer.value, issue.scale) for offer in offers]
    dates, bases = snapshot.negotiation.event_dates, {offer.qualifier or issue.basis for offer in offers}
    is_one = len(bases) < 2 and all(same_set(values[0], value, issue.scale, dates) for value in values)
    return offers if is_one else ()


def _with_what_is_known(disclosed: Position, offers: Iterable[Position]) -> Position:
    """Return what was disclosed of a term with every condition that is known of it, and on the basis that the paper
    itself gives."""
    requires = (text for offer in offers for text in offer.requires)
    own = (offer.qualifier for offer in offers if offer.origin == offer.proposal)
    qualifier = disclosed.qualifier or next(own, "")
    return replace_fast(disclosed, requires=tuple(dict.fromkeys(requires)), qualifier=qualifier)


def _has_outcomes(offer: Position, issue: Issue) -> bool:
    """Return whether an offer names outcomes, in the step that is asked for where one is."""
    return has_set(offer) and parse_value(offer.value, issue.scale).has_set


def _words_of(
    snapshot: Snapshot, proposal: Proposal, issue: Issue, pair: tuple[str, str]
) -> Mapping[str, Sequence[Record]]:
    """Return by what each of a pair stands by a term of a proposal; nothing unless both do."""
    words = {party: found for party in pair if (found := _consents(snapshot, proposal, party, issue))}
    return words if len(words) == len(pair) else {}


def _is_left(
    snapshot: Snapshot, proposal: Proposal, offer: Position, issue: Issue, words: Mapping[str, Sequence[Record]]
) -> bool:
    """Return whether one of the two who stood by an offer has left it."""
    pair = tuple(words)
    sides = zip((pair, pair[::-1]), words.values(), strict=True)
    return any(_has_left(snapshot, issue, parties, offer, (proposal, found)) for parties, found in sides)


def _consents(snapshot: Snapshot, proposal: Proposal, party: str, issue: Issue) -> Sequence[Record]:
    """Return by what a party stands by a term of a proposal: the proposal that it tabled itself, or its acceptances;
    nothing if it does not, or if an answer contradicts it that may be of later than all of these."""
    answers = standing_responses(snapshot, proposal.id, party, issue.id)
    words: Sequence[Record] = [proposal] if proposal.is_own else []
    if proposal.party != party:
        words = [answer for answer in answers if _counts(snapshot, answer, proposal)]
    is_contradicted = any(all(_contradicts(answer, word) for word in words) for answer in answers)
    return [] if is_contradicted else words


def _counts(snapshot: Snapshot, answer: Response, proposal: Proposal) -> bool:
    """Return whether an answer accepts an offer in time, and its party does not deny it."""
    return _accepts(answer) and answer.id not in snapshot.denied and not is_too_late(answer, proposal)


def _accepts(answer: Response) -> bool:
    return answer.answer == "accepted" and answer.is_said and answer.strength == Strength.STRONG


def _contradicts(answer: Response, word: Record) -> bool:
    is_before = answer.day < word.day and is_later(word, answer)
    return answer.answer in CONTRARY and answer.is_said and not is_before


def _has_left(
    snapshot: Snapshot, issue: Issue, pair: tuple[str, ...], offer: Position, words: tuple[Proposal, Sequence[Record]]
) -> bool:
    """Return whether the first of a pair has left an offer by a contrary word later than all `words`, the proposal and
    its own acceptances. Who left before the other accepted has agreed to nothing."""
    party, other = pair
    proposal, mine = words
    contrary = contrary_words(snapshot, issue, party, other, offer)
    later = (position for position in contrary if is_later(position, proposal))
    return any(all(_follows(position, word) for word in mine) for position in later)


def contrary_words(snapshot: Snapshot, issue: Issue, party: str, other: str, offer: Position) -> Iterator[Position]:
    """Yield a party's own words on an issue that an offer contradicts, on the same basis, but for its alternatives, and
    its withdrawals, whenever it said so."""
    for position in live_positions(snapshot, party, issue, other):
        is_other = offer.proposal not in position.alternatives
        if is_other and position.is_own and position_gap(snapshot, issue, position, offer).status == "apart":
            yield position
    for position in snapshot.positions.get((party, issue.id), ()):
        if position.is_own and holds(position) and position.toward in ("", other):
            yield position


def _follows(position: Position, word: Record) -> bool:
    """Return whether a word of a party was certainly said after what binds it; a withdrawal ends it also where nobody
    knows which came first."""
    return is_later(position, word) or (
        holds(position) and word.table == Response.table and not is_later(word, position)
    )
