"""Who said it, when and where: the provenance options as fields of a record, with defaults filled in."""

from __future__ import annotations

from negtrack.cli.output.printing import log
from negtrack.cli.recording.fields import Given, find_named
from negtrack.cli.recording.new_items import create_source
from negtrack.cli.recording.prompts import can_ask, prompt_date, prompt_for, prompt_or_none
from negtrack.cli.recording.records import one_of
from negtrack.cli.session import Session
from negtrack.dates import parse_when, to_toml
from negtrack.errors import UsageError
from negtrack.field_docs import ON_RECORD
from negtrack.lookup import find_party, find_source, read_date
from negtrack.model import MEDIA, OWN, REPORTED, THIRD_PARTY, Record, docs_of, parse_text

_QUOTED = ("on-record", "background", "deep-background")
"""Terms of attribution that are somebody's, not the source's own."""


def provenance_of(session: Session, given: Given) -> dict[str, object]:
    """Return the provenance fields that the options give, key -> value. Raises `UsageError` and `UnknownIdError`."""
    found = find_named(session, Record, {key: value for key, value in given.items() if key in docs_of(Record)})
    if not given["sources"]:
        found["sources"] = _ask_source(session, given)
    if found["locator"] and not found["sources"]:
        raise UsageError("--locator says where in a source; name that with --source")
    if not found["stated"] and not found["sources"]:
        found["stated"] = prompt_date("", "when was it said", session.clock.today)
    side = _side(session, given)
    return {
        **found,
        "stated": found["stated"] or _date_of(session, found["sources"]),
        "side": side,
        "attribution": _attribution(given, side),
    }


def ask_who_said_it(session: Session, given: Given, is_asking: bool, has_holder: bool = True) -> Given:
    """Return the options; where the command `is_asking` anyway, with the answers to prompts for what they leave open:
    who said it, for whom, on which terms, when, and in which words of ours. What belongs to no party has no holder, so
    that it is nobody's own word."""
    if not is_asking:
        return given
    asked = dict(given)
    if not any(given[key] for key in ("speaker", "side", "attribution", ON_RECORD.key)):
        log("Who said it?")
        asked["speaker"] = prompt_or_none("speaker", parse_text, hint="a person, or words such as Egyptian officials")
        asked["side"] = _prompt_side(session, asked["speaker"], has_holder)
        if asked["side"]:
            words = docs_of(Record)["attribution"].words
            asked["attribution"] = prompt_or_none("attribution", one_of(words), words.items())
    if not given["sources"]:
        asked["sources"] = _ask_source(session, given)
    if not asked["sources"] and not given["stated"]:
        asked["stated"] = prompt_date("", "when was it said", session.clock.today)
    elif not given["stated"]:
        day = session.clock.today
        asked["stated"] = prompt_or_none(
            "when", lambda text: parse_when(read_date(text, day)).text, hint="if not the day of the source"
        )
    if not given["text"]:
        asked["text"] = prompt_or_none("text", parse_text, hint="what was said, in your words")
    return asked


def _prompt_side(session: Session, speaker: str, has_holder: bool) -> str:
    """Return the side of a speaker; of nobody it may be none."""
    known = session.negotiation
    named = [(OWN, "the party itself"), (MEDIA, "the press"), (THIRD_PARTY, "anybody else")]
    sides = named if has_holder else named[1:]
    words = [word for word, _ in sides]
    sides += [(party.id, party.name) for party in known.parties.values()]

    def find(text: str) -> str:
        return text if text in words else find_party(known, text).id

    if speaker:
        return prompt_for("", "side of the speaker", find, sides)
    return prompt_or_none("side", find, sides, hint="the source reports it in its own voice unless you say so")


def given_fields(given: Given) -> dict[str, object]:
    """Return the fields as the options give them, key -> text or list; "" for what is not given."""
    found = {key: value for key, value in given.items() if key != ON_RECORD.key}
    if given[ON_RECORD.key]:
        found["side"] = given["side"] or ("" if given["speaker"] else OWN)
        found["attribution"] = _attribution(given, given["side"])
    return found


def _ask_source(session: Session, given: Given) -> list[str]:
    """Prompt for the source and return it; return none where a date is given in its place."""
    if given["stated"]:
        return []
    if not can_ask():
        raise UsageError("missing --source; if there is none, give at least the date with --stated")
    known = session.negotiation
    choices = [(source.id, source.name) for source in known.sources.values()]
    found = prompt_or_none(
        "source",
        lambda text: find_source(known, text).id,
        choices,
        create=lambda text: create_source(session, text).id,
    )
    return [found] if found else []


def _date_of(session: Session, sources: list[str]) -> object:
    """Return the date of the first source that has one."""
    dates = (session.negotiation.sources[name].issued for name in sources)
    return next((to_toml(issued) for issued in dates if issued), "")


def _side(session: Session, given: Given) -> str:
    side, speaker = str(given["side"]), given["speaker"]
    if given[ON_RECORD.key] and not side and not speaker:
        return OWN
    if side in ("", OWN, MEDIA, THIRD_PARTY):
        if speaker and not side:
            raise UsageError("--speaker needs --side: own, media, third-party or a party")
        return side
    return find_party(session.negotiation, side).id


def _attribution(given: Given, side: str) -> str:
    if given[ON_RECORD.key] and given["attribution"] not in ("", "on-record"):
        raise UsageError(f"--on-record and --attribution {given['attribution']} say otherwise; use one of them")
    if given["attribution"] in _QUOTED and not (side or given["speaker"]):
        raise UsageError(f"--attribution {given['attribution']} says how somebody was quoted; say who with --side")
    if given["attribution"] or given[ON_RECORD.key]:
        return given["attribution"] or "on-record"
    return "" if side or given["speaker"] else REPORTED
