"""What the reading desk has written, undone and defined, by the ordinary way of every command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from negtrack.cli.recording.new_items import create_issue, create_party
from negtrack.cli.recording.positions import build_position
from negtrack.cli.recording.responses import build_response
from negtrack.cli.recording.warnings import warnings_of
from negtrack.cli.recording.write import outcome, refusals
from negtrack.cli.session import Session, read_clock
from negtrack.desk.article import Article
from negtrack.desk.desk import Desk, after_undo, after_write, close_draft
from negtrack.desk.draft import Draft
from negtrack.desk.known import Known, build_known
from negtrack.desk.questions import answer
from negtrack.errors import DataError, NegtrackError, NotWrittenError
from negtrack.field_docs import ON_RECORD
from negtrack.frozen import dataclass, replace
from negtrack.model import Definition, Issue, Record, docs_of
from negtrack.store.add import add_items
from negtrack.store.change import Change
from negtrack.store.large import load_any
from negtrack.store.locate import Place
from negtrack.store.undo import last_changes, undo_earlier
from negtrack.text.generate import make_hash, make_passage

Suspend = Callable[[], AbstractContextManager[None]]
"""Gives the terminal to prompts for a while."""


@dataclass(frozen=True)
class _Write:
    """A record that was written, what takes it back, and what was defined with it."""

    record: str
    changes: Sequence[Change]
    defined: Sequence[Definition]


class DeskWork:
    """The negotiation behind a desk, loaded anew after each write; `coder` reads the source, blind to the records of
    all others where that is asked for."""

    def __init__(
        self, session: Session, source: str, article: Article, coder: str = "", is_blind: bool = False
    ) -> None:
        self.session, self.source, self.article = session, source, article
        self.coder, self.is_blind = coder, is_blind
        self._writes: list[_Write] = []

    @property
    def ids(self) -> Sequence[str]:
        """Return the ids of what was recorded here and not taken back."""
        return [write.record for write in self._writes]

    @property
    def known(self) -> Known:
        """Return what is on record now."""
        blind_to = self._is_of_another if self.is_blind else None
        return build_known(self.session.negotiation, self.source, self.article, self.session.clock.today, blind_to)

    def _is_of_another(self, record: Record) -> bool:
        return (record.coder or "") != self.coder

    def do(self, desk: Desk, suspend: Suspend) -> Desk:
        """Return the state after what it wants was done; with a message, and the draft as it was, where that failed."""
        wants, desk = desk.wants, replace(desk, wants="")
        try:
            if wants == "write" and desk.draft:
                return self._write(desk, desk.draft)
            if wants == "undo":
                return self._take_back(desk)
            if wants == "define":
                with suspend():
                    return self._define(desk)
        except DataError as error:
            return desk.with_message("; ".join(refusals(self.session, error, alone=True)), is_alert=True)
        except NegtrackError as error:
            return desk.with_message(str(error), is_alert=True)
        return desk

    def _write(self, desk: Desk, draft: Draft) -> Desk:
        before, place = self.session.negotiation, self.session.loaded.place
        session = replace(self.session, clock=read_clock())
        needed = _needed(session.made, draft)
        items = [*needed, self._build(session, desk, draft)]
        added = add_items(place, items, session.clock.now, known=session.loaded)
        record = added[-1]
        self._load([made for made in session.made if made not in needed])
        if record.state != "new":
            return close_draft(replace(desk, known=self.known), outcome(record))
        self._writes.append(_Write(record.id, _own_changes(place, record.id), needed))
        message = "; ".join([outcome(record), *warnings_of(before, added)])
        return after_write(desk, self.known, message)

    def _build(self, session: Session, desk: Desk, draft: Draft) -> Record:
        """Return the record of a draft, as `add-position` or `add-response` build it."""
        given = self._given(desk.model, draft)
        if draft.is_response:
            return build_response(session, draft.party, [given.pop("to")], given.pop("answer"), given, "")
        return build_position(session, draft.party, draft.issue, (desk.stance, draft.value), given, "")

    def _given(self, model: type[Record], draft: Draft) -> dict[str, Any]:
        """Return the fields of a draft as the options of a command give them."""
        span, article = draft.span, self.article
        place = f"paragraph {article.pager.paragraph(span[0]) + 1}"
        docs = docs_of(model)
        given: dict[str, Any] = {
            **{key: [] if doc.many else "" for key, doc in docs.items() if doc.doc.option},
            ON_RECORD.key: False,
        }
        for key, text in draft.fields.items():
            given[key] = [text] if text and docs[key].many and key != "to" else text or given[key]
        locator = make_hash(article.text, *span) if draft.is_hashed else make_passage(article.text, *span)
        given["coder"] = self.coder
        words = {"quote": "" if draft.is_hashed else article.words(span), "sources": [self.source], "side": draft.side}
        return {**given, **words, "locator": replace(locator, place=place, quote="")}

    def _take_back(self, desk: Desk) -> Desk:
        write = self._writes[-1]
        if not write.changes:
            raise NotWrittenError(f"another write came after it; take it back with negtrack retract {write.record}")
        undo_earlier(self.session.loaded.place, write.changes, self.session.clock.today)
        self._writes.pop()
        self._load([*self.session.made, *write.defined])
        return after_undo(desk, self.known, "undone; correct it, or go back to leave it")

    def _define(self, desk: Desk) -> Desk:
        """Return the state with a new party or issue chosen, which is recorded with the position."""
        create = create_party if desk.question == "party" else create_issue
        try:
            made = create(self.session, "")
        except KeyboardInterrupt:
            return desk.with_message("nothing was defined")
        return answer(replace(desk, known=self.known), made.id)

    def _load(self, made: Sequence[Definition]) -> None:
        """Load the files anew; `made` are the definitions that are not recorded yet."""
        self.session = replace(self.session, loaded=load_any(self.session.loaded.place), made=[*made])


def _needed(made: Sequence[Definition], draft: Draft) -> Sequence[Definition]:
    """Return the definitions of prompts that a draft names, and the events that these count from."""
    names = {draft.party, draft.issue, *draft.fields.values()}
    names |= {issue.anchor for issue in made if isinstance(issue, Issue) and issue.id in names}
    return [definition for definition in made if definition.id in names]


def _own_changes(place: Place, record: str) -> Sequence[Change]:
    """Return what takes back the last write, which recorded this; nothing where another write came after it."""
    try:
        changes = last_changes(place)
    except NegtrackError:
        return ()
    name = record.encode()
    return (
        changes
        if any(name in (change.before or b"") and name not in (change.after or b"") for change in changes)
        else ()
    )
