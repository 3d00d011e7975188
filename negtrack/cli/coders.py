"""CODER arguments of the command line: a coder of the negotiation, a coding sheet, or a folder."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from negtrack.cli.options import Scope
from negtrack.cli.session import place_of, read_clock
from negtrack.coding import Coder, codings_of
from negtrack.errors import DataError, NegtrackError, UnknownIdError, UsageError
from negtrack.exchange.import_.source import SourceFormat, decode_content, read_content
from negtrack.frozen import dataclass, replace
from negtrack.ids import fold
from negtrack.model import Entry, Negotiation
from negtrack.store.document import Document, Loaded
from negtrack.store.link import link_negotiation
from negtrack.store.load import load_negotiation
from negtrack.store.locate import NoDataError, find_place
from negtrack.store.parse import parse_document


@dataclass(frozen=True)
class _Coders:
    """The arguments, and the negotiation that they belong to where they are no folders."""

    scope: Scope
    names: tuple[str, str]

    @cached_property
    def home(self) -> Loaded | None:
        """The negotiation that the options and the current folder point at; None where there is none."""
        try:
            return _load_valid(load_negotiation(place_of(self.scope)))
        except NoDataError:
            return None

    def find(self, name: str) -> Coder:
        """Return one coder. Raises `NegtrackError`."""
        path = Path(name)
        if self._is_coder(name):
            return codings_of(name, self._known, fold(name))
        if path.is_dir():
            folder = find_folder(name)
            return codings_of(name, folder, copies=self._copies(name, folder))
        if path.is_file():
            return codings_of(name, self._sheet(name))
        if self.home is None:
            raise UsageError(f"{name}: there is no such sheet or folder, and no negotiation with such a coder")
        coders = sorted({record.coder for record in self._known.records} - {""})
        instead = "" if coders else "no record names its coder; name yours with --coder"
        raise UnknownIdError("coder, sheet or folder", name, coders, self._known.id, instead=instead)

    def _is_coder(self, name: str) -> bool:
        folded = fold(name)
        return folded != "" and "." not in name and any(record.coder == folded for record in self._known.records)

    @property
    def _known(self) -> Negotiation:
        return self.home.negotiation if self.home else Negotiation("", "")

    def _copies(self, name: str, folder: Negotiation) -> frozenset[str]:
        """Return the records of a folder that the other folder has too, written at the same instant: nobody coded
        them twice."""
        other = self.names[self.names[0] == name]
        if not Path(other).is_dir() or self._is_coder(other):
            return frozenset()
        theirs = find_folder(other).entries
        same = (entry for entry in folder.entries.values() if entry.id in theirs)
        return frozenset(entry.id for entry in same if entry.recorded == theirs[entry.id].recorded)

    def _sheet(self, name: str) -> Negotiation:
        """Return the records of a sheet, with its definitions and those of the negotiation."""
        text = decode_content(read_content(name, SourceFormat.toml), "")
        sheet, problems = parse_document(text, name, "sheet", recorded=read_clock().now)
        home = self.home.documents if self.home else ()
        defined = {(item.table, item.id) for document in home for item in document.items}
        new = tuple(item for item in sheet.items if isinstance(item, Entry) or (item.table, item.id) not in defined)
        documents = [*map(_definitions_in, home), replace(sheet, items=new)]
        linked, unlinked = link_negotiation(self._known.id or Path(name).stem, documents, self._known.entries.keys())
        if problems or unlinked:
            raise DataError([*problems, *unlinked])
        return linked


def find_coders(scope: Scope, names: tuple[str, str]) -> tuple[Coder, Coder]:
    """Return the two coders that are named. Raises `NegtrackError`, also where both are one."""
    coders = _Coders(scope, names)
    first, second = names
    if first == second or (Path(first).exists() and Path(second).exists() and Path(first).samefile(second)):
        raise UsageError(f"{first} is named twice; name two coders")
    one, other = coders.find(first), coders.find(second)
    if shared := sorted(one.coders & other.coders):
        raise UsageError(
            f"{first} and {second} both have records of the coder {shared[0]}; give each a name of its own"
        )
    _refuse_other_issues(one, other)
    return one, other


def find_folder(name: str) -> Negotiation:
    """Return the negotiation in a folder. Raises `DataError` where its files have errors."""
    return _load_valid(load_negotiation(find_place(name, "", Path.cwd()))).negotiation


def _load_valid(loaded: Loaded) -> Loaded:
    if loaded.problems:
        raise DataError(loaded.problems)
    return loaded


def _definitions_in(document: Document) -> Document:
    return replace(document, items=tuple(item for item in document.items if not isinstance(item, Entry)))


def _refuse_other_issues(one: Coder, other: Coder) -> None:
    """Raise `NegtrackError` where both have values of an issue that they define otherwise."""
    ours, theirs = ({coding.position.issue for coding in coder.codings} for coder in (one, other))
    for name in sorted(ours & theirs):
        if one.issues[name].scale != other.issues[name].scale:
            raise NegtrackError(
                f"{one.name} and {other.name} define the issue {name} otherwise; give it one kind, unit and options"
            )
