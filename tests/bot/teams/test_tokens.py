"""Only what Teams has signed, for this samspel and from where it says, is believed."""

import base64
import hmac
import json
import logging
import time
from collections.abc import Callable, Mapping

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.bot.teams.people import People
from tests.bot.teams.stranger import QUESTION, USER, Here, logged, question, tell
from tests.bot.teams.tenant import CLIENT, KEY, OTHER_TENANT, TENANT, Json
from tests.bot.teams.tenant import signing_key as key
from tests.towns import Town

MINUTE = 60
Told = tuple[str | None, Json]
"""The Authorization of a request, and its activity."""


async def status(here: Here, authorization: str | None, activity: Json) -> int:
    """What samspel answers at once to a question that comes so."""
    headers = {} if authorization is None else {"Authorization": authorization}
    return (await here.people.post(json.dumps(activity), headers)).status


def refused(town: Town, cases: Callable[[People], Mapping[str, Told]]) -> None:
    """Of all of it nothing is said, nothing is stored, and nobody is asked about."""

    async def story(here: Here) -> None:
        told = cases(here.people)
        found = {name: await status(here, *one) for name, one in told.items()}
        assert found == dict.fromkeys(told, 401)
        assert await here.heard() == 0
        assert here.stored() is None
        assert {kind for kind, _ in here.teams.calls} <= {"keys"}

    tell(town, story)


def by_hand(people: People, algorithm: str, secret: bytes) -> str:
    """Signed with a secret; the library would not sign with a public key as one."""
    _, claims, _ = people.token().split(".")
    header = _encoded(json.dumps({"alg": algorithm, "typ": "JWT", "kid": KEY}).encode())
    signature = hmac.digest(secret, f"{header}.{claims}".encode(), "sha256")
    return f"{header}.{claims}.{_encoded(signature)}"


def claims_of(people: People) -> Json:
    found: Json = jwt.decode(people.token(), options={"verify_signature": False})
    return found


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _unsigned(people: People) -> str:
    return jwt.encode(claims_of(people), "", algorithm="none", headers={"kid": KEY})


def _with_its_own_key(people: People) -> str:
    found = jwt.algorithms.RSAAlgorithm.to_jwk(key("other").public_key(), as_dict=True)
    headers = {"kid": KEY, "jwk": found}
    return jwt.encode(claims_of(people), key("other"), algorithm="RS256", headers=headers)


def _changed(people: People) -> str:
    header, _, signature = people.token().split(".")
    claims = _encoded(json.dumps(claims_of(people) | {"exp": 9_999_999_999}).encode())
    return f"{header}.{claims}.{signature}"


PUBLIC = key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
FORGED: dict[str, Callable[[People], str | None]] = {
    "no header": lambda _: None,
    "nothing": lambda _: "",
    "no token": lambda _: "Bearer",
    "an empty token": lambda _: "Bearer  ",
    "another scheme": lambda people: f"Basic {people.token()}",
    "no scheme": lambda people: people.token(),
    "garbage": lambda _: "Bearer garbage",
    "two dots": lambda _: "Bearer ..",
    "no key": lambda _: f"Bearer {jwt.encode({}, 'x' * 32, algorithm='HS256')}",
    "nested deep": lambda _: f"Bearer {_encoded(b'[' * 20_000)}.{_encoded(b'{}')}.x",
    "the signature of other claims": lambda people: f"Bearer {_changed(people)}",
    "another key with our name": lambda people: f"Bearer {people.token(key='other')}",
    "an unknown key": lambda people: f"Bearer {people.token(kid='other')}",
    "a key that it brings": lambda people: f"Bearer {_with_its_own_key(people)}",
    "no signature": lambda people: f"Bearer {_unsigned(people)}",
    "a secret": lambda people: f"Bearer {by_hand(people, 'HS256', b'secret')}",
    "the public key as a secret": lambda people: f"Bearer {by_hand(people, 'HS256', PUBLIC)}",
    "the same, called RS256": lambda people: f"Bearer {by_hand(people, 'RS256', PUBLIC)}",
}
WRONG: dict[str, Callable[[int], Json]] = {
    "another issuer": lambda _: {"iss": "https://evil.example"},
    "Entra": lambda _: {"iss": f"https://sts.windows.net/{TENANT}/"},
    "Entra, version 2": lambda _: {"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"},
    "another audience": lambda _: {"aud": OTHER_TENANT},
    "our address as audience": lambda _: {"aud": "https://api.botframework.com"},
    "expired": lambda now: {"exp": now - 6 * MINUTE},
    "not yet valid": lambda now: {"nbf": now + 6 * MINUTE},
    "no time": lambda _: {"exp": "tomorrow"},
    "no audience": lambda _: {"aud": None},
    "no issuer": lambda _: {"iss": None},
    "no end": lambda _: {"exp": None},
    "no beginning": lambda _: {"nbf": None},
    "no serviceurl": lambda _: {"serviceurl": None},
    "an empty serviceurl": lambda _: {"serviceurl": ""},
    "another serviceurl": lambda _: {"serviceurl": "https://smba.trafficmanager.net/emea/"},
}


