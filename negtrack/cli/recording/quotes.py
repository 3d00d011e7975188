"""What new records say of their sources that nobody can look up: no source at all, or words that its text has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from negtrack.cli.output.printing import log
from negtrack.errors import NegtrackError
from negtrack.model import Agreement, Negotiation, Passage, Proposal, Record, Term
from negtrack.store.locate import Place
from negtrack.store.plan import Added
from negtrack.store.texts import holds_texts, read_held
from negtrack.views.phrasing import count_text

_MOST = 8
"""Most records that a message names."""


def log_quotes(place: Place, known: Negotiation, added: Sequence[Added], hint: str = "") -> None:
    """Log which of the new records quote words that do not stand in the kept text of their source, or not only once;
    `hint` says where to look, else `verify` shows them."""
    new = [result.item for result in added if result.state == "new" and isinstance(result.item, Record)]
    quoting = [record for record in new if _quotes(record)]
    if not quoting:
        return
    try:
        lines = list(_quote_lines(place, known, quoting)) if holds_texts(place) else []
    except NegtrackError as error:  # the records are stored by now, or refused already
        log(f"negtrack: warning: no quote was looked up in the text of its source: {error}")
        return
    for line, ids in lines:
        log(f"negtrack: warning: {line}; {hint or f'see negtrack verify {ids}'}")


def log_without_source(added: Sequence[Added], remedy: str) -> None:
    """Log how many of the new records have no source, and how to name one."""
    new = (result.item for result in added if result.state == "new")
    without = sum(isinstance(item, Record) and not item.sources for item in new)
    if without:
        verb = "has" if without == 1 else "have"
        log(f"negtrack: warning: {count_text(without, 'record')} {verb} no source; {remedy}")


def _quotes(record: Record) -> bool:
    said: list[Record | Term] = [record, *(record.terms if isinstance(record, Proposal | Agreement) else ())]
    return any(one.quote or isinstance(one.locator, Passage) for one in said)


def _quote_lines(place: Place, known: Negotiation, records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield a sentence on the quotes that are not found, and one on those that several places have, each with the
    records' ids."""
    from negtrack.text.verify import verify_records  # it reads texts, which few imports do

    verified = verify_records(known, records, partial(read_held, place))
    found = (
        (("orphaned", "changed"), "not found in the text"),
        (("ambiguous",), "in several places of the text, or between other words"),
    )
    for statuses, words in found:
        ids = list(dict.fromkeys(one.record.id for one in verified if one.status in statuses))
        if count := sum(one.status in statuses for one in verified):
            more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
            yield f"{count_text(count, 'quote')} {words}", f"{' '.join(ids[:_MOST])}{more}"
