"""`negtrack review`: read proposed records beside their words, and accept or remove each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, NoReturn

from negtrack.cli.options import Output, Scope, argument
from negtrack.cli.output.printing import Finished, log
from negtrack.cli.recording.prompts import can_ask
from negtrack.cli.recording.reviewing import Review
from negtrack.cli.session import Session, emit, open_session
from negtrack.errors import DataError, Problem
from negtrack.lookup import find_records
from negtrack.model import Negotiation, Record
from negtrack.model.rewriting import former_names, rewrite_all
from negtrack.store.proposed_file import read_proposed
from negtrack.store.texts import read_held
from negtrack.views.review import build_review

EXAMPLES = (
    "negtrack review",
    "negtrack review letter",
    "negtrack review --format jsonl",
)


def command(
    names: Annotated[
        list[str] | None,
        argument(metavar="[SOURCE|PROPOSED]...", help="Only these proposed records, or those of these sources."),
    ] = None,
    *,
    output: Output,
    scope: Scope,
) -> None:
    """Read the proposed records one by one beside their words, and accept, remove, edit or skip each.

    One is accepted only if its words stand in the text of its source, which source-text keeps. With --format, or off
    a terminal, the proposed records are listed, and nothing is asked.
    """
    session = open_session(scope)
    file = read_proposed(session.loaded.place)
    chosen = _chosen(session, file.records, names or ())
    if chosen and can_ask() and not (output.format or output.json or output.ids):
        if file.problems:
            raise DataError(file.problems)
        Review(session, output).go_through(chosen)
        return
    emit(build_review(session.negotiation, chosen, partial(read_held, session.loaded.place)), output, scope.color)
    _end((*file.problems, *session.loaded.problems))


def _end(problems: Sequence[Problem]) -> NoReturn:
    for problem in problems:
        log(str(problem))
    raise Finished(2 if problems else 0)


def _chosen(session: Session, records: Sequence[Record], names: Sequence[str]) -> list[Record]:
    """Return the proposed records that names stand for, or all."""
    known = session.negotiation
    present = [item for item in rewrite_all(records, former_names(known.definitions)) if isinstance(item, Record)]
    proposed = Negotiation(known.id, known.title, sources=known.sources).with_entries(present)
    found = {record.id for record in find_records(proposed, names, "review --ids")}
    return [record for record in records if record.id in found]
