"""Every paragraph and bullet of the four source documents is a rule, or there is a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from messages import shipped

TABLES = Path(__file__).with_name("coverage")
DOCUMENTS = Path(__file__).parents[3] / "shared" / "agreements"
NAMES = {
    "vaggeryd": ("vaggeryd", "vaggeryd-overenskommelse.txt"),
    "beslut-138": ("vaggeryd", "vaggeryd-beslut-ks-138.txt"),
    "kungsor": ("kungsor", "kungsor-riktlinje.txt"),
    "alingsas": ("alingsas", "alingsas-riktlinje.txt"),
}
BULLETS = re.compile(r"^(?:•|\x7f|\uf0b7|-)\s+")
LONGEST_PARAGRAPH = 1800


@dataclass(frozen=True)
class Row:
    opening: str
    ids: tuple[str, ...]
    reason: str


def rows(table: str) -> Iterator[Row]:
    for line in (TABLES / f"{table}.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            opening, _, answer = (part.strip() for part in line.partition("|"))
            reason = answer.removeprefix("none:").strip() if answer.startswith("none:") else ""
            ids = () if reason else tuple(part.strip() for part in answer.split(","))
            yield Row(opening, ids, reason)


def document(table: str) -> str:
    path = DOCUMENTS / NAMES[table][1]
    if not path.exists():
        pytest.skip("the source documents are not part of the project")
    lines = (
        BULLETS.sub("• ", line.strip(), count=1) for line in path.read_text("utf-8").splitlines()
    )
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("table", NAMES)
def test_every_row_names_rules_that_exist_or_a_reason(table: str) -> None:
    ids = {rule.id for rule in shipped.versions(NAMES[table][0])[-1].rules}
    for row in rows(table):
        assert row.reason or set(row.ids) <= ids, row


@pytest.mark.parametrize("name", shipped.names())
def test_every_shipped_rule_stands_in_its_table(name: str) -> None:
    tables = [table for table, (owner, _) in NAMES.items() if owner == name]
    covered = {rule for table in tables for row in rows(table) for rule in row.ids}
    for version in shipped.versions(name):
        assert {rule.id for rule in version.rules} <= covered


@pytest.mark.parametrize("table", NAMES)
def test_the_rows_follow_each_other_through_the_whole_document(table: str) -> None:
    text, place = document(table), 0
    starts = []
    for row in rows(table):
        opening = BULLETS.sub("• ", row.opening, count=1)
        found = text.find(opening, place)
        assert found >= 0, f"not found after {place}: {opening}"
        starts.append(found)
        place = found + 1
    assert starts[0] == 0
    lengths = [end - start for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert max(lengths) <= LONGEST_PARAGRAPH


@pytest.mark.parametrize("table", NAMES)
def test_every_bullet_of_the_document_begins_a_row(table: str) -> None:
    text = document(table)
    openings = [BULLETS.sub("• ", row.opening, count=1) for row in rows(table)]
    for bullet in re.finditer("• ", text):
        rest = text[bullet.start() :]
        assert any(rest.startswith(opening) for opening in openings), rest[:60]
