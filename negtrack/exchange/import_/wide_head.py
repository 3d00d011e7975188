"""The head of a wide table: the row, or the two rows, that name the column of the issues and those of the parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, islice

from negtrack.errors import DataError, NotationError, Problem, UnknownIdError, UsageError
from negtrack.exchange.import_.cell_parts import likely_values
from negtrack.exchange.import_.fields import text_of
from negtrack.exchange.import_.grid import Grid, Line, address, cell_text, column_letters, is_filled
from negtrack.exchange.import_.head_names import doubt_of, is_nobody, remedy
from negtrack.exchange.import_.heads import Head, is_below, is_issue_head, read_head
from negtrack.exchange.import_.kinds import infer_kind
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.no_values import SILENT, word_of
from negtrack.exchange.import_.row import row_problem
from negtrack.frozen import dataclass, replace
from negtrack.values.kinds.text import TEXT
from negtrack.values.spelling import UNKNOWN

_SEARCHED = 40
"""Rows with cells among which the head is searched."""


@dataclass(frozen=True)
class WideHead:
    """The columns, the texts of the row that names them, and where the rows begin. `titles` are the lines above."""

    columns: Mapping[int, Head]
    texts: Mapping[int, str]
    row: int
    titles: Sequence[Line]
    body: Sequence[Line]

    @property
    def issue(self) -> Head:
        """Return the column of the issues."""
        return next(head for head in self.columns.values() if head.use == "issue")

    @property
    def parties(self) -> Sequence[Head]:
        """Return the columns of the parties."""
        return [head for head in self.columns.values() if head.use == "party"]

    def is_evident(self, names: NameResolver) -> bool:
        """Return whether the table shows that it is wide: by a party that is known, by a head that says whose offer it
        is, or by values beside each other that are measured alike. A cell that cannot be read is refused, so that it
        counts."""
        heads = self.parties
        if len(heads) < 2:
            return False
        if any(head.stance or is_nobody(head.party) or names.party_name(head.party) for head in heads):
            return True
        if any(unreadable(cells[head.column]) for _, cells in self.body for head in heads if head.column < len(cells)):
            return True
        rows = ([cell_text(cells, head.column) for head in heads] for _, cells in self.body)
        said = ([text for text in texts if text and word_of(text) not in SILENT] for texts in rows)
        beside = [texts for texts in said if len(texts) > 1]
        measured = sum(infer_kind(likely_values(texts, UNKNOWN), UNKNOWN) != TEXT.name for texts in beside)
        return bool(beside) and measured * 2 >= len(beside)


def unreadable(cell: object) -> str:
    """Return why a cell cannot be read; "" if it can."""
    try:
        text_of(cell)
    except NotationError as error:
        return str(error) if is_filled(cell) else ""
    return ""


def find_head(
    grid: Grid, lines: Sequence[Line], mapped: Mapping[str, str], names: NameResolver, is_asked: bool
) -> WideHead | None:
    """Return the head; None where no row names the issues. The issues may stand in the first column without a name, or
    in a table that `is_asked` to be wide with any. Raises `DataError` for a head that cannot be right."""
    rows = [_texts(cells) for _, cells in lines[:_SEARCHED]]
    for index, texts in enumerate(rows):
        column = next((column for column, text in texts.items() if is_issue_head(text, mapped)), None)
        if column is not None and (len(texts) > 1 or _has_lower(grid, lines, index, column)):
            return _build(grid, lines, index, column, mapped, names)
    first = min((min(row) for row in rows if row), default=0)
    beside = (index for index, texts in enumerate(rows) if len(texts.keys() - {first}) > 1 and "issue" not in mapped)
    for index in islice(beside, 1):
        if is_asked or first not in rows[index]:
            return _build(grid, lines, index, first, mapped, names)
    if is_asked:
        message = "no row names the column of the issues and the parties; write Issue and the parties above them"
        raise DataError([Problem(grid.path, 0, "", message)])
    return None


def _build(
    grid: Grid, lines: Sequence[Line], index: int, column: int, mapped: Mapping[str, str], names: NameResolver
) -> WideHead:
    first, last = index, index
    if _has_lower(grid, lines, index, column):
        last = index + 1
    elif _has_upper(lines, index, column):
        first = index - 1
    problems = [
        row_problem(grid.path, number, address(place, number), reason)
        for number, cells in lines[first : last + 1]
        for place, cell in enumerate(cells)
        if (reason := unreadable(cell))
    ]
    if problems:
        raise DataError(problems)
    number, lower = lines[last][0], _texts(lines[last][1])
    upper = _upper_texts(grid, lines[first], lower) if first < last else {}
    columns = {
        place: read_head(place, number, upper.get(place, ""), lower.get(place, ""), mapped, names)
        for place in sorted(upper.keys() | lower.keys())
        if place != column
    }
    columns |= {
        place: replace(head, error=f'may be words of "{upper[place]}", or a party; {remedy(head.text)}')
        for place, head in columns.items()
        if _is_unsure(place, head, upper, lower) and not names.party_name(head.text)
    }
    issue = Head(column, number, lower.get(column) or upper.get(column) or "issues", "issue")
    head = WideHead({column: issue, **columns}, lower, number, lines[:first], lines[last + 1 :])
    _check(grid.path, head)
    _check_mapped(head, mapped)
    return head


def _is_unsure(place: int, head: Head, upper: Mapping[int, str], lower: Mapping[int, str]) -> bool:
    """Return whether a column that would be a party's stands below a name that is the party of others beside it."""
    above = upper.get(place, "")
    beside = [text for other, text in lower.items() if other != place and above and upper.get(other) == above]
    return head.use == "party" and head.text == lower.get(place) and any(map(is_below, beside))


