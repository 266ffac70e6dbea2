"""Praise in public, criticism in private."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.conversation import FieldErrors, Reply
from bot.playground.wall import Post
from tests.towns import STOCKHOLM, Town

PRAISE = {"text": "Bra jobbat med budgeten", "channel": "managers", "agree": "yes"}


def person(town: Town, user: str) -> str:
    """The number of a person in the form's list."""
    form = town.press("anna" if user != "anna" else "per", "praise").form
    assert form is not None
    names = {"per": "Per Ek", "anna": "Anna Berg", "sara": "Sara Nyström"}
    return next(option.value for option in form.fields[0].options if option.label == names[user])


def bodies(posts: list[Post]) -> str:
    return " ".join(post.message.plain for post in posts if post.message)


def test_the_prompt_in_the_channel_opens_private_forms(town: Town) -> None:
    town.go(date(2027, 2, 10))
    prompt = next(
        post.message
        for post in town.posts("per", "#chefer")
        if post.message and post.message.title == "Hur fungerar samspelet just nu?"
    )
    assert {choice.action for choice in prompt.choices} == {"praise", "concern"}
    for choice in prompt.choices:
        reply = town.press("per", choice.action, choice.value, place="#chefer")
        assert reply.form is not None
        assert not reply.shown


def test_praise_of_nobody_in_particular_is_shown_at_once(town: Town) -> None:
    town.fill("eva", "praise", about="0", **PRAISE)
    assert "Bra jobbat med budgeten" in bodies(town.posts("per", "#chefer"))


def test_praise_of_somebody_waits_for_that_person(town: Town) -> None:
    town.fill("anna", "praise", about=person(town, "sara"), **PRAISE)
    assert town.posts("per", "#chefer") == []
    assert town.titles("sara") == ["Anna Berg vill berömma dig i kanalen chefer"]
    town.press("sara", "praise_yes", "1")
    assert town.titles("per", "#chefer") == ["Beröm till Sara Nyström"]


def test_praise_that_is_declined_is_never_shown(town: Town) -> None:
    town.fill("anna", "praise", about=person(town, "sara"), **PRAISE)
    town.press("sara", "praise_no", "1")
    town.press("sara", "praise_yes", "1")
    assert town.posts("per", "#chefer") == []


def test_nobody_answers_for_another(town: Town) -> None:
    town.fill("anna", "praise", about=person(town, "sara"), **PRAISE)
    for value in ("1", "2", "x", "", "99999999999999999999"):
        town.press("per", "praise_yes", value)
    assert town.posts("per", "#chefer") == []


def test_praise_without_the_giver_s_yes_is_not_stored(town: Town) -> None:
    wrong = town.fill("eva", "praise", about="0", **{**PRAISE, "agree": ""})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"agree": "missing"}
    assert town.posts("per", "#chefer") == []


def test_a_concern_reaches_one_person_signed_and_no_channel(town: Town) -> None:
    reply = town.fill("eva", "concern", office="kso", text="Vi behöver tala om kallelserna")
    assert isinstance(reply, Reply)
    assert "kallelserna" in bodies(town.posts("anna"))
    assert "Eva Sand" in bodies(town.posts("anna"))
    for user in ("per", "olle", "karin", "mats", "ida"):
        assert "kallelserna" not in bodies(town.posts(user))
    for place in ("#chefer", "#förtroendevalda", "#ledningsgrupp"):
        assert "kallelserna" not in bodies(town.posts("karin", place))


def test_the_form_says_who_sees_what(town: Town) -> None:
    form = town.say("eva", "ta upp").form
    assert form is not None
    assert "Visas bara för den du väljer" in form.notice
    assert "allmän handling" in form.notice


def test_a_concern_for_a_vacant_office_is_answered_at_its_field(town: Town) -> None:
    anna = _holding(town, "kso")
    town.fill("karin", "leave", holding=anna, day="2026-11-20")
    town.go(date(2026, 11, 21))
    wrong = town.fill("eva", "concern", office="kso", text="Hej")
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"office": "vacant"}


def test_a_concern_can_only_go_to_the_offices_that_answer(town: Town) -> None:
    wrong = town.fill("eva", "concern", office="hr", text="Hej")
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"office": "not_a_choice"}


