"""Claim, intend, send, record: whatever the chat answers, and whenever the process stops."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot import batches
from bot.chat import SendError
from bot.database import DatabaseError, writing
from bot.main import Patience
from bot.playground.cast import CHAT
from bot.playground.outbound import PlaygroundChat
from bot.sender import Sender
from schedules import leases
from schedules.delivery import State
from schedules.kinds import Kind
from schedules.outbox import BACK_OFF, JITTER
from schedules.tables import DeliveryRow
from tests.databases import on_both
from tests.fakes import CANNOT_TELL, Crash, CrashingChat, CuttingChat, FlakyChat, SilentChat
from tests.towns import DIALOGUE, STOCKHOLM, Town

pytestmark = on_both

DUE = datetime(2026, 12, 9, 8, tzinfo=STOCKHOLM)
TITLE = "Samspelssamtal på måndag 14 december kl. 9.00"


def chat_of(town: Town) -> PlaygroundChat:
    return PlaygroundChat(town.wall, town.clock.read)


def with_chat(town: Town, chat: object) -> Town:
    return replace(town, app=replace(town.app, chats={CHAT: chat}))  # type: ignore[dict-item]


def test_a_fault_that_passes_is_tried_again_after_a_while(town: Town) -> None:
    flaky = with_chat(town, FlakyChat(chat_of(town), [SendError("a 502"), SendError("a 502")]))
    town.clock.set(DUE)
    flaky.send()
    assert town.titles("per") + town.titles("anna") == []
    waiting = [one for one in town.deliveries() if one.reason == "a 502"]
    assert [one.attempts for one in waiting] == [1, 1]
    town.clock.set(DUE + timedelta(seconds=BACK_OFF[0] * (1 + JITTER)))
    flaky.send()
    assert town.titles("per") == town.titles("anna") == [TITLE]


def test_a_chat_that_asks_us_to_wait_is_obeyed(town: Town) -> None:
    flaky = with_chat(town, FlakyChat(chat_of(town), [SendError("a 429", retry_after=90)] * 2))
    town.clock.set(DUE)
    flaky.send()
    town.clock.set(DUE + timedelta(seconds=89))
    flaky.send()
    assert town.titles("per") == []
    town.clock.set(DUE + timedelta(seconds=90))
    flaky.send()
    assert town.titles("per") == [TITLE]


def test_a_permanent_fault_parks_the_delivery_and_tells_the_administrator_once(
    town: Town,
) -> None:
    error = SendError("the channel is archived", permanent=True)
    flaky = with_chat(town, FlakyChat(chat_of(town), [error, error]))
    town.clock.set(DUE)
    flaky.send()
    parked = [one for one in town.deliveries() if one.state is State.FAILED]
    assert [one.reason for one in parked] == ["the channel is archived"] * 2
    assert town.titles("karin") == ["Ett meddelande kunde inte skickas"]


def test_a_chat_that_is_not_switched_on_parks_what_was_for_it(town: Town) -> None:
    other = with_chat(town, chat_of(town))
    other = replace(other, app=replace(other.app, chats={"slack": chat_of(town)}))
    town.clock.set(DUE)
    other.send()
    parked = {one.reason for one in town.deliveries() if one.state is State.FAILED}
    assert parked == {"playground is not switched on"}


def test_without_any_chat_nothing_is_claimed(town: Town) -> None:
    none = replace(town, app=replace(town.app, chats={}))
    town.clock.set(DUE)
    none.send()
    assert {one.state for one in town.deliveries()} == {State.PENDING}


@pytest.mark.parametrize("arrives", [True, False])
def test_a_stop_in_the_middle_of_a_send_neither_loses_nor_repeats(
    town: Town,
    arrives: bool,  # noqa: FBT001 - whether the chat took it before the stop
) -> None:
    crashing = with_chat(town, CrashingChat(chat_of(town), arrives=arrives))
    town.clock.set(DUE)
    with pytest.raises(Crash):
        crashing.send()
    assert State.SENDING in [one.state for one in town.deliveries()]
    town.expire_leases()
    crashing.send()
    assert town.titles("per") == town.titles("anna") == [TITLE]


def test_a_claim_whose_process_is_gone_is_given_back_after_its_lease(town: Town) -> None:
    town.clock.set(DUE)
    with writing(town.app.engine) as session:
        assert leases.claim(session, town.clock.now, 10, timedelta(minutes=1))
    town.send()
    assert town.titles("per") == []
    town.expire_leases()
    town.send()
    assert town.titles("per") == [TITLE]


def test_a_reminder_is_sent_again_when_the_chat_cannot_tell(town: Town) -> None:
    chat = CrashingChat(chat_of(town), arrives=True, found=CANNOT_TELL)
    crashing = with_chat(town, chat)
    town.clock.set(DUE)
    with pytest.raises(Crash):
        crashing.send()
    town.expire_leases()
    crashing.send()
    assert [len(town.titles("per")), len(town.titles("anna"))] == [2, 2]


def test_praise_is_parked_when_the_chat_cannot_tell(town: Town) -> None:
    chat = CrashingChat(chat_of(town), arrives=True, found=CANNOT_TELL)
    crashing = with_chat(town, chat)
    with pytest.raises(Crash):
        crashing.fill("eva", "praise", about="0", text="Bra", channel="managers", agree="yes")
    town.expire_leases()
    crashing.send()
    (praise,) = [one for one in town.deliveries() if one.kind is Kind.PRAISE]
    assert praise.state is State.FAILED
    assert len(town.titles("per", "#chefer")) == 1


def test_an_edit_waits_until_what_it_edits_has_been_sent(town: Town) -> None:
    crashing = with_chat(town, CrashingChat(chat_of(town), arrives=True))
    town.clock.set(DUE)
    with pytest.raises(Crash):
        crashing.send()
    slot = {"day": "2026-12-15", "at": "10:00", "place": ""}
    town.fill("anna", "move", DIALOGUE, **slot)
    edits = [one for one in town.deliveries() if one.edits]
    assert {one.state for one in edits} == {State.PENDING}
    town.expire_leases()
    town.send()
    edits = [one for one in town.deliveries() if one.edits]
    assert {one.state for one in edits} == {State.SENT}


def test_what_cannot_be_written_is_marked_and_never_tried_in_a_loop(town: Town) -> None:
    with writing(town.app.engine) as session:
        session.query(DeliveryRow).filter_by(occurrence=DIALOGUE).update(
            {DeliveryRow.occurrence: "praise/404"}
        )
        session.query(DeliveryRow).filter_by(occurrence="praise/404").update(
            {DeliveryRow.kind: Kind.PRAISE}
        )
    town.go(date(2026, 12, 9))
    broken = [one for one in town.deliveries() if one.occurrence == "praise/404"]
    assert State.FAILED in {one.state for one in broken}
    assert {one.reason for one in broken if one.state is State.FAILED} == {
        "it cannot be written: NoResultFound"
    }


def test_logs_hold_neither_names_nor_what_is_said(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    errors = [SendError("a 502"), SendError("not installed", permanent=True)]
    flaky = with_chat(town, FlakyChat(chat_of(town), errors))
    town.clock.set(DUE)
    flaky.send()
    flaky.fill("eva", "concern", office="kso", text="hemligt")
    text = "\n".join(str(vars(record)) for record in caplog.records)
    assert "a 502" in text
    assert not [word for word in ("Anna", "Per Ek", "hemligt", "Samspelssamtal") if word in text]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_connection_that_breaks_in_the_middle_is_asked_about_when_the_lease_has_ended(
    town: Town,
    arrived: bool,  # noqa: FBT001 - whether the chat had taken it
) -> None:
    cut = with_chat(town, CuttingChat(chat_of(town), arrives=arrived))
    town.clock.set(DUE)
    cut.send()
    assert {one.state for one in town.deliveries() if one.due_at <= DUE} == {State.SENDING}
    cut.send()
    assert len(town.titles("per")) == arrived
    town.expire_leases()
    cut.send()
    assert town.titles("per") == town.titles("anna") == [TITLE]


def test_a_chat_that_never_answers_is_given_up_and_asked_later(town: Town) -> None:
    silent = with_chat(town, SilentChat(chat_of(town)))
    patience = Patience(request=timedelta(milliseconds=50))
    silent = replace(silent, app=replace(silent.app, patience=patience))
    town.clock.set(DUE)
    silent.send()
    assert {one.state for one in town.deliveries() if one.due_at <= DUE} == {State.SENDING}


def test_what_was_frozen_for_longer_than_its_lease_is_not_sent(town: Town) -> None:
    late = Patience(margin=timedelta(seconds=-1))
    frozen = replace(town, app=replace(town.app, patience=late))
    town.clock.set(DUE)
    frozen.send()
    assert town.titles("per") == []
    town.expire_leases()
    town.send()
    assert town.titles("per") == [TITLE]


def test_what_is_known_survives_a_database_that_is_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.clock.set(DUE)
    sending = Sender(town.app)
    away = DatabaseError("The database cannot be used: away.")

    def fail(*_: object) -> None:
        raise away

    with monkeypatch.context() as broken:
        broken.setattr(batches, "record", fail)
        with pytest.raises(DatabaseError):
            asyncio.run(sending.send())
    asyncio.run(sending.send())
    sent = [one for one in town.deliveries() if one.due_at <= DUE]
    assert {one.state for one in sent} == {State.SENT}
    assert town.titles("per") == [TITLE]
