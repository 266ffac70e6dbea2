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

    The longest texts are cut first, at the end of a sentence. No button is left without the text
    that says what it is about.
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
    """Leave out from the end until the rest has room: first whole parts, each a text with its
    buttons, and of the last one left its texts before its buttons and its source.
    """
    while len(message.blocks) > room.blocks or size(message) > room.letters:
        parts = list(_parts(message.blocks))
        if len(parts) > 1:
            parts[-1:] = [_half(parts[-1], message, room)]
        elif parts:
            parts = [_without_one(parts[0], message, room)]
        else:
            return message
        message = replace(message, blocks=tuple(block for part in parts for block in part))
    return message


def _parts(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks up to and with each row of buttons: what the buttons are about, and they."""
    part: list[Block] = []
    for number, block in enumerate(blocks):
        part.append(block)
        ends = isinstance(block, Choices) and not isinstance(_at(blocks, number + 1), Choices)
        if ends:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _at(blocks: Sequence[Block], number: int) -> Block | None:
    return blocks[number] if number < len(blocks) else None


def _half(part: tuple[Block, ...], message: Message, room: Room) -> tuple[Block, ...]:
    """The first half of a long list that ends the message; otherwise nothing of the part."""
    shorter = _halved(part[-1]) if size(message) > room.letters else None
    return (*part[:-1], shorter) if shorter else ()


def _without_one(part: tuple[Block, ...], message: Message, room: Room) -> tuple[Block, ...]:
    """The part with half of a long list, or without the block that can best be done without."""
    number = _least(part)
    shorter = _halved(part[number]) if size(message) > room.letters else None
    return (*part[:number], *((shorter,) if shorter else ()), *part[number + 1 :])


def _least(blocks: Sequence[Block]) -> int:
    """The number of the last block that is neither buttons nor the source, else of the last."""
    numbers = range(len(blocks) - 1, -1, -1)
    plain = (n for n in numbers if not isinstance(blocks[n], Choices) and not _is_source(blocks[n]))
    return next(plain, len(blocks) - 1)


def _is_source(block: Block) -> bool:
    return isinstance(block, Text) and block.small


def _halved(block: Block) -> Block | None:
    if isinstance(block, Items) and len(block.items) > 1:
        return replace(block, items=block.items[: len(block.items) // 2])
    if isinstance(block, Facts) and len(block.facts) > 1:
        return Facts(facts=block.facts[: len(block.facts) // 2])
    return None


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
