"""Who goes back on what was agreed provisionally, from the page."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.model import Record
from negtrack.values import Value
from tests.oracle.answers import withdrawals
from tests.oracle.records import is_later, is_own
from tests.oracle.rules import live, reaches
from tests.oracle.statements import Talks, basis_of, is_set, issue_of, value_of
from tests.oracle.steps import value_gap


def goes_back_on(
    talks: Talks,
    made: Record,
    mine: Sequence[Record],
    issue: str,
    value: Value,
    qualifier: str,
    party: str,
    other: str,
) -> bool:
    """A live own statement, said with a set, apart from the agreed value, or an own withdrawal on the issue, that is
    certainly later than what was made and than all its own consents; a withdrawal also where nobody knows whether it
    followed these."""

    def follows(record: Record) -> bool:
        return is_later(talks, record, made) and all(is_later(talks, record, one) for one in mine)

    def may_follow(record: Record) -> bool:
        return is_later(talks, record, made) and not any(is_later(talks, one, record) for one in mine)

    definition = issue_of(talks, issue)
    contrary = [
        p
        for p in live(talks, party, issue, other)
        if p.is_own and is_set(talks, p) and follows(p.record) and made.id not in p.alternatives
        if basis_of(talks, p) == (qualifier or definition.basis)
        if value_gap(talks.negotiation, definition, value_of(talks, issue, p.value), value).status == "apart"
    ]
    dropped = [
        withdrawal
        for withdrawal in withdrawals(talks, party)
        if withdrawal.issue == issue and is_own(withdrawal, party) and may_follow(withdrawal)
        if reaches(withdrawal.toward, "", other)
    ]
    return bool(contrary or dropped)
