"""What is asked for a position: each question with its choices or the text that it begins with, its hint, and what
becomes of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from negtrack.desk.desk import Desk
from negtrack.desk.known import Voice
from negtrack.desk.speakers import names_in
from negtrack.errors import NegtrackError, NotationError
from negtrack.frozen import dataclass, replace
from negtrack.lookup import read_date
from negtrack.model import MEDIA, OWN, TAKING_BACK, THIRD_PARTY, Position, docs_of
from negtrack.model.fields import parse_caveat, parse_grade
from negtrack.screen.entry import offer
from negtrack.screen.menu import DIGITS, LETTERS, Choice, Menu
from negtrack.values import hint_of, read_value

SOURCE_ITSELF, PARTY_ITSELF = "the source itself", "the party itself"
OTHER_FIELDS = (
    "text",
    "stated",
    "modality",
    "qualifier",
    "toward",
    "requires",
    "caveat",
    "note",
    "withdraws",
    "denies",
)
"""Fields that have no key of their own."""


@dataclass(frozen=True)
class Question:
    """One question: its label, and functions of the state to its choices, else to the text that is offered, to its
    hint, and to the state after an answer, which raises `NegtrackError` where the answer is invalid."""

    label: str
    take: Callable[[Desk, str], Desk]
    choices: Callable[[Desk], Sequence[Choice]] | None = None
    labels: str = LETTERS
    offered: Callable[[Desk], str] = lambda _: ""
    hint: Callable[[Desk], str] = lambda _: ""


def ask(desk: Desk, name: str) -> Desk:
    """Return the state in which a question is open."""
    question = question_of(name)
    asks = desk.asks if name == desk.question else (*desk.asks, name)
    if question.choices is None:
        return replace(desk, asks=asks, menu=None, entry=offer(question.offered(desk)))
    return replace(desk, asks=asks, menu=Menu(question.choices(desk), question.labels), entry=None)


def back(desk: Desk) -> Desk:
    """Return the state with the question before this one; reading, where there is none."""
    asks = desk.asks[:-1]
    if not asks:
        return replace(desk, asks=(), menu=None, entry=None, draft=None)
    return ask(replace(desk, asks=asks), asks[-1])


def answer(desk: Desk, text: str) -> Desk:
    """Return the state after an answer; with a message where it is invalid."""
    try:
        return question_of(desk.question).take(desk, text)
    except NegtrackError as error:
        return desk.said(str(error), is_alert=True)


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


def _parties(desk: Desk) -> Sequence[Choice]:
    parties = desk.known.negotiation.parties
    return [Choice(name, parties[name].name) for name in desk.in_order(list(parties))]


def _issues(desk: Desk) -> Sequence[Choice]:
    issues = desk.known.negotiation.issues
    return [Choice(name, issues[name].title) for name in desk.in_order(list(issues))]


def _take_party(desk: Desk, party: str) -> Desk:
    return ask(replace(desk, draft=replace(desk.draft, party=party)), "issue")  # type: ignore[type-var]


def _take_issue(desk: Desk, issue: str) -> Desk:
    return ask(replace(desk, draft=replace(desk.draft, issue=issue)), "value")  # type: ignore[type-var]


def _take_value(desk: Desk, text: str) -> Desk:
    value = value_reading(desk, text.strip())
    return replace(desk, draft=replace(desk.draft, value=value), wants="write")  # type: ignore[type-var]


def _value_hint(desk: Desk) -> str:
    return hint_of(desk.issue.scale) if desk.issue else ""


def _words(key: str) -> Callable[[Desk], Sequence[Choice]]:
    return lambda _: [Choice(word, meaning) for word, meaning in docs_of(Position)[key].words.items()]


def _given(key: str) -> Callable[[Desk], str]:
    return lambda desk: desk.draft.get(key) if desk.draft else ""


def _set(key: str, parse: Callable[[str], str] = str) -> Callable[[Desk, str], Desk]:
    """Return how a field is answered, before the question from which it was asked is open again; "" takes it away."""

    def take(desk: Desk, text: str) -> Desk:
        return back(desk.with_fields(**{key: parse(text) if text else ""}))

    return take


def _voices(desk: Desk) -> Mapping[str, Voice]:
    """Return who may speak, by the words of the choice: the source, the party, then those whom the words name, and
    those who spoke before."""
    known = {voice.speaker: voice for voice in desk.known.voices}
    delegates = {
        delegate.name: party.id for party in desk.known.negotiation.parties.values() for delegate in party.delegates
    }
    named = names_in(desk.article.words(desk.span), desk.known.negotiation.parties)
    new = {name: known.get(name) or Voice(name, delegates.get(name, "")) for name in named}
    return {SOURCE_ITSELF: Voice("", ""), PARTY_ITSELF: Voice("", OWN), **new, **known}


def _voice_choices(desk: Desk) -> Sequence[Choice]:
    return [
        Choice(words, ", ".join(filter(None, (voice.side if voice.speaker else "", voice.attribution))))
        for words, voice in _voices(desk).items()
    ]


def _take_voice(desk: Desk, words: str) -> Desk:
    voice = _voices(desk)[words]
    desk = desk.with_fields(speaker=voice.speaker, side=voice.side, attribution=voice.attribution)
    return back(desk) if voice.side or not voice.speaker else ask(desk, "side")


def _take_speaker(desk: Desk, text: str) -> Desk:
    if not text:
        raise NotationError("no name; write one")
    return ask(desk.with_fields(speaker=text, side="", attribution=""), "side")


def _sides(desk: Desk) -> Sequence[Choice]:
    return [*_parties(desk), Choice(MEDIA, "the press"), Choice(THIRD_PARTY, "anybody else")]


def _take_side(desk: Desk, side: str) -> Desk:
    desk = desk.with_fields(side=side)
    asks = tuple(name for name in desk.asks if name not in ("side", "speaker", "voice"))
    return back(replace(desk, asks=(*asks, "side")))


def _field_choices(desk: Desk) -> Sequence[Choice]:
    docs = docs_of(Position)
    return [Choice(key, desk.draft.get(key) or docs[key].meaning) for key in OTHER_FIELDS if desk.draft]


def _take_field(desk: Desk, key: str) -> Desk:
    return ask(replace(desk, asks=desk.asks[:-1]), key)


def _field_question(key: str) -> Question:
    """Return the question for a field that has none of its own, from its documentation."""
    doc = docs_of(Position)[key]
    choices = _words(key) if doc.words else _parties if doc.metavar == "PARTY" else None
    return Question(key, _set(key, _PARSERS.get(key, str)), choices, offered=_given(key), hint=lambda _: doc.meaning)


def _take_date(desk: Desk, text: str) -> Desk:
    return _set("stated")(desk, read_date(text, desk.known.today) if text else "")


def _take_words(desk: Desk, text: str) -> Desk:
    """Return the state at the next place of some words, from the sentence after this one on, and round again."""
    desk = replace(back(desk), sought=text)
    return find_next(desk) if text else desk


def find_next(desk: Desk) -> Desk:
    """Return the state at the next sentence with the words that are sought."""
    text, wanted = desk.article.text.casefold(), desk.sought.casefold()
    place = text.find(wanted, desk.article.sentences[desk.sentence][1] if desk.article.sentences else 0)
    place = text.find(wanted) if place < 0 else place
    if not wanted or place < 0:
        return desk.said(f'"{desk.sought}" is not in the text', is_alert=True)
    return replace(desk, sentence=desk.article.sentence_at(place))


_PARSERS: Mapping[str, Callable[[str], str]] = {"caveat": parse_caveat}
QUESTIONS: Mapping[str, Question] = {
    "party": Question("party", _take_party, _parties, DIGITS, hint=lambda _: "whose position is it?"),
    "issue": Question("issue", _take_issue, _issues, hint=lambda _: "on which issue?"),
    "value": Question(
        "value", _take_value, offered=lambda desk: desk.draft.value if desk.draft else "", hint=_value_hint
    ),
    "stance": Question("stance", _set("stance"), _words("stance")),
    "voice": Question("said by", _take_voice, _voice_choices, hint=lambda _: "who says so? n types another"),
    "speaker": Question("said by", _take_speaker, hint=lambda _: "a person, or words such as Egyptian officials"),
    "side": Question("side", _take_side, _sides, hint=lambda _: "whose people is the speaker?"),
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
