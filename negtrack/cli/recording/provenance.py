"""Who said it, when and where: the provenance options as fields of a record, with what is left unsaid filled in."""

from __future__ import annotations

from negtrack.cli.recording.prompts import can_ask, prompt_for
from negtrack.cli.recording.write_options import Provenance
from negtrack.cli.session import Session
from negtrack.dates import to_toml
from negtrack.errors import UsageError
from negtrack.lookup import find_party, find_source
from negtrack.model import MEDIA, OWN, REPORTED, THIRD_PARTY


def provenance_of(session: Session, given: Provenance) -> dict[str, object]:
    """The provenance fields, key -> value. Raises `UsageError` and `UnknownIdError` for what does not hold."""
    sources = _sources(session, given)
    side = _side(session, given)
    return {
        **given_fields(given),
        "stated": given.stated or _date_of(session, sources),
        "side": side,
        "attribution": _attribution(given, side),
        "sources": sources,
    }


def given_fields(given: Provenance) -> dict[str, object]:
    """The provenance options as they were given, key -> text or list; "" for what was not."""
    return {
        "text": given.text,
        "stated": given.stated,
        "speaker": given.speaker,
        "side": given.side or (OWN if given.on_record and not given.speaker else ""),
        "attribution": _attribution(given, given.side) if given.attribution or given.on_record else "",
        "grade": given.grade,
        "sources": given.source,
        "locator": given.locator,
        "quote": given.quote,
        "note": given.note,
        "tags": given.tag,
    }


def _sources(session: Session, given: Provenance) -> list[str]:
    known = session.definitions
    if given.source or given.stated or not can_ask():
        if not given.source and not given.stated:
            raise UsageError("missing --source; where there is none, say at least when with --stated")
        return [find_source(known, name).id for name in given.source]
    choices = [(source.id, source.name) for source in known.sources.values()]
    return [prompt_for("", "--source", lambda text: find_source(known, text), choices).id]


def _date_of(session: Session, sources: list[str]) -> object:
    """The date of the first source that has one."""
    dates = (session.definitions.sources[name].issued for name in sources)
    return next((to_toml(issued) for issued in dates if issued), "")


def _side(session: Session, given: Provenance) -> str:
    if given.on_record and not given.side and not given.speaker:
        return OWN
    if given.side in ("", OWN, MEDIA, THIRD_PARTY):
        if given.speaker and not given.side:
            raise UsageError("--speaker asks for --side: own, media, third-party or a party")
        return given.side
    return find_party(session.definitions, given.side).id


def _attribution(given: Provenance, side: str) -> str:
    if given.attribution or given.on_record:
        return given.attribution or "on-record"
    return "" if side or given.speaker else REPORTED
