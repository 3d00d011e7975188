"""`negtrack sheet`: write down what one source says in your editor, and record it on return."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.printing import Finished, log, relative_path
from negtrack.cli.output.progress import Progress
from negtrack.cli.recording.editor import editor_command, run_editor
from negtrack.cli.recording.fields import find_beginning
from negtrack.cli.recording.import_report import log_added
from negtrack.cli.recording.import_rows import add_imported
from negtrack.cli.recording.prompts import can_ask, confirm, prompt_for
from negtrack.cli.session import Session, open_session
from negtrack.errors import DataError, NegtrackError, NotWrittenError, Problem, UnknownIdError
from negtrack.exchange.form import render_form
from negtrack.exchange.import_.form import Block, import_form, read_form
from negtrack.exchange.import_.imported import ImportRules
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.row import join_rows
from negtrack.frozen import replace
from negtrack.ids import parse_id
from negtrack.lookup import find_source
from negtrack.model import Record, Source
from negtrack.store.file_kinds import MODELS
from negtrack.store.safe_read import decode
from negtrack.store.sheet_file import SheetFile, open_sheet_file
from negtrack.store.toml_source import Lines

EXAMPLES = (
    "negtrack sheet daily-2026-11-23",
    "negtrack sheet gazette-2026-11-23",
    "negtrack sheet daily-2026-11-23 --discard",
)


def command(
    source: Annotated[str, argument(metavar="[SOURCE]", help="Source that you read, or the id of a new one.")] = "",
    *,
    discard: Annotated[bool, option("--discard", help="Discard the text that an earlier sheet kept.")] = False,
    scope: Scope,
) -> None:
    """Write down what one source says, all of it at once in $VISUAL or $EDITOR; it is recorded when you close it.

    The sheet lists the parties, the issues and how their values are written, and has an empty block a statement. All
    of it is recorded, or nothing if any of it has an error: then the text is kept, and the next sheet of the same
    source continues with it.
    """
    session = open_session(scope, writing=True)
    found = prompt_for(source, "SOURCE", lambda text: _find_source(session, text))
    name = found if isinstance(found, str) else found.id
    editor = editor_command()
    with open_sheet_file(session.loaded.place, name, render_form(session.negotiation, found), discard) as file:
        if file.resumed:
            kept = relative_path(file.path)
            log(f"negtrack: continuing with the text that was kept in {kept}; use --discard to discard it")
        line: int | None = 0
        while line is not None:
            run_editor(editor, file.path, line or _blank_line(file.path))
            line = _record(session, name, file)


def _find_source(session: Session, text: str) -> Source | str:
    """Return the source that a text names, or the id of a new one."""
    try:
        return find_source(session.negotiation, text)
    except UnknownIdError:
        return parse_id(text)


def _blank_line(path: Path) -> int:
    """Return the line of the first party that is not filled in, where typing begins or goes on; 0 without one."""
    lines = path.read_text(errors="replace").splitlines()
    return next((number for number, text in enumerate(lines, 1) if re.fullmatch(r"party\s*=\s*", text)), 0)


def _record(session: Session, source: str, file: SheetFile) -> int | None:
    """Record what the sheet says; return None once it is done with, else the line to edit it at, 0 where none is known.
    Raises `NotWrittenError` where it is left with errors."""
    if not file.is_changed():
        file.drop()
        log("negtrack: nothing written down")
        return None
    try:
        _import(session, source, file.path)
    except (DataError, Finished) as error:
        for problem in join_rows(error.problems) if isinstance(error, DataError) else ():
            log(str(problem))
        if can_ask() and confirm("Reopen the editor?", default=True):
            return error.line if isinstance(error, Finished) else error.problems[0].line
        raise NotWrittenError(f"the sheet has errors; your text is kept in {relative_path(file.path)}") from error
    file.drop()
    return None


def _import(session: Session, source: str, path: Path) -> None:
    """Import a filled-in sheet. Raises `DataError`, and `Finished` once errors are logged."""
    shown = relative_path(path)
    blocks, lines = read_form(_read(path), shown)
    importer = Importer(NameResolver(session.negotiation), ImportRules(session.clock.now, {}))
    import_form(importer, _completed(session, blocks, source, (shown, lines)), shown, lines)
    with Progress("Recording") as progress:
        added = add_imported(session.loaded.place, importer, progress, dry_run=False)
    log_added(session.loaded.place, importer, added, dry_run=False)


def _read(path: Path) -> str:
    """Return the text of a sheet. Raises `DataError` where it is no UTF-8."""
    try:
        return decode(path.read_bytes())
    except NegtrackError as error:
        raise DataError([Problem(relative_path(path), 0, "", str(error))]) from error


def _completed(session: Session, blocks: Sequence[Block], source: str, sheet: tuple[str, Lines]) -> list[Block]:
    """Return blocks with the source of the sheet, and with whole words and ids for their beginnings. Raises `DataError`
    with each beginning that is one of several."""
    completed, problems = [], []
    path, lines = sheet
    for block in blocks:
        model = MODELS[block.table]
        cells: dict[str, object] = {}
        for key, cell in block.cells.items():
            try:
                cells[key] = find_beginning(session, model, key, cell)
            except NegtrackError as error:
                place = (block.table, block.name)
                problems.append(Problem(path, lines.field(place, key), f"[{'.'.join(place)}] {key}:", str(error)))
        if issubclass(model, Record):
            cells.setdefault("sources", [source])
        completed.append(replace(block, cells=cells))
    if problems:
        raise DataError(problems)
    return completed
