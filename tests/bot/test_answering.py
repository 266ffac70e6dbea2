"""Whatever fails in samspel, the person gets an answer, and the log gets no texts."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.commands import answering
from bot.conversation import Click, FieldErrors, Place, PlaceKind, Request, Speaker, Submission
from bot.desk import Desk
from bot.playground.cast import CHAT, personal
from tests.towns import Town

EVA = Speaker(chat=CHAT, user_id="eva")
HERE = Place(chat=CHAT, id=personal("eva"), kind=PlaceKind.PERSONAL)
TYPED = "Kallelserna kommer för sent"


@pytest.fixture
def broken(town: Town) -> Town:
    """A town whose database has lost some of its tables."""

    def lose(desk: Desk) -> None:
        for table in ("concern", "series"):
            desk.session.execute(text(f"DROP TABLE {table}"))

    town.at_desk(lose)
    return town


def test_a_form_that_fails_keeps_what_was_typed_and_says_so(
    broken: Town, caplog: pytest.LogCaptureFixture
) -> None:
    values = {"office": "kso", "text": TYPED}
    submission = Submission(speaker=EVA, place=HERE, form="concern", subject="", values=values)
    answer = answering.submit(broken.app, submission)
    assert isinstance(answer, FieldErrors)
    (field, code), *_ = answer.errors.items()
    typed = {one.name: one for one in answer.form.fields}
    assert typed["text"].value == TYPED
    assert typed[field].errors[code].startswith("Något gick fel hos samspel.")
    assert "a form failed: The database cannot be used: no such table" in caplog.text
    assert TYPED not in caplog.text


def test_words_and_buttons_that_fail_are_answered(
    broken: Town, caplog: pytest.LogCaptureFixture
) -> None:
    asked = answering.answer(broken.app, Request(speaker=EVA, place=HERE, words="möten"))
    click = Click(speaker=EVA, place=HERE, action="say", value="meetings")
    pressed = answering.press(broken.app, click)
    for reply in (asked, pressed):
        assert reply.message is not None
        assert reply.message.title == "Något gick fel hos samspel"
    assert caplog.text.count("an answer failed") == 2


def test_the_sender_is_woken_by_what_is_stored_and_by_nothing_else(town: Town) -> None:
    woken: list[str] = []
    app = replace(town.app, wake=lambda: woken.append("woken"))
    for words in ("möten", "hjälp", "spelregler"):
        answering.answer(app, Request(speaker=EVA, place=HERE, words=words))
    assert woken == []
    answering.answer(app, Request(speaker=EVA, place=HERE, words="prova"))
    values = {"office": "kso", "text": TYPED}
    answering.submit(
        app, Submission(speaker=EVA, place=HERE, form="concern", subject="", values=values)
    )
    assert woken == ["woken", "woken"]
