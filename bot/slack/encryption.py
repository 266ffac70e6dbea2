"""Tokens at rest: what stands in the database is of no use without the key in the settings."""

from cryptography.fernet import Fernet, InvalidToken

from messages.errors import PlainError


class WrongKey(PlainError):
    """The key cannot be used, or is not the one that a token was encrypted with."""


def new_key() -> str:
    """A new random key."""
    return Fernet.generate_key().decode()


class Seal:
    """Encrypts and decrypts with one key (Fernet: AES-128-CBC and HMAC-SHA256)."""

    def __init__(self, key: str) -> None:
        try:
            self._fernet = Fernet(key)
        except ValueError:
            raise WrongKey("SAMSPEL_KEY is no key; 'samspel slack key' prints one.") from None

    def close(self, text: str) -> str:
        """The text encrypted."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text again; WrongKey where it was encrypted with another key, or changed."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKey("SAMSPEL_KEY is not the key that the tokens were stored with.") from None
