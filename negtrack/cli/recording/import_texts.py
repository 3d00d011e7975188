"""The texts of sources that an imported file holds: which are kept on this machine, so that verify finds the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negtrack.cli.output.printing import log
from negtrack.exchange.import_.imported import Imported
from negtrack.exchange.import_.importer import Importer
from negtrack.frozen import dataclass
from negtrack.model import Item, Record, Source
from negtrack.store.locate import Place
from negtrack.store.plan import Added
from negtrack.store.source_fields import KeptText
from negtrack.store.texts import read_held
from negtrack.views.phrasing import count_text

_MOST = 8
"""Most sources that a message names."""


@dataclass(frozen=True)
class Texts:
    """The texts to keep by source, and the sources of which none is, by the reason."""

    kept: Mapping[str, KeptText]
    refused: Mapping[str, Sequence[str]]

    def retell(self, item: Item) -> Item:
        """Return a new source with what it says of its text; anything else as it is."""
        return self.kept[item.id].retell(item) if isinstance(item, Source) and item.id in self.kept else item


def find_texts(place: Place, importer: Importer, rows: Sequence[Imported]) -> Texts:
    """Return the texts of the sources that `rows` rest on. A text that is kept already stays, and of two texts of one
    source neither is kept. Raises `NegtrackError` for a kept text that cannot be read."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.text and isinstance(row.item, Record) and len(row.item.sources) == 1:
            found.setdefault(row.item.sources[0], {})[row.text] = None
    kept: dict[str, KeptText] = {}
    refused: dict[str, list[str]] = {}
    for source, texts in found.items():
        known = importer.names.negotiation.sources.get(source)
        chosen, reason = _choose(place, known, list(texts), importer)
        if chosen:
            kept[source] = chosen
        elif reason:
            refused.setdefault(reason, []).append(source)
    return Texts(kept, refused)


def _choose(
    place: Place, known: Source | None, texts: Sequence[str], importer: Importer
) -> tuple[KeptText | None, str]:
    """Return the text to keep of a source, else why there is none, "" where nobody needs to know."""
    from negtrack.store.source_fields import TextFields
    from negtrack.text.read import read_words  # few imports have texts

    read = {text.text: text for text in map(read_words, texts) if text}
    if len(read) != 1:
        return None, "several texts are said to be of one source" if read else ""
    (text,) = read.values()
    held = read_held(place, known) if known else None
    if held == text.text:
        return None, ""
    if held is not None or (known and known.text_sha256 not in ("", text.sha256)):
        return None, "another text of the source was kept before"
    return KeptText(text.text, TextFields(text.sha256, text.extractor, importer.rules.recorded)), ""


def log_texts(texts: Texts, importer: Importer, added: Sequence[Added], dry_run: bool) -> None:
    """Log the sources whose texts were kept, and those of which none was, with the reason."""
    there = {*importer.names.negotiation.sources, *(result.id for result in added if isinstance(result.item, Source))}
    if names := [name for name in texts.kept if name in there]:
        kept = "would keep" if dry_run else "kept"
        log(f"negtrack: {kept} {count_text(len(names), 'text')} of sources on this machine: {_named(names)}")
    for reason, sources in texts.refused.items():
        log(f"negtrack: warning: text not kept, as {reason}: {_named(sources)}")


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{', '.join(names[:_MOST])}{more}"
