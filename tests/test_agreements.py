"""Agreements, open items and milestones as records: what they hold, when they count, and whose word they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from negtrack.checks import check_negotiation
from negtrack.model import Strength, to_table
from negtrack.query import Snapshot
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from tests.negotiations import FILES, read_negotiation, write_negotiation

DEAL = """\
[agreement.deal]
title = "The contract"
kind = "full"
date = 2024-03-20
follows = "offer"
terms = ["pay = 40"]
sources = ["gazette"]
recorded = 2024-04-01 00:00:00Z

[agreement.deal.term.start]
value = "immediately"
side = "employer"

[open.start-left]
agreement = "deal"
issue = "start"
decide-by = 2024-06-30
otherwise = "immediately"
sources = ["gazette"]
recorded = 2024-04-01 00:00:00Z

[milestone.vote]
agreement = "deal"
milestone = "ratified"
by = "union"
body = "members"
for = 26
against = 0
side = "own"
attribution = "on-record"
date = 2024-03-22
sources = ["gazette"]
recorded = 2024-04-01 00:00:00Z

[milestone.paid]
agreement = "deal#pay"
milestone = "done"
value = "20"
side = "employer"
date = 2024-03-21
sources = ["gazette"]
recorded = 2024-04-01 00:00:00Z
"""
OFFER = """
[proposal.offer]
title = "The offer"
terms = ["pay = 40"]
sources = ["gazette"]
recorded = 2024-03-26 00:00:00Z
"""


def written(folder: Path, deal: str = DEAL) -> Path:
    """Write the small negotiation with an agreement; return its folder."""
    union = FILES["parties/union.toml"] + OFFER
    return write_negotiation(folder / "talks", {**FILES, "parties/union.toml": union, "agreements.toml": deal})


def test_fields_of_an_agreement(tmp_path: Path) -> None:
    """An agreement has its terms in both forms, the proposal that it follows, and no party; its day is its date."""
    known = read_negotiation(written(tmp_path))
    (deal,) = known.agreements
    assert [str(term) for term in deal.terms] == ["pay = 40", "start = immediately"]
    assert (deal.party, deal.follows, deal.voice, deal.day) == ("", ("offer",), "The Gazette", date(2024, 3, 20))
    assert deal.terms[1].voice == "employer"
    assert {"deal", "start-left", "vote", "paid"} < known.entries.keys()


def test_a_vote_of_nobody_is_kept(tmp_path: Path) -> None:
    """0 votes are a number, not a missing one, and are written so."""
    vote = read_negotiation(written(tmp_path)).milestones[0]
    assert (vote.for_, vote.against) == (26, 0)
    table = to_table(vote)
    assert (table["for"], table["against"]) == (26, 0)
    assert "party" not in table


def test_whose_word(tmp_path: Path) -> None:
    """The own word of a milestone is that of the party that did it; an agreement is nobody's own word."""
    known = read_negotiation(written(tmp_path))
    vote, paid = known.milestones
    assert (vote.holder, vote.voice, vote.strength) == ("union", "union", Strength.STRONG)
    assert (paid.deal, paid.issue, paid.voice, paid.strength) == ("deal", "pay", "employer", Strength.OTHER)
    assert {record.strength for record in (*known.agreements, *known.open_items)} == {Strength.OTHER}


def test_days(tmp_path: Path) -> None:
    """Records of a deal count from their date, an open item from the day of its statement; a milestone that was said
    before its date counts from then, as one that lies ahead."""
    ahead = 'recorded = 2024-04-01 00:00:00Z\n\n[milestone.over]\nagreement = "deal"\nmilestone = "ended"\n'
    ahead += 'date = 2024-12-01\nsources = ["gazette"]\nrecorded = 2024-04-01 00:00:00Z\n'
    known = read_negotiation(written(tmp_path, DEAL.removesuffix("recorded = 2024-04-01 00:00:00Z\n") + ahead))
    days = {record.id: record.day for record in (*known.open_items, *known.milestones)}
    assert days == {
        "start-left": date(2024, 3, 25),
        "vote": date(2024, 3, 22),
        "paid": date(2024, 3, 21),
        "over": date(2024, 3, 25),
    }
    assert [record.id for record in known.milestones if record.is_ahead] == ["over"]
    snapshot = Snapshot(known, as_of=date(2024, 3, 21))
    assert ([one.id for one in snapshot.agreements], [one.id for one in snapshot.milestones]) == (["deal"], ["paid"])


def test_retraction_in_the_file_of_agreements(tmp_path: Path) -> None:
    """An agreement is taken back by a retraction in its own file."""
    back = '\n[retraction.slip]\nof = "vote"\nreason = "misread"\nrecorded = 2024-04-02 00:00:00Z\n'
    snapshot = Snapshot(read_negotiation(written(tmp_path, DEAL + back)))
    assert [record.id for record in snapshot.milestones] == ["paid"]


def test_a_party_has_no_place_in_the_file(tmp_path: Path) -> None:
    """A record of no party cannot name one."""
    folder = written(tmp_path, DEAL.replace("[agreement.deal]\n", '[agreement.deal]\nparty = "union"\n'))
    problems = load_negotiation(Place(folder.parent, folder)).problems
    assert "unknown field" in str(problems[0])


def test_an_answer_to_an_agreement(tmp_path: Path) -> None:
    """A party can answer an agreement, as it can a proposal; no check finds anything in it."""
    answer = '\n[response.yes]\nto = "deal"\nanswer = "accepted"\nside = "own"\nstated = 2024-03-24\n'
    answer += 'sources = ["gazette"]\nrecorded = 2024-04-01 00:00:00Z\n'
    folder = written(tmp_path)
    with (folder / "parties/union.toml").open("a", encoding="utf-8") as file:
        file.write(answer)
    known = read_negotiation(folder)
    assert [one.to for one in known.responses] == [("deal",)]
    assert [problem for problem in check_negotiation(known, date(2024, 5, 1)) if problem.record == "response.yes"] == []