def _texts(cells: Sequence[object]) -> dict[int, str]:
    """Return the texts of the filled cells of a row: column -> text."""
    return {column: text for column in range(len(cells)) if (text := cell_text(cells, column))}


def _has_lower(grid: Grid, lines: Sequence[Line], index: int, column: int) -> bool:
    """Return whether the next row is a part of the head: it names no issue, and names what stands below a merged head,
    an empty one, or the name of a party."""
    if index + 1 >= len(lines) or lines[index + 1][0] != lines[index][0] + 1:
        return False
    number, texts, below = lines[index][0], _texts(lines[index][1]), _texts(lines[index + 1][1])
    is_of_values = any(char.isdigit() for text in below.values() if not is_below(text) for char in text)
    if column in below or not below or is_of_values:
        return False
    is_merged = any(area.left == column and area.top <= number < area.bottom for area in grid.merged)
    return is_merged or any(place not in texts for place in below) or all(map(is_below, below.values()))


def _has_upper(lines: Sequence[Line], index: int, column: int) -> bool:
    """Return whether the row above is a part of the head: it names the parties of columns that only say `Proposal`."""
    if index == 0 or lines[index - 1][0] != lines[index][0] - 1:
        return False
    texts = {place: text for place, text in _texts(lines[index][1]).items() if place != column}
    above = _texts(lines[index - 1][1]).keys() - {column}
    return bool(above) and len(list(filter(is_below, texts.values()))) > 1


def _upper_texts(grid: Grid, line: Line, lower: Mapping[int, str]) -> dict[int, str]:
    """Return the texts of the upper row, each also over the other columns that it stands above."""
    number, texts = line[0], _texts(line[1])
    areas = [area for area in grid.merged if area.top <= number <= area.bottom and area.left < area.right]
    for area in areas:
        texts |= {place: texts[area.left] for place in range(area.left, area.right + 1) if area.left in texts}
    for place in sorted(lower) if not areas else ():
        if place not in texts and place - 1 in texts and is_below(lower[place]):
            texts[place] = texts[place - 1]
    return texts


def _check(path: str, head: WideHead) -> None:
    """Raise `DataError` for a column whose party is not said, two of one party, or none of any."""
    unnamed = [column for column in head.parties if is_nobody(column.party) and not column.is_known]
    messages = [(column, column.error) for column in head.parties if column.error]
    is_of_values = len(unnamed) == 1 and " " not in unnamed[0].text
    by_row = ", or name the column of the parties with --map party=COLUMN" if is_of_values else ""
    named = "names no party; say whose it is with --same"
    messages += [(column, f"{named} '{column.text}=PARTY'{by_row}") for column in unnamed]
    for one, other in combinations(head.parties, 2):
        if one.party.casefold() == other.party.casefold() and one.stated == other.stated and not messages:
            messages.append((other, f"of {one.party}, as {one.place} is; write the day of each into its head"))
    if second := [column for column in head.columns.values() if column.use == "issue"][1:]:
        messages.append((second[0], f"names the issues, as {head.issue.place} does; say which with --map issue=COLUMN"))
    if not head.parties:
        messages.append((head.issue, "no column beside the issues is a party's; write their names above them"))
    if messages:
        raise DataError([row_problem(path, head.row, column.place, message) for column, message in messages])


def check_parties(path: str, head: WideHead, names: NameResolver) -> None:
    """Raise `DataError` for each column whose party would be created, and that may be no party's."""
    parties = {column.party for column in head.parties} | set(names.parties.known.values())
    problems = []
    for column in head.parties:
        is_known = names.party_name(column.text) or names.party_name(column.party)
        doubt = "" if is_known else doubt_of(column.text, column.party, parties - {column.party})
        problems += [row_problem(path, head.row, column.place, doubt)] if doubt else []
    if problems:
        raise DataError(problems)


def _check_mapped(head: WideHead, mapped: Mapping[str, str]) -> None:
    """Raise `UsageError` for a mapped field that has no column, or that a wide table says in its cells."""
    texts = [column.text for column in head.columns.values()]
    for field, name in mapped.items():
        if field in ("party", "value"):
            raise UsageError(f"--map {field}={name}: in a wide table the parties stand across; leave it out")
        if name.casefold() not in map(str.casefold, texts):
            raise UnknownIdError("column", name, texts)


def unlike_columns(head: WideHead, cells: Sequence[object]) -> str:
    """Return how a row that names columns again names others; "" where it names the same."""
    texts = _texts(cells)
    for column in sorted(texts.keys() | head.texts.keys()):
        one, other = head.texts.get(column, ""), texts.get(column, "")
        if one.casefold() != other.casefold():
            letters = column_letters(column)
            return f'column {letters} is "{other}" here and "{one}" in row {head.row}; write one head, or two tables'
    return ""
