"""`negtrack add-response`: record one party's answer to a proposal or to another party's position."""

from __future__ import annotations

import contextlib
from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, argument_of, refuse_twice
from negtrack.cli.recording.prompts import can_ask, prompt_for, prompt_party
from negtrack.cli.recording.provenance import ask_who_said_it
from negtrack.cli.recording.records import one_of
from negtrack.cli.recording.responses import build_response
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Restore, Writing
from negtrack.cli.session import open_session
from negtrack.errors import UnknownIdError, UsageError
from negtrack.lookup import find_issue, find_proposal, find_record
from negtrack.model import Agreement, Negotiation, Response, docs_of
from negtrack.query import answerable

EXAMPLES = (
    "negtrack add-response port bridge rejected --source mediator --on-record",
    "negtrack add-response union bridge#back-pay welcomed --source mediator --on-record",
    "negtrack add-response union 56f4 rejected --no-counter --source mediator --speaker 'port officials' --side port",
)


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Party that answers.")] = "",
    to: Annotated[str, argument_of(Response, "to")] = "",
    answer: Annotated[str, argument_of(Response, "answer")] = "",
    *,
    given: Annotated[Given, FieldsOf(Response)],
    writing: Writing,
    restore: Restore = False,
    scope: Scope,
) -> None:
    """Record PARTY's answer to PROPOSAL, or to a position. --side own is its own answer; others' words stay apart.

    PROPOSAL#ISSUE answers one term; write several with commas: us-plan#pay,us-plan#hours. The id of another party's
    position answers that.
    """
    session = open_session(scope, writing=True)
    known, is_asking = session.negotiation, can_ask() and not (party and to and answer)
    if is_asking and not (known.proposals or known.positions):
        raise UsageError("nothing to answer is on record; record it first with add-proposal or add-position")
    holder = prompt_party(session, party)
    offered = [] if to else [(name, text) for name, (text, _) in answerable(known, holder.id).items()]
    about = prompt_for(to, "PROPOSAL", lambda text: _find_names(known, text), offered)
    words = docs_of(Response)["answer"].words
    word = prompt_for(answer, "ANSWER", one_of(words), words.items())
    given = ask_who_said_it(session, given, is_asking)
    item = build_response(session, holder.id, about, word, given, writing.id)
    record(session, [item], writing.dry_run, restore=restore)


def _find_names(known: Negotiation, text: str) -> list[str]:
    """Return the names of a proposal or a position, or of the terms of a proposal, that `text` lists."""
    names = []
    for part in text.split(","):
        record, hash_, issue = part.strip().partition("#")
        if hash_:
            if record in known.entries and isinstance(known.entries[record], Agreement):
                raise UsageError(f"{record} is an agreement, which is answered as a whole; write {record} alone")
            names.append(f"{find_proposal(known, record).id}#{find_issue(known, issue).id}")
        else:
            names.append(_find_answerable(known, record))
    refuse_twice("PROPOSAL", names)
    return names


def _find_answerable(known: Negotiation, text: str) -> str:
    """Return the id of the record that a text names; a proposal also by words of its title."""
    try:
        return find_record(known, text).id
    except UnknownIdError:
        with contextlib.suppress(UnknownIdError):
            return find_proposal(known, text).id
        raise
