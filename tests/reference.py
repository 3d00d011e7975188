"""The parts of the manual that the code itself knows: the commands with their options, the fields, the tables of SQL.

Each stands in its page between `<!-- from the code: NAME -->` and `<!-- end -->`.
`python -m tests.reference` writes them there where they are no longer what the code says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from functools import cache
from inspect import cleandoc
from itertools import groupby
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from negtrack.cli.app import app, expand_groups
from negtrack.cli.commands import COMMANDS, NAMES
from negtrack.cli.options import Clocks, Output, Scope, Selection
from negtrack.cli.recording.fields import FieldsOf, Given
from negtrack.field_docs import FieldDoc
from negtrack.model import Definition, Item, Note, Record, Term, docs_of
from negtrack.store.file_kinds import MODELS
from negtrack.views.query import build_tables

from .pages import MANUAL

_PART = re.compile(r"(?<=<!-- from the code: )([\w ]+)( -->\n\n).*?(?=<!-- end -->)", re.DOTALL)


def _place(*, scope: Scope) -> None: ...


def _output(*, output: Output) -> None: ...


def _clocks(*, clocks: Clocks) -> None: ...


def _issues(*, selection: Selection) -> None: ...


def _provenance(*, given: Annotated[Given, FieldsOf(Note)]) -> None: ...


GROUPS: dict[str, Callable[..., None]] = {
    "place": _place,
    "output": _output,
    "clocks": _clocks,
    "issues": _issues,
    "provenance": _provenance,
}
"""What commands share, in the order in which it is listed."""
Pair = tuple[str, str]


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().replace("|", r"\|")


def _table(head: Pair, pairs: Iterable[Pair]) -> str:
    lines = [f"| {head[0]} | {head[1]} |", "| --- | --- |"]
    lines += [f"| {_cell(left)} | {_cell(right)} |" for left, right in pairs]
    return "\n".join(lines) + "\n"


def _records(command: Any, context: typer.Context) -> list[Pair]:
    """Return each argument and option of a command with its help."""
    pairs = (parameter.get_help_record(context) for parameter in command.params)
    return [(f"`{name}`", text) for name, text in filter(None, pairs)]


@cache
def _shared(group: str) -> list[Pair]:
    single = typer.Typer(add_completion=False)
    single.command()(expand_groups(GROUPS[group]))
    command = typer.main.get_command(single)
    return _records(command, typer.Context(command))


def commands() -> str:
    """Return every command with what it does."""
    return "\n".join(
        _table((group, ""), ((f"[`{name}`](#{name})", does) for name, does in names.items()))
        for group, names in COMMANDS.items()
    )


def shared_options() -> str:
    """Return the options that commands share, in groups."""
    return "\n".join(_table((f"**{group}**", ""), _shared(group)) for group in GROUPS)


def command_details() -> str:
    """Return a part for each command: how it is called, what it does, its own options."""
    program = cast(TyperGroup, typer.main.get_command(app))
    context = typer.Context(program, info_name="negtrack")
    return "\n".join(_command_part(program.get_command(context, name), context, name) for name in NAMES)


def _command_part(command: Any, program: typer.Context, name: str) -> str:
    context = typer.Context(command, program, name)
    own = _records(command, context)
    groups = [group for group in GROUPS if set(_shared(group)) <= set(own)]
    rest = [pair for pair in own if not any(pair in _shared(group) for group in groups)]
    parts = [f"### {name}\n", f"    {command.get_usage(context).removeprefix('Usage: ')}\n", _prose(command.help)]
    if rest:
        parts.append(_table(("option", ""), rest))
    parts.append("".join(f"    {line[2:]}\n" for line in command.epilog.splitlines()[2:]))
    if groups:
        parts.append(f"Also the options of {', '.join(groups)}.\n")
    return "\n".join(parts)


def _prose(text: str) -> str:
    return cleandoc(text).replace("*", r"\*").replace("<", r"\<") + "\n"


def fields_of_items() -> str:
    """Return a part for each kind of definition and record: its fields and what they mean, required ones first."""
    models: list[tuple[str, type[Item] | type[Term]]] = [*MODELS.items(), ("term", Term)]
    provenance = _table(("field", "of every record but a retraction"), map(_field, docs_of(Record).values()))
    return "\n".join((*(_fields_part(name, model) for name, model in models), "### provenance\n", provenance))


def _fields_part(name: str, model: type[Item] | type[Term]) -> str:
    general = set(docs_of(Record)) - {"recorded"} if issubclass(model, Record) else set()
    general |= set(docs_of(Definition)) if issubclass(model, Definition) else set()
    required = {field.name for field in fields(model) if field.default is field.default_factory is MISSING}
    docs = [doc for key, doc in docs_of(model).items() if key not in general and key != "party"]
    first = sorted(docs, key=lambda doc: doc.attribute not in required)
    rows = [(_field(doc)[0] + (" required" if doc.attribute in required else ""), _field(doc)[1]) for doc in first]
    about = cleandoc(model.__doc__ or "").partition("\n\n")[0]
    parts = [f"### {name}\n", f"{about}\n", _table(("field", ""), rows)]
    if issubclass(model, Record):
        parts.append("Also those of [provenance](#provenance).\n")
    return "\n".join(parts)


def _field(doc: FieldDoc) -> Pair:
    return f"`{doc.key}`", doc.explained


def sql_tables() -> str:
    """Return the tables of `query` with their columns."""
    rows = [list(row.values()) for row in build_tables().rows()]
    return _table(
        ("table", "holds, and its columns"),
        (
            (f"`{table}`", f"{lines[0][3]} {', '.join(f'`{line[1]}`' for line in lines[1:])}")
            for table, lines in ((table, list(group)) for table, group in groupby(rows, key=lambda row: row[0]))
        ),
    )


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "shared options": shared_options,
    "each command": command_details,
    "fields": fields_of_items,
    "tables": sql_tables,
}
"""Each part by the name in its page."""


def update(text: str) -> str:
    """Return a page with its parts as the code has them."""
    return _PART.sub(lambda found: f"{found[1]}{found[2]}{PARTS[found[1]]()}\n", text)


if __name__ == "__main__":
    for path in MANUAL.glob("*.md"):
        path.write_text(update(path.read_text("utf-8")), "utf-8")
