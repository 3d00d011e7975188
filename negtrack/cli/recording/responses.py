"""Answers from the options of a command, or from what stands for them elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.cli.recording.fields import Given, own_fields
from negtrack.cli.recording.provenance import provenance_of
from negtrack.cli.recording.records import build_record
from negtrack.cli.session import Session
from negtrack.model import Response


def build_response(session: Session, party: str, to: Sequence[str], answer: str, given: Given, id: str) -> Response:
    """Return the answer of a party to what `to` names; `given` are all other options, "" or [] where nothing is given.
    Raises `NegtrackError`."""
    fields = {
        "party": party,
        "to": list(to),
        "answer": answer,
        **own_fields(session, Response, given),
        **provenance_of(session, given),
        "recorded": session.clock.now,
    }
    return build_record(Response, id, fields)
