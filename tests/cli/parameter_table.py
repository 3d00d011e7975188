"""Makes `negtrack/cli/parameters.txt` and `help.txt` from the commands as typer has them:
`python -m tests.cli.parameter_table`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints
from unittest import mock

import typer

import negtrack.cli.table
from negtrack.cli.app import app, help_of
from negtrack.cli.commands import NAMES, find_command
from negtrack.cli.options import Declared, group_of, option
from negtrack.diff import ChangeClass
from negtrack.model import Leaning
from negtrack.model.words import Words
from negtrack.values import KINDS
from negtrack.values.shapes import FLAGS

FILE = Path(negtrack.cli.table.__file__).with_name("parameters.txt")
HELP = FILE.with_name("help.txt")


def table_text() -> str:
    """Return the whole file."""
    sections = [[f"[{name}]", *map(_line, _command(name), _declared(name))] for name in ("", *NAMES)]
    words = {"CLASS": list(get_args(ChangeClass)), "LEANING": _meanings(Leaning), "FLAG": list(FLAGS)}
    sections += [[f"[={name}]", *listed] for name, listed in words.items()]
    sections += [["[=KIND]", *("\t".join((kind.name, *kind.options)) for kind in KINDS.values())]]
    return "\n\n".join("\n".join(section) for section in sections) + "\n\n"


def help_text() -> str:
    """Return the file of what `--help` prints at the greatest width, of the program and of each command."""
    with mock.patch.dict(os.environ, COLUMNS="80"):
        return "".join(f"\f{name}\n{help_of(name)}\n" for name in ("", *NAMES))


def _meanings(hint: Any) -> list[str]:
    """Return the words of an annotated text, each with its meaning in the next column."""
    (meanings,) = (part.meanings for part in hint.__metadata__ if isinstance(part, Words))
    return [f"{word}\t{meaning}" for word, meaning in meanings.items()]


def _command(name: str) -> list[Any]:
    whole: Any = typer.main.get_command(app)
    params: list[Any] = (whole.get_command(None, name) if name else whole).params
    return params


def _declared(name: str) -> Iterator[Any]:
    """Yield the annotated type of each parameter, as the command declares it."""
    if not name:
        yield from (Annotated[str, option("--x", help="")] for _ in _command(name))
        return
    hints = get_type_hints(find_command(name), include_extras=True)
    for hint in (hint for key, hint in hints.items() if key != "return"):
        group = group_of(hint)
        yield from [found for _, _, found in group.parameters(hints)] if group else [hint]


def _line(param: Any, hint: Any) -> str:
    said = next(part for part in hint.__metadata__ if isinstance(part, Declared))
    words = said.words or dict.fromkeys(getattr(param.type, "choices", ()), "")
    form = _form(param, any(isinstance(one, EnumType) for one in (hint.__origin__, *get_args(hint.__origin__))))
    cells = (param.name, form, _default(param), " ".join(_flags(param)), param.metavar or "", param.help or "")
    assert not any("\t" in cell or "\n" in cell for cell in cells)
    return "\t".join((*cells, *(f"{word}={meaning}" for word, meaning in words.items())))


def _flags(param: Any) -> tuple[str, ...]:
    return (*param.opts, *param.secondary_opts) if param.param_type_name == "option" else ()


def _form(param: Any, makes_members: bool) -> str:
    if getattr(param, "is_flag", False):
        return "switch" if not param.callback and param.name != "debug" else "switch!"
    several = param.nargs == -1 or getattr(param, "multiple", False)
    form = "list" if several else "choice" if hasattr(param.type, "choices") else "text"
    is_text = type(param.type).__name__ in ("StringParamType", "TyperChoice") and not makes_members
    return form if is_text and param.nargs in (1, -1) and not param.callback else f"{form}!"


def _default(param: Any) -> str:
    default = param.default
    if param.required:
        return "required"
    if isinstance(default, str):
        return f"={default}"
    names = {None: "none", False: "off", "[]": "list"}
    return names.get(default if isinstance(default, bool | None) else str(default)) or str(default)


if __name__ == "__main__":
    FILE.write_text(table_text(), encoding="utf-8")
    HELP.write_text(help_text(), encoding="utf-8")
