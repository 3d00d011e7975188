"""Names of parties, issues and sources as ids: by id, by name, or by the folded name.

With `create`, missing definitions are created: a party that has positions as a principal, one that only speaks as an
observer, an issue with a kind inferred from its values, a source by its title or address.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from negtrack.cell_lists import elements_of
from negtrack.errors import NotationError
from negtrack.exchange.import_.details import Details
from negtrack.exchange.import_.given import Given
from negtrack.exchange.import_.kinds import (
    build_issue,
    common_options,
    doubtful_numbers,
    doubtful_times,
    infer_kind,
)
from negtrack.exchange.import_.namespace import Namespace, Rulings
from negtrack.exchange.import_.new_options import NewOptions
from negtrack.ids import MAX_ID_LENGTH, SHORTEST_HASH, content_hash, fold, parse_id
from negtrack.model import MEDIA, OWN, REPORTED, THIRD_PARTY, Definition, Issue, Negotiation, Party, Source
from negtrack.model.rewriting import ItemT, former_names, rewrite_item
from negtrack.values import KINDS, Scale
from negtrack.values.kinds.choice import CHOICE
from negtrack.values.kinds.quantity import QUANTITY
from negtrack.values.kinds.ratio import RATIO
from negtrack.values.spelling import UNKNOWN, Spelling

SIDES = (OWN, MEDIA, THIRD_PARTY)
_DOUBTS = {QUANTITY.name: doubtful_numbers, RATIO.name: doubtful_times}
"""Kind -> what finds the values that may be something else."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass
class NameResolver:
    """Resolves the names in rows to ids of `negotiation` or of created definitions."""

    negotiation: Negotiation
    create: bool = False
    given: Given = field(default_factory=lambda: Given())
    spelling: Spelling = UNKNOWN
    """How values spell numbers and dates."""

    def __post_init__(self) -> None:
        known, rulings = self.negotiation, self.given.rulings
        titles = {source.id: source.title or source.name for source in known.sources.values()}
        self.former = former_names(known.definitions)
        self.parties = self._namespace("party", {party.id: party.name for party in known.parties.values()}, rulings)
        self.issues = self._namespace("issue", {issue.id: issue.title for issue in known.issues.values()}, rulings)
        self.sources = self._namespace("source", titles, rulings)
        self.spaces = {Party.table: self.parties, Issue.table: self.issues, Source.table: self.sources}
        self._details = Details()
        self._labels: dict[str, dict[str, str]] = {}
        """Issue -> id of an option -> the words that it was first written in."""
        self._addresses = {source.URL: source.id for source in known.sources.values() if source.URL}
        self._holders: set[str] = set()
        self._values: dict[str, Counter[str]] = {}
        """Issue -> value -> number of rows."""
        self._inferred: dict[tuple[str, int], str] = {}
        """Issue and number of its values -> kind."""
        self._options: Mapping[str, tuple[str, ...]] = {}
        """The options of the created issues whose values are a few words that recur."""
        self._listing = {issue.id: issue for issue in known.issues.values() if KINDS[issue.kind].option_fields}
        """The issues that list their options."""
        self.new_options = NewOptions(known.issues, self.given.ladders, self.create)

    def _namespace(self, kind: str, known: dict[str, str], rulings: Rulings) -> Namespace:
        """Return the names of one kind of definition; former ids are found as the new ones."""
        former = {old: new for (table, old), new in self.former.ids.items() if table == kind}
        return Namespace(kind, known, rulings=rulings, found=former)

    def resolve(self, item: ItemT) -> ItemT:
        """Return an item with the new ids of what it names by a former one."""
        return rewrite_item(item, self.former) if self.former.ids else item

    def define(self, item: Definition) -> None:
        """Add a definition from the rows, so that later names are found."""
        item = self.resolve(item)
        self.expect(item.table, item.id, getattr(item, "name", "") or getattr(item, "title", ""))
        if isinstance(item, Issue) and KINDS[item.kind].option_fields:
            self._listing[item.id] = item
        if isinstance(item, Source) and item.URL:
            self._addresses.setdefault(item.URL, item.id)

    def describe(self, table: str, id: str, key: str, cell: object) -> None:
        """Add what a row says of a definition that is created; remember what it says otherwise of one that is there.
        Raises `NotationError`."""
        if id in self.spaces[table].created:
            self._details.add(table, id, key, cell)
        else:
            tables = {Party.table: self.negotiation.parties, Issue.table: self.negotiation.issues}
            known: Mapping[str, Definition] = tables.get(table, self.negotiation.sources)
            self._details.compare(table, id, known.get(id), key, cell)

    @property
    def kept(self) -> Mapping[tuple[str, str, str], tuple[str, str]]:
        """Return what rows say otherwise of definitions that were there: table, id and key -> theirs and the row's."""
        return self._details.kept

    def knows_entry(self, id: str) -> bool:
        """Return whether the negotiation has a record with this id."""
        return id in self.negotiation.entries

    def expect(self, table: str, id: str, name: str = "") -> None:
        """Add the id of a definition, also of an invalid row, so that it is not created again."""
        if table in self.spaces:
            self.spaces[table].define(id, name)

    def party(self, text: str) -> str:
        """Return the party that holds a record."""
        found = self.parties.find(text, self.create)
        self._holders.add(found)
        return found

    def side(self, text: str) -> str:
        """Return `own`, `media`, `third-party`, a party, or "" for `reported`."""
        word = text.strip().casefold()
        if word in (*SIDES, REPORTED):
            return "" if word == REPORTED else word
        return self.parties.find(text, self.create)

    def other_party(self, text: str) -> str:
        """Return another party that a record names."""
        return self.parties.find(text, self.create)

    def party_name(self, text: str) -> str:
        """Return `text` if it names a known party, or the name that the user says is meant by it; "" for neither."""
        return self.parties.meant_by(text) or (text if self._known(self.parties, text) else "")

    def scale_of(self, text: str) -> Scale | None:
        """Return the scale of the issue that `text` means; of a new one by its given kind, None without one."""
        issue = self.negotiation.issues.get(self.known_issue(text))
        given = self.given.kinds.get(fold(text)) or self.given.kinds.get("", "")
        return issue.scale if issue else Scale(given) if given else None

    def lists(self, issue: str, value: str) -> bool:
        """Return whether a value is an option that an issue lists, whatever its words say elsewhere."""
        scale = self.scale_of(issue)
        return scale is not None and fold(value) in scale.options

    def issue(self, text: str) -> str:
        """Return the issue."""
        return self.issues.find(text, self.create)

    def known_issue(self, text: str) -> str:
        """Return the issue that `text` means, "" for none; it creates none."""
        return self._known(self.issues, text)

    def known_party(self, text: str) -> str:
        """Return the party that `text` means, "" for none; it creates none."""
        return self._known(self.parties, text)

    def known_source(self, text: str) -> str:
        """Return the source that `text` means, "" for none; it creates none."""
        return self._addresses.get(text.strip(), "") or self._known(self.sources, text)

    def _known(self, space: Namespace, text: str) -> str:
        try:
            return space.find(text, create=False)
        except NotationError:
            return ""

    def source(self, text: str) -> str:
        """Return the source, by id, title, name of its publication, or address."""
        text = text.strip()
        if not _ADDRESS.match(text):
            return self.sources.find(text, self.create)
        if text not in self._addresses and (page := self._addresses.get(text.partition("#")[0])):
            return page
        if text not in self._addresses:
            if not self.create:
                raise NotationError(f'no source with the address "{text}"; define it first, or use --create')
            name = parse_id(self._name_of(text))
            self.sources.created[name] = text
            self._addresses[text] = name
        return self._addresses[text]

    def sources_of(self, cell: str) -> list[str]:
        """Return the sources of a cell of a column for one source: those of its parts, if all are known, else that of
        the whole text."""
        parts = elements_of(cell)
        if all(self._is_known_source(part) for part in parts) or len(parts) == 1:
            return list(map(self.source, parts))
        return [self.source(cell)]

    def _is_known_source(self, text: str) -> bool:
        try:
            return bool(text in self._addresses or self.sources.find(text, create=False))
        except NotationError:
            return False

    def _name_of(self, address: str) -> str:
        """Return an id for the source at `address`: its beginning, with digits of its hash where that id is in use."""
        begin = fold(_ADDRESS.sub("", address))[: MAX_ID_LENGTH // 2].strip("-")
        digest = content_hash({"URL": address})
        names = (begin, *(f"{begin}-{digest[:length]}" for length in range(SHORTEST_HASH, MAX_ID_LENGTH // 2)))
        return next(name for name in names if name not in self.sources.known and name not in self.sources.created)

    def value_on(self, issue: str, value: str) -> str:
        """Return a value on an issue, with options that the issue lists as ids; remember it where the issue is created,
        as its kind may be inferred from it."""
        if issue in self.issues.created:
            given = self.given.kinds.get(issue) or self.given.kinds.get("")
            value = KINDS[given].fold_options(value, self._labels.setdefault(issue, {})) if given else value
            self._values.setdefault(issue, Counter())[value] += 1
        elif issue in self._listing:
            value = self.new_options.fold(self._listing[issue], value)
        return value

    def take_doubtful(self) -> Mapping[tuple[str, str], str]:
        """Forget the numbers that may be something else than a quantity, as the kind of their issue is inferred; return
        why, (issue, value) -> message."""
        found = {}
        for issue in [name for name in self.issues.created if name in self._values and self.is_inferred(name)]:
            kind = self._kind_of(issue)
            find_doubts = _DOUBTS.get(kind)
            for value, doubt in (find_doubts(self._values[issue].keys()) if find_doubts else {}).items():
                other = f" or --kind {issue}=date" if doubt.endswith("year") else ", or write it in words"
                remedy = f"give its kind with --kind {issue}={kind}{other}"
                found[issue, value] = f"{doubt}; {remedy}"
                del self._values[issue][value]
        return found

    def values_of(self, issue: str) -> Collection[str]:
        """Return the values on a created issue, in the order of the rows."""
        return self._values.get(issue, Counter()).keys()

    def definitions(self) -> Iterator[Definition]:
        """Yield the created definitions."""
        kinds = {name: self._kind_of(name) for name in self.issues.created}
        words = {name: self._values[name] for name in kinds if self._is_open(name, kinds[name])}
        self._options = common_options(words)
        for name, text in self.parties.created.items():
            role = self._role_of(name)
            yield self._details.complete(Party(id=name, name=text, role=role))
        for name, text in self.issues.created.items():
            options = self._options.get(name)
            kind, values = (CHOICE.name, options) if options else (kinds[name], (*self._values.get(name, ()),))
            yield self._details.complete(build_issue(name, text, kind, values, self._anchor(name)))
        for name, text in self.sources.created.items():
            address = text if _ADDRESS.match(text) else ""
            yield self._details.complete(Source(id=name, title="" if address else text, URL=address))

    def _role_of(self, party: str) -> str:
        """Return the role of a created party: as the user says, else by whether it holds anything."""
        given = self.given.roles.get(party) or self.given.roles.get("")
        return given or ("principal" if party in self._holders else "observer")

    def _kind_of(self, issue: str) -> str:
        """Return the kind of a created issue: as the user says, else inferred from its values."""
        given = self._details.kind_of(issue) or self.given.kinds.get(issue) or self.given.kinds.get("")
        if given:
            return given
        values = self._values.get(issue, Counter())
        key = (issue, len(values))
        if key not in self._inferred:
            self._inferred[key] = infer_kind(values.keys(), self.spelling)
        return self._inferred[key]

    def _is_open(self, issue: str, kind: str) -> bool:
        """Return whether the kind of a created issue is words for want of a better one."""
        return not KINDS[kind].is_compared and self.is_inferred(issue) and issue in self._values

    def is_process(self, issue: str) -> bool:
        """Return whether a defined issue is about the talks themselves."""
        known = self.negotiation.issues.get(issue)
        return known is not None and known.class_ == "process"

    def is_inferred(self, issue: str) -> bool:
        """Return whether the kind of a created issue is inferred."""
        return not (issue in self.given.kinds or "" in self.given.kinds or self._details.kind_of(issue))

    def issues_of_usual_kind(self) -> Collection[str]:
        """Return the created issues whose kind nobody gives, but for all new issues at once."""
        return [name for name in self.issues.created if not (name in self.given.kinds or self._details.kind_of(name))]

    def _anchor(self, issue: str) -> str:
        """Return the event that the values of a timing name; where they name none, the only event; else ""."""
        named = [value.partition(" after ")[2].strip() for value in self._values.get(issue, ())]
        events = list(dict.fromkeys(name for name in named if name)) or list(self.negotiation.events)
        return events[0] if len(events) == 1 else ""
