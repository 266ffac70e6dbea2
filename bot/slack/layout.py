"""A message → Block Kit. Every text is a literal: nothing in it mentions, links or calls anybody.

The numbers are Slack's (docs.slack.dev, "Blocks" and "Block elements"), with some room to spare.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from bot.slack.markup import escaped
from bot.slack.words import words
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
Files = Mapping[str, str]
"""The file that each drawing (SVG) has been uploaded as."""

IN_MESSAGE = Room(blocks=44, letters=10_000, text=2900)
IN_VIEW = Room(blocks=60, letters=50_000, text=50_000)
MOST_IN_MESSAGE, MOST_IN_VIEW = 50, 100
LEAST_EACH = 10
"""Blocks of the Home tab that are kept for each message that is to come."""

LONGEST_HEADER, LONGEST_TEXT, LONGEST_ALT, LONGEST_FALLBACK = 150, 2900, 250, 3500
LONGEST_LABEL, LONGEST_VALUE, MOST_BUTTONS = 75, 2000, 25

WHOLE = "whole"
"""The action of the button that shows all of what has been cut."""

_STYLES = {Emphasis.PRIMARY: "primary"}
"""A choice that undoes something looks like the others: it opens a form that asks once more, and
Slack's red is for what happens at once.
"""

_NO_FILES: Files = {}


def message(shown: Message, again: str = "", files: Files = _NO_FILES) -> Json:
    """The arguments of a post: its blocks, and the same in plain text for notifications and screen
    readers. `again` is what the button for the whole carries where not all fits.
    """
    fitted, shortened = fit(shown, IN_MESSAGE)
    found = [*blocks(fitted, files), *(_cut(again) if shortened else ())]
    return {"text": escaped(cut(shown.plain, LONGEST_FALLBACK)), "blocks": found[:MOST_IN_MESSAGE]}


def view(shown: Message, metadata: str, files: Files = _NO_FILES) -> Json:
    """The message as a modal of its own."""
    fitted, shortened = fit(shown, IN_VIEW)
    found = [*blocks(fitted, files), *(_cut("") if shortened else ())]
    return {
        "type": "modal",
        "callback_id": "message",
        "title": literal(words("title")),
        "close": literal(words("close")),
        "private_metadata": metadata,
        "blocks": found[:MOST_IN_VIEW],
    }


def home(shown: Sequence[Message], metadata: str, files: Files = _NO_FILES) -> Json:
    """Several messages under each other as the Home tab."""
    found: list[Json] = []
    for number, one in enumerate(shown):
        left = MOST_IN_VIEW - len(found) - LEAST_EACH * (len(shown) - number - 1) - 1
        room = Room(blocks=max(1, left // 2), letters=8000, text=LONGEST_TEXT)
        part = [*blocks(fit(one, room)[0], files)][: max(1, left)]
        found += [*([{"type": "divider"}] if found else []), *part]
    return {"type": "home", "private_metadata": metadata, "blocks": found[:MOST_IN_VIEW]}


def literal(text: str) -> Json:
    """A text object that is shown as it stands."""
    return {"type": "plain_text", "text": text, "emoji": False}


def blocks(shown: Message, files: Files = _NO_FILES) -> Iterator[Json]:
    """The message's title and blocks; buttons are numbered, for each shall have its own name."""
    yield from _title(shown.title)
    number = 0
    for block in shown.blocks:
        yield from _block(block, files, number)
        number += len(block.choices) if isinstance(block, Choices) else 0


def paragraph(text: str) -> Iterator[Json]:
    """A text as one block, or several where it is long."""
    for piece in pieces(text, LONGEST_TEXT):
        yield _rich({"type": "rich_text_section", "elements": [_literal(piece)]})


def _title(title: str) -> Iterator[Json]:
    if len(title) <= LONGEST_HEADER:
        yield {"type": "header", "text": literal(title)}
    else:
        bold = _literal(shorten(title, LONGEST_TEXT), bold=True)
        yield _rich({"type": "rich_text_section", "elements": [bold]})


def _block(block: Block, files: Files, number: int) -> Iterator[Json]:
    match block:
        case Text(text=text, small=True):
            yield from (
                {"type": "context", "elements": [literal(piece)]} for piece in _pieces(text)
            )
        case Text(text=text):
            yield from paragraph(text)
        case Quote():
            yield from _quote(block)
        case Facts(facts=facts):
            lines = [[_literal(f"{one.label}: ", bold=True), _literal(one.value)] for one in facts]
            yield from _list(lines, "bullet")
        case Items(items=items, numbered=numbered):
            yield from _list(
                [[_literal(item)] for item in items], "ordered" if numbered else "bullet"
            )
        case Choices(choices=choices):
            for at in range(0, len(choices), MOST_BUTTONS):
                row = enumerate(choices[at : at + MOST_BUTTONS], number + at)
                yield {"type": "actions", "elements": [_button(one, n) for n, one in row]}
        case Picture(svg=svg, alt=alt):
            yield from _picture(files.get(svg), alt)
        case _:
            assert_never(block)


def _quote(block: Quote) -> Iterator[Json]:
    for number, piece in enumerate(pieces(block.text, LONGEST_TEXT)):
        quote = {"type": "rich_text_quote", "elements": [_literal(piece)]}
        label = {"type": "rich_text_section", "elements": [_literal(f"{block.label}:", bold=True)]}
        yield _rich(*([label] if block.label and not number else []), quote)


def _list(rows: Sequence[list[Json]], style: str) -> Iterator[Json]:
    if rows:
        sections = [{"type": "rich_text_section", "elements": row} for row in rows]
        yield _rich({"type": "rich_text_list", "style": style, "elements": sections})


def _button(choice: Choice, number: int) -> Json:
    found: Json = {
        "type": "button",
        "action_id": f"{choice.action}#{number}",
        "text": literal(shorten(choice.label, LONGEST_LABEL)),
    }
    if choice.value:
        found["value"] = choice.value[:LONGEST_VALUE]
    if choice.about:
        found["accessibility_label"] = shorten(f"{choice.label}: {choice.about}", LONGEST_LABEL)
    if choice.emphasis in _STYLES:
        found["style"] = _STYLES[choice.emphasis]
    return found


def _picture(file: str | None, alt: str) -> Iterator[Json]:
    """The uploaded drawing; without one, the text that always stands beside it says the same."""
    if file:
        alt_text = shorten(alt, LONGEST_ALT)
        yield {"type": "image", "slack_file": {"id": file}, "alt_text": alt_text}


def _cut(again: str) -> Iterator[Json]:
    yield {"type": "context", "elements": [literal(words("cut"))]}
    if again and len(again) <= LONGEST_VALUE:
        whole = Choice(label=words("whole"), action=WHOLE, value=again)
        yield {"type": "actions", "elements": [_button(whole, 0)]}


def _rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def _literal(text: str, *, bold: bool = False) -> Json:
    return {"type": "text", "text": text or " ", **({"style": {"bold": True}} if bold else {})}


def _pieces(text: str) -> list[str]:
    return pieces(text or " ", LONGEST_TEXT)
