"""The pages there are, and the command that prints each. A place is a page and ids, as what a paragraph is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negtrack.browse.asked import Asked
from negtrack.errors import UsageError
from negtrack.frozen import replace
from negtrack.lookup import find_any
from negtrack.model import Entry, Issue, Negotiation, Party, record_of
from negtrack.render.page import About, Detail

Place = About

TOP: Mapping[str, str] = {
    "1": "overview",
    "2": "compare",
    "3": "gaps",
    "4": "show",
    "5": "proposals",
    "6": "agreements",
    "7": "due",
    "8": "sources",
}
"""Key -> the page of the whole negotiation that it opens."""
HELP: Place = ("help",)
"""The page of the keys."""
_NARROWED = frozenset(("compare", "gaps", "show", "party", "issue"))
"""Pages that show less where parties or issues are asked for."""


_OBEYED: Mapping[str, tuple[str, ...]] = {
    "compare": ("brief", "layout"),
    "gaps": ("layout",),
    "show": ("brief",),
    "proposals": ("layout",),
    "agreements": ("brief",),
    "due": ("layout",),
    "sources": ("layout",),
    "party": ("brief",),
    "issue": ("brief", "layout"),
    "pair": ("brief", "layout"),
    "proposal": ("brief", "layout"),
    "agreement": ("brief",),
    "text": ("layout",),
}
"""Page -> the options of how it looks, beside `-v`, that its command takes."""


def looks_of(place: Place, asked: Asked) -> Asked:
    """Return what is asked for without the options of how a page looks that the command of this one refuses."""
    obeyed = () if place[0] == "compare" and asked.matrix else _OBEYED.get(place[0], ())
    detail: Detail = "normal" if asked.detail == "brief" and "brief" not in obeyed else asked.detail
    return replace(asked, detail=detail, layout=asked.layout if "layout" in obeyed else "auto")


def takes_filter(place: Place) -> bool:
    """Return whether a page shows less where parties or issues are asked for."""
    return place[0] in _NARROWED


def resolve(known: Negotiation, about: About) -> Place:
    """Return the page of what a paragraph is about; () where there is none."""
    page, name = about[0], record_of(about[1])
    if page == "text":
        return about
    if page == "thing":
        return _find(known, name)
    if page == "record" and name in known.entries:
        return "record", name
    held = {"issue": known.issues, "pair": known.issues, "party": known.parties, "source": known.sources}
    if page in held and name in held[page]:
        return ("text", name) if page == "source" else about
    papers = {"proposal": known.proposals, "agreement": known.agreements}
    return about if any(paper.id == name for paper in papers.get(page, ())) else ()


def _find(known: Negotiation, name: str) -> Place:
    """Return the page of the issue, the record or the party that has an id."""
    kinds = {"issue": known.issues, "record": known.entries, "party": known.parties}
    return next(((page, name) for page, held in kinds.items() if name in held), ())


def command_of(place: Place, asked: Asked, scope: Sequence[str]) -> list[str]:
    """Return the words of the command that prints a page."""
    if place == HELP:
        return ["negtrack", "browse", "--help"]
    return ["negtrack", *_words(place, asked), *asked.clocks, *looks_of(place, asked).looks, *scope]


def _words(place: Place, asked: Asked) -> Sequence[str]:
    page, *names = place
    step = ("--step", asked.step) if asked.step else ()
    if page == "compare":
        offer = ("--proposal", asked.proposal) if asked.proposal else ()
        shown = (("--all", asked.everything and not asked.parties), ("--matrix", asked.matrix))
        switches = [name for name, is_on in shown if is_on]
        return [page, *asked.parties, *offer, *switches, *step, *asked.selection]
    if page == "gaps":
        return [page, *asked.parties, *(["--all"] if asked.everything else []), *step, *asked.selection]
    if page == "show":
        return [page, *asked.parties, "--all", *asked.selection]
    if page == "party":
        return ["show", *names, *(["--all"] if asked.everything else []), *asked.selection]
    if page == "issue":
        return ["history", *names, *asked.parties, *step]
    commands = {
        "pair": ("history", *names, *step),
        "record": ("show", *names),
        "proposal": ("proposals", *names),
        "agreement": ("agreements", *names),
        "text": ("verify", *names[-1:]),
    }
    return commands.get(page, (page,))


def find_places(known: Negotiation, what: Sequence[str], asked: Asked) -> tuple[list[Place], Asked]:
    """Return the pages of the records, or of the issue, that are named, and what is asked for with the parties that
    are; a command in front of them, as `gaps` or `history`, is the page to begin with where no other is named. Raise
    `UnknownIdError`, and `UsageError` where parties and records are named together."""
    page, what = _leading_command(known, what)
    named = [find_any(known, text) for text in what]
    parties = tuple(item.id for item in named if isinstance(item, Party))
    issues = tuple(item.id for item in named if isinstance(item, Issue))
    entries = [item for item in named if isinstance(item, Entry)]
    if entries and (parties or issues):
        raise UsageError("browse takes parties and issues, or records, not both at once")
    asked = replace(asked, parties=parties)
    if len(issues) > 1:
        return [], replace(asked, issues=(*asked.issues, *issues))
    found: list[Place] = [("record", entry.id) for entry in entries] or [("issue", name) for name in issues]
    return found or ([(page,)] if page in TOP.values() else []), asked


def _leading_command(known: Negotiation, what: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the command that stands in front of what is named, "" for none, and the rest; what the negotiation itself
    has by that name is no command."""
    if what and what[0] in (*TOP.values(), "history") and not _find(known, what[0]):
        return what[0], what[1:]
    return "", what


def first_places(asked: Asked) -> list[Place]:
    """Return the page at which the browser begins where no issue or record is named."""
    if len(asked.parties) == 1 and not (asked.issues or asked.groups or asked.step or asked.proposal):
        return [("show",)]
    return [("compare",)] if asked.is_narrow or asked.matrix else [("overview",)]


def is_there(known: Negotiation, place: Place) -> bool:
    """Return whether what a page is about is still in the files."""
    page, *names = place
    held = {"record": known.entries, "proposal": known.entries, "agreement": known.entries, "party": known.parties}
    if page in ("issue", "pair"):
        return names[0] in known.issues and all(name in known.parties for name in names[1:])
    if page == "text":
        return names[0] in known.sources and all(name in known.entries for name in names[1:])
    return page not in held or names[0] in held[page]


def line_of(known: Negotiation, place: Place) -> tuple[str, int] | None:
    """Return the file that `edit` opens for a page, and the line where what it is about begins; None for none."""
    page, *names = place
    if page in ("record", "proposal", "agreement") or (page == "text" and len(names) > 1):
        entry = known.entries[names[-1]]
        return entry.party or "agreements", entry.line
    if page in ("issue", "pair"):
        return "negotiation", known.issues[names[0]].line
    if page == "text":
        return "sources", known.sources[names[0]].line
    return (names[0], known.parties[names[0]].line) if page == "party" else None
