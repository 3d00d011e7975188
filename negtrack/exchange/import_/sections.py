"""The sections of a wide table: rows that name a group of issues, and merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.errors import DataError
from negtrack.exchange.import_.grid import Area, Grid, Line, address, cell_text, is_filled
from negtrack.exchange.import_.row import row_problem
from negtrack.exchange.import_.wide_head import WideHead


class Sections:
    """The rows below the head of a wide table, with what merged cells say of several rows, and the group of each."""

    def __init__(self, grid: Grid, head: WideHead) -> None:
        self._grid, self._head = grid, head
        self._merged = [area for area in grid.merged if area.bottom > head.row]
        groups = (place for place, column in head.columns.items() if column.is_group)
        self._group_column = next(groups, None)
        self._group = ""
        spoken = [number for number, cells in head.body if self.speaks(cells)]
        self._last = spoken[-1] if spoken else 0
        labels = [cell_text(cells, head.issue.column) for _, cells in head.body if self.speaks(cells)]
        self._has_capitals = all(label.isupper() for label in labels)
        self._begins = self._group_column is None and bool(head.body) and self._is_bare(*head.body[0])
        self._check_merged()

    def lines(self) -> Iterator[Line]:
        """Yield the rows; remark on those below the last one in which anybody speaks."""
        below = []
        for number, cells in self._head.body:
            if number > self._last:
                below += [f'{address(place, number)} "{cell_text(cells, place)}"' for place, cell in enumerate(cells)
                          if is_filled(cell)]  # fmt: skip
            else:
                yield number, self._filled_down(number, cells)
        if below:
            self._grid.remarks["not taken, below the table"] = below

    def read_heading(self, number: int, cells: Sequence[object]) -> None:
        """Begin a group where a row names one; else remark on an issue of which nobody says anything."""
        place, label = self._label(cells)
        if (
            self._repeats(cells)
            or self._is_marked(number, place, label)
            or (self._begins and self._is_bare(number, cells))
        ):
            self._group = label.rstrip(":")
            self._grid.remarks.setdefault("groups", []).append(f"{self._group} ({address(place, number)})")
        else:
            self._grid.remarks.setdefault("issues without a value", []).append(f'{address(place, number)} "{label}"')

    def _label(self, cells: Sequence[object]) -> tuple[int, str]:
        """Return the column and the text of what a row names."""
        texts = {place: text for place in range(len(cells)) if (text := cell_text(cells, place))}
        place = self._head.issue.column if self._head.issue.column in texts else min(texts, default=0)
        return place, texts.get(place, "")

    def _is_marked(self, number: int, place: int, label: str) -> bool:
        """Return whether a row in which nobody speaks looks like a heading: merged, or in capitals as no issue is."""
        areas = [area for area in self._merged if area.top <= number <= area.bottom and area.left < area.right]
        is_merged = any(area.left <= place <= area.right for area in areas)
        return is_merged or (self._group_column is None and label.isupper() and not self._has_capitals)

    def _is_bare(self, number: int, cells: Sequence[object]) -> bool:
        """Return whether a row has a name alone, and nothing that marks it; a table that begins with one has such rows
        for its groups."""
        is_alone = not self.speaks(cells) and sum(map(is_filled, cells)) == 1
        return is_alone and not self._is_marked(number, *self._label(cells))

    def group_of(self, cells: Sequence[object]) -> str:
        """Return the group of a row."""
        return self._group if self._group_column is None else cell_text(cells, self._group_column)

    def speaks(self, cells: Sequence[object]) -> bool:
        """Return whether a row has any cell beside the name of an issue, its group and what is not used."""
        uses = ("party", "note", "field")
        return not self._repeats(cells) and any(
            is_filled(cell) and (place not in self._head.columns or self._head.columns[place].use in uses)
            for place, cell in enumerate(cells)
            if place != self._group_column
        )

    def _repeats(self, cells: Sequence[object]) -> bool:
        """Return whether each party's cell only has the name of the row, as headings in four-column documents do."""
        texts = [text for head in self._head.parties if (text := cell_text(cells, head.column))]
        return len(texts) > 1 and set(texts) == {cell_text(cells, self._head.issue.column)}

    def _filled_down(self, number: int, cells: Sequence[object]) -> Sequence[object]:
        """Return the cells of a row, with those that are merged with cells above."""
        areas = [area for area in self._merged if area.top < number <= area.bottom and area.left == area.right]
        if not areas:
            return cells
        filled = [*cells, *[None] * (max(area.left for area in areas) + 1 - len(cells))]
        for area in areas:
            filled[area.left] = self._cell(area)
        return filled

    def _cell(self, area: Area) -> object:
        cells = next((cells for number, cells in self._head.body if number == area.top), ())
        return cells[area.left] if area.left < len(cells) else None

    def _check_merged(self) -> None:
        """Raise `DataError` for merged cells of which nobody can say which issue or party they belong to."""
        problems = []
        for area in self._merged:
            if not is_filled(self._cell(area)) or area.top <= self._head.row:
                continue
            uses = {head.use for place, head in self._head.columns.items() if area.left <= place <= area.right}
            is_title = area.top == area.bottom and not self.speaks(self._cells_beside(area))
            if uses & {"issue", "party"} and not is_title:
                message = f"the cells {area} are merged; unmerge them, and write what holds into each"
                problems.append(row_problem(self._grid.path, area.top, "", message))
            elif area.left < area.right and not is_title and uses != {"unused"}:
                problems.append(
                    row_problem(self._grid.path, area.top, "", f"the cells {area} are merged; unmerge them")
                )
        if problems:
            raise DataError(problems)

    def _cells_beside(self, area: Area) -> Sequence[object]:
        """Return the cells of the row of an area; those of the area only where it begins among the parties."""
        cells = next(cells for number, cells in self._head.body if number == area.top)
        first = self._head.columns.get(area.left)
        own = range(area.left, area.right + 1) if first is None or first.use != "party" else ()
        return [None if place in own else cell for place, cell in enumerate(cells)]
