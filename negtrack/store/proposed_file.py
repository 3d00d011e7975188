"""The file of proposed records: read, and its records parsed and printed one by one. What changes it: `proposed`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negtrack.errors import DataError, NegtrackError, Problem
from negtrack.frozen import dataclass
from negtrack.model import Definition, Record, to_table
from negtrack.model.rewriting import former_names, rewrite_all
from negtrack.store.file_kinds import FILE_KINDS
from negtrack.store.load import decode, read_bytes, reason_of
from negtrack.store.locate import PROPOSED_FILE, Place
from negtrack.store.parse import UNDATED, parse_document
from negtrack.store.quick_look import tables_in
from negtrack.store.render_toml import render_table
from negtrack.store.safe_read import is_there
from negtrack.store.schema import header_for

KIND = "proposed"


@dataclass(frozen=True)
class ProposedFile:
    """The file of proposed records: its bytes (None: there is none), its records in order, and its problems."""

    content: bytes | None
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def by_id(self) -> Mapping[str, Record]:
        """Return id -> record."""
        return {record.id: record for record in self.records}


def read_proposed(place: Place) -> ProposedFile:
    """Return the proposed records. Raises `DataError` where the file cannot be read."""
    try:
        content = read_bytes(place.proposed, place.root) if is_there(place.proposed) else None
        records, problems = parse_records("" if content is None else decode(content))
    except (OSError, NegtrackError) as error:
        problem = Problem(PROPOSED_FILE, 0, "", reason_of(error), code="unreadable-file")
        raise DataError([problem]) from error
    return ProposedFile(content, records, problems)


def proposed_problems(place: Place) -> tuple[Problem, ...]:
    """Return the errors in the form of the proposed records; whether one can be recorded is asked when it is accepted,
    as the negotiation may change until then."""
    try:
        return read_proposed(place).problems
    except DataError as error:
        return error.problems


def proposed_sources(place: Place, known: Iterable[Definition]) -> set[str]:
    """Return the sources that proposed records and their terms name, by the ids that these have now; none where their
    file cannot be read."""
    try:
        records = rewrite_all(read_proposed(place).records, former_names(known))
    except NegtrackError:
        return set()
    return {source for record in records for source in record.cites}


def form_problems(text: str) -> tuple[Problem, ...]:
    """Return the errors in the form of proposed records in a text of the file."""
    return parse_records(text)[1]


def count_proposed(place: Place) -> int:
    """Return the number of proposed records, by their headers; 0 where the file cannot be read."""
    try:
        text = decode(read_bytes(place.proposed, place.root)) if is_there(place.proposed) else ""
    except (OSError, NegtrackError):
        return 0
    return sum(1 for _ in tables_in(text.replace("\r\n", "\n"), FILE_KINDS[KIND].tables))


def parse_proposed(text: str, path: str) -> Record:
    """Return the one proposed record in `text`. Raises `DataError`."""
    document, problems = parse_document(text, path, KIND)
    records = [item for item in document.items if isinstance(item, Record)]
    if not problems and len(records) != 1:
        problems = [Problem(path, 0, "", f"{len(records)} records; write one")]
    if problems:
        raise DataError(problems)
    return records[0]


def render_proposed(record: Record) -> str:
    """Return the text of a proposed record by itself."""
    return header_for(KIND) + "\n" + proposed_table(record)


def proposed_table(record: Record) -> str:
    """Return the table of a proposed record. Raises `NotWrittenError`."""
    table = to_table(record)
    if record.recorded == UNDATED:
        del table["recorded"]
    return render_table({record.table: {record.id: {**({"party": record.party} if record.party else {}), **table}}})


def parse_records(text: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Return the records in a text of the file, in its order, and its problems."""
    document, problems = parse_document(text, PROPOSED_FILE, KIND)
    records = tuple(item for item in document.items if isinstance(item, Record))
    first: dict[str, Record] = {}
    for record in records:
        if first.setdefault(record.id, record) is not record:
            where = f"[{record.table}.{record.id}]"
            problems.append(Problem(PROPOSED_FILE, record.line, where, "the id of another proposed record"))
    return tuple(sorted(records, key=lambda record: record.line)), tuple(problems)


def read_valid(place: Place) -> ProposedFile:
    """Return the proposed records. Raises `DataError` where the file has errors, or cannot be read."""
    file = read_proposed(place)
    if file.problems:
        raise DataError(file.problems)
    return file
