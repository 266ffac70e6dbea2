"""What has been read once in a session that only reads need not be read again.

Such a session sees one moment's state of the database, so the same question has the same answer
for as long as it is open. A session that writes asks anew every time.
"""

from collections.abc import Callable, Collection, Sequence
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Row, Select
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Column = InstrumentedAttribute[int] | InstrumentedAttribute[str]

_MEMORY, _ABOUT = "samspel_memory", "samspel_about"


def remember(session: Session) -> None:
    """Let the session, which only reads, keep what it has been asked."""
    session.info[_MEMORY] = {}


def about(session: Session, **values: Collection[int | str]) -> None:
    """Say what a remembering session will be asked of (`municipality` numbers, `occurrence` names),
    so that it can read for them all at once.
    """
    session.info[_ABOUT] = {name: frozenset(given) for name, given in values.items()}


def remembered(
    query: Callable[Concatenate[Session, Asked], Answer],
) -> Callable[Concatenate[Session, Asked], Answer]:
    """A query whose answer a reading session keeps; nobody may change that answer.

    Asked with keywords, it is asked anew.
    """

    def ask(session: Session, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        memory: dict[Any, Answer] | None = session.info.get(_MEMORY)
        if memory is None or kwargs:
            return query(session, *args, **kwargs)
        question = (query, args)
        try:
            return memory[question]
        except KeyError:
            answer = memory[question] = query(session, *args, **kwargs)
            return answer

    update_wrapper(ask, query)
    return ask


def columns(table: type[DeclarativeBase]) -> Sequence[Column]:
    """All columns of a table, to read its rows as they are and not as objects to be changed."""
    return [getattr(table, column.key) for column in table.__table__.columns]


def rows_of(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    column: Column,
    value: int | str,
    *,
    each: str = "municipality",
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The statement's rows with a value in a column, such as those of one municipality.

    A remembering session reads for each municipality (or other value) that it is about, and keeps
    what it has read by the statement itself, which is therefore to be a constant.
    """
    memory: dict[Any, list[Row[*tuple[Any, ...]]]] | None = session.info.get(_MEMORY)
    if memory is None:
        return session.execute(statement.where(column == value)).all()
    if (statement, value) not in memory:
        values = session.info.get(_ABOUT, {}).get(each, frozenset()) | {value}
        memory |= {(statement, one): [] for one in values}
        found = statement.add_columns(column.label("of")).where(column.in_(values))
        for row in session.execute(found):
            memory[statement, row.of].append(row)
    return memory[statement, value]
