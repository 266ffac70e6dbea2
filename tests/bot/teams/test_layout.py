"""Any message or form becomes a card that Teams takes, with nothing lost and nothing formatted."""

import json
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.teams import layout
from bot.teams.elements import Json, Setting
from bot.teams.layout import ROOM
from bot.teams.posting import carrying
from bot.teams.words import words
from messages.message import (
    Block,
    Choice,
    Choices,
    Emphasis,
    Fact,
    Facts,
    Items,
    Message,
    Picture,
    Quote,
    Text,
)
from messages.shortening import fit
from tests.bot.teams import checks
from tests.bot.teams.people import buttons_of, text

SVG = "<svg/>"
THREAD = "19:253b1f341670408fb6fe51050b6e5ceb@thread.tacv2;messageid=1485983408511"
MARKUP = st.sampled_from(
    [
        "**fet** _kursiv_ ~x~ `kod`",
        "[länk](https://exempel.se)",
        "<at>Anna Berg</at> & <b>Bo</b>",
        "# rubrik",
        "- punkt",
        "1. ett\n2. två\n\n3. tre",
        "å 👩‍👩‍👧 é\u00a0ö",
        "&lt;at&gt;",
        "|a|b|",
    ]
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
"""What rendering lets through (messages/rendering.py), but for line breaks."""

LINE = st.text(LETTERS, max_size=120)
TEXTS = (
    st.text(LETTERS | st.just("\n"), max_size=300)
    | st.text(LETTERS, min_size=1, max_size=20).map(lambda one: one * 250)
    | st.sampled_from(["En mening. " * 400, "ord " * 1200])
    | MARKUP
)
SHORT = st.text(LETTERS, min_size=1, max_size=120).filter(str.strip) | MARKUP
ANY = settings(max_examples=50, phases=(Phase.explicit, Phase.generate))
"""Large examples take minutes to make smaller."""

CHOICES = st.builds(
    Choice,
    label=SHORT,
    action=st.sampled_from(["move", "cancel", "show"]),
    value=LINE | st.just("v" * 2000) | st.just("v" * 2001),
    about=LINE,
    emphasis=st.sampled_from(Emphasis),
)
BLOCKS = st.one_of(
    st.builds(Text, text=TEXTS, small=st.booleans()),
    st.builds(Quote, text=TEXTS, label=LINE),
    st.builds(
        Facts, facts=st.lists(st.builds(Fact, label=SHORT, value=TEXTS), max_size=20).map(tuple)
    ),
    st.builds(Items, items=st.lists(TEXTS, max_size=60).map(tuple), numbered=st.booleans()),
    st.builds(Choices, choices=st.lists(CHOICES, min_size=1, max_size=40).map(tuple)),
    st.builds(Picture, svg=st.just(SVG), alt=SHORT),
)
MESSAGES = st.builds(
    Message, title=SHORT | st.just("t" * 4000), blocks=st.lists(BLOCKS, max_size=60).map(tuple)
)
SETTINGS = st.builds(
    Setting,
    at=st.sampled_from(["", THREAD]),
    dialog=st.booleans(),
    pictures=st.sampled_from([{}, {SVG: "https://exempel.se/bild.png"}]),
)
AGAIN = st.none() | st.fixed_dictionaries({"words": LINE | st.just("w" * 2100)})


def size(card: Json, summary: str = "x") -> int:
    """Bytes of the message that the card is, as Teams counts them."""
    return len(json.dumps(carrying(card, summary), ensure_ascii=False).encode("utf-16-le"))


def joined(found: str) -> str:
    """The words, however they were broken into lines."""
    return " ".join(found.split())


def texts_of(block: Block) -> list[str]:
    match block:
        case Text():
            return [block.text]
        case Quote():
            return [f"{block.label}:", block.text] if block.label else [block.text]
        case Facts():
            return [f"{one.label}: {one.value}" for one in block.facts]
        case Items():
            return list(block.items)
        case Choices() | Picture():
            return []


@ANY
@given(MESSAGES, AGAIN, SETTINGS)
def test_every_message_becomes_a_card(
    shown: Message, again: dict[str, str] | None, setting: Setting
) -> None:
    card = layout.card(shown, again, setting)
    checks.card(card, dialog=setting.dialog)
    summary = layout.summary(shown)
    assert 0 < len(summary) <= 200
    assert size(card, summary) <= checks.SIZE


@ANY
@given(st.builds(Message, title=SHORT, blocks=st.lists(BLOCKS, max_size=8).map(tuple)), SETTINGS)
def test_every_text_stands_as_it_is_or_the_card_says_that_something_is_left_out(
    shown: Message, setting: Setting
) -> None:
    read = joined(text(layout.card(shown, None, setting)))
    if words("cut") not in read:
        for found in (shown.title, *(text for block in shown.blocks for text in texts_of(block))):
            assert joined(found) in read


def test_a_source_after_many_buttons_stands_there_or_the_card_says_that_it_is_left_out() -> None:
    row = Choices(choices=(Choice(label="Visa", action="show", value="v" * 2000),) * 40)
    shown = Message(title="Val", blocks=(Text(text="Välj."), row, Text(text="Källa", small=True)))
    read = text(layout.card(shown))
    assert "Källa" in read or words("cut") in read


@ANY
@given(MESSAGES)
def test_no_button_is_left_without_the_text_before_it(shown: Message) -> None:
    blocks = [
        block
        for number, one in enumerate(shown.blocks)
        if isinstance(one, Choices)
        for block in (Text(text=f"Om {number}."), Choices(choices=one.choices[:3]))
    ]
    numbered = Message(title="Val", blocks=tuple(blocks))
    body = layout.card(numbered)["body"]
    for before, one in pairwise(body):
        assert one["type"] != "ActionSet" or before["inlines"][0]["text"].startswith("Om ")


@ANY
@given(MESSAGES)
def test_all_of_a_message_stands_in_its_parts_in_order(shown: Message) -> None:
    parts = layout.parts(shown)
    whole = "".join(text for block in shown.blocks for text in texts_of(block))
    found = [text for part in parts for block in part.blocks for text in texts_of(block)]
    if not any(isinstance(block, Quote) and block.label for block in shown.blocks):
        assert "".join(found) == whole
    assert [*Message(title="x", blocks=shown.blocks).choices] == [
        choice for part in parts for choice in part.choices
    ]
    for part in parts:
        assert part.title == shown.title
        assert len(part.blocks) == 1 or not fit(part, ROOM)[1]
        assert size(layout.card(part)) <= checks.SIZE


@pytest.mark.parametrize(
    "block",
    [
        Text(text="a\n" * 1000),
        Quote(text="å\n\n" * 660),
        Items(items=("ja",) * 900),
        Facts(facts=(Fact(label="a", value="b"),) * 600),
        Text(text="😀" * 4000),
        Text(text='"' * 4000),
    ],
    ids=["lines", "quoted lines", "items", "facts", "emoji", "quotation marks"],
)
def test_nothing_that_fits_by_its_letters_is_too_large_for_teams(block: Block) -> None:
    assert size(layout.card(Message(title="Långt", blocks=(block,)))) <= checks.SIZE


def test_a_few_hundred_lines_are_shown_one_under_the_other() -> None:
    shown = Message(title="Rader", blocks=(Text(text="\n".join(map(str, range(200)))),))
    assert text(layout.card(shown)).splitlines() == ["Rader", *map(str, range(200))]


def test_what_is_cut_can_be_seen_whole_where_it_was_asked() -> None:
    shown = Message(title="Regel", blocks=(Quote(text="En mening som säger något. " * 800),))
    (button,) = buttons_of(layout.card(shown, {"words": "medier"}, Setting(at=THREAD)))
    assert button["title"] == "Visa hela"
    assert button["data"] == {"do": "again", "words": "medier", "at": THREAD}


def test_a_long_label_is_cut_and_stands_whole_in_its_tooltip() -> None:
    choice = Choice(label="Flytta " * 10, action="move", about="mötet")
    (button,) = buttons_of(layout.card(Message(title="x", blocks=(Choices(choices=(choice,)),))))
    assert len(button["title"]) <= 40
    assert button["tooltip"].endswith("mötet")
