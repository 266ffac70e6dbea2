"""Places and people of Teams as samspel stores them.

A place is a conversation's own id. In a channel, what is said in a thread has the thread's first
message after it: "19:…@thread.tacv2;messageid=1". A person is the tenant and Entra's object id.
"""

THREAD = ";messageid="


def person(tenant: str, object_id: str) -> str:
    """Somebody in a tenant: "tenant:object"."""
    return f"{tenant}:{object_id}"


def conversation(full: str) -> str:
    """The conversation without the thread in it."""
    return full.partition(THREAD)[0]
