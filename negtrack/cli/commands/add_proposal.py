"""`negtrack add-proposal`: record terms that were put on the table."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, own_fields
from negtrack.cli.recording.prompts import can_ask, prompt_for, prompt_party
from negtrack.cli.recording.provenance import ask_who_said_it, provenance_of
from negtrack.cli.recording.records import build_record, one_of
from negtrack.cli.recording.term_options import TermOptions, ask_terms, build_option_terms
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Restore, Writing
from negtrack.cli.session import open_session
from negtrack.lookup import find_proposal
from negtrack.model import Proposal, docs_of, parse_text

_KINDS = docs_of(Proposal)["kind"].words


EXAMPLES = (
    "negtrack add-proposal port --title 'Second offer' --term raise=5.5% --source mediator --on-record",
    "negtrack add-proposal mediator --discloses bridge --term 'back-pay=2 weeks' --source mediator --on-record",
    "negtrack add-proposal union --title 'Last word' --term raise=6% --final --source mediator --on-record",
)


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Party that tabled it.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Proposal)],
    below: TermOptions,
    writing: Writing,
    restore: Restore = False,
    scope: Scope,
) -> None:
    """Record terms that PARTY put on the table. A principal's own count as its offers; a mediator's do not.

    What a term says besides its value is ISSUE=TEXT: --term-requires 'pay=hours = 38'.
    Write a term that is not public as ISSUE=undisclosed; record it later with --discloses.
    """
    session = open_session(scope, writing=True)
    known, is_asking = session.negotiation, can_ask() and not party
    holder = prompt_party(session, party)
    earlier = find_proposal(known, given["discloses"]) if given["discloses"] else None
    title = prompt_for(given["title"] or (earlier.title if earlier else ""), "--title", parse_text)
    kind = prompt_for(given["kind"] or (earlier.kind if earlier else "package"), "--kind", one_of(_KINDS))
    own = own_fields(session, Proposal, given)
    values = {
        "party": holder.id,
        **own,
        "terms": build_option_terms(session, own["terms"] or ask_terms(session, is_asking), below),
        "title": title,
        "kind": kind,
        **provenance_of(session, ask_who_said_it(session, given, is_asking)),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Proposal, writing.id, values)], writing.dry_run, restore=restore)
