"""The name of the party in the head of a column, apart from the stance, the stage and the day of its words.

A word that is no such thing, and may say that the column holds something else than a party's words, is a doubt that the
user must settle.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain

from negtrack.dates import rewrite_dates
from negtrack.errors import NotationError, quote_words
from negtrack.frozen import dataclass
from negtrack.ids import fold
from negtrack.values.kinds.money import CURRENCIES

NOTES = ("note", "notes", "comment", "comments", "remark", "remarks", "observation", "observations")
_STAGES = """
    initial opening first second third fourth fifth latest last final revised new value view draft round version text
    wording
"""
_STANCES = {
    "demand": "demand",
    "offer": "offer",
    "proposal": "offer",
    "counter": "offer",
    "position": "",
    "mandate": "",
    "red-line": "red-line",
    **dict.fromkeys(_STAGES.split(), ""),
}
"""Word of a head that is no part of a name -> the stance of its column, "" for the usual one."""
_NOBODY = """
    our ours we us their theirs they them my your yours other initial opening first latest last final revised new value
    view draft text wording
"""
"""Words that begin a head without a name."""
_DOUBTFUL = """
    gap gaps difference distance delta status priority deadline target targets goal ideal minimum maximum min max floor
    ceiling limit note notes comment comments remark remarks agreed agreement accepted rejected refused declined
    withdrawn dropped settled signed open closed accepts rejects refuses declines wants needs asks claims says can
    cannot will must have has average mean median total sum cost costs price compromise batna zopa walk-away bottom
    response responses reaction reply answer answers vote votes deal outcome result results settlement source sources
    date dates deadline day when year change changes moved movement share score rank weight importance probability
    likelihood estimate estimated est approx unofficial informal confidential public private leaked oral verbal written
    draft according per via said reported cont continued days weeks months years hours euros dollars percent pct million
    millions thousand thousands billion billions bn mn tn january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
    saturday sunday today yesterday week quarter ask claim bid submission language amendment amended current existing
    previous prior proposed benchmark inflation point points both
    all everyone everybody joint jointly who background rationale reason reasons justification analysis assessment
    explanation detail details description context basis article art section chapter paragraph annex schedule clause
    history evidence reference references link url page meeting session agenda resolution decision decisions bridging
    landing zone rolling baseline cba contract contracts trend person contact tracker currency range objective
    objectives interest interests argument arguments strategy fallback concession concessions risk risks feasibility
    impact budget ratio rate timeline phase stage step steps process topic subtopic summary overview discussion
    \N{GREEK CAPITAL LETTER DELTA} \N{GREEK SMALL LETTER DELTA}
"""
"""Words that may say that a column holds something else than the words of the party before them."""
_LEADERS = """
    chair chairs chairman chairmen chairwoman chairperson chairpersons co-chair co-chairs cochair cochairs vice-chair
    president presidency facilitator facilitators co-facilitators mediator mediators moderator moderators secretariat
    rapporteur rapporteurs convener convenor arbitrator conciliator working-group drafting-group bureau
"""
"""Who may lead the talks without being a party to them."""
_NEW_PLACES = "zealand caledonia guinea york jersey hampshire mexico brunswick delhi south"
"""Words that make with `New` the name of a place."""
_DOUBTFUL_ANYWHERE = ("vs", "versus", "minus", "compared", "per", "according", "kw", "cw", "week")
_MADE_BY_PROGRAMS = r"(?:unnamed|column|spalte|colonne|columna|coluna|kolom|field|feld|champ|var|col)[:_ ]*[0-9]+"
"""Names that programs give to columns without any."""
_COUNTER = re.compile(r"counter[- ]?(?:proposal|offer)", re.IGNORECASE)
_RED_LINE = re.compile(r"red[- ]?line", re.IGNORECASE)
_PARTY_LAST = re.compile(r"(.+) (?:of|by|from) (?:the )?(.+)", re.IGNORECASE)
_PARTY_BEHIND = re.compile(r"([^:(]+)(?:: (.+)| ?\((.+)\))")
_NUMBERED = re.compile(r"[rv]?[0-9]{1,2}|[0-9]?(?:1st|2nd|3rd|[04-9]th)|1[1-3]th", re.IGNORECASE)
"""Which of several offers it is: `2`, `r2`, `2nd`."""
_SIGNS = "()[]:,;#.-\u2013\u2014"
_ANY_DAY = date(2026, 1, 1)
"""A day after which no year is guessed: a head without one is refused."""
_LONGEST_DAY = 4
"""Most words of a day."""


@dataclass(frozen=True)
class NamedParty:
    """What a head says of a party: its name, the stance and the day of its words; or why that cannot be read."""

    name: str
    stance: str = ""
    stated: str = ""
    is_note: bool = False
    """Whether the column holds notes on its words."""
    error: str = ""


def read_party(text: str, date_format: str = "") -> NamedParty:
    """Return the party that a head names, with what the head adds."""
    (before, after), stated, error = _split_day(text, date_format)
    words = _RED_LINE.sub("red-line", _COUNTER.sub("counter", f"{before} {after}".strip()))
    for pattern in (_PARTY_LAST, _PARTY_BEHIND):
        found = pattern.fullmatch(words)
        if found and (_is_added(found[1]) or fold(found[1]) in NOTES):
            words = f"{found[found.lastindex or 2]} {found[1]}"
    party, stance = words.split(), ""
    is_note = len(party) > 1 and fold(party[-1]) in NOTES
    party = party[:-1] if is_note else party
    while len(party) > 1 and (not _strip(party[-1]) or _is_addition(party)):
        stance = stance or _STANCES.get(_word(party[-1]), "")
        party.pop()
    if before and after and len(party) > len(before.split()) and not error:
        error = f'what is "{after}" behind the day? Write the day at the end, or {remedy(text)}'
    name = re.sub("['\u2019]s?$", "", " ".join(party).rstrip(" :,;"))
    return NamedParty(name, stance, stated, is_note, error)


def is_nobody(name: str) -> bool:
    """Return whether a head names a party only to those who know who speaks, or none at all."""
    words = fold(name).split("-")
    if name.startswith("US") or _is_new_place(words):
        return False
    return words[0] in _NOBODY.split() or _word(name) in ("", *_STANCES)


def doubt_of(head: str, name: str, others: Iterable[str]) -> str:
    """Return why the `name` in a head may be no party's, also beside `others`; "" where nothing speaks against it."""
    if re.fullmatch(_MADE_BY_PROGRAMS, name, re.IGNORECASE):
        return f"is no name that a person gave; {remedy(head)}"
    if fold(name) in _LEADERS.split():
        return f'"{name}" may lead the talks and be no party to them; {remedy(head)}'
    longer = (re.match(rf"{re.escape(other)}[ /+&,](.+)", name, re.IGNORECASE) for other in others)
    doubtful = next(chain(_doubtful_words(name), (found[1] for found in longer if found)), "")
    words = f'"{doubtful}" may be a part of a party\'s name, or say that these are not its words'
    return f"{words}; {remedy(head)}" if doubtful else ""


