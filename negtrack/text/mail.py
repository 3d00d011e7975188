"""Messages saved as eml: the subject, and the body in its fullest form."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from negtrack.errors import NegtrackError
from negtrack.text.html import read_html
from negtrack.text.normalise import split_plain


def read_mail(raw: bytes) -> Iterator[str]:
    """Yield the paragraphs of a message; attachments are left out. Raises `NegtrackError`."""
    message: EmailMessage = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("html", "plain"))
    if body is None:
        return
    try:
        content = body.get_content()
    except (LookupError, ValueError) as error:
        raise NegtrackError("its body is in an encoding that is not known; save its text alone") from error
    if UNDECODABLE in content:
        raise NegtrackError("its body is not in the encoding that it names; save its text alone")
    paragraphs = list(read_html(content) if body.get_content_subtype() == "html" else split_plain(content))
    yield from [str(message["subject"] or ""), *paragraphs] if any(text.strip() for text in paragraphs) else []


UNDECODABLE = "\ufffd"
"""What stands for a byte that its encoding does not have."""
