"""Any message, name or list becomes something that Slack takes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import FieldErrors
from bot.slack import form_layout, layout
from messages.form import Field, Form, Input, Option
from messages.message import (
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
from tests.bot.slack import checks

TEXTS = st.text(max_size=400) | st.text(min_size=1, max_size=20).map(lambda text: text * 400)
SHORT = st.text(min_size=1, max_size=200)
NAMES = st.sampled_from(["@channel", "<!here>", "<@U1>", "Åsa & Bo <b>", "*fet* _kursiv_ ~x~"])
CHOICES = st.builds(
    Choice,
    label=SHORT,
    action=st.sampled_from(["move", "cancel", "show"]),
    value=st.text(max_size=300),
    about=st.text(max_size=100),
    emphasis=st.sampled_from(Emphasis),
)
BLOCKS = st.one_of(
    st.builds(Text, text=TEXTS | NAMES, small=st.booleans()),
    st.builds(Quote, text=TEXTS, label=st.text(max_size=60)),
    st.builds(
        Facts, facts=st.lists(st.builds(Fact, label=SHORT, value=TEXTS), max_size=30).map(tuple)
    ),
    st.builds(Items, items=st.lists(TEXTS | NAMES, max_size=60).map(tuple), numbered=st.booleans()),
    st.builds(Choices, choices=st.lists(CHOICES, min_size=1, max_size=40).map(tuple)),
    st.builds(Picture, svg=st.just("<svg/>"), alt=SHORT),
)
MESSAGES = st.builds(
    Message,
    title=SHORT | TEXTS.filter(bool),
    blocks=st.lists(BLOCKS, max_size=60).map(tuple),
)
FILES = st.sampled_from([{}, {"<svg/>": "F0123"}])


@given(MESSAGES, st.text(max_size=3000), FILES)
def test_every_message_can_be_posted(shown: Message, again: str, files: dict[str, str]) -> None:
    checks.message(layout.message(shown, again, files))


@given(MESSAGES, FILES)
def test_every_message_can_be_a_view(shown: Message, files: dict[str, str]) -> None:
    checks.view(layout.view(shown, "{}", files))


@given(st.lists(MESSAGES, min_size=1, max_size=8), FILES)
def test_any_messages_can_be_the_home_tab(shown: list[Message], files: dict[str, str]) -> None:
    checks.view(layout.home(shown, "{}", files))


OPTIONS = st.lists(
    st.builds(Option, value=st.text(min_size=1, max_size=150), label=TEXTS),
    max_size=250,
    unique_by=lambda one: one.value,
).map(tuple)


@st.composite
def fields(draw: st.DrawFn, number: int) -> Field:
    kind = draw(st.sampled_from(Input))
    options = draw(OPTIONS) if kind is Input.CHOICE else ()
    return Field(
        name=f"field{number}",
        input=kind,
        label=draw(SHORT),
        hint=draw(st.text(max_size=300)),
        required=draw(st.booleans()),
        longest=draw(st.integers(1, 5000)),
        value=draw(
            TEXTS
            | st.sampled_from(
                ["2026-11-24", "09:00", "9.00", "yes", *(option.value for option in options[:1])]
            )
        ),
        options=options,
        errors={"missing": draw(SHORT)},
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    count = draw(st.integers(0, 9))
    return Form(
        name="move",
        title=draw(SHORT),
        notice=draw(TEXTS),
        submit=draw(SHORT),
        fields=tuple(draw(fields(number)) for number in range(count)),
        subject="dialogue/2026-12-14",
    )


@given(forms())
def test_every_form_can_be_a_modal(form: Form) -> None:
    checks.view(form_layout.view(form, "{}"))


@given(forms())
def test_an_error_stands_at_a_field_that_the_modal_has(form: Form) -> None:
    shown = form_layout.view(form, "{}")["blocks"]
    wrong = FieldErrors(errors={one.name: "missing" for one in form.fields}, form=form)
    inputs = {block["block_id"] for block in shown if block["type"] == "input"}
    assert set(form_layout.errors(wrong, shown)) == inputs


def test_a_long_rule_is_cut_at_a_sentence_and_can_be_seen_whole() -> None:
    rule = "En mening som säger något. " * 400
    again = json.dumps({"words": "vad gäller media"})
    laid_out = layout.message(Message(title="Regel", blocks=(Quote(text=rule),)), again)
    quote, *_, button = laid_out["blocks"][1:]
    text = quote["elements"][-1]["elements"][0]["text"]
    assert text.endswith("något. …")
    assert len(text) <= 3000
    assert button["elements"][0]["text"]["text"] == "Visa hela"
    assert button["elements"][0]["value"] == again


def test_the_whole_of_a_long_rule_is_in_the_view() -> None:
    rule = "En mening som säger något. " * 400
    view = layout.view(Message(title="Regel", blocks=(Quote(text=rule),)), "{}")
    quotes = [
        element["elements"][0]["text"]
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for element in block["elements"]
    ]
    assert "".join(quotes) == rule


def test_only_the_choice_that_most_people_take_stands_out() -> None:
    choices = tuple(
        Choice(label=emphasis, action="move", emphasis=emphasis) for emphasis in Emphasis
    )
    (_, row) = layout.message(Message(title="Val", blocks=(Choices(choices=choices),)))["blocks"]
    styles = {one["text"]["text"]: one.get("style") for one in row["elements"]}
    assert styles == {"plain": None, "primary": "primary", "danger": None}


def test_the_plain_text_calls_and_links_nobody() -> None:
    said = layout.message(Message(title="Beröm till <!channel>", blocks=(Text(text="<@U1> & co"),)))
    assert said["text"] == "Beröm till &lt;!channel&gt;\n\n&lt;@U1&gt; &amp; co"


def test_what_was_filled_in_is_read_whatever_slack_sends() -> None:
    for state in ({}, {"values": None}, {"values": {"a": None, "b": {"value": None}}}):
        assert set(form_layout.filled_in(state).values()) <= {""}
