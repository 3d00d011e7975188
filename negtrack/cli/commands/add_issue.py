"""`negtrack add-issue`: define an issue."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record, one_of
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import Session, open_session
from negtrack.errors import UsageError
from negtrack.ids import parse_id
from negtrack.lookup import find_event, find_issue, find_party
from negtrack.model import Issue, IssueKind, parse_text
from negtrack.values import KINDS, Kind
from negtrack.values.kinds import KIND_NAMES


def command(
    issue: Annotated[str, argument(metavar="[ID]", help="The issue's id.")] = "",
    *,
    title: Annotated[str, option("--title", help="What is to be agreed, in a few words.")] = "",
    kind: Annotated[
        str,
        option(
            "--kind",
            metavar="KIND",
            help=f"How values are written: {KIND_NAMES}.",
        ),
    ] = "",
    class_: Annotated[
        str,
        option("--class", metavar="substance|process", help="substance, or process (no gap); a mandate is process."),
    ] = "",
    group: Annotated[str, option("--group", help="The heading that it stands under.")] = "",
    anchor: Annotated[
        str,
        option("--anchor", metavar="EVENT", help="For a timing: the event that it counts from."),
    ] = "",
    unit: Annotated[str, option("--unit", help="For a quantity: what is counted.")] = "",
    basis: Annotated[str, option("--basis", help="How it is counted.")] = "",
    give: Annotated[str, option("--give", help="For a ratio: what is given.")] = "",
    per: Annotated[str, option("--per", help="For a ratio: for each of what.")] = "",
    ladder: Annotated[
        list[str] | None,
        option("--ladder", help="For a choice: a rung, least first; repeated."),
    ] = None,
    options: Annotated[
        list[str] | None,
        option("--options", help="For a choice without order: an outcome; repeated."),
    ] = None,
    linked: Annotated[
        list[str] | None,
        option("--linked", metavar="ISSUE", help="An issue that it hangs together with."),
    ] = None,
    wants: Annotated[
        list[str] | None,
        option("--wants", metavar="PARTY=more|less", help="Which way a party pulls."),
    ] = None,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define an issue: one question to agree on, of one dimension, and how its values are written."""
    session = open_session(scope, writing=True)
    known = session.definitions
    name = prompt_for(issue, "ID", parse_id, hint="such as civilian-return")
    chosen = _kind(kind)
    given = {
        "title": prompt_for(title, "--title", parse_text),
        "class": class_ or chosen.required_class or "substance",
        "kind": chosen.name,
        "group": group,
        "anchor": _anchor(session, chosen, anchor),
        "unit": unit,
        "basis": basis,
        "give": give,
        "per": per,
        "ladder": _split_list([_ladder(chosen, ladder, options)]) or _split_list(ladder),
        "options": _split_list(options),
        "linked": [find_issue(known, each).id for each in linked or []],
        "wants": dict(_leaning(session, each) for each in wants or []),
    }
    record(session, [build_record(Issue, name, given)], dry_run, "defined {id} in {path}")


def _kind(given: str) -> Kind:
    """Return the kind that is given or asked for."""
    return KINDS[prompt_for(given, "--kind", one_of(IssueKind), ((name, kind.help) for name, kind in KINDS.items()))]


def _anchor(session: Session, kind: Kind, anchor: str) -> str:
    if not kind.has_anchor and not anchor:
        return ""
    events = [(event.id, event.title) for event in session.definitions.events.values()]
    return prompt_for(
        anchor, "--anchor", lambda text: find_event(session.definitions, text).id, events, "the event it counts from"
    )


def _ladder(kind: Kind, ladder: list[str] | None, options: list[str] | None) -> str:
    """The rungs asked for, where a choice has none yet."""
    if "ladder" not in kind.option_fields or ladder or options:
        return ""
    return prompt_for("", "--ladder", parse_text, hint="from least to most, such as none,limited,major; else --options")


def _split_list(texts: list[str] | None) -> list[str]:
    """`--ladder a,b,c` is `--ladder a --ladder b --ladder c`."""
    return [part.strip() for text in texts or [] for part in text.split(",") if part.strip()]


def _leaning(session: Session, text: str) -> tuple[str, str]:
    party, equals, leaning = text.partition("=")
    if not equals:
        raise UsageError(f'--wants "{text}": write PARTY=more or PARTY=less')
    return find_party(session.definitions, party.strip()).id, leaning.strip()
