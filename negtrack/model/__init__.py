"""The frozen records in the files of one negotiation.

    Negotiation
        Party               who negotiates; may be a member of a bloc, itself a party
            Delegate        a person who negotiates or decides for it
        Issue               one question to agree on; its Scale defines how its values are parsed
        Event               a happening, dated or not dated yet
        TableSide           principals that stand together
        Source              the publication that supports a record
        Position            what a party would accept on one issue, according to one speaker at one time
        Proposal            terms put on the table
            Term            one issue and the value offered on it, with what differs from the proposal
        Response            one party's answer to a proposal, terms of it, or a position
        Passage             the place of a record's words in the text of its source, as its locator
        Note                a remark that is no position
        Agreement           what the parties settled, by its terms; it and the next two belong to no party
            Term            one issue and the value agreed on it
            OpenItem        an issue that it leaves open, until when, and what holds otherwise
            Milestone       what became of it or of one term: signed, ratified by whom, in force, done, ended
        Retraction          retracts one entry of ours

The classes are plain and import nothing heavy. The types of their fields are the schema; `store.parse` validates all
input against it with pydantic. A field is declared with a `doc`, from which the schemas, the columns of `query`, the
options and the columns of an import are derived. An absent text is "", an absent list is ().
"""

from negtrack.field_docs import key_of
from negtrack.model.agreements import DEAL_ENTRIES, ENDING, OF_A_TERM, Agreement, DealRecord, Milestone, OpenItem
from negtrack.model.definitions import DEFINITIONS, Definition, Delegate, Event, Issue, Item, Party, Source, TableSide
from negtrack.model.entries import Entry, Record, Strength, names_of
from negtrack.model.fields import (
    MAX_TEXT,
    MEDIA,
    OWN,
    REPORTED,
    SAID,
    THIRD_PARTY,
    Checked,
    Day,
    Grade,
    Id,
    Instant,
    IssueKind,
    Side,
    Text,
    parse_grade,
    parse_instant,
    parse_side,
    parse_text,
)
from negtrack.model.locators import Passage, locator_text
from negtrack.model.negotiation import Group, Negotiation, Remembered, in_groups
from negtrack.model.order import is_later, is_same_day, statement_order
from negtrack.model.records import (
    NAMING,
    PARTY_ENTRIES,
    TAKING_BACK,
    Note,
    Position,
    Proposal,
    Response,
    Retraction,
)
from negtrack.model.tables import digest, docs_of, keys_of, references, term_cells, term_keys, to_plain, to_table
from negtrack.model.terms import (
    FINAL,
    ISSUE_COLUMN,
    Term,
    TermText,
    in_file_order,
    parse_name,
    parse_term,
    record_of,
    records_of,
    term_of,
)
from negtrack.model.words import (
    AgreementKind,
    Answer,
    Attribution,
    Authority,
    IssueClass,
    Leaning,
    MilestoneWord,
    Modality,
    ProposalKind,
    Role,
    Stance,
)

ENTRIES: tuple[type[Entry], ...] = (*PARTY_ENTRIES, *DEAL_ENTRIES)
"""All classes of entries."""

__all__ = [
    "DEAL_ENTRIES",
    "DEFINITIONS",
    "ENDING",
    "ENTRIES",
    "FINAL",
    "ISSUE_COLUMN",
    "MAX_TEXT",
    "MEDIA",
    "NAMING",
    "OF_A_TERM",
    "OWN",
    "PARTY_ENTRIES",
    "REPORTED",
    "SAID",
    "TAKING_BACK",
    "THIRD_PARTY",
    "Agreement",
    "AgreementKind",
    "Answer",
    "Attribution",
    "Authority",
    "Checked",
    "Day",
    "DealRecord",
    "Definition",
    "Delegate",
    "Entry",
    "Event",
    "Grade",
    "Group",
    "Id",
    "Instant",
    "Issue",
    "IssueClass",
    "IssueKind",
    "Item",
    "Leaning",
    "Milestone",
    "MilestoneWord",
    "Modality",
    "Negotiation",
    "Note",
    "OpenItem",
    "Party",
    "Passage",
    "Position",
    "Proposal",
    "ProposalKind",
    "Record",
    "Remembered",
    "Response",
    "Retraction",
    "Role",
    "Side",
    "Source",
    "Stance",
    "Strength",
    "TableSide",
    "Term",
    "TermText",
    "Text",
    "digest",
    "docs_of",
    "in_file_order",
    "in_groups",
    "is_later",
    "is_same_day",
    "key_of",
    "keys_of",
    "locator_text",
    "names_of",
    "parse_grade",
    "parse_instant",
    "parse_name",
    "parse_side",
    "parse_term",
    "parse_text",
    "record_of",
    "records_of",
    "references",
    "statement_order",
    "term_cells",
    "term_keys",
    "term_of",
    "to_plain",
    "to_table",
]
