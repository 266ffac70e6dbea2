"""The year's wheel in the chat: picture and words, and what is switched on."""

from collections.abc import Callable
from datetime import date

from bot.conversation import Reply
from messages.message import Facts, Message, Picture
from tests.towns import Town


def shown(town: Town, user: str) -> Message:
    message = town.say(user, "samspelsår").message
    assert message is not None
    return message


def test_the_picture_has_the_same_facts_in_words_beside_it(town: Town) -> None:
    message = shown(town, "karin")
    (picture,) = [block for block in message.blocks if isinstance(block, Picture)]
    assert "listan" in picture.alt
    assert "Utbildning för nämnderna" in picture.svg
    assert "Utbildning för nämnderna: onsdag 3 februari 2027 kl. 17.00" in message.plain


def test_a_meeting_between_two_is_seen_by_those_two(town: Town) -> None:
    assert "Samspelssamtal: 14 december" in shown(town, "anna").plain
    assert "Samspelssamtal: 14 december" not in shown(town, "sara").plain
    assert "Samspelssamtal: 14 december" not in shown(town, "olle").plain


def test_what_the_agreement_asks_for_is_told_apart_from_own_choices(town: Town) -> None:
    town.press("karin", "switch", "annual_review:on")
    (facts,) = [block for block in shown(town, "karin").blocks if isinstance(block, Facts)]
    states = {fact.label: fact.value for fact in facts.facts}
    assert states["Utbildning efter val"] == "På, enligt överenskommelsen"
    assert states["Årlig uppföljning"] == "På, kommunens eget val"
    assert states["Serviceenkät"] == "Av"


def test_switching_off_takes_back_what_was_planned(town: Town) -> None:
    town.press("karin", "switch", "principle:off")
    town.go(date(2026, 12, 31))
    assert town.titles("per", "#chefer") == []
    assert not [one for one in town.deliveries() if one.occurrence.startswith("principle/")]


def test_what_is_switched_off_and_on_again_comes_as_before(town: Town) -> None:
    town.press("karin", "switch", "principle:off")
    town.press("karin", "switch", "principle:on")
    town.go(date(2026, 12, 31))
    assert len(town.titles("per", "#chefer")) == 1


def test_booking_the_proposed_day_is_told_as_a_booking_and_asked_for_no_more(town: Town) -> None:
    town.press("karin", "switch", "annual_review:on")
    town.go(date(2027, 8, 10))
    (asked,) = [post for post in town.posts("per") if post.message and _asks_to_book(post.message)]
    form = town.press("per", "move", "annual_review/2028-02-03").form
    assert form is not None
    assert form.submit == "Boka"
    slot = {"day": "2028-02-03", "at": "13:00", "place": "Hooks herrgård"}
    reply = town.fill("per", "move", "annual_review/2028-02-03", **slot)
    assert isinstance(reply, Reply)
    assert reply.message is not None
    title = "Bokat: den årliga uppföljningen torsdag 3 februari 2028 kl. 13.00"
    assert reply.message.title == title
    assert "Bokat: Årlig uppföljning torsdag 3 februari 2028 kl. 13.00" in town.titles("anna")
    rewritten = next(post for post in town.posts("per") if post.id == asked.id)
    assert rewritten.message == asked.message
    town.go(date(2028, 2, 3))
    assert sum("Boka dag" in title for title in town.titles("per")) == 1


def _asks_to_book(message: Message) -> bool:
    return message.title.startswith("Boka dag för den årliga uppföljningen")


def test_no_forged_click_moves_what_is_itself_a_post(town: Town) -> None:
    for user in ("karin", "anna", "per"):
        reply = town.press(user, "cancel", "principle/2026-12-15")
        assert reply.message is not None
        assert reply.message.title == "Det här kan du inte göra"


def test_meetings_that_the_agreement_does_not_ask_for_are_a_choice_too(
    settle: Callable[[str], Town],
) -> None:
    alingsas = settle("alingsas")
    assert "Ledningsgrupp med KSO och oppositionsrådet: 9 mars" not in shown(alingsas, "anna").plain
    alingsas.press("karin", "switch", "management_group:on")
    assert "Ledningsgrupp med KSO och oppositionsrådet: 9 mars" in shown(alingsas, "anna").plain
    alingsas.go(date(2027, 3, 9))
    titles = alingsas.titles("anna", "#ledningsgrupp")
    assert [title for title in titles if title.startswith("Ledningsgrupp med KSO")]


def test_a_series_that_is_switched_off_reminds_no_more_until_it_is_on_again(town: Town) -> None:
    town.press("karin", "switch", "dialogue:off")
    town.go(date(2026, 12, 14))
    assert town.titles("anna") == []
    town.press("karin", "switch", "dialogue:on")
    town.go(date(2027, 1, 11))
    assert "Samspelssamtal på måndag 11 januari kl. 9.00" in town.titles("anna")


def test_only_administrators_switch(town: Town) -> None:
    reply = town.press("anna", "switch", "principle:off")
    assert reply.message is not None
    assert reply.message.title == "Det här kan du inte göra"


def test_the_year_s_events_are_booked_by_those_who_answer_for_them(town: Town) -> None:
    slot = {"day": "2027-02-10", "at": "17:30", "place": "Folkets hus"}
    refused = town.fill("olle", "move", "committee_training/2027-02-03", **slot)
    assert isinstance(refused, Reply)
    assert refused.message is not None
    assert refused.message.title == "Det här kan du inte göra"
    town.fill("karin", "move", "committee_training/2027-02-03", **slot)
    town.go(date(2027, 2, 9))
    titles = town.titles("eva", "#förtroendevalda")
    assert "Utbildning för nämnderna i morgon, onsdag 10 februari kl. 17.30" in titles
