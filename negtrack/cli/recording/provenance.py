"""Who said it, when and where: the provenance options as fields of a record, with defaults filled in."""

from __future__ import annotations

from negtrack.cli.recording.fields import Given, find_named
from negtrack.cli.recording.prompts import can_ask, prompt_for
from negtrack.cli.session import Session
from negtrack.dates import to_toml
from negtrack.errors import UsageError
from negtrack.field_docs import ON_RECORD
from negtrack.lookup import find_party, find_source
from negtrack.model import MEDIA, OWN, REPORTED, THIRD_PARTY, Record, docs_of


def provenance_of(session: Session, given: Given) -> dict[str, object]:
    """Return the provenance fields that the options give, key -> value. Raises `UsageError` and `UnknownIdError`."""
    found = find_named(session, Record, {key: value for key, value in given.items() if key in docs_of(Record)})
    if not given["sources"]:
        found["sources"] = _ask_source(session, given)
    side = _side(session, given)
    return {
        **found,
        "stated": found["stated"] or _date_of(session, found["sources"]),
        "side": side,
        "attribution": _attribution(given, side),
    }


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
    return [prompt_for("", "--source", lambda text: find_source(known, text), choices).id]


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
    if given["attribution"] or given[ON_RECORD.key]:
        return given["attribution"] or "on-record"
    return "" if side or given["speaker"] else REPORTED
