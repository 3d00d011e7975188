"""Errors of agreements, open items and milestones together with what they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from negtrack.model import ENDING, OF_A_TERM, OWN, Agreement, DealRecord, Milestone, OpenItem, records_of
from negtrack.store.definition_checks import FieldError
from negtrack.store.term_links import NO_HOLDER, TermLinks


def deal_errors(record: DealRecord, links: TermLinks, ids: Collection[str]) -> Iterator[FieldError]:
    """Yield the errors of a record of `agreements.toml`; `ids` are those of all entries."""
    if record.side == OWN and not record.holder:
        yield FieldError("side", NO_HOLDER)
    if isinstance(record, Agreement):
        yield from links.paper_errors(record)
        yield from links.references.errors("follows", "record", records_of(record.follows), ids)
    elif isinstance(record, OpenItem):
        yield from links.references.errors("agreement", "record", [record.agreement], ids)
        yield from links.references.errors("issue", "issue", [record.issue], links.known.issues)
        if record.otherwise and record.issue in links.known.issues:
            yield from links.value_errors("otherwise", record.issue, record.otherwise)
    elif isinstance(record, Milestone):
        yield from _milestone_errors(record, links, ids)


def _milestone_errors(record: Milestone, links: TermLinks, ids: Collection[str]) -> Iterator[FieldError]:
    word, known = record.milestone, links.known
    yield from links.references.errors("agreement", "record", [record.deal], ids)
    yield from links.references.errors("by", "party", [record.by], known.parties)
    if record.issue and word not in (*OF_A_TERM, *ENDING):
        yield FieldError("agreement", f"a single term is not {word}; name the agreement alone, {record.deal}")
    elif not record.issue and word in OF_A_TERM:
        yield FieldError("agreement", f"{word} is said of a term; write {record.deal}#ISSUE")
    if record.body and not record.by:
        yield FieldError("by", f"missing; write the party whose organ {record.body} is")
    if _is_more_than_all(record):
        yield FieldError("against", f"{record.for_} and {record.against} are more than all votes; correct one of them")
    if record.value and word not in ("done", "not-done"):
        yield FieldError("value", f"has no meaning beside {word}; leave it out, or write done or not-done")
    elif record.value and record.issue in known.issues:
        yield from links.value_errors("value", record.issue, record.value)


def _is_more_than_all(record: Milestone) -> bool:
    """Return whether the shares of a vote add up to more than all votes, by more than rounding can explain."""
    shares = [Decimal(votes.rstrip("%")) for votes in (record.for_, record.against) if isinstance(votes, str)]
    decimals = max((-int(share.as_tuple().exponent) for share in shares), default=0)
    return sum(shares) > 100 + Decimal(1).scaleb(-decimals)
