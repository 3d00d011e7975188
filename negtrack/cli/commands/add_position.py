"""`negtrack add-position`: record what a party would accept on an issue."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, argument_of
from negtrack.cli.recording.new_items import create_issue
from negtrack.cli.recording.positions import build_position
from negtrack.cli.recording.prompts import can_ask, prompt_for, prompt_party
from negtrack.cli.recording.provenance import ask_who_said_it, given_fields
from negtrack.cli.recording.records import one_of, value_text
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Restore, Writing
from negtrack.cli.session import Session, open_session
from negtrack.lookup import find_issue
from negtrack.model import TAKING_BACK, Issue, Position, docs_of
from negtrack.store.safe_read import STDIN
from negtrack.values import hint_of

EXAMPLES = (
    "negtrack add-position union raise 'at least 7%' --source daily-2026-11-23 --on-record",
    "negtrack add-position port back-pay '4 weeks' --source mediator --speaker 'union officials' --side union",
    "negtrack add-position - --source daily-2026-11-23 --side own < rows.jsonl",
)


def command(
    party: Annotated[
        str, argument(metavar="PARTY", help="Party whose position it is; - for JSON Lines on stdin.")
    ] = "",
    issue: Annotated[str, argument_of(Position, "issue")] = "",
    value: Annotated[str, argument_of(Position, "value")] = "",
    *,
    given: Annotated[Given, FieldsOf(Position)],
    writing: Writing,
    restore: Restore = False,
    scope: Scope,
) -> None:
    """Record what PARTY would accept on ISSUE: the set of outcomes that it says it could live with.

    Without --side and --speaker, the source reports it in its own voice; --side own is the party itself.
    On an issue of process the usual stance is statement.
    A VALUE is written like 30:1, under 30:1, 700..1000, at least 2 weeks after deal-signed, gradual, unspecified.
    """
    session = open_session(scope, writing=True)
    if party == STDIN:
        from negtrack.cli.recording.import_rows import record_lines  # it imports all that reads sheets

        record_lines(session, {"issue": issue, "value": value, **given_fields(given)}, writing, restore)
        return
    is_asking = can_ask() and not (party and issue and value)
    holder, about = prompt_party(session, party), _ask_issue(session, issue)
    stance = given["stance"] or _usual_stance(about, given, is_asking)
    words = _value(about, value, stance)
    given = ask_who_said_it(session, given, is_asking)
    item = build_position(session, holder.id, about.id, (stance, words), given, writing.id)
    record(session, [item], writing.dry_run, restore=restore)


def _ask_issue(session: Session, issue: str) -> Issue:
    known = session.negotiation
    choices = [(defined.id, defined.title) for defined in known.issues.values()]
    return prompt_for(
        issue, "ISSUE", lambda text: find_issue(known, text), choices, create=lambda text: create_issue(session, text)
    )


def _usual_stance(about: Issue, given: Given, is_asking: bool) -> str:
    """Return the stance of a position that names none, or ask for it."""
    if given["withdraws"] or given["denies"]:
        return "withdrawal" if given["withdraws"] else "denial"
    usual = "statement" if about.class_ == "process" else "demand"
    words = {word: meaning for word, meaning in docs_of(Position)["stance"].words.items() if word not in TAKING_BACK}
    return prompt_for("" if is_asking else usual, "STANCE", one_of(words), words.items(), default=usual)


def _value(issue: Issue, value: str, stance: str) -> str:
    """Return the value in canonical words, or prompt for it; a withdrawal or a denial needs none."""
    if stance in ("withdrawal", "denial") and not value:
        return ""
    return prompt_for(value, "VALUE", lambda text: value_text(text, issue), hint=hint_of(issue.scale))
