"""The start and end of every command: load the negotiation, print the answer on stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from negtrack.answers import issues_at_step, raised_issues_of, select_issues, snapshot_at
from negtrack.answers import read_clock as read_clock
from negtrack.cli.options import Clocks, Colour, Output, Scope, Selection
from negtrack.cli.output.output_format import IDS, detail_of, output_format, refuse_idle
from negtrack.cli.output.printing import Finished, log, write_out
from negtrack.cli.output.terminal_size import terminal_size
from negtrack.cli.recording.answers import ANSWERS
from negtrack.errors import DataError, NegtrackError, Problem
from negtrack.frozen import dataclass, field
from negtrack.lookup import Clock, find_revision, find_step
from negtrack.model import Definition, Issue, Negotiation
from negtrack.render.clean import sanitise
from negtrack.store.document import Loaded
from negtrack.store.large import load_any
from negtrack.store.locate import Place, find_place, negotiation_ids
from negtrack.store.safe_read import is_there

if TYPE_CHECKING:
    from negtrack.query import Snapshot
    from negtrack.views.view import View

_LEAST_CELLS, _MOST_CELLS = 20, 1000
"""Least and greatest width of a page in cells, whatever the environment says."""


@dataclass(frozen=True)
class Session:
    """One command's negotiation and clock; `revisions` are the other states of the negotiation that were loaded."""

    loaded: Loaded
    clock: Clock
    color: Colour = "auto"
    revisions: dict[str, Loaded] = field(default_factory=dict)

    made: list[Definition] = field(default_factory=list)
    """What was defined in prompts, and is recorded with the record that needs it."""

    @property
    def negotiation(self) -> Negotiation:
        """The negotiation with all its valid records, and with what was defined in prompts."""
        return self.loaded.negotiation.with_new(self.made) if self.made else self.loaded.negotiation

    def snapshot(self, clocks: Clocks) -> Snapshot:
        """Return the negotiation at the moment that the options name; at a revision, as it was committed."""
        revision = find_revision(clocks.known_at)
        known = self.negotiation if revision is None else self._at(revision).negotiation
        wanted = clocks.known_at if revision is None else ""
        return snapshot_at(known, clocks.as_of, wanted, self.clock)

    def _at(self, revision: str) -> Loaded:
        if revision == self.loaded.revision:
            return self.loaded
        if revision not in self.revisions:
            self.revisions[revision] = load_at(self.loaded.place, f"git:{revision}")
        return self.revisions[revision]

    def issues(self, selection: Selection, known: Negotiation | None = None) -> list[Issue]:
        """Return the issues that the options name, or all; grouped, in the order of each group's first issue.
        They are issues of `known`, by default the session's negotiation."""
        return select_issues(known or self.negotiation, selection.issue, selection.group)

    def at_step(self, snapshot: Snapshot, selection: Selection, step: str) -> tuple[Snapshot, list[Issue]]:
        """Return a snapshot and the issues that the options name; with a step, those that have it, in that step."""
        if not step:
            return snapshot, raised_issues_of(snapshot, selection.issue, selection.group)
        from negtrack.query import at_step

        small = at_step(snapshot, find_step(snapshot.negotiation, step))
        return small, issues_at_step(self.issues(selection, small.negotiation), step)

    def answer(self, view: View, output: Output, code: int = 0) -> NoReturn:
        """Print the answer and the problems of the files; exit with `code`, or 2 where there are problems."""
        emit(view, output, self.color)
        self.end(code)

    def refuse_errors(self) -> None:
        """Raise `DataError` where files have errors, as an export must not lack records silently."""
        if problems := self._problems():
            raise DataError(problems)

    def end(self, code: int = 0) -> NoReturn:
        """Print how many records are only proposed, and the problems of the files; exit with `code`, or 2 where there
        are problems."""
        problems = self._problems()
        if self.loaded.revision is None:
            _log_proposed(self.loaded.place)
        for problem in problems:
            log(str(problem))
        raise Finished(2 if problems else code)

    def _problems(self) -> list[Problem]:
        """Return the problems of the files and of the loaded revisions."""
        return [problem for loaded in (self.loaded, *self.revisions.values()) for problem in loaded.problems]


