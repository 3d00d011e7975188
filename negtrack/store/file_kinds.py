"""The kinds of files: what each is for, its plain keys with their meanings, and the tables that it may hold."""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.frozen import dataclass
from negtrack.model import DEAL_ENTRIES, DEFINITIONS, ENTRIES, PARTY_ENTRIES, Item, Party, Record, Retraction, docs_of

FORMAT = 1
MODELS: Mapping[str, type[Item]] = {model.table: model for model in (*DEFINITIONS, *ENTRIES)}


@dataclass(frozen=True)
class FileKind:
    """One kind of file; `plain` are the keys above all tables, each with its meaning."""

    meaning: str
    plain: Mapping[str, str]
    tables: tuple[str, ...]


_FORMAT = {"format": f"The format of the files; {FORMAT}."}
_NEGOTIATION = {
    **_FORMAT,
    "title": "What the talks are called.",
    "summary": "What the talks are about, in a few sentences.",
    "parties": "The parties' ids in display order.",
}

FILE_KINDS: Mapping[str, FileKind] = {
    "negotiation": FileKind(
        "One set of talks: what it is about, its issues, events and sides.", _NEGOTIATION, ("issue", "event", "side")
    ),
    "sources": FileKind("The publications that records rest on.", _FORMAT, ("source",)),
    "agreements": FileKind(
        "What was settled, what was left open, and what became of it; it belongs to no party.",
        _FORMAT,
        (*(model.table for model in DEAL_ENTRIES), Retraction.table),
    ),
    "proposed": FileKind(
        "Proposed records, which count for nothing until negtrack review accepts them; each names its party.",
        _FORMAT,
        tuple(model.table for model in ENTRIES if issubclass(model, Record)),
    ),
    "party": FileKind(
        "One party: who it is, and everything that it put forward or that was said about its position.",
        {doc.key: doc.meaning for doc in docs_of(Party).values()},
        ("delegate", *(model.table for model in PARTY_ENTRIES)),
    ),
    "sheet": FileKind(
        "A coding sheet: what was read out of one document, across parties; filed with negtrack import.",
        _NEGOTIATION,
        tuple(MODELS),
    ),
}
