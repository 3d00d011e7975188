"""`check`: the errors and warnings of the files."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.errors import Problem
from negtrack.views.lists import ListView
from negtrack.views.view import Frame


def build_check(name: str, problems: Sequence[Problem]) -> ListView:
    """Build the list of errors and warnings, in file and line order."""
    lines = [
        {
            "severity": problem.severity,
            "file": problem.path,
            "line": problem.line,
            "where": problem.where.rstrip(":"),
            "message": problem.message,
            "id": f"{problem.path}:{problem.line}",
            "record": problem.record,
            "field": problem.field,
            "code": problem.code,
            "place": f"{problem.path}:{problem.line}" if problem.line else problem.path,
        }
        for problem in problems
    ]
    columns = ("severity", "file", "line", "where", "message", "id", "record", "field", "code")
    headings = (("severity", ""), ("place", "file"), ("where", "record"), ("message", "message"))
    return ListView("check", Frame(name), columns, tuple(lines), headings, "no problems", (("code", "code"),))
