"""The options that commands share, in groups. A command with a parameter of one of these classes has its options.

`expand_groups` passes the options of such a parameter to typer, and the filled group to the command. `OptionGroup`
is the base of groups that are not dataclasses.
"""

import functools
import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Container
from dataclasses import MISSING, field, fields, is_dataclass
from typing import Annotated, Any, Literal, get_type_hints

import typer

from negtrack.frozen import dataclass

Format = Literal["table", "tsv", "csv", "json", "jsonl", "md"]
"""Output formats."""

Colour = Literal["auto", "always", "never"]
"""When colours are used."""

LayoutChoice = Literal["auto", "columns", "stacked"]
"""Layouts of a page in the terminal."""


def option(*names: str, help: str, metavar: str | None = None) -> Any:
    """Return an option whose default is not shown."""
    return typer.Option(*names, help=help, metavar=metavar, show_default=False)


def argument(*, metavar: str, help: str) -> Any:
    """Return an argument whose default is not shown."""
    return typer.Argument(metavar=metavar, help=help, show_default=False)


_DATA = "Folder of negotiations [default: NEGTRACK_DATA, else the nearest one upward]."
_NEGOTIATION = "Negotiation to use [default: NEGTRACK_NEGOTIATION, else the only one]."
ColourOption = Annotated[Colour, typer.Option("--color", help="When to use colours.")]


@dataclass(frozen=True)
class Scope:
    """Where the data is. Options after the command's name override those before it."""

    negotiation: Annotated[str, option("-n", "--negotiation", metavar="NEGOTIATION", help=_NEGOTIATION)] = ""
    data: Annotated[str, option("--data", metavar="DIR", help=_DATA)] = ""
    color: ColourOption = "auto"


@dataclass(frozen=True)
class Output:
    """Output of an answer."""

    format: Annotated[
        Format | None,
        option("--format", help="Output format [default: table on a terminal, tsv into a pipe]."),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False
    no_header: Annotated[bool, typer.Option("--no-header", help="Omit the line of column names.")] = False
    ids: Annotated[bool, typer.Option("--ids", help="Print only the ids, one per line.")] = False
    layout: Annotated[LayoutChoice, typer.Option("--layout", help="Page layout: side by side or stacked.")] = "auto"
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show the whole provenance.")] = False
    brief: Annotated[bool, typer.Option("--brief", help="Omit provenance.")] = False


@dataclass(frozen=True)
class Clocks:
    """Moments of the two clocks."""

    as_of: Annotated[str, option("--as-of", metavar="WHEN", help="Show the state as of this date.")] = ""
    known_at: Annotated[
        str,
        option("--known-at", metavar="WHEN", help="Show the state recorded here by this date; also git:REV."),
    ] = ""


@dataclass(frozen=True)
class Selection:
    """Selection of issues."""

    issue: Annotated[
        list[str],
        option("--issue", metavar="ISSUE", help="Only this issue, or those that begin so: 'wage-*'; may be repeated."),
    ] = field(default_factory=list)
    group: Annotated[
        list[str],
        option(
            "--group", metavar="GROUP", help="Only issues of this group, or of those that begin so; may be repeated."
        ),
    ] = field(default_factory=list)


Step = Annotated[str, option("--step", metavar="STEP", help="Only issues with this step, and only this step.")]
"""Selection of one step."""


class OptionGroup(ABC):
    """Annotation of a command's parameter that stands for several options."""

    @abstractmethod
    def parameters(self, own_names: Container[str], /) -> list[inspect.Parameter]:
        """Return the options; `own_names` are the names of the command's parameters."""

    @abstractmethod
    def collect(self, given: dict[str, Any]) -> object:
        """Remove the options of the group from `given` and return the value for the command."""


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
    """Return a keyword-only parameter."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def expand_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` for typer: each parameter that stands for a group of options is replaced by these options."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: group for name, hint in hints.items() if (group := _group_of(hint))}

    @functools.wraps(command)
    def call_with_groups(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group.collect(given)
        command(**given)

    parameters = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            parameters += groups[parameter.name].parameters(hints)
        else:
            parameters.append(named_parameter(parameter.name, parameter.default, hints[parameter.name]))
    call_with_groups.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by inspect
    call_with_groups.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return call_with_groups


def _group_of(hint: Any) -> OptionGroup | None:
    if is_dataclass(hint) and isinstance(hint, type):
        return _ClassGroup(hint)
    return next((marker for marker in getattr(hint, "__metadata__", ()) if isinstance(marker, OptionGroup)), None)
