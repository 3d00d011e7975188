"""Names of authors: `Family, Given` of a person, and names of institutions, in which a comma separates nothing."""

from __future__ import annotations

import re

_BRACES = r"\{(.*)\}"
"""What BibTeX writes around a name that is no person's."""
_JOINING = {"of", "for", "and", "the", "on", "in", "&"}
_INSTITUTIONS = {
    *("academy", "agency", "army", "assembly", "association", "authority", "bank", "board", "bureau", "cabinet"),
    *("center", "centre", "chamber", "commission", "committee", "confederation", "congress", "council", "court"),
    *("delegation", "department", "directorate", "embassy", "federation", "foundation", "government", "group"),
    *("institute", "ministry", "mission", "movement", "nations", "news", "office", "organisation", "organization"),
    *("parliament", "party", "police", "presidency", "press", "secretariat", "senate", "service", "society", "union"),
    *("university",),
}
"""Words that no family name holds."""


def is_literal_name(author: str) -> bool:
    """Return whether a name is no person's: in braces, or by a word before its comma that no family name holds."""
    words = author.partition(",")[0].split()
    is_institution = any(word in _JOINING or word.casefold() in _INSTITUTIONS for word in words)
    return bool(re.fullmatch(_BRACES, author.strip())) or is_institution


def literal_name(name: str) -> str:
    """Return the name of an institution as an author: in braces where its comma would separate given names."""
    return f"{{{name}}}" if "," in name and not is_literal_name(name) else name


def plain_name(author: str) -> str:
    """Return an author's name as it is shown, without braces."""
    return re.sub(rf"^{_BRACES}$", r"\1", author.strip())
