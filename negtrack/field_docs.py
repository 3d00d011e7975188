"""Documentation of fields: the meaning of a field, its option, and what its texts name.

    grade: Grade = field(default="", metadata=doc("Admiralty grade: source reliability A-F, information 1-6."))

declares the key `grade`, the option `--grade` and the column `grade`. The classes of `model` declare their fields like
this; the schemas, the tables of `query`, the options, the columns of imports and shell completion are derived from it.
The module imports almost nothing, because shell completion must be fast.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Literal

from negtrack.errors import join_with_or

FieldType = Literal["text", "date", "instant", "list", "mapping", "switch", "number"]
"""Type of a field; `text` includes ids and closed words, `switch` is an option without value."""

_KEYS = {
    "class_": "class",
    "container_title": "container-title",
    "day_one": "day-one",
    "decide_by": "decide-by",
    "for_": "for",
    "no_counter": "no-counter",
    "quote_sha256": "quote-sha256",
    "around_sha256": "around-sha256",
    "text_sha256": "text-sha256",
    "with_": "with",
}


def key_of(attribute: str) -> str:
    """Return the key of `attribute` in files and flags."""
    return _KEYS.get(attribute, attribute)


_FEW = 4
"""Number of closed words that an option shows as its value; more are listed only in its help."""


class Doc:
    """Meaning of a field in one sentence, and its option, which is `--key` unless `flags` is given.

    `names` is the notation of its texts in `--help`: PARTY, DATE, ISSUE=VALUE. `option` is False for fields that no
    command accepts.
    """

    __slots__ = ("flags", "meaning", "names", "option")

    def __init__(self, meaning: str, *flags: str, names: str = "", option: bool = True) -> None:
        self.meaning, self.flags, self.names, self.option = meaning, flags, names, option


def doc(meaning: str, *flags: str, names: str = "", option: bool = True) -> Mapping[str, Doc]:
    """Return the metadata of a field with this `Doc`."""
    return {"doc": Doc(meaning, *flags, names=names, option=option)}


class FieldDoc:
    """One field of a class: its key in the files, its attribute, and its documentation.

    `column` is its name in SQL, `words` the closed list of words that it may hold, with their meanings.
    """

    __slots__ = ("attribute", "column", "default", "doc", "key", "type", "words")

    def __init__(
        self,
        key: str,
        attribute: str,
        doc: Doc,
        type: FieldType = "text",
        words: Mapping[str, str] | None = None,
        default: str = "",
    ) -> None:
        self.key, self.attribute, self.doc, self.type = key, attribute, doc, type
        self.column, self.words, self.default = key.replace("-", "_"), words or {}, default

    @property
    def many(self) -> bool:
        """Return whether the field holds several texts."""
        return self.type in ("list", "mapping")

    @property
    def meaning(self) -> str:
        """Return the meaning in one sentence."""
        return self.doc.meaning

    @property
    def flags(self) -> tuple[str, ...]:
        """Return the spellings of the option."""
        return self.doc.flags or (f"--{self.key.replace('_', '-')}",)

    @property
    def metavar(self) -> str:
        """Return the placeholder of the value in `--help`; "" for any text."""
        if self.doc.names or not self.words:
            return self.doc.names
        return "|".join(self.words) if len(self.words) <= _FEW else self.key.upper()

    @property
    def text(self) -> str:
        """Return the meaning with the closed words."""
        return f"{self._stem}: {join_with_or(tuple(self.words))}." if self.words else self.meaning

    @property
    def explained(self) -> str:
        """Return the meaning with the closed words and their meanings."""
        if not any(self.words.values()):
            return self.text
        return f"{self._stem}: {'; '.join(f'{word} ({meaning})' for word, meaning in self.words.items())}."

    @property
    def help(self) -> str:
        """Return the help of the option."""
        if self.many:
            return f"{self._stem}; may be repeated."
        return f"{self.text[:-1]} [default: {self.default}]." if self.words and self.default else self.text

    @property
    def _stem(self) -> str:
        return self.meaning.removesuffix(".")


ON_RECORD = FieldDoc("on-record", "on_record", Doc("On record; without a speaker, by the party itself."), "switch")
"""Only option of a record's provenance that is not a field."""
_FIRST_IN_PROVENANCE = ("stated", "text", "quote", "sources", "locator", "speaker", "side", ON_RECORD.key)


def option_docs(
    own: Iterable[FieldDoc], provenance: Iterable[FieldDoc], taken: Container[str], first: Sequence[str] = ()
) -> list[FieldDoc]:
    """Return the fields for which a command has an option, in the order of `--help`: its record's own fields, `first`
    before the others, then provenance. Fields that are arguments of the command (`taken`) have no option."""
    rest = _arrange([*provenance, ON_RECORD], _FIRST_IN_PROVENANCE) if provenance else []
    return [field for field in (*_arrange(own, first), *rest) if field.doc.option and field.attribute not in taken]


def _arrange(docs: Iterable[FieldDoc], first: Sequence[str]) -> list[FieldDoc]:
    order = {key: place for place, key in enumerate(first)}
    return sorted(docs, key=lambda doc: order.get(doc.key, len(order)))
