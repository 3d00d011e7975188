"""All problems of a loaded negotiation: those of the load, those of the checks of records, each at the line of its
field, and those of comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from negtrack.checks import check_negotiation
from negtrack.errors import Problem
from negtrack.frozen import replace
from negtrack.store.document import Document, Loaded
from negtrack.store.toml_source import comments_at
from negtrack.unsafe_chars import unsafe_names


def problems_of(loaded: Loaded, today: date) -> Iterator[Problem]:
    """Yield the problems of the load, of the checks, and of comments."""
    yield from loaded.problems
    yield from at_lines(check_negotiation(loaded.negotiation, today), loaded.documents)
    for document in loaded.documents:
        yield from comment_problems(document)


def at_lines(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield the problems, each at the line of its field where that has one of its own."""
    lines = {document.path: document.lines for document in documents}
    for problem in problems:
        path = tuple(problem.record.split(".")) if problem.record else ()
        yield replace(problem, line=lines[problem.path].field(path, problem.field))


def comment_problems(document: Document) -> Iterator[Problem]:
    """Yield a note for each comment that is not displayed as written: a mark that reorders text reaches past them
    (CVE-2021-42574)."""
    for line, comment in comments_at(document.lines.text) if unsafe_names(document.lines.text) else ():
        if names := unsafe_names(comment):
            message = f"the comment holds {names}, which a reader cannot see; delete it"
            yield Problem(document.path, line, "", message, "note", "hidden-letter")
