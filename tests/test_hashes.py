"""Digests without OpenSSL are those of the standard library."""

from __future__ import annotations

import hashlib

import pytest

from negtrack.hashes import digest_of, sha256


@pytest.mark.parametrize("size", [0, 1, 1000, (1 << 20) - 1])
def test_a_digest_of_little(size: int) -> None:
    """It is BLAKE2 of 32 bytes."""
    assert digest_of(b"x" * size) == hashlib.blake2b(b"x" * size, digest_size=32).digest()


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) + 1])
def test_a_digest_of_much(size: int) -> None:
    """It is SHA-256, which OpenSSL reads fastest."""
    assert digest_of(b"x" * size) == hashlib.sha256(b"x" * size).digest()


def test_sha_256() -> None:
    """It is that of `hashlib`."""
    assert sha256(b"x").digest() == hashlib.sha256(b"x").digest()
