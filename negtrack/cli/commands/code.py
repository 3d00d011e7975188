"""`negtrack code`: read a source at the keyboard, and record positions from it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import replace
from typing import Annotated

import typer

from negtrack.cli.options import Scope, argument
from negtrack.cli.output.printing import log, write_ids
from negtrack.cli.recording.desk import DeskWork
from negtrack.cli.session import Session, open_session
from negtrack.desk.actions import press
from negtrack.desk.article import Article
from negtrack.desk.desk import Desk, open_desk
from negtrack.desk.page import draw, settle
from negtrack.desk.spoken import help_lines, lines_of, prompt_of, reply
from negtrack.errors import UsageError
from negtrack.lookup import find_source
from negtrack.model import Source
from negtrack.render.clean import sanitise
from negtrack.screen.terminal import Screen, refuse_dumb, run_screen
from negtrack.store.texts import read_held
from negtrack.text.normalise import hash_text

_INSTEAD = "use --lines for plain questions"


def command(
    source: Annotated[str, argument(metavar="SOURCE", help="Source to read, whose text is kept here.")],
    *,
    lines: Annotated[bool, typer.Option("--lines", help="Ask in plain lines, for screen readers and pipes.")] = False,
    scope: Scope,
) -> None:
    """Read the text of a source at the keyboard, and record a position from it in a few keys.

    space goes to the next mention, v chooses the sentence, then party, issue and value; ? shows all keys. The quote and
    its place are filled in, and every position is recorded at once. The text is the one that source-text keeps.
    """
    if not lines:
        refuse_dumb(_INSTEAD)
    session = open_session(scope, writing=True)
    found = find_source(session.negotiation, source)
    article = Article(_text_of(session, found))
    work = DeskWork(session, found.id, article)
    desk = open_desk(article, work.known).said(_difference(found, article))
    if lines:
        _ask_lines(desk, work)
        return
    try:
        run_screen(lambda screen: _show_pages(screen, desk, work))
    finally:  # on Ctrl-C too
        write_ids(found.id, work.ids)


def _text_of(session: Session, source: Source) -> str:
    """Return the text that is kept of a source. Raises `UsageError` where none is."""
    text = read_held(session.loaded.place, source)
    if text is None:
        raise UsageError(
            f"no text of {source.id} is kept here; keep it with negtrack source-text {source.id} FILE "
            "(a new source with add-source --file FILE)"
        )
    if not text.strip():
        raise UsageError(f"the text that is kept of {source.id} is empty; keep it anew with negtrack source-text")
    return text


def _difference(source: Source, article: Article) -> str:
    if source.text_sha256 in ("", hash_text(article.text)):
        return ""
    return "the text that is kept here is another than the source names (text-sha256)"


def _show_pages(screen: Screen, desk: Desk, work: DeskWork) -> None:
    """Show pages until the reader leaves."""
    while True:
        width, height = screen.size
        desk = settle(replace(desk, width=width, height=height))
        screen.show(draw(desk))
        key = screen.key()
        desk = press(desk, key) if key != "resize" else desk
        if desk.wants == "quit":
            return
        if desk.wants:
            desk = work.do(desk, screen.suspended)


def _ask_lines(desk: Desk, work: DeskWork) -> None:
    """Ask in lines until the reader leaves or the input ends; print the id of each position as it is recorded."""
    while True:
        for line in help_lines(desk) if desk.help_page else lines_of(desk):
            log(line)
        desk = replace(desk, help_page=0)
        print(f"{sanitise(prompt_of(desk))}: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        desk = reply(desk, answer)
        if not answer or desk.wants == "quit":
            return
        if desk.wants:
            before = work.ids
            desk = work.do(desk, nullcontext)
            write_ids(work.source, [name for name in work.ids if name not in before])
