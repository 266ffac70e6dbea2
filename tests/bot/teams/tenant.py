"""A tenant of one's own: its app, its people and conversations, and what Teams signs with."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

Json = dict[str, Any]

CLIENT = "aaaaaaaa-0000-4000-8000-000000000001"
TENANT = "bbbbbbbb-0000-4000-8000-000000000002"
OTHER_TENANT = "cccccccc-0000-4000-8000-000000000003"
SECRET = "hemlighet"  # noqa: S105 - of a Teams of our own
KEY = "nyckel-1"
ISSUER = "https://api.botframework.com"


@cache
def signing_key(name: str = KEY) -> rsa.RSAPrivateKey:  # noqa: ARG001 - each has its own
    """The key that a Teams of our own signs with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(kw_only=True)
class Member:
    """Somebody with an account; `has_samspel` where the app is installed for the person."""

    id: str
    email: str = ""
    name: str = ""
    tenant: str = TENANT
    guest: bool = False
    has_samspel: bool = True

    @property
    def account(self) -> str:
        return f"29:{self.id}"

    @property
    def object_id(self) -> str:
        return f"dddddddd-0000-4000-8000-{int.from_bytes(self.id.encode()[:6], 'big'):012x}"

    @property
    def profile(self) -> Json:
        """As the Connector tells of members."""
        name = self.email.replace("@", "_") + "#EXT#@kommunen.onmicrosoft.com"
        return {
            "id": self.account,
            "objectId": self.object_id,
            "name": self.name,
            "tenantId": self.tenant,
            "userRole": "guest" if self.guest else "user",
            **({"email": self.email} if self.email else {}),
            "userPrincipalName": name if self.guest else self.email,
        }


@dataclass(kw_only=True)
class Conversation:
    """A personal chat (of `user`), a group chat or a channel, with what has been said in it."""

    id: str
    kind: str
    user: str = ""
    has_samspel: bool = True
    posts: list[Json] = field(default_factory=list)
