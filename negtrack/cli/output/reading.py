"""Pages of the manual on stdout: laid out and through a pager on a terminal, as they are into a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from negtrack.cli.options import Colour
from negtrack.cli.output.printing import write_out
from negtrack.cli.session import page_width, wants_colour
from negtrack.manual.topics import replace_links


def show_text(text: str, color: Colour) -> None:
    """Print a page of the manual; links to other pages name the command that shows them."""
    words = replace_links(text, lambda page: f"`negtrack manual {page}`")
    if not sys.stdout.isatty() and color != "always":
        write_out([words])
        return
    lines = _lay_out(words, color)
    if not sys.stdout.isatty():
        write_out(lines)
        return
    from negtrack.cli.output.paging import write_paged

    write_paged(lines)


def _lay_out(text: str, color: Colour) -> Iterator[str]:
    from negtrack.render.wide import render_markdown

    return render_markdown(text, page_width(), wants_colour(color, sys.stdout))
