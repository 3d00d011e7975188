"""How the desk words whose word a draft is, and a record that is on record, on its page and in plain lines."""

from __future__ import annotations

from negtrack.desk.desk import Desk
from negtrack.desk.known import Placed
from negtrack.desk.voices import voice_so_far
from negtrack.model import Agreement, Position, Proposal, Response


def said_by(desk: Desk) -> str:
    """Return whose word the draft is, in a phrase."""
    if desk.draft is None:
        return ""
    side = desk.draft.side if desk.draft.get("speaker") else ""
    return ", ".join(filter(None, (voice_so_far(desk), side, desk.draft.get("attribution"))))


def record_line(desk: Desk, placed: Placed) -> str:
    """Return a record in a line: where its words stand, whose it is, what it says, and its stance and voice where it is
    no demand or not the source's own word."""
    record = placed.record
    place = "?" if placed.is_lost else ""
    if placed.span:
        place = f"¶{desk.article.pager.paragraph(placed.span[0]) + 1}"
    if isinstance(record, Position):
        stance = record.stance if record.value and record.stance != "demand" else ""
        how = ", ".join(filter(None, (stance, record.speaker, record.side)))
        said = f"{record.issue} {record.value or record.stance}{f' ({how})' if how else ''}"
    elif isinstance(record, Proposal | Agreement):
        said = f"{record.table}: {record.title}"
    elif isinstance(record, Response):
        said = f"{record.answer} {', '.join(record.to)}"
    else:
        said = f"{record.table}: {record.text}"
    return " ".join(filter(None, (place, record.party, said)))
