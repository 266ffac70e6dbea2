"""An agreement is adopted, and on the day it takes force the channels hear what changed."""

from dataclasses import replace
from datetime import date

import pytest

from bot import agreements, amendments
from bot.agreements import AdoptionError
from bot.desk import Desk
from messages import shipped
from messages.agreement import Agreement, Decision, Rule, Section
from schedules.delivery import State
from schedules.kinds import Kind
from tests.towns import Town

DECISION = Decision(body="kommunfullmäktige", paragraph="§ 87", day=date(2026, 11, 30))
IN_FORCE = date(2027, 1, 1)


def reworded(**texts: str) -> Agreement:
    """Vaggeryd's proposal with some rules in other words."""
    proposal = shipped.versions("vaggeryd")[-1]
    return replace(
        proposal,
        sections=tuple(
            Section(
                heading=section.heading,
                rules=tuple(_with_text(rule, texts) for rule in section.rules),
            )
            for section in proposal.sections
        ),
    )


def _with_text(rule: Rule, texts: dict[str, str]) -> Rule:
    return replace(rule, text=texts.get(rule.id.replace("-", "_"), rule.text))


OLD_TEXT = "De förtroendevalda ska vara visionära."
NEW_TEXT = "De förtroendevalda ska vara visionära och modiga."
NEW = reworded(visionar=NEW_TEXT).adopted(DECISION, IN_FORCE)


def test_the_channels_hear_old_and_new_beside_each_other_on_the_day_it_takes_force(
    town: Town,
) -> None:
    town.at_desk(lambda desk: amendments.adopt(desk, NEW))
    town.go(date(2026, 12, 31))
    assert not [title for title in town.titles("per", "#chefer") if "ny lydelse" in title]
    town.go(date(2027, 1, 8))
    (news,) = [
        post.message
        for post in town.posts("per", "#chefer")
        if post.message and "ny lydelse" in post.message.title
    ]
    assert news.title == "Från och med 1 januari: ny lydelse av överenskommelsen"
    assert f"Tidigare: {OLD_TEXT}\nNu: {NEW_TEXT}" in news.plain
    assert "Antagen av kommunfullmäktige 30 november 2026, § 87." in news.plain


def test_the_news_wait_for_the_first_working_day_and_come_once_to_each_channel(town: Town) -> None:
    town.at_desk(lambda desk: amendments.adopt(desk, NEW))
    town.go(date(2027, 1, 31))
    sent = [one for one in town.deliveries() if one.kind is Kind.AMENDMENT]
    assert {one.state for one in sent} == {State.SENT}
    assert len(sent) == len({one.recipient for one in sent}) == 3
    assert {one.sent_at.date() for one in sent if one.sent_at} == {date(2027, 1, 7)}


def test_a_channel_that_is_connected_before_that_day_hears_it_too(town: Town) -> None:
    town.press("karin", "purpose", "nothing", place="#chefer")
    town.at_desk(lambda desk: amendments.adopt(desk, NEW))
    town.go(date(2026, 12, 20))
    town.press("karin", "purpose", "managers", place="#medarbetare")
    town.go(date(2027, 1, 8))
    heard = [title for title in town.titles("sara", "#medarbetare") if "ny lydelse" in title]
    assert len(heard) == 1


def test_a_version_already_in_force_is_told_when_it_is_stored(town: Town) -> None:
    backdated = reworded(visionar=NEW_TEXT).adopted(DECISION, date(2026, 11, 2))
    town.at_desk(lambda desk: amendments.adopt(desk, backdated))
    town.go(date(2026, 11, 20))
    heard = [title for title in town.titles("per", "#chefer") if "ny lydelse" in title]
    assert len(heard) == 1


def test_a_channel_that_serves_two_purposes_hears_it_once(town: Town) -> None:
    town.press("karin", "purpose", "elected_members", place="#chefer")
    town.at_desk(lambda desk: amendments.adopt(desk, NEW))
    town.go(date(2027, 1, 8))
    heard = [title for title in town.titles("per", "#chefer") if "ny lydelse" in title]
    assert len(heard) == 1


def test_questions_are_answered_with_the_version_of_the_day(town: Town) -> None:
    town.at_desk(lambda desk: amendments.adopt(desk, NEW))
    before = town.say("anna", "vad gäller visionär").message
    town.go(IN_FORCE)
    after = town.say("anna", "vad gäller visionär").message
    assert before is not None
    assert after is not None
    assert "modig" not in before.plain
    assert "modig" in after.plain
    assert "Gäller från" in after.plain


def test_changes_can_be_asked_for(town: Town) -> None:
    town.at_desk(lambda desk: amendments.adopt(desk, NEW))
    coming = town.say("anna", "ändringar").message
    assert coming is not None
    assert "Från och med 1 januari 2027 gäller en ny lydelse" in coming.plain
    town.go(IN_FORCE)
    changed = town.say("anna", "ändringar").message
    assert changed is not None
    assert "Nu: De förtroendevalda ska vara visionära och modiga." in changed.plain


def test_adopting_the_proposal_as_it_stands_says_that_the_rules_are_the_same(town: Town) -> None:
    changes = town.at_desk(
        lambda desk: amendments.adopt(desk, reworded().adopted(DECISION, IN_FORCE))
    )
    assert not changes
    town.go(date(2027, 1, 8))
    (news,) = [
        post.message
        for post in town.posts("per", "#chefer")
        if post.message and "ny lydelse" in post.message.title
    ]
    assert "Spelreglerna är desamma som förut." in news.plain


def test_another_municipality_s_agreement_is_refused_and_nothing_is_stored(town: Town) -> None:
    alien = shipped.versions("kungsor")[-1].adopted(DECISION, IN_FORCE)
    with pytest.raises(AdoptionError, match="Kungsör's, not Vaggeryd's"):
        town.at_desk(lambda desk: amendments.adopt(desk, alien))
    assert len(town.at_desk(_versions)) == 2


def test_a_version_cannot_take_force_before_one_that_is_adopted(town: Town) -> None:
    town.at_desk(lambda desk: amendments.adopt(desk, NEW))
    earlier = reworded().adopted(DECISION, date(2026, 12, 1))
    with pytest.raises(AdoptionError, match="Another adopted version takes force"):
        town.at_desk(lambda desk: amendments.adopt(desk, earlier))


def _versions(desk: Desk) -> tuple[Agreement, ...]:
    return agreements.everyone(desk.session, desk.municipality)
