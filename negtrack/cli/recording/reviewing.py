"""The questions of `review`: each proposed record is shown, and accepted, removed, edited or skipped."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence

from negtrack.cli.options import Output
from negtrack.cli.output.printing import log, log_folded, relative_path, write_ids
from negtrack.cli.recording.editor import editor_command, run_editor
from negtrack.cli.recording.prompts import ask
from negtrack.cli.recording.warnings import log_warnings
from negtrack.cli.session import Session, emit, read_clock
from negtrack.errors import DataError, NegtrackError, StoredError
from negtrack.frozen import replace
from negtrack.model import Negotiation, Record, Source
from negtrack.store.large import load_any
from negtrack.store.last_write import own_file, replace_own
from negtrack.store.proposed import (
    accept_proposed,
    remove_proposed,
    replace_proposed,
)
from negtrack.store.proposed_file import parse_proposed, render_proposed
from negtrack.store.safe_read import decode
from negtrack.store.texts import read_held
from negtrack.views.review import build_review

_QUESTION = "y accept, n remove, e edit, s skip, q quit"
_ANSWERS = {
    word: letter
    for letter, whole in (("y", "yes"), ("n", "no"), ("e", "edit"), ("s", "skip"), ("q", "quit"))
    for word in (letter, whole)
}
"""What is typed, a letter or its word, -> the letter; nothing else is an answer."""
_HELP = (
    "y  accept: its words stand in the text, and it is recorded now",
    "n  remove it from the proposed records; negtrack undo brings it back",
    "e  edit it first",
    "s  skip it: it stays proposed",
    "q  quit; everything that was answered is stored",
)
"""What is said of an answer that is none, and of `?`."""


class Review:
    """One sitting: every answer is stored before the next question is asked."""

    def __init__(self, session: Session, output: Output) -> None:
        self.session, self.output = session, output
        self.counts: Counter[str] = Counter()

    def go_through(self, records: Sequence[Record]) -> None:
        """Show each record and ask what becomes of it, until all are done or the reader quits."""
        for number, record in enumerate(records, 1):
            if not self._settle(record, f"{number} of {len(records)}"):
                break
        left = len(records) - self.counts["accepted"] - self.counts["removed"]
        done = ", ".join(f"{self.counts[word]} {word}" for word in ("accepted", "removed"))
        log(f"negtrack: {done}, {left} of {len(records)} left")

    def _settle(self, record: Record, place: str) -> bool:
        """Ask about one record until it is settled or skipped; return whether to go on."""
        self._show(record, place)
        while True:
            answer = _ANSWERS.get(ask(_QUESTION, optional=True).casefold(), "")
            if not answer:
                for line in _HELP:
                    log(line)
                continue
            if answer in ("q", "s"):
                return answer == "s"
            changed = self._try(answer, record)
            if changed is None:
                return True
            record = changed
            if answer != "y":
                self._show(record, place)

    def _try(self, answer: str, record: Record) -> Record | None:
        """Do what was answered; return the record as it is proposed now, None where it is no more."""
        try:
            if answer == "y":
                self._accept(record)
            elif answer == "n":
                self._remove(record)
            else:
                return self._edit(record)
            return None
        except StoredError:
            raise
        except DataError as error:
            for problem in error.problems:
                log_folded(f"negtrack: {problem.where}{' ' if problem.where else ''}{problem.message}")
        except (NegtrackError, OSError) as error:
            log_folded(f"negtrack: {error}")
        return record

    def _show(self, record: Record, place: str) -> None:
        view = build_review(self.session.negotiation, [record], self._read_held, place)
        emit(view, self.output, self.session.color)

    def _read_held(self, source: Source) -> str | None:
        return read_held(self.session.loaded.place, source)

    def _accept(self, record: Record) -> None:
        """Record what is proposed, dated now, and load the files anew."""
        before, place = self.session.negotiation, self.session.loaded.place
        added = accept_proposed(place, record, read_clock().now, self._verify)
        self.counts["accepted"] += 1
        write_ids(added.id, [added.id])
        log(f"negtrack: {'recorded' if added.state == 'new' else 'already recorded'} {added.id} in {added.path}")
        log_warnings(before, [added])
        self.session = replace(self.session, loaded=load_any(place))

    def _verify(self, known: Negotiation, record: Record) -> None:
        """Raise `NegtrackError` where the words of a record do not stand in the texts as they are now."""
        (card,) = build_review(known, [record], self._read_held).cards
        if card.refusal:
            raise NegtrackError(f"not accepted: {card.refusal}; e edits the record, n removes it")

    def _remove(self, record: Record) -> None:
        remove_proposed(self.session.loaded.place, record)
        self.counts["removed"] += 1
        log(f"negtrack: removed {record.id}; negtrack undo brings it back")

    def _edit(self, record: Record) -> Record:
        """Return the record as it was edited. A text with errors is kept for the next time."""
        place = self.session.loaded.place
        editor, path = editor_command(), own_file(place, f"review-{record.id}.toml")
        if not path.exists():
            replace_own(place, path.name, render_proposed(record))
        run_editor(editor, path)
        new = parse_proposed(decode(path.read_bytes()), relative_path(path))
        edited = record if new == record else replace_proposed(place, record, new, read_clock().now)
        with contextlib.suppress(OSError):
            path.unlink()
        return edited
