"""The format in which an answer is printed, by the options that choose it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from negtrack.cli.options import Output
from negtrack.errors import UsageError

if TYPE_CHECKING:
    from negtrack.render.page import Detail

IDS = "ids"
"""The ids alone, one per line."""
_WITH_HEADER = ("tsv", "csv", "md")


def output_format(output: Output, is_terminal: bool) -> str:
    """Return the format of `--format`, `--json` or `--ids`, else `table` on a terminal and `tsv` into a pipe. Raise
    `UsageError` for options that exclude each other, or that change nothing in that format."""
    chosen = _chosen(output, is_terminal)
    detail_of(output.verbose, output.brief)
    if output.no_header and chosen not in _WITH_HEADER:
        remedy = "leave it out" if chosen == IDS else "use --format tsv"
        named = _named(output, chosen)
        raise UsageError(f"--no-header omits the line of column names, which {named} has not; {remedy}")
    looks = (("-v", output.verbose), ("--brief", output.brief), ("--layout", output.layout != "auto"))
    flags = [flag for flag, is_given in looks if is_given]
    if flags and chosen != "table":
        raise UsageError(f"{flags[0]} is for pages, and {_named(output, chosen)} is none; use --format table")
    return chosen


def refuse_idle(output: Output, obeys: Callable[[str], bool]) -> None:
    """Raise `UsageError` for an option that changes nothing on a page; `obeys` says whether the page obeys one."""
    if output.layout != "auto" and not obeys("layout"):
        raise UsageError("--layout is for pages with columns, and this page has one layout; leave it out")
    if output.brief and not obeys("brief"):
        raise UsageError("--brief omits provenance beside values, and this page has nothing to omit; leave it out")


def detail_of(verbose: bool, brief: bool) -> Detail:
    """Return how much of the provenance to show. Raise `UsageError` where two options say otherwise."""
    if verbose and brief:
        raise UsageError("-v shows the whole provenance and --brief omits it; use one of them")
    return "whole" if verbose else "brief" if brief else "normal"


def _chosen(output: Output, is_terminal: bool) -> str:
    named = f"--format {output.format}" if output.format else "--json" if output.json else ""
    if output.ids:
        if named:
            raise UsageError(f"--ids prints ids alone, in no format; use it without {named}")
        return IDS
    if output.json and output.format not in (None, "json"):
        raise UsageError(f"--json and {named} name two formats; use one of them")
    return "json" if output.json else output.format or ("table" if is_terminal else "tsv")


def _named(output: Output, chosen: str) -> str:
    """Return the words for a format, with whence it comes where nobody named it."""
    if output.format or output.json or output.ids:
        return "the list of ids" if chosen == IDS else "a page" if chosen == "table" else chosen
    return "a page, the format on a terminal," if chosen == "table" else f"{chosen}, the format into a pipe,"
