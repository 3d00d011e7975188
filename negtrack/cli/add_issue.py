"""`negtrack add-issue`: define an issue."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.cli.adding import record
from negtrack.cli.ask import asked_for
from negtrack.cli.making import made, one_of
from negtrack.cli.options import DryRun, Scope
from negtrack.cli.session import Session, open_session
from negtrack.errors import UsageError
from negtrack.ids import parse_id
from negtrack.lookup import find_event, find_issue, find_party
from negtrack.model import Issue, IssueKind, parse_text

_KINDS = (
    ("timing", "days after an event: immediately, at least 2 weeks"),
    ("duration", "6 weeks, 12..16 months"),
    ("quantity", "33, 700..1000"),
    ("percent", "46%, at most 25%"),
    ("ratio", "30:1, under 30:1"),
    ("money", "USD 1.3tn/year, at least EUR 300m"),
    ("date", "2024-04-10, at most 2035"),
    ("choice", "named outcomes, on a ladder or without order"),
    ("yes-no", "yes, no"),
    ("mandate", "what a delegation may agree to: none to full"),
    ("text", "anything; never compared"),
)


def command(
    issue: Annotated[str, typer.Argument(metavar="[ID]", help="The issue's id.", show_default=False)] = "",
    *,
    title: Annotated[
        str, typer.Option("--title", help="What is to be agreed, in a few words.", show_default=False)
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="How its values are written and measured.", show_default=False)
    ] = "",
    class_: Annotated[str, typer.Option("--class", help="substance, or process (no gap, no status).")] = "substance",
    group: Annotated[str, typer.Option("--group", help="The heading that it stands under.", show_default=False)] = "",
    anchor: Annotated[
        str,
        typer.Option(
            "--anchor", metavar="EVENT", help="For a timing: the event that it counts from.", show_default=False
        ),
    ] = "",
    unit: Annotated[str, typer.Option("--unit", help="For a quantity: what is counted.", show_default=False)] = "",
    basis: Annotated[str, typer.Option("--basis", help="How it is counted.", show_default=False)] = "",
    give: Annotated[str, typer.Option("--give", help="For a ratio: what is given.", show_default=False)] = "",
    per: Annotated[str, typer.Option("--per", help="For a ratio: for each of what.", show_default=False)] = "",
    ladder: Annotated[
        list[str] | None,
        typer.Option("--ladder", help="For a choice: a rung, least first; repeated.", show_default=False),
    ] = None,
    options: Annotated[
        list[str] | None,
        typer.Option("--options", help="For a choice without order: an outcome; repeated.", show_default=False),
    ] = None,
    linked: Annotated[
        list[str] | None,
        typer.Option("--linked", metavar="ISSUE", help="An issue that it hangs together with.", show_default=False),
    ] = None,
    wants: Annotated[
        list[str] | None,
        typer.Option("--wants", metavar="PARTY=more|less", help="Which way a party pulls.", show_default=False),
    ] = None,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define an issue: one question to agree on, of one dimension, and how its values are written."""
    session = open_session(scope)
    known = session.negotiation
    name = asked_for(issue, "ID", parse_id, hint="such as civilian-return")
    chosen = asked_for(kind, "--kind", one_of(IssueKind), _KINDS)
    given = {
        "title": asked_for(title, "--title", parse_text),
        "class": class_,
        "kind": chosen,
        "group": group,
        "anchor": _anchor(session, chosen, anchor),
        "unit": unit,
        "basis": basis,
        "give": give,
        "per": per,
        "ladder": _listed(ladder),
        "options": _listed(options),
        "linked": [find_issue(known, each).id for each in linked or []],
        "wants": dict(_leaning(session, each) for each in wants or []),
    }
    record(session, [made(Issue, name, given)], dry_run, "defined {id} in {path}")


def _anchor(session: Session, kind: str, anchor: str) -> str:
    if kind != "timing" and not anchor:
        return ""
    events = [(event.id, event.title) for event in session.negotiation.events.values()]
    return asked_for(
        anchor, "--anchor", lambda text: find_event(session.negotiation, text).id, events, "the event it counts from"
    )


def _listed(texts: list[str] | None) -> list[str]:
    """`--ladder a,b,c` is `--ladder a --ladder b --ladder c`."""
    return [part.strip() for text in texts or [] for part in text.split(",") if part.strip()]


def _leaning(session: Session, text: str) -> tuple[str, str]:
    party, equals, leaning = text.partition("=")
    if not equals:
        raise UsageError(f'--wants "{text}": write PARTY=more or PARTY=less')
    return find_party(session.negotiation, party.strip()).id, leaning.strip()
