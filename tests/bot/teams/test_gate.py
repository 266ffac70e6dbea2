"""What comes in at /api/messages: an activity of a size that Teams sends, and from Teams alone."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.teams.settings import Teams, on_trial
from tests.bot.teams.connector import Connector
from tests.bot.teams.stranger import QUESTION, USER, Here, logged, question, tell
from tests.bot.teams.tenant import CLIENT, TENANT, Json
from tests.towns import Town

MICROSOFT = Teams(client_id=CLIENT, client_secret="s", tenant_id=TENANT)  # noqa: S106
GOVERNMENT = replace(MICROSOFT, service_urls=("https://smba.infra.gov.teams.microsoft.us/gcch/",))
TRIAL = on_trial("127.0.0.1", None)
HOST = "smba.trafficmanager.net"


class Trial(Connector):
    """A Teams client on this machine, that signs nothing."""

    @property
    def settings(self) -> Teams:
        return TRIAL


@pytest.mark.parametrize(
    ("configured", "address", "trusted"),
    [
        (MICROSOFT, f"https://{HOST}/emea/", True),
        (MICROSOFT, f"https://{HOST}/emea/{TENANT}/", True),
        (MICROSOFT, f"https://{HOST}", True),
        (MICROSOFT, f"HTTPS://{HOST.upper()}/emea/", True),
        (MICROSOFT, f"http://{HOST}/emea/", False),
        (MICROSOFT, f"https://{HOST}:8443/emea/", False),
        (MICROSOFT, f"https://{HOST}:x/emea/", False),
        (MICROSOFT, f"https://{HOST}@evil.example/", False),
        (MICROSOFT, f"https://evil@{HOST}/", False),
        (MICROSOFT, f"https://evil:{HOST}@{HOST}/", False),
        (MICROSOFT, f"https://{HOST}.evil.example/", False),
        (MICROSOFT, f"https://evil.example/{HOST}/", False),
        (MICROSOFT, f"https://evil.example?{HOST}/", False),
        (MICROSOFT, f"https://evil.example#@{HOST}/", False),
        (MICROSOFT, f"https://evil.example\\@{HOST}/", False),
        (MICROSOFT, f"https://{HOST}\\.evil.example/", False),
        (MICROSOFT, f"//{HOST}/emea/", False),
        (MICROSOFT, f"file://{HOST}/emea/", False),
        (MICROSOFT, "https://evil.example/", False),
        (MICROSOFT, "http://127.0.0.1/", False),
        (MICROSOFT, "https://[", False),
        (MICROSOFT, HOST, False),
        (MICROSOFT, "", False),
        (GOVERNMENT, "https://smba.infra.gov.teams.microsoft.us/gcch/x/", True),
        (GOVERNMENT, "https://smba.infra.gov.teams.microsoft.us/gcch", True),
        (GOVERNMENT, "https://smba.infra.gov.teams.microsoft.us/dod/", False),
        (GOVERNMENT, "https://smba.infra.gov.teams.microsoft.us/gcchevil/", False),
        (GOVERNMENT, f"https://{HOST}/emea/", False),
        (TRIAL, "http://127.0.0.1:56150/", True),
        (TRIAL, "http://localhost:56150/_connector", True),
        (TRIAL, "http://[::1]:56150/", True),
        (TRIAL, f"https://{HOST}/emea/", False),
        (TRIAL, "http://127.0.0.1.evil.example/", False),
        (TRIAL, "http://127.0.0.1@evil.example/", False),
        (TRIAL, "http://10.0.0.1/", False),
        (TRIAL, "http://0.0.0.0/", False),
        (TRIAL, "", False),
    ],
)
def test_samspel_sends_to_teams_alone_and_on_trial_to_this_machine(
    configured: Teams,
    address: str,
    trusted: bool,  # noqa: FBT001
) -> None:
    assert configured.trusts(address) is trusted


BODIES: Mapping[str, tuple[bytes, int]] = {
    "empty": (b"", 400),
    "no JSON": (b"{", 400),
    "no text": (b"\xff\xfe", 400),
    "null": (b"null", 400),
    "a list": (b"[]", 400),
    "a word": (b'"message"', 400),
    "a number of five thousand digits": (b'{"type": ' + b"9" * 5_000 + b"}", 400),
    "nested too deep": (b"[" * 100_000, 400),
    "an object nested too deep": (b'{"a":' * 100_000, 400),
    "nothing in it": (b"{}", 401),
    "1 MB": (b"{}".ljust(1_000_000), 401),
    "a byte more": (b"{}".ljust(1_000_001), 413),
}


def test_what_is_no_activity_is_refused(town: Town) -> None:
    async def story(here: Here) -> None:
        headers = {"Authorization": f"Bearer {here.people.token()}"}
        for name, (body, status) in BODIES.items():
            answer = await here.people.post(body, headers)
            assert (name, answer.status, answer.body) == (name, status, {})
        assert here.teams.calls == []
        assert (await here.people.tell(question(here.people))).status == 200

    tell(town, story)


NONSENSE: Mapping[str, Json] = {
    "no type": {"type": None},
    "a type that is none": {"type": "unheard"},
    "a number as type": {"type": 5},
    "an object as type": {"type": {"text": QUESTION}},
    "no id": {"id": None},
    "a number as id": {"id": 5},
    "nobody": {"from": None},
    "a word as sender": {"from": USER},
    "nowhere": {"conversation": None},
    "a list as conversation": {"conversation": [QUESTION]},
    "no recipient": {"recipient": None},
    "an object as text": {"text": {"text": QUESTION}},
    "a word as data": {"channelData": QUESTION},
    "words as entities": {"entities": [QUESTION]},
    "a word as attachments": {"attachments": QUESTION},
    "a time that is none": {"timestamp": QUESTION},
    "an invoke without a name": {"type": "invoke"},
    "an invoke of nothing known": {"type": "invoke", "name": "unheard", "value": QUESTION},
    "a press of nothing": {"type": "invoke", "name": "adaptiveCard/action", "value": QUESTION},
}


def test_signed_nonsense_breaks_nothing_and_is_not_in_the_log(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(here: Here) -> None:
        for name, about in NONSENSE.items():
            answer = await here.people.tell(question(here.people) | about)
            assert (name, answer.status) in {(name, 200), (name, 400), (name, 501)}
        await here.service.finish()

    caplog.set_level(logging.INFO)
    tell(town, story)
    assert QUESTION not in logged(caplog)


AWAY: Mapping[str, Mapping[str, str]] = {
    "by a proxy": {"X-Forwarded-For": "192.0.2.1"},
    "by a proxy on this machine": {"X-Forwarded-For": "127.0.0.1"},
    "by a proxy's other header": {"Forwarded": "for=192.0.2.1"},
    "by a proxy that keeps the name": {"X-Forwarded-Host": "samspel.example"},
    "a page that has been given our address": {"Host": "evil.example:8080"},
    "a name that begins as ours": {"Host": "localhost.evil.example"},
    "a page's form": {"Content-Type": "text/plain"},
    "a page": {"Origin": "https://evil.example"},
    "a page of another site": {"Sec-Fetch-Site": "cross-site"},
    "by nginx": {"X-Real-IP": "192.0.2.1"},
    "by a gateway": {"Via": "1.1 gateway"},
}
JSON = {"Content-Type": "application/json"}


def test_on_trial_this_machine_is_let_in_without_a_token(town: Town) -> None:
    async def story(here: Here) -> None:
        text = json.dumps(question(here.people))
        for headers in ({}, {"Host": "localhost:8080"}, {"Authorization": "Bearer x"}):
            assert (await here.people.post(text, JSON | headers)).status == 200
        await here.service.finish()
        assert here.stored()

    tell(town, story, Trial())


def test_on_trial_nobody_else_is_let_in(town: Town) -> None:
    async def story(here: Here) -> None:
        text = json.dumps(question(here.people))
        found = {
            name: await here.people.post(text, JSON | dict(headers))
            for name, headers in AWAY.items()
        }
        assert {name: answer.status for name, answer in found.items()} == dict.fromkeys(AWAY, 401)
        for address in ("https://smba.trafficmanager.net/emea/", "http://192.0.2.1/"):
            activity = json.dumps(question(here.people, serviceUrl=address))
            assert (await here.people.post(activity, {})).status == 401
        assert await here.heard() == 0
        assert here.stored() is None

    tell(town, story, Trial())
