"""Values: the set of outcomes that a party says it would accept, in one notation for files, flags and output."""

from negtrack.values.kind import Dates, EventDay, Gap, GapStatus, Kind, not_comparable
from negtrack.values.kinds import KINDS
from negtrack.values.notation import Scale, canonical_text, flag_of, hint_of, parse_value, print_value, read_value
from negtrack.values.shapes import FLAGS, End, Point, Range, Step, Value

__all__ = [
    "FLAGS",
    "KINDS",
    "Dates",
    "End",
    "EventDay",
    "Gap",
    "GapStatus",
    "Kind",
    "Point",
    "Range",
    "Scale",
    "Step",
    "Value",
    "canonical_text",
    "flag_of",
    "hint_of",
    "not_comparable",
    "parse_value",
    "print_value",
    "read_value",
]
