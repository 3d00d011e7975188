"""What a field is declared with: its meaning, its option, and what its texts name.

    grade: Grade = field(default="", metadata=doc("Admiralty grade: source reliability A-F, information 1-6."))

declares the key `grade`, the option `--grade` and the column `grade`. The classes of `model` declare their fields so;
the schemas, the tables of `query`, the options, what imports read and what a shell completes are derived from it. The
module imports next to nothing, as a shell that completes words cannot wait.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Literal

from negtrack.errors import join_with_or

FieldType = Literal["text", "date", "instant", "list", "mapping", "switch"]
"""What a field holds; `text` also an id or a closed word, `switch` what only an option can hold: given or not."""

_KEYS = {"class_": "class", "container_title": "container-title"}


def key_of(attribute: str) -> str:
    """Return the key by which files and flags know `attribute`."""
    return _KEYS.get(attribute, attribute)


_FEW = 4
"""Words that an option shows in the place of its value; more of them stand in its help alone."""


class Doc:
    """One sentence on what a field means, and its option: `--key` unless `flags` say otherwise.

    `names` says what its texts name or how they are written, as `--help` has it: PARTY, DATE, ISSUE=VALUE. `option` is
    False for what no command takes.
    """

    __slots__ = ("flags", "meaning", "names", "option")

    def __init__(self, meaning: str, *flags: str, names: str = "", option: bool = True) -> None:
        self.meaning, self.flags, self.names, self.option = meaning, flags, names, option


def doc(meaning: str, *flags: str, names: str = "", option: bool = True) -> Mapping[str, Doc]:
    """Return the metadata of a field that is declared with a `Doc`."""
    return {"doc": Doc(meaning, *flags, names=names, option=option)}


class FieldDoc:
    """One field of a class: its key in the files, its attribute, and what is known of it.

    `column` is its name in SQL, `words` the closed list of words that it may hold, each with its meaning.
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
        """Whether it holds several texts."""
        return self.type in ("list", "mapping")

    @property
    def meaning(self) -> str:
        """What it means, in one sentence."""
        return self.doc.meaning

    @property
    def flags(self) -> tuple[str, ...]:
        """The spellings of its option."""
        return self.doc.flags or (f"--{self.key.replace('_', '-')}",)

    @property
    def metavar(self) -> str:
        """What `--help` shows in the place of its value, "" for any text."""
        if self.doc.names or not self.words:
            return self.doc.names
        return "|".join(self.words) if len(self.words) <= _FEW else self.key.upper()

    @property
    def text(self) -> str:
        """Its meaning, with the words that it may hold."""
        return f"{self._stem}: {join_with_or(tuple(self.words))}." if self.words else self.meaning

    @property
    def explained(self) -> str:
        """Its meaning, with the words that it may hold and what each of them means."""
        if not any(self.words.values()):
            return self.text
        return f"{self._stem}: {'; '.join(f'{word} ({meaning})' for word, meaning in self.words.items())}."

    @property
    def help(self) -> str:
        """The help of its option."""
        if self.many:
            return f"{self._stem}; may be repeated."
        return f"{self.text[:-1]} [default: {self.default}]." if self.words and self.default else self.text

    @property
    def _stem(self) -> str:
        return self.meaning.removesuffix(".")


ON_RECORD = FieldDoc("on-record", "on_record", Doc("On record; alone, by the party itself."), "switch")
"""The one option of a record's provenance that is no field."""
_ASKED_FIRST = ("stated", "text", "quote", "sources", "locator", "speaker", "side", ON_RECORD.key)


def option_docs(
    own: Iterable[FieldDoc], provenance: Iterable[FieldDoc], taken: Container[str], first: Sequence[str] = ()
) -> list[FieldDoc]:
    """Return the fields for which a command has an option, in the order of `--help`: its record's own, those called
    `first` before the others, then its provenance. What the command takes as an argument, `taken`, has no option."""
    said = _arrange([*provenance, ON_RECORD], _ASKED_FIRST) if provenance else []
    return [field for field in (*_arrange(own, first), *said) if field.doc.option and field.attribute not in taken]


def _arrange(docs: Iterable[FieldDoc], first: Sequence[str]) -> list[FieldDoc]:
    order = {key: place for place, key in enumerate(first)}
    return sorted(docs, key=lambda doc: order.get(doc.key, len(order)))
