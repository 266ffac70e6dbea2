"""Administrators are asked about a few accounts at a time."""

from bot import arrivals, people
from bot.arrivals import MOST_LISTED
from bot.desk import Desk
from bot.people import Address
from tests.towns import Town


def arrive(desk: Desk) -> None:
    for number in range(MOST_LISTED + 2):
        email = f"ny{number}@exempel.se"
        people.add(desk.session, desk.municipality, name=f"Ny {number:02}", email=email)
        address = Address(chat="slack", place=f"T1:D{number}")
        member = arrivals.Member(user_id=f"T1:U{number}", address=address, email=email)
        assert arrivals.arrive(desk, member)


def test_ten_are_asked_about_and_the_rest_are_counted(town: Town) -> None:
    town.at_desk(arrive)
    shown = town.say("karin", "personer").message
    assert shown
    assert sum(choice.label == "Bekräfta" for choice in shown.choices) == MOST_LISTED
    assert "2 till väntar" in shown.plain


def test_those_who_arrive_together_are_asked_about_in_one_message(town: Town) -> None:
    town.at_desk(arrive)
    asked = [one for one in town.deliveries() if one.kind.value == "arrival"]
    assert len(asked) == 1
