"""Files as texts: which reader takes which file, within limits of size, and what is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from negtrack import __version__
from negtrack.errors import NegtrackError
from negtrack.frozen import dataclass
from negtrack.store.safe_read import decode, read_bytes, reason_of
from negtrack.text.normalise import hash_text, join_paragraphs, split_plain

MAX_FILE = 64 * 1024 * 1024
"""Bytes of a file whose text is taken."""
_TOO_LARGE = f"larger than {MAX_FILE:,} bytes; save its text alone"
_EMPTY = "empty; save the page or document again"
_NO_TEXT = "no text in it"


@dataclass(frozen=True)
class SourceText:
    """The normalised text of a file, and the programs that read it, with their versions."""

    text: str
    extractor: str

    @property
    def sha256(self) -> str:
        """Return the hash of the text in UTF-8."""
        return hash_text(self.text)

    @property
    def paragraphs(self) -> int:
        """Return the number of its paragraphs."""
        return self.text.count("\n") + 1


@dataclass(frozen=True)
class _Format:
    """How files of one kind are read: the reader, the library that it needs, and why a file may hold no text."""

    read: Callable[[bytes], Iterable[str]]
    library: str = ""
    module: str = ""
    without_text: str = ""


def read_source(path: Path) -> SourceText:
    """Return the text of a file, by its ending. Raises `NegtrackError`, which names the file."""
    try:
        format = _format_of(path)
        return _read(format, read_bytes(path, path.parent, MAX_FILE, _TOO_LARGE))
    except (OSError, NegtrackError) as error:
        raise NegtrackError(f"{path}: {reason_of(error)}") from error


def read_words(text: str) -> SourceText | None:
    """Return a plain text as that of a source; None for one without a word."""
    words = join_paragraphs(split_plain(text))
    return SourceText(words, f"negtrack {__version__}") if any(map(str.isalnum, words)) else None


def _format_of(path: Path) -> _Format:
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise NegtrackError(f"not a kind of file whose text is taken; save it as one of {', '.join(FORMATS)}")
    if found.module and find_spec(found.module) is None:
        raise NegtrackError(f"reading it needs {found.library}; pip install 'negtrack[sources]'")
    return found


def _read(format: _Format, raw: bytes) -> SourceText:
    if not raw.strip():
        raise NegtrackError(_EMPTY)
    text = join_paragraphs(format.read(raw))
    if not any(letter.isalnum() for letter in text):
        raise NegtrackError(f"{_NO_TEXT}{format.without_text}")
    return SourceText(text, f"negtrack {__version__}{_library_version(format.library)}")


def _library_version(library: str) -> str:
    from importlib.metadata import version

    return f", {library} {version(library)}" if library else ""


def _read_plain(raw: bytes) -> Iterable[str]:
    return split_plain(decode(raw))


def _read_markdown(raw: bytes) -> Iterable[str]:
    from markdown_it import MarkdownIt

    from negtrack.text.html import read_html

    return read_html(MarkdownIt("commonmark").enable("table").render(decode(raw)))


def _read_page(raw: bytes) -> Iterable[str]:
    from negtrack.text.html import read_html

    return read_html(_decode_page(raw))


def _decode_page(raw: bytes) -> str:
    """Return a page as text, in the encoding that it declares, else UTF-8. Raises `NegtrackError`."""
    declared = re.search(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", raw[:4096], re.I)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    else:
        name = declared[1].decode().lower() if declared and not raw.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        name = codecs.lookup(name).name
        name = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)  # as browsers read them
        return decode(raw) if name == "utf-8" else raw.decode(name)
    except (LookupError, UnicodeDecodeError) as error:
        raise NegtrackError(f"not in {name}, the encoding that it declares; save it as UTF-8") from error


def _read_docx(raw: bytes) -> Iterable[str]:
    from negtrack.text.docx import read_docx

    return read_docx(raw)


def _read_pdf(raw: bytes) -> Iterable[str]:
    from negtrack.text.pdf import read_pdf

    return read_pdf(raw)


def _read_mail(raw: bytes) -> Iterable[str]:
    from negtrack.text.mail import read_mail

    return read_mail(raw)


_SCRIPT = "; where a script fills the page, save it from a browser that shows it"
_SCAN = ", only pictures, as of a scan; let an OCR program add the text first"
_PAGE = _Format(_read_page, "lxml", "lxml", _SCRIPT)
_MARKDOWN = _Format(_read_markdown, "lxml", "lxml")
FORMATS: Mapping[str, _Format] = {
    ".html": _PAGE,
    ".htm": _PAGE,
    ".txt": _Format(_read_plain),
    ".md": _MARKDOWN,
    ".docx": _Format(_read_docx, "lxml", "lxml"),
    ".pdf": _Format(_read_pdf, "pdfminer.six", "pdfminer", _SCAN),
    ".eml": _Format(_read_mail, "lxml", "lxml"),
}
"""Ending of a file's name -> how it is read."""
