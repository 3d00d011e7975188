"""Words of two parties against what an agreement settles between them: against a term, or against a fallback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.model import Issue, OpenItem, Position, Record, Response, is_later
from negtrack.query.agreements import contrary_words
from negtrack.query.answers import CONTRARY
from negtrack.query.binding import consents
from negtrack.query.blocs import acting_for
from negtrack.query.deadlines import is_after_deadline
from negtrack.query.deals import Deal
from negtrack.query.live import stands_alike
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import holds, standing_answers

_Words = tuple[Position | Response, ...]


def words_against(
    snapshot: Snapshot, deal: Deal, settled: Position, issue: Issue, pair: tuple[str, str], item: OpenItem | None = None
) -> _Words:
    """Return the own words of the two on an issue contrary to what is settled, later than the agreement and than their
    last consent to it; while it does not bind all, also a withdrawal or an answer of which nobody knows whether it came
    before that. Of an `item` whose fallback settles the issue only what came after that, and no withdrawal."""
    one, other = pair
    mine = _words_of(snapshot, deal, settled, issue, one, other, item)
    theirs = _words_of(snapshot, deal, settled, issue, other, one, item)
    return tuple(sorted((*mine, *theirs), key=lambda record: (record.day, record.id))) if mine or theirs else ()


def _words_of(
    snapshot: Snapshot, deal: Deal, settled: Position, issue: Issue, party: str, other: str, item: OpenItem | None
) -> Sequence[Position | Response]:
    """Return the contrary words of one of two; of a party that says the same to everybody once for all."""
    key = "against", deal.agreement.id, issue.id, issue.step, settled.value
    known: dict[tuple[str, str], Sequence[Position | Response]] = snapshot.day_memo.setdefault(key, {})
    if (party, "") in known:
        return known[party, ""]
    if (party, other) not in known:
        names = acting_for(snapshot.negotiation, party)
        toward = "" if all(_says_same_to_all(snapshot, name, issue) for name in names) else other
        known[party, toward] = _find_words_of(snapshot, deal, settled, issue, party, toward, item)
        return known[party, toward]
    return known[party, other]


def _find_words_of(
    snapshot: Snapshot, deal: Deal, settled: Position, issue: Issue, party: str, toward: str, item: OpenItem | None
) -> Sequence[Position | Response]:
    given = consents(snapshot, deal.agreement, deal.milestones, party)
    words: list[Position | Response] = []
    for name in acting_for(snapshot.negotiation, party):
        words += contrary_words(snapshot, issue, name, toward, settled)
        words += _contrary_answers(snapshot, deal, issue, name)
    later = (word for word in words if is_later(word, deal.agreement) and (item is None or _is_since(word, item)))
    return [word for word in later if all(_follows(word, consent, deal) for consent in given)]


def _is_since(word: Position | Response, item: OpenItem) -> bool:
    """Return whether a word was said after a fallback came; who withdraws what the fallback overtook disputes
    nothing."""
    return is_after_deadline(word, item.decide_by) and not (isinstance(word, Position) and holds(word))


def _says_same_to_all(snapshot: Snapshot, party: str, issue: Issue) -> bool:
    is_meant_for_one = any(position.toward for position in snapshot.positions.get((party, issue.id), ()))
    return not is_meant_for_one and stands_alike(snapshot, party, issue)


def _follows(word: Position | Response, consent: Record, deal: Deal) -> bool:
    is_open = not deal.is_binding and not is_later(consent, word)
    return is_later(word, consent) or (is_open and (isinstance(word, Response) or holds(word)))


def _contrary_answers(snapshot: Snapshot, deal: Deal, issue: Issue, party: str) -> Iterator[Response]:
    group = snapshot.responses.get((deal.agreement.id, party), ())
    for answer in standing_answers(group, snapshot.withdrawn, snapshot.denied, issue.id):
        if answer.is_own and answer.is_said and answer.id not in snapshot.denied and answer.answer in CONTRARY:
            yield answer
