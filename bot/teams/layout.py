"""A message → an Adaptive Card: as much of it as Teams takes, and in several cards all of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.teams.elements import (
    AGAIN,
    HERE,
    Json,
    Setting,
    action,
    actions,
    elements,
    literal,
    run,
)
from bot.teams.words import words
from messages.message import Block, Choice, Choices, Facts, Items, Message, Quote, Text
from messages.shortening import Room, cut, fit, pieces
from messages.words import shorten

Row = TypeVar("Row")

CARD = "application/vnd.microsoft.card.adaptive"
VERSION = "1.5"

LARGEST = 34_000
"""Letters of a card's body: Teams takes 80 000 bytes of a message, counts two for each letter, and
the same stands in it once more as plain text.
"""

ROOM = Room(blocks=60, letters=9000, text=4000)
LEAST = 100
"""Letters of a card that is not made smaller still."""

LONGEST_SUMMARY = 200
LONGEST_CARRIED, MOST_CARRIED = 2000, 9000
"""Letters that one button carries, and all of a card's together."""

MOST_LINES, MOST_BUTTONS = 40, 5
"""In one of several cards: lines, facts or items, and buttons."""


def card(shown: Message, again: Mapping[str, str] | None = None, setting: Setting = HERE) -> Json:
    """The message as a card; `again` is what the button for the whole carries where it is cut."""
    fitted = _fitted(shown, setting)
    cut_off = _cut(again, setting) if fitted != shown else ()
    return wrapped([*elements(fitted, setting), *cut_off], fitted.plain)


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


def parts(message: Message) -> list[Message]:
    """All of a message that is too long for one card, as several with the same title."""
    found: list[Message] = []
    blocks: list[Block] = []
    for piece in (piece for block in message.blocks for piece in _pieces(block)):
        tried = Message(title=message.title, blocks=(*blocks, piece))
        if blocks and _fitted(tried, HERE) != tried:
            found.append(Message(title=message.title, blocks=tuple(blocks)))
            blocks = []
        blocks.append(piece)
    return [*found, Message(title=message.title, blocks=tuple(blocks))]


def _fitted(shown: Message, setting: Setting) -> Message:
    """As much of the message as Teams takes; lines and buttons weigh more than their letters, so
    there is room for less and less until it is light enough.
    """
    room, light = ROOM, _lightened(shown)
    fitted = fit(light, room)[0]
    while _weight(fitted, setting) > LARGEST and room.letters > LEAST:
        room = Room(blocks=-(-room.blocks // 2), letters=room.letters // 2, text=room.text // 2)
        fitted = fit(light, room)[0]
    return fitted


def _weight(shown: Message, setting: Setting) -> int:
    return len(json.dumps([*elements(shown, setting)], ensure_ascii=False))


def _lightened(shown: Message) -> Message:
    """Without the buttons that carry too much."""
    left, blocks = MOST_CARRIED, list[Block]()
    for block in shown.blocks:
        kept = block
        if isinstance(block, Choices):
            light = tuple(one for one in block.choices if len(one.value) <= LONGEST_CARRIED)
            while sum(len(one.value) for one in light) > left:
                light = light[:-1]
            left -= sum(len(one.value) for one in light)
            kept = Choices(choices=light)
        blocks += [kept] if not isinstance(kept, Choices) or kept.choices else []
    return replace(shown, blocks=tuple(blocks))


def _cut(again: Mapping[str, str] | None, setting: Setting) -> Iterator[Json]:
    yield literal(run(words("cut"), isSubtle=True, size="Small"))
    if again and sum(map(len, again.values())) <= LONGEST_CARRIED:
        data = {"do": AGAIN, **again, **({"at": setting.at} if setting.at else {})}
        whole = Choice(label=words("whole"), action=AGAIN)
        yield from actions([action(whole, data, dialog=setting.dialog)])


def _pieces(block: Block) -> Iterator[Block]:
    """The block in pieces that each have room in a card."""
    if isinstance(block, Text | Quote):
        for piece in pieces(block.text, ROOM.text):
            for lines in _some(piece.splitlines(keepends=True) or [""], MOST_LINES):
                yield replace(block, text="".join(lines))
    elif isinstance(block, Items):
        rows = [piece for item in block.items for piece in pieces(item, ROOM.text)]
        for some in _some(rows, MOST_LINES):
            yield replace(block, items=tuple(some))
    elif isinstance(block, Facts):
        for facts in _some(block.facts, MOST_LINES):
            yield Facts(facts=tuple(facts))
    elif isinstance(block, Choices):
        for choices in _some(block.choices, MOST_BUTTONS):
            yield Choices(choices=tuple(choices))
    else:
        yield block


def _some(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), most):
        yield rows[start : start + most]
