"""`negtrack diff`: two sides, or one span of time."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, NoReturn

from negtrack.answers import issues_at_step, refuse_backwards
from negtrack.cli.options import Clocks, Output, Scope, Selection, Step, argument, option
from negtrack.cli.output.output_format import output_format
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import one_of
from negtrack.cli.session import Session, open_session
from negtrack.cli.targets import Target, covered_by, find_targets, told_apart
from negtrack.diff import CHANGE_CLASSES, additions_between, changes_between, differences_between
from negtrack.errors import UsageError, join_with_and
from negtrack.frozen import dataclass, field, replace
from negtrack.lookup import find_day, find_instant, find_party, find_revision, find_step
from negtrack.model import Issue, Negotiation, Position
from negtrack.query import Snapshot, at_step, nearest_alternative
from negtrack.views.asked import asked_title
from negtrack.views.changes import ChangesView, build_changes, build_stat
from negtrack.views.differences import DiffView, Side, build_diff
from negtrack.views.phrasing import day_text
from negtrack.views.step_words import step_title


@dataclass(frozen=True)
class Span:
    """Options of a span of time."""

    since: Annotated[str, option("--since", metavar="WHEN", help="Show what was stated after this date.")] = ""
    until: Annotated[str, option("--until", metavar="WHEN", help="Show what was stated up to this date.")] = ""
    known_since: Annotated[
        str, option("--known-since", metavar="WHEN", help="Show what was recorded after this date; also git:REV.")
    ] = ""


@dataclass(frozen=True)
class Shape:
    """Options of how much to print."""

    only: Annotated[
        list[str], option("--only", metavar="CLASS", help="Only this class of changes; may be repeated.")
    ] = field(default_factory=list)
    stat: Annotated[bool, option("--stat", help="Print only the number of each class.")] = False
    name_only: Annotated[bool, option("--name-only", help="Print only the ids of the issues.")] = False
    quiet: Annotated[bool, option("--quiet", help="Print nothing; only set the exit code.")] = False
    everything: Annotated[bool, option("--all", help="Show also what does not differ.")] = False


EXAMPLES = (
    "negtrack diff union port",
    "negtrack diff --since 2026-11-20 port",
    "negtrack diff --known-since yesterday --stat",
)


def command(
    side: Annotated[
        list[str] | None,
        argument(
            metavar="[SIDE SIDE | PARTY...]",
            help="PARTY, PARTY@WHEN, PARTY@git:REV, a proposal or an agreement; with --since, parties.",
        ),
    ] = None,
    *,
    span: Span,
    shape: Shape,
    step: Step = "",
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show what differs between two sides, or what changed since a date. Exits 1 if anything differs, else 0.

    WHEN is a date, an event, today, yesterday, a weekday or -14d. CLASS is new, closer, farther, hardened, softened,
    changed, order-unknown, restated, brought-back, re-sourced, disclosed, corrected, withdrawn, denied, retracted,
    deleted, redefined, newly-contested, no-longer-contested, agreed, settled-by-fallback or reopened; for records that
    changed no position: claim, proposal, disclosure, answer, note, agreement, open or milestone.
    """
    session = open_session(scope, clocks)
    names = side or []
    if span.since or span.known_since:
        before, after, title = _snapshots(session, span, clocks)
        before, after = _at_step(session, (before, after), step)
        known = after.negotiation.with_definitions(before.negotiation)
        parties = [find_party(known, name).id for name in names] or list(known.parties)
        issues = _issues(session, selection, known, step)
        _answer(session, _changes((before, after), title, parties, issues, shape, bool(names)), shape, output)
    _check_sides(names, span, clocks)
    first, second = _targets_at_step(session, find_targets(session, names, clocks), step)
    known = second.snapshot.negotiation.with_definitions(first.snapshot.negotiation)
    issues = _issues(session, selection, known, step)
    _answer(session, _between((first, second), issues, shape, bool(selection.issue)), shape, output)


def _at_step(session: Session, snapshots: Sequence[Snapshot], step: str) -> Sequence[Snapshot]:
    """Return two snapshots in which issues with a step are about that alone; those of the same files stay so."""
    if not step:
        return snapshots
    name = find_step(session.negotiation, step)
    one, other = (at_step(snapshot, name) for snapshot in snapshots)
    if snapshots[0].negotiation is snapshots[1].negotiation:
        other = replace(other, negotiation=one.negotiation)
    return one, other


def _targets_at_step(session: Session, targets: Sequence[Target], step: str) -> list[Target]:
    snapshots = _at_step(session, [target.snapshot for target in targets], step)
    return [replace(target, snapshot=one) for target, one in zip(targets, snapshots, strict=True)]


def _issues(session: Session, selection: Selection, known: Negotiation, step: str) -> list[Issue]:
    issues = session.issues(selection, known)
    return issues_at_step(issues, step) if step else issues


def _check_shape(shape: Shape, output: Output) -> None:
    """Raise `UsageError` for options of how much to print that exclude each other."""
    output_format(output, sys.stdout.isatty())
    chosen = {"--stat": shape.stat, "--name-only": shape.name_only, "--ids": output.ids}
    chosen |= {"--json": output.json, f"--format {output.format}": bool(output.format)}
    given = [flag for flag, is_given in chosen.items() if is_given]
    if len(given) > 1 and (given[0] == "--name-only" or given[1] in ("--name-only", "--ids")):
        raise UsageError(f"{given[0]} and {given[1]} say otherwise how much to print; use one of them")


