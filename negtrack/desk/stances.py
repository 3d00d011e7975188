"""The stance of a position beside what its words say: where they make it doubtful it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negtrack.desk.cues import stances_in
from negtrack.desk.desk import Desk
from negtrack.desk.draft import usual_stance
from negtrack.model import Position, docs_of
from negtrack.screen.menu import Choice, label


def is_stance_doubtful(desk: Desk) -> bool:
    """Return whether to ask for the stance: the first one on an issue of this class, where the words do not say it;
    where they speak of another one; also in another paragraph that speaks of none, what is not the usual one."""
    if desk.draft is None or desk.draft.is_response or "stance" in desk.draft.settled:
        return False
    found, stance = _stances_here(desk), desk.stance
    if desk.issue and desk.issue.class_ not in desk.stances and (stance not in found or len(found) > 1):
        return True
    is_carried_far = stance not in (*found, usual_stance(desk.issue)) and not desk.is_in_last_paragraph
    return is_carried_far or any(other != stance for other in found)


def _stances_here(desk: Desk) -> Mapping[str, str]:
    """Return the stances that the chosen words speak of, else their sentence, each with a word."""
    return stances_in(desk.article.words(desk.span)) or stances_in(desk.sentence_words)


def usual_stance_here(desk: Desk) -> str:
    """Return what Enter takes: the only stance that the words speak of; the one so far where they speak of none."""
    found = list(_stances_here(desk))
    return found[0] if len(found) == 1 else "" if found else desk.stance


def stance_choices(desk: Desk) -> Sequence[Choice]:
    """Return the stances, with a mark at those that the words speak of."""
    found, words = _stances_here(desk), docs_of(Position)["stance"].words
    return label([Choice(word, meaning, is_named=word in found) for word, meaning in words.items()])


def stance_hint(desk: Desk) -> str:
    """Return the words that speak of stances."""
    found = ", ".join(f'"{word}"' for word in _stances_here(desk).values())
    return f"the words say {found}" if found else "which kind of statement is it?"
