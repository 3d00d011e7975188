"""Names of parties, issues and sources as ids: by id, by name, or by the folded name.

With `create`, missing definitions are created: a party that has positions as a principal, one that only speaks as an
observer, an issue with a kind inferred from its values, a source by its title or address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from negtrack.errors import MAX_KNOWN, NotationError, UsageError, nearest
from negtrack.exchange.import_.kinds import build_issue, infer_kind
from negtrack.ids import MAX_ID_LENGTH, SHORTEST_HASH, content_hash, fold, parse_id
from negtrack.model import MEDIA, OWN, REPORTED, THIRD_PARTY, Definition, Issue, Negotiation, Party, Source
from negtrack.values import KINDS

SIDES = (OWN, MEDIA, THIRD_PARTY)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass
class Namespace:
    """The names of one kind of definition: id -> name of the known and of the created ones."""

    kind: str
    known: dict[str, str]
    created: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    """Text -> id of earlier lookups."""

    def __post_init__(self) -> None:
        self._by_name: dict[str, dict[str, None]] = {}
        for id, name in self.known.items():
            self._by_name.setdefault(_name_key(name), {})[id] = None

    def find(self, text: str, create: bool) -> str:
        """Return the id that `text` means. Raises `NotationError` where there is none, or another name has that id."""
        if text not in self.found:
            self.found[text] = self._find(text.strip(), create)
        return self.found[text]

    def define(self, id: str, name: str) -> None:
        """Add an imported definition, so that it is found and not created."""
        self.known[id] = name
        self.created.pop(id, None)
        self._by_name.setdefault(_name_key(name), {})[id] = None

    def _find(self, text: str, create: bool) -> str:
        folded, spelled = fold(text), _name_key(text)
        for names in (self.known, self.created):
            if folded in names:
                if names[folded] and spelled not in (folded, _name_key(names[folded])):
                    raise NotationError(f'"{text}" has the id {folded} of "{names[folded]}"; write one of the two')
                return folded
        named = list(self._by_name.get(spelled, ()))
        if len(named) > 1:
            more = ", ..." if len(named) > MAX_KNOWN else ""
            raise NotationError(f'"{text}" is the name of {", ".join(named[:MAX_KNOWN])}{more}; write the id of one')
        if named:
            return named[0]
        if not create:
            raise NotationError(self._unknown(text, folded))
        self.created[parse_id(folded)] = text
        return folded

    def _unknown(self, text: str, folded: str) -> str:
        near = nearest(folded, self.known)
        hint = f"did you mean {near[0]}?" if near else "define it first, or use --create"
        return f'no {self.kind} "{text}"; {hint}'


def _name_key(name: str) -> str:
    """Return `name` without differences of case and blanks, for comparison."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@dataclass
class NameResolver:
    """Resolves the names in rows to ids of `negotiation` or of created definitions."""

    negotiation: Negotiation
    create: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Issue ("" for all others) -> kind, as the user says."""

    def __post_init__(self) -> None:
        known = self.negotiation
        self.parties = Namespace("party", {party.id: party.name for party in known.parties.values()})
        self.issues = Namespace("issue", {issue.id: issue.title for issue in known.issues.values()})
        self.sources = Namespace(
            "source", {source.id: source.title or source.name for source in known.sources.values()}
        )
        self._addresses = {source.URL: source.id for source in known.sources.values() if source.URL}
        self._holders: set[str] = set()
        self._values: dict[str, dict[str, None]] = {}
        self._listing = {issue.id: issue for issue in known.issues.values() if KINDS[issue.kind].option_fields}
        """The issues that list their options."""

    def define(self, item: Definition) -> None:
        """Add a definition from the rows, so that later names are found."""
        self.expect(item.table, item.id, getattr(item, "name", "") or getattr(item, "title", ""))
        if isinstance(item, Issue) and KINDS[item.kind].option_fields:
            self._listing[item.id] = item
        if isinstance(item, Source) and item.URL:
            self._addresses.setdefault(item.URL, item.id)

    def expect(self, table: str, id: str, name: str = "") -> None:
        """Add the id of a definition, also of an invalid row, so that it is not created again."""
        spaces = {Party.table: self.parties, Issue.table: self.issues, Source.table: self.sources}
        if table in spaces:
            spaces[table].define(id, name)

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

    def issue(self, text: str) -> str:
        """Return the issue."""
        return self.issues.find(text, self.create)

    def known_issue(self, text: str) -> str:
        """Return the issue that `text` means, "" for none; it creates none."""
        try:
            return self.issues.find(text, create=False)
        except NotationError:
            return ""

    def source(self, text: str) -> str:
        """Return the source, by id, title, name of its publication, or address."""
        text = text.strip()
        if not _ADDRESS.match(text):
            return self.sources.find(text, self.create)
        if text not in self._addresses:
            if not self.create:
                raise NotationError(f'no source with the address "{text}"; define it first, or use --create')
            name = parse_id(self._name_of(text))
            self.sources.created[name] = text
            self._addresses[text] = name
        return self._addresses[text]

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
            given = self.kinds.get(issue) or self.kinds.get("")
            value = KINDS[given].fold_options(value) if given else value
            self._values.setdefault(issue, {})[value] = None
        elif issue in self._listing:
            known = self._listing[issue]
            kind = KINDS[known.kind]
            folded = kind.fold_options(value)
            value = folded if set(kind.options_in(folded)) <= set(known.scale.names) else value
        return value

    def definitions(self) -> Iterator[Definition]:
        """Yield the created definitions. Raises `UsageError` for the kind of an unknown issue."""
        for name in self.kinds:
            if name and name not in self.issues.created and name not in self.issues.known:
                raise UsageError(f"--kind {name}={self.kinds[name]}: no row names this issue; write its id")
        for name, text in self.parties.created.items():
            yield Party(id=name, name=text, role="principal" if name in self._holders else "observer")
        for name, text in self.issues.created.items():
            yield build_issue(name, text, self.kind_of(name), self._values.get(name, ()), self._anchor(name))
        for name, text in self.sources.created.items():
            address = text if _ADDRESS.match(text) else ""
            yield Source(id=name, title="" if address else text, URL=address)

    def kind_of(self, issue: str) -> str:
        """Return the kind of a created issue: as the user says, else inferred from its values."""
        return self.kinds.get(issue) or self.kinds.get("") or infer_kind(self._values.get(issue, {}).keys())

    def is_process(self, issue: str) -> bool:
        """Return whether a defined issue is about the talks themselves."""
        known = self.negotiation.issues.get(issue)
        return known is not None and known.class_ == "process"

    def is_inferred(self, issue: str) -> bool:
        """Return whether the kind of a created issue is inferred."""
        return issue not in self.kinds and "" not in self.kinds

    def _anchor(self, issue: str) -> str:
        """Return the event that the values of a timing name; where they name none, the only event; else ""."""
        named = [value.partition(" after ")[2].strip() for value in self._values.get(issue, ())]
        events = list(dict.fromkeys(name for name in named if name)) or list(self.negotiation.events)
        return events[0] if len(events) == 1 else ""


def parse_kinds(texts: Iterable[str]) -> dict[str, str]:
    """Parse repeated `KIND` or `ISSUE=KIND` into issue ("" for all others) -> kind. Raises `UsageError`."""
    found = {}
    for text in texts:
        issue, equals, kind = text.partition("=")
        if not equals:
            issue, kind = "", text
        kind = kind.strip()
        if kind not in KINDS:
            near = nearest(kind, KINDS)
            hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(KINDS)}"
            raise UsageError(f'--kind "{kind}": {hint}')
        found[fold(issue)] = kind
    return found
