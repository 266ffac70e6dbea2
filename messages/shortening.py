"""A message that is too long for a chat → the same with its long texts cut at a sentence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from messages.message import Block, Choices, Facts, Items, Message, Picture, Quote, Text

SHORTEST = 80
"""Letters that a cut text keeps at least; rather than less, whole blocks are left out."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s|\n")
_WORD = re.compile(r"\s")
_ENDINGS = ((_SENTENCE, " …"), (_WORD, "…"))


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a chat can show: so many blocks, so many letters in all and in one text."""

    blocks: int
    letters: int
    text: int


def fit(message: Message, room: Room) -> tuple[Message, bool]:
    """The message as far as there is room for it, and whether something was left out.

    The longest texts are cut first, at the end of a sentence. Buttons and the last small text (the
    source) are kept as long as anything is.
    """
    capped = _capped(message, _cap(message, room))
    kept = _most(capped, room)
    return kept, kept != message


def cut(text: str, longest: int) -> str:
    """The text, or as much of it as fits with an ellipsis: to a sentence's end, else a word's."""
    if len(text) <= longest:
        return text
    room = text[: longest - 1]
    for ends, ellipsis in _ENDINGS:
        found = [match.start() for match in ends.finditer(room)]
        if found and found[-1] >= longest // 2:
            return room[: found[-1]].rstrip() + ellipsis
    return room + "…"


def pieces(text: str, longest: int) -> list[str]:
    """All of the text in pieces of at most so many letters, each to a sentence's or word's end."""
    found = []
    while len(text) > longest:
        breaks = [match.end() for match in _SENTENCE.finditer(text[: longest + 1])]
        breaks = breaks or [match.end() for match in _WORD.finditer(text[: longest + 1])]
        at = min(breaks[-1] if breaks else longest, longest)
        found.append(text[:at])
        text = text[at:]
    return [*found, text]


def size(message: Message) -> int:
    """How many letters the message has; buttons are not counted, nor what a drawing says."""
    return len(message.title) + sum(map(_size, message.blocks))


def _size(block: Block) -> int:
    labels = len(block.label) if isinstance(block, Quote) else 0
    if isinstance(block, Facts):
        labels = sum(len(fact.label) for fact in block.facts)
    return labels + sum(map(len, _texts(block)))


def _cap(message: Message, room: Room) -> int:
    """How long a text may be, so that the longest ones give way first."""
    lengths = sorted(len(text) for block in message.blocks for text in _texts(block))
    left = room.letters - (size(message) - sum(lengths))
    for number, length in enumerate(lengths):
        share = left // (len(lengths) - number)
        if length > share:
            return max(SHORTEST, min(room.text, share))
        left -= length
    return room.text


def _capped(message: Message, longest: int) -> Message:
    blocks = tuple(_mapped(block, lambda text: cut(text, longest)) for block in message.blocks)
    return replace(message, blocks=blocks)


def _most(message: Message, room: Room) -> Message:
    """Leave out blocks from the end, but the last small text and the buttons before all others."""
    while len(message.blocks) > room.blocks or size(message) > room.letters:
        number = next(_least(message.blocks), None)
        if number is None:
            return message
        before, block, after = (
            message.blocks[:number],
            message.blocks[number],
            message.blocks[number + 1 :],
        )
        message = replace(message, blocks=(*before, *_half(block, message, room), *after))
    return message


def _half(block: Block, message: Message, room: Room) -> tuple[Block, ...]:
    """The first half of a list that has too many letters; otherwise nothing of the block."""
    too_long = size(message) > room.letters
    if too_long and isinstance(block, Items) and len(block.items) > 1:
        return (replace(block, items=block.items[: len(block.items) // 2]),)
    if too_long and isinstance(block, Facts) and len(block.facts) > 1:
        return (Facts(facts=block.facts[: len(block.facts) // 2]),)
    return ()


def _least(blocks: Sequence[Block]) -> Iterator[int]:
    """The numbers of the blocks, those that can be done without first."""
    numbers = range(len(blocks) - 1, -1, -1)
    last = len(blocks) - 1 if blocks and getattr(blocks[-1], "small", False) else None
    yield from (n for n in numbers if not isinstance(blocks[n], Choices) and n != last)
    yield from numbers


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Text() | Quote():
            return (block.text,)
        case Facts(facts=facts):
            return tuple(fact.value for fact in facts)
        case Items(items=items):
            return items
        case Choices() | Picture():
            return ()
        case _:
            assert_never(block)


def _mapped(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Text() | Quote():
            return replace(block, text=change(block.text))
        case Facts(facts=facts):
            return Facts(facts=tuple(replace(one, value=change(one.value)) for one in facts))
        case Items(items=items):
            return replace(block, items=tuple(map(change, items)))
        case Choices() | Picture():
            return block
        case _:
            assert_never(block)
