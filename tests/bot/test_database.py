"""The database is migrated forward only, and what cannot be used is said in one sentence."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import database, people, tables
from bot.database import MIGRATIONS, DatabaseError, check, connect, migrate, reading, writing
from bot.slack import tables as slack_tables
from bot.tables import AgreementRow
from messages.addressing import Municipality
from schedules import calendar, outbox
from schedules.delivery import State
from schedules.tables import Table
from tests.databases import Databases, on_both

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'prov.db'}"


@on_both
def test_the_migrations_make_exactly_the_tables_of_the_code(database: Databases) -> None:
    assert tables.PersonRow.metadata is slack_tables.BotRow.metadata is Table.metadata
    engine = connect(database.empty())
    migrate(engine)
    assert differences(engine) == []
    engine.dispose()


@on_both
@pytest.mark.parametrize("released", ["0001", "0002"])
def test_a_database_of_every_released_version_is_brought_forward(
    database: Databases, released: str
) -> None:
    engine = connect(database.empty())
    at(engine, released)
    with engine.begin() as connection:
        for statement in AS_RELEASED[released]:
            connection.execute(text(statement))
    with pytest.raises(DatabaseError, match="run 'samspel migrate'"):
        check(engine)
    migrate(engine)
    assert differences(engine) == []
    with reading(engine) as session:
        (sent,) = outbox.listed(session)
        assert [one.slug for one in calendar.municipalities(session)] == ["provby"]
        identity = people.identity(session, "slack", "T1:U1")
        digest = session.scalars(select(AgreementRow.digest)).one()
    assert digest == sha256("# Överenskommelsen".encode()).hexdigest()
    assert identity
    assert identity.confirmed
    assert (sent.state, sent.sent_at) == (State.SENT, NOW)
    engine.dispose()


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))


def at(engine: Engine, revision: str) -> None:
    """Migrate only as far as a revision."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


PROVBY = """
INSERT INTO municipality (id, slug, name, zone, titles, created_at) VALUES
(1, 'provby', 'Provby', 'Europe/Stockholm', '{}', '2026-11-20 08:00:00+00:00')
"""
ANNA = """
INSERT INTO person (id, municipality_id, name, email, administrator) VALUES
(1, 1, 'Anna', 'anna@provby.se', false)
"""
AGREED = """
INSERT INTO agreement (id, municipality_id, number, text, lemmas, stored_at) VALUES
(1, 1, 1, '# Överenskommelsen', '', '2026-11-20 08:00:00+00:00')
"""
SEEN = """
INSERT INTO identity (id, person_id, chat, user_id, place, confirmed) VALUES
(7, 1, 'slack', 'T1:U1', 'T1:D1', true)
"""
SENT = """
INSERT INTO delivery (id, municipality_id, kind, occurrence, revision, step, recipient,
due_at, expires_at, state, next_at, attempts, message_id, {settled}, reason) VALUES
(1, 1, 'principle', 'principle/2026-12-15', 0, 'principle:0', 'kd',
'2026-11-20 08:00:00+00:00', '2026-11-27 08:00:00+00:00', 'sent',
'2026-11-20 08:00:00+00:00', 1, 'id-1', '2026-11-20 08:00:00+00:00', '')
"""

AS_RELEASED = {
    "0001": [PROVBY, AGREED, ANNA, SEEN, SENT.format(settled="sent_at")],
    "0002": [PROVBY, AGREED, ANNA, SEEN, SENT.format(settled="settled_at")],
    "0003": [PROVBY, AGREED, ANNA, SEEN, SENT.format(settled="settled_at")],
    "0004": [PROVBY, AGREED, ANNA, SEEN, SENT.format(settled="settled_at")],
}
"""What a database of each released version has in it, by its revision."""


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    engine = connect(url(tmp_path))
    migrate(engine)
    migrate(engine)
    database.check(engine)
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    engine = connect(url(tmp_path))
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (migrate, database.check):
        with pytest.raises(DatabaseError, match="newer samspel"):
            use(engine)
    engine.dispose()


def test_a_database_that_is_not_migrated_is_refused(tmp_path: Path) -> None:
    engine = connect(url(tmp_path))
    with pytest.raises(DatabaseError, match="run 'samspel migrate'"):
        database.check(engine)
    engine.dispose()


@pytest.mark.parametrize(
    "bad", ["nonsense", "mysql+nodriver://x", "sqlite:////no/such/folder/x.db"]
)
def test_a_url_that_cannot_be_used_is_one_sentence(bad: str) -> None:
    with pytest.raises(DatabaseError) as error:
        migrate(connect(bad))
    assert "\n" not in str(error.value)


def test_an_error_in_the_middle_stores_nothing(tmp_path: Path) -> None:
    engine = connect(url(tmp_path))
    migrate(engine)
    with pytest.raises(IntegrityError), writing(engine) as session:
        _add_twice(session)
    with reading(engine) as session:
        assert calendar.municipalities(session) == []
    engine.dispose()


def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    """SQLite's own page limit stands in for the disk."""
    engine = connect(url(tmp_path))
    migrate(engine)
    with writing(engine) as session:
        calendar.add_municipality(session, Municipality(slug="x", name="X"), NOW)
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
    with pytest.raises(DatabaseError, match="full"), writing(engine) as session:
        _fill(session, pages)
    with reading(engine) as session:
        assert [one.slug for one in calendar.municipalities(session)] == ["x"]
    engine.dispose()


def test_a_read_only_database_is_one_sentence(tmp_path: Path) -> None:
    engine = connect(url(tmp_path))
    migrate(engine)
    engine.dispose()
    read_only = connect(f"sqlite:///file:{tmp_path / 'prov.db'}?mode=ro&uri=true")
    with pytest.raises(DatabaseError, match="readonly"), writing(read_only) as session:
        calendar.add_municipality(session, Municipality(slug="x", name="X"), NOW)
    read_only.dispose()


def test_a_moment_without_a_zone_is_never_stored(tmp_path: Path) -> None:
    engine = connect(url(tmp_path))
    migrate(engine)
    naive = datetime(2026, 11, 20)
    with pytest.raises(Exception, match="a moment needs a zone"), writing(engine) as session:
        calendar.add_municipality(session, Municipality(slug="x", name="X"), naive)
    engine.dispose()


def _add_twice(session: Session) -> None:
    for _ in range(2):
        calendar.add_municipality(session, Municipality(slug="x", name="X"), NOW)


def _fill(session: Session, pages: int) -> None:
    session.execute(text(f"PRAGMA max_page_count = {pages}"))
    for number in range(500):
        name = "y" * 5000
        calendar.add_municipality(session, Municipality(slug=str(number), name=name), NOW)
