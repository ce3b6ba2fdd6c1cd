"""Secrets at rest: what the program must be able to read again, such as the key of a user's own model."""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from behflow.errors import Conflict

_VERSION = "v1."
_NONCE = 12


class UnreadableSecret(Conflict):
    """A stored secret does not open with the signing key of this server, or does not belong where it was found."""

    code = "unreadable_secret"
    title = "A stored key cannot be read"


class SecretBox:
    """Seals and opens texts for one purpose with a key of its own, derived from the signing key (HKDF, AES-256-GCM)."""

    def __init__(self, signing_key: bytes, purpose: str) -> None:
        derived = HKDF(SHA256(), length=32, salt=None, info=f"behflow secretbox {purpose}".encode()).derive(signing_key)
        self._cipher = AESGCM(derived)

    def seal(self, secret: str, owner: bytes) -> str:
        """The secret as it may be stored; it opens only for the same owner."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, secret.encode(), owner)
        return _VERSION + base64.urlsafe_b64encode(sealed).decode()

    def open(self, sealed: str, owner: bytes) -> str:
        """What was sealed. Raises UnreadableSecret when key, purpose, owner or the text itself is another."""
        try:
            if not sealed.startswith(_VERSION):
                raise ValueError("another version")
            raw = base64.urlsafe_b64decode(sealed.removeprefix(_VERSION).encode())
            return self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], owner).decode()
        except (InvalidTag, ValueError, binascii.Error):
            # Without the cause: nothing of the stored text belongs into a log.
            raise UnreadableSecret(
                "The stored key cannot be read, most likely because the signing key of this server is another now. "
                "Enter the key again."
            ) from None
