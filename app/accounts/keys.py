"""Secrets of the server: one master secret by setting, and what is derived from it for each purpose."""

import base64
import functools
import hashlib
import hmac
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.settings import Settings


class SigningKey(NamedTuple):
    """A key of access tokens. `algorithm` belongs to the key: a token that names another one is refused (RFC 8725)."""

    kid: str
    algorithm: str
    secret: bytes


class Keys:
    """Keys from IWM_SECRET_KEY; those from IWM_OLD_SECRET_KEYS still verify and decrypt, so that a secret can change.

    Each purpose has a key of its own (HKDF-SHA256, RFC 5869), so that one kind of token never passes for another.
    """

    def __init__(self, settings: Settings) -> None:
        self._secrets = [secret.encode() for secret in (settings.secret_key, *settings.old_secret_keys)]
        signing = [_signing_key(derive(secret, "access token")) for secret in self._secrets]
        self.signing = signing[0]
        self.verifying = {key.kid: key for key in reversed(signing)}
        self._fernet = MultiFernet(
            [Fernet(base64.urlsafe_b64encode(derive(secret, "encryption"))) for secret in self._secrets]
        )

    def mac(self, purpose: str, message: str) -> str:
        """HMAC-SHA256 of a message for this purpose, base64url, 43 characters."""
        return _mac(derive(self._secrets[0], purpose), message)

    def mac_is_right(self, purpose: str, message: str, given: str) -> bool:
        """Whether `given` is the MAC of the message by the present key or an old one. In constant time."""
        given_bytes = given.encode("utf-8", "surrogatepass")
        right = [hmac.compare_digest(_mac(derive(s, purpose), message).encode(), given_bytes) for s in self._secrets]
        return any(right)

    def encrypt(self, text: str) -> str:
        """The text encrypted and authenticated (Fernet), for what is kept in the database."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, text: str) -> str:
        """What encrypt() was given. Raises ValueError where no key of ours fits."""
        try:
            return self._fernet.decrypt(text.encode()).decode()
        except InvalidToken:
            raise ValueError("encrypted with a secret that is not set any more (IWM_OLD_SECRET_KEYS)") from None


@functools.lru_cache(maxsize=64)
def derive(secret: bytes, purpose: str) -> bytes:
    """32 bytes for a purpose."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"iwm " + purpose.encode()).derive(secret)


def _mac(key: bytes, message: str) -> str:
    return base64.urlsafe_b64encode(hmac.digest(key, message.encode(), "sha256")).rstrip(b"=").decode()


def _signing_key(secret: bytes) -> SigningKey:
    return SigningKey(hashlib.sha256(b"kid" + secret).hexdigest()[:12], "HS256", secret)
