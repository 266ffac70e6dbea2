"""The parts of an Adaptive Card. Every text is a literal: nothing in it links, mentions or formats.

Sources: adaptivecards.io, schema 1.5, and learn.microsoft.com, "Format cards in Microsoft Teams"
and "Universal Actions". A TextBlock understands Markdown and a TextRun does not, so all but titles
and labels stand in TextRuns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

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
from messages.shortening import cut
from messages.words import shorten

Json = dict[str, Any]
Pictures = Mapping[str, str]
"""The address that each drawing (SVG) is found at."""

LONGEST_TITLE, LONGEST_ALT = 300, 400
LONGEST_LABEL, LONGEST_TOOLTIP = 40, 200
"""Letters of a button, for a phone cuts it; all of it stands in its tooltip, which is also read."""

BUTTONS = 5
"""In a row; Teams puts the seventh in a menu, and a narrow client the sixth."""

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


def elements(shown: Message, setting: Setting = HERE) -> Iterator[Json]:
    """The title and the blocks, one under the other."""
    yield title(shown.title)
    for block in shown.blocks:
        yield from _block(block, setting)


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
    found: Json = {"title": cut(choice.label, LONGEST_LABEL)}
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
            carried = [_carried(one, setting.at) for one in choices]
            pairs = zip(choices, carried, strict=True)
            yield from actions([action(*pair, dialog=setting.dialog) for pair in pairs])
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