ADDRESSES: dict[str, Callable[[str], object]] = {
    "evil": lambda _: "https://evil.example/",
    "by another way": lambda ours: ours.replace("http://", "https://"),
    "another port": lambda ours: ours.replace("/emea", "0/emea", 1),
    "another path": lambda ours: ours.replace("/emea", "/login"),
    "a user at evil": lambda ours: ours.replace("/emea", "@evil.example/emea"),
    "us as a user": lambda ours: ours.replace("http://", "http://evil@"),
    "evil's own name": lambda ours: ours.replace("127.0.0.1", "127.0.0.1.evil.example"),
    "no address": lambda _: "http://[",
    "nothing": lambda _: "",
    "null": lambda _: None,
    "a number": lambda _: 5,
    "a list": lambda ours: [ours],
}
CHANNELS = ("webchat", "emulator", "MSTEAMS", "", None, ["msteams"])


def test_what_teams_has_signed_is_answered_and_remembered(town: Town) -> None:
    async def story(here: Here) -> None:
        bearer = f"Bearer {here.people.token()}"
        assert await status(here, bearer, question(here.people)) == 200
        assert await here.heard() == 1
        assert here.stored()

    tell(town, story)


def test_what_teams_has_not_signed_is_refused_and_nothing_happens(town: Town) -> None:
    refused(
        town,
        lambda people: {name: (forge(people), question(people)) for name, forge in FORGED.items()},
    )


def test_what_is_signed_for_something_else_is_refused(town: Town) -> None:
    now = int(time.time())
    refused(
        town,
        lambda people: {
            name: (f"Bearer {people.token(**claims(now))}", question(people))
            for name, claims in WRONG.items()
        },
    )


@pytest.mark.parametrize(
    "claims",
    [
        lambda _: {"exp": int(time.time()) - 4 * MINUTE},
        lambda _: {"nbf": int(time.time()) + 4 * MINUTE},
        lambda _: {"aud": [CLIENT]},
        lambda people: {"serviceurl": people.teams.service_url.rstrip("/")},
    ],
    ids=["just expired", "soon valid", "a list with us", "no slash at the end"],
)
def test_clocks_and_spellings_may_differ_a_little(
    town: Town, claims: Callable[[People], Json]
) -> None:
    async def story(here: Here) -> None:
        token = here.people.token(**claims(here.people))
        assert await status(here, f"Bearer {token}", question(here.people)) == 200
        assert await here.heard() == 1

    tell(town, story)


def test_an_address_that_is_not_teams_is_refused_though_the_token_agrees(town: Town) -> None:
    def cases(people: People) -> dict[str, Told]:
        ours = people.teams.service_url
        there = {name: address(ours) for name, address in ADDRESSES.items()}
        return {
            name: (
                f"Bearer {people.token(serviceurl=address)}",
                question(people, serviceUrl=address),
            )
            for name, address in there.items()
        }

    refused(town, cases)


def test_an_activity_without_a_service_url_is_refused(town: Town) -> None:
    def cases(people: People) -> dict[str, Told]:
        bearer, activity = f"Bearer {people.token()}", question(people)
        ours = activity.pop("serviceUrl")
        return {
            "none": (bearer, activity),
            "by another name": (bearer, activity | {"service_url": ours}),
            "by both": (bearer, activity | {"service_url": ours, "serviceUrl": None}),
        }

    refused(town, cases)


def test_a_second_service_url_in_the_activity_is_not_believed(town: Town) -> None:
    async def story(here: Here) -> None:
        activity = question(here.people, service_url="https://evil.example/")
        assert await status(here, f"Bearer {here.people.token()}", activity) == 200
        assert await here.heard() == 1
        found = here.stored()
        assert found
        assert found.service_url == here.teams.service_url

    tell(town, story)


def test_another_channel_of_the_bot_service_is_refused(town: Town) -> None:
    refused(
        town,
        lambda people: {
            str(channel): (f"Bearer {people.token()}", question(people, channelId=channel))
            for channel in CHANNELS
        },
    )


def test_nothing_of_what_came_is_in_the_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    tokens: list[str] = []

    async def story(here: Here) -> None:
        tokens.extend([here.people.token(), here.people.token(key="other"), "garbage-token"])
        for token in tokens:
            await status(here, f"Bearer {token}", question(here.people))
        assert await here.heard() == 1

    tell(town, story)
    said = logged(caplog)
    assert "not from Teams" in said
    assert not [part for token in tokens for part in token.split(".") if part in said]
    assert not [word for word in (QUESTION, "hemliga", USER, "Nina") if word in said]
