"""Whose word a position may be: the source's, the party's, that of those whom the sentence names, and of those who
spoke before. Nothing is filled in by itself; where the words make it doubtful it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negtrack.desk.cues import hearsay_in
from negtrack.desk.desk import Desk
from negtrack.desk.known import Voice
from negtrack.desk.speakers import names_in
from negtrack.model import OWN
from negtrack.screen.menu import DIGITS, LETTERS, Choice

SOURCE_ITSELF, PARTY_ITSELF = "the source itself", "the party itself"
_VOICE_FIELDS = ("speaker", "side", "attribution")


def voices_of(desk: Desk) -> Mapping[str, Voice]:
    """Return who may speak, by the words of the choice: those whom the sentence names, the source, the party, whose
    word it is so far, then those who spoke before."""
    known = {voice.speaker: voice for voice in desk.known.voices}
    delegates = {
        delegate.name: party.id for party in desk.known.negotiation.parties.values() for delegate in party.delegates
    }
    named = {
        name: known.get(name) or _voice_of_party(desk, name) or Voice(name, delegates.get(name, ""))
        for name in names_here(desk)
    }
    itself = {SOURCE_ITSELF: Voice("", ""), PARTY_ITSELF: Voice("", OWN)}
    so_far = {voice_so_far(desk): Voice(*map(desk.draft.get, _VOICE_FIELDS))} if desk.draft else {}
    return {**named, **itself, **so_far, **known}


def _voice_of_party(desk: Desk, name: str) -> Voice | None:
    """Return the voice of a party where it is the party that is named, not its people."""
    whole = (0, len(name))
    for mention in desk.known.mentions.within(name, whole):
        parties = [id for id in mention.ids if id in desk.known.negotiation.parties]
        if mention.range == whole and len(parties) == 1:
            return Voice("", parties[0])
    return None


def names_here(desk: Desk) -> Sequence[str]:
    """Return who may speak in the sentences that are quoted."""
    return names_in(desk.sentence_words, desk.known.negotiation.parties)


def with_voice_keys(desk: Desk) -> Desk:
    """Return the state with letters for the voices that are on record; they stay while the desk is open."""
    known = (voice.speaker for voice in desk.known.voices)
    return desk.with_keys("voice", (SOURCE_ITSELF, PARTY_ITSELF, *known), LETTERS)


def voice_choices(desk: Desk) -> Sequence[Choice]:
    """Return who may speak, with a digit for those whom the sentence names and who are not on record yet."""
    named, keys = names_here(desk), desk.keys["voice"]
    digits = iter(DIGITS)
    choices = []
    for words, voice in voices_of(desk).items():
        title = ", ".join(filter(None, (voice.side, voice.attribution)))
        key = keys.get(words) or next(digits, "")
        choices.append(Choice(words, title if words in named or voice.speaker else "", key, is_named=words in named))
    return choices


def usual_voice(desk: Desk) -> str:
    """Return what Enter takes: the only one whom the sentence names; where it names nobody, and holds no word of
    hearsay, whose word it is so far."""
    named = names_here(desk)
    if named or hearsay_in(desk.sentence_words):
        return named[0] if len(named) == 1 else ""
    return voice_so_far(desk)


def voice_so_far(desk: Desk) -> str:
    """Return the words of the choice that the draft has: the speaker, else whose own word it is."""
    if desk.draft is None:
        return ""
    side = desk.draft.side
    itself = f"{side} itself" if side in desk.known.negotiation.parties else side
    return desk.draft.get("speaker") or {"": SOURCE_ITSELF, OWN: PARTY_ITSELF}.get(side, itself)


def is_voice_doubtful(desk: Desk) -> bool:
    """Return whether to ask whose word it is: for the first position of a sitting, and where the sentence has others
    who may speak or a word of hearsay; also in another paragraph that does not name who spoke last."""
    if desk.draft is None or "voice" in desk.draft.settled:
        return False
    speaker, sentence = desk.draft.get("speaker").casefold(), desk.sentence_words.casefold()
    if desk.last is None or any(not _is_same(name.casefold(), speaker) for name in names_here(desk)):
        return True
    if speaker and speaker in sentence:
        return False
    return bool(hearsay_in(sentence) or (desk.draft.get("side") and not desk.is_in_last_paragraph))


def _is_same(name: str, speaker: str) -> bool:
    return bool(speaker) and (name in speaker or speaker in name)
