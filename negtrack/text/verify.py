"""Records beside the texts of their sources: whether the words still stand where each record says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from negtrack.frozen import dataclass, replace
from negtrack.model import Agreement, Negotiation, Passage, Proposal, Record, Source, Term
from negtrack.text.find import Finding, SearchText, find_passages
from negtrack.text.nearest import Sentences, word_diff
from negtrack.text.normalise import hash_text, normalise_words, paragraph_at

VerifyStatus = Literal["found", "moved", "changed", "ambiguous", "orphaned", "unverified"]
FAILING: Sequence[VerifyStatus] = ("ambiguous", "orphaned")
"""The statuses with which a record no longer names words of its source."""
STANDING: Sequence[VerifyStatus] = ("found", "moved")
"""The statuses with which the words of a record stand in its source."""
NO_WORDS, NO_SOURCE, NO_TEXT = "no quote", "no source", "no text is kept of its source"
ReadHeld = Callable[[Source], str | None]
"""Source -> its text, None where none is kept."""


@dataclass(frozen=True)
class Verified:
    """One record, or one term of one, beside a source: its status, where the words stand, and what to show of others.

    `paragraph` counts from 1; `nearest` is the sentence nearest to lost words, `difference` what stands in their place,
    word by word; both are "" of words of which only the hash is known.
    """

    record: Record
    issue: str
    source: str
    status: VerifyStatus
    passage: Passage | None = None
    start: int | None = None
    end: int | None = None
    paragraph: int | None = None
    places: int = 0
    nearest: str = ""
    difference: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """Return the record's id, of a term `RECORD#ISSUE`."""
        return f"{self.record.id}#{self.issue}" if self.issue else self.record.id


@dataclass(frozen=True)
class _Request:
    """Words to look up: of a record or a term, in the sources that may have them."""

    record: Record
    issue: str
    sources: Sequence[str]
    passage: Passage | None

    def answer(self, status: VerifyStatus, source: str, reason: str) -> Verified:
        return Verified(self.record, self.issue, source, status, self.passage, reason=reason)


def refusal_of(verified: Iterable[Verified]) -> str:
    """Return why the words of a record, which were looked up, do not verify it; "" where every one stands in its
    source."""
    quoting = [one for one in verified if one.reason != NO_WORDS]
    failing = (one for one in quoting if one.status not in STANDING)
    first = next(failing, None)
    if first is None:
        return "" if quoting else NO_WORDS
    where = f" in {first.source}" if first.source else ""
    return f"{f'on {first.issue}: ' if first.issue else ''}{first.status}{where}{_why(first)}"


def _why(one: Verified) -> str:
    """Return the reason of a finding as the end of a sentence."""
    if one.status == "ambiguous":
        return f": {one.places} places have the words" if one.places > 1 else ": they stand between other words"
    more = one.difference or one.reason or (f"nearest is: {one.nearest}" if one.nearest else "")
    return f": {more}" if more else ""


def verify_records(known: Negotiation, records: Iterable[Record], read_held: ReadHeld) -> list[Verified]:
    """Return what became of the words of each record and term that quotes any, in order. A passage is looked up in the
    first source, a quote without a passage in all."""
    texts = _Texts(known.sources, read_held)
    requests = [request for record in records for request in _requests(record)]
    wanted: dict[str, list[Passage]] = {}
    for request in requests:
        for source in request.sources if request.passage else ():
            if texts.has(source):
                wanted.setdefault(source, []).append(request.passage)  # type: ignore[arg-type]  # it has one
    found = {
        (source, passage): finding
        for source, passages in wanted.items()
        for passage, finding in zip(passages, find_passages(texts.search(source), passages), strict=True)
    }
    return [_verify(request, texts, found) for request in requests]


def _requests(record: Record) -> Iterator[_Request]:
    yield from _words_of(record, "", record, record.sources)
    for term in record.terms if isinstance(record, Proposal | Agreement) else ():
        if term.quote or isinstance(term.locator, Passage):
            yield from _words_of(record, term.issue, term, term.sources or record.sources)


def _words_of(record: Record, issue: str, said: Record | Term, sources: Sequence[str]) -> Iterator[_Request]:
    """Yield what to look up: the passage, and a quote that is no part of its words."""
    locator, quote = said.locator, Passage(quote=said.quote) if said.quote else None
    if not isinstance(locator, Passage):
        yield _Request(record, issue, sources, quote)
        return
    if not (locator.quote or locator.quote_sha256):
        yield _Request(record, issue, sources[:1], replace(locator, quote=said.quote) if quote else None)
        return
    yield _Request(record, issue, sources[:1], locator)
    if quote and normalise_words(said.quote) not in normalise_words(locator.quote):
        yield _Request(record, issue, sources, quote)


class _Texts:
    """The texts that are kept, read as they are needed."""

    def __init__(self, sources: Mapping[str, Source], read_held: ReadHeld) -> None:
        self.sources = sources
        self.read = cache(lambda source: read_held(sources[source]) if source in sources else None)
        self.sentences = cache(lambda source: Sentences(self.read(source) or ""))

    def has(self, source: str) -> bool:
        """Return whether a text is kept of a source."""
        return self.read(source) is not None

    def search(self, source: str) -> SearchText:
        """Return the text of a source to look passages up in."""
        text = self.read(source) or ""
        return SearchText(text, unchanged=hash_text(text) == self.sources[source].text_sha256)


_ORDER: Sequence[VerifyStatus] = ("found", "moved", "changed", "ambiguous", "orphaned")


def _verify(request: _Request, texts: _Texts, found: Mapping[tuple[str, Passage], Finding]) -> Verified:
    """Return the best finding of a request among its sources; words that may stand in a text that is not kept are not
    verified."""
    if request.passage is None:
        return request.answer("unverified", "", NO_WORDS)
    if not request.sources:
        return request.answer("unverified", "", NO_SOURCE)
    read = [source for source in request.sources if texts.has(source)]
    best = min(read, key=lambda source: _ORDER.index(_found_in(request, source, found).status), default="")
    if not best or (len(read) < len(request.sources) and _found_in(request, best, found).status in FAILING):
        missing = next(source for source in request.sources if source not in read)
        return request.answer("unverified", missing, NO_TEXT)
    return _describe(request, texts, best, _found_in(request, best, found))


def _found_in(request: _Request, source: str, found: Mapping[tuple[str, Passage], Finding]) -> Finding:
    return found[source, request.passage]  # type: ignore[index]  # asked for those with a passage alone


def _describe(request: _Request, texts: _Texts, source: str, finding: Finding) -> Verified:
    text, quote = texts.read(source) or "", normalise_words(request.passage.quote if request.passage else "")
    is_lost = finding.status == "orphaned" and bool(quote)
    return replace(
        request.answer(finding.status, source, ""),
        start=finding.start,
        end=finding.end,
        paragraph=None if finding.start is None else paragraph_at(text, finding.start),
        places=finding.places,
        nearest=texts.sentences(source).nearest(quote) if is_lost else "",
        difference=word_diff(quote, text[finding.start : finding.end]) if finding.status == "changed" else "",
    )
