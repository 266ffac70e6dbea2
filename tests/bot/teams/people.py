"""People in a Teams of one's own, and what they do: each thing arrives at samspel as from Teams."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt

from tests.bot.teams import checks
from tests.bot.teams.connector import Connector
from tests.bot.teams.tenant import CLIENT, ISSUER, TENANT, Json, signing_key

BOT = f"28:{CLIENT}"
MESSAGE = "application/vnd.microsoft.activity.message"
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What samspel answers at once."""

    status: int
    body: Json
    seconds: float

    @property
    def says(self) -> str:
        """The line that only whoever pressed sees."""
        return str(self.body["value"]) if self.body.get("type") == MESSAGE else ""


@dataclass(kw_only=True)
class People:
    """People in Teams, and the address at which it tells samspel what they do."""

    teams: Connector
    url: str
    session: aiohttp.ClientSession
    last_post: dict[str, Json] = field(default_factory=dict)

    async def install(self, user: str, conversation: str = "", **about: Any) -> Answer:  # noqa: ANN401
        """The app is added for the person, or in a team."""
        activity = self.activity(user, conversation, type="installationUpdate", action="add")
        return await self.tell(activity | about)

    async def remove(self, user: str, conversation: str = "") -> Answer:
        """The app is taken away."""
        activity = self.activity(user, conversation, type="installationUpdate", action="remove")
        return await self.tell(activity)

    async def write(self, user: str, text: str, **about: Any) -> Answer:  # noqa: ANN401
        """Somebody writes to samspel alone."""
        return await self.tell(self.activity(user, type="message", text=text) | about)

    async def mention(self, user: str, text: str, conversation: str, thread: str = "") -> Answer:
        """Somebody writes @samspel in a channel or a group chat."""
        activity = self.activity(user, conversation, thread, type="message")
        mention = "<at>samspel</at>"
        entity = {
            "type": "mention",
            "text": mention,
            "mentioned": {"id": BOT, "name": "samspel"},
        }
        return await self.tell(activity | {"text": f"{mention} {text}\n", "entities": [entity]})

    async def press(self, user: str, post: Json, label: str) -> Answer:
        """Somebody presses a button of a card."""
        return await self.execute(user, post, button(post, label)["data"])

    async def execute(self, user: str, post: Json, data: Any) -> Answer:  # noqa: ANN401
        """Action.Execute; the client shows the card that comes back in place of the one before."""
        action = {"type": "Action.Execute", "verb": "press", "data": data}
        activity = self._on(user, post, "invoke", name="adaptiveCard/action")
        answer = await self.tell(activity | {"value": {"action": action, "trigger": "manual"}})
        if answer.body.get("type") == CARD:
            checks.card(answer.body["value"])
        return answer

    async def submit(self, user: str, post: Json, label: str, **values: str) -> Answer:
        """Action.Submit, as a client does that knows no other."""
        data = button(post, label)["data"] | filled(post, values)
        return await self.tell(self._on(user, post, "message", value=data))

    async def fill(self, user: str, post: Json, **values: str) -> Answer:
        """Somebody fills in a form, and sends it."""
        data = next(one["data"] for one in buttons_of(post) if one["data"]["do"] == "submit")
        return await self.execute(user, post, data | filled(post, values))

    async def search(self, user: str, words: str | None, conversation: str = "") -> Answer:
        """Somebody looks for a rule from the compose box."""
        first = {"name": "initialRun", "value": "true"}
        parameters = [{"name": "words", "value": words}] if words is not None else [first]
        value = {"commandId": "search", "parameters": parameters}
        return await self.invoke(user, "composeExtension/query", value, conversation)

    async def look_up(self, user: str, text: str, conversation: str = "") -> Answer:
        """Somebody asks what applies to a message."""
        value = {
            "commandId": "lookUp",
            "commandContext": "message",
            "messagePayload": {
                "id": "1",
                "body": {"contentType": "html", "content": f"<div><p>{text}</p></div>"},
            },
        }
        return await self.invoke(user, "composeExtension/fetchTask", value, conversation)

    async def in_dialog(
        self,
        user: str,
        data: Json,
        conversation: str = "",
        name: str = "composeExtension/submitAction",
    ) -> Answer:
        """Somebody presses a button in a dialog."""
        value = {"commandId": "lookUp", "commandContext": "message", "data": data}
        return await self.invoke(user, name, value, conversation)

    async def invoke(self, user: str, name: str, value: Any, conversation: str = "") -> Answer:  # noqa: ANN401
        activity = self.activity(user, conversation, type="invoke", name=name)
        return await self.tell(activity | {"value": value})

    async def tell(self, activity: Json, token: str | None = None) -> Answer:
        """Tell samspel, and wait for its answer."""
        return await self.post(
            json.dumps(activity), {"Authorization": f"Bearer {token or self.token()}"}
        )

    async def post(self, text: str | bytes, headers: Mapping[str, str]) -> Answer:
        """A request to samspel as it is."""
        begun = time.perf_counter()
        async with self.session.post(
            f"{self.url}/api/messages", data=text, headers=headers
        ) as found:
            said = await found.text()
            body = json.loads(said) if said.startswith("{") else {}
            return Answer(status=found.status, body=body, seconds=time.perf_counter() - begun)

    def token(self, key: str = "", kid: str = "nyckel-1", **claims: Any) -> str:  # noqa: ANN401
        """What Teams signs with; `claims` are other than they should be, None for not there."""
        now = int(time.time())
        usual = {
            "iss": ISSUER,
            "aud": CLIENT,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": self.teams.service_url,
        }
        told = {name: value for name, value in (usual | claims).items() if value is not None}
        return jwt.encode(told, signing_key(key or kid), algorithm="RS256", headers={"kid": kid})

    def activity(
        self,
        user: str,
        conversation: str = "",
        thread: str = "",
        **about: Any,  # noqa: ANN401
    ) -> Json:
        """What every activity holds."""
        member = self.teams.members[user]
        place = self.teams.conversations.get(conversation) or self.teams.own(user)
        full = f"{place.id};messageid={thread}" if thread else place.id
        return {
            "id": self.teams.number(),
            "channelId": "msteams",
            "serviceUrl": self.teams.service_url,
            "from": {"id": member.account, "name": member.name, "aadObjectId": member.object_id},
            "recipient": {"id": BOT, "name": "samspel"},
            "conversation": {
                "id": full,
                "conversationType": place.kind,
                "tenantId": TENANT,
                **({} if place.kind == "personal" else {"isGroup": True}),
            },
            "channelData": {"tenant": {"id": TENANT}},
            **about,
        }

    def _on(self, user: str, post: Json, kind: str, **about: Any) -> Json:  # noqa: ANN401
        place = next(one.id for one in self.teams.conversations.values() if post in one.posts)
        thread = post["thread"] or (post["id"] if not place.startswith("a:") else "")
        return self.activity(user, place, thread, type=kind, replyToId=post["id"], **about)


