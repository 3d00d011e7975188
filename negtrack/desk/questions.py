"""What is asked for a position: each question with its choices or the text that it begins with, its hint, and what
becomes of the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from negtrack.desk.cues import hearsay_in
from negtrack.desk.desk import Desk
from negtrack.desk.finding import find_next
from negtrack.desk.named import (
    answer_choices,
    issue_choices,
    issues_of,
    only_named,
    parties_of,
    party_choices,
    record_choices,
    with_issue_keys,
    with_party_keys,
    with_record_keys,
)
from negtrack.desk.stances import is_stance_doubtful, stance_choices, stance_hint, usual_stance_here
from negtrack.desk.voices import is_voice_doubtful, usual_voice, voice_choices, voices_of, with_voice_keys
from negtrack.errors import NegtrackError, NotationError
from negtrack.frozen import dataclass, replace
from negtrack.lookup import read_date
from negtrack.model import MEDIA, TAKING_BACK, THIRD_PARTY, Position, Record, Response, docs_of
from negtrack.model.fields import parse_caveat, parse_grade
from negtrack.screen.entry import offer
from negtrack.screen.menu import Choice, Menu, label
from negtrack.values import hint_of, read_value

OTHER_FIELDS: Mapping[type[Record], Sequence[str]] = {
    Position: (
        *("text", "stated", "modality", "qualifier", "toward", "requires", "caveat", "note", "withdraws", "denies"),
    ),
    Response: ("text", "stated", "modality", "reservations", "caveat", "note"),
}
"""Fields that have no key of their own."""
_STEPS = ("party", "issue", "to", "answer")
"""What is asked of every record; the fields are asked from there."""
_DOUBTS = ("stance", "voice")
"""What is asked before the value where the words make it doubtful."""


@dataclass(frozen=True)
class Question:
    """One question: its label, and functions of the state to its choices and the one that Enter takes, else to the text
    that is offered, to its hint, and to the state after an answer, which raises `NegtrackError` where the answer is
    invalid; `prepare` gives the choices the keys that stay theirs."""

    label: str
    take: Callable[[Desk, str], Desk]
    choices: Callable[[Desk], Sequence[Choice]] | None = None
    default: Callable[[Desk], str] = lambda _: ""
    prepare: Callable[[Desk], Desk] = lambda desk: desk
    offered: Callable[[Desk], str] = lambda _: ""
    hint: Callable[[Desk], str] = lambda _: ""


def ask(desk: Desk, name: str) -> Desk:
    """Return the state in which a question is open."""
    question = question_of(name)
    asks = desk.asks if name == desk.question else (*desk.asks, name)
    desk = replace(question.prepare(desk), asks=asks, menu=None, entry=None)
    if question.choices is None:
        return replace(desk, entry=offer(question.offered(desk)))
    return replace(desk, menu=Menu(question.choices(desk), question.default(desk)))


def back(desk: Desk) -> Desk:
    """Return the state with the question before this one; reading, where there is none."""
    asks = desk.asks[:-1]
    if not asks:
        return replace(desk, asks=(), menu=None, entry=None, draft=None)
    return ask(replace(desk, asks=asks), asks[-1])


def doubts(desk: Desk) -> Iterator[str]:
    """Yield what is to be asked before the value, as the words make it doubtful."""
    if is_stance_doubtful(desk):
        yield "stance"
    if is_voice_doubtful(desk):
        yield "voice"


def go_on(desk: Desk) -> Desk:
    """Return the state after the issue or the answer: with what is doubtful, then the value; an answer is recorded."""
    doubt = next(doubts(desk), "")
    if doubt or desk.model is Position:
        return ask(desk, doubt or "value")
    return replace(ask(desk, "answer"), wants="write")


def _resume(desk: Desk) -> Desk:
    """Return the state after a field was answered: the party is asked again where it was asked from there, what comes
    after the issue where all before it is chosen; of a position, the way back leads to what was doubtful."""
    steps = tuple(name for name in desk.asks if name in _STEPS)
    if steps[-1] == "party":
        return ask(replace(desk, asks=steps), "party")
    doubtful = _DOUBTS if desk.model is Position else ()
    return go_on(replace(desk, asks=tuple(name for name in desk.asks if name in (*_STEPS, *doubtful))))


def answer(desk: Desk, text: str) -> Desk:
    """Return the state after an answer; with a message where it is invalid."""
    try:
        return question_of(desk.question).take(desk, text)
    except NegtrackError as error:
        return desk.with_message(str(error), is_alert=True)


def value_reading(desk: Desk, text: str) -> str:
    """Return the value that a text names on the issue of the draft, in canonical words; "" where a stance needs none.
    Raises `NotationError`."""
    if not text and desk.stance in TAKING_BACK:
        return ""
    if not text:
        raise NotationError("no value; write one, or unspecified where the party names none")
    return read_value(text, desk.issue.scale) if desk.issue else text


def question_of(name: str) -> Question:
    """Return a question by its name, which is the key of a field where it has no entry of its own."""
    return QUESTIONS.get(name) or _field_question(name)


def _take_party(desk: Desk, party: str) -> Desk:
    desk = replace(desk, draft=replace(desk.draft, party=party))  # type: ignore[type-var]
    return ask(desk, "issue" if desk.model is Position else "to")


def _take_issue(desk: Desk, issue: str) -> Desk:
    return go_on(replace(desk, draft=replace(desk.draft, issue=issue)))  # type: ignore[type-var]


def _take_record(desk: Desk, name: str) -> Desk:
    return ask(desk.with_fields(to=name), "answer")


def _take_answer(desk: Desk, word: str) -> Desk:
    return go_on(desk.with_fields(answer=word))


def _take_value(desk: Desk, text: str) -> Desk:
    value = value_reading(desk, text.strip())
    return replace(desk, draft=replace(desk.draft, value=value), wants="write")  # type: ignore[type-var]


def _value_hint(desk: Desk) -> str:
    return hint_of(desk.issue.scale) if desk.issue else ""


def _words(key: str) -> Callable[[Desk], Sequence[Choice]]:
    words = docs_of(Position)[key].words.items()
    return lambda _: label([Choice(word, meaning) for word, meaning in words])


def _take_stance(desk: Desk, stance: str) -> Desk:
    return _resume(desk.with_fields(stance=stance).with_settled("stance"))


def _voice_hint(desk: Desk) -> str:
    word = hearsay_in(desk.sentence_words)
    said = f'the words say "{word}"; ' if word else ""
    return f"{said}who says so? n types another"


def _given(key: str) -> Callable[[Desk], str]:
    return lambda desk: desk.draft.get(key) if desk.draft else ""


def _set(key: str, parse: Callable[[str], str] = str) -> Callable[[Desk, str], Desk]:
    """Return how a field is answered, before the question from which it was asked is open again; "" takes it away."""

    def take(desk: Desk, text: str) -> Desk:
        return _resume(desk.with_fields(**{key: parse(text) if text else ""}))

    return take


def _take_voice(desk: Desk, words: str) -> Desk:
    voice = voices_of(desk)[words]
    desk = desk.with_fields(speaker=voice.speaker, side=voice.side, attribution=voice.attribution)
    return _resume(desk.with_settled("voice")) if voice.side or not voice.speaker else ask(desk, "side")


def _take_speaker(desk: Desk, text: str) -> Desk:
    if not text:
        raise NotationError("no name; write one")
    return ask(desk.with_fields(speaker=text, side="", attribution=""), "side")


def _sides(desk: Desk) -> Sequence[Choice]:
    """Return the parties with their digits, and everybody else."""
    return [*party_choices(desk), Choice(MEDIA, "the press", "m"), Choice(THIRD_PARTY, "anybody else", "t")]


def _take_side(desk: Desk, side: str) -> Desk:
    return _resume(desk.with_fields(side=side).with_settled("voice"))


def _field_choices(desk: Desk) -> Sequence[Choice]:
    docs, keys = docs_of(desk.model), OTHER_FIELDS[desk.model]
    return label([Choice(key, desk.draft.get(key) or docs[key].meaning) for key in keys if desk.draft])


def _take_field(desk: Desk, key: str) -> Desk:
    return ask(replace(desk, asks=desk.asks[:-1]), key)


def _field_question(key: str) -> Question:
    """Return the question for a field that has none of its own, from its documentation."""
    doc = docs_of(Position).get(key) or docs_of(Response)[key]
    choices = _words(key) if doc.words else party_choices if doc.metavar == "PARTY" else None
    return Question(
        key,
        _set(key, _PARSERS.get(key, str)),
        choices,
        prepare=with_party_keys,
        offered=_given(key),
        hint=lambda _: doc.meaning,
    )


def _take_date(desk: Desk, text: str) -> Desk:
    return _set("stated")(desk, read_date(text, desk.known.today) if text else "")


def _take_words(desk: Desk, text: str) -> Desk:
    """Return the state at the next place of some words, from the sentence after this one on, and round again."""
    desk = replace(back(desk), sought=text)
    return find_next(desk) if text else desk


_PARSERS: Mapping[str, Callable[[str], str]] = {"caveat": parse_caveat}
QUESTIONS: Mapping[str, Question] = {
    "party": Question(
        "party",
        _take_party,
        party_choices,
        only_named(parties_of, lambda draft: draft.party),
        with_party_keys,
        hint=lambda desk: "whose position is it?" if desk.model is Position else "who answers?",
    ),
    "issue": Question(
        "issue",
        _take_issue,
        issue_choices,
        only_named(issues_of, lambda draft: draft.issue),
        with_issue_keys,
        hint=lambda _: "on which issue?",
    ),
    "to": Question(
        "answers",
        _take_record,
        record_choices,
        prepare=with_record_keys,
        hint=lambda _: "a proposal, a term, a position",
    ),
    "answer": Question("answer", _take_answer, answer_choices),
    "value": Question(
        "value", _take_value, offered=lambda desk: desk.draft.value if desk.draft else "", hint=_value_hint
    ),
    "stance": Question("stance", _take_stance, stance_choices, usual_stance_here, hint=stance_hint),
    "voice": Question("said by", _take_voice, voice_choices, usual_voice, with_voice_keys, hint=_voice_hint),
    "speaker": Question("said by", _take_speaker, hint=lambda _: "a person, or words such as Egyptian officials"),
    "side": Question(
        "side", _take_side, _sides, prepare=with_party_keys, hint=lambda _: "whose people is the speaker?"
    ),
    "attribution": Question("attribution", _set("attribution"), _words("attribution")),
    "grade": Question(
        "grade",
        _set("grade", lambda text: parse_grade(text.upper())),
        offered=_given("grade"),
        hint=lambda _: "source A-F, this piece 1-6, such as B2",
    ),
    "field": Question("another field", _take_field, _field_choices),
    "stated": Question("stated", _take_date, hint=lambda _: "when it was said, if not the day of the source"),
    "find": Question("find", _take_words, hint=lambda _: "words of the text"),
}
"""The questions by name."""
