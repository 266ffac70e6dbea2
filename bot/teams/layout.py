"""A message → an Adaptive Card. Every text is a literal: nothing in it links, mentions or formats.

Sources: adaptivecards.io, schema 1.5, and learn.microsoft.com, "Format cards in Microsoft Teams"
and "Universal Actions". A TextBlock understands Markdown and a TextRun does not, so all but titles
and labels stand in TextRuns.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from bot.teams.words import words
from messages.message import (
    Block,
    Choice,
    Choices,
    Emphasis,
    Facts,
    Items,
    Message,
    Picture,
    Quote,
    Text,
)
from messages.shortening import Room, cut, fit, pieces
from messages.words import shorten

Json = dict[str, Any]
Pictures = Mapping[str, str]
"""The address that each drawing (SVG) is found at."""

CARD = "application/vnd.microsoft.card.adaptive"
VERSION = "1.5"
SIZE = 80_000
"""Bytes that a message with its card may have; Teams counts two for each letter."""

ROOM = Room(blocks=60, letters=9000, text=4000)
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_ALT = 300, 200, 400
LONGEST_LABEL, LONGEST_TOOLTIP = 40, 200
"""Letters of a button, for a phone cuts it; all of it stands in its tooltip, which is also read."""
LONGEST_CARRIED, MOST_CARRIED = 2000, 20_000
"""Letters that one button carries, and all of a card's together; what is longer is left out."""

MOST_ITEMS = 20
"""Of a list, in one card of several."""

BUTTONS = 5
"""In a row; Teams puts the sixth in a menu."""

PRESS, SUBMIT, AGAIN, CLOSE = "press", "submit", "again", "close"
"""What a button does: the verbs of actions."""

_STYLES = {Emphasis.PRIMARY: "positive"}
"""A choice that undoes something looks like the others: it opens a form that asks once more."""

_MARKDOWN = re.compile(r"[\\`*_\[\]<>~#|]|^([-+]|\d+[.)]) ")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where a card is shown: `at` is the conversation that it is about, where it is shown in
    another; a `dialog` knows only the older kind of action; `pictures` have addresses.
    """

    at: str = ""
    dialog: bool = False
    pictures: Pictures = field(default_factory=dict)


HERE = Setting()


def card(shown: Message, again: Mapping[str, str] | None = None, setting: Setting = HERE) -> Json:
    """The message as a card; `again` is what the button for the whole carries where it is cut."""
    fitted, shortened = fit(shown, ROOM)
    body = [*elements(fitted, setting)]
    return wrapped([*body, *(_cut(again, setting) if shortened else ())], fitted.plain)


def wrapped(body: Sequence[Json], plain: str) -> Json:
    """The elements as a card, with the same in plain text for clients that show none."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "lang": "sv",
        "fallbackText": cut(plain, ROOM.text),
        "body": list(body),
    }


def attachment(content: Json) -> Json:
    """The card as a message carries it."""
    return {"contentType": CARD, "content": content}


def summary(shown: Message) -> str:
    """What a notification says: the title, and the first words after it."""
    first = next((one.text for one in shown.blocks if isinstance(one, Text)), "")
    return shorten(f"{shown.title}. {first}" if first else shown.title, LONGEST_SUMMARY)


def elements(shown: Message, setting: Setting = HERE) -> Iterator[Json]:
    """The title and the blocks, one under the other."""
    yield title(shown.title)
    carried = 0
    for block in shown.blocks:
        for element in _block(block, setting):
            carried += len(json.dumps(element)) if element["type"] == "ActionSet" else 0
            if carried <= MOST_CARRIED:
                yield element


def title(text: str) -> Json:
    """A heading, also for those who hear it; one with Markdown in it is a paragraph that looks so,
    for a heading would understand it.
    """
    shown = " ".join(cut(text, LONGEST_TITLE).split())
    if _MARKDOWN.search(shown):
        return literal(run(shown, size="Large", weight="Bolder"))
    return {
        "type": "TextBlock",
        "text": shown,
        "style": "heading",
        "size": "Large",
        "weight": "Bolder",
        "wrap": True,
    }


def literal(*runs: Json, spacing: str = "Default") -> Json:
    """A paragraph whose text is shown as it stands."""
    found: Json = {"type": "RichTextBlock", "inlines": list(runs)}
    return found if spacing == "Default" else found | {"spacing": spacing}


def run(text: str, **style: object) -> Json:
    """A part of a paragraph."""
    return {"type": "TextRun", "text": text or " ", **style}


