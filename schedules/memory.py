"""What has been read once in a session that only reads need not be read again.

Such a session sees one moment's state of the database, so the same question has the same answer
for as long as it is open. A session that writes asks anew every time.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_MEMORY = "samspel_memory"


def remember(session: Session) -> None:
    """Let the session, which only reads, keep what it has been asked."""
    session.info[_MEMORY] = {}


def remembered(
    query: Callable[Concatenate[Session, Asked], Answer],
) -> Callable[Concatenate[Session, Asked], Answer]:
    """A query whose answer a reading session keeps; nobody may change that answer."""

    def ask(session: Session, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        memory: dict[Any, Answer] | None = session.info.get(_MEMORY)
        if memory is None:
            return query(session, *args, **kwargs)
        question = (query, args, tuple(sorted(kwargs.items())))
        if question not in memory:
            memory[question] = query(session, *args, **kwargs)
        return memory[question]

    update_wrapper(ask, query)
    return ask
