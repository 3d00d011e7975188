"""The options that commands share, in groups. A command that takes a parameter of one of these classes has its options.

`spread` gives typer the options of such a parameter, and the command the filled-in group. `OptionGroup` is for groups
that are no classes.
"""

import functools
import inspect
from collections.abc import Callable, Container
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


class OptionGroup:
    """What a parameter of a command is annotated with that stands for several options."""

    def parameters(self, taken: Container[str], /) -> list[inspect.Parameter]:
        """Return the options; `taken` are the names of the command's own parameters."""
        raise NotImplementedError

    def collect(self, given: dict[str, Any]) -> object:
        """Return what the command gets, of the options that are taken out of `given`."""
        raise NotImplementedError


class _ClassGroup(OptionGroup):
    """The fields of a dataclass."""

    def __init__(self, group: type) -> None:
        self.group = group

    def parameters(self, _taken: Container[str], /) -> list[inspect.Parameter]:
        hints = get_type_hints(self.group, include_extras=True)
        return [
            named_parameter(field.name, [] if field.default is MISSING else field.default, hints[field.name])
            for field in fields(self.group)
        ]

    def collect(self, given: dict[str, Any]) -> object:
        return self.group(**{field.name: given.pop(field.name) for field in fields(self.group)})


def named_parameter(name: str, default: object, hint: object) -> inspect.Parameter:
    """Return a parameter that is given by its name."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` as typer is to see it: each parameter that stands for a group of options replaced by these."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: group for name, hint in hints.items() if (group := _group_of(hint))}

    @functools.wraps(command)
    def with_groups(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group.collect(given)
        command(**given)

    parameters = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            parameters += groups[parameter.name].parameters(hints)
        else:
            parameters.append(named_parameter(parameter.name, parameter.default, hints[parameter.name]))
    with_groups.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # how inspect is told
    with_groups.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return with_groups


def _group_of(hint: Any) -> OptionGroup | None:
    if is_dataclass(hint) and isinstance(hint, type):
        return _ClassGroup(hint)
    return next((marker for marker in getattr(hint, "__metadata__", ()) if isinstance(marker, OptionGroup)), None)
