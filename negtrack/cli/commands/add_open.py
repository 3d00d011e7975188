"""`negtrack add-open`: record an issue that an agreement leaves open."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope
from negtrack.cli.recording.fields import FieldsOf, Given, argument_of, own_fields
from negtrack.cli.recording.prompts import can_ask, prompt_agreement, prompt_date, prompt_for
from negtrack.cli.recording.provenance import ask_who_said_it, provenance_of
from negtrack.cli.recording.records import build_record, value_words
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Restore, Writing
from negtrack.cli.session import open_session
from negtrack.lookup import find_issue
from negtrack.model import OpenItem

EXAMPLES = (
    "negtrack add-open accord night-shift --decide-by 2026-12-15 --otherwise rota --source mediator",
    "negtrack add-open accord night-shift --decide-by 2026-12-15 --source mediator --dry-run",
    "negtrack add-open accord notice --decide-by 2026-12-31 --source mediator --caveat 'the day is our reading'",
)


def command(
    agreement: Annotated[str, argument_of(OpenItem, "agreement")] = "",
    issue: Annotated[str, argument_of(OpenItem, "issue")] = "",
    *,
    given: Annotated[Given, FieldsOf(OpenItem)],
    writing: Writing,
    restore: Restore = False,
    scope: Scope,
) -> None:
    """Record that AGREEMENT leaves ISSUE open: until when, and what holds if it is not settled by then.

    An open item is never counted as agreed.
    """
    session = open_session(scope, writing=True)
    known, is_asking = session.negotiation, can_ask() and not agreement
    deal = prompt_agreement(session, agreement)
    choices = [(defined.id, defined.title) for defined in known.issues.values()]
    about = prompt_for(issue, "ISSUE", lambda text: find_issue(known, text), choices)
    fields = {
        "agreement": deal.id,
        "issue": about.id,
        **own_fields(session, OpenItem, given),
        "decide-by": prompt_date(given["decide-by"], "--decide-by"),
        "otherwise": value_words(about, given["otherwise"], "--otherwise") if given["otherwise"] else "",
        **provenance_of(session, ask_who_said_it(session, given, is_asking, has_holder=False)),
        "recorded": session.clock.now,
    }
    record(session, [build_record(OpenItem, writing.id, fields)], writing.dry_run, restore=restore)