def action(choice: Choice, data: Mapping[str, object], *, dialog: bool = False) -> Json:
    """A button; Action.Execute, and Action.Submit where that is not known."""
    submit = {"type": "Action.Submit", "data": {**data}, **_looks(choice)}
    if dialog:
        return submit
    execute = {"type": "Action.Execute", "verb": data["do"], "data": {**data}, **_looks(choice)}
    return execute | {"fallback": submit}


def actions(rows: Sequence[Json]) -> Iterator[Json]:
    """Buttons in rows of a few."""
    for start in range(0, len(rows), BUTTONS):
        yield {"type": "ActionSet", "actions": list(rows[start : start + BUTTONS])}


def _looks(choice: Choice) -> Json:
    found: Json = {"title": shorten(choice.label, LONGEST_LABEL)}
    whole = f"{choice.label}: {choice.about}" if choice.about else choice.label
    if whole != found["title"]:
        found["tooltip"] = shorten(whole, LONGEST_TOOLTIP)
    if choice.emphasis in _STYLES:
        found["style"] = _STYLES[choice.emphasis]
    return found


def _block(block: Block, setting: Setting) -> Iterator[Json]:
    match block:
        case Text(text=text, small=small):
            yield from _paragraphs(text, **({"isSubtle": True, "size": "Small"} if small else {}))
        case Quote():
            yield _quote(block)
        case Facts(facts=facts):
            for fact in facts:
                yield literal(
                    run(f"{fact.label}: ", weight="Bolder"), run(fact.value), spacing="Small"
                )
        case Items():
            yield from _items(block)
        case Choices(choices=choices):
            rows = [
                action(one, _carried(one, setting.at), dialog=setting.dialog)
                for one in choices
                if len(one.value) <= LONGEST_CARRIED
            ]
            yield from actions(rows)
        case Picture(svg=svg, alt=alt):
            yield from _picture(setting.pictures.get(svg), alt)
        case _:
            assert_never(block)


def _paragraphs(text: str, **style: object) -> Iterator[Json]:
    """One for each line: a client need not break a text run where a line ends."""
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    for number, line in enumerate(lines):
        yield literal(run(line, **style), spacing="Default" if not number else "Small")


def _quote(block: Quote) -> Json:
    label = [literal(run(f"{block.label}:", weight="Bolder"))] if block.label else []
    return {
        "type": "Container",
        "style": "emphasis",
        "items": [*label, *_paragraphs(block.text)],
    }


def _items(block: Items) -> Iterator[Json]:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}." if block.numbered else "•"
        text = " ".join(item.split())
        yield literal(run(f"{mark} {text}"), spacing="Small")


def _carried(choice: Choice, at: str) -> Json:
    found: Json = {"do": PRESS, "action": choice.action, "value": choice.value}
    return found | ({"at": at} if at else {})


def _picture(url: str | None, alt: str) -> Iterator[Json]:
    """The drawing, where it has an address; the text that always stands beside it says the same."""
    if url:
        yield {"type": "Image", "url": url, "altText": shorten(alt, LONGEST_ALT), "size": "Stretch"}


def _cut(again: Mapping[str, str] | None, setting: Setting) -> Iterator[Json]:
    yield literal(run(words("cut"), isSubtle=True, size="Small"))
    if again and sum(map(len, again.values())) <= LONGEST_CARRIED:
        data = {"do": AGAIN, **again, **({"at": setting.at} if setting.at else {})}
        whole = Choice(label=words("whole"), action=AGAIN)
        yield from actions([action(whole, data, dialog=setting.dialog)])


def parts(message: Message) -> list[Message]:
    """All of a message that is too long for one card, as several; only the last has its source."""
    found: list[Message] = []
    blocks: list[Block] = []
    for block in message.blocks:
        for piece in _pieces(block):
            tried = Message(title=message.title, blocks=(*blocks, piece))
            if blocks and fit(tried, ROOM)[1]:
                found.append(Message(title=message.title, blocks=tuple(blocks)))
                blocks = []
            blocks.append(piece)
    return [*found, Message(title=message.title, blocks=tuple(blocks))]


def _pieces(block: Block) -> Iterator[Block]:
    if isinstance(block, Text | Quote):
        for piece in pieces(block.text, ROOM.text):
            yield replace(block, text=piece)
    elif isinstance(block, Items):
        rows = [piece for item in block.items for piece in pieces(item, ROOM.text)]
        for start in range(0, len(rows), MOST_ITEMS):
            yield replace(block, items=tuple(rows[start : start + MOST_ITEMS]))
    else:
        yield block