def card_of(post: Json) -> Json:
    """The card of a post, or the card itself."""
    if "attachments" in post:
        found: Json = post["attachments"][0]["content"]
        return found
    return post


def text(post: Json) -> str:
    """All that can be read in a post or a card."""
    return str(post["text"]) if post.get("text") else "\n".join(_texts(card_of(post)["body"]))


def title(post: Json) -> str:
    """Its first words."""
    return text(post).partition("\n")[0]


def buttons(post: Json) -> list[str]:
    """The labels of its buttons."""
    return [one["title"] for one in buttons_of(post)]


def button(post: Json, label: str) -> Json:
    """The first of its buttons whose label begins so."""
    return next(one for one in buttons_of(post) if one["title"].startswith(label))


def buttons_of(post: Json) -> list[Json]:
    rows = [one["actions"] for one in card_of(post)["body"] if one["type"] == "ActionSet"]
    return [button for row in rows for button in row]


def inputs(post: Json) -> dict[str, Json]:
    """What there is to fill in, by the name of the field."""
    found = [one for one in card_of(post)["body"] if one["type"].startswith("Input.")]
    return {one["id"].removeprefix("field_"): one for one in found}


def filled(post: Json, values: Mapping[str, str]) -> dict[str, str]:
    """What a client sends: what was filled in, and elsewhere what stood there from the start."""
    fields = inputs(post)
    assert not set(values) - set(fields), f"the card has only {sorted(fields)}"
    return {
        one["id"]: _chosen(one, values[name]) if name in values else one.get("value", "")
        for name, one in fields.items()
    }


def _chosen(element: Json, value: str) -> str:
    choices = element.get("choices") or []
    return next((str(one["value"]) for one in choices if one["title"] == value), value)


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        if value.get("type") == "RichTextBlock":
            return ["".join(one["text"] for one in value["inlines"])]
        if isinstance(value.get("text"), str):
            return [value["text"]]
        return [text for name, part in value.items() if name != "data" for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []
