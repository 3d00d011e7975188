"""New options of issues that are defined already, which the rows of an import bring.

Options without order are added behind the known ones. Where a new rung of a ladder stands is for the user to say.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from negtrack.errors import NotationError, UsageError, nearest
from negtrack.exchange.import_.imported import Imported
from negtrack.frozen import replace_fast
from negtrack.ids import fold
from negtrack.model import Issue, Position, Proposal
from negtrack.values import FLAGS, KINDS

_LONGEST = 40
"""Most letters of a new option; more are a sentence."""
_NO_OPTION = re.compile(r"(?:not|under|at most|over|at least|about|one of) |.*\.\.", re.IGNORECASE)
"""Values that name options in the words of the notation."""


@dataclasses.dataclass
class NewOptions:
    """The issues with more options than they are defined with; `ladders` are those that the user gives, by issue."""

    issues: Mapping[str, Issue]
    ladders: Mapping[str, Sequence[str]]
    create: bool
    extended: dict[str, Issue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, rungs in self.ladders.items():
            known = self.issues.get(name)
            if known is None or not known.ladder:
                raise UsageError(
                    f"--ladder {name}: no issue with a ladder; a new one gets its own by --set issue.ladder"
                )
            if tuple(rung for rung in rungs if rung in known.ladder) != known.ladder:
                raise UsageError(f"--ladder {name}: write all of its rungs in their order: {', '.join(known.ladder)}")
            self.extended[name] = replace_fast(known, ladder=tuple(rungs))

    def fold(self, issue: Issue, value: str) -> str:
        """Return a value with its options as ids, and add those that are new; the value where it names none. Raises
        `NotationError` for a new rung of which nobody said where it stands."""
        known = self.extended.get(issue.id, issue)
        kind, names = KINDS[known.kind], known.scale.names
        try:
            folded = kind.fold_options(value, {name: name.replace("-", " ") for name in names})
        except NotationError:  # then it is none of the options, which reading it says
            return value
        new = [option for option in kind.options_in(folded) if option not in names]
        if not new or not self._can_be_new(known, value, new):
            return value if new else folded
        if known.ladder:
            near = nearest(new[0], names)
            hint = f"did you mean {near[0]}? " if near else ""
            place = f"give a new one its place with --ladder {known.id}={','.join(names)}"
            raise NotationError(f'no option "{new[0]}"; {hint}options: {", ".join(names)}; {place}')
        self.extended[known.id] = replace_fast(known, options=(*known.options, *new))
        return folded

    def _can_be_new(self, issue: Issue, value: str, new: Sequence[str]) -> bool:
        is_open = self.create and issue.id in self.issues and bool(issue.ladder or issue.options) and not issue.steps
        is_long = any(len(option) > _LONGEST or option in FLAGS for option in new)
        return is_open and not is_long and not _NO_OPTION.match(value.strip())

    def used_by(self, rows: Sequence[Imported]) -> Iterator[Imported]:
        """Yield the issues with those of their new options that rows name, each at the first such row."""
        for name, issue in self.extended.items():
            known = self.issues[name]
            used: dict[str, Imported] = {}
            for row in rows:
                used |= {option: row for option in _options_in(row, issue) if option not in used}
            new = [option for option in issue.scale.names if option in used and option not in known.scale.names]
            if new:
                options = {"ladder": issue.ladder} if issue.ladder else {"options": (*known.options, *new)}
                first = min((used[option] for option in new), key=lambda row: (row.path, row.row))
                yield Imported(replace_fast(known, **options), first.path, first.row)


def _options_in(row: Imported, issue: Issue) -> Collection[str]:
    """Return the options of an issue that a row names."""
    item, values = row.item, list[str]()
    if isinstance(item, Position) and item.issue == issue.id:
        values = [item.value]
    elif isinstance(item, Proposal):
        values = [term.value for term in item.terms if term.issue == issue.id]
    return [option for value in values for option in KINDS[issue.kind].options_in(value)]


def parse_ladders(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Parse repeated `ISSUE=RUNG,RUNG,...` into issue -> rungs. Raises `UsageError`."""
    found = {}
    for text in texts:
        name, equals, rungs = text.partition("=")
        if not equals or not rungs.strip():
            raise UsageError(f'--ladder "{text}": write ISSUE=RUNG,RUNG,... from least to most')
        found[fold(name)] = tuple(fold(rung) for rung in rungs.split(","))
    return found
