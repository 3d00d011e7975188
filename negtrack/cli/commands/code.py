"""`negtrack code`: read a source at the keyboard, and record positions from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.printing import write_ids
from negtrack.desk.first_page import draw_text
from negtrack.screen.terminal import Screen, refuse_dumb, run_screen
from negtrack.store.locate import find_place
from negtrack.store.texts import peek_text

if TYPE_CHECKING:
    from negtrack.cli.recording.desk import DeskWork

_INSTEAD = "use --lines for plain questions"


EXAMPLES = (
    "negtrack code letter",
    "negtrack code letter --lines",
    "negtrack code letter --coder ana --blind",
)


def command(
    source: Annotated[str, argument(metavar="SOURCE", help="Source to read, whose text is kept here.")],
    *,
    lines: Annotated[bool, option("--lines", help="Ask in plain lines, for screen readers and pipes.")] = False,
    coder: Annotated[str, option("--coder", metavar="CODER", help="Coder whose records these are.")] = "",
    blind: Annotated[bool, option("--blind", help="Hide the records of this source that other coders made.")] = False,
    scope: Scope,
) -> None:
    """Read the text of a source at the keyboard, and record a position or an answer from it in a few keys.

    space goes to the next mention, v chooses the sentence, then party, issue and value; a does for an answer; ? shows
    all keys. The quote and its place are filled in, and each record is written at once. The text is the one that
    source-text keeps. --lines asks the same in this order: v, party, issue, stance and voice where the words leave them
    open, value; a question that was answered once for the source is not asked again.
    """
    if lines:
        from negtrack.cli.recording.desk_loop import ask_lines, open_work

        ask_lines(open_work(scope, source, coder, blind))
        return
    refuse_dumb(_INSTEAD)
    pages = _Pages(scope, source, coder, blind)
    try:
        run_screen(pages.show)
    finally:  # on Ctrl-C too
        pages.print_ids()


class _Pages:
    """The desk on pages. The text is shown first, where it is kept, and everything else is imported and loaded then;
    where it is not, before the terminal is touched."""

    def __init__(self, scope: Scope, source: str, coder: str, is_blind: bool) -> None:
        self.scope, self.source, self.coder, self.is_blind = scope, source, coder, is_blind
        self.work: DeskWork | None = None
        self.text = peek_text(find_place(scope.data, scope.negotiation, Path.cwd()), source)
        if not (self.text or "").strip():
            self._open()

    def _open(self) -> DeskWork:
        from negtrack.cli.recording.desk_loop import open_work

        self.work = self.work or open_work(self.scope, self.source, self.coder, self.is_blind)
        return self.work

    def show(self, screen: Screen) -> None:
        """Show pages until the reader leaves."""
        if self.text and not self.work:
            screen.show(draw_text(self.text, self.source, *screen.size))
        work = self._open()
        from negtrack.cli.recording.desk_loop import show_pages

        show_pages(screen, work)

    def print_ids(self) -> None:
        """Print the ids of what was recorded."""
        if self.work:
            write_ids(self.source, self.work.ids)