def _log_proposed(place: Place) -> None:
    """Log how many records are proposed, which no answer counts."""
    if is_there(place.proposed):
        from negtrack.store.proposed_file import count_proposed  # only where there are any

        if number := count_proposed(place):
            log(f"negtrack: {number:,} proposed, not counted; see negtrack review")


def place_of(scope: Scope) -> Place:
    """Return the folder of the negotiation that the options and the current folder point at."""
    return find_place(scope.data, scope.negotiation, Path.cwd())


def open_session(scope: Scope, clocks: Clocks | None = None, writing: bool = False) -> Session:
    """Load the negotiation that the options point at; at a revision, where `clocks` name one.
    With `writing`, print the problems of its files first, as they may explain why a name is unknown."""
    loaded = load_at(place_of(scope), clocks.known_at if clocks else "")
    if writing:
        ANSWERS.place = loaded.place
    session = Session(loaded, read_clock(), scope.color)
    for problem in session.loaded.problems if writing else ():
        log(str(problem))
    return session


def load_at(place: Place, known_at: str) -> Loaded:
    """Load the files in `place`; where `known_at` is a revision, as they were committed."""
    revision = find_revision(known_at)
    if revision is None:
        return load_any(place)
    from negtrack.store.git import load_revision

    return load_revision(place, revision)


def load_all(root: Path, known_at: str = "") -> list[Loaded]:
    """Load every valid negotiation in `root`, at a revision where `known_at` is one. Print the problems of each with
    its name."""
    loaded = []
    for name in negotiation_ids(root):
        try:
            loaded.append(load_at(Place(root, root / name), known_at))
        except DataError as error:
            for problem in error.problems:
                log(f"{name}/{problem}")
        except NegtrackError as error:
            log(f"{name}: {error}")
    for negotiation in loaded:
        for problem in negotiation.problems:
            log(f"{negotiation.place.id}/{problem}")
    return loaded


def emit(view: View, output: Output, color: Colour) -> None:
    """Print the view on stdout in the format of `output`; through a pager where it is long and stdout is a terminal."""
    lines = _render(view, output, color)
    if not sys.stdout.isatty():
        write_out(lines)
        return
    from negtrack.cli.output.paging import write_paged

    write_paged(lines)


def _render(view: View, output: Output, color: Colour) -> Iterator[str]:
    chosen = output_format(output, sys.stdout.isatty())
    if chosen == IDS:
        from negtrack.render.flat import ids_of

        return (f"{sanitise(name)}\n" for name in ids_of(view))
    if chosen == "table":
        return _page_lines(view, output, color)
    from negtrack.render.formats import renderer_of

    return renderer_of(chosen)(view, not output.no_header)


def page_width() -> int:
    """Return the cells that a line on stdout may have."""
    return min(max(terminal_size()[0], _LEAST_CELLS), _MOST_CELLS)


def _page_lines(view: View, output: Output, color: Colour) -> Iterator[str]:
    from negtrack.render.page import RenderOptions
    from negtrack.render.pages import lacks_room, obeys, page_of
    from negtrack.render.terminal import render_page, width_of

    width = page_width()
    options = RenderOptions(width, output.layout, detail_of(output.verbose, output.brief), width_of)
    refuse_idle(output, partial(obeys, view))
    if output.layout == "columns" and lacks_room(view, options):
        log(f"negtrack: {width} cells are too few for columns, so the page is stacked")
    return render_page(page_of(view, options), width, wants_colour(color, sys.stdout))


def wants_colour(choice: Colour, stream: TextIO) -> bool:
    """Return whether to use colours: by `--color`, `NO_COLOR`, `FORCE_COLOR` or `CLICOLOR_FORCE` or the stream."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"
