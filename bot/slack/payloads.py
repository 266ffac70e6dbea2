"""What Slack sends → who, where, and how they are answered. Everything comes from a client.

Sources: docs.slack.dev, "Interaction payloads", "Slash commands" and "Events API".
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation import Click, Place, PlaceKind, Request, Speaker
from bot.slack import CHAT, places
from messages.form import Form

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody did something somewhere, and can be answered in the ways that are not empty.

    `trigger` opens a view for three seconds, `url` takes answers for half an hour, `view` is the
    modal that it was done in, `thread` the message to answer under, and `threaded` whether it has
    answers already. `direct` is samspel's own
    conversation with one person, `lasting` where the answer stands in it like any message.
    """

    team: str
    user: str
    place: Place
    channel: str = ""
    trigger: str = ""
    url: str = ""
    view: str = ""
    thread: str = ""
    threaded: bool = False
    direct: bool = False
    lasting: bool = False

    @property
    def without_trigger(self) -> "Asked":
        """The same, when it is too late to open a view."""
        return replace(self, trigger="", direct=self.direct or not self.channel)

    @property
    def in_a_view(self) -> "Asked":
        """The same, answered in a view of its own."""
        return replace(self, url="") if self.trigger else self

    @property
    def alone(self) -> "Asked":
        """The same, as if it had been asked by the person alone and not where others are."""
        own = Place(chat=CHAT, id=places.join(self.team, self.user), kind=PlaceKind.PERSONAL)
        return replace(self, place=own)

    def carrying(self, form: Form | None = None) -> str:
        """The place, and the form where there is one, as a view carries it until it is answered.

        Each time that a form is shown it has a name of its own, for Slack's own name of a view
        stays when another form is shown in it.
        """
        found = {"place": self.place.id, "kind": self.place.kind}
        if form:
            once = secrets.token_hex(8)
            found |= {"form": form.name, "subject": form.subject, "once": once}
        return json.dumps(found)


def of_command(body: Json, team: str) -> Asked:
    """A slash command: where it was typed, and answered to the one who typed it.

    Here as below, `team` is the workspace that the app has been spoken to in, which in a shared
    channel need not be the speaker's own.
    """
    channel = str(body.get("channel_id", ""))
    return Asked(
        team=team,
        user=str(body.get("user_id", "")),
        channel=channel,
        place=_place(team, channel),
        trigger=str(body.get("trigger_id", "")),
        url=str(body.get("response_url", "")),
    )


def of_interaction(body: Json, team: str) -> Asked:
    """A button or a shortcut; in a view, the place is the one that the view carries."""
    user = str((body.get("user") or {}).get("id", ""))
    channel = str((body.get("channel") or {}).get("id", ""))
    view, container = body.get("view") or {}, body.get("container") or {}
    modal = view.get("type") == "modal"
    return Asked(
        team=team,
        user=user,
        channel=channel,
        place=_place(team, channel) if channel else _carried(view, team, user),
        trigger=str(body.get("trigger_id", "")),
        url=str(body.get("response_url", "")),
        view=str(view.get("id", "")) if modal else "",
        thread=str(container.get("thread_ts") or ""),
        lasting=channel.startswith("D") and not container.get("is_ephemeral"),
    )


def of_event(body: Json, team: str) -> Asked:
    """A message to samspel, or a mention of it; answered under it in a channel."""
    event = body.get("event") or {}
    channel = str(event.get("channel", ""))
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    return Asked(
        team=team,
        user=str(event.get("user", "")),
        channel=channel,
        place=_place(team, channel),
        thread=str(event.get("thread_ts") or ("" if direct else event.get("ts", ""))),
        threaded=bool(event.get("thread_ts")),
        direct=direct,
    )


def of_thread(body: Json, team: str) -> Asked:
    """Somebody has opened a conversation with an app of the older kind (assistant_view)."""
    opened = (body.get("event") or {}).get("assistant_thread") or {}
    channel = str(opened.get("channel_id") or "")
    return Asked(
        team=team,
        user=str(opened.get("user_id") or ""),
        channel=channel,
        place=_place(team, channel),
        thread=str(opened.get("thread_ts") or ""),
        direct=True,
    )


def form_of(view: Json) -> tuple[str, str, str]:
    """The name and subject of the form that a view shows, and what it is called this time; empty
    where it shows none.
    """
    carried = _metadata(view)
    name, subject, once = (str(carried.get(part) or "") for part in ("form", "subject", "once"))
    return name, subject, f"form/{once or view.get('id') or ''}"


def again(speaker: Speaker, place: Place, value: str) -> Request | Click:
    """What was said before, to be said again, as the button for the whole carries it."""
    said = _object(value)
    if "words" in said:
        return Request(speaker=speaker, place=place, words=str(said["words"]))
    if "delivery" in said:
        return Click(speaker=speaker, place=place, action="again", value=str(said["delivery"]))
    action, what = str(said.get("action") or ""), str(said.get("value") or "")
    return Click(speaker=speaker, place=place, action=action, value=what)


def pressed(body: Json) -> tuple[str, str]:
    """The action and value of the button that was pressed."""
    action = (body.get("actions") or [{}])[0]
    name = str(action.get("action_id", "")).partition("#")[0]
    return name, str(action.get("value") or "")


def is_home(body: Json) -> bool:
    """Whether it was done on the Home tab."""
    return (body.get("view") or {}).get("type") == "home"


def _place(team: str, channel: str) -> Place:
    kind = PlaceKind.PERSONAL if channel.startswith("D") or not channel else PlaceKind.CHANNEL
    return Place(chat=CHAT, id=places.join(team, channel), kind=kind)


def _carried(view: Json, team: str, user: str) -> Place:
    """The place that the view carries, of this very workspace; otherwise the person's own."""
    carried = _metadata(view)
    place, kind = str(carried.get("place") or ""), carried.get("kind")
    if places.team_of(place) != team or not team or kind not in set(PlaceKind):
        return Place(chat=CHAT, id=places.join(team, user), kind=PlaceKind.PERSONAL)
    return Place(chat=CHAT, id=place, kind=PlaceKind(str(kind)))


def _metadata(view: Json) -> Json:
    return _object(str(view.get("private_metadata") or ""))


def _object(text: str) -> Json:
    """The JSON object, or an empty one for anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
