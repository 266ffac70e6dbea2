"""Places and people of Teams as samspel stores them.

A place is a conversation's own id. In a channel, what is said in a thread has the thread's first
message after it: "19:…@thread.tacv2;messageid=1". A person is the tenant and Entra's object id.
"""

import re

THREAD = ";messageid="
_SHAPE = re.compile(r"[\w:.@-]{1,300}(;messageid=\d{1,20})?", re.ASCII)


def person(tenant: str, object_id: str) -> str:
    """Somebody in a tenant: "tenant:object"."""
    return f"{tenant}:{object_id}"


def is_one(full: str) -> bool:
    """Whether it has the shape of a conversation with or without a thread: whatever else a client
    makes up would lead elsewhere in an address.
    """
    return _SHAPE.fullmatch(full) is not None


def conversation(full: str) -> str:
    """The conversation without the thread in it."""
    return full.partition(THREAD)[0]
