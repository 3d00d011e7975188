"""The reading desk from its first key to its last: on pages, and in lines."""

from __future__ import annotations

import sys
from contextlib import nullcontext

from negtrack.cli.options import Scope
from negtrack.cli.output.printing import log, log_folded, write_ids
from negtrack.cli.recording.answers import ANSWERS
from negtrack.cli.recording.desk import DeskWork
from negtrack.cli.session import Session, open_session
from negtrack.desk.actions import press
from negtrack.desk.article import Article
from negtrack.desk.desk import Desk, open_desk
from negtrack.desk.page import draw, settle
from negtrack.desk.spoken import BACK, help_lines, lines_of, prompt_of, reply
from negtrack.errors import NotationError, UsageError
from negtrack.frozen import replace
from negtrack.ids import parse_id
from negtrack.lookup import find_source
from negtrack.model import Source
from negtrack.render.clean import sanitise
from negtrack.screen.terminal import Screen
from negtrack.store.texts import read_held
from negtrack.text.normalise import hash_text


def open_work(scope: Scope, source: str, coder: str = "", is_blind: bool = False) -> DeskWork:
    """Load the negotiation, and the text that is kept of the source. Raises `NegtrackError`."""
    if is_blind and not coder:
        raise UsageError("--blind needs --coder, whose records are shown")
    coder = _coder_id(coder)
    session = open_session(scope)
    ANSWERS.place = session.loaded.place
    found = find_source(session.negotiation, source)
    return DeskWork(session, found.id, Article(_text_of(session, found)), coder, is_blind)


def _coder_id(coder: str) -> str:
    try:
        return parse_id(coder) if coder else ""
    except NotationError as error:
        raise UsageError(f'--coder "{coder}": {error}') from error


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


def _begin(work: DeskWork) -> Desk:
    """Return the desk at the beginning, with what is to be known of the text and the files."""
    known, problems = work.known, len(work.session.loaded.problems)
    remarks = []
    if known.source.text_sha256 not in ("", hash_text(work.article.text)):
        remarks.append("the text that is kept here is another than the source names (text-sha256)")
    if problems:
        remarks.append(f"{problems} error{'' if problems == 1 else 's'} in the files; negtrack check lists them")
    return open_desk(work.article, known).with_message("; ".join(remarks), is_alert=bool(problems))


def show_pages(screen: Screen, work: DeskWork) -> None:
    """Show pages until the reader leaves."""
    desk = _begin(work)
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


def ask_lines(work: DeskWork) -> None:
    """Ask in lines until the reader leaves or the input ends; print the id of each position as it is recorded. Raises
    `UsageError` where the input ends within a position."""
    desk = _begin(work)
    while True:
        for line in help_lines(desk) if desk.help_page else lines_of(desk):
            log_folded(line)
        keys = f" ({BACK} back, ? keys)" if desk.question else ""
        desk = replace(desk, help_page=0)
        print(f"{sanitise(prompt_of(desk))}{keys}: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            log("")  # ends the line of the prompt
            if desk.question:
                raise UsageError("the input ended within a record, of which nothing is written; q leaves the desk")
            return
        desk = reply(desk, answer)
        if desk.wants == "quit":
            return
        if desk.wants:
            before = work.ids
            desk = work.do(desk, nullcontext)
            write_ids(work.source, [name for name in work.ids if name not in before])
