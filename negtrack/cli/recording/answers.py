"""The answers to the prompts of a command, kept on this machine until the command has come to its end.

Where it is broken off or refused, `negtrack --resume` runs it again and offers them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from negtrack.beginnings import take_beginnings
from negtrack.errors import NegtrackError
from negtrack.store.locate import Place

_FILE = "answers.json"


class Answers:
    """The words of the command that is running, where it writes, and what was answered so far: question and answer."""

    def __init__(self) -> None:
        self.start(())

    def start(self, words: Sequence[str]) -> None:
        """Begin with a command."""
        self.words = tuple(words)
        self.place: Place | None = None
        self.given: list[tuple[str, str]] = []
        self._earlier: list[tuple[str, str]] = []
        take_beginnings()

    def resume(self, place: Place) -> Sequence[str]:
        """Return the words of the command that was broken off; its answers are offered. Raises `NegtrackError`."""
        import json  # here and below only where anything was asked

        from negtrack.store.last_write import own_file
        from negtrack.store.load import read_bytes

        try:
            kept = json.loads(read_bytes(own_file(place, _FILE), place.root))
            words, answers = list(map(str, kept["words"])), [(str(one), str(two)) for one, two in kept["answers"]]
        except (OSError, NegtrackError, ValueError, KeyError, TypeError) as error:
            raise NegtrackError("no answers are kept here; there is nothing to resume") from error
        self.start(words)
        self._earlier = answers
        return words

    def offered(self, question: str) -> str:
        """Return what the question was answered before; "" for a new one."""
        for number, (asked, answer) in enumerate(self._earlier):
            if asked == question:
                self._earlier = self._earlier[number + 1 :]
                return answer
        return ""

    def keep(self, question: str, answer: str) -> None:
        """Keep an answer that was valid."""
        self.given.append((question, answer))
        self._write()

    def drop_last(self) -> None:
        """Keep the last answer no more, as the user takes it back."""
        self.given.pop()
        self._write()

    def _write(self) -> None:
        if self.place:
            import json

            from negtrack.store.last_write import replace_own

            kept = json.dumps({"words": self.words, "answers": self.given})
            with contextlib.suppress(OSError, NegtrackError):
                replace_own(self.place, _FILE, kept)

    def forget(self) -> None:
        """Keep nothing any more, as the command has come to its end."""
        if self.place and self.given:
            from negtrack.store.last_write import own_file

            with contextlib.suppress(OSError):
                own_file(self.place, _FILE).unlink(missing_ok=True)


ANSWERS = Answers()
"""Those of this process."""
