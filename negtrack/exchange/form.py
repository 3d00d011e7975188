"""The blank of a coding sheet for one source: what can be written, as comments, and an empty block a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill

from negtrack.model import Issue, Negotiation, Position, Source, docs_of
from negtrack.values import KINDS

BLOCKS = 12
"""Empty blocks of a blank; more are copied by hand."""
_SOURCE_KEYS = ("title", "container-title", "issued", "URL")
_KEYS = ("party", "issue", "value", "text", "speaker", "side", "attribution", "quote", "locator", "stance")
"""The keys of a block, what a statement always needs first."""
_WORDS = ("stance", "attribution", "modality")
_HEAD = """\
# {title}
# One block a statement; leave empty what does not apply, and copy a block for more than {count}.
# A text needs no quotation marks; a party, an issue and a word can be shortened to their beginning.
# Save and close: all of it is checked and recorded, or nothing is, and then this text is kept.
"""
_MORE = """\
#
# Without side and speaker the source reports it in its own voice; side = own is the party itself.
# More keys:
{keys}.
# Other blocks: [proposal.1] (party, title, terms = pay = 4%; hours = 38), and below it, for a term with more to say,
# [proposal.1.term.ISSUE] (value, caveat, quote); [response.1] (party, to, answer), [note.1] (party, text),
# [issue.ID] (title, kind), [party.ID] (name, role).
"""


def render_form(known: Negotiation, source: Source | str) -> str:
    """Return the blank for a source that is known, or for a new one of that id."""
    name = source if isinstance(source, str) else source.id
    title = f"{known.title}: what the source {name} says"
    head = _HEAD.format(title=title, count=BLOCKS)
    parts = [head, "".join(f"#{f' {line}' if line else ''}\n" for line in _known(known)), _more()]
    if name not in known.sources:
        parts.append(f"\n[source.{name}]\n{_blank(_SOURCE_KEYS)}")
    parts += [f"\n[position.{number}]\n{_blank(_KEYS)}" for number in range(1, BLOCKS + 1)]
    return "".join(parts)


def _blank(keys: Iterable[str]) -> str:
    """Return keys without texts; all texts begin in one column, so that one key leads from line to line."""
    return "".join(f"{key:15} = \n" for key in keys)


def _known(known: Negotiation) -> Iterator[str]:
    """Yield what can be named, in lines."""
    yield ""
    yield from _listed("parties", {party.id: party.name for party in known.parties.values()})
    yield from _listed("issues", {issue.id: _issue_text(issue) for issue in known.issues.values()})
    yield from _listed("events", {event.id: event.title for event in known.events.values()})
    docs = docs_of(Position)
    yield from (f"{key}: {', '.join(docs[key].words)}" for key in _WORDS)
    yield "side: own, media, third-party, or a party"


def _listed(heading: str, names: Mapping[str, str]) -> Iterator[str]:
    width = max(map(len, names), default=0)
    if names:
        yield f"{heading}:"
    yield from (f"  {name:{width}}  {' '.join(text.split())}" for name, text in names.items())


def _issue_text(issue: Issue) -> str:
    """Return an issue's title, its kind, and how its values are written."""
    kind = KINDS[issue.kind]
    examples = ", ".join(issue.scale.names) or kind.help
    steps = f"; one for each of {', '.join(issue.steps)}, with ; between them" if issue.steps else ""
    return f"{issue.title} ({kind.name}: {examples}{steps})"


def _more() -> str:
    keys = ", ".join(key for key in docs_of(Position) if key not in (*_KEYS, *_WORDS, "recorded"))
    return _MORE.format(keys=fill(keys, 100, initial_indent="#   ", subsequent_indent="#   "))
