"""Closed lists of words that fields may hold, with their meanings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from negtrack.errors import NotationError
from negtrack.model.fields import Checked


class Words(Checked):
    """Annotation of a field that holds one of a closed list of words; `meanings` maps words to their meanings."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        super().__init__(self.find, enum=list(meanings))
        self.meanings = meanings

    def find(self, raw: object) -> str:
        """Return `raw` if it is one of the words; raise `NotationError` otherwise."""
        if type(raw) is str and raw in self.meanings:
            return raw
        raise NotationError(f"write one of {', '.join(self.meanings)}")

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> object:
        """Return the words to pydantic, so that its error names them."""
        from pydantic_core import core_schema

        return core_schema.literal_schema(list(self.meanings))


Role = Annotated[
    str,
    Words(
        {
            "principal": "negotiates and must agree",
            "mediator": "brings the principals together",
            "guarantor": "guarantees the agreement",
            "supporter": "supports a principal",
            "observer": "follows the talks",
        }
    ),
]
Authority = Annotated[
    str,
    Words(
        {
            "decides": "may agree for the party",
            "negotiates": "speaks for the party at the table",
            "briefed": "is kept informed",
        }
    ),
]
IssueClass = Annotated[
    str,
    Words(
        {
            "substance": "what the talks are about",
            "process": "mandates and statements about the talks; no gap, no status",
        }
    ),
]
Stance = Annotated[
    str,
    Words(
        {
            "demand": "what the party asks for",
            "offer": "what the party would give",
            "acceptance": "the party accepts what another put forward",
            "refusal": "the party rules this out",
            "red-line": "the party will not move from this",
            "statement": "what the party says about the talks; the default on process issues",
            "withdrawal": "the party drops an earlier position",
            "denial": "the party says that it never took a position",
        }
    ),
]
Attribution = Annotated[
    str,
    Words(
        {
            "on-record": "quoted by name",
            "background": "quoted by function, without a name",
            "deep-background": "used without naming the speaker",
            "document": "read in a document",
            "leak": "made public without permission",
            "reported": "said by the source in its own voice",
        }
    ),
]
Modality = Annotated[
    str,
    Words(
        {
            "said": "stated as it stands; the default",
            "conditional": "said in an if-sentence",
            "considered": "thought about, not offered",
            "hoped": "hoped for, not offered",
            "inferred": "our reading of what was said; nobody said it",
        }
    ),
]
ProposalKind = Annotated[
    str,
    Words(
        {
            "bridging": "a compromise between positions",
            "single-text": "one text that all parties work on",
            "package": "terms that hold together",
            "counter": "an answer to another proposal",
        }
    ),
]
Answer = Annotated[
    str,
    Words(
        {
            "accepted": "agrees",
            "accepted-with-reservations": "agrees, except for its reservations",
            "welcomed": "speaks well of it, and accepts nothing",
            "rejected": "refuses",
            "countered": "answers with terms of its own",
            "restated": "keeps to its own position",
            "pending": "has not answered yet",
        }
    ),
]
AgreementKind = Annotated[
    str,
    Words(
        {
            "in-principle": "agreed in outline; the text is to follow",
            "partial": "settles some of the issues",
            "full": "settles the talks",
            "extension": "prolongs an earlier agreement",
        }
    ),
]
MilestoneWord = Annotated[
    str,
    Words(
        {
            "announced": "made known as agreed",
            "initialled": "its text marked as final by the negotiators",
            "signed": "signed",
            "recommended": "put to those who decide, with advice to accept",
            "ratified": "approved by those who decide",
            "rejected": "refused by those who decide",
            "in-force": "took effect",
            "phase-ended": "one of its phases ended",
            "suspended": "stopped for a time",
            "ended": "no longer holds",
            "begun": "one term is being carried out",
            "done": "one term is carried out, or as much of it as the value says",
            "not-done": "one term is not carried out when it was due",
        }
    ),
]
Leaning = Annotated[str, Words({"more": "wants more of it", "less": "wants less of it"})]
StepSort = Annotated[
    str,
    Words(
        {
            "year": "one year each",
            "tier": "tiers of amounts, services or places",
            "class": "classes of people or things",
            "phase": "phases, one after the other",
        }
    ),
]
Total = Annotated[
    str,
    Words(
        {
            "sum": "the steps add up",
            "compound": "rates in percent, each on top of those before",
        }
    ),
]
