"""PDF files: the text boxes of each page in reading order, so that two columns are not read across."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from negtrack.errors import NegtrackError


def read_pdf(raw: bytes) -> Iterator[str]:
    """Yield the paragraphs of a PDF file. Raises `NegtrackError`."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        for page in extract_pages(io.BytesIO(raw)):
            yield from (box.get_text() for box in page if isinstance(box, LTTextContainer))
    except PDFPasswordIncorrect as error:
        raise NegtrackError("encrypted with a password; save it without one") from error
    except Exception as error:  # files of the wild raise anything
        raise NegtrackError("no PDF file that can be read; save it again, or its text alone") from error
