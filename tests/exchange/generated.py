"""Negotiations that Hypothesis makes: every kind of definition and record, and texts that formats trip over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.model import (
    Agreement,
    Delegate,
    Event,
    Issue,
    Item,
    Milestone,
    Negotiation,
    Note,
    OpenItem,
    Party,
    Position,
    Proposal,
    Response,
    Retraction,
    Source,
    TableSide,
    Term,
    in_file_order,
)
from negtrack.store.document import Document

from ..negotiations import is_prose, link_document

START = datetime(2024, 6, 1, tzinfo=UTC)
LAST = parse_when("2024-03-02")
DAYS = ("2024-03-01", "2024-03", "2023", "../2024-03-02", "2024-02-28/2024-03-02")
PIECES = (
    "=1+1", "+", "-5", "@x", "'", "'=", '"', ";", "; ", "\\", "\\t", "\\u202e", ",", "\t", "\n", "\r\n", "\r", " ",
    "א ב", "العربية", "日本語", "👩‍👩‍👧", "é", "e\u0301", "_x0041_", "_x005F_", "<b>", "&amp;", "{}",
    "null", "[a]", "0x1F", "x", "\U0001f469\u200d\U0001f467",
)  # fmt: skip
CONTROLS = ("\x00", "\x1b[2J", "\x7f", "\x85", "\u202e", "\u2028", "\ufeff", "\u200b")


def texts(controls: bool = True) -> st.SearchStrategy[str]:
    """Texts that are not blank; without `controls` such as a workbook holds: no control characters but line breaks,
    and none of these at the beginning."""
    pieces = (*PIECES, *CONTROLS) if controls else tuple(piece for piece in PIECES if not set(piece) & {"\t", "\r"})
    joined = st.lists(st.sampled_from(pieces), min_size=1, max_size=5).map("".join)
    return joined.map(lambda text: text if controls else text.lstrip("\n")).filter(str.strip)


def negotiation_of(items: Sequence[Item]) -> Negotiation:
    """Return the negotiation that the items make, as a load would give it."""
    plain = {"title": "Talks; =1+1", "summary": "Two\nlines", "parties": ["union", "state"]}
    return link_document(Document("sheet.toml", plain, tuple(items)))


@st.composite
def items(draw: st.DrawFn, controls: bool = True) -> Sequence[Item]:
    """Return the definitions and entries of one negotiation, in which nothing is wrong."""
    text = texts(controls)
    some = st.one_of(st.just(""), text)
    lists = st.lists(text, max_size=3).map(tuple)
    prose = st.lists(text.filter(is_prose), max_size=3).map(tuple)
    day = st.sampled_from(DAYS).map(parse_when)
    made: list[Item] = [
        Party(id="union", name=draw(text) + "union", role="principal", short=draw(some)),
        Party(id="board", name=draw(text) + "board", member_of="union"),
        TableSide(id="workers", title=draw(text), parties=("union",)),
        Party(
            id="עובדים", name=draw(text) + "עובדים", role="principal", member_of=draw(st.sampled_from(("", "union")))
        ),
        Party(id="state", name=draw(text) + "state", role="mediator"),
        Delegate(id="dana", party="union", name=draw(text), office=draw(some), authority="decides"),
        Issue(id="words", title=draw(text), kind="text", group=draw(some), linked=("how",)),
        Issue(
            id="how",
            title=draw(text),
            kind="choice",
            options=("gradual", "at-once"),
            steps=("2024", "2025"),
            over="year",
            wants={"union": "more", "עובדים": "less"},
        ),
        Event(id="signed", title=draw(text), date=draw(day), place=draw(some), participants=("union", "state")),
        Source(id="press", title=draw(some), author=draw(lists), issued=parse_when("2024-03-02"), URL=draw(some)),
    ]
    said = {
        "text": text, "speaker": text, "side": st.sampled_from(("own", "media", "third-party", "state")),
        "attribution": st.sampled_from((None, "on-record", "leak")), "grade": st.sampled_from(("", "B2")),
        "sources": st.just(("press",)), "locator": some, "quote": some, "note": some,
        "tags": st.sampled_from(((), ("a", "b-c"))), "coder": st.sampled_from(("", "kb")), "stated": day,
    }  # fmt: skip
    numbers = st.none() | st.integers(0, 10**6)
    votes = st.tuples(numbers, numbers) | st.sampled_from((("54.74%", "45.26%"), ("100%", "0%"), ("0%", None)))
    in_favour, against = draw(votes)
    number = 0

    def common(party: str, **more: object) -> dict[str, Any]:
        nonlocal number
        number += 1
        recorded = START + timedelta(minutes=draw(st.integers(0, 5)))
        drawn = {name: draw(strategy) for name, strategy in said.items()}
        return {"party": party, "recorded": recorded, "id": f"r{number}", "day": date(2024, 3, 1), **drawn, **more}

    party = st.sampled_from(("union", "עובדים"))
    first = Position(**common("union"), issue="words", value=draw(text), qualifier=draw(some), requires=draw(prose))
    made.append(first)
    more = [common(draw(party)) for _ in range(draw(st.integers(0, 2)))]
    made += [Position(**fields, issue="how", value="gradual or at-once") for fields in more]
    if draw(st.booleans()):
        made.append(Position(**common("union", stated=LAST), issue="words", stance="withdrawal", withdraws=(first.id,)))
    below = {
        name: strategy for name, strategy in said.items() if name not in ("side", "speaker", "attribution", "coder")
    }
    below |= {"qualifier": some, "requires": prose, "modality": st.sampled_from((None, "said", "hoped"))}
    more_of: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({}, optional=below)
    values = {"how": "gradual", "words": draw(st.sampled_from(("a = b", "c; d", "\\e")))}
    terms = [Term(issue, value, **draw(more_of)) for issue, value in values.items()]
    offer = Proposal(
        **common("state", stated=LAST),  # none is tabled after it was said
        title=draw(text),
        terms=tuple(in_file_order(terms)),
        between=("union", "עובדים"),
        tabled=draw(st.one_of(st.none(), day)),
        with_=draw(st.sampled_from(((), ("union",)))),
        expires=draw(st.sampled_from((None, LAST, parse_when("2024-03-02T17:00:00-05:00")))),
        final=draw(st.booleans()),
    )
    answered = st.sampled_from((offer.id, f"{offer.id}#how"))
    made += [
        offer,
        Proposal(**common("state", stated=LAST), title=draw(text), amends=offer.id, alternative_to=(offer.id,)),
        Response(**common("union", stated=LAST), to=(draw(answered),), answer="countered", reservations=draw(some)),
    ]
    made.append(Note(**common("עובדים")))
    deal = Agreement(
        **common("", side="state", stated=LAST),
        title=draw(text),
        kind=draw(st.sampled_from((None, "full"))),
        date=LAST,
        between=draw(st.sampled_from(((), ("union", "עובדים")))),
        follows=draw(st.sampled_from(((), (offer.id,)))),
        terms=tuple(in_file_order(terms)),
    )
    left = common("", side="media", agreement=deal.id, issue="words", otherwise=draw(some))
    vote = common("", agreement=deal.id, milestone="ratified", by="union", for_=in_favour, against=against)
    done = common(
        "", side="", speaker="", agreement=f"{deal.id}#how", milestone="done", value="gradual", date=draw(day)
    )
    made += [deal, OpenItem(**left, decide_by=LAST), Milestone(**vote, body=draw(some)), Milestone(**done)]
    if draw(st.booleans()):
        made.append(Retraction(id="void", recorded=START + timedelta(hours=1), of=vote["id"], reason=draw(text)))
    if draw(st.booleans()):
        made.append(
            Retraction(id="back", party="union", recorded=START + timedelta(hours=1), of=first.id, reason=draw(text))
        )
    return made
