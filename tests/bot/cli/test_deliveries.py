"""What was parked is listed with its reason, and tried again when that has been mended."""

import sqlite3
from pathlib import Path

import pytest

from tests.bot.cli.running import good, rows
from tests.bot.cli.test_operating import free_port, running

PARKED = "UPDATE delivery SET state = 'failed', reason = ? WHERE id = ?"


@pytest.fixture
def parked(empty_folder: Path) -> Path:
    """A database with two parked deliveries, one of which may have been sent."""
    good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
    with running(empty_folder, free_port()):
        pass
    with sqlite3.connect(empty_folder / "samspel.db") as connection:
        connection.execute(PARKED, ("Slack: is_archived", 1))
        connection.execute(PARKED, ("it may have been sent before a stop", 2))
    return empty_folder


@pytest.mark.usefixtures("parked")
def test_what_was_parked_is_tried_once_more_but_not_what_may_have_been_sent() -> None:
    assert "1  " in good("deliveries", "--state", "failed")
    assert good("deliveries", "--again") == "1 to be tried once more.\n"
    assert [row["number"] for row in rows(good("deliveries", "--state", "failed", "--json"))] == [2]
    (first,) = rows(good("deliveries", "--number", "1", "--json"))
    assert (first["state"], first["reason"], first["attempts"]) == ("pending", "", 0)


@pytest.mark.usefixtures("parked")
def test_what_may_have_been_sent_is_tried_again_by_its_number() -> None:
    assert good("deliveries", "--again", "--number", "2") == "1 to be tried once more.\n"
    assert good("deliveries", "--again", "--number", "999") == "0 to be tried once more.\n"
