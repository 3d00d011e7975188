"""A negotiation as JSON Lines and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable

from negtrack.exchange.export.objects import json_text, jsonl_lines
from negtrack.model import Negotiation

SOME = '[position.p]\nvalue = "1"\nrequires = ["a; b", "c"]\ntext = "\\u001b א"'


def test_an_object_a_line(negotiation_of: Callable[..., Negotiation]) -> None:
    """With its schema, the keys of the files, lists as lists, nothing absent, readable scripts and no control bytes."""
    lines = list(jsonl_lines(negotiation_of(SOME)))
    objects = [json.loads(line) for line in lines]
    assert {row["schema"] for row in objects} == {"negtrack.export/1"}
    (position,) = (row for row in objects if row["table"] == "position")
    assert position["requires"] == ["a; b", "c"]
    assert not [row for row in objects if {"", None} & {str(value) for value in row.values()}]
    assert all("\x1b" not in line and line.count("\n") == 1 for line in lines)
    assert any("א" in line for line in lines)


def test_one_object(negotiation_of: Callable[..., Negotiation]) -> None:
    """The negotiation's own fields at the top, and its items as `rows`: those of the lines."""
    known = negotiation_of(SOME)
    whole = json.loads(json_text(known))
    assert (whole["id"], whole["table"]) == ("talks", "negotiation")
    assert whole["rows"] == [
        {key: value for key, value in json.loads(line).items() if key != "schema"} for line in jsonl_lines(known)
    ]
