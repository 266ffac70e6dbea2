"""Whatever comes in, and whatever Slack answers: a clear word in private, nothing lost, no leak."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

import pytest

from schedules.delivery import State
from tests.bot.slack.people import buttons, signed, spoken, title, words
from tests.bot.slack.town import SlackTown
from tests.bot.slack.web_api import Json
from tests.stories.slack.telling import tell
from tests.towns import DIALOGUE, Town

JSON = "application/json"
GONE = "Det här finns inte längre"
NOT_ALLOWED = "Det här kan du inte göra"

Work = Callable[[SlackTown], Awaitable[None]]


def made_up(metadata: str) -> Json:
    """A view that samspel never opened."""
    about = {"id": "V1", "type": "modal", "callback_id": "other"}
    return about | {"blocks": [], "private_metadata": metadata}


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "view_closed", "view": {"id": "V1", "callback_id": "form"}},
        {"type": "block_suggestion", "action_id": "x", "value": "y"},
        {"type": "something_new"},
    ],
)
@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_what_nobody_listens_to_is_acknowledged(
    town: Town,
    payload: Json,
    socket: bool,  # noqa: FBT001
) -> None:
    async def story(here: SlackTown) -> None:
        who = {"team": {"id": "T1"}, "user": {"id": "ANNA", "team_id": "T1"}}
        answer = await here.people.tell("interactive", payload | who)
        assert answer.status == 200

    tell(town, story, socket=socket)


def test_a_double_click_is_one_click(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.write("ANNA", "hej")
        await here.write("ANNA", "dagordning")
        which = here.last("ANNA")
        label = buttons(which)[0]
        await asyncio.gather(*(here.people.press("ANNA", which, label) for _ in range(3)))
        await here.settled()
        assert len(here.titles("ANNA")) == 3

    tell(town, story)


async def _made_up_action(here: SlackTown, action: str, value: str, user: str = "SARA") -> str:
    here.slack.put("C1", {"text": "x", "blocks": []})
    post = here.slack.seen(user, "C1")[-1]
    click = here.people.click(user, post, {"action_id": f"{action}#0", "value": value})
    assert (await here.people.tell("interactive", click)).status == 200
    await here.settled()
    return title(here.last(user, "C1"))


@pytest.mark.parametrize(
    ("action", "value", "said"),
    [
        ("unknown", "", GONE),
        ("", "", GONE),
        ("move", DIALOGUE, NOT_ALLOWED),
        ("move", "dialogue/1999-01-01", GONE),
        ("confirm", "1", NOT_ALLOWED),
        ("praise_yes", "1", GONE),
        ("praise_yes", "9" * 400, GONE),
        ("again", "1", GONE),
        ("whole", '{"delivery": "1"}', GONE),
        ("whole", "{", GONE),
        ("switch", "survey:on", NOT_ALLOWED),
    ],
)
def test_an_action_that_is_made_up_or_somebody_elses_is_refused_kindly(
    town: Town, action: str, value: str, said: str
) -> None:
    async def story(here: SlackTown) -> None:
        if action == "whole":
            here.slack.put("C1", {"text": "x", "blocks": []})
            post = here.slack.seen("SARA", "C1")[-1]
            click = here.people.click("SARA", post, {"action_id": "whole", "value": value})
            await here.people.tell("interactive", click)
            await here.settled()
            assert title(here.slack.modals["SARA"]) == said
        else:
            assert await _made_up_action(here, action, value) == said

    tell(town, story)


@pytest.mark.parametrize(
    "metadata",
    ["", "{", "[]", '{"form": "unknown", "place": "T1:C1", "kind": "channel"}', '{"place": 1}'],
)
def test_a_view_that_is_made_up_is_refused_kindly(town: Town, metadata: str) -> None:
    async def story(here: SlackTown) -> None:
        view: Json = made_up(metadata)
        sent = here.people.submission("SARA", view, {})
        answer = await here.people.tell("interactive", sent)
        assert title(answer.body["view"]) == GONE

    tell(town, story)


def test_a_place_of_another_workspace_is_not_believed(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        carried = {"form": "move", "subject": DIALOGUE, "place": "T2:C1", "kind": "channel"}
        view: Json = made_up(json.dumps(carried))
        answer = await here.people.tell("interactive", here.people.submission("ANNA", view, {}))
        kept = json.loads(answer.body["view"]["private_metadata"])
        assert (kept["place"], kept["kind"]) == ("T1:ANNA", "personal")

    tell(town, story)


def test_a_command_with_nothing_in_it_is_answered_with_help(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.command("ANNA", "")
        await here.command("PER", "x" * 100_000)
        assert here.titles("ANNA", "C1") == ["Det här kan du skriva"]
        assert len(here.titles("PER", "C1")) == 1

    tell(town, story)


def test_a_trigger_that_has_expired_is_answered_with_another_try(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.faults["views.open"] = [{"error": "expired_trigger_id"}]
        await here.command("ANNA", "pausa")
        assert "Det tog för lång tid" in words(here.last("ANNA", "C1"))
        await here.press("ANNA", here.last("ANNA", "C1"), "Öppna formuläret")
        assert title(here.slack.modals["ANNA"])

    tell(town, story)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("not_in_channel", "samspel kan inte skriva här. Skriv /invite"),
        ("restricted_action", "Slack låter inte samspel skriva här."),
    ],
)
def test_what_cannot_be_shown_to_all_is_said_in_private(town: Town, error: str, said: str) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.faults["chat.postMessage"] = [{"error": error}]
        await here.mention("SARA", "vad gäller sociala medier", "C2")
        assert title(here.last("SARA", "C2")).startswith(said)

    tell(town, story)


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("channel_not_found", "invite samspel"),
        ("not_in_channel", "invite"),
        ("is_archived", "connect another"),
        ("token_revoked", "install the app again"),
        ("account_inactive", "install the app again"),
        ("invalid_auth", "SLACK_BOT_TOKEN"),
        ("missing_scope", "manifest"),
        ("something_new", "something_new"),
    ],
)
def test_a_delivery_that_slack_refuses_is_parked_with_what_to_do(
    town: Town, error: str, advice: str
) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.faults["chat.postMessage"] = [{"error": error}]
        await here.command("ANNA", "prova")
        (trial,) = [one for one in town.deliveries() if one.kind.value == "trial"]
        assert trial.state is State.FAILED
        assert advice in trial.reason

    tell(town, story)


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "headers": {"Retry-After": "3"}, "error": "ratelimited"},
        {"status": 200, "error": "ratelimited"},
        {"status": 503},
        {"status": 500, "error": "internal_error"},
        {"status": 200},
        {"status": 200, "error": "fatal_error"},
    ],
)
def test_a_delivery_that_slack_could_not_take_comes_once_when_it_can(
    town: Town, fault: Json
) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.faults["chat.postMessage"] = [fault]
        await here.people.command("ANNA", "prova")
        for _ in range(5):
            await here.settled()
            town.expire_leases()
        assert here.titles("ANNA") == ["Provpåminnelse från samspel"]

    tell(town, story)


def test_logs_hold_no_secret_no_name_and_no_text(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    async def story(here: SlackTown) -> None:
        here.slack.faults["chat.postMessage"] = [{"error": "is_archived"}, {"status": 500}]
        here.slack.faults["views.open"] = [{"status": 500}]
        for text in ("prova", "ta upp", "Hemlig fråga om Anna Berg"):
            await here.command("ANNA", text)
        await here.people.post(text := spoken("Hemligt"), {"X-Slack-Signature": "v0=1"})
        await here.people.post(urlencode({"payload": text}), signed(text, JSON))
        await here.settled()

    tell(town, story)
    logged = caplog.text + " ".join(str(vars(record)) for record in caplog.records)
    assert len(caplog.records) >= 4
    for secret in ("Hemlig", "Anna", "xoxb-1", "hemligt", "exempel.se"):
        assert secret not in logged, secret
