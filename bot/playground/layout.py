"""A message → what stands on the page. All text is set as text, never as markup."""

from collections.abc import Awaitable, Callable, Iterable
from typing import assert_never

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from messages.message import (
    Block,
    Choice,
    Choices,
    Fact,
    Facts,
    Items,
    Message,
    Picture,
    Quote,
    Text,
)

Press = Callable[[Choice], Awaitable[None]]


def text(tag: str, content: str) -> TextElement:
    """An element that holds a text and nothing else."""
    return TextElement(tag=tag, text=content)


def message(shown: Message, press: Press) -> None:
    """A message as a card."""
    with ui.element("article").classes("card"):
        text("h3", shown.title)
        for block in shown.blocks:
            _block(block, press)


def _block(block: Block, press: Press) -> None:
    match block:
        case Text(text=content, small=small):
            text("p", content).classes("small" if small else "")
        case Quote(text=content, label=label):
            _quote(content, label)
        case Facts(facts=facts):
            _facts(facts)
        case Items(items=items, numbered=numbered):
            _items(items, numbered=numbered)
        case Choices(choices=choices):
            _choices(choices, press)
        case Picture():
            _picture(block)
        case _:
            assert_never(block)


def _quote(content: str, label: str) -> None:
    with ui.element("blockquote"):
        if label:
            text("span", label).classes("label")
        text("p", content)


def _facts(facts: Iterable[Fact]) -> None:
    with ui.element("dl"):
        for fact in facts:
            with ui.element("div"):
                text("dt", fact.label)
                text("dd", fact.value)


def _items(items: Iterable[str], *, numbered: bool) -> None:
    with ui.element("ol" if numbered else "ul"):
        for item in items:
            text("li", item)


def _choices(choices: Iterable[Choice], press: Press) -> None:
    with ui.element("div").classes("choices"):
        for choice in choices:
            button = ui.button(
                choice.label, color=None, on_click=lambda _, chosen=choice: press(chosen)
            )
            button.props("no-caps unelevated").classes(f"choice {choice.emphasis}")
            if choice.about:
                button.props["aria-label"] = f"{choice.label}: {choice.about}"


def _picture(picture: Picture) -> None:
    with ui.element("figure").classes("picture") as figure:
        figure.props["role"] = "img"
        figure.props["aria-label"] = picture.alt
        ui.html(picture.svg, sanitize=False)  # our own drawing; its texts were escaped in it
