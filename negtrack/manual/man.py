"""The manual as man pages: `negtrack(1)`, one of section 1 for each command, one of section 7 for each page."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping

from negtrack.exchange.extras import load_extra
from negtrack.manual.topics import PAGES, list_topics, read_page, replace_links, sections_of, title_of

_SETTINGS = {
    "_disable_config": True,
    "myst_enable_extensions": {"fieldlist"},
    "output_encoding": "unicode",
    "report_level": 4,
    "syntax_highlight": "none",
    "file_insertion_enabled": False,
    "raw_enabled": False,
}


def man_files(commands: Mapping[str, str]) -> dict[str, bytes]:
    """Return the man pages by their paths in a folder of `MANPATH`; `commands` says what each does. Raises
    `UsageError` where docutils is missing."""
    core = load_extra("docutils.core", "man", "--man")
    parsing = load_extra("myst_parser.docutils_", "man", "--man")
    files = {}
    with warnings.catch_warnings(action="ignore"):  # one library of another's old names
        for name, number, about, text in _texts(commands):
            source = _source(name, number, about, text)
            page = core.publish_string(
                source, parser=parsing.Parser(), writer="manpage", settings_overrides=dict(_SETTINGS)
            )
            files[f"man{number}/{name}.{number}"] = str(page).encode()
    return files


def _texts(commands: Mapping[str, str]) -> Iterator[tuple[str, int, str, str]]:
    """Yield name, section, what it is about and text of each man page."""
    yield "negtrack", 1, "plain-text accounting for negotiations", list_topics()
    parts = dict(sections_of(read_page("commands")))
    yield from ((f"negtrack-{name}", 1, does, parts[name]) for name, does in commands.items())
    for name in PAGES:
        yield f"negtrack-{name}", 7, title_of(read_page(name)), read_page(name)


def _source(name: str, number: int, about: str, text: str) -> str:
    """Return a page as docutils takes it: under its name, with the fields of its head."""
    body = replace_links(text.partition("\n")[2], _page_name)
    return f"# {name}\n\n:manual_section: {number}\n:subtitle: {about}\n\n{body}"


def _page_name(page: str) -> str:
    return f"negtrack-{page}(7)" if page in PAGES else f"negtrack manual {page}"
