"""The state of the reading desk, and how one question follows another.

reading -> party -> issue -> value -> written, and reading again
        -> party -> what it answers -> answer -> written
             stance, voice, side, grade ... are asked from the party, and return to it; stance and voice also after the
             issue, where the words make them doubtful
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from negtrack.desk.article import Article
from negtrack.desk.draft import Draft, carry, usual_stance
from negtrack.desk.known import Known
from negtrack.desk.layout import Layout, lay_out
from negtrack.frozen import dataclass, field, replace
from negtrack.model import Issue, Position, Record, Response
from negtrack.model.locators import MAX_QUOTE
from negtrack.screen.cells import Range
from negtrack.screen.entry import Entry
from negtrack.screen.menu import Menu, assign_keys

Wants = Literal["", "write", "undo", "define", "quit"]
"""What the command is to do for the desk."""


@dataclass(frozen=True)
class Desk:
    """Everything that the page shows; `asks` are the questions that are open, the one that is answered last."""

    article: Article
    known: Known
    width: int = 80
    height: int = 24
    top: int = 0
    sentence: int = 0
    draft: Draft | None = None
    asks: tuple[str, ...] = ()
    menu: Menu | None = None
    entry: Entry | None = None
    carried: Mapping[str, str] = field(default_factory=dict)
    stances: Mapping[str, str] = field(default_factory=dict)
    """Class of issues -> the stance of the last position on one."""
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind of thing (party, issue, voice) -> id -> the keys that take it, as long as the desk is open."""
    recent: tuple[str, ...] = ()
    """Parties and issues, last used first."""
    is_hashing: bool = False
    """Whether only the hashes of words are recorded, as of the last one of this source."""
    written: tuple[tuple[Draft, Desk], ...] = ()
    """What was written here and can be undone: each draft, and the state before its value was entered."""
    last: Draft | None = None
    sought: str = ""
    """Words that were looked for in the text."""
    message: str = ""
    is_alert: bool = False
    help_page: int = 0
    """The page of keys that is shown, from 1; 0 for none."""
    wants: Wants = ""

    @property
    def question(self) -> str:
        """Return the question that is answered; "" while reading."""
        return self.asks[-1] if self.asks else ""

    @property
    def span(self) -> Range:
        """Return the words that are chosen, or the sentence that is read."""
        if self.draft:
            return self.draft.span
        return self.article.sentences[self.sentence] if self.article.sentences else (0, 0)

    @property
    def layout(self) -> Layout:
        """Return where everything goes."""
        return lay_out(self.width, self.height, is_asking=bool(self.asks))

    @property
    def issue(self) -> Issue | None:
        """Return the issue of the draft; None where it is not chosen."""
        return self.known.negotiation.issues.get(self.draft.issue) if self.draft else None

    @property
    def model(self) -> type[Record]:
        """Return what the draft will be."""
        return Response if self.draft and self.draft.is_response else Position

    @property
    def stance(self) -> str:
        """Return the stance of the draft: the one that was chosen, else that of the last position on an issue of its
        class, else the usual one."""
        issue = self.issue
        chosen = self.draft.get("stance") if self.draft else ""
        return chosen or self.stances.get(issue.class_ if issue else "substance") or usual_stance(issue)

    def with_message(self, message: str, is_alert: bool = False) -> Desk:
        """Return the state with a message."""
        return replace(self, message=message, is_alert=is_alert)

    def with_span(self, span: Range) -> Desk:
        """Return the state with other words chosen, no more than a quote may have."""
        if not self.draft or span == self.draft.span:
            return self.with_message("there is nothing more")
        if span[1] - span[0] > MAX_QUOTE:
            return self.with_message(f"a quote has at most {MAX_QUOTE:,} characters; K shrinks it", is_alert=True)
        return replace(self, draft=replace(self.draft, span=span))

    def with_settled(self, name: str) -> Desk:
        """Return the state in which a question about the draft is not asked again."""
        return replace(self, draft=replace(self.draft, settled=self.draft.settled | {name})) if self.draft else self

    def with_fields(self, **fields: str) -> Desk:
        """Return the state with other fields of the draft."""
        return replace(self, draft=self.draft.with_fields(**fields)) if self.draft else self

    @property
    def named(self) -> Mapping[str, int]:
        """Return the parties and issues that the chosen words name -> how often."""
        mentions = self.known.mentions.within(self.article.text, self.span)
        return Counter(name for mention in mentions for name in mention.ids)

    def in_order(self, ids: Sequence[str]) -> Sequence[str]:
        """Return ids, those that the words name first, of these the one that was used last, then the most often named;
        then the others that were used last."""
        named = self.named
        used = [name for name in self.recent if name in named]
        often = sorted(named, key=lambda name: -named[name])
        order = {name: number for number, name in enumerate(dict.fromkeys((*used, *often, *self.recent)))}
        return sorted(ids, key=lambda name: order.get(name, len(order)))

    def with_keys(self, kind: str, ids: Iterable[str], labels: str) -> Desk:
        """Return the state with keys for things of a kind: the ones that they have, the next free ones for others."""
        return replace(self, keys={**self.keys, kind: assign_keys(ids, labels, self.keys.get(kind))})

    @property
    def is_in_last_paragraph(self) -> bool:
        """Return whether the words stand in the paragraph of those that were recorded last."""
        paragraph = self.article.pager.paragraph
        return bool(self.last and paragraph(self.last.span[0]) == paragraph(self.span[0]))

    @property
    def sentence_words(self) -> str:
        """Return the whole sentences of the chosen words."""
        if not self.article.sentences:
            return ""
        start, end = self.span
        first, last = self.article.sentence_at(start), self.article.sentence_at(max(end - 1, start))
        return self.article.words((self.article.sentences[first][0], max(end, self.article.sentences[last][1])))


