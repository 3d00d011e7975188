"""Whose words bind: order of grades, and which later statement clears which earlier one.

`clears` holds the rules of positions, `answer_clears` those of answers. Both leave open whether the one was said later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from negtrack.model import MEDIA, SAID, Issue, Position, Record, Response, Strength, is_later
from negtrack.values import flag_of

_FIRM = ("offer", "acceptance")
_NO_GRADE = "G7"


def has_set(position: Position) -> bool:
    """Return whether the position says which outcomes the party would accept: as it stands, and neither unspecified
    nor undisclosed nor taking something back."""
    return bool(position.value) and position.modality == SAID and not flag_of(position.value)


def names_outcomes(position: Position) -> bool:
    """Return whether the position has a value that is neither unspecified nor undisclosed, however firmly it was
    said."""
    return bool(position.value) and not flag_of(position.value)


def is_red_line(position: Position) -> bool:
    """Return whether it rules outcomes out: a red line that was said, and names outcomes."""
    return position.stance == "red-line" and has_set(position)


def speaks_for_party(record: Record) -> bool:
    """Return whether it is in the common voice of its party: its own words, by nobody who is its delegate."""
    return record.is_own and record.voice == record.party


def same_voice(one: Record, other: Record) -> bool:
    """Return whether one voice said both; a party is not a speaker who only has its name."""
    return one.voice == other.voice and one.is_own == other.is_own


def sort_of(position: Position) -> str:
    """Return the modality of a position that was not said as it stands, else its flag; "" if it has a set."""
    return position.modality if position.modality != SAID else flag_of(position.value)


def clears(later: Position, earlier: Position, issue: Issue) -> bool:
    """Return whether a later position of one party on one issue ends an earlier one."""
    is_same = same_voice(later, earlier)
    if are_alternatives(later, earlier):
        return False
    if not has_set(later):
        return is_same and sort_of(later) == sort_of(earlier)
    if is_red_line(earlier):
        return is_same and later.stance == "red-line"
    if issue.is_mandate:
        return is_same
    if later.proposal:
        return bool(earlier.proposal) or later.strength <= earlier.strength
    if later.strength == Strength.OTHER:
        return is_same and earlier.strength == Strength.OTHER and not earlier.proposal
    if earlier.proposal:
        return speaks_for_party(later) and later.stance in _FIRM and later.strength <= earlier.strength
    is_heard = is_same or (speaks_for_party(later) and not _is_delegates(earlier, later))
    return is_heard and later.strength <= earlier.strength


def are_alternatives(one: Position, other: Position) -> bool:
    """Return whether they are terms of two proposals of which exactly one holds."""
    return one.proposal != other.proposal and one.proposal in other.alternatives


def _is_delegates(earlier: Position, later: Position) -> bool:
    """Return whether the earlier one is a delegate's own word, which of its party's only an acceptance clears."""
    return earlier.is_own and not speaks_for_party(earlier) and later.stance != "acceptance"


def holds(position: Position) -> bool:
    """Return whether it is a withdrawal that ends what it names: said by the party, or reported by the media; of
    others it is only a claim."""
    return position.stance == "withdrawal" and (position.is_own or position.side in ("", MEDIA))


def answer_clears(later: Response, earlier: Response) -> bool:
    """Return whether a later answer of one party to one proposal ends an earlier one."""
    is_same = same_voice(later, earlier)
    if not later.is_said:
        return is_same and not earlier.is_said
    if not speaks_for_party(later):
        return is_same and later.strength <= earlier.strength
    is_delegates = earlier.is_own and not speaks_for_party(earlier)
    return later.strength <= earlier.strength and (later.strength == Strength.STRONG or not is_delegates)


def standing_answers(
    group: Iterable[Response], withdrawn: Collection[str], denied: Collection[str], issue: str = ""
) -> tuple[Response, ...]:
    """Return those answers of one party to one proposal, or to its term on `issue`, that were not withdrawn and that no
    later one to all that they answer has ended: the party's own first; said as they stand; the latest; strong; of the
    better grade; the later recorded; last of all what the party denies."""
    group = [answer for answer in group if not issue or answer.concerns(issue)]
    if len(group) < 2:  # as nearly all are
        return tuple(answer for answer in group if answer.id not in withdrawn)
    standing = [
        answer
        for answer in group
        if answer.id not in withdrawn
        and not any(
            (issue or other.covers(answer)) and is_later(other, answer) and answer_clears(other, answer)
            for other in group
        )
    ]
    if len(standing) < 2:
        return tuple(standing)
    first = _first_answer([one for one in standing if one.id not in denied] or standing)
    order = {answer.id: (answer is not first, answer.id in denied, *_answer_order(answer)) for answer in standing}
    return tuple(sorted(standing, key=lambda answer: order[answer.id]))


def _first_answer(standing: Sequence[Response]) -> Response | None:
    """Return the answer that stands for all: of one day the certainly later, and of grades one that none betters."""
    left = _best_answers(standing, lambda answer: (not answer.is_own, not answer.is_said, -answer.day.toordinal()))
    left = [one for one in left if not any(is_later(other, one) for other in left)] or left
    left = _best_answers(left, lambda answer: (answer.strength,))
    left = [one for one in left if not any(is_bettered(one.grade, other.grade) for other in left)]
    return min(left, key=lambda answer: (-answer.recorded.timestamp(), answer.id), default=None)


def _best_answers(answers: Sequence[Response], key: Callable[[Response], tuple[int, ...]]) -> Sequence[Response]:
    best = min(map(key, answers), default=())
    return [answer for answer in answers if key(answer) == best]


def _answer_order(response: Response) -> tuple[object, ...]:
    return (
        not response.is_own,
        not response.is_said,
        -response.day.toordinal(),
        response.strength,
        grade_order(response.grade),
        -response.recorded.timestamp(),
        response.id,
    )


def is_bettered(grade: str, other: str) -> bool:
    """Return whether `other` is the better Admiralty grade: in letter or digit, and worse in neither."""
    one, two = grade or _NO_GRADE, other or _NO_GRADE
    return one != two and all(mine >= its for mine, its in zip(one, two, strict=True))


def grade_order(grade: str) -> str:
    """Return the sort key of Admiralty grades: letter before digit, best first, no grade last."""
    return grade or _NO_GRADE
