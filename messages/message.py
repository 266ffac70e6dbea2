"""What is said, as values that every chat can lay out in its own markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


@dataclass(frozen=True, kw_only=True)
class Text:
    """A paragraph; `small` for the source and other things that come last."""

    text: str
    small: bool = False


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Words that someone else has written or decided, with a label above where it needs one."""

    text: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Short facts that stand beside each other where the chat has room."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Items:
    """A list; the order matters where `numbered`."""

    items: tuple[str, ...]
    numbered: bool = False


class Emphasis(StrEnum):
    """How a choice looks: the one most people take, one that undoes something, or neither."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A button: `action` names a command, `value` what it is about. Its label is a verb.

    `about` says in words what the verb is done to, for those who hear the buttons without what
    stands around them.
    """

    label: str
    action: str
    value: str = ""
    about: str = ""
    emphasis: Emphasis = Emphasis.PLAIN


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Buttons in a row."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing as SVG, with the same facts in words."""

    svg: str
    alt: str


Block = Text | Quote | Facts | Items | Choices | Picture


@dataclass(frozen=True, kw_only=True)
class Message:
    """A title that can be read alone in a notification, and what follows it."""

    title: str
    blocks: tuple[Block, ...] = ()

    @property
    def plain(self) -> str:
        """The message as plain text, buttons as "[Label]"; paragraphs with a line between."""
        return "\n\n".join([self.title, *(_plain(block) for block in self.blocks)])

    @property
    def choices(self) -> Iterator[Choice]:
        """Every button of the message."""
        for block in self.blocks:
            if isinstance(block, Choices):
                yield from block.choices


def _plain(block: Block) -> str:
    match block:
        case Text():
            return block.text
        case Quote():
            return f"{block.label}:\n{block.text}" if block.label else block.text
        case Facts():
            return "\n".join(f"{fact.label}: {fact.value}" for fact in block.facts)
        case Items():
            return "\n".join(_marked(block))
        case Choices():
            return " ".join(f"[{choice.label}]" for choice in block.choices)
        case Picture():
            return block.alt
        case _:
            assert_never(block)


def _marked(block: Items) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{number}. {item}" if block.numbered else f"– {item}"
