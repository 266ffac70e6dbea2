"""The keys that Teams signs with, as Microsoft publishes them."""

import time

import jwt

KEPT = 86_400.0
"""Seconds after which the keys are fetched again; those that are known hold while they are away."""

COOLING = 30.0
"""Seconds between two tries, so that whoever makes keys up does not make samspel fetch them."""

PATIENCE = 5
"""Seconds that Microsoft has to answer with its keys."""


class KeysAway(Exception):
    """Whether a request is from Teams cannot be told now: the keys cannot be fetched."""


class Keys:
    """The published keys by their ids; to be used from one thread alone, for it waits for them."""

    def __init__(self, address: str) -> None:
        self._client = jwt.PyJWKClient(address, cache_jwk_set=False, timeout=PATIENCE)
        self._known: dict[str, jwt.PyJWK] = {}
        self._tried = self._fetched = 0.0

    def find(self, name: str) -> jwt.PyJWK | None:
        """The key of that id, None where there is none; KeysAway where none can be had."""
        now = time.monotonic()
        wanted = name not in self._known or now - self._fetched > KEPT
        if wanted and (not self._known or now - self._tried > COOLING):
            self._fetch(now)
        return self._known.get(name)

    def _fetch(self, now: float) -> None:
        self._tried = now
        try:
            found = self._client.get_signing_keys()
        except (jwt.PyJWTError, ValueError, OSError):  # also an answer that is no key at all
            if not self._known:
                raise KeysAway("the keys that Teams signs with cannot be fetched") from None
        else:
            self._known = {str(key.key_id): key for key in found}
            self._fetched = now
