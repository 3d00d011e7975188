"""The words of records in the text of their source, where one is kept: as `verify` finds them, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from negtrack.browse.asked import Asked
from negtrack.browse.layout import AboutRow, lay_out
from negtrack.browse.places import Place
from negtrack.browse.talks import Talks
from negtrack.model import Record, Source
from negtrack.render.page import BLANK, Element, alert, dim, line, strong
from negtrack.screen.cells import fold
from negtrack.screen.rows import Piece, isolated, piece
from negtrack.text.verify import NO_WORDS, STANDING, Verified, verify_records
from negtrack.views.verify import words_of

_QUOTED = "* "
"""Sign before a line of which a record quotes words."""


def text_rows(talks: Talks, place: Place, asked: Asked, width: int) -> tuple[list[AboutRow], int]:
    """Return the rows of a source's page, and the row at which the words of the record that it was opened from begin.

    The words of records are marked, and the row where they begin opens the record.
    """
    _, name, *named = place
    source = talks.negotiation.sources[name]
    snapshot = talks.snapshot(asked)
    citing = [record for record in snapshot.negotiation.records if name in record.cites and snapshot.counts(record)]
    citing = [record for record in citing if not named or record.id in named]
    text = talks.read_text(source)
    verified = verify_records(talks.negotiation, citing, talks.read_text)
    placed = [one for one in verified if one.source == name and one.start is not None and one.end is not None]
    others = [record for record in citing if record.id not in {one.record.id for one in placed}]
    rows = list(lay_out(_head(source, text, bool(named)), width))
    if named:
        rows += lay_out(_findings(verified), width)
    else:
        rows += lay_out(_records(others), width)
    start = len(rows)
    rows += [AboutRow(), *_body(text or "", placed, bool(named), width)]
    marked = (number for number, row in enumerate(rows) if number >= start and any(p.mark == "chosen" for p in row.row))
    return rows, next(marked, 0) if named else 0


def _head(source: Source, text: str | None, is_of_record: bool) -> Iterator[Element]:
    issued = f", {source.issued.text}" if source.issued else ""
    yield line(strong(source.id), dim(f"  {source.name}{issued}"), hang=2)
    yield from (line(title, indent=1, hang=1) for title in filter(None, (source.title,)))
    yield from (line(dim(more), indent=1, hang=1) for more in filter(None, (source.URL, source.archive)))
    if text is None:
        keep = f"no text of it is kept here; keep it with negtrack source-text {source.id} FILE"
        yield line(dim(keep), indent=1, hang=1)
    elif is_of_record:
        yield line(dim("its text, as it is kept here, with the words of the record"), indent=1, hang=1)


def _findings(verified: Sequence[Verified]) -> Iterator[Element]:
    """Yield what became of the words of a record, and the words themselves where they do not stand in the text."""
    yield BLANK
    for one in verified:
        which = f"on {one.issue}: " if one.issue else ""
        if one.reason == NO_WORDS:
            yield line(dim(f"{which}the record quotes no words"))
            continue
        state = one.status if one.status in STANDING else alert(f"! {one.status}")
        yield line(which, state, dim(f"  {words_of(one)}"), hang=2)
        if one.status not in STANDING and one.passage and one.passage.quote:
            yield line(f"“{one.passage.quote}”", indent=2)


def _records(records: Sequence[Record]) -> Iterator[Element]:
    """Yield the records of the source that have no place in its text."""
    if records:
        yield BLANK
        yield line(dim("on record from it, without a place in a text that is kept here"))
    for record in records:
        yield line(strong(record.id), indent=1, hang=2, about=("record", record.id))


def _body(text: str, placed: Sequence[Verified], is_of_record: bool, width: int) -> Iterator[AboutRow]:
    """Yield the text, a blank row between two paragraphs, with the words of records marked."""
    spans = sorted((one.start or 0, one.end or 0, one.record.id) for one in placed)
    place = 0
    for paragraph in text.split("\n") if text else ():
        for first, last in fold(paragraph, width - len(_QUOTED)):
            start, end = place + first, place + last
            begun = [name for one, _, name in spans if start <= one < end and not is_of_record]
            first_about = ("record", begun[0]) if begun else ()
            pieces = _marked(text, start, end, spans)
            sign = _QUOTED if any(part.mark for part in pieces) else " " * len(_QUOTED)
            yield AboutRow((Piece(sign), *isolated(pieces)), first_about)
            also = (line(dim(f"also {name}"), indent=2, about=("record", name)) for name in begun[1:])
            yield from lay_out(also, width)
        yield AboutRow()
        place += len(paragraph) + 1


def _marked(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> list[Piece]:
    """Return a line of the text in pieces: those that records quote look chosen."""
    inside = [(max(one, start), min(other, end)) for one, other, _ in spans if one < end and start < other]
    cuts = sorted({start, end, *(place for span in inside for place in span)})
    is_quoted = [any(one <= first and last <= other for one, other in inside) for first, last in pairwise(cuts)]
    return [
        piece(text[first:last], "chosen" if quoted else "")
        for (first, last), quoted in zip(pairwise(cuts), is_quoted, strict=True)
    ]