def open_desk(article: Article, known: Known, width: int = 80, height: int = 24) -> Desk:
    """Return the desk with a text, at its beginning."""
    return Desk(article, known, width, height, recent=tuple(known.recent), is_hashing=known.is_hashed)


def new_draft(desk: Desk, is_response: bool = False) -> Desk:
    """Return the state with the sentence that is read chosen, and what the last position carries over."""
    if not desk.article.sentences:
        return desk.with_message("there is nothing to quote", is_alert=True)
    start, end = desk.article.sentences[desk.sentence]
    span = start, min(end, start + MAX_QUOTE)
    return replace(desk, draft=Draft(span, fields=desk.carried, is_hashed=desk.is_hashing, is_response=is_response))


def read(desk: Desk, sentence: int) -> Desk:
    """Return the state at a sentence, the first or the last one where it is beyond."""
    return replace(desk, sentence=min(max(sentence, 0), max(len(desk.article.sentences) - 1, 0)))


def after_write(desk: Desk, known: Known, message: str) -> Desk:
    """Return the state after the draft was recorded: reading on where it was, with what the next one carries over."""
    draft = desk.draft
    if draft is None:
        return desk
    issue = desk.issue
    draft = draft.with_fields(stance=desk.stance) if issue else draft
    used = (draft.party, *filter(None, (draft.issue,)))
    return replace(
        close_draft(desk, message),
        known=known,
        carried=carry(draft),
        stances={**desk.stances, issue.class_: desk.stance} if issue else desk.stances,
        recent=tuple(dict.fromkeys((*used, *desk.recent))),
        written=(*desk.written, (draft, replace(desk, written=()))),
        last=draft,
    )


def close_draft(desk: Desk, message: str) -> Desk:
    """Return the state without its draft, of which nothing is to be recorded."""
    return replace(desk, draft=None, asks=(), menu=None, entry=None, wants="", message=message, is_alert=False)


def after_undo(desk: Desk, known: Known, message: str) -> Desk:
    """Return the state as it was before the last position was written, so that it can be corrected."""
    *rest, (_, before) = desk.written
    last = rest[-1][0] if rest else None
    return replace(
        before,
        known=known,
        written=tuple(rest),
        last=last,
        keys=desk.keys,
        width=desk.width,
        height=desk.height,
        wants="",
        message=message,
        is_alert=False,
    )
