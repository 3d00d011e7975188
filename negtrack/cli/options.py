"""How commands declare their options, and those that commands share, in groups. A command with a parameter of one of
these classes has its options; `call_command` passes the filled group to the command. `OptionGroup` is the base of
groups that are not dataclasses.

Nothing here is typer's, which costs more to import than most commands take: `app` passes all of it to typer where a
command line needs typer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Mapping
from typing import Annotated, Any, Literal, get_type_hints

from negtrack.frozen import MISSING, dataclass, field, fields, is_frozen

Format = Literal["table", "tsv", "csv", "json", "jsonl", "md"]
"""Output formats."""

Colour = Literal["auto", "always", "never"]
"""When colours are used."""

LayoutChoice = Literal["auto", "columns", "stacked"]
"""Layouts of a page in the terminal."""


class Declared:
    """What a command says of one of its parameters: an option with its spellings, or an argument, which has none.
    `words` are those that it allows, or shells offer, with their meanings."""

    __slots__ = ("help", "metavar", "minimum", "names", "show_default", "words")

    def __init__(
        self,
        *names: str,
        help: str,
        metavar: str | None = None,
        show_default: bool = False,
        minimum: int | None = None,
        words: Mapping[str, str] | None = None,
    ):
        self.names, self.help, self.metavar = names, help, metavar
        self.show_default, self.minimum, self.words = show_default, minimum, words or {}


option = Declared
"""Declares an option. `--help` shows its default only with `show_default`; `minimum` is the least number."""
argument = Declared
"""Declares an argument."""


_DATA = "Folder of negotiations [default: NEGTRACK_DATA, else the nearest one upward]."
_NEGOTIATION = "Negotiation to use [default: NEGTRACK_NEGOTIATION, else the only one]."
ColourOption = Annotated[Colour, option("--color", help="When to use colours.", show_default=True)]


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
    json: Annotated[bool, option("--json", help="Same as --format json.")] = False
    no_header: Annotated[bool, option("--no-header", help="Omit the line of column names.")] = False
    ids: Annotated[bool, option("--ids", help="Print only the ids, one per line.")] = False
    layout: Annotated[
        LayoutChoice, option("--layout", help="Page layout: side by side or stacked.", show_default=True)
    ] = "auto"
    verbose: Annotated[bool, option("-v", "--verbose", help="Show the whole provenance.")] = False
    brief: Annotated[bool, option("--brief", help="Omit provenance.")] = False


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


OneParameter = tuple[str, object, Any]
"""Name of a parameter, its default (`MISSING` for none), and its `Annotated` type."""


class OptionGroup(ABC):
    """Annotation of a command's parameter that stands for several options."""

    @abstractmethod
    def parameters(self, own_names: Container[str], /) -> list[OneParameter]:
        """Return the options; `own_names` are the names of the command's parameters."""

    @abstractmethod
    def collect(self, given: dict[str, Any], own_names: Container[str], /) -> object:
        """Remove the options of the group from `given` and return the value for the command."""


class _ClassGroup(OptionGroup):
    """The fields of a dataclass."""

    def __init__(self, group: type) -> None:
        self.group = group

    def parameters(self, _taken: Container[str], /) -> list[OneParameter]:
        hints = get_type_hints(self.group, include_extras=True)
        return [
            (field.name, [] if field.default is MISSING else field.default, hints[field.name])
            for field in fields(self.group)
        ]

    def collect(self, given: dict[str, Any], _taken: Container[str], /) -> object:
        return self.group(**{field.name: given.pop(field.name) for field in fields(self.group)})


def group_of(hint: Any) -> OptionGroup | None:
    """Return the group that a parameter of this type stands for; None for an option or argument of its own."""
    if is_frozen(hint):
        return _ClassGroup(hint)
    return next((marker for marker in getattr(hint, "__metadata__", ()) if isinstance(marker, OptionGroup)), None)


def call_command(command: Callable[..., None], given: dict[str, Any]) -> None:
    """Call a command with the values of all its options; those of a group become one value."""
    own_names = command.__annotations__
    for name in own_names.keys() - given.keys() - {"return"}:
        group = group_of(eval(own_names[name], command.__globals__))
        assert group
        given[name] = group.collect(given, own_names)
    command(**given)
