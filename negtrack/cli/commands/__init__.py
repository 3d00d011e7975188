"""The table of commands: one file for each, whose function `command` is run. Commands never import each other."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

COMMANDS: dict[str, dict[str, str]] = {
    "Look": {
        "show": "Show where parties stand and who says so, or one record.",
        "compare": "Compare the parties: issues down, parties across, the gap last.",
        "diff": "Show what differs between two sides, or what changed since a date.",
        "history": "Show one issue through time.",
        "gaps": "Show how far apart each pair is, and how far it was before.",
        "matrix": "Show party by party on how many issues they meet.",
        "overview": "Show a whole negotiation on one screen.",
        "parties": "List the parties.",
        "issues": "List the issues, and how far apart the parties are on each.",
        "events": "List the events.",
        "sources": "List the sources.",
        "proposals": "List the proposals, and who answered what.",
        "agreements": "Show what was agreed, and what became of it.",
        "due": "List what is due and when, and what became of it.",
        "rounds": "Show the offers in the order in which they were tabled.",
        "scorecard": "Show who moved how far, and what became of the demands.",
        "negotiations": "List the negotiations in the data folder.",
        "agree": "Show how far two coders agree.",
        "verify": "Look up the words that records quote.",
        "browse": "Walk through a negotiation on full pages in the terminal.",
        "check": "Validate the files; report errors and notes.",
    },
    "Write": {
        "init": "Start a negotiation, or copy an example.",
        "add-party": "Define a party.",
        "add-issue": "Define an issue.",
        "add-event": "Define an event.",
        "add-side": "Define a side of the table.",
        "add-source": "Define a source.",
        "source-text": "Keep the text of a source, for verify.",
        "add-position": "Record what a party would accept on an issue.",
        "add-proposal": "Record terms that were put on the table.",
        "add-response": "Record an answer to a proposal or a position.",
        "add-agreement": "Record what the parties settled.",
        "add-open": "Record an issue that an agreement leaves open.",
        "add-milestone": "Record what became of an agreement or a term.",
        "add-note": "Record a context figure or a remark.",
        "sheet": "Write down what one source says in your editor, and record it.",
        "review": "Read proposed records beside their words, and accept or remove each.",
        "code": "Read a source at the keyboard, and record positions from it.",
        "retract": "Take back an entry that was an error.",
        "edit": "Edit a file in your editor and validate it on return.",
        "undo": "Undo the last write of this folder.",
        "set-kind": "Change the kind of an issue; its values are read anew.",
        "rename": "Rename a party, an issue, an event or a source in all files.",
    },
    "Exchange": {
        "import": "Import spreadsheets, JSON Lines and coding sheets.",
        "export": "Export a negotiation to spreadsheets, documents and programs.",
        "report": "Write a page with a chart and a table for each issue.",
        "query": "Query the negotiation in SQL.",
        "schema": "Print the JSON Schema of a kind of file, for editors.",
        "git-setup": "Configure git to read and merge the files record by record.",
        "git-textconv": "Print a file as flat lines; called by git diff and git log.",
        "git-merge": "Merge two versions of a file record by record; called by git merge.",
    },
    "Read": {
        "manual": "Show a page of the manual, or list them.",
        "help": "Show the help of a command, or a page of the manual.",
    },
}
NAMES = tuple(name for group in COMMANDS.values() for name in group)


def find_command(name: str) -> Callable[..., None]:
    """Import the module of a command, and return its function."""
    command: Callable[..., None] = _module_of(name).command
    return command


def examples_of(name: str) -> tuple[str, ...]:
    """Import the module of a command, and return the examples of its help."""
    examples: tuple[str, ...] = _module_of(name).EXAMPLES
    return examples


def _module_of(name: str) -> Any:
    stem = name.replace("-", "_")
    return import_module(f"{__name__}.{stem}_" if name == "import" else f"{__name__}.{stem}")
