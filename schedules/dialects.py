"""What differs between SQLite and PostgreSQL, in one place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Double,
    Update,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from schedules.tables import DeliveryRow, PaceRow, Table

_JULIAN_1970, _SECONDS_A_DAY = 2440587.5, 86400.0
"""SQLite before 3.42 knows no seconds since 1970 with fractions; every version knows julianday."""

_TURN = 0x5A4D5350
"""The number of the lock that processes take turns with; nothing else in the database uses it."""


def insert_new(session: Session, table: type[Table] = DeliveryRow) -> Any:  # noqa: ANN401 - the two dialects share no type for it
    """An insert of rows that leaves those that are there already as they are."""
    return _dialect(session).insert(table).on_conflict_do_nothing()


def insert_latest(session: Session) -> Any:  # noqa: ANN401 - as above
    """An insert of paces that keeps the later moments where there are some already."""
    insert = _dialect(session).insert(PaceRow)
    new = insert.excluded
    later = {
        name: case((new[name] > getattr(PaceRow, name), new[name]), else_=getattr(PaceRow, name))
        for name in ("tat", "opens", "last")
    }
    return insert.on_conflict_do_update(index_elements=[PaceRow.chat, PaceRow.scope], set_=later)


def update_each(
    session: Session,
    names: Sequence[str],
    rows: Sequence[Sequence[object]],
    statement: Callable[[Mapping[str, ColumnElement[Any]]], Update],
) -> None:
    """Update many deliveries, each by a row of values of its own; `names` are their columns.

    PostgreSQL is given them all in one statement, for it is far away; SQLite is quicker with the
    same small statement again and again.
    """
    types = {name: DeliveryRow.__table__.c[name].type for name in names}
    if not _is_postgresql(session):
        new: Any = {name: bindparam(f"new_{name}", type_=of) for name, of in types.items()}
        keyed = [dict(zip([f"new_{name}" for name in names], row, strict=True)) for row in rows]
        session.connection().execute(statement(new), keyed)
        return
    arrays = [
        literal(list(given), postgresql.ARRAY(of))
        for given, of in zip(zip(*rows, strict=True), types.values(), strict=True)
    ]
    columns = [column(name, of) for name, of in types.items()]
    new = func.unnest(*arrays).table_valued(*columns, name="new").render_derived()
    session.execute(statement(new.c))


def take_turn(session: Session) -> None:
    """Wait until no other process is deciding what to send; until the transaction ends.

    On SQLite a writing transaction is alone as it is.
    """
    if _is_postgresql(session):
        session.execute(select(func.pg_advisory_xact_lock(literal(_TURN))))


def nobody_plans(session: Session, municipality_id: int) -> bool:
    """Whether no other process is planning for the municipality now; until the transaction ends,
    none will.
    """
    if not _is_postgresql(session):
        return True
    lock = func.pg_try_advisory_xact_lock(literal(_TURN), literal(municipality_id))
    return bool(session.scalar(select(lock)))


def clock(session: Session) -> ColumnElement[float]:
    """Seconds since 1970 by the database's clock."""
    if _is_postgresql(session):
        return cast(func.extract("epoch", func.clock_timestamp()), Double)
    return (func.julianday("now") - _JULIAN_1970) * _SECONDS_A_DAY


def read_clock(session: Session) -> float:
    """What the database's clock shows, in seconds since 1970."""
    return float(session.scalar(select(clock(session))) or 0)


def changed(session: Session, statement: Update | Delete) -> int:
    """Execute the statement and answer how many rows it changed."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return int(getattr(result, "rowcount", 0))


def _dialect(session: Session) -> Any:  # noqa: ANN401 - as above
    return postgresql if _is_postgresql(session) else sqlite


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
