"""Documents of negotiations that a test describes, and texts that would do harm where a format let them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tomli_w

from negtrack.exchange.export.document import Dossier
from negtrack.exchange.export.dossier import build_dossier
from negtrack.exchange.export.html.page import html_text
from negtrack.exchange.export.report import build_report
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.compare import default_columns

from ..negotiations import HEAD

HOSTILE = (
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://evil.example","x")',
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' style='x",
    "]]> --> ${x} {{ 7*7 }} {% raw %}",
    "| a | `b` **c** [d](http://evil.example) &lt;e&gt;",
    "\x00\x01\x1b[2J\x7f\x9b31m\x0b\x0c\r",
    "\u202eevil\u202c \u2066a\u2069 \u200b\ufeff\ufffe\uffff",
    "_x202E_ _x0041_",
)
EVERYTHING = " ".join(HOSTILE)
HIDDEN = "\x00\x01\x0b\x0c\x1b\x7f\x9b\u202e\u202c\u2066\u2069\u200b\ufeff\ufffe\uffff"
"""What of it must never come out as it is."""
DATED = {"issued": "2024-02"}
TITLED = f'title = "Talks"\nsummary = "On pay."\n{HEAD}'
"""What the negotiations of tests have, with a title and a summary."""


def dossier(negotiation: Negotiation, **clocks: Any) -> Dossier:
    """Return the document of all principals on all issues."""
    snapshot = Snapshot(negotiation, **clocks)
    return build_dossier(snapshot, default_columns(snapshot), negotiation.issues.values())


def report_text(negotiation: Negotiation, **clocks: Any) -> str:
    """Return the report of all principals on all issues as a page."""
    since = clocks.pop("since", None)
    snapshot = Snapshot(negotiation, **clocks)
    report = build_report(snapshot, default_columns(snapshot), list(negotiation.issues.values()), since=since)
    return html_text(report)


def hostile(make: Callable[..., Negotiation], poison: str = EVERYTHING) -> Negotiation:
    """Return a negotiation that has `poison` at the beginning and at the end of every text that people write freely."""
    bad = f"{poison} text {poison}"
    said = {"text": bad, "quote": bad, "note": bad, "speaker": bad, "side": "own", "locator": bad, "sources": ["press"]}
    sheet = tomli_w.dumps(
        {
            "source": {"press": {"title": bad, "publisher": bad, "author": [bad], "archive": bad, "URL": bad} | DATED},
            "party": {"union": {"name": bad, "role": "principal"}, "third": {"name": bad, "role": "mediator"}},
            "issue": {"words": {"title": bad, "kind": "text", "group": bad, "unit": bad}},
            "position": {
                "p1": {"issue": "words", "value": f"{bad} value", "qualifier": bad, "requires": [bad, bad], **said},
                "p2": {"issue": "words", "value": f"{bad} value", "party": "third", **said},
            },
            "proposal": {"t1": {"title": bad, "terms": ["pay = 3"], "between": ["union", "employer"], **said}},
            "response": {
                "r1": {"proposal": "t1", "answer": "accepted-with-reservations", "reservations": bad, **said}
                | {"party": "employer"}
            },
        }
    )
    return make(sheet, head=tomli_w.dumps({"title": bad, "summary": bad}) + HEAD)
