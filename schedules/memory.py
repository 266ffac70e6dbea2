"""What has been read once in a session that only reads need not be read again.

Such a session sees one moment's state of the database, so the same question has the same answer
for as long as it is open. A session that writes asks anew every time.
"""

from collections.abc import Callable, Collection, Sequence
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import ColumnElement, Row, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_MEMORY, _ABOUT = "samspel_memory", "samspel_about"


def remember(session: Session) -> None:
    """Let the session, which only reads, keep what it has been asked."""
    session.info[_MEMORY] = {}


def about(session: Session, municipality_ids: Collection[int]) -> None:
    """Say which municipalities a remembering session will be asked of, so that it can read for
    them all at once.
    """
    session.info[_ABOUT] = frozenset(municipality_ids)


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


def rows_of(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    municipality: ColumnElement[int] | InstrumentedAttribute[int],
    municipality_id: int,
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The statement's rows of one municipality, whose number is in the given column.

    A remembering session reads for all the municipalities that it is about, and keeps what it
    has read by the statement itself, which is therefore to be a constant.
    """
    memory: dict[Any, list[Row[*tuple[Any, ...]]]] | None = session.info.get(_MEMORY)
    if memory is None:
        return session.execute(statement.where(municipality == municipality_id)).all()
    if (statement, municipality_id) not in memory:
        ids = session.info.get(_ABOUT, frozenset()) | {municipality_id}
        memory |= {(statement, number): [] for number in ids}
        found = statement.add_columns(municipality.label("of")).where(municipality.in_(ids))
        for row in session.execute(found):
            memory[statement, row.of].append(row)
    return memory[statement, municipality_id]