def _check_quiet(shape: Shape, output: Output) -> None:
    """Raise `UsageError` for options of what to print, where nothing is printed."""
    chosen = {"--stat": shape.stat, "--name-only": shape.name_only, "--ids": output.ids, "--all": shape.everything}
    chosen |= {"--json": output.json, f"--format {output.format}": bool(output.format)}
    chosen |= {"--no-header": output.no_header, "--layout": output.layout != "auto"}
    chosen |= {"-v": output.verbose, "--brief": output.brief}
    for flag in (flag for flag, is_given in chosen.items() if is_given):
        raise UsageError(f"--quiet prints nothing, and {flag} says what to print; use one of them")


def _check_sides(names: Sequence[str], span: Span, clocks: Clocks) -> None:
    if span.until:
        raise UsageError("--until needs --since")
    if len(names) != 2:
        raise UsageError("diff takes two sides, such as: diff israel hamas, or --since WHEN")
    moments = [when for _, at, when in (name.partition("@") for name in names) if at]
    revisions = [find_revision(when) is not None for when in moments]
    for flag, value, is_revision in (("--as-of", clocks.as_of, False), ("--known-at", clocks.known_at, True)):
        if value and revisions == [is_revision] * 2:
            raise UsageError(f"both sides name their moment, which {flag} cannot change; leave it out")


def _between(
    targets: tuple[Target, Target], issues: Sequence[Issue], shape: Shape, is_named: bool
) -> ChangesView | DiffView:
    """Return the changes of one party between two moments, else the differences of two sides."""
    first, second = targets
    if not first.party or first.party != second.party:
        return _differences(targets, issues, shape, is_named)
    title = f"{first.name} -> {second.name}"
    return _changes((first.snapshot, second.snapshot), title, [first.party], issues, shape)


def _snapshots(session: Session, span: Span, clocks: Clocks) -> tuple[Snapshot, Snapshot, str]:
    """Return the snapshot before, the one after, and the title of the span."""
    if span.since and span.known_since:
        raise UsageError("--since and --known-since use different clocks; use one of them")
    if span.until and clocks.as_of:
        raise UsageError("--until and --as-of mean the same; use one of them")
    after = session.snapshot(replace(clocks, as_of=span.until or clocks.as_of))
    if find_revision(span.known_since) is not None:
        before = session.snapshot(replace(clocks, as_of=span.until or clocks.as_of, known_at=span.known_since))
        return before, after, f"Since {span.known_since.strip()}"
    if span.known_since:
        instant = find_instant(session.negotiation, span.known_since, session.clock)
        refuse_backwards(instant.date(), after.known_at.date() if after.known_at else None)
        return after.derive(known_at=instant), after, f"Recorded since {day_text(instant.date())}"
    day = find_day(session.negotiation, span.since, session.clock)
    refuse_backwards(day, after.as_of)
    end = f" until {day_text(after.as_of)}" if after.as_of else ""
    return after.derive(as_of=day), after, f"Since {day_text(day)}{end}"


def _changes(
    snapshots: tuple[Snapshot, Snapshot],
    title: str,
    parties: Sequence[str],
    issues: Sequence[Issue],
    shape: Shape,
    names_parties: bool = False,
) -> ChangesView:
    """Return the changes of parties on issues; with `names_parties` the heading names them."""
    if shape.everything:
        raise UsageError("--all shows what does not differ between two sides; leave it out, as this lists changes")
    wanted = {prompt_for(name, "--only", one_of(CHANGE_CLASSES)) for name in shape.only}
    changes = changes_between(*snapshots, parties, issues)
    additions = additions_between(*snapshots, parties, issues, changes)
    if wanted:
        changes = [change for change in changes if wanted & set(change.classes)]
        additions = [addition for addition in additions if addition.change in wanted]
    about = asked_title(snapshots[1], issues, parties if names_parties else ())
    only = f", only {join_with_and(sorted(wanted))}" if wanted else ""
    return build_changes(*snapshots, f"{title}{step_title(issues)}{about}{only}", changes, additions)


def _differences(targets: tuple[Target, Target], issues: Sequence[Issue], shape: Shape, is_named: bool) -> DiffView:
    """Return the differences of two sides; of issues that are named all, also where nothing is on record."""
    if shape.only:
        raise UsageError("--only needs --since, or one party at two moments")
    first, second = told_apart(targets)
    sides = (first.side(second.party, issues), second.side(first.party, issues))
    positions = _nearest_to_paper(sides, issues)
    shown = issues if is_named else covered_by(first, second, issues)
    earlier = None if first.is_of_moment(second) else first.snapshot
    parties = (first.party, second.party) if first.party and second.party else None
    found = list(differences_between(positions, second.snapshot, shown, earlier, parties, every=is_named))
    everything = shape.everything or is_named
    return build_diff(second.snapshot, sides, found, everything, asked_title(second.snapshot, issues))


def _nearest_to_paper(
    sides: tuple[Side, Side], issues: Sequence[Issue]
) -> tuple[Mapping[str, Position], Mapping[str, Position]]:
    """Return the positions of two sides; beside a paper those of a party that are the nearest of alternatives."""
    found = [dict(side.positions) for side in sides]
    for issue in issues if sides[0].is_paper != sides[1].is_paper else ():
        held, offered = found[::-1] if sides[0].is_paper else found
        side = sides[1] if sides[0].is_paper else sides[0]
        if issue.id in held and issue.id in offered:
            held[issue.id] = nearest_alternative(side.snapshot, issue, held[issue.id], offered[issue.id])
    return found[0], found[1]


def _answer(session: Session, view: ChangesView | DiffView, shape: Shape, output: Output) -> NoReturn:
    code = int(view.differs)
    if shape.quiet:
        _check_quiet(shape, output)
        session.end(code)
    _check_shape(shape, output)
    if shape.stat:
        session.answer(build_stat(view), output, code)
    session.answer(view, replace(output, ids=output.ids or shape.name_only), code)
