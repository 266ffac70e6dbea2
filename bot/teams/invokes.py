"""How Teams wants each kind of invoke answered: a card's button, a search, a dialog.

Sources: learn.microsoft.com, "Universal Actions for Adaptive Cards" and "Message extensions".
"""

from typing import Any

from microsoft_teams.api.models import InvokeResponse

from bot.teams import extension
from bot.teams.elements import Json
from bot.teams.layout import CARD
from bot.teams.pressing import Shown

MESSAGE = "application/vnd.microsoft.activity.message"
QUERY, DIALOGS = "composeExtension/query", ("composeExtension/", "task/")
"""Invokes that are answered in other ways than those of cards."""


INVOKES = frozenset(
    {
        "adaptiveCard/action",
        QUERY,
        "composeExtension/fetchTask",
        "composeExtension/submitAction",
        "task/submit",
    }
)
"""What samspel answers; the SDK has answers of its own to some others, which are not wanted."""


def sentence(name: str, text: str) -> InvokeResponse[Any]:
    """A line for whoever waits, in the way that the invoke of that name is answered."""
    if name == QUERY:
        return answered(extension.says(text))
    if name.startswith(DIALOGS):
        return answered(extension.dialog(Shown(says=text)))
    return response(Shown(says=text))


def response(shown: Shown) -> InvokeResponse[Any]:
    """Teams shows an error unless there is a body, with its own status."""
    found: Json = {"statusCode": 200, "type": MESSAGE, "value": shown.says}
    if shown.card:
        found = {"statusCode": 200, "type": CARD, "value": shown.card}
    return answered(found)


def answered(body: Json) -> InvokeResponse[Any]:
    """The body as it stands: read by the SDK, a card would come back with every field there is."""
    return InvokeResponse[Any].model_construct(status=200, body=body)
