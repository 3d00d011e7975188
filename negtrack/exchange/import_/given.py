"""What the user says of the parties, issues and sources that an import creates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from negtrack import frozen
from negtrack.errors import UsageError, nearest
from negtrack.exchange.import_.namespace import Rulings
from negtrack.frozen import field
from negtrack.ids import fold
from negtrack.model import Party, docs_of
from negtrack.values import KINDS


@frozen.dataclass(frozen=True)
class Given:
    """What the user says of what is created."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    """Issue ("" for all others) -> kind."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Party ("" for all others) -> role."""
    rulings: Rulings = field(default_factory=Rulings)
    """Which names are one and which are two."""
    ladders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Issue -> its rungs, new ones among them."""


def parse_kinds(texts: Iterable[str]) -> dict[str, str]:
    """Parse repeated `KIND` or `ISSUE=KIND` into issue ("" for all others) -> kind. Raises `UsageError`."""
    return _parse_words("--kind", texts, KINDS)


def parse_roles(texts: Iterable[str]) -> dict[str, str]:
    """Parse repeated `ROLE` or `PARTY=ROLE` into party ("" for all others) -> role. Raises `UsageError`."""
    return _parse_words("--role", texts, docs_of(Party)["role"].words)


def _parse_words(option: str, texts: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    found = {}
    for text in texts:
        name, _, word = ("", "", text) if "=" not in text else text.rpartition("=")
        word = word.strip()
        if word not in known:
            near = nearest(word, list(known))
            hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(known)}"
            raise UsageError(f'{option} "{word}": {hint}')
        found[fold(name)] = word
    return found
