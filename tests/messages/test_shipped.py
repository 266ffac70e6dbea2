"""The shipped agreements are good files, complete, and in our own voice."""

from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from messages import shipped, versions
from messages.agreement import Ask, Kind, Status
from messages.changes import compare
from messages.reading import read
from messages.writing import write

FILES = sorted((Path(shipped.__file__).parent / "agreements").glob("*.md"))
MAY, DECEMBER = date(2026, 5, 1), date(2026, 12, 1)


def test_three_municipalities_are_shipped() -> None:
    assert shipped.names() == ("alingsas", "kungsor", "vaggeryd")


def test_an_unknown_municipality_has_no_versions() -> None:
    assert shipped.versions("ankeborg") == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_shipped_file_stands_as_samspel_itself_would_write_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert write(read(text, file=path.name)) == text


@pytest.mark.parametrize("name", shipped.names())
def test_a_shipped_agreement_is_marked_as_a_summary(name: str) -> None:
    assert not any(version.verbatim for version in shipped.versions(name))


@pytest.mark.parametrize("name", shipped.names())
def test_a_shipped_rule_is_short_and_without_exclamations(name: str) -> None:
    for rule in shipped.versions(name)[-1].rules:
        assert len(rule.text) <= 420, rule.id
        assert "!" not in rule.heading + rule.text


@pytest.mark.parametrize("name", shipped.names())
def test_only_rules_of_conduct_are_posted_as_principles(name: str) -> None:
    principles = shipped.versions(name)[-1].principles
    assert len(principles) >= 9, "a year's posts shall not repeat themselves"
    assert all(rule.kind is Kind.RULE for rule in principles)


def test_the_amendment_of_vaggeryd_rewords_exactly_one_rule() -> None:
    old, new = shipped.versions("vaggeryd")
    changes = compare(old, new)
    assert [one.new.id for one in changes.reworded] == ["lika-viktiga"]
    assert not changes.added
    assert not changes.removed


def test_vaggeryds_two_wordings_answer_before_and_after_the_amendment() -> None:
    found = shipped.versions("vaggeryd")
    before, after = versions.on(found, MAY), versions.on(found, DECEMBER)
    assert before is not None
    assert after is not None
    assert "egna intressen" in (before.rule("lika-viktiga") or fail()).text
    assert "egna intressen" not in (after.rule("lika-viktiga") or fail()).text


def fail() -> NoReturn:
    raise AssertionError("the rule is not there")


def test_vaggeryds_agreement_is_a_proposal_of_the_board() -> None:
    agreement = shipped.versions("vaggeryd")[-1]
    assert agreement.status is Status.PROPOSAL
    assert agreement.decision is not None
    assert (agreement.decision.body, agreement.decision.paragraph) == ("kommunstyrelsen", "§ 138")


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        (
            "vaggeryd",
            {
                Ask.DIALOGUE,
                Ask.OPPOSITION_DIALOGUE,
                Ask.MANAGEMENT_GROUP,
                Ask.ROLE_TALK,
                Ask.PRINCIPLE,
                Ask.FEEDBACK,
                Ask.TRAINING,
            },
        ),
        (
            "kungsor",
            {
                Ask.DIALOGUE,
                Ask.OPPOSITION_DIALOGUE,
                Ask.CHAIR_DIALOGUE,
                Ask.PRINCIPLE,
                Ask.ANNUAL_REVIEW,
            },
        ),
        ("alingsas", {Ask.TRAINING, Ask.SURVEY, Ask.NEW_MANAGER}),
    ],
)
def test_each_agreement_asks_for_what_its_document_asks_for(name: str, asks: set[Ask]) -> None:
    assert set(shipped.versions(name)[-1].asks) == asks


def test_elected_members_are_never_sent_to_the_whistle_blowing_function() -> None:
    for name in shipped.names():
        for rule in shipped.versions(name)[-1].rules:
            if "visselblåsning" in rule.topics:
                assert [role.value for role in rule.roles] == ["employee"]


def test_the_question_about_trust_is_for_conversation_only() -> None:
    rule = shipped.versions("kungsor")[-1].rule("fraga-fortroende")
    assert rule is not None
    assert rule.kind is Kind.ORAL_TALKING_POINT
