#!/usr/bin/env bash
# typer 0.29 imports pydantic whenever a command runs, even one without any option; 0.28 never does.
#
# Versions: typer 0.28.0 and 0.29.2 with pydantic 2.14.4, Python 3.11.
# Behaviour of 0.29.2:
#   - a command without options imports pydantic and builds a TypeAdapter, for the `--help` that typer itself adds;
#   - a flag of the command adds none, as its default is already a boolean;
#   - each other option adds one, also where the command line leaves it out;
#   - only `--help` itself, and a command without it and with flags alone, get by without pydantic.
# Consequence: declaring types differently does not keep pydantic out of a short command's start-up.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/app.py" <<'PYTHON'
"""Print what a run of a typer command with the given options imported and built."""
import sys
from importlib.metadata import version

import typer
import typer.core

kind, *arguments = sys.argv[1:]
app = typer.Typer(add_completion=False, rich_markup_mode=None)


def none() -> None: ...
def flag(loud: bool = typer.Option(False, "--loud")) -> None: ...
def one(name: str = typer.Option("", "--name")) -> None: ...
def two(name: str = typer.Option("", "--name"), place: str = typer.Option("", "--place")) -> None: ...


app.command(add_help_option=kind != "flag-without-help")(globals()[kind.split("-")[0]])

built = 0
if hasattr(typer.core, "build_runtime_param"):
    build = typer.core.build_runtime_param

    def count(descriptor):
        global built
        built += 1
        return build(descriptor)

    typer.core.build_runtime_param = count

before = "pydantic" in sys.modules
sys.stdout, out = sys.stderr, sys.stdout
app(arguments, standalone_mode=False)
after = "pydantic" in sys.modules
shown = " ".join([kind, *arguments])
print(f"typer {version('typer')}, {shown}: pydantic before {before}, after {after}, {built} built", file=out)
PYTHON

for typer in 0.28.0 0.29.2; do
    python3 -m venv "$work/$typer"
    "$work/$typer/bin/pip" install -q "typer==$typer" pydantic==2.14.4 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
    for run in none flag one two flag-without-help "two --help"; do
        # shellcheck disable=SC2086  # words on purpose
        "$work/$typer/bin/python" "$work/app.py" $run 2>"$work/help"
    done
done | tee "$work/seen"

diff "$work/seen" - <<'STATED'
typer 0.28.0, none: pydantic before False, after False, 0 built
typer 0.28.0, flag: pydantic before False, after False, 0 built
typer 0.28.0, one: pydantic before False, after False, 0 built
typer 0.28.0, two: pydantic before False, after False, 0 built
typer 0.28.0, flag-without-help: pydantic before False, after False, 0 built
typer 0.28.0, two --help: pydantic before False, after False, 0 built
typer 0.29.2, none: pydantic before False, after True, 1 built
typer 0.29.2, flag: pydantic before False, after True, 1 built
typer 0.29.2, one: pydantic before False, after True, 2 built
typer 0.29.2, two: pydantic before False, after True, 3 built
typer 0.29.2, flag-without-help: pydantic before False, after False, 0 built
typer 0.29.2, two --help: pydantic before False, after False, 0 built
STATED
echo "as stated"
