"""Everything that is wrong with the files of a negotiation, or worth a look: what a load finds, what the checks of the
records find, each at the line of its field, and what only the files themselves show.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from negtrack.checks import check_negotiation
from negtrack.errors import DataError, NegtrackError, Problem
from negtrack.hidden import hidden_names
from negtrack.store.blocks import comments_at
from negtrack.store.git import unmerged_files, vanished_records
from negtrack.store.index.checking import Looking, check_indexed
from negtrack.store.index.database import UnusableError, index_path, removed
from negtrack.store.index.indexed import Indexed
from negtrack.store.index.parts import Part
from negtrack.store.large import load_any
from negtrack.store.lines import Lines
from negtrack.store.load import Loaded, load_negotiation
from negtrack.store.locate import Place
from negtrack.store.parse import Document
from negtrack.store.schema import schema_files, stale_schemas


def check_place(place: Place, today: date) -> list[Problem]:
    """All problems of the files in `place`, in the order of files and lines; `today` is the day that counts."""
    try:
        found = _found(load_any(place), today)
    except DataError as error:
        found = [*error.problems]
    marked = {each.path for each in found if each.code == "conflict-marker"}
    left = [each for each in unmerged_files(place) if each.path not in marked]  # one cause is one line
    return sorted([*found, *vanished_records(place), *left], key=lambda each: (each.path, each.line))


def _found(loaded: Loaded | Indexed, today: date) -> list[Problem]:
    place = loaded.place
    if isinstance(loaded, Indexed):
        into_part, at_once = partial(_problems_of_part, today), partial(_at_once, place, today)
        try:
            looking = Looking(today, into_part, at_once, partial(stale_schemas, place))
            return check_indexed(loaded, looking, schema_files(place))
        except UnusableError:
            removed(index_path(place))
        except (OSError, NegtrackError, sqlite3.Error):
            pass
        return [*_at_once(place, today), *stale_schemas(place)]
    return [*problems_of(loaded, today), *stale_schemas(place)]


def _at_once(place: Place, today: date) -> list[Problem]:
    """What is wrong in all files together, as they are read."""
    return [*problems_of(load_negotiation(place), today)]


def _problems_of_part(today: date, part: Part, cited_elsewhere: Collection[str]) -> list[Problem]:
    """What is wrong in the one file of a part."""
    document = Document(part.path, {}, lines=Lines(part.text))
    found = check_negotiation(part.negotiation, today, cited_elsewhere)
    here = [each for each in found if each.path == part.path]
    return [*_placed(here, [document]), *_comment_problems(document)]


def problems_of(loaded: Loaded, today: date) -> Iterator[Problem]:
    """What is wrong with what was loaded: by itself, together, and in what only people read."""
    yield from loaded.problems
    yield from _placed(check_negotiation(loaded.negotiation, today), loaded.documents)
    for document in loaded.documents:
        yield from _comment_problems(document)


def _placed(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """The problems, each at the line of its field where that has one of its own."""
    lines = {document.path: document.lines for document in documents}
    for problem in problems:
        path = tuple(problem.record.split(".", 1)) if problem.record else ()
        yield replace(problem, line=lines[problem.path].field(path, problem.field))


def _comment_problems(document: Document) -> Iterator[Problem]:
    """Comments that do not read as they were written: a mark that reorders text reaches past them (CVE-2021-42574)."""
    for line, comment in comments_at(document.lines.text) if hidden_names(document.lines.text) else ():
        if names := hidden_names(comment):
            message = f"the comment holds {names}, which a reader cannot see; delete it"
            yield Problem(document.path, line, "", message, "note", "hidden-letter")
