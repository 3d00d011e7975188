"""The options that commands share, in groups. A command that takes a parameter of one of these classes has its options.

`spread` is what makes it so: it gives typer the fields of such a parameter, and the command the filled-in group.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, field, fields, is_dataclass
from typing import Annotated, Any, Literal, get_type_hints

import typer

from negtrack.frozen import dataclass

Format = Literal["table", "tsv", "csv", "json", "jsonl", "md"]
"""What an answer is rendered as."""

Colour = Literal["auto", "always", "never"]
"""Whether escape codes are written."""

LayoutChoice = Literal["auto", "columns", "stacked"]
"""How a page in the terminal is laid out."""


def option(*names: str, help: str, metavar: str | None = None) -> Any:
    """An option whose absence says all there is to say about its default."""
    return typer.Option(*names, help=help, metavar=metavar, show_default=False)


def argument(*, metavar: str, help: str) -> Any:
    """An argument whose absence says all there is to say about its default."""
    return typer.Argument(metavar=metavar, help=help, show_default=False)


_DATA = "The folder of negotiations; else NEGTRACK_DATA, or the nearest one upward."
_NEGOTIATION = "Which negotiation; else NEGTRACK_NEGOTIATION, or the only one there is."
ColourOption = Annotated[Colour, typer.Option("--color", help="Whether to write colours.")]


@dataclass(frozen=True)
class Scope:
    """Where the data is. What stands after the command's name goes before what stands in front of it."""

    negotiation: Annotated[str, option("-n", "--negotiation", metavar="NEGOTIATION", help=_NEGOTIATION)] = ""
    data: Annotated[str, option("--data", metavar="DIR", help=_DATA)] = ""
    color: ColourOption = "auto"


@dataclass(frozen=True)
class Output:
    """How an answer is given."""

    format: Annotated[
        Format | None,
        option("--format", help="table on a terminal, tsv into a pipe, unless given."),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False
    no_header: Annotated[bool, typer.Option("--no-header", help="Leave out the line of column names.")] = False
    ids: Annotated[bool, typer.Option("--ids", help="Give the ids alone, one a line.")] = False
    layout: Annotated[LayoutChoice, typer.Option("--layout", help="Side by side or one below the other.")] = "auto"
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Add the whole provenance.")] = False
    brief: Annotated[bool, typer.Option("--brief", help="Leave provenance out.")] = False


@dataclass(frozen=True)
class Clocks:
    """At which moment of the two clocks."""

    as_of: Annotated[str, option("--as-of", metavar="WHEN", help="As it had been stated by then.")] = ""
    known_at: Annotated[
        str,
        option("--known-at", metavar="WHEN", help="As it had been recorded here by then; also git:REV."),
    ] = ""


@dataclass(frozen=True)
class Selection:
    """Which issues."""

    issue: Annotated[
        list[str],
        option("--issue", metavar="ISSUE", help="Only this issue; may be repeated."),
    ] = field(default_factory=list)
    group: Annotated[
        list[str],
        option("--group", metavar="GROUP", help="Only issues of this group; may be repeated."),
    ] = field(default_factory=list)


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """`command` as typer is to see it: each parameter that is a group of options replaced by the group's fields."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if is_dataclass(hint) and isinstance(hint, type)}

    @functools.wraps(command)
    def with_groups(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{each.name: given.pop(each.name) for each in fields(group)})
        command(**given)

    parameters = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            parameters += _fields_as_parameters(groups[parameter.name])
        else:
            kind = inspect.Parameter.KEYWORD_ONLY
            parameters.append(parameter.replace(annotation=hints[parameter.name], kind=kind))
    with_groups.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # how inspect is told
    with_groups.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return with_groups


def _fields_as_parameters(group: type) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            each.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=[] if each.default is MISSING else each.default,
            annotation=hints[each.name],
        )
        for each in fields(group)
    ]
