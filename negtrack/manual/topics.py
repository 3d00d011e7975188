"""The pages of the manual, and the topics that name them: a page by its name, a part of one by its heading.

Only the files of this folder are read, and nothing is imported for it, as shells ask for the topics too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from negtrack.errors import UnknownIdError, join_with_and

GROUPS = {
    "Begin": ("tutorial", "howto"),
    "Look": ("look", "changes", "proposals", "agreements", "sql", "library"),
    "Write": ("record", "sources", "coders", "import", "export", "git", "editors"),
    "Look up": ("values", "files", "commands", "check", "glossary"),
    "Understand": ("rules", "promises", "architecture"),
}
"""The pages in the order in which they are listed."""
PAGES = tuple(name for group in GROUPS.values() for name in group)
_FOLDER = Path(__file__).parent
_FENCE = "```"
_MOST_PAGES = 4
"""Most pages that are named for a word."""
_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^]]*)\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)")
_COMMENT = re.compile(r"^<!--.*-->\n\n?", re.MULTILINE)


def decisions() -> tuple[str, ...]:
    """Return the pages about decisions."""
    return tuple(sorted(path.stem for path in (_FOLDER / "decisions").glob("*.md")))


@cache
def read_page(name: str) -> str:
    """Return the text of a page, without comments."""
    folder = _FOLDER if name in PAGES else _FOLDER / "decisions"
    return _COMMENT.sub("", (folder / f"{name}.md").read_text("utf-8"))


def title_of(page: str) -> str:
    """Return the title of a page's text."""
    return page.partition("\n")[0].removeprefix("# ")


def lead_of(page: str) -> str:
    """Return the first sentence of a page's text, which says what is on it."""
    return page.split("\n")[2].partition(". ")[0].removesuffix(".") + "."


def anchor_of(heading: str) -> str:
    """Return what a link to a heading ends in."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def sections_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a page's text, each with its heading, those within a part too: anchor and text."""
    lines = page.split("\n")
    heads = list(_headings(lines))
    for place, (start, level, heading) in enumerate(heads):
        end = next((line for line, other, _ in heads[place + 1 :] if other <= level), len(lines))
        yield anchor_of(heading), "\n".join(lines[start:end]).strip() + "\n"


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield line, level and text of each heading below the title."""
    is_code = False
    for number, line in enumerate(lines):
        is_code ^= line.startswith(_FENCE)
        level = len(line) - len(line.lstrip("#"))
        if level > 1 and not is_code:
            yield number, level, line[level:].strip()


def topics() -> dict[str, str]:
    """Return every topic but the decisions, with the page that it is on: the pages first."""
    found = {name: name for name in PAGES}
    for name in PAGES:
        for anchor, _ in sections_of(read_page(name)):
            found.setdefault(anchor, name)
    return found


def find_topic(words: Sequence[str], commands: Sequence[str] = ()) -> str:
    """Return the text of a topic: a page, the part of one with that heading, or that with the only one with the words.

    Raises `UnknownIdError`, which names the pages that have them, or what is near; `commands` may be meant too.
    """
    name, known = _topic_of(words), topics()
    if name in PAGES or name in decisions():
        return read_page(name)
    if name not in known:
        given, kind = " ".join(words), "command or topic" if commands else "topic"
        raise UnknownIdError(kind, given, [*commands, *known], listing="manual", instead=_pages_with(given))
    page = read_page(known[name])
    return f"{dict(sections_of(page))[name]}\nMore of it: [{title_of(page)}]({known[name]}.md)\n"


def _topic_of(words: Sequence[str]) -> str:
    """Return the topic that words name, else the words as a topic would be written."""
    name = "-".join(words).lower()
    if name in decisions():
        return name
    known, name = topics(), anchor_of(name)
    holding = [topic for topic in known if re.search(f"(?<![^-]){name}s?(?![^-])", topic)]
    return holding[0] if name not in known and len(holding) == 1 else name


def _pages_with(words: str) -> str:
    """Return which pages have the words in their text, those that have them most often first; "" for none."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    counts = {name: len(pattern.findall(read_page(name))) for name in PAGES}
    found = [name for name in sorted(PAGES, key=lambda name: -counts[name]) if counts[name]][:_MOST_PAGES]
    return f"it is on {'the page' if len(found) == 1 else 'the pages'} {join_with_and(found)}" if found else ""


def list_topics() -> str:
    """Return a page that lists the pages."""
    parts = [
        "# The manual of negtrack\n",
        "`negtrack manual TOPIC` shows a page, or the part of one with that heading.\n",
    ]
    for group, names in GROUPS.items():
        parts.append(f"## {group}\n")
        parts.append("".join(f"- `{name}`: {lead_of(read_page(name))}\n" for name in names))
    return "\n".join(parts)


def replace_links(text: str, name_page: Callable[[str], str]) -> str:
    """Return a page with each link to another page as its words, followed by what `name_page` makes of the page."""

    def replace(found: re.Match[str]) -> str:
        words, target = found.groups()
        return f"{words} ({name_page(Path(target).stem)})" if target else words

    parts = _FENCED.split(text)
    return "".join(part if part.startswith(_FENCE) else _LINK.sub(replace, part) for part in parts)
