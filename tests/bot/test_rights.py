"""Rights follow from confirmed offices; never from a name that somebody typed."""

import pytest

from bot import people
from bot.conversation import Reply
from bot.desk import Desk
from bot.people import Address
from bot.playground.cast import CHAT
from tests.towns import DIALOGUE, Town

REFUSED = "Det här kan du inte göra"
UNCONFIRMED = "samspel väntar på att någon bekräftar vem du är"


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


@pytest.mark.parametrize("words", ["möten", "beröm", "ta upp", "pausa", "personuppgifter", "serie"])
def test_before_the_identity_is_confirmed_only_looking_up_is_open(town: Town, words: str) -> None:
    town.at_desk(_arrive_unconfirmed)
    assert title(town, "anna2", words) == UNCONFIRMED
    assert title(town, "anna2", "vad gäller media") != UNCONFIRMED


def test_before_the_identity_is_confirmed_no_button_or_form_gets_around_it(town: Town) -> None:
    town.at_desk(_arrive_unconfirmed)
    pressed = town.press("anna2", "say", "personal").message
    filled = town.fill("anna2", "concern", office="kd", text="Hej")
    assert pressed is not None
    assert pressed.title == UNCONFIRMED
    assert getattr(filled, "message", None) == pressed
    assert town.titles("per") == []


def _arrive_unconfirmed(desk: Desk) -> None:
    anna = people.by_email(desk.session, desk.municipality, "anna@exempel.se")
    assert anna is not None
    people.identify(
        desk.session, anna, Address(chat=CHAT, place="dm:anna2"), "anna2", confirmed=False
    )


@pytest.mark.parametrize("user", ["eva", "mats"])
def test_a_series_is_booked_by_those_who_meet(town: Town, user: str) -> None:
    series = {
        "first": "kso",
        "second": "kd",
        "start": "2026-12-01",
        "at": "09:00",
        "minutes": "60",
        "repeat": "monthly_date",
        "red_days": "next",
        "place": "",
    }
    wrong = town.fill(user, "series", **series)
    assert getattr(wrong, "errors", None) == {"first": "not_yours"}
    assert isinstance(town.fill("ida", "series", **series), Reply)


def test_a_button_that_does_not_exist_does_nothing(town: Town) -> None:
    for action in ("", "drop", "__class__", "switch"):
        reply = town.press("karin", action, "x")
        assert reply.message is not None
        assert reply.message.title == "Det här finns inte längre"


def test_a_form_that_does_not_exist_stores_nothing(town: Town) -> None:
    reply = town.fill("karin", "drop", "x", text="y")
    assert getattr(reply, "message", None) is not None
