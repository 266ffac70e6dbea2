"""Somebody finds a rule unclear, and the annual review hears of the rule and not of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot import people, workspaces
from bot.commands import answering
from bot.conversation import Click, Place, PlaceKind, Request, Speaker
from bot.database import reading
from bot.desk import Desk
from bot.people import Address
from bot.playground.cast import CHAT
from bot.tables import UnclearRow
from messages.message import Message
from tests.databases import on_both
from tests.towns import Town

HEADING = "Förtroendevalda svarar i medier för sina beslut"
SINCE = "Märkt som otydligt sedan förra uppföljningen:"
WORKSPACE = "W1"
VISITOR = Speaker(chat=CHAT, user_id="visitor", workspace=WORKSPACE)


def message(reply: Any) -> Message:  # noqa: ANN401 - a reply, or what is wrong with a form
    found = reply.message
    assert isinstance(found, Message)
    return found


def asked(town: Town, user: str = "sara") -> str:
    """The rule that the user finds unclear."""
    choices = message(town.say(user, "vad gäller beslut i media")).choices
    return next(choice.value for choice in choices if choice.action == "unclear")


def marks(town: Town) -> list[str]:
    with reading(town.app.engine) as session:
        return [row.rule for row in session.scalars(select(UnclearRow))]


def letters(town: Town, user: str, title: str) -> list[str]:
    found = [post.message for post in town.posts(user) if post.message]
    return [one.plain for one in found if one.title.startswith(title)]


@pytest.fixture
def kungsor(settle: Callable[[str], Town]) -> Town:
    """A municipality that follows its guideline up every year."""
    return settle("kungsor")


@on_both
def test_a_rule_is_marked_once_and_nobody_is_named(town: Town) -> None:
    rule = asked(town)
    for user in ("sara", "sara", "eva"):
        assert message(town.press(user, "unclear", rule)).title == f"Märkt som otydlig: {HEADING}"
    assert marks(town) == [rule]
    listed = message(town.say("karin", "otydligt"))
    assert listed.plain.count(f"– {HEADING} (avsnitt 3") == 1
    assert "Sara" not in listed.plain
    assert "Eva" not in listed.plain
    assert town.titles("karin") == []


def test_the_buttons_stand_under_every_rule_that_is_opened(town: Town) -> None:
    shown = message(town.press("sara", "show", asked(town)))
    assert [choice.label for choice in shown.choices] == [
        "Markera som otydlig",
        "Ta upp som gråzonsfråga",
    ]
    shared = message(town.press("sara", "share", asked(town), place="#medarbetare"))
    assert list(shared.choices) == []


@pytest.mark.parametrize(
    ("user", "whom"),
    [
        ("eva", "fråga Anna Berg, kommunstyrelsens ordförande (KSO)."),
        ("mats", "fråga din närmaste chef eller Per Ek, kommundirektör (KD)."),
        ("sara", "Är du förtroendevald, fråga Anna Berg, kommunstyrelsens ordförande (KSO)."),
        ("per", "[Ta upp som gråzonsfråga]"),
    ],
)
def test_whoever_has_to_act_now_is_told_whom_to_ask(town: Town, user: str, whom: str) -> None:
    assert message(town.press(user, "unclear", asked(town))).plain.endswith(whom)


def test_the_answer_says_when_it_is_taken_up(town: Town, kungsor: Town) -> None:
    told = message(kungsor.press("sara", "unclear", asked(kungsor))).plain
    assert "som är föreslagen till torsdag 4 mars 2027. Ingen ser vem" in told
    assert (
        "på listan som KSO och KD ser" in message(town.press("sara", "unclear", asked(town))).plain
    )


def test_the_review_hears_of_the_rule_with_its_source(kungsor: Town) -> None:
    kungsor.press("sara", "unclear", asked(kungsor))
    kungsor.go(date(2027, 2, 12))
    for user, title in (("anna", "Åtta veckor"), ("per", "Frågor till"), ("eva", "Frågor till")):
        (letter,) = letters(kungsor, user, title)
        assert f"{SINCE}\n\n– {HEADING} (Kommunikationsvägar, Kommun" in letter
        assert "Sara" not in letter


def test_a_review_without_marks_says_nothing_of_them(kungsor: Town) -> None:
    kungsor.go(date(2027, 1, 8))
    (letter,) = letters(kungsor, "anna", "Åtta veckor")
    assert "Märkt" not in letter


@pytest.mark.parametrize("user", ["karin", "anna", "per"])
def test_those_who_answer_for_the_review_see_the_list_and_read_the_rules(
    town: Town, user: str
) -> None:
    empty = message(town.say(user, "otydligt"))
    assert empty.title == "Inget är märkt som otydligt sedan 20 november 2025"
    town.press("sara", "unclear", asked(town))
    listed = message(town.say(user, "otydliga regler"))
    assert listed.title == "Märkt som otydligt sedan 20 november 2025"
    (read,) = listed.choices
    assert message(town.press(user, read.action, read.value)).title == HEADING


@pytest.mark.parametrize("user", ["sara", "eva", "olle", "ida", "mats"])
def test_others_do_not_see_the_list(town: Town, user: str) -> None:
    town.press("sara", "unclear", asked(town))
    for reply in (town.say(user, "otydligt"), town.press(user, "say", "unclear")):
        assert message(reply).title == "Det här kan du inte göra"
        assert HEADING not in message(reply).plain


@pytest.mark.parametrize("made_up", ["", "no-such-rule", "'; DROP TABLE unclear", "x" * 3000])
def test_a_rule_that_was_made_up_is_not_marked(town: Town, made_up: str) -> None:
    reply = message(town.press("sara", "unclear", made_up))
    assert reply.title == "Det här finns inte längre"
    assert marks(town) == []


def test_what_is_for_conversation_only_is_not_marked(kungsor: Town) -> None:
    oral = kungsor.at_desk(
        lambda desk: next(
            one.id for one in desk.agreement.rules if one.kind == "oral_talking_point"
        )
    )
    assert message(kungsor.press("anna", "unclear", oral)).title == "Det här finns inte längre"
    assert marks(kungsor) == []


def test_somebody_nobody_has_confirmed_marks_and_does_not_see_the_list(town: Town) -> None:
    town.at_desk(_arrive_unconfirmed)
    town.press("anna2", "unclear", asked(town, "anna2"))
    assert len(marks(town)) == 1
    listed = message(town.say("anna2", "otydligt"))
    assert listed.title == "samspel väntar på att någon bekräftar vem du är"


def test_a_colleague_whom_samspel_does_not_know_can_mark_a_rule_too(town: Town) -> None:
    town.at_desk(
        lambda desk: workspaces.bind(desk.session, desk.municipality, CHAT, WORKSPACE, desk.now)
    )
    here = Place(chat=CHAT, id="dm:visitor", kind=PlaceKind.PERSONAL)
    words = Request(speaker=VISITOR, place=here, words="vad gäller beslut i media")
    actions = {one.action for one in message(answering.answer(town.app, words)).choices}
    assert {"unclear", "grey_zone"} <= actions
    click = Click(speaker=VISITOR, place=here, action="unclear", value=asked(town))
    told = message(answering.press(town.app, click))
    assert told.title.startswith("Märkt som otydlig: ")
    assert marks(town) == [asked(town)]


def _arrive_unconfirmed(desk: Desk) -> None:
    anna = people.by_email(desk.session, desk.municipality, "anna@exempel.se")
    assert anna is not None
    address = Address(chat=CHAT, place="dm:anna2")
    people.identify(desk.session, anna, address, "anna2", confirmed=False)
