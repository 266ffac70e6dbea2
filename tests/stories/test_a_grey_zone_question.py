"""A rule leaves something open: KSO and KD take it up in their dialogue, others are told whom to
talk to.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import people
from bot.database import reading
from bot.desk import Desk
from bot.people import Address
from bot.playground.cast import CHAT
from bot.tables import WrittenRow
from messages.message import Message
from tests.databases import on_both
from tests.towns import DIALOGUE, Town

POINT = "Gråzonsfråga: Förtroendevalda svarar i medier för sina beslut (avsnitt 3, Kommunikation"
TAKEN_UP = "Gråzonsfrågan tas upp på samspelssamtalet måndag 14 december kl. 9.00"
NOT_YOURS = "Gråzonsfrågor avgörs i samtal, inte av en regel"
ACTING = {
    "office": "kd",
    "email": "mats@exempel.se",
    "name": "",
    "capacity": "acting",
    "starts": "2026-11-21",
    "ends": "2026-11-29",
}
OLLE = {
    "office": "kso",
    "email": "olle@exempel.se",
    "name": "",
    "capacity": "ordinary",
    "starts": "2027-01-01",
    "ends": "",
}


def message(reply: Any) -> Message:  # noqa: ANN401 - a reply, or what is wrong with a form
    found = reply.message
    assert isinstance(found, Message)
    return found


def bring_up(town: Town, user: str) -> Message:
    choices = message(town.say(user, "vad gäller beslut i media")).choices
    value = next(choice.value for choice in choices if choice.action == "grey_zone")
    return message(town.press(user, "grey_zone", value))


def agenda(town: Town, user: str, occurrence: str = DIALOGUE) -> str:
    return message(town.press(user, "agenda", occurrence)).plain


def points(town: Town) -> int:
    with reading(town.app.engine) as session:
        return session.scalar(select(func.count()).select_from(WrittenRow)) or 0


@on_both
def test_it_stands_once_on_the_agenda_that_the_two_see(town: Town) -> None:
    for _ in range(2):
        taken_up = bring_up(town, "anna")
        assert taken_up.title == TAKEN_UP
    (button,) = taken_up.choices
    shown = message(town.press("anna", button.action, button.value)).plain
    assert shown.count(POINT) == 1
    assert "stycke 1) (Anna Berg)" in shown
    assert agenda(town, "per") == shown
    assert POINT not in agenda(town, "olle")


def test_it_comes_with_the_reminder_of_the_dialogue(town: Town) -> None:
    bring_up(town, "per")
    town.go(date(2026, 12, 9))
    reminder = town.posts("anna")[-1].message
    assert reminder is not None
    assert POINT in reminder.plain


def test_it_goes_to_the_next_dialogue_that_is_held(town: Town) -> None:
    town.fill("anna", "cancel", DIALOGUE)
    title = bring_up(town, "anna").title
    assert title == "Gråzonsfrågan tas upp på samspelssamtalet måndag 11 januari 2027 kl. 9.00"
    assert POINT in agenda(town, "per", "dialogue/2027-01-11")


def test_a_dialogue_that_is_over_is_not_the_next_one(town: Town) -> None:
    town.go(date(2026, 12, 14))
    bring_up(town, "anna")
    assert POINT not in agenda(town, "anna")
    assert POINT in agenda(town, "anna", "dialogue/2027-01-11")


def test_a_successor_does_not_see_the_predecessor_s_question(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    town.go(date(2026, 12, 14))
    bring_up(town, "anna")
    town.go(date(2027, 1, 4))
    assert POINT not in agenda(town, "olle", "dialogue/2027-01-11")
    assert POINT in agenda(town, "per", "dialogue/2027-01-11")
    assert bring_up(town, "anna").title == NOT_YOURS


def test_whoever_acts_takes_it_up_and_the_one_who_is_away_is_told_whom_to_talk_to(
    town: Town,
) -> None:
    town.fill("karin", "hold", **ACTING)
    town.go(date(2026, 11, 23))
    assert bring_up(town, "mats").title == TAKEN_UP
    away = bring_up(town, "per")
    assert away.title == NOT_YOURS
    assert "Mats Holm, kommundirektör (KD)" in away.plain


def test_a_deputy_takes_it_up_also_while_the_ordinary_holder_is_there(town: Town) -> None:
    town.fill("karin", "hold", **{**ACTING, "capacity": "deputy", "ends": ""})
    town.go(date(2026, 11, 23))
    taken = bring_up(town, "mats")
    assert taken.title == TAKEN_UP
    assert list(taken.choices) == []
    assert POINT in agenda(town, "per")


def test_a_deputy_whose_time_is_over_or_has_not_begun_stores_nothing(town: Town) -> None:
    coming = {**ACTING, "capacity": "deputy", "starts": "2026-12-01", "ends": "2026-12-05"}
    town.fill("karin", "hold", **coming)
    town.go(date(2026, 11, 30))
    assert bring_up(town, "mats").title == NOT_YOURS
    town.go(date(2026, 12, 6))
    assert bring_up(town, "mats").title == NOT_YOURS
    assert points(town) == 0


@pytest.mark.parametrize(
    ("user", "whom"),
    [
        ("eva", "samspelssamtal. Tala med Anna Berg, kommunstyrelsens ordförande (KSO)."),
        ("olle", "samspelssamtal. Tala med Anna Berg, kommunstyrelsens ordförande (KSO)."),
        ("mats", "Tala med din närmaste chef eller Per Ek, kommundirektör (KD)."),
        ("sara", "Är du förtroendevald, tala med Anna Berg, kommunstyrelsens ordförande (KSO)."),
        ("ida", "Är du förtroendevald, tala med Anna Berg, kommunstyrelsens ordförande (KSO)."),
    ],
)
def test_everybody_else_is_told_whom_to_talk_to_and_nothing_is_stored(
    town: Town, user: str, whom: str
) -> None:
    told = bring_up(town, user)
    assert told.title == NOT_YOURS
    assert whom in told.plain
    assert points(town) == 0


def test_before_the_identity_is_confirmed_nothing_comes_on_the_agenda(town: Town) -> None:
    town.at_desk(_arrive_unconfirmed)
    assert bring_up(town, "anna2").title == NOT_YOURS
    assert points(town) == 0


def test_a_vacant_office_is_named_without_anybody(town: Town) -> None:
    form = town.press("karin", "leave").form
    assert form is not None
    anna = next(one.value for one in form.fields[0].options if one.label.startswith("Anna"))
    town.fill("karin", "leave", holding=anna, day="2026-11-20")
    town.go(date(2026, 11, 21))
    assert "Tala med kommunstyrelsens ordförande (KSO)." in bring_up(town, "eva").plain


def test_without_a_dialogue_ahead_it_says_so_and_what_to_do(town: Town) -> None:
    town.press("karin", "switch", "dialogue:off")
    told = bring_up(town, "anna")
    assert told.title == "Det finns inget samspelssamtal i kalendern"
    assert "”serie”" in told.plain
    assert points(town) == 0


def test_a_full_agenda_says_so_and_what_is_on_it_stays(town: Town) -> None:
    bring_up(town, "anna")
    for number in range(29):
        town.fill("anna", "agenda_item", DIALOGUE, text=f"Punkt {number}")
    assert bring_up(town, "anna").title == TAKEN_UP
    title = bring_up(town, "per").title
    assert title == "Dagordningen är full: samspelssamtalet måndag 14 december kl. 9.00"
    assert points(town) == 30


@pytest.mark.parametrize("user", ["anna", "sara"])
def test_a_rule_that_was_made_up_is_not_brought_up(town: Town, user: str) -> None:
    reply = message(town.press(user, "grey_zone", "no-such-rule"))
    assert reply.title == "Det här finns inte längre"
    assert points(town) == 0


def test_each_municipality_has_its_own_dialogue_and_words(settle: Callable[[str], Town]) -> None:
    alingsas = settle("alingsas")
    assert bring_up(alingsas, "anna").title == TAKEN_UP
    assert POINT not in agenda(alingsas, "per")
    assert "– Gråzonsfråga: " in agenda(alingsas, "per")


def _arrive_unconfirmed(desk: Desk) -> None:
    anna = people.by_email(desk.session, desk.municipality, "anna@exempel.se")
    assert anna is not None
    address = Address(chat=CHAT, place="dm:anna2")
    people.identify(desk.session, anna, address, "anna2", confirmed=False)
