"""What differs between SQLite and PostgreSQL, in one place."""

from typing import Any

from sqlalchemy import ColumnElement, Delete, Double, Update, cast, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from schedules.tables import DeliveryRow

_JULIAN_1970, _SECONDS_A_DAY = 2440587.5, 86400.0
"""SQLite before 3.42 knows no seconds since 1970 with fractions; every version knows julianday."""


def insert_new(session: Session) -> Any:  # noqa: ANN401 - the two dialects share no type for it
    """An insert of deliveries that leaves those that are there already as they are."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(DeliveryRow).on_conflict_do_nothing()


def clock(session: Session) -> ColumnElement[float]:
    """Seconds since 1970 by the database's clock."""
    if session.get_bind().dialect.name == "postgresql":
        return cast(func.extract("epoch", func.clock_timestamp()), Double)
    return (func.julianday("now") - _JULIAN_1970) * _SECONDS_A_DAY


def changed(session: Session, statement: Update | Delete) -> int:
    """Execute the statement and answer how many rows it changed."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return int(getattr(result, "rowcount", 0))
