"""SHA-256, without loading OpenSSL for it, which the standard library's `hashlib` does first and which takes a third of
what the interpreter needs to start. The standard library's own `random` imports its digest in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256 as sha256
else:
    try:
        from _sha2 import sha256 as sha256  # Python 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256 as sha256
        except ImportError:  # an interpreter that was built without it
            from hashlib import sha256 as sha256

_MUCH = 1 << 20
"""Bytes from which on OpenSSL, which reads them faster, has made up for its import."""


def digest_of(content: bytes) -> bytes:
    """Return the SHA-256 digest of `content`, 32 bytes."""
    if len(content) < _MUCH:
        return sha256(content).digest()
    import hashlib

    return hashlib.sha256(content).digest()
