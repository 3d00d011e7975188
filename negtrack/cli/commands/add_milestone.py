"""`negtrack add-milestone`: record what became of an agreement or of one of its terms."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope
from negtrack.cli.recording.fields import FieldsOf, Given, argument_of, own_fields
from negtrack.cli.recording.prompts import can_ask, prompt_agreement, prompt_for
from negtrack.cli.recording.provenance import ask_who_said_it, provenance_of
from negtrack.cli.recording.records import build_record, one_of, value_words
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Restore, Writing
from negtrack.cli.session import open_session
from negtrack.errors import UsageError
from negtrack.lookup import find_issue
from negtrack.model import Milestone, docs_of

EXAMPLES = (
    "negtrack add-milestone accord signed --by union --source mediator --on-record",
    "negtrack add-milestone accord ratified --by union --body members --for 301 --against 44 --source mediator",
    "negtrack add-milestone accord#raise begun --source mediator",
)


def command(
    agreement: Annotated[str, argument_of(Milestone, "agreement")] = "",
    milestone: Annotated[str, argument_of(Milestone, "milestone")] = "",
    *,
    given: Annotated[Given, FieldsOf(Milestone)],
    writing: Writing,
    restore: Restore = False,
    scope: Scope,
) -> None:
    """Record what became of AGREEMENT: signed, ratified with which vote, in force, ended; or of one term of it.

    AGREEMENT#ISSUE names a term, which is begun, done or not-done. --by names the party that did it, and --side own
    is then that party's own word.
    """
    session = open_session(scope, writing=True)
    name, hash_, term = agreement.partition("#")
    is_asking = can_ask() and not agreement
    deal = prompt_agreement(session, name)
    about = find_issue(session.negotiation, term) if hash_ else None
    if given["value"] and not about:
        raise UsageError("--value is of one term; write AGREEMENT#ISSUE")
    words = docs_of(Milestone)["milestone"].words
    fields = {
        **own_fields(session, Milestone, given),
        "agreement": f"{deal.id}#{about.id}" if about else deal.id,
        "milestone": prompt_for(milestone, "MILESTONE", one_of(words), words.items()),
        "value": value_words(about, given["value"], "--value") if about and given["value"] else "",
        **provenance_of(session, ask_who_said_it(session, given, is_asking, bool(given["by"]))),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Milestone, writing.id, fields)], writing.dry_run, restore=restore)
