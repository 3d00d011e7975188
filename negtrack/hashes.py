"""Digests, without loading OpenSSL for them, which the standard library's `hashlib` does first and which takes a third
of what the interpreter needs to start. The standard library's own `random` imports its digest in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b as blake2b
    from hashlib import sha256 as sha256
else:
    try:
        from _sha2 import sha256 as sha256  # Python 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256 as sha256
        except ImportError:  # an interpreter that was built without it
            from hashlib import sha256 as sha256
    try:
        from _blake2 import blake2b as blake2b
    except ImportError:
        from hashlib import blake2b as blake2b

_MUCH = 1 << 20
"""Bytes from which on OpenSSL, which reads them faster, has made up for its import."""


def digest_of(content: bytes) -> bytes:
    """Return what tells `content` from any other: its digest of 32 bytes, BLAKE2 (RFC 7693) or, of a megabyte and more,
    SHA-256. Without OpenSSL the first takes a tenth of the time of the second."""
    if len(content) < _MUCH:
        return blake2b(content, digest_size=32).digest()
    import hashlib

    return hashlib.sha256(content).digest()
