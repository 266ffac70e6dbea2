"""Rights follow from confirmed offices; never from a name that somebody typed."""

import pytest

from bot import people
from bot.desk import Desk
from bot.people import Address
from bot.playground.cast import CHAT
from tests.towns import DIALOGUE, Town

REFUSED = "Det här kan du inte göra"


def title(town: Town, user: str, words: str, place: str = "") -> str:
    reply = town.say(user, words, place)
    return reply.message.title if reply.message else "a form"


@pytest.mark.parametrize(
    ("user", "may"),
    [("anna", True), ("per", True), ("eva", True), ("karin", True), ("ida", True), ("sara", False)],
)
def test_who_may_start_a_series(town: Town, user: str, may: bool) -> None:  # noqa: FBT001
    assert (title(town, user, "serie") == "a form") is may


@pytest.mark.parametrize(("user", "may"), [("karin", True), ("anna", False), ("per", False)])
def test_only_administrators_connect_channels(town: Town, user: str, may: bool) -> None:  # noqa: FBT001
    assert (title(town, user, "koppla kanalen", "#medarbetare") != REFUSED) is may


def test_a_channel_is_connected_where_it_is_and_nowhere_else(town: Town) -> None:
    assert title(town, "karin", "koppla kanalen").startswith("Skriv ”koppla kanalen” i själva")
    town.press("karin", "purpose", "managers", place="#medarbetare")
    town.fill("eva", "praise", about="0", text="Bra", channel="managers", agree="yes")
    assert town.titles("sara", "#medarbetare") == ["Beröm"]


def test_somebody_who_calls_herself_chair_is_not_one(town: Town) -> None:
    def impersonate(desk: Desk) -> None:
        fake = people.add(
            desk.session,
            desk.municipality,
            name="Anna Berg, kommunstyrelsens ordförande (KSO)",
            email="fake@exempel.se",
        )
        address = Address(chat=CHAT, place="dm:fake")
        people.identify(desk.session, fake, address, "fake", confirmed=True)

    town.at_desk(impersonate)
    slot = {"day": "2026-12-15", "at": "10:00", "place": ""}
    reply = town.fill("fake", "move", DIALOGUE, **slot)
    assert getattr(reply, "message", None)
    assert town.titles("per") == []


def test_an_office_s_rights_wait_until_the_identity_is_confirmed(town: Town) -> None:
    def arrive(desk: Desk) -> None:
        anna = people.by_email(desk.session, desk.municipality, "anna@exempel.se")
        assert anna is not None
        address = Address(chat="other", place="dm:anna")
        people.identify(desk.session, anna, address, "anna2", confirmed=False)

    town.at_desk(arrive)
    assert title(town, "anna", "möten") == "Dina nästa möten"
    town.at_desk(_rename)
    assert title(town, "anna2", "möten") == "Du har inga möten i kalendern"


def _rename(desk: Desk) -> None:
    from sqlalchemy import update  # noqa: PLC0415

    from bot.tables import IdentityRow  # noqa: PLC0415

    desk.session.execute(update(IdentityRow).filter_by(user_id="anna2").values(chat=CHAT))


def test_a_button_that_does_not_exist_does_nothing(town: Town) -> None:
    for action in ("", "drop", "__class__", "switch"):
        reply = town.press("karin", action, "x")
        assert reply.message is not None
        assert reply.message.title == "Det här finns inte längre"


def test_a_form_that_does_not_exist_stores_nothing(town: Town) -> None:
    reply = town.fill("karin", "drop", "x", text="y")
    assert getattr(reply, "message", None) is not None
