"""Answers of the program to short questions about hand-made talks, and the words in which the cases write records."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from negtrack.model import Negotiation, Record
from negtrack.query import (
    Snapshot,
    conditions_of,
    contested_positions,
    current_position,
    live_positions,
    pair_of,
    settlement_of,
    standing_responses,
)
from tests.negotiations import HEAD, build_negotiation

TALKS = (
    HEAD
    + """
party.press = { name = "Guild", role = "principal" }
delegate.ann = { party = "union", name = "Chair of the union" }
issue.jobs = { title = "Jobs", kind = "quantity", unit = "jobs" }
"""
)
"""Three principals, a mediator, and a delegate of the union."""

STRONG = 'side = "own", attribution = "on-record"'
WEAK = 'side = "own", attribution = "background"'
THEIRS = 'side = "employer", speaker = "an official"'
MEDIA = 'side = "media", speaker = "an analyst"'
ANN = 'side = "own", attribution = "on-record", speaker = "ann"'


def day(number: int) -> str:
    """Return the field that dates a record in March 2024."""
    return f"stated = 2024-03-{number:02}"


def position(name: str, value: str, *fields: str) -> str:
    """Return a position of the union on pay."""
    said = [f'value = "{value}"'] if value else []
    return f"position.{name} = {{ {', '.join([*said, *fields])} }}\n"


def paper(name: str, term: str, *fields: str) -> str:
    """Return a proposal of the union."""
    terms = f'terms = ["{term}"]'
    return f"proposal.{name} = {{ {', '.join([terms, *fields])} }}\n"


def hoped(record: str) -> str:
    """Return a record that says what its party only hopes for."""
    return record.replace(" }\n", ', modality = "hoped" }\n')


def answer(name: str, word: str, *fields: str) -> str:
    """Return an answer of the employers to proposal `q`."""
    given = ['party = "employer"', 'proposal = "q"', f'answer = "{word}"']
    return f"response.{name} = {{ {', '.join([*given, *fields])} }}\n"


def case(name: str, text: str, question: str, expected: str) -> tuple[str, str, str, str]:
    """Return one row of a table of cases: its name, the talks, the question and the expected answer."""
    return name, text, question, expected


def ask(text: str, question: str) -> str:
    """Return the program's answer, ids in order, to a question such as `live`, `head employer pay union`, or
    `status pay union employer`."""
    word, *names = question.split()
    snapshot = Snapshot(build_negotiation(text, TALKS))
    return QUESTIONS[word](snapshot, *names)


def _live(snapshot: Snapshot, party: str = "union", issue: str = "pay", toward: str = "") -> str:
    return _ids(live_positions(snapshot, party, snapshot.negotiation.issues[issue], toward))


def _head(snapshot: Snapshot, party: str = "union", issue: str = "pay", toward: str = "") -> str:
    head = current_position(snapshot, party, snapshot.negotiation.issues[issue], toward)
    return head.id if head else ""


def _contested(snapshot: Snapshot, party: str = "union", issue: str = "pay") -> str:
    return _ids(contested_positions(snapshot, party, snapshot.negotiation.issues[issue]))


def _status(snapshot: Snapshot, issue: str = "pay", one: str = "union", other: str = "employer") -> str:
    pair = pair_of(snapshot, snapshot.negotiation.issues[issue], one, other)
    return f"{pair.status} {pair.gap.distance}" if pair.status == "apart" else pair.status


def _agreed(snapshot: Snapshot, issue: str = "pay", one: str = "union", other: str = "employer") -> str:
    settled = settlement_of(snapshot, snapshot.negotiation.issues[issue], one, other)
    is_left = settled is not None and settled.deal is None and settled.is_reopened
    return settled.agreed.record.id if settled and settled.agreed and not is_left else ""


def _answers(snapshot: Snapshot, proposal: str = "q", party: str = "employer") -> str:
    return " ".join(response.id for response in standing_responses(snapshot, proposal, party))


def _conditions(snapshot: Snapshot, name: str = "a") -> str:
    negotiation: Negotiation = snapshot.negotiation
    found = next(one for one in negotiation.positions if one.id == name)
    return ", ".join(condition.state or "unknown" for condition in conditions_of(snapshot, found))


def _ids(records: Iterable[Record]) -> str:
    return " ".join(sorted(record.id for record in records))


QUESTIONS: dict[str, Callable[..., str]] = {
    "live": _live,
    "head": _head,
    "contested": _contested,
    "status": _status,
    "agreed": _agreed,
    "answers": _answers,
    "conditions": _conditions,
}