def remedy(head: str) -> str:
    """Return what to do about a head that may be no party's."""
    same, note = quote_words(f"{head}=PARTY"), quote_words(head)
    return f"name the party with --same {same}, take notes with --map note={note}, or delete the column"


def _doubtful_words(name: str) -> Iterator[str]:
    """Yield the words of a name that may be none of it: its first and its last one, and those in brackets."""
    bracket = re.search(r"[(\[](.*)[)\]]", name)
    words = re.sub(r"[(\[].*[)\]]", " ", name).split()
    inner = bracket[1].split() if bracket else []
    if len(words) > 1 and _word(words[0]) in _STANCES and not _is_new_place(fold(name).split("-")):
        yield _strip(words[0])
    for word in (*dict.fromkeys((*words[:1], *words[-1:])), *inner):
        plain = _strip(word)
        is_amount = bool(re.search(r"[%\u20a0-\u20bf$\u00a3\u00a5*?)]", word)) or (word in inner and plain.isdigit())
        is_unit = len(words) + len(inner) > 1 and len(plain) < 5 and plain[:3] in CURRENCIES
        is_time = bool(re.fullmatch(r"(?:19|20)[0-9]{2}|[0-9]{5,}|q[1-4]|[kc]w[0-9]*", plain.casefold()))
        if plain.casefold() in _DOUBTFUL.split() or is_amount or is_unit or is_time:
            yield plain or word
    yield from (word for word in words[1:-1] if word.casefold() in _DOUBTFUL_ANYWHERE)


def _is_new_place(words: Sequence[str]) -> bool:
    """Return whether the first two words are the name of a place: `new`, `zealand`."""
    return words[0] == "new" and len(words) > 1 and words[1] in _NEW_PLACES.split()


def _is_added(text: str) -> bool:
    """Return whether all words of a text say what a column holds, and none whose words it has."""
    words = text.split()
    return all(_word(word) in _STANCES or _NUMBERED.fullmatch(_strip(word)) for word in words) and bool(words)


def _is_addition(words: list[str]) -> bool:
    """Return whether the last of the words of a head is no part of a name: a stance, a stage, or the number of one."""
    last = _strip(words[-1])
    if not _NUMBERED.fullmatch(last):
        return _word(last) in _STANCES
    return not last.isdigit() or _word(words[-2]) in _STANCES


def _split_day(text: str, date_format: str) -> tuple[tuple[str, str], str, str]:
    """Return what stands before and behind the day in a head, the day, and why that cannot be read; "" where there is
    none."""
    words = text.split()
    for last in range(len(words), 0, -1):
        unread = (text, ""), "", ""
        for first in range(max(last - _LONGEST_DAY, 0), last):
            day = " ".join(words[first:last]).strip("(),:[]")
            around = " ".join(words[:first]).rstrip(" (,:["), " ".join(words[last:])
            found, error = _read_day(day, date_format, last == len(words))
            if found:
                return around, found, ""
            unread = (around, "", error) if error else unread
        if unread[2]:
            return unread
    return (text, ""), "", ""


def _read_day(day: str, date_format: str, is_last: bool) -> tuple[str, str]:
    """Return the day or the month that a text is, and why it cannot be read; "" for both where it is none."""
    with contextlib.suppress(ValueError):
        if date_format:
            return datetime.strptime(day, date_format).date().isoformat(), ""
    if is_last and re.fullmatch("[0-9]{1,2}[./-][0-9]{1,2}[./]?", day):
        return "", f'"{day}" may be a day without a year; write 2026-10-12'
    try:
        found = rewrite_dates(day.casefold(), _ANY_DAY)
    except NotationError as error:
        return "", str(error)
    if not re.fullmatch("[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?", found):
        return "", ""
    has_year = re.search("[0-9]{4}", day)
    return (found, "") if has_year else ("", f'"{day}" has no year; write 2026-10-12')


def _strip(word: str) -> str:
    return word.strip(_SIGNS)


def _word(text: str) -> str:
    return fold(text).removesuffix("s")
