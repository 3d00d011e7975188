"""Sources as BibLaTeX and as RIS, for LaTeX and for reference managers that read no CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from negtrack.dates import When
from negtrack.exchange.export.csl import name_parts
from negtrack.model import Source
from negtrack.render.clean import escape

_BIB_TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-newspaper": "article",
    "article-magazine": "article",
    "webpage": "online",
    "report": "report",
    "book": "book",
    "chapter": "incollection",
    "thesis": "thesis",
    "paper-conference": "inproceedings",
    "dataset": "dataset",
    "software": "software",
    "manuscript": "unpublished",
}
_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
_CONTAINERS = {"article": "journaltitle", "misc": "journaltitle", "online": "organization"}
"""Type of an entry -> its field for what the source stands in; a web page has no other for its site."""
_RIS_TYPES: Mapping[str, str] = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "webpage": "ELEC",
    "report": "RPRT",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "paper-conference": "CONF",
    "dataset": "DATA",
    "software": "COMP",
    "manuscript": "MANSCPT",
    "speech": "SLIDE",
    "personal_communication": "PCOMM",
    "patent": "PAT",
    "entry-encyclopedia": "ENCYC",
    "entry-dictionary": "DICT",
    "post-weblog": "BLOG",
    "bill": "BILL",
    "legal_case": "CASE",
    "legislation": "STAT",
    "hearing": "HEAR",
    "motion_picture": "VIDEO",
}
_LATEX = {char: f"\\{char}" for char in "$&#%_"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_BRACES = {"{": r"\{", "}": r"\}"}
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""For a text in which not every brace is closed: BibTeX counts those behind a backslash too."""


def bibtex_text(sources: Iterable[Source]) -> str:
    """Return the sources as entries of BibLaTeX in their order, safe to print."""
    return "\n".join(_entry(source) for source in sources)


def _entry(source: Source) -> str:
    kind = _BIB_TYPES.get(source.type, "misc")
    fields = {
        "type": "" if kind != "misc" else source.type,
        "entrysubtype": _SUBTYPES.get(source.type, ""),
        "author": " and ".join(_bib_names(source.author)),
        "title": _title(source.title),
        _CONTAINERS.get(kind, "booktitle"): _braced(source.container_title),
        "institution" if kind in ("report", "thesis") else "publisher": _braced(source.publisher),
        "date": _edtf(source.issued),
        "urldate": _edtf(source.accessed),
        "url": re.sub(r"[{}\\\s]", lambda sign: f"%{ord(sign[0]):02X}", source.URL),
        "archive": _latex(source.archive),
        "language": _latex(source.language),
        "note": _latex_lines(source.note),
    }
    lines = [f"@{kind}{{{source.id},", *(f"  {key} = {{{text}}}," for key, text in fields.items() if text), "}"]
    return "".join(f"{escape(part)}\n" for line in lines for part in line.split("\n"))


def _bib_names(authors: Sequence[str]) -> Iterator[str]:
    """Yield the authors; for a last one such as `others` or `et al.` the word of BibTeX for those who are not named."""
    for number, author in enumerate(authors, 1):
        is_rest = 1 < number == len(authors) and author.casefold() in ("others", "and others", "et al.", "et al")
        yield "others" if is_rest else _bib_name(author)


def _title(title: str) -> str:
    """Return a title whose first word and words with capitals stand in braces each, which every reader leaves as they
    are; the parser of Better BibTeX writes a title small that stands in braces as a whole, unless more follows them."""
    if re.search("[{}]", title) or len(title.split()) == 1:
        return f"{_braced(title)}{{}}"
    words = re.split(r"(\s+)", _latex(title))
    kept = (word and (number == 0 or word != word.lower()) for number, word in enumerate(words))
    return "".join(f"{{{word}}}" if is_kept else word for word, is_kept in zip(words, kept, strict=True))


def _bib_name(author: str) -> str:
    parts = name_parts(author)
    if "literal" in parts:
        return _braced(parts["literal"])
    return f"{_latex(parts['family'])}, {_latex(parts['given'])}"


def _braced(text: str) -> str:
    """Return a text in braces, within which no style changes its letters and no reader parts a name."""
    return f"{{{_latex(text)}}}" if text else ""


def _latex(text: str) -> str:
    signs = _LATEX | (_BRACES if _is_balanced(text) else _LONE_BRACES)
    escaped = "".join(signs.get(char, char) for char in text)
    return re.sub(r"([-`'<>,?!])(?=[-`'<>,])", r"\1{}", escaped)  # which LaTeX joins to one sign


def _latex_lines(text: str) -> str:
    """Return a text whose lines end in line breaks of LaTeX, which readers keep; `[` or `*` behind one would belong to
    it."""
    return re.sub(r"\n([\[*]?)", lambda begin: rf"\\{'{}' if begin[1] else ''}" + begin[0], _latex(text))


def _is_balanced(text: str) -> bool:
    depths = list(accumulate((char == "{") - (char == "}") for char in text))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)


def _edtf(when: When | None) -> str:
    """Return a date in EDTF; the day of an instant, the words of a day that hangs on an event."""
    if when is None or when.instant is None or when.first is None:
        return "" if when is None else when.text
    return when.first.isoformat()


def ris_text(sources: Iterable[Source]) -> str:
    """Return the sources as references of RIS in their order, safe to print."""
    return "".join(f"{escape(line)}\n" for source in sources for line in _reference(source))


def _reference(source: Source) -> Iterator[str]:
    kind = _RIS_TYPES.get(source.type, "GEN")
    yield f"TY  - {kind}"
    pairs = (
        ("ID", source.id),
        ("M2", f"type: {source.type}" if kind == "GEN" and source.type else ""),  # Zotero makes a DOI of M3
        *(("AU", _ris_name(author)) for author in source.author),
        ("TI", source.title),
        ("T2", source.container_title),
        ("PB", source.publisher),
        ("PY", "".join(re.findall("^[0-9]{4}", _edtf(source.issued)))),
        ("DA", _ris_date(source.issued)),
        ("Y2", _ris_date(source.accessed)),
        ("UR", source.URL),
        ("DB", source.archive),
        ("LA", source.language),
        *(("N1", line) for line in source.note.split("\n")),
    )
    yield from (f"{tag}  - {' '.join(text.split())}" for tag, text in pairs if text.strip())
    yield "ER  - "
    yield ""


def _ris_name(author: str) -> str:
    parts = name_parts(author)
    if "literal" in parts:
        return f"{{{parts['literal']}}}" if "," in parts["literal"] else parts["literal"]
    return f"{parts['family']}, {parts['given']}"


def _ris_date(when: When | None) -> str:
    """Return `2024/03/25/`; of an interval the year of its beginning, and behind the third stroke all of it."""
    text = _edtf(when)
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        year, month, day = (*text.split("-"), "", "")[:3]
        return f"{year}/{month}/{day}/"
    return f"{next(iter(re.findall('[0-9]{4}', text)), '')}///{text}" if text else ""
