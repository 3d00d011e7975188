"""Terms of a proposal, and the names of records: `P` a record, `P#ISSUE` one term of it, `P#final` its label."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from negtrack.errors import NotationError
from negtrack.field_docs import doc
from negtrack.frozen import MISSING, dataclass, field, fields
from negtrack.ids import parse_id
from negtrack.model.fields import ID_PATTERN, SIDES, Caveat, Checked, Day, Grade, Id, Side, Text
from negtrack.model.locators import Locator
from negtrack.model.words import Attribution, Modality

ISSUE_COLUMN = "issue:"
"""What stands before an issue's id as a column, where a field has that name."""
FINAL = "final"
"""What stands for the label of a proposal, that it is final, in place of an issue."""


@dataclass(frozen=True)
class Term:
    """One line of a proposal: an issue, a value, and what differs from the proposal; written `issue = value` if no more
    is to say."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    table: ClassVar[str] = "term"
    derived: ClassVar[frozenset[str]] = frozenset({"issue", "voice"})

    issue: Id = field(metadata=doc("The issue.", names="ISSUE"))
    value: Text = field(metadata=doc("What is offered; undisclosed if not public.", names="VALUE"))
    qualifier: Text = field(default="", metadata=doc("How the value is counted, if not as the issue defines."))
    requires: tuple[Text, ...] = field(
        default=(), metadata=doc("A condition: 'ISSUE = VALUE' or prose.", names="CONDITION")
    )
    text: Text = field(default="", metadata=doc("What was said on it, in our words."))
    stated: Day | None = field(default=None, metadata=doc("When it was said, if not with the proposal.", names="DATE"))
    speaker: Text = field(default="", metadata=doc("Who said so, if not who speaks for the proposal."))
    side: Side = field(default="", metadata=doc("The side that the speaker of this term belongs to.", names=SIDES))
    attribution: Attribution | None = field(default=None, metadata=doc("The terms of attribution of this term."))
    grade: Grade = field(default="", metadata=doc("Admiralty grade of this term."))
    sources: tuple[Id, ...] = field(default=(), metadata=doc("The publications that support it.", names="SOURCE"))
    locator: Locator = field(
        default="",
        metadata=doc("Where in the source: paragraph, page, time code; or a passage that verify looks up."),
    )
    quote: Text = field(default="", metadata=doc("A short phrase, verbatim."))
    note: Text = field(default="", metadata=doc("A remark of ours."))
    tags: tuple[Id, ...] = field(default=(), metadata=doc("Keywords."))
    modality: Modality | None = field(default=None, metadata=doc("How firmly it was said, if not as the proposal."))
    caveat: Caveat = field(
        default="",
        metadata=doc("Our short warning on how the words were read, printed with the value; at most 120 characters."),
    )
    voice: str = field(default="", compare=False)
    """Whose word it is, if it has a side or a speaker of its own."""

    def __str__(self) -> str:
        return f"{self.issue} = {self.value}"

    @property
    def own_fields(self) -> dict[str, object]:
        """Return the fields that it gives besides issue and value."""
        values = vars(self)
        return {name: values[name] for name in _OPTIONAL if values[name]}


_OPTIONAL = [
    term_field.name for term_field in fields(Term) if term_field.default is not MISSING and term_field.name != "voice"
]


def in_file_order(terms: Iterable[Term]) -> list[Term]:
    """Return terms as a file has them: those with only a value, which are in the list, before those with tables."""
    return sorted(terms, key=lambda term: bool(term.own_fields))


def parse_term(raw: object) -> Term:
    """Return the `Term` written `issue = value`; blanks around `=` are optional. A term that was parsed is returned as
    it is."""
    if isinstance(raw, Term):
        return raw
    issue, equals, value = raw.partition("=") if isinstance(raw, str) else ("", "", "")
    if not equals or not issue.strip() or not value.strip():
        raise NotationError(f'"{raw}" is not a term; write "ISSUE = VALUE"')
    return Term(parse_id(issue.strip()), value.strip())


def parse_name(raw: object) -> str:
    """Return the name of a record, or of a term of it, `PROPOSAL#ISSUE`."""
    record, hash_, term = raw.partition("#") if isinstance(raw, str) else (raw, "", "")
    name = parse_id(record)
    return f"{name}#{parse_id(term)}" if hash_ else name


def parse_names(raw: object) -> tuple[str, ...]:
    """Return one name or a list of names."""
    names = tuple(map(parse_name, raw if isinstance(raw, list | tuple) else [raw]))
    if not names:
        raise NotationError("an empty list; name a proposal, or terms of it")
    return names


def record_of(name: str) -> str:
    """Return the record that a name means, or whose term or label it means."""
    return name.partition("#")[0]


def term_of(name: str) -> str:
    """Return the issue of the term that a name means; "" for a whole record."""
    return name.partition("#")[2]


def records_of(names: Iterable[str]) -> frozenset[str]:
    """Return the records that `names` mean, or whose terms they mean."""
    return frozenset(map(record_of, names))


_NAME_PATTERN = ID_PATTERN.removesuffix("$") + "(#" + ID_PATTERN.removeprefix("^").removesuffix("$") + ")?$"
TermText = Annotated[Term, Checked(parse_term, pattern=r"^[^=]*[^=\s][^=]*=\s*\S")]
RecordName = Annotated[str, Checked(parse_name, pattern=_NAME_PATTERN)]
RecordNames = Annotated[
    tuple[str, ...],
    Checked(
        parse_names, type=["string", "array"], pattern=_NAME_PATTERN, items={"type": "string", "pattern": _NAME_PATTERN}
    ),
]
