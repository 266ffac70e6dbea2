"""A board chair with two minutes asks, and gets the rule, its source and its standing."""

from messages.message import Choices, Message
from tests.towns import Town


def message(reply: object) -> Message:
    found = getattr(reply, "message", None)
    assert isinstance(found, Message)
    return found


def test_the_best_rule_is_answered_with_its_source_and_standing(town: Town) -> None:
    shown = message(town.say("anna", "får en politiker ringa en enhetschef?"))
    assert shown.title == "Kontakt med medarbetare går via förvaltningschefen"
    assert "I korthet, inte beslutad text" in shown.plain
    assert "avsnitt 3, Förtroendevalda, stycke 1" in shown.plain
    assert "Förslag, lydelse 20 maj 2026: beslutet saknas i underlaget." in shown.plain


def test_up_to_two_more_rules_can_be_read(town: Town) -> None:
    shown = message(town.say("anna", "vad gäller kontakt med medarbetare"))
    more = [choice for choice in shown.choices if choice.action == "show"]
    assert 1 <= len(more) <= 2
    read = message(town.press("anna", more[0].action, more[0].value))
    assert more[0].label == f"Läs: {read.title}"


def test_what_the_agreement_does_not_say_is_said_honestly(town: Town) -> None:
    shown = message(town.say("sara", "vad kostar ett bygglov"))
    assert shown.title == "Jag hittar inget säkert svar i överenskommelsen"
    assert "kansliet" in shown.plain


def test_an_answer_in_a_channel_is_private_until_it_is_shared(town: Town) -> None:
    reply = town.say("per", "vad gäller beslut i media", place="#chefer")
    assert not reply.shown
    (share,) = [choice for choice in message(reply).choices if choice.action == "share"]
    shared = town.press("per", share.action, share.value, place="#chefer")
    assert shared.shown
    assert message(shared).title == message(reply).title


def test_in_a_personal_talk_there_is_nobody_to_share_with(town: Town) -> None:
    choices = message(town.say("per", "vad gäller beslut i media")).choices
    assert "share" not in {choice.action for choice in choices}


def test_a_contact_path_is_shown_step_by_step(town: Town) -> None:
    shown = message(town.say("eva", "kontakt enhetschef"))
    assert "1. Förtroendevald\n2. Förvaltningschef\n3. Ansvarig chef" in shown.plain


def test_an_urgent_path_is_the_chain(town: Town) -> None:
    shown = message(town.say("mats", "kontakt akut"))
    assert "1. Medarbetare\n2. Enhetschef\n3. Förvaltningschef\n4. Kommundirektör" in shown.plain


def test_the_principles_roles_and_changes_can_be_listed(town: Town) -> None:
    assert "Lyssna, men lova inget" in message(town.say("sara", "spelregler")).plain
    assert "Tjänstepersoner:" in message(town.say("sara", "roller")).plain
    changes = message(town.say("sara", "ändringar"))
    assert "Tidigare: Som förtroendevald ser du alla ärenden" in changes.plain


def test_help_lists_what_one_can_write(town: Town) -> None:
    for cry in ("hjälp", "", "?", "help"):
        assert message(town.say("sara", cry)).title == "Det här kan du skriva"


def test_a_hundred_thousand_characters_get_a_short_answer(town: Town) -> None:
    shown = message(town.say("sara", "vad gäller " + "bygglov " * 12_500))
    assert len(shown.plain) < 500


def test_markup_in_a_question_is_repeated_as_text(town: Town) -> None:
    shown = message(town.say("sara", "vad gäller <script>alert(1)</script> & @channel?"))
    assert "<script>alert(1)</script> & @channel" in shown.plain


def test_a_stranger_is_told_whom_to_ask(town: Town) -> None:
    shown = message(town.say("nobody", "möten"))
    assert shown.title == "samspel vet inte vem du är"


def test_a_rule_that_is_gone_is_answered_kindly(town: Town) -> None:
    shown = message(town.press("anna", "show", "no-such-rule"))
    assert shown.title == "Det här finns inte längre"
    assert not [block for block in shown.blocks if isinstance(block, Choices)]
