"""Private text, sealed under one key per member; without that key nobody reads it, in this database or in any copy.

AES-256-GCM with a random 96-bit nonce. A member's key is wrapped by the operator's newest key; the text is bound to the
workspace, member, table, row and column that it belongs to, so that a moved one cannot be opened.
"""

import base64
import binascii
import hmac
import os
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_BYTES = 32
_NONCE = 12


class Unreadable(Exception):
    """The text cannot be opened: wrong key, moved row, or an erased member."""


@dataclass(frozen=True)
class Place:
    """The row and column that a sealed text belongs to. `row` is a UUID given before the INSERT."""

    workspace: str
    member: int
    table: str
    row: str
    column: str

    def as_bytes(self) -> bytes:
        return "\x1f".join((self.workspace, str(self.member), self.table, self.row, self.column)).encode()

    @property
    def owner(self) -> bytes:
        return f"{self.workspace}\x1f{self.member}".encode()


class Keyring:
    """The operator's keys, newest first. They only ever wrap members' keys."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        self._keys = keys
        self._newest = next(iter(keys))

    @classmethod
    def read(cls, text: str) -> Self:
        """From `name:base64,name:base64`; raises ValueError with what is wrong."""
        found: dict[str, bytes] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            name, _, packed = part.partition(":")
            found[name] = _unpack(name, packed)
        if not found:
            raise ValueError("holds no key")
        return cls(found)

    @staticmethod
    def invent(name: str) -> str:
        """A new key in the form that `read` takes."""
        return f"{name}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"

    def wrap(self, key: bytes, owner: bytes) -> bytes:
        return self._newest.encode() + b":" + _seal(self._keys[self._newest], key, owner)

    def sign(self, text: str) -> str:
        """A short proof that only whoever holds the newest key can make; it tells nothing of the text."""
        return hmac.new(self._keys[self._newest], text.encode(), "sha256").hexdigest()[:40]

    def unwrap(self, wrapped: bytes, owner: bytes) -> bytes:
        name, _, sealed = wrapped.partition(b":")
        key = self._keys.get(name.decode(errors="replace"))
        if key is None:
            raise Unreadable("the key that wrapped this member's key is not in ENCRYPTION_KEYS")
        return _open(key, sealed, owner)


class Vault:
    """Seals and opens members' texts."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def new_member_key(self, place_owner: bytes) -> bytes:
        """A fresh key for one member, wrapped, to be kept in a table of its own."""
        return self._keyring.wrap(AESGCM.generate_key(KEY_BYTES * 8), place_owner)

    def mark(self, workspace: str, key: str) -> str:
        """What a message is known by in Slack: opaque to everybody else, and the same each time it is made."""
        return self._keyring.sign(f"message\x1f{workspace}\x1f{key}")

    def seal_token(self, workspace: str, token: str) -> str:
        """A token of a workspace, for the database; it opens for that workspace alone."""
        return base64.b64encode(self._keyring.wrap(token.encode(), _owner_of_token(workspace))).decode()

    def open_token(self, workspace: str, sealed: str) -> str:
        """Raises Unreadable when it belongs to another workspace, or its key is gone."""
        try:
            wrapped = base64.b64decode(sealed, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Unreadable("this is no sealed token") from error
        return self._keyring.unwrap(wrapped, _owner_of_token(workspace)).decode()

    def seal(self, wrapped: bytes, text: str, place: Place) -> bytes:
        return _seal(self._keyring.unwrap(wrapped, place.owner), text.encode(), place.as_bytes())

    def open(self, wrapped: bytes, sealed: bytes, place: Place) -> str:
        return _open(self._keyring.unwrap(wrapped, place.owner), sealed, place.as_bytes()).decode()


def _owner_of_token(workspace: str) -> bytes:
    return f"token\x1f{workspace}".encode()


def _unpack(name: str, packed: str) -> bytes:
    try:
        key = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"key {name!r} is not base64") from error
    if not name or len(key) != KEY_BYTES:
        raise ValueError(f"key {name!r} must be a name, a colon and {KEY_BYTES} bytes in base64")
    return key


def _seal(key: bytes, text: bytes, where: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, text, where)


def _open(key: bytes, sealed: bytes, where: bytes) -> bytes:
    if sealed[:1] != VERSION:
        raise Unreadable("sealed by a version that this one does not know")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], where)
    except (InvalidTag, ValueError) as error:  # ValueError: too short to be a text of ours
        raise Unreadable("this text does not belong here, or its key is gone") from error
