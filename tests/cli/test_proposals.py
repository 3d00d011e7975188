"""`proposals`: what is on the table, and who answered what in whose words."""

from __future__ import annotations

import re

from .harness import look, run


def test_answers_with_whose_words_they_are() -> None:
    """The US compromise: accepted by Israel; Hamas restated its own, in Israel's words it rejected."""
    rows = {row["id"]: row for row in run("proposals").rows}
    compromise = rows["us-compromise-2024-03"]
    assert re.fullmatch(r"accepted \(own words\b.*\bwords of Arab mediators\b.*\)", compromise["israel"])
    assert re.fullmatch(r"restated \(own words\b.*\); rejected \(words of Israel\b.*\)", compromise["hamas"])
    assert compromise["tabled"] == "../2024-03-23"
    assert compromise["terms"] == "prisoners-first-stage = undisclosed"
    offer = rows["hamas-2024-03-14"]
    assert offer["israel"].startswith("rejected (own words")
    assert offer["hamas"] == "tabled it"
    assert offer["terms"] == "prisoners-first-stage = 700..1000; permanent-ceasefire = date-after-first-exchange"


def test_pending_until_the_party_answers() -> None:
    """On 24 March the answer of Hamas was awaited."""
    rows = {row["id"]: row for row in run("proposals", "--as-of", "2024-03-24").rows}
    assert rows["us-compromise-2024-03"]["hamas"].startswith("pending (words of Israel")


def test_page() -> None:
    """An inexact day is worded."""
    assert "by 23 Mar" in look("proposals", width=160)
