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
