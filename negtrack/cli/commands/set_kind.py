"""`negtrack set-kind`: change the kind of an issue; its values are read anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from negtrack.checks import idle_fields
from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.diffs import write_diffs
from negtrack.cli.output.printing import log
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import one_of, split_list
from negtrack.cli.recording.write_options import DryDiff
from negtrack.cli.session import open_session
from negtrack.errors import DataError, NotWrittenError, Problem
from negtrack.exchange.import_.kinds import build_issue
from negtrack.frozen import dataclass, field, replace_fast
from negtrack.lookup import find_event, find_issue
from negtrack.model import Issue, Negotiation, to_table
from negtrack.store.set_kind import NewKind, set_kind
from negtrack.values import KINDS
from negtrack.views.phrasing import count_text

_MOST_SHOWN = 20
"""Most values of which it is said how they are read."""


@dataclass(frozen=True)
class ScaleOptions:
    """What the values of an issue are measured by."""

    anchor: Annotated[str, option("--anchor", metavar="EVENT", help="For a timing: the event that it counts from.")] = (
        ""
    )
    unit: Annotated[str, option("--unit", help="For a quantity: the unit; for a date: years, for whole years.")] = ""
    give: Annotated[str, option("--give", help="For a ratio: what is given.")] = ""
    per: Annotated[str, option("--per", help="For a ratio: the unit that it is given for.")] = ""
    ladder: Annotated[
        list[str], option("--ladder", help="For a choice: its rungs, the least first; may be repeated.")
    ] = field(default_factory=list)
    options: Annotated[
        list[str],
        option("--options", help="For a choice without order: its outcomes [default: its values]; may be repeated."),
    ] = field(default_factory=list)
    names: Annotated[
        list[str], option("--names", metavar="NAME", help="For names: the closed list of names; may be repeated.")
    ] = field(default_factory=list)


EXAMPLES = (
    "negtrack set-kind crew text --dry-run",
    "negtrack set-kind night-shift choice --ladder none,voluntary,rota",
    "negtrack set-kind crew quantity --unit drivers",
)


def command(
    issue: Annotated[str, argument(metavar="ISSUE", help="Issue to change.")],
    kind: Annotated[str, argument(metavar="KIND", help="Kind that it gets.")],
    *,
    scale: ScaleOptions,
    dry_run: DryDiff = False,
    scope: Scope,
) -> None:
    """Change the kind of ISSUE, such as one that an import guessed. Every value on it is read anew under the new kind.

    Those that cannot be read are listed, and then nothing is written.
    """
    session = open_session(scope)
    found, place = find_issue(session.negotiation, issue), session.loaded.place
    new_kind = prompt_for(kind, "KIND", one_of(KINDS))
    fields = _fields_of(session.negotiation, scale)

    def redefine(old: Issue, values: Sequence[str]) -> Issue:
        return _redefine(old, new_kind, fields, values)

    try:
        done = set_kind(place, found.id, redefine, session.clock.today, dry_run)
    except DataError as error:
        raise _refusal(found, new_kind, error.problems) from error
    _report(found, new_kind, done, dry_run)
    if dry_run:
        write_diffs(place, done.changes)


def _refusal(issue: Issue, kind: str, problems: Sequence[Problem]) -> NotWrittenError:
    """Log the problems, and return the error that says what they keep from being written."""
    for problem in problems:
        log(str(problem))
    return NotWrittenError(f"{issue.id} cannot be {KINDS[kind].noun}: {count_text(len(problems), 'error')} (see above)")


def _fields_of(known: Negotiation, scale: ScaleOptions) -> dict[str, object]:
    """Return the fields of an issue that the options give."""
    given: dict[str, object] = {
        "anchor": find_event(known, scale.anchor).id if scale.anchor else "",
        "unit": scale.unit,
        "give": scale.give,
        "per": scale.per,
        "ladder": tuple(split_list(scale.ladder)),
        "options": tuple(split_list(scale.options)),
        "names": tuple(split_list(scale.names, ";")),
    }
    return {name: value for name, value in given.items() if value}


def _redefine(old: Issue, kind: str, given: dict[str, object], values: Sequence[str]) -> Issue:
    """Return an issue with another kind, without the fields that only its old kind has or that the new one does not
    use; the options of a choice are its values unless they are given. Raises `NotWrittenError` for a given field that
    the kind does not use."""
    own, before = KINDS[kind], KINDS[old.kind]
    kept = {*own.option_fields, *(name for names, _ in own.needs for name in names)}
    lost = {*before.option_fields, *(name for names, _ in before.needs for name in names)} - kept
    blank = {name: "" if name == "anchor" else () for name in lost}
    if given.keys() & set(own.option_fields):  # a list takes the place of the other one
        blank |= dict.fromkeys(own.option_fields, ())
    new = replace_fast(old, **{"kind": kind, **blank, **given})
    for name, message in idle_fields(new):
        if name in given:
            raise NotWrittenError(f"{name}: {message}")
        if name != "wants":  # a table of its own, which stays for another kind
            new = replace_fast(new, **{name: ""})
    if own.option_fields and not any(getattr(new, name) for name in own.option_fields):
        return replace_fast(new, options=build_issue(old.id, old.title, kind, values).options)
    return new


def _report(issue: Issue, kind: str, done: NewKind, dry_run: bool) -> None:
    before, after = to_table(issue), to_table(done.issue)
    for key in (key for key in before if key not in after and issue.kind != kind):
        log(f"negtrack: {issue.id} loses its {key} ({_text_of(before[key])}), which only {KINDS[issue.kind].noun} has")
    for text, words in list(done.readings.items())[:_MOST_SHOWN]:
        log(f'negtrack: "{text}" is read as "{words}"')
    if len(done.readings) > _MOST_SHOWN:
        log(f"negtrack: and {len(done.readings) - _MOST_SHOWN} more")
    if not done.changes:
        log(f"negtrack: {issue.id} is {KINDS[kind].noun} already; nothing written")
    elif not dry_run:
        log(f"negtrack: {issue.id} is {KINDS[kind].noun} now")


def _text_of(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
