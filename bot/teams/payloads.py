"""What Teams sends → who, where, and what they want. Everything in it comes from a client.

Sources: learn.microsoft.com, "Activity schema", "Universal Actions for Adaptive Cards" and
"Message extensions".
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from microsoft_teams.api.activities.message import MessageActivity
from microsoft_teams.api.models import ActivityBase, MentionEntity

from bot.conversation import Click, Place, PlaceKind, Request, Speaker
from bot.teams import CHAT, places
from bot.teams.conversations import Conversation, Kind

Data = Mapping[str, Any]

_MENTION = re.compile(r"<at\b[^<>]*>[^<]*</at>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody did something in a conversation.

    `account` is Teams' own number of the person, `conversation` where it was done, with its thread,
    and `card` the message that was pressed. `topic` is the conversation that it is about: another
    one where an answer was given in private to what was asked among others.
    """

    tenant: str
    user: str
    account: str
    kind: Kind
    conversation: str
    topic: str
    service_url: str
    activity: str
    card: str = ""

    @property
    def person(self) -> str:
        """Who, as samspel stores it."""
        return places.person(self.tenant, self.user)

    @property
    def alone(self) -> bool:
        """Whether nobody else sees what is said in the conversation."""
        return self.kind is Kind.PERSONAL

    @property
    def place(self) -> Place:
        """The conversation that it is about."""
        here = self.topic == self.conversation
        personal = here and self.alone
        kind = PlaceKind.PERSONAL if personal else PlaceKind.CHANNEL
        return Place(chat=CHAT, id=places.conversation(self.topic), kind=kind)

    @property
    def here(self) -> Conversation:
        """The conversation as it is remembered."""
        return Conversation(
            id=places.conversation(self.conversation),
            kind=self.kind,
            service_url=self.service_url,
            user_id=self.person if self.alone and self.user else "",
        )

    def about(self, topic: str) -> "Asked":
        """The same, about what was asked in another conversation."""
        return replace(self, topic=topic)


def of_activity(activity: ActivityBase, tenant: str) -> Asked:
    """Who did something, and where; a kind of conversation that is not known is one of several."""
    conversation = activity.conversation
    kind = conversation.conversation_type or Kind.GROUP
    return Asked(
        tenant=tenant,
        user=activity.from_.aad_object_id or "",
        account=activity.from_.id,
        kind=Kind(kind) if kind in set(Kind) else Kind.GROUP,
        conversation=conversation.id,
        topic=conversation.id,
        service_url=activity.service_url or "",
        activity=activity.id,
        card=activity.reply_to_id or "",
    )


def tenant_of(activity: ActivityBase) -> str:
    """The tenant that the conversation is in; empty where Teams does not say."""
    data = activity.channel_data
    told = data.tenant.id if data and data.tenant else ""
    return (activity.conversation.tenant_id or told or "").lower()


def words_of(activity: MessageActivity) -> str:
    """What somebody wrote, as words: the mentions of samspel and of people are left out."""
    text = activity.text
    for entity in activity.entities or ():
        if isinstance(entity, MentionEntity) and entity.text:
            text = text.replace(entity.text, " ")
    return _unescaped(_MENTION.sub(" ", text))


def plain(markup: str) -> str:
    """HTML as the words in it, without the mentions."""
    return _unescaped(_TAG.sub(" ", _MENTION.sub(" ", markup)))


def _unescaped(text: str) -> str:
    return " ".join(html.unescape(text).split())


def again(speaker: Speaker, place: Place, said: Data) -> Request | Click:
    """What was said before, to be said again, as the button for the whole carries it."""
    if "words" in said:
        return Request(speaker=speaker, place=place, words=text(said, "words"))
    if "delivery" in said:
        return Click(speaker=speaker, place=place, action="again", value=text(said, "delivery"))
    return click(speaker, place, said)


def click(speaker: Speaker, place: Place, said: Data) -> Click:
    """The button that was pressed."""
    return Click(
        speaker=speaker, place=place, action=text(said, "action"), value=text(said, "value")
    )


def text(said: Data, name: str) -> str:
    """What is carried by that name; whatever is no text counts as nothing."""
    found = said.get(name)
    return found if isinstance(found, str) else ""


def data_of(value: object) -> Data:
    """What a button carries; whatever is no object counts as nothing."""
    return value if isinstance(value, dict) else {}