def test_a_successor_never_gets_a_predecessor_s_concern(town: Town) -> None:
    """The concern is written on New Year's Eve and cannot be delivered before the change."""
    town.fill(
        "karin",
        "hold",
        office="kso",
        email="olle@exempel.se",
        name="",
        capacity="ordinary",
        starts="2027-01-01",
        ends="",
    )
    away = replace(town, app=replace(town.app, chats={}))
    town.clock.set(datetime(2026, 12, 31, 12, tzinfo=STOCKHOLM))
    away.fill("eva", "concern", office="kso", text="Innan du slutar")
    assert "Innan du slutar" not in bodies(town.posts("anna"))
    town.clock.set(datetime(2027, 1, 8, 12, tzinfo=STOCKHOLM))
    town.send()
    assert "Innan du slutar" in bodies(town.posts("anna"))
    assert "Innan du slutar" not in bodies(town.posts("olle"))


def test_around_an_election_praise_names_no_politician(town: Town) -> None:
    town.clock.set(datetime(2030, 7, 29, 9, tzinfo=STOCKHOLM))
    wrong = town.fill("per", "praise", about=person(town, "anna"), **PRAISE)
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"text": "quiet"}
    named = town.fill("per", "praise", about="0", **{**PRAISE, "text": "Heja anna berg"})
    assert isinstance(named, FieldErrors)
    from_one = town.fill("anna", "praise", about=person(town, "sara"), **PRAISE)
    assert isinstance(from_one, FieldErrors)
    official = town.fill("per", "praise", about=person(town, "sara"), **PRAISE)
    assert isinstance(official, Reply)


@pytest.mark.parametrize(
    "text", ["Heja Anna", "Tack KSO för stödet", "Tack, Bergs insats\nvar fin", "HEJA ANNA\n BERG"]
)
def test_around_an_election_no_way_of_naming_a_politician_slips_through(
    town: Town, text: str
) -> None:
    town.clock.set(datetime(2030, 7, 29, 9, tzinfo=STOCKHOLM))
    wrong = town.fill("per", "praise", about="0", **{**PRAISE, "text": text})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"text": "quiet"}


def test_praise_that_is_agreed_to_around_an_election_is_shown_afterwards(town: Town) -> None:
    town.clock.set(datetime(2030, 7, 5, 9, tzinfo=STOCKHOLM))
    town.fill("per", "praise", about=person(town, "anna"), **PRAISE)
    town.go(date(2030, 8, 12))
    reply = town.press("anna", "praise_yes", "1").message
    assert reply is not None
    assert reply.title == "Berömmet visas i kanalen chefer från och med 15 oktober"
    assert "Beröm till Anna Berg" not in town.titles("per", "#chefer")
    town.go(date(2030, 10, 16))
    assert "Beröm till Anna Berg" in town.titles("per", "#chefer")


def test_praise_that_names_somebody_is_not_shown_unasked(town: Town) -> None:
    for text in ("Sara Nyström är bäst", "Vilken insats av Sara", "saras insats"):
        wrong = town.fill("eva", "praise", about="0", **{**PRAISE, "text": text})
        assert isinstance(wrong, FieldErrors)
        assert wrong.errors == {"about": "named"}
    chosen = town.fill(
        "eva", "praise", about=person(town, "sara"), **{**PRAISE, "text": "Sara är bäst"}
    )
    assert isinstance(chosen, Reply)


def test_a_form_sent_twice_is_one_concern_and_one_praise(town: Town) -> None:
    for _ in range(2):
        town.fill("eva", "concern", office="kso", text="Vi behöver tala om kallelserna")
        town.fill("eva", "praise", about="0", **PRAISE)
    assert town.titles("anna") == ["Eva Sand vill ta upp något med dig"]
    assert town.titles("per", "#chefer") == ["Beröm"]


def test_a_concern_is_not_taken_for_somebody_who_would_not_get_it(town: Town) -> None:
    town.fill(
        "karin",
        "hold",
        office="kso",
        email="ny@exempel.se",
        name="Nina Ny",
        capacity="ordinary",
        starts="2026-11-21",
        ends="",
    )
    town.go(date(2026, 11, 23))
    wrong = town.fill("eva", "concern", office="kso", text="Hej")
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"office": "unreachable"}
    assert "hej" not in bodies(town.posts("karin")).casefold()


def test_what_two_agreed_is_kept_only_if_they_choose_to(town: Town) -> None:
    town.go(date(2026, 12, 14))
    closing = town.posts("anna")[-1].message
    assert closing is not None
    assert "Ingenting sparas" in closing.plain
    town.fill("anna", "note", "dialogue/2026-12-14", text="Vi ses varannan vecka")
    agenda = town.press("per", "agenda", "dialogue/2027-01-11").message
    assert agenda is not None
    assert "Vi ses varannan vecka" in agenda.plain


def _holding(town: Town, office: str) -> str:
    form = town.press("karin", "leave").form
    assert form is not None
    names = {"kso": "Anna Berg, kommunstyrelsens ordförande (KSO)"}
    options = form.fields[0].options
    return next(option.value for option in options if option.label == names[office])
