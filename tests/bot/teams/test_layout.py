"""Any message or form becomes a card that Teams takes, with nothing lost and nothing formatted."""

import json
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.conversation import FieldErrors
from bot.teams import form_layout, layout
from bot.teams.elements import HERE, Json, Setting
from bot.teams.layout import ROOM
from bot.teams.posting import carrying
from bot.teams.words import words
from messages.form import Field, Form, Input, Option
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
from tests.bot.teams.people import buttons_of, filled, text

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


OPTIONS = st.lists(
    st.builds(Option, value=st.text(min_size=1, max_size=60), label=SHORT),
    max_size=200,
    unique_by=lambda one: one.value,
).map(tuple)
NAMES = ["form", "once", "do", "at", "subject", "action", "value", "text", "day"]
CARRIED = {"form": "move", "subject": "dialogue/2026-12-14", "once": "1", "at": THREAD}


@st.composite
def fields(draw: st.DrawFn, name: str) -> Field:
    kind = draw(st.sampled_from(Input))
    options = draw(OPTIONS) if kind is Input.CHOICE else ()
    first = [option.value for option in options[:1]]
    values = st.sampled_from(["2026-11-24", "09:00", "9.00", "yes", "", "no", "24:61", *first])
    return Field(
        name=name,
        input=kind,
        label=draw(SHORT),
        hint=draw(LINE),
        required=draw(st.booleans()),
        longest=draw(st.integers(1, 5000)),
        value=draw(values | TEXTS),
        options=options,
        errors=draw(st.sampled_from([{}, {"missing": "Fyll i."}, {"past": "Dagen har varit."}])),
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    names = draw(st.lists(st.sampled_from(NAMES), max_size=9, unique=True))
    return Form(
        name="move",
        title=draw(SHORT),
        notice=draw(TEXTS),
        submit=draw(SHORT),
        fields=tuple(draw(fields(name)) for name in names),
        subject="dialogue/2026-12-14",
    )


def is_stuck(form: Form) -> bool:
    """Whether there is nothing to choose where something must be chosen."""
    chosen = [one for one in form.fields if one.input is Input.CHOICE and not one.options]
    return any(one.required for one in chosen)


@ANY
@given(forms(), st.booleans())
def test_every_form_becomes_a_card_to_fill_in(form: Form, dialog: bool) -> None:  # noqa: FBT001
    card = form_layout.card(form, CARRIED, dialog=dialog)
    checks.card(card, dialog=dialog)
    shown = {one["id"]: one for one in card["body"] if one["type"].startswith("Input.")}
    for field in form.fields:
        element = shown.get(f"field_{field.name}")
        assert element or field.input is Input.CHOICE or is_stuck(form)
        if element and field.required:
            assert element["isRequired"]
            assert element["errorMessage"]


@ANY
@given(forms(), st.sampled_from(["missing", "past", "unheard_of"]))
def test_what_is_wrong_stands_right_under_its_field(form: Form, code: str) -> None:
    wrong = FieldErrors(errors={one.name: code for one in form.fields}, form=form)
    body = form_layout.card(form, CARRIED, wrong)["body"]
    errors = {f"field_{one.name}": one.errors.get(code, words("wrong")) for one in form.fields}
    for number, element in enumerate(body):
        if element["type"].startswith("Input."):
            (says,) = body[number + 1]["inlines"]
            assert (says["text"], says["color"]) == (errors[element["id"]], "Attention")


@ANY
@given(forms())
def test_what_is_sent_untouched_gives_back_what_stood_there_and_what_was_carried(
    form: Form,
) -> None:
    card = form_layout.card(form, CARRIED)
    sent = {**buttons_of(card)[0]["data"], **filled(card, {})}
    assert CARRIED.items() <= sent.items()
    expected = {} if is_stuck(form) else {one.name: _kept(one) for one in form.fields}
    found = form_layout.filled_in(sent)
    assert found == {name: value for name, value in expected.items() if value is not None}


def _kept(field: Field) -> str | None:
    """What a client can show of the field's value; None where the field is not shown."""
    match field.input:
        case Input.LINE | Input.LINES:
            return field.value[:4000]
        case Input.CHOICE if not field.options:
            return None
        case Input.CHOICE:
            return field.value if field.value in {one.value for one in field.options} else ""
        case Input.TICK:
            return "yes" if field.value == "yes" else ""
        case Input.DATE:
            return field.value if field.problem(field.value) is None else ""
        case Input.TIME:
            right = field.value.strip() and Field.problem(field, field.value) is None
            return f"{field.value.replace('.', ':'):0>5}" if right else ""


@pytest.mark.parametrize("strange", [None, 1, 1.5, True, [], ["x"], {"a": {"b": "c"}}])
def test_whatever_is_no_text_counts_as_nothing_filled_in(strange: object) -> None:
    assert form_layout.filled_in({"field_day": strange, "do": "submit"}) == {"day": ""}


def test_a_form_with_nothing_to_choose_says_so_and_can_only_be_left() -> None:
    field = Field(name="who", input=Input.CHOICE, label="Vem", errors={})
    card = form_layout.card(Form(name="hold", title="Ny", submit="Spara", fields=(field,)), CARRIED)
    assert words("nothing_to_choose") in text(card)
    assert [one["title"] for one in buttons_of(card)] == ["Avbryt"]
    assert HERE.at == ""
