"""Positions from the options of a command, or from what stands for them elsewhere."""

from __future__ import annotations

from negtrack.cli.recording.fields import Given, own_fields
from negtrack.cli.recording.provenance import provenance_of
from negtrack.cli.recording.records import build_record
from negtrack.cli.session import Session
from negtrack.model import Position


def build_position(session: Session, party: str, issue: str, words: tuple[str, str], given: Given, id: str) -> Position:
    """Return the position of a party on an issue: `words` are its stance and its value in canonical words, `given` all
    other options, "" or [] where nothing is given. Raises `NegtrackError`."""
    stance, value = words
    fields = {
        **own_fields(session, Position, given),
        "party": party,
        "issue": issue,
        "stance": stance,
        "value": value,
        **provenance_of(session, given),
        "recorded": session.clock.now,
    }
    return build_record(Position, id, fields)
