"""`negtrack add-issue`: define an issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from negtrack.checks import idle_fields
from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, find_named, refuse_twice
from negtrack.cli.recording.new_items import prompt_event
from negtrack.cli.recording.prompts import can_ask, prompt_for, suggest_id
from negtrack.cli.recording.records import build_record, one_of, split_list
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import Session, open_session
from negtrack.errors import NotWrittenError, UsageError
from negtrack.ids import parse_id
from negtrack.lookup import find_party
from negtrack.model import Issue, parse_text
from negtrack.values import KINDS, Kind

EXAMPLES = (
    "negtrack add-issue notice --title 'Notice of a shift' --kind duration --group hours",
    "negtrack add-issue crew --title 'Crew of a crane' --kind quantity --unit people",
    "negtrack add-issue scale --title 'Pay scale' --kind percent --steps 2027,2028 --over year --total compound",
)


def command(
    issue: Annotated[str, argument(metavar="[ID]", help="Id of the issue.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Issue, "title", "kind")],
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define an issue: one question to agree on, of one dimension, and how its values are written."""
    session = open_session(scope, writing=True)
    title = "" if issue or not can_ask() else prompt_for(given["title"], "--title", parse_text)
    name = prompt_for(issue, "ID", parse_id, hint="such as civilian-return", default=suggest_id(title))
    kind = _kind(given["kind"])
    title = prompt_for(given["title"] or title, "--title", parse_text)
    found = find_named(session, Issue, given)
    fields = {
        **found,
        "title": title,
        "class": given["class"] or kind.required_class or "substance",
        "kind": kind.name,
        "anchor": found["anchor"] or _ask_anchor(session, kind),
        "ladder": split_list(given["ladder"] or _ask_ladder(kind, given)),
        "options": split_list(given["options"]),
        "names": split_list(given["names"], ";"),
        "steps": split_list(given["steps"]),
        "wants": _leanings(session, given["wants"]),
    }
    made = build_record(Issue, name, fields)
    for field, message in idle_fields(made):
        raise NotWrittenError(f"{field}: {message}")
    record(session, [made], dry_run, "defined {id} in {path}")


def _kind(given: str) -> Kind:
    """Return the kind that is given, or prompt for it."""
    return KINDS[prompt_for(given, "--kind", one_of(KINDS), ((name, kind.help) for name, kind in KINDS.items()))]


def _ask_anchor(session: Session, kind: Kind) -> str:
    """Prompt for the event that a timing counts from and return its id."""
    if not kind.has_anchor:
        return ""
    return prompt_event(session, "", "the event it counts from", "--anchor").id


def _ask_ladder(kind: Kind, given: Given) -> list[str]:
    """Prompt for the rungs of a choice without outcomes and return them."""
    if "ladder" not in kind.option_fields or given["options"]:
        return []
    hint = "from least to most, such as none,limited,major; else --options"
    return [prompt_for("", "--ladder", parse_text, hint=hint)]


def _leanings(session: Session, texts: Sequence[str]) -> dict[str, str]:
    """Return what each party wants. Raises `UsageError` for a party that is named twice."""
    found = [_leaning(session, text) for text in texts]
    refuse_twice("--wants", [party for party, _ in found])
    return dict(found)


def _leaning(session: Session, text: str) -> tuple[str, str]:
    party, equals, leaning = text.partition("=")
    if not equals:
        raise UsageError(f'--wants "{text}": write PARTY=more or PARTY=less')
    return find_party(session.negotiation, party.strip()).id, leaning.strip()
