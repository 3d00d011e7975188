"""Values: the set of outcomes that a party says it would accept, in one notation for files, flags and output."""

from negtrack.values.line import same_set
from negtrack.values.notation import flag_of, parse_value, print_value
from negtrack.values.shapes import KINDS, MANDATE_LADDER, End, Point, Range, Scale, Value

__all__ = [
    "KINDS",
    "MANDATE_LADDER",
    "End",
    "Point",
    "Range",
    "Scale",
    "Value",
    "flag_of",
    "parse_value",
    "print_value",
    "same_set",
]
